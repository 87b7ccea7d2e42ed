"""What a row waits for, in the inspector: linked, changed and removed by key, one step each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import press, type_text
from tests.ui.inspectors import HALLS, LAUNCH, OPENING, PROJECT, focused, open_session, show, texts
from tracker.domain.model import LagUnit, Link, LinkType
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.inspector.link_form import LinkForm
from tracker.ui.inspector.links import LinksSection
from tracker.ui.session import Session
from tracker.workspace import operations

K = Qt.Key


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    session = open_session(tmp_path)
    operations.add_link(session.workspace, predecessor_id=HALLS.id, successor_id=LAUNCH.id, lag=5)
    operations.add_link(session.workspace, predecessor_id=LAUNCH.id, successor_id=OPENING.id)
    return session


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    return show(session, qtbot)


@pytest.fixture
def links(inspector: Inspector) -> LinksSection:
    return inspector.links


def form_of(links: LinksSection) -> LinkForm:
    assert isinstance(links.form, LinkForm)
    return links.form


def steps(session: Session) -> int:
    return len(list(session.workspace.history()))


def only(session: Session) -> Link:
    (link,) = session.portfolio.links
    return link


def test_both_sides_are_listed_with_type_and_lag(links: LinksSection) -> None:
    assert texts(links.list).splitlines() == [
        *("Waits for", "1.2 Halls", "finish to start · +5 wd"),
        *("Is waited for by", "1.1.2 Official opening", "finish to start"),
    ]


def test_type_lag_and_unit_are_changed_by_key(session: Session, links: LinksSection) -> None:
    count = steps(session)
    links.list.setFocus()
    press(K.Key_Return)
    form = form_of(links)
    assert focused() is form.type and not form.other.isEnabled()
    press(K.Key_Down)
    form.lag.setFocus()
    form.lag.selectAll()
    type_text("-3")
    form.unit.setFocus()
    press(K.Key_Down)
    press(K.Key_Return)
    changed = session.portfolio.links[1]
    assert (changed.type, changed.lag, changed.lag_unit) == (
        LinkType.SS,
        -3,
        LagUnit.CALENDAR_DAYS,
    )
    assert steps(session) == count + 1
    assert "start to start · −3 d" in texts(links)
    session.workspace.undo()
    assert session.portfolio.links[1].lag == 5


def test_a_link_is_removed_by_key(session: Session, links: LinksSection) -> None:
    links.list.setFocus()
    press(K.Key_Delete)
    assert only(session).id == 2
    assert "Waits for" not in texts(links)
    session.workspace.undo()
    assert "Waits for" in texts(links)


@pytest.mark.parametrize("backwards", [False, True])
def test_a_link_is_made_by_key(
    session: Session, inspector: Inspector, links: LinksSection, backwards: bool
) -> None:
    for id in (1, 2):
        operations.remove_link(session.workspace, link_id=id)
    links.open_button.setFocus()
    press(K.Key_Return)
    form = form_of(links)
    assert focused() is form.other
    press(K.Key_End)
    assert "Halls" in form.other.currentText()
    form.direction.setFocus()
    if backwards:
        press(K.Key_Down)
    press(K.Key_Return)
    ends = (only(session).predecessor_id, only(session).successor_id)
    assert ends == ((LAUNCH.id, HALLS.id) if backwards else (HALLS.id, LAUNCH.id))


def test_a_loop_is_refused_and_what_was_chosen_stays(
    session: Session, links: LinksSection, qtbot: QtBot
) -> None:
    links.open_button.setFocus()
    press(K.Key_Return)
    form = form_of(links)
    form.other.setCurrentIndex(
        next(i for i in range(form.other.count()) if "opening" in form.other.itemText(i))
    )
    with qtbot.waitSignal(session.failed) as told:
        press(K.Key_Return)
    assert "close a loop" in str(told.args[0])
    assert form.is_open and "opening" in form.other.currentText()
    session.select([HALLS], HALLS)
    session.select([LAUNCH], LAUNCH)
    assert form.is_open and "opening" in form.other.currentText()


def test_a_project_has_no_links(session: Session, inspector: Inspector) -> None:
    session.select([PROJECT], PROJECT)
    assert not inspector.links.isVisible()

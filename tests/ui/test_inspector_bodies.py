"""Who does what for a row, in the inspector: given, ordered and taken out by key, one step each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import press, type_text
from tests.ui.inspectors import LAUNCH, OPENING, PROJECT, focused, open_session, show, texts
from tracker.domain.model import Body, Names, Role, Side
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.ui.inspector.bodies import BodiesSection
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.inspector.role_form import RoleForm
from tracker.ui.session import Session
from tracker.workspace import Workspace, operations

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    session = open_session(tmp_path)
    for name, short in (("Ministry of Trade", "MTI"), ("Akimat", ""), ("Investor Ltd", "")):
        body = Body(name=Names(en=name), short_name=Names(en=short))
        operations.add_body(session.workspace, body=body)
    return session


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    return show(session, qtbot)


@pytest.fixture
def bodies(session: Session, inspector: Inspector) -> BodiesSection:
    session.select([PROJECT], PROJECT)
    return inspector.bodies


def form_of(bodies: BodiesSection) -> RoleForm:
    assert isinstance(bodies.form, RoleForm)
    return bodies.form


def held(session: Session, role: Role, key: RowKey = PROJECT) -> list[str]:
    row = session.portfolio.row(key)
    assert row is not None
    return [body.name.en for body in session.portfolio.bodies_of(row, role)]


def steps(session: Session) -> int:
    return len(list(session.workspace.history()))


def begin(bodies: BodiesSection) -> None:
    bodies.open_button.setFocus()
    press(K.Key_Return)


def give(bodies: BodiesSection, role: int, name: str) -> None:
    begin(bodies)
    form_of(bodies).role.setFocus()
    for _ in range(role):
        press(K.Key_Down)
    form_of(bodies).body.setFocus()
    type_text(name)
    press(K.Key_Return)


def test_each_role_is_given_by_key_as_one_step(session: Session, bodies: BodiesSection) -> None:
    for place, role in enumerate(Role):
        count = steps(session)
        give(bodies, place, "Akimat")
        assert held(session, role) == ["Akimat"]
        assert steps(session) == count + 1
        assert focused() is bodies.open_button
    assert len(texts(bodies).split("Akimat")) == 5
    session.workspace.undo()
    assert held(session, Role.INVESTOR) == []


def test_a_name_is_completed_and_a_short_one_is_known(
    session: Session, bodies: BodiesSection
) -> None:
    begin(bodies)
    type_text("aki")
    press(K.Key_Down)
    press(K.Key_Return)
    assert form_of(bodies).body.text == "Akimat"
    press(K.Key_Return)
    give(bodies, 0, "mti")
    assert held(session, Role.RESPONSIBLE) == ["Akimat", "Ministry of Trade"]


def test_a_new_name_opens_the_form_of_a_body_begun_with_it(
    session: Session, bodies: BodiesSection
) -> None:
    count, known = steps(session), len(session.portfolio.bodies)
    give(bodies, 1, "Хокимият Ташкента")
    form = form_of(bodies)
    assert form.is_open and form.new_body.isVisible()
    assert len(session.portfolio.bodies) == known, "nothing is written yet"
    assert focused() is form.new_body.names[Language.EN]
    type_text("Tashkent hokimiyat")
    form.new_body.names[Language.RU].setFocus()
    type_text("Хокимият Ташкента")
    form.new_body.side.setFocus()
    press(K.Key_Down)
    press(K.Key_Down)
    press(K.Key_Return)
    assert held(session, Role.CO_EXECUTOR) == ["Tashkent hokimiyat"]
    (body,) = (each for each in session.portfolio.bodies if each.side is not None)
    assert (body.name.ru, body.side) == ("Хокимият Ташкента", Side.UZ)
    assert steps(session) == count + 1, "the body and its role are one step"
    session.workspace.undo()
    assert len(session.portfolio.bodies) == known


def test_bodies_are_ordered_and_taken_out_by_key(session: Session, bodies: BodiesSection) -> None:
    for name in ("Akimat", "MTI", "Investor Ltd"):
        give(bodies, 0, name)
    bodies.list.setFocus()
    bodies.list.go_to(2)
    press(K.Key_Up, ALT)
    assert held(session, Role.RESPONSIBLE) == ["Akimat", "Investor Ltd", "Ministry of Trade"]
    press(K.Key_Down, ALT)
    assert held(session, Role.RESPONSIBLE) == ["Akimat", "Ministry of Trade", "Investor Ltd"]
    count = steps(session)
    press(K.Key_Delete)
    assert held(session, Role.RESPONSIBLE) == ["Akimat", "Ministry of Trade"]
    assert steps(session) == count + 1
    session.workspace.undo()
    assert held(session, Role.RESPONSIBLE)[-1] == "Investor Ltd"


def test_another_body_or_role_takes_the_place(session: Session, bodies: BodiesSection) -> None:
    for name in ("Akimat", "MTI"):
        give(bodies, 0, name)
    bodies.list.setFocus()
    bodies.list.go_to(0)
    press(K.Key_F2)
    assert form_of(bodies).body.text == "Akimat"
    type_text("Investor Ltd")
    press(K.Key_Return)
    assert held(session, Role.RESPONSIBLE) == ["Investor Ltd", "Ministry of Trade"]
    bodies.list.setFocus()
    bodies.list.go_to(1)
    press(K.Key_Return)
    form_of(bodies).role.setFocus()
    press(K.Key_End)
    form_of(bodies).body.setFocus()
    press(K.Key_Return)
    assert held(session, Role.RESPONSIBLE) == ["Investor Ltd"]
    assert held(session, Role.INVESTOR) == ["Ministry of Trade"]


def test_several_are_typed_at_once_but_a_new_one_by_itself(
    session: Session, bodies: BodiesSection
) -> None:
    give(bodies, 0, "MTI; Nobody knows")
    assert form_of(bodies).is_open
    said = form_of(bodies).body.line.accessibleDescription()
    assert "“Nobody knows” is not known yet" in said
    form_of(bodies).body.line.setText("MTI; Akimat")
    press(K.Key_Return)
    assert held(session, Role.RESPONSIBLE) == ["Ministry of Trade", "Akimat"]


def test_a_body_that_is_known_is_refused_and_what_was_typed_stays(
    session: Session, bodies: BodiesSection, qtbot: QtBot
) -> None:
    give(bodies, 0, "Ministry")
    type_text("Akimat")
    with qtbot.waitSignal(session.failed) as told:
        press(K.Key_Return)
    assert "a body “Akimat” already" in str(told.args[0])
    assert form_of(bodies).new_body.names[Language.EN].text() == "Akimat"


def test_what_is_typed_waits_until_the_row_is_shown_again(
    session: Session, bodies: BodiesSection
) -> None:
    give(bodies, 0, "Ministry of Transport")
    form_of(bodies).new_body.short_names[Language.EN].setFocus()
    type_text("MOT")
    session.select([OPENING], OPENING)
    assert not form_of(bodies).is_open
    session.select([PROJECT], PROJECT)
    form = form_of(bodies)
    assert form.is_open and form.new_body.isVisible()
    assert form.new_body.short_names[Language.EN].text() == "MOT"


def test_an_item_has_the_roles_of_an_item(session: Session, inspector: Inspector) -> None:
    session.select([LAUNCH], LAUNCH)
    begin(inspector.bodies)
    assert form_of(inspector.bodies).role.count() == 2
    type_text("Akimat")
    press(K.Key_Return)
    assert held(session, Role.RESPONSIBLE, LAUNCH) == ["Akimat"]


def test_a_file_to_read_only_offers_nothing(session: Session, qtbot: QtBot) -> None:
    operations.set_bodies(
        session.workspace,
        row=LAUNCH,
        role=Role.RESPONSIBLE,
        names=["Akimat"],
        language=Language.EN,
    )
    path = session.workspace.path
    session.workspace.close()
    with Workspace.open(path, user="tester", read_only=True) as workspace:
        inspector = show(Session(workspace, language=Language.EN), qtbot)
        assert "Responsible\nAkimat" in texts(inspector.bodies)
        assert not inspector.bodies.open_button.isVisible()
        inspector.bodies.list.setFocus()
        press(K.Key_Delete)
        assert [command.label for command in inspector.bodies.list.entries[0].commands] == ["Copy"]

"""The panel beside the chart: of which row it tells, what it says, and its name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import center, commitment
from tests.ui.grids import press
from tests.ui.inspectors import (
    HALLS,
    LAUNCH,
    OPENING,
    PROJECT,
    focused,
    item_of,
    open_session,
    show,
    texts,
)
from tracker.domain.model import Edge
from tracker.domain.period import Precision, period_from_key
from tracker.exchange.json_document import import_document
from tracker.exchange.sample import load_sample
from tracker.language import Language
from tracker.paper.theme import DARK
from tracker.ui.inspector.flow import Flow
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.inspector.period_strip import units_around
from tracker.ui.session import Session
from tracker.workspace import Workspace, operations
from tracker.workspace.statements import Standing, announcements

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    return show(session, qtbot)


# -- what is said of a row -------------------------------------------------------------------------


def test_it_says_what_was_promised_and_by_whom(inspector: Inspector) -> None:
    said = texts(inspector)
    for text in ("Technical launch", "Q4 2026", "1 Oct – 31 Dec", "not recorded", "in force"):
        assert text in said
    assert "Law" in said
    assert "CTR › Launch" in said, "the project by its code"
    assert "Name in Russian\nТехнический запуск" in said


def test_nothing_selected_says_so(session: Session, inspector: Inspector) -> None:
    session.select([], None)
    assert texts(inspector) == "Select a row to see what is known of it."
    assert not inspector.header.pin.isVisible()


@pytest.mark.parametrize(
    ("said", "binding", "standing"),
    [
        ("2026", False, Standing.LESS_PRECISE),
        ("2027", False, Standing.CONFLICT),
        ("2026-11", False, Standing.MENTIONED),
        ("2025", True, Standing.EARLIER),
    ],
)
def test_each_announcement_is_judged_against_the_one_in_force(
    said: str, binding: bool, standing: Standing
) -> None:
    portfolio = center()
    portfolio.put(commitment(9, 2, said, announced="2024-01", binding=binding))
    found = announcements(portfolio, portfolio.items[2], Edge.FINISH)
    assert [each.standing for each in found] == [Standing.IN_FORCE, standing]


def test_what_has_a_start_says_which_date_is_which(session: Session, inspector: Inspector) -> None:
    session.select([HALLS], HALLS)
    lines = texts(inspector.dates).splitlines()
    assert lines.index("Start") < lines.index("Q1 2025") < lines.index("Finish")
    assert "Q3 2026" in lines[lines.index("Finish") :]
    assert lines.count("not recorded") == 2


def test_a_project_says_what_the_rows_below_say_together(
    session: Session, inspector: Inspector
) -> None:
    session.select([PROJECT], PROJECT)
    said = texts(inspector.dates)
    assert "Q1 2025" in said and "H1 2027" in said
    assert not inspector.dates.change.isVisible()
    assert not inspector.history.isVisible()


def test_the_strip_shows_the_neighbouring_periods() -> None:
    q4 = period_from_key("2026-Q4")
    units = units_around(q4.first, q4.last, Precision.QUARTER)
    assert [unit.key for unit in units] == ["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"]
    long = units_around(date(2021, 12, 6), date(2030, 12, 31), Precision.YEAR)
    assert (long[0].key, long[-1].key) == ("2020", "2031")
    coarser = units_around(date(2025, 1, 1), date(2026, 12, 31), Precision.QUARTER)
    assert {unit.precision for unit in coarser} == {Precision.HALF_YEAR}
    assert units_around(date(1, 1, 1), date(1, 2, 1), Precision.MONTH) == [], "no month before"


def test_of_a_row_without_dates_no_strip_is_shown(session: Session, inspector: Inspector) -> None:
    for id in (1, 3):
        operations.delete_commitment(session.workspace, commitment_id=id)
    assert "no date" in texts(inspector.dates)
    assert not inspector.dates.strip.isVisible()


@pytest.mark.parametrize("language", list(Language))
def test_every_row_of_the_sample_is_shown_in_every_language(
    language: Language, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    with Workspace.create(tmp_path / "sample.cotrack", user="tester") as workspace:
        import_document(workspace, load_sample())
        session = Session(workspace, language=language, today=lambda: date(2026, 11, 23))
        inspector = Inspector(session, DARK)
        qtbot.addWidget(inspector)
        inspector.resize(308, 700)
        inspector.show()
        for row in session.rows[::4]:
            session.select([row.key], row.key)
            assert row.row.name.best(language) in texts(inspector)
            inspector.dates.open_commit()
            inspector.grab()
            content = inspector.widget()
            assert content.minimumSizeHint().width() <= 280, "nothing is wider than the panel"
            inspector.dates.commit_form.close_form()


# -- which row -------------------------------------------------------------------------------------


def test_a_pinned_row_stays_while_the_selection_goes_on(
    session: Session, inspector: Inspector, qtbot: QtBot
) -> None:
    qtbot.mouseClick(inspector.header.pin, LEFT)
    session.select([OPENING], OPENING)
    assert "Technical launch" in texts(inspector.header)
    session.select([OPENING, HALLS], OPENING)
    assert "Technical launch" in texts(inspector.header)
    qtbot.mouseClick(inspector.header.pin, LEFT)
    session.select([OPENING], OPENING)
    assert "Official opening" in texts(inspector.header)


def test_a_pinned_row_that_is_deleted_is_pinned_no_longer(
    session: Session, inspector: Inspector, qtbot: QtBot
) -> None:
    qtbot.mouseClick(inspector.header.pin, LEFT)
    session.select([OPENING], OPENING)
    operations.delete_rows(session.workspace, rows=[LAUNCH])
    assert "Official opening" in texts(inspector.header)
    assert not inspector.header.pin.isChecked()


def test_of_several_rows_it_says_what_they_have_in_common(
    session: Session, inspector: Inspector
) -> None:
    session.select([LAUNCH, OPENING], LAUNCH)
    assert texts(inspector).splitlines() == [
        *("2 rows selected", "Finish", "Q4 2026 … H1 2027", "Kind", "Milestone", "Side", "Joint"),
    ]
    (planned,) = (
        each.accessibleName()
        for each in inspector.several.findChildren(QWidget)
        if each.isVisible() and each.accessibleName().startswith("Planned")
    )
    assert planned == "Planned · 2"
    session.select([LAUNCH, OPENING, HALLS], LAUNCH)
    said = texts(inspector)
    assert "3 rows selected" in said and "Q3 2026 … H1 2027" in said
    assert "Milestone" not in said, "not of all"
    session.select([LAUNCH], LAUNCH)
    assert not inspector.several.isVisible() and inspector.dates.isVisible()


def test_out_of_sight_it_waits_and_is_up_to_date_when_shown(
    session: Session, inspector: Inspector
) -> None:
    inspector.hide()
    session.select([OPENING], OPENING)
    inspector.show()
    assert "Official opening" in texts(inspector)


# -- the name --------------------------------------------------------------------------------------


def test_f2_renames_the_row_and_esc_does_not(session: Session, inspector: Inspector) -> None:
    title = inspector.header.title
    for key, name in ((K.Key_Escape, "Technical launch"), (K.Key_Return, "Pilot")):
        title.setFocus()
        press(K.Key_F2)
        assert title.is_edited
        title.field.setText(" Pilot ")
        press(key)
        assert not title.is_edited and focused() is title
        assert item_of(session).name.en == name
    assert item_of(session).name.ru == "Технический запуск"
    assert "Pilot" in texts(inspector)


def test_a_name_is_taken_when_the_keyboard_goes_on(session: Session, inspector: Inspector) -> None:
    title = inspector.header.title
    title.edit()
    title.field.setText("Pilot")
    press(K.Key_Tab)
    assert item_of(session).name.en == "Pilot"


# -- the look --------------------------------------------------------------------------------------


def test_the_last_of_a_line_stands_flush_and_goes_below_where_there_is_no_room(
    qtbot: QtBot,
) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = Flow(box, spacing=10, end_flush=True)
    parts = [QWidget() for _ in range(3)]
    for part, width in zip(parts, (60, 60, 40), strict=True):
        part.setFixedSize(width, 20)
        flow.addWidget(part)
    for width, places in (
        (300, [(0, 0), (70, 0), (260, 0)]),
        (160, [(0, 0), (70, 0), (0, 22)]),
        (120, [(0, 0), (0, 22), (80, 22)]),
    ):
        box.resize(width, flow.heightForWidth(width))
        box.show()
        flow.activate()
        flow.setGeometry(box.rect())
        assert [part.pos() for part in parts] == [QPoint(*place) for place in places], width


def test_theme_and_language_change_what_is_shown_and_keep_what_is_typed(
    session: Session, inspector: Inspector
) -> None:
    inspector.dates.change.click()
    inspector.dates.commit_form.date.line.setText("2027")
    inspector.notes.field.setPlainText("half a sen")
    inspector.set_theme(DARK)
    session.set_language(Language.RU)
    said = texts(inspector)
    assert (
        "Технический запуск" in said and "Новое обязательство" in said and "«IV кв. 2026»" in said
    )
    assert inspector.dates.commit_form.date.text == "2027"
    assert inspector.notes.typed == "half a sen"
    assert inspector.grab().toImage().pixelColor(2, 690).lightness() < 60

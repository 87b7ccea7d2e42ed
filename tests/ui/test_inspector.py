"""The panel beside the chart, driven with real keys and clicks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import center, commitment
from tracker.domain.model import Edge, Source
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import RowKey
from tracker.exchange.json_document import import_document
from tracker.exchange.sample import load_sample
from tracker.language import Language
from tracker.paper.theme import DARK, LIGHT
from tracker.ui.inspector.history import Standing, announcements
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.session import Session
from tracker.workspace import Workspace, operations

LAUNCH = RowKey("items", 2)


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    workspace = Workspace.create(tmp_path / "center.cotrack", user="tester")
    portfolio = center()
    portfolio.put(Source(id=1, uid="s", key="law", title="Law", url="https://example.org/law"))
    portfolio.put(replace(portfolio.commitments[1], source_id=1))
    workspace.perform(
        "import", lambda repository: [repository.insert(row) for row in portfolio.rows()]
    )
    return Session(workspace, language=Language.EN, today=lambda: date(2026, 11, 23))


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    inspector = Inspector(session, LIGHT)
    qtbot.addWidget(inspector)
    inspector.resize(308, 700)
    inspector.show()
    session.select([LAUNCH], LAUNCH)
    return inspector


def texts(inspector: Inspector) -> str:
    return "\n".join(found.text() for found in inspector.findChildren(QLabel))


def test_it_says_what_was_promised_and_by_whom(inspector: Inspector) -> None:
    said = texts(inspector)
    for text in ("Technical launch", "Q4 2026", "1 Oct – 31 Dec", "not recorded", "in force"):
        assert text in said
    assert "Law" in said
    assert "Center › Launch" in said


def test_nothing_selected_says_so(session: Session, inspector: Inspector) -> None:
    session.select([], None)
    assert "Select a row" in texts(inspector)


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


def test_a_commitment_is_recorded_with_its_reason(
    session: Session, inspector: Inspector, qtbot: QtBot
) -> None:
    form = inspector._form
    assert form is not None
    form.unfold()
    # Qt Test types ASCII only.
    form.date.insert("I кв. 2027")
    assert "Q1 2027" in texts(inspector)
    qtbot.keyClicks(form.announced, "05.2026")
    qtbot.keyClicks(form.reason, "Funding")
    form.source.setCurrentIndex(1)
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    item = session.portfolio.items[2]
    found = session.portfolio.commitment_in_force(item)
    assert found is not None and found.deadline == period_from_key("2027-Q1")
    assert (found.wording, found.reason, found.source_id) == ("I кв. 2027", "Funding", 1)
    assert found.announced_on == period_from_key("2026-05")
    assert "2 entries" in texts(inspector)
    session.workspace.undo()
    assert "1 entry" in texts(inspector)


def test_a_date_that_cannot_be_read_is_kept_and_explained(
    inspector: Inspector, qtbot: QtBot
) -> None:
    form = inspector._form
    assert form is not None
    form.unfold()
    qtbot.keyClicks(form.date, "31.02.2026")
    qtbot.keyClick(form.date, Qt.Key.Key_Return)
    assert form.date.text() == "31.02.2026"
    assert "28 days" in texts(inspector)
    qtbot.keyClick(form.date, Qt.Key.Key_Escape)
    assert form.draft is None


def test_what_is_being_typed_outlives_a_change_elsewhere(
    session: Session, inspector: Inspector, qtbot: QtBot
) -> None:
    assert inspector._form is not None and inspector._notes is not None
    inspector._form.unfold()
    qtbot.keyClicks(inspector._form.date, "2027")
    qtbot.keyClicks(inspector._notes.field, "half a sen")
    operations.add_note(session.workspace, row=RowKey("items", 3), text="elsewhere")
    assert inspector._form is not None and inspector._notes is not None
    assert inspector._form.date.text() == "2027"
    assert inspector._notes.typed == "half a sen"


def test_a_note_is_added_with_ctrl_enter_and_dropped_with_esc(
    session: Session, inspector: Inspector, qtbot: QtBot
) -> None:
    assert inspector._notes is not None
    qtbot.keyClicks(inspector._notes.field, "Halls stand")
    qtbot.keyClick(inspector._notes.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (note,) = session.portfolio.notes
    assert (note.text, note.author, note.item_id) == ("Halls stand", "tester", 2)
    assert "Halls stand" in texts(inspector)
    qtbot.keyClicks(inspector._notes.field, "no")
    qtbot.keyClick(inspector._notes.field, Qt.Key.Key_Escape)
    assert inspector._notes.typed == ""


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
        for row in session.rows[::4]:
            session.select([row.key], row.key)
            assert row.row.name.best(language) in texts(inspector)
            inspector.grab()
            content = inspector.widget()
            assert content.minimumSizeHint().width() <= 280, "nothing is wider than the panel"

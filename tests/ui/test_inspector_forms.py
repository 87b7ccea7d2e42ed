"""The two forms of the inspector: a commitment with its source, and what really happened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import press, type_text
from tests.ui.inspectors import (
    HALLS,
    LAUNCH,
    OPENING,
    focused,
    item_of,
    open_session,
    show,
    texts,
)
from tracker.domain.model import Commitment, Edge
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.ui.inspector.actual_form import ActualForm
from tracker.ui.inspector.commit_form import CommitForm
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.inspector.read_field import ReadField
from tracker.ui.inspector.source_field import SourceField
from tracker.ui.session import Session
from tracker.workspace import operations

K = Qt.Key


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    return show(session, qtbot)


@pytest.fixture
def commit(inspector: Inspector) -> CommitForm:
    inspector.dates.change.click()
    return inspector.dates.commit_form


@pytest.fixture
def actual(inspector: Inspector) -> ActualForm:
    inspector.dates.record.click()
    return inspector.dates.actual_form


def in_force(session: Session, key: RowKey = LAUNCH, edge: Edge = Edge.FINISH) -> Commitment:
    found = session.portfolio.commitment_in_force(item_of(session, key), edge)
    assert found is not None
    return found


def choose_source(field: SourceField, text: str) -> None:
    field.choice.setFocus()
    field.choice.setCurrentIndex(
        next(i for i in range(field.choice.count()) if text in field.choice.itemText(i))
    )


def reading(field: ReadField[Any]) -> str:
    return field.line.accessibleDescription()


# -- a commitment ----------------------------------------------------------------------------------


def test_a_commitment_is_recorded_with_its_reason(
    session: Session, inspector: Inspector, commit: CommitForm, qtbot: QtBot
) -> None:
    assert focused() is commit.date.line
    # Qt Test types ASCII only.
    type_text("I кв. 2027")
    assert reading(commit.date).startswith("Q1 2027")
    assert "Q4 2026" in reading(commit.date), "what stays in the history"
    qtbot.keyClicks(commit.announced.line, "05.2026")
    choose_source(commit.source, "Law")
    qtbot.keyClicks(commit.reason, "Funding")
    qtbot.keyClick(commit.reason, K.Key_Return)
    found = in_force(session)
    assert found.deadline == period_from_key("2027-Q1")
    assert (found.wording, found.reason, found.source_id) == ("I кв. 2027", "Funding", 1)
    assert found.announced_on == period_from_key("2026-05")
    assert found.binding
    assert not commit.is_open
    assert "3 entries" in texts(inspector)
    session.workspace.undo()
    assert "2 entries" in texts(inspector)


def test_what_was_only_mentioned_commits_to_nothing(
    session: Session, inspector: Inspector, commit: CommitForm
) -> None:
    type_text("2028")
    commit.mentioned.setFocus()
    press(K.Key_Space)
    press(K.Key_Return)
    assert in_force(session).id == 1
    assert "2 conflicts" in texts(inspector.sources)


def test_a_new_source_is_added_with_the_date_as_one_step(
    session: Session, commit: CommitForm
) -> None:
    type_text("Q1 2027")
    choose_source(commit.source, "New source")
    assert focused() is commit.source.title
    press(K.Key_Return)
    assert commit.is_open and focused() is commit.source.title, "a source needs a title"
    type_text("Minutes of 2026")
    commit.source.address.setFocus()
    type_text("https://example.org/minutes")
    press(K.Key_Return)
    source = session.portfolio.sources[in_force(session).source_id]
    assert (source.title, source.url) == ("Minutes of 2026", "https://example.org/minutes")
    session.workspace.undo()
    assert in_force(session).id == 1
    assert {source.title for source in session.portfolio.sources} == {"Law", "News"}


def test_a_date_that_cannot_be_read_is_kept_and_explained(
    session: Session, inspector: Inspector, commit: CommitForm
) -> None:
    type_text("31.02.2026")
    press(K.Key_Return)
    assert commit.is_open and commit.date.text == "31.02.2026"
    assert "28 days" in reading(commit.date)
    assert commit.date.popup is not None and commit.date.popup.shows_refusal
    press(K.Key_Tab)
    assert "28 days" in texts(commit), "also when the sheet is away"
    press(K.Key_Escape)
    assert not commit.is_open
    assert len(session.portfolio.commitments) == 5


def test_arrows_go_to_the_neighbouring_dates(commit: CommitForm) -> None:
    type_text("Q4 2026")
    press(K.Key_Down)
    assert commit.date.text == "Q1 2027"
    press(K.Key_Up)
    press(K.Key_Up)
    assert commit.date.text == "Q3 2026"


def test_the_start_of_an_activity_is_committed_to_as_well(
    session: Session, inspector: Inspector, qtbot: QtBot
) -> None:
    assert not inspector.dates.commit_form.edge.isVisible()
    session.select([HALLS], HALLS)
    inspector.dates.change.click()
    form = inspector.dates.commit_form
    assert form.edge.isVisible() and form.edge.edge is Edge.FINISH
    form.edge.choose(Edge.START)
    qtbot.keyClicks(form.date.line, "Q2 2025")
    qtbot.keyClick(form.date.line, K.Key_Return)
    assert in_force(session, HALLS, Edge.START).deadline == period_from_key("2025-Q2")
    assert in_force(session, HALLS).deadline == period_from_key("2026-Q3")


# -- a correction ----------------------------------------------------------------------------------


def test_a_correction_mends_the_entry_and_adds_none(session: Session, inspector: Inspector) -> None:
    inspector.history.list.setFocus()
    press(K.Key_F2)
    form = inspector.dates.commit_form
    assert form.is_open and "Correct an entry" in texts(form)
    assert (form.date.text, form.announced.text) == ("2027", "25 Nov 2025")
    assert (form.reason.text(), form.mentioned.isChecked()) == ("Speech", True)
    assert form.source.choice.currentData() == 2
    type_text("H2 2027")
    press(K.Key_Return)
    mended = session.portfolio.commitments[3]
    assert mended.deadline == period_from_key("2027-H2") and not mended.binding
    assert (mended.reason, mended.source_id) == ("Speech", 2)
    assert mended.announced_on == period_from_key("2025-11-25")
    assert len(session.portfolio.commitments) == 5


def test_a_date_that_a_correction_leaves_alone_keeps_its_wording(
    session: Session, inspector: Inspector
) -> None:
    inspector.history.list.setFocus()
    press(K.Key_Down)
    press(K.Key_Return)
    form = inspector.dates.commit_form
    form.reason.setFocus()
    type_text("Law signed")
    press(K.Key_Return)
    mended = session.portfolio.commitments[1]
    assert (mended.wording, mended.language) == ("IV кв. 2026", "ru")
    assert mended.reason == "Law signed"


# -- what really happened --------------------------------------------------------------------------


def test_what_happened_is_recorded_as_precisely_as_it_is_known(
    session: Session, inspector: Inspector, actual: ActualForm
) -> None:
    assert focused() is actual.date.line
    type_text("ноябрь 2026")
    choose_source(actual.source, "News")
    press(K.Key_Return)
    item = item_of(session)
    assert item.actual_finish == period_from_key("2026-11")
    assert (item.actual_finish_wording, item.actual_source_id) == ("ноябрь 2026", 2)
    assert "Nov 2026" in texts(inspector.dates)
    inspector.dates.record.click()
    assert actual.date.text == "Nov 2026" and actual.source.choice.currentData() == 2
    press(K.Key_Return)
    assert item_of(session).actual_finish_wording == "ноябрь 2026", "left alone"
    inspector.dates.record.click()
    press(K.Key_Delete)
    press(K.Key_Return)
    assert item_of(session).actual_finish is None
    assert "not recorded" in texts(inspector.dates)


def test_a_limit_is_no_day_on_which_something_happened(
    session: Session, actual: ActualForm
) -> None:
    type_text("by the end of 2026")
    press(K.Key_Return)
    assert actual.is_open and item_of(session).actual_finish is None
    assert "is a limit" in reading(actual.date)


def test_the_actual_start_is_recorded_apart(session: Session, inspector: Inspector) -> None:
    session.select([HALLS], HALLS)
    inspector.dates.record.click()
    form = inspector.dates.actual_form
    form.edge.choose(Edge.START)
    form.date.setFocus()
    type_text("Feb 2025")
    press(K.Key_Return)
    halls = item_of(session, HALLS)
    assert halls.actual_start == period_from_key("2025-02") and halls.actual_finish is None


# -- opening and leaving ---------------------------------------------------------------------------


def test_esc_drops_the_form_and_goes_back_to_what_opened_it(
    inspector: Inspector, qtbot: QtBot
) -> None:
    bar = inspector.verticalScrollBar()
    inspector.resize(308, 420)
    for button, form in (
        (inspector.dates.change, inspector.dates.commit_form),
        (inspector.dates.record, inspector.dates.actual_form),
    ):
        button.click()
        qtbot.waitUntil(lambda: bar.maximum() > 0)
        QApplication.processEvents()
        before = bar.value()
        type_text("2027")
        press(K.Key_Escape)
        assert not form.is_open and form.draft() is None
        assert focused() is button
        assert bar.value() <= before, "the panel stays where it is"


def test_one_form_gives_way_to_the_other(inspector: Inspector, commit: CommitForm) -> None:
    type_text("2027")
    inspector.dates.open_actual()
    assert not commit.is_open and inspector.dates.actual_form.is_open
    inspector.history.list.setFocus()
    press(K.Key_F2)
    assert commit.is_open and not inspector.dates.actual_form.is_open


def test_what_is_being_typed_outlives_a_change_elsewhere(
    session: Session, inspector: Inspector, commit: CommitForm, qtbot: QtBot
) -> None:
    type_text("2027")
    qtbot.keyClicks(inspector.notes.field, "half a sen")
    inspector.notes.field.setFocus()
    operations.add_note(session.workspace, row=OPENING, text="elsewhere")
    operations.add_note(session.workspace, row=LAUNCH, text="here")
    assert "here" in texts(inspector.notes)
    assert commit.is_open and commit.date.text == "2027"
    assert inspector.notes.typed == "half a sen" and focused() is inspector.notes.field


def test_what_was_typed_about_a_row_comes_back_with_it(
    session: Session, inspector: Inspector, commit: CommitForm, qtbot: QtBot
) -> None:
    type_text("2027")
    commit.announced.line.setText("2026")
    commit.reason.setText("Funding")
    commit.mentioned.setChecked(True)
    choose_source(commit.source, "New source")
    commit.source.title.setText("Minutes")
    qtbot.keyClicks(inspector.notes.field, "half a sen")
    typed = commit.draft()
    session.select([OPENING], OPENING)
    assert not commit.is_open and inspector.notes.typed == ""
    session.select([LAUNCH, OPENING], OPENING)
    session.select([LAUNCH], LAUNCH)
    assert commit.is_open and commit.draft() == typed
    assert inspector.notes.typed == "half a sen"


def test_a_report_and_a_correction_come_back_too(session: Session, inspector: Inspector) -> None:
    inspector.history.list.setFocus()
    press(K.Key_F2)
    typed = inspector.dates.drafts()
    session.select([HALLS], HALLS)
    inspector.dates.record.click()
    form = inspector.dates.actual_form
    form.edge.choose(Edge.START)
    form.date.line.setText("2025")
    reported = inspector.dates.drafts()
    session.select([LAUNCH], LAUNCH)
    assert inspector.dates.drafts() == typed
    assert "Correct an entry" in texts(inspector.dates)
    session.select([HALLS], HALLS)
    assert inspector.dates.drafts() == reported
    assert texts(inspector.dates).count("When it really was") == 1


def test_a_form_speaks_the_language_that_is_chosen_meanwhile(
    session: Session, inspector: Inspector, commit: CommitForm
) -> None:
    session.set_language(Language.RU)
    assert "Дата объявления" in texts(commit)
    assert commit.record.text() == "Записать"
    assert commit.date.line.accessibleName() == "Дата"

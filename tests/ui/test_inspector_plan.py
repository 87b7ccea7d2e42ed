"""The plan of a row in the inspector: what does not go together is said while it is typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import press, type_text
from tests.ui.inspectors import HALLS, PROJECT, open_session, show, texts
from tests.ui.test_inspector_fields import fill, go_to
from tracker.domain.fields import FIELD, Context, value_of
from tracker.domain.model import Calendar, ConstraintKind, Item, Names, WorkCalendar
from tracker.domain.period import Period
from tracker.ui.inspector.fields import OF_PLAN, FieldsSection
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.models.cell_writing import take_typed
from tracker.ui.models.columns import REGISTER_COLUMNS
from tracker.ui.models.rows_table import RowsTable
from tracker.ui.session import Session
from tracker.workspace import operations

K = Qt.Key


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def inspector(session: Session, qtbot: QtBot) -> Inspector:
    inspector = show(session, qtbot)
    session.select([HALLS], HALLS)
    return inspector


@pytest.fixture
def plan(inspector: Inspector) -> FieldsSection:
    return inspector.plan


def halls(session: Session) -> Item:
    return session.portfolio.items[HALLS.id]


def test_it_is_there_for_items_alone(
    session: Session, inspector: Inspector, plan: FieldsSection
) -> None:
    assert [entry.key for entry in plan.list.entries] == list(OF_PLAN)
    assert plan.isVisible()
    session.select([PROJECT], PROJECT)
    assert not plan.isVisible()


def test_the_reason_is_said_while_it_is_typed_and_what_was_typed_is_kept(
    session: Session, plan: FieldsSection
) -> None:
    fill(plan, "duration", "20")
    go_to(plan, "duration_low")
    press(K.Key_Return)
    type_text("25")
    editor = plan.editor
    assert editor is not None
    assert "shortest duration (25) is longer" in editor.line.accessibleDescription()
    press(K.Key_Return)
    assert plan.editor is editor and editor.line.text() == "25"
    assert "shortest duration (25) is longer" in editor.line.accessibleDescription()
    plan.leave()
    assert halls(session).duration_low is None
    assert "The shortest duration (25) is longer" in texts(plan)
    refusal = session.refusals.get(HALLS, "duration_low")
    assert refusal is not None and refusal.text == "25"


def test_the_cell_of_the_register_shows_the_same(session: Session, plan: FieldsSection) -> None:
    fill(plan, "duration_high", "9")
    fill(plan, "duration", "20")
    plan.leave()
    table = RowsTable(session, REGISTER_COLUMNS)
    place = session.place(HALLS)
    assert place is not None
    index = table.index(table.line_of(place), table.column_of("duration"))
    assert table.data(index) == "20"
    assert "likely duration (20) is longer than the longest one (9)" in table.explanation(index)
    assert table.edit_text(index) == "20"


def test_what_was_refused_is_taken_once_the_other_value_goes_with_it(
    session: Session, plan: FieldsSection
) -> None:
    assert not take_typed(session, HALLS, FIELD["constraint"], "not before")
    assert len(session.refusals) == 1
    assert take_typed(session, HALLS, FIELD["constraint_date"], "Q1 2027")
    assert len(session.refusals) == 0
    assert halls(session).constraint_kind is ConstraintKind.NOT_BEFORE
    assert halls(session).constraint_date == Period.quarter(2027, 1)
    assert "Not before" in texts(plan)


def test_a_calendar_of_the_file_is_chosen_by_its_name(
    session: Session, inspector: Inspector, plan: FieldsSection
) -> None:
    calendar = WorkCalendar(name=Names(en="Six days", ru="Шестидневка"), base=Calendar.KZ)
    session.workspace.perform("add", lambda repository: repository.insert(calendar))
    fill(plan, "own_calendar", "seven days")
    refusal = session.refusals.get(HALLS, "own_calendar")
    assert refusal is not None and "Its calendars: Six days" in refusal.error.text()
    press(K.Key_Escape)
    fill(plan, "own_calendar", "шестидневка")
    assert halls(session).own_calendar_id == 1
    context = Context(session.portfolio, date(2026, 11, 23), {})
    assert value_of(FIELD["own_calendar"], halls(session), context) == calendar.name
    assert "Six days" in texts(plan)
    operations.clear_cells(session.workspace, cells=[(HALLS, FIELD["own_calendar"])])
    assert halls(session).own_calendar_id is None


def test_what_is_left_of_work_under_way_stands_with_the_durations(
    session: Session, inspector: Inspector, plan: FieldsSection
) -> None:
    session.forecasting.start()
    fill(plan, "duration", "20")
    assert "remaining" not in [entry.key for entry in plan.list.entries]
    operations.set_field(session.workspace, rows=[HALLS], field=FIELD["percent"], value=75)
    entries = {entry.key: entry for entry in plan.list.entries}
    assert entries["remaining"].said == "Remaining: 5"
    go_to(plan, "remaining")
    press(K.Key_Return)
    assert inspector.fields.editor is not None
    assert inspector.fields.editor.field is FIELD["percent"]

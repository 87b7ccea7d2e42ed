"""The table model over a session: what it shows, and that it never shows what is gone."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.ui.grids import ROWS, open_session
from tracker.domain.fields import FIELD
from tracker.domain.model import Names
from tracker.domain.portfolio import RowKey
from tracker.language import Language
from tracker.ui.models import rows_table
from tracker.ui.models.cells import Ink
from tracker.ui.models.columns import REGISTER_COLUMNS, TIMELINE_COLUMNS
from tracker.ui.models.draft import Draft
from tracker.ui.models.rows_model import RowsModel
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.query import Query, Sort

CENTER, PLANT, IDEA = (RowKey("projects", number) for number in (1, 2, 3))
LAUNCH, TECHNICAL, OPENING, HALLS = (RowKey("items", number) for number in (1, 2, 3, 4))


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    return open_session(tmp_path)


@pytest.fixture
def model(session: Session) -> RowsModel:
    return RowsModel(session, TIMELINE_COLUMNS, add_line=True)


def at(model: RowsModel, line: int, field: str) -> QModelIndex:
    return model.index(line, model.column_of(field))


def texts(model: RowsModel, field: str) -> list[str]:
    return [model.data(at(model, line, field)) for line in range(model.rowCount())]


def test_lines_are_the_rows_and_one_to_type_the_next_in(model: RowsModel) -> None:
    assert texts(model, "name") == [
        *("Center", "Launch", "Technical launch", "Official opening", "Plant", "Halls", "Idea"),
        "",
    ]
    assert model.add_line == 7
    assert model.flags(at(model, 7, "name")) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(at(model, 7, "finish")) & Qt.ItemFlag.ItemIsEditable


def test_every_change_is_one_that_the_tester_allows(session: Session, qapp: QApplication) -> None:
    model = RowsModel(session, REGISTER_COLUMNS)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )
    session.set_expanded(LAUNCH, False)
    session.set_expanded(LAUNCH, True)
    operations.add_item(session.workspace, parent=PLANT, name=Names(en="Line"), after=HALLS)
    operations.delete_rows(session.workspace, rows=[CENTER])
    session.workspace.undo()
    model.begin_draft(2)
    model.deepen_draft(1)
    model.end_draft()
    session.set_query(Query(sorts=(Sort("finish"),)))
    assert tester.model() is model


def test_only_a_date_whose_period_is_over_is_shown_as_overdue(model: RowsModel) -> None:
    finish = model.column_of("finish")
    assert model.cell(5, finish).ink is Ink.OVERDUE
    assert model.cell(5, finish).text == "Q3 2026"
    assert model.cell(2, finish).ink is Ink.MAIN


def test_the_day_it_happened_stands_in_for_a_date_nobody_gave(session: Session) -> None:
    model = RowsModel(session, TIMELINE_COLUMNS)
    column = model.column_of("finish")
    for field, value in ((FIELD["finish"], ""), (FIELD["actual_finish"], "Aug 2026")):
        assert model.setData(at(model, 5, field.key), value)
    assert (model.cell(5, column).text, model.cell(5, column).ink) == ("Aug 2026", Ink.FAINT)
    assert model.edit_text(at(model, 5, "finish")) == ""


def test_editing_begins_with_the_wording_of_the_language(session: Session) -> None:
    model = RowsModel(session, TIMELINE_COLUMNS)
    assert model.setData(at(model, 3, "finish"), "first half of 2027")
    assert model.edit_text(at(model, 3, "finish")) == "first half of 2027"
    session.set_language(Language.RU)
    assert model.edit_text(at(model, 3, "finish")) == "I полугодие 2027 г."


@pytest.mark.parametrize("typed", ["Q4 2026", "  Q4 2026 "])
def test_what_is_typed_unchanged_is_no_edit(model: RowsModel, session: Session, typed: str) -> None:
    before = session.workspace.undo_step
    assert model.setData(at(model, 2, "finish"), typed)
    assert session.workspace.undo_step == before


def test_a_refused_text_stays_in_the_cell_and_leaves_the_file_alone(
    model: RowsModel, session: Session
) -> None:
    before = session.workspace.undo_step
    assert not model.setData(at(model, 2, "finish"), "31.02.2026")
    assert session.workspace.undo_step == before
    cell = model.cell(2, model.column_of("finish"))
    assert (cell.text, cell.ink) == ("31.02.2026", Ink.REFUSED)
    assert model.edit_text(at(model, 2, "finish")) == "31.02.2026"
    assert model.kept_text(at(model, 2, "finish")) == "Q4 2026"
    assert "28 days" in model.data(at(model, 2, "finish"), int(Qt.ItemDataRole.ToolTipRole))
    assert model.setData(at(model, 2, "finish"), "Q1 2027")
    assert not len(session.refusals)


def test_what_is_worked_out_says_why_it_cannot_be_typed(model: RowsModel) -> None:
    index = at(model, 0, "finish")
    assert not model.is_editable(index)
    assert model.why_not_editable(index) == "Worked out from the rows below; change it there."
    assert not model.setData(index, "2030")


def test_a_status_is_edited_by_what_is_reported(model: RowsModel, session: Session) -> None:
    assert model.setData(at(model, 2, "status"), "done")
    assert model.cell(2, model.column_of("status")).text == "Done"


def test_cells_of_several_columns_are_emptied_in_one_step(
    model: RowsModel, session: Session
) -> None:
    finish, percent = model.column_of("finish"), model.column_of("percent")
    status = model.column_of("status")
    assert model.setData(model.index(5, percent), "40")
    assert model.setData(model.index(5, status), "done")
    before = session.workspace.undo_step
    model.clear([(2, finish), (3, finish), (5, percent), (5, status)])
    assert [model.cell(line, finish).text for line in (2, 3)] == ["", ""]
    assert model.cell(5, percent).text == "–"
    assert model.cell(5, status).text == "Overdue"
    session.workspace.undo()
    assert session.workspace.undo_step == before
    assert model.cell(2, finish).text == "Q4 2026"


def test_nothing_can_be_edited_in_a_file_open_to_read_only(
    tmp_path: Path, session: Session
) -> None:
    path = session.workspace.path
    session.workspace.close()
    from tracker.workspace import Workspace

    with Workspace.open(path, user="tester", read_only=True) as workspace:
        model = RowsModel(Session(workspace, language=Language.EN), TIMELINE_COLUMNS)
        assert not model.is_editable(at(model, 2, "finish"))
        assert model.why_not_editable(at(model, 2, "finish"))


# -- a row that is being typed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("below", "draft", "parent"),
    [
        (2, Draft(3, 2), "Launch"),
        (1, Draft(2, 2), "Launch"),
        (3, Draft(4, 2), "Launch"),
        (5, Draft(6, 1), "Plant"),
        (6, Draft(7, 1), "Idea"),
        (None, Draft(7, 0), None),
    ],
)
def test_a_draft_stands_beside_the_row_above_or_below_an_empty_project(
    model: RowsModel, below: int | None, draft: Draft, parent: str | None
) -> None:
    model.begin_draft(below)
    assert model.draft == draft
    above = model.draft_parent()
    assert (above.name.en if above else None) == parent


def test_a_draft_is_no_deeper_than_the_outline_allows(model: RowsModel) -> None:
    model.begin_draft(3)
    assert model.deepen_draft(1)
    assert not model.deepen_draft(1)
    assert all(model.deepen_draft(-1) for _ in range(3))
    assert not model.deepen_draft(-1)


def test_a_draft_moves_the_lines_below_it_but_no_row(model: RowsModel, session: Session) -> None:
    model.begin_draft(2)
    assert model.gap == 3
    assert model.rowCount() == 9
    assert model.row_at(3) is None
    found = model.row_at(4)
    assert found is not None
    assert found.key == OPENING
    assert model.line_of(2) == 2
    assert model.line_of(3) == 4
    model.end_draft()
    assert model.rowCount() == 8
    assert len(session.rows) == 7


def test_a_new_row_comes_where_its_draft_stood(model: RowsModel, session: Session) -> None:
    created: list[RowKey] = []
    model.created.connect(lambda key, draft: created.append(key))
    line = model.begin_draft(2)
    assert model.setData(at(model, line, "name"), "  Trial   run ")
    assert texts(model, "name")[2:5] == ["Technical launch", "Trial run", "Official opening"]
    assert model.draft is None
    assert session.place(created[0]) == 3
    session.workspace.undo()
    assert "Trial run" not in texts(model, "name")


def test_in_a_sorted_list_a_new_row_is_a_sibling_of_the_one_above(
    model: RowsModel, session: Session
) -> None:
    session.set_query(Query(sorts=(Sort("name"),)))
    place = session.place(HALLS)
    assert place is not None
    line = model.begin_draft(place)
    assert model.setData(at(model, line, "name"), "Zinc line")
    made = next(item for item in session.portfolio.items if item.name.en == "Zinc line")
    assert (made.project_id, made.parent_id) == (2, None)


def test_of_many_lines_views_are_told_at_once(
    session: Session, model: RowsModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_table, "_MOST_RUNS", 1)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    session.rows_patched.emit([2, 3])
    session.rows_patched.emit([0, 1, 4])
    assert told == [(2, 3), (0, 4)]


# -- any sequence ---------------------------------------------------------------------------------


class Mirror:
    """Keeps what a view would show, from the model's signals alone."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.model = model
        self.shown = self.read()
        model.modelReset.connect(self.reset)
        model.dataChanged.connect(self.patch)
        model.rowsInserted.connect(self.inserted)
        model.rowsRemoved.connect(self.removed)

    def read_line(self, line: int) -> list[str]:
        model = self.model
        return [model.index(line, c).data() or "" for c in range(model.columnCount())]

    def read(self) -> list[list[str]]:
        return [self.read_line(line) for line in range(self.model.rowCount())]

    def reset(self) -> None:
        self.shown = self.read()

    def patch(self, first: QModelIndex, last: QModelIndex) -> None:
        for line in range(first.row(), last.row() + 1):
            self.shown[line] = self.read_line(line)

    def inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self.shown[first:first] = [self.read_line(line) for line in range(first, last + 1)]

    def removed(self, parent: QModelIndex, first: int, last: int) -> None:
        del self.shown[first : last + 1]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ("type", "refuse", "fold", "draft", "add", "delete", "undo", "redo", "sort", "speak")
        ),
        st.integers(0, 8),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(steps=STEPS)
def test_a_view_that_follows_the_signals_shows_what_the_rows_hold(
    qapp: QApplication, steps: list[tuple[str, int]]
) -> None:
    with TemporaryDirectory() as folder:
        session = open_session(Path(folder), ROWS)
        model = RowsModel(session, TIMELINE_COLUMNS, add_line=True)
        mirror = Mirror(model)
        for step, number in steps:
            take(step, number, session, model)
            fresh = RowsModel(session, TIMELINE_COLUMNS, add_line=True)
            rows = [line for line in range(model.rowCount()) if model.place_of(line) is not None]
            anew = [Mirror(fresh).shown[model.place_of(line) or 0] for line in rows]
            assert [mirror.shown[line] for line in rows] == anew
            assert len(mirror.shown) == model.rowCount()
        session.workspace.close()


def take(step: str, number: int, session: Session, model: RowsModel) -> None:
    line = number % max(len(session.rows), 1)
    workspace = session.workspace
    match step:
        case "type":
            model.setData(at(model, line, "finish"), f"Q{number % 4 + 1} 2027")
        case "refuse":
            model.setData(at(model, line, "finish"), "no date")
        case "fold" if session.rows:
            found = session.rows[line]
            session.set_expanded(found.key, not found.expanded)
        case "draft" if session.rows:
            model.begin_draft(line)
        case "add":
            model.setData(at(model, model.begin_draft(None), "name"), f"Row {number}")
        case "delete" if session.rows:
            operations.delete_rows(workspace, rows=[session.rows[line].key])
        case "undo" if workspace.undo_step is not None:
            workspace.undo()
        case "redo":
            workspace.redo()
        case "sort":
            session.set_query(Query(sorts=(Sort("name"),) if number % 2 else ()))
        case "speak":
            session.set_language(Language.RU if number % 2 else Language.EN)

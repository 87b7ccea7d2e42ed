"""Many cells in one step: what is written, what is refused, where new rows come to stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.domain.cells import parse_cell
from tracker.domain.errors import ConflictError
from tracker.domain.fields import FIELD, Field
from tracker.domain.model import Edge, ItemKind, Names, Role
from tracker.domain.portfolio import RowKey
from tracker.language import Language, translator
from tracker.workspace import Workspace, operations
from tracker.workspace.operations import CellsOfRow, NewRows, Written

EN = translator(Language.EN)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "file.cotrack", user="tester")


@pytest.fixture
def project(workspace: Workspace) -> RowKey:
    return operations.add_project(workspace, name=Names(en="Project"))


@pytest.fixture
def milestone(workspace: Workspace, project: RowKey) -> RowKey:
    return operations.add_item(workspace, parent=project, name=Names(en="A"))


def read(**texts: str) -> list[tuple[Field, object]]:
    return [(FIELD[key], parse_cell(FIELD[key], text, EN)) for key, text in texts.items()]


def paste(workspace: Workspace, *rows: CellsOfRow, new_rows: NewRows | None = None) -> Written:
    return operations.set_cells(
        workspace, operation="paste", rows=rows, language=Language.EN, new_rows=new_rows
    )


def steps(workspace: Workspace) -> int:
    return sum(1 for _ in workspace.history())


def names(workspace: Workspace, parent: RowKey) -> list[str]:
    above = workspace.portfolio.row(parent)
    assert above is not None
    return [row.name.en for row in workspace.portfolio.children(above)]


def test_cells_of_every_kind_are_one_step_that_one_undo_takes_back(
    workspace: Workspace, project: RowKey, milestone: RowKey
) -> None:
    before, was = steps(workspace), workspace.portfolio.row(milestone)
    values = read(
        name="B", finish="Q4 2026", percent="40", responsible="MTI; Akimat", progress="Under way"
    )
    money = read(value="1.5 mn USD", name_ru="Проект", side="Joint")
    written = paste(workspace, CellsOfRow(milestone, values), CellsOfRow(project, money))
    assert not written.refused
    assert steps(workspace) == before + 1
    item = workspace.portfolio.items[milestone.id]
    assert (item.name.en, item.percent) == ("B", 40)
    commitment = workspace.portfolio.commitment_in_force(item, Edge.FINISH)
    assert commitment is not None
    assert commitment.deadline.key == "2026-Q4"
    bodies = workspace.portfolio.bodies_of(item, Role.RESPONSIBLE)
    assert [body.name.en for body in bodies] == ["MTI", "Akimat"]
    workspace.undo()
    assert workspace.portfolio.row(milestone) == was
    assert not list(workspace.portfolio.bodies)


def test_what_the_file_cannot_hold_is_left_out_and_all_the_rest_is_written(
    workspace: Workspace, milestone: RowKey
) -> None:
    values = [(FIELD["name_en"], None), *read(percent="5"), (FIELD["number"], "7")]
    written = paste(workspace, CellsOfRow(milestone, values))
    assert [(each.key, each.field.key) for each in written.refused] == [
        (milestone, "name_en"),
        (milestone, "number"),
    ]
    item = workspace.portfolio.items[milestone.id]
    assert (item.name.en, item.percent) == ("A", 5)


def test_where_all_is_refused_there_is_no_step(workspace: Workspace, milestone: RowKey) -> None:
    before = steps(workspace)
    assert paste(workspace, CellsOfRow(milestone, read(start="2026"))).refused
    assert steps(workspace) == before


def test_a_kind_is_set_before_what_depends_on_it(workspace: Workspace, milestone: RowKey) -> None:
    written = paste(workspace, CellsOfRow(milestone, read(start="2026", kind="Activity")))
    assert not written.refused
    item = workspace.portfolio.items[milestone.id]
    assert item.kind is ItemKind.ACTIVITY
    assert workspace.portfolio.commitment_in_force(item, Edge.START) is not None


def test_new_rows_stand_one_behind_the_other_also_where_no_number_is_free(
    workspace: Workspace, project: RowKey, milestone: RowKey
) -> None:
    operations.add_item(workspace, parent=project, name=Names(en="Z"))
    wanted = [f"n{number}" for number in range(30)]
    rows = [CellsOfRow(None, read(name=name, percent="1")) for name in wanted]
    written = paste(workspace, *rows, new_rows=NewRows(project, milestone))
    assert names(workspace, project) == ["A", *wanted, "Z"]
    assert [workspace.portfolio.items[key.id].percent for key in written.added] == [1] * 30
    workspace.undo()
    assert names(workspace, project) == ["A", "Z"]


def test_one_body_takes_the_place_of_another_in_the_same_role(
    workspace: Workspace, milestone: RowKey
) -> None:
    def bodies() -> list[str]:
        item = workspace.portfolio.items[milestone.id]
        return [body.name.en for body in workspace.portfolio.bodies_of(item, Role.RESPONSIBLE)]

    for text in ("A; B", "C; A", "A", "B; C; A"):
        paste(workspace, CellsOfRow(milestone, read(responsible=text)))
        assert bodies() == text.split("; ")
    for text in ("A", "C; A", "A; B"):
        workspace.undo()
        assert bodies() == text.split("; ")


def test_a_row_that_is_gone_refuses_everything(workspace: Workspace, milestone: RowKey) -> None:
    operations.delete_rows(workspace, rows=[milestone])
    before = steps(workspace)
    with pytest.raises(ConflictError, match="deleted meanwhile"):
        paste(workspace, CellsOfRow(milestone, read(percent="5")))
    assert steps(workspace) == before

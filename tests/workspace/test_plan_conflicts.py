"""What of a plan does not go together is refused, typed, pasted or cleared; the rest is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domain.portfolios import item, project
from tracker.domain.errors import ConflictError
from tracker.domain.fields import FIELD
from tracker.domain.model import ConstraintKind, ItemKind
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.domain.values import DatedText
from tracker.language import Language
from tracker.workspace import Workspace, operations
from tracker.workspace.operations import CellsOfRow

HALLS = RowKey("items", 1)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.cotrack", user="tester") as workspace:
        halls = item(1, "Halls", kind=ItemKind.ACTIVITY, duration_likely=40)
        rows = [project(), halls]
        workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
        yield workspace


def type_in(workspace: Workspace, key: str, value: object) -> None:
    operations.set_field(workspace, rows=[HALLS], field=FIELD[key], value=value)


def test_what_is_typed_is_refused_with_its_reason_and_nothing_is_written(
    workspace: Workspace,
) -> None:
    before = workspace.portfolio.items[1]
    with pytest.raises(ConflictError, match=r"shortest duration \(41\).*likely one \(40\)"):
        type_in(workspace, "duration_low", 41)
    with pytest.raises(ConflictError, match="“Not before” needs its date"):
        type_in(workspace, "constraint", ConstraintKind.NOT_BEFORE)
    assert workspace.portfolio.items[1] == before
    assert workspace.undo_step is not None and workspace.undo_step.operation == "import"


def test_a_constraint_is_cleared_before_its_date_or_with_it(workspace: Workspace) -> None:
    date_of = FIELD["constraint_date"]
    type_in(workspace, "constraint_date", DatedText(Period.quarter(2027, 1)))
    type_in(workspace, "constraint", ConstraintKind.FIXED)
    with pytest.raises(ConflictError, match="“Fixed” needs its date"):
        operations.clear_cells(workspace, cells=[(HALLS, date_of)])
    operations.clear_cells(workspace, cells=[(HALLS, date_of), (HALLS, FIELD["constraint"])])
    assert workspace.portfolio.items[1].constraint_kind is None
    assert workspace.portfolio.items[1].constraint_date is None


@pytest.mark.parametrize(
    ("values", "refused", "kept"),
    [
        # In whichever order they stand, what goes together in the end is taken.
        ({"duration_low": 50, "duration": 60, "duration_high": 70}, set(), (50, 60, 70)),
        ({"duration_low": 50, "duration_high": 70}, {"duration_low"}, (None, 40, 70)),
        ({"duration_low": 50, "duration": 45}, {"duration_low", "duration"}, (None, 40, None)),
        ({"duration_high": 30, "percent": 5}, {"duration_high"}, (None, 40, None)),
    ],
)
def test_of_many_cells_only_what_does_not_go_together_is_left_out(
    workspace: Workspace,
    values: dict[str, int],
    refused: set[str],
    kept: tuple[int | None, ...],
) -> None:
    cells = CellsOfRow(HALLS, [(FIELD[key], value) for key, value in values.items()])
    written = operations.set_cells(workspace, operation="paste", rows=[cells], language=Language.EN)
    assert {each.field.key for each in written.refused} == refused
    halls = workspace.portfolio.items[1]
    assert (halls.duration_low, halls.duration_likely, halls.duration_high) == kept
    assert halls.percent == values.get("percent")


def test_what_an_older_file_holds_is_no_obstacle_to_anything_else(workspace: Workspace) -> None:
    crossed = item(2, "Road", kind=ItemKind.ACTIVITY, duration_low=9, duration_high=3)
    workspace.perform("import", lambda repository: repository.insert(crossed))
    road = RowKey("items", 2)
    operations.set_field(workspace, rows=[road], field=FIELD["percent"], value=5)
    operations.set_field(workspace, rows=[road], field=FIELD["duration_low"], value=2)
    assert workspace.portfolio.items[2].duration_low == 2

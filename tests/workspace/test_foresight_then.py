"""The forecast as it was at the end of a past day, beside that of now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tracker.domain.cells import cell_text, sort_key
from tracker.domain.errors import UserError
from tracker.domain.fields import FIELD, Context, value_of
from tracker.domain.model import Item, ItemKind, Names, Project
from tracker.domain.period import Period
from tracker.domain.ranges import DayRange
from tracker.domain.slip import RangeSlip, SlipUnit
from tracker.language import Language, translator
from tracker.workspace import Workspace
from tracker.workspace.foresight import with_foresight
from tracker.workspace.foresight_then import look_back, looked_back_text

EN = translator(Language.EN)
ON = date(2024, 6, 3)
THEN = date(2024, 1, 31)
EVERY_DAY = {"kind": ItemKind.ACTIVITY, "project_id": 1, "calendar": "every-day"}


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2024, 1, 10, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def works(number: int, name: str, days: int, **more: object) -> Item:
    return Item(
        id=number,
        uid=name.lower(),
        project_id=1,
        position=number,
        kind=ItemKind.ACTIVITY,
        name=Names(en=name),
        duration_likely=days,
        actual_start=Period.day(date(2024, 1, 1)),
        **more,
    )


def grown(path: Path) -> Workspace:
    """Halls take 40 days longer since February, the road is done, the fence came later."""
    clock = Clock()
    workspace = Workspace.create(path, user="tester", clock=clock)
    halls, road = works(1, "Halls", 150), works(2, "Road", 90)
    rows = (Project(id=1, uid="p", position=0, name=Names(en="Plant")), halls, road)
    workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
    clock.now = datetime(2024, 2, 20, 9, tzinfo=UTC)
    after = (
        replace(halls, duration_likely=190),
        replace(road, actual_finish=Period.day(date(2024, 5, 30))),
    )
    workspace.perform("import", lambda repository: [repository.update(row) for row in after])
    fence = works(3, "Fence", 300)
    workspace.perform("import", lambda repository: repository.insert(fence))
    clock.now = datetime(2024, 6, 3, 9, tzinfo=UTC)
    return workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with grown(tmp_path / "plant.cotrack") as workspace:
        with_foresight(workspace.portfolio, ON)
        look_back(workspace, THEN, on=ON)
        yield workspace


def said(workspace: Workspace, item: int) -> tuple[object, object]:
    portfolio = workspace.portfolio
    context = Context(portfolio, ON, {})
    row = portfolio.items[item]
    return tuple(value_of(FIELD[key], row, context) for key in ("forecast_then", "slip_since"))


def test_a_row_moves_from_what_was_foreseen_then_to_what_is_now(workspace: Workspace) -> None:
    then, slip = said(workspace, 1)
    assert isinstance(then, DayRange)
    assert isinstance(slip, RangeSlip)
    assert slip.unit is SlipUnit.DAYS
    assert slip.first == slip.last > 40
    text = cell_text(FIELD["slip_since"], slip, EN)
    assert text == f"+{slip.last} d"
    told = looked_back_text(workspace.portfolio, workspace.portfolio.items[1], ON, EN)
    assert told.startswith("forecast on 31 Jan 2024: ")
    assert told.endswith(f"moved since: {text}")


def test_what_was_done_since_is_measured_to_the_day_it_was_done(workspace: Workspace) -> None:
    then, slip = said(workspace, 2)
    assert isinstance(then, DayRange)
    assert isinstance(slip, RangeSlip)
    assert slip.last == (date(2024, 5, 30) - then.last).days


def test_what_was_not_there_then_has_no_slip(workspace: Workspace) -> None:
    assert said(workspace, 3) == (None, None)
    assert looked_back_text(workspace.portfolio, workspace.portfolio.items[3], ON, EN) == ""


def test_the_number_of_a_deleted_row_says_nothing_of_the_row_that_has_it_now(
    workspace: Workspace,
) -> None:
    other = replace(workspace.portfolio.items[1], uid="another")
    assert workspace.portfolio.foresight_then.finish(other) is None


def test_projects_are_rolled_up_on_both_days(workspace: Workspace) -> None:
    context = Context(workspace.portfolio, ON, {})
    project = workspace.portfolio.projects[1]
    assert isinstance(value_of(FIELD["slip_since"], project, context), RangeSlip)


def test_slips_are_ordered_whatever_their_unit() -> None:
    slips = [
        RangeSlip(1, 1, SlipUnit.YEARS),
        RangeSlip(0, 3, SlipUnit.MONTHS),
        RangeSlip(45, 45, SlipUnit.DAYS),
        RangeSlip(-2, -1, SlipUnit.MONTHS),
        None,
    ]
    field = FIELD["slip_since"]
    found = sorted(slips, key=lambda slip: sort_key(field, slip, EN))
    assert found == [slips[3], slips[2], slips[1], slips[0], None]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (ON, "2024-06-03 is not"),
        (date(2025, 1, 1), "2025-01-01 is not"),
        (date(2024, 1, 9), "held nothing yet on 2024-01-09"),
    ],
)
def test_a_day_of_which_no_slip_can_be_told_is_refused(
    workspace: Workspace, day: date, reason: str
) -> None:
    with pytest.raises(UserError) as caught:
        look_back(workspace, day, on=ON)
    assert reason in caught.value.text(EN.text)
    assert workspace.portfolio.foresight_then.day == THEN

"""Calendars, their days and what-ifs are written as steps that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tracker.domain.errors import ConflictError, InputError
from tracker.domain.model import (
    Calendar,
    CalendarDay,
    Item,
    Names,
    ScenarioMove,
    Source,
    WorkCalendar,
)
from tracker.domain.period import Period
from tracker.workspace import Workspace, operations
from tracker.workspace.labels import OPERATION_LABELS

SATURDAY = Period.day(date(2026, 12, 12))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.cotrack", user="tester") as workspace:
        yield workspace
        for entry in workspace.history():
            assert entry.operation in OPERATION_LABELS


@pytest.fixture
def item(workspace: Workspace) -> int:
    project = operations.add_project(workspace, name=Names(en="Center"))
    return operations.add_item(workspace, parent=project, name=Names(en="Launch")).id


def test_a_day_is_said_once_and_said_anew_in_its_place(workspace: Workspace) -> None:
    day = CalendarDay(country=Calendar.KZ, day=SATURDAY, works=True)
    operations.set_calendar_day(workspace, day=day)
    decree = Source(key="decree", title="A decree")
    operations.set_calendar_day(
        workspace, day=replace(day, works=False, name="Rest"), new_source=decree
    )
    (said,) = workspace.portfolio.calendar_days
    assert (said.works, said.name) == (False, "Rest")
    assert workspace.portfolio.sources[said.source_id or 0].key == "decree"
    steps = len(list(workspace.history()))
    operations.set_calendar_day(workspace, day=said)
    assert len(list(workspace.history())) == steps
    workspace.undo()
    (said,) = workspace.portfolio.calendar_days
    assert said.works
    assert not len(workspace.portfolio.sources)
    operations.clear_calendar_day(workspace, day_id=said.id)
    assert not len(workspace.portfolio.calendar_days)


def test_the_same_day_of_two_countries_and_a_calendar_are_three(workspace: Workspace) -> None:
    calendar_id = operations.add_calendar(
        workspace, calendar=WorkCalendar(name=Names(en="Six days"), base=Calendar.UZ)
    )
    for where in (
        {"country": Calendar.KZ},
        {"country": Calendar.UZ},
        {"calendar_id": calendar_id},
    ):
        operations.set_calendar_day(workspace, day=CalendarDay(day=SATURDAY, works=True, **where))
    assert len(workspace.portfolio.calendar_days) == 3


def test_a_calendar_that_is_in_use_stays(workspace: Workspace, item: int) -> None:
    calendar = WorkCalendar(name=Names(en="Six days"), base=Calendar.UZ)
    calendar_id = operations.add_calendar(workspace, calendar=calendar)
    found = workspace.portfolio.items[item]
    workspace.perform(
        "edit",
        lambda repository: repository.update(replace(found, own_calendar_id=calendar_id)),
    )
    with pytest.raises(ConflictError, match="is the calendar of rows: 1"):
        operations.delete_calendar(workspace, calendar_id=calendar_id)
    workspace.undo()
    operations.delete_calendar(workspace, calendar_id=calendar_id)
    assert not len(workspace.portfolio.calendars)


@pytest.mark.parametrize(
    ("calendar", "message"),
    [
        (WorkCalendar(name=Names(), base=Calendar.KZ), "needs a name"),
        (
            WorkCalendar(name=Names(en="Never"), base=Calendar.KZ, weekdays="0000000"),
            "needs a working day",
        ),
    ],
)
def test_a_calendar_has_a_name_and_a_working_day(
    workspace: Workspace, calendar: WorkCalendar, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        operations.add_calendar(workspace, calendar=calendar)


def test_a_scenario_is_kept_beside_the_plan_and_kept_anew(workspace: Workspace, item: int) -> None:
    before = workspace.portfolio.items[item]
    moves = [ScenarioMove(scenario_id=0, item_id=item, finish=Period.quarter(2027, 1))]
    first = operations.keep_scenario(workspace, name=" Late   equipment ", moves=moves)
    moves = [ScenarioMove(scenario_id=0, item_id=item, finish=Period.quarter(2027, 2))]
    assert operations.keep_scenario(workspace, name="Late equipment", moves=moves) == first
    (move,) = workspace.portfolio.scenario_moves
    assert (move.scenario_id, move.finish) == (first, Period.quarter(2027, 2))
    assert workspace.portfolio.items[item] == before
    assert not len(workspace.portfolio.commitments)
    operations.keep_scenario(workspace, name="Late equipment", moves=[])
    assert not len(workspace.portfolio.scenario_moves)
    workspace.undo()
    assert len(workspace.portfolio.scenario_moves) == 1


def test_no_two_scenarios_have_one_name(workspace: Workspace, item: int) -> None:
    first = operations.keep_scenario(workspace, name="A", moves=[])
    operations.keep_scenario(workspace, name="B", moves=[])
    with pytest.raises(ConflictError, match="“B” already"):
        operations.rename_scenario(workspace, scenario_id=first, name="B")
    operations.rename_scenario(workspace, scenario_id=first, name="C")
    operations.delete_scenario(workspace, scenario_id=first)
    assert [scenario.name for scenario in workspace.portfolio.scenarios] == ["B"]
    with pytest.raises(InputError, match="needs a name"):
        operations.keep_scenario(workspace, name="  ", moves=[])


def test_what_supposes_something_of_a_deleted_row_goes_with_it(
    workspace: Workspace, item: int
) -> None:
    move = ScenarioMove(scenario_id=0, item_id=item, duration=5)
    operations.keep_scenario(workspace, name="A", moves=[move])
    workspace.perform("delete", lambda repository: repository.delete(Item, item), name="Launch")
    assert not len(workspace.portfolio.scenario_moves)
    workspace.undo()
    assert len(workspace.portfolio.scenario_moves) == 1

"""Links on phases act on the parts: the same as if each part had been linked."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecast.networks import random_plan
from tests.forecast.reference import HIGH, LOW, Reference
from tracker.domain.model import Calendar, LagUnit, LinkType
from tracker.forecast.compute import compute
from tracker.forecast.day_tables import BASE
from tracker.forecast.plan import Activity, Dependency, Duration, Phase, Plan

FIRST, SECOND = 101, 102


def in_phases(seed: int) -> tuple[Plan, Random]:
    """A random plan on one calendar, its first ids in one phase, the last ones in another."""
    chance = Random(seed)
    plan = random_plan(seed, most=8)
    calendar = chance.choice(list(Calendar))
    rows = [replace(row, calendar=calendar) for row in plan.activities]
    ids = sorted(row.id for row in rows)
    at = chance.randint(1, len(ids) - 1)
    phases = {FIRST: Phase(ids[:at], calendar), SECOND: Phase(ids[at:], calendar)}
    return replace(plan, activities=rows, phases=phases), chance


def same_dates(plan: Plan, expanded: Plan) -> None:
    forecast = compute(plan)
    for side in (LOW, HIGH):
        reference = Reference(expanded, side)
        for row in plan.activities:
            node = forecast.network.node_of[row.id]
            start, finish = forecast.edges[2 * node : 2 * node + 2, side] + BASE
            assert (start, finish) == (reference.start[row.id], reference.finish[row.id]), row


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0))
def test_after_a_phase_is_after_each_part_of_it(seed: int) -> None:
    plan, chance = in_phases(seed)
    lag = chance.choice([0, 0, 2, -3])
    unit = chance.choice(list(LagUnit))
    link = Dependency(900, FIRST, SECOND, LinkType.FS, lag, unit)
    each = [
        replace(link, id=1000 + number, predecessor=before, successor=after)
        for number, (before, after) in enumerate(
            (before, after)
            for before in plan.phases[FIRST].parts
            for after in plan.phases[SECOND].parts
        )
    ]
    same_dates(
        replace(plan, dependencies=[*plan.dependencies, link]),
        replace(plan, dependencies=[*plan.dependencies, *each]),
    )


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0))
def test_what_a_phase_waits_for_each_part_waits_for(seed: int) -> None:
    plan, chance = in_phases(seed)
    before = chance.choice(list(plan.phases[FIRST].parts))
    link = Dependency(
        900,
        before,
        SECOND,
        chance.choice([LinkType.FS, LinkType.SS]),
        chance.choice([0, 0, 2, -3]),
        chance.choice(list(LagUnit)),
    )
    each = [replace(link, id=1000 + after, successor=after) for after in plan.phases[SECOND].parts]
    same_dates(
        replace(plan, dependencies=[*plan.dependencies, link]),
        replace(plan, dependencies=[*plan.dependencies, *each]),
    )


def row(id: int, days: int, **more: object) -> Activity:
    values = {"calendar": Calendar.EVERY_DAY, "duration": Duration.of(days)} | more
    return Activity(id=id, **values)  # type: ignore[arg-type]


def finish_day(plan: Plan, item: int) -> int:
    known = compute(plan).item(item)
    assert known is not None and known.finish is not None
    return (known.finish.last - plan.status_date).days + 1


def phase_of(*parts: Activity, links: list[Dependency], others: list[Activity]) -> Plan:
    plan = random_plan(0, most=2)
    phases = {FIRST: Phase([part.id for part in parts], Calendar.EVERY_DAY)}
    return replace(plan, activities=[*parts, *others], dependencies=links, phases=phases)


def test_after_the_start_of_a_phase_is_after_the_first_start_in_it() -> None:
    today = random_plan(0, most=2).status_date.toordinal()
    parts = (row(1, 5, not_before=today + 7), row(2, 5, not_before=today + 3))
    link = Dependency(1, FIRST, 3, LinkType.SS, 2)
    # The first start is on the 4th day: two days on, on the 6th, the other begins.
    assert finish_day(phase_of(*parts, links=[link], others=[row(3, 1)]), 3) == 6
    assert finish_day(phase_of(*parts[:1], links=[link], others=[row(3, 1)]), 3) == 10


def test_the_finish_of_a_phase_may_be_held_without_moving_its_parts() -> None:
    parts = (row(1, 2), row(2, 3))
    held = Dependency(1, 4, FIRST, LinkType.FF)
    after = Dependency(2, FIRST, 3)
    plan = phase_of(*parts, links=[held, after], others=[row(3, 1), row(4, 9)])
    assert [finish_day(plan, item) for item in (1, 2, 3)] == [2, 3, 10]


def test_a_part_of_a_phase_has_float_up_to_what_waits_for_the_phase() -> None:
    parts = (row(1, 2), row(2, 6))
    plan = phase_of(*parts, links=[Dependency(1, FIRST, 3)], others=[row(3, 1)])
    forecast = compute(plan)
    floats = [known.total_float for id in (1, 2, 3) if (known := forecast.item(id))]
    assert floats == [4, 0, 0]
    assert finish_day(plan, FIRST) == 6

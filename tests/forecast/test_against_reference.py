"""The engine against the slow reference, on random networks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecast.networks import random_plan
from tests.forecast.reference import HIGH, LOW, Reference
from tracker.forecast.compute import compute
from tracker.forecast.day_tables import BASE


@settings(max_examples=300, deadline=None)
@given(st.integers(min_value=0))
def test_both_passes_are_those_of_the_reference(seed: int) -> None:
    plan = random_plan(seed, most=7)
    forecast = compute(plan)
    for side in (LOW, HIGH):
        reference = Reference(plan, side)
        for row in plan.activities:
            node = forecast.network.node_of[row.id]
            start, finish = forecast.edges[2 * node : 2 * node + 2, side] + BASE
            assert (start, finish) == (reference.start[row.id], reference.finish[row.id]), row


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0))
def test_late_dates_and_floats_are_what_trying_finds(seed: int) -> None:
    plan = random_plan(seed, most=5)
    forecast = compute(plan)
    for side in (LOW, HIGH):
        reference = Reference(plan, side)
        for row in plan.activities:
            if row.finished or row.fixed:
                continue
            node = forecast.network.node_of[row.id]
            latest, alone = reference.latest(row.id), reference.alone(row.id)
            assert forecast.late[2 * node + 1, side] + BASE == latest, row
            finish = reference.finish[row.id]
            assert forecast.free[node, side] == reference.days(row.id, finish, alone), row
            if side == HIGH:
                known = forecast.item(row.id)
                assert known is not None
                assert known.total_float == reference.days(row.id, finish, latest)

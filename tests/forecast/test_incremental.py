"""An edit gives what the whole computation gives; level by level is as node by node."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecast.networks import STATUS, random_activity, random_plan
from tracker.forecast import incremental
from tracker.forecast.compute import compute
from tracker.forecast.differing import items_otherwise
from tracker.forecast.explain import chain_of, driving_items
from tracker.forecast.incremental import edited, edited_within
from tracker.forecast.network import network_of
from tracker.forecast.passes import backward, forward
from tracker.forecast.plan import Activity, Dependency, Duration, Plan
from tracker.forecast.result import Forecast
from tracker.forecast.scalar import Backward, Forward


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0))
def test_node_by_node_is_as_level_by_level(seed: int) -> None:
    network = network_of(random_plan(seed, most=40))
    levels = forward(network, network.duration, network.start_bound, network.finish_bound)
    nodes = np.empty_like(levels)
    Forward(network, nodes).all()
    assert (levels == nodes).all()
    finish = Forecast(network, levels).limits
    late = np.empty_like(levels)
    Backward(network, levels, late, finish).all()
    assert (backward(network, network.duration, levels, finish) == late).all()


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0))
def test_edits_give_what_the_whole_gives(seed: int) -> None:
    plan = random_plan(seed, most=60)
    forecast = compute(plan)
    chance = Random(seed + 1)
    for _ in range(4):
        row = chance.choice(plan.activities)
        other = random_activity(chance, row.id)
        if chance.random() < 0.7:
            days = chance.randint(1, 9)
            other = replace(row, duration=Duration(days, days, days + chance.randint(0, 5)))
        rows = [other if each.id == row.id else each for each in plan.activities]
        plan = replace(plan, activities=rows)
        whole, before = compute(plan), forecast
        forecast = edited(forecast, [other])
        within = edited_within(before, [other], len(plan.activities))
        for found in (forecast, within):
            if found is None:
                continue
            assert dates(found) == dates(whole)
            assert sorted(found.problems) == sorted(whole.problems)
            for row in plan.activities:
                chain = chain_of(found, row.id)
                assert chain == chain_of(whole, row.id)
                assert [step.item for step in chain] == list(driving_items(found, row.id))
            told, now, then = items_otherwise(before, found), dates(found), dates(before)
            # What was edited is another in any case.
            assert {item for item in now if now[item] != then[item]} <= told | {other.id}
        forecast = within or forecast


def dates(forecast: Forecast) -> dict[int, object]:
    forecast.complete()
    return {row.id: forecast.item(row.id) for row in forecast.plan.activities}


def chain(many: int) -> Plan:
    rows = [Activity(id=id, duration=Duration.of(1)) for id in range(1, many + 1)]
    links = [Dependency(id, id, id + 1) for id in range(1, many)]
    return Plan(status_date=STATUS, activities=rows, dependencies=links)


def test_an_edit_does_again_only_what_it_reaches(monkeypatch: pytest.MonkeyPatch) -> None:
    forecast = compute(chain(100))
    placed: list[int] = []
    place = Forward.place
    monkeypatch.setattr(
        Forward, "place", lambda self, node: placed.append(node) or place(self, node)
    )
    after = edited(forecast, [replace(forecast.plan.activities[97], duration=Duration.of(2))])
    assert len(placed) == 3
    assert items_otherwise(forecast, after) == {98, 99, 100}


def test_an_edit_that_reaches_far_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    forecast = compute(chain(100))
    whole: list[Plan] = []
    monkeypatch.setattr(
        incremental, "compute", lambda plan, network: whole.append(plan) or compute(plan, network)
    )
    after = edited(forecast, [replace(forecast.plan.activities[0], duration=Duration.of(2))])
    assert len(whole) == 1
    assert dates(after) == dates(compute(after.plan))

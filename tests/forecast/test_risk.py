"""Sampling: what is drawn, what is counted, and that it can be made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.forecast.networks import STATUS, random_plan
from tracker.domain.model import Calendar, Distribution, LinkType
from tracker.forecast.compute import compute
from tracker.forecast.inputs import inputs_of
from tracker.forecast.plan import Activity, Dependency, Duration, Phase, Plan, Span
from tracker.forecast.risk import sample

BOTH = list(Distribution)


def plan(*durations: Duration, links: tuple[tuple[int, int], ...] = (), **more: object) -> Plan:
    """Items from 1 on, on every day, linked as told."""
    rows = [
        Activity(id=id, project=1, calendar=Calendar.EVERY_DAY, duration=duration, **more)
        for id, duration in enumerate(durations, start=1)
    ]
    return Plan(
        status_date=STATUS,
        activities=rows,
        dependencies=[Dependency(n, *pair) for n, pair in enumerate(links, start=1)],
        projects={1: [row.id for row in rows]},
    )


def finish(days: int) -> date:
    return date.fromordinal(STATUS.toordinal() + days - 1)


@pytest.mark.parametrize("distribution", BOTH)
def test_a_sure_duration_is_the_same_in_every_run(distribution: Distribution) -> None:
    risk = sample(plan(Duration.of(5)), runs=60, seed=1, distribution=distribution)
    assert risk.items[1].p50 == risk.items[1].p80 == finish(5)
    assert risk.items[1].driving == 60


def test_the_median_and_the_80th_part_of_a_triangle() -> None:
    # Of a triangle from 0 to 100 about 50 half lies below 50, and 4/5 below 100 - √1000 = 68.4.
    risk = sample(
        plan(Duration(1, 50, 99)), runs=4000, seed=7, distribution=Distribution.TRIANGULAR
    )
    assert risk.items[1].p50 is not None and risk.items[1].p80 is not None
    assert abs((risk.items[1].p50 - finish(50)).days) <= 2
    assert abs((risk.items[1].p80 - finish(68)).days) <= 2


def test_pert_keeps_nearer_to_what_is_likely() -> None:
    wide = plan(Duration(1, 50, 99))
    pert, triangle = (
        sample(wide, runs=4000, seed=7, distribution=distribution).items[1].p80
        for distribution in BOTH
    )
    assert pert is not None and triangle is not None
    # The beta distribution with both shapes 3 has its 80th part at 0.6746 of its width.
    assert abs((pert - finish(67)).days) <= 2
    assert pert < triangle


def test_the_longer_way_drives_and_the_shorter_does_not() -> None:
    network = plan(Duration.of(5), Duration(6, 7, 9), Duration.of(1), links=((1, 3), (2, 3)))
    items = sample(network, runs=120, seed=3).items
    assert [items[id].driving for id in (1, 2, 3)] == [0, 120, 120]


def test_ways_of_equal_chance_drive_half_of_the_runs_each() -> None:
    network = plan(Duration(1, 20, 60), Duration(1, 20, 60), Duration.of(1), links=((1, 3), (2, 3)))
    items = sample(network, runs=2000, seed=3).items
    assert items[1].driving + items[2].driving >= 2000
    assert abs(items[1].driving - items[2].driving) < 200


def test_what_drives_is_asked_of_the_target() -> None:
    network = plan(Duration.of(5), Duration.of(9), Duration.of(1), links=((1, 3),))
    items = sample(network, runs=10, seed=1, target=3).items
    assert [items[id].driving for id in (1, 2, 3)] == [10, 0, 10]
    items = sample(network, runs=10, seed=1).items
    assert [items[id].driving for id in (1, 2, 3)] == [0, 10, 0]


def test_a_promised_period_is_drawn_evenly() -> None:
    first = STATUS.toordinal() + 10
    network = plan(Duration.of(0), finishes=Span(first, first + 99))
    risk = sample(network, runs=4000, seed=5).items[1]
    assert risk.p50 is not None and risk.p80 is not None
    assert abs(risk.p50.toordinal() - first - 49) <= 3
    assert abs(risk.p80.toordinal() - first - 79) <= 3


def test_one_plan_and_one_seed_give_one_result_() -> None:
    for number in range(5):
        network = random_plan(number, most=30)
        assert sample(network, runs=130, seed=9) == sample(network, runs=130, seed=9)
    wide = plan(*[Duration(1, 50, 99)] * 20)
    assert sample(wide, runs=130, seed=9).items != sample(wide, runs=130, seed=10).items
    one = sample(wide, runs=1, seed=9).items
    assert all(risk.p50 == risk.p80 for risk in one.values())


def test_every_run_lies_between_the_passes() -> None:
    # Of finishes only: where a finish is held, a longer duration makes the start earlier.
    kinds = {LinkType.SS: LinkType.FS, LinkType.SF: LinkType.FF}
    for number in range(20):
        network = random_plan(number, most=12)
        links = network.dependencies
        links = [replace(link, type=kinds.get(link.type, link.type)) for link in links]
        network = replace(network, dependencies=links)
        forecast = compute(network)
        for item, risk in sample(network, runs=100, seed=number).items.items():
            known = forecast.item(item)
            assert known is not None and known.finish is not None
            assert risk.p50 is not None and risk.p80 is not None
            assert known.finish.first <= risk.p50 <= risk.p80 <= known.finish.last


def test_inputs_tell_another_plan_apart() -> None:
    network = plan(Duration(1, 5, 9), Duration.of(2), links=((1, 2),))
    assert inputs_of(network) == inputs_of(replace(network, activities=network.activities[::-1]))
    longer = [replace(network.activities[0], duration=Duration(1, 5, 10)), network.activities[1]]
    assert inputs_of(network) != inputs_of(replace(network, activities=longer))
    assert inputs_of(network) != inputs_of(replace(network, dependencies=()))


@pytest.mark.parametrize("runs", [0, -1, 100_001])
def test_a_number_of_runs_without_sense_is_refused(runs: int) -> None:
    with pytest.raises(ValueError, match="runs"):
        sample(plan(Duration.of(1)), runs=runs, seed=1)


def test_a_phase_is_finished_with_the_last_of_its_parts_and_drives_with_any() -> None:
    network = plan(Duration.of(5), Duration.of(9), Duration.of(1), links=((1, 3),))
    items = sample(
        replace(network, phases={7: Phase((1, 3)), 8: Phase((1, 2)), 9: Phase(())}),
        runs=10,
        seed=1,
    ).items
    assert items[7].p80 == finish(6)
    assert items[7].driving == 0
    assert items[8].p50 == finish(9)
    assert items[8].driving == 10
    assert 9 not in items


def test_who_waits_is_told_how_far_it_is_and_can_end_it() -> None:
    told: list[tuple[int, int]] = []
    network = plan(*[Duration(1, 50, 99)] * 3)
    sample(network, runs=15_000, seed=1, tell=lambda done, runs: told.append((done, runs)))
    assert told[0] == (0, 15_000)
    assert told == sorted(told)
    assert len(told) > 1

    def end(done: int, runs: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        sample(network, runs=10, seed=1, tell=end)


def test_inputs_do_not_follow_what_a_date_is_only_measured_against() -> None:
    network = plan(Duration(1, 5, 9))
    promised = [replace(network.activities[0], promised=Span(1, 2))]
    assert inputs_of(network) == inputs_of(replace(network, activities=promised))

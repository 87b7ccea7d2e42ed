"""The center's own milestones forecast: what nobody gave is named, and no day is made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tracker.domain.model import Item, ItemKind, State
from tracker.domain.period import Period, Precision
from tracker.domain.portfolio import Portfolio
from tracker.exchange.sample import write_sample
from tracker.forecast.explain import driving_items
from tracker.forecast.plan import Assumption
from tracker.workspace import Workspace
from tracker.workspace.foresight import PortfolioForesight, foresee

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portfolio]:
    path = Path(tmp_path_factory.mktemp("sample"), "sample.cotrack")
    write_sample(path)
    with Workspace.open(path, user="tester", read_only=True) as workspace:
        yield workspace.portfolio


@pytest.fixture(scope="module")
def foresight(sample: Portfolio) -> PortfolioForesight:
    return foresee(sample, TODAY)


def test_all_that_stands_in_for_what_is_missing_is_named(
    sample: Portfolio, foresight: PortfolioForesight
) -> None:
    forecast = foresight.forecast
    assert len(forecast.plan.activities) > 30
    for row in forecast.plan.activities:
        item, assumed = sample.items[row.id], forecast.assumed.get(row.id, ())
        is_done = item.actual_finish is not None or item.state is State.DONE
        assert (Assumption.DONE in assumed) == (is_done and item.actual_finish is None)
        if is_done:
            continue
        promise = sample.deadline(item)
        lasts = item.kind is not ItemKind.MILESTONE and not item.duration_likely
        is_over = isinstance(promise, Period) and promise.last < TODAY
        assert bool(assumed) == (lasts or is_over), item.name


def test_a_finish_is_a_day_only_where_somebody_gave_one(
    sample: Portfolio, foresight: PortfolioForesight
) -> None:
    said = 0
    for item in sample.items:
        known = foresight.of(item)
        if known is None or known.finish is None or known.finish.first != known.finish.last:
            continue
        said += 1
        chain = [sample.items[each] for each in driving_items(foresight.forecast, item.id)]
        assert any(_gives_a_day(sample, each) for each in chain), item.name
    assert said > 5


def _gives_a_day(sample: Portfolio, item: Item) -> bool:
    given = (item.actual_finish, item.actual_start, sample.deadline(item))
    return any(isinstance(each, Period) and each.precision is Precision.DAY for each in given)

"""Of what was computed, what may be said: no day that nobody gave.

* What is done on a day that nobody told has no date.
* What is overdue while nothing says how long it still takes has none either: the computation goes
  on from the status date, but that is where it begins, not when the row will be finished. So it is
  with what has no date of its own and waits for nothing that has one, and with a phase of which
  all that is known is over.
* A date that follows from a duration which was taken from a promised span is said no finer than
  that promise, and no finer than a month.
* A date of a sampling is said by the day where all that it follows from is: where the chain begins
  with a promised period it is said no finer than that period, in which no day is likelier.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.domain.model import Edge, Item, Project
from tracker.domain.outline import ref_of
from tracker.domain.period import Period, Precision
from tracker.domain.portfolio import Portfolio
from tracker.forecast.explain import Reason, chain_of, driving_items
from tracker.forecast.plan import Activity, Assumption
from tracker.forecast.result import Forecast, Range, RowForecast

_FINEST: Final = Precision.MONTH


def shown_finish(
    portfolio: Portfolio, forecast: Forecast, row: Project | Item, known: RowForecast
) -> Range | None:
    """The range in which a row is said to be finished; ``known`` is what is forecast of it."""
    finish = known.finish
    if finish is None or is_open_ended(portfolio, forecast, row, known):
        return None
    coarsest = _assumed_precision(portfolio, forecast, row)
    if coarsest is None:
        return finish
    first, last = (Period.containing(day, coarsest) for day in finish)
    return Range(first.first, last.last)


def shown_sampled(
    portfolio: Portfolio, forecast: Forecast, row: Project | Item, day: date
) -> Period:
    """How a day that a sampling has found of a row is said.

    A phase or project is finished with the last of its parts, which is another one from run to run:
    it is said no finer than any part that may be the last.
    """
    said = [Precision.DAY]
    for last in _may_be_last(portfolio, forecast, row):
        if (assumed := _assumed_precision(portfolio, forecast, last)) is not None:
            said.append(assumed)
        said += (
            _coarsest(portfolio, portfolio.items[step.item])
            for step in chain_of(forecast, ref_of(last))[-1:]
            if step.reason is Reason.PROMISE
        )
    return Period.containing(day, max(said, key=lambda precision: precision.rank))


def _may_be_last(
    portfolio: Portfolio, forecast: Forecast, row: Project | Item
) -> list[Project | Item]:
    """The parts that may be the last: after all others, as far as their ranges tell."""
    known = [
        (portfolio.items[part], found.finish)
        for part in _parts(forecast, row)
        if (found := forecast.item(part)) is not None and found.finish is not None
    ]
    earliest = max((finish.first for _, finish in known), default=None)
    if earliest is None or (isinstance(row, Item) and row.id not in forecast.plan.phases):
        return [row]
    return [part for part, finish in known if finish.last >= earliest]


def is_open_ended(
    portfolio: Portfolio, forecast: Forecast, row: Project | Item, known: RowForecast
) -> bool:
    """Whether nothing is known of the day on which a row is finished, or was."""
    if known.done:
        parts = _parts(forecast, row)
        return any(Assumption.DONE in forecast.assumed.get(part, ()) for part in parts)
    if known.finish is None or known.finish.last > forecast.plan.status_date:
        return False
    if Assumption.OUTRUN in known.assumed:
        return True
    left = [
        activity
        for part in _parts(forecast, row)
        if (node := forecast.network.node_of.get(part)) is not None
        and (activity := forecast.activity(node)).finished is None
    ]
    return all(map(_rests_on_nothing, left))


def _rests_on_nothing(activity: Activity) -> bool:
    """Whether neither a duration, a promise nor a constraint says when what is left is finished."""
    given = (activity.promised, activity.starts, activity.not_before, activity.fixed)
    return activity.is_event and not any(given)


def _parts(forecast: Forecast, row: Project | Item) -> tuple[int, ...]:
    plan = forecast.plan
    if isinstance(row, Project):
        return tuple(plan.projects.get(row.id, ()))
    phase = plan.phases.get(row.id)
    return (row.id,) if phase is None else tuple(phase.parts)


def _assumed_precision(
    portfolio: Portfolio, forecast: Forecast, row: Project | Item
) -> Precision | None:
    """The coarsest promise from which a duration was taken on the chain that drives a row."""
    if not forecast.follows_spans(_parts(forecast, row)):
        return None
    found = [
        _promise_precision(portfolio, portfolio.items[item])
        for item in driving_items(forecast, ref_of(row))
        if Assumption.SPAN in forecast.assumed.get(item, ())
    ]
    return max(found, key=lambda precision: precision.rank, default=None)


def _promise_precision(portfolio: Portfolio, item: Item) -> Precision:
    return max(_FINEST, _coarsest(portfolio, item), key=lambda precision: precision.rank)


def _coarsest(portfolio: Portfolio, item: Item) -> Precision:
    """How exactly an item is promised at the least, its start or its finish."""
    said = [Precision.DAY]
    for edge in Edge:
        deadline = portfolio.deadline(item, edge)
        if isinstance(deadline, Period):
            said.append(deadline.precision)
    return max(said, key=lambda precision: precision.rank)

"""What is supposed beside the plan: the forecast that would follow, and what of it is another.

Nothing here writes. What is supposed of an item stands in the place of its promise while the
forecast is computed; what was promised, and what was reported, stay what they are, so that the
forecast is still measured against the promise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from tracker.domain.foresight import Foreseen
from tracker.domain.model import Item, ItemKind, Project, ScenarioMove, State
from tracker.domain.moving import Span, own_span, why_fixed
from tracker.domain.outline import ref_of
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.ranges import DayRange, range_text
from tracker.forecast.calendars import WorkingDays
from tracker.forecast.differing import nodes_otherwise
from tracker.forecast.incremental import can_follow, edited, edited_within
from tracker.forecast.plan import Activity
from tracker.forecast.planning import Planner, calendar_of, duration_of
from tracker.forecast.result import Forecast
from tracker.language import N_, Translator
from tracker.records import record
from tracker.workspace.foresight import PortfolioForesight
from tracker.workspace.sampling import Sampled

Moves = Mapping[int, ScenarioMove]
"""What is supposed, by the id of the item."""


def why_not_supposed(portfolio: Portfolio, row: Project | Item) -> str | None:
    """Why other dates of a row cannot be supposed, as a msgid; None where they can."""
    if reason := why_fixed(portfolio, row):
        return reason
    if isinstance(row, Item) and row.state is State.DONE:
        return N_("It was reported as done: nothing follows from other dates of it.")
    if any(each.state is State.CANCELLED for each in (row, *portfolio.ancestors(row))):
        return N_("It was cancelled: nothing follows from its dates.")
    if portfolio.children(row):
        return N_("What is forecast of these rows follows from the rows below. Suppose those.")
    return None


def supposed_span(portfolio: Portfolio, item: Item, move: ScenarioMove | None) -> Span | None:
    """The dates of an item with what is supposed of it; None where neither gives any."""
    own = own_span(portfolio, item)
    if move is None or not (move.start or move.finish):
        return own
    start, finish = (own.start, own.finish) if own else (None, None)
    return Span(move.start or start, move.finish or finish)


def supposed_move(
    portfolio: Portfolio,
    working_days: WorkingDays,
    item: Item,
    span: Span,
    before: ScenarioMove | None = None,
) -> ScenarioMove:
    """What is supposed of an item when ``span`` is, after ``before``; an edge of None stays.

    Where one end of a bar moves and the item has a duration of its own, that becomes longer or
    shorter by the working days between the two ends.
    """
    was = supposed_span(portfolio, item, before)
    move = before or ScenarioMove(id=0, uid="", scenario_id=0, item_id=item.id)
    move = replace(move, start=span.start or move.start, finish=span.finish or move.finish)
    own = duration_of(item)
    now = supposed_span(portfolio, item, move)
    is_whole = was is None or (span.start is not None and span.finish is not None)
    if own is None or is_whole or item.kind is ItemKind.MILESTONE:
        return move
    assert was is not None and now is not None
    if not (was.start and was.finish and now.start and now.finish):
        return move
    days = own.likely if move.duration is None else move.duration
    more = 0
    calendar = calendar_of(portfolio, item)
    if now.finish != was.finish:
        more += _worked(working_days, calendar, was.finish.last, now.finish.last)
    if now.start != was.start:
        more -= _worked(working_days, calendar, was.start.first, now.start.first)
    return replace(move, duration=max(days + more, 1))


def _worked(working_days: WorkingDays, calendar: str, day: date, until: date) -> int:
    """The working days after one day up to another; negative where that is before it."""
    sign = 1 if until >= day else -1
    first, last = (day, until) if sign > 0 else (until, day)
    many = (last - first).days
    days = (first + timedelta(step) for step in range(1, many + 1))
    return sign * sum(working_days.works(calendar, each) for each in days)


class SupposedForesight(PortfolioForesight):
    """What would be with what is supposed, beside ``plan``, what will be without it."""

    def __init__(
        self, portfolio: Portfolio, forecast: Forecast, plan: PortfolioForesight, moves: Moves
    ) -> None:
        super().__init__(portfolio, forecast)
        self.plan = plan
        self.moves = moves
        self._asked: dict[int, Project | Item] = {}
        self._differ = nodes_otherwise(plan.forecast, forecast)

    def rows_otherwise(self, other: PortfolioForesight) -> frozenset[RowKey]:
        """The rows of which something else may be said than by another foresight of the file."""
        differ = nodes_otherwise(other.forecast, self.forecast)
        if differ is None:
            rows = (*self._portfolio.projects, *self._portfolio.items)
            return frozenset(RowKey(row.table, row.id) for row in rows)
        network = self.forecast.network
        found = {network.id_of(node) for node in differ.nonzero()[0].tolist()}
        found.update(self.moves)
        above: set[RowKey] = set()
        for item_id in found:
            # A phase is as another as its parts are: whoever was above one is known then.
            for row in self._ancestors(item_id):
                key = RowKey(row.table, row.id)
                if key in above:
                    break
                above.add(key)
        return frozenset({*(RowKey("items", item_id) for item_id in found), *above})

    def _ancestors(self, item_id: int) -> Iterable[Project | Item]:
        item = self._portfolio.items.get(item_id)
        return self._portfolio.ancestors(item) if item is not None else ()

    def seen_otherwise(self, other: SupposedForesight) -> frozenset[RowKey]:
        """The rows that were asked for here and of which ``other`` says something else.

        As many as are in view are asked for between two steps of a drag.
        """
        differ = nodes_otherwise(self.forecast, other.forecast)
        node_of = other.forecast.network.node_of
        found = []
        for row in self._asked.values():
            node = node_of.get(row.id) if isinstance(row, Item) else None
            if differ is not None and node is not None and not differ[node]:
                continue
            if other.of(row) != self.of(row):
                found.append(RowKey(row.table, row.id))
        return frozenset({*found, *(RowKey("items", item_id) for item_id in other.moves)})

    def of(self, row: Project | Item) -> Foreseen | None:
        self._asked[ref_of(row)] = row
        if self._differ is not None and isinstance(row, Item) and row.id not in self.moves:
            node = self.forecast.network.node_of.get(row.id)
            if node is not None and not self._differ[node]:
                return self.plan.of(row)
        return super().of(row)

    def forget(self, keys: Iterable[RowKey] | None) -> None:
        keys = None if keys is None else list(keys)
        super().forget(keys)
        self.plan.forget(keys)

    def _foreseen(self, row: Project | Item) -> Foreseen | None:
        found, planned = super()._foreseen(row), self.plan.of(row)
        before = planned.finish if planned is not None else None
        if found is None or found.finish == before:
            return found
        # What was sampled was the plan.
        found = replace(found, p50=None, p80=None, driving=None, is_outdated=False)
        return replace(found, is_supposed=True, planned_finish=before)

    def _sampled(self, row: Project | Item) -> Sampled | None:
        return self.plan._sampled(row)


def rows_to_follow(
    before: PortfolioForesight, portfolio: Portfolio, moves: Moves
) -> list[Activity] | None:
    """What to edit of a forecast for one with ``moves``, be something supposed in it or nothing.

    None where that asks for another network, which takes as long as the whole forecast.
    """
    known = before.moves if isinstance(before, SupposedForesight) else {}
    other = [item for item in {**known, **moves} if known.get(item) != moves.get(item)]
    plan = before.forecast.plan
    planner = Planner(portfolio, plan.status_date, plan.working_days, supposed=moves.values())
    rows = planner.changed(before.forecast.network.node_of, other)
    return rows if rows is not None and can_follow(before.forecast, rows) else None


def followed_at_once(forecast: Forecast, rows: list[Activity], most: int) -> Forecast | None:
    """As :func:`followed`, where at most so many items are reached; None where more are."""
    return edited_within(forecast, rows, most) if rows else forecast


def followed(forecast: Forecast, rows: list[Activity]) -> Forecast:
    """The forecast with these rows, its floats worked out too."""
    found = edited(forecast, rows) if rows else forecast
    found.complete()
    return found


@record
class Difference:
    """A row of which another finish is forecast: of the plan, and with what is supposed."""

    row: Project | Item
    planned: DayRange | None
    supposed: DayRange | None


def differences(portfolio: Portfolio, foresight: SupposedForesight) -> list[Difference]:
    """The rows with another finish, in the order of the outline."""
    keys = foresight.rows_otherwise(foresight.plan)
    found = []
    for project in portfolio.ordered_projects():
        rows: Iterable[Project | Item] = (project, *portfolio.descendants(project))
        for row in rows:
            if RowKey(row.table, row.id) not in keys:
                continue
            before, after = foresight.plan.of(row), foresight.of(row)
            ends = (before.finish if before else None, after.finish if after else None)
            if ends[0] != ends[1]:
                found.append(Difference(row, *ends))
    return found


def finish_text(finish: DayRange | None, translator: Translator) -> str:
    if finish is None:
        return translator.text(N_("not known"))
    return range_text(*finish, translator.language)


def moved_text(difference: Difference, translator: Translator) -> str:
    """How much later or earlier: in days only where both are days, else in months; "" for unknown.

    What is known to lie between two days is no better known than its months.
    """
    before, after = difference.planned, difference.supposed
    if before is None or after is None:
        return ""
    if before.first == before.last and after.first == after.last:
        days = (after.last - before.last).days
        if days > 0:
            return translator.plural("{n} day later", "{n} days later", days).format(n=days)
        return translator.plural("{n} day earlier", "{n} days earlier", -days).format(n=-days)
    months = (after.last.year - before.last.year) * 12 + after.last.month - before.last.month
    if months > 0:
        return translator.plural("{n} month later", "{n} months later", months).format(n=months)
    if months < 0:
        return translator.plural("{n} month earlier", "{n} months earlier", -months).format(
            n=-months
        )
    return translator.text(N_("by less than a month"))

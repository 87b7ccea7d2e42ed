"""From changes of a file to what its forecast says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tracker.domain.model import Commitment, Item, Link, Project, Row, Setting, State
from tracker.domain.outline import ref_of
from tracker.domain.portfolio import Portfolio, RowKey, ref_of_key
from tracker.forecast.compute import compute
from tracker.forecast.differing import chains_otherwise, items_otherwise
from tracker.forecast.incremental import edited, edited_within
from tracker.forecast.planning import Planner
from tracker.forecast.replanning import Replanning, Touched, replanned, with_parts
from tracker.forecast.result import Forecast
from tracker.workspace.changes import Changes, RowChange
from tracker.workspace.foresight import PortfolioForesight
from tracker.workspace.outline_rows import row_key

_MANY: Final = 2_000
"""Rows that change at once or say something else; with more of them all are looked at."""
_LOOKS: Final = 400
"""Driving chains that are looked at, at most; about 15 ms."""
_COMPARED: Final = 200
"""Rows of which it is compared what they say; about 20 ms."""


def replanned_by(
    forecast: Forecast, portfolio: Portfolio, changes: Iterable[Changes]
) -> Replanning | None:
    """What the plan of a forecast says otherwise after ``changes`` that the portfolio has taken in.

    None where it has to be made anew, since they concern all of it or most of it.
    """
    touched = Touched()
    for step in changes:
        if len(step.rows) > _MANY or not all(_touch(touched, portfolio, row) for row in step.rows):
            return None
    if len(touched.items) > _MANY:
        return None
    plan = forecast.plan
    planner = Planner(portfolio, plan.status_date, plan.working_days)
    return replanned(forecast.network, portfolio, planner, touched)


def _touch(touched: Touched, portfolio: Portfolio, change: RowChange) -> bool:
    """Note what of a plan may rest on a row that changed; whether that is not all of it."""
    rows = [row for row in (change.before, change.after) if row is not None]
    match change.table:
        case "items":
            _touch_item(touched, portfolio, change.before, change.after)
        case "commitments":
            touched.items.update(row.item_id for row in rows if isinstance(row, Commitment))
        case "links":
            touched.links.add(change.id)
            for row in rows:
                if isinstance(row, Link):
                    touched.items |= with_parts(portfolio, row.successor_id)
        case "projects":
            if change.before and change.after:
                return _is_same_project(change.before, change.after)
            touched.projects.add(change.id)
            touched.moves = True
        case "calendars" | "calendar_days":
            return False
        case "settings":
            return not any(isinstance(row, Setting) and row.key == "status_date" for row in rows)
    return True


def _touch_item(
    touched: Touched, portfolio: Portfolio, before: Row | None, after: Row | None
) -> None:
    items = [row for row in (before, after) if isinstance(row, Item)]
    touched.items.update(row.id for row in items)
    places = {(row.project_id, row.parent_id) for row in items}
    moves = len(items) < 2 or len(places) > 1
    touched.moves = touched.moves or moves
    if moves:
        # Whether it has parts is what a row above is by.
        touched.items.update(row.parent_id for row in items if row.parent_id)
    if moves or len({row.state for row in items}) > 1:
        touched.items |= with_parts(portfolio, items[0].id)


def _is_same_project(before: Row, after: Row) -> bool:
    """Whether nothing of its items rests on what changed of a project."""
    assert isinstance(before, Project)
    assert isinstance(after, Project)
    states = {before.state, after.state}
    return before.side is after.side and (len(states) == 1 or State.CANCELLED not in states)


def found_at_once(forecast: Forecast, after: Replanning, most: int) -> Forecast | None:
    """The forecast after an edit that reaches at most so many items; None where it reaches more."""
    rows = after.rows
    if rows is None:
        return None
    if not rows and after.problems == forecast.plan.problems:
        return forecast
    return edited_within(forecast, rows, most, after.problems)


def found_after(forecast: Forecast, after: Replanning) -> Forecast:
    """The forecast after an edit, however far that reaches."""
    rows = after.rows
    return compute(after.plan()) if rows is None else edited(forecast, rows, after.problems)


def succeeded(
    before: PortfolioForesight,
    portfolio: Portfolio,
    forecast: Forecast,
    keys: Iterable[RowKey],
    differ: set[int] | None = None,
) -> tuple[PortfolioForesight, frozenset[RowKey] | None]:
    """The foresight after another one, and the rows that were asked for and say something else.

    ``keys`` are the rows that changed, ``differ`` what
    :func:`tracker.forecast.differing.items_otherwise` gives, where that was asked already. None
    stands for any row: it would take too long to tell. ``before`` is of no use afterwards: what it
    knew and what still holds is taken over.
    """
    found = before.succeeded_by(forecast)
    if found is None:
        return PortfolioForesight(portfolio, forecast), None
    if differ is None:
        differ = (
            set() if before.forecast is forecast else items_otherwise(before.forecast, forecast)
        )
    otherwise = _items_otherwise(forecast, differ, keys)
    if otherwise is None:
        return PortfolioForesight(portfolio, forecast), None
    refs = _with_what_is_above(portfolio, otherwise, keys)
    said = found.give_up(refs)
    if len(said) > _MANY:
        return found, None
    rows = {ref: row for ref in said if (row := _row(portfolio, ref)) is not None}
    is_compared = len(rows) <= _COMPARED
    return found, frozenset(
        row_key(row) for ref, row in rows.items() if not is_compared or found.of(row) != said[ref]
    )


def _items_otherwise(after: Forecast, differ: set[int], keys: Iterable[RowKey]) -> set[int] | None:
    """The items of which something else may be said; None where those are too many."""
    items = differ.union(key.id for key in keys if key.table == "items")
    return None if len(items) > _MANY else chains_otherwise(after, items, _LOOKS)


def _with_what_is_above(
    portfolio: Portfolio, items: Iterable[int], keys: Iterable[RowKey]
) -> set[int]:
    """The refs of items and of what changed, and of all that stands above these."""
    found = {*items, *map(ref_of_key, keys)}
    above: set[int] = set()
    for ref in found:
        row = _row(portfolio, ref)
        for upper in portfolio.ancestors(row) if row is not None else ():
            if ref_of(upper) in above:
                # Whoever is above it is known then.
                break
            above.add(ref_of(upper))
    return found | above


def _row(portfolio: Portfolio, ref: int) -> Project | Item | None:
    return portfolio.items.get(ref) if ref > 0 else portfolio.projects.get(-ref)

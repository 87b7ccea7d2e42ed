"""Keeping the rows that a view shows in step with a change, without asking for all of them again.

A view that shows 100,000 rows and hears of one change looks at that row, at what stands above it
and at what names it, and at nothing else. Only where a row may have come, gone or moved the rows
are read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from tracker.domain.cells import sort_key
from tracker.domain.fields import FIELD, Context, passes_on, value_of
from tracker.domain.model import Item, Project
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.language import Translator
from tracker.workspace.changes import Changes
from tracker.workspace.grouping import ShownRow
from tracker.workspace.outline_rows import OutlineRow, OutlineRows, outline_path, row_key
from tracker.workspace.query import KeptRows, Query, Sort, matcher


def affected_rows(portfolio: Portfolio, changes: Changes) -> set[RowKey]:
    """The projects and items that may say something else after ``changes``, which it has taken in.

    What changed itself or in what is attached to it, what names a changed body or source, what
    stands or stood above these, and what shows a changed property of its project.
    """
    found: set[RowKey] = set()
    for moved in changes.moved_rows():
        found |= {row_key(above) for above in portfolio.ancestors(moved)}
    for change in changes.rows:
        for row in (change.before, change.after):
            if row is not None:
                found |= portfolio.shown_in(row)
        if change.before and change.after and change.table == "projects":
            project = cast(Project, change.after)
            if passes_on(cast(Project, change.before), project):
                items = portfolio.items.where("project_id", project.id)
                found |= {row_key(item) for item in items}
    return found


def patch_rows(
    shown: list[ShownRow] | OutlineRows,
    affected: Iterable[RowKey],
    place_of: Callable[[RowKey], int | None],
    *,
    query: Query,
    context: Context,
    translator: Translator,
    kept: KeptRows,
) -> list[int] | None:
    """Renew the ``affected`` of the rows that ``query`` has ``shown``; their places, in order.

    None where ``query`` may now show other rows or another order; the rows are then to be read
    anew. The outline must be the same as before.
    """
    if query.has_headings:
        return None
    portfolio, matches = context.portfolio, matcher(query, context, translator, kept)
    places: list[int] = []
    for key in affected:
        place, row = place_of(key), portfolio.row(key)
        if row is None:
            continue
        if place is None:
            if (
                query.hides
                and matches(row)
                and not _is_folded_away(shown, row, place_of, portfolio)
            ):
                return None
            continue
        if query.hides and not matches(row) and not _is_above(shown, place, query):
            return None
        found = shown[place]
        assert isinstance(found, OutlineRow)
        shown[place] = found.with_row(row)
        places.append(place)
    places.sort()
    if query.sorts and not _are_sorted(shown, places, query, context, translator):
        return None
    return places


def _is_folded_away(
    shown: Sequence[ShownRow],
    row: Project | Item,
    place_of: Callable[[RowKey], int | None],
    portfolio: Portfolio,
) -> bool:
    """Whether a row would be shown were it not for one above it that is shown folded."""
    places = (place_of(row_key(above)) for above in portfolio.ancestors(row))
    place = next((place for place in places if place is not None), None)
    return place is not None and not shown[place].expanded


def _is_above(shown: Sequence[ShownRow], place: int, query: Query) -> bool:
    """Whether the row at ``place`` is there for the sake of one below it."""
    if query.is_flat or place + 1 == len(shown):
        return False
    return shown[place + 1].depth > shown[place].depth


def _are_sorted(
    shown: Sequence[ShownRow],
    places: Iterable[int],
    query: Query,
    context: Context,
    translator: Translator,
) -> bool:
    """Whether the rows at ``places`` still stand rightly between those they are sorted among."""
    pairs: set[tuple[int, int]] = set()
    for place in places:
        for step in (-1, 1):
            other = _neighbour(shown, place, step, query)
            if other is not None:
                pairs.add((min(place, other), max(place, other)))
    return all(
        _comes_before(shown[upper], shown[lower], query.sorts, context, translator)
        for upper, lower in pairs
    )


def _neighbour(shown: Sequence[ShownRow], place: int, step: int, query: Query) -> int | None:
    """The next row up (-1) or down (1) that the one at ``place`` is sorted among."""
    other = place + step
    if not query.is_flat:
        depth = shown[place].depth
        while 0 <= other < len(shown) and shown[other].depth > depth:
            other += step
        if 0 <= other < len(shown) and shown[other].depth < depth:
            return None
    return other if 0 <= other < len(shown) else None


def _comes_before(
    one: ShownRow,
    other: ShownRow,
    sorts: tuple[Sort, ...],
    context: Context,
    translator: Translator,
) -> bool:
    """The order of :func:`tracker.workspace.query.sorted_rows`, for two different rows."""
    assert isinstance(one, OutlineRow)
    assert isinstance(other, OutlineRow)
    for sort in sorts:
        field = FIELD[sort.field]
        first, second = (
            sort_key(field, value_of(field, found.row, context), translator)
            for found in (one, other)
        )
        if first != second:
            unknown = (1,) in (first, second)
            return (first < second) is (unknown or not sort.descending)
    path = outline_path(context.portfolio, one.row)
    return path < outline_path(context.portfolio, other.row)

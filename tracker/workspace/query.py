"""Which rows a view shows, and in what order: one answer for grid, timeline, export and CLI.

Without a sort the rows come as the outline of the portfolio: projects, their items below them, each
with its number ("2.3.1"). With a sort they come flat, in the order of the sorted columns; grouped
by project they keep the outline, and the rows below one row are sorted among themselves. Headings
of other groups are added by :mod:`tracker.workspace.grouping`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Final

from tracker.domain.cells import sort_key
from tracker.domain.fields import FIELD, FORESEEN, Context, Field, value_of
from tracker.domain.model import Item, Project
from tracker.domain.outline import ref_of
from tracker.domain.portfolio import Portfolio, RowKey, ref_of_key
from tracker.language import Language, Translator
from tracker.records import record
from tracker.workspace.expressions import Told, told_in
from tracker.workspace.filters import NO_FILTER, Predicate, RowFilter, every
from tracker.workspace.outline_rows import OutlineNumbers, OutlineRow, OutlineRows
from tracker.workspace.ranks import Ranks, order
from tracker.workspace.search_index import SearchIndex


class Grouping(StrEnum):
    """What rows are brought together by."""

    NONE = "none"
    PROJECT = "project"
    SIDE = "side"
    REGION = "region"
    BODY = "body"
    SECTOR = "sector"
    STATUS = "status"


@record
class Sort:
    """One column to sort by; the first of several decides first."""

    field: str
    descending: bool = False


@record
class Query:
    """What is asked for. ``text`` is looked for in every text of a row, in all four languages.

    A row that is found brings the rows above it along, so that it is seen in its place. A search
    unfolds what it finds; with ``dims`` it leaves no row out, and the views show what was found.
    """

    text: str = ""
    filter: RowFilter = NO_FILTER
    sorts: tuple[Sort, ...] = ()
    group: Grouping = Grouping.NONE
    collapsed: AbstractSet[RowKey] = field(default_factory=frozenset)
    dims: bool = False

    @property
    def hides(self) -> bool:
        """Whether rows may be left out."""
        return bool(self.filter or (self.text and not self.dims))

    @property
    def folded(self) -> AbstractSet[RowKey]:
        """The rows below which nothing is shown now."""
        return frozenset() if self.text else self.collapsed

    @property
    def has_headings(self) -> bool:
        """Whether rows stand under headings that are no rows of the portfolio."""
        return self.group not in (Grouping.NONE, Grouping.PROJECT)

    @property
    def rests_on_forecast(self) -> bool:
        """Whether other rows, or in another order, may be shown where others are foreseen."""
        is_sorted = any(sort.field in FORESEEN for sort in self.sorts)
        return bool(self.filter) or is_sorted or self.group is Grouping.STATUS

    @property
    def is_flat(self) -> bool:
        """Whether rows stand in a sorted order, without their outline."""
        return bool(self.sorts) and self.group is not Grouping.PROJECT

    @property
    def is_plain(self) -> bool:
        """Whether the outline is shown just as it is, but for what is folded away."""
        return not self.hides and not self.text and self.keeps_outline

    @property
    def keeps_outline(self) -> bool:
        """Whether each row stands below the row to which it belongs, in the order of the file."""
        return not self.sorts and not self.has_headings


SortKey = tuple[object, ...]
_UNKNOWN: Final[SortKey] = (1,)


class KeptRows:
    """What stays from one query to the next: the outline of all rows, what they sort by and tell.

    Whoever keeps it tells it which rows have changed, and when rows came, went or moved.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self.search = SearchIndex(portfolio)
        self._portfolio = portfolio
        self._outline: OutlineRows | None = None
        self._changed: set[RowKey] = set()
        self._keys: dict[tuple[str, Language, date], dict[int, SortKey]] = {}
        self._told: dict[tuple[str, date], dict[int, object]] = {}
        self._ranks: dict[tuple[str, Language, date], Ranks] = {}
        self._unranked: dict[tuple[str, Language, date], set[RowKey]] = {}

    def outline(self) -> OutlineRows:
        """Every row of the portfolio, unfolded."""
        found = self._outline
        if found is None:
            found = self._outline = OutlineRows(self._portfolio)
        for key in self._changed:
            row, place = self._portfolio.row(key), found.place(key)
            if row is not None and place is not None:
                found[place] = found[place].with_row(row)
        self._changed.clear()
        return found

    def read_ahead(self, count: int, context: Context, translator: Translator) -> bool:
        """Read up to ``count`` rows for the next search; whether there is more to be read."""
        has_more = self.search.read_some(count, context, translator)
        if not has_more:
            # Where each row stands is worked out once, and the first search asks for it.
            self.place(RowKey(Project.table, 0))
        return has_more

    def place(self, key: RowKey) -> int | None:
        """The place of a row in the outline; None where it stands nowhere, as rows in a circle."""
        return self.outline().place(key)

    def sort_keys(
        self, field: Field, found: Iterable[OutlineRow], context: Context, translator: Translator
    ) -> list[SortKey]:
        """What each of some rows is sorted by in one column."""
        keys = self._keys.setdefault((field.key, translator.language, context.status_date), {})

        def made(row: OutlineRow) -> SortKey:
            value = value_of(field, row.row, context)
            key = keys[ref_of(row.row)] = sort_key(field, value, translator)
            return key

        return [keys.get(ref_of(row.row)) or made(row) for row in found]

    def ranks(self, field: Field, context: Context, translator: Translator) -> Ranks:
        """How every row of the outline ranks in one column; what changed is ranked anew."""
        asked = (field.key, translator.language, context.status_date)
        everything, found = self.outline(), self._ranks.get(asked)
        for key in self._unranked.pop(asked, ()):
            place = everything.place(key)
            if found is None or place is None:
                continue
            [now] = self.sort_keys(field, [everything[place]], context, translator)
            if not found.renew(place, now):
                found = None
        if found is None:
            keys = self.sort_keys(field, everything, context, translator)
            found = self._ranks[asked] = Ranks(keys, _UNKNOWN)
        return found

    def told(self, context: Context) -> Told:
        """What rows tell in their columns to a filter, worked out once for each row."""
        anew = told_in(context)

        def of_field(field: Field) -> Callable[[Project | Item], object]:
            known = self._told.setdefault((field.key, context.status_date), {})
            tell = anew(field)

            def of_row(row: Project | Item) -> object:
                ref = row.id if isinstance(row, Item) else -row.id
                try:
                    return known[ref]
                except KeyError:
                    found = known[ref] = tell(row)
                    return found

            return of_row

        return of_field

    def renew(self, keys: AbstractSet[RowKey]) -> None:
        """These rows say something else now; the outline is as it was."""
        self.search.renew(keys)
        self._changed |= keys
        for asked in self._ranks:
            self._unranked.setdefault(asked, set()).update(keys)
        refs = [ref_of_key(key) for key in keys]
        for sorted_by in self._keys.values():
            for ref in refs:
                sorted_by.pop(ref, None)
        for told in self._told.values():
            for ref in refs:
                told.pop(ref, None)

    def foresee_anew(self) -> None:
        """Every row may be foreseen otherwise."""
        for kept in (self._keys, self._told, self._ranks, self._unranked):
            for asked in [asked for asked in kept if asked[0] in FORESEEN]:
                del kept[asked]  # type: ignore[arg-type]

    def forget(self, keys: AbstractSet[RowKey]) -> None:
        """These rows came, went, moved or say something else now."""
        self.search.renew(keys)
        self._outline = None
        self._changed.clear()
        for kept in (self._keys, self._told, self._ranks, self._unranked):
            kept.clear()


def rows(
    portfolio: Portfolio,
    query: Query,
    *,
    translator: Translator,
    status_date: date,
    kept: KeptRows | None = None,
) -> list[OutlineRow] | OutlineRows:
    """The rows that ``query`` asks for, in order; without the headings of groups.

    ``kept`` belongs to the same portfolio and makes the next query quick.
    """
    kept = kept or KeptRows(portfolio)
    everything = kept.outline()
    if query.is_plain:
        return OutlineRows(portfolio, query.folded) if query.folded else everything
    context = Context(portfolio, status_date, OutlineNumbers(portfolio))
    found: Sequence[OutlineRow] = everything
    if query.hides:
        matches = matcher(query, context, translator, kept)
        if query.is_flat:
            found = [row for row in everything if matches(row.row)]
        else:
            found = list(kept_with_parents(everything, matches))
    if query.is_flat:
        return sorted_rows(found, query.sorts, context, translator, kept)
    if query.sorts:
        found = list(_sorted_siblings(found, query.sorts, context, translator, kept))
    return list(folded_rows(found, query.folded) if query.folded else found)


def kept_with_parents(found: Iterable[OutlineRow], matches: Predicate) -> Iterator[OutlineRow]:
    """The rows of an outline that match, and those above them."""
    above: list[OutlineRow] = []
    given = 0
    for row in found:
        del above[row.depth :]
        given = min(given, row.depth)
        above.append(row)
        if matches(row.row):
            yield from above[given:]
            given = len(above)


def folded_rows(
    found: Iterable[OutlineRow], collapsed: AbstractSet[RowKey]
) -> Iterator[OutlineRow]:
    """The rows of an outline without those below ``collapsed`` ones, which say that they are so."""
    hidden_below: int | None = None
    for row in found:
        if hidden_below is not None and row.depth > hidden_below:
            continue
        hidden_below = None
        if row.has_children and row.key in collapsed:
            hidden_below = row.depth
            row = row.with_children(True, expanded=False)
        yield row


def matcher(query: Query, context: Context, translator: Translator, kept: KeptRows) -> Predicate:
    """Whether one row is what ``query`` asks for, by its filter and, where it hides, its text."""
    conditions: list[Predicate] = []
    if query.filter:
        conditions.append(query.filter.predicate(context, kept.told(context)))
    if query.text and not query.dims:
        found = kept.search.find(query.text, context, translator)
        conditions.append(lambda row: ref_of(row) in found)
    return every(conditions)


def sorted_rows(
    found: Sequence[OutlineRow],
    sorts: Sequence[Sort],
    context: Context,
    translator: Translator,
    kept: KeptRows,
) -> list[OutlineRow]:
    """Sorted by each column in turn, the last first, so that the first decides; sorting is stable.

    What is not known comes last in both directions.
    """
    ordered = list(found)
    if found is kept.outline():
        columns = [
            kept.ranks(FIELD[sort.field], context, translator).in_order(descending=sort.descending)
            for sort in sorts
        ]
        return list(map(ordered.__getitem__, order(columns, len(ordered))))
    for sort in reversed(sorts):
        keys = kept.sort_keys(FIELD[sort.field], ordered, context, translator)
        # Many rows share a date, a status or a body: only what differs is compared.
        alike: defaultdict[SortKey, list[OutlineRow]] = defaultdict(list)
        for key, row in zip(keys, ordered, strict=True):
            alike[key].append(row)
        unknown = alike.pop(_UNKNOWN, [])
        known = (alike[key] for key in sorted(alike, reverse=sort.descending))
        ordered = [*chain.from_iterable(known), *unknown]
    return ordered


def _sorted_siblings(
    found: Sequence[OutlineRow],
    sorts: Sequence[Sort],
    context: Context,
    translator: Translator,
    kept: KeptRows,
) -> Iterator[OutlineRow]:
    """The outline with the rows below one row sorted among themselves."""
    parents: dict[RowKey, RowKey | None] = {}
    above: list[RowKey] = []
    for row in found:
        del above[row.depth :]
        parents[row.key] = above[-1] if above else None
        above.append(row.key)
    below: dict[RowKey | None, list[OutlineRow]] = {}
    for row in sorted_rows(found, sorts, context, translator, kept):
        below.setdefault(parents[row.key], []).append(row)
    stack = below.get(None, [])[::-1]
    while stack:
        row = stack.pop()
        yield row
        stack += below.get(row.key, [])[::-1]

"""The outline of a portfolio as the rows of a view: what stands where, numbered and folded.

A view shows some dozens of 100,000 rows. :class:`OutlineRows` knows at once which row stands where,
and makes each when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from itertools import islice
from typing import NamedTuple, overload

from tracker.domain.model import Item, Project
from tracker.domain.outline import TOP
from tracker.domain.portfolio import Portfolio, RowKey, ref_of_key


class OutlineRow(NamedTuple):
    """One row of a view. ``depth`` is 0 for a project, 1 for its direct items."""

    key: RowKey
    row: Project | Item
    depth: int
    number: str
    has_children: bool
    expanded: bool

    def at_depth(self, depth: int) -> OutlineRow:
        return self._replace(depth=depth)

    def with_row(self, row: Project | Item) -> OutlineRow:
        """The same place with what is known of its row now."""
        return self._replace(row=row)

    def with_children(self, has_children: bool, *, expanded: bool | None = None) -> OutlineRow:
        """The row with or without rows below it, unfolded unless said otherwise."""
        shown = has_children if expanded is None else expanded
        return self._replace(has_children=has_children, expanded=shown)


def row_key(row: Project | Item) -> RowKey:
    return RowKey(row.table, row.id)


class OutlineRows(Sequence[OutlineRow]):
    """The outline without what is below ``folded`` rows, each row made when it is asked for.

    A row that is not made yet is made as things are then; whoever keeps the rows while the outline
    changes completes them before, or asks for others.
    """

    def __init__(self, portfolio: Portfolio, folded: AbstractSet[RowKey] = frozenset()) -> None:
        self._portfolio = portfolio
        self._folded = {ref_of_key(key) for key in folded}
        self._outline = portfolio.outline
        self._version = self._outline.version
        self.refs: Sequence[int] = self._walk()
        """The ref of each row."""
        self._made: list[OutlineRow | None] = [None] * len(self.refs)
        self._makers = enumerate(_walked(portfolio, self._folded))
        self._passed = 0
        self.are_made = not self.refs
        """Whether every row is made, and stays what it is."""
        self._places: dict[int, int] | None = None

    def _walk(self) -> list[int]:
        below, folded = self._outline.below, self._folded
        found: list[int] = []
        waiting = [*reversed(below(TOP))]
        while waiting:
            ref = waiting.pop()
            found.append(ref)
            if ref not in folded and (parts := below(ref)):
                waiting += reversed(parts)
        return found

    def __len__(self) -> int:
        return len(self.refs)

    @overload
    def __getitem__(self, place: int) -> OutlineRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[OutlineRow]: ...
    def __getitem__(self, place: int | slice) -> OutlineRow | list[OutlineRow]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        found = self._made[place]
        if found is None:
            found = self._made[place] = self._make(self.refs[place])
        return found

    def __setitem__(self, place: int, row: OutlineRow) -> None:
        self._made[place] = row

    def __iter__(self) -> Iterator[OutlineRow]:
        self.make_some(len(self))
        return iter(self._made)  # type: ignore[arg-type]

    def keys(self) -> list[RowKey]:
        """The key of each row; none is made for it."""
        return [
            RowKey(Item.table, ref) if ref > 0 else RowKey(Project.table, -ref) for ref in self.refs
        ]

    def projects(self) -> list[Project]:
        """The projects among the rows, as they are now; no row is made for it."""
        projects = self._portfolio.projects
        return [projects[-ref] for ref in self.refs if ref < 0]

    def place(self, key: RowKey) -> int | None:
        """Where a row stands, counted from 0; None while it does not."""
        if self._places is None:
            self._places = dict(zip(self.refs, range(len(self.refs)), strict=True))
        return self._places.get(ref_of_key(key))

    def make_some(self, count: int) -> bool:
        """Make up to ``count`` more rows, from the top; whether there are more to be made."""
        if self.are_made:
            return False
        if self._version != self._outline.version or self._portfolio.outline is not self._outline:
            # These stand no longer so: the way through the outline leads elsewhere.
            for place in range(len(self)):
                self[place]
            self.are_made = True
            return False
        for place, row in islice(self._makers, count):
            self._passed = place + 1
            if self._made[place] is None:
                self._made[place] = row
        self.are_made = self._passed == len(self)
        return not self.are_made

    def with_others(self, first: int, stop: int, rows: Sequence[OutlineRow]) -> OutlineRows:
        """These, with other rows from ``first`` up to ``stop``; every row is to be made already."""
        assert self.are_made, "a row that is not made tells how things are, not how they were"
        found = copy(self)
        refs = [ref_of_key(row.key) for row in rows]
        found.refs = [*self.refs[:first], *refs, *self.refs[stop:]]
        found._made = [*self._made[:first], *rows, *self._made[stop:]]
        found._places = None
        return found

    def _make(self, ref: int) -> OutlineRow:
        row = self._portfolio.row_of(ref)
        path = outline_path(self._portfolio, row)
        parts = self._outline.below(ref)
        number = ".".join(str(place + 1) for place in path)
        expanded = bool(parts) and ref not in self._folded
        return OutlineRow(row_key(row), row, len(path) - 1, number, bool(parts), expanded)


class OutlineNumbers(Mapping[RowKey, str]):
    """The number of every row in the outline of the whole portfolio: "1", "1.1", "1.1.2".

    Worked out when asked for, so always the one that a row has now.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio

    def __getitem__(self, key: RowKey) -> str:
        row = self._portfolio.row(key)
        if row is None:
            raise KeyError(key)
        return outline_number(self._portfolio, row)

    def __iter__(self) -> Iterator[RowKey]:
        return (found.key for found in OutlineRows(self._portfolio))

    def __len__(self) -> int:
        return len(self._portfolio.projects) + len(self._portfolio.items)


def outline_number(portfolio: Portfolio, row: Project | Item) -> str:
    """The number of a row in the outline of the whole portfolio: "1.1.2"."""
    return ".".join(str(place + 1) for place in outline_path(portfolio, row))


def outline_path(portfolio: Portfolio, row: Project | Item) -> tuple[int, ...]:
    """The places of what a row stands below and its own; paths sort as the outline does."""
    path = [row, *portfolio.ancestors(row)]
    return tuple(portfolio.outline.place(found) for found in reversed(path))


def walk(portfolio: Portfolio, collapsed: AbstractSet[RowKey], top: OutlineRow) -> list[OutlineRow]:
    """``top`` and the outline below it without what is below ``collapsed`` rows.

    Of ``top`` only the place counts, not what it says of its row.
    """
    folded = {ref_of_key(key) for key in collapsed}
    return list(_walked(portfolio, folded, [(ref_of_key(top.key), top.depth, top.number)]))


def _walked(
    portfolio: Portfolio,
    folded: AbstractSet[int],
    waiting: list[tuple[int, int, str]] | None = None,
) -> Iterator[OutlineRow]:
    """The outline from the rows that are ``waiting`` (ref, depth and number), or all of it."""
    below, row_of = portfolio.outline.below, portfolio.row_of
    waiting = _numbered(below(TOP), 0, "") if waiting is None else waiting
    while waiting:
        ref, depth, number = waiting.pop()
        row, parts = row_of(ref), below(ref)
        expanded = bool(parts) and ref not in folded
        yield OutlineRow(row_key(row), row, depth, number, bool(parts), expanded)
        if expanded:
            waiting += _numbered(parts, depth + 1, f"{number}.")


def _numbered(refs: Sequence[int], depth: int, prefix: str) -> list[tuple[int, int, str]]:
    """The refs with their numbers, last first, as what waits is taken from its end."""
    return [(ref, depth, f"{prefix}{place}") for place, ref in enumerate(refs, 1)][::-1]

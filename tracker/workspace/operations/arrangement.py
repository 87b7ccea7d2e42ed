"""Where rows stand in the middle of a step that moves several of them."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator

from tracker.domain.model import Item, Project
from tracker.domain.outline import TOP, rank, ref_above, ref_of
from tracker.domain.portfolio import Portfolio


class Arrangement:
    """The projects and items of a portfolio as a step has written them so far.

    The portfolio itself changes only when the step is saved; nothing is copied of it but the order
    of those rows among which something moves.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._written: dict[int, Project | Item] = {}
        self._orders: dict[int, list[int]] = {}

    def put(self, row: Project | Item) -> None:
        """Take in that a row was written; it may stand elsewhere now."""
        ref, before = ref_of(row), self.now(row)
        self._order(ref_above(before)).remove(ref)
        self._written[ref] = row
        insort(self._order(ref_above(row)), ref, key=lambda ref: rank(self._row(ref)))

    def now(self, row: Project | Item) -> Project | Item:
        """A row as it was written last."""
        return self._row(ref_of(row))

    def siblings(self, row: Project | Item) -> list[Project | Item]:
        """The rows beside a row and itself, in their order."""
        return [self._row(ref) for ref in self._order(ref_above(self.now(row)))]

    def children(self, parent: Project | Item) -> list[Project | Item]:
        """The rows directly below one, in their order."""
        return [self._row(ref) for ref in self._order(ref_of(parent))]

    def parent(self, item: Item) -> Project | Item:
        return self._row(ref_above(item))

    def ancestors(self, row: Project | Item) -> Iterator[Project | Item]:
        """What a row stands below, the nearest first. Bounded also if the tree were damaged."""
        seen = {TOP}
        while (above := ref_above(row)) not in seen:
            seen.add(above)
            row = self._row(above)
            yield row

    def descendants(self, parent: Project | Item) -> Iterator[Project | Item]:
        """Everything below, each row before those below it. Bounded as :meth:`ancestors`."""
        waiting, seen = [parent], {ref_of(parent)}
        for above in waiting:
            below = [row for row in self.children(above) if ref_of(row) not in seen]
            seen.update(map(ref_of, below))
            waiting += below
            yield from below

    def _row(self, ref: int) -> Project | Item:
        return self._written.get(ref) or self._portfolio.row_of(ref)

    def _order(self, above: int) -> list[int]:
        if above not in self._orders:
            self._orders[above] = list(self._portfolio.outline.below(above))
        return self._orders[above]

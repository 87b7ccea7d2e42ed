"""The tree of projects and items: what stands below what, and in which order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from tracker.domain.model import Item, Project

TOP: Final = 0
"""The ref of what the projects stand below."""

Place = tuple[int, int, int, int]
"""Where a row stands: the ref above it, its position there, its id, its own ref."""


def ref_of(row: Project | Item) -> int:
    """A project or item as one whole number: the id of an item, that of a project negated."""
    return row.id if isinstance(row, Item) else -row.id


def ref_above(row: Project | Item) -> int:
    """The ref of the row that ``row`` stands below, :data:`TOP` for a project."""
    if isinstance(row, Item):
        return row.parent_id or -row.project_id
    return TOP


def rank(row: Project | Item) -> tuple[int, int]:
    """What the rows below one row are ordered by."""
    return (row.position, row.id)


class Outline:
    """The refs below each ref, in the order of their positions and, of equal ones, of their ids.

    ``row_of`` gives the row of a ref; it must know every row that is in the outline. ``places``
    are those of all rows, in any order.
    """

    def __init__(self, row_of: Callable[[int], Project | Item], places: Iterable[Place]) -> None:
        self._row_of = row_of
        self.version = 0
        """Grows with every row that comes or goes."""
        below: dict[int, list[tuple[int, int, int]]] = {}
        for above, position, row_id, ref in places:
            if above in below:
                below[above].append((position, row_id, ref))
            else:
                below[above] = [(position, row_id, ref)]
        for found in below.values():
            found.sort()
        self._below = {above: [ref for _, _, ref in found] for above, found in below.items()}

    def below(self, ref: int) -> Sequence[int]:
        """The refs of the rows directly below."""
        return self._below.get(ref, ())

    def walk(self, top: int = TOP) -> Iterator[tuple[int, int]]:
        """The ref and the depth of each row below ``top``, each followed by what is below it.

        The depth is 0 for what is directly below. Bounded also if ``top`` were below itself.
        """
        waiting = [iter(self.below(top))]
        while waiting:
            for ref in waiting[-1]:
                if ref == top:
                    continue
                yield ref, len(waiting) - 1
                if parts := self._below.get(ref):
                    waiting.append(iter(parts))
                    break
            else:
                waiting.pop()

    def place(self, row: Project | Item) -> int:
        """The place of a row among those beside it, counted from 0."""
        return self._place(self._below[ref_above(row)], row)

    def add(self, row: Project | Item) -> None:
        self.version += 1
        siblings = self._below.setdefault(ref_above(row), [])
        siblings.insert(self._place(siblings, row), ref_of(row))

    def remove(self, row: Project | Item) -> None:
        """Take out a row that is in the outline just as it is."""
        self.version += 1
        siblings = self._below[ref_above(row)]
        del siblings[self._place(siblings, row)]

    def _place(self, siblings: Sequence[int], row: Project | Item) -> int:
        return bisect_left(siblings, rank(row), key=lambda ref: rank(self._row_of(ref)))

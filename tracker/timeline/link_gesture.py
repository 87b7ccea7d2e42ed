"""Drawing a link from mark to mark. Pure, see :mod:`tracker.timeline.gesture`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tracker.domain.loops import loop_closed_by
from tracker.domain.model import Edge
from tracker.domain.portfolio import Portfolio
from tracker.timeline.gesture import LinkDraft, NewLink, Outcome, Preview, Spot


class DrawLink:
    """Draws a link from one end of a row's mark to an end of another's, the type by the ends.

    ``item_at`` gives the id of the item in a row, None for a project or no row.
    """

    def __init__(
        self,
        portfolio: Portfolio,
        item_at: Callable[[int], int | None],
        origin: int,
        edge: Edge,
        rows: int,
    ) -> None:
        self._portfolio = portfolio
        self._item_at = item_at
        self._rows = rows
        self._draft = LinkDraft(origin, edge)
        self._loop: tuple[int, ...] = ()

    @property
    def preview(self) -> Preview:
        return Preview(link=self._draft, loop=self._loop)

    def to(self, spot: Spot) -> None:
        self._aim(spot.row, spot.edge)

    def step(self, units: int, *, fine: bool = False) -> None:
        """Aim at the next row that can be linked, ``units`` rows further."""
        row = self._draft.origin if self._draft.target is None else self._draft.target
        way = 1 if units > 0 else -1
        left = abs(units)
        goal = row
        while left and 0 <= row + way < self._rows:
            row += way
            if row != self._draft.origin and self._item_at(row) is not None:
                goal, left = row, left - 1
        self._aim(goal, self._draft.target_edge)

    def turn(self) -> None:
        """The next of the four types: by keyboard, where no end can be pointed at."""
        edges = (Edge.FINISH, Edge.START)
        kinds = [(origin, target) for origin in edges for target in reversed(edges)]
        now = kinds.index((self._draft.origin_edge, self._draft.target_edge))
        origin, target = kinds[(now + 1) % len(kinds)]
        self._draft = replace(self._draft, origin_edge=origin, target_edge=target)

    def outcome(self) -> Outcome | None:
        if self._draft.target is None:
            return None
        before, after = self._item_at(self._draft.origin), self._item_at(self._draft.target)
        assert before is not None and after is not None
        return NewLink(before, after, self._draft.type)

    def _aim(self, row: int, edge: Edge) -> None:
        item_id = None if row == self._draft.origin else self._item_at(row)
        target = None if item_id is None else row
        if target != self._draft.target:
            origin = self._item_at(self._draft.origin)
            self._loop = ()
            if item_id is not None and origin is not None:
                self._loop = tuple(loop_closed_by(self._portfolio, origin, item_id))
        self._draft = replace(self._draft, target=target, target_edge=edge)

"""Keeps texts and the lines of links apart.

What is promised: no stretch of a link that is drawn passes through the rectangle of a label or of
the lag of a link that is drawn. A rectangle is as wide as its text with its halo, and
:data:`TEXT_HEIGHT` high. A link takes another way round a label where it has one; a label stands on
the other side of its mark, or a little farther from it; what still finds no room is left out, the
date being in the table beside the chart too. Only the warning that dates contradict each other is
never left out: it stands over whatever passes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from tracker.timeline.rows import RowGeometry, Viewport

Point = tuple[float, float]
Points = tuple[Point, ...]

TEXT_HEIGHT: Final = 16.0
_LINE: Final = 2.0
_ARROW: Final = 5.0


class Rectangle(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rectangle) -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def stretches(points: Points) -> list[Rectangle]:
    """The straight stretches of a link with room around them, more at its arrow."""
    last = len(points) - 2
    found = []
    for place, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        pad = _ARROW if place == last else _LINE
        left, right = (x1, x2) if x1 <= x2 else (x2, x1)
        top, bottom = (y1, y2) if y1 <= y2 else (y2, y1)
        found.append(Rectangle(left - pad, top - pad, right + pad, bottom + pad))
    return found


def clearest(ways: Iterable[Points], texts: Sequence[Rectangle]) -> Points:
    """The first way that meets no text, else the first of those that meet the fewest."""
    best: Points = ()
    fewest = len(texts) + 1
    for points in ways:
        if not texts:
            return points
        xs, ys = zip(*points, strict=True)
        around = Rectangle(min(xs) - _ARROW, min(ys) - _ARROW, max(xs) + _ARROW, max(ys) + _ARROW)
        near = [text for text in texts if text.meets(around)]
        if not near:
            return points
        parts = stretches(points)
        met = sum(any(part.meets(text) for part in parts) for text in near)
        if met < fewest:
            best, fewest = points, met
        if not met:
            break
    return best


class Taken:
    """What is in the way of texts, found by the rows that it passes.

    Only the rows ``visible`` (first and last, inclusive) are asked about.
    """

    def __init__(self, rows: RowGeometry, viewport: Viewport, visible: tuple[int, int]) -> None:
        first, last = visible
        self._bottoms = [
            rows.top(index) + rows.height(index) - viewport.scroll_y
            for index in range(first, last + 1)
        ]
        self._top = rows.top(first) - viewport.scroll_y
        self._width = viewport.width
        self._by_row: list[list[Rectangle]] = [[] for _ in self._bottoms]

    def add(self, area: Rectangle) -> None:
        if area.left < self._width and area.right > 0:
            for row in self._passed(area):
                row.append(area)

    def in_the_way(self, area: Rectangle) -> Rectangle | None:
        """Something that meets ``area``; None where there is nothing."""
        for row in self._passed(area):
            for other in row:
                if other.meets(area):
                    return other
        return None

    def _passed(self, area: Rectangle) -> list[list[Rectangle]]:
        """What is known of each row in view that ``area`` touches."""
        if area.bottom < self._top:
            return []
        upper = bisect_right(self._bottoms, area.top)
        return self._by_row[upper : bisect_right(self._bottoms, area.bottom, upper) + 1]

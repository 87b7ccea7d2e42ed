"""The whole of a portfolio in one screen: every row at once, however many there are.

Rows share the height evenly. Where a line of pixels stands for many rows, two answers are given:
:func:`hulls` says at once from where to where any of them reaches, and :func:`coverage` counts
exactly how many of them cover each pixel, a band of lines at a time, for when there is time.
"""

from __future__ import annotations

from math import floor
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.domain.status import Status
from tracker.timeline.chart_row import DAY_COLUMNS, STATUSES, MarkKind, RowFlag
from tracker.timeline.overview import OverviewScale

Ints = npt.NDArray[np.int32]

TONES: Final = (
    frozenset({Status.DONE}),
    frozenset({Status.IN_PROGRESS}),
    frozenset({Status.OVERDUE}),
    frozenset(Status) - {Status.DONE, Status.IN_PROGRESS, Status.OVERDUE},
)
"""The statuses that look alike at this size; the index is the tone of a row."""

_TONE_OF: Final = np.array(
    [next(tone for tone, members in enumerate(TONES) if found in members) for found in STATUSES],
    np.uint8,
)
_NEVER: Final = np.iinfo(np.int32).max


class WholeRows:
    """For each row its first and its last day (ordinals, inclusive), and its tone.

    A row of which no day is known, and the summary of rows that are shown themselves, reach from
    ``_NEVER`` to 0: they cover nothing.
    """

    def __init__(self, columns: npt.NDArray[np.void]) -> None:
        """``columns`` as in a :class:`tracker.timeline.chart.Chart`."""
        self.first: Ints = np.empty(len(columns), np.int32)
        self.last: Ints = np.empty(len(columns), np.int32)
        self.tone: npt.NDArray[np.uint8] = np.empty(len(columns), np.uint8)
        self.renew(columns, slice(None))

    def renew(self, columns: npt.NDArray[np.void], places: slice | list[int]) -> None:
        """Read these rows anew."""
        chosen = columns[places]
        first = np.full(len(chosen), _NEVER, np.int32)
        last = np.zeros(len(chosen), np.int32)
        for name in DAY_COLUMNS:
            days = chosen[name]
            np.minimum(first, np.where(days > 0, days, _NEVER), out=first)
            np.maximum(last, days, out=last)
        folded = (chosen["flags"] & RowFlag.COLLAPSED) > 0
        shown_below = (chosen["kind"] == MarkKind.SUMMARY) & ~folded
        first[shown_below], last[shown_below] = _NEVER, 0
        self.first[places], self.last[places] = first, last
        self.tone[places] = _TONE_OF[chosen["status"]]

    def __len__(self) -> int:
        return len(self.first)

    def span(self) -> tuple[int, int] | None:
        """The first and last day that any row covers, or None."""
        if not len(self) or not self.last.any():
            return None
        return int(self.first.min()), int(self.last.max())


def row_at(y: float, height: float, count: int) -> int:
    """The row at ``y`` of ``height`` pixels that ``count`` rows share, -1 outside of them."""
    place = int(floor(y) * count // height) if height > 0 else -1
    return place if 0 <= place < count and y >= 0 else -1


def lines_of(row: int, height: int, count: int) -> range:
    """The lines of pixels that a row has, or the one that it shares with others."""
    first = -(-row * height // count) if count <= height else row * height // count
    return range(first, max(-(-(row + 1) * height // count), first + 1))


def hulls(rows: WholeRows, height: int) -> Ints:
    """For each of ``height`` lines of pixels the first and the last day of its rows, (height, 2).

    A line whose rows cover nothing has a first day after its last.
    """
    count = len(rows)
    found = np.empty((height, 2), np.int32)
    found[:, 0], found[:, 1] = _NEVER, 0
    if not count or not height:
        return found
    starts = np.arange(height, dtype=np.int64) * count // height
    if count <= height:
        found[:, 0], found[:, 1] = rows.first[starts], rows.last[starts]
        return found
    found[:, 0] = np.minimum.reduceat(rows.first, starts)
    found[:, 1] = np.maximum.reduceat(rows.last, starts)
    return found


def coverage(
    rows: WholeRows,
    scale: OverviewScale,
    width: int,
    height: int,
    lines: range,
    *,
    least: int = 1,
) -> npt.NDArray[np.float32]:
    """Which share of the rows of each pixel covers it, by tone: (tones, lines, width), 0 to 1.

    ``lines`` are those of ``height`` that are asked for. A row covers ``least`` pixels at least.
    """
    count, many = len(rows), len(lines)
    if not count or not many:
        return np.zeros((len(TONES), many, width), np.float32)
    if count <= height:
        # A row has a line of its own, or several.
        index = np.arange(lines.start, lines.stop, dtype=np.int64) * count // height
        line = np.arange(many)
    else:
        index = np.arange(lines.start * count // height, -(-lines.stop * count // height))
        line = index * height // count - lines.start
    first, last = rows.first[index], rows.last[index]
    left = np.clip((first - scale.first_day) * scale.px_per_day, 0, width)
    right = np.clip((last + 1.0 - scale.first_day) * scale.px_per_day, 0, width)
    seen = np.flatnonzero(
        (first <= last) & (right > 0) & (left < width) & (line >= 0) & (line < many)
    )
    x1 = left[seen].astype(np.int64)
    x2 = np.ceil(right[seen]).astype(np.int64)
    x2 = np.minimum(np.maximum(x2, x1 + least), width)
    tone = rows.tone[index[seen]].astype(np.int64)
    base = (tone * many + line[seen]) * (width + 1)
    size = len(TONES) * many * (width + 1)
    # One step up where a row begins and one down where it ends; their sum is how many there are.
    steps = np.bincount(base + x1, minlength=size) - np.bincount(base + x2, minlength=size)
    covered = steps.reshape(len(TONES), many, width + 1).cumsum(axis=2)[:, :, :width]
    share = covered.astype(np.float32)
    share *= min(height / count, 1.0)
    return share.clip(0, 1)

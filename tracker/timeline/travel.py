"""Where to go in time: the scale that shows a span of days, and the span of some rows."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.timeline.chart_row import RowMarks
from tracker.timeline.scale import TimeScale

_FIRST_DAY_FIELD = RowMarks._fields.index("start_first")


def span_of(rows: Iterable[RowMarks]) -> tuple[int, int] | None:
    """The first and the last day of which any of the rows says anything, or None."""
    days = [day for row in rows for day in row[_FIRST_DAY_FIELD:] if day > 0]
    return (min(days), max(days)) if days else None


def showing(scale: TimeScale, first: int, last: int, width: float, *, margin: float) -> TimeScale:
    """The days ``first`` to ``last`` (inclusive) in the middle of ``width``.

    The magnification stays where they fit in with ``margin`` on each side; else it becomes such
    that they do.
    """
    days = last + 1 - first
    if scale.width(days) > width - 2 * margin:
        return TimeScale.fit(first, last, width, margin=margin)
    return scale.centred_on(first + days / 2, width)

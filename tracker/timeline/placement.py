"""Where the marks of a chart stand at one scale, each worked out once.

Layout, links and hit test ask for the same rows again and again within one frame; a placement
remembers what it was asked. It holds for one chart as it is now: make one a frame.
"""

from __future__ import annotations

from tracker.timeline.chart import Chart
from tracker.timeline.chart_row import MarkKind, RowFlag, RowMarks
from tracker.timeline.marks import Bar, Diamond, Milestone, Span, bar_of, milestone_of
from tracker.timeline.rows import Lane
from tracker.timeline.scale import TimeScale


class Placement:
    """The marks of ``chart`` along ``scale``."""

    __slots__ = ("_bars", "_earlier", "_marks", "_milestones", "chart", "scale")

    def __init__(self, chart: Chart, scale: TimeScale) -> None:
        self.chart = chart
        self.scale = scale
        self._marks: dict[int, RowMarks] = {}
        self._bars: dict[int, Bar | None] = {}
        self._milestones: dict[int, Milestone | None] = {}
        self._earlier: dict[int, list[Diamond]] = {}

    def read(self, first: int, last: int) -> None:
        """Read the rows ``first`` to ``last``, inclusive, all at once."""
        self._marks.update(enumerate(self.chart.rows(first, last), first))

    def marks(self, index: int) -> RowMarks:
        found = self._marks.get(index)
        if found is None:
            found = self._marks[index] = self.chart.row(index)
        return found

    def is_milestone(self, index: int) -> bool:
        return self.marks(index).kind == MarkKind.MILESTONE

    def lane(self, index: int, top: float, height: float) -> Lane:
        """The lane of a row that begins at ``top``."""
        shared = self.marks(index).flags & RowFlag.FORESEEN_BEHIND
        return Lane.of(top, height, shared=bool(shared))

    def bar(self, index: int) -> Bar | None:
        """The bar of a row that is no milestone, see :func:`tracker.timeline.marks.bar_of`."""
        if index not in self._bars:
            self._bars[index] = bar_of(self.marks(index), self.scale, self.chart.status_date)
        return self._bars[index]

    def milestone(self, index: int) -> Milestone | None:
        """The diamonds of a milestone, see :func:`tracker.timeline.marks.milestone_of`."""
        if index not in self._milestones:
            self._milestones[index] = milestone_of(self.marks(index), self.scale)
        return self._milestones[index]

    def earlier(self, index: int) -> list[Diamond]:
        """Where a milestone stood in earlier commitments, the earliest first."""
        if index not in self._earlier:
            x = self.scale.x
            self._earlier[index] = [
                Diamond(Span(x(ghost.first), x(ghost.last + 1)), ghost.first == ghost.last)
                for ghost in self.chart.ghosts(index)
            ]
        return self._earlier[index]

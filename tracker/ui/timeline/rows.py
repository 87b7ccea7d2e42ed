"""The rows of a grid as the chart's layout wants them."""

from __future__ import annotations

from tracker.records import record
from tracker.ui.models.row_geometry import RowGeometry


@record
class SharedRows:
    """The rows where a grid shows them now, from the top of the document.

    Implements :class:`tracker.timeline.rows.RowGeometry`. The line in which a new row is being
    typed (the gap of the grid) stays empty in the chart.
    """

    count: int
    row_height: int
    gap: int | None = None

    @classmethod
    def of(cls, geometry: RowGeometry) -> SharedRows:
        return cls(geometry.count, geometry.height, geometry.gap)

    def __len__(self) -> int:
        return self.count

    def top(self, index: int) -> float:
        below_gap = self.gap is not None and index >= self.gap
        return float((index + below_gap) * self.row_height)

    def height(self, index: int) -> float:
        return float(self.row_height)

    def index_at(self, y: float) -> int:
        line = int(y // self.row_height)
        if self.gap is not None and line >= self.gap:
            line -= 1
        return min(max(line, 0), self.count - 1)

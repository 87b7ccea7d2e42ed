"""Where the rows stand: shared by the tree, which owns them, and the chart, which reads them."""

from __future__ import annotations

from typing import Final, Protocol

from tracker.records import record

COMFORTABLE: Final = 32.0
COMPACT: Final = 26.0
"""The two row heights, in pixels."""
_COMMITTED: Final = 12.0
_FORECAST: Final = 24.5
"""Where the two lanes of a comfortable row that are in use both have their middle."""


class RowGeometry(Protocol):
    """Rows from the top of the document downwards, not of the viewport."""

    def __len__(self) -> int: ...

    def top(self, index: int) -> float: ...

    def height(self, index: int) -> float: ...

    def index_at(self, y: float) -> int:
        """The row at ``y``, the nearest one outside the rows, -1 where there are none."""
        ...


@record
class UniformRows:
    """``count`` rows of one height."""

    count: int
    row_height: float = COMFORTABLE

    def __len__(self) -> int:
        return self.count

    def top(self, index: int) -> float:
        return index * self.row_height

    def height(self, index: int) -> float:
        return self.row_height

    def index_at(self, y: float) -> int:
        return min(max(int(y // self.row_height), 0), self.count - 1)


@record
class Viewport:
    """What is in view: its size, and how far the rows are scrolled up. The scale holds x."""

    width: float
    height: float
    scroll_y: float = 0.0


@record
class Lane:
    """The sizes of the marks in one row; ``y`` is the middle of the committed lane.

    ``below`` is the middle of the lane of the forecast; where one is drawn the committed lane
    stands higher to make room for it.
    """

    y: float
    bar: float
    diamond: float
    below: float

    @classmethod
    def of(cls, top: float, height: float, *, shared: bool = False) -> Lane:
        """``shared``: a forecast is drawn in the row too."""
        small = height < COMFORTABLE
        share = height / COMFORTABLE
        y = top + (_COMMITTED * share if shared else height / 2)
        return cls(y, 10.0 if small else 12.0, 12.0 if small else 14.0, top + _FORECAST * share)

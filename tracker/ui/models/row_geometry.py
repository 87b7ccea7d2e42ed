"""Where the rows stand on the screen: owned by a grid, read by the chart beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class RowGeometry(QObject):
    """Rows of one height, scrolled together, with one hovered row.

    All lengths are device-independent pixels. A *place* is the index of a row in ``session.rows``;
    ``NOWHERE`` stands for no row. ``gap`` is the place before which the grid shows one more line,
    in which a new row is being typed; the chart leaves it empty. ``tail`` is the height of what
    stands below the last row ("Add a row").

    Signals:
        changed: the count, the height, the gap or the tail is another; paint everything anew.
        scrolled: carries the new offset.
        hovered_changed: carries the place hovered before and the one hovered now.
    """

    NOWHERE = -1

    changed = Signal()
    scrolled = Signal(int)
    hovered_changed = Signal(int, int)

    def __init__(self, *, height: int = 32, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._count = 0
        self._gap: int | None = None
        self._tail = 0
        self._offset = 0
        self._hovered = self.NOWHERE

    @property
    def height(self) -> int:
        return self._height

    @property
    def count(self) -> int:
        return self._count

    @property
    def gap(self) -> int | None:
        return self._gap

    @property
    def offset(self) -> int:
        """How far the rows are scrolled: what stands at y 0 of the viewport."""
        return self._offset

    @property
    def hovered(self) -> int:
        return self._hovered

    @property
    def content_height(self) -> int:
        lines = self._count + (self._gap is not None)
        return lines * self._height + self._tail

    def maximum_offset(self, viewport_height: int) -> int:
        return max(0, self.content_height - viewport_height)

    def top(self, place: int) -> int:
        """The top of a row in the viewport: negative or beyond its height when scrolled away."""
        line = place + (self._gap is not None and place >= self._gap)
        return line * self._height - self._offset

    def index_at(self, y: float) -> int:
        """The place of the row at ``y`` of the viewport, or ``NOWHERE``."""
        line = int((y + self._offset) // self._height)
        if self._gap is not None and line >= self._gap:
            if line == self._gap:
                return self.NOWHERE
            line -= 1
        return line if 0 <= line < self._count else self.NOWHERE

    def visible(self, viewport_height: int) -> range:
        """The places of the rows of which any part is seen in a viewport of this height."""
        first = max(0, self._offset // self._height - 1)
        last = (self._offset + viewport_height) // self._height + 1
        return range(min(first, self._count), min(last, self._count))

    def set_rows(self, count: int, *, gap: int | None = None, tail: int = 0) -> None:
        if (count, gap, tail) != (self._count, self._gap, self._tail):
            self._count, self._gap, self._tail = count, gap, tail
            if self._hovered >= count:
                self.set_hovered(self.NOWHERE)
            self.changed.emit()

    def set_height(self, height: int) -> None:
        if height != self._height:
            self._height = height
            self.changed.emit()

    def set_offset(self, offset: int) -> None:
        if offset != self._offset:
            self._offset = offset
            self.scrolled.emit(offset)

    def set_hovered(self, place: int) -> None:
        if place != self._hovered:
            before, self._hovered = self._hovered, place
            self.hovered_changed.emit(before, place)

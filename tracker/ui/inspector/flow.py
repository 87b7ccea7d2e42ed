"""A layout that puts short things side by side and goes on below where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lines of widgets, ``between`` apart. ``end_flush``: the last of all stands at the right edge
    of its line.

    Alone on a line, it stands at the left, below the others.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        spacing: int = 8,
        between: int = 2,
        end_flush: bool = False,
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._end_flush = end_flush
        self._between = between
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = self.spacing() * max(len(shown) - 1, 0)
        width = sum(size.width() for size in shown) + gaps
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in shown), default=0),
            max((size.height() for size in shown), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the lines out from the top of ``rect``; their height."""
        y = rect.top()
        last = next((item for item in reversed(self._items) if not item.isEmpty()), None)
        for line in self._lines(rect.width()):
            x = rect.left()
            high = max(self._size(item, rect.width()).height() for item in line)
            for item in line:
                size = self._size(item, rect.width())
                flush = self._end_flush and len(line) > 1 and item is last
                if flush:
                    x = rect.right() + 1 - size.width()
                if move:
                    corner = QPoint(x, y + (high - size.height()) // 2)
                    item.setGeometry(QRect(corner, size))
                x += size.width() + self.spacing()
            y += high + self._between
        return max(y - self._between - rect.top(), 0)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = width + 1
        for item in self._items:
            if item.isEmpty():
                continue
            wide = self._size(item, width).width()
            if lines and used + self.spacing() + wide <= width:
                lines[-1].append(item)
                used += self.spacing() + wide
            else:
                lines.append([item])
                used = wide
        return lines

    def _size(self, item: QLayoutItem, width: int) -> QSize:
        """The size of an item: its own, or as wide as the layout and as high as that takes."""
        size = item.sizeHint()
        if size.width() <= width:
            return size
        high = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
        return QSize(width, high)

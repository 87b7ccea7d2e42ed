"""The titles above the columns: sorting, and the choice of columns."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QLine, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from tracker.ui.delegates.cell_painter import PADDING
from tracker.ui.delegates.rows_painter import Strip
from tracker.ui.delegates.style import GridStyle
from tracker.ui.models.rows_model import RowsModel
from tracker.ui.own_viewport import own_viewport

_ARROW_ROOM: Final = 16
_MOST_FROZEN: Final = 0.7
"""Of the width of the view, so much may be taken by columns that stay."""


class GridHeader(QHeaderView):
    """The header of a grid over a RowsModel.

    Signals:
        sort_wanted: a title was clicked; carries its column and whether the other sorts stay.
        columns_menu_wanted: the context menu was asked for; carries the global position.
    """

    sort_wanted = Signal(int, bool)
    columns_menu_wanted = Signal(object)

    def __init__(self, model: RowsModel, style: GridStyle, *, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        own_viewport(self, QPalette.ColorRole.Button)
        self.viewport().setMouseTracking(True)
        self._rows = model
        self._style = style
        self._with_control = False
        self._hovered = -1
        self._title_height = 0
        self.foot = 0
        """Pixels below the titles that are left to others."""
        self.frozen = 0
        """So many of the first columns shown stay while the others scroll below them."""
        self._unscrolled_strips: list[Strip] | None = None
        for changing in (self.sectionResized, self.sectionMoved, self.sectionCountChanged):
            # A column that is hidden, or shown again, is resized too.
            changing.connect(self._forget_strips)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(28)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.sectionClicked.connect(
            lambda section: self.sort_wanted.emit(section, self._with_control)
        )

    def set_style(self, style: GridStyle) -> None:
        self._style = style
        self.viewport().update()

    def set_title_height(self, height: int) -> None:
        self._title_height = height
        self.setFixedHeight(height + self.foot)

    def set_foot(self, height: int) -> None:
        """Leave room below the titles; 0 for none."""
        self.foot = height
        self.set_title_height(self._title_height)
        # The table makes room for it.
        self.geometriesChanged.emit()

    # -- columns that stay ------------------------------------------------------------------------

    def set_frozen(self, count: int) -> None:
        self.frozen = count
        self.geometriesChanged.emit()
        self.viewport().update()

    @property
    def frozen_sections(self) -> list[int]:
        """The columns that stay; fewer where they would leave the others no room."""
        found: list[int] = []
        if not self.frozen:
            return found
        room = self.viewport().width() * _MOST_FROZEN
        for visual in range(self.count()):
            section = self.logicalIndex(visual)
            if self.isSectionHidden(section):
                continue
            if len(found) == self.frozen or self._right_of(section) > room:
                break
            found.append(section)
        return found

    @property
    def frozen_width(self) -> int:
        """Pixels at the left of the view that columns which stay take."""
        sections = self.frozen_sections
        return self._right_of(sections[-1]) if sections else 0

    def _right_of(self, section: int) -> int:
        return self.sectionPosition(section) + self.sectionSize(section)

    @property
    def stay_apart(self) -> list[int]:
        """The columns that stay, where others are scrolled below them just now."""
        return self.frozen_sections if self.frozen and self.offset() else []

    def strips(self) -> list[Strip]:
        """The columns shown, in their order, where they stand when all are scrolled."""
        if self._unscrolled_strips is None:
            self._unscrolled_strips = self._laid_strips()
        offset = self.offset()
        if not offset:
            return self._unscrolled_strips
        return [Strip(each[0], each[1] - offset, each[2]) for each in self._unscrolled_strips]

    def _laid_strips(self) -> list[Strip]:
        found, left = [], 0
        for visual in range(self.count()):
            section = self.logicalIndex(visual)
            if not self.isSectionHidden(section):
                width = self.sectionSize(section)
                found.append(Strip(section, left, width))
                left += width
        return found

    def _forget_strips(self) -> None:
        self._unscrolled_strips = None

    def staying_strips(self) -> list[Strip]:
        """The columns that stay, where they stand."""
        sections = self.frozen_sections
        return [
            Strip(each, self.sectionPosition(each), self.sectionSize(each)) for each in sections
        ]

    def shown_section(self, section: int) -> QRect:
        """Where a column stands in the viewport, the room below its title included."""
        stays = section in self.stay_apart
        left = self.sectionPosition(section) if stays else self.sectionViewportPosition(section)
        return QRect(left, 0, self.sectionSize(section), self.height())

    def section_at(self, x: int) -> int:
        """The column that is seen at ``x`` of the viewport; -1 for none."""
        return self.logicalIndexAt(round(self._unscrolled(x)))

    def _unscrolled(self, x: float) -> float:
        """Where Qt, which scrolls every column, takes the column for that is seen at ``x``."""
        return x - self.offset() if 0 <= x < self.frozen_width else x

    def _as_scrolled(self, event: QMouseEvent) -> QMouseEvent:
        if not self.stay_apart:
            return event
        at = QPointF(self._unscrolled(event.position().x()), event.position().y())
        return QMouseEvent(
            event.type(),
            at,
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        staying = self.stay_apart
        if not staying:
            return
        painter = QPainter(self.viewport())
        for section in staying:
            self.paintSection(painter, self.shown_section(section), section)
        painter.setPen(self._style.theme.line3)
        edge = self.frozen_width - 1
        painter.drawLine(edge, 0, edge, self.height())
        painter.end()

    def title_width(self, section: int) -> int:
        """The least width at which the title is not cut off."""
        text = self._title(section)
        return round(self._style.caption.width(text)) + 2 * PADDING + 2

    def _title(self, section: int) -> str:
        return str(self._rows.headerData(section, Qt.Orientation.Horizontal))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().y() >= self._title_height:
            return
        self._with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mousePressEvent(self._as_scrolled(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.section_at(round(event.position().x())))
        super().mouseMoveEvent(self._as_scrolled(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(self._as_scrolled(event))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.columns_menu_wanted.emit(event.globalPos())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        style, theme = self._style, self._style.theme
        painter.fillRect(rect, theme.hover if section == self._hovered else theme.head)
        painter.setPen(theme.line)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(theme.line2)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        rect = rect.adjusted(0, 0, 0, -self.foot)
        if self.foot:
            painter.setPen(theme.line)
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        sort = self._sort(section)
        room = rect.width() - 2 * PADDING - (_ARROW_ROOM if sort else 0)
        face = style.caption
        text = face.elided(self._title(section), room)
        x: float = rect.left() + PADDING
        if self._rows.columns[section].is_number:
            x += room - face.width(text)
        painter.setFont(face.font)
        painter.setPen(theme.ink if sort else theme.ink2)
        painter.drawText(QPointF(x, face.baseline(rect.top(), rect.height() - 1)), text)
        if sort:
            self._arrow(painter, rect, *sort)

    def _sort(self, section: int) -> tuple[bool, int] | None:
        """Whether the column sorts downwards, and the which of several sorts it is (else 0)."""
        sorts = self._rows.session.query.sorts
        key = self._rows.columns[section].field.key
        for number, sort in enumerate(sorts, 1):
            if sort.field == key:
                return sort.descending, number if len(sorts) > 1 else 0
        return None

    def _arrow(self, painter: QPainter, rect: QRect, descending: bool, number: int) -> None:
        theme, face = self._style.theme, self._style.caption
        x, y = rect.right() - PADDING - 4, rect.top() + rect.height() / 2
        tip = 3 if descending else -3
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(theme.accent, 1.4))
        painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
        end = y + 4 if descending else y - 4
        painter.drawPolyline(
            QPolygonF([QPointF(x - 3, end - tip), QPointF(x, end), QPointF(x + 3, end - tip)])
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if number:
            text = str(number)
            baseline = face.baseline(rect.top(), rect.height() - 1)
            painter.drawText(QPointF(x - 6 - face.width(text), baseline), text)


class RowNumbers(QHeaderView):
    """The numbers of the lines at the left of the register; the current one stands out."""

    def __init__(self, model: RowsModel, style: GridStyle, *, parent: QAbstractItemView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        own_viewport(self, QPalette.ColorRole.Button)
        self.viewport().setMouseTracking(True)
        self._grid = parent
        self._rows = model
        self._style = style
        self.setSectionsClickable(True)
        # What is painted is filled here.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_style(self, style: GridStyle) -> None:
        self._style = style
        self.setFixedWidth(self.wanted_width)
        self.viewport().update()

    @property
    def wanted_width(self) -> int:
        digits = max(3, len(str(self._rows.rowCount())))
        return round(self._style.caption.width("0" * digits)) + 2 * PADDING + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen in one go; Qt would make an option for each number."""
        theme, face, area = self._style.theme, self._style.caption, event.rect()
        painter = QPainter(self.viewport())
        painter.fillRect(area, theme.head)
        first, last = self.logicalIndexAt(area.top()), self.logicalIndexAt(area.bottom())
        if first < 0:
            return
        lines = range(first, (last if last >= 0 else self.count() - 1) + 1)
        top, high = self.sectionViewportPosition(first), self.sectionSize(first)
        edge, current = self.viewport().width() - 1, self._grid.currentIndex().row()
        if current in lines:
            painter.fillRect(0, top + (current - first) * high, edge + 1, high, theme.sel)
        end = top + len(lines) * high
        painter.setPen(theme.line2)
        painter.drawLine(edge, top, edge, end - 1)
        painter.setPen(theme.line)
        painter.drawLines([QLine(0, y, edge, y) for y in range(top + high - 1, end, high)])
        painter.setFont(face.font)
        painter.setPen(theme.ink3)
        baseline = face.baseline(top, high - 1)
        for line in lines:
            place = self._rows.place_of(line)
            if place is not None:
                text = str(place + 1)
                x = edge - PADDING - face.width(text)
                if line == current:
                    painter.setPen(theme.accent)
                painter.drawText(QPointF(x, baseline), text)
                if line == current:
                    painter.setPen(theme.ink3)
            baseline += high

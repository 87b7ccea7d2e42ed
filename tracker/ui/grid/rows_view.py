"""The table of rows as it is seen: columns, row heights, hover, selection, place.

Selection, current row, folding and sorting belong to the session; the table shows them. Whatever
the model does, the user stays where he was: the same row, column and scroll position, with what he
was typing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.timeline.rows import COMPACT
from tracker.ui.delegates.cell_delegate import CellDelegate
from tracker.ui.delegates.rows_painter import strips_between
from tracker.ui.delegates.style import GridStyle
from tracker.ui.grid.columns import ColumnKeeper
from tracker.ui.grid.header import GridHeader, RowNumbers
from tracker.ui.grid.selection import SelectionLink
from tracker.ui.grid.staying import PlaceKeeper
from tracker.ui.models.columns import Column
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.models.rows_model import RowsModel
from tracker.ui.own_viewport import own_viewport
from tracker.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_Behaviour = QAbstractItemView.SelectionBehavior
_Flag = QItemSelectionModel.SelectionFlag
_ALT: Final = Qt.KeyboardModifier.AltModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


@record
class Manners:
    """What differs between the grids of the pages. Heights are those of the design."""

    columns: tuple[Column, ...]
    row_height: int
    header_height: int
    whole_rows: bool
    """Whether rows are selected as a whole; else single cells are."""
    add_line: bool
    sortable: bool


class RowsView(QTableView):
    """The rows of a session under the columns of ``manners``, painted and selected.

    ``geometry`` is shared with a chart that shows the same rows.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        manners: Manners,
        geometry: RowGeometry,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        own_viewport(self)
        self.session = session
        self.rows = RowsModel(session, manners.columns, add_line=manners.add_line, parent=self)
        self._manners = manners
        self._compact = False
        self._geometry = geometry
        self._style = GridStyle(theme, QApplication.font().pointSizeF())

        self._header = GridHeader(self.rows, self._style, parent=self)
        self.setHorizontalHeader(self._header)
        # Qt would select the whole column; a click on its title sorts.
        for signal in (self._header.sectionPressed, self._header.sectionEntered):
            signal.disconnect()
        self._numbers = RowNumbers(self.rows, self._style, parent=self)
        self.setVerticalHeader(self._numbers)
        self.setModel(self.rows)
        self.cells = CellDelegate(self.rows, geometry, self._style, self)
        self.setItemDelegate(self.cells)
        self.columns = ColumnKeeper(
            self,
            self.rows,
            self._header,
            self.cells,
            elastic_name=manners.whole_rows,
            sortable=manners.sortable,
        )
        self._set_up()
        self._connect()
        self.set_theme(theme)
        self._tell_geometry()
        self._selection.follow()

    def _set_up(self) -> None:
        manners = self._manners
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        # Each frame fills what it paints; Qt filled it once more, and with threads of its own.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setTabKeyNavigation(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        whole = _Behaviour.SelectRows if manners.whole_rows else _Behaviour.SelectItems
        self.setSelectionBehavior(whole)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked
        )
        numbers = self._numbers
        numbers.setVisible(not manners.whole_rows)
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setMinimumSectionSize(1)
        self._header.setStretchLastSection(not manners.whole_rows)
        if manners.whole_rows:
            # The chart shows the bar of both.
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._header.setFirstSectionMovable(False)

    def _connect(self) -> None:
        rows, session = self.rows, self.session
        # The geometry first: what is restored scrolls within it.
        rows.modelReset.connect(self._tell_geometry)
        self._selection = SelectionLink(self, rows)
        self._staying = PlaceKeeper(self, rows, self.cells.editing, self._selection)
        rows.rowsInserted.connect(self._tell_geometry)
        rows.rowsRemoved.connect(self._tell_geometry)
        self.selectionModel().currentChanged.connect(self._on_current)
        session.refusals.changed.connect(self.viewport().update)
        session.chain.changed.connect(self.viewport().update)
        session.why.changed.connect(self.viewport().update)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled_aside)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._geometry.set_offset)
        self._geometry.scrolled.connect(bar.setValue)
        self._geometry.hovered_changed.connect(self._on_hovered)
        session.language_changed.connect(self._retranslate)
        self._retranslate()

    def _retranslate(self) -> None:
        """Say to a screen reader what this is."""
        self.setAccessibleName(self.session.translator.text(N_("Rows")))

    @property
    def header(self) -> GridHeader:
        return self._header

    def show_section(self, section: int) -> None:
        """Bring a whole column into view, or as much of it as there is room for."""
        header = self._header
        first, room = header.frozen_width, self.viewport().width()
        if section in header.frozen_sections:
            return
        bar, box = self.horizontalScrollBar(), header.shown_section(section)
        if box.left() < first or box.width() > room - first:
            bar.setValue(bar.value() + box.left() - first)
        elif box.right() >= room:
            bar.setValue(bar.value() + box.right() + 1 - room)

    # -- columns that stay ------------------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        box = super().visualRect(index)
        if index.column() in self._header.stay_apart:
            box.moveLeft(self._header.sectionPosition(index.column()))
        return box

    def indexAt(self, at: QPoint) -> QModelIndex:
        if 0 <= at.x() < self._header.frozen_width:
            return self.rows.index(self.rowAt(at.y()), self._header.section_at(at.x()))
        return super().indexAt(at)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if self._header.frozen:
            bar.setValue(before)
            self.show_section(index.column())

    def _on_scrolled_aside(self) -> None:
        if self._header.frozen:
            # What stays was moved with all the rest.
            self.viewport().update()
            self.updateEditorGeometries()

    # -- look -------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        self._style = GridStyle(theme, QApplication.font().pointSizeF())
        self.cells.set_style(self._style)
        self._header.set_style(self._style)
        self._numbers.set_style(self._style)
        self._set_row_height()
        self._header.set_title_height(self._manners.header_height)
        self.columns.arrange()
        palette = self.palette()
        for role, colour in (
            (QPalette.ColorRole.Base, theme.canvas),
            (QPalette.ColorRole.Window, theme.canvas),
        ):
            palette.setColor(role, colour)
        self.setPalette(palette)
        self.viewport().update()

    def set_compact(self, compact: bool) -> None:
        """Give the rows the lower of their two heights."""
        self._compact = compact
        self._set_row_height()

    def _set_row_height(self) -> None:
        high = self._style.scaled(int(COMPACT) if self._compact else self._manners.row_height)
        self._numbers.setDefaultSectionSize(high)
        self._geometry.set_height(high)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "columns"):
            self.set_theme(self._style.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit_name()

    # -- rows, geometry, hover --------------------------------------------------------------------

    def _tell_geometry(self) -> None:
        tail = self._geometry.height if self._manners.add_line else 0
        self._geometry.set_rows(len(self.session.rows), gap=self.rows.gap, tail=tail)
        if self._numbers.isVisibleTo(self):
            self._numbers.setFixedWidth(self._numbers.wanted_width)

    def _on_hovered(self, before: int, now: int) -> None:
        for place in (before, now):
            if place != RowGeometry.NOWHERE:
                self._update_line(self.rows.line_of(place))

    def _update_line(self, line: int) -> None:
        top, high = self.rowViewportPosition(line), self.rowHeight(line)
        self.viewport().update(0, top, self.viewport().width(), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cells.painting.begin_frame(self.viewport().devicePixelRatioF())
        painter = QPainter(self.viewport())
        for rect in cast(Iterable[QRect], event.region()):
            painter.fillRect(rect, self._style.theme.canvas)
            self._paint_rows(painter, rect)
        painter.end()

    def _paint_rows(self, painter: QPainter, rect: QRect) -> None:
        first, last = self.rowAt(rect.top()), self.rowAt(rect.bottom())
        if first < 0:
            return
        lines = range(first, (last if last >= 0 else self.rows.rowCount() - 1) + 1)
        top, height = self.rowViewportPosition(first), self.rowHeight(first)
        header, paint = self._header, self.cells.painting.paint
        staying = header.stay_apart
        if not staying:
            paint(painter, lines, strips_between(header.strips(), rect), top, height)
            return
        edge, bottom = header.frozen_width, top + len(lines) * height
        moved = rect.intersected(QRect(edge, rect.top(), self.viewport().width(), rect.height()))
        painter.save()
        painter.setClipRect(moved)
        paint(painter, lines, strips_between(header.strips(), moved), top, height)
        painter.restore()
        if rect.left() < edge:
            paint(painter, lines, header.staying_strips(), top, height)
            painter.setPen(self._style.theme.line3)
            painter.drawLine(edge - 1, top, edge - 1, bottom - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = self.rows.place_of(self.rowAt(round(event.position().y())))
        self._geometry.set_hovered(RowGeometry.NOWHERE if place is None else place)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._geometry.set_hovered(RowGeometry.NOWHERE)

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        for index in (now, before):
            if index.isValid():
                self._update_line(index.row())
        self._numbers.viewport().update()

    def go_to(self, line: int, column: int) -> None:
        """Put the keyboard at a cell and select it alone, whichever keys are held just then."""
        flag = QItemSelectionModel.SelectionFlag
        whole = self.selectionBehavior() is QTableView.SelectionBehavior.SelectRows
        command = flag.ClearAndSelect | flag.Rows if whole else flag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.rows.index(line, column), command)

"""The chart beside the grid: paints the rows in view and moves through time.

The view keeps no picture of its own: each paint lays out the exposed rows and paints them. Rows
scroll with the grid through the shared RowGeometry; a step up or down moves what is painted and
paints only the strip that came into view. Time scrolls without an end in both directions.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from tracker.language import N_
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import Theme
from tracker.timeline.chart_links import LinkSource, link_source
from tracker.timeline.days_off import DaysOff
from tracker.timeline.drag_layout import Ground
from tracker.timeline.header import HEADER_HEIGHT, lay_out_header
from tracker.timeline.hit_test import Hit, Part, hit_test
from tracker.timeline.layout import Manner, RowStates, lay_out
from tracker.timeline.outline_source import OutlineChart
from tracker.timeline.rows import Viewport
from tracker.timeline.scale import Level, TimeScale
from tracker.timeline.ticks import status_date_text
from tracker.timeline.travel import span_of
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.timeline.comparing import Comparing
from tracker.ui.timeline.hand import Hand
from tracker.ui.timeline.header import HeaderBands
from tracker.ui.timeline.hover import Hover
from tracker.ui.timeline.keys import Keys
from tracker.ui.timeline.mark_focus import MarkFocus
from tracker.ui.timeline.pointer import Pointer
from tracker.ui.timeline.reading_on import ReadingOn
from tracker.ui.timeline.row_choice import RowChoice
from tracker.ui.timeline.rows import SharedRows
from tracker.ui.timeline.time_area import TimeArea
from tracker.workspace.changes import Changes
from tracker.workspace.days_off import days_off_in_view


class TimelineView(TimeArea):
    """The chart of ``session.rows``.

    Signals:
        row_activated: a row was double-clicked; carries its RowKey.
        link_activated: the selected link is to be changed; carries the place, global, to do it at.
        menu_wanted: carries the place, global, for the menu of what is selected.
    """

    row_activated = Signal(object)
    link_activated = Signal(QPoint)
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        session: Session,
        theme: Theme,
        geometry: RowGeometry,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(TimeScale(float(session.status_date.toordinal())), parent)
        self._session = session
        self._geometry = geometry
        self._painter = ScenePainter(theme)
        self._first_scale: TimeScale | None = None
        self._painted_offset = geometry.offset
        self._chart: OutlineChart | None = None
        self._links: LinkSource | None = None
        self._reading = ReadingOn(lambda: self.chart, self)
        choice = RowChoice(session)
        self.focus = MarkFocus(self, session, geometry)
        self.hand = Hand(session, self._ground, self)
        self._pointer = Pointer(self, session, geometry, choice, self.hand, self._ground)
        self._keys = Keys(self, choice, self.focus, self.hand, self._pointer)

        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setViewportMargins(0, int(HEADER_HEIGHT), 0, 0)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._header = HeaderBands(self)
        self.comparing = Comparing(session, self)
        self.comparing.changed.connect(self.viewport().update)
        self.hover = Hover(self, self._header, session)

        self.verticalScrollBar().valueChanged.connect(geometry.set_offset)
        geometry.scrolled.connect(self._on_scrolled)
        geometry.changed.connect(self._on_rows_moved)
        geometry.hovered_changed.connect(self._on_hovered)
        session.rows_reset.connect(self._on_rows)
        session.rows_patched.connect(self._on_rows_patched)
        session.changed.connect(self._on_changed)
        self.focus.moved.connect(self.viewport().update)
        session.chain.changed.connect(self.viewport().update)
        session.why.changed.connect(self.viewport().update)
        session.what_if.changed.connect(self.viewport().update)
        session.status_date_changed.connect(self._on_rows)
        session.language_changed.connect(self.retranslate)
        self.hand.changed.connect(self._on_hand)
        self.scale_changed.connect(self._repaint_all)
        self.retranslate()

    # -- what is shown ----------------------------------------------------------------------------

    @property
    def chart(self) -> OutlineChart:
        """The chart of the rows as they are now."""
        session = self._session
        if self._links is None:
            self._links = link_source(session.portfolio.links)
        if self._chart is None:
            self._chart = OutlineChart(
                session.portfolio,
                session.rows,
                session.status_date,
                self._links,
                session.what_if.span,
            )
        return self._chart

    @property
    def theme(self) -> Theme:
        return self._painter.theme

    def set_theme(self, theme: Theme) -> None:
        self._painter = ScenePainter(theme)
        self.hover.set_theme(theme)
        self._repaint_all()

    def retranslate(self) -> None:
        texts = self._session.translator
        self.setAccessibleName(texts.text(N_("Timeline")))
        self.setAccessibleDescription(
            texts.text(
                N_("Up and down go from row to row, Ctrl with left and right from mark to mark.")
            )
        )
        self._repaint_all()

    # -- moving through time ----------------------------------------------------------------------

    def fit(self) -> None:
        """Everything that is known of the rows shown, in one width."""
        self.show_span(self.chart.span())

    def go_to_today(self) -> None:
        self.show_day(self._session.status_date)

    def fit_selection(self) -> None:
        """Everything that is known of the selected rows, in one width."""
        places = (self._session.place(key) for key in self._session.selected)
        self.show_span(span_of(self.chart.row(place) for place in places if place is not None))

    def go_to_first(self) -> None:
        """The first day that is known of the rows shown, at the left."""
        self.go_to_end(self.chart.span(), first=True)

    def go_to_last(self) -> None:
        """The last day that is known of the rows shown, at the right."""
        self.go_to_end(self.chart.span(), first=False)

    # -- following the grid and the session -------------------------------------------------------

    def _on_rows(self) -> None:
        self._chart = None
        self._repaint_all()

    def _on_rows_patched(self, places: Sequence[int]) -> None:
        if self._chart is not None:
            self._chart.renew(self._session.rows, places)
        self.viewport().update()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("links"):
            if self._links is not None:
                changed = {row.id for row in changes.rows if row.table == "links"}
                self._links = self._links.after(self._session.portfolio.links, changed)
            self._chart = None
            self._repaint_all()

    def _on_rows_moved(self) -> None:
        self._painted_offset = self._geometry.offset
        self._update_scroll_range()
        self.viewport().update()

    def _on_scrolled(self, offset: int) -> None:
        moved, self._painted_offset = self._painted_offset - offset, offset
        self.verticalScrollBar().setValue(offset)
        self.viewport().scroll(0, moved)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Nothing here: the shared geometry tells everyone, this view too, how far rows moved."""

    def _on_hovered(self, before: int, now: int) -> None:
        for place in (before, now):
            if place != RowGeometry.NOWHERE:
                self.viewport().update(self._row_rect(place))

    def _on_hand(self, places: list[int] | None) -> None:
        if places is None:
            self.viewport().update()
            return
        for place in places:
            self.viewport().update(self._row_rect(place))

    def _row_rect(self, place: int) -> QRect:
        # One pixel more above and below: the edges of the selection belong to the neighbours.
        top = self._geometry.top(place)
        return QRect(0, top - 1, self.viewport().width(), self._geometry.height + 2)

    def _update_scroll_range(self) -> None:
        bar = self.verticalScrollBar()
        high = self.viewport().height()
        bar.setPageStep(high)
        bar.setSingleStep(self._geometry.height)
        bar.setRange(0, self._geometry.maximum_offset(high))
        bar.setValue(self._geometry.offset)

    # -- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        exposed, size = event.rect(), self.viewport().size()
        scene = lay_out(
            self.chart,
            self._scale,
            SharedRows.of(self._geometry),
            self._viewport(),
            Manner(
                self._session.language,
                self._painter.measure,
                days_off=self._days_off(size.width()),
                other=self.comparing.other,
            ),
            states=self._states(),
            exposed=(float(exposed.top()), float(exposed.bottom() + 1)),
        )
        with QPainter(self.viewport()) as painter:
            painter.setClipRect(exposed)
            painter.fillRect(exposed, self.theme.canvas)
            self._painter.paint(scene, painter)
            if self._session.looking_back.day is not None:
                self._paint_earlier(painter)
            if self._session.what_if.is_on:
                self._paint_what_if(painter)
            self.hand.paint(painter, self._painter, self._geometry.hovered)
            self._paint_focus(painter)
        self._reading.wake()

    def _paint_earlier(self, painter: QPainter) -> None:
        from tracker.ui.timeline.earlier import paint_earlier

        paint_earlier(self._session, self._ground(), painter, self._painter)

    def _paint_what_if(self, painter: QPainter) -> None:
        # Most days nobody asks what if: what draws it is loaded with the first.
        from tracker.ui.whatif.overlay import paint_what_if

        paint_what_if(self._session, self._ground(), painter, self._painter)

    def _viewport(self) -> Viewport:
        size = self.viewport().size()
        return Viewport(float(size.width()), float(size.height()), float(self._geometry.offset))

    def _ground(self) -> Ground:
        return Ground(self.chart, self._scale, SharedRows.of(self._geometry), self._viewport())

    def _states(self) -> RowStates:
        session, geometry = self._session, self._geometry
        places = (session.place(key) for key in session.selected)
        seen = geometry.visible(self.viewport().height()) if session.query.dims else ()
        return RowStates(
            selected=frozenset(place for place in places if place is not None),
            hovered=None if geometry.hovered == RowGeometry.NOWHERE else geometry.hovered,
            dimmed=frozenset(place for place in seen if session.dims(session.rows[place])),
            chain=session.chain.links,
            driving=session.why.links,
        )

    def _paint_focus(self, painter: QPainter) -> None:
        place, at = self.focus.place, self.focus.at
        if self.hasFocus() and place is not None:
            painter.setPen(QPen(self.theme.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if at < 0:
                painter.drawRect(self._row_rect(place).adjusted(1, 2, -1, -2))
            else:
                painter.drawRoundedRect(self.focus.mark_area(place, at), 4, 4)

    def paint_header(self, painter: QPainter, width: int) -> None:
        """Paint both bands of the header, (0, 0) at their top left."""
        session = self._session
        day = session.status_date
        text = status_date_text(day, is_today=session.is_today, translator=session.translator)
        scene = lay_out_header(
            self._scale,
            float(width),
            language=session.language,
            measure=self._painter.measure,
            status_date=day.toordinal(),
            pill_text=text,
            days_off=self._days_off(width),
        )
        self._painter.paint(scene, painter)

    def _days_off(self, width: int) -> DaysOff | None:
        return days_off_in_view(self._session.working_days, self._scale, float(width))

    def _repaint_all(self) -> None:
        self.viewport().update()
        self._header.update()

    # -- what is where ----------------------------------------------------------------------------

    def hit(self, at: QPoint) -> Hit:
        """What lies at ``at`` of the viewport."""
        ground = self._ground()
        return hit_test(ground.chart, ground.scale, ground.rows, ground.viewport, at.x(), at.y())

    def mark_rect(self, place: int) -> QRect:
        """Where the mark of a row stands in the viewport, as far as it is in view; else the row."""
        extent = self._ground().extent(self.chart.row(place), place)
        row = self._row_rect(place)
        if extent is None:
            return row
        within = QRect(round(extent.left), row.top(), max(round(extent.width), 1), row.height())
        seen = within.intersected(row)
        return row if seen.isEmpty() else seen

    # -- events -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.setGeometry(0, 0, self.viewport().width(), int(HEADER_HEIGHT))
        self._update_scroll_range()
        # A window finds its widths in several steps; until time is moved, today keeps its place.
        if self.viewport().width() > 1 and self._first_scale in (None, self.scale):
            self._show_now()
        self.scale_changed.emit()

    def _show_now(self) -> None:
        """At first: the status date two thirds across, so that what led to it is seen."""
        day = self._session.status_date.toordinal() + 0.5
        wide = self.viewport().width()
        scale = TimeScale(day, Level.QUARTER.px_per_day)
        self.set_scale(scale.scrolled(-wide * 0.68))
        self._first_scale = self.scale

    def focusInEvent(self, event: QEvent) -> None:
        self.viewport().update()
        self.focus.enter()

    def focusOutEvent(self, event: QEvent) -> None:
        # Whoever goes elsewhere, to another window too, has let go of nothing on purpose.
        self._pointer.drop()
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and self._keys.claims(event):
            return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._pointer.wheel(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self._pointer.pinch(event):
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.current_point() if by_key else event.globalPos())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._keys.release(event)
        super().keyReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    # -- rows -------------------------------------------------------------------------------------

    @property
    def rows_a_page(self) -> int:
        """How many rows a page up or down goes."""
        return max(self.viewport().height() // self._geometry.height - 1, 1)

    def current_point(self) -> QPoint:
        """Where what belongs to the current row is shown, global: at the left of its line."""
        place = self._session.place(self._session.current)
        top = 0 if place is None else self._geometry.top(place) + self._geometry.height // 2
        return self.viewport().mapToGlobal(QPoint(self.viewport().width() // 3, top))

    def begin(self, part: Part) -> None:
        """Begin by keyboard what a drag from this part of the current row's mark would."""
        self.setFocus()
        self.hand.begin_by_key(part)
        self.show_preview()

    def edit_link(self, at: QPoint | None = None) -> None:
        """Let the selected link be changed, at a place (global) or beside the current row."""
        if self.hand.link is not None and not self._session.workspace.read_only:
            self.link_activated.emit(at or self.current_point())

    def show_preview(self) -> None:
        """Bring the mark that a gesture by keyboard changes into view."""
        gesture = self.hand.gesture
        if gesture is None:
            return
        preview = gesture.preview
        if preview.link is not None and preview.link.target is not None:
            self.bring_into_view(preview.link.target)
        for index, marks in preview.rows[:1]:
            extent = self._ground().extent(marks, index)
            wide = self.viewport().width()
            if extent is not None and not (extent.right > 0 and extent.left < wide):
                self.set_scale(self._scale.scrolled(extent.middle - wide / 2))

    def bring_into_view(self, place: int) -> None:
        top, high = self._geometry.top(place), self._geometry.height
        beyond = top + high - self.viewport().height()
        bar = self.verticalScrollBar()
        if top < 0:
            bar.setValue(bar.value() + top)
        elif beyond > 0:
            bar.setValue(bar.value() + beyond)

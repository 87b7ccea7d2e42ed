"""The timeline as one picture: title, columns, chart, legend, and the day for which it holds.

Works with a QGuiApplication alone, also with ``QT_QPA_PLATFORM=offscreen``. All sizes are device
independent pixels; the picture has ``device_ratio`` times as many of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QImageWriter, QPainter, QPen

from tracker.domain.errors import UserError
from tracker.domain.model import Project
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.forecast.calendars import WorkingDays
from tracker.language import N_, Language, Translator, one_line, translator
from tracker.paper.fonts import FontRole, font
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import Theme
from tracker.paper.tree_columns import TreeColumns
from tracker.timeline.days_off import DaysOff
from tracker.timeline.header import BAND_HEIGHT, HEADER_HEIGHT, lay_out_header
from tracker.timeline.layout import Manner, lay_out
from tracker.timeline.legend import lay_out_legend
from tracker.timeline.outline_source import build_chart
from tracker.timeline.primitives import Scene
from tracker.timeline.rows import COMFORTABLE, COMPACT, UniformRows, Viewport
from tracker.timeline.scale import TimeScale
from tracker.timeline.ticks import status_date_text
from tracker.workspace.days_off import days_off_in_view
from tracker.workspace.grouping import ShownRow, outline_rows

LEAST_SIZE: Final = (640, 320)
MOST_PIXELS: Final = 30_000
"""The greatest width or height in the picture's own pixels: what Qt paints without overflow."""

_MARGIN: Final = 24.0
_TITLE: Final = 60.0
_LEGEND_GAP: Final = 14.0
_FOOTER: Final = 28.0
_CHART_MARGIN: Final = 20.0
_LABEL_ROOM: Final = 84.0
_MORE: Final = 28.0
_LEAST_CHART: Final = 0.45
"""The least share of the width that belongs to the chart."""


def paint_timeline_picture(
    portfolio: Portfolio,
    rows: Sequence[ShownRow],
    *,
    language: Language,
    theme: Theme,
    status_date: date,
    title: str,
    first: date | None = None,
    last: date | None = None,
    width: int = 1600,
    height: int | None = None,
    device_ratio: float = 1.0,
    today: date | None = None,
) -> QImage:
    """Paint ``rows`` over the days ``first`` to ``last`` (inclusive; what is known when left out).

    Without a ``height`` the picture is as high as its rows need. With one, rows become compact
    before any is left out, and a line says how many were. ``today`` tells whether the status date
    is called "Today". Raises UserError for a size that cannot be painted.
    """
    _check_size(width, height, device_ratio)
    picture = _Picture(
        portfolio,
        rows,
        translator=translator(language),
        theme=theme,
        status_date=status_date,
        title=title,
        is_today=status_date == today,
        width=float(width),
    )
    plan = picture.plan(height, MOST_PIXELS / device_ratio)
    image = QImage(
        round(width * device_ratio),
        round(plan.height * device_ratio),
        QImage.Format.Format_RGB32,
    )
    image.setDevicePixelRatio(device_ratio)
    image.fill(theme.canvas)
    painter = QPainter(image)
    try:
        picture.paint(painter, plan, picture.scale(first, last))
    finally:
        # Qt aborts the program when an image goes while it is being painted on.
        painter.end()
    return image


def png_bytes(image: QImage) -> bytes:
    """The picture as the content of a PNG file."""
    array = QByteArray()
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise RuntimeError(f"no PNG was made: {writer.errorString()}")
    buffer.close()
    return bytes(array.data())


def _check_size(width: int, height: int | None, device_ratio: float) -> None:
    least_width, least_height = LEAST_SIZE
    most = int(MOST_PIXELS / device_ratio)
    if width < least_width or (height is not None and height < least_height):
        raise UserError(
            N_("A timeline needs at least {width} × {height} pixels. Ask for a larger picture."),
            width=least_width,
            height=least_height,
        )
    if width > most or (height is not None and height > most):
        raise UserError(
            N_("A picture can be at most {most} pixels wide and high. Ask for a smaller one."),
            most=most,
        )


@dataclass(frozen=True, slots=True)
class _Plan:
    """How high the rows and the whole picture are, and how many rows are shown."""

    row_height: float
    shown: int
    height: float


class _Picture:
    def __init__(
        self,
        portfolio: Portfolio,
        rows: Sequence[ShownRow],
        *,
        translator: Translator,
        theme: Theme,
        status_date: date,
        title: str,
        is_today: bool,
        width: float,
    ) -> None:
        self._translator = translator
        self._theme = theme
        self._status_date = status_date
        self._is_today = is_today
        self._title = title
        self._width = width
        self._inner = width - 2 * _MARGIN
        self._painter = ScenePainter(theme)
        self._projects = sum(1 for found in outline_rows(rows) if isinstance(found.row, Project))
        self._chart = build_chart(portfolio, rows, status_date)
        self._columns = TreeColumns(
            portfolio,
            rows,
            translator=translator,
            theme=theme,
            status_date=status_date,
            most=self._inner * (1 - _LEAST_CHART),
        )
        self._legend = lay_out_legend(self._inner, translator, self._painter.measure)

    @property
    def _chart_width(self) -> float:
        return self._inner - self._columns.width

    def plan(self, height: float | None, most: float) -> _Plan:
        """As many rows as there is room for, comfortable ones if all of them fit like that."""
        count = len(self._chart)
        around = _TITLE + HEADER_HEIGHT + _LEGEND_GAP + self._legend.height + _FOOTER + _MARGIN
        limit = most if height is None else height
        for row_height in (COMFORTABLE, COMPACT):
            needed = around + count * row_height
            if needed <= limit:
                return _Plan(row_height, count, needed if height is None else height)
        shown = max(int((limit - around - _MORE) // COMPACT), 0)
        return _Plan(COMPACT, shown, limit)

    def scale(self, first: date | None, last: date | None) -> TimeScale:
        """The days asked for; where they were left open, all that is known of the rows."""
        status_day = self._status_date.toordinal()
        span = self._chart.span()
        if span is None:
            year = Period.year(self._status_date.year)
            span = year.first.toordinal(), year.last.toordinal()
        begin, end = span
        # The line of the status date belongs into the picture unless it lies far from everything.
        reach = (end - begin) // 4
        if begin - reach <= status_day <= end + reach:
            begin, end = min(begin, status_day), max(end, status_day)
        if first is not None:
            begin, end = first.toordinal(), max(end, first.toordinal())
        if last is not None:
            begin, end = min(begin, last.toordinal()), last.toordinal()
        wide = self._chart_width
        if first is not None and last is not None:
            return TimeScale.fit(begin, end, wide)
        return TimeScale.fit(begin, end, wide - _LABEL_ROOM + _CHART_MARGIN, margin=_CHART_MARGIN)

    def paint(self, painter: QPainter, plan: _Plan, scale: TimeScale) -> None:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        theme, tree = self._theme, self._columns.width
        top = _TITLE
        body = top + HEADER_HEIGHT
        body_height = plan.shown * plan.row_height
        painter.fillRect(QRectF(0, 0, self._width, plan.height), theme.canvas)
        self._paint_title(painter)
        self._paint_table_head(painter, top)
        for index in range(plan.shown):
            row_top = body + index * plan.row_height
            painter.save()
            painter.translate(_MARGIN, row_top)
            self._columns.paint_row(painter, index, 0, plan.row_height - 1)
            painter.restore()
            bottom = row_top + plan.row_height - 0.5
            self._level(painter, _MARGIN, _MARGIN + tree, bottom, theme.line)
        self._scene(painter, self._header_scene(scale), QPointF(_MARGIN + tree, top))
        self._scene(painter, self._body_scene(scale, plan), QPointF(_MARGIN + tree, body))
        hidden = len(self._chart) - plan.shown
        bottom = body + body_height
        if hidden:
            self._paint_more(painter, bottom, hidden)
            bottom += _MORE
        self._frame(painter, top, bottom)
        self._scene(painter, self._legend, QPointF(_MARGIN, bottom + _LEGEND_GAP))
        self._paint_footer(painter, plan.height)

    def _header_scene(self, scale: TimeScale) -> Scene:
        return lay_out_header(
            scale,
            self._chart_width,
            language=self._translator.language,
            measure=self._painter.measure,
            status_date=self._status_date.toordinal(),
            pill_text=status_date_text(
                self._status_date, is_today=self._is_today, translator=self._translator
            ),
            days_off=self._days_off(scale),
        )

    def _days_off(self, scale: TimeScale) -> DaysOff | None:
        return days_off_in_view(WorkingDays(), scale, self._chart_width)

    def _body_scene(self, scale: TimeScale, plan: _Plan) -> Scene:
        return lay_out(
            self._chart,
            scale,
            UniformRows(len(self._chart), plan.row_height),
            Viewport(self._chart_width, plan.shown * plan.row_height),
            Manner(
                self._translator.language,
                self._painter.measure,
                days_off=self._days_off(scale),
            ),
        )

    def _scene(self, painter: QPainter, scene: Scene, at: QPointF) -> None:
        painter.save()
        painter.translate(at)
        painter.setClipRect(QRectF(0, 0, scene.width, scene.height))
        self._painter.paint(scene, painter)
        painter.restore()

    def _paint_title(self, painter: QPainter) -> None:
        self._write(painter, self._title, QPointF(_MARGIN, 32), FontRole.PAGE_TITLE)

    def _paint_table_head(self, painter: QPainter, top: float) -> None:
        theme, tree = self._theme, self._columns.width
        painter.fillRect(QRectF(_MARGIN, top, tree, HEADER_HEIGHT), theme.head)
        count = self._translator.plural("{n} project", "{n} projects", self._projects)
        text = count.format(n=self._projects)
        at = QPointF(_MARGIN + 8, top + BAND_HEIGHT / 2)
        self._write(painter, text, at, FontRole.SECONDARY, theme.ink2)
        painter.save()
        painter.translate(_MARGIN, top)
        self._columns.paint_titles(painter, BAND_HEIGHT, BAND_HEIGHT)
        painter.restore()
        for y in (top + BAND_HEIGHT, top + HEADER_HEIGHT):
            self._level(painter, _MARGIN, _MARGIN + tree, y - 0.5, theme.line2)

    def _paint_more(self, painter: QPainter, top: float, hidden: int) -> None:
        text = self._translator.plural("… {n} more row", "… {n} more rows", hidden)
        at = QPointF(_MARGIN + 8, top + _MORE / 2)
        self._write(painter, text.format(n=hidden), at, FontRole.BODY_STRONG, self._theme.ink2)

    def _frame(self, painter: QPainter, top: float, bottom: float) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.line2, 1.0))
        painter.drawRect(QRectF(_MARGIN - 0.5, top - 0.5, self._inner + 1, bottom - top))
        x = _MARGIN + self._columns.width - 0.5
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def _paint_footer(self, painter: QPainter, height: float) -> None:
        day = deadline_text(
            Period.day(self._status_date), self._translator.language, style=Style.LONG
        )
        text = self._translator.text(N_("As of {day}")).format(day=day)
        at = QPointF(_MARGIN, height - _MARGIN)
        self._write(painter, text, at, FontRole.CAPTION, self._theme.ink3)

    def _write(
        self,
        painter: QPainter,
        text: str,
        at: QPointF,
        role: FontRole,
        ink: QColor | None = None,
    ) -> None:
        """Write one line, its middle at ``at``, ending with an ellipsis at the right margin."""
        used = font(role)
        metrics = QFontMetricsF(used)
        room = self._width - _MARGIN - at.x()
        painter.setFont(used)
        painter.setPen(ink or self._theme.ink)
        shown = metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(at.x(), at.y() + metrics.capHeight() / 2), shown)

    @staticmethod
    def _level(painter: QPainter, left: float, right: float, y: float, colour: QColor) -> None:
        painter.setPen(QPen(colour, 1.0))
        painter.drawLine(QPointF(left, y), QPointF(right, y))

"""The timeline as one picture: title, columns, chart, legend, and the day for which it holds."""

from __future__ import annotations

from typing import Final

from tracker.domain.errors import UserError
from tracker.language import N_, Translator, one_line
from tracker.records import record
from tracker.timeline.header import HEADER_HEIGHT
from tracker.timeline.primitives import Layer, Line, Measure, Scene, StyleName, Text
from tracker.timeline.rows import COMFORTABLE, COMPACT
from tracker.timeline.sheets.page import Page, Part
from tracker.timeline.sheets.paper import Box
from tracker.timeline.sheets.sheet import Sheet, Span, Subject, remarks_of

LEAST_SIZE: Final = (640, 320)

_MARGIN: Final = 24.0
_TITLE: Final = 60.0
_TITLE_MIDDLE: Final = 32.0
_LEGEND_GAP: Final = 14.0
_FOOTER: Final = 28.0
_MORE: Final = 28.0
_LEAST_CHART: Final = 0.45
"""The least share of the width that belongs to the chart."""


@record
class _Plan:
    """How high the rows and the whole picture are, and how many rows are shown."""

    row_height: float
    shown: int
    height: float


def lay_out_picture(
    subject: Subject,
    *,
    translator: Translator,
    measure: Measure,
    span: Span,
    width: int,
    height: int | None,
    most: float,
    px_per_day: float | None = None,
) -> Page:
    """One page ``width`` wide, in pixels.

    Without a ``height`` it is as high as its rows need. With one, rows become compact before any is
    left out, and a line says how many were. With ``px_per_day`` the page becomes as wide as the
    time needs. ``most`` is the greatest width and height. Raises UserError for a size that cannot
    be.
    """
    _check_size(width, height, most)
    inner = width - 2 * _MARGIN
    sheet = Sheet(
        subject, translator=translator, measure=measure, most_columns=inner * (1 - _LEAST_CHART)
    )
    if px_per_day is None:
        chart_width = inner - sheet.columns.width
        scale = sheet.fitted(span, chart_width)
    else:
        scale, first, last = sheet.magnified(span, px_per_day)
        chart_width = float(round(scale.width(last + 1 - first)))
    picture = _Picture(sheet, chart_width)
    if picture.width > most:
        raise UserError(
            N_("At this zoom the picture would be too wide. Choose less time, or less zoom.")
        )
    plan = picture.plan(height, most)
    rows = range(plan.shown)
    body_height = plan.shown * plan.row_height
    x, y = _MARGIN + sheet.columns.width, _TITLE + HEADER_HEIGHT
    body = sheet.body(scale, chart_width, rows, plan.row_height)
    window = Box(0, 0, chart_width, body_height)
    return Page(
        picture.width,
        plan.height,
        (
            Part.whole(sheet.table(rows, plan.row_height, names_only=False), _MARGIN, _TITLE),
            Part.whole(sheet.header(scale, chart_width), x, _TITLE),
            Part.cut(body, window, x, y, measure),
            Part.whole(picture.surroundings(plan, y + body_height), 0, 0),
            Part.whole(picture.legend, _MARGIN, picture.bottom(plan) + _LEGEND_GAP),
        ),
    )


def _check_size(width: int, height: int | None, most: float) -> None:
    least_width, least_height = LEAST_SIZE
    if width < least_width or (height is not None and height < least_height):
        raise UserError(
            N_("A timeline needs at least {width} × {height} pixels. Ask for a larger picture."),
            width=least_width,
            height=least_height,
        )
    if width > most or (height is not None and height > most):
        raise UserError(
            N_("A picture can be at most {most} pixels wide and high. Ask for a smaller one."),
            most=int(most),
        )


class _Picture:
    """What stands around the table and the chart."""

    def __init__(self, sheet: Sheet, chart_width: float) -> None:
        self._sheet = sheet
        self._inner = sheet.columns.width + chart_width
        self.legend = sheet.legend(self._inner)

    @property
    def width(self) -> float:
        return self._inner + 2 * _MARGIN

    def plan(self, height: float | None, most: float) -> _Plan:
        """As many rows as there is room for, comfortable ones if all of them fit like that."""
        count = len(self._sheet.chart)
        around = _TITLE + HEADER_HEIGHT + _LEGEND_GAP + self.legend.height + _FOOTER + _MARGIN
        limit = most if height is None else height
        for row_height in (COMFORTABLE, COMPACT):
            needed = around + count * row_height
            if needed <= limit:
                return _Plan(row_height, count, needed if height is None else height)
        shown = max(int((limit - around - _MORE) // COMPACT), 0)
        return _Plan(COMPACT, shown, limit)

    def hidden(self, plan: _Plan) -> int:
        return len(self._sheet.chart) - plan.shown

    def bottom(self, plan: _Plan) -> float:
        """Where the frame ends."""
        rows = _TITLE + HEADER_HEIGHT + plan.shown * plan.row_height
        return rows + _MORE if self.hidden(plan) else rows

    def surroundings(self, plan: _Plan, rows_end: float) -> Scene:
        """Title, frame, footer, and how many rows were left out."""
        scene = Scene(self.width, plan.height)
        self._write(scene, self._sheet.subject.title, _TITLE_MIDDLE, StyleName.TEXT_TITLE)
        if hidden := self.hidden(plan):
            text = self._sheet.translator.plural("… {n} more row", "… {n} more rows", hidden)
            shown = text.format(n=hidden)
            self._write(scene, shown, rows_end + _MORE / 2, StyleName.TEXT_ROW_STRONG, inset=8)
        said = " · ".join(remarks_of(self._sheet.subject, self._sheet.translator))
        self._write(scene, said, plan.height - _MARGIN, StyleName.TEXT_CAPTION)
        box = Box(_MARGIN, _TITLE, self._inner, self.bottom(plan) - _TITLE)
        draw_frame(scene, box, self._sheet.columns.width)
        return scene

    def _write(
        self, scene: Scene, text: str, y: float, style: StyleName, inset: float = 0.0
    ) -> None:
        """Write one line, its middle at ``y``, ending with an ellipsis at the right margin."""
        x = _MARGIN + inset
        shown = one_line(text)
        scene.add(Layer.LABELS, Text(x, y, shown, style, max_width=self.width - _MARGIN - x))


def draw_frame(
    scene: Scene, box: Box, table: float, *, right: bool = True, bottom: bool = True
) -> None:
    """Draw lines around a table and its chart, and one between them.

    They stand outside of the box but for the lowest, which covers the line of the last row.
    """
    left, top, end = box.x - 0.5, box.y - 0.5, box.right + 0.5
    foot = box.bottom - 0.5
    lines = [
        (x, top, x, box.bottom) for x in (left, box.x + table - 0.5, *([end] if right else []))
    ]
    lines.append((left, top, end, top))
    if bottom:
        lines.append((left, foot, end, foot))
    scene.add(Layer.GRID, *(Line(*ends, StyleName.SHEET_LINE) for ends in lines))

"""The columns beside a printed timeline: name, finish, status, responsible body, per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from tracker.domain.cells import cell_text
from tracker.domain.fields import FIELD, Context, value_of
from tracker.domain.model import Item, ItemKind
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status
from tracker.language import N_, Translator, one_line
from tracker.paper.fonts import FontRole, font
from tracker.paper.glyphs import chip_width, paint_status_chip
from tracker.paper.theme import Theme
from tracker.workspace.grouping import GroupRow, ShownRow

_PADDING: Final = 8.0
_INDENT: Final = 16.0
_DIAMOND_ROOM: Final = 17.0
_PERCENT: Final = 44.0
_LEAST_BODY: Final = 84.0
_NO_PERCENT: Final = "–"
_NO_LONGER_DUE: Final = frozenset({Status.DONE, Status.CANCELLED})


@dataclass(frozen=True, slots=True)
class _Texts:
    """What one row says in each column."""

    name: str
    finish: str
    status: Status | None
    status_text: str
    responsible: str
    percent: str
    is_late: bool
    """Whether its own finish is over, rather than that of a row below."""
    depth: int
    is_summary: bool
    is_milestone: bool


class TreeColumns:
    """The rows' columns in one language and theme, as wide as their texts need.

    ``most`` is the greatest width of all columns together; the bodies give way first, then the
    names.
    """

    def __init__(
        self,
        portfolio: Portfolio,
        rows: Sequence[ShownRow],
        *,
        translator: Translator,
        theme: Theme,
        status_date: date,
        most: float,
    ) -> None:
        self._theme = theme
        self._fonts = {role: font(role) for role in FontRole}
        self._metrics = {role: QFontMetricsF(found) for role, found in self._fonts.items()}
        context = Context(portfolio, status_date, {})
        self._rows = [_texts(row, context, translator) for row in rows]
        self._titles = [
            translator.text(title)
            for title in (N_("Name"), N_("Finish"), N_("Status"), N_("Responsible"), N_("%"))
        ]
        self._widths = self._fitted(most)

    @property
    def width(self) -> float:
        return sum(self._widths)

    def _fitted(self, most: float) -> list[float]:
        body, chip = self._metrics[FontRole.BODY], self._metrics[FontRole.CHIP]
        second = self._metrics[FontRole.SECONDARY]
        caption = self._metrics[FontRole.CAPTION]
        titles = [caption.horizontalAdvance(title) + 2 * _PADDING for title in self._titles]

        def widest(place: int, widths: list[float], greatest: float) -> float:
            return min(max([*widths, titles[place]]), greatest)

        finish = widest(
            1, [body.horizontalAdvance(r.finish) + 2 * _PADDING for r in self._rows], 220
        )
        chips = [chip_width(r.status_text, chip) + _PADDING for r in self._rows if r.status]
        status = widest(2, chips, 180)
        responsible = widest(
            3, [second.horizontalAdvance(r.responsible) + 2 * _PADDING for r in self._rows], 190
        )
        name = widest(0, [self._name_width(r) for r in self._rows], 460)
        rest = most - finish - status - _PERCENT
        if name + responsible > rest:
            name = max(rest - responsible, min(name, 320.0, rest - _LEAST_BODY))
            responsible = max(min(responsible, rest - name), _LEAST_BODY)
        return [float(ceil(w)) for w in (name, finish, status, responsible, _PERCENT)]

    def _name_width(self, row: _Texts) -> float:
        role = FontRole.BODY_STRONG if row.is_summary else FontRole.BODY
        return self._name_left(row) + self._metrics[role].horizontalAdvance(row.name) + _PADDING

    def _name_left(self, row: _Texts) -> float:
        left = _PADDING + row.depth * _INDENT
        return left + _DIAMOND_ROOM if row.is_milestone else left

    def paint_titles(self, painter: QPainter, top: float, height: float) -> None:
        """The column titles, the left edge of the first column at x = 0."""
        x = 0.0
        role = FontRole.CAPTION
        for place, (title, width) in enumerate(zip(self._titles, self._widths, strict=True)):
            right = place == len(self._titles) - 1
            area = QRectF(x, top, width, height)
            self._text(painter, title, area, role, self._theme.ink3, flush_right=right)
            x += width
            self._upright(painter, x, top, top + height, self._theme.line2)

    def paint_row(self, painter: QPainter, index: int, top: float, height: float) -> None:
        """One row, the left edge of its first column at x = 0."""
        row, theme = self._rows[index], self._theme
        name, finish, status, responsible, percent = self._widths
        struck = row.status is Status.CANCELLED
        self._name(painter, row, QRectF(0, top, name, height), struck=struck)
        x = name
        settled = row.status in _NO_LONGER_DUE
        ink = theme.over.text if row.is_late else theme.ink3 if settled else theme.ink
        area = QRectF(x, top, finish, height)
        self._text(painter, row.finish, area, FontRole.BODY, ink, struck=struck)
        x += finish
        if row.status is not None:
            paint_status_chip(
                painter,
                row.status,
                row.status_text,
                QPointF(x, top + height / 2),
                theme=theme,
                font=self._fonts[FontRole.CHIP],
                max_width=status - 4,
            )
        x += status
        area = QRectF(x, top, responsible, height)
        self._text(painter, row.responsible, area, FontRole.SECONDARY, theme.ink2)
        area = QRectF(x + responsible, top, percent, height)
        self._text(painter, row.percent, area, FontRole.SECONDARY, theme.ink2, flush_right=True)

    def _name(self, painter: QPainter, row: _Texts, area: QRectF, *, struck: bool) -> None:
        left = self._name_left(row)
        if row.is_milestone:
            self._diamond(painter, left - _DIAMOND_ROOM + 5, area.center().y())
        role = FontRole.BODY_STRONG if row.is_summary else FontRole.BODY
        inner = area.adjusted(left - _PADDING, 0, 0, 0)
        self._text(painter, row.name, inner, role, self._theme.ink, struck=struck)

    def _text(
        self,
        painter: QPainter,
        text: str,
        area: QRectF,
        role: FontRole,
        ink: QColor,
        *,
        flush_right: bool = False,
        struck: bool = False,
    ) -> None:
        metrics = self._metrics[role]
        room = area.width() - 2 * _PADDING
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        left = area.left() + _PADDING
        if flush_right:
            left = area.right() - _PADDING - metrics.horizontalAdvance(shown)
        used = QFont(self._fonts[role])
        used.setStrikeOut(struck)
        painter.setFont(used)
        painter.setPen(ink)
        painter.drawText(QPointF(left, area.center().y() + metrics.capHeight() / 2), shown)

    def _diamond(self, painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(self._theme.ink3, 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        points = [
            QPointF(x, y - 4.5),
            QPointF(x + 4.5, y),
            QPointF(x, y + 4.5),
            QPointF(x - 4.5, y),
        ]
        painter.drawPolygon(QPolygonF(points))

    @staticmethod
    def _upright(painter: QPainter, x: float, top: float, bottom: float, colour: QColor) -> None:
        painter.setPen(QPen(colour, 1.0))
        painter.drawLine(QLineF(x - 0.5, top, x - 0.5, bottom))


def _heading(group: GroupRow) -> _Texts:
    """What the heading of a group says: its title and how many rows it has."""
    return _Texts(
        name=f"{group.title} · {group.count}",
        finish="",
        status=None,
        status_text="",
        responsible="",
        percent="",
        is_late=False,
        depth=0,
        is_summary=True,
        is_milestone=False,
    )


def _texts(found: ShownRow, context: Context, translator: Translator) -> _Texts:
    if isinstance(found, GroupRow):
        return _heading(found)
    row = found.row

    def text(key: str) -> str:
        field = FIELD[key]
        return cell_text(field, value_of(field, row, context), translator)

    status = value_of(FIELD["status"], row, context)
    assert isinstance(status, Status)
    finish = context.portfolio.finish(row)
    over = isinstance(finish, Period) and finish.is_over_on(context.status_date)
    kind = row.kind if isinstance(row, Item) else None
    return _Texts(
        name=one_line(text("name")),
        finish=one_line(text("finish")),
        status=status,
        status_text=text("status"),
        responsible=one_line(text("responsible")),
        percent=(text("percent") if kind else "") or _NO_PERCENT,
        is_late=over and status is Status.OVERDUE,
        depth=found.depth,
        is_summary=found.has_children or kind in (None, ItemKind.PHASE),
        is_milestone=kind is ItemKind.MILESTONE and not found.has_children,
    )

"""The columns beside a chart on paper: name, finish, status, who answers, per cent, sources."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final, Protocol

from tracker.domain.cells import cell_text
from tracker.domain.fields import FIELD, Context, value_of
from tracker.domain.model import Item, ItemKind
from tracker.domain.period import Period
from tracker.domain.status import Status
from tracker.language import N_, Translator, one_line
from tracker.records import record
from tracker.timeline.outline_source import ChartGroup, ChartRow
from tracker.timeline.primitives import (
    Align,
    Layer,
    Line,
    Measure,
    Path,
    Scene,
    StyleName,
    Text,
)
from tracker.timeline.sheets.chip import chip_width, draw_chip

_PADDING: Final = 8.0
_INDENT: Final = 16.0
_DIAMOND_ROOM: Final = 17.0
_DIAMOND: Final = 4.5
_NO_PERCENT: Final = "–"
_NO_LONGER_DUE: Final = frozenset({Status.DONE, Status.CANCELLED})

_NAME, _FINISH, _STATUS = "name", "finish", "status"
_RESPONSIBLE, _PERCENT, _SOURCES = "responsible", "percent", "sources"
_TITLES: Final = {
    _NAME: N_("Name"),
    _FINISH: N_("Finish"),
    _STATUS: N_("Status"),
    _RESPONSIBLE: N_("Responsible"),
    _PERCENT: N_("%"),
    _SOURCES: N_("Sources"),
}
_MOST: Final = {_NAME: 460.0, _FINISH: 220.0, _STATUS: 180.0, _RESPONSIBLE: 190.0, _SOURCES: 140.0}
_LEAST: Final = {_NAME: 176.0, _RESPONSIBLE: 84.0}
_NAME_FIRST: Final = 320.0
"""Up to this width names give no room to bodies."""
_DISPENSABLE: Final = (_RESPONSIBLE, _PERCENT, _STATUS, _SOURCES)
"""What is left out on narrow paper, the first of them first."""


class SheetRow(ChartRow, Protocol):
    """What the columns need to know of a row of the outline besides."""

    @property
    def depth(self) -> int: ...


class SheetGroup(ChartGroup, Protocol):
    """What the columns need to know of the heading of a group besides."""

    @property
    def depth(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def count(self) -> int: ...


ShownRow = SheetRow | SheetGroup


@record
class _Texts:
    """What one row says in each column."""

    name: str
    depth: int
    is_summary: bool
    finish: str = ""
    status: Status | None = None
    status_text: str = ""
    responsible: str = ""
    percent: str = ""
    sources: str = ""
    is_late: bool = False
    """Whether its own finish is over, rather than that of a row below."""
    is_milestone: bool = False


class Columns:
    """The rows' columns in one language, as wide as their texts need.

    ``most`` is the greatest width of all columns together: the bodies give way first, then the
    names; then columns are left out. ``references`` says for each row by which numbers its sources
    are listed; without it there is no such column.
    """

    def __init__(
        self,
        rows: Sequence[ShownRow],
        context: Context,
        *,
        translator: Translator,
        measure: Measure,
        most: float,
        references: Sequence[str] | None = None,
    ) -> None:
        self._measure = measure
        told = references or [""] * len(rows)
        self._rows = [
            _texts(row, context, translator, text) for row, text in zip(rows, told, strict=True)
        ]
        self._titles = {key: translator.text(title) for key, title in _TITLES.items()}
        self._widths = self._fitted(most)

    @property
    def width(self) -> float:
        return sum(self._widths.values())

    @property
    def name_width(self) -> float:
        return self._widths[_NAME]

    def _fitted(self, most: float) -> dict[str, float]:
        natural = {key: self._natural(key) for key in _TITLES}
        for key in (_RESPONSIBLE, _PERCENT, _SOURCES):
            if not any(getattr(row, key) for row in self._rows):
                del natural[key]
        for dispensable in ("", *_DISPENSABLE):
            natural.pop(dispensable, None)
            least = sum(min(_LEAST.get(key, wide), wide) for key, wide in natural.items())
            if least <= most:
                break
        over = sum(natural.values()) - most
        if over > 0 and _RESPONSIBLE in natural:
            over -= self._narrow(natural, _RESPONSIBLE, over, _LEAST[_RESPONSIBLE], _NAME_FIRST)
        if over > 0:
            natural[_NAME] = max(natural[_NAME] - over, min(_LEAST[_NAME], natural[_NAME]))
        return {key: float(ceil(wide)) for key, wide in natural.items()}

    @staticmethod
    def _narrow(
        widths: dict[str, float], key: str, over: float, least: float, name_first: float
    ) -> float:
        """Take from the names what they have beyond ``name_first``, then from ``key``."""
        spare = min(max(widths[_NAME] - name_first, 0.0), over)
        widths[_NAME] -= spare
        taken = min(over - spare, max(widths[key] - least, 0.0))
        widths[key] -= taken
        return spare + taken

    def _natural(self, key: str) -> float:
        measure = self._measure
        match key:
            case "name":
                texts = [self._name_width(row) for row in self._rows]
            case "status":
                texts = [
                    chip_width(row.status, row.status_text, measure) + _PADDING
                    for row in self._rows
                    if row.status
                ]
            case _:
                style = StyleName.TEXT_ROW if key == _FINISH else StyleName.TEXT_ROW_SECOND
                texts = [measure(getattr(row, key), style) + 2 * _PADDING for row in self._rows]
        title = measure(self._titles[key], StyleName.TEXT_CAPTION) + 2 * _PADDING
        return max(title, min(max(texts, default=0.0), _MOST.get(key, 1e9)))

    def _name_width(self, row: _Texts) -> float:
        style = StyleName.TEXT_ROW_STRONG if row.is_summary else StyleName.TEXT_ROW
        return _name_left(row) + self._measure(row.name, style) + _PADDING

    def draw_titles(self, scene: Scene, top: float, height: float, *, names_only: bool) -> None:
        """The titles of the columns, the left edge of the first one at x = 0."""
        x = 0.0
        for key, width in self._shown(names_only):
            right = key == _PERCENT
            title = self._titles[key]
            self._text(
                scene, title, x, top + height / 2, width, StyleName.TEXT_CAPTION, right=right
            )
            x += width
            scene.add(Layer.GRID, Line(x - 0.5, top, x - 0.5, top + height, StyleName.SHEET_LINE))

    def draw_row(
        self, scene: Scene, index: int, top: float, height: float, *, names_only: bool
    ) -> None:
        """One row, the left edge of its first column at x = 0."""
        row = self._rows[index]
        middle = top + height / 2
        x = 0.0
        for key, width in self._shown(names_only):
            match key:
                case "name":
                    self._name(scene, row, middle, width)
                case "finish":
                    self._text(scene, row.finish, x, middle, width, _finish_style(row))
                case "status":
                    if row.status is not None:
                        draw_chip(
                            scene, row.status, row.status_text, x, middle, width - 4, self._measure
                        )
                case _:
                    right = key == _PERCENT
                    text = getattr(row, key) or (_NO_PERCENT if right and row.status else "")
                    self._text(
                        scene, text, x, middle, width, StyleName.TEXT_ROW_SECOND, right=right
                    )
            x += width

    def _shown(self, names_only: bool) -> list[tuple[str, float]]:
        return list(self._widths.items())[: 1 if names_only else None]

    def _name(self, scene: Scene, row: _Texts, middle: float, width: float) -> None:
        left = _name_left(row)
        if row.is_milestone:
            x, size = left - _DIAMOND_ROOM + 5, _DIAMOND
            corners = (
                (x, middle - size),
                (x + size, middle),
                (x, middle + size),
                (x - size, middle),
            )
            scene.add(Layer.BARS, Path(corners, StyleName.ROW_DIAMOND, closed=True))
        struck = row.status is Status.CANCELLED
        if row.is_summary:
            style = StyleName.TEXT_ROW_STRONG_STRUCK if struck else StyleName.TEXT_ROW_STRONG
        else:
            style = StyleName.TEXT_ROW_STRUCK if struck else StyleName.TEXT_ROW
        self._text(scene, row.name, left - _PADDING, middle, width - left + _PADDING, style)

    def _text(
        self,
        scene: Scene,
        text: str,
        x: float,
        y: float,
        width: float,
        style: StyleName,
        *,
        right: bool = False,
    ) -> None:
        if not text:
            return
        place = x + width - _PADDING if right else x + _PADDING
        align = Align.RIGHT if right else Align.LEFT
        room = max(width - 2 * _PADDING, 0.0)
        scene.add(Layer.LABELS, Text(place, y, text, style, align, max_width=room))


def _name_left(row: _Texts) -> float:
    left = _PADDING + row.depth * _INDENT
    return left + _DIAMOND_ROOM if row.is_milestone else left


def _finish_style(row: _Texts) -> StyleName:
    if row.is_late:
        return StyleName.TEXT_ROW_LATE
    if row.status is Status.CANCELLED:
        return StyleName.TEXT_ROW_SETTLED_STRUCK
    return StyleName.TEXT_ROW_SETTLED if row.status in _NO_LONGER_DUE else StyleName.TEXT_ROW


def _texts(found: ShownRow, context: Context, translator: Translator, references: str) -> _Texts:
    if isinstance(found, ChartGroup):
        return _Texts(f"{found.title} · {found.count}", depth=0, is_summary=True)
    row = found.row

    def cell(key: str) -> str:
        field = FIELD[key]
        return one_line(cell_text(field, value_of(field, row, context), translator))

    status = value_of(FIELD["status"], row, context)
    assert isinstance(status, Status)
    finish = context.portfolio.finish(row)
    over = isinstance(finish, Period) and finish.is_over_on(context.status_date)
    kind = row.kind if isinstance(row, Item) else None
    return _Texts(
        name=cell("name"),
        # Where nobody committed to a date, the one on which it happened.
        finish=cell("finish") or cell("actual_finish"),
        status=status,
        status_text=cell("status"),
        responsible=cell("responsible"),
        percent=cell("percent") if kind else "",
        sources=references,
        is_late=over and status is Status.OVERDUE,
        depth=found.depth,
        is_summary=found.has_children or kind in (None, ItemKind.PHASE),
        is_milestone=kind is ItemKind.MILESTONE and not found.has_children,
    )

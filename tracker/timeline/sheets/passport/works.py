"""The table of milestones and works in a passport."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from tracker.language import N_, Translator
from tracker.timeline.primitives import Align, Layer, StyleName, Symbol
from tracker.timeline.sheets.chip import GLYPH_SIZE, glyph_style
from tracker.timeline.sheets.passport.content import Cited, Passport, Work
from tracker.timeline.sheets.passport.writing import Column, Type, Writer

_GAP: Final = 12.0
_INDENT: Final = 8.0
_MOST_DATE: Final = 130.0
_LEAST_NAME: Final = 150.0
_NUMBER, _NAME, _FIRST, _NOW = "number", "name", "first", "now"
_FORECAST, _ACTUAL, _STATUS, _PERCENT = "forecast", "actual", "status_text", "percent"
_TITLES: Final = {
    _NUMBER: N_("No."),
    _NAME: N_("Milestone or work"),
    _FIRST: N_("First committed"),
    _NOW: N_("Committed now"),
    _FORECAST: N_("Forecast"),
    _ACTUAL: N_("Actual"),
    _STATUS: N_("Status"),
    _PERCENT: N_("Done, %"),
}


def shown_works(passport: Passport, most: int) -> list[Work]:
    """``most`` of the works in their order; those that are settled are the first to be left out."""
    places = sorted(range(len(passport.works)), key=lambda at: (passport.works[at].settled, at))
    return [passport.works[at] for at in sorted(places[:most])]


class WorksTable:
    """Columns that no work has anything for are left out, and the first promise where none moved.

    Texts that have no room go on in further lines.
    """

    def __init__(
        self, works: Sequence[Work], writer: Writer, type: Type, width: float, speech: Translator
    ) -> None:
        self._works = works
        self._writer = writer
        self._type = type
        self._titles = {key: speech.text(title) for key, title in _TITLES.items()}
        keys = [key for key in _TITLES if any(_said(work, key).text for work in works)]
        if all(work.first.text == work.now.text for work in works) and _FIRST in keys:
            keys.remove(_FIRST)
            self._titles[_NOW] = speech.text(N_("Committed"))
        natural = {key: self._natural(key) for key in keys}
        rest = width - sum(natural.values()) + natural.get(_NAME, 0.0)
        if rest < _LEAST_NAME:
            dates = [key for key in keys if key in (_FIRST, _NOW, _FORECAST, _ACTUAL)]
            for key in dates:
                natural[key] -= min((_LEAST_NAME - rest) / len(dates), natural[key] - 60)
            rest = width - sum(natural.values()) + natural.get(_NAME, 0.0)
        natural[_NAME] = rest
        self._widths = {key: natural[key] for key in keys}

    def _natural(self, key: str) -> float:
        measure = self._writer.measure
        wide = max(
            measure(_said(work, key).text, self._style(work, key))
            + 14 * len(_said(work, key).sources)
            for work in self._works
        )
        if key in (_FIRST, _NOW, _FORECAST, _ACTUAL):
            wide = min(wide, _MOST_DATE)
        if key == _STATUS:
            wide += GLYPH_SIZE + 6
        return float(ceil(max(wide, measure(self._titles[key], self._type.quiet)) + _GAP))

    def _style(self, work: Work, key: str) -> StyleName:
        return self._type.strong if key == _NAME and work.strong else self._type.text

    def write(self, column: Column) -> None:
        """Write headings and rows from the column's place on."""
        x = column.x
        middle = column.y + self._type.row / 2
        for key, width in self._widths.items():
            if key == _PERCENT:
                right = x + width
                self._writer.line(right, middle, self._titles[key], self._type.quiet, Align.RIGHT)
            else:
                self._writer.line(x, middle, self._titles[key], self._type.quiet)
            x += width
        column.y += self._type.row
        self._writer.rule(column)
        for work in self._works:
            self._write_row(work, column)
            self._writer.rule(column, StyleName.GRID_ROW)

    def _write_row(self, work: Work, column: Column) -> None:
        line = self._type.line
        top = column.y + (self._type.row - line) / 2
        x, height = column.x, line
        for key, width in self._widths.items():
            said, style = _said(work, key), self._style(work, key)
            if key == _PERCENT:
                middle = top + line / 2
                self._writer.line(x + width, middle, said.text or "–", style, Align.RIGHT)
            elif key == _STATUS:
                self._write_status(work, x, top + line / 2)
            else:
                indent = min(work.depth, 6) * _INDENT if key == _NAME else 0.0
                used = self._writer.cited(
                    said, x + indent, top, width - indent - _GAP, style, line=line, most=3
                )
                height = max(height, used)
            x += width
        column.y += height + self._type.row - line

    def _write_status(self, work: Work, x: float, middle: float) -> None:
        glyph = Symbol(
            x + GLYPH_SIZE / 2, middle, work.status, glyph_style(work.status), GLYPH_SIZE
        )
        self._writer.scene.add(Layer.BARS, glyph)
        self._writer.line(x + GLYPH_SIZE + 6, middle, work.status_text, self._type.text)


def _said(work: Work, key: str) -> Cited:
    said = getattr(work, key)
    return said if isinstance(said, Cited) else Cited(said)

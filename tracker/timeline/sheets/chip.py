"""The chip of a status as shapes: its glyph and its word on a ground."""

from __future__ import annotations

from typing import Final, NamedTuple

from tracker.domain.status import Status
from tracker.timeline.primitives import Layer, Measure, Rect, Scene, StyleName, Symbol, Text

CHIP_HEIGHT: Final = 20.0
CHIP_LEFT: Final = 6.0
CHIP_RIGHT: Final = 8.0
CHIP_GAP: Final = 4.0
GLYPH_SIZE: Final = 12.0

_AROUND: Final = CHIP_LEFT + GLYPH_SIZE + CHIP_GAP + CHIP_RIGHT


class _Styles(NamedTuple):
    ground: StyleName
    glyph: StyleName
    text: StyleName


_PLAN: Final = _Styles(StyleName.CHIP_PLAN, StyleName.STATUS_PLAN, StyleName.TEXT_CHIP_PLAN)
_STYLES: Final = {
    Status.DONE: _Styles(StyleName.CHIP_DONE, StyleName.STATUS_DONE, StyleName.TEXT_CHIP_DONE),
    Status.IN_PROGRESS: _Styles(
        StyleName.CHIP_PROG, StyleName.STATUS_PROG, StyleName.TEXT_CHIP_PROG
    ),
    Status.AT_RISK: _Styles(StyleName.CHIP_RISK, StyleName.STATUS_RISK, StyleName.TEXT_CHIP_RISK),
    Status.LATE: _Styles(StyleName.CHIP_OVER, StyleName.STATUS_OVER, StyleName.TEXT_CHIP_OVER),
    Status.OVERDUE: _Styles(StyleName.CHIP_OVER, StyleName.STATUS_OVER, StyleName.TEXT_CHIP_OVER),
    Status.CANCELLED: _PLAN._replace(text=StyleName.TEXT_CHIP_STRUCK),
}


def glyph_style(status: Status) -> StyleName:
    """The style of the glyph of a status."""
    return _STYLES.get(status, _PLAN).glyph


def chip_width(status: Status, text: str, measure: Measure) -> float:
    return _AROUND + measure(text, _STYLES.get(status, _PLAN).text)


def draw_chip(
    scene: Scene, status: Status, text: str, x: float, y: float, most: float, measure: Measure
) -> None:
    """Draw the chip, the middle of its left edge at (``x``, ``y``), at most ``most`` wide."""
    styles = _STYLES.get(status, _PLAN)
    wide = min(chip_width(status, text, measure), most)
    top = y - CHIP_HEIGHT / 2
    scene.add(
        Layer.BARS,
        Rect(x, top, wide, CHIP_HEIGHT, styles.ground, radius=CHIP_HEIGHT / 2),
        Symbol(x + CHIP_LEFT + GLYPH_SIZE / 2, y, status, styles.glyph, GLYPH_SIZE),
        Text(
            x + CHIP_LEFT + GLYPH_SIZE + CHIP_GAP,
            y,
            text,
            styles.text,
            max_width=max(wide - _AROUND, 0.0),
        ),
    )

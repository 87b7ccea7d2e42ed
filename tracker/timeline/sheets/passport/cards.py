"""The cards on top of a passport: the figures that are asked for first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tracker.language import N_, Translator
from tracker.timeline.primitives import Layer, Rect, Scene, StyleName
from tracker.timeline.sheets.passport.content import Card, Cited
from tracker.timeline.sheets.passport.writing import Column, Writer

_GAP: Final = 11.0
_PADDING: Final = 11.0
_REFERENCE: Final = 14.0
"""The room that the number of one source takes."""
_FIGURES: Final = (
    (StyleName.TEXT_FIGURE, 24.0),
    (StyleName.TEXT_SECTION, 19.0),
    (StyleName.TEXT_PAPER_STRONG, 15.0),
)
"""The largest in which a figure stands in one line, else the last."""


class CardRow:
    """Cards beside each other, all as high as the highest needs."""

    def __init__(self, writer: Writer, translator: Translator, *, fine: bool) -> None:
        self._writer = writer
        self._translator = translator
        self._inset = 6.0 if fine else 9.0

    def write(self, cards: Sequence[Card], column: Column) -> None:
        """Write the cards from the column's place on, as wide as it is."""
        width = (column.width - _GAP * (len(cards) - 1)) / len(cards)
        room = width - 2 * _PADDING
        height = max(self._height(card, room) for card in cards) + 2 * self._inset
        for place, card in enumerate(cards):
            x = column.x + place * (width + _GAP)
            style = StyleName.CARD_AT_ODDS if card.others else StyleName.CARD
            frame = Rect(x, column.y, width, height, style, radius=5)
            self._writer.scene.add(Layer.BANDS, frame)
            self._texts(self._writer, card, x + _PADDING, column.y + self._inset, room)
        column.y += height

    def _height(self, card: Card, room: float) -> float:
        """Written where nobody sees it: sources get no numbers from that."""
        return self._texts(Writer(Scene(0, 0), self._writer.measure), card, 0.0, 0.0, room)

    def _texts(self, writer: Writer, card: Card, x: float, y: float, room: float) -> float:
        """Label, figure, and what is beside it or said otherwise; gives where they end."""
        fine = StyleName.TEXT_FINE_QUIET
        y += writer.cited(Cited(card.label), x, y, room, fine, line=13, most=1) + 3
        value = card.value if card.value.text else Cited("–")
        style, line = self._figure_style(value, room)
        y += writer.cited(value, x, y, room, style, line=line, most=2) + 3
        return y + writer.cited(self._beside(card), x, y, room, fine, line=13, most=2)

    def _beside(self, card: Card) -> Cited:
        if not card.others:
            return Cited(card.beside)
        text = self._translator.text(N_("other source: {value}"))
        sources = tuple(each for other in card.others for each in other.sources)
        return Cited(text.format(value=card.others[0].text), sources)

    def _figure_style(self, value: Cited, room: float) -> tuple[StyleName, float]:
        references = _REFERENCE * len(value.sources)
        for style, line in _FIGURES:
            if self._writer.measure(value.text, style) + references <= room:
                return style, line
        return _FIGURES[-1]

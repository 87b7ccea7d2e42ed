"""The fonts and colours of a grid, with the measures of its texts kept."""

from __future__ import annotations

import re
from bisect import bisect
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from tracker.language import one_line
from tracker.paper.fonts import FontRole, widget_font
from tracker.paper.theme import Theme


class Line:
    """One line of text as it is drawn."""

    __slots__ = ("_face", "_width", "text")

    def __init__(self, text: str, face: Face) -> None:
        self.text = text
        self._face = face
        self._width: float | None = None

    @property
    def width(self) -> float:
        if self._width is None:
            self._width = self._face.metrics.horizontalAdvance(self.text)
        return self._width

    def fits(self, room: float) -> bool:
        """Whether there is ``room`` for it; measured only where the sum of its letters is near."""
        if self._width is None:
            about = sum(map(self._face.advances.__getitem__, self.text))
            if about * _KERNED_WIDER + 1 <= room:
                return True
            if about * _KERNED_CLOSER - 1 > room:
                return False
        return self.width <= room

    def draw(self, painter: QPainter, x: float, top: float) -> None:
        """Draw it with a painter that has the font; ``top`` is that of the letters."""
        painter.drawText(QPointF(x, top + self._face.ascent), self.text)


class _Advances(dict[str, float]):
    """How wide each letter is by itself."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        self._metrics = metrics

    def __missing__(self, letter: str) -> float:
        width = self[letter] = self._metrics.horizontalAdvance(letter)
        return width


class Face:
    """One font with its metrics; each text is measured and laid out once."""

    def __init__(self, role: FontRole, body_points: float) -> None:
        self.font: QFont = widget_font(role, body_points=body_points)
        self.metrics = QFontMetricsF(self.font)
        self.height = self.metrics.height()
        self.ascent = self.metrics.ascent()
        self.advances = _Advances(self.metrics)
        self._line_height = self.metrics.ascent() + self.metrics.descent()
        self._widths: dict[str, float] = {}
        self._lines: dict[str | tuple[str, float], Line] = {}

    def width(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > _KEPT_WIDTHS:
                self._widths.clear()
            width = self._widths[text] = self.metrics.horizontalAdvance(text)
        return width

    def baseline(self, top: float, height: float) -> float:
        """Where the baseline of one line lies, centred in a box."""
        return top + (height + self.metrics.ascent() - self.metrics.descent()) / 2

    def elided(self, text: str, width: float) -> str:
        """``text`` as one line, as much of it as ``width`` has room for."""
        text = one_line(text)
        if self.width(text) <= width:
            return text
        return self.metrics.elidedText(text, _ELIDE_RIGHT, width)

    def line(self, text: str, room: float) -> Line:
        """``text`` as one line, as much of it as there is ``room`` for."""
        whole = self._lines.get(text)
        if whole is None:
            whole = self._keep(text, one_line(text))
        if whole.fits(room):
            return whole
        cut = self._lines.get((text, room))
        if cut is None:
            cut = self._keep((text, room), self._cut(whole.text, room))
        return cut

    def _cut(self, text: str, room: float) -> str:
        """As much of a text as there is room for, with a sign that there was more."""
        if _SIMPLE(text) is None:
            return self.metrics.elidedText(text, _ELIDE_RIGHT, room)
        # Letters that stand each by itself need not be laid out for it.
        reached = list(accumulate(map(self.advances.__getitem__, text)))
        return text[: bisect(reached, (room - self.advances[_MORE]) / _KERNED_WIDER)] + _MORE

    def _keep(self, key: str | tuple[str, float], text: str) -> Line:
        if len(self._lines) > _KEPT_LINES:
            self._lines.clear()
        found = self._lines[key] = Line(text, self)
        return found

    def line_top(self, top: float, height: float) -> float:
        """Where a :class:`Line` begins that is centred in a box as :meth:`baseline` has it."""
        return top + (height - self._line_height) / 2


_KERNED_WIDER: Final = 1.02
_KERNED_CLOSER: Final = 0.8
"""By how much a line may differ from the sum of its letters; Arabic letters join the closest."""
_SIMPLE: Final = re.compile(
    r"[ -~\xa0-\u02ff\u0370-\u0482\u048a-\u0556\u2010-\u2027\u2116]*"
).fullmatch
"""Letters of which none joins or lies over another: Latin, Greek and Cyrillic."""
_MORE: Final = "…"
_KEPT_WIDTHS: Final = 20_000
_KEPT_LINES: Final = 4_000
_ELIDE_RIGHT: Final = Qt.TextElideMode.ElideRight
_BODY_LINE: Final = 15.72
"""Height of a line of body text at the size of the design, 13 px."""


class GridStyle:
    """What a grid and its editors are drawn with: a theme and fonts for one size of body text."""

    def __init__(self, theme: Theme, body_points: float) -> None:
        self.theme = theme
        self.title = Face(FontRole.SECTION, body_points)
        self.body = Face(FontRole.BODY, body_points)
        self.strong = Face(FontRole.BODY_STRONG, body_points)
        self.button = Face(FontRole.BUTTON, body_points)
        self.secondary = Face(FontRole.SECONDARY, body_points)
        self.chip = Face(FontRole.CHIP, body_points)
        self.caption = Face(FontRole.CAPTION, body_points)
        self.scale = self.body.metrics.height() / _BODY_LINE
        """How much larger than in the design the user's text is."""

    def scaled(self, pixels: float) -> int:
        """A length of the design, grown with the text; never below the design's own."""
        return round(pixels * max(1.0, self.scale))

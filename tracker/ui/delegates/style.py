"""The fonts and colours of a grid, with the measures of its texts kept."""

from __future__ import annotations

from typing import Final, NamedTuple, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QStaticText, QTransform

from tracker.language import one_line
from tracker.paper.fonts import FontRole, widget_font
from tracker.paper.theme import Theme


class Line(NamedTuple):
    """One line of text as it is drawn: laid out once, and never again while it is kept."""

    text: str
    width: float
    shape: QStaticText


class Face:
    """One font with its metrics; each text is measured and laid out once."""

    def __init__(self, role: FontRole, body_points: float) -> None:
        self.font: QFont = widget_font(role, body_points=body_points)
        self.metrics = QFontMetricsF(self.font)
        self.height = self.metrics.height()
        self._line_height = self.metrics.ascent() + self.metrics.descent()
        # Laid out for the pixels of the screen; on another screen Qt does it once more.
        ratio = cast(QGuiApplication, QGuiApplication.instance()).devicePixelRatio()
        self._scale = QTransform.fromScale(ratio, ratio)
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
        if whole.width <= room:
            return whole
        cut = self._lines.get((text, room))
        if cut is None:
            shown = self.metrics.elidedText(whole.text, _ELIDE_RIGHT, room)
            cut = self._keep((text, room), shown)
        return cut

    def _keep(self, key: str | tuple[str, float], text: str) -> Line:
        if len(self._lines) > _KEPT_LINES:
            self._lines.clear()
        shape = QStaticText(text)
        shape.setTextFormat(_PLAIN)
        shape.prepare(self._scale, self.font)
        found = self._lines[key] = Line(text, shape.size().width(), shape)
        return found

    def line_top(self, top: float, height: float) -> float:
        """Where a :class:`Line` begins that is centred in a box as :meth:`baseline` has it."""
        return top + (height - self._line_height) / 2


_KEPT_WIDTHS: Final = 20_000
_KEPT_LINES: Final = 4_000
_PLAIN: Final = Qt.TextFormat.PlainText
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

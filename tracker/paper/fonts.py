"""The bundled typeface in the sizes of the design, with figures that stand under each other.

Inter covers every letter of the four languages; an installed copy is not relied on. Where the files
are missing, Noto Sans and then the system's own typeface stand in.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from tracker.bundle import resource


class FontRole(Enum):
    """What a text is for."""

    FIGURE = "figure"
    PAGE_TITLE = "page title"
    OBJECT_TITLE = "object title"
    SECTION = "section"
    BODY = "body"
    BODY_STRONG = "body, summary rows"
    BUTTON = "button"
    SECONDARY = "secondary"
    CHIP = "chip"
    CAPTION = "caption"
    NOTE = "note"
    BAND = "upper header band"
    AXIS = "lower header band"
    AXIS_NOW = "lower header band, today"
    LABEL = "label of a mark"
    PILL = "pill of the status date"
    CARD_FIGURE = "figure of a card on paper"
    FINE = "dense tables on paper"
    FINE_STRONG = "headings of dense tables on paper"


class _Face(NamedTuple):
    """Whole pixels at 100 %, weight, slant."""

    pixels: int
    weight: QFont.Weight = QFont.Weight.Normal
    italic: bool = False


_FACES: Final = {
    FontRole.FIGURE: _Face(28, QFont.Weight.DemiBold),
    FontRole.PAGE_TITLE: _Face(22, QFont.Weight.DemiBold),
    FontRole.OBJECT_TITLE: _Face(18, QFont.Weight.DemiBold),
    FontRole.SECTION: _Face(14, QFont.Weight.DemiBold),
    FontRole.BODY: _Face(13),
    FontRole.BODY_STRONG: _Face(13, QFont.Weight.DemiBold),
    FontRole.BUTTON: _Face(13, QFont.Weight.Medium),
    FontRole.SECONDARY: _Face(12),
    FontRole.CHIP: _Face(12, QFont.Weight.Medium),
    FontRole.CAPTION: _Face(11, QFont.Weight.Medium),
    FontRole.NOTE: _Face(11, italic=True),
    FontRole.BAND: _Face(12, QFont.Weight.DemiBold),
    FontRole.AXIS: _Face(11),
    FontRole.AXIS_NOW: _Face(11, QFont.Weight.DemiBold),
    FontRole.LABEL: _Face(11),
    FontRole.PILL: _Face(11, QFont.Weight.DemiBold),
    FontRole.CARD_FIGURE: _Face(20, QFont.Weight.DemiBold),
    # The least that may be printed: 7.5 pt.
    FontRole.FINE: _Face(10),
    FontRole.FINE_STRONG: _Face(10, QFont.Weight.DemiBold),
}
_FALLBACK: Final = "Noto Sans"
_ALTERNATES: Final = ("tnum", "calt", "clig", "liga")
"""Features of a typeface that put another form in the place of a letter."""


def load_fonts() -> str:
    """Make the bundled typeface known to the application and return its family name.

    Needs a QGuiApplication. Falls back to Noto Sans, else to the system's family.
    """
    if QGuiApplication.instance() is None:
        raise RuntimeError("fonts need a QGuiApplication")
    return _family()


@cache
def _family() -> str:
    loaded: list[str] = []
    for path in sorted(resource("fonts").glob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(path))
        loaded += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    for family in loaded:
        if family == "Inter":
            return family
    if QFontDatabase.hasFamily(_FALLBACK):
        return _FALLBACK
    return QGuiApplication.font().family()


@cache
def _chart_font(role: FontRole, family: str, plain: bool) -> QFont:
    font = _styled(role, family)
    # Before Qt 6.7 neither can be chosen.
    if plain and hasattr(font, "setFeature"):
        for tag in _ALTERNATES:
            font.setFeature(QFont.Tag(tag), 0)
    font.setPixelSize(_FACES[role].pixels)
    # Hinting moves glyphs to whole pixels and makes a text a different length on every screen.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def font(role: FontRole, *, plain: bool = False) -> QFont:
    """The font for the chart and for pages: sizes in pixels, the same on every system.

    A ``plain`` one takes each letter as the typeface maps it. Qt knows of no other forms what they
    stand for: in a PDF, figures of one width could be seen, but neither searched nor copied.
    """
    return QFont(_chart_font(role, load_fonts(), plain))


def widget_font(role: FontRole, *, body_points: float) -> QFont:
    """The font for widgets, scaled so that body text is ``body_points`` large.

    Pass the point size of the system's font: users who enlarge text then get larger text.
    """
    found = _styled(role, load_fonts())
    found.setPointSizeF(body_points * _FACES[role].pixels / _FACES[FontRole.BODY].pixels)
    return found


def _styled(role: FontRole, family: str) -> QFont:
    styled = QFont(family)
    styled.setWeight(_FACES[role].weight)
    styled.setItalic(_FACES[role].italic)
    # From Qt 6.7 on.
    if hasattr(styled, "setFeature"):
        styled.setFeature(QFont.Tag("tnum"), 1)
    return styled

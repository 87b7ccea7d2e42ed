"""The bundled typeface inside an SVG: only the letters that are in use."""

from __future__ import annotations

import base64
from collections.abc import Set as AbstractSet
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tracker.bundle import resource

_FEATURES: Final = ["ccmp", "kern", "locl", "mark", "mkmk"]
"""How letters stand to each other; none that puts other forms in their place, as in a PDF."""


def font_face(family: str, weight: int, italic: bool, letters: AbstractSet[str]) -> str | None:
    """The CSS rule that carries one cut of a family; None where it is not a bundled one."""
    path = _file(family, weight, italic)
    if path is None:
        return None
    options = Options(layout_features=_FEATURES, hinting=False, notdef_outline=True)
    data = BytesIO()
    with TTFont(path, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(letter) for letter in letters])
        subsetter.subset(font)
        font.save(data, reorderTables=None)
    packed = base64.b64encode(data.getvalue()).decode()
    slant = "italic" if italic else "normal"
    return (
        f"@font-face{{font-family:{family};font-weight:{weight};font-style:{slant};"
        f"src:url(data:font/otf;base64,{packed}) format('opentype')}}"
    )


def _file(family: str, weight: int, italic: bool) -> Path | None:
    """The bundled file of a cut, by what it says of itself."""
    for path in sorted(resource("fonts").glob("*.[ot]tf")):
        with TTFont(path, lazy=True) as font:
            names, kind = font["name"], font["OS/2"]
            is_italic = bool(kind.fsSelection & 1)
            if (names.getBestFamilyName(), kind.usWeightClass, is_italic) == (
                family,
                weight,
                italic,
            ):
                return path
    return None

"""Any text as lines that can be shown, whatever its author put into it."""

from __future__ import annotations

from typing import Final

MOST_SHOWN: Final = 600
"""Letters. No line of a screen holds more, and measuring thousands takes longer than a frame."""

_ELLIPSIS: Final = "…"
# Control characters draw as boxes; Unicode calls U+0000–U+001F and U+007F–U+009F so.
_CONTROLS: Final = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])


def one_line(text: str) -> str:
    """``text`` without breaks and control characters, cut after :data:`MOST_SHOWN` letters."""
    if len(text) <= MOST_SHOWN and text.isprintable():
        return text
    # Twice as much before: what is cut is seldom all spaces and controls.
    shown = " ".join(text[: 2 * MOST_SHOWN].split()).translate(_CONTROLS)
    if len(shown) > MOST_SHOWN or len(text) > 2 * MOST_SHOWN:
        return shown[:MOST_SHOWN] + _ELLIPSIS
    return shown


def paragraphs(text: str) -> list[str]:
    """``text`` as its author broke it, without empty lines and control characters."""
    return [
        line
        for broken in text.splitlines()
        if (line := broken.replace("\t", " ").translate(_CONTROLS).strip())
    ]

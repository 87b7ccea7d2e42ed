"""How wide the columns of a table become: as its rows need, so that the table stays low.

A column is at least as wide as its longest word. What is left of the page goes, step by step, to
the columns that make the most rows high. Where not even the longest words fit beside each other,
the widest columns give way and words are broken, but no figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.timeline.sheets.wrapping import Wrapping

_Numbers = npt.NDArray[np.float64]

_MOST_LEAST: Final = 150.0
"""A longer word is an address or a mistake: the table does not suffer for it."""
_STEPS: Final = 80
_SHARED: Final = 0.2


def least_widths(columns: Sequence[Sequence[str]], wrapping: Wrapping) -> list[float]:
    """The width of the longest word of each column, given by its texts, in whole pixels."""
    return [
        min(ceil(max(map(wrapping.longest_word, texts), default=0.0)), _MOST_LEAST)
        for texts in columns
    ]


def balanced(
    columns: Sequence[Sequence[str]],
    least: Sequence[float],
    room: float,
    wrapping: Wrapping,
    *,
    figures: Sequence[bool],
) -> list[float]:
    """The inner widths of columns whose texts these are; together they take ``room``.

    Every column has as many texts; ``figures`` tells which hold figures. Whole pixels, so that
    upright lines are sharp.
    """
    if sum(least) > room:
        kept = sum(width for width, figure in zip(least, figures, strict=True) if figure)
        if kept > room / 2:
            return _whole(_capped(least, room, least), room)
        texts = [width for width, figure in zip(least, figures, strict=True) if not figure]
        capped = _capped(least, room - kept, texts)
        both = zip(least, capped, figures, strict=True)
        return _whole([width if figure else cut for width, cut, figure in both], room)
    natural = np.array([[wrapping.width(text) for text in texts] for texts in columns])
    widths = np.maximum(np.array(least, dtype=np.float64), 1.0)
    natural = natural.reshape(len(widths), -1)
    step = max((room - widths.sum()) / _STEPS, 1.0)
    while widths.sum() + step <= room:
        needy = _neediest(natural, widths)
        if needy is None:
            break
        widths[needy] += step
    spare = room - widths.sum()
    # What no row needs: columns of long texts take it as their texts do.
    shares = widths if spare > 0 else np.zeros_like(widths)
    return _whole(list(widths + spare * shares / max(shares.sum(), 1.0)), room)


def _neediest(natural: _Numbers, widths: _Numbers) -> int | None:
    """The column that makes rows higher than they would be without it; None where none does."""
    lines = np.ceil(natural / widths[:, None] - 1e-9)
    first, second = -np.sort(-lines, axis=0, kind="stable")[:2] if len(lines) > 1 else (lines[0], 1)
    guilty = (lines == first) & (lines > 1)
    if not guilty.any():
        return None
    # What one column alone can save counts whole, what several would have to save together less.
    saved = first - np.maximum(second, 1) + _SHARED * (first - 1) / np.maximum(guilty.sum(0), 1)
    return int(np.argmax((guilty * saved).sum(axis=1)))


def _capped(least: Sequence[float], room: float, counted: Sequence[float]) -> list[float]:
    """``least`` with the widest cut to one width, so that those ``counted`` take ``room``."""
    left = room
    for place, width in enumerate(sorted(counted)):
        share = left / (len(counted) - place)
        if width > share:
            return [min(each, share) for each in least]
        left -= width
    return list(least)


def _whole(widths: Sequence[float], room: float) -> list[float]:
    found = [max(float(floor(width)), 1.0) for width in widths]
    widest = sorted(range(len(found)), key=lambda place: -found[place])
    for place in range(int(floor(room) - sum(found))):
        found[widest[place % len(widest)]] += 1.0
    return found

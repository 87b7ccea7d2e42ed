"""Names for the sheets of a workbook, as Excel takes them."""

from __future__ import annotations

import re
from typing import Final

_MOST: Final = 31
"""Units of UTF-16."""

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\ufffe\uffff]+")
_RESERVED: Final = "history"
_UNNAMED: Final = "1"


class SheetNames:
    """Gives each sheet of one workbook a name of its own, as near to its title as can be."""

    def __init__(self) -> None:
        self._taken: set[str] = {_RESERVED}

    def of(self, title: str) -> str:
        """The name for a sheet with this title."""
        wanted = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("' ") or _UNNAMED
        name, number = cut_utf16(wanted, _MOST).strip("' "), 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" ({number})"
            name = cut_utf16(wanted, _MOST - len(ending)) + ending
        self._taken.add(name.casefold())
        return name


def cut_utf16(text: str, most: int) -> str:
    """``text``, or what of it ``most`` units of UTF-16 hold with an ellipsis for the rest."""
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"

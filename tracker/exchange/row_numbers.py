"""How the rows and sections of an official table are numbered."""

from __future__ import annotations

from typing import Final


class RowNumbers:
    """1, 2, 3 … through the whole table, with 2.1. below 2; sections have Roman numerals."""

    def __init__(self, *, by_depth: bool) -> None:
        self._by_depth = by_depth
        self._sections = 0
        self._places: list[int] = [0]

    def next(self, depth: int) -> int | str:
        level = depth - 1 if self._by_depth else 0
        del self._places[level + 1 :]
        self._places += [0] * (level + 1 - len(self._places))
        self._places[level] += 1
        if level == 0:
            return self._places[0]
        # The point at the end keeps a spreadsheet from reading 1.2 as a date.
        return "".join(f"{place}." for place in self._places)

    def next_section(self) -> str:
        self._sections += 1
        return roman(self._sections)


def roman(number: int) -> str:
    """A whole number from 1 in Roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)

"""What is written otherwise than it stands in the portfolio, or may be lost in a spreadsheet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import Final, NamedTuple

from tracker.domain.errors import UserError
from tracker.exchange.dialects import Dialect
from tracker.exchange.guards import is_formula, joined
from tracker.language import N_

MOST_TEXT: Final = 32_767
"""Units of UTF-16 that a cell of Excel holds."""
_MOST_LISTED: Final = 10_000
_MOST_TOLD: Final = 5
_CONTROL: Final = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f]")


class WarningKind(Enum):
    """Why a cell is named."""

    FORMULA = "would run as a formula; an apostrophe keeps it a text"
    READING = "would become a date, a number or a truth value; an apostrophe keeps it a text"
    MONTH = "would become the first of the month; a no-break space keeps it a text"
    TOO_LONG = "longer than a cell of Excel holds, which would cut it"
    CONTROL = "has a control character, which spreadsheets drop"
    NOT_HELD = "has characters that the encoding does not have"

    # There is one of each, and a long table may have a warning in every row.
    __hash__ = object.__hash__

    @property
    def is_guarded(self) -> bool:
        """Whether the cell is written otherwise than it stands in the portfolio."""
        return self in (WarningKind.FORMULA, WarningKind.READING, WarningKind.MONTH)


class CellWarning(NamedTuple):
    """``row`` and ``column`` count from 1 as a spreadsheet does, the lines above included.

    ``value`` is the text as the portfolio has it.
    """

    row: int
    column: int
    value: str
    kind: WarningKind


class Warnings:
    """The warnings of one table: ``counts`` of all, ``listed`` the first ten thousand of them."""

    def __init__(self, dialect: Dialect) -> None:
        self.counts: Counter[WarningKind] = Counter()
        self.listed: list[CellWarning] = []
        self._dialect = dialect

    @property
    def guarded(self) -> int:
        """How many cells are written otherwise than they stand in the portfolio."""
        return sum(count for kind, count in self.counts.items() if kind.is_guarded)

    def found(
        self, plain: Sequence[str], safe: Sequence[str] | None
    ) -> dict[int, list[WarningKind]]:
        """What is to be said of which of some cells, by their places; most say nothing."""
        found: defaultdict[int, list[WarningKind]] = defaultdict(list)
        if safe is not None:
            for at, (text, written) in enumerate(zip(plain, safe, strict=True)):
                if text != written:
                    found[at].append(_why_guarded(text, written))
        together = joined(plain)
        if len(together) > MOST_TEXT // 2:
            for at in _where(is_too_long, plain):
                found[at].append(WarningKind.TOO_LONG)
        # Each text stands after a NUL of its own.
        if together.count("\0") > len(plain) or len(_CONTROL.findall(together)) > len(plain):
            for at in _where(_CONTROL.search, plain):
                found[at].append(WarningKind.CONTROL)
        if self._dialect.missing(together):
            for at in _where(self._dialect.missing, plain):
                found[at].append(WarningKind.NOT_HELD)
        return dict(sorted(found.items()))

    @property
    def lists_more(self) -> bool:
        """Whether a warning is still named with its cell, or only counted.

        The first cells that cannot be written are always named.
        """
        if len(self.listed) < _MOST_LISTED:
            return True
        names_more = self.counts[WarningKind.NOT_HELD] < _MOST_TOLD
        return names_more and not self._dialect.holds_everything

    def add(self, cells: Iterable[tuple[int, str, Sequence[WarningKind]]], column: int) -> None:
        """Name some cells of one column, each by its row, its text and what is to be said of it."""
        counts, listed = self.counts, self.listed
        for row, value, kinds in cells:
            for kind in kinds:
                counts[kind] += 1
                if len(listed) < _MOST_LISTED or (
                    kind is WarningKind.NOT_HELD and counts[kind] <= _MOST_TOLD
                ):
                    listed.append(CellWarning(row, column, value, kind))

    def count(self, kinds: Iterable[WarningKind], times: int) -> None:
        """Count cells that are not named any more."""
        for kind in kinds:
            self.counts[kind] += times

    def refusal(self, headings: Sequence[str]) -> UserError | None:
        """Why the table cannot be written in its encoding, with the characters and their cells."""
        count = self.counts[WarningKind.NOT_HELD]
        if not count:
            return None
        found = [each for each in self.listed if each.kind is WarningKind.NOT_HELD]
        characters = dict.fromkeys(
            character for each in found for character in self._dialect.missing(each.value)
        )
        places = [f"{each.row}, “{headings[each.column - 1]}”" for each in found[:_MOST_TOLD]]
        return UserError(
            N_(
                "{encoding} does not have these characters: {characters}. They stand in {count} "
                "cells (row, column): {places}. Choose a format in UTF-8, or write other "
                "characters. Nothing was written."
            ),
            encoding=self._dialect.encoding,
            characters=" ".join(map(_shown, characters)),
            count=count,
            places="; ".join(places) + ("; …" if count > len(places) else ""),
        )


def is_too_long(text: str) -> bool:
    """Whether Excel would cut a text."""
    return len(text) > MOST_TEXT // 2 and len(text.encode("utf-16-le", "replace")) > 2 * MOST_TEXT


def _where(says: Callable[[str], object], texts: Sequence[str]) -> list[int]:
    return [at for at, text in enumerate(texts) if says(text)]


def _why_guarded(text: str, written: str) -> WarningKind:
    if is_formula(text):
        return WarningKind.FORMULA
    return WarningKind.READING if written.startswith("'") else WarningKind.MONTH


def _shown(character: str) -> str:
    return character if character.isprintable() else f"U+{ord(character):04X}"

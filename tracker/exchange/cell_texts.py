"""The cells of a table as they stand between the separators of a CSV file.

A long table shows the same cells again and again: one body, one period, one source in thousands of
rows. What a cell becomes is worked out once, and found again by the identity of the cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from tracker.exchange.cell_warnings import MOST_TEXT, WarningKind, Warnings
from tracker.exchange.dialects import Dialect
from tracker.exchange.guards import joined
from tracker.exchange.table import Cell

_MOST_KNOWN: Final = 4_000
"""Cells of one column that are remembered: few enough for a table of a million rows."""

_NUMBERS: Final = frozenset({int, Decimal, type(None)})
"""Cells of digits, a sign and a decimal point, which separates no cells in any dialect."""
_HARMLESS: Final = frozenset(b'\0\t\n",;')
"""Marks that ask for quotes at most; the NULs are those between the texts."""
_QUOTED_ALWAYS: Final = frozenset(b'\n"')
"""What asks for quotes in every dialect."""


class CellTexts:
    """The cells of one column, guarded and quoted; ``column`` counts from 1."""

    def __init__(self, dialect: Dialect, warnings: Warnings, column: int) -> None:
        self._dialect = dialect
        self._warnings = warnings
        self._column = column
        self._quoted = re.compile(rf'["\r\n{re.escape(dialect.separator)}]')
        marks = {*range(0x20), ord('"'), ord(dialect.separator)}
        self._unmarked = bytes(set(range(256)) - marks)
        """The bytes of UTF-8 that neither part, quote nor control anything."""
        self._known: dict[int, str] = {}
        self._kept: list[Cell] = []
        """The cells that are known, so that none of their identities becomes another one's."""
        self._minded: dict[int, tuple[str, list[WarningKind]]] = {}
        """Of the cells that are known those to be warned of, with their plain text."""

    def of(self, cells: Sequence[Cell], *, row: int) -> list[str]:
        """The texts of some cells, the first of which stands in ``row``."""
        known = self._known
        if len(known) > _MOST_KNOWN:
            known.clear()
            self._minded.clear()
            self._kept.clear()
        ids = list(map(id, cells))
        distinct = set(ids)
        unknown = distinct.difference(known)
        if len(unknown) == len(ids) > 1:
            # Where nothing is the same, nothing will be: that is not worth remembering.
            texts = self._plainly(cells)
            if texts is not None:
                return texts
        if unknown:
            self._learn({key: cell for key, cell in zip(ids, cells, strict=True) if key in unknown})
        if self._minded and not self._minded.keys().isdisjoint(distinct):
            self._warn(ids, row)
        if len(distinct) == 1:
            return [known[ids[0]]] * len(ids)
        return list(map(known.__getitem__, ids))

    def _learn(self, cells: dict[int, Cell]) -> None:
        column, ids = list(cells.values()), list(cells)
        texts = self._plainly(column)
        if texts is None:
            texts = self._carefully(column, ids)
        self._known.update(zip(ids, texts, strict=True))
        self._kept += column

    def _plainly(self, column: Sequence[Cell]) -> list[str] | None:
        """The texts of cells where there is nothing to be guarded or warned of."""
        plain = self._dialect.plain_texts(column)
        if _NUMBERS.issuperset(map(type, column)):
            return plain
        together = joined(plain)
        try:
            encoded = together.encode()
        except UnicodeEncodeError:
            return None
        marks = encoded.translate(None, self._unmarked)
        # Each text stands after a NUL of its own.
        if marks.count(0) != len(plain) or not _HARMLESS.issuperset(marks):
            return None
        if self._dialect.guard.suspects(together) or max(map(len, plain)) > MOST_TEXT // 2:
            return None
        if self._dialect.missing(together):
            return None
        if len(marks) == len(plain):
            return plain
        if _QUOTED_ALWAYS.isdisjoint(marks):
            separator = self._dialect.separator
            return [f'"{text}"' if separator in text else text for text in plain]
        return self._quote(plain)

    def _carefully(self, column: Sequence[Cell], ids: Sequence[int]) -> list[str]:
        """The texts of any cells; those to be warned of are minded."""
        plain = self._dialect.plain_texts(column)
        safe = self._dialect.safe_texts(column, plain)
        for at, kinds in self._warnings.found(plain, safe).items():
            self._minded[ids[at]] = plain[at], kinds
        return self._quote(plain if safe is None else safe)

    def _warn(self, ids: Sequence[int], row: int) -> None:
        minded, warnings = self._minded, self._warnings
        if warnings.lists_more:
            found = [(at, *minded[key]) for at, key in enumerate(ids, row) if key in minded]
            warnings.add(found, self._column)
            return
        for key, times in Counter(filter(minded.__contains__, ids)).items():
            warnings.count(minded[key][1], times)

    def _quote(self, texts: list[str]) -> list[str]:
        search = self._quoted.search
        return [in_quotes(text) if search(text) else text for text in texts]


def in_quotes(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'

"""Text with delimiters, as CSV or from the clipboard, cut into rows and cells.

Line ends of every kind are read, mixed ones too. A row whose quotation marks do not pair is told as
such and the next line is read as if it had never been: one stray quotation mark cannot swallow the
rest of the table.
"""

from __future__ import annotations

import contextlib
import csv
import io
from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice
from typing import Final, cast

from tracker.domain.errors import FileError, InputError
from tracker.exchange.table_in.source import MAX_CELL, MAX_COLUMNS, MAX_ROWS, Cell, SourceRow
from tracker.language import N_

DELIMITERS: Final = (";", "\t", ",", "|")
"""The first wins a tie: with a decimal comma a semicolon stands between the cells."""

_SNIFFED: Final = 200
"""Lines from which the delimiter is found out."""
_MOST_BROKEN: Final = 100
_SEP: Final = "sep="

BROKEN: Final = N_(
    "The quotation marks in this row do not pair. Put two of them for one inside a cell, and one "
    "more at the end of a cell that begins with one."
)
TOO_LONG: Final = N_("A cell is {n} characters long. Up to {most} are read: shorten the text.")
TOO_WIDE: Final = N_("The table has more than {most} columns. Delete those that are not needed.")
TOO_MANY: Final = N_("The table has more than {most} rows. Import it in parts.")


def delimiter_of(text: str) -> str:
    """The delimiter of a table: the one with which the most rows have the same number of cells."""
    first = text[:64].lower()
    if first.startswith(_SEP) and len(first) > len(_SEP):
        return first[len(_SEP)]

    def weight(delimiter: str) -> float:
        # A piece of the text: the last line of it may be cut through.
        rows = csv.reader(islice(io.StringIO(text, newline=""), _SNIFFED), delimiter=delimiter)
        widths: Counter[int] = Counter()
        with contextlib.suppress(csv.Error):
            widths.update(len(row) for row in rows if row)
        several = {width: count for width, count in widths.items() if width > 1}
        return max(several.values(), default=0) / max(widths.total(), 1)

    return max(DELIMITERS, key=weight)


def delimited_rows(text: str, delimiter: str) -> Iterator[SourceRow]:
    """The rows of a table in text. Raises FileError for one that is too large or not a table."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = broken = 0
    while True:
        lines.mark()
        refused = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            broken += 1
            if broken > _MOST_BROKEN:
                raise FileError(
                    N_("More than {n} rows have quotation marks that do not pair. Mend the file."),
                    n=_MOST_BROKEN,
                ) from error
            cells = lines.back_to_second().rstrip("\r\n").split(delimiter)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            refused = InputError(BROKEN)
        number += 1
        if number == 1 and len(cells) in (1, 2) and cells[0].startswith(_SEP):
            cells = []
        check_size(number, len(cells))
        longest = max(map(len, cells), default=0)
        if longest > MAX_CELL:
            refused = InputError(TOO_LONG, n=longest, most=MAX_CELL)
        yield SourceRow(number, cast("list[Cell]", cells), refused)


def check_size(rows: int, columns: int) -> None:
    """Raise FileError for a table beyond the limits."""
    if columns > MAX_COLUMNS:
        raise FileError(TOO_WIDE, most=MAX_COLUMNS)
    if rows > MAX_ROWS:
        raise FileError(TOO_MANY, most=MAX_ROWS)


class _Lines:
    """The lines of a text, of which the reader may be given some again."""

    def __init__(self, text: str) -> None:
        self._rest: Iterator[str] = io.StringIO(text, newline="")
        self._again: deque[str] = deque()
        self._given: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._rest)
        self._given.append(line)
        return line

    def mark(self) -> None:
        """A row begins here."""
        self._given.clear()

    def back_to_second(self) -> str:
        """Give all lines since the mark again but the first, which is returned."""
        first, *others = self._given
        self._again.extendleft(reversed(others))
        return first

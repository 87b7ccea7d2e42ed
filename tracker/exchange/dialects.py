"""How a table is written as characters, so that a spreadsheet opens it as what it is.

What a double click in a spreadsheet would do to a CSV file, and what is done about it here:

* **Running text as a formula** (``=1+1``, ``@SUM``, ``-cmd``; also after spaces or quotes, in full
  width, and after a separator inside the text, where a spreadsheet that expects another one begins
  a cell): an apostrophe is put before it. Cells that are numbers, negative ones too, stay numbers.
  Applies to every dialect (OWASP, "CSV Injection").
* **Making dates and numbers of text** (``1-2``, ``MAR1``, ``00123``, ``1E5``): the same apostrophe,
  in the Excel dialects. In a month without a day ("December 2026"), which Excel would turn into the
  first of that month, the space becomes a no-break space instead: it looks the same and stays text.
* **Row numbers** below the first level are written with a point at the end, as official plans do
  ("1.2."), since Russian Excel reads "1.2" as 1 February.
* **Taking the file for SYLK** when it begins with ``ID``: that first cell is put in quotes.
* **Taking UTF-8 for a one-byte encoding**: the Excel dialects begin with a byte order mark. There
  is no ``sep=`` line, because it makes Excel ignore the mark.

Numbers are written with all their digits and without grouping: "1 794 783,5" would be text. See
:mod:`guards` for what is guarded and how it is read back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Final, cast

from tracker.exchange.guards import Guard, joined
from tracker.exchange.table import Cell, DayCell, PeriodCell
from tracker.language import N_, Language
from tracker.records import record


class Days(Enum):
    """How a plain day is written."""

    DOTTED = "31.12.2026"
    WORDS = "31 December 2026"
    ISO = "2026-12-31"


@record
class Dialect:
    """The characters of a CSV file. Lines always end with CR LF (RFC 4180).

    ``label`` and ``about`` are msgids: for whom it is, and what is between and in the cells. An
    ``encoding`` other than UTF-8 holds few characters: a table with any other is refused.
    """

    name: str
    label: str
    about: str
    separator: str
    decimal_point: str
    days: Days
    encoding: str = "utf-8-sig"
    guard: Guard = Guard.READINGS
    suffix: str = ".csv"

    @property
    def byte_order_mark(self) -> bool:
        return self.encoding == "utf-8-sig"

    @property
    def holds_everything(self) -> bool:
        """Whether there is no character that cannot be written."""
        return self.encoding in ("utf-8", "utf-8-sig")

    def missing(self, text: str) -> str:
        """The characters of ``text`` that the encoding does not have, each once."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return "".join(dict.fromkeys(filter(self._is_missing, text)))
        return ""

    def _is_missing(self, character: str) -> bool:
        try:
            character.encode(self.encoding)
        except UnicodeEncodeError:
            return True
        return False

    def texts(self, column: Sequence[Cell]) -> list[str]:
        """The cells of one column as they stand in the file, before quoting."""
        plain = self.plain_texts(column)
        return self.safe_texts(column, plain) or plain

    def plain_texts(self, column: Sequence[Cell]) -> list[str]:
        """The cells of one column in words, not yet made safe.

        Inside a cell a line ends with LF alone, as spreadsheets hold it; CR LF ends the row.
        """
        texts = self._in_words(column)
        if "\r" in "".join(texts):
            return [_LINE_END.sub("\n", text) for text in texts]
        return texts

    def _in_words(self, column: Sequence[Cell]) -> list[str]:
        kinds = set(map(type, column))
        if kinds <= {str}:
            return list(cast("Sequence[str]", column))
        if kinds <= {str, NoneType}:
            return [cell or "" for cell in cast("Sequence[str | None]", column)]
        if kinds <= {DayCell, PeriodCell, NoneType}:
            return ["" if cell is None else cell.text for cell in cast("Sequence[_Dated]", column)]
        if kinds <= {int, NoneType}:
            return ["" if cell is None else str(cell) for cell in column]
        if len(column) == 1:
            return [self.plain_text(column[0])]
        # Cells that are the same object are written alike; most columns hold few of them.
        cells = dict(zip(map(id, column), column, strict=True))
        texts = dict(zip(cells, map(self.plain_text, cells.values()), strict=True))
        return list(map(texts.__getitem__, map(id, column)))

    def safe_texts(self, column: Sequence[Cell], plain: Sequence[str]) -> list[str] | None:
        """What :meth:`plain_texts` gave of a column, made safe; None where it is so already."""
        kinds = set(map(type, column))
        if kinds.isdisjoint(_TEXTS):
            return None
        # Most columns hold few texts, each many times.
        distinct = set(plain)
        together = joined(distinct)
        if together.count("\0") == len(distinct) and not self.guard.suspects(together):
            return None
        make, may_change = self.guard.safe, self.guard.is_suspect
        safe = {text: make(text) if may_change(text) else text for text in distinct}
        if kinds <= _TEXTS_OR_NOTHING:
            return list(map(safe.__getitem__, plain))
        return [
            safe[text] if isinstance(cell, _TEXTS) else text
            for cell, text in zip(column, plain, strict=True)
        ]

    def plain_text(self, cell: Cell) -> str:
        """A cell in words, not yet made safe: for a text that is put together from several."""
        match cell:
            case None:
                return ""
            case DayCell() | PeriodCell():
                return cell.text
            case Decimal():
                return f"{cell:f}".replace(".", self.decimal_point)
            case _:
                return str(cell)

    def restored(self, text: str) -> str:
        """What :meth:`texts` wrote as ``text``: without what was added for spreadsheets."""
        return self.guard.restored(text)


_LINE_END: Final = re.compile(r"\r\n?")

_Dated = DayCell | PeriodCell | None

_TEXTS: Final = (str, PeriodCell)
"""What a spreadsheet is to take as text: a quarter too, but no day and no number."""
_TEXTS_OR_NOTHING: Final = frozenset({*_TEXTS, type(None)})

DIALECTS: Final = {
    dialect.name: dialect
    for dialect in (
        Dialect(
            "excel-ru",
            N_("CSV for Excel in Russian, Kazakh or Uzbek"),
            N_("semicolon, UTF-8 with BOM, decimal comma"),
            separator=";",
            decimal_point=",",
            days=Days.DOTTED,
        ),
        Dialect(
            "excel-en",
            N_("CSV for Excel in English"),
            N_("comma, UTF-8 with BOM, decimal point"),
            separator=",",
            decimal_point=".",
            days=Days.WORDS,
        ),
        Dialect(
            "rfc4180",
            N_("CSV, strict RFC 4180"),
            N_("comma, UTF-8, decimal point, ISO dates: for other programs"),
            separator=",",
            decimal_point=".",
            days=Days.ISO,
            encoding="utf-8",
            guard=Guard.FORMULAS,
        ),
        Dialect(
            "windows-1251",
            N_("CSV in Windows-1251"),
            N_("semicolon, Russian letters only: for old programs"),
            separator=";",
            decimal_point=",",
            days=Days.DOTTED,
            encoding="windows-1251",
        ),
        Dialect(
            "kz-1048",
            N_("CSV in KZ-1048"),
            N_("semicolon, Russian and Kazakh letters only: for old programs"),
            separator=";",
            decimal_point=",",
            days=Days.DOTTED,
            encoding="kz1048",
        ),
        Dialect(
            "tsv",
            N_("Text with tabs (TSV)"),
            N_("tab, UTF-8 with BOM, decimal comma"),
            separator="\t",
            decimal_point=",",
            days=Days.DOTTED,
            suffix=".tsv",
        ),
    )
}
"""By name. The Russian one also serves Kazakh and Uzbek: all three write the decimal comma."""


def default_dialect(language: Language) -> Dialect:
    """The one that the spreadsheets of a language's readers open by a double click."""
    return DIALECTS["excel-en" if language is Language.EN else "excel-ru"]

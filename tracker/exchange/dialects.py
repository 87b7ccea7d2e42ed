"""How a table is written as characters, so that a spreadsheet opens it as what it is.

What a double click in a spreadsheet would do to a CSV file, and what is done about it here:

* **Running text as a formula** (``=1+1``, ``@SUM``, ``-cmd``; also after spaces or quotes, and in
  full width): an apostrophe is put before the text. Cells that are numbers, negative ones too, stay
  numbers. Applies to every dialect (OWASP, "CSV Injection").
* **Making dates and numbers of text** (``1-2``, ``MAR1``, ``00123``, ``1E5``): the same apostrophe,
  in the Excel dialects. In a month without a day ("December 2026"), which Excel would turn into the
  first of that month, the space becomes a no-break space instead: it looks the same and stays text.
* **Row numbers** below the first level are written with a point at the end, as official plans do
  ("1.2."), since Russian Excel reads "1.2" as 1 February.
* **Taking the file for SYLK** when it begins with ``ID``: that first cell is put in quotes.
* **Taking UTF-8 for a one-byte encoding**: the Excel dialects begin with a byte order mark. There
  is no ``sep=`` line, because it makes Excel ignore the mark.

Numbers are written with all their digits and without grouping: "1 794 783,5" would be text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from tracker.exchange.table import Cell, DayCell, PeriodCell
from tracker.language import Language


class Days(Enum):
    """How a plain day is written."""

    DOTTED = "31.12.2026"
    WORDS = "31 December 2026"
    ISO = "2026-12-31"


@dataclass(frozen=True, slots=True)
class Dialect:
    """The characters of a CSV file. Lines always end with CR LF (RFC 4180)."""

    name: str
    separator: str
    decimal_point: str
    byte_order_mark: bool
    days: Days
    for_excel: bool

    @property
    def encoding(self) -> str:
        return "utf-8-sig" if self.byte_order_mark else "utf-8"

    def texts(self, column: Sequence[Cell]) -> list[str]:
        """The cells of one column as they stand in the file, before quoting."""
        safe = self._safe_for_excel if self.for_excel else guarded
        return [
            safe(_LINE_END.sub("\n", text)) if _is_text(cell) else text
            for cell, text in zip(column, map(self.plain_text, column), strict=True)
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
        safe = self._safe_for_excel if self.for_excel else guarded
        if text.startswith("'") and safe(text[1:]) == text:
            return text[1:]
        if self.for_excel and "\N{NO-BREAK SPACE}" in text:
            spaced = text.replace("\N{NO-BREAK SPACE}", " ")
            return spaced if _MONTH_AND_YEAR.fullmatch(spaced) else text
        return text

    @staticmethod
    def _safe_for_excel(text: str) -> str:
        if _MONTH_AND_YEAR.fullmatch(text):
            return text.replace(" ", "\N{NO-BREAK SPACE}")
        # What has an apostrophe already gets another one, or it would be lost on the way back.
        taken = _TAKEN_FOR_ANOTHER.fullmatch(text.lstrip("'"))
        return f"'{text}" if taken else guarded(text)


def _is_text(cell: Cell) -> bool:
    """Whether a spreadsheet is to take a cell as text: a quarter, but no day and no number."""
    return isinstance(cell, str | PeriodCell)


def guarded(text: str) -> str:
    """``text`` as no spreadsheet runs it: with an apostrophe before what would be a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


DIALECTS: Final = {
    dialect.name: dialect
    for dialect in (
        Dialect("excel-ru", ";", ",", byte_order_mark=True, days=Days.DOTTED, for_excel=True),
        Dialect("excel-en", ",", ".", byte_order_mark=True, days=Days.WORDS, for_excel=True),
        Dialect("rfc4180", ",", ".", byte_order_mark=False, days=Days.ISO, for_excel=False),
    )
}
"""By name. The Russian one also serves Kazakh and Uzbek: all three write the decimal comma."""


def default_dialect(language: Language) -> Dialect:
    """The one that the spreadsheets of a language's readers open by a double click."""
    return DIALECTS["excel-en" if language is Language.EN else "excel-ru"]


# Inside a cell a line ends with LF alone; CR LF ends the row.
_LINE_END: Final = re.compile(r"\r\n?")

# Spreadsheets look past spaces and quotes before the sign; Excel takes the full-width signs too.
# What has an apostrophe already gets another one, or it would be lost on the way back.
_FORMULA: Final = re.compile(r"'*[\t\n]|[\s\u200b\u2060\ufeff\"'`‘’“”„«‹]*[=+\-@＝＋－＠]")

# Full names, the Russian ones also in the genitive, and the abbreviations of CLDR.
_MONTH_WORDS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|"
    "январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь|"
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    "янв|фев|февр|мар|апр|июн|июл|авг|сен|сент|окт|ноя|нояб|дек|"
    "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан|"
    "қаң|ақп|нау|сәу|мам|мау|шіл|там|қыр|қаз|қар|жел|"
    "yanvar|fevral|mart|aprel|iyun|iyul|avgust|sentabr|oktabr|noyabr|dekabr|"
    "yan|fev|iyn|iyl|avg|sen|okt|noy|dek"
)
_MONTH: Final = rf"(?:{_MONTH_WORDS})\.?"

_MONTH_AND_YEAR: Final = re.compile(rf"{_MONTH} \d{{4}}(?: (?:г\.?|года?))?", re.IGNORECASE)

# What a spreadsheet set to Russian or English makes a date, a time, a number or a truth value of.
# What means the same afterwards is left alone: a whole number without leading zeros, up to the 11
# digits that a cell shows, a day written dd.mm.yyyy, a percentage; a row number "1.2." stays text.
_TAKEN_FOR_ANOTHER: Final = re.compile(
    rf"""\s*(?!\s|[1-9]\d{{0,10}}$|0$|\d\d\.\d\d\.\d{{4}}$|(?:\d+\.){{2,}}$)(?:
        \d[\d\s.,/\\:-]*                              # 1-2  1.2  00123  12,5  1 1/2  10:30  1 234
        | [$€£¥₸₽]\s*\d[\d\s.,]*                      # $5
        | \d[\d\s.,]*\s*[$€£¥₸₽]
        | \d[\d.,]*E[+-]?\d+                          # 1E5
        | \d{{1,2}}(?::\d\d){{1,2}}\s*[AP]M           # 10:30 PM
        | {_MONTH}[\s./-]*\d{{1,4}}                   # MAR1
        | \d{{1,4}}[\s./-]*{_MONTH}(?:[\s./-]*\d{{1,4}})?
        | TRUE | FALSE | ИСТИНА | ЛОЖЬ
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)

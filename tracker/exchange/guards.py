"""What a spreadsheet would make of a text, and how the text is written so that it does not.

An apostrophe is put before what would be taken for something else; a text that has apostrophes
there already gets one more. So guarding can be undone: no two texts are written alike, and what was
written tells whether it was guarded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from functools import lru_cache
from itertools import groupby
from typing import Final

_SPACE: Final = "\N{NO-BREAK SPACE}"
_REMEMBERED: Final = 64
"""Characters of a text up to which its reading is kept, since short texts come again."""


class Guard(Enum):
    """Against what texts are guarded."""

    FORMULAS = "texts that would run as a formula"
    READINGS = "formulas, and texts that would become a date, a number or a truth value"

    def safe(self, text: str) -> str:
        """``text`` as it is written."""
        if len(text) <= _REMEMBERED:
            return _safe_short(self, text)
        return _unread(text) if self is Guard.READINGS else guarded(text)

    def suspects(self, joined: str) -> bool:
        """Whether any of :func:`joined` texts, none with a NUL, may change; False is sure."""
        if any(sign in joined for sign in _SIGNS_INSIDE) and _INSIDE_SUSPECT.search(joined):
            return True
        return _SUSPECT[self].search(joined) is not None

    def is_suspect(self, text: str) -> bool:
        """Whether ``text`` may change; False is sure, and found sooner than :meth:`safe` finds."""
        if "\0" in text or _SUSPECT_ALONE[self].match(text):
            return True
        return _INSIDE_SUSPECT.search(text) is not None

    def restored(self, text: str) -> str:
        """The text that :meth:`safe` wrote as ``text``; a text that it never writes stays."""
        if "'" in text:
            plain = _GUARDED_INSIDE.sub(r"\1", text)
            for found in (plain.removeprefix("'"), plain):
                if self.safe(found) == text:
                    return found
        elif self is Guard.READINGS and _SPACE in text:
            found = text.replace(_SPACE, " ")
            if self.safe(found) == text:
                return found
        return text


def guarded(text: str) -> str:
    """``text`` as no spreadsheet runs it, also not one that expects another separator.

    What would be a formula gets an apostrophe: at the beginning, and after each separator and line
    end inside, where such a spreadsheet would begin a cell.
    """
    inside = _FORMULA_INSIDE.sub(r"\1'", text)
    return f"'{inside}" if _FORMULA.match(text) else inside


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run ``text``, or a part of it."""
    return guarded(text) != text


def _unread(text: str) -> str:
    if _MONTH_AND_YEAR.fullmatch(text):
        return text.replace(" ", _SPACE)
    safe = guarded(text)
    return f"'{safe}" if not _FORMULA.match(text) and _is_taken(text.lstrip("'")) else safe


def _is_taken(bare: str) -> bool:
    if _TAKEN_FOR_ANOTHER.fullmatch(bare):
        return True
    # As a month is written; it is told from that by the apostrophe.
    return _SPACE in bare and _MONTH_AND_YEAR.fullmatch(bare.replace(_SPACE, " ")) is not None


@lru_cache(maxsize=8192)
def _safe_short(guard: Guard, text: str) -> str:
    return _unread(text) if guard is Guard.READINGS else guarded(text)


def joined(texts: Iterable[str]) -> str:
    """Texts put together for :meth:`Guard.suspects`."""
    return "\0" + "\0".join(texts)


# What spreadsheets look past before the sign: blanks, marks without width, controls and quotes.
_BLANKS: Final = (
    "\\s\\x01-\\x1f\\x7f-\\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\"'`‘’‚‛“”„‟«»‹›＂＇"
)
_PASSED: Final = rf"\0{_BLANKS}"
# Excel takes the full-width signs too. A file that begins with "sep=" tells Excel its separator.
_SIGNS: Final = "=+\\-@＝＋－＠﹢﹣﹦﹫"
_FORMULA: Final = re.compile(rf"'*(?:[\t\r\n]|sep=)|[{_PASSED}]*[{_SIGNS}]", re.IGNORECASE)

# Inside a text a hyphen mostly begins an item of a list: it runs only where it calls something.
_PARTS: Final = ",;\t\r\n"
_SIGNS_INSIDE: Final = "=@＝＠﹦﹫+-＋－﹢﹣"
_RUNS_INSIDE: Final = (
    rf"(?=(?:(?![{_PARTS}])[{_PASSED}])*"
    rf"(?:[=@＝＠﹦﹫]|[+\-＋－﹢﹣](?=[^{_PARTS}]*(?:\w\(|\||!\$?[A-Za-z]))))"
)
_FORMULA_INSIDE: Final = re.compile(rf"([{_PARTS}]){_RUNS_INSIDE}")
_GUARDED_INSIDE: Final = re.compile(rf"([{_PARTS}])'{_RUNS_INSIDE}")

# Full names, the Russian ones also in the genitive, the Uzbek ones also in Cyrillic letters and as
# Windows has them, and the abbreviations of CLDR.
_MONTH_WORDS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|"
    "январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь|"
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    "янв|фев|февр|мар|апр|июн|июл|авг|сен|сент|окт|ноя|нояб|дек|"
    "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан|"
    "қаң|ақп|нау|сәу|мам|мау|шіл|там|қыр|қаз|қар|жел|"
    "yanvar|fevral|mart|aprel|iyun|iyul|avgust|sentabr|oktabr|noyabr|dekabr|sentyabr|oktyabr|"
    "yan|fev|iyn|iyl|avg|sen|okt|noy|dek|"
    "январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр"
)
_MONTH: Final = rf"(?:{_MONTH_WORDS})\.?"
_OF_YEAR: Final = r"(?:г\.?|года?)"

_MONTH_AND_YEAR: Final = re.compile(rf"{_MONTH} \d{{4}}(?: {_OF_YEAR})?", re.IGNORECASE)

_MONEY: Final = r"(?:[$€£¥₸₽]|р\.|руб\.?|soʻm|so['‘’]m|сўм)"

# What a spreadsheet set to Russian, Kazakh, Uzbek or English makes a date, a time, a number or a
# truth value of. What means the same afterwards is left alone: a whole number without leading
# zeros, up to the 11 digits that a cell shows, a day written dd.mm.yyyy, a percentage; a row number
# "1.2." stays text. LibreOffice takes the typographic minus too.
_TAKEN_FOR_ANOTHER: Final = re.compile(
    rf"""\s*(?!\s|[1-9]\d{{0,10}}$|0$|\d\d\.\d\d\.\d{{4}}$|(?:\d+\.){{2,}}$)(?:
        −?\s*\d[\d\s.,/\\:-]*+                        # 1-2  1.2  00123  12,5  1 1/2  10:30  1 234
        | −?\s*[.,]\d[\d\s.,]*+                       # .5
        | \(\s*\d[\d\s.,]*+\)                         # (5) is −5
        | −?\s*{_MONEY}\s*\d[\d\s.,]*+                # $5
        | −?\s*\d[\d\s.,]*+{_MONEY}
        | −?\s*[\d.,]++\s*E\s*[+-]?\d+                # 1E5
        | \d{{1,2}}(?::\d\d){{0,2}}\s*[AP]M?          # 10:30 PM
        | {_MONTH}[\s./-]*\d{{1,4}}                   # MAR1
        | \d{{1,4}}[\s./-]*{_MONTH}(?:[\s./,-]*\d{{1,4}}(?:\s*г\.?)?)?
        | {_MONTH}\s+\d{{1,2}},?\s+\d{{4}}            # March 5, 2026
        | TRUE | FALSE | ИСТИНА | ЛОЖЬ
    )\s*+""",
    re.IGNORECASE | re.VERBOSE,
)


def any_case(word: str) -> str:
    """A pattern of ``word`` that needs no IGNORECASE, with which each letter takes much longer."""
    return "".join(
        f"[{letter}{letter.upper()}{_ALSO.get(letter, '')}]" if letter.isalpha() else f"\\{letter}"
        for letter in word
    )


# What re.IGNORECASE takes for these letters besides their capitals.
_ALSO: Final = {
    "i": "ıİ",
    "k": "\u212a",
    "s": "ſ",
    "в": "ᲀ",
    "д": "ᲁ",
    "о": "ᲂ",
    "с": "ᲃ",
    "т": "ᲄᲅ",
}


def _begins_with(words: Iterable[str]) -> str:
    """A pattern for what begins with one of ``words``, by first letters: most texts have none."""
    known = set(words)
    shortest = {
        word for word in known if not any(word[:end] in known for end in range(1, len(word)))
    }
    groups = groupby(sorted(shortest), key=lambda word: word[0])
    return "|".join(
        f"{any_case(first)}(?:{'|'.join(any_case(word[1:]) for word in group)})"
        for first, group in groups
    )


BEGINNINGS: Final = frozenset(
    {
        *("sep=", "р.", "руб", "сўм", "true", "false", "истина", "ложь"),
        *_MONTH_WORDS.split("|"),
    }
)
"""Words with which begins what a spreadsheet may take for something else; there are signs too."""

_INSIDE_SUSPECT: Final = re.compile(rf"[{_PARTS}]{_RUNS_INSIDE}")
_SUSPECT_BEGINNING: Final = {
    Guard.FORMULAS: rf"[{_BLANKS}{_SIGNS}]|{_begins_with(['sep='])}",
    Guard.READINGS: (
        rf"[{_BLANKS}{_SIGNS}\d−(.,$€£¥₸₽]|[sSſ][oO].?[mM]" + "|" + _begins_with(BEGINNINGS)
    ),
}
_SUSPECT: Final = {
    guard: re.compile(rf"\0(?:{pattern})") for guard, pattern in _SUSPECT_BEGINNING.items()
}
_SUSPECT_ALONE: Final = {
    guard: re.compile(rf"{pattern}") for guard, pattern in _SUSPECT_BEGINNING.items()
}

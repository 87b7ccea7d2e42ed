"""Cuts a text into the words and signs of a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tracker.domain.date_reader.words import TOKEN, Atom, Kind, lexicon
from tracker.language import Language

# Endings written after a number, with or without a hyphen: "10th", «4-й», "4-ші", "4-чи".
# In folded spelling: a Latin i for the Kazakh і.
_ORDINAL_ENDINGS: Final = frozenset(
    (
        *("st", "nd", "rd", "th", "й", "ый", "ой", "я", "е", "го", "ого", "му", "ому", "м", "ом"),
        *("шi", "шы", "iншi", "ыншы", "сi", "ы", "i", "ына", "iне", "сына", "сiне"),
        *("chi", "nchi", "inchi", "чи", "нчи", "инчи"),
    )
)
# After a year only these: «2020-е» is a decade.
_YEAR_ENDINGS: Final = frozenset(("й", "го", "ого", "м", "ом", "му"))

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_SIGNS: Final = frozenset(".-/?~%()'")
_POINTED: Final = frozenset((Kind.NUMBER, Kind.YEAR, Kind.ROMAN, ".", "-", "/"))

_DECIMAL_COMMA: Final = re.compile(r"(?<=[0-9]),(?=[0-9])")


def atoms(folded: str) -> list[Atom]:
    """Cut a text that was folded into understood words and signs, longest phrases first."""
    # A numeric keypad types a comma for the point in the locales of the region: 31,12,2026.
    matches = TOKEN.finditer(_DECIMAL_COMMA.sub(".", folded))
    tokens = [match for match in matches if match[0] != ","]
    words = lexicon()
    result: list[Atom] = []
    position = 0
    while position < len(tokens):
        text = tokens[position][0]
        for length in range(words.longest.get(text, 0), 0, -1):
            phrase = " ".join(token[0] for token in tokens[position : position + length])
            if phrase in words.meanings:
                result.extend(atom._replace(text=phrase) for atom in words.meanings[phrase])
                position += length
                break
        else:
            if _is_number(text):
                _add_number(result, text)
                position += _ending_length(tokens, position)
            elif text in _ROMAN:
                result.append(Atom(Kind.ROMAN, _ROMAN[text], text))
                position += _ending_length(tokens, position)
            # The point of an abbreviation says nothing; beside numbers it does.
            elif text != "." or not result or result[-1].kind in _POINTED:
                result.append(Atom(text if text in _SIGNS else Kind.UNKNOWN, text, text))
            position += 1
    while result and result[-1].kind == ".":
        result.pop()
    return [atom for atom in result if atom.kind != Kind.GLUE]


def _is_number(text: str) -> bool:
    return text[0] in "0123456789"


def _add_number(result: list[Atom], digits: str) -> None:
    """Add a number: a year when it is long enough, or when an apostrophe stands for its century."""
    if len(digits) > 2:
        # A year of more digits than this is wrong in any case; huge numbers are slow to convert.
        result.append(Atom(Kind.YEAR, int(digits[:9]), digits))
    elif len(digits) == 2 and result and result[-1].kind == "'":
        result[-1] = Atom(Kind.YEAR, full_year(int(digits)), digits)
    else:
        result.append(Atom(Kind.NUMBER, int(digits), digits))


def full_year(two_digits: int) -> int:
    """00 to 99 are 2000 to 2099: plans and reports on this cooperation began after 2000.

    The rule is the program's own; the POSIX and spreadsheet rules (69 or 30 and above are 19xx)
    would put a plan for the year "70" into the past.
    """
    return 2000 + two_digits


def _ending_length(tokens: Sequence[re.Match[str]], position: int) -> int:
    """How many tokens after the number at ``position`` are its grammatical ending."""
    number = tokens[position]
    endings = _YEAR_ENDINGS if len(number[0]) > 2 and _is_number(number[0]) else _ORDINAL_ENDINGS
    end = number.end()
    for length, token in enumerate(tokens[position + 1 : position + 3], start=1):
        if token.start() != end:
            return 0
        if token[0] in endings:
            return length
        if token[0] != "-":
            return 0
        end = token.end()
    return 0


def language_of(understood: Sequence[Atom]) -> Language:
    """The language whose words these are; English where the words do not tell."""
    possible = languages_of(understood)
    return next(language for language in Language if language in possible)


def languages_of(understood: Sequence[Atom]) -> set[Language]:
    """The languages to which these words can belong; never none."""
    languages = set(Language)
    for atom in understood:
        narrowed = languages & lexicon().languages.get(atom.text, languages)
        languages = narrowed or languages
    return languages

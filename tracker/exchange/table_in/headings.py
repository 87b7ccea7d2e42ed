"""What the headings of a table say: which fields its columns are, in which language, in what unit.

Known are the headings of the bundled forms, the program's own names of the fields, and those that
other tables have (``resources/headings.toml``), in all four languages.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from tracker.bundle import resource
from tracker.domain.fields import FIELD, FIELDS, NameIn, On
from tracker.exchange.forms import FORM_IDS, PROJECT, Column, Part, Rows, bundled_form
from tracker.exchange.forms.keys import ONLY_WORKED_OUT
from tracker.language import Language, translator
from tracker.language.folding import flat, in_uzbek
from tracker.records import record

UID: Final = "uid"
"""Besides the keys of fields: the column with what names a row in every copy of a file,"""
REASON: Final = "reason"
"""the column that says why a row was refused, which is not imported,"""
UNIT: Final = "unit"
"""and the column with the unit of the amounts to its left."""
NAMES: Final = frozenset(field.key for field in FIELDS if isinstance(field.target, NameIn))
"""Columns with the name of the row itself."""


@record
class Known:
    """What a heading means: ``form`` is the id of the bundled form that has it, else ""."""

    language: Language
    column: Column
    form: str = ""
    is_units: bool = False

    @property
    def is_worked_out(self) -> bool:
        """Whether a form only works it out: nothing is imported from such a column."""
        return self.column.field in ONLY_WORKED_OUT


@cache
def row_forms() -> tuple[str, ...]:
    """The bundled forms whose rows are rows of a portfolio, which can be taken in."""
    return tuple(form for form in FORM_IDS if not bundled_form(form).rows.is_report)


def heading_key(heading: str) -> str:
    """A heading as it is compared: letters, figures and the signs №, # and %."""
    kept = (letter if letter.isalnum() or letter in "№#%" else " " for letter in flat(heading))
    return " ".join("".join(kept).split())


def parted(heading: str) -> tuple[str, str]:
    """A heading and the unit that is written with it: in brackets at the end, or after a comma."""
    found = _WITH_UNIT.fullmatch(" ".join(heading.split()))
    if found is None:
        return heading, ""
    return found["heading"].strip(), (found["bracketed"] or found["after"]).strip()


_WITH_UNIT: Final = re.compile(
    r"(?P<heading>.+?)\s*(?:\((?P<bracketed>[^()]+)\)|,\s*(?P<after>[^,]+))"
)


def known_headings(heading: str) -> tuple[list[Known], str]:
    """What a heading may mean, and the unit written with it, "" where none is."""
    whole = _meanings(heading)
    if whole:
        return whole, ""
    base, unit = parted(heading)
    return _meanings(base), unit


def _meanings(heading: str) -> list[Known]:
    found = _known().get(heading_key(heading))
    return found or _known_in_uzbek().get(_uzbek_key(heading), [])


def _uzbek_key(heading: str) -> str:
    """A heading's letters in the Uzbek reading, Cyrillic and Latin alike."""
    return "".join(filter(str.isalnum, in_uzbek(heading)))


@record
class Headings:
    """What a row of headings says as a whole.

    ``form`` is the bundled form that has at least half of them, "" where none has.
    """

    language: Language
    form: str
    meanings: tuple[Known | None, ...]
    units: tuple[str, ...]
    names_rows_of: frozenset[Rows]
    """What the forms are about that have one of the headings over their names."""

    @property
    def recognised(self) -> int:
        return sum(meaning is not None for meaning in self.meanings)


def read_headings(
    headings: Sequence[str], *, likely: Language, language: Language | None = None
) -> Headings:
    """Understand a row of headings.

    ``language`` where it is known; else the one with the most of the headings, ``likely`` where
    several have as many. A heading that only other languages have is understood too.
    """
    found = [known_headings(heading) if heading.strip() else ([], "") for heading in headings]
    if language is None:
        language = _spoken([known for known, _ in found], likely)
    forms = Counter(
        form
        for known, _ in found
        for form in {each.form for each in known if each.form and each.language is language}
    )
    form = max(row_forms(), key=lambda form: forms[form])
    if forms[form] < 3 or forms[form] * 2 < sum(bool(heading.strip()) for heading in headings):
        form = ""
    meanings = tuple(_meant(known, language, form) for known, _ in found)
    names_rows_of = frozenset(
        bundled_form(each.form).rows
        for known, _ in found
        for each in known
        if each.form and each.column.field in NAMES
    )
    units = tuple(unit for _, unit in found)
    return Headings(language, form, meanings, units, names_rows_of)


def _spoken(found: Sequence[Sequence[Known]], likely: Language) -> Language:
    votes = Counter(language for known in found for language in {each.language for each in known})
    return max(Language, key=lambda language: (votes[language], language is likely))


def _meant(known: Sequence[Known], language: Language, form: str) -> Known | None:
    """Of the language and the form where there is such a meaning, else what other tables mean."""
    if not known:
        return None

    def weight(meaning: Known) -> tuple[bool, bool, bool]:
        return meaning.language is language, meaning.form == form, not meaning.form

    return max(known, key=weight)


@cache
def _known() -> dict[str, list[Known]]:
    known: dict[str, list[Known]] = {}

    def add(heading: str, meaning: Known) -> None:
        if key := heading_key(heading):
            known.setdefault(key, []).append(meaning)

    for form_id in row_forms():
        form = bundled_form(form_id)
        for column in form.columns:
            for language in Language:
                add(column.heading[language], Known(language, column, form_id))
                if column.unit_heading is not None:
                    units = Known(language, column, form_id, is_units=True)
                    add(column.unit_heading[language], units)
    for field in FIELDS:
        for language in Language:
            add(translator(language).text(field.label), Known(language, plain_column(field.key)))
    for key, headings in _others().items():
        for code, texts in headings.items():
            for text in texts:
                meaning = Known(Language(code), plain_column(key), is_units=key == UNIT)
                add(text, meaning)
    return known


@cache
def _known_in_uzbek() -> dict[str, list[Known]]:
    """What Uzbek headings mean, by :func:`_uzbek_key`."""
    found = {}
    for key, meanings in _known().items():
        letters, uzbek = _uzbek_key(key), [m for m in meanings if m.language is Language.UZ]
        if letters and uzbek:
            found[letters] = uzbek
    return found


@cache
def _others() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resource("headings.toml").read_text(encoding="utf-8"))


def heading_for(key: str, language: Language) -> str:
    """A heading in a language that is understood as ``key``."""
    found = _others()[key]
    return found.get(language, found["en"])[0]


@cache
def plain_column(key: str) -> Column:
    """A column that holds one field and nothing around it."""
    return Column(heading={}, parts=(Part(key),))


def rows_of(headings: Headings) -> Rows:
    """What the rows are: those of the form, or of the forms that call the names so.

    Else projects, where some column is of projects only and none of items only.
    """
    if headings.form:
        form = bundled_form(headings.form)
        return Rows.PROJECTS if form.rows is Rows.PROJECTS else Rows.ITEMS
    keys = {part.field for known in headings.meanings if known for part in known.column.parts}
    if PROJECT in keys:
        return Rows.ITEMS if keys & NAMES else Rows.PROJECTS
    if headings.names_rows_of:
        return Rows.PROJECTS if headings.names_rows_of == {Rows.PROJECTS} else Rows.ITEMS
    owners = {FIELD[key].on for key in keys if key in FIELD}
    return Rows.PROJECTS if On.PROJECT in owners and On.ITEM not in owners else Rows.ITEMS

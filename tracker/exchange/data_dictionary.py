"""The data dictionary: what each column is called in four languages, holds and means.

First the columns of the forms under the headings that they have there, then every column of the
register under the program's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from tracker.domain.field_meanings import KIND_NAMES, MEANINGS, UNITS
from tracker.domain.fields import FIELDS, Field, Kind, choice_label
from tracker.domain.status import Status
from tracker.exchange.forms import Column, Form, Texts, fields_of
from tracker.exchange.forms.meanings import meaning_of, unit_of
from tracker.exchange.table import Cell, RowKind, Table, TableColumn, TableRow
from tracker.language import N_, Language, Translator, translator

_HEADINGS: Final = {
    Language.EN: N_("In English"),
    Language.RU: N_("In Russian"),
    Language.KK: N_("In Kazakh"),
    Language.UZ: N_("In Uzbek"),
}


def data_dictionary(forms: Iterable[Form], speech: Translator) -> Table:
    """A section for each form and one for the register, with a row for each column."""
    say = speech.text
    columns = (
        TableColumn(say(N_("Key")), width=18),
        *(TableColumn(say(_HEADINGS[language]), width=22, wraps=True) for language in Language),
        TableColumn(say(N_("Kind")), width=24, wraps=True),
        TableColumn(say(N_("Meaning")), width=44, wraps=True),
        TableColumn(say(N_("Unit")), width=16, wraps=True),
        TableColumn(say(N_("Possible values")), width=32, wraps=True),
    )
    return Table(
        title=say(N_("Data dictionary")),
        as_of="",
        language=speech.language,
        columns=columns,
        rows=_rows(forms, speech, len(columns)),
    )


def _rows(forms: Iterable[Form], speech: Translator, width: int) -> Iterator[TableRow]:
    def section(title: str) -> TableRow:
        return TableRow(RowKind.SECTION, (title, *[None] * (width - 1)))

    for form in forms:
        yield section(f"{form.id}: {form.title[speech.language]}")
        for column in form.columns:
            yield TableRow(RowKind.ROW, _of_column(column, form, speech))
    yield section(speech.text(N_("Every column of the register")))
    for field in FIELDS:
        yield TableRow(RowKind.ROW, _of_field(field, speech))


def _of_column(column: Column, form: Form, speech: Translator) -> tuple[Cell, ...]:
    known = fields_of(form.rows)
    fields = [known[part.field] for part in column.parts]
    texts = (speech.text(meaning_of(field.key, form.rows)) for field in fields)
    units = [unit for field in fields if (unit := unit_of(field.key))]
    kinds = [KIND_NAMES[field.kind] for field in fields]
    return (
        "; ".join(field.key for field in fields),
        *(column.heading[language] for language in Language),
        speech.text(kinds[0] if len(set(kinds)) == 1 else KIND_NAMES[Kind.TEXT]),
        " ".join(texts),
        speech.text(units[0]) if len(fields) == 1 and units else None,
        _choices(fields[0], speech, form.statuses) if len(fields) == 1 else None,
    )


def _of_field(field: Field, speech: Translator) -> tuple[Cell, ...]:
    unit = UNITS.get(field.key)
    return (
        field.key,
        *(translator(language).text(field.label) for language in Language),
        speech.text(KIND_NAMES[field.kind]),
        speech.text(MEANINGS[field.key]),
        speech.text(unit) if unit else None,
        _choices(field, speech, {}),
    )


def _choices(field: Field, speech: Translator, statuses: Mapping[Status, Texts]) -> str | None:
    """The words that a column of choices may hold; a form has its own for statuses."""
    choices = tuple(Status) if field.kind is Kind.STATUS else field.choices
    words = []
    for choice in choices:
        own = statuses.get(choice) if isinstance(choice, Status) else None
        words.append(own[speech.language] if own else speech.text(choice_label(choice)))
    return "; ".join(filter(None, dict.fromkeys(words))) or None

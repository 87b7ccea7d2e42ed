"""Forms as they are chosen and changed in the dialog, and the user's own folder of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from tracker.domain.errors import UserError
from tracker.domain.fields import Field, Kind
from tracker.exchange.forms import (
    FORM_IDS,
    Form,
    Rows,
    bundled_form,
    fields_of,
    forms_in,
    keep_form,
    read_form,
    selected,
)
from tracker.exchange.forms.keys import FORESEEN
from tracker.language import N_, Language, translator
from tracker.records import record
from tracker.ui.dialogs.export.choices import Around
from tracker.workspace.expressions import Expression
from tracker.workspace.expressions.tree import And

_TEXT: Final = N_("text")


@record
class Offered:
    """The forms there are; ``refused`` are the user's files that are no forms, with the reasons."""

    bundled: tuple[Form, ...]
    own: tuple[Form, ...]
    refused: tuple[UserError, ...]

    @property
    def all(self) -> tuple[Form, ...]:
        return (*self.bundled, *self.own)


def offered_forms(folder: Path) -> Offered:
    """The forms that come with the program, and those in the user's ``folder``.

    The user's are called as their files are.
    """
    own: list[Form] = []
    refused: list[UserError] = []
    for path in forms_in(folder):
        try:
            own.append(replace(read_form(path), id=path.stem))
        except UserError as error:
            refused.append(error)
    return Offered(tuple(map(bundled_form, FORM_IDS)), tuple(own), tuple(refused))


@record
class ColumnChoice:
    """A column that a form can have; ``text`` is its heading in the language of the document.

    ``kind`` is what its cells hold, as a msgid.
    """

    key: str
    text: str
    kind: str


def column_choices(form: Form, language: Language) -> list[ColumnChoice]:
    """The columns of a form in its order, then everything else that its rows can show."""
    say = translator(language).text
    fields = fields_of(form.rows)
    found: dict[str, ColumnChoice] = {}
    for column in form.columns:
        # Several fields in one cell are a text.
        kind = _kind(fields[column.field]) if column.field else _TEXT
        heading = " ".join(column.heading[language].split())
        found.setdefault(column.key, ColumnChoice(column.key, heading or column.key, kind))
    for key, field in fields.items():
        found.setdefault(key, ColumnChoice(key, say(field.label) or key, _kind(field)))
    return list(found.values())


def _kind(field: Field) -> str:
    if field.key in FORESEEN:
        return N_("forecast")
    match field.kind:
        case Kind.DEADLINE | Kind.PERIOD | Kind.DAY | Kind.RANGE:
            return N_("date")
        case Kind.INTEGER | Kind.PERCENT | Kind.AMOUNT | Kind.NUMBER:
            return N_("number")
        case _:
            return _TEXT


def own_columns(form: Form) -> tuple[str, ...]:
    """The keys of the columns that a form has by itself."""
    return tuple(dict.fromkeys(column.key for column in form.columns))


def shaped(form: Form, columns: Sequence[str], around: Around) -> Form:
    """``form`` with these columns, and without the lines that are not wanted."""
    known = set(own_columns(form)) | set(fields_of(form.rows))
    keys = [key for key in columns if key in known]
    if keys and tuple(keys) != own_columns(form):
        form = selected(form, keys)
    if not around.sections:
        form = replace(form, sections=False, quarters=None)
    return form if around.total else replace(form, total=None)


def keep_as(form: Form, name: str, folder: Path, *, where: Expression | None, period: str) -> Form:
    """Keep a form in the user's folder under another name, with the filter and the period asked.

    Raises UserError for a name that cannot be taken, and where the folder cannot be written.
    """
    kept = replace(form, id=name)
    if where is not None and form.rows is not Rows.CHANGES:
        both = where if form.filter is None else And((form.filter, where))
        kept = replace(kept, filter=both)
    if period and form.period:
        kept = replace(kept, period=period)
    keep_form(kept, folder)
    return kept

"""Forms as they are chosen and changed in the dialog, and the user's own folder of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tracker.domain.errors import UserError
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
from tracker.language import Language, translator
from tracker.records import record
from tracker.ui.dialogs.export.choices import Around
from tracker.workspace.expressions import Expression
from tracker.workspace.expressions.tree import And


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
    """A column that a form can have; ``text`` is its heading in the language of the document."""

    key: str
    text: str


def column_choices(form: Form, language: Language) -> list[ColumnChoice]:
    """The columns of a form in its order, then everything else that its rows can show."""
    say = translator(language).text
    headings: dict[str, str] = {}
    for column in form.columns:
        headings.setdefault(column.key, " ".join(column.heading[language].split()))
    for key, field in fields_of(form.rows).items():
        headings.setdefault(key, say(field.label))
    return [ColumnChoice(key, text or key) for key, text in headings.items()]


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

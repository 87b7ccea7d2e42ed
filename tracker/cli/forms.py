"""``forms``: what forms there are, with their columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.failures import one_line
from tracker.cli.speech import _, language_option, translator_of
from tracker.domain.errors import FileError
from tracker.language import N_, Language, Translator

if TYPE_CHECKING:
    from tracker.exchange.forms import Form


@click.pass_context
def _forms(ctx: click.Context, as_json: bool) -> None:
    speech = translator_of(ctx)
    found = [(form, True) for form in _bundled()] + [(form, False) for form in _own(speech)]
    if as_json:
        described = [_described(form, is_bundled) for form, is_bundled in found]
        click.echo(json.dumps(described, ensure_ascii=False, indent=2))
        return
    own = speech.text(N_("your own"))
    for form, is_bundled in found:
        title = form.title[speech.language]
        click.echo(one_line(f"{form.id}: {title}" + ("" if is_bundled else f" ({own})")))
        columns = (f"{column.key} – {column.heading[speech.language]}" for column in form.columns)
        for column in columns:
            click.echo(one_line(f"  {column}"))


def _bundled() -> list[Form]:
    from tracker.exchange.forms import FORM_IDS, bundled_form

    return [bundled_form(form) for form in FORM_IDS]


def _own(speech: Translator) -> Iterator[Form]:
    """The user's forms; a file that is none is told of, and the others are listed."""
    from tracker.exchange.forms import forms_in, read_form
    from tracker.ui.places import forms_folder

    for path in forms_in(forms_folder()):
        try:
            yield read_form(path)
        except FileError as error:
            click.echo(one_line(error.text(speech.text)), err=True)


def _described(form: Form, is_bundled: bool) -> dict[str, Any]:
    def texts(found: Any) -> dict[str, str]:
        return {language.value: found[language] for language in Language}

    return {
        "id": form.id,
        "bundled": is_bundled,
        "title": texts(form.title),
        "about": texts(form.about) if form.about else None,
        "rows": form.rows.value,
        "columns": [
            {"name": column.key, "heading": texts(column.heading)} for column in form.columns
        ],
    }


forms = click.Command(
    "forms",
    callback=_forms,
    params=[
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print a JSON array.")),
        language_option(_("Language of the messages.")),
    ],
    help=_("List the forms that “export” writes, with their columns; your own come last."),
    short_help=_("List the forms that can be exported."),
)

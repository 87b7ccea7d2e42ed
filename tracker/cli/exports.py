"""``export``: a form as CSV, Excel workbook or PDF, milestones for a calendar, all as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import click

from tracker.cli.files import file_argument, opened_as_of
from tracker.cli.form_options import FormWishes, form_options
from tracker.cli.speech import OneOf, _, language_of, language_option, translator_of
from tracker.cli.targets import format_of, target_argument, writing
from tracker.domain.errors import UserError
from tracker.language import N_, Language, Translator, translator

if TYPE_CHECKING:
    from tracker.exchange.form_request import FormRequest
    from tracker.workspace.workspace import Workspace

# Named here, so that --help need not load the exports; a test holds them to the originals.
DIALECTS: Final = ("excel-ru", "excel-en", "rfc4180", "windows-1251", "kz-1048", "tsv")
FORMATS: Final = ("csv", "tsv", "xlsx", "pdf", "ics", "json")
OF_FORMS: Final = ("csv", "tsv", "xlsx", "pdf")
"""The formats of forms; the others have a content of their own."""

_NO_DIALECT: Final = N_("Only CSV is written in several ways. Leave out “{option}”.")
_NOT_OF_FORMS: Final = {
    "ics": (
        N_("A calendar holds all milestones. Leave out “{option}”."),
        ("form", "columns", "machine_dates", "period", "since"),
    ),
    "json": (
        N_("A JSON document holds the whole portfolio. Leave out “{option}”."),
        ("form", "columns", "machine_dates", "period", "since", "on", "where", "project"),
    ),
}
_OPTION_NAMES: Final = {"machine_dates": "--machine-dates", "on": "--status-date"}


@click.pass_context
def _export(
    ctx: click.Context,
    /,
    file: Path,
    target: Path,
    dialect: str | None,
    format: str | None,
    **wishes: Any,
) -> None:
    chosen = format_of(target, format, FORMATS)
    if dialect is not None and chosen != "csv":
        raise UserError(_NO_DIALECT, option="--dialect")
    asked = FormWishes(**wishes)
    if chosen in OF_FORMS:
        with opened_as_of(file, asked.as_of) as workspace:
            request = asked.request(workspace, language_of(ctx))
            with writing(file, target) as stream:
                _write_form(request, stream, chosen, dialect, file_name=file.name)
        return
    message, foreign = _NOT_OF_FORMS[chosen]
    for name in foreign:
        if wishes[name]:
            raise UserError(message, option=_OPTION_NAMES.get(name, f"--{name}"))
    if chosen == "ics":
        _export_calendar(file, target, asked, translator_of(ctx))
        return
    from tracker.exchange.json_document import write_document

    with opened_as_of(file, asked.as_of) as workspace:
        document = write_document(workspace.portfolio)
    with writing(file, target) as stream:
        stream.write(document.encode())


def _write_form(
    request: FormRequest, stream: BinaryIO, chosen: str, dialect: str | None, *, file_name: str
) -> None:
    from tracker.exchange.dialects import DIALECTS, default_dialect
    from tracker.exchange.writers import WRITERS

    speech = translator(request.language)
    if chosen == "pdf":
        # Painting needs Qt, which no writer of the exchange has.
        from tracker.cli.papers import paint_form
        from tracker.exchange.source_numbers import SourceNumbers

        numbers = SourceNumbers()
        table = request.table(numbers=numbers)
        paint_form(table, stream, file_name=file_name, speech=speech, sources=numbers)
        return
    if chosen == "tsv":
        kind = DIALECTS["tsv"]
    else:
        kind = DIALECTS[dialect] if dialect else default_dialect(request.language)
    cut = WRITERS[chosen](request, stream, kind)
    if cut:
        told = speech.plural(
            "{n} text is longer than a cell of Excel holds and was cut. A CSV file has all of it.",
            "{n} texts are longer than a cell of Excel holds and were cut. A CSV file has all of "
            "them.",
            cut,
        )
        click.echo(told.format(n=cut), err=True)


def _export_calendar(file: Path, target: Path, asked: FormWishes, speech: Translator) -> None:
    """Write the milestones; what is left out of them is told, for a calendar cannot show it."""
    from tracker.exchange.calendar_file import write_calendar
    from tracker.workspace.foresight import with_foresight

    with opened_as_of(file, asked.as_of) as workspace, writing(file, target) as stream:
        portfolio = workspace.portfolio
        on = asked.status_date(portfolio, workspace)
        report = write_calendar(
            with_foresight(portfolio, on),
            stream,
            language=speech.language,
            status_date=on,
            query=asked.query(portfolio, speech.language),
        )
        if not report.events:
            raise UserError(N_("No milestone has a day or a period: there is nothing to write."))
    if report.without_end or report.without_deadline:
        told = speech.text(
            N_("Not in the calendar: without an end {without_end}, without a deadline {without}.")
        )
        click.echo(
            told.format(without_end=report.without_end, without=report.without_deadline), err=True
        )


def write_csv(workspace: Workspace, stream: BinaryIO, form: str, language: Language) -> None:
    """Write a form as CSV in the dialect of the language."""
    from tracker.exchange.dialects import default_dialect
    from tracker.exchange.writers import WRITERS

    request = FormWishes(form=form).request(workspace, language)
    WRITERS["csv"](request, stream, default_dialect(language))


export = click.Command(
    "export",
    callback=_export,
    params=[
        file_argument(),
        target_argument("TARGET.csv|tsv|xlsx|pdf|ics|json|-"),
        *form_options(),
        language_option(_("Language of the document; the system's if left out.")),
        click.Option(
            ["--dialect"],
            type=OneOf(DIALECTS),
            help=_(
                "How the CSV is written: for Excel set to Russian, Kazakh or Uzbek (semicolon, "
                "decimal comma), set to English, strictly by RFC 4180 with ISO dates, in the older "
                "encodings Windows-1251 and KZ-1048 where they hold every character, or parted by "
                "tabs. Follows the language if left out."
            ),
        ),
        click.Option(
            ["--format"],
            type=OneOf(FORMATS),
            help=_("What to write where the name of the target does not say it."),
        ),
    ],
    help=_(
        "Write a form as CSV, Excel workbook or PDF, the milestones for a calendar (.ics), or the "
        "whole portfolio as a JSON document. With “-” it goes to standard output."
    ),
    short_help=_("Write a form as CSV, XLSX or PDF; all as JSON."),
)

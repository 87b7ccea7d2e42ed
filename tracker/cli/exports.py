"""``export``: a form as CSV, Excel workbook or PDF, milestones for a calendar, all as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from tracker.cli.files import file_argument, open_workspace, status_date
from tracker.cli.speech import OneOf, _, language_of, language_option, translator_of
from tracker.cli.targets import format_of, target_argument, writing
from tracker.domain.errors import UserError
from tracker.language import N_, Language, Translator

if TYPE_CHECKING:
    from tracker.workspace.workspace import Workspace

# Named here, so that --help need not load the exports; a test holds them to the originals.
FORMS: Final = ("roadmap", "register", "milestones")
DIALECTS: Final = ("excel-ru", "excel-en", "rfc4180")
FORMATS: Final = ("csv", "xlsx", "pdf", "ics", "json")

_NO_DIALECT: Final = N_("Only CSV is written in several ways. Leave out “{option}”.")
_NO_FORM: Final = {
    "ics": N_("A calendar holds all milestones. Leave out “{option}”."),
    "json": N_("A JSON document holds the whole portfolio. Leave out “{option}”."),
}


@click.pass_context
def _export(
    ctx: click.Context,
    file: Path,
    target: Path,
    form: str | None,
    dialect: str | None,
    format: str | None,
) -> None:
    chosen = format_of(target, format, FORMATS)
    if chosen == "csv":
        _export_csv(file, target, form or FORMS[0], language_of(ctx), dialect)
        return
    if dialect is not None:
        raise UserError(_NO_DIALECT, option="--dialect")
    if chosen == "xlsx":
        _export_workbook(file, target, form or FORMS[0], language_of(ctx))
        return
    if chosen == "pdf":
        _export_pdf(file, target, form or FORMS[0], translator_of(ctx))
        return
    if form is not None:
        raise UserError(_NO_FORM[chosen], option="--form")
    if chosen == "ics":
        _export_calendar(file, target, translator_of(ctx))
        return
    from tracker.exchange.json_document import write_document

    with open_workspace(file, read_only=True) as workspace:
        document = write_document(workspace.portfolio)
    with writing(file, target) as stream:
        stream.write(document.encode())


def _export_workbook(file: Path, target: Path, form: str, language: Language) -> None:
    from tracker.exchange.forms import bundled_form
    from tracker.exchange.workbook import write_form_workbook

    with open_workspace(file, read_only=True) as workspace, writing(file, target) as stream:
        write_form_workbook(
            workspace.portfolio,
            stream,
            form=bundled_form(form),
            language=language,
            status_date=status_date(workspace.portfolio, workspace.today()),
        )


def _export_pdf(file: Path, target: Path, form: str, speech: Translator) -> None:
    from tracker.cli.papers import paint_form
    from tracker.domain.fields import Context
    from tracker.exchange.forms import bundled_form
    from tracker.exchange.official_table import fill_form
    from tracker.workspace.query import OutlineNumbers

    with open_workspace(file, read_only=True) as workspace, writing(file, target) as stream:
        portfolio = workspace.portfolio
        on = status_date(portfolio, workspace.today())
        context = Context(portfolio, on, OutlineNumbers(portfolio))
        table = fill_form(bundled_form(form), context=context, translator=speech)
        paint_form(table, stream, file_name=file.name, speech=speech)


def _export_calendar(file: Path, target: Path, speech: Translator) -> None:
    """Write the milestones; what is left out of them is told, for a calendar cannot show it."""
    from tracker.exchange.calendar_file import write_calendar

    with open_workspace(file, read_only=True) as workspace, writing(file, target) as stream:
        report = write_calendar(
            workspace.portfolio,
            stream,
            language=speech.language,
            status_date=status_date(workspace.portfolio, workspace.today()),
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


def _export_csv(
    file: Path, target: Path, form: str, language: Language, dialect: str | None
) -> None:
    with open_workspace(file, read_only=True) as workspace, writing(file, target) as stream:
        write_csv(workspace, stream, form, language, dialect)


def write_csv(
    workspace: Workspace,
    stream: BinaryIO,
    form: str,
    language: Language,
    dialect: str | None = None,
) -> None:
    """Write a form as CSV, in the dialect of the language where none is named."""
    from tracker.exchange.dialects import DIALECTS, default_dialect
    from tracker.exchange.forms import bundled_form
    from tracker.exchange.table_out import write_form

    write_form(
        workspace.portfolio,
        stream,
        form=bundled_form(form),
        language=language,
        dialect=DIALECTS[dialect] if dialect else default_dialect(language),
        status_date=status_date(workspace.portfolio, workspace.today()),
    )


export = click.Command(
    "export",
    callback=_export,
    params=[
        file_argument(),
        target_argument("TARGET.csv|xlsx|pdf|ics|json|-"),
        click.Option(["--form"], type=OneOf(FORMS), help=_("Official form; roadmap if left out.")),
        language_option(_("Language of the document; the system's if left out.")),
        click.Option(
            ["--dialect"],
            type=OneOf(DIALECTS),
            help=_(
                "How the CSV is written: for Excel set to Russian, Kazakh or Uzbek (semicolon, "
                "decimal comma), set to English, or strictly by RFC 4180 with ISO dates. "
                "Follows the language if left out."
            ),
        ),
        click.Option(
            ["--format"],
            type=OneOf(FORMATS),
            help=_("What to write where the name of the target does not say it."),
        ),
    ],
    help=_(
        "Write an official form as CSV, Excel workbook or PDF, the milestones for a calendar "
        "(.ics), or the whole portfolio as a JSON document. With “-” it goes to standard output."
    ),
    short_help=_("Write a form as CSV, XLSX or PDF; all as JSON."),
)

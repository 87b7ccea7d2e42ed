"""``passport``: a project on one page; and forms as PDF. No display is needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from tracker.cli.files import STATUS_DATE_HELP, file_argument, judged_day, open_workspace
from tracker.cli.pictures import PeriodText, day_of
from tracker.cli.speech import _, language_option, translator_of
from tracker.cli.targets import target_argument, writing
from tracker.domain.errors import UserError
from tracker.language import N_, Translator

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tracker.domain.model import Source
    from tracker.domain.period import Period
    from tracker.exchange.table import Table
    from tracker.workspace.workspace import Workspace

NO_PAINTING: Final = N_("No picture can be painted: {reason}. Install what is missing.")


def paint_form(
    table: Table,
    stream: BinaryIO,
    *,
    file_name: str,
    speech: Translator,
    sources: Iterable[Source] = (),
) -> None:
    """Write a form that was filled in as PDF, black on white.

    Raises UserError where Qt lacks a library.
    """
    try:
        from tracker.paper.offscreen import prepare_offscreen
        from tracker.paper.table_document import write_table
        from tracker.paper.theme import PRINT
    except ImportError as error:
        raise UserError(NO_PAINTING, reason=error) from error
    from tracker.exchange.printed_table import printed

    prepare_offscreen()
    pages = printed(table, file_name=file_name, sources=sources)
    write_table(stream, pages, translator=speech, theme=PRINT)


@click.pass_context
def _passport(
    ctx: click.Context,
    file: Path,
    project: str,
    target: Path,
    on: Period | None,
    as_of: Period | None,
) -> None:
    days = day_of(on, "--status-date"), day_of(as_of, "--as-of")
    speech = translator_of(ctx)
    with open_workspace(file, read_only=True) as workspace, writing(file, target) as stream:
        paint_passport(workspace, stream, project, speech, status_day=days[0], as_of=days[1])


def paint_passport(
    workspace: Workspace,
    stream: BinaryIO,
    project: str,
    speech: Translator,
    *,
    status_day: date | None = None,
    as_of: date | None = None,
) -> None:
    """Write the passport of the project called ``project``, as it was at the end of ``as_of``.

    Raises UserError where there is no such project, or Qt lacks a library.
    """
    try:
        from tracker.paper.offscreen import prepare_offscreen
        from tracker.paper.passport_document import write_passport
        from tracker.paper.theme import PRINT
    except ImportError as error:
        raise UserError(NO_PAINTING, reason=error) from error
    from tracker.workspace.foresight import with_foresight
    from tracker.workspace.named import found_project
    from tracker.workspace.passport import passport_of

    portfolio = workspace.portfolio if as_of is None else workspace.as_of(as_of)
    on = judged_day(portfolio, workspace.today(), given=status_day, as_of=as_of)
    passport = passport_of(
        with_foresight(portfolio, on),
        found_project(portfolio, project),
        speech,
        status_date=on,
        title=portfolio.setting("title") or workspace.path.stem,
        file_name=workspace.path.name,
        is_today=on == workspace.today(),
    )
    prepare_offscreen()
    write_passport(stream, passport, translator=speech, theme=PRINT)


passport = click.Command(
    "passport",
    callback=_passport,
    params=[
        file_argument(),
        click.Argument(["project"], metavar="PROJECT"),
        target_argument("TARGET.pdf|-"),
        language_option(_("Language of the document; the system's if left out.")),
        click.Option(
            ["--status-date", "on"],
            type=PeriodText(),
            metavar="DAY",
            help=STATUS_DATE_HELP,
        ),
        click.Option(
            ["--as-of"],
            type=PeriodText(),
            metavar="DAY",
            help=_("The file as it was at the end of this day."),
        ),
    ],
    help=_(
        "Put all that the file says of a project on one page, as PDF: figures and dates with their "
        "sources, what sources say differently, a timeline, notes. PROJECT is a code, a uid, or a "
        "name in any language. “-” is standard output."
    ),
    short_help=_("Put a project on one page, as PDF."),
)

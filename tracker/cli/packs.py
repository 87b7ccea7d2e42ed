"""``pack``: the papers of a report in one folder or zip file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from tracker.cli.files import STATUS_DATE_HELP, file_argument, judged_day, opened_as_of
from tracker.cli.form_options import Day
from tracker.cli.papers import NO_PAINTING, paint_form
from tracker.cli.speech import _, language_option, translator_of
from tracker.domain.errors import UserError
from tracker.language import Language, translator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.domain.model import Source
    from tracker.exchange.pack_files import Painters
    from tracker.exchange.pack_profile import Profile
    from tracker.exchange.table import Table
    from tracker.timeline.sheets.sheet import Subject
    from tracker.workspace.query import Query
    from tracker.workspace.workspace import Workspace


@click.pass_context
def _pack(
    ctx: click.Context,
    file: Path,
    target: Path,
    profile: Path | None,
    as_of: date | None,
    on: date | None,
) -> None:
    from tracker.workspace.foresight import with_foresight

    chosen = _profile(profile)
    with opened_as_of(file, as_of) as workspace:
        on = judged_day(workspace.portfolio, workspace.today(), given=on, as_of=as_of)
        with_foresight(workspace.portfolio, on)
        count = write(workspace, target, chosen, on)
    speech = translator_of(ctx)
    told = speech.plural("{n} file in {target}", "{n} files in {target}", count)
    click.echo(told.format(n=count, target=target))


def _profile(path: Path | None) -> Profile:
    from tracker.exchange.pack_profile import bundled_profile, read_profile

    if path is None:
        return bundled_profile()
    # Qt knows where programs keep what is the user's own.
    from tracker.ui.places import forms_folder

    return read_profile(path, forms_folder=forms_folder())


def write(workspace: Workspace, target: Path, profile: Profile, on: date) -> int:
    """Write a pack of the file with statuses judged on a day; gives the number of its files."""
    from tracker.exchange.pack import write_pack
    from tracker.exchange.pack_files import PackFiles, pack_header

    files = PackFiles(profile, workspace, on, _painters(workspace, profile, on))
    return write_pack(target, files, pack_header(profile, workspace, on))


def _painters(workspace: Workspace, profile: Profile, on: date) -> Painters:
    from tracker.exchange.pack_files import Painters, pack_title

    title = pack_title(profile, workspace)

    def table(table: Table, sources: Iterable[Source], stream: BinaryIO) -> None:
        speech = translator(table.language)
        paint_form(table, stream, file_name=title, speech=speech, sources=sources)

    def timeline(language: Language, query: Query, stream: BinaryIO) -> None:
        subject = _subject(workspace, title, language, query, on)
        _paint_timeline(subject, stream, language)

    return Painters(table, timeline)


def _paint_timeline(subject: Subject, stream: BinaryIO, language: Language) -> None:
    """Write the timeline on A3, black on white. Raises UserError where Qt lacks a library."""
    try:
        from tracker.paper.offscreen import prepare_offscreen
        from tracker.paper.theme import PRINT
        from tracker.paper.timeline_document import DocumentFormat, Wanted, write_timeline
    except ImportError as error:
        raise UserError(NO_PAINTING, reason=error) from error
    from tracker.timeline.sheets.paper import Paper, PaperSize

    prepare_offscreen()
    wanted = Wanted(paper=Paper(PaperSize.A3, landscape=True))
    write_timeline(
        stream, subject, wanted, format=DocumentFormat.PDF, language=language, theme=PRINT
    )


def _subject(
    workspace: Workspace, title: str, language: Language, query: Query, on: date
) -> Subject:
    """The timeline of a pack tells the status date and never today, nor where the file lies."""
    from functools import partial

    from tracker.timeline.sheets.sheet import Subject
    from tracker.workspace.days_off import days_off_in_view
    from tracker.workspace.grouping import shown_rows
    from tracker.workspace.remarks import remarks_of_query
    from tracker.workspace.working_days import working_days

    speech = translator(language)
    portfolio = workspace.portfolio
    rows = shown_rows(portfolio, query, translator=speech, status_date=on)
    return Subject(
        portfolio=portfolio,
        rows=rows,
        status_date=on,
        title=title,
        is_today=False,
        remarks=tuple(remarks_of_query(query, rows, portfolio, speech)),
        file_name=title,
        days_off=partial(days_off_in_view, working_days(portfolio)),
    )


pack = click.Command(
    "pack",
    callback=_pack,
    params=[
        file_argument(),
        click.Argument(["target"], type=click.Path(path_type=Path), metavar="FOLDER|FILE.zip"),
        click.Option(
            ["--profile"],
            type=click.Path(path_type=Path),
            metavar="PROFILE.toml",
            help=_("Which forms, languages and formats; all forms in all languages if left out."),
        ),
        click.Option(
            ["--as-of", "as_of"],
            type=Day(),
            metavar="DAY",
            help=_("Everything as it was at the end of that day, rows deleted since included."),
        ),
        click.Option(
            ["--status-date", "on"],
            type=Day(),
            metavar="DAY",
            help=STATUS_DATE_HELP,
        ),
        language_option(_("Language of the messages.")),
    ],
    help=_(
        "Write the papers of a report into one folder or zip file: forms, timeline, sources, a "
        "data dictionary, and a manifest with the SHA-256 of each file. The same file, profile and "
        "status date give the same bytes on every run. An earlier pack is replaced, other files "
        "never."
    ),
    short_help=_("Write the papers of a report into one folder or zip file."),
)

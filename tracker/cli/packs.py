"""``pack``: the papers of a report in one folder or zip file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.exports import DIALECTS
from tracker.cli.files import STATUS_DATE_HELP, file_argument, judged_day, opened_as_of
from tracker.cli.form_options import Day
from tracker.cli.papers import NO_PAINTING
from tracker.cli.speech import OneOf, _, language_option, translator_of
from tracker.domain.errors import UserError

if TYPE_CHECKING:
    from tracker.exchange.pack_files import Painters
    from tracker.exchange.pack_profile import Profile
    from tracker.workspace.workspace import Workspace


@click.pass_context
def _pack(
    ctx: click.Context,
    file: Path,
    target: Path,
    profile: Path | None,
    as_of: date | None,
    on: date | None,
    where: str | None,
    dialect: str | None,
    passports: tuple[str, ...],
) -> None:
    from tracker.workspace.expressions import kept_text, read_expression
    from tracker.workspace.foresight import with_foresight

    chosen = _profile(profile)
    if where is not None:
        expression = read_expression(where, translator_of(ctx))
        chosen = replace(chosen, where=kept_text(expression) if expression else "")
    if dialect is not None:
        chosen = replace(chosen, dialect=dialect)
    if passports:
        chosen = replace(chosen, passports=passports)
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
    """What paints the papers without a window. A pack without papers needs no Qt."""
    from functools import cache

    from tracker.exchange.pack_files import Painters

    @cache
    def made() -> Painters:
        """Raises UserError where Qt lacks a library."""
        try:
            from tracker.paper.offscreen import prepare_offscreen
            from tracker.ui.dialogs.pack.painters import painters
        except ImportError as error:
            raise UserError(NO_PAINTING, reason=error) from error
        prepare_offscreen()
        return painters(workspace, profile, on)

    return Painters(
        lambda table, sources, stream: made().table(table, sources, stream),
        lambda language, query, stream: made().timeline(language, query, stream),
        lambda project, language, stream: made().passport(project, language, stream),
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
        click.Option(
            ["--where"],
            metavar="EXPR",
            help=_("Rows for which this holds, as in the register: “Finish: <= Q4 2026”."),
        ),
        click.Option(
            ["--dialect"],
            type=OneOf(DIALECTS),
            help=_("How CSV files are written, as in “export”; else as the profile says."),
        ),
        click.Option(
            ["--passport", "passports"],
            multiple=True,
            metavar="NAME",
            help=_("Passport of this project, by name or code; may be given more than once."),
        ),
        language_option(_("Language of the messages.")),
    ],
    help=_(
        "Write the papers of a report into one folder or zip file: forms, timeline, passports of "
        "projects, sources, a data dictionary, and a manifest with the SHA-256 of each file. The "
        "same file, profile and status date give the same bytes on every run. An earlier pack is "
        "replaced, other files never."
    ),
    short_help=_("Write the papers of a report into one folder or zip file."),
)

"""The program as a command: which command was meant, and how it ends when something goes wrong.

Exit status 0, or 2 with one line on standard error that names what the user can mend. An error that
nobody foresaw is logged with its traceback, told in one line, and exits with 1.
"""

from __future__ import annotations

import os
import sys
from typing import Any, Final, NoReturn

import click

from tracker import __version__
from tracker.cli.calendars import calendar
from tracker.cli.dates import read_date
from tracker.cli.documents import import_
from tracker.cli.exports import export
from tracker.cli.failures import Refusal, refusal, tell_of_bug
from tracker.cli.files import check, history, info, new
from tracker.cli.forecasts import forecast
from tracker.cli.forms import forms
from tracker.cli.packs import pack
from tracker.cli.papers import passport
from tracker.cli.pictures import timeline
from tracker.cli.speech import _, translator_of
from tracker.cli.window import open_
from tracker.domain.errors import UserError
from tracker.language import N_, system_language, translator

FAILED: Final = 2
BUG: Final = 1
INTERRUPTED: Final = 130

_NO_COMMAND: Final = N_("There is no command or file “{name}”. “{help}” lists the commands.")


class Program(click.Group):
    """The commands by name; without one, ``open`` with what was given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else ""
        if first not in self.commands and first not in (*ctx.help_option_names, "--version"):
            if first and not first.startswith("-") and not os.path.exists(first):
                raise UserError(_NO_COMMAND, name=first, help=f"{ctx.command_path} --help")
            args = [open_.name or "", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever reads has read enough, as in “| head”; click ends quietly.
            raise
        except (UserError, OSError, click.UsageError) as error:
            raise refusal(error, translator_of(ctx)) from error

    def main(self, *args: Any, **more: Any) -> NoReturn:
        """Run and exit; nothing but SystemExit leaves."""
        try:
            result = super().main(*args, **{**more, "standalone_mode": False})
        except Exception as error:
            end(error)
        # click gives back the status that a command ended itself with.
        sys.exit(result if isinstance(result, int) else 0)


def end(error: Exception | KeyboardInterrupt) -> NoReturn:
    """Tell what ended the program, and exit with the status that goes with it."""
    speech = translator(system_language())
    match error:
        case Refusal():
            error.show()
        case UserError() | click.UsageError():
            refusal(error, speech).show()
        case click.Abort() | KeyboardInterrupt():
            sys.exit(INTERRUPTED)
        case _:
            tell_of_bug(error, speech)
            sys.exit(BUG)
    sys.exit(FAILED)


program = Program(
    "cooperation-tracker",
    help=_(
        "Industrial cooperation between Kazakhstan and Uzbekistan: projects, deadlines, sources. "
        "Without a command a window opens."
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    commands=[
        new,
        info,
        check,
        forecast,
        import_,
        export,
        forms,
        pack,
        passport,
        timeline,
        calendar,
        history,
        read_date,
        open_,
    ],
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            help=_("Show the version and exit."),
            callback=lambda ctx, _param, value: _show_version(ctx) if value else None,
        )
    ],
)


def _show_version(ctx: click.Context) -> None:
    click.echo(f"Cooperation Tracker {__version__}")
    ctx.exit()

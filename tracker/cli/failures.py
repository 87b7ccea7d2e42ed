"""How a command tells that it failed: one line, whatever the names and texts in it hold."""

from __future__ import annotations

import logging
import traceback
from typing import Final

import click

from tracker.domain.errors import UserError
from tracker.language import N_, Translator

_MISSING: Final = N_("“{name}” is missing. “{help}” shows how the command is written.")
_NO_OPTION: Final = N_("There is no option “{name}”. “{help}” lists them.")
_UNREADABLE: Final = N_("The command was not understood: {reason} “{help}” explains it.")
_SYSTEM: Final = N_("The system refused: {reason} ({file}).")
_BUG: Final = N_("An unexpected error stopped the command. Its description is in “{log}”.")
_BUG_UNLOGGED: Final = N_("An unexpected error stopped the command: {reason}.")


class Refusal(Exception):
    """A command that cannot be carried out; the text is what the user is told."""

    def __init__(self, text: str) -> None:
        super().__init__(one_line(text))

    def show(self) -> None:
        click.echo(str(self), err=True)


def refusal(error: UserError | OSError | click.UsageError, translator: Translator) -> Refusal:
    """What the user is told of an error."""
    if isinstance(error, click.UsageError):
        error = _usage(error)
    if isinstance(error, OSError):
        error = UserError(_SYSTEM, reason=error.strerror or error, file=error.filename or "–")
    return Refusal(error.text(translator.text))


def _usage(error: click.UsageError) -> UserError:
    help = f"{error.ctx.command_path} --help" if error.ctx else "--help"
    match error:
        case click.MissingParameter(param=click.Parameter() as missing):
            name = missing.make_metavar(error.ctx) if error.ctx else missing.name
            return UserError(_MISSING, name=name, help=help)
        case click.NoSuchOption():
            return UserError(_NO_OPTION, name=error.option_name, help=help)
        case _:
            return UserError(_UNREADABLE, reason=error.format_message(), help=help)


def one_line(text: str) -> str:
    """``text`` as it can be printed on one line: a name in it moves no cursor."""
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()


def tell_of_bug(error: Exception, translator: Translator) -> None:
    """Log an error that nobody foresaw beside those of the window, and tell where."""
    try:
        # Qt knows where programs keep their logs on this system.
        from tracker.ui.errors import LOG_NAME
        from tracker.ui.places import log_folder

        path = log_folder() / LOG_NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        log = logging.FileHandler(path, encoding="utf-8")
    except (ImportError, OSError):
        reason = "".join(traceback.format_exception_only(error)).strip()
        click.echo(one_line(translator.text(_BUG_UNLOGGED).format(reason=reason)), err=True)
        return
    log.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    trace = "".join(traceback.format_exception(error)).rstrip()
    log.handle(
        logging.LogRecord(
            "tracker", logging.ERROR, __file__, 0, "Unexpected error\n%s", (trace,), None
        )
    )
    log.close()
    click.echo(one_line(translator.text(_BUG).format(log=path)), err=True)

"""``read-date``: deadlines as officials write them, as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

import click

from tracker.cli.failures import Refusal
from tracker.cli.speech import _, language_of, language_option, translator_of
from tracker.domain.errors import InputError
from tracker.language import Language, Translator


@click.pass_context
def _read_date(ctx: click.Context, text: tuple[str, ...]) -> None:
    translator = translator_of(ctx)
    failed = 0
    for one in _lines(text):
        answer = _answer(one, language_of(ctx), translator)
        failed += answer["error"] is not None
        click.echo(json.dumps(answer, ensure_ascii=False))
    if failed:
        told = translator.plural(
            "{n} text could not be read as a deadline; its “error” says why.",
            "{n} texts could not be read as deadlines; their “error” says why.",
            failed,
        )
        raise Refusal(told.format(n=failed))


read_date = click.Command(
    "read-date",
    callback=_read_date,
    params=[
        click.Argument(["text"], nargs=-1, required=True, metavar=_("TEXT…")),
        language_option(_("Language of the messages; texts in all four are read.")),
    ],
    help=_(
        "Read deadlines such as “IV квартал 2026 г.” and print one JSON object a line: text, kind "
        "(period, permanent, recurring, as-needed), first and last day (inclusive), precision, "
        "error. With “-” one text a line is read from standard input."
    ),
    short_help=_("Read deadlines as officials write them."),
)


def _lines(texts: tuple[str, ...]) -> Iterable[str]:
    if texts != ("-",):
        return texts
    lines = (line.removesuffix("\n").removesuffix("\r") for line in sys.stdin)
    return (line.removeprefix("\ufeff") for line in lines)


def _answer(text: str, language: Language, translator: Translator) -> dict[str, str | None]:
    from tracker.domain.date_reader import read_deadline
    from tracker.domain.period import Deadline, Period

    deadline: Deadline | None = None
    error = None
    try:
        deadline = read_deadline(text, language=language)
    except InputError as refused:
        error = refused.text(translator.text)
    period = deadline if isinstance(deadline, Period) else None
    return {
        "text": text,
        "kind": _kind(deadline) if deadline is not None else None,
        "first": period.first.isoformat() if period else None,
        "last": period.last.isoformat() if period else None,
        "precision": period.precision.value if period else None,
        "error": error,
    }


def _kind(deadline: object) -> str:
    from tracker.domain.period import AsNeeded, Period, Permanent, Recurring

    kinds = {
        Period: "period",
        Permanent: "permanent",
        Recurring: "recurring",
        AsNeeded: "as-needed",
    }
    return kinds[type(deadline)]

"""``calendar``: which days of a year Kazakhstan and Uzbekistan work, as a file has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from tracker.cli.failures import one_line
from tracker.cli.files import file_argument, judged_day, open_workspace
from tracker.cli.speech import _, language_option, translator_of
from tracker.language import N_, Language, Translator

if TYPE_CHECKING:
    from tracker.domain.model import WorkCalendar
    from tracker.domain.portfolio import Portfolio
    from tracker.forecast.calendars import SpecialDay
    from tracker.workspace.working_days import CountryYear


@click.pass_context
def _calendar(ctx: click.Context, file: Path, year: int | None, as_json: bool) -> None:
    from tracker.forecast.calendars import COUNTRIES
    from tracker.workspace.working_days import country_year, working_days

    with open_workspace(file, read_only=True) as workspace:
        portfolio = workspace.portfolio
        year = year or judged_day(portfolio, workspace.today()).year
        working = working_days(portfolio)
        years = [country_year(portfolio, working, country, year) for country in COUNTRIES]
    if as_json:
        calendars = [_own(portfolio, calendar) for calendar in portfolio.calendars]
        found = {
            "year": year,
            "countries": {one.country.value: _country(portfolio, one) for one in years},
            "calendars": calendars,
        }
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    speech = translator_of(ctx)
    for one in years:
        for line in _lines(one, speech):
            click.echo(one_line(line))


def _country(portfolio: Portfolio, found: CountryYear) -> dict[str, Any]:
    return {
        "working_days": found.working,
        "days": [
            {
                "day": special.day.isoformat(),
                "works": special.works,
                "names": list(special.names),
                "moved": special.moved,
                "estimated": special.estimated,
                "exchanged": special.exchanged.isoformat() if special.exchanged else None,
                "from_file": special.day in found.said,
                "source": _source(portfolio, found, special),
            }
            for special in found.special
        ],
    }


def _source(portfolio: Portfolio, found: CountryYear, special: SpecialDay) -> str | None:
    said = found.said.get(special.day)
    return portfolio.sources[said.source_id].key if said and said.source_id else None


def _own(portfolio: Portfolio, calendar: WorkCalendar) -> dict[str, Any]:
    days = portfolio.calendar_days.where("calendar_id", calendar.id)
    return {
        "uid": calendar.uid,
        "name": {
            language.value: name for language in Language if (name := calendar.name.given(language))
        },
        "base": calendar.base.value,
        "weekdays": calendar.weekdays,
        "days": {day.day.first.isoformat(): day.works for day in days},
    }


def _lines(found: CountryYear, speech: Translator) -> list[str]:
    from tracker.domain.fields import choice_label
    from tracker.domain.period import Period
    from tracker.domain.period_text import Style, deadline_text
    from tracker.domain.weekdays import WEEKDAYS
    from tracker.forecast.holiday_names import special_day_text

    head = speech.plural(
        "{country}, {year}: {n} working day", "{country}, {year}: {n} working days", found.working
    )
    lines = [
        head.format(
            country=speech.text(choice_label(found.country)), year=found.year, n=found.working
        )
    ]
    for special in found.special:
        day = deadline_text(Period.day(special.day), speech.language, style=Style.SHORT)
        parts = [
            day,
            speech.text(WEEKDAYS[special.day.weekday()]),
            "+" if special.works else "–",
            special_day_text(special, speech),
        ]
        if special.day in found.said:
            parts.append(f"({speech.text(_FROM_FILE)})")
        lines.append("  " + " ".join(parts))
    return lines


_FROM_FILE: Final = N_("from the file")

calendar = click.Command(
    "calendar",
    callback=_calendar,
    params=[
        file_argument(),
        click.Option(
            ["--year"],
            type=click.IntRange(1900, 2200),
            help=_("The year; that of the status date if left out."),
        ),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print one JSON object.")),
        language_option(_("Language of the messages; the system's if left out.")),
    ],
    help=_(
        "Tell which days of a year Kazakhstan and Uzbekistan work (+) or rest (–) against the "
        "rule of the week: public holidays, moved and exchanged days, and what the file says."
    ),
    short_help=_("Tell the working days of both countries."),
)

"""``forecast``: when everything will be if nothing changes, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.failures import one_line
from tracker.cli.files import file_argument, open_workspace, status_date
from tracker.cli.pictures import PeriodText, day_of
from tracker.cli.speech import _, language_option, translator_of
from tracker.domain.errors import UserError
from tracker.language import N_, Translator

if TYPE_CHECKING:
    from tracker.domain.model import Item
    from tracker.domain.period import Period
    from tracker.domain.portfolio import Portfolio
    from tracker.forecast.risk import Risk
    from tracker.workspace.foresight import PortfolioForesight


@click.pass_context
def _forecast(
    ctx: click.Context,
    file: Path,
    on: Period | None,
    item: str | None,
    runs: int | None,
    seed: int | None,
    as_json: bool,
) -> None:
    from tracker.forecast.risk import sample
    from tracker.workspace.forecast_report import report
    from tracker.workspace.foresight import foresee

    if seed is not None and runs is None:
        raise UserError(N_("“{option}” belongs to “{other}”."), option="--seed", other="--runs")
    with open_workspace(file, read_only=True) as workspace:
        portfolio = workspace.portfolio
        day = day_of(on, "--status-date") or status_date(portfolio, workspace.today())
        foresight = foresee(portfolio, day)
        portfolio.foresight = foresight
        items = list(_items(portfolio, item))
        risk = sample(foresight.forecast.plan, runs=runs, seed=seed or 0) if runs else None
    if as_json:
        found = report(portfolio, foresight, items, risk)
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in _lines(portfolio, foresight, items, risk, translator_of(ctx)):
        click.echo(one_line(line))


def _items(portfolio: Portfolio, uid: str | None) -> Iterator[Item]:
    if uid is None:
        for project in portfolio.ordered_projects():
            yield from portfolio.descendants(project)
        return
    found = list(portfolio.items.where("uid", uid))
    if not found:
        raise UserError(N_("There is no item “{uid}” in the file."), uid=uid)
    yield from found


def _lines(
    portfolio: Portfolio,
    foresight: PortfolioForesight,
    items: list[Item],
    risk: Risk | None,
    speech: Translator,
) -> Iterator[str]:
    """The sentence of each item that is not done, what was assumed, and what is wrong."""
    from tracker.domain.period import Period
    from tracker.domain.period_text import Style, deadline_text
    from tracker.domain.status import Status
    from tracker.workspace.forecast_report import problem_text
    from tracker.workspace.why import why

    assumed: dict[str, None] = {}
    for item in items:
        known = foresight.of(item)
        if known is None or (known.status is Status.DONE and len(items) > 1):
            continue
        found = why(portfolio, foresight, item, speech)
        line = found.sentence
        sampled = risk.items.get(item.id) if risk is not None else None
        if sampled is not None and sampled.p80 is not None and sampled.p50 is not None:
            days = (
                deadline_text(Period.day(day), speech.language, style=Style.SHORT)
                for day in (sampled.p50, sampled.p80)
            )
            line += " (P50 {}, P80 {})".format(*days)
        yield line
        assumed.update(dict.fromkeys(found.assumed))
    if assumed:
        yield speech.text(_ASSUMED)
        yield from (f"  {text}" for text in assumed)
    if foresight.forecast.problems:
        yield speech.text(_PROBLEMS)
        for problem in foresight.forecast.problems:
            yield f"  {problem_text(portfolio, problem, speech)}"


_ASSUMED = N_("Assumed:")
_PROBLEMS = N_("What is wrong with the plan:")

forecast = click.Command(
    "forecast",
    callback=_forecast,
    params=[
        file_argument(),
        click.Option(
            ["--status-date", "on"],
            type=PeriodText(),
            metavar=_("DAY"),
            help=_("The day from which on is forecast; the file's, else today, if left out."),
        ),
        click.Option(["--item"], metavar="UID", help=_("Only the item with this uid.")),
        click.Option(
            ["--runs"],
            type=click.IntRange(1, 100_000),
            help=_("Draw the durations so many times, for P50 and P80."),
        ),
        click.Option(
            ["--seed"],
            type=click.IntRange(0, 10**15 - 1),
            help=_("The seed of the draws; the same one gives the same dates. 0 if left out."),
        ),
        click.Option(["--json", "as_json"], is_flag=True, help=_("Print one JSON object.")),
        language_option(_("Language of the messages; the system's if left out.")),
    ],
    help=_(
        "Tell when everything will be finished if nothing changes: a sentence an item that is not "
        "done, with what drives it, what had to be assumed, and what is wrong with the plan."
    ),
    short_help=_("Tell when everything will be, and why."),
)

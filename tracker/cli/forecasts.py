"""``forecast``: when everything will be if nothing changes, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.failures import one_line
from tracker.cli.files import file_argument, judged_day, open_workspace
from tracker.cli.pictures import PeriodText, day_of
from tracker.cli.speech import _, language_option, translator_of
from tracker.domain.errors import UserError
from tracker.domain.model import Distribution
from tracker.language import N_, Translator

if TYPE_CHECKING:
    from tracker.domain.model import Item, Project, ScenarioMove
    from tracker.domain.period import Period
    from tracker.domain.portfolio import Portfolio
    from tracker.forecast.risk import ItemRisk, Risk
    from tracker.workspace.foresight import PortfolioForesight


@click.pass_context
def _forecast(
    ctx: click.Context,
    file: Path,
    on: Period | None,
    item: str | None,
    runs: int | None,
    seed: int | None,
    distribution: str | None,
    keep: bool,
    scenario: str | None,
    since: Period | None,
    as_json: bool,
) -> None:
    from tracker.workspace.forecast_report import report
    from tracker.workspace.foresight import foresee
    from tracker.workspace.foresight_then import look_back
    from tracker.workspace.operations import keep_risk
    from tracker.workspace.sampling import outdated_text

    belonging = {"--seed": seed is not None, "--distribution": distribution, "--keep": keep}
    for option, is_given in belonging.items():
        if is_given and runs is None:
            raise UserError(N_("“{option}” belongs to “{other}”."), option=option, other="--runs")
    if keep and scenario is not None:
        raise UserError(
            N_("What is sampled of a scenario is not kept: leave out “--keep” or “--scenario”.")
        )
    with open_workspace(file, read_only=not keep) as workspace:
        portfolio = workspace.portfolio
        day = judged_day(portfolio, workspace.today(), given=day_of(on, "--status-date"))
        foresight = foresee(portfolio, day, supposed=_supposed(portfolio, scenario))
        portfolio.foresight = foresight
        if (day_then := day_of(since, "--since")) is not None:
            look_back(workspace, day_then, on=day)
        items = list(_items(portfolio, item))
        sampling = foresight.sampling
        risk = sampling.risk() if sampling is not None and sampling.holds else None
        if runs is not None:
            risk = _sampled(foresight, runs, seed or 0, distribution)
            if keep:
                keep_risk(workspace, risk=risk, status_date=day)
    if as_json:
        found = report(portfolio, foresight, items, risk)
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    speech = translator_of(ctx)
    for line in _lines(portfolio, foresight, items, risk, speech):
        click.echo(one_line(line))
    if risk is None and sampling is not None:
        click.echo(one_line(outdated_text(sampling.run, speech)))


def _sampled(foresight: PortfolioForesight, runs: int, seed: int, distribution: str | None) -> Risk:
    from tracker.forecast.risk import sample

    forecast = foresight.forecast
    return sample(
        forecast.plan,
        runs=runs,
        seed=seed,
        distribution=Distribution(distribution or Distribution.PERT),
        network=forecast.network,
    )


def _supposed(portfolio: Portfolio, name: str | None) -> list[ScenarioMove]:
    """What the scenario of this name supposes; nothing without one."""
    if name is None:
        return []
    found = next(iter(portfolio.scenarios.where("name", " ".join(name.split()))), None)
    if found is None:
        raise UserError(N_("There is no scenario “{name}” in the file."), name=name)
    return list(portfolio.scenario_moves.where("scenario_id", found.id))


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
    from tracker.domain.status import Status
    from tracker.workspace.forecast_report import problem_text
    from tracker.workspace.foresight_then import looked_back_text
    from tracker.workspace.why import why

    assumed: dict[str, None] = {}
    if risk is not None:
        yield from _projects_sampled(portfolio, foresight, items, risk, speech)
    for item in items:
        known = foresight.of(item)
        if known is None or (known.status is Status.DONE and len(items) > 1):
            continue
        found = why(portfolio, foresight, item, speech)
        line = found.sentence
        # As in the columns: where no finish can be told, none was sampled either.
        if risk is not None and known.finish is not None:
            line += _sampled_text(portfolio, foresight, item, risk.items.get(item.id), speech)
        if before := looked_back_text(portfolio, item, foresight.status_date, speech):
            line += f" ({before})"
        yield line
        assumed.update(dict.fromkeys(found.assumed))
    if assumed:
        yield speech.text(_ASSUMED)
        yield from (f"  {text}" for text in assumed)
    if foresight.forecast.problems:
        yield speech.text(_PROBLEMS)
        for problem in foresight.forecast.problems:
            yield f"  {problem_text(portfolio, problem, speech)}"


def _projects_sampled(
    portfolio: Portfolio,
    foresight: PortfolioForesight,
    items: list[Item],
    risk: Risk,
    speech: Translator,
) -> Iterator[str]:
    """Each project of the items that is not done, with when all of it is finished in the runs."""
    from tracker.domain.status import Status

    for project_id in dict.fromkeys(item.project_id for item in items):
        project = portfolio.projects[project_id]
        known = foresight.of(project)
        if known is None or known.finish is None or known.status is Status.DONE:
            continue
        found = _sampled_text(portfolio, foresight, project, risk.projects.get(project_id), speech)
        if found:
            yield project.name.best(speech.language) + found


def _sampled_text(
    portfolio: Portfolio,
    foresight: PortfolioForesight,
    row: Project | Item,
    sampled: ItemRisk | None,
    speech: Translator,
) -> str:
    """By when a row is finished in half, and in four fifths, of the runs; "" where nobody knows."""
    from tracker.domain.period_text import Style, deadline_text
    from tracker.forecast.shown import shown_sampled

    if sampled is None or sampled.p50 is None or sampled.p80 is None:
        return ""
    said = (
        shown_sampled(portfolio, foresight.forecast, row, day) for day in (sampled.p50, sampled.p80)
    )
    dates = (deadline_text(period, speech.language, style=Style.SHORT) for period in said)
    return " (P50 {}, P80 {})".format(*dates)


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
        click.Option(
            ["--distribution"],
            type=click.Choice([kind.value for kind in Distribution]),
            help=_(
                "How a duration is drawn between its shortest and its longest; pert if left out."
            ),
        ),
        click.Option(
            ["--keep"],
            is_flag=True,
            help=_(
                "Keep the result in the file, in place of the one kept before. Without --runs it "
                "is used as long as the plan stays as it is."
            ),
        ),
        click.Option(
            ["--scenario"],
            metavar="NAME",
            help=_("With what the scenario of this name supposes; it is kept beside the plan."),
        ),
        click.Option(
            ["--since"],
            type=PeriodText(),
            metavar=_("DAY"),
            help=_("With the forecast as it was at the end of that day, and how far it has moved."),
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

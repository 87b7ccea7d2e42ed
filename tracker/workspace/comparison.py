"""The plan as it was on another day: as bodies had announced it by then, or as it was recorded."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from tracker.domain.foresight import finish_then, slip_since
from tracker.domain.model import Commitment, Item, Project
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.domain.ranges import range_text
from tracker.domain.slip import range_slip_text, slip_text
from tracker.language import N_, Translator
from tracker.records import record
from tracker.timeline.compare import Then
from tracker.workspace.description import Part, Statement
from tracker.workspace.workspace import Workspace


class PlanAs(StrEnum):
    """What is meant by "the plan on a day"."""

    ANNOUNCED = "announced"
    """What had been announced by the end of the day, whenever it was entered here."""
    RECORDED = "recorded"
    """What this file said at the end of the day, whenever it was announced."""
    FORECAST = "forecast"
    """What the program foresaw at the end of the day, of what this file said then."""


@record
class Comparison:
    plan_as: PlanAs
    day: date


def compared_plan(workspace: Workspace, comparison: Comparison) -> Portfolio:
    """The plan to compare with, announced or recorded; it changes nothing in the file."""
    if comparison.plan_as is PlanAs.RECORDED:
        return workspace.as_of(comparison.day)
    return announced_by(workspace.portfolio, comparison.day)


def announced_by(portfolio: Portfolio, day: date) -> Portfolio:
    """All rows, with the commitments that had certainly been announced on ``day``.

    What is known to have been announced in a month counts from the month's last day on. Where no
    announcement is known, the day of the record stands for it, as it does in the order of promises.
    """
    return Portfolio(
        row
        for row in portfolio.rows()
        if not isinstance(row, Commitment) or (row.announced_on or row.recorded_on).last <= day
    )


def comparison_text(
    comparison: Comparison, translator: Translator, *, outlines: bool = True
) -> str:
    """What the outlines on the chart are; without them, what the columns look back to."""
    msgid = _OUTLINES[comparison.plan_as] if outlines else _COLUMNS
    return _worded(msgid, comparison, translator)


def computing_text(comparison: Comparison, translator: Translator) -> str:
    """That an earlier forecast is yet to come."""
    return _worded(N_("The forecast of {day} is being computed."), comparison, translator)


def _worded(msgid: str, comparison: Comparison, translator: Translator) -> str:
    day = deadline_text(Period.day(comparison.day), translator.language)
    return translator.text(msgid).format(day=day)


_OUTLINES: Final = {
    PlanAs.ANNOUNCED: N_(
        "Thin outlines show the plan as it was announced by {day}, where it differs from now."
    ),
    PlanAs.RECORDED: N_(
        "Thin outlines show the plan as it was recorded on {day}, where it differs from now."
    ),
    PlanAs.FORECAST: N_(
        "Thin purple outlines show the forecast as it was on {day}, where it has moved since."
    ),
}
_COLUMNS: Final = N_("The columns of the earlier forecast and of its slip look back to {day}.")
_TITLES: Final = {
    PlanAs.ANNOUNCED: N_("As announced by {day}"),
    PlanAs.RECORDED: N_("As recorded on {day}"),
    PlanAs.FORECAST: N_("Forecast on {day}"),
}


def comparison_part(then: Then, comparison: Comparison, translator: Translator) -> Part:
    """What a row was planned for then, and how far its finish has moved since."""
    _ = translator.text
    statements = [
        Statement(deadline_text(deadline, translator.language, style=Style.SHORT), _(label))
        for label, deadline in ((N_("Start"), then.start), (N_("Finish"), then.finish))
        if deadline is not None
    ]
    if then.slip is not None:
        statements.append(Statement(slip_text(then.slip, translator), _(N_("Moved since"))))
    title = _worded(_TITLES[comparison.plan_as], comparison, translator)
    return Part(title, tuple(statements))


def earlier_forecast_part(
    portfolio: Portfolio, row: Project | Item, on: date, translator: Translator
) -> Part | None:
    """When a row was foreseen to be finished, and how far that has moved; None where it was not."""
    then, finish = portfolio.foresight_then, finish_then(portfolio, row)
    if then is None or finish is None:
        return None
    _ = translator.text
    statements = [Statement(range_text(*finish, translator.language), _(N_("Finish")))]
    slip = slip_since(portfolio, row, on)
    if slip is not None:
        statements.append(Statement(range_slip_text(slip, translator), _(N_("Moved since"))))
    comparison = Comparison(PlanAs.FORECAST, then.day)
    title = _worded(_TITLES[PlanAs.FORECAST], comparison, translator)
    return Part(title, tuple(statements))

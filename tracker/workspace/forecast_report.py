"""A whole forecast as plain values, for those who read it without a window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from tracker.domain.foresight import finish_then, slip_since
from tracker.domain.model import Item
from tracker.domain.portfolio import Portfolio
from tracker.forecast.explain import driver_of
from tracker.forecast.plan import Problem, ProblemKind
from tracker.forecast.result import Range
from tracker.forecast.risk import Risk
from tracker.language import N_, Translator
from tracker.workspace.foresight import PortfolioForesight

PROBLEMS: Final = {
    ProblemKind.LOOP: N_("The links close a loop, and those among its rows are left out"),
    ProblemKind.LINK_TO_NOTHING: N_("A link leads to a row that is not there"),
    ProblemKind.LINK_TO_ITSELF: N_("A row is linked to itself"),
    ProblemKind.LINK_LEFT_OUT: N_("A link is left out, since one of its rows has no date"),
    ProblemKind.LAG_TOO_LONG: N_("The lag of a link is too long"),
    ProblemKind.LEAD_BEFORE_TIME: N_("The lead of a link reaches back before 1900"),
    ProblemKind.DURATION_TOO_LONG: N_("A duration is too long"),
    ProblemKind.DURATIONS_CROSSED: N_("The shortest duration is longer than the longest"),
    ProblemKind.ZERO_DURATION: N_("The duration is 0 days: it is taken as an event"),
    ProblemKind.NO_WORKING_DAY: N_("The calendar has no working day: every day is counted"),
    ProblemKind.BEFORE_1900: N_("A date lies before 1900"),
    ProblemKind.AFTER_2200: N_("A date lies after 2200"),
    ProblemKind.ACTUAL_AHEAD: N_("What is reported to have happened lies in the future"),
    ProblemKind.FIXED_IN_THE_PAST: N_("The fixed date is over"),
    ProblemKind.FIXED_TOO_EARLY: N_("The fixed date is before what precedes it is done"),
    ProblemKind.NOT_AFTER_MISSED: N_("It is finished after the date that it may not pass"),
    ProblemKind.DEADLINE_MISSED: N_("It is finished after its deadline"),
}
"""What cannot be kept, or is wrong with the input, as a msgid."""


def report(
    portfolio: Portfolio, foresight: PortfolioForesight, items: Iterable[Item], risk: Risk | None
) -> dict[str, Any]:
    """What is forecast of ``items``, and what is wrong with the plan as a whole.

    Ranges are pairs of ISO days, the first and the last. Dates that nobody can tell are null, so
    are floats of what is done. With a sampling ``projects`` has what it says of them. Where a past
    day is looked back to, ``since`` is that day, and of an item what was foreseen of it then and
    how far that has moved, in days, months or years.
    """
    found = (_item(portfolio, foresight, item, risk) for item in items)
    sampling, then = None, portfolio.foresight_then
    if risk is not None:
        sampling = {
            "runs": risk.runs,
            "seed": risk.seed,
            "distribution": risk.distribution.value,
            "inputs": risk.inputs,
        }
    return {
        "status_date": foresight.status_date.isoformat(),
        "sampling": sampling,
        **({} if risk is None else {"projects": _projects(portfolio, risk)}),
        **({"since": then.day.isoformat()} if then is not None else {}),
        "items": [item for item in found if item is not None],
        "loops": [_uids(portfolio, loop) for loop in foresight.forecast.loops],
        "errors": [
            {
                "kind": problem.kind.value,
                "items": _uids(portfolio, problem.items),
                "links": [
                    portfolio.links[link].uid for link in problem.links if link in portfolio.links
                ],
            }
            for problem in foresight.forecast.problems
        ],
    }


def problem_text(portfolio: Portfolio, problem: Problem, translator: Translator) -> str:
    """What is wrong and with which rows, a loop in its order."""
    language = translator.language
    rows = (portfolio.items.get(item) for item in problem.items)
    names = [row.name.best(language) or row.uid for row in rows if row is not None]
    if problem.kind is ProblemKind.LOOP and names:
        names.append(names[0])
    joined = (" → " if problem.kind is ProblemKind.LOOP else ", ").join(names)
    said = translator.text(PROBLEMS[problem.kind])
    return f"{said}: {joined}" if joined else said


def _item(
    portfolio: Portfolio, foresight: PortfolioForesight, item: Item, risk: Risk | None
) -> dict[str, Any] | None:
    dates, known = foresight.dates(item), foresight.of(item)
    if dates is None or known is None:
        return None
    step = driver_of(foresight.forecast, item.id)
    found: dict[str, Any] = {
        "uid": item.uid,
        "early_start": _days(dates.start),
        "early_finish": _days(dates.finish),
        "late_start": _days(dates.late_start),
        "late_finish": _days(dates.late_finish),
        "total_float": dates.total_float,
        "free_float": dates.free_float,
        "promise_float": dates.promise_float,
        "state": known.status.value,
        "driven_by": None,
        "assumed": [assumption.value for assumption in dates.assumed],
        "doubtful": dates.doubtful,
        "open_ended": dates.finish is not None and known.finish is None,
    }
    if step is not None:
        before = portfolio.items.get(step.predecessor or 0)
        link = portfolio.links.get(step.link.id) if step.link else None
        found["driven_by"] = {
            "reason": step.reason.value,
            "uid": before.uid if before else None,
            "link": link.uid if link else None,
        }
    if portfolio.foresight_then is not None:
        found["since"] = _since(portfolio, item, foresight.status_date)
    if risk is not None:
        sampled = risk.items.get(item.id)
        p50 = sampled.p50 if sampled else None
        p80 = sampled.p80 if sampled else None
        found["p50"] = p50.isoformat() if p50 else None
        found["p80"] = p80.isoformat() if p80 else None
        found["driving"] = sampled.driving if sampled else None
    return found


def _projects(portfolio: Portfolio, risk: Risk) -> list[dict[str, Any]]:
    """By when each project was finished in half, and in four fifths, of the runs."""
    return [
        {
            "uid": project.uid,
            "p50": found.p50.isoformat() if found.p50 else None,
            "p80": found.p80.isoformat() if found.p80 else None,
        }
        for project in portfolio.ordered_projects()
        if (found := risk.projects.get(project.id)) is not None
    ]


def _since(portfolio: Portfolio, item: Item, on: date) -> dict[str, Any]:
    finish, slip = finish_then(portfolio, item), slip_since(portfolio, item, on)
    moved = None
    if slip is not None:
        moved = {"first": slip.first, "last": slip.last, "unit": slip.unit.name.lower()}
    return {"finish": [day.isoformat() for day in finish] if finish else None, "slip": moved}


def _days(days: Range | None) -> list[str] | None:
    return None if days is None else [day.isoformat() for day in days]


def _uids(portfolio: Portfolio, ids: Iterable[int]) -> list[str]:
    return [portfolio.items[item].uid for item in ids if item in portfolio.items]

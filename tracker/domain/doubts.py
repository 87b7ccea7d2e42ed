"""What is missing from the dates of a row, or contradicts itself.

Nothing here is refused: a source may say just that. It is named instead, wherever the row is shown,
so that nobody takes it for a plan.
"""

from __future__ import annotations

from enum import Enum

from tracker.domain.model import Item, ItemKind, Project
from tracker.domain.period import Deadline, Order, Period
from tracker.domain.portfolio import Portfolio
from tracker.language import N_


class Doubt(Enum):
    """The value is the msgid under which it is named."""

    NO_DATE = N_("no date")
    FINISH_BEFORE_START = N_("finish before start")
    ACTUAL_FINISH_BEFORE_START = N_("finished before it started")


def doubts_of(portfolio: Portfolio, row: Project | Item) -> tuple[Doubt, ...]:
    """Every doubt about the dates of a row, its rolled-up ones where it has none of its own."""
    if isinstance(row, Project):
        return doubts(portfolio.start(row), portfolio.finish(row), None, None)
    if row.kind is ItemKind.MILESTONE and not portfolio.children(row):
        return doubts(None, portfolio.finish(row), None, row.actual_finish)
    return doubts(portfolio.start(row), portfolio.finish(row), row.actual_start, row.actual_finish)


def contradictions_of(portfolio: Portfolio, row: Project | Item) -> tuple[Doubt, ...]:
    """The same without dates that are only missing: a list of dates says that by itself."""
    found = doubts_of(portfolio, row)
    return tuple(doubt for doubt in found if doubt is not Doubt.NO_DATE)


def doubts(
    start: Deadline | None,
    finish: Deadline | None,
    actual_start: Period | None,
    actual_finish: Period | None,
) -> tuple[Doubt, ...]:
    """The doubts about these dates. Periods that overlap contradict nothing."""
    if start is None and finish is None and actual_start is None and actual_finish is None:
        return (Doubt.NO_DATE,)
    found = []
    if _ends_before(finish, start):
        found.append(Doubt.FINISH_BEFORE_START)
    if _ends_before(actual_finish, actual_start):
        found.append(Doubt.ACTUAL_FINISH_BEFORE_START)
    return tuple(found)


def _ends_before(finish: Deadline | None, start: Deadline | None) -> bool:
    # A limit is what was said here too: "by March" cannot end what starts in June.
    return (
        isinstance(finish, Period)
        and isinstance(start, Period)
        and finish.plain.compare(start.plain) is Order.BEFORE
    )

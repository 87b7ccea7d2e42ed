"""What drives an item, back to where the chain begins, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.portfolios import commitment, item, project
from tracker.domain.model import (
    ConstraintKind,
    Edge,
    ItemKind,
    LagUnit,
    Link,
    LinkType,
    Names,
    State,
)
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.forecast.calendars import WorkingDays
from tracker.forecast.compute import compute
from tracker.forecast.explain import Reason, chain_of, driver_of
from tracker.forecast.planning import plan_of
from tracker.forecast.result import Forecast
from tracker.forecast.sentence import explanation
from tracker.language import Language, translator

STATUS = date(2026, 11, 24)
EN = translator(Language.EN)


def launch(**more: object) -> Portfolio:
    """A launch waits for a power line, promised for Q4 2026, with 54 to 72 working days left."""
    line = {"duration_low": 60, "duration_high": 80, "percent": 10} | more
    return Portfolio(
        [
            project(),
            item(1, "Launch", kind=ItemKind.PHASE),
            item(2, "Power line", parent_id=1, kind=ItemKind.ACTIVITY, **line),
            item(3, "Technical launch", parent_id=1),
            item(4, "Official opening"),
            commitment(1, 2, "2026-Q4"),
            commitment(2, 3, "2026-Q4"),
            commitment(3, 4, "2027-H1"),
            Link(id=1, uid="l1", predecessor_id=2, successor_id=3),
        ]
    )


def forecast(portfolio: Portfolio) -> Forecast:
    return compute(plan_of(portfolio, STATUS, WorkingDays()))


def reasons(portfolio: Portfolio, item_id: int) -> list[tuple[int, Reason]]:
    return [(step.item, step.reason) for step in chain_of(forecast(portfolio), item_id)]


def said(portfolio: Portfolio, item_id: int, language: Language = Language.EN) -> str:
    row = portfolio.items[item_id] if item_id > 0 else portfolio.projects[-item_id]
    return explanation(portfolio, forecast(portfolio), row, translator(language))


def test_the_chain_goes_back_to_the_work_that_is_left() -> None:
    portfolio = launch()
    assert reasons(portfolio, 3) == [(3, Reason.LINK), (2, Reason.UNDER_WAY)]
    step = driver_of(forecast(portfolio), 3)
    assert step is not None
    assert (step.predecessor, step.link and step.link.id) == (2, 1)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, Reason.PROMISE),
        ({"state": State.DONE}, Reason.DONE),
        (
            {
                "constraint_kind": ConstraintKind.FIXED,
                "constraint_date": period_from_key("2027-06-16"),
            },
            Reason.FIXED,
        ),
        (
            {
                "constraint_kind": ConstraintKind.NOT_BEFORE,
                "constraint_date": period_from_key("2027-07-01"),
            },
            Reason.NOT_BEFORE,
        ),
        # The last day promised holds it in the late pass: a tie with the promise is the promise's.
        (
            {
                "constraint_kind": ConstraintKind.NOT_BEFORE,
                "constraint_date": period_from_key("2027-06-30"),
            },
            Reason.PROMISE,
        ),
    ],
)
def test_each_reason_of_its_own(change: dict, reason: Reason) -> None:
    portfolio = launch()
    portfolio.put(replace(portfolio.items[4], **change))
    assert reasons(portfolio, 4) == [(4, reason)]


def test_what_has_not_begun_is_held_by_the_status_date() -> None:
    portfolio = launch(percent=None)
    portfolio.put(commitment(9, 2, "2026-10", edge=Edge.START))
    assert reasons(portfolio, 2) == [(2, Reason.STATUS_DATE)]


def test_as_late_as_possible_is_a_reason_where_it_moved() -> None:
    portfolio = launch()
    late = {"constraint_kind": ConstraintKind.AS_LATE, "kind": ItemKind.ACTIVITY}
    portfolio.put(replace(item(5, "Invitations"), duration_likely=5, **late))
    portfolio.put(commitment(9, 5, "2026-12-01", edge=Edge.START))
    portfolio.put(Link(id=9, uid="l9", predecessor_id=5, successor_id=4))
    assert reasons(portfolio, 5) == [(5, Reason.AS_LATE)]
    known = forecast(portfolio).item(5)
    assert known is not None and known.finish is not None
    assert (known.finish.last, known.free_float) == (date(2027, 6, 30), 0)


def test_a_chain_runs_through_a_phase_to_the_part_that_decides() -> None:
    portfolio = launch()
    portfolio.put(Link(id=2, uid="l2", predecessor_id=1, successor_id=4, lag=90))
    assert reasons(portfolio, 4) == [
        (4, Reason.LINK),
        (3, Reason.LINK),
        (2, Reason.UNDER_WAY),
    ]
    assert reasons(portfolio, 1) == reasons(portfolio, 3)
    assert reasons(portfolio, -1) == reasons(portfolio, 4)


def test_the_sentence_of_a_milestone_that_waits() -> None:
    assert said(launch(), 3) == (
        "Technical launch moves to Feb – Mar 2027 because Power line (Q4 2026) must finish first "
        "and is 46 to 75 days late. "
        "The chain begins with Power line: 54 to 72 working days of work are left."
    )
    # 25 days of the lower end are over on 30 December, in the quarter promised.
    assert said(launch(duration_low=27, duration_high=80), 3).startswith(
        "Technical launch may move to Dec 2026 – Mar 2027 because Power line (Q4 2026) must finish "
        "first and is up to 75 days late."
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.RU, "перенос на февр. – март 2027 г., так как сначала нужно завершить «Power"),
        (Language.KK, "жаңа мерзімі – 2027 жылғы ақпан – наурыз, себебі алдымен «Power line»"),
        (Language.UZ, "yangi muddat – 2027-yil fevral – mart, chunki avval “Power line”"),
    ],
)
def test_the_sentence_in_the_other_languages(language: Language, text: str) -> None:
    assert text in said(launch(), 3, language)


def test_names_are_those_of_the_language() -> None:
    portfolio = launch()
    portfolio.put(replace(portfolio.items[2], name=Names(en="Power line", ru="ЛЭП")))
    assert "«ЛЭП» (IV квартал 2026 г.)" in said(portfolio, 3, Language.RU)


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ({"lag": 5}, "and 5 working days must pass after it"),
        ({"lag": 1, "lag_unit": LagUnit.CALENDAR_DAYS}, "and 1 day must pass after it"),
        ({"lag": -2}, ", but for 2 working days."),
        ({"type": LinkType.SS, "lag": 90}, "Power line (Q4 2026) must start first and is"),
        ({"type": LinkType.FF}, "it cannot finish before Power line (Q4 2026) finishes, which is"),
    ],
)
def test_links_of_every_kind(link: dict, text: str) -> None:
    portfolio = launch()
    portfolio.put(replace(portfolio.links[1], **link))
    assert text in said(portfolio, 3)


def test_what_is_kept_what_is_over_and_what_is_a_summary() -> None:
    portfolio = launch()
    assert said(portfolio, 4) == "Official opening is forecast for H1 2027, as promised."
    assert said(portfolio, 1).startswith(
        "Launch is forecast for Feb – Mar 2027 because Technical launch finishes last. Technical"
    )
    assert said(portfolio, -1).startswith("Center is forecast for Feb – Jun 2027 because Offi")
    portfolio.put(commitment(9, 4, "2026-Q3", announced="2025-01-01"))
    assert said(portfolio, 4) == (
        "Official opening is overdue: promised for Q3 2026, not reported as done."
    )
    portfolio.put(replace(portfolio.items[4], actual_finish=period_from_key("2026-10")))
    assert said(portfolio, 4) == "Official opening was done: Oct 2026."
    for part in (2, 3):
        portfolio.put(replace(portfolio.items[part], actual_finish=period_from_key("2026-09")))
    assert said(portfolio, 1) == "Launch was done: Sep 2026."
    portfolio.put(replace(portfolio.items[4], state=State.CANCELLED))
    assert said(portfolio, 4) == ""

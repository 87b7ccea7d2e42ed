"""What views and filters are told of a forecast."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.cells import cell_text, sort_key
from tracker.domain.fields import FIELD, Context, value_of
from tracker.domain.foresight import judged_status
from tracker.domain.model import (
    Commitment,
    Edge,
    Item,
    ItemKind,
    Link,
    Names,
    Project,
    ScenarioMove,
    State,
)
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.ranges import DayRange
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.workspace.expressions import read_expression
from tracker.workspace.expressions.judging import judged, told_in
from tracker.workspace.following import succeeded
from tracker.workspace.foresight import forecast_of, foresee, with_foresight

TODAY = date(2026, 11, 23)
EN = translator(Language.EN)


def portfolio(**of_works: object) -> Portfolio:
    """Works of 40 to 60 working days from 2 November, promised for 2026; then the opening."""
    works = {"duration_low": 40, "duration_likely": 50, "duration_high": 60, **of_works}
    said = Period.day(date(2026, 1, 1))
    return Portfolio(
        [
            Project(id=1, uid="p", position=0, name=Names(en="Plant")),
            Item(
                id=1,
                uid="w",
                project_id=1,
                position=0,
                kind=ItemKind.ACTIVITY,
                name=Names(en="Works"),
                **works,
            ),
            Item(
                id=2,
                uid="o",
                project_id=1,
                position=1,
                kind=ItemKind.MILESTONE,
                name=Names(en="Opening"),
            ),
            Item(
                id=3,
                uid="x",
                project_id=1,
                position=2,
                kind=ItemKind.MILESTONE,
                name=Names(en="Forgotten"),
            ),
            Commitment(
                id=1,
                item_id=1,
                edge=Edge.START,
                deadline=Period.day(date(2026, 11, 2)),
                recorded_on=said,
            ),
            Commitment(id=2, item_id=1, deadline=Period.year(2026), recorded_on=said),
            Commitment(id=3, item_id=2, deadline=Period.quarter(2026, 4), recorded_on=said),
            Commitment(id=4, item_id=3, deadline=Period.quarter(2025, 4), recorded_on=said),
            Link(id=1, predecessor_id=1, successor_id=2),
        ]
    )


def value(rows: Portfolio, key: str, item_id: int = 1) -> object:
    return value_of(FIELD[key], rows.items[item_id], Context(rows, TODAY, {}))


def test_without_a_forecast_nothing_is_foreseen() -> None:
    rows = portfolio()
    assert judged_status(rows, rows.items[1], TODAY) is Status.PLANNED
    assert value(rows, "forecast") is None
    assert value(rows, "float") is None


def test_what_is_foreseen_shows_in_the_columns_of_a_row() -> None:
    rows = with_foresight(portfolio(), TODAY)
    assert judged_status(rows, rows.items[1], TODAY) is Status.LATE
    forecast = value(rows, "forecast")
    assert isinstance(forecast, DayRange)
    assert forecast.first > date(2026, 12, 31)
    assert cell_text(FIELD["forecast"], forecast, EN) == "Jan – Feb 2027"
    assert value(rows, "slip") == (forecast.last - date(2026, 12, 31)).days
    assert value(rows, "status", 2) is Status.LATE
    assert value(rows, "float", 2) == 0


def test_a_forecast_is_that_of_its_day_alone() -> None:
    rows = with_foresight(portfolio(), TODAY)
    assert judged_status(rows, rows.items[1], date(2027, 1, 1)) is Status.OVERDUE


def test_nobody_knows_when_what_is_overdue_without_a_word_will_be() -> None:
    rows = with_foresight(portfolio(), TODAY)
    assert value(rows, "status", 3) is Status.OVERDUE
    assert value(rows, "forecast", 3) is None, "the day of today is no date that anybody gave"
    assert value(rows, "slip", 3) is None


def test_what_is_done_has_no_forecast_and_no_slip() -> None:
    rows = with_foresight(portfolio(state=State.DONE, actual_finish=Period.month(2026, 10)), TODAY)
    assert value(rows, "status") is Status.DONE
    assert value(rows, "forecast") is None
    assert value(rows, "slip") is None


def test_a_scenario_changes_the_forecast_and_not_what_was_promised() -> None:
    rows = portfolio()
    move = ScenarioMove(scenario_id=0, item_id=1, duration=5)
    found = foresee(rows, TODAY, supposed=[move]).of(rows.items[1])
    assert found is not None
    assert found.finish is not None
    assert found.finish.last < date(2026, 12, 31)
    assert found.status is Status.PLANNED
    assert rows.foresight is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("forecast: 2027", {1, 2}),
        ("forecast: < Q2 2027", {1, 2}),
        ("forecast: <= Q4 2026", set()),
        ("forecast: empty", {3}),
        ("slip: > 10", {1, 2}),
        ("status: late", {1, 2}),
        ("status: at risk", set()),
    ],
)
def test_forecasts_can_be_asked_for(text: str, found: set[int]) -> None:
    rows = with_foresight(portfolio(), TODAY)
    fulfils = judged(read_expression(text, EN), told_in(Context(rows, TODAY, {})), TODAY)
    assert {item.id for item in rows.items if fulfils(item)} == found


def test_the_column_is_in_the_order_of_the_last_day() -> None:
    first = DayRange(date(2027, 1, 1), date(2027, 2, 1))
    later = DayRange(date(2026, 1, 1), date(2027, 3, 1))
    keys = [sort_key(FIELD["forecast"], days, EN) for days in (first, later, None)]
    assert keys == sorted(keys)


def test_what_is_said_otherwise_is_told_of_rows_that_were_asked_for() -> None:
    rows = portfolio()
    before = foresee(rows, TODAY)
    before.of(rows.items[1])
    move = ScenarioMove(scenario_id=0, item_id=1, duration=5)
    found, told = succeeded(before, rows, forecast_of(rows, TODAY, supposed=[move]), [])
    assert told == {RowKey("items", 1)}
    assert found.of(rows.items[1]) != foresee(rows, TODAY).of(rows.items[1])


def test_a_slip_is_no_finer_than_the_forecast() -> None:
    """Halls that were promised for quarters slip to the end of a quarter, not to a day in it."""
    permits = Item(
        id=1,
        uid="a",
        project_id=1,
        position=0,
        kind=ItemKind.ACTIVITY,
        name=Names(en="Permits"),
        duration_likely=40,
        actual_start=Period.day(TODAY),
    )
    halls = Item(
        id=2, uid="b", project_id=1, position=1, kind=ItemKind.ACTIVITY, name=Names(en="Halls")
    )
    said = Period.day(date(2026, 1, 1))

    def promised(id: int, edge: Edge, period: Period) -> Commitment:
        return Commitment(id=id, item_id=2, edge=edge, deadline=period, recorded_on=said)

    found = Portfolio(
        [
            Project(id=1, uid="p", position=0, name=Names(en="Plant")),
            *(permits, halls),
            promised(1, Edge.START, Period.quarter(2026, 3)),
            promised(2, Edge.FINISH, Period.quarter(2026, 4)),
            Link(id=1, uid="l", predecessor_id=1, successor_id=2),
        ]
    )
    foresight = foresee(found, TODAY)
    known, dates = foresight.of(halls), foresight.dates(halls)
    assert known is not None and known.finish is not None and dates is not None
    assert dates.finish is not None and known.finish.last > dates.finish.last
    assert known.slip == (known.finish.last - date(2026, 12, 31)).days
    assert Period.day(known.finish.last) in Period.quarter(
        known.finish.last.year, (known.finish.last.month + 2) // 3
    )

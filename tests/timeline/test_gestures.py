"""What is dragged snaps to its own precision, and is not changed by being dragged back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.periods import PERIODS
from tests.timeline.shapes import chart_of, day, link, milestone, row
from tracker.domain.model import Edge, ItemKind, LinkType
from tracker.domain.moving import Span, middle, why_fixed
from tracker.domain.period import Precision, period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.timeline.chart_row import MarkKind
from tracker.timeline.gesture import (
    Gesture,
    NewItem,
    NewLink,
    NewPercent,
    NewSpans,
    Spot,
    Subject,
)
from tracker.timeline.gestures import Move, Progress, Resize, Stretch
from tracker.timeline.link_gesture import DrawLink

SPANS = st.builds(Span, st.none() | PERIODS, PERIODS)


def span(start: str, finish: str) -> Span:
    return Span(
        period_from_key(start) if start else None, period_from_key(finish) if finish else None
    )


def subject(start: str = "", finish: str = "", *, index: int = 1, percent: int = -1) -> Subject:
    kind = ItemKind.ACTIVITY if start else ItemKind.MILESTONE
    more = {"percent": percent} if percent >= 0 else {}
    chart = chart_of(row(1, finish, start, kind=kind, **more))
    return Subject(index, 1, chart.row(1), span(start, finish))


def keys(gesture: Gesture) -> tuple[str, str]:
    found = gesture.preview.span
    assert found is not None
    return (found.start.key if found.start else "", found.finish.key if found.finish else "")


def moved(found: Subject, days: float, *, fine: bool = False) -> Move:
    move = Move([found], day("2026-11-15"))
    move.to(Spot(day("2026-11-15") + days, fine=fine))
    return move


@pytest.mark.parametrize(
    ("finish", "days", "now"),
    [
        ("2026-Q4", 0, "2026-Q4"),
        ("2026-Q4", 40, "2026-Q4"),
        ("2026-Q4", 50, "2027-Q1"),
        ("2026-Q4", -47, "2026-Q3"),
        ("2026-by", 200, "2027-by"),
        ("2027-H1~", 100, "2027-H2~"),
        ("2026-11", 16, "2026-12"),
        ("2026-11-15", 1.2, "2026-11-16"),
    ],
)
def test_a_milestone_snaps_to_its_own_precision(finish: str, days: float, now: str) -> None:
    assert keys(moved(subject(finish=finish), days)) == ("", now)


@pytest.mark.parametrize(
    ("finish", "days", "now", "finer"),
    [
        ("2026-Q4", 80, "2027-02", True),
        ("2026-Q4", 0, "2026-11", True),
        ("2026", 0, "2026-H2", True),
        ("2026-11", 16, "2026-12-02", True),
        ("2026-11-15", 1, "2026-11-16", False),
    ],
)
def test_alt_refines_to_the_next_finer_precision_and_says_so(
    finish: str, days: float, now: str, finer: bool
) -> None:
    move = moved(subject(finish=finish), days, fine=True)
    assert keys(move) == ("", now)
    assert move.preview.finer is finer
    move.to(Spot(day("2026-11-15")))
    assert keys(move) == ("", finish)
    assert not move.preview.finer


@given(SPANS, st.integers(-30, 30))
def test_steps_forth_and_back_change_nothing(found: Span, units: int) -> None:
    marks = chart_of(row(1, "2026-Q4", "2026-Q1")).row(1)
    move = Move([Subject(1, 1, marks, found)], 0)
    move.step(units)
    outcome = move.outcome()
    if units:
        assert isinstance(outcome, NewSpans)
        for before, after in zip(
            (found.start, found.finish),
            (outcome.spans[0][1].start, outcome.spans[0][1].finish),
            strict=True,
        ):
            assert (before is None) == (after is None)
            if before and after:
                assert after.precision is before.precision
    move.step(-units)
    assert move.preview.span == found
    assert move.outcome() is None


@given(SPANS, st.floats(-3_000, 3_000))
def test_a_drag_never_changes_precision_without_alt(found: Span, days: float) -> None:
    marks = chart_of(row(1, "2026-Q4", "2026-Q1")).row(1)
    grabbed = middle(found.leading)
    move = Move([Subject(1, 1, marks, found)], grabbed)
    move.to(Spot(grabbed + days))
    now = move.preview.span
    assert now is not None
    for before, after in ((found.start, now.start), (found.finish, now.finish)):
        if before is not None and after is not None:
            assert (after.precision, after.by) == (before.precision, before.by)
    assert not move.preview.finer
    move.to(Spot(grabbed))
    assert move.outcome() is None


def test_several_rows_move_each_by_its_own_unit() -> None:
    others = [subject(finish="2026-Q4"), subject("2026-01", "2027", index=2)]
    move = Move(others, 0)
    move.step(1)
    assert move.outcome() == NewSpans(((1, span("", "2027-Q1")), (1, span("2027-01", "2028"))))
    assert [index for index, _ in move.preview.rows] == [1, 2]


def test_fine_steps_go_on_from_what_was_reached() -> None:
    move = Move([subject(finish="2026-Q4")], 0)
    move.step(1)
    move.step(1, fine=True)
    assert keys(move) == ("", "2027-03")
    assert move.preview.finer
    move.step(-1)
    assert keys(move) == ("", "2027-02")


def test_the_preview_shows_the_row_as_it_would_be() -> None:
    move = moved(subject(finish="2026-Q4"), 50)
    ((index, marks),) = move.preview.rows
    assert (index, marks.finish_first, marks.finish_last) == (
        1,
        day("2027-01-01"),
        day("2027-03-31"),
    )


@pytest.mark.parametrize(
    ("edge", "days", "now"),
    [
        (Edge.FINISH, 95, ("", "2027-Q1")),
        (Edge.FINISH, -2_000, ("", "2026-Q1")),
        (Edge.START, 30, ("2026-04", "")),
        (Edge.START, 2_000, ("2026-12", "")),
    ],
)
def test_each_end_moves_by_its_own_precision_and_passes_not_the_other(
    edge: Edge, days: float, now: tuple[str, str]
) -> None:
    resize = Resize(subject("2026-03", "2026-Q4"), edge, 1_000)
    resize.to(Spot(1_000 + days))
    assert keys(resize) == now
    assert resize.outcome() == NewSpans(((1, span(*now)),))


def test_an_end_that_is_not_given_takes_the_precision_of_the_other() -> None:
    marks = chart_of(row(1, "2026-Q4")).row(1)
    resize = Resize(Subject(1, 1, marks, span("", "2026-Q4-by")), Edge.START, 0)
    assert resize.outcome() is None
    resize.to(Spot(day("2026-05-05")))
    assert keys(resize) == ("2026-Q2", "")
    resize.to(Spot(day("2026-05-05"), fine=True))
    assert keys(resize) == ("2026-05", "")
    assert resize.preview.finer
    by_key = Resize(Subject(1, 1, marks, span("", "2026-Q4-by")), Edge.START, 0)
    by_key.step(-1)
    assert keys(by_key) == ("2026-Q3", "")


def test_an_end_is_refined_by_key() -> None:
    resize = Resize(subject("2026-03", "2026-Q4"), Edge.FINISH, 0)
    resize.step(1, fine=True)
    assert keys(resize) == ("", "2026-12")
    resize.step(1)
    assert keys(resize) == ("", "2027-01")
    assert resize.preview.finer


def test_progress_goes_by_five_and_with_alt_by_one() -> None:
    found = subject("2026-01-01", "2026-04-10", percent=40)
    progress = Progress(found, day("2026-02-10"))
    progress.to(Spot(day("2026-02-10") + 12))
    assert progress.preview.percent == 50
    progress.to(Spot(day("2026-02-10") + 12, fine=True))
    assert progress.outcome() == NewPercent(1, 52)
    progress.to(Spot(day("2030-01-01")))
    assert progress.preview.percent == 100
    progress.step(1)
    assert progress.preview.percent == 100
    progress.step(-12)
    assert progress.outcome() is None


LINKED = [row(1, "2026-Q1"), row(2, "2026-Q2"), row(3, "2026-Q3")]


def drawn(edge: Edge, *links: object) -> DrawLink:
    flat = [each for part in LINKED for each in part]
    portfolio = Portfolio([*flat, *links])  # type: ignore[list-item]
    return DrawLink(portfolio, lambda index: index if index > 0 else None, 1, edge, 4)


@pytest.mark.parametrize(
    ("origin", "target", "kind"),
    [
        (Edge.FINISH, Edge.START, LinkType.FS),
        (Edge.START, Edge.START, LinkType.SS),
        (Edge.FINISH, Edge.FINISH, LinkType.FF),
        (Edge.START, Edge.FINISH, LinkType.SF),
    ],
)
def test_the_type_of_a_link_follows_the_ends(origin: Edge, target: Edge, kind: LinkType) -> None:
    gesture = drawn(origin)
    gesture.to(Spot(0, 3, target))
    assert gesture.outcome() == NewLink(1, 3, kind)


def test_a_link_to_a_project_to_itself_or_to_nothing_is_none() -> None:
    gesture = drawn(Edge.FINISH)
    for index in (0, 1, -1):
        gesture.to(Spot(0, 2))
        gesture.to(Spot(0, index))
        assert gesture.outcome() is None


def test_a_link_that_closes_a_loop_shows_its_items() -> None:
    gesture = drawn(Edge.FINISH, link(1, 2, 3), link(2, 3, 1))
    gesture.to(Spot(0, 2))
    assert gesture.preview.loop == (2, 3, 1)
    gesture.to(Spot(0, -1))
    assert gesture.preview.loop == ()


def test_a_link_is_aimed_and_turned_by_keys() -> None:
    gesture = drawn(Edge.FINISH)
    gesture.step(1)
    gesture.step(5)
    assert gesture.outcome() == NewLink(1, 3, LinkType.FS)
    gesture.step(-1)
    assert gesture.outcome() == NewLink(1, 2, LinkType.FS)
    seen = []
    for _ in range(4):
        gesture.turn()
        seen.append(gesture.outcome().type)  # type: ignore[union-attr]
    assert set(seen) == set(LinkType)
    assert seen[-1] is LinkType.FS


def test_dragging_on_a_row_without_dates_gives_it_its_dates() -> None:
    empty = chart_of(row(1))
    gesture = Stretch(1, Precision.QUARTER, day("2026-08-01"), Subject(1, 1, empty.row(1), None))
    assert gesture.outcome() is None
    gesture.to(Spot(day("2027-02-01")))
    assert gesture.outcome() == NewSpans(((1, span("2026-Q3", "2027-Q1")),))
    gesture.to(Spot(day("2026-02-01")))
    assert keys(gesture) == ("2026-Q1", "2026-Q3")
    gesture.to(Spot(day("2027-02-01"), fine=True))
    assert keys(gesture) == ("2026-08", "2027-02")


def test_a_milestone_without_a_date_gets_the_one_let_go_in() -> None:
    empty = chart_of(milestone(1))
    gesture = Stretch(1, Precision.MONTH, day("2026-08-01"), Subject(1, 1, empty.row(1), None))
    gesture.to(Spot(day("2027-02-01")))
    assert gesture.outcome() == NewSpans(((1, span("", "2027-02")),))
    gesture.step(1)
    assert keys(gesture) == ("", "2027-03")


def test_dragging_on_an_empty_line_makes_a_milestone_or_an_activity() -> None:
    gesture = Stretch(5, Precision.YEAR, day("2026-08-01"))
    gesture.to(Spot(day("2026-12-01")))
    assert gesture.outcome() == NewItem(ItemKind.MILESTONE, span("", "2026"))
    gesture.to(Spot(day("2028-12-01")))
    assert gesture.outcome() == NewItem(ItemKind.ACTIVITY, span("2026", "2028"))
    ((index, marks),) = gesture.preview.rows
    assert (index, marks.kind) == (5, MarkKind.ACTIVITY)


@pytest.mark.parametrize(
    "far",
    [
        lambda: moved(subject(finish="2026-Q4"), 5_000_000),
        lambda: moved(subject(finish="2026-Q4"), -5_000_000),
    ],
)
def test_the_end_of_the_calendar_stops_a_drag(far: Callable[[], Move]) -> None:
    assert keys(far()) == ("", "2026-Q4")


@pytest.mark.parametrize(
    ("rows", "fixed"),
    [
        (milestone(1, "2026-Q4"), False),
        (milestone(1), False),
        (milestone(1, "permanent"), True),
        (milestone(1, "each-month-by-10"), True),
        (milestone(1, "2026-Q4", actual_finish="2026-Q3"), True),
        (row(1, kind=ItemKind.PHASE), True),
        (row(1, "2026", kind=ItemKind.PHASE), False),
        ([*row(1, kind=ItemKind.ACTIVITY), *row(2, "2026", parent_id=1)], True),
    ],
)
def test_what_stands_at_no_time_of_its_own_is_not_dragged(rows: list, fixed: bool) -> None:
    portfolio = Portfolio(rows)
    assert bool(why_fixed(portfolio, portfolio.items[1])) is fixed

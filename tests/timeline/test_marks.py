"""Where marks stand: what is uncertain is as wide as the words leave it, and no sharper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.shapes import DONE, STATUS_DATE, chart_of, day, milestone, row
from tracker.timeline.chart import Chart
from tracker.timeline.marks import Bar, Span, bar_of, milestone_of
from tracker.timeline.scale import TimeScale

# One pixel a day, so that places can be read as days.
SCALE = TimeScale(0, 1.0)
TODAY = STATUS_DATE.toordinal()


def bar(chart: Chart) -> Bar:
    found = bar_of(chart.row(1), SCALE, TODAY)
    assert found is not None
    return found


def span(first: str, after: str) -> Span:
    """From the beginning of one day to the beginning of another."""
    return Span(day(first), day(after))


def test_a_bar_is_firm_only_between_its_periods() -> None:
    found = bar(chart_of(row(1, "2026-Q4", "2026-Q1")))
    assert found.soft == (span("2026-01-01", "2026-04-01"), span("2026-10-01", "2027-01-01"))
    assert found.firm == span("2026-04-01", "2026-10-01")
    assert not found.sharp_left and not found.sharp_right


def test_a_bar_known_to_the_day_has_sharp_ends() -> None:
    found = bar(chart_of(row(1, "2026-09-29", "2025-05-05")))
    assert found.firm == span("2025-05-05", "2026-09-30")
    assert found.soft == ()
    assert found.sharp_left and found.sharp_right


def test_start_and_finish_in_one_period_are_all_soft() -> None:
    found = bar(chart_of(row(1, "2026-Q4", "2026-Q4")))
    assert found.firm is None
    assert found.soft == (span("2026-10-01", "2027-01-01"),)


def test_a_day_inside_the_period_of_the_finish_begins_sharply() -> None:
    found = bar(chart_of(row(1, "2026-Q4", "2026-11-05")))
    assert found.soft == (span("2026-11-05", "2027-01-01"),)
    assert found.sharp_left and not found.sharp_right


def test_an_unknown_end_stays_open() -> None:
    finish_only = bar(chart_of(row(1, "2026-Q2")))
    assert finish_only.opens_left and not finish_only.opens_right
    assert finish_only.extent == span("2026-04-01", "2026-07-01")
    start_only = bar(chart_of(row(1, "", "2026-Q2")))
    assert start_only.opens_right and not start_only.opens_left


def test_a_finish_before_the_start_shows_both_as_given() -> None:
    found = bar(chart_of(row(1, "2025-Q1", "2025-Q4")))
    assert found.firm is None
    assert set(found.soft) == {
        span("2025-01-01", "2025-04-01"),
        span("2025-10-01", "2026-01-01"),
    }


def test_nothing_known_is_no_bar() -> None:
    chart = chart_of(row(1))
    assert bar_of(chart.row(1), SCALE, TODAY) is None
    assert milestone_of(chart_of(milestone(1)).row(1), SCALE) is None


def test_work_reported_begins_in_the_middle_of_a_soft_start() -> None:
    found = bar(chart_of(row(1, "2026-12-31", "2026-Q1", percent=50)))
    assert found.core is not None
    begin, end = day("2026-01-01") + 45, day("2027-01-01")
    assert found.core == Span(begin, begin + (end - begin) / 2)


def test_actual_work_lies_between_its_own_periods() -> None:
    chart = chart_of(
        row(1, "2025-Q4", "2025-Q1", actual_start="2025-04-01", actual_finish="2026-03")
    )
    found = bar(chart)
    assert found.core == Span(day("2025-04-01"), day("2026-03-01") + 15.5)
    assert found.core_soft == (span("2026-03-01", "2026-04-01"),)


def test_work_that_was_begun_runs_to_the_status_date() -> None:
    found = bar(chart_of(row(1, "2027-Q1", "2026-Q1", actual_start="2026-02-10")))
    assert found.core is None
    assert found.core_soft == (Span(day("2026-02-10"), TODAY + 1),)


def test_work_without_a_known_start_has_no_invented_length() -> None:
    assert bar(chart_of(row(1, "2026-Q2", percent=50))).core is None


def test_done_work_fills_the_committed_span() -> None:
    found = bar(chart_of(row(1, "2025-06-30", "2025-01-01", state=DONE)))
    assert found.core == span("2025-01-01", "2025-07-01")


def test_a_milestone_stands_in_the_middle_of_its_period() -> None:
    found = milestone_of(chart_of(milestone(1, "2026-Q4")).row(1), SCALE)
    assert found is not None and found.kept is None
    assert found.main.period == span("2026-10-01", "2027-01-01")
    assert found.main.centre == day("2026-10-01") + 46
    assert not found.main.is_day


def test_a_milestone_that_was_reached_keeps_its_promise_beside_it() -> None:
    chart = chart_of(milestone(1, "2025-Q2", actual_finish="2025-11-15"))
    found = milestone_of(chart.row(1), SCALE)
    assert found is not None and found.kept is not None
    assert found.main.period == span("2025-11-15", "2025-11-16")
    assert found.kept.period == span("2025-04-01", "2025-07-01")


def test_a_milestone_reached_when_promised_is_one_mark() -> None:
    chart = chart_of(milestone(1, "2025-03", actual_finish="2025-03"))
    found = milestone_of(chart.row(1), SCALE)
    assert found is not None and found.kept is None


KEYS = ["2025", "2025-H2", "2025-Q3", "2025-08", "2025-08-17", "2026-Q1", "2026-03-01"]


@given(st.sampled_from(KEYS), st.sampled_from(KEYS))
def test_no_edge_is_sharper_than_the_words(start: str, finish: str) -> None:
    """Firm fill never covers a day on which the work may not have been under way."""
    chart = chart_of(row(1, finish, start))
    found, marks = bar(chart), chart.row(1)
    if found.firm is not None:
        latest_start = marks.start_last
        assert found.firm.left >= latest_start or marks.start_first == marks.start_last
        assert found.firm.right <= marks.finish_first or marks.finish_first == marks.finish_last
    known = [marks.start_first, marks.finish_first]
    assert found.extent.left >= min(known)
    assert found.extent.right <= max(marks.start_last, marks.finish_last) + 1


@pytest.mark.parametrize("key", KEYS)
def test_a_whisker_never_leaves_its_period(key: str) -> None:
    chart = chart_of(milestone(1, key))
    found, marks = milestone_of(chart.row(1), SCALE), chart.row(1)
    assert found is not None
    assert found.main.period == Span(marks.finish_first, marks.finish_last + 1)


def test_a_share_of_no_known_finish_shows_that_work_was_begun() -> None:
    found = bar(chart_of(row(1, "", "2025-10", actual_start="2025-11-02", percent=60)))
    assert found.core is None
    assert found.core_soft == (Span(day("2025-11-02"), TODAY + 1),)


def test_a_share_of_a_finish_before_the_start_is_no_length() -> None:
    found = bar(chart_of(row(1, "2025-01", "2025-10", actual_start="2025-11-02", percent=60)))
    assert found.core is None
    assert found.core_soft == (Span(day("2025-11-02"), TODAY + 1),)

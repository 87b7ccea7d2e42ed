"""The columns of a chart say what the portfolio says, and nothing more."""

from datetime import date

import pytest

from tests.domain.portfolios import center, commitment
from tests.timeline.shapes import (
    STATUS_DATE,
    chart_of,
    day,
    link,
    milestone,
    outline,
    row,
)
from tracker.domain.model import Edge, ItemKind, LagUnit, LinkType
from tracker.domain.period import Deadline, Permanent, Recurring, period_from_key
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.status import Status
from tracker.timeline.chart import Chart, FewRows, KnownRows
from tracker.timeline.chart_link import ChartLink
from tracker.timeline.chart_row import (
    STATUSES,
    DeadlineKind,
    Foreseen,
    Ghost,
    MarkKind,
    RowFlag,
    RowMarks,
)
from tracker.timeline.known_rows import COLUMNS, ManyRows
from tracker.timeline.outline_source import build_chart
from tracker.workspace.query import Query


def test_rows_stand_in_the_order_of_the_outline() -> None:
    portfolio = center()
    chart = build_chart(portfolio, outline(portfolio), STATUS_DATE)
    assert [marks.kind for marks in chart.rows(0, 3)] == [
        MarkKind.SUMMARY,
        MarkKind.SUMMARY,
        MarkKind.MILESTONE,
        MarkKind.MILESTONE,
    ]
    assert chart.label(2) == period_from_key("2026-Q4")
    launch = chart.row(1)
    assert (launch.start_first, launch.start_last) == (day("2026-10-01"), day("2026-12-31"))
    assert (launch.finish_first, launch.finish_last) == (day("2027-01-01"), day("2027-06-30"))


def test_an_edge_is_the_span_of_its_words() -> None:
    marks = chart_of(row(1, "2026-H2", "2025-03", percent=30)).row(1)
    assert (marks.start_first, marks.start_last) == (day("2025-03-01"), day("2025-03-31"))
    assert (marks.finish_first, marks.finish_last) == (day("2026-07-01"), day("2026-12-31"))
    assert marks.percent == 30
    assert STATUSES[marks.status] is Status.IN_PROGRESS


def test_what_nobody_gave_is_0_and_no_share_is_minus_1() -> None:
    marks = chart_of(row(1)).row(1)
    assert marks[6:] == (0,) * 8
    assert marks.percent == -1
    assert marks.deadline == DeadlineKind.NONE


def test_deadlines_that_are_no_period() -> None:
    chart = chart_of(row(1, "permanent"), row(2, "each-month-by-10"), row(3, "as-needed"))
    kinds = [marks.deadline for marks in chart.rows(1, 3)]
    assert kinds == [DeadlineKind.PERMANENT, DeadlineKind.RECURRING, DeadlineKind.AS_NEEDED]
    assert isinstance(chart.label(1), Permanent) and isinstance(chart.label(2), Recurring)
    assert all(marks.finish_first == 0 for marks in chart.rows(1, 3))


def test_the_label_says_when_it_happened_once_it_has() -> None:
    chart = chart_of(milestone(1, "2025-Q2", actual_finish="2025-11-15"))
    assert chart.label(1) == period_from_key("2025-11-15")


def test_ghosts_are_the_promises_that_were_changed() -> None:
    chart = chart_of(
        milestone(1, "2027-Q3", earlier=["2026-Q4", "2026-Q4", "2027-Q2"]),
        milestone(2, "2027-Q3", earlier=["2027-Q3"]),
        milestone(3, "2027-Q3"),
    )
    assert chart.ghosts(1) == (
        Ghost(day("2026-10-01"), day("2026-12-31")),
        Ghost(day("2027-04-01"), day("2027-06-30")),
    )
    assert chart.ghosts(2) == chart.ghosts(3) == ()


def test_a_date_that_was_only_mentioned_is_no_promise() -> None:
    rows = milestone(1, "2026-Q4")
    mention = commitment(7, 1, "2026", announced="2025-11-25", binding=False)
    chart = chart_of(rows, mention)
    assert chart.ghosts(1) == ()
    assert chart.label(1) == period_from_key("2026-Q4")


def test_a_promise_that_returns_leaves_both_steps() -> None:
    chart = chart_of(milestone(1, "2026", earlier=["2026", "2027"]))
    assert [ghost.first for ghost in chart.ghosts(1)] == [day("2026-01-01"), day("2027-01-01")]


def test_links_join_rows_that_are_both_in_the_chart() -> None:
    rows = (
        row(1, "2026", kind=ItemKind.PHASE),
        row(2, "2026", parent_id=1),
        row(3, "2026"),
        link(7, 2, 3, LinkType.SS),
    )
    assert chart_of(*rows).links.touching(0, 9) == [
        ChartLink(7, 2, 3, LinkType.SS, 0, LagUnit.WORKING_DAYS)
    ]
    folded = Query(collapsed=frozenset({RowKey("items", 1)}))
    assert chart_of(*rows, query=folded).links.touching(0, 9) == []


def test_links_are_found_by_the_rows_they_pass() -> None:
    chart = chart_of(*(row(id, "2026") for id in range(1, 6)), link(1, 5, 2), link(2, 1, 2))
    assert [found[0] for found in chart.links.touching(3, 3)] == [1]
    assert [found[0] for found in chart.links.touching(0, 1)] == [2]


def test_flags() -> None:
    folded = Query(collapsed=frozenset({RowKey("projects", 1)}))
    chart = chart_of(row(1, "2026-by"), query=folded)
    assert chart.row(0).flags == RowFlag.COLLAPSED | RowFlag.LIMIT
    assert chart_of(row(1, "2026")).row(1).flags == 0
    assert chart_of(row(1, "2027", earlier=["2026"])).row(1).flags == RowFlag.CHANGED


def test_the_span_is_that_of_everything_said() -> None:
    chart = chart_of(
        row(1, "2026-Q4", "2026-Q2"),
        milestone(2, "2026", earlier=["2024-05-17"], actual_finish="2027-02"),
    )
    assert chart.span() == (day("2024-05-17"), day("2027-02-28"))
    assert chart_of(row(1)).span() is None


def test_an_empty_chart() -> None:
    chart = build_chart(Portfolio(), [], date(2026, 1, 1))
    assert len(chart) == 0
    assert chart.span() is None
    assert chart.links.touching(0, 0) == []


def test_a_row_stays_small() -> None:
    assert COLUMNS.itemsize <= 40


class Counting:
    """Says the same of every row, and which rows it was asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.percent = 10

    def marks(self, index: int) -> RowMarks:
        self.asked.append(index)
        return RowMarks(0, 0, 0, 0, 0, self.percent, *(0,) * 8)

    def label(self, index: int) -> Deadline | None:
        return Permanent()

    def foreseen(self, index: int) -> Foreseen | None:
        return None

    def ghosts(self, index: int, edge: Edge) -> tuple[Ghost, ...]:
        return ()


def test_a_row_is_read_when_it_is_asked_for_and_once() -> None:
    source = Counting()
    chart = Chart(source, 1_000_000, 1)
    chart.rows(500_000, 500_002)
    assert chart.row(500_001).percent == 10
    assert source.asked == [500_000, 500_001, 500_002]


def test_a_row_that_has_changed_is_read_anew() -> None:
    source = Counting()
    chart = Chart(source, 3, 1)
    chart.whole()
    source.percent = 20
    chart.forget([1])
    assert [marks.percent for marks in chart.rows(0, 2)] == [10, 20, 10]
    assert source.asked == [0, 1, 2, 1]


def test_the_rest_is_read_in_portions() -> None:
    source = Counting()
    chart = Chart(source, 5, 1)
    chart.rows(1, 1)
    chart.read_on(3)
    assert chart.has_unread
    assert sorted(source.asked) == [0, 1, 2]
    chart.forget([0])
    chart.read_on(3)
    chart.read_on(3)
    assert not chart.has_unread
    assert sorted(source.asked) == [0, 0, 1, 2, 3, 4]


def test_to_read_on_after_an_edit_is_to_read_that_row_alone() -> None:
    source = Counting()
    chart = Chart(source, 100_000, 1)
    chart.whole()
    source.asked.clear()
    chart.forget([2])
    assert chart.has_unread
    chart.read_on(1)
    assert not chart.has_unread
    assert source.asked == [2]


@pytest.mark.parametrize("keep", [FewRows, ManyRows])
def test_few_rows_are_kept_as_many_are(keep: type[KnownRows]) -> None:
    source = Counting()
    known = keep(source, 5)
    assert known.row(3).percent == 10
    assert [marks.percent for marks in known.rows(2, 9)] == [10, 10, 10]
    assert source.asked == [3, 2, 4]
    assert known.columns()["percent"].tolist() == [0, 0, 10, 10, 10]
    source.percent = 20
    known.forget(3)
    known.read(1, 4)
    assert source.asked == [3, 2, 4, 1, 3]
    assert known.columns()["percent"].tolist()[1:] == [20, 10, 20, 10]

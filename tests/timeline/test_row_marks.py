"""The marks of a row in the order of the keyboard, and where the ring stands round each."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.timeline.bad_input import CASES, bad_rows
from tests.timeline.shapes import STATUS_DATE, chart_of, day, milestone, row
from tracker.domain.model import ItemKind, State
from tracker.domain.portfolio import RowKey
from tracker.timeline.hit_test import Part, hit_test
from tracker.timeline.row_marks import RowMark, Saying, marks_of_row, ring_of
from tracker.timeline.rows import Lane, UniformRows, Viewport
from tracker.timeline.scale import TimeScale
from tracker.workspace.query import Query

SCALE = TimeScale(float(day("2025-01-01")), 1.0)
WIDE = 1_200.0
LANE = Lane.of(32.0, 32.0)


def sayings(*parts: object, at: int = 1, query: Query | None = None) -> list[Saying]:
    return [mark.saying for mark in marks_of_row(chart_of(*parts, query=query), at)]  # type: ignore[arg-type]


def test_they_come_from_left_to_right() -> None:
    found = sayings(
        row(1, "2027-Q2", "2026-Q1", earlier=["2026-Q4", "2027-Q1"], actual_start="2026-03-20")
        + row(2)
    )
    assert found == [
        Saying.START,
        Saying.ACTUAL_START,
        Saying.GHOST,
        Saying.GHOST,
        Saying.FINISH,
    ]


def test_a_milestone_says_what_was_promised_before_and_what_happened() -> None:
    found = marks_of_row(
        chart_of(milestone(1, "2026-Q4", earlier=["2026-Q2"], actual_finish="2027-02-01")), 1
    )
    assert [(mark.saying, mark.ghost) for mark in found] == [
        (Saying.GHOST, 0),
        (Saying.FINISH, 0),
        (Saying.ACTUAL_FINISH, 0),
    ]
    assert (found[1].first, found[1].last) == (day("2026-10-01"), day("2026-12-31"))


def test_progress_stands_where_its_core_ends() -> None:
    chart = chart_of(row(1, "2026-03-31", "2026-01-01", percent=50, state=State.SUSPENDED))
    (mark,) = [mark for mark in marks_of_row(chart, 1) if mark.saying is Saying.PROGRESS]
    hit = hit_test(
        chart, SCALE, UniformRows(2), Viewport(WIDE, 64.0), SCALE.x(mark.first + 0.5), 48
    )
    assert hit.part is Part.PROGRESS


def test_an_overdue_row_has_a_mark_for_that_and_an_unfolded_phase_has_none() -> None:
    late = [row(1, "2026-Q1", kind=ItemKind.PHASE), row(2, "2026-01-15", parent_id=1)]
    assert sayings(*late) == [Saying.START, Saying.FINISH]
    assert sayings(*late, at=2) == [Saying.FINISH, Saying.OVERDUE]
    folded = Query(collapsed=frozenset({RowKey("items", 1)}))
    # Where the children are folded away, the phase itself says it.
    assert sayings(*late, query=folded)[-1] is Saying.OVERDUE


def test_a_duty_without_an_end_and_a_row_without_a_date() -> None:
    assert sayings(row(1, "permanent", "2025-Q1")) == [Saying.STANDING, Saying.START]
    assert sayings(milestone(1, "each-month-by-10")) == [Saying.STANDING]
    assert sayings(milestone(1)) == []


def test_the_ring_goes_round_the_mark_and_is_never_too_small() -> None:
    quarter = RowMark(Saying.FINISH, day("2026-10-01"), day("2026-12-31"))
    ring = ring_of(quarter, SCALE, LANE, WIDE)
    assert ring.x < SCALE.x(quarter.first) and ring.x + ring.width > SCALE.x(quarter.last + 1)
    assert 32 < ring.y < LANE.y < ring.y + ring.height < 64
    one_day = RowMark(Saying.FINISH, STATUS_DATE.toordinal(), STATUS_DATE.toordinal())
    small = ring_of(one_day, SCALE, LANE, WIDE)
    assert small.width == 20
    assert small.x + small.width / 2 == SCALE.x(STATUS_DATE.toordinal() + 0.5)
    assert ring_of(RowMark(Saying.STANDING), SCALE, LANE, WIDE).width >= WIDE


@pytest.mark.parametrize("case", CASES)
def test_bad_input_has_marks_in_order_too(case: str) -> None:
    chart = chart_of(*bad_rows(case)[1:])
    for place in range(min(len(chart), 60)):
        marks = marks_of_row(chart, place)
        assert len(set(marks)) == len(marks)
        for before, after in pairwise(marks):
            assert before.first + before.last <= after.first + after.last
        for mark in marks:
            ring = ring_of(mark, SCALE, LANE, WIDE)
            assert 0 <= ring.width <= WIDE + 40

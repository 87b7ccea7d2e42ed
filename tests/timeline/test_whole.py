"""Every row at once: the outline and the exact count agree with a row-by-row reference."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.status import Status
from tracker.timeline.chart_row import STATUSES, MarkKind, RowFlag
from tracker.timeline.known_rows import COLUMNS
from tracker.timeline.overview import OverviewScale
from tracker.timeline.whole import TONES, WholeRows, coverage, hulls, lines_of, row_at

_DONE, _OVERDUE = STATUSES.index(Status.DONE), STATUSES.index(Status.OVERDUE)
spans = st.tuples(st.integers(1, 80), st.integers(0, 40), st.sampled_from([_DONE, _OVERDUE]))


def rows_of(found: list[tuple[int, int, int]]) -> WholeRows:
    columns = np.zeros(len(found), COLUMNS)
    columns["kind"] = MarkKind.ACTIVITY
    for place, (first, length, status) in enumerate(found):
        columns[place]["start_first"] = columns[place]["start_last"] = first
        columns[place]["finish_first"] = columns[place]["finish_last"] = first + length
        columns[place]["status"] = status
    return WholeRows(columns)


@given(st.lists(spans, min_size=1, max_size=60), st.integers(1, 40))
def test_the_hull_of_a_line_is_that_of_its_rows(
    found: list[tuple[int, int, int]], height: int
) -> None:
    ends = hulls(rows_of(found), height)
    for line in range(height):
        members = [
            found[row] for row in range(len(found)) if line in lines_of(row, height, len(found))
        ]
        assert members
        # A line between two rows belongs to the upper one where there is room for both.
        assert min(first for first, _, _ in members) <= ends[line, 0]
        assert max(first + length for first, length, _ in members) >= ends[line, 1]
    assert ends[:, 0].min() == min(first for first, _, _ in found) or len(found) < height


@given(st.lists(spans, min_size=1, max_size=60), st.integers(1, 40))
def test_the_count_of_a_pixel_is_that_of_the_rows_over_it(
    found: list[tuple[int, int, int]], height: int
) -> None:
    width, scale = 130, OverviewScale(0, 1.0)
    shares = coverage(rows_of(found), scale, width, height, range(height))
    count = len(found)
    expected = np.zeros_like(shares)
    if count <= height:
        for line in range(height):
            first, length, status = found[line * count // height]
            tone = next(t for t, members in enumerate(TONES) if STATUSES[status] in members)
            expected[tone, line, first : first + length + 1] = 1.0
    else:
        for row, (first, length, status) in enumerate(found):
            tone = next(t for t, members in enumerate(TONES) if STATUSES[status] in members)
            line = row * height // count
            expected[tone, line, first : first + length + 1] += height / count
    assert np.allclose(shares, expected.clip(0, 1), atol=1e-5)


@given(st.lists(spans, min_size=1, max_size=60), st.integers(2, 40), st.data())
def test_a_band_is_that_part_of_the_whole(
    found: list[tuple[int, int, int]], height: int, data: st.DataObject
) -> None:
    rows, scale = rows_of(found), OverviewScale(0, 1.3)
    start = data.draw(st.integers(0, height - 1))
    stop = data.draw(st.integers(start + 1, height))
    whole = coverage(rows, scale, 130, height, range(height))
    assert np.array_equal(
        coverage(rows, scale, 130, height, range(start, stop)), whole[:, start:stop]
    )


def test_what_is_shown_below_it_is_not_counted_twice() -> None:
    columns = np.zeros(2, COLUMNS)
    columns["kind"] = MarkKind.SUMMARY
    columns["finish_first"] = columns["finish_last"] = 50
    columns["flags"] = [0, RowFlag.COLLAPSED]
    rows = WholeRows(columns)
    assert rows.last.tolist() == [0, 50]
    assert rows.span() == (50, 50)
    columns["flags"] = 0
    rows.renew(columns, [1])
    assert rows.span() is None


def test_no_rows_at_all() -> None:
    rows = rows_of([])
    assert rows.span() is None
    assert not coverage(rows, OverviewScale(0, 1.0), 10, 5, range(5)).any()
    assert (hulls(rows, 5)[:, 0] > hulls(rows, 5)[:, 1]).all()
    assert row_at(3, 10, 0) == -1


@pytest.mark.parametrize(("count", "height"), [(7, 100), (100, 7), (10, 10), (1, 3)])
def test_a_row_is_found_on_each_of_its_lines(count: int, height: int) -> None:
    for row in range(count):
        for line in lines_of(row, height, count):
            below = row_at(line + 0.5, height, count)
            assert below == row if count <= height else abs(below - row) <= count // height + 1
    assert row_at(-0.1, height, count) == row_at(height, height, count) == -1


def test_a_single_day_is_seen() -> None:
    shares = coverage(rows_of([(5, 0, _DONE)]), OverviewScale(0, 0.01), 20, 1, range(1))
    assert shares[:, 0, 0].sum() == 1.0
    shares = coverage(rows_of([(15, 0, _DONE)]), OverviewScale(0, 1.0), 20, 1, range(1), least=3)
    assert np.flatnonzero(shares[:, 0].sum(axis=0)).tolist() == [15, 16, 17]

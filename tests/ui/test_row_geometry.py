"""Where rows stand, with and without a gap for a row that is being typed."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tracker.ui.models.row_geometry import RowGeometry


def geometry(gap: int | None = None) -> RowGeometry:
    made = RowGeometry(height=30)
    made.set_rows(10, gap=gap, tail=30)
    made.set_offset(45)
    return made


@pytest.mark.parametrize("gap", [None, 0, 4, 10])
def test_a_row_is_found_where_it_stands(gap: int | None) -> None:
    rows = geometry(gap)
    for place in range(10):
        assert rows.index_at(rows.top(place)) == place
        assert rows.index_at(rows.top(place) + 29.9) == place


def test_nothing_is_found_in_the_gap_nor_beyond_the_rows() -> None:
    rows = geometry(4)
    assert rows.index_at(4 * 30 - 45 + 1) == RowGeometry.NOWHERE
    assert rows.index_at(11 * 30 - 45 + 1) == RowGeometry.NOWHERE
    assert rows.index_at(-46) == RowGeometry.NOWHERE
    assert rows.content_height == 12 * 30
    assert rows.maximum_offset(100) == 260


@pytest.mark.parametrize("gap", [None, 2, 4])
def test_every_row_of_which_a_part_is_seen_is_visible(gap: int | None) -> None:
    rows = geometry(gap)
    seen = {place for place in range(10) if -30 < rows.top(place) < 100}
    assert seen <= set(rows.visible(100))


def test_a_hovered_row_that_is_gone_is_hovered_no_more(qtbot: QtBot) -> None:
    rows = geometry()
    rows.set_hovered(9)
    with qtbot.waitSignal(rows.hovered_changed) as told:
        rows.set_rows(5)
    assert told.args == [9, RowGeometry.NOWHERE]

"""What stands on which page: every row and every day once, nothing split."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.timeline.scale import MAX_PX_PER_DAY, MIN_PX_PER_DAY, Level, TimeScale
from tracker.timeline.sheets.paper import Paper, PaperSize, cut_rows, cut_time
from tracker.timeline.ticks import LOWER, UPPER, units

FIRST = date(1990, 1, 1).toordinal()
ROOMS = st.floats(40, 4_000)


@pytest.mark.parametrize("size", PaperSize)
def test_paper_turns(size: PaperSize) -> None:
    upright, lying = Paper(size), Paper(size, landscape=True)
    assert (upright.width, upright.height) == (lying.height, lying.width)
    assert upright.height / upright.width == pytest.approx(2**0.5, abs=0.01)


@pytest.mark.parametrize("landscape", [False, True])
def test_margins(landscape: bool) -> None:
    paper = Paper(PaperSize.A4, landscape)
    content, millimetre = paper.content, 96 / 25.4
    assert content.x / millimetre == pytest.approx(18, abs=0.2)
    assert content.y / millimetre == pytest.approx(14, abs=0.2)
    assert (paper.width - content.right) / millimetre == pytest.approx(14, abs=0.3)
    assert (paper.height - content.bottom) / millimetre == pytest.approx(14, abs=0.3)
    assert all(edge == int(edge) for edge in (content.x, content.y, content.width))


@given(
    depths=st.lists(st.integers(0, 4), max_size=200),
    row_height=st.sampled_from([26.0, 32.0]),
    first_room=ROOMS,
    room=ROOMS,
)
def test_every_row_is_on_one_page(
    depths: list[int], row_height: float, first_room: float, room: float
) -> None:
    cuts = cut_rows(depths, row_height, first_room, room)
    assert [row for cut in cuts for row in cut] == list(range(len(depths)))
    for place, cut in enumerate(cuts):
        most = first_room if place == 0 else room
        assert len(cut) * row_height <= max(most, row_height)
        assert cut or not depths


def test_a_row_goes_to_the_next_page_with_its_first_child() -> None:
    depths = [0, 1, 1, 0, 1, 2, 2]
    assert cut_rows(depths, 10, 40, 100) == [range(3), range(3, 7)]
    # Of two rows above, both go; where nothing else is on the page, they have to stay.
    assert cut_rows(depths, 10, 50, 100) == [range(3), range(3, 7)]
    assert cut_rows([0, 1, 2, 3], 10, 20, 20) == [range(2), range(2, 4)]


@given(
    days=st.integers(1, 40_000),
    px_per_day=st.floats(MIN_PX_PER_DAY, MAX_PX_PER_DAY),
    rooms=st.tuples(ROOMS, ROOMS),
)
def test_every_day_is_in_one_strip(
    days: int, px_per_day: float, rooms: tuple[float, float]
) -> None:
    # At most some thousand strips.
    days = min(days, int(100_000 / px_per_day))
    scale = TimeScale(FIRST, px_per_day)
    strips = cut_time(scale, FIRST, FIRST + days - 1, *rooms)
    assert strips[0].first == FIRST
    assert strips[-1].last == FIRST + days - 1
    for before, after in pairwise(strips):
        assert before.last + 1 == after.first
        assert before.right == after.left
    for place, strip in enumerate(strips):
        assert strip.first <= strip.last
        assert abs(strip.left - scale.x(strip.first)) <= 0.5
        assert strip.width <= rooms[place > 0] or strip.first == strip.last


@given(px_per_day=st.floats(MIN_PX_PER_DAY, MAX_PX_PER_DAY), room=st.floats(300, 2_000))
def test_strips_end_with_a_unit_of_the_header(px_per_day: float, room: float) -> None:
    scale = TimeScale(FIRST, px_per_day)
    last = FIRST + int(6 * room / px_per_day)
    for strip in cut_time(scale, FIRST, last, room, room)[:-1]:
        ends = [end for _, end in units(LOWER[scale.level], strip.first, strip.last)]
        upper = [end for _, end in units(UPPER[scale.level], strip.first, strip.last)]
        assert strip.last in ends or strip.last in upper
        _, more = next(units(LOWER[scale.level], strip.last + 1, last))
        # A month of 31 days may not fit where one of 28 leaves more than half of the room.
        assert strip.width > room / 2 or scale.x(more + 1) > strip.left + room - 1


def test_strips_are_cut_between_years_rather_than_quarters() -> None:
    scale = TimeScale(FIRST, Level.QUARTER.px_per_day)
    strips = cut_time(scale, FIRST, FIRST + 4_000, 700, 700)
    assert {date.fromordinal(strip.first).strftime("%m-%d") for strip in strips} == {"01-01"}

"""Links run along rows and upright lines, and arrive where the design says."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.shapes import chart_of, day, link, row, scene_of
from tracker.domain.model import LinkType
from tracker.timeline.links import Anchor, distance, route
from tracker.timeline.primitives import Layer
from tracker.timeline.scale import TimeScale

BAR = Anchor(left=100, right=200, y=16, half=6, row_top=0, row_bottom=32)


def below(left: float, right: float, centre: float | None = None) -> Anchor:
    return Anchor(left, right, 80, 6, 64, 96, centre)


def test_a_successor_that_starts_later_is_reached_from_above() -> None:
    points = route(BAR, below(260, 300), LinkType.FS)
    assert points == ((200, 16), (266, 16), (266, 73))


def test_a_milestone_is_reached_in_its_middle() -> None:
    points = route(BAR, below(260, 300, centre=280), LinkType.FS)
    assert points[-1] == (280, 73)


def test_an_overlap_is_passed_along_the_row_boundary() -> None:
    points = route(BAR, below(150, 300), LinkType.FS)
    assert points[1][0] == 206
    assert points[2][1] == points[3][1] == 64
    assert points[-1] == (149, 80)
    assert points[-2][0] < 149 - 7


def test_a_milestone_is_left_downwards() -> None:
    milestone = BAR._replace(centre=150)
    points = route(milestone, below(260, 300), LinkType.FS)
    assert points == ((150, 23), (150, 80), (259, 80))


def test_a_milestone_over_its_successor_is_left_along_the_row_boundary() -> None:
    points = route(BAR._replace(centre=150), below(140, 300), LinkType.FS)
    assert points[:3] == ((150, 23), (150, 64), (128, 64))
    assert points[-1] == (139, 80)


def test_a_successor_above_is_reached_from_below() -> None:
    above = below(260, 300)._replace(y=-48, row_top=-64, row_bottom=-32)
    assert route(BAR, above, LinkType.FS)[-1] == (266, -41)


@pytest.mark.parametrize(
    ("link_type", "start", "tip"),
    [
        (LinkType.SS, (100, 16), (149, 80)),
        (LinkType.FF, (200, 16), (301, 80)),
        (LinkType.SF, (100, 16), (301, 80)),
    ],
)
def test_a_link_joins_the_ends_of_its_type(
    link_type: LinkType, start: tuple[float, float], tip: tuple[float, float]
) -> None:
    points = route(BAR, below(150, 300), link_type)
    assert (points[0], points[-1]) == (start, tip)


anchors = st.builds(
    lambda left, width, lane, middle: Anchor(
        left,
        left + width,
        lane * 32 + 16,
        6,
        lane * 32,
        lane * 32 + 32,
        left + width / 2 if middle else None,
    ),
    st.floats(0, 1000),
    st.floats(3, 500),
    st.integers(0, 20),
    st.booleans(),
)


@given(anchors, anchors, st.sampled_from(LinkType))
def test_no_stretch_slants(before: Anchor, after: Anchor, link_type: LinkType) -> None:
    for (x1, y1), (x2, y2) in pairwise(route(before, after, link_type)):
        assert x1 == x2 or y1 == y2


def test_distance_is_to_the_nearest_stretch() -> None:
    points = ((0.0, 0.0), (100.0, 0.0), (100.0, 50.0))
    assert distance(points, 50, 3) == 3
    assert distance(points, 104, 25) == 4
    assert distance(points, 103, 54) == 5


def test_links_out_of_view_are_not_drawn() -> None:
    chart = chart_of(
        row(1, "2025-12-31", "2025-01-01"), row(2, "2026-06", "2026-03"), link(1, 1, 2)
    )
    near = TimeScale(day("2025-06-01"), 2.0)
    assert scene_of(chart, near).layers[Layer.LINKS]
    far = TimeScale(day("2029-06-01"), 2.0)
    assert not scene_of(chart, far).layers[Layer.LINKS]


def test_a_link_to_a_row_without_dates_is_not_drawn() -> None:
    chart = chart_of(row(1, "2026"), row(2), link(1, 1, 2))
    assert not scene_of(chart, TimeScale(day("2025-06-01"), 2.0)).layers[Layer.LINKS]

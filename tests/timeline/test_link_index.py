"""Links are found by the rows that they pass, whatever their number and length."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.model import LagUnit, Link, LinkType
from tracker.domain.table import Table
from tracker.timeline.chart_link import ChartLink
from tracker.timeline.chart_links import NO_LINKS, FewLinks, FewLinkSource
from tracker.timeline.link_index import Links, LinkTable

_ROWS = 300
ends = st.tuples(st.integers(0, _ROWS - 1), st.integers(0, _ROWS - 1))


def table_of(stored: list[Link]) -> LinkTable:
    links: Table[Link] = Table()
    links.fill(stored)
    return LinkTable.of(links)


def links_of(found: list[tuple[int, int]]) -> Links:
    columns = [(100 + place, *pair, 0, 0, 0) for place, pair in enumerate(found)]
    return Links(np.array(columns, np.int64).reshape(-1, 6))


@given(st.lists(ends, max_size=40), ends)
def test_those_that_pass_are_found_and_no_others(
    found: list[tuple[int, int]], rows: tuple[int, int]
) -> None:
    first, last = sorted(rows)
    passing = [
        100 + place for place, pair in enumerate(found) if min(pair) <= last and max(pair) >= first
    ]
    assert [link.id for link in links_of(found).touching(first, last)] == passing


def test_where_there_are_too_many_the_near_ones_are_kept() -> None:
    far = [(0, 200 + place) for place in range(20)]
    links = links_of([*far, (99, 250), (100, 101), (98, 100)])
    assert [link.id for link in links.touching(99, 100, most=3)] == [120, 121, 122]
    assert [link.id for link in links.touching(99, 100, most=2)] == [121, 122]


def test_a_link_says_what_was_stored_of_it() -> None:
    stored = Link(
        id=7,
        uid="l7",
        predecessor_id=31,
        successor_id=40,
        type=LinkType.SF,
        lag=-5,
        lag_unit=LagUnit.CALENDAR_DAYS,
    )
    links = table_of([stored]).between([0, 40, 0, 31])
    assert links.touching(2, 2) == [(7, 3, 1, LinkType.SF, -5, LagUnit.CALENDAR_DAYS)]
    assert links.of_row(1) == links.of_row(3) == links.touching(0, 9)
    assert links.of_row(2) == []


def test_a_link_to_a_hidden_row_is_none() -> None:
    table = table_of([Link(id=1, uid="a", predecessor_id=1, successor_id=2)])
    assert len(table.between([1, 3])) == len(table.between([])) == 0
    assert len(table.between([2, 1])) == 1
    assert NO_LINKS.touching(0, 5) == []


@given(st.lists(st.integers(0, 12), unique=True, min_size=1), st.sampled_from([1, 10**6, 10**12]))
def test_ids_may_be_as_far_apart_as_another_tool_gives_them(places: list[int], step: int) -> None:
    stored = [
        Link(id=n, uid=f"l{n}", predecessor_id=n * step, successor_id=(n + 1) * step)
        for n in range(1, 12)
    ]
    ids = [n * step for n in places]
    found = table_of(stored).between(ids).touching(0, len(ids))
    shown = [n for n in range(1, 12) if n in places and n + 1 in places]
    assert [link.id for link in found] == shown
    assert all(
        (ids[link.predecessor], ids[link.successor]) == (link.id * step, (link.id + 1) * step)
        for link in found
    )


@given(st.lists(ends, max_size=40), ends, st.integers(1, 50))
def test_few_links_are_found_as_many_are(
    found: list[tuple[int, int]], rows: tuple[int, int], most: int
) -> None:
    stored = [
        Link(id=100 + place, uid=f"l{place}", predecessor_id=one, successor_id=other)
        for place, (one, other) in enumerate(found)
    ]
    links: Table[Link] = Table()
    links.fill(stored)
    # Every third row is that of a project, which has no links.
    ids = [place if place % 3 else 0 for place in range(_ROWS)]
    few, many = FewLinkSource(links).between(ids), LinkTable.of(links).between(ids)
    assert len(few) == len(many)
    first, last = sorted(rows)
    assert few.touching(first, last) == many.touching(first, last)
    assert few.of_row(first) == sorted(many.of_row(first))
    assert len(few.touching(first, last, most=most)) == len(many.touching(first, last, most=most))


def test_of_few_links_the_near_ones_are_kept() -> None:
    pairs = [*((0, 200 + place) for place in range(20)), (99, 250), (100, 101), (98, 100)]
    links = FewLinks(
        [
            ChartLink(100 + place, *pair, LinkType.FS, 0, LagUnit.WORKING_DAYS)
            for place, pair in enumerate(pairs)
        ]
    )
    assert [link.id for link in links.touching(99, 100, most=3)] == [120, 121, 122]
    assert [link.id for link in links.touching(99, 100, most=2)] == [121, 122]


def test_after_an_edit_the_table_is_as_if_made_anew() -> None:
    links: Table[Link] = Table()
    links.fill(
        Link(id=id, predecessor_id=id, successor_id=id + 1, type=LinkType.SS, lag=id)
        for id in range(1, 6)
    )
    before = LinkTable.of(links)
    links.remove(2)
    links.put(Link(id=4, predecessor_id=9, successor_id=1, type=LinkType.FF, lag=-3))
    links.put(Link(id=8, predecessor_id=1, successor_id=9))
    rows = range(10)
    found = before.after(links, [2, 4, 8, 99]).between(rows).touching(0, 9)
    assert found == LinkTable.of(links).between(rows).touching(0, 9)
    assert [link.id for link in found] == [1, 3, 4, 5, 8]

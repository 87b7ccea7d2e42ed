"""Rows sort by the ranks of a column, however many different values it has."""

from __future__ import annotations

import pytest

from tracker.workspace.ranks import Ranks, order


@pytest.mark.parametrize("distinct", [3, 32_766, 32_767, 40_000])
def test_what_is_not_known_comes_last_in_both_directions(distinct: int) -> None:
    keys = [None, *range(distinct), None, 0]
    ranks = Ranks(keys, None)
    places = range(len(keys))
    known = [place for place in places if keys[place] is not None]
    unknown = [0, distinct + 1]
    upwards = [1, distinct + 2, *known[1:-1]]
    assert order([ranks.in_order(descending=False)], len(keys)) == [*upwards, *unknown]
    downwards = [*reversed(known[1:-1]), 1, distinct + 2]
    assert order([ranks.in_order(descending=True)], len(keys)) == [*downwards, *unknown]


def test_a_row_ranks_anew_where_its_value_ranks_already() -> None:
    ranks = Ranks([5, 3, None], None)
    assert ranks.renew(2, 3) and not ranks.renew(0, 4)
    assert order([ranks.in_order(descending=False)], 3) == [1, 2, 0]

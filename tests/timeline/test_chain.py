"""The chain of a row: what drives it and what depends on it, along its links."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.timeline.shapes import link
from tracker.domain.portfolio import Portfolio
from tracker.timeline.chain import NO_CHAIN, Chain, chain_of


def portfolio(*pairs: tuple[int, int]) -> Portfolio:
    """Links from the first of each pair to the second, numbered from 1."""
    return Portfolio(link(number, *pair) for number, pair in enumerate(pairs, 1))


def test_links_are_followed_from_end_to_end_in_both_directions() -> None:
    whole = portfolio((1, 2), (2, 3), (3, 4), (3, 5), (9, 4), (7, 8))
    assert chain_of(whole, [3]) == Chain(
        frozenset({1, 2}), frozenset({4, 5}), frozenset({1, 2, 3, 4})
    )


def test_what_has_no_links_has_no_chain() -> None:
    assert chain_of(portfolio((1, 2)), [3]) == chain_of(portfolio(), []) == NO_CHAIN


def test_a_loop_is_gone_round_once() -> None:
    whole = portfolio((1, 2), (2, 3), (3, 1))
    assert chain_of(whole, [1]).items == {1, 2, 3}
    assert chain_of(portfolio((1, 1)), [1]) == Chain(frozenset({1}), frozenset({1}), frozenset({1}))


def test_a_long_chain_is_followed_to_its_limit_the_nearest_first() -> None:
    whole = portfolio(*((number, number + 1) for number in range(1, 50)))
    assert chain_of(whole, [1], most=5).dependants == {2, 3, 4, 5, 6}
    assert chain_of(whole, [1], most=5).links == {1, 2, 3, 4, 5}
    star = portfolio(*((1, number) for number in range(2, 50_000)))
    assert len(chain_of(star, [1]).dependants) == 10_000


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=25),
    st.sets(st.integers(1, 9), min_size=1),
)
def test_everything_in_a_chain_hangs_together(
    pairs: list[tuple[int, int]], chosen: set[int]
) -> None:
    found = chain_of(portfolio(*pairs), chosen)
    dependants = {after for before, after in pairs if before in chosen | found.dependants}
    drivers = {before for before, after in pairs if after in chosen | found.drivers}
    assert (found.drivers, found.dependants) == (drivers, dependants)
    assert found.links == {
        number
        for number, (before, after) in enumerate(pairs, 1)
        if before in chosen | found.dependants or after in chosen | found.drivers
    }

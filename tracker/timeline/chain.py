"""What drives a row and what depends on it, following links from end to end in both directions.

Only what was stated counts here: the links as they are, whatever dates they join. A loop is gone
round once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Final

from tracker.domain.portfolio import Portfolio
from tracker.records import record

MOST_ITEMS: Final = 10_000
"""A chain is followed so far; of one that is longer the nearest part is found."""


@record
class Chain:
    """The ids of the items that drive the chosen ones, of those that depend on them, of the links.

    An item of a loop is in both; the chosen items are in neither unless a loop leads back to them.
    """

    drivers: frozenset[int] = frozenset()
    dependants: frozenset[int] = frozenset()
    links: frozenset[int] = frozenset()

    @property
    def items(self) -> frozenset[int]:
        return self.drivers | self.dependants


NO_CHAIN: Final = Chain()


def chain_of(portfolio: Portfolio, items: Iterable[int], *, most: int = MOST_ITEMS) -> Chain:
    """The chain of some items: at most ``most`` drivers and as many dependants, the nearest."""
    chosen = tuple(items)
    drivers, before = _follow(portfolio, chosen, "successor_id", "predecessor_id", most)
    dependants, after = _follow(portfolio, chosen, "predecessor_id", "successor_id", most)
    return Chain(frozenset(drivers), frozenset(dependants), frozenset(before | after))


def _follow(
    portfolio: Portfolio, chosen: tuple[int, ...], near: str, far: str, most: int
) -> tuple[set[int], set[int]]:
    found: set[int] = set()
    links: set[int] = set()
    waiting = deque(chosen)
    while waiting:
        for link in portfolio.links.where(near, waiting.popleft()):
            other: int = getattr(link, far)
            if other not in found:
                if len(found) >= most:
                    return found, links
                found.add(other)
                waiting.append(other)
            links.add(link.id)
    return found, links

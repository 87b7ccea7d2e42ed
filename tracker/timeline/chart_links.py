"""The links of a chart whose number is small.

Up to a thousand links are looked through one by one in a part of a millisecond. More of them are
kept by :mod:`tracker.timeline.link_index`, which brings numpy along: a start with a portfolio of
ordinary size does without it until the rows are painted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from tracker.domain.model import Link
from tracker.domain.table import Table
from tracker.timeline.chart_link import MOST_LINKS, ChartLink, ChartLinks

FEW_LINKS: Final = 1_000


class LinkSource(Protocol):
    """The links of a portfolio by the ids of their items, whichever rows are shown."""

    def between(self, item_ids: Sequence[int]) -> ChartLinks:
        """The links of which both ends are among the rows; 0 stands for a row that is no item."""
        ...

    def after(self, links: Table[Link], changed: Iterable[int]) -> LinkSource:
        """The source once the links with these ids came, went or are others."""
        ...


def link_source(links: Table[Link]) -> LinkSource:
    """The links as they are now."""
    if len(links) <= FEW_LINKS:
        return FewLinkSource(links)
    from tracker.timeline.link_index import LinkTable  # numpy, see the module

    return LinkTable.of(links)


class FewLinks:
    """See :class:`ChartLinks`."""

    def __init__(self, links: Sequence[ChartLink]) -> None:
        self._links = sorted(links)

    def __len__(self) -> int:
        return len(self._links)

    def touching(self, first: int, last: int, *, most: int = MOST_LINKS) -> list[ChartLink]:
        found = [
            link
            for link in self._links
            if min(link.predecessor, link.successor) <= last
            and max(link.predecessor, link.successor) >= first
        ]
        if len(found) > most:

            def nearness(link: ChartLink) -> tuple[bool, int]:
                ends = link.predecessor, link.successor
                return not any(first <= end <= last for end in ends), abs(ends[0] - ends[1])

            found = sorted(sorted(found, key=nearness)[:most])
        return found

    def of_row(self, index: int) -> list[ChartLink]:
        return [link for link in self._links if index in (link.predecessor, link.successor)]


NO_LINKS: Final = FewLinks(())


class FewLinkSource:
    """See :class:`LinkSource`."""

    def __init__(self, links: Table[Link]) -> None:
        names = ("id", "predecessor_id", "successor_id", "type", "lag", "lag_unit")
        self._links = [ChartLink(*values) for values in zip(*map(links.column, names), strict=True)]

    def between(self, item_ids: Sequence[int]) -> FewLinks:
        places = {item_id: place for place, item_id in enumerate(item_ids) if item_id}
        return FewLinks(
            [
                link._replace(
                    predecessor=places[link.predecessor], successor=places[link.successor]
                )
                for link in self._links
                if link.predecessor in places and link.successor in places
            ]
        )

    def after(self, links: Table[Link], changed: Iterable[int]) -> LinkSource:
        return link_source(links)

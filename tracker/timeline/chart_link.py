"""One link between two rows of a chart, and what is asked of all of them, few or many."""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol

from tracker.domain.model import LagUnit, LinkType

MOST_LINKS: Final = 400
"""So many links are drawn at once; more would be a grey field in which no line can be followed."""


class ChartLink(NamedTuple):
    """One link between two rows of the chart, which are given by their index."""

    id: int
    predecessor: int
    successor: int
    type: LinkType
    lag: int
    lag_unit: LagUnit


class ChartLinks(Protocol):
    """The links between rows of a chart."""

    def __len__(self) -> int: ...

    def touching(self, first: int, last: int, *, most: int = MOST_LINKS) -> list[ChartLink]:
        """The links that pass the rows ``first`` to ``last``, ordered by id.

        Where there are more than ``most``, those with an end among the rows come before those that
        only pass by, and short ones before long ones.
        """
        ...

    def of_row(self, index: int) -> list[ChartLink]:
        """The links of which ``index`` is an end."""
        ...

"""The links of a chart, found by the rows that they pass.

A link passes every row from its predecessor to its successor. Links are kept by how far they reach,
in classes of up to 1, 2, 4, 8 … rows, each sorted by its upper row: those that pass the rows in
view lie close together in each class, so that a frame reads a few of a million.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from tracker.domain.model import LagUnit, Link, LinkType
from tracker.domain.table import Table
from tracker.records import record
from tracker.timeline.chart_link import MOST_LINKS, ChartLink

LINK_TYPES: Final = tuple(LinkType)
LAG_UNITS: Final = tuple(LagUnit)
_LINK_CODE: Final = {link_type: code for code, link_type in enumerate(LINK_TYPES)}
_UNIT_CODE: Final = {unit: code for code, unit in enumerate(LAG_UNITS)}

_SPARSE: Final = 8
_FEW: Final = 100_000
"""Up to so many numbers for each row, and so many more, a table of places is the quickest."""

_Ints = npt.NDArray[np.int32]


class Links:
    """The links between rows of the chart, see the module."""

    def __init__(self, columns: npt.NDArray[np.signedinteger]) -> None:
        """``columns`` has a row a link: id, predecessor, successor, type, lag, unit of the lag.

        Predecessor and successor are indices of rows; type and unit are codes.
        """
        upper = np.minimum(columns[:, 1], columns[:, 2])
        reach = np.abs(columns[:, 1] - columns[:, 2])
        # 0 for a reach of 0 or 1, then one more for each doubling.
        classes = np.ceil(np.log2(np.maximum(reach, 1))).astype(np.int64)
        order = np.lexsort((upper, classes))
        self._ids = columns[order, 0]
        self._ends: _Ints = columns[order, 1:3].astype(np.int32)
        self._codes: npt.NDArray[np.uint8] = columns[order][:, (3, 5)].astype(np.uint8)
        self._lags: _Ints = columns[order, 4].astype(np.int32)
        self._upper: _Ints = upper[order].astype(np.int32)
        sizes = np.bincount(classes) if len(columns) else np.zeros(0, np.int64)
        stops = np.cumsum(sizes)
        self._classes = [
            (int(stop - size), int(stop), 1 << power)
            for power, (size, stop) in enumerate(zip(sizes, stops, strict=True))
            if size
        ]

    def __len__(self) -> int:
        return len(self._ids)

    def touching(self, first: int, last: int, *, most: int = MOST_LINKS) -> list[ChartLink]:
        """The links that pass the rows ``first`` to ``last``, ordered by id.

        Where there are more than ``most``, those with an end among the rows come before those that
        only pass by, and short ones before long ones.
        """
        found: list[npt.NDArray[np.int64]] = []
        for start, stop, reach in self._classes:
            upper = self._upper[start:stop]
            # Of the same type as the column, which would otherwise be copied as a whole.
            low, high = np.searchsorted(upper, np.array((first - reach, last + 1), np.int32))
            places = np.arange(start + low, start + high)
            lower = self._ends[places].max(axis=1)
            found.append(places[lower >= first])
        places = np.concatenate(found) if found else np.zeros(0, np.int64)
        if len(places) > most:
            places = self._nearest(places, first, last)[:most]
        return self._links(places[np.argsort(self._ids[places], kind="stable")])

    def _nearest(
        self, places: npt.NDArray[np.int64], first: int, last: int
    ) -> npt.NDArray[np.int64]:
        ends = self._ends[places]
        ends_here = ((ends >= first) & (ends <= last)).any(axis=1)
        reach = np.abs(ends[:, 0] - ends[:, 1])
        return places[np.lexsort((reach, ~ends_here))]

    def of_row(self, index: int) -> list[ChartLink]:
        """The links of which ``index`` is an end."""
        return self._links(np.flatnonzero((self._ends == index).any(axis=1)))

    def _links(self, places: npt.NDArray[np.int64]) -> list[ChartLink]:
        return [
            ChartLink(link_id, predecessor, successor, LINK_TYPES[kind], lag, LAG_UNITS[unit])
            for link_id, (predecessor, successor), (kind, unit), lag in zip(
                self._ids[places].tolist(),
                self._ends[places].tolist(),
                self._codes[places].tolist(),
                self._lags[places].tolist(),
                strict=True,
            )
        ]


_NONE: Final = Links(np.zeros((0, 6), np.int64))


@record
class LinkTable:
    """The links of a portfolio by the ids of their items, whichever rows are shown.

    Columns as in :class:`Links`, with ids instead of indices.
    """

    columns: npt.NDArray[np.signedinteger]

    @classmethod
    def of(cls, links: Table[Link]) -> LinkTable:
        names = ("id", "predecessor_id", "successor_id", "lag")
        columns = np.zeros((len(links), 6), np.int64)
        for place, name in zip((0, 1, 2, 4), names, strict=True):
            columns[:, place] = links.column(name)
        columns[:, 3] = [_LINK_CODE[kind] for kind in links.column("type")]
        columns[:, 5] = [_UNIT_CODE[unit] for unit in links.column("lag_unit")]
        # Half the room, where the ids are such as this program gives.
        fits = not columns.size or np.abs(columns).max() <= np.iinfo(np.int32).max
        return cls(columns.astype(np.int32) if fits else columns)

    def after(self, links: Table[Link], changed: Iterable[int]) -> LinkTable:
        """The table once these links came, went or are others; the others are not read again."""
        ids = set(changed)
        few: Table[Link] = Table()
        few.fill(link for link_id in ids if (link := links.get(link_id)) is not None)
        kept = self.columns[~np.isin(self.columns[:, 0], list(ids))]
        return LinkTable(np.concatenate([kept, LinkTable.of(few).columns]))

    def between(self, item_ids: Sequence[int]) -> Links:
        """The links of which both ends are among the rows; 0 stands for a row that is no item."""
        if not len(self.columns) or not len(item_ids):
            return _NONE
        ids = np.asarray(item_ids, np.int64)
        # A search shows a few rows with every letter: most links are done with at their first end.
        begin = _places(ids, self.columns[:, 1])
        near = np.flatnonzero(begin >= 0)
        if not len(near):
            return _NONE
        columns = self.columns[near]
        columns[:, 1], columns[:, 2] = begin[near], _places(ids, columns[:, 2])
        return Links(columns[columns[:, 2] >= 0])


def _places(
    ids: npt.NDArray[np.int64], wanted: npt.NDArray[np.signedinteger]
) -> npt.NDArray[np.int64]:
    """Where each wanted id stands in ``ids``, -1 where it is not there; 0 is nowhere."""
    largest = max(int(ids.max()), int(wanted.max()))
    if largest <= _SPARSE * len(ids) + _FEW:
        places = np.full(largest + 1, -1, np.int64)
        places[ids] = np.arange(len(ids))
        places[0] = -1
        there: npt.NDArray[np.int64] = places[wanted]
        return there
    # Ids as another tool may give them, far apart: a place for each number would fill the memory.
    order = np.argsort(ids, kind="stable")
    at = np.searchsorted(ids, wanted, sorter=order).clip(0, len(ids) - 1)
    found = order[at]
    return np.where((ids[found] == wanted) & (wanted != 0), found, -1)

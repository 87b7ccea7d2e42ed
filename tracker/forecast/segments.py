"""Links in runs with one node and one edge each, so that a level is reduced in one step."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tracker.forecast.day_tables import Int32
from tracker.records import record

Index = npt.NDArray[np.intp]


@record
class Segments:
    """Of one level: ``links`` are their indices in order, those of starts first, then of finishes.

    The runs of ``links`` begin at ``starts``; each belongs to the node ``nodes[run]``, counted from
    the first node of the level. The first ``split`` runs are about starts.
    """

    links: Index
    starts: Index
    nodes: Index
    split: int
    split_link: int


def segments(levels: Index, node: Int32, finish: npt.NDArray[np.bool_]) -> list[Segments]:
    """The runs of each level of nodes, by which node a link has there and which edge of it."""
    many = len(levels) - 1
    level = np.searchsorted(levels, node, side="right") - 1
    order = np.lexsort((node, finish, level))
    level, node, finish = level[order], node[order], finish[order]
    new = np.ones(len(order), bool)
    new[1:] = (node[1:] != node[:-1]) | (finish[1:] != finish[:-1])
    starts = np.flatnonzero(new)
    of_level = np.searchsorted(level, np.arange(many + 1)).tolist()
    runs_of_level = np.searchsorted(level[starts], np.arange(many + 1)).tolist()
    found = []
    for at in range(many):
        first, last = of_level[at], of_level[at + 1]
        runs = starts[runs_of_level[at] : runs_of_level[at + 1]]
        split = int(np.count_nonzero(~finish[runs]))
        found.append(
            Segments(
                links=order[first:last],
                starts=runs - first,
                nodes=node[runs].astype(np.intp) - levels[at],
                split=split,
                split_link=int(np.count_nonzero(~finish[first:last])),
            )
        )
    return found

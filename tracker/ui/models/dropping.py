"""Where rows that are dragged would come to stand in the outline."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from tracker.domain.portfolio import Portfolio, RowKey
from tracker.records import record
from tracker.ui.models.draft import Draft, Spot, allowed_depths, spot_of
from tracker.workspace.grouping import ShownRow


@record
class Drop:
    """``place`` is the row of the view before which the line is shown; ``depth`` its indentation.

    ``spot`` is None where letting go changes nothing.
    """

    place: int
    depth: int
    spot: Spot | None


def drop_at(
    rows: Sequence[ShownRow],
    moving: AbstractSet[RowKey],
    place: int,
    depth: int,
    portfolio: Portfolio,
) -> Drop | None:
    """Let the rows ``moving`` go before the row at ``place``, as near to ``depth`` as can be.

    None where they cannot stand: projects stand among projects only, items below one. What is
    below a row goes along, and nothing is put below itself.
    """
    taken = _with_all_below(rows, moving)
    left = [row for at, row in enumerate(rows) if at not in taken]
    gap = sum(at not in taken for at in range(place))
    heads = [row for at, row in enumerate(rows) if at in taken and row.key in moving]
    projects = {row.depth == 0 for row in heads}
    if len(projects) != 1:
        return None
    depths = allowed_depths(left, gap)
    least, most = (0, 0) if projects == {True} else (max(depths.start, 1), depths.stop - 1)
    if least not in depths or most < least:
        return None
    depth = min(max(depth, least), most)
    spot = spot_of(left, Draft(gap, depth), portfolio, flat=False)
    return Drop(place, depth, None if _stands_there(rows, taken, heads, spot, portfolio) else spot)


def _with_all_below(rows: Sequence[ShownRow], moving: AbstractSet[RowKey]) -> set[int]:
    taken: set[int] = set()
    within = -1
    for at, row in enumerate(rows):
        if 0 <= within < row.depth:
            taken.add(at)
            continue
        within = row.depth if row.key in moving else -1
        if within >= 0:
            taken.add(at)
    return taken


def _stands_there(
    rows: Sequence[ShownRow],
    taken: AbstractSet[int],
    heads: Sequence[ShownRow],
    spot: Spot,
    portfolio: Portfolio,
) -> bool:
    """Whether the rows stand together behind ``spot.after`` already."""
    first = min(taken)
    together = taken == set(range(first, first + len(taken)))
    same_depth = len({row.depth for row in heads}) == 1
    now = spot_of(rows[:first], Draft(first, heads[0].depth), portfolio, flat=False)
    return together and same_depth and now == spot

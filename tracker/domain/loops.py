"""Ways along the links between items: whether a new link would close a loop."""

from __future__ import annotations

from tracker.domain.portfolio import Portfolio


def loop_closed_by(portfolio: Portfolio, predecessor_id: int, successor_id: int) -> list[int]:
    """The items of the loop that a link would close, in its order; [] where it closes none.

    The loop begins with the successor and ends with the predecessor, whose new link leads back. A
    link of an item to itself is a loop of one.
    """
    came_from: dict[int, int] = {successor_id: 0}
    stack = [successor_id]
    while stack:
        item_id = stack.pop()
        if item_id == predecessor_id:
            found = [item_id]
            while came_from[found[-1]]:
                found.append(came_from[found[-1]])
            return found[::-1]
        for link in portfolio.links.where("predecessor_id", item_id):
            if link.successor_id not in came_from:
                came_from[link.successor_id] = item_id
                stack.append(link.successor_id)
    return []

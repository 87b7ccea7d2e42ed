"""Where rows stand among their siblings.

Positions are numbers with gaps between them, so that a row which is put between two others changes
no third one; only where a gap is used up the siblings are numbered anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tracker.domain.model import Item, Project
from tracker.storage.repository import Repository

GAP: Final = 1024


def position_at(
    repository: Repository, siblings: Sequence[Project | Item], place: int
) -> tuple[int, list[Project | Item]]:
    """A position that puts a row before the sibling at ``place``, at the end for their number.

    ``siblings`` are in their order and without the row itself. Where there is no number left
    between two of them they are stored anew; those that were come back beside the position.
    """
    before = siblings[place - 1].position if place else None
    after = siblings[place].position if place < len(siblings) else None
    if after is None:
        return (GAP if before is None else before + GAP), []
    if before is None:
        return after - GAP, []
    if after - before > 1:
        return (before + after) // 2, []
    renumbered: list[Project | Item] = []
    for index, sibling in enumerate(siblings):
        position = (index + 1 + (index >= place)) * GAP
        if sibling.position != position:
            moved = replace(sibling, position=position)
            repository.update(moved)
            renumbered.append(moved)
    return (place + 1) * GAP, renumbered

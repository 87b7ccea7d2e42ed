"""How far a long step is, told while it is done, so that whoever waits can go on and can end it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

T = TypeVar("T")
Beat = Callable[[int], object]
"""Called with how many rows have gone by since it was called last; may raise :class:`Stopped`."""
EVERY: Final = 100
"""Rows from one call to the next: some milliseconds."""


class Stopped(Exception):
    """What a Beat raises to end a step that is not written yet: nothing of it stays."""


def told(rows: Iterable[T], tell: Beat | None) -> Iterator[T]:
    """The rows as they come."""
    if tell is None:
        yield from rows
        return
    for place, row in enumerate(rows, 1):
        yield row
        if not place % EVERY:
            tell(EVERY)

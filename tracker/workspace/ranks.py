"""How the rows of the outline rank in one column, so that sorting by it compares small numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

UNKNOWN: Final = 2**31 - 1
"""The rank of what is not known, which comes last in both directions."""


class Ranks:
    """One column's; ``keys`` are what each row is sorted by, in the order of the outline.

    ``unknown`` is the key of the rows of which nothing is known.
    """

    def __init__(self, keys: Sequence[Hashable], unknown: Hashable) -> None:
        # The first paint does without.
        import numpy as np

        distinct = sorted(set(keys) - {unknown})  # type: ignore[type-var]
        self._rank_of = {key: rank for rank, key in enumerate(distinct)}
        self._rank_of[unknown] = UNKNOWN
        self._ranks = np.fromiter(map(self._rank_of.__getitem__, keys), np.int32, len(keys))

    def renew(self, place: int, key: Hashable) -> bool:
        """Take in what a row is sorted by now; whether that is a key that ranks already."""
        rank = self._rank_of.get(key)
        if rank is None:
            return False
        self._ranks[place] = rank
        return True

    def in_order(self, *, descending: bool) -> npt.NDArray[np.int32]:
        """A number for each row; the lower come first."""
        import numpy as np

        if not descending:
            return self._ranks
        return np.where(self._ranks == UNKNOWN, self._ranks, -self._ranks)


def order(columns: Iterable[npt.NDArray[np.int32]], count: int) -> list[int]:
    """The places of ``count`` rows, sorted by each column in turn, the first decides first.

    Rows that rank alike stay as they stand.
    """
    import numpy as np

    found = np.arange(count)
    for ranks in reversed(list(columns)):
        found = found[np.argsort(ranks[found], kind="stable")]
    places: list[int] = found.tolist()
    return places

"""How the rows of the outline rank in one column, so that sorting by it compares small numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_FEW: Final = 2**15 - 1
"""So many ranks fit into numbers of two bytes, which numpy sorts several times as quickly."""


class Ranks:
    """One column's; ``keys`` are what each row is sorted by, in the order of the outline.

    ``unknown`` is the key of the rows of which nothing is known.
    """

    def __init__(self, keys: Sequence[Hashable], unknown: Hashable) -> None:
        # The first paint does without.
        import numpy as np

        distinct = sorted(set(keys) - {unknown})  # type: ignore[type-var]
        self._rank_of = {key: rank for rank, key in enumerate(distinct)}
        size: type[np.signedinteger] = np.int16 if len(distinct) < _FEW else np.int32
        self._unknown = int(np.iinfo(size).max)
        """The rank of what is not known, which comes last in both directions."""
        self._rank_of[unknown] = self._unknown
        ranks = np.fromiter(map(self._rank_of.__getitem__, keys), np.int32, len(keys))
        self._ranks: npt.NDArray[np.signedinteger] = ranks.astype(size)

    def renew(self, place: int, key: Hashable) -> bool:
        """Take in what a row is sorted by now; whether that is a key that ranks already."""
        rank = self._rank_of.get(key)
        if rank is None:
            return False
        self._ranks[place] = rank
        return True

    def in_order(self, *, descending: bool) -> npt.NDArray[np.signedinteger]:
        """A number for each row; the lower come first, and what is not known comes last."""
        import numpy as np

        if not descending:
            return self._ranks
        return np.where(self._ranks == self._unknown, self._ranks, -self._ranks)


def order(columns: Iterable[npt.NDArray[np.signedinteger]], count: int) -> list[int]:
    """The places of ``count`` rows, sorted by each column in turn, the first decides first.

    Rows that rank alike stay as they stand.
    """
    import numpy as np

    found = np.arange(count)
    for ranks in reversed(list(columns)):
        found = found[np.argsort(ranks[found], kind="stable")]
    places: list[int] = found.tolist()
    return places

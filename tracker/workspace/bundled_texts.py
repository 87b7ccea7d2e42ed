"""Texts that are searched through many at a time, so that a rare one costs no look into each."""

from __future__ import annotations

import re
from typing import Final

_MOST: Final = 64
"""Texts in one bundle: few enough to be looked into one by one where it holds what is sought."""
_BETWEEN: Final = "\0"


class BundledTexts:
    """Texts by ref."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}
        self._bundles: list[dict[int, None]] = []
        self._joined: list[str | None] = []
        """Each bundle as one text; None where one of its texts has changed since."""
        self._bundle_of: dict[int, int] = {}

    def __getitem__(self, ref: int) -> str:
        return self._texts[ref]

    def __len__(self) -> int:
        return len(self._texts)

    def put(self, ref: int, text: str) -> None:
        self._texts[ref] = text
        place = self._bundle_of.get(ref)
        if place is not None:
            self._joined[place] = None
            return
        if not self._bundles or len(self._bundles[-1]) == _MOST:
            self._bundles.append({})
            self._joined.append(None)
        self._bundle_of[ref] = len(self._bundles) - 1
        self._bundles[-1][ref] = None
        self._joined[-1] = None
        if len(self._bundles[-1]) == _MOST:
            # Read ahead, while there is time.
            self._join(len(self._bundles) - 1)

    def drop(self, ref: int) -> None:
        """Forget a text; nothing happens where there is none."""
        place = self._bundle_of.pop(ref, None)
        if place is not None:
            del self._texts[ref], self._bundles[place][ref]
            self._joined[place] = None

    def clear(self) -> None:
        for kept in (self._texts, self._bundles, self._joined, self._bundle_of):
            kept.clear()

    def find(self, one: str, other: str) -> set[int]:
        """The refs of the texts that hold one of two texts."""
        texts, found = self._texts, set[int]()
        # Through a text that holds it nowhere an expression goes two or three times as quickly.
        sought = [re.compile(re.escape(text)).search for text in {one, other}]
        for place, refs in enumerate(self._bundles):
            joined = self._joined[place]
            if joined is None:
                joined = self._join(place)
            if any(search(joined) for search in sought):
                found.update(ref for ref in refs if one in (text := texts[ref]) or other in text)
        return found

    def _join(self, place: int) -> str:
        joined = _BETWEEN.join(map(self._texts.__getitem__, self._bundles[place]))
        self._joined[place] = joined
        return joined

"""Text as a search compares it: what one person types finds what another wrote otherwise.

There are two readings of a text, and a search finds what matches in either of them.

The *plain* reading leaves aside case, writes ё as е, the Kazakh and Uzbek letters of the Cyrillic
alphabet as the Russian ones from which they are made, and every apostrophe as one. It keeps each
letter in its place.

The *Uzbek* reading writes the Cyrillic alphabet in the Latin one, by the table of the law of 2
September 1993 with its amendment of 6 May 1995: ё is "yo" here and not е. Where the table lets two
Latin spellings stand for one Cyrillic letter (ц is "ts" or "s", е is "ye" or "e"), and where an
apostrophe only keeps two letters apart ("s'h"), they are one. It is made of what is in Uzbek or in
no known language, so that a Russian "план" does not find an English "plant".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tracker.records import record

_APOSTROPHES: Final = dict.fromkeys("‘’ʻʼ`´", "'")
_FLAT: Final = str.maketrans({"ё": "е", **_APOSTROPHES})
_PLAIN: Final = str.maketrans(
    {
        "ё": "е",
        **_APOSTROPHES,
        **dict(zip("әғқңөұүһі", "агкноуухи", strict=True)),
        **dict(zip("ўҳ", "ух", strict=True)),
    }
)
_LATIN: Final = str.maketrans(
    {
        **_APOSTROPHES,
        **dict(zip("абвгдежзийклмнопрст", "abvgdejziyklmnoprst", strict=True)),
        **dict(zip("уфхыэқҳъ", "ufxieqh'", strict=True)),
        "ё": "yo",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ь": "",
        "ю": "yu",
        "я": "ya",
        "ў": "o'",
        "ғ": "g'",
    }
)
_ALIKE: Final = re.compile("y(?=e)|t(?=s)|(?<=s)'(?=h)")
"""Letters that one spelling has and another has not."""


def flat(text: str) -> str:
    """``text`` without regard to case, ё and apostrophes, each letter in its place."""
    return _low(text).translate(_FLAT)


def folded(text: str) -> str:
    """The plain reading, each letter in its place."""
    return _low(text).translate(_PLAIN)


def in_uzbek(text: str) -> str:
    """The Uzbek reading, in capital letters: no plain reading holds any, so the two never meet."""
    return _ALIKE.sub("", text.casefold().translate(_LATIN)).upper()


@lru_cache(maxsize=4096)
def searchable(text: str, *, may_be_uzbek: bool) -> str:
    """The readings of a text in lines, for :class:`Wanted`. Bodies and terms are said often."""
    return f"{folded(text)}\n{in_uzbek(text)}" if may_be_uzbek else folded(text)


@record
class Wanted:
    """What is searched for, in both readings."""

    plain: str
    uzbek: str

    @classmethod
    def of(cls, text: str) -> Wanted:
        return cls(folded(text), in_uzbek(text))

    def goes_on(self, before: Wanted) -> bool:
        """Whether whatever says this also says what was wanted before."""
        is_in_both = before.plain in self.plain and before.uzbek in self.uzbek
        return is_in_both and bool(before.uzbek)

    def is_in(self, readings: str) -> bool:
        """Whether it is in what :func:`searchable` gave."""
        return self.plain in readings or (bool(self.uzbek) and self.uzbek in readings)

    def span_in(self, text: str, *, may_be_uzbek: bool) -> tuple[int, int] | None:
        """Where it stands in ``text`` first: its first letter and the one after its last."""
        start = folded(text).find(self.plain)
        if start >= 0:
            return start, start + len(self.plain)
        if not may_be_uzbek or not self.uzbek:
            return None
        start = in_uzbek(text).find(self.uzbek)
        if start < 0:
            return None
        # How much of the reading each beginning of the text comes to.
        reach = [len(in_uzbek(text[:end])) for end in range(len(text) + 1)]
        last = next(end for end, length in enumerate(reach) if length >= start + len(self.uzbek))
        first = max(end for end, length in enumerate(reach[:last]) if length <= start)
        return first, last


def _low(text: str) -> str:
    low = text.casefold()
    if len(low) == len(text):
        return low
    # Letters that another case writes as two stay as they are.
    return "".join(low if len(low := letter.casefold()) == 1 else letter for letter in text)

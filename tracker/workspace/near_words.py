"""What was probably meant by a text that no row says: "checkpiont", "checkpoint"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from tracker.domain.model import Names
from tracker.domain.portfolio import Portfolio
from tracker.language import Language
from tracker.language.folding import Wanted, folded, searchable

_MOST_WORDS: Final = 20_000
"""Different words among which the nearest is looked for; more take longer than a person waits."""
_NEAR: Final = 0.74
"""Of :func:`difflib.get_close_matches`: one letter of four, or two of eight."""
_LONGER: Final = 2
"""Letters by which what was meant may be longer or shorter."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ`][^\W\d_]+)*")


def as_meant(text: str, portfolio: Portfolio) -> str:
    """``text`` with each word that no name holds made the nearest that one does.

    Names are those of rows and bodies and the titles of sources. "" where nothing is near, or
    where no name says the whole of what would come out.
    """
    names = list(_names(portfolio))
    words = _words(names)
    held = "\n".join(words)
    meant = []
    for word in text.split():
        wanted = folded(word)
        if wanted in held:
            meant.append(word)
            continue
        near = [each for each in words if abs(len(each) - len(wanted)) <= _LONGER]
        found = get_close_matches(wanted, near, n=1, cutoff=_NEAR)
        if not found:
            return ""
        nearest = words[found[0]]
        meant.append(nearest.lower() if word.islower() else nearest)
    result = " ".join(meant)
    whole = Wanted.of(result)
    if result == text or not any(
        whole.is_in(searchable(name, may_be_uzbek=True)) for name in names
    ):
        return ""
    return result


def _names(portfolio: Portfolio) -> Iterator[str]:
    """Every name there is, in every language in which it is given."""
    bodies = portfolio.bodies
    named: Iterable[Names] = [
        *portfolio.projects.column("name"),
        *portfolio.items.column("name"),
        *bodies.column("name"),
        *bodies.column("short_name"),
    ]
    for names in named:
        for language in Language:
            if name := names.given(language):
                yield name
    yield from portfolio.sources.column("title")


def _words(names: Iterable[str]) -> dict[str, str]:
    """The words of names as they are written, by how they are compared."""
    found: dict[str, str] = {}
    for name in names:
        for word in _WORD.findall(name):
            found.setdefault(folded(word), word)
        if len(found) >= _MOST_WORDS:
            break
    return found

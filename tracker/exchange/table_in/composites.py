"""A cell that several fields share, taken apart the way the form puts it together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from tracker.domain.errors import InputError
from tracker.exchange.forms import Part
from tracker.language import N_, Language

# Parts follow a semicolon, or a blank where a sentence ended.
_BOUNDARY: Final = re.compile(r"; |(?<=[.!?…]) ")

NO_PART: Final = N_("“{text}” is none of the parts that this cell is made of. Leave it out.")


class Composite:
    """The parts of one column.

    ``readable`` tells whether a text is a value of a field. A part with words around it is known by
    these in any language; what belongs to none is the text of the part without any.
    """

    def __init__(self, parts: Sequence[Part], readable: Callable[[str, str], bool]) -> None:
        self._readable = readable
        self._worded = [(part.field, _around(part)) for part in parts if part.texts is not None]
        self._order = [part.field for part in parts]
        self._free = next((part.field for part in parts if part.texts is None), None)

    def parted(self, text: str) -> dict[str, str]:
        """What each field is said to be; those of which nothing is said are left out.

        Raises InputError for words that belong to no part.
        """
        found: dict[str, str] = {}
        rest = text.strip()
        for field, around in self._worded:
            said = self._at_start(rest, field, around)
            if said is not None:
                found[field], rest = said
        for field, around in reversed(self._worded):
            if field not in found:
                said = _at_end(rest, around)
                if said is not None:
                    found[field], rest = said
        if rest and self._free is None:
            raise InputError(NO_PART, text=rest)
        if rest and self._free is not None:
            found[self._free] = rest
        return {field: found[field] for field in self._order if field in found}

    def _at_start(
        self, text: str, field: str, around: Sequence[tuple[str, str]]
    ) -> tuple[str, str] | None:
        """The value of a field at the start of a text, and what follows it."""
        for before, after in around:
            if not text.startswith(before) or after not in text:
                continue
            boundaries = [] if field == self._order[-1] else _BOUNDARY.finditer(text)
            ends = [(found.start(), found.end()) for found in boundaries]
            for end, rest in [*ends, (len(text), len(text))]:
                value = text[len(before) : end]
                if value.endswith(after) and self._readable(field, value.removesuffix(after)):
                    return value.removesuffix(after), text[rest:].strip()
        return None


def _around(part: Part) -> list[tuple[str, str]]:
    """What stands before and behind the value, in each language."""
    assert part.texts is not None
    words = dict.fromkeys(part.texts[language] for language in Language)
    return [(before, after) for before, _, after in (text.partition("{}") for text in words)]


def _at_end(text: str, around: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The value at the end of a text, known by the words before it, and what comes first."""
    for before, after in around:
        if not before or before not in text or not text.endswith(after):
            continue
        starts = [0, *(found.end() for found in _BOUNDARY.finditer(text))]
        for start in reversed(starts):
            if text.startswith(before, start):
                value = text[start + len(before) : len(text) - len(after)]
                return value, text[:start].removesuffix("; ").strip()
    return None

"""A cell that several fields share, taken apart the way the form puts it together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from tracker.domain.errors import InputError
from tracker.exchange.forms import Part
from tracker.language import N_, Language

# Parts follow a semicolon, or a blank where a sentence ended.
_BOUNDARY: Final = re.compile(r"; |(?<=[.!?…]) ")


def parts_of(
    text: str, parts: Sequence[Part], readable: Callable[[Part, str], bool]
) -> dict[str, str]:
    """What each part says, by its field; parts that say nothing are left out.

    ``readable`` tells whether a text is a value of a part. A part with words around it is known by
    these in any language; what belongs to none is the text of the part without any.
    """
    found: dict[str, str] = {}
    rest = text.strip()
    leading = [part for part in parts if part.texts is not None]
    for part in leading:
        said = _at_start(rest, part, readable, is_last=part is parts[-1])
        if said is not None:
            found[part.field], rest = said
    for part in reversed(leading):
        if part.field not in found:
            said = _at_end(rest, part)
            if said is not None:
                found[part.field], rest = said
    free = next((part for part in parts if part.texts is None), None)
    if rest and free is not None:
        found[free.field] = rest
    elif rest:
        raise InputError(NO_PART, text=rest)
    return found


NO_PART: Final = N_("“{text}” is none of the parts that this cell is made of. Leave it out.")


def _around(part: Part) -> Iterator[tuple[str, str]]:
    """What stands before and behind the value, in each language."""
    assert part.texts is not None
    for words in dict.fromkeys(part.texts[language] for language in Language):
        before, _, after = words.partition("{}")
        yield before, after


def _at_start(
    text: str, part: Part, readable: Callable[[Part, str], bool], *, is_last: bool
) -> tuple[str, str] | None:
    """The part at the start of a text and what follows it."""
    for before, after in _around(part):
        if not text.startswith(before):
            continue
        found = [] if is_last else _BOUNDARY.finditer(text)
        ends = [(boundary.start(), boundary.end()) for boundary in found]
        for end, rest in [*ends, (len(text), len(text))]:
            value = text[len(before) : end]
            if not value.endswith(after):
                continue
            value = value[: len(value) - len(after)] if after else value
            if readable(part, value):
                return value, text[rest:].strip()
    return None


def _at_end(text: str, part: Part) -> tuple[str, str] | None:
    """The part at the end of a text, known by the words before it, and what comes first."""
    for before, after in _around(part):
        if not before or not text.endswith(after):
            continue
        starts = [0, *(found.end() for found in _BOUNDARY.finditer(text))]
        for start in reversed(starts):
            if text.startswith(before, start):
                value = text[start + len(before) : len(text) - len(after)]
                return value, text[:start].removesuffix("; ").strip()
    return None

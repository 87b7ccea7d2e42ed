"""In which line of a TOML file a value stands, which the standard reader does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Place = tuple[str | int, ...]
"""The way to a value: keys of tables, and places from 1 in arrays of tables."""


def place_text(place: Place) -> str:
    """A place as it is told: "columns[4].heading.uz"."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def line_of(toml: str, place: Place) -> int | None:
    """The line, from 1, of a value or else of the closest table around it that has one.

    Values inside an array or an inline table are where these begin. None where nothing of the
    place is written in the file.
    """
    found: dict[Place, int] = {}
    for line, written in _written(toml):
        for length in range(1, len(written) + 1):
            found.setdefault(written[:length], line)
    return next(
        (found[place[:end]] for end in range(len(place), 0, -1) if place[:end] in found), None
    )


def _written(toml: str) -> Iterator[tuple[int, Place]]:
    """Every table and key in the order of the file, with its line."""
    table: Place = ()
    counts: dict[Place, int] = {}
    closing = ""
    depth = 0
    for line, text in enumerate(toml.splitlines(), 1):
        if closing:
            if closing not in text:
                continue
            text, closing = text.partition(closing)[2], ""
            depth += _depth(text)
        elif depth > 0:
            depth += _depth(text)
        elif found := _TABLE.match(text):
            table = _path(found["path"], counts)
            if found["array"]:
                counts[table] = counts.get(table, 0) + 1
                table = (*table, counts[table])
            yield line, table
        elif found := _KEY.match(text):
            keys = tuple(_bare(key) for key in _split(found["path"]))
            yield line, (*table, *keys)
            value = text[found.end() :]
            closing = next((quotes for quotes in ('"""', "'''") if value.count(quotes) == 1), "")
            if not closing:
                depth = _depth(value)


def _path(path: str, counts: dict[Place, int]) -> Place:
    """The place of a table; inside an array of tables that of the latest one."""
    place: Place = ()
    keys = [_bare(key) for key in _split(path)]
    for at, key in enumerate(keys):
        place = (*place, key)
        if place in counts and at < len(keys) - 1:
            place = (*place, counts[place])
    return place


def _split(path: str) -> list[str]:
    return re.findall(r"\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+", path)


def _bare(key: str) -> str:
    return key.strip("\"'")


def _depth(text: str) -> int:
    """How many brackets a line leaves open, outside of texts and remarks."""
    bare = _QUOTED.sub("", text).partition("#")[0]
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")


_TABLE: Final = re.compile(r"\s*\[(?P<array>\[?)\s*(?P<path>[^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY: Final = re.compile(r"\s*(?P<path>(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_.\s-])+?)\s*=")
_QUOTED: Final = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'")

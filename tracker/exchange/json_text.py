"""JSON from anywhere into plain values that know their place, without the traps of the format.

What JSON lets through but no document means (a key given twice, NaN, a number of a million digits)
is kept as a :class:`Misfit` where it stood, so that the reader can refuse it by its place.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, Final, cast

from tracker.domain.errors import InputError, Term
from tracker.language import N_
from tracker.records import record

_LONGEST_INTEGER: Final = 15


@record
class Misfit:
    """What stood in the text in place of a value; ``what`` is a msgid."""

    what: str


@record
class Node:
    """A value of the document and its place, e.g. ``projects[0].items[2].name.ru``.

    Every way to take the value raises InputError, naming the place, when it is something else.
    """

    value: object
    path: str = ""

    def fields(self, allowed: Collection[str]) -> dict[str, Node]:
        """An object whose fields are known: any other field is refused."""
        found = self.entries()
        for key, node in found.items():
            if key not in allowed:
                raise node.error(
                    N_("{path}: there is no such field. Known here: {fields}."),
                    fields=", ".join(allowed),
                )
        return found

    def entries(self) -> dict[str, Node]:
        """An object with keys of the writer's choice."""
        if not isinstance(self.value, dict):
            raise self.mismatch(N_("an object {…}"))
        return {key: Node(value, self._below(key)) for key, value in self.value.items()}

    def elements(self) -> list[Node]:
        if not isinstance(self.value, list):
            raise self.mismatch(N_("a list […]"))
        return [Node(value, f"{self.path}[{place}]") for place, value in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.mismatch(N_("a text"))
        if "\0" in self.value or any("\ud800" <= letter <= "\udfff" for letter in self.value):
            raise self.error(
                N_("{path}: the text holds a character that cannot be stored. Remove it.")
            )
        return self.value

    def integer(self, lowest: int, highest: int) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.mismatch(N_("a whole number"))
        if not lowest <= self.value <= highest:
            raise self.error(
                N_("{path}: {value} is out of range. It takes {lowest} to {highest}."),
                value=self.value,
                lowest=lowest,
                highest=highest,
            )
        return self.value

    def boolean(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.mismatch(N_("true or false"))
        return self.value

    def mismatch(self, expected: str) -> InputError:
        """The refusal of a value of another type; ``expected`` is a msgid."""
        return self.error(
            N_("{path}: expected {expected}, found {found}."),
            expected=Term(expected),
            found=Term(_described(self.value)),
        )

    def error(self, message: str, **values: Any) -> InputError:
        return InputError(message, path=self.path or Term(N_("the document")), **values)

    def _below(self, key: str) -> str:
        if not key.isidentifier():
            shown = key if len(key) <= 40 else f"{key[:40]}…"
            return f"{self.path}[{json.dumps(shown, ensure_ascii=False)}]"
        return f"{self.path}.{key}" if self.path else key


def _described(value: object) -> str:
    if isinstance(value, Misfit):
        return value.what
    names = {
        dict: N_("an object {…}"),
        list: N_("a list […]"),
        str: N_("a text"),
        bool: N_("true or false"),
        int: N_("a whole number"),
        type(None): N_("null (leave the field out instead)"),
    }
    return names[type(value)]


def parse_json(document: str | bytes) -> Node:
    """Parse a whole document. Raises InputError, with line and column, for what is no JSON."""
    try:
        text = document if isinstance(document, str) else document.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise InputError(
            N_("The document is not UTF-8 text: byte {byte} cannot be read. Save it as UTF-8."),
            byte=problem.start + 1,
        ) from problem
    try:
        value = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=lambda _: Misfit(N_("a number with a fraction (write it as a text)")),
            parse_constant=lambda _: Misfit(N_("NaN or Infinity")),
        )
    except json.JSONDecodeError as problem:
        raise InputError(
            N_("The document is not JSON: line {line}, column {column}."),
            line=problem.lineno,
            column=problem.colno,
        ) from problem
    except RecursionError as problem:
        raise InputError(N_("The document is nested too deep to be a portfolio.")) from problem
    return Node(cast(object, value))


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | Misfit:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Misfit(N_("an object that gives a field twice"))


def _integer(digits: str) -> int | Misfit:
    return (
        int(digits) if len(digits) <= _LONGEST_INTEGER else Misfit(N_("a number that is too long"))
    )

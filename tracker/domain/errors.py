"""Errors that a user can mend. Anything that is not a UserError is a bug and is logged as one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class UserError(Exception):
    """Something the user can mend; the message says what happened, where, and what to do now.

    ``message`` is an English msgid with named ``{placeholders}``; ``values`` fill them. Values that
    are themselves msgids are wrapped in :class:`Term` so that they are translated too.
    """

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The whole message in the language of ``translate`` (English when left out)."""
        filled: dict[str, Any] = {
            name: translate(value) if isinstance(value, Term) else value
            for name, value in self.values.items()
        }
        return translate(self.message).format(**filled)

    def __str__(self) -> str:
        return self.text()


class Term(str):
    """A msgid used as a value inside another message; translated together with it."""

    __slots__ = ()


class InputError(UserError):
    """A text that was typed or imported cannot be taken.

    ``readings`` are the possible meanings, named so that the user can choose one; they are texts
    that the same reader accepts.
    """

    def __init__(
        self, message: str, /, *, readings: tuple[str, ...] = (), **values: object
    ) -> None:
        super().__init__(message, **values)
        self.readings = readings


class FileError(UserError):
    """A file cannot be opened, read or written; the file itself was left as it was."""


class ConflictError(UserError):
    """The change contradicts what the file holds (a loop, a row that is gone, a duplicate)."""

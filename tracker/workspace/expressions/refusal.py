"""Why an expression cannot be taken, and at which of its letters."""

from __future__ import annotations

from typing import Final

from tracker.domain.errors import InputError
from tracker.language import N_

NO_SUCH_COLUMN: Final = N_(
    "No column is called “{text}”. Name it as in the list of columns, or put the text "
    "in quotation marks."
)
NO_COLUMN: Final = N_("“{text}” names no column. Put one before it, for example “{example}”.")
NOTHING_ASKED: Final = N_("Nothing is asked here. “{field}” understands: {examples}.")
NOT_UNDERSTOOD: Final = N_("“{text}” is not understood here. “{field}” understands: {examples}.")
NOT_CLOSED: Final = N_("“{text}” is not closed. Add “{closing}”.")
NOT_OPENED: Final = N_("“{text}” closes nothing that was opened. Take it out.")
NOT_JOINED: Final = N_("“{text}” is not joined to what stands before it. Put “{joining}” between.")
TOO_LONG: Final = N_("The filter is too long. It takes {most} letters.")
TOO_DEEP: Final = N_("Too many brackets lie in each other here. {most} are understood.")


class ExpressionError(InputError):
    """An expression that cannot be taken. ``first`` and ``end`` tell which letters are at fault."""

    def __init__(
        self,
        message: str,
        first: int,
        end: int,
        /,
        *,
        readings: tuple[str, ...] = (),
        **values: object,
    ) -> None:
        super().__init__(message, readings=readings, **values)
        self.first = first
        self.end = end

    @classmethod
    def at(cls, error: InputError, first: int, end: int) -> ExpressionError:
        """``error``, which was found in a part of an expression."""
        return cls(error.message, first, end, readings=error.readings, **error.values)

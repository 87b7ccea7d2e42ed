"""The open file as it was at the end of a past day, beside the file as it is now."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date

from tracker.domain.errors import UserError
from tracker.language import N_, Language
from tracker.workspace.labels import moment_text
from tracker.workspace.workspace import Workspace


class Rewound:
    """``workspace`` is of ``day``; ``now`` stays open meanwhile, so that nobody else takes it.

    Raises UserError for a day that is still to come or on which the file held nothing yet, and
    FileError where the file cannot be read.
    """

    def __init__(self, now: Workspace, day: date, language: Language) -> None:
        said = moment_text(day.isoformat(), language)
        if day > now.today():
            raise UserError(N_("{day} is still to come. Choose a past day."), day=said)
        self.now = now
        self.day = day
        with ExitStack() as opening:
            self.workspace = opening.enter_context(now.rewound(day))
            if not self.workspace.portfolio.projects:
                raise UserError(
                    N_("The file held nothing yet on {day}. Choose a later day."), day=said
                )
            self._copy = opening.pop_all()

    def close(self) -> None:
        """Let go of the past state; the file of now stays as it is."""
        self._copy.close()

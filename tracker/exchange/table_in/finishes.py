"""The date that a row says was promised: deadline, original wording, when and where announced."""

from __future__ import annotations

from typing import Final

from tracker.domain.date_reader import read_deadline, wording_language
from tracker.domain.errors import ConflictError, InputError
from tracker.domain.model import Commitment, Edge, Item
from tracker.domain.period import Deadline, Period
from tracker.domain.period_text import deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.domain.values import DatedText
from tracker.language import N_, Language
from tracker.records import record
from tracker.workspace.operations import Promise

TWO_DATES: Final = N_(
    "The deadline {deadline} and its original wording “{wording}” say different dates. Correct one."
)
NO_DEADLINE: Final = N_("The row says something about a deadline, but not which. Fill in the date.")


@record(frozen=False)
class SaidOfFinish:
    """The cells of a row about its finish that say something; ``source`` as in a Promise."""

    given: DatedText | None = None
    wording: str = ""
    announced_on: Period | None = None
    source: int | str | None = None

    def __bool__(self) -> bool:
        return bool(self.given or self.wording or self.announced_on or self.source)


def promise_of(
    said: SaidOfFinish, item: Item | None, portfolio: Portfolio, language: Language
) -> Promise | None:
    """The commitment that is new to the file, None where it is on record.

    A row without a day of announcement speaks of what is in force; one with a day may also name an
    earlier commitment. Raises UserError where the cells contradict each other.
    """
    in_force = portfolio.commitment_in_force(item) if item is not None else None
    deadline = said.given.deadline if said.given else in_force.deadline if in_force else None
    wording = said.wording
    if wording and (said.given or in_force is None or not _same(wording, in_force.wording)):
        given = said.given.deadline if said.given else None
        deadline = _deadline_worded(wording, given, deadline, language)
    if deadline is None:
        raise InputError(NO_DEADLINE)
    known = portfolio.commitments_of(item) if item is not None and said.announced_on else [in_force]
    if any(_is_on_record(one, said, deadline) for one in known if one is not None):
        return None
    worded_in = ""
    if wording:
        worded_in = wording_language(wording, likely=language).value
    elif said.given:
        wording, worded_in = said.given.wording, said.given.language
    elif in_force is not None:
        wording, worded_in = in_force.wording, in_force.language
    return Promise(Edge.FINISH, deadline, wording, worded_in, said.announced_on, said.source)


def _deadline_worded(
    wording: str, given: Deadline | None, known: Deadline | None, language: Language
) -> Deadline:
    """The deadline that a wording says; ``known`` where the words themselves cannot be read."""
    try:
        worded = read_deadline(wording)
    except InputError:
        if known is None:
            raise
        return known
    if given is not None and worded != given:
        words = deadline_text(given, language)
        raise ConflictError(TWO_DATES, deadline=words, wording=wording)
    return worded


def _is_on_record(known: Commitment, said: SaidOfFinish, deadline: Deadline) -> bool:
    return (
        known.deadline == deadline
        and (not said.wording or _same(said.wording, known.wording))
        and said.announced_on in (None, known.announced_on)
        and said.source in (None, known.source_id)
    )


def _same(wording: str, other: str) -> bool:
    return wording.split() == other.split()

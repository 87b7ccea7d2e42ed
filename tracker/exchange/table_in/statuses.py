"""Statuses as tables word them: the words of the forms and of the program, in every language."""

from __future__ import annotations

from functools import cache

from tracker.domain.fields import choice_label
from tracker.domain.model import State
from tracker.domain.status import Status
from tracker.exchange.forms import FORM_IDS, bundled_form
from tracker.exchange.table_in.headings import heading_key
from tracker.language import Language, translator


def status_of_word(text: str) -> Status | None:
    """The status that a word stands for, None for a word that is not known."""
    return _statuses().get(heading_key(text))


def reported_state(status: Status) -> State | None:
    """What somebody reports who gives a row this status; None where it follows from dates alone."""
    return State(status.value) if status.value in set(State) else None


@cache
def _statuses() -> dict[str, Status]:
    found: dict[str, Status] = {}
    for status in Status:
        if status is not Status.UNKNOWN:
            for language in Language:
                label = translator(language).text(choice_label(status))
                found[heading_key(label)] = status
    for form_id in FORM_IDS:
        for status, words in bundled_form(form_id).statuses.items():
            for word in filter(None, words.values()):
                found.setdefault(heading_key(word), status)
    return found

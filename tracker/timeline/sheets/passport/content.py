"""What stands in a passport: facts in words, each with the sources it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.domain.model import Source
from tracker.domain.status import Status
from tracker.records import record
from tracker.timeline.sheets.sheet import Subject


@record
class Cited:
    """A text and the ids of its sources."""

    text: str = ""
    sources: tuple[int, ...] = ()


@record
class Fact:
    label: str
    said: Cited


@record
class Card:
    """One of the figures on top; ``value`` is empty where nobody stated it.

    ``others`` is what other sources say instead.
    """

    label: str
    value: Cited
    beside: str
    others: tuple[Cited, ...] = ()


@record
class Figure:
    """``in_use`` marks the one that leads where sources differ."""

    label: str
    value: Cited
    beside: str = ""
    in_use: bool = False


@record
class Difference:
    """What sources say differently: the same label, several values."""

    label: str
    figures: tuple[Figure, ...]


@record
class Work:
    """A row below the project. ``settled``: done or cancelled; ``strong``: it has rows below it."""

    number: str
    name: Cited
    depth: int
    first: Cited
    now: Cited
    actual: Cited
    forecast: str
    status: Status
    status_text: str
    percent: str
    settled: bool
    strong: bool


@record
class History:
    """Every date that was announced for a work, the earliest first."""

    name: str
    announced: tuple[Cited, ...]


@record
class Note:
    """``heading`` is the day, the author and what it is about."""

    heading: str
    said: Cited


@record(kw_only=True)
class Passport:
    """Everything that is known of a project, to be cut to a page.

    ``standing`` is what stands beside the status. ``forecast`` says when it will really be and why;
    it is left out while nothing was computed. ``notes`` are ordered from the latest to the oldest.
    ``subject`` are the rows below the project, for the timeline.
    """

    portfolio: str
    as_of: str
    name: str
    other_names: str
    number: str
    status: Status
    status_text: str
    standing: str
    cards: tuple[Card, ...]
    facts: tuple[Fact, ...]
    cited: tuple[int, ...]
    differences: tuple[Difference, ...]
    figures: tuple[Figure, ...]
    works: tuple[Work, ...]
    histories: tuple[History, ...]
    notes: tuple[Note, ...]
    sources: Mapping[int, Source]
    subject: Subject
    forecast: str = ""

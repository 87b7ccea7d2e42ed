"""Every column there is: what it is called, whom it belongs to, what it holds and how it is edited.

Grids, forms, imports and filters all read this one list. A field says *what* it is by its ``kind``
(how values are shown, typed and compared, see :mod:`cells`) and *where* it lives by its ``target``
(what an edit changes; the operation for each target is in the workspace). A field without a target
is worked out and cannot be edited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum, StrEnum
from typing import Any, Final

from tracker.domain.foresight import (
    Foreseen,
    finish_then,
    foreseen,
    judged_status,
    slip_since,
)
from tracker.domain.model import (
    Basis,
    Body,
    Bound,
    Calendar,
    Commitment,
    ConstraintKind,
    Distribution,
    Edge,
    Item,
    ItemKind,
    LagUnit,
    Measure,
    Names,
    Project,
    Role,
    Side,
    Source,
    State,
)
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.status import Status
from tracker.domain.values import Amount, DatedText
from tracker.language import N_, Language
from tracker.records import record


class Kind(Enum):
    """What a cell holds, and with that how it is shown, typed, compared and aligned."""

    TEXT = "text"
    LONG_TEXT = "long text"
    NAME = "names in four languages"
    TERM = "a word of the vocabulary, else as typed"
    DEADLINE = "a deadline with its wording"
    PERIOD = "a period with its wording"
    DAY = "the day on which something was announced"
    INTEGER = "a whole number"
    PERCENT = "0 to 100"
    AMOUNT = "an exact number with a unit"
    CHOICE = "one of the field's choices"
    BODIES = "names of bodies in order"
    SOURCES = "titles of sources"
    STATUS = "a derived status"
    RANGE = "a day that is foreseen to lie between two"
    SLIP = "how far such a day has moved"
    NUMBER = "the row's number in the outline"
    CALENDAR = "the name of a calendar of the file's own"


@record
class Attribute:
    """An attribute of the row itself."""

    name: str


@record
class PeriodIn:
    """A period that is an attribute of the row, with no wording of its own."""

    name: str


@record
class MoneyIn:
    """An exact amount in one attribute of the row and its currency in another."""

    amount: str
    currency: str


@record
class NameIn:
    """The name in one language; None is the language of the interface."""

    language: Language | None = None


@record
class CommittedEdge:
    """The commitment in force for one edge; an edit adds a commitment, it overwrites none."""

    edge: Edge


@record
class ActualEdge:
    """What was reported to have happened at one edge."""

    edge: Edge


@record
class BodiesIn:
    """The bodies that have one role, in order."""

    role: Role


@record
class Figure:
    """The leading claim of a measure; an edit states a new claim, it overwrites none."""

    measure: Measure


@record
class LatestNote:
    """The latest progress note; an edit adds a note."""


@record
class OwnCalendarIn:
    """The calendar of the file's own that an item goes by, which outweighs that of its country."""


Target = (
    Attribute
    | PeriodIn
    | MoneyIn
    | NameIn
    | CommittedEdge
    | ActualEdge
    | BodiesIn
    | Figure
    | LatestNote
    | OwnCalendarIn
)


class On(StrEnum):
    """Which rows have the field."""

    PROJECT = "project"
    ITEM = "item"
    BOTH = "both"


@record
class Field:
    """One column. ``label`` is a msgid; ``width`` is a hint in characters of the body font."""

    key: str
    label: str
    kind: Kind
    target: Target | None = None
    on: On = On.BOTH
    choices: tuple[StrEnum, ...] = ()
    width: int = 16

    def belongs_to(self, row: Project | Item) -> bool:
        return self.on is On.BOTH or (self.on is On.PROJECT) == isinstance(row, Project)

    def is_editable(self, row: Project | Item) -> bool:
        """Whether an edit of this cell can be taken: summary dates and statuses are worked out."""
        if self.target is None or not self.belongs_to(row):
            return False
        if isinstance(self.target, CommittedEdge | ActualEdge):
            return isinstance(row, Item) and (
                row.kind is not ItemKind.MILESTONE or self.target.edge is Edge.FINISH
            )
        return True


@record
class Context:
    """What the value of a cell depends on besides its row."""

    portfolio: Portfolio
    status_date: date
    numbers: Mapping[RowKey, str]


FIELDS: Final[tuple[Field, ...]] = (
    Field("number", N_("No."), Kind.NUMBER, width=6),
    Field("name", N_("Name"), Kind.NAME, NameIn(), width=40),
    Field("name_en", N_("Name in English"), Kind.TEXT, NameIn(Language.EN), width=36),
    Field("name_ru", N_("Name in Russian"), Kind.TEXT, NameIn(Language.RU), width=36),
    Field("name_kk", N_("Name in Kazakh"), Kind.TEXT, NameIn(Language.KK), width=36),
    Field("name_uz", N_("Name in Uzbek"), Kind.TEXT, NameIn(Language.UZ), width=36),
    Field("code", N_("Code"), Kind.TEXT, Attribute("code"), On.PROJECT, width=8),
    Field("kind", N_("Kind"), Kind.CHOICE, Attribute("kind"), On.ITEM, tuple(ItemKind), 10),
    Field("side", N_("Side"), Kind.CHOICE, Attribute("side"), On.PROJECT, tuple(Side), 8),
    Field("region", N_("Region"), Kind.TERM, Attribute("region"), On.PROJECT, width=20),
    Field("sector", N_("Sector"), Kind.TERM, Attribute("sector"), On.PROJECT, width=18),
    Field("product", N_("Product"), Kind.TEXT, Attribute("product"), On.PROJECT, width=20),
    Field("responsible", N_("Responsible"), Kind.BODIES, BodiesIn(Role.RESPONSIBLE), width=18),
    Field("co_executors", N_("Co-executors"), Kind.BODIES, BodiesIn(Role.CO_EXECUTOR), width=18),
    Field(
        "initiator", N_("Initiator"), Kind.BODIES, BodiesIn(Role.INITIATOR), On.PROJECT, width=18
    ),
    Field("investor", N_("Investor"), Kind.BODIES, BodiesIn(Role.INVESTOR), On.PROJECT, width=18),
    Field("start", N_("Start"), Kind.DEADLINE, CommittedEdge(Edge.START), width=15),
    Field("finish", N_("Finish"), Kind.DEADLINE, CommittedEdge(Edge.FINISH), width=15),
    Field("wording", N_("Original wording"), Kind.TEXT, on=On.ITEM, width=20),
    Field("announced_on", N_("Announced on"), Kind.DAY, on=On.ITEM, width=12),
    Field("commitment_source", N_("Source of the date"), Kind.SOURCES, on=On.ITEM, width=24),
    Field(
        "actual_start", N_("Actual start"), Kind.PERIOD, ActualEdge(Edge.START), On.ITEM, width=15
    ),
    Field(
        "actual_finish",
        N_("Actual finish"),
        Kind.PERIOD,
        ActualEdge(Edge.FINISH),
        On.ITEM,
        width=15,
    ),
    Field("forecast", N_("Forecast"), Kind.RANGE, width=17),
    Field("slip", N_("Slip at most, days"), Kind.INTEGER, width=8),
    Field("float", N_("Float, working days"), Kind.INTEGER, width=8),
    Field("forecast_then", N_("Earlier forecast"), Kind.RANGE, width=17),
    Field("slip_since", N_("Slip of the forecast"), Kind.SLIP, width=12),
    Field("p50", N_("P50"), Kind.DAY, width=12),
    Field("p80", N_("P80"), Kind.DAY, width=12),
    Field("driving", N_("Chance of driving, %"), Kind.INTEGER, on=On.ITEM, width=8),
    Field("status", N_("Status"), Kind.STATUS, width=13),
    Field(
        "state", N_("Reported state"), Kind.CHOICE, Attribute("state"), On.BOTH, tuple(State), 13
    ),
    Field("percent", N_("% complete"), Kind.PERCENT, Attribute("percent"), On.ITEM, width=6),
    Field(
        "duration",
        N_("Duration, working days"),
        Kind.INTEGER,
        Attribute("duration_likely"),
        On.ITEM,
        width=8,
    ),
    Field(
        "duration_low",
        N_("Shortest duration, working days"),
        Kind.INTEGER,
        Attribute("duration_low"),
        On.ITEM,
        width=8,
    ),
    Field(
        "duration_high",
        N_("Longest duration, working days"),
        Kind.INTEGER,
        Attribute("duration_high"),
        On.ITEM,
        width=8,
    ),
    Field(
        "calendar", N_("Calendar"), Kind.CHOICE, Attribute("calendar"), On.ITEM, tuple(Calendar), 10
    ),
    Field(
        "own_calendar",
        N_("Calendar of the file"),
        Kind.CALENDAR,
        OwnCalendarIn(),
        On.ITEM,
        width=16,
    ),
    Field(
        "constraint",
        N_("Constraint"),
        Kind.CHOICE,
        Attribute("constraint_kind"),
        On.ITEM,
        tuple(ConstraintKind),
        14,
    ),
    Field(
        "constraint_date",
        N_("Constraint date"),
        Kind.PERIOD,
        PeriodIn("constraint_date"),
        On.ITEM,
        width=15,
    ),
    Field(
        "form_of_completion",
        N_("Form of completion"),
        Kind.TEXT,
        Attribute("form_of_completion"),
        On.ITEM,
        width=22,
    ),
    Field(
        "funding_source",
        N_("Funding source"),
        Kind.TERM,
        Attribute("funding_source"),
        On.ITEM,
        width=20,
    ),
    Field("cost", N_("Expected cost"), Kind.AMOUNT, MoneyIn("cost", "currency"), On.ITEM, width=14),
    Field("value", N_("Value"), Kind.AMOUNT, Figure(Measure.VALUE), On.PROJECT, width=14),
    Field("jobs", N_("Jobs"), Kind.AMOUNT, Figure(Measure.JOBS), On.PROJECT, width=9),
    Field("capacity", N_("Capacity"), Kind.AMOUNT, Figure(Measure.CAPACITY), On.PROJECT, width=18),
    Field("progress", N_("Progress"), Kind.LONG_TEXT, LatestNote(), width=30),
    Field("note", N_("Note"), Kind.LONG_TEXT, Attribute("note"), width=30),
    Field("source", N_("Source"), Kind.SOURCES, width=30),
)
"""The order is that of the column chooser."""

FIELD: Final[Mapping[str, Field]] = {field.key: field for field in FIELDS}
"""The same by key."""

_CHOICE_LABELS: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = {
    # By class first: members of two StrEnums with one value are equal.
    ItemKind: {
        ItemKind.PHASE: N_("Phase"),
        ItemKind.ACTIVITY: N_("Activity"),
        ItemKind.MILESTONE: N_("Milestone"),
    },
    Side: {
        Side.KZ: N_("Kazakhstan"),
        Side.UZ: N_("Uzbekistan"),
        Side.JOINT: N_("Joint"),
    },
    State: {
        State.PLANNED: N_("Planned"),
        State.IN_PROGRESS: N_("In progress"),
        State.DONE: N_("Done"),
        State.SUSPENDED: N_("Suspended"),
        State.CANCELLED: N_("Cancelled"),
    },
    Status: {
        Status.PLANNED: N_("Planned"),
        Status.IN_PROGRESS: N_("In progress"),
        Status.DONE: N_("Done"),
        Status.AT_RISK: N_("At risk"),
        Status.LATE: N_("Late"),
        Status.OVERDUE: N_("Overdue"),
        Status.SUSPENDED: N_("Suspended"),
        Status.CANCELLED: N_("Cancelled"),
        Status.PERMANENT: N_("Permanent"),
        Status.UNKNOWN: N_("Not stated"),
    },
    Calendar: {
        Calendar.KZ: N_("Kazakhstan"),
        Calendar.UZ: N_("Uzbekistan"),
        Calendar.BOTH: N_("Both countries"),
        Calendar.EVERY_DAY: N_("Every day"),
    },
    ConstraintKind: {
        ConstraintKind.NOT_BEFORE: N_("Not before"),
        ConstraintKind.NOT_AFTER: N_("Not after"),
        ConstraintKind.FIXED: N_("Fixed"),
        ConstraintKind.DEADLINE: N_("Deadline"),
        ConstraintKind.AS_LATE: N_("As late as possible"),
    },
    Distribution: {
        Distribution.PERT: N_("PERT"),
        Distribution.TRIANGULAR: N_("Triangular"),
    },
    LagUnit: {
        LagUnit.WORKING_DAYS: N_("working days"),
        LagUnit.CALENDAR_DAYS: N_("calendar days"),
    },
    Role: {
        Role.RESPONSIBLE: N_("Responsible"),
        Role.CO_EXECUTOR: N_("Co-executor"),
        Role.INITIATOR: N_("Initiator"),
        Role.INVESTOR: N_("Investor"),
    },
    Basis: {
        Basis.DECLARED: N_("declared"),
        Basis.PLANNED: N_("planned"),
        Basis.ACTUAL: N_("actual"),
        Basis.TARGET: N_("target"),
        Basis.ESTIMATE: N_("estimate"),
        Basis.CALCULATED: N_("calculated"),
    },
    Bound: {
        Bound.EXACT: "{}",
        Bound.OVER: N_("over {}"),
        Bound.UP_TO: N_("up to {}"),
        Bound.ABOUT: N_("about {}"),
        Bound.NEARLY: N_("nearly {}"),
    },
    Measure: {
        Measure.VALUE: N_("Value"),
        Measure.JOBS: N_("Jobs"),
        Measure.CAPACITY: N_("Capacity"),
        Measure.AREA: N_("Area"),
        Measure.LENGTH: N_("Length"),
        Measure.PROJECTS: N_("Projects"),
        Measure.COMPLETED_PROJECTS: N_("Completed projects"),
        Measure.COMPLETED_VALUE: N_("Value of completed projects"),
        Measure.COMPLETED_JOBS: N_("Jobs in completed projects"),
        Measure.UNDER_WAY_PROJECTS: N_("Projects under way"),
        Measure.UNDER_WAY_VALUE: N_("Value of projects under way"),
        Measure.PREPARED_PROJECTS: N_("Projects in preparation"),
        Measure.PREPARED_VALUE: N_("Value of projects in preparation"),
        Measure.TURNOVER: N_("Trade turnover"),
        Measure.EXPORT: N_("Export"),
        Measure.IMPORT: N_("Import"),
        Measure.SHARE: N_("Share"),
        Measure.GROWTH: N_("Growth"),
        Measure.TAX: N_("Tax revenue"),
        Measure.ENTERPRISES: N_("Enterprises"),
        Measure.INVESTORS: N_("Investors"),
        Measure.CONTRACTS: N_("Contracts"),
        Measure.OTHER: N_("Other"),
    },
}


def choice_label(choice: StrEnum) -> str:
    """The msgid under which a choice is shown, e.g. "Joint" for ``Side.JOINT``."""
    return _CHOICE_LABELS[type(choice)][choice]


def value_of(field: Field, row: Project | Item, context: Context) -> object:
    """What a cell holds: the type that belongs to ``field.kind``, or None where nothing is known.

    TEXT, LONG_TEXT, TERM and NUMBER: str; NAME and CALENDAR: Names; DEADLINE and PERIOD: DatedText;
    DAY: Period; RANGE: DayRange; SLIP: RangeSlip; INTEGER and PERCENT: int; AMOUNT: Amount; CHOICE
    and STATUS: a StrEnum; BODIES: tuple of Body; SOURCES: tuple of Source.
    """
    if not field.belongs_to(row):
        return _value_elsewhere(field, row, context)
    target = field.target
    if target is None:
        return _WORKED_OUT[field.key](row, context)
    # Asked for each cell that is seen, sorted or exported: a match would try one class by one.
    return _READ[type(target)](target, row, context)


def _value_elsewhere(field: Field, row: Project | Item, context: Context) -> object:
    """A project's field on the row of an item: its project's value where that says something."""
    if isinstance(row, Item) and isinstance(field.target, Attribute) and field.key in _INHERITED:
        return value_of(field, context.portfolio.projects[row.project_id], context)
    return None


_INHERITED: Final = frozenset({"side", "region", "sector"})


def passes_on(before: Project, after: Project) -> bool:
    """Whether a change of a project shows in the rows of its items too."""
    return any(getattr(before, name) != getattr(after, name) for name in _INHERITED)


def _attribute(target: Attribute, row: Project | Item, context: Context) -> object:
    value = getattr(row, target.name)
    return value if value != "" else None


def _period(target: PeriodIn, row: Project | Item, context: Context) -> DatedText | None:
    period = getattr(row, target.name)
    return None if period is None else DatedText(period)


def _money(target: MoneyIn, row: Project | Item, context: Context) -> Amount | None:
    value = getattr(row, target.amount)
    return None if value is None else Amount(value, getattr(row, target.currency))


def _name(target: NameIn, row: Project | Item, context: Context) -> object:
    return (row.name.given(target.language) or None) if target.language else row.name


def _bodies(target: BodiesIn, row: Project | Item, context: Context) -> tuple[Body, ...] | None:
    return tuple(context.portfolio.bodies_of(row, target.role)) or None


def _latest_note(target: LatestNote, row: Project | Item, context: Context) -> str | None:
    notes = context.portfolio.notes_of(row)
    return notes[-1].text if notes else None


def _committed(row: Project | Item, edge: Edge, portfolio: Portfolio) -> DatedText | None:
    if isinstance(row, Item):
        commitment = portfolio.commitment_in_force(row, edge)
        if commitment is not None:
            return DatedText(commitment.deadline, commitment.wording, commitment.language)
        if row.kind is ItemKind.MILESTONE and edge is Edge.START:
            return None
    rolled_up = portfolio.finish(row) if edge is Edge.FINISH else portfolio.start(row)
    return DatedText(rolled_up) if rolled_up is not None else None


def _actual(row: Project | Item, edge: Edge) -> DatedText | None:
    assert isinstance(row, Item)
    if edge is Edge.START:
        period, wording = row.actual_start, row.actual_start_wording
    else:
        period, wording = row.actual_finish, row.actual_finish_wording
    return DatedText(period, wording) if period is not None else None


def _own_calendar(row: Project | Item, portfolio: Portfolio) -> Names | None:
    calendar = portfolio.calendars.get(row.own_calendar_id) if isinstance(row, Item) else None
    return calendar.name if calendar is not None else None


def _figure(row: Project | Item, measure: Measure, portfolio: Portfolio) -> Amount | None:
    claim = portfolio.leading_claim(row, measure)
    if claim is None:
        return None
    return Amount(claim.value, claim.unit, claim.upper, claim.bound, claim.basis)


def _commitment(row: Project | Item, context: Context) -> Commitment | None:
    return context.portfolio.commitment_in_force(row) if isinstance(row, Item) else None


def _wording(row: Project | Item, context: Context) -> str | None:
    commitment = _commitment(row, context)
    return (commitment.wording or None) if commitment else None


def _announced_on(row: Project | Item, context: Context) -> Period | None:
    commitment = _commitment(row, context)
    return commitment.announced_on if commitment else None


def _commitment_source(row: Project | Item, context: Context) -> tuple[Source, ...] | None:
    commitment = _commitment(row, context)
    source = context.portfolio.sources.get(commitment.source_id) if commitment else None
    return (source,) if source else None


def _foreseen(row: Project | Item, context: Context, ask: Callable[[Foreseen], object]) -> object:
    known = foreseen(context.portfolio, row, context.status_date)
    return ask(known) if known is not None else None


def _forecast(row: Project | Item, context: Context) -> object:
    """The forecast finish; of what is done there is none any more."""
    known = foreseen(context.portfolio, row, context.status_date)
    return known.finish if known is not None and known.status is not Status.DONE else None


def _finish_then(row: Project | Item, context: Context) -> object:
    return finish_then(context.portfolio, row)


def _slip_since(row: Project | Item, context: Context) -> object:
    return slip_since(context.portfolio, row, context.status_date)


FORESEEN: Final = frozenset(
    {"status", "forecast", "slip", "float", "p50", "p80", "driving", "forecast_then", "slip_since"}
)
"""The fields that say something else with another forecast."""

_READ: Final[Mapping[type, Callable[[Any, Project | Item, Context], object]]] = {
    Attribute: _attribute,
    PeriodIn: _period,
    MoneyIn: _money,
    NameIn: _name,
    CommittedEdge: lambda target, row, context: _committed(row, target.edge, context.portfolio),
    ActualEdge: lambda target, row, context: _actual(row, target.edge),
    BodiesIn: _bodies,
    Figure: lambda target, row, context: _figure(row, target.measure, context.portfolio),
    OwnCalendarIn: lambda target, row, context: _own_calendar(row, context.portfolio),
    LatestNote: _latest_note,
}

_WORKED_OUT: Final[Mapping[str, Callable[[Project | Item, Context], object]]] = {
    "number": lambda row, context: context.numbers.get(RowKey(row.table, row.id)),
    "wording": _wording,
    "announced_on": _announced_on,
    "commitment_source": _commitment_source,
    "status": lambda row, context: judged_status(context.portfolio, row, context.status_date),
    "forecast": _forecast,
    "slip": lambda row, context: _foreseen(row, context, lambda known: known.slip),
    "float": lambda row, context: _foreseen(row, context, lambda known: known.total_float),
    "forecast_then": _finish_then,
    "slip_since": _slip_since,
    "p50": lambda row, context: _foreseen(row, context, lambda known: known.p50),
    "p80": lambda row, context: _foreseen(row, context, lambda known: known.p80),
    "driving": lambda row, context: _foreseen(row, context, lambda known: known.driving),
    "source": lambda row, context: tuple(context.portfolio.sources_of(row)) or None,
}

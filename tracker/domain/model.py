"""The rows of a portfolio, one frozen class per table of the file.

Every row has an integer ``id`` (this file only) and a ``uid`` that is the same in every copy of the
file. ``id`` 0 and ``uid`` "" mean "not stored yet"; storage gives both. A reference to another row
is its ``id``, 0 never being one; ``None`` means "not given". An empty text means "not given".

The attribute names are the column names; :class:`Names` takes four columns (``name_en`` …). Storage
maps by the annotations, so that a new column is one attribute here, one Field and one migration.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from tracker.domain.period import Deadline, Period
from tracker.language import Language
from tracker.records import record


@record
class Names:
    """One name in up to four languages; a language without one falls back to another."""

    en: str = ""
    ru: str = ""
    kk: str = ""
    uz: str = ""

    def given(self, language: Language) -> str:
        """The name as given in exactly this language, or "" where none was given."""
        return str(getattr(self, language.value))

    def best(self, language: Language) -> str:
        """The name in ``language``, else in the first of its fallbacks that has one, else ""."""
        for candidate in language.fallbacks:
            if text := self.given(candidate):
                return text
        return ""

    def __bool__(self) -> bool:
        return bool(self.en or self.ru or self.kk or self.uz)


class Side(StrEnum):
    """Which country answers for a project or a body."""

    KZ = "KZ"
    UZ = "UZ"
    JOINT = "KZ-UZ"


class ItemKind(StrEnum):
    PHASE = "phase"
    ACTIVITY = "activity"
    MILESTONE = "milestone"


class State(StrEnum):
    """What was *reported* of a row; what follows from its dates is in :mod:`status`."""

    PLANNED = "planned"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class Edge(StrEnum):
    """Which end of an item a commitment is about. A milestone has only a finish."""

    START = "start"
    FINISH = "finish"


class LinkType(StrEnum):
    """Predecessor edge to successor edge, as in every scheduling tool."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"


class LagUnit(StrEnum):
    WORKING_DAYS = "working-days"
    CALENDAR_DAYS = "calendar-days"


class Calendar(StrEnum):
    """Whose working days count; BOTH counts a day only where both countries work."""

    KZ = "KZ"
    UZ = "UZ"
    BOTH = "KZ-UZ"
    EVERY_DAY = "every-day"


class ConstraintKind(StrEnum):
    """What holds the forecast of an item besides its links; without one it is as soon as possible.

    NOT_BEFORE holds its start (of a milestone its finish) on or after the constraint's first day,
    FIXED puts it into the constraint's period. NOT_AFTER and DEADLINE want its finish on or before
    the last day: they move nothing, what is later is named. AS_LATE has no date: the item takes up
    its free float.
    """

    NOT_BEFORE = "not-before"
    NOT_AFTER = "not-after"
    FIXED = "fixed"
    DEADLINE = "deadline"
    AS_LATE = "as-late"


class Distribution(StrEnum):
    """How a duration is drawn between its shortest and its longest."""

    PERT = "pert"
    TRIANGULAR = "triangular"


class Role(StrEnum):
    """What a body does for a project or an item."""

    RESPONSIBLE = "responsible"
    CO_EXECUTOR = "co-executor"
    INITIATOR = "initiator"
    INVESTOR = "investor"


class Measure(StrEnum):
    """What a figure measures."""

    VALUE = "value"
    JOBS = "jobs"
    CAPACITY = "capacity"
    AREA = "area"
    LENGTH = "length"
    PROJECTS = "projects"
    COMPLETED_PROJECTS = "completed-projects"
    COMPLETED_VALUE = "completed-value"
    COMPLETED_JOBS = "completed-jobs"
    UNDER_WAY_PROJECTS = "under-way-projects"
    UNDER_WAY_VALUE = "under-way-value"
    PREPARED_PROJECTS = "prepared-projects"
    PREPARED_VALUE = "prepared-value"
    TURNOVER = "turnover"
    EXPORT = "export"
    IMPORT = "import"
    SHARE = "share"
    GROWTH = "growth"
    TAX = "tax"
    ENTERPRISES = "enterprises"
    INVESTORS = "investors"
    CONTRACTS = "contracts"
    OTHER = "other"


class Basis(StrEnum):
    """On what ground a figure stands."""

    DECLARED = "declared"
    PLANNED = "planned"
    ACTUAL = "actual"
    TARGET = "target"
    ESTIMATE = "estimate"
    CALCULATED = "calculated"


class Bound(StrEnum):
    """How the source worded a figure: "over $4bn", "nearly 14,700", "up to 50 kt"."""

    EXACT = "exact"
    OVER = "over"
    UP_TO = "up-to"
    ABOUT = "about"
    NEARLY = "nearly"


class Topic(StrEnum):
    """What a figure is about when it belongs to no single project."""

    PORTFOLIO = "portfolio"
    TRADE = "trade"


@record(kw_only=True)
class Row:
    """What every stored row has."""

    table: ClassVar[str] = ""

    id: int = 0
    uid: str = ""


@record(kw_only=True)
class Project(Row):
    """One project of the portfolio. ``position`` orders the projects."""

    table: ClassVar[str] = "projects"

    position: int
    name: Names
    code: str = ""
    side: Side | None = None
    region: str = ""
    sector: str = ""
    product: str = ""
    state: State | None = None
    note: str = ""


@record(kw_only=True)
class Item(Row):
    """A phase, activity or milestone. ``position`` orders the children of one parent.

    Durations are in working days of ``calendar``, or of the file's own ``own_calendar_id``, which
    outweighs it. ``percent`` is 0 to 100. ``cost`` is in units of ``currency`` (ISO 4217),
    never in millions. ``constraint_date`` is given with every constraint but AS_LATE.
    """

    table: ClassVar[str] = "items"

    project_id: int
    parent_id: int | None = None
    position: int
    kind: ItemKind
    name: Names
    form_of_completion: str = ""
    funding_source: str = ""
    cost: Decimal | None = None
    currency: str = ""
    percent: int | None = None
    state: State | None = None
    duration_low: int | None = None
    duration_likely: int | None = None
    duration_high: int | None = None
    calendar: Calendar | None = None
    actual_start: Period | None = None
    actual_start_wording: str = ""
    actual_finish: Period | None = None
    actual_finish_wording: str = ""
    actual_source_id: int | None = None
    note: str = ""
    own_calendar_id: int | None = None
    constraint_kind: ConstraintKind | None = None
    constraint_date: Period | None = None


@record(kw_only=True)
class Commitment(Row):
    """A date that somebody announced for one edge of an item, kept for ever.

    ``wording`` is the original text of the deadline, ``language`` the one it was worded in ("" when
    unknown). ``binding`` is false for a date that was only mentioned (a press report, a minister's
    remark): it is kept and shown beside the commitment, but does not replace it.
    """

    table: ClassVar[str] = "commitments"

    item_id: int
    edge: Edge = Edge.FINISH
    deadline: Deadline
    wording: str = ""
    language: str = ""
    announced_on: Period | None = None
    recorded_on: Period
    source_id: int | None = None
    reason: str = ""
    binding: bool = True


@record(kw_only=True)
class Link(Row):
    """A dependency; ``lag`` is negative for a lead."""

    table: ClassVar[str] = "links"

    predecessor_id: int
    successor_id: int
    type: LinkType = LinkType.FS
    lag: int = 0
    lag_unit: LagUnit = LagUnit.WORKING_DAYS


@record(kw_only=True)
class Body(Row):
    """A ministry, regional administration, company or commission."""

    table: ClassVar[str] = "bodies"

    name: Names
    short_name: Names = Names()
    side: Side | None = None
    note: str = ""


@record(kw_only=True)
class BodyRole(Row):
    """What a body does for one project or one item: exactly one of the two is given."""

    table: ClassVar[str] = "body_roles"

    project_id: int | None = None
    item_id: int | None = None
    body_id: int
    role: Role
    position: int = 0


@record(kw_only=True)
class Source(Row):
    """A document or publication. ``published_wording`` keeps how it gives its own date."""

    table: ClassVar[str] = "sources"

    key: str
    title: str
    publisher: str = ""
    published: Period | None = None
    published_wording: str = ""
    url: str = ""
    note: str = ""


@record(kw_only=True)
class Citation(Row):
    """That a source supports a project or an item (one of the two); ``what`` says which part."""

    table: ClassVar[str] = "citations"

    project_id: int | None = None
    item_id: int | None = None
    source_id: int
    what: str = ""


@record(kw_only=True)
class Claim(Row):
    """A figure that somebody stated: about a project, an item, or a topic (exactly one is given).

    ``value`` is exact and in whole ``unit``s: "$121.3M" is 121300000 with the unit "USD". Where the
    source gave a range, ``upper`` is its end. ``period`` is what the figure is for (turnover *of
    2023*), ``as_of`` the day for which it was stated. ``leading`` marks the one that the user lets
    lead where claims conflict; without a mark the rule in :mod:`portfolio` decides.
    """

    table: ClassVar[str] = "claims"

    project_id: int | None = None
    item_id: int | None = None
    topic: Topic | None = None
    measure: Measure
    detail: str = ""
    value: Decimal
    upper: Decimal | None = None
    bound: Bound = Bound.EXACT
    unit: str
    basis: Basis = Basis.DECLARED
    period: Period | None = None
    as_of: Period | None = None
    stated_by: str = ""
    side: Side | None = None
    wording: str = ""
    source_id: int | None = None
    leading: bool = False
    note: str = ""


@record(kw_only=True)
class ProgressNote(Row):
    """A dated remark on a project or an item (exactly one is given)."""

    table: ClassVar[str] = "notes"

    project_id: int | None = None
    item_id: int | None = None
    noted_on: Period | None = None
    author: str = ""
    text: str
    source_id: int | None = None


@record(kw_only=True)
class WorkCalendar(Row):
    """A calendar of the file's own.

    ``weekdays`` has a "1" for each day of the week that is worked and a "0" for each that is not,
    Monday first. ``base`` is whose public holidays are off besides; EVERY_DAY has none.
    """

    table: ClassVar[str] = "calendars"

    name: Names
    base: Calendar
    weekdays: str = "1111100"
    note: str = ""


@record(kw_only=True)
class CalendarDay(Row):
    """A day that is worked, or is not, against the rule: in a country or a calendar of the file.

    Exactly one of ``calendar_id`` and ``country`` (KZ or UZ) is given. ``day`` is a single day.
    """

    table: ClassVar[str] = "calendar_days"

    calendar_id: int | None = None
    country: Calendar | None = None
    day: Period
    works: bool
    name: str = ""
    source_id: int | None = None
    note: str = ""


@record(kw_only=True)
class Scenario(Row):
    """A what-if that is kept beside the plan under a name; it changes nothing in the plan."""

    table: ClassVar[str] = "scenarios"

    name: str
    note: str = ""


@record(kw_only=True)
class ScenarioMove(Row):
    """What a scenario supposes of one item; what is not given stays as planned.

    ``duration`` is in working days of the item's calendar.
    """

    table: ClassVar[str] = "scenario_moves"

    scenario_id: int
    item_id: int
    start: Period | None = None
    finish: Period | None = None
    duration: int | None = None


@record(kw_only=True)
class RiskRun(Row):
    """A sampling of the durations, with all that is needed to make it again.

    ``inputs`` is the SHA-256 of the plan that was sampled, in hexadecimal digits: while it is that
    of the plan, the results hold.
    """

    table: ClassVar[str] = "risk_runs"

    status_date: Period
    seed: int
    runs: int
    distribution: Distribution
    inputs: str


@record(kw_only=True)
class RiskResult(Row):
    """By which day an item or a project is finished in half, and in four fifths, of the runs.

    ``driving`` is in how many of the runs the item was on the driving chain; all of them, of a
    project.
    """

    table: ClassVar[str] = "risk_results"

    run_id: int
    item_id: int | None = None
    project_id: int | None = None
    p50: Period
    p80: Period
    driving: int


@record(kw_only=True)
class Setting(Row):
    """A setting that belongs to the file: its title, the office's name, the status date."""

    table: ClassVar[str] = "settings"

    key: str
    value: str


ROW_CLASSES: tuple[type[Row], ...] = (
    Source,
    Body,
    WorkCalendar,
    CalendarDay,
    Project,
    Item,
    Commitment,
    Link,
    BodyRole,
    Citation,
    Claim,
    ProgressNote,
    Scenario,
    ScenarioMove,
    RiskRun,
    RiskResult,
    Setting,
)
"""Every stored class, each after those that it refers to (an item may refer to another item)."""

"""Portfolios with anything that a file can hold, drawn by the annotations of the model."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise
from types import NoneType
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st

from tracker.domain.model import (
    Body,
    BodyRole,
    Calendar,
    CalendarDay,
    Citation,
    Claim,
    Commitment,
    Item,
    Link,
    Names,
    ProgressNote,
    Project,
    RiskResult,
    RiskRun,
    Row,
    Scenario,
    ScenarioMove,
    Setting,
    Source,
    Topic,
    WorkCalendar,
)
from tracker.domain.period import (
    AsNeeded,
    Deadline,
    Frequency,
    Period,
    Permanent,
    Precision,
    Qualifier,
    Recurring,
)

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=6)
NAMES = st.builds(Names, TEXTS, TEXTS, TEXTS, TEXTS)
NUMBERS = st.decimals(-(10**12), 10**12, places=2).map(lambda number: number.normalize() + 0)
PERIODS = st.builds(
    lambda day, precision, by, qualifier: Period(
        Period.containing(day, precision).first, precision, by, qualifier
    ),
    st.dates(date(1000, 1, 1)),
    st.sampled_from(Precision),
    st.booleans(),
    st.sampled_from(Qualifier),
)
DEADLINES = st.one_of(
    PERIODS,
    st.just(Permanent()),
    st.just(AsNeeded()),
    st.builds(Recurring, st.sampled_from(Frequency), st.none() | st.integers(1, 31)),
)
DAYS = st.dates(date(1000, 1, 1)).map(Period.day)
WEEKS = st.text("01", min_size=7, max_size=7)
SMALL = {"percent": 100}


def _values(kind: object, attribute: str) -> st.SearchStrategy[Any]:
    """Anything that an attribute of this annotation can be."""
    kinds = [part for part in get_args(kind) or (kind,) if part is not NoneType]
    if kinds == list(get_args(Deadline)):
        return DEADLINES
    (only,) = kinds
    if isinstance(only, type) and issubclass(only, StrEnum):
        found: st.SearchStrategy[Any] = st.sampled_from(only)
    else:
        found = {
            str: TEXTS,
            int: st.integers(0, SMALL.get(attribute, 1_000_000)),
            bool: st.booleans(),
            Decimal: NUMBERS,
            Period: PERIODS,
            Names: NAMES,
        }[only]
    return found | st.none() if NoneType in get_args(kind) else found


@cache
def _columns(row_class: type[Row]) -> dict[str, st.SearchStrategy[Any]]:
    hints = get_type_hints(row_class)
    names = [field.name for field in fields(row_class) if field.name not in ("id", "uid")]
    return {name: _values(hints[name], name) for name in names}


@st.composite
def portfolios(draw: st.DrawFn) -> list[Row]:
    """Rows of one portfolio with ids from 1, in an order that a file can take."""
    rows: list[Row] = []

    def add(row_class: type[Row], **given: object) -> Any:
        columns = _columns(row_class).items()
        drawn = {name: draw(values) for name, values in columns if name not in given}
        number = 1 + sum(isinstance(row, row_class) for row in rows)
        row: Any = row_class(id=number, uid=f"{row_class.table}-{number}", **drawn, **given)
        rows.append(row)
        return row

    def some(action: Callable[[], object], most: int = 2) -> None:
        for _ in range(draw(st.integers(0, most))):
            action()

    keys = draw(st.lists(TEXTS.filter(bool), unique=True, max_size=3))
    sources = [add(Source, key=key).id for key in keys]
    bodies = [add(Body).id for _ in range(draw(st.integers(0, 3)))]
    for key in draw(st.lists(TEXTS.filter(bool), unique=True, max_size=2)):
        add(Setting, key=key)
    source = st.none() | st.sampled_from(sources) if sources else st.none()
    calendars = [add(WorkCalendar, weekdays=draw(WEEKS)).id for _ in range(draw(st.integers(0, 2)))]
    calendar = st.none() | st.sampled_from(calendars) if calendars else st.none()
    for owner in ({"calendar_id": number, "country": None} for number in calendars):
        for day in draw(st.sets(DAYS, max_size=2)):
            add(CalendarDay, **owner, day=day, source_id=draw(source))
    for country in (Calendar.KZ, Calendar.UZ):
        for day in draw(st.sets(DAYS, max_size=2)):
            add(CalendarDay, calendar_id=None, country=country, day=day, source_id=draw(source))
    unit = TEXTS.filter(bool)
    items = []

    def attach(**owner: int) -> None:
        on: dict[str, int | None] = {"project_id": None, "item_id": None, **owner}
        if bodies:
            some(lambda: add(BodyRole, **on, body_id=draw(st.sampled_from(bodies))))
        if sources:
            some(lambda: add(Citation, **on, source_id=draw(st.sampled_from(sources))))
        some(lambda: add(ProgressNote, **on, source_id=draw(source)))
        some(lambda: claim(**owner))

    def claim(**owner: Any) -> None:
        places = {"project_id": None, "item_id": None, "topic": None, **owner}
        add(Claim, **places, unit=draw(unit), source_id=draw(source))

    def grow(project_id: int, parent_id: int | None, depth: int) -> None:
        item = add(
            Item,
            project_id=project_id,
            parent_id=parent_id,
            currency=draw(unit),
            actual_source_id=draw(source),
            own_calendar_id=draw(calendar),
        )
        items.append(item.id)
        attach(item_id=item.id)
        some(lambda: add(Commitment, item_id=item.id, source_id=draw(source)))
        if depth < 3:
            some(lambda: grow(project_id, item.id, depth + 1))

    projects: list[int] = []
    for _ in range(draw(st.integers(0, 2))):
        project = add(Project)
        projects.append(project.id)
        attach(project_id=project.id)
        some(lambda project=project: grow(project.id, None, 1))
    some(lambda: claim(topic=draw(st.sampled_from(Topic))))
    for predecessor, successor in pairwise(items):
        if draw(st.booleans()):
            add(Link, predecessor_id=predecessor, successor_id=successor)
    for name in draw(st.lists(TEXTS.filter(bool), unique=True, max_size=2)):
        scenario = add(Scenario, name=name)
        for item_id in draw(st.sets(st.sampled_from(items), max_size=2)) if items else ():
            add(ScenarioMove, scenario_id=scenario.id, item_id=item_id)
    if draw(st.booleans()):
        run = add(RiskRun, status_date=draw(DAYS), runs=draw(st.integers(1, 9)), inputs=draw(unit))
        for item_id in draw(st.sets(st.sampled_from(items), max_size=2)) if items else ():
            of_item = {"item_id": item_id, "project_id": None}
            add(RiskResult, run_id=run.id, p50=draw(DAYS), p80=draw(DAYS), **of_item)
        for project_id in projects[: draw(st.integers(0, 2))]:
            of_project = {"item_id": None, "project_id": project_id}
            add(RiskResult, run_id=run.id, p50=draw(DAYS), p80=draw(DAYS), **of_project)
    return rows

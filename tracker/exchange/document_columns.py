"""How each column of the model stands in the interchange document, found from its annotations.

A new attribute of the model appears in the document by itself; the schema is then to be extended,
which a test asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import Final, cast, get_args, get_type_hints

from tracker.domain.model import (
    ROW_CLASSES,
    Body,
    CalendarDay,
    Item,
    Names,
    Project,
    RiskResult,
    RiskRun,
    Row,
    Scenario,
    ScenarioMove,
    Source,
    WorkCalendar,
)
from tracker.domain.period import Deadline, Period, deadline_from_key
from tracker.exchange.json_text import Node
from tracker.language import N_, Language
from tracker.records import record
from tracker.storage.mapping import LONGEST_NUMBER, plain_number

FORMAT: Final = "cooperation-tracker-portfolio"
VERSION: Final = 3
"""2 has calendars, constraints, scenarios and risk samplings; a document of 1 is one without. 3 has
samplings of projects too."""

DEEPEST: Final = 100
"""Levels of items below a project that a document takes."""

REFERENCES: Final[Mapping[str, type[Row]]] = {
    "source_id": Source,
    "actual_source_id": Source,
    "body_id": Body,
    "predecessor_id": Item,
    "successor_id": Item,
    "item_id": Item,
    "project_id": Project,
    "own_calendar_id": WorkCalendar,
}
"""The columns that point at another row, with its class: sources and bodies by key, others by uid.
"""

_BY_PLACE: Final = frozenset({"id", "project_id", "item_id", "parent_id", "topic", "position"})
"""The columns that the place in the document stands for."""

_BY_PLACE_OF: Final[Mapping[type[Row], frozenset[str]]] = {
    CalendarDay: frozenset({"id", "calendar_id"}),
    ScenarioMove: frozenset({"id", "scenario_id"}),
    RiskResult: frozenset({"id", "run_id"}),
}
"""The same, of classes that stand elsewhere than below projects and items."""

HELD: Final[Mapping[type[Row], tuple[str, type[Row], str]]] = {
    WorkCalendar: ("days", CalendarDay, "calendar_id"),
    Scenario: ("moves", ScenarioMove, "scenario_id"),
    RiskRun: ("results", RiskResult, "run_id"),
}
"""The rows that a row holds which no project holds: their section, class and reference to it."""

_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_LARGEST: Final = 1_000_000
_RANGES: Final = {
    "percent": (0, 100),
    "lag": (-_LARGEST, _LARGEST),
    "seed": (0, 10**15 - 1),
    "runs": (1, _LARGEST),
}
_DAYS: Final = frozenset({"day", "status_date", "p50", "p80"})
"""The columns whose period is a single day, said without doubt."""
_MAY_NOT_BE_EMPTY: Final = frozenset({"uid", "unit", "inputs"})


@record
class Column:
    """One attribute of a row class. ``default`` is what the attribute is when the key is absent."""

    attribute: str
    key: str
    kind: object
    default: object
    target: type[Row] | None

    @property
    def required(self) -> bool:
        return self.default is MISSING


def _columns(row_class: type[Row]) -> tuple[Column, ...]:
    hints = get_type_hints(row_class)
    by_place = _BY_PLACE_OF.get(row_class, _BY_PLACE)
    found = [
        Column(
            attribute=field.name,
            key=field.name.removesuffix("_id"),
            kind=hints[field.name],
            default=MISSING if field.name == "uid" else field.default,
            target=REFERENCES.get(field.name),
        )
        for field in fields(row_class)
        if field.name not in by_place
    ]
    return tuple(sorted(found, key=lambda column: column.attribute != "uid"))


COLUMNS: Final[Mapping[type[Row], tuple[Column, ...]]] = {
    row_class: _columns(row_class) for row_class in ROW_CLASSES
}
"""The columns that are written as fields of a row: the uid, then in the order of the model."""


def encode(value: object) -> object:
    """The plain JSON value of a column that is no reference."""
    match value:
        case Names():
            texts = {language.value: value.given(language) for language in Language}
            return {language: text for language, text in texts.items() if text}
        case Decimal():
            return plain_number(value)
        case StrEnum():
            return value.value
        case str() | bool() | int():
            return value
        case _:
            return cast(Period, value).key


def decode(node: Node, column: Column) -> object:
    """Read one column that is no reference. Raises InputError naming the place."""
    kinds = [kind for kind in (get_args(column.kind) or (column.kind,)) if kind is not NoneType]
    if kinds == list(get_args(Deadline)):
        return _read_deadline(node)
    kind = kinds[0]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _read_choice(node, kind)
    if column.attribute in _DAYS:
        return _read_day(node)
    if column.attribute == "weekdays":
        return _read_weekdays(node)
    if kind is int:
        return node.integer(*_RANGES.get(column.attribute, (0, _LARGEST)))
    if kind is str and column.attribute in _MAY_NOT_BE_EMPTY and not node.text():
        raise node.error(N_("{path}: this text may not be empty."))
    readers: Mapping[object, Callable[[Node], object]] = {
        str: Node.text,
        bool: Node.boolean,
        Decimal: _read_number,
        Period: _read_period,
        Names: _read_names,
    }
    return readers[kind](node)


def _read_names(node: Node) -> Names:
    languages = [language.value for language in Language]
    return Names(**{key: name.text() for key, name in node.fields(languages).items()})


def _read_number(node: Node) -> Decimal:
    text = node.text()
    if not _NUMBER.fullmatch(text) or len(text) > LONGEST_NUMBER:
        raise node.error(
            N_("{path}: “{value}” is not a number. Write it in full, as 121300000 or 33.7."),
            value=_shortened(text),
        )
    return Decimal(plain_number(Decimal(text)))


def _read_deadline(node: Node) -> Deadline:
    text = node.text()
    try:
        deadline = deadline_from_key(text)
    except ValueError:
        deadline = None
    if deadline is None or deadline.key != text:
        raise node.error(
            N_("{path}: “{value}” is not a date. Write it as {examples}."),
            value=_shortened(text),
            examples="2026-12-31, 2026-12, 2026-Q4, 2027-H1, 2027, permanent, each-month-by-10",
        )
    return deadline


def _read_period(node: Node) -> Period:
    deadline = _read_deadline(node)
    if not isinstance(deadline, Period):
        raise node.error(
            N_("{path}: “{value}” is no day, month, quarter, half-year or year."),
            value=deadline.key,
        )
    return deadline


def _read_day(node: Node) -> Period:
    period = _read_period(node)
    if period != Period.day(period.first):
        raise node.error(N_("{path}: “{value}” is not a single day."), value=period.key)
    return period


def _read_weekdays(node: Node) -> str:
    text = node.text()
    if not re.fullmatch("[01]{7}", text):
        raise node.error(
            N_("{path}: “{value}” are not seven days of a week. Write them as {examples}."),
            value=_shortened(text),
            examples="1111100",
        )
    return text


def _read_choice(node: Node, kind: type[StrEnum]) -> StrEnum:
    text = node.text()
    try:
        return kind(text)
    except ValueError:
        raise node.error(
            N_("{path}: “{value}” is not one of: {choices}."),
            value=_shortened(text),
            choices=", ".join(kind),
        ) from None


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"

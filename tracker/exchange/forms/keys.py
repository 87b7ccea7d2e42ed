"""What a column of a form can show, by key: the fields of rows, and what only forms work out.

The latter have no target: an import takes nothing from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tracker.domain.fields import FIELD, Field, Kind, On
from tracker.domain.model import Basis, Measure, Side
from tracker.exchange.forms.rows import Rows
from tracker.language import N_

PROJECT: Final = "project"
"""The column with the name of the project that a row belongs to."""

_WORKED_OUT: Final = (
    Field(PROJECT, N_("Project"), Kind.NAME, width=30),
    Field("overdue_since", N_("Overdue since"), Kind.DAY, on=On.ITEM, width=12),
    Field("days_left", N_("Days left"), Kind.INTEGER, on=On.ITEM, width=8),
    Field("first_commitment", N_("First commitment"), Kind.DEADLINE, on=On.ITEM, width=15),
    Field("first_announced_on", N_("First announced on"), Kind.DAY, on=On.ITEM, width=12),
    Field("first_source", N_("Source of the first date"), Kind.SOURCES, on=On.ITEM, width=24),
    Field("changes", N_("Changes of the date"), Kind.LONG_TEXT, on=On.ITEM, width=40),
    Field("times_changed", N_("Number of changes"), Kind.INTEGER, on=On.ITEM, width=8),
    Field("date_reason", N_("Reason of the last date"), Kind.LONG_TEXT, on=On.ITEM, width=24),
    Field("date_slip", N_("Slip of the date, days"), Kind.INTEGER, on=On.ITEM, width=10),
    Field("actual_slip", N_("Slip of the execution, days"), Kind.INTEGER, on=On.ITEM, width=10),
    Field(
        "forecast_reason", N_("Explanation of the forecast"), Kind.LONG_TEXT, on=On.ITEM, width=40
    ),
    Field("planned_jobs", N_("Jobs planned or declared"), Kind.AMOUNT, on=On.PROJECT, width=10),
    Field("created_jobs", N_("Jobs created"), Kind.AMOUNT, on=On.PROJECT, width=10),
    Field("jobs_missing", N_("What is not stated"), Kind.TEXT, on=On.PROJECT, width=24),
)

_OF_CLAIMS: Final = (
    Field("number", N_("No."), Kind.NUMBER, width=6),
    Field(PROJECT, N_("Project"), Kind.NAME, width=30),
    Field("subject", N_("About"), Kind.NAME, width=30),
    Field("measure", N_("Figure"), Kind.CHOICE, choices=tuple(Measure), width=16),
    Field("detail", N_("Detail"), Kind.TERM, width=18),
    Field("figure", N_("Figure stated"), Kind.AMOUNT, width=16),
    Field("basis", N_("Ground"), Kind.CHOICE, choices=tuple(Basis), width=12),
    Field("figure_period", N_("Period"), Kind.DAY, width=14),
    Field("as_of", N_("As of"), Kind.DAY, width=14),
    Field("stated_by", N_("Stated by"), Kind.TEXT, width=24),
    Field("side", N_("Side"), Kind.CHOICE, choices=tuple(Side), width=10),
    Field("wording", N_("Original wording"), Kind.TEXT, width=24),
    Field("leading", N_("Leading"), Kind.TERM, width=8),
    Field("conflict", N_("Conflict"), Kind.TERM, width=12),
    Field("source", N_("Source"), Kind.SOURCES, width=30),
    Field("source_title", N_("Title of the source"), Kind.TEXT, width=40),
    Field("url", N_("Address"), Kind.TEXT, width=30),
    Field("note", N_("Note"), Kind.LONG_TEXT, width=30),
)

_OF_CHANGES: Final = (
    Field("number", N_("No."), Kind.NUMBER, width=6),
    Field("day", N_("Day"), Kind.DAY, width=12),
    Field("who", N_("Who"), Kind.TEXT, width=16),
    Field("office", N_("Office"), Kind.TEXT, width=16),
    Field("step", N_("Step"), Kind.TEXT, width=24),
    Field(PROJECT, N_("Project"), Kind.NAME, width=30),
    Field("row", N_("Row"), Kind.TEXT, width=30),
    Field("what", N_("Value that changed"), Kind.TEXT, width=20),
    Field("before", N_("Was"), Kind.LONG_TEXT, width=30),
    Field("after", N_("Became"), Kind.LONG_TEXT, width=30),
)


def _by_key(fields: tuple[Field, ...]) -> dict[str, Field]:
    return {field.key: field for field in fields}


ROW_FIELDS: Final[Mapping[str, Field]] = {**FIELD, **_by_key(_WORKED_OUT)}
CLAIM_FIELDS: Final[Mapping[str, Field]] = _by_key(_OF_CLAIMS)
CHANGE_FIELDS: Final[Mapping[str, Field]] = _by_key(_OF_CHANGES)

FORESEEN: Final = frozenset(
    {"forecast", "slip", "float", "forecast_then", "slip_since", "p50", "p80", "driving"}
)
"""Keys of the fields that are computed anew from the schedule, on each day otherwise."""

ONLY_WORKED_OUT: Final = (frozenset(_by_key(_WORKED_OUT)) - {PROJECT}) | FORESEEN
"""Keys of columns from which an import takes nothing."""


def fields_of(rows: Rows) -> Mapping[str, Field]:
    """What a column can show of such rows, by key."""
    match rows:
        case Rows.CLAIMS:
            return CLAIM_FIELDS
        case Rows.CHANGES:
            return CHANGE_FIELDS
        case _:
            return ROW_FIELDS

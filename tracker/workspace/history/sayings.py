"""How single values of a row are said in words of the language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, Final, Protocol, cast

from tracker.domain.amounts import amount_text
from tracker.domain.cells import body_text, cell_text, dated_text, source_text
from tracker.domain.fields import Context, Field, choice_label, value_of
from tracker.domain.model import (
    Body,
    CalendarDay,
    Claim,
    Item,
    Link,
    Project,
    RiskResult,
    RiskRun,
    Row,
    Scenario,
    ScenarioMove,
    Setting,
    Source,
    WorkCalendar,
)
from tracker.domain.period import Deadline, Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.domain.values import Amount, DatedText
from tracker.domain.weekdays import WEEKDAYS
from tracker.language import N_, Language, Translator
from tracker.workspace.views import PREFIX as VIEW_PREFIX


class Rows(Protocol):
    """Names the rows that another one refers to, deleted ones too."""

    @property
    def translator(self) -> Translator: ...

    def name_of(self, table: str, row_id: int | None) -> str: ...


Say = Callable[[Any, Rows], str]
"""A value of a row in words; "" for nothing known."""


def as_cell(field: Field) -> Say:
    def say(row: Any, rows: Rows) -> str:
        value = value_of(field, row, _NO_CONTEXT)
        return cell_text(field, value, rows.translator)

    return say


# The cells that are said here hold what stands in the row itself, and nothing beside it.
_NO_CONTEXT: Final = Context(Portfolio(), date.min, {})


def stated(attribute: str) -> Say:
    """A choice, a period or a truth value."""

    def say(row: Any, rows: Rows) -> str:
        return _plain(getattr(row, attribute), rows.translator)

    return say


def _plain(value: object, translator: Translator) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return translator.text(N_("yes")) if value else translator.text(N_("no"))
    if isinstance(value, StrEnum):
        return translator.text(choice_label(value))
    return deadline_text(cast(Deadline, value), translator.language, style=Style.SHORT)


def typed(attribute: str) -> Say:
    """A text as it was typed, never translated."""
    return lambda row, rows: getattr(row, attribute)


def referred(table: str, attribute: str) -> Say:
    return lambda row, rows: rows.name_of(table, getattr(row, attribute))


def dated(period: str, wording: str, language: str = "") -> Say:
    def say(row: Any, rows: Rows) -> str:
        value = getattr(row, period)
        if value is None:
            return ""
        worded = getattr(row, language) if language else ""
        value = DatedText(value, getattr(row, wording), worded)
        return dated_text(value, rows.translator.language, Style.SHORT)

    return say


def name_in(attribute: str, language: Language) -> Say:
    return lambda row, rows: getattr(row, attribute).given(language)


def place(row: Any, rows: Rows) -> str:
    """Below which row an item stands; a project stands below none."""
    if isinstance(row, Project):
        return ""
    table, above = ("items", row.parent_id) if row.parent_id else ("projects", row.project_id)
    return rows.translator.text(N_("in “{name}”")).format(name=rows.name_of(table, above))


def amount(row: Claim, rows: Rows) -> str:
    value = Amount(row.value, row.unit, row.upper, row.bound, row.basis)
    ground = rows.translator.text(choice_label(row.basis))
    return f"{amount_text(value, rows.translator)} ({ground})"


def figure(row: Claim, rows: Rows) -> str:
    period = _plain(row.period, rows.translator)
    return ", ".join(part for part in (amount(row, rows), row.detail, period) if part)


def link(row: Link, rows: Rows) -> str:
    successor = rows.name_of("items", row.successor_id)
    return f"→ {successor} ({row.type.value}{_lag(row, rows)})"


def _lag(row: Link, rows: Rows) -> str:
    if not row.lag:
        return ""
    return f" {row.lag:+d} {rows.translator.text(choice_label(row.lag_unit))}"


def cited(row: Any, rows: Rows) -> str:
    source = rows.name_of("sources", row.source_id)
    return f"{source} ({row.what})" if row.what else source


def weekdays(row: WorkCalendar, rows: Rows) -> str:
    worked = (name for name, mark in zip(WEEKDAYS, row.weekdays, strict=True) if mark == "1")
    return ", ".join(rows.translator.text(name) for name in worked)


def calendar_day(row: CalendarDay, rows: Rows) -> str:
    translator = rows.translator
    if row.country is not None:
        where = translator.text(choice_label(row.country))
    else:
        where = rows.name_of("calendars", row.calendar_id)
    said = N_("{day}: a working day, {calendar}") if row.works else N_("{day}: off, {calendar}")
    text = translator.text(said).format(day=_plain(row.day, translator), calendar=where)
    return f"{text} ({row.name})" if row.name else text


def supposed(row: ScenarioMove, rows: Rows) -> str:
    """What a scenario supposes of an item: its start, its finish, its duration."""
    translator = rows.translator
    said = [
        f"{translator.text(label)} {_plain(period, translator)}"
        for label, period in ((N_("Start"), row.start), (N_("Finish"), row.finish))
        if period is not None
    ]
    if row.duration is not None:
        said.append(f"{translator.text(N_('Duration, working days'))} {row.duration}")
    return ", ".join(said)


def sampling(row: RiskRun, rows: Rows) -> str:
    translator = rows.translator
    return translator.text(N_("{runs} runs, {distribution}, seed {seed}, as of {day}")).format(
        runs=row.runs,
        distribution=translator.text(choice_label(row.distribution)),
        seed=row.seed,
        day=_plain(row.status_date, translator),
    )


def risk_result(row: RiskResult, rows: Rows) -> str:
    """That dates were sampled; how precisely they may be said, only the plan of then tells."""
    return "P50, P80"


def setting(row: Setting, rows: Rows) -> str:
    if row.key == "status_date":
        try:
            day = Period.day(date.fromisoformat(row.value))
        except ValueError:
            return row.value
        return deadline_text(day, rows.translator.language, style=Style.SHORT)
    if row.key.startswith(VIEW_PREFIX):
        # What it holds is written for the program alone.
        return row.key.removeprefix(VIEW_PREFIX)
    return row.value


def row_name(row: Row, language: Language) -> str:
    """What a row is called that others refer to."""
    match row:
        case Project() | Item() | WorkCalendar():
            return row.name.best(language)
        case Scenario():
            return row.name
        case Body():
            return body_text(row, language)
        case Source():
            return source_text(row, language)
        case _:
            return ""

"""What one cell of a grid shows, made once and kept until its row changes."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from tracker.domain.cells import JOBS_UNIT, cell_text
from tracker.domain.fields import FIELD, Context, Field, Kind, value_of
from tracker.domain.foresight import foreseen, slip_since
from tracker.domain.model import Bound, Item, ItemKind, Project
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text, span_text
from tracker.domain.status import Status
from tracker.domain.values import Amount, DatedText
from tracker.language import N_, Translator


class Ink(Enum):
    """In which colour a text is drawn."""

    MAIN = "main"
    SECOND = "secondary"
    FAINT = "said elsewhere, or no longer of concern"
    OVERDUE = "overdue"
    FORESEEN = "worked out by the program, and behind what was promised"
    MISSING = "should be there"
    REFUSED = "could not be taken"

    # A frame looks pens up by the hundred: not by a method of Python's, as an Enum would.
    __hash__ = object.__hash__


class Cell(NamedTuple):
    """The text of a cell and how it is drawn; ``status`` asks for a chip instead."""

    text: str
    ink: Ink = Ink.MAIN
    status: Status | None = None


EMPTY = Cell("")

_MAIN_KINDS = frozenset({Kind.NAME, Kind.DEADLINE, Kind.PERIOD, Kind.AMOUNT, Kind.PERCENT})
_SAMPLED = frozenset({"p50", "p80", "driving"})
_FORESEEN = frozenset({"forecast", "slip", "float"}) | _SAMPLED
_LOOKED_BACK = frozenset({"forecast_then", "slip_since"})
_SUPPOSED = frozenset({"forecast", "slip"})
_SUPPOSED_SIGN = " ?"
"""Behind what follows from something that is only supposed."""
_ACTUAL_OF = {"start": "actual_start", "finish": "actual_finish"}
_NO_LONGER_DUE = frozenset({Status.DONE, Status.CANCELLED})


def cell_of(
    field: Field, row: Project | Item, context: Context, translator: Translator, status: Status
) -> Cell:
    """The cell of ``row`` under ``field``; ``status`` is that of the row."""
    if field.kind is Kind.STATUS:
        return Cell(cell_text(field, status, translator), status=status)
    value = value_of(field, row, context)
    if value is None:
        return _empty_cell(field, row, context, translator)
    if isinstance(value, Amount):
        value = without_said_unit(value)
    text = cell_text(field, value, translator)
    if field.kind is Kind.INTEGER:
        # As it is set in a table; what is copied keeps the hyphen that spreadsheets read.
        text = text.replace("-", "−")
    if field.key in _SUPPOSED and _is_supposed(row, context):
        text += _SUPPOSED_SIGN
    return Cell(text, _ink(field, row, value, status, context))


def without_said_unit(amount: Amount) -> Amount:
    """The amount as a column of jobs shows it: its title says what is counted."""
    return replace(amount, unit="") if amount.unit == JOBS_UNIT else amount


def _empty_cell(
    field: Field, row: Project | Item, context: Context, translator: Translator
) -> Cell:
    if _is_actual_standing_in(field, row, None, context):
        actual = FIELD[_ACTUAL_OF[field.key]]
        return Cell(cell_text(actual, value_of(actual, row, context), translator), Ink.FAINT)
    if field.kind is Kind.PERCENT and field.belongs_to(row):
        return Cell("–", Ink.FAINT)
    if field.key in _SAMPLED:
        known = foreseen(context.portfolio, row, context.status_date)
        if known is not None and known.is_outdated:
            return Cell(translator.text(N_("out of date")), Ink.FAINT)
    if field.key == "source" and not (isinstance(row, Item) and row.kind is ItemKind.PHASE):
        return Cell(translator.text("no source"), Ink.MISSING)
    return EMPTY


def _is_supposed(row: Project | Item, context: Context) -> bool:
    known = foreseen(context.portfolio, row, context.status_date)
    return known is not None and known.is_supposed


def _is_actual_standing_in(
    field: Field, row: Project | Item, value: object, context: Context
) -> bool:
    """Whether nobody committed to a date, and the one on which it happened is shown instead."""
    if value is not None or not isinstance(row, Item) or field.key not in _ACTUAL_OF:
        return False
    return value_of(FIELD[_ACTUAL_OF[field.key]], row, context) is not None


def _ink(field: Field, row: Project | Item, value: object, status: Status, context: Context) -> Ink:
    if field.key == "finish":
        if status in _NO_LONGER_DUE:
            return Ink.SECOND
        # A phase may be overdue for one of its parts while its own period still runs.
        return Ink.OVERDUE if status is Status.OVERDUE and _is_over(value, context) else Ink.MAIN
    if not field.belongs_to(row):
        return Ink.FAINT
    if field.key in _FORESEEN:
        known = foreseen(context.portfolio, row, context.status_date)
        told = known is not None and ((known.slip or 0) > 0 or known.is_supposed)
        return Ink.FORESEEN if told else Ink.FAINT
    if field.key in _LOOKED_BACK:
        slip = slip_since(context.portfolio, row, context.status_date)
        return Ink.FORESEEN if slip is not None and slip.has_moved else Ink.FAINT
    return Ink.MAIN if field.kind in _MAIN_KINDS else Ink.SECOND


def _is_over(value: object, context: Context) -> bool:
    deadline = value.deadline if isinstance(value, DatedText) else None
    return isinstance(deadline, Period) and deadline.is_over_on(context.status_date)


def edit_text(field: Field, row: Project | Item, context: Context, translator: Translator) -> str:
    """The text with which editing begins; typed back unchanged it means the same value."""
    return cell_text(field, value_of(field, row, context), translator)


def copied_text(field: Field, row: Project | Item, context: Context, translator: Translator) -> str:
    """What a copy of a cell says: the value that is seen, and nothing that only stands in for it.

    A whole number without a unit comes in plain digits, so that a spreadsheet can add it up.
    """
    value = value_of(field, row, context)
    if isinstance(value, Amount):
        value = without_said_unit(value)
        is_plain = not value.unit and value.upper is None and value.bound is Bound.EXACT
        if is_plain and value.value == value.value.to_integral_value():
            return f"{value.value:.0f}"
    return cell_text(field, value, translator)


def explanation(field: Field, row: Project | Item, context: Context, translator: Translator) -> str:
    """What a tool tip adds to a cell: how far a period reaches, why a cell is not typed in."""
    lines = []
    value = value_of(field, row, context)
    if isinstance(value, DatedText) and isinstance(value.deadline, Period):
        lines.append(reach(value.deadline, translator))
        if value.wording and value.wording != cell_text(field, value, translator):
            lines.append(translator.text("As worded: {text}").format(text=value.wording))
    elif _is_actual_standing_in(field, row, value, context):
        lines.append(translator.text("The day it happened; no date was committed to."))
    if field.kind is Kind.SOURCES and isinstance(value, tuple):
        lines += [source.title for source in value if source.title]
    if reason := why_worked_out(field, row):
        lines.append(translator.text(reason))
    return "\n".join(lines)


def reach(period: Period, translator: Translator) -> str:
    """From which day to which a period reaches: "1 Oct – 31 Dec 2026"."""
    language = translator.language
    if period.by:
        last = deadline_text(Period.day(period.last), language, style=Style.SHORT)
        return translator.text("up to and including {day}").format(day=last)
    if period.first == period.last:
        return deadline_text(period.plain, language, style=Style.LONG)
    return f"{span_text(period.first, period.last, language)} {period.last.year}"


def why_worked_out(field: Field, row: Project | Item) -> str:
    """The msgid that says why a cell cannot be typed in; "" where it can."""
    if field.key == "status" or field.is_editable(row):
        return ""
    if not field.belongs_to(row):
        if isinstance(row, Item):
            return N_("This is entered in the row of the project.")
        return N_("This is entered in the rows below the project.")
    if field.kind in (Kind.DEADLINE, Kind.PERIOD):
        if isinstance(row, Project):
            return N_("Worked out from the rows below; change it there.")
        return N_("A milestone has a finish and no start.")
    return N_("Worked out by the program; it cannot be typed in.")

"""What a cell editor says about the text being typed: how it is read, or why it is not taken.

Plain shapes without widgets; :mod:`reading_popup` shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tracker.domain.cells import body_text, parse_cell
from tracker.domain.errors import InputError, UserError
from tracker.domain.fields import (
    FIELD,
    CommittedEdge,
    Field,
    Kind,
    LatestNote,
    choice_label,
    value_of,
)
from tracker.domain.model import Item, Names, Project
from tracker.domain.period import Period, Precision
from tracker.domain.period_text import Style, axis_text, deadline_text
from tracker.domain.plan_rules import PLAN_FIELDS, plan_conflict
from tracker.domain.values import Amount, DatedText
from tracker.domain.vocabulary import FUNDING_SOURCES, REGIONS_KZ, REGIONS_UZ, SECTORS
from tracker.language import N_, Language, Translator, format_decimal
from tracker.language.folding import flat, folded
from tracker.records import record
from tracker.ui.delegates.unit_offers import new_unit, unit_offers
from tracker.ui.models.cells import reach
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.operations.fields import own_attributes
from tracker.workspace.operations.relations import bodies_named


@record
class Unit:
    """One of the periods beside the one that was read; ``text`` is typed when it is picked."""

    label: str
    text: str
    chosen: bool


@record
class Note:
    """One line; the value stands out."""

    label: str
    value: str = ""


@record
class Reading:
    """How a text is read. ``offers`` are whole texts that can be taken instead of it."""

    title: str = ""
    detail: str = ""
    is_date: bool = False
    units: tuple[Unit, ...] = ()
    notes: tuple[Note, ...] = ()
    offers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.title or self.notes or self.offers)


@record
class Repair:
    """A button that mends a refused text; ``text`` None goes back to what the cell holds."""

    label: str
    text: str | None


@record
class Refused:
    """Why a text is not taken, what is kept, and what could be meant."""

    title: str
    lines: tuple[str, ...]
    repairs: tuple[Repair, ...]


MAX_OFFERS = 8
MAX_REPAIRS = 3

_PRECISION_TEXT = {
    Precision.DAY: N_("Precision: day"),
    Precision.MONTH: N_("Precision: month"),
    Precision.QUARTER: N_("Precision: quarter"),
    Precision.HALF_YEAR: N_("Precision: half-year"),
    Precision.YEAR: N_("Precision: year"),
}
_TERMS = {
    "region": REGIONS_KZ + REGIONS_UZ,
    "sector": SECTORS,
    "funding_source": FUNDING_SOURCES,
}


def read_typed(
    field: Field,
    text: str,
    row: Project | Item | None,
    kept: str,
    session: Session,
    *,
    asked: bool = False,
) -> Reading:
    """How ``text`` is read while it is typed; ``kept`` is what the cell holds, as text.

    Choices are offered as soon as some of one is typed, all at once where they were ``asked`` for.
    """
    reading = _read(field, text, row, kept, session, asked=asked)
    return _beside_the_rest(reading, field, text, row, session.translator)


def _beside_the_rest(
    reading: Reading, field: Field, text: str, row: Project | Item | None, translator: Translator
) -> Reading:
    """With the reason, where a field of a plan would not go with what the row holds besides."""
    if field.key not in PLAN_FIELDS or not isinstance(row, Item):
        return reading
    try:
        value = parse_cell(field, text, translator)
    except InputError:
        return reading
    conflict = plan_conflict(replace(row, **own_attributes(field, value)), [field.key])
    if conflict is None:
        return reading
    note = Note(conflict.reason.text(translator.text))
    return replace(reading, notes=(*reading.notes, note))


def _read(
    field: Field,
    text: str,
    row: Project | Item | None,
    kept: str,
    session: Session,
    *,
    asked: bool,
) -> Reading:
    translator = session.translator
    match field.kind:
        case Kind.DEADLINE | Kind.PERIOD:
            return _read_date(field, text, kept, translator)
        case Kind.AMOUNT:
            return _read_amount(field, text, session)
        case Kind.CHOICE | Kind.TERM | Kind.BODIES | Kind.CALENDAR:
            offers = _offers(field, text, kept, session, asked=asked)
            return Reading(notes=_new_ones(field, text, kept, session), offers=offers)
        case Kind.NAME if row is not None:
            return _read_name(row.name, translator)
        case Kind.LONG_TEXT if isinstance(field.target, LatestNote):
            return Reading(notes=(Note(translator.text("Added as a note; earlier notes stay.")),))
        case _:
            return Reading()


def refusal_of(error: UserError, field: Field, kept: str, translator: Translator) -> Refused:
    """The refusal of a text by a cell of ``field``, which goes on holding ``kept``."""
    title, _, advice = error.text(translator.text).partition(". ")
    lines = [advice] if advice else []
    if kept:
        lines.append(translator.text("Kept as it was: {value}").format(value=kept))
    readings = error.readings if isinstance(error, InputError) else ()
    meant = [_short(reading, field, translator) for reading in readings[: MAX_REPAIRS - 1]]
    restore = translator.text("Restore {value}").format(value=kept) if kept else ""
    last = Repair(restore or translator.text("Leave empty"), None)
    return Refused(title.rstrip("."), tuple(lines), (*(Repair(each, each) for each in meant), last))


def _short(reading: str, field: Field, translator: Translator) -> str:
    """A date in the wording of the grid; any other text as it is."""
    if field.kind not in (Kind.DEADLINE, Kind.PERIOD):
        return reading
    try:
        read = parse_cell(field, reading, translator)
    except InputError:
        return reading
    assert isinstance(read, DatedText)
    return deadline_text(read.deadline, translator.language, style=Style.SHORT)


def neighbour(field: Field, text: str, steps: int, translator: Translator) -> str | None:
    """The date ``steps`` units of its own precision away, as text; None where there is none."""
    if field.kind not in (Kind.DEADLINE, Kind.PERIOD):
        return None
    try:
        read = parse_cell(field, text, translator)
    except InputError:
        return None
    if not isinstance(read, DatedText) or not isinstance(read.deadline, Period):
        return None
    try:
        moved = read.deadline.shifted(steps)
    except (OverflowError, ValueError):
        return None
    return deadline_text(moved, translator.language, style=Style.SHORT)


def _read_date(field: Field, text: str, kept: str, translator: Translator) -> Reading:
    if not text.strip():
        return _hint(translator)
    try:
        read = parse_cell(field, text, translator)
    except InputError as error:
        if not error.readings:
            return _hint(translator)
        label = translator.text("Could mean:")
        return Reading(notes=(Note(label, ", ".join(error.readings)),))
    assert isinstance(read, DatedText)
    language = translator.language
    notes = []
    if isinstance(read.deadline, Period):
        detail = reach(read.deadline, translator)
        units = _siblings(read.deadline, language)
        notes.append(Note(translator.text(_PRECISION_TEXT[read.deadline.precision])))
    else:
        detail, units = "", ()
        notes.append(Note(translator.text("No single date, never overdue")))
    notes.append(Note(translator.text("Kept for export as typed:"), text.strip()))
    if kept and text != kept and isinstance(field.target, CommittedEdge):
        notes.append(Note(translator.text("Stays in the history:"), kept))
    title = deadline_text(read.deadline, language, style=Style.SHORT)
    if detail == title:
        detail = ""
    return Reading(title, detail, True, units, tuple(notes))


def _hint(translator: Translator) -> Reading:
    forms = translator.text("31.12.2026, December 2026, Q4 2026, H1 2027, 2027")
    return Reading(notes=(Note(translator.text("A date such as:"), forms),))


def _siblings(period: Period, language: Language) -> tuple[Unit, ...]:
    """The units of one year (half a year of months, a week of days, five years) around a period."""
    match period.precision:
        case Precision.DAY:
            first = period.first - timedelta(days=min(period.first.weekday(), _days_since(period)))
            starts = [Period.day(first).shifted(step) for step in range(7)]
        case Precision.MONTH:
            half = Period.containing(period.first, Precision.HALF_YEAR)
            starts = [Period(half.first, Precision.MONTH).shifted(step) for step in range(6)]
        case Precision.YEAR:
            starts = [period.plain.shifted(step) for step in range(-2, 3)]
        case precision:
            first_of_year = Period(date(period.first.year, 1, 1), precision)
            starts = [first_of_year.shifted(step) for step in range(12 // precision.months)]
    return tuple(
        Unit(
            axis_text(unit, language),
            deadline_text(unit, language, style=Style.SHORT),
            unit.first == period.first,
        )
        for unit in starts
    )


def _days_since(period: Period) -> int:
    return (period.first - date.min).days


def _read_amount(field: Field, text: str, session: Session) -> Reading:
    translator = session.translator
    offers = unit_offers(field, text, session)
    try:
        amount = parse_cell(field, text, translator)
    except InputError as error:
        if error.readings and not offers:
            label = translator.text("Could mean:")
            return Reading(notes=(Note(label, ", ".join(error.readings)),))
        return Reading(offers=offers)
    if not isinstance(amount, Amount):
        return Reading()
    new = new_unit(field, text, session)
    notes = (Note(translator.text(N_("New, kept as typed:")), new),) if new else ()
    exact = format_decimal(amount.value, translator.language)
    if amount.upper is not None:
        exact += f"–{format_decimal(amount.upper, translator.language)}"
    exact = f"{exact} {translator.text(amount.unit)}"
    title = translator.text(choice_label(amount.bound)).format(exact)
    return Reading(title=title, notes=notes, offers=offers)


def _read_name(names: Names, translator: Translator) -> Reading:
    """Which of the four names is being typed, where another one is shown in its place."""
    if names.given(translator.language):
        return Reading()

    def label(language: Language) -> str:
        return translator.text(FIELD[f"name_{language.value}"].label)

    given = [language for language in Language if names.given(language)]
    notes = tuple(Note(f"{label(language)}:", names.given(language)) for language in given)
    return Reading(title=label(translator.language), notes=notes)


# -- texts that can be taken instead of typing them to the end ------------------------------------


def _offers(
    field: Field, text: str, kept: str, session: Session, *, asked: bool
) -> tuple[str, ...]:
    known = _known(field, session)
    head, typed = _last_part(text) if field.kind is Kind.BODIES else ("", text)
    wanted = folded(typed.strip())
    if field.kind in (Kind.CHOICE, Kind.CALENDAR) and (text == kept or not wanted):
        return tuple(known)
    if not wanted or text == kept:
        return tuple(known[:MAX_OFFERS]) if asked else ()
    starting = [name for name in known if folded(name).startswith(wanted)]
    within = [name for name in known if wanted in folded(name) and name not in starting]
    found = [name for name in starting + within if flat(name) != flat(typed.strip())]
    return tuple(head + name for name in found[:MAX_OFFERS])


def _new_ones(field: Field, text: str, kept: str, session: Session) -> tuple[Note, ...]:
    """What is typed that the file does not know yet, and would be added with it."""
    translate = session.translator.text
    if field.kind in (Kind.CHOICE, Kind.CALENDAR) or text == kept:
        return ()
    if field.kind is Kind.TERM:
        typed = text.strip()
        known = {flat(name) for name in _known(field, session)}
        is_new = bool(typed) and flat(typed) not in known
        return (Note(translate(N_("New, kept as typed:")), typed),) if is_new else ()
    bodies = operations.body_ids(session.portfolio)
    typed_names = bodies_named([part.strip() for part in text.split(";")], bodies)
    new = [name for name in typed_names if name and name.casefold() not in bodies]
    return (Note(translate(N_("New body:")), ", ".join(new)),) if new else ()


def _last_part(text: str) -> tuple[str, str]:
    """The bodies already typed with their separator, and the one being typed."""
    before, separator, last = text.rpartition(";")
    return (f"{before}; " if separator else ""), last


def _known(field: Field, session: Session) -> Sequence[str]:
    translator = session.translator
    if field.kind is Kind.CHOICE:
        return [translator.text(choice_label(choice)) for choice in field.choices]
    if field.kind is Kind.CALENDAR:
        calendars = session.portfolio.calendars
        return sorted({each.name.best(translator.language) for each in calendars})
    if field.kind is Kind.BODIES:
        return sorted({body_text(body, translator.language) for body in session.portfolio.bodies})
    used = {
        str(value)
        for row in (*session.portfolio.projects, *session.portfolio.items)
        if field.belongs_to(row) and (value := value_of(field, row, session.context))
    }
    terms = used.union(_TERMS.get(field.key, ()))
    return sorted(translator.text(term) for term in terms)

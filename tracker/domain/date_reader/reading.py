"""What a text means once its words are understood, and why it is refused when it is not clear."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

from tracker.domain.date_reader.grammar import (
    BETWEEN,
    Framed,
    bare,
    framed,
    recurring,
    shape,
    without_qualifier,
    without_weekday,
)
from tracker.domain.date_reader.tokens import atoms, full_year, language_of
from tracker.domain.date_reader.words import Atom, Kind, Limit, Part, fold
from tracker.domain.errors import InputError
from tracker.domain.period import (
    AsNeeded,
    Deadline,
    Frequency,
    Period,
    Permanent,
    Precision,
    Qualifier,
    Recurring,
    deadline_from_key,
)
from tracker.domain.period_text import deadline_text
from tracker.language import N_, Language

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
MAX_LENGTH: Final = 200
"""Characters; the longest wording seen in an official table is a quarter of it."""

EMPTY: Final = N_("Type a date, for example 31.12.2026, December 2026, Q4 2026, H1 2027 or 2027.")
TOO_LONG: Final = N_(
    "This text is too long for a date. Write only the date, for example 31.12.2026 or Q4 2026."
)
NOT_A_DATE: Final = N_(
    "“{text}” is not understood as a date. Write it as 31.12.2026, December 2026, Q4 2026, "
    "H1 2027 or 2027."
)
NO_YEAR: Final = N_("“{text}” does not say which year. Add the year, for example Q4 2026.")
YEAR_OUTSIDE: Final = N_("The year {year} is outside {earliest} to {latest}. Check the year.")
NO_SUCH_MONTH: Final = N_("There is no month {number}. A year has months 1 to 12.")
NO_SUCH_QUARTER: Final = N_("There is no quarter {number}. A year has Q1, Q2, Q3 and Q4.")
NO_SUCH_HALF: Final = N_("There is no half-year {number}. A year has H1 and H2.")
NO_SUCH_DAY: Final = N_("{month} has {days} days. Correct the day, or give the month alone.")
WRONG_WEEKDAY: Final = N_(
    "{day} is another day of the week. Correct the day, or leave the day of the week out."
)
# A reading may end in a full stop («2026 г.»), so none follows where a message ends in readings.
AMBIGUOUS: Final = N_("“{text}” has more than one meaning. Write the one that is meant: {meanings}")
VAGUE: Final = N_("“{text}” has no certain limits. Write what is meant, for example: {meanings}")
RANGE: Final = N_("“{text}” is a range. Give its start and its finish separately: {first}; {last}")
ONLY_FROM: Final = N_("“{text}” only says from when. As a start, write: {meanings}")
NO_SUCH_RECURRENCE: Final = N_(
    "“{text}” says more than how often. Write “{first}”, or, for example, “monthly by the 10th”."
)
NOT_A_PERIOD: Final = N_(
    "“{text}” is not a date. Here a day, month, quarter, half-year or year is needed."
)
NOT_A_LIMIT: Final = N_("“{text}” is a limit. Here a date is needed, for example: {first}")

_LONGEST_RANGE: Final = 24
"""Atoms; a longer text is not two dates, and looking for them takes time."""
_ANY_YEAR: Final = Atom(Kind.YEAR, 2000, "2000")

# Days in other forms of ISO 8601, and other programs' timestamps, whose time is not kept; folded.
_ISO_DAY: Final = re.compile(
    r"([0-9]{8}|[0-9]{4}-w[0-9]{2}-[1-7]|[0-9]{4}-[0-9]{2}-[0-9]{2}(?=[t\s]))"
    r"(?:(?:t|\s+)(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?)?"
)
_TIMED: Final = re.compile(
    r"([0-9]{1,2}([./-])[0-9]{1,2}\2[0-9]{4})\s+(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
)
# EDTF's codes in the place of a month.
_EDTF_QUARTERS: Final = {33: 1, 34: 2, 35: 3, 36: 4}
_EDTF_HALVES: Final = {40: 1, 41: 2}


class Reading:
    """One text on its way to a deadline."""

    def __init__(self, text: str, language: Language | None) -> None:
        self._text = text.strip()
        self._by = False
        self._qualifier = Qualifier.NONE
        if not self._text:
            raise InputError(EMPTY)
        if len(self._text) > MAX_LENGTH:
            raise InputError(TOO_LONG)
        self._folded = _TIMED.sub(r"\1", fold(self._text))
        self._atoms = atoms(self._folded)
        self._language = language or language_of(self._atoms)

    def deadline(self) -> Deadline:
        with suppress(ValueError):
            deadline = deadline_from_key(self._text)
            if isinstance(deadline, Period):
                self._check_year(deadline.first.year)
            return deadline
        return self._iso_day() or self._unbounded() or self._period()

    def ends(self) -> list[Period]:
        """The two periods that the text stands between; none where it is no range."""
        return self._ends_of_range(without_weekday(without_qualifier(self._atoms)[0])[1])

    def refusal(
        self, message: str, readings: Iterable[Deadline] = (), **values: object
    ) -> InputError:
        """The error to raise; ``readings`` also fill the message's placeholders."""
        named = tuple(deadline_text(reading, self._language) for reading in readings)
        shown = "".join(char if char.isprintable() else "\ufffd" for char in self._text)
        if len(shown) > 60:
            shown = shown[:59] + "…"
        if named:
            values |= {"first": named[0], "last": named[-1], "meanings": "; ".join(named)}
        return InputError(message, readings=named, text=shown, **values)

    def _iso_day(self) -> Period | None:
        match = _ISO_DAY.fullmatch(self._folded)
        if not match:
            return None
        # Costly to import, and asked for whole days only: it would fill in what is missing.
        from dateutil.parser import isoparser

        try:
            day = isoparser().parse_isodate(match[1].upper())
        except ValueError:
            raise self.refusal(NOT_A_DATE) from None
        self._check_year(day.year)
        return Period.day(day)

    def _unbounded(self) -> Deadline | None:
        """A deadline that is no period."""
        kinds = shape(self._atoms)
        if kinds == Kind.PERMANENT:
            return Permanent()
        if kinds == Kind.AS_NEEDED:
            return AsNeeded()
        if Kind.FREQUENCY not in kinds:
            return None
        if duty := recurring(self._atoms):
            return duty
        frequency = self._atoms[kinds.index(Kind.FREQUENCY)]
        raise self.refusal(NO_SUCH_RECURRENCE, [Recurring(Frequency(str(frequency.value)))])

    def _period(self) -> Period:
        undecorated, self._qualifier = without_qualifier(self._atoms)
        weekday, dated = without_weekday(undecorated)
        if found := framed(dated):
            return self._only_meaning(found, weekday)
        if dated and not any(atom.kind == Kind.YEAR for atom in dated):
            self._refuse_for_missing_year(dated)
        if any(atom.kind == Kind.FROM for atom in dated) and (starts := self._named(dated)):
            raise self.refusal(ONLY_FROM, starts)
        if ends := self._ends_of_range(dated):
            raise self.refusal(RANGE, ends)
        raise self.refusal(NOT_A_DATE)

    def _only_meaning(self, found: Framed, weekday: int | None) -> Period:
        self._by = found.limit is not None
        meanings = list(self._meanings(found.places))
        if found.part and (found.part is not Part.END or not found.limit):
            raise self.refusal(VAGUE, self._bounded(_certain_parts(meanings[0], found.part)))
        if found.limit:
            included = found.limit is Limit.NOT_LATER or found.part is Part.END
            meanings = [
                limited
                for period in meanings
                for limited in _limited(period, found.limit, included=included)
            ]
        meanings = [replace(period, qualifier=self._qualifier) for period in meanings]
        if len(meanings) > 1:
            # The period before the first year is no reading: it would be refused.
            known = [meaning for meaning in meanings if meaning.first.year >= FIRST_YEAR]
            raise self.refusal(AMBIGUOUS, known)
        period = meanings[0]
        if weekday is not None and period.precision is not Precision.DAY:
            raise self.refusal(NOT_A_DATE, [period])
        if weekday is not None and period.first.weekday() != weekday:
            day = deadline_text(period.plain, self._language)
            raise self.refusal(WRONG_WEEKDAY, [period], day=day)
        return period

    def _bounded(self, periods: Iterable[Period]) -> list[Period]:
        """The periods as readings of this text: limits if it is a limit, as sure as it is."""
        return [
            replace(period, by=self._by or period.by, qualifier=self._qualifier)
            for period in periods
        ]

    def _meanings(self, places: Mapping[str, Atom]) -> Iterator[Period]:
        """The periods that a pattern's finding can mean. Raises InputError when there is none."""
        match places:
            case {"first": first, "second": second, "year": last}:
                yield from self._numeric_days(first, second, last, sign=places["sign"].kind)
                return
        year = _year(places["year"])
        self._check_year(year)
        match places:
            case {"month": month, "day": day}:
                yield self._day(year, int(month.value), int(day.value))
            case {"name": month, "day": day}:
                yield self._day(year, int(month.value), int(day.value))
            case {"name": month}:
                yield Period.month(year, int(month.value))
            case {"month": month}:
                yield from self._numeric_month(year, month)
            case {"code": code}:
                yield from self._edtf(year, code)
            case {"unit": unit, "number": number}:
                yield self._unit(year, unit.kind, int(number.value))
            case _:
                yield Period.year(year)

    def _check_year(self, year: int) -> None:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise self.refusal(YEAR_OUTSIDE, year=year, earliest=FIRST_YEAR, latest=LAST_YEAR)

    def _numeric_days(
        self, first: Atom, second: Atom, last: Atom, *, sign: str
    ) -> Iterator[Period]:
        """The days that three numbers with the year last, or so it seems, can mean."""
        orders = [(last, second, first)]
        if sign != ".":
            orders.append((last, first, second))
            if last.kind == Kind.NUMBER:
                orders.append((first, second, last))
        days = dict.fromkeys((_year(y), int(m.value), int(d.value)) for y, m, d in orders)
        possible = [(y, m, d) for y, m, d in days if 1 <= m <= 12 and 1 <= d <= monthrange(y, m)[1]]
        for year, month, day in possible or list(days)[:1]:
            self._check_year(year)
            yield self._day(year, month, day)

    def _day(self, year: int, month: int, day: int) -> Period:
        self._check_month(year, month)
        days = monthrange(year, month)[1]
        if not 1 <= day <= days:
            whole = Period.month(year, month)
            near = [Period.day(whole.last)] if day else []
            name = deadline_text(whole, self._language)
            raise self.refusal(NO_SUCH_DAY, self._bounded([*near, whole]), month=name, days=days)
        return Period.day(date(year, month, day))

    def _check_month(self, year: int, month: int) -> None:
        if not 1 <= month <= 12:
            raise self.refusal(NO_SUCH_MONTH, self._bounded([Period.year(year)]), number=month)

    def _numeric_month(self, year: int, month: Atom) -> Iterator[Period]:
        """A month in figures; one figure up to 4 may as well be a quarter."""
        number = int(month.value)
        self._check_month(year, number)
        yield Period.month(year, number)
        if len(month.text) == 1 and number <= 4:
            yield Period.quarter(year, number)

    def _edtf(self, year: int, code: Atom) -> Iterator[Period]:
        number = int(code.value)
        if number in _EDTF_QUARTERS:
            yield Period.quarter(year, _EDTF_QUARTERS[number])
        elif number in _EDTF_HALVES:
            yield Period.half_year(year, _EDTF_HALVES[number])
        elif number > 12 and number > year % 100:
            raise self.refusal(RANGE, [Period.year(year), Period.year(full_year(number))])
        else:
            yield from self._numeric_month(year, code)

    def _unit(self, year: int, kind: str, number: int) -> Period:
        self._check_unit(kind, number, year)
        return (Period.quarter if kind == Kind.QUARTER else Period.half_year)(year, number)

    def _check_unit(self, kind: str, number: int, year: int | None) -> None:
        """Refuse a fifth quarter, with the four as readings where the year is known."""
        if kind == Kind.QUARTER and not 1 <= number <= 4:
            quarters = [Period.quarter(year, quarter) for quarter in (1, 2, 3, 4)] if year else []
            raise self.refusal(NO_SUCH_QUARTER, self._bounded(quarters), number=number)
        if kind == Kind.HALF and not 1 <= number <= 2:
            halves = [Period.half_year(year, half) for half in (1, 2)] if year else []
            raise self.refusal(NO_SUCH_HALF, self._bounded(halves), number=number)

    def _refuse_for_missing_year(self, dated: Sequence[Atom]) -> None:
        """Raise if a year is all that is missing, as in «IV квартал» or «до конца года»."""
        kinds = shape(dated)
        point = [Atom(".", ".", ".")] if kinds == "n.n" else []
        for completed in ([*dated, *point, _ANY_YEAR], [_ANY_YEAR, *dated]):
            found = framed(completed)
            if found and "unit" in found.places:
                unit, number = found.places["unit"], found.places["number"]
                self._check_unit(unit.kind, int(number.value), None)
            if found or self._ends_of_range(completed):
                readings = []
                # "Dec 26" is the 26th of no year, or a spreadsheet's short form of December 2026.
                if re.fullmatch("m-?n", kinds) and len(dated[-1].text) == 2:
                    year = full_year(int(dated[-1].value))
                    readings = [Period.month(year, int(dated[0].value))]
                raise self.refusal(NO_YEAR, readings)

    def _ends_of_range(self, dated: Sequence[Atom]) -> list[Period]:
        """Two periods that the text stands between; what one leaves out is taken from the other."""
        if len(dated) > _LONGEST_RANGE:
            return []
        for place, atom in enumerate(dated):
            if atom.kind not in BETWEEN:
                continue
            left, right = bare(dated[:place]), bare(dated[place + 1 :])
            lefts = [left, *(left + right[start:] for start in range(1, len(right)))]
            rights = [right, *(left[:end] + right for end in range(len(left) - 1, 0, -1))]
            firsts = next(filter(None, map(self._named, lefts)), [])
            lasts = next(filter(None, map(self._named, rights)), [])
            if left and right and len(firsts) == len(lasts) == 1 and firsts[0].last < lasts[0].last:
                return firsts + lasts
        return []

    def _named(self, dated: Sequence[Atom]) -> list[Period]:
        """What the period that these atoms name can mean, whatever bounds it."""
        found = framed(bare(dated))
        if not found or found.part:
            return []
        try:
            return list(self._meanings(found.places))
        except InputError:
            return []


def _year(atom: Atom) -> int:
    value = int(atom.value)
    return full_year(value) if atom.kind == Kind.NUMBER else value


def _limited(period: Period, limit: Limit, *, included: bool) -> list[Period]:
    """What "by this period" can mean: within it at the latest, or before it begins."""
    this = replace(period, by=True)
    if included or (period.precision is Precision.DAY and limit is not Limit.BEFORE):
        return [this]
    before = this.shifted(-1)
    return [before, period if limit is Limit.TOWARDS else this]


def _certain_parts(period: Period, part: Part) -> list[Period]:
    """Periods that "early", "mid" and "the end of" a period may stand for."""
    if part is Part.MIDDLE and period.precision is Precision.YEAR:
        return [Period.quarter(period.first.year, quarter) for quarter in (2, 3)]
    day = period.first if part is Part.BEGINNING else period.last
    finer = [
        Period.containing(day, precision)
        for precision in (Precision.QUARTER, Precision.MONTH)
        if precision.rank < period.precision.rank and part is not Part.MIDDLE
    ]
    if part is Part.END:
        return [replace(period, by=True), *finer]
    return finer or [period]

"""What a form says: its rows, its columns, and all that is written around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from tracker.domain.errors import InputError
from tracker.domain.fields import Kind
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.status import Status
from tracker.exchange.forms.keys import fields_of
from tracker.exchange.forms.rows import Rows
from tracker.language import N_, Language, translator
from tracker.records import record
from tracker.workspace.expressions import Expression
from tracker.workspace.query import Sort

Texts = Mapping[Language, str]


class UnitPlace(StrEnum):
    """Where the unit of an amount stands, so that the cell itself is a plain number."""

    COLUMNS = "columns"
    """One column for each unit in use, the unit in its heading."""
    BESIDE = "beside"
    """One column of numbers and a column of units to its right."""


@record
class Part:
    """A field's share in a cell; ``texts`` are what is written around it, at ``{}``."""

    field: str
    texts: Texts | None = None


@record
class Column:
    """One column. Several parts are written one after the other, those without a value left out.

    ``implied_unit`` is the unit that the heading already names. ``name`` is what the column is
    called where columns are chosen, given only where that is not its first field.
    """

    heading: Texts
    parts: tuple[Part, ...]
    unit: UnitPlace | None = None
    unit_heading: Texts | None = None
    implied_unit: str = ""
    total: bool = False
    name: str = ""

    @property
    def field(self) -> str:
        """The key of the only field, "" where the column has several parts."""
        return self.parts[0].field if len(self.parts) == 1 else ""

    @property
    def key(self) -> str:
        """What the column is called where columns are chosen."""
        return self.name or self.parts[0].field


@record
class Total:
    """The row of sums: its label, and how a sum that leaves rows out says so.

    ``partial`` has the placeholders ``{column}``, ``{known}`` and ``{rows}``.
    """

    label: Texts
    partial: Texts


@record
class Quarters:
    """Headings over the rows of each quarter of their deadlines, with sums below them.

    ``heading`` has the placeholders ``{quarter}`` and ``{n}``, the number of rows; ``coarse``, over
    the rows whose deadline is a half-year or a year, and ``none``, over those without one that ever
    comes, have ``{n}``.
    """

    heading: Texts
    coarse: Texts
    none: Texts


@record
class Form:
    """``sections`` puts a row with the project's name before the items of each project.

    ``as_of`` has the placeholder ``{date}``, and may have ``{period}`` and ``{since}``. ``sort``
    are keys of fields, the first decides first; "-" before one turns it round. ``period``, as in
    :func:`~tracker.exchange.forms.spans.read_span`, leaves the rows whose finish may fall into it.
    """

    id: str
    title: Texts
    as_of: Texts
    rows: Rows
    columns: tuple[Column, ...]
    about: Texts | None = None
    sections: bool = False
    quarters: Quarters | None = None
    sort: tuple[str, ...] = ()
    filter: Expression | None = None
    period: str = ""
    statuses: Mapping[Status, Texts] = field(default_factory=dict)
    total: Total | None = None

    @property
    def sorts(self) -> tuple[Sort, ...]:
        return tuple(Sort(key.removeprefix("-"), key.startswith("-")) for key in self.sort)


def selected(form: Form, keys: Sequence[str]) -> Form:
    """The form with these columns only, in this order.

    A column is named by its key; one that the form does not have comes with the program's own
    heading. Raises InputError for what is no column.
    """
    known = {column.key: column for column in form.columns}
    return replace(form, columns=tuple(known.get(key) or _plain(form, key) for key in keys))


EARLIER: Final = {
    "forecast_then": N_("{heading} ({day})"),
    "slip_since": N_("{heading} (since {day})"),
}
"""The columns of an earlier forecast, and how their headings tell its day."""


def tells_earlier_forecast(form: Form) -> bool:
    """Whether a form has columns of an earlier forecast, or gets them for a day that is asked."""
    return form.rows is Rows.COMMITTED or any(column.field in EARLIER for column in form.columns)


def with_earlier_forecast(form: Form, day: date) -> Form:
    """The form with the forecast of a past day beside that of now, and how far it has moved since.

    Where the form has such columns already, their headings tell the day, and none is added.
    """
    columns = list(form.columns)
    if not any(column.field in EARLIER for column in columns):
        beside = [at for at, one in enumerate(columns, 1) if one.field in ("forecast", "slip")]
        place = max(beside, default=len(columns))
        columns[place:place] = [_plain(form, key) for key in EARLIER]
    told = (_of_day(each, day) if each.field in EARLIER else each for each in columns)
    return replace(form, columns=tuple(told))


def _of_day(column: Column, day: date) -> Column:
    said = {}
    for language, heading in column.heading.items():
        text = translator(language).text(EARLIER[column.field])
        when = deadline_text(Period.day(day), language, style=Style.TABLE)
        said[language] = text.format(heading=heading, day=when)
    return replace(column, heading=said)


def _plain(form: Form, key: str) -> Column:
    fields = fields_of(form.rows)
    found = fields.get(key)
    if found is None:
        known = dict.fromkeys([*(column.key for column in form.columns), *fields])
        raise InputError(
            N_("“{form}” has no column “{key}”. Possible: {choices}."),
            form=form.id,
            key=key,
            choices=", ".join(known),
        )
    if found.kind is Kind.AMOUNT:
        return Column(
            _said(found.label), (Part(key),), UnitPlace.BESIDE, _said(N_("Unit of measure"))
        )
    return Column(_said(found.label), (Part(key),))


def _said(label: str) -> Texts:
    return {language: translator(language).text(label) for language in Language}

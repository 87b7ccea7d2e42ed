"""An official form filled in from a portfolio: plain values, row by row, ready for any writer.

The values are texts, exact numbers and days, see :mod:`official_cells`. What a number leaves out is
said: a sum that leaves rows out names how many it covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from tracker.domain import fields
from tracker.domain.model import Item, ItemKind, Project, Source
from tracker.domain.period import Period
from tracker.exchange.dialects import Days
from tracker.exchange.forms import PROJECT, Column, Form, Rows, UnitPlace
from tracker.exchange.official_cells import (
    EXACT,
    OfficialCells,
    deadline_cell,
    digits,
    is_plain,
)
from tracker.exchange.row_numbers import RowNumbers
from tracker.exchange.table import Cell, Content, DayCell, RowKind, Table, TableColumn, TableRow
from tracker.language import Language, Translator
from tracker.workspace.query import OutlineRow, Query, Sort
from tracker.workspace.query import rows as query_rows


def fill_form(
    form: Form,
    *,
    context: fields.Context,
    translator: Translator,
    days: Days = Days.DOTTED,
    query: Query | None = None,
) -> Table:
    """The table that ``form`` makes of the rows that ``query`` finds (all, when left out).

    ``days`` is how plain days are written.
    """
    return _Filling(form, context, translator, days).table(query or Query())


def form_sources(
    form: Form,
    *,
    context: fields.Context,
    translator: Translator,
    query: Query | None = None,
) -> tuple[Source, ...]:
    """What the rows of :func:`fill_form` rest on, each source once, in the order of the rows."""
    return _Filling(form, context, translator, Days.DOTTED).sources(query or Query())


@dataclass(frozen=True, slots=True)
class _Shown:
    """A column of the form as it comes out: an amount's numbers in one unit, or its units."""

    column: Column
    heading: str
    unit: str | None = None
    shows_units: bool = False

    def described(self) -> TableColumn:
        field = fields.FIELD.get(self.column.field)
        if field is None:
            wraps = self.column.field != PROJECT
            return TableColumn(self.heading, Content.TEXT, _JOINED_WIDTH, wraps, self.column.field)
        if self.shows_units:
            return TableColumn(self.heading, Content.UNIT, _UNIT_WIDTH, key=field.key)
        content = _CONTENT.get(field.kind, Content.TEXT)
        return TableColumn(self.heading, content, field.width, field.kind in _WRAPPED, field.key)


_JOINED_WIDTH: Final = 30
_UNIT_WIDTH: Final = 12
_CONTENT: Final = {
    fields.Kind.NUMBER: Content.ROW_NUMBER,
    fields.Kind.AMOUNT: Content.NUMBER,
    fields.Kind.INTEGER: Content.NUMBER,
    fields.Kind.PERCENT: Content.NUMBER,
    fields.Kind.DEADLINE: Content.PERIOD,
    fields.Kind.PERIOD: Content.PERIOD,
    fields.Kind.DAY: Content.PERIOD,
}
_WRAPPED: Final = frozenset(
    {
        fields.Kind.TEXT,
        fields.Kind.LONG_TEXT,
        fields.Kind.NAME,
        fields.Kind.BODIES,
        fields.Kind.SOURCES,
    }
)


class _Filling:
    def __init__(
        self, form: Form, context: fields.Context, translator: Translator, days: Days
    ) -> None:
        self._form = form
        self._context = context
        self._translator = translator
        self._language: Language = translator.language
        self._days = days
        self._cells = OfficialCells(context, translator, days, form.statuses)

    def table(self, query: Query) -> Table:
        found = self._rows(query)
        measured = [row.row for row in found if self._is_measured(row.row)]
        columns = list(self._columns(measured))
        return Table(
            title=self._form.title[self._language],
            as_of=self._as_of(),
            language=self._language,
            columns=tuple(column.described() for column in columns),
            rows=self._table_rows(found, columns, measured),
        )

    def sources(self, query: Query) -> tuple[Source, ...]:
        rows = (row.row for row in self._rows(query) if self._is_measured(row.row))
        portfolio = self._context.portfolio
        found = {source.id: source for row in rows for source in portfolio.sources_of(row)}
        return tuple(found.values())

    def _as_of(self) -> str:
        on = deadline_cell(Period.day(self._context.status_date), self._language, self._days)
        assert isinstance(on, DayCell)
        return self._form.as_of[self._language].format(date=on.text)

    # -- rows -------------------------------------------------------------------------------------

    def _rows(self, query: Query) -> list[OutlineRow]:
        asked = Query(
            text="" if query.dims else query.text,
            filter=query.filter,
            sorts=query.sorts or tuple(Sort(key) for key in self._form.sort),
        )
        found = query_rows(
            self._context.portfolio,
            asked,
            translator=self._translator,
            status_date=self._context.status_date,
        )
        return [row for row in found if self._is_shown(row.row)]

    def _is_shown(self, row: Project | Item) -> bool:
        return self._is_measured(row) or (self._form.sections and isinstance(row, Project))

    def _is_measured(self, row: Project | Item) -> bool:
        """Whether a row is one that the form is about, and not a section."""
        match self._form.rows:
            case Rows.PROJECTS:
                return isinstance(row, Project)
            case Rows.ITEMS:
                return isinstance(row, Item)
            case Rows.MILESTONES:
                return isinstance(row, Item) and row.kind is ItemKind.MILESTONE

    def _table_rows(
        self,
        found: Sequence[OutlineRow],
        columns: Sequence[_Shown],
        measured: Sequence[Project | Item],
    ) -> Iterator[TableRow]:
        numbering = RowNumbers(by_depth=self._form.rows is Rows.ITEMS and not self._form.sort)
        for place, row in enumerate(found):
            if not self._is_measured(row.row):
                # A project without a row of its own would be a heading over nothing.
                if place + 1 < len(found) and self._is_measured(found[place + 1].row):
                    yield TableRow(RowKind.SECTION, self._section(row.row, numbering, columns))
                continue
            number = numbering.next(row.depth)
            cells = tuple(
                number
                if shown.column.field == "number"
                else self._cells.cell(
                    shown.column, row.row, unit=shown.unit, units=shown.shows_units
                )
                for shown in columns
            )
            yield TableRow(RowKind.ROW, cells)
        total = self._total(columns, measured)
        if total is not None:
            yield TableRow(RowKind.TOTAL, total)

    def _section(
        self, project: Project | Item, numbering: RowNumbers, columns: Sequence[_Shown]
    ) -> tuple[Cell, ...]:
        text = f"{numbering.next_section()}. {project.name.best(self._language)}"
        return self._one_text(text, columns)

    def _one_text(self, text: str, columns: Sequence[_Shown]) -> tuple[Cell, ...]:
        """A row that says ``text`` where the names stand and nothing else."""
        place = next((at for at, one in enumerate(columns) if one.column.field == "name"), 0)
        return tuple(text if at == place else None for at in range(len(columns)))

    # -- columns ----------------------------------------------------------------------------------

    def _columns(self, rows: Sequence[Project | Item]) -> Iterator[_Shown]:
        for column in self._form.columns:
            heading = column.heading[self._language]
            if column.unit is UnitPlace.BESIDE:
                yield _Shown(column, heading)
                assert column.unit_heading is not None
                yield _Shown(column, column.unit_heading[self._language], shows_units=True)
            elif column.unit is UnitPlace.COLUMNS:
                amounts = (self._cells.amount(column, row) for row in rows)
                units = sorted({amount.unit for amount in amounts if amount is not None})
                for unit in units or [column.implied_unit]:
                    said = "" if unit == column.implied_unit else self._translator.text(unit)
                    yield _Shown(column, f"{heading} ({said})" if said else heading, unit)
            else:
                yield _Shown(column, heading)

    # -- sums -------------------------------------------------------------------------------------

    def _total(
        self, columns: Sequence[_Shown], rows: Sequence[Project | Item]
    ) -> tuple[Cell, ...] | None:
        total = self._form.total
        if total is None:
            return None
        cells = list(self._one_text(total.label[self._language], columns))
        remarks = []
        for place, shown in enumerate(columns):
            if not shown.column.total:
                continue
            counted, known, value = self._sum(shown, rows)
            if known:
                cells[place] = value
            if 0 < known < counted:
                remark = total.partial[self._language]
                remarks.append(remark.format(column=shown.heading, known=known, rows=counted))
        if all(cells[place] is None for place, shown in enumerate(columns) if shown.column.total):
            return None
        if remarks and cells[-1] is None:
            cells[-1] = "; ".join(remarks)
        return tuple(cells)

    def _sum(self, shown: _Shown, rows: Sequence[Project | Item]) -> tuple[int, int, Decimal]:
        """How many rows there are to add, how many of them are known exactly, and their sum.

        A figure covers what is below its row: parts of it are not added again, in any unit.
        """
        covered: set[int] = set()
        counted = known = 0
        value = Decimal(0)
        for row in rows:
            if isinstance(row, Item) and row.parent_id in covered:
                covered.add(row.id)
                continue
            counted += 1
            amount = self._cells.amount(shown.column, row)
            if amount is None:
                continue
            if isinstance(row, Item):
                covered.add(row.id)
            if amount.unit == shown.unit and is_plain(amount):
                known += 1
                value = EXACT.add(value, amount.value)
        return counted, known, digits(value)

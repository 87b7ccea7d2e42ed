"""An official form filled in from a portfolio: plain values, row by row, ready for any writer.

The values are texts, exact numbers and days; nothing is formatted here but what stands in words.
What a number leaves out is said: a figure that its source gave as "over", "nearly", a range or a
calculation is written in words, and a sum that leaves rows out names how many it covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from enum import Enum
from typing import Final, cast

from tracker.domain import fields
from tracker.domain.cells import cell_text
from tracker.domain.fields import FIELD, Field, Kind, choice_label, value_of
from tracker.domain.model import Basis, Bound, Item, ItemKind, Project
from tracker.domain.period import Deadline, Period
from tracker.domain.period_text import Style
from tracker.domain.status import Status
from tracker.domain.values import Amount, DatedText
from tracker.exchange.dialects import Cell, DayCell, Days, Dialect
from tracker.exchange.forms import PROJECT, Column, Form, Part, Rows, UnitPlace
from tracker.exchange.official_dates import completed, promised_finish
from tracker.exchange.row_numbers import RowNumbers
from tracker.language import Language, Translator, format_decimal
from tracker.workspace.query import OutlineRow, Query, Sort
from tracker.workspace.query import rows as query_rows

# Sums are exact: no addition may round to the default 28 digits.
_EXACT: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)


class RowKind(Enum):
    SECTION = "the name of the project that the next rows belong to"
    ROW = "a row"
    TOTAL = "the sums"


@dataclass(frozen=True, slots=True)
class TableRow:
    kind: RowKind
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A form filled in. ``rows`` is read once; every row has as many cells as ``headings``."""

    preamble: tuple[str, ...]
    headings: tuple[str, ...]
    rows: Iterable[TableRow]


def fill_form(
    form: Form,
    *,
    context: fields.Context,
    translator: Translator,
    dialect: Dialect,
    query: Query | None = None,
) -> Table:
    """The table that ``form`` makes of the rows that ``query`` finds (all, when left out)."""
    return _Filling(form, context, translator, dialect).table(query or Query())


@dataclass(frozen=True, slots=True)
class _TableColumn:
    """A column of the form as it comes out: an amount's numbers in one unit, or its units."""

    column: Column
    heading: str
    unit: str | None = None
    shows_units: bool = False


class _Filling:
    def __init__(
        self, form: Form, context: fields.Context, translator: Translator, dialect: Dialect
    ) -> None:
        self._form = form
        self._context = context
        self._translator = translator
        self._language: Language = translator.language
        self._dialect = dialect

    def table(self, query: Query) -> Table:
        found = self._rows(query)
        measured = [row.row for row in found if self._is_measured(row.row)]
        columns = list(self._columns(measured))
        return Table(
            preamble=self._preamble(),
            headings=tuple(column.heading for column in columns),
            rows=self._table_rows(found, columns, measured),
        )

    def _preamble(self) -> tuple[str, ...]:
        on = self._dialect.deadline_cell(Period.day(self._context.status_date), self._language)
        assert isinstance(on, DayCell)
        as_of = self._form.as_of[self._language].format(date=on.text)
        return self._form.title[self._language], as_of

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
        columns: Sequence[_TableColumn],
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
            cells = tuple(self._cell(column, row.row, number) for column in columns)
            yield TableRow(RowKind.ROW, cells)
        total = self._total(columns, measured)
        if total is not None:
            yield TableRow(RowKind.TOTAL, total)

    def _section(
        self, project: Project | Item, numbering: RowNumbers, columns: Sequence[_TableColumn]
    ) -> tuple[Cell, ...]:
        text = f"{numbering.next_section()}. {project.name.best(self._language)}"
        return self._one_text(text, columns)

    def _one_text(self, text: str, columns: Sequence[_TableColumn]) -> tuple[Cell, ...]:
        """A row that says ``text`` where the names stand and nothing else."""
        place = next((at for at, one in enumerate(columns) if one.column.field == "name"), 0)
        return tuple(text if at == place else None for at in range(len(columns)))

    # -- columns ----------------------------------------------------------------------------------

    def _columns(self, rows: Sequence[Project | Item]) -> Iterator[_TableColumn]:
        for column in self._form.columns:
            heading = column.heading[self._language]
            if column.unit is UnitPlace.BESIDE:
                yield _TableColumn(column, heading)
                assert column.unit_heading is not None
                yield _TableColumn(column, column.unit_heading[self._language], shows_units=True)
            elif column.unit is UnitPlace.COLUMNS:
                amounts = (self._amount(column, row) for row in rows)
                units = sorted({amount.unit for amount in amounts if amount is not None})
                for unit in units or [column.implied_unit]:
                    said = "" if unit == column.implied_unit else self._translator.text(unit)
                    yield _TableColumn(column, f"{heading} ({said})" if said else heading, unit)
            else:
                yield _TableColumn(column, heading)

    def _amount(self, column: Column, row: Project | Item) -> Amount | None:
        return cast("Amount | None", value_of(FIELD[column.field], row, self._context))

    # -- cells ------------------------------------------------------------------------------------

    def _cell(self, shown: _TableColumn, row: Project | Item, number: int | str) -> Cell:
        column = shown.column
        if column.unit is not None:
            return self._amount_cell(shown, row)
        if column.field == "number":
            return number
        if column.field:
            return self._part_cell(column.parts[0], row)
        return _joined(self._part_text(part, row) for part in column.parts) or None

    def _amount_cell(self, shown: _TableColumn, row: Project | Item) -> Cell:
        amount = self._amount(shown.column, row)
        if amount is None:
            return None
        if shown.shows_units:
            return self._translator.text(amount.unit)
        if shown.unit is not None and amount.unit != shown.unit:
            return None
        if is_plain(amount):
            return _digits(amount.value)
        return self._amount_words(amount)

    def _amount_words(self, amount: Amount) -> str:
        text = format_decimal(_digits(amount.value), self._language)
        if amount.upper is not None:
            text = f"{text}–{format_decimal(_digits(amount.upper), self._language)}"
        text = self._translator.text(choice_label(amount.bound)).format(text)
        if amount.basis is Basis.CALCULATED:
            text = f"{text} ({self._translator.text(choice_label(amount.basis))})"
        return text

    def _part_text(self, part: Part, row: Project | Item) -> str:
        cell = self._part_cell(part, row)
        text = self._dialect.plain_text(cell)
        if text and part.texts is not None:
            text = part.texts[self._language].format(text)
        return text

    def _part_cell(self, part: Part, row: Project | Item) -> Cell:
        if part.field == PROJECT:
            project = row if isinstance(row, Project) else self._project_of(row)
            return project.name.best(self._language) or None
        field = FIELD[part.field]
        value = self._value(field, row)
        if value is None:
            return None
        match field.kind:
            case Kind.STATUS if self._form.statuses:
                words = self._form.statuses.get(cast(Status, value))
                if words is not None:
                    return words[self._language] or None
            case Kind.DEADLINE | Kind.PERIOD:
                return self._dated_cell(cast(DatedText, value))
            case Kind.DAY:
                return self._dialect.deadline_cell(cast(Deadline, value), self._language)
            case Kind.INTEGER | Kind.PERCENT:
                return cast(int, value)
        return self._text_cell(field, value)

    def _value(self, field: Field, row: Project | Item) -> object:
        if field.key == "finish":
            return promised_finish(row, self._context)
        if field.key == "actual_finish" and isinstance(row, Project):
            return completed(row, self._context)
        return value_of(field, row, self._context)

    def _text_cell(self, field: Field, value: object) -> Cell:
        return cell_text(field, value, self._translator, Style.TABLE) or None

    def _dated_cell(self, dated: DatedText) -> Cell:
        """The original wording where it is in the table's language, else the language's own.

        Strict CSV is read by programs: there a plain period is written as it sorts.
        """
        cell = self._dialect.deadline_cell(dated.deadline, self._language)
        in_words = dated.wording and dated.language == self._language
        if not in_words or (self._dialect.days is Days.ISO and _is_plain_period(dated.deadline)):
            return cell
        return DayCell(dated.wording, cell.day) if isinstance(cell, DayCell) else dated.wording

    def _project_of(self, item: Item) -> Project:
        return self._context.portfolio.projects[item.project_id]

    # -- sums -------------------------------------------------------------------------------------

    def _total(
        self, columns: Sequence[_TableColumn], rows: Sequence[Project | Item]
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

    def _sum(self, shown: _TableColumn, rows: Sequence[Project | Item]) -> tuple[int, int, Decimal]:
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
            amount = self._amount(shown.column, row)
            if amount is None:
                continue
            if isinstance(row, Item):
                covered.add(row.id)
            if amount.unit == shown.unit and is_plain(amount):
                known += 1
                value = _EXACT.add(value, amount.value)
        return counted, known, _digits(value)


def is_plain(amount: Amount) -> bool:
    """Whether a number alone says all that the source said."""
    return (
        amount.bound is Bound.EXACT
        and amount.upper is None
        and amount.basis is not Basis.CALCULATED
    )


def _joined(texts: Iterable[str]) -> str:
    """One after the other, parted by semicolons where a sentence has not ended."""
    joined = ""
    for text in filter(None, texts):
        if joined:
            joined += " " if joined.endswith((".", "!", "?", "…")) else "; "
        joined += text
    return joined


def _is_plain_period(deadline: Deadline) -> bool:
    return isinstance(deadline, Period) and deadline == deadline.plain


def _digits(value: Decimal) -> Decimal:
    """The same number without an exponent and without trailing zeros after the point."""
    value = value.normalize(_EXACT)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "figures are finite"
    return value.quantize(Decimal(1), context=_EXACT) if exponent > 0 else value

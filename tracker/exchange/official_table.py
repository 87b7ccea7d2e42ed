"""A form filled in: plain values, row by row, ready for any writer.

The values are texts, exact numbers, days and periods, see :mod:`official_cells`. What a number
leaves out is said: a sum that leaves rows out names how many it covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any, Final

from tracker.domain.fields import Context
from tracker.domain.model import Source
from tracker.domain.period import Period
from tracker.domain.period_text import Style
from tracker.exchange.dialects import Days
from tracker.exchange.forms import Form, Rows, read_span, span_text
from tracker.exchange.official_cells import OfficialCells, Values
from tracker.exchange.official_columns import Shown, shown_columns
from tracker.exchange.official_dates import deadline_cell
from tracker.exchange.official_sections import Entries, Line, Section, by_quarter, outlined
from tracker.exchange.official_sums import Sums
from tracker.exchange.row_numbers import RowNumbers
from tracker.exchange.source_numbers import SourceNumbers
from tracker.exchange.table import Block, Blocks, Cell, DayCell, RowKind, Table
from tracker.language import Language, Translator
from tracker.records import record
from tracker.workspace.expressions.tree import Span
from tracker.workspace.outline_rows import row_key
from tracker.workspace.query import Query
from tracker.workspace.workspace import Workspace

_CHUNK: Final = 200
"""Rows filled at once."""
_SINCE_DAYS: Final = 30
"""How far back changes are told where nothing is said."""


@record
class Asked:
    """What is asked of a form besides its rows; None leaves it to the form.

    ``period`` is the one into which a finish may fall. Changes are told from ``since`` (else of the
    last 30 days) to ``until``.
    """

    period: Span | None = None
    since: date | None = None
    until: date | None = None


def fill_form(
    form: Form,
    *,
    context: Context,
    translator: Translator,
    days: Days = Days.DOTTED,
    query: Query | None = None,
    asked: Asked = Asked(),
    workspace: Workspace | None = None,
    numbers: SourceNumbers | None = None,
) -> Table:
    """The table that ``form`` makes of the rows that ``query`` finds (all, when left out).

    ``days`` is how plain days are written. A form of changes needs the ``workspace``, which has the
    journal. With ``numbers`` the cells name sources by numbers, given as the rows are read.
    """
    filling = _Filling(form, context, translator, days, asked, numbers)
    return filling.table(query or Query(), workspace)


def form_sources(
    form: Form,
    *,
    context: Context,
    translator: Translator,
    query: Query | None = None,
    asked: Asked = Asked(),
    workspace: Workspace | None = None,
) -> tuple[Source, ...]:
    """What the rows of :func:`fill_form` rest on, each source once, in the order of the rows."""
    filling = _Filling(form, context, translator, Days.DOTTED, asked)
    return filling.sources(query or Query(), workspace)


class _Filling:
    def __init__(
        self,
        form: Form,
        context: Context,
        translator: Translator,
        days: Days,
        asked: Asked,
        numbers: SourceNumbers | None = None,
    ) -> None:
        self._numbers = numbers
        self._form = form
        self._context = context
        self._translator = translator
        self._language: Language = translator.language
        self._days = days
        self._asked = asked
        self._span = asked.period or (read_span(form.period, Language.EN) if form.period else None)
        self._since = asked.since or context.status_date - timedelta(days=_SINCE_DAYS)

    def table(self, query: Query, workspace: Workspace | None) -> Table:
        values, lines = self._lines(query, workspace)
        measured = _EntryRows(lines)
        cells = OfficialCells(
            values, self._translator, self._days, self._form.statuses, self._numbers
        )
        columns = shown_columns(self._form, cells, measured, self._translator)
        return Table(
            title=self._form.title[self._language],
            as_of=self._as_of(),
            language=self._language,
            columns=tuple(column.described(values.fields) for column in columns),
            rows=Blocks(_Rows(self._form, self._language, cells, columns).blocks(lines, measured)),
        )

    def sources(self, query: Query, workspace: Workspace | None) -> tuple[Source, ...]:
        values, lines = self._lines(query, workspace)
        # Changes are told by the journal alone.
        if "source" not in values.fields:
            return ()
        found: dict[int, Source] = {}
        remaining = iter(_EntryRows(lines))
        while rows := list(islice(remaining, _CHUNK)):
            for sources in dict.fromkeys(values.column("source", rows)):
                found.update((source.id, source) for source in sources or ())
        return tuple(found.values())

    def _as_of(self) -> str:
        template = self._form.as_of[self._language]
        period = ""
        if self._span is not None:
            style = Style.LONG if self._days is Days.WORDS else Style.TABLE
            period = span_text(self._span, self._context.status_date, self._language, style)
        on = self._context.status_date
        if self._form.rows is Rows.CHANGES:
            on = self._asked.until or on
        return template.format(date=self._day(on), period=period, since=self._day(self._since))

    def _day(self, day: date) -> str:
        cell = deadline_cell(Period.day(day), self._language, self._days)
        assert isinstance(cell, DayCell)
        return cell.text

    def _lines(self, query: Query, workspace: Workspace | None) -> tuple[Values, list[Line]]:
        """What the rows show, and the rows with the headings over them."""
        # Each kind of rows brings modules along that the others do not need.
        from tracker.exchange.official_rows import RowValues, rows_found

        if self._form.rows is Rows.CHANGES:
            return self._changes(query, workspace)
        row_of = self._context.portfolio.row_of
        found = rows_found(self._form, query, self._span, self._context, self._translator)
        if self._form.rows is Rows.CLAIMS:
            from tracker.exchange.official_claims import ClaimValues

            claims = ClaimValues(self._context)
            rows = [row_of(ref) for ref, _ in found]
            hides = query.hides or self._form.filter is not None
            return claims, [Entries.flat(list(claims.found(rows, topics=not hides)))]
        values = RowValues(self._context, self._translator, self._days)
        if self._form.quarters is not None:
            words = self._form.quarters
            rows = [row_of(ref) for ref, _ in found]
            return values, by_quarter(rows, words, values, self._language)
        return values, outlined(found, self._form, self._context, self._language)

    def _changes(self, query: Query, workspace: Workspace | None) -> tuple[Values, list[Line]]:
        from tracker.exchange.official_changes import ChangeValues, Since
        from tracker.exchange.official_rows import rows_found

        assert workspace is not None, "the journal is in the workspace"
        values = ChangeValues(workspace, self._translator)
        keys = None
        if query.hides:
            found = rows_found(self._form, query, None, self._context, self._translator)
            keys = tuple(row_key(self._context.portfolio.row_of(ref)) for ref, _ in found)
        since = Since(self._since, self._asked.until)
        return values, [Entries.flat(list(values.found(since, keys)))]


class _EntryRows:
    """The rows of all entries, as often as they are asked for."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def __iter__(self) -> Iterator[Any]:
        return chain.from_iterable(line.rows for line in self._lines if isinstance(line, Entries))


class _Rows:
    """The rows of a table from its lines."""

    def __init__(
        self, form: Form, language: Language, cells: OfficialCells, columns: Sequence[Shown]
    ) -> None:
        self._form = form
        self._language = language
        self._cells = cells
        self._columns = columns
        names = ("name", "row", "subject")
        self._name_place = next(
            (at for at, one in enumerate(columns) if one.column.field in names), 0
        )

    def blocks(self, lines: Sequence[Line], measured: Iterable[Any]) -> Iterator[Block]:
        outline = self._form.rows is Rows.ITEMS and not self._form.sort
        numbering = RowNumbers(by_depth=outline and self._form.quarters is None)
        part: list[Any] = []
        for line in lines:
            if isinstance(line, Section):
                yield from self._subtotal(part)
                part = []
                text = f"{numbering.next_section()}. {line.text}"
                yield _line(RowKind.SECTION, self._one_text(text))
                continue
            for start in range(0, len(line.rows), _CHUNK):
                rows = line.rows[start : start + _CHUNK]
                if self._form.quarters is not None:
                    part += rows
                depths = line.depths[start : start + _CHUNK]
                yield self._filled(rows, depths, numbering)
        yield from self._subtotal(part)
        yield from self._total(measured)

    def _filled(self, rows: Sequence[Any], depths: Sequence[int], numbering: RowNumbers) -> Block:
        """Rows filled column by column, since what many of them share is worked out once."""
        is_numbered = any(shown.column.field == "number" for shown in self._columns)
        numbers: list[Cell] = list(map(numbering.next, depths)) if is_numbered else []
        columns = [
            numbers
            if shown.column.field == "number"
            else self._cells.column(shown.column, rows, unit=shown.unit, units=shown.shows_units)
            for shown in self._columns
        ]
        return Block(RowKind.ROW, columns)

    def _one_text(self, text: str) -> tuple[Cell, ...]:
        """A row that says ``text`` where the names stand and nothing else."""
        return tuple(text if at == self._name_place else None for at in range(len(self._columns)))

    # -- sums -------------------------------------------------------------------------------------

    def _subtotal(self, part: Sequence[Any]) -> Iterator[Block]:
        """The sums of one quarter; sections of projects have none."""
        if part and self._form.quarters is not None:
            yield from self._total(part)

    def _total(self, rows: Iterable[Any]) -> Iterator[Block]:
        total = self._form.total
        if total is None:
            return
        sums = Sums(total, self._cells, self._language)
        cells = sums.row(self._columns, rows, self._one_text(total.label[self._language]))
        if cells is not None:
            yield _line(RowKind.TOTAL, cells)


def _line(kind: RowKind, cells: Sequence[Cell]) -> Block:
    return Block(kind, [[cell] for cell in cells])

"""One row of a table held against a row of the file: what it says that the file does not.

An empty cell says nothing. A cell is unchanged when it means what the file holds, or when it is
what an export of the file would write there; nothing is written then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, cast

from tracker.domain.cells import source_text
from tracker.domain.errors import InputError, Term, UserError
from tracker.domain.fields import (
    FIELD,
    ActualEdge,
    CommittedEdge,
    Context,
    Field,
    Kind,
    NameIn,
    OwnCalendarIn,
    value_of,
)
from tracker.domain.foresight import judged_status
from tracker.domain.model import Basis, Body, Edge, Item, ItemKind, Names, Project, Source, State
from tracker.domain.period import Period
from tracker.domain.plan_rules import PLAN_FIELDS, plan_conflict
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status, status_of
from tracker.domain.values import Amount, DatedText
from tracker.exchange.dialects import Dialect
from tracker.exchange.forms import PROJECT, bundled_form
from tracker.exchange.official_cells import OfficialCells
from tracker.exchange.official_rows import RowValues
from tracker.exchange.table_in.composites import Composite
from tracker.exchange.table_in.finishes import SaidOfFinish, promise_of
from tracker.exchange.table_in.headings import REASON, UID, UNIT
from tracker.exchange.table_in.mapping import ColumnUse, Mapping
from tracker.exchange.table_in.matching import name_key
from tracker.exchange.table_in.said import CellProblem, FieldChange, Said, dated
from tracker.exchange.table_in.source import Cell, SourceRow
from tracker.exchange.table_in.statuses import reported_state
from tracker.exchange.table_in.values import CellReader
from tracker.language import N_, Language, translator
from tracker.language.folding import flat
from tracker.workspace.operations import Promise
from tracker.workspace.operations.fields import check_kind, own_attributes, own_calendar_id
from tracker.workspace.operations.relations import bodies_named, body_ids

WORKED_OUT: Final = N_(
    "“{field}” is worked out from other data and cannot be imported. Empty the cell, or leave the "
    "column out of the mapping."
)
NO_START: Final = N_("A milestone has no start. Make the row an activity, or empty the cell.")
TWICE: Final = N_("“{field}” is given twice in this row, and differently. Leave one of the cells.")
SEVERAL_SOURCES: Final = N_(
    "Several sources are called “{name}”. Write the whole title of the one that is meant."
)
STATUS_FROM_DATES: Final = N_(
    "“{text}” follows from dates that the row does not have. Correct the dates, or empty the cell."
)

_NOT_OF_A_ROW: Final = frozenset({"number", PROJECT, UID, UNIT, REASON})
_ABOUT_PLAN: Final = frozenset(
    {*PLAN_FIELDS, "actual_start", "actual_finish", "percent", "state", "kind"}
)
"""What the rules of a plan are about, and what was reported that they hold it against."""
_ABOUT_FINISH: Final = frozenset({"wording", "announced_on", "commitment_source"})


class Comparing:
    """Compares the rows of one table with those of one portfolio, on the day of the table."""

    def __init__(
        self,
        context: Context,
        mapping: Mapping,
        dialect: Dialect,
        reader: CellReader,
    ) -> None:
        self.context = context
        self.portfolio: Portfolio = context.portfolio
        self.on: date = context.status_date
        self.language: Language = mapping.language
        self.reader = reader
        self.bodies = body_ids(context.portfolio)
        self._dialect = dialect
        statuses = bundled_form(mapping.form).statuses if mapping.form else {}
        self._speech = translator(mapping.language)
        self._values = RowValues(context, self._speech, dialect.days)
        self._cells = OfficialCells(self._values, self._speech, dialect.days, statuses)
        self._uses = [
            (use, self._content_of(use))
            for use in mapping.columns
            if use.column is not None
            and not use.is_units
            and not (len(use.fields) == 1 and use.fields[0] in _NOT_OF_A_ROW)
        ]
        self._units = {
            use.fields: use.place for use in mapping.columns if use.is_units and use.column
        }
        self.knows_state = any("state" in use.fields for use in mapping.columns)
        """Whether a column says the reported state itself, so that the status is only read."""
        self._sources: dict[str, set[int]] | None = None

    def _content_of(self, use: ColumnUse) -> Field | Composite:
        if len(use.fields) == 1:
            return FIELD[use.fields[0]]
        assert use.column is not None
        return Composite(use.column.parts, self._is_readable)

    def _is_readable(self, key: str, text: str) -> bool:
        try:
            return self.reader.value(FIELD[key], text) is not None
        except InputError:
            return False

    def compare(self, source: SourceRow, row: Project | Item | None, *, new: Item | None) -> Said:
        """What ``source`` says of a row; of a ``new`` item or (both None) a new project."""
        return _Comparison(self, source, row, new).said(self._uses)

    def unit_of(self, use: ColumnUse, source: SourceRow) -> str:
        """The unit that goes with the numbers of a column in a row."""
        place = self._units.get(use.fields)
        if place is not None:
            return self.reader.text(source.text(place))
        return use.unit or (use.column.implied_unit if use.column else "")

    def is_as_exported(self, use: ColumnUse, source: SourceRow, row: Project | Item) -> bool:
        """Whether a cell is just what an export would write there."""
        cell = source.cells[use.place]
        assert use.column is not None
        if not isinstance(cell, str):
            return False
        unit = None
        if use.unit:
            amount = self._cells.amount(use.column, row)
            if amount is None or self._speech.text(amount.unit).split() != use.unit.split():
                return False
            unit = amount.unit
        texts = [self._cells.cell(use.column, row, unit=unit)]
        cells = [cell]
        place = self._units.get(use.fields)
        if place is not None:
            texts.append(self._cells.cell(use.column, row, units=True))
            cells.append(source.text(place))
        return self._dialect.texts(texts) == [text.replace("\r\n", "\n") for text in cells]

    def current(self, field: Field, row: Project | Item) -> object:
        """What the file holds, as an official table takes it."""
        return self._values.value(field.key, row)

    def source_named(self, text: str) -> int | None:
        """The source that a text names: by title, key, or publisher and date in any language.

        Raises InputError where several are called so.
        """
        if self._sources is None:
            self._sources = {}
            for source in self.portfolio.sources:
                for name in source_names(source):
                    self._sources.setdefault(name, set()).add(source.id)
        found = self._sources.get(name_key(text), set())
        if len(found) > 1:
            raise InputError(SEVERAL_SOURCES, name=text)
        return next(iter(found), None)


def source_names(source: Source) -> set[str]:
    """What a source is called, folded."""
    called = {source_text(source, language) for language in Language}
    return {name_key(name) for name in called | {source.title, source.key} if name}


class _Comparison:
    """One row on its way."""

    def __init__(
        self, table: Comparing, source: SourceRow, row: Project | Item | None, new: Item | None
    ) -> None:
        self._table = table
        self._source = source
        self._row = row
        self._subject: Project | Item | None = row if row is not None else new
        self._found = Said()
        self._given: dict[str, tuple[str, str]] = {}
        self._finish = SaidOfFinish()
        self._about_finish: ColumnUse | None = None
        """The first column that says something about the finish."""
        self._status: tuple[ColumnUse, Status] | None = None

    def said(self, uses: Sequence[tuple[ColumnUse, Field | Composite]]) -> Said:
        for use, content in uses:
            if use.place < len(self._source.cells):
                try:
                    self._take_cell(use, content)
                except UserError as error:
                    self._problem(use, error)
        self._promise_finish()
        self._take_status()
        self._check_plan(uses)
        return self._found

    def _problem(self, use: ColumnUse, reason: UserError) -> None:
        problem = CellProblem(use.place, use.heading, self._source.text(use.place), reason)
        self._found.problems.append(problem)

    def _take_cell(self, use: ColumnUse, content: Field | Composite) -> None:
        cell = self._source.cells[use.place]
        refused = self._source.refused_cells.get(use.place)
        if refused is not None:
            self._problem(use, refused)
            return
        text = self._table.reader.text(cell)
        if not text:
            return
        row = self._row
        if isinstance(content, Composite):
            if row is None or not self._table.is_as_exported(use, self._source, row):
                for key, part in content.parted(text).items():
                    self._take(use, FIELD[key], part, "")
            return
        unit = self._table.unit_of(use, self._source)
        if self._given.setdefault(content.key, (text, unit)) != (text, unit):
            raise InputError(TWICE, field=Term(content.label))
        if row is None or not self._table.is_as_exported(use, self._source, row):
            self._take(use, content, cell, unit)
        elif content.key in _ABOUT_FINISH:
            # It must agree with the finish, changed or not.
            self._take_about_finish(use, content.key, value_of(content, row, self._table.context))

    def _take(self, use: ColumnUse, field: Field, cell: Cell, unit: str) -> None:
        value = self._table.reader.value(field, cell, unit)
        if value is None:
            return
        if field.kind is Kind.STATUS:
            self._status = (use, cast(Status, value))
            return
        if field.key in _ABOUT_FINISH:
            self._take_about_finish(use, field.key, value)
            return
        if field.key == "source":
            self._cite(str(value))
            return
        row = self._row
        current = self._table.current(field, row) if row is not None else None
        if isinstance(field.target, NameIn) and row is not None and self._is_name(field, value):
            return
        if current is not None and self._same(field, current, value):
            return
        if isinstance(field.target, OwnCalendarIn):
            # Refused here, where its cell is known.
            own_calendar_id(self._table.portfolio, value)
        self._check_editable(field)
        if isinstance(value, ItemKind) and row is not None:
            check_kind(self._table.portfolio, row, replace(cast(Item, row), kind=value))
        if isinstance(field.target, CommittedEdge):
            dated = cast(DatedText, value)
            if field.target.edge is Edge.FINISH:
                self._about_finish = self._about_finish or use
                self._finish.given = dated
            else:
                self._announce(Promise(Edge.START, dated.deadline, dated.wording, dated.language))
            return
        self._set(field, current, value)

    def _set(self, field: Field, old: object, new: object) -> None:
        self._found.values.append((field, new))
        self._note_change(field, old, new)

    def _note_change(self, field: Field, old: object, new: object) -> None:
        # Of a new row all is new: nothing is kept twice of the thousands there may be.
        if self._row is not None:
            self._found.changes.append(FieldChange(field, old, new))

    def _take_about_finish(self, use: ColumnUse, key: str, value: object) -> None:
        self._about_finish = self._about_finish or use
        match value:
            case Period():
                self._finish.announced_on = value
            case (Source() as source, *_):
                self._finish.source = source.id
            case _ if key == "wording":
                self._finish.wording = str(value)
            case _:
                self._finish.source = self._source_ref(str(value))

    def _is_name(self, field: Field, value: object) -> bool:
        """Whether the row has this name: the general one in any language."""
        assert self._row is not None
        assert isinstance(field.target, NameIn)
        names = self._row.name
        language = field.target.language
        given = [names.given(each) for each in ([language] if language else Language)]
        return name_key(str(value)) in {name_key(name) for name in given if name}

    def _check_editable(self, field: Field) -> None:
        subject = self._subject
        if subject is None:
            editable = not isinstance(field.target, CommittedEdge | ActualEdge)
        else:
            editable = field.is_editable(subject)
        if editable:
            return
        if isinstance(subject, Item) and field.target in _STARTS:
            raise InputError(NO_START)
        raise InputError(WORKED_OUT, field=Term(field.label))

    def _same(self, field: Field, current: object, value: object) -> bool:
        match field.kind:
            case Kind.DEADLINE | Kind.PERIOD:
                return cast(DatedText, current).deadline == cast(DatedText, value).deadline
            case Kind.AMOUNT:
                amount = cast(Amount, value)
                if amount.basis is Basis.DECLARED:
                    current = replace(cast(Amount, current), basis=Basis.DECLARED)
                return current == amount
            case Kind.BODIES:
                named = bodies_named(cast("tuple[str, ...]", value), self._table.bodies)
                meant = [self._table.bodies.get(name.casefold()) for name in named]
                return meant == [body.id for body in cast("tuple[Body, ...]", current)]
            case Kind.CALENDAR:
                names = cast(Names, current)
                return flat(str(value)) in {flat(names.given(each)) for each in Language}
            case Kind.TEXT | Kind.LONG_TEXT | Kind.TERM:
                return str(current).split() == str(value).split()
            case _:
                return current == value

    def _check_plan(self, uses: Sequence[tuple[ColumnUse, Field | Composite]]) -> None:
        """Refuse the row where what it says of a plan does not go together, at each such cell."""
        typed = {
            field.key: value for field, value in self._found.values if field.key in PLAN_FIELDS
        }
        if not typed or not isinstance(self._subject, Item):
            return
        said: dict[str, Any] = {}
        for field, value in self._found.values:
            if field.key in _ABOUT_PLAN:
                said |= own_attributes(field, value)
        conflict = plan_conflict(replace(self._subject, **said), typed)
        if conflict is None:
            return
        for use, content in uses:
            if (
                isinstance(content, Field)
                and content.key in typed
                and content.key in conflict.fields
            ):
                self._problem(use, conflict.reason)

    # -- dates that were promised -----------------------------------------------------------------

    def _promise_finish(self) -> None:
        row = self._row
        if not self._finish:
            return
        item = row if isinstance(row, Item) else None
        in_force = self._table.portfolio.commitment_in_force(item) if item else None
        if self._finish.given is None and row is not None and "finish" in self._given:
            # The cell says what is in force, or what follows from the rows below.
            held = self._table.current(FIELD["finish"], row)
            self._finish.given = cast("DatedText | None", held)
            if in_force is not None:
                known = in_force.deadline, in_force.wording, in_force.language
                self._finish.given = DatedText(*known)
        try:
            self._check_editable(FIELD["finish"])
            table = self._table
            promise = promise_of(self._finish, item, table.portfolio, table.language)
        except UserError as error:
            assert self._about_finish is not None
            self._problem(self._about_finish, error)
            return
        if promise is not None:
            self._announce(promise)

    def _announce(self, promise: Promise) -> None:
        self._found.promises.append(promise)
        row, edge = self._row, FIELD[promise.edge.value]
        before = self._table.current(edge, row) if row is not None else None
        self._note_change(edge, before, dated(promise))
        if promise.announced_on is not None and row is not None:
            field = FIELD["announced_on"]
            before = value_of(field, row, self._table.context)
            self._note_change(field, before, promise.announced_on)

    # -- status and sources -----------------------------------------------------------------------

    def _take_status(self) -> None:
        if self._status is None or self._table.knows_state:
            return
        use, said = self._status
        row = self._row
        if row is not None and self._is_status_of(row, said):
            return
        state = reported_state(said)
        if state is None:
            if not self._follows(said):
                words = self._source.text(use.place)
                self._problem(use, InputError(STATUS_FROM_DATES, text=words))
            return
        before: State | None = row.state if row is not None else None
        if before is not state:
            self._set(FIELD["state"], before, state)

    def _is_status_of(self, row: Project | Item, said: Status) -> bool:
        """Whether a row has a status, or had it where its forecast was, or was not, known."""
        portfolio, on = self._table.portfolio, self._table.on
        known = {status_of(portfolio, row, on), judged_status(portfolio, row, on)}
        return said in known | {Status.AT_RISK, Status.LATE}

    def _follows(self, status: Status) -> bool:
        """Whether a status that is worked out follows from the deadline that the row gives."""
        if any(column.key == "actual_finish" for column, _ in self._found.values):
            return False
        if self._row is not None and self._table.portfolio.children(self._row):
            # It follows from the rows below.
            return False
        deadlines = [p.deadline for p in self._found.promises if p.edge is Edge.FINISH]
        for deadline in deadlines:
            if isinstance(deadline, Period):
                return status is Status.OVERDUE and deadline.is_over_on(self._table.on)
            return status is Status.PERMANENT
        return False

    def _cite(self, text: str) -> None:
        """Sources that the row does not rest on yet; none is ever taken away."""
        portfolio = self._table.portfolio
        own = portfolio.sources_of(self._row) if self._row is not None else []
        known = {name for source in own for name in source_names(source)}
        if name_key(text) in known:
            return
        whole = self._table.source_named(text)
        named = [text] if whole else [part.strip() for part in text.split(";") if part.strip()]
        new = [part for part in dict.fromkeys(named) if name_key(part) not in known]
        if new:
            self._found.sources += [self._source_ref(part) for part in new]
            self._note_change(FIELD["source"], tuple(own) or None, tuple(new))

    def _source_ref(self, text: str) -> int | str:
        return self._table.source_named(text) or text


_STARTS: Final = (CommittedEdge(Edge.START), ActualEdge(Edge.START))

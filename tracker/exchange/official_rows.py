"""The projects and items of a form, and what it shows of them beyond their own fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from tracker.domain.cells import source_text
from tracker.domain.claims import leading
from tracker.domain.columns import DatedTexts, Reader, are_items, commitments_in_force, reader
from tracker.domain.fields import FIELD, Context, Field, value_of
from tracker.domain.model import (
    Basis,
    Claim,
    Commitment,
    Edge,
    Item,
    ItemKind,
    Measure,
    Names,
    Project,
)
from tracker.domain.outline import ref_of
from tracker.domain.period import Deadline, Period
from tracker.domain.slip import SlipDays, slip_days
from tracker.domain.status import Status, status_of
from tracker.domain.values import Amount, DatedText
from tracker.exchange.dialects import Days
from tracker.exchange.forms import PROJECT, Form, Rows
from tracker.exchange.forms.keys import ROW_FIELDS
from tracker.exchange.official_dates import completed, deadline_cell, promised_finish
from tracker.language import N_, Translator
from tracker.workspace.expressions import Expression
from tracker.workspace.expressions.tree import And, Compared, Operator, Span, Test
from tracker.workspace.query import Query, Sort
from tracker.workspace.query import rows as query_rows
from tracker.workspace.why import Sentences

Row = Project | Item


class RowValues:
    """What the columns of a form show of a project or an item."""

    fields: Mapping[str, Field] = ROW_FIELDS

    def __init__(self, context: Context, translator: Translator, days: Days) -> None:
        self._context = context
        self._translator = translator
        self._days = days
        self._promised = DatedTexts()
        self._readers: dict[str, Reader] = {}
        self._sentences = Sentences(context.portfolio, context.status_date, translator)

    def value(self, key: str, row: Row) -> Any:
        """As :func:`tracker.domain.fields.value_of`, with dates as an official table takes them.

        Slips are whole numbers, or a :class:`SlipDays` where that is all that is known.
        """
        found = _WORKED_OUT.get(key)
        if found is not None:
            return found(self, row)
        return value_of(FIELD[key], row, self._context)

    def column(self, key: str, rows: Sequence[Row]) -> list[Any]:
        """What :meth:`value` says of each of some rows; equal values mostly are the same object."""
        if key not in self._readers:
            self._readers[key] = self._reader(key)
        return self._readers[key](rows)

    def _reader(self, key: str) -> Reader:
        if key not in _WORKED_OUT:
            return reader(FIELD[key], self._context)
        one_by_one = _WORKED_OUT[key]

        def read(rows: Sequence[Row]) -> list[Any]:
            return [one_by_one(self, row) for row in rows]

        together = _OF_ITEMS.get(key)
        if together is None:
            return read
        of_items = together(self)
        return lambda rows: of_items(rows) if are_items(rows) else read(rows)

    # -- dates ------------------------------------------------------------------------------------

    def _finish(self, row: Row) -> DatedText | None:
        return promised_finish(row, self._context)

    def _finishes(self, items: Sequence[Item]) -> list[DatedText | None]:
        promised = commitments_in_force(self._context.portfolio, items)
        return [
            self._finish(item) if dated is None else dated
            for item, dated in zip(items, self._promised.of_commitments(promised), strict=True)
        ]

    def _actual_finish(self, row: Row) -> DatedText | None:
        if isinstance(row, Project):
            return completed(row, self._context)
        field = FIELD["actual_finish"]
        found: DatedText | None = value_of(field, row, self._context)  # type: ignore[assignment]
        return found

    def _own_deadline(self, row: Row) -> Period | None:
        """The period that was promised for the row itself, where it is still to be kept."""
        if not isinstance(row, Item) or self._status(row) in _SETTLED:
            return None
        deadline = self._context.portfolio.deadline(row)
        return deadline if isinstance(deadline, Period) else None

    def _status(self, row: Row) -> Status:
        return status_of(self._context.portfolio, row, self._context.status_date)

    def _overdue_since(self, row: Row) -> Period | None:
        deadline = self._own_deadline(row)
        over = deadline is not None and deadline.is_over_on(self._context.status_date)
        return Period.day(deadline.last).shifted(1) if deadline and over else None

    def _days_left(self, row: Row) -> int | None:
        deadline = self._own_deadline(row)
        return (deadline.last - self._context.status_date).days if deadline else None

    # -- commitments ------------------------------------------------------------------------------

    def _promises(self, row: Row) -> list[Commitment]:
        """The dates promised for the finish, first to last; where none binds, those mentioned."""
        if not isinstance(row, Item):
            return []
        history = self._context.portfolio.commitments_of(row)
        return [found for found in history if found.binding] or history

    def _first(self, row: Row) -> Commitment | None:
        return next(iter(self._promises(row)), None)

    def _first_commitment(self, row: Row) -> DatedText | None:
        first = self._first(row)
        return DatedText(first.deadline, first.wording, first.language) if first else None

    def _first_announced_on(self, row: Row) -> Period | None:
        first = self._first(row)
        return first.announced_on if first else None

    def _first_source(self, row: Row) -> tuple[object, ...] | None:
        first = self._first(row)
        source = self._context.portfolio.sources.get(first.source_id) if first else None
        return (source,) if source else None

    def _moves(self, row: Row) -> list[Commitment]:
        """The promises that changed the one before them."""
        promises = self._promises(row)
        return [
            after
            for before, after in pairwise(promises)
            if _plain(before.deadline) != _plain(after.deadline)
        ]

    def _times_changed(self, row: Row) -> int | None:
        return len(self._moves(row)) if self._promises(row) else None

    def _changes(self, row: Row) -> str | None:
        """Each change in a line of its own: what was promised, when, by which source, and why."""
        return "\n".join(self._told(commitment) for commitment in self._moves(row)) or None

    def _told(self, commitment: Commitment) -> str:
        language = self._translator.language
        source = self._context.portfolio.sources.get(commitment.source_id)
        told = deadline_cell(commitment.deadline, language, self._days)
        parts = [told if isinstance(told, str) else told.text]
        if commitment.announced_on is not None:
            on = deadline_cell(commitment.announced_on, language, self._days)
            text = self._translator.text(N_("announced: {date}"))
            parts.append(text.format(date=on if isinstance(on, str) else on.text))
        if source is not None:
            parts.append(source_text(source, language))
        if commitment.reason:
            parts.append(commitment.reason)
        return "; ".join(parts)

    def _reason(self, row: Row) -> str | None:
        """Why the date in force is what it is."""
        item = row if isinstance(row, Item) else None
        in_force = self._context.portfolio.commitment_in_force(item, Edge.FINISH) if item else None
        return (in_force.reason or None) if in_force else None

    def _slip(self, row: Row) -> int | SlipDays | None:
        if not isinstance(row, Item):
            return None
        return self._slip_to(row, self._context.portfolio.deadline(row))

    def _actual_slip(self, row: Row) -> int | SlipDays | None:
        return self._slip_to(row, row.actual_finish if isinstance(row, Item) else None)

    def _slip_to(self, row: Row, date: Deadline | None) -> int | SlipDays | None:
        first = self._first(row)
        found = slip_days(first.deadline, date) if first else None
        return found.most if found is not None and found.least == found.most else found

    def _forecast_reason(self, row: Row) -> str | None:
        """The forecast as a sentence; of what is settled there is none any more."""
        on = self._context.status_date
        if status_of(self._context.portfolio, row, on) in _SETTLED:
            return None
        return self._sentences.of(row) or None

    # -- jobs -------------------------------------------------------------------------------------

    def _jobs(self, row: Row, *, created: bool) -> Amount | None:
        claims = [
            claim
            for claim in self._context.portfolio.claims_of(row, Measure.JOBS)
            if isinstance(row, Project) and (claim.basis is Basis.ACTUAL) is created
        ]
        claim = leading(claims)
        return amount_of(claim) if claim else None

    def _jobs_missing(self, row: Row) -> str | None:
        if not isinstance(row, Project):
            return None
        missing = [
            self._translator.text(ROW_FIELDS[key].label)
            for key in ("planned_jobs", "created_jobs")
            if self.value(key, row) is None
        ]
        return ", ".join(missing) or None

    def _project(self, row: Row) -> object:
        projects = self._context.portfolio.projects
        return (row if isinstance(row, Project) else projects[row.project_id]).name

    def _projects(self, items: Sequence[Item]) -> list[Names]:
        ids = [item.project_id for item in items]
        names = {each: self._context.portfolio.projects[each].name for each in set(ids)}
        return list(map(names.__getitem__, ids))


_SETTLED: Final = frozenset({Status.DONE, Status.CANCELLED, Status.SUSPENDED})

_WORKED_OUT: Final[Mapping[str, Callable[[RowValues, Row], Any]]] = {
    "finish": RowValues._finish,
    "actual_finish": RowValues._actual_finish,
    PROJECT: RowValues._project,
    "overdue_since": RowValues._overdue_since,
    "days_left": RowValues._days_left,
    "first_commitment": RowValues._first_commitment,
    "first_announced_on": RowValues._first_announced_on,
    "first_source": RowValues._first_source,
    "changes": RowValues._changes,
    "times_changed": RowValues._times_changed,
    "date_reason": RowValues._reason,
    "date_slip": RowValues._slip,
    "actual_slip": RowValues._actual_slip,
    "forecast_reason": RowValues._forecast_reason,
    "planned_jobs": lambda values, row: values._jobs(row, created=False),
    "created_jobs": lambda values, row: values._jobs(row, created=True),
    "jobs_missing": RowValues._jobs_missing,
}

_OF_ITEMS: Final[Mapping[str, Callable[[RowValues], Callable[[Any], list[Any]]]]] = {
    "finish": lambda values: values._finishes,
    "actual_finish": lambda values: reader(FIELD["actual_finish"], values._context),
    PROJECT: lambda values: values._projects,
}
"""What is worked out of many items at once."""


def amount_of(claim: Claim) -> Amount:
    """The figure of a claim."""
    return Amount(claim.value, claim.unit, claim.upper, claim.bound, claim.basis)


def _plain(deadline: Deadline) -> Deadline:
    return deadline.plain if isinstance(deadline, Period) else deadline


# -- which rows ------------------------------------------------------------------------------------


def is_of(form: Form, row: Row, context: Context) -> bool:
    """Whether a row is one that the form is about."""
    match form.rows:
        case Rows.PROJECTS:
            return isinstance(row, Project)
        case Rows.MILESTONES:
            return isinstance(row, Item) and row.kind is ItemKind.MILESTONE
        case Rows.COMMITTED:
            return isinstance(row, Item) and context.portfolio.deadline(row) is not None
        case Rows.ITEMS:
            return isinstance(row, Item)
        case _:
            # A report tells of rows of any kind.
            return True


Place = tuple[int, int]
"""The ref of a row, and its depth: 0 for a project, 1 for its direct items."""


def rows_found(
    form: Form, query: Query, span: Span | None, context: Context, translator: Translator
) -> Iterator[Place]:
    """The rows of the form that ``query`` finds, with the projects over them.

    ``span`` leaves the rows whose finish may fall into it.
    """
    where = _all_of(query.filter.where, form.filter, _falls_into(span))
    asked = Query(
        text="" if query.dims else query.text,
        filter=replace(query.filter, where=where),
        sorts=query.sorts or form.sorts or ((Sort("finish"),) if form.quarters else ()),
    )
    belongs = _belonging(form, asked, context)
    for ref, depth in _places(asked, context, translator):
        if belongs(ref):
            yield ref, depth


def _places(query: Query, context: Context, translator: Translator) -> Iterator[Place]:
    portfolio = context.portfolio
    if query.is_plain:
        return portfolio.outline.walk()
    found = query_rows(portfolio, query, translator=translator, status_date=context.status_date)
    return ((ref_of(row.row), row.depth) for row in found)


def _belonging(form: Form, asked: Query, context: Context) -> Callable[[int], bool]:
    """Whether the row of a ref is one of the form, or a project that stands over such rows."""
    if form.rows is Rows.ITEMS:
        return (lambda ref: True) if form.sections else (lambda ref: ref > 0)
    # Rows that only stand over what was found are left where the outline is shown.
    strict = form.rows in (Rows.MILESTONES, Rows.COMMITTED) and asked.filter
    fulfils = asked.filter.predicate(context) if strict else None

    def belongs(ref: int) -> bool:
        row = context.portfolio.row_of(ref)
        if form.sections and isinstance(row, Project):
            return True
        return is_of(form, row, context) and (fulfils is None or fulfils(row))

    return belongs


def _falls_into(span: Span | None) -> Expression | None:
    return None if span is None else Test("finish", Compared(Operator.POSSIBLE, span))


def _all_of(*conditions: Expression | None) -> Expression | None:
    asked = tuple(condition for condition in conditions if condition is not None)
    return And(asked) if len(asked) > 1 else next(iter(asked), None)

"""Commitments and what really happened. A commitment is never overwritten, only followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.errors import ConflictError, Term
from tracker.domain.model import Commitment, Edge, Item, ItemKind, Source
from tracker.domain.moving import Span, own_span, why_fixed
from tracker.domain.period import Deadline, Period
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.records import record
from tracker.storage.repository import Repository
from tracker.workspace.operations.names import called, item_of, row_of
from tracker.workspace.operations.relations import check_new_source, stored_source
from tracker.workspace.workspace import Workspace


def commit_deadline(
    workspace: Workspace,
    *,
    item_id: int,
    edge: Edge = Edge.FINISH,
    deadline: Deadline,
    wording: str = "",
    language: str = "",
    announced_on: Period | None = None,
    source_id: int | None = None,
    new_source: Source | None = None,
    reason: str = "",
    binding: bool = True,
) -> None:
    """Record that a date was announced; the earlier ones stay in the history.

    ``new_source`` is a source that the file does not hold yet: it is added in the same step, in
    place of ``source_id``. Raises ConflictError where its key is taken. ``announced_on`` None means
    that the day is not known: it then counts from today. Announcing what is in force already, with
    nothing new about it, is no edit.
    """
    item = item_of(workspace, item_id)
    _check_edge(item, edge)
    current = workspace.portfolio.commitment_in_force(item, edge)
    if (
        current is not None
        and (current.deadline, current.wording, current.binding) == (deadline, wording, binding)
        and announced_on in (None, current.announced_on)
        and source_id in (None, current.source_id)
        and new_source is None
        and reason in ("", current.reason)
    ):
        return
    commitment = Commitment(
        item_id=item.id,
        edge=edge,
        deadline=deadline,
        wording=wording,
        language=language,
        announced_on=announced_on,
        recorded_on=Period.day(workspace.today()),
        source_id=source_id,
        reason=reason,
        binding=binding,
    )
    check_new_source(workspace, new_source)

    def write(repository: Repository) -> None:
        added = stored_source(repository, new_source, source_id)
        repository.insert(replace(commitment, source_id=added))

    workspace.perform(
        "commit",
        write,
        name=called(item),
        deadline=wording or deadline.key,
    )


@record
class NewDate:
    """What one edge of an item is committed to from today on."""

    item_id: int
    edge: Edge
    period: Period


def commit_dates(workspace: Workspace, *, dates: Sequence[NewDate]) -> tuple[int, ...]:
    """Record new commitments of one or several items as one step; the ids of the commitments.

    As :func:`commit_deadline` with nothing known of them but the dates: binding, recorded today,
    the earlier ones kept. A date that is in force already is left out. Raises ConflictError where
    the one in force counts as announced later than today, so that the new one would not replace it.
    """
    changed = [date for date in dates if _is_new(workspace, date)]
    names = dict.fromkeys(called(item_of(workspace, date.item_id)) for date in changed)
    if not changed:
        return ()

    def write(repository: Repository) -> None:
        for date in changed:
            repository.insert(commitment_today(workspace, date))

    if len(names) == 1:
        changes = workspace.perform(
            "commit",
            write,
            name=next(iter(names)),
            deadline=" – ".join(date.period.key for date in changed),
        )
    else:
        changes = workspace.perform("commit-many", write, n=len(names))
    return changes.inserted("commitments")


def shift_dates(workspace: Workspace, *, rows: Sequence[RowKey], units: int) -> tuple[int, ...]:
    """Move items ``units`` later (earlier when negative), each by its own precision, as one step.

    What each moves by is the rule of :mod:`tracker.domain.moving`. Raises ConflictError where a row
    has no date of its own that could be moved, naming it, and for what :func:`commit_dates` does.
    """
    dates = []
    for key in rows:
        row = row_of(workspace, key)
        if reason := why_fixed(workspace.portfolio, row):
            raise ConflictError(
                N_("“{name}” was not moved, nor was anything else. {reason}"),
                name=called(row),
                reason=Term(reason),
            )
        span = own_span(workspace.portfolio, row)
        if span is None or not isinstance(row, Item):
            raise ConflictError(
                N_("“{name}” has no date of its own that could be moved. Nothing was changed."),
                name=called(row),
            )
        try:
            dates += new_dates(row.id, span.moved(units))
        except (ValueError, OverflowError) as error:
            raise ConflictError(
                N_("“{name}” cannot be moved outside the years 1 to 9999."), name=called(row)
            ) from error
    return commit_dates(workspace, dates=dates)


def new_dates(item_id: int, span: Span) -> list[NewDate]:
    """The dates of a span as those of an item."""
    both = ((Edge.START, span.start), (Edge.FINISH, span.finish))
    return [NewDate(item_id, edge, period) for edge, period in both if period is not None]


def commitment_today(workspace: Workspace, date: NewDate) -> Commitment:
    """A commitment of which nothing is known but its date, recorded today."""
    return Commitment(
        item_id=date.item_id,
        edge=date.edge,
        deadline=date.period,
        recorded_on=Period.day(workspace.today()),
    )


def explain_commitments(
    workspace: Workspace,
    *,
    commitment_ids: Sequence[int],
    reason: str = "",
    source_id: int | None = None,
    new_source: Source | None = None,
) -> None:
    """Add why, and on which source, to commitments that were recorded without.

    The date stays what it was and when it was recorded: no new promise, only what is known of it.
    A step of its own: undoing it leaves the commitments, as they were first recorded.
    ``new_source`` as in :func:`commit_deadline`.
    """
    workspace.refresh()
    found = [workspace.portfolio.commitments[each] for each in commitment_ids]
    names = dict.fromkeys(called(item_of(workspace, each.item_id)) for each in found)
    check_new_source(workspace, new_source)

    def write(repository: Repository) -> None:
        added = stored_source(repository, new_source, source_id)
        for before in found:
            after = replace(before, reason=reason, source_id=added)
            if after != before:
                repository.update(after)

    workspace.perform("explain", write, name=", ".join(names))


def _is_new(workspace: Workspace, date: NewDate) -> bool:
    item = item_of(workspace, date.item_id)
    _check_edge(item, date.edge)
    current = workspace.portfolio.commitment_in_force(item, date.edge)
    if current is None or not current.binding:
        return True
    if current.deadline == date.period:
        return False
    counted = current.announced_on or current.recorded_on
    if counted.last > workspace.today():
        raise ConflictError(
            N_(
                "The date of “{name}” in force counts as announced later than today. "
                "Record the new one with the day on which it was announced."
            ),
            name=called(item),
        )
    return True


def correct_commitment(
    workspace: Workspace, *, commitment: Commitment, new_source: Source | None = None
) -> None:
    """Mend a commitment that was entered wrongly; a *changed* promise is a new commitment.

    ``new_source`` as in :func:`commit_deadline`.
    """
    item = item_of(workspace, commitment.item_id)
    _check_edge(item, commitment.edge)
    check_new_source(workspace, new_source)

    def write(repository: Repository) -> None:
        added = stored_source(repository, new_source, commitment.source_id)
        repository.update(replace(commitment, source_id=added))

    workspace.perform("correct-commitment", write, name=called(item))


def delete_commitment(workspace: Workspace, *, commitment_id: int) -> None:
    """Take out a commitment that was never made; the journal keeps it."""
    commitment = workspace.portfolio.commitments[commitment_id]
    workspace.perform(
        "delete-commitment",
        lambda repository: repository.delete(Commitment, commitment_id),
        name=called(item_of(workspace, commitment.item_id)),
    )


def set_actual(
    workspace: Workspace,
    *,
    item_id: int,
    edge: Edge,
    period: Period | None,
    wording: str = "",
    source_id: int | None = None,
    new_source: Source | None = None,
) -> None:
    """Report when an edge really was, as precisely as it is known; None takes the report back.

    Without a source, the one that was recorded stays. ``new_source`` as in
    :func:`commit_deadline`.
    """
    item = item_of(workspace, item_id)
    _check_edge(item, edge)
    said = wording if period is not None else ""
    if edge is Edge.START:
        changed = replace(item, actual_start=period, actual_start_wording=said)
    else:
        changed = replace(item, actual_finish=period, actual_finish_wording=said)
    check_new_source(workspace, new_source)

    def write(repository: Repository) -> None:
        added = stored_source(repository, new_source, source_id)
        kept = item.actual_source_id if added is None else added
        repository.update(replace(changed, actual_source_id=kept))

    workspace.perform("report-actual", write, name=called(item))


def _check_edge(item: Item, edge: Edge) -> None:
    if item.kind is ItemKind.MILESTONE and edge is Edge.START:
        raise ConflictError(
            N_("“{name}” is a milestone and has no start. Make it an activity first."),
            name=called(item),
        )

"""Commitments and what really happened. A commitment is never overwritten, only followed."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.errors import ConflictError
from tracker.domain.model import Commitment, Edge, Item, ItemKind, Source
from tracker.domain.period import Deadline, Period
from tracker.language import N_
from tracker.storage.repository import Repository
from tracker.workspace.operations.names import called, item_of
from tracker.workspace.operations.relations import check_key
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
    _check_source(workspace, new_source)

    def write(repository: Repository) -> None:
        added = _add_source(repository, new_source, source_id)
        repository.insert(replace(commitment, source_id=added))

    workspace.perform(
        "commit",
        write,
        name=called(item),
        deadline=wording or deadline.key,
    )


def correct_commitment(
    workspace: Workspace, *, commitment: Commitment, new_source: Source | None = None
) -> None:
    """Mend a commitment that was entered wrongly; a *changed* promise is a new commitment.

    ``new_source`` as in :func:`commit_deadline`.
    """
    item = item_of(workspace, commitment.item_id)
    _check_edge(item, commitment.edge)
    _check_source(workspace, new_source)

    def write(repository: Repository) -> None:
        added = _add_source(repository, new_source, commitment.source_id)
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
    _check_source(workspace, new_source)

    def write(repository: Repository) -> None:
        added = _add_source(repository, new_source, source_id)
        kept = item.actual_source_id if added is None else added
        repository.update(replace(changed, actual_source_id=kept))

    workspace.perform("report-actual", write, name=called(item))


def _check_source(workspace: Workspace, new_source: Source | None) -> None:
    if new_source is not None:
        check_key(workspace, new_source)


def _add_source(
    repository: Repository, new_source: Source | None, source_id: int | None
) -> int | None:
    return source_id if new_source is None else repository.insert(new_source).id


def _check_edge(item: Item, edge: Edge) -> None:
    if item.kind is ItemKind.MILESTONE and edge is Edge.START:
        raise ConflictError(
            N_("“{name}” is a milestone and has no start. Make it an activity first."),
            name=called(item),
        )

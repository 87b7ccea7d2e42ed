"""Figures that somebody stated, and dated remarks. A new statement never overwrites an old one."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.claims import figure_of
from tracker.domain.model import Claim, Item, ProgressNote, Project, Source
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.storage.repository import Repository
from tracker.workspace.operations.names import called, owner_of, row_of
from tracker.workspace.operations.relations import check_new_source, stored_source
from tracker.workspace.workspace import Workspace


def state_figure(workspace: Workspace, *, claim: Claim, new_source: Source | None = None) -> int:
    """Add a figure beside those that were stated before; returns its id.

    One that is to lead takes the mark from the others of its measure. ``new_source`` is a source
    that the file does not hold yet: it is added in the same step, in place of the claim's. Raises
    ConflictError where its key is taken.
    """
    workspace.refresh()
    check_new_source(workspace, new_source)

    def write(repository: Repository) -> None:
        source_id = stored_source(repository, new_source, claim.source_id)
        _take_lead(workspace, repository, claim)
        repository.insert(replace(claim, source_id=source_id))

    changes = workspace.perform("state-figure", write, name=_about(workspace, claim))
    return changes.inserted("claims")[0]


def edit_claim(workspace: Workspace, *, claim: Claim, new_source: Source | None = None) -> None:
    """Mend a figure that was entered wrongly; a figure that has *changed* is a new statement.

    ``new_source`` and the mark of the one that leads as in :func:`state_figure`.
    """
    workspace.refresh()
    check_new_source(workspace, new_source)
    if new_source is None and workspace.portfolio.claims[claim.id] == claim:
        return

    def write(repository: Repository) -> None:
        source_id = stored_source(repository, new_source, claim.source_id)
        _take_lead(workspace, repository, claim)
        repository.update(replace(claim, source_id=source_id))

    workspace.perform("edit-figure", write, name=_about(workspace, claim))


def delete_claim(workspace: Workspace, *, claim_id: int) -> None:
    claim = workspace.portfolio.claims[claim_id]
    workspace.perform(
        "delete-figure",
        lambda repository: repository.delete(Claim, claim_id),
        name=_about(workspace, claim),
    )


def lead_claim(workspace: Workspace, *, claim_id: int, leading: bool = True) -> None:
    """Let one of several figures of a measure stand for it; the mark is taken from the others."""
    claim = replace(workspace.portfolio.claims[claim_id], leading=leading)

    def write(repository: Repository) -> None:
        _take_lead(workspace, repository, claim)
        repository.update(claim)

    workspace.perform("lead-figure", write, name=_about(workspace, claim))


def _take_lead(workspace: Workspace, repository: Repository, claim: Claim) -> None:
    """Where a claim is to lead, take the mark from the others about the same."""
    figure = figure_of(claim)
    for other in workspace.portfolio.claims if claim.leading else ():
        if other.leading and other.id != claim.id and figure_of(other) == figure:
            repository.update(replace(other, leading=False))


def _about(workspace: Workspace, claim: Claim) -> str:
    row: Project | Item | None = workspace.portfolio.projects.get(claim.project_id)
    row = row or workspace.portfolio.items.get(claim.item_id)
    return called(row) if row is not None else str(claim.topic or "")


def add_note(
    workspace: Workspace,
    *,
    row: RowKey,
    text: str,
    author: str = "",
    noted_on: Period | None = None,
    source_id: int | None = None,
    new_source: Source | None = None,
) -> int:
    """Add a dated remark, of today where no day is given; returns its id.

    ``new_source`` as in :func:`state_figure`.
    """
    found = row_of(workspace, row)
    check_new_source(workspace, new_source)
    note = ProgressNote(
        text=text,
        author=author,
        noted_on=noted_on or Period.day(workspace.today()),
        **owner_of(found),
    )

    def write(repository: Repository) -> None:
        rests_on = stored_source(repository, new_source, source_id)
        repository.insert(replace(note, source_id=rests_on))

    changes = workspace.perform("add-note", write, name=called(found))
    return changes.inserted("notes")[0]


def edit_note(
    workspace: Workspace, *, note: ProgressNote, new_source: Source | None = None
) -> None:
    """Mend a remark. ``new_source`` as in :func:`state_figure`."""
    workspace.refresh()
    check_new_source(workspace, new_source)
    if new_source is None and workspace.portfolio.notes[note.id] == note:
        return

    def write(repository: Repository) -> None:
        rests_on = stored_source(repository, new_source, note.source_id)
        repository.update(replace(note, source_id=rests_on))

    workspace.perform("edit-note", write, name=_noted(workspace, note))


def delete_note(workspace: Workspace, *, note_id: int) -> None:
    note = workspace.portfolio.notes[note_id]
    workspace.perform(
        "delete-note",
        lambda repository: repository.delete(ProgressNote, note_id),
        name=_noted(workspace, note),
    )


def _noted(workspace: Workspace, note: ProgressNote) -> str:
    key = (
        RowKey("projects", note.project_id)
        if note.project_id
        else RowKey("items", note.item_id or 0)
    )
    return called(row_of(workspace, key))

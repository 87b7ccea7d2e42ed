"""Figures that somebody stated, and dated remarks. A new statement never overwrites an old one."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.model import Claim, Item, ProgressNote, Project
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.storage.repository import Repository
from tracker.workspace.operations.names import called, owner_of, row_of
from tracker.workspace.workspace import Workspace


def state_figure(workspace: Workspace, *, claim: Claim) -> int:
    """Add a figure beside those that were stated before; returns its id."""
    changes = workspace.perform(
        "state-figure", lambda repository: repository.insert(claim), name=_about(workspace, claim)
    )
    return changes.inserted("claims")[0]


def edit_claim(workspace: Workspace, *, claim: Claim) -> None:
    """Mend a figure that was entered wrongly; a figure that has *changed* is a new statement."""
    workspace.perform(
        "edit-figure", lambda repository: repository.update(claim), name=_about(workspace, claim)
    )


def delete_claim(workspace: Workspace, *, claim_id: int) -> None:
    claim = workspace.portfolio.claims[claim_id]
    workspace.perform(
        "delete-figure",
        lambda repository: repository.delete(Claim, claim_id),
        name=_about(workspace, claim),
    )


def lead_claim(workspace: Workspace, *, claim_id: int, leading: bool = True) -> None:
    """Let one of several figures of a measure stand for it; the mark is taken from the others."""
    portfolio = workspace.portfolio
    claim = portfolio.claims[claim_id]
    rivals = [
        other
        for other in portfolio.claims
        if other.leading
        and other.id != claim.id
        and (other.project_id, other.item_id, other.topic, other.measure)
        == (claim.project_id, claim.item_id, claim.topic, claim.measure)
    ]

    def write(repository: Repository) -> None:
        for rival in rivals:
            repository.update(replace(rival, leading=False))
        repository.update(replace(claim, leading=leading))

    workspace.perform("lead-figure", write, name=_about(workspace, claim))


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
) -> int:
    """Add a dated remark, of today where no day is given; returns its id."""
    found = row_of(workspace, row)
    note = ProgressNote(
        text=text,
        author=author,
        noted_on=noted_on or Period.day(workspace.today()),
        source_id=source_id,
        **owner_of(found),
    )
    changes = workspace.perform(
        "add-note", lambda repository: repository.insert(note), name=called(found)
    )
    return changes.inserted("notes")[0]


def edit_note(workspace: Workspace, *, note: ProgressNote) -> None:
    workspace.perform(
        "edit-note", lambda repository: repository.update(note), name=_noted(workspace, note)
    )


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

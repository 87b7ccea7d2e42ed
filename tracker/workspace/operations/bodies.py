"""The bodies of a file: added, mended, made one of two, and deleted when nothing needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from tracker.domain.errors import ConflictError
from tracker.domain.model import Body, BodyRole, Names, Role
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.language import N_, Language
from tracker.storage.repository import Repository
from tracker.workspace.operations.names import called, row_of
from tracker.workspace.operations.relations import write_roles
from tracker.workspace.workspace import Workspace


def add_body(workspace: Workspace, *, body: Body) -> int:
    """Add a body and return its id. Raises ConflictError for one without a name, or known so."""
    workspace.refresh()
    _check_names(workspace.portfolio, body)
    changes = workspace.perform(
        "add-body", lambda repository: repository.insert(body), name=_called(body)
    )
    return changes.inserted("bodies")[0]


def edit_body(workspace: Workspace, *, body: Body) -> None:
    """Mend what is said of a body. Raises ConflictError as :func:`add_body` does."""
    workspace.refresh()
    _check_names(workspace.portfolio, body)
    if workspace.portfolio.bodies[body.id] != body:
        workspace.perform(
            "edit-body", lambda repository: repository.update(body), name=_called(body)
        )


def merge_bodies(workspace: Workspace, *, kept_id: int, merged_id: int) -> None:
    """Let one body stand wherever another one stood, and delete the other, as one step.

    A row that names both in one role keeps the first of the two places. What only the deleted one
    says of itself, a name in a language, its side, its note, goes over to the kept one.
    """
    workspace.refresh()
    portfolio = workspace.portfolio
    kept, merged = portfolio.bodies[kept_id], portfolio.bodies[merged_id]
    if kept_id == merged_id:
        raise ConflictError(
            N_("Choose another body: “{name}” is the one itself."), name=_called(kept)
        )
    places = {_place(link): link for link in portfolio.body_roles.where("body_id", kept_id)}

    def write(repository: Repository) -> None:
        for link in portfolio.body_roles.where("body_id", merged_id):
            beside = places.get(_place(link))
            if beside is None:
                repository.update(replace(link, body_id=kept_id))
                continue
            repository.delete(BodyRole, link.id)
            if link.position < beside.position:
                repository.update(replace(beside, position=link.position))
        whole = _both(kept, merged)
        if whole != kept:
            repository.update(whole)
        repository.delete(Body, merged_id)

    workspace.perform("merge-bodies", write, name=_called(kept), merged=_called(merged))


def delete_body(workspace: Workspace, *, body_id: int) -> None:
    """Delete a body that no row names. Raises ConflictError while one does."""
    workspace.refresh()
    body = workspace.portfolio.bodies[body_id]
    if uses := body_uses(workspace.portfolio, body_id):
        raise ConflictError(
            N_("“{name}” is named in rows: {n}. Merge it with another or take it out first."),
            name=_called(body),
            n=uses,
        )
    workspace.perform(
        "delete-body", lambda repository: repository.delete(Body, body_id), name=_called(body)
    )


NEW_BODY: Final = 0
"""Among ids: the body that is added in the same step."""


def set_roles(
    workspace: Workspace,
    *,
    row: RowKey,
    roles: Mapping[Role, Sequence[int]],
    new_body: Body | None = None,
) -> None:
    """Let exactly these bodies, by their ids and in this order, have each of the roles for a row.

    Roles that are not named stay as they are. ``new_body`` is one that the file does not hold yet:
    it is added in the same step, and stands where an id is NEW_BODY. Raises ConflictError for one
    without a name, or known so.
    """
    workspace.refresh()
    found = row_of(workspace, row)
    if new_body is not None:
        _check_names(workspace.portfolio, new_body)

    def write(repository: Repository) -> None:
        added = repository.insert(new_body).id if new_body is not None else NEW_BODY
        for role, ids in roles.items():
            wanted = list(dict.fromkeys(added if id == NEW_BODY else id for id in ids))
            write_roles(repository, workspace.portfolio, found, role, wanted)

    workspace.perform("set-bodies", write, name=called(found))


def body_uses(portfolio: Portfolio, body_id: int) -> int:
    """In how many places, a role of a row each, a body is named."""
    return len(list(portfolio.body_roles.where("body_id", body_id)))


def _place(link: BodyRole) -> tuple[object, ...]:
    return (link.project_id, link.item_id, link.role)


def _both(kept: Body, merged: Body) -> Body:
    return replace(
        kept,
        name=_filled(kept.name, merged.name),
        short_name=_filled(kept.short_name, merged.short_name),
        side=kept.side or merged.side,
        note=kept.note or merged.note,
    )


def _filled(names: Names, others: Names) -> Names:
    return Names(**{each.value: names.given(each) or others.given(each) for each in Language})


def _check_names(portfolio: Portfolio, body: Body) -> None:
    """A body has a name, and no other has all the same whole names."""
    if not body.name:
        raise ConflictError(N_("A body needs a name in at least one language."))
    if any(other.name == body.name for other in portfolio.bodies if other.id != body.id):
        raise ConflictError(
            N_("There is a body “{name}” already. Change the name, or merge the two."),
            name=_called(body),
        )


def _called(body: Body) -> str:
    return body.name.best(Language.EN)

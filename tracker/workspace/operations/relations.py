"""What rows have to do with bodies, sources and each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from itertools import chain, count, pairwise
from typing import Final

from tracker.domain.errors import ConflictError
from tracker.domain.loops import loop_closed_by
from tracker.domain.model import (
    Body,
    BodyRole,
    Citation,
    Item,
    LagUnit,
    Link,
    LinkType,
    Names,
    Project,
    Role,
    Source,
)
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.language import N_, Language
from tracker.storage.repository import Repository
from tracker.workspace.operations.names import called, item_of, owner_of, row_of
from tracker.workspace.workspace import Workspace

_KEY_LENGTH: Final = 24


def set_bodies(
    workspace: Workspace, *, row: RowKey, role: Role, names: Sequence[str], language: Language
) -> None:
    """Let exactly these bodies, in this order, have a role for a row.

    A body is known by its short or whole name in any language; an unknown name becomes a new body,
    named in ``language``.
    """
    found = row_of(workspace, row)
    workspace.perform(
        "set-bodies",
        lambda repository: write_roles(
            repository,
            workspace.portfolio,
            found,
            role,
            KnownBodies(repository, workspace.portfolio, language).ids(names),
        ),
        name=called(found),
    )


class KnownBodies:
    """The bodies of a file by their names, for one step; a name that is unknown becomes a body."""

    def __init__(self, repository: Repository, portfolio: Portfolio, language: Language) -> None:
        self.language = language
        self._repository = repository
        self._ids = body_ids(portfolio)
        self._awaited: set[str] = set()

    def await_names(self, names: Iterable[str]) -> None:
        """Know which bodies the step will name, before the first of them is written.

        Whether a text with commas names several must not hang on which row comes first.
        """
        parted = bodies_named([name for name in names if name], self._ids)
        self._awaited.update(name.casefold() for name in parted if "," not in name)

    def ids(self, names: Sequence[str]) -> list[int]:
        """The bodies that are meant, each once. A new one is named in ``language``."""
        parted = bodies_named(names, self._ids.keys() | self._awaited)
        return list(dict.fromkeys(self._id(name) for name in parted))

    def _id(self, name: str) -> int:
        found = self._ids.get(name.casefold())
        if found is None:
            body = self._repository.insert(Body(name=Names(**{self.language.value: name})))
            found = self._ids[name.casefold()] = body.id
        return found


def write_roles(
    repository: Repository,
    portfolio: Portfolio,
    row: Project | Item,
    role: Role,
    body_ids: Sequence[int],
) -> None:
    """Let exactly these bodies, in this order, have a role for a row; part of a larger step."""
    current = {link.body_id: link for link in portfolio.roles_of(row) if link.role is role}
    left = [link for body_id, link in current.items() if body_id not in body_ids]
    for position, body_id in enumerate(body_ids):
        # The one that takes the place of another is half the work of one going and one coming.
        link = current.get(body_id) or (left.pop(0) if left else None)
        if link is None:
            repository.insert(
                BodyRole(body_id=body_id, role=role, position=position, **owner_of(row))
            )
        elif (link.body_id, link.position) != (body_id, position):
            repository.update(replace(link, body_id=body_id, position=position))
    for link in left:
        repository.delete(BodyRole, link.id)


def body_ids(portfolio: Portfolio) -> dict[str, int]:
    """The bodies by their names and short names in every language, folded by case."""
    found: dict[str, int] = {}
    for body in portfolio.bodies:
        for names in (body.name, body.short_name):
            for name in (names.en, names.ru, names.kk, names.uz):
                if name:
                    found.setdefault(name.casefold(), body.id)
    return found


def bodies_named(texts: Iterable[str], known: Container[str]) -> list[str]:
    """The names in texts that may name several bodies with commas between.

    ``known`` has the names of bodies, folded as in :func:`body_ids`.

    «МТИ, Акимат» is two where the file knows both, or where all are abbreviations. Anything else
    is one name: many a ministry has a comma in its own.
    """
    names: list[str] = []
    for text in texts:
        parts = [part.strip() for part in text.split(",")]
        are_known = all(part.casefold() in known for part in parts)
        several = len(parts) > 1 and (are_known or all(map(_ABBREVIATION.fullmatch, parts)))
        names += parts if several and text.casefold() not in known else [text]
    return names


_ABBREVIATION: Final = re.compile("[A-ZА-ЯЁӘІҢҒҮҰҚӨҺЎҲ]{2,8}")


def add_source(workspace: Workspace, *, source: Source) -> int:
    """Add a source and return its id. Raises ConflictError when its key is taken."""
    check_key(workspace, source)
    changes = workspace.perform(
        "add-source", lambda repository: repository.insert(source), name=source.title
    )
    return changes.inserted("sources")[0]


def edit_source(workspace: Workspace, *, source: Source) -> None:
    check_key(workspace, source)
    workspace.perform(
        "edit-source", lambda repository: repository.update(source), name=source.title
    )


def source_uses(portfolio: Portfolio, source_id: int) -> int:
    """How many commitments, figures, notes, citations and actual dates rest on a source."""
    tables = (portfolio.commitments, portfolio.claims, portfolio.notes, portfolio.citations)
    uses = sum(len(list(table.where("source_id", source_id))) for table in tables)
    return uses + len(list(portfolio.items.where("actual_source_id", source_id)))


def delete_source(workspace: Workspace, *, source_id: int) -> None:
    """Delete a source that nothing rests on. Raises ConflictError while something does."""
    workspace.refresh()
    source = workspace.portfolio.sources[source_id]
    if uses := source_uses(workspace.portfolio, source_id):
        raise ConflictError(
            N_("Entries rest on “{name}”: {n}. Give them another source first."),
            name=source.title,
            n=uses,
        )
    workspace.perform(
        "delete-source",
        lambda repository: repository.delete(Source, source_id),
        name=source.title,
    )


def source_key(portfolio: Portfolio, title: str) -> str:
    """A short name for a source that is to be added: its title's first words, not yet taken.

    Only small Latin letters, digits and hyphens, "source" where the title has none.
    """
    return source_keys(portfolio)(title)


def source_keys(portfolio: Portfolio) -> Callable[[str], str]:
    """Gives :func:`source_key` of one title after the other; none of the keys is given twice."""
    taken = {source.key for source in portfolio.sources}

    def key_of(title: str) -> str:
        plain = unicodedata.normalize("NFKD", title).casefold().encode("ascii", "ignore").decode()
        words = re.findall(r"[a-z0-9]+", plain)
        stem = "-".join(words)[:_KEY_LENGTH].strip("-") or "source"
        numbered = (f"{stem}-{number}" for number in count(2))
        key = next(key for key in chain([stem], numbered) if key not in taken)
        taken.add(key)
        return key

    return key_of


def check_key(workspace: Workspace, source: Source) -> None:
    """Raises ConflictError when another source has the key of this one."""
    for other in workspace.portfolio.sources.where("key", source.key):
        if other.id != source.id:
            raise ConflictError(
                N_("There is a source “{key}” already: {title}. Give this one another short name."),
                key=source.key,
                title=other.title,
            )


def check_new_source(workspace: Workspace, new_source: Source | None) -> None:
    """As :func:`check_key`, for a source that may be added in the step of what rests on it."""
    if new_source is not None:
        check_key(workspace, new_source)


def stored_source(
    repository: Repository, new_source: Source | None, source_id: int | None
) -> int | None:
    """The id of the source that is meant, a new one being added first; part of a larger step."""
    return source_id if new_source is None else repository.insert(new_source).id


def cite(workspace: Workspace, *, row: RowKey, source_id: int, what: str = "") -> None:
    """Say that a source supports a row; saying it again is no edit."""
    found = row_of(workspace, row)
    if any(
        (citation.source_id, citation.what) == (source_id, what)
        for citation in workspace.portfolio.citations_of(found)
    ):
        return
    citation = Citation(source_id=source_id, what=what, **owner_of(found))
    workspace.perform("cite", lambda repository: repository.insert(citation), name=called(found))


def remove_citation(workspace: Workspace, *, citation_id: int) -> None:
    citation = workspace.portfolio.citations[citation_id]
    key = (
        RowKey("projects", citation.project_id)
        if citation.project_id
        else RowKey("items", citation.item_id or 0)
    )
    workspace.perform(
        "remove-citation",
        lambda repository: repository.delete(Citation, citation_id),
        name=called(row_of(workspace, key)),
    )


def add_link(
    workspace: Workspace,
    *,
    predecessor_id: int,
    successor_id: int,
    link_type: LinkType = LinkType.FS,
    lag: int = 0,
    lag_unit: LagUnit = LagUnit.WORKING_DAYS,
) -> int:
    """Let one item wait for another; returns the link's id.

    Raises ConflictError for a link to itself, one that exists, and one that would close a loop,
    which is named in its order.
    """
    predecessor = item_of(workspace, predecessor_id)
    successor = item_of(workspace, successor_id)
    check_link(workspace.portfolio, predecessor_id, successor_id, link_type)
    link = Link(
        predecessor_id=predecessor_id,
        successor_id=successor_id,
        type=link_type,
        lag=lag,
        lag_unit=lag_unit,
    )
    changes = workspace.perform(
        "add-link",
        lambda repository: repository.insert(link),
        name=called(predecessor),
        successor=called(successor),
    )
    return changes.inserted("links")[0]


def check_link(
    portfolio: Portfolio, predecessor_id: int, successor_id: int, link_type: LinkType
) -> None:
    """Raise the ConflictError that :func:`add_link` refuses a link with; nothing for a good one."""
    if any(
        (link.successor_id, link.type) == (successor_id, link_type)
        for link in portfolio.links.where("predecessor_id", predecessor_id)
    ):
        raise ConflictError(
            N_("“{name}” and “{successor}” are linked in this way already."),
            name=called(portfolio.items[predecessor_id]),
            successor=called(portfolio.items[successor_id]),
        )
    loop = loop_closed_by(portfolio, predecessor_id, successor_id)
    if loop:
        names = [called(portfolio.items[item_id]) for item_id in [*loop, loop[0]]]
        raise ConflictError(
            N_("The link would close a loop: {loop}. Remove one of its links first."),
            loop=" → ".join(names),
        )


def link_in_order(workspace: Workspace, *, rows: Sequence[RowKey]) -> None:
    """Let each of several items wait for the one before it (FS); links that exist stay.

    Raises ConflictError for a project, for fewer than two rows, and for a loop, which is named.
    """
    found = [row_of(workspace, key) for key in rows]
    for row in found:
        if isinstance(row, Project):
            raise ConflictError(
                N_("“{name}” is a project; only the rows below it can be linked."),
                name=called(row),
            )
    if len(found) < 2:
        raise ConflictError(N_("Select the rows to be linked, in their order: at least two."))

    def write(repository: Repository) -> None:
        scratch = Portfolio([*workspace.portfolio.items, *workspace.portfolio.links])
        for before, after in pairwise(found):
            existing = scratch.links.where("predecessor_id", before.id)
            if any(link.successor_id == after.id for link in existing):
                continue
            check_link(scratch, before.id, after.id, LinkType.FS)
            link = Link(predecessor_id=before.id, successor_id=after.id)
            scratch.put(repository.insert(link))

    workspace.perform("link-in-order", write, n=len(found))


def edit_link(workspace: Workspace, *, link: Link) -> None:
    """Change the type or the lag of a link. Raises ConflictError for one that exists already."""
    old = workspace.portfolio.links[link.id]
    others = workspace.portfolio.links.where("predecessor_id", link.predecessor_id)
    if any(
        (other.successor_id, other.type) == (link.successor_id, link.type)
        for other in others
        if other.id != link.id
    ):
        check_link(workspace.portfolio, link.predecessor_id, link.successor_id, link.type)
    if old != link:
        workspace.perform(
            "edit-link",
            lambda repository: repository.update(link),
            name=called(item_of(workspace, link.predecessor_id)),
            successor=called(item_of(workspace, link.successor_id)),
        )


def remove_link(workspace: Workspace, *, link_id: int) -> None:
    link = workspace.portfolio.links[link_id]
    workspace.perform(
        "remove-link",
        lambda repository: repository.delete(Link, link_id),
        name=called(item_of(workspace, link.predecessor_id)),
        successor=called(item_of(workspace, link.successor_id)),
    )

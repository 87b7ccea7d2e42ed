"""Many rows at once, read from somebody's table: written as one step that one undo takes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import field, replace
from typing import Any, Final, cast

from tracker.domain.errors import ConflictError
from tracker.domain.fields import (
    BodiesIn,
    CommittedEdge,
    Field,
    Figure,
    LatestNote,
    NameIn,
    OwnCalendarIn,
)
from tracker.domain.model import (
    BodyRole,
    Citation,
    Commitment,
    Edge,
    Item,
    ItemKind,
    Names,
    ProgressNote,
    Project,
    Row,
    Source,
)
from tracker.domain.period import Deadline, Period
from tracker.domain.portfolio import RowKey
from tracker.domain.values import Amount
from tracker.language import N_, Language
from tracker.records import record
from tracker.storage.repository import Repository, new_uid
from tracker.storage.telling import Beat, told
from tracker.workspace.changes import Changes
from tracker.workspace.operations.fields import (
    own_attributes,
    own_calendar_id,
    stated,
    write_cell,
)
from tracker.workspace.operations.names import owner_of
from tracker.workspace.operations.places import GAP
from tracker.workspace.operations.relations import KnownBodies, source_keys
from tracker.workspace.workspace import Workspace


@record
class Promise:
    """A date that the table says was committed to; written beside the earlier ones.

    ``source`` is the id of a source of the file, or the title of one that it does not hold yet.
    """

    edge: Edge
    deadline: Deadline
    wording: str = ""
    language: str = ""
    announced_on: Period | None = None
    source: int | str | None = None


@record(frozen=False)
class NewRow:
    """Where a row that the file does not have goes: behind the last of its siblings.

    ``project`` is None for a new project. ``project`` and ``parent`` are rows of the file, or rows
    of the same import that come before this one.
    """

    project: RowKey | ImportedRow | None = None
    parent: RowKey | ImportedRow | None = None
    kind: ItemKind = ItemKind.MILESTONE


@record(frozen=False, eq=False)
class ImportedRow:
    """What is to be written of one row of a table: ``key`` names the row, None for a ``new`` one.

    ``values`` are as :func:`tracker.domain.cells.parse_cell` gives them, none of them None, each
    field once; dates that were committed to are ``promises``. ``sources`` are cited.
    """

    key: RowKey | None
    new: NewRow | None = None
    values: list[tuple[Field, object]] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    sources: list[int | str] = field(default_factory=list)


CHANGED_MEANWHILE: Final = N_(
    "The file was changed after the preview was made. Nothing was imported: look at a new preview."
)


def import_rows(
    workspace: Workspace,
    *,
    rows: Sequence[ImportedRow],
    language: Language,
    source: str,
    revision: int,
    tell: Beat | None = None,
) -> Changes:
    """Write what a table says as one step.

    ``language`` is the one in which names were read, ``source`` the name of the table, shown in the
    history, ``revision`` the :attr:`Workspace.revision` for which ``rows`` were worked out;
    ``tell`` is as in :meth:`Workspace.perform`. Raises ConflictError when the file has been changed
    since.
    """
    return workspace.perform(
        "import-table",
        lambda repository: _Import(workspace, repository, language, tell).write(rows, revision),
        tell=tell,
        source=source,
        rows=len(rows),
    )


class _Import:
    def __init__(
        self,
        workspace: Workspace,
        repository: Repository,
        language: Language,
        tell: Beat | None,
    ) -> None:
        self._tell = tell
        self._workspace = workspace
        self._portfolio = workspace.portfolio
        self._repository = repository
        self._bodies = KnownBodies(repository, workspace.portfolio, language)
        self._recorded = Period.day(workspace.today())
        self._attached: defaultdict[type[Row], list[Any]] = defaultdict(list)
        self._stored: dict[int, Project | Item] = {}
        """The new rows by the identity of what they were read from."""
        self._last: dict[object, int] = {}
        """The position of the last child of each parent that gets new ones."""
        self._sources: dict[str, int] = {}
        self._first_commitment = repository.next_id(Commitment)

    def write(self, rows: Sequence[ImportedRow], revision: int) -> None:
        if self._workspace.revision != revision:
            raise ConflictError(CHANGED_MEANWHILE)
        self._add_sources(rows)
        self._bodies.await_names(
            name
            for row in rows
            for column, value in row.values
            if isinstance(column.target, BodiesIn)
            for name in cast("tuple[str, ...]", value)
        )
        self._add_rows([row for row in rows if row.new is not None])
        for row in told(rows, self._tell):
            if row.key is not None:
                self._change(row, row.key)
        for attached in self._attached.values():
            self._repository.insert_many(attached, tell=self._tell)

    # -- new rows ---------------------------------------------------------------------------------

    def _add_rows(self, rows: Sequence[ImportedRow]) -> None:
        next_ids = {table: self._repository.next_id(table) for table in (Project, Item)}
        new: dict[type[Row], list[Project | Item]] = {Project: [], Item: []}
        for imported in told(rows, self._tell):
            assert imported.new is not None
            row_class = Project if imported.new.project is None else Item
            row_id = next_ids[row_class] + len(new[row_class])
            row = self._built(imported, imported.new, row_id)
            self._stored[id(imported)] = row
            new[row_class].append(row)
            self._attach(imported, row)
        for found in new.values():
            self._repository.insert_many(found, tell=self._tell)

    def _built(self, imported: ImportedRow, new: NewRow, row_id: int) -> Project | Item:
        attributes: dict[str, Any] = {}
        names: dict[str, str] = {}
        for column, value in imported.values:
            if isinstance(column.target, NameIn):
                language = column.target.language or self._bodies.language
                names[language.value] = str(value)
            elif isinstance(column.target, OwnCalendarIn):
                attributes["own_calendar_id"] = own_calendar_id(self._portfolio, value)
            elif not isinstance(column.target, _ATTACHED):
                attributes |= own_attributes(column, value)
        name = Names(**names)
        if new.project is None:
            position = self._next_position(None)
            return Project(id=row_id, uid=new_uid(), position=position, name=name, **attributes)
        project_id = self._row_of(new.project).id
        parent_id = None
        if new.parent is not None:
            parent = self._row_of(new.parent)
            parent_id = parent.id
            if parent.id in self._portfolio.items:
                self._make_phase(parent.id)
        position = self._next_position((project_id, parent_id))
        return Item(
            **{"kind": new.kind, **attributes},
            id=row_id,
            uid=new_uid(),
            project_id=project_id,
            parent_id=parent_id,
            position=position,
            name=name,
        )

    def _row_of(self, place: RowKey | ImportedRow) -> Project | Item:
        if isinstance(place, ImportedRow):
            if place.key is None:
                return self._stored[id(place)]
            place = place.key
        row = self._portfolio.row(place)
        assert row is not None, "the revision was checked"
        return row

    def _make_phase(self, item_id: int) -> None:
        """A milestone has no parts; the one that gets some becomes a phase."""
        now = self._repository.get(Item, item_id)
        if now.kind is ItemKind.MILESTONE:
            self._repository.update(replace(now, kind=ItemKind.PHASE))

    def _next_position(self, parent: tuple[int, int | None] | None) -> int:
        if parent not in self._last:
            if parent is None:
                siblings: Sequence[Project | Item] = self._portfolio.ordered_projects()
            else:
                key = RowKey("items", parent[1]) if parent[1] else RowKey("projects", parent[0])
                above = self._portfolio.row(key)
                siblings = self._portfolio.children(above) if above is not None else []
            self._last[parent] = siblings[-1].position if siblings else 0
        self._last[parent] += GAP
        return self._last[parent]

    def _attach(self, imported: ImportedRow, row: Project | Item) -> None:
        owner = owner_of(row)
        for column, value in imported.values:
            match column.target:
                case BodiesIn(role):
                    ids = self._bodies.ids(cast("tuple[str, ...]", value))
                    self._attached[BodyRole] += (
                        BodyRole(body_id=body_id, role=role, position=position, **owner)
                        for position, body_id in enumerate(ids)
                    )
                case Figure(measure):
                    claim = stated(row, measure, cast(Amount, value), leading=False)
                    self._attached[type(claim)].append(claim)
                case LatestNote():
                    note = ProgressNote(text=str(value), noted_on=self._recorded, **owner)
                    self._attached[ProgressNote].append(note)
        self._attach_dates_and_sources(imported, row)

    def _attach_dates_and_sources(self, imported: ImportedRow, row: Project | Item) -> None:
        for promise in imported.promises:
            commitments = self._attached[Commitment]
            commitments.append(
                Commitment(
                    id=self._first_commitment + len(commitments),
                    uid=new_uid(),
                    item_id=row.id,
                    edge=promise.edge,
                    deadline=promise.deadline,
                    wording=promise.wording,
                    language=promise.language,
                    announced_on=promise.announced_on,
                    recorded_on=self._recorded,
                    source_id=self._source_id(promise.source),
                )
            )
        for source in imported.sources:
            source_id = self._source_id(source)
            assert source_id is not None
            self._attached[Citation].append(Citation(source_id=source_id, **owner_of(row)))

    # -- rows of the file -------------------------------------------------------------------------

    def _change(self, imported: ImportedRow, key: RowKey) -> None:
        row = self._portfolio.row(key)
        assert row is not None, "the revision was checked"
        for column, value in imported.values:
            # Another cell may have changed the row just before.
            now = self._repository.get(type(row), row.id)
            write_cell(self._workspace, self._repository, now, column, value, self._bodies)
        self._attach_dates_and_sources(imported, row)

    # -- sources ----------------------------------------------------------------------------------

    def _add_sources(self, rows: Sequence[ImportedRow]) -> None:
        named = (
            source
            for row in rows
            for source in [*row.sources, *(promise.source for promise in row.promises)]
        )
        titles = [title for title in dict.fromkeys(named) if isinstance(title, str)]
        keys = source_keys(self._portfolio)
        stored = self._repository.insert_many(
            Source(key=keys(title), title=title) for title in titles
        )
        self._sources = {source.title: source.id for source in stored}

    def _source_id(self, source: int | str | None) -> int | None:
        return self._sources[source] if isinstance(source, str) else source


_ATTACHED: Final = (BodiesIn, CommittedEdge, Figure, LatestNote)
"""Targets that are rows of their own."""

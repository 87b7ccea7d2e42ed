"""A whole portfolio in memory: every row by its id, and the questions that views ask of it.

The portfolio is read from the file once and then patched with the rows that each operation changed.
Look-ups by reference ("the commitments of item 7") use indexes that are built on first use and kept
in step by :meth:`Portfolio.put` and :meth:`Portfolio.remove`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from tracker.domain.model import (
    ROW_CLASSES,
    Basis,
    Body,
    BodyRole,
    Citation,
    Claim,
    Commitment,
    Edge,
    Item,
    Link,
    Measure,
    ProgressNote,
    Project,
    Role,
    Row,
    Setting,
    Source,
    State,
)
from tracker.domain.period import Deadline, Period

RowT = TypeVar("RowT", bound=Row)


class Table(Generic[RowT]):
    """The rows of one class by id, with an index for each reference that is asked for."""

    def __init__(self) -> None:
        self._rows: dict[int, RowT] = {}
        self._indexes: dict[str, dict[object, dict[int, RowT]]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[RowT]:
        return iter(self._rows.values())

    def __contains__(self, row_id: int) -> bool:
        return row_id in self._rows

    def __getitem__(self, row_id: int) -> RowT:
        return self._rows[row_id]

    def get(self, row_id: int | None) -> RowT | None:
        return None if row_id is None else self._rows.get(row_id)

    def where(self, attribute: str, value: object) -> Iterable[RowT]:
        """The rows whose ``attribute`` equals ``value``, in the order of their ids' arrival."""
        index = self._indexes.get(attribute)
        if index is None:
            index = self._indexes[attribute] = {}
            for row in self._rows.values():
                index.setdefault(getattr(row, attribute), {})[row.id] = row
        found = index.get(value)
        return found.values() if found else ()

    def put(self, row: RowT) -> None:
        """Add a row, or replace the one with its id."""
        self.remove(row.id)
        self._rows[row.id] = row
        for attribute, index in self._indexes.items():
            index.setdefault(getattr(row, attribute), {})[row.id] = row

    def remove(self, row_id: int) -> None:
        """Forget a row; nothing happens when there is none."""
        row = self._rows.pop(row_id, None)
        if row is not None:
            for attribute, index in self._indexes.items():
                index[getattr(row, attribute)].pop(row_id, None)


@dataclass(frozen=True, slots=True)
class RowKey:
    """Names one row of a view, which is a project or an item, across the tables."""

    table: str
    id: int


class Portfolio:
    """Every row of a file. Read only for views: changes go through the workspace."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.projects: Table[Project] = Table()
        self.items: Table[Item] = Table()
        self.commitments: Table[Commitment] = Table()
        self.links: Table[Link] = Table()
        self.bodies: Table[Body] = Table()
        self.body_roles: Table[BodyRole] = Table()
        self.sources: Table[Source] = Table()
        self.citations: Table[Citation] = Table()
        self.claims: Table[Claim] = Table()
        self.notes: Table[ProgressNote] = Table()
        self.settings: Table[Setting] = Table()
        for row in rows:
            self.put(row)

    def table(self, name: str) -> Table[Row]:
        """The table of a row class by its name in the file."""
        table: Table[Row] = getattr(self, name)
        return table

    def put(self, row: Row) -> None:
        self.table(row.table).put(row)

    def remove(self, table: str, row_id: int) -> None:
        self.table(table).remove(row_id)

    def rows(self) -> Iterator[Row]:
        """Every row, referred-to tables first."""
        for row_class in ROW_CLASSES:
            yield from self.table(row_class.table)

    # -- order and tree ---------------------------------------------------------------------------

    def ordered_projects(self) -> list[Project]:
        return sorted(self.projects, key=lambda project: (project.position, project.id))

    def children(self, parent: Project | Item) -> list[Item]:
        """The direct children of a project or item, in their order."""
        if isinstance(parent, Project):
            found: Iterable[Item] = (
                item for item in self.items.where("project_id", parent.id) if not item.parent_id
            )
        else:
            found = self.items.where("parent_id", parent.id)
        return sorted(found, key=lambda item: (item.position, item.id))

    def descendants(self, parent: Project | Item) -> Iterator[Item]:
        """Everything below, in the order of the outline. Bounded also if the tree were damaged."""
        stack = list(reversed(self.children(parent)))
        seen: set[int] = set()
        while stack:
            item = stack.pop()
            if item.id in seen:
                continue
            seen.add(item.id)
            yield item
            stack.extend(reversed(self.children(item)))

    def parent(self, item: Item) -> Project | Item:
        return self.items[item.parent_id] if item.parent_id else self.projects[item.project_id]

    def row(self, key: RowKey) -> Project | Item | None:
        return self.projects.get(key.id) if key.table == "projects" else self.items.get(key.id)

    # -- commitments ------------------------------------------------------------------------------

    def commitments_of(self, item: Item, edge: Edge = Edge.FINISH) -> list[Commitment]:
        """Every date announced for one edge, the earliest announcement first.

        Ordered by the last day of the announcement's own period (when it was announced, else when
        it was recorded), then by the order in which they were entered.
        """
        found = (row for row in self.commitments.where("item_id", item.id) if row.edge is edge)
        return sorted(found, key=lambda row: ((row.announced_on or row.recorded_on).last, row.id))

    def commitment_in_force(self, item: Item, edge: Edge = Edge.FINISH) -> Commitment | None:
        """The binding commitment that was announced last; mentions never replace it.

        Where nothing binding was announced, the latest mention stands in for it.
        """
        history = self.commitments_of(item, edge)
        binding = [row for row in history if row.binding]
        known = binding or history
        return known[-1] if known else None

    def deadline(self, item: Item, edge: Edge = Edge.FINISH) -> Deadline | None:
        """The deadline in force for one edge of an item, as announced."""
        commitment = self.commitment_in_force(item, edge)
        return commitment.deadline if commitment else None

    def finish(self, row: Project | Item) -> Deadline | None:
        """The finish of a row: its own commitment, else rolled up from its descendants.

        The roll-up is the child deadline that ends last; of several that end on one day, the most
        precise. No precision is invented: "2026" beside "Q3 2026" gives "2026".
        """
        if isinstance(row, Item) and (own := self.deadline(row)) is not None:
            return own
        stated = self._stated_below(row, Edge.FINISH)
        return max(stated, key=lambda period: (period.last, -period.precision.rank), default=None)

    def start(self, row: Project | Item) -> Deadline | None:
        """The start of a row: its own commitment, else the child start that begins first.

        A child for which no start was stated begins, as far as is known, with its finish.
        """
        if isinstance(row, Item) and (own := self.deadline(row, Edge.START)) is not None:
            return own
        stated = self._stated_below(row, Edge.START)
        return min(stated, key=lambda period: (period.first, period.precision.rank), default=None)

    def _stated_below(self, row: Project | Item, edge: Edge) -> list[Period]:
        stated = [
            self._stated(item, edge)
            for item in self.descendants(row)
            if item.state is not State.CANCELLED
        ]
        return [period for period in stated if isinstance(period, Period)]

    def _stated(self, item: Item, edge: Edge) -> Deadline | None:
        if edge is Edge.FINISH:
            return self.deadline(item) or item.actual_finish
        return (
            self.deadline(item, Edge.START) or item.actual_start or self._stated(item, Edge.FINISH)
        )

    # -- bodies, sources, figures -----------------------------------------------------------------

    def bodies_of(self, row: Project | Item, role: Role) -> list[Body]:
        """The bodies with one role, in their order; an item without any inherits nothing."""
        return [self.bodies[found.body_id] for found in self.roles_of(row) if found.role is role]

    def roles_of(self, row: Project | Item) -> list[BodyRole]:
        found = self._attached(self.body_roles, row)
        return sorted(found, key=lambda role: (role.position, role.id))

    def claims_of(self, row: Project | Item, measure: Measure | None = None) -> list[Claim]:
        """The figures stated about a row, of one measure or all, in the order of entry."""
        found = self._attached(self.claims, row)
        return [claim for claim in found if measure is None or claim.measure is measure]

    def leading_claim(self, row: Project | Item, measure: Measure) -> Claim | None:
        """The figure that stands for a measure where several were stated.

        The one that the user marked; else the best ground (actual, declared, planned, target,
        estimate, calculated), of these the latest statement, then the latest entry.
        """
        claims = self.claims_of(row, measure)
        if not claims:
            return None

        def weight(claim: Claim) -> tuple[bool, int, str, int]:
            stated = claim.as_of.last.isoformat() if claim.as_of else ""
            return (claim.leading, -_BASIS_ORDER.index(claim.basis), stated, claim.id)

        return max(claims, key=weight)

    def citations_of(self, row: Project | Item) -> list[Citation]:
        return list(self._attached(self.citations, row))

    def sources_of(self, row: Project | Item) -> list[Source]:
        """Every source that anything about the row rests on, each once, the latest last."""
        ids = [citation.source_id for citation in self.citations_of(row)]
        ids += [claim.source_id for claim in self.claims_of(row) if claim.source_id]
        ids += [note.source_id for note in self.notes_of(row) if note.source_id]
        if isinstance(row, Item):
            ids += [
                commitment.source_id
                for commitment in self.commitments.where("item_id", row.id)
                if commitment.source_id
            ]
            ids += [row.actual_source_id] if row.actual_source_id else []
        found = [self.sources[source_id] for source_id in dict.fromkeys(ids)]
        return sorted(
            found, key=lambda source: source.published.last.isoformat() if source.published else ""
        )

    def notes_of(self, row: Project | Item) -> list[ProgressNote]:
        """The progress notes of a row, the latest last."""
        found = self._attached(self.notes, row)
        return sorted(
            found,
            key=lambda note: (note.noted_on.last.isoformat() if note.noted_on else "", note.id),
        )

    def setting(self, key: str, default: str = "") -> str:
        for row in self.settings.where("key", key):
            return row.value
        return default

    @staticmethod
    def _attached(table: Table[RowT], row: Project | Item) -> Iterable[RowT]:
        found = table.where("project_id" if isinstance(row, Project) else "item_id", row.id)
        # A row that was changed, or deleted and brought back, has come in anew.
        return sorted(found, key=lambda attached: attached.id)


_BASIS_ORDER = (
    Basis.ACTUAL,
    Basis.DECLARED,
    Basis.PLANNED,
    Basis.TARGET,
    Basis.ESTIMATE,
    Basis.CALCULATED,
)

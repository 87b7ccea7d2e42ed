"""A whole portfolio in memory: every row by its id, and the questions that views ask of it.

The portfolio is read from the file once and then patched with the rows that each operation changed.
Look-ups by reference ("the commitments of item 7"), the outline and what follows from the rows (see
:mod:`tracker.domain.answers`) are made on first use and kept in step by :meth:`Portfolio.put` and
:meth:`Portfolio.remove`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from tracker.domain.answers import Answers, kept
from tracker.domain.claims import leading
from tracker.domain.model import (
    ROW_CLASSES,
    Body,
    BodyRole,
    CalendarDay,
    Citation,
    Claim,
    Commitment,
    Edge,
    Item,
    Link,
    Measure,
    ProgressNote,
    Project,
    RiskResult,
    RiskRun,
    Role,
    Row,
    Scenario,
    ScenarioMove,
    Setting,
    Source,
    Topic,
    WorkCalendar,
)
from tracker.domain.outline import TOP, Outline, Place, ref_above, ref_of
from tracker.domain.period import Deadline, Period
from tracker.domain.reach import reach
from tracker.domain.table import HeldRows, Table
from tracker.records import record

if TYPE_CHECKING:
    from tracker.domain.foresight import Foresight, ForesightThen

RowT = TypeVar("RowT", bound=Row)


@record
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
        self.calendars: Table[WorkCalendar] = Table()
        self.calendar_days: Table[CalendarDay] = Table()
        self.scenarios: Table[Scenario] = Table()
        self.scenario_moves: Table[ScenarioMove] = Table()
        self.risk_runs: Table[RiskRun] = Table()
        self.risk_results: Table[RiskResult] = Table()
        self.settings: Table[Setting] = Table()
        self.answers = Answers()
        self.foresight: Foresight | None = None
        self.foresight_then: ForesightThen | None = None
        """The forecast, where one was computed."""
        self._outline: Outline | None = None
        for table, found in groupby(rows, attrgetter("table")):
            self.table(table).fill(found)

    @classmethod
    def of_held(cls, tables: Iterable[HeldRows[Any]]) -> Portfolio:
        """The portfolio of a file, whose rows are made when they are asked for."""
        portfolio = cls()
        for held in tables:
            portfolio.table(held.table).hold(held)
        return portfolio

    def table(self, name: str) -> Table[Row]:
        """The table of a row class by its name in the file."""
        table: Table[Row] = getattr(self, name)
        return table

    def put(self, row: Row) -> None:
        """Add a row, or replace the one with its table and id."""
        table = self.table(row.table)
        before = table.get(row.id)
        if before is not None:
            self._forget(before)
        moves = _is_placed_anew(before, row)
        if moves:
            self._take_out(before)
        table.put(row)
        if moves and self._outline is not None and isinstance(row, Project | Item):
            self._outline.add(row)
        self._forget(row)

    def remove(self, table: str, row_id: int) -> None:
        """Forget a row; nothing happens when there is none."""
        before = self.table(table).get(row_id)
        if before is not None:
            self._forget(before)
            self._take_out(before)
            self.table(table).remove(row_id)

    def _take_out(self, row: Row | None) -> None:
        if self._outline is not None and isinstance(row, Project | Item):
            self._outline.remove(row)

    def _forget(self, row: Row) -> None:
        """Forget the answers that rest on a row as it is now."""
        if self.answers:
            for key in self.shown_in(row):
                self.answers.forget(ref_of_key(key))

    def shown_in(self, row: Row) -> set[RowKey]:
        """The projects and items about which a stored row says something, and all above them.

        Those it belongs to, those it links, those that name it where it is a body or source.
        """
        found: set[RowKey] = set()
        for key in self._about(row):
            found.add(key)
            if (about := self.row(key)) is not None:
                found |= {RowKey(above.table, above.id) for above in self.ancestors(about)}
        return found

    def _about(self, row: Row) -> Iterator[RowKey]:
        yield from owners(row)
        for table, reference in _NAMING.get(row.table, ()):
            for naming in self.table(table).where(reference, row.id):
                yield from owners(naming)

    def copied(self, tables: Iterable[str]) -> Portfolio:
        """The rows of some tables as they are now, for a thread of its own; the others are empty.

        Rows never change once they are made; those that are not made yet are made there.
        """
        found = Portfolio()
        for name in tables:
            setattr(found, name, self.table(name).copied())
        return found

    def let_go(self) -> None:
        """Give the rows free: nothing is asked of it any more.

        Its outline leads back to it, so that else it would stay until all of the memory is looked
        through; and little by little, or another thread would wait.
        """
        self._outline = None
        self.answers = Answers()
        for row_class in ROW_CLASSES:
            self.table(row_class.table).let_go()

    def rows(self) -> Iterator[Row]:
        """Every row, referred-to tables first."""
        return chain.from_iterable(self.table(row_class.table) for row_class in ROW_CLASSES)

    # -- order and tree ---------------------------------------------------------------------------

    @property
    def outline(self) -> Outline:
        """The tree by refs, for what looks at all of it."""
        if self._outline is None:
            projects, items = self.projects, self.items
            self._outline = Outline(
                # Not a method of this portfolio, which would then hold itself: a copy of a large
                # one has to go away as soon as nobody needs it.
                lambda ref: items[ref] if ref > 0 else projects[-ref],
                chain(self._places(), self._item_places()),
            )
        return self._outline

    def _places(self) -> Iterator[Place]:
        for row_id, position in zip(
            self.projects.column("id"), self.projects.column("position"), strict=True
        ):
            yield TOP, position, row_id, -row_id

    def _item_places(self) -> Iterator[Place]:
        names = ("id", "position", "parent_id", "project_id")
        columns = map(self.items.column, names)
        for row_id, position, parent_id, project_id in zip(*columns, strict=True):
            yield parent_id or -project_id, position, row_id, row_id

    def row_of(self, ref: int) -> Project | Item:
        return self.items[ref] if ref > 0 else self.projects[-ref]

    def ordered_projects(self) -> list[Project]:
        return [self.projects[-ref] for ref in self.outline.below(TOP)]

    def children(self, parent: Project | Item) -> list[Item]:
        """The direct children of a project or item, in their order."""
        return [self.items[ref] for ref in self.outline.below(ref_of(parent))]

    def descendants(self, parent: Project | Item) -> Iterator[Item]:
        """Everything below, in the order of the outline. Bounded also if the tree were damaged."""
        below, items = self.outline.below, self.items
        stack = [*reversed(below(ref_of(parent)))]
        seen: set[int] = set()
        while stack:
            ref = stack.pop()
            if ref not in seen:
                seen.add(ref)
                yield items[ref]
                if parts := below(ref):
                    stack += reversed(parts)

    def ancestors(self, row: Project | Item) -> Iterator[Project | Item]:
        """What a row stands below, the nearest first, as far as it is there.

        Bounded also if the tree were damaged.
        """
        seen: set[int] = set()
        above = ref_above(row)
        while above != TOP and above not in seen:
            seen.add(above)
            found = self.items.get(above) or self.projects.get(-above)
            if found is None:
                return
            yield found
            above = ref_above(found)

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
        found = [row for row in self.commitments.where("item_id", item.id) if row.edge is edge]
        if len(found) > 1:
            found.sort(key=lambda row: ((row.announced_on or row.recorded_on).last, row.id))
        return found

    def commitment_in_force(self, item: Item, edge: Edge = Edge.FINISH) -> Commitment | None:
        """The binding commitment that was announced last; mentions never replace it.

        Where nothing binding was announced, the latest mention stands in for it.
        """
        return in_force(self, item)[edge is Edge.FINISH]

    def earlier_commitments(self, item: Item, edge: Edge = Edge.FINISH) -> list[Commitment]:
        """The periods promised before the one in force, each change once, the first promise first.

        Dates that were only mentioned are no promises, and a duty without an end is no date.
        """
        in_force = self.deadline(item, edge)
        found: list[Commitment] = []
        spans: list[tuple[date, date]] = []
        for commitment in self.commitments_of(item, edge):
            if commitment.binding and isinstance(commitment.deadline, Period):
                span = commitment.deadline.first, commitment.deadline.last
                if not spans or spans[-1] != span:
                    found.append(commitment)
                    spans.append(span)
        if spans and isinstance(in_force, Period) and spans[-1] == (in_force.first, in_force.last):
            found.pop()
        return found

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
        return reach(self, row).latest_below

    def start(self, row: Project | Item) -> Deadline | None:
        """The start of a row: its own commitment, else the child start that begins first.

        A child for which no start was stated begins, as far as is known, with its finish.
        """
        if isinstance(row, Item) and (own := self.deadline(row, Edge.START)) is not None:
            return own
        return reach(self, row).earliest_below

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
        """The figure that stands for a measure where several were stated."""
        return leading(self.claims_of(row, measure))

    def claims_on(self, topic: Topic) -> list[Claim]:
        """The figures stated about what is no single project, in the order of entry."""
        return sorted(self.claims.where("topic", topic), key=lambda claim: claim.id)

    def citations_of(self, row: Project | Item) -> list[Citation]:
        return self._attached(self.citations, row)

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
        if len(found) > 1:
            found.sort(key=published_last)
        return found

    def notes_of(self, row: Project | Item) -> list[ProgressNote]:
        """The progress notes of a row, the latest last."""
        found = self._attached(self.notes, row)
        found.sort(key=lambda note: note.noted_on.last if note.noted_on else date.min)
        return found

    def setting(self, key: str, default: str = "") -> str:
        for row in self.settings.where("key", key):
            return row.value
        return default

    @staticmethod
    def _attached(table: Table[RowT], row: Project | Item) -> list[RowT]:
        found = list(table.where("project_id" if isinstance(row, Project) else "item_id", row.id))
        if len(found) > 1:
            # A row that was changed, or deleted and brought back, has come in anew.
            found.sort(key=lambda attached: attached.id)
        return found


def published_last(source: Source) -> str:
    """What sources are ordered by: those without a day come first."""
    return source.published.last.isoformat() if source.published else ""


def owners(row: Row) -> Iterator[RowKey]:
    """The projects and items that a stored row is, belongs to or links."""
    if row.table in ("projects", "items"):
        yield RowKey(row.table, row.id)
        return
    for attribute, table in (
        ("project_id", "projects"),
        ("item_id", "items"),
        ("predecessor_id", "items"),
        ("successor_id", "items"),
    ):
        owner = getattr(row, attribute, None)
        if owner:
            yield RowKey(table, owner)


_NAMING = {
    "bodies": (("body_roles", "body_id"),),
    "calendars": (("items", "own_calendar_id"),),
    "sources": (
        *((table, "source_id") for table in ("commitments", "citations", "claims", "notes")),
        ("items", "actual_source_id"),
    ),
}
"""Where the rows of a table are named: by which reference of which table."""


def ref_of_key(key: RowKey) -> int:
    """The :func:`tracker.domain.outline.ref_of` the row that ``key`` names."""
    return key.id if key.table == "items" else -key.id


def _is_placed_anew(before: Row | None, after: Row) -> bool:
    if before is None:
        return True
    return any(
        getattr(before, name, None) != getattr(after, name, None)
        for name in ("project_id", "parent_id", "position")
    )


@kept
def in_force(portfolio: Portfolio, item: Item) -> tuple[Commitment | None, Commitment | None]:
    """The commitments in force for the start and for the finish."""
    start, finish = (
        _latest(portfolio.commitments_of(item, edge)) for edge in (Edge.START, Edge.FINISH)
    )
    return start, finish


def _latest(history: Sequence[Commitment]) -> Commitment | None:
    """The last one that binds, else the last one."""
    known = [row for row in history if row.binding] or history
    return known[-1] if known else None

"""The rows of a document put into an open file: matched by uid, the rest of the file left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, Final, TypeVar

from tracker.domain.errors import InputError
from tracker.domain.model import (
    ROW_CLASSES,
    BodyRole,
    CalendarDay,
    Item,
    Link,
    Project,
    RiskResult,
    RiskRun,
    Row,
    Scenario,
    ScenarioMove,
    Setting,
    Source,
    WorkCalendar,
)
from tracker.domain.portfolio import Portfolio
from tracker.exchange.document_columns import REFERENCES
from tracker.exchange.document_reader import loop_of
from tracker.language import N_, Language
from tracker.records import record
from tracker.storage.repository import Repository

RowT = TypeVar("RowT", bound=Row)

_POINTS_AT: Final[dict[str, type[Row]]] = {
    **REFERENCES,
    "project_id": Project,
    "item_id": Item,
    "parent_id": Item,
    "calendar_id": WorkCalendar,
    "scenario_id": Scenario,
    "run_id": RiskRun,
}


@record(frozen=False)
class ImportReport:
    """How many rows of a document were read, and what became of them.

    ``rejected`` counts rows that were left out; a document is taken as a whole or not at all.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0


def merge(rows: list[Row], portfolio: Portfolio, repository: Repository) -> ImportReport:
    """Write ``rows`` into the file that holds ``portfolio``; part of one step of the workspace.

    * A row that the file has (by its uid) becomes what the document says, any other is new.
    * Rows that only the file has stay, each behind the row that it followed.
    * Of a setting, a link or a day of a calendar that both have under different uids, the file
      keeps its own.
    * A source whose key another source of the file has gets the next free one ("article-2"), a
      scenario the next free name ("Strike (2)").

    Raises InputError where the links of both together would close a loop.
    """
    return _Merge(rows, portfolio, repository).write()


class _Merge:
    def __init__(self, rows: list[Row], portfolio: Portfolio, repository: Repository) -> None:
        self._rows = rows
        self._portfolio = portfolio
        self._repository = repository
        self._report = ImportReport(rows=len(rows))
        self._uids: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows:
            self._uids[row.table].add(row.uid)
        self._ids: defaultdict[str, dict[int, int]] = defaultdict(dict)
        """The id in the file of each row of the document, by table."""

    def write(self) -> ImportReport:
        by_class: defaultdict[type[Row], list[Any]] = defaultdict(list)
        for row in self._rows:
            by_class[type(row)].append(row)
        for row_class in ROW_CLASSES:
            self._write_class(row_class, by_class[row_class])
        self._take_along()
        return self._report

    def _write_class(self, row_class: type[Row], rows: list[Any]) -> None:
        table = self._portfolio.table(row_class.table)
        known = {row.uid: row for row in table}
        next_id = self._repository.next_id(row_class)
        for row in rows:
            found = known.get(row.uid)
            if found is None:
                self._ids[row.table][row.id] = next_id
                next_id += 1
            else:
                self._ids[row.table][row.id] = found.id
        wanted = self._ordered([self._in_file(row) for row in rows])
        if row_class in _ONLY_ONCE:
            wanted = self._own_kept(wanted, *_ONLY_ONCE[row_class])
        elif row_class is Source:
            wanted = list(self._with_free_names(wanted, "key", "-{}"))
        elif row_class is Scenario:
            wanted = list(self._with_free_names(wanted, "name", " ({})"))
        elif row_class is Link:
            wanted = self._own_kept(wanted, "predecessor_id", "successor_id", "type")
            self._check_links(wanted)
        new = []
        for row in wanted:
            before = table.get(row.id)
            if before is None:
                new.append(row)
            elif before == row:
                self._report.unchanged += 1
            else:
                self._repository.update(row)
                self._report.updated += 1
        self._repository.insert_many(new)
        self._report.created += len(new)

    def _in_file(self, row: RowT) -> RowT:
        """The row with the ids of the file."""
        changes: dict[str, Any] = {"id": self._ids[row.table][row.id]}
        for field in fields(row):
            target = _POINTS_AT.get(field.name)
            value = getattr(row, field.name)
            if target is not None and value is not None:
                changes[field.name] = self._ids[target.table][value]
        return replace(row, **changes)

    # -- order ------------------------------------------------------------------------------------

    def _ordered(self, rows: list[Any]) -> list[Any]:
        """Give the rows their place among those siblings that only the file has."""
        if not rows or not isinstance(rows[0], Project | Item | BodyRole):
            return rows
        table = rows[0].table
        here: defaultdict[object, list[Any]] = defaultdict(list)
        row: Any
        for row in self._portfolio.table(table):
            here[_siblings(row)].append(row)
        there: defaultdict[object, list[Any]] = defaultdict(list)
        for row in rows:
            there[_siblings(row)].append(row)
        placed = []
        for siblings, group in there.items():
            own = sorted(here[siblings], key=_position)
            if all(row.uid in self._uids[table] for row in own):
                placed += group
                continue
            for position, row in enumerate(self._interleaved(own, sorted(group, key=_position))):
                if row.uid in self._uids[table]:
                    placed.append(replace(row, position=position))
                elif row.position != position:
                    self._repository.update(replace(row, position=position))
        return placed

    def _interleaved(self, own: list[Any], group: list[Any]) -> Iterable[Any]:
        """The document's rows, each followed by the rows that followed it in the file only."""
        followers: defaultdict[str, list[Any]] = defaultdict(list)
        arriving = {row.uid for row in group}
        before = ""
        for row in own:
            if row.uid in arriving:
                before = row.uid
            elif row.uid not in self._uids[row.table]:
                followers[before].append(row)
        yield from followers[""]
        for row in group:
            yield row
            yield from followers[row.uid]

    def _take_along(self) -> None:
        """Rows that only the file has follow the row they stand under into its new project."""
        projects = {
            self._ids["items"][row.id]: self._ids["projects"][row.project_id]
            for row in self._rows
            if isinstance(row, Item)
        }
        items = self._portfolio.items
        for item in items:
            above = item
            while above.id not in projects and above.parent_id:
                above = items[above.parent_id]
            project_id = projects.get(above.id, item.project_id)
            if item.id not in projects and item.project_id != project_id:
                self._repository.update(replace(item, project_id=project_id))

    # -- what may be in a file only once ----------------------------------------------------------

    def _own_kept(self, rows: list[Any], *attributes: str) -> list[Any]:
        """Without the rows that the file has in other words: under another uid."""

        def identity(row: Row) -> tuple[object, ...]:
            return tuple(getattr(row, attribute) for attribute in attributes)

        if not rows:
            return rows
        held = {identity(row): row.id for row in self._portfolio.table(rows[0].table)}
        kept = [row for row in rows if held.get(identity(row), row.id) == row.id]
        self._report.unchanged += len(rows) - len(kept)
        return kept

    def _with_free_names(self, rows: list[Any], attribute: str, number: str) -> Iterable[Any]:
        """The rows, each with a name of its own; ``number`` is what makes one of a taken name."""
        held = (
            {getattr(row, attribute): row.id for row in self._portfolio.table(rows[0].table)}
            if rows
            else {}
        )
        for row in rows:
            plain = free = getattr(row, attribute)
            count = 1
            while held.get(free, row.id) != row.id:
                count += 1
                free = plain + number.format(count)
            held[free] = row.id
            yield replace(row, **{attribute: free})

    def _check_links(self, links: list[Any]) -> None:
        arriving = {link.id for link in links}
        own = [link for link in self._portfolio.links if link.id not in arriving]
        loop = loop_of([*own, *links])
        if not loop:
            return
        names = {item.id: item.name for item in self._portfolio.items}
        for row in self._rows:
            if isinstance(row, Item):
                names[self._ids["items"][row.id]] = row.name
        raise InputError(
            N_(
                "Together with those of the file, the links of the document close a loop:"
                " {loop}. Remove one of them."
            ),
            loop=" → ".join(names[item_id].best(Language.EN) for item_id in loop),
        )


_ONLY_ONCE: Final[dict[type[Row], tuple[str, ...]]] = {
    Setting: ("key",),
    CalendarDay: ("calendar_id", "country", "day"),
    ScenarioMove: ("scenario_id", "item_id"),
    RiskResult: ("run_id", "item_id", "project_id"),
}
"""The attributes that together no two rows of a file share."""


def _siblings(row: Project | Item | BodyRole) -> object:
    match row:
        case Item():
            return (row.project_id, row.parent_id)
        case BodyRole():
            return (row.project_id, row.item_id, row.role)
        case _:
            return None


def _position(row: Any) -> tuple[int, int]:
    return (row.position, row.id)

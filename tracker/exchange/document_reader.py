"""The plain values of an interchange document as rows, with every doubt refused by its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import MISSING
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final, TypeVar

from tracker.domain.errors import InputError
from tracker.domain.model import (
    Body,
    BodyRole,
    Calendar,
    CalendarDay,
    Citation,
    Claim,
    Commitment,
    Item,
    Link,
    ProgressNote,
    Project,
    RiskResult,
    RiskRun,
    Row,
    Scenario,
    Setting,
    Source,
    Topic,
    WorkCalendar,
)
from tracker.domain.portfolio import Portfolio
from tracker.exchange.document_columns import (
    COLUMNS,
    DEEPEST,
    FORMAT,
    HELD,
    REFERENCES,
    VERSION,
    Column,
    decode,
)
from tracker.exchange.json_text import Node
from tracker.language import N_, Language

RowT = TypeVar("RowT", bound=Row)

_FURTHEST: Final = 1_000_000_000

SECTIONS: Final = (
    *("settings", "sources", "bodies", "calendars", "calendar_days", "claims", "projects"),
    *("links", "scenarios", "risk_runs"),
)
_ON_PROJECT: Final = ("position", "roles", "claims", "notes", "citations", "items")
_ON_ITEM: Final = ("position", "roles", "commitments", "claims", "notes", "citations", "items")


def rows_of(document: Node) -> list[Row]:
    """The rows of a document, referred-to rows first, with ids that hold within this list.

    Raises InputError, naming the place, for the first thing that is wrong.
    """
    sections = document.fields(("format", "version", *SECTIONS))
    _check_format(sections)
    return _Reader(sections).rows()


def _check_format(sections: dict[str, Node]) -> None:
    if "format" not in sections or sections["format"].value != FORMAT:
        raise InputError(
            N_("This is not a portfolio document: its “format” is not “{format}”."), format=FORMAT
        )
    version = _required(sections, "version", Node("")).integer(1, 1_000_000)
    if version > VERSION:
        raise InputError(
            N_(
                "The document has version {version} and this program reads up to {known}. "
                "Open it with a newer program."
            ),
            version=version,
            known=VERSION,
        )


class _Reader:
    def __init__(self, sections: dict[str, Node]) -> None:
        self._sections = sections
        self._portfolio = Portfolio()
        self._uids: defaultdict[str, set[str]] = defaultdict(set)
        self._keys: defaultdict[type[Row], dict[str, int]] = defaultdict(dict)

    def rows(self) -> list[Row]:
        self._keyed("settings", Setting, "key")
        self._keyed("sources", Source, "key")
        self._keyed("bodies", Body)
        self._calendars()
        self._topics()
        for place, node in enumerate(self._list(self._sections, "projects")):
            self._project(node, place)
        self._links()
        self._held("scenarios", Scenario, ("item_id",), unique="name")
        self._held("risk_runs", RiskRun, ("item_id", "project_id"))
        return list(self._portfolio.rows())

    def _keyed(self, section: str, row_class: type[Row], attribute: str = "") -> None:
        """A section whose rows stand under a key, which may be an attribute of the row."""
        if section not in self._sections:
            return
        for key, node in self._sections[section].entries().items():
            if not Node(key, node.path).text():
                raise node.error(N_("{path}: the key of an entry may not be empty."))
            placed = {attribute: key} if attribute else {}
            row = self._row(node, row_class, **placed)
            self._keys[row_class][key] = row.id

    def _calendars(self) -> None:
        self._held("calendars", WorkCalendar, ("day",), country=None)
        for calendar in self._portfolio.calendars:
            self._keys[WorkCalendar][calendar.uid] = calendar.id
        known: set[object] = set()
        for node in self._list(self._sections, "calendar_days"):
            day = self._row(node, CalendarDay, calendar_id=None)
            if day.country not in _COUNTRIES:
                raise node.error(N_("{path}: “country” must be KZ or UZ, whose day it is."))
            self._once(node, (day.country, day.day), known)

    def _held(
        self,
        section: str,
        row_class: type[Row],
        once: tuple[str, ...],
        *,
        unique: str = "",
        **placed: Any,
    ) -> None:
        """A section of rows that no project holds, each with the rows that it holds itself.

        Of those no two may have the same ``once``, and no two rows the same ``unique``.
        """
        below, held_class, reference = HELD[row_class]
        known: set[object] = set()
        for node in self._list(self._sections, section):
            fields = self._fields(node, row_class, (below,))
            row = self._row(node, row_class, (below,))
            if unique:
                self._once(node, getattr(row, unique), known)
            taken: set[object] = set()
            for held_node in self._list(fields, below):
                held = self._row(held_node, held_class, **{**placed, reference: row.id})
                if isinstance(held, RiskResult):
                    _check_owner(held_node, held)
                self._once(held_node, tuple(getattr(held, name) for name in once), taken)

    @staticmethod
    def _once(node: Node, value: object, known: set[object]) -> None:
        if value in known:
            raise node.error(N_("{path}: this is given twice. Remove one of the two."))
        known.add(value)

    def _topics(self) -> None:
        if "claims" not in self._sections:
            return
        topics = self._sections["claims"].fields([topic.value for topic in Topic])
        for topic, claims in topics.items():
            for node in claims.elements():
                self._row(node, Claim, topic=Topic(topic))

    def _project(self, node: Node, place: int) -> None:
        fields = self._fields(node, Project, _ON_PROJECT)
        project = self._row(node, Project, _ON_PROJECT, position=_position(fields, place))
        self._keys[Project][project.uid] = project.id
        self._attached(fields, project)
        self._items(fields, project, 1)

    def _items(self, fields: dict[str, Node], parent: Project | Item, depth: int) -> None:
        for place, node in enumerate(self._list(fields, "items")):
            if depth > DEEPEST:
                raise node.error(
                    N_("{path}: the outline is more than {levels} levels deep."), levels=DEEPEST
                )
            own = self._fields(node, Item, _ON_ITEM)
            item = self._row(
                node,
                Item,
                _ON_ITEM,
                project_id=parent.id if isinstance(parent, Project) else parent.project_id,
                parent_id=None if isinstance(parent, Project) else parent.id,
                position=_position(own, place),
            )
            if item.cost is not None and not item.currency:
                raise node.error(N_("{path}: a cost needs its currency. Add “currency”: “KZT”."))
            self._keys[Item][item.uid] = item.id
            self._attached(own, item)
            self._items(own, item, depth + 1)

    def _attached(self, fields: dict[str, Node], owner: Project | Item) -> None:
        """Everything that hangs on a project or an item besides its items."""
        reference: dict[str, Any] = {
            "project_id" if isinstance(owner, Project) else "item_id": owner.id
        }
        places: defaultdict[str, int] = defaultdict(int)
        for node in self._list(fields, "roles"):
            own = self._fields(node, BodyRole, ("position",))
            role = str(own["role"].value) if "role" in own else ""
            position = _position(own, places[role])
            places[role] += 1
            self._row(node, BodyRole, ("position",), position=position, **reference)
        for node in self._list(fields, "commitments"):
            self._row(node, Commitment, **reference)
        for section, row_class in _ATTACHED.items():
            for node in self._list(fields, section):
                self._row(node, row_class, **reference)

    def _links(self) -> None:
        links = []
        known: set[tuple[int, int, str]] = set()
        for node in self._list(self._sections, "links"):
            link = self._row(node, Link)
            triple = (link.predecessor_id, link.successor_id, link.type.value)
            if triple in known:
                raise node.error(N_("{path}: this link is given twice. Remove one of the two."))
            known.add(triple)
            links.append(link)
        if loop := loop_of(links):
            items = [self._portfolio.items[item_id] for item_id in loop]
            raise self._sections["links"].error(
                N_("{path}: the links close a loop: {loop}. Remove one of them."),
                loop=" → ".join(item.name.best(Language.EN) or item.uid for item in items),
            )

    def _row(
        self, node: Node, row_class: type[RowT], beside: Collection[str] = (), **placed: Any
    ) -> RowT:
        """Read one row and keep it; ``placed`` is what its place in the document says."""
        own = [column for column in COLUMNS[row_class] if column.attribute not in placed]
        fields = self._fields(node, row_class, beside, placed)
        values: dict[str, Any] = {}
        for column in own:
            if column.key in fields:
                found = fields[column.key]
                read = self._reference if column.target else decode
                values[column.attribute] = read(found, column)
            elif column.default is MISSING:
                raise _missing(node, column.key)
        table = self._portfolio.table(row_class.table)
        row = row_class(id=len(table) + 1, **placed, **values)
        if row.uid in self._uids[row_class.table]:
            raise fields["uid"].error(
                N_("{path}: “{uid}” is already the uid of another row. Give this one its own."),
                uid=row.uid,
            )
        self._uids[row_class.table].add(row.uid)
        table.put(row)
        return row

    def _fields(
        self,
        node: Node,
        row_class: type[Row],
        beside: Collection[str] = (),
        without: Collection[str] = (),
    ) -> dict[str, Node]:
        own = [column.key for column in COLUMNS[row_class] if column.attribute not in without]
        return node.fields((*own, *beside))

    def _reference(self, node: Node, column: Column) -> int:
        key = node.text()
        target = REFERENCES[column.attribute]
        found = self._keys[target].get(key)
        if found is None:
            raise node.error(
                N_("{path}: “{key}” is not in “{section}” of this document. Add it there."),
                key=key,
                section=target.table,
            )
        return found

    @staticmethod
    def _list(fields: dict[str, Node], section: str) -> list[Node]:
        return fields[section].elements() if section in fields else []


_COUNTRIES: Final = (Calendar.KZ, Calendar.UZ)

_ATTACHED: Final[dict[str, type[Row]]] = {
    "claims": Claim,
    "notes": ProgressNote,
    "citations": Citation,
}


def loop_of(links: Iterable[Link]) -> list[int]:
    """The ids of items that wait for each other in a loop, each before the next; else none."""
    graph: defaultdict[int, set[int]] = defaultdict(set)
    for link in links:
        graph[link.successor_id].add(link.predecessor_id)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as problem:
        return list(problem.args[1])
    return []


def _position(fields: dict[str, Node], place: int) -> int:
    """Where a row stands among its siblings: its place in the list, where nothing else is said."""
    return fields["position"].integer(-_FURTHEST, _FURTHEST) if "position" in fields else place


def _required(fields: dict[str, Node], key: str, owner: Node) -> Node:
    if key not in fields:
        raise _missing(owner, key)
    return fields[key]


def _missing(node: Node, key: str) -> InputError:
    return node.error(N_("{path}: “{field}” is missing."), field=key)


def _check_owner(node: Node, result: RiskResult) -> None:
    if (result.item_id is None) == (result.project_id is None):
        raise node.error(N_("{path}: give either “item” or “project”, whose result it is."))

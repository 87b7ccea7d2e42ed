"""What many rows hold in one field: as ``value_of`` says of each, but read column by column.

A long table asks the same of thousands of rows: it is looked up for all of them at once, and what
several of them hold alike comes as one object, so that whoever words it knows it by its identity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, Final

from tracker.domain.answers import answers_to
from tracker.domain.fields import (
    ActualEdge,
    Attribute,
    BodiesIn,
    CommittedEdge,
    Context,
    Field,
    LatestNote,
    MoneyIn,
    NameIn,
    On,
    value_of,
)
from tracker.domain.foresight import judged_status
from tracker.domain.model import Commitment, Edge, Item, Project, Role
from tracker.domain.period import Deadline
from tracker.domain.portfolio import Portfolio, in_force, published_last
from tracker.domain.status import status_of
from tracker.domain.table import Table
from tracker.domain.values import Amount, DatedText

Reader = Callable[[Sequence[Project | Item]], list[Any]]
"""Gives what each of some rows holds, None where nothing is known."""

ItemReader = Callable[[Sequence[Item]], list[Any]]

_MOST_KNOWN: Final = 20_000
"""How many values are remembered, to be given again."""


def reader(field: Field, context: Context) -> Reader:
    """Reads a field of any rows as :func:`value_of` does."""
    of_items = _item_reader(field, context)

    def read(rows: Sequence[Project | Item]) -> list[Any]:
        if of_items is not None and are_items(rows):
            return of_items(rows)  # type: ignore[arg-type]
        return [value_of(field, row, context) for row in rows]

    return read


def are_items(rows: Sequence[object]) -> bool:
    return {Item}.issuperset(map(type, rows))


def _item_reader(field: Field, context: Context) -> ItemReader | None:
    """None where there is no quicker way than row by row."""
    portfolio = context.portfolio
    if field.on is On.PROJECT:
        return None
    match field.target:
        case Attribute(name):
            get = attrgetter(name)
            return lambda items: [None if held == "" else held for held in map(get, items)]
        case NameIn(None):
            return lambda items: [item.name for item in items]
        case MoneyIn(amount, currency):
            figure = attrgetter(amount, currency)
            return lambda items: [
                None if value is None else Amount(value, unit) for value, unit in map(figure, items)
            ]
        case CommittedEdge(edge):
            return _committed(field, edge, context)
        case ActualEdge(edge):
            return _actual(edge)
        case BodiesIn(role):
            return _bodies(role, portfolio)
        case LatestNote():
            return lambda items: _latest_notes(portfolio, items)
    made = _WORKED_OUT.get(field.key)
    return made(context) if made is not None else None


# -- dates -----------------------------------------------------------------------------------------

_Said = tuple[Deadline, str, str]


class DatedTexts:
    """Dated texts, of which equal ones are the same object while they are remembered."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str, str], DatedText] = {}

    def of(self, dates: Iterable[_Said | None]) -> list[DatedText | None]:
        """The dated texts of some deadlines with their wordings and the languages of these."""
        known = self._known
        if len(known) > _MOST_KNOWN:
            known.clear()
        found: list[DatedText | None] = []
        for said in dates:
            if said is None:
                found.append(None)
                continue
            key = id(said[0]), said[1], said[2]
            if key not in known:
                # It keeps the deadline, so that no other one gets its identity.
                known[key] = DatedText(*said)
            found.append(known[key])
        return found

    def of_commitments(self, commitments: Iterable[Commitment | None]) -> list[DatedText | None]:
        """What was promised, in the words of the promise."""
        return self.of(_said(found) if found is not None else None for found in commitments)


_said: Final[Callable[[Commitment], _Said]] = attrgetter("deadline", "wording", "language")


def commitments_in_force(
    portfolio: Portfolio, items: Sequence[Item], edge: Edge = Edge.FINISH
) -> list[Commitment | None]:
    """:meth:`Portfolio.commitment_in_force` of each of some items."""
    place = edge is Edge.FINISH
    return [found[place] for found in answers_to(in_force, portfolio, items)]


def _committed(field: Field, edge: Edge, context: Context) -> ItemReader:
    texts = DatedTexts()

    def read(items: Sequence[Item]) -> list[Any]:
        promised = commitments_in_force(context.portfolio, items, edge)
        return [
            value_of(field, item, context) if found is None else found
            for item, found in zip(items, texts.of_commitments(promised), strict=True)
        ]

    return read


def _actual(edge: Edge) -> ItemReader:
    texts = DatedTexts()

    def said(item: Item) -> _Said | None:
        if edge is Edge.START:
            period, wording = item.actual_start, item.actual_start_wording
        else:
            period, wording = item.actual_finish, item.actual_finish_wording
        return None if period is None else (period, wording, "")

    return lambda items: list(texts.of(map(said, items)))


def _of_commitment(attribute: str) -> Callable[[Context], ItemReader]:
    get = attrgetter(attribute)

    def made(context: Context) -> ItemReader:
        return lambda items: [
            (get(found) or None) if found is not None else None
            for found in commitments_in_force(context.portfolio, items)
        ]

    return made


def _statuses(context: Context) -> ItemReader:
    portfolio, on = context.portfolio, context.status_date

    def read(items: Sequence[Item]) -> list[Any]:
        foresight = portfolio.foresight
        if foresight is None or foresight.status_date != on:
            return answers_to(status_of, portfolio, items, on)
        return [judged_status(portfolio, item, on) for item in items]

    return read


# -- what belongs to items -------------------------------------------------------------------------


def _bodies(role: Role, portfolio: Portfolio) -> ItemReader:
    known: dict[tuple[int, ...], tuple[object, ...] | None] = {(): None}

    def found(ids: tuple[int, ...]) -> tuple[object, ...] | None:
        if ids not in known:
            known[ids] = tuple(map(portfolio.bodies.__getitem__, ids))
        return known[ids]

    def read(items: Sequence[Item]) -> list[Any]:
        named: dict[int, list[tuple[int, int, int]]] = {item.id: [] for item in items}
        roles = portfolio.body_roles
        for row in roles.many(chain.from_iterable(roles.ids_where("item_id", named))):
            if row.role is role and row.item_id:
                named[row.item_id].append((row.position, row.id, row.body_id))
        places = map(sorted, named.values())
        return [found(tuple([body_id for _, _, body_id in each])) for each in places]

    return read


def _latest_notes(portfolio: Portfolio, items: Sequence[Item]) -> list[Any]:
    noted = portfolio.notes.ids_where("item_id", [item.id for item in items])
    return [
        portfolio.notes_of(item)[-1].text if ids else None
        for item, ids in zip(items, noted, strict=True)
    ]


def _sources(context: Context) -> ItemReader:
    sources = context.portfolio.sources
    known: dict[tuple[int, ...], tuple[object, ...] | None] = {(): None}
    when = {source.id: published_last(source) for source in sources}.__getitem__

    def found(ids: tuple[int, ...]) -> tuple[object, ...] | None:
        if ids not in known:
            known[ids] = tuple(sources.many(sorted(dict.fromkeys(ids), key=when)))
        return known[ids]

    def read(items: Sequence[Item]) -> list[Any]:
        if len(known) > _MOST_KNOWN:
            known.clear()
            known[()] = None
        return [found(tuple(ids)) for ids in _source_ids(context.portfolio, items)]

    return read


def _source_ids(portfolio: Portfolio, items: Sequence[Item]) -> list[list[int]]:
    """The ids of what :meth:`Portfolio.sources_of` finds for each of some items, in its order."""
    named: dict[int, list[int]] = {item.id: [] for item in items}

    def name(table: Table[Any], lists: Iterable[Iterable[int]]) -> None:
        for row in table.many(chain.from_iterable(lists)):
            if row.source_id:
                named[row.item_id].append(row.source_id)

    for table in (portfolio.citations, portfolio.claims):
        name(table, map(sorted, filter(None, table.ids_where("item_id", named))))
    for item, ids in zip(items, portfolio.notes.ids_where("item_id", named), strict=True):
        if ids:
            named[item.id] += [
                note.source_id for note in portfolio.notes_of(item) if note.source_id
            ]
    name(portfolio.commitments, portfolio.commitments.ids_where("item_id", named))
    return [
        named[item.id] + [item.actual_source_id] if item.actual_source_id else named[item.id]
        for item in items
    ]


_WORKED_OUT: Final[Mapping[str, Callable[[Context], ItemReader]]] = {
    "wording": _of_commitment("wording"),
    "announced_on": _of_commitment("announced_on"),
    "status": _statuses,
    "source": _sources,
}

"""Portfolios of any size for the benchmarks, the same in every run.

As a file: python -m tests.bench.portfolios TARGET.cotrack [ITEMS]

Of ITEMS items (100,000 unless told) a twentieth are phases, the others activities and milestones in
turn. There are half as many links again as items, commitments with a history, bodies, sources,
figures and notes: five and a half rows an item.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

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
    ItemKind,
    Link,
    LinkType,
    Measure,
    Names,
    ProgressNote,
    Project,
    Role,
    Row,
    Setting,
    Side,
    Source,
    State,
)
from tracker.domain.period import Deadline, Period, Precision, deadline_from_key
from tracker.domain.portfolio import Portfolio
from tracker.workspace import Workspace

PROJECTS: Final = 69
PART: Final = 20
"""Items in one phase, itself included."""

STATUS_DATE: Final = date(2026, 11, 23)

_BODIES: Final = 60
_SOURCES: Final = 240
_FIRST_YEAR, _LAST_YEAR = 2021, 2033
_WORKS: Final = (
    ("Technical launch of line {}", "Технический запуск линии {}"),
    ("Construction of hall {}", "Строительство цеха {}"),
    ("Delivery of equipment, lot {}", "Поставка оборудования, лот {}"),
    ("Official opening of section {}", "Официальное открытие участка {}"),
    ("Approval of design documents, volume {}", "Утверждение проектной документации, том {}"),
)
_STATES: Final = (None, None, None, State.PLANNED, State.IN_PROGRESS, State.DONE, State.SUSPENDED)
_UNUSUAL: Final = tuple(map(deadline_from_key, ("permanent", "each-quarter", "as-needed")))


class _Maker:
    """Draws the rows; ids count from 1 in each table, uids follow from them."""

    def __init__(self, items: int, seed: int) -> None:
        self._chance = Random(seed)
        self._items = items
        self._ids = {row_class: count(1) for row_class in ROW_CLASSES}

    def rows(self) -> Iterator[Row]:
        yield self._new(Setting, key="title", value=f"{self._items} items")
        yield self._new(Setting, key="status_date", value=STATUS_DATE.isoformat())
        for number in range(1, _SOURCES + 1):
            published = Period.day(date(2024, 1 + number % 12, 1 + number % 28))
            title = f"Roadmap of measures, edition {number}"
            yield self._new(Source, key=f"source-{number}", title=title, published=published)
        for number in range(1, _BODIES + 1):
            names = Names(en=f"Ministry No. {number}", ru=f"Министерство № {number}")
            side = Side.KZ if number % 2 else Side.UZ
            yield self._new(Body, name=names, short_name=Names(en=f"M{number}"), side=side)
        for place in range(PROJECTS):
            yield from self._project(place)

    def _new(self, row_class: type[Row], **values: object) -> Row:
        number = next(self._ids[row_class])
        return row_class(id=number, uid=f"{row_class.table}-{number}", **values)

    def _project(self, place: int) -> Iterator[Row]:
        share = self._items // PROJECTS + (place < self._items % PROJECTS)
        names = Names(en=f"Joint plant {place + 1}", ru=f"Совместный завод {place + 1}")
        side = tuple(Side)[place % 3]
        project = self._new(
            Project, position=1024 * place, name=names, side=side, sector="machinery"
        )
        yield project
        owner = {"project_id": project.id}
        for measure, unit, most in ((Measure.VALUE, "USD", 10**9), (Measure.JOBS, "jobs", 5000)):
            for basis in (Basis.PLANNED, Basis.DECLARED):
                value = Decimal(self._chance.randrange(1, most))
                yield self._new(
                    Claim, measure=measure, value=value, unit=unit, basis=basis, **owner
                )
        yield from self._bodies(owner, 3)
        yield self._new(Citation, source_id=self._source(), **owner)
        phase: Item | None = None
        parts: list[Item] = []
        for step in range(share):
            if step % PART == 0:
                # Every fifth phase is a part of the one before it.
                above = phase if phase is not None and step // PART % 5 == 4 else None
                phase = self._item(project, above, step, ItemKind.PHASE)
                yield phase
                continue
            kind = ItemKind.ACTIVITY if step % 2 else ItemKind.MILESTONE
            part = self._item(project, phase, step, kind)
            parts.append(part)
            yield part
            yield from self._about(part, step, share)
        yield from self._links(parts, share)

    def _item(self, project: Row, above: Item | None, step: int, kind: ItemKind) -> Item:
        en, ru = _WORKS[step % len(_WORKS)]
        leaf: dict[str, object] = {}
        if kind is not ItemKind.PHASE:
            leaf["state"] = self._chance.choice(_STATES)
            if self._chance.random() < 0.3:
                leaf["percent"] = self._chance.randrange(0, 101, 5)
            if self._chance.random() < 0.2:
                leaf["actual_finish"] = self._period(_FIRST_YEAR, STATUS_DATE.year - 1)
        item = self._new(
            Item,
            project_id=project.id,
            parent_id=above.id if above else None,
            position=1024 * step,
            kind=kind,
            name=Names(en=en.format(step), ru=ru.format(step)),
            **leaf,
        )
        assert isinstance(item, Item)
        return item

    def _about(self, item: Item, step: int, share: int) -> Iterator[Row]:
        chance, owner = self._chance, {"item_id": item.id}
        year = _FIRST_YEAR + (_LAST_YEAR - _FIRST_YEAR) * step // share
        if item.kind is ItemKind.ACTIVITY:
            yield self._commitment(item, Edge.START, self._period(year - 1, year))
        unusual = chance.random() < 0.03
        finish = chance.choice(_UNUSUAL) if unusual else self._period(year, year + 1)
        if isinstance(finish, Period) and chance.random() < 0.25:
            earlier = self._period(year - 1, year)
            yield self._commitment(item, Edge.FINISH, earlier, announced="2023-05-10")
        yield self._commitment(item, Edge.FINISH, finish)
        yield from self._bodies(owner, 1)
        if step % 3 == 0:
            yield self._new(Citation, source_id=self._source(), **owner)
        if step % 10 == 0:
            noted = Period.day(date(2026, 1 + step % 10, 1 + step % 28))
            yield self._new(
                ProgressNote, text=f"Under way, see letter {step}", noted_on=noted, **owner
            )

    def _commitment(
        self, item: Item, edge: Edge, deadline: Deadline, announced: str = "2024-07-14"
    ) -> Row:
        said = deadline_from_key(announced)
        return self._new(
            Commitment,
            item_id=item.id,
            edge=edge,
            deadline=deadline,
            wording=deadline.key,
            announced_on=said,
            recorded_on=said,
            source_id=self._source(),
        )

    def _bodies(self, owner: dict[str, int], many: int) -> Iterator[Row]:
        for place in range(many):
            role = Role.CO_EXECUTOR if place else Role.RESPONSIBLE
            body_id = self._chance.randrange(1, _BODIES + 1)
            yield self._new(BodyRole, body_id=body_id, role=role, position=place, **owner)

    def _links(self, parts: list[Item], share: int) -> Iterator[Row]:
        """Three links for two items: to the next, and for every second to one further on."""
        wanted, last = share * 3 // 2, len(parts) - 1
        pairs = [(place, place + 1) for place in range(last)]
        pairs += [(place, min(place + 7 + place % 90, last)) for place in range(last - 1)]
        for predecessor, successor in dict.fromkeys(pairs[: wanted + 1]):
            kind = LinkType.FS if predecessor % 8 else LinkType.SS
            yield self._new(
                Link,
                predecessor_id=parts[predecessor].id,
                successor_id=parts[successor].id,
                type=kind,
                lag=predecessor % 5 - 1,
            )

    def _source(self) -> int:
        return self._chance.randrange(1, _SOURCES + 1)

    def _period(self, first: int, last: int) -> Period:
        day = date(self._chance.randint(first, last), self._chance.randint(1, 12), 28)
        return Period.containing(day, self._chance.choice(tuple(Precision)))


def rows(items: int, *, seed: int = 1) -> Iterator[Row]:
    """Every row of a portfolio of ``items`` items."""
    return _Maker(items, seed).rows()


def portfolio(items: int, *, seed: int = 1) -> Portfolio:
    return Portfolio(rows(items, seed=seed))


def write_file(path: Path, items: int, *, seed: int = 1) -> None:
    """A file of ``items`` items, written in one step; nothing happens where it is there already."""
    if path.exists():
        return
    by_class: dict[type[Row], list[Row]] = {row_class: [] for row_class in ROW_CLASSES}
    for row in rows(items, seed=seed):
        by_class[type(row)].append(row)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with Workspace.create(path, user="bench", clock=lambda: moment) as workspace:
        workspace.perform(
            "import",
            lambda repository: [repository.insert_many(rows) for rows in by_class.values()],
        )


if __name__ == "__main__":
    write_file(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)

"""Small portfolios made in code, for tests of the rules."""

from __future__ import annotations

from tracker.domain.model import Commitment, Edge, Item, ItemKind, Names, Project, Source
from tracker.domain.period import deadline_from_key, period_from_key
from tracker.domain.portfolio import Portfolio

RECORDED = period_from_key("2024-07-14")


def project(id: int = 1, name: str = "Center", **more: object) -> Project:
    return Project(id=id, uid=f"p{id}", position=id, name=Names(en=name), **more)  # type: ignore[arg-type]


def item(
    id: int, name: str, *, kind: ItemKind = ItemKind.MILESTONE, project_id: int = 1, **more: object
) -> Item:
    values = {"position": id, **more}
    return Item(
        id=id,
        uid=f"i{id}",
        project_id=project_id,
        kind=kind,
        name=Names(en=name),
        **values,  # type: ignore[arg-type]
    )


def commitment(
    id: int,
    item_id: int,
    deadline: str,
    *,
    announced: str = "2024-07-14",
    edge: Edge = Edge.FINISH,
    **more: object,
) -> Commitment:
    return Commitment(
        id=id,
        uid=f"c{id}",
        item_id=item_id,
        edge=edge,
        deadline=deadline_from_key(deadline),
        announced_on=period_from_key(announced) if announced else None,
        recorded_on=RECORDED,
        **more,  # type: ignore[arg-type]
    )


def source(id: int, title: str, **more: object) -> Source:
    return Source(id=id, uid=f"s{id}", key=f"s{id}", title=title, **more)  # type: ignore[arg-type]


def center() -> Portfolio:
    """A center with a launch phase: technical launch Q4 2026, official opening H1 2027."""
    return Portfolio(
        [
            project(),
            item(1, "Launch", kind=ItemKind.PHASE),
            item(2, "Technical launch", parent_id=1),
            item(3, "Official opening", parent_id=1),
            commitment(1, 2, "2026-Q4"),
            commitment(2, 3, "2027-H1"),
        ]
    )

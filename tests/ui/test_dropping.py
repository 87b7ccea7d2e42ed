"""Where dragged rows may stand, and what letting go there means."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.portfolios import item, project
from tracker.domain.model import ItemKind
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.language import Language, translator
from tracker.ui.models.dropping import drop_at
from tracker.workspace.query import Query, rows

PORTFOLIO = Portfolio(
    [
        project(1, "P"),
        item(1, "A", kind=ItemKind.PHASE),
        item(2, "B", parent_id=1),
        item(3, "C", parent_id=1),
        item(4, "D"),
        project(2, "Q"),
        item(5, "E", project_id=2),
    ]
)
"""0 P, 1 A, 2 B, 3 C, 4 D, 5 Q, 6 E; B and C stand below A."""
ROWS = rows(PORTFOLIO, Query(), translator=translator(Language.EN), status_date=date(2026, 11, 23))


def key(text: str) -> RowKey:
    return RowKey({"p": "projects", "i": "items"}[text[0]], int(text[1:]))


def dropped(moving: str, place: int, depth: int) -> tuple[int, str, str] | None:
    """(depth, parent, after) of the drop; "-" for the same place as before."""
    found = drop_at(ROWS, {key(each) for each in moving.split()}, place, depth, PORTFOLIO)
    if found is None:
        return None
    if found.spot is None:
        return found.depth, "-", "-"
    names = (
        f"{each.table[0]}{each.id}" if each else ""
        for each in (found.spot.parent, found.spot.after)
    )
    return (found.depth, *names)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("moving", "place", "depth", "expected"),
    [
        ("i2", 4, 2, (2, "i1", "i3")),
        ("i2", 4, 1, (1, "p1", "i1")),
        ("i2", 1, 1, (1, "p1", "")),
        ("i2", 7, 1, (1, "p2", "i5")),
        ("i2", 7, 5, (2, "i5", "")),
        ("i2", 0, 1, None),
        ("i2 i3", 7, 1, (1, "p2", "i5")),
        ("i1", 3, 1, (1, "-", "-")),
        ("i1", 5, 1, (1, "p1", "i4")),
        ("i1", 5, 2, (2, "i4", "")),
        ("i2", 2, 2, (2, "-", "-")),
        ("i2", 3, 2, (2, "-", "-")),
        ("i4", 2, 2, (2, "i1", "")),
        ("p1", 7, 3, (0, "", "p2")),
        ("p2", 0, 0, (0, "", "")),
        ("p2", 3, 0, None),
        ("p1 i5", 0, 0, None),
    ],
)
def test_rows_go_where_they_can_stand(
    moving: str, place: int, depth: int, expected: tuple[int, str, str] | None
) -> None:
    assert dropped(moving, place, depth) == expected

"""Portfolios that nobody would plan and every file may hold, by what is odd about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise, product
from typing import Final

from tests.domain.portfolios import commitment, item, project
from tests.timeline.shapes import link, milestone, row
from tracker.domain.model import ItemKind, LinkType, Row, State

MANY: Final = 1_500


def _no_dates() -> Iterable[Row]:
    yield from milestone(1)
    yield from row(2)
    yield from row(3, kind=ItemKind.PHASE)
    yield from row(4, percent=40)
    yield from row(5, state=State.DONE)
    yield link(1, 1, 2)
    yield link(2, 2, 4)


def _finish_before_start() -> Iterable[Row]:
    yield from row(1, "2024-Q1", "2027-H2")
    yield from row(2, "2026-10-02", "2026-10-03", percent=50)
    yield from row(3, "2024", "2025", kind=ItemKind.PHASE)
    yield from row(4, "2024-by", "2025", state=State.DONE)
    yield from row(5, "2027", "2026", actual_start="2026-11", actual_finish="2026-03-01")
    yield from row(6, "2027-Q4", "2027-Q3", actual_finish="2026-01-01")
    yield link(1, 1, 2)
    yield link(2, 2, 3, LinkType.SF)


def _far_apart() -> Iterable[Row]:
    yield from row(1, "2110", "1910", percent=30)
    yield from milestone(2, "2126-Q4", earlier=["1926-Q4", "2026"])
    yield from row(3, "9999", "0001")
    yield from row(4, "9999-12-31", "0001-01-01", actual_start="0001-01-01", percent=99)
    yield from milestone(5, "0001-01-01", earlier=["9999"])
    yield from milestone(6, "9999-by", actual_finish="0001-H1")
    yield link(1, 3, 5)
    yield link(2, 5, 4)
    yield link(3, 6, 1, LinkType.SS)


def _many_children() -> Iterable[Row]:
    yield from row(1, kind=ItemKind.PHASE)
    for id in range(2, MANY):
        yield from milestone(id, "2026-Q4", parent_id=1)


def _names() -> Iterable[Row]:
    texts = (
        "Длинное имя " * 420,
        "x" * 5_000,
        "\n\t\r line\nbreaks\tand\x0b\x0c tabs \x01\x02\x1b[0m",
        "\u202eright to left\u202c \u0627\u0644\u0645\u0634\u0631\u0648\u0639 \u05e4\u05e8\u05d5",
        "👩🏽‍🔬🏗️🇰🇿🇺🇿 " * 40,
        "o" + "\u0301" * 4_000,
        "\u200b\u200b\ufeff",
        "{} {name} %s <b>bold</b> & &amp;",
        "",
    )
    for id, text in enumerate(texts, 1):
        yield item(id, text)
        yield commitment(id, id, "2026-Q4", wording=text)


def _half_dated() -> Iterable[Row]:
    yield from row(1, start="2026-Q2")
    yield from row(2, "2026-Q2")
    yield from row(3, start="2027", kind=ItemKind.PHASE)
    yield from row(4, percent=100)
    yield from row(5, actual_finish="2026-02")
    yield from row(6, actual_start="2026-02")
    yield from row(7, start="2026-Q2", percent=60)
    # A milestone that a tool gave a start.
    yield from milestone(8, start="2026")
    yield from milestone(9, actual_start="2026")


def _standing() -> Iterable[Row]:
    for id, key in enumerate(("permanent", "as-needed", "each-month-by-31", "each-day"), 1):
        yield from row(id, key, "2025-Q1")
        yield from milestone(id + 10, key, start="9999", percent=50)
        yield from row(id + 20, key, start="permanent", actual_finish="2026-01-01")
    yield from row(40, "2026", "permanent")
    yield from row(41, "2026", "each-week", kind=ItemKind.PHASE, state=State.SUSPENDED)


def _hidden_ends() -> Iterable[Row]:
    yield from milestone(1, "2026-Q4")
    # The other end belongs to nothing that the chart shows.
    yield link(1, 1, 99)
    yield link(2, 98, 1)
    yield link(3, 98, 99)


def _loops() -> Iterable[Row]:
    for id in range(1, 6):
        yield from row(id, f"2026-{id + 5:02d}")
    for id, (before, after) in enumerate(pairwise([1, 2, 3, 4, 5, 1]), 1):
        yield link(id, before, after, list(LinkType)[id % 4])
    yield link(9, 1, 1)
    # Two that contain each other, and one that contains itself.
    yield from milestone(11, "2026", parent_id=12)
    yield from milestone(12, "2026", parent_id=11)
    yield from milestone(13, "2026", parent_id=13)


def _stopped() -> Iterable[Row]:
    number = 0
    for state in (State.CANCELLED, State.SUSPENDED):
        for kind in ItemKind:
            number += 1
            yield from row(
                number, "2026-Q1", "2025", kind=kind, state=state, earlier=["2025"], percent=100
            )
            number += 1
            yield from row(number, kind=kind, state=state)


def _nothing() -> Iterable[Row]:
    return ()


def _many_links() -> Iterable[Row]:
    for id in range(1, MANY):
        yield from milestone(id, f"2026-{id % 12 + 1:02d}")
    # As many as the file takes: one of each type to every other item.
    others = range(2, MANY)
    for id, (kind, other) in enumerate(product(LinkType, others), 1):
        yield link(id, 1, other, kind)


_MADE: Final[dict[str, Callable[[], Iterable[Row]]]] = {
    "no dates": _no_dates,
    "finish before start": _finish_before_start,
    "centuries apart": _far_apart,
    "thousands of children": _many_children,
    "names": _names,
    "half the dates": _half_dated,
    "standing": _standing,
    "links to hidden rows": _hidden_ends,
    "loops": _loops,
    "everything stopped": _stopped,
    "nothing": _nothing,
    "many links on one item": _many_links,
}
CASES: Final = tuple(_MADE)


def bad_rows(case: str) -> list[Row]:
    """The rows of a case, in one project, in an order in which they refer to earlier ones only."""
    return [project(name="Odd", state=None), *_MADE[case]()]

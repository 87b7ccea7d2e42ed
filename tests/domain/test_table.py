"""A table whose rows are made when they are asked for says what one of made rows says."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.model import Link, LinkType
from tracker.domain.table import Held, HeldRows, Table

KINDS = {kind.value: kind for kind in LinkType}
COLUMNS = {"id": (0, None), "predecessor_id": (1, None), "type": (2, KINDS)}


def link(held: Held) -> Link:
    row_id, predecessor, kind = held
    return Link(id=row_id, predecessor_id=predecessor, successor_id=99, type=KINDS[kind])


def pair(found: list[Held]) -> tuple[Table[Link], Table[Link], list[int]]:
    """The same rows made at once and held, and the ids of those that the second has made."""
    made: list[int] = []

    def make(held: Held) -> Link:
        made.append(held[0])
        return link(held)

    plain: Table[Link] = Table()
    plain.fill(map(link, found))
    lazy: Table[Link] = Table()
    lazy.hold(HeldRows("links", found, make, COLUMNS))
    return plain, lazy, made


HELD: list[Held] = [(1, 5, "FS"), (2, 6, "SS"), (4, 5, "FF")]


def test_only_what_is_asked_for_is_made_and_only_once() -> None:
    _, lazy, made = pair(HELD)
    assert len(lazy) == 3 and 2 in lazy and 3 not in lazy and lazy.get(None) is None
    assert lazy.column("predecessor_id") == [5, 6, 5]
    assert lazy.column("type") == [LinkType.FS, LinkType.SS, LinkType.FF]
    assert made == []
    assert [found.id for found in lazy.where("predecessor_id", 5)] == [1, 4]
    assert lazy[4] is lazy.get(4)
    assert made == [1, 4]
    assert [found.id for found in lazy] == [1, 2, 4]
    assert sorted(made) == [1, 2, 4]


def test_a_column_that_is_not_held_as_one_is_read_from_the_rows() -> None:
    assert pair(HELD)[1].column("successor_id") == [99, 99, 99]


def test_a_row_that_is_not_there_raises() -> None:
    with pytest.raises(KeyError):
        pair(HELD)[1][3]


steps = st.lists(
    st.tuples(
        st.sampled_from(["put", "remove", "get", "where", "iterate", "column"]),
        st.integers(1, 6),
        st.integers(5, 7),
    ),
    max_size=12,
)


@given(st.sets(st.integers(1, 6)), steps)
def test_it_cannot_be_told_apart_from_one_of_made_rows(
    ids: set[int], taken: list[tuple[str, int, int]]
) -> None:
    plain, lazy, _ = pair([(row_id, 5 + row_id % 3, "FS") for row_id in sorted(ids)])
    for step, row_id, value in taken:
        for table in (plain, lazy):
            if step == "put":
                table.put(link((row_id, value, "SF")))
            elif step == "remove":
                table.remove(row_id)
        assert lazy.get(row_id) == plain.get(row_id)
        if step == "where":
            found, expected = (table.where("predecessor_id", value) for table in (lazy, plain))
            assert list(found) == list(expected)
            ids = [list(each) for each in lazy.ids_where("predecessor_id", [value, 99])]
            assert ids == [[row.id for row in expected], []]
            assert lazy.many(ids[0]) == list(expected)
        elif step == "iterate":
            assert list(lazy) == list(plain)
        elif step == "column":
            for field in fields(Link):
                assert lazy.column(field.name) == plain.column(field.name)
    assert list(lazy) == list(plain) and len(lazy) == len(plain)


def test_a_copy_is_the_table_of_its_moment_and_can_be_let_go() -> None:
    _, lazy, made = pair(HELD)
    copy = lazy.copied()
    assert made == []
    lazy.put(Link(id=9, predecessor_id=5, successor_id=99))
    lazy.remove(1)
    assert [found.id for found in copy] == [1, 2, 4]
    assert [found.id for found in copy.where("predecessor_id", 5)] == [1, 4]
    copy.let_go()
    assert len(copy) == 0 and not list(copy.where("predecessor_id", 5))
    assert [found.id for found in lazy] == [2, 4, 9]

"""What is remembered of the order of the rows comes back, and nonsense does no harm."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.model import ItemKind, Side
from tracker.domain.period import Period
from tracker.domain.period_range import PeriodRange
from tracker.domain.portfolio import RowKey
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.workspace.expressions import read_expression
from tracker.workspace.filters import RowFilter
from tracker.workspace.grouping import GroupKey
from tracker.workspace.query import Grouping, Query, Sort
from tracker.workspace.remembered import read_remembered, remembered_text

ENGLISH = translator(Language.EN)
FULL = Query(
    filter=RowFilter(
        statuses=frozenset({Status.OVERDUE}),
        sides=frozenset({Side.KZ, None}),
        regions=frozenset({"Jambyl Region", ""}),
        sectors=frozenset({"Metallurgy"}),
        bodies=frozenset({0, 3}),
        kinds=frozenset({ItemKind.MILESTONE, None}),
        period=Period.quarter(2026, 4),
        where=read_expression("name: plant and not (status: done or percent: > 3)", ENGLISH),
    ),
    sorts=(Sort("finish", descending=True), Sort("name")),
    group=Grouping.BODY,
    collapsed=frozenset({RowKey("items", 3), GroupKey.of(Grouping.BODY, "3")}),
    dims=True,
)


RANGE = Query(filter=RowFilter(period=PeriodRange(Period.quarter(2026, 4), None)))


@pytest.mark.parametrize("query", [Query(), FULL, RANGE])
def test_it_comes_back(query: Query) -> None:
    assert read_remembered(remembered_text(query)) == query


def test_a_search_is_not_remembered() -> None:
    assert read_remembered(remembered_text(Query(text="halls"))) == Query()


def test_very_many_folded_rows_are_not_remembered() -> None:
    folded = frozenset(RowKey("items", number) for number in range(1, 1_002))
    assert read_remembered(remembered_text(Query(collapsed=folded))).collapsed == frozenset()


@given(st.text() | st.from_regex(r'\{"group": ?".*"\}'))
def test_nonsense_counts_as_nothing(text: str) -> None:
    assert read_remembered(text) == Query()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("group", "colour"),
        ("sorts", [["no such field", False]]),
        ("statuses", ["lost"]),
        ("bodies", ["x"]),
        ("period", "2026-Q9"),
        ("folded", [["projects"]]),
        ("where", "name: ("),
        ("sides", None),
    ],
)
def test_a_value_of_a_newer_program_counts_as_nothing(key: str, value: object) -> None:
    said = json.loads(remembered_text(FULL)) | {key: value}
    assert read_remembered(json.dumps(said)) == Query()

"""Rows under headings: every row once, in its place, whatever is grouped, filtered and folded."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.portfolios import commitment, item, project
from tests.exchange.random_portfolios import portfolios
from tests.timeline.shapes import STATUS_DATE
from tracker.domain.model import (
    Body,
    BodyRole,
    Item,
    ItemKind,
    Names,
    Project,
    Role,
    Row,
    Side,
    State,
)
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.workspace.filters import RowFilter
from tracker.workspace.grouping import (
    GROUP_NAMES,
    GroupKey,
    GroupRow,
    ShownRow,
    group_keys,
    outline_rows,
    projects_among,
    shown_rows,
)
from tracker.workspace.outline_rows import OutlineRows, row_key
from tracker.workspace.query import Grouping, KeptRows, Query, Sort

HEADINGS = [group for group in Grouping if group not in (Grouping.NONE, Grouping.PROJECT)]


@pytest.fixture
def portfolio() -> Portfolio:
    return Portfolio(
        [
            Body(id=1, uid="b1", name=Names(en="Ministry", ru="Министерство")),
            Body(id=2, uid="b2", name=Names(en="Akimat", ru="Акимат")),
            project(1, "Center", side=Side.JOINT),
            project(2, "Plant", side=Side.KZ, region="Jambyl Region"),
            project(3, "Idea"),
            item(1, "Launch", kind=ItemKind.PHASE),
            item(2, "Opening", parent_id=1),
            item(3, "Technical launch", parent_id=1),
            item(4, "Halls", project_id=2),
            commitment(1, 2, "2027-H1"),
            commitment(2, 3, "2025"),
            commitment(3, 4, "2026-Q4"),
            BodyRole(id=1, uid="r1", item_id=1, body_id=1, role=Role.RESPONSIBLE, position=1),
            BodyRole(id=2, uid="r2", item_id=1, body_id=2, role=Role.RESPONSIBLE, position=0),
            BodyRole(id=3, uid="r3", item_id=3, body_id=2, role=Role.RESPONSIBLE),
            BodyRole(id=4, uid="r4", item_id=4, body_id=1, role=Role.RESPONSIBLE),
        ]
    )


def shown(portfolio: Portfolio, query: Query, language: Language = Language.EN) -> list[ShownRow]:
    return shown_rows(portfolio, query, translator=translator(language), status_date=STATUS_DATE)


def told(found: list[ShownRow]) -> list[str]:
    """Headings with their counts, and rows indented by their depth."""

    def text(row: ShownRow) -> str:
        if isinstance(row, GroupRow):
            return f"{row.title} ({row.count})"
        return "  " * row.depth + row.row.name.en

    return [text(row) for row in found]


def test_a_side_is_that_of_the_project_and_keeps_its_outline(portfolio: Portfolio) -> None:
    assert told(shown(portfolio, Query(group=Grouping.SIDE))) == [
        "Kazakhstan (2)",
        "Plant",
        "  Halls",
        "Joint (4)",
        "Center",
        "  Launch",
        "    Opening",
        "    Technical launch",
        "Side not stated (1)",
        "Idea",
    ]


def test_of_several_bodies_the_first_in_their_order_has_the_row(portfolio: Portfolio) -> None:
    assert told(shown(portfolio, Query(group=Grouping.BODY))) == [
        "Akimat (2)",
        "Launch",
        "  Technical launch",
        "Ministry (1)",
        "Halls",
        "No responsible body stated (4)",
        "Center",
        "  Opening",
        "Plant",
        "Idea",
    ]


def test_the_order_and_the_words_are_those_of_the_language(portfolio: Portfolio) -> None:
    found = shown(portfolio, Query(group=Grouping.BODY), Language.RU)
    assert [row.title for row in found if isinstance(row, GroupRow)][:2] == [
        "Акимат",
        "Министерство",
    ]
    by_status = shown(portfolio, Query(group=Grouping.STATUS))
    assert [row.title for row in by_status if isinstance(row, GroupRow)] == [
        "Planned",
        "Overdue",
        "Not stated",
    ]


def test_a_folded_group_keeps_its_count_and_its_members(portfolio: Portfolio) -> None:
    key = GroupKey.of(Grouping.SIDE, "KZ-UZ")
    query = Query(group=Grouping.SIDE, collapsed=frozenset({key, RowKey("projects", 2)}))
    found = shown(portfolio, query)
    assert told(found) == [
        "Kazakhstan (2)",
        "Plant",
        "Joint (4)",
        "Side not stated (1)",
        "Idea",
    ]
    assert [row.expanded for row in found] == [True, False, False, True, False]
    assert key in group_keys(found)


def test_a_filter_brings_only_rows_above_of_the_same_group_along(portfolio: Portfolio) -> None:
    overdue = RowFilter(statuses=frozenset({Status.OVERDUE}), kinds=frozenset({ItemKind.MILESTONE}))
    assert told(shown(portfolio, Query(group=Grouping.BODY, filter=overdue))) == [
        "Akimat (2)",
        "Launch",
        "  Technical launch",
    ]


def test_sorted_rows_of_a_group_come_flat(portfolio: Portfolio) -> None:
    query = Query(group=Grouping.SIDE, sorts=(Sort("name"),))
    assert told(shown(portfolio, query))[2:8] == [
        "Plant",
        "Joint (4)",
        "Center",
        "  Launch",
        "    Opening",
        "    Technical launch",
    ]
    assert query.is_flat


def test_grouped_by_project_the_outline_stays_and_siblings_are_sorted(
    portfolio: Portfolio,
) -> None:
    query = Query(group=Grouping.PROJECT, sorts=(Sort("name", descending=True),))
    assert told(shown(portfolio, query)) == [
        "Plant",
        "  Halls",
        "Idea",
        "Center",
        "  Launch",
        "    Technical launch",
        "    Opening",
    ]
    folded = replace(query, collapsed=frozenset({RowKey("items", 1)}))
    assert told(shown(portfolio, folded))[-1] == "  Launch"


def test_dimming_leaves_no_row_out(portfolio: Portfolio) -> None:
    every = len(OutlineRows(portfolio))
    dims = Query(text="halls", dims=True, collapsed=frozenset({RowKey("projects", 2)}))
    assert len(shown(portfolio, dims)) == every
    assert told(shown(portfolio, replace(dims, dims=False))) == ["Plant", "  Halls"]


def test_the_projects_among_rows_are_known_however_these_are_shown(portfolio: Portfolio) -> None:
    projects = {*portfolio.projects}
    assert {*projects_among(OutlineRows(portfolio))} == projects
    for query in (Query(group=Grouping.SIDE), Query(sorts=(Sort("name"),))):
        assert {*projects_among(shown(portfolio, query))} == projects


def test_every_grouping_has_a_name() -> None:
    assert set(GROUP_NAMES) == set(Grouping)


@given(portfolios(), st.sampled_from(HEADINGS), st.sampled_from([(), (Sort("finish"),)]))
def test_groups_part_the_rows_and_lose_none(
    rows: list[Row], group: Grouping, sorts: tuple[Sort, ...]
) -> None:
    portfolio = Portfolio(rows)
    every = [found.key for found in OutlineRows(portfolio)]
    found = shown(portfolio, Query(group=group, sorts=sorts))
    assert sorted(map(str, (row.key for row in outline_rows(found)))) == sorted(map(str, every))
    headings = [row for row in found if isinstance(row, GroupRow)]
    members = [row_key(row) for heading in headings for row in heading.members]
    assert members == [row.key for row in outline_rows(found)]
    assert len({row.key for row in headings}) == len(headings)
    # Nothing stands deeper than one step below the row above it.
    for above, row in pairwise(found):
        if not sorts:
            assert row.depth <= above.depth + 1
    if not sorts:
        # Within a group the order is that of the outline.
        for heading in headings:
            places = [every.index(row_key(row)) for row in heading.members]
            assert places == sorted(places)


@given(portfolios(), st.sampled_from(list(Grouping)), st.data())
def test_folding_hides_rows_and_changes_nothing_else(
    rows: list[Row], group: Grouping, data: st.DataObject
) -> None:
    portfolio = Portfolio(rows)
    unfolded = shown(portfolio, Query(group=group))
    keys = [row.key for row in unfolded if row.has_children]
    collapsed = frozenset(data.draw(st.sets(st.sampled_from(keys))) if keys else ())
    found = shown(portfolio, Query(group=group, collapsed=collapsed))
    kept = {row.key for row in found}
    assert [row.key for row in unfolded if row.key in kept] == [row.key for row in found]
    below: list[tuple[int, bool]] = []
    for row in unfolded:
        while below and below[-1][0] >= row.depth:
            below.pop()
        hidden = any(folded for _, folded in below)
        assert (row.key in kept) is not hidden
        below.append((row.depth, row.key in collapsed))


@given(portfolios(), st.sampled_from(list(Grouping)), st.sampled_from(["name", "finish", "status"]))
def test_what_is_kept_answers_as_what_is_read_anew(
    rows: list[Row], group: Grouping, field: str
) -> None:
    portfolio = Portfolio(rows)
    kept = KeptRows(portfolio)
    query = Query(group=group, sorts=(Sort(field),))

    def both() -> tuple[list[ShownRow], list[ShownRow]]:
        asked = {"translator": translator(Language.EN), "status_date": STATUS_DATE}
        return shown_rows(portfolio, query, kept=kept, **asked), shown_rows(
            portfolio, query, **asked
        )

    quick, anew = both()
    assert quick == anew
    for found in list(portfolio.items):
        changed = replace(found, name=Names(en=f"{found.name.en} renamed"), state=State.DONE)
        portfolio.put(changed)
        above: set[RowKey] = {row_key(changed)}
        row: Project | Item = changed
        while isinstance(row, Item):
            row = portfolio.parent(row)
            above.add(row_key(row))
        kept.renew(above)
        quick, anew = both()
        assert quick == anew
    for found in list(portfolio.items):
        if not portfolio.children(found):
            portfolio.remove("items", found.id)
            kept.forget({row_key(found)})
            break
    quick, anew = both()
    assert quick == anew

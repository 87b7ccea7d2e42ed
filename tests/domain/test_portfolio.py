"""The questions that views ask of a portfolio."""

import gc
import weakref
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.portfolios import center, commitment, item, project
from tracker.domain.model import (
    Basis,
    Body,
    BodyRole,
    Claim,
    Edge,
    ItemKind,
    Measure,
    Names,
    Project,
    Role,
    State,
)
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.table import Table
from tracker.language import Language


def key_of(deadline: object) -> str:
    return deadline.key if deadline else ""  # type: ignore[attr-defined]


def test_names_fall_back_through_the_language_s_order() -> None:
    names = Names(en="Launch", ru="Запуск")
    assert names.best(Language.KK) == "Запуск"
    assert names.best(Language.EN) == "Launch"
    assert Names(uz="Ishga tushirish").best(Language.EN) == "Ishga tushirish"
    assert Names().best(Language.RU) == ""
    assert not Names()
    assert names.given(Language.KK) == ""


def test_an_index_follows_rows_that_are_put_replaced_and_removed() -> None:
    table: Table = Table()
    table.put(item(1, "A", project_id=1))
    table.put(item(2, "B", project_id=1))
    assert [row.id for row in table.where("project_id", 1)] == [1, 2]
    table.put(item(1, "A", project_id=2))
    assert [row.id for row in table.where("project_id", 1)] == [2]
    assert [row.id for row in table.where("project_id", 2)] == [1]
    table.remove(2)
    table.remove(99)
    assert list(table.where("project_id", 1)) == []
    assert len(table) == 1 and 1 in table and table.get(2) is None


def test_the_outline_is_ordered_by_position() -> None:
    portfolio = center()
    portfolio.put(replace(portfolio.items[3], position=1))
    phase = portfolio.items[1]
    assert [child.id for child in portfolio.children(phase)] == [3, 2]
    assert [found.id for found in portfolio.descendants(portfolio.projects[1])] == [1, 3, 2]
    assert portfolio.parent(portfolio.items[2]) is phase
    assert portfolio.parent(phase) is portfolio.projects[1]
    assert list(portfolio.outline.walk()) == [(-1, 0), (1, 1), (3, 2), (2, 2)]


def test_a_loop_of_parents_does_not_hang() -> None:
    portfolio = center()
    portfolio.put(replace(portfolio.items[1], parent_id=2))
    portfolio.put(replace(portfolio.items[2], parent_id=1))
    assert {found.id for found in portfolio.descendants(portfolio.items[1])} == {1, 2, 3}


def test_the_latest_announcement_is_in_force_in_whatever_order_it_was_entered() -> None:
    portfolio = center()
    portfolio.put(commitment(10, 2, "2027-Q1", announced="2026-05"))
    portfolio.put(commitment(11, 2, "2025", announced="2023-02-20"))
    assert key_of(portfolio.deadline(portfolio.items[2])) == "2027-Q1"
    history = portfolio.commitments_of(portfolio.items[2])
    assert [key_of(row.deadline) for row in history] == ["2025", "2026-Q4", "2027-Q1"]


def test_a_mention_does_not_replace_a_commitment_but_stands_in_for_none() -> None:
    portfolio = center()
    portfolio.put(commitment(10, 2, "2026", announced="2025-11-25", binding=False))
    assert key_of(portfolio.deadline(portfolio.items[2])) == "2026-Q4"
    portfolio.remove("commitments", 1)
    assert key_of(portfolio.deadline(portfolio.items[2])) == "2026"


def test_a_date_of_which_the_announcement_is_unknown_counts_from_its_recording() -> None:
    portfolio = center()
    portfolio.put(commitment(10, 2, "2027", announced=""))
    assert key_of(portfolio.deadline(portfolio.items[2])) == "2027"


@pytest.mark.parametrize(
    ("deadlines", "finish"),
    [
        (["2026-Q4", "2027-H1"], "2027-H1"),
        (["2026", "2026-Q3"], "2026"),
        (["2026", "2026-Q4"], "2026-Q4"),
        (["2026-12-31", "2026"], "2026-12-31"),
        (["permanent", "2025"], "2025"),
        (["permanent"], ""),
    ],
)
def test_a_summary_finish_is_a_child_s_deadline_never_a_made_up_one(
    deadlines: list[str], finish: str
) -> None:
    rows = [item(place, str(place)) for place in range(1, len(deadlines) + 1)]
    dates = [commitment(place, place, key) for place, key in enumerate(deadlines, 1)]
    portfolio = Portfolio([project(), *rows, *dates])
    assert key_of(portfolio.finish(portfolio.projects[1])) == finish


def test_a_cancelled_part_does_not_count_in_a_summary() -> None:
    portfolio = center()
    portfolio.put(replace(portfolio.items[3], state=State.CANCELLED))
    assert key_of(portfolio.finish(portfolio.projects[1])) == "2026-Q4"


def test_a_summary_starts_with_the_first_start_or_finish_that_is_known() -> None:
    portfolio = center()
    assert key_of(portfolio.start(portfolio.projects[1])) == "2026-Q4"
    portfolio.put(item(4, "Works", kind=ItemKind.ACTIVITY, parent_id=1))
    portfolio.put(commitment(3, 4, "2025-Q1", edge=Edge.START))
    assert key_of(portfolio.start(portfolio.projects[1])) == "2025-Q1"
    assert key_of(portfolio.start(portfolio.items[4])) == "2025-Q1"


def claim(id: int, value: str, **more: object) -> Claim:
    return Claim(
        id=id,
        project_id=1,
        measure=Measure.VALUE,
        value=Decimal(value),
        unit="USD",
        **more,  # type: ignore[arg-type]
    )


def test_the_leading_figure_is_marked_or_has_the_best_ground_and_is_the_latest() -> None:
    early, late = period_from_key("2024-01"), period_from_key("2024-08")
    portfolio = Portfolio([project(), claim(1, "121300000", as_of=late)])
    portfolio.put(claim(2, "106900000", as_of=early))
    leading = portfolio.leading_claim(portfolio.projects[1], Measure.VALUE)
    assert leading is not None and leading.id == 1
    portfolio.put(claim(3, "100", basis=Basis.ACTUAL, as_of=early))
    leading = portfolio.leading_claim(portfolio.projects[1], Measure.VALUE)
    assert leading is not None and leading.id == 3
    portfolio.put(claim(2, "106900000", as_of=early, leading=True))
    leading = portfolio.leading_claim(portfolio.projects[1], Measure.VALUE)
    assert leading is not None and leading.id == 2
    assert portfolio.leading_claim(portfolio.projects[1], Measure.JOBS) is None


def test_bodies_of_one_role_come_in_their_order() -> None:
    portfolio = center()
    for place, name in enumerate(("MIIT", "MTI"), 1):
        portfolio.put(Body(id=place, uid=f"b{place}", name=Names(en=name)))
    rows = [(1, 1, Role.RESPONSIBLE, 2), (2, 2, Role.RESPONSIBLE, 1), (3, 1, Role.INVESTOR, 0)]
    for role_id, body_id, role, position in rows:
        portfolio.put(
            BodyRole(id=role_id, project_id=1, body_id=body_id, role=role, position=position)
        )
    found = portfolio.bodies_of(portfolio.projects[1], Role.RESPONSIBLE)
    assert [body.name.en for body in found] == ["MTI", "MIIT"]


def test_a_row_key_finds_its_row_and_nothing_when_it_is_gone() -> None:
    portfolio = center()
    assert portfolio.row(RowKey("items", 2)) is portfolio.items[2]
    assert portfolio.row(RowKey("projects", 1)) is portfolio.projects[1]
    assert portfolio.row(RowKey("items", 99)) is None


def test_a_portfolio_that_is_let_go_leaves_the_memory_at_once() -> None:
    whole = Portfolio([Project(id=1, position=0, name=Names(en="Plant"))])
    copy = whole.copied(["projects", "items"])
    assert copy.ordered_projects() == whole.ordered_projects()
    gone = weakref.ref(copy)
    copy.let_go()
    gc.disable()
    try:
        del copy
        assert gone() is None
    finally:
        gc.enable()

"""The plan as it was announced by a day, and as it was recorded on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.domain.portfolios import commitment, item, project
from tracker.domain.model import Edge
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.language import Language, translator
from tracker.timeline.compare import OtherPlan
from tracker.workspace import Workspace, operations
from tracker.workspace.comparison import (
    Comparison,
    PlanAs,
    announced_by,
    compared_plan,
    comparison_part,
    comparison_text,
)

LAUNCH = item(1, "Launch")


@pytest.mark.parametrize(
    ("day", "finish"),
    [
        # Announced "in May 2023": certain only when the month is over.
        (date(2023, 5, 15), None),
        (date(2023, 5, 31), "2025-Q4"),
        (date(2024, 7, 13), "2025-Q4"),
        (date(2024, 7, 14), "2026-Q4"),
        # Of the last one only the day of the record is known: 14 July 2024, like the one before.
        (date(2030, 1, 1), "2027"),
    ],
)
def test_a_plan_as_announced_holds_what_was_certainly_known(day: date, finish: str | None) -> None:
    portfolio = Portfolio(
        [
            project(),
            LAUNCH,
            commitment(1, 1, "2025-Q4", announced="2023-05"),
            commitment(2, 1, "2026-Q4", announced="2024-07-14"),
            commitment(3, 1, "2027", announced="2025-01"),
        ]
    )
    deadline = announced_by(portfolio, day).deadline(LAUNCH)
    assert deadline == (period_from_key(finish) if finish else None)
    assert len(portfolio.commitments) == 3


def test_a_plan_as_recorded_is_what_the_file_said(tmp_path: Path) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    workspace = Workspace.create(tmp_path / "a.cotrack", user="tester", clock=lambda: now)
    workspace.perform(
        "import", lambda repository: [repository.insert(r) for r in (project(), LAUNCH)]
    )

    def commit(key: str) -> None:
        operations.commit_deadline(
            workspace, item_id=1, edge=Edge.FINISH, deadline=period_from_key(key),
            announced_on=period_from_key("2020-01-01"),
        )  # fmt: skip

    commit("2026-Q4")
    now = datetime(2026, 4, 1, 12, tzinfo=UTC)
    commit("2027-Q1")
    for day, finish in ((date(2026, 3, 1), "2026-Q4"), (date(2026, 4, 1), "2027-Q1")):
        recorded = compared_plan(workspace, Comparison(PlanAs.RECORDED, day))
        assert recorded.deadline(LAUNCH) == period_from_key(finish)
    # Both were announced in 2020, and known in the world long before they were entered.
    announced = compared_plan(workspace, Comparison(PlanAs.ANNOUNCED, date(2026, 3, 1)))
    assert announced.deadline(LAUNCH) == period_from_key("2027-Q1")
    workspace.close()


def test_the_comparison_is_named_and_told_of_a_row() -> None:
    english = translator(Language.EN)
    comparison = Comparison(PlanAs.ANNOUNCED, date(2024, 1, 31))
    assert comparison_text(comparison, english) == (
        "Thin outlines show the plan as it was announced by 31 January 2024, "
        "where it differs from now."
    )
    then = Portfolio([project(), LAUNCH, commitment(1, 1, "2025-Q4")])
    now = Portfolio([project(), LAUNCH, commitment(1, 1, "2026-Q4")])
    found = OtherPlan(then, now, [RowKey("items", 1)]).row(0)
    assert found is not None
    part = comparison_part(found, comparison, english)
    assert part.title == "As announced by 31 January 2024"
    assert [(said.label, said.text) for said in part.statements] == [
        ("Finish", "Q4 2025"),
        ("Moved since", "+12 mo"),
    ]

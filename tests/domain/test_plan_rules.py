"""What of a plan cannot stand beside each other: each rule, and where it is silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.portfolios import item
from tracker.domain.model import ConstraintKind, ItemKind, State
from tracker.domain.period import period_from_key
from tracker.domain.plan_rules import (
    BEGAN_AFTER,
    BEGAN_BEFORE,
    BEGUN_AS_LATE,
    DATE_OF_NOTHING,
    FINISHED_AFTER,
    HAPPENED_BEFORE,
    LIKELY_OVER_HIGH,
    LOW_OVER_HIGH,
    LOW_OVER_LIKELY,
    NO_DATE,
    PLAN_FIELDS,
    plan_conflict,
)

PERIODS = ("constraint_date", "actual_start", "actual_finish")


def broken(typed: str, **plan: object) -> str:
    values = {
        name: period_from_key(value) if name in PERIODS else value for name, value in plan.items()
    }
    values["kind"] = ItemKind(values.get("kind", "activity"))
    conflict = plan_conflict(item(1, "Halls", **values), typed.split())
    return conflict.reason.message if conflict else ""


@pytest.mark.parametrize(
    ("low", "likely", "high", "typed", "message"),
    [
        (11, 10, None, "duration_low", LOW_OVER_LIKELY),
        (11, 10, None, "duration", LOW_OVER_LIKELY),
        (11, 10, None, "duration_high", ""),
        (10, 10, 10, "duration_low duration duration_high", ""),
        (None, 10, 9, "duration_high", LIKELY_OVER_HIGH),
        (None, 10, 9, "duration", LIKELY_OVER_HIGH),
        (10, None, 9, "duration_low", LOW_OVER_HIGH),
        (None, None, 9, "duration_high", ""),
        (0, 0, 0, "duration", ""),
    ],
)
def test_durations_stand_in_their_order(
    low: int | None, likely: int | None, high: int | None, typed: str, message: str
) -> None:
    plan = {"duration_low": low, "duration_likely": likely, "duration_high": high}
    assert broken(typed, **plan) == message


@pytest.mark.parametrize("kind", list(ConstraintKind))
def test_every_constraint_but_one_has_its_date(kind: ConstraintKind) -> None:
    is_late = kind is ConstraintKind.AS_LATE
    assert broken("constraint", constraint_kind=kind) == ("" if is_late else NO_DATE)
    dated = broken("constraint_date", constraint_kind=kind, constraint_date="2027-Q1")
    assert dated == (DATE_OF_NOTHING if is_late else "")
    assert broken("constraint_date", constraint_date="2027-Q1") == ""


@pytest.mark.parametrize(
    ("kind", "when", "reported", "message"),
    [
        # The last day before the period is before it; of a month that reaches into it nobody knows.
        ("not-before", "2026-Q3", {"actual_start": "2026-06-30"}, BEGAN_BEFORE),
        ("not-before", "2026-Q3", {"actual_start": "2026-07-01"}, ""),
        ("not-before", "2026-07-15", {"actual_start": "2026-07"}, ""),
        ("not-before", "2026-Q3", {"actual_finish": "2026-06-30"}, HAPPENED_BEFORE),
        ("not-after", "2026-Q3", {"actual_finish": "2026-09-30"}, ""),
        ("not-after", "2026-Q3", {"actual_finish": "2026-10-01"}, FINISHED_AFTER),
        ("not-after", "2026-Q3", {"actual_start": "2026-10-01"}, BEGAN_AFTER),
        ("fixed", "2026-Q3", {"actual_start": "2026-06"}, BEGAN_BEFORE),
        # What is fixed begins then, and may take longer; a milestone takes no time.
        ("fixed", "2026-Q3", {"actual_finish": "2026-10"}, ""),
        ("fixed", "2026-Q3", {"actual_finish": "2026-10", "kind": "milestone"}, FINISHED_AFTER),
        ("fixed", "2026-Q3", {"actual_start": "2026-07", "actual_finish": "2026-09"}, ""),
        # A deadline may be missed.
        ("deadline", "2026-Q3", {"actual_finish": "2026-12-31"}, ""),
    ],
)
def test_a_constraint_is_held_against_what_was_reported(
    kind: str, when: str, reported: dict[str, str], message: str
) -> None:
    plan = {"constraint_kind": ConstraintKind(kind), "constraint_date": when, **reported}
    assert broken("constraint", **plan) == message
    assert broken("constraint_date", **plan) == message
    # What happened is a fact, whatever was planned.
    assert broken("actual_start actual_finish", **plan) == ""


@pytest.mark.parametrize(
    "reported",
    [{"actual_start": "2026"}, {"percent": 1}, {"state": State.DONE}, {"actual_finish": "2026"}],
)
def test_only_what_has_not_begun_can_be_as_late_as_possible(reported: dict[str, object]) -> None:
    as_late = {"constraint_kind": ConstraintKind.AS_LATE}
    assert broken("constraint", **as_late, **reported) == BEGUN_AS_LATE
    assert broken("constraint", **as_late, percent=0, state=State.PLANNED) == ""


@given(*[st.none() | st.integers(0, 5)] * 3)
def test_durations_that_go_together_are_in_order(
    low: int | None, likely: int | None, high: int | None
) -> None:
    plan = {"duration_low": low, "duration_likely": likely, "duration_high": high}
    known = [days for days in plan.values() if days is not None]
    assert (broken(" ".join(PLAN_FIELDS), **plan) == "") == (known == sorted(known))

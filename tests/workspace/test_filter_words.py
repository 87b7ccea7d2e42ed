"""What can be chosen in a filter, and how it is said."""

from __future__ import annotations

import pytest

from tests.domain.portfolios import item, project
from tracker.domain.model import Body, BodyRole, ItemKind, Names, Role, Side
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.workspace.expressions import read_expression
from tracker.workspace.filter_words import CONDITION_NAMES, choices, conditions, said
from tracker.workspace.filters import RowFilter

ENGLISH = translator(Language.EN)
PORTFOLIO = Portfolio(
    [
        Body(id=1, uid="b1", name=Names(en="Ministry of Trade"), short_name=Names(en="MTI")),
        Body(id=2, uid="b2", name=Names(en="Akimat")),
        Body(id=3, uid="b3", name=Names(en="Bank")),
        project(1, "Center", side=Side.JOINT, region="Tashkent"),
        project(2, "Plant", side=Side.KZ, region="Astana", sector="Metallurgy"),
        project(3, "Port", sector="Logistics"),
        item(1, "Halls"),
        BodyRole(id=1, uid="r1", item_id=1, body_id=1, role=Role.RESPONSIBLE),
        BodyRole(id=2, uid="r2", project_id=1, body_id=2, role=Role.RESPONSIBLE),
        BodyRole(id=3, uid="r3", project_id=1, body_id=3, role=Role.INVESTOR),
    ]
)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("sides", ["Kazakhstan", "Uzbekistan", "Joint", "Not stated"]),
        ("kinds", ["Project", "Phase", "Activity", "Milestone"]),
        ("regions", ["Astana", "Tashkent", "Not stated"]),
        ("sectors", ["Logistics", "Metallurgy", "Not stated"]),
        # Only bodies that answer for something; an investor does not.
        ("bodies", ["Akimat", "MTI", "Not stated"]),
    ],
)
def test_what_can_be_chosen(condition: str, expected: list[str]) -> None:
    assert [choice.text for choice in choices(condition, PORTFOLIO, ENGLISH)] == expected


def test_every_status_can_be_chosen() -> None:
    assert [choice.value for choice in choices("statuses", PORTFOLIO, ENGLISH)] == list(Status)


def test_every_condition_can_be_said() -> None:
    asked = RowFilter(
        statuses=frozenset({Status.DONE}),
        sides=frozenset({None, Side.KZ}),
        regions=frozenset({""}),
        sectors=frozenset({"Logistics"}),
        bodies=frozenset({1, 99}),
        kinds=frozenset({ItemKind.PHASE}),
        period=Period.quarter(2026, 4),
    )
    words = {name: said(asked, name, PORTFOLIO, ENGLISH) for name in CONDITION_NAMES}
    assert words == {
        "statuses": ["Done"],
        "sides": ["Kazakhstan", "Not stated"],
        "kinds": ["Phase"],
        "regions": ["Not stated"],
        "sectors": ["Logistics"],
        # A body that is there no more has no name.
        "bodies": ["MTI"],
        "period": ["Q4 2026"],
    }
    assert said(RowFilter(), "period", PORTFOLIO, ENGLISH) == []


def test_each_condition_can_be_taken_off() -> None:
    where = read_expression(
        "name: plant and finish: < 2027 and finish: not empty and (name: a or code: b)", ENGLISH
    )
    assert where is not None
    asked = RowFilter(kinds=frozenset({ItemKind.PHASE}), where=where)
    found = list(conditions(asked, PORTFOLIO, ENGLISH))
    assert [(condition.key, condition.title, *condition.values) for condition in found] == [
        ("kinds", "Kind", "Phase"),
        ("field-name", "Name", '"plant"'),
        ("field-finish", "Finish", "< 2027 and not empty"),
        ("field-", "Several columns", 'Name: "a" or Code: "b"'),
    ]
    for condition in found:
        left = list(conditions(condition.without, PORTFOLIO, ENGLISH))
        assert [each.key for each in left] == [
            other.key for other in found if other.key != condition.key
        ]

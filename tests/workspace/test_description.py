"""What is told about a row: every statement with what it rests on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.domain.portfolios import commitment, item, project
from tracker.domain.cells import lag_text
from tracker.domain.model import (
    Basis,
    Body,
    BodyRole,
    Claim,
    Edge,
    ItemKind,
    LagUnit,
    Link,
    Measure,
    Names,
    ProgressNote,
    Role,
    Source,
)
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.language import Language, translator
from tracker.workspace.description import (
    Description,
    Statement,
    describe,
    describe_earlier,
    describe_link,
)

ENGLISH = translator(Language.EN)
TODAY = date(2026, 11, 23)
SOURCE = Source(
    id=1,
    uid="s1",
    key="n",
    title="News",
    publisher="Newsroom",
    published=period_from_key("2024-07-14"),
)
HALLS = item(2, "Halls", kind=ItemKind.ACTIVITY, parent_id=1, percent=45)
LINK = Link(id=1, uid="l1", predecessor_id=2, successor_id=3, lag=5)


def claim(id: int, value: int, **more: object) -> Claim:
    return Claim(
        id=id, uid=f"f{id}", item_id=2, measure=Measure.JOBS, value=Decimal(value), unit="jobs",
        basis=Basis.PLANNED, source_id=1, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def portfolio() -> Portfolio:
    return Portfolio(
        [
            project(),
            SOURCE,
            item(1, "Works", kind=ItemKind.PHASE),
            HALLS,
            item(3, "Opening"),
            commitment(1, 2, "2025-Q4", announced="2023-05"),
            commitment(2, 2, "2026-Q3", announced="2024-07-14", wording="III кв. 2026 г.",
                       language="ru", source_id=1, reason="design late"),
            commitment(3, 2, "2024-Q2", edge=Edge.START, announced="2023-05"),
            commitment(4, 2, "2024-Q3", edge=Edge.START, announced="2024-02"),
            LINK,
            Body(id=1, uid="b1", name=Names(en="Ministry"), short_name=Names(en="MTI KZ")),
            BodyRole(id=1, uid="r1", item_id=2, body_id=1, role=Role.RESPONSIBLE),
            claim(1, 1175),
            claim(2, 1150),
            ProgressNote(id=1, uid="n1", item_id=2, text="Eight halls stand.", author="Akim",
                         noted_on=period_from_key("2024-07-14"), source_id=1),
        ]
    )  # fmt: skip


def statements(found: Description) -> dict[str, Statement]:
    return {said.label: said for part in found.parts for said in part.statements}


def test_everything_known_is_told_with_its_source() -> None:
    found = describe(portfolio(), HALLS, ENGLISH, TODAY)
    assert (found.path, found.name) == (("Center", "Works"), "Halls")
    said = statements(found)
    assert said["Status"].text == "Overdue, 45 %"
    finish = said["Finish: Committed"]
    assert finish.text == "Q3 2026"
    # The day of the source is that of the announcement and is not said twice.
    assert finish.beside == "“III кв. 2026 г.”, announced 14 Jul 2024, Newsroom, design late"
    assert said["Finish: Earlier"].text == "Q4 2025"
    assert said["Start: Earlier"].text == "Q2 2024"
    assert said["Responsible"].text == "MTI KZ"
    assert said["Jobs"].conflict and said["Jobs"].beside == "planned, Newsroom, 14 Jul 2024"
    assert said["Before"] == Statement("Opening", "Before", "FS +5 wd")
    assert said[""] == Statement("Eight halls stand.", "", "14 Jul 2024, Akim, Newsroom")


def test_what_is_unknown_is_not_mentioned() -> None:
    found = describe(portfolio(), item(3, "Opening"), ENGLISH, TODAY)
    assert list(statements(found)) == ["Status", "After"]


def test_a_project_tells_the_dates_of_its_parts() -> None:
    said = statements(describe(portfolio(), project(), ENGLISH, TODAY))
    assert said["Start"].text == "Q3 2024" and said["Finish"].text == "Q3 2026"


@pytest.mark.parametrize(
    ("edge", "title", "then", "now"),
    [
        (Edge.FINISH, "Earlier commitment to finish", "Q4 2025", "Q3 2026"),
        (Edge.START, "Earlier commitment to start", "Q2 2024", "Q3 2024"),
    ],
)
def test_an_earlier_promise_tells_who_announced_it_and_what_replaced_it(
    edge: Edge, title: str, then: str, now: str
) -> None:
    whole = portfolio()
    (earlier,) = whole.earlier_commitments(HALLS, edge)
    (part,) = describe_earlier(whole, HALLS, earlier, ENGLISH).parts
    assert part.title == title
    before, after = part.statements
    assert (before.text, before.beside) == (then, "announced May 2023")
    assert (after.label, after.text) == ("Now", now)


def test_a_link_tells_its_ends_its_type_and_its_lag() -> None:
    found = describe_link(portfolio(), LINK, ENGLISH)
    assert found.name == "Finish to start (FS), +5 wd"
    assert found.as_text().splitlines()[1:] == ["Predecessor: Halls", "Successor: Opening"]


@pytest.mark.parametrize(
    ("lag", "unit", "language", "text"),
    [
        (0, LagUnit.WORKING_DAYS, Language.EN, ""),
        (-3, LagUnit.CALENDAR_DAYS, Language.EN, "−3 d"),
        (5, LagUnit.WORKING_DAYS, Language.RU, "+5 р. д."),
        (5, LagUnit.WORKING_DAYS, Language.KK, "+5 ж. к."),
        (5, LagUnit.WORKING_DAYS, Language.UZ, "+5 i. k."),
    ],
)
def test_a_lag_has_its_sign_and_its_unit(
    lag: int, unit: LagUnit, language: Language, text: str
) -> None:
    assert lag_text(lag, unit, translator(language)) == text


def test_a_long_list_and_a_long_text_are_cut_and_say_so() -> None:
    whole = portfolio()
    for other in range(10, 20):
        whole.put(item(other, "x" * 5_000))
        whole.put(Link(id=other, uid=f"l{other}", predecessor_id=2, successor_id=other))
    found = describe(whole, HALLS, ENGLISH, TODAY)
    (links,) = [part for part in found.parts if part.title == "Links"]
    assert len(links.statements) == 5
    assert links.statements[-1].text == "… 7 more"
    assert max(len(said.text) for said in links.statements) == 240


def test_a_duty_without_an_end_is_no_earlier_period() -> None:
    whole = portfolio()
    whole.put(commitment(9, 3, "permanent", announced="2022-01"))
    whole.put(commitment(10, 3, "2026-Q4", announced="2023-01"))
    whole.put(commitment(11, 3, "2027-Q4", announced="2022-06", binding=False))
    assert whole.earlier_commitments(whole.items[3]) == []


def test_dates_that_contradict_each_other_are_told() -> None:
    late = item(5, "Late", kind=ItemKind.ACTIVITY)
    start = commitment(1, 5, "2027", edge=Edge.START)
    whole = Portfolio([project(), late, start, commitment(2, 5, "2026")])
    assert "finish before start" in describe(whole, late, ENGLISH, TODAY).as_text().splitlines()

"""A passport says what the file says, with its sources, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from tests.domain.portfolios import commitment, item, project, source
from tracker.domain.errors import UserError
from tracker.domain.model import (
    Basis,
    Body,
    BodyRole,
    Citation,
    Claim,
    Measure,
    Names,
    ProgressNote,
    Role,
    Row,
    Side,
    State,
)
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.timeline.sheets.passport.content import Cited, Passport
from tracker.workspace.named import found_project
from tracker.workspace.passport import passport_of

ON = date(2026, 11, 23)


def claim(id: int, measure: Measure, value: int, unit: str, **more: object) -> Claim:
    values = {"project_id": 1, "source_id": 1, "basis": Basis.DECLARED, **more}
    return Claim(
        id=id,
        uid=f"f{id}",
        measure=measure,
        value=Decimal(value),
        unit=unit,
        **values,  # type: ignore[arg-type]
    )


def plant(*more: Row) -> Portfolio:
    return Portfolio(
        [
            project(1, "Taraz plant", code="TEP", side=Side.KZ, region="Zhambyl Region"),
            *(source(id, f"Article {id}", publisher=f"Paper {id}") for id in (1, 2, 3)),
            *more,
        ]
    )


def passport(portfolio: Portfolio, language: Language = Language.EN) -> Passport:
    return passport_of(
        portfolio,
        portfolio.projects[1],
        translator(language),
        status_date=ON,
        title="Portfolio",
        file_name="portfolio.cotrack",
    )


def texts(found: object) -> Iterator[str]:
    """Every text of a passport."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, tuple):
        for each in found:
            yield from texts(each)
    elif hasattr(found, "__dataclass_fields__") and not isinstance(found, Row):
        for name in found.__dataclass_fields__:
            if name not in ("sources", "subject"):
                yield from texts(getattr(found, name))


def test_figures_have_their_sources_and_those_at_odds_stand_side_by_side() -> None:
    found = passport(
        plant(
            claim(1, Measure.VALUE, 121_300_000, "USD", leading=True, source_id=1),
            claim(2, Measure.VALUE, 106_900_000, "USD", source_id=2),
            claim(3, Measure.JOBS, 560, "jobs", source_id=3),
            claim(4, Measure.AREA, 100, "ha", source_id=2),
        )
    )
    cards = {card.label: card for card in found.cards}
    assert cards["Value"].value == Cited("121.3\u00a0mn\u00a0USD", (1,))
    assert cards["Value"].others == (Cited("106.9\u00a0mn\u00a0USD", (2,)),)
    assert cards["Jobs"].value.sources == (3,)
    assert not cards["Jobs"].others
    (difference,) = found.differences
    assert [(each.in_use, each.value.sources) for each in difference.figures] == [
        (True, (1,)),
        (False, (2,)),
    ]
    # A figure is said once: in a card, among the differences, or here.
    assert [(each.label, each.value) for each in found.figures] == [
        ("Area", Cited("100\u00a0ha", (2,)))
    ]


def test_what_nobody_stated_is_not_made_up() -> None:
    found = passport(plant(item(1, "Launch")))
    assert {card.value.text for card in found.cards} == {""}
    assert found.standing == "no date was committed to"
    assert found.works[0].now == found.works[0].actual == Cited()
    assert not [text for text in texts(found) if "2025" in text or text == "0"]


def test_what_happened_is_no_promise() -> None:
    done = item(1, "Launch", actual_finish=period_from_key("2020-03-28"), actual_source_id=2)
    found = passport(plant(done))
    assert found.status is Status.DONE
    assert found.standing == "no date was committed to; completed: 28 Mar 2020"
    assert found.works[0].now == Cited()
    assert found.works[0].actual == Cited("28 Mar 2020", (2,))


def test_works_tell_the_first_promise_and_the_one_in_force() -> None:
    found = passport(
        plant(
            item(1, "Launch"),
            commitment(1, 1, "2025-Q4", announced="2024-02-19", source_id=1),
            commitment(2, 1, "2026-Q2", announced="2025-03-13", source_id=2, reason="floods"),
            commitment(3, 1, "2028", announced="2025-11-25", source_id=3, binding=False),
        )
    )
    (work,) = found.works
    assert work.first == Cited("Q4 2025", (1,))
    assert work.now == Cited("Q2 2026", (2,))
    assert work.status is Status.OVERDUE
    assert found.standing == "committed: Q2 2026; overdue: Launch"
    (history,) = found.histories
    assert [said.text for said in history.announced] == [
        "Q4 2025 (announced 19 Feb 2024)",
        "Q2 2026 (announced 13 Mar 2025, floods)",
        "2028 (mentioned, announced 25 Nov 2025)",
    ]
    # A date that was mentioned and cannot be reconciled is a difference between sources.
    (difference,) = found.differences
    assert [each.value.text for each in difference.figures] == ["Q2 2026", "2028"]


def test_bodies_stand_under_their_roles_and_notes_begin_with_the_latest() -> None:
    found = passport(
        plant(
            Body(id=1, uid="b1", name=Names(en="Asia Metall Prof LLP")),
            BodyRole(id=1, uid="r1", project_id=1, body_id=1, role=Role.INVESTOR),
            ProgressNote(id=1, uid="n1", project_id=1, text="old", noted_on=_day("2024-01-01")),
            ProgressNote(id=2, uid="n2", project_id=1, text="new", noted_on=_day("2025-01-01")),
            ProgressNote(id=3, uid="n3", project_id=1, text="undated"),
            Citation(id=1, uid="c1", project_id=1, source_id=3),
        )
    )
    assert ("Investor", "Asia Metall Prof LLP") in [(f.label, f.said.text) for f in found.facts]
    assert [note.said.text for note in found.notes] == ["new", "old", "undated"]
    assert found.cited == (3,)


def _day(text: str):  # type: ignore[no-untyped-def]
    return period_from_key(text)


def test_cancelled_works_promise_nothing_for_the_project() -> None:
    found = passport(
        plant(
            item(1, "Launch"),
            commitment(1, 1, "2027-Q1"),
            item(2, "Second stage", state=State.CANCELLED),
            commitment(2, 2, "2035"),
        )
    )
    assert found.standing == "committed: Q1 2027"


NAMED = Portfolio(
    [
        project(1, "Steel plant, Taraz", code="TEP"),
        project(2, "Steel plant, Angren"),
        project(3, "Steel plant"),
    ]
)


@pytest.mark.parametrize(
    ("text", "id"),
    [("TEP", 1), ("tep", 1), ("p2", 2), ("steel  plant, angren", 2), ("angren", 2)],
)
def test_a_project_is_found_by_code_uid_or_name(text: str, id: int) -> None:
    assert found_project(NAMED, text).id == id


def test_a_whole_name_wins_over_a_part_of_others() -> None:
    assert found_project(NAMED, "Steel plant").id == 3


@pytest.mark.parametrize(
    ("text", "told"), [("plant,", "several"), ("Oil", "No project"), ("", "No")]
)
def test_what_is_not_one_project_is_refused_with_the_names(text: str, told: str) -> None:
    with pytest.raises(UserError) as refused:
        found_project(NAMED, text)
    said = refused.value.text(translator(Language.EN).text)
    assert told in said
    assert "Steel plant, Taraz (TEP)" in said

"""The sample portfolio holds every fact that was found, each with its source, and nothing else.

``tests/files/facts.tsv`` lists them. ``place`` is where the sample keeps a fact: a row by the
English names on the way to it, or the topic of a figure; ``kept_as`` is how. ``expected`` is
what is looked for where it is not the value itself.
"""

import csv
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from tracker.bundle import resource
from tracker.domain.model import Basis, Bound, Claim, Edge, Item, Measure, Project, State, Topic
from tracker.domain.period import Precision
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status, status_of
from tracker.domain.vocabulary import TERMS
from tracker.exchange.json_document import read_document, write_document
from tracker.exchange.sample import load_sample

Fact = dict[str, str]
CENTER = "Central Asia International Center for Industrial Cooperation"
TARAZ = "Taraz electrometallurgical plant"
TODAY = date(2026, 11, 23)


def facts() -> list[Fact]:
    path = Path(__file__).parents[1] / "files" / "facts.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def sample() -> Portfolio:
    return Portfolio(read_document(load_sample()))


@cache
def places() -> dict[str, Project | Item]:
    found: dict[str, Project | Item] = {}
    for project in sample().projects:
        found[project.name.en] = project
        for item in sample().descendants(project):
            above = sample().parent(item)
            way = next(place for place, row in found.items() if row is above)
            found[f"{way} / {item.name.en}"] = item
    return found


def key_of(source_id: int | None) -> str:
    return sample().sources[source_id].key if source_id else ""


# -- every fact ------------------------------------------------------------------------------------


def test_every_fact_has_its_place() -> None:
    assert {int(fact["fact"]) for fact in facts()} == set(range(1, 197))


def test_what_is_left_out_has_its_reason() -> None:
    left_out = [fact for fact in facts() if fact["kept_as"] == "left out"]
    assert [fact["entity"][:8] for fact in left_out] == ["Calendar"] * 3
    assert all(fact["expected"] and not fact["place"] for fact in left_out)


@pytest.mark.parametrize(
    "fact",
    [fact for fact in facts() if fact["kept_as"] != "left out"],
    ids=lambda fact: f"{fact['fact']}-{fact['field']}",
)
def test_the_fact_is_in_the_sample(fact: Fact) -> None:
    kind, _, measure = fact["kept_as"].partition(" ")
    found = {
        "claim": lambda: _is_claimed(fact, Measure(measure)),
        "commitment": lambda: _is_committed(fact),
        "actual": lambda: _is_reported(fact),
        "note": lambda: _is_noted(fact),
        "citation": lambda: _is_cited(fact, fact["expected"]),
        "role": lambda: _has_role(fact) and _is_cited(fact),
        "region": lambda: _project(fact).region == fact["expected"] and _is_cited(fact),
    }[kind]()
    assert found


def _is_claimed(fact: Fact, measure: Measure) -> bool:
    if fact["place"] in list(Topic):
        claims = list(sample().claims.where("topic", Topic(fact["place"])))
    else:
        claims = sample().claims_of(places()[fact["place"]], measure)
    return any(
        (claim.bound, claim.value, claim.unit) == _stated(fact)
        for claim in claims
        if claim.measure is measure and key_of(claim.source_id) == fact["source"]
    )


BOUNDS = {
    "": Bound.EXACT,
    "exact": Bound.EXACT,
    "more than": Bound.OVER,
    "over": Bound.OVER,
    "above": Bound.OVER,
    "about": Bound.ABOUT,
    "around": Bound.ABOUT,
    "nearly": Bound.NEARLY,
    "up to": Bound.UP_TO,
}
UNITS = {
    "m3": "m³",
    "t steel products": "t of steel products",
    "t cotton fibre a year": "t of cotton fibre a year",
}


def _stated(fact: Fact) -> tuple[Bound, Decimal, str]:
    """The figure of a fact in whole units: "more than 50", "bn KZT" is over 50000000000 KZT."""
    text = fact["expected"] or f"{fact['value'].partition(' (')[0]} {fact['unit']}"
    match = re.fullmatch(r"([a-z ]*?) ?(-?[\d.,]+) (bn |mn )?(.*)", text)
    assert match, text
    scale = {"bn ": 10**9, "mn ": 10**6, None: 1}[match[3]]
    number = Decimal(match[2].replace(",", "")) * scale
    return BOUNDS[match[1]], number, UNITS.get(match[4], match[4])


def _is_committed(fact: Fact) -> bool:
    item = places()[fact["place"]]
    assert isinstance(item, Item)
    return any(
        (row.deadline.key, key_of(row.source_id)) == (fact["expected"], fact["source"])
        for edge in Edge
        for row in sample().commitments_of(item, edge)
    )


def _is_reported(fact: Fact) -> bool:
    item = places()[fact["place"]]
    assert isinstance(item, Item)
    period = item.actual_finish or item.actual_start
    assert period
    return (period.key, key_of(item.actual_source_id)) == (fact["expected"], fact["source"])


def _is_noted(fact: Fact) -> bool:
    text = fact["expected"] or fact["value"]
    return any(
        text in note.text and key_of(note.source_id) == fact["source"]
        for note in sample().notes_of(places()[fact["place"]])
    )


def _is_cited(fact: Fact, what: str = "") -> bool:
    return any(
        key_of(citation.source_id) == fact["source"] and what in citation.what
        for citation in sample().citations_of(places()[fact["place"]])
    )


def _has_role(fact: Fact) -> bool:
    roles = sample().roles_of(places()[fact["place"]])
    return any(sample().bodies[role.body_id].name.en == fact["expected"] for role in roles)


def _project(fact: Fact) -> Project:
    project = places()[fact["place"]]
    assert isinstance(project, Project)
    return project


# -- nothing but facts -----------------------------------------------------------------------------


def test_every_date_figure_and_note_has_its_source() -> None:
    portfolio = sample()
    for table in (portfolio.commitments, portfolio.claims, portfolio.notes):
        assert [row for row in table if not row.source_id] == []
    reported = [item for item in portfolio.items if item.actual_start or item.actual_finish]
    assert len(reported) > 25
    assert [item for item in reported if not item.actual_source_id] == []


def test_every_reported_state_and_role_has_a_source_beside_it() -> None:
    portfolio = sample()
    for place, row in places().items():
        if row.state or portfolio.roles_of(row):
            assert portfolio.sources_of(row), place


def test_every_row_rests_on_a_source_of_its_own_or_below() -> None:
    portfolio = sample()
    for place, row in places().items():
        rows = [row, *portfolio.descendants(row)]
        assert any(portfolio.sources_of(one) for one in rows), place


def test_no_day_is_shown_that_no_source_gave() -> None:
    """A day of something that happened is one of the facts, or of the source's own title."""
    known = {fact["expected"] for fact in facts() if fact["kept_as"] == "actual"}
    reported = {
        period.key
        for item in sample().items
        for period in (item.actual_start, item.actual_finish)
        if period and period.precision is Precision.DAY
    }
    assert reported - known == {"2025-03-13"}  # the Senate, reported on the day
    committed = [row.deadline for row in sample().commitments]
    assert {deadline.precision for deadline in committed} <= {  # type: ignore[union-attr]
        Precision.MONTH,
        Precision.QUARTER,
        Precision.HALF_YEAR,
        Precision.YEAR,
    }


def test_what_is_calculated_says_so_and_how() -> None:
    calculated = [claim for claim in sample().claims if claim.basis is Basis.CALCULATED]
    assert {(claim.measure.value, str(claim.value)) for claim in calculated} == {
        ("prepared-projects", "54"),
        ("prepared-value", "2705000000"),
        ("turnover", "3400000000"),
        ("turnover", "4460000000"),
    }
    for claim in sample().claims:
        assert claim.note.startswith("Calculated: ") == (claim in calculated)


def test_names_stand_in_four_languages() -> None:
    for place, row in places().items():
        assert all((row.name.en, row.name.ru, row.name.kk, row.name.uz)), place


def test_words_are_those_of_the_vocabulary() -> None:
    portfolio = sample()
    words = {claim.unit for claim in portfolio.claims} - {"USD", "KZT"}
    words |= {project.region for project in portfolio.projects}
    words |= {project.sector for project in portfolio.projects}
    assert words - {""} <= set(TERMS)


# -- as the issue asks -----------------------------------------------------------------------------


def test_the_ceremony_the_technical_launch_and_the_opening_are_three_milestones() -> None:
    launch = places()[f"{CENTER} / Launch"]
    ceremony, technical, opening, _ = sample().children(launch)
    assert ceremony.actual_finish and ceremony.actual_finish.key == "2025-11-15"
    assert technical.actual_finish is opening.actual_finish is None
    assert [deadline_key(item) for item in (technical, opening)] == ["2026-Q4", "2027-H1"]


def deadline_key(item: Item) -> str:
    deadline = sample().deadline(item)
    return deadline.key if deadline else ""


def test_the_technical_launch_keeps_every_date_that_was_announced() -> None:
    item = places()[f"{CENTER} / Launch / Technical launch"]
    assert isinstance(item, Item)
    history = [
        (row.announced_on and row.announced_on.key, row.deadline.key, row.binding)
        for row in sample().commitments_of(item)
    ]
    assert history == [
        ("2024-02-19", "2026-Q4", True),
        ("2024-07-14", "2026-Q4", True),
        ("2025-03-13", "2026-Q4", True),
        ("2025-11-25", "2026", False),
    ]
    assert status_of(sample(), item, TODAY) is Status.PLANNED


def test_the_plant_in_taraz_is_in_progress_and_not_confirmed() -> None:
    plant = places()[TARAZ]
    assert plant.state is State.IN_PROGRESS
    commissioning = places()[f"{TARAZ} / Commissioning"]
    assert isinstance(commissioning, Item)
    assert (deadline_key(commissioning), commissioning.actual_finish) == ("2025", None)
    assert status_of(sample(), commissioning, TODAY) is Status.OVERDUE


def test_figures_that_contradict_each_other_stand_side_by_side() -> None:
    def values(place: str, measure: Measure) -> list[str]:
        claims = sample().claims_of(places()[place], measure)
        return [f"{claim.bound} {claim.value} {claim.unit}" for claim in claims]

    assert values(TARAZ, Measure.VALUE) == [
        "exact 121300000 USD",
        "over 50000000000 KZT",
        "exact 106900000 USD",
    ]
    assert values(CENTER, Measure.JOBS) == ["exact 1150 jobs", "exact 1175 jobs"]
    turnover = [claim for claim in _trade() if claim.period and claim.period.key == "2023"]
    assert sorted({claim.value for claim in turnover if claim.measure is Measure.TURNOVER}) == [
        Decimal(value) * 100_000_000 for value in (44, 45, 46)
    ]


def _trade() -> Iterator[Claim]:
    yield from sample().claims.where("topic", Topic.TRADE)


def test_the_sample_is_in_canonical_form_and_as_the_schema_says() -> None:
    schema = json.loads(resource("schema", "portfolio-3.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(load_sample()))
    assert write_document(sample()) == load_sample()
    uids = re.findall(r'"uid": "(.*?)"', load_sample())
    assert all(re.fullmatch("[0-9a-f]{32}", uid) for uid in uids)

"""Which rows an expression lets through: what is certain of them, and never fewer by "not"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from tests.domain.portfolios import commitment, item, project, source
from tests.workspace.test_expressions import expressions
from tracker.domain.fields import FIELDS, Context
from tracker.domain.model import (
    Basis,
    Body,
    BodyRole,
    Bound,
    Citation,
    Claim,
    Item,
    ItemKind,
    Measure,
    Names,
    ProgressNote,
    Project,
    Role,
    Side,
    State,
)
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.language import Language, translator
from tracker.language.folding import Wanted, searchable
from tracker.workspace.expressions import Expression, judged, read_expression, told_in
from tracker.workspace.expressions.tree import And, Not, Or
from tracker.workspace.filters import RowFilter
from tracker.workspace.outline_rows import OutlineNumbers
from tracker.workspace.query import KeptRows, Query, rows

ENGLISH = translator(Language.EN)
TODAY = date(2026, 11, 24)


def claim(
    id: int, project_id: int, measure: Measure, value: str, unit: str, **more: object
) -> Claim:
    values = {"basis": Basis.DECLARED, **more}
    return Claim(
        id=id,
        uid=f"f{id}",
        project_id=project_id,
        measure=measure,
        value=Decimal(value),
        unit=unit,
        **values,  # type: ignore[arg-type]
    )


ROWS = (
    Body(id=1, uid="b1", name=Names(ru="Министерство торговли", uz="Savdo vazirligi")),
    Body(id=2, uid="b2", name=Names(en="Akimat of Turkistan"), short_name=Names(en="Akimat")),
    source(1, "Roadmap", publisher="Kazinform"),
    project(1, "Center", side=Side.JOINT, region="Tashkent Region"),
    project(2, "Plant", side=Side.KZ, sector="Metallurgy"),
    item(1, "Year", percent=40),
    item(2, "Quarter", percent=100, state=State.DONE),
    item(3, "By", form_of_completion="Акт ввода"),
    item(4, "Duty", kind=ItemKind.ACTIVITY, project_id=2),
    item(5, "Undated", project_id=2, note="Ещё\nне начато"),
    item(6, "Past", project_id=2, percent=0),
    commitment(1, 1, "2026", wording="в 2026 году"),
    commitment(2, 2, "2026-Q4"),
    commitment(3, 3, "2026-Q4-by"),
    commitment(4, 4, "permanent"),
    commitment(6, 6, "2026-10-01"),
    BodyRole(id=1, uid="r1", item_id=1, body_id=1, role=Role.RESPONSIBLE),
    BodyRole(id=2, uid="r2", item_id=2, body_id=2, role=Role.RESPONSIBLE),
    Citation(id=1, uid="t1", project_id=1, source_id=1),
    ProgressNote(id=1, uid="n1", item_id=1, text="Walls stand"),
    claim(1, 1, Measure.VALUE, "185100000000", "KZT"),
    claim(2, 2, Measure.VALUE, "4000000000", "USD", bound=Bound.OVER),
    claim(3, 1, Measure.JOBS, "300", "jobs", upper=Decimal(500)),
)
PORTFOLIO = Portfolio(ROWS)
CONTEXT = Context(PORTFOLIO, TODAY, OutlineNumbers(PORTFOLIO))
EVERY_ROW: list[Project | Item] = [*PORTFOLIO.projects, *PORTFOLIO.items]


def found(text: str) -> list[str]:
    expression = read_expression(text, ENGLISH)
    assert expression is not None
    fulfils = judged(expression, told_in(CONTEXT), TODAY)
    return [row.name.en for row in EVERY_ROW if fulfils(row)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Dates, as far as their precision tells; a project has the last of its own.
        ("finish: 2026", ["Center", "Plant", "Year", "Quarter", "By", "Past"]),
        ("finish: Q4 2026", ["Center", "Plant", "Quarter", "By", "Past"]),
        ("finish: ~ Q4 2026", ["Center", "Plant", "Year", "Quarter", "By", "Past"]),
        ("finish: < Q4 2026", []),
        ("finish: <= Q4 2026", ["Center", "Plant", "Year", "Quarter", "By", "Past"]),
        # What is to be done by Q4 may be done before.
        ("finish: >= Q4 2026", ["Center", "Plant", "Quarter", "Past"]),
        ("finish: > 30.09.2026", ["Center", "Plant", "Quarter", "Past"]),
        ("finish: Sep 2026..Oct 2026", ["Plant", "Past"]),
        ("finish: this quarter", ["Center", "Plant", "Quarter", "By", "Past"]),
        ("finish: last month", ["Plant", "Past"]),
        ("finish: last 60 days", ["Plant", "Past"]),
        ("finish: next 30 days", []),
        ("finish: permanent", ["Duty"]),
        ("finish: empty", ["Undated"]),
        ("finish: overdue", ["Plant", "Past"]),
        ("status: overdue", ["Plant", "Past"]),
        ("announced_on: 2024 and name: year", ["Year"]),
        # Numbers.
        ("percent: >= 40", ["Year", "Quarter"]),
        ("percent: 0..40", ["Year", "Past"]),
        ("percent: 0", ["Past"]),
        ("value: > 185 bn KZT", ["Center"]),
        ("value: > 1 USD", ["Plant"]),
        ("value: > 4 bn USD", []),
        ("value: >= 4 bn USD", ["Plant"]),
        ("value: < 100 bn USD", []),
        ("jobs: >= 300", ["Center"]),
        ("jobs: > 300", []),
        ("jobs: 100..500", ["Center"]),
        # Texts, in every language.
        ("responsible: торговли", ["Year"]),
        ("responsible: SAVDO", ["Year"]),
        ("responsible: akimat", ["Quarter"]),
        ("responsible = Akimat", ["Quarter"]),
        ("region: Ташкентская", ["Center", "Year", "Quarter", "By"]),
        ("sector: Металлургия", ["Plant", "Duty", "Undated", "Past"]),
        ('note: "еще не"', ["Undated"]),
        ("source: kazinform", ["Center"]),
        ("progress: walls", ["Year"]),
        ("form_of_completion: акт", ["By"]),
        ("wording: 2026 году", ["Year"]),
        ("name = year", ["Year"]),
        ("number: 1", ["Center", "Year", "Quarter", "By"]),
        ("number: 1.1", ["Year"]),
        # Choices and what joins them.
        ("side: joint and kind: milestone", ["Year", "Quarter", "By"]),
        ("state: done or percent: 40", ["Year", "Quarter"]),
        ("not finish: 2026", ["Duty", "Undated"]),
        ("finish: not < Q4 2026 and not empty and percent: 40", ["Year"]),
    ],
)
def test_what_fulfils_it(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(one=expressions(*FIELDS), other=expressions(*FIELDS))
def test_nothing_is_lost_or_found_twice(one: Expression, other: Expression) -> None:
    told = told_in(CONTEXT)

    def passing(expression: Expression) -> list[bool]:
        fulfils = judged(expression, told, TODAY)
        return [fulfils(row) for row in EVERY_ROW]

    first, second = passing(one), passing(other)
    assert passing(Not(one)) == [not each for each in first]
    assert passing(And((one, other))) == [a and b for a, b in zip(first, second, strict=True)]
    assert passing(Or((one, other))) == [a or b for a, b in zip(first, second, strict=True)]
    assert passing(Not(And((one, other)))) == passing(Or((Not(one), Not(other))))


@given(expression=expressions(*FIELDS))
def test_what_is_kept_answers_alike(expression: Expression) -> None:
    kept = KeptRows(PORTFOLIO)
    query = Query(filter=RowFilter(where=expression))
    answers = [
        rows(PORTFOLIO, query, translator=ENGLISH, status_date=TODAY, kept=known)
        for known in (kept, kept, None)
    ]
    assert answers[0] == answers[1] == answers[2]


def test_a_row_that_changed_is_judged_anew() -> None:
    portfolio = Portfolio(ROWS)
    kept = KeptRows(portfolio)
    query = Query(filter=RowFilter(where=read_expression("percent: 40", ENGLISH)))

    def shown() -> list[str]:
        answer = rows(portfolio, query, translator=ENGLISH, status_date=TODAY, kept=kept)
        return [row.row.name.en for row in answer]

    assert shown() == ["Center", "Year"]
    portfolio.put(replace(portfolio.items[6], percent=40))
    kept.renew({RowKey("items", 6)})
    assert shown() == ["Center", "Year", "Plant", "Past"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Ещё не начато", "еще НЕ"),
        ("Oʻzbekiston zavodi", "o'zbekiston"),
        ("Oʻzbekiston zavodi", "ўзбекистон заводи"),
        ("Ўзбекистон заводи", "o`zbekiston"),
        ("Цех ишга туширилди", "sex ishga"),
        ("Қызылорда өңірі", "кызылорда онири"),
        ("Кызылорда", "Қызылорда"),
    ],
)
def test_contains_finds_what_a_search_finds(written: str, asked: str) -> None:
    portfolio = Portfolio([project(1, "Plant", note=written), project(2, "Hall", note="Other")])
    context = Context(portfolio, TODAY, OutlineNumbers(portfolio))
    expression = read_expression(f'note: "{asked}"', ENGLISH)
    assert expression is not None
    fulfils = judged(expression, told_in(context), TODAY)
    assert [row.id for row in portfolio.projects if fulfils(row)] == [1]
    wanted = Wanted.of(asked)
    assert wanted.is_in(searchable(written, may_be_uzbek=True))


def test_a_text_that_is_asked_for_as_a_whole_keeps_its_letters() -> None:
    portfolio = Portfolio([project(1, "A", note="Қызыл"), project(2, "B", note="Кызыл")])
    context = Context(portfolio, TODAY, OutlineNumbers(portfolio))
    expression = read_expression("note: = Кызыл", ENGLISH)
    assert expression is not None
    fulfils = judged(expression, told_in(context), TODAY)
    assert [row.id for row in portfolio.projects if fulfils(row)] == [2]

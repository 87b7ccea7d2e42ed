"""The one list of columns: complete, consistent, and true to what the rows hold."""

from dataclasses import fields as attributes
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import get_type_hints

import pytest

from tests.domain.portfolios import center, commitment
from tracker.domain import model
from tracker.domain.fields import (
    FIELD,
    FIELDS,
    Attribute,
    Context,
    Kind,
    MoneyIn,
    choice_label,
    value_of,
)
from tracker.domain.model import (
    Body,
    BodyRole,
    Claim,
    Item,
    Measure,
    Names,
    ProgressNote,
    Project,
    Role,
    Side,
    Source,
)
from tracker.domain.period import deadline_from_key, period_from_key
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.status import Status
from tracker.domain.values import Amount, DatedText


def context(portfolio: Portfolio) -> Context:
    return Context(portfolio, date(2026, 11, 23), {RowKey("items", 2): "1.1.1"})


def value(portfolio: Portfolio, key: str, item_id: int = 2) -> object:
    return value_of(FIELD[key], portfolio.items[item_id], context(portfolio))


def test_keys_are_unique_and_every_field_gives_a_value_for_every_row() -> None:
    assert len(FIELD) == len(FIELDS)
    portfolio = center()
    for field in FIELDS:
        for row in (portfolio.projects[1], portfolio.items[1], portfolio.items[2]):
            value_of(field, row, context(portfolio))


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_an_attribute_that_a_field_edits_exists_where_it_says(field: object) -> None:
    for row_class in (Project, Item):
        row = next(iter(center().projects if row_class is Project else center().items))
        names = {attribute.name for attribute in attributes(row_class)}
        if field.belongs_to(row):  # type: ignore[attr-defined]
            match field.target:  # type: ignore[attr-defined]
                case Attribute(name):
                    assert name in names
                case MoneyIn(amount, currency):
                    assert {amount, currency} <= names


def test_every_choice_has_a_word_of_its_own() -> None:
    enums = [
        found
        for found in vars(model).values()
        if isinstance(found, type) and issubclass(found, StrEnum) and found is not StrEnum
    ]
    offered = {type(choice) for field in FIELDS for choice in field.choices}
    for enum in (*offered, Status, model.Measure, model.Basis, model.Bound, model.Role):
        assert all(choice_label(choice) for choice in enum)  # type: ignore[attr-defined]
    assert offered <= set(enums)
    assert choice_label(Side.JOINT) == "Joint"
    assert choice_label(model.Calendar.BOTH) == "Both countries"


def test_a_cell_shows_the_commitment_in_force_with_its_wording() -> None:
    portfolio = center()
    portfolio.put(
        commitment(9, 2, "2027-Q1", announced="2026-05", wording="I кв. 2027", language="ru")
    )
    expected = DatedText(deadline_from_key("2027-Q1"), "I кв. 2027", "ru")
    assert value(portfolio, "finish") == expected
    assert value(portfolio, "wording") == "I кв. 2027"
    assert value(portfolio, "announced_on") == period_from_key("2026-05")
    assert value(portfolio, "start") is None, "a milestone has no start"
    assert value_of(FIELD["finish"], portfolio.projects[1], context(portfolio)) == DatedText(
        deadline_from_key("2027-H1")
    )


def test_an_item_shows_side_region_and_sector_of_its_project_but_not_its_code() -> None:
    portfolio = center()
    portfolio.put(replace(portfolio.projects[1], side=Side.JOINT, sector="Metallurgy", code="A1"))
    assert value(portfolio, "side") is Side.JOINT
    assert value(portfolio, "sector") == "Metallurgy"
    assert value(portfolio, "region") is None
    assert value(portfolio, "code") is None


def test_figures_bodies_notes_and_sources() -> None:
    portfolio = center()
    project = portfolio.projects[1]
    portfolio.put(Source(id=1, key="a", title="Article"))
    portfolio.put(
        Claim(
            id=1,
            project_id=1,
            measure=Measure.JOBS,
            value=Decimal(1150),
            unit="jobs",
            source_id=1,
        )
    )
    portfolio.put(Body(id=1, name=Names(en="Ministry")))
    portfolio.put(BodyRole(id=1, item_id=2, body_id=1, role=Role.RESPONSIBLE))
    portfolio.put(ProgressNote(id=1, item_id=2, text="Begun"))
    portfolio.put(ProgressNote(id=2, item_id=2, text="Earlier", noted_on=period_from_key("2020")))
    assert value_of(FIELD["jobs"], project, context(portfolio)) == Amount(Decimal(1150), "jobs")
    assert value_of(FIELD["source"], project, context(portfolio)) == (portfolio.sources[1],)
    assert value(portfolio, "responsible") == (portfolio.bodies[1],)
    assert value(portfolio, "progress") == "Earlier"
    assert value(portfolio, "number") == "1.1.1"
    assert value(portfolio, "status") is Status.PLANNED


def test_what_is_worked_out_cannot_be_edited() -> None:
    portfolio = center()
    milestone, phase, project = portfolio.items[2], portfolio.items[1], portfolio.projects[1]
    assert FIELD["finish"].is_editable(milestone) and FIELD["finish"].is_editable(phase)
    assert not FIELD["finish"].is_editable(project)
    assert not FIELD["start"].is_editable(milestone)
    assert not FIELD["status"].is_editable(milestone)
    assert not FIELD["side"].is_editable(milestone) and FIELD["side"].is_editable(project)


def test_every_kind_is_used_and_every_attribute_type_is_one_that_a_file_can_hold() -> None:
    assert {field.kind for field in FIELDS} == set(Kind)
    assert get_type_hints(Item)["cost"] == Decimal | None

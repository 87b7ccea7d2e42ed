"""What is stored is read back the same, and the file takes nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import FileError, InputError
from tracker.domain.model import (
    ROW_CLASSES,
    Basis,
    Bound,
    Calendar,
    Claim,
    Commitment,
    ConstraintKind,
    Distribution,
    Edge,
    Item,
    ItemKind,
    LagUnit,
    Link,
    LinkType,
    Measure,
    Names,
    Project,
    RiskRun,
    Role,
    Side,
    State,
    Topic,
    WorkCalendar,
)
from tracker.domain.period import AsNeeded, Frequency, Period, Permanent, Qualifier, Recurring
from tracker.storage import migrations, triggers
from tracker.storage.mapping import MAPPINGS, plain_number
from tracker.storage.repository import Repository
from tracker.workspace import Workspace

ITEM = Item(project_id=1, position=1, kind=ItemKind.ACTIVITY, name=Names(en="Row"))


def new_tables() -> sqlite3.Connection:
    """The tables and triggers of a file in memory, with one project and two items."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrations.apply(connection)
    triggers.install(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    repository = Repository(connection)
    repository.insert(Project(position=1, name=Names(en="Project")))
    repository.insert(ITEM)
    repository.insert(ITEM)
    return connection


@pytest.fixture
def repository():  # type: ignore[no-untyped-def]
    with closing(new_tables()) as connection:
        yield Repository(connection)


def test_the_columns_of_each_table_are_the_attributes_of_its_class() -> None:
    with closing(new_tables()) as connection:
        for table, mapping in MAPPINGS.items():
            found = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
            assert [name for (name,) in found] == list(mapping.column_names)


def test_no_column_holds_a_binary_fraction_or_bytes() -> None:
    with closing(new_tables()) as connection:
        kinds = connection.execute(
            "SELECT DISTINCT c.type FROM pragma_table_list t, pragma_table_info(t.name) c"
            " WHERE t.schema = 'main' AND t.strict"
        ).fetchall()
    assert set(kinds) == {("INTEGER",), ("TEXT",)}


def test_every_reference_is_indexed() -> None:
    with closing(new_tables()) as connection:
        for table in MAPPINGS:
            indexed = {
                column
                for (column,) in connection.execute(
                    "SELECT c.name FROM pragma_index_list(?) i, pragma_index_info(i.name) c"
                    " WHERE c.seqno = 0",
                    (table,),
                )
            }
            references = connection.execute(
                'SELECT "from" FROM pragma_foreign_key_list(?) WHERE seq = 0', (table,)
            )
            assert {column for (column,) in references} <= indexed, table


OWNER = {"project_id": 1}
CLAIM = Claim(**OWNER, measure=Measure.VALUE, value=Decimal(1), unit="USD")
COMMITMENT = Commitment(item_id=1, deadline=Period.year(2026), recorded_on=Period.year(2026))
RISK_RUN = RiskRun(
    status_date=Period.day(date(2026, 11, 24)),
    seed=1,
    runs=1,
    distribution=Distribution.PERT,
    inputs="0",
)
EXAMPLES: dict[str, tuple[Any, type[StrEnum]]] = {
    "items.kind": (ITEM, ItemKind),
    "items.state": (ITEM, State),
    "items.calendar": (ITEM, Calendar),
    "items.constraint_kind": (ITEM, ConstraintKind),
    "calendars.base": (WorkCalendar(name=Names(), base=Calendar.KZ), Calendar),
    "risk_runs.distribution": (RISK_RUN, Distribution),
    "projects.side": (Project(position=1, name=Names()), Side),
    "projects.state": (Project(position=1, name=Names()), State),
    "commitments.edge": (COMMITMENT, Edge),
    "links.type": (Link(predecessor_id=1, successor_id=2), LinkType),
    "links.lag_unit": (Link(predecessor_id=1, successor_id=2), LagUnit),
    "claims.measure": (CLAIM, Measure),
    "claims.bound": (CLAIM, Bound),
    "claims.basis": (CLAIM, Basis),
    "claims.side": (CLAIM, Side),
}


@pytest.mark.parametrize("column", EXAMPLES)
def test_the_file_takes_every_choice_of_the_domain(column: str, repository: Repository) -> None:
    row, choices = EXAMPLES[column]
    _, attribute = column.split(".")
    for choice in choices:
        stored = repository.insert(replace(row, **{attribute: choice}))
        assert getattr(repository.get(type(row), stored.id), attribute) is choice
        repository.delete(type(row), stored.id)


def test_every_choice_in_a_column_has_its_example() -> None:
    covered = set(EXAMPLES) | {
        *("body_roles.role", "claims.topic", "bodies.side"),
        # Takes two of the four.
        "calendar_days.country",
    }
    for row_class in ROW_CLASSES:
        hints = get_type_hints(row_class)
        for field in fields(row_class):
            if any(
                f".{kind.__name__}" in str(hints[field.name]) for kind in StrEnum.__subclasses__()
            ):
                assert f"{row_class.table}.{field.name}" in covered
    assert set(Role) and set(Topic)


PERIODS = st.one_of(
    st.dates().map(Period.day),
    st.builds(Period.month, st.integers(1, 9999), st.integers(1, 12)),
    st.builds(Period.quarter, st.integers(1, 9999), st.integers(1, 4)),
    st.builds(Period.half_year, st.integers(1, 9999), st.integers(1, 2)),
    st.builds(Period.year, st.integers(1, 9999)),
).flatmap(
    lambda period: st.builds(
        replace, st.just(period), by=st.booleans(), qualifier=st.sampled_from(Qualifier)
    )
)
DEADLINES = st.one_of(
    PERIODS,
    st.just(Permanent()),
    st.just(AsNeeded()),
    st.builds(Recurring, st.sampled_from(Frequency), st.none() | st.integers(1, 31)),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(places),
    st.integers(-(10**25), 10**25),
    st.integers(-20, 20),
)


@given(
    deadline=DEADLINES,
    announced=PERIODS,
    wording=TEXTS,
    binding=st.booleans(),
    number=NUMBERS,
    name=st.builds(Names, TEXTS, TEXTS, TEXTS, TEXTS),
)
def test_a_row_is_read_back_as_it_was_stored_from_the_table_and_from_the_journal(
    deadline: Any, announced: Period, wording: str, binding: bool, number: Decimal, name: Names
) -> None:
    with closing(new_tables()) as connection:
        repository = Repository(connection)
        rows = [
            repository.insert(
                replace(
                    COMMITMENT,
                    deadline=deadline,
                    announced_on=announced,
                    wording=wording,
                    binding=binding,
                )
            ),
            repository.insert(
                replace(ITEM, name=name, cost=number, currency="KZT", actual_finish=announced)
            ),
        ]
        for row in rows:
            assert repository.get(type(row), row.id) == row
            (image,) = connection.execute(
                "SELECT after FROM journal_changes WHERE table_name = ? AND row_id = ?",
                (row.table, row.id),
            ).fetchone()
            assert MAPPINGS[row.table].row_of_image(image) == row


@given(number=NUMBERS)
def test_a_number_keeps_every_digit_and_equal_numbers_are_equal_texts(number: Decimal) -> None:
    text = plain_number(number)
    assert Decimal(text) == number
    sign, digits, exponent = number.as_tuple()
    assert plain_number(Decimal((sign, (*digits, 0), int(exponent) - 1))) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [("1E+3", "1000"), ("-0.00", "0"), ("1794783.50", "1794783.5"), ("0.10", "0.1")],
)
def test_a_number_has_one_plain_form(number: str, text: str) -> None:
    assert plain_number(Decimal(number)) == text


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+64", "1E-64", "1" * 65])
def test_what_is_no_number_or_beyond_all_measure_is_refused(number: str) -> None:
    with pytest.raises(InputError, match="cannot be stored"):
        plain_number(Decimal(number))


@pytest.mark.parametrize("text", ["half \ud800", "end\0 of it"])
def test_what_is_no_text_is_refused(text: str, repository: Repository) -> None:
    with pytest.raises(InputError, match="no text"):
        repository.insert(replace(ITEM, note=text))


@pytest.mark.parametrize(
    ("column", "values"),
    {
        "cost": ["1e3", "01", "1.0", ".5", "-", "-0", "1-2", "1.2.3", "", "NaN", "1,5", "+1"],
        "actual_start": ["soon", "2026-Q5", "2026-H3", "2026-13", "2026~~", "26", "permanent", ""],
        "percent": [-1, 101],
        "duration_likely": [-1],
        "kind": ["task", "PHASE"],
        "parent_id": [1, 99],
        "project_id": [99],
        "uid": [""],
    }.items(),
)
def test_the_file_refuses_what_no_row_can_hold(
    column: str, values: list[object], repository: Repository
) -> None:
    connection = repository._connection
    connection.execute("UPDATE items SET currency = 'USD' WHERE id = 1")
    for value in values:
        with pytest.raises(sqlite3.IntegrityError, match="constraint failed"):
            connection.execute(f"UPDATE items SET {column} = ? WHERE id = 1", (value,))


def test_what_belongs_to_a_row_belongs_to_exactly_one(repository: Repository) -> None:
    for owners in ({}, {"project_id": 1, "item_id": 1}, {"project_id": 1, "topic": Topic.TRADE}):
        nobody = replace(CLAIM, project_id=None)
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            repository.insert(replace(nobody, **owners))


def test_a_parent_is_an_item_of_the_same_project(repository: Repository) -> None:
    other = repository.insert(Project(position=2, name=Names(en="Other")))
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        repository.insert(replace(ITEM, project_id=other.id, parent_id=1))


def test_many_rows_are_stored_as_one_by_one(repository: Repository) -> None:
    stored = repository.insert_many([replace(ITEM, note=str(number)) for number in range(3)])
    assert [row.id for row in stored] == [3, 4, 5]
    assert len({row.uid for row in stored}) == 3
    assert [repository.get(Item, row.id) for row in stored] == stored
    assert repository.insert_many([]) == []


def test_a_value_that_another_tool_put_in_and_nobody_can_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "file.cotrack"
    with Workspace.create(path, user="tester") as workspace:
        workspace.perform(
            "add", lambda repository: repository.insert(Project(position=1, name=Names(en="P")))
        )
        workspace.perform("add", lambda repository: repository.insert(ITEM))
    with closing(sqlite3.connect(path)) as tool, tool:
        tool.execute("UPDATE items SET actual_finish = '2026-02-31'")
    with pytest.raises(FileError, match="Row 1 of the table “items” holds “2026-02-31” as"):
        Workspace.open(path, user="tester")

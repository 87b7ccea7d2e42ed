"""The interchange document: nothing is lost on the way out and back, nothing wrong comes in."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from tests.domain.portfolios import item, project
from tests.exchange.random_portfolios import portfolios
from tracker.bundle import resource
from tracker.domain.errors import ConflictError, InputError
from tracker.domain.model import ROW_CLASSES, Body, Link, Names, Row
from tracker.domain.portfolio import Portfolio
from tracker.exchange.json_document import read_document, write_document
from tracker.exchange.sample import load_sample

SCHEMA = json.loads(resource("schema", "portfolio-3.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def identity(rows: list[Row]) -> dict[tuple[str, str], dict[str, object]]:
    """Every row by table and uid, with what it refers to by uid: all but the ids of a file."""
    portfolio = Portfolio(rows)
    tables = {
        "source_id": "sources",
        "actual_source_id": "sources",
        "body_id": "bodies",
        "project_id": "projects",
        "item_id": "items",
        "parent_id": "items",
        "predecessor_id": "items",
        "successor_id": "items",
    }
    found: dict[tuple[str, str], dict[str, object]] = {}
    for row in portfolio.rows():
        values = {field.name: getattr(row, field.name) for field in fields(row)}
        for name, table in tables.items():
            if values.get(name) is not None:
                values[name] = portfolio.table(table)[values[name]].uid
        del values["id"]
        found[row.table, row.uid] = values
    return found


# -- out and back ----------------------------------------------------------------------------------


@settings(max_examples=40)
@given(portfolios())
def test_a_portfolio_comes_back_row_by_row_and_byte_by_byte(rows: list[Row]) -> None:
    text = write_document(Portfolio(rows))
    again = read_document(text)
    assert identity(again) == identity(rows)
    assert write_document(Portfolio(again)) == text
    VALIDATOR.validate(json.loads(text))


@settings(max_examples=40)
@given(portfolios())
def test_what_was_entered_first_still_comes_first(rows: list[Row]) -> None:
    """The order of entry decides between equal commitments and claims."""
    before, after = Portfolio(rows), Portfolio(read_document(write_document(Portfolio(rows))))
    by_uid = {item.uid: item for item in after.items}
    for old in before.items:
        new = by_uid[old.uid]
        for table in ("commitments", "claims", "notes", "citations"):
            entered = [row.uid for row in before.table(table).where("item_id", old.id)]
            assert [row.uid for row in after.table(table).where("item_id", new.id)] == entered


def test_bytes_are_read_with_and_without_a_byte_order_mark() -> None:
    text = load_sample()
    assert read_document(text.encode()) == read_document(text)
    assert read_document(text.encode("utf-8-sig")) == read_document(text)


def test_bodies_of_one_name_get_keys_of_their_own() -> None:
    bodies: list[Row] = [
        Body(id=number, uid=f"b{number}", name=Names(en="Akimat (1)")) for number in (1, 2, 3)
    ]
    written = json.loads(write_document(Portfolio(bodies)))
    assert list(written["bodies"]) == ["akimat-1", "akimat-1-2", "akimat-1-3"]


def test_an_outline_too_deep_for_a_document_is_not_written() -> None:
    rows: list[Row] = [project()]
    rows += [item(n, f"level {n}", parent_id=n - 1 or None) for n in range(1, 102)]
    assert read_document(write_document(Portfolio(rows[:-1])))
    with pytest.raises(ConflictError, match="100 levels deep"):
        write_document(Portfolio(rows))


# -- the schema ------------------------------------------------------------------------------------


def test_the_schema_is_one_and_describes_every_field() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for name, definition in {"": SCHEMA, **SCHEMA["$defs"]}.items():
        assert definition["description"], name
        for key, field in definition.get("properties", {}).items():
            assert field.get("description") or field["$ref"] == "#/$defs/uid", (name, key)


def test_the_schema_has_every_column_of_the_model() -> None:
    by_place = {"id", "project", "item", "parent", "topic", "position", "key"}
    by_place |= {"scenario", "run"}
    definitions = {
        "notes": "note",
        "body_roles": "role",
        "bodies": "body",
    }
    for row_class in ROW_CLASSES:
        table = row_class.table
        properties = SCHEMA["$defs"][definitions.get(table, table[:-1])]["properties"]
        columns = {field.name.removesuffix("_id") for field in fields(row_class)} - by_place
        if table == "calendar_days":
            columns -= {"calendar"}
        assert columns <= set(properties), table


# -- what is refused -------------------------------------------------------------------------------


def minimal() -> dict[str, Any]:
    """A small document that uses every kind of reference."""
    document: dict[str, Any] = {
        "format": "cooperation-tracker-portfolio",
        "version": 1,
        "sources": {"article": {"uid": "s1", "title": "An article"}},
        "bodies": {"mti": {"uid": "b1", "name": {"en": "MTI"}}},
        "projects": [
            {
                "uid": "p1",
                "name": {"en": "Center"},
                "roles": [{"uid": "r1", "body": "mti", "role": "responsible"}],
                "claims": [
                    {
                        "uid": "c1",
                        "measure": "area",
                        "value": "100",
                        "unit": "ha",
                        "source": "article",
                    }
                ],
                "items": [
                    {
                        "uid": "i1",
                        "kind": "milestone",
                        "name": {},
                        "percent": 5,
                        "commitments": [
                            {"uid": "k1", "deadline": "2026-Q4", "recorded_on": "2024-07-14"}
                        ],
                    },
                    {"uid": "i2", "kind": "milestone", "name": {"ru": "Открытие"}},
                ],
            }
        ],
        "links": [{"uid": "l1", "predecessor": "i1", "successor": "i2"}],
    }
    return document


def put(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Set the value at a path of keys and places, e.g. ``projects 0 name``."""

    def change(document: dict[str, Any]) -> None:
        target: Any = document
        *way, last = [int(step) if step.isdigit() else step for step in path.split()]
        for step in way:
            target = target[step]
        target[last] = value

    return change


ITEM = "projects 0 items 0 "
COMMITMENT = ITEM + "commitments 0 "
CLAIM = "projects 0 claims 0 "
WEEK = {"uid": "w1", "name": {"en": "Six days"}, "base": "UZ"}
DAY_OFF = {"uid": "d1", "country": "UZ", "day": "2026-12-31", "works": False}
SAMPLING = {
    "uid": "r1",
    "status_date": "2026-11-24",
    "seed": 1,
    "runs": 9,
    "distribution": "pert",
    "inputs": "0",
}
WRONG_BY_THE_SCHEMA_TOO = [
    (put("format", "other"), "not a portfolio document"),
    (put("version", "1"), "version: expected a whole number, found a text"),
    (put("colour", "red"), "colour: there is no such field"),
    (put("projects", {}), r"projects: expected a list \[…\], found an object"),
    (put("projects 0", None), r"projects\[0\]: expected an object {…}, found null"),
    (put("projects 0 name", "Center"), r"projects\[0\]\.name: expected an object"),
    (
        put("projects 0 name", {"de": "Zentrum"}),
        r"name\.de: there is no such field.*en, ru",
    ),
    (put("projects 0 side", "RU"), r"side: “RU” is not one of: KZ, UZ, KZ-UZ"),
    (put("projects 0 uid", ""), r"projects\[0\]\.uid: this text may not be empty"),
    (put("projects 0 uid", 7), r"projects\[0\]\.uid: expected a text, found a whole number"),
    (put("projects 0 note", "\0"), "a character that cannot be stored"),
    (put("projects 0", {"name": {}}), r"projects\[0\]: “uid” is missing"),
    (put("projects 0 position", True), "expected a whole number, found true or false"),
    (put("projects 0 position", 10**12), "position: 1000000000000 is out of range"),
    (put(ITEM + "percent", 101), "percent: 101 is out of range. It takes 0 to 100"),
    (put(ITEM + "percent", 5.5), "found a number with a fraction"),
    (put(ITEM + "percent", 10**30), "found a number that is too long"),
    (put(ITEM + "cost", "5"), r"items\[0\]: a cost needs its currency"),
    (put(ITEM + "actual_finish", "permanent"), "“permanent” is no day, month"),
    (
        put(COMMITMENT + "deadline", "2026-Q5"),
        r"commitments\[0\]\.deadline: “2026-Q5” is not",
    ),
    (put(COMMITMENT + "deadline", "0000-Q1"), "is not a date"),
    (put(COMMITMENT + "deadline", "each-month-by-32"), "is not a date"),
    (put(COMMITMENT + "deadline", "each-month-by-05"), "is not a date"),
    (put(COMMITMENT + "deadline", "٢٠٢٦"), "is not a date"),
    (put(COMMITMENT + "binding", 1), "expected true or false, found a whole number"),
    (put(CLAIM + "value", 100), "value: expected a text, found a whole number"),
    (put(CLAIM + "value", "NaN"), "“NaN” is not a number"),
    (put(CLAIM + "value", "1e5"), "“1e5” is not a number"),
    (put(CLAIM + "value", "9" * 65), "is not a number"),
    (put(CLAIM + "unit", ""), "unit: this text may not be empty"),
    (put("sources", {"": {"uid": "x", "title": ""}}), "key of an entry may not be empty"),
    (put("claims", {"weather": []}), "claims.weather: there is no such field"),
    (put("calendars", [{**WEEK, "weekdays": "5"}]), r"“5” are not seven days of a week"),
    (put("calendar_days", [{**DAY_OFF, "day": "2026-12"}]), "“2026-12” is not a single day"),
    (put("scenarios", [{"uid": "s1", "name": "A", "moves": [{"uid": "m1"}]}]), "“item” is missing"),
    (put("risk_runs", [{**SAMPLING, "runs": 0}]), "runs: 0 is out of range"),
]
WRONG_BEYOND_THE_SCHEMA = [
    (put(COMMITMENT + "deadline", "2026-02-31"), "“2026-02-31” is not a date"),
    (put("projects 0 items 1 uid", "i1"), r"items\[1\]\.uid: “i1” is already the uid"),
    (put(CLAIM + "source", "book"), r"claims\[0\]\.source: “book” is not in “sources”"),
    (put("projects 0 roles 0 body", "mfa"), "“mfa” is not in “bodies”"),
    (put("links 0 successor", "i9"), r"links\[0\]\.successor: “i9” is not in “items”"),
    (put("links 0 successor", "i1"), "links: the links close a loop: i1 → i1"),
    (
        put(
            "links",
            [
                {"uid": "l1", "predecessor": "i1", "successor": "i2"},
                {"uid": "l2", "predecessor": "i2", "successor": "i1", "type": "SS"},
            ],
        ),
        "links: the links close a loop: .*Открытие → ",
    ),
    (
        put("links", [{"uid": uid, "predecessor": "i1", "successor": "i2"} for uid in "ab"]),
        r"links\[1\]: this link is given twice",
    ),
    (put("projects 0 note", "\ud800"), "a character that cannot be stored"),
    (put("calendar_days", [{**DAY_OFF, "country": "KZ-UZ"}]), "must be KZ or UZ"),
    (put("calendar_days", [DAY_OFF, {**DAY_OFF, "uid": "d2"}]), r"\[1\]: this is given twice"),
    (put("calendars", [{**WEEK, "days": [DAY_OFF]}]), "country: there is no such field"),
    (put(ITEM + "own_calendar", "w9"), "“w9” is not in “calendars”"),
    (
        put("scenarios", [{"uid": uid, "name": "A"} for uid in "ab"]),
        r"scenarios\[1\]: this is given twice",
    ),
    (
        put("scenarios", [{"uid": "s1", "name": "A", "moves": [{"uid": "m1", "item": "i9"}]}]),
        "“i9” is not in “items”",
    ),
]


def test_the_small_document_is_sound() -> None:
    assert len(read_document(json.dumps(minimal()))) == 9
    VALIDATOR.validate(minimal())


@pytest.mark.parametrize(
    ("change", "message"), [*WRONG_BY_THE_SCHEMA_TOO, *WRONG_BEYOND_THE_SCHEMA]
)
def test_what_is_wrong_is_refused_by_its_place(
    change: Callable[[dict[str, Any]], None], message: str
) -> None:
    document = minimal()
    change(document)
    with pytest.raises(InputError, match=message):
        read_document(json.dumps(document))


@pytest.mark.parametrize("change", [change for change, _ in WRONG_BY_THE_SCHEMA_TOO])
def test_the_schema_refuses_the_same(change: Callable[[dict[str, Any]], None]) -> None:
    document = minimal()
    change(document)
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON: line 1, column 1"),
        ("{\n  oops", "not JSON: line 2, column 3"),
        (b"\xff\xfe{}", "not UTF-8 text: byte 1"),
        ("[]", r"the document: expected an object {…}, found a list"),
        ("NaN", "the document: expected an object {…}, found NaN"),
        ('{"format": 1, "format": 2}', "found an object that gives a field twice"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ("9" * 10_000, "found a number that is too long"),
        ('{"format": "cooperation-tracker-portfolio", "version": 4}', "version 4 and this program"),
        ('{"format": "cooperation-tracker-portfolio"}', "the document: “version” is missing"),
    ],
)
def test_what_is_no_document_is_refused(text: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_document(text)


def test_items_nested_without_end_are_refused() -> None:
    nested: dict[str, Any] = {"uid": "leaf", "kind": "phase", "name": {}}
    for level in range(100):
        nested = {"uid": f"i{level}", "kind": "phase", "name": {}, "items": [nested]}
    document = {**minimal(), "links": []}
    document["projects"][0]["items"] = [nested]
    with pytest.raises(InputError, match="more than 100 levels deep"):
        read_document(json.dumps(document))


def test_a_field_given_twice_is_refused_by_its_place() -> None:
    text = json.dumps(minimal()).replace('{"en": "MTI"}', '{"en": "MTI", "en": "MIIT"}')
    with pytest.raises(InputError, match=r"bodies\.mti\.name: .* gives a field twice"):
        read_document(text)


def test_links_of_every_type_count_for_a_circle_only_between_items() -> None:
    rows = read_document(json.dumps(minimal()))
    link = next(row for row in rows if isinstance(row, Link))
    second = replace(link, id=2, uid="l2", type=type(link.type)("FF"))
    assert len(read_document(write_document(Portfolio([*rows, second])))) == len(rows) + 1

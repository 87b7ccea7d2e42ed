"""Find and replace: what is found as a search finds it, and what becomes of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.portfolios import item, project
from tracker.domain.fields import FIELD, Context
from tracker.domain.model import Names
from tracker.domain.portfolio import Portfolio
from tracker.language import Language, translator
from tracker.language.folding import flat
from tracker.workspace.outline_rows import OutlineNumbers
from tracker.workspace.replacing import (
    TEXT_FIELDS,
    from_difference,
    replaced,
    replacements,
    text_fields,
)

SOME = st.text(st.sampled_from("aAßёЕе'ʻʼ xİ"), max_size=10)


@pytest.mark.parametrize(
    ("text", "wanted", "put", "made"),
    [
        ("Акимат Алматы, АКИМАТ", "акимат", "МИО", "МИО Алматы, МИО"),
        ("Объём и объем", "объем", "размер", "размер и размер"),
        ("Oʻzbekiston, O'zbekiston", "o‘zbekiston", "UZ", "UZ, UZ"),
        ("Straße", "SS", "sz", "Strasze"),
        ("Straße", "s", "z", "ztraße"),
        ("aaa", "aa", "b", "ba"),
        ("none", "x", "y", "none"),
        ("a.c", ".", "\\1", "a\\1c"),
    ],
)
def test_every_place_is_replaced_whatever_its_case_and_apostrophes(
    text: str, wanted: str, put: str, made: str
) -> None:
    assert replaced(text, wanted, put) == made


@given(SOME, SOME)
def test_to_take_out_leaves_what_was_between(text: str, wanted: str) -> None:
    left = replaced(text, wanted, "")
    assert len(left) <= len(text)
    if flat(wanted.casefold()) not in flat(text.casefold()):
        assert left == text


@given(SOME, SOME)
def test_to_put_a_mark_finds_as_many_places_as_it_puts(text: str, wanted: str) -> None:
    made = replaced(text, wanted, "|")
    assert made.replace("|", "") == replaced(text, wanted, "")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("short", "shirt", ("short", "shirt")),
        (f"{'word ' * 20}old end", f"{'word ' * 20}new", ("…word word word word old end", "…")),
        ("x" * 50 + "a", "x" * 50 + "b", ("…" + "x" * 24 + "a", "…" + "x" * 24 + "b")),
    ],
)
def test_the_difference_is_seen_however_late_it_comes(
    old: str, new: str, shown: tuple[str, str]
) -> None:
    found = from_difference(old, new)
    assert found[0] == shown[0]
    assert found[1].startswith(shown[1])


def test_a_name_is_looked_through_in_each_language_and_dates_are_left_alone() -> None:
    assert [field.key for field in text_fields([FIELD["name"], FIELD["finish"]])] == [
        "name_en",
        "name_ru",
        "name_kk",
        "name_uz",
    ]
    assert FIELD["progress"] not in TEXT_FIELDS
    rows = Portfolio([project(1, "Plant"), item(1, "Plant opens")])
    context = Context(rows, date(2026, 11, 23), OutlineNumbers(rows))
    everything = [*rows.projects, *rows.items]
    found = list(
        replacements(everything, TEXT_FIELDS, "plant", "Works", context, translator(Language.RU))
    )
    assert [(each.key.table, each.field.key, each.new) for each in found] == [
        ("projects", "name_en", "Works"),
        ("items", "name_en", "Works opens"),
    ]
    assert rows.projects[1].name == Names(en="Plant")
    assert not list(
        replacements(everything, TEXT_FIELDS, "", "x", context, translator(Language.RU))
    )

"""Mappings that are saved and used again, and what is wrong in one that somebody wrote."""

import re
from pathlib import Path

import pytest

from tests.domain.portfolios import center
from tests.exchange.export_portfolio import export_portfolio
from tests.exchange.tables import exported, looked_at, table_of, told
from tracker.domain.errors import FileError, InputError
from tracker.exchange.dialects import DIALECTS
from tracker.exchange.forms import FORM_IDS
from tracker.exchange.table_in import (
    DateOrder,
    DecimalSign,
    Ground,
    Options,
    SavedMapping,
    mapping_path,
    read_mapping,
    save_mapping,
    saved_mappings,
    understand,
)
from tracker.language import Language

SOUND = """rows = "items"
language = "ru"
form = "roadmap"
decimal_sign = ","
date_order = "mdy"

[[columns]]
heading = "Что"
field = "name"

[[columns]]
heading = "Когда"
field = "finish"

[[columns]]
heading = "Сколько"
field = "cost"
unit = "mln KZT"

[[columns]]
heading = "Ход"
fields = ["actual_finish", "percent", "progress"]
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(SOUND, encoding="utf-8")
    return path


def test_a_saved_mapping_says_what_the_columns_are(path: Path) -> None:
    rows = [["Что", "Другое", "Когда", "Сколько", "Ход"]]
    rows += [["Technical launch", "x", "03/04/2026", "14,700", "Исполнено: 2026 год. Стены"]]
    table = table_of(rows, Options(mapping=read_mapping(path)))
    assert {use.ground for use in table.mapping.columns} == {Ground.MAPPING}
    assert [use.heading for use in table.not_imported] == ["Другое"]
    preview = looked_at(center(), table, project="Center")
    assert told(preview) == [
        "2 updated cost: 14.7 mn KZT; actual_finish: 2026; progress: Стены; "
        "finish: Q4 2026 → 4 Mar 2026"
    ]


@pytest.mark.parametrize("form", [form for form in FORM_IDS if form not in ("changes", "claims")])
def test_a_mapping_that_was_found_out_reads_back_as_it_was_saved(form: str, tmp_path: Path) -> None:
    portfolio = export_portfolio()
    table = exported(portfolio, form, Language.KK, DIALECTS["excel-ru"])
    path = mapping_path("Тізілім 2026", tmp_path / "mappings")
    saved = SavedMapping(table.mapping, 3, DecimalSign.COMMA, DateOrder.DAY_FIRST)
    save_mapping(saved, path)
    assert saved_mappings(path.parent) == ["Тізілім 2026"]
    read = read_mapping(path)
    assert (read.header_row, read.decimal_sign, read.date_order) == (3, ",", "dmy")
    again = understand(table.source, Options(mapping=read))
    assert told(looked_at(portfolio, again)) == []
    save_mapping(SavedMapping(again.mapping, 3, DecimalSign.COMMA, DateOrder.DAY_FIRST), path)
    assert read_mapping(path) == read


def test_a_mapping_for_another_table_is_told(path: Path) -> None:
    with pytest.raises(FileError, match="for another table"):
        table_of([["A", "B"], ["1", "2"]], Options(mapping=read_mapping(path), header_row=1))


def test_a_table_without_a_column_of_names_is_told() -> None:
    with pytest.raises(FileError, match="No column of “table”"):
        table_of([["Deadline", "Status"], ["2026", "Planned"], ["2027", "Planned"]])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('rows = "items"', "rows = ", "line 1"),
        ('rows = "items"', 'rows = "milestones"', "“milestones” in “rows”.*items, projects"),
        ('language = "ru"', "", "“None” in “language”"),
        ('form = "roadmap"', 'form = "mine"', "“mine” in “form”"),
        ('decimal_sign = ","', 'decimal_sign = ";"', "“;” in “decimal_sign”"),
        ('date_order = "mdy"', "header_row = 0", "“0” in “header_row”"),
        ('field = "finish"', 'field = "end"', r"“end” in “columns\[2\].field”.*finish"),
        ('field = "finish"', 'feld = "finish"', r"“feld” in “columns\[2\]”"),
        ('heading = "Когда"', "heading = 1", r"“1” in “columns\[2\].heading”"),
        ('unit = "mln KZT"', "unit = 1", r"“1” in “columns\[3\].unit”"),
        ('"percent", ', "", r"in “columns\[4\].fields”.*percent"),
        ("[[columns]]", "[columns.a]", "in “columns”"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_told(path: Path, old: str, new: str, said: str) -> None:
    assert old in SOUND
    count = -1 if old == "[[columns]]" else 1
    text = SOUND.replace(old, new, count)
    if count == -1:
        text = SOUND.partition("[[columns]]")[0] + "columns = 3\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError) as refused:
        read_mapping(path)
    assert re.search(said, str(refused.value)), str(refused.value)
    assert "mine.toml" in str(refused.value)


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a\\b", ".hidden", "x" * 81, "a\nb"])
def test_what_is_no_name_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no name for a mapping"):
        mapping_path(name, tmp_path)

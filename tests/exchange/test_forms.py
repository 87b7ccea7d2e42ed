"""The bundled forms are sound, and a form that somebody edited wrongly says where."""

import re
from pathlib import Path

import pytest

from tracker.bundle import resource
from tracker.domain.errors import FileError
from tracker.domain.status import Status
from tracker.exchange.forms import FORM_IDS, bundled_form, read_form
from tracker.language import Language

SOUND = resource("forms", "roadmap.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_a_bundled_form_words_everything_in_every_language(form_id: str) -> None:
    form = bundled_form(form_id)
    assert form.id == form_id
    assert form.rows.is_report or set(form.statuses) == set(Status)
    assert form.about is not None
    for column in form.columns:
        assert all(column.heading[language] for language in Language)
    for language in Language:
        headings = [column.heading[language] for column in form.columns]
        assert len(set(headings)) == len(headings)


def test_every_bundled_form_is_offered() -> None:
    assert {path.stem for path in resource("forms").glob("*.toml")} == set(FORM_IDS)


def refusal(tmp_path: Path, text: str) -> str:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileError) as refused:
        read_form(path)
    message = str(refused.value)
    assert "mine.toml" in message
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "roadmap"', "id = ", "line 8"),
        (
            'rows = "items"',
            'rows = "everything"',
            "Line 9 .*“rows” .*“everything”.*projects, items",
        ),
        ('rows = "items"', "rows = 3", "Line 9 .*“rows” cannot be “3”"),
        ('rows = "items"\n', "", "“rows” is missing"),
        (
            "sections = true",
            'sections = true\nsort = ["finish"]',
            "Line 10 .*“sections” cannot be “true”",
        ),
        ("sections = true", 'sort = ["end"]', "Line 10 .*“sort” cannot be “end”"),
        ("[title]", "[titel]", "Line 12 .*“titel” is not known here"),
        ('uz = "Yoʻl xaritasi"\n', "", "Line 12 .*“title.uz” is missing"),
        (
            'en = "as of {date}"',
            'en = "as of today"',
            "Line 25 .*“as_of.en”.*today”.*{date}",
        ),
        ('en = "as of {date}"', 'en = "as of {day}"', "“as_of.en”"),
        ("planned = {", "plan = {", "“status.plan” is not known.*overdue"),
        (
            'field = "finish"',
            'field = "end"',
            r"Line 70 .*“columns\[4\].field”.*“end”.*finish",
        ),
        ('field = "finish"', 'feld = "finish"', r"Line 70 .*“columns\[4\].feld” is not known"),
        ('unit = "columns"\n', "", r"“columns\[7\].unit” is missing"),
        ('unit = "columns"', 'unit = "beside"', r"“columns\[7\].total” cannot be “true”"),
        ('field = "finish"', 'field = "finish"\ntotal = true', r"“columns\[4\].total”"),
        ('field = "finish"', 'field = "finish"\nunit = "beside"', r"“columns\[4\].unit”"),
        ('en = "Executed: {}"', 'en = "Executed"', r"Line 108 .*“columns\[8\].parts\[1\].text.en”"),
    ],
)
def test_what_is_wrong_in_a_form_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in SOUND
    assert re.search(told, refusal(tmp_path, SOUND.replace(old, new, 1)))


def test_a_form_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"gone\.toml"):
        read_form(tmp_path / "gone.toml")


def test_a_form_that_is_not_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(FileError, match=r"mine\.toml"):
        read_form(path)

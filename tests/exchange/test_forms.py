"""The bundled forms are sound, and a form that somebody edited wrongly says where."""

import re
from pathlib import Path

import pytest

from tracker.bundle import resource
from tracker.domain.errors import FileError
from tracker.domain.status import Status
from tracker.exchange.forms import FORM_IDS, Rows, bundled_form, read_form
from tracker.language import Language

SOUND = resource("forms", "roadmap.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_a_bundled_form_words_everything_in_every_language(form_id: str) -> None:
    form = bundled_form(form_id)
    assert form.id == form_id
    assert set(form.statuses) == set(Status)
    for column in form.columns:
        assert all(column.heading[language] for language in Language)
    for language in Language:
        headings = [column.heading[language] for column in form.columns]
        assert len(set(headings)) == len(headings)


def test_every_bundled_form_is_offered() -> None:
    assert {path.stem for path in resource("forms").glob("*.toml")} == set(FORM_IDS)


def test_the_forms_are_about_projects_items_and_milestones() -> None:
    assert [bundled_form(form_id).rows for form_id in FORM_IDS] == [
        Rows.ITEMS,
        Rows.PROJECTS,
        Rows.MILESTONES,
    ]


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
        ('rows = "items"', 'rows = "everything"', "“everything” in “rows”.*projects, items"),
        ('rows = "items"', "rows = 3", "“3” in “rows”"),
        ('rows = "items"\n', "", "lacks “rows”"),
        ("sections = true", 'sections = true\nsort = ["finish"]', "“true” in “sections”"),
        ("sections = true", 'sort = ["end"]', "“end” in “sort”"),
        ("[title]", "[titel]", "“titel” in “TOML”"),
        ('uz = "Yoʻl xaritasi"\n', "", "lacks “title.uz”"),
        ('en = "as of {date}"', 'en = "as of today"', "“as of today” in “as_of.en”.*{date}"),
        ('en = "as of {date}"', 'en = "as of {day}"', "“as_of.en”"),
        ("planned = {", "plan = {", "“plan” in “status”.*overdue"),
        ('field = "finish"', 'field = "end"', r"“end” in “columns\[4\].field”.*finish"),
        ('field = "finish"', 'feld = "finish"', r"“feld” in “columns\[4\]”"),
        ('unit = "columns"\n', "", r"lacks “columns\[7\].unit”"),
        ('unit = "columns"', 'unit = "beside"', r"“true” in “columns\[7\].total”"),
        ('field = "finish"', 'field = "finish"\ntotal = true', r"“columns\[4\].total”"),
        ('field = "finish"', 'field = "finish"\nunit = "beside"', r"“columns\[4\].unit”"),
        ('en = "Executed: {}"', 'en = "Executed"', r"“columns\[8\].parts.text.en”"),
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

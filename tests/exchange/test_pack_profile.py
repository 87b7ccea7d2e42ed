"""Profiles of packs: what they say, and what is refused in which line."""

from pathlib import Path

import pytest

from tracker.domain.errors import FileError
from tracker.exchange.forms import FORM_IDS, bundled_form, form_text
from tracker.exchange.pack_profile import FORMATS, Profile, bundled_profile, read_profile
from tracker.language import Language


def read(folder: Path, text: str) -> Profile:
    path = folder / "profile.toml"
    path.write_text(text, encoding="utf-8")
    return read_profile(path, forms_folder=folder / "forms")


def test_the_bundled_profile_has_every_form_in_every_language() -> None:
    profile = bundled_profile()
    assert tuple(form.id for form in profile.forms) == FORM_IDS
    assert profile.languages == tuple(Language)
    assert set(profile.formats) <= set(FORMATS)
    assert profile.timeline


def test_what_is_left_out_is_as_told(tmp_path: Path) -> None:
    profile = read(tmp_path, 'forms = ["register"]')
    assert profile == Profile((bundled_form("register"),))
    assert profile.expression is None


def test_everything_can_be_said(tmp_path: Path) -> None:
    profile = read(
        tmp_path,
        """
        title = "Отчёт за месяц"
        forms = ["due", "roadmap"]
        languages = ["kk", "ru"]
        formats = ["pdf", "csv", "csv"]
        dialect = "rfc4180"
        where = "Side: Kazakhstan and Finish: <= Q4 2026"
        timeline = true
        passports = ["ICIC", "*"]
        """,
    )
    assert profile.options == {
        "title": "Отчёт за месяц",
        "forms": ["due", "roadmap"],
        "languages": ["kk", "ru"],
        "formats": ["pdf", "csv"],
        "dialect": "rfc4180",
        "where": "Side: Kazakhstan and Finish: <= Q4 2026",
        "timeline": True,
        "passports": ["ICIC", "*"],
    }
    assert profile.expression is not None


def test_forms_of_the_user_come_by_name_and_by_file(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    text = form_text(bundled_form("register"))
    (tmp_path / "forms" / "own.toml").write_text(
        text.replace('id = "register"', 'id = "own"'), encoding="utf-8"
    )
    (tmp_path / "beside.toml").write_text(
        text.replace('id = "register"', 'id = "beside"'), encoding="utf-8"
    )
    profile = read(tmp_path, 'forms = ["own", "beside.toml", "due"]')
    assert [form.id for form in profile.forms] == ["own", "beside", "due"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('forms = ["due"]\n\nformat = ["csv"]', r"Line 3 .*“format”.*formats"),
        ('forms = ["due", "dew"]', r"Line 1 .*“forms” cannot be “dew”.*roadmap"),
        ('forms = ["due"]\nlanguages = ["de"]', r"Line 2 .*“de”.*en, ru, kk, uz"),
        ('forms = ["due"]\n# a remark\nformats = ["xls"]', r"Line 3 .*“xls”.*csv, xlsx, pdf, ics"),
        ('forms = ["due"]\ndialect = "excel"', r"Line 2 .*“excel”.*rfc4180"),
        ('forms = ["due"]\ntimeline = "yes"', r"Line 2 .*“timeline” cannot be “yes”.*true"),
        ('forms = ["due"]\ntitle = 5', r"Line 2 .*“title”"),
        ('forms = ["due"]\nwhere = "Side:"', r"Line 2 .*“where” cannot be “Side:”"),
        ('forms = ["due"]\nlanguages = []', r"Line 2 .*“languages” cannot be"),
        ('forms = "due"', r"Line 1 .*“forms” cannot be “due”"),
        ("forms = [5]", r"Line 1 .*“forms” cannot be “5”"),
        ("timeline = true", r"lacks “forms”"),
        ('\nforms == ["due"]', r"cannot be read: .*line 2"),
        ('forms = ["nothing.toml"]', r"nothing\.toml"),
        ('forms = ["due"]\n\x00', r"cannot be read"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(FileError, match=reason):
        read(tmp_path, text)


def test_one_form_is_not_asked_for_twice(tmp_path: Path) -> None:
    (tmp_path / "again.toml").write_text(form_text(bundled_form("due")), encoding="utf-8")
    with pytest.raises(FileError, match=r"“forms” cannot be “due”"):
        read(tmp_path, 'forms = ["due", "again.toml"]')


def test_a_profile_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"none\.toml"):
        read_profile(tmp_path / "none.toml", forms_folder=tmp_path)

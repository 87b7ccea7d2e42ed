"""The check of translations must be able to fail: each kind of fault is named."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).resolve().parent.parent / ".ci" / "catalogues.py"
SOURCE = """
_("Finish")
_("Until {day}")
context("state", "Open")
plural("{n} milestone", "{n} milestones", n)
plural("One day", "{n} days", n)
"""


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool at work on a program of five texts, its catalogues still to be made."""
    spec = importlib.util.spec_from_file_location("catalogues", TOOL)
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    (tmp_path / "tracker").mkdir()
    (tmp_path / "tracker" / "texts.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(tool, "PLURALS", {"kk": tool.PLURALS["kk"], "ru": tool.PLURALS["ru"]})
    tool.update()
    return tool


def translate(tool: ModuleType, language: str, *pairs: tuple[str, str]) -> None:
    path = tool.path_of(language)
    text = path.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text, text
        text = text.replace(before, after, 1)
    path.write_text(re.sub(r"\n\n(?!# |\n|\Z)", "\n\n# own translation\n", text), encoding="utf-8")


RUSSIAN = (
    ('msgid "Finish"\nmsgstr ""', 'msgid "Finish"\nmsgstr "Окончание"'),
    ('msgid "Until {day}"\nmsgstr ""', 'msgid "Until {day}"\nmsgstr "До {day}"'),
    ('msgid "Open"\nmsgstr ""', 'msgid "Open"\nmsgstr "Открыто"'),
    (
        'milestones"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""',
        'milestones"\nmsgstr[0] "{n} веха"\nmsgstr[1] "{n} вехи"\nmsgstr[2] "{n} вех"',
    ),
    (
        'days"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""',
        'days"\nmsgstr[0] "{n} день"\nmsgstr[1] "{n} дня"\nmsgstr[2] "{n} дней"',
    ),
)


def russian_faults(tool: ModuleType) -> list[str]:
    return [fault for fault in tool.faults() if fault.startswith("ru:")]


def test_a_new_catalogue_names_every_text_as_not_translated(catalogues: ModuleType) -> None:
    found = russian_faults(catalogues)
    assert "ru: not translated: 'Finish'" in found
    assert "ru: not translated: 'Open' (state)" in found
    assert "ru: not translated in form 2: '{n} milestone'" in found


def test_a_full_catalogue_has_no_fault(catalogues: ModuleType) -> None:
    translate(catalogues, "ru", *RUSSIAN)
    assert russian_faults(catalogues) == []


def test_a_form_for_one_number_alone_may_leave_it_out(catalogues: ModuleType) -> None:
    # In Kazakh the first form is for 1 alone; in Russian it is for 21 and 101 too.
    translate(catalogues, "ru", *RUSSIAN, ("{n} день", "Один день"))
    assert russian_faults(catalogues) == ["ru: other {names} than in English in form 0: 'One day'"]
    translate(catalogues, "kk", ('days"\nmsgstr[0] ""', 'days"\nmsgstr[0] "Бір күн"'))
    assert "kk: not translated in form 1: 'One day'" in list(catalogues.faults())
    kazakh = [fault for fault in catalogues.faults() if fault.startswith("kk:")]
    assert not [fault for fault in kazakh if "form 0: 'One day'" in fault]


def test_a_wrong_name_in_braces_is_a_fault(catalogues: ModuleType) -> None:
    translate(catalogues, "ru", *RUSSIAN, ("До {day}", "До {день}"))
    assert russian_faults(catalogues) == ["ru: other {names} than in English: 'Until {day}'"]


def test_a_translation_of_which_nobody_knows_where_it_is_from_is_a_fault(
    catalogues: ModuleType,
) -> None:
    translate(catalogues, "ru", *RUSSIAN)
    path = catalogues.path_of("ru")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('# own translation\nmsgid "Finish"', 'msgid "Finish"'), "utf-8")
    fault = "ru: no comment says where the translation is from: 'Finish'"
    assert russian_faults(catalogues) == [fault]


def test_an_unsure_translation_is_a_fault(catalogues: ModuleType) -> None:
    translate(catalogues, "ru", *RUSSIAN, ('msgid "Finish"', '#, fuzzy\nmsgid "Finish"'))
    assert russian_faults(catalogues) == ["ru: fuzzy: 'Finish'"]


def test_a_text_the_program_no_longer_has_is_a_fault_until_updated(catalogues: ModuleType) -> None:
    translate(catalogues, "ru", *RUSSIAN)
    texts = catalogues.ROOT / "tracker" / "texts.py"
    texts.write_text(SOURCE.replace('_("Finish")', '_("Actual finish")'), encoding="utf-8")
    assert russian_faults(catalogues) == [
        "ru: missing: 'Actual finish'",
        "ru: no longer used: 'Finish'",
    ]
    catalogues.update()
    assert russian_faults(catalogues) == ["ru: not translated: 'Actual finish'"]
    assert "Окончание" not in catalogues.path_of("ru").read_text(encoding="utf-8")


def test_an_update_keeps_translations_and_comments_and_changes_nothing_else(
    catalogues: ModuleType,
) -> None:
    comment = ('msgid "Finish"', '# Срок по графику\nmsgid "Finish"')
    translate(catalogues, "ru", *RUSSIAN, comment)
    before = catalogues.path_of("ru").read_text(encoding="utf-8")
    catalogues.update()
    assert catalogues.path_of("ru").read_text(encoding="utf-8") == before

import gettext
import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tracker.language import Language, Translator, translator
from tracker.language import catalogue as catalogue_module


@pytest.fixture
def russian() -> Translator:
    catalog = Catalog(locale="ru")
    catalog.add("Finish", "Окончание")
    catalog.add("Open", "Открыто", context="state")
    catalog.add(("{n} milestone", "{n} milestones"), ("{n} веха", "{n} вехи", "{n} вех"))
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translator(Language.RU, gettext.GNUTranslations(compiled))


def test_texts_contexts_and_plurals_are_translated(russian: Translator) -> None:
    assert russian.text("Finish") == "Окончание"
    assert russian.context("state", "Open") == "Открыто"
    assert [russian.plural("{n} milestone", "{n} milestones", n) for n in (21, 3, 11)] == [
        "{n} веха",
        "{n} вехи",
        "{n} вех",
    ]


def test_a_text_without_a_translation_stays_english(russian: Translator) -> None:
    assert russian.text("Start") == "Start"
    assert russian.context("menu", "Open") == "Open"
    assert russian.plural("{n} day", "{n} days", 2) == "{n} days"


def test_the_empty_text_is_not_the_catalogue_header(russian: Translator) -> None:
    assert russian.text("") == ""


def test_english_needs_no_catalogue() -> None:
    english = translator(Language.EN)
    assert english.language is Language.EN
    assert english.plural("{n} day", "{n} days", 1) == "{n} day"


@pytest.mark.parametrize("language", [Language.RU, Language.KK, Language.UZ])
def test_each_language_reads_its_own_compiled_catalogue(
    language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = Catalog(locale=language.value)
    catalog.add("Finish", language.own_name)
    path = tmp_path / "locale" / language.value / "LC_MESSAGES" / "tracker.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(catalogue_module, "resource", tmp_path.joinpath)
    # The cache would answer with the catalogue of the checkout.
    assert translator.__wrapped__(language).text("Finish") == language.own_name


def test_a_language_that_is_not_compiled_speaks_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue_module, "resource", tmp_path.joinpath)
    assert translator.__wrapped__(Language.KK).text("Finish") == "Finish"


def test_a_catalogue_is_read_once() -> None:
    assert translator(Language.RU) is translator(Language.RU)

import pytest

from tracker.language import Language, system_language


@pytest.mark.parametrize("language", Language)
def test_fallbacks_are_every_language_beginning_with_itself(language: Language) -> None:
    assert language.fallbacks[0] is language
    assert sorted(language.fallbacks) == sorted(Language)


def test_kazakh_and_uzbek_readers_are_shown_russian_before_english() -> None:
    for language in (Language.KK, Language.UZ):
        assert language.fallbacks[1:3] == (Language.RU, Language.EN)


def test_a_language_menu_names_each_in_itself() -> None:
    assert [language.own_name for language in Language] == [
        "English",
        "Русский",
        "Қазақша",
        "Oʻzbekcha",
    ]


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, Language.RU),
        ({"LANG": "kk_KZ"}, Language.KK),
        ({"LANG": "uz_UZ@cyrillic"}, Language.UZ),
        ({"LANG": "uz-Latn-UZ"}, Language.UZ),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "kk_KZ.UTF-8"}, Language.KK),
        ({"LC_ALL": "uz_UZ.UTF-8", "LC_MESSAGES": "kk_KZ.UTF-8"}, Language.UZ),
        ({"LANGUAGE": "de:kk:ru", "LANG": "ru_RU.UTF-8"}, Language.KK),
        ({"LANGUAGE": "de:fr", "LANG": "ru_RU.UTF-8"}, Language.RU),
        ({"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, Language.EN),
        ({"LANG": "run_BI"}, Language.EN),
        ({"LANG": ""}, Language.EN),
    ],
)
def test_the_system_language_follows_the_environment(
    environment: dict[str, str], language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.language.languages._windows_locale", lambda: "")
    assert system_language(environment) is language


def test_windows_is_asked_when_no_variable_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.language.languages._windows_locale", lambda: "kk_KZ")
    assert system_language({}) is Language.KK

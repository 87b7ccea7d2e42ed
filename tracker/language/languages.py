"""The four languages, and which of them the user's system asks for."""

import locale
import os
import re
import sys
from collections.abc import Mapping
from enum import StrEnum


class Language(StrEnum):
    """A language of the interface and of the exports; the value is its ISO 639-1 code."""

    EN = "en"
    RU = "ru"
    KK = "kk"
    UZ = "uz"

    @property
    def own_name(self) -> str:
        """The language's name in itself, as a language menu shows it."""
        return _OWN_NAMES[self]

    @property
    def fallbacks(self) -> tuple["Language", ...]:
        """All four, this one first: where to look for a name that is missing in this language.

        A reader of Kazakh or Uzbek is likelier to read Russian than the other's language.
        """
        return _FALLBACKS[self]


_OWN_NAMES = {
    Language.EN: "English",
    Language.RU: "Русский",
    Language.KK: "Қазақша",
    Language.UZ: "Oʻzbekcha",
}
_FALLBACKS = {
    Language.EN: (Language.EN, Language.RU, Language.KK, Language.UZ),
    Language.RU: (Language.RU, Language.EN, Language.KK, Language.UZ),
    Language.KK: (Language.KK, Language.RU, Language.EN, Language.UZ),
    Language.UZ: (Language.UZ, Language.RU, Language.EN, Language.KK),
}


def system_language(environ: Mapping[str, str] = os.environ) -> Language:
    """The first of our languages that the system asks for, English when it asks for none.

    The environment is read in gettext's order; Windows, which has no such variables, is asked.
    """
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = environ.get(variable, "")
        for name in wanted.split(":"):
            if language := _from_locale(name):
                return language
        # LANGUAGE lists wishes and may hold none of ours; a locale that is set decides.
        if wanted and variable != "LANGUAGE":
            return Language.EN
    return _from_locale(_windows_locale()) or Language.EN


def _from_locale(name: str) -> Language | None:
    """The language of a locale name such as `uz_UZ.UTF-8` or `kk-KZ`, if it is one of ours."""
    code = re.split(r"[_.@-]", name, maxsplit=1)[0].lower()
    return next((language for language in Language if language.value == code), None)


def _windows_locale() -> str:
    if sys.platform == "win32":
        import ctypes

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""

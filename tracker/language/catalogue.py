"""Texts in the user's language, from the compiled gettext catalogues."""

import gettext
from functools import cache

from tracker.bundle import resource
from tracker.language.languages import Language


class Translator:
    """Gives the texts of one language; a text without a translation stays English."""

    def __init__(self, language: Language, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def text(self, msgid: str) -> str:
        """The translation of `msgid`."""
        # gettext keeps a catalogue's header under the empty text.
        return self._catalogue.gettext(msgid) if msgid else ""

    def plural(self, singular: str, plural: str, n: int) -> str:
        """The form that goes with the number `n`; a `{n}` in it is not yet filled in."""
        return self._catalogue.ngettext(singular, plural, n)

    def context(self, context: str, msgid: str) -> str:
        """The translation of an English word that needs several, told apart by `context`."""
        return self._catalogue.pgettext(context, msgid)


@cache
def translator(language: Language) -> Translator:
    """The translator of `language`, read from disk once.

    English needs no catalogue, and a language whose catalogue is not compiled speaks English.
    """
    return Translator(language, _catalogue(language))


def _catalogue(language: Language) -> gettext.NullTranslations:
    if language is Language.EN:
        return gettext.NullTranslations()
    try:
        with resource("locale", language.value, "LC_MESSAGES", "tracker.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    except FileNotFoundError:
        return gettext.NullTranslations()

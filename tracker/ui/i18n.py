"""The language of the window, switched while it runs.

One mechanism for everything: whoever shows a text makes it in a ``retranslate()`` that it calls
once itself and connects to :attr:`Texts.changed` (pages of an open file use the session's own
``language_changed``, which follows). Nothing keeps a translated text as its state.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from tracker.language import N_, Language, Translator, translator

# Texts of Qt's own dialogs and menus: Qt ships none for Uzbek, and a few are missing in Russian.
_QT_TEXTS: Final = frozenset(
    {
        N_("OK"),
        N_("Save"),
        N_("Save All"),
        N_("Open"),
        N_("&Yes"),
        N_("Yes to &All"),
        N_("&No"),
        N_("N&o to All"),
        N_("Abort"),
        N_("Retry"),
        N_("Ignore"),
        N_("Close"),
        N_("Cancel"),
        N_("Discard"),
        N_("Help"),
        N_("Apply"),
        N_("Reset"),
        N_("Restore Defaults"),
        N_("&Undo"),
        N_("&Redo"),
        N_("Cu&t"),
        N_("&Copy"),
        N_("&Paste"),
        N_("Delete"),
        N_("Select All"),
        N_("&Open"),
        N_("&Save"),
        N_("&Choose"),
        N_("&Rename"),
        N_("&Delete"),
        N_("&New Folder"),
        N_("&Look in:"),
        N_("Look in:"),
        N_("File &name:"),
        N_("Files of &type:"),
        N_("Directory:"),
        N_("All Files (*)"),
        N_("Back"),
        N_("Forward"),
        N_("Parent Directory"),
        N_("Create New Folder"),
        N_("List View"),
        N_("Detail View"),
        N_("Sidebar"),
        N_("Computer"),
        N_("Drive"),
        N_("Folder"),
        N_("Files"),
        N_("Name"),
        N_("Size"),
        N_("Type"),
        N_("Date Modified"),
        N_("Show &hidden files"),
    }
)


class Texts(QObject):
    """The texts of the window in the language chosen now; ``changed`` when another is chosen."""

    changed = Signal()

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._own = _QtTexts(self)
        self._qt = QTranslator(self)
        self._speak(language)

    @property
    def language(self) -> Language:
        return self._language

    @property
    def translator(self) -> Translator:
        return translator(self._language)

    def text(self, msgid: str) -> str:
        return self.translator.text(msgid)

    def plural(self, singular: str, plural: str, n: int) -> str:
        """The form that goes with ``n``, with its ``{n}`` not yet filled in."""
        return self.translator.plural(singular, plural, n)

    def set_language(self, language: Language) -> None:
        if language is not self._language:
            self._speak(language)
            self.changed.emit()

    def _speak(self, language: Language) -> None:
        self._language = language
        self._own.speaks = language
        QLocale.setDefault(QLocale(language.value))
        for known in (self._qt, self._own):
            QCoreApplication.removeTranslator(known)
        # Qt asks the one installed last first; ours fills what it does not know.
        QCoreApplication.installTranslator(self._own)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._qt.load(f"qtbase_{language.value}", folder):
            QCoreApplication.installTranslator(self._qt)


class _QtTexts(QTranslator):
    """Qt's own texts from our catalogue."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.speaks = Language.EN

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        return translator(self.speaks).text(source) if source in _QT_TEXTS else None

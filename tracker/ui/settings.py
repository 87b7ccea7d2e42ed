"""What the program remembers of its user between two runs.

Kept in one readable .ini file. Whatever stands in it, reading never fails: a value that makes no
sense counts as not set.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QByteArray, QCryptographicHash, QSettings

from tracker.language import Language

RECENT_FILES: Final = 8
"""How many files the program remembers."""

_ARRANGEMENTS: Final = "arrangement"

_EnumT = TypeVar("_EnumT", bound=StrEnum)


class ThemeChoice(StrEnum):
    """The light or the dark theme, or whichever the system is set to."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings:
    """The settings file; each property is read from it and written to it at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language | None:
        """The language that the user chose; None to follow the system."""
        return self._enum("language", Language)

    @language.setter
    def language(self, language: Language) -> None:
        self._store.setValue("language", language.value)

    @property
    def theme(self) -> ThemeChoice:
        return self._enum("theme", ThemeChoice) or ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, theme: ThemeChoice) -> None:
        self._store.setValue("theme", theme.value)

    @property
    def view(self) -> str:
        """The id of the view shown last, "" when none was."""
        return self._text("view")

    @view.setter
    def view(self, view: str) -> None:
        self._store.setValue("view", view)

    @property
    def inspector_shown(self) -> bool:
        return self._text("inspector/shown") != "false"

    @inspector_shown.setter
    def inspector_shown(self, shown: bool) -> None:
        self._store.setValue("inspector/shown", "true" if shown else "false")

    @property
    def last_file(self) -> Path | None:
        """The file to open at the start: the one that was open when the program ended."""
        text = self._text("last_file")
        return Path(text) if text else None

    @last_file.setter
    def last_file(self, path: Path | None) -> None:
        self._store.setValue("last_file", str(path) if path else "")

    @property
    def export_folder(self) -> Path | None:
        """Where the last export was written."""
        text = self._text("export_folder")
        return Path(text) if text else None

    @export_folder.setter
    def export_folder(self, folder: Path) -> None:
        self._store.setValue("export_folder", str(folder))

    @property
    def export_choices(self) -> str:
        """What was chosen in the export last, as its dialog writes it; "" when nothing was."""
        return self._text("export_choices")

    @export_choices.setter
    def export_choices(self, text: str) -> None:
        self._store.setValue("export_choices", text)

    @property
    def pack_choices(self) -> str:
        """What was chosen for a report pack last, as its dialog writes it; "" when nothing was."""
        return self._text("pack_choices")

    @pack_choices.setter
    def pack_choices(self, text: str) -> None:
        self._store.setValue("pack_choices", text)

    @property
    def recent_files(self) -> list[Path]:
        """The files opened last, the latest first, whether they still exist or not."""
        return [Path(line) for line in self._text("recent_files").split("\n") if line]

    def remember_file(self, path: Path) -> None:
        """Put ``path`` first among the recent files and open it at the next start."""
        others = [known for known in self.recent_files if known != path]
        lines = [str(known) for known in [path, *others][:RECENT_FILES]]
        self._store.setValue("recent_files", "\n".join(lines))
        self.last_file = path

    def forget_file(self, path: Path) -> None:
        lines = [str(known) for known in self.recent_files if known != path]
        self._store.setValue("recent_files", "\n".join(lines))

    @property
    def compact_rows(self) -> bool:
        """Whether rows are as low as the design allows."""
        return self._text("rows/compact") == "true"

    @compact_rows.setter
    def compact_rows(self, compact: bool) -> None:
        self._store.setValue("rows/compact", "true" if compact else "false")

    def arrangement(self, path: Path) -> str:
        """How the rows of a file were arranged when it was closed; "" when unknown."""
        return self._text(_arrangement_key(path))

    def set_arrangement(self, path: Path, text: str) -> None:
        """Remember how the rows of a file are arranged, as long as the file is a recent one."""
        self._store.setValue(_arrangement_key(path), text)
        kept = {_arrangement_key(recent) for recent in (path, *self.recent_files)}
        self._store.beginGroup(_ARRANGEMENTS)
        known = [f"{_ARRANGEMENTS}/{key}" for key in self._store.childKeys()]
        self._store.endGroup()
        for key in known:
            if key not in kept:
                self._store.remove(key)

    def layout(self, name: str) -> QByteArray:
        """How a window or table was left, as its own ``restore…`` takes it; empty when unknown."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_layout(self, name: str, state: QByteArray) -> None:
        self._store.setValue(f"layout/{name}", state)

    def sync(self) -> None:
        """Write what Qt still holds back. A disk that takes nothing costs the settings only."""
        self._store.sync()

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""

    def _enum(self, key: str, kind: type[_EnumT]) -> _EnumT | None:
        value = self._text(key)
        return kind(value) if value in {member.value for member in kind} else None


def _arrangement_key(path: Path) -> str:
    """The key of a file's arrangement: a path itself has signs that a key cannot have."""
    # Qt's, which is there: hashlib would load OpenSSL at every start.
    digest = QCryptographicHash.hash(
        str(path.absolute()).encode(), QCryptographicHash.Algorithm.Sha256
    )
    return f"{_ARRANGEMENTS}/{digest.data().hex()[:16]}"

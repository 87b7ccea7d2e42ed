"""The program's name, and where it keeps what is not in the user's file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

APP_NAME: Final = "Cooperation Tracker"
_FOLDER_NAME: Final = "cooperation-tracker"

Location = QStandardPaths.StandardLocation


def settings_file() -> Path:
    return _folder(Location.GenericConfigLocation) / _FOLDER_NAME / "settings.ini"


def log_folder() -> Path:
    return _folder(Location.GenericDataLocation) / _FOLDER_NAME / "logs"


def mapping_folder() -> Path:
    """Where the mappings lie that the user has named, one TOML file each."""
    return _folder(Location.GenericConfigLocation) / _FOLDER_NAME / "mappings"


def forms_folder() -> Path:
    """Where the forms lie that the user has made, one TOML file each."""
    return _folder(Location.GenericConfigLocation) / _FOLDER_NAME / "forms"


def documents_folder() -> Path:
    """Where the user keeps documents; the home folder where the system names none."""
    return _folder(Location.DocumentsLocation)


def sample_folder() -> Path:
    return documents_folder() / APP_NAME


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _folder(location: Location) -> Path:
    return Path(QStandardPaths.writableLocation(location) or Path.home())

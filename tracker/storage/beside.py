"""What stands beside the file ``Portfolio.cotrack``: its lock and its backups."""

from __future__ import annotations

from pathlib import Path
from typing import Final

BEFORE_UPDATE: Final = " before update"


def lock_path(path: Path) -> Path:
    return path.with_name(f".~{path.name}.lock")


def backup_folder(path: Path) -> Path:
    return path.with_name(f"{path.stem}.backups")


def backups(path: Path) -> list[Path]:
    """The backups of a file, oldest first; none when their folder is missing or cannot be read."""
    try:
        pattern = f"{_escaped(path.stem)} ????-??-?? ??.??.??*{_escaped(path.suffix)}"
        return sorted(backup_folder(path).glob(pattern))
    except OSError:
        return []


def _escaped(text: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in text)

"""The sample portfolio that comes with the program: every fact of it with its source."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tracker.bundle import resource
from tracker.exchange.json_document import import_document
from tracker.storage.file import SUFFIX
from tracker.workspace.workspace import Workspace

_NAME: Final = f"Sample portfolio{SUFFIX}"


def load_sample() -> str:
    """The text of the sample as an interchange document."""
    return resource("sample", "portfolio.json").read_text(encoding="utf-8")


def sample_file(folder: Path, *, user: str = "") -> Path:
    """The user's own copy of the sample in ``folder``, made when there is none yet.

    Raises FileError when it cannot be written.
    """
    path = folder / _NAME
    if not path.exists():
        write_sample(path, user=user)
    return path


def write_sample(path: Path, *, user: str = "") -> None:
    """Make a new file with the sample in it; none is left behind when that fails.

    Raises FileError when there is a file already or it cannot be written.
    """
    workspace = Workspace.create(path, user=user)
    try:
        with workspace:
            import_document(workspace, load_sample(), source="portfolio.json")
    except BaseException:
        path.unlink()
        raise

"""Folders that are either put in place whole or not touched."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tracker.exchange.safe_write import new_rights, told


@contextlib.contextmanager
def replacing_folder(target: Path, may_go: Callable[[Path], None]) -> Iterator[Path]:
    """An empty folder to fill; when the block ends well it becomes ``target``.

    ``may_go`` looks at a folder that is there already and raises where it must stay; it is asked
    before anything is made and again before the folder goes. Until then what is made lies beside
    the target under a hidden name; where the block fails nothing changes. A link is followed.
    Raises FileError where the target cannot be written.
    """
    try:
        place = target.resolve()
        if place.exists():
            may_go(place)
        made = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name[:80]}.", suffix="~"))
        try:
            yield made
            if os.name == "posix":
                made.chmod(new_rights(0o777))
            _put_in_place(made, place, may_go)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        raise told(target, error) from error


def _put_in_place(made: Path, place: Path, may_go: Callable[[Path], None]) -> None:
    if not place.exists():
        os.rename(made, place)
        return
    may_go(place)
    # A folder cannot be replaced in one step: the old one steps aside, and back if that fails.
    aside = made.with_name(f"{made.name}old")
    os.rename(place, aside)
    try:
        os.rename(made, place)
    except BaseException:
        os.rename(aside, place)
        raise
    shutil.rmtree(aside, ignore_errors=True)

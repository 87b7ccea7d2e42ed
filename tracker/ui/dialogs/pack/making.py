"""Makes a report pack while the window goes on, and can be stopped between two pieces of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from tracker.exchange.pack import MANIFEST, PackFile, write_pack
from tracker.exchange.pack_files import PackFiles, pack_header
from tracker.exchange.pack_profile import Profile
from tracker.ui.dialogs.making import paced
from tracker.ui.dialogs.pack.painters import painters
from tracker.workspace.workspace import Workspace

Tell = Callable[[int, str], object]
"""Told how many files are done and which one is being made; what it raises ends the making."""

_SLICE: Final = 0.02
"""Seconds of writing after which the window has its turn."""


def paths_of(profile: Profile, workspace: Workspace, on: date) -> list[str]:
    """What a pack will hold. Calendars are named without a look whether any milestone has a date:
    that is known when they are made.
    """
    formats = tuple(name for name in profile.formats if name != "ics")
    # A profile with calendars alone has its lists as CSV, as the pack has them.
    quick = replace(profile, formats=formats)
    files = PackFiles(quick, workspace, on, painters(workspace, quick, on))
    calendars = [f"{language}/milestones.ics" for language in profile.languages]
    listed = [file.path for file in files] + (calendars if "ics" in profile.formats else [])
    return [*sorted(listed), MANIFEST]


def make_pack(target: Path, profile: Profile, workspace: Workspace, on: date, tell: Tell) -> int:
    """Write a pack; gives the number of its files. Raises UserError; nothing is then changed."""

    at = (0, "")

    def told() -> Iterator[PackFile]:
        nonlocal at
        # Much of a paper is laid out and painted before any of it is written.
        painted = painters(workspace, profile, on, paced(lambda: tell(*at), _SLICE))
        files = PackFiles(profile, workspace, on, painted)
        for done, file in enumerate(files):
            at = (done, file.path)
            tell(*at)
            yield _going_on(file, partial(tell, *at))

    return write_pack(target, told(), pack_header(profile, workspace, on))


def _going_on(file: PackFile, tell: Callable[[], object]) -> PackFile:
    def write(stream: BinaryIO) -> object:
        return file.write(cast(BinaryIO, _Stream(stream, paced(tell, _SLICE))))

    return replace(file, write=write)


class _Stream:
    """A stream that lets the window go on while it is written to."""

    def __init__(self, stream: BinaryIO, tell: Callable[[], object]) -> None:
        self._stream = stream
        self._tell = tell

    def write(self, data: Any) -> int:
        self._tell()
        return self._stream.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

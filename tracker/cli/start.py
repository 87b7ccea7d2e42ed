"""How the program starts: the window by the shortest way, and else the commands.

Most starts are for a window, and would wait for click and all commands before the first frame.
"""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final, NoReturn

from tracker.cli.display import can_show

_SAMPLE: Final = "--sample"
_SUFFIX: Final = ".cotrack"


_BELOW: Final = (
    "tracker.domain.plan_rules",
    "tracker.timeline.chain",
    "tracker.timeline.drag_layout",
    "tracker.timeline.gestures",
    "tracker.timeline.header",
    "tracker.timeline.layout",
    "tracker.timeline.legend",
    "tracker.timeline.link_gesture",
    "tracker.timeline.outline_source",
    "tracker.timeline.overview",
    "tracker.timeline.row_marks",
    "tracker.timeline.sheets.chip",
    "tracker.timeline.travel",
    "tracker.workspace.days_off",
    "tracker.workspace.filter_words",
    "tracker.workspace.labels",
    "tracker.workspace.operations",
    "tracker.workspace.remembered",
    "tracker.workspace.shown",
    "tracker.workspace.views",
    "tracker.workspace.working_days",
    "tracker.workspace.workspace",
)
"""What a first frame needs of the rooms below the window, with all that these need.

They come before Qt: once PySide6 is there, it reads the source text of each module that is
imported, to see whether the module uses PySide6 too. That takes as long as the import itself.
"""


def main() -> NoReturn:
    """The entry of ``main.py`` and of the installed command."""
    _speak_utf_8()
    wanted = window_wanted(sys.argv[1:])
    if wanted is None or not can_show():
        from tracker.cli.program import program

        program.main()
    # Garbage is collected once there is something to look at.
    gc.disable()
    try:
        sys.exit(show(*wanted))
    except (Exception, KeyboardInterrupt) as error:
        from tracker.cli.program import end

        end(error)


def window_wanted(arguments: Sequence[str]) -> tuple[Path | None, bool] | None:
    """The file to open and whether to open the sample; None where more is asked for.

    Anything but a file of this program that is there is left to the commands to understand.
    """
    files = [argument for argument in arguments if argument != _SAMPLE]
    if len(files) > 1 or not all(file.endswith(_SUFFIX) for file in files):
        return None
    paths = [Path(file) for file in files if Path(file).is_file()]
    if len(paths) < len(files):
        return None
    return (paths[0] if paths else None), _SAMPLE in arguments


def show(file: Path | None, sample: bool) -> int:
    """Show the window until it is closed; the exit status."""
    status = window_program().run(file, sample)
    return int(status)


def window_program() -> ModuleType:
    """``tracker.ui.app``, imported in the order that takes the least time."""
    for name in _BELOW:
        import_module(name)
    return import_module("tracker.ui.app")


def _speak_utf_8() -> None:
    """Read and write UTF-8 in every locale, LANG=C included."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace"
            )

"""What a start does without until there is something to look at."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.cli.start import window_wanted
from tracker.exchange.sample import sample_file

ROOT = Path(__file__).resolve().parents[1]

LIBRARIES = (
    *("dateutil", "fontTools", "holidays", "icalendar", "python_calamine", "sqlite_utils"),
    "xlsxwriter",
)
"""What writes and reads papers, tables and calendars: for when one is asked for."""

WAITING = (
    *LIBRARIES,
    *("click", "concurrent.futures", "hashlib", "logging.handlers", "numpy", "socket"),
    "PySide6.QtPrintSupport",
    # What is done to rows, and what is asked of them, one by one.
    *(
        "tracker.ui.delegates.reading_popup",
        "tracker.ui.delegates.readings",
        "tracker.ui.grid.many_cells",
        "tracker.ui.grid.moving",
        "tracker.ui.hover_sheet",
        "tracker.ui.name_popup",
        "tracker.ui.period_popup",
        "tracker.ui.row_menu",
        "tracker.ui.timeline.comparison_bar",
        "tracker.ui.timeline.link_popup",
        "tracker.ui.timeline.reason_popup",
        "tracker.ui.views.welcome",
        "tracker.workspace.comparison",
        "tracker.workspace.description",
        "tracker.workspace.history",
        "tracker.workspace.operations.rooms",
    ),
    # What stands beside the rows, and what is asked of them.
    *(
        "tracker.ui.inspector.inspector",
        "tracker.ui.timeline.accessible",
        "tracker.forecast.compute",
    ),
    *("tracker.ui.calendars.dialog", "tracker.ui.dialogs", "tracker.ui.importing.dialog"),
    *("tracker.ui.views.history", "tracker.ui.views.register"),
)
"""What is not imported before the first frame."""

BELOW = tuple(
    f"tracker.{layer}."
    for layer in ("bundle", "records", "language", "domain", "storage", "timeline", "workspace")
)

WINDOW = """
import sys
from pathlib import Path
from tracker.cli.start import window_program
window_program()
from tracker.ui.after_paint import after_paint
from tracker.ui.app import make_application, make_window, open_first
from tracker.ui.errors import ErrorReporter
from tracker.ui.places import log_folder

application = make_application()
window = make_window(application, ErrorReporter(log_folder(), application))
window.resize(1600, 1000)
open_first(window, Path(sys.argv[1]), sample=False)
painted = []

def compiled_classes():
    # Those for which dataclasses has compiled methods.
    for module in [module for name, module in sys.modules.items() if name.startswith("tracker.")]:
        for kind in list(vars(module).values()):
            made = isinstance(kind, type) and vars(kind).get("__dataclass_params__")
            if made and (made.init or made.repr or made.eq or made.frozen):
                yield f"dataclass {kind.__module__}.{kind.__qualname__}"

# Asked for last, done first.
after_paint(window, window, lambda: painted.append([*sys.modules, *compiled_classes()]))
window.show()
assert window.session.rows and window.grid.isVisible() and window.chart.isVisible()
assert window.inspector.isVisible()
width = window.inspector.width(), window.grid.width(), window.chart.width()
while not painted:
    application.processEvents()
print(*painted[0], sep="\\n")
from tracker.ui.style import motion
# The first that Python asks of the style.
motion(120, window)
from tracker.ui.inspector.inspector import Inspector
for _ in range(200):
    if window.findChild(Inspector) is None:
        application.processEvents()
assert window.findChild(Inspector).isVisible()
now = window.inspector.width(), window.grid.width(), window.chart.width()
assert now == width, (now, width)
"""

COMMAND = """
import sys
from tracker.cli import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print(*sys.modules, sep="\\n")
"""


def imported(program: str, *arguments: str) -> set[str]:
    return set(imported_in_order(program, *arguments))


def imported_in_order(program: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_first_frame_needs_rows_and_nothing_that_can_wait(home: Path) -> None:
    found = imported(WINDOW, str(sample_file(home, user="tester")))
    assert "tracker.ui.views.timeline" in found
    assert found.isdisjoint(WAITING), found & set(WAITING)
    # A record compiles what is needed of it, and only once one of it is made.
    assert not [name for name in found if name.startswith("dataclass ")]


def test_what_stands_below_the_window_is_imported_before_qt(home: Path) -> None:
    """PySide6 reads the source text of each module that is imported after it."""
    order = imported_in_order(WINDOW, str(sample_file(home, user="tester")))
    qt = order.index("PySide6.QtCore")
    assert "tracker.workspace.workspace" in order[:qt]
    assert [name for name in order[qt:] if name.startswith(BELOW)] == []


def test_a_window_starts_without_the_commands(home: Path) -> None:
    file = sample_file(home, user="tester")
    assert window_wanted([]) == (None, False)
    assert window_wanted([str(file)]) == (file, False)
    assert window_wanted(["--sample"]) == (None, True)
    assert window_wanted([str(file), "--sample"]) == (file, True)
    others = (["info"], [str(file), "--lang"], ["gone.cotrack"], ["--help"], [str(file), str(file)])
    assert [window_wanted(other) for other in others] == [None] * len(others)


@pytest.mark.parametrize(
    "command", ["--help", "--version", "info --help", "read-date 2026", "info"]
)
def test_a_light_command_needs_no_window_and_no_arrays(command: str, home: Path) -> None:
    more = [str(sample_file(home, user="tester"))] if command == "info" else []
    found = imported(COMMAND, *command.split(), *more)
    heavy = {"PySide6", "numpy", *LIBRARIES}
    assert "tracker.cli.program" in found
    assert found.isdisjoint(heavy), found & heavy

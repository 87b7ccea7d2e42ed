"""How long the window stands still around an export.

    python -m tests.bench.export_gap [ITEMS] [STEP…]

The real window and the real dialog, offscreen, over a file of ITEMS items (100,000 unless told).
The steps are open, milestones, changes, status-date, as-of, csv, xlsx and pdf; all are done where
none is named. A change of what is asked is followed until the first rows are seen and for two
seconds more, while the others are looked at; writing is stopped after half a minute.

A timer ticks every ten milliseconds. The longest time between two ticks is how long a person would
see the window stand still (the aim is 50 ms); beside it stands how long the processor worked for
the thread of the window within one such time, which stays the same on a machine that is busy with
something else.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, Any, Final

from tests.bench.large_window import CACHE
from tests.bench.portfolios import write_file

if TYPE_CHECKING:
    from tracker.ui.dialogs.export import Export
    from tracker.ui.main_window import MainWindow

STEPS: Final = ("open", "milestones", "changes", "status-date", "as-of", "csv", "xlsx", "pdf")
AIM_MS: Final = 50
_LONGEST_MS: Final = 30_000
_FORMATS: Final = {"csv": "excel-en", "xlsx": "xlsx", "pdf": "pdf"}


def main(items: int, steps: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_CONFIG_HOME=f"{home}/.config", LANGUAGE="en")
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        CACHE.mkdir(exist_ok=True)
        whole = CACHE / f"bench-{items}.cotrack"
        if not whole.exists():
            write_file(whole, items)
        copy = Path(home) / "bench.cotrack"
        copy.write_bytes(whole.read_bytes())
        measure(opened(copy), Path(home), steps)


def opened(path: Path) -> MainWindow:
    """The window over the file, all that comes after the first paint done."""
    import gc

    from PySide6.QtTest import QTest

    from tracker.ui.app import make_application, make_window
    from tracker.ui.errors import ErrorReporter
    from tracker.ui.places import log_folder

    application = make_application()
    window = make_window(application, ErrorReporter(log_folder(), application))
    window.resize(1600, 1000)
    window.show()
    window.files.open_path(path)
    session = window.session
    assert session is not None
    while session.forecasting.foresight is None or not session.searches_at_once:
        QTest.qWait(20)
    QTest.qWait(500)
    gc.collect()
    gc.freeze()
    return window


def measure(window: MainWindow, folder: Path, steps: tuple[str, ...]) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from tracker.ui.dialogs.export import Export

    assert window.session is not None
    session, theme = window.session, window.appearance.theme
    dialog: Export | None = None

    seen = [0]

    def is_seen() -> bool:
        return bool(seen[0])

    print(f"{'':14}{'seconds':>10}{'longest':>10}{'99 of 100':>11}{'own work':>10}   (ms)")
    for step in steps:
        if step == "open" or dialog is None:

            def begin() -> None:
                nonlocal dialog
                dialog = Export(window, session, window.texts, theme, folder=folder)
                dialog._looking.seen.connect(lambda _: seen.append(seen.pop() + 1))
                dialog.show()

            timed("open", begin, is_seen)
        if step == "open":
            continue
        assert dialog is not None
        if step in _FORMATS:
            seen[0] = 0
            dialog.formats.choose(_FORMATS[step], dialog.options.document_language)
            dialog._refresh()
            while not is_seen():
                QTest.qWait(20)
            QTimer.singleShot(_LONGEST_MS, dialog._making.stop)
            timed(step, dialog._write, lambda: True)
            # What is written ends the dialog.
            if dialog.isVisible():
                dialog.reject()
            dialog = None
        else:
            seen[0] = 0
            timed(step, partial(_change, dialog, step), is_seen)


def _change(dialog: Export, step: str) -> None:
    match step:
        case "status-date":
            dialog.forms.choose("roadmap")
            dialog.options.status_date.line.setText("31.12.2031")
        case "as-of":
            dialog.options.status_date.line.clear()
            dialog.options.as_of.line.setText(f"{date.today():%d.%m.%Y}")
        case form:
            dialog.forms.choose(form)


def timed(name: str, begin: Callable[[], Any], is_done: Callable[[], bool]) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    ticks: list[tuple[float, float]] = []
    clock = QTimer(interval=10)
    clock.timeout.connect(lambda: ticks.append((perf_counter(), thread_time())))
    clock.start()
    QTest.qWait(50)
    first = len(ticks)
    begun = perf_counter()
    begin()
    # What is typed is waited for before it is looked at.
    QTest.qWait(300)
    while not is_done():
        QTest.qWait(20)
    seconds = perf_counter() - begun
    QTest.qWait(2_000)
    clock.stop()
    gaps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ticks[first - 1 :])]
    clocks = sorted(1000 * gap for gap, _work in gaps)
    print(
        f"{name:14}{seconds:10.1f}{clocks[-1]:10.0f}{clocks[len(clocks) * 99 // 100]:11.0f}"
        f"{max(1000 * work for _gap, work in gaps):10.0f}"
        f"   {'' if clocks[-1] <= AIM_MS else f'over {AIM_MS}'}",
        flush=True,
    )


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 100_000,
        tuple(sys.argv[2:]) or STEPS,
    )

"""From a letter typed into the search field to its results painted: python -m tests.bench.search

    python -m tests.bench.search [ITEMS]

The real window, offscreen, over a file of ITEMS items (100,000 unless told). Each text is typed
letter by letter, and each line is one letter: how many rows are shown, the time until the views
know of them and until they are painted, grid and chart, without what is left to idle time; how long
the processor worked for it, which is the same on a busy machine, and that in budgets of 16 ms. The
last lines compare the search alone with the look through every text of every row.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from tests.bench.edit_to_repaint import BUDGET_MS
from tests.bench.large_window import shown_window, with_large_file

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow

TEXTS = ("technical launch", "министерство", "edition 17", "2027", "letter 30", "№ 3", "zzz")


def measure(path: Path) -> None:
    import gc

    from PySide6.QtWidgets import QApplication

    _application, window = shown_window()
    window.files.open_path(path)
    session = window.session
    assert session is not None
    begun = perf_counter()
    while not session.searches_at_once:
        QApplication.processEvents()
    print(f"{len(session.rows):,} rows, read ahead in {perf_counter() - begun:.1f} s of idle time")
    gc.collect()
    gc.freeze()
    for text in TEXTS:
        _type(window, text)
    _compare(window)
    window.close()


def _type(window: MainWindow, text: str) -> None:
    from PySide6.QtWidgets import QApplication

    session, field = window.session, window.toolbar.search
    assert session is not None
    field.setFocus()
    for letter in text:
        begun, worked = perf_counter(), process_time()
        field.insert(letter)
        known = perf_counter()
        QApplication.sendPostedEvents()
        painted = perf_counter()
        took, worked = 1000 * (painted - begun), 1000 * (process_time() - worked)
        print(
            f"{field.text():18}{session.counts[0]:>9,} rows shown"
            f"{1000 * (known - begun):>9.1f} ms known{took:>9.1f} ms painted"
            f"{worked:>9.1f} ms of the processor   {worked / BUDGET_MS:.2f} × the budget"
        )
        QApplication.processEvents()
    field.clear_search()
    QApplication.processEvents()


def _compare(window: MainWindow) -> None:
    from tracker.domain.outline import ref_of
    from tracker.language.folding import Wanted
    from tracker.workspace.sayings import sayings

    session = window.session
    assert session is not None
    context, translator = session.context, session.translator
    for text in TEXTS:
        times = []
        for _ in range(5):
            session.kept.search.find("", context, translator)
            begun = perf_counter()
            found = session.kept.search.find(text, context, translator)
            times.append(perf_counter() - begun)
        wanted, begun = Wanted.of(text), perf_counter()
        plainly = {
            ref_of(shown.row)
            for shown in session.kept.outline()
            if any(wanted.is_in(said.readings) for said in sayings(shown.row, context, translator))
        }
        took = perf_counter() - begun
        assert plainly == found
        quick = statistics.median(times)
        print(
            f"{text:18}{len(found):>9,} found: {1000 * quick:.1f} ms, one by one"
            f" {1000 * took:,.0f} ms; {quick / took:.5f} ×"
        )


if __name__ == "__main__":
    with_large_file(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, measure)

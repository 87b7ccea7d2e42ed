"""Pasting 10,000 cells, and taking it back: python -m tests.bench.paste [ITEMS]

The real window, offscreen, with the register of a file of ITEMS items (10,000 unless told) and the
real clipboard: 2,000 rows of five columns (name, body, committed finish, percent, note) as TSV and
HTML, none of them what the rows hold. The other side is what cannot be avoided: reading the same
rectangle from the clipboard and storing five values of 2,000 rows with bare sqlite3. Budgets: 1 s
for the paste, 0.5 s for its undo.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from tests.bench.portfolios import write_file

ROWS = 2_000
COLUMNS = ("name", "responsible", "finish", "percent", "note")
ROUNDS = 5
BUDGETS = {"paste": 1.0, "undo": 0.5}


def main(items: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, XDG_CONFIG_HOME=f"{home}/.config", LANGUAGE="en")
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        path = Path(home) / "bench.cotrack"
        write_file(path, items)
        measure(path)


def measure(path: Path) -> None:
    from PySide6.QtCore import QItemSelectionModel, QMimeData
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    from tracker.exchange.clipboard_table import TSV_TYPE, clipboard_rows, html_table, tab_separated
    from tracker.ui.app import make_application, make_window
    from tracker.ui.errors import ErrorReporter
    from tracker.ui.places import log_folder

    application = make_application()
    window = make_window(application, ErrorReporter(log_folder(), application))
    window.resize(1600, 1000)
    window.show()
    window.files.open_path(path)
    window.show_page("register")
    QApplication.processEvents()
    grid, session = window.grid, window.session
    assert session is not None
    header = grid.horizontalHeader()
    for section in range(header.count()):
        header.setSectionHidden(section, grid.rows.columns[section].field.key not in COLUMNS)
    for place, key in enumerate(COLUMNS):
        header.moveSection(header.visualIndex(grid.rows.column_of(key)), place)
    # As the program does after its first paint.
    gc.collect()
    gc.freeze()
    found: dict[str, list[float]] = {"bare": [], "paste": [], "undo": []}
    for turn in range(ROUNDS):
        rows = _rectangle(turn)
        data = QMimeData()
        data.setData(TSV_TYPE, tab_separated(rows).encode())
        data.setHtml(html_table(rows))
        QGuiApplication.clipboard().setMimeData(data)
        found["bare"].append(_timed(lambda: _bare(path.parent, clipboard_rows)))
        grid.go_to(1, grid.rows.column_of("name"))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        grid.selectionModel().select(grid.currentIndex(), flag)
        QApplication.processEvents()
        found["paste"].append(_timed(lambda: _painted(grid.many.paste)))
        found["undo"].append(_timed(lambda: _painted(window.undo)))
    QGuiApplication.clipboard().clear()
    window.close()
    bare = statistics.median(found["bare"])
    print(f"{ROWS * len(COLUMNS):,} cells, {len(session.rows):,} rows, median of {ROUNDS}")
    print(f"bare   {1000 * bare:6.0f} ms")
    for name, budget in BUDGETS.items():
        middle = statistics.median(found[name])
        print(
            f"{name:6} {1000 * middle:6.0f} ms   {middle / bare:5.2f} × bare"
            f"   {middle / budget:.2f} × its budget of {1000 * budget:.0f} ms"
        )


def _rectangle(turn: int) -> list[list[str]]:
    return [
        [
            f"Pasted {turn}.{number}",
            f"Ministry No. {1 + (number + turn) % 60}",
            f"Q{1 + number % 4} {2031 + turn + number % 40}",
            str((number + turn) % 101),
            f"Letter {turn}-{number}\nreceived, see “{number}”",
        ]
        for number in range(ROWS)
    ]


def _bare(folder: Path, read: Callable[..., list[list[str]]]) -> None:
    from PySide6.QtGui import QGuiApplication

    from tracker.exchange.clipboard_table import TSV_TYPE

    data = QGuiApplication.clipboard().mimeData()
    rows = read(tsv=bytes(data.data(TSV_TYPE).data()).decode(), html="", text="")
    path = folder / "bare.db"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("CREATE TABLE cells (id INTEGER PRIMARY KEY, a, b, c, d, e)")
        connection.executemany("INSERT INTO cells (a, b, c, d, e) VALUES (?, ?, ?, ?, ?)", rows)
    connection.close()


def _painted(act: Callable[[], object]) -> None:
    from PySide6.QtWidgets import QApplication

    act()
    QApplication.processEvents()


def _timed(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

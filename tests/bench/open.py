"""From process start to first paint: python -m tests.bench.open [ITEMS]

Two processes in turn, ROUNDS times: one reads every row of a file of ITEMS items (100,000 unless
told) with bare sqlite3 and shows an empty window; the other is the program that opens the file.
Prints the medians in seconds, how long the processors worked for each, and the ratios. The target
is 2. The overview below the chart is drawn when its lines are known, which is later: the third
figure.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time, time

from tests.bench.portfolios import write_file

ROUNDS = 5
CACHE = Path("build")


def main(items: int) -> None:
    CACHE.mkdir(exist_ok=True)
    path = CACHE / f"bench-{items}.cotrack"
    write_file(path, items)
    found: dict[str, list[dict[str, float]]] = {"bare": [], "program": []}
    with tempfile.TemporaryDirectory() as home:
        places = {"HOME": home, "XDG_CONFIG_HOME": f"{home}/.config", "LANGUAGE": "en"}
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, **places}
        # A program that is installed has its byte code.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(ROUNDS):
            for side, measured in found.items():
                command = [sys.executable, "-m", "tests.bench.open", "--side", side, str(path)]
                begun = time()
                answer = subprocess.run(
                    [*command, str(begun)], env=environment, capture_output=True, check=True
                )
                measured.append(json.loads(answer.stdout))
    print(f"{items:,} items; medians of {ROUNDS} rounds, in seconds")
    for key in found["program"][0]:
        middles = {
            side: statistics.median(values[key] for values in measured)
            for side, measured in found.items()
            if key in measured[0]
        }
        sides = "   ".join(f"{side} {seconds:.2f}" for side, seconds in middles.items())
        ratio = f"   ratio {middles['program'] / middles['bare']:.2f}" if "bare" in middles else ""
        print(f"{key:22} {sides}{ratio}")


def bare(path: Path, begun: float) -> None:
    import sqlite3

    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    connection = sqlite3.connect(path)
    tables = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'journal_*'"
            " AND name NOT GLOB '*sqlite_*'"
        )
    ]
    rows = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
    window = QMainWindow()
    window.resize(1600, 1000)
    window.show()
    application.processEvents()
    assert rows
    print(json.dumps({"first paint": time() - begun, "processor time": process_time()}))


def program(path: Path, begun: float) -> None:
    import gc

    gc.disable()
    from tracker.ui.after_paint import after_paint
    from tracker.ui.app import make_application, make_window, open_first
    from tracker.ui.errors import ErrorReporter
    from tracker.ui.places import log_folder

    application = make_application()
    window = make_window(application, ErrorReporter(log_folder(), application))
    window.resize(1600, 1000)
    open_first(window, path, sample=False)
    window.show()
    painted: list[dict[str, float]] = []
    after_paint(
        window,
        window,
        lambda: painted.append({"first paint": time() - begun, "processor time": process_time()}),
    )
    while not painted:
        application.processEvents()
    from tracker.ui.timeline.minimap import Minimap

    minimap = window.findChild(Minimap)
    while minimap is not None and not minimap.is_known:
        application.processEvents()
    print(json.dumps({**painted[0], "overview drawn": time() - begun}))
    sys.stdout.flush()
    window.close()


if __name__ == "__main__":
    if "--side" in sys.argv:
        side, file, begun = sys.argv[2:5]
        {"bare": bare, "program": program}[side](Path(file), float(begun))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

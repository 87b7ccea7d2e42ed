"""From process start to first paint with the sample: python -m tests.bench.start [--imports]

Painted then are the tool bar, the grid and the chart with the rows of the sample, the overview, the
status bar and the empty place of the inspector; what is in the inspector comes after it.

Two processes in turn, ROUNDS times: one shows a bare PySide6 window with an empty QTableView; the
other is the program as ``main.py FILE`` starts it, opening the sample portfolio. For both the clock
starts before the process does and stops when the window has been painted and flushed. Prints the
medians in seconds, how long the processors worked for each, and the ratios. The target is 1.4. With
--imports it prints instead what the program imports before its first paint, the slowest last, in
microseconds without and with what each imports itself.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time, time

ROUNDS = 15
LISTED = 60
SCREEN = {"name": "", "x": 0, "y": 0, "width": 1920, "height": 1080, "dpr": 1, "logicalDpi": 96}
"""Large enough for both windows to have the 1600 by 1000 pixels they ask for."""


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        places = {"HOME": home, "XDG_CONFIG_HOME": f"{home}/.config", "LANGUAGE": "en"}
        screen = Path(home) / "screen.json"
        screen.write_text(json.dumps({"screens": [SCREEN]}))
        places |= {"QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
        environment = {**os.environ, **places}
        # A program that is installed has its byte code.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        file = make_sample(Path(home))

        def run(side: str, *options: str) -> subprocess.CompletedProcess[str]:
            begun = str(time())
            command = [sys.executable, *options, "-m", "tests.bench.start", side, str(file), begun]
            return subprocess.run(
                command, env=environment, capture_output=True, text=True, check=True
            )

        # The first run of each writes what later ones read: byte code, caches of fonts.
        for side in ("bare", "program"):
            run(side)
        if "--imports" in sys.argv:
            lines = run("program", "-X", "importtime").stderr.splitlines()
            timed = [line.removeprefix("import time:") for line in lines if "|" in line][1:]
            timed.sort(key=lambda line: int(line.split("|")[1]))
            print("\n".join(timed[-LISTED:]))
            return
        found: dict[str, list[dict[str, float]]] = {"bare": [], "program": []}
        for _ in range(ROUNDS):
            for side, measured in found.items():
                measured.append(json.loads(run(side).stdout))
    print(f"medians of {ROUNDS} rounds, in seconds")
    for key in found["bare"][0]:
        bare_time, program_time = (
            statistics.median(values[key] for values in measured) for measured in found.values()
        )
        ratio = program_time / bare_time
        print(f"{key:16} bare {bare_time:.3f}   program {program_time:.3f}   ratio {ratio:.2f}")


def make_sample(folder: Path) -> Path:
    from tracker.exchange.sample import sample_file

    return sample_file(folder, user="bench")


def bare(_: Path, begun: float) -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    application = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QTableView())
    window.resize(1600, 1000)
    window.show()
    application.processEvents()
    print(json.dumps({"first paint": time() - begun, "processor time": process_time()}))


def program(path: Path, begun: float) -> None:
    from tracker.cli.start import can_show, window_program, window_wanted

    def told() -> None:
        found = {"first paint": time() - begun, "processor time": process_time()}
        print(json.dumps(found), flush=True)
        # What happens after the first paint is not measured.
        os._exit(0)

    gc.disable()
    assert window_wanted([str(path)]) == (path, False) and can_show()
    app = window_program()
    # What comes when all of the window has been painted.
    app.settle_memory = told  # type: ignore[attr-defined]
    app.run(path)


if __name__ == "__main__":
    if len(sys.argv) > 3:
        {"bare": bare, "program": program}[sys.argv[1]](Path(sys.argv[2]), float(sys.argv[3]))
    else:
        main()

"""How long the window stands still while 100,000 rows are imported: in slices, and in one go.

    python -m tests.bench.import_gaps [ROWS]

Both sides write the same table in one run, each into a file of its own that is open in the window.
A timer of 0 ms beats whenever the window has its turn; the longest time between two beats is how
long a person would see it stand still. Prints for both the seconds of the import, the longest gap,
and how many gaps were longer than 50 ms, and the ratio of the longest gaps.
"""

import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from tests.bench.import_rows import PROJECT, new_file, write_table

LONG = 0.05


def main(rows: int) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ |= {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
        table = home / "table.csv"
        write_table(table, rows)
        found = {}
        for name, in_slices in (("in one go", False), ("in slices", True)):
            found[name] = measured(home / f"{in_slices}.cotrack", table, in_slices=in_slices)
            seconds, gaps = found[name]
            late = [gap for gap in gaps if gap > LONG]
            print(
                f"{name}: {seconds:.1f} s, longest gap {max(gaps) * 1000:.0f} ms,"
                f" {len(late)} of {len(gaps)} gaps over {LONG * 1000:.0f} ms:"
                f" {', '.join(f'{gap * 1000:.0f}' for gap in late[:12])}"
            )
        ratio = max(found["in slices"][1]) / max(found["in one go"][1])
        print(f"longest gap, in slices / in one go: {ratio:.3f}")


def measured(file: Path, table: Path, *, in_slices: bool) -> tuple[float, list[float]]:
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tracker.ui.app import make_application, make_window
    from tracker.ui.errors import ErrorReporter
    from tracker.ui.importing import dialog as importing
    from tracker.ui.importing.job import TableFile, Wishes
    from tracker.ui.places import log_folder

    application = QApplication.instance() or make_application()
    window = make_window(application, ErrorReporter(log_folder()))
    window.show()
    assert window.files.open_path(new_file(file)), "a new file opens"
    window.show_page("register")
    assert window.session is not None
    theme = window.appearance.theme
    dialog = importing.ImportTable(window, window.session, TableFile(table), window.texts, theme)
    dialog.show()
    dialog.look(Wishes(project=PROJECT))
    while dialog.is_looking:
        QTest.qWait(50)
    if not in_slices:
        writing = importing.Writing
        writing_tell, writing.tell = writing.tell, lambda self, rows: None
    beats: list[float] = []
    clock = QTimer()
    clock.timeout.connect(lambda: beats.append(time.perf_counter()))
    clock.start(0)
    QTest.qWait(100)
    beats.clear()
    begun = time.perf_counter()
    dialog._write()
    ended = time.perf_counter()
    QTest.qWait(300)
    clock.stop()
    if not in_slices:
        writing.tell = writing_tell
    assert dialog.taken is not None, "the rows were written"
    window.close()
    times = [begun, *beats]
    return ended - begun, [after - before for before, after in pairwise(times)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

"""How long the window stands still while a table is written from the export dialog.

    python -m tests.bench.export_gap [ITEMS] [csv|pdf]

A timer ticks every ten milliseconds; the longest time between two ticks is printed (the aim is 50
ms), for the rows that are found and for those that are written.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.csv_out import table_of
from tests.bench.portfolios import write_file
from tracker.exchange.dialects import DIALECTS
from tracker.exchange.printed_table import printed
from tracker.exchange.safe_write import replacing
from tracker.exchange.table_out import write_csv
from tracker.language import translator
from tracker.paper.table_document import write_table
from tracker.paper.theme import PRINT
from tracker.workspace.workspace import Workspace


def main(items: int, format: str) -> None:
    app = QApplication.instance() or QApplication([])
    ticks: list[float] = []
    clock = QTimer(interval=10)
    clock.timeout.connect(lambda: ticks.append(time.perf_counter()))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_file(folder / "p.cotrack", items)
        with Workspace.open(folder / "p.cotrack", user="bench", read_only=True) as workspace:
            # The dialog has filled the form for its preview before anything is written.
            list(table_of(workspace, DIALECTS["excel-ru"].days).rows)
            # As the window does once it is shown.
            gc.collect()
            gc.freeze()
            clock.start()
            begun = time.perf_counter()
            table = table_of(workspace, DIALECTS["excel-ru"].days)
            print(f"rows found in               {1000 * (time.perf_counter() - begun):8.0f} ms")
            app.processEvents()
            with replacing(folder / f"out.{format}") as file:
                if format == "pdf":
                    pages = printed(table, file_name="p.cotrack")
                    speech = translator(table.language)
                    write_table(file, pages, translator=speech, theme=PRINT, tell=app.processEvents)
                else:
                    dialect = DIALECTS["excel-ru"]
                    write_csv(table, file, dialect, tell=lambda rows: app.processEvents())
    gaps = sorted(1000 * (after - before) for before, after in pairwise(ticks))
    print(f"longest gap while writing   {gaps[-1]:8.1f} ms   (aim: 50 or less)")
    for share in (95, 99):
        print(f"{share} of 100 gaps below        {gaps[len(gaps) * share // 100]:8.1f} ms")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 100_000,
        sys.argv[2] if len(sys.argv) > 2 else "csv",
    )

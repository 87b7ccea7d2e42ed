"""How long the window stands still for the forecast: python -m tests.bench.forecast_gaps [ITEMS]

The real window, offscreen, over a file of ITEMS items (100,000 unless told), the Timeline with its
overview and the inspector shown. A timer of 0 ms beats whenever the window has its turn; the
longest time between two beats is how long a person would see it stand still. Each line is one kind
of step, done again and again with a pause in which its forecast is computed and taken in: how long
the step took until every view had it (which is no waiting for the forecast), how long until the
forecast of it was there, and the longest gap after the step, each median and most in ms.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tests.bench.large_window import shown_window, with_large_file

if TYPE_CHECKING:
    from tracker.ui.session import Session

ROUNDS = 6
LONG = 0.05


def measure(path: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from tracker.ui.app import settle_memory

    _application, window = shown_window()
    beats: list[float] = []
    clock = QTimer()
    clock.timeout.connect(lambda: beats.append(perf_counter()))
    window.files.open_path(path)
    session = window.session
    assert session is not None
    QApplication.processEvents()
    settle_memory()
    clock.start(0)

    def longest(begun: float) -> float:
        return max(after - before for before, after in pairwise([begun, *beats]))

    def settle(seconds: float) -> None:
        until = perf_counter() + seconds
        while perf_counter() < until or session.forecasting.is_computing:
            QApplication.processEvents()

    begun = perf_counter()
    while session.forecasting.foresight is None:
        QApplication.processEvents()
    there = perf_counter()
    settle(1)
    gaps = [after - before for before, after in pairwise([begun, *beats])]
    late = sum(gap > LONG for gap in gaps)
    print(f"{len(session.rows):,} rows; the first forecast: there after {there - begun:.1f} s,")
    print(f"longest gap {1000 * max(gaps):.0f} ms, {late} over {1000 * LONG:.0f} ms")
    while not session.searches_at_once:
        QApplication.processEvents()
    print(f"{'':22}{'step':>15}{'forecast there':>18}{'longest gap':>15}")
    for name, steps in _steps(session):
        found = []
        for _, step in zip(range(ROUNDS), steps, strict=False):
            settle(0.5)
            before = session.forecasting.plan
            begun = perf_counter()
            step()
            done = perf_counter()
            beats.clear()
            while session.forecasting.is_computing:
                QApplication.processEvents()
            there = perf_counter() if session.forecasting.plan is not before else begun
            settle(0.5)
            found.append((done - begun, there - begun, longest(done)))
        cells = (
            f"{1000 * statistics.median(values):.0f} / {1000 * max(values):.0f}"
            for values in zip(*found, strict=True)
        )
        print(f"{name:22}" + "".join(f"{cell:>16}" for cell in cells))
    window.close()


def _steps(session: Session) -> Iterator[tuple[str, Iterator[Callable[[], object]]]]:
    from itertools import cycle

    from tracker.domain.fields import FIELD
    from tracker.domain.model import Item, Names
    from tracker.domain.period import Period
    from tracker.domain.values import DatedText
    from tracker.workspace import operations

    workspace = session.workspace
    parts = [
        found.key
        for found in session.rows[:60]
        if isinstance(found.row, Item) and not session.portfolio.children(found.row)
    ]
    project = session.rows[0].key
    links = iter(workspace.portfolio.links)

    def edits(field: str, values: Iterator[object]) -> Iterator[Callable[[], object]]:
        for key, value in zip(cycle(parts), values, strict=False):
            yield lambda key=key, value=value: operations.set_field(
                workspace, rows=[key], field=FIELD[field], value=value
            )

    def forever(*steps: Callable[[], object]) -> Iterator[Callable[[], object]]:
        return cycle(steps)

    days = (Period.day(Period.year(2030).first).shifted(30 * step) for step in range(1000))
    yield "a finish", edits("finish", (DatedText(day) for day in days))
    yield "a duration", edits("duration", cycle((40, 300)))
    yield "per cent", edits("percent", cycle((10, 20)))
    yield "undo and redo", forever(workspace.undo, workspace.redo)
    yield (
        "a link gone, undone",
        forever(
            lambda: operations.remove_link(workspace, link_id=next(links).id),
            workspace.undo,
        ),
    )
    yield (
        "a row added",
        forever(
            lambda: operations.add_item(workspace, parent=project, name=Names(en="New"), after=None)
        ),
    )
    yield (
        "deleted and undone",
        forever(lambda: operations.delete_rows(workspace, rows=[parts[5]]), workspace.undo),
    )


if __name__ == "__main__":
    with_large_file(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, measure)

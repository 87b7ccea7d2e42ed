"""From an edit to all views repainted: python -m tests.bench.edit_to_repaint [ITEMS]

The real window, offscreen, over a file of ITEMS items (100,000 unless told), the Timeline with its
overview and the inspector shown. Each line is one kind of step, done again and again on the rows in
view: the time until it is saved, until every view has taken it in, until everything is painted, and
all of it together. A change of one row has a budget of 16 ms; saving is a commit to the disk, and
is part of it. The last column is how long the processor worked for it, which stays the same on a
machine that is busy with something else.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from tests.bench.large_window import shown_window, with_large_file

if TYPE_CHECKING:
    from tracker.ui.session import Session

BUDGET_MS = 16.0
ROUNDS = 20


def measure(path: Path) -> None:
    import gc

    from PySide6.QtWidgets import QApplication

    from tracker.ui.timeline.minimap import Minimap

    application, window = shown_window()
    window.files.open_path(path)
    session = window.session
    assert session is not None
    overview = window.findChild(Minimap)
    while not (overview.is_known and session.searches_at_once):
        QApplication.processEvents()
    gc.collect()
    gc.freeze()
    window.grid.go_to(2, 0)
    QApplication.processEvents()
    saved = [0.0]
    session.workspace.listeners.insert(0, lambda changes: saved.append(perf_counter()))
    print(f"{len(session.rows):,} rows; milliseconds, median / 95th percentile of {ROUNDS}")
    print(f"{'':26}{'saved':>15}{'taken in':>15}{'painted':>15}{'together':>15}{'processor':>15}")
    for name, budget, steps in _steps(session):
        found = []
        for _, step in zip(range(ROUNDS), steps, strict=False):
            saved.append(0.0)
            begun, worked = perf_counter(), process_time()
            step()
            done = perf_counter()
            application.processEvents()
            painted = perf_counter()
            at = saved[-1] or begun
            worked = process_time() - worked
            found.append((at - begun, done - at, painted - done, painted - begun, worked))
        _tell(name, budget, found)
    window.close()


def _tell(name: str, budget: float | None, found: list[tuple[float, ...]]) -> None:
    columns = []
    for values in zip(*found, strict=True):
        middle = 1000 * statistics.median(values)
        high = 1000 * statistics.quantiles(values, n=20)[-1]
        columns.append((middle, high))
    cells = "".join(f"{f'{middle:.1f} / {high:.1f}':>15}" for middle, high in columns)
    ratio = f"   {columns[3][0] / budget:.2f} × the budget of {budget:.0f} ms" if budget else ""
    print(f"{name:26}{cells}{ratio}")


def _steps(session: Session) -> Iterator[tuple[str, float | None, Iterator[Callable[[], object]]]]:
    """Every kind of step: its name, its budget in ms, and itself again and again."""
    from tracker.domain.fields import FIELD
    from tracker.domain.model import Item, ItemKind, Names, Source
    from tracker.domain.period import Period
    from tracker.domain.values import DatedText
    from tracker.workspace import operations

    workspace = session.workspace
    parts = [
        found.key
        for found in session.rows[:20]
        if isinstance(found.row, Item) and found.row.kind is ItemKind.MILESTONE
    ]
    keys = cycle(parts)

    def edits(field: str, values: Iterator[object]) -> Iterator[Callable[[], object]]:
        for key, value in zip(keys, values, strict=False):
            yield lambda key=key, value=value: operations.set_field(
                workspace, rows=[key], field=FIELD[field], value=value
            )

    def forever(step: Callable[[], object]) -> Iterator[Callable[[], object]]:
        while True:
            yield step

    def in_turn(*steps: Callable[[], object]) -> Iterator[Callable[[], object]]:
        return cycle(steps)

    days = (Period.day(Period.year(2030).first).shifted(step) for step in range(10_000))
    names = (Names(en=f"Renamed {step}") for step in range(10_000))
    project = session.rows[0].key
    source = next(iter(workspace.portfolio.sources))
    yield "a finish", BUDGET_MS, edits("finish", (DatedText(day) for day in days))
    yield "a name", BUDGET_MS, edits("name", iter(names))
    yield "per cent", BUDGET_MS, edits("percent", cycle((10, 20)))
    yield "undo", BUDGET_MS, forever(workspace.undo)
    yield "redo", BUDGET_MS, forever(workspace.redo)

    def retitle(step: int) -> None:
        from dataclasses import replace

        changed: Source = replace(source, title=f"Retitled {step}")
        operations.edit_source(workspace, source=changed)

    yield "a source's title", None, (lambda step=step: retitle(step) for step in range(ROUNDS))
    yield (
        "fold and unfold",
        None,
        in_turn(
            lambda: session.set_expanded(project, False),
            lambda: session.set_expanded(project, True),
        ),
    )
    yield (
        "add a row",
        None,
        forever(
            lambda: operations.add_item(workspace, parent=project, name=Names(en="New"), after=None)
        ),
    )
    yield (
        "delete and undo",
        None,
        in_turn(lambda: operations.delete_rows(workspace, rows=[parts[0]]), workspace.undo),
    )
    yield (
        "move down and up",
        None,
        in_turn(
            lambda: operations.move_down(workspace, rows=[parts[0]]),
            lambda: operations.move_up(workspace, rows=[parts[0]]),
        ),
    )
    yield (
        "indent and outdent",
        None,
        in_turn(
            lambda: operations.indent(workspace, rows=[parts[1]]),
            lambda: operations.outdent(workspace, rows=[parts[1]]),
        ),
    )


if __name__ == "__main__":
    with_large_file(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, measure)

"""A jump and a wheel step in the register, beside a table of Qt's own over the same texts.

    python -m tests.bench.register [--items N] [--frames N] [--wall]

The real register page, its grid with the delegate, against a QTableView over a QStandardItemModel
that holds every text of the columns shown: viewports of one size, the same widths and heights, no
word wrap, scrolled by pixels. They take turns within one run. A jump puts the scroll bar at another
place and repaints; a wheel step is sent to the viewport and painted by the event loop. Times are
milliseconds of the thread's own processor time, which other programs on the machine disturb least;
``--wall`` takes the clock on the wall instead.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from tests.bench.large_window import CACHE
from tests.bench.portfolios import STATUS_DATE, write_file
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.ui.app import make_application, settle_memory
from tracker.ui.models.rows_model import RowsModel
from tracker.ui.session import Session
from tracker.ui.style import style_sheet
from tracker.ui.views.register import RegisterPage
from tracker.workspace import Workspace

_WIDTH, _HEIGHT = 1600, 900
_WARM_UP: Final = 20
_MOST: Final = {"jump": 0.8, "wheel": 0.9}
"""Of the time that Qt's own table takes, the register may take so much."""


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--items", type=int, default=100_000)
    options.add_argument("--frames", type=int, default=300)
    options.add_argument("--wall", action="store_true")
    chosen = options.parse_args()
    application = make_application()
    CACHE.mkdir(exist_ok=True)
    path = CACHE / f"bench-{chosen.items}.cotrack"
    write_file(path, chosen.items)
    with TemporaryDirectory() as home:
        copy = Path(home) / path.name
        copy.write_bytes(path.read_bytes())
        with Workspace.open(copy, user="bench") as workspace:
            session = Session(workspace, language=Language.EN, today=lambda: STATUS_DATE)
            page = register(session)
            table = plain_table(session, page)
            while not session.searches_at_once:
                QApplication.processEvents()
            settle_memory()
            clock = time.perf_counter if chosen.wall else time.thread_time
            print(f"{len(session.rows):,} rows; {'wall' if chosen.wall else 'processor'} time, ms")
            report(measure({"register": page.grid, "QTableView": table}, chosen.frames, clock))
    application.quit()


def register(session: Session) -> RegisterPage:
    page = RegisterPage(session, LIGHT)
    # As the window has it; Qt's own table stays as Qt has it.
    page.setStyleSheet(style_sheet(LIGHT))
    page.resize(_WIDTH, _HEIGHT)
    page.show()
    QApplication.processEvents()
    return page


def plain_table(session: Session, page: RegisterPage) -> QTableView:
    """A table of Qt's own with the columns of the register, its viewport as large."""
    grid, header = page.grid, page.grid.header
    visual = (header.logicalIndex(place) for place in range(header.count()))
    shown = [section for section in visual if not header.isSectionHidden(section)]
    # A model of its own: what is read for the texts must not make the register's quicker.
    rows = RowsModel(session, grid.rows.columns)
    items = QStandardItemModel(rows.rowCount(), len(shown))
    titles = [str(rows.headerData(section, Qt.Orientation.Horizontal)) for section in shown]
    items.setHorizontalHeaderLabels(titles)
    for line in range(rows.rowCount()):
        for place, section in enumerate(shown):
            item = QStandardItem(rows.cell(line, section).text.partition("\n")[0])
            if rows.columns[section].is_number:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            items.setItem(line, place, item)
    rows.deleteLater()
    table = QTableView()
    items.setParent(table)
    table.setModel(items)
    table.setFont(grid.font())
    table.setWordWrap(False)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    heights = table.verticalHeader()
    heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    heights.setDefaultSectionSize(grid.rowHeight(0))
    for place, section in enumerate(shown):
        table.setColumnWidth(place, header.sectionSize(section))
    table.resize(_WIDTH, _HEIGHT)
    table.show()
    QApplication.processEvents()
    table.resize(table.size() + grid.viewport().size() - table.viewport().size())
    QApplication.processEvents()
    assert table.viewport().size() == grid.viewport().size()
    return table


def measure(
    views: dict[str, QTableView], frames: int, clock: Callable[[], float]
) -> dict[tuple[str, str], list[float]]:
    chance = Random(1)
    times: dict[tuple[str, str], list[float]] = {}
    for turn in range(frames + _WARM_UP):
        goal = chance.random()
        for gesture in _MOST:
            for name, view in views.items():
                began = clock()
                if gesture == "jump":
                    _jump(view, goal)
                else:
                    _wheel(view)
                took = (clock() - began) * 1000
                # The first frames fill the caches of fonts and pens.
                if turn >= _WARM_UP:
                    times.setdefault((gesture, name), []).append(took)
    return times


def _jump(view: QTableView, goal: float) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(round(bar.maximum() * goal))
    view.viewport().repaint()
    QApplication.processEvents()


def _wheel(view: QTableView) -> None:
    bar, viewport = view.verticalScrollBar(), view.viewport()
    notches = -1 if bar.value() < bar.maximum() - 200 else 1
    at = QPointF(viewport.width() / 2, viewport.height() / 2)
    event = QWheelEvent(
        at,
        viewport.mapToGlobal(at),
        QPoint(),
        QPoint(0, notches * 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()


def report(times: dict[tuple[str, str], list[float]]) -> None:
    print(f"{'':8}{'':12}{'p50':>8}{'p95':>8}")
    for gesture, most in _MOST.items():
        middle = {}
        for (timed, name), took in times.items():
            if timed == gesture:
                middle[name] = median(took)
                print(f"{gesture:8}{name:12}{median(took):8.2f}{quantiles(took, n=20)[18]:8.2f}")
        ratio = middle["register"] / middle["QTableView"]
        print(f"{gesture:8}{ratio:.2f} × QTableView (at most {most})")


if __name__ == "__main__":
    main()

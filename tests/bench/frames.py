"""One frame of the timeline at 100 to 1,000,000 rows: wheel, thumb jump, zoom step, whole repaint.

    python -m tests.bench.frames [--frames N] [--rows N …]

The real view, 1600 × 900, every layer on, the same bars in view whatever the number of rows; the
sizes take turns within one run. Times are milliseconds of the thread's own processor time, which
other programs on the machine disturb least; ``--wall`` takes the clock on the wall instead.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from tests.bench.charts import STATUS_DATE, chart
from tracker.language import Language
from tracker.paper.fonts import load_fonts
from tracker.paper.theme import LIGHT
from tracker.timeline.chart import Chart
from tracker.timeline.header import HEADER_HEIGHT
from tracker.ui.app import settle_memory
from tracker.ui.models.row_geometry import RowGeometry
from tracker.ui.session import Session
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import Workspace

_WIDTH, _HEIGHT = 1600, 900
_ROW = 32


class View(TimelineView):
    """The view of the window over a chart that was made beforehand."""

    def __init__(self, session: Session, geometry: RowGeometry, made: Chart) -> None:
        self._made = made
        super().__init__(session, LIGHT, geometry)

    @property
    def chart(self) -> Chart:
        return self._made


class Bench:
    """The view over one chart, and the gestures that are timed."""

    def __init__(self, session: Session, rows: int, clock: Callable[[], float]) -> None:
        self.rows = rows
        self._clock = clock
        self._chance = Random(1)
        self.geometry = RowGeometry(height=_ROW)
        self.view = View(session, self.geometry, chart(rows))
        self.view.resize(_WIDTH, _HEIGHT + int(HEADER_HEIGHT))
        self.view.show()
        self.geometry.set_rows(rows)
        while self.view.chart.has_unread:
            QApplication.processEvents()

    def _timed(self, act: Callable[[], object]) -> float:
        began = self._clock()
        act()
        QApplication.processEvents()
        return (self._clock() - began) * 1000

    def jump(self) -> float:
        bar = self.view.verticalScrollBar()
        goal = self._chance.randrange(0, bar.maximum())
        # A hundred rows are no longer than three screens: go at least a screen's half.
        if abs(goal - bar.value()) < _HEIGHT / 2:
            goal = (goal + _HEIGHT) % bar.maximum()
        return self._timed(lambda: bar.setValue(goal))

    def wheel(self) -> float:
        bar = self.view.verticalScrollBar()
        notches = -1 if bar.value() < bar.maximum() - 120 else 1
        at = QPointF(_WIDTH / 2, _HEIGHT / 2)
        event = QWheelEvent(
            at,
            self.view.viewport().mapToGlobal(at),
            QPoint(),
            QPoint(0, notches * 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        viewport = self.view.viewport()
        return self._timed(lambda: QApplication.sendEvent(viewport, event))

    def zoom(self) -> float:
        factor = 1.25 if self._chance.random() < 0.5 else 0.8
        scale = self.view.scale.zoomed(factor, _WIDTH / 2)
        return self._timed(lambda: self.view.set_scale(scale))

    def repaint(self) -> float:
        return self._timed(self.view.viewport().repaint)


GESTURES = ("jump", "wheel", "zoom", "repaint")


def benches(session: Session, sizes: list[int], clock: Callable[[], float]) -> Iterator[Bench]:
    for rows in sizes:
        yield Bench(session, rows, clock)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--frames", type=int, default=300)
    options.add_argument("--rows", type=int, nargs="+", default=[100, 10_000, 100_000, 1_000_000])
    options.add_argument("--wall", action="store_true")
    chosen = options.parse_args()
    application = QApplication([])
    load_fonts()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.cotrack"
        with Workspace.create(path, user="bench") as workspace:
            session = Session(workspace, language=Language.EN, today=lambda: STATUS_DATE)
            clock = time.perf_counter if chosen.wall else time.thread_time
            found = list(benches(session, chosen.rows, clock))
            settle_memory()
            report(found, measure(found, chosen.frames))
    application.quit()


def measure(found: list[Bench], frames: int) -> dict[tuple[int, str], list[float]]:
    times: dict[tuple[int, str], list[float]] = {}
    for turn in range(frames + 20):
        for bench in found:
            for gesture in GESTURES:
                took = getattr(bench, gesture)()
                # The first frames fill the caches of fonts, pens and labels.
                if turn >= 20:
                    times.setdefault((bench.rows, gesture), []).append(took)
    return times


def report(found: list[Bench], times: dict[tuple[int, str], list[float]]) -> None:
    print(f"{'rows':>9}  {'gesture':8} {'p50':>6} {'p95':>6} {'p99':>6}  p99/p50  of 100 rows")
    least = min(bench.rows for bench in found)
    for gesture in GESTURES:
        for bench in found:
            took = times[bench.rows, gesture]
            cuts = quantiles(took, n=100)
            ratio = median(took) / median(times[least, gesture])
            print(
                f"{bench.rows:9,}  {gesture:8} {median(took):6.2f} {cuts[94]:6.2f} {cuts[98]:6.2f}"
                f"  {cuts[98] / median(took):7.2f}  {ratio:5.2f}"
            )
    for bench in found:
        share = median(times[bench.rows, "wheel"]) / median(times[bench.rows, "repaint"])
        print(f"{bench.rows:9,}  a wheel step is {share:.2f} of a whole repaint")


if __name__ == "__main__":
    main()

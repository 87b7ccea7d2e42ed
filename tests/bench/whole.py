"""Every row in one screen: the outline and the exact count, against QGraphicsView and a frame.

    python -m tests.bench.whole [--rounds N]

Four figures, taken in turns within one run, in milliseconds of the thread's processor time: the
first picture of the whole (its outline) at 100,000 and 1,000,000 rows; the exact one in its
portions; an ordinary frame of the timeline at 1,000,000 rows; QGraphicsView showing 100,000
QGraphicsRectItems fitted into the same 1600 × 900 pixels.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from tests.bench.charts import STATUS_DATE, whole_columns
from tests.bench.frames import Bench
from tracker.language import Language
from tracker.paper.fonts import load_fonts
from tracker.paper.theme import LIGHT
from tracker.paper.whole_picture import WholePicture
from tracker.timeline.overview import OverviewScale
from tracker.timeline.whole import WholeRows
from tracker.ui.session import Session
from tracker.workspace import Workspace

_WIDTH, _HEIGHT = 1600, 900
_LINES = 100_000 // _WIDTH
"""So many lines are counted before the window has its turn, as in the window."""


def timed(act: object) -> float:
    began = time.thread_time()
    act()  # type: ignore[operator]
    return (time.thread_time() - began) * 1000


class Whole:
    """The picture of ``count`` rows, painted into an image as a widget would."""

    def __init__(self, count: int) -> None:
        self.rows = WholeRows(whole_columns(count))
        span = self.rows.span()
        assert span is not None
        self.scale = OverviewScale(span[0], _WIDTH / (span[1] + 1 - span[0]))
        self.target = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
        self.picture = self._new()

    def _new(self) -> WholePicture:
        return WholePicture(self.rows, self.scale, _WIDTH, _HEIGHT, LIGHT)

    def outline(self) -> None:
        self.picture = self._new()
        with QPainter(self.target) as painter:
            self.picture.paint(painter, 0, 0)

    def exact(self) -> list[float]:
        """The time of each portion."""
        self.picture = self._new()
        took = []
        while not self.picture.is_exact:
            took.append(timed(lambda: self.picture.fill(_LINES)))
        return took


def graphics_view(rows: WholeRows) -> QGraphicsView:
    """One C++ rectangle item a bar, fitted into the same size."""
    view = QGraphicsView()
    scene = QGraphicsScene(view)
    scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
    brush = QBrush(QColor(LIGHT.prog.fill))
    for place, (first, last) in enumerate(zip(rows.first, rows.last, strict=True)):
        if first <= last:
            area = QRectF(float(first), place * 22.0, float(last + 1 - first), 14.0)
            scene.addRect(area, Qt.PenStyle.NoPen, brush)
    view.setScene(scene)
    view.resize(_WIDTH, _HEIGHT)
    view.show()
    view.fitInView(scene.sceneRect(), Qt.AspectRatioMode.IgnoreAspectRatio)
    QApplication.processEvents()
    return view


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=20)
    rounds = options.parse_args().rounds
    application = QApplication([])
    load_fonts()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.cotrack"
        with Workspace.create(path, user="bench") as workspace:
            session = Session(workspace, language=Language.EN, today=lambda: STATUS_DATE)
            frame = Bench(session, 1_000_000, time.thread_time)
            small, large = Whole(100_000), Whole(1_000_000)
            peer = graphics_view(small.rows)
            times: dict[str, list[float]] = {}
            for turn in range(rounds + 3):
                found = {
                    "an ordinary frame": frame.jump(),
                    "outline, 1,000,000": timed(large.outline),
                    "outline, 100,000": timed(small.outline),
                    "QGraphicsView, 100,000": timed(peer.viewport().repaint),
                }
                for name, whole in (("100,000", small), ("1,000,000", large)):
                    portions = whole.exact()
                    found[f"exact, {name}, all portions"] = sum(portions)
                    found[f"exact, {name}, longest portion"] = max(portions)
                if turn >= 3:
                    for name, took in found.items():
                        times.setdefault(name, []).append(took)
    for name, took in times.items():
        print(f"{median(took):9.2f} ms  {name}")
    ordinary = median(times["an ordinary frame"])
    print(f"1,000,000 rows / ordinary frame: {median(times['outline, 1,000,000']) / ordinary:.2f}")
    ratio = median(times["outline, 100,000"]) / median(times["QGraphicsView, 100,000"])
    print(f"100,000 rows / QGraphicsView:    {ratio:.3f}")
    application.quit()


if __name__ == "__main__":
    main()

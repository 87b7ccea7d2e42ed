"""The texts of a grid: measured only where they must be, drawn the same each time they are seen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tracker.paper.fonts import FontRole, load_fonts
from tracker.ui.delegates.style import Face, Line

TEXTS = (
    "AVA To Wave 1,200 mn USD",
    "Модернизация дороги Атамекен – 2-я очередь",
    "Oʻzbekiston – Қызылорда өңірі",
    "iiiiillllll.....,,,,,",
    "نص عربي",
)


@pytest.fixture
def face(qapp: QApplication) -> Face:
    load_fonts()
    return Face(FontRole.BODY, 10.0)


@pytest.mark.parametrize("text", TEXTS)
def test_a_line_fits_where_measuring_says_so(face: Face, text: str) -> None:
    width = QFontMetricsF(face.font).horizontalAdvance(text)
    for room in (1.0, width * 0.7, width - 0.5, width, width + 0.5, width * 1.3, 10_000.0):
        assert Line(text, face).fits(room) == (width <= room), room
    assert Line(text, face).width == width


@pytest.mark.parametrize("text", TEXTS)
def test_a_line_looks_the_same_each_time_it_is_drawn(face: Face, text: str) -> None:
    line = Line(text, face)
    pictures = []
    for _ in range(3):
        picture = QImage(400, 30, QImage.Format.Format_RGB32)
        picture.fill(0xFFFFFF)
        painter = QPainter(picture)
        painter.setFont(face.font)
        line.draw(painter, 8.25, 6.5)
        painter.end()
        pictures.append(picture)
    blank = QImage(400, 30, QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFF)
    assert pictures[0] != blank
    assert pictures[1] == pictures[0] and pictures[2] == pictures[0]

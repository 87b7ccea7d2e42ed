"""The texts of a grid: measured only where they must be, cut where there is no room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
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


@pytest.mark.parametrize("text", [*TEXTS, "Ёлка " * 30, "e\u0301" * 40])
def test_what_does_not_fit_is_cut_within_its_room(face: Face, text: str) -> None:
    whole = face.metrics.horizontalAdvance(text)
    for part in (0.3, 0.6, 0.9):
        shown = face.line(text, whole * part)
        assert shown.text.endswith("…") and len(shown.text) <= len(text)
        assert shown.width <= whole * part
        # No more than a letter or two less than Qt would show.
        most = face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, whole * part)
        assert len(most) - len(shown.text) <= 2 + len(most) // 20

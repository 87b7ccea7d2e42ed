"""Statuses are told apart by shape alone, and a chip never leaves the room it is given."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from tracker.domain.status import Status
from tracker.paper.fonts import FontRole, font
from tracker.paper.glyphs import ChipPainter, paint_status_glyph
from tracker.paper.theme import LIGHT


def blank(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def glyph(status: Status) -> QImage:
    image = blank(16, 16)
    painter = QPainter(image)
    paint_status_glyph(painter, status, QPointF(8, 8), ink=QColor("black"), ground=QColor("white"))
    painter.end()
    return image


def differing(one: QImage, other: QImage) -> int:
    return sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 100
        for x in range(one.width())
        for y in range(one.height())
    )


@pytest.mark.usefixtures("qapp")
def test_no_two_statuses_look_the_same_in_black_only() -> None:
    glyphs = {status: glyph(status) for status in Status}
    for one, other in combinations(Status, 2):
        assert differing(glyphs[one], glyphs[other]) >= 6, (one, other)


@pytest.mark.usefixtures("qapp")
def test_a_chip_keeps_to_its_room() -> None:
    chips = ChipPainter(LIGHT, font(FontRole.CHIP))
    image = blank(200, 30)
    painter = QPainter(image)
    chips.paint(painter, Status.IN_PROGRESS, "In progress", 10, 15, 50)
    painter.end()
    white = QColor("white")
    assert chips.width("In progress") > 50
    assert all(image.pixelColor(x, y) == white for x in range(61, 200) for y in range(30))
    assert image.pixelColor(55, 15) != white

"""Statuses are told apart by shape alone, and a chip never leaves the room it is given."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from tracker.domain.status import Status
from tracker.paper.fonts import FontRole, font
from tracker.paper.glyphs import Glyph, chip_width, paint_glyph, paint_status_chip
from tracker.paper.theme import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")


def blank(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def drawn(glyph: Glyph) -> QImage:
    image = blank(16, 16)
    painter = QPainter(image)
    paint_glyph(painter, glyph, QPointF(8, 8), colour=QColor("black"), ground=QColor("white"))
    painter.end()
    return image


def differing(one: QImage, other: QImage) -> int:
    return sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 100
        for x in range(one.width())
        for y in range(one.height())
    )


def test_no_two_glyphs_look_the_same_in_black_only() -> None:
    glyphs = {glyph: drawn(glyph) for glyph in Glyph}
    for one, other in combinations(Glyph, 2):
        assert differing(glyphs[one], glyphs[other]) >= 6, (one, other)


def test_every_status_has_a_glyph_of_its_own() -> None:
    assert len({Glyph.of(status) for status in Status}) == len(Status)


def test_a_glyph_keeps_to_its_size() -> None:
    for glyph in Glyph:
        image = drawn(glyph)
        edges = [(x, y) for x in range(16) for y in range(16) if {x, y} & {0, 15}]
        assert all(image.pixelColor(*at) == QColor("white") for at in edges), glyph


def test_a_chip_keeps_to_its_room() -> None:
    used = font(FontRole.CHIP)
    image = blank(200, 30)
    painter = QPainter(image)
    paint_status_chip(
        painter,
        Status.IN_PROGRESS,
        "In progress",
        QPointF(10, 15),
        theme=LIGHT,
        font=used,
        max_width=50,
    )
    painter.end()
    white = QColor("white")
    assert chip_width("In progress", QFontMetricsF(used)) > 50
    assert all(image.pixelColor(x, y) == white for x in range(61, 200) for y in range(30))
    assert image.pixelColor(30, 15) != white

"""Tiles cut out at their marks and laid side by side are the large page, pixel by pixel."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter

from tests.timeline.shapes import link, milestone, row
from tests.timeline.sheets.printouts import portfolio, printout
from tracker.domain.portfolio import Portfolio
from tracker.paper.page_painter import page_image
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import LIGHT, PRINT, Theme
from tracker.timeline.scale import Level
from tracker.timeline.sheets.page import Page
from tracker.timeline.sheets.paper import PaperSize

pytestmark = pytest.mark.usefixtures("qapp")


def busy_portfolio() -> Portfolio:
    """A hundred rows of every kind, over nine years, with links that pass many of them."""
    rows = [link(1, 101, 109), link(2, 103, 104)]
    for id, finish in enumerate(["2024-H2", "2026-Q3", "2027", "2028-Q4", "2032-01"] * 2, 101):
        rows += row(id, finish, "2023-Q2", earlier=["2025-Q1"], percent=40)
    rows += milestone(120, "permanent")
    return portfolio(87, *rows, years=5)


def trimmed(page: Page, scenes: ScenePainter) -> QImage:
    trim = page.trim
    assert trim is not None
    image = page_image(page, scenes)
    return image.copy(int(trim.x), int(trim.y), int(trim.width), int(trim.height))


def levels(image: QImage) -> npt.NDArray[np.int16]:
    """The blue, green, red of each pixel."""
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return flat[:, : image.width(), :3].astype(np.int16)


@pytest.mark.parametrize(
    ("theme", "size", "landscape"),
    [
        (LIGHT, PaperSize.A4, True),
        (PRINT, PaperSize.A3, False),
    ],
    ids=["A4, lying", "A3, black only"],
)
def test_tiles_join_to_the_large_page(theme: Theme, size: PaperSize, landscape: bool) -> None:
    scenes = ScenePainter(theme, vector=True)
    found = busy_portfolio()
    wanted = {"tiles": True, "px_per_day": Level.QUARTER.px_per_day, "measure": scenes.measure}
    large = printout(found, PaperSize.A0, **wanted)  # type: ignore[arg-type]
    small = printout(found, size, landscape=landscape, **wanted)  # type: ignore[arg-type]
    assert large.tiles == (1, 1)
    down, across = small.tiles
    assert down > 1
    assert across > 1
    whole = trimmed(large.page(1), scenes)
    joined = QImage(whole.size(), QImage.Format.Format_RGB32)
    joined.fill(0xFF0000)
    painter = QPainter(joined)
    y = 0
    for place in range(down):
        x = 0
        for number in range(place * across + 1, (place + 1) * across + 1):
            tile = trimmed(small.page(number), scenes)
            painter.drawImage(QPoint(x, y), tile)
            x += tile.width()
        assert x == whole.width()
        y += tile.height()
    painter.end()
    assert y == whole.height()
    # The edge of a dot may come out one level darker: coordinates are other numbers.
    assert np.abs(levels(joined) - levels(whole)).max() <= 1


def test_a_year_that_goes_on_is_named_again_on_the_next_tile() -> None:
    """The one difference to the large page: there a month is named once."""
    scenes = ScenePainter(LIGHT, vector=True)
    found = portfolio(1)
    small = printout(found, tiles=True, px_per_day=Level.DAY.px_per_day, measure=scenes.measure)
    assert small.tiles[1] > 2
    names = [
        shape.text
        for page in small
        for shape in page.parts[1].scene
        if getattr(shape, "text", "").endswith("2026")
    ]
    assert len(names) > len(set(names))

"""What the pages of a printout say, and that nothing is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.domain.portfolios import commitment, source
from tests.timeline.shapes import milestone
from tests.timeline.sheets.printouts import portfolio, printout, texts
from tracker.domain.errors import UserError
from tracker.domain.portfolio import Portfolio
from tracker.timeline.primitives import Line, StyleName
from tracker.timeline.scale import Level
from tracker.timeline.sheets.page import Page
from tracker.timeline.sheets.paper import PaperSize

QUARTER = Level.QUARTER.px_per_day


def names(page: Page) -> list[str]:
    return [text for text in texts(page) if text.startswith("Row ")]


def marks(page: Page) -> list[Line]:
    return [
        shape
        for part in page.parts
        for shape in part.scene
        if isinstance(shape, Line) and shape.style is StyleName.TRIM_MARK
    ]


def test_every_row_is_on_a_page_once_and_in_order() -> None:
    pages = list(printout(portfolio(100)))
    assert len(pages) > 3
    assert [name for page in pages for name in names(page)] == [f"Row {n}" for n in range(1, 101)]


def test_each_tile_has_the_names_of_its_rows_and_the_header() -> None:
    found = printout(portfolio(40, years=9), tiles=True, px_per_day=QUARTER)
    down, across = found.tiles
    pages = list(found)
    assert down > 1
    assert across > 1
    assert len(pages) == down * across
    for place in range(down):
        row = pages[place * across : (place + 1) * across]
        assert len({tuple(names(page)) for page in row}) == 1
        # Texts out of sight are not on the page: each year is on the page that shows it.
        years = Counter(text for page in row for text in texts(page) if text in ("2028", "2033"))
        assert set(years) == {"2028", "2033"}
        assert max(years.values()) <= 2


def test_each_page_says_what_it_is() -> None:
    pages = list(printout(portfolio(50), remarks=["Filter: “steel”"]))
    for number, page in enumerate(pages, 1):
        said = list(texts(page))
        assert said.count("Portfolio") == 1
        assert "As of 23 November 2026 · Filter: “steel”" in said
        assert f"Page {number} of {len(pages)}" in said
        assert "portfolio.cotrack" in said
    assert ["Uncertain span" in texts(page) for page in pages] == [True] + [False] * (
        len(pages) - 1
    )


def test_only_tiles_have_trim_marks() -> None:
    found = portfolio(60, years=4)
    assert not any(marks(page) for page in printout(found))
    for page in printout(found, tiles=True):
        assert page.trim is not None
        assert len(marks(page)) == 8
        for line in marks(page):
            # In line with an edge of the tile, and outside of it.
            upright = line.x1 == line.x2
            edges = (page.trim.x, page.trim.right) if upright else (page.trim.y, page.trim.bottom)
            assert (line.x1 if upright else line.y1) in edges
            outside = (
                max(line.y1, line.y2) < page.trim.y or min(line.y1, line.y2) > page.trim.bottom
                if upright
                else max(line.x1, line.x2) < page.trim.x or min(line.x1, line.x2) > page.trim.right
            )
            assert outside


def test_time_that_does_not_fit_is_refused_unless_it_may_go_on_tiles() -> None:
    found = portfolio(9, years=9)
    with pytest.raises(UserError, match="tiles"):
        printout(found, px_per_day=QUARTER)
    assert len(printout(found, PaperSize.A0, px_per_day=QUARTER)) == 1
    assert printout(found, px_per_day=QUARTER, tiles=True).tiles == (1, 2)


def test_sources_are_numbered_in_the_order_of_the_rows() -> None:
    rows = [
        *milestone(1),
        *milestone(2),
        commitment(11, 1, "2026-Q1", source_id=7),
        commitment(12, 1, "2026-Q2", source_id=5),
        commitment(13, 2, "2026-Q3", source_id=7),
        source(5, "Second"),
        source(7, "First", publisher="Ministry", url="https://example.org/a"),
        source(9, "Of nothing shown"),
    ]
    (page,) = printout(portfolio(0, *rows))
    said = list(texts(page))
    assert "Sources of the dates" in said
    assert said.index("First, Ministry. https://example.org/a") < said.index("Second")
    assert "Of nothing shown" not in said
    # Of row 1 both, of row 2 the first.
    assert "1, 2" in said
    assert said.count("1") == 2


def test_sources_for_which_there_is_no_room_go_on_pages_of_their_own() -> None:
    rows = [
        part
        for id in range(1, 61)
        for part in (
            *milestone(id),
            commitment(id, id, "2026-Q1", source_id=id),
            source(id, f"Source {id} " + "of many words " * 9),
        )
    ]
    found = printout(portfolio(0, *rows))
    pages = list(found)
    assert len(pages) > found.tiles[0]
    assert [text for page in pages for text in texts(page) if text.startswith("Source ")] == [
        text
        for id in range(1, 61)
        for page in pages
        for text in texts(page)
        if text.startswith(f"Source {id} ")
    ]


def test_an_empty_portfolio_is_one_page() -> None:
    (page,) = printout(Portfolio())
    assert "Page 1 of 1" in texts(page)


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A0])
def test_columns_leave_room_for_the_chart(size: PaperSize) -> None:
    long = milestone(1, "2026-Q4")
    long[0] = replace(long[0], name=replace(long[0].name, en="Ә" * 5_000))  # type: ignore[union-attr]
    (page,) = printout(portfolio(0, *long), size, landscape=False)
    table, header = page.parts[0], page.parts[1]
    assert table.window.width <= 0.5 * page.width
    assert header.x == table.x + table.window.width
    assert header.window.width > 200

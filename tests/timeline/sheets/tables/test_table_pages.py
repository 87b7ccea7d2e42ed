"""A table on pages: nothing is lost, nothing is parted, nothing is cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.portfolios import source
from tests.timeline.sheets.tables.printed_tables import (
    A3,
    A4,
    crossed,
    pages,
    placed,
    row,
    table,
    texts,
    uprights,
)
from tracker.timeline.primitives import Align
from tracker.timeline.sheets.tables.content import PrintedColumn, RowKind


def numbered(count: int) -> list[str]:
    return [f"row{number}" for number in range(1, count + 1)]


def test_every_row_is_on_one_page_and_in_order() -> None:
    found = pages(table(row(name, "Commissioning") for name in numbered(200)))
    assert len(found) > 3
    said = [text for page in found for text in texts(page) if text.startswith("row")]
    assert said == numbered(200)


def test_every_page_repeats_the_headings_and_says_which_it_is() -> None:
    found = pages(table(row(name, "x") for name in numbered(100)))
    for number, page in enumerate(found, 1):
        said = texts(page)
        assert {"No.", "Name", "portfolio.cotrack", "as of 23.11.2026"} <= set(said)
        assert f"Page {number} of {len(found)}" in said
        assert ("Roadmap" in said) == (number == 1)


def test_no_row_leaves_the_page() -> None:
    for page in pages(table(row(name, "word " * 60) for name in numbered(60))):
        assert all(text.y < A4.content.bottom for text in placed(page))


def test_a_row_higher_than_a_page_goes_on_on_the_next() -> None:
    words = [f"w{number}" for number in range(4000)]
    found = pages(table([row("1", "x"), row("2", " ".join(words)), row("3", "x")]))
    assert len(found) > 1
    said = " ".join(text for page in found for text in texts(page)).split()
    assert [word for word in said if word in set(words)] == words
    assert not [text for page in found for text in crossed(page)]
    # It begins below the row before it, and the row after it stands below its end.
    assert "w0" in " ".join(texts(found.page(1))).split()
    assert texts(found.page(len(found))).count("3") == 1


def test_a_heading_of_a_section_does_not_stand_alone_at_the_foot() -> None:
    for before in range(20, 40):
        rows = [row(name, "x") for name in numbered(before)]
        rows += [row("I. Center", "", kind=RowKind.SECTION), row("after", "x")]
        for page in pages(table(rows)):
            said = texts(page)
            assert ("I. Center" in said) == ("after" in said)


def test_a_section_spans_the_table() -> None:
    long = "I. " + "Center of industrial cooperation " * 3
    page = pages(table([row("", long, kind=RowKind.SECTION), row("1", "x")])).page(1)
    assert " ".join(long.split()) in texts(page)
    assert not crossed(page)


def test_an_empty_table_says_so() -> None:
    found = pages(table([]))
    assert len(found) == 1
    assert {"No.", "Name", "No rows"} <= set(texts(found.page(1)))


def test_a_band_stands_over_its_columns_once() -> None:
    columns = (
        PrintedColumn("Name"),
        PrintedColumn("KZT", Align.RIGHT, "Investment volume"),
        PrintedColumn("USD", Align.RIGHT, "Investment volume"),
        PrintedColumn("Status"),
    )
    page = pages(table([row("a", "1", "2", "Done")], columns)).page(1)
    at = {text.text: text for text in placed(page)}
    assert texts(page).count("Investment volume") == 1
    assert at["Investment volume"].y < at["KZT"].y == at["USD"].y
    assert at["KZT"].left < at["Investment volume"].left < at["USD"].right
    assert not crossed(page)


def test_the_columns_fill_the_page_and_lines_stand_on_pixels() -> None:
    page = pages(table([row("1", "A name of a project")])).page(1)
    xs = sorted({x for x, _top, _bottom in uprights(page)})
    assert xs[0] == A4.content.x
    assert xs[-1] == A4.content.right
    assert all(x == int(x) for x in xs)


def test_columns_are_as_wide_as_their_rows_need() -> None:
    columns = [PrintedColumn(heading) for heading in ("Name", "Short", "Long")]
    rows = [row("name", "a b", "word " * 120) for _ in range(20)]
    page = pages(table(rows, columns)).page(1)
    xs = sorted({x for x, _top, _bottom in uprights(page)})
    name, short, long = (right - left for left, right in pairwise(xs))
    assert long > 3 * max(name, short)


def test_figures_are_never_broken() -> None:
    figure = "33\u00a0700\u00a0000\u00a0000"
    columns = [PrintedColumn("Figure", Align.RIGHT)]
    columns += [PrintedColumn("Производительность") for _ in range(14)]
    page = pages(table([row(figure, *["Электрометаллургический"] * 14)], columns)).page(1)
    assert figure in texts(page)
    assert not crossed(page)


def test_the_larger_paper_is_taken_where_words_would_break() -> None:
    wide = [PrintedColumn("Электрометаллургический") for _ in range(9)]
    cells = row(*["x"] * 9)
    assert pages(table([cells], wide), (A4, A3)).page(1).width == A3.width
    assert pages(table([row("1", "x")]), (A4, A3)).page(1).width == A4.width


def test_sources_are_numbered_below_the_last_row_where_there_is_room() -> None:
    listed = [source(number, f"Title {number}") for number in (1, 2)]
    found = pages(table([row("1", "x")], sources=listed))
    assert len(found) == 1
    assert {"Sources", "1", "2", "Title 1", "Title 2"} <= set(texts(found.page(1)))


def test_sources_that_have_no_room_take_pages_of_their_own() -> None:
    listed = [source(number, f"Title {number}") for number in range(1, 301)]
    found = pages(table([row("1", "x")], sources=listed))
    assert len(found) > 2
    said = [text for page in found for text in texts(page) if text.startswith("Title")]
    assert said == [each.title for each in listed]
    assert "Page 2 of" in " ".join(texts(found.page(2)))


def test_sources_are_read_after_the_rows() -> None:
    """Numbering them is done while rows are filled in."""
    seen = []

    def rows():  # type: ignore[no-untyped-def]
        seen.append(source(1, "Found on the way"))
        yield row("1", "x")

    assert "Found on the way" in texts(pages(table(rows(), sources=seen)).page(1))


def test_measuring_is_done_in_steps() -> None:
    found = pages(table(row(name, "x") for name in numbered(1000)))
    assert sum(1 for _step in found.prepare()) >= 40
    assert len(found) > 10


HOSTILE = [
    "x" * 3000,
    "\u202eRTL override",
    "a\tb\r\nc\x00\x07d",
    "Қазақстан " * 200,
    " ",
    "\n\n",
    "https://example.org/" + "path/" * 100,
    "𝕏" * 300,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_broken_into_lines(text: str) -> None:
    for page in pages(table([row("1", text), row(text, text)], title=text, as_of=text)):
        assert not crossed(page)
        assert not [said for said in texts(page) if "\n" in said or "\x00" in said]


cells = st.text(st.sampled_from("aЖqʻ ңW1\u00a0-/\n"), max_size=120)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(cells, cells, cells), max_size=30), st.sampled_from([A4, A3]))
def test_no_letter_is_lost_and_none_is_cut(rows, paper) -> None:  # type: ignore[no-untyped-def]
    columns = [PrintedColumn(heading) for heading in ("One", "Two", "Three")]
    found = pages(table([row(*each) for each in rows], columns), (paper,))
    said: list[str] = []
    for page in found:
        assert not crossed(page)
        assert all(text.y < paper.content.bottom for text in placed(page))
        said += texts(page)
    want = sum(sum(not letter.isspace() for letter in cell) for each in rows for cell in each)
    have = sum(sum(not letter.isspace() for letter in text) for text in said)
    assert have >= want

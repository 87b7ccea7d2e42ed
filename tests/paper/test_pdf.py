"""A PDF is read by others: its texts, its typeface, what it says of itself, its bytes."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.domain.portfolios import commitment, item, project
from tests.timeline.shapes import STATUS_DATE, outline
from tracker.domain.portfolio import Portfolio
from tracker.language import Language
from tracker.paper.fonts import font
from tracker.paper.styles import looks
from tracker.paper.theme import PRINT, THEMES, Theme
from tracker.paper.timeline_document import DocumentFormat, Wanted, write_timeline
from tracker.timeline.scale import Level
from tracker.timeline.sheets.paper import Paper, PaperSize
from tracker.timeline.sheets.sheet import Subject

pytestmark = pytest.mark.usefixtures("qapp")

LETTERS = "ә ғ қ ң ө ұ ү һ і ў ҳ Ә Ғ Қ Ң Ө Ұ Ү Һ І Ў Ҳ oʻ gʻ Oʻ Gʻ"
MARKS = "«12–15» №3 2026-Q4 (50 %) 10:30 3x4 -> fi ffl"


def portfolio() -> Portfolio:
    rows = [project(name=LETTERS), item(1, MARKS), commitment(1, 1, "2026-Q3")]
    for id in range(2, 60):
        rows += [item(id, f"Milestone {id}"), commitment(id, id, f"{2024 + id % 6}-Q1")]
    return Portfolio(rows)


def written(
    *,
    paper: Paper | None = None,
    tiles: bool = False,
    language: Language = Language.EN,
    theme: Theme = PRINT,
    title: str = "Қазақстан – Oʻzbekiston",
) -> bytes:
    found = portfolio()
    stream = BytesIO()
    write_timeline(
        stream,
        Subject(
            portfolio=found,
            rows=outline(found),
            status_date=STATUS_DATE,
            title=title,
            remarks=("Filter: (a) <b>",),
            file_name="portfolio.cotrack",
        ),
        Wanted(paper=paper, tiles=tiles, px_per_day=Level.QUARTER.px_per_day if tiles else None),
        format=DocumentFormat.PDF,
        language=language,
        theme=theme,
    )
    return stream.getvalue()


A3 = Paper(PaperSize.A3, landscape=True)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("paper", [None, A3])
def test_every_text_can_be_searched_and_copied(paper: Paper | None) -> None:
    text = words(
        "\n".join(page.extract_text() for page in PdfReader(BytesIO(written(paper=paper))).pages)
    )
    for wanted in (
        LETTERS,
        MARKS,
        "Milestone 59",
        "Q3 2026",
        "Қазақстан – Oʻzbekiston",
        "As of 23 November 2026",
        "Filter: (a) <b>",
    ):
        assert words(wanted) in text


def test_a_space_is_copied_as_a_space() -> None:
    text = PdfReader(BytesIO(written(paper=A3))).pages[0].extract_text()
    assert "\t" not in text
    assert "As of 23 November 2026" in text


@pytest.mark.parametrize("language", Language)
def test_the_texts_are_in_the_language(language: Language) -> None:
    reader = PdfReader(BytesIO(written(paper=A3, language=language)))
    assert reader.trailer["/Root"]["/Lang"] == language.value
    text = words(reader.pages[0].extract_text())
    legend = {
        Language.EN: "Committed period",
        Language.RU: "Срок обязательства",
        Language.KK: "Міндеттеме мерзімі",
        Language.UZ: "Majburiyat muddati",
    }
    assert legend[language] in text


def test_the_typeface_is_in_the_file() -> None:
    fonts = {}
    for page in PdfReader(BytesIO(written(paper=A3))).pages:
        for used in page["/Resources"]["/Font"].values():
            inner = used.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(inner["/BaseFont"])] = inner["/FontDescriptor"].get_object()
    assert {name.rpartition("+")[2].lstrip("/") for name in fonts} == {
        *("Inter-Regular", "Inter-Medium", "Inter-SemiBold"),
    }
    for descriptor in fonts.values():
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


def test_it_holds_lines_and_letters_and_no_pixels() -> None:
    for page in PdfReader(BytesIO(written(paper=A3))).pages:
        assert not page.images
        # Hatching is not tiles either.
        assert "/Pattern" not in page["/Resources"] or not page["/Resources"]["/Pattern"]


def test_what_it_says_of_itself() -> None:
    reader = PdfReader(BytesIO(written(paper=A3, language=Language.KK)))
    assert reader.metadata is not None
    assert reader.metadata.title == "Қазақстан – Oʻzbekiston"
    assert str(reader.metadata.creator).startswith("Cooperation Tracker ")
    # A date would be that of the clock, and never twice the same.
    assert reader.metadata.creation_date is None
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_language == ["kk"]
    assert reader.xmp_metadata.dc_title == {"x-default": "Қазақстан – Oʻzbekiston"}
    assert "Filter: (a) <b>" in reader.xmp_metadata.dc_description["x-default"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(paper=A3) == written(paper=A3)
    assert written(title="A") != written(title="B")


def test_its_table_of_places_is_right() -> None:
    """A strict reader finds each object where the table says."""
    content = written(title="/Type /Catalog\n/CreationDate (D:1)\n")
    assert len(PdfReader(BytesIO(content), strict=True).pages) == 1


@pytest.mark.parametrize("size", PaperSize)
@pytest.mark.parametrize("landscape", [False, True])
def test_pages_have_the_size_of_the_paper(size: PaperSize, landscape: bool) -> None:
    paper = Paper(size, landscape)
    for page in PdfReader(BytesIO(written(paper=paper))).pages:
        assert float(page.mediabox.width) == pytest.approx(paper.width * 0.75, abs=0.6)
        assert float(page.mediabox.height) == pytest.approx(paper.height * 0.75, abs=0.6)


def test_tiles_are_pages() -> None:
    reader = PdfReader(BytesIO(written(paper=Paper(PaperSize.A4), tiles=True)))
    count = len(reader.pages)
    assert count > 5
    for number, page in enumerate(reader.pages, 1):
        assert f"Page {number} of {count}" in words(page.extract_text())


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_nothing_is_too_small_for_paper(theme: Theme) -> None:
    """Lines of at least 0.35 pt, texts of at least 7.5 pt; one pixel is 0.75 pt."""
    for style, look in looks(theme).items():
        if look.line is not None:
            assert look.width * 0.75 >= 0.35, style
        if look.font is not None:
            assert font(look.font).pixelSize() * 0.75 >= 7.5, style


def test_no_ground_is_darker_than_a_fifth_on_black_only_paper() -> None:
    marks = ("core", "edge", "mark", "arrow", "diamond", "text", "status", "summary", "overview")
    for style, look in looks(PRINT).items():
        if look.fill is None or any(part in style for part in marks):
            continue
        darkness = (255 - look.fill.red()) / 255 * look.fill.alphaF()
        assert darkness <= 0.2 + 1e-6, style

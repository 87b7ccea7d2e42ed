"""The passport on its page: always one, always readable, and it says what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.domain.portfolios import commitment, item, project, source
from tests.timeline.sheets.tables.printed_tables import placed, texts
from tests.workspace.test_foresight import portfolio as works
from tracker.domain.foresight import foreseen
from tracker.domain.model import Citation, ProgressNote, Row
from tracker.domain.portfolio import Portfolio
from tracker.domain.ranges import range_text
from tracker.exchange.sample import write_sample
from tracker.language import Language, translator
from tracker.paper.painter import ScenePainter
from tracker.paper.passport_document import write_passport
from tracker.paper.theme import PRINT
from tracker.timeline.sheets.page import Page
from tracker.timeline.sheets.passport.content import Passport
from tracker.timeline.sheets.passport.page import PASSPORT_PAPER, lay_out_passport
from tracker.workspace.foresight import foresee
from tracker.workspace.passport import passport_of
from tracker.workspace.why import sentence
from tracker.workspace.workspace import Workspace

pytestmark = pytest.mark.usefixtures("qapp")

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Portfolio:
    path = tmp_path_factory.mktemp("sample") / "sample.cotrack"
    write_sample(path, user="test")
    with Workspace.open(path, user="test", read_only=True) as workspace:
        return workspace.portfolio


def passport(portfolio: Portfolio, language: Language, project_id: int = 1) -> Passport:
    return passport_of(
        portfolio,
        portfolio.projects[project_id],
        translator(language),
        status_date=ON,
        title="Portfolio",
        file_name="portfolio.cotrack",
    )


def laid_out(found: Passport, language: Language = Language.EN) -> tuple[Page, ScenePainter]:
    scenes = ScenePainter(PRINT, vector=True)
    speech = translator(language)
    return lay_out_passport(found, translator=speech, measure=scenes.measure), scenes


def check(page: Page, scenes: ScenePainter) -> None:
    """Nothing leaves the margins, and no text stands on another."""
    content = PASSPORT_PAPER.content
    boxes = []
    for found in placed(page, scenes.measure):
        assert found.left >= content.x - 1, found.text
        assert found.right <= content.right + 1, found.text
        assert content.y <= found.y <= content.bottom, found.text
        boxes.append(found)
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = one.right <= other.left + 1 or other.right <= one.left + 1
            assert apart or abs(one.y - other.y) >= 8, (one, other)


@pytest.mark.parametrize("language", Language)
def test_every_project_of_the_sample_has_its_page(sample: Portfolio, language: Language) -> None:
    for found in sample.ordered_projects():
        check(*laid_out(passport(sample, language, found.id), language))


def test_sources_are_numbered_as_the_page_names_them(sample: Portfolio) -> None:
    page, _scenes = laid_out(passport(sample, Language.EN, 2))
    said = texts(replace(page, parts=page.parts[:1]))
    listed = said[said.index("Sources") + 1 :]
    numbers = [int(text) for text in listed if re.fullmatch(r"\d+", text)]
    assert numbers == list(range(1, len(numbers) + 1))
    raised = [text for text in said[: said.index("Sources")] if re.fullmatch(r"[\d, –]+", text)]
    assert set(numbers) <= {number for text in raised for number in numbers_of(text)}


def numbers_of(text: str) -> Iterator[int]:
    """1, 3, 4, 5 of "1, 3–5"."""
    for run in filter(None, text.split(", ")):
        first, _dash, last = run.partition("–")
        if first:
            yield from range(int(first), int(last or first) + 1)


def crowded(count: int) -> Portfolio:
    rows: list[Row] = [project(1, "Center " * 40, code="C", note="word " * 500)]
    for id in range(1, count + 1):
        rows += [
            source(id, f"A long title of article {id} " * 6, publisher=f"Publisher {id}"),
            item(id, f"Milestone {id} " * 12),
            commitment(10 * id, id, f"{2020 + id % 9}-Q1", announced="2019-01-01", source_id=id),
            commitment(10 * id + 1, id, f"{2021 + id % 9}", announced="2020-01-01", source_id=id),
            Citation(id=id, uid=f"c{id}", project_id=1, source_id=id),
            ProgressNote(id=id, uid=f"n{id}", project_id=1, text="Қазақстан " * 90, source_id=id),
        ]
    return Portfolio(rows)


@pytest.mark.parametrize("count", [1, 5, 20, 70, 400])
def test_however_much_there_is_it_is_one_page(count: int) -> None:
    page, scenes = laid_out(passport(crowded(count), Language.EN))
    check(page, scenes)
    said = " ".join(texts(page))
    if count >= 20:
        assert "more in the file" in said
        assert "Only in the file" in said


def test_the_oldest_notes_are_left_out_first() -> None:
    rows: list[Row] = [project(1, "Plant")]
    rows += [
        ProgressNote(id=id, uid=f"n{id}", project_id=1, text=f"note {id}. " + "word " * 60)
        for id in range(1, 41)
    ]
    said = texts(laid_out(passport(Portfolio(rows), Language.EN))[0])
    shown = [int(text.split()[1].rstrip(".")) for text in said if text.startswith("note ")]
    assert shown == list(range(40, 40 - len(shown), -1))
    assert 0 < len(shown) < 40
    assert f"… {40 - len(shown)} more in the file" in said


def test_the_forecast_has_its_place_and_no_heading_without_it(sample: Portfolio) -> None:
    found = passport(sample, Language.EN, 2)
    assert "Forecast" not in texts(laid_out(found)[0])
    told = replace(found, forecast="Commissioning follows the rolling shops.")
    page, scenes = laid_out(told)
    check(page, scenes)
    assert "Forecast" in texts(page)
    assert "Commissioning follows the rolling shops." in " ".join(texts(page))


@pytest.mark.parametrize("language", Language)
def test_the_forecast_and_its_sentence_are_in_each_language(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolio = works()
    monkeypatch.setattr(portfolio, "foresight", foresee(portfolio, ON))
    found = passport(portfolio, language)
    speech = translator(language)
    assert found.forecast == sentence(portfolio, portfolio.projects[1], ON, speech)
    page, scenes = laid_out(found, language)
    check(page, scenes)
    said = " ".join(texts(page))
    assert speech.text("Forecast") in said
    assert found.forecast in said
    known = foreseen(portfolio, portfolio.items[2], ON)
    assert known is not None and known.finish is not None
    (of_opening,) = (work for work in found.works if work.name.text == "Opening")
    assert of_opening.forecast == range_text(*known.finish, language)
    assert of_opening.forecast in said


@pytest.mark.parametrize("language", Language)
def test_the_document_says_what_it_is(sample: Portfolio, language: Language) -> None:
    found, speech = passport(sample, language), translator(language)
    streams = [BytesIO(), BytesIO()]
    for stream in streams:
        write_passport(stream, found, translator=speech, theme=PRINT)
    assert streams[0].getvalue() == streams[1].getvalue()
    reader = PdfReader(streams[0], strict=True)
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/Lang"] == language.value
    assert reader.metadata is not None
    assert reader.metadata.title == f"{speech.text('Project passport')}: {found.name}"
    said = " ".join(reader.pages[0].extract_text().split())
    for wanted in (found.name, found.status_text, found.as_of, found.facts[1].said.text):
        assert wanted in said


def test_no_text_is_smaller_than_may_be_printed(sample: Portfolio) -> None:
    page, scenes = laid_out(passport(sample, Language.EN))
    styles = {
        shape.style
        for part in page.parts
        for shape in part.scene
        if getattr(shape, "text", None) is not None
    }
    for style in styles:
        role = scenes.look(style).font
        assert role is not None
        assert scenes.font(role, struck=False).pixelSize() * 0.75 >= 7.5

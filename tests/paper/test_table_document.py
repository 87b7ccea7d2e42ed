"""Forms as PDF: in every language each text can be read, searched and copied, and none is cut."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.exchange.export_portfolio import context, export_portfolio
from tests.timeline.sheets.tables.printed_tables import crossed, placed, row, table
from tracker.exchange.forms import FORM_IDS, bundled_form
from tracker.exchange.official_table import fill_form
from tracker.exchange.printed_table import printed
from tracker.exchange.source_numbers import SourceNumbers
from tracker.language import Language, translator
from tracker.paper.painter import ScenePainter
from tracker.paper.table_document import TABLE_PAPERS, write_table
from tracker.paper.theme import PRINT
from tracker.timeline.sheets.tables.content import PrintedTable
from tracker.timeline.sheets.tables.pages import TablePages
from tracker.workspace import Workspace

pytestmark = pytest.mark.usefixtures("qapp")

LETTERS = "ә ғ қ ң ө ұ ү һ і Ә Ғ Қ Ң Ө Ұ Ү Һ І ў ҳ oʻ gʻ Oʻzbekiston maʼlum"


@pytest.fixture(scope="module", autouse=True)
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a form of changes reads."""
    path = tmp_path_factory.mktemp("portfolio") / "portfolio.cotrack"
    rows = export_portfolio().rows()
    with Workspace.create(path, user="tester") as made:
        made.perform("import", lambda repository: [repository.insert(row) for row in rows])
        OPEN.append(made)
        yield
        OPEN.clear()


OPEN: list[Workspace] = []


def form(form_id: str, language: Language) -> PrintedTable:
    numbers = SourceNumbers()
    filled = fill_form(
        bundled_form(form_id),
        context=context(export_portfolio()),
        translator=translator(language),
        numbers=numbers,
        workspace=OPEN[0],
    )
    return printed(filled, file_name="portfolio.cotrack", sources=numbers)


def written(found: PrintedTable) -> bytes:
    stream = BytesIO()
    write_table(stream, found, translator=translator(found.language), theme=PRINT)
    return stream.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form_id", FORM_IDS)
def test_no_text_of_a_form_is_cut(form_id: str, language: Language) -> None:
    scenes = ScenePainter(PRINT, vector=True)
    pages = TablePages(
        form(form_id, language),
        TABLE_PAPERS,
        translator=translator(language),
        measure=scenes.measure,
    )
    for page in pages:
        assert not crossed(page, scenes.measure)
        assert all(text.y < page.height for text in placed(page, scenes.measure))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form_id", FORM_IDS)
def test_a_form_says_title_day_headings_and_language(form_id: str, language: Language) -> None:
    found = form(form_id, language)
    reader = PdfReader(BytesIO(written(found)), strict=True)
    text = words(" ".join(page.extract_text() for page in reader.pages))
    for wanted in (found.title, found.as_of, found.file_name):
        assert words(wanted) in text
    assert reader.trailer["/Root"]["/Lang"] == language.value
    assert reader.metadata is not None
    assert reader.metadata.title == found.title
    together = text.replace(" ", "")
    for column in found.columns:
        assert column.heading.replace(" ", "") in together


def test_kazakh_and_uzbek_letters_can_be_searched(tmp_path: Path) -> None:
    content = written(table([row("1", LETTERS)]))
    assert LETTERS in words(PdfReader(BytesIO(content)).pages[0].extract_text())
    if (tool := shutil.which("pdftotext")) is not None:
        path = tmp_path / "letters.pdf"
        path.write_bytes(content)
        command = [tool, "-enc", "UTF-8", str(path), "-"]
        said = subprocess.run(command, capture_output=True, check=True, timeout=60)
        assert LETTERS in words(said.stdout.decode())


def test_the_same_table_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(form("register", Language.KK))
    monkeypatch.setenv("TZ", "Asia/Tashkent")
    assert written(form("register", Language.KK)) == first


def test_figures_are_written_as_the_language_writes_them() -> None:
    text = PdfReader(BytesIO(written(form("register", Language.RU)))).pages[0].extract_text()
    assert "185 100 000 000" in text.replace("\u00a0", " ")
    assert "121 300 000,25" in text.replace("\u00a0", " ")


@pytest.mark.parametrize("form_id", ["register", "roadmap", "due"])
def test_sources_are_numbers_in_the_cells_and_listed_at_the_end(form_id: str) -> None:
    found = form(form_id, Language.EN)
    rows = list(found.rows)
    listed = list(found.sources)
    assert listed
    said = " ".join(cell for each in rows for cell in each.cells)
    assert not [source for source in listed if source.publisher and source.publisher in said]
    text = PdfReader(BytesIO(written(form(form_id, Language.EN)))).pages[-1].extract_text()
    assert words(listed[-1].title)[:40] in words(text)


def test_units_of_one_figure_have_a_heading_in_common() -> None:
    bands = {column.band for column in form("register", Language.EN).columns}
    assert bands == {"", "Investment volume"}


def test_the_writing_tells_between_its_steps_and_can_be_stopped() -> None:
    found = form("register", Language.EN)
    stream, told = BytesIO(), []

    def tell() -> None:
        told.append(stream.tell())

    write_table(stream, found, translator=translator(found.language), theme=PRINT, tell=tell)
    assert len(told) > len(PdfReader(stream).pages)
    assert set(told) == {0}, "nothing is written before all is done"

    stopped = BytesIO()
    with pytest.raises(KeyboardInterrupt):
        again = form("register", Language.EN)
        write_table(
            stopped, again, translator=translator(again.language), theme=PRINT, tell=stop_at(2)
        )
    assert stopped.getvalue() == b""


def stop_at(last: int) -> Callable[[], None]:
    times = iter(range(last))

    def tell() -> None:
        if next(times, None) is None:
            raise KeyboardInterrupt

    return tell

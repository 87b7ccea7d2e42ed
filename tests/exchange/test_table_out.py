"""The CSV files: a reference file for each form, language and dialect, and what holds for all.

A reference file is UTF-8 whatever the encoding of its dialect, so that a change of it can be read.
Where the dialect cannot hold the characters, what is said then is the reference
(``….refused.txt``).

To write the reference files anew after a change that is meant, and then to read the diff:

    UPDATE_GOLDEN=1 python -m pytest tests/exchange/test_table_out.py
    git diff tests/golden
"""

import csv
import difflib
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.exchange.export_portfolio import (
    STATUS_DATE,
    changed_workspace,
    export_portfolio,
    report_portfolio,
)
from tracker.domain.errors import UserError
from tracker.domain.model import Names
from tracker.domain.portfolio import Portfolio
from tracker.exchange.dialects import DIALECTS, Dialect
from tracker.exchange.form_request import FormRequest
from tracker.exchange.forms import FORM_IDS, bundled_form
from tracker.exchange.official_table import Asked
from tracker.exchange.table import RowKind, Table, TableColumn, TableRow
from tracker.exchange.table_out import write_csv, write_form
from tracker.language import Language
from tracker.workspace.foresight import with_foresight
from tracker.workspace.workspace import Workspace

UTF_8 = [dialect for dialect in DIALECTS.values() if dialect.holds_everything]

GOLDEN = Path(__file__).parents[1] / "golden"

PLAIN = ("roadmap", "register", "milestones")
"""Forms that show everything on the smaller portfolio."""

CASES = [
    (form, language, dialect)
    for form in FORM_IDS
    for language in Language
    for dialect in DIALECTS.values()
]


def written(form: str, language: Language, dialect: Dialect, portfolio: Portfolio) -> bytes:
    target = io.BytesIO()
    write_form(
        portfolio,
        target,
        form=bundled_form(form),
        language=language,
        dialect=dialect,
        status_date=STATUS_DATE,
    )
    return target.getvalue()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A file in which things have changed."""
    opened = changed_workspace(tmp_path_factory.mktemp("golden") / "a.cotrack")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def foreseen() -> Mapping[bool, Portfolio]:
    """The smaller portfolio and the larger one (True), with their forecasts."""
    return {
        False: with_foresight(export_portfolio(), STATUS_DATE),
        True: with_foresight(report_portfolio(), STATUS_DATE),
    }


def shown(content: bytes) -> list[str]:
    """Line by line, with what the eye misses made visible."""
    text = content.decode().replace("\ufeff", "<BOM>").replace("\u00a0", "<NBSP>")
    return text.replace("\r\n", "<CRLF>\n").replace("\t", "<TAB>").splitlines()


def exported(request: FormRequest, dialect: Dialect) -> tuple[str, bytes]:
    """The ending of a reference file, and what should be in it."""
    target = io.BytesIO()
    try:
        write_csv(request.table(dialect.days), target, dialect)
    except UserError as refused:
        assert target.getvalue() == b""
        return "refused.txt", f"{refused}\n".encode()
    # The mark at the beginning of a file is a part of what is compared.
    encoding = dialect.encoding.removesuffix("-sig")
    return "csv", target.getvalue().decode(encoding).encode()


@pytest.mark.parametrize(
    ("form", "language", "dialect"), CASES, ids=lambda value: getattr(value, "name", value)
)
def test_a_form_is_written_as_in_its_reference_file(
    form: str,
    language: Language,
    dialect: Dialect,
    workspace: Workspace,
    foreseen: Mapping[bool, Portfolio],
) -> None:
    request = FormRequest(
        form=bundled_form(form),
        portfolio=foreseen[form not in PLAIN],
        language=language,
        status_date=STATUS_DATE,
        asked=Asked(since=date(2026, 11, 5)),
        workspace=workspace,
    )
    ending, content = exported(request, dialect)
    stem = f"{form}_{language}_{dialect.name}"
    path = GOLDEN / f"{stem}.{ending}"
    if os.environ.get("UPDATE_GOLDEN"):
        for old in GOLDEN.glob(f"{stem}.*"):
            old.unlink()
        path.write_bytes(content)
    kept = [each.name for each in GOLDEN.glob(f"{stem}.*")]
    assert kept == [path.name], content.decode()
    expected = path.read_bytes()
    diff = difflib.unified_diff(
        shown(expected), shown(content), f"tests/golden/{path.name}", "written", lineterm="", n=1
    )
    assert content == expected, "\n".join([*diff, "If this is meant: UPDATE_GOLDEN=1 pytest …"])


def test_there_is_no_reference_file_for_what_is_no_case_any_more() -> None:
    stems = {f"{form}_{language}_{dialect.name}" for form, language, dialect in CASES}
    files = [*GOLDEN.glob("*.csv"), *GOLDEN.glob("*.refused.txt")]
    assert {path.name.split(".")[0] for path in files} == stems


@pytest.mark.parametrize("dialect", UTF_8, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("form", sorted(set(FORM_IDS) - {"changes"}))
def test_every_line_has_the_same_number_of_cells_and_ends_alike(
    form: str, dialect: Dialect
) -> None:
    content = written(form, Language.RU, dialect, export_portfolio())
    assert content.startswith(b"\xef\xbb\xbf") is dialect.byte_order_mark
    assert content.endswith(b"\r\n")
    text = content.decode(dialect.encoding)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.separator))
    assert len({len(row) for row in rows}) == 1
    assert not any("\r" in cell for row in rows for cell in row)


HEADINGS = {
    Language.EN: "No.;Measure;Form of completion;Deadline;Responsible executors;Funding source;"
    "Expected expenditure;Progress of execution;Status;Forecast finish;"
    "Explanation of the forecast;Note",
    Language.RU: "№ п/п;Мероприятие;Форма завершения;Срок исполнения;Ответственные исполнители;"
    "Источник финансирования;Предполагаемые расходы;Ход исполнения;Статус;"
    "Прогнозный срок;Обоснование прогноза;Примечание",
    Language.KK: "Р/с №;Іс-шараның атауы;Аяқталу нысаны;Орындау мерзімі;Жауапты орындаушылар;"
    "Қаржыландыру көздері;Болжамды шығыстар;Орындалу барысы;Мәртебесі;"
    "Болжамды мерзім;Болжамның негіздемесі;Ескерту",
    Language.UZ: "T/r;Tadbir nomi;Amalga oshirish mexanizmi;Ijro muddati;Masʼul ijrochilar;"
    "Moliyalashtirish manbalari;Taxminiy xarajatlar;Bajarilishi;Holati;"
    "Prognoz muddati;Prognoz asosi;Izoh",
}


@pytest.mark.parametrize("language", Language)
def test_the_roadmap_has_the_official_headings_below_two_title_lines(language: Language) -> None:
    portfolio = export_portfolio()
    for item in list(portfolio.items):
        # A cost in the table adds its currency to the heading.
        portfolio.put(replace(item, cost=None, currency=""))
    lines = written("roadmap", language, DIALECTS["excel-ru"], portfolio).decode().splitlines()
    assert lines[2] == HEADINGS[language]
    assert "23.11.2026" in lines[1]
    assert not any(line.startswith(";Итого") for line in lines)


def one_cell(text: str) -> Table:
    return table(text, [TableRow(RowKind.ROW, ("x", None))])


def table(title: str, rows: Iterable[TableRow]) -> Table:
    return Table(title, "", Language.EN, (TableColumn("a"), TableColumn("b")), rows)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=list(DIALECTS))
def test_no_file_begins_with_the_mark_of_sylk(dialect: Dialect) -> None:
    target = io.BytesIO()
    write_csv(one_cell("ID"), target, dialect)
    assert target.getvalue().removeprefix(b"\xef\xbb\xbf").startswith(b'"ID"')


def test_the_target_stays_open_and_the_rows_are_counted() -> None:
    target = io.BytesIO()
    assert write_csv(one_cell("title"), target, DIALECTS["rfc4180"]).rows == 1
    assert not target.closed
    assert target.getvalue() == b"title,\r\na,b\r\nx,\r\n"


def test_more_rows_than_one_chunk_are_all_written_in_order() -> None:
    rows = [TableRow(RowKind.ROW, (number, "x")) for number in range(4_001)]
    target = io.BytesIO()
    assert write_csv(table("", iter(rows)), target, DIALECTS["rfc4180"]).rows == 4_001
    assert target.getvalue().split()[1:] == [f"{number},x".encode() for number in range(4_001)]


def test_a_table_without_rows_has_its_headings() -> None:
    text = written("register", Language.EN, DIALECTS["excel-en"], Portfolio()).decode("utf-8-sig")
    assert text.splitlines()[2].startswith("No.,Project name,")
    assert len(text.splitlines()) == 3


def test_a_name_in_no_language_leaves_its_cell_empty() -> None:
    portfolio = Portfolio(
        [replace(project, name=Names()) for project in export_portfolio().projects]
    )
    text = written("register", Language.EN, DIALECTS["excel-en"], portfolio).decode("utf-8-sig")
    assert text.splitlines()[3].startswith("1,,")

"""Workbooks: one readable reference file for each form and language, and what holds for all.

To write the reference files anew after a change that is meant, and then to read the diff:

    UPDATE_GOLDEN=1 python -m pytest tests/exchange/test_workbook.py
    git diff tests/golden/workbooks
"""

import csv
import difflib
import errno
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from tests.exchange.export_portfolio import STATUS_DATE, export_portfolio
from tests.exchange.workbook_dump import DumpedCell, dump, parts, sheets
from tracker.domain.errors import UserError
from tracker.domain.period import Period
from tracker.exchange import workbook
from tracker.exchange.form_request import FormRequest
from tracker.exchange.forms import FORM_IDS, bundled_form
from tracker.exchange.sheet_names import SheetNames
from tracker.exchange.table import (
    Cell,
    Content,
    DayCell,
    PeriodCell,
    RowKind,
    Table,
    TableColumn,
    TableRow,
)
from tracker.exchange.workbook import Written, write_form_workbook, write_workbook
from tracker.exchange.workbook_sheet import MOST_TEXT
from tracker.language import Language
from tracker.workspace.filters import RowFilter
from tracker.workspace.foresight import with_foresight
from tracker.workspace.query import Query

GOLDEN = Path(__file__).parents[1] / "golden" / "workbooks"


def form_workbook(form: str, language: Language, query: Query | None = None) -> bytes:
    target = io.BytesIO()
    request = FormRequest(
        form=bundled_form(form),
        portfolio=with_foresight(export_portfolio(), STATUS_DATE),
        language=language,
        status_date=STATUS_DATE,
        query=query or Query(),
    )
    write_form_workbook(request, target)
    return target.getvalue()


def table(
    *rows: tuple[Cell, ...], columns: tuple[TableColumn, ...] = (), title: str = "T"
) -> Table:
    width = len(rows[0]) if rows else 1
    return Table(
        title,
        "",
        Language.EN,
        columns or tuple(TableColumn(f"C{place}") for place in range(width)),
        [TableRow(RowKind.ROW, row) for row in rows],
    )


def written(*tables: Table) -> tuple[bytes, Written]:
    target = io.BytesIO()
    report = write_workbook(tables, target, created=STATUS_DATE)
    return target.getvalue(), report


def cell_of(value: Cell, column: TableColumn | None = None) -> DumpedCell:
    """The first cell below the title and the heading."""
    content, _ = written(table((value,), columns=(column,) if column else ()))
    return sheets(content)[0].cells["A3"]


@pytest.mark.parametrize("language", Language)
# The journal of a form of changes is in a file.
@pytest.mark.parametrize("form", sorted(set(FORM_IDS) - {"changes"}))
def test_every_form_is_written_as_in_its_reference_file(form: str, language: Language) -> None:
    path = GOLDEN / f"{form}_{language}.txt"
    found = dump(form_workbook(form, language))
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    expected = path.read_text(encoding="utf-8")
    diff = difflib.unified_diff(
        expected.splitlines(), found.splitlines(), path.name, "written", lineterm="", n=1
    )
    assert found == expected, "\n".join([*diff, "If this is meant: UPDATE_GOLDEN=1 pytest …"])


# -- what a file is made of ------------------------------------------------------------------------

PROGRAM = """
import sys
from tests.exchange.test_workbook import form_workbook, long_workbook
from tracker.language import Language
sys.stdout.buffer.write(form_workbook("register", Language.KK) + long_workbook())
"""


def long_workbook() -> bytes:
    """More rows than are kept in memory."""
    rows = [(number, f"row {number % 10}", Decimal(number) / 4) for number in range(6_000)]
    return written(table(*rows))[0]


@pytest.mark.parametrize("zone", ["Asia/Tashkent", "America/St_Johns"])
def test_the_same_rows_give_the_same_bytes_in_every_process(zone: str) -> None:
    again = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONHASHSEED": "77", "TZ": zone},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        timeout=120,
        umask=0o027 if os.name == "posix" else -1,
    )
    assert again.stdout == form_workbook("register", Language.KK) + long_workbook()


def test_nobody_is_named_and_no_day_but_the_status_date() -> None:
    found = parts(form_workbook("roadmap", Language.UZ))
    core = ElementTree.fromstring(found["docProps/core.xml"])
    said = {each.tag.partition("}")[2]: each.text for each in core}
    assert said == {
        "title": "Yoʻl xaritasi",
        "subject": "23.11.2026 holatiga koʻra",
        "creator": None,
        "lastModifiedBy": None,
        "created": "2026-11-23T00:00:00Z",
        "modified": "2026-11-23T00:00:00Z",
    }
    custom = ElementTree.fromstring(found["docProps/custom.xml"])
    assert [(each.attrib["name"], each[0].text) for each in custom] == [("Language", "uz")]


def test_another_reader_finds_days_as_days_and_periods_as_texts() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(form_workbook("milestones", Language.EN)))
    assert book.sheet_names == ["Milestones", "Sources"]
    rows = book.get_sheet_by_index(0).to_python()
    place = rows[2].index("Deadline")
    deadlines = {row[place] for row in rows[3:]}
    assert {date(2026, 12, 31), date(2025, 11, 15)} <= deadlines
    assert {"Q4 2026", "December 2026", "2025", "by 29.09.2026"} <= deadlines
    assert not any(isinstance(found, float) for found in deadlines)


def test_the_header_stays_in_sight_and_is_repeated_on_every_page() -> None:
    found = parts(form_workbook("register", Language.EN))
    names = ElementTree.fromstring(found["xl/workbook.xml"]).findall(".//{*}definedName")
    assert [(name.attrib["name"], name.text) for name in names] == [
        ("_xlnm.Print_Titles", "'Project register'!$3:$3"),
        ("_xlnm.Print_Titles", "Sources!$2:$2"),
    ]


def test_only_the_sources_of_the_rows_are_listed() -> None:
    query = Query(filter=RowFilter(project_ids=frozenset({2})))
    _, listed = sheets(form_workbook("register", Language.EN, query))
    titles = [listed.cells[place].value for place in listed.cells if place.startswith("B")]
    assert titles == ["Title", "Kazakhstan, Uzbekistan Set to Establish Free Trade Regime"]
    without = Query(filter=RowFilter(project_ids=frozenset({4})))
    assert len(sheets(form_workbook("register", Language.EN, without))) == 1


# -- cells -----------------------------------------------------------------------------------------

NUMBERS = TableColumn("Value", Content.NUMBER)
DEADLINES = TableColumn("Deadline", Content.PERIOD)


@pytest.mark.parametrize(
    ("value", "kind", "text", "look"),
    [
        (0, "number", "0", "#,##0"),
        (-5, "number", "-5", "#,##0"),
        (Decimal("8.95"), "number", "8.95", "#,##0.00"),
        (Decimal("-0.1"), "number", "-0.1", "#,##0.0"),
        (Decimal("121300000.25"), "number", "121300000.25", "#,##0.00"),
        (999_999_999_999_999, "number", "999999999999999", "#,##0"),
        (10**15, "text", "1000000000000000", ""),
        (-(10**40), "text", "-1" + "0" * 40, ""),
        (Decimal("1234567890123.456"), "text", "1234567890123.456", ""),
    ],
)
def test_a_number_keeps_each_digit(value: Cell, kind: str, text: str, look: str) -> None:
    cell = cell_of(value, NUMBERS)
    assert (cell.kind, cell.value) == (kind, text)
    assert cell.look == f"{look} right ruled" if look else "left" not in cell.look


def test_a_day_is_a_date_a_period_is_not_and_they_stand_alike() -> None:
    day = cell_of(DayCell("15 ноября 2025 года", date(2025, 11, 15)), DEADLINES)
    assert (day.kind, day.value, day.look) == ("number", "45976", "dd.mm.yyyy left ruled")
    period = cell_of(PeriodCell("Q4 2026", Period.quarter(2026, 4)), DEADLINES)
    assert (period.kind, period.value, period.look) == ("text", "Q4 2026", "left wrap ruled")
    old = cell_of(DayCell("28.02.1900", date(1900, 2, 28)), DEADLINES)
    assert (old.kind, old.value) == ("text", "28.02.1900")


HOSTILE = [
    *("=1+1", "+1", "-1+2", "@SUM(A1)", "{=1}", '=HYPERLINK("http://example.org")'),
    *("http://example.org", "mailto:a@example.org", "internal:Sheet1!A1", "00123", "1-2", "1E5"),
    *("<r>bold</r>", "<r><rPr><b/></rPr><t>x</t></r>", "a<b>&amp;\"'", "]]>", "_x0041_"),
    *(" leading", "trailing ", "two\nlines", "\ttab", "🏭 ұңқ", "#N/A", "TRUE", "'quoted"),
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("rows", [1, 5_001])
def test_a_text_is_that_text_and_nothing_that_runs(text: str, rows: int) -> None:
    content, report = written(table(*[(text,)] * rows))
    sheet = sheets(content)[0]
    cell = sheet.cells[f"A{rows + 2}"]
    assert (cell.kind, cell.value.replace("_x005F_", "_")) == ("text", text)
    assert not sheet.root.findall(".//{*}hyperlink")
    read = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert read[-1] == [text]
    assert report == Written(rows, 0)


def test_control_characters_are_written_as_excel_reads_them() -> None:
    assert cell_of("a\x00\x1b[31m\ufffeb").value == "a_x0000__x001B_[31m_xFFFE_b"
    assert cell_of("two\r\nlines\rthree").value == "two\nlines\nthree"
    assert cell_of("").kind == ""


def test_a_text_that_no_cell_holds_is_cut_and_counted() -> None:
    content, report = written(table(("x" * MOST_TEXT, "🏭" * 20_000, "y" * 40_000)))
    cells = sheets(content)[0].cells
    assert cells["A3"].value == "x" * MOST_TEXT
    assert cells["B3"].value == "🏭" * (MOST_TEXT // 2) + "…"
    assert cells["C3"].value == "y" * (MOST_TEXT - 1) + "…"
    assert report == Written(1, 2)


def test_sections_go_over_all_columns_and_sums_are_values() -> None:
    rows = [
        TableRow(RowKind.SECTION, (None, "<r>First</r>", None)),
        TableRow(RowKind.ROW, (1, "Step", 5)),
        TableRow(RowKind.TOTAL, (None, "Total", 5)),
    ]
    content, report = written(replace(table((1, "", 5)), rows=rows))
    (sheet,) = sheets(content)
    assert [each.attrib["ref"] for each in sheet.root.findall(".//{*}mergeCell")] == ["A3:C3"]
    assert sheet.cells["A3"].value == "<r>First</r>"
    assert "bold" in sheet.cells["A3"].look
    assert sheet.cells["C5"] == DumpedCell("number", "5", "#,##0 bold left ruled, line above")
    assert report.rows == 3


def test_a_row_is_as_high_as_its_longest_cell() -> None:
    column = TableColumn("Note", width=20, wraps=True)
    content, _ = written(table(("word " * 40,), ("short",), columns=(column,)))
    (sheet,) = sheets(content)
    heights = {
        row.attrib["r"]: row.attrib.get("ht") for row in sheet.root.iter() if "r" in row.attrib
    }
    assert float(heights["3"] or 0) >= 10 * 15
    assert heights["4"] is None


def test_a_column_of_numbers_is_as_wide_as_the_longest_of_any_row() -> None:
    rows = [(number,) for number in [*range(5_100), 123_456_789_012]]
    content, _ = written(table(*rows, columns=(replace(NUMBERS, width=4),)))
    (width,) = (
        float(column.attrib["width"]) for column in sheets(content)[0].root.findall(".//{*}col")
    )
    assert width >= len("123,456,789,012")


def test_more_rows_than_are_kept_in_memory_are_all_written_in_order() -> None:
    read = CalamineWorkbook.from_filelike(io.BytesIO(long_workbook())).get_sheet_by_index(0)
    assert read.to_python()[2:] == [
        [number, f"row {number % 10}", number / 4] for number in range(6_000)
    ]


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 5_010)
    written(table(*[(1,)] * 5_010))
    with pytest.raises(UserError, match=r"holds 5010 rows.*CSV"):
        written(table(*[(1,)] * 5_011))


# -- names of sheets -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Дорожная карта", "Дорожная карта"),
        ("a[b]c:d*e?f/g\\h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("  \x00\t ", "1"),
        ("", "1"),
        ("x" * 40, "x" * 30 + "…"),
        ("🏭" * 20, "🏭" * 15 + "…"),
        ("History", "History (2)"),
    ],
)
def test_a_sheet_has_a_name_that_excel_takes(title: str, name: str) -> None:
    assert SheetNames().of(title) == name
    content, _ = written(table((1,), title=title))
    assert sheets(content)[0].name == name


def test_two_sheets_never_have_one_name() -> None:
    titles = ["Plan", "PLAN", "plan", "ы" * 32, "ы" * 33]
    content, _ = written(*(table((1,), title=title) for title in titles))
    names = [sheet.name for sheet in sheets(content)]
    assert names == ["Plan", "PLAN (2)", "plan (3)", "ы" * 30 + "…", "ы" * 26 + "… (2)"]


# -- when it goes wrong ----------------------------------------------------------------------------


class FullDisk(io.BytesIO):
    def write(self, content: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_as_one() -> None:
    with pytest.raises(OSError, match="No space") as raised:
        write_workbook([table((1,))], FullDisk(), created=STATUS_DATE)
    assert raised.value.errno == errno.ENOSPC


def test_an_export_that_is_broken_off_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows() -> Iterator[TableRow]:
        yield from [TableRow(RowKind.ROW, (1,))] * 6_000
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(replace(table((1,)), rows=rows()))
    assert list(tmp_path.iterdir()) == []


# -- LibreOffice -----------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_each_cell_as_it_is_meant(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [(text, number) for number, text in enumerate(HOSTILE)]
    days: list[tuple[Cell, ...]] = [
        ("day", DayCell("15.11.2025", date(2025, 11, 15))),
        ("period", PeriodCell("Q4 2026", Period.quarter(2026, 4))),
    ]
    source = tmp_path / "book.xlsx"
    source.write_bytes(written(table(*rows, *days))[0])
    # Separator, quote, UTF-8, first line, no types, English, quoted, shown as on the screen.
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,true"
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", options, "--outdir", tmp_path, source),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    with (tmp_path / "book.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.reader(file))[2:]
    assert read == [
        *([text, str(number)] for number, text in enumerate(HOSTILE)),
        ["day", "15.11.2025"],
        ["period", "Q4 2026"],
    ]

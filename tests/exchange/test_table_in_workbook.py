"""Workbooks: values, dates as precise as they are shown, and what is refused before it is read."""

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from tests.domain.portfolios import center
from tests.exchange.tables import looked_at, told
from tracker.domain.errors import FileError, InputError
from tracker.domain.period import period_from_key
from tracker.exchange.table_in import html_source, understand, workbook_parts
from tracker.exchange.table_in.reading import bytes_source
from tracker.exchange.table_in.source import Source
from tracker.exchange.table_in.workbook_parts import shown_precision

HEADINGS = ["Name", "Deadline", "% complete", "Expected cost (KZT)"]


def workbook(fill: Callable[[Any, Any], object], *more_sheets: str) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("План")
        fill(book, sheet)
        for name in more_sheets:
            book.add_worksheet(name).write_row(0, 0, [name, "other"])
    return target.getvalue()


def of_rows(*rows: list[object], headings: list[str] = HEADINGS) -> bytes:
    def fill(_book: Any, sheet: Any) -> None:
        for at, row in enumerate([headings, *rows]):
            sheet.write_row(at, 0, row)

    return workbook(fill)


def read(content: bytes, sheet: str | None = None) -> Source:
    return bytes_source(content, "book.xlsx", sheet=sheet)


def changed(content: bytes, replace: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same workbook with other parts; None leaves one out."""
    target = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name in source.namelist():
            part = replace(name, source.read(name))
            if part is not None:
                book.writestr(name, part)
    return target.getvalue()


def test_numbers_and_texts_are_read_with_all_their_digits() -> None:
    row = read(of_rows(["Launch", "Q4 2026", 72, 121300000.25])).rows[1]
    assert row.cells == ["Launch", "Q4 2026", Decimal(72), Decimal("121300000.25")]
    assert read(of_rows(["x", 27_000_000_000])).rows[1].cells[1] == Decimal(27_000_000_000)


def test_a_date_is_as_precise_as_it_is_shown() -> None:
    formats = ["dd.mm.yyyy", "mmmm yyyy", "yyyy", '[$-419]mmmm\\ yyyy" г.";@', "dd.mm.yyyy hh:mm"]

    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADINGS)
        for at, code in enumerate(formats):
            day = datetime(2026, 12, 1)
            sheet.write_string(at + 1, 0, f"Row {at}")
            sheet.write_datetime(at + 1, 1, day, book.add_format({"num_format": code}))

    source = read(workbook(fill))
    keys = ["2026-12-01", "2026-12", "2026", "2026-12", "2026-12-01"]
    assert [row.cells[1] for row in source.rows[1:]] == [period_from_key(key) for key in keys]
    preview = looked_at(center(), understand(source), project="Center")
    assert told(preview)[1] == "3 created name: Row 1; finish: Dec 2026"


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("General", ""),
        ("0.00%", ""),
        ("mm:ss", ""),
        ("mmm-yy", "month"),
        ('"year" yyyy', "year"),
        ("[red]yyyy;@", "year"),
        ("d mmmm yyyy", ""),
    ],
)
def test_formats_of_dates(code: str, key: str) -> None:
    precision = shown_precision(code)
    assert (precision.value if precision else "") == key


def test_a_percentage_is_read_as_it_is_shown() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ["Technical launch", ""])
        sheet.write_number(1, 2, 0.72, book.add_format({"num_format": "0%"}))

    preview = looked_at(center(), understand(read(workbook(fill))), project="Center")
    assert told(preview) == ["2 updated percent: 72"]


def test_the_first_sheet_with_cells_is_read_and_others_by_name() -> None:
    content = workbook(lambda book, sheet: None, "Second", "Third")
    source = read(content)
    assert (source.sheet, source.sheets) == ("Second", ("План", "Second", "Third"))
    assert read(content, "Third").rows[0].text(0) == "Third"
    with pytest.raises(InputError, match="no sheet “Fourth”"):
        read(content, "Fourth")
    with pytest.raises(FileError, match="no sheet with cells"):
        read(workbook(lambda book, sheet: None))


def test_a_cell_merged_over_rows_is_said_of_each() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Project", "Milestone", "Deadline"])
        sheet.merge_range(1, 0, 2, 0, "Center")
        sheet.write_row(1, 1, ["Technical launch", "Q4 2026"])
        sheet.write_row(2, 1, ["Opening", "2028"])

    preview = looked_at(center(), understand(read(workbook(fill))))
    assert told(preview) == ["3 created name: Opening; finish: 2028"]


def test_formulas_give_their_results_and_one_without_is_refused() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_string(1, 0, "Technical launch")
        sheet.write_formula(1, 2, "=70+2", value=72)
        sheet.write_string(2, 0, "Official opening")
        sheet.write_formula(2, 2, "=1+1", value="")
        sheet.write_formula(3, 0, '="a"', value="")
        sheet.write_string(4, 0, "New")
        sheet.write_formula(4, 2, "=1/0", value="#DIV/0!")

    preview = looked_at(center(), understand(read(workbook(fill))), project="Center")
    lines = told(preview)
    assert lines[0] == "2 updated percent: 72"
    assert "a formula without its result" in lines[1]
    assert "a formula without its result" in lines[2]
    assert "an error of the spreadsheet, #DIV/0!" in lines[3]


# -- what is not safe or not sound -----------------------------------------------------------------


def refusal(content: bytes) -> str:
    with pytest.raises(FileError) as refused:
        read(content)
    return str(refused.value)


def test_a_bomb_is_refused_by_what_it_declares() -> None:
    zeros = bytes(1024 * 1024)
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book,
        book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(zeros)
    assert len(target.getvalue()) < 1024 * 1024
    assert "more than 256 MB" in refusal(target.getvalue())


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(of_rows(["x", "2026"]))
    info = zipfile.ZipFile(io.BytesIO(bytes(content))).getinfo("xl/worksheets/sheet1.xml")
    at = content.index(b"PK\x01\x02")
    while content[at + 46 : at + 46 + len(info.filename)] != info.filename.encode():
        at = content.index(b"PK\x01\x02", at + 4)
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    assert "is damaged" in refusal(bytes(content))


def test_a_cell_far_out_takes_no_memory() -> None:
    content = changed(
        of_rows(["x", "2026"]),
        lambda name, part: part.replace(b'r="A2"', b'r="XFD1048576"') if "sheet1" in name else part,
    )
    assert "more than 1000 columns" in refusal(content)
    content = changed(
        of_rows(["x", "2026"]),
        lambda name, part: part.replace(b'r="A2"', b'r="A1048576"') if "sheet1" in name else part,
    )
    assert "more than 200000 rows" in refusal(content)


def test_texts_that_many_cells_share_are_counted_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "MAX_TEXT", 50_000)
    assert "longer than" in refusal(of_rows(*[["x" * 1000, "2026"]] * 60))
    read(of_rows(*[["x" * 1000, "2026"]] * 40))


def test_a_workbook_with_macros_is_refused() -> None:
    target = io.BytesIO(of_rows(["x", "2026"]))
    with zipfile.ZipFile(target, "a") as book:
        book.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    assert "holds macros" in refusal(target.getvalue())


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'

    def replace(name: str, part: bytes) -> bytes:
        return part.replace(b"?>", b"?>" + bomb, 1) if "sheet1" in name else part

    assert "is damaged" in refusal(changed(of_rows(["x", "2026"]), replace))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_part_that_is_missing_or_broken_is_no_crash(part: str) -> None:
    content = of_rows(["x", "2026"])
    for replacement in (None, b"", b"<a><b></a>"):
        broken = changed(content, lambda name, old, new=replacement: new if name == part else old)
        try:
            read(broken)
        except FileError as refused:
            assert "book.xlsx" in str(refused)


@pytest.mark.parametrize("length", [4, 100, 1000, 4000])
def test_a_workbook_that_is_cut_off_is_told(length: int) -> None:
    assert "is damaged" in refusal(of_rows(["x", "2026"])[:length])


def test_another_zip_is_no_workbook() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        book.writestr("a.txt", "text")
    assert "no workbook" in refusal(target.getvalue())


# -- the clipboard ---------------------------------------------------------------------------------


def test_a_table_in_html_is_read_with_its_spans_and_line_breaks() -> None:
    html = """<html><body><p>before</p><table border=1>
      <tr><th>Project</th><th>Milestone</th><th>Deadline</th></tr>
      <tr><td rowspan=2>Center</td><td>Technical<br>launch &amp;
        more</td><td>Q4&nbsp;2026</td></tr>
      <tr><td colspan=2>Opening</td></tr>
      <tr><td>Plant<td>Furnace<td></tr>
    </table><table><tr><td>second</td></tr></table></body></html>"""
    rows = html_source(html, name="clipboard").rows
    assert [row.cells for row in rows] == [
        ["Project", "Milestone", "Deadline"],
        ["Center", "Technical\nlaunch & more", "Q4 2026"],
        ["Center", "Opening", ""],
        ["Plant", "Furnace", ""],
    ]


@pytest.mark.parametrize("html", ["", "<p>text</p>", "<table></table>"])
def test_html_without_a_table_is_told(html: str) -> None:
    with pytest.raises(FileError, match="no table"):
        html_source(html, name="clipboard")


def test_html_that_spans_without_end_is_bounded() -> None:
    with pytest.raises(FileError, match="more than 1000 columns"):
        html_source("<table><tr>" + "<td colspan=999>x" * 20, name="clipboard")

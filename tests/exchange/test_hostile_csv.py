"""Hostile cells in every dialect, read back by readers that know nothing of how they were written.

What was added is taken off by rules of the test's own, written down from the documentation: one
apostrophe at the beginning or after a separator, and a no-break space in a month.
"""

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from python_calamine import CalamineWorkbook

from tracker.domain.errors import UserError
from tracker.domain.period import Period, Precision
from tracker.exchange.cell_warnings import CellWarning, WarningKind
from tracker.exchange.dialects import DIALECTS, Dialect
from tracker.exchange.official_dates import worded
from tracker.exchange.table import Cell, DayCell, PeriodCell, RowKind, Table, TableColumn, TableRow
from tracker.exchange.table_out import Written, write_csv
from tracker.language import Language

ALL = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=list(DIALECTS))

LATIN = [
    *("=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "-x", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\ttab"),
    *(
        '"=1+1"',
        "'=1",
        "''=1",
        "'",
        "''",
        "a'b",
        "'text",
        "a;=1",
        "a,=1",
        "a\t=1",
        "a\n=1",
        "a\r\n=1",
    ),
    *("=", "-", "+7 701 123 45 67", "8 701 123-45-67", "a;'=1", 'say "so"', '"', '""', '"""', ";"),
    *(
        ",",
        "\t",
        "\n",
        "\r\n",
        "\r",
        " ",
        "  two  ",
        " =1",
        "sep=;",
        "ID",
        "ID;x",
        "id",
        "",
        "x" * 32_768,
    ),
    *(
        "1-2",
        "1/2",
        "22.5",
        "MAR1",
        "1 MAR",
        "00123",
        "0",
        "-0",
        "1e5",
        "1E+5",
        "1,5",
        "1.5",
        "12:30",
    ),
    *(
        "12:30:45",
        "TRUE",
        "false",
        "1234567890123456",
        "12345678901",
        "72 %",
        "$5",
        "(5)",
        "1 234",
        "a\0b",
    ),
    *(
        "December 2026",
        "Dec 2026",
        "'December 2026",
        "December\u00a02026",
        "31.12.2026",
        "2026-12-31",
    ),
]
LOCAL = [
    "декабрь 2026",
    "5 мая",
    "№ 1",
    "ИСТИНА",
    "май 2026 г.",
    "май\u00a02026\u00a0г.",
    "“=1”",
    "–5",
]
WIDE = [
    *(
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\ufeff=1",
        "\u200b=1",
        "\u2060-1",
        "\u202e=1",
        "\x85=1",
        "\x0b=1",
    ),
    *(
        "\x0c=1",
        "−5",
        "−text",
        "a;＝1",
        "қаңтар 2026",
        "5 қаң",
        "iyun 2026",
        "oʻzbekcha",
        "🏭",
        "\ufeffa",
    ),
]
NUMBERS: list[Cell] = [-5, 0, 10**15, Decimal("-1794783.50"), Decimal("1E+20"), Decimal("0.000001")]
DAY = date(2026, 12, 31)
A_DAY = DayCell("31.12.2026", DAY)
A_MONTH = PeriodCell("12.2026", Period.containing(DAY, Precision.MONTH))


def hostile(dialect: Dialect) -> list[str]:
    texts = [*LATIN, *LOCAL, *WIDE]
    return [text for text in texts if can_hold(text, dialect)]


def can_hold(text: str, dialect: Dialect) -> bool:
    try:
        text.encode(dialect.encoding)
    except UnicodeEncodeError:
        return False
    return True


def table(rows: Sequence[Sequence[Cell]], *, title: str = "") -> Table:
    columns = tuple(TableColumn(f"column {at}") for at in range(len(rows[0])))
    lines = [TableRow(RowKind.ROW, tuple(row)) for row in rows]
    return Table(title, "", Language.RU, columns, lines)


def write(
    rows: Sequence[Sequence[Cell]], dialect: Dialect, title: str = ""
) -> tuple[bytes, Written]:
    target = io.BytesIO()
    written = write_csv(table(rows, title=title), target, dialect)
    return target.getvalue(), written


def matrix(dialect: Dialect) -> list[list[Cell]]:
    """Each hostile text in columns of texts, of numbers, of days and of periods.

    There it stands among others of the column, and as the wording of a day and of a period.
    """
    texts = hostile(dialect)
    rows: list[list[Cell]] = []
    for at, text in enumerate(texts):
        number = NUMBERS[at % len(NUMBERS)]
        period = PeriodCell("Q4 2026" if at % 2 else "2026", Period.containing(DAY, Precision.YEAR))
        rows.append([text, number, DayCell("31.12.2026", DAY), period, texts[-at], None])
        rows.append([None, text, text, text, -1, text])
        rows.append([text, number, worded(A_DAY, text), worded(A_MONTH, text), text, None])
    return rows


def expected(cell: Cell, dialect: Dialect) -> str:
    if cell is None:
        return ""
    if isinstance(cell, DayCell | PeriodCell):
        return one_line_end(cell.text)
    if isinstance(cell, Decimal):
        return format(cell, "f").replace(".", dialect.decimal_point)
    return one_line_end(str(cell))


def one_line_end(text: str) -> str:
    """Inside a cell lines end as spreadsheets have it."""
    return re.sub(r"\r\n?", "\n", text)


def unguarded(text: str) -> str:
    """One apostrophe fewer where there may be one, the no-break spaces of a month as spaces."""
    text = re.sub(r"([,;\t\r\n])'(?=[^,;\t\r\n]*[-=+@＝＋－＠])", r"\1", text)
    if re.fullmatch(r"\S+\u00a0\d{4}(\u00a0г\.)?", text) and not text.startswith("'"):
        return text.replace("\u00a0", " ")
    return text


def same(read: str, meant: str) -> bool:
    """Whether ``read`` is what was meant, guarded or not."""
    plain = unguarded(read)
    return meant in (read, plain) or plain == f"'{unguarded(meant)}" or plain == f"'{meant}"


@ALL
def test_an_independent_reader_finds_what_was_meant(dialect: Dialect) -> None:
    rows = matrix(dialect)
    content, _ = write(rows, dialect)
    reader = csv.reader(
        io.StringIO(content.decode(dialect.encoding), newline=""),
        delimiter=dialect.separator,
        strict=True,
    )
    found = list(reader)[1:]
    assert len(found) == len(rows)
    wrong = [
        (meant, cell)
        for row, cells in zip(rows, found, strict=True)
        for meant, cell in zip(row, cells, strict=True)
        if not same(cell, expected(meant, dialect))
    ]
    assert wrong == []
    restored = [[dialect.restored(cell) for cell in cells] for cells in found]
    assert restored == [[expected(cell, dialect) for cell in row] for row in rows]


@ALL
def test_no_text_runs_and_every_number_stays_a_number(dialect: Dialect) -> None:
    rows = matrix(dialect)
    content, _ = write(rows, dialect)
    text = content.decode(dialect.encoding)
    for separator in (",", ";", "\t"):
        # Also parted as another spreadsheet would.
        for line in re.split(r"\r\n|\r|\n", text):
            for cell in line.split(separator):
                if re.fullmatch(r"-?\d+([.,]\d+)?", cell):
                    continue
                bare = re.sub(r"^[\s\x00-\x1f\u200b\u2060\u202e\ufeff\"]+", "", cell)
                assert not re.match(r"[=@＝＠]|[-+].*(\w\(|\|)", bare), (separator, cell)


@ALL
@pytest.mark.parametrize("title", ["ID", "ID;x", "sep=;", "SEP=,", "\ufeffID", "=1"])
def test_no_file_begins_as_something_else(title: str, dialect: Dialect) -> None:
    if not can_hold(title, dialect):
        pytest.skip("not in the encoding")
    content, _ = write([["a", "b"]], dialect, title)
    body = content.removeprefix(b"\xef\xbb\xbf")
    assert not body.lower().startswith((b"id", b"sep=", b"=", b"\xef\xbb\xbf"))
    assert content.startswith(b"\xef\xbb\xbf") is dialect.byte_order_mark


@pytest.mark.parametrize("name", ["windows-1251", "kz-1048"])
def test_characters_that_are_not_held_are_named_with_their_cells(name: str) -> None:
    dialect = DIALECTS[name]
    target = io.BytesIO()
    rows: list[list[Cell]] = [["есть", "a"], ["oʻzbekcha", "🏭"], ["ok", "ʻ"]]
    with pytest.raises(UserError) as refused:
        write_csv(table(rows), target, dialect)
    said = str(refused.value)
    assert target.getvalue() == b""
    assert "ʻ 🏭" in said
    for place in ("3, “column 0”", "3, “column 1”", "4, “column 1”", "3 cells"):
        assert place in said


def test_kazakh_letters_are_held_by_kz_1048_only() -> None:
    rows: list[list[Cell]] = [["Қазақстан", "өңір"]]
    content, _ = write(rows, DIALECTS["kz-1048"])
    assert content.decode("kz1048") == "column 0;column 1\r\nҚазақстан;өңір\r\n"
    with pytest.raises(UserError, match="Қ"):
        write(rows, DIALECTS["windows-1251"])


def test_the_warnings_name_each_cell_once_with_its_place() -> None:
    rows: list[list[Cell]] = [
        ["=1", -5, "December 2026"],
        ["fine", "1-2", "x" * 32_768],
        ["a\0b", None, "+7"],
    ]
    _, written = write(rows, DIALECTS["excel-ru"], title="title")
    warnings = written.warnings
    assert warnings.listed == [
        CellWarning(3, 1, "=1", WarningKind.FORMULA),
        CellWarning(5, 1, "a\0b", WarningKind.CONTROL),
        CellWarning(4, 2, "1-2", WarningKind.READING),
        CellWarning(3, 3, "December 2026", WarningKind.MONTH),
        CellWarning(4, 3, "x" * 32_768, WarningKind.TOO_LONG),
        CellWarning(5, 3, "+7", WarningKind.FORMULA),
    ]
    assert warnings.guarded == 4


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["excel-ru", "excel-en", "rfc4180", "tsv", "windows-1251"])
def test_libreoffice_finds_what_was_meant(name: str, tmp_path: Path) -> None:
    """What LibreOffice takes each cell for, as it stands by itself: every text and every number.

    It has no KZ-1048. Strict CSV is for programs, which say which columns are texts.
    """
    dialect = DIALECTS[name]
    # A workbook holds no controls, and a cell of it 32,767 characters.
    texts = [
        text
        for text in hostile(dialect)
        if len(text) < 1000 and not re.search(r"[\0-\x08\x0b\x0c\x0e-\x1f]", text)
    ]
    rows: list[list[Cell]] = [
        [text, NUMBERS[at % len(NUMBERS)], worded(A_DAY, text), worded(A_MONTH, text), "|"]
        for at, text in enumerate(texts)
    ]
    content, _ = write(rows, dialect)
    source = tmp_path / "table.csv"
    source.write_bytes(content)
    found = through_libreoffice(source, dialect, tmp_path)[1:]
    assert len(found) == len(rows)
    for meant, cells in zip(rows, found, strict=True):
        number = cells.pop(1)
        assert number == float(cast(Decimal, meant.pop(1)))
        for cell, text in zip(cells, map(written_alone(dialect), meant), strict=True):
            # A text that is a number or a whole day and nothing else may be one, the same.
            if isinstance(cell, float):
                assert re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", text)
                assert cell == float(text.replace(",", "."))
            elif isinstance(cell, date):
                assert (text, cell) == ("2026-12-31", DAY)
            else:
                assert cell == text


def written_alone(dialect: Dialect) -> Callable[[Cell], str]:
    return lambda cell: dialect.texts([cell])[0]


def through_libreoffice(source: Path, dialect: Dialect, folder: Path) -> list[list[object]]:
    """The cells of a CSV file with their types, from the workbook that LibreOffice makes of it."""
    separator = ord(dialect.separator)
    charset = 34 if dialect.encoding == "windows-1251" else 76
    locale = 1033 if dialect.decimal_point == "." else 1049
    as_texts = "1/2/3/2/4/2" if dialect.name == "rfc4180" else ""
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            f"--infilter=CSV:{separator},34,{charset},1,{as_texts},{locale},"
            "false,false,false,false",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder / "out"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    book = CalamineWorkbook.from_path(folder / "out" / "table.xlsx")
    return cast(list[list[object]], book.get_sheet_by_index(0).to_python(skip_empty_area=False))


@pytest.mark.parametrize(
    ("wording", "is_day"),
    [
        ("31.12.2026", True),
        ("31 December 2026", True),
        ("31 декабря 2026 года", True),
        ("the last day of the year", True),
        ("=31.12.2026", False),
        ("1-2", False),
        ("December 2026", False),
        ("@SUM(1)", False),
    ],
)
def test_a_day_in_words_is_a_date_only_where_the_words_say_it(wording: str, is_day: bool) -> None:
    cell = worded(A_DAY, wording)
    assert isinstance(cell, DayCell) is is_day
    assert cell.text == wording

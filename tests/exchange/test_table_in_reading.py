"""Files as they come: encodings, delimiters, line ends, and what is damaged or too large."""

import random
from pathlib import Path

import pytest

from tracker.domain.errors import FileError
from tracker.exchange.table_in import ENCODINGS, read_source, text_source, understand
from tracker.exchange.table_in.delimited import delimited_rows, delimiter_of
from tracker.exchange.table_in.encodings import encoding_of
from tracker.exchange.table_in.reading import bytes_source

RUSSIAN = "п/п;Мероприятие;Срок исполнения\r\n1;Технический запуск центра;IV квартал 2026 г.\r\n"
KAZAKH = "Р/с №;Іс-шараның атауы;Орындау мерзімі\r\n1;Өнеркәсіптік кооперация орталығы;2026 жыл\r\n"
UZBEK = "Т/р;Тадбир номи;Ижро муддати\r\n1;Ўзбекистон саноат кооперацияси маркази;2026 йил\r\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((RUSSIAN, encoding) for encoding in ENCODINGS if encoding != "kz1048"),
        *((KAZAKH, encoding) for encoding in (*ENCODINGS[:5], "kz1048")),
        *((UZBEK, encoding) for encoding in (*ENCODINGS[:5], "windows-1251")),
        # Hardly anything beyond ASCII: a sign among figures and Latin letters is no letter.
        ("No;Plant;Value\r\n1;Taraz;€50\u00a0000\r\n", "windows-1251"),
        ("No;Name;Finish\r\n1;Launch – stage 1;December\u00a02026\r\n", "windows-1251"),
        ("a;b\r\n1;2\r\n", "utf-8"),
    ],
)
def test_the_encoding_is_found_out(text: str, encoding: str) -> None:
    found = bytes_source(text.encode(encoding), "t.csv")
    assert found.encoding == encoding
    assert [found.rows[0].text(place) for place in range(2)] == text.split("\r\n")[0].split(";")[:2]


def test_the_kazakh_letters_of_kz_1048_are_those_of_the_standard() -> None:
    # STRK1048-2002 as registered with IANA: the nine letters and where they stand.
    table = {0x8D: "Қ", 0x9D: "қ", 0xA1: "Ұ", 0xA2: "ұ", 0xA3: "Ә", 0xBC: "ә", 0xAA: "Ғ", 0xBA: "ғ"}
    for byte, letter in table.items():
        assert bytes([byte]).decode("kz1048") == letter


@pytest.mark.parametrize("cut", [1, 3, 57])
def test_utf_8_that_is_cut_off_is_told_and_not_taken_for_something_else(cut: int) -> None:
    content = (RUSSIAN * 20).encode()
    place = next(at for at in range(len(content) - cut, 0, -1) if content[at] & 0xC0 == 0x80)
    with pytest.raises(FileError, match=f"byte {place} is not part"):
        encoding_of(content[:place], "t.csv")


def test_a_damaged_byte_in_utf_8_is_told() -> None:
    content = (RUSSIAN * 20).encode()
    with pytest.raises(FileError, match=r"byte 50\d is not part"):
        encoding_of(content[:500] + b"\xff" + content[500:], "t.csv")


@pytest.mark.parametrize("seed", range(5))
def test_noise_is_no_table(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "noise.csv"
    path.write_bytes(random.Random(seed).randbytes(20_000))
    with pytest.raises(FileError):
        understand(read_source(path))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ";"),
        ("a,b,c\n1.5,2,3\n", ","),
        ("a\tb\n1,5\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ('title\n\na,b\n"x; y; z",2\n"x; y",3\n', ","),
        ("sep=|\na;b|c\n", "|"),
        ("only\none\ncolumn\n", ";"),
    ],
)
def test_the_delimiter_is_found_out(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


def cells(text: str) -> list[list[str]]:
    return [[row.text(at) for at in range(len(row.cells))] for row in delimited_rows(text, ";")]


def test_line_ends_of_every_kind_end_a_row() -> None:
    assert cells('a;b\rc;d\ne;"f\r\ng"\r\n\r\nh;i') == [
        ["a", "b"],
        ["c", "d"],
        ["e", "f\r\ng"],
        [],
        ["h", "i"],
    ]


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    rows = list(delimited_rows('title\n\n"two\nlines";x\nlast;y\n', ";"))
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert rows[3].text(0) == "last"


def test_a_stray_quotation_mark_costs_its_row_only() -> None:
    rows = list(delimited_rows('a;b\n"open;1\nnext;2\n"TCL" Gr.;3\nlast;4\n', ";"))
    assert [row.refused is not None for row in rows] == [False, True, False, True, False]
    assert [row.text(1) for row in rows] == ["b", "1", "2", "3", "4"]


def test_a_table_full_of_stray_quotation_marks_is_refused() -> None:
    with pytest.raises(FileError, match="More than 100 rows"):
        list(delimited_rows('"open;1\n' * 300 + "x", ";"))


def test_a_cell_that_is_too_long_is_told() -> None:
    (row,) = delimited_rows("x" * 40_000 + ";1", ";")
    assert row.refused is not None
    assert "40000 characters" in str(row.refused)


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(FileError, match="more than 1000 columns"):
        bytes_source(b"a;" * 10_000, "t.csv")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.exchange.table_in import delimited

    monkeypatch.setattr(delimited, "MAX_ROWS", 3)
    with pytest.raises(FileError, match="more than 3 rows"):
        list(delimited_rows("a;b\n" * 4, ";"))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(FileError, match="larger than 64 MB"):
        read_source(path)


def test_a_device_without_end_is_refused() -> None:
    with pytest.raises(FileError):
        read_source(Path("/dev/zero"))


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_what_is_no_file_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be read"):
        read_source(tmp_path / name)


def test_the_old_format_of_workbooks_is_named() -> None:
    with pytest.raises(FileError, match="save it as XLSX"):
        bytes_source(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "t.xls")


@pytest.mark.parametrize("text", ['{\n  "format": "x"', '\ufeff{"a": 1}', '[{"a": 1}]'])
def test_a_document_under_the_name_of_a_table_is_no_table(text: str) -> None:
    with pytest.raises(FileError, match="is no table"):
        bytes_source(text.encode(), "portfolio.txt")


def test_text_from_the_clipboard_has_tabs() -> None:
    found = text_source('Name\tDeadline\n"two\nlines"\t2026\n', name="clipboard")
    assert found.delimiter == "\t"
    assert found.rows[1].text(0) == "two\nlines"

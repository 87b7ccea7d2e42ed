"""Cells on the clipboard: what is written reads back, and what spreadsheets write is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.exchange.clipboard_table import (
    Rows,
    clipboard_rows,
    html_table,
    read_html_table,
    read_tab_separated,
    tab_separated,
)

HOSTILE = st.text(st.sampled_from("\t\n\r\"'=+-@＝<>&; a1\N{NO-BREAK SPACE}ёʻ"), max_size=12)
RECTANGLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(HOSTILE | st.text(max_size=20), min_size=width, max_size=width),
        min_size=1,
        max_size=5,
    )
)


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_html_shows(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in lines(text).split("\n")).strip()


@given(RECTANGLES)
def test_any_rectangle_reads_back_from_its_text(rows: Rows) -> None:
    expected = [[lines(cell) for cell in row] for row in rows]
    assert read_tab_separated(tab_separated(rows)) == expected


@given(RECTANGLES)
def test_any_rectangle_reads_back_from_its_html_but_for_blanks(rows: Rows) -> None:
    assert read_html_table(html_table(rows)) == [[as_html_shows(cell) for cell in r] for r in rows]


@pytest.mark.parametrize("text", ["\t", "'\t", "'\n", "''\n", "'=1", "''=1", "\n"])
def test_what_has_an_apostrophe_keeps_it(text: str) -> None:
    assert read_tab_separated(tab_separated([[text]])) == [[text]]


@given(HOSTILE)
def test_no_text_is_left_that_runs_as_a_formula(text: str) -> None:
    written = tab_separated([[text]])
    assert not written.lstrip('" \t\r\n').startswith(tuple("=+-@＝"))


@pytest.mark.parametrize("text", ["2026", "0", "45"])
def test_whole_numbers_stay_numbers_in_a_spreadsheet(text: str) -> None:
    assert f"<td>{text}</td>" in html_table([[text]])


@pytest.mark.parametrize("text", ["=1+1", "December 2026", "1-2", "007", "2,900", "1E5"])
def test_everything_else_is_marked_as_text(text: str) -> None:
    assert f'<td class="text">{text}</td>' in html_table([[text]])


EXCEL = """Version:1.0\r\nStartHTML:0000000105\r\nEndHTML:0000000900\r\n
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--.xl65
	{mso-number-format:"\\@";}--></style></head><body link="#0563C1">
<table border=0 cellpadding=0 style='border-collapse:collapse'>
<!--StartFragment-->
 <col width=64 style='width:48pt'><tr height=20>
  <td height=20 class=xl65 width=64>АО &quot;QazTech&quot;<br>
    г. Алматы</td>
  <td class=xl66 align=right>31.12.2026</td><td></td>
 </tr>
 <tr><td>Ministry of
  Industry</td><td colspan=2>"quoted"</td></tr>
<!--EndFragment-->
</table></body></html>"""

LIBREOFFICE = """<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 24.8"/>
<style type="text/css">body,div,table { font-family:"Liberation Sans" }</style></head><body>
<table cellspacing="0" border="0"><colgroup width="85"></colgroup>
<tr><td height="17" align="left" valign=bottom>first line<br>second line</td>
<td align="right" sdval="2900" sdnum="1033;0;#,##0">2,900</td></tr></table></body></html>"""


def test_what_excel_puts_there_is_read_cell_by_cell() -> None:
    assert clipboard_rows(tsv="", html=EXCEL, text="never read") == [
        ['АО "QazTech"\nг. Алматы', "31.12.2026", ""],
        ["Ministry of Industry", '"quoted"', ""],
    ]


def test_a_line_break_inside_a_cell_of_libreoffice_ends_no_row() -> None:
    rows = clipboard_rows(tsv="", html=LIBREOFFICE, text="first line\nsecond line\t2,900\n")
    assert rows == [["first line\nsecond line", "2,900"]]


def test_text_without_a_table_beside_it_is_read() -> None:
    html = "<html><body><p>one</p></body></html>"
    text = 'one\t"two\nlines"\n"half" quoted\t4\n\nlast'
    assert clipboard_rows(tsv="", html=html, text=text) == [
        ["one", "two\nlines"],
        ['"half" quoted', "4"],
        ["", ""],
        ["last", ""],
    ]


def test_what_is_known_to_be_a_table_comes_first() -> None:
    assert clipboard_rows(tsv="a  b\n", html=html_table([["a b"]]), text="c") == [["a  b"]]


def test_nothing_is_one_empty_cell_or_none() -> None:
    assert clipboard_rows(tsv="", html="", text="") == []

"""Rectangles of cells on the clipboard, as spreadsheets put them there and take them.

Two forms stand side by side. The HTML says where each cell begins and ends, whatever it holds, and
that it is text: Excel and LibreOffice prefer it. The text has tabs between the cells and quotes
those with line breaks. A text that would run as a formula is text in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from tracker.exchange.dialects import DIALECTS
from tracker.exchange.table_in.delimited import delimited_rows
from tracker.exchange.table_in.html_table import html_source
from tracker.exchange.table_in.source import SourceRow

TSV_TYPE: Final = "text/tab-separated-values"
"""The media type of the text, beside text/plain: there it is known to be a table."""

Rows = list[list[str]]

_DIALECT: Final = DIALECTS["rfc4180"]
"""Guards what would run as a formula, and nothing else."""
_LINE_END: Final = re.compile(r"\r\n?")
_QUOTED: Final = re.compile(r'[\t\n"]')
_NUMBER: Final = re.compile(r"0|[1-9]\d{0,10}")
"""What a spreadsheet may take as a number: any other text it would read in its own language."""
_TABLE: Final = re.compile(r"<table\b", re.IGNORECASE)

# Excel, and LibreOffice after it, read the style of a class, not of the cell.
_HTML: Final = (
    '<html><head><meta charset="utf-8"><style>.text {{ mso-number-format:"\\@"; }} '
    "br {{ mso-data-placement:same-cell; }}</style></head><body><table>{rows}</table></body></html>"
)


def tab_separated(rows: Iterable[Sequence[str]]) -> str:
    """Cells as text; :func:`read_tab_separated` gives them back, with LF for every line end."""
    lines = ("\t".join(map(_quoted, _DIALECT.texts(row))) for row in rows)
    return "\r\n".join(lines) + "\r\n"


def html_table(rows: Iterable[Sequence[str]]) -> str:
    """Cells as an HTML table; everything but plain whole numbers is marked as text."""
    lines = ("<tr>" + "".join(map(_html_cell, row)) + "</tr>" for row in rows)
    return _HTML.format(rows="".join(lines))


def read_tab_separated(text: str) -> Rows:
    """The cells of a text. What is quoted in part only is taken as it stands."""
    return [list(map(_DIALECT.restored, row)) for row in _cells(delimited_rows(text, "\t"))]


def read_html_table(html: str) -> Rows:
    """The cells of the first table in HTML; blanks beside each other count as one."""
    return _cells(html_source(html, name="").rows)


def clipboard_rows(*, tsv: str, html: str, text: str) -> Rows:
    """The cells on a clipboard that holds these forms, "" for one that it does not hold.

    The text of LibreOffice quotes nothing, so that a line break inside a cell would end its row,
    and Excel's leaves quotation marks as they are: where there is a table it is read instead.
    Raises FileError for more than can be taken.
    """
    if tsv:
        return read_tab_separated(tsv)
    if _TABLE.search(html):
        return read_html_table(html)
    return read_tab_separated(text)


def _quoted(cell: str) -> str:
    # Without the quotes an empty cell alone in its row would be no cell.
    return '"' + cell.replace('"', '""') + '"' if not cell or _QUOTED.search(cell) else cell


def _html_cell(cell: str) -> str:
    if _NUMBER.fullmatch(cell):
        return f"<td>{cell}</td>"
    text = escape(_LINE_END.sub("\n", cell)).replace("\n", "<br>")
    return f'<td class="text">{text}</td>'


def _cells(rows: Iterable[SourceRow]) -> Rows:
    """The cells as a rectangle, short rows filled with empty cells."""
    found = [[row.text(place) for place in range(len(row.cells))] for row in rows]
    width = max([1, *map(len, found)])
    return [row + [""] * (width - len(row)) for row in found]

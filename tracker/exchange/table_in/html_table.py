"""The table in HTML that a spreadsheet or a browser puts on the clipboard."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final, cast

from tracker.domain.errors import FileError, InputError
from tracker.exchange.table_in.delimited import TOO_LONG, check_size
from tracker.exchange.table_in.source import MAX_CELL, Cell, Source, SourceRow
from tracker.language import N_

NO_TABLE_IN_HTML: Final = N_("The clipboard holds no table. Copy the cells of a table first.")


def html_source(html: str, *, name: str) -> Source:
    """The rows of the first table in HTML; what spans several rows is said of each.

    Raises FileError where there is none.
    """
    found = _Tables()
    found.feed(html)
    found.close()
    if not found.rows:
        raise FileError(NO_TABLE_IN_HTML)
    rows = []
    for at, cells in enumerate(found.rows):
        longest = max(map(len, cells), default=0)
        refused = InputError(TOO_LONG, n=longest, most=MAX_CELL) if longest > MAX_CELL else None
        rows.append(SourceRow(at + 1, cast("list[Cell]", cells), refused))
    return Source(name, rows)


class _Tables(HTMLParser):
    """Gathers the cells of the first table; a table inside a cell is part of its text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._depth = 0
        self._done = False
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._hanging: dict[int, tuple[int, str]] = {}
        """By column: for how many more rows a cell above reaches down, and its text."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        if self._done or not self._depth or self._depth > 1:
            return
        match tag:
            case "tr":
                self._close_cell()
                self.rows.append([])
                check_size(len(self.rows), 0)
            case "td" | "th":
                self._close_cell()
                given = dict(attrs)
                self._span = _span(given.get("colspan")), _span(given.get("rowspan"))
                self._cell = []
            case "br" | "p" if self._cell:
                self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._close_cell()
                self._done = True
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._close_cell()
            if tag == "tr":
                self._take_hanging()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            # Line ends of the source are blanks, as a browser shows them.
            self._cell.append(data.replace("\r", " ").replace("\n", " "))

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        lines = "".join(self._cell).split("\n")
        text = "\n".join(" ".join(line.split()) for line in lines).strip()
        self._cell = None
        if not self.rows:
            self.rows.append([])
        self._take_hanging()
        columns, rows = self._span
        row = self.rows[-1]
        if rows > 1:
            self._hanging[len(row)] = (rows - 1, text)
        row += [text, *[""] * (columns - 1)]
        check_size(len(self.rows), len(row))

    def _take_hanging(self) -> None:
        """Put in what reaches down into the next columns of this row."""
        row = self.rows[-1] if self.rows else []
        while len(row) in self._hanging:
            left, text = self._hanging.pop(len(row))
            if left > 1:
                self._hanging[len(row)] = (left - 1, text)
            row.append(text)


def _span(text: str | None) -> int:
    return (
        min(int(text), 1_000) if text and text.isascii() and text.isdecimal() and text != "0" else 1
    )

"""What a workbook's own parts say that its cells' values do not, and whether it is safe to read.

A workbook is a zip of XML (ECMA-376). Before any library takes it apart, its parts are unpacked
here piece by piece: how large they really are, how far the sheet reaches, and how much text its
cells add up to. Found on the way: how precise a date is shown to be (a cell that shows "December
2026" holds the first of that month, which nobody said), what is shown as a percentage, and cells
that hold an error or a formula without its result.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Final
from xml.parsers import expat

from tracker.domain.errors import FileError, InputError, UserError
from tracker.domain.period import Precision
from tracker.exchange.table_in.delimited import check_size
from tracker.language import N_
from tracker.records import record

MAX_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes of all parts together."""
MAX_PARTS: Final = 5_000
MAX_CELLS: Final = 4_000_000
MAX_TEXT: Final = 256 * 1024 * 1024
"""Characters of all cells of the sheet, a text that many cells share counted for each."""

DAMAGED: Final = N_(
    "“{file}” is damaged or no workbook. Open it in a spreadsheet program and save it anew as XLSX."
)
BOMB: Final = N_(
    "“{file}” unpacks to more than {most} MB. Delete sheets, pictures and rows that are not needed."
)
MACROS: Final = N_("“{file}” holds macros. Save it as XLSX, without macros, and import that file.")
NO_SHEET: Final = N_("“{file}” has no sheet “{sheet}”. Its sheets: {choices}.")
NO_RESULT: Final = N_(
    "The cell holds a formula without its result. Open the workbook in a spreadsheet program, save "
    "it, and import it again."
)
AN_ERROR: Final = N_("The cell holds an error of the spreadsheet, {error}. Mend the formula.")

_PIECE: Final = 64 * 1024
_MAIN: Final = "xl/workbook.xml"


@record(frozen=False)
class SheetFacts:
    """By row and column from 0: dates shown without a day, percentages, what cannot be read."""

    precisions: dict[tuple[int, int], Precision] = field(default_factory=dict)
    percentages: set[tuple[int, int]] = field(default_factory=set)
    refused: dict[tuple[int, int], UserError] = field(default_factory=dict)


class Workbook:
    """The parts of a workbook. Raises FileError for what is not safe or not sound."""

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._check()
            self._sheets = self._paths_of_sheets()
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise FileError(DAMAGED, file=name) from error

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets in their order."""
        return tuple(self._sheets)

    def facts(self, sheet: str) -> SheetFacts:
        """What the XML of a sheet says. Raises InputError where there is no such sheet."""
        if sheet not in self._sheets:
            raise InputError(
                NO_SHEET, file=self._name, sheet=sheet, choices=", ".join(self._sheets)
            )
        path = self._sheets[sheet]
        scan = _SheetScan(self._styles(), self._lengths_of_texts())
        if path in self._zip.namelist():
            self._parse(path, scan.start, scan.end, scan.text)
        return scan.facts

    def _check(self) -> None:
        parts = self._zip.infolist()
        names = [part.filename.casefold() for part in parts]
        if any(name.endswith("vbaproject.bin") for name in names):
            raise FileError(MACROS, file=self._name)
        declared = sum(part.file_size for part in parts)
        if len(parts) > MAX_PARTS or declared > MAX_UNPACKED:
            raise FileError(BOMB, file=self._name, most=MAX_UNPACKED >> 20)
        if len(set(names)) < len(names) or any(part.flag_bits & 1 for part in parts):
            raise FileError(DAMAGED, file=self._name)
        unpacked = 0
        for part in parts:
            for piece in self._pieces(part.filename):
                unpacked += len(piece)
                if unpacked > MAX_UNPACKED:
                    raise FileError(BOMB, file=self._name, most=MAX_UNPACKED >> 20)

    def _pieces(self, path: str) -> Iterator[bytes]:
        """A part as it really unpacks, whatever size it declares. Raises BadZipFile."""
        info = self._zip.getinfo(path)
        declared = info.file_size
        # zipfile stops at the declared size; other readers stop where the data end.
        info.file_size = MAX_UNPACKED + 1
        found = 0
        try:
            with self._zip.open(info) as part:
                while piece := part.read(_PIECE):
                    found += len(piece)
                    yield piece
        finally:
            info.file_size = declared
        if found != declared:
            raise zipfile.BadZipFile("a part is not as large as it says")

    def _parse(
        self,
        path: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] = lambda tag: None,
        text: Callable[[str], None] = lambda text: None,
    ) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, attributes: start(_local(tag), attributes)
        parser.EndElementHandler = lambda tag: end(_local(tag))
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        try:
            for piece in self._pieces(path):
                parser.Parse(piece)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise FileError(DAMAGED, file=self._name) from error

    def _refuse_doctype(self, *_declared: object) -> None:
        # No workbook has one; entities declared in it could grow without end.
        raise FileError(DAMAGED, file=self._name)

    def _paths_of_sheets(self) -> dict[str, str]:
        paths: dict[str, str] = {}
        sheets: dict[str, str] = {}
        if _MAIN not in self._zip.namelist():
            raise FileError(DAMAGED, file=self._name)

        def relation(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship":
                paths[attributes.get("Id", "")] = attributes.get("Target", "")

        def sheet(tag: str, attributes: dict[str, str]) -> None:
            if tag == "sheet":
                by = next((v for k, v in attributes.items() if _local(k) == "id"), "")
                target = paths.get(by, "")
                sheets[attributes.get("name", "")] = posixpath.normpath(
                    target[1:] if target.startswith("/") else posixpath.join("xl", target)
                )

        relations = "xl/_rels/workbook.xml.rels"
        if relations in self._zip.namelist():
            self._parse(relations, relation)
        self._parse(_MAIN, sheet)
        return sheets

    def _styles(self) -> list[str]:
        """The number format of each style of cells."""
        formats: dict[int, str] = dict(_BUILT_IN)
        styles: list[str] = []
        within: list[str] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            within.append(tag)
            if tag == "numFmt":
                formats[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
            elif tag == "xf" and within[-2:-1] == ["cellXfs"]:
                styles.append(formats.get(_number(attributes.get("numFmtId")), ""))

        def end(_tag: str) -> None:
            within.pop()

        if "xl/styles.xml" in self._zip.namelist():
            self._parse("xl/styles.xml", start, end)
        return styles

    def _lengths_of_texts(self) -> list[int]:
        """How long each of the shared texts is."""
        lengths: list[int] = []

        def start(tag: str, _attributes: dict[str, str]) -> None:
            if tag == "si":
                lengths.append(0)

        def text(found: str) -> None:
            if lengths:
                lengths[-1] += len(found)

        if "xl/sharedStrings.xml" in self._zip.namelist():
            self._parse("xl/sharedStrings.xml", start, text=text)
        return lengths


class _SheetScan:
    """Listens to the XML of one sheet."""

    def __init__(self, styles: list[str], lengths: list[int]) -> None:
        self.facts = SheetFacts()
        self._precisions = [shown_precision(code) for code in styles]
        self._percent = ["%" in _bare(code) for code in styles]
        self._lengths = lengths
        self._place = (0, -1)
        self._next_row = 0
        self._type = ""
        self._style = 0
        self._has_formula = False
        self._in_value = False
        self._value = ""
        self._cells = 0
        self._characters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "row":
                row = _number(attributes.get("r")) - 1 if "r" in attributes else self._next_row
                self._place = (row, -1)
                self._next_row = row + 1
            case "c":
                row, column = self._place
                place = _place(attributes["r"]) if "r" in attributes else (row, column + 1)
                # The last of the rows and columns: a reader makes room for all before them.
                check_size(place[0] + 1, place[1] + 1)
                self._place = place
                self._type = attributes.get("t", "n")
                self._style = _number(attributes.get("s"))
                self._has_formula = False
                self._value = ""
                self._cells += 1
                if self._cells > MAX_CELLS:
                    raise FileError(TOO_MANY_CELLS, most=MAX_CELLS)
            case "f":
                self._has_formula = True
            case "v":
                self._in_value = True

    def text(self, found: str) -> None:
        if self._in_value:
            self._value += found

    def end(self, tag: str) -> None:
        if tag == "v":
            self._in_value = False
        elif tag == "c":
            self._take_cell()

    def _take_cell(self) -> None:
        place, value = self._place, self._value
        if self._type == "s":
            index = _number(value)
            self._characters += self._lengths[index] if 0 <= index < len(self._lengths) else 0
            if self._characters > MAX_TEXT:
                raise FileError(TOO_MUCH_TEXT, most=MAX_TEXT >> 20)
        elif self._type == "e":
            self.facts.refused[place] = InputError(AN_ERROR, error=value)
        elif self._has_formula and not value and self._type != "str":
            self.facts.refused[place] = InputError(NO_RESULT)
        elif self._type == "n" and value and 0 < self._style < len(self._precisions):
            precision = self._precisions[self._style]
            if precision is not None:
                self.facts.precisions[place] = precision
            elif self._percent[self._style]:
                self.facts.percentages.add(place)


TOO_MANY_CELLS: Final = N_("The sheet has more than {most} cells. Delete what is not needed.")
TOO_MUCH_TEXT: Final = N_(
    "The texts of the sheet are longer than {most} million characters. Delete what is not needed."
)


# Ids without a format of their own in the file that show a date (ECMA-376, 18.8.30).
_BUILT_IN: Final = {9: "0%", 10: "0.00%", 14: "dd.mm.yyyy", 17: "mmm-yy"}


def shown_precision(code: str) -> Precision | None:
    """How precise a date format is where it shows no day, None for any other format."""
    bare = _bare(code)
    if "y" not in bare or "d" in bare or "h" in bare:
        return None
    return Precision.MONTH if "m" in bare else Precision.YEAR


def _bare(code: str) -> str:
    """A number format without what it writes word for word, and its first section only."""
    return re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", code).split(";")[0].casefold()


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _place(reference: str) -> tuple[int, int]:
    """Row and column from 0 of a cell such as "AB12"."""
    found = re.fullmatch(r"([A-Z]{1,3})([1-9][0-9]{0,6})", reference)
    if found is None:
        raise expat.ExpatError(f"no cell is called {reference[:20]}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1

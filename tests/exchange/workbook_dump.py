"""A workbook as readable lines: what a spreadsheet sees in it, read from its XML alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class Sheet:
    name: str
    root: Element
    cells: dict[str, DumpedCell] = field(default_factory=dict)


@dataclass(frozen=True)
class DumpedCell:
    """``kind`` is "text", "number" or "" (empty); ``look`` tells its format."""

    kind: str
    value: str
    look: str


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert book.testzip() is None
        return {name: book.read(name) for name in book.namelist()}


def sheets(content: bytes) -> list[Sheet]:
    found = parts(content)
    roots = {name: ElementTree.fromstring(part) for name, part in found.items()}
    strings = [_text(each) for each in roots.get("xl/sharedStrings.xml", Element("sst"))]
    looks = list(_looks(roots["xl/styles.xml"]))
    targets = {
        relation.attrib["Id"]: relation.attrib["Target"]
        for relation in roots["xl/_rels/workbook.xml.rels"]
    }
    read = []
    for each in roots["xl/workbook.xml"].iter(f"{_MAIN}sheet"):
        sheet = Sheet(each.attrib["name"], roots[f"xl/{targets[each.attrib[_REL]]}"])
        for cell in sheet.root.iter(f"{_MAIN}c"):
            sheet.cells[cell.attrib["r"]] = _cell(cell, strings, looks)
        read.append(sheet)
    return read


def _cell(cell: Element, strings: list[str], looks: list[str]) -> DumpedCell:
    assert cell.find(f"{_MAIN}f") is None, "a formula"
    look = looks[int(cell.attrib.get("s", "0"))]
    value = cell.findtext(f"{_MAIN}v")
    match cell.attrib.get("t"):
        case "s":
            return DumpedCell("text", strings[int(value or "")], look)
        case "inlineStr":
            return DumpedCell("text", _text(cell), look)
        case None if value is not None:
            return DumpedCell("number", value, look)
        case None:
            return DumpedCell("", "", look)
        case kind:
            raise AssertionError(f"a cell of type {kind}")


def _text(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{_MAIN}t"))


def _looks(styles: Element) -> Iterator[str]:
    codes = {
        each.attrib["numFmtId"]: each.attrib["formatCode"] for each in styles.iter(f"{_MAIN}numFmt")
    } | {"0": "", "3": "#,##0", "4": "#,##0.00"}
    fonts = list(styles.find(f"{_MAIN}fonts") or ())
    fills = list(styles.find(f"{_MAIN}fills") or ())
    borders = list(styles.find(f"{_MAIN}borders") or ())
    for xf in styles.find(f"{_MAIN}cellXfs") or ():
        font, fill = fonts[int(xf.attrib["fontId"])], fills[int(xf.attrib["fillId"])]
        alignment = xf.find(f"{_MAIN}alignment")
        placed = alignment.attrib if alignment is not None else {}
        colour = fill.find(f"{_MAIN}patternFill/{_MAIN}fgColor")
        said = [
            codes[xf.attrib["numFmtId"]],
            *(name for name, tag in (("bold", "b"), ("italic", "i")) if _has(font, tag)),
            "" if (size := _attribute(font, "sz")) == "11" else f"{size}pt",
            "" if colour is None else f"ground {colour.attrib['rgb'][2:]}",
            placed.get("horizontal", ""),
            "wrap" if placed.get("wrapText") else "",
            _borders(borders[int(xf.attrib["borderId"])]),
        ]
        yield " ".join(filter(None, said))


def _has(element: Element, tag: str) -> bool:
    return element.find(f"{_MAIN}{tag}") is not None


def _attribute(element: Element, tag: str) -> str:
    found = element.find(f"{_MAIN}{tag}")
    return "" if found is None else found.attrib["val"]


def _borders(border: Element) -> str:
    styles = [side.attrib["style"] for side in border if "style" in side.attrib]
    return "" if not styles else "ruled" if len(set(styles)) == 1 else "ruled, line above"


def dump(content: bytes) -> str:
    """Every sheet with its set-up and its cells, one a line; empty cells are left out."""
    return "\n".join(line for sheet in sheets(content) for line in _lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield f"== {sheet.name}"
    pane = sheet.root.find(f".//{_MAIN}pane")
    if pane is not None:
        yield f"frozen above {pane.attrib['topLeftCell']}"
    widths = [
        f"{column.attrib['min']}: {float(column.attrib['width']):.0f}"
        for column in sheet.root.iter(f"{_MAIN}col")
    ]
    yield f"widths {', '.join(widths)}"
    setup = sheet.root.find(f"{_MAIN}pageSetup")
    assert setup is not None
    yield "page " + " ".join(f"{key}={value}" for key, value in sorted(setup.attrib.items()))
    yield f"footer {sheet.root.findtext(f'.//{_MAIN}oddFooter')}"
    merged = [each.attrib["ref"] for each in sheet.root.iter(f"{_MAIN}mergeCell")]
    if merged:
        yield f"merged {', '.join(merged)}"
    for row in sheet.root.iter(f"{_MAIN}row"):
        if "ht" in row.attrib:
            yield f"height of row {row.attrib['r']}: {row.attrib['ht']}"
    for place, cell in sheet.cells.items():
        if cell.kind:
            value = repr(cell.value) if cell.kind == "text" else cell.value
            yield f"{place}\t{value}\t{cell.look}"

"""Files and the clipboard as sources: what kind of table it is, and how its text is to be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from tracker.domain.errors import FileError, InputError
from tracker.exchange.table_in.delimited import DELIMITERS, delimited_rows, delimiter_of
from tracker.exchange.table_in.encodings import decoded, encoding_of
from tracker.exchange.table_in.source import MAX_BYTES, Source
from tracker.exchange.table_in.workbook import workbook_source
from tracker.language import N_

TOO_LARGE: Final = N_(
    "“{file}” is larger than {most} MB. Split it, or delete sheets and columns that are not needed."
)
OLD_WORKBOOK: Final = N_(
    "“{file}” is a workbook of the old format or is protected with a password. Open it in a "
    "spreadsheet program and save it as XLSX without a password."
)
NO_TABLE_FILE: Final = N_("“{file}” is no table. Tables are read from CSV, TSV and XLSX files.")

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_JSON: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"|\[\s*[\[{])')
"""A portfolio document, say, under another name."""
_OTHERS: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)


def read_source(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> Source:
    """The table in a file: a workbook, or text with delimiters.

    What is left out is found out. Raises FileError for what cannot be read or is too large.
    """
    return bytes_source(
        _content(path), path.name, encoding=encoding, delimiter=delimiter, sheet=sheet
    )


def bytes_source(
    content: bytes,
    name: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> Source:
    """As :func:`read_source`, of the bytes of a file that is called ``name``."""
    if content.startswith(_ZIP):
        return workbook_source(content, name, sheet)
    if content.startswith(_OLE):
        raise FileError(OLD_WORKBOOK, file=name)
    if content.startswith(_OTHERS) or _JSON.match(content):
        raise FileError(NO_TABLE_FILE, file=name)
    return _text_source(content, name, encoding, delimiter)


def text_source(text: str, *, name: str, delimiter: str | None = None) -> Source:
    """The table in a text, from the clipboard say; spreadsheets put tabs between the cells."""
    if len(text) > MAX_BYTES:
        raise FileError(TOO_LARGE, file=name, most=MAX_BYTES >> 20)
    delimiter = checked_delimiter(delimiter) or delimiter_of(text)
    return Source(name, list(delimited_rows(text, delimiter)), delimiter=delimiter)


def _text_source(content: bytes, name: str, encoding: str | None, delimiter: str | None) -> Source:
    encoding = encoding or encoding_of(content, name)
    text = decoded(content, encoding, name)
    delimiter = checked_delimiter(delimiter) or delimiter_of(text)
    return Source(name, list(delimited_rows(text, delimiter)), encoding, delimiter)


def checked_delimiter(delimiter: str | None) -> str | None:
    """A delimiter as given: one sign, or "tab". Raises InputError."""
    if delimiter in ("tab", "\\t"):
        return "\t"
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n\x00 '):
        raise InputError(
            N_("“{delimiter}” cannot part cells. Possible: {choices}."),
            delimiter=delimiter,
            choices=" ".join(DELIMITERS).replace("\t", "tab"),
        )
    return delimiter


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(
            N_("“{file}” cannot be read: {reason}."), file=path, reason=error.strerror or error
        ) from error
    if len(content) > MAX_BYTES:
        raise FileError(TOO_LARGE, file=path.name, most=MAX_BYTES >> 20)
    return content

"""Forms as files: which formats there are, and what writes each of them. PDF needs Qt: see paper.

A new format is one entry in :data:`WRITERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

from tracker.exchange.dialects import Dialect
from tracker.exchange.form_request import FormRequest

Writer = Callable[[FormRequest, BinaryIO, Dialect], int]
"""Writes a form; the dialect is for formats of characters, and left open by the others.

Gives the number of texts that the format does not hold whole and that were cut.
"""


def _write_characters(request: FormRequest, target: BinaryIO, dialect: Dialect) -> int:
    from tracker.exchange.table_out import write_csv

    write_csv(request.table(dialect.days), target, dialect)
    return 0


def _write_workbook(request: FormRequest, target: BinaryIO, _dialect: Dialect) -> int:
    from tracker.exchange.workbook import write_form_workbook

    return write_form_workbook(request, target).cut


WRITERS: Final[Mapping[str, Writer]] = {
    "csv": _write_characters,
    "tsv": _write_characters,
    "xlsx": _write_workbook,
}
"""By the ending of the file's name."""

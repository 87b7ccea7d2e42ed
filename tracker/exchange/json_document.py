"""The interchange document: a whole portfolio as JSON that people can read, compare and keep.

``resources/schema/portfolio-3.json`` describes every field. What is written here is in canonical
form: one order, nothing that goes without saying, a line for each value. Reading such a document
and writing it again gives the same bytes; reading what a file wrote gives the same rows, except for
their ids, which belong to one file only.
"""

from __future__ import annotations

import json

from tracker.domain.model import Row
from tracker.domain.portfolio import Portfolio
from tracker.exchange.document_merge import ImportReport, merge
from tracker.exchange.document_reader import rows_of
from tracker.exchange.document_writer import plain_document
from tracker.exchange.json_text import parse_json
from tracker.storage.repository import Repository
from tracker.workspace.workspace import Workspace

__all__ = ["ImportReport", "import_document", "read_document", "write_document"]


def write_document(portfolio: Portfolio) -> str:
    """The whole portfolio as a document in canonical form, ending with a line end.

    Raises ConflictError for an outline deeper than a document takes.
    """
    return json.dumps(plain_document(portfolio), ensure_ascii=False, indent=2) + "\n"


def read_document(document: str | bytes) -> list[Row]:
    """The rows of a document, referred-to rows first; their ids hold within the list only.

    Raises InputError naming the place of the first thing that is wrong.
    """
    return rows_of(parse_json(document))


def import_document(
    workspace: Workspace, document: str | bytes, *, source: str = ""
) -> ImportReport:
    """Take a document into an open file as one step, which one undo takes back.

    ``source`` is the name of the document's file, to be shown in the history.

    See :func:`tracker.exchange.document_merge.merge` for how its rows meet those of the file.
    Raises InputError as :func:`read_document` does; the file is untouched then.
    """
    rows = read_document(document)
    report = ImportReport()

    def body(repository: Repository) -> None:
        nonlocal report
        report = merge(rows, workspace.portfolio, repository)

    workspace.perform("import-document", body, source=source, rows=len(rows))
    return report

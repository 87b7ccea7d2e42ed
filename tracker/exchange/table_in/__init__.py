"""Other people's tables in: read, understood, looked at in a dry run, imported as one step.

::

    source = read_source(path)  # or text_source(…), html_source(…) for the clipboard
    table = understand(source, Options(likely=Language.RU))
    dry_run = preview(workspace, table, status_date=today)
    for row in dry_run.rows:                  # row.outcome, row.changes, row.problems
        ...
    apply(workspace, table, dry_run)          # one undo takes it back
    write_rejected(table, dry_run, stream, translator)

Everything that was found out (encoding, delimiter, sheet, headings, signs, mapping) stands in
``table`` and can be given instead. Nothing of the file is changed before :func:`apply`.
"""

from tracker.exchange.table_in.conventions import DateOrder, DecimalSign
from tracker.exchange.table_in.delimited import DELIMITERS
from tracker.exchange.table_in.encodings import ENCODINGS
from tracker.exchange.table_in.html_table import html_source
from tracker.exchange.table_in.layout import Layout
from tracker.exchange.table_in.mapping import (
    ColumnUse,
    Ground,
    Mapping,
    choices_for,
    rechosen,
)
from tracker.exchange.table_in.outcomes import Outcome, Preview, RowPreview
from tracker.exchange.table_in.reading import read_source, text_source
from tracker.exchange.table_in.rejected import check_is_another, reason_text, write_rejected
from tracker.exchange.table_in.said import CellProblem, FieldChange
from tracker.exchange.table_in.saved_mapping import (
    SavedMapping,
    mapping_path,
    read_mapping,
    save_mapping,
    saved_mappings,
)
from tracker.exchange.table_in.source import Source, SourceRow
from tracker.exchange.table_in.table import (
    Options,
    Table,
    apply,
    preview,
    preview_of,
    proposed,
    understand,
    with_mapping,
)

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "CellProblem",
    "ColumnUse",
    "DateOrder",
    "DecimalSign",
    "FieldChange",
    "Ground",
    "Layout",
    "Mapping",
    "Options",
    "Outcome",
    "Preview",
    "RowPreview",
    "SavedMapping",
    "Source",
    "SourceRow",
    "Table",
    "apply",
    "check_is_another",
    "choices_for",
    "html_source",
    "mapping_path",
    "preview",
    "preview_of",
    "proposed",
    "read_mapping",
    "read_source",
    "reason_text",
    "rechosen",
    "save_mapping",
    "saved_mappings",
    "text_source",
    "understand",
    "with_mapping",
    "write_rejected",
]

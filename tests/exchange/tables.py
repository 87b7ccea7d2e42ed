"""Tables in memory and what becomes of them, for the tests of the import."""

import csv
import io
from datetime import date
from pathlib import Path

from tracker.domain.portfolio import Portfolio
from tracker.exchange.dialects import Dialect
from tracker.exchange.forms import bundled_form
from tracker.exchange.table_in import (
    Options,
    Outcome,
    Preview,
    RowPreview,
    Table,
    reason_text,
    text_source,
    understand,
)
from tracker.exchange.table_in.reading import bytes_source
from tracker.exchange.table_in.table import preview_of
from tracker.exchange.table_out import write_form
from tracker.language import Language, translator
from tracker.workspace.workspace import Workspace

ON = date(2026, 11, 23)
ENGLISH = translator(Language.EN)


def table_of(rows: list[list[str]], options: Options | None = None) -> Table:
    """A table of these cells, as if it came from the clipboard."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="\t").writerows(rows)
    return understand(text_source(text.getvalue(), name="table"), options or Options())


def exported(portfolio: Portfolio, form: str, language: Language, dialect: Dialect) -> Table:
    """What the program makes of a form that it wrote itself."""
    target = io.BytesIO()
    write_form(
        portfolio,
        target,
        form=bundled_form(form),
        language=language,
        dialect=dialect,
        status_date=ON,
    )
    return understand(bytes_source(target.getvalue(), "export.csv"))


def looked_at(portfolio: Portfolio, table: Table, *, project: str | None = None) -> Preview:
    return preview_of(portfolio, table, status_date=ON, project=project)


def told(preview: Preview) -> list[str]:
    """What is not unchanged, one line a row."""
    return [told_row(row) for row in preview.rows if row.outcome is not Outcome.UNCHANGED]


def told_row(row: RowPreview) -> str:
    changes = [
        f"{change.field.key}: {' → '.join(filter(None, change.texts(ENGLISH)))}"
        for change in row.changes
    ]
    told = f"{row.number} {row.outcome} {'; '.join(changes)}{reason_text(row, ENGLISH)}"
    return told.replace("\N{NO-BREAK SPACE}", " ")


def workspace_of(portfolio: Portfolio, path: Path) -> Workspace:
    """An open file that holds a portfolio."""
    workspace = Workspace.create(path, user="tester")
    workspace.perform(
        "import-document",
        lambda repository: [repository.insert(row) for row in portfolio.rows()],
    )
    return workspace

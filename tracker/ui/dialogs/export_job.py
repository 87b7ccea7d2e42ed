"""What is to be exported and how: the choices of the export dialog, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tracker.exchange.dialects import Dialect
from tracker.exchange.forms import Form
from tracker.exchange.official_table import fill_form
from tracker.exchange.safe_write import replacing
from tracker.exchange.table import Cell, RowKind, Table, TableRow
from tracker.exchange.table_out import write_csv
from tracker.language import Language, translator
from tracker.ui.session import Session
from tracker.workspace.query import Query


@dataclass(frozen=True, slots=True)
class ExportJob:
    """One choice of everything."""

    form: Form
    language: Language
    dialect: Dialect
    query: Query

    def table(self, session: Session) -> Table:
        return fill_form(
            self.form,
            context=session.context,
            translator=translator(self.language),
            days=self.dialect.days,
            query=self.query,
            workspace=session.workspace,
        )

    def write(
        self, session: Session, target: Path, tell: Callable[[int], object] = lambda rows: None
    ) -> int:
        """Write the table into place and give the number of its rows. Raises UserError.

        ``tell`` is told every few milliseconds how many rows are written; what it raises ends the
        export and leaves the old file as it was.
        """
        table = self.table(session)
        count = 0

        def counted() -> Iterator[TableRow]:
            nonlocal count
            for row in table.rows:
                count += row.kind is RowKind.ROW
                yield row

        with replacing(target) as file:
            write_csv(replace(table, rows=counted()), file, self.dialect, tell=tell)
        return count

    def file_name(self, session: Session) -> str:
        """The name that tells form, status date and language."""
        return f"{self.form.id}_{session.status_date.isoformat()}_{self.language}.csv"


@dataclass(frozen=True, slots=True)
class Preview:
    """The first lines of a table as they are written; ``guarded`` are places (row, column) whose
    text is written otherwise than it stands in the portfolio, ``guarded_cells`` how many in all.
    """

    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    kinds: tuple[RowKind, ...]
    guarded: frozenset[tuple[int, int]]
    guarded_cells: int
    rows: int


def preview(job: ExportJob, session: Session, *, lines: int) -> Preview:
    """What the file will hold, the first ``lines`` of it in full."""
    table = job.table(session)
    rows = list(table.rows)
    guarded: set[tuple[int, int]] = set()
    guarded_cells = 0
    written: list[tuple[str, ...]] = []
    for place, row in enumerate(rows):
        texts = [job.dialect.texts([cell])[0] for cell in row.cells]
        changed = _guarded(row.cells, texts, job.dialect)
        guarded_cells += len(changed)
        if place < lines:
            written.append(tuple(texts))
            guarded |= {(place, column) for column in changed}
    return Preview(
        headings=table.headings,
        lines=tuple(written),
        kinds=tuple(row.kind for row in rows[:lines]),
        guarded=frozenset(guarded),
        guarded_cells=guarded_cells,
        rows=rows_of(rows),
    )


def rows_of(rows: Sequence[TableRow]) -> int:
    """How many rows a reader would count: headings of sections and sums are none."""
    return sum(row.kind is RowKind.ROW for row in rows)


def _guarded(cells: Sequence[Cell], texts: Sequence[str], dialect: Dialect) -> list[int]:
    return [
        column
        for column, (cell, text) in enumerate(zip(cells, texts, strict=True))
        if text.startswith("'") and text != dialect.plain_text(cell)
    ]

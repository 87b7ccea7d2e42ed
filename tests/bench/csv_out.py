"""An export of items as CSV, guarded and localised, against the same cells written plainly.

    python -m tests.bench.csv_out [ITEMS]

This program's side fills the form of fifteen columns from an open file and writes it. The other
sides read the same cells, as they were before they were guarded and localised, from a table of
SQLite: `csv.writer` from a cursor in this process, `sqlite-utils rows --csv`, and the command
`sqlite3 -csv` where it is installed. Prints seconds of processor time and ratios (the aims are
1.15, 0.75 and, with two processes, 2.1 or less), and by how much the memory of the export peaks
above the open file (the aim is 60 MB).
"""

from __future__ import annotations

import csv
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from tests.bench.portfolios import STATUS_DATE, write_file
from tracker.domain.fields import Context
from tracker.exchange.dialects import DIALECTS, Days
from tracker.exchange.forms import Column, Form, Part, Rows, UnitPlace
from tracker.exchange.official_table import fill_form
from tracker.exchange.table import Table
from tracker.exchange.table_out import write_csv
from tracker.language import Language, translator
from tracker.workspace.query import OutlineNumbers
from tracker.workspace.workspace import Workspace

FIELDS = (
    *("project", "name", "kind", "finish", "wording", "announced_on", "actual_finish", "status"),
    *("responsible", "percent", "form_of_completion", "progress", "note", "source"),
)
_TEXTS = dict.fromkeys(Language, "…")
FORM = Form(
    id="bench",
    title=_TEXTS,
    as_of=dict.fromkeys(Language, "{date}"),
    rows=Rows.ITEMS,
    columns=(
        *(Column(_TEXTS, (Part(key),)) for key in FIELDS),
        Column(_TEXTS, (Part("cost"),), unit=UnitPlace.COLUMNS, implied_unit="KZT"),
    ),
)


def spent(work: Callable[[], object]) -> float:
    """Seconds of processor time, that of other processes started included."""
    begun = _used()
    work()
    return _used() - begun


def _used() -> float:
    own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def table_of(workspace: Workspace, days: Days, day: date = STATUS_DATE) -> Table:
    portfolio = workspace.portfolio
    context = Context(portfolio, day, OutlineNumbers(portfolio))
    return fill_form(FORM, context=context, translator=translator(Language.RU), days=days)


def fill_database(workspace: Workspace, path: Path) -> None:
    """The cells as a database would hold them: days as they sort, numbers as numbers."""
    dialect = DIALECTS["rfc4180"]
    with closing(sqlite3.connect(path)) as connection, connection:
        names = ", ".join(f"c{at}" for at in range(len(FIELDS) + 1))
        connection.execute(f"CREATE TABLE cells ({names})")
        connection.executemany(
            f"INSERT INTO cells VALUES ({', '.join('?' * (len(FIELDS) + 1))})",
            (
                [cell if cell is None or isinstance(cell, int) else dialect.plain_text(cell)
                 for cell in row.cells]
                for row in table_of(workspace, dialect.days).rows
            ),
        )  # fmt: skip


def own(workspace: Workspace, target: Path) -> None:
    dialect = DIALECTS["excel-ru"]
    with target.open("wb") as file:
        write_csv(table_of(workspace, dialect.days), file, dialect)


def plainly(database: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(database)) as connection,
        target.open("w", newline="", encoding="utf-8") as file,
    ):
        csv.writer(file).writerows(connection.execute("SELECT * FROM cells"))


def command(target: Path, *words: str | Path) -> None:
    with target.open("wb") as file:
        subprocess.run(words, stdout=file, check=True)


def told(what: str, seconds: float, of: float | None = None, aim: float = 0) -> None:
    ratio = f"{of / seconds:8.2f}   (aim: {aim} or less)" if of is not None else ""
    print(f"{what:34}{seconds:8.2f} s{ratio}")


def main(items: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, database, target = folder / "p.cotrack", folder / "p.db", folder / "out.csv"
        write_file(file, items)
        with Workspace.open(file, user="bench", read_only=True) as workspace:
            fill_database(workspace, database)
            mine = min(spent(lambda: own(workspace, target)) for _ in range(3))
            print(f"{items} rows of {len(FIELDS) + 1} columns, {target.stat().st_size:,} bytes")
            told("export, open file to CSV", mine)
            bare = min(spent(lambda: plainly(database, target)) for _ in range(3))
            told("csv.writer from a cursor", bare, mine, 1.15)
            utils = Path(sys.executable).with_name("sqlite-utils")
            words = (utils, "rows", database, "cells", "--csv")
            told("sqlite-utils rows --csv", spent(lambda: command(target, *words)), mine, 0.75)
            if sqlite := shutil.which("sqlite3"):
                words = (sqlite, "-csv", database, "SELECT * FROM cells")
                told("sqlite3 -csv", spent(lambda: command(target, *words)), mine, 2.1)
            else:
                print("sqlite3 is not installed here: not compared")
            tracemalloc.start()
            own(workspace, target)
            print(f"memory above the open file {tracemalloc.get_traced_memory()[1] / 1e6:8.1f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

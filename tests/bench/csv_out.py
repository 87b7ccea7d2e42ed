"""An export of items as CSV, guarded and localised, against the same cells written plainly.

    python -m tests.bench.csv_out [ITEMS] [ROUNDS]

Two things are measured. The *writer* alone takes the cells of fifteen columns as they are in
memory, guards, localises and quotes them, and looks for what is to be warned of. The *export*
begins with an open file: it finds the rows, and works out of rows in ten tables what each cell
says, in words, before it is written.

The other sides have nothing to work out. They read the finished cells from one table of SQLite,
days as ISO dates and numbers as numbers, and write them as they are: `csv.writer` from a cursor in
this process (and from rows in memory, which spares it the reading), `sqlite-utils rows --csv`, and
the command `sqlite3 -csv` where it is installed. Prints seconds of processor time, the least of
ROUNDS, and ratios, and how much more memory than the open file an export takes at its highest: the
first one, for which rows are made and the answers about them found that stay, and the next one.
"""

from __future__ import annotations

import csv
import gc
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.bench.portfolios import STATUS_DATE, write_file
from tracker.domain.fields import Context
from tracker.exchange.dialects import DIALECTS, Days
from tracker.exchange.forms import Column, Form, Part, Rows, UnitPlace
from tracker.exchange.official_table import fill_form
from tracker.exchange.table import Blocks, Table
from tracker.exchange.table_out import write_csv
from tracker.language import Language, translator
from tracker.workspace.outline_rows import OutlineNumbers
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
    written(table_of(workspace, dialect.days), target)


def written(table: Table, target: Path) -> None:
    with target.open("wb") as file:
        write_csv(table, file, DIALECTS["excel-ru"])


def plainly(database: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(database)) as connection,
        target.open("w", newline="", encoding="utf-8") as file,
    ):
        csv.writer(file).writerows(connection.execute("SELECT * FROM cells"))


def from_memory(rows: Sequence[Sequence[object]], target: Path) -> None:
    with target.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def command(target: Path, *words: str | Path) -> None:
    with target.open("wb") as file:
        subprocess.run(words, stdout=file, check=True)


def peak_above(work: Callable[[], object]) -> float:
    """Megabytes by which the memory of this process peaks above what it is now; Linux alone."""
    Path("/proc/self/clear_refs").write_text("5")
    begun = _status("VmRSS")
    work()
    return (_status("VmHWM") - begun) / 1000


def _status(key: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(key))


def told(what: str, seconds: float, *ratios: float) -> None:
    shown = "".join(f"{ratio:10.2f}" for ratio in ratios)
    print(f"{what:44}{seconds:8.2f} s{shown}")


def main(items: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, database, target = folder / "p.cotrack", folder / "p.db", folder / "out.csv"
        write_file(file, items)
        with Workspace.open(file, user="bench", read_only=True) as workspace:
            peaks = [peak_above(lambda: own(workspace, target)) for _ in range(2)]
            fill_database(workspace, database)
            # As the window does once it is shown.
            gc.collect()
            gc.freeze()

            def least(work: Callable[[], object]) -> float:
                return min(spent(work) for _ in range(rounds))

            export = least(lambda: own(workspace, target))
            print(f"{items} rows of {len(FIELDS) + 1} columns, {target.stat().st_size:,} bytes")
            table = table_of(workspace, DIALECTS["excel-ru"].days)
            blocks = list(table.blocks())
            writer = least(lambda: written(replace(table, rows=Blocks(blocks)), target))
            blocks.clear()
        print(f"{'':54}{'writer':>10}{'export':>10}   as times of it")
        told("writer: cells in memory to CSV", writer)
        told("export: open file to CSV", export)

        def beside(what: str, seconds: float, aim: float) -> None:
            told(f"{what} (aim {aim})", seconds, writer / seconds, export / seconds)

        beside("csv.writer from a cursor", least(lambda: plainly(database, target)), 1.15)
        with closing(sqlite3.connect(database)) as connection:
            rows = connection.execute("SELECT * FROM cells").fetchall()
        beside("csv.writer from memory", least(lambda: from_memory(rows, target)), 1.15)
        rows.clear()
        words: tuple[str | Path, ...]
        words = (Path(sys.executable).with_name("sqlite-utils"), "rows", database, "cells", "--csv")
        beside("sqlite-utils rows --csv", least(lambda: command(target, *words)), 0.75)
        if sqlite := shutil.which("sqlite3"):
            words = (sqlite, "-csv", database, "SELECT * FROM cells")
            beside("sqlite3 -csv", least(lambda: command(target, *words)), 2.1)
        else:
            print("sqlite3 is not installed here: not compared")
        for which, peak in zip(("first", "next"), peaks, strict=True):
            print(f"{which} export: {peak:.1f} MB above the open file (aim: 60 or less)")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*given, *(100_000, 3)[len(given) :])

"""Importing 100,000 rows of CSV against reading and inserting them with `csv` and `executemany`.

    python -m tests.bench.import_rows [ROWS]

Both sides read the same table in one run and fill the same two tables of the same kind of file,
whose triggers write its history. This program's side also finds out encoding, delimiter and
headings, reads and checks each cell, looks for each row in the file, and brings its portfolio up to
date. Prints the seconds of both and their ratio; the aim is 3 or less. The time of the inserts into
a table without a history is printed too: such a file could tell nobody who changed what.
"""

import csv
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path

from tracker.domain.model import Names
from tracker.exchange.table_in import apply, preview, read_source, understand
from tracker.workspace.operations import add_project
from tracker.workspace.workspace import Workspace

PROJECT = "Проект"
KEYS = {
    f"{numeral} квартал {year} г.": f"{year}-Q{number}"
    for year in range(2025, 2031)
    for number, numeral in enumerate(("I", "II", "III", "IV"), 1)
}
HEADINGS = (
    *("Мероприятие", "Форма завершения", "Срок исполнения", "Источник финансирования"),
    *("Предполагаемые расходы (KZT)", "Примечание"),
)


def write_table(path: Path, rows: int) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        deadlines = list(KEYS)
        for number in range(rows):
            deadline = deadlines[number % len(deadlines)]
            cells = [f"Мероприятие номер {number}", "Акт", deadline, "Республиканский бюджет"]
            writer.writerow([*cells, f"{1000 + number},5", f"Примечание {number % 100}"])


def new_file(path: Path) -> Path:
    with Workspace.create(path, user="bench") as workspace:
        add_project(workspace, name=Names(ru=PROJECT))
    return path


def plainly(table: Path, file: Path) -> None:
    """The rows as they stand, into the tables of items and commitments."""
    with table.open(newline="", encoding="utf-8-sig") as source:
        rows = list(csv.reader(source, delimiter=";"))[1:]
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executemany(
            "INSERT INTO items (uid, project_id, position, kind, currency,"
            " name_ru, form_of_completion, funding_source, cost, note)"
            " VALUES (?, 1, ?, 'milestone', 'KZT', ?, ?, ?, ?, ?)",
            (
                (f"i{at}", at, name, form, source, cost.replace(",", "."), note)
                for at, (name, form, _, source, cost, note) in zip(count(), rows, strict=False)
            ),
        )
        connection.executemany(
            "INSERT INTO commitments (uid, item_id, edge, deadline, recorded_on, binding)"
            " VALUES (?, ?, 'finish', ?, '2026', 1)",
            ((f"c{at}", at, KEYS[row[2]]) for at, row in zip(count(1), rows, strict=False)),
        )


def without_history(table: Path, file: Path) -> None:
    with table.open(newline="", encoding="utf-8-sig") as source:
        rows = csv.reader(source, delimiter=";")
        next(rows)
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("CREATE TABLE rows (a, b, c, d, e, f)")
            connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", rows)


def imported(table: Path, file: Path) -> None:
    with Workspace.open(file, user="bench") as workspace:
        found = understand(read_source(table))
        dry_run = preview(workspace, found, status_date=date(2026, 11, 23), project=PROJECT)
        apply(workspace, found, dry_run)
        assert len(workspace.portfolio.items) == len(dry_run.rows)


def seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = folder / "table.csv"
        write_table(table, rows)
        bare = seconds(lambda: without_history(table, folder / "bare.db"))
        plain_file, own_file = new_file(folder / "plain.cotrack"), new_file(folder / "own.cotrack")
        plain = seconds(lambda: plainly(table, plain_file))
        own = seconds(lambda: imported(table, own_file))
    print(f"{rows} rows")
    print(f"csv + executemany             {plain:8.2f} s")
    print(f"import                        {own:8.2f} s")
    print(f"ratio                         {own / plain:8.2f}   (aim: 3.00 or less)")
    print(f"csv + executemany, no history {bare:8.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

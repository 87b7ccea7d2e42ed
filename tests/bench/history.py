"""How soon the history shows: python -m tests.bench.history [STEPS]

A file with a journal of STEPS steps (100,000 unless told), each of one changed value, on 10,000
items. Each line is the time until the lines of one screen stand there in words, and the same rows
read by bare sqlite3 as JSON, with the ratio of the two.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from tests.bench.portfolios import write_file
from tracker.language import Language, translator
from tracker.storage.triggers import image
from tracker.workspace import Workspace
from tracker.workspace.history.reader import NO_QUERY, HistoryQuery, HistoryReader
from tracker.workspace.history.words import Words
from tracker.workspace.outline_rows import row_key

ITEMS = 10_000
SCREEN = 60
ROUNDS = 3


def main(steps: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "history.cotrack"
        write_file(path, ITEMS)
        add_steps(path, steps)
        measure(path, steps)


def add_steps(path: Path, steps: int) -> None:
    """Steps as an office makes them, written straight into the journal."""
    connection = sqlite3.connect(path)
    ids = [row_id for (row_id,) in connection.execute("SELECT id FROM items ORDER BY id")]
    query = f"SELECT id, {image(connection, 'items', '')} FROM items"
    images = dict(connection.execute(query))
    (last,) = connection.execute("SELECT max(id) FROM journal_entries").fetchone()
    for number in range(1, steps + 1):
        row_id = ids[number * 7919 % len(ids)]
        row = json.loads(images[row_id])
        before = json.dumps(row | {"percent": number % 100}, ensure_ascii=False)
        after = json.dumps(row | {"percent": (number + 1) % 100}, ensure_ascii=False)
        user = "rare" if number == steps // 2 else f"user {number % 20}"
        day = f"2026-{number * 12 // (steps + 1) + 1:02}-15T08:00:00.000Z"
        connection.execute(
            "INSERT INTO journal_entries (id, at, user, operation, details, kind)"
            " VALUES (?, ?, ?, 'edit', ?, 'do')",
            (last + number, day, user, json.dumps({"field": "% complete", "name": "Item"})),
        )
        connection.execute(
            "INSERT INTO journal_changes (entry_id, table_name, row_id, before, after)"
            " VALUES (?, 'items', ?, ?, ?)",
            (last + number, row_id, before, after),
        )
    connection.commit()
    connection.close()


def measure(path: Path, steps: int) -> None:
    with Workspace.open(path, user="bench") as workspace:
        item = row_key(next(iter(workspace.portfolio.items)))
        bare = timed(lambda: read_bare(path))
        print(f"{steps:,} steps; the first {SCREEN} lines, median of {ROUNDS}")
        print(f"{'bare sqlite3, JSON':26}{bare:10.2f} ms")
        for name, query in (
            ("everything", NO_QUERY),
            ("of one row", HistoryQuery(rows=(item,))),
            ("of one person, one step", HistoryQuery(user="rare")),
            ("another field, all read", HistoryQuery(field="region")),
            ("a text, all read", HistoryQuery(text="nowhere")),
        ):
            found = timed(lambda query=query: read(workspace, query))  # type: ignore[misc]
            print(f"{name:26}{found:10.2f} ms {found / bare:9.1f} ×")


def read(workspace: Workspace, query: HistoryQuery) -> None:
    words = Words(workspace, translator(Language.RU))
    reader = HistoryReader(workspace, words, query)
    found = 0
    while not reader.done and found < SCREEN:
        for line in reader.read(SCREEN - found):
            words.whole(line)
            found += 1


def read_bare(path: Path) -> None:
    connection = sqlite3.connect(path)
    found = connection.execute(
        "SELECT e.at, e.user, e.details, c.before, c.after FROM journal_entries e"
        " JOIN journal_changes c ON c.entry_id = e.id ORDER BY e.id DESC LIMIT ?",
        (SCREEN,),
    )
    for *_, details, before, after in found:
        json.loads(details), json.loads(before), json.loads(after)
    connection.close()


def timed(act: Callable[[], object]) -> float:
    found = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        act()
        found.append((perf_counter() - begun) * 1000)
    return statistics.median(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

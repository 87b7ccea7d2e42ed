"""What the journal of an open file still knows of rows that have changed or are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from tracker.domain.model import Row
from tracker.domain.portfolio import Portfolio, RowKey, owners
from tracker.storage.file import PortfolioFile
from tracker.storage.journal import Entry, ImageChange
from tracker.storage.mapping import MAPPINGS
from tracker.workspace.changes import RowChange


class Past:
    """Answers from the journal, beside the portfolio of now."""

    def __init__(self, file: PortfolioFile, portfolio: Portfolio) -> None:
        self._file = file
        self._journal = file.journal
        self._portfolio = portfolio
        self._deletions: dict[RowKey, list[tuple[str, int]]] = {}
        self._deletions_seen = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Around many questions: the file is locked once for all of them. Raises FileError."""
        with self._file.reading():
            yield

    def changes_in_turn(
        self, entry: Entry, *, rows: Sequence[tuple[str, int]] | None = None
    ) -> Iterator[RowChange]:
        """What an entry of the history changed, read as it is asked for.

        ``rows`` (table and id) leaves only what happened to these.
        """
        if rows is None:
            return map(row_change, self._journal.changes_in_turn(entry.id))
        return map(row_change, self._journal.changes(entry.id, rows=rows))

    def users(self) -> list[str]:
        """Everybody who has changed the file, by name; "" stands for other programs."""
        return self._journal.users()

    def last_known(self, table: str, row_id: int) -> Row | None:
        """A row as it is, or as it was before it was deleted; None for one that never was."""
        now = self._portfolio.table(table).get(row_id)
        return now or row_of(table, self._journal.last_image(table, row_id))

    def before_entry(self, table: str, row_id: int, entry: Entry) -> Row | None:
        """A row as it was when ``entry`` was begun; None where there was no such row."""
        change = self._journal.change_since(table, row_id, entry.id)
        if change is None:
            return self._portfolio.table(table).get(row_id)
        return row_of(table, change.before)

    def row_before(self, key: RowKey, entry: Entry) -> Portfolio:
        """A project or item with all that was attached to it when ``entry`` was begun."""
        found = (self.before_entry(*each, entry) for each in self.with_attached([key]))
        return Portfolio(row for row in found if row is not None)

    def with_attached(self, rows: Iterable[RowKey]) -> list[tuple[str, int]]:
        """These rows, and everything that is attached to them or was before it was deleted."""
        found: dict[tuple[str, int], None] = {}
        deleted = self._deleted()
        for key in rows:
            found[key.table, key.id] = None
            for table, reference in attached_by(key.table):
                for row in self._portfolio.table(table).where(reference, key.id):
                    found[table, row.id] = None
            found.update(dict.fromkeys(deleted.get(key, ())))
        return list(found)

    def _deleted(self) -> dict[RowKey, list[tuple[str, int]]]:
        """What was attached to each row and is deleted, by table and id."""
        latest = self._journal.last_change()
        for change in self._journal.deletions(after=self._deletions_seen):
            row = row_of(change.table, change.before)
            for key in owners(row) if row is not None else ():
                self._deletions.setdefault(key, []).append((change.table, change.row_id))
        self._deletions_seen = latest
        return self._deletions


def attached_by(table: str) -> tuple[tuple[str, str], ...]:
    """What is attached to a project or to an item: in which table, by which reference."""
    owner = "project_id" if table == "projects" else "item_id"
    attached = tuple((name, owner) for name in ("body_roles", "citations", "claims", "notes"))
    if table == "projects":
        return attached
    links = (("links", "predecessor_id"), ("links", "successor_id"))
    return (*attached, ("commitments", owner), *links)


def row_of(table: str, image: str | None) -> Row | None:
    """The row that an image of the journal shows; None for "there was none"."""
    return None if image is None else MAPPINGS[table].row_of_image(image)


def row_change(change: ImageChange) -> RowChange:
    before, after = row_of(change.table, change.before), row_of(change.table, change.after)
    return RowChange(change.table, change.row_id, before, after)

"""What the dry run of an import says: what would become of each row, and why some are refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum

from tracker.domain.portfolio import RowKey
from tracker.exchange.table_in.layout import RowIs
from tracker.exchange.table_in.mapping import Mapping
from tracker.exchange.table_in.said import CellProblem, FieldChange, changes_of_new
from tracker.exchange.table_in.source import SourceRow
from tracker.records import record
from tracker.workspace.operations import ImportedRow


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@record(frozen=False, eq=False)
class RowPreview:
    """What would become of a row. ``number`` is that of the source's row.

    ``plan`` is what would be written, None where nothing is; ``updates`` are the fields of a known
    row, old and new; ``problems`` why it is refused; ``below`` the row of the table under which it
    stands.
    """

    source: SourceRow
    name: str
    outcome: Outcome
    key: RowKey | None = None
    plan: ImportedRow | None = None
    updates: tuple[FieldChange, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    below: RowPreview | None = None

    @property
    def number(self) -> int:
        return self.source.number

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What becomes of each field that the row says something new of."""
        return changes_of_new(self.plan) if self.plan and self.plan.new else self.updates


@record
class Preview:
    """The dry run of a whole table.

    ``rows`` are the rows that say something, in their order; ``others`` are told apart: blank rows,
    numbers of columns, sums. Always ``len(rows)`` is the sum of the four counts. ``revision`` is
    that of the workspace it was made for.
    """

    rows: tuple[RowPreview, ...]
    others: tuple[tuple[SourceRow, RowIs], ...]
    mapping: Mapping
    revision: int
    counts: Counter[Outcome] = field(default_factory=Counter)

    def with_outcome(self, outcome: Outcome) -> Iterator[RowPreview]:
        return (row for row in self.rows if row.outcome is outcome)

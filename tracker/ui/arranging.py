"""What the user does to the order of the rows: grouping, sorting, filtering, folding, searching.

Each step is one new Query of the session; the file itself is never changed.
"""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.portfolio import RowKey
from tracker.ui.session import Session
from tracker.workspace.expressions import Expression, by_column, joined
from tracker.workspace.filters import NO_FILTER, RowFilter
from tracker.workspace.grouping import GroupRow, group_keys, shown_rows
from tracker.workspace.outline_rows import OutlineRow
from tracker.workspace.query import Grouping, Query, Sort


class Arranging:
    """Arranges the rows of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def query(self) -> Query:
        return self._session.query

    def group_by(self, grouping: Grouping) -> None:
        self._session.set_query(replace(self.query, group=grouping))

    def sort_by(self, field: str) -> None:
        """Sort by one column, upwards; "" for the order of the file."""
        descending = any(sort.descending for sort in self.query.sorts)
        sorts = (Sort(field, descending),) if field else ()
        self._session.set_query(replace(self.query, sorts=sorts))

    def sort_downwards(self, descending: bool) -> None:
        """Turn the columns that the rows are sorted by."""
        sorts = tuple(Sort(sort.field, descending) for sort in self.query.sorts)
        self._session.set_query(replace(self.query, sorts=sorts))

    def filter_by(self, row_filter: RowFilter) -> None:
        self._session.set_query(replace(self.query, filter=row_filter))

    def ask_of_column(self, field: str, asked: Expression | None) -> None:
        """Ask something else of one column in words, by the key of its field; None for nothing."""
        columns = by_column(self.query.filter.where)
        columns.pop(field, None)
        if asked is not None:
            columns[field] = asked
        self.filter_by(replace(self.query.filter, where=joined(columns)))

    def clear_filter(self) -> None:
        self.filter_by(NO_FILTER)

    def search(self, text: str) -> None:
        self._session.set_query(replace(self.query, text=text))

    def search_while_typing(self, text: str) -> None:
        """Show the first rows that are found, with every letter."""
        self._session.show_first(replace(self.query, text=text))

    def dim(self, dims: bool) -> None:
        """Keep the rows that a search does not find in view, dimmed, instead of hiding them."""
        self._session.set_query(replace(self.query, dims=dims))

    # -- folding ----------------------------------------------------------------------------------

    def unfold_all(self) -> None:
        self._session.set_query(replace(self.query, collapsed=frozenset()))

    def fold_all(self) -> None:
        """Leave the headings of groups alone where there are any, else the projects."""
        if self.query.has_headings:
            folded: frozenset[RowKey] = frozenset(group_keys(self._session.rows))
            self._session.set_query(replace(self.query, collapsed=folded))
        else:
            self.fold_to(1)

    def fold_to(self, levels: int) -> None:
        """Show so many levels of rows: 1 are the projects, or what stands right below a heading."""
        session = self._session
        unfolded = replace(self.query, collapsed=frozenset())
        rows = shown_rows(
            session.portfolio,
            unfolded,
            translator=session.translator,
            status_date=session.status_date,
            kept=session.kept,
        )
        folded = frozenset(
            row.key
            for row in rows
            if isinstance(row, OutlineRow) and row.has_children and row.depth >= levels - 1
        )
        session.set_query(replace(self.query, collapsed=folded))

    # -- going through what was found -------------------------------------------------------------

    def next_match(self, step: int) -> bool:
        """Select the next row that was found (the one before for -1); whether there is another.

        From the last one it goes on with the first.
        """
        session = self._session
        rows, count = session.rows, len(session.rows)
        place = session.place(session.current)
        start = place if place is not None else (-1 if step > 0 else count)
        for further in range(1, count + 1):
            row = rows[(start + step * further) % count]
            if not isinstance(row, GroupRow) and session.finds(row):
                session.select([row.key], row.key)
                return True
        return False

"""The rows that a view shows, kept in step with the file and with what is asked for.

A view may show 100,000 rows. What happens to one of them costs what that one costs: its line is
renewed where it stands, and where rows are folded, added or moved the outline is laid out anew only
below the row under which that happened. Everything else is asked for again as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import Final

from tracker.domain.fields import Context
from tracker.domain.foresight import foreseen
from tracker.domain.model import Item, Project
from tracker.domain.outline import ref_of
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.language import Translator
from tracker.language.folding import Wanted
from tracker.workspace.changes import Changes
from tracker.workspace.first_rows import first_rows
from tracker.workspace.grouping import ShownRow, shown_rows
from tracker.workspace.outline_rows import (
    OutlineNumbers,
    OutlineRow,
    OutlineRows,
    row_key,
    walk,
)
from tracker.workspace.patching import affected_rows, patch_rows
from tracker.workspace.query import KeptRows, Query

_FIRST: Final = 100
"""Rows that are shown while a person types: more than a screen has."""

_MANY: Final = 5_000
"""After so many changes of one step, rows among them that came or went, all are asked for again."""


class ShownRows:
    """What a query shows of a portfolio.

    ``rows`` is another list whenever other rows are shown, or in another order; rows that only say
    something else are renewed in it.
    """

    def __init__(self, portfolio: Portfolio) -> None:
        self.query = Query()
        self.rows: list[ShownRow] | OutlineRows = []
        self.are_all = True
        """Whether the rows are all that were asked for."""
        self.kept = KeptRows(portfolio)
        self._portfolio = portfolio
        self._numbers = OutlineNumbers(portfolio)
        self._places: dict[RowKey, int] | None = None

    def context(self, status_date: date) -> Context:
        return Context(self._portfolio, status_date, self._numbers)

    def place(self, key: RowKey) -> int | None:
        """Where a row is shown, counted from 0; None while it is not shown."""
        if isinstance(self.rows, OutlineRows):
            return self.rows.place(key)
        if self._places is None:
            self._places = {row.key: place for place, row in enumerate(self.rows)}
        return self._places.get(key)

    @property
    def count(self) -> int:
        """How many rows are shown, headings of groups not counted."""
        if not self.query.has_headings:
            return len(self.rows)
        return sum(1 for found in self.rows if isinstance(found, OutlineRow))

    def make_some(self, count: int) -> bool:
        """Make up to ``count`` of the rows that were not asked for yet; whether there are more."""
        return isinstance(self.rows, OutlineRows) and self.rows.make_some(count)

    @property
    def _are_made(self) -> bool:
        return not isinstance(self.rows, OutlineRows) or self.rows.are_made

    def finds(self, row: Project | Item, translator: Translator, status_date: date) -> bool:
        """Whether a row says what is searched for; every row does while nothing is."""
        text, search, context = self.query.text, self.kept.search, self.context(status_date)
        if not text:
            return True
        if search.has_read(translator.language):
            return ref_of(row) in search.find(text, context, translator)
        return search.says(Wanted.of(text), row, context, translator)

    def ask_first(
        self, query: Query, keep: RowKey | None, translator: Translator, status_date: date
    ) -> bool:
        """Show the first rows of those asked for, see :func:`first_rows`.

        Nothing happens where the row to ``keep`` in view is found further down; whether it did.
        """
        context = self.context(status_date)
        found = first_rows(query, _FIRST, context, translator, self.kept)
        row = self._portfolio.row(keep) if keep else None
        are_all = len(found) < _FIRST
        if row is not None and not are_all and all(shown.key != keep for shown in found):
            is_found = self.kept.search.says(Wanted.of(query.text), row, context, translator)
            if is_found:
                return False
        self.query, self.rows, self.are_all, self._places = query, [*found], are_all, None
        return True

    def ask(self, query: Query, translator: Translator, status_date: date) -> None:
        """Show what ``query`` asks for."""
        turned = self._only_folded(query)
        self.query = query
        if turned is not None:
            self._lay_out(turned)
        else:
            self.read(translator, status_date)

    def read(self, translator: Translator, status_date: date) -> None:
        """Ask for everything again, as it is now."""
        self.rows = shown_rows(
            self._portfolio,
            self.query,
            translator=translator,
            status_date=status_date,
            kept=self.kept,
        )
        self.are_all = True
        self._places = None

    def take_in(
        self,
        changes: Changes,
        translator: Translator,
        status_date: date,
        also: AbstractSet[RowKey] = frozenset(),
    ) -> list[int] | None:
        """Follow a change that the portfolio has taken in, with which ``also`` say something else.

        The places of the rows that may say something else now, in order; None where other rows are
        shown, or may be, or in another order.
        """
        if len(changes.rows) > _MANY and changes.changes_outline:
            # To ask for all rows again takes less than to find out which of them changed.
            self.kept = KeptRows(self._portfolio)
            self.read(translator, status_date)
            return None
        affected = affected_rows(self._portfolio, changes) | also
        if changes.changes_outline:
            self.kept.forget(affected)
            return self._follow_outline(changes, affected, translator, status_date)
        if changes.touches("settings"):
            # The status date may be another, on which every row depends.
            self.kept.renew(affected)
            self.read(translator, status_date)
            return None
        return self.renew(affected, translator, status_date)

    def renew(
        self, affected: AbstractSet[RowKey], translator: Translator, status_date: date
    ) -> list[int] | None:
        """These rows say something else now, and stand where they stood; as :meth:`take_in`."""
        self.kept.renew(affected)
        places = None
        if self.are_all:
            places = patch_rows(
                self.rows,
                affected,
                self.place,
                query=self.query,
                context=self.context(status_date),
                translator=translator,
                kept=self.kept,
            )
        if places is None:
            self.read(translator, status_date)
        return places

    def foresee_anew(self, status_date: date) -> Iterator[None] | None:
        """Every row may be foreseen otherwise; what is shown is so until it is read again.

        None where the same rows are shown whatever is foreseen; else what looks at one row after
        the other, so that reading them again takes no longer than it has to.
        """
        self.kept.foresee_anew()
        if self.are_all and not self.query.rests_on_forecast:
            return None
        return self._look_at_all(status_date)

    def _look_at_all(self, status_date: date) -> Iterator[None]:
        for row in (*self._portfolio.projects, *self._portfolio.items):
            foreseen(self._portfolio, row, status_date)
            yield

    # -- laying out a part of the outline ---------------------------------------------------------

    def _follow_outline(
        self,
        changes: Changes,
        affected: AbstractSet[RowKey],
        translator: Translator,
        status_date: date,
    ) -> list[int] | None:
        # A row that is not made yet no longer tells where it stood.
        is_plain = self.query.is_plain and self._are_made
        above = self._lowest_above(changes) if is_plain else None
        if above is None:
            self.read(translator, status_date)
            return None
        self._renew(changes)
        laid_out = self._lay_out(above)
        if laid_out is None:
            return None
        # They only stand deeper or higher than before.
        places = map(self.place, affected)
        return sorted({*laid_out, *(place for place in places if place is not None)})

    def _only_folded(self, query: Query) -> int | None:
        """The place of the one row that ``query`` folds or unfolds, if it does nothing else."""
        turned = query.collapsed ^ self.query.collapsed
        if len(turned) != 1 or not query.is_plain or not self._are_made:
            return None
        if replace(query, collapsed=self.query.collapsed) != self.query:
            return None
        return self.place(*turned)

    def _lowest_above(self, changes: Changes) -> int | None:
        """The place of the lowest row shown below which every row came, went or moved."""
        common: list[RowKey] | None = None
        for row in changes.moved_rows():
            path = self._path(row)
            if path is None:
                continue
            if common is not None:
                pairs = zip(common, path, strict=False)
                path = [key for key, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
            common = path
        places = (self.place(key) for key in reversed(common or ()))
        return next((place for place in places if place is not None), None)

    def _path(self, row: Project | Item) -> list[RowKey] | None:
        """What a row stands or stood below, its project first.

        None where any of that is gone: then it went itself in the same step.
        """
        above = [row_key(found) for found in self._portfolio.ancestors(row)]
        is_whole = isinstance(row, Project) or (above and above[-1].table == "projects")
        return above[::-1] if is_whole else None

    def _renew(self, changes: Changes) -> None:
        """Put what the projects and items say now in the places in which they were shown."""
        for change in changes.rows:
            if isinstance(change.after, Project | Item):
                place = self.place(row_key(change.after))
                if place is not None:
                    found = self.rows[place]
                    assert isinstance(found, OutlineRow)
                    self.rows[place] = found.with_row(change.after)

    def _lay_out(self, place: int) -> range | None:
        """Lay out the outline anew from the row at ``place`` down to the last one below it.

        The places of these rows, or None where others are shown now, or in another order.
        """
        top = self.rows[place]
        assert isinstance(top, OutlineRow)
        end = place + 1
        while end < len(self.rows) and self.rows[end].depth > top.depth:
            end += 1
        below = walk(self._portfolio, self.query.collapsed, top)
        are_same = [row.key for row in below] == [row.key for row in self.rows[place:end]]
        assert isinstance(self.rows, OutlineRows), "an outline that is shown as it is"
        self.rows = self.rows.with_others(place, end, below)
        if are_same:
            return range(place, end)
        self._places = None
        return None

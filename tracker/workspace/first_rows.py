"""The first rows that a search finds, for a view that shows them while a person types.

Of 100,000 rows a letter may find nearly all. A view shows some dozens of them, and the next letter
comes before the others could be seen: they are asked for when the typing pauses.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final

from tracker.domain.fields import Context
from tracker.domain.model import Item, Project
from tracker.domain.outline import ref_of
from tracker.language import Translator
from tracker.language.folding import Wanted
from tracker.workspace.filters import Predicate, every
from tracker.workspace.outline_rows import OutlineRow, row_key
from tracker.workspace.query import KeptRows, Query, kept_with_parents

_NEAR: Final = 1000
"""Rows from the top that are looked through one by one before all are searched."""
_FEW: Final = 2000
"""Rows found, of which each is looked up by itself; more lie close together."""


def first_rows(
    query: Query, count: int, context: Context, translator: Translator, kept: KeptRows
) -> list[OutlineRow]:
    """The first rows of those that ``query`` asks for, up to ``count`` with the rows above them.

    The query must search, hide and keep the outline. Fewer than ``count`` are all that there are.
    """
    filters = [query.filter.predicate(context, kept.told(context))] if query.filter else []
    everything, search, wanted = kept.outline(), kept.search, Wanted.of(query.text)

    def says(row: Project | Item) -> bool:
        return search.says(wanted, row, context, translator)

    def first(rows: Iterable[OutlineRow], matches: Predicate) -> list[OutlineRow]:
        return list(islice(kept_with_parents(rows, matches), count))

    near = first(everything[:_NEAR], every([*filters, says]))
    if len(near) == count:
        return near
    found = search.find(query.text, context, translator)
    if len(found) > _FEW:
        return first(everything, every([lambda row: ref_of(row) in found, *filters]))
    passes, portfolio = every(filters), context.portfolio
    places: set[int] = set()
    for row in map(portfolio.row_of, found):
        if passes(row):
            above = map(kept.place, map(row_key, (row, *portfolio.ancestors(row))))
            places.update(place for place in above if place is not None)
    return [everything[place] for place in sorted(places)[:count]]

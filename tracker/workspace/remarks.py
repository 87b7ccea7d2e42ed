"""What a page has to say of the rows on it: which were left out, and what they are grouped by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.domain.portfolio import Portfolio
from tracker.language import N_, Translator
from tracker.workspace.filter_words import conditions
from tracker.workspace.grouping import GROUP_NAMES, ShownRow
from tracker.workspace.query import Query


def remarks_of_query(
    query: Query, rows: Sequence[ShownRow], portfolio: Portfolio, translator: Translator
) -> Iterator[str]:
    """The search, each condition of the filter, the groups, and whether rows are folded away."""
    _ = translator.text
    if query.text and not query.dims:
        yield _(N_("Filter: “{text}”")).format(text=query.text)
    for condition in conditions(query.filter, portfolio, translator):
        yield f"{condition.title}: {', '.join(condition.values)}"
    if query.has_headings:
        yield _(N_("Groups: {by}")).format(by=_(GROUP_NAMES[query.group]))
    if any(row.has_children and not row.expanded for row in rows):
        yield _(N_("Folded rows are left out"))

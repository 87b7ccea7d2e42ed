"""Which rows a view shows, and in what order: one answer for grid, timeline, export and CLI.

Without a sort the rows come as the outline of the portfolio: projects, their items below them, each
with its number ("2.3.1"). With a sort they come flat, in the order of the sorted columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.cells import cell_text, sort_key
from tracker.domain.fields import FIELD, Context, Kind, value_of
from tracker.domain.model import Item, Project
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.status import Status
from tracker.language import Translator


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One row of a view. ``depth`` is 0 for a project, 1 for its direct items."""

    key: RowKey
    row: Project | Item
    depth: int
    number: str
    has_children: bool
    expanded: bool


@dataclass(frozen=True, slots=True)
class Sort:
    """One column to sort by; the first of several decides first."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for. ``text`` is looked for in every text of a row, in all four languages.

    A row that is found brings the rows above it along, so that it is seen in its place.
    """

    text: str = ""
    statuses: AbstractSet[Status] = frozenset()
    project_ids: AbstractSet[int] = frozenset()
    sorts: tuple[Sort, ...] = ()
    collapsed: AbstractSet[RowKey] = field(default_factory=frozenset)

    @property
    def filters(self) -> bool:
        """Whether rows may be left out."""
        return bool(self.text or self.statuses or self.project_ids)


def row_key(row: Project | Item) -> RowKey:
    return RowKey(row.table, row.id)


def outline_numbers(portfolio: Portfolio) -> dict[RowKey, str]:
    """The number of every row in the outline of the whole portfolio: "1", "1.1", "1.1.2"."""
    return {found.key: found.number for found in _walk(portfolio, frozenset())}


def rows(
    portfolio: Portfolio, query: Query, *, translator: Translator, status_date: date
) -> list[OutlineRow]:
    """The rows that ``query`` asks for, in order."""
    everything = list(_walk(portfolio, frozenset()))
    numbers = {found.key: found.number for found in everything}
    context = Context(portfolio, status_date, numbers)
    if query.sorts:
        matching = [found for found in everything if _matches(found, query, context, translator)]
        return _sorted(matching, query.sorts, context, translator)
    if not query.filters:
        return list(_walk(portfolio, query.collapsed)) if query.collapsed else everything
    return _with_parents(everything, query, context, translator)


def _walk(portfolio: Portfolio, collapsed: AbstractSet[RowKey]) -> Iterator[OutlineRow]:
    stack: list[tuple[Project | Item, int, str]] = _numbered(portfolio.ordered_projects(), 0, "")
    seen: set[RowKey] = set()
    while stack:
        row, depth, number = stack.pop()
        key = row_key(row)
        if key in seen:
            continue
        seen.add(key)
        children = portfolio.children(row)
        expanded = bool(children) and key not in collapsed
        yield OutlineRow(key, row, depth, number, bool(children), expanded)
        if expanded:
            stack += _numbered(children, depth + 1, f"{number}.")


def _numbered(
    found: Sequence[Project | Item], depth: int, prefix: str
) -> list[tuple[Project | Item, int, str]]:
    """The rows with their numbers, last first, as the stack wants them."""
    return [(row, depth, f"{prefix}{place}") for place, row in enumerate(found, 1)][::-1]


def _with_parents(
    everything: list[OutlineRow], query: Query, context: Context, translator: Translator
) -> list[OutlineRow]:
    kept: dict[RowKey, OutlineRow] = {}
    above: list[OutlineRow] = []
    for found in everything:
        del above[found.depth :]
        above.append(found)
        if _matches(found, query, context, translator):
            for row in above:
                kept.setdefault(row.key, row)
    return list(kept.values())


def _matches(found: OutlineRow, query: Query, context: Context, translator: Translator) -> bool:
    row = found.row
    project_id = row.id if isinstance(row, Project) else row.project_id
    if query.project_ids and project_id not in query.project_ids:
        return False
    if query.statuses and value_of(FIELD["status"], row, context) not in query.statuses:
        return False
    return not query.text or folded(query.text) in folded(_texts(row, context, translator))


def _texts(row: Project | Item, context: Context, translator: Translator) -> str:
    """Everything about a row that a search looks through."""
    name = row.name
    texts = [name.en, name.ru, name.kk, name.uz, row.note]
    texts += [note.text for note in context.portfolio.notes_of(row)]
    texts += [f"{source.title} {source.publisher}" for source in context.portfolio.sources_of(row)]
    for role in context.portfolio.roles_of(row):
        body = context.portfolio.bodies[role.body_id]
        for names in (body.name, body.short_name):
            texts += [names.en, names.ru, names.kk, names.uz]
    texts += [
        cell_text(field, value_of(field, row, context), translator)
        for field in FIELD.values()
        if field.kind in _SEARCHED
    ]
    return "\n".join(texts)


_SEARCHED = frozenset({Kind.TERM, Kind.DEADLINE, Kind.PERIOD, Kind.CHOICE, Kind.TEXT})

_FOLDS = str.maketrans({"ё": "е", **dict.fromkeys("‘’ʻʼ`", "'")})


def folded(text: str) -> str:
    """``text`` as a search compares it: case, ё and the Uzbek apostrophes make no difference."""
    return text.casefold().translate(_FOLDS)


def _sorted(
    found: list[OutlineRow], sorts: Sequence[Sort], context: Context, translator: Translator
) -> list[OutlineRow]:
    """Sorted by each column in turn, the last first, so that the first decides; sorting is stable.

    What is not known comes last in both directions.
    """
    for sort in reversed(sorts):
        column = FIELD[sort.field]
        keyed = [
            (sort_key(column, value_of(column, row.row, context), translator), row) for row in found
        ]
        known = [pair for pair in keyed if pair[0] != (1,)]
        unknown = [row for key, row in keyed if key == (1,)]
        known.sort(key=lambda pair: pair[0], reverse=sort.descending)
        found = [row for _, row in known] + unknown
    return found

"""Rows that are kept in step with a change are those that would be read anew."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.portfolios import center, commitment, project
from tests.domain.steps import STEPS, beginning, take
from tracker.domain.fields import FIELDS, Context, value_of
from tracker.domain.model import Row, Side
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.workspace.changes import Changes, RowChange
from tracker.workspace.filters import RowFilter
from tracker.workspace.grouping import ShownRow, shown_rows
from tracker.workspace.patching import affected_rows, patch_rows
from tracker.workspace.query import Grouping, OutlineNumbers, OutlineRow, Query, Sort

ENGLISH = translator(Language.EN)
TODAY = date(2026, 11, 23)
KEYS = st.builds(RowKey, st.sampled_from(("projects", "items")), st.integers(1, 4))
FOLDED = st.frozensets(KEYS, max_size=3)
FILTERS = st.builds(
    RowFilter, statuses=st.frozensets(st.sampled_from(Status), max_size=3)
) | st.builds(RowFilter, sides=st.frozensets(st.sampled_from(Side), max_size=1))
SORTS = st.builds(
    lambda field, descending: (Sort(field, descending), Sort("start")),
    st.sampled_from(("finish", "name", "status", "side", "number", "responsible")),
    st.booleans(),
)
QUERIES = (
    st.builds(Query, collapsed=FOLDED, filter=FILTERS)
    | st.builds(
        Query,
        text=st.sampled_from(("item 2", "mti", "q4", "roadmap", "center")),
        dims=st.booleans(),
    )
    | st.builds(Query, sorts=SORTS, filter=FILTERS, group=st.sampled_from(Grouping))
    | st.builds(Query, collapsed=FOLDED, group=st.sampled_from(Grouping))
)


def asked(portfolio: Portfolio, query: Query) -> list[ShownRow]:
    return shown_rows(portfolio, query, translator=ENGLISH, status_date=TODAY)


def values(shown: list[ShownRow], context: Context) -> list[list[object]]:
    return [
        [value_of(field, found.row, context) for field in FIELDS]
        if isinstance(found, OutlineRow)
        else [found]
        for found in shown
    ]


def change_of(portfolio: Portfolio, step: Row | tuple[str, int]) -> Changes:
    table, row_id = (step.table, step.id) if isinstance(step, Row) else step
    after = step if isinstance(step, Row) else None
    return Changes(1, rows=(RowChange(table, row_id, portfolio.table(table).get(row_id), after),))


@given(QUERIES, STEPS)
def test_patched_rows_are_the_rows_read_anew_and_name_each_that_differs(
    query: Query, steps: list
) -> None:
    portfolio = beginning()
    context = Context(portfolio, TODAY, OutlineNumbers(portfolio))
    shown = asked(portfolio, query)
    for step in steps:
        changes, before = change_of(portfolio, step), values(shown, context)
        take(portfolio, step)
        if changes.changes_outline:
            shown = asked(portfolio, query)
            continue
        places = patch_rows(
            shown,
            affected_rows(portfolio, changes),
            {found.key: place for place, found in enumerate(shown)}.get,
            query=query,
            context=context,
            translator=ENGLISH,
        )
        if places is None:
            shown = asked(portfolio, query)
            continue
        assert shown == asked(portfolio, query)
        after = values(shown, context)
        differs = {place for place, cells in enumerate(after) if cells != before[place]}
        assert places == sorted(set(places))
        assert differs <= set(places)


def test_one_change_touches_its_row_and_what_stands_above_and_nothing_else() -> None:
    """Of three items below each other the lowest changes; its sibling and the other project not."""
    portfolio = center()
    portfolio.put(project(2, "Plant"))
    changes = change_of(portfolio, commitment(7, 3, "2029"))
    portfolio.put(commitment(7, 3, "2029"))
    touched = {RowKey("items", 3), RowKey("items", 1), RowKey("projects", 1)}
    assert affected_rows(portfolio, changes) == touched

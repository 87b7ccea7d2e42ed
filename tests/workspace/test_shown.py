"""Rows that are kept in step with a change are those that would be read anew."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.portfolios import center, commitment, item, project
from tests.domain.steps import STEP, beginning, take
from tracker.domain.fields import FIELDS, value_of
from tracker.domain.model import Names, Row, Side
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.workspace.changes import Changes, RowChange
from tracker.workspace.filters import RowFilter
from tracker.workspace.first_rows import first_rows
from tracker.workspace.grouping import ShownRow, shown_rows
from tracker.workspace.outline_rows import OutlineRow, OutlineRows
from tracker.workspace.patching import affected_rows
from tracker.workspace.query import Grouping, Query, Sort
from tracker.workspace.shown import ShownRows

ENGLISH = translator(Language.EN)
TODAY = date(2026, 11, 23)
KEYS = st.builds(RowKey, st.sampled_from(("projects", "items")), st.integers(1, 4))
EVERY_KEY = [RowKey(table, number) for table in ("projects", "items") for number in range(1, 8)]
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


def values(shown: ShownRows) -> list[list[object]]:
    context = shown.context(TODAY)
    return [
        [value_of(field, found.row, context) for field in FIELDS]
        if isinstance(found, OutlineRow)
        else [found]
        for found in shown.rows
    ]


def taken(portfolio: Portfolio, steps: Iterable[Row | tuple[str, int]]) -> Changes:
    """Take the steps as one; what they changed in all, with the rows that went with others."""
    before: dict[tuple[str, int], Row | None] = {}
    waiting = list(steps)
    while waiting:
        step = waiting.pop(0)
        table, row_id = (step.table, step.id) if isinstance(step, Row) else step
        before.setdefault((table, row_id), portfolio.table(table).get(row_id))
        take(portfolio, step)
        waiting += [
            ("items", item.id)
            for item in portfolio.items
            if not waiting and item.parent_id and item.parent_id not in portfolio.items
        ]
    rows = [
        RowChange(table, row_id, row, portfolio.table(table).get(row_id))
        for (table, row_id), row in before.items()
    ]
    return Changes(1, rows=tuple(change for change in rows if change.before != change.after))


@given(QUERIES, st.lists(STEP | st.lists(STEP, max_size=4) | KEYS, max_size=12))
def test_rows_kept_in_step_are_the_rows_read_anew_and_name_each_that_differs(
    query: Query, happenings: list
) -> None:
    """A row or several change as one step, or a row is folded or unfolded, in any order."""
    portfolio = beginning()
    shown = ShownRows(portfolio)
    shown.ask(query, ENGLISH, TODAY)
    for happening in happenings:
        before, listed = values(shown), [*shown.rows]
        places: list[int] | None = None
        if isinstance(happening, RowKey):
            query = replace(query, collapsed=query.collapsed ^ {happening})
            shown.ask(query, ENGLISH, TODAY)
        else:
            steps = happening if isinstance(happening, list) else [happening]
            changes = taken(portfolio, steps)
            places = shown.take_in(changes, ENGLISH, TODAY)
        assert [*shown.rows] == [*asked(portfolio, query)]
        assert [shown.place(found.key) for found in shown.rows] == [*range(len(shown.rows))]
        assert sum(shown.place(key) is not None for key in EVERY_KEY) == sum(
            isinstance(found, OutlineRow) for found in shown.rows
        )
        if places is None:
            continue
        assert [found.key for found in shown.rows] == [found.key for found in listed]
        assert places == sorted(set(places))
        after = values(shown)
        differs = {place for place, cells in enumerate(after) if cells != before[place]}
        assert differs <= set(places)


@given(
    st.sets(KEYS),
    st.lists(st.tuples(STEP | st.lists(STEP, max_size=4) | KEYS, st.integers(0, 20)), max_size=8),
)
def test_rows_of_which_few_were_made_are_kept_in_step_as_well(
    collapsed: set[RowKey], happenings: list
) -> None:
    portfolio = beginning()
    shown = ShownRows(portfolio)
    query = Query(collapsed=frozenset(collapsed))
    shown.ask(query, ENGLISH, TODAY)
    for happening, looked_at in happenings:
        assert looked_at >= len(shown.rows) or shown.rows[looked_at].key
        if looked_at % 3 == 0:
            shown.make_some(looked_at)
        if isinstance(happening, RowKey):
            query = replace(query, collapsed=query.collapsed ^ {happening})
            shown.ask(query, ENGLISH, TODAY)
        else:
            steps = happening if isinstance(happening, list) else [happening]
            shown.take_in(taken(portfolio, steps), ENGLISH, TODAY)
        anew = ShownRows(portfolio)
        anew.ask(query, ENGLISH, TODAY)
        expected = [*anew.rows]
        assert [shown.rows[place] for place in range(0, len(shown.rows), 2)] == expected[::2]
        assert [shown.place(found.key) for found in expected] == [*range(len(shown.rows))]
    assert [*shown.rows] == [*asked(portfolio, query)]


def test_one_change_touches_its_row_and_what_stands_above_and_nothing_else() -> None:
    portfolio = center()
    portfolio.put(project(2, "Plant"))
    changes = taken(portfolio, [commitment(7, 3, "2029")])
    touched = {RowKey("items", 3), RowKey("items", 1), RowKey("projects", 1)}
    assert affected_rows(portfolio, changes) == touched


def test_only_what_is_below_the_row_under_which_it_happened_is_laid_out_anew() -> None:
    portfolio = center()
    portfolio.put(project(2, "Plant"))
    portfolio.put(item(9, "Halls", project_id=2))
    shown = ShownRows(portfolio)
    shown.ask(Query(), ENGLISH, TODAY)
    before = [*shown.rows]
    shown.take_in(taken(portfolio, [item(10, "Roof", parent_id=1)]), ENGLISH, TODAY)
    names = [found.row.name.en for found in shown.rows if isinstance(found, OutlineRow)]
    assert names[:2] + names[-3:] == ["Center", "Launch", "Roof", "Plant", "Halls"]
    kept = [0, -2, -1]
    assert all(shown.rows[place] is before[place] for place in kept)


def test_rows_laid_out_anew_in_part_still_tell_which_they_are_without_being_made() -> None:
    portfolio = center()
    shown = ShownRows(portfolio)
    shown.ask(Query(), ENGLISH, TODAY)
    shown.make_some(100)
    shown.take_in(taken(portfolio, [item(10, "Roof", parent_id=1)]), ENGLISH, TODAY)
    assert isinstance(shown.rows, OutlineRows)
    assert shown.rows.are_made
    assert shown.rows.keys() == [found.key for found in shown.rows]
    assert shown.rows.refs.count(10) == 1


def test_after_many_changes_all_rows_are_asked_for_again() -> None:
    portfolio = center()
    shown = ShownRows(portfolio)
    shown.ask(Query(text="roof"), ENGLISH, TODAY)
    kept = shown.kept
    with patch("tracker.workspace.shown._MANY", 1):
        changes = taken(portfolio, [item(10, "Roof", parent_id=1), item(11, "Floor")])
        assert shown.take_in(changes, ENGLISH, TODAY) is None
    assert shown.kept is not kept
    assert [*shown.rows] == [*asked(portfolio, shown.query)]
    assert shown.place(RowKey("items", 10)) is not None


def test_rows_that_stand_below_each_other_are_shown_nowhere_and_hold_nothing_up() -> None:
    """Another tool may close a circle that the program never would."""
    portfolio = center()
    shown = ShownRows(portfolio)
    shown.ask(Query(filter=RowFilter(statuses=frozenset({Status.PLANNED}))), ENGLISH, TODAY)
    circle = [item(1, "Launch", parent_id=2), item(2, "Technical launch", parent_id=1)]
    shown.take_in(taken(portfolio, circle), ENGLISH, TODAY)
    shown.take_in(taken(portfolio, [commitment(7, 2, "2029")]), ENGLISH, TODAY)
    assert [found.key for found in shown.rows] == []
    assert RowKey("items", 2) in shown.context(TODAY).numbers


@given(
    st.sampled_from(("item 2", "mti", "q4", "roadmap", "center", "2026", "e")),
    FILTERS,
    st.lists(STEP, max_size=12),
    st.integers(1, 9),
)
def test_the_first_rows_found_are_those_with_which_all_begin(
    text: str, row_filter: RowFilter, steps: list, count: int
) -> None:
    portfolio = beginning()
    shown = ShownRows(portfolio)
    for step in steps:
        shown.take_in(taken(portfolio, [step]), ENGLISH, TODAY)
    query = Query(text=text, filter=row_filter)
    found = first_rows(query, count, shown.context(TODAY), ENGLISH, shown.kept)
    assert found == asked(portfolio, query)[:count]


def test_the_first_rows_are_found_wherever_they_stand() -> None:
    """Right at the top, all over a long list, and few far down."""
    items = [item(n, _long_name(n)) for n in range(1, 4000)]
    portfolio = Portfolio([project(1), *items])
    shown = ShownRows(portfolio)
    for text, count in (("every", 3), ("late", 7), ("late", 5000), ("rare", 2), ("never", 9)):
        query = Query(text=text)
        found = first_rows(query, count, shown.context(TODAY), ENGLISH, shown.kept)
        assert found == asked(portfolio, query)[:count]
        assert bool(found) == (text != "never")


def _long_name(number: int) -> str:
    late, rare = "late" if number > 1500 else "", "rare" if number % 1700 == 0 else ""
    return f"every {late} {rare} {number}"


def test_the_first_rows_are_shown_until_all_are_asked_for() -> None:
    portfolio = Portfolio([project(1), *(item(n, f"Item {n}") for n in range(1, 500))])
    shown = ShownRows(portfolio)
    query = Query(text="item")
    assert shown.ask_first(query, None, ENGLISH, TODAY)
    assert (len(shown.rows), shown.are_all) == (100, False)
    assert not shown.ask_first(query, RowKey("items", 450), ENGLISH, TODAY), "it would go away"
    changed = replace(portfolio.items[450], name=Names(en="Renamed item"))
    assert shown.take_in(taken(portfolio, [changed]), ENGLISH, TODAY) is None
    assert (len(shown.rows), shown.are_all) == (500, True)
    assert shown.ask_first(Query(text="renamed"), None, ENGLISH, TODAY)
    assert (len(shown.rows), shown.are_all) == (2, True)

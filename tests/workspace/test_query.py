"""Which rows a view shows, and in what order."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.portfolios import center, commitment, item, project
from tracker.domain.model import Names, ProgressNote
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.workspace.filters import RowFilter
from tracker.workspace.outline_rows import OutlineNumbers
from tracker.workspace.query import KeptRows, Query, Sort, rows

ENGLISH = translator(Language.EN)
TODAY = date(2026, 11, 23)


def names(portfolio: Portfolio, query: Query) -> list[str]:
    found = rows(portfolio, query, translator=ENGLISH, status_date=TODAY)
    return [f"{row.number} {row.row.name.en}" for row in found]


def two_projects() -> Portfolio:
    portfolio = center()
    portfolio.put(project(2, "Taraz plant"))
    portfolio.put(item(4, "Commissioning", project_id=2))
    portfolio.put(commitment(3, 4, "2025"))
    return portfolio


def test_the_OutlineNumbers_its_rows() -> None:
    assert names(two_projects(), Query()) == [
        "1 Center",
        "1.1 Launch",
        "1.1.1 Technical launch",
        "1.1.2 Official opening",
        "2 Taraz plant",
        "2.1 Commissioning",
    ]
    assert OutlineNumbers(two_projects())[RowKey("items", 3)] == "1.1.2"


def test_a_folded_row_hides_what_is_below_it_and_says_so() -> None:
    query = Query(collapsed=frozenset({RowKey("items", 1)}))
    found = rows(two_projects(), query, translator=ENGLISH, status_date=TODAY)
    assert [row.row.name.en for row in found] == [
        "Center",
        "Launch",
        "Taraz plant",
        "Commissioning",
    ]
    assert (found[1].has_children, found[1].expanded) == (True, False)
    assert (found[2].has_children, found[2].expanded) == (True, True)


def test_what_is_found_keeps_its_place_and_number() -> None:
    assert names(two_projects(), Query(text="opening")) == [
        "1 Center",
        "1.1 Launch",
        "1.1.2 Official opening",
    ]
    assert names(two_projects(), Query(text="commissioning")) == [
        "2 Taraz plant",
        "2.1 Commissioning",
    ]
    assert names(two_projects(), Query(text="nothing like it")) == []


def test_search_looks_in_every_language_and_in_notes() -> None:
    portfolio = two_projects()
    portfolio.put(replace(portfolio.items[2], name=Names(en="Technical launch", uz="Oʻtkazish")))
    portfolio.put(ProgressNote(id=1, item_id=3, text="Ещё не начато"))
    assert names(portfolio, Query(text="o'tkaz"))[-1] == "1.1.1 Technical launch"
    assert names(portfolio, Query(text="еще"))[-1] == "1.1.2 Official opening"
    assert names(portfolio, Query(text="Q4 2026"))[-1] == "1.1.1 Technical launch"


def test_filters_by_status_and_project_add_up() -> None:
    portfolio = two_projects()
    assert names(portfolio, Query(filter=RowFilter(statuses=frozenset({Status.OVERDUE})))) == [
        "2 Taraz plant",
        "2.1 Commissioning",
    ]
    both = Query(filter=RowFilter(statuses=frozenset({Status.OVERDUE}), project_ids=frozenset({1})))
    assert names(portfolio, both) == []


def test_a_sort_is_flat_stable_and_puts_the_unknown_last() -> None:
    portfolio = two_projects()
    portfolio.put(item(5, "Without a date", project_id=2))
    by_finish = Query(sorts=(Sort("finish"),))
    assert [name.split()[0] for name in names(portfolio, by_finish)] == [
        "2",
        "2.1",
        "1.1.1",
        "1",
        "1.1",
        "1.1.2",
        "2.2",
    ]
    descending = Query(sorts=(Sort("finish", descending=True), Sort("name")))
    assert names(portfolio, descending)[-1] == "2.2 Without a date"
    assert names(portfolio, descending)[:3] == [
        "1 Center",
        "1.1 Launch",
        "1.1.2 Official opening",
    ]


def test_a_row_that_changed_is_sorted_by_what_it_says_now() -> None:
    portfolio, query = two_projects(), Query(sorts=(Sort("name"),))
    kept = KeptRows(portfolio)

    def first() -> str:
        found = rows(portfolio, query, translator=ENGLISH, status_date=TODAY, kept=kept)
        return found[0].row.name.en

    assert first() == "Center"
    portfolio.put(item(4, "Arrival", project_id=2))
    kept.renew({RowKey("items", 4)})
    assert first() == "Arrival"
    portfolio.put(project(2, "Akmola plant"))
    kept.renew({RowKey("projects", 2)})
    assert first() == "Akmola plant"


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "fields", [("finish",), ("name",), ("percent", "name"), ("status", "finish")]
)
def test_rows_that_changed_are_ranked_as_if_all_were_sorted_anew(
    fields: tuple[str, ...], descending: bool
) -> None:
    portfolio = two_projects()
    query = Query(sorts=tuple(Sort(field, descending) for field in fields))
    kept = KeptRows(portfolio)

    def shown(known: KeptRows | None) -> list[RowKey]:
        found = rows(portfolio, query, translator=ENGLISH, status_date=TODAY, kept=known)
        return [row.key for row in found]

    assert shown(kept) == shown(None)
    # A key that ranks already, one that nobody had, and nothing known any more.
    for percent, name in ((40, "Launch"), (40, "Aa"), (7, "Zz"), (None, "Launch")):
        for row in (item(4, name, project_id=2, percent=percent), item(2, name, percent=percent)):
            portfolio.put(row)
            # A status follows from those below.
            above = portfolio.ancestors(row)
            kept.renew({RowKey(found.table, found.id) for found in (row, *above)})
        assert shown(kept) == shown(None)

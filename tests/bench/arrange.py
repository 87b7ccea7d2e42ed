"""How long grouping, filtering and sorting take: python -m tests.bench.arrange [ITEMS]

Each query is asked twice of the same kept rows and once without: the first fills what is kept, the
second is what a user waits for who groups or sorts again, and the last what every query would cost.
The ratio is that of the last two; times are of the processor. A sort is set beside numpy's stable
argsort of the column alone, each row's key as a number of eight bytes.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from time import process_time

import numpy as np

from tests.bench.portfolios import STATUS_DATE, portfolio
from tracker.domain.fields import FIELD, Context
from tracker.domain.model import ItemKind, Side
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.workspace.expressions import read_expression
from tracker.workspace.filters import RowFilter
from tracker.workspace.grouping import shown_rows
from tracker.workspace.outline_rows import OutlineNumbers
from tracker.workspace.query import Grouping, KeptRows, Query, Sort


def queries() -> Iterator[tuple[str, Query]]:
    for grouping in Grouping:
        yield f"group by {grouping}", Query(group=grouping)
    for name, asked in (
        ("side", RowFilter(sides=frozenset({Side.KZ}))),
        ("kind", RowFilter(kinds=frozenset({ItemKind.MILESTONE}))),
        ("status", RowFilter(statuses=frozenset({Status.OVERDUE}))),
        ("body", RowFilter(bodies=frozenset({3}))),
        ("period", RowFilter(period=Period.year(2026))),
    ):
        yield f"filter by {name}", Query(filter=asked)
    for text in (
        "name: 12",
        "finish: <= Q4 2026",
        "status: overdue and not (name: 7 or responsible: 3)",
    ):
        asked = RowFilter(where=read_expression(text, translator(Language.EN)))
        yield text[:24], Query(filter=asked)
        yield "… sorted", Query(filter=asked, sorts=(Sort("name"),))
    for field in ("name", "start", "finish", "status", "responsible", "percent"):
        yield f"sort by {field}", Query(sorts=(Sort(field),))


def seconds(found: Portfolio, query: Query, kept: KeptRows | None) -> float:
    began = process_time()
    shown_rows(found, query, translator=translator(Language.EN), status_date=STATUS_DATE, kept=kept)
    return process_time() - began


def argsort_seconds(found: Portfolio, query: Query, kept: KeptRows) -> float:
    """The bare sort of the one column that ``query`` sorts by, the best of five."""
    context = Context(found, STATUS_DATE, OutlineNumbers(found))
    ranks = kept.ranks(FIELD[query.sorts[0].field], context, translator(Language.EN))
    keys = ranks.in_order(descending=False).astype(np.int64)
    times = []
    for _ in range(5):
        began = process_time()
        np.argsort(keys, kind="stable")
        times.append(process_time() - began)
    return min(times)


def main(arguments: list[str]) -> None:
    items = int(arguments[0]) if arguments else 100_000
    found = portfolio(items)
    kept = KeptRows(found)
    seconds(found, Query(), kept)
    # As the program does it after its first paint.
    gc.freeze()
    print(f"{items} items, in milliseconds    first    again     anew   anew : again")
    for name, query in queries():
        first, again = seconds(found, query, kept), seconds(found, query, kept)
        anew = seconds(found, query, None)
        again = max(again, 1e-6)
        times = (f"{took * 1000:9.0f}" for took in (first, again, anew))
        beside = ""
        if query.sorts and not query.hides:
            bare = argsort_seconds(found, query, kept)
            beside = f"   argsort {bare * 1000:.1f}, again {again / bare:.1f} × it"
        print(f"{name:24}{''.join(times)}{anew / again:15.1f}{beside}")


if __name__ == "__main__":
    main(sys.argv[1:])

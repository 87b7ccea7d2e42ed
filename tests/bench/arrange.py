"""How long grouping, filtering and sorting take: python -m tests.bench.arrange [ITEMS]

Each query is asked twice of the same kept rows and once without: the first fills what is kept, the
second is what a user waits for who groups or sorts again, and the last what every query would cost.
The ratio is that of the last two; times are of the processor.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from time import process_time

from tests.bench.portfolios import STATUS_DATE, portfolio
from tracker.domain.model import ItemKind, Side
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio
from tracker.domain.status import Status
from tracker.language import Language, translator
from tracker.workspace.expressions import read_expression
from tracker.workspace.filters import RowFilter
from tracker.workspace.grouping import shown_rows
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
        print(f"{name:24}{''.join(times)}{anew / again:15.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])

"""How much memory the timeline keeps for a row, besides the portfolio itself.

    python -m tests.bench.memory [ROWS]

What is counted is the chart with every row read, its links (three for two rows), the links by the
ids of their items from which those of the rows shown are found, and the rows of the whole view.
"""

from __future__ import annotations

import sys
import tracemalloc

import numpy as np

from tests.bench.charts import chart
from tracker.timeline.link_index import LinkTable
from tracker.timeline.whole import WholeRows


def main(rows: int) -> None:
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()

    def said(what: str) -> None:
        nonlocal before
        now, _ = tracemalloc.get_traced_memory()
        print(f"{(now - before) / rows:7.1f} bytes a row  {what}")
        before = now

    made = chart(rows)
    said("columns and links of the chart")
    made.whole()
    said("what reading every row adds")
    table = LinkTable(np.zeros((rows * 3 // 2, 6), np.int32))
    said("links by the ids of their items")
    whole = WholeRows(made.columns)
    said("rows of the whole view")
    assert len(table.columns) and len(whole) == rows
    print(f"{before / rows:7.1f} bytes a row  together")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

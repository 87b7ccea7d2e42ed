"""What a user looks at, as a text that the settings of the machine keep for each file.

Groups, sorts, filter and folded rows; a search is over when the file is closed. A text that makes
no sense, or that a newer program has written, counts as nothing remembered.
"""

from __future__ import annotations

import json
from typing import Any, Final

from tracker.domain.fields import FIELD
from tracker.domain.model import ItemKind, Side
from tracker.domain.period import period_from_key
from tracker.domain.period_range import DOTS, range_from_key
from tracker.domain.portfolio import RowKey
from tracker.domain.status import Status
from tracker.workspace.expressions import ExpressionError, kept_text, read_kept
from tracker.workspace.filters import RowFilter
from tracker.workspace.grouping import GroupKey
from tracker.workspace.query import Grouping, Query, Sort

_MOST_FOLDED: Final = 1_000
"""More folded rows than a person folds one by one are not remembered."""


def remembered_text(query: Query) -> str:
    """``query`` without its search."""
    return json.dumps(query_said(query), ensure_ascii=False, separators=(",", ":"))


def query_said(query: Query) -> dict[str, Any]:
    """The same as plain values for JSON."""
    asked = query.filter
    said: dict[str, Any] = {
        "group": query.group.value,
        "sorts": [[sort.field, sort.descending] for sort in query.sorts],
        "statuses": sorted(asked.statuses),
        "sides": sorted(side or "" for side in asked.sides),
        "regions": sorted(asked.regions),
        "sectors": sorted(asked.sectors),
        "bodies": sorted(asked.bodies),
        "kinds": sorted(kind or "" for kind in asked.kinds),
        "period": asked.period.key if asked.period else "",
        "where": kept_text(asked.where) if asked.where else "",
        "dims": query.dims,
    }
    if len(query.collapsed) <= _MOST_FOLDED:
        said["folded"] = sorted(_said_key(key) for key in query.collapsed)
    return said


def read_remembered(text: str) -> Query:
    """What :func:`remembered_text` has said; the plain outline for any other text."""
    try:
        return read_query(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, ExpressionError):
        return Query()


def read_query(said: dict[str, Any]) -> Query:
    """What :func:`query_said` has said; raises one of several errors for anything else."""
    period = str(said["period"])
    read = range_from_key if DOTS in period else period_from_key
    asked = RowFilter(
        statuses=frozenset(map(Status, said["statuses"])),
        sides=frozenset(Side(side) if side else None for side in said["sides"]),
        regions=frozenset(map(str, said["regions"])),
        sectors=frozenset(map(str, said["sectors"])),
        bodies=frozenset(map(int, said["bodies"])),
        kinds=frozenset(ItemKind(kind) if kind else None for kind in said["kinds"]),
        period=read(period) if period else None,
        where=read_kept(said.get("where", "")),
    )
    return Query(
        filter=asked,
        sorts=tuple(Sort(FIELD[key].key, bool(down)) for key, down in said["sorts"]),
        group=Grouping(said["group"]),
        collapsed=frozenset(_read_key(key) for key in said.get("folded", ())),
        dims=bool(said["dims"]),
    )


def _said_key(key: RowKey) -> list[Any]:
    if isinstance(key, GroupKey):
        return [key.grouping.value, key.value]
    return [key.table, key.id]


def _read_key(said: list[Any]) -> RowKey:
    table, value = said
    if isinstance(value, int):
        return RowKey(str(table), value)
    return GroupKey.of(Grouping(table), str(value))

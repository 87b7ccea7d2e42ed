"""How the columns of a table stand: their order, which are shown, their widths, how many stay."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Final

from tracker.domain.fields import FIELD
from tracker.records import record

_WIDEST: Final = 4_000
MOST_FROZEN: Final = 9


@record
class LaidColumn:
    """One column, by the key of its field; ``width`` in pixels, 0 for the one that suits it."""

    field: str
    shown: bool = True
    width: int = 0


@record
class ColumnLayout:
    """The columns in their order. The first ``frozen`` of those shown stay while others scroll."""

    columns: tuple[LaidColumn, ...] = field(default=())
    frozen: int = 0


def layout_said(layout: ColumnLayout) -> dict[str, Any]:
    """The layout as plain values for JSON."""
    return {
        "columns": [
            {"field": column.field, "shown": column.shown, "width": column.width}
            for column in layout.columns
        ],
        "frozen": layout.frozen,
    }


def read_layout(said: dict[str, Any]) -> ColumnLayout:
    """What :func:`layout_said` has said, without columns that are not known.

    Raises ValueError, KeyError or TypeError for anything else.
    """
    columns = tuple(
        LaidColumn(each["field"], bool(each["shown"]), min(max(int(each["width"]), 0), _WIDEST))
        for each in said["columns"]
        if each["field"] in FIELD
    )
    if not columns:
        raise ValueError("no column is known")
    return ColumnLayout(columns, min(max(int(said.get("frozen", 0)), 0), MOST_FROZEN))

"""Named views: how a table stands and which rows it shows, kept in the file under a name.

A view is one setting of the file, so that it travels with it, and undo and the history know it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Final

from tracker.domain.portfolio import Portfolio
from tracker.records import record
from tracker.workspace.column_layout import ColumnLayout, layout_said, read_layout
from tracker.workspace.expressions import ExpressionError
from tracker.workspace.query import Query
from tracker.workspace.remembered import query_said, read_query

PREFIX: Final = "view:"
"""Of the keys of the settings that are views; the rest of a key is the view's name."""


@record
class View:
    """The columns and what is asked of the rows: filter, sorts and groups."""

    layout: ColumnLayout
    query: Query

    @classmethod
    def of(cls, layout: ColumnLayout, query: Query) -> View:
        """What a view keeps of a table: neither a search nor what is folded just now."""
        return cls(layout, replace(query, text="", dims=False, collapsed=frozenset()))

    def asked(self, now: Query) -> Query:
        """The query of the view, with the search of ``now``."""
        return replace(self.query, text=now.text, dims=now.dims)


def view_text(view: View) -> str:
    said = {**layout_said(view.layout), "rows": query_said(view.query)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def read_view(text: str) -> View | None:
    """What :func:`view_text` has said; None for what a newer program, or nobody, has written."""
    try:
        said = json.loads(text)
        return View(read_layout(said), read_query(said["rows"]))
    except (ValueError, TypeError, KeyError, AttributeError, ExpressionError):
        return None


def views_of(portfolio: Portfolio) -> dict[str, View]:
    """The views of a file by their names, in alphabetical order."""
    found = {
        setting.key.removeprefix(PREFIX): read_view(setting.value)
        for setting in portfolio.settings
        if setting.key.startswith(PREFIX)
    }
    named = sorted(found.items(), key=lambda pair: pair[0].casefold())
    return {name: view for name, view in named if view is not None}

"""Named views: what they keep, each a step that can be undone, and nonsense does no harm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.portfolios import center
from tests.workspace.test_expressions import expressions
from tracker.domain.errors import ConflictError, InputError
from tracker.domain.fields import FIELDS
from tracker.domain.model import Setting
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.workspace import Workspace, operations
from tracker.workspace.column_layout import MOST_FROZEN, ColumnLayout, LaidColumn
from tracker.workspace.filters import RowFilter
from tracker.workspace.query import Grouping, Query, Sort
from tracker.workspace.views import PREFIX, View, read_view, view_text, views_of

COLUMNS = st.builds(
    LaidColumn,
    st.sampled_from([field.key for field in FIELDS]),
    st.booleans(),
    st.integers(0, 4_000),
)
LAYOUTS = st.builds(
    ColumnLayout,
    st.lists(COLUMNS, min_size=1, unique_by=lambda column: column.field).map(tuple),
    st.integers(0, MOST_FROZEN),
)
QUERIES = st.builds(
    Query,
    filter=st.builds(RowFilter, where=st.none() | expressions(*FIELDS)),
    sorts=st.lists(
        st.builds(Sort, st.sampled_from([field.key for field in FIELDS]), st.booleans()), max_size=3
    ).map(tuple),
    group=st.sampled_from(Grouping),
)
VIEW = View(ColumnLayout((LaidColumn("name", width=300), LaidColumn("finish")), 1), Query())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "views.cotrack", user="tester")
    made.perform("import", lambda repository: [repository.insert(row) for row in center().rows()])
    return made


def views(workspace: Workspace) -> dict[str, View]:
    return views_of(workspace.portfolio)


def steps(workspace: Workspace) -> str:
    step = workspace.undo_step
    return step.operation if step is not None else ""


@given(layout=LAYOUTS, query=QUERIES)
def test_a_view_comes_back(layout: ColumnLayout, query: Query) -> None:
    view = View(layout, query)
    assert read_view(view_text(view)) == view


def test_neither_search_nor_folding_is_kept() -> None:
    now = Query(text="halls", dims=True, collapsed=frozenset({RowKey("items", 1)}))
    view = View.of(VIEW.layout, replace(now, sorts=(Sort("name"),)))
    assert view.query == Query(sorts=(Sort("name"),))
    assert view.asked(now) == Query(text="halls", dims=True, sorts=(Sort("name"),))


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"columns": []}', '{"columns": [{"field": "gone"}], "rows": {}}']
)
def test_nonsense_is_no_view(text: str) -> None:
    assert read_view(text) is None
    assert views_of(Portfolio([Setting(id=1, key=f"{PREFIX}a", value=text)])) == {}


def test_a_view_is_saved_replaced_renamed_and_deleted_each_as_one_step(
    workspace: Workspace,
) -> None:
    operations.save_view(workspace, name=" By  finish ", view=VIEW)
    assert views(workspace) == {"By finish": VIEW}
    other = replace(VIEW, query=Query(sorts=(Sort("finish"),)))
    operations.save_view(workspace, name="By finish", view=other)
    assert views(workspace) == {"By finish": other}
    workspace.undo()
    assert views(workspace) == {"By finish": VIEW}
    operations.rename_view(workspace, name="By finish", to="all")
    assert (views(workspace), steps(workspace)) == ({"all": VIEW}, "rename-view")
    operations.delete_view(workspace, name="all")
    assert (views(workspace), steps(workspace)) == ({}, "delete-view")
    workspace.undo()
    workspace.undo()
    assert views(workspace) == {"By finish": VIEW}


def test_views_come_in_alphabetical_order(workspace: Workspace) -> None:
    for name in ("b", "A", "c"):
        operations.save_view(workspace, name=name, view=VIEW)
    assert list(views(workspace)) == ["A", "b", "c"]


def test_what_changes_nothing_is_no_step(workspace: Workspace) -> None:
    operations.save_view(workspace, name="a", view=VIEW)
    workspace.perform("other", lambda repository: repository.insert(Setting(key="k", value="v")))
    operations.save_view(workspace, name="a", view=VIEW)
    operations.rename_view(workspace, name="a", to="a")
    assert steps(workspace) == "other"


def test_what_cannot_be_is_refused(workspace: Workspace) -> None:
    operations.save_view(workspace, name="a", view=VIEW)
    operations.save_view(workspace, name="b", view=VIEW)
    with pytest.raises(ConflictError, match="already"):
        operations.rename_view(workspace, name="a", to="b")
    with pytest.raises(ConflictError, match="deleted meanwhile"):
        operations.delete_view(workspace, name="gone")
    with pytest.raises(ConflictError, match="deleted meanwhile"):
        operations.rename_view(workspace, name="gone", to="c")
    for name in ("", " ", "a" * 81):
        with pytest.raises(InputError):
            operations.save_view(workspace, name=name, view=VIEW)
    assert list(views(workspace)) == ["a", "b"]

"""What can be done to the order of the rows, declared: groups, sorts, filter, folding, search."""

from __future__ import annotations

from typing import Final

from tracker.language import N_
from tracker.ui.action_spec import LINE, ActionSpec, MenuSpec, Run, with_rows, with_table
from tracker.workspace.grouping import GROUP_NAMES
from tracker.workspace.query import Grouping

SORTS: Final = {
    "": N_("Order of the file"),
    "name": N_("Name"),
    "start": N_("Start"),
    "finish": N_("Finish"),
    "status": N_("Status"),
    "responsible": N_("Responsible"),
    "percent": N_("% complete"),
}
"""What the menu sorts by: the field, and its name as a msgid."""

LEVELS: Final = {1: N_("One level"), 2: N_("Two levels"), 3: N_("Three levels")}


def group_action(grouping: Grouping) -> str:
    """The id of the action that groups by this."""
    return f"group-{grouping}"


def sort_action(field: str) -> str:
    return f"sort-{field or 'file'}"


def _grouping(grouping: Grouping) -> Run:
    return lambda window: window.rows_control.arranging.group_by(grouping)


def _sorting(field: str) -> Run:
    return lambda window: window.rows_control.arranging.sort_by(field)


def _levelling(levels: int) -> Run:
    return lambda window: window.rows_control.arranging.fold_to(levels)


_GROUPS: Final = tuple(
    ActionSpec(group_action(grouping), name, _grouping(grouping), when=with_rows, group="grouping")
    for grouping, name in GROUP_NAMES.items()
)
_SORTS: Final = tuple(
    ActionSpec(sort_action(field), name, _sorting(field), when=with_rows, group="sorting")
    for field, name in SORTS.items()
)
_LEVELS: Final = tuple(
    ActionSpec(f"level-{levels}", name, _levelling(levels), when=with_rows)
    for levels, name in LEVELS.items()
)
ARRANGE: Final = (
    ActionSpec(
        "filter",
        N_("Filter…"),
        lambda w: w.rows_control.open_filter(),
        ("Ctrl+Alt+Shift+F",),
        "filter",
        with_rows,
    ),
    ActionSpec(
        "filter-row",
        N_("Filter row"),
        lambda w: w.rows_control.switch_filter_row(),
        ("Ctrl+Shift+F",),
        when=with_rows,
    ),
    ActionSpec(
        "clear-filter",
        N_("Clear the filter"),
        lambda w: w.rows_control.arranging.clear_filter(),
        ("Ctrl+Alt+F",),
        when=lambda state: state.filtered,
    ),
    ActionSpec(
        "columns",
        N_("Columns…"),
        lambda w: w.rows_control.open_columns(),
        ("Ctrl+Shift+K",),
        "columns",
        with_table,
    ),
    ActionSpec(
        "views",
        N_("Views"),
        lambda w: w.table_views.open_menu(),
        ("Ctrl+Shift+W",),
        "views",
        with_table,
    ),
    *_GROUPS,
    *_SORTS,
    ActionSpec(
        "sort-downwards",
        N_("Downwards"),
        lambda w: w.rows_control.turn_sort(),
        when=lambda state: state.sorted,
        switch=True,
    ),
    ActionSpec(
        "unfold-all",
        N_("Unfold all rows"),
        lambda w: w.rows_control.arranging.unfold_all(),
        ("Alt+Shift+Right",),
        when=with_rows,
        on_page=True,
    ),
    ActionSpec(
        "fold-all",
        N_("Fold all rows"),
        lambda w: w.rows_control.arranging.fold_all(),
        ("Alt+Shift+Left",),
        when=with_rows,
        on_page=True,
    ),
    *_LEVELS,
    ActionSpec(
        "find-next",
        N_("Next match"),
        lambda w: w.rows_control.go_to_match(1),
        ("F3",),
        when=lambda state: state.searching,
    ),
    ActionSpec(
        "find-previous",
        N_("Previous match"),
        lambda w: w.rows_control.go_to_match(-1),
        ("Shift+F3",),
        when=lambda state: state.searching,
    ),
    ActionSpec(
        "search-dims",
        N_("Dim rows without a match"),
        lambda w: w.rows_control.switch_dimming(),
        ("Ctrl+Shift+D",),
        when=with_rows,
        switch=True,
    ),
    ActionSpec(
        "rows-compact",
        N_("Compact rows"),
        lambda w: w.rows_control.switch_row_height(),
        ("Ctrl+Shift+R",),
        when=with_rows,
        switch=True,
    ),
)
GROUP_MENU: Final = MenuSpec("group", N_("Group by"), tuple(spec.id for spec in _GROUPS), "group")
VIEWS_MENU: Final = MenuSpec("table-views", N_("Views"), (), "views")
"""The named views of the table, which the window fills in."""
ARRANGE_MENUS: Final = (
    "filter",
    "filter-row",
    "clear-filter",
    "columns",
    VIEWS_MENU,
    GROUP_MENU,
    MenuSpec(
        "sort",
        N_("Sort by"),
        (*(spec.id for spec in _SORTS), LINE, "sort-downwards"),
    ),
    MenuSpec(
        "fold",
        N_("Fold rows"),
        ("unfold-all", "fold-all", LINE, *(spec.id for spec in _LEVELS)),
    ),
)
"""What the menu of the view shows of all this."""

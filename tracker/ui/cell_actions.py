"""What is done with the selected cells, declared: a spreadsheet's keys do what they do there."""

from __future__ import annotations

from typing import Final

from tracker.language import N_
from tracker.ui.action_spec import LINE, ActionSpec, with_row, writable_row, writable_rows

CELLS: Final = (
    ActionSpec(
        "cut",
        N_("Cut"),
        lambda w: w.grid.many.cut(),
        ("Ctrl+X", "Shift+Del"),
        when=writable_row,
        on_page=True,
    ),
    ActionSpec(
        "copy",
        N_("Copy"),
        lambda w: w.grid.many.copy(),
        ("Ctrl+C", "Ctrl+Ins"),
        "copy",
        with_row,
        on_page=True,
    ),
    ActionSpec(
        "paste",
        N_("Paste"),
        lambda w: w.grid.many.paste(),
        ("Ctrl+V", "Shift+Ins"),
        when=writable_rows,
        on_page=True,
    ),
    ActionSpec(
        "fill-down",
        N_("Fill down"),
        lambda w: w.grid.many.fill_down(),
        ("Ctrl+D",),
        when=writable_row,
        on_page=True,
    ),
    ActionSpec(
        "fill-selection",
        N_("Put what is typed into all selected cells"),
        lambda w: w.grid.fill_selection(),
        ("Ctrl+Enter", "Ctrl+Return"),
        when=writable_row,
        on_page=True,
    ),
    ActionSpec(
        "insert-today",
        N_("Type today’s date"),
        lambda w: w.grid.insert_today(),
        ("Ctrl+;",),
        when=writable_row,
        on_page=True,
    ),
    ActionSpec(
        "select-columns",
        N_("Select the whole column"),
        lambda w: w.grid.many.select_columns(),
        ("Ctrl+Space",),
        when=with_row,
        on_page=True,
    ),
    ActionSpec(
        "select-rows",
        N_("Select the whole row"),
        lambda w: w.grid.many.select_rows(),
        ("Shift+Space",),
        when=with_row,
        on_page=True,
    ),
)

CELL_MENU: Final = ("cut", "copy", "paste", "fill-down", LINE)
"""In the menu of edits."""

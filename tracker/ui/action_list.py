"""Everything that can be done in the window, declared once: menus, keys and buttons read it."""

from __future__ import annotations

from typing import Final

from tracker.language import N_, Language
from tracker.ui.action_spec import (
    LINE,
    ActionSpec,
    MenuSpec,
    Run,
    State,
    with_file,
    with_plan,
    with_rows,
    with_time,
    writable,
    writable_row,
    writable_rows,
)
from tracker.ui.arrange_actions import ARRANGE, ARRANGE_MENUS
from tracker.ui.cell_actions import CELL_MENU, CELLS
from tracker.ui.chart_actions import CHART, CHART_MENU
from tracker.ui.pages import PAGES
from tracker.ui.settings import ThemeChoice


def _showing(page_id: str) -> Run:
    return lambda window: window.show_page(page_id)


def _choosing_theme(choice: ThemeChoice) -> Run:
    return lambda window: window.choose_theme(choice)


def _choosing_language(language: Language) -> Run:
    return lambda window: window.choose_language(language)


def _rows_of_plan(state: State) -> bool:
    return with_plan(state) and state.rows


def _time_of_plan(state: State) -> bool:
    return with_plan(state) and state.timeline


_FILE: Final = (
    ActionSpec("new", N_("New portfolio…"), lambda w: w.files.new(), ("Ctrl+N",), "plus"),
    ActionSpec("open", N_("Open…"), lambda w: w.files.open(), ("Ctrl+O",), "folder"),
    ActionSpec("open-sample", N_("Open the sample"), lambda w: w.files.open_sample(), (), "star"),
    ActionSpec(
        "save-copy",
        N_("Save a copy as…"),
        lambda w: w.files.save_copy(),
        ("Ctrl+Shift+S",),
        "copy",
        with_file,
    ),
    ActionSpec(
        "import",
        N_("Import…"),
        lambda w: w.files.choose_import(),
        ("Ctrl+Shift+I",),
        "import",
        writable,
    ),
    ActionSpec(
        "import-clipboard",
        N_("Import the copied table…"),
        lambda w: w.files.import_clipboard(),
        when=writable,
    ),
    ActionSpec(
        "export", N_("Export…"), lambda w: w.dialogs.export(), ("Ctrl+E",), "export", with_plan
    ),
    ActionSpec(
        "pack",
        N_("Report pack…"),
        lambda w: w.dialogs.pack(),
        ("Ctrl+Alt+E",),
        when=with_plan,
    ),
    ActionSpec(
        "print", N_("Print…"), lambda w: w.dialogs.print_view(), ("Ctrl+P",), when=_rows_of_plan
    ),
    ActionSpec(
        "passport",
        N_("Project passport…"),
        lambda w: w.dialogs.passport(),
        ("Ctrl+Alt+P",),
        when=with_plan,
    ),
    ActionSpec(
        "save-picture",
        N_("Save a picture…"),
        lambda w: w.dialogs.save_picture(),
        ("Ctrl+Shift+P",),
        when=_time_of_plan,
    ),
    ActionSpec(
        "close", N_("Close the file"), lambda w: w.files.close(), ("Ctrl+W",), when=with_file
    ),
    ActionSpec("quit", N_("Quit"), lambda w: w.close(), ("Ctrl+Q",)),
)
_EDIT: Final = (
    ActionSpec(
        "undo", N_("Undo"), lambda w: w.undo(), ("Ctrl+Z",), "undo", lambda state: state.undo
    ),
    ActionSpec(
        "redo",
        N_("Redo"),
        lambda w: w.redo(),
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        "redo",
        lambda state: state.redo,
    ),
    ActionSpec(
        "add-project",
        N_("New project"),
        lambda w: w.new_project(),
        ("Ctrl+Shift+N",),
        "add-project",
        writable_rows,
    ),
    ActionSpec(
        "add-row",
        N_("Add a row"),
        lambda w: w.grid.new_row(),
        ("Ins",),
        "add-row",
        writable_rows,
        on_page=True,
    ),
    ActionSpec(
        "delete",
        N_("Delete rows"),
        lambda w: w.grid.delete_rows(),
        ("Ctrl+Del",),
        "trash",
        writable_row,
        on_page=True,
    ),
    ActionSpec(
        "indent",
        N_("Indent"),
        lambda w: w.grid.indent(),
        ("Alt+Right",),
        "indent",
        writable_row,
        on_page=True,
    ),
    ActionSpec(
        "outdent",
        N_("Outdent"),
        lambda w: w.grid.outdent(),
        ("Alt+Left",),
        "outdent",
        writable_row,
        on_page=True,
    ),
    ActionSpec(
        "move-up",
        N_("Move up"),
        lambda w: w.grid.move_up(),
        ("Alt+Up",),
        "up",
        writable_row,
        on_page=True,
    ),
    ActionSpec(
        "move-down",
        N_("Move down"),
        lambda w: w.grid.move_down(),
        ("Alt+Down",),
        "down",
        writable_row,
        on_page=True,
    ),
    ActionSpec(
        "edit-cell",
        N_("Edit the cell"),
        lambda w: w.grid.add_to_current(),
        ("F2",),
        when=writable_row,
        on_page=True,
    ),
    ActionSpec(
        "rename",
        N_("Rename"),
        lambda w: w.grid.rename(),
        ("Shift+F2",),
        "rename",
        writable_row,
        on_page=True,
    ),
    ActionSpec(
        "link",
        N_("Link the selected rows in order"),
        lambda w: w.grid.link_rows(),
        ("Ctrl+L",),
        when=writable_row,
        on_page=True,
    ),
    ActionSpec(
        "bodies", N_("Bodies…"), lambda w: w.dialogs.bodies(), ("Ctrl+Shift+B",), when=with_file
    ),
    ActionSpec(
        "sources", N_("Sources…"), lambda w: w.dialogs.sources(), ("Ctrl+Shift+O",), when=with_file
    ),
    ActionSpec("calendars", N_("Calendars…"), lambda w: w.dialogs.calendars(), when=with_file),
    ActionSpec("risk", N_("Sample the risk…"), lambda w: w.dialogs.risk(), when=writable),
    ActionSpec(
        "figures",
        N_("Figures of the portfolio…"),
        lambda w: w.dialogs.figures(),
        ("Ctrl+Shift+G",),
        when=with_file,
    ),
    ActionSpec("find", N_("Find rows"), lambda w: w.find_rows(), ("Ctrl+F",), "search", with_file),
    ActionSpec(
        "replace",
        N_("Find and replace…"),
        lambda w: w.dialogs.replace(),
        ("Ctrl+H",),
        when=writable_rows,
    ),
)
_VIEW: Final = (
    *(
        ActionSpec(
            f"view-{page.id}",
            page.label,
            _showing(page.id),
            (f"Ctrl+{number}",),
            page.icon,
            with_file,
            group="view",
        )
        for number, page in enumerate(PAGES, 1)
    ),
    ActionSpec(
        "zoom-in",
        N_("Zoom in"),
        lambda w: w.chart.zoom_in(),
        ("Ctrl++", "Ctrl+="),
        "plus",
        with_time,
    ),
    ActionSpec(
        "zoom-out", N_("Zoom out"), lambda w: w.chart.zoom_out(), ("Ctrl+-",), "minus", with_time
    ),
    ActionSpec(
        "zoom-fit", N_("Show all of time"), lambda w: w.chart.fit(), ("Ctrl+0",), "fit", with_time
    ),
    ActionSpec(
        "whole",
        N_("Whole portfolio in one screen"),
        lambda w: w.toggle_whole(),
        ("F11",),
        when=with_time,
    ),
    ActionSpec(
        "today", N_("Today"), lambda w: w.chart.go_to_today(), ("Ctrl+T",), "today", with_time
    ),
    ActionSpec(
        "zoom-selection",
        N_("Show the selected rows"),
        lambda w: w.chart.fit_selection(),
        ("Ctrl+9",),
        when=lambda state: state.timeline and state.row,
    ),
    ActionSpec(
        "go-to-period",
        N_("Go to a period…"),
        lambda w: w.time_control.go_to_period(),
        ("Ctrl+G",),
        when=with_time,
    ),
    ActionSpec(
        "status-date",
        N_("Status date…"),
        lambda w: w.time_control.choose_status_date(),
        ("Ctrl+Shift+T",),
        "clock",
        writable,
    ),
    ActionSpec(
        "compare",
        N_("Compare with…"),
        lambda w: w.dialogs.compare(),
        ("Ctrl+Shift+C",),
        "compare",
        with_rows,
    ),
    ActionSpec(
        "as-of",
        N_("Show as of a day…"),
        lambda w: w.dialogs.as_of(),
        ("Ctrl+Shift+H",),
        "clock",
        with_file,
    ),
    ActionSpec(
        "back-to-now", N_("Back to now"), lambda w: w.files.back_to_now(), when=lambda s: s.past
    ),
    ActionSpec(
        "what-if",
        N_("What if…"),
        lambda w: w.what_if.toggle(),
        ("F8",),
        "what-if",
        with_file,
        switch=True,
    ),
    ActionSpec(
        "chain",
        N_("Show what drives it and what depends on it"),
        lambda w: w.show_chain(),
        ("Ctrl+Shift+L",),
        "chain",
        with_file,
        switch=True,
    ),
    ActionSpec(
        "why-late",
        N_("Why late"),
        lambda w: w.show_why(),
        ("W",),
        "why",
        with_file,
        switch=True,
        on_page=True,
    ),
    ActionSpec(
        "describe",
        N_("About this row"),
        lambda w: w.chart.hover.describe_current(),
        ("Shift+F1",),
        "info",
        with_time,
    ),
    ActionSpec(
        "inspector",
        N_("Inspector"),
        lambda w: w.toggle_inspector(),
        ("Ctrl+I",),
        "inspector",
        with_file,
        switch=True,
    ),
    ActionSpec("next-part", N_("Next part of the window"), lambda w: w.focus_ring.next(), ("F6",)),
    ActionSpec(
        "previous-part",
        N_("Previous part of the window"),
        lambda w: w.focus_ring.previous(),
        ("Shift+F6",),
    ),
)


_THEME_LABELS: Final = {
    ThemeChoice.SYSTEM: N_("As the system"),
    ThemeChoice.LIGHT: N_("Light"),
    ThemeChoice.DARK: N_("Dark"),
}
_THEMES: Final = tuple(
    ActionSpec(
        f"theme-{choice}",
        label,
        _choosing_theme(choice),
        group="theme",
    )
    for choice, label in _THEME_LABELS.items()
)
_LANGUAGES: Final = tuple(
    ActionSpec(
        f"language-{language}",
        # Each in itself: whoever cannot read the others still finds it.
        language.own_name,
        _choosing_language(language),
        group="language",
    )
    for language in Language
)
_HELP: Final = (
    ActionSpec("menu", N_("Menu"), lambda w: w.toolbar.open_menu(), ("F10",), "menu"),
    ActionSpec(
        "shortcuts", N_("Keyboard shortcuts"), lambda w: w.dialogs.shortcuts(), ("F1",), "keyboard"
    ),
    ActionSpec("log-folder", N_("Open the log folder"), lambda w: w.open_log_folder()),
    ActionSpec("about", N_("About Cooperation Tracker"), lambda w: w.dialogs.about(), (), "info"),
)
ACTIONS: Final = (*_FILE, *_EDIT, *CELLS, *CHART, *_VIEW, *ARRANGE, *_THEMES, *_LANGUAGES, *_HELP)

RECENT: Final = "recent"
"""The submenu that the window fills with the files opened last."""


SCENARIOS_MENU: Final = MenuSpec("scenarios", N_("Scenarios"), ())
"""What-ifs that are kept, which the window fills in."""


LANGUAGE_MENU: Final = MenuSpec(
    "language", N_("Language"), tuple(spec.id for spec in _LANGUAGES), "globe"
)
MENUS: Final = (
    MenuSpec(
        "file",
        N_("File"),
        (
            "new",
            "open",
            MenuSpec(RECENT, N_("Open recent"), ()),
            "open-sample",
            LINE,
            "save-copy",
            "import",
            "import-clipboard",
            "export",
            "pack",
            "save-picture",
            "print",
            "passport",
            LINE,
            "close",
            "quit",
        ),
    ),
    MenuSpec(
        "edit",
        N_("Edit"),
        (
            *(
                "undo",
                "redo",
                LINE,
                *CELL_MENU,
                "add-project",
                "add-row",
                "edit-cell",
                "rename",
                "delete",
                LINE,
            ),
            *("indent", "outdent", "move-up", "move-down", LINE),
            *("link", CHART_MENU, LINE, "bodies", "sources", "figures", "calendars", "risk", LINE),
            *("find", "find-next", "find-previous", "search-dims", "replace"),
        ),
    ),
    MenuSpec(
        "view",
        N_("View"),
        (
            *(f"view-{page.id}" for page in PAGES),
            *(LINE, "zoom-in", "zoom-out", "zoom-fit", "zoom-selection", "whole", LINE),
            *("today", "go-to-period", "status-date", LINE),
            *ARRANGE_MENUS,
            *(
                "rows-compact",
                LINE,
                "compare",
                "what-if",
                SCENARIOS_MENU,
                "as-of",
                "back-to-now",
                LINE,
            ),
            *("chain", "why-late", "describe", "inspector", LINE),
            MenuSpec("theme", N_("Theme"), tuple(spec.id for spec in _THEMES), "theme"),
            LANGUAGE_MENU,
        ),
    ),
    MenuSpec("help", N_("Help"), ("shortcuts", "log-folder", "about")),
)

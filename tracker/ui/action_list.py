"""Everything that can be done in the window, declared once: menus, keys and buttons read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tracker.language import N_, Language
from tracker.ui.pages import PAGES
from tracker.ui.settings import ThemeChoice

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow


Run = Callable[["MainWindow"], object]


@dataclass(frozen=True, slots=True)
class State:
    """What decides which actions make sense now."""

    file: bool = False
    writable: bool = False
    row: bool = False
    timeline: bool = False
    undo: bool = False
    redo: bool = False


def _always(state: State) -> bool:
    return True


def _file(state: State) -> bool:
    return state.file


def _writable(state: State) -> bool:
    return state.writable


def _row(state: State) -> bool:
    return state.writable and state.row


def _timeline(state: State) -> bool:
    return state.timeline


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing to do. ``label`` is a msgid; ``keys`` are portable key sequences, the first shown.

    ``group`` makes the actions of that name exclusive; a ``switch`` is on or off by itself. An
    action ``on_page`` has its keys only while the keyboard is in the rows, so that a text field
    keeps them for itself.
    """

    id: str
    label: str
    run: Run
    keys: tuple[str, ...] = ()
    icon: str = ""
    when: Callable[[State], bool] = _always
    group: str = ""
    switch: bool = False
    on_page: bool = False


def _showing(page_id: str) -> Run:
    return lambda window: window.show_page(page_id)


def _choosing_theme(choice: ThemeChoice) -> Run:
    return lambda window: window.choose_theme(choice)


def _choosing_language(language: Language) -> Run:
    return lambda window: window.choose_language(language)


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
        _file,
    ),
    ActionSpec(
        "import",
        N_("Import a JSON document…"),
        lambda w: w.files.import_document(),
        (),
        "import",
        _writable,
    ),
    ActionSpec("export", N_("Export…"), lambda w: w.export(), ("Ctrl+E",), "export", _file),
    ActionSpec("close", N_("Close the file"), lambda w: w.files.close(), ("Ctrl+W",), when=_file),
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
        N_("Add a project"),
        lambda w: w.grid.new_project(),
        (),
        "add-project",
        _writable,
    ),
    ActionSpec(
        "add-row",
        N_("Add a row"),
        lambda w: w.grid.new_row(),
        ("Ins",),
        "add-row",
        _writable,
        on_page=True,
    ),
    ActionSpec(
        "delete",
        N_("Delete rows"),
        lambda w: w.grid.delete_rows(),
        ("Ctrl+Del",),
        "trash",
        _row,
        on_page=True,
    ),
    ActionSpec(
        "indent",
        N_("Indent"),
        lambda w: w.grid.indent(),
        ("Alt+Right",),
        "indent",
        _row,
        on_page=True,
    ),
    ActionSpec(
        "outdent",
        N_("Outdent"),
        lambda w: w.grid.outdent(),
        ("Alt+Left",),
        "outdent",
        _row,
        on_page=True,
    ),
    ActionSpec(
        "move-up",
        N_("Move up"),
        lambda w: w.grid.move_up(),
        ("Alt+Up",),
        "up",
        _row,
        on_page=True,
    ),
    ActionSpec(
        "move-down",
        N_("Move down"),
        lambda w: w.grid.move_down(),
        ("Alt+Down",),
        "down",
        _row,
        on_page=True,
    ),
    ActionSpec(
        "edit-cell",
        N_("Edit the cell"),
        lambda w: w.grid.edit_current(),
        ("F2",),
        when=_row,
        on_page=True,
    ),
    ActionSpec(
        "rename",
        N_("Rename"),
        lambda w: w.grid.rename(),
        ("Shift+F2",),
        "rename",
        _row,
        on_page=True,
    ),
    ActionSpec("find", N_("Find rows"), lambda w: w.find_rows(), ("Ctrl+F",), "search", _file),
)
_VIEW: Final = (
    *(
        ActionSpec(
            f"view-{page.id}",
            page.label,
            _showing(page.id),
            (f"Ctrl+{number}",),
            page.icon,
            _file,
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
        _timeline,
    ),
    ActionSpec(
        "zoom-out", N_("Zoom out"), lambda w: w.chart.zoom_out(), ("Ctrl+-",), "minus", _timeline
    ),
    ActionSpec(
        "zoom-fit", N_("Show all of time"), lambda w: w.chart.fit(), ("Ctrl+0",), "fit", _timeline
    ),
    ActionSpec(
        "today", N_("Today"), lambda w: w.chart.go_to_today(), ("Ctrl+T",), "today", _timeline
    ),
    ActionSpec(
        "describe",
        N_("About this row"),
        lambda w: w.chart.hover.describe_current(),
        ("Shift+F1",),
        "info",
        _timeline,
    ),
    ActionSpec(
        "inspector",
        N_("Inspector"),
        lambda w: w.toggle_inspector(),
        ("Ctrl+I",),
        "inspector",
        _file,
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
        "shortcuts", N_("Keyboard shortcuts"), lambda w: w.show_shortcuts(), ("F1",), "keyboard"
    ),
    ActionSpec("log-folder", N_("Open the log folder"), lambda w: w.open_log_folder()),
    ActionSpec("about", N_("About Cooperation Tracker"), lambda w: w.show_about(), (), "info"),
)
ACTIONS: Final = (*_FILE, *_EDIT, *_VIEW, *_THEMES, *_LANGUAGES, *_HELP)

LINE: Final = "-"
RECENT: Final = "recent"
"""The submenu that the window fills with the files opened last."""


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """A menu: ids of actions, lines between them, and menus inside it."""

    id: str
    label: str
    entries: tuple[str | MenuSpec, ...]
    icon: str = ""


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
            "export",
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
                "add-project",
                "add-row",
                "edit-cell",
                "rename",
                "delete",
                LINE,
            ),
            *("indent", "outdent", "move-up", "move-down", LINE, "find"),
        ),
    ),
    MenuSpec(
        "view",
        N_("View"),
        (
            *(f"view-{page.id}" for page in PAGES),
            *(
                LINE,
                "zoom-in",
                "zoom-out",
                "zoom-fit",
                "today",
                LINE,
                "describe",
                "inspector",
                LINE,
            ),
            MenuSpec("theme", N_("Theme"), tuple(spec.id for spec in _THEMES), "theme"),
            LANGUAGE_MENU,
        ),
    ),
    MenuSpec("help", N_("Help"), ("shortcuts", "log-folder", "about")),
)

"""How a thing to do in the window is declared: once, for menus, keys and buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from tracker.records import record

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow


Run = Callable[["MainWindow"], object]


@record
class State:
    """What decides which actions make sense now."""

    file: bool = False
    writable: bool = False
    rows: bool = False
    row: bool = False
    timeline: bool = False
    undo: bool = False
    redo: bool = False
    filtered: bool = False
    sorted: bool = False
    searching: bool = False
    past: bool = False
    supposing: bool = False
    """Whether a what-if is shown: what is seen of the forecast is not that of the file."""
    table: bool = False
    """Whether the view has columns to be laid out."""


def always(state: State) -> bool:
    return True


def with_file(state: State) -> bool:
    return state.file


def with_plan(state: State) -> bool:
    """Papers and exports say what the file says: none are made of what is only supposed."""
    return state.file and not state.supposing


def writable(state: State) -> bool:
    return state.writable


def writable_rows(state: State) -> bool:
    return state.writable and state.rows


def with_rows(state: State) -> bool:
    return state.rows


def writable_row(state: State) -> bool:
    return state.writable and state.row


def with_row(state: State) -> bool:
    return state.row


def with_table(state: State) -> bool:
    return state.table


def with_time(state: State) -> bool:
    return state.timeline


@record
class ActionSpec:
    """One thing to do. ``label`` is a msgid; ``keys`` are portable key sequences, the first shown.

    ``group`` makes the actions of that name exclusive; a ``switch`` is on or off by itself. An
    action ``on_page`` has its keys only while the keyboard is in the rows, so that a text field
    keeps them for itself; one ``on_chart`` only while it is in the chart, where letters are free.
    """

    id: str
    label: str
    run: Run
    keys: tuple[str, ...] = ()
    icon: str = ""
    when: Callable[[State], bool] = always
    group: str = ""
    switch: bool = False
    on_page: bool = False
    on_chart: bool = False


LINE: Final = "-"
"""A line between the entries of a menu."""


@record
class MenuSpec:
    """A menu: ids of actions, lines between them, and menus inside it."""

    id: str
    label: str
    entries: tuple[str | MenuSpec, ...]
    icon: str = ""

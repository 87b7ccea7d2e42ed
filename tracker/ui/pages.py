"""The views of an open file, in the order of the tool bar. A new view is one entry here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtWidgets import QWidget

from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.session import Session

if TYPE_CHECKING:
    from tracker.ui.grid.grid import Grid
    from tracker.ui.views.empty_notice import EmptyNotice


class Page(Protocol):
    """What the window asks of a page, which is a QWidget and follows its session by itself.

    Its focus proxy is what F6 goes to. A page with ``has_rows`` in its spec has a ``grid``
    and a ``notice`` that stands over it while it is empty, one with ``has_time`` a ``chart``; one
    without rows is searched by its own ``search``.
    """

    grid: Grid
    notice: EmptyNotice

    def set_theme(self, theme: Theme) -> None: ...
    def set_compact(self, compact: bool) -> None: ...
    def save_state(self) -> bytes: ...
    def restore_state(self, state: bytes) -> None: ...


@record
class PageSpec:
    """One view: its id in the settings, its name (a msgid), its icon and how it is made."""

    id: str
    label: str
    icon: str
    make: Callable[[Session, Theme], QWidget]
    has_time: bool = False
    has_rows: bool = True


def _timeline(session: Session, theme: Theme) -> QWidget:
    from tracker.ui.views.timeline import TimelinePage

    return TimelinePage(session, theme)


def _register(session: Session, theme: Theme) -> QWidget:
    from tracker.ui.views.register import RegisterPage

    return RegisterPage(session, theme)


def _history(session: Session, theme: Theme) -> QWidget:
    from tracker.ui.views.history import HistoryPage

    return HistoryPage(session, theme)


PAGES: Final = (
    PageSpec("timeline", N_("Timeline"), "timeline", _timeline, has_time=True),
    PageSpec("register", N_("Register"), "register", _register),
    PageSpec("history", N_("History"), "clock", _history, has_rows=False),
)

"""The named views of a table: chosen, saved, renamed and deleted from a menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from tracker.language import N_
from tracker.ui.arrange_actions import VIEWS_MENU
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.views import View, views_of

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow


class TableViews(QObject):
    """The views of the file that is open, for the table that is shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._chosen = ""
        for menu in window.commands.menus(VIEWS_MENU.id):
            menu.aboutToShow.connect(partial(self._fill, menu))

    @property
    def _session(self) -> Session:
        session = self._window.session
        assert session is not None
        return session

    @property
    def chosen(self) -> str:
        """The name of the view chosen last, while there is one of that name; else ""."""
        session = self._window.session
        known = views_of(session.portfolio) if session is not None else {}
        return self._chosen if self._chosen in known else ""

    @property
    def current(self) -> View:
        """What a view would keep now."""
        return View.of(self._window.grid.columns.layout, self._session.query)

    def forget(self) -> None:
        """Another file is opened."""
        self._chosen = ""

    def choose(self, name: str) -> None:
        """Show the table as a view has kept it."""
        view = views_of(self._session.portfolio)[name]
        self._chosen = name
        self._window.grid.columns.lay_out(view.layout)
        self._session.set_query(view.asked(self._session.query))
        self._window.refresh_actions()

    # -- the menu ---------------------------------------------------------------------------------

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        if self._window.session is None or self._window.filter_row is None:
            return
        session, chosen, now = self._session, self.chosen, self.current
        _ = session.translator.text
        views = views_of(session.portfolio)
        for name, view in views.items():
            entry = menu.addAction(name.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(view == now)
            entry.triggered.connect(partial(self.choose, name))
        if not views:
            none = menu.addAction(_(N_("Views that you save will be listed here")))
            none.setEnabled(False)
        menu.addSeparator()
        writable = not session.workspace.read_only
        steps: list[tuple[str, Callable[[], object], bool]] = [
            (_(N_("Save as a view…")), self.save_as, writable)
        ]
        if chosen:
            steps += [
                (
                    _(N_("Save the changes to “{name}”")).format(name=chosen),
                    partial(self._save, chosen),
                    writable and views[chosen] != now,
                ),
                (_(N_("Rename “{name}”…")).format(name=chosen), self.rename, writable),
                (_(N_("Delete “{name}”")).format(name=chosen), self.delete, writable),
            ]
        for label, act, enabled in steps:
            entry = menu.addAction(label.replace("&", "&&"))
            entry.setEnabled(enabled)
            entry.triggered.connect(act)

    def open_menu(self) -> None:
        self._window.toolbar.views.showMenu()

    # -- what is done to views --------------------------------------------------------------------

    def save_as(self) -> None:
        """Ask for a name, and keep the table as it stands under it."""

        def warning(name: str) -> str:
            _ = self._session.translator.text
            taken = name in views_of(self._session.portfolio)
            return _(N_("The view of this name is replaced.")) if taken else ""

        self._ask(N_("Save as a view"), self._save, "", warning)

    def rename(self) -> None:
        """Ask for another name of the view chosen last."""
        self._ask(N_("Rename the view"), self._rename, self.chosen)

    def delete(self) -> None:
        """Forget the view chosen last; the table stays as it stands."""
        session = self._session
        session.edit(lambda: operations.delete_view(session.workspace, name=self.chosen))
        self._window.refresh_actions()

    def _ask(
        self,
        title: str,
        take: Callable[[str], bool],
        text: str,
        warning: Callable[[str], str] = lambda name: "",
    ) -> None:
        from tracker.ui.name_popup import NamePopup

        session, window = self._session, self._window
        popup = NamePopup(
            session,
            window.toolbar.views,
            window.appearance.theme,
            title=session.translator.text(title),
            take=take,
            warning=warning,
        )
        popup.begin(text)

    def _save(self, name: str) -> bool:
        session, view = self._session, self.current
        done = session.edit(lambda: operations.save_view(session.workspace, name=name, view=view))
        return self._now_called(name, done)

    def _rename(self, to: str) -> bool:
        session, name = self._session, self.chosen
        done = session.edit(lambda: operations.rename_view(session.workspace, name=name, to=to))
        return self._now_called(to, done)

    def _now_called(self, name: str, done: bool) -> bool:
        if done:
            self._chosen = " ".join(name.split())
            self._window.refresh_actions()
        return done

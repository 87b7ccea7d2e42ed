"""What the window does with what-ifs and with the scenarios that keep them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from tracker.domain.model import Scenario
from tracker.language import N_
from tracker.ui.messages import MessageAction, MessageKind
from tracker.ui.session import Session
from tracker.ui.whatif.bar import WhatIfBar
from tracker.ui.whatif.mode import ON_HOLD
from tracker.workspace import operations

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow
    from tracker.workspace.whatif import Moves

SCENARIOS: Final = "scenarios"
"""The menu that lists the scenarios of the file."""


class WhatIfCommands(QObject):
    """Of one window, for the file that is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.bar = WhatIfBar()
        self.bar.keep.clicked.connect(self.keep)
        self.bar.leave.clicked.connect(self.leave)
        self.bar.compare.clicked.connect(self.compare)
        for menu in window.commands.menus(SCENARIOS):
            menu.aboutToShow.connect(partial(self._fill, menu))

    @property
    def _session(self) -> Session:
        session = self._window.session
        assert session is not None
        return session

    @property
    def is_on(self) -> bool:
        session = self._window.session
        return session is not None and session.what_if.is_on

    def set_session(self, session: Session | None) -> None:
        """Follow another session; None for none."""
        if session is not None:
            session.what_if.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        session = self._window.session
        texts = self._window.texts.translator
        self.bar.show_what_if(session.what_if if session is not None else None, texts)
        self._window.commands["what-if"].setChecked(self.is_on)
        self._window.refresh_actions()

    # -- begin, keep, leave -----------------------------------------------------------------------

    def toggle(self) -> None:
        """Begin a what-if, or forget the one that is on."""
        if self.is_on:
            self.leave()
        else:
            self._session.what_if.begin()

    def leave(self) -> None:
        """Forget what is supposed; for a while it can be brought back."""
        what_if, _ = self._session.what_if, self._session.translator.text
        moves, scenario, was_kept = what_if.moves, what_if.scenario, what_if.is_kept
        what_if.leave()
        if moves and not was_kept:
            back = MessageAction(
                _(N_("Bring it back")), partial(self._bring_back, self._session, moves, scenario)
            )
            self._window.messages.tell(MessageKind.DONE, _(N_("The what-if is forgotten.")), back)

    def _bring_back(self, session: Session, moves: Moves, scenario: Scenario | None) -> None:
        if session is self._window.session and not self.is_on:
            session.what_if.bring_back(moves, scenario)

    def keep(self) -> None:
        """Ask for a name, and keep what is supposed under it."""
        shown = self._session.what_if.scenario
        self._ask(N_("Keep as a scenario"), self._keep, shown.name if shown else "")

    def _keep(self, name: str) -> bool:
        session = self._session
        if not session.edit(lambda: session.what_if.keep(name)):
            return False
        said = session.translator.text(N_("The scenario “{name}” is kept beside the plan."))
        name = " ".join(name.split())
        self._window.messages.tell(MessageKind.DONE, said.format(name=name))
        return True

    def compare(self) -> None:
        """List the rows of which another finish is forecast."""
        from tracker.ui.whatif.compare import CompareForecasts

        window = self._window
        CompareForecasts(window, self._session, window.texts, window.appearance.theme).exec()

    # -- the menu of scenarios --------------------------------------------------------------------

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        session = self._window.session
        if session is None:
            return
        _ = session.translator.text
        shown = session.what_if.scenario
        scenarios = sorted(session.portfolio.scenarios, key=lambda each: each.name.casefold())
        for scenario in scenarios:
            entry = menu.addAction(scenario.name.replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(shown is not None and scenario.id == shown.id)
            entry.triggered.connect(partial(self.show_scenario, scenario.id))
        if not scenarios:
            menu.addAction(_(N_("Scenarios that you keep will be listed here"))).setEnabled(False)
        menu.addSeparator()
        writable = not session.workspace.read_only
        supposed = bool(session.what_if.is_on and session.what_if.moves)
        steps: list[tuple[str, Callable[[], object], bool]] = [
            (_(N_("Keep as a scenario…")), self.keep, supposed and writable),
            (_(N_("What changes…")), self.compare, supposed),
        ]
        if shown is not None:
            steps += [
                (_(N_("Rename “{name}”…")).format(name=shown.name), self.rename, writable),
                (_(N_("Delete “{name}”")).format(name=shown.name), self.delete, writable),
            ]
        for label, act, enabled in steps:
            entry = menu.addAction(label.replace("&", "&&"))
            entry.setEnabled(enabled)
            entry.triggered.connect(act)

    def show_scenario(self, scenario_id: int) -> None:
        """Show the forecast of a scenario beside the plan's; of the one that is shown, no more."""
        session = self._session
        scenario = session.portfolio.scenarios.get(scenario_id)
        shown = session.what_if.scenario
        if scenario is None or (shown is not None and shown.id == scenario_id):
            self.leave()
        else:
            session.what_if.begin(scenario)

    def rename(self) -> None:
        """Ask for another name of the scenario that is shown."""
        if (shown := self._session.what_if.scenario) is not None:
            take = partial(self._rename, shown.id)
            self._ask(N_("Rename the scenario"), take, shown.name)

    def _rename(self, scenario_id: int, name: str) -> bool:
        workspace = self._session.workspace
        return self._written(
            lambda: operations.rename_scenario(workspace, scenario_id=scenario_id, name=name)
        )

    def delete(self) -> None:
        """Delete the scenario that is shown; the plan stays as it is."""
        shown, workspace = self._session.what_if.scenario, self._session.workspace
        if shown is not None and self._written(
            lambda: operations.delete_scenario(workspace, scenario_id=shown.id)
        ):
            self._session.what_if.leave()

    def _written(self, operation: Callable[[], object]) -> bool:
        """Do a step on scenarios, which may be written while one is shown."""
        session = self._session
        session.workspace.on_hold = ""
        done = session.edit(operation)
        if session.what_if.is_on:
            session.workspace.on_hold = ON_HOLD
        self.refresh()
        return done

    def _ask(self, title: str, take: Callable[[str], bool], text: str) -> None:
        from tracker.ui.name_popup import NamePopup

        session, window = self._session, self._window
        popup = NamePopup(
            session,
            self.bar.keep,
            window.appearance.theme,
            title=session.translator.text(title),
            take=take,
            warning=self._warning,
        )
        popup.begin(text)

    def _warning(self, name: str) -> str:
        session = self._session
        found = operations.scenario_named(session.portfolio, name)
        shown = session.what_if.scenario
        if found is None:
            return ""
        if shown is not None and found.id == shown.id:
            return session.translator.text(N_("What is kept under this name is replaced."))
        return session.translator.text(N_("There is a scenario of this name already."))

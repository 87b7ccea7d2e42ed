"""The declared actions as Qt knows them: made once, named anew for each language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolButton

from tracker.paper.theme import Theme
from tracker.ui.action_list import ACTIONS
from tracker.ui.action_spec import LINE, ActionSpec, MenuSpec, State
from tracker.ui.after_paint import after_paint
from tracker.ui.i18n import Texts
from tracker.ui.icons import icon

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow

_CHILDREN: Final = Qt.ShortcutContext.WidgetWithChildrenShortcut
_ALONE: Final = Qt.ShortcutContext.WidgetShortcut
_ROLES: Final = {
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}


class Actions:
    """The actions of one window."""

    def __init__(self, window: MainWindow, texts: Texts) -> None:
        self._texts = texts
        self._window = window
        self._theme: Theme | None = None
        self._state: State | None = None
        self._groups: dict[str, QActionGroup] = {}
        self._menus: list[tuple[MenuSpec, QMenu]] = []
        self._actions = {spec.id: self._made(spec, window) for spec in ACTIONS}
        texts.changed.connect(self.retranslate)
        self.retranslate()
        # A widget hears of every change of its actions: they come to the window ready made.
        window.addActions(
            [self._actions[spec.id] for spec in ACTIONS if not (spec.on_page or spec.on_chart)]
        )

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def on_pages(self) -> Iterator[QAction]:
        """The actions to be added to each page, where alone their keys work."""
        return (self._actions[spec.id] for spec in ACTIONS if spec.on_page)

    def on_chart(self) -> Iterator[QAction]:
        """The actions to be added to the chart, where alone their keys work."""
        return (self._actions[spec.id] for spec in ACTIONS if spec.on_chart)

    def key(self, action_id: str) -> str:
        """The first key of an action as a person reads it: "Ctrl N"; "" without one."""
        return readable_key(self._actions[action_id].shortcut())

    def menu(self, spec: MenuSpec, parent: QMenu | QMenuBar) -> QMenu:
        """Fill a new submenu of ``parent`` with what ``spec`` says."""
        made = QMenu(parent)
        parent.addMenu(made)
        self._menus.append((spec, made))
        made.setTitle(self._texts.text(spec.label))
        for entry in spec.entries:
            if isinstance(entry, MenuSpec):
                self.menu(entry, made)
            elif entry == LINE:
                made.addSeparator()
            else:
                made.addAction(self._actions[entry])
        return made

    def menus(self, menu_id: str) -> Iterator[QMenu]:
        """Every menu made of the spec with this id."""
        return (menu for spec, menu in self._menus if spec.id == menu_id)

    def refresh(self, state: State) -> None:
        """Enable what makes sense now."""
        if state == self._state:
            return
        self._state = state
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(spec.when(state))

    def retranslate(self) -> None:
        for spec in ACTIONS:
            text = spec.label if spec.group == "language" else self._texts.text(spec.label)
            self.name(spec.id, text)
        for menu_spec, menu in self._menus:
            menu.setTitle(self._texts.text(menu_spec.label))

    def name(self, action_id: str, text: str) -> None:
        """Show ``text`` in menus; the tool tip has the key besides."""
        action = self._actions[action_id]
        # A lone ampersand in a name that a person typed is no mnemonic.
        action.setText(text.replace("&", "&&"))
        key = self.key(action_id)
        plain = text.removesuffix("…")
        action.setIconText(plain)
        action.setToolTip(f"{plain} ({key})" if key else plain)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons of buttons, and those that only menus show once the window is painted."""
        self._theme = theme
        for spec in ACTIONS:
            if spec.icon and self._is_on_button(spec):
                self._actions[spec.id].setIcon(icon(spec.icon, theme))
        if self._window.isVisible():
            self._draw_in_menus()
        else:
            after_paint(self._window, self._window, self._draw_in_menus)

    def _is_on_button(self, spec: ActionSpec) -> bool:
        shown_by = self._actions[spec.id].associatedObjects()
        return any(isinstance(widget, QToolButton) for widget in shown_by)

    def _draw_in_menus(self) -> None:
        theme = self._theme
        assert theme is not None
        for spec in ACTIONS:
            if spec.icon and not self._is_on_button(spec):
                self._actions[spec.id].setIcon(icon(spec.icon, theme))
        for menu_spec, menu in self._menus:
            if menu_spec.icon:
                menu.setIcon(icon(menu_spec.icon, theme))

    def _made(self, spec: ActionSpec, window: MainWindow) -> QAction:
        action = QAction(window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        # Kept out of macOS's own guesses from words such as "about" in four languages.
        action.setMenuRole(_ROLES.get(spec.id, QAction.MenuRole.NoRole))
        action.setCheckable(bool(spec.group) or spec.switch)
        if spec.group:
            self._group(spec.group, window).addAction(action)
        if spec.on_page:
            action.setShortcutContext(_CHILDREN)
        elif spec.on_chart:
            action.setShortcutContext(_ALONE)
        action.triggered.connect(lambda: spec.run(window))
        return action

    def _group(self, name: str, parent: QObject) -> QActionGroup:
        if name not in self._groups:
            self._groups[name] = QActionGroup(parent)
        return self._groups[name]


def readable_key(keys: QKeySequence) -> str:
    """A key sequence as the system writes it, with spaces for the plus signs: "Ctrl Shift Z"."""
    native = keys.toString(QKeySequence.SequenceFormat.NativeText)
    # "Ctrl++" is Ctrl and the plus key.
    return native.replace("++", " ＋").replace("+", " ").replace("＋", "+")

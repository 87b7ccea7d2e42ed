"""The tool bar: the menu, the views, the search, the time scale, undo and the export."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QMenu,
    QToolBar,
    QToolButton,
    QWidget,
)

from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.actions import Actions
from tracker.ui.arrange_actions import GROUP_MENU, VIEWS_MENU
from tracker.ui.i18n import Texts
from tracker.ui.icons import icon
from tracker.ui.pages import PAGES
from tracker.ui.search_field import SearchField
from tracker.ui.segments import Segments
from tracker.ui.style import set_look, set_role
from tracker.ui.zoom_group import ZoomGroup
from tracker.workspace.grouping import GROUP_NAMES
from tracker.workspace.query import Grouping

_FULL_WIDTH: Final = 1180
"""Below this width words become icons with tool tips."""

_LETTERS: Final = 20
"""Of the name of a view, so many stand on its button."""

_WIDE_SEARCH: Final = 240
_NARROW_SEARCH: Final = 160

_STAGES: Final = (
    (True, True, True, True),
    (False, True, True, True),
    (False, True, False, True),
    (False, False, True, True),
    (False, False, False, True),
    (False, False, False, False),
)
"""What is kept where room gets short: the words of what is asked for less often, those of what
arranges the rows, a wide search, and the words of the views with the slider of the zoom."""

_MARGINS_SET_BY: Final = (QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.Show)


class ToolBar(QToolBar):
    """Assembles the parts; ``search`` and ``zoom`` are wired by the window."""

    def __init__(self, texts: Texts, actions: Actions, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(16, 16))
        self._texts = texts
        self._menu = _button(actions["menu"], "plain")
        self._menu.setMenu(menu)
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.segments = Segments([actions[f"view-{page.id}"] for page in PAGES])
        self.search = SearchField(texts, actions["find"].shortcut())
        self.filter = _FilterButton(actions["filter"], texts)
        self.group = _GroupButton(actions.menu(GROUP_MENU, QMenu(self)), texts)
        self.columns = _ActionButton("columns", actions["columns"], texts)
        self.views = _ViewsButton(actions.menu(VIEWS_MENU, QMenu(self)), actions["views"], texts)
        self.zoom = ZoomGroup(texts, actions)
        self.today = _button(actions["today"], "button", words=True)
        self.why = _WhyButton(actions["why-late"], texts)
        self.what_if = _SwitchButton("what-if", actions["what-if"], texts)
        self._undo = _button(actions["undo"], "plain")
        self._redo = _button(actions["redo"], "plain")
        self._export = _ExportButton(actions["export"])
        separator = QFrame()
        separator.setObjectName("separator")
        separator.setFixedSize(1, 20)
        self._of_file: tuple[QWidget, ...] = (
            self.segments,
            separator,
            self._undo,
            self._redo,
            self._export,
        )
        self._of_rows: tuple[QWidget, ...] = (self.search, self.filter, self.group)
        self._of_time: tuple[QWidget, ...] = (self.zoom, self.today, self.why, self.what_if)
        self._of_table: tuple[QWidget, ...] = (self.columns, self.views)
        row = QWidget()
        self._row = layout = QHBoxLayout(row)
        layout.setContentsMargins(12, 7, 12, 8)
        layout.setSpacing(8)
        left: tuple[QWidget, ...] = (
            *(self._menu, self.segments, self.search, self.filter, self.group),
            *self._of_table,
        )
        right = (*self._of_time, separator, self._undo, self._redo, self._export)
        self._shown_parts: tuple[QWidget, ...] = (*left, *right)
        self._width = _FULL_WIDTH
        for widget in left:
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in right:
            layout.addWidget(widget)
        self.addWidget(row)
        # Some of the parts say their words in another language after the tool bar has been told.
        self._refit = QTimer(self, singleShot=True, interval=0)
        self._refit.timeout.connect(self._fit)
        texts.changed.connect(self.retranslate)
        texts.changed.connect(self._refit.start)
        self.retranslate()

    def show_for(self, *, file: bool, rows: bool, timeline: bool, table: bool) -> None:
        """Show what makes sense: little without a file, no time scale where there is no time.

        Nor what finds and arranges rows where there are none.
        """
        for widget in self._of_file:
            widget.setVisible(file)
        for widget in self._of_rows:
            widget.setVisible(rows)
        for widget in self._of_time:
            widget.setVisible(timeline)
        for widget in self._of_table:
            widget.setVisible(table)
        self._fit()

    @property
    def _arranging(self) -> tuple[_ArrangeButton, ...]:
        return (self.filter, self.group, self.columns, self.views, self.why, self.what_if)

    def set_width(self, width: int) -> None:
        """Fit into a window of ``width``."""
        self._width = width
        self._fit()

    def _fit(self) -> None:
        """Give up words until there is room for the rest: how long they are is the language's."""
        for all_words, words, wide_search, wide in _STAGES:
            if wide and self._width < _FULL_WIDTH:
                continue
            self.segments.set_compact(not wide)
            self.zoom.set_compact(not wide)
            self.search.setFixedWidth(_WIDE_SEARCH if wide_search else _NARROW_SEARCH)
            for button in self._arranging:
                button.set_compact(not (all_words if button is self.what_if else words))
            if self._needed() <= self._width:
                break
        self._row.activate()

    def _needed(self) -> int:
        for part in (self.segments, self.zoom):
            # What has a layout of its own tells of a change only when that is laid out.
            cast(QLayout, part.layout()).activate()
        self._row.invalidate()
        return self._row.sizeHint().width()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in _MARGINS_SET_BY:
            # The row has its own margins; those of the style come and go with its events.
            cast(QLayout, self.layout()).setContentsMargins(0, 0, 0, 0)
        return done

    def show_arrangement(self, conditions: int, group: str) -> None:
        """Say how many conditions the filter has, and what the rows are grouped by (a msgid)."""
        self.filter.show_count(conditions)
        self.group.show_group(group)
        self._fit()

    def show_view(self, name: str) -> None:
        """Say which view was chosen; "" for none."""
        self.views.show_view(name)
        self._fit()

    def open_menu(self) -> None:
        self._menu.showMenu()

    def set_theme(self, theme: Theme) -> None:
        self.search.set_theme(theme)
        self.zoom.set_theme(theme)
        for button in self._arranging:
            button.set_theme(theme)
        self._export.setIcon(icon("export", theme, colour=theme.onaccent))

    def retranslate(self) -> None:
        self.setWindowTitle(self._texts.text("Tool bar"))
        self.setAccessibleName(self._texts.text("Tool bar"))
        self._fit()


class _ArrangeButton(QToolButton):
    """A drawing with words, which go where there is no room for them."""

    def __init__(self, drawing: str, texts: Texts) -> None:
        super().__init__()
        self.texts = texts
        self._drawing = drawing
        self._theme: Theme | None = None
        self.setProperty("look", "button")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self, FontRole.BUTTON)
        texts.changed.connect(self.retranslate)

    def set_compact(self, compact: bool) -> None:
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonIconOnly if compact else style.ToolButtonTextBesideIcon
        )

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.retranslate()

    def say(self, text: str, tip: str, *, active: bool) -> None:
        """Show a text, and whether what the button is for holds now."""
        # The style puts no more than four pixels between a drawing and its word.
        self.setText(f" {text}")
        self.setToolTip(tip)
        self.setAccessibleName(text)
        set_look(self, "active", "true" if active else "false")
        if self._theme is not None:
            colour = self._theme.prog.text if active else None
            self.setIcon(icon(self._drawing, self._theme, colour=colour))

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        raise NotImplementedError


class _ActionButton(_ArrangeButton):
    """Does one thing, under its own name."""

    def __init__(self, drawing: str, action: QAction, texts: Texts) -> None:
        super().__init__(drawing, texts)
        self._action = action
        self.clicked.connect(action.trigger)
        self.retranslate()

    def retranslate(self) -> None:
        self.say(self._action.iconText(), self._action.toolTip(), active=False)


class _SwitchButton(_ArrangeButton):
    """Turns one thing on and off, under its own name."""

    def __init__(self, drawing: str, action: QAction, texts: Texts) -> None:
        super().__init__(drawing, texts)
        self._action = action
        self.clicked.connect(action.trigger)
        action.toggled.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        self.say(self._action.iconText(), self._action.toolTip(), active=self._action.isChecked())


class _WhyButton(_SwitchButton):
    """Adds what drives the current row to the picture; in the colour of what is worked out."""

    def __init__(self, action: QAction, texts: Texts) -> None:
        super().__init__("why", action, texts)
        self.setProperty("look", "why")

    def retranslate(self) -> None:
        super().retranslate()
        if self._theme is not None:
            self.setIcon(icon("why", self._theme, colour=self._theme.fc.text))


class _FilterButton(_ArrangeButton):
    """Opens the filter, and says how many conditions it has."""

    def __init__(self, action: QAction, texts: Texts) -> None:
        super().__init__("filter", texts)
        self._action = action
        self._count = 0
        self.clicked.connect(action.trigger)
        self.retranslate()

    def show_count(self, conditions: int) -> None:
        self._count = conditions
        self.retranslate()

    def retranslate(self) -> None:
        count = self._count
        filters = self.texts.plural("{n} filter", "{n} filters", count).format(n=count)
        text = filters if count else self._action.iconText()
        self.say(text, self._action.toolTip(), active=bool(count))


class _GroupButton(_ArrangeButton):
    """Shows what the rows are grouped by, and lets it be chosen."""

    def __init__(self, menu: QMenu, texts: Texts) -> None:
        super().__init__("group", texts)
        self._group = GROUP_NAMES[Grouping.NONE]
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.retranslate()

    def show_group(self, name: str) -> None:
        self._group = name
        self.retranslate()

    def retranslate(self) -> None:
        _ = self.texts.text
        grouped = self._group != GROUP_NAMES[Grouping.NONE]
        text = _(N_("Group: {name}")).format(name=_(self._group)) if grouped else _(N_("Group"))
        self.say(text, _(N_("What the rows are grouped by")), active=grouped)


class _ViewsButton(_ArrangeButton):
    """Says which view was chosen, and lets another be chosen."""

    def __init__(self, menu: QMenu, action: QAction, texts: Texts) -> None:
        super().__init__("views", texts)
        self._action = action
        self._name = ""
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.retranslate()

    def show_view(self, name: str) -> None:
        self._name = name
        self.retranslate()

    def retranslate(self) -> None:
        name = self._name if len(self._name) <= _LETTERS else f"{self._name[:_LETTERS]}…"
        text = name.replace("&", "&&") or self._action.iconText()
        tip = "\n".join(filter(None, (self._name, self._action.toolTip())))
        self.say(text, tip, active=bool(name))


class _ExportButton(QToolButton):
    """The one filled button of the window; its drawing stands on the accent, unlike the menu's."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action = action
        self.setProperty("look", "primary")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_role(self, FontRole.BUTTON)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        # The style puts no more than four pixels between a drawing and its word.
        self.setText(f" {self._action.iconText()}")
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())


def _button(action: QAction, look: str, *, words: bool = False) -> QToolButton:
    button = QToolButton()
    button.setProperty("look", look)
    button.setDefaultAction(action)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    style = Qt.ToolButtonStyle
    button.setToolButtonStyle(style.ToolButtonTextOnly if words else style.ToolButtonIconOnly)
    set_role(button, FontRole.BUTTON)
    return button

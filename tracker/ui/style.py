"""The look of every widget: one palette and one style sheet, both made from a Theme."""

from __future__ import annotations

from dataclasses import fields
from string import Template
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tracker.bundle import resource
from tracker.paper.fonts import FontRole, widget_font
from tracker.paper.theme import DARK, LIGHT, Theme, Tone
from tracker.ui.settings import ThemeChoice

_BODY_PIXELS = 13
_POINTS_AN_INCH = 72


class Themed(Protocol):
    """Whatever changes its colours while it is shown."""

    def set_theme(self, theme: Theme) -> None: ...


class Appearance(QObject):
    """The theme of the running program: the user's choice, or the system's as it changes."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._theme = self._wanted()
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def choice(self) -> ThemeChoice:
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        self._choice = choice
        self._follow()

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not self._theme:
            self._theme = wanted
            self._apply()
            self.changed.emit()

    def _wanted(self) -> Theme:
        match self._choice:
            case ThemeChoice.LIGHT:
                return LIGHT
            case ThemeChoice.DARK:
                return DARK
            case ThemeChoice.SYSTEM:
                scheme = QGuiApplication.styleHints().colorScheme()
                return DARK if scheme is Qt.ColorScheme.Dark else LIGHT

    def _apply(self) -> None:
        self._application.setPalette(palette(self._theme))
        self._application.setStyleSheet(style_sheet(self._theme))


def body_points() -> float:
    """The size of body text in points: the system's own, and never less than the design's 13 px."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return max(_design_points(), system.pointSizeF())


def text_scale() -> float:
    """How much larger than in the design the user's text is; never below 1."""
    return max(1.0, QApplication.font().pointSizeF() / _design_points())


def scaled(pixels: float) -> int:
    """A length of the design, grown with the user's text."""
    return round(pixels * text_scale())


def _design_points() -> float:
    screen = QGuiApplication.primaryScreen()
    return _BODY_PIXELS * _POINTS_AN_INCH / screen.logicalDotsPerInch()


def set_role(widget: QWidget, role: FontRole) -> None:
    """Give a widget the typeface of ``role``, in proportion to the application's body text."""
    widget.setFont(widget_font(role, body_points=QApplication.font().pointSizeF()))


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet tells widgets apart by, and show it at once."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # What was not shown yet takes its look when it is.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def motion(milliseconds: int, widget: QWidget) -> int:
    """How long a movement takes: none at all where the system asks for no motion."""
    # Asked of the style, which also knows whether a remote desktop wants none.
    # QStyle is imported with the first movement: its lists of constants take 4 ms to make.
    from PySide6.QtWidgets import QStyle

    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    allowed = widget.style().styleHint(hint, None, widget)
    return milliseconds if allowed else 0


def palette(theme: Theme) -> QPalette:
    made = QPalette()
    Role = QPalette.ColorRole
    for role, colour in (
        (Role.Window, theme.win),
        (Role.WindowText, theme.ink),
        (Role.Base, theme.canvas),
        (Role.AlternateBase, theme.head),
        (Role.Text, theme.ink),
        (Role.PlaceholderText, theme.ink3),
        (Role.Button, theme.btn),
        (Role.ButtonText, theme.ink),
        (Role.BrightText, theme.onaccent),
        (Role.ToolTipBase, theme.raised),
        (Role.ToolTipText, theme.ink),
        (Role.Highlight, theme.accent),
        (Role.HighlightedText, theme.onaccent),
        (Role.Accent, theme.accent),
        (Role.Link, theme.accent),
        (Role.LinkVisited, theme.accent),
        (Role.Light, theme.line),
        (Role.Midlight, theme.line),
        (Role.Mid, theme.line2),
        (Role.Dark, theme.line3),
        (Role.Shadow, theme.line3),
    ):
        made.setColor(role, colour)
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.dis)
    return made


def style_sheet(theme: Theme) -> str:
    template = resource("style", "window.qss").read_text(encoding="utf-8")
    return Template(template).substitute(_colours(theme))


def _colours(theme: Theme) -> dict[str, str]:
    """The colours by their names in the template: ``ink``, ``risk_tint`` …, and the tick."""
    # A style sheet takes a drawing from a file, in the colours that the file gives it.
    tick = resource("icons", "tick-on-dark.svg" if theme.dark else "tick-on-light.svg")
    named: dict[str, str] = {"tick": tick.as_posix()}
    for field in fields(theme):
        value = getattr(theme, field.name)
        if isinstance(value, QColor):
            named[field.name] = value.name()
        elif isinstance(value, Tone):
            named |= {
                f"{field.name}_{part.name}": _part(value, part.name) for part in fields(value)
            }
    return named


def _part(tone: Tone, name: str) -> str:
    colour: QColor = getattr(tone, name)
    return colour.name()

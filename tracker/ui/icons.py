"""The program's icons: one-colour drawings, tinted by the theme and sharp at every scale."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tracker.bundle import resource
from tracker.paper.theme import Theme

SIZE: Final = 16
"""The side of an icon in device-independent pixels; the drawings are made for it."""


def icon(name: str, theme: Theme, *, colour: QColor | None = None) -> QIcon:
    """The drawing ``resources/icons/<name>.svg`` in the theme's secondary ink, or in ``colour``.

    Under the pointer it takes the full ink; where it is disabled, the disabled ink. It is drawn for
    the screens that there are now: ask anew when a window comes to a screen of another density.
    Raises FileNotFoundError for a name without a drawing.
    """
    resting, active = (colour or theme.ink2).name(), (colour or theme.ink).name()
    ratios = frozenset(screen.devicePixelRatio() for screen in QGuiApplication.screens())
    return _icon(name, resting, active, theme.dis.name(), ratios)


def drawing(name: str, colour: QColor, *, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """One drawing as a picture of ``size`` device-independent pixels for a screen of ``ratio``."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    svg = _text(name).replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def app_icon() -> QIcon:
    """The mark of the program, in its own colours."""
    return QIcon(str(resource("icons", "app.svg")))


@cache
def _text(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _icon(name: str, resting: str, active: str, disabled: str, ratios: frozenset[float]) -> QIcon:
    # A QIconEngine would draw on demand, but one written in Python cannot hand its clone over to Qt
    # (PySide 6.11 frees it twice).
    found = QIcon()
    for ratio in sorted(ratios):
        drawn = drawing(name, QColor(resting), ratio=ratio)
        found.addPixmap(drawn, QIcon.Mode.Normal)
        found.addPixmap(_tinted(drawn, active), QIcon.Mode.Active)
        found.addPixmap(_tinted(drawn, disabled), QIcon.Mode.Disabled)
    return found


def _tinted(drawn: QPixmap, colour: str) -> QPixmap:
    """The same drawing in another colour, without reading and drawing its lines again."""
    tinted = QPixmap(drawn)
    painter = QPainter(tinted)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(QRectF(0, 0, SIZE, SIZE), QColor(colour))
    painter.end()
    return tinted

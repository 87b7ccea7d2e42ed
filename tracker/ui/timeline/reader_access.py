"""Tells Qt where to ask for what a screen reader may read of a chart.

Most people have no screen reader: what serves it is imported when Qt first asks, and not at every
start.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface

_CHART: Final = "TimelineView"
"""The class of a chart, by the name that Qt asks with."""


@cache
def install() -> None:
    """Let Qt find the interfaces of charts; once for the program."""
    QAccessible.installFactory(_interface_of)


def _interface_of(class_name: str, widget: QObject) -> QAccessibleInterface | None:
    if class_name != _CHART:
        return None
    from tracker.ui.timeline.accessible import interface_of

    return interface_of(widget)

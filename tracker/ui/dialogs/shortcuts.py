"""Every key there is, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.action_list import ACTIONS, ActionSpec
from tracker.ui.actions import readable_key
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.style import set_role

# What the rows and the chart do with keys by themselves, beside the declared actions.
_ROWS: Final = (
    (("F2",), N_("Edit the cell; typing begins a new text")),
    (("Enter", "Tab"), N_("Accept, go down or to the right")),
    (("Shift+Enter", "Shift+Tab"), N_("Accept, go up or to the left")),
    (("Enter", "Tab"), N_("With several cells selected: go round in them")),
    (("Backspace",), N_("Type the cell anew, beginning with nothing")),
    (("Ctrl+Up", "Ctrl+Down"), N_("Go to the edge of what is filled, in the register")),
    (("Alt+Down",), N_("Choose from a list, in the register")),
    (("Del",), N_("Empty the cells")),
    (("Esc",), N_("Cancel the edit, then clear the selection")),
    (("Right", "Left"), N_("Unfold or fold a row")),
)
_CHART: Final = (
    (("Up", "Down"), N_("Go from row to row")),
    (("Ctrl+Left", "Ctrl+Right"), N_("Go from mark to mark of a row")),
    (("Home",), N_("Go to today")),
    (("Ctrl+Home", "End"), N_("Go to the first or the last known day")),
    (("Shift+Left", "Shift+Right"), N_("Scroll through time")),
    (("Left", "Right"), N_("While dates are moved: by their own precision")),
    (("Alt+Left", "Alt+Right"), N_("While dates are moved: by the next finer one")),
    (("Up", "Down"), N_("While a link is drawn: to which row")),
    (("Space",), N_("While a link is drawn: the next type")),
    (("Enter", "Esc"), N_("Do it, or drop it")),
    (("Del", "Enter"), N_("Remove or change the selected link")),
)
_AROUND: Final = 160
_SHOWN_ELSEWHERE: Final = ("edit-cell",)


class Shortcuts(Dialog):
    def __init__(self, window: QWidget, texts: Texts, theme: Theme) -> None:
        super().__init__(window, texts, theme)
        _ = texts.text
        self.setWindowTitle(_("Keyboard shortcuts"))
        shown = [spec for spec in ACTIONS if spec.keys and spec.id not in _SHOWN_ELSEWHERE]
        on_page = [_entry(spec) for spec in shown if spec.on_page]
        on_chart = [_entry(spec) for spec in shown if spec.on_chart]
        others = [_entry(spec) for spec in shown if not (spec.on_page or spec.on_chart)]
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 16, 0)
        columns.setSpacing(40)
        rows = (_("In the rows"), [*_ROWS, *on_page])
        chart = (_("In the chart"), [*on_chart, *_CHART])
        columns.addLayout(_column([(_("Everywhere"), others)], texts))
        columns.addLayout(_column([rows, chart], texts))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        scroll.setAccessibleName(_("Keyboard shortcuts"))
        # As much of it as the window has room for; arrows and the wheel show the rest.
        wanted = page.sizeHint()
        scroll.setMinimumWidth(min(wanted.width() + 16, window.width() - _AROUND))
        scroll.setMinimumHeight(min(wanted.height(), window.height() - _AROUND))
        self.body.addWidget(scroll)
        self.add_footer()


def _entry(spec: ActionSpec) -> tuple[tuple[str, ...], str]:
    return spec.keys[:1], spec.label


def _keys_label(keys: tuple[str, ...]) -> QLabel:
    shown = QLabel(" / ".join(readable_key(QKeySequence(key)) for key in keys))
    shown.setProperty("ink", "2")
    set_role(shown, FontRole.CHIP)
    return shown


Entries = Sequence[tuple[tuple[str, ...], str]]


def _column(parts: Sequence[tuple[str, Entries]], texts: Texts) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    # The same for all parts, so that what the keys do stands in one line.
    wide = max(_keys_label(keys).sizeHint().width() for _, part in parts for keys, _ in part)
    for title, entries in parts:
        heading = QLabel(title)
        set_role(heading, FontRole.SECTION)
        column.addWidget(heading)
        table = QGridLayout()
        table.setHorizontalSpacing(16)
        table.setVerticalSpacing(4)
        table.setColumnStretch(1, 1)
        table.setColumnMinimumWidth(0, wide)
        for place, (keys, label) in enumerate(entries):
            table.addWidget(_keys_label(keys), place, 0, Qt.AlignmentFlag.AlignTop)
            table.addWidget(QLabel(texts.text(label)), place, 1)
        column.addLayout(table)
        line = QFrame()
        line.setFixedHeight(4)
        column.addWidget(line)
    column.addStretch(1)
    return column

"""The figures that belong to no single project, and what of the declared totals is recorded."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.model import Topic
from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.dialogs.reconciliation import ReconciliationPane
from tracker.ui.i18n import Texts
from tracker.ui.inspector.parts import section_rules
from tracker.ui.inspector.topic_figures import TopicFigures
from tracker.ui.session import Session
from tracker.ui.style import scaled

_SIZE: Final = (1120, 760)
_LIST_WIDTH: Final = 520


class PortfolioFigures(Dialog):
    """At the left the figures by topic, each with its sources; at the right the totals.

    Each change is a step of its own. Esc closes a form that is open, and then the dialog.
    """

    def __init__(self, window: QWidget, session: Session, texts: Texts, theme: Theme) -> None:
        super().__init__(window, texts, theme)
        _ = texts.text
        self.setWindowTitle(_(N_("Figures of the portfolio")))
        self.search = QLineEdit()
        self.search.setPlaceholderText(_(N_("Search")))
        self.search.setAccessibleName(_(N_("Search")))
        self.search.setClearButtonEnabled(True)
        self.sections = {topic: TopicFigures(session, theme, topic) for topic in Topic}
        self.totals = ReconciliationPane(session, theme)
        self._scroll = _scroll_area(list(self.sections.values()), theme)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self._scroll, 1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left, 3)
        columns.addWidget(self.totals, 2)
        self.body.addLayout(columns)
        self.add_footer()
        self._scroll.setMinimumWidth(scaled(_LIST_WIDTH))
        room = window.screen().availableSize()
        width, height = map(scaled, _SIZE)
        self.resize(min(width, room.width()), min(height, room.height()))
        self._connect(session)
        self._refresh()
        self.search.setFocus()

    def _connect(self, session: Session) -> None:
        session.changed.connect(self._refresh)
        for section in self.sections.values():
            self.search.textChanged.connect(section.search)
            section.list.reached.connect(self._bring_into_view)
            section.opened.connect(lambda: QTimer.singleShot(0, self, self._show_focus))
            self._scroll.verticalScrollBar().valueChanged.connect(section.form.place_popups)

    def _refresh(self) -> None:
        for section in self.sections.values():
            section.renew()
        self.totals.renew()

    def _show_focus(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._scroll.isAncestorOf(focused):
            self._bring_into_view(focused)

    def _bring_into_view(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget, 0, 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            shown = (each.list for each in self.sections.values() if each.list.entries)
            if (first := next(shown, None)) is not None:
                first.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Enter is for what the keyboard is at; it closes nothing.
            event.accept()
        else:
            super().keyPressEvent(event)


def _scroll_area(sections: list[TopicFigures], theme: Theme) -> QScrollArea:
    content = QWidget()
    content.setObjectName("figures")
    lines = QVBoxLayout(content)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    for section in sections:
        lines.addWidget(section)
    lines.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setObjectName("framed")
    area.setStyleSheet(
        f"QScrollArea#framed {{ border: 1px solid {theme.line2.name()}; border-radius: 6px; }}"
        f"QWidget#figures {{ background: {theme.panel.name()}; }}" + section_rules(theme)
    )
    area.setWidget(content)
    return area

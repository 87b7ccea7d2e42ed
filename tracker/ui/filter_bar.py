"""The filter in words, below the tool bar: a chip for each condition, taken off by itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.arranging import Arranging
from tracker.ui.i18n import Texts
from tracker.ui.icons import icon
from tracker.ui.inspector.flow import Flow
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace.filter_words import CONDITION_NAMES, said
from tracker.workspace.filters import NO_FILTER

_NAMED = 2
"""So many values of a condition are named; of more, how many there are."""


class FilterBar(QFrame):
    """Follows one session; gone while it filters nothing."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setObjectName("filters")
        self._texts = texts
        self._session: Session | None = None
        self._cross = QIcon()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 5, 12, 6)
        self._flow = Flow(spacing=6)
        lines.addLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        texts.changed.connect(self._refresh)
        self.hide()

    @property
    def chips(self) -> list[QPushButton]:
        """What can be taken off, the condition itself being the object's name; last, all of it."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def set_session(self, session: Session | None) -> None:
        self._session = session
        if session is not None:
            session.rows_reset.connect(self._refresh)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        self._cross = icon("close", theme)
        self._refresh()

    def _refresh(self) -> None:
        session = self._session
        asked = session.query.filter if session is not None else NO_FILTER
        wanted = [name for name in CONDITION_NAMES if name in asked.active]
        focused = next((chip.objectName() for chip in self.chips if chip.hasFocus()), None)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if session is not None:
            for name in wanted:
                self._flow.addWidget(self._chip(name, session))
            if wanted:
                self._flow.addWidget(self._clear(session))
        self.setVisible(bool(wanted))
        self.updateGeometry()
        for chip in self.chips:
            chip.show()
            if focused == chip.objectName():
                chip.setFocus()

    def _chip(self, name: str, session: Session) -> QPushButton:
        values = said(session.query.filter, name, session.portfolio, session.translator)
        title = self._texts.text(CONDITION_NAMES[name])
        whole = f"{title}: {', '.join(values)}"
        short = ", ".join(values[:_NAMED])
        if len(values) > _NAMED:
            short = f"{values[0]} +{len(values) - 1}"
        chip = QPushButton(f"{title}: {short}".replace("&", "&&"))
        chip.setObjectName(name)
        chip.setProperty("look", "chip")
        chip.setIcon(self._cross)
        chip.setIconSize(QSize(12, 12))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setToolTip(f"{whole}\n{self._texts.text(N_('Take this condition off'))}")
        chip.setAccessibleName(whole)
        chip.setAccessibleDescription(self._texts.text(N_("Take this condition off")))
        set_role(chip, FontRole.CHIP)
        without = replace(session.query.filter, **{name: getattr(NO_FILTER, name)})
        chip.clicked.connect(lambda: Arranging(session).filter_by(without))
        return chip

    def _clear(self, session: Session) -> QPushButton:
        button = QPushButton(self._texts.text(N_("Clear the filter")))
        button.setObjectName("clear")
        button.setProperty("look", "link")
        set_role(button, FontRole.CHIP)
        button.clicked.connect(lambda: Arranging(session).clear_filter())
        return button

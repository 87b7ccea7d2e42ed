"""The filter in words, below the tool bar: a chip for each condition, taken off by itself."""

from __future__ import annotations

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
from tracker.workspace.filter_words import Condition, conditions

_NAMED = 2
"""So many values of a condition are named; of more, how many there are."""
_LETTERS = 60
"""What is longer is cut; the tool tip tells the whole."""


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

    @property
    def conditions(self) -> list[Condition]:
        """What the rows are filtered by."""
        session = self._session
        if session is None:
            return []
        return list(conditions(session.query.filter, session.portfolio, session.translator))

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
        wanted = self.conditions
        focused = next((chip.objectName() for chip in self.chips if chip.hasFocus()), None)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if session is not None:
            for condition in wanted:
                self._flow.addWidget(self._chip(condition, session))
            if wanted:
                self._flow.addWidget(self._clear(session))
        self.setVisible(bool(wanted))
        self.updateGeometry()
        for chip in self.chips:
            chip.show()
            if focused == chip.objectName():
                chip.setFocus()

    def _chip(self, condition: Condition, session: Session) -> QPushButton:
        title, values = condition.title, condition.values
        whole = f"{title}: {', '.join(values)}"
        short = ", ".join(values[:_NAMED])
        if len(values) > _NAMED:
            short = f"{values[0]} +{len(values) - 1}"
        if len(short) > _LETTERS:
            short = f"{short[:_LETTERS]}…"
        chip = QPushButton(f"{title}: {short}".replace("&", "&&"))
        chip.setObjectName(condition.key)
        chip.setProperty("look", "chip")
        chip.setIcon(self._cross)
        chip.setIconSize(QSize(12, 12))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setToolTip(f"{whole}\n{self._texts.text(N_('Take this condition off'))}")
        chip.setAccessibleName(whole)
        chip.setAccessibleDescription(self._texts.text(N_("Take this condition off")))
        set_role(chip, FontRole.CHIP)
        chip.clicked.connect(lambda: Arranging(session).filter_by(condition.without))
        return chip

    def _clear(self, session: Session) -> QPushButton:
        button = QPushButton(self._texts.text(N_("Clear the filter")))
        button.setObjectName("clear")
        button.setProperty("look", "link")
        set_role(button, FontRole.CHIP)
        button.clicked.connect(lambda: Arranging(session).clear_filter())
        return button

"""Change the type and the lag of a link where it is drawn, or remove it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from tracker.domain.fields import choice_label
from tracker.domain.model import LagUnit, Link, LinkType
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.timeline.drag_layout import LINK_TYPE_NAMES
from tracker.ui.choice import Choice
from tracker.ui.inspector.parts import Words
from tracker.ui.session import Session
from tracker.ui.spin import Spin
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import operations

_LONGEST_LAG = 9_999
_WIDTH = 320


class LinkPopup(QFrame):
    """Opens for the link that is selected in the chart; Enter records, Esc drops."""

    def __init__(self, session: Session, theme: Theme, chart: TimelineView) -> None:
        super().__init__(chart, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._session = session
        self._chart = chart
        self._link: Link | None = None
        self._title = Words("", FontRole.BODY_STRONG)
        self.type, self.unit = Choice(theme), Choice(theme)
        self.lag = Spin(theme)
        self.lag.setRange(-_LONGEST_LAG, _LONGEST_LAG)
        self._labels = [Words("", FontRole.CAPTION, "3") for _ in range(2)]
        self._remove, self._record = QPushButton(), QPushButton()
        self._record.setProperty("look", "primary")
        self._record.setDefault(True)
        self._record.clicked.connect(self.accept)
        self._remove.clicked.connect(self._on_remove)
        lag = QHBoxLayout()
        lag.addWidget(self.lag)
        lag.addWidget(self.unit, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        buttons.addWidget(self._record)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(12, 10, 12, 12)
        lines.setSpacing(4)
        lines.addWidget(self._title)
        lines.addWidget(self._labels[0])
        lines.addWidget(self.type)
        lines.addWidget(self._labels[1])
        lines.addLayout(lag)
        lines.addSpacing(6)
        lines.addLayout(buttons)
        self.setFixedWidth(_WIDTH)

    def set_theme(self, theme: Theme) -> None:
        for choice in (self.type, self.unit):
            choice.set_theme(theme)

    def open_at(self, place: QPoint) -> None:
        """Open for the selected link, with its corner at ``place`` (global)."""
        link = self._chart.hand.link
        if link is None:
            return
        self._link = link
        self._fill(link)
        self.adjustSize()
        self.move(place)
        self.show()
        self.type.setFocus()

    def _fill(self, link: Link) -> None:
        text, language = self._session.translator.text, self._session.language
        items = self._session.portfolio.items
        ends = (items[link.predecessor_id], items[link.successor_id])
        self._title.say(" → ".join(item.name.best(language) for item in ends))
        names = (text(N_("Type of link")), text(N_("Lag; negative for a lead")))
        for label, field, name in zip(self._labels, (self.type, self.lag), names, strict=True):
            label.say(name)
            field.setAccessibleName(name)
        self.unit.setAccessibleName(text(N_("Unit of the lag")))
        self.type.clear()
        for link_type in LinkType:
            self.type.addItem(f"{link_type} · {text(LINK_TYPE_NAMES[link_type])}", link_type)
        self.type.setCurrentIndex(self.type.findData(link.type))
        self.unit.clear()
        for unit in LagUnit:
            self.unit.addItem(text(choice_label(unit)), unit)
        self.unit.setCurrentIndex(self.unit.findData(link.lag_unit))
        self.lag.setValue(link.lag)
        self._remove.setText(text(N_("Remove the link")))
        self._record.setText(text(N_("Record")))

    def accept(self) -> None:
        """Change the link as one step; nothing happens where nothing is different."""
        if self._link is None:
            return
        changed = replace(
            self._link,
            type=LinkType(self.type.currentData()),
            lag=self.lag.value(),
            lag_unit=LagUnit(self.unit.currentData()),
        )
        self.close()
        workspace = self._session.workspace
        self._session.edit(lambda: operations.edit_link(workspace, link=changed))

    def _on_remove(self) -> None:
        self.close()
        self._chart.hand.remove_link()

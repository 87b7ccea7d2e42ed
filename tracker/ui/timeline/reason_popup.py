"""After dates were moved by hand: offers to say why, and on which source, in place.

A changed commitment asks for nothing. The offer stands below its mark for some seconds; whoever
takes it up opens two fields there. What is said goes to the commitments just recorded, as a step of
its own: the dates stand with or without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.model import Commitment
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.icons import icon
from tracker.ui.inspector.parts import Words
from tracker.ui.inspector.source_field import SourceField
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import operations

_SECONDS_SHOWN: Final = 8
_WIDTH: Final = 300


class ReasonPopup(QFrame):
    """Folded it is one line over the chart; opened it has the keyboard."""

    def __init__(self, session: Session, theme: Theme, chart: TimelineView) -> None:
        super().__init__(chart.viewport())
        self.setObjectName("popup")
        self._session = session
        self._chart = chart
        self._ids: tuple[int, ...] = ()
        self._open = QPushButton()
        self._open.setProperty("look", "link")
        set_role(self._open, FontRole.BUTTON)
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open.clicked.connect(self._unfold)
        self._close = QToolButton()
        self._close.setProperty("look", "plain")
        self._close.setFixedSize(26, 26)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.close_popup)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(4, 3, 4, 3)
        line.setSpacing(2)
        line.addWidget(self._open)
        line.addWidget(self._close)

        self.reason = QLineEdit()
        self.source = SourceField(session, theme)
        self._labels = [Words("", FontRole.CAPTION, "3") for _ in range(2)]
        self._record, self._drop = QPushButton(), QPushButton()
        self._record.setProperty("look", "primary")
        self._record.clicked.connect(self.accept)
        self._drop.clicked.connect(self.close_popup)
        self.reason.returnPressed.connect(self.accept)
        self._form = QWidget()
        fields = QVBoxLayout(self._form)
        fields.setContentsMargins(12, 8, 12, 12)
        fields.setSpacing(4)
        for name, field in zip(self._labels, (self.reason, self.source), strict=True):
            name.setBuddy(field)
            fields.addWidget(name)
            fields.addWidget(field)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._drop)
        buttons.addWidget(self._record)
        fields.addSpacing(4)
        fields.addLayout(buttons)

        lines = QVBoxLayout(self)
        lines.setContentsMargins(1, 1, 1, 1)
        lines.setSpacing(0)
        lines.addWidget(self._line)
        lines.addWidget(self._form)
        self._clock = QTimer(self, singleShot=True, interval=_SECONDS_SHOWN * 1000)
        self._clock.timeout.connect(self.close_popup)
        chart.scale_changed.connect(self._fade)
        session.selection_changed.connect(self._fade)
        session.changed.connect(self._on_changed)
        session.language_changed.connect(self.retranslate)
        self.set_theme(theme)
        self.retranslate()
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._close.setIcon(icon("close", theme))
        self.source.set_theme(theme)

    def retranslate(self) -> None:
        text = self._session.translator.text
        self._open.setText(text(N_("Give a reason or a source")))
        self._close.setToolTip(text(N_("Close")))
        self._close.setAccessibleName(text(N_("Close")))
        names = (text(N_("Reason")), text(N_("Source")))
        for label, field, name in zip(
            self._labels, (self.reason, self.source.choice), names, strict=True
        ):
            label.say(name)
            field.setAccessibleName(name)
        self._record.setText(text(N_("Record")))
        self._drop.setText(text(N_("Cancel")))

    # -- offering ---------------------------------------------------------------------------------

    def offer(self, ids: Sequence[int]) -> None:
        """Stand below the mark of commitments that were recorded just now."""
        self._ids = tuple(ids)
        if self._ids:
            self._show(self._line)
            self._clock.start()

    def explain_row(self) -> None:
        """Open for what was moved last, where that is the current row; else for its own dates."""
        row = self._session.current_row()
        if self._session.workspace.read_only or row is None:
            return
        if row.id not in {each.item_id for each in self._commitments()}:
            portfolio = self._session.portfolio
            self._ids = ()
            if row.table == "items":
                item = portfolio.items[row.id]
                found = portfolio.commitment_in_force(item)
                self._ids = (found.id,) if found is not None else ()
        if self._ids:
            self._unfold()

    def _commitments(self) -> list[Commitment]:
        found = self._session.portfolio.commitments
        return [found[each] for each in self._ids if each in found]

    def _unfold(self) -> None:
        known = self._commitments()
        if not known:
            self.close_popup()
            return
        self._clock.stop()
        items = self._session.portfolio.items
        self.reason.setText(known[0].reason)
        self.source.clear()
        sources = self._session.portfolio.sources_of(items[known[0].item_id])
        self.source.offer(sources, known[0].source_id)
        self._show(self._form)
        self.reason.setFocus()

    def _show(self, part: QWidget) -> None:
        for each in (self._line, self._form):
            each.setVisible(each is part)
        self.setFixedWidth(_WIDTH if part is self._form else self._line.sizeHint().width() + 2)
        self.adjustSize()
        self.move(self._place())
        self.show()
        self.raise_()

    def _place(self) -> QPoint:
        """Below the mark, above it where there is no room, within the view."""
        place = self._session.place(RowKey("items", self._commitments()[0].item_id))
        mark = QRect() if place is None else self._chart.mark_rect(place)
        room = self._chart.viewport().rect()
        below = mark.bottom() + 3
        y = below if below + self.height() <= room.bottom() else mark.top() - self.height() - 3
        x = min(max(mark.left(), 4), room.right() - self.width() - 4)
        return QPoint(x, max(y, 4))

    # -- closing ----------------------------------------------------------------------------------

    def close_popup(self) -> None:
        """Go away; what was typed is dropped, the dates stand."""
        self._clock.stop()
        held = self._form.isVisible()
        self.hide()
        if held:
            self._chart.setFocus()

    def _fade(self) -> None:
        """The mark is no longer where the offer stands."""
        if self._line.isVisible():
            self.close_popup()

    def _on_changed(self) -> None:
        if self.isVisible() and len(self._commitments()) < len(self._ids):
            self.close_popup()

    def accept(self) -> None:
        """Record what was said, in one step."""
        if self.source.lacks_title:
            self.source.title.setFocus()
            return
        ids = tuple(each.id for each in self._commitments())
        reason = self.reason.text().strip()
        source_id, new_source = self.source.chosen()
        went = self._session.edit(
            lambda: operations.explain_commitments(
                self._session.workspace,
                commitment_ids=ids,
                reason=reason,
                source_id=source_id,
                new_source=new_source,
            )
        )
        if went:
            self.close_popup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popup()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # What is typed here is nothing for the chart below.
            event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._line.isVisible():
            self._clock.start()
        super().leaveEvent(event)

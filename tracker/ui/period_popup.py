"""A panel in which one date or period is typed, in any spelling, and then gone to or set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from tracker.domain.errors import InputError
from tracker.domain.fields import Field, Kind
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.inspector.date_field import DateField
from tracker.ui.popup import Popup
from tracker.ui.session import Session
from tracker.ui.style import set_role

PERIOD_FIELD: Final = Field("period", N_("Period"), Kind.PERIOD)
"""A period that belongs to no row: what is looked at, or looked for."""

_WIDTH: Final = 340


class PeriodPopup(Popup):
    """Says ``title``, takes a period, and hands it to ``take`` on Enter.

    ``said`` tells in words what the period that stands there would mean; nothing by default.
    """

    def __init__(
        self,
        session: Session,
        anchor: QWidget,
        theme: Theme,
        *,
        title: str,
        verb: str,
        take: Callable[[Period], object],
        said: Callable[[Period], str] | None = None,
    ) -> None:
        super().__init__(anchor, theme)
        self._session = session
        self._take = take
        self._said = said
        self.setMinimumWidth(_WIDTH)
        text = session.translator.text
        heading = QLabel(text(title))
        set_role(heading, FontRole.BODY_STRONG)
        self.setAccessibleName(text(title))
        self.field = DateField(session, theme, PERIOD_FIELD)
        self.field.line.setAccessibleName(text(title))
        self.field.line.setPlaceholderText(
            deadline_text(
                Period.quarter(session.status_date.year, 4), session.language, style=Style.SHORT
            )
        )
        self.field.changed.connect(self._tell)
        self.field.accepted.connect(self.accept)
        self._meaning = QLabel()
        self._meaning.setProperty("ink", "2")
        set_role(self._meaning, FontRole.SECONDARY)
        self.button = QPushButton(text(verb))
        self.button.setProperty("look", "primary")
        self.button.clicked.connect(self.accept)
        set_role(self.button, FontRole.BUTTON)
        self._head = QHBoxLayout()
        self._head.addWidget(heading, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        # The sheet with the reading lies over whatever is below the field.
        self.body.addLayout(self._head)
        if said is not None:
            self.body.addWidget(self._meaning)
        self.body.addLayout(line)
        self._tell()

    def add_button(self, label: str, act: Callable[[], object], *, enabled: bool) -> QPushButton:
        """One more thing to do, beside the title; the panel is done with it too."""
        button = QPushButton(self._session.translator.text(label))
        button.setProperty("look", "link")
        button.setEnabled(enabled)
        button.clicked.connect(act)
        button.clicked.connect(self.done)
        set_role(button, FontRole.BUTTON)
        self._head.addWidget(button)
        return button

    def begin(self, text: str = "") -> None:
        """Open with a text that typing replaces."""
        self.field.begin_with(text)
        self.open(self.field.line)
        self.field.line.selectAll()

    def accept(self) -> None:
        """Take the period; where none can be read, say why and stay."""
        try:
            period = self._read()
        except InputError as error:
            self.field.refuse(error)
            return
        if period is not None:
            self._take(period)
            self.done()

    def _read(self) -> Period | None:
        dated = self.field.read()
        deadline = dated.deadline if dated is not None else None
        return deadline if isinstance(deadline, Period) else None

    def _tell(self) -> None:
        try:
            period = self._read()
        except InputError:
            period = None
        self.button.setEnabled(bool(self.field.text))
        if self._said is not None:
            self._meaning.setText(self._said(period) if period is not None else "")

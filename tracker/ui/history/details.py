"""One line of the history in full, below the table, with the ways back from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.ui.history.commands import Restoring
from tracker.ui.history.lines_model import day_of
from tracker.ui.inspector.parts import Words as TextLine
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace.history.lines import Line
from tracker.workspace.history.words import Words

_HEIGHT = 150
_MOST = 40
"""Values of one row that are named; more than any row has by itself."""


class Details(QFrame):
    """Says one line, or that none is chosen."""

    def __init__(self, session: Session, restoring: Restoring) -> None:
        super().__init__()
        self.setObjectName("history-details")
        self._session = session
        self._restoring = restoring
        self._line: Line | None = None
        self.heading = TextLine("", FontRole.BODY_STRONG)
        self.about = TextLine("", FontRole.SECONDARY, "2")
        self.values = TextLine("")
        self.values.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inner = QWidget()
        said = QVBoxLayout(inner)
        said.setContentsMargins(12, 8, 12, 8)
        said.setSpacing(4)
        for part in (self.heading, self.about, self.values):
            said.addWidget(part)
        said.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll = scroll
        self.value = _button()
        self.row = _button()
        self.file = _button()
        self.value.clicked.connect(lambda: self._with_line(restoring.value))
        self.row.clicked.connect(lambda: self._with_line(restoring.row))
        self.file.clicked.connect(lambda: self._with_line(lambda line: restoring.file(line.entry)))
        # On the left, where no panel that floats over a narrow window covers them.
        buttons = QHBoxLayout()
        buttons.setContentsMargins(12, 4, 12, 10)
        buttons.setSpacing(8)
        for button in (self.value, self.row, self.file):
            buttons.addWidget(button)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(buttons)
        self.setFixedHeight(_HEIGHT)

    def show_line(self, line: Line | None, words: Words) -> None:
        self._line = line
        text = words.translator.text
        self.value.setText(text(N_("Restore the old value…")))
        self.row.setText(text(N_("Restore the row as before this step…")))
        self.file.setText(text(N_("Restore the file as before this step…")))
        self._scroll.setAccessibleName(text(N_("About this change")))
        restoring = self._restoring
        self.value.setEnabled(restoring.can_value(line))
        self.row.setEnabled(restoring.can_row(line))
        self.file.setEnabled(line is not None and restoring.can_file())
        if line is None:
            self.heading.say(text(N_("No change is chosen")))
            self.about.say("")
            self.values.say("")
            return
        self.heading.say(f"{words.row(line)} · {words.field(line)}")
        day = deadline_text(Period.day(day_of(line)), words.translator.language, style=Style.LONG)
        when = f"{day}, {line.entry.at.astimezone():%H:%M:%S}"
        who = (words.who(line), line.entry.office)
        self.about.say(" · ".join(part for part in (when, *who, words.step(line)) if part))
        details = words.details(line)[:_MOST]
        self.values.say("\n".join(_said(*detail) for detail in details))

    def _with_line(self, act: Callable[[Line], object]) -> None:
        if self._line is not None:
            act(self._line)


def _said(label: str, before: str, after: str) -> str:
    return f"{label}: {before or '–'} → {after or '–'}"


def _button() -> QPushButton:
    button = QPushButton()
    button.setProperty("look", "small")
    set_role(button, FontRole.BUTTON)
    return button

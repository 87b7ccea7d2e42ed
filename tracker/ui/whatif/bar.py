"""Says under the tool bar, in every view, that a what-if is shown and nothing is written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from tracker.language import N_, Translator
from tracker.paper.fonts import FontRole
from tracker.ui.style import set_role
from tracker.ui.whatif.mode import WhatIf


class WhatIfBar(QFrame):
    """What is supposed, and what can be done with it; wired by the commands of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("whatif")
        self._title, self._said = QLabel(), QLabel()
        set_role(self._title, FontRole.BODY_STRONG)
        for label in (self._title, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self.compare, self.keep, self.leave = QPushButton(), QPushButton(), QPushButton()
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 5, 12, 5)
        line.setSpacing(8)
        line.addWidget(self._title)
        line.addWidget(self._said, 1)
        for button in (self.compare, self.keep, self.leave):
            button.setProperty("look", "small")
            line.addWidget(button)
        self.hide()

    @property
    def said(self) -> str:
        return f"{self._title.text()} {self._said.text()}"

    def show_what_if(self, what_if: WhatIf | None, translator: Translator) -> None:
        """Follow what is supposed; None, or one that is not on, hides the bar."""
        if what_if is None or not what_if.is_on:
            self.hide()
            return
        _ = translator.text
        scenario = what_if.scenario
        title = _(N_("What if: “{name}”")).format(name=scenario.name) if scenario else ""
        self._title.setText(title or _(N_("What if")))
        count = len(what_if.moves)
        if count:
            supposed = translator.plural(
                "Other dates are supposed of {n} row.",
                "Other dates are supposed of {n} rows.",
                count,
            ).format(n=count)
        else:
            supposed = _(N_("Move a bar: every forecast follows."))
        unwritten = _(N_("Nothing is written."))
        self._said.setText(f"{supposed} {unwritten}")
        self.compare.setText(_(N_("What changes…")))
        self.compare.setEnabled(bool(count))
        self.keep.setText(_(N_("Keep as a scenario…")))
        self.keep.setEnabled(bool(count) and what_if.can_keep)
        self.leave.setText(_(N_("Leave (Esc)")) if what_if.is_kept else _(N_("Forget (Esc)")))
        self.setAccessibleName(self.said)
        self.show()

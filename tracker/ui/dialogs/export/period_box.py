"""Which time is told of: days or periods near the status date, one period, or one to another."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.domain.date_reader import read_period
from tracker.domain.errors import InputError
from tracker.domain.period import Period
from tracker.domain.period_range import DOTS, PeriodRange
from tracker.domain.period_text import Style, deadline_text
from tracker.exchange.forms import period_range, read_span
from tracker.language import N_, Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.choice import Choice
from tracker.ui.dialogs.asked_line import AskedLine
from tracker.ui.i18n import Texts
from tracker.ui.inspector.parts import Words
from tracker.workspace.expressions.tree import Span

_NEAR: Final = (
    ("30", N_("The next 30 days")),
    ("90", N_("The next 90 days")),
    ("this-quarter", N_("This quarter")),
    ("next-quarter", N_("Next quarter")),
    ("this-year", N_("This year")),
    ("next-year", N_("Next year")),
)
_ONE: Final = "one"
_RANGE: Final = "range"


class PeriodBox(QWidget):
    """Signals:
    changed: another kind of period is chosen.
    typed: another text is asked, and typing may go on.
    """

    changed = Signal()
    typed = Signal()

    def __init__(self, texts: Texts, theme: Theme, year: int) -> None:
        super().__init__()
        self._texts = texts
        _ = texts.text
        self.kind = Choice(theme)
        self.kind.setAccessibleName(_(N_("Period")))
        self.one: AskedLine[Span] = AskedLine(
            _(N_("Period in words")), texts.translator, self._read_span
        )
        self.begin: AskedLine[Period] = self._end_of_range(N_("Beginning of the period"))
        self.end: AskedLine[Period] = self._end_of_range(N_("End of the period"))
        self._ends = QWidget()
        self._reason = Words("", FontRole.CAPTION, "over")
        self._range: PeriodRange | None = None
        self.setFocusProxy(self.kind)
        self._lay_out(year)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.one.changed.connect(self.typed)
        for line in (self.begin, self.end):
            line.changed.connect(self._on_end)

    @property
    def text(self) -> str:
        """As it is kept: "30", "next-quarter", or in words; "" where no period is asked."""
        chosen = str(self.kind.currentData())
        if chosen == _ONE:
            return self.one.text
        if chosen == _RANGE:
            ends = (self.begin.text, self.end.text)
            # A year may be written with a point of its own at its end.
            return f" {DOTS} ".join(ends).strip() if any(ends) else ""
        return chosen

    @property
    def span(self) -> Span | None:
        chosen = str(self.kind.currentData())
        if chosen == _ONE:
            return self.one.value
        if chosen == _RANGE:
            return self._range
        return read_span(chosen, Language.EN) if chosen else None

    @property
    def refused(self) -> bool:
        """Whether something that stands there is not understood."""
        chosen = str(self.kind.currentData())
        if chosen == _RANGE:
            return self.begin.refused or self.end.refused or not self._reason.isHidden()
        return chosen == _ONE and self.one.refused

    def choose(self, text: str) -> None:
        """Begin with what :attr:`text` was."""
        at = self.kind.findData(text)
        if at < 0:
            begin, dots, end = (part.strip() for part in text.partition(DOTS))
            at = self.kind.findData(_RANGE if dots else _ONE)
            self.begin.line.setText(begin if dots else "")
            self.end.line.setText(end)
            self.one.line.setText("" if dots else text)
        self.kind.setCurrentIndex(at)
        self._show_lines()

    def call_none(self, text: str) -> None:
        """How it is said that no period is asked."""
        self.kind.setItemText(0, text)

    # -- reading ----------------------------------------------------------------------------------

    def _read_span(self, text: str) -> Span:
        return read_span(text, self._texts.language)

    def _read_end(self, text: str) -> Period:
        return read_period(text, language=self._texts.language)

    def _on_end(self) -> None:
        """Put the two ends together; one alone leaves the other open."""
        self._range = None
        self._reason.hide()
        begin, end = self.begin.value, self.end.value
        if begin is not None or end is not None:
            try:
                self._range = period_range(begin, end)
            except InputError as error:
                self._reason.say(error.text(self._texts.text))
                self._reason.show()
        self.typed.emit()

    def _on_kind(self) -> None:
        self._show_lines()
        chosen = str(self.kind.currentData())
        line = {_ONE: self.one.line, _RANGE: self.begin.line}.get(chosen)
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show_lines(self) -> None:
        chosen = str(self.kind.currentData())
        self.one.setVisible(chosen == _ONE)
        self._ends.setVisible(chosen == _RANGE)

    # -- assembly ---------------------------------------------------------------------------------

    def _end_of_range(self, name: str) -> AskedLine[Period]:
        return AskedLine(self._texts.text(name), self._texts.translator, self._read_end)

    def _lay_out(self, year: int) -> None:
        _ = self._texts.text
        self.kind.addItem(_("Any time"), "")
        for text, label in _NEAR:
            self.kind.addItem(_(label), text)
        self.kind.addItem(_(N_("A period in words…")), _ONE)
        self.kind.addItem(_(N_("A range…")), _RANGE)
        examples = (
            (self.one, Period.quarter(year + 1, 4)),
            (self.begin, Period.quarter(year, 1)),
            (self.end, Period.half_year(year + 1, 1)),
        )
        for line, period in examples:
            line.line.setPlaceholderText(
                deadline_text(period, self._texts.language, style=Style.SHORT)
            )
        across = QHBoxLayout()
        across.setSpacing(6)
        across.addWidget(self.begin, 1, Qt.AlignmentFlag.AlignTop)
        dash = QLabel("–")
        dash.setFixedHeight(self.begin.line.sizeHint().height())
        across.addWidget(dash, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.end, 1, Qt.AlignmentFlag.AlignTop)
        both = QVBoxLayout(self._ends)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(2)
        both.addLayout(across)
        both.addWidget(self._reason)
        self._reason.hide()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        for widget in (self.kind, self.one, self._ends):
            lines.addWidget(widget)
        self._show_lines()

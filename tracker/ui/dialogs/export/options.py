"""Which rows are told of, in which language, as of which day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.exchange.forms import Form, Rows
from tracker.language import N_, Language
from tracker.paper.theme import Theme
from tracker.ui.check import Check
from tracker.ui.choice import Choice
from tracker.ui.dialogs.asked_line import AskedLine
from tracker.ui.dialogs.days import read_day
from tracker.ui.dialogs.export.choices import ALL_ROWS, SHOWN_ROWS
from tracker.ui.dialogs.export.parts import heading
from tracker.ui.dialogs.export.period_box import PeriodBox
from tracker.ui.i18n import Texts
from tracker.ui.session import Session
from tracker.workspace.expressions import Expression, expression_text, read_expression
from tracker.workspace.expressions.tree import Compared, Operator, Span, Test


class Options(QWidget):
    """Signals:
    changed: something else is chosen.
    typed: another text is asked, and typing may go on.
    language_changed: the document is to be in another language.
    """

    changed = Signal()
    typed = Signal()
    language_changed = Signal()

    def __init__(self, session: Session, texts: Texts, theme: Theme) -> None:
        super().__init__()
        _ = texts.text
        self._session = session
        self._texts = texts
        read = read_day(texts.language, session.status_date)
        self.language = Choice(theme)
        self.rows = Choice(theme)
        self.period = PeriodBox(texts, theme, session.status_date.year)
        self.since: AskedLine[date] = AskedLine(_(N_("Changes since")), texts.translator, read)
        self.where: AskedLine[Expression] = AskedLine(
            _(N_("Filter")), texts.translator, self._read_where
        )
        self.status_date: AskedLine[date] = AskedLine(_(N_("Status date")), texts.translator, read)
        self.as_of: AskedLine[date] = AskedLine(_(N_("The file as of")), texts.translator, read)
        self.machine_dates = Check(theme)
        self.labels: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._offer()
        self._connect()

    # -- what is asked ----------------------------------------------------------------------------

    @property
    def document_language(self) -> Language:
        return list(Language)[self.language.currentIndex()]

    @property
    def row_choice(self) -> str:
        """As :class:`~tracker.ui.dialogs.export.choices.Choices` has it."""
        return str(self.rows.currentData())

    @property
    def period_text(self) -> str:
        """The period as it is kept, see :attr:`PeriodBox.text`."""
        return self.period.text

    @property
    def span(self) -> Span | None:
        return self.period.span

    @property
    def refused(self) -> bool:
        """Whether something that stands there is not understood."""
        lines = (self.period, self.since, self.where, self.status_date, self.as_of)
        return any(line.refused and not line.isHidden() for line in lines)

    # -- what is offered --------------------------------------------------------------------------

    def set_form(self, form: Form) -> None:
        """Offer what means something to a form."""
        is_changes = form.rows is Rows.CHANGES
        for widget, shown in ((self.since, is_changes), (self.period, not is_changes)):
            widget.setVisible(shown)
            self.labels[widget].setVisible(shown)
        none = N_("As the form has it") if form.period else N_("Any time")
        self.period.call_none(self._texts.text(none))

    def choose(self, *, rows: str, period: str, where: str, machine_dates: bool) -> None:
        """Begin with what was chosen before, as far as it is still there."""
        self.rows.setCurrentIndex(max(self.rows.findData(rows), 0))
        self.period.choose(period)
        self.where.line.setText(where)
        self.machine_dates.setChecked(machine_dates)

    def _offer(self) -> None:
        _ = self._texts.text
        for language in Language:
            self.language.addItem(language.own_name)
        self.rows.addItem(_("All rows"), ALL_ROWS)
        if self._session.query.hides:
            self.rows.addItem(_("The rows shown now"), SHOWN_ROWS)
        for project in self._session.portfolio.ordered_projects():
            name = project.name.best(self._texts.language)
            self.rows.addItem(_("{name} and below").format(name=name), project.uid)
        on = self._session.status_date
        short = self._short
        for line in (self.status_date, self.as_of, self.since):
            line.line.setPlaceholderText(short(Period.day(on)))
        last = Test("finish", Compared(Operator.NOT_AFTER, Period.quarter(on.year, 4)))
        self.where.line.setPlaceholderText(expression_text(last, self._texts.translator))

    def _short(self, period: Period) -> str:
        return deadline_text(period, self._texts.language, style=Style.SHORT)

    def _connect(self) -> None:
        self.language.currentIndexChanged.connect(self.language_changed)
        self.rows.currentIndexChanged.connect(self.changed)
        self.period.changed.connect(self.changed)
        self.period.typed.connect(self.typed)
        self.machine_dates.toggled.connect(self.changed)
        for line in (self.since, self.where, self.status_date, self.as_of):
            line.changed.connect(self.typed)

    # -- reading ----------------------------------------------------------------------------------

    def _read_where(self, text: str) -> Expression | None:
        return read_expression(text, self._texts.translator)

    # -- assembly ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        _ = self._texts.text
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for title, widget in (
            (N_("Language of the document"), self.language),
            (N_("Period"), self.period),
            (N_("Changes since"), self.since),
            (N_("Rows"), self.rows),
            (N_("Filter"), self.where),
            (N_("Status date"), self.status_date),
            (N_("The file as of"), self.as_of),
        ):
            label = heading(_(title))
            label.setBuddy(widget)
            self.labels[widget] = label
            column.addWidget(label)
            if isinstance(widget, Choice):
                widget.setAccessibleName(_(title))
            column.addWidget(widget)
            column.addSpacing(6)
        self.machine_dates.setText(_(N_("Dates for programs")))
        self.machine_dates.setToolTip(
            _(N_("Adds first day, last day and precision after each column of periods"))
        )
        column.addWidget(self.machine_dates)
        column.addStretch(1)

"""How sure the forecast is: draws the durations many times and keeps what comes of it."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QActionGroup, QIntValidator, QRegularExpressionValidator, QValidator
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from tracker.domain.errors import UserError
from tracker.domain.fields import choice_label
from tracker.domain.model import Distribution
from tracker.domain.portfolio import Portfolio
from tracker.forecast.risk import MOST_RUNS, Risk, sample
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.storage.telling import Stopped
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.importing.writing import Writing, unswept
from tracker.ui.inspector.parts import Words
from tracker.ui.segments import Segments
from tracker.ui.session import Session
from tracker.ui.style import scaled
from tracker.ui.work import Order, Work
from tracker.workspace import operations
from tracker.workspace.foresight import forecast_of

_WIDTH: Final = 520
_RUNS: Final = 1_000
_SEED: Final = QRegularExpression(r"\d{1,15}")
_Found = tuple[Risk, date]


class SampleRisk(Dialog):
    """Begins with the settings of the sampling that is kept, so that Enter makes it again.

    Cancel ends what is under way; nothing of it is kept then.
    """

    def __init__(self, window: QWidget, session: Session, texts: Texts, theme: Theme) -> None:
        super().__init__(window, texts, theme)
        self._session = session
        self._writing: Writing | None = None
        self.work: Work[_Found] = Work(window)
        _ = texts.text
        self.setWindowTitle(_(N_("Sample the risk")))
        self.setMinimumWidth(scaled(_WIDTH))
        kept = operations.kept_run(session.portfolio)
        self.runs = _number(kept.runs if kept else _RUNS, QIntValidator(1, MOST_RUNS))
        self.seed = _number(kept.seed if kept else 0, QRegularExpressionValidator(_SEED))
        self.kinds = QActionGroup(self)
        for kind in Distribution:
            action = self.kinds.addAction(_(choice_label(kind)))
            action.setCheckable(True)
            action.setData(kind.value)
            action.setChecked(kind is (kept.distribution if kept else Distribution.PERT))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.failure = Words("", ink="over")
        self.accept_button = QPushButton(_(N_("Sample")))
        self._lay_out()
        self._lock(False)
        self.work.told.connect(self._tell)
        self.work.finished.connect(self._keep)
        self.accept_button.clicked.connect(self.accept)
        for field in (self.runs, self.seed):
            field.textChanged.connect(lambda _typed: self._lock(False))

    def _lay_out(self) -> None:
        _ = self.texts.text
        told = _(
            N_(
                "Each duration is drawn between its shortest and its longest, each promised period "
                "evenly. The file then keeps by when each item is finished in half (P50) and in "
                "four fifths (P80) of the runs. The same plan and seed give the same dates."
            )
        )
        self.body.addWidget(Words(told, FontRole.SECONDARY, "2"))
        self.body.addWidget(Words(self._said_of_ranges(), FontRole.SECONDARY, "2"))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for label, field in ((N_("Runs, 1 to 100,000"), self.runs), (N_("Seed"), self.seed)):
            field.setAccessibleName(_(label))
            form.addRow(_(label), field)
        kinds = QHBoxLayout()
        kinds.addWidget(Segments(self.kinds.actions()))
        kinds.addStretch(1)
        form.addRow(_(N_("Distribution")), kinds)
        self.body.addLayout(form)
        self.body.addWidget(self.failure)
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        self.failure.hide()
        self.add_footer(accept=self.accept_button)
        self.runs.setFocus()
        self.runs.selectAll()

    def _said_of_ranges(self) -> str:
        """Of how many items a range of durations is known at all."""
        items = self._session.portfolio.items
        ranged = sum(
            None not in (item.duration_low, item.duration_high)
            and item.duration_low != item.duration_high
            for item in items
        )
        if not ranged:
            return self.texts.text(
                N_("No item has a shortest and a longest duration yet: only promises are drawn.")
            )
        return self.texts.plural(
            "{n} item has a shortest and a longest duration.",
            "{n} items have a shortest and a longest duration.",
            ranged,
        ).format(n=ranged)

    @property
    def _is_typed(self) -> bool:
        return self.runs.hasAcceptableInput() and self.seed.hasAcceptableInput()

    # -- the work ---------------------------------------------------------------------------------

    def accept(self) -> None:
        """Sample in the background, keep the result, then close."""
        if self.work.order is not None or self._writing is not None or not self._is_typed:
            return
        session = self._session
        if not session.edit(session.workspace.refresh):
            return
        # Rows never change once they are made: a copy of the tables is the file of this moment.
        rows, on = list(session.portfolio.rows()), session.status_date
        runs, seed = int(self.runs.text()), int(self.seed.text())
        distribution = Distribution(self.kinds.checkedAction().data())

        def draw(order: Order) -> _Found:
            order.tell(0, runs)
            forecast = forecast_of(Portfolio(rows), on)
            risk = sample(
                forecast.plan,
                runs=runs,
                seed=seed,
                distribution=distribution,
                network=forecast.network,
                tell=order.tell,
            )
            return risk, on

        self.failure.hide()
        self._lock(True)
        self.work.begin(draw)

    def reject(self) -> None:
        """Leave; what is under way is dropped, and the dialog stays for another try."""
        if self._writing is not None:
            self._writing.is_stopped = True
        elif self.work.order is not None:
            self.work.order.is_dropped = True
            self.work.order = None
            self._lock(False)
        else:
            super().reject()

    def done(self, result: int) -> None:
        self.work.end()
        super().done(result)

    def _tell(self) -> None:
        if (order := self.work.order) is not None:
            self.progress.setRange(0, order.count)
            self.progress.setValue(order.done)

    def _keep(self, found: _Found) -> None:
        """One step of the history; the window goes on while it is written."""
        risk, on = found
        self._writing = writing = Writing(self.progress, len(risk.items))
        workspace = self._session.workspace
        try:
            with unswept():
                operations.keep_risk(workspace, risk=risk, status_date=on, tell=writing.tell)
        except Stopped:
            return
        except UserError as error:
            self.failure.say(error.text(self.texts.text))
            self.failure.show()
            return
        finally:
            self._writing = None
            self._lock(False)
        super().accept()

    def _lock(self, locked: bool) -> None:
        """Leave nothing to be done but to wait or to cancel."""
        for field in (self.runs, self.seed):
            field.setEnabled(not locked)
        self.accept_button.setEnabled(not locked and self._is_typed)
        self.kinds.setEnabled(not locked)
        self.progress.setVisible(locked)


def _number(value: int, taken: QValidator) -> QLineEdit:
    field = QLineEdit(str(value))
    field.setValidator(taken)
    return field

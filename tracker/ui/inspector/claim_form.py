"""State a figure about a row, or correct one: what it measures, on what ground, who said it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.domain.amounts import amount_text
from tracker.domain.fields import Field, Figure, Kind, choice_label
from tracker.domain.model import Basis, Claim, Measure
from tracker.domain.values import Amount
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.check import Check
from tracker.ui.inspector.date_field import DateField
from tracker.ui.inspector.forms import PERIOD, Subject
from tracker.ui.inspector.panel_choice import PanelChoice
from tracker.ui.inspector.read_field import ReadField
from tracker.ui.inspector.statement_form import StatementForm, stated_period
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace import operations

_MEASURES = tuple(Measure)
_BASES = tuple(Basis)


def _amount_field(measure: Measure) -> Field:
    """How an amount of a measure is read: money asks for a currency, jobs need no unit."""
    return Field("figure", N_("Amount and unit"), Kind.AMOUNT, Figure(measure))


class AmountField(ReadField[Amount]):
    """A number with its unit, shown with all its digits while it is typed."""


class ClaimForm(StatementForm):
    """A figure that has changed is a new one; a correction mends one that was entered wrongly."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.measure, self.basis = PanelChoice(theme), PanelChoice(theme)
        self.value = AmountField(session, theme, _amount_field(Measure.VALUE))
        self.detail, self.stated_by = QLineEdit(), QLineEdit()
        self.period = DateField(session, theme, PERIOD)
        self.as_of = DateField(session, theme, PERIOD)
        self.leading = Check(theme)
        set_role(self.leading, FontRole.SECONDARY)
        self.add(N_("What it measures"), self.measure)
        self.add(N_("Amount and unit"), self.value)
        self.add(N_("Of what exactly"), self.detail)
        self.add(N_("On what ground"), self.basis)
        self.add(N_("For which period"), self.period)
        self.add(N_("As of which day"), self.as_of)
        self.add(N_("Stated by"), self.stated_by)
        self.add(N_("Source"), self.source)
        self._lines.addWidget(self.leading)
        self.add_buttons()
        self.measure.currentIndexChanged.connect(self._follow_measure)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (
            *(self.measure, self.value, self.detail, self.basis, self.period, self.as_of),
            *(self.stated_by, self.source, self.leading),
        )

    @property
    def first(self) -> QWidget:
        return self.measure if self.corrected_id is None else self.value.line

    @property
    def corrected(self) -> Claim | None:
        return self.session.portfolio.claims.get(self.corrected_id)

    def open_for(self, subject: Subject, corrected_id: int | None = None) -> None:
        super().open_for(subject, corrected_id)
        claim = self.corrected
        self.measure.setCurrentIndex(_MEASURES.index(claim.measure) if claim else 0)
        self.basis.setCurrentIndex(_BASES.index(claim.basis) if claim else 0)
        said = amount_text(_amount(claim), self.session.translator) if claim else ""
        self.value.begin_with(said, kept=said)
        self.detail.setText(claim.detail if claim else "")
        self.stated_by.setText(claim.stated_by if claim else "")
        self.show_period(self.period, claim.period if claim else None)
        self.show_period(self.as_of, claim.as_of if claim else None)
        self.source.choose(claim.source_id if claim else None)
        self.leading.setChecked(claim.leading if claim else False)
        self.value.line.selectAll()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for part in (self.measure, self.basis, self.leading):
            part.set_theme(theme)

    def retranslate(self) -> None:
        super().retranslate()
        text = self.session.translator.text
        self.heading.say(text(N_("Correct a figure") if self.corrected else N_("New figure")))
        self.leading.setText(text(N_("Leads where figures differ")))
        for choice, members in ((self.measure, _MEASURES), (self.basis, _BASES)):
            place = max(choice.currentIndex(), 0)
            choice.blockSignals(True)
            choice.clear()
            choice.addItems([text(choice_label(member)) for member in members])
            choice.setCurrentIndex(place)
            choice.blockSignals(False)

    def accept(self) -> None:
        subject = self.subject
        if subject is None:
            return
        read, amount = self.read(self.value)
        if not read:
            return
        if amount is None:
            self.value.setFocus()
            return
        read, period = self.read(self.period)
        if not read:
            return
        read, as_of = self.read(self.as_of)
        if not read or not self.has_source():
            return
        before = self.corrected
        if before is not None and self.value.text == self.value.kept:
            # Left alone, it keeps every digit and the word that came with it.
            amount = _amount(before)
        source_id, new_source = self.source.chosen()
        begun = before or operations.stated(subject, self._measure, amount, leading=False)
        claim = replace(
            begun,
            measure=self._measure,
            value=amount.value,
            upper=amount.upper,
            bound=amount.bound,
            unit=amount.unit,
            detail=" ".join(self.detail.text().split()),
            basis=_BASES[self.basis.currentIndex()],
            period=stated_period(self.period, period, begun.period),
            as_of=stated_period(self.as_of, as_of, begun.as_of),
            stated_by=" ".join(self.stated_by.text().split()),
            source_id=source_id,
            leading=self.leading.isChecked(),
        )
        workspace = self.session.workspace

        def write() -> None:
            if before is None:
                operations.state_figure(workspace, claim=claim, new_source=new_source)
            else:
                operations.edit_claim(workspace, claim=claim, new_source=new_source)

        if self.session.edit(write):
            self.close_form()

    @property
    def _measure(self) -> Measure:
        return _MEASURES[self.measure.currentIndex()]

    def _follow_measure(self) -> None:
        self.value.field = _amount_field(self._measure)


def _amount(claim: Claim) -> Amount:
    return Amount(claim.value, claim.unit, claim.upper, claim.bound, claim.basis)

"""The figures stated about a row; what contradicts itself is marked, and nothing is hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.amounts import amount_text
from tracker.domain.cells import source_text
from tracker.domain.claims import figure_of, leading
from tracker.domain.fields import choice_label
from tracker.domain.model import Claim, Item, Measure, Project
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.values import Amount
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.inspector.claim_form import ClaimForm
from tracker.ui.inspector.entries import Command, Entry, EntryList
from tracker.ui.inspector.flow import Flow
from tracker.ui.inspector.history_section import copy_command
from tracker.ui.inspector.parts import Line, Mark, Sign, Words
from tracker.ui.inspector.statement_form import StatementSection
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.statements import conflicting_measures

_ORDER = list(Measure)


@record
class _Said:
    """What one line says, as texts. ``count`` is for a measure of which several are stated."""

    name: str
    value: str
    about: str
    count: str = ""
    conflict: str = ""
    tip: str = ""
    below: bool = False

    @property
    def whole(self) -> str:
        head = ": ".join(part for part in (self.name, self.value) if part)
        return "\n".join(part for part in (head, self.about, self.conflict) if part)

    def widget(self, theme: Theme) -> QWidget:
        box = QWidget()
        box.setToolTip(self.tip)
        beside = QHBoxLayout(box)
        beside.setContentsMargins(12 if self.below else 0, 0, 0, 0)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        beside.addLayout(lines, 1)
        if self.name:
            head = Flow(spacing=6, end_flush=bool(self.count))
            head.addWidget(Line(self.name, FontRole.SECONDARY, "2"))
            if self.conflict:
                mark = QWidget()
                both = QHBoxLayout(mark)
                both.setContentsMargins(0, 0, 0, 0)
                both.setSpacing(3)
                both.addWidget(Sign(Mark.CONFLICT, theme, role=FontRole.SECONDARY))
                both.addWidget(Line(self.conflict, FontRole.SECONDARY, "risk"))
                head.addWidget(mark)
            if self.count:
                head.addWidget(Line(self.count, FontRole.SECONDARY, "3"))
            lines.addLayout(head)
        role = FontRole.BODY if self.below else FontRole.BODY_STRONG
        lines.addWidget(Words(self.value, role))
        if self.about:
            lines.addWidget(Words(self.about, FontRole.CAPTION, "3"))
        return box


class FiguresSection(StatementSection):
    """One entry a measure, with what leads; Enter or a click lists all that was stated of it."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, ClaimForm(session, theme))
        self._theme = theme
        self._unfolded: set[tuple[object, ...]] = set()
        self.list = EntryList()
        self.body.setSpacing(4)
        self.body.addWidget(self.list)
        self.add_form()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.form.set_theme(theme)

    def show_row(self, row: Project | Item, *, anew: bool = False) -> None:
        if self.row is None or (self.row.table, self.row.id) != (row.table, row.id):
            self._unfolded.clear()
        self.subject = row
        claims = self.session.portfolio.claims_of(row)
        self.entitle(self.session.translator.text(N_("Figures")))
        self.setVisible(bool(claims) or self.is_writable)
        self._show_claims(sorted(claims, key=lambda each: _ORDER.index(each.measure)), anew=anew)

    def _show_claims(self, claims: Sequence[Claim], *, anew: bool) -> None:
        """One entry a figure, in the order of ``claims``."""
        text = self.session.translator.text
        self.open_button.setText(text(N_("New figure…")))
        self.show_opening()
        self.list.setAccessibleName(text(N_("Figures")))
        figures: dict[tuple[object, ...], list[Claim]] = {}
        for claim in claims:
            figures.setdefault(figure_of(claim), []).append(claim)
        entries: list[Entry] = []
        for figure, group in figures.items():
            first = leading(group)
            each = sorted(group, key=lambda claim: (claim is not first, -claim.id))
            entries += self._figure(figure, each)
        self.list.show_entries(entries, anew=anew)

    def _name(self, claim: Claim) -> str:
        """What a figure is called."""
        return self.session.translator.text(choice_label(claim.measure))

    def _figure(self, figure: tuple[object, ...], claims: list[Claim]) -> list[Entry]:
        """The entry of a figure, and below it those of all its claims, while it is unfolded."""
        text = self.session.translator.text
        unfolded = len(claims) > 1 and figure in self._unfolded
        count = ""
        if len(claims) > 1:
            several = self.session.translator.plural("{n} figure", "{n} figures", len(claims))
            count = f"{several.format(n=len(claims))} {'▴' if unfolded else '▾'}"
        said = self._said(
            claims[0],
            name=self._name(claims[0]),
            count=count,
            conflict=text(N_("conflict")) if conflicting_measures(claims) else "",
        )
        copied = copy_command(text, said.whole)
        entry = Entry(
            key=figure,
            facts=said,
            said=said.whole,
            make=lambda: said.widget(self._theme),
            activate=(lambda: self._fold(figure)) if len(claims) > 1 else self._correct(claims[0]),
            by_click=len(claims) > 1,
            commands=self._commands(claims[0], said) if len(claims) == 1 else (copied,),
        )
        return [entry, *(self._claim(claim) for claim in claims)] if unfolded else [entry]

    def _claim(self, claim: Claim) -> Entry:
        text = self.session.translator.text
        said = self._said(claim, below=True)
        commands = self._commands(claim, said)
        if self.is_writable:
            lead = Command(text(N_("Let this figure lead")), lambda: self._lead(claim))
            commands = (*commands, lead)
        return Entry(
            key=claim.id,
            facts=said,
            said=said.whole,
            make=lambda: said.widget(self._theme),
            activate=self._correct(claim),
            commands=commands,
        )

    def _commands(self, claim: Claim, said: _Said) -> tuple[Command, ...]:
        """What can be done with one figure."""
        text, workspace = self.session.translator.text, self.session.workspace
        correct = self._correct(claim)
        copied = copy_command(text, said.whole)
        if correct is None:
            return (copied,)

        def delete() -> None:
            self.session.edit(lambda: operations.delete_claim(workspace, claim_id=claim.id))

        return (
            copied,
            Command(text(N_("Correct…")), correct, Qt.Key.Key_F2),
            Command(text(N_("Delete this figure")), delete, Qt.Key.Key_Delete),
        )

    def _correct(self, claim: Claim) -> Callable[[], None] | None:
        return (lambda: self.open_form(claim.id)) if self.is_writable else None

    def _said(
        self,
        claim: Claim,
        *,
        name: str = "",
        count: str = "",
        conflict: str = "",
        below: bool = False,
    ) -> _Said:
        session, language = self.session, self.session.language
        text = session.translator.text
        amount = Amount(claim.value, claim.unit, claim.upper, claim.bound, claim.basis)
        source = session.portfolio.sources.get(claim.source_id)
        about = [text(choice_label(claim.basis)), claim.detail]
        if claim.period is not None:
            about.append(deadline_text(claim.period, language, style=Style.SHORT))
        about += [claim.stated_by, source_text(source, language) if source else ""]
        if claim.as_of is not None and (source is None or claim.as_of != source.published):
            day = deadline_text(claim.as_of, language, style=Style.SHORT)
            about.append(text(N_("as of {day}")).format(day=day))
        tip = [claim.wording, claim.note]
        return _Said(
            name,
            amount_text(amount, session.translator),
            " · ".join(part for part in about if part),
            count,
            conflict,
            "\n".join(part for part in tip if part),
            below,
        )

    def _fold(self, figure: tuple[object, ...]) -> None:
        self._unfolded ^= {figure}
        self.renew()

    def renew(self) -> None:
        """Show again what is shown now."""
        if self.row is not None:
            self.show_row(self.row)

    def _lead(self, claim: Claim) -> None:
        workspace = self.session.workspace
        self.session.edit(lambda: operations.lead_claim(workspace, claim_id=claim.id))

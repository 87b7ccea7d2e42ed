"""Record a commitment, or correct one: its date, when it was announced, on which source and why."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from tracker.domain.cells import dated_text
from tracker.domain.model import Commitment, Edge, Item
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.values import DatedText
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.check import Check
from tracker.ui.inspector.date_field import DateField, period_of
from tracker.ui.inspector.forms import PERIOD, EdgeForm, committed_field, edges_of
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace import operations


@record
class CommitDraft:
    """What is typed into the form and not yet recorded."""

    corrected_id: int | None
    edge: Edge
    date: str
    announced: str
    reason: str
    mentioned: bool
    source: tuple[object, str, str]


class CommitForm(EdgeForm):
    """A changed promise is a new commitment; a correction mends one that was entered wrongly."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._corrected: Commitment | None = None
        self.date = DateField(session, theme, committed_field(Edge.FINISH))
        self.announced = DateField(session, theme, PERIOD)
        self.reason = QLineEdit()
        self.mentioned = Check(theme)
        set_role(self.mentioned, FontRole.SECONDARY)
        self.add(N_("Date"), self.date)
        self.add(N_("Announced on"), self.announced)
        self.add(N_("Source"), self.source)
        self.add(N_("Reason"), self.reason)
        self._lines.addWidget(self.mentioned)
        self.add_buttons()
        self.edge.chosen.connect(self._follow_edge)

    def open_for(self, item: Item, corrected: Commitment | None = None) -> None:
        """Begin with nothing, or with the commitment that is to be corrected."""
        self._corrected = corrected
        super().open_for(item)
        self.reason.clear()
        self.mentioned.setChecked(False)
        self._follow_edge()
        self.date.begin_with("", kept=self._in_force())
        self.announced.begin_with("")
        if corrected is not None:
            self._show_corrected(corrected)
        self.date.setFocus()
        self.date.line.selectAll()

    def _show_corrected(self, commitment: Commitment) -> None:
        language = self.session.language
        dated = DatedText(commitment.deadline, commitment.wording, commitment.language)
        self.edge.setVisible(False)
        self.edge.choose(commitment.edge)
        self.date.begin_with(dated_text(dated, language, Style.SHORT))
        if commitment.announced_on is not None:
            said = deadline_text(commitment.announced_on, language, style=Style.SHORT)
            self.announced.begin_with(said, kept=said)
        self.reason.setText(commitment.reason)
        self.mentioned.setChecked(not commitment.binding)
        self.source.choose(commitment.source_id)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.mentioned.set_theme(theme)

    def close_form(self) -> None:
        self._corrected = None
        super().close_form()

    def retranslate(self) -> None:
        super().retranslate()
        text = self.session.translator.text
        head = N_("Correct an entry") if self._corrected is not None else N_("New commitment")
        self.heading.say(text(head))
        self.mentioned.setText(text(N_("Only mentioned, no commitment")))

    # -- a draft survives while another row is looked at -------------------------------------------

    def draft(self) -> CommitDraft | None:
        if not self.is_open:
            return None
        return CommitDraft(
            self._corrected.id if self._corrected else None,
            self.edge.edge,
            self.date.text,
            self.announced.text,
            self.reason.text(),
            self.mentioned.isChecked(),
            self.source.typed(),
        )

    def restore(self, item: Item, draft: CommitDraft) -> None:
        corrected = self.session.portfolio.commitments.get(draft.corrected_id)
        self._corrected = corrected
        super().open_for(item)
        self.edge.choose(draft.edge)
        self.edge.setVisible(corrected is None and len(edges_of(item)) > 1)
        self._follow_edge()
        self.date.begin_with(draft.date, kept=self._in_force())
        self.announced.begin_with(draft.announced)
        self.reason.setText(draft.reason)
        self.mentioned.setChecked(draft.mentioned)
        self.source.retype(draft.source)

    # -- recording --------------------------------------------------------------------------------

    def accept(self) -> None:
        if self.item is None:
            return
        read, dated = self.read(self.date)
        if not read:
            return
        if dated is None:
            self.date.setFocus()
            return
        read, announced = self.read(self.announced)
        if not read or not self.has_source():
            return
        said = period_of(announced)
        if self.session.edit(lambda: self._write(dated, said)):
            self.close_form()

    def _write(self, dated: DatedText, announced: Period | None) -> None:
        item = self.item
        assert item is not None
        workspace = self.session.workspace
        source_id, new_source = self.source.chosen()
        reason = " ".join(self.reason.text().split())
        if self._corrected is None:
            operations.commit_deadline(
                workspace,
                item_id=item.id,
                edge=self.edge.edge,
                deadline=dated.deadline,
                wording=dated.wording,
                language=dated.language,
                announced_on=announced,
                source_id=source_id,
                new_source=new_source,
                reason=reason,
                binding=not self.mentioned.isChecked(),
            )
            return
        mended = replace(
            _with_date(self._corrected, dated, self.session),
            announced_on=announced,
            source_id=source_id,
            reason=reason,
            binding=not self.mentioned.isChecked(),
        )
        operations.correct_commitment(workspace, commitment=mended, new_source=new_source)

    def _follow_edge(self) -> None:
        self.date.field = committed_field(self.edge.edge)

    def _in_force(self) -> str:
        if self.item is None:
            return ""
        found = self.session.portfolio.commitment_in_force(self.item, self.edge.edge)
        if found is None:
            return ""
        dated = DatedText(found.deadline, found.wording, found.language)
        return dated_text(dated, self.session.language, Style.SHORT)


def _with_date(commitment: Commitment, dated: DatedText, session: Session) -> Commitment:
    """The commitment with another date; one that was left alone keeps its original wording."""
    before = DatedText(commitment.deadline, commitment.wording, commitment.language)
    if dated.wording == dated_text(before, session.language, Style.SHORT):
        return commitment
    return replace(
        commitment, deadline=dated.deadline, wording=dated.wording, language=dated.language
    )

"""Record when something really happened, as precisely as it is known, and who says so."""

from __future__ import annotations

from tracker.domain.cells import dated_text
from tracker.domain.model import Edge, Item
from tracker.domain.period_text import Style
from tracker.domain.values import DatedText
from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.inspector.date_field import DateField, period_of
from tracker.ui.inspector.forms import PERIOD, EdgeForm
from tracker.ui.session import Session
from tracker.workspace import operations


@record
class ActualDraft:
    """What is typed into the form and not yet recorded."""

    edge: Edge
    date: str
    source: tuple[object, str, str]


class ActualForm(EdgeForm):
    """An empty date takes back what was recorded."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.date = DateField(session, theme, PERIOD)
        self.add(N_("Date"), self.date)
        self.add(N_("Source"), self.source)
        self.add_buttons()
        self.edge.chosen.connect(self._show_recorded)

    def open_for(self, item: Item) -> None:
        super().open_for(item)
        self._show_recorded()
        self.source.choose(item.actual_source_id)
        self.date.setFocus()
        self.date.line.selectAll()

    def retranslate(self) -> None:
        super().retranslate()
        self.heading.say(self.session.translator.text(N_("When it really was")))

    def draft(self) -> ActualDraft | None:
        if not self.is_open:
            return None
        return ActualDraft(
            self.edge.edge,
            self.date.text,
            self.source.typed(),
        )

    def restore(self, item: Item, draft: ActualDraft) -> None:
        super().open_for(item)
        self.edge.choose(draft.edge)
        self.date.begin_with(draft.date, kept=self._recorded())
        self.source.retype(draft.source)

    def accept(self) -> None:
        item = self.item
        if item is None:
            return
        read, dated = self.read(self.date)
        if not read or not self.has_source():
            return
        before = self._dated()
        if dated is not None and before is not None and dated.wording == self._recorded():
            # Left alone, it keeps the wording in which it came.
            dated = before
        period = period_of(dated)
        source_id, new_source = self.source.chosen()

        def write() -> None:
            operations.set_actual(
                self.session.workspace,
                item_id=item.id,
                edge=self.edge.edge,
                period=period,
                wording=dated.wording if dated is not None else "",
                source_id=source_id,
                new_source=new_source,
            )

        if self.session.edit(write):
            self.close_form()

    def _show_recorded(self) -> None:
        recorded = self._recorded()
        self.date.begin_with(recorded, kept=recorded)

    def _dated(self) -> DatedText | None:
        item = self.session.portfolio.items.get(self.item.id) if self.item else None
        if item is None:
            return None
        start = self.edge.edge is Edge.START
        period = item.actual_start if start else item.actual_finish
        wording = item.actual_start_wording if start else item.actual_finish_wording
        return DatedText(period, wording) if period is not None else None

    def _recorded(self) -> str:
        dated = self._dated()
        return dated_text(dated, self.session.language, Style.SHORT) if dated else ""

"""The commitment history of an item: every announced date, the latest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.model import Item
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.paper.fonts import FontRole, widget_font
from tracker.records import record
from tracker.ui.inspector.entries import Command, Entry, EntryList
from tracker.ui.inspector.flow import Flow
from tracker.ui.inspector.forms import EDGE_NAMES, edges_of
from tracker.ui.inspector.parts import Badge, Line, Section, Words
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.statements import Announcement, Standing, announcements

_TONES: Final = {
    Standing.IN_FORCE: "prog",
    Standing.LESS_PRECISE: "plan",
    Standing.CONFLICT: "risk",
    Standing.MENTIONED: "plan",
}
_WIDEST_DATE: Final = 92


class HistorySection(Section):
    """Signals:
    to_correct: a Commitment that was entered wrongly and is to be mended.
    """

    to_correct = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = EntryList()
        self.body.setSpacing(4)
        self.body.addWidget(self.list)

    def show_row(self, row: Item, *, anew: bool = False) -> None:
        session = self._session
        text = session.translator.text
        several = len(edges_of(row)) > 1
        found = [
            (each, text(EDGE_NAMES[edge]) if several else "")
            for edge in edges_of(row)
            for each in announcements(session.portfolio, row, edge)
        ]
        said = [_Said.of(session, each, edge) for each, edge in found]
        count = session.translator.plural("{n} entry", "{n} entries", len(found))
        self.entitle(text(N_("Commitment history")), count.format(n=len(found)))
        self.setVisible(bool(found))
        self.list.setAccessibleName(text(N_("Commitment history")))
        wide = _date_width([each.when for each in said])
        entries = [
            self._entry(each, words, wide) for (each, _), words in zip(found, said, strict=True)
        ]
        self.list.show_entries(entries, anew=anew)

    def _entry(self, found: Announcement, said: _Said, wide: int) -> Entry:
        session, text = self._session, self._session.translator.text
        commitment = found.commitment

        def correct() -> None:
            self.to_correct.emit(commitment)

        def delete() -> None:
            workspace, gone = session.workspace, commitment.id
            session.edit(lambda: operations.delete_commitment(workspace, commitment_id=gone))

        commands = [copy_command(text, said.whole)]
        if not session.workspace.read_only:
            commands += [
                Command(text(N_("Correct…")), correct, Qt.Key.Key_F2),
                Command(text(N_("Delete this entry")), delete, Qt.Key.Key_Delete),
            ]
        return Entry(
            key=commitment.id,
            facts=(said, wide),
            said=said.whole,
            make=lambda: said.widget(wide),
            activate=None if session.workspace.read_only else correct,
            commands=tuple(commands),
        )


@record
class _Said:
    """What one entry says, as texts; ``below`` are the lines under its date."""

    when: str
    deadline: str
    edge: str
    standing: Standing
    badge: str
    below: tuple[str, ...]
    wording: str

    @classmethod
    def of(cls, session: Session, found: Announcement, edge: str) -> _Said:
        text, language = session.translator.text, session.language
        commitment = found.commitment
        shown = deadline_text(commitment.deadline, language, style=Style.SHORT)
        when = commitment.announced_on
        source = session.portfolio.sources.get(commitment.source_id)
        below = [source.publisher or source.title] if source else []
        wording = commitment.wording if commitment.wording != shown else ""
        below += [text(N_("“{text}”")).format(text=wording)] if wording else []
        below += [commitment.reason] if commitment.reason else []
        return cls(
            deadline_text(when, language, style=Style.SHORT) if when else "–",
            shown,
            edge,
            found.standing,
            text(found.standing.value),
            tuple(below),
            text(N_("As worded: {text}")).format(text=wording) if wording else "",
        )

    @property
    def whole(self) -> str:
        head = ", ".join(part for part in (self.deadline, self.edge, self.badge) if part)
        return "\n".join((f"{self.when}: {head}", *self.below))

    def widget(self, date_width: int) -> QWidget:
        box = QWidget()
        box.setToolTip(self.wording)
        beside = QHBoxLayout(box)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        when = Words(self.when, FontRole.SECONDARY, "3")
        when.setFixedWidth(date_width)
        beside.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        head = Flow(spacing=6)
        head.addWidget(Line(self.deadline, FontRole.BODY_STRONG))
        if self.edge:
            head.addWidget(Badge(self.edge, "plan"))
        if self.badge:
            head.addWidget(Badge(self.badge, _TONES[self.standing]))
        lines.addLayout(head)
        if self.below:
            lines.addWidget(Words("\n".join(self.below), FontRole.SECONDARY, "2"))
        beside.addLayout(lines, 1)
        return box


def _date_width(texts: list[str]) -> int:
    """Wide enough for the dates, which wrap where they are longer than there is room for."""
    points = QApplication.font().pointSizeF()
    metrics = QFontMetrics(widget_font(FontRole.SECONDARY, body_points=points))
    widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
    return min(widest + 2, round(_WIDEST_DATE * max(1.0, metrics.height() / 15)))


def copy_command(text: Callable[[str], str], said: str) -> Command:
    return Command(text(N_("Copy")), lambda: QGuiApplication.clipboard().setText(said))

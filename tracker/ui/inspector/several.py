"""What several selected rows have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.cells import cell_text
from tracker.domain.fields import FIELD, choice_label, value_of
from tracker.domain.foresight import judged_status
from tracker.domain.model import Item, Project
from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.status import Status
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.inspector.flow import Flow
from tracker.ui.inspector.parts import Section, Slot, StatusChip, Words
from tracker.ui.session import Session

_COMMON = ("kind", "side", "region", "sector", "responsible", "state", "funding_source")


class SeveralSection(Section):
    """How many rows, how they stand, when they are due, and what is the same of all."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._facts = Slot()
        self.add(self._facts)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._facts.drop()

    def show_rows(self, rows: Sequence[Project | Item]) -> None:
        session = self._session
        several = session.translator.plural("{n} row selected", "{n} rows selected", len(rows))
        self.entitle(several.format(n=len(rows)))
        counts = Counter(judged_status(session.portfolio, row, session.status_date) for row in rows)
        chips = tuple(
            (status, f"{session.translator.text(choice_label(status))} · {counts[status]}")
            for status in Status
            if counts[status]
        )
        facts = (*self._due(rows), *self._common(rows))
        self._facts.put((chips, facts), lambda: self._make(chips, facts))

    def _due(self, rows: Sequence[Project | Item]) -> list[tuple[str, str]]:
        """From the first finish to the last, each at its own precision."""
        finishes = [self._session.portfolio.finish(row) for row in rows]
        periods = [finish for finish in finishes if isinstance(finish, Period)]
        if not periods:
            return []
        language = self._session.language
        first = min(periods, key=lambda period: period.sort_key)
        last = max(periods, key=lambda period: period.sort_key)
        texts = dict.fromkeys(
            deadline_text(period, language, style=Style.SHORT) for period in (first, last)
        )
        return [(self._session.translator.text(N_("Finish")), " … ".join(texts))]

    def _common(self, rows: Sequence[Project | Item]) -> list[tuple[str, str]]:
        translator, context = self._session.translator, self._session.context
        found = []
        for key in _COMMON:
            field = FIELD[key]
            values = [value_of(field, row, context) for row in rows]
            if values[0] is not None and all(value == values[0] for value in values):
                text = cell_text(field, values[0], translator)
                found.append((translator.text(field.label), text))
        return found

    def _make(
        self, chips: tuple[tuple[Status, str], ...], facts: tuple[tuple[str, str], ...]
    ) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        flow = Flow(spacing=6)
        for status, text in chips:
            flow.addWidget(StatusChip(status, text, self._theme))
        lines.addLayout(flow)
        for name, text in facts:
            each = QVBoxLayout()
            each.setSpacing(1)
            each.addWidget(Words(name, FontRole.SECONDARY, "2"))
            each.addWidget(Words(text))
            lines.addLayout(each)
        return box

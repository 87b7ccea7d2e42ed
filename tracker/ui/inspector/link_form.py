"""Let a row wait for another one or another one for it, or change the type and lag of a link."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.fields import choice_label
from tracker.domain.model import Item, LagUnit, Link, LinkType
from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.timeline.drag_layout import LINK_TYPE_NAMES
from tracker.ui.inspector.forms import Subject
from tracker.ui.inspector.panel_choice import PanelChoice
from tracker.ui.inspector.role_form import relist
from tracker.ui.inspector.statement_form import StatementForm
from tracker.ui.session import Session
from tracker.ui.spin import PanelSpin
from tracker.workspace import operations
from tracker.workspace.outline_rows import outline_number

_LONGEST_LAG: Final = 9_999
_TYPES: Final = tuple(LinkType)
_UNITS: Final = tuple(LagUnit)
DIRECTIONS: Final = (N_("Waits for"), N_("Is waited for by"))
"""How a row stands to the other one of a link: its successor, its predecessor."""


class LinkForm(StatementForm):
    """``corrected_id`` is that of the link to be changed; its two rows stay. A new one offers the
    rows of the same project; those of others are linked where they are selected together.
    """

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.direction, self.other = PanelChoice(theme), PanelChoice(theme)
        self.type, self.unit = PanelChoice(theme), PanelChoice(theme)
        self.lag = PanelSpin(theme)
        self.lag.setRange(-_LONGEST_LAG, _LONGEST_LAG)
        self._others: list[Item] = []
        beside = QWidget()
        beside.setFocusProxy(self.lag)
        lag = QHBoxLayout(beside)
        lag.setContentsMargins(0, 0, 0, 0)
        lag.addWidget(self.lag)
        lag.addWidget(self.unit, 1)
        self.add(N_("Order"), self.direction)
        self.add(N_("Row"), self.other)
        self.add(N_("Type of link"), self.type)
        self.add(N_("Lag; negative for a lead"), beside)
        self.add_buttons()

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.direction, self.other, self.type, self.lag, self.unit)

    @property
    def first(self) -> QWidget:
        return self.other if self.corrected is None else self.type

    @property
    def corrected(self) -> Link | None:
        return self.session.portfolio.links.get(self.corrected_id)

    @property
    def _choices(self) -> tuple[PanelChoice, ...]:
        return (self.direction, self.other, self.type, self.unit)

    def open_for(self, subject: Subject, corrected_id: int | None = None) -> None:
        self.subject, self.corrected_id = subject, corrected_id
        self._others = self._offered()
        super().open_for(subject, corrected_id)
        link, row = self.corrected, self.row
        leads = link is not None and row is not None and link.predecessor_id == row.id
        self.direction.setCurrentIndex(int(leads))
        self.other.setCurrentIndex(0)
        self.type.setCurrentIndex(_TYPES.index(link.type) if link else 0)
        self.lag.setValue(link.lag if link else 0)
        self.unit.setCurrentIndex(_UNITS.index(link.lag_unit) if link else 0)
        for fixed in (self.direction, self.other):
            fixed.setEnabled(link is None)

    def _offered(self) -> list[Item]:
        row, link, portfolio = self.row, self.corrected, self.session.portfolio
        if not isinstance(row, Item):
            return []
        if link is not None:
            leads = link.predecessor_id == row.id
            return [portfolio.items[link.successor_id if leads else link.predecessor_id]]
        project = portfolio.projects[row.project_id]
        return [each for each in portfolio.descendants(project) if each.id != row.id]

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for choice in self._choices:
            choice.set_theme(theme)
        self.lag.set_theme(theme)

    def retranslate(self) -> None:
        super().retranslate()
        text, language = self.session.translator.text, self.session.language
        self.heading.say(text(N_("Change the link") if self.corrected else N_("New link")))
        relist(self.direction, [text(name) for name in DIRECTIONS])
        portfolio = self.session.portfolio
        relist(
            self.other,
            [
                f"{outline_number(portfolio, each)} {each.name.best(language)}"
                for each in self._others
            ],
        )
        relist(self.type, [f"{each} · {text(LINK_TYPE_NAMES[each])}" for each in _TYPES])
        relist(self.unit, [text(choice_label(each)) for each in _UNITS])
        self.unit.setAccessibleName(text(N_("Unit of the lag")))

    def accept(self) -> None:
        row, place = self.row, self.other.currentIndex()
        if row is None or not 0 <= place < len(self._others):
            return
        link_type = _TYPES[self.type.currentIndex()]
        lag, unit = self.lag.value(), _UNITS[self.unit.currentIndex()]
        before, workspace = self.corrected, self.session.workspace
        ends = (self._others[place].id, row.id)
        predecessor, successor = ends[::-1] if self.direction.currentIndex() else ends

        def write() -> None:
            if before is not None:
                changed = replace(before, type=link_type, lag=lag, lag_unit=unit)
                operations.edit_link(workspace, link=changed)
                return
            operations.add_link(
                workspace,
                predecessor_id=predecessor,
                successor_id=successor,
                link_type=link_type,
                lag=lag,
                lag_unit=unit,
            )

        if self.session.edit(write):
            self.close_form()

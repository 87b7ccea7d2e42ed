"""What a row waits for, and what waits for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.cells import lag_text
from tracker.domain.model import Item, Link, Project
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.timeline.drag_layout import LINK_TYPE_NAMES
from tracker.ui.inspector.entries import Command, Entry, EntryList
from tracker.ui.inspector.history_section import copy_command
from tracker.ui.inspector.link_form import DIRECTIONS, LinkForm
from tracker.ui.inspector.parts import Words
from tracker.ui.inspector.statement_form import StatementSection
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.outline_rows import outline_number, row_key


class LinksSection(StatementSection):
    """One entry a link: the predecessors first. Enter changes it, Del removes it, one step each."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, LinkForm(session, theme))
        self.list = EntryList()
        self.body.setSpacing(4)
        self.body.addWidget(self.list)
        self.add_form()

    def set_theme(self, theme: Theme) -> None:
        self.form.set_theme(theme)

    def show_row(self, row: Project | Item, *, anew: bool = False) -> None:
        session, text = self.session, self.session.translator.text
        self.subject = row
        self.entitle(text(N_("Links")))
        self.open_button.setText(text(N_("New link…")))
        self.show_opening()
        self.list.setAccessibleName(text(N_("Links")))
        entries = []
        if isinstance(row, Item):
            links = session.portfolio.links
            sides = (
                (links.where("successor_id", row.id), DIRECTIONS[0]),
                (links.where("predecessor_id", row.id), DIRECTIONS[1]),
            )
            for found, direction in sides:
                ordered = sorted(found, key=lambda link: link.id)
                entries += [
                    self._entry(link, row, text(direction), first=link is ordered[0])
                    for link in ordered
                ]
        self.setVisible(isinstance(row, Item) and (bool(entries) or self.is_writable))
        self.list.show_entries(entries, anew=anew)

    def _entry(self, link: Link, row: Item, direction: str, *, first: bool) -> Entry:
        session, translator = self.session, self.session.translator
        leads = link.predecessor_id == row.id
        other = session.portfolio.items[link.successor_id if leads else link.predecessor_id]
        number = outline_number(session.portfolio, other)
        name = f"{number} {other.name.best(session.language)}"
        how = " · ".join(
            part
            for part in (
                translator.text(LINK_TYPE_NAMES[link.type]),
                lag_text(link.lag, link.lag_unit, translator),
            )
            if part
        )
        said = f"{direction}: {name}, {how}"
        commands = [
            copy_command(translator.text, said),
            Command(translator.text(N_("Show the row")), lambda: self._go_to(other)),
        ]
        if self.is_writable:
            commands += [
                Command(
                    translator.text(N_("Change the link…")),
                    lambda: self.open_form(link.id),
                    Qt.Key.Key_F2,
                ),
                Command(
                    translator.text(N_("Remove the link")),
                    lambda: self._remove(link),
                    Qt.Key.Key_Delete,
                ),
            ]
        return Entry(
            key=link.id,
            facts=(said, first),
            said=said,
            make=lambda: _lines(direction if first else "", name, how),
            activate=(lambda: self.open_form(link.id)) if self.is_writable else None,
            commands=tuple(commands),
        )

    def _go_to(self, other: Item) -> None:
        key = row_key(other)
        self.session.reveal(key)
        self.session.select([key], key)

    def _remove(self, link: Link) -> None:
        workspace = self.session.workspace
        self.session.edit(lambda: operations.remove_link(workspace, link_id=link.id))


def _lines(direction: str, name: str, how: str) -> QWidget:
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(1)
    if direction:
        lines.addWidget(Words(direction, FontRole.SECONDARY, "2"))
    lines.addWidget(Words(name))
    lines.addWidget(Words(how, FontRole.CAPTION, "3"))
    return box

"""Which bodies have to do with a row, and as what."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.fields import choice_label
from tracker.domain.model import BodyRole, Item, Project, Role
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.inspector.entries import Command, Entry, EntryList
from tracker.ui.inspector.history_section import copy_command
from tracker.ui.inspector.parts import Words
from tracker.ui.inspector.role_form import RoleForm
from tracker.ui.inspector.statement_form import StatementSection
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.outline_rows import row_key

_ORDER = list(Role)
_ALT = Qt.KeyboardModifier.AltModifier


class BodiesSection(StatementSection):
    """One entry a body, under the name of its role; they are added, ordered and taken out here."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, RoleForm(session, theme))
        self.list = EntryList()
        self.body.setSpacing(4)
        self.body.addWidget(self.list)
        self.add_form()

    def set_theme(self, theme: Theme) -> None:
        self.form.set_theme(theme)

    def show_row(self, row: Project | Item, *, anew: bool = False) -> None:
        session, text = self.session, self.session.translator.text
        self.subject = row
        self.entitle(text(N_("Bodies")))
        self.open_button.setText(text(N_("Add a body…")))
        self.show_opening()
        self.list.setAccessibleName(text(N_("Bodies")))
        roles = sorted(session.portfolio.roles_of(row), key=lambda each: _ORDER.index(each.role))
        entries = []
        for role, group in groupby(roles, key=lambda each: each.role):
            links = list(group)
            entries += [
                self._entry(link, text(choice_label(role)), links, place)
                for place, link in enumerate(links)
            ]
        self.setVisible(bool(entries) or self.is_writable)
        self.list.show_entries(entries, anew=anew)

    def _entry(self, link: BodyRole, role: str, links: list[BodyRole], place: int) -> Entry:
        text = self.session.translator.text
        name = self.session.portfolio.bodies[link.body_id].name.best(self.session.language)
        commands = [copy_command(text, name)]
        if self.is_writable:
            commands += [
                Command(text(N_("Another…")), self._replace(link), Qt.Key.Key_F2),
                Command(text(N_("Take out")), self._put(links, place), Qt.Key.Key_Delete),
            ]
            for label, key, goal in (
                (N_("Move up"), Qt.Key.Key_Up, place - 1),
                (N_("Move down"), Qt.Key.Key_Down, place + 1),
            ):
                if 0 <= goal < len(links):
                    commands.append(Command(text(label), self._put(links, place, goal), key, _ALT))
        first = place == 0
        return Entry(
            key=(link.role, link.body_id),
            facts=(role if first else "", name),
            said=f"{role}: {name}",
            make=lambda: _lines(role if first else "", name),
            activate=self._replace(link) if self.is_writable else None,
            commands=tuple(commands),
        )

    def _replace(self, link: BodyRole) -> Callable[[], None]:
        return lambda: self.open_form(link.id)

    def _put(
        self, links: list[BodyRole], place: int, goal: int | None = None
    ) -> Callable[[], None]:
        """Puts a body at another place of its role; without one, it takes it out of the role."""

        def put() -> None:
            row, workspace = self.row, self.session.workspace
            if row is None:
                return
            ids = [link.body_id for link in links]
            moved = ids.pop(place)
            if goal is not None:
                ids.insert(goal, moved)
            roles = {links[place].role: ids}
            self.session.edit(
                lambda: operations.set_roles(workspace, row=row_key(row), roles=roles)
            )

        return put


def _lines(role: str, body: str) -> QWidget:
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(1)
    if role:
        lines.addWidget(Words(role, FontRole.SECONDARY, "2"))
    lines.addWidget(Words(body))
    return box

"""Which bodies have to do with a row, and as what."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.fields import choice_label
from tracker.domain.model import Item, Project, Role
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.ui.inspector.entries import Entry, EntryList
from tracker.ui.inspector.history_section import copy_command
from tracker.ui.inspector.parts import Section, Words
from tracker.ui.session import Session

_ORDER = list(Role)


class BodiesSection(Section):
    """One entry a role, with the whole names of its bodies."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = EntryList()
        self.body.setSpacing(4)
        self.body.addWidget(self.list)

    def show_row(self, row: Project | Item, *, anew: bool = False) -> None:
        session = self._session
        text, language = session.translator.text, session.language
        self.entitle(text(N_("Bodies")))
        self.list.setAccessibleName(text(N_("Bodies")))
        roles = sorted(session.portfolio.roles_of(row), key=lambda each: _ORDER.index(each.role))
        entries = []
        for role, group in groupby(roles, key=lambda each: each.role):
            names = [session.portfolio.bodies[each.body_id] for each in group]
            whole = "\n".join(body.name.best(language) for body in names)
            entries.append(_entry(role, text(choice_label(role)), whole, session))
        self.setVisible(bool(entries))
        self.list.show_entries(entries, anew=anew)


def _entry(role: Role, name: str, bodies: str, session: Session) -> Entry:
    def make() -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        lines.addWidget(Words(name, FontRole.SECONDARY, "2"))
        lines.addWidget(Words(bodies))
        return box

    said = f"{name}: {bodies}"
    commands = (copy_command(session.translator.text, bodies),)
    return Entry(key=role, facts=said, said=said, make=make, commands=commands)

"""Give a body a role for a row, or another body in its place; a new body is named on the way."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from tracker.domain.errors import InputError
from tracker.domain.fields import BodiesIn, Field, Kind, choice_label
from tracker.domain.model import Body, BodyRole, Item, Names, Project, Role, Side
from tracker.language import N_, Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.inspector.forms import Subject
from tracker.ui.inspector.panel_choice import PanelChoice
from tracker.ui.inspector.parts import Words
from tracker.ui.inspector.read_field import ReadField
from tracker.ui.inspector.statement_form import FormDraft, StatementForm
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.outline_rows import row_key

_BODY = Field("body", N_("Body"), Kind.BODIES, BodiesIn(Role.RESPONSIBLE))
_SIDES = (None, *Side)
OF_ITEM = (Role.RESPONSIBLE, Role.CO_EXECUTOR)
"""The roles that an item can have; a project has all of them."""


class BodyField(ReadField[tuple[str, ...]]):
    """Bodies by their short or whole names, completed as in a cell."""


class NewBody(QWidget):
    """What is said of a body that the file does not know yet: its names and its side."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.heading = Words("", FontRole.CHIP, "2")
        self.names = {language: QLineEdit() for language in Language}
        self.short_names = {language: QLineEdit() for language in Language}
        self.side = PanelChoice(theme)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setSpacing(4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.heading, 0, 0, 1, 2)
        for line, language in enumerate(Language, 1):
            grid.addWidget(self.names[language], line, 0)
            grid.addWidget(self.short_names[language], line, 1)
        grid.addWidget(self.side, len(Language) + 1, 0, 1, 2)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (*self.names.values(), *self.short_names.values(), self.side)

    def begin(self, name: str, language: Language) -> None:
        for field in (*self.names.values(), *self.short_names.values()):
            field.clear()
        self.side.setCurrentIndex(0)
        self.names[language].setText(name)

    def body(self) -> Body:
        return Body(
            name=_names(self.names),
            short_name=_names(self.short_names),
            side=_SIDES[max(self.side.currentIndex(), 0)],
        )

    def retranslate(self, session: Session) -> None:
        text = session.translator.text
        whole, short, side = text(N_("Name")), text(N_("Short name")), text(N_("Side"))
        self.heading.say(text(N_("New body")))
        for language in Language:
            self.names[language].setPlaceholderText(f"{whole}, {language.own_name}")
            self.names[language].setAccessibleName(f"{whole}, {language.own_name}")
            self.short_names[language].setPlaceholderText(short)
            self.short_names[language].setAccessibleName(f"{short}, {language.own_name}")
        relist(
            self.side,
            [f"{side}: {text(N_('not given'))}"]
            + [f"{side}: {text(choice_label(each))}" for each in Side],
        )
        self.side.setAccessibleName(side)


class RoleForm(StatementForm):
    """A role and a body. A name that is unknown opens the form of a new body, begun with it.

    ``corrected_id`` is that of the BodyRole in whose place another body or role comes.
    """

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self.role = PanelChoice(theme)
        self.body = BodyField(session, theme, _BODY)
        self.new_body = NewBody(theme)
        self.add(N_("Role"), self.role)
        self.add(N_("Body"), self.body)
        self._lines.addWidget(self.new_body)
        self.new_body.hide()
        self.add_buttons()
        self.body.changed.connect(self.new_body.hide)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.role, self.body, *self.new_body.fields)

    @property
    def first(self) -> QWidget:
        return self.body.line

    @property
    def corrected(self) -> BodyRole | None:
        return self.session.portfolio.body_roles.get(self.corrected_id)

    def open_for(self, subject: Subject, corrected_id: int | None = None) -> None:
        super().open_for(subject, corrected_id)
        self.new_body.begin("", self.session.language)
        self.new_body.hide()
        before = self.corrected
        self.role.setCurrentIndex(self._roles.index(before.role) if before else 0)
        said = ""
        if before is not None:
            language = self.session.language
            said = self.session.portfolio.bodies[before.body_id].name.best(language)
        self.body.begin_with(said, kept=said)
        self.body.line.selectAll()

    def restore(self, subject: Subject, draft: FormDraft) -> None:
        super().restore(subject, draft)
        self.new_body.setVisible(bool(self.new_body.body().name))

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        for choice in (self.role, self.new_body.side):
            choice.set_theme(theme)

    def retranslate(self) -> None:
        super().retranslate()
        text = self.session.translator.text
        self.heading.say(text(N_("Another body or role") if self.corrected else N_("Add a body")))
        relist(self.role, [text(choice_label(role)) for role in self._roles])
        self.new_body.retranslate(self.session)

    @property
    def _roles(self) -> tuple[Role, ...]:
        """What can be chosen: an item has no initiator, unless it was given one elsewhere."""
        row, before = self.row, self.corrected
        if isinstance(row, Item):
            return OF_ITEM if before is None or before.role in OF_ITEM else tuple(Role)
        return tuple(Role)

    def accept(self) -> None:
        row = self.row
        if row is None:
            return
        read, typed = self.read(self.body)
        if not read:
            return
        if not typed:
            self.body.setFocus()
            return
        known = operations.body_ids(self.session.portfolio)
        unknown = [name for name in typed if name.casefold() not in known]
        if unknown and len(typed) > 1:
            error = N_("“{name}” is not known yet. Add it by itself first.")
            self.body.refuse(InputError(error, name=unknown[0]))
            return
        if unknown and self.new_body.isHidden():
            self._name_new(unknown[0])
            return
        new_body = self.new_body.body() if unknown else None
        ids = [known.get(name.casefold(), operations.NEW_BODY) for name in typed]
        roles, workspace = self._changed(row, ids), self.session.workspace
        given = self.session.edit(
            lambda: operations.set_roles(
                workspace, row=row_key(row), roles=roles, new_body=new_body
            )
        )
        if given:
            self.close_form()

    def _name_new(self, name: str) -> None:
        """Ask for the names of a body that is not known, beginning with what was typed."""
        language = self.session.language
        self.new_body.begin(name, language)
        self.new_body.show()
        self.new_body.names[language].setFocus(Qt.FocusReason.OtherFocusReason)
        self.new_body.names[language].selectAll()
        self.grown.emit()

    def _changed(self, row: Project | Item, ids: list[int]) -> dict[Role, list[int]]:
        """Who has each role that changes, once these bodies have the chosen one."""
        role, before = self._roles[self.role.currentIndex()], self.corrected
        now = _holders(self.session.portfolio.roles_of(row))
        holders = now.get(role, [])
        if before is None:
            return {role: [*holders, *ids]}
        if before.role is role:
            place = holders.index(before.body_id)
            return {role: [*holders[:place], *ids, *holders[place + 1 :]]}
        left = [id for id in now[before.role] if id != before.body_id]
        return {before.role: left, role: [*holders, *ids]}


def _holders(roles: Iterable[BodyRole]) -> dict[Role, list[int]]:
    found: dict[Role, list[int]] = {}
    for each in roles:
        found.setdefault(each.role, []).append(each.body_id)
    return found


def relist(choice: PanelChoice, entries: list[str]) -> None:
    """Name the entries of a drop-down anew; the same place stays chosen."""
    place = max(choice.currentIndex(), 0)
    choice.blockSignals(True)
    choice.clear()
    choice.addItems(entries)
    choice.setCurrentIndex(min(place, len(entries) - 1))
    choice.blockSignals(False)


def _names(fields: dict[Language, QLineEdit]) -> Names:
    return Names(**{each.value: " ".join(field.text().split()) for each, field in fields.items()})

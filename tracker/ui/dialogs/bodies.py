"""The bodies of the file: their names in four languages, and which of them are one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from tracker.domain.fields import choice_label
from tracker.domain.model import Body, Names, Side
from tracker.language import N_, Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.choice import Choice
from tracker.ui.dialogs.directory import Directory, Listed, one_line, searched
from tracker.ui.i18n import Texts
from tracker.ui.session import Session
from tracker.ui.style import set_role
from tracker.workspace import operations

_SIDES = (None, *Side)


class Bodies(Directory):
    """Whole and short names, the side, a note; two that are one body are merged."""

    title = N_("Bodies")
    add_label = N_("New body")

    def __init__(self, window: QWidget, session: Session, texts: Texts, theme: Theme) -> None:
        super().__init__(window, session, texts, theme)
        self.names = {language: QLineEdit() for language in Language}
        self.short_names = {language: QLineEdit() for language in Language}
        self.side = Choice(theme)
        self.note = self.make_note()
        self.same_as = Choice(theme)
        self.merge_button = QPushButton(texts.text(N_("Merge")))
        self._lay_out()
        self.assemble()

    def _lay_out(self) -> None:
        _ = self.texts.text
        whole, short = _(N_("Name")), _(N_("Short name"))
        self.form.setColumnStretch(1, 3)
        self.form.setColumnStretch(2, 1)
        for column, heading in ((1, whole), (2, short)):
            label = QLabel(heading)
            label.setProperty("ink", "2")
            set_role(label, FontRole.CHIP)
            self.form.addWidget(label, 0, column)
        for line, language in enumerate(Language, 1):
            name, short_name = self.names[language], self.short_names[language]
            self.add_label_for(language.own_name, name, line)
            name.setAccessibleName(f"{whole}, {language.own_name}")
            short_name.setAccessibleName(f"{short}, {language.own_name}")
            self.form.addWidget(name, line, 1)
            self.form.addWidget(short_name, line, 2)
        self.side.addItem(_(N_("not given")))
        self.side.addItems([_(choice_label(side)) for side in Side])
        others: tuple[tuple[str, QWidget], ...] = (
            (N_("Side"), self.side),
            (N_("Note"), self.note),
        )
        for line, (name_of_field, field) in enumerate(others, len(Language) + 1):
            self.add_label_for(_(name_of_field), field, line)
            self.form.addWidget(field, line, 1, 1, 2)
        self._merging = QWidget()
        merging = QHBoxLayout(self._merging)
        merging.setContentsMargins(0, 12, 0, 0)
        same = QLabel(_(N_("The same body as")))
        same.setProperty("ink", "2")
        same.setBuddy(self.same_as)
        set_role(same, FontRole.CHIP)
        self.same_as.setAccessibleName(same.text())
        self.merge_button.setAutoDefault(False)
        self.merge_button.clicked.connect(self.merge)
        self.same_as.currentIndexChanged.connect(self._tell)
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setProperty("ink", "2")
        set_role(self.told, FontRole.SECONDARY)
        merging.addWidget(same)
        merging.addWidget(self.same_as, 1)
        merging.addWidget(self.merge_button)
        self.below.addWidget(self._merging)
        self.below.addWidget(self.told)

    @property
    def first(self) -> QWidget:
        return self.names[self.session.language]

    def listed(self) -> Iterable[Listed]:
        portfolio, language = self.session.portfolio, self.session.language
        for body in sorted(portfolio.bodies, key=lambda body: _name(body, language).casefold()):
            said = searched(
                [
                    *(body.name.given(each) for each in Language),
                    *(body.short_name.given(each) for each in Language),
                    body.note,
                ]
            )
            uses = operations.body_uses(portfolio, body.id)
            yield Listed(body.id, _name(body, language), uses, said)

    def show_in_form(self, id: int | None) -> None:
        body = self.session.portfolio.bodies.get(id) or Body(name=Names())
        for language in Language:
            for fields, names in ((self.names, body.name), (self.short_names, body.short_name)):
                fields[language].setText(names.given(language))
                fields[language].setCursorPosition(0)
        self.side.setCurrentIndex(_SIDES.index(body.side))
        self.note.setPlainText(body.note)
        self._offer_others(id)

    def typed(self) -> object:
        return replace(self._body(), id=0, uid="")

    def write(self) -> int:
        body, workspace = self._body(), self.session.workspace
        if not body.id:
            return operations.add_body(workspace, body=body)
        operations.edit_body(workspace, body=body)
        return body.id

    def delete(self, id: int) -> None:
        operations.delete_body(self.session.workspace, body_id=id)

    def _body(self) -> Body:
        """The body as it stands in the form; a new one where none is shown, or it is gone."""
        shown = self.session.portfolio.bodies.get(self.shown_id)
        return Body(
            id=shown.id if shown else 0,
            uid=shown.uid if shown else "",
            name=_names(self.names),
            short_name=_names(self.short_names),
            side=_SIDES[self.side.currentIndex()],
            note=self.note.typed,
        )

    # -- two that are one -------------------------------------------------------------------------

    def merge(self) -> None:
        """Let the chosen body stand wherever the shown one stands now."""
        kept, merged = self.same_as.currentData(), self.shown_id
        if kept is None or merged is None:
            self.same_as.setFocus()
            return

        def write() -> int:
            workspace = self.session.workspace
            operations.merge_bodies(workspace, kept_id=int(kept), merged_id=merged)
            return int(kept)

        # What was typed about the one that goes may be what the other one lacks.
        if self.save():
            self.do(write)

    def _offer_others(self, id: int | None) -> None:
        language = self.session.language
        others = [body for body in self.session.portfolio.bodies if body.id != id]
        self.same_as.blockSignals(True)
        self.same_as.clear()
        self.same_as.addItem(self.texts.text(N_("no other body")), None)
        for body in sorted(others, key=lambda body: _name(body, language).casefold()):
            self.same_as.addItem(_name(body, language), body.id)
        self.same_as.blockSignals(False)
        can_merge = id is not None and bool(others) and not self.session.workspace.read_only
        self._merging.setVisible(can_merge)
        self._tell()

    def _tell(self) -> None:
        """Say what merging would do, before it is done."""
        kept, shown = self.same_as.currentData(), self.shown_id
        self.merge_button.setEnabled(kept is not None)
        said = ""
        if kept is not None and shown is not None:
            portfolio, language = self.session.portfolio, self.session.language
            uses = operations.body_uses(portfolio, shown)
            said = self.texts.plural(
                "“{merged}” gives way to “{name}” in {n} row and is deleted.",
                "“{merged}” gives way to “{name}” in {n} rows and is deleted.",
                uses,
            ).format(
                merged=_name(portfolio.bodies[shown], language),
                name=_name(portfolio.bodies[kept], language),
                n=uses,
            )
        self.told.setText(said)
        self.told.setVisible(bool(said))


def _name(body: Body, language: Language) -> str:
    return body.name.best(language)


def _names(fields: dict[Language, QLineEdit]) -> Names:
    return Names(**{language.value: one_line(field) for language, field in fields.items()})

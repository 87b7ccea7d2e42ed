"""What a restoring would change, shown before it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.history.commands import Question
from tracker.ui.history.lines_model import PREVIEW_COLUMNS, LinesModel
from tracker.ui.history.lines_table import LinesTable
from tracker.ui.i18n import Texts
from tracker.ui.inspector.parts import Words as TextLine
from tracker.ui.session import Session
from tracker.workspace.history.restoring import preview
from tracker.workspace.history.words import Words

_SIZE: Final = (860, 460)


class RestoreDialog(Dialog):
    """Shows what a restoring would change; accepted, it is to be done."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        texts: Texts,
        theme: Theme,
        question: Question,
    ) -> None:
        super().__init__(window, texts, theme)
        translator = session.translator
        _ = translator.text
        self.setWindowTitle(_(question.title))
        words = Words(session.workspace, translator)
        self.model = LinesModel(words, PREVIEW_COLUMNS)
        restoration = question.restoration
        self.model.show_lines(preview(session.workspace, restoration))
        count = self.model.rowCount()
        changes = translator.plural("{n} value changes", "{n} values change", count)
        said = changes.format(n=count) if count else _(N_("Nothing would change: it is so now."))
        self.body.addWidget(TextLine(" · ".join(part for part in (question.when, said) if part)))
        for link in restoration.left_out:
            ends = (link.predecessor_id, link.successor_id)
            names = [words.name_of("items", end) for end in ends]
            left = _(N_("Left out, since a row of it is gone: the link {link}"))
            self.body.addWidget(TextLine(left.format(link=" → ".join(names))))
        self.table = LinesTable(self.model, theme)
        self.table.setProperty("look", "framed")
        self.table.setAccessibleName(_(question.title))
        self.body.addWidget(self.table, 1)
        self.table.setVisible(count > 0)
        if count:
            self.resize(*_SIZE)
            note = _(N_("One step in the history; Undo takes it back."))
            self.body.addWidget(TextLine(note, ink="2"))
        self.add_footer(accept=self._accept_button(_) if count else None)

    def _accept_button(self, _: Callable[[str], str]) -> QPushButton:
        button = QPushButton(_(N_("Restore")))
        button.clicked.connect(self.accept)
        return button

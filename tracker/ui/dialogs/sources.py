"""The sources of the file: what each is, who published it, when and where."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.domain.cells import source_text
from tracker.domain.errors import ConflictError
from tracker.domain.model import Source
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.paper.theme import Theme
from tracker.ui.dialogs.directory import Directory, Listed, one_line, searched
from tracker.ui.i18n import Texts
from tracker.ui.inspector.date_field import DateField, period_of
from tracker.ui.inspector.forms import PERIOD
from tracker.ui.session import Session
from tracker.workspace import operations


class Sources(Directory):
    """A source without a short name gets one from the first words of its title."""

    title = N_("Sources")
    add_label = N_("New source")

    def __init__(self, window: QWidget, session: Session, texts: Texts, theme: Theme) -> None:
        super().__init__(window, session, texts, theme)
        self.name, self.publisher, self.key = QLineEdit(), QLineEdit(), QLineEdit()
        self.address, self.note = QLineEdit(), self.make_note()
        self.published = DateField(session, theme, PERIOD)
        self.published.accepted.connect(self.save)
        self._lay_out()
        self.assemble()

    def _lay_out(self) -> None:
        self.form.setColumnStretch(1, 1)
        fields: tuple[tuple[str, QWidget], ...] = (
            (N_("Title"), self.name),
            (N_("Published by"), self.publisher),
            (N_("Published on"), self.published),
            (N_("Address on the web"), self.address),
            (N_("Short name"), self.key),
            (N_("Note"), self.note),
        )
        for line, (label, field) in enumerate(fields):
            self.add_label_for(self.texts.text(label), field, line)
            self.form.addWidget(field, line, 1)

    @property
    def first(self) -> QWidget:
        return self.name

    def listed(self) -> Iterable[Listed]:
        """The latest first, as in every choice of a source."""
        portfolio, language = self.session.portfolio, self.session.language

        def latest(source: Source) -> str:
            return source.published.last.isoformat() if source.published else ""

        for source in sorted(portfolio.sources, key=latest, reverse=True):
            when = source_text(source, language)
            said = searched(
                [source.title, when, source.publisher, source.key, source.url, source.note]
            )
            uses = operations.source_uses(portfolio, source.id)
            yield Listed(source.id, source.title, uses, said)

    def show_in_form(self, id: int | None) -> None:
        source = self._shown(id)
        for field, text in (
            (self.name, source.title),
            (self.publisher, source.publisher),
            (self.address, source.url),
            (self.key, source.key),
        ):
            field.setText(text)
            field.setCursorPosition(0)
        self.note.setPlainText(source.note)
        when = source.published
        said = deadline_text(when, self.session.language, style=Style.SHORT) if when else ""
        self.published.begin_with(said, kept=said)

    def typed(self) -> object:
        fields = (self.name, self.publisher, self.address, self.key)
        return (*(one_line(field) for field in fields), self.published.text, self.note.typed)

    def write(self) -> int:
        """Raises InputError for a date that cannot be read, ConflictError for a missing title."""
        source, workspace = self._source(), self.session.workspace
        if not source.id:
            return operations.add_source(workspace, source=source)
        operations.edit_source(workspace, source=source)
        return source.id

    def delete(self, id: int) -> None:
        operations.delete_source(self.session.workspace, source_id=id)

    def _shown(self, id: int | None) -> Source:
        return self.session.portfolio.sources.get(id) or Source(key="", title="")

    def _source(self) -> Source:
        """The source as it stands in the form; a date that was left alone keeps its wording."""
        before, title = self._shown(self.shown_id), one_line(self.name)
        if not title:
            raise ConflictError(N_("A source needs a title, so that a reader knows what it is."))
        published, wording = before.published, before.published_wording
        if self.published.text != self.published.kept:
            dated = self.published.read()
            published, wording = period_of(dated), dated.wording if dated else ""
        return Source(
            id=before.id,
            uid=before.uid,
            key=one_line(self.key) or operations.source_key(self.session.portfolio, title),
            title=title,
            publisher=one_line(self.publisher),
            published=published,
            published_wording=wording,
            url=one_line(self.address),
            note=self.note.typed,
        )

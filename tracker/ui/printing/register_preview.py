"""The rows of the register as they will be printed: as the official form of that name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from tracker.domain.model import Project
from tracker.exchange.forms import bundled_form
from tracker.exchange.official_table import fill_form
from tracker.exchange.printed_table import printed
from tracker.exchange.source_numbers import SourceNumbers
from tracker.language import N_, Language, translator
from tracker.paper.painter import ScenePainter
from tracker.paper.table_document import TABLE_PAPERS, about_table
from tracker.paper.theme import PRINT, Theme
from tracker.timeline.sheets.tables.pages import TablePages
from tracker.ui.i18n import Texts
from tracker.ui.printing.preview import Preview, Printable
from tracker.ui.session import Session
from tracker.workspace.filters import RowFilter
from tracker.workspace.outline_rows import OutlineRow
from tracker.workspace.query import Query

_FORM: Final = "register"
_PAPERS: Final = {
    N_("A4, A3 where words would be broken"): TABLE_PAPERS,
    "A4": TABLE_PAPERS[:1],
    "A3": TABLE_PAPERS[1:],
}


class RegisterPreview(Preview):
    """The rows that are shown now, in their order, on paper that lies on its long side."""

    def __init__(
        self, window: QWidget, session: Session, texts: Texts, theme: Theme, *, folder: Path
    ) -> None:
        super().__init__(window, session, texts, theme, folder=folder)
        self._paper_choice = self.choice(N_("Paper"), tuple(_PAPERS))
        self._language = self.language_choice()
        self.assemble(N_("Print the register"))

    @property
    def _document_language(self) -> Language:
        return list(Language)[self._language.currentIndex()]

    def printable(self) -> Printable:
        """The form filled in with the rows shown."""
        session, speech = self._session, translator(self._document_language)
        numbers = SourceNumbers()
        table = fill_form(
            bundled_form(_FORM),
            context=session.context,
            translator=speech,
            query=self._query(),
            numbers=numbers,
        )
        found = printed(table, file_name=session.path.name, sources=numbers)
        scenes = ScenePainter(PRINT, vector=True)
        papers = list(_PAPERS.values())[self._paper_choice.currentIndex()]
        pages = TablePages(found, papers, translator=speech, measure=scenes.measure)
        return Printable(pages, scenes, about_table(found), None)

    def _query(self) -> Query:
        """The projects shown, whatever is searched for: words are those of another language."""
        session = self._session
        if not session.query.hides:
            return Query(sorts=session.query.sorts)
        rows = (found.row for found in session.rows if isinstance(found, OutlineRow))
        shown = {row.id if isinstance(row, Project) else row.project_id for row in rows}
        # No project has the id 0: without a row there is nothing to print.
        only = RowFilter(project_ids=frozenset(shown or {0}))
        return Query(filter=only, sorts=session.query.sorts)

    @property
    def file_name(self) -> str:
        """The name that is offered for the PDF."""
        day = self._session.status_date.isoformat()
        return f"{_FORM}_{day}_{self._document_language}.pdf"

"""The passport of a project as it will be printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tracker.domain.model import Project
from tracker.language import N_, Language, translator
from tracker.paper.painter import ScenePainter
from tracker.paper.passport_document import about_passport
from tracker.paper.theme import Theme
from tracker.timeline.sheets.page import MadePages
from tracker.timeline.sheets.passport.page import PASSPORT_PAPER, lay_out_passport
from tracker.ui.i18n import Texts
from tracker.ui.printing.preview import Preview, Printable
from tracker.ui.printing.print_preview import COLOURS, THEMES
from tracker.ui.session import Session
from tracker.workspace.days_off import days_off_in_view
from tracker.workspace.passport import passport_of


class PassportPreview(Preview):
    """One project of the file, ``project`` to begin with."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        texts: Texts,
        theme: Theme,
        *,
        project: Project,
        folder: Path,
    ) -> None:
        super().__init__(window, session, texts, theme, folder=folder)
        self._projects = session.portfolio.ordered_projects()
        self._project = self.choice(N_("Project"), ())
        self._project.blockSignals(True)
        for each in self._projects:
            self._project.addItem(each.name.best(texts.language))
        self._project.setCurrentIndex(self._projects.index(project))
        self._project.blockSignals(False)
        self._language = self.language_choice()
        self._colour = self.choice(N_("Colours"), COLOURS)
        self.assemble(N_("Project passport"))

    @property
    def project(self) -> Project:
        """The one that is shown."""
        return self._projects[self._project.currentIndex()]

    @property
    def _document_language(self) -> Language:
        return list(Language)[self._language.currentIndex()]

    def printable(self) -> Printable:
        """The one page."""
        session, speech = self._session, translator(self._document_language)
        path = session.path
        passport = passport_of(
            session.portfolio,
            self.project,
            speech,
            status_date=session.status_date,
            title=session.portfolio.setting("title") or path.stem,
            file_name=path.name,
            is_today=session.is_today,
            days_off=partial(days_off_in_view, session.working_days),
        )
        scenes = ScenePainter(THEMES[self._colour.currentIndex()], vector=True)
        page = lay_out_passport(passport, translator=speech, measure=scenes.measure)
        about = about_passport(passport, speech)
        return Printable(MadePages((page,)), scenes, about, PASSPORT_PAPER)

    @property
    def file_name(self) -> str:
        """The name that is offered for the PDF."""
        place = self.project.code or str(self._project.currentIndex() + 1)
        safe = "".join(letter if letter.isalnum() else "-" for letter in place)
        day = self._session.status_date.isoformat()
        return f"passport_{safe}_{day}_{self._document_language}.pdf"

"""The timeline as it will be printed: on which paper, which time, how large."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.domain.date_reader import read_period
from tracker.language import N_
from tracker.paper.theme import LIGHT, PRINT, Theme
from tracker.timeline.scale import TimeScale
from tracker.timeline.sheets.page import About
from tracker.timeline.sheets.paper import Paper, PaperSize
from tracker.timeline.sheets.sheet import ALL_OF_TIME, Span, remarks_of
from tracker.ui.i18n import Texts
from tracker.ui.printing.preview import Preview, Printable
from tracker.ui.printing.print_job import PrintJob, days_in_view, subject_of
from tracker.ui.session import Session
from tracker.ui.timeline.comparing import Comparing


class Time(Enum):
    """Which days are printed, as msgids."""

    ALL = N_("Everything that is known")
    VIEW = N_("The time in view")
    PERIOD = N_("A period")


_ORIENTATIONS: Final = (N_("Landscape"), N_("Portrait"))
_FITS: Final = (N_("As wide as a page"), N_("As on the screen, on tiles to be joined"))
COLOURS: Final = (N_("In colour"), N_("Black only"))
THEMES: Final = (LIGHT, PRINT)


class PrintPreview(Preview):
    """``scale`` and ``width`` say which time is in view, ``comparing`` which outlines there are."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        texts: Texts,
        theme: Theme,
        *,
        scale: TimeScale,
        width: float,
        folder: Path,
        comparing: Comparing | None = None,
    ) -> None:
        super().__init__(window, session, texts, theme, folder=folder)
        self._comparing = comparing
        self._scale, self._in_view = scale, days_in_view(scale, width)
        _ = texts.text
        self._size = self.choice(N_("Paper"), [size.value for size in PaperSize])
        self._orientation = self.choice(N_("Orientation"), _ORIENTATIONS)
        self._fit = self.choice(N_("Size"), _FITS)
        self._time = self.choice(N_("Time"), [time.value for time in Time])
        self._period = QLineEdit()
        self._period.setPlaceholderText(_(N_("for example 2026, or Q4 2026")))
        self._period.setAccessibleName(_(N_("Period")))
        self._period.textChanged.connect(self.refresh)
        self.options.insertWidget(self.options.count() - 1, self._period)
        self._colour = self.choice(N_("Colours"), COLOURS)
        self.assemble(N_("Print the timeline"))

    @property
    def job(self) -> PrintJob:
        """Raises UserError while the period that was typed cannot be read."""
        size = list(PaperSize)[self._size.currentIndex()]
        tiles = self._fit.currentIndex() == 1
        return PrintJob(
            Paper(size, landscape=self._orientation.currentIndex() == 0),
            THEMES[self._colour.currentIndex()],
            self._span(),
            self._scale.px_per_day if tiles else None,
        )

    @property
    def _asks_period(self) -> bool:
        return list(Time)[self._time.currentIndex()] is Time.PERIOD

    def _span(self) -> Span:
        match list(Time)[self._time.currentIndex()]:
            case Time.ALL:
                return ALL_OF_TIME
            case Time.VIEW:
                return self._in_view
            case Time.PERIOD:
                period = read_period(self._period.text(), language=self.texts.language)
                return Span(period.first, period.last)

    def refresh(self) -> None:
        """Show the pages of what is chosen now."""
        self._period.setVisible(self._asks_period)
        super().refresh()

    def printable(self) -> Printable:
        """The timeline on pages. Raises UserError while it cannot be put on them."""
        job = self.job
        scenes = job.scenes()
        subject = subject_of(self._session, self._comparing)
        said = " · ".join(remarks_of(subject, self.texts.translator))
        about = About(subject.title, self.texts.language, said)
        pages = job.printout(self._session, scenes, self._comparing)
        return Printable(pages, scenes, about, job.paper)

    @property
    def file_name(self) -> str:
        """The name that is offered for the PDF."""
        return f"timeline_{self._session.status_date.isoformat()}_{self.texts.language}.pdf"

    @property
    def is_unfinished(self) -> bool:
        """An empty field for the period is not wrong yet."""
        return self._asks_period and not self._period.text().strip()

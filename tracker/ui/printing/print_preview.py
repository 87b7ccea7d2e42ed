"""The pages as they will be printed, and beside them what can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.date_reader import read_period
from tracker.domain.errors import UserError
from tracker.exchange.safe_write import replacing
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.painter import ScenePainter
from tracker.paper.pdf import write_pdf
from tracker.paper.theme import LIGHT, PRINT, Theme
from tracker.timeline.scale import TimeScale
from tracker.timeline.sheets.page import About
from tracker.timeline.sheets.paper import Paper, PaperSize
from tracker.timeline.sheets.printout import Printout
from tracker.timeline.sheets.sheet import ALL_OF_TIME, Span, remarks_of
from tracker.ui.choice import Choice
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.printing.print_job import PrintJob, days_in_view, print_pages, subject_of
from tracker.ui.session import Session
from tracker.ui.style import set_role

_MOST_PREVIEWED: Final = 60
"""Pages. More would keep the user waiting for what nobody leafs through."""

_OPTIONS_WIDTH: Final = 280


class Time(Enum):
    """Which days are printed, as msgids."""

    ALL = N_("Everything that is known")
    VIEW = N_("The time in view")
    PERIOD = N_("A period")


_ORIENTATIONS: Final = (N_("Landscape"), N_("Portrait"))
_FITS: Final = (N_("As wide as a page"), N_("As on the screen, on tiles to be joined"))
_COLOURS: Final = (N_("In colour"), N_("Black only"))
_THEMES: Final = (LIGHT, PRINT)


class PrintPreview(Dialog):
    """``scale`` and ``width`` say which time is in view. ``saved`` is the PDF that was made."""

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
    ) -> None:
        super().__init__(window, texts, theme)
        self.saved: Path | None = None
        self._session = session
        self._scale, self._in_view = scale, days_in_view(scale, width)
        self._folder = folder
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._pages: tuple[Printout, ScenePainter] | None = None
        _ = texts.text
        self.setWindowTitle(_(N_("Print the timeline")))
        self._size = self._choice(N_("Paper"), [size.value for size in PaperSize])
        self._orientation = self._choice(N_("Orientation"), _ORIENTATIONS)
        self._fit = self._choice(N_("Size"), _FITS)
        self._time = self._choice(N_("Time"), [time.value for time in Time])
        self._colour = self._choice(N_("Colours"), _COLOURS)
        self._period = QLineEdit()
        self._period.setPlaceholderText(_(N_("for example 2026, or Q4 2026")))
        self._period.setAccessibleName(_(N_("Period")))
        self._failure = QLabel()
        self._preview = QPrintPreviewWidget(self._printer)
        self._number = QLabel()
        self._previous = self._turning(N_("Previous page"), "PgUp", -1)
        self._next = self._turning(N_("Next page"), "PgDown", 1)
        self._print = QPushButton(_(N_("Print…")))
        self._save = QPushButton(_(N_("Save as PDF…")))
        self._lay_out()
        self._connect()
        self._refresh()
        self.resize(1180, 800)

    # -- what is chosen ---------------------------------------------------------------------------

    @property
    def job(self) -> PrintJob:
        """Raises UserError while the period that was typed cannot be read."""
        size = list(PaperSize)[self._size.currentIndex()]
        tiles = self._fit.currentIndex() == 1
        return PrintJob(
            Paper(size, landscape=self._orientation.currentIndex() == 0),
            _THEMES[self._colour.currentIndex()],
            self._span(),
            self._scale.px_per_day if tiles else None,
        )

    def _span(self) -> Span:
        match list(Time)[self._time.currentIndex()]:
            case Time.ALL:
                return ALL_OF_TIME
            case Time.VIEW:
                return self._in_view
            case Time.PERIOD:
                period = read_period(self._period.text(), language=self.texts.language)
                return Span(period.first, period.last)

    def _connect(self) -> None:
        choices = (self._size, self._orientation, self._fit, self._time, self._colour)
        for choice in choices:
            choice.currentIndexChanged.connect(self._refresh)
        self._period.textChanged.connect(self._refresh)
        self._preview.paintRequested.connect(self._paint)
        self._preview.previewChanged.connect(self._show_number)
        self._print.clicked.connect(self._print_now)
        self._save.clicked.connect(self._save_as_pdf)

    # -- what comes of it -------------------------------------------------------------------------

    def _refresh(self) -> None:
        typed = list(Time)[self._time.currentIndex()] is Time.PERIOD
        self._period.setVisible(typed)
        try:
            job = self.job
            scenes = job.scenes()
            self._pages = job.printout(self._session, scenes), scenes
            job.set_up(self._printer)
        except UserError as error:
            self._pages = None
            # An empty field is not wrong yet.
            wrong = not typed or bool(self._period.text().strip())
            self._fail(error.text(self.texts.text) if wrong else "")
        else:
            self._fail("")
            self._preview.updatePreview()
        for button in (self._print, self._save):
            button.setEnabled(self._pages is not None)
        self._show_number()

    def _paint(self, printer: QPrinter) -> None:
        if self._pages is not None:
            print_pages(*self._pages, printer, most=_MOST_PREVIEWED)

    def _show_number(self) -> None:
        count = len(self._pages[0]) if self._pages else 0
        number = min(self._preview.currentPage(), count)
        told = self.texts.text(N_("Page {n} of {count}")).format(n=number, count=count)
        if count > _MOST_PREVIEWED:
            beyond = self.texts.text(N_("only the first {n} are shown here"))
            told = f"{told} · {beyond.format(n=_MOST_PREVIEWED)}"
        self._number.setText(told if count else "")
        self._previous.setEnabled(number > 1)
        self._next.setEnabled(number < min(count, _MOST_PREVIEWED))

    def _turn(self, step: int) -> None:
        self._preview.setCurrentPage(self._preview.currentPage() + step)
        self._show_number()

    def _print_now(self) -> None:
        assert self._pages is not None
        dialog = QPrintDialog(self._printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(self._pages[0]))
        if dialog.exec():
            # The paper is chosen here: another one would cut the pages.
            self.job.set_up(self._printer)
            print_pages(*self._pages, self._printer)
            self.accept()

    def _save_as_pdf(self) -> None:
        assert self._pages is not None
        _ = self.texts.text
        name = f"timeline_{self._session.status_date.isoformat()}_{self.texts.language}.pdf"
        found, _filter = QFileDialog.getSaveFileName(
            self, _(N_("Save as PDF…")), str(self._folder / name), "PDF (*.pdf)"
        )
        if not found:
            return
        target = Path(found if found.lower().endswith(".pdf") else f"{found}.pdf")
        subject = subject_of(self._session)
        said = " · ".join(remarks_of(subject, self.texts.translator))
        try:
            with replacing(target) as stream:
                about = About(subject.title, self.texts.language, said)
                write_pdf(stream, *self._pages, about)
        except UserError as error:
            self._fail(error.text(_))
            return
        self.saved = target
        self.accept()

    def _fail(self, text: str) -> None:
        self._failure.setText(text)
        self._failure.setVisible(bool(text))

    # -- assembly ---------------------------------------------------------------------------------

    def _choice(self, title: str, texts: Sequence[str]) -> Choice:
        choice = Choice(self.theme)
        choice.setAccessibleName(self.texts.text(title))
        choice.addItems([self.texts.text(text) for text in texts])
        return choice

    def _turning(self, name: str, key: str, step: int) -> QPushButton:
        button = QPushButton("‹" if step < 0 else "›")
        button.setProperty("look", "small")
        button.setAccessibleName(self.texts.text(name))
        button.setToolTip(f"{self.texts.text(name)} ({key})")
        button.setShortcut(key)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._turn(step))
        return button

    def _lay_out(self) -> None:
        options = QVBoxLayout()
        options.setSpacing(6)
        for choice in (self._size, self._orientation, self._fit, self._time):
            self._add_option(options, choice)
        options.insertWidget(options.count() - 1, self._period)
        self._add_option(options, self._colour)
        self._failure.setProperty("ink", "over")
        self._failure.setWordWrap(True)
        options.addWidget(self._failure)
        options.addStretch(1)
        column = QWidget()
        column.setFixedWidth(_OPTIONS_WIDTH)
        column.setLayout(options)
        options.setContentsMargins(0, 0, 0, 0)
        turning = QHBoxLayout()
        set_role(self._number, FontRole.SECONDARY)
        self._number.setProperty("ink", "2")
        for widget in (self._previous, self._next, self._number):
            turning.addWidget(widget)
        turning.addStretch(1)
        self._preview.setZoomMode(QPrintPreviewWidget.ZoomMode.FitInView)
        self._preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        pages = QVBoxLayout()
        pages.addWidget(self._preview, 1)
        pages.addLayout(turning)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addWidget(column)
        both.addLayout(pages, 1)
        self.body.addLayout(both, 1)
        self._save.setAutoDefault(False)
        self.add_footer(self._save, accept=self._print)

    def _add_option(self, options: QVBoxLayout, choice: Choice) -> None:
        label = QLabel(choice.accessibleName())
        label.setProperty("ink", "2")
        label.setBuddy(choice)
        set_role(label, FontRole.CHIP)
        options.addWidget(label)
        options.addWidget(choice)
        options.addSpacing(8)

"""A preview of pages: what will be printed, beside it what can be chosen, below it what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.errors import UserError
from tracker.language import N_, Language
from tracker.paper.fonts import FontRole
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.timeline.sheets.page import About, Pages
from tracker.timeline.sheets.paper import Paper
from tracker.ui.choice import Choice
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.i18n import Texts
from tracker.ui.printing.pdf_job import SLICE, PdfJob
from tracker.ui.printing.print_job import print_pages, set_up
from tracker.ui.session import Session
from tracker.ui.style import scaled, set_role

_MOST_PREVIEWED: Final = 60
"""Pages. More would keep the user waiting for what nobody leafs through."""

_OPTIONS_WIDTH: Final = 280
_HEIGHT: Final = 960
_FRAME: Final = 48
"""What the system puts around a window, at the most."""


@record
class Printable:
    """Pages, what paints them, what the document says of itself, and the paper it is on.

    ``paper`` is None where the pages choose it themselves.
    """

    pages: Pages
    scenes: ScenePainter
    about: About
    paper: Paper | None


class Preview(Dialog):
    """``saved`` is the PDF that was made.

    A preview of something says in :meth:`printable` what its pages are, in :attr:`file_name` what
    a PDF of it is called, and fills ``options`` before it calls :meth:`assemble`.
    """

    def __init__(
        self, window: QWidget, session: Session, texts: Texts, theme: Theme, *, folder: Path
    ) -> None:
        super().__init__(window, texts, theme)
        self._session = session
        session.forecasting.computed.connect(self._on_forecast)
        self.saved: Path | None = None
        self._folder = folder
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printable: Printable | None = None
        self._ready = False
        self._preparing: Iterator[None] = iter(())
        self._job: PdfJob | None = None
        self.options = QVBoxLayout()
        self.options.setSpacing(6)
        self._failure = QLabel()
        self._preview = QPrintPreviewWidget(self._printer)
        self._number = QLabel()
        self._previous = self._turning(N_("Previous page"), "PgUp", -1)
        self._next = self._turning(N_("Next page"), "PgDown", 1)
        self._print = QPushButton(texts.text(N_("Print…")))
        self._save = QPushButton(texts.text(N_("Save as PDF…")))
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._prepare)

    # -- what a preview of something says ---------------------------------------------------------

    def printable(self) -> Printable:
        """The pages of what is chosen. Raises UserError while they cannot be made."""
        raise NotImplementedError

    @property
    def file_name(self) -> str:
        """The name that is offered for the PDF."""
        raise NotImplementedError

    @property
    def is_unfinished(self) -> bool:
        """Whether something has still to be typed, so that a failure is no news."""
        return False

    # -- what comes of it -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the pages of what is chosen now."""
        self._timer.stop()
        self._ready = False
        if self._session.forecasting.is_computing:
            # The pages would say what was foreseen before the last edit.
            self._printable = None
            self._fail("")
            self._show_number()
            return
        try:
            self._printable = self.printable()
        except UserError as error:
            self._printable = None
            self._fail("" if self.is_unfinished else error.text(self.texts.text))
        else:
            self._fail("")
            self._preparing = self._printable.pages.prepare()
            self._prepare()
        self._show_number()

    def _on_forecast(self) -> None:
        if self._printable is None and self._job is None:
            self.refresh()

    def _prepare(self) -> None:
        """Make ready for :data:`SLICE` seconds what all pages need, then let the window go on."""
        end = perf_counter() + SLICE
        for _step in self._preparing:
            if perf_counter() >= end:
                self._timer.start()
                return
        self._timer.stop()
        assert self._printable is not None
        self._ready = True
        set_up(self._printer, self._paper)
        self._preview.updatePreview()
        self._show_number()

    @property
    def _paper(self) -> Paper:
        assert self._printable is not None
        if self._printable.paper is not None:
            return self._printable.paper
        page = self._printable.pages.page(1)
        return Paper.of(page.width, page.height)

    def _paint(self, printer: QPrinter) -> None:
        if self._printable is not None and self._ready:
            print_pages(
                self._printable.pages, self._printable.scenes, printer, most=_MOST_PREVIEWED
            )

    def _show_number(self) -> None:
        count = len(self._printable.pages) if self._printable and self._ready else 0
        number = min(self._preview.currentPage(), count)
        told = self.texts.text(N_("Page {n} of {count}")).format(n=number, count=count)
        if count > _MOST_PREVIEWED:
            beyond = self.texts.text(N_("only the first {n} are shown here"))
            told = f"{told} · {beyond.format(n=_MOST_PREVIEWED)}"
        is_laid_out = self._printable is not None and not self._ready
        waiting = is_laid_out or self._session.forecasting.is_computing
        self._number.setText(told if count else self.texts.text(N_("Laying out…")) * waiting)
        self._previous.setEnabled(number > 1)
        self._next.setEnabled(number < min(count, _MOST_PREVIEWED))
        for button in (self._print, self._save):
            button.setEnabled(count > 0 and self._job is None)

    def _turn(self, step: int) -> None:
        self._preview.setCurrentPage(self._preview.currentPage() + step)
        self._show_number()

    def _print_now(self) -> None:
        assert self._printable is not None
        dialog = QPrintDialog(self._printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(self._printable.pages))
        if dialog.exec():
            # The paper is chosen here: another one would cut the pages.
            set_up(self._printer, self._paper)
            print_pages(self._printable.pages, self._printable.scenes, self._printer)
            self.accept()

    def _save_as_pdf(self) -> None:
        assert self._printable is not None
        found, _filter = QFileDialog.getSaveFileName(
            self,
            self.texts.text(N_("Save as PDF…")),
            str(self._folder / self.file_name),
            "PDF (*.pdf)",
        )
        if not found:
            return
        target = Path(found if found.lower().endswith(".pdf") else f"{found}.pdf")
        printable = self._printable
        self._job = PdfJob(printable.pages, printable.scenes, printable.about, target, self)
        self._job.progressed.connect(self._tell_progress)
        self._job.done.connect(self._on_saved)
        self._job.failed.connect(self._on_not_saved)
        self._options.setEnabled(False)
        self._fail("")
        self._show_number()
        self._job.start()

    def _tell_progress(self, number: int, count: int) -> None:
        told = self.texts.text(N_("Writing page {n} of {count}"))
        self._number.setText(told.format(n=number, count=count))

    def _on_saved(self) -> None:
        assert self._job is not None
        self.saved = self._job.target
        self._job = None
        self.accept()

    def _on_not_saved(self, error: UserError) -> None:
        self._job = None
        self._options.setEnabled(True)
        self._fail(error.text(self.texts.text))
        self._show_number()

    def done(self, result: int) -> None:
        """Leaving stops what is being written: no half of a file remains."""
        self._timer.stop()
        if self._job is not None:
            self._job.stop()
            self._job = None
        self._session.forecasting.computed.disconnect(self._on_forecast)
        super().done(result)

    def _fail(self, text: str) -> None:
        self._failure.setText(text)
        self._failure.setVisible(bool(text))

    # -- assembly ---------------------------------------------------------------------------------

    def choice(self, title: str, texts: Sequence[str]) -> Choice:
        """A list to choose from, below its title; ``texts`` are msgids."""
        choice = Choice(self.theme)
        choice.setAccessibleName(self.texts.text(title))
        choice.addItems([self.texts.text(text) for text in texts])
        label = QLabel(choice.accessibleName())
        label.setProperty("ink", "2")
        label.setBuddy(choice)
        set_role(label, FontRole.CHIP)
        self.options.addWidget(label)
        self.options.addWidget(choice)
        self.options.addSpacing(8)
        choice.currentIndexChanged.connect(self.refresh)
        return choice

    def language_choice(self) -> Choice:
        """The language of the document, that of the window to begin with."""
        choice = self.choice(N_("Language of the document"), ())
        choice.blockSignals(True)
        for language in Language:
            choice.addItem(language.own_name)
        choice.setCurrentIndex(list(Language).index(self.texts.language))
        choice.blockSignals(False)
        return choice

    def assemble(self, title: str) -> None:
        """Put everything in its place, under the title of the window, and show the pages."""
        self.setWindowTitle(self.texts.text(title))
        self._failure.setProperty("ink", "over")
        self._failure.setWordWrap(True)
        self.options.addWidget(self._failure)
        self.options.addStretch(1)
        self._options = QWidget()
        self._options.setFixedWidth(scaled(_OPTIONS_WIDTH))
        self._options.setLayout(self.options)
        self.options.setContentsMargins(0, 0, 0, 0)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addWidget(self._options)
        both.addLayout(self._pages_with_turning(), 1)
        self.body.addLayout(both, 1)
        self._save.setAutoDefault(False)
        self.add_footer(self._save, accept=self._print)
        self._preview.paintRequested.connect(self._paint)
        self._preview.previewChanged.connect(self._show_number)
        self._print.clicked.connect(self._print_now)
        self._save.clicked.connect(self._save_as_pdf)
        self.refresh()
        room = self.screen().availableSize()
        self.resize(min(1180, room.width()), min(_HEIGHT, room.height() - _FRAME))

    def _pages_with_turning(self) -> QVBoxLayout:
        turning = QHBoxLayout()
        set_role(self._number, FontRole.SECONDARY)
        self._number.setProperty("ink", "2")
        for widget in (self._previous, self._next, self._number):
            turning.addWidget(widget)
        turning.addStretch(1)
        self._preview.setZoomMode(QPrintPreviewWidget.ZoomMode.FitInView)
        self._preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_pages_on(self.theme.track)
        pages = QVBoxLayout()
        pages.addWidget(self._preview, 1)
        pages.addLayout(turning)
        return pages

    def _lay_pages_on(self, ground: QColor) -> None:
        """The pages lie on ``ground``; Qt would take a grey of its own for both themes."""
        for view in self._preview.findChildren(QGraphicsView):
            view.setBackgroundBrush(ground)
            view.setFrameShape(QFrame.Shape.NoFrame)

    def _turning(self, name: str, key: str, step: int) -> QPushButton:
        button = QPushButton("‹" if step < 0 else "›")
        button.setProperty("look", "small")
        button.setAccessibleName(self.texts.text(name))
        button.setToolTip(f"{self.texts.text(name)} ({key})")
        button.setShortcut(key)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._turn(step))
        return button

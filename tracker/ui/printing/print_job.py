"""What is to be printed and how: the choices of the preview, and what becomes of them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from tracker.paper.page_painter import paint_page
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.timeline.scale import TimeScale
from tracker.timeline.sheets.page import Pages
from tracker.timeline.sheets.paper import Paper
from tracker.timeline.sheets.printout import Layout, Printout
from tracker.timeline.sheets.sheet import ALL_OF_TIME, Span, Subject
from tracker.ui.session import Session
from tracker.ui.timeline.comparing import Comparing
from tracker.workspace.comparison import comparison_text
from tracker.workspace.days_off import days_off_in_view
from tracker.workspace.remarks import remarks_of_query

_PX_PER_INCH: Final = 96


def subject_of(session: Session, comparing: Comparing | None = None) -> Subject:
    """The rows as the session shows them now, with the outlines that ``comparing`` shows."""
    portfolio, speech = session.portfolio, session.translator
    path = session.path
    remarks = list(remarks_of_query(session.query, session.rows, portfolio, speech))
    other = comparing.other if comparing is not None else None
    if comparing is not None and comparing.comparison is not None and other is not None:
        remarks.append(comparison_text(comparing.comparison, speech))
    return Subject(
        portfolio=portfolio,
        rows=session.rows,
        status_date=session.status_date,
        title=portfolio.setting("title") or path.stem,
        is_today=session.is_today,
        remarks=tuple(remarks),
        file_name=path.name,
        days_off=partial(days_off_in_view, session.working_days),
        other=other,
    )


def days_in_view(scale: TimeScale, width: float) -> Span:
    """The days of which any part is in view."""
    first, last = scale.visible(width)
    return Span(date.fromordinal(first), date.fromordinal(last))


@record
class PrintJob:
    """One choice of everything. ``px_per_day`` is the magnification of tiles; None is no tiles."""

    paper: Paper
    theme: Theme
    span: Span = ALL_OF_TIME
    px_per_day: float | None = None

    def scenes(self) -> ScenePainter:
        return ScenePainter(self.theme, vector=True)

    def printout(
        self, session: Session, scenes: ScenePainter, comparing: Comparing | None = None
    ) -> Printout:
        layout = Layout(
            paper=self.paper,
            span=self.span,
            px_per_day=self.px_per_day,
            tiles=self.px_per_day is not None,
        )
        return Printout(
            subject_of(session, comparing),
            layout,
            translator=session.translator,
            measure=scenes.measure,
        )


def set_up(printer: QPrinter, paper: Paper) -> None:
    """Give the printer the paper; the margins are on the page already."""
    orientation = (
        QPageLayout.Orientation.Landscape if paper.landscape else QPageLayout.Orientation.Portrait
    )
    size = QPageSize(getattr(QPageSize.PageSizeId, paper.size.value))
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0)))


def print_pages(
    pages: Pages, scenes: ScenePainter, printer: QPrinter, *, most: int | None = None
) -> None:
    """Print the pages that the printer was asked for, at most the first ``most`` of them."""
    first = printer.fromPage() or 1
    last = min(printer.toPage() or len(pages), len(pages))
    if most is not None:
        last = min(last, first + most - 1)
    painter = QPainter(printer)
    try:
        for number in range(first, last + 1):
            if number > first:
                printer.newPage()
            painter.save()
            ratio = printer.resolution() / _PX_PER_INCH
            painter.scale(ratio, ratio)
            paint_page(pages.page(number), painter, scenes)
            painter.restore()
    finally:
        painter.end()

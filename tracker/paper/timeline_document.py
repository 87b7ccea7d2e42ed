"""The timeline as a document: one picture, or pages of paper, as PDF, SVG or PNG.

Works with a QGuiApplication alone, also with ``QT_QPA_PLATFORM=offscreen``.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import BinaryIO, Final

from tracker.domain.errors import UserError
from tracker.language import N_, Language, translator
from tracker.paper.page_painter import page_image, png_bytes
from tracker.paper.painter import ScenePainter
from tracker.paper.pdf import MOST_POINTS, write_pdf
from tracker.paper.svg import write_svg
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.timeline.sheets.page import About, Page
from tracker.timeline.sheets.paper import Paper
from tracker.timeline.sheets.picture import lay_out_picture
from tracker.timeline.sheets.printout import Layout, Printout
from tracker.timeline.sheets.sheet import ALL_OF_TIME, Span, Subject, remarks_of

MOST_PIXELS: Final = 30_000
"""The greatest width or height of an image: what Qt paints without overflow."""

_PAPER_RATIO: Final = 2.0
"""Pixels of a PNG for each 1/96 inch of paper."""


class DocumentFormat(StrEnum):
    PDF = "pdf"
    SVG = "svg"
    PNG = "png"


_MOST: Final = {
    DocumentFormat.PDF: MOST_POINTS * 96 / 72,
    DocumentFormat.SVG: MOST_PIXELS,
    DocumentFormat.PNG: MOST_PIXELS,
}


@record(kw_only=True)
class Wanted:
    """What to make of a timeline.

    Without ``paper`` it is one picture, ``width`` and ``height`` pixels large, see
    :func:`tracker.timeline.sheets.picture.lay_out_picture`; with it, pages, see
    :class:`tracker.timeline.sheets.printout.Layout`.
    """

    span: Span = ALL_OF_TIME
    px_per_day: float | None = None
    paper: Paper | None = None
    tiles: bool = False
    width: int = 1600
    height: int | None = None


def write_timeline(
    stream: BinaryIO,
    subject: Subject,
    wanted: Wanted,
    *,
    format: DocumentFormat,
    language: Language,
    theme: Theme,
) -> None:
    """Write the timeline of ``subject``.

    Raises UserError for a size that cannot be, and where an SVG or PNG would take several pages.
    """
    # Pixels need no plain fonts.
    scenes = ScenePainter(theme, vector=format is not DocumentFormat.PNG)
    pages = _pages(subject, wanted, format, language, scenes)
    said = " · ".join(remarks_of(subject, translator(language)))
    about = About(subject.title, language, said)
    if format is DocumentFormat.PDF:
        write_pdf(stream, pages, scenes, about)
        return
    if len(pages) > 1:
        raise UserError(
            N_(
                "The timeline takes several pages, and a picture is only one. "
                "Choose PDF, or larger paper."
            )
        )
    page = next(iter(pages))
    if format is DocumentFormat.SVG:
        write_svg(stream, page, scenes, about)
    else:
        ratio = _PAPER_RATIO if wanted.paper else 1.0
        stream.write(png_bytes(page_image(page, scenes, device_ratio=ratio)))


def _pages(
    subject: Subject,
    wanted: Wanted,
    format: DocumentFormat,
    language: Language,
    scenes: ScenePainter,
) -> Sequence[Page] | Printout:
    speech, measure = translator(language), scenes.measure
    if wanted.paper is not None:
        layout = Layout(
            paper=wanted.paper,
            span=wanted.span,
            px_per_day=wanted.px_per_day,
            tiles=wanted.tiles,
        )
        return Printout(subject, layout, translator=speech, measure=measure)
    page = lay_out_picture(
        subject,
        translator=speech,
        measure=measure,
        span=wanted.span,
        width=wanted.width,
        height=wanted.height,
        most=_MOST[format],
        px_per_day=wanted.px_per_day,
    )
    return [page]

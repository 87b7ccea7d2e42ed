"""Printouts made in code, measured as if every letter had one width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.domain.portfolios import project
from tests.timeline.shapes import STATUS_DATE, measure, milestone, outline
from tracker.domain.model import Row
from tracker.domain.portfolio import Portfolio
from tracker.language import Language, translator
from tracker.timeline.primitives import Measure, Text
from tracker.timeline.sheets.page import Page
from tracker.timeline.sheets.paper import Paper, PaperSize
from tracker.timeline.sheets.printout import Layout, Printout
from tracker.timeline.sheets.sheet import Subject


def portfolio(count: int, *more: Row, years: int = 1) -> Portfolio:
    """One project with ``count`` milestones, spread over so many years from 2026 on."""
    rows: list[Row] = [project(), *more]
    for id in range(1, count + 1):
        rows += milestone(id, f"{2026 + id % years}-Q1")
    return Portfolio(rows)


def subject(found: Portfolio, *remarks: str) -> Subject:
    return Subject(
        portfolio=found,
        rows=outline(found),
        status_date=STATUS_DATE,
        title="Portfolio",
        is_today=True,
        remarks=remarks,
        file_name="portfolio.cotrack",
    )


def printout(
    found: Portfolio,
    size: PaperSize = PaperSize.A4,
    *,
    landscape: bool = True,
    remarks: Iterable[str] = (),
    px_per_day: float | None = None,
    tiles: bool = False,
    measure: Measure = measure,
) -> Printout:
    layout = Layout(paper=Paper(size, landscape), px_per_day=px_per_day, tiles=tiles)
    return Printout(
        subject(found, *remarks), layout, translator=translator(Language.EN), measure=measure
    )


def texts(page: Page) -> Iterator[str]:
    for part in page.parts:
        for shape in part.scene:
            if isinstance(shape, Text):
                yield shape.text

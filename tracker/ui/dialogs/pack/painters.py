"""Paints the papers of a report pack, with a window or without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import BinaryIO

from tracker.domain.model import Project, Source
from tracker.exchange.pack_files import Painters, pack_title
from tracker.exchange.pack_profile import Profile
from tracker.exchange.printed_table import printed
from tracker.exchange.table import Table
from tracker.language import Language, translator
from tracker.paper.passport_document import write_passport
from tracker.paper.table_document import write_table
from tracker.paper.theme import PRINT
from tracker.paper.timeline_document import DocumentFormat, Wanted, write_timeline
from tracker.timeline.sheets.paper import Paper, PaperSize
from tracker.timeline.sheets.sheet import Subject
from tracker.workspace.days_off import days_off_in_view
from tracker.workspace.grouping import shown_rows
from tracker.workspace.passport import passport_of
from tracker.workspace.query import Query
from tracker.workspace.remarks import remarks_of_query
from tracker.workspace.working_days import working_days
from tracker.workspace.workspace import Workspace


def painters(
    workspace: Workspace, profile: Profile, on: date, tell: Callable[[], object] = lambda: None
) -> Painters:
    """What paints the papers of a pack, black on white, as of a status date.

    None tells today, nor where the file lies. ``tell`` is called every few milliseconds while a
    table is painted; what it raises ends the painting.
    """
    title = pack_title(profile, workspace)

    def table(table: Table, sources: Iterable[Source], stream: BinaryIO) -> None:
        pages = printed(table, file_name=title, sources=sources)
        speech = translator(table.language)
        write_table(stream, pages, translator=speech, theme=PRINT, tell=tell)

    def timeline(language: Language, query: Query, stream: BinaryIO) -> None:
        wanted = Wanted(paper=Paper(PaperSize.A3, landscape=True))
        write_timeline(
            stream,
            _subject(workspace, title, language, query, on),
            wanted,
            format=DocumentFormat.PDF,
            language=language,
            theme=PRINT,
        )

    def passport(project: Project, language: Language, stream: BinaryIO) -> None:
        speech = translator(language)
        content = passport_of(
            workspace.portfolio,
            project,
            speech,
            status_date=on,
            title=title,
            file_name=title,
            days_off=partial(days_off_in_view, working_days(workspace.portfolio)),
        )
        write_passport(stream, content, translator=speech, theme=PRINT)

    return Painters(table, timeline, passport)


def _subject(
    workspace: Workspace, title: str, language: Language, query: Query, on: date
) -> Subject:
    """The timeline of a pack tells the status date and never today, nor where the file lies."""
    speech = translator(language)
    portfolio = workspace.portfolio
    rows = shown_rows(portfolio, query, translator=speech, status_date=on)
    return Subject(
        portfolio=portfolio,
        rows=rows,
        status_date=on,
        title=title,
        is_today=False,
        remarks=tuple(remarks_of_query(query, rows, portfolio, speech)),
        file_name=title,
        days_off=partial(days_off_in_view, working_days(portfolio)),
    )

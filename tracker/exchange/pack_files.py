"""Which files a report pack has: what its profile asks for, and what explains them.

In a folder for each language: each form in each format, the milestones as a calendar, the timeline,
the passports of projects, the sources of the rows and the data dictionary. Nothing depends on the
day on which the pack is made: what is due, overdue or changed is told as of the status date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import BinaryIO, Final

from tracker import __version__
from tracker.domain.model import Project, Source
from tracker.exchange.calendar_file import write_calendar
from tracker.exchange.data_dictionary import data_dictionary
from tracker.exchange.dialects import DIALECTS, Days, Dialect, default_dialect
from tracker.exchange.form_request import FormRequest
from tracker.exchange.forms import Form
from tracker.exchange.official_table import Asked
from tracker.exchange.pack import PackFile
from tracker.exchange.pack_profile import ALL, Profile
from tracker.exchange.source_list import source_table
from tracker.exchange.source_numbers import SourceNumbers
from tracker.exchange.table import Table
from tracker.exchange.table_out import write_csv
from tracker.exchange.workbook import write_workbook
from tracker.language import Language, translator
from tracker.records import record
from tracker.workspace.filters import RowFilter
from tracker.workspace.named import found_project
from tracker.workspace.query import Query, rows
from tracker.workspace.workspace import Workspace

_TABLE_FORMATS: Final = ("csv", "xlsx", "pdf")
_LONGEST_NAME: Final = 60
"""Of a passport: some systems take only 255 bytes, and some only 260 letters with the folders."""
_NO_NAME: Final = re.compile(r"[^\w .()-]")


@record
class Painters:
    """What is made by whoever can paint. Each gets what it shall write and where."""

    table: Callable[[Table, Iterable[Source], BinaryIO], object]
    """A table, and the sources of its rows to be read after them, as a PDF."""
    timeline: Callable[[Language, Query, BinaryIO], object]
    """The timeline of the rows that the query finds, as a PDF."""
    passport: Callable[[Project, Language, BinaryIO], object]
    """The passport of a project, as a PDF."""


def pack_header(profile: Profile, workspace: Workspace, status_date: date) -> dict[str, object]:
    """What a manifest says above its files."""
    latest = next(workspace.history(), None)
    return {
        "program": f"Cooperation Tracker {__version__}",
        "title": pack_title(profile, workspace),
        "status_date": status_date.isoformat(),
        # The same for the file as it was then and for the later one that is looked at as of then.
        "last_change": latest and {"number": latest.id, "at": latest.at.isoformat()},
        "options": profile.options,
    }


def pack_title(profile: Profile, workspace: Workspace) -> str:
    return profile.title or workspace.portfolio.setting("title") or workspace.path.stem


class PackFiles:
    """The files of one pack, each made when it is its turn."""

    def __init__(
        self, profile: Profile, workspace: Workspace, status_date: date, painters: Painters
    ) -> None:
        self._profile = profile
        self._workspace = workspace
        self._status_date = status_date
        self._painters = painters
        self._query = Query(filter=RowFilter(where=profile.expression))
        self._paths: set[str] = set()

    def __iter__(self) -> Iterator[PackFile]:
        """Raises UserError where a passport is asked for and no project is called so."""
        projects = self._with_passports()
        for language in self._profile.languages:
            yield from self._of_language(language, projects)

    def _of_language(self, language: Language, projects: Sequence[Project]) -> Iterator[PackFile]:
        formats = [name for name in self._profile.formats if name in _TABLE_FORMATS]
        for form in self._profile.forms:
            for format in formats:
                yield self._form(form, language, format)
        if "ics" in self._profile.formats:
            yield from self._calendar(language)
        if self._profile.timeline:
            yield self._file(
                language,
                "timeline",
                "pdf",
                lambda stream: self._painters.timeline(language, self._query, stream),
            )
        for project in projects:
            yield self._passport(project, language)
        for format in formats or ["csv"]:
            yield self._listed(language, "sources", format, self._sources(language))
            yield self._listed(
                language,
                "data-dictionary",
                format,
                lambda _: data_dictionary(self._profile.forms, translator(language)),
            )

    # -- forms ------------------------------------------------------------------------------------

    def _form(self, form: Form, language: Language, format: str) -> PackFile:
        def write(stream: BinaryIO) -> None:
            request = self._request(form, language)
            # On paper the cells say sources by the numbers of the list at the end.
            numbers = SourceNumbers() if format == "pdf" else None
            table = request.table(self._days(language, format), numbers)
            sources = request.sources() if numbers is None else numbers
            self._write(table, sources, language, format, stream)

        return self._file(language, _NO_NAME.sub("_", form.id), format, write, form=form.id)

    def _request(self, form: Form, language: Language) -> FormRequest:
        return FormRequest(
            form=form,
            portfolio=self._workspace.portfolio,
            language=language,
            status_date=self._status_date,
            query=self._query,
            asked=Asked(until=self._status_date),
            workspace=self._workspace,
        )

    # -- passports --------------------------------------------------------------------------------

    def _with_passports(self) -> list[Project]:
        """The projects whose passports are asked for, each once, in the order of the file."""
        portfolio = self._workspace.portfolio
        chosen = set()
        for name in self._profile.passports:
            if name == ALL:
                speech = translator(Language.EN)
                found = rows(
                    portfolio, self._query, translator=speech, status_date=self._status_date
                )
                chosen |= {row.row.id for row in found if isinstance(row.row, Project)}
            else:
                chosen.add(found_project(portfolio, name).id)
        return [project for project in portfolio.ordered_projects() if project.id in chosen]

    def _passport(self, project: Project, language: Language) -> PackFile:
        called = project.code or project.name.best(language)
        name = _NO_NAME.sub("_", called)[:_LONGEST_NAME].strip(" .") or project.uid
        return self._file(
            language,
            f"passports/{name}",
            "pdf",
            lambda stream: self._painters.passport(project, language, stream),
            project=project.uid,
        )

    # -- what explains them -----------------------------------------------------------------------

    def _sources(self, language: Language) -> Callable[[Days], Table]:
        """Every source of a row of any of the forms, in the order of the forms."""

        def table(days: Days) -> Table:
            found = {
                source.id: source
                for form in self._profile.forms
                for source in self._request(form, language).sources()
            }
            return source_table(found.values(), translator(language), days=days)

        return table

    def _listed(
        self, language: Language, name: str, format: str, table: Callable[[Days], Table]
    ) -> PackFile:
        def write(stream: BinaryIO) -> None:
            self._write(table(self._days(language, format)), (), language, format, stream)

        return self._file(language, name, format, write)

    def _calendar(self, language: Language) -> Iterator[PackFile]:
        """The milestones, where any has a day or a period: an empty calendar is none."""
        content = BytesIO()
        report = write_calendar(
            self._workspace.portfolio,
            content,
            language=language,
            status_date=self._status_date,
            query=self._query,
        )
        if report.events:
            events = content.getvalue()
            yield self._file(language, "milestones", "ics", lambda stream: stream.write(events))

    # -- how --------------------------------------------------------------------------------------

    def _write(
        self,
        table: Table,
        sources: Iterable[Source],
        language: Language,
        format: str,
        stream: BinaryIO,
    ) -> None:
        if format == "csv":
            write_csv(table, stream, self._dialect(language))
        elif format == "xlsx":
            found = tuple(sources)
            listed = [source_table(found, translator(language))] if found else []
            write_workbook([table, *listed], stream, created=self._status_date)
        else:
            self._painters.table(table, sources, stream)

    def _dialect(self, language: Language) -> Dialect:
        name = self._profile.dialect
        return DIALECTS[name] if name else default_dialect(language)

    def _days(self, language: Language, format: str) -> Days:
        return self._dialect(language).days if format == "csv" else Days.DOTTED

    def _file(
        self,
        language: Language,
        name: str,
        format: str,
        write: Callable[[BinaryIO], object],
        **about: str,
    ) -> PackFile:
        ending = format
        if format == "csv":
            dialect = self._dialect(language)
            about["dialect"] = dialect.name
            ending = "tsv" if dialect.separator == "\t" else "csv"
        about = {"language": language.value, "format": format, **about}
        return PackFile(self._path(f"{language}/{name}", ending), write, about)

    def _path(self, name: str, ending: str) -> str:
        """A path of its own: a form of the user may be called as another file is."""
        path, number = f"{name}.{ending}", 1
        while path.casefold() in self._paths:
            number += 1
            path = f"{name} ({number}).{ending}"
        self._paths.add(path.casefold())
        return path

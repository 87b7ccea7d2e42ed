"""Everything that decides what a form holds, whatever it is then written as."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from tracker.domain.fields import Context
from tracker.domain.model import Source
from tracker.domain.portfolio import Portfolio
from tracker.exchange.dialects import Days
from tracker.exchange.forms import Form
from tracker.exchange.machine_dates import with_machine_dates
from tracker.exchange.official_table import Asked, fill_form, form_sources
from tracker.exchange.source_numbers import SourceNumbers
from tracker.exchange.table import Table
from tracker.language import Language, translator
from tracker.records import record
from tracker.workspace.outline_rows import OutlineNumbers
from tracker.workspace.query import Query
from tracker.workspace.workspace import Workspace


@record(kw_only=True)
class FormRequest:
    """A form to be made of a portfolio, which may be that of a past day.

    Statuses are judged on ``status_date``, which also stands above the table. Only a form of
    changes needs the ``workspace``. ``machine_dates`` adds columns for programs.
    """

    form: Form
    portfolio: Portfolio
    language: Language
    status_date: date
    query: Query = field(default_factory=Query)
    asked: Asked = field(default_factory=Asked)
    workspace: Workspace | None = None
    machine_dates: bool = False

    def table(self, days: Days = Days.DOTTED, numbers: SourceNumbers | None = None) -> Table:
        """The form filled in, plain days written as ``days``, sources by ``numbers`` if given."""
        table = fill_form(
            self.form,
            context=self._context,
            translator=translator(self.language),
            days=days,
            query=self.query,
            asked=self.asked,
            workspace=self.workspace,
            numbers=numbers,
        )
        return with_machine_dates(table, days) if self.machine_dates else table

    def sources(self) -> tuple[Source, ...]:
        """What the rows of the table rest on, each source once."""
        return form_sources(
            self.form,
            context=self._context,
            translator=translator(self.language),
            query=self.query,
            asked=self.asked,
            workspace=self.workspace,
        )

    @property
    def _context(self) -> Context:
        return Context(self.portfolio, self.status_date, OutlineNumbers(self.portfolio))

"""What the options of a command ask of a form, and the form itself by name or file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from tracker.cli.files import STATUS_DATE_HELP, judged_day
from tracker.cli.speech import _
from tracker.domain.errors import InputError
from tracker.language import N_, Language, translator
from tracker.records import record

if TYPE_CHECKING:
    from tracker.domain.portfolio import Portfolio
    from tracker.exchange.form_request import FormRequest
    from tracker.exchange.forms import Form
    from tracker.workspace.query import Query
    from tracker.workspace.workspace import Workspace

DEFAULT: Final = "roadmap"


class Day(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.2 only
    """A day in any wording that gives one: "2026-11-23", "23.11.2026"."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from tracker.domain.date_reader import read_period
        from tracker.domain.period import Precision

        if isinstance(value, date):
            return value
        period = read_period(value)
        if period.precision is not Precision.DAY:
            raise InputError(
                N_("“{option}” takes a day, such as 2026-11-23. “{value}” is longer than a day."),
                option=param.opts[-1] if param else "",
                value=value,
            )
        return period.first


@record
class FormWishes:
    """The options that are about a form; None where one is not given."""

    form: str | None = None
    as_of: date | None = None
    on: date | None = None
    where: str | None = None
    columns: str | None = None
    project: str | None = None
    period: str | None = None
    since: date | None = None
    machine_dates: bool = False

    def request(self, workspace: Workspace, language: Language) -> FormRequest:
        """The form that is asked for, of the file as it was on the day that is looked back to.

        Raises UserError for what cannot be taken.
        """
        from tracker.exchange.form_request import FormRequest
        from tracker.exchange.forms import (
            Rows,
            read_span,
            selected,
            tells_earlier_forecast,
            with_earlier_forecast,
        )
        from tracker.exchange.official_table import Asked
        from tracker.workspace.foresight import with_foresight
        from tracker.workspace.foresight_then import look_back

        form = form_called(self.form or DEFAULT)
        if self.columns is not None:
            keys = [key for part in self.columns.split(",") if (key := part.strip())]
            form = selected(form, keys)
        if self.period is not None and not form.period:
            raise InputError(NO_PERIOD, option="--period", form=form.id)
        looks_back = self.since is not None and tells_earlier_forecast(form)
        if self.since is not None and not looks_back and form.rows is not Rows.CHANGES:
            raise InputError(NO_PERIOD, option="--since", form=form.id)
        portfolio = workspace.portfolio
        on = self.status_date(portfolio, workspace)
        if self.since is not None and looks_back:
            look_back(workspace, self.since, on=on)
            form = with_earlier_forecast(form, self.since)
        return FormRequest(
            form=form,
            portfolio=with_foresight(portfolio, on),
            language=language,
            status_date=on,
            query=self.query(portfolio, language),
            asked=Asked(
                period=read_span(self.period, language) if self.period is not None else None,
                since=self.since,
                until=self.on,
            ),
            workspace=workspace,
            machine_dates=self.machine_dates,
        )

    def status_date(self, portfolio: Portfolio, workspace: Workspace) -> date:
        """The day on which statuses are judged, and that stands above the table."""
        return judged_day(portfolio, workspace.today(), given=self.on, as_of=self.as_of)

    def query(self, portfolio: Portfolio, language: Language) -> Query:
        """Which rows are asked for."""
        from tracker.workspace.expressions import read_expression
        from tracker.workspace.filters import RowFilter
        from tracker.workspace.named import found_project
        from tracker.workspace.query import Query

        where = read_expression(self.where, translator(language)) if self.where else None
        projects = {found_project(portfolio, self.project).id} if self.project else ()
        return Query(filter=RowFilter(project_ids=frozenset(projects), where=where))


NO_PERIOD: Final = N_("“{option}” means nothing to the form “{form}”. Leave it out.")


def form_called(name: str) -> Form:
    """A bundled form, one in the user's folder, or that of a file whose name ends in .toml."""
    from tracker.exchange.forms import FORM_IDS, bundled_form, named_form, read_form

    if name in FORM_IDS:
        return bundled_form(name)
    if name.endswith(".toml"):
        return read_form(Path(name))
    # Qt knows where programs keep what is the user's own.
    from tracker.ui.places import forms_folder

    return named_form(name, forms_folder())


def form_options() -> list[click.Parameter]:
    """The options of :class:`FormWishes`."""
    return [
        click.Option(
            ["--form"],
            metavar="NAME|FILE.toml",
            help=_(
                "Form; roadmap if left out. The command “forms” lists them; your own are taken "
                "from a file."
            ),
        ),
        click.Option(
            ["--as-of"],
            type=Day(),
            metavar="DAY",
            help=_("Everything as it was at the end of that day, rows deleted since included."),
        ),
        click.Option(
            ["--status-date", "on"],
            type=Day(),
            metavar="DAY",
            help=STATUS_DATE_HELP,
        ),
        click.Option(
            ["--where"],
            metavar="EXPR",
            help=_("Rows for which this holds, as in the register: “Finish: <= Q4 2026”."),
        ),
        click.Option(
            ["--columns"],
            metavar="A,B,C",
            help=_("These columns in this order, by the names that “forms” lists."),
        ),
        click.Option(
            ["--machine-dates"],
            is_flag=True,
            help=_("Add first day, last day and precision after each column of periods."),
        ),
        click.Option(["--project"], metavar="NAME", help=_("One project, by name or code.")),
        click.Option(
            ["--period"],
            metavar="PERIOD",
            help=_(
                "For “due”: a number of days, this-quarter, next-quarter, a period such as "
                "“Q4 2026”, or from one to another: “Q1 2026..H1 2027”."
            ),
        ),
        click.Option(
            ["--since"],
            type=Day(),
            metavar="DAY",
            help=_(
                "For “changes”: the first day; the last 30 days if left out. For “slippage”: the "
                "day whose forecast stands beside that of now."
            ),
        ),
    ]

"""What the choices of the dialog ask of a form, as plain values that any thread can work with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.domain.period import Period, Precision
from tracker.domain.period_range import PeriodRange
from tracker.exchange.form_request import FormRequest
from tracker.exchange.forms import (
    Form,
    Rows,
    tells_earlier_forecast,
    with_earlier_forecast,
)
from tracker.exchange.official_table import Asked
from tracker.language import Language
from tracker.records import record
from tracker.ui.dialogs.export.choices import ALL_ROWS, SHOWN_ROWS, Around
from tracker.ui.dialogs.export.formats import CALENDAR, Format
from tracker.ui.dialogs.export.job import ExportJob
from tracker.ui.dialogs.export.options import Options
from tracker.ui.dialogs.grounds import Ground
from tracker.ui.session import Session
from tracker.workspace.expressions import Expression
from tracker.workspace.expressions.tree import (
    And,
    Compared,
    Days,
    Near,
    Operator,
    Span,
    Test,
    span_days,
)
from tracker.workspace.filters import RowFilter
from tracker.workspace.query import Query


@record(kw_only=True)
class Wish:
    """A document as it is asked for. ``as_of`` and ``on`` are None where nothing else is said.

    ``query`` finds the rows that were chosen; ``where`` and ``span`` leave some of them.
    """

    form: Form
    language: Language
    format: Format
    around: Around
    file_name: str
    query: Query
    where: Expression | None
    span: Span | None
    since: date | None
    as_of: date | None
    on: date | None
    machine_dates: bool

    @property
    def tells_changes(self) -> bool:
        return self.form.rows is Rows.CHANGES

    def target_name(self, today: date) -> str:
        """The name that tells form, status date and language; ``today`` is that of the window."""
        name = "milestones" if self.format is CALENDAR else self.form.id
        day = self.on or self.as_of or today
        return f"{name}_{day.isoformat()}_{self.language}{self.format.suffix}"

    def job(self, ground: Ground) -> ExportJob:
        """The form to be filled in, of the portfolio and on the day of ``ground``.

        While the window looks back to the forecast of a past day, a form that can tell of it does.
        """
        form, then = self.form, ground.portfolio.foresight_then
        if then is not None and tells_earlier_forecast(form):
            form = with_earlier_forecast(form, then.day)
        request = FormRequest(
            form=form,
            portfolio=ground.portfolio,
            language=self.language,
            status_date=ground.status_date,
            query=self._query(ground.status_date),
            asked=Asked(
                period=self.span if form.period else None,
                since=self.since if self.tells_changes else None,
                until=self.on if self.tells_changes else None,
            ),
            workspace=ground.workspace,
            machine_dates=self.machine_dates,
        )
        return ExportJob(
            request=request, format=self.format, around=self.around, file_name=self.file_name
        )

    def _query(self, on: date) -> Query:
        found = self.query.filter
        asked = [each for each in (found.where, self.where) if each is not None]
        if not self.form.period and not self.tells_changes:
            # The form has no period of its own: the rows that reach into it are shown.
            if isinstance(self.span, Days):
                asked.append(Test("finish", Compared(Operator.POSSIBLE, self.span)))
            found = replace(found, period=self._touched(on) or found.period)
        where = And(tuple(asked)) if len(asked) > 1 else next(iter(asked), None)
        return replace(self.query, filter=replace(found, where=where))

    def _touched(self, on: date) -> Period | PeriodRange | None:
        match self.span:
            case Period() | PeriodRange() as period:
                return period
            case Near(unit) as near:
                return Period.containing(span_days(near, on)[0], Precision(unit.value))
        return None


def wish_of(form: Form, format: Format, around: Around, options: Options, session: Session) -> Wish:
    """What is chosen now."""
    return Wish(
        form=form,
        language=options.document_language,
        format=format,
        around=around,
        file_name=session.workspace.path.name,
        query=_rows(options.row_choice, session),
        where=options.where.value,
        span=options.span,
        since=options.since.value,
        as_of=options.as_of.value,
        on=options.status_date.value,
        machine_dates=options.machine_dates.isChecked(),
    )


def _rows(chosen: str, session: Session) -> Query:
    if chosen == SHOWN_ROWS:
        return replace(session.query, collapsed=frozenset())
    if chosen == ALL_ROWS:
        return Query()
    ids = {one.id for one in session.portfolio.projects if one.uid == chosen}
    return Query(filter=RowFilter(project_ids=frozenset(ids)))

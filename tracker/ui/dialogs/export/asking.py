"""What the choices of the dialog ask of a form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.exchange.form_request import FormRequest
from tracker.exchange.forms import (
    Form,
    Rows,
    tells_earlier_forecast,
    with_earlier_forecast,
)
from tracker.exchange.official_table import Asked
from tracker.ui.dialogs.export.choices import ALL_ROWS, SHOWN_ROWS
from tracker.ui.dialogs.export.options import Options
from tracker.ui.dialogs.grounds import Ground
from tracker.ui.session import Session
from tracker.workspace.expressions.tree import And
from tracker.workspace.filters import RowFilter
from tracker.workspace.query import Query


def request_of(form: Form, options: Options, ground: Ground, session: Session) -> FormRequest:
    """The form to be filled in, of the portfolio and on the day of ``ground``.

    While the window looks back to the forecast of a past day, a form that can tell of it does.
    """
    is_changes = form.rows is Rows.CHANGES
    then = ground.portfolio.foresight_then
    if then is not None and tells_earlier_forecast(form):
        form = with_earlier_forecast(form, then.day)
    return FormRequest(
        form=form,
        portfolio=ground.portfolio,
        language=options.document_language,
        status_date=ground.status_date,
        query=_query(form, options, ground.status_date, session),
        asked=Asked(
            period=options.span if form.period else None,
            since=options.since.value if is_changes else None,
            until=options.status_date.value if is_changes else None,
        ),
        workspace=ground.workspace,
        machine_dates=options.machine_dates.isChecked(),
    )


def _query(form: Form, options: Options, on: date, session: Session) -> Query:
    query = _rows(options.row_choice, session)
    found = query.filter
    asked = [each for each in (found.where, options.where.value) if each is not None]
    if not form.period and form.rows is not Rows.CHANGES:
        # The form has no period of its own: the rows that reach into it are shown.
        within = options.within()
        asked += [within] if within is not None else []
        found = replace(found, period=options.touched(on) or found.period)
    where = And(tuple(asked)) if len(asked) > 1 else next(iter(asked), None)
    return replace(query, filter=replace(found, where=where))


def _rows(chosen: str, session: Session) -> Query:
    if chosen == SHOWN_ROWS:
        return replace(session.query, collapsed=frozenset())
    if chosen == ALL_ROWS:
        return Query()
    ids = {one.id for one in session.portfolio.projects if one.uid == chosen}
    return Query(filter=RowFilter(project_ids=frozenset(ids)))

"""The forecast that follows an edit is the one of the whole file."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workspace.random_steps import Clock, choose, do
from tracker.domain.errors import UserError
from tracker.domain.fields import FIELD
from tracker.domain.model import Calendar, ConstraintKind, Edge, LagUnit, LinkType
from tracker.domain.outline import ref_of
from tracker.domain.period import deadline_from_key
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.forecast.result import Forecast
from tracker.workspace import Workspace, operations
from tracker.workspace.changes import Changes
from tracker.workspace.following import found_after, found_at_once, replanned_by, succeeded
from tracker.workspace.foresight import PortfolioForesight, forecast_of
from tracker.workspace.patching import affected_rows

TODAY = date(2026, 11, 23)
_KINDS = 28


class Following:
    """Follows every step of a workspace as the window does."""

    def __init__(self, workspace: Workspace) -> None:
        self.portfolio = workspace.portfolio
        self.foresight = PortfolioForesight(self.portfolio, complete(self.portfolio))
        self.at_once = 0
        self._waiting: list[Changes] = []
        workspace.listeners.append(self._waiting.append)
        self.ask()

    def look(self) -> None:
        """Follow what was done; what a listener raises would be told to the log alone."""
        for changes in self._waiting:
            self.follow(changes)
        self._waiting.clear()

    def ask(self) -> dict[int, object]:
        rows = (*self.portfolio.projects, *self.portfolio.items)
        return {ref_of(row): self.foresight.of(row) for row in rows}

    def follow(self, changes: Changes) -> None:
        before = self.foresight
        replanned = replanned_by(before.forecast, self.portfolio, [changes])
        if replanned is None:
            forecast = complete(self.portfolio)
        else:
            assert replanned.plan() == complete(self.portfolio).plan, changes.operation
            found = found_at_once(before.forecast, replanned, 1000)
            self.at_once += found is not None
            forecast = found or found_after(before.forecast, replanned)
            forecast.complete()
        was = dict(self.foresight._known)
        self.foresight, told = succeeded(
            before, self.portfolio, forecast, affected_rows(self.portfolio, changes)
        )
        anew = PortfolioForesight(self.portfolio, complete(self.portfolio))
        assert_same(forecast, anew.forecast)
        now = self.ask()
        for row in (*self.portfolio.projects, *self.portfolio.items):
            assert now[ref_of(row)] == anew.of(row), (changes.operation, row)
        if told is not None:
            refs = {key.id if key.table == "items" else -key.id for key in told}
            other = {ref for ref in now.keys() & was.keys() if now[ref] != was[ref]}
            assert refs == other


def complete(portfolio: Portfolio) -> Forecast:
    forecast = forecast_of(portfolio, TODAY)
    forecast.complete()
    return forecast


def assert_same(found: Forecast, whole: Forecast) -> None:
    ids = [row.id for row in whole.plan.activities]
    assert [row.id for row in found.plan.activities] == ids
    for item in (*ids, *whole.plan.phases):
        assert found.item(item) == whole.item(item)
    assert sorted(found.problems) == sorted(whole.problems)
    assert found.doubtful == whole.doubtful
    nodes, others = ([each.network.node_of[item] for item in ids] for each in (found, whole))
    assert np.array_equal(found.spanned[nodes], whole.spanned[others])


def step(workspace: Workspace, kind: int, chance: Random) -> None:
    """An edit of any kind on which a forecast may rest, now and then taken back or done again."""
    portfolio = workspace.portfolio
    items = sorted(item.id for item in portfolio.items)
    item, other = chance.choice(items), chance.choice(items)
    key = portfolio.items[item]
    rows = [choose(portfolio, chance.randint(0, 99))]

    def put(field: str, value: object) -> None:
        operations.set_field(
            workspace, rows=[RowKey("items", item)], field=FIELD[field], value=value
        )

    day = f"2026-{chance.choice(['09', '11', '12'])}-{chance.randint(10, 28)}"
    said = chance.choice([day, "2026-Q4", "2027-03", "2027", "permanent"])
    match kind:
        case 16 | 17:
            days = chance.randint(1, 30)
            put("duration", chance.choice([None, 0, days, days]))
        case 18:
            put("percent", chance.choice([None, 10, 60]))
        case 19 | 20:
            edge = Edge.START if key.kind != "milestone" and kind == 19 else Edge.FINISH
            operations.commit_deadline(
                workspace, item_id=item, edge=edge, deadline=deadline_from_key(said)
            )
        case 21 | 22:
            operations.add_link(
                workspace,
                predecessor_id=item,
                successor_id=other,
                link_type=chance.choice(list(LinkType)),
                lag=chance.choice([0, 3, -2]),
                lag_unit=chance.choice(list(LagUnit)),
            )
        case 23:
            if links := sorted(link.id for link in portfolio.links):
                operations.remove_link(workspace, link_id=chance.choice(links))
        case 24:
            put("calendar", chance.choice(list(Calendar)))
        case 25:
            put("constraint", chance.choice([None, *ConstraintKind]))
        case 26:
            workspace.undo()
        case 27:
            workspace.redo()
        case _:
            assert rows[0] is not None
            do(workspace, kind, chance.randint(0, 99), chance.randint(0, 99))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 10**9))
def test_whatever_is_edited_the_forecast_is_that_of_the_whole_file(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = Random(seed)
    path = Path(tmp_path_factory.mktemp("followed"), "a.cotrack")
    with Workspace.create(path, user="tester", clock=Clock()) as workspace:
        for kind, a, b in ((0, 1, 0), (1, 0, 0), (1, 0, 1), (1, 1, 2), (1, 2, 1), (1, 0, 4)):
            do(workspace, kind, a, b)
        following = Following(workspace)
        for _ in range(25):
            if not len(workspace.portfolio.items):
                workspace.undo()
                continue
            with suppress(UserError):
                step(workspace, chance.randrange(_KINDS), chance)
            following.look()

"""The sampling of the risk that is kept in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.model import RiskResult, RiskRun
from tracker.domain.period import Period
from tracker.domain.portfolio import Portfolio
from tracker.storage.repository import Repository
from tracker.storage.telling import Beat, told
from tracker.workspace.changes import Changes
from tracker.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tracker.forecast.risk import ItemRisk, Risk


def keep_risk(
    workspace: Workspace, *, risk: Risk, status_date: date, tell: Beat | None = None
) -> Changes:
    """Keep a sampling of the plan as of a status date, in place of the one that was kept.

    What the file holds then follows from the inputs, the seed and the runs alone. An item or
    project of which no date up to 2200 was found is left out, and so is one that was deleted
    meanwhile. ``tell`` is as in :meth:`Workspace.perform`.
    """
    workspace.refresh()
    current = kept_run(workspace.portfolio)
    wanted = RiskRun(
        status_date=Period.day(status_date),
        seed=risk.seed,
        runs=risk.runs,
        distribution=risk.distribution,
        inputs=risk.inputs,
    )

    def write(repository: Repository) -> None:
        if current is None:
            run = repository.insert(wanted)
        else:
            run = replace(wanted, id=current.id, uid=current.uid)
            if run != current:
                repository.update(run)
        for other in list(workspace.portfolio.risk_runs):
            if other.id != run.id:
                repository.delete(RiskRun, other.id)
        _write_results(workspace, repository, risk, run.id, tell)

    return workspace.perform("keep-risk", write, tell=tell, n=risk.runs)


def kept_run(portfolio: Portfolio) -> RiskRun | None:
    """The sampling of a file; of several (a document was merged into it) the one kept last."""
    return max(portfolio.risk_runs, key=lambda run: run.id, default=None)


def _write_results(
    workspace: Workspace, repository: Repository, risk: Risk, run_id: int, tell: Beat | None
) -> None:
    portfolio = workspace.portfolio
    before = {_of(result): result for result in portfolio.risk_results.where("run_id", run_id)}
    new = []
    for result in told(_results(portfolio, risk, run_id), tell):
        old = before.pop(_of(result), None)
        if old is None:
            new.append(result)
        elif (changed := replace(result, id=old.id, uid=old.uid)) != old:
            repository.update(changed)
    for gone in before.values():
        repository.delete(RiskResult, gone.id)
    repository.insert_many(new, tell=tell)


def _results(portfolio: Portfolio, risk: Risk, run_id: int) -> Iterator[RiskResult]:
    """What was found of each item and project that is still there."""
    for item_id, found in risk.items.items():
        if item_id in portfolio.items and (known := _result(found, run_id)) is not None:
            yield replace(known, item_id=item_id)
    for project_id, found in risk.projects.items():
        if project_id in portfolio.projects and (known := _result(found, run_id)) is not None:
            yield replace(known, project_id=project_id)


def _result(found: ItemRisk, run_id: int) -> RiskResult | None:
    """Of a row that is yet to be told."""
    if found.p50 is None or found.p80 is None:
        return None
    p50, p80 = Period.day(found.p50), Period.day(found.p80)
    return RiskResult(run_id=run_id, p50=p50, p80=p80, driving=found.driving)


def _of(result: RiskResult) -> tuple[int | None, int | None]:
    return result.item_id, result.project_id

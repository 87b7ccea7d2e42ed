"""A sampling that is kept: what it says while the plan stays, and once it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.workspace.test_foresight import TODAY, portfolio
from tracker.domain.cells import cell_text
from tracker.domain.fields import FIELD, Context, value_of
from tracker.domain.foresight import foreseen
from tracker.domain.model import Commitment, Distribution, Edge, Item, Project, RiskRun
from tracker.domain.period import Period
from tracker.domain.portfolio import RowKey
from tracker.forecast.risk import Risk, sample
from tracker.language import Language, translator
from tracker.ui.models.cells import EMPTY, Ink, cell_of, copied_text
from tracker.workspace import Workspace, operations
from tracker.workspace.foresight import PortfolioForesight, with_foresight
from tracker.workspace.labels import OPERATION_LABELS

EN = translator(Language.EN)
WORKS, OPENING, FORGOTTEN = 1, 2, 3


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "a.cotrack", user="tester") as workspace:
        rows = list(portfolio().rows())
        workspace.perform("import-table", lambda file: [file.insert(row) for row in rows])
        yield workspace
        for entry in workspace.history():
            assert entry.operation in OPERATION_LABELS


def foresight_of(workspace: Workspace) -> PortfolioForesight:
    found = with_foresight(workspace.portfolio, TODAY).foresight
    assert isinstance(found, PortfolioForesight)
    return found


def sampled(workspace: Workspace, **more: object) -> Risk:
    plan = foresight_of(workspace).forecast.plan
    return sample(plan, **{"runs": 200, "seed": 4} | more)  # type: ignore[arg-type]


def keep(workspace: Workspace, **more: object) -> Risk:
    risk = sampled(workspace, **more)
    operations.keep_risk(workspace, risk=risk, status_date=TODAY)
    return risk


def cell(workspace: Workspace, key: str, item: int = WORKS) -> str:
    portfolio = workspace.portfolio
    row = portfolio.items[item]
    context = Context(portfolio, TODAY, {})
    known = foreseen(portfolio, row, TODAY)
    assert known is not None
    return cell_of(FIELD[key], row, context, EN, known.status).text


def lengthen(workspace: Workspace, days: int) -> None:
    field = FIELD["duration_high"]
    operations.set_field(workspace, rows=[RowKey(Item.table, WORKS)], field=field, value=days)


def test_what_is_kept_is_what_was_sampled_and_is_one_step(workspace: Workspace) -> None:
    steps = len(list(workspace.history()))
    risk = keep(workspace, distribution=Distribution.TRIANGULAR)
    assert len(list(workspace.history())) == steps + 1
    (run,) = workspace.portfolio.risk_runs
    assert (run.seed, run.runs, run.distribution) == (4, 200, Distribution.TRIANGULAR)
    assert run.status_date == Period.day(TODAY)
    sampling = foresight_of(workspace).sampling
    assert sampling is not None and sampling.holds
    assert sampling.risk() == risk
    workspace.undo()
    assert not len(workspace.portfolio.risk_runs) and not len(workspace.portfolio.risk_results)
    assert foresight_of(workspace).sampling is None


def test_the_same_plan_and_seed_leave_the_file_as_it_is(workspace: Workspace) -> None:
    keep(workspace)
    steps = len(list(workspace.history()))
    keep(workspace)
    assert len(list(workspace.history())) == steps
    keep(workspace, seed=5)
    assert len(list(workspace.history())) == steps + 1
    (run,) = workspace.portfolio.risk_runs
    assert run.seed == 5
    workspace.undo()
    (run,) = workspace.portfolio.risk_runs
    assert run.seed == 4
    sampling = foresight_of(workspace).sampling
    assert sampling is not None and sampling.holds


def test_the_columns_say_it_while_it_holds_and_that_it_is_outdated_then(
    workspace: Workspace,
) -> None:
    assert cell(foresighted(workspace), "p80") == EMPTY.text
    risk = keep(workspace)
    p80 = risk.items[WORKS].p80
    assert p80 is not None
    row = foresighted(workspace).portfolio.items[WORKS]
    value = value_of(FIELD["p80"], row, Context(workspace.portfolio, TODAY, {}))
    assert value == Period.day(p80)
    assert cell(workspace, "p80") == cell_text(FIELD["p80"], value, EN)
    assert cell(workspace, "p50") not in ("", cell(workspace, "p80"))
    assert cell(workspace, "driving") == "100"
    lengthen(workspace, 61)
    for key in ("p50", "p80", "driving"):
        assert cell(foresighted(workspace), key) == "out of date"
        row = workspace.portfolio.items[WORKS]
        context = Context(workspace.portfolio, TODAY, {})
        assert value_of(FIELD[key], row, context) is None
        known = foreseen(workspace.portfolio, row, TODAY)
        assert known is not None
        assert cell_of(FIELD[key], row, context, EN, known.status).ink is Ink.FAINT
    # What was promised long ago, and of which nothing says how long it takes, has no date at all.
    assert cell(workspace, "p80", FORGOTTEN) == ""
    workspace.undo()
    assert cell(foresighted(workspace), "p80") == cell_text(FIELD["p80"], value, EN)


def foresighted(workspace: Workspace) -> Workspace:
    foresight_of(workspace)
    return workspace


def test_another_status_date_has_another_sampling(workspace: Workspace) -> None:
    keep(workspace)
    later = with_foresight(workspace.portfolio, date(2026, 11, 24)).foresight
    assert isinstance(later, PortfolioForesight)
    assert later.sampling is not None and not later.sampling.holds


def test_what_follows_from_a_promised_period_is_said_no_finer(workspace: Workspace) -> None:
    # Without its link the opening is when it was promised: in the fourth quarter.
    (link,) = workspace.portfolio.links
    operations.remove_link(workspace, link_id=link.id)
    keep(workspace)
    opening = workspace.portfolio.items[OPENING]
    known = foresight_of(workspace).of(opening)
    assert known is not None
    assert known.p80 == Period.quarter(2026, 4)


def test_what_is_done_is_sampled_no_longer(workspace: Workspace) -> None:
    keep(workspace)
    done = Period.day(date(2026, 11, 20))
    operations.set_actual(workspace, item_id=WORKS, edge=Edge.FINISH, period=done)
    foresight = foresight_of(workspace)
    row = workspace.portfolio.items[WORKS]
    assert foresight.sampled(row) is None
    known = foresight.of(row)
    assert known is not None and not known.is_outdated


def test_an_item_deleted_meanwhile_is_left_out(workspace: Workspace) -> None:
    risk = sampled(workspace)
    operations.delete_rows(workspace, rows=[RowKey(Item.table, OPENING)])
    operations.keep_risk(workspace, risk=risk, status_date=TODAY)
    results = workspace.portfolio.risk_results
    assert {result.item_id for result in results} == {WORKS, FORGOTTEN, None}
    operations.delete_rows(workspace, rows=[RowKey(Project.table, 1)])
    operations.keep_risk(workspace, risk=risk, status_date=TODAY)
    assert not len(results)
    sampling = foresight_of(workspace).sampling
    assert sampling is not None and not sampling.holds


def test_of_several_samplings_one_is_kept(workspace: Workspace) -> None:
    day = Period.day(TODAY)
    old = RiskRun(
        status_date=day, seed=1, runs=1, distribution=Distribution.PERT, inputs="another plan"
    )
    workspace.perform("import-table", lambda file: [file.insert(old), file.insert(old)])
    keep(workspace)
    run = operations.kept_run(workspace.portfolio)
    assert [run] == list(workspace.portfolio.risk_runs)
    assert run is not None and run.runs == 200


def test_a_project_is_as_late_as_its_last_part_in_each_run(workspace: Workspace) -> None:
    risk = keep(workspace)
    project = workspace.portfolio.projects[1]
    foresight = foresight_of(workspace)
    known = foresight.of(project)
    assert known is not None and known.p50 is not None and known.p80 is not None
    of_parts = [found for found in risk.items.values() if found.p80 is not None]
    # Not the latest of the parts' own days: in each run the last part decides.
    assert risk.projects[1].p80 is not None
    assert risk.projects[1].p80 >= max(found.p80 for found in of_parts if found.p80)
    assert risk.projects[1].p80 in known.p80
    assert known.driving is None
    sampled_of = foresight.sampled(project)
    assert sampled_of is not None and sampled_of.driving is None
    lengthen(workspace, 90)
    known = foresight_of(workspace).of(project)
    assert known is not None and known.p80 is None and known.is_outdated


def test_a_project_is_said_no_finer_than_any_part_that_may_be_the_last(
    workspace: Workspace,
) -> None:
    keep(workspace)
    foresight = foresight_of(workspace)
    project = workspace.portfolio.projects[1]
    exact = foresight.of(project)
    assert exact is not None and exact.p80 is not None
    # Another part is promised for a whole year in which the works end too.
    year = Commitment(
        item_id=FORGOTTEN,
        deadline=Period.year(2027),
        recorded_on=Period.day(TODAY),
        announced_on=Period.day(TODAY),
    )
    workspace.perform("import-table", lambda repository: repository.insert(year))
    keep(workspace)
    coarse = foresight_of(workspace).of(project)
    assert coarse is not None and coarse.p80 is not None
    assert coarse.p80 == Period.year(2027)
    assert exact.p80.precision.rank < coarse.p80.precision.rank


def test_what_is_early_has_a_minus_sign_and_is_copied_with_the_hyphen_of_spreadsheets(
    workspace: Workspace,
) -> None:
    operations.commit_deadline(workspace, item_id=WORKS, deadline=Period.year(2030))
    foresight_of(workspace)
    assert cell(workspace, "slip").startswith("−")
    row, context = workspace.portfolio.items[WORKS], Context(workspace.portfolio, TODAY, {})
    assert copied_text(FIELD["slip"], row, context, EN).startswith("-")

"""Declared totals against recorded rows: what is added, what is not, and what is unknown."""

from dataclasses import replace
from decimal import Decimal

from tests.domain.portfolios import project
from tracker.domain.model import Basis, Bound, Claim, Measure, Row, State, Topic
from tracker.domain.period import period_from_key
from tracker.domain.portfolio import Portfolio
from tracker.domain.reconcile import Line, Sum, reconcile, snapshots
from tracker.exchange.json_document import read_document
from tracker.exchange.sample import load_sample


def claim(
    id: int, measure: Measure, value: str, unit: str, project_id: int | None = None, **more: object
) -> Claim:
    return Claim(
        id=id,
        uid=f"c{id}",
        project_id=project_id,
        topic=None if project_id else Topic.PORTFOLIO,
        measure=measure,
        value=Decimal(value),
        unit=unit,
        **more,  # type: ignore[arg-type]
    )


def declared(id: int, measure: Measure, value: str, unit: str, day: str) -> Claim:
    return claim(id, measure, value, unit, as_of=period_from_key(day), source_id=1)


def line(rows: list[Row], measure: Measure) -> Line:
    found = reconcile(Portfolio(rows))
    assert found
    (one,) = [line for line in found.lines if line.measure is measure]
    return one


VALUE = declared(1, Measure.VALUE, "1000", "USD", "2025-11-15")


def test_the_gap_is_what_is_declared_and_not_recorded() -> None:
    one = line([VALUE, project(), claim(2, Measure.VALUE, "355.41", "USD", 1)], Measure.VALUE)
    assert one.recorded == Sum("USD", Decimal("355.41"), 1, True)
    assert one.gap == Decimal("644.59")


def test_unknown_is_unknown_and_not_nothing() -> None:
    rows: list[Row] = [VALUE, project(1), project(2), claim(2, Measure.VALUE, "5", "USD", 1)]
    one = line(rows, Measure.VALUE)
    assert (one.recorded.projects, one.unknown) == (1, 1)


def test_currencies_are_kept_apart() -> None:
    rows: list[Row] = [VALUE, *(project(n) for n in (1, 2, 3))]
    rows += [claim(2, Measure.VALUE, "5", "USD", 1)]
    rows += [claim(2 + n, Measure.VALUE, "100", "KZT", n) for n in (2, 3)]
    one = line(rows, Measure.VALUE)
    assert one.recorded.value == 5
    assert one.elsewhere == (Sum("KZT", Decimal(200), 2, True),)
    assert one.unknown == 0


def test_of_several_figures_of_a_project_only_the_leading_one_counts() -> None:
    rows: list[Row] = [VALUE, project()]
    for number, value in enumerate(("27", "123", "185.1"), start=2):
        rows.append(claim(number, Measure.VALUE, value, "USD", 1, leading=value == "185.1"))
    assert line(rows, Measure.VALUE).recorded.value == Decimal("185.1")


def test_a_sum_with_a_bound_or_a_range_is_not_exact() -> None:
    for inexact in ({"bound": Bound.OVER}, {"upper": Decimal(9)}):
        rows = [VALUE, project(), claim(2, Measure.VALUE, "5", "USD", 1, **inexact)]
        assert not line(rows, Measure.VALUE).recorded.exact


def test_projects_are_counted_without_the_cancelled() -> None:
    rows = [
        declared(1, Measure.PROJECTS, "3", "projects", "2025-11-15"),
        project(1),
        project(2, state=State.CANCELLED),
    ]
    one = line(rows, Measure.PROJECTS)
    assert (one.recorded.value, one.gap) == (1, 2)


def test_the_latest_snapshot_that_counts_projects_is_taken() -> None:
    counted = declared(1, Measure.PROJECTS, "69", "projects", "2024-07-14")
    value = declared(2, Measure.VALUE, "9", "USD", "2025-03-29")
    found = reconcile(Portfolio([counted, value]))
    assert found and found.snapshot.totals == {Measure.PROJECTS: counted}
    only = reconcile(Portfolio([value]))
    assert only and only.snapshot.totals == {Measure.VALUE: value}


def test_a_snapshot_can_be_chosen() -> None:
    rows = [
        declared(1, Measure.PROJECTS, "69", "projects", "2024-07-14"),
        declared(2, Measure.PROJECTS, "78", "projects", "2025-11-15"),
    ]
    first, second = snapshots(Portfolio(rows))
    chosen = reconcile(Portfolio(rows), first)
    assert chosen and chosen.lines[0].declared.value == 69
    assert second.totals[Measure.PROJECTS].value == 78


def test_parts_and_calculated_figures_are_no_declared_totals() -> None:
    part = replace(VALUE, detail="in Kazakhstan")
    calculated = replace(VALUE, id=2, basis=Basis.CALCULATED)
    trade = replace(VALUE, id=3, topic=Topic.TRADE)
    assert reconcile(Portfolio([part, calculated, trade, project()])) is None


def test_two_sources_of_one_day_are_two_snapshots() -> None:
    other = replace(VALUE, id=2, source_id=2)
    assert len(snapshots(Portfolio([VALUE, other]))) == 2


def test_the_sample_stands_against_the_totals_of_november_2025() -> None:
    portfolio = Portfolio(read_document(load_sample()))
    found = reconcile(portfolio)
    assert found
    projects, value, jobs = found.lines
    assert (projects.declared.value, projects.recorded.value) == (78, len(portfolio.projects))
    assert value.declared.value == Decimal("1.7e9")
    assert {one.unit for one in value.elsewhere} == {"KZT"}
    assert value.recorded.projects + value.elsewhere[0].projects + value.unknown == 27
    assert jobs.declared.bound is Bound.OVER
    assert jobs.unknown > 0

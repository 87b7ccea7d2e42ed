"""A portfolio made in code that has every case of an export once.

The center's dates are those of the article of 14 July 2024; rows named after what they test are
made up.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from tests.domain.portfolios import commitment, item, project
from tracker.domain.fields import FIELD, Context
from tracker.domain.model import (
    Basis,
    Body,
    BodyRole,
    Bound,
    Citation,
    Claim,
    Item,
    ItemKind,
    Measure,
    Names,
    ProgressNote,
    Project,
    Role,
    Row,
    Side,
    Source,
    State,
    Topic,
)
from tracker.domain.period import Period, period_from_key
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.workspace.operations import commit_deadline, set_field
from tracker.workspace.outline_rows import OutlineNumbers
from tracker.workspace.workspace import Workspace

STATUS_DATE = date(2026, 11, 23)


def context(portfolio: Portfolio) -> Context:
    return Context(portfolio, STATUS_DATE, OutlineNumbers(portfolio))


def export_portfolio() -> Portfolio:
    return Portfolio([*_sources(), *_center(), *_plant(), *_edge_cases(), *_without_items()])


def _named(row: Project | Item, name: Names) -> Row:
    return replace(row, name=name)


def _sources() -> list[Row]:
    return [
        Source(
            id=1,
            uid="s1",
            key="article",
            title="Kazakhstan, Uzbekistan Set to Establish Free Trade Regime",
            publisher="Newsroom",
            published=period_from_key("2024-07-14"),
        ),
        Source(id=2, uid="s2", key="undated", title="Undated; with a semicolon"),
        Body(
            id=1,
            uid="b1",
            name=Names(
                en="Ministry of Trade and Integration", ru="Министерство торговли и интеграции"
            ),
            side=Side.KZ,
        ),
        Body(
            id=2,
            uid="b2",
            name=Names(
                en="Ministry of Investment, Industry and Trade",
                uz="Investitsiyalar, sanoat va savdo vazirligi",
            ),
            side=Side.UZ,
        ),
    ]


def _center() -> list[Row]:
    center = Names(
        en="Central Asia International Center for Industrial Cooperation",
        ru="Международный центр промышленной кооперации «Центральная Азия»",
        kk="«Орталық Азия» халықаралық өнеркәсіптік кооперация орталығы",
        uz="“Markaziy Osiyo” xalqaro sanoat kooperatsiyasi markazi",
    )
    return [
        _named(
            project(1, side=Side.JOINT, sector="Industrial zone", state=State.IN_PROGRESS), center
        ),
        item(1, "Launch", kind=ItemKind.PHASE, cost=Decimal("27000000000"), currency="KZT"),
        _named(
            item(
                2,
                "",
                parent_id=1,
                form_of_completion="Act",
                funding_source="Republican budget",
                cost=Decimal("1000000000.50"),
                currency="KZT",
                percent=72,
            ),
            Names(en="Technical launch", ru="Технический запуск"),
        ),
        _named(item(3, "", parent_id=1), Names(en="Official opening", ru="Официальное открытие")),
        commitment(1, 2, "2026-Q4", wording="IV квартал 2026 г.", language="ru", source_id=1),
        commitment(2, 3, "2027-H1", wording="the first half of 2027", language="en", source_id=1),
        BodyRole(id=1, uid="r1", item_id=2, body_id=1, role=Role.RESPONSIBLE),
        BodyRole(id=2, uid="r2", item_id=2, body_id=2, role=Role.RESPONSIBLE, position=1),
        Claim(
            id=1,
            uid="k1",
            project_id=1,
            measure=Measure.VALUE,
            value=Decimal("185100000000"),
            unit="KZT",
            source_id=2,
        ),
        Claim(
            id=2,
            uid="k2",
            project_id=1,
            measure=Measure.JOBS,
            value=Decimal("14700"),
            unit="jobs",
            bound=Bound.NEARLY,
        ),
    ]


def _plant() -> list[Row]:
    plant = Names(
        en="Taraz electrometallurgical plant", ru="Таразский электрометаллургический завод"
    )
    return [
        _named(
            project(2, side=Side.KZ, region="Zhambyl Region", sector="Metallurgy", product="steel"),
            plant,
        ),
        item(4, "Commissioning", project_id=2, cost=Decimal("121300000"), currency="USD"),
        commitment(3, 4, "2025"),
        Citation(id=1, uid="q1", project_id=2, source_id=1, what="capacity"),
        Claim(
            id=3,
            uid="k3",
            project_id=2,
            measure=Measure.CAPACITY,
            value=Decimal(500_000),
            unit="t of steel products a year",
            source_id=1,
        ),
        Claim(
            id=4,
            uid="k4",
            project_id=2,
            measure=Measure.VALUE,
            value=Decimal("121300000.25"),
            unit="USD",
        ),
        Claim(id=5, uid="k5", project_id=2, measure=Measure.JOBS, value=Decimal(120), unit="jobs"),
    ]


def _edge_cases() -> list[Row]:
    """What a spreadsheet would spoil or run, and every kind of deadline."""
    return [
        project(3, '=HYPERLINK("http://example.org";"Open")', side=Side.UZ, note="@SUM(1+1)"),
        item(10, "- a dash", project_id=3, note="two\r\nlines"),
        item(11, "1-2", project_id=3, note="00123"),
        item(12, "“=1+1”", project_id=3, state=State.CANCELLED, note="＝1+1"),
        item(13, 'said "so"; and, more', project_id=3, state=State.SUSPENDED),
        item(14, "Permanent", project_id=3),
        item(15, "Monthly", project_id=3),
        item(16, "A day", project_id=3),
        item(17, "By a day", project_id=3),
        item(18, "A month", project_id=3),
        item(19, "By the end of a year", project_id=3),
        item(20, "A day worded in Russian", project_id=3),
        item(
            21,
            "Done in a month",
            project_id=3,
            actual_finish=period_from_key("2024-08"),
            actual_source_id=2,
        ),
        item(22, "About a year", project_id=3, state=State.IN_PROGRESS),
        commitment(10, 14, "permanent"),
        commitment(11, 15, "each-month-by-10"),
        commitment(12, 16, "2026-12-31"),
        commitment(13, 17, "2026-09-29-by"),
        commitment(14, 18, "2026-12"),
        commitment(15, 19, "2026-by", wording="до конца 2026 года", language="ru"),
        commitment(16, 20, "2025-11-15", wording="15 ноября 2025 года", language="ru"),
        commitment(17, 22, "2027~", announced="2024-08"),
        ProgressNote(
            id=1,
            uid="n1",
            item_id=16,
            noted_on=Period.day(date(2026, 11, 1)),
            text="+7 weeks, as reported",
        ),
        Claim(
            id=6,
            uid="k6",
            project_id=3,
            measure=Measure.VALUE,
            value=Decimal("40000000"),
            upper=Decimal("50000000"),
            unit="USD",
        ),
        Claim(
            id=7,
            uid="k7",
            project_id=3,
            measure=Measure.JOBS,
            value=Decimal(-5),
            unit="jobs",
            basis=Basis.ACTUAL,
        ),
    ]


def _without_items() -> list[Row]:
    return [
        project(4, "Nothing is known but the name"),
        project(5, "Calculated"),
        Claim(
            id=8,
            uid="k8",
            project_id=5,
            measure=Measure.VALUE,
            value=Decimal(2_705_000_000),
            unit="USD",
            basis=Basis.CALCULATED,
        ),
    ]


def report_portfolio() -> Portfolio:
    """The same, and a plant of whose dates and figures more is told."""
    return Portfolio([*export_portfolio().rows(), *_plant_with_a_past()])


def _plant_with_a_past() -> list[Row]:
    return [
        project(6, "Plant with a past", side=Side.KZ, region="Zhambyl Region"),
        item(30, "Commissioning", project_id=6),
        item(
            31,
            "Foundation",
            project_id=6,
            kind=ItemKind.ACTIVITY,
            actual_finish=period_from_key("2026-08-15"),
        ),
        commitment(30, 30, "2024-Q4", announced="2024-03", source_id=1),
        replace(
            commitment(31, 30, "2025-12-31", announced="2025-02-01", source_id=2),
            reason="=the equipment came late",
        ),
        replace(commitment(32, 30, "2026-H1", announced="2026-01-20"), reason="the tender failed"),
        commitment(33, 31, "2026-Q2", announced="2026-02"),
        ProgressNote(id=30, uid="n30", item_id=30, text="The line is being set up"),
        Claim(
            id=30,
            uid="k30",
            project_id=6,
            measure=Measure.JOBS,
            value=Decimal(120),
            unit="jobs",
            basis=Basis.PLANNED,
            as_of=period_from_key("2024"),
            source_id=1,
        ),
        Claim(
            id=31,
            uid="k31",
            project_id=6,
            measure=Measure.JOBS,
            value=Decimal(85),
            unit="jobs",
            basis=Basis.ACTUAL,
            as_of=period_from_key("2026-09-30"),
            stated_by="The director",
        ),
        Claim(
            id=32,
            uid="k32",
            project_id=6,
            measure=Measure.VALUE,
            value=Decimal(106_900_000),
            unit="USD",
            source_id=1,
            wording="$106.9M",
        ),
        Claim(
            id=33,
            uid="k33",
            project_id=6,
            measure=Measure.VALUE,
            value=Decimal(121_300_000),
            unit="USD",
            source_id=2,
            leading=True,
        ),
        Claim(
            id=34,
            uid="k34",
            topic=Topic.PORTFOLIO,
            measure=Measure.PROJECTS,
            value=Decimal(69),
            unit="projects",
            as_of=period_from_key("2024-07-14"),
            source_id=1,
        ),
    ]


def changed_workspace(path: Path) -> Workspace:
    """A file with the center in which a note and a date have changed since."""
    now = [datetime(2026, 11, 1, 9, tzinfo=UTC)]
    workspace = Workspace.create(path, user="A. Omarova", office="МТИ РК", clock=lambda: now[0])
    workspace.perform(
        "import-document",
        lambda repository: [repository.insert(row) for row in (*_sources(), *_center())],
    )
    now[0] = datetime(2026, 11, 10, 9, tzinfo=UTC)
    set_field(workspace, rows=[RowKey("items", 2)], field=FIELD["note"], value="=1+1")
    now[0] = datetime(2026, 11, 12, 9, tzinfo=UTC)
    commit_deadline(
        workspace,
        item_id=2,
        deadline=period_from_key("2027-H1"),
        announced_on=period_from_key("2026-11-10"),
        source_id=1,
        reason="the equipment came late",
    )
    return workspace

"""The figures that belong to no project: stated, mended and led by key, and reconciled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import in_dialog
from tests.ui.grids import press, type_text
from tests.ui.inspectors import focused, texts
from tests.ui.windows import press as press_in
from tracker.domain.claims import figure_of, leading
from tracker.domain.model import Claim, Measure, Source, Topic
from tracker.domain.period import Period, period_from_key
from tracker.ui.dialogs.figures import PortfolioFigures
from tracker.ui.inspector.claim_form import ClaimForm
from tracker.ui.main_window import MainWindow
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.statements import conflicting_measures

K = Qt.Key
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
DAY = Period.day(date(2024, 7, 14))


def turnover(value: int, year: str, **more: object) -> Claim:
    return Claim(
        topic=Topic.TRADE,
        measure=Measure.TURNOVER,
        value=Decimal(value),
        unit="USD",
        period=period_from_key(year),
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def session(opened: MainWindow) -> Session:
    session = opened.session
    assert session is not None
    operations.add_source(session.workspace, source=Source(key="article", title="Article"))
    for claim in (
        Claim(
            topic=Topic.PORTFOLIO,
            measure=Measure.PROJECTS,
            value=Decimal(69),
            unit="projects",
            as_of=DAY,
            source_id=1,
        ),
        Claim(
            topic=Topic.PORTFOLIO,
            measure=Measure.VALUE,
            value=Decimal(201),
            unit="USD",
            as_of=DAY,
            source_id=1,
        ),
        turnover(4_500, "2023", source_id=1),
        turnover(4_400, "2023"),
        turnover(4_300, "2024"),
    ):
        operations.state_figure(session.workspace, claim=claim)
    return session


@pytest.fixture
def dialog(opened: MainWindow, session: Session, qtbot: QtBot) -> PortfolioFigures:
    dialog = PortfolioFigures(opened, session, opened.texts, opened.appearance.theme)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def steps(session: Session) -> int:
    return len(list(session.workspace.history()))


def test_a_key_opens_it(opened: MainWindow, session: Session, qtbot: QtBot) -> None:
    seen: list[str] = []
    in_dialog(PortfolioFigures, lambda dialog: seen.append(texts(dialog)))
    press_in(qtbot, opened, K.Key_G, CONTROL_SHIFT)
    assert "Projects, 14 Jul 2024\n69 projects" in seen[0]


def test_each_year_is_a_figure_and_only_one_year_contradicts_itself(
    dialog: PortfolioFigures,
) -> None:
    said = texts(dialog.sections[Topic.TRADE])
    assert said.index("Trade turnover, 2024") < said.index("Trade turnover, 2023")
    assert said.count("conflict") == 1
    assert "2 figures" in said[said.index("Trade turnover, 2023") :]


def test_a_figure_is_stated_by_key_as_one_step_with_its_source(
    session: Session, dialog: PortfolioFigures
) -> None:
    section, count = dialog.sections[Topic.TRADE], steps(session)
    form = section.form
    assert isinstance(form, ClaimForm)
    section.open_button.setFocus()
    press(K.Key_Return)
    assert focused() is form.measure
    type_text("Trade turn")
    form.value.setFocus()
    type_text("4.97 bn USD")
    form.period.setFocus()
    type_text("2025")
    form.source.setFocus()
    press(K.Key_End)
    type_text("Minutes")
    press(K.Key_Return)
    assert not form.is_open
    made = session.portfolio.claims_on(Topic.TRADE)[-1]
    assert (made.measure, made.value, made.unit) == (
        Measure.TURNOVER,
        Decimal("4970000000"),
        "USD",
    )
    assert made.period == period_from_key("2025")
    assert (made.project_id, made.item_id) == (None, None)
    assert session.portfolio.sources[made.source_id].title == "Minutes"
    assert steps(session) == count + 1
    assert "Trade turnover, 2025" in texts(section)
    session.workspace.undo()
    assert "Trade turnover, 2025" not in texts(section)


def test_the_one_that_leads_is_chosen_within_its_year(
    session: Session, dialog: PortfolioFigures
) -> None:
    section = dialog.sections[Topic.TRADE]
    section.list.setFocus()
    section.list.go_to(1)
    press(K.Key_Return)
    last = section.list.entries[-1]
    (lead,) = (each for each in last.commands if each.label == "Let this figure lead")
    lead.run()
    claims = session.portfolio.claims_on(Topic.TRADE)
    (leads,) = (claim for claim in claims if claim.leading)
    of_year = [claim for claim in claims if claim.period == leads.period]
    assert leading(of_year) == leads
    other = next(claim for claim in claims if claim.period != leads.period)
    operations.lead_claim(session.workspace, claim_id=other.id)
    assert sum(claim.leading for claim in session.portfolio.claims_on(Topic.TRADE)) == 2


def test_f2_corrects_and_del_deletes(session: Session, dialog: PortfolioFigures) -> None:
    section = dialog.sections[Topic.PORTFOLIO]
    section.list.setFocus()
    press(K.Key_F2)
    form = section.form
    assert isinstance(form, ClaimForm)
    assert focused() is form.value.line
    type_text("200 USD")
    press(K.Key_Return)
    values = {claim.measure: claim.value for claim in session.portfolio.claims_on(Topic.PORTFOLIO)}
    assert values[Measure.VALUE] == Decimal(200)
    section.list.setFocus()
    press(K.Key_Delete)
    assert [claim.measure for claim in session.portfolio.claims_on(Topic.PORTFOLIO)] == [
        Measure.PROJECTS
    ]


def test_esc_closes_the_form_and_then_the_dialog(dialog: PortfolioFigures, qtbot: QtBot) -> None:
    section = dialog.sections[Topic.TRADE]
    section.open_button.setFocus()
    press(K.Key_Return)
    press(K.Key_Escape)
    assert not section.form.is_open and dialog.isVisible()
    qtbot.keyClick(focused(), K.Key_Escape)
    assert not dialog.isVisible()


def test_the_declared_totals_stand_beside_what_is_recorded(
    session: Session, dialog: PortfolioFigures
) -> None:
    said = texts(dialog.totals)
    assert "Declared: 69 projects\nRecorded: 3 projects\nNot recorded: 66 projects" in said
    assert "Declared: 201 USD\nRecorded: 100.7 USD\nNot recorded: 100.3 USD" in said
    assert "Not compared: 7 KZT" in said
    operations.add_project(session.workspace, name=session.portfolio.projects[1].name)
    assert "Recorded: 4 projects" in texts(dialog.totals)
    for claim in session.portfolio.claims_on(Topic.PORTFOLIO):
        operations.delete_claim(session.workspace, claim_id=claim.id)
    assert "No totals of the whole portfolio were declared." in texts(dialog.totals)


def test_the_search_leaves_what_says_it(dialog: PortfolioFigures) -> None:
    type_text("2023")
    assert [len(section.list.entries) for section in dialog.sections.values()] == [0, 1]
    press(K.Key_Down)
    assert focused() is dialog.sections[Topic.TRADE].list


# -- the rule --------------------------------------------------------------------------------------


def test_of_a_topic_another_year_day_or_part_is_another_figure() -> None:
    first = turnover(1, "2023")
    assert figure_of(first) == figure_of(turnover(2, "2023"))
    assert figure_of(first) == figure_of(turnover(2, "2023", as_of=DAY))
    assert figure_of(first) != figure_of(turnover(1, "2024"))
    assert figure_of(first) != figure_of(turnover(1, "2023", detail="to Uzbekistan"))
    about_row = Claim(project_id=1, measure=Measure.JOBS, value=Decimal(1), unit="jobs")
    later = Claim(
        project_id=1, measure=Measure.JOBS, value=Decimal(2), unit="jobs", period=DAY, detail="x"
    )
    assert figure_of(about_row) == figure_of(later)
    assert conflicting_measures([first, turnover(2, "2023")]) == {Measure.TURNOVER}

"""Comparing with the plan of another day: the dialog, the bar over the chart, what is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.domain.portfolios import center, commitment
from tracker.domain.model import Edge
from tracker.domain.period import period_from_key
from tracker.language import Language
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import LIGHT
from tracker.timeline.legend import COMPARED
from tracker.timeline.primitives import Layer, Text
from tracker.timeline.sheets.paper import Paper, PaperSize
from tracker.timeline.sheets.printout import Layout, Printout
from tracker.ui.dialogs.compare import Compare
from tracker.ui.i18n import Texts
from tracker.ui.printing.print_job import subject_of
from tracker.ui.session import Session
from tracker.ui.timeline.comparing import Comparing
from tracker.ui.timeline.comparison_bar import ComparisonBar
from tracker.ui.timeline.legend import Legend
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace import Workspace, operations
from tracker.workspace.comparison import Comparison, PlanAs

TODAY = date(2026, 11, 23)
THEN = Comparison(PlanAs.ANNOUNCED, date(2024, 1, 31))


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Session:
    workspace = Workspace.create(tmp_path / "center.cotrack", user="tester")
    rows = [*center().rows(), commitment(3, 2, "2025-Q4", announced="2023-05")]
    workspace.perform("import", lambda repository: [repository.insert(row) for row in rows])
    return Session(workspace, language=Language.EN, today=lambda: TODAY)


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> TimelinePage:
    page = TimelinePage(session, LIGHT)
    qtbot.addWidget(page)
    page.resize(1_200, 500)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def dialog(session: Session, page: TimelinePage, qtbot: QtBot) -> Compare:
    texts = Texts(Language.EN, page)
    dialog = Compare(page, session, texts, LIGHT, page.chart.comparing)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def bar_of(page: TimelinePage) -> ComparisonBar:
    return page.findChild(ComparisonBar)


def test_a_day_is_typed_as_everywhere_and_enter_compares(
    dialog: Compare, page: TimelinePage, qtbot: QtBot
) -> None:
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClicks(dialog.day.line, "31.01.2024")
    assert dialog.accept_button.isEnabled()
    before = page.chart.viewport().grab().toImage()
    qtbot.keyClick(dialog.day.line, Qt.Key.Key_Return)
    assert page.chart.comparing.comparison == THEN
    assert not dialog.isVisible()
    assert bar_of(page).isVisible()
    assert "31 January 2024" in bar_of(page).accessibleName()
    then = page.chart.comparing.then(2)
    assert then is not None and then.finish == period_from_key("2025-Q4")
    assert page.chart.viewport().grab().toImage() != before


def test_a_longer_period_means_its_end(dialog: Compare, page: TimelinePage, qtbot: QtBot) -> None:
    dialog.cards.buttons()[1].click()
    qtbot.keyClicks(dialog.day.line, "Q4 2025")
    dialog.accept()
    wanted = Comparison(PlanAs.RECORDED, date(2025, 12, 31))
    assert page.chart.comparing.comparison == wanted


def test_what_is_no_day_is_refused_and_esc_changes_nothing(
    dialog: Compare, page: TimelinePage, qtbot: QtBot
) -> None:
    qtbot.keyClicks(dialog.day.line, "soon")
    assert not dialog.accept_button.isEnabled()
    dialog.accept()
    assert dialog.isVisible() and page.chart.comparing.comparison is None
    dialog.reject()
    assert page.chart.comparing.comparison is None


def test_the_dialog_opens_with_what_is_compared_with(
    session: Session, page: TimelinePage, qtbot: QtBot
) -> None:
    page.chart.comparing.compare_with(THEN)
    texts = Texts(Language.EN, page)
    dialog = Compare(page, session, texts, LIGHT, page.chart.comparing)
    qtbot.addWidget(dialog)
    assert dialog.day.text == "31 January 2024"
    assert dialog.cards.checkedId() == 0


def test_the_bar_leads_back_by_its_button_and_by_esc(page: TimelinePage, qtbot: QtBot) -> None:
    comparing = page.chart.comparing
    assert bar_of(page) is None
    comparing.compare_with(THEN)
    bar = bar_of(page)
    qtbot.mouseClick(bar.leave, Qt.MouseButton.LeftButton)
    assert comparing.comparison is None and not bar.isVisible()
    comparing.compare_with(THEN)
    qtbot.keyClick(bar.leave, Qt.Key.Key_Escape)
    assert comparing.comparison is None
    comparing.compare_with(THEN)
    with qtbot.waitSignal(page.compare_wanted):
        qtbot.mouseClick(bar.change, Qt.MouseButton.LeftButton)


def test_the_bar_takes_one_line_and_speaks_the_language(
    page: TimelinePage, session: Session
) -> None:
    page.chart.comparing.compare_with(THEN)
    QApplication.processEvents()
    assert bar_of(page).height() < 60
    session.set_language(Language.RU)
    assert "31 января 2024" in bar_of(page).accessibleName()


def test_the_legend_and_the_paper_say_what_the_outlines_are(
    page: TimelinePage, session: Session
) -> None:
    legend = page.findChild(Legend)
    assert legend is not None
    QApplication.processEvents()
    assert COMPARED not in legend.entries
    comparing = page.chart.comparing
    assert subject_of(session, comparing).other is None
    comparing.compare_with(THEN)
    QApplication.processEvents()
    assert COMPARED in legend.entries
    subject = subject_of(session, comparing)
    assert "31 January 2024" in subject.remarks[-1]
    measure = ScenePainter(LIGHT).measure
    paper = Layout(paper=Paper(PaperSize.A4))
    found = Printout(subject, paper, translator=session.translator, measure=measure).page(1)
    scenes = [part.scene for part in found.parts]
    assert any(scene.layers[Layer.COMPARED] for scene in scenes)
    said = {
        shape.text
        for scene in scenes
        for shape in scene.layers[Layer.LABELS]
        if isinstance(shape, Text)
    }
    assert COMPARED.text in said
    assert any("31 January 2024" in text for text in said)
    comparing.stop()
    QApplication.processEvents()
    assert COMPARED not in legend.entries


def test_edits_are_compared_with_the_same_day(session: Session, qtbot: QtBot) -> None:
    comparing = Comparing(session, session)
    comparing.compare_with(THEN)
    assert comparing.then(3) is None

    def commit(announced: str, deadline: str) -> None:
        operations.commit_deadline(
            session.workspace, item_id=2, edge=Edge.FINISH, deadline=period_from_key(deadline),
            announced_on=period_from_key(announced),
        )  # fmt: skip

    commit("2023-12-01", "2026-H1")
    then = comparing.then(2)
    assert then is not None and then.finish == period_from_key("2026-H1")
    commit("2026-11-01", "2028")
    then = comparing.then(2)
    assert then is not None and then.slip is not None and then.slip.by == 30


def test_folding_keeps_the_comparison_with_each_row(session: Session) -> None:
    comparing = Comparing(session, session)
    comparing.compare_with(THEN)
    before = comparing.then(2)
    session.set_expanded(session.rows[1].key, False)
    assert comparing.then(1) is not None
    session.set_expanded(session.rows[1].key, True)
    assert comparing.then(2) == before

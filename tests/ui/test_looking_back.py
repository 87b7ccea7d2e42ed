"""The forecast of a past day beside that of now: asked for, computed aside, shown, and left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.workspace.test_foresight_then import ON, THEN, grown
from tracker.domain.errors import UserError
from tracker.domain.fields import FIELD
from tracker.domain.portfolio import RowKey
from tracker.exchange.forms import bundled_form
from tracker.language import Language
from tracker.paper.theme import LIGHT
from tracker.ui.dialogs.compare import Compare
from tracker.ui.dialogs.export.asking import wish_of
from tracker.ui.dialogs.export.choices import Around
from tracker.ui.dialogs.export.formats import PAPER
from tracker.ui.dialogs.export.options import Options
from tracker.ui.dialogs.grounds import Grounds
from tracker.ui.i18n import Texts
from tracker.ui.inspector.dates import DatesSection
from tracker.ui.session import Session
from tracker.ui.timeline.comparison_bar import ComparisonBar
from tracker.ui.views.register import RegisterPage
from tracker.ui.views.timeline import TimelinePage
from tracker.workspace import operations
from tracker.workspace.comparison import Comparison, PlanAs

HALLS = RowKey("items", 1)


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication) -> Iterator[Session]:
    with grown(tmp_path / "plant.cotrack") as workspace:
        session = Session(workspace, language=Language.EN, today=lambda: ON)
        session.forecasting.start()
        yield session
        session.forecasting.end()
        session.looking_back.end()


def looked_back(session: Session, qtbot: QtBot, day: date = THEN) -> None:
    session.looking_back.begin(day)
    qtbot.waitUntil(lambda: not session.looking_back.is_computing)


def cell(session: Session, page: RegisterPage, key: str) -> str:
    rows = page.grid.rows
    place = session.place(HALLS)
    assert place is not None
    return rows.cell(rows.line_of(place), rows.column_of(key)).text


def test_it_is_computed_aside_and_kept(session: Session, qtbot: QtBot) -> None:
    told: list[object] = []
    session.looking_back.changed.connect(told.append)
    session.looking_back.begin(THEN)
    assert session.looking_back.is_computing
    assert session.portfolio.foresight_then is None
    qtbot.waitUntil(lambda: not session.looking_back.is_computing)
    known = session.portfolio.foresight_then
    assert known is not None and known.day == THEN
    assert told[-1] is None, "any row may say something else"
    session.looking_back.stop()
    assert session.portfolio.foresight_then is None
    session.looking_back.begin(THEN)
    assert session.portfolio.foresight_then is known


def test_a_day_that_is_not_past_is_refused_and_the_one_before_stays(
    session: Session, qtbot: QtBot
) -> None:
    looked_back(session, qtbot)
    with pytest.raises(UserError, match="2024-06-03"):
        session.looking_back.begin(ON)
    assert session.looking_back.day == THEN


def test_a_day_before_the_file_is_refused_once_it_is_read(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.failed) as failed:
        session.looking_back.begin(date(2023, 5, 1))
    assert "held nothing yet on 2023-05-01" in failed.args[0].text(str)
    assert session.looking_back.day is None


def test_the_columns_tell_the_day_and_how_far_the_rows_have_moved(
    session: Session, qtbot: QtBot
) -> None:
    page = RegisterPage(session, LIGHT)
    qtbot.addWidget(page)
    header, rows = page.grid.horizontalHeader(), page.grid.rows
    slip = rows.column_of("slip_since")
    assert header.isSectionHidden(slip)
    assert rows.headerData(slip, Qt.Orientation.Horizontal) == "Slip of the forecast"
    assert cell(session, page, "slip_since") == ""
    looked_back(session, qtbot)
    assert not header.isSectionHidden(slip)
    assert rows.headerData(slip, Qt.Orientation.Horizontal) == "Slip since 31 Jan 2024"
    assert cell(session, page, "slip_since") == "+60 d"
    assert cell(session, page, "forecast_then")
    assert header.visualIndex(slip) == header.visualIndex(rows.column_of("forecast")) + 2
    bar = page.findChild(ComparisonBar)
    assert not bar.isHidden()
    assert "look back to 31 January 2024" in bar.accessibleName()
    qtbot.mouseClick(bar.leave, Qt.MouseButton.LeftButton)
    assert bar.isHidden()
    assert cell(session, page, "slip_since") == ""


def test_the_forecast_of_now_is_followed_and_that_of_then_stays(
    session: Session, qtbot: QtBot
) -> None:
    page = RegisterPage(session, LIGHT)
    qtbot.addWidget(page)
    looked_back(session, qtbot)
    then = cell(session, page, "forecast_then")
    operations.set_field(session.workspace, rows=[HALLS], field=FIELD["duration"], value=300)
    assert cell(session, page, "forecast_then") == then
    assert cell(session, page, "slip_since") == "+234 d"


def test_the_inspector_has_a_line_for_it(session: Session, qtbot: QtBot) -> None:
    section = DatesSection(session, LIGHT)
    qtbot.addWidget(section)
    looked_back(session, qtbot)
    section.show_row(session.portfolio.items[1])
    said = section.strip.accessibleName()
    assert "Earlier forecast " in said
    session.looking_back.stop()
    section.show_row(session.portfolio.items[1])
    assert "Earlier forecast" not in section.strip.accessibleName()


def test_the_chart_outlines_it_where_the_dialog_asks_for_it(session: Session, qtbot: QtBot) -> None:
    page = TimelinePage(session, LIGHT)
    qtbot.addWidget(page)
    page.resize(1_000, 400)
    page.show()
    qtbot.waitExposed(page)
    page.fit()
    comparing = page.chart.comparing
    dialog = Compare(page, session, Texts(Language.EN, page), LIGHT, comparing)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.cards.buttons()[2].click()
    qtbot.keyClicks(dialog.day.line, "31.01.2024")
    qtbot.keyClick(dialog.day.line, Qt.Key.Key_Return)
    assert comparing.comparison == Comparison(PlanAs.FORECAST, THEN)
    bar = page.findChild(ComparisonBar)
    assert "is being computed" in bar.accessibleName()
    QApplication.processEvents()
    before = page.chart.viewport().grab().toImage()
    qtbot.waitUntil(lambda: not session.looking_back.is_computing)
    assert "Thin purple outlines" in bar.accessibleName()
    assert page.chart.viewport().grab().toImage() != before
    comparing.compare_with(Comparison(PlanAs.ANNOUNCED, THEN))
    assert session.looking_back.day is None


def test_an_export_tells_of_it_while_it_is_shown(session: Session, qtbot: QtBot) -> None:
    grounds = Grounds(session)
    form, options = bundled_form("slippage"), Options(session, Texts(Language.EN), LIGHT)
    qtbot.addWidget(options)

    def headings(on: date | None = None) -> list[str]:
        wish = wish_of(form, PAPER, Around(), options, session)
        job = wish.job(grounds.of(None, on))
        return [column.heading for column in job.request.table().columns]

    plain = headings()
    looked_back(session, qtbot)
    added = [heading for heading in headings() if heading not in plain]
    assert added == ["Earlier forecast (31.01.2024)", "Slip of the forecast (since 31.01.2024)"]
    # Judged on an earlier day, it is no past one.
    assert headings(date(2024, 1, 20)) == plain
    grounds.close()

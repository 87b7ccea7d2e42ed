"""The whole window as the file was at the end of a past day, and the way back to now."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.grids import ROWS
from tests.ui.windows import LAUNCH, name_of_launch, press
from tracker.domain.model import Names
from tracker.language import Language
from tracker.ui.main_window import MainWindow
from tracker.ui.period_popup import PeriodPopup
from tracker.workspace import Workspace, operations

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
DAY = date(2025, 3, 4)


@pytest.fixture
def portfolio_file(tmp_path: Path) -> Path:
    """Entered on 3 March 2025; a row was deleted and another renamed two days later."""
    path = tmp_path / "Portfolio.cotrack"
    with Workspace.create(
        path, user="tester", clock=lambda: datetime(2025, 3, 3, 12, tzinfo=UTC)
    ) as made:
        made.perform("import", lambda repository: [repository.insert(row) for row in ROWS])
    with Workspace.open(
        path, user="tester", clock=lambda: datetime(2025, 3, 5, 12, tzinfo=UTC)
    ) as later:
        operations.delete_rows(later, rows=[LAUNCH])
    return path


def ask(window: MainWindow, qtbot: QtBot, typed: str) -> None:
    press(qtbot, window, Key.Key_H, CONTROL | SHIFT)
    popup = next(found for found in window.findChildren(PeriodPopup) if found.isVisible())
    qtbot.keyClicks(popup.field.line, typed)
    qtbot.keyClick(popup.field.line, Key.Key_Return)


def names(window: MainWindow) -> list[str]:
    assert window.session is not None
    portfolio = window.session.portfolio
    return [row.name.en for row in (*portfolio.projects, *portfolio.items)]


@pytest.mark.parametrize("view", ["timeline", "register", "history"])
def test_the_window_shows_the_file_as_it_was_and_esc_leads_back(
    opened: MainWindow, qtbot: QtBot, portfolio_file: Path, view: str
) -> None:
    opened.show_page(view)
    assert "Technical launch" not in names(opened)
    ask(opened, qtbot, "04.03.2025")
    session = opened.session
    assert session is not None
    assert name_of_launch(opened) == "Technical launch", "what was deleted since is there"
    assert session.status_date == DAY and not session.is_today
    assert opened.banner.isVisible() and "4 Mar 2025" in opened.banner.accessibleName()
    assert opened.windowTitle().startswith("Portfolio.cotrack")
    for action in ("undo", "add-project", "import", "status-date"):
        assert not opened.commands[action].isEnabled()
    opened.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    press(qtbot, opened, Key.Key_Escape)
    assert not opened.files.is_past and not opened.banner.isVisible()
    assert "Technical launch" not in names(opened)
    assert opened.settings.view == view
    assert opened.settings.recent_files == [portfolio_file]


def test_an_edit_is_refused_with_the_reason(opened: MainWindow, qtbot: QtBot) -> None:
    ask(opened, qtbot, "04.03.2025")
    session = opened.session
    assert session is not None
    assert not session.edit(
        lambda: operations.rename(session.workspace, row=LAUNCH, name=ROWS[0].name)
    )
    assert "as of a past day" in opened.messages.texts_shown()[-1]
    cell = opened.grid.rows.index(0, 0)
    assert not opened.grid.rows.is_editable(cell)
    assert "as it was at the end of that day" in opened.grid.rows.why_not_editable(cell)
    opened.banner.button.click()
    assert session is not opened.session
    assert opened.session is not None and opened.commands["add-project"].isEnabled()
    project = opened.session.rows[0].key
    assert opened.session.edit(
        lambda: operations.rename(opened.session.workspace, row=project, name=Names(en="Anew"))
    ), "the file of now is written again"


def test_another_day_is_chosen_from_the_past_and_closing_gives_the_file_free(
    opened: MainWindow, qtbot: QtBot, portfolio_file: Path
) -> None:
    ask(opened, qtbot, "04.03.2025")
    ask(opened, qtbot, "05.03.2025")
    assert opened.session is not None and opened.session.past_day == date(2025, 3, 5)
    assert "Technical launch" not in names(opened)
    opened.files.close()
    with Workspace.open(portfolio_file, user="colleague") as workspace:
        assert not workspace.read_only


@pytest.mark.parametrize(
    ("typed", "said"),
    [("01.02.2025", "held nothing yet on 1 Feb 2025"), ("01.02.2199", "is still to come")],
)
def test_a_day_without_a_state_is_refused_and_nothing_changes(
    opened: MainWindow, qtbot: QtBot, typed: str, said: str
) -> None:
    ask(opened, qtbot, typed)
    assert said in opened.messages.texts_shown()[-1]
    assert not opened.files.is_past and opened.session is not None


def test_where_the_user_was_is_kept_both_ways(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    assert session is not None
    key = session.rows[2].key
    session.select([key], key)
    ask(opened, qtbot, "04.03.2025")
    assert opened.session is not None and opened.session.current == key
    opened.session.select([LAUNCH], LAUNCH)
    opened.files.back_to_now()
    assert opened.session.current != LAUNCH, "a row that is gone cannot be the current one"


def test_the_banner_follows_the_language(opened: MainWindow, qtbot: QtBot) -> None:
    ask(opened, qtbot, "04.03.2025")
    opened.choose_language(Language.RU)
    assert "04.03.2025" in opened.banner.accessibleName()

"""What an export tells of: the file as it is, with the forecast of the window or its own."""

from __future__ import annotations

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from tracker.ui.dialogs.grounds import Grounds
from tracker.ui.forecasting import Forecasting
from tracker.ui.main_window import MainWindow


def test_a_forecast_that_is_being_computed_is_waited_for(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened.session
    assert session is not None
    session.portfolio.foresight = None
    own = Grounds(session).of(None, None)
    assert own.portfolio is not session.portfolio and own.portfolio.foresight is not None
    monkeypatch.setattr(Forecasting, "is_computing", True)
    assert Grounds(session).of(None, None).portfolio is session.portfolio
    other = Grounds(session).of(None, date(2031, 12, 31))
    assert other.portfolio is not session.portfolio
    assert session.portfolio.foresight is None


def test_what_was_made_for_another_day_goes_away_at_once(opened: MainWindow) -> None:
    session = opened.session
    assert session is not None
    grounds = Grounds(session)
    gc.disable()
    try:
        for as_of, on in ((None, date(2031, 12, 31)), (session.workspace.today(), None)):
            made = weakref.ref(grounds.of(as_of, on).portfolio)
            found = made()
            assert found is not None and found is not session.portfolio
            assert found.foresight is not None and found.ordered_projects()
            del found
            grounds.close()
            # A large one would else stay in memory: nothing that big is looked through again.
            assert made() is None
    finally:
        gc.enable()


def test_a_past_day_and_its_journal_are_read_on_any_thread(opened: MainWindow) -> None:
    session = opened.session
    assert session is not None
    grounds, today = Grounds(session), session.workspace.today()
    with ThreadPoolExecutor(max_workers=1) as thread:
        past = thread.submit(grounds.of, today, None).result()
        assert past.portfolio.projects and past.workspace is not session.workspace
        assert list(past.workspace.history())
        now = thread.submit(grounds.of, None, None, apart=True).result()
        assert now.workspace is not session.workspace
        entries = thread.submit(lambda: list(now.workspace.history())).result()
        assert entries == list(session.workspace.history())
    grounds.close()

"""What an export tells of: the file as it is, with the forecast of the window or its own."""

from __future__ import annotations

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

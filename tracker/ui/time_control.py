"""Joins the controls of the window with the time that the chart shows and the day it holds for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.timeline.ticks import status_date_text
from tracker.ui.session import Session
from tracker.workspace import operations

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow

STATUS_DATE: Final = "status_date"
"""The setting of the file that says for which day statuses hold; today where it is not set."""


class TimeControl(QObject):
    """Of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.texts.changed.connect(self.follow)

    def set_session(self, session: Session | None) -> None:
        if session is not None:
            session.status_date_changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Call the way to the status date what it is: today, or a day of the past or future."""
        session, commands = self._window.session, self._window.commands
        text = self._window.texts.text(N_("Today"))
        if session is not None and not session.is_today:
            text = status_date_text(
                session.status_date, is_today=False, translator=self._window.texts.translator
            )
        commands.name("today", text)

    def go_to_period(self) -> None:
        """Ask for a period and show it."""
        from tracker.ui.period_popup import PeriodPopup

        window = self._window
        assert window.session is not None
        PeriodPopup(
            window.session,
            window.toolbar.zoom,
            window.appearance.theme,
            title=N_("Go to a period"),
            verb=N_("Go"),
            take=window.chart.show_period,
        ).begin()

    def choose_status_date(self) -> None:
        """Ask for the day for which statuses hold: the last day of what is typed, or today."""
        from tracker.ui.period_popup import PeriodPopup

        window = self._window
        session = window.session
        assert session is not None
        popup = PeriodPopup(
            session,
            window.toolbar.today,
            window.appearance.theme,
            title=N_("Status date"),
            verb=N_("Set"),
            take=self._set_status_date,
            said=self._meaning,
        )
        popup.add_button(N_("Always today"), self._clear_status_date, enabled=not session.is_today)
        day = Period.day(session.status_date)
        popup.begin(deadline_text(day, session.language, style=Style.LONG))

    def _meaning(self, period: Period) -> str:
        """What the views say once the status date is set to a period."""
        texts = self._window.texts
        day = deadline_text(Period.day(period.last), texts.language, style=Style.LONG)
        return texts.text(N_("As of {day}")).format(day=day)

    def _set_status_date(self, period: Period) -> None:
        self._store(period.last.isoformat())

    def _clear_status_date(self) -> None:
        self._store("")

    def _store(self, value: str) -> None:
        session = self._window.session
        assert session is not None
        session.edit(
            lambda: operations.set_setting(session.workspace, key=STATUS_DATE, value=value)
        )

"""The dialogs that the commands of a window open, each loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.model import Item
from tracker.domain.period import Period
from tracker.language import N_
from tracker.ui.messages import MessageKind
from tracker.ui.session import Session
from tracker.workspace.labels import moment_text

if TYPE_CHECKING:
    from tracker.ui.history.commands import Question
    from tracker.ui.main_window import MainWindow
    from tracker.ui.printing.commands import Printing


class WindowDialogs:
    """Of one window. All but shortcuts and about need an open file."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _session(self) -> Session:
        session = self._window.session
        assert session is not None
        return session

    def bodies(self) -> None:
        from tracker.ui.dialogs.bodies import Bodies

        window = self._window
        Bodies(window, self._session, window.texts, window.appearance.theme).exec()

    def sources(self) -> None:
        from tracker.ui.dialogs.sources import Sources

        window = self._window
        Sources(window, self._session, window.texts, window.appearance.theme).exec()

    def calendars(self) -> None:
        from tracker.ui.calendars.dialog import Calendars

        window = self._window
        Calendars(window, self._session, window.texts, window.appearance.theme).exec()

    def risk(self) -> None:
        from tracker.ui.dialogs.risk import SampleRisk

        window = self._window
        SampleRisk(window, self._session, window.texts, window.appearance.theme).exec()

    def figures(self) -> None:
        from tracker.ui.dialogs.figures import PortfolioFigures

        window = self._window
        PortfolioFigures(window, self._session, window.texts, window.appearance.theme).exec()

    def replace(self) -> None:
        from tracker.ui.dialogs.replace import Replace

        window = self._window
        columns = window.grid.rows.columns
        chosen = [columns[column].field for column in window.grid.many.target().columns]
        theme = window.appearance.theme
        Replace(window, self._session, window.texts, theme, chosen=chosen).exec()

    def compare(self) -> None:
        from tracker.ui.dialogs.compare import Compare
        from tracker.workspace.comparison import PlanAs

        window, session = self._window, self._session
        # Without a chart there is nothing to outline a plan on.
        comparing = window.chart.comparing if window.has_time else session.looking_back
        choices = tuple(PlanAs) if window.has_time else (PlanAs.FORECAST,)
        theme = window.appearance.theme
        Compare(window, session, window.texts, theme, comparing, choices).exec()

    def as_of(self) -> None:
        """Ask for the past day as of which the whole window shows the file."""
        from tracker.ui.period_popup import PeriodPopup

        window, session = self._window, self._session

        def said(period: Period) -> str:
            day = moment_text(period.last.isoformat(), session.language)
            return session.translator.text(N_("As of {day}")).format(day=day)

        PeriodPopup(
            session,
            window.toolbar.search,
            window.appearance.theme,
            title=N_("Show the file as of the end of"),
            verb=N_("Show"),
            take=lambda period: window.files.show_as_of(period.last),
            said=said,
        ).begin()

    def ask_restoring(self, question: Question) -> None:
        from tracker.ui.dialogs.restore import RestoreDialog

        window, session = self._window, self._session
        dialog = RestoreDialog(window, session, window.texts, window.appearance.theme, question)
        if dialog.exec():
            session.edit(question.act)

    # -- what goes out ----------------------------------------------------------------------------

    def export(self) -> None:
        from tracker.ui.dialogs.export import export

        window = self._window
        theme = window.appearance.theme
        export(window, self._session, window.texts, theme, window.settings, window.messages)

    def pack(self) -> None:
        from tracker.ui.dialogs.pack.commands import make_report_pack

        window = self._window
        theme = window.appearance.theme
        make_report_pack(
            window, self._session, window.texts, theme, window.settings, window.messages
        )

    def print_view(self) -> None:
        """The timeline as a chart, the register as the form of that name."""
        theme = self._window.appearance.theme
        if self._window.filter_row is not None:
            self._printing().preview_register(theme)
            return
        chart = self._window.chart
        width = float(chart.viewport().width())
        self._printing().preview(theme, chart.scale, width, chart.comparing)

    def passport(self) -> None:
        """Of the project that the current row belongs to, else of the first one."""
        session = self._session
        row = session.current_row()
        if isinstance(row, Item):
            row = session.portfolio.projects[row.project_id]
        projects = session.portfolio.ordered_projects()
        if row is None and not projects:
            self._window.messages.tell(
                MessageKind.WARNING, self._window.texts.text(N_("There is no project yet."))
            )
            return
        self._printing().preview_passport(self._window.appearance.theme, row or projects[0])

    def save_picture(self) -> None:
        chart = self._window.chart
        width = float(chart.viewport().width())
        self._printing().save_picture(chart.scale, width, chart.comparing)

    def _printing(self) -> Printing:
        from tracker.ui.printing.commands import Printing

        window = self._window
        return Printing(window, self._session, window.texts, window.settings, window.messages)

    # -- of the program ---------------------------------------------------------------------------

    def shortcuts(self) -> None:
        from tracker.ui.dialogs.shortcuts import Shortcuts

        window = self._window
        Shortcuts(window, window.texts, window.appearance.theme).exec()

    def about(self) -> None:
        from tracker.ui.dialogs.about import About

        window = self._window
        About(
            window,
            window.texts,
            window.appearance.theme,
            settings_file=window.settings.path,
            log_file=window.reporter.log_file,
        ).exec()

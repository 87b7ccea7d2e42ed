"""The window: puts the parts together and tells them of the file, the language and the theme."""

from __future__ import annotations

import sys
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.errors import FileError, UserError
from tracker.language import Language
from tracker.ui.action_list import LANGUAGE_MENU, MENUS, RECENT
from tracker.ui.action_spec import State
from tracker.ui.actions import Actions
from tracker.ui.errors import ErrorReporter, plain_sentence
from tracker.ui.file_banner import FileBanner
from tracker.ui.file_drop import FileDrop
from tracker.ui.files import Files
from tracker.ui.filter_bar import FilterBar
from tracker.ui.focus_ring import FocusRing
from tracker.ui.i18n import Texts
from tracker.ui.inspector_dock import InspectorDock
from tracker.ui.messages import MessageAction, MessageKind, Messages
from tracker.ui.pages import PAGES, Page, PageSpec
from tracker.ui.places import APP_NAME, open_folder
from tracker.ui.popup import Popup
from tracker.ui.rows_control import RowsControl
from tracker.ui.session import Session
from tracker.ui.settings import Settings, ThemeChoice
from tracker.ui.status_bar import StatusBar
from tracker.ui.style import Appearance, Themed
from tracker.ui.table_views import TableViews
from tracker.ui.time_control import TimeControl
from tracker.ui.toolbar import ToolBar
from tracker.ui.whatif.commands import WhatIfCommands
from tracker.ui.window_dialogs import WindowDialogs
from tracker.workspace.labels import operation_text

if TYPE_CHECKING:
    from tracker.storage.journal import Entry
    from tracker.ui.grid.filter_row import FilterRow
    from tracker.ui.grid.grid import Grid
    from tracker.ui.timeline.view import TimelineView
    from tracker.ui.views.history import HistoryPage
    from tracker.ui.views.timeline import TimelinePage
    from tracker.ui.views.welcome import Welcome

_SIZE: Final = QSize(1600, 1000)
_LEAST: Final = QSize(1100, 680)
_LAYOUT: Final = "window"


class MainWindow(QMainWindow):
    """Shows one file, or the welcome screen without one."""

    dialogs: WindowDialogs
    files: Files
    focus_ring: FocusRing
    rows_control: RowsControl
    table_views: TableViews
    time_control: TimeControl
    toolbar: ToolBar
    what_if: WhatIfCommands

    def __init__(
        self,
        *,
        texts: Texts,
        appearance: Appearance,
        settings: Settings,
        reporter: ErrorReporter,
    ) -> None:
        super().__init__()
        self.texts = texts
        self.appearance = appearance
        self.settings = settings
        self.reporter = reporter
        self._pages: dict[str, QWidget] = {}
        self._middle = QWidget()
        self.messages = Messages(self._middle, texts, appearance.theme)
        self.files = Files(
            self, texts=texts, appearance=appearance, settings=settings, messages=self.messages
        )
        FileDrop(self, self.files)
        self.dialogs = WindowDialogs(self)
        self.commands = Actions(self, texts)
        self.toolbar = ToolBar(texts, self.commands, self._make_menus())
        self.status = StatusBar(texts, self.commands.menu(LANGUAGE_MENU, QMenu(self)))
        self.file_banner = FileBanner(self.files, texts)
        self.banner = self.file_banner.strip
        self.filter_bar = FilterBar(texts)
        self._stack = QStackedWidget()
        self.inspector = InspectorDock(self, self._middle, self._stack, texts, appearance.theme)
        self.focus_ring = FocusRing(self._parts)
        self.rows_control = RowsControl(self)
        self.table_views = TableViews(self)
        self.time_control = TimeControl(self)
        self.what_if = WhatIfCommands(self)
        self._lay_out()
        self._connect()
        self._follow_theme()
        self._follow_file()

    @property
    def session(self) -> Session | None:
        """What is open; None on the welcome screen."""
        return self.files.session

    # -- assembly ---------------------------------------------------------------------------------

    def _make_menus(self) -> QMenu:
        """The tree of menus under the menu button, and on macOS in its menu bar too."""
        menu = QMenu(self)
        for spec in MENUS:
            self.commands.menu(spec, menu)
            if sys.platform == "darwin":
                self.commands.menu(spec, self.menuBar())
        for recent in self.commands.menus(RECENT):
            recent.aboutToShow.connect(partial(self._list_recent, recent))
        return menu

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.what_if.bar)
        column.addWidget(self.filter_bar)
        column.addWidget(self._stack, 1)
        self.addToolBar(self.toolbar)
        self.setCentralWidget(self._middle)
        self.setStatusBar(self.status)
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        self.restoreGeometry(self.settings.layout(_LAYOUT))

    def _connect(self) -> None:
        self.files.opened.connect(self._show_file)
        self.files.closing.connect(self._leave_file)
        self.appearance.changed.connect(self._follow_theme)
        self.texts.changed.connect(self._follow_language)
        self.reporter.reported.connect(self._tell_unexpected)
        self.inspector.closed.connect(self.commands["inspector"].trigger)
        self.inspector.sampling_requested.connect(self.commands["risk"].trigger)

    # -- the file ---------------------------------------------------------------------------------

    @cached_property
    def welcome(self) -> Welcome:
        """What is shown without a file; a start with one goes without it."""
        from tracker.ui.views.welcome import Welcome

        welcome = Welcome(self.texts, self.appearance.theme, self.commands)
        welcome.language_chosen.connect(self.choose_language)
        welcome.file_chosen.connect(self.files.open_path)
        self._stack.addWidget(welcome)
        return welcome

    def _welcome(self) -> None:
        self.welcome.set_recent(self.settings.recent_files)
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.start()

    def _follow_file(self) -> None:
        """Let the parts of the window know what is open."""
        session = self.session
        if session is not None:
            session.changed.connect(self.refresh_actions)
            session.selection_changed.connect(self.refresh_actions)
            session.failed.connect(self._tell_failure)
        self.status.set_session(session)
        self.status.setVisible(session is not None)
        self.inspector.set_session(session)
        self.rows_control.set_session(session)
        self.time_control.set_session(session)
        self.what_if.set_session(session)
        self._follow_language()

    def _show_file(self) -> None:
        self._follow_file()
        if self.session is None:
            self._welcome()
        else:
            known = [page.id for page in PAGES]
            self.show_page(self.settings.view if self.settings.view in known else known[0])
            self.show_chain()
            self.inspector.show_inspector(self.settings.inspector_shown)
            self.commands["inspector"].setChecked(self.settings.inspector_shown)

    def _leave_file(self) -> None:
        assert self.session is not None
        self.session.what_if.leave()
        Popup.close_all(self)
        self.rows_control.leave(self.session)
        self.table_views.forget()
        for page_id, page in self._pages.items():
            self.settings.set_layout(page_id, QByteArray(cast(Page, page).save_state()))
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.toolbar.search.clear()
        self.messages.clear()

    # -- the views --------------------------------------------------------------------------------

    def show_page(self, page_id: str) -> None:
        """Show one of the views of the open file, made when it is first shown."""
        session = self.session
        assert session is not None
        spec = next(page for page in PAGES if page.id == page_id)
        if page_id not in self._pages:
            made = spec.make(session, self.appearance.theme)
            cast(Page, made).restore_state(bytes(self.settings.layout(page_id).data()))
            cast(Page, made).set_compact(self.settings.compact_rows)
            self._pages[page_id] = made
            if (compare_wanted := getattr(made, "compare_wanted", None)) is not None:
                compare_wanted.connect(self.dialogs.compare)
            if spec.has_rows:
                made.addActions(list(self.commands.on_pages()))
                if (summary := cast(Page, made).grid.summary) is not None:
                    summary.changed.connect(self._show_sums)
                cast(Page, made).notice.import_wanted.connect(self.files.choose_import)
                cast(Page, made).notice.all_wanted.connect(self.rows_control.show_all)
            else:
                history = cast("HistoryPage", made)
                history.restoring.asked.connect(self.dialogs.ask_restoring)
                history.filter.as_of.clicked.connect(self.commands["as-of"].trigger)
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._pages[page_id])
        self.settings.view = page_id
        self.commands[f"view-{page_id}"].setChecked(True)
        if spec.has_time:
            self.chart.addActions(list(self.commands.on_chart()))
            self.toolbar.zoom.set_target(self.chart)
        self.refresh_actions()
        self._show_sums()
        focused = QApplication.focusWidget()
        # Whoever walks along the buttons of the views goes on doing so.
        if focused is None or not self.toolbar.isAncestorOf(focused):
            self._pages[page_id].setFocus()

    def _show_sums(self) -> None:
        """Tell what the cells selected in the view that is shown come to."""
        if self.session is not None:
            summary = self.grid.summary if self._has_rows else None
            self.status.show_sums(summary.sums() if summary is not None else None)

    @property
    def grid(self) -> Grid:
        """The rows of the view that is shown."""
        return cast(Page, self._stack.currentWidget()).grid

    @property
    def filter_row(self) -> FilterRow | None:
        """The filter row of the view that is shown, where it has one."""
        return getattr(self._stack.currentWidget(), "filter_row", None)

    @property
    def chart(self) -> TimelineView:
        """The chart of the view that is shown; only where the view has time."""
        return cast("TimelinePage", self._stack.currentWidget()).chart

    def toggle_whole(self) -> None:
        """Show every row at once in the view of time, or the rows again."""
        cast("TimelinePage", self._stack.currentWidget()).toggle_whole()

    def new_project(self) -> None:
        """Open a line for the name of a new project in the rows that are shown."""
        if self.has_time and (page := cast("TimelinePage", self._stack.currentWidget())).whole:
            page.toggle_whole()
        self.grid.new_project()

    def explain(self) -> None:
        """Let a reason or a source be given for the dates of the current row."""
        cast("TimelinePage", self._stack.currentWidget()).explain()

    @property
    def _heart(self) -> QWidget:
        """What of the shown view has the keyboard by itself."""
        page = self._stack.currentWidget()
        heart = page.focusProxy() if page is not None else None
        assert heart is not None, "every page says who has the keyboard"
        return heart

    @property
    def has_time(self) -> bool:
        return self._shown is not None and self._shown.has_time

    @property
    def _has_rows(self) -> bool:
        return self._shown is not None and self._shown.has_rows

    @property
    def _shown(self) -> PageSpec | None:
        """The view that is shown; None while there is no file."""
        shown = self._stack.currentWidget()
        return next((page for page in PAGES if self._pages.get(page.id, self) is shown), None)

    def show_chain(self) -> None:
        if self.session is not None:
            self.session.chain.show(self.commands["chain"].isChecked())

    def show_why(self) -> None:
        if self.session is not None:
            self.session.why.show(self.commands["why-late"].isChecked())

    def toggle_inspector(self) -> None:
        shown = self.commands["inspector"].isChecked()
        self.settings.inspector_shown = shown
        self.inspector.show_inspector(shown)

    def find_rows(self) -> None:
        if not self._has_rows:
            cast("HistoryPage", self._stack.currentWidget()).search()
            return
        self.toolbar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.toolbar.search.selectAll()

    def show_current_row(self) -> None:
        """Bring the current row into view."""
        self.grid.scrollTo(self.grid.currentIndex())

    @property
    def pages(self) -> list[Page]:
        """The views that were made so far."""
        return [cast(Page, page) for page in self._pages.values()]

    def _parts(self) -> list[QWidget]:
        """What F6 goes round: rows, chart, inspector, tool bar, messages, as far as they show."""
        if self.session is None:
            return [self.welcome, self.toolbar]
        chart = [self.chart] if self.has_time else []
        others = [*self.inspector.parts(), self.toolbar, self.messages]
        return [self._heart, *chart, *(part for part in others if part.isVisible())]

    # -- undo -------------------------------------------------------------------------------------

    def undo(self) -> None:
        assert self.session is not None
        if self.session.what_if.is_on:
            self.session.what_if.take_back()
        else:
            self.session.undo()

    def redo(self) -> None:
        assert self.session is not None
        if self.session.what_if.is_on:
            self.session.what_if.repeat()
        else:
            self.session.edit(self.session.workspace.redo)

    def refresh_actions(self) -> None:
        """Enable what makes sense now, and name what undo and redo would do."""
        session = self.session
        if session is None:
            self.commands.refresh(State())
            self.toolbar.show_for(file=False, rows=False, timeline=False, table=False)
            return
        workspace, what_if = session.workspace, session.what_if
        writes = not workspace.read_only
        steps = {"undo": workspace.undo_step, "redo": workspace.redo_step}
        self.commands.refresh(
            State(
                file=True,
                writable=writes and not what_if.is_on,
                supposing=what_if.is_on,
                past=session.past_day is not None,
                rows=self._has_rows,
                row=self._has_rows and session.current_row() is not None,
                timeline=self.has_time,
                undo=what_if.can_take_back
                if what_if.is_on
                else writes and steps["undo"] is not None,
                redo=what_if.can_repeat if what_if.is_on else writes and steps["redo"] is not None,
                filtered=bool(session.query.filter),
                sorted=bool(session.query.sorts),
                searching=bool(session.query.text),
                table=self.filter_row is not None,
            )
        )
        self.toolbar.show_for(
            file=True,
            rows=self._has_rows,
            timeline=self.has_time,
            table=self.filter_row is not None,
        )
        self.toolbar.show_view(self.table_views.chosen)
        for action, entry in steps.items():
            # What is supposed has no name in the history.
            entry = None if what_if.is_on else entry
            self.commands.name(action, step_text(action, entry, self.texts))

    # -- language and theme -----------------------------------------------------------------------

    def choose_language(self, language: Language) -> None:
        self.settings.language = language
        self.texts.set_language(language)

    def choose_theme(self, choice: ThemeChoice) -> None:
        self.settings.theme = choice
        self.appearance.choose(choice)

    def _follow_language(self) -> None:
        self.commands[f"language-{self.texts.language}"].setChecked(True)
        self.file_banner.follow()
        path = self.session.path.name if self.session else ""
        self.setWindowTitle(f"{path} — {APP_NAME}" if path else APP_NAME)
        self.what_if.refresh()

    def _follow_theme(self) -> None:
        theme = self.appearance.theme
        self.commands[f"theme-{self.appearance.choice}"].setChecked(True)
        parts: tuple[Themed, ...] = (
            *(self.commands, self.toolbar, self.status, self.file_banner),
            *([self.welcome] if "welcome" in vars(self) else []),
            self.filter_bar,
            *(self.messages, self.inspector),
            *(cast(Page, page) for page in self._pages.values()),
        )
        for part in parts:
            part.set_theme(theme)

    # -- what is told -----------------------------------------------------------------------------

    def _tell_failure(self, error: Exception) -> None:
        """An edit was refused: say why, or, where nobody foresaw it, keep it in the log."""
        if not isinstance(error, UserError):
            self.status.show_refused()
            self.reporter.report(type(error), error, error.__traceback__)
            return
        unsaved = isinstance(error, FileError)
        if unsaved:
            self.status.show_refused()
        kind = MessageKind.ERROR if unsaved else MessageKind.WARNING
        self.messages.tell(kind, error.text(self.texts.text))

    def _tell_unexpected(self) -> None:
        self.messages.tell(
            MessageKind.ERROR,
            plain_sentence(self.reporter.log_file, self.texts),
            MessageAction(self.texts.text("Open the log folder"), self.open_log_folder),
        )

    def open_log_folder(self) -> None:
        open_folder(self.reporter.log_file.parent)

    def _list_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self.settings.recent_files:
            entry = menu.addAction(path.name.replace("&", "&&"))
            entry.setToolTip(str(path))
            entry.triggered.connect(partial(self.files.open_path, path))
        if menu.isEmpty():
            menu.addAction(self.texts.text("Files you open will be listed here")).setEnabled(False)

    # -- Qt's events ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stack.currentWidget() is None:
            self._welcome()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.toolbar.set_width(event.size().width())
        self.inspector.set_window_width(event.size().width())

    def event(self, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DevicePixelRatioChange:
                # Icons are drawn for the screens there are.
                self._follow_theme()
            case QEvent.Type.WindowActivate if self.session is not None:
                # Another program, or the colleague who has the file, may have written meanwhile.
                self.session.edit(self.session.workspace.refresh)
                self.session.follow_clock()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc that nothing in the window has any use for.
        if event.key() == Qt.Key.Key_Escape and self.what_if.is_on:
            self.what_if.leave()
        elif event.key() == Qt.Key.Key_Escape and self.files.is_past:
            self.files.back_to_now()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.set_layout(_LAYOUT, self.saveGeometry())
        self.files.leave()
        self.settings.sync()
        super().closeEvent(event)


def step_text(action: str, entry: Entry | None, texts: Texts) -> str:
    """What undo or redo is called when it would take back or repeat ``entry``."""
    word = texts.text("Undo") if action == "undo" else texts.text("Redo")
    if entry is None:
        return word
    step = operation_text(entry.operation, entry.details, texts.translator)
    return f"{word}: {step}"

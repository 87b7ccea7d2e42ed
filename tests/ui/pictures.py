"""Pictures of every screen, to be looked at: python tests/ui/pictures.py [SCREEN…] [--readme]
    [--languages en,ru,kk,uz] [--themes light,dark] [--scales 1,2]

Writes build/pictures/<screen>-<theme>-<language>@<scale>.png, each scale in a process of its own,
since Qt takes it once. With --readme also the picture that the README shows.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "build" / "pictures"
README = ROOT / "resources" / "help" / "pictures" / "timeline-light.png"
SCALES = (1, 2)
LANGUAGES = ("en", "ru")
THEMES = ("light", "dark")
OPTIONS = ("--scales", "--languages", "--themes")
SIZE = (1600, 1000)


def main(arguments: list[str]) -> int:
    if "--scale" in arguments:
        at = arguments.index("--scale")
        take(arguments[:at] + arguments[at + 2 :], int(arguments[at + 1]))
        return 0
    for scale in _option(arguments, "--scales", SCALES):
        with tempfile.TemporaryDirectory() as home:
            environment = os.environ | {
                "QT_SCALE_FACTOR": str(scale),
                "HOME": home,
                "XDG_CONFIG_HOME": f"{home}/.config",
                "XDG_DATA_HOME": f"{home}/.local/share",
                "LANGUAGE": "en",
            }
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
            command = [sys.executable, __file__, *arguments, "--scale", str(scale)]
            if status := subprocess.call(command, env=environment):
                return status
    return 0


def _option(arguments: list[str], name: str, default: Sequence[object]) -> list[str]:
    """The parts of what follows ``name``, which is taken out, else ``default``."""
    if name not in arguments:
        return [str(each) for each in default]
    at = arguments.index(name)
    return arguments[at + 1].split(",")


def take(wanted: list[str], scale: int) -> None:
    """Every screen in both themes and the languages, at the scale of this process."""
    from tracker.language import Language
    from tracker.ui.app import make_application, make_window
    from tracker.ui.errors import ErrorReporter
    from tracker.ui.places import log_folder
    from tracker.ui.settings import ThemeChoice

    sys.path.insert(0, str(ROOT))
    from tests.ui.more_pictures import MORE

    screens = SCREENS | MORE
    themes = [ThemeChoice(name) for name in _option(wanted, "--themes", THEMES)]
    languages = _option(wanted, "--languages", LANGUAGES)
    given = {wanted[at + 1] for at, name in enumerate(wanted) if name in OPTIONS}
    application = make_application()
    reporter = ErrorReporter(log_folder(), application)
    window = make_window(application, reporter)
    window.resize(*SIZE)
    window.show()
    TARGET.mkdir(parents=True, exist_ok=True)
    names = [name for name in wanted if not name.startswith("--") and name not in given]
    for name in names or list(screens):
        for theme in themes:
            for language in languages:
                window.choose_theme(theme)
                window.choose_language(Language(language))
                picture = screens[name](window)
                picture.save(str(TARGET / f"{name}-{theme}-{language}@{scale}.png"))
                if "--readme" in wanted and (name, theme, language, scale) == FOR_README:
                    README.parent.mkdir(parents=True, exist_ok=True)
                    picture.save(str(README))
    window.close()


def settle() -> None:
    """Let everything that was put off happen, layout and painting included."""
    from PySide6.QtTest import QTest

    QTest.qWait(250)


def grab(widget):
    from PySide6.QtGui import QCursor

    # Away from what would look as if it were pointed at.
    QCursor.setPos(SIZE[0] * 2, SIZE[1] * 2)
    settle()
    return widget.grab()


def welcome(window):
    if window.session is not None:
        window.files.close()
    return grab(window)


def open_sample(window):
    if window.session is None:
        window.files.open_sample()
        window.session._today = lambda: date(2026, 11, 23)
        window.session.status_date_changed.emit()
        window.session._read_rows()
        window.session.rows_reset.emit()


def timeline(window):
    from tracker.timeline.scale import Level

    open_sample(window)
    window.show_page("timeline")
    settle()
    row = next(row for row in window.session.rows if row.row.name.en == "Technical launch")
    window.session.select([row.key], row.key)
    window.grid.go_to(window.grid.rows.line_of(window.session.place(row.key)), 0)
    window.grid.verticalScrollBar().setValue(12 * 32)
    window.chart.set_level(Level.QUARTER)
    settle()
    window.chart.go_to_today()
    return grab(window)


def history(window):
    from tracker.domain.fields import FIELD
    from tracker.domain.model import Names, State
    from tracker.domain.period import Period
    from tracker.workspace import operations

    open_sample(window)
    workspace = window.session.workspace
    row = next(row for row in window.session.rows if row.row.name.en == "Technical launch")
    if window.session.workspace.undo_step.operation == "import-document":
        operations.set_field(workspace, rows=[row.key], field=FIELD["percent"], value=60)
        operations.set_field(workspace, rows=[row.key], field=FIELD["state"], value=State.DONE)
        operations.commit_deadline(workspace, item_id=row.key.id, deadline=Period.quarter(2027, 1))
        operations.add_note(workspace, row=row.key, text="Equipment was delivered to the site")
        operations.rename(workspace, row=row.key, name=Names(en="Launch", ru="Пуск"))
        workspace.undo()
    window.show_page("history")
    settle()
    return grab(window)


def history_narrow(window):
    window.resize(1100, 680)
    picture = history(window)
    window.resize(*SIZE)
    settle()
    return picture


def _restore(window):
    from tracker.ui.dialogs.restore import RestoreDialog

    history(window)
    asked = []
    restoring = window._pages["history"].restoring
    restoring.asked.disconnect()
    restoring.asked.connect(asked.append)
    window._pages["history"].details.file.click()
    return RestoreDialog(window, window.session, window.texts, window.appearance.theme, asked[0])


def register(window):
    open_sample(window)
    window.show_page("register")
    return grab(window)


def cells(window):
    """The register with cells selected, some of them pasted and refused."""
    from PySide6.QtCore import QItemSelection, QItemSelectionModel
    from PySide6.QtGui import QGuiApplication

    register(window)
    grid = window.grid
    value, jobs = (grid.rows.column_of(key) for key in ("value", "jobs"))
    lines = [n for n in range(40) if (found := grid.rows.row_at(n)) and found.depth == 0]
    grid.go_to(lines[1] + 1, grid.rows.column_of("finish"))
    QGuiApplication.clipboard().setText("31.02.2027\n2028\n")
    grid.many.paste()
    selection = QItemSelection(grid.rows.index(lines[0], value), grid.rows.index(lines[-1], jobs))
    grid.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    settle()
    picture = grab(window)
    window.session.refusals.drop_rows(lambda key: True)
    window.undo()
    return picture


def replacing(window):
    """Find and replace with places found, the first of them left out."""
    from PySide6.QtCore import Qt

    from tracker.ui.dialogs.replace import Replace

    def make():
        theme = window.appearance.theme
        chosen = [window.grid.rows.columns[window.grid.rows.column_of("name")].field]
        made = Replace(window, window.session, window.texts, theme, chosen=chosen)
        made.wanted.setText("казахстан" if window.texts.language == "ru" else "kazakhstan")
        made.put.setText("РК" if window.texts.language == "ru" else "KZ")
        made._look()
        first = made.places.index(0, 0)
        made.places.setData(first, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
        return made

    register(window)
    return dialog(lambda _: make())(window)


def narrow(window):
    open_sample(window)
    window.show_page("timeline")
    window.resize(1100, 680)
    picture = grab(window)
    window.resize(*SIZE)
    settle()
    return picture


def arranged(query, prepare=lambda window: None, *, page="timeline", size=SIZE) -> Callable:
    """A page with its rows arranged, and what ``prepare`` opens over it."""

    def shown(window):
        from dataclasses import replace

        from tracker.ui.popup import Popup

        open_sample(window)
        window.show_page(page)
        window.resize(*size)
        settle()
        before = window.session.query
        window.session.set_query(query())
        window.toolbar.search.setText(query().text)
        settle()
        if page == "timeline":
            window.chart.fit()
        prepare(window)
        picture = grab(window)
        for popup in window.findChildren(Popup):
            if popup.isVisible():
                popup.done()
        window.session.set_query(replace(before, text=""))
        window.toolbar.search.clear()
        window.resize(*SIZE)
        settle()
        return picture

    return shown


def _grouped(name):
    def query():
        from tracker.workspace.query import Grouping, Query

        return Query(group=Grouping(name))

    return query


def _searched(dims):
    def query():
        from tracker.workspace.query import Query

        return Query(text="запуск", dims=dims)

    return query


def _filtered():
    from tracker.domain.model import ItemKind, Side
    from tracker.domain.period import Period
    from tracker.domain.status import Status
    from tracker.workspace.filters import RowFilter
    from tracker.workspace.query import Query, Sort

    asked = RowFilter(
        statuses=frozenset({Status.OVERDUE, Status.PLANNED, Status.IN_PROGRESS}),
        sides=frozenset({Side.JOINT, Side.KZ}),
        kinds=frozenset({ItemKind.MILESTONE, ItemKind.ACTIVITY}),
        period=Period.year(2026),
    )
    return Query(filter=asked, sorts=(Sort("finish"),))


def compact(window):
    window.commands["rows-compact"].setChecked(True)
    window.rows_control.switch_row_height()
    picture = timeline(window)
    window.commands["rows-compact"].setChecked(False)
    window.rows_control.switch_row_height()
    return picture


def row_of(window, wanted):
    """The first row for which ``wanted`` holds, selected and in view."""
    portfolio = window.session.portfolio
    found = next(each for each in window.session.rows if wanted(portfolio, each.row))
    window.session.select([found.key], found.key)
    window.chart.bring_into_view(window.session.place(found.key))
    return found


def is_movable(kind):
    def wanted(portfolio, row):
        from tracker.domain.moving import own_span, why_fixed

        if row.table != "items" or row.kind is not kind or why_fixed(portfolio, row):
            return False
        span = own_span(portfolio, row)
        return span is not None and span.leading.precision.rank > 0

    return wanted


def dragging(window):
    """A milestone on its way, one step finer than it was committed."""
    from tracker.domain.model import ItemKind
    from tracker.timeline.hit_test import Part

    timeline(window)
    settle()
    row_of(window, is_movable(ItemKind.MILESTONE))
    window.chart.begin(Part.MOVE)
    window.chart.hand.step(1, fine=False)
    window.chart.hand.step(1, fine=True)
    picture = grab(window)
    window.chart.hand.drop()
    return picture


def linking(window):
    """A link on its way to another row."""
    from tracker.domain.model import ItemKind
    from tracker.timeline.hit_test import Part

    timeline(window)
    settle()
    row_of(window, is_movable(ItemKind.MILESTONE))
    window.chart.begin(Part.LINK_FINISH)
    window.chart.hand.step(2, fine=False)
    picture = grab(window)
    window.chart.hand.drop()
    return picture


def reason(window):
    """The fields for a reason and a source below the mark that was moved."""
    from tracker.domain.model import ItemKind

    timeline(window)
    settle()
    row_of(window, is_movable(ItemKind.MILESTONE))
    window.explain()
    picture = grab(window)
    window.chart.setFocus()
    window._stack.currentWidget()._reason.close_popup()
    return picture


def figure_form(window):
    """A figure on its way in the inspector, with its reading."""
    return _in_inspector(window, lambda inspector: inspector.figures, "185.1 bn KZT")


def note_form(window):
    """A note with its date, author and source."""
    return _in_inspector(window, lambda inspector: inspector.notes, "")


def _in_inspector(window, section, amount):
    from tracker.ui.inspector.inspector import Inspector

    timeline(window)
    key = next(row.key for row in window.session.rows if row.row.table == "projects")
    window.session.select([key], key)
    inspector = window.findChild(Inspector)
    opened = section(inspector)
    opened.open_form()
    if amount:
        opened.form.value.line.setFocus()
        opened.form.value.line.setText(amount.replace("bn", "млрд") if amount else "")
    settle()
    picture = grab(window)
    opened.form.close_form()
    return picture


def menu(window):
    open_sample(window)
    settle()
    menu = window.toolbar._menu.menu()
    menu.popup(window.mapToGlobal(window.rect().topLeft()))
    edit = next(window.commands.menus("edit"))
    edit.popup(window.mapToGlobal(window.rect().topLeft()))
    picture = grab(edit)
    edit.close()
    menu.close()
    return picture


def messages(window):
    from tracker.ui.messages import MessageAction, MessageKind

    open_sample(window)
    window.messages.clear()
    _ = window.texts.text
    done = _("A copy was saved as {file}.").format(file="roadmap_2026-11-23_ru.csv")
    window.messages.tell(MessageKind.DONE, done, MessageAction(_("Open the folder"), list))
    text = _("No rows match “{text}”.").format(text="checkpiont")
    window.messages.tell(MessageKind.WARNING, text, MessageAction(_("Show all rows"), list))
    window._tell_unexpected()
    picture = grab(window)
    window.messages.clear()
    return picture


def read_only(window):
    open_sample(window)
    path = window.session.workspace.path
    window.files.leave()
    window.files.opened.emit()
    window.files.open_path(path, read_only=True)
    picture = grab(window)
    window.files.close()
    return picture


def dialog(make: Callable) -> Callable:
    def shown(window):
        open_sample(window)
        settle()
        made = make(window)
        made.show()
        settle()
        behind = window.grab()
        from PySide6.QtGui import QPainter

        over = made.grab()
        painter = QPainter(behind)
        painter.drawPixmap((window.width() - made.width()) // 2, 80, over)
        painter.end()
        made.reject()
        return behind

    return shown


def _export(window):
    from tracker.ui.dialogs.export import Export

    return Export(window, window.session, window.texts, window.appearance.theme, folder=None)


def _export_period(window):
    """What falls due from one period to another."""
    from PySide6.QtTest import QTest

    made = _export(window)
    made.forms.choose("due")
    made.options.period.choose("Q1 2024 .. H1 2027")
    QTest.qWait(400)
    return made


def _pack(window):
    from tracker.ui.dialogs.pack.dialog import Pack

    return Pack(window, window.session, window.texts, window.appearance.theme, folder=None)


def _import(window):
    """A table with a row of each outcome, in windows-1251 as spreadsheets write it."""
    import time

    from tracker.domain.model import ItemKind
    from tracker.ui.importing.dialog import ImportTable
    from tracker.ui.importing.job import TableFile

    portfolio = window.session.portfolio
    items = [item for item in portfolio.items if item.kind is ItemKind.MILESTONE][:6]
    lines = ["Дорожная карта на 2026 год", "", "№;Проект;Мероприятие;Срок исполнения;Ход, %;Прим."]
    lasts = ["IV квартал 2028 г.", "31.02.2027", "", "в конце года", "I полугодие 2029", ""]
    for place, (item, last) in enumerate(zip(items, lasts, strict=True), 1):
        project = portfolio.projects[item.project_id]
        lines.append(f"{place};{project.name.ru};{item.name.ru};{last};;письмо № {place}")
    name = portfolio.projects[items[0].project_id].name.ru
    lines += [
        f"7;{name};Ввод крытой стоянки;IV квартал 2027 г.;10;",
        f"8;{name};Озеленение территории;май 2028;0;",
        "9;Чужой проект;Приёмка;30.09.2027;;",
        "Итого;;;;;",
    ]
    path = window.session.workspace.path.with_name("roadmap_2026.csv")
    path.write_bytes("\r\n".join(lines).encode("windows-1251", errors="replace"))
    origin = TableFile(path)
    made = ImportTable(window, window.session, origin, window.texts, window.appearance.theme)
    while made.is_looking:
        settle()
        time.sleep(0.01)
    made.rows.selectRow(1)
    return made


def _bodies(window):
    from tracker.ui.dialogs.bodies import Bodies

    made = Bodies(window, window.session, window.texts, window.appearance.theme)
    made.same_as.setCurrentIndex(3)
    return made


def forecast(window):
    """The sample with what an office would add to it: durations, and what waits for what."""
    from dataclasses import replace

    from tracker.timeline.scale import Level
    from tracker.workspace import operations

    open_sample(window)
    workspace = window.session.workspace
    by_name = {item.name.en: item for item in workspace.portfolio.items}
    works = by_name["Construction and installation works"]
    launch, opening = by_name["Technical launch"], by_name["Official opening"]
    if works.duration_likely is None:
        workspace.perform(
            "edit",
            lambda repository: repository.update(
                replace(works, duration_low=560, duration_likely=600, duration_high=640)
            ),
        )
        operations.add_link(workspace, predecessor_id=works.id, successor_id=launch.id)
        operations.add_link(workspace, predecessor_id=launch.id, successor_id=opening.id, lag=90)
    window.session.forecasting.start()
    window.show_page("timeline")
    settle()
    row = next(row for row in window.session.rows if row.row.name.en == "Technical launch")
    window.session.select([row.key], row.key)
    window.grid.go_to(window.grid.rows.line_of(window.session.place(row.key)), 0)
    window.grid.verticalScrollBar().setValue(12 * 32)
    window.chart.set_level(Level.QUARTER)
    if not window.commands["why-late"].isChecked():
        window.commands["why-late"].trigger()
    settle()
    window.chart.go_to_today()
    return grab(window)


def _calendars(window):
    from tracker.ui.calendars.dialog import Calendars

    return Calendars(window, window.session, window.texts, window.appearance.theme)


def _risk(window):
    from tracker.ui.dialogs.risk import SampleRisk

    return SampleRisk(window, window.session, window.texts, window.appearance.theme)


def _own_calendars(window):
    from tracker.ui.calendars.own_calendars import OwnCalendars

    return OwnCalendars(window, window.session, window.texts, window.appearance.theme)


def _sources(window):
    from tracker.ui.dialogs.sources import Sources

    made = Sources(window, window.session, window.texts, window.appearance.theme)
    made.delete_shown()
    return made


def _print(window):
    from tracker.ui.printing.print_preview import PrintPreview

    open_sample(window)
    window.show_page("timeline")
    chart = window.chart
    return PrintPreview(
        window,
        window.session,
        window.texts,
        window.appearance.theme,
        scale=chart.scale,
        width=float(chart.viewport().width()),
        folder=TARGET,
    )


def _about(window):
    from tracker.ui.dialogs.about import About

    places = {"settings_file": window.settings.path, "log_file": window.reporter.log_file}
    return About(window, window.texts, window.appearance.theme, **places)


def _shortcuts(window):
    from tracker.ui.dialogs.shortcuts import Shortcuts

    return Shortcuts(window, window.texts, window.appearance.theme)


def _cannot_open(window):
    from tracker.domain.errors import FileError
    from tracker.storage.failures import EditingRefusedError
    from tracker.ui.dialogs.cannot_open import CannotOpen

    path = window.session.workspace.path
    kind = EditingRefusedError if window.texts.language == "ru" else FileError
    error = kind("“{file}” is damaged or is no Cooperation Tracker file. It was left as it is.",
                 file=path.name)  # fmt: skip
    return CannotOpen(window, path, error, window.texts, window.appearance.theme)


def filter_row(window):
    """A filter in words, with a text that is refused, seen where the keyboard is."""
    from PySide6.QtWidgets import QApplication

    from tracker.workspace.expressions import read_kept
    from tracker.workspace.filters import RowFilter
    from tracker.workspace.query import Query

    open_sample(window)
    window.show_page("register")
    where = read_kept("finish: < 2028 and status: not cancelled and jobs: > 100")
    window.session.set_query(Query(filter=RowFilter(where=where)))
    settle()
    window.rows_control.switch_filter_row()
    row = window.filter_row
    row.edit_of("value").setFocus()
    row.edit_of("value").setText("> 100 or < 50 mn USD")
    row.edit_of("value").typed_on.emit()
    QApplication.processEvents()
    picture = grab(window)
    row.edit_of("value").clear()
    row.edit_of("value").typed_on.emit()
    row.put_away()
    window.session.set_query(Query())
    return picture


def columns(window):
    """The columns being chosen, two of them kept while the others scroll, in a narrow window."""
    from tracker.ui.columns_popup import ColumnsPopup

    open_sample(window)
    window.show_page("register")
    window.resize(1100, 680)
    settle()
    window.grid.columns.freeze(2)
    bar = window.grid.horizontalScrollBar()
    window.rows_control.switch_filter_row()
    bar.setValue(bar.maximum() // 2)
    settle()
    window.rows_control.open_columns()
    picture = grab(window)
    for popup in window.findChildren(ColumnsPopup):
        popup.done()
    window.grid.columns.freeze(0)
    window.filter_row.put_away()
    window.resize(*SIZE)
    settle()
    return picture


def views(window):
    """A view that was chosen and changed, in the menu of the views."""
    from PySide6.QtGui import QPainter

    from tracker.ui.arrange_actions import VIEWS_MENU
    from tracker.workspace import operations
    from tracker.workspace.expressions import read_kept
    from tracker.workspace.filters import RowFilter
    from tracker.workspace.query import Query, Sort
    from tracker.workspace.views import views_of

    open_sample(window)
    window.show_page("register")
    session, views = window.session, window.table_views
    before, layout = session.query, window.grid.columns.layout
    for name, where in (
        ("Minister’s Monday list", "finish: this quarter or overdue"),
        ("Просроченные", "status: overdue"),
    ):
        session.set_query(Query(filter=RowFilter(where=read_kept(where)), sorts=(Sort("finish"),)))
        operations.save_view(session.workspace, name=name, view=views.current)
    views.choose("Просроченные")
    window.grid.columns.freeze(2)
    settle()
    menu = next(reversed(list(window.commands.menus(VIEWS_MENU.id))))
    menu.aboutToShow.emit()
    menu.resize(menu.sizeHint())
    behind = grab(window)
    over = menu.grab()
    painter = QPainter(behind)
    at = window.toolbar.views.mapTo(window, window.toolbar.views.rect().bottomLeft())
    painter.drawPixmap(at, over)
    painter.end()
    for name in views_of(session.portfolio):
        operations.delete_view(session.workspace, name=name)
    session.set_query(before)
    window.grid.columns.lay_out(layout)
    return behind


def _open_filter(window):
    window.rows_control.open_filter()


def _type_period(window):
    from tracker.ui.period_popup import PeriodPopup

    window.time_control.go_to_period()
    settle()
    (popup,) = [popup for popup in window.findChildren(PeriodPopup) if popup.isVisible()]
    popup.field.line.setText("IV кв 2026")


def _type_status_date(window):
    from tracker.ui.period_popup import PeriodPopup

    window.time_control.choose_status_date()
    settle()
    (popup,) = [popup for popup in window.findChildren(PeriodPopup) if popup.isVisible()]
    popup.field.line.setText("30.06.2025")


def _open_legend(window):
    from tracker.ui.timeline.legend import Legend

    window.findChild(Legend).show_whole()


def as_of(window):
    open_sample(window)
    window.time_control._store("2025-06-30")
    picture = timeline(window)
    window.time_control._store("")
    return picture


SCREENS = {
    "welcome": welcome,
    "timeline": timeline,
    "register": register,
    "cells": cells,
    "replace": replacing,
    "narrow": narrow,
    "by-side": arranged(_grouped("side")),
    "by-body": arranged(_grouped("body")),
    "by-status": arranged(_grouped("status")),
    "by-sector": arranged(_grouped("sector"), page="register"),
    "dimmed": arranged(_searched(dims=True)),
    "found": arranged(_searched(dims=False), size=(1100, 680)),
    "filter": arranged(_filtered, _open_filter),
    "filter-narrow": arranged(_filtered, _open_filter, size=(1100, 680)),
    "filter-row": filter_row,
    "columns": columns,
    "views": views,
    "compact": compact,
    "go-to-period": arranged(_grouped("none"), _type_period),
    "status-date": arranged(_grouped("none"), _type_status_date),
    "as-of": as_of,
    "legend": arranged(_grouped("none"), _open_legend, size=(1100, 680)),
    "dragging": dragging,
    "linking": linking,
    "reason": reason,
    "figure-form": figure_form,
    "note-form": note_form,
    "menu": menu,
    "messages": messages,
    "history": history,
    "history-narrow": history_narrow,
    "restore": dialog(_restore),
    "export": dialog(_export),
    "export-period": dialog(_export_period),
    "pack": dialog(_pack),
    "import": dialog(_import),
    "bodies": dialog(_bodies),
    "sources": dialog(_sources),
    "forecast": forecast,
    "calendars": dialog(_calendars),
    "risk": dialog(_risk),
    "own-calendars": dialog(_own_calendars),
    "print": dialog(_print),
    "about": dialog(_about),
    "shortcuts": dialog(_shortcuts),
    "cannot-open": dialog(_cannot_open),
    "read-only": read_only,
}
FOR_README = ("timeline", "light", "en", 1)

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))

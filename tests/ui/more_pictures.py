"""More scenes for :mod:`tests.ui.pictures`: comparisons, what-ifs, papers, files that fail."""

from __future__ import annotations

from datetime import date

from tests.ui.pictures import TARGET, dialog, forecast, grab, open_sample, settle, timeline


def _looks(window):
    return (window, window.session, window.texts, window.appearance.theme)


def _launch(window):
    return next(row for row in window.session.rows if row.row.name.en == "Technical launch")


def what_if(window):
    """A later finish supposed, kept as a scenario, with the menu of scenarios beside it."""
    _suppose(window)
    picture = grab(window)
    window.session.what_if.leave()
    return picture


def _suppose(window):
    from tracker.domain.moving import Span
    from tracker.domain.period import Period

    forecast(window)
    session = window.session
    works = next(i for i in session.portfolio.items
                 if i.name.en == "Construction and installation works")  # fmt: skip
    if session.portfolio.scenarios:
        session.what_if.begin(next(iter(session.portfolio.scenarios)))
        return
    session.what_if.begin()
    session.what_if.suppose([(works.id, Span(None, Period.quarter(2027, 3)))])
    session.what_if.keep("Works two quarters later")


def _compare_forecasts(window):
    from tracker.ui.whatif.compare import CompareForecasts

    _suppose(window)
    made = CompareForecasts(*_looks(window))
    made.finished.connect(window.session.what_if.leave)
    return made


def _compare(window):
    from tracker.ui.dialogs.compare import Compare

    made = Compare(*_looks(window), window.chart.comparing)
    made.day.line.setText("2025")
    return made


def comparing(window):
    """The chart over the plan as it was announced by the end of January 2024."""
    from tracker.workspace.comparison import Comparison, PlanAs

    open_sample(window)
    window.show_page("timeline")
    window.chart.comparing.compare_with(Comparison(PlanAs.ANNOUNCED, date(2024, 3, 31)))
    picture = timeline(window)
    window.chart.comparing.stop()
    return picture


def past(window):
    """The whole window as the file was at the end of a day, with its banner."""
    open_sample(window)
    window.show_page("register")
    window.files.show_as_of(date.today())
    settle()
    picture = grab(window)
    window.files.back_to_now()
    return picture


def whole(window):
    timeline(window)
    window.toggle_whole()
    settle()
    picture = grab(window)
    window.toggle_whole()
    return picture


def empty(window):
    """A file with no rows yet."""
    picture = _in_new_file(window, "timeline", lambda: grab(window))
    window.files.close()
    return picture


def empty_register(window):
    picture = _in_new_file(window, "register", lambda: grab(window))
    window.files.close()
    return picture


def new_project(window):
    """The name of a new project being typed after all the others."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    open_sample(window)
    window.show_page("timeline")
    settle()
    window.new_project()
    settle()
    picture = grab(window)
    QTest.keyClick(window.grid.cells.editing.editor, Qt.Key.Key_Escape)
    return picture


def _in_new_file(window, page, take):
    from tracker.workspace import Workspace

    if window.session is not None:
        window.files.close()
    path = TARGET / "new.cotrack"
    path.unlink(missing_ok=True)
    Workspace.create(path, user="tester").close()
    window.files.open_path(path)
    window.show_page(page)
    return take()


def nothing_found(window):
    from tracker.workspace.query import Query

    open_sample(window)
    window.show_page("timeline")
    window.session.set_query(Query(text="checkpiont"))
    window.toolbar.search.setText("checkpiont")
    settle()
    picture = grab(window)
    window.toolbar.search.clear()
    window.session.set_query(Query())
    return picture


def typing(window):
    """A date being typed, with its reading below."""
    register = _register(window)
    picture = _typed(window, register, "IV кв 2026")
    return picture


def typing_wrong(window):
    return _typed(window, _register(window), "31.02.2027")


def _register(window):
    open_sample(window)
    window.show_page("register")
    settle()
    return window.grid


def _typed(window, grid, text):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window.activateWindow()
    grid.go_to(8, grid.rows.column_of("finish"))
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.cells.editing.editor
    editor.selectAll()
    editor.insert(text)
    editor.textEdited.emit(editor.text())
    if text.startswith("31"):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    picture = grab(window)
    QTest.keyClick(QApplication.focusWidget() or editor, Qt.Key.Key_Escape)
    return picture


def several(window):
    timeline(window)
    keys = [row.key for row in window.session.rows if row.row.table == "items"][:5]
    window.session.select(keys, keys[0])
    return grab(window)


def project(window):
    """A project in the inspector, with its figures and where they differ."""
    timeline(window)
    row = next(row for row in window.session.rows if row.row.name.en.startswith("Taraz"))
    window.session.select([row.key], row.key)
    window.chart.bring_into_view(window.session.place(row.key))
    return grab(window)


def inspector_long(window):
    """The whole of the inspector, however long it is."""
    from tracker.ui.inspector.inspector import Inspector

    project(window)
    inspector = window.findChild(Inspector)
    settle()
    return inspector.widget().grab()


def row_menu(window):
    from PySide6.QtCore import QPoint

    timeline(window)
    row = next(row for row in window.session.rows if row.row.name.en == "Official opening")
    window.session.select([row.key], row.key)
    menu = window._stack.currentWidget()._menu.make(window)
    menu.popup(window.mapToGlobal(QPoint(0, 0)))
    settle()
    picture = menu.grab()
    menu.close()
    return picture


def _figures(window):
    from tracker.ui.dialogs.figures import PortfolioFigures

    return PortfolioFigures(*_looks(window))


def _passport(window):
    from tracker.ui.printing.passport_preview import PassportPreview

    found = next(p for p in window.session.portfolio.projects if p.name.en.startswith("Taraz"))
    return PassportPreview(*_looks(window), project=found, folder=TARGET)


def _register_preview(window):
    from tracker.ui.printing.register_preview import RegisterPreview

    return RegisterPreview(*_looks(window), folder=TARGET)


def _missing(window):
    return _failing(window, TARGET / "no such folder" / "Portfolio.cotrack")


def _corrupt(window):
    path = TARGET / "damaged.cotrack"
    path.write_bytes(b"SQLite format 3\0" + b"\1" * 4000)
    return _failing(window, path)


def _failing(window, path):
    from tracker.domain.errors import FileError
    from tracker.ui.dialogs.cannot_open import CannotOpen
    from tracker.workspace import Workspace

    try:
        Workspace.open(path, user="tester")
    except FileError as error:
        return CannotOpen(window, path, error, window.texts, window.appearance.theme)
    raise AssertionError("it opens")


def _locked(window):
    return _failing(window, window.session.workspace.path)


MORE = {
    "what-if": what_if,
    "compare-forecasts": dialog(_compare_forecasts),
    "compare": dialog(_compare),
    "comparing": comparing,
    "past": past,
    "whole": whole,
    "empty": empty,
    "empty-register": empty_register,
    "new-project": new_project,
    "nothing-found": nothing_found,
    "typing": typing,
    "typing-wrong": typing_wrong,
    "several": several,
    "project": project,
    "inspector": inspector_long,
    "row-menu": row_menu,
    "figures": dialog(_figures),
    "passport": dialog(_passport),
    "print-register": dialog(_register_preview),
    "missing": dialog(_missing),
    "corrupt": dialog(_corrupt),
    "locked": dialog(_locked),
}

"""A day's entry with keys alone: a project with all that is known of it, and what the file holds.

Nothing is clicked, and nothing of the model or the operations is called; the file is read anew at
the end. Only the system's own dialog for the name of a file is answered by the test.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from tests.ui.conftest import in_dialog
from tracker.domain.model import Item, LagUnit, LinkType, Measure, Project, Role, Side, State
from tracker.domain.period import Period, period_from_key
from tracker.ui.dialogs.bodies import Bodies
from tracker.ui.dialogs.sources import Sources
from tracker.ui.inspector.claim_form import ClaimForm
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.inspector.link_form import LinkForm
from tracker.ui.inspector.role_form import RoleForm
from tracker.ui.main_window import MainWindow
from tracker.workspace import Workspace

K = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
FAR = 120
"""More stops than the keyboard has on its way round a window."""

MILESTONES = (
    # Name, what is typed for its finish, and what that is.
    ("Roadmap signed", "15.02.2027", "2027-02-15"),
    ("Проект и смета", "IV кв. 2027", "2027-Q4"),
    ("Жер бөлінді", "2027 жылғы I жартыжылдық", "2027-H1"),
    ("Shartnoma imzolandi", "2027 yil IV chorak", "2027-Q4"),
    ("Start of construction", "March 2028", "2028-03"),
    ("Utilities and roads", "Q3 2028", "2028-Q3"),
    ("Оборудование поставлено", "первое полугодие 2029", "2029-H1"),
    ("Production halls", "by the end of 2029", "2029"),
    ("Joint protocol", "ежемесячно до 10 числа", ""),
    ("Technical launch", "2030", "2030"),
)


def now() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the keyboard"
    return focused


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(now(), key, modifiers)
    QApplication.processEvents()


def write(text: str) -> None:
    """Type letter by letter; QTest.keyClicks types ASCII alone."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(now(), letter)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(now(), QKeyEvent(kind, K.Key_unknown, NONE, letter))
    QApplication.processEvents()


def tab_to(goal: QWidget) -> None:
    """Go round with Tab until the keyboard is at a widget."""
    wanted = goal.focusProxy() or goal
    for _ in range(FAR):
        if now() is wanted:
            return
        press(K.Key_Tab)
    raise AssertionError(f"Tab does not lead to {goal.accessibleName() or goal}")


def part_to(goal: type[QWidget], window: MainWindow) -> None:
    """Go round the parts of the window with F6 until the keyboard is in one of a kind."""
    for _ in range(8):
        above: QWidget | None = now()
        while above is not None and not isinstance(above, goal):
            above = above.parentWidget()
        if above is not None:
            return
        press(K.Key_F6)
    raise AssertionError(f"F6 does not lead to {goal}")


def line_to(inspector: Inspector, section: QWidget, key: object) -> None:
    """Go to one entry of a list with arrows."""
    entries = section.list.entries  # type: ignore[attr-defined]
    tab_to(section.list)  # type: ignore[attr-defined]
    press(K.Key_Home)
    for _ in range([entry.key for entry in entries].index(key)):
        press(K.Key_Down)


def in_keys(
    window: MainWindow, kind: type[QDialog], act: Callable[[QDialog], object], key: Qt.Key
) -> None:
    """Open a dialog with Ctrl+Shift and a key, and do ``act`` in it."""
    in_dialog(kind, act)
    press(key, CONTROL | SHIFT)
    # What a desktop does when a dialog has gone.
    window.activateWindow()
    for _ in range(200):
        if QApplication.focusWidget() is not None:
            break
        QTest.qWait(10)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "Day.cotrack"


@pytest.fixture
def empty(window: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window with a new file, as Ctrl+N makes it."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    press(K.Key_N, CONTROL)
    assert window.session is not None
    return window


def enter_rows(window: MainWindow) -> None:
    press(K.Key_2, CONTROL)
    press(K.Key_N, CONTROL | SHIFT)
    write("Taraz plant")
    press(K.Key_Return)
    press(K.Key_Return)
    grid = window.grid
    for name, deadline, _ in MILESTONES:
        write(name)
        press(K.Key_Tab)
        while grid.rows.columns[grid.currentIndex().column()].field.key != "responsible":
            press(K.Key_Tab)
        if name in ("Roadmap signed", "Technical launch"):
            write("MTI; Акимат Жамбылской области")
        press(K.Key_Tab)
        write(deadline)
        press(K.Key_Return)
    press(K.Key_Escape)


def enter_directories(window: MainWindow) -> None:
    def body(dialog: QDialog) -> None:
        assert isinstance(dialog, Bodies)
        tab_to(dialog.list)
        while dialog.list.item(dialog.list.currentRow(), 0).text() != "MTI":
            press(K.Key_Down)
        tab_to(dialog.first)
        press(K.Key_A, CONTROL)
        write("Ministry of Trade and Integration")
        press(K.Key_Tab)
        write("MTI")
        press(K.Key_Return)
        press(K.Key_Escape)

    def source(dialog: QDialog) -> None:
        assert isinstance(dialog, Sources)
        tab_to(dialog.add_button)
        press(K.Key_Space)
        write("Протокол 21-го заседания")
        press(K.Key_Return)
        press(K.Key_Escape)

    in_keys(window, Bodies, body, K.Key_B)
    in_keys(window, Sources, source, K.Key_O)


def enter_passport(window: MainWindow, inspector: Inspector) -> None:
    press(K.Key_Home, CONTROL)
    part_to(Inspector, window)
    fields = inspector.fields
    line_to(inspector, fields, "code")
    for typed in ("TRZ", "kazakh", "Zhambyl Region", "Ferroalloys, new", "steel", "in progress"):
        press(K.Key_Return)
        press(K.Key_A, CONTROL)
        write(typed)
        press(K.Key_Return)
    line_to(inspector, fields, "name_ru")
    for typed in ("Таразский завод", "Тараз зауыты", "Taraz zavodi"):
        write(typed)
        press(K.Key_Return)
    write("Агломерация")
    press(K.Key_Return, SHIFT)
    write("two lines")
    press(K.Key_Return)

    form = inspector.figures.form
    assert isinstance(form, ClaimForm)
    for amount, source in (("$121.3M", "Прото"), ("185,1 mlrd KZT", "Announcement of 2027")):
        tab_to(inspector.figures.open_button)
        press(K.Key_Return)
        tab_to(form.value)
        write(amount)
        tab_to(form.source.choice)
        if source == "Прото":
            press(K.Key_Down)
        else:
            press(K.Key_End)
            write(source)
        press(K.Key_Return)

    roles = inspector.bodies.form
    assert isinstance(roles, RoleForm)
    tab_to(inspector.bodies.open_button)
    press(K.Key_Return)
    write("TCL Group")
    press(K.Key_Return)
    press(K.Key_Return)
    tab_to(inspector.bodies.open_button)
    press(K.Key_Return)
    press(K.Key_Tab, SHIFT)
    press(K.Key_End)
    press(K.Key_Tab)
    write("MTI")
    press(K.Key_Return)

    tab_to(inspector.notes.field)
    write("Halls stand, қабырғалар тұр")
    press(K.Key_Return, CONTROL)


def enter_dates(window: MainWindow, inspector: Inspector) -> None:
    """A second commitment and an actual of the first milestone; a link of the next two."""
    part_to(type(window.grid), window)
    press(K.Key_Down)
    part_to(Inspector, window)
    tab_to(inspector.dates.change)
    press(K.Key_Return)
    commit = inspector.dates.commit_form
    write("II чорак 2027")
    tab_to(commit.source.choice)
    press(K.Key_Down)
    tab_to(commit.reason)
    write("Funding")
    press(K.Key_Return)
    tab_to(inspector.dates.record)
    press(K.Key_Return)
    write("20.03.2027")
    press(K.Key_Return)
    part_to(type(window.grid), window)
    press(K.Key_Down)
    press(K.Key_Down, SHIFT)
    press(K.Key_Down, SHIFT)
    press(K.Key_L, CONTROL)
    press(K.Key_Down)
    press(K.Key_Up)
    part_to(Inspector, window)
    links = inspector.links
    form = links.form
    assert isinstance(form, LinkForm)
    tab_to(links.list)
    press(K.Key_Return)
    press(K.Key_Down)
    tab_to(form.lag)
    press(K.Key_A, CONTROL)
    write("-5")
    press(K.Key_Tab)
    press(K.Key_Down)
    press(K.Key_Return)


def test_a_day_of_entry_with_keys_alone(empty: MainWindow, file: Path) -> None:
    window = empty
    enter_rows(window)
    enter_directories(window)
    if not window.inspector.isVisible() and not window.inspector.parts():
        press(K.Key_I, CONTROL)
    (inspector,) = window.inspector.parts()
    assert isinstance(inspector, Inspector)
    enter_passport(window, inspector)
    enter_dates(window, inspector)
    part_to(type(window.grid), window)
    for _ in range(3):
        press(K.Key_Z, CONTROL)
    for _ in range(3):
        press(K.Key_Y, CONTROL)
    press(K.Key_Delete, CONTROL)
    press(K.Key_Z, CONTROL)
    press(K.Key_W, CONTROL)
    assert window.session is None
    with Workspace.open(file, user="reader") as workspace:
        assert workspace.check() == []
        (project,) = workspace.portfolio.projects
        check_project(workspace, project)
        check_milestones(workspace, workspace.portfolio.children(project))


def check_project(workspace: Workspace, project: Project) -> None:
    portfolio = workspace.portfolio
    assert (project.code, project.side, project.state) == ("TRZ", Side.KZ, State.IN_PROGRESS)
    assert (project.region, project.sector) == ("Zhambyl Region", "Ferroalloys, new")
    assert project.product == "steel"
    names = project.name
    assert (names.en, names.ru, names.kk, names.uz) == (
        "Taraz plant",
        "Таразский завод",
        "Тараз зауыты",
        "Taraz zavodi",
    )
    assert project.note == "Агломерация\ntwo lines"
    figures = portfolio.claims_of(project, Measure.VALUE)
    assert [(claim.value, claim.unit) for claim in figures] == [
        (Decimal("121300000"), "USD"),
        (Decimal("185100000000"), "KZT"),
    ]
    assert [portfolio.sources[claim.source_id].title for claim in figures] == [
        "Протокол 21-го заседания",
        "Announcement of 2027",
    ]
    assert held(workspace, project, Role.RESPONSIBLE) == ["TCL Group"]
    assert held(workspace, project, Role.INVESTOR) == ["Ministry of Trade and Integration"]
    (note,) = portfolio.notes_of(project)
    assert note.text == "Halls stand, қабырғалар тұр" and note.noted_on is not None


def check_milestones(workspace: Workspace, items: list[Item]) -> None:
    portfolio = workspace.portfolio
    assert [item.name.en for item in items] == [name for name, _, _ in MILESTONES]
    for item, (_, typed, key) in zip(items, MILESTONES, strict=True):
        first = portfolio.commitments_of(item)[0]
        assert first.wording == typed
        if key:
            assert isinstance(first.deadline, Period)
            assert first.deadline.plain == period_from_key(key)
        else:
            assert not isinstance(first.deadline, Period), "no single date"
    for place in (0, 9):
        assert held(workspace, items[place], Role.RESPONSIBLE) == [
            "Ministry of Trade and Integration",
            "Акимат Жамбылской области",
        ]
    signed = items[0]
    in_force = portfolio.commitment_in_force(signed)
    assert in_force is not None and in_force.deadline == period_from_key("2027-Q2")
    assert (in_force.reason, bool(in_force.source_id)) == ("Funding", True)
    assert len(portfolio.commitments_of(signed)) == 2
    assert signed.actual_finish == period_from_key("2027-03-20")
    links = sorted(portfolio.links, key=lambda link: link.id)
    assert [(link.predecessor_id, link.successor_id) for link in links] == [
        (items[1].id, items[2].id),
        (items[2].id, items[3].id),
    ]
    assert sum(link.type is LinkType.SS for link in links) == 1
    (changed,) = (link for link in links if link.type is LinkType.SS)
    assert (changed.lag, changed.lag_unit) == (-5, LagUnit.CALENDAR_DAYS)


def held(workspace: Workspace, row: Project | Item, role: Role) -> list[str]:
    bodies = workspace.portfolio.bodies_of(row, role)
    return [body.name.en or body.name.ru for body in bodies]

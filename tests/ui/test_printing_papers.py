"""The register and passports on paper, from the window; long documents do not hold it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.timeline.sheets.tables.printed_tables import A4, pages, row, table
from tests.ui.conftest import in_dialog
from tracker.domain.errors import UserError
from tracker.domain.portfolio import RowKey
from tracker.language import Language, translator
from tracker.paper.painter import ScenePainter
from tracker.paper.theme import PRINT
from tracker.timeline.sheets.page import About
from tracker.timeline.sheets.tables.pages import TablePages
from tracker.ui import forecasting
from tracker.ui.main_window import MainWindow
from tracker.ui.printing.passport_preview import PassportPreview
from tracker.ui.printing.pdf_job import PdfJob
from tracker.ui.printing.preview import Preview
from tracker.ui.printing.register_preview import RegisterPreview

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def number(dialog: Preview) -> str:
    return next(
        label.text() for label in dialog.findChildren(QLabel) if label.text().startswith("Page ")
    )


def register(opened: MainWindow, folder: Path) -> RegisterPreview:
    assert opened.session is not None
    theme = opened.appearance.theme
    return RegisterPreview(opened, opened.session, opened.texts, theme, folder=folder)


def passport(opened: MainWindow, folder: Path, place: int = 0) -> PassportPreview:
    session = opened.session
    assert session is not None
    return PassportPreview(
        opened,
        session,
        opened.texts,
        opened.appearance.theme,
        project=session.portfolio.ordered_projects()[place],
        folder=folder,
    )


def save(dialog: Preview, target: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> str:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog._save.isEnabled)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(dialog._save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.saved is not None)
    assert not dialog.isVisible()
    return text_of(target)


def test_the_register_prints_the_rows_shown(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opened.session is not None
    opened.show_page("register")
    opened.session.set_query(replace(opened.session.query, text="Halls"))
    dialog = register(opened, tmp_path)
    dialog._language.setCurrentIndex(list(Language).index(Language.RU))
    assert dialog.file_name.endswith("_ru.pdf")
    text = save(dialog, tmp_path / "register.pdf", qtbot, monkeypatch)
    assert "Реестр проектов" in text
    assert "Plant" in text
    assert "Center" not in text
    assert "Idea" not in text


def test_the_paper_of_the_register_is_chosen(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = register(opened, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog._print.isEnabled)
    widths = []
    for place in range(3):
        dialog._paper_choice.setCurrentIndex(place)
        qtbot.waitUntil(dialog._print.isEnabled)
        widths.append(round(dialog._printer.pageLayout().fullRect().width()))
    assert widths[1:] == [842, 1191]
    assert widths[0] in widths[1:]


def test_a_passport_follows_the_project_chosen(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = passport(opened, tmp_path)
    dialog._project.setCurrentIndex(1)
    dialog._language.setCurrentIndex(list(Language).index(Language.KK))
    assert number(dialog) == "Page 1 of 1"
    text = save(dialog, tmp_path / "passport.pdf", qtbot, monkeypatch)
    assert "Жоба паспорты" in text
    assert dialog.project.name.en in text


@pytest.mark.parametrize("make", [register, passport])
@pytest.mark.parametrize("language", Language)
def test_previews_open_in_every_language(
    opened: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    language: Language,
    make: Callable[[MainWindow, Path], Preview],
) -> None:
    opened.choose_language(language)
    dialog = make(opened, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    titles = {translator(language).text(t) for t in ("Print the register", "Project passport")}
    assert dialog.windowTitle() in titles
    for button in dialog.findChildren(QPushButton):
        assert button.sizeHint().width() <= button.width()


def test_ctrl_p_shows_the_register_on_paper(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_page("register")
    seen: list[str] = []
    in_dialog(RegisterPreview, lambda dialog: seen.append(dialog.windowTitle()))
    qtbot.keyClick(opened, Qt.Key.Key_P, CONTROL)
    assert seen == ["Print the register"]


def test_a_key_shows_the_passport_of_the_current_project(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    assert session is not None
    opened.show_page("register")
    found = next(each for each in session.rows if each.key == RowKey("items", 4))
    session.select([found.key], found.key)
    seen: list[int] = []
    in_dialog(PassportPreview, lambda dialog: seen.append(dialog.project.id))
    qtbot.keyClick(opened, Qt.Key.Key_P, CONTROL | ALT)
    assert seen == [2]


# -- long documents --------------------------------------------------------------------------------


def folder(tmp_path: Path) -> Path:
    """One with nothing in it; the file that is open lies in the other."""
    made = tmp_path / "papers"
    made.mkdir()
    return made


def long_table(count: int) -> TablePages:
    scenes = ScenePainter(PRINT, vector=True)
    rows = (row(f"row{place}", "Строительство завода " * 4) for place in range(count))
    return pages(table(rows), (A4,), scenes.measure)


def job(count: int, target: Path, parent: QWidget) -> PdfJob:
    about = About("Table", Language.EN)
    return PdfJob(long_table(count), ScenePainter(PRINT, vector=True), about, target, parent)


def test_the_window_goes_on_while_a_pdf_is_written(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    ticks: list[float] = []
    timer = QTimer(opened, interval=0)
    timer.timeout.connect(lambda: ticks.append(perf_counter()))
    made = job(2000, tmp_path / "long.pdf", opened)
    told: list[tuple[int, int]] = []
    made.progressed.connect(lambda page, count: told.append((page, count)))
    timer.start()
    with qtbot.waitSignal(made.done, timeout=60_000):
        made.start()
    timer.stop()
    count = len(PdfReader(tmp_path / "long.pdf").pages)
    assert [page for page, _count in told] == list(range(1, count + 1))
    assert {count_told for _page, count_told in told} == {count}
    # What else there was to do was done between the pages.
    assert len(ticks) >= 10


def test_what_is_stopped_leaves_no_file(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    target = folder(tmp_path) / "long.pdf"
    target.write_bytes(b"the old one")
    made = job(2000, target, opened)
    made.progressed.connect(lambda page, _count: page == 3 and made.stop())
    made.start()
    qtbot.waitUntil(lambda: not made.is_running)
    assert target.read_bytes() == b"the old one"
    assert [each.name for each in target.parent.iterdir()] == ["long.pdf"]


def test_leaving_the_preview_stops_the_writing(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = register(opened, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog._save.isEnabled)
    target = folder(tmp_path) / "register.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog._save.click()
    assert not dialog._save.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not list(target.parent.iterdir())
    assert dialog.saved is None


def test_a_place_that_cannot_be_written_is_told(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    made = job(3, tmp_path / "none" / "a.pdf", opened)
    with qtbot.waitSignal(made.failed) as failed:
        made.start()
    assert isinstance(failed.args[0], UserError)
    assert not made.is_running


def test_a_preview_waits_for_the_forecast_of_the_last_edit(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecasting, "AT_ONCE", 0)
    session = opened.session
    assert session is not None
    session.forecasting.start()
    dialog = passport(opened, tmp_path)
    qtbot.addWidget(dialog)
    assert session.forecasting.is_computing
    assert dialog._printable is None and not dialog._save.isEnabled()
    qtbot.waitUntil(dialog._save.isEnabled)
    assert not session.forecasting.is_computing

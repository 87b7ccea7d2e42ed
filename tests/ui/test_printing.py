"""Printing and saving pictures: what the preview shows is what comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tracker.language import Language, translator
from tracker.paper.theme import PRINT
from tracker.timeline.scale import Level
from tracker.timeline.sheets.paper import Paper, PaperSize
from tracker.ui.main_window import MainWindow
from tracker.ui.printing import preview as preview_module
from tracker.ui.printing.print_job import PrintJob, print_pages, set_up
from tracker.ui.printing.print_preview import PrintPreview, Time

CONTROL = Qt.KeyboardModifier.ControlModifier


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.fixture
def preview(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> PrintPreview:
    opened.show_page("timeline")
    opened.chart.set_scale(opened.chart.scale.at(Level.QUARTER.px_per_day, 0))
    assert opened.session is not None
    dialog = PrintPreview(
        opened,
        opened.session,
        opened.texts,
        opened.appearance.theme,
        scale=opened.chart.scale,
        width=float(opened.chart.viewport().width()),
        folder=tmp_path,
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def number(dialog: PrintPreview) -> str:
    return next(
        label.text() for label in dialog.findChildren(QLabel) if label.text().startswith("Page ")
    )


def answer(monkeypatch: pytest.MonkeyPatch, target: Path, chosen: str = "") -> None:
    """What the user says when asked for a file."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), chosen))


def test_the_best_guess_is_one_page_wide(preview: PrintPreview) -> None:
    assert preview.job.paper == Paper(PaperSize.A4, landscape=True)
    assert preview.job.px_per_day is None
    assert number(preview) == "Page 1 of 1"


def test_tiles_have_the_scale_of_the_screen(preview: PrintPreview) -> None:
    preview._fit.setCurrentIndex(1)
    assert preview.job.px_per_day == pytest.approx(Level.QUARTER.px_per_day)


def test_the_time_that_is_printed(preview: PrintPreview, opened: MainWindow) -> None:
    times = list(Time)
    preview._time.setCurrentIndex(times.index(Time.VIEW))
    first, last = opened.chart.scale.visible(float(opened.chart.viewport().width()))
    span = preview.job.span
    assert span.first is not None and span.last is not None
    assert (span.first.toordinal(), span.last.toordinal()) == (first, last)
    preview._time.setCurrentIndex(times.index(Time.PERIOD))
    assert preview._period.isVisible()
    assert not preview._print.isEnabled()
    assert not preview._failure.isVisible()
    preview._period.setText("2027-H1")
    span = preview.job.span
    assert (f"{span.first}", f"{span.last}") == ("2027-01-01", "2027-06-30")
    assert preview._print.isEnabled()
    preview._period.setText("31.02.2027")
    assert "28 days" in preview._failure.text()
    assert not preview._save.isEnabled()


def test_what_is_saved_is_what_is_shown(
    preview: PrintPreview,
    opened: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert opened.session is not None
    opened.session.set_query(replace(opened.session.query, text="launch"))
    preview._colour.setCurrentIndex(1)
    assert preview.job.theme is PRINT
    answer(monkeypatch, tmp_path / "wall")
    preview._save.click()
    qtbot.waitUntil(lambda: preview.saved is not None)
    assert preview.saved == tmp_path / "wall.pdf"
    text = text_of(preview.saved)
    assert "Technical launch" in text
    assert "Filter: “launch”" in text
    assert "Page 1 of 1" in text


def test_a_place_that_cannot_be_written_is_named(
    preview: PrintPreview, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, tmp_path / "none" / "wall.pdf")
    preview._save.click()
    qtbot.waitUntil(preview._failure.isVisible)
    assert preview.isVisible()
    assert preview._save.isEnabled()
    assert str(tmp_path / "none") in preview._failure.text()


def test_pages_are_turned_with_keys(
    opened: MainWindow, preview: PrintPreview, qtbot: QtBot
) -> None:
    preview._scale = replace(preview._scale, px_per_day=Level.DAY.px_per_day)
    preview._fit.setCurrentIndex(1)
    assert number(preview).startswith("Page 1 of ")
    for key, page in ((Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageDown, 3), (Qt.Key.Key_PageUp, 2)):
        qtbot.keyClick(preview, key)
        qtbot.waitUntil(lambda page=page: number(preview).startswith(f"Page {page} of "))


def test_a_printer_gets_the_pages_it_was_asked_for(opened: MainWindow, tmp_path: Path) -> None:
    assert opened.session is not None
    job = PrintJob(Paper(PaperSize.A4), PRINT, px_per_day=Level.DAY.px_per_day)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    set_up(printer, job.paper)
    printer.setFromTo(2, 3)
    scenes = job.scenes()
    printout = job.printout(opened.session, scenes)
    assert len(printout) > 3
    print_pages(printout, scenes, printer)
    reader = PdfReader(tmp_path / "printed.pdf")
    count = len(printout)
    assert [f"Page {n} of {count}" in " ".join(page.extract_text().split())
            for n, page in enumerate(reader.pages, 2)] == [True, True]  # fmt: skip
    width, height = (float(edge) for edge in reader.pages[0].mediabox[2:])
    assert (width, height) == pytest.approx((595, 842), abs=1)


@pytest.mark.parametrize("language", Language)
def test_the_preview_opens_in_every_language(
    opened: MainWindow, qtbot: QtBot, language: Language, tmp_path: Path
) -> None:
    opened.choose_language(language)
    opened.show_page("timeline")
    assert opened.session is not None
    dialog = PrintPreview(
        opened,
        opened.session,
        opened.texts,
        opened.appearance.theme,
        scale=opened.chart.scale,
        width=800.0,
        folder=tmp_path,
    )
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.windowTitle() == translator(language).text("Print the timeline")
    for button in dialog.findChildren(QPushButton):
        assert button.sizeHint().width() <= button.width()


def test_a_long_printout_is_not_painted_whole_before_it_is_shown(
    preview: PrintPreview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview_module, "_MOST_PREVIEWED", 2)
    preview._scale = replace(preview._scale, px_per_day=Level.DAY.px_per_day)
    preview._fit.setCurrentIndex(1)
    assert "only the first 2 are shown here" in number(preview)
    assert preview._preview.pageCount() == 2


def in_preview(act: Callable[[PrintPreview], None]) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PrintPreview)
        act(dialog)

    QTimer.singleShot(300, look)


def test_ctrl_p_shows_the_pages_and_esc_leaves(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_page("timeline")
    seen = []

    def leave(dialog: PrintPreview) -> None:
        seen.append(number(dialog))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    in_preview(leave)
    qtbot.keyClick(opened, Qt.Key.Key_P, CONTROL)
    assert seen == ["Page 1 of 1"]
    opened.show_page("history")
    assert not opened.commands["print"].isEnabled()


@pytest.mark.parametrize(
    ("name", "chosen", "begins"),
    [
        ("a.svg", "PDF (*.pdf)", b"<?xml"),
        ("a.PNG", "", b"\x89PNG"),
        ("a", "SVG (*.svg)", b"<?xml"),
        ("a.b", "", b"%PDF-"),
    ],
)
def test_a_picture_is_saved_as_its_name_says(
    opened: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    chosen: str,
    begins: bytes,
) -> None:
    opened.show_page("timeline")
    answer(monkeypatch, tmp_path / name, chosen)
    opened.commands["save-picture"].trigger()
    (made,) = tmp_path.glob(f"{name}*")
    assert made.read_bytes().startswith(begins)
    assert opened.messages.texts_shown() == [f"Saved {made.name}"]


def test_a_picture_that_cannot_be_written_is_told(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.show_page("timeline")
    answer(monkeypatch, tmp_path / "none" / "a.pdf")
    opened.commands["save-picture"].trigger()
    (told,) = opened.messages.texts_shown()
    assert str(tmp_path / "none") in told

"""The dialog of the report pack: what it lists is what it writes, and a stop leaves nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import in_dialog
from tracker.domain.fields import FIELD
from tracker.domain.portfolio import RowKey
from tracker.ui import forecasting
from tracker.ui.dialogs.pack import making, painters
from tracker.ui.dialogs.pack.choices import PackChoices
from tracker.ui.dialogs.pack.dialog import Pack
from tracker.ui.main_window import MainWindow
from tracker.workspace import operations

SMALL = PackChoices(("roadmap", "claims"), ("en", "kk"), ("csv", "ics"), timeline=False)


@pytest.fixture
def dialog(opened: MainWindow, qtbot: QtBot, tmp_path: Path) -> Pack:
    assert opened.session is not None
    theme = opened.appearance.theme
    folder = tmp_path / "out"
    folder.mkdir()
    made = Pack(opened, opened.session, opened.texts, theme, folder=folder, remembered=SMALL)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def listed(dialog: Pack) -> list[str]:
    return dialog.list.toPlainText().splitlines()


def written(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_what_is_listed_is_what_is_written(dialog: Pack) -> None:
    assert dialog.heading.text() == "11 files will be made"
    expected = sorted(listed(dialog))
    dialog.accept_button.click()
    assert dialog.written == (dialog.target, 10)
    assert written(dialog.target) == expected
    manifest = json.loads((dialog.target / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["options"]["forms"] == ["roadmap", "claims"]


def test_a_pack_waits_for_the_forecast_of_the_last_edit(
    dialog: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forecasting, "AT_ONCE", 0)
    session = dialog._session
    session.forecasting.start()
    item = next(item for item in session.portfolio.items if item.percent is None)
    operations.set_field(
        session.workspace, rows=[RowKey("items", item.id)], field=FIELD["percent"], value=40
    )
    assert session.forecasting.is_computing
    dialog.accept_button.click()
    assert dialog.written is not None
    assert not session.forecasting.is_computing


def test_ticks_by_keys_change_the_list(dialog: Pack, qtbot: QtBot) -> None:
    dialog.languages.setFocus()
    dialog.languages.setCurrentRow(2)
    qtbot.keyClick(dialog.languages, Qt.Key.Key_Space)
    assert not any(path.startswith("kk/") for path in listed(dialog))
    for each in (dialog.formats, dialog.forms):
        each.untick()
        each.ticked.emit()
    assert not dialog.accept_button.isEnabled()
    assert "at least one" in dialog.failure.text()


def test_passports_of_all_projects_are_added_when_they_are_wanted(dialog: Pack) -> None:
    before = len(listed(dialog))
    dialog.passports.click()
    assert len(listed(dialog)) == before + 2 * 3
    assert dialog.profile.passports == ("*",)


def test_passports_of_single_projects_are_ticked_by_keys(dialog: Pack, qtbot: QtBot) -> None:
    before = len(listed(dialog))
    dialog.projects.setFocus()
    dialog.projects.setCurrentRow(1)
    qtbot.keyClick(dialog.projects, Qt.Key.Key_Space)
    assert len(listed(dialog)) == before + 2
    project = dialog._session.portfolio.ordered_projects()[1]
    assert dialog.profile.passports == (project.uid,)
    dialog.passports.click()
    assert not dialog.projects.isEnabled() and dialog.profile.passports == ("*",)


def test_a_filter_and_a_kind_of_csv_hold_for_all_forms(
    opened: MainWindow, dialog: Pack, qtbot: QtBot
) -> None:
    qtbot.keyClicks(dialog.where.line, "no such")
    qtbot.waitUntil(lambda: not dialog._typing.isActive())
    assert dialog.where.refused and not dialog.accept_button.isEnabled()
    dialog.where.line.clear()
    qtbot.keyClicks(dialog.where.line, "Name: contains Nothing at all")
    dialog.dialect.setFocus()
    while dialog.dialect.currentData() != "rfc4180":
        qtbot.keyClick(dialog.dialect, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not dialog._typing.isActive())
    assert dialog.accept_button.isEnabled()
    kept = PackChoices.of_text(dialog.choices.text)
    assert kept == dialog.choices and kept.where and kept.dialect == "rfc4180"
    dialog.accept_button.click()
    lines = (dialog.target / "en" / "roadmap.csv").read_bytes().splitlines()
    assert len(lines) == 3 and lines[-1].startswith(b"No.,Measure,")
    manifest = json.loads((dialog.target / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["options"]["dialect"] == "rfc4180"


def test_one_zip_file_is_made_when_it_is_wanted(dialog: Pack) -> None:
    dialog.as_zip.click()
    assert dialog.target.suffix == ".zip"
    dialog.accept_button.click()
    with zipfile.ZipFile(dialog.target) as packed:
        assert sorted(packed.namelist()) == sorted(listed(dialog))


def test_another_status_date_is_that_of_the_pack_and_not_of_the_window(
    opened: MainWindow, dialog: Pack, qtbot: QtBot
) -> None:
    qtbot.keyClicks(dialog.status_date.line, "31.12.2031")
    qtbot.waitUntil(lambda: not dialog._typing.isActive())
    assert dialog.target.name == "pack_2031-12-31"
    dialog.accept_button.click()
    manifest = json.loads((dialog.target / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["status_date"] == "2031-12-31"
    assert opened.session is not None
    foresight = opened.session.portfolio.foresight
    assert foresight is None or foresight.status_date == opened.session.status_date


def test_escape_stops_the_making_and_nothing_is_left(dialog: Pack) -> None:
    QTimer.singleShot(0, lambda: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    dialog.accept_button.click()
    assert dialog.written is None and dialog.isVisible()
    assert "Nothing was written" in dialog.failure.text()
    assert not list(dialog.target.parent.iterdir())
    assert dialog.accept_button.isEnabled()


def test_escape_stops_within_one_long_paper(
    dialog: Pack, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.formats.untick()
    dialog.formats.setFocus()
    dialog.formats.setCurrentRow(2)
    qtbot.keyClick(dialog.formats, Qt.Key.Key_Space)
    assert listed(dialog)[0].endswith(".pdf")
    told = 0

    def endless(*_: object, tell: Callable[[], object], **__: object) -> None:
        nonlocal told
        QTimer.singleShot(0, lambda: QTest.keyClick(dialog, Qt.Key.Key_Escape))
        for told in range(10_000):  # noqa: B007
            tell()

    monkeypatch.setattr(making, "_SLICE", 0.0)
    monkeypatch.setattr(painters, "write_table", endless)
    dialog.accept_button.click()
    assert dialog.written is None and told < 9_999
    assert "Nothing was written" in dialog.failure.text()
    assert not list(dialog.target.parent.iterdir())


def test_a_folder_with_other_files_stays_and_is_told(dialog: Pack) -> None:
    dialog.target.mkdir()
    (dialog.target / "letter.txt").write_text("mine")
    dialog.accept_button.click()
    assert "letter.txt" in dialog.failure.text() and dialog.written is None
    assert written(dialog.target) == ["letter.txt"]


def test_the_menu_opens_it_and_what_was_ticked_is_remembered(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.settings.export_folder = tmp_path
    in_dialog(Pack, lambda dialog: dialog.as_zip.click())
    opened.commands["pack"].trigger()
    assert PackChoices.of_text(opened.settings.pack_choices).is_zip
    seen: list[PackChoices] = []
    in_dialog(Pack, lambda dialog: seen.append(dialog.choices))
    opened.commands["pack"].trigger()
    assert seen == [PackChoices(is_zip=True)]


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        '{"forms": 3, "formats": ["docx"], "languages": [1]}',
        '{"dialect": "dbf", "where": "no: such", "projects": 1}',
    ],
)
def test_choices_that_make_no_sense_count_as_none(kept: str) -> None:
    assert PackChoices.of_text(kept) == PackChoices()

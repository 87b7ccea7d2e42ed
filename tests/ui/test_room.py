"""Whether the window has room for what it says, in every language and however much is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from tracker.domain.status import Status
from tracker.language import Language
from tracker.paper.theme import DARK, LIGHT, Theme
from tracker.ui.choice import Choice
from tracker.ui.inspector.inspector import Inspector
from tracker.ui.main_window import MainWindow
from tracker.ui.spin import Spin
from tracker.workspace.filters import RowFilter
from tracker.workspace.query import Grouping, Query

WIDTHS = (1920, 1600, 1440, 1280, 1100)
MOST_SAID = Query(group=Grouping.BODY, filter=RowFilter(statuses=frozenset(Status)))


def cut_off(window: QWidget) -> list[str]:
    """The visible buttons of the tool bar that have less room than they take."""
    return [
        f"{button.text() or button.toolTip()}: {button.width()} of {button.sizeHint().width()}"
        for button in window.findChildren(QToolButton)
        if button.isVisible() and button.width() < button.sizeHint().width()
    ]


@pytest.mark.parametrize("page", ["timeline", "register"])
def test_the_tool_bar_gives_up_words_before_any_is_cut_off(opened: MainWindow, page: str) -> None:
    opened.show_page(page)
    assert opened.session is not None
    opened.session.set_query(MOST_SAID)
    for language in Language:
        opened.choose_language(language)
        for width in WIDTHS:
            opened.resize(width, 700)
            for _ in range(20):
                QApplication.processEvents()
                if not cut_off(opened.toolbar):
                    break
            assert opened.width() == width
            assert not cut_off(opened.toolbar), (language, width)
            right = opened.toolbar.width()
            boxes = [part.geometry() for part in opened.toolbar._shown_parts if part.isVisible()]
            assert all(box.right() < right for box in boxes)
            pairs = zip(sorted(boxes, key=QRect.left), boxes[1:], strict=False)
            assert not any(one.intersects(other) for one, other in pairs), (language, width)


def test_words_come_back_where_there_is_room_again(opened: MainWindow) -> None:
    opened.show_page("timeline")
    opened.resize(1100, 700)
    assert opened.toolbar.filter.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    opened.resize(1600, 700)
    assert opened.toolbar.filter.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def test_the_inspector_is_whole_as_soon_as_it_shows_a_row(opened: MainWindow) -> None:
    opened.resize(1600, 1000)
    opened.show_page("timeline")
    QApplication.processEvents()
    (inspector,) = opened.findChildren(Inspector)
    assert inspector.isVisible() and opened.session is not None
    for row in opened.session.rows[:6]:
        opened.session.select([row.key], row.key)
        # With no event between the choice and the look.
        texts = [label for label in inspector.findChildren(QLabel) if label.isVisible()]
        assert len(texts) > 5
        squeezed = [
            label.text()
            for label in texts
            if label.wordWrap() and label.height() < label.heightForWidth(label.width())
        ]
        assert not squeezed
        assert inspector.dates._facts._content is not None
        assert inspector.dates._facts._content.isVisible()


def test_a_long_choice_ends_with_dots_and_is_told_in_whole(opened: MainWindow) -> None:
    choice = Choice(LIGHT, opened)
    choice.addItems(["Kazinform (qazinform.com), 15 November 2025, the whole of its title", "no"])
    choice.resize(160, 32)
    choice.show()
    assert choice.shown_text.endswith("…")
    room = choice.width() - 40
    assert choice.fontMetrics().horizontalAdvance(choice.shown_text) <= room
    choice.setCurrentIndex(1)
    assert choice.shown_text == "no"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_a_number_is_seen_in_its_field_and_its_arrows_count(
    opened: MainWindow, theme: Theme
) -> None:
    spin = Spin(theme)
    spin.setParent(opened)
    spin.setRange(0, 9999)
    spin.setValue(2026)
    spin.resize(80, 34)
    spin.show()
    wide = spin.fontMetrics().horizontalAdvance("2026")
    assert spin.lineEdit().width() - spin.lineEdit().textMargins().left() >= wide
    QTest.mouseClick(spin, Qt.MouseButton.LeftButton, pos=spin.rect().topRight() - QPoint(8, -6))
    assert spin.value() == 2027
    assert not spin.grab().isNull()


def test_today_keeps_its_place_until_time_is_moved(opened: MainWindow) -> None:
    opened.show_page("timeline")
    chart = opened.chart
    assert opened.session is not None
    today = opened.session.status_date.toordinal() + 0.5
    for width in (1_600, 1_200, 1_500):
        opened.resize(width, 700)
        QApplication.processEvents()
        assert chart.scale.x(today) == pytest.approx(chart.viewport().width() * 0.68, abs=1)
    chart.set_scale(chart.scale.scrolled(40))
    moved = chart.scale
    opened.resize(1_300, 700)
    QApplication.processEvents()
    assert chart.scale == moved


def test_the_way_out_of_an_empty_search_shows_all_rows(opened: MainWindow) -> None:
    opened.show_page("register")
    assert opened.session is not None
    session, notice = opened.session, opened._pages["register"].notice
    opened.toolbar.search.setText("nothing is called that")
    opened.toolbar.search.clear_search()
    session.set_query(Query(text="nothing is called that", filter=MOST_SAID.filter))
    QApplication.processEvents()
    assert notice.isVisible() and notice.all_button.isVisible()
    assert not notice.import_button.isVisible()
    QTest.mouseClick(notice.all_button, Qt.MouseButton.LeftButton)
    assert session.rows and not session.query.hides
    assert not notice.isVisible()

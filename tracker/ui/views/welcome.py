"""The first screen: what the program keeps, in which language, and the ways to begin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.language import Language
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.actions import Actions
from tracker.ui.card import Card
from tracker.ui.i18n import Texts
from tracker.ui.style import set_role

_RECENT_SHOWN: Final = 5
_COLUMN: Final = 340


class Welcome(QWidget):
    """Signals:
    language_chosen: one of the four.
    file_chosen: a recent file, as Path.
    """

    language_chosen = Signal(object)
    file_chosen = Signal(object)

    def __init__(
        self, texts: Texts, theme: Theme, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._actions = actions
        self._recent: Sequence[Path] = ()
        self._recent_buttons: list[QPushButton] = []
        self._precisions = _Precisions(texts, theme)
        self._title = QLabel()
        set_role(self._title, FontRole.PAGE_TITLE)
        self._title.setWordWrap(True)
        self._text = QLabel()
        self._text.setProperty("ink", "2")
        self._text.setWordWrap(True)
        self._sample = Card(theme, "star")
        self._new = Card(theme, "plus")
        self._open = Card(theme, "folder")
        self._cards = {
            self._sample: "open-sample",
            self._new: "new",
            self._open: "open",
        }
        for card, action in self._cards.items():
            card.clicked.connect(actions[action].trigger)
        self._recent_title = QLabel()
        self._recent_title.setProperty("ink", "2")
        set_role(self._recent_title, FontRole.CHIP)
        self._no_recent = QLabel()
        self._no_recent.setProperty("ink", "3")
        self._recent_list = QVBoxLayout()
        self._recent_list.setSpacing(2)
        self._languages = QButtonGroup(self)
        self._lay_out()
        texts.changed.connect(self.retranslate)
        self.retranslate()

    def _lay_out(self) -> None:
        languages = QHBoxLayout()
        languages.setSpacing(8)
        for language in Language:
            button = QPushButton(language.own_name)
            button.setCheckable(True)
            button.setProperty("look", "small")
            button.clicked.connect(partial(self.language_chosen.emit, language))
            self._languages.addButton(button, list(Language).index(language))
            languages.addWidget(button)
        languages.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._precisions)
        left.addSpacing(16)
        left.addWidget(self._title)
        left.addSpacing(8)
        left.addWidget(self._text)
        left.addSpacing(20)
        left.addLayout(languages)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        for card in self._cards:
            right.addWidget(card)
        right.addSpacing(12)
        right.addWidget(self._recent_title)
        right.addWidget(self._no_recent)
        right.addLayout(self._recent_list)
        right.addStretch(1)
        columns = QGridLayout(self)
        columns.setContentsMargins(24, 24, 24, 24)
        columns.setHorizontalSpacing(48)
        columns.setColumnStretch(0, 1)
        columns.setColumnStretch(3, 1)
        columns.setRowStretch(0, 2)
        columns.setRowStretch(2, 3)
        columns.addLayout(left, 1, 1)
        columns.addLayout(right, 1, 2)
        for column in (1, 2):
            columns.setColumnMinimumWidth(column, _COLUMN)

    def set_recent(self, paths: Sequence[Path]) -> None:
        """Offer the files opened last; those that are gone are not offered."""
        self._recent = [path for path in paths if path.is_file()][:_RECENT_SHOWN]
        for old in self._recent_buttons:
            self._recent_list.removeWidget(old)
            old.deleteLater()
        self._recent_buttons.clear()
        for path in self._recent:
            button = QPushButton(path.name)
            button.setObjectName("recent")
            button.setProperty("look", "link")
            button.setToolTip(str(path))
            button.setAccessibleDescription(str(path.parent))
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(partial(self.file_chosen.emit, path))
            self._recent_list.addWidget(button)
            self._recent_buttons.append(button)
        self._no_recent.setVisible(not self._recent)

    def start(self) -> None:
        """Give the keyboard to the best way to begin."""
        self._sample.setFocus(Qt.FocusReason.TabFocusReason)

    def set_theme(self, theme: Theme) -> None:
        self._precisions.set_theme(theme)
        for card in self._cards:
            card.set_theme(theme)

    def retranslate(self) -> None:
        _ = self._texts.text
        self._title.setText(_("Keep every date as precise as its source"))
        self._text.setText(
            _(
                "A year stays a year, a quarter stays a quarter. Commitments are kept; what"
                " happened stands beside them."
            )
        )
        self._sample.say(
            _("Open the sample portfolio"), _("Central Asia Center, Taraz plant"), _("Enter")
        )
        self._new.say(
            _("New portfolio"), _("An empty file on this computer"), self._actions.key("new")
        )
        self._open.say(_("Open a file"), _("A .cotrack file"), self._actions.key("open"))
        self._recent_title.setText(_("Recent"))
        self._no_recent.setText(_("Files you open will be listed here"))
        self._languages.button(list(Language).index(self._texts.language)).setChecked(True)
        self._precisions.retranslate()


class _Precisions(QWidget):
    """One promise after another, each more precise: a year, a quarter, a month, the day itself."""

    _STEPS: Final = (
        (Period.year(2026), 56),
        (Period.quarter(2026, 4), 42),
        (Period.month(2026, 12), 26),
        (Period.day(date(2026, 12, 18)), 0),
    )

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        set_role(self, FontRole.CAPTION)
        self._labels: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def retranslate(self) -> None:
        language = self._texts.language
        self._labels = [
            deadline_text(period, language, style=Style.SHORT) for period, _ in self._STEPS
        ]
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()), 28 + self.fontMetrics().height())

    def _widths(self) -> list[int]:
        metrics = self.fontMetrics()
        return [
            max(metrics.horizontalAdvance(label), span) + 24
            for label, (_, span) in zip(self._labels, self._STEPS, strict=True)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 1
        widths = self._widths()
        for label, width, (_, span) in zip(self._labels, widths, self._STEPS, strict=True):
            # The first mark begins flush with the text below.
            middle = QPointF(left + (width - 24) / 2, 11.0)
            left += width
            colour = self._theme.prog.fill if span else self._theme.done.fill
            painter.setPen(QPen(colour, 1.5))
            if span:
                _draw_whiskers(painter, middle, span)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(_diamond(middle))
            if not span:
                _draw_check(painter, middle, self._theme)
            painter.setPen(self._theme.ink2)
            box = QRectF(middle.x() - width / 2, 24, width, self.height() - 24)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, label)


def _draw_whiskers(painter: QPainter, middle: QPointF, span: int) -> None:
    half = span / 2
    painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0))
    for end in (-half, half):
        tip = middle + QPointF(end, 0)
        painter.drawLine(tip - QPointF(0, 4), tip + QPointF(0, 4))


def _diamond(middle: QPointF) -> QPolygonF:
    return QPolygonF([middle + QPointF(x, y) for x, y in ((0, -8), (8, 0), (0, 8), (-8, 0))])


def _draw_check(painter: QPainter, middle: QPointF, theme: Theme) -> None:
    painter.setPen(QPen(theme.onaccent, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([middle + QPointF(x, y) for x, y in ((-3, 0), (-0.8, 2.3), (3.2, -2.3))])

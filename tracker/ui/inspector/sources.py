"""On what everything that is said of a row rests."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.domain.model import Item, Project, Source
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.icons import drawing
from tracker.ui.inspector.entries import Command, Entry, EntryList
from tracker.ui.inspector.history_section import copy_command
from tracker.ui.inspector.parts import Section, Words
from tracker.ui.session import Session
from tracker.workspace.statements import conflicting_measures, disagreeing

_SAFE_SCHEMES = ("http", "https")


def web_address(text: str) -> QUrl | None:
    """The address of a page on the web; None for anything else that a browser might run."""
    url = QUrl(text, QUrl.ParsingMode.StrictMode)
    return url if url.isValid() and url.scheme() in _SAFE_SCHEMES and url.host() else None


def conflicts_of(portfolio: Portfolio, row: Project | Item) -> int:
    """How many dates contradict the one in force, and measures themselves."""
    dates = disagreeing(portfolio, row) if isinstance(row, Item) else 0
    return dates + len(conflicting_measures(portfolio.claims_of(row)))


class SourcesSection(Section):
    """One entry a source, the latest first; Enter or a double click opens it in the browser."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._none = Words("", ink="risk")
        self.list = EntryList()
        self.body.setSpacing(4)
        self.add(self._none)
        self.body.addWidget(self.list)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def show_row(self, row: Project | Item, *, anew: bool = False) -> None:
        session = self._session
        text = session.translator.text
        sources = session.portfolio.sources_of(row)
        conflicts = conflicts_of(session.portfolio, row)
        caption = session.translator.plural("{n} conflict", "{n} conflicts", conflicts)
        self.entitle(
            text(N_("Sources")),
            caption.format(n=conflicts) if conflicts else "",
            conflict=self._theme if conflicts else None,
        )
        self._none.say(text(N_("no source")))
        self._none.setVisible(not sources)
        self.list.setAccessibleName(text(N_("Sources")))
        self.list.show_entries([self._entry(source) for source in sources[::-1]], anew=anew)

    def _entry(self, source: Source) -> Entry:
        session, text = self._session, self._session.translator.text
        when = source.published
        published = deadline_text(when, session.language, style=Style.SHORT) if when else ""
        about = ", ".join(part for part in (source.publisher, published) if part)
        url = web_address(source.url)
        said = "\n".join(part for part in (source.title, about, source.url) if part)
        commands = []
        if url is not None:
            commands.append(Command(text(N_("Open in the browser")), lambda: open_page(url)))
        if source.url:
            commands.append(
                Command(
                    text(N_("Copy the address")),
                    lambda: QGuiApplication.clipboard().setText(source.url),
                )
            )
        commands.append(copy_command(text, said))
        tip = "\n".join(part for part in (source.url, source.note) if part)
        return Entry(
            key=source.id,
            facts=(source.title, about, source.url, tip),
            said=said,
            make=lambda: self._make(source.title, about, tip, opens=url is not None),
            activate=(lambda: open_page(url)) if url is not None else None,
            commands=tuple(commands),
        )

    def _make(self, title: str, about: str, tip: str, *, opens: bool) -> QWidget:
        box = QWidget()
        box.setToolTip(tip)
        beside = QHBoxLayout(box)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        glyph = QLabel()
        colour = self._theme.accent if opens else self._theme.ink3
        glyph.setPixmap(drawing("document", colour, ratio=self.devicePixelRatioF()))
        beside.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(Words(title))
        if about:
            lines.addWidget(Words(about, FontRole.CAPTION, "3"))
        beside.addLayout(lines, 1)
        return box


def open_page(url: QUrl) -> None:
    QDesktopServices.openUrl(url)

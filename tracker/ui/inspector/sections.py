"""What the inspector says of one row, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.domain.amounts import amount_text
from tracker.domain.cells import body_text, dated_text
from tracker.domain.fields import choice_label
from tracker.domain.model import Claim, Edge, Item, ItemKind, Measure, Project, Source
from tracker.domain.period import Period, Precision
from tracker.domain.period_text import Style, deadline_text, span_text
from tracker.domain.values import Amount, DatedText
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.theme import Theme
from tracker.ui.inspector.history import Announcement, Standing, announcements, disagreeing
from tracker.ui.inspector.parts import Badge, Section, label
from tracker.ui.session import Session
from tracker.ui.style import set_role

_BADGES: Final = {
    Standing.IN_FORCE: "prog",
    Standing.LESS_PRECISE: "plan",
    Standing.CONFLICT: "risk",
    Standing.MENTIONED: "plan",
}


def edges_of(row: Item) -> tuple[Edge, ...]:
    return (Edge.FINISH,) if row.kind is ItemKind.MILESTONE else (Edge.START, Edge.FINISH)


def facts_table(session: Session, row: Project | Item) -> QWidget:
    """Committed and actual, with the days that a coarser period spans beside it."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    for line, (name, text, beside) in enumerate(_dates(session, row)):
        known = bool(text)
        unknown = session.translator.text(N_("not recorded"))
        grid.addWidget(label(name, FontRole.SECONDARY, "2"), line, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        role, ink = (FontRole.BODY_STRONG, "1") if known else (FontRole.BODY, "2")
        words.addWidget(label(text or unknown, role, ink))
        if beside:
            words.addWidget(label(beside, FontRole.CAPTION, "3"))
        grid.addLayout(words, line, 1)
    return box


def _dates(session: Session, row: Project | Item) -> Iterator[tuple[str, str, str]]:
    text, language = session.translator.text, session.language
    portfolio = session.portfolio
    if isinstance(row, Project):
        for name, deadline in (
            (N_("Start"), portfolio.start(row)),
            (N_("Finish"), portfolio.finish(row)),
        ):
            shown = deadline_text(deadline, language, style=Style.SHORT) if deadline else ""
            yield text(name), shown, _extent(session, deadline)
        return
    several = len(edges_of(row)) > 1
    for edge in edges_of(row):
        commitment = portfolio.commitment_in_force(row, edge)
        actual = row.actual_start if edge is Edge.START else row.actual_finish
        committed, happened = text(N_("Committed")), text(N_("Actual"))
        if several:
            which = text(N_("Start") if edge is Edge.START else N_("Finish"))
            committed, happened = f"{which}: {committed}", f"{which}: {happened}"
        promised = ""
        if commitment is not None:
            dated = DatedText(commitment.deadline, commitment.wording, commitment.language)
            promised = dated_text(dated, language, Style.SHORT)
        yield committed, promised, _extent(session, commitment.deadline if commitment else None)
        was = deadline_text(actual, language, style=Style.SHORT) if actual else ""
        yield happened, was, _extent(session, actual)


def _extent(session: Session, deadline: object) -> str:
    if isinstance(deadline, Period) and deadline.precision is not Precision.DAY:
        return span_text(deadline.first, deadline.last, session.language)
    return ""


def history_section(session: Session, theme: Theme, row: Item) -> Section | None:
    """Every announced date, the latest first, with who said it and how it stands."""
    found = [(edge, announcements(session.portfolio, row, edge)) for edge in edges_of(row)]
    count = sum(len(each) for _, each in found)
    if not count:
        return None
    entries = session.translator.plural("{n} entry", "{n} entries", count)
    title = session.translator.text(N_("Commitment history"))
    section = Section(title, entries.replace("{n}", str(count)))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    line = 0
    for edge, each in found:
        if len(found) > 1 and each:
            name = N_("Start") if edge is Edge.START else N_("Finish")
            grid.addWidget(
                label(session.translator.text(name), FontRole.SECONDARY, "2"), line, 0, 1, 2
            )
            line += 1
        for announcement in each:
            _announcement(grid, line, session, theme, announcement)
            line += 1
    section.body.addLayout(grid)
    return section


def _announcement(
    grid: QGridLayout, line: int, session: Session, theme: Theme, found: Announcement
) -> None:
    commitment = found.commitment
    when = commitment.announced_on or commitment.recorded_on
    said = label(deadline_text(when, session.language, style=Style.SHORT), FontRole.SECONDARY, "3")
    said.setWordWrap(False)
    grid.addWidget(said, line, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(1)
    head = QHBoxLayout()
    head.setSpacing(8)
    shown = deadline_text(commitment.deadline, session.language, style=Style.SHORT)
    head.addWidget(label(shown, FontRole.BODY_STRONG))
    if found.standing.value:
        tone = getattr(theme, _BADGES[found.standing])
        head.addWidget(Badge(session.translator.text(found.standing.value), tone))
    head.addStretch(1)
    words.addLayout(head)
    source = session.portfolio.sources.get(commitment.source_id)
    beside = [source.publisher or source.title] if source else []
    beside += [f"“{commitment.wording}”"] if commitment.wording not in ("", shown) else []
    beside += [commitment.reason] if commitment.reason else []
    if beside:
        words.addWidget(label("\n".join(beside), FontRole.SECONDARY, "2", selectable=True))
    grid.addLayout(words, line, 1)


def figures_section(session: Session, theme: Theme, row: Project | Item) -> Section | None:
    """Every stated figure; those of one measure stand together, the leading one first."""
    claims = session.portfolio.claims_of(row)
    if not claims:
        return None
    section = Section(session.translator.text(N_("Figures")))
    ordered = sorted(claims, key=lambda claim: list(Measure).index(claim.measure))
    for measure, group in groupby(ordered, key=lambda claim: claim.measure):
        leading = session.portfolio.leading_claim(row, measure)
        each = sorted(group, key=lambda claim: (claim is not leading, -claim.id))
        head = QHBoxLayout()
        name = session.translator.text(choice_label(measure))
        head.addWidget(label(name, FontRole.SECONDARY, "2"))
        if _disagree(each):
            head.addWidget(Badge(session.translator.text(N_("conflict")), theme.risk))
        head.addStretch(1)
        section.body.addLayout(head)
        for claim in each:
            section.body.addWidget(_figure(session, claim, strong=claim is leading))
    return section


def _disagree(claims: list[Claim]) -> bool:
    """Whether figures that speak of the same thing differ; other units or periods do not count."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = (claim.unit, claim.period, claim.basis, claim.detail)
        first = seen.setdefault(key, claim)
        if (first.value, first.upper) != (claim.value, claim.upper):
            return True
    return False


def _figure(session: Session, claim: Claim, *, strong: bool) -> QWidget:
    amount = Amount(claim.value, claim.unit, claim.upper, claim.bound, claim.basis)
    source = session.portfolio.sources.get(claim.source_id)
    about = [session.translator.text(choice_label(claim.basis)), claim.detail]
    about += [
        deadline_text(period, session.language, style=Style.SHORT)
        for period in (claim.period,)
        if period
    ]
    about += [source.publisher or source.title] if source else []
    about += (
        [deadline_text(claim.as_of, session.language, style=Style.SHORT)] if claim.as_of else []
    )
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    role = FontRole.BODY_STRONG if strong else FontRole.BODY
    lines.addWidget(label(amount_text(amount, session.translator), role, selectable=True))
    lines.addWidget(label(", ".join(part for part in about if part), FontRole.CAPTION, "3"))
    return box


def bodies_section(session: Session, row: Project | Item) -> Section | None:
    roles = session.portfolio.roles_of(row)
    if not roles:
        return None
    section = Section(session.translator.text(N_("Bodies")))
    for role in roles:
        body = session.portfolio.bodies[role.body_id]
        section.body.addWidget(
            label(session.translator.text(choice_label(role.role)), FontRole.CAPTION, "3")
        )
        whole = body.name.best(session.language) or body_text(body, session.language)
        section.body.addWidget(label(whole, selectable=True))
    return section


def sources_section(session: Session, theme: Theme, row: Project | Item) -> Section:
    sources = session.portfolio.sources_of(row)
    conflicts = disagreeing(session.portfolio, row) if isinstance(row, Item) else 0
    caption = session.translator.plural("{n} conflict", "{n} conflicts", conflicts)
    section = Section(
        session.translator.text(N_("Sources")),
        caption.replace("{n}", str(conflicts)) if conflicts else "",
    )
    if not sources:
        section.body.addWidget(label(session.translator.text(N_("no source")), ink="risk"))
    for source in reversed(sources):
        section.body.addWidget(_source(session, source))
    return section


def _source(session: Session, source: Source) -> QWidget:
    published = ""
    if source.published:
        published = deadline_text(source.published, session.language, style=Style.SHORT)
    about = ", ".join(part for part in (source.publisher, published) if part)
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    lines.addWidget(label(source.title, selectable=True))
    if about:
        lines.addWidget(label(about, FontRole.CAPTION, "3"))
    if QUrl(source.url).scheme() in ("http", "https"):
        link = QPushButton(session.translator.text(N_("Open in the browser")))
        link.setProperty("look", "link")
        link.setToolTip(source.url)
        link.setAccessibleDescription(source.title)
        set_role(link, FontRole.SECONDARY)
        link.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(source.url)))
        lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
    return box

"""A declared set of totals beside what is recorded, the gap named and drawn."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.amounts import amount_text
from tracker.domain.cells import source_text
from tracker.domain.fields import choice_label
from tracker.domain.model import Basis, Bound, Claim
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.reconcile import Line, Snapshot, Sum, reconcile, snapshots
from tracker.domain.values import Amount
from tracker.language import N_
from tracker.paper.fonts import FontRole
from tracker.paper.hatching import hatch_lines
from tracker.paper.theme import Theme
from tracker.records import record
from tracker.ui.choice import Choice
from tracker.ui.inspector.parts import Slot, Words
from tracker.ui.session import Session
from tracker.ui.style import scaled, set_role

_BAR: Final = 12


@record
class _Said:
    """One compared total as texts: its name, three numbers, notes, and the part recorded."""

    name: str
    numbers: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    part: float

    def widget(self, theme: Theme) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(Words(self.name, FontRole.BODY_STRONG))
        bar = GapBar(self.part, theme)
        bar.setAccessibleName(", ".join(f"{label}: {value}" for label, value in self.numbers))
        lines.addWidget(bar)
        for label, value in self.numbers:
            lines.addWidget(Words(f"{label}: {value}"))
        for note in self.notes:
            lines.addWidget(Words(note, FontRole.SECONDARY, "2"))
        return box


class ReconciliationPane(QWidget):
    """Compares the totals published on one day with the projects of the file; no unit is mixed."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self._snapshots: list[Snapshot] = []
        self._title = Words("", FontRole.BODY_STRONG)
        self.snapshot = Choice(theme)
        self._none = Words("", ink="2")
        self._lines = Slot()
        self._rule = Words("", FontRole.CAPTION, "3")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._title, self.snapshot, self._none, self._lines, self._rule):
            layout.addWidget(part)
        layout.addStretch(1)
        self.snapshot.currentIndexChanged.connect(self._show_lines)

    def renew(self) -> None:
        """Read the published totals anew; the same one stays chosen, first the latest."""
        text = self._session.translator.text
        chosen = self._chosen
        self._snapshots = snapshots(self._session.portfolio)[::-1]
        self._title.say(text(N_("Declared and recorded")))
        self._none.say(text(N_("No totals of the whole portfolio were declared.")))
        self._none.setVisible(not self._snapshots)
        self._rule.say(
            text(
                N_(
                    "Of each project one figure counts, the one that leads. Currencies are not "
                    "converted; cancelled projects are left out."
                )
            )
        )
        self.snapshot.setAccessibleName(text(N_("Declared totals")))
        self.snapshot.setVisible(bool(self._snapshots))
        self.snapshot.blockSignals(True)
        self.snapshot.clear()
        self.snapshot.addItems([self._called(each) for each in self._snapshots])
        self.snapshot.setCurrentIndex(self._place(chosen))
        self.snapshot.blockSignals(False)
        self._show_lines()

    @property
    def _chosen(self) -> Snapshot | None:
        place = self.snapshot.currentIndex()
        return self._snapshots[place] if 0 <= place < len(self._snapshots) else None

    def _place(self, chosen: Snapshot | None) -> int:
        """Where to find what was chosen; else the totals that are compared by themselves."""
        if chosen is None and (found := reconcile(self._session.portfolio)) is not None:
            chosen = found.snapshot
        of = [(each.as_of, each.source_id) for each in self._snapshots]
        key = (chosen.as_of, chosen.source_id) if chosen is not None else None
        return of.index(key) if key in of else 0

    def _called(self, snapshot: Snapshot) -> str:
        language = self._session.language
        source = self._session.portfolio.sources.get(snapshot.source_id)
        when = snapshot.as_of
        parts = (
            deadline_text(when, language, style=Style.SHORT) if when else "",
            source_text(source, language) if source else "",
        )
        none = self._session.translator.text(N_("no source"))
        return " · ".join(part for part in parts if part) or none

    def _show_lines(self) -> None:
        chosen = self._chosen
        found = reconcile(self._session.portfolio, chosen) if chosen else None
        said = tuple(self._said(line) for line in found.lines) if found is not None else ()
        self._lines.put(said, lambda: self._made(said))

    def _made(self, said: tuple[_Said, ...]) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 8, 0, 8)
        lines.setSpacing(20)
        for line in said:
            lines.addWidget(line.widget(self._theme))
        return box

    def _said(self, line: Line) -> _Said:
        translator = self._session.translator
        text = translator.text
        claim = line.declared
        declared = amount_text(
            Amount(claim.value, claim.unit, claim.upper, claim.bound, Basis.DECLARED), translator
        )
        gap = _amount(abs(line.gap), claim.unit)
        label = N_("Not recorded") if line.gap >= 0 else N_("More than declared")
        numbers = (
            (text(N_("Declared")), declared),
            (text(N_("Recorded")), self._sum(line.recorded)),
            (text(label), amount_text(gap, translator)),
        )
        notes = []
        if line.elsewhere:
            sums = "; ".join(self._sum(each) for each in line.elsewhere)
            notes.append(text(N_("Not compared: {sums}")).format(sums=sums))
        if line.unknown:
            notes.append(
                translator.plural(
                    "No figure of {n} project is recorded.",
                    "No figure of {n} projects is recorded.",
                    line.unknown,
                ).format(n=line.unknown)
            )
        return _Said(text(choice_label(line.measure)), numbers, tuple(notes), _part(claim, line))

    def _sum(self, found: Sum) -> str:
        said = amount_text(_amount(found.value, found.unit), self._session.translator)
        return said if found.exact else f"≈ {said}"


def _amount(value: Decimal, unit: str) -> Amount:
    return Amount(value, unit, None, Bound.EXACT, Basis.CALCULATED)


def _part(declared: Claim, line: Line) -> float:
    """How much of the declared total is recorded, 0 to 1."""
    if declared.value <= 0:
        return 1.0
    return min(max(float(line.recorded.value / declared.value), 0.0), 1.0)


class GapBar(QWidget):
    """What is recorded is solid, the gap to what was declared hatched in an outline."""

    def __init__(self, part: float, theme: Theme) -> None:
        super().__init__()
        self._part, self._theme = part, theme
        set_role(self, FontRole.BODY)
        self.setFixedHeight(scaled(_BAR))

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, whole = self._theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter = QPainter(self)
        edge = whole.left() + whole.width() * self._part
        painter.setPen(QPen(theme.line3, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(whole)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = (edge, whole.top(), whole.right(), whole.bottom())
        for x, y, other_x, other_y in hatch_lines(box, (0.0, 0.0)):
            painter.drawLine(round(x), round(y), round(other_x), round(other_y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.prog.fill)
        painter.drawRect(QRectF(whole.left(), whole.top(), edge - whole.left(), whole.height()))
        painter.end()

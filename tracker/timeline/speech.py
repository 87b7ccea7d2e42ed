"""What a row, and each of its marks, says when it is read aloud: what is drawn, in words.

A row is one sentence of parts: "Technical launch, milestone, committed Q4 2026, planned". Dates
stand in their official wording at their own precision; what is not known is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from tracker.domain.doubts import doubts_of
from tracker.domain.fields import choice_label
from tracker.domain.foresight import foreseen, judged_status
from tracker.domain.model import Edge, Item, ItemKind, Project
from tracker.domain.period import Deadline, Period
from tracker.domain.period_text import deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.domain.ranges import range_text
from tracker.domain.status import Status
from tracker.language import N_, Translator, one_line
from tracker.records import record
from tracker.timeline.row_marks import GHOSTS, RowMark, Saying

_MOST_EARLIER: Final = 5
_PROMISED: Final = {
    Edge.START: N_("committed start {period}"),
    Edge.FINISH: N_("committed finish {period}"),
}
_ROLLED_UP: Final = {Edge.START: N_("start {period}"), Edge.FINISH: N_("finish {period}")}
_HAPPENED: Final = {
    Edge.START: N_("actual start {period}"),
    Edge.FINISH: N_("actual finish {period}"),
}


@record
class Speech:
    """Speaks of the rows of ``portfolio`` as things stand on ``status_date``."""

    portfolio: Portfolio
    status_date: date
    translator: Translator

    def row(self, row: Project | Item) -> str:
        """Everything about a row in one sentence."""
        return ", ".join(part for part in self._parts(row) if part)

    def mark(self, row: Project | Item, mark: RowMark) -> str:
        """What one mark says, the row being known."""
        match mark.saying:
            case Saying.GHOST | Saying.START_GHOST:
                return self._earlier(row, GHOSTS[mark.saying], mark.ghost)
            case Saying.START:
                return self._planned(row, Edge.START)
            case Saying.FINISH | Saying.STANDING:
                return self._planned(row, Edge.FINISH)
            case Saying.ACTUAL_START:
                return self._actual(row, Edge.START)
            case Saying.ACTUAL_FINISH:
                return self._actual(row, Edge.FINISH)
            case Saying.PROGRESS:
                return self._percent(row)
            case Saying.OVERDUE:
                return self._status(row)

    def name(self, row: Project | Item) -> str:
        return one_line(row.name.best(self.translator.language)) or self._text(N_("no name"))

    # -- parts ------------------------------------------------------------------------------------

    def _parts(self, row: Project | Item) -> Iterator[str]:
        yield self.name(row)
        yield self._kind(row)
        for edge in Edge:
            yield self._planned(row, edge)
        for edge in Edge:
            yield self._actual(row, edge)
        yield self._forecast(row)
        yield self._percent(row)
        yield self._status(row)
        for doubt in doubts_of(self.portfolio, row):
            yield self._text(doubt.value)
        if isinstance(row, Item):
            yield self._all_earlier(row)
            yield from self._links(row)

    def _kind(self, row: Project | Item) -> str:
        return self._lowered(choice_label(row.kind) if isinstance(row, Item) else N_("Project"))

    def _planned(self, row: Project | Item, edge: Edge) -> str:
        if isinstance(row, Item):
            deadline = self.portfolio.deadline(row, edge)
            if deadline is not None:
                only = row.kind is ItemKind.MILESTONE and edge is Edge.FINISH
                return self._dated(N_("committed {period}") if only else _PROMISED[edge], deadline)
            if row.kind is ItemKind.MILESTONE and edge is Edge.START:
                return ""
        rolled_up = self.portfolio.finish(row) if edge is Edge.FINISH else self.portfolio.start(row)
        return self._dated(_ROLLED_UP[edge], rolled_up)

    def _actual(self, row: Project | Item, edge: Edge) -> str:
        if isinstance(row, Project):
            return ""
        happened = row.actual_start if edge is Edge.START else row.actual_finish
        return self._dated(_HAPPENED[edge], happened)

    def _forecast(self, row: Project | Item) -> str:
        """When it is foreseen to be finished, where that is not what was promised."""
        known = foreseen(self.portfolio, row, self.status_date)
        if known is None or known.finish is None or (known.slip or 0) <= 0:
            return ""
        period = range_text(*known.finish, self.translator.language)
        return self._text(N_("forecast {period}")).format(period=period)

    def _percent(self, row: Project | Item) -> str:
        if isinstance(row, Project) or row.percent is None:
            return ""
        return self._text(N_("{n} % complete")).format(n=row.percent)

    def _status(self, row: Project | Item) -> str:
        """The status; of a row that is late by its own finish, for how long."""
        status = judged_status(self.portfolio, row, self.status_date)
        finish = self.portfolio.finish(row)
        if status is not Status.OVERDUE or not isinstance(finish, Period):
            return self._lowered(choice_label(status))
        days = (self.status_date - finish.last).days
        if days <= 0:
            return self._lowered(choice_label(status))
        overdue = self.translator.plural("overdue for {n} day", "overdue for {n} days", days)
        return overdue.format(n=days)

    def _all_earlier(self, item: Item) -> str:
        earlier = self.portfolio.earlier_commitments(item)
        if not earlier:
            return ""
        said = "; ".join(self._period(each.deadline) for each in earlier[:_MOST_EARLIER])
        count = len(earlier)
        counted = self.translator.plural("{n} earlier commitment", "{n} earlier commitments", count)
        return f"{counted.format(n=count)}: {said}"

    def _earlier(self, row: Project | Item, edge: Edge, place: int) -> str:
        earlier = self.portfolio.earlier_commitments(row, edge) if isinstance(row, Item) else []
        if place >= len(earlier):
            return ""
        promise = earlier[place]
        of_start = N_("earlier committed start {period}")
        msgid = of_start if edge is Edge.START else N_("earlier commitment {period}")
        said = self._dated(msgid, promise.deadline)
        if promise.announced_on is not None:
            said += ", " + self._dated(N_("announced {period}"), promise.announced_on)
        return said

    def _links(self, item: Item) -> Iterator[str]:
        links = self.portfolio.links
        before = len(list(links.where("successor_id", item.id)))
        after = len(list(links.where("predecessor_id", item.id)))
        if before:
            counted = self.translator.plural("{n} predecessor", "{n} predecessors", before)
            yield counted.format(n=before)
        if after:
            counted = self.translator.plural("{n} successor", "{n} successors", after)
            yield counted.format(n=after)

    # -- words ------------------------------------------------------------------------------------

    def _text(self, msgid: str) -> str:
        return self.translator.text(msgid)

    def _lowered(self, msgid: str) -> str:
        text = self._text(msgid)
        return text[:1].lower() + text[1:]

    def _period(self, deadline: Deadline) -> str:
        return deadline_text(deadline, self.translator.language)

    def _dated(self, msgid: str, deadline: Deadline | None) -> str:
        if deadline is None:
            return ""
        return self._text(msgid).format(period=self._period(deadline))

"""Everything known about one row, as short lines with their sources: what a tool tip shows.

Each line is a statement and, below it, who said so, where and when. A list that would not fit is
cut, and says how much was left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from tracker.domain.amounts import amount_text
from tracker.domain.cells import body_text, dated_text, lag_text, source_text
from tracker.domain.doubts import contradictions_of
from tracker.domain.fields import choice_label
from tracker.domain.foresight import judged_status
from tracker.domain.model import (
    Claim,
    Commitment,
    Edge,
    Item,
    ItemKind,
    Link,
    LinkType,
    Measure,
    Project,
)
from tracker.domain.period import Deadline, Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.domain.values import Amount, DatedText
from tracker.language import N_, Translator
from tracker.records import record
from tracker.workspace.statements import conflicting_measures, disagreeing

_MOST_LINES: Final = 4
_MOST_LETTERS: Final = 240


@record
class Statement:
    """``label`` says what the text is, ``beside`` on what it rests; ``conflict`` that others say
    something else."""

    text: str
    label: str = ""
    beside: str = ""
    conflict: bool = False


@record
class Part:
    """Statements that belong together; ``title`` may be empty."""

    title: str
    statements: tuple[Statement, ...]


@record
class Description:
    """``path`` are the names of what stands above the row, the project first."""

    path: tuple[str, ...]
    name: str
    parts: tuple[Part, ...]

    def as_text(self) -> str:
        """Line by line, to be read aloud."""
        lines = [", ".join((*self.path, self.name))]
        for part in self.parts:
            lines += [part.title] if part.title else []
            for said in part.statements:
                text = f"{said.label}: {said.text}" if said.label else said.text
                lines.append(f"{text}, {said.beside}" if said.beside else text)
        return "\n".join(lines)


def describe(
    portfolio: Portfolio, row: Project | Item, translator: Translator, status_date: date
) -> Description:
    """A row as things stand on ``status_date``."""
    words = _Words(portfolio, translator)
    found = (
        ("", words.standing(row, status_date)),
        ("", words.dates(row)),
        (N_("Bodies"), words.bodies(row)),
        (N_("Figures"), words.figures(row)),
        (N_("Links"), words.links(row) if isinstance(row, Item) else ()),
        (N_("Last note"), words.last_note(row)),
    )
    parts = tuple(
        Part(translator.text(title), kept) for title, each in found if (kept := words.cut(each))
    )
    return Description(words.path(row), words.name(row), parts)


def describe_earlier(
    portfolio: Portfolio, item: Item, commitment: Commitment, translator: Translator
) -> Description:
    """A promise that was replaced: what was promised, who announced it when, and what replaced it.

    ``commitment`` is one of ``portfolio.earlier_commitments``.
    """
    words = _Words(portfolio, translator)
    of_finish = commitment.edge is Edge.FINISH
    title = N_("Earlier commitment to finish") if of_finish else N_("Earlier commitment to start")
    statements = [words.promise(commitment, "")]
    in_force = portfolio.commitment_in_force(item, commitment.edge)
    if in_force is not None:
        statements.append(words.promise(in_force, translator.text(N_("Now"))))
    part = Part(translator.text(title), tuple(statements))
    return Description(words.path(item), words.name(item), (part,))


def describe_link(portfolio: Portfolio, link: Link, translator: Translator) -> Description:
    """What a link ties to what."""
    words = _Words(portfolio, translator)
    before = words.name(portfolio.items[link.predecessor_id])
    after = words.name(portfolio.items[link.successor_id])
    statements = (
        Statement(before, translator.text(N_("Predecessor"))),
        Statement(after, translator.text(N_("Successor"))),
    )
    kind = f"{translator.text(_LINKS[link.type])} ({link.type.value})"
    title = _joined([kind, lag_text(link.lag, link.lag_unit, translator)])
    return Description((), title, (Part("", statements),))


_LINKS: Final = {
    LinkType.FS: N_("Finish to start"),
    LinkType.SS: N_("Start to start"),
    LinkType.FF: N_("Finish to finish"),
    LinkType.SF: N_("Start to finish"),
}


class _Words:
    """Statements about the rows of one portfolio in one language."""

    def __init__(self, portfolio: Portfolio, translator: Translator) -> None:
        self._portfolio = portfolio
        self._translator = translator
        self._language = translator.language

    def name(self, row: Project | Item) -> str:
        return _short(row.name.best(self._language))

    def path(self, row: Project | Item) -> tuple[str, ...]:
        above: list[str] = []
        while isinstance(row, Item):
            row = self._portfolio.parent(row)
            above.append(self.name(row))
        return tuple(reversed(above))

    def standing(self, row: Project | Item, status_date: date) -> Iterator[Statement]:
        status = self._say(choice_label(judged_status(self._portfolio, row, status_date)))
        percent = row.percent if isinstance(row, Item) else None
        yield Statement(
            status if percent is None else f"{status}, {percent} %", self._say(N_("Status"))
        )
        for doubt in contradictions_of(self._portfolio, row):
            yield Statement(self._say(doubt.value))

    def dates(self, row: Project | Item) -> Iterator[Statement]:
        if isinstance(row, Project):
            for label, deadline in (
                (N_("Start"), self._portfolio.start(row)),
                (N_("Finish"), self._portfolio.finish(row)),
            ):
                if deadline is not None:
                    yield Statement(self._date(deadline), self._say(label))
            return
        edges = (Edge.FINISH,) if row.kind is ItemKind.MILESTONE else (Edge.START, Edge.FINISH)
        for edge in edges:
            yield from self._edge(row, edge, named=len(edges) > 1)

    def _edge(self, item: Item, edge: Edge, *, named: bool) -> Iterator[Statement]:
        def label(msgid: str) -> str:
            which = self._say(N_("Start") if edge is Edge.START else N_("Finish"))
            return f"{which}: {self._say(msgid)}" if named else self._say(msgid)

        in_force = self._portfolio.commitment_in_force(item, edge)
        if in_force is not None:
            yield self.promise(
                in_force,
                label(N_("Committed")),
                conflict=edge is Edge.FINISH and disagreeing(self._portfolio, item) > 0,
            )
            earlier = self._portfolio.earlier_commitments(item, edge)
            if earlier:
                said = " → ".join(self._date(found.deadline) for found in earlier)
                yield Statement(said, label(N_("Earlier")))
        actual = item.actual_start if edge is Edge.START else item.actual_finish
        if actual is not None:
            source = self._source(item.actual_source_id)
            yield Statement(self._date(actual), label(N_("Actual")), source)

    def promise(self, commitment: Commitment, label: str, *, conflict: bool = False) -> Statement:
        """A committed date with its wording, the day of its announcement, its source and reason."""
        dated = DatedText(commitment.deadline, commitment.wording, commitment.language)
        shown = dated_text(dated, self._language, Style.SHORT)
        beside = []
        if commitment.wording not in ("", shown):
            beside.append(f"“{commitment.wording}”")
        if commitment.announced_on is not None:
            announced = self._say(N_("announced {day}"))
            beside.append(announced.format(day=self._date(commitment.announced_on)))
        else:
            recorded = self._say(N_("recorded {day}"))
            beside.append(recorded.format(day=self._date(commitment.recorded_on)))
        beside += [self._source(commitment.source_id, commitment.announced_on), commitment.reason]
        return Statement(shown, label, _joined(beside), conflict)

    def bodies(self, row: Project | Item) -> Iterator[Statement]:
        for role in self._portfolio.roles_of(row):
            body = self._portfolio.bodies[role.body_id]
            yield Statement(body_text(body, self._language), self._say(choice_label(role.role)))

    def figures(self, row: Project | Item) -> Iterator[Statement]:
        claims = sorted(self._portfolio.claims_of(row), key=_measure_order)
        conflicts = conflicting_measures(claims)
        for measure in dict.fromkeys(claim.measure for claim in claims):
            leading = self._portfolio.leading_claim(row, measure)
            if leading is not None:
                yield self._figure(leading, conflict=measure in conflicts)

    def _figure(self, claim: Claim, *, conflict: bool) -> Statement:
        amount = Amount(claim.value, claim.unit, claim.upper, claim.bound, claim.basis)
        beside = [self._say(choice_label(claim.basis)), claim.detail]
        beside += [self._date(claim.period)] if claim.period else []
        beside += [claim.stated_by, self._source(claim.source_id)]
        label = self._say(choice_label(claim.measure))
        return Statement(amount_text(amount, self._translator), label, _joined(beside), conflict)

    def links(self, item: Item) -> Iterator[Statement]:
        for link in self._portfolio.links.where("successor_id", item.id):
            yield self._link(link, link.predecessor_id, N_("After"))
        for link in self._portfolio.links.where("predecessor_id", item.id):
            yield self._link(link, link.successor_id, N_("Before"))

    def _link(self, link: Link, other: int, label: str) -> Statement:
        lag = lag_text(link.lag, link.lag_unit, self._translator)
        name = self.name(self._portfolio.items[other])
        return Statement(name, self._say(label), f"{link.type.value} {lag}".strip())

    def last_note(self, row: Project | Item) -> Iterator[Statement]:
        for note in self._portfolio.notes_of(row)[-1:]:
            when = self._date(note.noted_on) if note.noted_on else ""
            beside = _joined([when, note.author, self._source(note.source_id, note.noted_on)])
            yield Statement(_short(note.text), "", beside)

    def cut(self, found: Iterator[Statement] | Sequence[Statement]) -> tuple[Statement, ...]:
        """The first statements, and one that counts the rest."""
        every = tuple(found)
        left = len(every) - _MOST_LINES
        if left <= 1:
            return every
        more = self._translator.plural("… {n} more", "… {n} more", left).format(n=left)
        return (*every[:_MOST_LINES], Statement(more))

    def _say(self, msgid: str) -> str:
        return self._translator.text(msgid)

    def _date(self, deadline: Deadline) -> str:
        return deadline_text(deadline, self._language, style=Style.SHORT)

    def _source(self, source_id: int | None, stated_on: Period | None = None) -> str:
        """The publisher and the day of a source; the day is left out where it was just said."""
        source = self._portfolio.sources.get(source_id)
        if source is None:
            return ""
        if source.publisher and source.published == stated_on:
            return source.publisher
        return source_text(source, self._language)


def _measure_order(claim: Claim) -> int:
    return _MEASURES.index(claim.measure)


_MEASURES: Final = tuple(Measure)


def _joined(parts: Sequence[str]) -> str:
    return ", ".join(part for part in parts if part)


def _short(text: str) -> str:
    """The beginning of a long text: a tool tip is read at a glance."""
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1].rstrip() + "…"

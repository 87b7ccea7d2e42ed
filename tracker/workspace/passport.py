"""The passport of a project: what the file says of it, in words, each with its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from tracker.domain.amounts import amount_text
from tracker.domain.cells import body_text, cell_text, dated_text
from tracker.domain.fields import FIELD, Context, choice_label, value_of
from tracker.domain.foresight import foreseen, judged_status
from tracker.domain.model import (
    Claim,
    Commitment,
    Edge,
    Item,
    ItemKind,
    Measure,
    Project,
)
from tracker.domain.period import Deadline, Period
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.portfolio import Portfolio
from tracker.domain.promise import promise_of
from tracker.domain.ranges import range_text
from tracker.domain.status import Status, status_of
from tracker.domain.values import Amount, DatedText
from tracker.language import N_, Language, Translator
from tracker.timeline.days_off import DaysOff
from tracker.timeline.scale import TimeScale
from tracker.timeline.sheets.passport.content import (
    Card,
    Cited,
    Difference,
    Fact,
    Figure,
    History,
    Note,
    Passport,
    Work,
)
from tracker.timeline.sheets.sheet import Subject
from tracker.workspace.filters import RowFilter
from tracker.workspace.outline_rows import OutlineNumbers, OutlineRow, row_key
from tracker.workspace.query import Query, rows
from tracker.workspace.statements import Standing, announcements, conflicting_measures, contradict
from tracker.workspace.why import sentence

_CARDS: Final = (Measure.CAPACITY, Measure.VALUE, Measure.JOBS)
_SETTLED: Final = frozenset({Status.DONE, Status.CANCELLED})
_IDENTIFIED_BY: Final = ("code", "side", "region", "sector", "product", "note")


def passport_of(
    portfolio: Portfolio,
    project: Project,
    translator: Translator,
    *,
    status_date: date,
    title: str,
    file_name: str,
    is_today: bool = False,
    days_off: Callable[[TimeScale, float], DaysOff | None] | None = None,
) -> Passport:
    """The passport of ``project`` as things stand on ``status_date``.

    ``title`` is the name of the portfolio.
    """
    found = rows(
        portfolio,
        Query(filter=RowFilter(project_ids=frozenset({project.id}))),
        translator=translator,
        status_date=status_date,
    )
    below = [row.at_depth(row.depth - 1) for row in found if isinstance(row.row, Item)]
    words = _Words(portfolio, project, translator, status_date)
    day = deadline_text(Period.day(status_date), translator.language, style=Style.LONG)
    return Passport(
        portfolio=title,
        as_of=translator.text(N_("As of {day}")).format(day=day),
        name=project.name.best(translator.language),
        other_names=" · ".join(words.other_names()),
        number=OutlineNumbers(portfolio)[row_key(project)],
        status=judged_status(portfolio, project, status_date),
        status_text=words.cell("status", project),
        standing=words.standing(),
        cards=tuple(words.cards()),
        facts=tuple(words.facts()),
        cited=tuple(dict.fromkeys(cited.source_id for cited in portfolio.citations_of(project))),
        differences=tuple(words.differences(below)),
        figures=tuple(words.figures(below)),
        works=tuple(words.work(row) for row in below),
        histories=tuple(words.histories(below)),
        notes=tuple(words.notes(below)),
        sources={source.id: source for source in portfolio.sources},
        forecast=sentence(portfolio, project, status_date, translator),
        subject=Subject(
            portfolio=portfolio,
            rows=below,
            status_date=status_date,
            title=title,
            is_today=is_today,
            file_name=file_name,
            days_off=days_off,
        ),
    )


class _Words:
    def __init__(
        self, portfolio: Portfolio, project: Project, translator: Translator, status_date: date
    ) -> None:
        self._portfolio = portfolio
        self._project = project
        self._translator = translator
        self._language = translator.language
        self._context = Context(portfolio, status_date, OutlineNumbers(portfolio))
        self._claims = portfolio.claims_of(project)
        self._leading = {
            measure: portfolio.leading_claim(project, measure)
            for measure in dict.fromkeys(claim.measure for claim in self._claims)
        }

    def _say(self, msgid: str) -> str:
        return self._translator.text(msgid)

    def cell(self, key: str, row: Project | Item) -> str:
        """The text of a column of the register."""
        field = FIELD[key]
        return cell_text(field, value_of(field, row, self._context), self._translator)

    def _date(self, deadline: Deadline | None) -> str:
        if deadline is None:
            return ""
        return deadline_text(deadline, self._language, style=Style.SHORT)

    # -- who and where ----------------------------------------------------------------------------

    def other_names(self) -> Iterator[str]:
        """The names in the other languages, each once."""
        name = self._project.name
        given = dict.fromkeys(name.given(language) for language in Language)
        return (other for other in given if other and other != name.best(self._language))

    def standing(self) -> str:
        """What was committed to, and which works are overdue."""
        promised, done = promise_of(self._portfolio, self._project), self._completed()
        told = [
            self._say(N_("committed: {date}")).format(date=self._date(promised))
            if promised
            else self._say(N_("no date was committed to"))
        ]
        if done is not None:
            told.append(self._say(N_("completed: {date}")).format(date=self._actual(done).text))
        late = [item.name.best(self._language) for item in self._late()]
        if late:
            told.append(self._say(N_("overdue: {names}")).format(names=", ".join(late)))
        return "; ".join(told)

    def _late(self) -> Iterator[Item]:
        """The works whose own date is over."""
        on = self._context.status_date
        for item in self._portfolio.descendants(self._project):
            own = self._portfolio.deadline(item)
            over = isinstance(own, Period) and own.is_over_on(on)
            if over and status_of(self._portfolio, item, on) is Status.OVERDUE:
                yield item

    def facts(self) -> Iterator[Fact]:
        project = self._project
        for key in _IDENTIFIED_BY:
            if text := self.cell(key, project):
                yield Fact(self._say(FIELD[key].label), Cited(text))
        roles = self._portfolio.roles_of(project)
        for role in dict.fromkeys(found.role for found in roles):
            bodies = [
                self._portfolio.bodies[found.body_id] for found in roles if found.role is role
            ]
            said = "; ".join(
                body.name.best(self._language) or body_text(body, self._language) for body in bodies
            )
            yield Fact(self._say(choice_label(role)), Cited(said))

    # -- figures ----------------------------------------------------------------------------------

    def cards(self) -> Iterator[Card]:
        for measure in _CARDS:
            yield self._card(measure)
        yield self._finish_card()

    def _card(self, measure: Measure) -> Card:
        label = self._say(choice_label(measure))
        claim = self._leading.get(measure)
        if claim is None:
            return Card(label, Cited(), self._say(N_("no source yet")))
        others = [self._amount(other) for other in self._claims if contradict(claim, other)]
        return Card(label, self._amount(claim), self._beside(claim, who=False), tuple(others))

    def _finish_card(self) -> Card:
        label = self._say(FIELD["finish"].label)
        finish = promise_of(self._portfolio, self._project)
        for item in self._portfolio.descendants(self._project):
            kept = self._portfolio.commitment_in_force(item)
            if kept is not None and kept.deadline == finish:
                value = Cited(self._date(finish), _ids(kept.source_id))
                mentioned = [
                    Cited(self._date(other.deadline), _ids(other.source_id))
                    for other in self._conflicting(item)
                ]
                name = item.name.best(self._language)
                return Card(label, value, name, tuple(mentioned))
        done = self._completed()
        if done is not None:
            return Card(label, self._actual(done), self._say(FIELD["actual_finish"].label))
        return Card(label, Cited(), self._say(N_("no source yet")))

    def _completed(self) -> Item | None:
        """The work with which a completed project was completed, as far as is on record."""
        if status_of(self._portfolio, self._project, self._context.status_date) is not Status.DONE:
            return None
        finished = [
            (item.actual_finish.last, item.id, item)
            for item in self._portfolio.descendants(self._project)
            if item.actual_finish is not None
        ]
        return max(finished)[2] if finished else None

    def differences(self, below: Sequence[OutlineRow]) -> Iterator[Difference]:
        for row, name in self._with_figures(below):
            claims = self._portfolio.claims_of(row)
            for measure in Measure:
                if measure in conflicting_measures(claims):
                    yield self._difference(row, name, measure)
        for outlined in below:
            item = outlined.row
            assert isinstance(item, Item)
            promised, mentioned = self._portfolio.commitment_in_force(item), self._conflicting(item)
            if promised is not None and mentioned:
                kept = Figure("", self._dated(promised), self._announced(promised), in_use=True)
                others = (
                    Figure("", self._dated(other), self._announced(other)) for other in mentioned
                )
                yield Difference(item.name.best(self._language), (kept, *others))

    def _difference(self, row: Project | Item, name: str, measure: Measure) -> Difference:
        claims = self._portfolio.claims_of(row, measure)
        at_odds = [claim for claim in claims if any(contradict(claim, other) for other in claims)]
        leading = self._portfolio.leading_claim(row, measure)
        found = sorted(at_odds, key=lambda claim: claim != leading)
        label = self._say(choice_label(measure))
        return Difference(
            f"{label}, {name}" if name else label,
            tuple(
                Figure("", self._amount(claim), self._beside(claim), in_use=claim == leading)
                for claim in found
            ),
        )

    def figures(self, below: Sequence[OutlineRow]) -> Iterator[Figure]:
        """What neither a card nor a difference says."""
        shown = {self._leading.get(measure) for measure in _CARDS}
        for row, name in self._with_figures(below):
            claims = self._portfolio.claims_of(row)
            for claim in sorted(claims, key=lambda each: _MEASURES.index(each.measure)):
                others = self._portfolio.claims_of(row, claim.measure)
                if claim in shown or any(contradict(claim, other) for other in others):
                    continue
                label = self._say(choice_label(claim.measure))
                label = f"{label}, {name}" if name else label
                yield Figure(label, self._amount(claim), self._beside(claim))

    def _with_figures(self, below: Sequence[OutlineRow]) -> Iterator[tuple[Project | Item, str]]:
        yield self._project, ""
        for outlined in below:
            yield outlined.row, outlined.row.name.best(self._language)

    def _amount(self, claim: Claim) -> Cited:
        amount = Amount(claim.value, claim.unit, claim.upper, claim.bound, claim.basis)
        return Cited(amount_text(amount, self._translator), _ids(claim.source_id))

    def _beside(self, claim: Claim, *, who: bool = True) -> str:
        parts = [self._say(choice_label(claim.basis)), claim.detail, self._date(claim.period)]
        return ", ".join(filter(None, [*parts, claim.stated_by if who else ""]))

    # -- dates ------------------------------------------------------------------------------------

    def _conflicting(self, item: Item) -> list[Commitment]:
        """The dates that were mentioned and cannot be reconciled with the one in force."""
        found = announcements(self._portfolio, item, Edge.FINISH)
        return [each.commitment for each in found if each.standing is Standing.CONFLICT]

    def _dated(self, commitment: Commitment) -> Cited:
        dated = DatedText(commitment.deadline, commitment.wording, commitment.language)
        return Cited(dated_text(dated, self._language, Style.SHORT), _ids(commitment.source_id))

    def _announced(self, commitment: Commitment) -> str:
        if commitment.announced_on is not None:
            told = self._say(N_("announced {day}"))
            return told.format(day=self._date(commitment.announced_on))
        return self._say(N_("recorded {day}")).format(day=self._date(commitment.recorded_on))

    def work(self, outlined: OutlineRow) -> Work:
        item = outlined.row
        assert isinstance(item, Item)
        portfolio = self._portfolio
        own = portfolio.commitment_in_force(item)
        earlier = portfolio.earlier_commitments(item)
        status = judged_status(portfolio, item, self._context.status_date)
        promised = Cited(self._date(promise_of(portfolio, item)))
        now = self._dated(own) if own is not None else promised
        sources = (cited.source_id for cited in portfolio.citations_of(item))
        return Work(
            number=outlined.number,
            name=Cited(item.name.best(self._language), tuple(dict.fromkeys(sources))),
            depth=outlined.depth,
            first=self._dated(earlier[0]) if earlier else now,
            now=now,
            actual=self._actual(item),
            forecast=self._forecast(item),
            status=status,
            status_text=self._say(choice_label(status)),
            percent="" if item.percent is None else str(item.percent),
            settled=status in _SETTLED,
            strong=outlined.has_children or item.kind is ItemKind.PHASE,
        )

    def _forecast(self, item: Item) -> str:
        """When the work is foreseen to be finished, where that is behind what was promised."""
        known = foreseen(self._portfolio, item, self._context.status_date)
        if known is None or known.finish is None or (known.slip or 0) <= 0:
            return ""
        return range_text(*known.finish, self._language)

    def _actual(self, item: Item) -> Cited:
        if item.actual_finish is None:
            return Cited()
        return Cited(self._date(item.actual_finish), _ids(item.actual_source_id))

    def histories(self, below: Sequence[OutlineRow]) -> Iterator[History]:
        """The works for which more than one date was ever announced."""
        for outlined in below:
            item = outlined.row
            assert isinstance(item, Item)
            announced = self._portfolio.commitments_of(item)
            if len(announced) > 1:
                said = tuple(self._announcement(each) for each in announced)
                yield History(item.name.best(self._language), said)

    def _announcement(self, commitment: Commitment) -> Cited:
        dated = self._dated(commitment)
        told = [self._announced(commitment)]
        if not commitment.binding:
            told.insert(0, self._say(Standing.MENTIONED.value))
        told += [commitment.reason] if commitment.reason else []
        return Cited(f"{dated.text} ({', '.join(told)})", dated.sources)

    # -- notes ------------------------------------------------------------------------------------

    def notes(self, below: Sequence[OutlineRow]) -> Iterator[Note]:
        """The notes on the project and its works, the latest first."""
        found = [
            (note, name)
            for row, name in self._with_figures(below)
            for note in self._portfolio.notes_of(row)
        ]
        found.sort(
            key=lambda each: (each[0].noted_on.last if each[0].noted_on else date.min, each[0].id),
            reverse=True,
        )
        for note, name in found:
            heading = ", ".join(filter(None, [self._date(note.noted_on), note.author, name]))
            yield Note(heading, Cited(note.text, _ids(note.source_id)))


_MEASURES: Final = tuple(Measure)


def _ids(source_id: int | None) -> tuple[int, ...]:
    return (source_id,) if source_id else ()

"""The figures that belong to no single project: of the whole portfolio, or of trade."""

from __future__ import annotations

from tracker.domain.cells import source_text
from tracker.domain.fields import choice_label
from tracker.domain.model import Claim, Measure, Topic
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_
from tracker.language.folding import folded
from tracker.paper.theme import Theme
from tracker.ui.inspector.figures import FiguresSection
from tracker.ui.session import Session

TOPIC_NAMES = {Topic.PORTFOLIO: N_("Portfolio"), Topic.TRADE: N_("Trade")}
_ORDER = list(Measure)


class TopicFigures(FiguresSection):
    """One entry a figure, the latest period or day first; otherwise as the figures of a row."""

    def __init__(self, session: Session, theme: Theme, topic: Topic) -> None:
        super().__init__(session, theme)
        self._topic = topic
        self._wanted = ""
        self.subject = topic

    def search(self, wanted: str) -> None:
        """Show only what says ``wanted``, in any of its texts."""
        self._wanted = folded(wanted.strip())
        self.renew()

    def renew(self, *, anew: bool = False) -> None:
        session, translator = self.session, self.session.translator
        claims = session.portfolio.claims_on(self._topic)
        found = [claim for claim in claims if self._wanted in folded(self._searched(claim))]
        count = translator.plural("{n} figure", "{n} figures", len(found))
        self.entitle(translator.text(TOPIC_NAMES[self._topic]), count.format(n=len(found)))
        self._show_claims(sorted(found, key=_place), anew=anew)

    def _searched(self, claim: Claim) -> str:
        said = self._said(claim, name=self._name(claim))
        source = self.session.portfolio.sources.get(claim.source_id)
        about = source_text(source, self.session.language) + source.title if source else ""
        return "\n".join((said.whole, said.tip, about))

    def _name(self, claim: Claim) -> str:
        """What it measures, and of when."""
        name = self.session.translator.text(choice_label(claim.measure))
        when = claim.period or claim.as_of
        if when is None:
            return name
        return f"{name}, {deadline_text(when, self.session.language, style=Style.SHORT)}"


def _place(claim: Claim) -> tuple[object, ...]:
    when = claim.period or claim.as_of
    return (-when.last.toordinal() if when else 0, _ORDER.index(claim.measure), claim.detail)

"""The public holidays of both countries in the four languages.

The English names are those of the ``holidays`` package, which has no Russian and knows each country
only in its own language; the catalogues hold the rest, the package's own words where it has any.
"""

from __future__ import annotations

from typing import Final

from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.forecast.calendars import SpecialDay
from tracker.language import N_, Translator

HOLIDAYS: Final = frozenset(
    {
        N_("Additional day off by Presidential decree"),
        N_("Capital Day"),
        N_("Constitution Day"),
        N_("Day of Memory and Honor"),
        N_("Defender of the Fatherland Day"),
        N_("Eid al-Adha"),
        N_("Eid al-Fitr"),
        N_("First President Day"),
        N_("Independence Day"),
        N_("International Women's Day"),
        N_("Kazakhstan's People Solidarity Holiday"),
        N_("New Year's Day"),
        N_("Nowruz"),
        N_("Nowruz Holiday"),
        N_("Orthodox Christmas"),
        N_("Republic Day"),
        N_("Teachers and Instructors Day"),
        N_("Victory Day"),
        N_("Women's Day"),
    }
)
"""Every name that the package gives; a test holds it to that."""


def special_day_text(special: SpecialDay, translator: Translator) -> str:
    """What a special day is, without its country: "Victory Day, moved from the weekend"."""
    _ = translator.text
    if special.exchanged is not None:
        other = deadline_text(Period.day(special.exchanged), translator.language, style=Style.SHORT)
        exchanged = N_("working day instead of {day}") if special.works else N_("off for {day}")
        return _(exchanged).format(day=other)
    parts = [_(name) for name in special.names]
    if not parts:
        parts = [_(N_("working day")) if special.works else _(N_("day off"))]
    if special.moved:
        parts.append(_(N_("moved from the weekend")))
    if special.estimated:
        parts.append(_(N_("date estimated")))
    return ", ".join(parts)

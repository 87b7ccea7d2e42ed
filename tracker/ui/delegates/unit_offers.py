"""Units that can be taken instead of typing them to the end, and those the file does not know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tracker.domain.amounts import split_unit
from tracker.domain.fields import Field, Figure, MoneyIn
from tracker.domain.model import Measure
from tracker.domain.units import currencies_named, unit_from_text
from tracker.domain.vocabulary import UNITS
from tracker.language.folding import flat, folded
from tracker.ui.session import Session

_MOST: Final = 5


def unit_offers(field: Field, text: str, session: Session) -> tuple[str, ...]:
    """Whole texts: the number that is typed, with each unit that its unit may become."""
    parts = split_unit(text)
    if parts is None or field.target == Figure(Measure.JOBS):
        return ()
    head, typed = parts
    if _is_money(field):
        found: Iterable[str] = currencies_named(typed)
    else:
        known, wanted = _known(field, session), folded(typed)
        starting = [unit for unit in known if folded(unit).startswith(wanted)]
        within = [unit for unit in known if wanted in folded(unit) and unit not in starting]
        found = (unit for unit in starting + within if flat(unit) != flat(typed))
    return tuple(f"{head} {unit}" for unit in found)[:_MOST]


def new_unit(field: Field, text: str, session: Session) -> str:
    """The unit that is typed where nobody has used it yet; else "".

    A currency is none: any other than one by its code is refused.
    """
    parts = split_unit(text)
    if parts is None or _is_money(field) or field.target == Figure(Measure.JOBS):
        return ""
    _, typed = parts
    # Known in other words too: "тонн" where the file says "t".
    meant = session.translator.text(unit_from_text(typed))
    return "" if flat(meant) in map(flat, _known(field, session)) else typed


def _is_money(field: Field) -> bool:
    return isinstance(field.target, MoneyIn) or field.target == Figure(Measure.VALUE)


def _known(field: Field, session: Session) -> list[str]:
    """The units of the same measure in the file, then the others there are, as texts."""
    text = session.translator.text
    measure = field.target.measure if isinstance(field.target, Figure) else None
    used = {claim.unit for claim in session.portfolio.claims if claim.measure is measure}
    others = (text(unit) for unit in UNITS if unit not in used)
    return [*sorted(text(unit) for unit in used if unit), *others]

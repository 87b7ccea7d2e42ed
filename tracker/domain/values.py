"""The values that cells hold where a plain text or number does not say enough."""

from __future__ import annotations

from decimal import Decimal

from tracker.domain.model import Basis, Bound
from tracker.domain.period import Deadline, Period
from tracker.records import record


@record
class DatedText:
    """A deadline with the words in which it was given.

    ``wording`` is the original text ("" when nothing was typed) and ``language`` the one it was
    worded in ("" when unknown).
    """

    deadline: Deadline
    wording: str = ""
    language: str = ""

    def words_in(self, language: str) -> str:
        """The wording as it may stand for the deadline in ``language``; "" where it may not.

        It is shown unchanged where it is in that language and says its year: "this August", taken
        from a press report of 2024, would be read as the August of the reader's own year.
        """
        if self.language != language:
            return ""
        if isinstance(self.deadline, Period):
            years = {self.deadline.first.year, self.deadline.last.year}
            if not any(f"{year % 100:02}" in self.wording for year in years):
                return ""
        return self.wording


@record
class Amount:
    """An exact number with its unit or currency (ISO 4217), as a source stated it.

    ``value`` and ``upper`` (the end of a range) are in whole units: "$121.3M" is 121300000 USD.
    """

    value: Decimal
    unit: str
    upper: Decimal | None = None
    bound: Bound = Bound.EXACT
    basis: Basis = Basis.DECLARED

"""The days of the week."""

from __future__ import annotations

from typing import Final

from tracker.language import N_

WEEKDAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
"""Their short names, Monday first."""

"""Hypothesis strategies for deadlines, shared by the tests of this folder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from tracker.domain.period import (
    AsNeeded,
    Deadline,
    Frequency,
    Period,
    Permanent,
    Precision,
    Qualifier,
    Recurring,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
"""The days that the date reader takes."""

PLAIN_PERIODS = st.builds(Period.containing, DAYS, st.sampled_from(Precision))
PERIODS: st.SearchStrategy[Period] = st.builds(
    replace, PLAIN_PERIODS, by=st.booleans(), qualifier=st.sampled_from(Qualifier)
)
DEADLINES: st.SearchStrategy[Deadline] = st.one_of(
    PERIODS,
    st.builds(Recurring, st.sampled_from(Frequency), st.none() | st.integers(1, 31)),
    st.builds(Permanent),
    st.builds(AsNeeded),
)

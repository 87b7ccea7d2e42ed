"""The lines of a hatch: the same ones whatever piece of it is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.paper.hatching import HATCH_STEP, hatch_lines

PLACES = st.floats(-500, 500)
SIZES = st.floats(1, 200)


@given(left=PLACES, top=PLACES, width=SIZES, height=SIZES, origin=st.tuples(PLACES, PLACES))
def test_lines_stay_in_their_box_and_on_the_hatch(
    left: float, top: float, width: float, height: float, origin: tuple[float, float]
) -> None:
    right, bottom = left + width, top + height
    lines = list(hatch_lines((left, top, right, bottom), origin))
    assert len(lines) == pytest.approx((width + height) / HATCH_STEP, abs=1.01)
    for x1, y1, x2, y2 in lines:
        assert x1 + y1 == pytest.approx(x2 + y2)
        steps = (x1 + y1 - sum(origin)) / HATCH_STEP
        assert steps == pytest.approx(round(steps), abs=1e-6)
        for x, y in ((x1, y1), (x2, y2)):
            assert left - 1e-6 <= x <= right + 1e-6
            assert top - 1e-6 <= y <= bottom + 1e-6

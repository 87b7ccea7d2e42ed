"""The legend names every kind of mark and takes the room it is given."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.timeline.shapes import STATUS_DATE, chart_of, measure, milestone, row
from tracker.domain.model import Row, State
from tracker.language import Language, translator
from tracker.timeline.legend import COMPARED, ENTRIES, LEGEND_ROW, entries_in_use, lay_out_legend
from tracker.timeline.primitives import Layer, Text


def test_every_entry_has_its_words_and_a_sample() -> None:
    scene = lay_out_legend(2_000, translator(Language.EN), measure)
    texts = [shape.text for shape in scene.layers[Layer.LABELS] if isinstance(shape, Text)]
    assert texts == [entry.text for entry in ENTRIES]
    assert scene.height == LEGEND_ROW
    drawn = [layer for layer in (Layer.BARS, Layer.GHOSTS, Layer.OVERDUE) if scene.layers[layer]]
    assert len(drawn) == 3


def test_entries_wrap_where_the_room_ends() -> None:
    scene = lay_out_legend(420, translator(Language.EN), measure)
    assert scene.height > LEGEND_ROW
    for shape in scene.layers[Layer.LABELS]:
        assert isinstance(shape, Text)
        assert shape.x + measure(shape.text, shape.style) <= 420
        assert 0 < shape.y < scene.height


def in_use(*found: list[Row], foreseen: Mapping[int, tuple[str, str]] | None = None) -> list[str]:
    chart = chart_of(*found, foreseen=foreseen)
    return [entry.text for entry in entries_in_use(chart.rows(1, len(chart) - 1), STATUS)]


STATUS = STATUS_DATE.toordinal()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([milestone(1)], []),
        ([milestone(1, "2027-Q1")], ["Planned"]),
        ([milestone(1, "2027-Q1", state=State.IN_PROGRESS)], ["Committed period"]),
        ([milestone(1, "2026-Q1")], ["Committed period", "Overdue"]),
        ([milestone(1, "2026-Q1", actual_finish="2026-02")], ["Done"]),
        ([milestone(1, "2027", earlier=["2026"])], ["Planned", "Earlier commitment"]),
        ([milestone(1, "permanent")], ["Without an end"]),
        ([row(1, "2027-03-05", "2027-01-10")], ["Planned"]),
        ([row(1, "2027-Q1", "2027-01-10")], ["Planned", "Uncertain span"]),
        (
            [row(1, "2027-03-05", "2026-01-10", actual_start="2026-01-10")],
            ["Committed period", "Work reported"],
        ),
    ],
)
def test_only_what_occurs_is_in_use(rows: list[list[Row]], expected: list[str]) -> None:
    assert in_use(*rows) == expected


def test_everything_can_be_in_use() -> None:
    assert in_use(
        milestone(1, "2027-Q1"),
        milestone(2, "2026-Q1", earlier=["2025"]),
        milestone(3, "2026-Q1", actual_finish="2026-02"),
        milestone(4, "permanent"),
        row(5, "2027-Q1", "2026", percent=40),
        foreseen={5: ("2027-04-01", "2027-05-31")},
    ) == [entry.text for entry in ENTRIES]


def test_the_outlines_of_another_plan_have_an_entry_of_their_own() -> None:
    text = translator(Language.EN)
    scene = lay_out_legend(400, text, measure, entries=(*ENTRIES[:1], COMPARED))
    assert scene.layers[Layer.COMPARED]
    assert COMPARED not in ENTRIES
    assert not COMPARED.is_used(chart_of(milestone(1, "2027-Q1")).row(1), STATUS)


def test_a_legend_of_nothing_takes_no_room() -> None:
    assert lay_out_legend(400, translator(Language.EN), measure, entries=()).height == 0

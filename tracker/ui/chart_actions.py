"""What can be done on the chart by keyboard, declared: a letter begins it, see ui/timeline/keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tracker.language import N_
from tracker.ui.action_spec import ActionSpec, MenuSpec, Run, State, writable_row

if TYPE_CHECKING:
    from tracker.ui.main_window import MainWindow


def _writable_mark(state: State) -> bool:
    return state.timeline and (writable_row(state) or (state.row and state.supposing))


def _beginning(part: str) -> Run:
    def begin(window: MainWindow) -> None:
        # The first paint needs no chart: what knows its parts is not loaded before.
        from tracker.timeline.hit_test import Part

        window.chart.begin(Part[part])

    return begin


CHART: Final = tuple(
    ActionSpec(action_id, label, run, (key,), when=_writable_mark, on_chart=True)
    for action_id, label, run, key in (
        ("move-dates", N_("Move the dates"), _beginning("MOVE"), "M"),
        ("move-start", N_("Move the start"), _beginning("START"), "S"),
        ("move-finish", N_("Move the finish"), _beginning("FINISH"), "F"),
        ("set-progress", N_("Set the share of work done"), _beginning("PROGRESS"), "P"),
        ("draw-link", N_("Link to another row"), _beginning("LINK_FINISH"), "L"),
        ("explain", N_("Give a reason or a source…"), lambda w: w.explain(), "R"),
    )
)
CHART_MENU: Final = MenuSpec("chart", N_("On the chart"), tuple(spec.id for spec in CHART))

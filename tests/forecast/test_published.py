"""Examples whose results others have published, with their numbers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.domain.model import Calendar, LinkType
from tracker.forecast.compute import compute
from tracker.forecast.explain import chain_of
from tracker.forecast.plan import Activity, Dependency, Duration, Plan
from tracker.forecast.result import Forecast

BEGIN = date(2027, 3, 1)


def forecast(durations: dict[str, int], links: list[tuple[str, str, LinkType, int]]) -> Forecast:
    """A network in days of a calendar without days off; ids are the places of the names."""
    ids = {name: place for place, name in enumerate(durations, start=1)}
    rows = [
        Activity(id=ids[name], calendar=Calendar.EVERY_DAY, duration=Duration.of(days))
        for name, days in durations.items()
    ]
    dependencies = [
        Dependency(number, ids[before], ids[after], type, lag)
        for number, (before, after, type, lag) in enumerate(links, start=1)
    ]
    return compute(Plan(status_date=BEGIN, activities=rows, dependencies=dependencies))


def numbers(found: Forecast, durations: dict[str, int]) -> dict[str, tuple[int, int, int, int]]:
    """ES, EF, LS, LF as textbooks count them, from 0 and with finishes as instants."""
    result = {}
    for id, name in enumerate(durations, start=1):
        known = found.item(id)
        assert known is not None
        assert known.start and known.finish and known.late_start and known.late_finish
        result[name] = (
            (known.start.last - BEGIN) // timedelta(days=1),
            (known.finish.last - BEGIN) // timedelta(days=1) + 1,
            (known.late_start.last - BEGIN) // timedelta(days=1),
            (known.late_finish.last - BEGIN) // timedelta(days=1) + 1,
        )
    return result


def days(text: str) -> dict[str, int]:
    """Durations: "A4 B6"."""
    return {each[0]: int(each[1:]) for each in text.split()}


def fs(text: str) -> list[tuple[str, str, LinkType, int]]:
    """Finish-to-start links: "C: A B" says that C waits for A and B."""
    found = []
    for line in text.split(";"):
        after, before = line.split(":")
        found += [(each, after.strip(), LinkType.FS, 0) for each in before.split()]
    return found


def test_the_network_of_a_course_in_operations_management() -> None:
    """http://slideplayer.com/slide/3283910/: "Calculate Late Starts & Finishes"."""
    durations = days("A4 B6 C3 D6 E14 F5 G2 H2 I3 J4 K2")
    found = forecast(
        durations, fs("B: A; C: A; D: B; E: D; F: C; G: E F; H: G; I: G; J: H I; K: J")
    )
    assert numbers(found, durations) == {
        "A": (0, 4, 0, 4),
        "B": (4, 10, 4, 10),
        "C": (4, 7, 22, 25),
        "D": (10, 16, 10, 16),
        "E": (16, 30, 16, 30),
        "F": (7, 12, 25, 30),
        "G": (30, 32, 30, 32),
        "H": (32, 34, 33, 35),
        "I": (32, 35, 32, 35),
        "J": (35, 39, 35, 39),
        "K": (39, 41, 39, 41),
    }


def test_its_question_of_the_critical_path() -> None:
    """The same slides: the critical path of this one is A, C, F, G, H."""
    durations = days("A4 B3 C5 D2 E5 F6 G4 H3")
    found = forecast(durations, fs("B: A; C: A; D: A; E: B C; F: C D; G: E F; H: G"))
    assert numbers(found, durations) == {
        "A": (0, 4, 0, 4),
        "B": (4, 7, 7, 10),
        "C": (4, 9, 4, 9),
        "D": (4, 6, 7, 9),
        "E": (9, 14, 10, 15),
        "F": (9, 15, 9, 15),
        "G": (15, 19, 15, 19),
        "H": (19, 22, 19, 22),
    }
    names = list(durations)
    assert [names[step.item - 1] for step in chain_of(found, 8)] == ["H", "G", "F", "C", "A"]


def test_the_example_of_a_published_solver() -> None:
    """https://pypi.org/project/criticalpath/: duration 14, critical path A, D, E."""
    durations = days("A3 B3 C4 D6 E5")
    found = forecast(durations, fs("B: A; C: A; D: A; E: B C D"))
    assert numbers(found, durations)["E"][1] == 14
    names = list(durations)
    assert [names[step.item - 1] for step in chain_of(found, 5)] == ["E", "D", "A"]
    floats = [known.total_float for id in range(1, 6) if (known := found.item(id))]
    assert floats == [0, 3, 2, 0, 0]


@pytest.mark.parametrize(
    ("path", "length"),
    [("ABELN", 35), ("ABFIKLN", 41), ("ACJN", 30), ("ADGJN", 39), ("ADHMN", 38)],
)
def test_the_paths_of_a_lecture_on_network_construction(path: str, length: int) -> None:
    """ "Network Construction – Critical Path Method", 2019: five paths, of 41 the longest.

    The float of what lies on no longer path is the 41 less the length of its own.
    """
    durations = days("A2 B10 C13 D12 E12 F7 G10 H16 I6 J12 K5 L8 M5 N3")
    network = "B: A; C: A; D: A; E: B; F: B; G: D; H: D; I: F; J: C G; K: I; L: E K; M: H; N: J L M"
    found = forecast(durations, fs(network))
    assert numbers(found, durations)["N"][1] == 41
    names = list(durations)
    chain = "".join(names[step.item - 1] for step in chain_of(found, len(names)))
    assert chain[::-1] == "ABFIKLN"
    own = {"ABELN": "E", "ABFIKLN": "K", "ACJN": "C", "ADGJN": "G", "ADHMN": "H"}[path]
    known = found.item(names.index(own) + 1)
    assert known is not None and known.total_float == 41 - length

"""What the shape of a text says: which atom is the year, which the quarter, what bounds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from tracker.domain.date_reader.words import Atom, Kind, Limit, Part
from tracker.domain.period import Frequency, Qualifier, Recurring

# Patterns over shapes: see Kind for the letters. Named groups are places in the shape.
_SINGLE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # days
        r"(?P<first>n)(?P<sign>[./-])(?P<second>n)(?P=sign)(?P<year>[yn])(?:-?Y)?",
        r"(?P<year>y)(?P<sign>[./-])(?P<month>n)(?P=sign)(?P<day>n)",
        r"(?P<day>n)[-./]?(?P<name>m)M?[-./]?(?P<year>[yn])(?:-?Y)?",
        r"(?P<name>m)(?P<day>n)-?(?P<year>y)(?:-?Y)?",
        r"(?P<year>y)(?:-?Y)?-?(?P<day>n)-?(?P<name>m)M?D?",
        r"(?P<year>y)(?:-?Y)?-?(?P<name>m)M?-?(?P<day>n)-?D?",
        # months
        r"(?P<name>m)M?[-/]?(?P<year>y)(?:-?Y)?",
        r"(?P<year>y)(?:-?Y)?[-/]?(?P<name>m)-?M?",
        r"(?P<month>n)[./-](?P<year>y)(?:-?Y)?",
        r"(?P<year>y)[./](?P<month>n)",
        r"(?P<year>y)-(?P<code>n)",
        # quarters and half-years
        r"(?P<number>[nro])[-.]?(?P<unit>[QH])[-/]?(?P<year>[yn])(?:-?Y)?",
        r"(?P<unit>[QH])-?(?P<number>[nr])[-/.]?(?P<year>[yn])(?:-?Y)?",
        r"(?P<year>y)(?:-?Y)?[-/]?(?P<number>[nro])-?(?P<unit>[QH])",
        r"(?P<year>y)(?:-?Y)?[-/]?(?P<unit>[QH])-?(?P<number>[nr])",
        # years
        r"(?P<year>y)(?:-?Y)?",
        r"Y(?P<year>y)",
    )
)
_FRAME: Final = re.compile(
    r"F*(?P<limit>L?)F*(?P<part>E?)-?(?P<single>[nyromQHYMD./-]+?)-?(?P<part_after>E?)"
    r"(?:K?(?P<limit_after>l))?P?"
)
_RECURRENCES: Final = (
    re.compile(r"fP?"),
    re.compile(r"fL(?P<day>n)D?M?P?"),
    re.compile(r"fM?(?P<day>n)-?D?K?l"),
    re.compile(r"L(?P<day>n)D?P?f"),
)
_NO_FRAME: Final = frozenset("LlCKFPG")
BETWEEN: Final = frozenset("-/RLK")


class Framed(NamedTuple):
    """The atoms of a single period at their places, and what bounds it."""

    places: Mapping[str, Atom]
    limit: Limit | None
    part: Part | None


def shape(understood: Iterable[Atom]) -> str:
    return "".join(atom.kind for atom in understood)


def bare(understood: Iterable[Atom]) -> list[Atom]:
    return [atom for atom in understood if atom.kind not in _NO_FRAME]


def framed(understood: Sequence[Atom]) -> Framed | None:
    """Match the shape of a text that names one period and possibly a limit, in full."""
    frame = _FRAME.fullmatch(shape(understood))
    if not frame:
        return None
    for pattern in _SINGLE:
        if match := pattern.fullmatch(frame["single"]):
            start = frame.start("single")
            places = {name: understood[start + match.start(name)] for name in match.groupdict()}
            if places["year"].kind == Kind.YEAR or len(places["year"].text) == 2:
                limit, part = (
                    next(
                        (str(understood[frame.start(name)].value) for name in names if frame[name]),
                        "",
                    )
                    for names in (("limit", "limit_after"), ("part", "part_after"))
                )
                return Framed(places, Limit(limit) if limit else None, Part(part) if part else None)
    return None


_APPROXIMATE: Final = frozenset(("~", "%", Kind.ABOUT))
_UNCERTAIN: Final = frozenset(("?", "%", Kind.DOUBTFUL))
_QUALIFIERS: Final = {
    (False, False): Qualifier.NONE,
    (True, False): Qualifier.APPROXIMATE,
    (False, True): Qualifier.UNCERTAIN,
    (True, True): Qualifier.BOTH,
}


def without_qualifier(understood: Sequence[Atom]) -> tuple[list[Atom], Qualifier]:
    """Take "about" from the front, and ``~``, ``(?)`` and their like from the end."""
    rest = list(understood)
    taken: set[str] = set()
    while rest and rest[0].kind in ("~", Kind.ABOUT, Kind.DOUBTFUL):
        taken.add(rest.pop(0).kind)
    while rest:
        if re.search(r"\([~?%Au]\)$", shape(rest)):
            rest[-3:] = rest[-2:-1]
        if rest[-1].kind not in _APPROXIMATE | _UNCERTAIN:
            break
        taken.add(rest.pop().kind)
    return rest, _QUALIFIERS[bool(taken & _APPROXIMATE), bool(taken & _UNCERTAIN)]


def without_weekday(understood: list[Atom]) -> tuple[int | None, list[Atom]]:
    """Take a day of the week from the front or the end; 0 is Monday."""
    if understood and understood[0].kind == Kind.WEEKDAY:
        return int(understood[0].value), understood[1:]
    if understood and understood[-1].kind == Kind.WEEKDAY:
        return int(understood[-1].value), understood[:-1]
    return None, understood


def recurring(understood: Sequence[Atom]) -> Recurring | None:
    """ "Monthly", "monthly by the 10th"; None where something else is said, too, or no such day."""
    whole = shape(understood)
    for pattern in _RECURRENCES:
        if match := pattern.fullmatch(whole):
            every = Frequency(str(understood[whole.index(Kind.FREQUENCY)].value))
            if "day" not in pattern.groupindex:
                return Recurring(every)
            day = int(understood[match.start("day")].value)
            return Recurring(every, day) if 1 <= day <= 31 else None
    return None

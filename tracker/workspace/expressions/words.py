"""The words of the language, in four languages; of several, the first is the one that is written.

Words are in the spelling of :func:`tracker.language.folding.flat`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import cache
from typing import Final

from tracker.language import Language
from tracker.language.folding import flat
from tracker.workspace.expressions.tree import Days, Near, Operator, Unit

EN, RU, KK, UZ = Language


class Word(Enum):
    AND = auto()
    OR = auto()
    NOT = auto()
    EMPTY = auto()
    OVERDUE = auto()
    CONTAINS = auto()


WORDS: Final[Mapping[Word, Mapping[Language, tuple[str, ...]]]] = {
    Word.AND: {EN: ("and",), RU: ("и",), KK: ("және",), UZ: ("va", "ва")},
    Word.OR: {EN: ("or",), RU: ("или",), KK: ("немесе",), UZ: ("yoki", "ёки")},
    Word.NOT: {EN: ("not", "all but"), RU: ("не", "кроме"), KK: ("емес",), UZ: ("emas", "эмас")},
    Word.EMPTY: {
        EN: ("empty",),
        RU: ("пусто", "пустое", "пустой", "пустая"),
        KK: ("бос",),
        UZ: ("bo'sh", "бўш"),
    },
    Word.OVERDUE: {
        EN: ("overdue",),
        RU: ("просрочено", "просроченные", "просрочен", "просрочена"),
        KK: ("мерзімі өткен",),
        UZ: ("muddati o'tgan", "муддати ўтган"),
    },
    Word.CONTAINS: {
        EN: ("contains",),
        RU: ("содержит",),
        KK: ("қамтиды",),
        UZ: ("ichida", "ичида"),
    },
}

SIGNS: Final[Mapping[str, Operator | None]] = {
    "<=": Operator.NOT_AFTER,
    "≤": Operator.NOT_AFTER,
    ">=": Operator.NOT_BEFORE,
    "≥": Operator.NOT_BEFORE,
    "!=": None,
    "<>": None,
    "≠": None,
    "<": Operator.BEFORE,
    ">": Operator.AFTER,
    "=": Operator.EQUAL,
    "~": Operator.POSSIBLE,
}
"""Signs of comparison, the longer ones first; None is "is not"."""

NOT_BEHIND: Final = frozenset({KK, UZ})
"""Languages in which "not" stands behind what it denies: "бос емес"."""

COMPARING: Final[Mapping[str, Operator]] = {
    "before": Operator.BEFORE,
    "раньше": Operator.BEFORE,
    "бұрын": Operator.BEFORE,
    "oldin": Operator.BEFORE,
    "after": Operator.AFTER,
    "позже": Operator.AFTER,
    "после": Operator.AFTER,
    "кейін": Operator.AFTER,
    "keyin": Operator.AFTER,
    **dict.fromkeys(("less than", "меньше", "менее"), Operator.BEFORE),
    **dict.fromkeys(("more than", "больше", "более", "свыше"), Operator.AFTER),
    **dict.fromkeys(("at most", "не более", "не больше"), Operator.NOT_AFTER),
    **dict.fromkeys(
        ("at least", "не менее", "не меньше", "кемінде", "kamida"), Operator.NOT_BEFORE
    ),
}
"""Words that stand for signs before dates and numbers."""

_UNITS: Final[Mapping[Language, Mapping[Unit, tuple[str, ...]]]] = {
    # For each shift -1, 0, 1 in turn.
    EN: {
        Unit.DAY: ("yesterday", "today", "tomorrow"),
        **{
            unit: tuple(f"{which} {unit.value}" for which in ("last", "this", "next"))
            for unit in Unit
            if unit is not Unit.DAY
        },
    },
    RU: {
        Unit.DAY: ("вчера", "сегодня", "завтра"),
        Unit.WEEK: ("прошлая неделя", "эта неделя", "следующая неделя"),
        Unit.MONTH: ("прошлый месяц", "этот месяц", "следующий месяц"),
        Unit.QUARTER: ("прошлый квартал", "этот квартал", "следующий квартал"),
        Unit.HALF_YEAR: ("прошлое полугодие", "это полугодие", "следующее полугодие"),
        Unit.YEAR: ("прошлый год", "этот год", "следующий год"),
    },
    KK: {
        Unit.DAY: ("кеше", "бүгін", "ертең"),
        Unit.WEEK: ("өткен апта", "осы апта", "келесі апта"),
        Unit.MONTH: ("өткен ай", "осы ай", "келесі ай"),
        Unit.QUARTER: ("өткен тоқсан", "осы тоқсан", "келесі тоқсан"),
        Unit.HALF_YEAR: ("өткен жартыжылдық", "осы жартыжылдық", "келесі жартыжылдық"),
        Unit.YEAR: ("өткен жыл", "осы жыл", "келесі жыл"),
    },
    UZ: {
        Unit.DAY: ("kecha", "bugun", "ertaga"),
        Unit.WEEK: ("o'tgan hafta", "shu hafta", "keyingi hafta"),
        Unit.MONTH: ("o'tgan oy", "shu oy", "keyingi oy"),
        Unit.QUARTER: ("o'tgan chorak", "shu chorak", "keyingi chorak"),
        Unit.HALF_YEAR: ("o'tgan yarim yil", "shu yarim yil", "keyingi yarim yil"),
        Unit.YEAR: ("o'tgan yil", "shu yil", "keyingi yil"),
    },
}
_NEAR: Final = {
    phrase: Near(unit, shift)
    for units in _UNITS.values()
    for unit, phrases in units.items()
    for shift, phrase in zip((-1, 0, 1), phrases, strict=True)
}

_ALSO: Final[Mapping[Near, str]] = {
    # Not written, only read.
    Near(
        Unit.WEEK
    ): "current week|текущая неделя|на этой неделе|ағымдағы апта|joriy hafta|bu hafta",
    Near(Unit.MONTH): (
        "current month|текущий месяц|в этом месяце|в текущем месяце|ағымдағы ай|joriy oy|bu oy"
    ),
    Near(Unit.QUARTER): (
        "current quarter|текущий квартал|в этом квартале|в текущем квартале|ағымдағы тоқсан"
        "|joriy chorak|bu chorak"
    ),
    Near(Unit.HALF_YEAR): (
        "current half-year|текущее полугодие|в этом полугодии|в текущем полугодии"
        "|ағымдағы жартыжылдық|joriy yarim yil|bu yarim yil"
    ),
    Near(Unit.YEAR): (
        "current year|текущий год|в этом году|в текущем году|ағымдағы жыл|биыл|joriy yil|bu yil"
    ),
    Near(Unit.MONTH, 1): "в следующем месяце",
    Near(Unit.QUARTER, 1): "в следующем квартале",
    Near(Unit.YEAR, 1): "в следующем году",
    Near(Unit.MONTH, -1): "в прошлом месяце",
    Near(Unit.QUARTER, -1): "в прошлом квартале",
    Near(Unit.YEAR, -1): "в прошлом году",
}
_NEAR_TOO: Final = {phrase: near for near, said in _ALSO.items() for phrase in said.split("|")}
_END_OF: Final = re.compile(
    r"(?:(?:by|until|till) the end of the|до конца) (?P<before>\w[\w-]*)"
    r"|(?P<after>\w+) (?:соңына дейін|oxirigacha|oxiriga qadar)"
)
_ENDING: Final = {
    **dict.fromkeys(("week", "недели", "апта", "hafta"), Unit.WEEK),
    **dict.fromkeys(("month", "месяца", "ай", "oy"), Unit.MONTH),
    **dict.fromkeys(("quarter", "квартала", "тоқсан", "chorak"), Unit.QUARTER),
    **dict.fromkeys(("half-year", "полугодия", "жартыжылдық"), Unit.HALF_YEAR),
    **dict.fromkeys(("year", "года", "жыл", "yil"), Unit.YEAR),
}

_DAYS: Final[Mapping[Language, tuple[str, str]]] = {
    EN: ("next {} days", "last {} days"),
    RU: ("ближайшие {} дн.", "последние {} дн."),
    KK: ("келесі {} күн", "соңғы {} күн"),
    UZ: ("keyingi {} kun", "so'nggi {} kun"),
}
_SOME_DAYS: Final = re.compile(
    r"(?:(?P<next>next|следующи[ей]|ближайши[ей]|келесі|keyingi)"
    r"|last|past|последни[ей]|прошлые|соңғы|so'nggi|oxirgi)"
    r" (?P<count>[0-9]{1,4}) (?:days?|день|дня|дней|дн\.?|күн|kun)"
)


@cache
def forms(word: Word) -> tuple[str, ...]:
    """Every form of a word in any language."""
    return tuple(flat(form) for found in WORDS[word].values() for form in found)


def near_phrase(phrase: str) -> Near | Days | None:
    """What a relative span means: "this quarter", "next 30 days"; None for any other words."""
    phrase = " ".join(flat(phrase).split())
    if (near := _NEAR.get(phrase) or _NEAR_TOO.get(phrase)) is not None:
        return near
    match = _SOME_DAYS.fullmatch(phrase)
    if match is None:
        return None
    count = int(match["count"])
    return Days(count if match["next"] else -count)


def end_phrase(phrase: str) -> Near | None:
    """The span with whose end something is limited: "by the end of the year"; else None."""
    match = _END_OF.fullmatch(" ".join(flat(phrase).split()))
    unit = _ENDING.get(match["before"] or match["after"]) if match else None
    return None if unit is None else Near(unit)


def near_text(span: Near | Days, language: Language) -> str:
    """The words of a span; :func:`near_phrase` reads them back."""
    if isinstance(span, Near):
        return _UNITS[language][span.unit][span.shift + 1]
    return _DAYS[language][span.count < 0].format(abs(span.count))

"""Units as officials write them: "тонн в год", "kv. m", "долл. США", each known as one thing.

A currency is known by its ISO 4217 code, any other unit by the English word of
:mod:`tracker.domain.vocabulary`; what is none of them stays as it was typed.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import Final

from tracker.domain.vocabulary import term_from_text

_CURRENCIES: Final = {
    "USD": "$ us$ usd дол долл доллар доллара долларов dollar dollars doll dollari ақш доллары "
    "aqsh сша us",
    "KZT": "₸ kzt тг тнг тенге теңге tenge",
    "UZS": "uzs сум сума сумов сўм so'm sum сом",
    "EUR": "€ eur евро еуро yevro euro euros",
    "RUB": "₽ rub руб рубль рубля рублей",
    "CNY": "¥ cny юань юаня юаней",
}
_CURRENCY: Final = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
CURRENCIES: Final = tuple(_CURRENCIES)
"""ISO 4217 codes that are offered; any other three capital letters are taken as typed."""

_WHOSE: Final = frozenset(
    [
        "американских",
        "казахстанских",
        "узбекских",
        "российских",
        "o'zbek",
        "qozoq",
        "қазақстандық",
        "өзбек",
    ]
)
"""Words beside the name of a currency that say no more than the name does."""

_YEARLY: Final = (
    "в год",
    "в г",
    "/ год",
    "/ г",
    "a year",
    "per year",
    "/ year",
    "/ yr",
    "annually",
)
_YEARLY_TOO: Final = ("жылына", "/ жыл", "yiliga", "/ yil")
_TONNES: Final = ("т", "тн", "тонн", "тонна", "тонны", "t", "tonne", "tonnes", "tons", "tonna")
_OTHERS: Final = {
    "t": _TONNES,
    "t a year": tuple(map(" ".join, product(_TONNES, (*_YEARLY, *_YEARLY_TOO)))),
    "m²": ("м2", "кв м", "квм", "m2", "sq m", "sqm", "square metres", "шаршы метр", "kv m"),
    "m³": ("м3", "куб м", "кубм", "m3", "cubic metres", "текше метр", "kub m"),
    "km": ("километр", "километра", "километров", "kilometres", "kilometr"),
    "ha": ("гектар", "гектара", "гектаров", "hectare", "hectares", "gektar"),
}
_JOBS: Final = frozenset(
    [
        "рабочее место",
        "рабочих места",
        "раб мест",
        "раб места",
        "место",
        "места",
        "мест",
        "человек",
        "чел",
        "people",
        "persons",
        "адам",
        "орын",
        "nafar",
        "kishi",
        "ta",
        "ta ish o'rni",
        "ish o'rni",
        "нафар",
        "киши",
    ]
)
"""What a number of jobs counts, where it is known to be one; elsewhere these may be residents."""

_CODE: Final = re.compile(r"[A-Z]{3}")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("‘’ʻʼ`", "'"))
_FIGURES: Final = str.maketrans("²³", "23")


def unit_from_text(text: str, *, expected: str = "") -> str:
    """The unit that a text names, "" for none; ``expected`` is the one that a column counts."""
    if not text:
        return ""
    if code := currency_of(text):
        return code
    known = term_from_text(text)
    if known != text:
        return known
    words = _words(text)
    if expected == "jobs" and words in _JOBS:
        return expected
    return _units_by_words().get(words, text)


def currency_of(text: str) -> str:
    """The code of the currency that a text names in words or signs, "" for none."""
    words = _words(text).split()
    named = [word for word in words if word not in _WHOSE]
    codes = {_CURRENCY.get(word, "") for word in named}
    return codes.pop() if len(codes) == 1 else ""


def is_currency_code(unit: str) -> bool:
    """Whether a unit is the code of a currency: three capital letters."""
    return _CODE.fullmatch(unit) is not None


def currencies_named(beginning: str) -> tuple[str, ...]:
    """The codes of the currencies whose code or name begins so; none for a whole code or name."""
    wanted = beginning.casefold().translate(_APOSTROPHES)
    if wanted in _CURRENCY:
        return ()
    return tuple(
        code
        for code, words in _CURRENCIES.items()
        if any(word.startswith(wanted) for word in words.split())
    )


@cache
def _units_by_words() -> dict[str, str]:
    return {_words(text): unit for unit, texts in _OTHERS.items() for text in texts} | {
        _words(f"{rate} {tonnes}"): "t a year" for rate, tonnes in product(_YEARLY_TOO, _TONNES)
    }


def _words(text: str) -> str:
    """A unit as it is compared: small letters without points, a stroke standing apart."""
    low = text.casefold().translate(_APOSTROPHES).translate(_FIGURES).replace("/", " / ")
    return " ".join(re.split(r"[\s.]+", low)).strip()

"""Amounts as officials write them: "185,1 млрд тг", "$121.3M", "over 4 bn USD", "1 794 783,5 KZT".

Everything is exact: a text is read into whole units and written back with all its digits. Millions
and billions are used in a text only where no digit is lost.
"""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from functools import cache
from typing import Final

from tracker.domain.errors import InputError, Term
from tracker.domain.fields import choice_label
from tracker.domain.model import Bound
from tracker.domain.units import CURRENCIES, currency_of, is_currency_code, unit_from_text
from tracker.domain.values import Amount
from tracker.language import N_, Language, Translator, format_decimal, translator

_SCALES: Final = {
    3: "k thousand тыс тысяча тысячи тысяч мың ming минг",
    6: "m mn mln million millions млн миллион миллиона миллионов",
    9: "b bn bln billion billions млрд миллиард миллиарда миллиардов mlrd milliard",
    12: "tn trillion trillions трлн триллион триллиона триллионов trln",
}
"""Powers of ten with the words for them in the four languages."""
_SCALE: Final = {word: power for power, words in _SCALES.items() for word in words.split()}

_SCALE_TEXT: Final = {
    Language.EN: {9: "bn", 6: "mn"},
    Language.RU: {9: "млрд", 6: "млн"},
    Language.KK: {9: "млрд", 6: "млн"},
    Language.UZ: {9: "mlrd", 6: "mln"},
}

# Figures are exact: no operation may round to the default 28 digits.
_EXACT: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)

_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9\s.,]*")
_GOES_ON: Final = re.compile("['’ʼʻ`´_][0-9]|e[+-]?[0-9]", re.IGNORECASE)
"""Thousands grouped in a way that nobody here uses, and figures as computers write them."""
_RANGE: Final = re.compile(
    r"(?P<lower>[^0-9]*[0-9][0-9\s.,]*[^0-9–—-]*?)\s*[–—-]\s*(?P<upper>[$€₸₽¥]?\s*[0-9].*)"
)
_FROM_TO: Final = re.compile(
    r"(?:от|from|between)\s+(?P<lower>.+?)\s+(?:до|to|and)\s+(?P<upper>.+)", re.IGNORECASE
)
_ENGLISH: Final = re.compile(
    r"(?<![^\W\d_])(?:m|mn|b|bn|tn|[mb]illions?|thousand)\b", re.IGNORECASE
)
"""Words for powers of ten that none of the other languages has."""
_CYRILLIC: Final = re.compile("[а-яё]", re.IGNORECASE)
_RATES: Final = frozenset({"жылына", "yiliga"})
"""What stands before the figure of which it says the rate."""


def amount_text(amount: Amount, translator: Translator) -> str:
    """The amount in words of the language, e.g. "over 121.3 mn USD"; every digit is kept."""
    number = _number_text(amount.value, translator.language)
    if amount.upper is not None:
        number = f"{number}–{_number_text(amount.upper, translator.language)}"
    if amount.unit:
        number = f"{number}\u00a0{translator.text(amount.unit)}"
    return translator.text(choice_label(amount.bound)).format(number)


def _number_text(value: Decimal, language: Language) -> str:
    for power, word in _SCALE_TEXT[language].items():
        scaled = _plain(value.scaleb(-power, _EXACT))
        if abs(scaled) >= 1 and _places(scaled) <= 3:
            return f"{format_decimal(scaled, language)}\u00a0{word}"
    return format_decimal(value, language)


def _plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    value = value.normalize(_EXACT)
    return value.quantize(Decimal(1), context=_EXACT) if _places(value) < 0 else value


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "amounts are finite"
    return -exponent


def read_amount(
    text: str, translator: Translator, *, unit: str = "", money: bool = False
) -> Amount:
    """Read one amount; ``unit`` is the one that goes without saying, ``money`` asks for a currency.

    Raises InputError where the number cannot be read in one way only, where no unit is given and
    none goes without saying, or where the unit is not the one that the column takes.
    """
    bound, rest = _read_bound(text.strip())
    value, second, written = _read_range(rest, translator.language)
    found = unit_from_text(written, expected=unit) or unit
    if not found:
        raise InputError(
            N_("“{text}” has no unit. Add the currency or unit, for example “{example}”."),
            text=text.strip(),
            example=f"{text.strip()} USD",
            readings=tuple(f"{text.strip()} {code}" for code in CURRENCIES[:3]),
        )
    if money and not is_currency_code(found):
        raise InputError(
            N_("“{unit}” is not a currency. Type its name or code, for example KZT, UZS or USD."),
            unit=written,
        )
    if unit and found != unit:
        raise InputError(
            N_("“{text}” is in “{unit}”, but this column counts {expected}."),
            text=text.strip(),
            unit=written,
            expected=Term(unit),
        )
    return Amount(value, found, second, bound)


# -- bounds and ranges -----------------------------------------------------------------------------

_BOUND_WORDS: Final = {
    Bound.OVER: ("более чем", "более", "больше", "свыше", "more than", "over", ">"),
    Bound.UP_TO: ("не более", "no more than", "up to", "до", "≤"),
    Bound.ABOUT: (
        *("около", "порядка", "примерно", "приблизительно", "ориентировочно", "≈", "~"),
        *("about", "approximately", "approx.", "approx", "roughly", "шамамен", "taxminan"),
    ),
    Bound.NEARLY: ("почти", "nearly", "almost", "qariyb"),
}
"""What else than the words of the program says how sure a figure is, in any language."""


@cache
def _bounds() -> tuple[tuple[str, str, Bound], ...]:
    """What stands before and behind a figure, folded, the longest first."""
    found: dict[tuple[str, str], Bound] = {}
    for language in Language:
        for bound in Bound:
            if bound is not Bound.EXACT:
                label = translator(language).text(choice_label(bound))
                before, after = label.casefold().split("{}")
                found[before, after] = bound
    for bound, words in _BOUND_WORDS.items():
        for word in words:
            found.setdefault((f"{word} " if word[-1].isalpha() else word, ""), bound)
    longest = sorted(found, key=lambda around: -len("".join(around)))
    return tuple((*around, found[around]) for around in longest)


def _read_bound(text: str) -> tuple[Bound, str]:
    folded = text.casefold()
    # Folding that makes several letters of one would put the figure elsewhere.
    for before, after, bound in _bounds() if len(folded) == len(text) else ():
        if folded.startswith(before) and folded.endswith(after):
            return bound, text[len(before) : len(text) - len(after)].strip()
    return Bound.EXACT, text


def _read_range(text: str, language: Language) -> tuple[Decimal, Decimal | None, str]:
    """A figure, or the two between which it lies, and the unit as it is written."""
    match = _FROM_TO.fullmatch(text) or _RANGE.fullmatch(text)
    if match is not None:
        lower, lower_power, before = _read_one(match["lower"], text, language)
        upper, power, written = _read_one(match["upper"], text, language)
        if _counts_the_same(before, written):
            return _scaled(lower, lower_power or power), _scaled(upper, power), written or before
        if currency_of(before) and currency_of(written):
            raise InputError(
                N_("“{text}” is in two currencies. Write each figure for itself."), text=text
            )
    value, power, written = _read_one(text, text, language)
    return _scaled(value, power), None, written


def _counts_the_same(before: str, written: str) -> bool:
    return not before or unit_from_text(before) == unit_from_text(written)


def _scaled(value: Decimal, power: int) -> Decimal:
    return _plain(value.scaleb(power, _EXACT))


# -- one figure ------------------------------------------------------------------------------------


def _read_one(text: str, whole: str, language: Language) -> tuple[Decimal, int, str]:
    """The number, the power of ten that was written with it, and what else stands around it.

    ``text`` is a part of the ``whole`` that was typed.
    """
    match = _NUMBER.search(text)
    if match is None or _GOES_ON.match(text, match.end()):
        raise _not_a_number(text, language)
    before, behind = text[: match.start()].split(), text[match.end() :].split()
    if behind:
        # "млрд.тг", as it is written where there is little room.
        scale, point, unit = behind[0].partition(".")
        if point and unit and scale.casefold() in _SCALE:
            behind[:1] = [scale, unit]
    power = 0
    # Elsewhere an "m" is a metre: "1,580 sq m".
    if behind and _scale(behind[0]):
        power = _scale(behind.pop(0))
    elif len(behind) > 1 and _scale(behind[1]) and currency_of(behind[0]):
        power = _scale(behind.pop(1))
    elif before and _scale(before[-1]):
        power = _scale(before.pop())
    if before and not currency_of(" ".join(before)) and before[0].casefold() not in _RATES:
        raise InputError(
            N_("“{words}” before a figure is not understood. Write the figure, then its unit."),
            words=" ".join(before),
        )
    written = " ".join([*before, *behind])
    return _number_in(whole, match[0].strip(), language), power, written


def _scale(word: str) -> int:
    return _SCALE.get(word.casefold().rstrip("."), 0)


def _number_in(text: str, number: str, language: Language) -> Decimal:
    """The number that stands in a text. Where it has two readings, the whole text has them."""
    compact = re.sub(r"\s", "", number)
    is_english = language is Language.EN
    is_foreign = _CYRILLIC.search(text) if is_english else _ENGLISH.search(text)
    try:
        if is_foreign and re.fullmatch(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}", compact):
            # "1,234 млрд", typed where English is spoken, is hardly a thousand milliards.
            sign = "." if is_english else ","
            raise _two_readings(number, compact.replace(",", ""), compact.replace(",", sign) + "0")
        return read_decimal(number, language)
    except InputError as error:
        error.readings = tuple(text.replace(number, each, 1) for each in error.readings)
        raise


def split_unit(text: str) -> tuple[str, str] | None:
    """The number of an amount with its scale, and its unit as far as that is typed behind it.

    None where there is no number, or where the unit stands before it.
    """
    numbers = list(_NUMBER.finditer(text))
    if not numbers or currency_of(text[: numbers[0].start()]):
        return None
    end = numbers[-1].end()
    if _GOES_ON.match(text, numbers[0].end()):
        return None
    head, rest = text[:end].strip(), text[end:].lstrip()
    word, _, behind = rest.partition(" ")
    scale, point, unit = word.partition(".")
    if point and unit and _scale(scale):
        # "тыс.тонн"
        return f"{head} {scale}.", f"{unit} {behind}".strip()
    # A letter alone may yet become a unit.
    if _scale(word) and (rest != word or len(scale) > 1):
        head, rest = f"{head} {word}", behind
    return head, rest.strip()


def read_decimal(text: str, language: Language) -> Decimal:
    """Read a number with the separators of ``language``; spaces group digits in every language.

    A single separator before exactly three digits is read as the language uses it (14,700 is
    fourteen thousand in English and 14.7 in Russian); the other language's sign is accepted where
    it can mean only one thing. Raises InputError, naming the two readings, where it cannot.
    """
    compact = re.sub(r"\s", "", text)
    group, point = (",", ".") if language is Language.EN else (".", ",")
    pattern = rf"[+-]?([0-9]{{1,3}}(\{group}[0-9]{{3}})+|[0-9]+)(\{point}[0-9]+)?"
    if re.fullmatch(pattern, compact):
        if language is not Language.EN and re.fullmatch(r"[+-]?[0-9]{1,3}\.[0-9]{3}", compact):
            whole = format_decimal(Decimal(compact.replace(".", "")), language)
            raise _two_readings(text, whole, compact.replace(".", ","))
        return Decimal(compact.replace(group, "").replace(point, "."))
    if re.fullmatch(rf"[+-]?[0-9]+\{group}[0-9]+", compact):
        return Decimal(compact.replace(group, "."))
    if re.fullmatch(rf"[+-]?[0-9]{{1,3}}(\{point}[0-9]{{3}}){{2,}}", compact):
        return Decimal(compact.replace(point, ""))
    if re.fullmatch(rf"[+-]?[0-9]{{1,3}}(\{point}[0-9]{{3}})+\{group}[0-9]+", compact):
        # Both signs stand there: each can be one thing only.
        return Decimal(compact.replace(point, "").replace(group, "."))
    raise _not_a_number(text, language)


def _not_a_number(text: str, language: Language) -> InputError:
    return InputError(
        N_("“{text}” is not a number. Type it as {example}."),
        text=text,
        example=format_decimal(Decimal("1794783.5"), language),
    )


def _two_readings(text: str, whole: str, fraction: str) -> InputError:
    return InputError(
        N_("“{text}” can be read as {whole} or as {fraction}. Type the one that is meant."),
        text=text,
        whole=whole,
        fraction=fraction,
        readings=(whole, fraction),
    )

"""Amounts as officials write them: "185,1 млрд тг", "$121.3M", "over 4 bn USD", "1 794 783,5 KZT".

Everything is exact: a text is read into whole units and written back with all its digits. Millions
and billions are used in a text only where no digit is lost.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from tracker.domain.errors import InputError
from tracker.domain.fields import choice_label
from tracker.domain.model import Bound
from tracker.domain.values import Amount
from tracker.domain.vocabulary import term_from_text
from tracker.language import N_, Language, Translator, format_decimal

_SCALES: Final = {
    Decimal(10) ** 3: "k thousand тыс тысяча тысячи тысяч мың ming минг",
    Decimal(10) ** 6: "m mn mln million millions млн миллион миллиона миллионов million миллион",
    Decimal(10) ** 9: "b bn bln billion billions млрд миллиард миллиарда миллиардов mlrd milliard",
    Decimal(10) ** 12: "tn trillion трлн триллион триллиона триллионов trln",
}
_SCALE: Final = {word: scale for scale, words in _SCALES.items() for word in words.split()}

_SCALE_TEXT: Final = {
    Language.EN: {Decimal(10) ** 6: "mn", Decimal(10) ** 9: "bn"},
    Language.RU: {Decimal(10) ** 6: "млн", Decimal(10) ** 9: "млрд"},
    Language.KK: {Decimal(10) ** 6: "млн", Decimal(10) ** 9: "млрд"},
    Language.UZ: {Decimal(10) ** 6: "mln", Decimal(10) ** 9: "mlrd"},
}

_CURRENCIES: Final = {
    "USD": "$ usd долл доллар доллара долларов dollar dollars ақш доллары aqsh dollari сша us",
    "KZT": "₸ kzt тг тенге теңге tenge",
    "UZS": "uzs сум сума сумов сўм so'm sum сом",
    "EUR": "€ eur евро еуро yevro",
    "RUB": "₽ rub руб рубль рубля рублей",
    "CNY": "¥ cny юань юаня юаней",
}
_CURRENCY: Final = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
CURRENCIES: Final = tuple(_CURRENCIES)
"""ISO 4217 codes that are offered; any other three capital letters are taken as typed."""

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("‘’ʻʼ`", "'"))
_NUMBER: Final = re.compile(r"[+-]?\d[\d\s\u00a0\u202f.,]*")


def amount_text(amount: Amount, translator: Translator) -> str:
    """The amount in words of the language, e.g. "over 121.3 mn USD"; every digit is kept."""
    number = _number_text(amount.value, translator.language)
    if amount.upper is not None:
        number = f"{number}–{_number_text(amount.upper, translator.language)}"
    if amount.unit:
        number = f"{number}\u00a0{translator.text(amount.unit)}"
    return translator.text(choice_label(amount.bound)).format(number)


def _number_text(value: Decimal, language: Language) -> str:
    for scale, word in sorted(_SCALE_TEXT[language].items(), reverse=True):
        scaled = value / scale
        if abs(scaled) >= 1 and -scaled.normalize().as_tuple().exponent <= 3:  # type: ignore[operator]
            return f"{format_decimal(scaled.normalize(), language)}\u00a0{word}"
    return format_decimal(value, language)


def read_amount(text: str, translator: Translator, *, unit: str = "") -> Amount:
    """Read one amount; ``unit`` is the one that goes without saying.

    Raises InputError where the number cannot be read in one way only, or where no unit is given and
    none goes without saying.
    """
    bound, rest = _read_bound(text.strip(), translator)
    lower, dash, upper = rest.partition("–")
    value, scale, found_unit = _read_one(lower, translator.language)
    second = None
    if dash:
        second, upper_scale, found_unit = _read_one(upper, translator.language)
        value, second = value * (scale or upper_scale or 1), second * (upper_scale or 1)
    else:
        value *= scale or 1
    found_unit = _unit(found_unit, translator) or unit
    if not found_unit:
        raise InputError(
            N_("“{text}” has no unit. Add the currency or unit, for example “{example}”."),
            text=text,
            example=f"{text.strip()} USD",
            readings=tuple(f"{text.strip()} {code}" for code in CURRENCIES[:3]),
        )
    return Amount(value, found_unit, second, bound)


def _read_bound(text: str, translator: Translator) -> tuple[Bound, str]:
    for bound in Bound:
        if bound is Bound.EXACT:
            continue
        before, after = translator.text(choice_label(bound)).split("{}")
        folded = text.casefold()
        if folded.startswith(before.casefold()) and folded.endswith(after.casefold()):
            return bound, text[len(before) : len(text) - len(after)].strip()
    return Bound.EXACT, text


def _read_one(text: str, language: Language) -> tuple[Decimal, Decimal | None, str]:
    """The number, the scale that was written with it if any, and what stands around it."""
    match = _NUMBER.search(text)
    if match is None:
        raise InputError(
            N_("“{text}” is not a number. Type it as {example}."),
            text=text,
            example=format_decimal(Decimal("1794783.5"), language),
        )
    value = read_decimal(match[0], language)
    around = f"{text[: match.start()]} {text[match.end() :]}".split()
    scale = None
    words = []
    for word in around:
        folded = word.casefold().rstrip(".")
        if scale is None and folded in _SCALE:
            scale = _SCALE[folded]
        else:
            words.append(word)
    return value, scale, " ".join(words)


def _unit(text: str, translator: Translator) -> str:
    """The canonical unit: an ISO code for a currency, the msgid of a known unit, else as typed."""
    words = [word.casefold().translate(_APOSTROPHES).strip(".") for word in text.split()]
    if words and all(word in _CURRENCY for word in words):
        codes = {_CURRENCY[word] for word in words}
        if len(codes) == 1:
            return codes.pop()
    return term_from_text(text) if text else ""


def read_decimal(text: str, language: Language) -> Decimal:
    """Read a number with the separators of ``language``; spaces group digits in every language.

    A single separator before exactly three digits is read as the language uses it (14,700 is
    fourteen thousand in English and 14.7 in Russian); the other language's sign is accepted where
    it can mean only one thing. Raises InputError, naming the two readings, where it cannot.
    """
    compact = re.sub(r"[\s\u00a0\u202f]", "", text)
    group, point = (",", ".") if language is Language.EN else (".", ",")
    pattern = rf"[+-]?(\d{{1,3}}(\{group}\d{{3}})+|\d+)(\{point}\d+)?"
    if re.fullmatch(pattern, compact):
        if language is not Language.EN and re.fullmatch(r"[+-]?\d{1,3}\.\d{3}", compact):
            raise _two_readings(text, compact, language)
        return Decimal(compact.replace(group, "").replace(point, "."))
    if re.fullmatch(rf"[+-]?\d+\{group}\d+", compact):
        return Decimal(compact.replace(group, "."))
    if re.fullmatch(rf"[+-]?\d{{1,3}}(\{point}\d{{3}}){{2,}}", compact):
        return Decimal(compact.replace(point, ""))
    raise InputError(
        N_("“{text}” is not a number. Type it as {example}."),
        text=text,
        example=format_decimal(Decimal("1794783.5"), language),
    )


def _two_readings(text: str, compact: str, language: Language) -> InputError:
    whole = format_decimal(Decimal(compact.replace(".", "")), language)
    fraction = compact.replace(".", ",")
    return InputError(
        N_("“{text}” can be read as {whole} or as {fraction}. Type the one that is meant."),
        text=text,
        whole=whole,
        fraction=fraction,
        readings=(whole, fraction),
    )

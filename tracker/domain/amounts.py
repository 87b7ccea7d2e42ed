"""Amounts as officials write them: "185,1 млрд тг", "$121.3M", "over 4 bn USD", "1 794 783,5 KZT".

Everything is exact: a text is read into whole units and written back with all its digits. Millions
and billions are used in a text only where no digit is lost.
"""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from typing import Final

from tracker.domain.errors import InputError, Term
from tracker.domain.fields import choice_label
from tracker.domain.model import Bound
from tracker.domain.values import Amount
from tracker.domain.vocabulary import term_from_text
from tracker.language import N_, Language, Translator, format_decimal

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

_CURRENCY_CODE: Final = re.compile(r"[A-Z]{3}")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("‘’ʻʼ`", "'"))
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9\s.,]*")


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
    bound, rest = _read_bound(text.strip(), translator)
    lower, dash, upper = rest.partition("–")
    value, power, written = _read_one(lower, translator.language)
    second = None
    if dash:
        second, upper_power, written = _read_one(upper, translator.language)
        second = _plain(second.scaleb(upper_power, _EXACT))
        power = power or upper_power
    value = _plain(value.scaleb(power, _EXACT))
    found = _unit(written) or unit
    if not found:
        raise InputError(
            N_("“{text}” has no unit. Add the currency or unit, for example “{example}”."),
            text=text.strip(),
            example=f"{text.strip()} USD",
            readings=tuple(f"{text.strip()} {code}" for code in CURRENCIES[:3]),
        )
    if money and not _CURRENCY_CODE.fullmatch(found):
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


def _read_bound(text: str, translator: Translator) -> tuple[Bound, str]:
    for bound in Bound:
        if bound is Bound.EXACT:
            continue
        before, after = translator.text(choice_label(bound)).split("{}")
        folded = text.casefold()
        if folded.startswith(before.casefold()) and folded.endswith(after.casefold()):
            return bound, text[len(before) : len(text) - len(after)].strip()
    return Bound.EXACT, text


def _read_one(text: str, language: Language) -> tuple[Decimal, int, str]:
    """The number, the power of ten that was written with it, and what else stands around it."""
    match = _NUMBER.search(text)
    if match is None:
        raise _not_a_number(text, language)
    value = read_decimal(match[0].strip(), language)
    power = 0
    words = []
    for word in f"{text[: match.start()]} {text[match.end() :]}".split():
        if not power and word.casefold().rstrip(".") in _SCALE:
            power = _SCALE[word.casefold().rstrip(".")]
        else:
            words.append(word)
    return value, power, " ".join(words)


def split_unit(text: str) -> tuple[str, str] | None:
    """The number of an amount with its scale, and its unit as far as that is typed behind it.

    None where there is no number, or where the unit stands before it.
    """
    numbers = list(_NUMBER.finditer(text))
    if not numbers or _unit(text[: numbers[0].start()].strip()) in CURRENCIES:
        return None
    end = numbers[-1].end()
    head, rest = text[:end].strip(), text[end:].lstrip()
    word, _, behind = rest.partition(" ")
    if word.casefold().rstrip(".") in _SCALE and rest != word:
        head, rest = f"{head} {word}", behind
    return head, rest.strip()


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


def _unit(text: str) -> str:
    """The canonical unit: an ISO code for a currency, the msgid of a known unit, else as typed."""
    words = [word.casefold().translate(_APOSTROPHES).strip(".") for word in text.split()]
    codes = {_CURRENCY.get(word, "") for word in words}
    if len(codes) == 1 and "" not in codes:
        return codes.pop()
    return term_from_text(text) if text else ""


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
            raise _two_readings(text, compact, language)
        return Decimal(compact.replace(group, "").replace(point, "."))
    if re.fullmatch(rf"[+-]?[0-9]+\{group}[0-9]+", compact):
        return Decimal(compact.replace(group, "."))
    if re.fullmatch(rf"[+-]?[0-9]{{1,3}}(\{point}[0-9]{{3}}){{2,}}", compact):
        return Decimal(compact.replace(point, ""))
    raise _not_a_number(text, language)


def _not_a_number(text: str, language: Language) -> InputError:
    return InputError(
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

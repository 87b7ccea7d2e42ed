"""The words of dates in English, Russian, Kazakh and Uzbek.

Tables, one per language, say what a word is (:class:`Kind`) and what it stands for. In a table,
forms are separated by commas, ``{a,b}`` stands for either ending, and ``*`` for every case ending
of the language (Kazakh and Uzbek attach them to the word). Uzbek is written in Latin; its Cyrillic
forms follow by transliteration, months excepted, which Cyrillic spells its own way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from itertools import product
from typing import Final, NamedTuple

from tracker.domain.period import Frequency
from tracker.language import Language


class Kind(StrEnum):
    """What a word or sign is to a date.

    Each value is one character, so that the shape of a text is a string, which the patterns of the
    grammar match. A sign (``. - / ? ~ % ( ) '``) is its own kind; anything else is UNKNOWN.
    """

    NUMBER = "n"  # one or two digits
    YEAR = "y"  # three digits or more, or two after an apostrophe
    ROMAN = "r"
    ORDINAL = "o"  # "fourth"
    MONTH = "m"  # a month's name
    QUARTER = "Q"  # the word "quarter"; likewise the next four
    HALF = "H"
    YEAR_WORD = "Y"
    MONTH_WORD = "M"
    DAY_WORD = "D"
    YEARS = "G"  # "years": belongs to a range or a decade, never to one year
    WEEKDAY = "w"  # 0 for Monday
    PART = "E"  # "the end of" and the like, see Part
    LIMIT = "L"  # before its date; see Limit
    LIMIT_AFTER = "l"  # after its date
    FROM = "C"  # "since"
    ABLATIVE = "K"  # the case that means "from" in Kazakh and Uzbek
    TO = "R"  # what stands between two dates
    LEAD = "F"  # "in", "during": says nothing about which period
    TAIL = "P"  # the same after the date
    GLUE = " "  # "of", "the": left out
    ABOUT = "A"
    DOUBTFUL = "u"
    FREQUENCY = "f"
    PERMANENT = "c"
    AS_NEEDED = "d"
    UNKNOWN = "_"


class Limit(StrEnum):
    """How a wording bounds a period from above."""

    UNTIL = "until"  # "by", «до»: with a period it may or may not include it
    TOWARDS = "towards"  # «к», "қарай": likewise
    BEFORE = "before"  # excludes a day, too
    NOT_LATER = "not later"  # includes what it names


class Part(StrEnum):
    """A part of a period that has no days of its own."""

    BEGINNING = "beginning"
    MIDDLE = "middle"
    LATE = "late"
    END = "end"


class Atom(NamedTuple):
    """One word or sign, understood."""

    kind: str
    value: int | str = ""
    text: str = ""


MONTHS: Final[Mapping[Language, Sequence[str]]] = {
    Language.EN: (
        *("january, jan", "february, feb", "march, mar", "april, apr", "may", "june, jun"),
        *("july, jul", "august, aug", "september, sep, sept", "october, oct"),
        *("november, nov", "december, dec"),
    ),
    Language.RU: (
        *("январ{ь,я,ю,е}, янв", "феврал{ь,я,ю,е}, февр, фев", "март{,а,у,е}, мар"),
        *("апрел{ь,я,ю,е}, апр", "ма{й,я,ю,е}", "июн{ь,я,ю,е,}", "июл{ь,я,ю,е,}"),
        *("август{,а,у,е}, авг", "сентябр{ь,я,ю,е}, сент, сен", "октябр{ь,я,ю,е}, окт"),
        *("ноябр{ь,я,ю,е}, нояб, ноя", "декабр{ь,я,ю,е}, дек"),
    ),
    Language.KK: (
        *("қаңтар*, қаң", "ақпан*, ақп", "наурыз*, нау", "сәуір*, сәу", "мамыр*, мам"),
        *("маусым*, мау", "шілде*, шіл", "тамыз*, там", "қыркүйек*, қыркүйег*, қыр"),
        *("қазан*, қаз", "қараша*, қар", "желтоқсан*, жел"),
    ),
    Language.UZ: (
        *("yanvar*, yan, январ{,ь}*", "fevral*, fev, феврал{,ь}*", "mart*, mar, март*"),
        *("aprel*, apr, апрел{,ь}*", "may*, май*", "iyun*, iyn, июн{,ь}*"),
        *(
            "iyul*, iyl, июл{,ь}*",
            "avgust*, avg, август*",
            "sentabr*, sentyabr*, sen, сентябр{,ь}*",
        ),
        *("oktabr*, oktyabr*, okt, октябр{,ь}*", "noyabr*, noy, ноябр{,ь}*"),
        "dekabr*, dek, декабр{,ь}*",
    ),
}

WEEKDAYS: Final[Mapping[Language, Sequence[str]]] = {
    Language.EN: (
        *("monday, mon", "tuesday, tue", "wednesday, wed", "thursday, thu", "friday, fri"),
        *("saturday, sat", "sunday, sun"),
    ),
    Language.RU: (
        *("понедельник, пн", "вторник, вт", "среда, ср", "четверг, чт", "пятница, пт"),
        *("суббота, сб", "воскресенье, вс"),
    ),
    Language.KK: (*("дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"),),
    Language.UZ: (
        *("dushanba", "seshanba", "chorshanba", "payshanba", "juma", "shanba", "yakshanba"),
    ),
}

WORDS: Final[Mapping[Language, Sequence[tuple[Kind, int | str, str]]]] = {
    Language.EN: (
        *((Kind.ORDINAL, 1, "first"), (Kind.ORDINAL, 2, "second")),
        *((Kind.ORDINAL, 3, "third"), (Kind.ORDINAL, 4, "fourth")),
        (Kind.QUARTER, "", "q, qtr, quarter"),
        (Kind.HALF, "", "h, half, half-year, half year"),
        (Kind.YEAR_WORD, "", "year"),
        (Kind.YEARS, "", "years"),
        (Kind.PART, Part.BEGINNING, "early, beginning, start"),
        (Kind.PART, Part.MIDDLE, "mid, middle"),
        (Kind.PART, Part.LATE, "late"),
        (Kind.PART, Part.END, "end"),
        (Kind.LIMIT, Limit.UNTIL, "by, until, till, up to"),
        (Kind.LIMIT, Limit.BEFORE, "before, prior to"),
        (Kind.LIMIT, Limit.NOT_LATER, "no later than, not later than, on or before"),
        (Kind.FROM, "", "from, since, between, starting, starting from"),
        (Kind.TO, "", "to, and, through"),
        (Kind.LEAD, "", "in, on, during, within, throughout, in the course of"),
        (Kind.TAIL, "", "inclusive"),
        (Kind.GLUE, "", "of, the"),
        (Kind.ABOUT, "", "about, around, approximately, approx, circa, ca"),
        (Kind.DOUBTFUL, "", "presumably, tbc, to be confirmed"),
        (Kind.FREQUENCY, Frequency.DAY, "daily, {every,each} day"),
        (Kind.FREQUENCY, Frequency.WEEK, "weekly, {every,each} week, once a week"),
        (Kind.FREQUENCY, Frequency.MONTH, "monthly, {every,each} month, once a month"),
        (Kind.FREQUENCY, Frequency.QUARTER, "quarterly, {every,each} quarter, once a quarter"),
        (Kind.FREQUENCY, Frequency.HALF_YEAR, "half-yearly, {every,each} half-year"),
        (Kind.FREQUENCY, Frequency.HALF_YEAR, "semiannually, semi-annually"),
        (Kind.FREQUENCY, Frequency.YEAR, "annually, yearly, {every,each} year, once a year"),
        (Kind.PERMANENT, "", "ongoing, on an ongoing basis, permanent, permanently"),
        (Kind.PERMANENT, "", "on a permanent basis, continuous, continuously"),
        (Kind.PERMANENT, "", "on a continuous basis"),
        (Kind.AS_NEEDED, "", "{as,if,when} {needed,necessary,required}"),
    ),
    Language.RU: (
        (Kind.ORDINAL, 1, "перв{ый,ая,ое,ого,ой,ом,ому,ую}"),
        (Kind.ORDINAL, 2, "втор{ой,ая,ое,ого,ом,ому,ую}"),
        (Kind.ORDINAL, 3, "трет{ий,ья,ье,ьего,ьей,ьем,ьему}"),
        (Kind.ORDINAL, 4, "четверт{ый,ая,ое,ого,ой,ом,ому}"),
        (Kind.QUARTER, "", "кв, квартал{,а,у,е}"),
        (Kind.HALF, "", "полугоди{е,я,ю,и}, половин{а,ы,е,у}, пол, п/г, пг"),
        (Kind.YEAR_WORD, "", "г, год{,а,у,е}"),
        (Kind.YEARS, "", "гг, год{ы,ов,ам,ах}"),
        (Kind.MONTH_WORD, "", "месяц{,а,у,е}, мес"),
        (Kind.DAY_WORD, "", "числ{о,а,у}"),
        (Kind.PART, Part.BEGINNING, "начал{о,а,у,е}"),
        (Kind.PART, Part.MIDDLE, "середин{а,ы,е,у}"),
        (Kind.PART, Part.END, "кон{ец,ца,цу,це}"),
        (Kind.LIMIT, Limit.UNTIL, "до, {в,} срок до"),
        (Kind.LIMIT, Limit.TOWARDS, "к, ко"),
        (
            Kind.LIMIT,
            Limit.NOT_LATER,
            "не поздне{е,й}, не позже, не позднее чем, не позднее чем до",
        ),
        (Kind.FROM, "", "с, со, от, начиная с"),
        (Kind.TO, "", "по, и"),
        (Kind.LEAD, "", "в, во, на, за, в течение, в ходе, на протяжении"),
        (Kind.TAIL, "", "включительно"),
        (Kind.TAIL, "", "месяца следующего за отчетным{, месяцем, кварталом, периодом}"),
        (Kind.ABOUT, "", "ориентировочно, примерно, приблизительно, около"),
        (Kind.DOUBTFUL, "", "предположительно"),
        (Kind.FREQUENCY, Frequency.DAY, "ежедневн{о,ый,ая,ое,ые}, каждый день"),
        (Kind.FREQUENCY, Frequency.WEEK, "еженедельн{о,ый,ая,ое,ые}, кажд{ую неделю,ой недели}"),
        (Kind.FREQUENCY, Frequency.WEEK, "{,1 ,один }раз в неделю"),
        (Kind.FREQUENCY, Frequency.MONTH, "ежемесячн{о,ый,ая,ое,ые}, кажд{ый месяц,ого месяца}"),
        (Kind.FREQUENCY, Frequency.MONTH, "{,1 ,один }раз в месяц"),
        (Kind.FREQUENCY, Frequency.QUARTER, "ежеквартальн{о,ый,ая,ое,ые}"),
        (Kind.FREQUENCY, Frequency.QUARTER, "кажд{ый квартал,ого квартала}"),
        (Kind.FREQUENCY, Frequency.QUARTER, "{,1 ,один }раз в квартал"),
        (Kind.FREQUENCY, Frequency.HALF_YEAR, "кажд{ое полугодие,ого полугодия}"),
        (Kind.FREQUENCY, Frequency.HALF_YEAR, "{,1 ,один }раз в полугодие"),
        (Kind.FREQUENCY, Frequency.YEAR, "ежегодн{о,ый,ая,ое,ые}, кажд{ый год,ого года}"),
        (Kind.FREQUENCY, Frequency.YEAR, "{,1 ,один }раз в год"),
        (Kind.PERMANENT, "", "{на постоянной основе,постоянно,бессрочно}"),
        (Kind.AS_NEEDED, "", "{по мере необходимости,при необходимости,по необходимости}"),
    ),
    Language.KK: (
        *((Kind.ORDINAL, 1, "бірінші"), (Kind.ORDINAL, 2, "екінші")),
        *((Kind.ORDINAL, 3, "үшінші"), (Kind.ORDINAL, 4, "төртінші")),
        (Kind.QUARTER, "", "тоқсан*, тоқ"),
        (Kind.HALF, "", "{жартыжылды,жарты жылды}{қ,ғ}*, жарты{сы,сында,сына,сының}, жарт"),
        (Kind.YEAR_WORD, "", "жыл*, жылғы, ж"),
        (Kind.YEARS, "", "жылдар*, жж"),
        (Kind.MONTH_WORD, "", "ай*"),
        (Kind.DAY_WORD, "", "күн*, жұлдыз*"),
        (Kind.PART, Part.BEGINNING, "бас{ы,ында,ына}"),
        (Kind.PART, Part.MIDDLE, "орта{сы,сында,сына}"),
        (Kind.PART, Part.END, "{соң,аяғ}{ы,ында,ына}"),
        (Kind.LIMIT_AFTER, Limit.UNTIL, "{,ға ,ге ,қа ,ке ,на ,не }{дейін,шейін}"),
        (Kind.LIMIT_AFTER, Limit.TOWARDS, "{,ға ,ге ,қа ,ке }қарай"),
        (
            *(Kind.LIMIT_AFTER, Limit.NOT_LATER),
            "{,дан ,ден ,тан ,тен ,нан ,нен }{кешіктірмей,кешіктірілмей}",
        ),
        (Kind.FROM, "", "бастап"),
        (Kind.TO, "", "және, мен, пен"),
        (Kind.TAIL, "", "бойы, ішінде, барысында, қоса алғанда"),
        (Kind.ABOUT, "", "шамамен"),
        (Kind.DOUBTFUL, "", "болжамды"),
        (Kind.FREQUENCY, Frequency.DAY, "күн сайын, күнделікті"),
        (Kind.FREQUENCY, Frequency.WEEK, "апта сайын, әр апта*"),
        (Kind.FREQUENCY, Frequency.MONTH, "ай сайын, әр ай*"),
        (Kind.FREQUENCY, Frequency.QUARTER, "тоқсан сайын, әр тоқсан*"),
        (Kind.FREQUENCY, Frequency.HALF_YEAR, "жартыжылдық сайын, жарты жыл сайын"),
        (Kind.FREQUENCY, Frequency.YEAR, "жыл сайын, әр жыл*"),
        (Kind.PERMANENT, "", "тұрақты{, негізде, түрде}, ұдайы, үнемі, мерзімсіз"),
        (Kind.AS_NEEDED, "", "қажеттілі{гіне қарай,к бойынша}, қажет бол{ғанда,ған жағдайда}"),
    ),
    Language.UZ: (
        *((Kind.ORDINAL, 1, "birinchi"), (Kind.ORDINAL, 2, "ikkinchi")),
        *((Kind.ORDINAL, 3, "uchinchi"), (Kind.ORDINAL, 4, "to'rtinchi")),
        (Kind.QUARTER, "", "chora{k,g}*, ch"),
        (Kind.HALF, "", "yarim yilli{k,g}*, yarim yil*, yarm*"),
        (Kind.YEAR_WORD, "", "yil*, yilgi, y"),
        (Kind.YEARS, "", "yillar*"),
        (Kind.MONTH_WORD, "", "oy*"),
        (Kind.DAY_WORD, "", "kun*, san{a,as}*"),
        (Kind.PART, Part.BEGINNING, "bosh{i,ida,iga,igacha}"),
        (Kind.PART, Part.MIDDLE, "o'rta{si,sida,siga,sigacha}"),
        (Kind.PART, Part.END, "oxir*, yakun*"),
        (Kind.LIMIT_AFTER, Limit.UNTIL, "{,ga ,ka ,qa }qadar, gacha, kacha, qacha"),
        (Kind.LIMIT_AFTER, Limit.TOWARDS, "{,ga }{borib,kelib}"),
        (Kind.LIMIT_AFTER, Limit.NOT_LATER, "{,dan }{kechiktirmay,kechiktirmasdan}"),
        (Kind.FROM, "", "boshlab"),
        (Kind.TO, "", "va"),
        (Kind.TAIL, "", "davomida, mobaynida, ichida"),
        (Kind.ABOUT, "", "taxminan, chamasi"),
        (Kind.DOUBTFUL, "", "ehtimol"),
        (Kind.FREQUENCY, Frequency.DAY, "har kun*, kunlik"),
        (Kind.FREQUENCY, Frequency.WEEK, "har hafta*, haftalik"),
        (Kind.FREQUENCY, Frequency.MONTH, "har oy*, oylik"),
        (Kind.FREQUENCY, Frequency.QUARTER, "har chora{k,g}*, choraklik"),
        (Kind.FREQUENCY, Frequency.HALF_YEAR, "har yarim yilli{k,g}*, har yarim yil*"),
        (Kind.FREQUENCY, Frequency.YEAR, "har yil*, yillik"),
        (Kind.PERMANENT, "", "doimiy{, ravishda, asosda}"),
        (Kind.AS_NEEDED, "", "zarur{,iy}atga qarab, zarur{ hollarda,at bo'lganda}"),
    ),
}

# Case endings as they are written after any stem, harmony left to the writer, each with the words
# it stands for: an ablative is a "from", Uzbek "gacha" an "until".
_FROM: Final = Atom(Kind.ABLATIVE)
_UNTIL: Final = Atom(Kind.LIMIT_AFTER, Limit.UNTIL)
CASES: Final[Mapping[Language, Sequence[tuple[str, Atom | None]]]] = {
    Language.KK: (
        *((ending, None) for ending in ("", "ы", "і", "ның", "нің", "дың", "дің", "тың", "тің")),
        *((ending, None) for ending in ("ға", "ге", "қа", "ке", "да", "де", "та", "те")),
        *((ending, None) for ending in ("дағы", "дегі", "тағы", "тегі", "ының", "інің")),
        *((ending, None) for ending in ("ына", "іне", "ында", "інде", "ындағы", "індегі")),
        # Behind a vowel: "1 шілдесіне дейін".
        *((ending, None) for ending in ("сы", "сі", "сына", "сіне", "сында", "сінде")),
        *((ending, _FROM) for ending in ("дан", "ден", "тан", "тен", "нан", "нен", "ынан", "інен")),
        *((ending, _FROM) for ending in ("сынан", "сінен")),
    ),
    Language.UZ: (
        *((ending, None) for ending in ("", "i", "ning", "ining", "ga", "ka", "qa", "iga", "siga")),
        *((ending, None) for ending in ("da", "ida", "sida", "dagi", "idagi")),
        *((ending, _FROM) for ending in ("dan", "idan")),
        *((ending, _UNTIL) for ending in ("gacha", "kacha", "qacha", "igacha")),
    ),
}

_FOLD: Final = str.maketrans(
    {
        **dict.fromkeys("іι", "i"),  # a Roman I from a Cyrillic or Greek keyboard; Kazakh і
        **dict.fromkeys("‘’ʻʼ`´′", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("≈∼", "~"),
        **dict.fromkeys('«»“”„"\u200b\u200e\u2060\u00ad\ufeff'),
        "ё": "е",
    }
)
TOKEN: Final = re.compile(r"([0-9]+)|([^\W\d_]+(?:'[^\W\d_]+)*)|(\S)")
"""A number, a word or a sign."""


def fold(text: str) -> str:
    """The text in lower case, with look-alikes made one: І and I, ё and е, ʻ and '."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.lower().translate(_FOLD)


class Lexicon(NamedTuple):
    """All tables in one, keyed by words in folded spelling joined by single spaces."""

    meanings: Mapping[str, tuple[Atom, ...]]
    languages: Mapping[str, set[Language]]
    longest: Mapping[str, int]
    """First word of a phrase -> the number of words in the longest phrase it begins."""


@cache
def lexicon() -> Lexicon:
    """The tables spelled out: some 3,600 forms, built on first use only."""
    meanings: dict[str, tuple[Atom, ...]] = {}
    languages: dict[str, set[Language]] = {}
    longest: dict[str, int] = {}
    for language, phrase, meaning in spelled_out():
        meanings.setdefault(phrase, meaning)
        languages.setdefault(phrase, set()).add(language)
        first, *rest = phrase.split(" ")
        longest[first] = max(longest.get(first, 1), 1 + len(rest))
    return Lexicon(meanings, languages, longest)


def spelled_out() -> Iterator[tuple[Language, str, tuple[Atom, ...]]]:
    """Every form of every table: its language, its words in folded spelling, what they mean."""
    for language in Language:
        entries = (
            *((Kind.MONTH, number, forms) for number, forms in enumerate(MONTHS[language], 1)),
            *((Kind.WEEKDAY, number, forms) for number, forms in enumerate(WEEKDAYS[language])),
            *WORDS[language],
        )
        for kind, value, forms in entries:
            for form, case in _forms(forms, language):
                meaning = (Atom(kind, value), *((case,) if case else ()))
                yield language, _phrase(form), meaning
                if language is Language.UZ:
                    yield language, _phrase(_uzbek_cyrillic(form)), meaning


def _forms(forms: str, language: Language) -> Iterator[tuple[str, Atom | None]]:
    """Spell out ``{a,b}`` and ``*``."""
    for pattern in re.split(r",\s*(?![^{]*\})", forms):
        pieces = re.split(r"\{(.*?)\}", pattern)
        choices = [piece.split(",") if index % 2 else [piece] for index, piece in enumerate(pieces)]
        for chosen in product(*choices):
            stem = "".join(chosen)
            if not stem.endswith("*"):
                yield stem, None
                continue
            for ending, case in CASES[language]:
                yield stem[:-1] + ending, case


def _phrase(form: str) -> str:
    return " ".join(match[0] for match in TOKEN.finditer(fold(form)))


# Longest first, as the law on the alphabets gives them: Oʻzbekiston, 1995.
_CYRILLIC: Final = (
    *(("o'", "ў"), ("g'", "ғ"), ("sh", "ш"), ("ch", "ч"), ("ya", "я"), ("yo", "ё"), ("yu", "ю")),
    *zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True),
)


def _uzbek_cyrillic(latin: str) -> str:
    text = f" {latin}".replace(" e", " э")
    for letters, cyrillic in _CYRILLIC:
        text = text.replace(letters, cyrillic)
    return text.strip()

"""The wording of deadlines in each language: the data of :mod:`tracker.domain.period_text`.

Qt's QLocale has no quarters, and CLDR's Kazakh and Uzbek quarter names come out in Russian, so they
stand here. The wordings follow the forms that officials of the two countries use; names and
abbreviations of months are those of CLDR.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tracker.domain.period import Frequency, Precision
from tracker.language import Language
from tracker.records import record


@record
class Wording:
    """One language.

    Templates may name: ``year``, ``number`` (of the month, quarter or half), ``roman`` (the same),
    ``day``, the month as ``month`` (standing alone), ``month_of`` (after a day or "the end of"),
    ``month_to`` (after a day that is a limit), ``mon`` and ``mon_of`` (the two abbreviated), and
    ``numeric`` (dd.mm.yyyy). ``months_span`` also names ``last_month`` and ``last_mon``.
    """

    months: tuple[str, ...]
    months_of: tuple[str, ...]
    months_to: tuple[str, ...]
    mons: tuple[str, ...]
    mons_of: tuple[str, ...]
    plain: Mapping[Precision, str]
    limit: Mapping[Precision, str]
    plain_short: Mapping[Precision, str]
    limit_short: Mapping[Precision, str]
    limit_numeric: str
    axis: Mapping[Precision, str]
    year_band: str
    span_day: str
    months_span: str
    week: str
    decade: str
    century: str
    about: str
    every: Mapping[Frequency, str]
    every_by: str
    permanent: str
    as_needed: str


_ENGLISH_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ENGLISH_MONS: Final = tuple(month[:3] for month in _ENGLISH_MONTHS)
_UZBEK_MONTHS: Final = (
    *("yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul"),
    *("avgust", "sentabr", "oktabr", "noyabr", "dekabr"),
)
_UZBEK_MONS: Final = (
    *("yan", "fev", "mar", "apr", "may", "iyn", "iyl"),
    *("avg", "sen", "okt", "noy", "dek"),
)
_KAZAKH_MONTHS: Final = (
    *("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде"),
    *("тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"),
)
_KAZAKH_MONS: Final = (
    *("қаң.", "ақп.", "нау.", "сәу.", "мам.", "мау.", "шіл."),
    *("там.", "қыр.", "қаз.", "қар.", "жел."),
)

WORDINGS: Final[Mapping[Language, Wording]] = {
    Language.EN: Wording(
        months=_ENGLISH_MONTHS,
        months_of=_ENGLISH_MONTHS,
        months_to=_ENGLISH_MONTHS,
        mons=_ENGLISH_MONS,
        mons_of=_ENGLISH_MONS,
        plain={
            Precision.YEAR: "{year}",
            Precision.HALF_YEAR: "H{number} {year}",
            Precision.QUARTER: "Q{number} {year}",
            Precision.MONTH: "{month} {year}",
            Precision.DAY: "{day} {month} {year}",
        },
        limit={
            Precision.YEAR: "by the end of {year}",
            Precision.HALF_YEAR: "by the end of H{number} {year}",
            Precision.QUARTER: "by the end of Q{number} {year}",
            Precision.MONTH: "by the end of {month} {year}",
            Precision.DAY: "by {day} {month} {year}",
        },
        plain_short={Precision.MONTH: "{mon} {year}", Precision.DAY: "{day} {mon} {year}"},
        limit_short={
            Precision.MONTH: "by the end of {mon} {year}",
            Precision.DAY: "by {day} {mon} {year}",
        },
        limit_numeric="by {numeric}",
        axis={Precision.HALF_YEAR: "H{number}", Precision.QUARTER: "Q{number}"},
        year_band="{year}",
        span_day="{day} {mon}",
        months_span="{mon} – {last_mon} {year}",
        week="W{number}",
        decade="{year}s",
        century="{century}{ordinal} century",
        about="approximately {text}",
        every={
            Frequency.DAY: "daily",
            Frequency.WEEK: "weekly",
            Frequency.MONTH: "monthly",
            Frequency.QUARTER: "quarterly",
            Frequency.HALF_YEAR: "half-yearly",
            Frequency.YEAR: "annually",
        },
        every_by="{every} by the {day}{ordinal}",
        permanent="on an ongoing basis",
        as_needed="as needed",
    ),
    Language.RU: Wording(
        months=(
            *("январь", "февраль", "март", "апрель", "май", "июнь", "июль"),
            *("август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
        ),
        months_of=(
            *("января", "февраля", "марта", "апреля", "мая", "июня", "июля"),
            *("августа", "сентября", "октября", "ноября", "декабря"),
        ),
        months_to=(
            *("января", "февраля", "марта", "апреля", "мая", "июня", "июля"),
            *("августа", "сентября", "октября", "ноября", "декабря"),
        ),
        mons=(
            *("янв.", "февр.", "март", "апр.", "май", "июнь", "июль"),
            *("авг.", "сент.", "окт.", "нояб.", "дек."),
        ),
        mons_of=(
            *("янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл."),
            *("авг.", "сент.", "окт.", "нояб.", "дек."),
        ),
        plain={
            Precision.YEAR: "{year} год",
            Precision.HALF_YEAR: "{roman} полугодие {year} г.",
            Precision.QUARTER: "{roman} квартал {year} г.",
            Precision.MONTH: "{month} {year} года",
            Precision.DAY: "{day} {month_of} {year} г.",
        },
        limit={
            Precision.YEAR: "до конца {year} года",
            Precision.HALF_YEAR: "до конца {roman} полугодия {year} г.",
            Precision.QUARTER: "до конца {roman} квартала {year} г.",
            Precision.MONTH: "до конца {month_of} {year} года",
            Precision.DAY: "до {day} {month_of} {year} г.",
        },
        plain_short={Precision.MONTH: "{month} {year} г.", Precision.DAY: "{numeric}"},
        limit_short={
            Precision.MONTH: "до конца {month_of} {year} г.",
            Precision.DAY: "до {numeric}",
        },
        limit_numeric="до {numeric}",
        axis={Precision.HALF_YEAR: "{roman} пол.", Precision.QUARTER: "{roman} кв."},
        year_band="{year} г.",
        span_day="{day} {mon_of}",
        months_span="{mon} – {last_mon} {year} г.",
        week="{number} нед.",
        decade="{year}-е",
        century="{roman} век",
        about="ориентировочно {text}",
        every={
            Frequency.DAY: "ежедневно",
            Frequency.WEEK: "еженедельно",
            Frequency.MONTH: "ежемесячно",
            Frequency.QUARTER: "ежеквартально",
            Frequency.HALF_YEAR: "каждое полугодие",
            Frequency.YEAR: "ежегодно",
        },
        every_by="{every} до {day} числа",
        permanent="на постоянной основе",
        as_needed="по мере необходимости",
    ),
    Language.KK: Wording(
        months=_KAZAKH_MONTHS,
        months_of=(
            *("қаңтардың", "ақпанның", "наурыздың", "сәуірдің", "мамырдың", "маусымның"),
            *("шілденің", "тамыздың", "қыркүйектің", "қазанның", "қарашаның", "желтоқсанның"),
        ),
        months_to=(
            *("қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға"),
            *("шілдеге", "тамызға", "қыркүйекке", "қазанға", "қарашаға", "желтоқсанға"),
        ),
        mons=_KAZAKH_MONS,
        mons_of=_KAZAKH_MONS,
        plain={
            Precision.YEAR: "{year} жыл",
            Precision.HALF_YEAR: "{year} жылғы {roman} жартыжылдық",
            Precision.QUARTER: "{year} жылғы {roman} тоқсан",
            Precision.MONTH: "{year} жылғы {month}",
            Precision.DAY: "{year} жылғы {day} {month}",
        },
        limit={
            Precision.YEAR: "{year} жылдың соңына дейін",
            Precision.HALF_YEAR: "{year} жылғы {roman} жартыжылдықтың соңына дейін",
            Precision.QUARTER: "{year} жылғы {roman} тоқсанның соңына дейін",
            Precision.MONTH: "{year} жылғы {month_of} соңына дейін",
            Precision.DAY: "{year} жылғы {day} {month_to} дейін",
        },
        plain_short={Precision.DAY: "{numeric}"},
        limit_short={Precision.DAY: "{numeric} дейін"},
        limit_numeric="{numeric} дейін",
        axis={Precision.HALF_YEAR: "{roman} жарт.", Precision.QUARTER: "{roman} тоқ."},
        year_band="{year} ж.",
        span_day="{day} {mon_of}",
        months_span="{year} жылғы {month} – {last_month}",
        week="{number}-апта",
        decade="{year}-жылдар",
        century="{roman} ғасыр",
        about="шамамен {text}",
        every={
            Frequency.DAY: "күн сайын",
            Frequency.WEEK: "апта сайын",
            Frequency.MONTH: "ай сайын",
            Frequency.QUARTER: "тоқсан сайын",
            Frequency.HALF_YEAR: "жартыжылдық сайын",
            Frequency.YEAR: "жыл сайын",
        },
        every_by="{every} {day}-күніне дейін",
        permanent="тұрақты негізде",
        as_needed="қажеттілігіне қарай",
    ),
    Language.UZ: Wording(
        months=_UZBEK_MONTHS,
        months_of=_UZBEK_MONTHS,
        months_to=tuple(month + "ga" for month in _UZBEK_MONTHS),
        mons=_UZBEK_MONS,
        mons_of=_UZBEK_MONS,
        plain={
            Precision.YEAR: "{year}-yil",
            Precision.HALF_YEAR: "{year}-yil {number}-yarim yillik",
            Precision.QUARTER: "{year}-yil {roman} chorak",
            Precision.MONTH: "{year}-yil {month}",
            Precision.DAY: "{year}-yil {day}-{month_of}",
        },
        limit={
            Precision.YEAR: "{year}-yil yakuniga qadar",
            Precision.HALF_YEAR: "{year}-yil {number}-yarim yillik yakuniga qadar",
            Precision.QUARTER: "{year}-yil {roman} chorak yakuniga qadar",
            Precision.MONTH: "{year}-yil {month} oyi yakuniga qadar",
            Precision.DAY: "{year}-yil {day}-{month_to} qadar",
        },
        plain_short={Precision.DAY: "{numeric}"},
        limit_short={Precision.DAY: "{numeric} gacha"},
        limit_numeric="{numeric} gacha",
        axis={Precision.HALF_YEAR: "{number}-yarim", Precision.QUARTER: "{roman} ch."},
        year_band="{year} y.",
        span_day="{day}-{mon_of}",
        months_span="{year}-yil {month} – {last_month}",
        week="{number}-hafta",
        decade="{year}-yillar",
        century="{roman} asr",
        about="taxminan {text}",
        every={
            Frequency.DAY: "har kuni",
            Frequency.WEEK: "har hafta",
            Frequency.MONTH: "har oyda",
            Frequency.QUARTER: "har chorakda",
            Frequency.HALF_YEAR: "har yarim yillikda",
            Frequency.YEAR: "har yili",
        },
        every_by="{every} {day}-sanaga qadar",
        permanent="doimiy ravishda",
        as_needed="zaruratga qarab",
    ),
}

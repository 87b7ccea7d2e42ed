"""Words that a portfolio uses over and over, known in all four languages.

A cell of such a column holds the English word and shows it in the reader's language; a word that is
not in the list is kept and shown as it was typed. Names of regions are those of the two countries'
own administrative division (Kazakhstan: 17 regions and 3 cities since 2022; Uzbekistan: 12 regions,
Karakalpakstan and the city of Tashkent).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from tracker.language import N_, Language, translator

REGIONS_KZ: Final = (
    N_("Abai Region"),
    N_("Akmola Region"),
    N_("Aktobe Region"),
    N_("Almaty Region"),
    N_("Atyrau Region"),
    N_("East Kazakhstan Region"),
    N_("Jetisu Region"),
    N_("Karaganda Region"),
    N_("Kostanay Region"),
    N_("Kyzylorda Region"),
    N_("Mangystau Region"),
    N_("North Kazakhstan Region"),
    N_("Pavlodar Region"),
    N_("Turkistan Region"),
    N_("Ulytau Region"),
    N_("West Kazakhstan Region"),
    N_("Zhambyl Region"),
    N_("Almaty"),
    N_("Astana"),
    N_("Shymkent"),
)
REGIONS_UZ: Final = (
    N_("Andijan Region"),
    N_("Bukhara Region"),
    N_("Fergana Region"),
    N_("Jizzakh Region"),
    N_("Kashkadarya Region"),
    N_("Khorezm Region"),
    N_("Namangan Region"),
    N_("Navoiy Region"),
    N_("Republic of Karakalpakstan"),
    N_("Samarkand Region"),
    N_("Surkhandarya Region"),
    N_("Syrdarya Region"),
    N_("Tashkent"),
    N_("Tashkent Region"),
)
REGIONS_JOINT: Final = (N_("Turkistan Region – Syrdarya Region"),)
"""Where one project lies on both sides of the border."""

SECTORS: Final = (
    N_("Agricultural machinery"),
    N_("Agriculture and food"),
    N_("Automotive industry"),
    N_("Banking"),
    N_("Chemical industry"),
    N_("Construction"),
    N_("Construction materials"),
    N_("Electrical engineering"),
    N_("Energy"),
    N_("Household appliances"),
    N_("Industrial zone"),
    N_("Light industry"),
    N_("Logistics"),
    N_("Mechanical engineering"),
    N_("Metallurgy"),
    N_("Mining"),
    N_("Petrochemistry"),
    N_("Pharmaceuticals"),
    N_("Tourism and hotels"),
    N_("Trade"),
    N_("Transport infrastructure"),
)
UNITS: Final = (
    N_("jobs"),
    N_("projects"),
    N_("enterprises"),
    N_("investors"),
    N_("ha"),
    N_("m²"),
    N_("m³"),
    N_("km"),
    N_("t"),
    N_("t a year"),
    N_("t of steel products"),
    N_("t of steel products a year"),
    N_("t of cotton fibre a year"),
    N_("t of thread a year"),
    N_("t of fabric a year"),
    N_("items a year"),
    N_("items a month"),
    N_("cars a year"),
    N_("units a year"),
    N_("contracts"),
    N_("%"),
)
FUNDING_SOURCES: Final = (
    N_("Republican budget"),
    N_("Local budget"),
    N_("Own funds"),
    N_("Foreign investment"),
    N_("Bank loans"),
)
TERMS: Final = (*REGIONS_KZ, *REGIONS_UZ, *REGIONS_JOINT, *SECTORS, *UNITS, *FUNDING_SOURCES)


def term_from_text(text: str) -> str:
    """The English word for ``text`` typed in any of the four languages, else ``text`` as typed."""
    return _terms_by_text().get(text.casefold(), text)


@cache
def _terms_by_text() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in reversed(Language):
        texts = translator(language)
        found.update({texts.text(term).casefold(): term for term in TERMS})
    return found

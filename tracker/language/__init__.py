"""The languages the program speaks and how it speaks them, with or without a window."""

from tracker.language.catalogue import Translator, translator
from tracker.language.languages import Language, system_language
from tracker.language.lines import one_line, paragraphs
from tracker.language.marker import N_, Plural
from tracker.language.numbers import format_decimal

__all__ = [
    "N_",
    "Language",
    "Plural",
    "Translator",
    "format_decimal",
    "one_line",
    "paragraphs",
    "system_language",
    "translator",
]

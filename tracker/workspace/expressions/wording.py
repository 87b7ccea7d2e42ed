"""An expression in the words of a language; reading gives the same expression back."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from tracker.domain.amounts import amount_text
from tracker.domain.fields import FIELD, choice_label
from tracker.domain.period import Period
from tracker.domain.period_range import DOTS, PeriodRange
from tracker.domain.period_text import Style, deadline_text
from tracker.domain.values import Amount
from tracker.language import Translator
from tracker.language.folding import flat
from tracker.workspace.expressions.tree import (
    And,
    Ask,
    Between,
    Compared,
    Days,
    Empty,
    Equals,
    Expression,
    Near,
    Not,
    Operand,
    Operator,
    Or,
    Overdue,
    Says,
    Test,
)
from tracker.workspace.expressions.words import NOT_BEHIND, WORDS, Word, forms, near_text

_KEYWORDS: Final = frozenset(forms(Word.AND) + forms(Word.OR) + forms(Word.NOT))


def expression_text(expression: Expression, translator: Translator, *, by_key: bool = False) -> str:
    """The whole expression, each test with the name of its column, or for keeping with its key."""

    def name(field: str) -> str:
        return f"{field if by_key else translator.text(FIELD[field].label)}: "

    return _text(expression, translator, name)


def column_text(expression: Expression, translator: Translator) -> str:
    """An expression that asks of one column alone, as it stands under that column."""
    return _text(expression, translator, lambda field: "")


def _text(expression: Expression, translator: Translator, name: Callable[[str], str]) -> str:
    def part(found: Expression, within: type[And | Or | Not] | None = None) -> str:
        match found:
            case Test(field, ask):
                return name(field) + ask_text(ask, translator)
            case Not(inner):
                denied, no = part(inner, Not), word(Word.NOT, translator)
                behind = translator.language in NOT_BEHIND
                return f"{denied} {no}" if behind else f"{no} {denied}"
            case And(parts):
                joining = f" {word(Word.AND, translator)} "
            case Or(parts):
                joining = f" {word(Word.OR, translator)} "
        text = joining.join(part(each, type(found)) for each in parts)
        # Two joined alike are kept apart too, so that they are read back as they were.
        bare = within is None or (isinstance(found, And) and within is Or)
        return text if bare else f"({text})"

    return part(expression)


def word(wanted: Word, translator: Translator) -> str:
    """One of the words as a language writes it."""
    return WORDS[wanted][translator.language][0]


def ask_text(ask: Ask, translator: Translator) -> str:
    """One test without its column."""
    match ask:
        case Says(text):
            return _quoted(text)
        case Equals(StrEnum() as value):
            text = translator.text(choice_label(value))
            return _quoted(text) if _KEYWORDS & set(flat(text).split()) else text
        case Equals(str() as value):
            return f"= {_quoted(value)}"
        case Equals(value):
            assert not isinstance(value, str)
            return deadline_text(value, translator.language, style=Style.SHORT)
        case Compared(operator, operand):
            text = _operand(operand, translator)
            return text if operator is Operator.EQUAL else f"{operator} {text}"
        case Between(first, last):
            return _ends(_operand(first, translator), _operand(last, translator))
        case Empty():
            return word(Word.EMPTY, translator)
        case Overdue():
            return word(Word.OVERDUE, translator)


def _operand(operand: Operand, translator: Translator) -> str:
    match operand:
        case Period():
            return deadline_text(operand, translator.language, style=Style.SHORT)
        case PeriodRange(begin, end):
            first, last = (_operand(each, translator) if each else "" for each in (begin, end))
            return _ends(first, last)
        case Near() | Days():
            return near_text(operand, translator.language)
        case Amount():
            return amount_text(operand, translator).replace("\u00a0", " ")
        case _:
            return str(operand)


def _ends(first: str, last: str) -> str:
    # A word that is cut short ends with a point of its own: "ближайшие 30 дн. .. ".
    return (f" {DOTS} " if first.endswith(".") else DOTS).join((first, last))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'

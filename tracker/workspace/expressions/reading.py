"""Reads an expression: brackets, "and", "or" and "not", and the names of columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Final

from tracker.domain.fields import FIELD, FIELDS, Field
from tracker.language import Language, Translator, translator
from tracker.language.folding import flat
from tracker.workspace.expressions import refusal
from tracker.workspace.expressions.asking import (
    DATES,
    NUMBERS,
    Said,
    ask_of,
    examples,
    is_choice,
)
from tracker.workspace.expressions.refusal import ExpressionError
from tracker.workspace.expressions.tree import And, Expression, Not, Or, Test
from tracker.workspace.expressions.wording import word
from tracker.workspace.expressions.words import (
    COMPARING,
    NOT_BEHIND,
    SIGNS,
    WORDS,
    Word,
    forms,
)

MOST_LETTERS: Final = 4_000
MOST_DEEP: Final = 40

_CLOSING: Final = {'"': '"', "«": "»", "“": "”", "„": "“"}
# What stands before a colon, or before what compares, can only be meant as a column.
_NAME: Final = re.compile(r"\s*(?P<name>[^\s\"«“„<>=!~≤≥≠():][^\"«“„<>=!~≤≥≠():]*)(?:[:<>=≤≥≠]|!=)")


def read_expression(text: str, translator: Translator) -> Expression | None:
    """Read an expression over any columns; None for a text without anything in it.

    Raises ExpressionError for what cannot be understood.
    """
    return _Reading(text, translator, None).whole()


def read_column(field: Field, text: str, translator: Translator) -> Expression | None:
    """Read an expression that asks of ``field`` alone, as it stands under the field's column."""
    return _Reading(text, translator, field).whole()


class _Reading:
    """One text, from ``at`` on still to be read."""

    def __init__(self, text: str, translator: Translator, field: Field | None) -> None:
        self._text = text
        self._flat = flat(text)
        self._translator = translator
        self._field = field
        self._one_column = field is not None
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression | None:
        if len(self._text) > MOST_LETTERS:
            raise ExpressionError(
                refusal.TOO_LONG, MOST_LETTERS, len(self._text), most=MOST_LETTERS
            )
        if not self._text.strip():
            return None
        found = self._any_of()
        if self._here(")"):
            raise ExpressionError(
                refusal.NOT_OPENED, self._at, self._at + 1, text=self._text[self._at]
            )
        if not self._is_over:
            raise self._not_joined()
        return found

    # -- what joins tests -------------------------------------------------------------------------

    def _any_of(self) -> Expression:
        parts = self._joined(Word.OR, self._all_of)
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all_of(self) -> Expression:
        parts = self._joined(Word.AND, self._one)
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _joined(self, joining: Word, read: Callable[[], Expression]) -> list[Expression]:
        parts = [read()]
        while self._take(joining):
            parts.append(read())
        return parts

    def _one(self) -> Expression:
        self._name()
        self._depth += 1
        if self._depth > MOST_DEEP:
            raise ExpressionError(refusal.TOO_DEEP, self._at, self._at + 1, most=MOST_DEEP)
        if self._here("("):
            found = self._bracket()
        # A choice may be called "Not stated", and "not more than" is a sign.
        elif not self._is_at_choice() and not self._compares() and self._take(Word.NOT):
            found = Not(self._one())
        else:
            found = self._test()
        while match := _NOT_BEHIND.match(self._flat, self._at):
            found, self._at = Not(found), match.end()
            self._skip()
        self._depth -= 1
        return found

    def _bracket(self) -> Expression:
        opened = self._at
        self._at += 1
        found = self._any_of()
        if not self._here(")"):
            if not self._is_over:
                raise self._not_joined()
            raise ExpressionError(refusal.NOT_CLOSED, opened, opened + 1, text="(", closing=")")
        self._at += 1
        self._skip()
        return found

    def _not_joined(self) -> ExpressionError:
        end = self._end_of_value()
        return ExpressionError(
            refusal.NOT_JOINED,
            self._at,
            max(end, self._at + 1),
            text=self._text[self._at : end],
            joining=word(Word.AND, self._translator),
        )

    # -- one test ---------------------------------------------------------------------------------

    def _name(self) -> None:
        """Take the name of a column, where one stands here."""
        self._skip()
        if self._one_column:
            return
        for name, key in _columns(self._translator.language):
            if not self._flat.startswith(name, self._at):
                continue
            after = self._at + len(name)
            if match := _AFTER_NAME.match(self._flat, after):
                self._at = match.end()
                self._field = FIELD[key]
                self._skip()
                return

    def _test(self) -> Expression:
        if not self._one_column:
            self._refuse_unknown_name()
        first = self._at
        if self._field is None:
            end = self._end_of_value()
            text = self._text[first:end].strip()
            name = FIELD["name"].label
            label = self._translator.text(name)
            raise ExpressionError(
                refusal.NO_COLUMN, first, end, text=text, example=f"{label}: {text}"
            )
        sign = self._sign()
        contains = not sign and self._take(Word.CONTAINS)
        at, quoted, value = self._value()
        said = Said(first, at, self._at, sign, value, quoted=quoted, contains=contains)
        if not value:
            raise ExpressionError(
                refusal.NOTHING_ASKED,
                first,
                max(self._at, first + 1),
                field=self._translator.text(self._field.label),
                examples=examples(self._field, self._translator),
            )
        ask = ask_of(self._field, said, self._translator)
        self._skip()
        test = Test(self._field.key, ask)
        return Not(test) if sign and SIGNS.get(sign, "") is None else test

    def _refuse_unknown_name(self) -> None:
        match = _NAME.match(self._text, self._at, self._end_of_value())
        if match and match["name"]:
            raise ExpressionError(
                refusal.NO_SUCH_COLUMN,
                match.start("name"),
                match.start("name") + len(match["name"].strip()),
                text=match["name"].strip(),
            )

    def _sign(self) -> str:
        """Take a sign of comparison, or a word that stands for one; "" for none."""
        for sign in SIGNS:
            if self._here(sign):
                self._at += len(sign)
                self._skip()
                return sign
        return self._comparing()

    def _comparing(self) -> str:
        """Take a word that stands for a sign, where the column has what can be compared."""
        if self._field is not None and self._field.kind in DATES | NUMBERS:
            for written, operator in COMPARING.items():
                if self._take_form(written):
                    return operator.value
        return ""

    def _compares(self) -> bool:
        """Whether a word that stands for a sign stands here."""
        at = self._at
        found = bool(self._comparing())
        self._at = at
        return found

    def _value(self) -> tuple[int, bool, str]:
        """Take a value: where it stands, whether it was quoted, and what it is."""
        first = self._at
        closing = _CLOSING.get(self._text[first : first + 1])
        if closing is None:
            self._at = self._end_of_value()
            return first, False, " ".join(self._text[first : self._at].split())
        letters: list[str] = []
        at = first + 1
        while at < len(self._text):
            if self._text[at] == closing:
                if closing != '"' or self._text[at + 1 : at + 2] != '"':
                    self._at = at + 1
                    return first, True, " ".join("".join(letters).split())
                at += 1
            letters.append(self._text[at])
            at += 1
        raise ExpressionError(
            refusal.NOT_CLOSED, first, at, text=self._text[first], closing=closing
        )

    def _end_of_value(self) -> int:
        """Where what stands here ends: at a joining word, or at a bracket opened before it."""
        opened = 0
        for at in range(self._at, len(self._text)):
            letter = self._text[at]
            if letter == "(":
                opened += 1
            elif letter == ")":
                opened -= 1
                if opened < 0:
                    return at
            elif not opened and (
                _JOINING.match(self._flat, at) or _NOT_BEHIND.match(self._flat, at)
            ):
                return at
        return len(self._text)

    def _is_at_choice(self) -> bool:
        end = self._end_of_value()
        said = self._text[self._at : end]
        return self._field is not None and is_choice(self._field, said)

    # -- letters ----------------------------------------------------------------------------------

    @property
    def _is_over(self) -> bool:
        return self._at >= len(self._text)

    def _skip(self) -> None:
        while not self._is_over and self._text[self._at].isspace():
            self._at += 1

    def _here(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at)

    def _take(self, wanted: Word) -> bool:
        self._skip()
        return any(self._take_form(form) for form in forms(wanted))

    def _take_form(self, form: str) -> bool:
        """Go past a whole word; whether it stands here."""
        end = self._at + len(form)
        if self._flat.startswith(form, self._at) and not self._flat[end : end + 1].isalnum():
            self._at = end
            self._skip()
            return True
        return False


_JOINING_WORDS: Final = "|".join(map(re.escape, forms(Word.AND) + forms(Word.OR)))
_JOINING: Final = re.compile(rf"(?<!\S)(?:{_JOINING_WORDS})(?![^\s(\"«“„<>=!~≤≥≠])")


_NOTS: Final = "|".join(flat(WORDS[Word.NOT][each][0]) for each in sorted(NOT_BEHIND))
_NOT_BEHIND: Final = re.compile(
    rf"(?<!\S)(?:{_NOTS})(?=\s*(?:$|\)|(?:\s(?:{_NOTS}|{_JOINING_WORDS}))(?!\S)))"
)
"""Behind what it denies: at the end, before a bracket that closes, before what joins."""


# A colon, or what compares at once: "Value > 100 USD", "Finish before 2028".
_AFTER_NAME: Final = re.compile(
    r"\s*:|(?=\s*[<>=!~≤≥≠])"
    rf"|(?=\s+(?:{'|'.join(map(re.escape, [*map(flat, COMPARING), *forms(Word.CONTAINS)]))})\b)"
)


@cache
def _columns(language: Language) -> tuple[tuple[str, str], ...]:
    """The names of the columns in ``language``, then the others, and their keys; longest first."""
    found: dict[str, str] = {field.key: field.key for field in FIELDS}
    for each in language.fallbacks:
        for field in FIELDS:
            found.setdefault(flat(translator(each).text(field.label)), field.key)
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))

"""Texts in lines that are not wider than the room they have."""

from __future__ import annotations

import re
from typing import Final

from tracker.language import paragraphs
from tracker.timeline.primitives import Measure, StyleName

# No-break spaces hold together what they join: a number and its unit.
_SPACES: Final = re.compile(r"[^\S\u00a0\u202f\u2007]+")
_SPLITTING: Final = "/-_?&="
_MOST_KEPT: Final = 20_000


class Wrapping:
    """Wraps texts of one style. Widths of words are measured once: tables say them again and again.

    A line is as wide as its words and the spaces between them.
    """

    def __init__(self, measure: Measure, style: StyleName) -> None:
        self.style = style
        self._measure = measure
        self._space = measure(" ", style)
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """The width of the longest line of ``text``, as its author broke it."""
        return max((self._wide(words) for words in _words(text)), default=0.0)

    def longest_word(self, text: str) -> float:
        """The width in which no word of ``text`` is broken."""
        return max((self._word(word) for words in _words(text) for word in words), default=0.0)

    def lines(self, text: str, width: float) -> list[str]:
        """``text`` in lines at most ``width`` wide; a word that is wider is broken.

        Breaks that its author made are kept. An empty text has no lines.
        """
        return [line for words in _words(text) for line in self._paragraph(words, width)]

    def first_lines(self, text: str, width: float, most: int) -> list[str]:
        """At most so many :meth:`lines`; an ellipsis says that more follow."""
        lines = self.lines(text, width)
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self._measure(f"{last}…", self.style) > width:
            last = last[:-1].rstrip()
        return [*lines[: most - 1], f"{last}…"]

    def _paragraph(self, words: list[str], width: float) -> list[str]:
        found: list[str] = []
        line: list[str] = []
        used = 0.0
        for word in words:
            wide = self._word(word)
            if line and used + self._space + wide <= width:
                line.append(word)
                used += self._space + wide
                continue
            if line:
                found.append(" ".join(line))
            *full, word = self._broken(word, width) if wide > width else [word]
            found += full
            line, used = [word], self._word(word)
        found.append(" ".join(line))
        return found

    def _wide(self, words: list[str]) -> float:
        return sum(map(self._word, words)) + self._space * max(len(words) - 1, 0)

    def _word(self, word: str) -> float:
        wide = self._widths.get(word)
        if wide is None:
            wide = self._measure(word, self.style)
            if len(word) <= 100:
                if len(self._widths) >= _MOST_KEPT:
                    self._widths.clear()
                self._widths[word] = wide
        return wide

    def _broken(self, word: str, width: float) -> list[str]:
        pieces = []
        begin = 0
        while begin < len(word):
            end = self._end_of_piece(word, begin, width)
            pieces.append(word[begin:end])
            begin = end
        return pieces

    def _end_of_piece(self, word: str, begin: int, width: float) -> int:
        """Where the longest piece ends that fits; one letter at least."""
        fits, reach = 1, 16
        while begin + fits < len(word):
            piece = word[begin : begin + reach]
            if self._measure(piece, self.style) > width:
                break
            if begin + reach >= len(word):
                return len(word)
            fits, reach = reach, 2 * reach
        over = min(reach, len(word) - begin)
        while over - fits > 1:
            middle = (fits + over) // 2
            if self._measure(word[begin : begin + middle], self.style) <= width:
                fits = middle
            else:
                over = middle
        # Addresses are broken after a stroke where one stands near the end.
        near = begin + fits * 2 // 3
        stroke = max(word.rfind(mark, near, begin + fits) for mark in _SPLITTING) + 1
        return stroke or begin + fits


def _words(text: str) -> list[list[str]]:
    return [_SPACES.split(paragraph) for paragraph in paragraphs(text)]

"""A letter for each label and button, found anew in each language: Alt with it goes there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QAbstractButton, QLabel


def give_letters(widgets: Iterable[QLabel | QAbstractButton]) -> None:
    """Underline in each text the first letter that no other has; where none is left, none."""
    taken: set[str] = set()
    for widget in widgets:
        text = widget.text().replace("&", "")
        for place, letter in enumerate(text):
            if letter.isalpha() and letter.casefold() not in taken:
                taken.add(letter.casefold())
                widget.setText(f"{text[:place]}&{text[place:]}")
                break

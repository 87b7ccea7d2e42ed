"""The passport of a project as a PDF.

Works with a QGuiApplication alone, also with ``QT_QPA_PLATFORM=offscreen``.
"""

from __future__ import annotations

from typing import BinaryIO

from tracker.language import N_, Translator
from tracker.paper.painter import ScenePainter
from tracker.paper.pdf import write_pdf
from tracker.paper.theme import Theme
from tracker.timeline.sheets.page import About
from tracker.timeline.sheets.passport.content import Passport
from tracker.timeline.sheets.passport.page import lay_out_passport


def write_passport(
    stream: BinaryIO, passport: Passport, *, translator: Translator, theme: Theme
) -> None:
    """Write ``passport``; ``translator`` speaks its language."""
    scenes = ScenePainter(theme, vector=True)
    page = lay_out_passport(passport, translator=translator, measure=scenes.measure)
    write_pdf(stream, [page], scenes, about_passport(passport, translator))


def about_passport(passport: Passport, translator: Translator) -> About:
    """What the document says of itself."""
    title = f"{translator.text(N_('Project passport'))}: {passport.name}"
    return About(title, translator.language, passport.as_of)

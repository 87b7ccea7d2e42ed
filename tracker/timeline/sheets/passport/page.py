"""The page of a passport: A4 upright, everything in its place, sources at the foot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tracker.domain.cells import source_text as short_source_text
from tracker.domain.model import Source
from tracker.language import N_, Translator, one_line
from tracker.timeline.primitives import (
    Align,
    Layer,
    Line,
    Measure,
    Scene,
    StyleName,
    Symbol,
    Text,
)
from tracker.timeline.sheets.chip import GLYPH_SIZE, glyph_style
from tracker.timeline.sheets.page import Page, Part
from tracker.timeline.sheets.paper import Paper
from tracker.timeline.sheets.passport.cards import CardRow
from tracker.timeline.sheets.passport.chart import SmallChart, small_chart
from tracker.timeline.sheets.passport.content import (
    Cited,
    Difference,
    Fact,
    Figure,
    History,
    Passport,
)
from tracker.timeline.sheets.passport.cutting import Share, fitting
from tracker.timeline.sheets.passport.works import WorksTable, shown_works
from tracker.timeline.sheets.passport.writing import FINE, NORMAL, Column, Writer
from tracker.timeline.sheets.sources import published_text

PASSPORT_PAPER: Final = Paper()

_FOOTER: Final = 30.0
_BETWEEN: Final = 28.0
_LABEL_SHARE: Final = 0.36
_AIRY: Final = (20.0, 17.0, 14.0)
"""Gaps between the sections of a fine page, tried where it has room left."""
_MOST_CITED: Final = 12
"""Sources that a project as a whole rests on: more of them would leave no room for what they say.
"""


def lay_out_passport(passport: Passport, *, translator: Translator, measure: Measure) -> Page:
    """The passport on one page.

    What has no room is left out by rule, see :mod:`cutting`, and the page says how much that is.
    """
    drafts: dict[Share, _Draft] = {}

    def fits(share: Share) -> bool:
        drafts[share] = _Draft(passport, share, translator, measure)
        return drafts[share].fits

    share = fitting(passport, fits)
    airy = (_Draft(passport, share, translator, measure, gap=gap) for gap in _AIRY if share.fine)
    return next((draft for draft in airy if draft.fits), drafts[share]).page()


class _Draft:
    """One try to put a share of the passport on the page."""

    def __init__(
        self,
        passport: Passport,
        share: Share,
        translator: Translator,
        measure: Measure,
        *,
        gap: float | None = None,
    ) -> None:
        self._passport = passport
        self._share = share
        self._translator = translator
        self._measure = measure
        fitting_type = FINE if share.fine else NORMAL
        self._type = fitting_type if gap is None else fitting_type._replace(gap=gap)
        self._content = PASSPORT_PAPER.content
        self._scene = Scene(PASSPORT_PAPER.width, PASSPORT_PAPER.height)
        self._writer = Writer(self._scene, measure)
        self._parts: list[Part] = []
        self._absent: list[tuple[str, int]] = []
        content = self._content
        self._column = Column(content.x, content.width, content.y)
        self._write_head()
        self._write_cards()
        self._write_columns()
        self._write_chart()
        self._write_works()
        self._write_histories()
        self._write_words()
        self._write_absent()
        sources = self._listed()
        height = self._sources_height(sources)
        top = content.bottom - _FOOTER - height
        self.fits = self._column.y + self._type.gap / 2 <= top
        self._write_sources(sources, top)
        self._write_footer()

    def page(self) -> Page:
        parts = (Part.whole(self._scene, 0, 0), *self._parts)
        return Page(PASSPORT_PAPER.width, PASSPORT_PAPER.height, parts)

    def _say(self, msgid: str) -> str:
        return self._translator.text(msgid)

    # -- the top ----------------------------------------------------------------------------------

    def _write_head(self) -> None:
        column, passport, writer = self._column, self._passport, self._writer
        caption = StyleName.TEXT_CAPTION
        middle = column.y + 7
        room = column.width / 2 - 8
        writer.short(column.x, middle, passport.portfolio, caption, column.width - room)
        writer.line(column.right, middle, passport.as_of, caption, Align.RIGHT)
        column.y += 28 if not self._share.fine else 22
        writer.line(column.x, column.y + 6, self._say(N_("Project passport")), caption)
        column.y += 15
        for style, line, text, most in (
            (StyleName.TEXT_TITLE, 28.0, passport.name, 2),
            (self._type.quiet, self._type.line, passport.other_names, 2),
        ):
            for said in writer.wrapping(style).first_lines(text, column.width, most):
                writer.line(column.x, column.y + line / 2, said, style)
                column.y += line
        self._write_status()

    def _write_status(self) -> None:
        column, passport, writer = self._column, self._passport, self._writer
        column.y += 4
        middle = column.y + self._type.line / 2
        style = glyph_style(passport.status)
        glyph = Symbol(column.x + GLYPH_SIZE / 2, middle, passport.status, style, GLYPH_SIZE)
        self._scene.add(Layer.BARS, glyph)
        x = column.x + GLYPH_SIZE + 7
        writer.line(x, middle, passport.status_text, self._type.strong)
        x += self._measure(passport.status_text, self._type.strong) + 9
        writer.short(x, middle, passport.standing, self._type.quiet, column.right - x)
        column.y += self._type.line + self._type.gap / 2

    def _write_cards(self) -> None:
        cards = CardRow(self._writer, self._translator, fine=self._share.fine)
        cards.write(self._passport.cards, self._column)
        self._column.y += self._type.gap

    # -- sections ---------------------------------------------------------------------------------

    def _heading(self, column: Column, msgid: str, sources: Iterable[int] = ()) -> None:
        said = Cited(self._say(msgid), tuple(sources))
        section = StyleName.TEXT_PAPER_STRONG if self._share.fine else StyleName.TEXT_SECTION
        self._writer.cited(said, column.x, column.y, column.width, section, line=16, most=1)
        column.y += 22 if self._share.fine else 25
        self._writer.rule(column, StyleName.PAPER_RULE)
        column.y += 3 if self._share.fine else 6

    def _more(self, column: Column, count: int) -> None:
        """Say how many are left out, if any are."""
        if count > 0:
            text = self._translator.plural(
                "… {n} more in the file", "… {n} more in the file", count
            ).format(n=count)
            self._writer.line(column.x, column.y + self._type.line / 2, text, self._type.quiet)
            column.y += self._type.line

    def _is_absent(self, msgid: str, shown: int, count: int) -> bool:
        """Whether nothing of a kind is shown; if there were any, the foot of the page says so."""
        if count and not shown:
            self._absent.append((msgid, count))
        return not shown

    def _write_absent(self) -> None:
        if not self._absent:
            return
        column = self._column
        kinds = " · ".join(f"{self._say(msgid)}: {count}" for msgid, count in self._absent)
        text = self._say(N_("Only in the file, for want of room: {kinds}")).format(kinds=kinds)
        column.y += self._writer.cited(
            Cited(text), column.x, column.y, column.width, self._type.quiet,
            line=self._type.line, most=2,
        )  # fmt: skip

    def _write_fact(self, column: Column, fact: Fact, *, most: int, label_share: float) -> None:
        """The label at the left, what is said at the right."""
        label_width = column.width * label_share
        writer, line = self._writer, self._type.line
        heights = [
            writer.cited(
                Cited(fact.label), column.x, column.y, label_width - 10, self._type.quiet,
                line=line, most=most,
            ),
            writer.cited(
                fact.said, column.x + label_width, column.y, column.width - label_width,
                self._type.text, line=line, most=most,
            ),
        ]  # fmt: skip
        column.y += max(heights) + (2 if self._share.fine else 4)

    def _write_columns(self) -> None:
        """Who and where at the left, figures and differences at the right."""
        column = self._column
        half = (column.width - _BETWEEN) / 2
        left = Column(column.x, half, column.y)
        right = Column(column.x + half + _BETWEEN, half, column.y)
        passport, share = self._passport, self._share
        if not self._is_absent(N_("Identification"), share.facts, len(passport.facts)):
            self._heading(left, N_("Identification"), passport.cited[:_MOST_CITED])
            for fact in passport.facts[: share.facts]:
                self._write_fact(left, fact, most=5, label_share=_LABEL_SHARE)
            self._more(left, len(passport.facts) - share.facts)
            if len(passport.cited) > _MOST_CITED:
                self._absent.append((N_("Sources"), len(passport.cited) - _MOST_CITED))
        kind = N_("Differences between sources")
        if not self._is_absent(kind, share.differences, len(passport.differences)):
            self._heading(right, kind)
            for difference in passport.differences[: share.differences]:
                self._write_difference(right, difference)
            self._more(right, len(passport.differences) - share.differences)
            right.y += self._type.gap / 2
        if not self._is_absent(N_("Other figures"), share.figures, len(passport.figures)):
            self._heading(right, N_("Other figures"))
            for figure in passport.figures[: share.figures]:
                self._write_figure_row(right, figure)
            self._more(right, len(passport.figures) - share.figures)
        column.y = max(left.y, right.y, column.y) + self._type.gap

    def _write_difference(self, column: Column, difference: Difference) -> None:
        for place, figure in enumerate(difference.figures):
            label = "" if place else difference.label
            self._write_figure_row(column, figure, label=label)

    def _write_figure_row(self, column: Column, figure: Figure, *, label: str = "") -> None:
        said = figure.value
        notes = [self._say(N_("in use"))] if figure.in_use else []
        notes += [figure.beside] if figure.beside else []
        writer, line = self._writer, self._type.line
        label_width = column.width * _LABEL_SHARE
        right, room = column.x + label_width, column.width - label_width
        used = writer.cited(
            Cited(figure.label or label), column.x, column.y, label_width - 10, self._type.quiet,
            line=line, most=3,
        )  # fmt: skip
        style = self._type.strong if figure.in_use else self._type.text
        height = writer.cited(said, right, column.y, room, style, line=line, most=2)
        if notes:
            beside = Cited(", ".join(notes))
            height += writer.cited(
                beside, right, column.y + height, room, StyleName.TEXT_FINE_QUIET, line=13, most=2
            )
        column.y += max(used, height) + (2 if self._share.fine else 4)

    # -- time -------------------------------------------------------------------------------------

    def _write_chart(self) -> None:
        chart = self._chart()
        if chart is None:
            return
        column = self._column
        self._heading(column, N_("Timeline"))
        self._parts += chart.parts(column.x, column.y, self._measure)
        column.y += chart.height + self._type.gap

    def _chart(self) -> SmallChart | None:
        return small_chart(
            self._passport.subject,
            self._share.chart,
            type=self._type,
            width=self._column.width,
            translator=self._translator,
            measure=self._measure,
        )

    def _write_works(self) -> None:
        works = self._passport.works
        if self._is_absent(N_("Milestones and works"), self._share.works, len(works)):
            return
        column = self._column
        self._heading(column, N_("Milestones and works"))
        shown = shown_works(self._passport, self._share.works)
        table = WorksTable(shown, self._writer, self._type, column.width, self._translator)
        table.write(column)
        self._more(column, len(works) - len(shown))
        column.y += self._type.gap

    def _write_histories(self) -> None:
        histories = self._passport.histories
        every = sum(len(history.announced) for history in histories)
        if self._is_absent(N_("History of commitments"), self._share.histories, every):
            return
        column = self._column
        self._heading(column, N_("History of commitments"))
        for history in _latest(histories, self._share.histories):
            for place, said in enumerate(history.announced):
                label = "" if place else history.name
                self._write_fact(column, Fact(label, said), most=2, label_share=0.3)
        self._more(column, every - self._share.histories)
        column.y += self._type.gap

    def _write_words(self) -> None:
        """The forecast and the notes, beside each other where there are both."""
        column, passport = self._column, self._passport
        notes = not self._is_absent(N_("Notes"), self._share.notes, len(passport.notes))
        if not passport.forecast and not notes:
            return
        left = Column(column.x, column.width, column.y)
        right = left
        if passport.forecast and notes:
            half = (column.width - _BETWEEN) / 2
            left = Column(column.x, half, column.y)
            right = Column(column.x + half + _BETWEEN, half, column.y)
        if passport.forecast:
            self._heading(left, N_("Forecast"))
            left.y += self._writer.cited(
                Cited(passport.forecast), left.x, left.y, left.width, self._type.text,
                line=self._type.line, most=8,
            )  # fmt: skip
        if notes:
            self._heading(right, N_("Notes"))
            share = 0.24 if right is left else _LABEL_SHARE
            for note in passport.notes[: self._share.notes]:
                self._write_fact(right, Fact(note.heading, note.said), most=6, label_share=share)
            self._more(right, len(passport.notes) - self._share.notes)
        column.y = max(left.y, right.y) + self._type.gap

    # -- the foot ---------------------------------------------------------------------------------

    def _listed(self) -> list[tuple[int, str]]:
        found = sorted(
            (number, source_id) for source_id, number in self._writer.numbering.numbers.items()
        )
        sources = self._passport.sources
        return [(number, self._source(sources[source_id])) for number, source_id in found]

    def _source(self, source: Source) -> str:
        language = self._translator.language
        if self._share.whole_sources:
            return published_text(source, language)
        return short_source_text(source, language)

    def _source_columns(self) -> int:
        return 3 if self._share.fine and not self._share.whole_sources else 2

    def _source_lines(self, sources: Sequence[tuple[int, str]]) -> list[list[str]]:
        columns = self._source_columns()
        width = (self._content.width - _BETWEEN * (columns - 1)) / columns - 22
        wrapping = self._writer.wrapping(StyleName.TEXT_CELL_FINE)
        return [wrapping.first_lines(text, width, 2) for _number, text in sources]

    def _source_rows(self, sources: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int]]:
        """Which entries stand beside each other: from, to."""
        step = self._source_columns()
        return ((at, min(at + step, len(sources))) for at in range(0, len(sources), step))

    def _sources_height(self, sources: Sequence[tuple[int, str]]) -> float:
        if not sources:
            return 0.0
        lines = self._source_lines(sources)
        height = sum(
            13.0 * max(len(lines[at]) for at in range(*ends)) + 2
            for ends in self._source_rows(sources)
        )
        return height + 30.0

    def _write_sources(self, sources: Sequence[tuple[int, str]], top: float) -> None:
        if not sources:
            return
        content, columns = self._content, self._source_columns()
        column = Column(content.x, content.width, top)
        self._heading(column, N_("Sources"))
        width = (content.width - _BETWEEN * (columns - 1)) / columns
        lines = self._source_lines(sources)
        for first, end in self._source_rows(sources):
            for at in range(first, end):
                x = content.x + (at - first) * (width + _BETWEEN)
                number = str(sources[at][0])
                middle = column.y + 6.5
                strong = StyleName.TEXT_CELL_FINE_STRONG
                self._writer.line(x + 14, middle, number, strong, Align.RIGHT)
                for place, text in enumerate(lines[at]):
                    y = middle + place * 13.0
                    self._writer.line(x + 22, y, text, StyleName.TEXT_CELL_FINE)
            column.y += 13.0 * max(len(lines[at]) for at in range(first, end)) + 2

    def _write_footer(self) -> None:
        content, passport = self._content, self._passport
        line, y = content.bottom - _FOOTER + 12, content.bottom - 6
        self._scene.add(
            Layer.GRID, Line(content.x, line, content.right, line, StyleName.SHEET_LINE)
        )
        row = self._say(N_("{file}, row {number}")).format(
            file=one_line(passport.subject.file_name), number=passport.number
        )
        page = self._say(N_("Page {n} of {count}")).format(n=1, count=1)
        approved = self._say(N_("Approved"))
        caption, third = StyleName.TEXT_CAPTION, content.width / 3
        middle = content.x + content.width / 2
        wide = self._measure(approved, caption)
        self._scene.add(
            Layer.LABELS,
            Text(content.x, y, row, caption, max_width=third - 12),
            Text(middle - third / 2, y, approved, caption),
            Text(content.right, y, page, caption, Align.RIGHT),
        )
        begin, end = middle - third / 2 + wide + 6, middle + third / 2
        self._scene.add(Layer.GRID, Line(begin, y + 5, end, y + 5, StyleName.SHEET_LINE))


def _latest(histories: Sequence[History], most: int) -> list[History]:
    """``most`` of the announced dates: of each work the latest, the oldest left out first."""
    ages = sorted(
        (len(history.announced) - place, at, place)
        for at, history in enumerate(histories)
        for place in range(len(history.announced))
    )
    kept = {(at, place) for _age, at, place in ages[:most]}
    found = []
    for at, history in enumerate(histories):
        places = range(len(history.announced))
        said = tuple(history.announced[each] for each in places if (at, each) in kept)
        if said:
            found.append(History(history.name, said))
    return found

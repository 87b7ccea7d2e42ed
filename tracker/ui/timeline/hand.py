"""What is being done on the chart just now: one gesture, from its beginning to its one operation.

Mouse (:mod:`tracker.ui.timeline.pointer`) and keyboard (:mod:`tracker.ui.timeline.keys`) both drive
it. While a gesture is under way nothing is written; :meth:`Hand.release` performs its outcome as
one operation, :meth:`Hand.drop` forgets it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter

from tracker.domain.errors import ConflictError, UserError
from tracker.domain.fields import FIELD
from tracker.domain.model import Edge, Item, ItemKind, Link, Names, Project
from tracker.domain.moving import why_fixed
from tracker.domain.period import Precision
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.paper.painter import ScenePainter
from tracker.timeline.drag_layout import (
    GHOST_STRENGTH,
    Ground,
    hint_text,
    lay_out_connectors,
    lay_out_ghost,
    lay_out_hint,
    lay_out_link,
)
from tracker.timeline.gesture import (
    PRECISIONS,
    Gesture,
    NewItem,
    NewLink,
    NewPercent,
    NewSpans,
    Outcome,
    Spot,
    Subject,
    subject_of,
)
from tracker.timeline.gestures import Move, Progress, Resize, Stretch
from tracker.timeline.hit_test import Hit, Part
from tracker.timeline.layout import visible_rows
from tracker.timeline.link_gesture import DrawLink
from tracker.timeline.marks import work_edges
from tracker.ui.models.draft import draft_below, spot_of
from tracker.ui.session import Session
from tracker.workspace import operations
from tracker.workspace.outline_rows import OutlineRow

NEW_NAMES = {
    ItemKind.MILESTONE: N_("New milestone"),
    ItemKind.ACTIVITY: N_("New activity"),
}

_MOVING = frozenset({Part.MOVE, Part.START, Part.FINISH, Part.PROGRESS})


class Hand(QObject):
    """The gesture under way on one chart, and the link that is selected there.

    Signals:
        changed: carries the indexes of the rows to be painted anew, None for all of them.
        committed: dates were recorded; carries the ids of the commitments.
        created: an item was made by dragging; carries its RowKey.
    """

    changed = Signal(object)
    committed = Signal(object)
    created = Signal(object)

    def __init__(self, session: Session, ground: Callable[[], Ground], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._ground = ground
        self._gesture: Gesture | None = None
        self._pointer: tuple[float, float] | None = None
        self._link: int | None = None
        session.changed.connect(self._on_changed)
        session.rows_reset.connect(self.drop)
        session.selection_changed.connect(lambda: self.select_link(None))

    # -- beginning --------------------------------------------------------------------------------

    @property
    def gesture(self) -> Gesture | None:
        """What is under way; None while nothing is."""
        return self._gesture

    def begin(self, gesture: Gesture) -> None:
        self.select_link(None)
        self._gesture = gesture
        self._tell(self._rows_shown())

    def gesture_at(self, hit: Hit, day: float) -> Gesture | None:
        """What a drag from ``hit`` does; None where it does nothing to the rows.

        Raises ConflictError, with the reason, where what was taken hold of cannot be dragged.
        """
        supposes = self._session.what_if.is_on
        if self._session.workspace.read_only and not supposes:
            return None
        if hit.part is Part.NONE:
            return None if supposes else self._stretch_new(day)
        row = self.row_at(hit.row)
        if row is None:
            return None
        if supposes:
            return self._supposing(hit, row, day)
        if hit.part in (Part.LINK_START, Part.LINK_FINISH):
            edge = Edge.START if hit.part is Part.LINK_START else Edge.FINISH
            return self._draw_link(hit.row, edge) if isinstance(row, Item) else None
        if hit.part in _MOVING or hit.part is Part.STANDING:
            if reason := why_fixed(self._session.portfolio, row):
                raise ConflictError(reason)
            return self._moving(hit.part, self._subject(hit.row), day)
        if hit.part is Part.ROW and self.is_empty(hit.row):
            return self._stretch(hit.row, day)
        return None

    def _supposing(self, hit: Hit, row: Project | Item, day: float) -> Gesture | None:
        """What a drag supposes: other dates, and nothing else."""
        gives_dates = hit.part is Part.ROW and self.is_empty(hit.row)
        if hit.part is Part.ROW and not gives_dates:
            return None
        what_if = self._session.what_if
        if hit.part in (Part.LINK_START, Part.LINK_FINISH):
            what_if.refuse_all_but_dates()
        what_if.refuse(row)
        if gives_dates:
            return self._stretch(hit.row, day)
        part = Part.MOVE if hit.part is Part.PROGRESS else hit.part
        return self._moving(part, self._subject(hit.row), day)

    def is_empty(self, index: int) -> bool:
        """Whether a row is an item of which no date is known, so that dragging gives it some."""
        row = self.row_at(index)
        if row is None or why_fixed(self._session.portfolio, row) is not None:
            return False
        marks = self._ground().chart.row(index)
        return not marks.start_first and not marks.finish_first

    def begin_by_key(self, part: Part) -> None:
        """Begin on the current row what a drag from ``part`` would; a refusal is told."""
        session = self._session
        place = session.place(session.current)
        row = None if place is None else self.row_at(place)
        refused = session.workspace.read_only and not session.what_if.is_on
        if place is None or row is None or refused:
            return
        try:
            gesture = self._by_key(part, place, row)
        except UserError as error:
            session.failed.emit(error)
            return
        self.begin(gesture)

    def _by_key(self, part: Part, place: int, row: Project | Item) -> Gesture:
        what_if = self._session.what_if
        if what_if.is_on:
            if part in (Part.LINK_FINISH, Part.PROGRESS):
                what_if.refuse_all_but_dates()
            what_if.refuse(row)
        if part is Part.LINK_FINISH:
            if isinstance(row, Project):
                raise ConflictError(
                    N_("Only the rows of a project can be linked, not the project itself.")
                )
            return self._draw_link(place, Edge.FINISH)
        if reason := why_fixed(self._session.portfolio, row):
            raise ConflictError(reason)
        if self.is_empty(place):
            if part is Part.PROGRESS:
                raise ConflictError(_NO_PROGRESS)
            return self._stretch(place, self._session.status_date.toordinal() + 0.5)
        subject = self._subject(place)
        if isinstance(row, Item) and row.kind is ItemKind.MILESTONE and part is not Part.MOVE:
            if part is not Part.FINISH:
                raise ConflictError(
                    N_("A milestone is one date: it has no start and no share of work.")
                )
            part = Part.MOVE
        gesture = self._moving(part, subject, None)
        if gesture is None:
            raise ConflictError(_NO_PROGRESS)
        return gesture

    def _moving(self, part: Part, subject: Subject, day: float | None) -> Gesture | None:
        if part is Part.PROGRESS:
            begin, target = work_edges(subject.marks)
            return Progress(subject, day) if 0 < begin < target else None
        if subject.span is None:
            return None
        if part is Part.MOVE:
            return Move([subject, *self._companions(subject)], day or 0.0)
        edge = Edge.START if part is Part.START else Edge.FINISH
        return Resize(subject, edge, day or 0.0)

    def _companions(self, subject: Subject) -> list[Subject]:
        """The other selected rows, where the one that is moved is selected: they go along."""
        session = self._session
        key = session.rows[subject.index].key
        if key not in session.selected:
            return []
        others = []
        for chosen in session.selected:
            place = session.place(chosen)
            if place is None or chosen == key:
                continue
            row = self.row_at(place)
            if row is not None and not self._is_fixed(row):
                other = self._subject(place)
                others += [other] if other.span is not None else []
        return others

    def _is_fixed(self, row: Project | Item) -> bool:
        session = self._session
        if session.what_if.is_on:
            return not session.what_if.takes(row)
        return why_fixed(session.portfolio, row) is not None

    def _subject(self, index: int) -> Subject:
        row = self.row_at(index)
        assert isinstance(row, Item), "the dates of a project are not its own"
        session = self._session
        found = subject_of(session.portfolio, row, index, self._ground().chart.row(index))
        supposed = session.what_if.span(row)
        return found if supposed is None else replace(found, span=supposed)

    def _draw_link(self, index: int, edge: Edge) -> DrawLink:
        session = self._session
        return DrawLink(session.portfolio, self._item_at, index, edge, len(session.rows))

    def _item_at(self, index: int) -> int | None:
        row = self.row_at(index)
        return row.id if isinstance(row, Item) else None

    def row_at(self, index: int) -> Project | Item | None:
        """What stands in a row; None for the heading of a group, and where there is no row."""
        if not 0 <= index < len(self._session.rows):
            return None
        found = self._session.rows[index]
        return found.row if isinstance(found, OutlineRow) else None

    def _stretch(self, index: int, day: float) -> Stretch:
        return Stretch(index, self._precision, day, self._subject(index))

    def _stretch_new(self, day: float) -> Stretch | None:
        rows = self._session.rows
        # An item belongs to a project: without any there is nothing it could be added to.
        if not any(isinstance(found, OutlineRow) for found in rows):
            return None
        return Stretch(len(rows), self._precision, day)

    @property
    def _precision(self) -> Precision:
        return PRECISIONS[self._ground().scale.level]

    # -- going on ---------------------------------------------------------------------------------

    def to(self, spot: Spot, pointer: tuple[float, float]) -> None:
        if self._gesture is not None:
            before = self._rows_shown()
            self._pointer = pointer
            self._gesture.to(spot)
            self._try_out(self._gesture)
            self._tell(before, self._rows_shown())

    def step(self, units: int, *, fine: bool) -> None:
        if self._gesture is not None:
            before = self._rows_shown()
            self._gesture.step(units, fine=fine)
            self._try_out(self._gesture)
            self._tell(before, self._rows_shown())

    def _try_out(self, gesture: Gesture) -> None:
        """Let the forecast follow what is supposed."""
        what_if = self._session.what_if
        if what_if.is_on:
            outcome = gesture.outcome()
            what_if.try_out(outcome.spans if isinstance(outcome, NewSpans) else None)

    @property
    def draws_link(self) -> bool:
        return isinstance(self._gesture, DrawLink)

    def turn(self) -> None:
        """Let a link that is being drawn use other ends."""
        if isinstance(self._gesture, DrawLink):
            self._gesture.turn()
            self._tell(None)

    def drop(self) -> None:
        """Forget what is under way; nothing was written."""
        if self._gesture is not None:
            self._forget()
            if self._session.what_if.is_on:
                self._session.what_if.try_out(None)

    def _forget(self) -> None:
        before = self._rows_shown()
        self._gesture = self._pointer = None
        self._tell(before)

    def release(self) -> None:
        """Do what the preview shows, as one operation."""
        gesture = self._gesture
        if gesture is None:
            return
        outcome = gesture.outcome()
        what_if = self._session.what_if
        if what_if.is_on and isinstance(outcome, NewSpans):
            self._forget()
            what_if.suppose(outcome.spans)
            return
        self.drop()
        if outcome is not None:
            self._session.edit(lambda: self._perform(outcome))

    def _perform(self, outcome: Outcome) -> None:
        workspace = self._session.workspace
        match outcome:
            case NewSpans(spans):
                dates = [
                    date for item_id, span in spans for date in operations.new_dates(item_id, span)
                ]
                self.committed.emit(operations.commit_dates(workspace, dates=dates))
            case NewPercent(item_id, percent):
                row, field = RowKey("items", item_id), FIELD["percent"]
                operations.set_field(workspace, rows=[row], field=field, value=percent)
            case NewLink(predecessor_id, successor_id, link_type):
                link_id = operations.add_link(
                    workspace,
                    predecessor_id=predecessor_id,
                    successor_id=successor_id,
                    link_type=link_type,
                )
                self.select_link(link_id)
            case NewItem():
                self.created.emit(self._add_item(outcome))

    def _add_item(self, made: NewItem) -> RowKey:
        session = self._session
        rows = session.rows
        flat = not session.query.keeps_outline
        spot = spot_of(rows, draft_below(rows, len(rows) - 1), session.portfolio, flat=flat)
        last = next(found.row for found in reversed(rows) if isinstance(found, OutlineRow))
        project_id = last.id if isinstance(last, Project) else last.project_id
        in_project = RowKey("projects", project_id)
        name = session.translator.text(NEW_NAMES[made.kind])
        return operations.add_item(
            session.workspace,
            parent=spot.parent or in_project,
            after=spot.after if spot.parent else operations.LAST,
            name=Names(**{session.language.value: name}),
            kind=made.kind,
            span=made.span,
        )

    # -- links ------------------------------------------------------------------------------------

    @property
    def link(self) -> Link | None:
        """The link that is selected."""
        return self._session.portfolio.links.get(self._link)

    def select_link(self, link_id: int | None) -> None:
        if link_id != self._link:
            self._link = link_id
            self._tell(None)

    def remove_link(self) -> None:
        """Remove the selected link; nothing happens without one."""
        link = self.link
        workspace = self._session.workspace
        if link is not None and not workspace.read_only:
            self._session.edit(lambda: operations.remove_link(workspace, link_id=link.id))

    def _on_changed(self) -> None:
        # What the gesture was begun on may be another thing now.
        self.drop()
        if self._link is not None and self.link is None:
            self.select_link(None)

    # -- what is seen -----------------------------------------------------------------------------

    @property
    def said(self) -> str:
        """What the label says now; "" while nothing is under way."""
        if self._gesture is None:
            return ""
        return hint_text(self._gesture.preview, self._session.translator)

    def paint(self, painter: QPainter, scenes: ScenePainter, hovered: int) -> None:
        """Paint over the chart what is under way, or where a link of ``hovered`` can begin."""
        ground = self._ground()
        if self._link is not None:
            seen = visible_rows(ground.rows, ground.viewport, (0.0, ground.viewport.height))
            if seen is not None:
                scenes.paint(lay_out_link(ground, self._link, seen), painter)
        if self._gesture is None:
            if self._can_be_linked(hovered):
                scenes.paint(lay_out_connectors(ground, hovered), painter)
            return
        preview = self._gesture.preview
        painter.setOpacity(GHOST_STRENGTH)
        scenes.paint(lay_out_ghost(ground, preview), painter)
        painter.setOpacity(1.0)
        loop = (self._session.place(RowKey("items", each)) for each in preview.loop)
        scenes.paint(
            lay_out_hint(
                ground,
                preview,
                self.said,
                scenes.measure,
                pointer=self._pointer,
                loop_rows=[place for place in loop if place is not None],
            ),
            painter,
        )

    def _can_be_linked(self, index: int) -> bool:
        session = self._session
        is_writable = not session.workspace.read_only and not session.what_if.is_on
        return is_writable and self._item_at(index) is not None

    def _rows_shown(self) -> list[int] | None:
        """The rows that the preview touches; None where it may touch any."""
        if self._gesture is None:
            return []
        preview = self._gesture.preview
        return None if preview.link is not None else [index for index, _ in preview.rows]

    def _tell(self, *rows: Sequence[int] | None) -> None:
        known: set[int] = set()
        for each in rows:
            if each is None:
                self.changed.emit(None)
                return
            known.update(each)
        self.changed.emit(sorted(known))


_NO_PROGRESS = N_("The share of the work needs a start and a finish to lie between.")

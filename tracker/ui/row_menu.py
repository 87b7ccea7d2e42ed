"""The menu of what can be done with the selected rows, or with the selected link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tracker.domain.fields import FIELD, Field, choice_label
from tracker.domain.model import Item, Link, Project, Role, State
from tracker.domain.portfolio import RowKey
from tracker.language import N_
from tracker.timeline.drag_layout import LINK_TYPE_NAMES
from tracker.ui.session import Session
from tracker.ui.timeline.view import TimelineView
from tracker.workspace import operations

_ON_CHART = ("move-dates", "move-start", "move-finish", "set-progress", "draw-link", "explain")
_CELLS = ("cut", "copy", "paste", "fill-down")
_EDITING = ("add-row", "edit-cell", "rename", "link")
_ARRANGING = ("indent", "outdent", "move-up", "move-down")


class RowMenu:
    """Made anew each time it is asked for, with what applies then.

    ``actions`` gives the commands of the window that the page has; ``chart`` is the one beside the
    grid, where the page has any.
    """

    def __init__(
        self,
        session: Session,
        actions: Callable[[], Sequence[QAction]],
        chart: TimelineView | None = None,
    ) -> None:
        self._session = session
        self._actions = actions
        self._chart = chart

    def popup(self, parent: QWidget, at: QPoint) -> None:
        """Show the menu at a place (global)."""
        menu = self.make(parent)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def make(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        if self._chart is not None and (link := self._chart.hand.link) is not None:
            self._fill_link(menu, link)
        else:
            self._fill_rows(menu)
        return menu

    # -- a link -----------------------------------------------------------------------------------

    def _fill_link(self, menu: QMenu, link: Link) -> None:
        assert self._chart is not None
        text = self._session.translator.text
        writable = not self._session.workspace.read_only
        change = menu.addAction(text(N_("Change the link…")), self._chart.edit_link)
        remove = menu.addAction(text(N_("Remove the link")), self._chart.hand.remove_link)
        for action in (change, remove):
            action.setEnabled(writable)

    # -- rows -------------------------------------------------------------------------------------

    def _fill_rows(self, menu: QMenu) -> None:
        known = {action.objectName(): action for action in self._actions()}
        rows = self._rows()
        text = self._session.translator.text
        if self._chart is not None:
            _add(menu, known, _ON_CHART)
        if rows and not self._session.workspace.read_only:
            if any(isinstance(row, Item) for row in rows):
                menu.addAction(text(N_("One step later")), partial(self._shift, 1))
                menu.addAction(text(N_("One step earlier")), partial(self._shift, -1))
                menu.addSeparator()
            self._add_states(menu, rows)
            self._add_bodies(menu, rows)
        self._add_links(menu, rows)
        menu.addSeparator()
        _add(menu, known, _CELLS)
        menu.addSeparator()
        _add(menu, known, _EDITING)
        menu.addSeparator()
        _add(menu, known, _ARRANGING)
        menu.addSeparator()
        _add(menu, known, ("delete",))

    def _rows(self) -> list[Project | Item]:
        session = self._session
        keys = session.selected or ((session.current,) if session.current else ())
        places = sorted(place for key in keys if (place := session.place(key)) is not None)
        found = (session.portfolio.row(session.rows[place].key) for place in places)
        return [row for row in found if row is not None]

    def _shift(self, units: int) -> None:
        session = self._session
        keys = [RowKey(row.table, row.id) for row in self._rows()]

        def shift() -> None:
            made = operations.shift_dates(session.workspace, rows=keys, units=units)
            if self._chart is not None:
                self._chart.hand.committed.emit(made)

        session.edit(shift)

    def _add_states(self, menu: QMenu, rows: Sequence[Project | Item]) -> None:
        text, field = self._session.translator.text, FIELD["state"]
        states = menu.addMenu(text(field.label))
        now = {row.state for row in rows}
        for state, label in (
            (None, text(N_("Nothing reported"))),
            *((state, text(choice_label(state))) for state in State),
        ):
            self._add_value(states, rows, field, label, state, chosen=now == {state})

    def _add_bodies(self, menu: QMenu, rows: Sequence[Project | Item]) -> None:
        text, language = self._session.translator.text, self._session.language
        field = FIELD["responsible"]
        bodies = menu.addMenu(text(field.label))
        portfolio = self._session.portfolio
        now = {tuple(portfolio.bodies_of(row, Role.RESPONSIBLE)) for row in rows}
        self._add_value(bodies, rows, field, text(N_("Nobody")), None, chosen=now == {()})
        named = {
            body.short_name.best(language) or body.name.best(language): body
            for body in portfolio.bodies
        }
        for name in sorted(named, key=str.casefold):
            chosen = now == {(named[name],)}
            self._add_value(bodies, rows, field, name, (name,), chosen=chosen)

    def _add_value(
        self,
        menu: QMenu,
        rows: Sequence[Project | Item],
        field: Field,
        label: str,
        value: object,
        *,
        chosen: bool,
    ) -> None:
        """An entry that gives all rows one value; ticked where they all have it already."""
        session = self._session
        action = menu.addAction(label.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(chosen)
        keys = [RowKey(row.table, row.id) for row in rows]

        def give() -> None:
            operations.set_field(
                session.workspace, rows=keys, field=field, value=value, language=session.language
            )

        action.triggered.connect(lambda: session.edit(give))

    def _add_links(self, menu: QMenu, rows: Sequence[Project | Item]) -> None:
        """The links of a single item, to be changed where they are drawn."""
        if self._chart is None or len(rows) != 1 or not isinstance(rows[0], Item):
            return
        portfolio, item = self._session.portfolio, rows[0]
        found = [
            *portfolio.links.where("predecessor_id", item.id),
            *portfolio.links.where("successor_id", item.id),
        ]
        if not found:
            return
        text, language = self._session.translator.text, self._session.language
        links = menu.addMenu(text(N_("Links")))
        for link in found:
            leads = link.predecessor_id == item.id
            other = portfolio.items[link.successor_id if leads else link.predecessor_id]
            name = other.name.best(language).replace("&", "&&")
            said = f"{'→' if leads else '←'} {name} · {text(LINK_TYPE_NAMES[link.type])}"
            links.addAction(said, partial(self._open_link, link.id))

    def _open_link(self, link_id: int) -> None:
        assert self._chart is not None
        self._chart.setFocus()
        self._chart.hand.select_link(link_id)
        self._chart.edit_link()


def _add(menu: QMenu, known: dict[str, QAction], ids: Sequence[str]) -> None:
    menu.addActions([known[each] for each in ids if each in known])
    menu.addSeparator()

"""What drives the current row, for the views that add it to the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from tracker.domain.model import Item
from tracker.domain.portfolio import RowKey

if TYPE_CHECKING:
    from tracker.ui.session import Session

_NONE: Final[frozenset[int]] = frozenset()


class ShownWhy(QObject):
    """Off until it is asked for; then it follows the current row and the forecast.

    Signals:
        changed: another chain is shown, or none.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._shown = False
        self.links = _NONE
        self._items = _NONE
        session.selection_changed.connect(self._follow)
        session.changed.connect(self._follow)
        session.forecasting.computed.connect(self._follow)

    def holds(self, key: RowKey) -> bool:
        """Whether a row drives the current one, or is it."""
        return key.table == Item.table and key.id in self._items

    def show(self, shown: bool) -> None:
        self._shown = shown
        self._follow()

    def _follow(self) -> None:
        session, links, items = self._session, _NONE, _NONE
        row, foresight = session.current_row(), session.forecasting.foresight
        if self._shown and row is not None and foresight is not None:
            from tracker.workspace.why import driving_items, driving_links

            links, items = driving_links(foresight, row), driving_items(foresight, row)
        if (links, items) != (self.links, self._items):
            self.links, self._items = links, items
            self.changed.emit()

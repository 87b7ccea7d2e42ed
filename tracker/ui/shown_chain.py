"""The chain of the selected rows, for the views that make it stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tracker.domain.portfolio import RowKey
from tracker.timeline.chain import NO_CHAIN, Chain, chain_of

if TYPE_CHECKING:
    from tracker.ui.session import Session


class ShownChain(QObject):
    """Off until it is asked for; then it follows what is selected.

    Signals:
        changed: another chain is shown, or none.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._shown = False
        self._chain = NO_CHAIN
        session.selection_changed.connect(self._follow)
        session.changed.connect(self._follow)

    @property
    def links(self) -> frozenset[int]:
        """The ids of its links."""
        return self._chain.links

    def holds(self, key: RowKey) -> bool:
        """Whether a row drives what is selected or depends on it."""
        return key.table == "items" and key.id in self._chain.items

    def show(self, shown: bool) -> None:
        self._shown = shown
        self._follow()

    def _follow(self) -> None:
        session = self._session
        chain: Chain = NO_CHAIN
        if self._shown:
            items = (key.id for key in session.selected if key.table == "items")
            chain = chain_of(session.portfolio, items)
        if chain != self._chain:
            self._chain = chain
            self.changed.emit()

"""Which row of the file a row of a table means: by its uid, its code, or its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from tracker.domain.model import Item, Project
from tracker.domain.portfolio import Portfolio
from tracker.language.folding import flat

RowT = TypeVar("RowT", Project, Item)


def name_key(text: str) -> str:
    """A name as it is compared: case, spaces, ё and the Uzbek apostrophes make no difference."""
    return flat(" ".join(text.split()))


class RowFinder:
    """Looks rows up in a portfolio, which must stay as it is meanwhile."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._projects = _by_name(portfolio.ordered_projects())
        self._codes: defaultdict[str, list[Project]] = defaultdict(list)
        for project in portfolio.projects:
            if project.code:
                self._codes[name_key(project.code)].append(project)
        self._items: dict[int, dict[str, list[Item]]] = {}
        self._uids: dict[str, Project | Item] | None = None

    def by_uid(self, uid: str) -> Project | Item | None:
        if self._uids is None:
            rows: Iterable[Project | Item] = [*self._portfolio.projects, *self._portfolio.items]
            self._uids = {row.uid: row for row in rows}
        return self._uids.get(uid.strip().casefold())

    def projects_by_code(self, code: str) -> Sequence[Project]:
        return self._codes.get(name_key(code), [])

    def projects(self, name: str) -> Sequence[Project]:
        """The projects that have this name in some language; for "", those without any name."""
        return self._projects.get(name_key(name), [])

    def items(self, projects: Iterable[Project], name: str) -> list[Item]:
        """The items with this name in some language within the projects, in their order."""
        key = name_key(name)
        return [item for project in projects for item in self._named(project).get(key, [])]

    def items_anywhere(self, name: str) -> list[Item]:
        return self.items(self._portfolio.ordered_projects(), name)

    def _named(self, project: Project) -> dict[str, list[Item]]:
        found = self._items.get(project.id)
        if found is None:
            found = self._items[project.id] = _by_name(self._portfolio.descendants(project))
        return found


def _by_name(rows: Iterable[RowT]) -> dict[str, list[RowT]]:
    found: defaultdict[str, list[RowT]] = defaultdict(list)
    for row in rows:
        names = row.name
        given = [name_key(name) for name in (names.en, names.ru, names.kk, names.uz) if name]
        # A name of blanks only is none.
        for key in dict.fromkeys(given or [""]):
            found[key].append(row)
    return found

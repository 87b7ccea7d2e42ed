"""What a line of the history says, in words of the language."""

from __future__ import annotations

from tracker.domain.model import Claim, Commitment, Item, Row
from tracker.domain.portfolio import Portfolio, RowKey
from tracker.language import N_, Translator
from tracker.storage.journal import EntryKind
from tracker.workspace.history.lines import Line
from tracker.workspace.history.parts import WHOLE, parts_of
from tracker.workspace.history.sayings import row_name
from tracker.workspace.labels import operation_text
from tracker.workspace.workspace import Workspace

_KINDS = {EntryKind.UNDO: N_("Undo: {step}"), EntryKind.REDO: N_("Redo: {step}")}
_ROW_CAME = N_("Row added")
_ROW_WENT = N_("Row deleted")


class Words:
    """Says the lines of one file; names that are gone are those known last."""

    def __init__(self, workspace: Workspace, translator: Translator) -> None:
        self.translator = translator
        self._workspace = workspace
        self._gone: dict[tuple[str, int], Row | None] = {}

    # -- rows -------------------------------------------------------------------------------------

    def last_known(self, table: str, row_id: int) -> Row | None:
        now = self._workspace.portfolio.table(table).get(row_id)
        if now is not None:
            return now
        key = (table, row_id)
        if key not in self._gone:
            self._gone[key] = self._workspace.past.last_known(table, row_id)
        return self._gone[key]

    def name_of(self, table: str, row_id: int | None) -> str:
        """What a row is called that another one refers to; "" without one."""
        row = self.last_known(table, row_id) if row_id else None
        return row_name(row, self.translator.language) if row is not None else ""

    # -- lines ------------------------------------------------------------------------------------

    def who(self, line: Line) -> str:
        """Whose step it was."""
        if line.entry.kind is EntryKind.OUTSIDE or not line.entry.user:
            return self.translator.text(N_("another program"))
        return line.entry.user

    def step(self, line: Line) -> str:
        """What the step is called of which the line is a part."""
        entry = line.entry
        said = operation_text(entry.operation, entry.details, self.translator)
        if entry.kind in _KINDS:
            return self.translator.text(_KINDS[entry.kind]).format(step=said)
        return said

    def row(self, line: Line) -> str:
        """The project, item, body or source that the value belongs to."""
        key = line.owner
        if key is not None:
            return self.name_of(key.table, key.id) or self._untitled()
        name = row_name(line.row, self.translator.language)
        return name or self.translator.text(N_("The file"))

    def field(self, line: Line) -> str:
        """What the value is."""
        text = self.translator.text
        if line.part is WHOLE and line.change.table in ("projects", "items"):
            return text(_ROW_WENT if line.change.after is None else _ROW_CAME)
        whole = text(parts_of(line.change.table).label(line.row))
        part = text(line.part.label)
        return " · ".join(said for said in (whole, part) if said)

    def values(self, line: Line) -> tuple[str, str]:
        """The value before and after, "" for none."""
        change = line.change
        if line.part is WHOLE:
            say = parts_of(change.table).say
            before = say(change.before, self) if change.before else self._in_force_before(line)
            return before, say(change.after, self) if change.after else ""
        before, after = line.part.say(change.before, self), line.part.say(change.after, self)
        if before == after:
            return before, self.translator.text(line.part.same)
        return before, after

    def details(self, line: Line) -> list[tuple[str, str, str]]:
        """Every value of a row that came or went; of a change the one that changed."""
        change = line.change
        if line.part is not WHOLE:
            return [(self.field(line), *self.values(line))]
        found = []
        for part in parts_of(change.table).parts:
            before = part.say(change.before, self) if change.before else ""
            after = part.say(change.after, self) if change.after else ""
            if before or after:
                label = self.translator.text(part.label) or self.field(line)
                found.append((label, before, after))
        return found

    def whole(self, line: Line) -> str:
        """Everything that the line says, to be searched."""
        said = (self.who(line), line.entry.office, self.step(line), self.row(line))
        return "\n".join((*said, self.field(line), *self.values(line)))

    def _untitled(self) -> str:
        return self.translator.text(N_("Untitled"))

    def _in_force_before(self, line: Line) -> str:
        """What a new date or figure has taken the place of, where it is the one that counts."""
        row, owner = line.change.after, line.owner
        if not isinstance(row, Commitment | Claim) or owner is None:
            return ""
        then = self._workspace.past.row_before(owner, line.entry)
        before = _counting(then, owner, row)
        then.put(row)
        if before is None or _counting(then, owner, row) != row:
            return ""
        return parts_of(row.table).say(before, self)


def _counting(portfolio: Portfolio, owner: RowKey, like: Commitment | Claim) -> Row | None:
    """The date of the same edge, or the figure of the same measure, that counts."""
    row = portfolio.row(owner)
    if row is None:
        return None
    if isinstance(like, Claim):
        return portfolio.leading_claim(row, like.measure)
    return portfolio.commitment_in_force(row, like.edge) if isinstance(row, Item) else None

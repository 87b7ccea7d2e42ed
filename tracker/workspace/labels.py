"""What the steps of the history are called: in the undo menu and in the list of changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tracker.domain.period import Period
from tracker.domain.period_text import Style, deadline_text
from tracker.language import N_, Language, Plural, Translator

OPERATION_LABELS: Final[Mapping[str, str | Plural]] = {
    "add-project": N_("add project “{name}”"),
    "add-item": N_("add “{name}”"),
    "rename": N_("rename “{name}”"),
    "edit": N_("change “{field}” of “{name}”"),
    "edit-many": Plural("change “{field}” of {n} row", "change “{field}” of {n} rows"),
    "clear": Plural("clear {n} cell", "clear {n} cells"),
    "paste": Plural("paste {n} cell", "paste {n} cells"),
    "fill": Plural("fill {n} cell", "fill {n} cells"),
    "replace": Plural("replace in {n} cell", "replace in {n} cells"),
    "change-kind": N_("change the kind of “{name}”"),
    "delete": N_("delete “{name}”"),
    "delete-many": Plural("delete {n} row", "delete {n} rows"),
    "indent": N_("indent “{name}”"),
    "outdent": N_("outdent “{name}”"),
    "move": N_("move “{name}”"),
    "commit": N_("commitment for “{name}”: {deadline}"),
    "commit-many": Plural("new dates for {n} row", "new dates for {n} rows"),
    "explain": N_("say why “{name}” was committed anew"),
    "correct-commitment": N_("correct a commitment for “{name}”"),
    "delete-commitment": N_("delete a commitment for “{name}”"),
    "report-actual": N_("report what happened: “{name}”"),
    "set-bodies": N_("change the bodies of “{name}”"),
    "add-body": N_("add the body “{name}”"),
    "merge-bodies": N_("merge “{merged}” into “{name}”"),
    "delete-body": N_("delete the body “{name}”"),
    "edit-body": N_("change the body “{name}”"),
    "add-source": N_("add the source “{name}”"),
    "edit-source": N_("change the source “{name}”"),
    "delete-source": N_("delete the source “{name}”"),
    "cite": N_("cite a source for “{name}”"),
    "remove-citation": N_("remove a source of “{name}”"),
    "state-figure": N_("state a figure for “{name}”"),
    "edit-figure": N_("correct a figure of “{name}”"),
    "delete-figure": N_("delete a figure of “{name}”"),
    "lead-figure": N_("let a figure of “{name}” lead"),
    "add-note": N_("add a note to “{name}”"),
    "edit-note": N_("change a note to “{name}”"),
    "delete-note": N_("delete a note to “{name}”"),
    "add-link": N_("link “{name}” to “{successor}”"),
    "link-in-order": Plural("link {n} row in order", "link {n} rows in order"),
    "edit-link": N_("change the link of “{name}” to “{successor}”"),
    "remove-link": N_("remove the link of “{name}” to “{successor}”"),
    "set-setting": N_("change a setting of the file"),
    "save-view": N_("save the view “{name}”"),
    "rename-view": N_("rename the view “{name}” to “{to}”"),
    "delete-view": N_("delete the view “{name}”"),
    "set-calendar-day": N_("say whether {day} is a working day"),
    "clear-calendar-day": N_("take back what was said of {day}"),
    "add-calendar": N_("add the calendar “{name}”"),
    "edit-calendar": N_("change the calendar “{name}”"),
    "delete-calendar": N_("delete the calendar “{name}”"),
    "keep-scenario": N_("keep the scenario “{name}”"),
    "keep-risk": Plural("sample the risk: {n} run", "sample the risk: {n} runs"),
    "rename-scenario": N_("rename the scenario “{name}” to “{to}”"),
    "delete-scenario": N_("delete the scenario “{name}”"),
    "import-document": N_("import “{source}”"),
    "import-table": N_("import “{source}”"),
    "restore-value": N_("restore “{field}” of “{name}”"),
    "restore-row": N_("restore “{name}” as of {moment}"),
    "restore-file": N_("restore the whole file as of {moment}"),
    "outside": N_("a change made outside the program"),
}
"""By the operation's key in the journal; the placeholders are the entry's details."""


def operation_text(operation: str, details: Mapping[str, Any], translator: Translator) -> str:
    """The name of a step in the translator's language; the bare key for one that is not known.

    A file may hold steps of a newer or an older program: nothing that is missing is an error.
    """
    known = OPERATION_LABELS.get(operation)
    if known is None:
        return operation
    values = {name: _said(name, value, translator) for name, value in details.items()}
    return _form(known, details, translator).format_map(_Known(values))


def _form(label: str | Plural, details: Mapping[str, Any], translator: Translator) -> str:
    if isinstance(label, str):
        return translator.text(label)
    n = details.get("n")
    return translator.plural(label.one, label.many, n if isinstance(n, int) else 0)


def _said(name: str, value: Any, translator: Translator) -> Any:
    if name == "field":
        return translator.text(value)
    if name == "day":
        return moment_text(value, translator.language)
    return moment_text(value, translator.language) if name == "moment" else value


def moment_text(moment: str, language: Language) -> str:
    """A day, or a day and a time, in the order of the language: "20 Nov 2026, 14:05"."""
    day, _, clock = moment.partition(" ")
    said = deadline_text(Period.day(date.fromisoformat(day)), language, style=Style.SHORT)
    return f"{said}, {clock}" if clock else said


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"

"""Where forms are: those that come with the program, and the user's own folder of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from tracker.bundle import resource
from tracker.domain.errors import InputError
from tracker.exchange.forms.form import Form
from tracker.exchange.forms.reading import read_form
from tracker.exchange.forms.writing import form_text
from tracker.exchange.safe_write import replacing
from tracker.language import N_

FORM_IDS: Final = (
    *("roadmap", "register", "milestones", "due", "overdue", "changes", "slippage"),
    *("claims", "commissioning", "jobs"),
)
"""The bundled forms, in the order in which they are offered."""

NO_FORM: Final = N_("There is no form “{name}”. Possible: {choices}, or the name of a .toml file.")


@cache
def bundled_form(form_id: str) -> Form:
    """One of :data:`FORM_IDS`."""
    return read_form(resource("forms", f"{form_id}.toml"))


def forms_in(folder: Path) -> list[Path]:
    """The form files in a folder, by name; none where there is no folder."""
    return sorted(folder.glob("*.toml")) if folder.is_dir() else []


def form_in(folder: Path, name: str) -> Path:
    """Where the user's form of that name lies. Raises InputError for what is no name."""
    if not re.fullmatch(r"[^/\\:\x00-\x1f]{1,80}", name) or name.startswith("."):
        raise InputError(
            N_("“{name}” is no name for a form. Use up to 80 letters, figures and spaces."),
            name=name,
        )
    return folder / f"{name}.toml"


def named_form(name: str, folder: Path) -> Form:
    """The bundled form of that name, else the user's own. Raises InputError where there is none.

    Raises FileError for a file that is no form.
    """
    if name in FORM_IDS:
        return bundled_form(name)
    own = form_in(folder, name)
    if not own.is_file():
        names = (*FORM_IDS, *(path.stem for path in forms_in(folder)))
        raise InputError(NO_FORM, name=name, choices=", ".join(names))
    return read_form(own)


def keep_form(form: Form, folder: Path) -> Path:
    """Write a form into the user's folder under its id.

    Raises InputError where it is called as a bundled form, FileError where it cannot be written.
    """
    if form.id in FORM_IDS:
        raise InputError(
            N_("“{name}” is the name of a form that comes with the program. Choose another."),
            name=form.id,
        )
    path = form_in(folder, form.id)
    folder.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(form_text(form).encode())
    return path

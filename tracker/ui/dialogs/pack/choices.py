"""What is chosen for a report pack, as plain values that can be kept until the next time."""

from __future__ import annotations

from tracker.domain.errors import InputError
from tracker.exchange.dialects import DIALECTS
from tracker.exchange.forms import FORM_IDS
from tracker.exchange.pack_profile import FORMATS
from tracker.language import Language
from tracker.records import record
from tracker.ui.dialogs.kept import kept_choices, kept_text
from tracker.workspace.expressions import read_kept


@record
class PackChoices:
    """``forms`` are ids, ``projects`` uids; ``dialect`` and ``where`` are as a profile has them.

    A pack is a folder, or a zip file where ``is_zip``.
    """

    forms: tuple[str, ...] = FORM_IDS
    languages: tuple[str, ...] = tuple(Language)
    formats: tuple[str, ...] = ("csv", "xlsx", "ics")
    dialect: str = ""
    where: str = ""
    timeline: bool = True
    passports: bool = False
    projects: tuple[str, ...] = ()
    is_zip: bool = False

    @property
    def text(self) -> str:
        """As :meth:`of_text` reads it."""
        return kept_text(
            {
                "forms": self.forms,
                "languages": self.languages,
                "formats": self.formats,
                "dialect": self.dialect,
                "where": self.where,
                "timeline": self.timeline,
                "passports": self.passports,
                "projects": self.projects,
                "zip": self.is_zip,
            }
        )

    @classmethod
    def of_text(cls, text: str) -> PackChoices:
        """Read what was kept; whatever makes no sense counts as not chosen."""
        kept, known = kept_choices(text), cls()
        return cls(
            forms=_texts(kept.get("forms")) or known.forms,
            languages=_texts(kept.get("languages"), tuple(Language)) or known.languages,
            formats=_texts(kept.get("formats"), FORMATS) or known.formats,
            dialect=_dialect(kept.get("dialect")),
            where=_where(kept.get("where")),
            timeline=kept.get("timeline") is not False,
            passports=kept.get("passports") is True,
            projects=_texts(kept.get("projects")),
            is_zip=kept.get("zip") is True,
        )


def _texts(value: object, possible: tuple[str, ...] | None = None) -> tuple[str, ...]:
    if not isinstance(value, list):
        return ()
    texts = tuple(text for text in value if isinstance(text, str))
    return texts if possible is None else tuple(text for text in texts if text in possible)


def _dialect(value: object) -> str:
    return value if isinstance(value, str) and value in DIALECTS else ""


def _where(value: object) -> str:
    """A filter that is understood still: columns come and go between versions."""
    if not isinstance(value, str):
        return ""
    try:
        read_kept(value)
    except InputError:
        return ""
    return value

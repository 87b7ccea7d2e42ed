"""What a dialog keeps of its choices until the next time: one JSON object as a text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def kept_text(choices: Mapping[str, object]) -> str:
    """As :func:`kept_choices` reads it."""
    return json.dumps(choices, ensure_ascii=False)


def kept_choices(text: str) -> dict[str, Any]:
    """What was kept; nothing of a text that is no such object."""
    try:
        kept = json.loads(text)
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}

"""Build step: compile the translations and, for a wheel, take the resources into the package."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourcesHook(BuildHookInterface[Any]):
    """Runs for wheels and for editable installs, which read the resources where they lie."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by Hatch before a build; `version` is "standard" or "editable"."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        subprocess.run([sys.executable, root / ".ci" / "catalogues.py", "compile"], check=True)
        if version == "standard":
            for path in (root / "resources").rglob("*"):
                if path.is_file() and path.suffix != ".po":
                    place = Path("tracker") / path.relative_to(root)
                    build_data["force_include"][str(path)] = place.as_posix()

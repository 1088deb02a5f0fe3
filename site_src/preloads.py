"""A script's name in, every module that it imports out, so that a page asks for all of them at once."""

import re
from pathlib import Path

ASSETS = Path(__file__).parent / "theme" / "assets"
_IMPORTED = re.compile(r'^(?:import|export)\b[^;]*?"\./([\w./-]+\.mjs)";', re.MULTILINE)


def preloads(script: str | None) -> list[str]:
    """Names below `assets/`, the nearest first; of the libraries under `vendor/` no further ones."""
    found = [f"{script}.mjs"]
    for name in found:
        module = ASSETS / name
        imported = _IMPORTED.findall(module.read_text("utf-8")) if module.exists() else []
        found.extend(one for one in dict.fromkeys(imported) if one not in found)
    return found[1:]

"""The browser's modules in, all of them in one folder named by their content out, and what each page asks for at once.

A page never meets modules of another version, and a browser that has them need not ask whether they changed.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

ASSETS = Path(__file__).parent / "theme" / "assets"
PACKAGES = Path(__file__).parent / "node_modules"
LIBRARIES = {"comlink": "comlink/dist/esm/comlink.min.mjs", "idb": "idb/build/index.js"}
_IMPORTED = re.compile(r'^(?:import|export)\b[^;]*?"\./([\w./-]+\.mjs)";', re.MULTILINE)


def modules() -> dict[str, Path]:
    """Every module by its name in the folder, libraries under `vendor/`."""
    own = {path.name: path for path in sorted(ASSETS.glob("*.mjs"))}
    return own | {f"vendor/{name}.mjs": PACKAGES / path for name, path in LIBRARIES.items()}


def scripts() -> Iterator[tuple[str, Path]]:
    """Every module by its address on the site."""
    within = folder()
    yield from ((within + name, path) for name, path in modules().items())


def folder() -> str:
    """Where the modules lie on the site."""
    contents = (hashlib.sha256(path.read_bytes()).digest() for path in modules().values())
    return f"assets/scripts-{hashlib.sha256(b''.join(contents)).hexdigest()[:12]}/"


def preloads(script: str | None, parts: str = "") -> list[str]:
    """What a page's script imports, the nearest first, and the `parts` it loads by name; of libraries no further ones.

    Else the browser would learn of each module only once it has read the one before.
    """
    found = [f"{name}.mjs" for name in (script, *parts.split())]
    for name in found:
        module = ASSETS / name
        imported = _IMPORTED.findall(module.read_text("utf-8")) if module.exists() else []
        found.extend(one for one in dict.fromkeys(imported) if one not in found)
    return found[1:]

"""A page that asks for several of the site's style sheets in, the same page asking for one that holds them all out.

A page is not drawn before its last style sheet is there, so each further one would cost the visitor a round trip. The
sheet is named by its content: it never changes, and pages of one kind share it.
"""

import hashlib
import re
from pathlib import Path

ASSETS = Path(__file__).parent / "theme" / "assets"
_LINK = re.compile(r'\s*<link rel="stylesheet" href="([^"]*)assets/(\w+)\.css">')


def joined(html: str) -> tuple[str, dict[str, str]]:
    """The page, and the sheet that it asks for now by its address on the site: at most one."""
    end = html.index("</head>")
    links = list(_LINK.finditer(html, 0, end))
    if not links:
        return html, {}
    sheet = "".join((ASSETS / f"{name}.css").read_text("utf-8") for name in dict.fromkeys(link[2] for link in links))
    address = f"assets/style-{hashlib.sha256(sheet.encode()).hexdigest()[:12]}.css"
    before, after = html[: links[0].start()], _LINK.sub("", html[links[0].end() : end])
    return f'{before}<link rel="stylesheet" href="{links[0][1]}{address}">{after}{html[end:]}', {address: sheet}

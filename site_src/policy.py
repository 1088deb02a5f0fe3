"""A finished page's HTML in, the same with its content security policy out: nothing foreign runs or is asked."""

import re
from base64 import b64encode
from hashlib import sha256

RULES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self' blob:",
    "connect-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
"""The theme sets styles on its elements, so they may stand in the page. Workers start from blobs: they inherit this."""
_INLINE = re.compile(r"<script(?![^>]*\s(?:src=|type=\"application/json\"))[^>]*>(.*?)</script>", re.DOTALL)
_CHARSET = re.compile(r"<meta charset=\"?utf-8\"?>")


def with_policy(html: str, *, reloading: bool = False) -> str:
    """The page with the policy before everything that it could concern.

    A page that is `reloading` gets an unknown script put in when it is served: there all inline scripts may run.
    """
    scripts = " 'unsafe-inline'" if reloading else "".join(f" '{one}'" for one in dict.fromkeys(_hashes(html)))
    rules = RULES | {"script-src": RULES["script-src"] + scripts}
    policy = "; ".join(f"{name} {sources}" for name, sources in rules.items())
    charset = _CHARSET.search(html)
    if charset is None:
        raise ValueError("a page must say its charset before anything else")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return html[: charset.end()] + meta + html[charset.end() :]


def _hashes(html: str) -> list[str]:
    digests = (sha256(script.encode()).digest() for script in _INLINE.findall(html))
    return [f"sha256-{b64encode(digest).decode()}" for digest in digests]

"""A page as the theme writes it in, the same as valid HTML out; each fault is gone once the theme mends it."""

import re

_TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
"""A check box cannot be completed."""
_LABEL = re.compile(r'(<label class="md-nav__link[^>]*?) tabindex=""')
"""An empty tabindex says nothing."""


def mended(html: str) -> str:
    """The page without the theme's faults."""
    return _LABEL.sub(r"\1", _TOGGLE.sub(r"\1", html))

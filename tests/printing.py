"""A page in, what its printout says out: the text of each sheet without blanks."""

import subprocess
import unicodedata

from playwright.sync_api import Page


def sheets(page: Page) -> list[str]:
    """The squeezed text of each sheet, in the order in which it was printed."""
    pdf = page.pdf(prefer_css_page_size=True)
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    ran = subprocess.run(command, input=pdf, capture_output=True, check=True)
    *printed, rest = ran.stdout.decode().split("\f")
    assert rest == "", "each sheet ends with a form feed"
    return [squeezed(sheet) for sheet in printed]


def printed(page: Page) -> str:
    """The squeezed text of all sheets."""
    return "".join(sheets(page))


def squeezed(text: str) -> str:
    """Without blanks, and with the look-alike characters of PDF fonts folded into the ordinary ones."""
    return "".join(unicodedata.normalize("NFKC", text).split())

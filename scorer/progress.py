"""How many files are done in, a bar on a terminal out; silent anywhere else."""

from typing import TextIO

_WIDTH = 30
_STEPS = 200
"""The bar is drawn about this often, however many files there are."""


class Progress:
    """A bar on the last line of a terminal; other lines are written after `clear`."""

    def __init__(self, total: int, stream: TextIO, *, shown: bool) -> None:
        self.total = total
        self.stream = stream
        self.shown = shown
        self.every = max(1, total // _STEPS)

    def show(self, done: int) -> None:
        """Draw the bar."""
        if self.shown and (done % self.every == 0 or done == self.total):
            filled = _WIDTH * done // self.total
            self.stream.write(f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{self.total}")
            self.stream.flush()

    def clear(self) -> None:
        """Make room for a line of text."""
        if self.shown:
            self.stream.write("\r\x1b[K")

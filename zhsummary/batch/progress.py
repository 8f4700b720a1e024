"""How far a batch is: so many of so many, how fast, how long it will take."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from typing import Any

from zhsummary.errors import BatchError
from zhsummary.messages import say
from zhsummary.show.text import width

_PATIENCE = 2.0  # seconds until anything is shown
_EVERY = 0.5  # seconds between two showings

#: Called with what is done (``files`` or ``documents``), how many of them, and of how many.
Listener = Callable[[str, int, int], Any]


class Progress:
    """What is shown while one stage runs.

    Parameters
    ----------
    listener : callable, bool or None
        Called as it goes; True and False show or hide a line on standard error; None shows it
        where somebody is watching.
    what : str
        ``files`` or ``documents``.
    done, total : int
        How many were done before, and how many there are.
    """

    def __init__(self, listener: Listener | bool | None, what: str, done: int, total: int) -> None:
        if listener is not None and not isinstance(listener, bool) and not callable(listener):
            raise BatchError(
                "progress={listener!r} is no function. Give one, True or False.", listener=listener
            )
        self._listener = listener
        self._shown = sys.stderr.isatty() if listener is None else listener is True
        self._what, self._total = what, total
        self._before = self._done = done
        self._began = self._last = monotonic()
        self._width = 0

    def at(self, done: int) -> None:
        """Say that so many are done in all."""
        self._done = min(done, self._total)
        if callable(self._listener):
            self._listener(self._what, self._done, self._total)
            return
        now = monotonic()
        if self._shown and now - self._began > _PATIENCE and now - self._last > _EVERY:
            self._last = now
            self._show(self.text(now - self._began))

    def text(self, seconds: float) -> str:
        """Say how far it is after so many seconds.

        Examples
        --------
        >>> progress = Progress(False, "documents", 100, 1000)
        >>> progress.at(400)
        >>> progress.text(10.0)
        '400/1000 documents, 30 a second, 20 s left'
        """
        rate = (self._done - self._before) / max(seconds, 1e-9)
        if self._what == "files":
            said = say("{done}/{total} files", done=self._done, total=self._total)
        else:
            said = say("{done}/{total} documents", done=self._done, total=self._total)
        if rate <= 0:
            return said
        left = _time((self._total - self._done) / rate)
        return say("{done}, {rate} a second, {time} left", done=said, rate=f"{rate:.3g}", time=left)

    def end(self) -> None:
        """Leave the line empty."""
        if self._width:
            self._show("")
            print("\r", end="", file=sys.stderr, flush=True)

    def _show(self, text: str) -> None:
        wide = width(text)
        print(f"\r{text}{' ' * (self._width - wide)}", end="", file=sys.stderr, flush=True)
        self._width = wide


def _time(seconds: float) -> str:
    """Write a time as a person says it.

    Examples
    --------
    >>> _time(20.4), _time(200), _time(20000)
    ('20 s', '3 min', '5 h 33 min')
    """
    if seconds < 100:
        return say("{seconds} s", seconds=f"{seconds:.0f}")
    minutes = round(seconds / 60)
    if minutes < 100:
        return say("{minutes} min", minutes=minutes)
    return say("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)

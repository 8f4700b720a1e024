"""Which reader reads which file, by its ending; each reader is imported when it is needed.

A reader takes a path and an encoding wished for and gives what it read: one text, or the
rows of a table as texts of their own. A reader whose package is not installed raises
`MissingExtraError` that names the extra to install. A reader that is slow to start has
``read_batch`` too, which takes several files at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from zhsummary.errors import SourceError, ZhSummaryError
from zhsummary.read.text import read_text


@dataclass(frozen=True)
class Part:
    """A text that a file holds.

    Parameters
    ----------
    text : str
        The characters, with ``\\n`` line ends.
    encoding : str
        How it was decoded; empty where the format says it itself.
    warnings : tuple of str
        What a careful reader should know.
    metadata : dict
        What the file says of the text (a table's other columns).
    label : str
        What tells the part from the file's others (``row 3``, a name in an archive).
    set_aside : tuple of str
        What was read and left out: navigation, page numbers, headers and footers.
    """

    text: str
    encoding: str = ""
    warnings: tuple[str, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)
    label: str = ""
    set_aside: tuple[str, ...] = ()


Reader = Callable[[Path, str | None], list[Part]]

#: The module of each ending, as a name in this folder; each has ``read_parts``.
_MODULES: dict[str, str] = {
    ".docx": "docx",
    ".docm": "docx",
    ".doc": "office",
    ".wps": "office",
    ".rtf": "office",
    ".odt": "office",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".csv": "table",
    ".tsv": "table",
    ".xlsx": "table",
    ".jsonl": "table",
    ".parquet": "table",
    ".zip": "archive",
}

#: How many files a reader that is slow to start takes at once; bounds the memory.
_AT_ONCE = 20


def suffixes() -> frozenset[str]:
    """Give the endings that are read, those of plain text apart.

    Examples
    --------
    >>> ".docx" in suffixes(), ".txt" in suffixes()
    (True, False)
    """
    return frozenset(_MODULES)


def reader(path: Path) -> Reader:
    """Give the reader of a file by its ending.

    Raises
    ------
    KeyError
        If the ending is not one of `suffixes`.
    """
    return _module(path).read_parts


class Shelf:
    """The files to be read, so that slow readers can take several of them at once.

    Parameters
    ----------
    files : iterable of path
        In the order in which they will be asked for.
    """

    def __init__(self, files: Iterable[Path]) -> None:
        self._waiting: dict[str, deque[Path]] = {}
        for path in files:
            self._waiting.setdefault(_MODULES.get(path.suffix.lower(), ""), deque()).append(path)
        self._read: dict[Path, list[Part] | ZhSummaryError] = {}

    def parts(self, path: Path, encoding: str | None) -> list[Part]:
        """Read one file.

        Raises
        ------
        SourceError
            If it cannot be read or has no text.
        MissingExtraError
            If its reader needs a package that is not installed.
        """
        if path.suffix.lower() not in _MODULES:
            text, name, noted = read_text(path, encoding)
            return [Part(text, name, noted)]
        found = self._several(path, encoding)
        if isinstance(found, ZhSummaryError):
            raise found
        if not found:
            raise SourceError(f"{path} holds no text. Remove it, or put its text into it.")
        return found

    def _several(self, path: Path, encoding: str | None) -> list[Part] | ZhSummaryError:
        batch = getattr(_module(path), "read_batch", None)
        if batch is None:
            return reader(path)(path, encoding)
        if path not in self._read:
            self._read.update(batch(self._next(path), encoding))
        return self._read.pop(path)

    def _next(self, path: Path) -> list[Path]:
        """Give a file and those of the same reader that come after it."""
        waiting = self._waiting.get(_MODULES[path.suffix.lower()], deque())
        taken = [path]
        while waiting and len(taken) < _AT_ONCE:
            other = waiting.popleft()
            if other != path:
                taken.append(other)
        return taken


def _module(path: Path) -> Any:
    return import_module(f"zhsummary.read.{_MODULES[path.suffix.lower()]}")

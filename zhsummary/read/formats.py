"""Which reader reads which file; each reader is imported when it is needed.

A file is read by its ending, but one whose content is plainly another (see `kind`) is read as
what it is, with a warning.

A reader takes a path and an encoding wished for and gives what it read: one text, or the
rows of a table as texts of their own. A reader whose package is not installed raises
`MissingExtraError` that names the extra to install. A reader that is slow to start has
``read_batch`` instead, which takes several files at once.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from operator import methodcaller
from pathlib import Path
from typing import Any

from zhsummary.errors import SourceError, ZhSummaryError
from zhsummary.messages import changed, say, system_reason
from zhsummary.read.kind import kind
from zhsummary.read.model import Correction
from zhsummary.read.text import SUFFIXES, read_text


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
    parts : dict
        Metadata of the n-th summary within the text, where a table in an archive tells them.
    corrections : tuple of Correction
        What the `corrections.tsv` of an archive says, with its first text.
    """

    text: str
    encoding: str = ""
    warnings: tuple[str, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)
    label: str = ""
    set_aside: tuple[str, ...] = ()
    parts: dict[int, dict[str, Any]] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()


Reader = Callable[[Path, str | None], list[Part]]

#: The module of each ending, as a name in this folder; each has ``read_parts`` or ``read_batch``.
_MODULES: dict[str, str] = {
    ".docx": "docx",
    ".docm": "docx",
    ".doc": "office",
    ".wps": "office",
    ".rtf": "office",
    ".odt": "office",
    ".xls": "office",
    ".et": "office",
    ".xlsb": "office",
    ".ods": "office",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".csv": "table",
    ".tsv": "table",
    ".xlsx": "table",
    ".xlsm": "table",
    ".jsonl": "table",
    ".parquet": "table",
    ".zip": "archive",
}

#: Files that are named with what to do, and not read.
_SLIDES = frozenset({".ppt", ".pptx", ".odp"})

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
    module = _module(path)
    batch = getattr(module, "read_batch", None)
    return module.read_parts if batch is None else partial(_alone, batch)


def _alone(batch: Any, path: Path, encoding: str | None = None) -> list[Part]:
    """Read one file by a reader of several."""
    found = batch([path], encoding)[path]
    if isinstance(found, ZhSummaryError):
        raise found
    return found


def read_file(path: Path, encoding: str | None = None) -> list[Part]:
    """Read one file as what it is.

    Raises
    ------
    SourceError
        If it cannot be read, has no text, or is of a kind that is not read.
    MissingExtraError
        If its reader needs a package that is not installed.
    """
    ending, own = kind(path), path.suffix.lower()
    if ending in _SLIDES:
        raise SourceError(
            "{path} holds slides, which are not read. Open it, and export or copy its text "
            "into a .docx or .txt file.",
            path=path,
        )
    if ending in _MODULES:
        if ending == own:
            return _some(reader(path)(path, encoding), path)
        return _some(_read_as(ending, path, encoding), path)
    text, name, noted = read_text(path, encoding)
    said = () if own in SUFFIXES else _told(own, ".txt")
    return [Part(text, name, (*said, *noted))]


def _read_as(ending: str, path: Path, encoding: str | None) -> list[Part]:
    """Read a file under another ending: its reader is given a copy that has it."""
    with tempfile.TemporaryDirectory(prefix="zhsummary-") as folder:
        copy = Path(folder) / f"1{ending}"
        try:
            shutil.copyfile(path, copy)
            found = reader(copy)(copy, encoding)
        except OSError as error:
            raise SourceError(
                "{path} cannot be opened: {why}.", path=path, why=system_reason(error)
            ) from error
        except ZhSummaryError as error:
            shown = methodcaller("replace", str(copy), str(path))
            raise type(error)(changed(str(error), shown)) from error
    said = _told(path.suffix.lower(), ending)
    return [replace(part, warnings=(*said, *part.warnings)) for part in found[:1]] + found[1:]


def _told(own: str, ending: str) -> tuple[str, ...]:
    said = own or say("nothing")
    return (
        say(
            "its ending says {said}, but it is a {ending} file and was read as one",
            said=said,
            ending=ending,
        ),
    )


def _some(found: list[Part], path: Path) -> list[Part]:
    if not found:
        raise SourceError("{path} holds no text. Remove it, or put its text into it.", path=path)
    return found


def at_once(path: Path) -> int:
    """Give how many files the reader of a file may take at once: the first waits for all.

    Examples
    --------
    >>> at_once(Path("a.txt")), at_once(Path("a.doc")) > 1
    (1, True)
    """
    return _AT_ONCE if _MODULES.get(path.suffix.lower()) == "office" else 1


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
        ending = kind(path)
        if ending != path.suffix.lower() or ending not in _MODULES:
            return read_file(path, encoding)
        found = self._several(path, encoding)
        if isinstance(found, ZhSummaryError):
            raise found
        return _some(found, path)

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

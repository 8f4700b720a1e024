"""Which reader reads which file, by its ending; each reader is imported when it is needed.

A reader takes a path and an encoding wished for and gives what it read: one text, or the
rows of a table as texts of their own. A reader whose package is not installed raises
`MissingExtraError` that names the extra to install.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any


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
_MODULES: dict[str, str] = {}


def suffixes() -> frozenset[str]:
    """Give the endings that are read."""
    return frozenset(_MODULES)


def reader(path: Path) -> Reader:
    """Give the reader of a file by its ending.

    Raises
    ------
    KeyError
        If the ending is not one of `suffixes`.
    """
    module = import_module(f"zhsummary.read.{_MODULES[path.suffix.lower()]}")
    return module.read_parts

"""Files for people: where one may be written, and CSV that a spreadsheet program reads as text.

In go a path and what writes to it, or a frame; out comes a file, or a `SourceError` that names
the path. A CSV file has no types: a text that begins with ``=`` would be run as a formula by
the program that opens it, so such texts get an apostrophe before them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from zhsummary.errors import SourceError
from zhsummary.messages import system_reason
from zhsummary.spans import fold

_FORMULA = "=+-@"
_BLANK = "\t\r\n"
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?[%％]?")


def is_path(path: object) -> bool:
    """Tell whether something can be the name of a file or folder.

    Examples
    --------
    >>> is_path("a.csv"), is_path(" "), is_path("a\\x00"), is_path(5)
    (True, False, False, False)
    """
    if not isinstance(path, (str, os.PathLike)) or not str(path).strip():
        return False
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeError:
        return False


def write(path: str | os.PathLike[str], how: Callable[[Path], Any]) -> None:
    """Write a file, and say of one that cannot be written which it is and why.

    Parameters
    ----------
    path : str or path
        Where to write to.
    how : callable
        Writes to the path that it is given.

    Raises
    ------
    SourceError
        If the path is none, or the file cannot be written there.

    Examples
    --------
    >>> write("no/such/folder/a.txt", lambda path: path.write_text("a"))
    Traceback (most recent call last):
        ...
    zhsummary.errors.SourceError: no/such/folder/a.txt: cannot be written (No such file or ...
    """
    if not is_path(path):
        raise SourceError("{path!r} is no path to write to. Give the name of a file.", path=path)
    try:
        how(Path(os.path.expanduser(path)))
    except OSError as refused:
        raise SourceError(
            "{path}: cannot be written ({why}). Give another name, or close it where it is open.",
            path=path,
            why=system_reason(refused),
        ) from refused


def write_csv(path: str | os.PathLike[str], frame: Any, *, index: bool = False) -> None:
    """Write a frame as CSV that spreadsheet programs open with its Chinese intact.

    Raises
    ------
    SourceError
        If the file cannot be written.
    """
    safe = frame.set_axis([unformula(str(column)) for column in frame.columns], axis=1)
    for place, dtype in enumerate(frame.dtypes):
        if dtype == "object" or dtype == "string":
            told = frame.iloc[:, place].map(unformula, na_action="ignore")
            safe.isetitem(place, told)
    if index:
        safe.index = safe.index.map(_unformula_key)
        safe.index.names = frame.index.names
    # the mark tells Excel that the file is UTF-8; only with this line end is a lone \r in a
    # text put into quotation marks, and does not begin a row, or a formula
    write(
        path,
        lambda target: safe.to_csv(
            target, index=index, encoding="utf-8-sig", lineterminator="\r\n"
        ),
    )


def unformula(value: Any) -> Any:
    """Put an apostrophe before a text that a spreadsheet program would take for a formula.

    Examples
    --------
    >>> unformula("=1+1"), unformula("- 新建7家"), unformula("-3.5%"), unformula(-3)
    ("'=1+1", "'- 新建7家", '-3.5%', -3)
    """
    if not isinstance(value, str) or not value or _NUMBER.fullmatch(value):
        return value
    return f"'{value}" if fold(value[0]) in _FORMULA or value[0] in _BLANK else value


def _unformula_key(key: Any) -> Any:
    return tuple(map(unformula, key)) if isinstance(key, tuple) else unformula(key)

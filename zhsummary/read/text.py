"""One text file (.txt, .md) to its text.

In goes a path, out come the text, the encoding and what to warn of. Line ends become
``\\n``; nothing else changes.
"""

from __future__ import annotations

import re
from pathlib import Path

from zhsummary.errors import SourceError
from zhsummary.read.encoding import NotText, decode

_PRIVATE = re.compile("[\ue000-\uf8ff]")
SUFFIXES = frozenset({".txt", ".md", ".markdown", ".text"})


def read_text(path: Path, encoding: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """Read one file.

    Raises
    ------
    SourceError
        If the file cannot be opened, is empty or is no text; the message names the file,
        the place and the remedy.
    """
    data = _bytes(path)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise SourceError(f"{path} is empty. Remove it, or put its text into it.")
    try:
        text, name = decode(data, encoding)
    except NotText as error:
        raise SourceError(f"{path} cannot be read as text: {error}.") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise SourceError(f"{path} is empty. Remove it, or put its text into it.")
    return text, name, _warnings(text, name)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        what = "is a link to a file that is gone" if path.is_symlink() else "does not exist"
        raise SourceError(f"{path} {what}. Check the path.") from error
    except IsADirectoryError as error:
        raise SourceError(
            f"{path} is a folder, not a text file. Rename it, or read it as a folder."
        ) from error
    except PermissionError as error:
        raise SourceError(
            f"{path} may not be opened (permission denied). Change its rights."
        ) from error
    except (OSError, ValueError) as error:
        raise SourceError(f"{path} cannot be opened: {error}.") from error


def _warnings(text: str, encoding: str) -> tuple[str, ...]:
    made = []
    lost = text.find("\ufffd")
    if lost >= 0:
        made.append(f"character {lost} is \ufffd; a figure may have been lost there before")
    if encoding == "big5":
        made.append("it was read as big5; if it looks wrong, give encoding=")
    private = _PRIVATE.search(text)
    if private and encoding in ("gb18030", "big5"):
        made.append(
            f"character {private.start()} is one of private use; if the text looks wrong, "
            f"it is not {encoding}: give encoding="
        )
    return tuple(made)

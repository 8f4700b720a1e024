"""One text file (.txt, .md) to its text.

In goes a path, out come the text, the encoding and what to warn of. Line ends become
``\\n``; nothing else changes.
"""

from __future__ import annotations

import re
from pathlib import Path

from zhsummary.errors import SourceError
from zhsummary.messages import say
from zhsummary.read.encoding import NotText, decode

_SURROGATE = re.compile("[\ud800-\udfff]")
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
        raise SourceError("{path} is empty. Remove it, or put its text into it.", path=path)
    try:
        text, name = decode(data, encoding)
    except NotText as error:
        raise SourceError(
            "{path} cannot be read as text: {error}.", path=path, error=error
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_blank(text):
        raise SourceError("{path} is empty. Remove it, or put its text into it.", path=path)
    return text, name, lost(text) + _warnings(text, name)


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing: white space, signs of no width, control characters.

    Examples
    --------
    >>> is_blank("\\u3000\\n\\u200b\\ufeff"), is_blank("。")
    (True, False)
    """
    return not any(sign.isprintable() and not sign.isspace() for sign in text)


def without_surrogates(text: str) -> tuple[str, tuple[str, ...]]:
    """Put U+FFFD for each half of a surrogate pair, and say so.

    Such a half is no character: no file, table or page can be written with it.

    Examples
    --------
    >>> without_surrogates("建会\\ud8005家")
    ('建会�5家', ('character 2 is half of one (U+D800) and was read as U+FFFD',))
    """
    found = _SURROGATE.search(text)
    if found is None:
        return text, ()
    half = f"U+{ord(found[0]):04X}"
    note = say(
        "character {at} is half of one ({half}) and was read as U+FFFD", at=found.start(), half=half
    )
    return _SURROGATE.sub("\ufffd", text), (note,)


def lost(text: str) -> tuple[str, ...]:
    """Say where a text has U+FFFD, the sign of a character that could not be decoded."""
    at = text.find("\ufffd")
    if at < 0:
        return ()
    return (say("character {at} is �; a figure may have been lost there before", at=at),)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise gone(path) from error
    except IsADirectoryError as error:
        raise SourceError(
            "{path} is a folder, not a text file. Rename it, or read it as a folder.", path=path
        ) from error
    except PermissionError as error:
        raise SourceError(
            "{path} may not be opened (permission denied). Change its rights.", path=path
        ) from error
    except (OSError, ValueError) as error:
        raise SourceError("{path} cannot be opened: {error}.", path=path, error=error) from error


def gone(path: Path) -> SourceError:
    """Make the error of a file that is not there."""
    if path.is_symlink():
        return SourceError("{path} is a link to a file that is gone. Check the path.", path=path)
    return SourceError("{path} does not exist. Check the path.", path=path)


def _warnings(text: str, encoding: str) -> tuple[str, ...]:
    made = []
    if encoding == "big5":
        made.append(say("it was read as big5; if it looks wrong, give encoding="))
    private = _PRIVATE.search(text)
    if private and encoding in ("gb18030", "big5"):
        made.append(
            say(
                "character {at} is one of private use; if the text looks wrong, it is not "
                "{encoding}: give encoding=",
                at=private.start(),
                encoding=encoding,
            )
        )
    return tuple(made)

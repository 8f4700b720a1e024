"""Bytes to text by a fixed rule, so that the same file is read the same everywhere.

A byte order mark decides; else NUL bytes betray UTF-16; else UTF-8, GB18030 and Big5 are
tried in this order, each strictly. Nearly all Big5 texts are valid GB18030 as well, but their
commas and full stops then become characters of private use, which tells the two apart.
Statistics of characters are not used: a wrong guess gives wrong figures without a sign. Old
encodings other than these are not read.
"""

from __future__ import annotations

import codecs
import re
from typing import Any

from zhsummary.messages import say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", say("a PDF")),
    (b"PK\x03\x04", say("a zip archive or an Office document")),
    (b"\xd0\xcf\x11\xe0", say("an old Office document")),
    (b"\x89PNG", say("an image")),
    (b"\xff\xd8\xff", say("an image")),
    (b"GIF8", say("an image")),
    (b"\x1f\x8b", say("a gzip archive")),
    (b"{\\rtf", say("a rich text document")),
)


_PRIVATE = re.compile("[\ue000-\uf8ff]")
_CUT = ("unexpected end of data", "incomplete multibyte sequence", "truncated data")


class NotText(ValueError):
    """Bytes that are no text in a known encoding; the message says where and what to do."""

    def __init__(self, message: str, /, **fields: Any) -> None:
        super().__init__(say(message, **fields))


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Decode the bytes of a file and name the encoding.

    Parameters
    ----------
    data : bytes
        The whole content of a file.
    encoding : str, optional
        The encoding to use in place of the rule.

    Returns
    -------
    tuple of str
        The text, line ends as they were, and the name of the encoding.

    Raises
    ------
    NotText
        If the bytes are no text, with the offset of the byte that broke the rule.

    Examples
    --------
    >>> decode("工会总结".encode("gb18030"))
    ('工会总结', 'gb18030')
    """
    if encoding is not None:
        if not isinstance(encoding, str) or "\x00" in encoding:
            raise NotText(
                "there is no encoding {encoding!r}; use 'utf-8' or 'gb18030'", encoding=encoding
            )
        return _strict(data, encoding), encoding
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise NotText("it is {kind}; save it as a UTF-8 text file (.txt) first", kind=kind)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name), name
    name = _utf16_without_mark(data)
    if name:
        return _strict(data, name), name
    if b"\x00" in data:
        at = data.index(b"\x00")
        raise NotText(
            "byte {at} is NUL, so this is no text file; save it as UTF-8 (.txt) first", at=at
        )
    return _by_trial(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end >= len(data) > error.start and error.reason in _CUT:
            raise NotText(
                "its last character (byte {at}) is cut off; the file is not complete, copy it "
                "again, or delete what is left of that character",
                at=error.start,
            ) from error
        raise NotText(
            "byte {at} is not {encoding}; give the right encoding (encoding='gb18030') or "
            "save the file as UTF-8",
            at=error.start,
            encoding=encoding,
        ) from error
    except UnicodeError as error:
        raise NotText(
            "it is not {encoding} ({error}); use 'utf-8' or 'gb18030'",
            encoding=encoding,
            error=error,
        ) from error
    except LookupError as error:
        raise NotText(
            "there is no encoding {encoding!r}; use 'utf-8' or 'gb18030'", encoding=encoding
        ) from error


def _utf16_without_mark(data: bytes) -> str:
    """Tell UTF-16 by its NUL bytes: line ends, digits and spaces have one on a fixed side.

    一 and the wide space have one on the other side, so both orders are tried: in the wrong one
    commas and line ends are no characters that a text has.
    """
    if len(data) % 2 or b"\x00" not in data:
        return ""
    if 3 * data.count(0) < len(data) and _is_utf8(data):
        return ""  # a stray NUL: pairs of its letters would make Chinese characters
    plain = {name: _plain_share(data, name) for name in ("utf-16-le", "utf-16-be")}
    name = max(plain, key=plain.__getitem__)
    return name if plain[name] >= 0.9 else ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plain_share(data: bytes, name: str) -> float:
    """Give how many in one of the characters are ones that a Chinese or English text has."""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return 0
    known = sum(
        1
        for c in text
        if "\u4e00" <= c <= "\u9fff"
        or "\x20" <= c <= "\x7e"
        or c in "\t\r\n"
        or "\u2000" <= c <= "\u303f"
        or "\uff00" <= c <= "\uffef"
    )
    return known / len(text)


def _by_trial(data: bytes) -> tuple[str, str]:
    found: list[tuple[str, str]] = []
    first: NotText | None = None
    for name in ("utf-8", "gb18030", "big5"):
        try:
            text = _strict(data, name)
        except NotText as error:
            first = first or error
            continue
        if name == "utf-8" or not _PRIVATE.search(text):
            return text, name
        found.append((text, name))
    if found:
        return found[0]
    raise first if first else NotText("no text")

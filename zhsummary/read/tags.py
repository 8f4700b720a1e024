"""What markup of an Office file holds, seen before a tree is made of it.

In go the bytes of a part, piece by piece, out comes whether it declares a document type (and with
it entities, which no Office program writes) and how many elements it has. A tree of them takes many
times the memory of the markup, and an archive packs millions of empty ones into a few kilobytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat


@dataclass
class Tags:
    """What was seen.

    Parameters
    ----------
    document_type : bool
        Whether a document type is declared before the first element.
    error : str
        Why this is no markup; what follows its beginning is not looked at.
    count : int
        How many elements there are at most.
    plain : int
        How many of them are of the names asked for.
    """

    document_type: bool = False
    error: str = ""
    count: int = 0
    plain: int = 0


class _Begun(Exception):
    """The first element was reached."""


def look(pieces: Iterable[bytes], plain: re.Pattern[bytes] | None = None) -> Tags:
    """Look at the bytes of a part.

    The parser is asked for the document type, not the bytes: it knows every encoding in which one
    can be hidden.

    Examples
    --------
    >>> look([b"<a><b/><b/>", b"</a>"]).count
    3
    >>> look([b"<!-- long --><!DOCTYPE a [<!ENTITY b 'c'>]><a/>"]).document_type
    True
    """
    found = Tags()
    parser: Any = _parser(found)
    before = b""
    for piece in pieces:
        if parser is not None and _ended(parser, piece, found):
            parser = None
        # what begins at the end of a piece is counted with the next one
        held = before + piece
        cut = held.rfind(b"<")
        cut = len(held) if cut < 0 or cut < len(held) - _LONGEST else cut
        before, held = held[cut:], held[:cut]
        _count(held, found, plain)
    _count(before, found, plain)
    if parser is not None:  # newer parsers keep back what they could not finish
        _ended(parser, b"", found, last=True)
    return found


def _ended(parser: Any, piece: bytes, found: Tags, last: bool = False) -> bool:
    """Give a parser the next bytes, and tell whether it has seen what it looks for."""
    try:
        parser.Parse(piece, last)
    except _Begun:
        return True
    except (expat.ExpatError, ValueError, LookupError) as error:
        found.error = str(error)
        return True
    return False


#: A name and what stands before it, in bytes.
_LONGEST = 64


def _parser(found: Tags) -> Any:
    def declared(*_: Any) -> None:
        found.document_type = True

    def begin(*_: Any) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = begin
    return parser


def _count(held: bytes, found: Tags, plain: re.Pattern[bytes] | None) -> None:
    found.count += held.count(b"<") - held.count(b"</")
    if plain is not None:
        found.plain += len(plain.findall(held))

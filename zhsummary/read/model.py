"""What the reading stage gives: a source, a problem with one, a correction of one."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Source:
    """A text as it was read, before anything is made of it.

    Parameters
    ----------
    name : str
        The path as given or found; ``row <n>`` for the n-th row of a frame, from 0.
    text : str
        The decoded text with ``\\n`` line ends, otherwise unchanged.
    encoding : str
        How it was decoded; empty for a frame and for a text given as such.
    warnings : tuple of str
        What a careful reader should know (a lost character, an unusual encoding).
    metadata : dict
        What is known from `metadata.csv` or from the frame's other columns. The keys
        ``title issuer township county year topic`` are the library's, the others the
        analyst's.
    row : int or None
        The row of the frame.
    parts : dict
        Metadata of the n-th summary within the file, n from 1, where `metadata.csv` has a
        column ``part``.
    set_aside : tuple of str
        What was read and left out: headers and footers, page numbers, notes.
    label : str
        What tells the text from the others of its file; `name` ends with ``#`` and this.
    """

    name: str
    text: str
    encoding: str = ""
    warnings: tuple[str, ...] = ()
    metadata: dict[str, Any] = field(default_factory=dict)
    row: int | None = None
    parts: dict[int, dict[str, Any]] = field(default_factory=dict)
    set_aside: tuple[str, ...] = ()
    label: str = ""

    def __repr__(self) -> str:
        return f"<Source {self.name}: {len(self.text)} 字>"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was asked for and not read, and why.

    Where `unread` is False the source was read, and the reason says what about it should be
    known: a lost character, a row of `metadata.csv` that was not used.
    """

    name: str
    reason: str
    unread: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """What an analyst set right: in a document, of the figure in these words, a field.

    Attributes
    ----------
    doc_id : str
        The document's name, or its file's.
    words : str
        The figure, in 【 】 where others stand beside it, with enough of its sentence.
    field, value : str
        What is wrong, and what is right.
    note, by, when : str
        Why, who says so and since when.
    place : str
        The file and line; empty for one made by `Corpus.correct`.
    """

    doc_id: str
    words: str
    field: str
    value: str
    note: str = ""
    by: str = ""
    when: str = ""
    place: str = dataclasses.field(default="", compare=False)

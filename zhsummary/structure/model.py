"""What the structure stage gives: summaries, headings, sections, sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zhsummary.read.model import Correction


@dataclass(frozen=True, slots=True)
class Piece:
    """One summary within a page: ``text[start:end]``, its title ``text[title_start:title_end]``.

    A summary without a title line has an empty title span at its start.
    """

    start: int
    end: int
    title_start: int
    title_end: int


@dataclass(frozen=True, slots=True)
class Enumerator:
    """A marker inside running text: ``一是``, ``其次``; it opens no section."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: ``text[start:end]`` is its marker and title.

    `level` counts from 1, the outermost that the document uses; a heading without a number
    has the style ``none``, no marker, its place among its like as its number, and level 0
    where it stands above numbered ones (their level stays what their numbers say). `sequence`
    numbers the runs of headings (a restart at 1 opens a new one); `parent` is
    the index of the heading it stands under, or None. `body_start`/`body_end`
    span what the heading covers, its subsections included.

    Examples
    --------
    >>> Heading(0, 6, "一、", 1, "cn", "组织建设", 2, 1, False, False, 0, None, 0, 40)
    <Heading 一、组织建设 0–6: level 1, cn, body 0–40>
    """

    start: int
    end: int
    marker: str
    number: int
    style: str
    title: str
    title_start: int
    level: int
    run_in: bool
    fused: bool
    sequence: int
    parent: int | None
    body_start: int
    body_end: int

    def __repr__(self) -> str:
        return (
            f"<Heading {self.marker}{self.title} {self.start}–{self.end}: level {self.level}, "
            f"{self.style}, body {self.body_start}–{self.body_end}>"
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the text under one heading; sections partition the text.

    `heading` is its index among the document's headings (None before the
    first), `path` the titles from the top down.
    """

    section_id: int
    heading: int | None
    start: int
    end: int
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place says of whose a summary is or of when: a title, a signature, a file's name.

    Attributes
    ----------
    field : str
        ``township``, ``county``, ``issuer``, ``year``, ``title`` or ``topic``.
    value : str, int or None
        What it says; None where it masks the name.
    source : str
        The place, a key of `zhsummary.structure.confidence.SOURCES`.
    text : str
        The words that say so.
    start, end : int or None
        Where they stand in the summary's text; None where they stand elsewhere.
    confidence : str
        ``certain high medium low unknown``; `zhsummary.structure.confidence` explains them.
    standing : str
        ``used``, ``agrees`` or ``differs`` (from what is used), or ``masked``.
    """

    field: str
    value: str | int | None
    source: str
    text: str
    start: int | None = None
    end: int | None = None
    confidence: str = ""
    standing: str = ""


@dataclass(frozen=True)
class Identity:
    """Whose summary it is and of when; None where the text does not say.

    `evidence` gives for each field that was found the words and the place that
    said so, for example ``{"township": "title: 青石镇"}``; `claims` gives all that the
    places say, those that disagree too, each weighed.
    """

    title: str = ""
    issuer: str | None = None
    township: str | None = None
    county: str | None = None
    year: int | None = None
    topic: str | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    #: what was read, where an analyst corrected it
    as_read: Identity | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Summary:
    """One summary: where it begins in its source, its text and its identity."""

    doc_id: str
    source: str
    start: int
    text: str
    identity: Identity
    metadata: dict[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    encoding: str = ""
    #: the analyst's own words with their tags
    vocabulary: tuple[tuple[str, str], ...] = ()
    #: what the analyst set right in it
    corrections: tuple[Correction, ...] = ()

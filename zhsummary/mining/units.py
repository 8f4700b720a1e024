"""The words of a corpus, section by section: what counts as one, and who belongs together.

In go summaries with their sections and sentences, out come `Unit`s whose sentences are
lists of words. The words are those of `zhsummary.structure.words`, so the analyst's own
count as one; full-width and traditional characters count as plain ones.

Not handled: synonyms, and names of places that no document of the corpus bears.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from zhsummary.errors import ZhSummaryError
from zhsummary.lexicons import load
from zhsummary.messages import joined
from zhsummary.mining.either import either
from zhsummary.spans import Span, fold, visible
from zhsummary.structure.model import Section, Summary
from zhsummary.structure.words import LEFTOVER, segmenter

GAP = ""
"""A word that is not counted, yet takes up its place among the others."""

PAUSE = "，"
"""Where words are parted by a sign or a line's end: no phrase reaches across."""

_SUFFIX = re.compile(rf"(?:{'|'.join(load.words('township_suffixes.txt'))}|[县市区州旗])$")
_NUMBER = re.compile(r"[\d.,%/:~\-]+")
_MASK = re.compile(r"[xX×*_○□]+")
_NUMERAL_TAGS = frozenset({"m", "mq"})


@dataclass(frozen=True)
class Selection:
    """Which words count.

    Attributes
    ----------
    stop_words : frozenset of str
        Words that do not.
    numbers : bool
        Whether figures (7, 三百, 第一) do.
    names : frozenset of str
        Names of places that do not; none: every name does.
    shortest : int
        The fewest characters of a word that does.
    """

    stop_words: frozenset[str] = frozenset()
    numbers: bool = False
    names: frozenset[str] = frozenset()
    shortest: int = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """A section of a summary with its words, sentence by sentence."""

    summary: Summary
    section_id: int
    path: tuple[str, ...]
    start: int
    end: int
    sentences: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> Iterator[str]:
        """The words that count, in their order."""
        return (word for tokens in self.sentences for word in tokens if word not in (GAP, PAUSE))


def stop_words() -> frozenset[str]:
    """Give the words that are left out unless one's own are given.

    Examples
    --------
    >>> "我们" in stop_words(), "工会" in stop_words()
    (True, False)
    """
    return frozenset(word for row in load.rows("stop_words.tsv") for word in row["words"].split())


def selection(
    stop: Iterable[str] | None,
    *,
    numbers: bool,
    places: bool,
    shortest: int,
    summaries: Iterable[Summary],
) -> Selection:
    """Say which words count, as an analyst asks for it.

    Raises
    ------
    ZhSummaryError
        If the stop words are one string, or `shortest` is no number from 1.
    """
    if isinstance(stop, (str, bytes)) or (stop is not None and not isinstance(stop, Iterable)):
        raise ZhSummaryError(
            "stop_words is {stop!r}; give a list of words, [] for none, or None for those "
            "of the library.",
            stop=stop,
        )
    if not isinstance(shortest, int) or shortest < 1:
        raise ZhSummaryError(
            "shortest is {shortest!r}; give a number of characters, from 1.", shortest=shortest
        )
    left_out = stop_words() if stop is None else frozenset(fold(str(word)) for word in stop)
    return Selection(left_out, numbers, frozenset() if places else place_names(summaries), shortest)


def place_names(summaries: Iterable[Summary]) -> frozenset[str]:
    """Give the townships and counties of summaries, in full and without 镇, 乡, 县.

    Examples
    --------
    >>> from zhsummary.structure.model import Identity
    >>> summary = Summary("a", "a.txt", 0, "", Identity(township="青石镇", county="岚川县"))
    >>> sorted(place_names([summary]))
    ['岚川', '岚川县', '青石', '青石镇']
    """
    full = {
        fold(name)
        for summary in summaries
        for name in (summary.identity.township, summary.identity.county)
        if name
    }
    short = {_SUFFIX.sub("", name) for name in full}
    return frozenset(full | {name for name in short if len(name) > 1})


def units(
    summary: Summary, sections: Sequence[Section], sentences: Sequence[Span], chosen: Selection
) -> list[Unit]:
    """Cut a summary into its sections, and each into the words that count.

    Parameters
    ----------
    summary : Summary
        Its text and its vocabulary.
    sections, sentences : sequence
        Both in order, each a partition of the text; a sentence belongs to the section
        in which it begins.
    chosen : Selection
        Which words count.

    Returns
    -------
    list of Unit
        One for each section, also where none of its words counts.

    Examples
    --------
    >>> from zhsummary.structure.model import Identity
    >>> summary = Summary("a", "a.txt", 0, "我们慰问困难职工68户，走访企业。", Identity())
    >>> (unit,) = units(summary, [Section(0, None, 0, 17)], [Span(0, 17)], Selection(stop_words()))
    >>> unit.sentences
    (('', '慰问', '困难职工', '', '', '，', '走访', '企业', '，'),)
    >>> list(unit.words)
    ['慰问', '困难职工', '走访', '企业']
    """
    text = fold(summary.text)
    tokens = _tokens(text, summary, chosen)
    cut = _parted(tokens, [sentence.start for sentence in sentences])
    at = 0
    made: list[Unit] = []
    for section in sections:
        first = at
        while at < len(sentences) and sentences[at].start < section.end:
            at += 1
        where = (section.section_id, section.path, section.start, section.end)
        made.append(Unit(summary, *where, tuple(cut[first:at])))
    return made


def whole(of_one: Sequence[Unit]) -> Unit:
    """Join the sections of one summary to a single unit.

    Examples
    --------
    >>> from zhsummary.structure.model import Identity
    >>> summary = Summary("a", "a.txt", 0, "", Identity())
    >>> parts = [Unit(summary, i, ("帮扶",), i, i + 1, (("走访",),)) for i in range(2)]
    >>> joined = whole(parts)
    >>> joined.path, joined.start, joined.end, list(joined.words)
    ((), 0, 2, ['走访', '走访'])
    """
    sentences = tuple(tokens for unit in of_one for tokens in unit.sentences)
    return replace(of_one[0], path=(), end=of_one[-1].end, sentences=sentences)


def _tokens(text: str, summary: Summary, chosen: Selection) -> Iterator[tuple[int, str]]:
    own = segmenter(summary.vocabulary)
    hidden = _hidden(text, chosen.names)
    known: dict[str, str | None] = {}
    seen, places = visible(text)
    at = 0
    for word in own.cut(seen):
        if word not in known:
            known[word] = _counted(word, own.tag_of(word), word in own.listed, chosen)
        token = known[word]
        start, end = places[at], places[at + len(word) - 1] + 1
        if token is not None:
            yield start, GAP if hidden and hidden(start, end) else token
        at += len(word)


def _counted(word: str, tag: str, listed: bool, chosen: Selection) -> str | None:
    """Give the token that stands for a word; None for spaces, which are no place of their own."""
    if word.isspace():
        return PAUSE if "\n" in word or "\r" in word else None
    if _MASK.fullmatch(word):
        return GAP
    if not any(character.isalnum() for character in word):
        return PAUSE
    if word in chosen.stop_words:
        return GAP
    if _NUMBER.fullmatch(word) or (tag in _NUMERAL_TAGS and not listed):
        return word if chosen.numbers else GAP
    return word if len(word) >= chosen.shortest else GAP


def _hidden(text: str, names: frozenset[str]) -> Callable[[int, int], bool] | None:
    """Tell which words lie in the name of a place, or in what markup left in the text.

    A short name (青石) hides the words that make it up; it is no name inside a longer
    word (青石板).
    """
    patterns = (LEFTOVER, *([any_of(names)] if names else []))
    spans = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    if not spans:
        return None
    inside = {place for start, end in spans for place in range(start, end)}
    return lambda start, end: start in inside and end - 1 in inside


@lru_cache(maxsize=4)
def any_of(names: frozenset[str]) -> re.Pattern[str]:
    """Give the pattern of any of several names, the longest where several stand in one place."""
    return re.compile(either(names))


def _parted(tokens: Iterator[tuple[int, str]], starts: Sequence[int]) -> list[tuple[str, ...]]:
    cut: list[list[str]] = [[] for _ in starts]
    at = 0
    for start, token in tokens:
        while at + 1 < len(starts) and starts[at + 1] <= start:
            at += 1
        if cut:
            cut[at].append(token)
    return [tuple(part) for part in cut]


# ------------------------------------------------------------------ who belongs together

_FIELDS = ("township", "county", "year", "issuer", "topic")
GROUPS = ("document", *_FIELDS, "section", "heading")
"""What units can be grouped by, beside the columns of ``metadata.csv``."""


def grouping(by: str, summaries: Iterable[Summary]) -> Callable[[Unit], str | None]:
    """Give the function that tells for a unit which group it belongs to.

    Parameters
    ----------
    by : str
        ``document``, ``township``, ``county``, ``year``, ``issuer``, ``topic``; ``section``
        (each section of each document); ``heading`` (the sections of one title, wherever
        they stand); or a column of ``metadata.csv``.
    summaries : iterable of Summary
        The corpus: a township's name that two counties share is told apart by them.

    Returns
    -------
    callable
        Gives None for a unit of which it is not known.

    Raises
    ------
    ZhSummaryError
        If nothing has that name.
    """
    listed = list(summaries)
    if by == "document":
        return lambda unit: unit.summary.doc_id
    if by == "section":
        return lambda unit: f"{unit.summary.doc_id}: {' / '.join(unit.path) or '(开头)'}"
    if by == "heading":
        return lambda unit: unit.path[-1] if unit.path else None
    if by == "township":
        return _township(listed)
    if by in _FIELDS:
        return lambda unit: _text(getattr(unit.summary.identity, by))
    columns = sorted({name for summary in listed for name in summary.metadata})
    if by in columns:
        return lambda unit: _text(unit.summary.metadata.get(by))
    raise ZhSummaryError(
        "Nothing is called {by!r} here. Group by one of {groups}.",
        by=by,
        groups=joined([*GROUPS, *columns], ", "),
    )


def _township(summaries: Iterable[Summary]) -> Callable[[Unit], str | None]:
    counties: dict[str | None, set[str]] = defaultdict(set)
    for summary in summaries:
        counties[summary.identity.township].add(summary.identity.county or "")

    def name(unit: Unit) -> str | None:
        township = unit.summary.identity.township
        shared = len(counties[township] - {""}) > 1
        return township and (unit.summary.identity.county or "") * shared + township

    return name


def _text(value: Any) -> str | None:
    absent = value is None or value != value or str(value).strip() == ""
    return None if absent else str(value)

"""What the analyst set right, applied to the facts by its words.

In go corrections as they were written and the summaries that they may be of; out come those that
have a place, each with its summary, and the others with the reason. `applied` gives the facts of
one summary as corrected: the text of a figure never changes, what is said of it does, and each
fact that was corrected has the flag ``corrected`` and remembers what was there before.

Words are found whatever the white space and the width of their characters, but never in the
middle of a number. Where they hold several figures, 【 】 stand around the one that is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from math import inf
from pathlib import PurePath
from typing import Any, cast

from zhsummary.errors import CorrectionError
from zhsummary.facts.model import Fact
from zhsummary.messages import joined, say
from zhsummary.quantities.find import find_quantities
from zhsummary.quantities.model import Kind, Qualifier, Quantity
from zhsummary.quantities.numerals import parse_number
from zhsummary.quantities.units import UNITS
from zhsummary.read.columns import known
from zhsummary.read.corrections import OF_DOCUMENT, known_name, line_of, names
from zhsummary.read.model import Correction
from zhsummary.spans import Span, fold
from zhsummary.structure.confidence import weighed
from zhsummary.structure.model import Claim, Identity, Summary

FLAG = "corrected"
"""The flag of a fact that was corrected."""

_NOTHING = frozenset({"-", "–", "—", "无", "none"})
_NUMBERS = ("value", "low", "high")
_AMOUNT = (*_NUMBERS, "qualifier")
_TEXTS = ("item", "action", "time", "actor", "per")
_CHOICES = ("qualifier", "modality", "change", "fact")
#: Flags that say where an item came from, or that there is none.
_OF_ITEM = frozenset({"no-item", "inherited-item", "heading-item"})

Told = dict[str, Any]
"""What is said of one figure, field by field."""


@dataclass(frozen=True, slots=True)
class Unapplied:
    """A correction that was not applied, and why; `doc_id` is empty where it has no document."""

    correction: Correction
    reason: str
    doc_id: str = ""


def settle(
    corrections: Iterable[Correction], summaries: Sequence[Summary]
) -> tuple[dict[str, tuple[Correction, ...]], tuple[Unapplied, ...]]:
    """Find for each correction the summary and the figure that it is of.

    Parameters
    ----------
    corrections : iterable of Correction
        In any order; the same one said twice counts once.
    summaries : sequence of Summary
        As they were read; names are unique.

    Returns
    -------
    tuple
        The corrections of each summary by its name, and those that cannot be applied:
        their words are not there or stand there twice, their value makes no sense, or two of
        them contradict each other (then neither is).

    Examples
    --------
    >>> from zhsummary.structure.model import Identity
    >>> summary = Summary("a", "a.txt", 0, "发展会员318名，建会3家。", Identity())
    >>> taken, left = settle([Correction("a", "发展会员318名", "value", "381"),
    ...                       Correction("a", "建会4家", "value", "3")], [summary])
    >>> [c.words for c in taken["a"]], left[0].reason
    (['发展会员318名'], 'the words are not there')
    """
    finders = _Finders(summaries)
    held: dict[str, list[Correction]] = defaultdict(list)
    failed: list[Unapplied] = []
    for correction in sorted(dict.fromkeys(corrections), key=_order):
        doc_id = ""
        try:
            doc_id = finders.home(correction)
            held[doc_id].append(correction)
        except CorrectionError as error:
            failed.append(Unapplied(correction, str(error), doc_id))
    taken: dict[str, tuple[Correction, ...]] = {}
    for doc_id, told in held.items():
        refused: dict[Correction, str] = {}
        placed = _placed(finders.of(doc_id), told, refused)
        refused |= {c: reason for each in placed.values() for c, reason in each.refused()}
        failed += [Unapplied(c, reason, doc_id) for c, reason in refused.items()]
        taken[doc_id] = tuple(c for c in told if c not in refused)
    return taken, tuple(failed)


def applied(
    facts: Sequence[Fact], corrections: Sequence[Correction], text: str, sentences: Sequence[Span]
) -> tuple[Fact, ...]:
    """Give the facts of a summary as corrected, in order.

    Parameters
    ----------
    facts : sequence of Fact
        As they were read, in order.
    corrections : sequence of Correction
        Those that `settle` gave for the summary.
    text : str
        The summary's text.
    sentences : sequence of Span
        Its sentences; a figure that was missed is of the one in which it stands.

    Examples
    --------
    >>> seven = Quantity(4, 6, "7家", "count", Decimal(7), None, None, "exact", "家")
    >>> told = [Correction("a", "新建工会7家", "value", "9")]
    >>> (fact,) = applied([Fact(seven, 0, 7)], told, "新建工会7家。", [Span(0, 7)])
    >>> fact.quantity.text, fact.quantity.value, fact.flags, fact.before
    ('7家', Decimal('9'), ('corrected',), ('value: 7',))
    """
    if not any(correction.field not in OF_DOCUMENT for correction in corrections):
        return tuple(facts)
    placed = _placed(_Finder(text, [fact.quantity for fact in facts]), corrections, {})
    made: list[Fact] = []
    for fact in facts:
        told = placed.pop((fact.quantity.start, fact.quantity.end), None)
        if told is None or next(told.refused(), None) or told.fields == {"fact": "yes"}:
            made.append(fact)
        elif told.fields.get("fact") != "no":
            made.append(_corrected(fact, told.fields))
    for span, told in placed.items():
        if span is not None and next(told.refused(), None) is None:
            made.append(_missed(text, Span(*span), told.fields, sentences))
    return tuple(sorted(made, key=lambda fact: (fact.quantity.start, fact.quantity.end)))


def identified(identity: Identity, corrections: Sequence[Correction]) -> Identity:
    """Give whose a summary is and of when as corrected; the evidence says what was read.

    Examples
    --------
    >>> told = [Correction("a", "", "township", "青石镇")]
    >>> identified(Identity(township="清石镇"), told).evidence["township"]
    'correction: 青石镇, read as 清石镇'
    """
    changes = {c.field: _parsed(c) for c in corrections if c.field in OF_DOCUMENT}
    evidence = dict(identity.evidence)
    for field, value in changes.items():
        read = getattr(identity, field)
        evidence[field] = f"correction: {value or 'unknown'}, read as {read or 'unknown'}"
    if not changes:
        return identity
    told = [Claim(f, v, "correction", str(v)) for f, v in changes.items() if v is not None]
    kept = [c for c in identity.claims if changes.get(c.field, c) is not None]
    claims = weighed([*told, *kept])
    return replace(identity, **changes, evidence=evidence, claims=claims, as_read=identity)


def replaced(
    old: Iterable[Correction], new: Sequence[Correction], summary: Summary
) -> list[Correction]:
    """Give the corrections that stay when new ones are said of figures of one summary.

    Those of the same figure and field go; that a figure is no fact and anything else said of it
    exclude each other.
    """
    finder = _Finder(summary.text, find_quantities(summary.text))
    said = _placed(finder, new, {})

    def goes(correction: Correction) -> bool:
        if correction.doc_id != summary.doc_id and not _is_file(correction.doc_id, summary.source):
            return False
        for key, told in _placed(finder, [correction], {}).items():
            if key in said:
                now = said[key].fields
                return correction.field in now or "no" in (told.fields.get("fact"), now.get("fact"))
        return False

    return [correction for correction in old if not goes(correction)]


def named_by(summaries: Iterable[Summary]) -> frozenset[str]:
    """Give what a correction may call these summaries: their names, and those of their files."""
    return frozenset(name for s in summaries for name in (s.doc_id, *_file_names(s.source)))


def place_of(text: str, figure: Fact | int | str, facts: Iterable[Fact]) -> tuple[int, int]:
    """Give the place of a figure: of a fact, of the fact that starts there, or of words.

    Raises
    ------
    CorrectionError
        If no figure is there, or the words stand there several times.
    """
    if isinstance(figure, str):
        return _Finder(text, [fact.quantity for fact in facts]).place(figure)
    start = figure if isinstance(figure, int) else figure.quantity.start
    for fact in facts:
        if fact.quantity.start == start:
            return start, fact.quantity.end
    raise CorrectionError(
        "no figure starts at {start}; see the column start of facts()", start=start
    )


def correction_line(
    doc_id: str,
    text: str,
    start: int,
    end: int,
    field: str = "value",
    value: str = "",
    *,
    note: str = "",
) -> str:
    """Give the line of `corrections.tsv` that corrects a figure, ready to be pasted.

    Parameters
    ----------
    doc_id, text : str
        The document and its text.
    start, end : int
        The figure: ``text[start:end]``.
    field, value : str
        What is to be corrected and what is right; without a value the line is still to be filled.
    note : str, optional
        Why.

    Raises
    ------
    CorrectionError
        If there is no such field, or no such place in the text.

    Examples
    --------
    >>> text = "全年发展会员318名，新建工会7家。"
    >>> correction_line("青石镇-2023", text, 6, 10, "value", "381").split("\\t")[:4]
    ['青石镇-2023', '全年发展会员【318名】', 'value', '381']
    """
    wanted = known_name("field", field)
    if wanted is None:
        raise CorrectionError(
            "there is no field {field!r}; give one of {fields}",
            field=field,
            fields=joined(names("field"), ", "),
        )
    words = _words(_Finder(text, []), start, end)
    return line_of(Correction(doc_id, words, wanted, value, note)).rstrip("\n")


def correction_lines(doc_id: str, text: str, facts: Iterable[Fact]) -> list[str]:
    """Give for the facts of a text the lines that correct their values, still to be filled.

    A fact that cannot be told from others by its near words has none.

    Examples
    --------
    >>> seven = Quantity(4, 6, "7家", "count", Decimal(7), None, None, "exact", "家")
    >>> correction_lines("青石镇-2023", "新建工会7家。", [Fact(seven, 0, 7)])[0].split("\\t")[:3]
    ['青石镇-2023', '新建工会【7家】', 'value']
    """
    places = [(fact.quantity.start, fact.quantity.end) for fact in facts]
    return [
        line_of(Correction(doc_id, words, "value", "")).rstrip("\n")
        for words in correction_words(text, places)
        if words
    ]


def correction_words(text: str, places: Iterable[tuple[int, int]]) -> list[str]:
    """Give for each figure the words by which a correction finds it, ``""`` where none do.

    A figure that 400 characters around it do not tell from another has none: where a text says
    the same over and over, looking further would take long, and nobody would paste so much.

    Examples
    --------
    >>> correction_words("新建工会7家，其中村级2家。", [(4, 6), (11, 13)])
    ['新建工会【7家】', '其中村级【2家】']
    """
    finder = _Finder(text, [])
    return [_words_or_none(finder, *place) for place in places]


def _words_or_none(finder: _Finder, start: int, end: int) -> str:
    try:
        return _words(finder, start, end, widest=_WIDEST)
    except CorrectionError:
        return ""


def _words(finder: _Finder, start: int, end: int, *, widest: float = inf) -> str:
    """Give a figure in 【 】 with as much of its sentence as tells it from every other."""
    text = finder.text
    if not (0 <= start < end <= len(text) and text[start:end].strip()):
        raise CorrectionError("there is no figure at {start}-{end}", start=start, end=end)
    for left, right in _windows(text, start, end):
        if right - left > widest:
            break
        # a list's dash would be taken for a formula
        before = text[left:start].lstrip(_LIST_SIGNS)
        if not finder.has_once(before + text[start:right]):
            continue
        words = f"{before}【{text[start:end]}】{text[end:right]}"
        words = " ".join(words.split())
        try:
            if finder.place(words) == (start, end):
                return words
        except CorrectionError:
            continue
    raise CorrectionError(
        "the figure at {start}-{end} cannot be told from the others", start=start, end=end
    )


# ---------------------------------------------------------------- where the words are


class _NotThere(CorrectionError):
    """Words that stand nowhere in the text."""


_NOT_THERE = say("the words are not there")
_MARKED = re.compile(r"【([^【】]*)】")
_ENDS = re.compile(r"[，。；：！？、,;:!?\n]")
_DIGITS = frozenset("0123456789.零〇一二三四五六七八九十百千万亿两")
_BLANKS = frozenset("xX×*_□○?？")  # what stands where digits were blanked out
_LIST_SIGNS = "-－=＝+＋@＠#＃'* \t\n\u3000"
_WIDEST = 400  # characters of a line that is offered unasked
_LEAST = 4  # characters before a figure: fewer would be found again in another sentence
_UNSEEN = frozenset("\u200b\u2060\ufeff")


class _Finder:
    """The text of a summary without its white space, and where its figures stand."""

    def __init__(self, text: str, figures: Iterable[Quantity]) -> None:
        self.text = text
        self.figures = sorted(figures, key=lambda figure: figure.start)
        self._starts_of = [figure.start for figure in self.figures]
        self._reached = list(accumulate((figure.end for figure in self.figures), max))
        self._of_place = {(q.start, q.end): q for q in reversed(self.figures)}
        self._plain, self._at = _squeezed(text)

    def key(self, correction: Correction) -> tuple[int, int] | None:
        """Give the place of the figure that a correction is of; None if of the document."""
        if correction.field in OF_DOCUMENT:
            if correction.words:
                self.stands(correction.words)
            return None
        return self.place(correction.words)

    def stands(self, words: str) -> None:
        """Look for words that need not hold a figure."""
        if not next(self._found(_MARKED.sub(r"\1", words)), None):
            raise _NotThere(_NOT_THERE)

    def has_once(self, words: str) -> bool:
        """Tell whether words stand there once, be it in the middle of a number."""
        wanted = _squeezed(words)[0]
        first = self._plain.find(wanted)
        return first >= 0 and self._plain.find(wanted, first + 1) < 0

    def figure(self, start: int, end: int) -> Quantity | None:
        """Give the figure of exactly this place."""
        return self._of_place.get((start, end))

    def place(self, words: str) -> tuple[int, int]:
        """Give the figure that words mean: the one in 【 】, or the only one in them.

        Raises
        ------
        CorrectionError
            If the words are not there, stand there several times, or hold no figure or several.
        """
        marked = {self._whole(*span) for span in self._marks(words)}
        if marked:
            return _only(marked)
        found = {
            tuple((q.start, q.end) for q in self._within(*span)) for span in self._found(words)
        }
        if not found:
            raise _NotThere(_NOT_THERE)
        held = _only(found)
        if len(held) == 1:
            return held[0]
        if not held:
            raise CorrectionError(
                "no figure was read in the words; put 【 】 around it, and say fact yes in a row "
                "of its own"
            )
        said = "、".join(self.text[start:end] for start, end in held)
        raise CorrectionError(
            "the words hold {count} figures ({said}); put 【 】 around one",
            count=len(held),
            said=said,
        )

    def _marks(self, words: str) -> Iterator[tuple[int, int]]:
        """Give the places of what stands in 【 】; the text may have such signs of its own."""
        for mark in _MARKED.finditer(words):
            inner = len(_squeezed(mark[1])[0])
            before = len(_squeezed(words[: mark.start()])[0])
            plain = words[: mark.start()] + mark[1] + words[mark.end() :]
            for start in self._starts(plain) if inner else ():
                first, last = self._at[start + before], self._at[start + before + inner - 1]
                yield first, last + 1

    def _found(self, words: str) -> Iterator[tuple[int, int]]:
        length = len(_squeezed(words)[0])
        for start in self._starts(words):
            yield self._at[start], self._at[start + length - 1] + 1

    def _starts(self, words: str) -> Iterator[int]:
        wanted = _squeezed(words)[0]
        start = self._plain.find(wanted) if wanted else -1
        while start >= 0:
            if not (self._parts_number(start) or self._parts_number(start + len(wanted))):
                yield start
            start = self._plain.find(wanted, start + 1)

    def _parts_number(self, at: int) -> bool:
        """Tell whether a number reaches across a place: 86人 does not stand in 386人."""
        if not 0 < at < len(self._plain) or self._at[at] != self._at[at - 1] + 1:
            return False
        return self._plain[at - 1] in _DIGITS and self._plain[at] in _DIGITS

    def _whole(self, start: int, end: int) -> tuple[int, int]:
        """Give the figure at a place; its hedge and its unit may stand outside of 【 】."""
        there = self._within(start, end)
        if len(there) > 1:
            said = "、".join(q.text for q in there)
            raise CorrectionError(
                "【 】 stand around {count} figures ({said}), not around one",
                count=len(there),
                said=said,
            )
        return (there[0].start, there[0].end) if there else (start, end)

    def _within(self, start: int, end: int) -> list[Quantity]:
        """Give the figures whose digits a place holds."""
        first = bisect_right(self._reached, start)
        last = bisect_left(self._starts_of, end)
        return [q for q in self.figures[first:last] if self._is_in(q, start, end)]

    def _is_in(self, figure: Quantity, start: int, end: int) -> bool:
        """Tell whether a place holds the digits of a figure."""
        if figure.end <= start or end <= figure.start:
            return False
        outside = self.text[figure.start : start] + self.text[end : figure.end]
        return not (_DIGITS | _BLANKS) & set(fold(outside))


class _Finders:
    """The finders of several summaries, each made once."""

    def __init__(self, summaries: Sequence[Summary]) -> None:
        self._summaries = {summary.doc_id: summary for summary in summaries}
        self._made: dict[str, _Finder] = {}
        self._of_file: dict[str, list[str]] = defaultdict(list)
        for summary in summaries:
            for name in _file_names(summary.source):
                self._of_file[name].append(summary.doc_id)

    def of(self, doc_id: str) -> _Finder:
        if doc_id not in self._made:
            text = self._summaries[doc_id].text
            self._made[doc_id] = _Finder(text, find_quantities(text))
        return self._made[doc_id]

    def home(self, correction: Correction) -> str:
        """Give the name of the summary that a correction is of.

        Raises
        ------
        CorrectionError
            If there is none, or the words do not tell which.
        """
        name = correction.doc_id
        if name in self._summaries:
            self.of(name).key(correction)
            _parsed(correction)
            return name
        named = self._of_file.get(name, [])
        if not named:
            raise CorrectionError(
                "there is no document {name}, and no file of that name", name=name
            )
        if len(named) == 1:
            self.of(named[0]).key(correction)
            _parsed(correction)
            return named[0]
        if not correction.words:
            raise CorrectionError(
                "{name} holds {documents}; name one of them", name=name, documents="、".join(named)
            )
        there = list(self._there(named, correction))
        if len(there) > 1:
            raise CorrectionError(
                "the words stand in {documents}; name one of them", documents="、".join(there)
            )
        if not there:
            raise _NotThere(_NOT_THERE)
        _parsed(correction)
        return there[0]

    def _there(self, doc_ids: Iterable[str], correction: Correction) -> Iterator[str]:
        for doc_id in doc_ids:
            try:
                self.of(doc_id).key(correction)
            except _NotThere:
                continue
            yield doc_id


def _is_file(name: str, source: str) -> bool:
    """Tell whether a source is the file of a name, with its folder or without.

    Examples
    --------
    >>> _is_file("a.txt", "corpus/a.txt"), _is_file("a.txt", "b/aa.txt"), _is_file("a", "b/a.txt")
    (True, False, False)
    """
    return name in _file_names(source)


def _file_names(source: str) -> set[str]:
    """Give what a file may be called: its whole name, and the ends of its path with an ending."""
    source = source.replace("\\", "/")
    whole = {source, source.partition("#")[0], source.rpartition("#")[2]}
    parts = {
        "/".join(steps[at:])
        for one in whole
        for steps in [one.split("/")]
        for at in range(1, len(steps))
    }
    return whole | {part for part in parts if PurePath(part).suffix}


def _squeezed(text: str) -> tuple[str, list[int]]:
    """Give a text folded and without white space, and where each character stood."""
    folded = fold(text)
    at = [i for i, sign in enumerate(folded) if not (sign.isspace() or sign in _UNSEEN)]
    return "".join(folded[i] for i in at), at


def _only(places: set[Any]) -> Any:
    if len(places) > 1:
        raise CorrectionError(
            "the words stand there {count} times; give more of the sentence", count=len(places)
        )
    return next(iter(places))


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give ever wider surroundings of a figure: its part of the sentence first, the text last."""
    reach = 24
    while True:
        left, right = max(0, start - reach), min(len(text), end + reach // 2)
        cuts = [m.end() for m in _ENDS.finditer(text, left, start) if m.end() <= start - _LEAST]
        left_cut = left if not cuts else cuts[-1] if reach == 24 else cuts[0]
        yield left_cut, end
        yield left_cut, right
        if left == 0 and right == len(text):
            yield 0, len(text)
            return
        reach *= 2


# ---------------------------------------------------------------- what is said of one figure


class _Placed:
    """All that is said of one figure, or of the document."""

    def __init__(self, figure: Quantity | None, text: str | None) -> None:
        self._figure = figure
        #: What stands there; None for the document.
        self._text = text
        self._said: dict[str, dict[Any, list[Correction]]] = defaultdict(lambda: defaultdict(list))

    def add(self, correction: Correction) -> None:
        unit = self._figure.unit if self._figure else ""
        self._said[correction.field][_parsed(correction, unit)].append(correction)

    @property
    def fields(self) -> Told:
        """What is right, field by field; without those that contradict each other."""
        return {name: next(iter(values)) for name, values in self._said.items() if len(values) == 1}

    def refused(self) -> Iterator[tuple[Correction, str]]:
        """Give what cannot be applied, and why."""
        for name, values in self._said.items():
            if len(values) > 1:
                listed = [c for said in values.values() for c in said]
                told = "、".join(sorted(c.value for c in listed))
                for correction in listed:
                    yield (
                        correction,
                        say(
                            "{name} is said to be {told} of one figure; keep one row",
                            name=name,
                            told=told,
                        ),
                    )
        if self._text is None:
            return
        reason = self._nonsense()
        if reason:
            for values in self._said.values():
                for correction in (c for said in values.values() for c in said):
                    yield correction, reason

    def _nonsense(self) -> str:
        told = self.fields
        if told.get("fact") == "no" and len(self._said) > 1:
            return say("it is said to be no fact, and something else of it; keep one row")
        if self._figure is None and told.get("fact") != "yes":
            return say(
                "no figure was read there; if one was missed, say fact yes in a row of its own"
            )
        if told.get("fact") == "no":
            return ""
        try:
            _amended(self._figure or _read(self._text or ""), told)
        except CorrectionError as error:
            return str(error)
        return ""


def _placed(
    finder: _Finder, corrections: Iterable[Correction], refused: dict[Correction, str]
) -> dict[tuple[int, int] | None, _Placed]:
    """Gather what is said of each figure; what has no place or value goes to `refused`."""
    placed: dict[tuple[int, int] | None, _Placed] = {}
    for correction in corrections:
        try:
            key = finder.key(correction)
            if key not in placed:
                placed[key] = (
                    _Placed(None, None)
                    if key is None
                    else _Placed(finder.figure(*key), finder.text[key[0] : key[1]])
                )
            placed[key].add(correction)
        except CorrectionError as error:
            refused[correction] = str(error)
    return placed


def _parsed(correction: Correction, unit: str | None = None) -> Any:
    """Read the value of a correction; a number may have the figure's unit behind it.

    Raises
    ------
    CorrectionError
        If the field cannot have such a value.
    """
    field, value = correction.field, correction.value.strip()
    if field in _NUMBERS:
        return _number(field, value, unit)
    if field == "year":
        return None if value.lower() in _NOTHING else _year(value)
    if field in _CHOICES:
        if field == "change" and value.lower() in _NOTHING:
            return ""
        chosen = known_name(field, value)
        if chosen is None:
            raise CorrectionError(
                "{value!r} is no {field}; write one of {values}",
                value=value,
                field=field,
                values=joined(names(field), ", "),
            )
        return chosen
    if value.lower() in _NOTHING:
        if field == "unit":
            raise CorrectionError("a figure has a unit; write the measure word, such as 人")
        return None if field == "township" else ""
    return value


def _number(field: str, value: str, unit: str | None) -> Decimal:
    # what unit the figure has is not known before it is found
    plain = value if unit is None else fold(value).removesuffix(unit)
    number = parse_number(plain)
    if number is None and unit is None and (found := find_quantities(value)):
        number = found[0].value
    if number is None:
        wrong = say(
            "{field} {value!r} is no number; write it plainly, such as 386 or 8.6万.",
            field=field,
            value=value,
        )
        in_unit = [say("The figure is in {unit}.", unit=unit)] if unit else []
        raise CorrectionError(joined([wrong, *in_unit], " "))
    return number


def _year(value: str) -> int:
    told, _ = known({"year": value})
    if "year" not in told:
        raise CorrectionError(
            "the year {value!r} is no year; write four digits, such as 2023", value=value
        )
    return told["year"]


# ---------------------------------------------------------------- the fact as it is right


def _corrected(fact: Fact, told: Mapping[str, Any]) -> Fact:
    quantity = _amended(fact.quantity, told)
    texts = {name: told[name] for name in (*_TEXTS, "modality", "change") if name in told}
    before = [
        f"{name}: {_shown(getattr(fact if name in texts else fact.quantity, name))}"
        for name in told
        if name not in ("fact", "indicator")
    ]
    gone = {"masked"} if not quantity.masked else set()
    gone |= _OF_ITEM if "item" in told else set()
    rules = [rule for rule in fact.rules if rule.partition(":")[0] not in texts]
    return replace(
        fact,
        quantity=quantity,
        **texts,
        flags=(*(flag for flag in fact.flags if flag not in gone), FLAG),
        rules=(*rules, *(f"{name}:{FLAG}" for name in texts)),
        indicator=told.get("indicator"),
        before=tuple(sorted(before)),
    )


def _missed(text: str, span: Span, told: Told, sentences: Sequence[Span]) -> Fact:
    """Make a fact of a figure that was not read."""
    quantity = replace(_read(span.of(text)).shifted(span.start), end=span.end, text=span.of(text))
    holding = [each for each in sentences if each.start < span.end and span.start < each.end]
    start = min([span.start, *(each.start for each in holding)])
    end = max([span.end, *(each.end for each in holding)])
    left = _ENDS.split(text[start : span.start])[-1]
    right = _ENDS.split(text[span.end : end])[0]
    made = Fact(quantity, start, end, about=f"{left.strip()}＿{right.strip()}")
    return replace(_corrected(made, told), before=("not read",))


def _read(text: str) -> Quantity:
    """Read the words of a missed figure as far as they can be read."""
    found = find_quantities(text)
    if len(found) == 1:
        return found[0]
    return Quantity(0, len(text), text, "count", None, None, None, "exact", "", masked=True)


def _amended(quantity: Quantity, told: Mapping[str, Any]) -> Quantity:
    """Give a quantity with the amount and the unit that are told.

    A number alone keeps its hedge (近300 is 近3000) but makes a range or a blank exact.

    Raises
    ------
    CorrectionError
        If what is told makes no amount.
    """
    if "unit" in told:
        name, kind = _unit(told["unit"], quantity.kind)
        quantity = replace(quantity, unit=name, kind=kind)
    if not any(name in told for name in _AMOUNT):
        if quantity.masked and not quantity.unit:
            raise CorrectionError("the figure cannot be read; say its value in a row of its own")
        return quantity
    meant = _meant(quantity, told)
    if meant == "range":
        value, low, high = None, *_range(quantity, told)
    else:
        value = told.get("value", quantity.value)
        if value is None:
            raise CorrectionError(
                "it has no number to be {meant}; add a row that says its value", meant=meant
            )
        low, high = _bounds(quantity, told, meant, value)
    return replace(
        quantity,
        value=value,
        low=low,
        high=high,
        qualifier=meant,
        masked=False,
        rules=(*quantity.rules, FLAG),
    )


def _meant(quantity: Quantity, told: Mapping[str, Any]) -> Qualifier:
    if "qualifier" in told:
        return cast(Qualifier, told["qualifier"])
    if "value" not in told and (quantity.masked or {"low", "high"} <= told.keys()):
        return "range"
    if "value" in told and (quantity.masked or quantity.qualifier == "range"):
        return "exact"
    return quantity.qualifier


def _range(quantity: Quantity, told: Mapping[str, Any]) -> tuple[Decimal, Decimal]:
    if "value" in told:
        raise CorrectionError("a range has no value of its own; say low and high")
    low, high = told.get("low", quantity.low), told.get("high", quantity.high)
    if low is None or high is None or low > high:
        raise CorrectionError("a range needs low and high, the lower first; add a row for each")
    return low, high


def _bounds(
    quantity: Quantity, told: Mapping[str, Any], meant: Qualifier, value: Decimal
) -> tuple[Decimal | None, Decimal | None]:
    """Give the bounds of a hedged figure: 300余 is at least 300."""
    if meant == "exact":
        if "low" in told or "high" in told:
            raise CorrectionError("an exact figure has no bounds; say qualifier range as well")
        return None, None
    moved: dict[str, Decimal | None] = {"low": None, "high": None}
    if meant == quantity.qualifier:
        for name in moved:
            bound = getattr(quantity, name)
            moved[name] = value if bound is not None and bound == quantity.value else None
    elif meant in ("over", "under"):
        moved["low" if meant == "over" else "high"] = value
    low, high = told.get("low", moved["low"]), told.get("high", moved["high"])
    if low is not None and high is not None and low > high:
        raise CorrectionError("its low is above its high")
    return low, high


def _unit(unit: str, kind: Kind) -> tuple[str, Kind]:
    base = unit.partition("/")[0]
    record = UNITS.get(base)
    if record is None:
        if any(unit.startswith(scale) and unit[1:] in UNITS for scale in "万亿千百"):
            raise CorrectionError(
                "{unit} is a scale and a unit; write {own}, and the value", unit=unit, own=unit[1:]
            )
        return unit, kind if kind == "measure" else "count"
    if record.worth != 1:
        raise CorrectionError(
            "{unit} is kept in {kept}; write that, and the value", unit=unit, kept=record.name
        )
    return record.name + unit[len(base) :], record.kind


def _shown(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value) if value not in (None, "") else "none"


def _order(correction: Correction) -> tuple[str, ...]:
    return tuple(getattr(correction, name) for name in ("doc_id", "words", "field", "value", "note",
                                                        "by", "when"))  # fmt: skip

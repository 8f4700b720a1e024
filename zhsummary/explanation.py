"""How a text is read: every figure, what each field says, and the rule that found it.

In goes a text or a document, out comes an `Explanation` that prints itself: the reading
of each figure with its rules, then what looks like a number and was not read, with the
reason. Nothing here decides anything; the stages do, and this shows them at work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from zhsummary import pipeline, structure
from zhsummary.facts.model import Fact
from zhsummary.lexicons.load import rows
from zhsummary.messages import in_language, say
from zhsummary.quantities import lookalikes
from zhsummary.quantities.find import find_numbers, find_quantities
from zhsummary.quantities.model import Quantity
from zhsummary.read import from_text
from zhsummary.show.amounts import amount_text
from zhsummary.show.document import document_body
from zhsummary.show.html import styled
from zhsummary.show.table import rows_table
from zhsummary.show.text import pad, width
from zhsummary.spans import Span, fold
from zhsummary.structure.model import Heading, Summary
from zhsummary.structure.sections import headings

#: The fields of a fact in the order in which they are asked.
FIELDS = ("item", "action", "modality", "change", "time", "actor", "per", "group", "flags")


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that looks like a number and gives no fact, and why."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reading of a text; printed, it is a report that a person can follow.

    Attributes
    ----------
    text : str
        The text that was read; all offsets count from its first character.
    facts : tuple of Fact
        Its figures in order, each with its rules (``fact.rules``, ``fact.quantity.rules``).
    unread : tuple of Unread
        What looks like a number and was not read, with the reason.
    """

    text: str
    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...]
    _headings: tuple[Heading, ...] = ()

    def fields(self, fact: Fact) -> list[tuple[str, str, str]]:
        """Give what a fact says as (field, value, rule), without fields that say nothing.

        Examples
        --------
        >>> told = explain("新建基层工会7家。")
        >>> told.fields(told.facts[0])[:2]
        [('item', '基层工会', 'noun-before'), ('action', '新建', 'verb-before')]
        """
        rules = {name: rule for name, _, rule in (rule.partition(":") for rule in fact.rules)}
        told = [(name, _said(getattr(fact, name)), rules.get(name, "")) for name in FIELDS]
        return [line for line in told if line[1]]

    def __repr__(self) -> str:
        lines: list[str] = []
        for fact in self.facts:
            lines += _lines(fact, self.fields(fact))
        if self.unread:
            lines.append(say("not read:"))
            lines += _aligned([(_flat(u.text), in_language(u.reason)) for u in self.unread])
        return "\n".join(lines) or say("no figure, and nothing that looks like one")

    def _repr_html_(self) -> str:
        readings = [
            [_flat(fact.quantity.text), _reading(fact.quantity), _chain(fact.quantity.rules),
             *("\n".join(part) for part in zip(*self.fields(fact), strict=True))]
            for fact in self.facts
        ]  # fmt: skip
        unread = [[_flat(u.text), u.start, in_language(u.reason)] for u in self.unread]
        parts = [
            document_body(self.text, self._headings, self.facts, doc_id="explain"),
            rows_table(["原文", "读作", "数字规则", "字段", "内容", "规则"], readings)
            if readings else "",
            rows_table(["未读", "位置", "原因"], unread) if unread else "",
        ]  # fmt: skip
        style = "<style>.zhs-explain td{white-space:pre-line!important}</style>"
        return styled(f'{style}<div class="zhs zhs-explain">{"".join(parts)}</div>')


def explain(text: str | Summary) -> Explanation:
    """Tell how a text is read: each figure, its fields and the rule behind each.

    Parameters
    ----------
    text : str or Document
        Any text, a sentence or a whole page; or a document of a corpus, which is read
        with what is known of it (its year).

    Returns
    -------
    Explanation
        Prints itself; in a notebook it shows the marked text and tables.

    Raises
    ------
    SourceError
        If `text` is neither a str nor a document.

    Examples
    --------
    >>> explain("2023年新建基层工会7家。")
    7家 → 7 家 (count, exact, 11–13) by digits > unit:家
      item      基层工会  noun-before
      action    新建      verb-before
      modality  actual    stated
      time      2023年
    not read:
      2023年  year: a year is no duration
    """
    if isinstance(text, Summary):
        summaries, whole = [replace(text, start=0)], text.text
    else:
        source = from_text(text)
        summaries, whole = structure.build(source), source.text
    facts, found = in_place(summaries)
    pieces = [Span(s.start, s.start + len(s.text)) for s in summaries]
    return Explanation(whole, facts, tuple(_unread(whole, facts, pieces, found)), found)


def in_place(
    summaries: Sequence[Summary], found: Sequence[Sequence[Heading]] | None = None
) -> tuple[tuple[Fact, ...], tuple[Heading, ...]]:
    """Read the summaries of one page and give facts and headings with their place in the page.

    Parameters
    ----------
    summaries : sequence of Summary
        The summaries.
    found : sequence of sequence of Heading, optional
        The headings of each, found anew where not given.

    Examples
    --------
    >>> page = "河口镇工会2023年工作总结\\n新建工会7家。"
    >>> ((fact,), ()) = in_place(structure.build(from_text(page)))
    >>> page[fact.quantity.start : fact.quantity.end]
    '7家'
    """
    facts = tuple(_moved(f, s.start) for s in summaries for f in pipeline.read_facts(s))
    of_each = [headings(s.text) for s in summaries] if found is None else found
    placed = zip(summaries, of_each, strict=True)
    return facts, tuple(_heading_moved(h, s.start) for s, own in placed for h in own)


def _moved(fact: Fact, by: int) -> Fact:
    if not by:
        return fact
    return replace(
        fact,
        quantity=fact.quantity.shifted(by),
        sentence_start=fact.sentence_start + by,
        sentence_end=fact.sentence_end + by,
    )


def _heading_moved(heading: Heading, by: int) -> Heading:
    places = ("start", "end", "title_start", "body_start", "body_end")
    return replace(heading, **{name: getattr(heading, name) + by for name in places})


# ---------------------------------------------------------------- what was not read


def _unread(
    text: str, facts: Sequence[Fact], pieces: Sequence[Span], found: Sequence[Heading]
) -> list[Unread]:
    """Go through everything that looks like a number, the most telling reason first."""
    free = bytearray(b"\x01") * len(text)
    for fact in facts:
        _take(free, fact.quantity.start, fact.quantity.end)
    unread = []
    for start, end, reason in _suspects(text, pieces, found):
        if all(free[start:end]):
            _take(free, start, end)
            unread.append(Unread(start, end, text[start:end], reason))
    return sorted(unread, key=lambda one: one.start)


def _take(free: bytearray, start: int, end: int) -> None:
    free[start:end] = bytes(end - start)


def _suspects(
    text: str, pieces: Sequence[Span], found: Sequence[Heading]
) -> Iterator[tuple[int, int, str]]:
    folded = fold(text)
    for heading in found:
        yield heading.start, heading.title_start, say("the marker of a heading")
    for pattern, reason in _lookalikes():
        for match in pattern.finditer(folded):
            if match.end() > match.start():
                yield match.start(), match.end(), reason
    for quantity in find_quantities(text):
        if not any(p.start <= quantity.start < p.end for p in pieces):
            yield quantity.start, quantity.end, say("before the first summary of the page")
    quotes = lookalikes.quotes_in(folded)
    for number in find_numbers(text):
        yield number.start, number.end, _reason(folded, number.start, number.end, quotes)


def _reason(folded: str, start: int, end: int, quotes: tuple[tuple[str, str], ...]) -> str:
    if lookalikes.is_coded(folded, start, folded[start].isdecimal()):
        return say("an ordinal or a part of a code")
    if lookalikes.in_title(folded, start, end):
        return say("inside a title 《》")
    if lookalikes.in_name(folded, start, end, quotes):
        return say("inside a name in quotation marks")
    return say("no unit that counts follows")


@cache
def _lookalikes() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(lookalikes.expanded(row["pattern"])), _why(row))
        for row in rows("lookalikes.tsv")
    )


def _why(row: dict[str, str]) -> str:
    return say("{sort}: {why}", sort=row["class"], why=say(row["why"]))


# ---------------------------------------------------------------- as text


def _lines(fact: Fact, fields: Sequence[tuple[str, str, str]]) -> list[str]:
    quantity = fact.quantity
    head = f"{_flat(quantity.text)} → {_reading(quantity)}"
    return [f"{head} by {_chain(quantity.rules)}", *_aligned(fields)]


def _reading(quantity: Quantity) -> str:
    amount = {
        "value": quantity.value, "low": quantity.low, "high": quantity.high,
        "qualifier": quantity.qualifier, "masked": quantity.masked,
    }  # fmt: skip
    how = "masked" if quantity.masked else quantity.qualifier
    place = f"{quantity.start}–{quantity.end}"
    return f"{amount_text(amount)} {quantity.unit} ({quantity.kind}, {how}, {place})"


def _chain(rules: Sequence[str]) -> str:
    return " > ".join(rules)


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else _flat(str(value))


def _flat(text: str) -> str:
    """Put a text with page breaks inside on one line."""
    return " ".join(text.split())


def _aligned(lines: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)] if lines else []
    return [
        "  " + "  ".join(pad(c, w) for c, w in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]

"""What is told in words instead of a figure: 居民收入增长与经济增长同步, 物价总体持平.

A text and its sentences go in; out comes a `Worded` for each such phrase, with the same reading
that a figure in its place would have (item, modality, change, time). No number is made of it.
The wordings are rows of ``worded.tsv``; words whose thing their own clause does not name are
left out, because what they speak of would be a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from zhsummary.facts import Context, extract
from zhsummary.facts.model import Change, Fact
from zhsummary.lexicons.load import rows
from zhsummary.quantities.model import Quantity
from zhsummary.spans import Span, fold

States = Literal["amount", "relation"]
_LEANING = frozenset({"no-item", "inherited-item", "heading-item"})


@dataclass(frozen=True, slots=True)
class Worded:
    """A phrase that stands where a figure could: its reading, and what it states.

    `states` is ``amount`` where the words say how much (持平: no change), ``relation``
    where they only compare (与经济增长同步). The quantity of `fact` has the phrase's
    span and words and no value.
    """

    fact: Fact
    form: str
    states: States


def find_worded(
    text: str, sentences: Sequence[Span], context: Context | None = None
) -> list[Worded]:
    """Find what a text tells in words instead of a figure.

    Parameters
    ----------
    text : str
        The document.
    sentences : sequence of Span
        Its sentences, in order.
    context : Context, optional
        Section titles and the document's year.

    Returns
    -------
    list of Worded
        In order, never overlapping.

    Examples
    --------
    >>> text = "居民收入增长与经济增长基本同步，物价总体持平。"
    >>> [(w.fact.item, w.fact.quantity.text, w.states) for w in find_worded(text, [Span(0, 23)])]
    [('居民收入', '与经济增长基本同步', 'relation'), ('物价', '总体持平', 'amount')]
    """
    found = _phrases(fold(text))
    if not found:
        return []
    starts = [sentence.start for sentence in sentences]
    held = {bisect_right(starts, start) - 1 for start, _ in found}
    told = [sentences[at] for at in sorted(held) if at >= 0]
    places = [_placed(text, start, end) for start, end in found]
    facts = extract(text, told, places, context)
    return [
        Worded(_with_change(fact, form), form.name, form.states)
        for fact in facts
        if _names_its_thing(fact)
        for form in [found[fact.quantity.start, fact.quantity.end]]
    ]


def _names_its_thing(fact: Fact) -> bool:
    """Tell whether the clause says what the words speak of; 连续16个季度高于… says it before."""
    return bool(fact.item) and not _LEANING & set(fact.flags) and not _DIGIT.search(fact.item)


_DIGIT = re.compile(r"[\d０-９]")


def may_hold_words(text: str) -> bool:
    """Tell at little cost whether a text may tell anything in words instead of a figure.

    Examples
    --------
    >>> may_hold_words("物价总体持平。"), may_hold_words("全年建会5家。")
    (True, False)
    """
    return bool(_HINT.search(fold(text)))


@dataclass(frozen=True, slots=True)
class _Form:
    name: str
    states: States
    pattern: re.Pattern[str]
    change: Change


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(
        _Form(
            row["form"],
            "amount" if row["states"] == "amount" else "relation",
            re.compile(row["pattern"]),
            "increase_by" if row["change"] else "",
        )
        for row in rows("worded.tsv")
    )


#: What every form holds; a sentence without it is not searched.
_HINT = re.compile(r"持平|同步|增长|[高低快慢好优]于|跑赢|[列居]|排[名在]")


def _phrases(folded: str) -> dict[tuple[int, int], _Form]:
    """Find the phrases, the longest where several forms meet, in order."""
    if not _HINT.search(folded):
        return {}
    matches = sorted(
        ((match.span(), form) for form in _forms() for match in form.pattern.finditer(folded)),
        key=lambda found: (found[0][0], -found[0][1]),
    )
    kept: dict[tuple[int, int], _Form] = {}
    end = 0
    for span, form in matches:
        if span[0] >= end and not _ASKED.match(folded, span[1]):
            kept[span] = form
            end = span[1]
    return kept


#: 体现了居民收入增长和经济增长同步的要求: what is asked for, not what is.
_ASKED = re.compile(
    r"[^，。；,;]{0,24}的(?:要求|原则|方针|理念|思路|关系|地区|地方|企业|单位|乡镇|县)"
)


def _placed(text: str, start: int, end: int) -> Quantity:
    return Quantity(start, end, text[start:end], "percent", None, None, None, "exact", "%")


def _with_change(fact: Fact, form: _Form) -> Fact:
    return replace(fact, change=fact.change or form.change)

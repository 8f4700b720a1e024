"""Works told by what they turn out: 年产5万吨的饲料加工企业1家, 日处理1500吨污水处理厂.

A clause and its figures go in; which figures only tell how large a works is comes out, each
with the words that open and close what it says. Such a figure counts what the works turns
out, and every other figure of the clause is read as if it were not there.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhsummary.facts.sentence import Clause, Token
from zhsummary.lexicons import load


@dataclass(frozen=True)
class Capacity:
    """Where in its clause a works tells what it turns out: 年处理 [秸秆] 2万吨 的收储中心."""

    #: the first word that belongs to it
    start: int
    #: behind its verb, where what is turned out may stand
    made: int
    #: the figure
    at: int
    #: behind the figure and its 的
    told: int
    #: behind the noun of the works
    end: int


def capacities(clause: Clause) -> list[Capacity]:
    """Give the figures of a clause that only tell how large a works is, in order.

    Examples
    --------
    >>> from zhsummary.facts import Context, extract
    >>> from zhsummary.quantities.find import find_quantities
    >>> from zhsummary.structure.sentences import sentences
    >>> text = "引进年产5万吨的饲料加工企业1家。"
    >>> facts = extract(text, sentences(text, ()), find_quantities(text), Context((), None))
    >>> [(fact.quantity.text, fact.item, fact.action) for fact in facts]
    [('5万吨', '饲料加工企业', '年产'), ('1家', '饲料加工企业', '引进')]
    """
    if _EVERY.isdisjoint(clause.text):
        return []  # most clauses
    return [found for at in clause.figures if (found := _capacity(clause.tokens, at)) is not None]


_YEARLY_DEEDS = load.word_set("yearly_deeds")
_TURNING_OUT = load.word_set("turning_out")
_EVERY = {"年", "日", "可"}
_POWERS = {"能力", "规模", "产能"}


def _capacity(tokens: list[Token], at: int) -> Capacity | None:
    """Read what a works turns out around a figure, or None."""
    made = at - (at > 1 and tokens[at - 1].cls == "N" and _deed(tokens, at - 1) > 0)
    length = _deed(tokens, made)
    end = _works_behind(tokens, at) if length else 0
    if not end:
        return None
    told = at + 1 + (tokens[at + 1].text in _POWERS)  # 年加工蔬菜2万吨能力的企业
    told += tokens[told].cls == "DE"
    return Capacity(made - length, made, at, told, end)


def _deed(tokens: list[Token], end: int) -> int:
    """Give how many words 年产 or 年 处理 is that stands before a place, or 0."""
    if not end:
        return 0
    if tokens[end - 1].text in _YEARLY_DEEDS:
        return 1
    yearly = end > 1 and tokens[end - 2].text in _EVERY
    return 2 if yearly and tokens[end - 1].text in _TURNING_OUT else 0


#: What the noun of a works ends in.
_WORKS = tuple(load.word_set("works_nouns"))
_NOMINAL = {"N", "VN", "DE", "V"}
_FAR = 12  # words behind a figure among which its works stands


def _works_behind(tokens: list[Token], at: int) -> int:
    """Give where the noun phrase of a works behind a figure ends, or 0."""
    end = 0
    for k in range(at + 1, min(len(tokens), at + 1 + _FAR)):
        if tokens[k].cls not in _NOMINAL:
            break
        if tokens[k].cls == "N" and tokens[k].text.endswith(_WORKS):
            end = k + 1
        elif end:
            break
    return end

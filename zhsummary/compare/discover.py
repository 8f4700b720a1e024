"""Indicators found in the corpus itself: facts that say the same in several documents.

In go the facts as rows, out comes a draft of a codebook, to be used as it is or edited.
What a fact says is its wording (`zhsummary.compare.wording`): 签订｜工资集体协议. Wordings
can only be one indicator when they have the same kind and unit (名 is 人), are changes in
one direction or none, and are per the same base. Among those, three things decide:

- how much they are alike: the characters of item and people (weighted by scikit-learn's
  tf-idf), the deeds by ``deeds.tsv``, the words around them. Deeds that differ, words that
  narrow (女会员, 会员) and other head nouns (困难党员, 困难职工) count against it;
- which documents say them: two wordings that are each common and never meet in a document
  are ways of saying one thing (工资协议 here, 工资集体协议 there) and may be less alike;
- what is told apart: two wordings to which a document gives different amounts are never
  put together (but for a slip in one of twenty documents), nor is a lent item with a second
  amount in its sentence taken for the first.

Some are never one however alike: what is new and what there is, deeds of two sorts, rates of two
names, one and several, and nouns in contrast (``contrasts.tsv``: 城镇, 农村; 收入, 支出).

It is a draft: it shows what a corpus talks about and is where an own codebook begins. What
only one document says and what nobody can say the item of stays in ``table.unmatched``.

Comparing costs the square of the wordings in a block; a block of more than 800 wordings is
parted by the last characters of the items, and of what is larger still only the commonest
are compared. Memory is bounded by that, time grows with the facts: 20,000 generated facts
take some 20 seconds on two busy cores, and 60 MB more than 660 (``tests/benchmarks``).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any

from zhsummary.compare.codebook import COLUMNS, Codebook, Indicator
from zhsummary.compare.deeds import deeds_of
from zhsummary.compare.joining import Joining
from zhsummary.compare.likeness import (
    Saying,
    commonness,
    direction,
    distances,
    thing_of,
    unit_class,
)
from zhsummary.compare.units import dimension, members
from zhsummary.compare.wording import Row, Wording, wordings
from zhsummary.lexicons import load

if TYPE_CHECKING:
    import pandas as pd

_MOST = 800  # wordings that are compared with one another


@dataclass(frozen=True)
class Draft(Codebook):
    """A codebook that was found in a corpus, the indicators of most townships first.

    `frame` says also how many townships, documents and facts state each, and an example.

    Examples
    --------
    >>> Draft("discovered", ()).frame.columns.tolist()[-4:]
    ['townships', 'documents', 'facts', 'example']
    """

    stated: tuple[tuple[int, int, int, str], ...] = field(default=(), repr=False)

    @property
    def frame(self) -> pd.DataFrame:
        """The draft as a table that `load_codebook` reads; what it adds is for the reader."""
        from zhsummary.tables import frame_of

        dtypes = dict.fromkeys(map(str, COLUMNS), "string") | _TOLD
        found = super().frame.to_dict("records")
        told = (dict(zip(_TOLD, one, strict=True)) for one in self.stated)
        rows = ({str(name): value for name, value in row.items()} for row in found)
        return frame_of((row | more for row, more in zip(rows, told, strict=True)), dtypes)


_TOLD = {"townships": "int64", "documents": "int64", "facts": "int64", "example": "string"}


def discover(
    rows: Iterable[Row],
    *,
    documents: int | None = None,
    copies: Iterable[tuple[str, str]] = (),
) -> Draft:
    """Find what several documents state.

    Parameters
    ----------
    rows : iterable of mapping
        The facts, with the columns of ``corpus.facts()``.
    documents : int, optional
        In how many documents an indicator must be stated, at the least; without it in
        two and in one of every twenty.
    copies : iterable of (str, str), optional
        Pairs of document ids of which one is a copy of the other; they count as one.

    Returns
    -------
    Draft
        A codebook of the indicators, those of most townships first. `match.assign` finds
        the facts of each by their wordings.

    Examples
    --------
    >>> def stated(doc_id, item, unit, place):
    ...     return {"doc_id": doc_id, "kind": "count", "unit": unit, "item": item, "action": "",
    ...             "change": "", "per": "", "flags": "", "modality": "actual", "section": "",
    ...             "sentence": "", "sentence_start": place, "start": place, "end": place,
    ...             "value": 1.0, "low": None, "high": None, "masked": False, "text": "",
    ...             "township": None}
    >>> found = discover([stated("a", "困难职工", "户", 0), stated("b", "困难职工家庭", "户", 9),
    ...                   stated("b", "困难职工", "人", 20), stated("b", "农家书屋", "户", 30)])
    >>> [(one.label, one.unit, one.wordings) for one in found.indicators]
    [('困难职工', '户', ('｜困难职工', '｜困难职工家庭'))]
    """
    listed = _without_copies(list(rows), copies)
    total = len({row["doc_id"] for row in listed})
    least = max(2, ceil(total / 20)) if documents is None else documents
    groups = [
        group
        for block in _blocks(listed).values()
        for part in _bounded(block)
        for group in _groups(part, total)
        if len({row["doc_id"] for row in _rows(group) if row["modality"] != "reference"}) >= least
    ]
    groups.sort(key=_coverage)
    return _draft(groups)


def _without_copies(rows: list[Row], copies: Iterable[tuple[str, str]]) -> list[Row]:
    """Leave out what a copy says again; of copies the document with the most facts stays."""
    facts = Counter(row["doc_id"] for row in rows)
    left_out: set[str] = set()
    for pair in copies:
        if not left_out & set(pair):
            left_out.add(min(reversed(pair), key=lambda doc_id: facts[doc_id]))
    return [row for row in rows if row["doc_id"] not in left_out]


def _rows(group: Sequence[Saying]) -> Iterator[Row]:
    return (row for saying in group for row in saying.rows)


def _coverage(group: Sequence[Saying]) -> tuple[Any, ...]:
    """Order by townships, documents and facts, most first, then by the words."""
    townships, documents, facts = _counted(group)
    return -townships, -documents, -facts, str(group[0].wording)


def _counted(group: Sequence[Saying]) -> tuple[int, int, int]:
    rows = list(_rows(group))
    towns = {row.get("township") or row["doc_id"] for row in rows}
    return len(towns), len({row["doc_id"] for row in rows}), len(rows)


# ------------------------------------------------------------ what may be together


def _blocks(rows: Sequence[Row]) -> dict[tuple[str, ...], list[Saying]]:
    """Gather the wordings that may be one: of one kind, unit, direction of change and base."""
    blocks: dict[tuple[str, ...], dict[Wording, Saying]] = defaultdict(dict)
    for row, wording in zip(rows, wordings(rows), strict=True):
        if wording is not None:
            mean = "均" if "均" in wording.item else ""
            key = (row["kind"], unit_class(row), direction(row), wording.base or mean)
            blocks[key].setdefault(wording, Saying(wording)).rows.append(row)
    return {key: sorted(said.values(), key=commonness) for key, said in blocks.items()}


def _bounded(block: list[Saying]) -> Iterator[list[Saying]]:
    """Part a block that is too large by the last characters of the items."""
    if len(block) <= _MOST:
        yield block
        return
    ends: dict[str, list[Saying]] = defaultdict(list)
    for saying in block:
        ends[thing_of(saying)[-2:]].append(saying)
    for part in ends.values():
        yield part[:_MOST]
        yield from ([saying] for saying in part[_MOST:])


def _groups(block: Sequence[Saying], total: int) -> list[list[Saying]]:
    """Join wordings, the nearest first, as long as they are near enough."""
    if len(block) < 2:
        return [list(block)]
    return Joining(block, distances(block), total).groups()


# ------------------------------------------------------------ the draft


def _draft(groups: Sequence[Sequence[Saying]]) -> Draft:
    labels = _labels(groups)
    indicators, stated = [], []
    for rank, (group, label) in enumerate(zip(groups, labels, strict=True), start=1):
        indicators.append(_indicator(f"i{rank:02d}", label, group))
        example = " ".join(str(group[0].rows[0].get("sentence") or "").split())
        stated.append((*_counted(group), example))
    return Draft("discovered", tuple(indicators), stated=tuple(stated))


def _indicator(name: str, label: str, group: Sequence[Saying]) -> Indicator:
    units = Counter(_shown_unit(row) for row in _rows(group))
    first = group[0].rows[0]
    unit = units.most_common(1)[0][0]
    return Indicator(
        id=name,
        label=label,
        kind=first["kind"],
        unit=unit,
        units=frozenset().union(*map(members, units)),
        item=None,
        item_not=None,
        action=None,
        action_not=None,
        about=None,
        about_not=None,
        event=None,
        event_not=None,
        theme=None,
        change="by" if direction(first) else "none",
        per=bool(group[0].wording.base) or any("均" in said.wording.item for said in group),
        section=None,
        stock=False,
        wordings=tuple(str(saying.wording) for saying in group),
        yes="",
        no="",
    )


def _shown_unit(row: Row) -> str:
    """Give the unit of a row's amount: 三成 is written with 成, and its amount is 30 percent."""
    return "%" if dimension(row["unit"]) == "%" else row["unit"]


def _labels(groups: Sequence[Sequence[Saying]]) -> list[str]:
    """Name each group in the words of the corpus, no two alike."""
    taken: set[str] = set()
    labels = []
    for group in groups:
        names = _names(group)
        label = next((name for name in names if name not in taken), "")
        number = 2
        while not label or label in taken:
            label = f"{names[0]} {number}"
            number += 1
        taken.add(label)
        labels.append(label)
    return labels


def _names(group: Sequence[Saying]) -> list[str]:
    """Give what a group may be called, the best first: a total, then what is said most."""
    said: Counter[str] = Counter()
    odd: set[str] = set()
    for saying in group:
        for row in saying.rows:
            name = _phrase(saying, row)
            said[name] += 1
            if _is_odd(saying):
                odd.add(name)
    usual = Counter(sign for name in said.elements() for sign in name)

    def rank(name: str) -> tuple[Any, ...]:
        """Put what is said most first, and of those said as often what is most like the rest."""
        typical = sum(usual[sign] for sign in name) / len(name)
        return _is_list(name), -said[name], name in odd, -typical, name

    common = sorted(said, key=rank)
    best, *others = sorted(common, key=lambda name: not _TOTAL.search(name))
    often = [name for name in others if not _is_list(name) and 2 * said[name] >= said[best]]
    wording, unit = group[0].wording, _shown_unit(group[0].rows[0])
    deed = "" if wording.action in best else wording.action
    return [
        best,
        *often,
        *([f"{wording.whom}{best}"] * bool(wording.whom)),
        *([f"{deed}{best}"] * bool(deed)),
        f"{best}（{unit}）",
    ]


_TOTAL = re.compile(r"总数$|总人数$|总量$")


def _is_list(name: str) -> bool:
    """制鞋、注塑培训 is one document's name for a thing, not the corpus's."""
    return bool(re.search("、|等", name))


def _is_odd(saying: Saying) -> bool:
    """Say whether deed or thing is a single sign, which alone seldom tells a reader enough."""
    return len(saying.wording.item) == 1 or len(saying.wording.action) == 1


@cache
def _transitive() -> frozenset[str]:
    """Verbs that a reader expects before what they were done to, but 成功 before its deed."""
    return load.word_set("transitive_verbs") - {"成功"}


_SUMMED_UP = re.compile(r"^.*、.*等(?=..)")


def _phrase(saying: Saying, row: Row) -> str:
    """Put deed and thing in the order in which the figure has them: 医疗互助参保, 签订协议."""
    action, base = saying.wording.action, saying.wording.base
    item = _SUMMED_UP.sub("", saying.wording.item)  # 制鞋、注塑等技能培训
    if base:
        return f"{base}{item}"
    if direction(row):
        return f"{item}{action}"
    if not action or "stock" in deeds_of(action) or action in item:
        return item
    if row["kind"] != "percent" and action in _transitive():
        return f"{action}{item}"
    said = f"{item}{action}" in str(row.get("about", ""))
    behind = said or "inherited-item" in str(row["flags"])
    return f"{item}{action}" if behind else f"{action}{item}"

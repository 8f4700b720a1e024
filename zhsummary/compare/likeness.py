"""How far apart wordings are: by their things, their deeds and what stands around them.

In go wordings of one kind and unit with their facts, out come their distances. Alike are the
characters of the things (weighted by scikit-learn's tf-idf), the deeds, the words around the
figures; what speaks against two wordings being one is added: other deeds, words that narrow
(女会员, 会员), other people (困难党员, 困难职工).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from zhsummary.compare.deeds import LIGHT, deeds_in, deeds_of, is_known, is_listed
from zhsummary.compare.things import (
    HELD,
    are_kinds,
    contrasts,
    core_of,
    head_of,
    is_total,
    kind_of,
    narrowing,
    sort_of_head,
    usual_name,
)
from zhsummary.compare.units import dimension
from zhsummary.compare.wording import Row, Wording
from zhsummary.lexicons import load

if TYPE_CHECKING:
    import numpy as np

_DEEDS, _AROUND = 0.3, 0.1  # what the likeness of deeds and of surroundings weighs; things the rest
_OTHER_DEED, _OTHER_PART, _OTHER_HEAD, _ONLY_PART = 0.45, 0.2, 0.2, 0.15  # added to a distance
_UNLISTED = 0.15  # instead of _OTHER_DEED where a verb is in no list
_STRANGERS = 0.3  # things without a character in common: 财政收入, 第二产业增加值
_NEW_OR_KEPT = 0.3  # 新建 and 有, 出栏 and 存栏: one thing, two figures
NEVER = 9.0  # the distance of what is never one indicator
TOLD_APART = 0.05  # the share of documents in which a slip may give two amounts
_FEW_CONTEXTS = 5  # facts whose surroundings stand for those of a wording

#: Units that count what stands there: without a verb they give a level (会员1352名).
_STANDING = frozenset("人 户 家 元 % 亩 头 个".split())
#: Units of people and firms, of whom many things are told: only the deed parts them.
_OF_PEOPLE = frozenset({"人", "户", "家"})
#: Units of cases and of events that are used for one another.
_UNITS = {"起": "件", "例": "件", "次": "场"}


@dataclass(slots=True)
class Saying:
    """A wording of one kind and unit, and the facts that have it.

    Attributes
    ----------
    wording : Wording
        What they say.
    rows : list of mapping
        The facts.
    """

    wording: Wording
    rows: list[Row] = field(default_factory=list)


def unit_class(row: Row) -> str:
    """Give the unit that stands for all in which one thing may be counted.

    Examples
    --------
    >>> unit_class({"unit": "名"}), unit_class({"unit": "起"}), unit_class({"unit": "吨"})
    ('人', '件', '公斤')
    """
    unit = dimension(row["unit"])
    return _UNITS.get(unit, unit)


def direction(row: Row) -> str:
    """Give the way of a change by an amount, empty for a level.

    Examples
    --------
    >>> direction({"change": "increase_by"}), direction({"change": "increase_to"})
    ('increase_by', '')
    """
    change = str(row["change"] or "")
    return change if change.endswith("_by") else ""


def commonness(saying: Saying) -> tuple[int, str]:
    """Order wordings: those of most facts first."""
    return -len(saying.rows), str(saying.wording)


def distances(block: Sequence[Saying]) -> np.ndarray:
    """Give how unlike the wordings of a block are, from 0."""
    import numpy as np

    deeds = _deeds_of(block)
    around = [_around(saying) for saying in block]
    things = [f"{thing_of(saying)} {usual_name(saying.wording.whom)}" for saying in block]
    around_deeds = [
        [*sorted(own) * 3, *deeds_in(text)] or ["none"]
        for own, text in zip(deeds, around, strict=True)
    ]
    by_deeds = _DEEDS if len(set(deeds)) > 1 else 0  # where all do the same it tells nothing
    by_around = _AROUND if any(around) else 0
    kin = _likeness(things, analyzer="char", ngram_range=(1, 2))
    alike = (1 - by_deeds - by_around) * kin
    if by_deeds:
        alike += by_deeds * _likeness(around_deeds, analyzer=_as_it_is)
    if by_around:
        alike += by_around * _likeness(around, analyzer="char", ngram_range=(1, 2))
    distances = 1 - alike + _against(block, deeds) + _STRANGERS * (kin == 0)
    distances[_never_one(block, deeds)] = NEVER
    np.fill_diagonal(distances, 0)
    return distances


def _as_it_is(tokens: list[str]) -> list[str]:
    return tokens


def _likeness(texts: Sequence[Any], **analysis: Any) -> np.ndarray:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(sublinear_tf=True, **analysis).fit_transform(texts)
    return (vectors @ vectors.T).toarray()


def _against(block: Sequence[Saying], deeds: Sequence[frozenset[str]]) -> np.ndarray:
    """Give what speaks against two wordings being one, whatever their characters."""
    import numpy as np

    new = _truths(["new" in own for own in deeds]) | _truths(["keep" in own for own in deeds])
    agree = _agree(deeds)
    silent = np.array([not own for own in deeds])
    other_deed = ~agree & ~silent[:, None] & ~silent[None, :]
    listed = np.array([is_listed(own) for own in deeds])
    sure = np.where(listed[:, None] & listed[None, :], _OTHER_DEED, _UNLISTED)
    parts = [narrowing(usual_name(saying.wording.item)) for saying in block]
    heads = [head_of(saying.wording.whom) for saying in block]
    only = [all("part-of-total" in str(row["flags"]) for row in saying.rows) for saying in block]
    return (
        np.where(new, _NEW_OR_KEPT, sure * other_deed)
        + _OTHER_PART * _unequal(parts)
        + _OTHER_HEAD * _unequal(heads, unless="")
        + _ONLY_PART * _truths(only)
    )


def _other_kinds(block: Sequence[Saying]) -> np.ndarray:
    """Tell which things have one noun and other words before it: 留守儿童, 困境儿童."""
    import numpy as np

    places: dict[str, list[int]] = defaultdict(list)
    for index, saying in enumerate(block):
        places[kind_of(*_counted(saying))].append(index)
    apart = np.zeros((len(block), len(block)), dtype=bool)
    for one, other in combinations(places, 2):
        if are_kinds(one, other):
            apart[np.ix_(places[one], places[other])] = True
            apart[np.ix_(places[other], places[one])] = True
    return apart


def _never_one(block: Sequence[Saying], deeds: Sequence[frozenset[str]]) -> np.ndarray:
    """Tell which wordings are two things however alike they are.

    What is new and what there is (新登记企业, 企业), what there is and what was done to some
    (企业, 覆盖企业), rates of other names (入会率, 建会率), other people (困难党员, 困难职工),
    nouns in contrast (城镇居民收入, 农村居民收入), kinds of one thing (留守儿童, 困境儿童), one and
    several (老党员; 老党员、老军人), what a feast names in quotes (“迎中秋”演出, 演出), those of
    whom something was not done (未建会企业), and things that documents tell apart
    (工资集体协议36份、集体合同38份).
    """
    import numpy as np

    unit = unit_class(block[0].rows[0])
    items = [saying.wording.item for saying in block]
    barred = _unequal([_rate_of(item) for item in items], unless="")
    barred |= _unequal([_people_of(saying.wording) for saying in block], unless="")
    told = (contrasts(saying.wording.action + saying.wording.item) for saying in block)
    for contrasted in zip(*told, strict=True):
        barred |= _unequal(contrasted, unless="")
    barred |= _of_other_sorts(items)
    barred |= _of_a_feast(items)
    if unit not in HELD:
        barred |= _truths(["、" in item for item in items])
    barred |= _truths([_is_of_those_left(saying) for saying in block])
    if unit in _STANDING:
        barred |= _truths(["new" in own for own in deeds])
        barred |= _unequal([_sort_of(saying) for saying in block], unless="")
    kept, sold = (np.array([deed in own for own in deeds]) for deed in ("keep", "sell"))
    barred |= (kept[:, None] & sold[None, :]) | (sold[:, None] & kept[None, :])
    if unit in _OF_PEOPLE:
        acts = np.array([bool(saying.wording.action) for saying in block])
        barred |= ~_agree(deeds) & acts[:, None] & acts[None, :]
    return barred | _other_kinds(block) | _told_apart(block, deeds)


def _of_other_sorts(items: Sequence[str]) -> np.ndarray:
    """龙头企业, 定报企业: with one head, what stands before it without a word in common."""
    import numpy as np

    told = [sort_of_head(item) for item in items]
    heads = np.array([head for head, _ in told])
    signs = _incidence([frozenset(sort) for _, sort in told])
    sorted_out = np.array([bool(sort) for _, sort in told])
    apart = (signs @ signs.T) == 0
    same = (heads[:, None] == heads[None, :]) & (heads != "")[:, None]
    return apart & same & sorted_out[:, None] & sorted_out[None, :]


def _of_a_feast(items: Sequence[str]) -> np.ndarray:
    """“迎中秋”文艺演出, 文艺演出: those of one feast are not all."""
    import numpy as np

    apart = np.zeros((len(items), len(items)), dtype=bool)
    for index, item in enumerate(items):
        for feast in {name for quoted in _QUOTED.findall(item) for name in _feasts_in(quoted)}:
            others = np.array([feast not in other for other in items])
            apart[index] |= others
            apart[:, index] |= others
    return apart


def _feasts_in(name: str) -> list[str]:
    return [feast for feast in load.word_set("feasts") if feast in name]


_QUOTED = re.compile("“([^“”]{2,12})”(?=[^“”]{2})")


def _sort_of(saying: Saying) -> str:
    """Say whether a deed that is in the lexicon tells what there is or what was done."""
    action = saying.wording.action
    own = deeds_of(action) if action else frozenset()
    if is_total(saying.wording.item) or (own == _STOCK and action not in _OF_BOTH_SORTS):
        return "stock"
    return "done" if is_listed(own) and not own & _SAY_NOTHING else ""


def _is_of_those_left(saying: Saying) -> bool:
    """Tell whether those are counted of whom something was not done: 应建会而未建会的企业."""
    return any(row["value"] and _LEFT.search(_before(row)) for row in saying.rows)


def _before(row: Row) -> str:
    """Give the words of a figure's clause that stand before it."""
    return _CLAUSE_END.split(str(row.get("about", "")).partition("＿")[0])[-1]


_CLAUSE_END = re.compile("[，。；：,;:]")
#: 没建会的企业, 尚未参保; 未成年人 and 从未 say nothing of the kind.
_LEFT = re.compile("(?<!从)(?:未(?![成来婚])|没)")

_STOCK = frozenset({"stock"})
#: 有18名妇女就业, 参训达到230人: verbs of what there is that stand before what was done, too.
_OF_BOTH_SORTS = frozenset({"有", "共", "达", "达到", "超过", "突破", "过", "是", "为"})
_SAY_NOTHING = _STOCK | LIGHT


_NEW = frozenset({"new"})


def _people_of(wording: Wording) -> str:
    """Name the people that are counted, or to whom a sum went; empty for all else."""
    head = head_of(wording.whom or core_of(wording.item, "人", is_part=False))
    return next((noun for noun in _sorts_of_people() if head.endswith(noun)), "")


@cache
def _sorts_of_people() -> list[str]:
    return sorted(load.word_set("sorts_of_people"))


def _rate_of(item: str) -> str:
    """Give the name of a rate without what it is a rate of: 职工入会率 is 入会率."""
    found = _RATE.search(usual_name(item))
    return found[0] if found else ""


_RATE = re.compile("..[率面]$")


def _told_apart(block: Sequence[Saying], deeds: Sequence[frozenset[str]]) -> np.ndarray:
    """Tell of which things documents give two amounts with one deed: so do all their wordings."""
    import numpy as np

    things = [thing_of(saying) for saying in block]
    stated: dict[tuple[str, str], dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for saying, thing, own in zip(block, things, deeds, strict=True):
        for row in saying.rows:
            if row["modality"] == "actual" and not row.get("masked"):
                amount = row["value"], row["low"], row["high"]
                for deed in own:
                    stated[row["doc_id"], deed][thing].add(amount)
    met: Counter[tuple[str, str]] = Counter()
    apart: Counter[tuple[str, str]] = Counter()
    for amounts in stated.values():
        for one, other in combinations(sorted(amounts), 2):
            met[one, other] += 1
            apart[one, other] += amounts[one].isdisjoint(amounts[other])
    place: dict[str, list[int]] = defaultdict(list)
    for index, thing in enumerate(things):
        place[thing].append(index)
    barred = np.zeros((len(block), len(block)), dtype=bool)
    for (one, other), times in apart.items():
        if times > TOLD_APART * met[one, other]:
            barred[np.ix_(place[one], place[other])] = True
            barred[np.ix_(place[other], place[one])] = True
    return barred


def _truths(values: Sequence[bool]) -> np.ndarray:
    import numpy as np

    column = np.array(values)
    return column[:, None] != column[None, :]


def _unequal(values: Sequence[str], unless: str | None = None) -> np.ndarray:
    """Tell where two values differ; one that is `unless` differs from none."""
    import numpy as np

    column = np.array(values)
    different = column[:, None] != column[None, :]
    if unless is None:
        return different
    said = column != unless
    return different & said[:, None] & said[None, :]


def _agree(deeds: Sequence[frozenset[str]]) -> np.ndarray:
    """Tell which wordings share a deed."""
    shared = _incidence(deeds)
    return (shared @ shared.T) > 0


def _incidence(sets: Sequence[frozenset[str]]) -> np.ndarray:
    import numpy as np

    names = {name: place for place, name in enumerate(sorted(frozenset().union(*sets)))}
    table = np.zeros((len(sets), len(names)))
    for row, own in enumerate(sets):
        table[row, [names[name] for name in own]] = 1
    return table


def _deeds_of(block: Sequence[Saying]) -> list[frozenset[str]]:
    """Give the deeds of each wording; one without a verb does what its thing has done to it.

    Of what stands there (people, bodies, money) it states a level. A change or a percentage
    is told by its thing alone.
    """
    row = block[0].rows[0]
    if row["kind"] == "percent" or direction(row):
        return [frozenset({"stock"})] * len(block)
    unit = unit_class(row)
    standing = unit in _STANDING
    usual: dict[str, frozenset[str]] = {}
    items = {saying.wording.item for saying in block}
    for saying in block:
        if saying.wording.action and deeds_of(saying.wording.action) != LIGHT:
            usual.setdefault(thing_of(saying), deeds_of(saying.wording.action))
    found = []
    for saying in block:
        thing, action, item = thing_of(saying), saying.wording.action, saying.wording.item
        silent = frozenset({"stock"}) if standing else usual.get(thing, frozenset())
        counted = frozenset({"stock"}) if is_total(saying.wording.item) else frozenset()
        named = frozenset(deeds_in(saying.wording.item))  # 技能培训 says itself what is done
        own = deeds_of(action) if action else silent
        if (action.startswith("新") and not is_known(action)) or (
            item.startswith("新") and item[1:] in items
        ):
            own |= _NEW
        if own == LIGHT and not (named or unit in _OF_PEOPLE):
            own = silent
        found.append(own | counted | named)
    return found


def _around(saying: Saying) -> str:
    """Give the words around the figures in their clauses."""
    contexts = (str(row.get("about", "")).rpartition("，")[2] for row in saying.rows)
    return " ".join(sorted(dict.fromkeys(contexts))[:_FEW_CONTEXTS])


def thing_of(saying: Saying) -> str:
    """Give the thing of a wording by its usual name (`zhsummary.compare.things`)."""
    return core_of(*_counted(saying))


def _counted(saying: Saying) -> tuple[str, str, bool]:
    """Give what a wording counts, in which unit, and whether as a part of a whole."""
    is_part = any("part-of-total" in str(row["flags"]) for row in saying.rows)
    return saying.wording.item, unit_class(saying.rows[0]), is_part

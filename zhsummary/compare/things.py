"""The thing that is counted, by its usual name: 养老护理、焊工等培训班 are 培训.

In goes the item of a figure, out comes what names the thing, what narrows it to a part, and
its head noun. The words are those of ``things.tsv`` and of ``word_sets.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from zhsummary.compare.deeds import without_deed
from zhsummary.lexicons import load
from zhsummary.structure.words import words

#: Units of what is held: its name is the deed (技能培训3期).
HELD = frozenset("期 场 次 人次".split())


@cache
def core_of(item: str, unit: str, is_part: bool) -> str:
    """Give the thing that is counted by its usual name: 养老护理、焊工等培训班 is 培训.

    Examples
    --------
    >>> core_of("养老护理、焊工等培训班", "期", False), core_of("在册会员", "人", False)
    ('培训', '会员')
    """
    core = usual_name(_stripped(item, unit, is_part))
    if unit not in HELD:
        core = without_deed(core)
        shorter = _ends().sub("", core)
        core = shorter if len(shorter) > 1 else core
    return re.sub(r"(?:班|课|课程|课上)$", "培训", core) if unit == "期" else core


def _stripped(item: str, unit: str, is_part: bool) -> str:
    """Take off what says no more of a thing than that it was counted, and in whose name."""
    core = _fronts().sub("", item) or item
    core = _ends().sub("", core) or core
    if unit in HELD:
        core = _CAMPAIGN.sub("", core)
    core = re.sub("[“”]", "", core)
    if not is_part:
        core = _last_listed(core, unit)
    return core


@cache
def kind_of(item: str, unit: str, is_part: bool) -> str:
    """Give the thing with the verb that tells which are meant: 受灾群众 are no 群众.

    Examples
    --------
    >>> [kind_of(item, "人", False) for item in ("受灾群众", "“两癌”筛查", "在册会员")]
    ['受灾群众', '两癌', '会员']
    """
    core = core_of(item, unit, is_part)
    whole = usual_name(_stripped(item, unit, is_part))
    return whole if whole.endswith(core) else core


#: “巾帼心向党”宣讲 is 宣讲.
_CAMPAIGN = re.compile("^“[^”]+”(?=..)")


def _last_listed(item: str, unit: str) -> str:
    """Give what a list is of: 制鞋、注塑等工种培训 are 培训."""
    of_all = re.search(r"等(?!级)(?:[个多各]|类)*(?:工种|方面)?的?(.{2,})$", item)
    if of_all:
        return of_all[1]
    if "、" in item and unit in HELD:
        return _last_word(item.rpartition("、")[2]) or item
    return item


@cache
def _fronts() -> re.Pattern[str]:
    return re.compile(f"^(?:{'|'.join(sorted(load.word_set('generic_fronts')))})+")


@cache
def _ends() -> re.Pattern[str]:
    longest = sorted(load.word_set("counted_ends"), key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(longest)})$")


def is_total(item: str) -> bool:
    """会员总数, 在册会员: the thing says itself that it is a level.

    Examples
    --------
    >>> is_total("会员总数"), is_total("新会员")
    (True, False)
    """
    return bool(re.search(r"总人数|总数|总量|在册|现有", item))


def usual_name(text: str) -> str:
    """Put the usual name for each thing that has several.

    Examples
    --------
    >>> usual_name("职工子女")
    '职工学生'
    """
    return _other_names().sub(lambda name: _usual_names()[name[0]], text)


@cache
def _usual_names() -> dict[str, str]:
    return {
        other: row["thing"] for row in load.rows("things.tsv") for other in row["words"].split()
    }


@cache
def _other_names() -> re.Pattern[str]:
    longest = sorted(_usual_names(), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest)))


@cache
def narrowing(item: str) -> str:
    """Name what makes a thing a part of another: 女会员, 规模企业.

    Examples
    --------
    >>> narrowing("女会员"), narrowing("会员")
    ('女', '')
    """
    found = {word for word in load.word_set("narrowing_words") if word in item}
    if re.search(r"困难.*(?:子女|学|生|孩)", item):
        found.discard("困难")  # whose children are helped need not be said
    return " ".join(sorted(found))


@cache
def head_of(people: str) -> str:
    """Give the last noun, which tells one group of people from another.

    Examples
    --------
    >>> head_of("困难职工家庭"), head_of("退休老工人")
    ('困难职工', '老工人')
    """
    return _last_word(usual_name(people))


def _last_word(text: str) -> str:
    cut = words(text)
    return cut[-1].text if cut else ""


def are_kinds(one: str, other: str) -> bool:
    """Tell whether two things are kinds of one: a noun in common, and other words before it.

    Examples
    --------
    >>> are_kinds("留守儿童", "困境儿童"), are_kinds("规模以上企业", "规模企业")
    (True, False)
    >>> are_kinds("家庭邻里纠纷", "婚姻家庭纠纷"), are_kinds("社区", "社区妇联")
    (False, True)
    """
    ours, theirs = one, other
    while ours and theirs and ours[-1] == theirs[-1]:
        ours, theirs = ours[:-1], theirs[:-1]
    if ours == one:
        shorter, longer = sorted((one, other), key=len)
        return shorter in load.word_set("divisions") and longer.startswith(shorter)
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return False
    return not any(pair in theirs for pair in map("".join, pairwise(ours)))


@lru_cache(maxsize=4096)
def sort_of_head(item: str) -> tuple[str, str]:
    """Part a noun that many things share from what tells which of them is meant.

    Examples
    --------
    >>> sort_of_head("全镇农业龙头企业"), sort_of_head("会员")
    (('企业', '农业龙头'), ('', ''))
    """
    found = _heads_of_many().search(item)
    if found is None:
        return "", ""
    sort = usual_name(_fronts().sub("", item[: found.start()]))
    return found[0], sort.replace("的", "")


@cache
def _heads_of_many() -> re.Pattern[str]:
    longest = sorted(load.word_set("heads_of_many"), key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(longest)})$")


@lru_cache(maxsize=4096)
def contrasts(item: str) -> tuple[str, ...]:
    """Say which nouns of each row of ``contrasts.tsv`` a thing names, in the order of the rows.

    Examples
    --------
    >>> [named for named in contrasts("农村居民人均可支配收入") if named]
    ['收入', '可支配收入', '农村']
    >>> [named for named in contrasts("居民人均可支配收入") if named]
    ['收入', '可支配收入', '居民']
    >>> [named for named in contrasts("牛羊出栏") if named]
    ['出栏', '牛 羊']
    """
    return tuple(row.named_in(item) for row in _contrasted())


@dataclass(frozen=True)
class _Contrast:
    """Nouns that are never one another."""

    usual: Mapping[str, str]
    pattern: re.Pattern[str]
    wholes: tuple[str, ...]

    def named_in(self, item: str) -> str:
        """Name those in a thing, by the first of those for the same."""
        found = {self.usual[noun] for noun in self.pattern.findall(item)}
        if not found:
            return next((whole for whole in self.wholes if whole in item), "")
        return " ".join(sorted(found))


@cache
def _contrasted() -> list[_Contrast]:
    rows = []
    for row in load.rows("contrasts.tsv"):
        kinds = (kind.split("/") for kind in row["words"].split())
        usual = {noun: kind[0] for kind in kinds for noun in kind}
        longest = sorted(usual, key=lambda noun: (-len(noun), noun))
        rows.append(_Contrast(usual, re.compile("|".join(longest)), tuple(row["whole"].split())))
    return rows

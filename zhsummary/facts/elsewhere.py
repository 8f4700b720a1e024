"""The ways to what a figure counts that has no noun of its own, in their order.

Another figure (新建工会3家，会员120人，其中女40人), the clause before, a verb, the title of the
section: the surest way first, and nothing where the only way left would be a guess.
"""

from __future__ import annotations

import re

from zhsummary.facts.borrowed import (
    in_rounds,
    label,
    object_of,
    of_the_next,
    served,
    told_by_a_clause,
)
from zhsummary.facts.clause_topic import topic
from zhsummary.facts.deeds import not_yet_done, only_founds, stricken, waits_for_object
from zhsummary.facts.frame import Frame, is_source
from zhsummary.facts.inherited import inherited
from zhsummary.facts.naming import TARGET, Item, is_some_target, without_target
from zhsummary.facts.noun_behind import behind_a_relative
from zhsummary.facts.nouns import BODY_UNITS, PEOPLE, is_body, join
from zhsummary.facts.parts import among_those, of_a_task, some_of_those
from zhsummary.facts.population import (
    POPULATION,
    goes_on_with_place,
    in_pair,
    of_a_whole_place,
    of_the_ruled,
)
from zhsummary.facts.totals import total
from zhsummary.lexicons import load


def from_elsewhere(frame: Frame, earlier: list[tuple[Frame, Item]], named: str) -> Item:
    """Name what a figure counts that has no noun of its own; the surest way first."""
    return (
        _surely_told(frame, earlier)
        or _beside_another(frame, earlier, named)
        or _in_the_sentence(frame, earlier, named)
        or _by_the_title(frame, named)
        or _by_its_deed(frame)
        or _NO_ITEM
    )


_NO_ITEM = Item("", "no-item", "no-item")


def _surely_told(frame: Frame, earlier: list[tuple[Frame, Item]]) -> Item | None:
    """全镇187户，646人; 辖14个村，2.3万人; 未脱贫28户: only one thing can be counted there."""
    if goes_on_with_place(frame, earlier):
        return Item(POPULATION[frame.quantity.unit], "of-the-place")
    if (head := total(frame, earlier)) is not None:
        return Item(head, "total") if head else _NO_ITEM
    if of_the_ruled(frame, earlier):
        return Item(POPULATION[frame.quantity.unit], "of-the-place")
    if thing := label(frame):
        return Item(thing, "label")
    if thing := in_rounds(frame):
        return Item(thing, "in-rounds")
    if thing := of_the_next(frame) or told_by_a_clause(frame):
        return Item(thing, "noun-of-next")
    source = frame.neighbour
    if source is not None and earlier[-1][0] is source and is_source(source) and frame.verb:
        return Item(earlier[-1][1].text, "reached-from", "inherited-item")
    if thing := served(frame):
        return Item(thing, "those-served", "inherited-item")
    if stricken(frame):
        return Item(join(frame.follow), "verb-as-noun")
    if lacking := not_yet_done(frame):
        return Item(lacking, "verb-as-noun")
    if frame.verb_class == "V" and frame.follow and _relative(frame):
        if any(f.quantity.unit == frame.quantity.unit and i.text for f, i in earlier):
            return None  # 建成中心10个，今年新建的2个投资64万元: of those counted before
        return Item(frame.verb_text, "headless")
    return None


def _relative(frame: Frame) -> bool:
    """重建的8户全部完工: with no noun beside it, the verb before 的 says which ones."""
    return bool(frame.left) and frame.left[-1].cls == "DE" and not frame.before and not frame.after


def _beside_another(frame: Frame, earlier: list[tuple[Frame, Item]], named: str) -> Item | None:
    """毁坏水渠9条200米: the figure right before it counts the same thing, if it can."""
    if not earlier or earlier[-1][0] is not frame.neighbour:
        return None
    other, found = earlier[-1]
    if frame.juxtaposed and not found.text and _is_told_by_it_alone(frame, other):
        return _NO_ITEM
    if not (frame.juxtaposed or frame.listed) or _is_of_another(frame, other, found):
        return None
    long = frame.quantity.unit in _LENGTHS and frame.juxtaposed
    untold = not found.text and other.quantity.unit in _LENGTHS
    if long and (untold or found.text.endswith(_OF_VILLAGES)):
        return _NO_ITEM  # 5个行政村5条32公里
    if found.rule == "of-the-place" and frame.quantity.unit in POPULATION:
        return Item(POPULATION[frame.quantity.unit], "of-the-place")
    if frame.left_words & _WITHOUT_BREAK:
        return _NO_ITEM  # 在3500米险段连续两天
    if frame.verb and TARGET.search(found.text):
        done = without_target(found.text, named)  # 任务量1800米、已完成2100米
        done = "" if is_some_target(found.text) else done
        return Item(done, "inherited", "inherited-item") if done else _NO_ITEM
    return Item(found.text, "juxtaposed", found.flag) if found.text else None


_LENGTHS = {"条", "段", "公里", "千米", "米", "里", "延米"}
_WITHOUT_BREAK = {"连续", "持续", "历时"}


def _is_told_by_it_alone(frame: Frame, other: Frame) -> bool:
    """决堤2处35米; 隐患点25处，涉及50户115人: nothing but the figure before says what it is of."""
    grown = other.verb_class == "C"  # 减少420户1516人
    if frame.quantity.unit == "人" and not grown and in_pair(frame):
        return True
    return not frame.before and not frame.follow and frame.quantity.kind != "money"


def _is_of_another(frame: Frame, other: Frame, found: Item) -> bool:
    """Say whether a figure counts something else than the one that it stands beside."""
    deed = frame.verb_class in {"V", "VN"}
    if deed and found.rule == "verb-as-noun":
        return True  # 刑拘26人、逮捕14人
    if deed and other.before and all(t.verbal for t in other.before):
        return True  # 受理提请批捕96人、移送起诉138人
    if deed and frame.quantity.unit in _OF_PERSONS and other.quantity.unit in _OF_ONE_CASE:
        return True  # 受案51起、行政拘留8人
    if frame.quantity.unit not in POPULATION:
        return False
    if found.rule == "unit-is-noun":
        return True  # 两镇6村180人
    # 13个自然村86户进水, but not 东山村14户60人
    villages = other.quantity.unit not in POPULATION and found.text.endswith(_OF_VILLAGES)
    return frame.juxtaposed and villages


_OF_VILLAGES = ("村", "村庄", "村民组", "村民小组", "自然寨", "屯", "社区", "乡镇")
_OF_PERSONS = load.word_set("units_of_persons")
_OF_ONE_CASE = load.word_set("units_of_one_case")


def _in_the_sentence(frame: Frame, earlier: list[tuple[Frame, Item]], named: str) -> Item | None:
    """Name what a clause around the figure tells of, or what the figures before it count."""
    if thing := behind_a_relative(frame):
        return Item(thing, "noun-after")
    if those := among_those(frame):
        return Item(those, "noun-before")
    if those := some_of_those(frame, earlier):
        return Item(those, "inherited", "inherited-item")
    share = (frame.quantity.kind == "percent" or _multiplies(frame)) and bool(earlier)
    if not share and (thing := object_of(frame)) and not is_body(thing):
        return Item(thing, "object-after")
    if thing := topic(frame):
        return Item(thing, "topic", "inherited-item")
    if share and (found := _share_of(frame, earlier)) is not None:
        return found
    if not named and of_a_whole_place(frame):
        return Item(POPULATION[frame.quantity.unit], "of-the-place")
    thing = inherited(frame, earlier, named)
    if thing and frame.quantity.kind == "money" and frame.verb_text in _INVESTING:
        thing = _TOTAL_INVESTMENT.sub("投资", thing)  # 总投资900万元，今年计划投资350万元
    deeds = {i.text for _, i in earlier if i.rule == "verb-as-noun"}
    if thing in deeds and frame.verb_class in {"V", "VN"} and frame.quantity.kind == "measure":
        thing = ""  # 补植补造180公顷，改造培育30公顷
    thing = _if_countable(frame, thing, earlier)
    if thing and not (frame.limit and thing[0].isdigit()):  # 35岁以下党员40名，60岁以上…
        return Item(thing, "inherited", "inherited-item")
    return None


def _if_countable(frame: Frame, thing: str, earlier: list[tuple[Frame, Item]]) -> str:
    """园区总投资6亿元，占地600亩: a sum has no area, and 200个教学班，8000人 no such people."""
    quantity = frame.quantity
    if frame.verb_text in _LEAVING_STOCK and thing.endswith(_STOCK):
        return thing.removesuffix(_STOCK)  # 生猪存栏量41万头，出栏18万头
    if quantity.kind == "measure" and quantity.unit != "倍" and thing.endswith(_SUMS_OF_MONEY):
        return ""
    if quantity.unit in _OF_PERSONS and not frame.verb and thing.endswith(_CLASSES):
        return ""
    return thing


_LEAVING_STOCK = {"出栏", "外调", "屠宰"}
_STOCK = "存栏量"
_SUMS_OF_MONEY = ("投资", "资金", "经费", "投入")
_CLASSES = ("教学班", "班级", "教室")
_INVESTING = {"投资", "投入", "完成投资"}
_TOTAL_INVESTMENT = re.compile(r"(?:计划|概算|估算)?总投资$")


def _multiplies(frame: Frame) -> bool:
    """造林28亩，为年度任务7亩的4倍: how many times a base is what was told before it."""
    base = frame.neighbour
    return frame.quantity.unit == "倍" and base is not None and base.base and not frame.before


def _share_of(frame: Frame, earlier: list[tuple[Frame, Item]]) -> Item | None:
    """收缴经费35万元，占全年的80%: the share is of what a figure before counts."""
    if not frame.left and TARGET.search(join(frame.right)):
        return _NO_ITEM  # 100%完成任务数
    if frame.left and not frame.verb_text.startswith(("占", "恢复")) and not _multiplies(frame):
        return None
    of = of_a_task(frame, earlier)
    if of is None:
        depth = frame.clause.depth
        told = [(f, i) for f, i in earlier if f.clause.depth <= depth] or earlier
        near = (i for f, i in reversed(told) if not f.limit and not f.base and i.text)
        of = next(near, None)
    return (
        None if of is None else Item(of.text, "share-of-figure-before", "inherited-item", of.whole)
    )


def _by_the_title(frame: Frame, named: str) -> Item | None:
    """Take what the title of the section names, unless it can not be what the figure counts."""
    if not named or frame.quantity.unit in _DURATIONS:
        return None  # 成立3个多月来: a title is no length of time
    if is_body(named) and not PEOPLE.search(named) and frame.quantity.unit not in BODY_UNITS:
        return None  # 工会组建 … 每户发放500元: bodies are no sum
    if named.endswith("率") and frame.quantity.kind != "percent":
        return None
    told = bool(frame.left) and frame.left[-1].cls == "DE"
    if told and frame.quantity.unit in _OF_PERSONS and not PEOPLE.search(named):
        return None  # 救灾 … 口粮全无的300余人: who they are is told, and is no title
    if frame.quantity.kind == "money" and join(frame.verb[-1:]).endswith(_RAISED):
        return None
    if frame.quantity.kind == "money" and frame.verb_text in _EARNING:
        return None  # 基础设施 … 人均增收2811元
    does_more = frame.verb_class == "VN" and len(frame.verb_text) > 1
    if frame.quantity.unit in _SESSIONS and not named.endswith(frame.verb_text or "?"):
        does_more = does_more or _by_its_deed(frame) is not None  # 农业 … 全年检查了12次
    return None if does_more else Item(named, "heading", "heading-item")


_DURATIONS = load.word_set("units_of_duration")
_SESSIONS = load.word_set("session_units") | {"批次"}
_EARNING = load.word_set("earning_verbs")
#: Verbs that name the money themselves: 筹资600万元.
_RAISED = ("资", "款", "捐")


def _by_its_deed(frame: Frame) -> Item | None:
    """造成215户受灾: the deed is counted, where it does not wait for an object."""
    told = frame.verb[-1:] if frame.verb_class in {"V", "VN"} else frame.follow
    if told and told[-1].cls in {"L", "C"}:
        return None  # 比上年的30户增加5户
    if frame.right and frame.right[0].cls == "DE" and not frame.after:
        return None
    deed = join(told)
    if len(deed) < 2 or deed in _NAMING_NOTHING or waits_for_object(deed):
        return None
    if frame.quantity.unit in POPULATION and deed.endswith(_VISITING):
        return None  # 入户走访98户
    if frame.quantity.unit in _OF_FIRMS:
        return None  # 责令停业2家: firms are counted, not deeds
    return None if only_founds(frame, deed) else Item(deed, "verb-as-noun")


#: Verbs that name no event: 举办了2期 does not say of what.
_NAMING_NOTHING = (
    load.word_set("holding_verbs")
    | load.word_set("comparing_verbs")
    | load.word_set("earlier_or_later")
)
_OF_FIRMS = {"家", "家次"}
_VISITING = ("走访", "慰问", "帮扶", "摸排", "登记", "回访", "看望")

"""What a quantity counts: the noun phrase beside it, or the one that reaches on to it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise, takewhile

from zhsummary.facts.borrowed import (
    BY_MEANS,
    PEOPLE_UNITS,
    behind_size,
    described,
    in_rounds,
    inherited,
    label,
    left_over,
    limited,
    object_of,
    of_the_next,
    same_rate,
    served,
    shared_out,
    sized_by_next,
    told_by_a_clause,
    topic,
    total,
)
from zhsummary.facts.frame import HOW_OFTEN, Frame, is_source, trace
from zhsummary.facts.naming import (
    TARGET,
    Item,
    is_piece,
    is_some_target,
    name,
    name_behind,
    summed_up,
    without_target,
)
from zhsummary.facts.nouns import (
    ONE,
    PEOPLE,
    WORTH,
    clean,
    is_body,
    is_held,
    is_honour,
    join,
    noun_phrase_before,
)
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load

_BODIES = load.word_set("body_units")


def item(frame: Frame, earlier: list[tuple[Frame, Item]], named: str) -> Item:
    """Name what a quantity counts.

    Parameters
    ----------
    frame : Frame
        The quantity in its clause.
    earlier : list of (Frame, Item)
        The frames of the same sentence before it, with their items.
    named : str
        What the title of the section names, for a figure whose item stands there only.
    """
    if frame.verb_text in _UNNAMED_BY_TITLES and not PEOPLE.search(named):
        named = ""  # under 防灾减灾: 受灾3870人, 出动120人次
    if frame.right and frame.right[0].text in _AWAY and frame.quantity.kind == "measure":
        return Item("", "no-item", "no-item")  # 从900米外的山泉引水
    if frame.left and frame.left[-1].text == "连续" and (thing := _lasting(frame)):
        return Item(thing, "object-after")
    if thing := sized_by_next(frame):
        return Item(thing, "noun-of-next")
    if thing := described(frame):
        return Item(thing, "noun-of-next")
    if frame.sort and not frame.after and (those := _told_apart(frame, earlier)) is not None:
        return those
    own = _whole(_judged(frame) or _own(frame), frame, earlier)
    if own is not None and frame.quantity.kind == "percent" and is_some_target(own.text):
        own = _of_a_task(frame, earlier) or own
    if own is not None and _only_limit(frame):
        nearest = limited(frame, earlier)
        flag = "inherited-item" if nearest else ""
        return Item(own.text + nearest, "limit-of-whole", flag, nearest)
    rate = same_rate(frame, earlier)
    if own is not None and own.rule != "noun-after" and not rate:
        return own
    if left := left_over(frame, earlier):
        return Item(left, "left-over", "inherited-item")
    if own is not None and own.rule == "noun-after":
        return own
    if join(frame.before) == "长" and earlier and _has_a_size(*_told(earlier[-1]), frame):
        owner = earlier[-1][1].text  # 新修便道4条，长5200米
        return Item(owner + "长度", "subject", "inherited-item") if owner else Item("", "no-item")
    if not frame.after and is_piece(clean(frame.before) or "人"):
        return Item("", "no-item", "no-item")  # a guess would be worse than a blank
    if shared := shared_out(frame, earlier) or rate:
        return Item(shared, "shared-out", "inherited-item")
    return _from_elsewhere(frame, earlier, named)


_AWAY = {"外", "以外", "之外", "开外", "处", "远"}


def _told_apart(frame: Frame, earlier: list[tuple[Frame, Item]]) -> Item | None:
    """贫困户120户，其中政策兜底的14户: those told apart are some of those counted in all.

    Things of which nothing was counted before are not told apart.
    """
    some = frame.quantity
    for before, found in reversed(earlier):
        all_of_them = before.quantity
        alike = all_of_them.unit == some.unit and not (before.part or before.beside_part)
        if before.clause.end in {"；", ";"}:
            break  # 占道户2户，已拆除；批而未建的1户
        more = (all_of_them.value or 0) > (some.value or 0) and found.rule != "told-apart"
        if alike and found.text and more:
            return Item(found.text, "inherited", "inherited-item")
    counted = frame.quantity.unit in _COUNTED_AS_PEOPLE | _BODIES
    return Item(name(frame.sort), "told-apart") if counted else None


_RULING = load.word_set("ruling_verbs")


def _of_the_ruled(frame: Frame, earlier: list[tuple[Frame, Item]]) -> bool:
    """辖14个村、96个村民组，2.3万人: those who live there."""
    if frame.quantity.unit not in _POPULATION or frame.verb_class not in {"", "L"} or frame.follow:
        return False
    if frame.juxtaposed and earlier and earlier[-1][0] is frame.neighbour:
        found = earlier[-1][1]  # 27个村民小组504户1810人, but not 少数民族491户2118人
        if found.text in _DIVISIONS and frame.quantity.unit == "户":
            return True
        if found.rule in {"noun-before", "subject", "object-in-verb"}:
            return False
    if any(f.verb_text in _RULING for f, _ in earlier):
        return True
    # 辖区15个村民小组，732户3610人
    pair = _in_pair(frame) and all(t.cls in {"D", "L"} for t in frame.left)
    return pair and any(i.text in _DIVISIONS for _, i in earlier[-2:])


def _in_pair(frame: Frame) -> bool:
    """732户3610人: households with those who live in them."""
    if frame.juxtaposed or (frame.listed and len(frame.left) == 1):
        return frame.neighbour is not None and frame.neighbour.quantity.unit == "户"
    if _lone_behind_homes(frame):
        return True
    behind = frame.clause.tokens[frame.at + 1 : frame.at + 3]
    if behind and behind[0].cls == "J":  # 有610户、2438人
        behind = behind[1:]
    if not behind and frame.below is not None:  # 全村共174户，701人
        behind = frame.below.tokens if len(frame.below.tokens) == 1 else []
    beside = behind[0].quantity if behind else None
    return frame.quantity.unit == "户" and beside is not None and beside.unit == "人"


def _lone_behind_homes(frame: Frame) -> bool:
    """全村共174户，701人: nothing but the people of the households of the clause before."""
    before = frame.previous
    if before is None or frame.left or frame.right or frame.quantity.unit != "人":
        return False
    near = before.clause_index + 1 == frame.clause_index
    return near and before.quantity.unit == "户" and not before.right and not before.limit


_DIVISIONS = {
    "村小组",
    "屯",
    "村民小组",
    "行政村",
    "自然村",
    "自然寨",
    "村民组",
    "居民小组",
    "社区",
    "村",
}


def _of_a_whole_place(frame: Frame) -> bool:
    """石桥村有320户1180人, 全村共123户540人: all who live there."""
    if not trace(frame, "pair", _pair_step, False):
        return False
    first = frame.neighbour if frame.juxtaposed else frame
    if _lone_behind_homes(frame):
        first = frame.previous
    if first is None or first.after or first.follow or frame.follow or frame.after:
        return False
    if first.verb_text not in _THERE_IS | {""}:
        return False
    loose = {"T", "D", "L"}
    named = [t for t in first.left if t.cls not in loose]
    if all(t.cls in {"S", "SUBJ"} for t in named):
        return bool(named)
    return all(t.cls in {"N", "S"} for t in named) and _PLACE.search(join(named)) is not None


def _pair_step(frame: Frame) -> tuple[bool | None, Frame | None]:
    return _in_pair(frame), None


_THERE_IS = load.word_set("holding_there")
_PLACE = re.compile(r"..(?:村|镇|乡|社区|街道|林场|农场)$")


def _from_elsewhere(frame: Frame, earlier: list[tuple[Frame, Item]], named: str) -> Item:
    """Name what a figure counts that has no noun of its own; the surest way first."""
    if _goes_on_with_place(frame, earlier):
        return Item(_POPULATION[frame.quantity.unit], "of-the-place")  # 全村187户，646人
    if (head := total(frame, earlier)) is not None:
        return Item(head, "total") if head else Item("", "no-item", "no-item")
    if _of_the_ruled(frame, earlier):
        return Item(_POPULATION[frame.quantity.unit], "of-the-place")
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
    if _stricken(frame):
        return Item(join(frame.follow), "verb-as-noun")
    if lacking := _not_yet(frame):
        return Item(lacking, "verb-as-noun")
    if frame.verb_class == "V" and frame.follow and _relative(frame):
        return Item(frame.verb_text, "headless")
    beside = (frame.juxtaposed or frame.listed) and earlier and earlier[-1][0] is frame.neighbour
    alone = frame.quantity.unit == "人" and frame.juxtaposed and _in_pair(frame)
    grown = frame.neighbour is not None and frame.neighbour.verb_class == "C"  # 减少420户1516人
    if alone and beside and not grown and not earlier[-1][1].text:
        return Item("", "no-item", "no-item")  # 隐患点25处，涉及50户115人
    if beside and earlier[-1][1].rule == "verb-as-noun" and frame.verb_class in {"V", "VN"}:
        beside = False  # 刑拘26人、逮捕14人
    if beside and frame.verb_class in {"V", "VN"} and frame.quantity.unit in _OF_PERSONS:
        beside = earlier[-1][0].quantity.unit not in _OF_CASES  # 受案51起、行政拘留8人
    if beside and earlier[-1][1].rule == "unit-is-noun" and frame.quantity.unit in _POPULATION:
        beside = False  # 两镇6村180人
    if beside and frame.quantity.unit in _POPULATION and frame.juxtaposed:
        villages = earlier[-1][0].quantity.unit not in _POPULATION
        # 13个自然村86户进水, but not 东山村14户60人
        beside = not (villages and earlier[-1][1].text.endswith(_OF_VILLAGES))
    if _stands_beside_nothing(frame, earlier):
        return Item("", "no-item", "no-item")  # 决堤2处35米
    if beside and earlier[-1][1].rule == "of-the-place" and frame.quantity.unit in _POPULATION:
        return Item(_POPULATION[frame.quantity.unit], "of-the-place")
    if beside and frame.left_words & _LASTING:
        return Item("", "no-item", "no-item")  # 在3500米险段连续两天
    if beside and frame.verb and TARGET.search(earlier[-1][1].text):
        done = without_target(earlier[-1][1].text, named)  # 任务量1800米、已完成2100米
        done = "" if is_some_target(earlier[-1][1].text) else done
        return Item(done, "inherited", "inherited-item") if done else Item("", "no-item", "no-item")
    if beside and earlier[-1][1].text:
        return Item(earlier[-1][1].text, "juxtaposed", earlier[-1][1].flag)
    if thing := _behind_a_relative(frame):
        return Item(thing, "noun-after")
    if those := _among_those(frame):
        return Item(those, "noun-before")
    if those := _some_of_those(frame, earlier):
        return Item(those, "inherited", "inherited-item")
    share = frame.quantity.kind == "percent" and bool(earlier)
    if not share and (thing := object_of(frame)) and not is_body(thing):
        return Item(thing, "object-after")
    if thing := topic(frame):
        return Item(thing, "topic", "inherited-item")
    of_a_task = not frame.left and TARGET.search(join(frame.right)) is not None
    if share and of_a_task:
        return Item("", "no-item", "no-item")  # 100%完成任务数
    if share and (frame.verb_text == "占" or not frame.left):
        of = _of_a_task(frame, earlier)
        depth = frame.clause.depth
        told = [(f, i) for f, i in earlier if f.clause.depth <= depth] or earlier
        near = (i for f, i in reversed(told) if not f.limit and not f.base and i.text)
        of = of or next(near, None)
        if of is not None:
            return Item(of.text, "share-of-figure-before", "inherited-item", of.whole)
    if not named and _of_a_whole_place(frame):
        return Item(_POPULATION[frame.quantity.unit], "of-the-place")
    thing = inherited(frame, earlier, named)
    if thing and frame.quantity.kind == "money" and frame.verb_text in _INVESTING:
        thing = _IN_ALL.sub("投资", thing)  # 总投资900万元，今年计划投资350万元
    if thing and not (frame.limit and thing[0].isdigit()):  # 35岁以下党员40名，60岁以上…
        return Item(thing, "inherited", "inherited-item")
    if is_body(named) and not PEOPLE.search(named) and frame.quantity.unit not in _BODIES:
        named = ""  # 工会组建 … 每户发放500元: bodies are no sum
    if named.endswith("率") and frame.quantity.kind != "percent":
        named = ""
    if frame.quantity.unit in _DURATIONS:
        named = ""  # 成立3个多月来: a title is no length of time
    raised = join(frame.verb[-1:]).endswith(_RAISED) and frame.quantity.kind == "money"
    if named and not raised and not (frame.verb_class == "VN" and len(frame.verb_text) > 1):
        return Item(named, "heading", "heading-item")
    deed = frame.verb[-1:] if frame.verb_class in {"V", "VN"} else frame.follow
    if deed and deed[-1].cls in {"L", "C"}:
        return Item("", "no-item", "no-item")  # 比上年的30户增加5户
    of_others = bool(frame.right) and frame.right[0].cls == "DE" and not frame.after
    named_so = len(join(deed)) > 1 and join(deed) not in _HOLDING | _COMPARING
    named_so = named_so and not _waits(join(deed))
    if frame.quantity.unit in _POPULATION and join(deed).endswith(_VISITING):
        named_so = False  # 入户走访98户
    if named_so and not of_others and not _founds(frame, join(deed)):
        return Item(join(deed), "verb-as-noun")  # 造成215户受灾
    return Item("", "no-item", "no-item")


_UNNAMED_BY_TITLES = load.word_set("befalling_people") | load.word_set("sending_verbs")
_INVESTING = {"投资", "投入", "完成投资"}
_IN_ALL = re.compile(r"(?:计划|概算|估算)?总投资$")


def _stands_beside_nothing(frame: Frame, earlier: list[tuple[Frame, Item]]) -> bool:
    beside = frame.juxtaposed and bool(earlier) and earlier[-1][0] is frame.neighbour
    bare = not frame.before and not frame.follow and frame.quantity.kind != "money"
    return beside and bare and not earlier[-1][1].text


_OF_VILLAGES = ("村", "村庄", "村民组", "村民小组", "自然寨", "屯", "社区", "乡镇")


def _goes_on_with_place(frame: Frame, earlier: list[tuple[Frame, Item]]) -> bool:
    bare = not frame.left and not frame.right and frame.quantity.unit in _POPULATION
    return bare and bool(earlier) and earlier[-1][1].rule == "of-the-place"


def _among_those(frame: Frame) -> str:
    """企业中有48家签订了合同书: those of whom they are some stand before 中."""
    words = [t.text for t in frame.left]
    if words[-2:] not in (["中", "有"], ["中", "已有"]) or len(words) < 3:
        return ""
    those = frame.left[-3].text
    bodies = frame.quantity.unit in _BODIES and those.endswith(_FIRMS)
    people = frame.quantity.unit in _COUNTED_AS_PEOPLE and PEOPLE.search(those) is not None
    return those if bodies or people else ""


def _some_of_those(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """28名妇女参加了考试，20名取得了证书: persons are not what they got."""
    if frame.quantity.unit not in _OF_PERSONS or not earlier or frame.left or not frame.follow:
        return ""
    before, found = earlier[-1]
    near = before.clause_index + 1 == frame.clause_index and not before.limit
    if not near or before.quantity.unit not in _OF_PERSONS or not before.follow:
        return ""
    return found.text if PEOPLE.search(found.text) or found.text.endswith(_OF_PEOPLE) else ""


_OF_CASES = {"起", "件", "宗", "例"}
_OF_PERSONS = {"人", "名", "位"}


def _behind_a_relative(frame: Frame) -> str:
    """10家到期的企业都续订了: behind a clause that tells of it stands what the unit counts."""
    right, unit = frame.right, frame.quantity.unit
    if right and right[0].text in _HAVING and unit in _COUNTED_AS_PEOPLE:
        # 组织15名有就业意向返乡农民工参加招聘会
        end = next((k for k, t in enumerate(right) if k and t.cls in {"V", "P", "X"}), len(right))
        those = right[end - 1].text
        return those if PEOPLE.search(those) or those.endswith(_OF_PEOPLE) else ""
    if not right or right[0].cls not in {"V", "VN", "D"}:
        return ""
    at = next((k for k, t in enumerate(right[:6]) if t.cls == "DE"), 0)
    if not at or any(t.cls not in {"V", "VN", "D", "N"} for t in right[:at]):
        return ""
    named = name_behind(right[at + 1 :], set())
    if unit in _BODIES:
        return named if named.endswith(_FIRMS) else ""
    return named if unit in _COUNTED_AS_PEOPLE and PEOPLE.search(named) else ""


_HAVING = {"有", "具有", "无"}
_FIRMS = tuple(load.word_set("sized_bodies") | load.word_set("counted_bodies"))


def _stricken(frame: Frame) -> bool:
    """造成8600亩蔬菜受灾，5200人受灾: people are not what the fields bear."""
    if frame.quantity.unit not in _POPULATION or frame.before or frame.after or frame.verb:
        return False
    return bool(frame.follow) and frame.follow[0].text in _STRIKING


_STRIKING = load.word_set("striking_verbs")


def _not_yet(frame: Frame) -> str:
    """还有260户610人未脱贫: what has not come about is told with its 未."""
    if frame.quantity.unit not in _COUNTED_AS_PEOPLE | set(_POPULATION) or frame.before:
        return ""
    behind = frame.clause.tokens[frame.at + 1 : frame.at + _NEAR]
    behind = [t for t in behind if t.cls != "Q"][:2]
    if len(behind) < 2 or behind[0].text not in _NOT or behind[1].cls not in {"V", "VN"}:
        return ""
    return "未" + behind[1].text


def _not_done(frame: Frame) -> str:
    """未脱贫28户: the same before the figure."""
    if frame.quantity.unit not in _POPULATION or frame.before or not _ends_in_verb(frame):
        return ""
    at = next((k for k, t in enumerate(frame.left) if t is frame.verb[0]), 0)
    denied = at > 0 and frame.left[at - 1].text in _NOT
    return "未" + frame.verb_text.removeprefix("未") if denied else ""


_NOT = {"未", "尚未", "还未", "没有", "没", "未能"}
_NEAR = 6  # words behind a figure among which its verb stands


#: Head nouns that say nothing without what they are of: 总量突破60万户.
_BARE_HEADS = load.word_set("bare_heads")


def _whole(own: Item | None, frame: Frame, earlier: list[tuple[Frame, Item]]) -> Item | None:
    """Say of what a bare head is: 新增上市企业12家、总数达90家; 个体户快速成长，总量突破60万户."""
    if own is not None and own.text in _SEXES:
        return Item(own.text + _those_told_apart(frame, earlier), own.rule)
    if (
        own is not None
        and own.text in _RANKS
        and (frame.part or frame.beside_part)
        and own.rule == "noun-before"
    ):
        return Item(own.text + _whole_counted(frame, earlier), own.rule)
    if own is not None and own.text in _YIELDS and own.rule in {"subject", "noun-before"}:
        grown = _grown_before(frame, earlier)
        return Item(grown + own.text, own.rule) if grown else own
    if own is None or own.text not in _BARE_HEADS or own.rule not in {"subject", "noun-before"}:
        return own
    if own.text == "幅度" and (changed := _what_changed(frame)):
        return Item(changed, own.rule)
    owner = ""
    if frame.topic is not None and frame.topic.tokens and frame.neighbour is None:
        tokens = frame.topic.tokens
        bound = next((k for k, t in enumerate(tokens) if t.cls not in {"N", "DE", "J"}), None)
        if tokens[-1].cls == "N" and all(t.cls in _NOMINAL for t in tokens):
            bound = None  # 稻田养虾基地，总面积70亩
        owner = name(tokens[:bound])
        if not owner and tokens[-1].cls == "N":  # 提高了低保的补助标准，提高幅度达30%
            owner = name(noun_phrase_before(tokens)[0])
        owner = "" if is_body(owner) else owner
    elif earlier and (_measures_alike(earlier[-1][0], frame) or own.text in {"占比", "比重"}):
        owner = earlier[-1][1].text
    elif earlier and own.text in _SIZES_OF and _has_a_size(*_told(earlier[-1]), frame):
        owner = earlier[-1][1].text  # 排洪沟4条，总长6公里
    if not owner or owner.endswith((own.text, own.text[-2:])):
        return own  # 新增面积800平方米，总面积达到4500平方米
    return Item(owner + own.text, own.rule, "inherited-item")


#: How large the things are that the figure before counts.
_SIZES_OF = load.word_set("sizes_of_things")


def _told(one: tuple[Frame, Item]) -> tuple[Frame, str]:
    return one[0], one[1].text


def _has_a_size(before: Frame, of: str, frame: Frame) -> bool:
    """Say whether the figure before counts things that have a length or an area."""
    things = before.quantity.kind == "count" and before.quantity.unit not in _OF_PERSONS
    homes = before.quantity.unit in _COUNTED_AS_PEOPLE  # 违法建筑27户，面积3400平方米
    things = things and not (homes and (PEOPLE.search(of) or of.endswith(("户", *_OF_PEOPLE))))
    return things and not before.limit and before.clause_index + 1 >= frame.clause_index


#: What comes of an area, and says nothing without what grew there.
_YIELDS = {
    "平均亩产",
    "平均单产",
    "总产",
    "产量",
    "年产量",
    "总产量",
    "单产",
    "亩产",
    "总产值",
    "产值",
}
_AREAS = {"亩", "公顷"}
_AREA_OF = re.compile(r"(?:播种|种植|栽种|栽培|收获|生产)?(?:总)?面积$|(?:播种|种植)$")


def _grown_before(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """水稻种植面积5000亩，总产2600吨; 种植小麦6300亩，预计产量2350吨: what grew on the area."""
    if not earlier or frame.neighbour is not None:
        return ""
    back = len(earlier) - 1
    while back and earlier[back][0].verb_class == "C":
        back -= 1  # 比上年减少120亩，减少1.9%，预计产量2350吨
    while back and earlier[back][1].text.endswith(("亩产", "单产")):
        back -= 1  # 大麦1200亩，亩产260公斤，总产312吨
    area, found = earlier[back]
    near = area.clause_index + len(earlier) - back == frame.clause_index
    if area.quantity.unit not in _AREAS or not near:
        return ""
    if found.rule not in {"subject", "noun-before"} or "、" in found.text or "等" in found.text:
        return ""
    return _AREA_OF.sub("", found.text)


def _what_changed(frame: Frame) -> str:
    """案件下降幅度达53%: what changed stands before the word of change."""
    tokens = frame.left
    at = next((k for k, t in enumerate(tokens) if t.text == "幅度"), 0)
    if not at or tokens[at - 1].cls != "C":
        return ""
    return name(noun_phrase_before(tokens[: at - 1], subject=True)[0])


_SEXES = {"男", "女"}
_RANKS = load.word_set("bare_ranks")


def _whole_counted(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """创建示范村31个，其中省级1个: what the part is a part of."""
    alike = [(f, i.text) for f, i in earlier if f.quantity.unit == frame.quantity.unit]
    of = [text for f, text in alike if not f.part and not f.beside_part]
    return of[-1] if of and not of[-1].endswith(tuple(_RANKS)) else ""


def _those_told_apart(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """残疾人140人，其中：男80人: those who are counted in all."""
    of = (i.text for f, i in earlier if f.quantity.unit == frame.quantity.unit and not f.limit)
    whole = next(of, "")
    return whole if PEOPLE.search(whole) or whole.endswith(_OF_PEOPLE) else ""


_OF_PEOPLE = ("人", "员", "者", "民")


def _measures_alike(before: Frame, frame: Frame) -> bool:
    """南北宽8公里，总面积107平方公里: the area is not of the width."""
    a, b = before.quantity, frame.quantity
    return a.kind == b.kind and (a.kind != "measure" or a.unit == b.unit)


_JUDGING = load.word_set("judging_verbs")


_STREETS = {"街道", "主街道", "村街道"}
_JUDGED = load.word_set("judged_nouns")


def _judged(frame: Frame) -> Item | None:
    """15家企业评定为诚信单位: what they became says more than what they are."""
    if not frame.after or frame.limit or join(frame.after) not in _JUDGED:
        return None
    behind = frame.clause.tokens[frame.at + 1 + len(frame.after) : frame.at + _FAR]
    at = next((i for i, t in enumerate(behind) if t.text in _JUDGING), None)
    if at is None:
        return None
    named = name_behind(behind[at + 1 :], {"LE", "P", "L", "D"})
    return Item(named, "what-they-became") if named else None


_STAYING = load.word_set("staying_verbs")


def _lasting(frame: Frame) -> str:
    """连续14年举办运动会: what was held; 水质连续5年保持Ⅱ类: what stayed so."""
    if join(frame.follow) in _STAYING:
        subject = name(noun_phrase_before(frame.left[:-1], subject=True)[0])
        return "" if is_body(subject) else subject
    return object_of(frame, True)


def _of_a_task(frame: Frame, earlier: list[tuple[Frame, Item]]) -> Item | None:
    """收缴经费35万元，完成年度任务的118%: the share is of what was to be done."""
    if not frame.left:
        return None
    shares = frame.left[-1].cls == "DE" or frame.verb_text == "占"
    if not shares and frame.verb_text not in _FULFILLING:
        return None  # 完成全年目标数65%
    near = [
        (f, i)
        for f, i in earlier
        if f.clause_index >= frame.clause_index - 2 and f.clause.depth <= frame.clause.depth
    ]
    of = next(
        (
            i
            for f, i in reversed(near)
            if i.text and not f.limit and not f.base and not is_some_target(i.text)
        ),
        None,
    )
    return Item(of.text, "share-of-a-task", "inherited-item", of.whole) if of else None


#: Verbs of a task that was done in so large a part.
_FULFILLING = {"完成", "实现", "达到", "超额完成", "完成了"}


def _relative(frame: Frame) -> bool:
    """重建的8户全部完工: with no noun beside it, the verb before 的 says which ones."""
    return bool(frame.left) and frame.left[-1].cls == "DE" and not frame.before and not frame.after


def _waits(deed: str) -> bool:
    """Say whether a verb only waits for its object: 举办4场 does not say of what."""
    return deed in _TRANSITIVE or (deed not in _SUMS and _COMPLETED.search(deed) is not None)


_TRANSITIVE = load.word_set("transitive_verbs")
_VISITING = ("走访", "慰问", "帮扶", "摸排", "登记", "回访", "看望")
_SUMS = {"投入", "支出", "收入", "产出", "输出", "新生", "演出", "新婚"}
_COMPLETED = re.compile(
    r"^(?:共|实|应|已|再|依法|新|现|累计)|(?:出|下|到|上|掉|好|足|完|起|走|来|去|成|满|够|入|进|给|为)$"
)
_FOUNDING = load.word_set("founding_verbs")
#: Verbs that name the money themselves: 筹资600万元.
_RAISED = ("资", "款", "捐")
#: Verbs that name no event: 举办了2期 does not say of what.
_HOLDING = load.word_set("holding_verbs")


def _founds(frame: Frame, deed: str) -> bool:
    """打算再建2家: what was founded is not said."""
    if frame.quantity.unit in _BODIES and deed in _HAPPENING:
        return True  # 已有5家投产运营
    return frame.quantity.unit in _BODIES | {"人", "名"} and deed in _FOUNDING


_HAPPENING = load.word_set("happening_verbs")


def _only_limit(frame: Frame) -> bool:
    """其中35岁以下9名: the phrase says which ones, the thing stands before."""
    if frame.after or not frame.before:
        return False
    return all(t.quantity is not None for t in frame.before if t.cls != "DE")


def _own(frame: Frame) -> Item | None:
    told = frame.before if frame.quantity.kind == "percent" else summed_up(frame.before)
    after, before = _counted(_for_whom(frame, _before_next(frame))), name(told)
    verbal = bool(frame.head) and frame.head[-1].cls in {"V", "LE"}
    if frame.quantity.kind == "measure" and after in _SENT_OFF:
        after, frame.after = "", []  # 每天清淤30吨外运
    if frame.quantity.kind == "percent" and before.endswith("率") and verbal:
        before = name(_own_rate(frame.before)) or before
    if not before and frame.quantity.kind == "measure" and join(told) in _STREETS:
        before = join(told)  # 硬化街道2600米: here it is no body
    before = before.removeprefix("完成") if len(before) > _DONE_TO else before
    before = _named_by_verb(frame) or before
    counts = frame.quantity.kind == "count" and len(frame.before) == 1
    if counts and _closes_base(frame.left):
        before = ""  # 平均每个片区2名领导: the noun closes the base of the rate
    if frame.verb_text in _COMPARING and _names_other(frame):
        # 收购价高于邻县0.4元; 高出全国平均水平5个百分点: what it is compared with
        compared = name(noun_phrase_before(frame.head, subject=True)[0])
        return None if not compared or is_body(compared) else Item(compared, "subject")
    if frame.verb_class == "V" and _ends_in_verb(frame) and TARGET.search(before):
        before = ""  # 县总下的硬指标是建6家: the target is what was set, not what is built
    if before and frame.quantity.unit in _EVENTS and _acts_on_average(frame, before):
        return None
    if before and frame.verb_class == "V" and _is_done_with(frame):
        before = ""  # 其中与企业签订61份: with whom, not what
    if frame.verb and frame.before and frame.before[-1].text == "做":
        before = before.removesuffix("做")  # 给老人做体检320人
    if before in WORTH and len(frame.verb_text) > 1:
        before = ""  # 送药价值8000元: the verb holds what it was worth
    if "通过" in frame.left_words and before.endswith(_WAYS):
        before = ""  # 通过融资等方式筹资460万元
    if before and frame.quantity.kind == "money" and _is_given_to(frame, before):
        before = ""  # 奖给优秀教师800元, 每捆给农户4元: to whom, not what
    if before and not frame.verb and frame.quantity.unit in _DURATIONS and is_body(before):
        before = ""  # 市城管局一周内出动80人次
    raised = bool(before) and join(frame.verb[-1:]) in _RAISING_SUMS
    if before in _SUMS_ALONE and not raised and (purpose := _used_for(frame)):
        return Item(purpose, "purpose")
    if _SET.search(after) and (frame.limit or frame.quantity.kind in {"money", "percent"}):
        after, frame.after = "", []  # 每周开放30小时以上的目标
    if frame.quantity.kind == "count" and is_some_target(after) and _counts_no_targets(frame):
        after, frame.after = "", []  # 对照完成26家目标, 县总下达6家任务
        before = "" if frame.verb_text in _SETTING else before
    if frame.limit:
        named = before or _counted(_those_bounded(frame.after))
        return Item(named, "limit") if named else None
    unit = frame.quantity.unit
    own_name = before.endswith(unit) and len(before) > 1  # 检查组5组
    if unit in PEOPLE_UNITS and _own_what_follows(frame.after):
        return Item(unit, "unit-is-noun")  # 上万农户养的鸡
    if (unit in _NOUN_UNITS or unit in PEOPLE_UNITS) and not after and not own_name:
        return Item(unit, "unit-is-noun")
    if (found := _of_the_place(frame)) is not None:
        return found
    if found := _times_of(frame, before):
        return found
    if those := _told_of(frame):
        return Item(those, "noun-after")
    if (done := _done_regularly(frame)) is not None:
        return Item(done, "object-after") if done else None
    if after and _counts_what_follows(frame, before):
        return Item(after, "noun-after")
    if _is_share(frame):
        # 占机具总价的30%: the share is of the thing before, not of the base
        owner = name(noun_phrase_before(frame.head, subject=True)[0])
        if owner and (frame.verb_text == "占" or not is_body(owner)):
            return Item(owner, "share-of-subject")
        if frame.quantity.kind == "percent":
            return None
    if lacking := _not_done(frame):
        return Item(lacking, "verb-as-noun")
    beyond = before in _BEYOND or (
        before in _SET_AMOUNTS and any(t.text in _EXCEEDING for t in frame.left[:-1])
    )
    if beyond and not after:
        return None  # 硬化村道26公里，超计划6公里
    if tasked := _set_for(frame):
        return Item(tasked, "noun-after")
    acts = frame.verb_class in {"V", "VN"} and _ends_in_verb(frame)
    if before and not after and join(frame.verb[-1:]) in _TRANSFERRING and _takes_over(before):
        return None  # 移送有关部门7起: to whom, not what
    if (acts or before in _SUMS_ALONE) and not raised and (purpose := _purpose(frame)):
        return Item(purpose, "purpose")
    counted = frame.quantity.unit in _BODIES and before.endswith(_COUNTED_BODIES)
    ahead = acts and bool(frame.before) and frame.before[0].start < frame.verb[0].start
    ahead = ahead and frame.quantity.unit not in _COUNTED_AS_PEOPLE  # 快递员入会168人
    if ahead and not counted and (held := _held_object(frame)) and not _names(before, held):
        return Item(held, "object-in-verb")  # 王庄村老张养猪50头
    if ahead and frame.quantity.kind == "money" and frame.verb_text in _RECEIVING:
        given = name_behind(frame.right, set())  # 绝育户享受3000元补充养老保险
        if before.endswith(_PAYING) or before.endswith("户"):
            return Item(given, "noun-after") if given else None
    if acts and before and _pays(frame, before):
        # 村民自筹20万元, but 职工掏30块 does not say for what
        return Item(frame.verb_text, "verb-as-noun") if len(frame.verb_text) > 1 else None
    if before and frame.verb_text in _THERE_IS and _PLACE.search(before) and _in_pair(frame):
        return None  # 石桥村有320户1180人
    if before in _SECTORS | _RANKS and frame.verb_text in _LAID_OUT and _ends_in_verb(frame):
        return Item(before + frame.verb_text, "subject")  # 工业投入2.65亿元
    if acts and frame.quantity.kind == "money" and before in _RANKS and frame.clause.depth:
        return None  # 助学金10万元（其中市级筹集3万元）: whose money it is
    holds = acts and unit in _EVENTS and frame.verb_text in _HOLDING and not after
    if holds and (ahead or not before) and (held := _held_there(frame)):
        return Item(held, "subject")
    if ahead and _is_cause(frame):
        return Item(after, "noun-after") if after else None  # 因资金不足只建成3个
    if before and (counted or not acts or not _does(frame, before)):
        return Item(before, "subject" if _ends_in_verb(frame) else "noun-before")
    if after:
        return Item(after, "noun-after")
    if acts and (held := _held_object(frame)):
        return Item(held, "object-in-verb")
    spends = acts and frame.quantity.kind == "money" and join(frame.verb[-1:]) in _SPENDING
    if spends and frame.below is not None and (purpose := _used_for(frame)):
        return Item(purpose, "purpose")
    if acts and join(frame.verb[-1:]) in _DEEDS:
        return Item(join(frame.verb[-1:]), "verb-as-noun")
    return None


def _is_done_with(frame: Frame) -> bool:
    """Say whether 与 leads those before the verb, and nothing stands between verb and figure."""
    if frame.quantity.unit in _COUNTED_AS_PEOPLE | _BODIES:
        return False  # 与农户签约120户
    first = frame.before[0].start
    led = next((t for t in reversed(frame.left) if t.start < first), None)
    return _ends_in_verb(frame) and led is not None and led.text in _WITH


_WITH = {"与", "同", "跟"}


def _held_there(frame: Frame) -> str:
    """Give what opens the clause before the place where it was held: 讲座在村里办了9场."""
    before = list(takewhile(lambda token: token.text != "在", frame.head))
    nominal = before and all(token.cls in {"N", "VN"} for token in before)
    thing = name(before) if nominal and len(before) < len(frame.head) else ""
    return "" if is_body(thing) or PEOPLE.search(thing) else thing


def _own_what_follows(after: list[Token]) -> bool:
    """Say whether a verb and 的 behind people tell of what is theirs."""
    return len(after) > 2 and after[0].cls == "VN" and after[1].cls == "DE"


def _is_given_to(frame: Frame, before: str) -> bool:
    """Say whether people or a place stand behind 给, and no noun of what they are given."""
    if not frame.verb_text.endswith("给"):
        at = frame.before[0].start
        led = next((t for t in reversed(frame.left) if t.start < at and t.cls != "R"), None)
        if led is None or led.text != "给" or led.cls != "P":
            return False
    people = PEOPLE.search(before) or before.endswith((*_OF_PEOPLE, "户"))
    return bool(people) or is_body(before) or _PLACE.search(before) is not None


def _is_cause(frame: Frame) -> bool:
    """因干旱只栽1.2万株, 受干旱影响减产300吨: what stands before the verb is why it was done."""
    causes = _CAUSES.intersection(t.text for t in frame.left)
    return bool(causes) and any(
        a.text in causes and b is frame.before[0] for a, b in pairwise(frame.left)
    )


_CAUSES = {"因", "因为", "由于", "受"}


def _names(before: str, held: str) -> bool:
    """Say whether what stands before a verb names the object in it: 案件 of 命案立案17起."""
    return before.endswith((held, held[0]))


_SECTORS = load.word_set("sectors")
_LAID_OUT = {"投入", "投资", "支出"}


def _own_rate(tokens: list[Token]) -> list[Token]:
    """签订好集体合同、签订率达到100%: what stands before the pause is no rate."""
    at = max((k for k, t in enumerate(tokens) if t.text == "、"), default=-1)
    listed = at > 0 and tokens[at - 1].text.endswith(("率", "比例", "比重", "面"))
    return tokens if listed else tokens[at + 1 :]


def _counts_no_targets(frame: Frame) -> bool:
    """Say whether a measure word is not one of targets themselves: 5项指标, 11个名额."""
    return frame.quantity.unit not in {"个", "项", "条", "类", "大类"}


def _done_regularly(frame: Frame) -> str | None:
    """每季度2次大规模开展消防演练: how often something is done, before what is done."""
    if frame.quantity.unit not in _EVENTS or not frame.left or frame.left[-1].cls != "R":
        return None
    if not frame.follow or frame.verb:
        return None
    if frame.follow[-1].text in BY_MEANS:
        return ""
    deed = join(frame.follow) if join(frame.follow) in _HELD_DEEDS else ""
    return object_of(frame, lasting=True) or deed  # 每月3次到户走访


_HELD_DEEDS = load.word_set("held_deeds")


def _does(frame: Frame, before: str) -> bool:
    """Say whether what stands before the verb does it: 县水利局投资, but not 泵站受损59处."""
    if frame.verb_text in _BEFALLING:
        return False
    if is_honour(before) or (_ends_in_verb(frame) and is_held(before, frame.verb_text)):
        return False  # 示范村新增3个, 安全会议开了10次
    return is_body(before) or before == "上级" or _PLACE.search(before) is not None


def _closes_base(left: list[Token]) -> bool:
    """每个片区2名: the noun behind 每个 is what the rate is of, but not 每户年收入3万元."""
    return len(left) > 1 and left[-2].cls == "R" and left[-2].text.endswith("个")


def _told_of(frame: Frame) -> str:
    """对18名残疾等级达到一级的重度残疾人发放补贴: those behind the clause that tells of them."""
    left, right = frame.left, frame.right
    if frame.quantity.unit not in _COUNTED_AS_PEOPLE or not left or not right:
        return ""
    if not any(t.text in _ACTING_ON for t in left[-2:]) or right[0].cls == "DE":
        return ""
    if PEOPLE.search(join(frame.after)):
        return ""
    behind = frame.clause.tokens[frame.at + 1 : frame.at + _FAR]
    at = next((k for k in range(len(behind) - 1, 0, -1) if behind[k].cls == "DE"), 0)
    if not at or all(t.cls not in {"V", "VN", "P"} for t in behind[:at]):
        return ""
    those = name_behind(behind[at + 1 :], set())
    return those if PEOPLE.search(those) or those.endswith(_OF_PEOPLE) else ""


def _times_of(frame: Frame, before: str) -> Item | None:
    """党政主要领导专门三次组织职工会议: how often those before did what stands behind."""
    acting = before and not frame.verb and frame.follow and not frame.after
    if not acting or frame.quantity.unit not in HOW_OFTEN or frame.right[0].cls == "DE":
        return None
    if not is_body(before) and not PEOPLE.search(before) and not before.endswith(_LEADERS):
        return None
    direct = frame.follow[0] in frame.right[:2]  # 2次主持召开安全生产会议
    thing = object_of(frame, lasting=True) if direct else ""
    return Item(thing or join(frame.follow), "object-after" if thing else "verb-as-noun")


_LEADERS = ("领导", "书记", "主任", "主席", "镇长", "乡长", "委员", "成员")


def _set_for(frame: Frame) -> str:
    """县总下达的1500人参保任务: what was set, not who set it."""
    if frame.verb_text not in _SETTING or not frame.left or frame.left[-1].cls != "DE":
        return ""
    end = next((k for k, t in enumerate(frame.right[:6]) if TARGET.search(t.text)), 0)
    deed = frame.right[:end]
    if not deed or any(t.cls not in {"N", "VN", "V"} for t in deed):
        return ""
    return name(deed) or join(deed)


_SETTING = {"下达", "布置", "分配", "交办", "下派"}
_SENT_OFF = load.word_set("ways_of_disposal")
_EXCEEDING = {"超", "超过", "超出"}
_SET_AMOUNTS = {"目标", "任务", "计划", "指标", "预算", "年度任务", "年度计划", "年度目标"}
_BEYOND = {"超计划", "超任务", "超目标", "超年度计划", "超年度任务"}
#: 完成造林栽植任务 names the task, 完成任务 nothing but that it was done.
_DONE_TO = 5


def _before_next(frame: Frame) -> list[Token]:
    """投资324万元的白河水库和投资396万元的马店水库: what leads to the next is not of this."""
    after = frame.after
    joint = max((k for k, t in enumerate(after) if t.cls == "J"), default=0)
    if not joint:
        return after
    behind = next((t for t in frame.clause.tokens if t.start >= after[-1].end), None)
    following = None if behind is None else behind.quantity
    return (
        after[:joint] if following and following.kind == frame.quantity.kind == "money" else after
    )


_BEFALLING = load.word_set("befalling_verbs")
_RECEIVING = {"享受", "领取", "领到", "获得", "得到", "拿到", "缴纳", "缴", "交", "领"}


def _pays(frame: Frame, who: str) -> bool:
    """Say whether those before the verb pay a sum; 种粮大户补贴36万元 is paid to them."""
    if frame.verb_text in {"补贴", "配套"}:
        return who.endswith(_FUNDS)
    if who.endswith(_OCCASIONS) and frame.verb_text in _GIVING_ALONE | {"募集", "筹集"}:
        return True  # 活动共募捐到3167元
    if len(frame.verb_text) == 1 and frame.verb_text in _GIVING_ALONE:
        return who.endswith((*_PAYING, *_SELVES))  # 职工自己掏30块, but not 医疗互助每人掏80元
    if frame.verb_text in _GIVING_ALONE and frame.before[0].start < frame.verb[0].start:
        return not who.endswith(("资金", "款", "费", "经费"))  # 商会捐资27万元
    return frame.verb_text in _RAISING and who.endswith(_PAYING)


_SELVES = tuple(load.word_set("selves"))
_OCCASIONS = ("活动", "现场", "仪式")
#: What those who pay do, and who they are.
_GIVING_ALONE = load.word_set("giving_alone")
_RAISING = {"投资", "自筹", "捐款", "捐资", "集资", "筹资", "出资", "补贴", "配套", "投劳"}
_FUNDS = ("村居", "村集体", "集体", "村社", "村组", "财政", "上级")
_PAYING = (*load.word_set("people_nouns"), *_FUNDS, "个人", "社会", "大户", "乡贤", "业主")
#: Bodies that are counted before their verb, and do not act: 加工厂办证3家.
_COUNTED_BODIES = tuple(load.word_set("counted_bodies"))
_TRANSFERRING = load.word_set("transferring_verbs")
_TAKING_OVER = tuple(load.word_set("takers_over"))


def _takes_over(phrase: str) -> bool:
    return phrase.endswith(_TAKING_OVER) or is_body(phrase)


def _names_other(frame: Frame) -> bool:
    """Say whether the phrase beside a verb of comparing is the other thing: 比邻镇高出240元."""
    behind = bool(frame.before) and frame.before[0].start > frame.verb[0].start
    return behind or not frame.left_words.isdisjoint({"比", "较", "与", "跟"})


_COMPARING = load.word_set("comparing_verbs")


_EVENTS = load.word_set("event_units")


_PEOPLE = tuple(load.word_set("people_nouns"))


def _acts_on_average(frame: Frame, before: str) -> bool:
    """班子其他成员人均2次: those who act on average are not what is counted."""
    averaged = bool(frame.left) and _AVERAGED.search(frame.left[-1].text) is not None
    return averaged and not frame.verb and (is_body(before) or before.endswith(_PEOPLE))


#: The bases of what one does: 人均2次, 每人2次, but not 每月3次到户走访.
_AVERAGED = re.compile(r"均$|^每[人名位个]")
#: Nouns that are their own measure words.
_NOUN_UNITS = load.word_set("noun_units")


_LASTING = {"连续", "持续", "历时"}
#: Nouns of people that stand behind a number in 万 without a measure word: 3万困难群众.
_COUNTED_AS_PEOPLE = load.word_set("people_units")
_POPULATION = {"人": "人口", "户": "户数"}
_DURATIONS = frozenset({"年", "个月", "月", "周", "星期", "天", "日", "小时", "分钟", "学期"})


def _of_the_place(frame: Frame) -> Item | None:
    """全镇6210户24300人: with nothing but the place beside it, the figure is its population."""
    if frame.quantity.unit not in _POPULATION:
        return None
    if not trace(frame, "of-the-place", _place_step, False):
        return None
    return Item(_POPULATION[frame.quantity.unit], "of-the-place")


def _place_step(frame: Frame) -> tuple[bool | None, Frame | None]:
    if frame.quantity.unit not in _POPULATION or frame.after or frame.follow:
        return False, None
    if frame.juxtaposed and frame.neighbour is not None:
        return None, frame.neighbour
    bare = bool(frame.left) and all(t.cls in {"S", "SUBJ", "T"} for t in frame.left)
    return bare and frame.left[-1].cls == "S", None


_GENERIC = load.word_set("verb_named_nouns")


#: Verbs of giving, getting and sending out, which name nobody: 安排资金136亿元, 出动人员80人次.
_GIVING = (
    load.word_set("spending_verbs")
    | load.word_set("bringing_verbs")
    | load.word_set("sending_verbs")
)


def _named_by_verb(frame: Frame) -> str:
    """参战人员, 供养对象, 覆盖人数: a general noun is told by the verb before it."""
    if len(frame.before) != 1 or frame.before[0].text not in _GENERIC or not frame.verb:
        return ""
    if frame.verb[-1].text in _GIVING:
        return ""
    joined = frame.verb[-1].end <= frame.before[0].start <= frame.verb[-1].end + 1
    return frame.verb[-1].text + frame.before[0].text if joined else ""


#: Verbs that name the thing as well: 罚款4.5万元, 带动就业58人.
_DEEDS = load.word_set("deed_nouns")


def _counts_what_follows(frame: Frame, before: str) -> bool:
    """Say whether the noun behind the measure word is the thing counted."""
    rest = frame.right[len(frame.after) :]
    if before and rest and rest[0].text in _ACTING_ON and frame.quantity.unit in _COUNTED_AS_PEOPLE:
        return bool(PEOPLE.search(join(frame.after)))  # 组织民兵60余人不间断对堤段进行巡查
    called = frame.verb_text in _CALLING and frame.quantity.unit in _COUNTED_AS_PEOPLE
    if called and PEOPLE.search(before):  # 组织老干部20人参观, but 邀请专家3名讲师
        return bool(PEOPLE.search(join(frame.after)))
    if not before or is_body(before) or (frame.left and frame.left[-1].cls == "DE"):
        return True
    if frame.quantity.unit in _OF_PERSONS and not frame.verb and PEOPLE.search(before):
        return bool(PEOPLE.search(join(frame.after)))  # 高危孕妇6人专人专管
    if frame.after[0].cls == "DE" and join(frame.after).endswith(_TEAMS):
        return True  # 镇里组建58人的巡逻小组
    if frame.verb_class == "V" and "由" in frame.left_words:
        return True  # 年度考核由镇党政办组织了2次测评
    if frame.before[-1].text in _SEASONS and frame.quantity.unit in _EVENTS:
        return True  # 搞好春、夏两次防疫会战
    if _PLACE.search(before) and frame.quantity.unit in _OF_PERSONS:
        return frame.after[-1].cls == "N"  # 河口街道共7名退伍士兵返乡
    if frame.verb_text in _CONCERNING:
        return True  # 地质灾害威胁4个村小组
    sized = frame.quantity.kind == "measure" and frame.after[0].cls == "DE"
    placed = _SCHOOLS.search(before) or _PLACE.search(before)
    if sized and (placed or frame.verb_text.endswith("占地")):
        return True  # 中心小学2700平方米的综合楼, 建成占地2万平方米的公园
    if frame.left and frame.left[-1].text == "为期":
        return True  # 参加为期四天的培训班
    if frame.quantity.unit in _DURATIONS and before.endswith(_OF_PEOPLE):
        return True  # 安排专人24小时值班
    if frame.verb_text in _PARTING and frame.after[-1].cls == "N":
        return True  # 该工程分为31个标段
    listed = frame.before[-1].text == "等" or any(t.cls == "J" for t in frame.before)
    if listed and frame.after[0].cls == "N" and frame.quantity.kind == "count":
        return frame.after[0].start > frame.quantity.start  # 东县、西县2个千亿级城市
    if frame.quantity.kind in {"money", "percent"}:
        # 价值320元的暖冬包, but not 2000元的标准, 每年化解15%的要求
        return not _OF_A_RULE.search(join(frame.after))
    if _BASIS.match(join(frame.after)):
        return False  # 在去年32家的基础上
    abuts = len(frame.after) == len(frame.right) and frame.more and not _named_behind(frame)
    return frame.after[0].cls == "N" and not abuts


_TEAMS = tuple(load.word_set("teams"))
#: Behind these stand the people, and behind their number what for.
_CALLING = load.word_set("calling_verbs")
_SEASONS = {"春", "夏", "秋", "冬", "春季", "夏季", "秋季", "冬季"}
_ACTING_ON = {"对", "向", "把", "将", "给", "为"}
_SCHOOLS = re.compile(r"(?:小学|中学|学校|幼儿园|医院|卫生院|敬老院|村部|园区)$")
_CONCERNING = {"涉及", "覆盖", "惠及", "威胁", "影响", "波及", "辐射"}
_PARTING = {"分为", "分成", "划分为", "划分成", "组成", "编成", "编为", "分"}


def _those_bounded(tokens: list[Token]) -> list[Token]:
    """60岁以上老人接种率: what an age or a size bounds are the people or the firms."""
    ends = (k for k, t in enumerate(tokens, 1) if PEOPLE.search(t.text) or t.text.endswith(_FIRMS))
    return tokens[: next(ends, len(tokens))]


_SET = re.compile(r"(?:目标|要求|规定)$")
_OF_A_RULE = re.compile(r"标准|目标|任务|指标|规定|要求|比例|速度")


_BASIS = re.compile(r"的?(?:基础|前提|情况|条件)[上下]?$")


def _named_behind(frame: Frame) -> bool:
    """四个村一百三十名妇女: the next figure has its own noun, so the one between is this one's."""
    tokens = frame.clause.tokens
    at = frame.at + len(frame.after) + 1
    return at + 1 < len(tokens) and tokens[at].cls == "Q" and tokens[at + 1].cls == "N"


def _is_share(frame: Frame) -> bool:
    return (
        (frame.quantity.kind == "percent" or frame.quantity.unit == "倍")
        and frame.verb_text.endswith(("占", "为", "是", "达", "达到", "相当于"))
        and bool(frame.left)
        and (frame.left[-1].cls == "DE" or _base_behind(frame))
    )


def _base_behind(frame: Frame) -> bool:
    """占全球8%, but not 女工占六成: the phrase behind 占 is the base."""
    if frame.verb_text != "占" or not frame.before:
        return False
    return frame.before[0].start > frame.verb[-1].start


@cache
def _objects() -> dict[str, tuple[str, frozenset[str]]]:
    return {
        row["verb"]: (row["object"], frozenset(row["units"].split()))
        for row in load.rows("verb_objects.tsv")
    }


def _held_object(frame: Frame) -> str:
    held, units = _objects().get(join(frame.verb[-1:]), ("", frozenset()))
    return held if frame.quantity.unit in units else ""


def _ends_in_verb(frame: Frame) -> bool:
    if not frame.verb:
        return False
    for token in reversed(frame.left):
        if token.cls not in _BEHIND_VERBS and token.text != "到":  # 募捐到3167元
            return token is frame.verb[-1]
    return False


#: What may stand between a verb and its figure.
_BEHIND_VERBS = {"D", "LE", "T", "R", "M", "PART", "S"}


def _counted(tokens: list[Token]) -> str:
    """Write the noun behind a measure word: here 村 is a thing counted, not a place."""
    if not tokens:
        return ""
    if len(tokens) > 2 and tokens[0].text in _DIMENSIONS and tokens[1].cls == "DE":
        tokens = tokens[2:]  # 2.4公里长的水泥路
    tokens = _without_measure(tokens)
    text = clean(tokens)
    return text if text in _COUNTED_PLACES else name(tokens)


def _without_measure(tokens: list[Token]) -> list[Token]:
    """12家工业企业总产值达8亿元: firms are counted, not what they make."""
    kept = tokens
    while len(kept) > 1 and kept[-1].text in _MEASURES:
        kept = kept[:-1]
    if kept is tokens or kept[-1].cls not in {"N", "DE"}:
        return tokens
    return kept[:-1] if kept[-1].cls == "DE" else kept


#: What is measured of the things that a measure word counts.
_MEASURES = load.word_set("measures_of_things")


def _for_whom(frame: Frame, after: list[Token]) -> list[Token]:
    """为11家驿站拨款共计3万元: what is done for those counted is not what they are."""
    led = bool(frame.left) and frame.left[-1].text in {"为", "给", "对", "向"}
    if not led or len(after) < 2 or after[-1].cls != "VN" or after[0].cls != "N":
        return after
    behind = frame.right[len(after) :]
    return after[:-1] if not behind or behind[0].cls in {"D", "LE"} else after


#: Nouns that name a place elsewhere, and a thing behind a measure word.
_COUNTED_PLACES = {"村", "社区", "乡镇", "镇", "乡", "街道", "县", "市", "会"}
_DIMENSIONS = load.word_set("dimensions")
_SPENDING = load.word_set("spending_verbs")


_NOMINAL = {"N", "VN", "DE", "J"}


_FAR = 40  # words of a clause behind its figure that are looked at


_WAYS = ("方式", "形式", "途径", "渠道", "手段", "办法")
#: What is raised is money, whatever it was raised for: 筹措资金10万元改造食堂.
_RAISING_SUMS = load.word_set("raising_verbs")
#: Words for a sum that do not say what it is for.
_SUMS_ALONE = {"", *load.word_set("sums_alone")}


def _used_for(frame: Frame) -> str:
    """投入资金120万元用于道路建设: what the sum was for says more than that it was one."""
    if frame.quantity.kind != "money" or frame.more or frame.limit:
        return ""
    tokens = frame.right or (frame.below.tokens if frame.below is not None else [])
    while tokens and (tokens[0].cls == "D" or tokens[0].text in _MAINLY):
        tokens = tokens[1:]
    if not tokens or any(t.cls == "Q" for t in tokens):
        return ""
    if not frame.right and tokens[0].text in _BUYING:
        return name_behind(tokens[1:], {"LE"})  # 投入7万余元，购置宣传车
    if tokens[0].text not in _USED:
        return ""
    deed, rest = tokens[1:2], tokens[2:]
    if not deed or deed[0].cls != "V":
        end = next((i for i, t in enumerate(tokens[1:], 1) if t.cls not in _NOMINAL), len(tokens))
        return name(tokens[1:end])
    named = name_behind(rest, set())
    return deed[0].text + named if PEOPLE.search(named) else named  # 用于慰问困难党员


def _behind_a_list(tokens: list[Token], start: int) -> int:
    """投资90万元加固石湾、柳湾等5座水库: what the sum is spent on closes the list."""
    for k, token in enumerate(tokens[start : start + 20], start):
        if token.text == "等" and tokens[k + 1 : k + 2] and tokens[k + 1].quantity is not None:
            return k + 2
    return start


_USED = {"用于", "用作"}
_BUYING = load.word_set("buying_verbs")
_MAINLY = {"主要", "专项", "专门"}


def _purpose(frame: Frame) -> str:
    """投入4.6万元改造职工书屋: money is spent on what the next verb acts on."""
    if frame.quantity.kind != "money" or join(frame.verb[-1:]) not in _SPENDING:
        return ""
    tokens = frame.ahead(_FAR)
    if tokens and tokens[0].cls == "J":
        return ""  # 镇自筹210万元、村集体投入120万元
    if tokens and tokens[0].text in _USED and (used := _used_for(frame)):
        return used  # 镇财政拨款8万元用于职工之家建设
    marked = [i for i, t in enumerate(tokens[1:], 1) if t.text == "了"]
    verbs = [i for i, t in enumerate(tokens) if t.cls in {"V", "VN"}]
    if not verbs:
        bare = next((i for i, t in enumerate(tokens) if t.cls != "N"), len(tokens))
        return name(tokens[:bare])
    if tokens[0].text in _ACTING_ON and (acted_on := _counted_next(tokens)):
        tokens = _behind_those_acted_on(tokens[acted_on - 1 :])  # 对3个村庄开展环境整治
        verbs = [i for i, t in enumerate(tokens) if t.cls in {"V", "VN"}] or [0]
    elif tokens[0].text in {"对", "将", "把"}:  # 投入8万元对村组公路进行修缮
        named = _NOMINAL if tokens[0].text == "对" else {"N", "DE", "J"}
        end = next((i for i, t in enumerate(tokens[1:], 1) if t.cls not in named), len(tokens))
        return name(tokens[1:end])
    verbs = [i for i in verbs if tokens[i].text not in {"进行", "完成"}] or verbs
    acting = next((i for i in verbs if tokens[i].cls == "V"), verbs[0])
    told_of = tokens[0].cls == "VN" and tokens[1:2] and tokens[1].cls == "DE"
    if tokens[0].cls == "C" or told_of:
        acting = 0  # 投入9万元提升供水能力, 投资9万元建设的幸福院已启用
    start = marked[-1] + 1 if marked else acting + 1
    start = _behind_a_list(tokens, start)
    start += tokens[start : start + 1] != [] and tokens[start].cls == "DE"
    counted = bool(tokens[start:]) and tokens[start].quantity is not None
    sized = behind_size(tokens[start + counted :])
    if sized:
        return sized  # 投资90万元建设了一所占地400平方米的敬老院
    holds = tokens[acting].text in _CARRYING_OUT
    phrase: list[Token] = []
    for token in tokens[start:]:
        if ONE.match(token.text):  # 购置无人机一架协助巡查, 购置了一批车辆
            if phrase:
                break
        elif token.cls in {"N", "VN", "DE"} or (phrase and _goes_on(tokens, token, holds)):
            phrase.append(token)
        elif token.cls == "Q" and phrase and phrase[-1].text.endswith(("村", "镇", "乡", "社区")):
            phrase = []  # 完成石桥村3公里的砂石路建设
        elif phrase or token.cls not in {"Q", "LE", "D", "T"}:
            break
    while phrase and phrase[-1].cls == "DE":
        phrase.pop()
    if not phrase and any(t.cls == "Q" for t in tokens[start:]):
        # 投资170万元建设了一座占地900平方米的敬老院
        last = max((k for k, t in enumerate(tokens) if t.cls == "DE"), default=-1)
        phrase = tokens[last + 1 :] if last > start else []
        phrase = phrase if all(t.cls in _NOMINAL for t in phrase) else []
    bought = name(phrase)
    if bought and not is_some_target(bought):
        return bought
    return tokens[acting + 1].text if holds and tokens[acting + 1 :] else tokens[acting].text


_CARRYING_OUT = {"实施", "开展", "进行"}


def _counted_next(tokens: list[Token]) -> int:
    """Give where the figure stands that counts those acted on: 对全镇3个村庄, or 0."""
    at = next((k for k, t in enumerate(tokens[:5]) if t.quantity is not None), 0)
    return at if all(t.cls in {"S", "N", "D", "DE"} for t in tokens[1:at]) else 0


def _goes_on(tokens: list[Token], token: Token, holds: bool) -> bool:
    """Say whether a verb behind a noun is part of the name.

    So is a word of change before a noun (人居环境提升工程) and a deed that is carried out
    (实施农村土地整治, 实施农村土地整治项目).
    """
    at = next(k for k, t in enumerate(tokens) if t is token)
    behind = tokens[at + 1 : at + 2]
    if token.cls == "C":
        return bool(behind) and behind[0].cls in {"N", "VN"}
    closes = not behind or behind[0].cls == "J" or behind[0].text in _HELD
    return holds and token.cls == "V" and closes


_HELD = load.word_set("events_held")


def _behind_those_acted_on(tokens: list[Token]) -> list[Token]:
    """对3个村庄开展环境整治: leave out those whom or what the deed acts on, but not for 进行."""
    end = next((k for k, t in enumerate(tokens) if k > 1 and t.cls not in _NOMINAL), len(tokens))
    empty = end < len(tokens) and tokens[end].text in {"进行", "予以", "给予", "加以"}
    return tokens[2:end] if empty or end == len(tokens) else tokens[end:]

"""The item that a figure without words of its own takes over from a figure before it.

慰问9户25人, 今年需建3家，已建2家: first what the place of the figure tells at once, then the
figures before that can lend their item (`lenders`).
"""

from __future__ import annotations

import re

from zhsummary.facts.borrowed import AGES, bounded_before
from zhsummary.facts.clause_topic import HOLDING
from zhsummary.facts.frame import Frame
from zhsummary.facts.lenders import (
    Lenders,
    acts_on_people,
    lent,
    names_a_sum,
    who_can_lend,
    without_other_deeds,
)
from zhsummary.facts.naming import TARGET, Item, without_target
from zhsummary.facts.sentence import EVENT_UNITS
from zhsummary.lexicons import load


def _only_bounds(found: Item) -> bool:
    """90—99岁每人每月100元: an age alone names nothing to go on with."""
    return found.rule == "limit-of-whole" and not found.whole


#: Verbs of those and that which are sent out, whatever was counted before.
_SENDING = load.word_set("sending_verbs")
_GIVING_ALONE = load.word_set("giving_alone")
#: What is done last to the cases that were counted before.
_CONCLUDING = load.word_set("concluding_verbs")
_CASE_UNITS = load.word_set("case_units")


def inherited(frame: Frame, earlier: list[tuple[Frame, Item]], named: str) -> str:
    """Take the item of the nearest earlier figure that can go on to this one."""
    lenders = [
        (f, i.text)
        for f, i in earlier
        if i.text and not f.limit and i.rule != "shared-out" and not _only_bounds(i)
    ]
    told = _told_at_once(frame, earlier, lenders)
    if told is not None:
        return told
    lenders = [
        (f, text) for f, text in lenders if not (_is_served(f, frame) or _is_where(f, text, frame))
    ]
    if frame.verb_class == "L" and any(_is_a_smaller_part(f, frame) for f, _ in lenders):
        lenders = [(f, text) for f, text in lenders if not (f.part or f.beside_part)]
    if frame.part and any(_has_no_such_part(f, frame) for f, _ in lenders):
        lenders = [(f, text) for f, text in lenders if not (f.part or f.beside_part)]
    lenders = who_can_lend(frame, earlier, without_other_deeds(frame, lenders))
    return lent(frame, lenders, named) if lenders else ""


def _told_at_once(frame: Frame, earlier: list[tuple[Frame, Item]], lenders: Lenders) -> str | None:
    """Give what the place of a figure tells of itself: an item, none, or nothing yet (None)."""
    if _is_like_one_unnamed(frame, earlier):
        return ""  # 其中新建3所，扩建有3所: what the one is nobody knows of the other
    if earlier and not frame.left and _is_acted_on_untold(*earlier[-1]):
        return ""  # 先后对73户，98人给予了救助
    if frame.verb_text in _CONCLUDING and frame.quantity.unit in _CASE_UNITS:
        cases = [text for f, text in lenders if f.quantity.unit in _CASE_UNITS]
        if cases:
            return cases[-1]  # 接待来访27批次，办结26件
    if works := _works_at_a_stage(frame, lenders):
        return works
    judged = frame.verb_text in _JUDGEMENTS  # 表示满意的有114件，基本满意的9件
    deed = frame.verb_class == "VN" and len(frame.verb_text) > 1 and not judged
    if frame.quantity.unit in EVENT_UNITS and deed:
        return ""  # 带队检查累计80余次: the deed is what is counted
    if frame.quantity.unit in _SHOWS and frame.left == frame.verb and _is_an_event(frame):
        return ""  # 讲座在村里办了9场；义诊5场
    named = frame.verb_class == "VN" and len(frame.verb_text) >= _NAMED_DEED
    if named and frame.left == frame.verb and lenders and lenders[-1][1].endswith(_HELD):
        return ""  # 岗前培训320人，技术指导150人
    if frame.quantity.unit in _TIMES and frame.verb_text in _HELD_DEEDS:
        return ""  # 对调解员培训了五次
    if frame.left and frame.left[-1].text == "除" and frame.quantity.kind == "count":
        same = [text for f, text in lenders if f.quantity.unit == frame.quantity.unit]
        return same[-1] if same else ""  # 交由31个单位办理，除1件外
    if frame.verb_text in _SENDING:
        return ""  # 开展整治行动5次，出动300人次
    if frame.quantity.kind == "money" and frame.verb_text[-1:] in _MONEY_IN_VERB:
        return ""  # 法律援助办理18件，讨薪47万元: the verb names the money
    unbroken = frame.quantity.text.endswith("内") or not _UNBROKEN.isdisjoint(frame.left_words)
    if frame.quantity.unit in _DURATIONS and unbroken and not frame.before:
        return ""  # 连续六年位居第一; 3小时内转移群众
    if frame.quantity.unit in _DURATIONS and frame.head and frame.head[-1].text in {"被", "遭"}:
        return ""  # 320名群众被洪水围困18小时
    paid = len(frame.verb_text) == 1 and frame.verb_text in _GIVING_ALONE
    if paid and not any(f.quantity.kind == "money" for f, _ in lenders):
        return ""  # 让交警逮住过两回，家长们每家摊300块
    if handed := _sum_handed_out(frame):
        return handed
    if _tells_the_share(frame, earlier):
        return earlier[-1][1].text  # 其中女党员占23%，198名
    if _stands_alone(frame, earlier):
        return earlier[-1][1].text  # 特困供养对象71户，76人，已清退低保5户，11人
    if whole := _parted(frame, earlier):
        return whole
    if _pays_for_a_part(frame, earlier):
        return earlier[-1][1].text
    host = frame.clause.host
    if host is not None and host.unit == frame.quantity.unit:
        of_host = [text for f, text in lenders if f.quantity is host]
        beside = {text for f, text in lenders if f.clause.host is host}
        if of_host and beside <= set(of_host):
            return of_host[0]  # 烤烟受灾30公顷（其中成灾10公顷）、玉米受灾40公顷
    if lenders and _levels_off(frame):
        return lenders[-1][1]
    if acts_on_people(frame) and frame.neighbour is None and _has_subject(frame):
        return ""  # 住院860人次，家庭医生签约2300人
    if frame.limit and frame.quantity.unit in AGES and (sorts := bounded_before(earlier)):
        return sorts.pop() if len(sorts) == 1 else ""
    if _changes_a_part(frame) and earlier[-1][1].text:
        return earlier[-1][1].text
    return None


def _is_acted_on_untold(before: Frame, found: Item) -> bool:
    """Say whether the figure before counts those acted on, and nothing says who they are."""
    return not found.text and bool(before.left) and before.left[-1].text == "对"


def _is_like_one_unnamed(frame: Frame, earlier: list[tuple[Frame, Item]]) -> bool:
    """Say whether the part before, in the same unit, was left without an item."""
    if not earlier or frame.before or frame.after:
        return False
    before, found = earlier[-1]
    near = before.clause_index + 1 == frame.clause_index and before.part
    return near and not found.text and before.quantity.unit == frame.quantity.unit


def _works_at_a_stage(frame: Frame, lenders: Lenders) -> str:
    """建成服务站3个，在建2个: how far works have come is told of the same works."""
    if frame.verb_text not in _STAGES or frame.after or frame.quantity.kind == "percent":
        return ""
    unit = frame.quantity.unit
    alike = [(f, x) for f, x in lenders if f.quantity.unit == unit and x not in _STAGES]
    # 任务7万亩，其中机插2万亩；完成7.2万亩: the task as a whole
    of_task = bool(alike) and not frame.part and TARGET.search(alike[0][1]) is not None
    wholes = [(f, x) for f, x in alike if not f.part] if of_task else []
    works = (_STAGE_IN_NAME.sub("", text) for _, text in reversed(wholes or alike))
    return without_target(next(works, ""), "")


_STAGES = load.word_set("stages_of_work")
#: 新开工项目7个，竣工3个
_STAGE_IN_NAME = re.compile(rf"^(?:{'|'.join(sorted(_STAGES, key=lambda w: -len(w)))})(?=..)")


def _sum_handed_out(frame: Frame) -> str:
    """高龄津贴发放至老人86人，每人100元: each gets the sum that opens the clause before."""
    before = frame.previous
    if frame.quantity.kind != "money" or before is None or before.quantity.kind == "money":
        return ""
    if frame.verb or "R" not in frame.left_classes or before.clause_index + 1 != frame.clause_index:
        return ""
    opens = [t for t in before.clause.tokens[:3] if t.cls not in {"T", "D", "S"}][:2]
    handed = len(opens) > 1 and opens[0].cls == "N" and opens[1].cls in {"V", "VN"}
    return opens[0].text if handed and names_a_sum(opens[0].text) else ""


_DURATIONS = load.word_set("units_of_duration")
_UNBROKEN = {"连续", "持续", "历时"}


def _tells_the_share(frame: Frame, earlier: list[tuple[Frame, Item]]) -> bool:
    """女党员占23%，198名: how many they are whose share was just told."""
    if not earlier or frame.quantity.kind != "count" or frame.right:
        return False
    share = earlier[-1][0]
    of_these = share.quantity.kind == "percent" and share.verb_text.startswith("占")
    near = share.clause_index + 1 == frame.clause_index or share.clause is frame.clause
    return of_these and near and frame.left_classes <= {"D", "J", "PART"} and not share.follow


_SHOWS = {"场", "场次"}
_MONEY_IN_VERB = {"薪", "债", "损"}


def _is_an_event(frame: Frame) -> bool:
    return len(frame.verb_text) > 1 and frame.verb_text not in HOLDING


def _is_served(source: Frame, frame: Frame) -> bool:
    """给36个砖工要回来42万元: the money is not those it was got for."""
    if source.clause is not frame.clause or frame.quantity.kind != "money" or not frame.verb:
        return False
    for_them = any(t.text in _FOR_THEM for t in source.left[-2:])
    return for_them and bool(source.after) and frame.verb_class == "V"


_FOR_THEM = {"给", "为", "替", "帮"}


def _is_where(source: Frame, text: str, frame: Frame) -> bool:
    """涉及6个乡镇，其中新建3所: what is built there is none of the places."""
    unit = frame.quantity.unit
    return text in _PLACES and unit in _OF_BUILDINGS and unit != source.quantity.unit


_PLACES = load.word_set("counted_places")
_OF_BUILDINGS = load.word_set("units_of_buildings")


def _is_a_smaller_part(source: Frame, frame: Frame) -> bool:
    """其中残疾户13户，有20户住在土坯房中: more than the part are not of the part."""
    part = source.part or source.beside_part
    one, other = frame.quantity, source.quantity
    same = part and bool(frame.right) and not frame.part and one.unit == other.unit
    return same and (one.value or 0) > (other.value or 0)


def _has_no_such_part(source: Frame, frame: Frame) -> bool:
    """其中C级280户、D级187户，现已整改，其中拆除251户: those torn down are not of the D级."""
    apart = (source.part or source.beside_part) and source.clause is not frame.clause
    one, other = frame.quantity, source.quantity
    return apart and one.unit == other.unit and (one.value or 0) > (other.value or 0)


def _has_subject(frame: Frame) -> bool:
    """Say whether a clause opens with a noun and goes on with its verb: 家庭医生签约."""
    opening = frame.clause.tokens[:2]
    return len(opening) == 2 and opening[0].cls == "N" and opening[1] is frame.verb[0]


_JUDGEMENTS = load.word_set("judgements")
_TIMES = {"次", "遍", "轮", "场次", "回"}
_HELD_DEEDS = load.word_set("held_deeds")
_HELD = tuple(_HELD_DEEDS)
#: A deed of so many characters says of what sort it is: 就业指导, 订单培训.
_NAMED_DEED = 4


def _stands_alone(frame: Frame, earlier: list[tuple[Frame, Item]]) -> bool:
    """71户，76人: nothing but the people of the households just counted."""
    before = frame.previous
    if before is None or before.limit or not earlier or earlier[-1][0] is not before:
        return False
    if before.clause_index + 1 != frame.clause_index or frame.left or frame.right:
        return False
    return (before.quantity.unit, frame.quantity.unit) in _HOMES_AND_PEOPLE


_HOMES_AND_PEOPLE = {("户", "人"), ("户", "口"), ("户", "名")}


def _parted(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """税收900万元，其中增值税600万元，所得税300万元，增收41万元: the parts make up the whole.

    What changed behind them is the whole.
    """
    last = frame.previous
    if last is None or last.completes is None or last.clause_index + 1 != frame.clause_index:
        return ""
    changes = frame.verb_class == "C" or not {"比", "较"}.isdisjoint(frame.left_words)
    if not changes or not frame.left_classes <= _CHANGING:
        return ""
    return next((i.text for f, i in earlier if f is last.completes), "")


def _pays_for_a_part(frame: Frame, earlier: list[tuple[Frame, Item]]) -> bool:
    """其中农村保健费109人，11.75万元: a bare sum is that of the part right before it."""
    if not earlier:
        return False
    before, found = earlier[-1]
    near = before.part and before.clause_index + 1 == frame.clause_index
    bare = frame.quantity.kind == "money" and not frame.left and not frame.right
    return near and bare and before.quantity.kind == "count" and names_a_sum(found.text)


_CHANGING = {"C", "V", "P", "T", "D", "L", "LE", "DE"}


def _changes_a_part(frame: Frame) -> bool:
    """其中技改投入1亿元，增长30%, 减少3万元: what changed is the part just named."""
    part = frame.previous
    compared = not {"同比", "环比"}.isdisjoint(frame.left_words)
    by_so_many = compared and bool(frame.verb) and frame.left[-1] is frame.verb[-1]  # 同比减少9人
    less = frame.verb_text in _LESS and not frame.before and frame.left_classes <= _CHANGING
    if not (by_so_many or less or frame.verb_class == "C"):
        return False
    if part is None or not part.part or part.clause.depth:
        return False
    more = less and (frame.quantity.value or 0) > (part.quantity.value or 0)  # it was the whole's
    return frame.clause_index == part.clause_index + 1 and not more


#: A verb that is a change where no noun follows it (减少开支).
_LESS = {"减少"}


def _levels_off(frame: Frame) -> bool:
    """就业率提高8个百分点，达到61.5%: the level that the change before leads to."""
    before = frame.previous
    return (
        before is not None
        and before.verb_class == "C"
        and before.clause_index + 1 == frame.clause_index
        and bool(frame.left)
        and all(t.cls in {"L", "D", "T"} for t in frame.left)
        and frame.verb_class == "L"
    )

"""Which figure's verb reaches on to another: 发放棉被120床、帐篷15顶; 检查企业14家，加油站3家."""

from __future__ import annotations

import re

from zhsummary.facts.deeds import ends_in_verb
from zhsummary.facts.frame import Frame, trace
from zhsummary.facts.governing import LISTING
from zhsummary.facts.naming import Item
from zhsummary.facts.nouns import PEOPLE_UNITS, join
from zhsummary.facts.sentence import EVENT_UNITS, TAKING_EVENTS
from zhsummary.lexicons import load


def carrier(frame: Frame, found: Item) -> Frame | None:
    """Give the frame whose verb reaches on: 发放棉被120床、帐篷15顶."""
    if frame.verb or frame.limit or found.rule in {"shared-out", "left-over"}:
        return None
    if frame.quantity.unit in _AGES or (frame.before and _OUTCOMES.search(join(frame.before))):
        return None  # 种植260万袋、产量5400吨: nobody plants what comes of it
    if frame.quantity.qualifier in {"over", "under"} and frame.listed and _sums(frame):
        return None  # 新增26个、总数超过140个
    reaching = _reaching(frame)
    if reaching is None or _are_unlike(reaching, frame, found):
        return None
    people = frame.quantity.unit in PEOPLE_UNITS and reaching.quantity.unit not in PEOPLE_UNITS
    bare = not frame.left and not frame.right and frame.neighbour is None
    if people and bare and found.rule == "no-item":
        return None  # 设20个教学班，900人
    befell = frame.quantity.kind == "money" and reaching.verb_text in _BEFALLING
    return None if befell else reaching  # 受伤9人、经济损失4.6万元


_BEFALLING = load.word_set("befalling_people")


def _are_unlike(reaching: Frame, frame: Frame, found: Item) -> bool:
    """签订责任书38份，禁毒宣传6场: what is done to things and to events differs."""
    if not reaching.verb or not (frame.before or frame.after):
        return False
    verb = reaching.verb[-1].text
    if found.text.endswith(_EVENT_NOUNS):
        of_events = frame.quantity.unit in EVENT_UNITS
        held = join(reaching.after or reaching.before).endswith(_EVENT_NOUNS)
        return of_events and verb not in TAKING_EVENTS and not held
    return verb in _EVENTS_ONLY and frame.quantity.unit not in EVENT_UNITS


_EVENT_NOUNS = tuple(load.word_set("event_nouns"))
_EVENTS_ONLY = load.word_set("events_only")


def _reaching(frame: Frame) -> Frame | None:
    of_a_sort = frame.neighbour is not None and frame.neighbour.quantity.unit == "类"
    if frame.neighbour is not None and (frame.juxtaposed or frame.listed or of_a_sort):
        return frame.neighbour
    if frame.previous is not None and not frame.left and not frame.right and not frame.clause.depth:
        # 拆除建筑7处，约420平米, but not 6户15间成危房
        return None if frame.more and not frame.neighbour else frame.previous
    if frame.previous is not None and frame.previous.verb_class == "C":
        return None  # 增长5%，3年累计100万元: nothing grew by that
    # nothing but 全镇 and the like beside what sums up
    classes = frame.left_classes
    sums_up = classes <= _SUMMING_UP and not classes.isdisjoint({"D", "R"})
    if frame.previous is not None and not frame.before and sums_up:
        return frame.previous  # 合计2.8万元, 每人500元: the event before, summed up or shared out
    if _goes_on(frame):
        return frame.previous  # 检查企业14家，加油站3家: the same was done to the next
    return None


_SUMMING_UP = {"S", "D", "R"}


def _sums(frame: Frame) -> bool:
    return frame.left_text.removeprefix("、").removeprefix("，") in _TOTALS


_TOTALS = {"总数", "总量", "总计", "总数已", "总量已", "总规模"}
_AGES = {"岁", "周岁"}
_OUTCOMES = re.compile(r"(?:产量|产值|年龄|亩产|单产|收入|利润)$")
_NOT_DONE_TO = re.compile(
    r"(?:损失|人口|里程|年龄|天数|人数|总数|收入|产值|余额|观众|标准|单价|率|比|面积|金额|总额|费用|学员|能手|成本|利润|产量"
    r"|[长宽高厚深]|长度|宽度|高度|植树|育苗|造林|绿化|任务|任务数|任务量|指标)$"
)


def _goes_on(frame: Frame) -> bool:
    """Say whether a clause of noun and figure only goes on with the verb of the clause before."""
    return trace(frame, "goes-on", _going_on, False)


#: What people and machines do alike: 出动人员1860人次，车辆360台次.
_SENT_OUT = {"出动", "投入", "动用", "调集"}
_RAISING_ANIMALS = {"存栏", "出栏", "年出栏", "饲养"}


#: 表彰先进集体5个，先进个人20名; but not 新建工会3家，会员200人.
_OF_BOTH = load.word_set("verbs_of_people_and_things")
_OF_HOUSEHOLDS = load.word_set("verbs_of_places_and_households")


def _is_of_both(before: Frame, frame: Frame) -> bool:
    """Say whether a deed is done to things and to people: 检查商铺120家，出租户45户."""
    said = {before.verb_text, join(before.verb[-1:])}
    if not _OF_BOTH.isdisjoint(said):
        return True
    return frame.quantity.unit == "户" and not _OF_HOUSEHOLDS.isdisjoint(said)


def _raises(frame: Frame) -> bool:
    """出栏生猪900头，牛60头, but not 生猪出栏900头，能繁母猪60头."""
    ahead = frame.verb and frame.before and frame.verb[-1].end <= frame.before[0].start
    return bool(ahead) and frame.verb_text in _RAISING_ANIMALS


def _stands_before_its_verb(frame: Frame) -> bool:
    return bool(frame.verb and frame.before) and frame.before[0].start < frame.verb[0].start


def _repeats(frame: Frame, before: Frame) -> bool:
    """辖11个社区，4个行政村: a clause of figure and noun only, behind one with a verb."""
    rest = frame.right[len(frame.after) :]
    bare = not frame.left and not frame.follow and [t.cls for t in rest] in ([], ["J"])
    reached = before.verb_text in _REACHING_VERBS
    if not bare or not frame.after or before.limit:
        return False
    if not (before.after or reached) and not _leaves_open(before, frame):
        return False
    if frame.clause_index != before.clause_index + 1 or frame.clause.depth != before.clause.depth:
        return False
    listing = before.verb_text in LISTING
    return (
        listing
        or not before.after
        or reached
        or _goes_on(before)
        or before.verb_text in {"辖", "下辖", "现辖", "管辖", "有"}
    )


def _leaves_open(before: Frame, frame: Frame) -> bool:
    """检测了90批次，508个样品: a deed that was only counted names its object in what follows."""
    done = before.verb_class == "V" and not before.before and ends_in_verb(before)
    alike = before.quantity.kind == frame.quantity.kind == "count"
    return done and alike and before.quantity.unit in _OF_DEEDS and before.verb_text in LISTING


_OF_DEEDS = {"批次", "次", "批", "轮次"}
#: 工程覆盖2镇，36个村: villages that a work reaches are none that the place has.
_REACHING_VERBS = load.word_set("reaching_verbs")


def _going_on(frame: Frame) -> tuple[bool | None, Frame | None]:
    before = frame.previous
    if before is not None and _repeats(frame, before):
        return True, None
    if before is None or frame.neighbour is not None or not frame.before or frame.after:
        return False, None
    while before.juxtaposed and before.neighbour is not None:
        before = before.neighbour  # 毁坏水渠9条200米，涵洞3处
    if before.part and not frame.part:
        return False, None  # 其中新增136人；精神障碍患者52人
    if frame.clause.depth != before.clause.depth or frame.clause_index != before.clause_index + 1:
        return False, None
    if frame.quantity.kind not in {"count", "measure"} or frame.follow or before.limit:
        return False, None
    bare = len(frame.left) == len(frame.before)
    if not bare or _NOT_DONE_TO.search(join(frame.before)):
        return False, None
    # 新建工会3家，会员200人: people and things are not done to alike
    alike = (frame.quantity.unit in PEOPLE_UNITS) == (before.quantity.unit in PEOPLE_UNITS)
    alike = alike or before.verb_text in _SENT_OUT or _is_of_both(before, frame)
    if _stands_before_its_verb(before):
        return False, None  # 河道绿化5公里，经济林300亩
    there_is = before.verb_text in {"有", "共有", "下辖", "辖", "现有"}
    if there_is and frame.left_text.endswith(("村", "社区")):
        return False, None  # a village has its share, and is no thing that there is
    listing = before.verb_text in LISTING or join(before.verb[-1:]) in LISTING
    if not there_is and before.verb and not (before.before or before.after):
        return False, None  # 新建2个、改造5个；远教站点27个
    if there_is or (alike and (listing or _raises(before))):
        return True, None
    return (False, None) if before.verb else (None, before)

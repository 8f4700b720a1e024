"""What a figure counts by the words beside it: 新建工会3家, 3家企业建会, 投入8万元用于修路.

A noun before the figure, one behind it, or what the verb holds: the words are asked in the
order in which they are trusted, and those that are not counted are left out first.
"""

from __future__ import annotations

import re

from zhsummary.facts.borrowed import SCALE_UNITS
from zhsummary.facts.deeds import (
    done_regularly,
    ends_in_verb,
    held_object,
    held_there,
    named_by_verb,
    not_done,
    stands_behind_a_task,
    times_of,
)
from zhsummary.facts.frame import Frame
from zhsummary.facts.naming import TARGET, Item, is_some_target, name, name_behind, summed_up
from zhsummary.facts.noun_behind import (
    before_next_sum,
    counted_noun,
    counts_what_follows,
    for_whom,
    own_what_follows,
    people_told_of,
    those_bounded,
    without_others,
)
from zhsummary.facts.nouns import (
    DIVISIONS,
    PEOPLE,
    PEOPLE_UNITS,
    WORTH,
    is_body,
    is_counted_body,
    join,
    noun_phrase_before,
)
from zhsummary.facts.participants import (
    PAYERS,
    acts_itself,
    acts_on_average,
    is_cause,
    is_done_with,
    is_given_to,
    pays_itself,
    takes_over,
)
from zhsummary.facts.population import NAMED_PLACE, in_pair, of_the_place
from zhsummary.facts.purpose import spent_on, used_for
from zhsummary.facts.sentence import EVENT_UNITS, Token
from zhsummary.lexicons import load

_COMPARING_VERBS = load.word_set("comparing_verbs")
#: Verbs that name the thing as well: 罚款4.5万元, 带动就业58人.
_DEED_NOUNS = load.word_set("deed_nouns")
_FAR = 40  # words of a clause behind its figure that are looked at
#: Verbs that name no event: 举办了2期 does not say of what.
_HOLDING = load.word_set("holding_verbs")
#: What is raised is money, whatever it was raised for: 筹措资金10万元改造食堂.
_RAISING_SUMS = load.word_set("raising_verbs")
_SPENDING = load.word_set("spending_verbs")
#: Words for a sum that do not say what it is for.
_SUMS_ALONE = {"", *load.word_set("sums_alone")}
_THERE_IS = load.word_set("holding_there")


def judged_to_be(frame: Frame) -> Item | None:
    """15家企业评定为诚信单位: what they became says more than what they are."""
    if not frame.after or frame.limit or join(frame.after) not in _JUDGED:
        return None
    behind = frame.clause.tokens[frame.at + 1 + len(frame.after) : frame.at + _FAR]
    at = next((i for i, t in enumerate(behind) if t.text in _JUDGING), None)
    if at is None:
        return None
    named = name_behind(behind[at + 1 :], {"LE", "P", "L", "D"})
    return Item(named, "what-they-became") if named else None


_JUDGING = load.word_set("judging_verbs")
_JUDGED = load.word_set("judged_nouns")


def by_own_words(frame: Frame) -> Item | None:
    """Name what the words beside a figure say that it counts, or give None."""
    after = _noun_after(frame)
    if frame.verb_text in _COMPARING_VERBS and _names_other(frame):
        # 收购价高于邻县0.4元; 高出全国平均水平5个百分点: what it is compared with
        compared = name(noun_phrase_before(frame.head, subject=True)[0])
        return None if not compared or is_body(compared) else Item(compared, "subject")
    before = _noun_before(frame)
    if before and frame.quantity.unit in EVENT_UNITS and acts_on_average(frame, before):
        return None
    before = _if_counted(frame, before)
    raised = bool(before) and join(frame.verb[-1:]) in _RAISING_SUMS
    if before in _SUMS_ALONE and not raised and (purpose := used_for(frame)):
        return Item(purpose, "purpose")
    if _TARGET_ENDS.search(after) and (frame.limit or frame.quantity.kind in {"money", "percent"}):
        after, frame.after = "", []  # 每周开放30小时以上的目标
    if frame.quantity.kind == "count" and is_some_target(after) and _counts_no_targets(frame):
        after, frame.after = "", []  # 对照完成26家目标, 县总下达6家任务
        before = "" if frame.verb_text in _HANDING_DOWN else before
    if frame.limit:
        sort = frame.after
        if len(sort) > 1 and sort[0].text == "规模":
            sort = sort[1:]  # 组建50人以上规模秧歌队4个
        named = before or counted_noun(those_bounded(sort))
        return Item(named, "limit") if named else None
    if not after and not before and _is_only_a_number(frame):
        return Item("", "no-item", "no-item")  # 未硬化的个数从49个下降到32个
    found = (
        _by_unit_or_noun_after(frame, before, after)
        or _by_share_or_target(frame, before, after)
        or _by_verb_and_noun(frame, before, after, raised)
    )
    return None if found is _NOTHING or (found and found.text in _AS_BEFORE) else found


def _is_only_a_number(frame: Frame) -> bool:
    """Say whether a word for how many stands behind a clause that tells of what."""
    if len(frame.before) != 1 or frame.before[0].text not in _NUMBERS:
        return False
    at = next((k for k, t in enumerate(frame.left) if t is frame.before[0]), 0)
    return at > 1 and frame.left[at - 1].cls == "DE" and frame.left[at - 2].verbal


_NUMBERS = {"个数", "数量", "总数"}
#: What says that the words beside a figure do not name what it counts.
_NOTHING = Item("", "")


def _noun_after(frame: Frame) -> str:
    """Give the noun behind the measure word, without what is done with it: 清淤30吨外运."""
    after = counted_noun(for_whom(frame, without_others(frame, before_next_sum(frame))))
    if frame.quantity.kind == "measure" and after in _SENT_OFF:
        after, frame.after = "", []
    if after in _AS_BEFORE:
        after, frame.after = "", []  # 个人筹资10元不变
    if after and frame.verb_text in _ORDERING and all(t.verbal for t in frame.after):
        after, frame.after = "", []  # 责令其中6家停业: what they were told to do
    return after


_AS_BEFORE = {"不变", "持平", "未变"}
_ORDERING = {"责令", "勒令", "督促", "要求", "敦促"}
_SENT_OFF = load.word_set("ways_of_disposal")


def _noun_before(frame: Frame) -> str:
    """Give the noun before a figure, told by its verb where it is a general one."""
    told = frame.before if frame.quantity.kind == "percent" else summed_up(frame.before)
    before = name(told)
    verbal = bool(frame.head) and frame.head[-1].cls in {"V", "LE"}
    if frame.quantity.kind == "percent" and before.endswith("率") and verbal:
        before = name(_own_rate(frame.before)) or before
    if not before and frame.quantity.kind == "measure" and join(told) in _STREETS:
        before = join(told)  # 硬化街道2600米: here it is no body
    if not before and frame.quantity.unit == "个" and frame.verb_text in _THERE_IS:
        before = join(told) if join(told) in DIVISIONS else ""  # 全镇有村12个
    before = before.removeprefix("完成") if len(before) > _DONE_TO else before
    if frame.quantity.kind == "money" and len(told) > 1 and told[-1].text in _OWN_MONEY:
        before = told[-1].text if is_body(join(told[:-1])) else before  # 区残联自筹资金3万元
    if frame.left and frame.left[-1].text == "分":
        before = before.removesuffix("分")  # 项目分三期实施: what is parted
    before = named_by_verb(frame) or before
    counts = frame.quantity.kind == "count" and len(frame.before) == 1
    if counts and _closes_base(frame.left):
        before = ""  # 平均每个片区2名领导: the noun closes the base of the rate
    if frame.verb_class == "V" and ends_in_verb(frame) and TARGET.search(before):
        before = ""  # 县总下的硬指标是建6家: the target is what was set, not what is built
    return before


_OWN_MONEY = {"自筹资金", "自有资金", "自筹经费", "自筹款", "自筹"}
_STREETS = {"街道", "主街道", "村街道"}
#: 完成造林栽植任务 names the task, 完成任务 nothing but that it was done.
_DONE_TO = 5


def _if_counted(frame: Frame, before: str) -> str:
    """Leave out the noun before a figure that tells with whom, by what or to whom."""
    if before and frame.verb_class == "V" and is_done_with(frame):
        before = ""  # 其中与企业签订61份: with whom, not what
    if frame.verb and frame.before and frame.before[-1].text == "做":
        before = before.removesuffix("做")  # 给老人做体检320人
    if before and frame.head and frame.head[-1].text in _SUFFERING and ends_in_verb(frame):
        before = ""  # 被落石砸伤2人: what did it, not whom
    entered = frame.verb_text in _ENTERING and frame.quantity.unit in _PERSONS_AND_MORE
    if entered and before and not PEOPLE.search(before):
        before = ""  # 考入高中75人: people are no school
    if before in _ALL_OF_THEM:
        before = ""  # 两样合计参演390人次
    if before and frame.quantity.kind == "money" and frame.verb_text in _GETTING:
        before = "" if is_body(before) else before  # 得到省残联8万元的支持: from whom
    if before and frame.verb_text in _TAKEN_UP and before.endswith(_MEDIA):
        before = ""  # 市级媒体采用18条: who took them up
    if before and frame.left[-1].text == "对" and frame.left[-1].cls == "P":
        before = ""  # 组织干部进村对30户开展摸底
    at_work = frame.verb_text in _AT_WORK and frame.quantity.unit in _PERSONS_AND_MORE
    if at_work and before and _is_gone_to(frame):
        before = ""  # 到工业园区就业80人: where, not what
    if before and frame.left[0].text == "作为" and frame.left[-1].cls == "DE":
        before = ""  # 作为意见处理的5件: as what, not what
    if before in WORTH and len(frame.verb_text) > 1:
        before = ""  # 送药价值8000元: the verb holds what it was worth
    if "通过" in frame.left_words and before.endswith(_MEANS_ENDS):
        before = ""  # 通过融资等方式筹资460万元
    if before and frame.quantity.kind == "money" and is_given_to(frame, before):
        before = ""  # 奖给优秀教师800元, 每捆给农户4元: to whom, not what
    if before and not frame.verb and frame.quantity.unit in _DURATIONS and is_body(before):
        before = ""  # 市城管局一周内出动80人次
    return before


def _is_gone_to(frame: Frame) -> bool:
    at = next((k for k, t in enumerate(frame.left) if t is frame.before[0]), 0)
    return at > 0 and frame.left[at - 1].text in _GOING_TO


_SUFFERING = {"被", "遭"}
_ENTERING = load.word_set("entering_verbs")
_PERSONS_AND_MORE = load.word_set("units_of_persons") | {"人次"}
#: What sums up several things that were told before.
_ALL_OF_THEM = load.word_set("all_of_them")
_GETTING = {"得到", "获得", "收到", "接受"}
_TAKEN_UP = load.word_set("taken_up_by_media")
_MEDIA = tuple(load.word_set("media"))
_AT_WORK = load.word_set("working_verbs")
_GOING_TO = load.word_set("going_into") | {"在", "去", "来"}
_MEANS_ENDS = ("方式", "形式", "途径", "渠道", "手段", "办法")
_DURATIONS = load.word_set("units_of_duration")


def _by_unit_or_noun_after(frame: Frame, before: str, after: str) -> Item | None:
    """发展12村, 全镇6210户, 每季度2次开展演练, 组建58人的巡逻小组: the noun before waits."""
    unit = frame.quantity.unit
    own_name = before.endswith(unit) and len(before) > 1  # 检查组5组
    own_name = own_name or (unit == "组" and _is_set(frame, before))
    if unit in SCALE_UNITS and own_what_follows(frame.after):
        return Item(unit, "unit-is-noun")  # 上万农户养的鸡
    if (unit in _NOUN_UNITS or unit in SCALE_UNITS) and not after and not own_name:
        return Item(unit, "unit-is-noun")
    if (found := of_the_place(frame)) is not None:
        return found
    if found := times_of(frame, before):
        return found
    if those := people_told_of(frame):
        return Item(those, "noun-after")
    if (done := done_regularly(frame)) is not None:
        return Item(done, "object-after") if done else _NOTHING
    if after and counts_what_follows(frame, before):
        return Item(after, "noun-after")
    return None


def _is_set(frame: Frame, before: str) -> bool:
    """栽植金银木70组, 其中粳稻1组: what stands in sets, but not 干部分成6组, 全村12组."""
    if not before or frame.after or is_body(before) or PEOPLE.search(before):
        return False
    behind = frame.verb and frame.before and frame.verb[-1].end <= frame.before[0].start
    return bool(behind) or ((frame.listed or frame.part) and not frame.verb)


#: Nouns that are their own measure words.
_NOUN_UNITS = load.word_set("noun_units")


def _by_share_or_target(frame: Frame, before: str, after: str) -> Item | None:
    """占机具总价的30%, 超计划6公里, 下达的1500人参保任务: of what the base or the target is."""
    if _is_share(frame):
        # the share is of the thing before, not of the base
        owner = name(noun_phrase_before(frame.head, subject=True)[0])
        if owner and (frame.verb_text == "占" or not is_body(owner)):
            return Item(owner, "share-of-subject")
        if frame.quantity.kind == "percent":
            return _NOTHING
    if lacking := not_done(frame):
        return Item(lacking, "verb-as-noun")
    beyond = before in _BEYOND or (
        before in _SET_AMOUNTS and any(t.text in _EXCEEDING for t in frame.left[:-1])
    )
    if beyond and not after:
        return _NOTHING  # 硬化村道26公里，超计划6公里
    tasked = _set_for(frame)
    return Item(tasked, "noun-after") if tasked else None


_EXCEEDING = {"超", "超过", "超出"}
_SET_AMOUNTS = {"目标", "任务", "计划", "指标", "预算", "年度任务", "年度计划", "年度目标"}
_BEYOND = {"超计划", "超任务", "超目标", "超年度计划", "超年度任务"}


def _by_verb_and_noun(frame: Frame, before: str, after: str, raised: bool) -> Item | None:
    """Tell a noun that is counted from one that acts, by the verb: 新建工会3家, 县水利局投资."""
    unit, money = frame.quantity.unit, frame.quantity.kind == "money"
    acts = frame.verb_class in {"V", "VN"} and ends_in_verb(frame)
    to_whom = takes_over(before) or (money and PEOPLE.search(before) is not None)
    if before and not after and join(frame.verb[-1:]) in _TRANSFERRING and to_whom:
        return _NOTHING  # 移送有关部门7起, 返还支部6.2万元: to whom, not what
    if (acts or before in _SUMS_ALONE) and not raised and (purpose := spent_on(frame)):
        return Item(purpose, "purpose")
    counted = is_counted_body(before, unit)
    ahead = acts and bool(frame.before) and frame.before[0].start < frame.verb[0].start
    ahead = ahead and unit not in PEOPLE_UNITS  # 快递员入会168人
    if ahead and not counted and (held := held_object(frame)) and not _names(before, held):
        return Item(held, "object-in-verb")  # 王庄村老张养猪50头
    if ahead and money and frame.verb_text in _RECEIVING_SUMS:
        given = name_behind(frame.right, set())  # 绝育户享受3000元补充养老保险
        if before.endswith((*PAYERS, "户")):
            return Item(given, "noun-after") if given else _NOTHING
    if acts and before and pays_itself(frame, before):
        # 村民自筹20万元, but 职工掏30块 does not say for what
        return Item(frame.verb_text, "verb-as-noun") if len(frame.verb_text) > 1 else _NOTHING
    if before and frame.verb_text in _THERE_IS and NAMED_PLACE.search(before) and in_pair(frame):
        return _NOTHING  # 石桥村有320户1180人
    if before in _SECTORS_AND_RANKS and frame.verb_text in _LAID_OUT and ends_in_verb(frame):
        return Item(before + frame.verb_text, "subject")  # 工业投入2.65亿元
    if acts and money and before in _RANKS and frame.clause.depth:
        return _NOTHING  # 助学金10万元（其中市级筹集3万元）: whose money it is
    holds = acts and unit in EVENT_UNITS and frame.verb_text in _HOLDING and not after
    if holds and (ahead or not before) and (held := held_there(frame)):
        return Item(held, "subject")
    if ahead and is_cause(frame):
        return Item(after, "noun-after") if after else _NOTHING  # 因资金不足只建成3个
    if acts and not after and not money and ends_in_verb(frame) and _ONLY_WHERE.fullmatch(before):
        return Item(before + frame.verb_text, "subject")  # 市级表彰8人, 党内警告2人
    if before in _SET_AMOUNTS and stands_behind_a_task(frame):
        return Item(frame.verb_text, "verb-as-noun")  # 今年任务改厕320户
    laid_out = money and frame.verb_text in _LAID_OUT
    if laid_out and before in _SET_AMOUNTS and ends_in_verb(frame):
        return Item(frame.verb_text, "verb-as-noun")  # 年度计划投资2.3亿元
    if acts and ends_in_verb(frame) and unit in _PERSONS_AND_MORE and _is_taught(frame, before):
        return Item(before + frame.verb_text, "subject")  # 安全培训120人次
    if before and (counted or not acts or not acts_itself(frame, before)):
        return Item(before, "subject" if ends_in_verb(frame) else "noun-before")
    if after:
        return Item(after, "noun-after")
    return _by_verb_alone(frame) if acts else None


def _is_taught(frame: Frame, before: str) -> bool:
    """Say whether the noun before a verb of teaching tells what was taught, and not whom."""
    if frame.verb_text not in _TEACHING or not before or is_body(before):
        return False
    ahead = frame.before[-1].end <= frame.verb[0].start
    return ahead and before.endswith(_TAUGHT)


_TEACHING = {"培训", "宣传教育", "宣讲", "宣传", "教育", "轮训", "普法"}
_TAUGHT = ("安全", "技能", "技术", "知识", "政策", "法律", "法规", "业务", "防治", "救护", "礼仪")
_RECEIVING_SUMS = {"享受", "领取", "领到", "获得", "得到", "拿到", "缴纳", "缴", "交", "领"}
_TRANSFERRING = load.word_set("transferring_verbs")
_RANKS = load.word_set("bare_ranks")
#: Ranks and places that only say where or by whom a deed was done.
_ONLY_WHERE = re.compile(
    rf"(?:{'|'.join(sorted(_RANKS))})(?:及?以上)?|[县省市镇乡村境国校院厂党场馆区][内外]|在[校家园岗村厂外]|政务|行政|[党政]纪"
)
_SECTORS_AND_RANKS = load.word_set("sectors") | _RANKS
_LAID_OUT = {"投入", "投资", "支出"}


def _by_verb_alone(frame: Frame) -> Item | None:
    """养猪50头, 罚款4.5万元; 投入7万余元，购置宣传车: what the verb holds, names or pays for."""
    if held := held_object(frame):
        return Item(held, "object-in-verb")
    deed = join(frame.verb[-1:])
    spends = frame.quantity.kind == "money" and deed in _SPENDING
    if spends and frame.below is not None and (purpose := used_for(frame)):
        return Item(purpose, "purpose")
    if frame.quantity.unit in {"家", "家次"}:
        return None  # 罚款5家: firms are counted, not deeds
    if frame.quantity.kind == "money" and deed in _PAID and len(frame.left) > 1:
        feast = frame.left[-2].text if frame.left[-1] is frame.verb[-1] else ""
        deed = feast + deed if feast in _FEASTS else deed  # 春节补贴21万元
        if feast in _FEASTS:
            return Item(deed, "verb-as-noun")
    helps = frame.quantity.kind == "money" and deed in _HELPING_WITH_MONEY and _is_for_those(frame)
    return Item(deed, "verb-as-noun") if deed in _DEED_NOUNS or helps else None


_PAID = {"补贴", "补助"}
_FEASTS = load.word_set("feasts")
#: Deeds that name the money given: 向12名新生资助6万元.
_HELPING_WITH_MONEY = {"资助", "捐助", "赞助", "援助", "救济"}


def _is_for_those(frame: Frame) -> bool:
    """Say whether the figure before it in the clause counts those to whom the money is given."""
    those = frame.neighbour
    return those is not None and any(t.text in _TO_THOSE for t in those.left[-2:])


_TO_THOSE = {"向", "对", "给", "为"}


def _names(before: str, held: str) -> bool:
    """Say whether what stands before a verb names the object in it: 案件 of 命案立案17起."""
    return before.endswith((held, held[0]))


def _own_rate(tokens: list[Token]) -> list[Token]:
    """签订好集体合同、签订率达到100%: what stands before the pause is no rate."""
    at = max((k for k, t in enumerate(tokens) if t.text == "、"), default=-1)
    listed = at > 0 and tokens[at - 1].text.endswith(("率", "比例", "比重", "面"))
    return tokens if listed else tokens[at + 1 :]


def _counts_no_targets(frame: Frame) -> bool:
    """Say whether a measure word is not one of targets themselves: 5项指标, 11个名额."""
    return frame.quantity.unit not in {"个", "项", "条", "类", "大类"}


def _closes_base(left: list[Token]) -> bool:
    """每个片区2名: the noun behind 每个 is what the rate is of, but not 每户年收入3万元."""
    return len(left) > 1 and left[-2].cls == "R" and left[-2].text.endswith("个")


def _set_for(frame: Frame) -> str:
    """县总下达的1500人参保任务: what was set, not who set it."""
    if frame.verb_text not in _HANDING_DOWN or not frame.left or frame.left[-1].cls != "DE":
        return ""
    end = next((k for k, t in enumerate(frame.right[:6]) if TARGET.search(t.text)), 0)
    deed = frame.right[:end]
    if not deed or any(t.cls not in {"N", "VN", "V"} for t in deed):
        return ""
    return name(deed) or join(deed)


_HANDING_DOWN = {"下达", "布置", "分配", "交办", "下派"}


def _names_other(frame: Frame) -> bool:
    """Say whether the phrase beside a verb of comparing is the other thing: 比邻镇高出240元."""
    behind = bool(frame.before) and frame.before[0].start > frame.verb[0].start
    return behind or not frame.left_words.isdisjoint({"比", "较", "与", "跟"})


_TARGET_ENDS = re.compile(r"(?:目标|要求|规定)$")


def _is_share(frame: Frame) -> bool:
    return (
        (frame.quantity.kind == "percent" or frame.quantity.unit == "倍")
        and frame.verb_text.endswith(("占", "为", "是", "达", "达到", "相当于"))
        and bool(frame.left)
        and (frame.left[-1].cls == "DE" or _base_behind(frame))
    )


def _base_behind(frame: Frame) -> bool:
    """占全球8%, 为年初预算61%, but not 女工占六成: the phrase behind the verb is the base."""
    if not frame.before:
        return False
    if frame.verb_text != "占" and not (
        frame.verb_text in {"为", "是"} and is_some_target(join(frame.before))
    ):
        return False
    return frame.before[0].start > frame.verb[-1].start

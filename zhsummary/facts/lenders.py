"""Which of the figures before can lend their item to one that has none, and what it then is.

Those are left out whose item the figure cannot count (a sum no people, a rate no pieces, a
figure of one deed what another deed was done to); of the rest, the nearest of its own unit lends.
"""

from __future__ import annotations

import re

from zhsummary.facts import period
from zhsummary.facts.borrowed import AGES, HANDING_ON, PEOPLE_OR_HOMES
from zhsummary.facts.frame import Frame
from zhsummary.facts.naming import TARGET, Item, is_some_target, without_target
from zhsummary.facts.nouns import BODY_UNITS, PEOPLE, PEOPLE_UNITS, join
from zhsummary.facts.sentence import EVENT_UNITS
from zhsummary.facts.totals import ALTOGETHER, IN_SUM
from zhsummary.lexicons import load

_NOUN_UNITS = load.word_set("noun_units")
#: Verbs of those who are there, whatever was counted before.
_COMING = {"来", "去", "到", "到场", "前来", "赶来", "报名", "报到", "落网", "入伍", "返乡"}
#: Verbs of those whom the thing before reaches: 举办培训6期，参训120人.
_JOINING = load.word_set("joining_verbs")
_RATE = re.compile(r"(?:率|比例|占比|比重|增速|增幅|速度)$")
#: The figures before, each with what it counts.
Lenders = list[tuple[Frame, str]]


def acts_on_people(frame: Frame) -> bool:
    """批评教育17人, but not 同比减少17人, 参训17人."""
    return frame.quantity.unit in {"人", "名"} and _deals_with_others(frame)


_OF_PEOPLE = {"人", "名", "人次"}


def _deals_with_others(frame: Frame) -> bool:
    if frame.verb_class not in {"V", "VN"} or len(frame.verb_text) < 2:
        return False
    return frame.verb_text not in _JOINING and _COMPARISONS.isdisjoint(frame.left_words)


def without_other_deeds(frame: Frame, lenders: Lenders) -> Lenders:
    """拘留1人，批评教育17人: each deed is its own."""
    if acts_on_people(frame):
        lenders = [(f, text) for f, text in lenders if not _is_deed(f, text)]
        lenders = [(f, text) for f, text in lenders if not _outnumbers(frame, f, text)]
    if frame.quantity.unit in _OF_PEOPLE and _deals_with_others(frame):
        lenders = [(f, text) for f, text in lenders if not _is_matter(f, text)]
    if frame.verb_class in {"V", "VN"}:  # 集中供养每月900元、分散供养每月600元
        lenders = [(f, text) for f, text in lenders if not _another_deed(frame, f, text)]
    return lenders


def who_can_lend(frame: Frame, earlier: list[tuple[Frame, Item]], lenders: Lenders) -> Lenders:
    """Leave out the figures whose item this one cannot count."""
    if frame.limit and frame.quantity.unit in AGES:
        lenders = [c for c in lenders if c[0].quantity.unit in PEOPLE_UNITS]
    lenders = [c for c in lenders if not c[0].base] or lenders
    apart = max((f.clause_index for f, _ in earlier if f.clause.end in {"；", ";"}), default=-1)
    lenders = [c for c in lenders if c[0].clause_index > apart] or lenders
    if not frame.part:
        lenders = _beyond_parts(frame, lenders) or lenders
    if frame.quantity.kind == "money" and frame.verb_text in _SPENDING:
        # 工会经费收入36万元，支出32万元: what came in is not what went out
        lenders = [(f, _INTO_A_PURSE.sub("", text)) for f, text in lenders]
        lenders = [c for c in lenders if not c[1].endswith(("收入", "税收"))]
    if frame.quantity.kind == "money" and frame.verb_text in HANDING_ON:
        lenders = [c for c in lenders if _is_money(c[0])]  # 给予处分2人，上缴专户2万元
    if frame.quantity.kind == "money":  # 参合人数15600人，缴费234万元
        lenders = [c for c in lenders if _is_money(c[0]) or not _names_measure(c[1])]
    if frame.quantity.kind in {"count", "money"} and frame.verb_class != "C":
        lenders = [(f, text) for f, text in lenders if not _RATE.search(text)]
    if (
        frame.quantity.unit in {"人", "人次", "名"} and not frame.limit
    ):  # 覆盖756个自然村，30万人次受益
        lenders = [c for c in lenders if not _counts_places(*c)]
    if frame.quantity.unit in PEOPLE_UNITS and (_befalls(frame) or acts_on_people(frame)):
        # 建房补助每户2万元，36户已开工: a sum is not those who get it
        lenders = [c for c in lenders if not (_is_money(c[0]) and _is_sum_or_fund(c[1]))]
    # 6村，530户: the villages are not what the households are
    lenders = [
        (f, text)
        for f, text in lenders
        if text not in _NOUN_UNITS
        or text != f.quantity.unit
        or f.quantity.unit == frame.quantity.unit
    ]
    if frame.verb_class in {"V", "VN"}:  # 高于人均8元的标准，全年投入21万元
        lenders = [c for c in lenders if c[1] not in _RULES]
        if frame.verb_text in _EARNING:  # 均价34元，户均增收9322元
            lenders = [c for c in lenders if not c[1].endswith(("价", "价格"))]
            if any(t.cls == "R" and t.text[0] in "户人" for t in frame.left):
                lenders = [c for c in lenders if c[1].endswith(_EARNERS)]
    if frame.quantity.kind == "money" and frame.verb and "R" not in frame.left_classes:
        paid = [(f, text.removesuffix("标准")) for f, text in lenders]
        lenders = [(f, text) for f, text in paid if text]  # 应发74.4万元, not its standard
    return lenders


_EARNING = load.word_set("earning_verbs")
#: Those who earn.
_EARNERS = (*PEOPLE_OR_HOMES, "农民", "者", "民", "农")


def _is_money(frame: Frame) -> bool:
    return frame.quantity.kind == "money"


def _names_measure(text: str) -> bool:
    """Say whether an item names a measure, which no figure of another kind is of."""
    return text.endswith(_NAMES_OF_MEASURES) and not text.endswith("名额")


def _counts_places(source: Frame, text: str) -> bool:
    return source.quantity.kind == "count" and _PLACES.search(text) is not None


_NAMES_OF_MEASURES = tuple(load.word_set("names_of_measures"))
_PLACES = re.compile(r"(?:村|社区|乡镇|镇|村民小组|街道|企业|公司|合作社)$")
_SPENDING = {"支出", "列支", "开支"}
_INTO_A_PURSE = re.compile("(?<=经费)收入$|(?<=资金)收入$")


def lent(frame: Frame, lenders: Lenders, named: str) -> str:
    """Give the item of the figure that the one in question goes on with."""
    if frame.quantity.kind == "money" and not frame.left and names_a_sum(lenders[-1][1]):
        return lenders[-1][1]  # 农村独生子女保健费85人，9.2万元
    if frame.quantity.kind == "money" and lenders[-1][0].got:
        return join(lenders[-1][0].got)  # 残疾人领取两项补贴204人，共18万元
    shallow = [(f, text) for f, text in lenders if f.clause.depth <= frame.clause.depth]
    lenders = shallow or lenders
    insured = lenders[-1][0].verb_text in _INSURED
    if insured and _PAID_OUT.search(frame.clause.text):
        return lenders[-1][1]  # 医疗互助参保1745人，赔付17人次
    unit = frame.quantity.unit
    alike = [(f, text) for f, text in lenders if _unit_lent(f, unit) == unit]
    same = [text for _, text in alike]
    if alike and frame.verb_class == "L":
        levels = [text for f, text in alike if f.verb_class in {"L", ""}]
        if levels:
            return levels[-1]
        if any(period.anchor(t.text) == "last" for t in frame.left if t.cls == "T"):
            return same[0]  # 去年全年是29.7万元: the baseline is that of the main figure
    if frame.verb_class == "C" or frame.quantity.kind == "percent":
        lenders = [(f, text) for f, text in lenders if _can_change(f, frame)]
        if not lenders:
            return named
        if frame.quantity.kind != "percent":  # 低保208户、人口397人，较上年净减6户
            lenders = [(f, text) for f, text in lenders if f.quantity.unit == unit] or lenders
        done = [text for _, text in lenders if not is_some_target(text)]
        return without_target((done or [lenders[-1][1]])[-1], named)
    if same and len({*same}) > 1 and _sums_up_deed(frame) and not _apart(alike, frame):
        return _shared_head(same)
    if same:
        return _of_event_between(frame, alike[-1], lenders) or without_target(same[-1], named)
    return _of_another_unit(frame, lenders, named)


def _unit_lent(source: Frame, unit: str) -> str:
    """检查企业312家次，停业2家: those called on several times are such as are counted once."""
    own = source.quantity.unit.partition("/")[0]
    return unit if unit in _CALLED_ON and own == f"{unit}次" else own


_CALLED_ON = {"家", "户", "处", "所", "座"}


def _can_change(source: Frame, frame: Frame) -> bool:
    """调解纠纷58件，成功率98%，比上年下降11件: pieces change no rate; ranks (5位) may."""
    rises = frame.quantity.kind == "percent" or frame.quantity.unit in _RISES
    return rises or source.quantity.kind != "percent"


_RISES = {"位", "名", "倍", "分", "个位次", "位次"}


def _of_event_between(frame: Frame, last: tuple[Frame, str], lenders: Lenders) -> str:
    """培训11期，受训650人次，宣讲4场，受教育800人次: who came to the last event."""
    source, held = lenders[-1]
    if frame.quantity.unit not in PEOPLE_UNITS or source.quantity.unit not in _SESSIONS:
        return ""
    came = any(f.quantity.unit in _SESSIONS and text == last[1] for f, text in lenders[:-1])
    if "训" in frame.verb_text and "训" not in held:
        return ""  # 召开会议3次，培训80人次
    return held if came and frame.verb_class in {"V", "VN"} and not source.part else ""


#: What is held and attended.
_SESSIONS = load.word_set("session_units")


def _of_another_unit(frame: Frame, lenders: Lenders, named: str) -> str:
    """举办农技课6期，印发2300份: what is counted in other units may still be of the same thing."""
    if frame.verb_class == "VN" and len(frame.verb_text) > 1:
        return ""  # 培训18期 behind 协议60份: the verb names what was held
    units = {f.quantity.unit for f, _ in lenders}
    if frame.verb_class == "V" and units & BODY_UNITS and frame.quantity.unit not in BODY_UNITS:
        return named  # 新建工会7家，慰问近三百户: another deed, another thing
    if frame.verb_class == "V" and acts_on_people(frame) and not units & PEOPLE_UNITS:
        return named  # 火点9个，拘留1人
    source, text = lenders[-1]
    if source.quantity.unit in _SESSIONS and _attends(frame):
        return text  # 举办培训3期，270人次参加: whatever the title names
    if _only_sums_up(frame) and _sums_up(frame, source):
        return text if _reaches_on(source, frame) else ""  # 发放助学金3批，共计96人
    return named or (text if _reaches_on(source, frame) else "")


def _only_sums_up(frame: Frame) -> bool:
    """Say whether nothing but 共计 stands before a figure, so that it is of what was just told."""
    return bool(frame.left) and not frame.after and frame.left_words <= _SUMMING


def _sums_up(frame: Frame, source: Frame) -> bool:
    """Say whether a figure sums up what the clause before tells, a sum of money its rounds."""
    if source.clause_index + 1 != frame.clause_index:
        return False
    rounds = source.quantity.unit in _ROUNDS or _only_sums_up(source)
    return frame.quantity.kind != "money" or rounds


_SUMMING = load.word_set("summing_words") | IN_SUM
_ROUNDS = load.word_set("round_units") | {"次"}


def _attends(frame: Frame) -> bool:
    """Say whether people came to an event: 270人次参加, 参训80人."""
    came = join(frame.follow) if frame.follow else frame.verb_text
    return frame.quantity.unit in PEOPLE_UNITS and came in _ATTENDING


_ATTENDING = load.word_set("attending_verbs")


def _beyond_parts(frame: Frame, candidates: list[tuple[Frame, str]]) -> list[tuple[Frame, str]]:
    """其中男工80人，浙北30人，本县20人: what follows a part (其中…) goes on with the whole."""
    whole = [c for c in candidates if not c[0].part]
    if frame.limit or (not frame.verb and frame.left):
        whole = [c for c in whole if not c[0].beside_part] or whole
    unit = frame.quantity.unit
    levels = frame.quantity.kind != "percent" and frame.verb_class != "C"
    if levels and not any(f.quantity.unit == unit for f, _ in whole):
        whole += [c for c in candidates if c[0].part and c[0].quantity.unit == unit]
    return whole


def _is_matter(source: Frame, text: str) -> bool:
    """抓拍违停1320起，教育劝导860人次: matters and what was found of them are not people."""
    if source.quantity.unit not in EVENT_UNITS or source.quantity.unit in {"个", "期", "批"}:
        return False
    return PEOPLE.search(text) is None and not text.endswith(_ATTENDED)


_ATTENDED = tuple(load.word_set("event_nouns"))


def _is_deed(source: Frame, text: str) -> bool:
    """拘留1人, 落实上环532人: what was done to those counted is what the figure tells of."""
    told = source.before[-1] if source.before else None
    done = told is not None and told.cls == "VN" and source.verb_text in _EMPTY_DEEDS
    suffered = bool(source.follow) and text == join(source.follow)  # 5200人受灾
    persons = source.quantity.unit in PEOPLE_UNITS
    measure = persons and text.endswith(_MEASURES_TAKEN)
    named = persons and bool(source.before) and all(t.verbal for t in source.before)
    measure = measure or named  # 受理提请批捕96人，移送起诉138人
    return done or suffered or measure or text == join(source.verb[-1:])


#: What is done to people and names none: 采取强制措施7人，移送起诉5人.
_MEASURES_TAKEN = ("措施", "处分", "处罚", "处理")
_EMPTY_DEEDS = {"给予", "受到", "予以", "落实", "完成", "施行", "实施", "实行", "开展", "进行"}


def _outnumbers(frame: Frame, source: Frame, text: str) -> bool:
    """储备志愿者72人，采样1000人: more than were counted are not among those counted."""
    one, other = frame.quantity, source.quantity
    if frame.verb_text.endswith(("有", "存")):
        return False  # 今年进来71人，实有1074人
    if TARGET.search(text) or frame.verb_text[-2:] == source.verb_text[-2:]:
        return False  # 培训任务40人，实训52人; 集中供养21人，分散供养36人
    if one.unit != other.unit or one.value is None or other.value is None:
        return False
    return one.value > other.value and frame.clause is not source.clause


def _another_deed(frame: Frame, source: Frame, text: str) -> bool:
    """Say whether a list goes on to another deed than the one that names the figure before."""
    if frame.clause is not source.clause or text != join(source.verb[-1:]):
        return False
    return frame.verb_text != source.verb_text


def _sums_up_deed(frame: Frame) -> bool:
    """农村低保90户，城镇低保6户，共调出7户: what is done to all that the list names."""
    return frame.verb_class == "V" and not ALTOGETHER.isdisjoint(frame.left_words)


def _apart(alike: list[tuple[Frame, str]], frame: Frame) -> bool:
    """Say whether the list stands too far ahead for a sum of it."""
    return alike[-1][0].clause_index < frame.clause_index - 1


def _shared_head(names: list[str]) -> str:
    """Give what several names end in alike: 农村低保户, 城镇低保户."""
    shared = names[0]
    for one in names[1:]:
        while shared and not one.endswith(shared):
            shared = shared[1:]
    return shared if len(shared) > 1 else ""


#: What sets an amount is not what another verb deals with.
_RULES = frozenset("标准 要求 规定 条件".split())


def _reaches_on(source: Frame, frame: Frame) -> bool:
    """Say whether a figure of another unit may be of the same thing: a sum, those in it.

    A count is of other things than people, lengths and sums are (慰问26人，维修6处).
    """
    if frame.limit or "R" in frame.left_classes:
        return True
    if source.quantity.unit == "倍" and frame.verb_class == "L":
        return True  # 出栏量是去年的1.5倍，达到3600头
    bare = not frame.verb and not all(t.cls == "D" for t in frame.left)
    if frame.quantity.kind == "money" and source.quantity.kind == "measure" and frame.verb:
        return False  # 距县城5公里，获资助15万元
    if frame.quantity.kind != "count":
        return frame.quantity.kind == "money" or source.quantity.kind != "count" or not bare
    if frame.quantity.unit == "户" != source.quantity.unit and frame.verb_class in {"V", "VN"}:
        return False  # 安排组长3名，走访460户
    if frame.quantity.unit in PEOPLE_UNITS:
        if source.quantity.kind == "measure" and frame.verb_class == "L":
            return False  # 距市区40公里，有1920户
        of_people = source.quantity.unit in PEOPLE_UNITS
        came = frame.verb_text in _COMING  # 学了12份文件，来了300人
        return of_people or (not bare and not came)
    if frame.verb and frame.verb_class != "L" and source.clause is not frame.clause:
        return False  # 设置检查组5组，现场指导62次
    return source.quantity.kind == "count" and source.quantity.unit not in PEOPLE_UNITS


def names_a_sum(text: str) -> bool:
    """Say whether an item is money that is paid to somebody: 补贴, 保健费."""
    return text.endswith(("费", "金", "补贴", "补助", "津贴", "款", "保险"))


def _befalls(frame: Frame) -> bool:
    """36户已全部开工, 竣工28户: say whether the verb tells what became of those counted."""
    return frame.verb_text in _HAPPENING or join(frame.follow[-1:]) in _HAPPENING


_HAPPENING = load.word_set("happening_verbs")


def _is_sum_or_fund(text: str) -> bool:
    return names_a_sum(text) or text.endswith(("资金", "经费"))


_INSURED = load.word_set("insurance_verbs")
_PAID_OUT = re.compile(r"赔付|理赔|赔偿|给付|报销|补助金|互助金|获赔")
_COMPARISONS = {"同比", "环比", "比", "较"}

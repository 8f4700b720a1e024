"""The noun behind a measure word, and when it is the thing counted.

组织民兵60余人: what follows is not counted; 发放600元的补贴: it is; in 为11家驿站拨款
a deed done for those counted is no part of their name.
"""

from __future__ import annotations

import re

from zhsummary.facts.frame import Frame
from zhsummary.facts.naming import name, name_behind
from zhsummary.facts.nouns import BODY_UNITS, PEOPLE, PEOPLE_UNITS, clean, is_body, join
from zhsummary.facts.population import NAMED_PLACE
from zhsummary.facts.sentence import EVENT_UNITS, Token
from zhsummary.lexicons import load

_BEFORE_THOSE_ACTED_ON = load.word_set("openers_of_those_acted_on")
_DURATIONS = load.word_set("units_of_duration")
_FAR = 40  # words of a clause behind its figure that are looked at
_FIRMS = tuple(load.word_set("sized_bodies") | load.word_set("counted_bodies"))
_PEOPLE_ENDS = tuple(load.word_set("people_ends"))
_OF_PERSONS = load.word_set("units_of_persons")


def behind_a_relative(frame: Frame) -> str:
    """10家到期的企业都续订了: behind a clause that tells of it stands what the unit counts."""
    right, unit = frame.right, frame.quantity.unit
    if right and right[0].text in _HAVING and unit in PEOPLE_UNITS:
        # 组织15名有就业意向返乡农民工参加招聘会
        end = next((k for k, t in enumerate(right) if k and t.cls in {"V", "P", "X"}), len(right))
        those = right[end - 1].text
        return those if PEOPLE.search(those) or those.endswith(_PEOPLE_ENDS) else ""
    if right and right[0].text in {"被", "因", "遭", "受"}:
        return _behind_what_befell(frame)
    if not right or right[0].cls not in {"V", "VN", "D", "M"}:
        return ""
    at = next((k for k, t in enumerate(right[:6]) if t.cls == "DE"), 0)
    if not at or any(t.cls not in {"V", "VN", "D", "N", "M"} for t in right[:at]):
        return ""
    behind = right[at + 1 :]
    ends = (k for k, t in enumerate(behind, 1) if _are_those(t.text))
    behind = behind[: next(ends, len(behind))] if unit in PEOPLE_UNITS else behind
    named = name_behind(behind, set())
    if unit in BODY_UNITS:
        return named if named.endswith(_FIRMS) else ""
    if unit in PEOPLE_UNITS:
        return named if _are_those(named) else ""
    led = bool(frame.left) and frame.left[-1].text in _BEFORE_THOSE_ACTED_ON
    return named if led and frame.quantity.kind == "count" else ""


def _are_those(named: str) -> bool:
    return PEOPLE.search(named) is not None or named.endswith(_THOSE_ENDS)


def _behind_what_befell(frame: Frame) -> str:
    """修复3.2公里被洪水冲毁的渠道: behind what befell them stands what was measured or counted."""
    right = frame.right[:10]
    told = frame.verb_class == "V" and frame.quantity.kind in {"count", "measure"}
    at = next((k for k, t in enumerate(right) if t.cls == "DE"), 0)
    if not told or at < 2 or right[at - 1].cls not in {"V", "VN"}:
        return ""
    bare = all(t.cls in {"N", "V", "VN", "D"} for t in right[1:at])
    return name_behind(right[at + 1 :], set()) if bare else ""


_HAVING = load.word_set("having_or_lacking")
#: What those are called of whom a clause tells, beside words for people.
_THOSE_ENDS = (*_PEOPLE_ENDS, "户", "家庭", "劳动力", "对象", "青少年")


def own_what_follows(after: list[Token]) -> bool:
    """Say whether a verb and 的 behind people tell of what is theirs."""
    return len(after) > 2 and after[0].cls == "VN" and after[1].cls == "DE"


def people_told_of(frame: Frame) -> str:
    """对18名残疾等级达到一级的重度残疾人发放补贴: those behind the clause that tells of them."""
    left, right = frame.left, frame.right
    firms = frame.quantity.unit in BODY_UNITS
    if not (firms or frame.quantity.unit in PEOPLE_UNITS) or not left or not right:
        return ""
    if not any(t.text in _BEFORE_THOSE_ACTED_ON for t in left[-2:]) or right[0].cls == "DE":
        return ""
    if PEOPLE.search(join(frame.after)):
        return ""
    behind = frame.clause.tokens[frame.at + 1 : frame.at + _FAR]
    at = next((k for k in range(len(behind) - 1, 0, -1) if behind[k].cls == "DE"), 0)
    if not at or all(t.cls not in {"V", "VN", "P"} for t in behind[:at]):
        return ""
    those = name_behind(behind[at + 1 :], set())
    if firms:  # 对15家落实制度不到位的经营户下达通知书
        return those if those.endswith(_SHOPS) else ""
    return those if PEOPLE.search(those) or those.endswith(_PEOPLE_ENDS) else ""


_SHOPS = (*_FIRMS, "户", "单位", "市场", "场所", "机构", "站")


def before_next_sum(frame: Frame) -> list[Token]:
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


def without_others(frame: Frame, after: list[Token]) -> list[Token]:
    """36名正式工和交管所选聘的养护员: others of whom a clause tells are not counted."""
    joint = next((k for k, t in enumerate(after) if k and t.cls == "J"), 0)
    if not joint or frame.quantity.unit not in PEOPLE_UNITS:
        return after
    opens = next((k for k in range(joint, len(after)) if after[k].cls == "DE"), 0)
    told = opens > joint + 2 and after[opens - 1].verbal
    those = join(after[:joint])
    people = PEOPLE.search(those) is not None or those.endswith(_PEOPLE_ENDS)
    return after[:joint] if told and people else after


def counts_what_follows(frame: Frame, before: str) -> bool:
    """Say whether the noun behind the measure word is the thing counted."""
    rest = frame.right[len(frame.after) :]
    of_people = frame.quantity.unit in PEOPLE_UNITS
    if of_people and before and rest and rest[0].text in _BEFORE_THOSE_ACTED_ON:
        return bool(PEOPLE.search(join(frame.after)))  # 组织民兵60余人不间断对堤段进行巡查
    called = of_people and frame.verb_text in _CALLING
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
    if frame.before[-1].text in _SEASONS and frame.quantity.unit in EVENT_UNITS:
        return True  # 搞好春、夏两次防疫会战
    if NAMED_PLACE.search(before) and frame.quantity.unit in _OF_PERSONS:
        return frame.after[-1].cls == "N"  # 河口街道共7名退伍士兵返乡
    if frame.verb_text in _CONCERNING:
        return True  # 地质灾害威胁4个村小组
    able = frame.quantity.kind == "measure" and before.endswith(_CAPACITIES)
    if able and frame.after[0].cls != "DE":
        return False  # 建成年输气量2亿方门站
    sized = frame.quantity.kind == "measure" and frame.after[0].cls == "DE"
    placed = _SCHOOLS.search(before) or NAMED_PLACE.search(before)
    if sized and (placed or frame.verb_text.endswith("占地")):
        return True  # 中心小学2700平方米的综合楼, 建成占地2万平方米的公园
    if frame.left and frame.left[-1].text == "为期":
        return True  # 参加为期四天的培训班
    if frame.quantity.unit in _DURATIONS and before.endswith(_PEOPLE_ENDS):
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


_CAPACITIES = ("供水量", "输气量", "处理量", "能力", "库容", "产能", "容量")
_TEAMS = tuple(load.word_set("teams"))
#: Behind these stand the people, and behind their number what for.
_CALLING = load.word_set("calling_verbs")
_SEASONS = {"春", "夏", "秋", "冬", "春季", "夏季", "秋季", "冬季"}
_SCHOOLS = re.compile(r"(?:小学|中学|学校|幼儿园|医院|卫生院|敬老院|村部|园区)$")
_CONCERNING = {"涉及", "覆盖", "惠及", "威胁", "影响", "波及", "辐射"}
_PARTING = {"分为", "分成", "划分为", "划分成", "组成", "编成", "编为", "分"}
_OF_A_RULE = re.compile(r"标准|目标|任务|指标|规定|要求|比例|速度")
_BASIS = re.compile(r"的?(?:基础|前提|情况|条件)[上下]?$")


def those_bounded(tokens: list[Token]) -> list[Token]:
    """60岁以上老人接种率: what an age or a size bounds are the people or the firms."""
    ends = (k for k, t in enumerate(tokens, 1) if PEOPLE.search(t.text) or t.text.endswith(_FIRMS))
    return tokens[: next(ends, len(tokens))]


def _named_behind(frame: Frame) -> bool:
    """四个村一百三十名妇女: the next figure has its own noun, so the one between is this one's."""
    tokens = frame.clause.tokens
    at = frame.at + len(frame.after) + 1
    return at + 1 < len(tokens) and tokens[at].cls == "Q" and tokens[at + 1].cls == "N"


def counted_noun(tokens: list[Token]) -> str:
    """Write the noun behind a measure word: here 村 is a thing counted, not a place."""
    if not tokens:
        return ""
    if len(tokens) > 1 and tokens[-1].text in _ON_OR_IN and tokens[-2].cls == "N":
        tokens = tokens[:-1]  # 5公里的水泥路段上
    if len(tokens) > 2 and tokens[0].text in _DIMENSIONS and tokens[1].cls == "DE":
        tokens = tokens[2:]  # 2.4公里长的水泥路
    tokens = _without_measure(tokens)
    if tokens[0].text == "村" and len(tokens) > 1 and tokens[-1].text in _DONE_TO_VILLAGES:
        return "村"  # 完成58个村污水治理
    text = clean(tokens)
    if text[-1:] in {"里", "内"} and text[:-1] in _COUNTED_PLACES:
        return text[:-1]  # 12个村里有5个通了水
    return text if text in _COUNTED_PLACES else name(tokens)


#: Nouns that name a place elsewhere, and a thing behind a measure word.
_COUNTED_PLACES = load.word_set("counted_places")
_DONE_TO_VILLAGES = load.word_set("work_done_to_things") | {"治理", "提升", "绿化", "亮化", "硬化"}
_DIMENSIONS = load.word_set("dimensions")
_ON_OR_IN = {"上", "里", "内", "中", "旁", "边", "沿线", "两侧", "路上"}


def _without_measure(tokens: list[Token]) -> list[Token]:
    """12家工业企业总产值达8亿元: firms are counted, not what they make."""
    kept = tokens
    while len(kept) > 1 and (
        kept[-1].text in _MEASURED_OF_THINGS or kept[-1].text.endswith("达标率")
    ):
        kept = kept[:-1]  # 14个河流断面达标率为100%
    if kept is tokens or kept[-1].cls not in {"N", "DE"}:
        return tokens
    return kept[:-1] if kept[-1].cls == "DE" else kept


#: What is measured of the things that a measure word counts.
_MEASURED_OF_THINGS = load.word_set("measures_of_things")


def for_whom(frame: Frame, after: list[Token]) -> list[Token]:
    """为11家驿站拨款共计3万元: what is done for those counted is not what they are."""
    led = bool(frame.left) and frame.left[-1].text in {"为", "给", "对", "向"}
    if not led or len(after) < 2 or after[-1].cls != "VN" or after[0].cls != "N":
        return after
    behind = frame.right[len(after) :]
    return after[:-1] if not behind or behind[0].cls in {"D", "LE"} else after

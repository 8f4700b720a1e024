"""Verbs that are part of a thing's name: 教育支出, 节水灌溉, 成立两年以上的企业.

A verb before a figure's noun is not always what was done: it may say what a sum is for, of
which rate the figure is, or of what sort the things are.
"""

from __future__ import annotations

from zhsummary.facts.frame import Frame
from zhsummary.facts.nouns import COUNTERS, join, noun_phrase_before
from zhsummary.facts.sentence import EVENT_UNITS, Token
from zhsummary.lexicons import load

_WITHOUT = load.word_set("negations")
TEAMS = tuple(load.word_set("teams"))
FOUNDING = load.word_set("founding_verbs")
PAPERS = tuple(load.word_set("papers_and_funds"))


def names_standard(frame: Frame, noun: Token, verb: Token) -> bool:
    """分散供养标准年人均2200元, 补助标准300元: the verb before such a noun belongs to its name."""
    sums = frame.quantity.kind == "money" and noun.text in _STANDARDS
    return sums and verb.cls == "V" and len(verb.text) > 1 and verb.text not in _SETTING


_STANDARDS = {"标准", "水平", "单价", "均价"}
_SETTING = load.word_set("setting_verbs")


def is_founded_too(frame: Frame, phrase: list[Token]) -> bool:
    """Say whether a list of bodies that were founded goes on to one named by its deed."""
    before = frame.neighbour
    founded = before is not None and frame.listed and before.verb_text in FOUNDING
    return founded and bool(phrase) and phrase[-1].text.endswith(TEAMS)


def shares_head_in_list(frame: Frame, phrase: list[Token]) -> bool:
    """新增灌溉面积0.8万亩、除涝面积0.5万亩: in a list of one noun its verbs tell sorts apart."""
    before = frame.neighbour
    if before is None or not frame.listed or not before.before or not phrase:
        return False
    if not _ALREADY.isdisjoint(frame.left_words):
        return False  # 发现一般隐患32条、已整改隐患27条
    if join(before.before) == join(phrase):
        return False  # 调出低保对象8人、调入低保对象4人: two deeds, one thing
    return len(phrase[-1].text) > 1 and before.before[-1].text.endswith(phrase[-1].text)


_ALREADY = load.word_set("finishing_adverbs")


def is_measured(frame: Frame, verb: Token, phrase: list[Token]) -> bool:
    """Say whether a verb tells of what sort the things are that a sum is measured of."""
    measured = len(phrase) > 1 and phrase[-1].text.endswith(_MEASURED_HEADS)
    return measured and verb.text in ATTRIBUTIVE and frame.quantity.kind == "money"


_MEASURED_HEADS = tuple(load.word_set("measured_heads"))


def opens_with_a_term(phrase: list[Token]) -> bool:
    """Say whether a noun phrase opens with how long what is told of it has lasted."""
    bound = phrase[0].quantity
    lasting = bound is not None and bound.kind == "measure" and bound.unit in _UNITS_OF_TERMS
    return lasting and len(phrase) > 2 and phrase[1].cls == "DE"


_UNITS_OF_TERMS = {"年", "个月", "月", "天", "周"}


def tells_which(verbs: list[Token]) -> bool:
    """Say whether the second of two verbs tells of what sort the noun behind it is."""
    deed, sort = verbs
    return deed.cls in {"V", "VN"} and sort.cls == "V" and sort.text in ATTRIBUTIVE


def serves_by_deed(head: list[Token]) -> bool:
    """Say whether the verb before 服务 says of what sort it is, behind another deed."""
    if len(head) < 3 or head[-1].cls != "V" or head[-2].cls not in {"N", "VN"}:
        return False
    return any(t.cls == "V" for t in head[:-2])


#: Names of a share, which part and whole name together.
_SHARES = ("比重", "份额", "贡献率")


def named_whole(phrase: list[Token], head: list[Token]) -> tuple[list[Token], list[Token]]:
    """Take what belongs to a name though it is no noun: 无应急灯, 有融资记录企业, 占工业比重."""
    while head and phrase and head[-1].text in _WITHOUT:
        (more, rest), without = noun_phrase_before(head[:-1]), head[-1]
        phrase, head = [*more, without, *phrase], rest
    shares = len(head) > 1 and bool(phrase) and phrase[-1].text.endswith(_SHARES)
    if shares and head[-1].text in {"占", "对"} and head[-2].cls in {"N", "VN"}:
        owner, rest = noun_phrase_before(head[:-1])
        phrase, head = [*owner, head[-1], *phrase], rest
    while len(head) > 1 and head[-1].text in {"有", "无"} and head[-2].cls in {"V", "VN"}:
        phrase, head = [head[-1], *phrase], head[:-1]
    return phrase, head


def without_mainstay(phrase: list[Token], head: list[Token]) -> tuple[list[Token], list[Token]]:
    """营造以毛竹、枫香为主的风景林: what the thing mostly is stands between verb and thing."""
    closes = next((k for k, t in enumerate(phrase) if t.text in _MAINSTAYS), None)
    if closes is None or [t.cls for t in phrase[closes + 1 : closes + 2]] != ["DE"]:
        return phrase, head
    opens = next((k for k in range(len(head) - 1, -1, -1) if head[k].text == "以"), None)
    if opens is None:
        return phrase[closes + 2 :], head
    if opens and head[opens - 1].cls == "VN":
        return phrase[closes + 2 :], [*head[: opens - 1], head[opens - 1].tagged("V")]
    return phrase[closes + 2 :], head[:opens]


_MAINSTAYS = load.word_set("mainstays")
#: Units of what is held.
SESSIONS = load.word_set("session_units")
#: Verbs whose object may be a deed: 参加培训20人.
TAKING_DEEDS = load.word_set("deed_taking_verbs")


def in_series(frame: Frame, phrase: list[Token]) -> bool:
    """完工入住14户, 护送返乡9人次: two deeds of those counted, one after the other."""
    if frame.quantity.unit not in COUNTERS or len(phrase) < 2:
        return False
    first, second = phrase[-2:]
    managed = second.text.endswith("管理")  # 系统健康管理188人
    return first.cls == second.cls == "VN" and first.text not in TAKING_DEEDS and not managed


def is_named_event(frame: Frame, phrase: list[Token]) -> bool:
    """Say whether two words of deeds name what happened: 节水灌溉34件, 参与培训3次 is a deed."""
    if frame.quantity.unit not in EVENT_UNITS or [t.cls for t in phrase] != ["VN", "VN"]:
        return False
    return phrase[0].text not in TAKING_DEEDS and phrase[0].text not in BUILDING


def words_of_the_deed(frame: Frame, phrase: list[Token]) -> int:
    """升级改造菜市场25个, 新建和改造灌区: how many words at the beginning are the deed."""
    if phrase[0].text in TAKING_DEEDS or frame.quantity.unit in SESSIONS:
        return 1
    end = 1
    while end < len(phrase) and phrase[end].cls == "VN" and phrase[end].text not in ATTRIBUTIVE:
        end += 1
    if end > 1 and end < len(phrase) and phrase[end].cls in {"N", "VN"}:
        return 1 if phrase[end].text in _SUM_NOUNS else end  # 投入扶助资金
    if end > 1:
        return 1
    if len(phrase) > 3 and phrase[1].cls == "J" and phrase[2].cls == "VN":
        return 3 if phrase[3].cls == "N" else 1
    return end


_SUM_NOUNS = load.word_set("sum_nouns")
#: Verbs that say of what sort the noun behind them is: 返乡农民工, 注册商标.
ATTRIBUTIVE = load.word_set("attributive_verbs")


def is_named_rate(frame: Frame, phrase: list[Token]) -> bool:
    """Say whether a phrase names the rate that the figure is."""
    rate = frame.quantity.kind == "percent" and bool(phrase)
    return rate and phrase[-1].text.endswith(("率", "比例", "比重", "占比"))


def names_rate(verb: Token) -> bool:
    """补贴打卡发放率, but not 实现升学率, 应签企业签订率: whose rate it is."""
    return len(verb.text) > 1 and verb.text not in BRINGING


def is_total_of_a_deed(verb: Token, phrase: list[Token]) -> bool:
    """清产核资总额, 停电时间: a total or a time alone is that of the deed before it."""
    bare = len(phrase) == 1 and phrase[0].text in _OF_DEEDS
    return bare and len(verb.text) > 1 and verb.text not in BRINGING


_OF_DEEDS = {"总额", "总值", "总量", "时间", "时长", "周期"}


def is_ratio_of_a_deed(phrase: list[Token], head: list[Token]) -> bool:
    """党费返还比例50%: a ratio alone, behind a thing and its deed, is that of the deed."""
    return [t.text for t in phrase] == ["比例"] and bool(head) and head[-1].cls in {"N", "VN"}


def is_named_sum(frame: Frame, phrase: list[Token]) -> bool:
    """教育支出1480万元, 巡逻补助2万元, 调解成功率95%: the verb says what the amount is for."""
    if len(phrase) < 2 or phrase[0].text in BRINGING:
        return False
    if is_named_rate(frame, phrase) or frame.quantity.kind == "percent":
        return is_named_rate(frame, phrase)
    if phrase[-1].text in _STANDARDS and phrase[0].text not in _SETTING:
        return frame.quantity.kind == "money"  # 补偿标准每亩16元
    named = phrase[-1].text.endswith(("支出", "收入", "财力"))
    put_in = phrase[-1].text == "投入" and phrase[0].text not in _GIVEN_OR_WRITTEN | _RAISING
    named = named or (put_in and len(phrase) > 1)  # 教育投入8316万元
    paid = [t.cls for t in phrase] == ["VN", "VN"] and phrase[1].text.endswith(PAPERS)
    paid = paid and phrase[0].text not in _GIVEN_OR_WRITTEN  # 巡逻补助2万元
    return frame.quantity.kind == "money" and (named or paid)


_RAISING = load.word_set("raising_verbs")
_GIVEN_OR_WRITTEN = load.word_set("given_verbs") | load.word_set("paper_deeds")
#: Verbs whose object a sum or a rate may be: 实现财政收入4300万元.
BRINGING = load.word_set("bringing_verbs")
FACILITIES = load.word_set("facilities")
BUILDING = load.word_set("building_verbs")


def tells_the_sort(phrase: list[Token]) -> bool:
    """检验中心20家, 返乡农民工300人: the verb that opens a phrase says of what sort it is."""
    if phrase[1].cls == "J":  # 种植、养殖、家政课, but not 新建和改造灌区
        return len(phrase) < 4 or phrase[2].cls != "VN" or phrase[3].cls != "N"
    if phrase[1].cls != "N":
        return False
    named = len(phrase) == 2 and phrase[1].text in FACILITIES  # 检验中心20家
    return phrase[0].text in ATTRIBUTIVE or (named and phrase[0].text not in BUILDING)

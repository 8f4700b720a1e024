"""Which verb's object a figure's noun is: the words before it, where one ends in a verb.

In goes a frame with the words before its figure, out come its verb, its noun and what is left
of the words before them. `governing` asks it where no other order of the words was found.
"""

from __future__ import annotations

import re

from zhsummary.facts.frame import Frame
from zhsummary.facts.nouns import (
    PEOPLE,
    PEOPLE_UNITS,
    is_body,
    join,
    noun_phrase_before,
)
from zhsummary.facts.sentence import EVENT_UNITS, Token
from zhsummary.lexicons import load

#: Measure words of people, households and bodies.
COUNTERS = load.word_set("people_units") | load.word_set("body_units")
HELPING = load.word_set("assisting_verbs")
_DENYING_DEEDS = {"未", "尚未", "仍未", "没有", "不"}
_RESULTS = load.word_set("result_words")
_WITHOUT = load.word_set("negations")


def read_object(frame: Frame, core: list[Token]) -> None:
    """Read a noun phrase before the figure and the verb that governs it."""
    if _read_deed_before_de(frame, core):
        return
    if frame.left_text.find("、") > 0:
        core = _with_deeds_listed(core)
    phrase, head = _named_whole(*_without_mainstay(*noun_phrase_before(core)))
    head = _before_slack(head)
    if [t.text for t in phrase] == ["服务"] and _serves_by_deed(head):
        core = [*head[:-1], head[-1].tagged("N"), *phrase]  # 资助康复救助服务801名
        phrase, head = noun_phrase_before(core)
    lives = core[-1].cls == "DE" and bool(head) and head[-1].text in _LIVING_BY
    if lives and _tells_sort_of_people(frame, phrase):  # 发展生产的30户
        frame.govern(head[-1:])
        frame.sort = [head[-1].tagged("N"), *phrase]
        return
    if core[-1].cls == "DE" and tells_which_ones(frame, head, phrase[:-1]):
        return  # 建了档的214人
    if core[-1].cls == "DE" and _tells_condition(frame, phrase):  # 清退不符合条件的83户
        if head and head[-1].cls == "V":
            frame.govern(head[-1:])
        frame.sort = phrase
        return
    verb: list[Token] = []
    if (of := _told_by_their_deed(frame, phrase, head)) is not None:
        frame.govern(head[-1:])
        frame.before, frame.head = phrase[of:], []  # 经常参加活动的信徒群众
        return
    if len(phrase) == 1 and head and _names_standard(frame, phrase[0], head[-1]):
        phrase, head = [head[-1], *phrase], head[:-1]
    elif len(head) > 1 and phrase and _tells_which(head[-2:]):
        # 救助受灾困难群众
        phrase, head = [head[-1].tagged("N"), *phrase], [*head[:-2], head[-2].tagged("V")]
    if head and head[-1].cls in {"V", "L", "C"}:
        i = len(head)
        while i and head[i - 1].cls in {"V", "C", "LE"}:
            i -= 1
        if i == len(head):
            i -= 1
        verb, head = head[i:], head[:i]
        if len(verb) == 1 and verb[0].cls == "V" and head and head[-1].text in _THERE_IS:
            verb, phrase, head = head[-1:], [*verb, *phrase], head[:-1]  # 现有参保职工300人
    elif acted := _before_a_relative(head):
        verb, head = head[acted : acted + 1], head[:acted]  # 取下违规设置的灯箱118块
    elif _is_to_be_done(head, phrase):
        verb, head, phrase = head[-2:-1], head[:-2], phrase[2:]  # 征集需要破解的难题32条
    elif _is_where(head) and (at := _verb_behind_a_place(phrase)):
        head, verb, phrase = head + phrase[:at], phrase[at : at + 1], phrase[at + 1 :]
    elif _in_series(frame, phrase):
        named = not all(t.cls == "VN" for t in phrase)  # 责令停产停业2家 names nobody
        verb, phrase = phrase[-2:], phrase[:-2] if named else []
    elif _is_sum(frame, phrase):
        pass  # 教育支出1480万元, 调解成功率95%: the verb is part of the name
    elif len(phrase) > 1 and phrase[-1].text in _TARGETS and phrase[0].text not in _BRINGING:
        pass  # 我镇造林绿化任务1200亩
    elif _is_event(frame, phrase):
        pass  # 节水灌溉34件
    elif len(phrase) > 1 and phrase[-1].text.endswith(_TEAMS) and frame.left[-1].text == "共":
        pass  # 宣讲团队共9支
    elif len(phrase) > 1 and phrase[0].cls == "VN" and not _modifies(phrase):
        chained = _chain(frame, phrase)
        verb, phrase = phrase[:chained], phrase[chained:]
    elif at := (
        _verb_of_each(phrase, head)
        or _verb_after_body(phrase)
        or _verb_behind_a_time(phrase)
        or _verb_behind_a_basis(phrase, head)
        or _verb_behind_a_name(phrase, head)
    ):
        head, verb, phrase = head + phrase[:at], phrase[at : at + 1], phrase[at + 1 :]
    if len(verb) == 1 and verb[0].text in _HANDED and (at := _before_who_handed(head)):
        verb, phrase, head = head[at - 1 : at], [*head[at:], *verb, *phrase], head[: at - 1]
    if not verb and (at := _verb_before_list(phrase, head)):
        verb, head = head[at - 1 : at], head[: at - 1]
    if verb and phrase and _lasts(phrase):
        verb, phrase = [], [*verb, *phrase]  # 成立两年以上的企业工会12家
    if len(verb) == 1 and _is_measured(frame, verb[0], phrase):
        verb, phrase = [], [verb[0].tagged("N"), *phrase]  # 投产茶园亩均产值3800元
    if verb and _is_second_deed(verb[-1], phrase):
        verb, phrase = [*verb, phrase[0].tagged("V")], phrase[1:]
    if len(verb) == 1 and head and head[-1].text in _SERVED and serves(frame):
        verb, phrase = [], [*verb, *phrase]  # 为建档困难家庭38户送去大米
    if len(verb) > 1 and verb[-1].cls == "V" and phrase and phrase[-1].text.endswith("率"):
        verb, phrase = verb[:-1], [verb[-1].tagged("N"), *phrase]  # 实现升学衔接率100%
    spent = len(phrase) == 1 and phrase[0].text == "支出" and head and head[-1].cls == "N"
    if len(verb) == 1 and (spent or _is_rate(frame, phrase)) and _names_rate(verb[0]):
        (more, head), phrase = noun_phrase_before(head), [verb[0].tagged("N"), *phrase]
        verb, phrase = [], [*more, *phrase]  # 补贴打卡发放率100%
    deed = len(verb) == 1 and len(phrase) == 1 and phrase[0].cls == "VN"
    if deed and verb[0].text in _ATTRIBUTIVE and frame.quantity.unit in COUNTERS:
        verb, phrase = [], [*verb, *phrase]  # 脱贫培训310人
    if verb and verb[-1].text in _HELPING_ALONG and _is_moved(frame, phrase):
        verb, phrase = phrase[:1], phrase[1:]  # 组织建造沼气池80口
    if verb and verb[-1].text in HELPING and (at := _verb_after_body(phrase)):
        head, verb, phrase = [*head, *verb, *phrase[:at]], phrase[at : at + 1], phrase[at + 1 :]
    if verb and (at := _deed_of_those_moved(verb[-1], phrase)):
        head, verb, phrase = [*head, *verb, *phrase[:at]], phrase[at : at + 1], phrase[at + 1 :]
    elif verb and (at := _deeds_of_those_gathered(frame, verb[-1], phrase)):
        head, verb, phrase = [*head, *verb], phrase[at:], phrase[:at]
    # 走访企业、签订协议35份; 助学活动中已投入资金3万元
    apart = bool(head) and (head[-1].text == "、" or head[-1].cls == "D")
    if verb and not apart and (at := _verb_of_a_paper(head, phrase)):
        head, verb, phrase = head[: at - 1], head[at - 1 : at], [*head[at:], *verb, *phrase]
    if verb and not apart and (at := _verb_of_a_founding(head, phrase)):
        head, verb, phrase = head[: at - 1], head[at - 1 : at], [*head[at:], *verb, *phrase]
    if verb and head and head[-1].text in _DENYING_DEEDS and _is_undone(verb[-1], phrase):
        phrase = [head[-1].tagged("N"), *verb, *phrase]  # 未消除风险户6户
        verb, head = [], head[:-1]
    if not verb and len(phrase) > 1 and phrase[-1].cls == "VN" and _acts_on(frame, phrase):
        verb, phrase = phrase[-1:], phrase[:-1]
        if _is_where(head):
            phrase, head = [], [*head, *phrase]  # 在镇郊征地26亩
    if not verb and phrase and (at := _verb_before_locative(head)):
        verb, head = head[at - 1 : at], head[: at - 1]
    if not verb and _reaches_people(head, phrase):
        verb, head = head[-2:-1], head[:-2]  # 津贴发放至老人1340人
    if verb and _is_founded_too(frame, phrase):
        verb, phrase = [], [*verb, *phrase]  # 组建报告团5个、关爱工作团3个
    if verb and _same_head(frame, phrase):
        verb, phrase = [], [*verb, *phrase]
    if not verb and frame.follow and frame.quantity.unit in _SESSIONS and _is_where(head):
        phrase, head = [], [*head, *phrase]  # 在各村每周3场开展宣讲: where, not what
    if verb and (those := _those_sent(frame, verb[-1], phrase, head)):
        phrase = those  # 组织妇女参加技能培训56人
    frame.govern(verb)
    frame.before, frame.head = phrase, head


def _those_sent(frame: Frame, verb: Token, phrase: list[Token], head: list[Token]) -> list[Token]:
    """推荐干部参加党校培训12人: people count those who were sent, not what they took part in."""
    if verb.text not in _TAKING_PART or frame.quantity.unit not in PEOPLE_UNITS:
        return []
    event = bool(phrase) and (phrase[-1].cls == "VN" or phrase[-1].text.endswith(_EVENTS_HELD))
    if not event:
        return []  # 动员群众参加医疗保险3200人
    those, rest = noun_phrase_before(head)
    if those and those[0].cls == "VN":
        those, rest = those[1:], [those[0]]
    if not those or not rest or rest[-1].text not in _THOSE_SENT:
        return []
    people = PEOPLE.search(join(those)) or those[-1].text.endswith(_PEOPLE_ENDS)
    return those if people else []


_PEOPLE_ENDS = tuple(load.word_set("people_ends"))
_TAKING_PART = {"参加", "参与", "出席", "接受"}
_THOSE_SENT = load.word_set("those_sent_verbs")
_EVENTS_HELD = tuple(load.word_set("events_held"))


def _with_deeds_listed(core: list[Token]) -> list[Token]:
    """建设道路硬化、林道项目43个: deeds before the pauses of a list of nouns are nouns."""
    pauses = [k for k, t in enumerate(core) if t.text == "、"]
    if not pauses or any(t.cls in {"V", "VN", "L", "C"} for t in core[pauses[-1] + 1 :]):
        return core
    opens = next((k for k, t in enumerate(core) if t.cls in {"V", "VN"}), len(core))
    listed = any(core[k - 1].cls == "V" for k in pauses if k > opens + 1)
    listed = listed and all(t.cls in _BEFORE_DEEDS for t in core[:opens])
    if not listed or any(t.cls in {"LE", "L", "PART"} for t in core[opens:]):
        return core
    deed = core[opens].tagged("V")
    named = [t.tagged("N") if t.cls in {"V", "VN", "P"} else t for t in core[opens + 1 :]]
    return [*core[:opens], deed, *named]


def _told_by_their_deed(frame: Frame, phrase: list[Token], head: list[Token]) -> int | None:
    """Give where those stand in a phrase whom a clause tells of that opens: 参加活动的群众.

    They do what it says, and are not what it is done to.
    """
    if not head or frame.quantity.unit not in PEOPLE_UNITS or head[-1].text not in _OF_THOSE:
        return None
    if any(t.cls not in {"D", "T", "S", "R"} for t in head[:-1]):
        return None
    at = next((k for k, t in enumerate(phrase) if k and t.cls == "DE"), None)
    those = [] if at is None else phrase[at + 1 :]
    return at + 1 if at is not None and those and PEOPLE.search(join(those)) else None


#: What people do, in clauses that tell of them.
_OF_THOSE = load.word_set("deeds_of_people")


def serves(frame: Frame) -> bool:
    """为3120户5680人发放补贴: with a verb behind the figures, 为 names who is served."""
    rest = frame.clause.tokens[frame.at + 1 : frame.at + 16]
    return bool(frame.after) or any(t.cls in {"V", "VN"} for t in rest)


def _before_slack(head: list[Token]) -> list[Token]:
    """Leave out what stands between a verb and its object: 检查了辖区内企业, 新建单独工会."""
    at = len(head)
    while at and (head[at - 1].cls in _SLACK or _is_locative(head, at)):
        at -= 1
    if at > 1 and head[at - 1].text == "到" and head[at - 2].text in _GATHERING:
        at -= 1  # 筹集到善款8000元
    batch = at < len(head) and _BATCH.fullmatch(join(head[at:])) is not None
    where = at < len(head) and _WITHIN_PLACE.search(join(head[at:])) is not None
    deed = at > 0 and head[at - 1].cls == "VN" and _opens_clause(head, at - 1)
    if deed and (batch or where):
        return [*head[: at - 1], head[at - 1].tagged("V")]  # 安排首批示范工程86处
    return head[:at] if at and head[at - 1].cls in {"V", "L", "C"} else head


#: Which of the things are meant, before their noun.
_BATCH = re.compile(r"(?:首|第.{1,2}|[前后]几)[批轮期届]|着|全部|所有|部分|剩余|其余")


def _is_locative(head: list[Token], at: int) -> bool:
    """检查流域范围内小水电站: what names the place before 范围内 is no thing."""
    within = at < len(head) and _WITHIN_PLACE.search(join(head[at:])) is not None
    return within and head[at - 1].cls == "N" and at > 1


_SLACK = {"LE", "D", "S", "SUBJ", "T"}
_WITHIN_PLACE = re.compile(r"(?:内|周边|沿线|境内)$")


def _opens_clause(head: list[Token], at: int) -> bool:
    return all(t.cls in {"T", "D", "S", "SUBJ"} for t in head[:at])


#: Verbs that may say with 到 that there is something now: 募集到资金.
_GATHERING = load.word_set("gathering_verbs")


def _verb_of_a_paper(head: list[Token], phrase: list[Token]) -> int:
    """下拨倒房户和恢复重建专项补助款64万元, 清除违规张贴海报86张: the deed opens the clause.

    The verbs inside only say what the money is for, or what the paper says or has gone
    through. Gives the place behind the deed, or 0.
    """
    if not phrase or not phrase[-1].text.endswith(_PAPERS):
        return 0
    opens = next((k for k, t in enumerate(head) if t.cls not in _BEFORE_DEEDS), len(head))
    if opens == len(head) or head[opens].text not in _PAPER_DEEDS:
        return 0
    if any(t.cls in {"LE", "P", "L", "PART"} for t in head[opens:]):
        return 0
    deeds = opens + 1
    while deeds < len(head) and head[deeds].text in _PAPER_DEEDS:
        deeds += 1  # 听取采纳
    return deeds


def _verb_of_a_founding(head: list[Token], phrase: list[Token]) -> int:
    """成立矛盾纠纷排查调处小组5个: a body that was founded is named by what it is to do.

    Gives the place behind the founding, or 0.
    """
    if not phrase or not phrase[-1].text.endswith(_TEAMS):
        return 0
    at = len(head)
    while at and head[at - 1].cls in {"N", "VN", "J"}:
        at -= 1
    named = at < len(head) and head[-1].cls != "J"  # 新建和改造泵站9座
    return at if named and at and head[at - 1].text in _FOUNDING else 0


_TEAMS = tuple(load.word_set("teams"))
_FOUNDING = load.word_set("founding_verbs")
#: What opens a clause before its deed.
_BEFORE_DEEDS = {"T", "D", "S", "SUBJ", "R", "M"}
_PAPERS = tuple(load.word_set("papers_and_funds"))
_PAPER_DEEDS = load.word_set("paper_deeds")
_SERVED = {"为", "给", "对", "向"}
_HANDED = load.word_set("handed_verbs")


def _before_who_handed(head: list[Token]) -> int:
    """完成上级交办案件12件: the place behind the verb before those who hand things on, or 0."""
    at = len(head)
    while at and head[at - 1].cls == "N":
        at -= 1
    known = 0 < at < len(head) <= at + 2 and head[at - 1].cls in {"V", "VN"}
    return at if known else 0


def _verb_before_locative(head: list[Token]) -> int:
    """抓获公安部督捕前逃犯12名: a word of place parts the deed from its object.

    Gives the place behind the deed, or 0.
    """
    if len(head) < 3 or head[-1].text not in _LOCATIVES:
        return 0
    at = len(head) - 1
    while at and head[at - 1].cls in {"N", "VN"}:
        at -= 1
    return at if at and head[at - 1].cls == "V" and at < len(head) - 1 else 0


_LOCATIVES = {"前", "后", "内", "外", "中", "上", "下", "里"}


def _reaches_people(head: list[Token], phrase: list[Token]) -> bool:
    """津贴发放至老人1340人, but not 录取到本科院校的一次性补助1万元."""
    led = len(head) > 1 and head[-1].text in _TO_WHOM and head[-2].cls == "V"
    those = join(phrase)
    reached = PEOPLE.search(those) is not None or those.endswith(_WHO_ACT) or is_body(those)
    return led and reached


#: What stands between a deed and those whom it reaches.
_TO_WHOM = {"至", "到", "给", "予"}


def _is_where(head: list[Token]) -> bool:
    """Say whether a phrase stands behind 在, past what only opens it (在各, 在辖区内)."""
    at = next((t for t in reversed(head) if t.cls not in {"D", "S"}), None)
    return at is not None and at.text == "在"


def _is_second_deed(verb: Token, phrase: list[Token]) -> bool:
    """征集发布岗位1200个: two deeds to one thing, one after the other."""
    paired = verb.text in _FIRST_DEEDS and len(phrase) > 1 and phrase[0].text in _SECOND_DEEDS
    return paired and phrase[1].cls == "N" and phrase[1].text not in _OF_A_DEED


_FIRST_DEEDS = load.word_set("first_deeds")
_SECOND_DEEDS = load.word_set("second_deeds")
#: What a deed gives its name to: 收集整改问题 is no pair of deeds.
_OF_A_DEED = load.word_set("deed_named_nouns")


def _is_undone(verb: Token, phrase: list[Token]) -> bool:
    """未整改隐患2处: what was not done to things tells which ones; 未发生事故 tells of none."""
    return bool(phrase) and (verb.text not in _OCCURRING or bool(PEOPLE.search(join(phrase))))


_OCCURRING = {"发生", "出现", "发现", "接到", "有"}
_HELPING_ALONG = {"组织", "带领", "指导", "督促", "帮助", "协助", "引导"}


def _is_moved(frame: Frame, phrase: list[Token]) -> bool:
    """Say whether the verb-or-noun behind a verb of moving others is the deed."""
    if len(phrase) < 2 or phrase[0].cls != "VN" or phrase[1].cls != "N" or _modifies(phrase):
        return False
    return frame.quantity.unit not in EVENT_UNITS and frame.quantity.unit not in COUNTERS


def _deed_of_those_moved(verb: Token, phrase: list[Token]) -> int:
    """帮助农户销售农产品30吨: those who are helped do what stands behind them; or 0."""
    if verb.text not in _MOVING or len(phrase) < 3 or phrase[-1].cls != "N":
        return 0
    at = next((k for k, t in enumerate(phrase) if t.cls == "VN"), 0)
    if not at or at == len(phrase) - 1 or any(t.cls != "N" for t in phrase[:at]):
        return 0
    # 支持企业发展资金30万元: the deed is a part of the thing's name
    if phrase[-1].text.endswith(_GIVEN) or phrase[at + 1].text in _BY_DEED:
        return 0
    those = phrase[at - 1].text
    return at if PEOPLE.search(those) or those.endswith(_WHO_ACT) else 0


def _deeds_of_those_gathered(frame: Frame, verb: Token, phrase: list[Token]) -> int:
    """组织女职工体检120人, 动员青年报名应征68人: where those gathered end; or 0."""
    if verb.text not in _MOVING or frame.quantity.unit not in PEOPLE_UNITS:
        return 0
    at = len(phrase)
    while at and phrase[at - 1].cls in {"VN", "V"}:
        at -= 1
    if not 0 < at < len(phrase):
        return 0
    those = phrase[at - 1].text
    named = _are_people(those) or (those == "”" and _are_people(phrase[0].text))
    return at if named else 0


def _are_people(text: str) -> bool:
    return PEOPLE.search(text) is not None or text.endswith(_WHO_ACT)


_MOVING = load.word_set("moving_verbs")
_GIVEN = (*load.word_set("sum_nouns"), "项目", "工程", "活动", "基地", "点", "率", "任务", "面积")
#: What those who act are called, beside words for people.
_WHO_ACT = ("户", "农", "民", "员", "者", "企业", "公司", "合作社", "商户", "学校", "村", "社区")
_TARGETS = load.word_set("target_nouns")
_THERE_IS = load.word_set("holding_there")


def _names_standard(frame: Frame, noun: Token, verb: Token) -> bool:
    """分散供养标准年人均2200元, 补助标准300元: the verb before such a noun belongs to its name."""
    sums = frame.quantity.kind == "money" and noun.text in _STANDARDS
    return sums and verb.cls == "V" and len(verb.text) > 1 and verb.text not in _SETTING


_STANDARDS = {"标准", "水平", "单价", "均价"}
_SETTING = load.word_set("setting_verbs")


def _is_to_be_done(head: list[Token], phrase: list[Token]) -> bool:
    """Say whether a noun opens with what has to be done to it, behind the deed: 征集需要破解的…."""
    if len(head) < 2 or head[-1].cls != "M" or head[-2].cls != "V":
        return False
    return len(phrase) > 2 and phrase[0].cls == "VN" and phrase[1].cls == "DE"


def _before_a_relative(head: list[Token]) -> int:
    """Give the place of the verb before a clause that only says which things are meant, or 0."""
    if len(head) < 3 or head[-1].cls != "DE" or head[-2].cls not in {"V", "VN", "LE", "D"}:
        return 0
    deeds = [i for i, t in enumerate(head[:-1]) if t.cls == "V"]
    if len(deeds) < 2 or any(t.cls == "DE" for t in head[deeds[0] : -1]):
        return 0
    # 深入农户征集需要解决的难题43条: the deed stands right before the clause
    return next((i for i in deeds if head[i + 1].cls in {"V", "VN", "M", "D", "P"}), deeds[0])


def _is_founded_too(frame: Frame, phrase: list[Token]) -> bool:
    """Say whether a list of bodies that were founded goes on to one named by its deed."""
    before = frame.neighbour
    founded = before is not None and frame.listed and before.verb_text in _FOUNDING
    return founded and bool(phrase) and phrase[-1].text.endswith(_TEAMS)


def _same_head(frame: Frame, phrase: list[Token]) -> bool:
    """新增灌溉面积0.8万亩、除涝面积0.5万亩: in a list of one noun its verbs tell sorts apart."""
    before = frame.neighbour
    if before is None or not frame.listed or not before.before or not phrase:
        return False
    if join(before.before) == join(phrase):
        return False  # 调出低保对象8人、调入低保对象4人: two deeds, one thing
    return len(phrase[-1].text) > 1 and before.before[-1].text.endswith(phrase[-1].text)


def _read_deed_before_de(frame: Frame, core: list[Token]) -> bool:
    """走到的79户, 送出去的300份: the verb stands before 的, the thing elsewhere."""
    if len(core) < 2 or core[-1].cls != "DE":
        return False
    if core[-2].cls not in {"V", "VN", "D"} and core[-2].text not in _RESULTS:
        return False
    at = next((i for i in range(len(core) - 1, -1, -1) if core[i].cls in {"V", "VN"}), None)
    if at is None:
        return False
    if any(t.cls not in {"D", "DE", "LE"} and t.text not in _RESULTS for t in core[at + 1 :]):
        return False
    frame.govern(core[at : at + 1])
    frame.before, frame.head = noun_phrase_before(core[:at], subject=True)
    tell_apart(frame, core[at])
    return True


def tell_apart(frame: Frame, deed: Token) -> None:
    """政策兜底的14户: what befell those counted tells which ones; no noun of them stands there."""
    if _tells_sort_of_people(frame, frame.before):
        frame.sort, frame.before = [*frame.before, deed.tagged("N")], []


def tells_which_ones(frame: Frame, head: list[Token], thing: list[Token]) -> bool:
    """签了合同的有23家, 移送检察院的6件: verb and object before 的 tell which of those counted.

    People and bodies are not what they signed; of other things only a figure before can say
    so, whose item this one then takes.
    """
    at = len(head) - 1
    while at > 0 and head[at].cls == "LE":
        at -= 1
    if at < 0 or head[at].cls != "V" or not thing or any(t.cls != "N" for t in thing):
        return False
    named = join(thing)
    if is_body(named) or PEOPLE.search(named) or named.endswith("户"):
        return False
    denied = head[at - 1 : at] if at and head[at - 1].text in _DENYING_DEEDS else []
    frame.sort = [*(t.tagged("N") for t in [*denied, head[at]]), *thing]
    if frame.quantity.unit not in COUNTERS:
        return False
    frame.govern([head[at]])
    return True


def _tells_condition(frame: Frame, phrase: list[Token]) -> bool:
    """Say whether what stands before 的 is a condition, which is not what is counted."""
    if frame.after or frame.quantity.unit not in PEOPLE_UNITS:
        return False
    named = join([t for t in phrase if t.cls != "DE"])
    return named.endswith(("条件", "标准", "要求", "资格", "规定"))


def _tells_sort_of_people(frame: Frame, phrase: list[Token]) -> bool:
    """政策兜底的14户: what befell those counted tells which ones, and 政策 alone does not."""
    named = join(phrase)
    if frame.quantity.unit not in PEOPLE_UNITS or not named:
        return False
    return not is_body(named) and not PEOPLE.search(named) and not named.endswith("户")


def _is_measured(frame: Frame, verb: Token, phrase: list[Token]) -> bool:
    """Say whether a verb tells of what sort the things are that a sum is measured of."""
    measured = len(phrase) > 1 and phrase[-1].text.endswith(_MEASURED_HEADS)
    return measured and verb.text in _ATTRIBUTIVE and frame.quantity.kind == "money"


_MEASURED_HEADS = tuple(load.word_set("measured_heads"))


def _lasts(phrase: list[Token]) -> bool:
    """Say whether a noun phrase opens with how long what is told of it has lasted."""
    bound = phrase[0].quantity
    lasting = bound is not None and bound.kind == "measure" and bound.unit in _UNITS_OF_TERMS
    return lasting and len(phrase) > 2 and phrase[1].cls == "DE"


_UNITS_OF_TERMS = {"年", "个月", "月", "天", "周"}


def _tells_which(verbs: list[Token]) -> bool:
    """Say whether the second of two verbs tells of what sort the noun behind it is."""
    deed, sort = verbs
    return deed.cls in {"V", "VN"} and sort.cls == "V" and sort.text in _ATTRIBUTIVE


def _serves_by_deed(head: list[Token]) -> bool:
    """Say whether the verb before 服务 says of what sort it is, behind another deed."""
    if len(head) < 3 or head[-1].cls != "V" or head[-2].cls not in {"N", "VN"}:
        return False
    return any(t.cls == "V" for t in head[:-2])


#: What people live by, told of some of them.
_LIVING_BY = load.word_set("ways_of_living")
#: Names of a share, which part and whole name together.
_SHARES = ("比重", "份额", "贡献率")


def _named_whole(phrase: list[Token], head: list[Token]) -> tuple[list[Token], list[Token]]:
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


def _without_mainstay(phrase: list[Token], head: list[Token]) -> tuple[list[Token], list[Token]]:
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
_SESSIONS = load.word_set("session_units")
#: Verbs whose object may be a deed: 参加培训20人.
TAKING_DEEDS = load.word_set("deed_taking_verbs")


def _in_series(frame: Frame, phrase: list[Token]) -> bool:
    """完工入住14户, 护送返乡9人次: two deeds of those counted, one after the other."""
    if frame.quantity.unit not in COUNTERS or len(phrase) < 2:
        return False
    first, second = phrase[-2:]
    managed = second.text.endswith("管理")  # 系统健康管理188人
    return first.cls == second.cls == "VN" and first.text not in TAKING_DEEDS and not managed


def _is_event(frame: Frame, phrase: list[Token]) -> bool:
    """Say whether two words of deeds name what happened: 节水灌溉34件, 参与培训3次 is a deed."""
    if frame.quantity.unit not in EVENT_UNITS or [t.cls for t in phrase] != ["VN", "VN"]:
        return False
    return phrase[0].text not in TAKING_DEEDS and phrase[0].text not in BUILDING


def _chain(frame: Frame, phrase: list[Token]) -> int:
    """升级改造菜市场25个, 新建和改造灌区: how many words at the beginning are the deed."""
    if phrase[0].text in TAKING_DEEDS or frame.quantity.unit in _SESSIONS:
        return 1
    end = 1
    while end < len(phrase) and phrase[end].cls == "VN" and phrase[end].text not in _ATTRIBUTIVE:
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
_ATTRIBUTIVE = load.word_set("attributive_verbs")


def _is_rate(frame: Frame, phrase: list[Token]) -> bool:
    """Say whether a phrase names the rate that the figure is."""
    rate = frame.quantity.kind == "percent" and bool(phrase)
    return rate and phrase[-1].text.endswith(("率", "比例", "比重", "占比"))


def _names_rate(verb: Token) -> bool:
    """补贴打卡发放率, but not 实现升学率, 应签企业签订率: whose rate it is."""
    return len(verb.text) > 1 and verb.text not in _BRINGING


def _is_sum(frame: Frame, phrase: list[Token]) -> bool:
    if len(phrase) < 2 or phrase[0].text in _BRINGING:
        return False
    if _is_rate(frame, phrase) or frame.quantity.kind == "percent":
        return _is_rate(frame, phrase)
    if phrase[-1].text in _STANDARDS and phrase[0].text not in _SETTING:
        return frame.quantity.kind == "money"  # 补偿标准每亩16元
    named = phrase[-1].text.endswith(("支出", "收入", "财力"))
    paid = [t.cls for t in phrase] == ["VN", "VN"] and phrase[1].text.endswith(_PAPERS)
    paid = paid and phrase[0].text not in _GIVEN_OR_WRITTEN  # 巡逻补助2万元
    return frame.quantity.kind == "money" and (named or paid)


_GIVEN_OR_WRITTEN = load.word_set("given_verbs") | load.word_set("paper_deeds")
#: Verbs whose object a sum or a rate may be: 实现财政收入4300万元.
_BRINGING = load.word_set("bringing_verbs")
_FACILITIES = load.word_set("facilities")
BUILDING = load.word_set("building_verbs")


def _modifies(phrase: list[Token]) -> bool:
    if phrase[1].cls == "J":  # 种植、养殖、家政课, but not 新建和改造灌区
        return len(phrase) < 4 or phrase[2].cls != "VN" or phrase[3].cls != "N"
    if phrase[1].cls != "N":
        return False
    named = len(phrase) == 2 and phrase[1].text in _FACILITIES  # 检验中心20家
    return phrase[0].text in _ATTRIBUTIVE or (named and phrase[0].text not in BUILDING)


def _acts_on(frame: Frame, phrase: list[Token]) -> bool:
    """低产林改造2300亩: the thing stands before its verb."""
    if any(t.text == "等" for t in phrase):
        return False  # 康复指导、心理疏导等支持性服务
    if frame.left[-1].cls == "R" and frame.quantity.kind == "count":
        return False  # 康复服务每月18人次
    if frame.listed and _ends_alike(frame.neighbour, phrase):
        return False  # 完成村屯绿化8个、校园绿化2所
    return frame.quantity.kind in {"count", "measure"} and frame.quantity.unit not in EVENT_UNITS


def _ends_alike(before: Frame | None, phrase: list[Token]) -> bool:
    if before is None or not before.verb or not before.before:
        return False
    return before.before[-1].text == phrase[-1].text


_VILLAGE = re.compile(r"^(?P<name>..+?)(?:村|镇|乡|社区|街道|州)$")
_KINDS = load.word_set("kinds_of_village")


def _can_act(text: str) -> bool:
    """Say whether people or a place of a name do what follows: 石门村, but not 行政村."""
    place = _VILLAGE.match(text)
    return bool(PEOPLE.search(text)) or (place is not None and place["name"] not in _KINDS)


def _opens_facility(phrase: list[Token], at: int) -> bool:
    """村民议事场所改造5处: what a place is for is no deed."""
    place = phrase[at + 1].text if at + 1 < len(phrase) else ""
    return place in _FACILITIES and phrase[at].text not in BUILDING


def _verb_after_body(phrase: list[Token]) -> int:
    """乡党委会专题研究安全生产6次: behind a body, the verb-or-noun is its verb."""
    for at in range(1, len(phrase)):
        if phrase[at].cls == "VN" and _opens_facility(phrase, at):
            continue
        behind = phrase[at + 1 :]
        if behind and (phrase[at].text in _STATES or _names_those(behind)):
            continue  # 企业退休家庭奖励对象
        if _is_granted(phrase[at], behind):
            continue  # 一事一议财政奖补项目
        if phrase[at].cls == "VN" and is_body(join(phrase[:at])):
            return at
        if phrase[at].cls == "VN" and phrase[at + 1 :] and _can_act(phrase[at - 1].text):
            return at  # 党员干部联系群众30户
        villagers = phrase[at].cls == "VN" and phrase[at + 1 :] and _can_act(join(phrase[:at]))
        if villagers and phrase[-1].cls == "N" and phrase[at + 1].text not in _BY_DEED:
            return at  # 石门村识别贫困户72户, but not 石门村帮扶单位
        if at + 1 < len(phrase) and phrase[at + 1].cls == "VN" and is_body(join(phrase[:at])):
            return at + 1  # one word between: 集中学习, 专题研究
    return 0


def _is_granted(deed: Token, behind: list[Token]) -> bool:
    """财政奖补项目, 县级补助资金: the deed is part of the name of what was granted."""
    return deed.text in _GRANTING and len(behind) == 1 and behind[0].text in _GRANTED


_GRANTING = load.word_set("rewarding_verbs") | {"扶持", "专项", "配套"}
_GRANTED = {"项目", "资金", "工程", "经费", "政策", "标准"}


#: Nouns that a deed before them tells apart: 帮扶单位, 培训人数.
_BY_DEED = load.word_set("verb_named_nouns")


def _names_those(behind: list[Token]) -> bool:
    """Say whether a noun tells with the deed before it who is meant: 奖励对象."""
    return len(behind) == 1 and behind[0].text in {"对象", "人员"}


_STATES = load.word_set("states_of_people")


def _verb_behind_a_basis(phrase: list[Token], head: list[Token]) -> int:
    """针对实际情况确定任务150户: behind what a deed rests on, the verb-or-noun is the deed."""
    if not phrase or phrase[0].cls == "VN":
        return 0
    if not any(t.text in _RESTING for t in head[-3:]):
        return 0
    at = next((k for k in range(1, len(phrase) - 1) if phrase[k].cls == "VN"), 0)
    listed = any(t.cls in {"J", "DE"} or t.text == "等" for t in phrase[: at + 2])
    return 0 if listed else at


def _verb_before_list(phrase: list[Token], head: list[Token]) -> int:
    """推广地膜集中育秧、平衡施肥等新技术10余项: the deed opens the clause, the list stands between.

    Gives the place behind the deed, or 0.
    """
    texts = {t.text for t in phrase}
    if not {"等", "、"} <= texts or any(t.cls in {"L", "PART", "Q"} for t in head):
        return 0
    opens = next((k for k, t in enumerate(head) if t.cls not in {"T", "D", "S", "SUBJ"}), None)
    if opens is not None and head[opens].text in _SERVED:
        opens = next((k for k, t in enumerate(head) if k > opens and t.cls == "V"), None)
    return opens + 1 if opens is not None and head[opens].cls == "V" else 0


def _verb_behind_a_name(phrase: list[Token], head: list[Token]) -> int:
    """“网格通”服务商户1.2万户: behind a name in quotes that opens the clause stands its deed."""
    if any(t.cls not in {"T", "D", "S"} for t in head) or not phrase or phrase[0].text != "“":
        return 0
    at = next((k for k, t in enumerate(phrase) if t.text == "”"), 0) + 1
    deed = 1 < at < len(phrase) - 1 and phrase[at].cls == "VN" and phrase[at + 1].cls == "N"
    return at if deed and phrase[at].text in _DONE_BY_NAMED else 0


_DONE_BY_NAMED = load.word_set("deeds_of_services")


def _verb_of_each(phrase: list[Token], head: list[Token]) -> int:
    """每位执委联系妇女12户: those of whom each does it stand before the deed."""
    each = bool(head) and head[-1].cls == "R" and head[-1].text.startswith("每")
    if not each or head[-1].text[1:] not in _PERSONS:
        return 0
    return 1 if [t.cls for t in phrase[:3]] == ["N", "VN", "N"] else 0


_PERSONS = {"名", "位", "个", "人"}


def _verb_behind_a_time(phrase: list[Token]) -> int:
    """春荒、冬令期间安排救灾资金27万元: behind when it was done, the verb-or-noun is the deed."""
    for at in range(1, len(phrase) - 1):
        if phrase[at].cls == "VN" and phrase[at - 1].text in _MEANWHILE:
            return at
    return 0


_MEANWHILE = load.word_set("times_of_events")


def _verb_behind_a_place(phrase: list[Token]) -> int:
    """在扶贫村种植云杉1500株: behind where it was done, the verb-or-noun is the deed."""
    for at in range(1, len(phrase) - 1):
        if phrase[at].cls == "VN" and _PLACE_END.search(phrase[at - 1].text):
            return at
    return 0


_PLACE_END = re.compile(
    r"(?:村|镇|乡|社区|街道|小区|片区|园区|两侧|沿线|周边|[路险河堤渠]段|岸|大?堤|河道|水库|广场|路口)$"
)
_RESTING = {"针对", "根据", "结合", "依托", "依据"}

"""Where the verb of a figure stands in the words before it, past what is no deed.

Each function knows one order of words (behind a body, before a list, before a clause that
only tells which ones) and gives the place of the verb, or 0 where the words are in another.
"""

from __future__ import annotations

import re

from zhsummary.facts.frame import Frame
from zhsummary.facts.named_by_verb import BUILDING, FACILITIES, FOUNDING, PAPERS, TEAMS
from zhsummary.facts.nouns import BODY_UNITS, PEOPLE, PEOPLE_UNITS, is_body, join
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load


def before_slack(head: list[Token]) -> list[Token]:
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


def verb_of_a_paper(head: list[Token], phrase: list[Token]) -> int:
    """下拨倒房户和恢复重建专项补助款64万元, 清除违规张贴海报86张: the deed opens the clause.

    The verbs inside only say what the money is for, or what the paper says or has gone
    through. Gives the place behind the deed, or 0.
    """
    if not phrase or not phrase[-1].text.endswith(PAPERS):
        return 0
    opens = next((k for k, t in enumerate(head) if t.cls not in BEFORE_DEEDS), len(head))
    if opens == len(head) or head[opens].text not in _PAPER_DEEDS:
        return 0
    if any(t.cls in {"LE", "P", "L", "PART"} for t in head[opens:]):
        return 0
    deeds = opens + 1
    while deeds < len(head) and head[deeds].text in _PAPER_DEEDS:
        deeds += 1  # 听取采纳
    return deeds


def verb_of_a_founding(head: list[Token], phrase: list[Token]) -> int:
    """成立矛盾纠纷排查调处小组5个: a body that was founded is named by what it is to do.

    Gives the place behind the founding, or 0.
    """
    if not phrase or not phrase[-1].text.endswith(TEAMS):
        return 0
    at = len(head)
    while at and head[at - 1].cls in {"N", "VN", "J"}:
        at -= 1
    named = at < len(head) and head[-1].cls != "J"  # 新建和改造泵站9座
    return at if named and at and head[at - 1].text in FOUNDING else 0


#: Verbs that only help the next one along.
HELPING_ALONG = {"推动", "推进", "促进", "帮助", "协调", "协助", "督促", "指导"}
#: What opens a clause before its deed.
BEFORE_DEEDS = {"T", "D", "S", "SUBJ", "R", "M"}
_PAPER_DEEDS = load.word_set("paper_deeds")
SERVED = {"为", "给", "对", "向"}


def before_who_handed(head: list[Token]) -> int:
    """完成上级交办案件12件: the place behind the verb before those who hand things on, or 0."""
    at = len(head)
    while at and head[at - 1].cls == "N":
        at -= 1
    known = 0 < at < len(head) <= at + 2 and head[at - 1].cls in {"V", "VN"}
    return at if known else 0


def verb_before_locative(head: list[Token]) -> int:
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


def deed_of_those_moved(verb: Token, phrase: list[Token]) -> int:
    """帮助农户销售农产品30吨: those who are helped do what stands behind them; or 0."""
    sent = verb.text in SENDING_OUT
    if not (sent or verb.text in _MOVING) or len(phrase) < 3 or phrase[-1].cls != "N":
        return 0
    at = next((k for k, t in enumerate(phrase) if t.cls == "VN"), 0)
    if not at or at == len(phrase) - 1 or any(t.cls != "N" for t in phrase[:at]):
        return 0
    while sent and at + 2 < len(phrase) and phrase[at + 1].cls == "VN":
        at += 1  # 抽调干部入户排查隐患点31处
    # 支持企业发展资金30万元: the deed is a part of the thing's name
    if not sent and (phrase[-1].text.endswith(_GIVEN) or phrase[at + 1].text in _BY_DEED):
        return 0
    those = next(t.text for t in reversed(phrase[:at]) if t.cls == "N")
    if sent and (those.endswith(_FORCES) or those in _SENT_TOGETHER):
        return at
    return at if PEOPLE.search(those) or those.endswith(WHO_ACT) else 0


def deeds_of_those_gathered(frame: Frame, verb: Token, phrase: list[Token]) -> int:
    """组织女职工体检120人, 动员青年报名应征68人: where those gathered end; or 0."""
    if (
        not (verb.text in _MOVING or verb.text in SENDING_OUT)
        or frame.quantity.unit not in PEOPLE_UNITS
    ):
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
    return PEOPLE.search(text) is not None or text.endswith(WHO_ACT)


_MOVING = load.word_set("moving_verbs")
#: Behind these stand those who are sent, and what they did: 出动执法人员检查商户130户.
SENDING_OUT = load.word_set("sending_verbs") | {"派出", "选派", "安排", "调派"}
_FORCES = ("警力", "民警", "干警", "辅警", "人员", "干部", "力量", "队伍", "车辆")
_SENT_TOGETHER = {"人力", "物力", "警车", "无人机"}
_GIVEN = (*load.word_set("sum_nouns"), "项目", "工程", "活动", "基地", "点", "率", "任务", "面积")
#: What those who act are called, beside words for people.
WHO_ACT = ("户", "农", "民", "员", "者", "企业", "公司", "合作社", "商户", "学校", "村", "社区")


def before_a_relative(head: list[Token]) -> int:
    """Give the place of the verb before a clause that only says which things are meant, or 0."""
    if len(head) < 3 or head[-1].cls != "DE" or head[-2].cls not in {"V", "VN", "LE", "D"}:
        return 0
    deeds = [i for i, t in enumerate(head[:-1]) if t.cls == "V"]
    if len(deeds) < 2 or any(t.cls == "DE" for t in head[deeds[0] : -1]):
        return 0
    # 深入农户征集需要解决的难题43条: the deed stands right before the clause
    return next((i for i in deeds if head[i + 1].cls in {"V", "VN", "M", "D", "P"}), deeds[0])


def opens_relative(head: list[Token], phrase: list[Token]) -> int | None:
    """拆除影响道路拓宽工程的违建: give where the clause opens that tells which things are meant.

    Such a clause has a verb and an object, and its verb is one of those that tell how things
    are, not what is done to them; only the deed may stand before it.
    """
    closes = next((k for k, t in enumerate(phrase) if t.cls == "DE"), None)
    if closes is None or closes + 1 == len(phrase):
        return None
    told = [*head, *phrase[:closes]]
    at = next((k for k, t in enumerate(told) if t.text in _TELLING_WHICH), None)
    if at is None or at + 1 == len(told) or any(t.cls in {"J", "LE", "L"} for t in told[at:]):
        return None
    before = told[:at]
    deed = before.pop() if before and before[-1].cls in {"V", "VN"} else None
    opens = all(t.cls in BEFORE_DEEDS for t in before)
    return at if opens and (deed is None or deed.text not in _TELLING_WHICH) else None


_TELLING_WHICH = load.word_set("relative_verbs")


def after_last_de(phrase: list[Token]) -> list[Token]:
    """Give what stands behind the last 的 of a phrase."""
    at = max(k for k, t in enumerate(phrase) if t.cls == "DE")
    return phrase[at + 1 :]


_VILLAGE = re.compile(r"^(?P<name>..+?)(?:村|镇|乡|社区|街道|州)$")
_KINDS = load.word_set("kinds_of_village")


def _can_act(text: str) -> bool:
    """Say whether people or a place of a name do what follows: 石门村, but not 行政村."""
    place = _VILLAGE.match(text)
    return bool(PEOPLE.search(text)) or (place is not None and place["name"] not in _KINDS)


def _opens_facility(phrase: list[Token], at: int) -> bool:
    """村民议事场所改造5处: what a place is for is no deed."""
    place = phrase[at + 1].text if at + 1 < len(phrase) else ""
    return place in FACILITIES and phrase[at].text not in BUILDING


def verb_after_body(phrase: list[Token]) -> int:
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
        doer = phrase[at - 2] if at > 1 and phrase[at - 1].cls == "D" else phrase[at - 1]
        if phrase[at].cls == "VN" and phrase[at + 1 :] and _can_act(doer.text):
            return at  # 党员干部联系群众30户, 老年人免费接种疫苗930剂
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


def verb_behind_a_basis(phrase: list[Token], head: list[Token]) -> int:
    """针对实际情况确定任务150户: behind what a deed rests on, the verb-or-noun is the deed."""
    if not phrase or phrase[0].cls == "VN":
        return 0
    if not any(t.text in _RESTING for t in head[-3:]):
        return 0
    at = next((k for k in range(1, len(phrase) - 1) if phrase[k].cls == "VN"), 0)
    listed = any(t.cls in {"J", "DE"} or t.text == "等" for t in phrase[: at + 2])
    return 0 if listed else at


def verb_before_list(phrase: list[Token], head: list[Token]) -> int:
    """推广地膜集中育秧、平衡施肥等新技术10余项: the deed opens the clause, the list stands between.

    Gives the place behind the deed, or 0.
    """
    texts = {t.text for t in phrase}
    if not {"等", "、"} <= texts or any(t.cls in {"L", "PART", "Q"} for t in head):
        return 0
    opens = next((k for k, t in enumerate(head) if t.cls not in {"T", "D", "S", "SUBJ"}), None)
    if opens is not None and head[opens].text in SERVED:
        opens = next((k for k, t in enumerate(head) if k > opens and t.cls == "V"), None)
    return opens + 1 if opens is not None and head[opens].cls == "V" else 0


def verb_behind_a_name(phrase: list[Token], head: list[Token]) -> int:
    """“网格通”服务商户1.2万户: behind a name in quotes that opens the clause stands its deed."""
    if any(t.cls not in {"T", "D", "S"} for t in head) or not phrase or phrase[0].text != "“":
        return 0
    at = next((k for k, t in enumerate(phrase) if t.text == "”"), 0) + 1
    deed = 1 < at < len(phrase) - 1 and phrase[at].cls == "VN" and phrase[at + 1].cls == "N"
    return at if deed and phrase[at].text in _DONE_BY_NAMED else 0


_DONE_BY_NAMED = load.word_set("deeds_of_services")


def verb_of_each(phrase: list[Token], head: list[Token]) -> int:
    """每位执委联系妇女12户: those of whom each does it stand before the deed."""
    each = bool(head) and head[-1].cls == "R" and head[-1].text.startswith("每")
    if not each or head[-1].text[1:] not in _PERSONS:
        return 0
    return 1 if [t.cls for t in phrase[:3]] == ["N", "VN", "N"] else 0


_PERSONS = {"名", "位", "个", "人"}


def verb_behind_a_time(phrase: list[Token]) -> int:
    """春荒、冬令期间安排救灾资金27万元: behind when it was done, the verb-or-noun is the deed."""
    for at in range(1, len(phrase) - 1):
        if phrase[at].cls == "VN" and phrase[at - 1].text in _MEANWHILE:
            return at
    return 0


_MEANWHILE = load.word_set("times_of_events")


def verb_of_installing(phrase: list[Token], unit: str) -> int:
    """临崖路段装护栏5.6公里: a verb of one sign between where and what stands there; or 0."""
    if unit in PEOPLE_UNITS or unit in BODY_UNITS or phrase[-1].cls != "N":
        return 0
    for at in range(1, len(phrase) - 1):
        if phrase[at].text in _INSTALLING:
            around = (*phrase[:at], *phrase[at + 1 :])
            return at if all(t.cls == "N" for t in around) else 0
    return 0


_INSTALLING = load.word_set("installing_verbs")


def verb_behind_a_place(phrase: list[Token]) -> int:
    """在扶贫村种植云杉1500株: behind where it was done, the verb-or-noun is the deed."""
    for at in range(1, len(phrase) - 1):
        if phrase[at].cls == "VN" and _PLACE_END.search(phrase[at - 1].text):
            return at
    return 0


_PLACE_END = re.compile(
    r"(?:村|镇|乡|社区|街道|小区|片区|园区|两侧|沿线|周边|[路险河堤渠]段|岸|大?堤|河道|水库|广场|路口)$"
)
_RESTING = {"针对", "根据", "结合", "依托", "依据"}

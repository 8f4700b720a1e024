"""Noun phrases beside a figure: where they begin and end, and whether they name a body.

Tagged words go in, the words of a phrase come out; which of the phrases is what a figure
counts is decided by the modules that ask.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load
from zhsummary.quantities.model import Quantity

_NOMINAL = {"N", "VN", "DE", "J"}
#: Those who are counted and may act.
PEOPLE = re.compile(rf"(?:{'|'.join(load.word_set('people_nouns'))})$")
WORTH = load.word_set("worths")
#: What the name of an organisation or of people in a role ends in.
_BODY = re.compile(rf"(?:{'|'.join(load.words('body_endings.txt'))})$")
#: Phrases with such an end name what was done or measured, whatever stands in front.
_NOT_BODY = re.compile(rf"(?:{'|'.join(load.words('not_body_endings.txt'))})$")


#: No ending in the two lists is longer; the pattern is asked of so many characters only.
_LONGEST_ENDING = 10


@lru_cache(maxsize=1 << 14)
def is_body(phrase: str) -> bool:
    """Say whether a phrase names an organisation or people in a role: who, rather than what."""
    if not 2 <= len(phrase) <= 40:
        return False
    end = (
        phrase[-_LONGEST_ENDING:].removesuffix("下").removesuffix("们")
    )  # 指挥部下成立了…, 志愿者们
    return _BODY.search(end) is not None and _NOT_BODY.search(end) is None and not is_honour(end)


def is_held(phrase: str, verb: str) -> bool:
    """Say whether a meeting is held: 安全会议 and 召开."""
    return verb in _MEETING_VERBS and phrase.endswith(_MEETINGS)


_MEETINGS = tuple(load.word_set("meetings"))
_MEETING_VERBS = load.word_set("meeting_verbs")


def is_honour(phrase: str) -> bool:
    """Say whether a phrase names what places are made: 民主法治示范村, 卫生乡镇."""
    return _HONOUR.search(phrase) is not None


_HONOUR = re.compile(
    rf"(?:{'|'.join(sorted(load.word_set('honours_of_places')))})(?:行政|自然)?"
    r"(?:村|社区|乡镇|乡|镇|街道|村庄|村居)$"
)


def join(tokens: list[Token]) -> str:
    """Give the characters of a phrase."""
    if len(tokens) < 2:  # most phrases
        return tokens[0].text if tokens else ""
    return "".join([t.text for t in tokens])


def clean(tokens: list[Token]) -> str:
    """Write a noun phrase without the words that only lead to it and stray quotes."""
    start, end = 0, len(tokens)
    while start < end and not _opens_name(tokens[start]):
        start += 1
    while start < end and (tokens[end - 1].text in _EDGES or tokens[end - 1].cls == "J"):
        end -= 1
    if end - start > 1 and tokens[end - 1].text in _ON_THE_LIST:
        end -= 1  # 社区矫正对象在册18人
    phrase = join(tokens[start:end])
    return phrase if _QUOTES.isdisjoint(phrase) else _without_quotes(phrase)


def _opens_name(token: Token) -> bool:
    """Say whether a noun phrase can begin so; 不符合条件 without its 不 says the opposite."""
    return (token.cls in _NAMING and token.text not in _EDGES) or token.text in _KEPT


#: That those counted are there, behind what they are.
_ON_THE_LIST = {"在册", "在岗", "在编", "在园", "在读", "在训", "在列", "在档", "在库"}
_EXTREMES = {"最低", "最高", "平均", "特别"}
_KEPT = {"不", "未", "无", "非", "可", "没", "没有"} | _EXTREMES
#: What a noun phrase can open with.
_NAMING = {"N", "VN", "V", "C", "L"}
#: What belongs to a phrase only in its middle; 等候时间 opens with a word, not with 等.
_EDGES = frozenset("的之等—-·<>")
_QUOTES = frozenset('“”‘’「」"')


def _without_quotes(phrase: str) -> str:
    for opening, closing in ("“”", "‘’", "「」", '""'):
        if phrase.count(opening) != phrase.count(closing) or (
            phrase.startswith(opening) and phrase.endswith(closing)
        ):
            phrase = phrase.replace(opening, "").replace(closing, "")
    return phrase


_MEASURED_ENDS = tuple(load.word_set("measured_ends"))
_TARGETS = load.word_set("target_nouns")
_SUMS = load.word_set("sum_nouns")


def noun_phrase_before(
    tokens: list[Token], subject: bool = False
) -> tuple[list[Token], list[Token]]:
    """Take the noun phrase at the end of `tokens`; give it and what stands before it."""
    i = len(tokens)
    while i and tokens[i - 1].cls in {"D", "LE", "T", "R", "M", "P", "PART"} and subject:
        i -= 1
    end = i
    while i and (
        tokens[i - 1].cls in _NOMINAL
        or _inside_compound(tokens, i - 1, end)
        or _is_average(tokens, i - 1, end)
    ):
        i -= 1
    paired = not subject and 1 < i < end and tokens[i - 1].text == "与"
    if paired and all(t.cls == "N" for t in tokens[: i - 1]):
        i = 0  # 城建与城管方面8件
    if subject and i and tokens[i - 1].cls == "V" and i < end and tokens[i].cls == "N":
        # 参加人数, 培训人次: a verb before such a noun is part of its name
        if tokens[i].text.endswith(_MEASURED_ENDS):
            i -= 1
            while i and tokens[end - 1].text.endswith("率") and tokens[i - 1].cls == "N":
                i -= 1  # 初中升学衔接率
            dealt = i > 0 and tokens[end - 1].text in {"总额", "总量"} and tokens[i - 1].cls == "N"
            if dealt and not is_body(tokens[i - 1].text):
                i -= 1  # 商品购进总额
    elif not subject and i < end and tokens[i].cls == "DE" and tokens[end - 1].text in _SUMS:
        # 用于困难职工慰问和大病救助的资金: what the money was for is what it says
        while i and tokens[i - 1].cls in {"V", "VN", "N", "J", "DE"}:
            i -= 1
    shared = subject and 0 < i < end and tokens[i - 1].text in {"占", "对"}
    if shared and tokens[end - 1].text.endswith(("比重", "比例", "贡献率", "占比")):
        # 教育支出占财政支出比重, 产业对出口贡献率: the share is named by both
        i -= 1
        while i and tokens[i - 1].cls in {"N", "VN", "DE"}:
            i -= 1
    if i < end and tokens[end - 1].text in _TARGETS and i == end - 1:
        while i and tokens[i - 1].cls in {"V", "VN", "N", "M"} and _sets_no_task(tokens[i - 1]):
            i -= 1  # 造林计划任务: the task is named by what is to be done
    if 1 < i < end and tokens[i - 1].text == "至" and _is_stretch(tokens[i:end]):
        i -= 2  # 修复李家坪至石门段排水沟
        while i and tokens[i].cls == "N" and tokens[i - 1].cls == "N":
            i -= 1
    phrase = tokens[i:end]
    while phrase and phrase[0].cls in {"DE", "J"}:
        phrase = phrase[1:]
    each = end - len(phrase) - 1  # 每个菌棒收入6元
    if each >= 0 and len(phrase) > 1 and tokens[each].cls == "R" and phrase[-1].cls == "N":
        phrase = tokens[each_until(tokens[:end], each) : end] or phrase
    return phrase, tokens[: end - len(phrase)]


def _is_stretch(phrase: list[Token]) -> bool:
    """Say whether a phrase behind 至 opens with the end of a stretch of road or river."""
    return any(t.text.endswith(_STRETCHES) for t in phrase[:3])


_STRETCHES = ("段", "沿线", *load.word_set("ways"))


def each_until(tokens: list[Token], i: int) -> int:
    """Give where the base that opens at `i` ends: 每个菌棒 before 收入, 每位老人 before 慰问金."""
    if not tokens[i].text.endswith(_OPEN):
        return i + 1
    end = i + 1
    while end < min(len(tokens), i + 4) and tokens[end].cls == "N" and tokens[end].text != "年":
        end += 1
    owned = end == len(tokens) > i + 2 and tokens[-1].text.endswith(_OF_EACH)
    return end - 1 if owned else end


#: After these the base of a rate goes on with its noun: 每位执委, 每个团队.
_OPEN = ("个", "位", "名", "家", "所", "支", "座", "处", "栋", "幢", "间")
#: What each of them has or gets.
_OF_EACH = tuple(
    load.word_set("measured_heads")
    | load.word_set("given_sums")
    | load.word_set("sum_nouns")
    | load.word_set("names_of_measures")
    | load.word_set("measures_of_things")
)


def _sets_no_task(token: Token) -> bool:
    """Say whether a word may be part of a task's name: 造林任务, but not 超额完成任务."""
    return token.text != "下达" and not token.text.endswith("完成")


_GENERAL_NOUNS = load.word_set("general_nouns")


def _is_average(tokens: list[Token], i: int, end: int) -> bool:
    """城镇居民人均可支配收入: an average in the middle belongs to the name."""
    if tokens[i].text in _EXTREMES and i < end:
        behind = tokens[i + 1 : i + 2]  # 孤儿最低月标准, 最高海拔
        return bool(behind) and behind[0].cls == "N" and (not i or tokens[i - 1].cls != "V")
    return (
        tokens[i].cls == "R"
        and tokens[i].text.endswith(("均", "平"))
        and i > 0
        and i + 1 < end
        and tokens[i - 1].cls == "N"
    )


def _inside_compound(tokens: list[Token], i: int, end: int) -> bool:
    """粮食播种任务, 特困供养人员: a verb between a noun and a general noun belongs to the name."""
    if not 0 < i < end - 1:
        return False
    following = tokens[i + 1].text
    if _OF_GROWTH in {tokens[i].text, following} and _is_of_growth(tokens, i, end):
        return True  # 文化站高质量发展试点项目11个
    if tokens[i].cls == "D":  # 信息更新及时准确率, 专业化集中育秧面积
        named = following.endswith(("率", "面")) or (tokens[i + 1].cls == "VN" and i + 2 < end)
        return named and tokens[i].text in _HOW and tokens[i - 1].cls in {"N", "VN"}
    if tokens[i].cls == "V" and following.endswith(_GIVEN_ENDS) and _is_given(tokens, i):
        return True
    if i + 2 == end and following in _FUNDS_SET_ASIDE and _is_purpose(tokens[i].text):
        return tokens[i - 1].cls == "N"  # 校舍维修资金达3万元
    sided = following == "方面" and tokens[i].cls == "V" and tokens[end - 1].cls == "N"
    if sided and tokens[i - 1].cls == "N":
        return True  # 经济发展方面提案20件
    if tokens[i].cls == "V" and _is_pair_of_works(tokens, i, end):
        return True  # 完成绿化美化工程13个
    if tokens[i].text in _MAKING_FAIR and _is_pair_of_sights(tokens, i, end):
        return True
    if tokens[i - 1].cls != "N" or is_body(tokens[i - 1].text):
        return False
    if tokens[i].cls == "C":  # 工业增长贡献率, 路网提升工程
        return following == "贡献率" or following in _PROGRAMMES
    if tokens[i].cls == "V" and following in _PROJECTS and i + 2 == end:
        return tokens[i].text not in _RAISING_WORKS  # 路灯亮化项目, but not 企业申报项目
    if tokens[i].cls == "V" and following in _TOTALS and i + 2 == end:
        return any(t.text in _BRINGING_ABOUT for t in tokens[: i - 1])  # 完成河道清淤总长34公里
    return tokens[i].cls == "V" and following in _GENERAL_NOUNS


@lru_cache(maxsize=1 << 10)
def _is_purpose(deed: str) -> bool:
    """Say whether money is given for a deed, or for two in one word: 维修改造."""
    pair = len(deed) == _TWO_DEEDS and {deed[:2], deed[2:]} <= PURPOSES
    return deed in PURPOSES or pair


_TWO_DEEDS = 4  # characters
_TOTALS = {"总长", "总长度", "总里程", "总面积", "总量"}
_BRINGING_ABOUT = {"完成", "实现", "完成了"}
_OF_GROWTH = "发展"
_WELL_GROWN = {"高质量", "可持续", "健康", "融合", "绿色"}


def _is_of_growth(tokens: list[Token], i: int, end: int) -> bool:
    """Say whether a word is one of two that tell what a programme behind them is for."""
    at = i if tokens[i].text == _OF_GROWTH else i + 1
    if at < 1 or at + 1 >= end or tokens[at - 1].text not in _WELL_GROWN:
        return False
    return _PROGRAMME.search(tokens[end - 1].text) is not None


def _is_pair_of_works(tokens: list[Token], i: int, end: int) -> bool:
    """Say whether a deed is one of two that name works, behind the deed that was done."""
    first = i if i + 3 == end and tokens[i + 1].cls == "V" else i - 1
    if first < 1 or first + 3 != end or tokens[end - 1].text not in _PROJECTS:
        return False
    named = tokens[first].cls in {"V", "VN"} and tokens[first].text not in _RAISING_WORKS
    return named and tokens[first - 1].cls == "V"


def _is_pair_of_sights(tokens: list[Token], i: int, end: int) -> bool:
    """打造云台山绿化美化节点: two words of making fair, behind a name or the deed that was done."""
    if i < 1 or i + 2 > end or not tokens[end - 1].text.endswith(_SIGHTS):
        return False
    return bool(_MAKING_FAIR & {tokens[i - 1].text, tokens[i + 1].text} - {tokens[i].text})


_MAKING_FAIR = load.word_set("making_fair")
_SIGHTS = tuple(load.word_set("ends_of_sights"))


_PROJECTS = {"项目", "工程"}
#: What is done to works, which does not say what they are for.
_RAISING_WORKS = (
    load.word_set("events_held_by")
    | load.word_set("bringing_verbs")
    | load.word_set("gathering_verbs")
    | load.word_set("verbs_of_dealing")
    | load.word_set("predicate_verbs")
    | load.word_set("founding_verbs")
)
_HOW = load.word_set("manner_words") | {"及时", "集中", "按时", "按期", "准时", "规范", "全面"}
#: What a sum ends in that is given for a deed: 供养资金, 恢复重建补助款.
_GIVEN_ENDS = tuple(load.word_set("given_ends"))


def _is_given(tokens: list[Token], i: int) -> bool:
    """发放五保供养资金86万元: with a verb of giving before it, what the sum is for is its name."""
    if tokens[i - 1].text in _GIVEN_VERBS:
        return True  # 发放优抚资金86万元
    if tokens[i - 1].cls not in {"N", "VN", "J"}:
        return False
    return any(t.text in _GIVEN_VERBS for t in tokens[max(0, i - 6) : i])


_GIVEN_VERBS = load.word_set("given_verbs")
#: What money is for, where it stands before the word for the money.
PURPOSES = load.word_set("purposes_of_funds")
FUNDS = {"资金", "经费", "基金", "专款", "款"}
_FUNDS_SET_ASIDE = FUNDS | {"专项资金", "专项经费", "补助资金", "补助经费", "费用"}


#: One or a few of something, which no figure is read of: 一处, 几个.
ONE = re.compile(r"[一两几数](?:[架台辆批套座个所栋条项处间支家份本张块件笔封名位]|万|千|百)$")


_IN_HAND = {"手中", "手上", "手里", "家中", "家里", "名下"}


def noun_phrase_after(tokens: list[Token], quantity: Quantity) -> list[Token]:
    """Give the noun phrase that opens `tokens`, which stand behind a quantity."""
    kind, unit = quantity.kind, quantity.unit
    if not tokens:
        return []
    if tokens[0].text in _GROUPS:
        return []  # 4人一组
    if tokens[0].text in _IN_HAND:
        return []  # 发放到困难群众380人手中
    opening = 1 if tokens[0].cls == "DE" else 0
    if opening and [t.text in PURPOSES | FUNDS for t in tokens[1:3]] == [True, True]:
        return [tokens[0], tokens[1].tagged("N"), tokens[2]]  # 4万元的扶持经费
    if kind in {"percent", "money"} and not opening and quantity.unit != "成":
        return _rate_after(tokens) if kind == "percent" else _sum_after(tokens)
    if opening and unit in PEOPLE_UNITS and _names_sum(tokens[1:]):
        return []  # 下拨68人的资金: the sum is not what people count
    if unit in _OF_EVENTS and (thorough := _thorough(tokens)):
        return thorough
    i = opening
    if opening and len(tokens) > 2 and tokens[1].text in _DATING_SEASONS:
        i = 2  # 115亩的春季造林任务
    while i < len(tokens):
        token = tokens[i]
        if (
            token.cls == "J"
            and i == opening + 1
            and tokens[opening].text in DIVISIONS
            and unit not in _OF_PERSONS
        ):
            break  # 15个村、一个社区, but not 15名镇、村级志愿者
        if token.cls == "J" and (i == opening or _tells_the_next(tokens, i + 1)):
            break
        if token.cls == "J" and i + 1 < len(tokens) and ONE.match(tokens[i + 1].text):
            break  # 六所完小和一所初中
        if token.cls == "VN" and i > opening and _acting(tokens[i - 1].text, unit):
            is_named = unit == "个" and i + 1 < len(tokens) and tokens[i + 1].cls == "N"
            if not is_named:
                break  # 96名选手同台竞技: those who are counted act, but not 3个群众自治示范村
        if token.cls == "VN" and i > opening and join(tokens[i + 1 : i + 2]) == "以来":
            break  # 4个服务站运行以来
        stands_for = token.text == "代表" and i == opening and i + 1 < len(tokens)
        if stands_for and tokens[i + 1].cls in {"S", "SUBJ"}:
            break  # 9人代表全县参加比赛
        of_a_sort = i == opening and i + 1 < len(tokens) and tokens[i + 1].cls == "N"
        if token.cls in {"V", "VN"} and token.text in _PREDICATES and not of_a_sort:
            break  # 有27个项目列入国家清单, but 12个落地项目
        if token.cls == "S" and i == opening and i + 1 < len(tokens):
            i += 1  # 9家全省示范学校
            continue
        if i > opening and (of_it := _of_a_programme(tokens, i)):
            i += of_it  # 50个油料产能提升重点县
            continue
        if token.text == "联合" and i > opening and (post := _post_behind(tokens, i + 1)):
            i = post  # 16个街道联合检查点
            continue
        opens = i == opening or tokens[i - 1].cls == "DE"
        if token.cls == "D" and opens and _tells_manner(tokens, i, unit):
            i += 1  # 20个高效低毒农药品种
            continue
        if token.text == "可" and i == opening and _tells_use(tokens[i + 1 : i + 3]):
            i += 2  # 3867件可移动文物
            continue
        reaches = tokens[i + 1].text if i + 1 < len(tokens) else token.text[-1]
        if token.cls == "VN" and i == opening and reaches in _REACHES:
            break  # 从26个压到9个, 从34个延伸到60个
        acts = token.cls == "VN" and i > opening and i + 1 < len(tokens)
        if acts and tokens[i + 1].cls in {"N", "VN"}:
            named = join(tokens[opening:i])
            if kind == "count" and (is_body(named) or _SCHOOL.search(named) or _TEAM.search(named)):
                break  # 15所乡镇卫生院更新诊疗设备
        if i > opening and ONE.match(token.text) and not _goes_on(tokens, i):
            break  # 投资2000万元的养殖场一个
        if not i and unit in _OF_PERSONS and _acts_itself(tokens):
            break  # 组织干部87人下乡宣传政策
        if token.cls == "V" and i + 1 < len(tokens) and _tells_sort(tokens[i + 1], i, unit):
            i += 2
            continue
        if i == opening and token.text in _ATTRIBUTIVE and _before_people(tokens, i):
            i += 2  # 2.4万缺水群众
            continue
        if token.cls in {"N", "VN", "DE"} or (token.cls == "J" and _goes_on(tokens, i)):
            i += 1
        else:
            break
    phrase = tokens[:i]
    if i == opening or join(phrase) == "时间":
        return []  # 用了20余天时间
    phrase = _those_counted(phrase, opening, unit)
    while phrase and phrase[-1].cls in {"DE", "J"}:
        phrase = phrase[:-1]
    if i < len(tokens) and phrase and phrase[-1].cls == "VN" and len(phrase) == opening + 1:
        # 7处整改到位: the measured noun is a verb here
        return [] if tokens[i].cls in {"LE", "N"} else phrase
    return phrase


def _thorough(tokens: list[Token]) -> list[Token]:
    """3次深入细致的摸排, 一次全面的排查: behind how it was done stands what was done so often."""
    at = next((k for k, t in enumerate(tokens[:5]) if t.cls == "DE"), 0)
    if not at or any(t.text not in _THOROUGH for t in tokens[:at]):
        return []
    done = tokens[at + 1 : at + 2]
    return (
        [done[0].tagged("N")]
        if done and done[0].cls in {"V", "VN"} and len(tokens) == at + 2
        else []
    )


_OF_EVENTS = {"次", "轮", "轮次", "场", "遍", "回"}
_THOROUGH = load.word_set("thorough_words")
_GROUPS = {"一组", "一队", "一班", "一档", "一排"}
_DATING_SEASONS = {"春季", "夏季", "秋季", "冬季", "春", "秋", "冬", "今春", "今冬"}
DIVISIONS = load.word_set("divisions")


_ATTRIBUTIVE = load.word_set("attributive_verbs")


def _before_people(tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and PEOPLE.search(tokens[i + 1].text) is not None


_OF_VOLUNTEERS = {"义务植树", "义务", "自愿"}
_OF_PERSONS = load.word_set("units_of_persons")


def _acts_itself(tokens: list[Token]) -> bool:
    """Say whether a verb-or-noun behind people is their deed: no noun of people closes it."""
    if tokens[0].cls != "VN":
        return tokens[0].text in _OF_VOLUNTEERS
    end = next((k for k, t in enumerate(tokens) if t.cls not in {"N", "VN", "DE"}), len(tokens))
    if end < 2 or tokens[0].text in _ATTRIBUTIVE:
        return False
    people = any(PEOPLE.search(t.text) or _PERSON.search(t.text) for t in tokens[1:end])
    return not people and not is_body(join(tokens[:end]))


def _names_sum(tokens: list[Token]) -> bool:
    end = next((k for k, t in enumerate(tokens) if t.cls not in {"N", "VN"}), len(tokens))
    return bool(end) and tokens[end - 1].text.endswith(_NO_PERSONS)


_NO_PERSONS = (*_GIVEN_ENDS, "数据库", "台账", "名册", "名单")


def _acting(text: str, unit: str) -> bool:
    return bool(PEOPLE.search(text)) or (unit in {"名", "位"} and _PERSON.search(text) is not None)


#: What a word for a person ends in.
_PERSON = re.compile(
    r".(?:员|者|师|民|生|手|工|长|(?<!无)人|士|代表|干部)$|(?:专干|骨干|能手|标兵|模范|主任|书记)$"
)


def _those_counted(phrase: list[Token], opening: int, unit: str) -> list[Token]:
    """27个村的配电设施, 12户农户的危房: the measure word is that of the noun before 的."""
    if unit in _OF_NAMED_PERSONS and phrase[-1].text in _ABOUT_PERSONS:
        phrase = _those_present(phrase, opening)
    at = next((k for k, t in enumerate(phrase) if k > opening and t.text == "的"), None)
    if at is not None and phrase[-1].text == "工作" and phrase[at - 1].text in _PROJECTS:
        return phrase[:at]  # 7个项目的前期论证等工作
    if at is not None and _is_done_by(phrase, at, unit):
        return phrase[:at]  # 加工200万头生猪的福润集团
    if at is not None and unit in _LINEAR and phrase[at - 1].text.endswith(_WAYS):
        return phrase[:at]  # 6条道路的绿化任务
    if at is not None and phrase[-1].text in _DISPUTES and unit not in _OF_WORKS:
        return phrase[:at]  # 17亩承包地的纠纷
    if at is not None and not opening and phrase[-1].text in _WORK and unit not in _OF_WORKS:
        return phrase[:at]  # 3座水库的除险加固工作
    if at is None or (unit not in _COUNTING and unit not in PEOPLE_UNITS):
        return phrase
    counted = phrase[at - 1].text
    if unit in PEOPLE_UNITS and _KIN.search(phrase[-1].text):
        return phrase  # 五名职工的孩子
    own = PEOPLE if unit in PEOPLE_UNITS else _PLACED
    if unit in _OF_NAMED_PERSONS and phrase[-1].cls == "N" and _PERSON.search(counted):
        return phrase[:at]  # 15名成员的消防队
    return phrase[:at] if own.search(counted) else phrase


def _is_done_by(phrase: list[Token], at: int, unit: str) -> bool:
    """Say whether a body behind 的 does something to what is counted in no unit of bodies."""
    if unit not in _OF_GOODS or len(phrase[at:]) < 2:
        return False
    return join(phrase[at + 1 :]).endswith(_MAKERS)


_OF_GOODS = {"头", "只", "羽", "吨", "公斤", "万斤", "斤", "株", "棵", "台", "辆", "件"}
_MAKERS = ("公司", "集团", "企业", "加工厂", "合作社")


def _those_present(phrase: list[Token], opening: int) -> list[Token]:
    """召开13名经纪人会议, 上报3名网格员名单: the measure word is that of those it is about."""
    ends = (k for k in range(len(phrase), opening, -1) if _acting(phrase[k - 1].text, "名"))
    return phrase[: next(ends, len(phrase))]


#: What is long and counted so.
_LINEAR = {"条", "段"}
_WAYS = tuple(load.word_set("ways"))
#: Measure words of single persons, and nouns that persons stand before.
_OF_NAMED_PERSONS = {"名", "位"}
_ABOUT_PERSONS = load.word_set("nouns_about_persons")
#: What arises over a thing, and what it is counted in itself.
_DISPUTES = {"矛盾", "纠纷", "问题", "争议"}
_WORK = load.word_set("work_done_to_things")
_OF_WORKS = {"个", "起", "件", "项", "条", "类", "处", "宗", "例", "次", "大类", "种", "批", "点"}
_KIN = re.compile(
    rf"{PEOPLE.pattern}|{_PERSON.pattern}|(?:孩子|家属|遗属|母亲|父亲|亲属|后代|儿子|女儿)$"
)
_COUNTING = {"个", "家", "所"}
PEOPLE_UNITS = load.word_set("people_units")
#: Measure words of households, firms and other bodies.
BODY_UNITS = load.word_set("body_units")
#: Measure words of people, households and bodies.
COUNTERS = PEOPLE_UNITS | BODY_UNITS


def is_counted_body(phrase: str, unit: str) -> bool:
    """加工厂办证3家, 护林站建到6个: bodies of a sort are what the measure word counts."""
    if unit in BODY_UNITS:
        return phrase.endswith((*_COUNTED_BODIES, *_SET_UP))
    return unit in {"个", "座", "处"} and phrase.endswith(_SET_UP)


#: Bodies that are counted before their verb, and do not act.
_COUNTED_BODIES = tuple(load.word_set("counted_bodies"))
_SET_UP = (*load.word_set("teams"), "支部", "党组织")
_PLACED = re.compile(
    r"(?:村|社区|乡镇|街道|镇|乡|村居|小区|网格|村组|小组|组|委员会|单位|部门|企业|公司|学校|合作社|支部)$"
)


_PROGRAMMES = {"工程", "项目", "行动", "计划", "示范", "试点"}
_PROGRAMME = re.compile(r"(?:县|市|镇|乡|村|区|旗|工程|项目|行动|计划|试点|基地|专项)$")


def _of_a_programme(tokens: list[Token], i: int) -> int:
    """产能提升重点县: a word of change between two nouns says what a programme is for.

    Gives how many words it is with the noun, or 0.
    """
    behind = tokens[i + 1 : i + 3]
    if not behind or (tokens[i].cls != "C" and tokens[i].text != "发展"):
        return 0
    if behind[0].text in _CHOSEN:
        return 3 if behind[-1].cls == "N" and _PROGRAMME.search(behind[-1].text) else 0
    named = tokens[i].cls == "C" and behind[0].cls == "N" and _PROGRAMME.search(behind[0].text)
    return 2 if named else 0


def _tells_manner(tokens: list[Token], i: int, unit: str) -> bool:
    """Say whether an adverb tells of what sort the noun behind it is: 5个集中安置点."""
    if tokens[i].text != "免费" and tokens[i].text not in _HOW | _ADVERBS_OF_SORT:
        return False
    behind = tokens[i + 1 : i + 3]
    named = bool(behind) and behind[0].cls == "N"
    acts = unit in PEOPLE_UNITS  # 志愿者80人义务清扫街道
    if tokens[i].text == "免费" and behind and behind[0].cls == "VN" and not acts:
        return True  # 四场免费培训
    return named or (not acts and [t.cls for t in behind] == ["VN", "N"])


def _tells_use(behind: list[Token]) -> bool:
    """Say whether a deed behind 可 tells of what sort the noun behind it is: 可移动文物."""
    return len(behind) == 2 and behind[0].verbal and behind[1].cls == "N"


_ADVERBS_OF_SORT = load.word_set("adverbs_of_sort")
_CHOSEN = load.word_set("chosen_ones")


def _post_behind(tokens: list[Token], i: int) -> int:
    """Give where the name of a post that people hold ends: 检查点, 警务站, 指挥部; or 0."""
    end = next((k for k in range(i, len(tokens)) if tokens[k].cls != "N"), len(tokens))
    posts = (k for k in range(end, i, -1) if tokens[k - 1].text.endswith(_POSTS))
    return next(posts, 0)


_POSTS = tuple(load.word_set("posts"))


def _tells_sort(noun: Token, place: int, unit: str) -> bool:
    """Say whether a verb tells of what sort a noun is: 3座污泥处理设施, 30户帮扶对象."""
    if place:
        return noun.text in _FACILITIES
    # 派出12人走访群众: those counted need no noun, and act
    return unit not in {"人", "人次"} and noun.text in _ROLES


#: Nouns of people that a verb tells apart (参训人员, 帮扶对象).
_ROLES = load.word_set("role_nouns")


def _rate_after(tokens: list[Token]) -> list[Token]:
    """达到90%以上工会组建率: behind a share only the name of a rate is what it measures."""
    end = next((i for i, t in enumerate(tokens) if t.cls not in {"N", "VN"}), len(tokens))
    named = end and tokens[end - 1].text.endswith("率") and tokens[end - 1].text != "效率"
    if end and end < len(tokens) and tokens[end].cls in {"V", "D"}:
        last = tokens[end - 1].text  # 75%乡镇建成了, 92%农户签了责任书
        named = named or last in DIVISIONS or last.endswith(_MEMBERS)
    return tokens[:end] if named else []


_MEMBERS = ("户", "村", "企业", "学校", "群众", "村民", "职工", "家庭", "妇女", "党员")


_FACILITIES = load.word_set("facilities")
_REACHES = ("到", "至", "成", "为")
_TEAM = re.compile(r".(?:组|小组|工作队|服务队|小分队|专班)$")
_SCHOOL = re.compile(r"(?:小学|中学|高中|初中|幼儿园|企业|合作社)$")
#: Verbs that always tell what became of those counted.
_PREDICATES = load.word_set("predicate_verbs")
#: Sums that were lost or owed: 追回8万元被骗资金.
_LOST_SUMS = ("被骗资金", "涉案资金", "欠薪", "被骗款", "拖欠工资", "赃款")
_SUMS_GIVEN = load.word_set("given_sums")


def _sum_after(tokens: list[Token]) -> list[Token]:
    """发了二百元红包, 处2万元罚款: the noun of a sum that is given or taken."""
    end = next((i for i, t in enumerate(tokens) if t.cls not in {"N", "VN"}), len(tokens))
    alone = end == 1 and len(tokens[0].text) > 2  # 发放0.2万元学习用品
    if (alone or 1 < end < 5) and tokens[end - 1].text.endswith(_GIVEN_ENDS):
        return tokens[:end]  # 配套30万元改厕资金
    given = tokens[0].text in _SUMS_GIVEN or tokens[0].text.endswith(_LOST_SUMS)
    return tokens[:1] if given else []


def _tells_the_next(tokens: list[Token], i: int) -> bool:
    """4家企业和欠薪的2个工地: what stands behind 和 is told of the figure behind it."""
    at = next((k for k in range(i, min(i + 5, len(tokens))) if tokens[k].cls == "DE"), 0)
    return at > i and at + 1 == len(tokens)


def _goes_on(tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].cls in {"N", "VN"}

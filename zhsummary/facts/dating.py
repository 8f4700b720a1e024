"""Which time expression dates a figure, and whether it lies ahead."""

from __future__ import annotations

import re

from zhsummary.facts import period
from zhsummary.facts.frame import Frame
from zhsummary.facts.sentence import Clause, Sentence
from zhsummary.lexicons import load

#: What under a plan means the year of the plan.
WHOLE_YEARS = {"全年", "年内", "全年度"}


def dates(frames: list[Frame], tagged: Sentence, carried: str = "") -> dict[int, tuple[str, bool]]:
    """Give for each frame the time expression that dates it, and whether it lies ahead.

    The nearest one before it in the sentence counts. An earlier period (去年) reaches to
    the end of its part of the sentence or to the first 同比; a later one (明年) makes the
    months and seasons after it later ones too. `carried` is the day that the sentence
    before leaves in force (`day`).
    """
    dates: dict[int, tuple[str, bool]] = {}
    standing, earlier, ahead = carried, "", False
    at = {id(frame.quantity): i for i, frame in enumerate(frames)}
    for clause in tagged.clauses:
        local = own = ""
        if event := _event_time(clause):
            standing, earlier = event, ""
        compared = False
        opened = standing
        for place, token in enumerate(clause.tokens):
            cls = token.cls
            if cls in _COMPARING and token.text in _COMPARES:
                compared = True
            elif token.text in _DIFFERENCES:
                earlier = ""  # the difference from it is of now, and so is what there is
            elif cls == "T":
                if _is_of_a_target(clause, place) or _is_of_a_thing(clause, place):
                    continue  # 完成年初预算的32%: the time of the budget
                behind = clause.tokens[place + 1 : place + 2]
                if token.text == "同期" and behind and behind[0].cls == "C":
                    continue  # 同期增长19%: what a growth is compared with
                kind = period.anchor(token.text)
                if compared or _is_of_a_source(clause, place):
                    local = token.text
                elif kind == "last":
                    earlier = token.text
                elif (token.text == "年初" and clause.says(_HANDED_DOWN)) or (
                    standing and clause.says(_IS_A_TASK)
                ):
                    own = token.text  # 年初县里下达220户，…: the rest was not done then
                else:
                    standing, earlier = _with_its_pair(clause, place), ""
                    ahead = kind == "next" or (
                        ahead and (kind != "this" or token.text in WHOLE_YEARS)
                    )
            elif cls == "Q":
                i = at[id(token.quantity)]
                used = local if local and _dates_baseline(frames[i]) else own or earlier or standing
                dates[i] = (used, ahead)
                compared, local = False, ""
        if clause.figures and standing != opened and _closes_with_time(clause):
            standing = opened  # 其余6处于11月底前完成；…: the time is theirs alone
        if clause.end in "；;。" or (earlier and _only_baseline(clause, frames, at)):
            earlier = ""
    return dates


#: 2017至2018年建设任务是2.2万亩；…: the years of the task are not those of the rest.
_IS_A_TASK = re.compile(r"(?:任务|目标|指标)(?:数|量)?(?:是|为)")
_HANDED_DOWN = re.compile(r"下达|分解|年初[^，]{0,4}(?:要求|确定|安排)")
_DAY = re.compile(
    r"\d月|[一二三四五六七八九十]月|[日号](?:[晚夜]|上午|下午|凌晨)?$|当[天晚日]|节[前后]?$"
)


def goes_on(tagged: Sentence) -> bool:
    """Say whether a sentence opens with a deed, so that it tells more of the event before.

    共举办培训6期 sums up more than the event of one day.
    """
    tokens = tagged.clauses[0].tokens if tagged.clauses else []
    if tokens and tokens[0].text in _SUMMING:
        return False
    opening = next((t for t in tokens if t.cls != "D"), None)
    return opening is not None and (opening.cls == "V" or opening.text in {"为", "给", "对", "向"})


_SUMMING = load.word_set("summing_words")


def day(tagged: Sentence) -> str:
    """Give the day or month of the one event that a sentence tells, or an empty string."""
    told = [t.text for c in tagged.clauses for t in c.tokens if t.cls == "T"]
    lasts = len(told) == 1 and told[0].startswith(("从", "自"))  # 从7月份起 is no day
    return told[0] if len(told) == 1 and not lasts and _DAY.search(told[0]) else ""


def _with_its_pair(clause: Clause, place: int) -> str:
    """3月14日和3月19日: the two days of what was done on both."""
    before = clause.tokens[max(0, place - 2) : place]
    paired = [t.cls for t in before] == ["T", "J"] and _DAY.search(before[0].text)
    return "".join(t.text for t in [*(before if paired else []), clause.tokens[place]])


def _closes_with_time(clause: Clause) -> bool:
    """Say whether the times of a clause all stand behind its figures."""
    return all(t.cls != "T" for t in clause.tokens[: clause.figures[-1]])


def _is_of_a_target(clause: Clause, place: int) -> bool:
    following = clause.tokens[place + 1 : place + 3]
    if following and following[0].text.startswith(("结转", "结余")):
        return True  # 上年结转资金 is this year's
    reached = place > 0 and clause.tokens[place - 1].cls in {"V", "VN", "L"}
    if not reached or not following or following[0].text not in _TARGETS:
        return False
    # 明年计划扩种: here 计划 is what is done next year
    return following[0].cls != "M" or (len(following) > 1 and following[1].cls == "DE")


def _is_of_a_thing(clause: Clause, place: int) -> bool:
    """对历年积案12件进行化解: the time says which ones, not when."""
    if not place or clause.tokens[place - 1].text not in _MARKING:
        return False
    return clause.tokens[place + 1 : place + 2] != [] and clause.tokens[place + 1].cls in _NAMING


_MARKING = {"对", "将", "把", "针对"}
_NAMING = {"N", "VN", "DE"}


def _is_of_a_source(clause: Clause, place: int) -> bool:
    """从上年的26个压到9个: the time of the amount that the next one came from."""
    behind = clause.tokens[place + 1 : place + 3]
    source = clause.tokens[place].text.startswith(("从", "由"))
    return source and [t.cls for t in behind] == ["DE", "Q"]


_TARGETS = load.word_set("planned_amounts")


def _only_baseline(clause: Clause, frames: list[Frame], at: dict[int, int]) -> bool:
    """上年为690人次，有134人…: a clause that only states the earlier level dates no other."""
    held = [frames[at[id(clause.tokens[i].quantity)]] for i in clause.figures]
    return bool(held) and all(f.verb_class in {"L", ""} and not f.after for f in held)


_EVENT_ENDS = tuple(load.word_set("event_ends"))


def _event_time(clause: Clause) -> str:
    """洪水退去后，…; 冬修水利期间，…: a short clause without a figure that only dates the rest."""
    text = clause.text
    if not text.endswith(_EVENT_ENDS) or not 3 <= len(text) <= 14 or text[-2:] == "今后":
        return ""
    if clause.figures or clause.end not in "，," or any(t.cls == "T" for t in clause.tokens):
        return ""
    return text


#: Words after which a time is that of the amount compared with: 比上年, 由去年的, 为上年…的.
_COMPARES = load.word_set("baseline_words")
_COMPARING = {"P", "L", "J"}
_DIFFERENCES = {"同比", "环比", "多", "少", "现有", "现"}


def _dates_baseline(frame: Frame) -> bool:
    """由去年的81.5%, 比上年的31万元: the time is that of the amount compared with."""
    tokens = [t for t in frame.left if t.cls != "D"]
    return len(tokens) >= 2 and (
        tokens[-1].cls == "T" or (tokens[-1].cls == "DE" and tokens[-2].cls == "T")
    )

"""The verb behind a figure: the one that counts of a chain of verbs.

12名职工组队派员参加了比赛, 对37个村进行了检查: what leads to a deed, and what says nothing
without it, is passed over.
"""

from __future__ import annotations

from zhsummary.facts.named_by_verb import BUILDING
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load

_VERBAL = {"V", "VN", "L", "C"}


def first_verb(tokens: list[Token]) -> list[Token]:
    """Give the main verb after the quantity: the one with 了, else the last of the first chain."""
    aspects = [i for i, t in enumerate(tokens) if t.text == "了" or t.text == "过"]
    marked = next((i for i in aspects if i and tokens[i - 1].cls in _VERBAL), None)
    if marked is not None and tokens[marked - 1].text not in EMPTY_VERBS:
        return [tokens[marked - 1]]
    if marked is not None:  # 对19个委员会的组成人员进行了调整
        return [_deed_behind(tokens, marked - 1)]
    if tokens and tokens[0].text in {"对", "就"}:  # 对党费收缴情况给予通报
        empty = next((k for k, t in enumerate(tokens) if t.text in EMPTY_VERBS), None)
        if empty is not None:
            return [_deed_behind(tokens, empty)]
    tokens = _past_whose_they_are(_past_the_way(tokens))
    for i, token in enumerate(tokens):
        if token.text in MEANS and i + 2 < len(tokens) and _closes(tokens[-1]):
            return [tokens[-1]]  # 通过挂牌和发行债券筹资: what was done stands last
        if token.text == "通过" and any(
            t.cls in {"V", "VN"} and t.text not in _PASSED for t in tokens[i + 1 : i + 2]
        ):
            continue  # 职工通过观看影片受到教育
        because = i and tokens[i - 1].text in _BECAUSE and tokens[i + 1 :]
        if because and any(t.cls in {"V", "VN"} for t in tokens[i + 1 :]):
            continue  # 还有1名因外出务工延至明年
        if token.cls in {"V", "VN", "C", "L"}:
            lead = i
            while (
                tokens[lead].text in _LEADING
                and lead + 1 < len(tokens)
                and (tokens[lead + 1].cls in {"V", "VN"})
            ):
                lead += 1
            led_to = tokens[lead + 1] if lead + 1 < len(tokens) else None
            if led_to is not None and tokens[lead].text in _BECOMING and _is_work(led_to):
                return [led_to]  # 26条道路得到硬化
            if tokens[lead].text in EMPTY_VERBS:
                return [_deed_behind(tokens, lead)]  # 为老人进行听力筛查
            if tokens[lead].text in _OPENING_A_DEED and (deed := _deed_in_its_way(tokens, lead)):
                return [deed]
            return [tokens[lead]]
    return []


def _past_the_way(tokens: list[Token]) -> list[Token]:
    """以“1+1”订单模式提供服务: in which way it was done is no deed."""
    if not tokens or tokens[0].text not in {"以", "采取", "采用", "按", "按照"}:
        return tokens
    end = next((k for k, t in enumerate(tokens[:10]) if t.text.endswith(_WAYS_OF_DOING)), 0)
    return tokens[end + 1 :] if end and end + 1 < len(tokens) else tokens


def _past_whose_they_are(tokens: list[Token]) -> list[Token]:
    """12支由学校组织的服务队开展宣讲: who called them together did not do what they did."""
    if not tokens or tokens[0].text not in {"由", "来自"}:
        return tokens
    at = next((k for k, t in enumerate(tokens[:12]) if t.cls == "DE"), -1)
    rest = tokens[at + 1 :]
    return rest if at > 1 and any(t.cls in {"V", "VN"} for t in rest[1:]) else tokens


_WAYS_OF_DOING = ("模式", "方式", "形式", "办法", "名义")
_BECAUSE = {"因", "因为", "由于"}


def _deed_behind(tokens: list[Token], at: int) -> Token:
    """给予医疗救助: the deed that an empty verb waits for, or that verb itself."""
    behind = tokens[at + 1 : at + 8]
    deed = next((t for t in behind if t.cls in _VERBAL or t.text.endswith(_SERVICES_GIVEN)), None)
    return deed or tokens[at]


def _deed_in_its_way(tokens: list[Token], at: int) -> Token | None:
    """开展“拉网式”排查: the deed that was carried out behind words for how it was done."""
    way = False
    for token in tokens[at + 1 :]:
        if token.cls == "VN" and way:
            return token
        if token.text not in _MARKS and not token.text.endswith("式"):
            return None
        way = way or token.text.endswith("式")
    return None


_OPENING_A_DEED = {"开展", "实施"}
_MARKS = frozenset("“”‘’、")


def _is_work(token: Token) -> bool:
    return token.cls in {"V", "VN"} and token.text in BUILDING


_BECOMING = {"得到", "实现"}
_SERVICES_GIVEN = ("救助", "帮扶", "慰问", "培训", "体检", "辅导")
#: Verbs that say nothing without the deed behind them.
EMPTY_VERBS = load.word_set("empty_verbs")


def _closes(token: Token) -> bool:
    return token.cls in {"V", "VN"} and token.text not in _PASSED


#: What is passed, and no means: 通过三星级验收.
_PASSED = load.word_set("tests_passed")
#: What a means is told with.
MEANS = load.word_set("means_openers")
#: Verbs that only lead to the one that counts: 组队派员参加.
_LEADING = load.word_set("leading_verbs")

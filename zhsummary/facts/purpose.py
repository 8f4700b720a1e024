"""What money is for: 投入4.6万元改造职工书屋, 拨款8万元用于职工之家建设."""

from __future__ import annotations

from zhsummary.facts.borrowed import behind_size
from zhsummary.facts.frame import Frame
from zhsummary.facts.naming import is_some_target, name, name_behind
from zhsummary.facts.nouns import ONE, PEOPLE, join
from zhsummary.facts.sentence import Token
from zhsummary.lexicons import load

_BEFORE_THOSE_ACTED_ON = load.word_set("openers_of_those_acted_on")
_FAR = 40  # words of a clause behind its figure that are looked at
_NOMINAL = {"N", "VN", "DE", "J"}
_SPENDING = load.word_set("spending_verbs")


def used_for(frame: Frame) -> str:
    """投入资金120万元用于道路建设: what the sum was for says more than that it was one."""
    if frame.quantity.kind != "money" or frame.more or frame.limit:
        return ""
    tokens = frame.right or (frame.below.tokens if frame.below is not None else [])
    while tokens and (tokens[0].cls == "D" or tokens[0].text in _MAINLY):
        tokens = tokens[1:]
    if not tokens or any(t.cls == "Q" for t in tokens):
        return ""
    if not frame.right and tokens[0].text in _BUYING:
        return name_behind(tokens[1:], {"LE"})  # 投入7万余元，购置宣传车
    if tokens[0].text not in _USED:
        return ""
    deed, rest = tokens[1:2], tokens[2:]
    if not deed or deed[0].cls != "V":
        end = next((i for i, t in enumerate(tokens[1:], 1) if t.cls not in _NOMINAL), len(tokens))
        return name(tokens[1:end])
    named = name_behind(rest, set())
    return deed[0].text + named if PEOPLE.search(named) else named  # 用于慰问困难党员


def _behind_a_list(tokens: list[Token], start: int) -> int:
    """投资90万元加固石湾、柳湾等5座水库: what the sum is spent on closes the list."""
    for k, token in enumerate(tokens[start : start + 20], start):
        if token.text == "等" and tokens[k + 1 : k + 2] and tokens[k + 1].quantity is not None:
            return k + 2
    return start


_USED = {"用于", "用作"}
_BUYING = load.word_set("buying_verbs")
_MAINLY = {"主要", "专项", "专门"}


def spent_on(frame: Frame) -> str:
    """投入4.6万元改造职工书屋: money is spent on what the next verb acts on."""
    if frame.quantity.kind != "money" or join(frame.verb[-1:]) not in _SPENDING:
        return ""
    tokens = frame.ahead(_FAR)
    if tokens and tokens[0].cls == "J":
        return ""  # 镇自筹210万元、村集体投入120万元
    if tokens and tokens[0].text in _USED and (used := used_for(frame)):
        return used  # 镇财政拨款8万元用于职工之家建设
    marked = [i for i, t in enumerate(tokens[1:], 1) if t.text == "了"]
    verbs = [i for i, t in enumerate(tokens) if t.cls in {"V", "VN"}]
    if not verbs:
        bare = next((i for i, t in enumerate(tokens) if t.cls != "N"), len(tokens))
        return name(tokens[:bare])
    if tokens[0].text in _BEFORE_THOSE_ACTED_ON and (acted_on := _counted_next(tokens)):
        tokens = _behind_those_acted_on(tokens[acted_on - 1 :])  # 对3个村庄开展环境整治
        verbs = [i for i, t in enumerate(tokens) if t.cls in {"V", "VN"}] or [0]
    elif tokens[0].text in {"对", "将", "把"}:  # 投入8万元对村组公路进行修缮
        named = _NOMINAL if tokens[0].text == "对" else {"N", "DE", "J"}
        end = next((i for i, t in enumerate(tokens[1:], 1) if t.cls not in named), len(tokens))
        return name(tokens[1:end])
    verbs = [i for i in verbs if tokens[i].text not in {"进行", "完成"}] or verbs
    acting = next((i for i in verbs if tokens[i].cls == "V"), verbs[0])
    told_of = tokens[0].cls == "VN" and tokens[1:2] and tokens[1].cls == "DE"
    if tokens[0].cls == "C" or told_of:
        acting = 0  # 投入9万元提升供水能力, 投资9万元建设的幸福院已启用
    start = marked[-1] + 1 if marked else acting + 1
    start = _behind_a_list(tokens, start)
    start += tokens[start : start + 1] != [] and tokens[start].cls == "DE"
    counted = bool(tokens[start:]) and tokens[start].quantity is not None
    sized = behind_size(tokens[start + counted :])
    if sized:
        return sized  # 投资90万元建设了一所占地400平方米的敬老院
    holds = tokens[acting].text in _CARRYING_OUT
    bought = name(_acted_on(tokens, start, holds))
    if bought and not is_some_target(bought):
        return bought
    return tokens[acting + 1].text if holds and tokens[acting + 1 :] else tokens[acting].text


_CARRYING_OUT = {"实施", "开展", "进行"}


def _acted_on(tokens: list[Token], start: int, holds: bool) -> list[Token]:
    """Give the phrase behind a verb that money is spent on: 购置了一批消防车辆."""
    phrase: list[Token] = []
    for token in tokens[start:]:
        if ONE.match(token.text):  # 购置无人机一架协助巡查, 购置了一批车辆
            if phrase:
                break
        elif token.cls in {"N", "VN", "DE"} or (phrase and _goes_on(tokens, token, holds)):
            phrase.append(token)
        elif token.cls == "Q" and phrase and phrase[-1].text.endswith(("村", "镇", "乡", "社区")):
            phrase = []  # 完成石桥村3公里的砂石路建设
        elif phrase or token.cls not in {"Q", "LE", "D", "T", "S"}:
            break
    while phrase and phrase[-1].cls == "DE":
        phrase.pop()
    if not phrase and any(t.cls == "Q" for t in tokens[start:]):
        # 投资170万元建设了一座占地900平方米的敬老院
        last = max((k for k, t in enumerate(tokens) if t.cls == "DE"), default=-1)
        phrase = tokens[last + 1 :] if last > start else []
        phrase = phrase if all(t.cls in _NOMINAL for t in phrase) else []
    return phrase


def _counted_next(tokens: list[Token]) -> int:
    """Give where the figure stands that counts those acted on: 对全镇3个村庄, or 0."""
    at = next((k for k, t in enumerate(tokens[:5]) if t.quantity is not None), 0)
    return at if all(t.cls in {"S", "N", "D", "DE"} for t in tokens[1:at]) else 0


def _goes_on(tokens: list[Token], token: Token, holds: bool) -> bool:
    """Say whether a verb behind a noun is part of the name.

    So is a word of change before a noun (人居环境提升工程) and a deed that is carried out
    (实施农村土地整治, 实施农村土地整治项目).
    """
    at = next(k for k, t in enumerate(tokens) if t is token)
    behind = tokens[at + 1 : at + 2]
    if token.cls == "C":
        return bool(behind) and behind[0].cls in {"N", "VN"}
    closes = not behind or behind[0].cls == "J" or behind[0].text in _EVENTS_HELD
    return holds and token.cls == "V" and closes


_EVENTS_HELD = load.word_set("events_held")


def _behind_those_acted_on(tokens: list[Token]) -> list[Token]:
    """对3个村庄开展环境整治: leave out those whom or what the deed acts on, but not for 进行."""
    end = next((k for k, t in enumerate(tokens) if k > 1 and t.cls not in _NOMINAL), len(tokens))
    empty = end < len(tokens) and tokens[end].text in {"进行", "予以", "给予", "加以"}
    return tokens[2:end] if empty or end == len(tokens) else tokens[end:]

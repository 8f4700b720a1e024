"""What the clause before a figure speaks of: 把工会经费收起来，争取收到一万元.

A figure that names nothing goes in; the name out of the clause before comes out, where its
words say that it is still spoken of, or an empty string.
"""

from __future__ import annotations

import re

from zhsummary.facts.frame import Frame
from zhsummary.facts.naming import name
from zhsummary.facts.nouns import ONE, PEOPLE, PEOPLE_UNITS, is_body, is_counted_body, join
from zhsummary.facts.sentence import EVENT_UNITS, Token
from zhsummary.facts.totals import IN_SUM, ONLY_SUMMED
from zhsummary.lexicons import load


def topic(frame: Frame) -> str:
    """把工会经费收起来，争取收到一万元: the clause before names what it is about."""
    if frame.topic is None or frame.neighbour is not None:
        return ""
    tokens = frame.topic.tokens
    if tokens and tokens[-1].text in _MARKS_PASSED:
        return _passing_a_mark(tokens)
    at = next((i for i, t in enumerate(tokens) if t.text in {"把", "将"}), None)
    if at is None:
        if named := _of_the_same_deed(frame, tokens):
            return named
        return (
            _spent_on_deed(frame, tokens)
            or _grown_to(frame, tokens)
            or _dealt_with(frame, tokens)
            or _held_before(frame, tokens)
            or _acted_on(frame, tokens)
            or _kept_up(frame, tokens)
        )
    phrase: list[Token] = []
    for token in tokens[at + 1 :]:
        if token.cls not in {"N", "VN", "DE", "J"}:
            break
        phrase.append(token)
    return name(phrase)


def done_to(frame: Frame) -> str:
    """对村医、保育员进行培训，培训153人: those to whom the clause before does the same."""
    if frame.topic is None or frame.neighbour is not None:
        return ""
    return _of_the_same_deed(frame, frame.topic.tokens)


def _acted_on(frame: Frame, tokens: list[Token]) -> str:
    """走访全乡企业，共36家; 自建房逐栋摸排，共1320栋: what was dealt with there, summed up."""
    unit, before = frame.quantity.unit, frame.previous
    if not _is_only_summed(frame) or unit in EVENT_UNITS | PEOPLE_UNITS:
        return ""
    if before is not None and before.quantity.unit == unit:
        return ""  # 新增公园127座，建成公园城市，累计1100座
    end = len(tokens)
    if tokens and tokens[-1].cls in {"V", "VN"}:  # the thing stands before how it was done
        end -= 1
        while end and (tokens[end - 1].cls in {"D", "M"} or len(tokens[end - 1].text) == 1):
            end -= 1
    start = end
    while start and tokens[start - 1].cls == "N":
        start -= 1
    deed = tokens[start - 1].cls if start and end == len(tokens) else "V"
    if end < len(tokens) and any(t.cls not in {"T", "S", "D"} for t in tokens[:start]):
        return ""
    named = name([t for t in tokens[start:end] if not ONE.match(t.text)])
    counted = not is_body(named) or is_counted_body(named, unit)
    return named if deed in {"V", "VN", "S"} and counted else ""


def _kept_up(frame: Frame, tokens: list[Token]) -> str:
    """低保对象动态调整，新增36户61人，退出52户: those whose list is kept up come and go."""
    if frame.before or frame.after or frame.quantity.unit not in PEOPLE_UNITS | {"口"}:
        return ""
    start = next((k for k, t in enumerate(tokens) if t.cls not in {"T", "S", "D"}), len(tokens))
    end = start
    while end < len(tokens) and tokens[end].cls == "N" and tokens[end].text not in _KEPT_UP:
        end += 1
    kept = [t.text for t in tokens[end:]]
    named = name(tokens[start:end])
    if not kept or not _KEPT_UP.issuperset(kept) or not _KEEPING.intersection(kept):
        return ""
    return named if PEOPLE.search(named) or named.endswith(("户", "对象", "低保", "特困")) else ""


_KEEPING = load.word_set("keeping_of_lists")
_KEPT_UP = _KEEPING | {"动态", "进行", "实行", "实施", "开展", "规范", "精准", "定期", "了", "全面"}


def _is_only_summed(frame: Frame) -> bool:
    """共36家: nothing stands before a figure but what says that it is a sum."""
    summed = any(t.text in _SUMMED for t in frame.left)
    return summed and frame.left_classes <= ONLY_SUMMED and not frame.right


_SUMMED = IN_SUM | {"共", "累计"}


def _spent_on_deed(frame: Frame, tokens: list[Token]) -> str:
    """给道班工人送清凉，花费2万元: the deed before, with those it was for, is what it cost."""
    if not tokens or frame.quantity.kind != "money" or frame.verb_text not in _COSTING:
        return ""
    deed = tokens[-1:] if tokens[-1].cls == "VN" else tokens[-2:]
    given = [t.cls for t in deed] in (["VN"], ["V", "N"])
    return join(deed) if given and any(t.text in {"给", "为"} for t in tokens) else ""


_COSTING = {"花费", "花去", "花", "用去", "耗资", "开支"}


_CARRYING_OUT = {"进行", "开展", "实施", "予以", "给予"}
_PEOPLE_ENDS = ("户", "夫妇", "患者", "孕妇", "对象", *load.word_set("people_ends"))


def _of_the_same_deed(frame: Frame, tokens: list[Token]) -> str:
    """慰问困难党员是党委的工作，今年共慰问19名: the clause before says to whom that is done."""
    if frame.verb_class not in {"V", "VN"} or len(frame.verb_text) < 2 or frame.before:
        return ""
    if frame.quantity.unit not in PEOPLE_UNITS:
        return ""
    at = next((k for k, t in enumerate(tokens) if t.text == frame.verb_text), len(tokens))
    if at > 2 and tokens[at - 1].text in _CARRYING_OUT:
        # 对乡村医生、保育员进行培训，培训1539人: to whom, before the deed
        start = next((k for k in range(at - 2, -1, -1) if tokens[k].text in {"对", "给"}), -1)
        those = [t for t in tokens[start + 1 : at - 1] if t.cls not in {"S", "R"}]
        if start >= 0 and those and all(t.cls in {"N", "VN", "J", "DE"} for t in those):
            named = name(those)
            return named if PEOPLE.search(named) or named.endswith(_PEOPLE_ENDS) else ""
    end = at + 1
    while end < len(tokens) and tokens[end].cls in {"N", "DE"}:
        end += 1
    named = name(tokens[at + 1 : end])
    return named if PEOPLE.search(named) or named.endswith("户") else ""


def _passing_a_mark(tokens: list[Token]) -> str:
    """财政收入迈过千亿大关，达1032亿元: what passed the mark stands before it."""
    opens = next((k for k, t in enumerate(tokens) if t.cls not in _BEFORE_TOPIC), len(tokens))
    phrase: list[Token] = []
    for token in tokens[opens:]:
        if token.cls not in {"N", "DE", "R"}:
            break
        phrase.append(token)
    told = len(phrase) < len(tokens) - opens
    while phrase and phrase[-1].text in _AT_LAST:
        phrase.pop()
    named = name(phrase)
    return named if told and not is_body(named) else ""


_AT_LAST = frozenset("首 再 一举 历史".split())
_MARKS_PASSED = load.word_set("marks_passed")


def _grown_to(frame: Frame, tokens: list[Token]) -> str:
    """大棚面积不断扩大，达900亩: a bare level is that of what grew in the clause before."""
    level = frame.verb_class == "L" or (not frame.verb and frame.quantity.qualifier == "over")
    if not level or not frame.left_classes <= _BEFORE_A_LEVEL or frame.right:
        return ""
    opens = next((k for k, t in enumerate(tokens) if t.cls not in {"T", "S"}), len(tokens))
    end = next((k for k in range(opens, len(tokens)) if tokens[k].cls not in _GROWN), len(tokens))
    told = tokens[end:]
    if end == opens or not told or any(t.cls not in _GROWING for t in told):
        return ""
    named = name(tokens[opens:end])
    return "" if is_body(named) else named


_BEFORE_A_LEVEL = {"D", "L", "LE", "T"}
_GROWN = {"N", "DE", "J"}
_GROWING = {"D", "C", "V", "VN", "LE"}


def _dealt_with(frame: Frame, tokens: list[Token]) -> str:
    """自建房查了个遍，拢共412栋; 空调是联通公司送的，一共3台: what the clause before speaks of."""
    if not _is_only_summed(frame) or IN_SUM.isdisjoint(frame.left_words):
        return ""
    opens = next((k for k, t in enumerate(tokens) if t.cls not in _BEFORE_TOPIC), len(tokens))
    end = next((k for k in range(opens, len(tokens)) if tokens[k].cls not in _NAMED), len(tokens))
    if end == opens or end == len(tokens) or tokens[end - 1].cls == "DE":
        return ""
    told = "".join([t.text for t in tokens[end + 1 :]])
    given = tokens[end].text == "是" and told.endswith("的")
    dealt = tokens[end].cls in {"V", "VN"} and _THOROUGHLY.fullmatch(told) is not None
    named = name(tokens[opens:end])
    return named if (given or dealt) and not is_body(named) else ""


#: What may stand before that which a clause speaks of, and what it is named with.
_BEFORE_TOPIC = {"T", "S", "SUBJ", "DE"}
_NAMED = {"N", "DE"}
#: What stands behind a verb that tells of the thing before it: 查了个遍, 收得齐.
_THOROUGHLY = re.compile(r"了?(?:个遍|一遍|一圈)?|得.{1,3}")
_GIFTS = load.word_set("deed_nouns") | {"救助", "资助", "帮扶", "补偿", "慰问"}
_SUMMING_OR_WORTH = load.word_set("summing_words") | {"价值", "折合", "总价", "总价值", "合"}
HOLDING = load.word_set("holding_verbs")


def _held_before(frame: Frame, tokens: list[Token]) -> str:
    """举办焊工、美容等培训，全年共办12期: what was held is the object of the clause before."""
    origin = any(t.text in {"从", "由"} for t in frame.left)
    bare = {"D", "R", "M", "L", "LE"}
    summed = frame.quantity.kind == "money" and all(
        t.cls in bare or t.text in _SUMMING_OR_WORTH for t in frame.left
    )  # 赠送监护仪，合计约5万元
    holds = join(frame.verb[-1:]) in HOLDING or frame.verb_class == "C"
    if not holds and not origin and not (summed and frame.left):
        return ""
    start = len(tokens)
    if start > 1 and tokens[-1].text in _GIFTS and tokens[-2].cls in {"N", "VN"}:
        start -= 1  # 给予临时救助，每户最高6000元
    while start and tokens[start - 1].cls in {"N", "VN", "J", "DE"}:
        start -= 1
    return "" if tokens and tokens[-1].text in _QUALITIES else name(tokens[start:])


#: 加大学习、培训力度，共举办6次: how much of it there was is not what was held.
_QUALITIES = {"力度", "水平", "力量", "素质", "意识", "质量", "效率", "能力"}

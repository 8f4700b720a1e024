"""The figures of a sentence, each in its clause with what stands on either side of it.

Chinese puts the thing counted after its measure word (表彰了37名先进职工), before it
(企业45家) or before a verb that states the level (会员达460名). `frames` cuts a sentence at
its figures; `governing.read` tells the three orders apart, once; the modules that name
item, action, change and so on ask the frames.
"""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from zhsummary.facts.capacity import Capacity, capacities
from zhsummary.facts.frame import Frame
from zhsummary.facts.governing import read
from zhsummary.facts.limit import is_limit
from zhsummary.facts.nouns import join, noun_phrase_after, noun_phrase_before
from zhsummary.facts.sentence import Clause, Sentence, Token
from zhsummary.lexicons import load


def frames(sentence: Sentence) -> list[Frame]:
    """Give a frame for every quantity of a sentence, in order of the clauses."""
    found: list[Frame] = []
    before: Frame | None = None  # the last figure that another one can go on with
    for index, clause in enumerate(sentence.clauses):
        if not clause.figures:
            continue
        tokens = clause.tokens
        works, untold = _works(clause)
        limits = {i for i in clause.figures if i not in works and is_limit(clause, i)}
        if limits:
            # a limit stands in the noun phrase of the figure that it limits, like any adjective
            tokens = [t.tagged("N") if i in limits else t for i, t in enumerate(tokens)]
        at = [i for i in clause.figures if i not in limits and i not in works]
        last = clause.figures[-1]
        opens = next(iter([i for i, t in enumerate(tokens) if t.cls == "PART"]), len(tokens))
        inside = bool(clause.depth) and clause.host is not None
        bounds = _bounds(at, limits, len(tokens))
        above = sentence.clauses[index - 1] if index and not clause.depth else None
        topic = None if above is None or above.figures or _tells_basis(above) else above
        below = None
        if not clause.depth and clause.end in {"，", ","} and index + 1 < len(sentence.clauses):
            below = sentence.clauses[index + 1]
        neighbour: Frame | None = None
        for i in clause.figures:
            quantity = clause.tokens[i].quantity
            assert quantity is not None  # a Q token carries its quantity
            if i in works:
                found.append(_of_a_works(clause, index, works[i], before))
                continue
            start, stop = bounds[i]
            left = _told(tokens, start, i, untold) if untold else tokens[start:i]
            frame = Frame(
                quantity,
                clause,
                index,
                i,
                inside or opens < i,
                i < last,
                _in_plain_order(_without_basis(left), tokens[i + 1 : i + 2]),
                _told(tokens, i + 1, stop, untold) if untold else tokens[i + 1 : stop],
                before,
                neighbour,
                topic=topic,
                below=below if i == last else None,
            )
            frame.untold = untold
            if i in limits:
                frame.limit = True
                frame.neighbour = None
                frame.after = noun_phrase_after(frame.right, frame.quantity)
                if quantity.kind == "money" and not frame.after:
                    bare = next((k for k, t in enumerate(frame.right) if t.cls != "N"), None)
                    frame.after = frame.right[:bare]
                if quantity.kind == "money" or not frame.after:
                    frame.before = noun_phrase_before(frame.left)[0]
            else:
                read(frame)
                neighbour = frame
            found.append(frame)
            before = frame
    for frame, following in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        # 130家企业和31个村社区的安全员观看了比赛: one verb follows both
        if following.neighbour is frame and (following.listed or following.juxtaposed):
            bare = not frame.verb or frame.verb_class == "L"
            if bare and not frame.follow and not following.verb:
                frame.follow = following.follow
            if _only_rank(frame) and len(following.after) > 1 and _only_rank(following, 1):
                frame.after = [*frame.after, *following.after[1:]]
    _see_parts_going_on(found)
    return found


def _tells_basis(clause: Clause) -> bool:
    """生产总值31亿元，按可比价格计算，增长6%: by which prices is not what has grown."""
    tokens = clause.tokens
    opens = bool(tokens) and tokens[0].text in _OPENS_BASIS
    return opens and clause.text.endswith(_BASES) and len(clause.text) <= _SHORT


def _without_basis(left: list[Token]) -> list[Token]:
    """税收按可比价计算增长8%, 同口径增长8%: by which prices is no part of what has grown."""
    opens = next((k for k, t in enumerate(left) if t.text in _OPENS_BASIS), -1)
    if opens < 0:
        return _without_what_is_left_out(left)
    text = ""
    for k in range(opens, min(opens + 6, len(left) - 1)):
        text += left[k].text
        if text.endswith(_BASES) and left[k + 1].cls in {"C", "P"}:
            return left[:opens] + left[k + 1 :]
    return left


def _without_what_is_left_out(left: list[Token]) -> list[Token]:
    """剔除政策因素累计增长16%: what is left out is not what has grown."""
    if len(left) < 3 or left[0].text not in _LEFT_OUT or left[-1].cls != "C":
        return left
    named = all(t.cls in {"N", "VN", "DE", "J", "D", "P", "C"} for t in left[1:])
    return left[-1:] if named else left


def _in_plain_order(left: list[Token], behind: list[Token]) -> list[Token]:
    """提高入会率至92%, 发现蚁巢达213个: put what leads to a figure as it mostly stands."""
    end = len(left) - 1
    while end > 1 and left[end].cls == "R":
        end -= 1  # 降低用电成本至每度0.6元
    if end < 2:
        return left
    if left[end].text in _UP_TO:
        return _with_level_first(left, end)
    describes = bool(behind) and behind[0].cls == "DE"  # 建成库容达3万立方米的水库
    return _without_amounting(left, end) if left[end].text in _AMOUNTING and not describes else left


def _with_level_first(left: list[Token], end: int) -> list[Token]:
    """提高入会率至92%: the level stands before its change, as it does in 入会率提高至92%."""
    if left[end - 1].cls not in {"N", "VN"}:
        return left
    at = end - 2
    while at > 0 and left[at].text not in _changing() and left[at].cls in _IN_A_LEVEL:
        at -= 1
    if at < 0 or left[at].text not in _changing():
        return left
    level = [t.tagged("N") if t.cls == "V" else t for t in left[at + 1 : end]]
    return [*left[:at], *level, left[at].tagged("C"), *left[end:]]


def _without_amounting(left: list[Token], end: int) -> list[Token]:
    """发现蚁巢达213个: a verb with its object needs no other, but 养殖规模达500头 has one."""
    at = end - 1
    while at > 0 and left[at].cls == "N":
        at -= 1
    verb = left[at]
    if at == end - 1 or verb.cls not in {"V", "VN"} or len(verb.text) < 2:
        return left
    if verb.cls == "VN" and verb.text not in _TRANSITIVE:
        return left
    opens = not at or left[at - 1].cls in _BEFORE_THE_VERB
    levels = left[end - 1].text.endswith(_LEVEL_ENDS)
    return left if levels or not opens else [*left[:end], *left[end + 1 :]]


_AMOUNTING = {"达", "达到", "共达", "多达", "达到了"}
_IN_A_LEVEL = {"N", "VN", "V", "DE", "J", "S"}
#: What may stand before a verb that opens what is said.
_BEFORE_THE_VERB = {"X", "T", "D", "S", "M", "SUBJ", "PART"}
_TRANSITIVE = load.word_set("transitive_verbs") | load.word_set("gathering_verbs")
#: What is itself an amount, whatever verb it is made with: 发放金额, 培训人数.
_LEVEL_ENDS = (*load.word_set("measured_ends"), "人员", "人数", "户", "项目", "比", "比例", "比重")


@cache
def _changing() -> frozenset[str]:
    return frozenset(row["word"] for row in load.rows("changes.tsv") if not row["baseline"])


_UP_TO = {"到", "至", "为"}


_BY = frozenset("按 按照 以 依".split())
#: What is left out of a reckoning: 剔除价格因素，增长6%.
_LEFT_OUT = {"剔除", "扣除", "剔除掉", "不含"}
_OPENS_BASIS = _BY | frozenset("原口径 新口径 老口径 同口径 可比口径 同 可比 可比价 不变价".split())
_BASES = tuple(load.word_set("bases_of_growth"))
_SHORT = 12  # characters


def _told(tokens: list[Token], start: int, stop: int, untold: set[int]) -> list[Token]:
    """Give the words from one place to another without those that tell how large a works is."""
    return [tokens[k] for k in range(start, stop) if k not in untold]


def _works(clause: Clause) -> tuple[dict[int, Capacity], set[int]]:
    """Give what tells how large a works is, by its figure, and where the words of it stand."""
    told = capacities(clause)
    if not told:
        return {}, set()
    untold = {k for one in told for k in range(one.start, one.told)}
    return {one.at: one for one in told}, untold


def _of_a_works(clause: Clause, index: int, works: Capacity, before: Frame | None) -> Frame:
    """Read 年产5万吨 of 年产5万吨的饲料加工企业: what is turned out, and by what."""
    tokens, quantity = clause.tokens, clause.tokens[works.at].quantity
    assert quantity is not None  # a Q token carries its quantity
    left, right = tokens[works.start : works.at], tokens[works.at + 1 : works.end]
    frame = Frame(quantity, clause, index, works.at, False, False, left, right, before, None)
    frame.sizes = True
    frame.govern([t.tagged("V") for t in tokens[works.start : works.made]])
    frame.before = tokens[works.made : works.at]  # 年处理秸秆2万吨的收储中心
    if not frame.before:  # 年产500万件服装的加工企业
        made = next((k for k, t in enumerate(right) if k and t.cls == "DE"), len(right))
        frame.after = right[:made]
    return frame


def _is_less_of(frame: Frame, whole: Frame | None) -> bool:
    """Say whether a figure counts the same noun as one before it, and fewer of them."""
    if whole is None or not frame.before or not whole.before or frame.verb:
        return False
    less = (frame.quantity.value or 0) < (whole.quantity.value or 0)
    return less and join(whole.before).endswith(join(frame.before))


def _see_parts_going_on(found: list[Frame]) -> None:
    """其中五保户76户、135间，低保户37户、84间: where 其中 ends, only the sums say."""
    wholes: dict[str, Frame] = {}
    left: dict[str, Decimal] = {}
    last = -1
    for frame in found:
        unit, value = frame.quantity.unit, frame.quantity.value
        if frame.clause.depth or frame.limit:
            continue
        goes_on = 0 <= last >= frame.clause_index - 1 and _names_a_sort(frame)
        if frame.part and value is not None:
            told = wholes[unit].quantity.value if unit in wholes else None
            left[unit] = (left.get(unit) or told or _UNTOLD) - value
            last = frame.clause_index
        elif goes_on and value is not None and value <= left.get(unit, -1):
            frame.beside_part = True
            left[unit] -= value
            last = frame.clause_index
            if not left[unit]:
                frame.completes = wholes.get(unit)
        elif goes_on and unit not in left and _is_less_of(frame, wholes.get(unit)):
            frame.beside_part = True  # 贫困人口6066人，其中11个村为贫困村，贫困人口1597人
            last = frame.clause_index
        elif goes_on and unit in left and frame.left_text.removesuffix("的").endswith(_TRAITS):
            frame.beside_part = True
            last = frame.clause_index
        elif frame.clause_index > last:
            wholes[unit], last = frame, -1
            left.clear()


_UNTOLD = Decimal(10**18)
#: 女性4名，大专以上学历9名: who has the one may have the other, and the sum may exceed the whole.
_TRAITS = tuple(load.word_set("traits"))


def _names_a_sort(frame: Frame) -> bool:
    """低保户37户, but not 会员总数4372人, 全镇工会61家, 较上年的15万元."""
    return frame.left_classes <= {"N", "Nv", "VN", "DE", "J"} and "总" not in frame.left_text


#: Words on either side of a figure that are read: a clause without end costs what it is long.
_BESIDE = 200
_CONTRASTS_AND_RANKS = load.word_set("contrasts") | load.word_set("ranks")


def _only_rank(frame: Frame, end: int | None = None) -> bool:
    """2个省级、5个市级示范村: the noun behind the last figure is that of both."""
    rank = frame.after[:end]
    return len(rank) == 1 and rank[0].text in _CONTRASTS_AND_RANKS


def _bounds(at: list[int], limits: set[int], length: int) -> dict[int, tuple[int, int]]:
    """Give for each figure where its left begins and its right ends."""
    bounds: dict[int, tuple[int, int]] = {}
    start = 0
    for i, stop in zip_longest(at, at[1:], fillvalue=length):
        bounds[i] = (max(start, i - _BESIDE), min(stop, i + 1 + _BESIDE))
        start = i + 1
    for i in limits:
        k = bisect_left(at, i)
        start, stop = at[k - 1] + 1 if k else 0, at[k] if k < len(at) else length
        bounds[i] = (max(start, i - _BESIDE), min(stop, i + 1 + _BESIDE))
    return bounds

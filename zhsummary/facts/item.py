"""What a quantity counts: the noun phrase beside it, or the one that reaches on to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zhsummary.facts import period
from zhsummary.facts.nouns import clean, is_body, join, noun_phrase_before
from zhsummary.facts.phrase import Frame, trace
from zhsummary.facts.sentence import Tagger, Token
from zhsummary.lexicons import load

#: Nouns that stand for the writer's body or its area; they are who or where, not what.
_PLACES = re.compile(
    r"^(?:[全本我各]?(?:镇|乡|县|街道|村|社区|市|省|国|区|办|会)(?:里|内)?|乡镇|辖区|周边|附近|当地|本地|现场|人民币|基础上?|数|数量|人数|总数|情况|方面|工作|其中|部分|其|他|她|它|他们|该|此|这)$"
)
_LEAD = re.compile(r"^(?:(?:全|我|本|各)(?:镇|乡|县|街道|村|市|区)(?:的|里|内)?)+")


#: Words that only lead to a noun phrase.
_OPENERS = {"已经", "已", "共", "现", "约", "近", "其", "等", "名", "个", "位", "项"}


@dataclass(frozen=True, slots=True)
class Item:
    """The phrase, the rule that found it and what a careful reader would warn of."""

    text: str
    rule: str
    flag: str = ""
    #: of 35岁以下党员, the 党员
    whole: str = ""


def item(frame: Frame, earlier: list[tuple[Frame, Item]], named: str) -> Item:
    """Name what a quantity counts.

    Parameters
    ----------
    frame : Frame
        The quantity in its clause.
    earlier : list of (Frame, Item)
        The frames of the same sentence before it, with their items.
    named : str
        What the title of the section names, for a figure whose item stands there only.
    """
    if frame.left and frame.left[-1].text == "连续" and (thing := _object_of(frame, True)):
        return Item(thing, "object-after")
    own = _whole(_judged(frame) or _own(frame), frame, earlier)
    if own is not None and _only_limit(frame):
        nearest = next(
            (i.whole or i.text for f, i in reversed(earlier) if not f.limit and i.text), ""
        )
        flag = "inherited-item" if nearest else ""
        return Item(own.text + nearest, "limit-of-whole", flag, nearest)
    if own is not None and own.rule != "noun-after" and not _same_rate(frame, earlier):
        return own
    if left := _left_over(frame, earlier):
        return Item(left, "left-over", "inherited-item")
    if own is not None and own.rule == "noun-after":
        return own
    if not frame.after and _is_piece(clean(frame.before) or "人"):
        return Item("", "no-item", "no-item")  # a guess would be worse than a blank
    if shared := _shared_out(frame, earlier) or _same_rate(frame, earlier):
        return Item(shared, "shared-out", "inherited-item")
    if shared := _of_the_next(frame):
        return Item(shared, "noun-of-next")
    if served := _served(frame):
        return Item(served, "those-served", "inherited-item")
    if frame.verb_class == "V" and frame.follow and _relative(frame):
        return Item(frame.verb_text, "headless")
    beside = (frame.juxtaposed or frame.listed) and earlier and earlier[-1][0] is frame.neighbour
    if beside and earlier[-1][1].text:
        return Item(earlier[-1][1].text, "juxtaposed", earlier[-1][1].flag)
    whole = frame.quantity.kind == "percent" and bool(earlier)
    if not whole and (thing := _object_of(frame)) and not is_body(thing):
        return Item(thing, "object-after")
    if thing := _topic(frame):
        return Item(thing, "topic", "inherited-item")
    if whole and (frame.verb_text == "占" or not frame.left):
        shared = next((i for f, i in reversed(earlier) if not f.limit and i.text), None)
        if shared is not None:
            return Item(shared.text, "share-of-figure-before", "inherited-item", shared.whole)
    inherited = _inherited(frame, earlier, named)
    if inherited:
        return Item(inherited, "inherited", "inherited-item")
    if named and not (frame.verb_class == "VN" and len(frame.verb_text) > 1):
        return Item(named, "heading", "heading-item")
    deed = frame.verb[-1:] if frame.verb_class in {"V", "VN"} else frame.follow
    if len(join(deed)) > 1 and not _founds(frame, join(deed)):
        return Item(join(deed), "verb-as-noun")  # 造成215户受灾
    return Item("", "no-item", "no-item")


#: Head nouns that say nothing without what they are of: 总量突破60万户.
_BARE_HEADS = load.word_set("bare_heads")


def _whole(own: Item | None, frame: Frame, earlier: list[tuple[Frame, Item]]) -> Item | None:
    """Say of what a bare head is: 新增上市企业12家、总数达90家; 个体户快速成长，总量突破60万户."""
    if own is None or own.text not in _BARE_HEADS or own.rule not in {"subject", "noun-before"}:
        return own
    owner = ""
    if frame.topic is not None and frame.neighbour is None:
        tokens = frame.topic.tokens
        bound = next((k for k, t in enumerate(tokens) if t.cls not in {"N", "DE", "J"}), None)
        owner = _phrase(tokens[:bound])
        owner = "" if is_body(owner) else owner
    elif earlier and (
        earlier[-1][0].quantity.kind == frame.quantity.kind or own.text in {"占比", "比重"}
    ):
        owner = earlier[-1][1].text
    if not owner or owner.endswith(own.text):
        return own
    return Item(owner + own.text, own.rule, "inherited-item")


_JUDGING = load.word_set("judging_verbs")
_JUDGED = load.word_set("judged_nouns")


def _judged(frame: Frame) -> Item | None:
    """15家企业评定为诚信单位: what they became says more than what they are."""
    if join(frame.after) not in _JUDGED or frame.limit:
        return None
    behind = frame.clause.tokens[frame.at + 1 + len(frame.after) : frame.at + _FAR]
    at = next((i for i, t in enumerate(behind) if t.text in _JUDGING), None)
    if at is None:
        return None
    named = _phrase_behind(behind[at + 1 :], {"LE", "P", "L", "D"})
    return Item(named, "what-they-became") if named else None


def _phrase_behind(tokens: list[Token], slack: set[str]) -> str:
    """Write the noun phrase that opens `tokens`, behind words of the classes in `slack`."""
    phrase: list[Token] = []
    for token in tokens:
        if token.cls in {"N", "VN", "DE"}:
            phrase.append(token)
        elif phrase or token.cls not in slack:
            break
    while phrase and phrase[-1].cls == "DE":
        phrase.pop()
    return _phrase(phrase)


_LEFT_OVER = load.word_set("left_over_words")


def _left_over(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """需重建倒房21户，剩余2户选址未定: what is left over is of the things counted before."""
    opening = [t for t in frame.left if t.cls != "DE"]
    if not opening or any(t.text not in _LEFT_OVER for t in opening):
        return ""
    if frame.after and frame.after[0].cls == "DE":
        return ""
    if frame.after and not frame.after[0].verbal and not _owner(frame):
        return ""  # 还有2名后生在外打工
    alike = [(f, i.text) for f, i in earlier if f.quantity.unit == frame.quantity.unit and i.text]
    done = [(f, text) for f, text in alike if not _TARGET.search(text)]
    whole = [text for f, text in done if not f.part and not f.limit]
    return next(iter([*whole, *(_without_target(text, "") for _, text in alike)]), "")


def _owner(frame: Frame) -> bool:
    """还有1家老板松了口: people are not what the measure word of a firm counts."""
    return frame.quantity.unit in _BODIES and any(t.text in _PEOPLE for t in frame.after)


_LEADING = {"让", "使", "为", "给", "对", "帮助", "造成", "带动", "令"}


def _of_the_next(frame: Frame) -> str:
    """让3万户12万群众搬进新居: both figures count those behind the second."""
    tokens = frame.clause.tokens
    at = frame.at + 1
    if frame.before or frame.right or at + 1 >= len(tokens) or tokens[at].cls != "Q":
        return ""
    if not frame.left or frame.left[-1].text not in _LEADING:
        return ""
    named = next((k for k, t in enumerate(tokens[at + 1 :], at + 1) if t.cls != "N"), len(tokens))
    return _phrase(tokens[at + 1 : named])


_REACHING = {"惠及", "受益", "惠泽"}


def _served(frame: Frame) -> str:
    """为单亲母亲发放补助1000元，惠及12户: those whom the money reaches are named before."""
    if frame.verb_text not in _REACHING or frame.before or frame.after or frame.previous is None:
        return ""
    tokens = frame.previous.clause.tokens
    at = next((i for i, t in enumerate(tokens) if t.text in {"为", "给", "对", "向"}), None)
    if at is None:
        return ""
    phrase: list[Token] = []
    for token in tokens[at + 1 :]:
        if token.cls in {"N", "DE"} or (token.cls == "VN" and not phrase):
            phrase.append(token)
        elif phrase and token.cls in {"V", "VN", "D"} and phrase[-1].text in _PEOPLE_OR_HOMES:
            break
        else:
            phrase = [] if token.cls != "DE" else phrase
    named = _phrase(phrase)
    return named if named.endswith(tuple(_PEOPLE_OR_HOMES)) else ""


def _shared_out(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """成立巡查队8支，每支6人: the measure word of the rate says whose figure it is."""
    base = next((t.text for t in reversed(frame.left) if t.cls == "R"), "")
    if not base.startswith("每") or frame.before or frame.after or frame.quantity.kind == "money":
        return ""
    return next((i.text for f, i in reversed(earlier) if f.quantity.unit == base[1:]), "")


def _same_rate(frame: Frame, earlier: list[tuple[Frame, Item]]) -> str:
    """老人每月发高龄津贴50元，百岁老人每月300元: others are paid the same thing."""
    paid = frame.quantity.kind == "money" and not frame.verb and not frame.after
    who = clean(frame.before).endswith(tuple(_PEOPLE))
    if not paid or not who or not frame.left or frame.left[-1].cls != "R":
        return ""
    rates = [
        i.text
        for f, i in earlier
        if f.quantity.kind == "money" and f.left_has("R") and i.text and i.rule != "of-the-place"
    ]
    return "" if not rates or rates[0].endswith(tuple(_PEOPLE)) else rates[0]


def _relative(frame: Frame) -> bool:
    """重建的8户全部完工: with no noun beside it, the verb before 的 says which ones."""
    return bool(frame.left) and frame.left[-1].cls == "DE" and not frame.before and not frame.after


_FOUNDING = load.word_set("founding_verbs")


def _founds(frame: Frame, deed: str) -> bool:
    """打算再建2家: what was founded is not said."""
    return frame.quantity.unit in _BODIES and deed in _FOUNDING


def _only_limit(frame: Frame) -> bool:
    """其中35岁以下9名: the phrase says which ones, the thing stands before."""
    phrase = [t for t in frame.before if t.cls != "DE"]
    return bool(phrase) and not frame.after and all(t.quantity is not None for t in phrase)


def _own(frame: Frame) -> Item | None:
    after, before = _counted(frame.after), _phrase(frame.before)
    before = _named_by_verb(frame) or before
    if frame.verb_text in _COMPARING:
        return None  # 高出全国平均水平5个百分点: what it is compared with
    if frame.verb_class == "V" and _ends_in_verb(frame) and _TARGET.search(before):
        before = ""  # 县总下的硬指标是建6家: the target is what was set, not what is built
    if before and frame.quantity.unit in _EVENTS and _acts_on_average(frame, before):
        return None
    if frame.limit:
        named = before or after
        return Item(named, "limit") if named else None
    named = before.endswith(frame.quantity.unit) and len(before) > 1  # 检查组5组
    if frame.quantity.unit in _NOUN_UNITS and not after and not named:
        return Item(frame.quantity.unit, "unit-is-noun")
    if (named := _of_the_place(frame)) is not None:
        return named
    if after and _counts_what_follows(frame, before):
        return Item(after, "noun-after")
    if _is_share(frame):
        # 占机具总价的30%: the share is of the thing before, not of the base
        owner = _phrase(noun_phrase_before(frame.head, subject=True)[0])
        return Item(owner, "share-of-subject") if owner and not is_body(owner) else None
    acts = frame.verb_class in {"V", "VN"} and _ends_in_verb(frame)
    if acts and (purpose := _purpose(frame)):
        return Item(purpose, "purpose")
    if before and not (acts and is_body(before)):
        return Item(before, "subject" if _ends_in_verb(frame) else "noun-before")
    if after:
        return Item(after, "noun-after")
    if acts and (held := _held_object(frame)):
        return Item(held, "object-in-verb")
    if acts and join(frame.verb[-1:]) in _DEEDS:
        return Item(join(frame.verb[-1:]), "verb-as-noun")
    return None


_COMPARING = {"高出", "高于", "低于", "优于", "快于"}
_EVENTS = load.word_set("event_units")
_PEOPLE = load.word_set("people_nouns")
_PEOPLE_OR_HOMES = _PEOPLE | {"母亲", "户", "家属", "对象", "村", "困难户", "残疾人"}


def _acts_on_average(frame: Frame, before: str) -> bool:
    """班子其他成员人均2次: those who act on average are not what is counted."""
    averaged = bool(frame.left) and frame.left[-1].cls == "R"
    return averaged and not frame.verb and (is_body(before) or before.endswith(tuple(_PEOPLE)))


#: Nouns that are their own measure words.
_NOUN_UNITS = load.word_set("noun_units")
_POPULATION = {"人": "人口", "户": "户数"}


def _of_the_place(frame: Frame) -> Item | None:
    """全镇6210户24300人: with nothing but the place beside it, the figure is its population."""
    if frame.quantity.unit not in _POPULATION:
        return None
    if not trace(frame, "of-the-place", _place_step, False):
        return None
    return Item(_POPULATION[frame.quantity.unit], "of-the-place")


def _place_step(frame: Frame) -> tuple[bool | None, Frame | None]:
    if frame.quantity.unit not in _POPULATION or frame.after or frame.follow:
        return False, None
    if frame.juxtaposed and frame.neighbour is not None:
        return None, frame.neighbour
    bare = bool(frame.left) and all(t.cls in {"S", "SUBJ", "T"} for t in frame.left)
    return bare and frame.left[-1].cls == "S", None


_GENERIC = load.word_set("verb_named_nouns")
_GIVING = load.word_set("spending_verbs") | load.word_set("bringing_verbs")


def _named_by_verb(frame: Frame) -> str:
    """参战人员, 供养对象, 覆盖人数: a general noun is told by the verb before it."""
    if len(frame.before) != 1 or frame.before[0].text not in _GENERIC or not frame.verb:
        return ""
    if frame.verb[-1].text in _GIVING:
        return ""  # 安排资金136亿元
    joined = frame.verb[-1].end <= frame.before[0].start <= frame.verb[-1].end + 1
    return frame.verb[-1].text + frame.before[0].text if joined else ""


#: Verbs that name the thing as well: 罚款4.5万元, 带动就业58人.
_DEEDS = load.word_set("deed_nouns")


def _counts_what_follows(frame: Frame, before: str) -> bool:
    """Say whether the noun behind the measure word is the thing counted."""
    if not before or is_body(before) or (frame.left and frame.left[-1].cls == "DE"):
        return True
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


_OF_A_RULE = re.compile(r"标准|目标|任务|规定|要求|比例|速度")
_BASIS = re.compile(r"的?(?:基础|前提|情况|条件)[上下]?$")


def _named_behind(frame: Frame) -> bool:
    """四个村一百三十名妇女: the next figure has its own noun, so the one between is this one's."""
    tokens = frame.clause.tokens
    at = frame.at + len(frame.after) + 1
    return at + 1 < len(tokens) and tokens[at].cls == "Q" and tokens[at + 1].cls == "N"


def _is_share(frame: Frame) -> bool:
    return (
        frame.quantity.kind == "percent"
        and frame.verb_text.endswith(("占", "为", "是", "达", "达到", "相当于"))
        and bool(frame.left)
        and frame.left[-1].cls == "DE"
    )


@cache
def _objects() -> dict[str, tuple[str, frozenset[str]]]:
    return {
        row["verb"]: (row["object"], frozenset(row["units"].split()))
        for row in load.rows("verb_objects.tsv")
    }


def _held_object(frame: Frame) -> str:
    held, units = _objects().get(join(frame.verb[-1:]), ("", frozenset()))
    return held if frame.quantity.unit in units else ""


def _ends_in_verb(frame: Frame) -> bool:
    core = [t for t in frame.left if t.cls not in {"D", "LE", "T", "R", "M", "E", "PART"}]
    return bool(core) and frame.verb != [] and core[-1] is frame.verb[-1]


def _counted(tokens: list[Token]) -> str:
    """Write the noun behind a measure word: here 村 is a thing counted, not a place."""
    text = clean(tokens)
    return text if text in {"村", "社区", "乡镇", "镇", "乡", "街道"} else _phrase(tokens)


def _phrase(tokens: list[Token]) -> str:
    first = next((i for i, t in enumerate(tokens) if t.text not in _OPENERS), len(tokens))
    text = _LEAD.sub("", clean(tokens[first:]))
    return "" if not text or _PLACES.match(text) or _is_piece(text) else text


def _is_piece(text: str) -> bool:
    """报上去的有6家: what was done is not what is counted, and 拢 is a piece of a word."""
    return text.endswith(_DIRECTIONS) or (len(text) == 1 and text not in _ONE_CHARACTER)


#: What closes a verb of plain speech, never a noun.
_DIRECTIONS = (
    "上去",
    "出来",
    "下来",
    "进来",
    "起来",
    "过来",
    "回来",
    "上来",
    "出去",
    "下去",
    "回去",
)
#: Nouns of one character; any other is a piece of a word.
_ONE_CHARACTER = load.word_set("short_nouns")


_SPENDING = load.word_set("spending_verbs")


_NOMINAL = {"N", "VN", "DE", "J"}
_FAR = 40  # words of a clause behind its figure that are looked at


def _purpose(frame: Frame) -> str:
    """投入4.6万元改造职工书屋: money is spent on what the next verb acts on."""
    if frame.quantity.kind != "money" or join(frame.verb[-1:]) not in _SPENDING:
        return ""
    clause = frame.clause.tokens
    tokens = clause[frame.at + 1 : frame.at + _FAR]
    marked = [i for i, t in enumerate(tokens[1:], 1) if t.text == "了"]
    verbs = [i for i, t in enumerate(tokens) if t.cls in {"V", "VN"}]
    if not verbs:
        bare = next((i for i, t in enumerate(tokens) if t.cls != "N"), len(tokens))
        return _phrase(tokens[:bare])
    if tokens[0].text == "对":  # 投入8万元对村组公路进行修缮
        end = next((i for i, t in enumerate(tokens[1:], 1) if t.cls not in _NOMINAL), len(tokens))
        return _phrase(tokens[1:end])
    verbs = [i for i in verbs if tokens[i].text not in {"进行", "完成"}] or verbs
    acting = next((i for i in verbs if tokens[i].cls == "V"), verbs[0])
    start = marked[-1] + 1 if marked else acting + 1
    phrase: list[Token] = []
    for token in tokens[start:]:
        if token.cls in {"N", "VN", "DE"}:
            phrase.append(token)
        elif token.cls == "Q" and phrase and phrase[-1].text.endswith(("村", "镇", "乡", "社区")):
            phrase = []  # 完成石桥村3公里的砂石路建设
        elif phrase or token.cls not in {"Q", "LE", "D"}:
            break
    while phrase and phrase[-1].cls == "DE":
        phrase.pop()
    return _phrase(phrase) or tokens[acting].text


def _topic(frame: Frame) -> str:
    """把工会经费收起来，争取收到一万元: the clause before names what it is about."""
    if frame.topic is None or frame.neighbour is not None:
        return ""
    tokens = frame.topic.tokens
    at = next((i for i, t in enumerate(tokens) if t.text in {"把", "将"}), None)
    if at is None:
        return _held_before(frame, tokens)
    phrase: list[Token] = []
    for token in tokens[at + 1 :]:
        if token.cls not in {"N", "VN", "DE", "J"}:
            break
        phrase.append(token)
    return _phrase(phrase)


_HOLDING = load.word_set("holding_verbs")


def _held_before(frame: Frame, tokens: list[Token]) -> str:
    """举办焊工、美容等培训，全年共办12期: what was held is the object of the clause before."""
    origin = any(t.text in {"从", "由"} for t in frame.left)
    if join(frame.verb[-1:]) not in _HOLDING and frame.verb_class != "C" and not origin:
        return ""
    start = len(tokens)
    while start and tokens[start - 1].cls in {"N", "VN", "J", "DE"}:
        start -= 1
    return _phrase(tokens[start:])


def _object_of(frame: Frame, lasting: bool = False) -> str:
    """6户建立了困难职工档案, 连续14年举办运动会: what the verb behind the figure acts on."""
    if (
        (frame.before and not lasting)
        or (frame.verb and frame.verb_class != "L")
        or not frame.follow
    ):
        return ""
    behind = frame.clause.tokens[frame.at + 1 : frame.at + _FAR]
    at = next((i for i, t in enumerate(behind) if t.start == frame.follow[-1].start), -1)
    if at < 0:
        return ""
    return _phrase_behind(behind[at + 1 :], {"LE", "D"})


_RATE = re.compile(r"(?:率|比例|占比|比重|增速|增幅|速度)$")
_TARGET = re.compile(r"(?:(?:任务|指标|目标|计划|名额|预算)数?)+$")


def _inherited(frame: Frame, earlier: list[tuple[Frame, Item]], named: str) -> str:
    """Take the item of the nearest earlier figure that can go on to this one."""
    candidates = [
        (f, i.text) for f, i in earlier if i.text and not f.limit and i.rule != "shared-out"
    ]
    if frame.quantity.unit in _EVENTS and frame.verb_class == "VN" and len(frame.verb_text) > 1:
        return ""  # 带队检查累计80余次: the deed is what is counted
    if candidates and _levels_off(frame):
        return candidates[-1][1]
    if frame.limit and frame.quantity.unit in {"岁", "周岁"}:  # 平均年龄41岁，35岁以下的占两成
        candidates = [c for c in candidates if c[0].quantity.unit in _POPULATION_UNITS]
    candidates = [c for c in candidates if not c[0].base] or candidates
    if _changes_a_part(frame) and earlier[-1][1].text:
        return earlier[-1][1].text
    if not frame.part:  # what follows a part (其中…) goes on with the whole
        candidates = [c for c in candidates if not c[0].part] or candidates
    if frame.quantity.kind in {"count", "money"} and frame.verb_class != "C":
        candidates = [(f, text) for f, text in candidates if not _RATE.search(text)]
    # 6村，530户: the villages are not what the households are
    candidates = [
        (f, text)
        for f, text in candidates
        if text not in _NOUN_UNITS
        or text != f.quantity.unit
        or f.quantity.unit == frame.quantity.unit
    ]
    if not candidates:
        return ""
    shallow = [(f, text) for f, text in candidates if f.clause.depth <= frame.clause.depth]
    candidates = shallow or candidates
    alike = [(f, text) for f, text in candidates if f.quantity.unit == frame.quantity.unit]
    same = [text for _, text in alike]
    if alike and frame.verb_class == "L":
        levels = [text for f, text in alike if f.verb_class in {"L", ""}]
        if levels:
            return levels[-1]
        if any(period.anchor(t.text) == "last" for t in frame.left if t.cls == "T"):
            return same[0]  # 去年全年是29.7万元: the baseline is that of the main figure
    if frame.verb_class == "C" or frame.quantity.kind == "percent":
        return _without_target(candidates[-1][1], named)
    if same:
        return _without_target(same[-1], named)
    if frame.verb_class == "VN" and len(frame.verb_text) > 1:
        return ""  # 培训18期 behind 协议60份: the verb names what was held
    if (
        frame.verb_class == "V"
        and {f.quantity.unit for f, _ in candidates} & _BODIES
        and (frame.quantity.unit not in _BODIES)
    ):
        return named  # 新建工会7家，慰问近三百户: another deed, another thing
    return named or candidates[-1][1]


_POPULATION_UNITS = load.word_set("people_units")


def _changes_a_part(frame: Frame) -> bool:
    """其中技改投入1亿元，增长30%: what grew is the part just named."""
    part = frame.previous
    if frame.verb_class != "C" or part is None or not part.part or part.clause.depth:
        return False
    return frame.clause_index == part.clause_index + 1


def _levels_off(frame: Frame) -> bool:
    """就业率提高8个百分点，达到61.5%: the level that the change before leads to."""
    before = frame.previous
    return (
        before is not None
        and before.verb_class == "C"
        and before.clause_index + 1 == frame.clause_index
        and bool(frame.left)
        and all(t.cls in {"L", "D", "T"} for t in frame.left)
        and frame.verb_class == "L"
    )


_BODIES = load.word_set("body_units")


def _without_target(text: str, named: str) -> str:
    """下达发展计划14名，实际发展12名: what was done is not the plan."""
    bare = _TARGET.sub("", text)
    if bare == text:
        return text
    return bare if len(bare) > 2 else named or bare


_TITLE_VERBS = re.compile(
    r"^(?:说|抓好?|做[好实优细强]|[办开管用建育]好|提升|优化|创新|夯实|织密|推动|激发|凝聚|打造|关爱|关心|加强|推进|推动|强化|深化|开展|落实|狠抓|继续|积极|着力|大力|切实|扎实|认真|进一步|加大|完善|规范|严格|关于|搞好|健全|壮大|突出|注重|坚持|持续|改善)+"
)
_TITLE_TAILS = re.compile(
    r"(?:工作|情况|方面|这块|一块|建设|力度|管理|稳步推进|落到实处|及时到位)+$"
)


def title_phrase(title: str, own: Tagger) -> str:
    """Give the noun phrase of a short section title.

    Examples
    --------
    >>> from zhsummary.facts.sentence import tagger
    >>> title_phrase("（一）医疗互助", tagger()), title_phrase("抓好集体合同续签", tagger())
    ('医疗互助', '集体合同')
    """
    bare = re.sub(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*", "", title)
    bare = _TITLE_TAILS.sub("", _TITLE_VERBS.sub("", bare))
    if not 2 <= len(bare) <= 10 or re.search(
        r"[，,；;]|问题|打算|安排|不足|困难$|目标|总结|基本情况", bare
    ):
        return ""
    return own.noun_phrase(bare)

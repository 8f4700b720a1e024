"""A sentence tagged once: its tokens by what they do, cut at its quantities, in clauses.

A sentence and the quantities in it go in; tokens come out, each with its class, and
the clauses that they form. White space (a page break inside the sentence) is left out
of the tokens, so that a word that it cuts is whole again; spans still index the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from zhsummary.facts import period
from zhsummary.lexicons import load
from zhsummary.quantities.model import Quantity
from zhsummary.spans import INVISIBLE
from zhsummary.structure import words

# Token classes: Q quantity; V verb; VN verb or noun by its place; L states a level (达);
# C a change (增长); N noun and all else that stands in noun phrases; T time; R base of a rate
# (每户); X ends a clause; E a bracket; the others as function_words.tsv explains.

_BASE = (
    "[个位名户人家村亩月年季周天日届期场次批支组队生室方吨件套台车班校点处座所镇乡头只株棵份本"
    "笔条辆口栋幢间床桶箱例盏项顿趟包捆筐片回瓶袋车把针]次?"
)
_RATE = re.compile(
    r"(?=[每单平人户日亩村月年周季生班场次家店校组镇乡株头床])(?:"
    rf"(?:每(?:季度|半年|学期|平方公里|平方米|立方米|平方|公里|[十百千万](?:人口?|户|名|亩)|{_BASE}))+"
    r"|(?!年均(?:浓度|气温|降雨|降水|值))[月年日]?[人户日亩村月年周季生班场次家店校组镇乡株头床]均"
    r"|[人户亩]平(?=节本|节支|纯收|收入|增收|可支配|总收|产量|产值|[0-9\n])"
    r"|[户亩](?=增收|增产|节本|创收)|人[年月](?=\n)|单[户株头笔次件]|平均每[人户村亩天月年笔场个])"
)
#: What a base of a rate holds.
_RATE_SIGNS = ("每", "均", "单", "平", "增收", "增产", "节本", "创收", "人年", "人月")
_CLAUSE_END = re.compile(r"[，,。；;：:！!？?\n…—①-⑳]|\.(?!\d)")
_BRACKETS = "（）()〔〕[]【】"
#: A verb with one of these behind it is a noun: 流转费, 巡查队, 建成率.
_NOUN_ENDINGS = tuple(
    "户率费量额数金款者员队班点站厂机店证书卡表榜面力度期价值物品库所处组岗类段会"
)
#: What machines and the like end in; behind one verb alone it is what was bought: 购买车3辆.
_MACHINES = frozenset("车机器亭栏桶箱牌灯池仪网架柜")
_TAGS = {"v": "V", "vn": "VN", "vl": "L", "vc": "C", "d": "D", "c": "J", "p": "P", "r": "N"}


class Token:
    """A word or mark of the sentence; `text` is without white space inside."""

    def __init__(
        self,
        start: int,
        end: int,
        text: str,
        cls: str,
        quantity: Quantity | None = None,
        verbal: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.cls = cls
        self.quantity = quantity
        #: whether a dictionary knows it as a verb, whatever its class
        self.verbal = verbal

    def tagged(self, cls: str) -> Token:
        """Give the same word as one of another class."""
        return Token(self.start, self.end, self.text, cls, self.quantity, self.verbal)


class Clause:
    """The tokens between two clause ends; `depth` is 1 inside brackets."""

    def __init__(self, depth: int = 0, host: Quantity | None = None) -> None:
        self.tokens: list[Token] = []
        self.depth = depth
        #: the last quantity before an opening bracket, which a bracketed clause explains
        self.host = host
        #: the mark that closes it
        self.end = ""
        #: where its figures stand among the tokens
        self.figures: list[int] = []
        #: the characters of its tokens, and its words, each once
        self.text = ""
        self.words: set[str] = set()
        #: what it says of the figures of later clauses, once that was asked (`modality`)
        self.stance: str | None = None
        #: what `says` was asked of it
        self.known: dict[str, bool] = {}

    def close(self, mark: str = "") -> Clause:
        """Say that no token follows, and which mark closes it."""
        self.end = mark
        self.figures = [i for i, t in enumerate(self.tokens) if t.cls == "Q"]
        words = [t.text for t in self.tokens]
        self.text = "".join(words)
        self.words = set(words)
        return self

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Say whether a pattern is found in it; all its figures may ask, and it is read once."""
        if len(self.figures) < 2:
            return pattern.search(self.text) is not None
        found = self.known.get(pattern.pattern)
        if found is None:
            found = self.known[pattern.pattern] = pattern.search(self.text) is not None
        return found


class Sentence:
    """A tagged sentence."""

    def __init__(self, start: int, end: int, clauses: list[Clause]) -> None:
        self.start = start
        self.end = end
        self.clauses = clauses


#: A section's mark before its sentence; a title that is a whole sentence keeps it.
_MARKER = re.compile(
    r"[-*#>\s\u200b]*(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[、.．)）](?:(?!\d)|(?=20\d\d年))|[①-⑳])\s*"
)


class Tagger:
    """Tags sentences with the words of one segmenter."""

    def __init__(self, segmenter: words.Segmenter) -> None:
        self._segmenter = segmenter
        #: What is known of each word met.
        self._known: dict[str, _Known] = {}

    def read(self, folded: str, start: int, end: int, quantities: Sequence[Quantity]) -> Sentence:
        """Tag the sentence ``folded[start:end]``; the offsets of `quantities` are the text's."""
        if marker := _MARKER.match(folded, start, end):
            start = marker.end()
        compact, places = _compact(folded, start, end, quantities)
        tokens = self._tokens(compact, places, folded, quantities)
        if "办" in compact:
            _close_offices(tokens)
        if not _QUOTES.keys().isdisjoint(compact):
            _quoted_as_nouns(tokens)
        _by_their_place(tokens)
        return Sentence(start, end, _clauses(tokens))

    def noun_phrase(self, text: str) -> str:
        """Give the noun phrase that a short title is, without a verb that closes it.

        Examples
        --------
        >>> own = tagger()
        >>> own.noun_phrase("医疗互助"), own.noun_phrase("集体合同续签")
        ('医疗互助', '集体合同')
        >>> own.noun_phrase("帮扶服务送到家")
        ''
        """
        tokens = self._segmenter.cut(text)
        if len(tokens) > 1 and self._class(tokens[-1]) == "V":
            tokens.pop()
        nominal = all(self._class(word) in {"N", "VN", "J", "DE"} for word in tokens)
        return "".join(tokens) if nominal else ""

    def _tokens(
        self, compact: str, places: Sequence[int], folded: str, quantities: Sequence[Quantity]
    ) -> list[Token]:
        """Tag figures, times, bases of rates and the words between them.

        Words that form one (建成 and 率) are joined, unless a figure, a time or a rate parts
        them.
        """
        cut = self._segmenter.cut(compact)
        expressions, inside = _expressions(compact, cut)
        if inside:
            cut = self._parted(cut, inside)
        figures = iter(quantities)
        known = self._known
        tokens: list[Token] = []
        held: Token | None = None  # the word before
        fronts = False  # whether it can be the front of a word
        following = iter([*expressions, (len(compact) + 1, 0, "")])
        opening, closing, kind = next(following)
        ends = end = 0  # of the last expression; of the last word
        for word in cut:
            start, end = end, end + len(word)
            if word == _FIGURE:
                figure = next(figures)
                said = folded[figure.start : figure.end].replace(INVISIBLE, "")
                tokens.append(Token(figure.start, figure.end, said, "Q", figure))
                held = None
                continue
            while start >= opening:
                ends, held = closing, None
                span = compact[opening:ends]
                tokens.append(Token(places[opening], places[ends - 1] + 1, span, kind))
                opening, closing, kind = next(following)
            if start < ends:
                continue
            cls, verbal, ending, front = known.get(word) or self._look_up(word)
            if (
                (ending or fronts)
                and held is not None
                and (
                    joined := self._joined(held.text, held.cls, word, cls)
                    or _names_machine(tokens, word)
                )
            ):
                held.text += word
                held.end, held.cls = places[end - 1] + 1, joined
                held.verbal, fronts = self._look_up(held.text)[1], False
            else:
                held = Token(places[start], places[end - 1] + 1, word, cls, None, verbal)
                fronts = front
                tokens.append(held)
        return tokens

    def _parted(self, cut: Sequence[str], ends: Sequence[int]) -> list[str]:
        """Cut the words in two inside which an expression ends."""
        stops = list(accumulate(map(len, cut)))
        parted: list[str] = []
        done = 0
        for end in ends:
            at = bisect_left(stops, end)
            front = len(cut[at]) - (stops[at] - end)
            parted += [*cut[done:at], cut[at][:front], *self._segmenter.cut(cut[at][front:])]
            done = at + 1
        return [*parted, *cut[done:]]

    def _joined(self, before: str, held_as: str, word: str, cls: str) -> str:
        """Give the class of two words that are one, or an empty string."""
        if word in _KIND_ENDINGS and held_as in {"V", "VN", "N"}:
            return "N"  # 帮教性, 服务型
        if word == "性" and held_as == "S":
            return "N"  # 全镇性
        if word in _NOUN_ENDINGS and (
            held_as in _VERBS or (word == "率" and held_as in {"D", "C"})
        ):
            return "N"  # 流转费, 及时率
        if word == "出" and len(before) > 1 and held_as in _VERBS:
            return "V"  # 评选出, 排查出
        if before in _DEED_FRONTS and len(word) == 1 and self._look_up(word)[1]:
            return "V"  # 新划标线, 实检2715人
        if len(before) == 1:
            if word in _COMPLEMENTS and self._completes(before, held_as):
                return "V"  # 签下, 凑齐, 搬进
            if cls == "N" and before in _NOUN_FRONTS and word not in _COMPLEMENTS:
                return "N"  # 总人数, 新会员
        return ""

    def _completes(self, verb: str, held_as: str) -> bool:
        """Say whether a word completes a one-character verb that stands before it."""
        if verb in _NO_DEEDS:
            return False
        return held_as in {"V", "VN", "N"} and self._look_up(verb)[1]

    def _class(self, word: str) -> str:
        return self._look_up(word)[0]

    def _look_up(self, word: str) -> _Known:
        found = self._known.get(word)
        if found is None:
            tag = self._segmenter.tag_of(word)
            cls = _class(word, tag, self._segmenter.listed)
            found = cls, tag.startswith("v"), word in _ENDINGS, word in _FRONTS
            self._known[word] = found
        return found


def _names_machine(tokens: list[Token], word: str) -> str:
    """配备清运车18辆: behind a verb, another one names with 车 what it is for."""
    if word not in _MACHINES or len(tokens) < 2 or len(tokens[-1].text) < 2:
        return ""
    return "N" if tokens[-1].cls in _VERBS and tokens[-2].cls in _VERBS else ""


@lru_cache(maxsize=8)
def tagger(vocabulary: words.Vocabulary = ()) -> Tagger:
    """Give the tagger of the domain, with the analyst's words if there are any."""
    return Tagger(words.segmenter(vocabulary))


#: Stands for a figure in the text that is cut into words; no word reaches across it.
_FIGURE = "\n"
#: A page break inside a sentence, or Markdown for bold unless it masks a number.
_KEPT = re.compile(rf"[^\s*#`{INVISIBLE}]+")
_LEFT_OUT = re.compile(rf"[\s*#`{INVISIBLE}]")


def _compact(
    folded: str, start: int, end: int, quantities: Sequence[Quantity]
) -> tuple[str, list[int]]:
    """Write a sentence without white space and with a sign for each figure.

    Gives it with the place in the document of each of its characters.
    """
    pieces: list[str] = []
    places: list[int] = []
    first = min(start, quantities[0].start) if quantities else start
    while end > start and folded[end - 1].isspace():
        end -= 1
    whole = _LEFT_OUT.search(folded, first, end) is None
    counted = -1
    for quantity in quantities:
        if not whole:
            if counted >= 0 and _PARTS_CLAUSES.fullmatch(folded, counted, quantity.start):
                pieces.append("，")
                places.append(counted + 1)
            # where spaces stand on either side of figures, they part nothing
            counted = -1 if folded[quantity.start - 1] == " " else quantity.end - 1
        _keep(folded, start, quantity.start, whole, pieces, places)
        pieces.append(_FIGURE)
        places.append(quantity.start)
        start = quantity.end
    _keep(folded, start, end, whole, pieces, places)
    # no figure is left whose digits a comma groups
    written = "".join(pieces).replace(",", "，").replace(";", "；").replace(":", "：")
    return (_MISWRITTEN.sub("已", written) if "己" in written else written), places


def _keep(
    folded: str, start: int, end: int, whole: bool, pieces: list[str], places: list[int]
) -> None:
    """Take over a stretch of a sentence, without white space unless it is to be kept whole."""
    if whole:
        pieces.append(folded[start:end])
        places.extend(range(start, end))
        return
    for kept in _KEPT.finditer(folded, start, end):
        pieces.append(kept[0])
        places.extend(range(kept.start(), kept.end()))


#: 农村低保8人 五保1人: a space in place of the comma that a list of figures lacks.
_PARTS_CLAUSES = re.compile(r"[\u4e00-\u9fff][ \t]+[\u4e00-\u9fff]{2,12}[:：]?[ \t]?")
#: 己建成2家: as keyboards and scanners have it.
_MISWRITTEN = re.compile(
    r"(?<![自知律利异克舍一])己(?=[经全完建有达发办落成签开投收修实解调培]|[^，。；]{0,2}完成)"
)

_RATES_OF_CHANGE = load.word_set("change_rates")
_PLANNED_DEEDS = load.word_set("planned_deeds")
#: How a thing was done, where a deed follows; else of what sort it is (高标准农田).
_WELL = load.word_set("manner_words")
#: Words of a plan that are nouns before 的.
_PLANS = {"计划", "规划"}
#: Verbs of one character that are other words without 了: 还了18万元, 给了60万元.
_BY_ASPECT = {"给", "还", "丢", "逮", "对"}
_MISTAKEN = {"N", "D", "P"}
#: What only a verb stands before.
_ASPECTS = {"了", "过"}
_OF_TWO_SORTS = _PLANS | {"争取", "拟定", "年", "成功"} | _RATES_OF_CHANGE | _WELL


def _by_their_place(tokens: list[Token]) -> None:
    """Give a word the class that its place demands, where dictionaries know it as another."""
    for i, (token, following) in enumerate(pairwise(tokens)):
        if not _may_be_another(token, following):
            continue
        if token.text in _OF_TWO_SORTS and not (token.text == "义务" and _is_told(tokens, i)):
            opening = tokens[i - 2].text if i > 1 else ""
            token.cls = _sort_of(token.text, token.cls, following, opening)
        if following.text == "好" and token.text in _DONE_WELL and _acts_on(tokens, i + 2):
            following.cls = "LE"
        if (
            following.text in _COMPANY_ENDS
            and token.cls in _VERBS
            and i
            and tokens[i - 1].cls == "N"
        ):
            token.cls = "N"  # 农林科技发展有限公司
        if following.text == "等" and token.cls in _VERBS and _is_summed_up(tokens, i):
            token.cls = "N"  # 法律咨询、电影播放等活动
        if following.text == "等" and token.cls == "N" and i > 2 and _is_listed_sort(tokens, i):
            tokens[i - 1].cls = "N"
        if following.quantity is not None and token.cls == "N" and token.text in _WITH_OBJECTS:
            # 修路3公里, but not 处理违规建房4起
            token.cls = "N" if i and tokens[i - 1].verbal else "V"
        if token.text in _DEEDS_BY_PLACE and token.cls == "N" and _is_done(tokens, i):
            token.cls = "V"
        if token.text == "组织" and following.text == "、" and _is_of_departments(tokens, i):
            token.cls = "N"
        if token.text in _SHORT_HELD and i > 1 and _opens_short_name(*tokens[i - 2 : i]):
            tokens[i - 1].cls = "N"  # 能力提升班4期
        if following.quantity is not None and token.text.endswith(_EVENTS_HELD):
            _name_held(tokens, i)
        if following.quantity is not None and token.cls == "V" and _closes_event(tokens, i):
            token.cls = "N"
        if following.quantity is not None and token.text in _GRANTS and _is_a_part(tokens, i):
            token.cls = "N"
        if following.quantity is not None and token.text in _GRANTS and i:
            paid = tokens[i - 1].cls == "N" and tokens[i - 1].text.endswith("费")
            token.cls = "N" if paid else token.cls  # 药费补助120人
        if token.text in _FEASTS and token.cls == "N" and following.cls in _VERBS:
            _date_by_feasts(tokens, i)
        if token.text == "直接" and following.cls == "V" and i and tokens[i - 1].cls == "Q":
            token.cls = "D"  # 21人直接参加体检
        if token.text == "用" and token.cls == "V" and _names_use(tokens, i):
            token.cls = "N"
        if token.text in _ON_THE_SPOT and token.cls in _VERBS and following.cls == "P":
            token.cls = "D"  # 邀请医生入户为10名老人义诊
        if token.text in _GETTING:
            _name_received(tokens, i)
        if token.text in _OTHERS and _tells_apart(tokens, i):
            token.cls = "D"
        if following.quantity is not None and token.cls in _VERBS and _is_held_by_name(tokens, i):
            token.cls = tokens[i - 1].cls = "N"
        if following.quantity is not None and token.text in _HOLDING_ASPECTS:
            _name_held_behind(tokens, i + 2)
        if token.text in _YIELDS_MORE and following.quantity is not None and i:
            token.cls = "C" if tokens[i - 1].quantity is not None else token.cls
        if following.cls == "S" and token.cls == "VN" and following.text[0] in "我本":
            token.cls = "V"  # 县总工会奖励我镇5000元
        if following.text == "活动" and token.cls in _VERBS | {"N"}:
            _name_listed_deeds(tokens, i)
        if len(token.text) == 1 and token.verbal and token.cls == "N" and _is_summed(tokens, i):
            token.cls = "V"  # 共作报告8场, 共动土方2万立方米
        if (following.quantity is not None or following.text in _ASPECTS) and (
            (token.cls == "VN" and following.text in _ASPECTS)
            or (len(token.text) == 1 and token.cls in _MISTAKEN and _is_plain_verb(tokens, i))
            or (token.verbal and token.cls == "N" and _opens_and_counts(tokens, i))
        ):
            token.cls = "V"


def _is_of_departments(tokens: list[Token], i: int) -> bool:
    """组织、人事、纪检方面: what is listed with 组织 are departments, and none of it is done."""
    behind = tokens[i + 2 : i + 3]
    return bool(behind) and behind[0].text in _DEPARTMENTS


_DEPARTMENTS = frozenset("人事 宣传 统战 纪检 政法 纪检监察 人社 编办".split())


def _may_be_another(token: Token, following: Token) -> bool:
    """Say whether one of the rules asks for a word or for the one behind it; few are."""
    if following.quantity is not None or token.text in _ASKED or following.text in _ASKED_BEHIND:
        return True
    if following.cls == "S":
        return token.cls == "VN"
    return token.verbal and token.cls == "N" and len(token.text) == 1


#: Verbs that hold their object.
_WITH_OBJECTS = frozenset(row["verb"] for row in load.rows("verb_objects.tsv"))


def _is_summed(tokens: list[Token], i: int) -> bool:
    """Say whether a word stands between what sums up and a noun, where only a verb does."""
    return i > 0 and tokens[i - 1].text in _SUMMING and tokens[i + 1].cls in {"N", "VN"}


_SUMMING = load.word_set("summing_words")
#: 比去年的820吨增产40吨: between two amounts these are words of change.
_YIELDS_MORE = {"增产", "减产", "增收", "减收"}
#: What 好 says is done, where dictionaries know it as a noun: 签订好集体合同, but not 评选好媳妇.
_DONE_WELL = load.word_set("done_well_verbs")


#: What the name of a firm ends in.
_COMPANY_ENDS = {"有限公司", "有限责任公司", "股份有限公司"}


def _acts_on(tokens: list[Token], i: int) -> bool:
    behind = tokens[i : i + 1]
    return bool(behind) and behind[0].cls in {"N", "VN"}


def _is_told(tokens: list[Token], i: int) -> bool:
    """组建义务巡河队, 18人的义务巡河队伍: behind a verb or 的 the word belongs to a name."""
    return i > 0 and tokens[i - 1].cls in {"V", "VN", "LE", "DE"}


def _is_done(tokens: list[Token], i: int) -> bool:
    """Say whether a noun is a deed here: 又多种了20亩, 每亩产藕900斤."""
    return _yields(tokens, i) if tokens[i].text == "产" else tokens[i + 1].text == "了"


def _yields(tokens: list[Token], i: int) -> bool:
    """每亩产藕900斤: what comes of the land stands between 产 and its figure."""
    opens = not i or tokens[i - 1].cls in {"R", "X", "J"}
    return opens and [t.cls for t in tokens[i + 1 : i + 3]] == ["N", "Q"]


def _date_by_feasts(tokens: list[Token], last: int) -> None:
    """元旦、春节慰问40户: a feast before a verb says when, and is not what it was done to."""
    at = last
    while at >= 0 and (tokens[at].text in _FEASTS or tokens[at].cls == "J"):
        if tokens[at].text in _FEASTS:
            tokens[at].cls = "D"
        at -= 1


_FEASTS = load.word_set("feasts")


def _names_use(tokens: list[Token], i: int) -> bool:
    """购买抗旱用水泵3台: between two nouns behind a deed, 用 tells what a thing is for."""
    told = i > 1 and tokens[i - 1].cls in {"N", "VN"} and tokens[i + 1].cls == "N"
    return told and tokens[i - 2].text in _BUYING


_BUYING = load.word_set("buying_verbs")


def _close_offices(tokens: list[Token]) -> None:
    """街道物业办牵头: behind a noun and before a verb of leading, 办 closes an office's name."""
    for i in range(len(tokens) - 2, 0, -1):
        if tokens[i].text != "办" or tokens[i + 1].text not in _LEADING:
            continue
        named = tokens[i - 1]
        if named.cls == "N" and len(named.text) > 1:
            named.text, named.end = named.text + "办", tokens[i].end
            del tokens[i]


_LEADING = {"牵头", "联合", "会同", "负责", "协同", "共同", "组织"}


def _tells_apart(tokens: list[Token], i: int) -> bool:
    """其他五个乡镇, but 樟树175亩，其他684亩."""
    behind = tokens[i + 1 : i + 3]
    return len(behind) == 2 and behind[0].cls == "Q" and behind[1].cls in {"N", "VN", "V"}


def _closes_event(tokens: list[Token], last: int) -> bool:
    """开展家庭教育指导18场: behind a verb of holding, noun and deed name what was held."""
    held = tokens[last + 1].quantity
    if held is None or held.unit not in _SESSIONS or len(tokens[last].text) < 2:
        return False
    opens = last - 1
    while opens > 0 and (tokens[opens].cls in {"N", "VN"} or tokens[opens].text in _TELLING_HOW):
        opens -= 1
    if not 0 <= opens < last - 1 or tokens[opens].text not in _EVENT_HOLDING:
        return False
    if tokens[last - 1].text in _TELLING_HOW:
        tokens[last - 1].cls = "N"  # 举办党员集中轮训4期
    return True


#: How an event is held, between its noun and its deed.
_TELLING_HOW = {"集中", "专题", "专项", "巡回", "联合", "定期", "交叉"}


def _is_a_part(tokens: list[Token], last: int) -> bool:
    """其中惠民补贴1240万元: a part of a sum has a name, and nobody does it."""
    part = tokens[last + 1].quantity
    opens = last - 1
    while opens > 0 and tokens[opens].cls == "N":
        opens -= 1
    named = 0 <= opens < last - 1 and tokens[opens].cls == "PART"
    return named and part is not None and part.kind == "money"


#: Deeds that name a sum as well.
_GRANTS = {"补贴", "补助", "奖补", "配套", "支出", "贴息", "奖励", "投入", "救助", "拨款"}


def _is_held_by_name(tokens: list[Token], last: int) -> bool:
    """组织“清风”走访6次: a deed behind its name in quotes is what is held."""
    counted = tokens[last + 1].quantity
    if counted is None or counted.unit not in _SESSIONS or last < _NAMED_AT_LEAST:
        return False
    if tokens[last - 1].text not in {"”", "免费"}:
        return False
    opens = next((k for k in range(last - 2, max(-1, last - 12), -1) if tokens[k].text == "“"), 0)
    return opens > 0 and tokens[opens - 1].text in _HOLDING


_NAMED_AT_LEAST = 3  # a verb of holding, a quote, a name
_SESSIONS = load.word_set("session_units") | {"批次"}
_HOLDING = load.word_set("holding_verbs") | load.word_set("events_held_by")


def _name_held(tokens: list[Token], last: int) -> None:
    """开展治安打击整治专项行动4次: what is held is named by the deeds that it consists of."""
    if tokens[last].cls != "N":
        return
    opens = next((k for k in range(last - 1, max(-1, last - 12), -1) if _bounds_name(tokens[k])), 0)
    if tokens[opens].text in _EVENT_HOLDING:
        for token in tokens[opens + 1 : last]:
            token.cls = "N" if token.cls in {"V", "C"} else token.cls
    elif _names_event(tokens, last):
        tokens[last - 1].cls = "N"  # 义诊活动6场


def _opens_short_name(thing: Token, deed: Token) -> bool:
    """能力提升班, 技能竞赛会: a class or a meeting is named by what is done there to what."""
    return thing.cls == "N" and deed.cls in {"V", "VN", "C"} and len(deed.text) > 1


def _name_received(tokens: list[Token], first: int) -> None:
    """得到社会捐助5万元, 接收各界捐赠口罩500个: what is received is no deed of the giver."""
    at, last = first + 1, min(len(tokens) - 2, first + 6)
    while at < last and tokens[at].cls == "N" and tokens[at].text not in _GIFTS:
        at += 1
    if at > last or tokens[at].text not in _GIFTS:
        return
    behind = at + 1
    while behind < len(tokens) - 1 and tokens[behind].cls == "N" and behind < at + 3:
        behind += 1
    if tokens[behind].cls in _SUMS and behind + 1 < len(tokens):
        behind += 1
    figure = tokens[behind].quantity
    if figure is not None and figure.unit not in _PEOPLE_UNITS:
        tokens[first].cls, tokens[at].cls = "V", "N"


_GETTING = load.word_set("verbs_of_getting")
_ON_THE_SPOT = load.word_set("goings_to_those_served")
_GIFTS = load.word_set("gift_deeds")
_PEOPLE_UNITS = load.word_set("people_units")
_SUMS = {"D", "L"}


def _names_event(tokens: list[Token], last: int) -> bool:
    """义诊活动6场: a deed that opens the clause names the event, 筹备活动6场 does not."""
    deed, opens = tokens[last - 1], tokens[last - 2] if last > 1 else None
    if deed.cls not in _VERBS or len(deed.text) < 2 or deed.text in TAKING_EVENTS:
        return False
    event = tokens[last + 1].quantity
    if event is None or event.unit not in EVENT_UNITS or tokens[last].text.endswith(_WORKS):
        return False
    return opens is None or opens.cls in _OPENING


#: Verbs whose object may be an event, and the measure words of what happens.
TAKING_EVENTS = load.word_set("event_verbs") | load.word_set("deed_taking_verbs")
EVENT_UNITS = load.word_set("event_units")
#: What is built as well as held.
_WORKS = ("项目", "工程")


def _name_held_behind(tokens: list[Token], first: int) -> None:
    """召开2次信访维稳专题会议: what is held is named by deeds behind its figure, too."""
    end = first
    while end < min(len(tokens), first + 12) and tokens[end].cls in {"N", "VN", "V"}:
        end += 1
    held = (k for k in range(end - 1, first, -1) if tokens[k].text.endswith(_EVENTS_HELD))
    last = next(held, first)
    for token in tokens[first:last]:
        token.cls = "N" if token.cls == "V" else token.cls


def _bounds_name(token: Token) -> bool:
    return token.text in _EVENT_HOLDING or token.cls not in {"N", "VN", "V", "C"}


_EVENT_HOLDING = load.word_set("events_held_by")
_HOLDING_ASPECTS = _EVENT_HOLDING | {"了"}
_OTHERS = {"其他", "其它", "别的", "另", "另外"}
#: Nouns that are a deed before 了, with how much more of it, or before what comes of it.
_DEEDS_BY_PLACE = {"产", "多种", "多收", "多产", "多打", "少种", "少收"}
#: The words whose class their place may change, and those whose place changes that of others.
_SHORT_HELD = {"会", "班"}
_ASKED = _OF_TWO_SORTS.union(
    _DEEDS_BY_PLACE,
    _FEASTS,
    _OTHERS,
    _GETTING,
    _ON_THE_SPOT,
    _SHORT_HELD,
    {"用", "直接", "组织"},
)
_ASKED_BEHIND = {"好", "等", "活动"} | _COMPANY_ENDS | _ASPECTS
_EVENTS_HELD = tuple(load.word_set("events_held"))


def _name_listed_deeds(tokens: list[Token], last: int) -> None:
    """开展慰问、巡查、送温暖活动: the deeds listed before 活动 are what it consists of."""
    j = last if tokens[last].text != "等" else last - 1
    listed = False
    for _ in range(12):
        if j < 1 or tokens[j].cls not in {"N", "VN", "V", "J"}:
            return
        before = tokens[j - 1].cls
        if tokens[j].cls == "J":
            listed = True
        elif len(tokens[j].text) == 1 and tokens[j].cls != "N":
            return  # 买书、办活动
        elif tokens[j].cls in _VERBS and (
            before == "J" or (listed and (before in _VERBS or _is_held(tokens, j)))
        ):
            tokens[j].cls = "N"
        elif tokens[j].cls == "V":
            return
        j -= 1


def _is_listed_sort(tokens: list[Token], i: int) -> bool:
    """军人、精简职工等群体: where nouns alone are listed, a verb in the list tells of a sort."""
    if tokens[i - 1].cls not in {"V", "C"} or tokens[i - 2].cls != "J":
        return False
    opens = i - 3
    while opens >= 0 and tokens[opens].cls in {"N", "J"}:
        opens -= 1
    return opens < i - 3 and (opens < 0 or tokens[opens].cls in {"X", "PART", "S"})


def _is_held(tokens: list[Token], j: int) -> bool:
    """开展会议座谈、拉家常等活动: behind a verb of holding, noun and deed name what was held."""
    return j > 1 and tokens[j - 1].cls == "N" and tokens[j - 2].text in _EVENT_HOLDING


def _is_summed_up(tokens: list[Token], i: int) -> bool:
    """Say whether a noun behind 等 sums up what stands before it."""
    behind = tokens[i + 2 : i + 3]
    return (
        bool(behind) and behind[0].cls in {"N", "VN"} and i > 0 and tokens[i - 1].cls in {"N", "J"}
    )


def _sort_of(text: str, cls: str, following: Token, opening: str) -> str:
    """Give the class of a word that is of one sort or another by what stands behind it."""
    acts = following.cls in _VERBS
    if text in _PLANS:  # 占年计划的12%, 占年计划9%
        share = following.cls == "Q" and opening in {"占", "完成"}
        return "N" if cls == "M" and (following.cls == "DE" or share) else cls
    if text == "拟定":  # 拟定投入30万元, but 拟定课题28个
        drafts = following.cls in {"N", "VN"} and following.text not in _PLANNED_DEEDS
        return "V" if drafts else cls
    if text == "争取":  # 争取建会5家, but 争取资金50万元
        return "M" if following.text in _PLANNED_DEEDS else cls
    if text in _RATES_OF_CHANGE:  # 民间投资增速高于全国3.7个百分点
        return "N" if acts else cls
    if text == "成功" and following.cls != "VN":
        return cls  # 成功治愈56人, but 取得成功
    if text == "年" and cls != "N":
        return cls
    return "D" if acts else cls  # 年采伐林木420立方米, 高标准栽植紫薇


def _is_plain_verb(tokens: list[Token], i: int) -> bool:
    """立了3块牌子, 每家摊300元: a verb of one character, which dictionaries have among nouns."""
    token, following = tokens[i], tokens[i + 1]
    if following.text in _ASPECTS:
        return token.verbal or token.text in _BY_ASPECT
    if following.cls != "Q" or token.cls != "N" or not token.verbal:
        return False
    return not i or tokens[i - 1].cls in {"R", "T", "D", "SUBJ", "LE", "X", "J", "PART"}


def _opens_and_counts(tokens: list[Token], i: int) -> bool:
    """高效运作3支产业基金: what opens a clause and stands before a thing counted is its verb."""
    counted = tokens[i + 1 : i + 3]
    if len(tokens[i].text) < 2 or [t.cls for t in counted] != ["Q", "N"]:
        return False
    before = tokens[i - 1] if i else None
    return before is None or before.cls in _OPENING or before.text in _WELL


#: What may stand between the opening of a clause and its verb.
_OPENING = {"X", "T", "D", "S", "SUBJ"}


def _quoted_as_nouns(tokens: list[Token]) -> None:
    """What stands in quotation marks or 《》 is a name, whatever words it is made of."""
    behind = 0  # where the last quotation closes
    for opening in [i for i, t in enumerate(tokens) if t.text in _QUOTES]:
        if opening < behind:
            continue
        closing = _QUOTES[tokens[opening].text]
        for behind in range(opening + 1, len(tokens)):
            token = tokens[behind]
            if token.text == closing or token.cls == "X":
                break  # at a clause's end the mark was never closed: a stray one
            if token.cls not in {"Q", "T", "E"}:
                token.cls = "N"
        deed = tokens[behind + 1 : behind + 3]
        quoted = "".join(t.text for t in tokens[opening + 1 : behind])
        if quoted in _FACE_TO_FACE and deed and deed[0].cls in _VERBS:
            for token in tokens[opening : behind + 1]:
                token.cls = "D"  # “面对面”约谈19人: how it was done
        by_it = opening and tokens[opening - 1].text in _MEANS and tokens[behind].text == closing
        if by_it and [t.cls for t in deed] == ["VN", "N"]:
            deed[0].cls = "V"  # 通过“牵手行动”结对帮扶女童16名


#: How people are dealt with, where a deed follows.
_FACE_TO_FACE = load.word_set("ways_of_dealing")
#: What opens that by which something was done.
_MEANS = load.word_set("means_openers")
_QUOTES = {"“": "”", "‘": "’", "《": "》", "「": "」"}


#: Of a word: its class, whether a dictionary knows it as a verb, whether it can be the
#: second part of a word, and whether it can be the first.
_Known = tuple[str, bool, bool, bool]
#: Begin, end and class.
_Expression = tuple[int, int, str]


def _expressions(compact: str, cut: Sequence[str]) -> tuple[list[_Expression], list[int]]:
    """Find the times and bases of rates that begin where a word does, in order.

    Gives with them the places where one ends inside a word.
    """
    times = [m.span() for m in period.pattern().finditer(compact)]
    rated = any(sign in compact for sign in _RATE_SIGNS)
    rates = [m.span() for m in _RATE.finditer(compact)] if rated else []
    if not times and not rates:
        return [], []
    # 证明年龄, 体现在: a time word inside another word is none
    starts = set(accumulate(map(len, cut), initial=0))
    # 增加到2024年: the preposition that a time seems to begin with may end the verb before it
    found = [(a if a in starts else a + 1, b, "T") for a, b in times]
    # a rate holds its own time word (每年), a time expression holds its own digits
    inside = [bisect_left(times, (end,)) for _, end in rates]
    found += [
        (c, d, "R")
        for (c, d), k in zip(rates, inside, strict=True)
        if not k or times[k - 1][1] <= c
    ]
    found = sorted([one for one in found if one[0] in starts])
    return found, [end for _, end, _ in found if end not in starts]


_COMPLEMENTS = load.word_set("complements")
_NO_DEEDS = load.word_set("auxiliaries")
_KIND_ENDINGS = {"性", "型", "式"}
_NOUN_FRONTS = frozenset("总新副高低多少快慢花大小长")
_VERBS = {"V", "VN"}
#: What makes one word with a verb of one character behind it.
_DEED_FRONTS = {"新", "实"}
_FRONTS = _NOUN_FRONTS | _DEED_FRONTS
#: What may be one word with the word before it.
_ENDINGS = {*_KIND_ENDINGS, *_NOUN_ENDINGS, *_COMPLEMENTS, *_MACHINES, "出"}


@cache
def _function_words() -> dict[str, str]:
    return {row["word"]: row["class"] for row in load.rows("function_words.tsv")}


def _class(word: str, tag: str, listed: Mapping[str, str]) -> str:
    if word in _BRACKETS:
        return "E"
    if _CLAUSE_END.fullmatch(word):
        return "X"
    if word == "、":
        return "J"
    if known := _function_words().get(word):
        return known
    if known := listed.get(word):
        return _TAGS.get(known, "N")
    if tag in {"v", "vd", "vi"} and len(word) > 1 and not word.endswith(_NOUN_ENDINGS):
        # a general dictionary's verb is one by its place only: 避险演练, 可疑病例
        return "VN"
    return _TAGS.get(tag, "N") if tag in {"d", "c", "p"} else "N"


def _clauses(tokens: list[Token]) -> list[Clause]:
    """Cut into clauses; a bracket that holds a figure is a clause of its own after its host."""
    found: list[Clause] = []
    clause = Clause()
    inner: list[Clause] = []
    behind = 0  # the last mark, or the bracket that it opened
    for i in _marks(tokens):
        if i < behind:
            continue
        clause.tokens += tokens[behind:i]
        behind, mark = i + 1, tokens[i]
        if mark.cls == "X":
            found.append(clause.close(mark.text))
            found += inner
            clause, inner = Clause(), []
        elif mark.text in "（([〔【":
            close = _closing(tokens, i)
            if clause.tokens and _is_in_name(tokens, i, close):
                clause.tokens[-1] = _with_bracket(clause.tokens[-1], tokens[i : close + 1])
                behind = close + 1
                continue
            if _is_only_counted_in(clause.tokens, tokens[behind : close + 2]):
                clause.tokens.append(tokens[behind])
                behind = close + 1
                continue
            host = next((t.quantity for t in reversed(clause.tokens) if t.cls == "Q"), None)
            inside = _split(tokens[behind:close], host)
            if any(one.figures for one in inside):
                inner += inside
            behind = close + 1
    clause.tokens += tokens[behind:]
    if clause.tokens:
        found.append(clause.close())
    return found + inner


def _is_in_name(tokens: list[Token], opening: int, close: int) -> bool:
    """Say whether a bracket stands inside a word: 小（二）型水库."""
    if close != opening + 2 or close + 1 >= len(tokens):
        return False
    before, behind = tokens[opening - 1], tokens[close + 1]
    together = before.end == tokens[opening].start and tokens[close].end == behind.start
    return together and before.cls == behind.cls == "N" and behind.text[0] in _OF_SORTS


_OF_SORTS = frozenset("型类级")


def _is_only_counted_in(before: list[Token], bracket: list[Token]) -> bool:
    """Say whether a bracket only counts the noun before it: 悬挂横幅（3条）、展板（12块）.

    A figure before the noun counts it already: 企业12家（3家）.
    """
    if not before or before[-1].cls not in {"N", "VN"} or len(bracket) < _ALONE:
        return False
    figure, closing, *behind = bracket
    if figure.cls != "Q" or closing.cls != "E" or (behind and behind[0].cls in {"Q", "N", "VN"}):
        return False
    opening = next((k for k in range(len(before), 0, -1) if before[k - 1].cls == "J"), 0)
    told = any(t.cls == "Q" for t in before[opening:])
    if told or figure.quantity is None or figure.quantity.kind != "count":
        return False
    # 河口村（3户）: where they are, not what is counted
    return figure.quantity.unit == "个" or not before[-1].text.endswith(_PLACE_ENDS)


_PLACE_ENDS = ("村", "社区", "镇", "乡", "街道", "组", "县", "区", "市")
_ALONE = 2  # a figure and the mark that closes its bracket


def _with_bracket(token: Token, bracket: list[Token]) -> Token:
    text = token.text + "".join([t.text for t in bracket])
    return Token(token.start, bracket[-1].end, text, token.cls)


def _marks(tokens: list[Token]) -> list[int]:
    """Give the places of clause ends and brackets."""
    return [i for i, t in enumerate(tokens) if t.cls == "X" or t.cls == "E"]


def _closing(tokens: list[Token], opening: int) -> int:
    for i in range(opening + 1, min(len(tokens), opening + 120)):
        if tokens[i].cls == "E" and tokens[i].text in "）)]〕】":
            return i
    return opening  # never closed: the mark alone is left out


def _split(tokens: list[Token], host: Quantity | None) -> list[Clause]:
    clauses: list[Clause] = []
    clause = Clause(depth=1, host=host)
    behind = 0
    for i in _marks(tokens):
        clause.tokens += tokens[behind:i]
        behind, mark = i + 1, tokens[i]
        if mark.cls == "X":
            clauses.append(clause.close(mark.text))
            clause = Clause(depth=1, host=host)
    clause.tokens += tokens[behind:]
    clauses.append(clause.close())
    return [c for c in clauses if c.tokens]

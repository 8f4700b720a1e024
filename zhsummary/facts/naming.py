"""How a thing is written: a noun phrase without what only leads to it, or nothing.

Tagged words go in, the name of what is counted comes out; places, bodies' own words and
pieces of words name nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zhsummary.facts.nouns import ONE, clean
from zhsummary.facts.sentence import Tagger, Token
from zhsummary.lexicons import load

#: Nouns that stand for the writer's body or its area; they are who or where, not what.
_PLACES = frozenset(
    "年度 全年 上半年 半年 乡镇 辖区 周边 附近 当地 本地 现场 人民币 基础 基础上 数 数量 人数 总数"
    " 个数 情况 方面 工作 时候 其中 部分 其 他 她 它 他们 该 此 这".split()
) | {
    front + place + inside
    for front in ("", *"全本我各该")
    for place in "镇 乡 县 街道 村 社区 市 省 国 区 州 旗 办 会".split()
    for inside in ("", "里", "内", "上")
}


#: Words of speech that stand where a subject stands and name nothing.
_SPOKEN = re.compile(
    r"(?:自己|自个儿|大家伙?|人家|别人|咱们?|我们|他们|它们?|差不多|后来|本来|起先|末了|到头来"
    r"|年年|天天|前前后后|里头|外头|上头|手头|头一[天批年回次]|头[两几]年|第[一二三四五]批|[前后]一批"
    r"|村村|户户|家家户户|人人|[这那]个数字?"
    r"|(?:最[多少高低大小]的)?一[户个只斤亩家人份顿天桌台笔例])+"
)


#: 1334户79，…: a lost measure word leaves a number, which names nothing.
_NUMBER = re.compile(r"[前后]?[\d.,%—～~-]+[市县区镇乡村万亿名位]?|[十百千万亿]{2,}")
_ALL_OF = frozenset("全我本各")
_LEAD = re.compile(r"^(?:[全我本各](?:镇|乡|县|街道|村|市|区|州|旗)(?:[的里内性])?)+")


#: Words that only lead to a noun phrase.
_OPENERS = {"已经", "已", "共", "现", "约", "近", "其", "等", "名", "个", "位", "项"}


class Item:
    """The phrase, the rule that found it and what a careful reader would warn of."""

    def __init__(self, text: str, rule: str, flag: str = "", whole: str = "") -> None:
        self.text = text
        self.rule = rule
        self.flag = flag
        #: of 35岁以下党员, the 党员
        self.whole = whole


def name(tokens: list[Token]) -> str:
    """Write a noun phrase, or an empty string where it names no thing."""
    if tokens and tokens[0].text in _OPENERS:
        first = next((i for i, t in enumerate(tokens) if t.text not in _OPENERS), len(tokens))
        tokens = tokens[first:]
    inside = len(tokens) > 1 and tokens[-1].text in _INSIDE
    if inside and tokens[-2].text not in _ONLINE and all(t.cls != "J" for t in tokens):
        return ""  # 册子上, 账上
    text = clean(tokens)
    if len(text) > _WITH_ASPECT and text.endswith(("方面", "手中")):
        text = text[:-2]  # 人员工资方面每月0.8万元, 发到3252户移民手中
    if text.endswith("每") and len(text) > 1:
        text = text[:-1]  # 支渠每3公里配备管水员1名
    if text.endswith(("的那", "的这")):
        text = text[:-2]  # 排不上的那60来人
    if text[:1] == "该" and len(text) > _OF_ONE_TOLD:
        text = text[1:]  # 该服务站建筑面积320平方米
    if text[:1] in _ALL_OF:
        text = _LEAD.sub("", text)
    return "" if _names_nothing(text) or is_piece(text) else text


@lru_cache(maxsize=4096)
def _names_nothing(text: str) -> bool:
    if not text or text in _PLACES:
        return True
    return any(p.fullmatch(text) for p in (_SPOKEN, _NUMBER, _PLACE_IN_A_ROW))


#: 总量位居全市第1位，同比增长18%: a place in a row is nothing that grows.
_PLACE_IN_A_ROW = re.compile(r"第[一二三四五六七八九十百0-9]{1,4}[位名]?")


#: 该服务站 is one told of before; 该村 is a place.
_OF_ONE_TOLD = 3
#: A name of so many characters says more than 方面.
_WITH_ASPECT = 3
#: What makes a thing a place.
_INSIDE = {"上", "里", "里头", "上头"}
_ONLINE = {"线", "网", "云"}


def summed_up(tokens: list[Token]) -> list[Token]:
    """光明小学、万沟小学、…等体育场地: a long list is named by what sums it up.

    But what sums up without telling of what (等活动, 等慢性病) leaves the list its name.
    """
    if len(tokens) < 3:  # most names
        return tokens
    at = next((k for k in range(len(tokens) - 2, 0, -1) if tokens[k].text == "等"), 0)
    if not at or tokens[at + 1].cls not in {"N", "VN"}:
        return tokens
    listed, rest = tokens[:at], tokens[at + 1 :]
    told = sum(len(t.text) for t in rest if t.text not in _UNTOLD)
    if any(t.quantity for t in tokens) or sum(len(t.text) for t in listed) < _LONG_LIST:
        return tokens
    return rest if told >= _TOLD else tokens


#: No list of so many characters is a name: an item is as short as it stays specific.
_LONG_LIST = 12
_TOLD = 4
_UNTOLD = load.word_set("saying_nothing")


def is_piece(text: str) -> bool:
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


def name_behind(tokens: list[Token], slack: set[str]) -> str:
    """Write the noun phrase that opens `tokens`, behind words of the classes in `slack`."""
    phrase: list[Token] = []
    for k, token in enumerate(tokens):
        if phrase and ONE.match(token.text):
            break  # 建成职工活动中心一处
        listed = token.text == "、" and phrase and _goes_on(tokens[k + 1 : k + 2])
        if token.cls in {"N", "VN", "DE"} or listed:
            phrase.append(token)
        elif phrase or token.cls not in slack:
            break
    while phrase and phrase[-1].cls == "DE":
        phrase.pop()
    return name(phrase)


def _goes_on(behind: list[Token]) -> bool:
    """遭受干旱、暴雨灾害: behind a pause the list of things goes on with a noun."""
    return bool(behind) and behind[0].cls == "N" and not behind[0].text[0].isdigit()


TARGET = re.compile(r"总?(?:(?:任务|考核指标|指标|目标|计划|名额|预算)[数量]?|指导数|指导性计划)+$")


#: 年度任务, 县下达目标任务: whose task it is, and nothing of what is to be done.
_SETTING = (
    r"(?:超额?|[本全]?年度?|年初|当年|上级|[省市州区县镇乡]|政府|总工会|局|下达|分配|分解|安排|调整|确定|定|总"
    r"|征收|征缴|收缴|入库|的)"
)
_SOME_TARGET = re.compile(rf"{_SETTING}*{TARGET.pattern}")
_ONLY_SET = re.compile(rf"{_SETTING}+")


def is_some_target(text: str) -> bool:
    """Say whether a phrase names a task without saying what is to be done."""
    return _SOME_TARGET.fullmatch(text) is not None


def without_target(text: str, named: str) -> str:
    """下达发展计划14名，实际发展12名: what was done is not the plan."""
    bare = TARGET.sub("", text)
    if bare == text:
        return text
    if _ONLY_SET.fullmatch(bare):
        return named  # 上级分配任务18户，完成18户: who set the task, not of what
    return bare if len(bare) > 2 else named or bare


_TITLE_VERBS = re.compile(
    r"^(?:说|抓好?|做[好实优细强]|打[好赢造]|[办开管用建育]好|提升|优化|创新|夯实|织密|推动|激发|凝聚|打造|关爱|关心|加强|推进|推动|强化|深化|开展|落实|狠抓|继续|积极|着力|大力|切实|扎实|认真|进一步|加大|完善|规范(?!化)|严格|关于|搞好|健全|壮大|突出|注重|坚持|持续|改善)+"
)


_TITLE_TAILS = re.compile(
    r"(?:工作|情况|方面|这块|一块|建设|力度|管理|稳步推进|落到实处|及时到位)+$"
)


@lru_cache(maxsize=256)
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
        r"[，,；;]|问题|打算|安排|不足|困难$|目标|总结|回顾|重点$|[明今去]年|20\d\d年|基本情况|概况|概述|简介|总体|综述",
        bare,
    ):
        return ""
    named = own.noun_phrase(bare)
    if len(named) < 2 or named.endswith(_NO_THINGS) or named in _QUALITIES:
        return ""
    return named


#: What the names of undertakings end in: 打好保卫战.
_NO_THINGS = ("战", "仗", "集结号", "冲锋号", "最强音", "主旋律", "组合拳", "先手棋")
#: What is left of 主要工作 and the like without its noun.
_QUALITIES = frozenset(
    "主要 重点 具体 其他 其它 有关 相关 全面 整体 总体 当前 日常 常规 专项".split()
)

"""What a figure says, in short: the deed, the thing, and whom it was for.

In go the facts of documents in their order, out comes for each its `Wording`. What a figure
leans on is filled in: the deed of the figure before it (去年45家), the thing that a bare
target or sum is of (完成任务5家; 助学19名，支出5.7万元), what came of help (帮助16名民工追讨工资),
those that a sum went to (慰问困难职工41户，发放慰问金4.1万元).

Equal wordings of one kind and unit are taken for one indicator. A figure that stands apart
(a difference, one village's, a part left out, several years together) has none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from zhsummary.compare.deeds import deeds_of, first_verb
from zhsummary.compare.levels import level_of
from zhsummary.compare.several_years import of_several_years
from zhsummary.compare.things import HELD
from zhsummary.compare.units import dimension, family
from zhsummary.lexicons import load
from zhsummary.spans import seen
from zhsummary.structure.identity import townships_named

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a figure says in short.

    Attributes
    ----------
    action, item : str
        The deed and the thing. The deed of a change is the change itself (增加, 减少).
    whom : str
        The people that a sum went to, where the figure before it names them.
    base : str
        What a rate is per (``每户``, ``每人``), empty for a total.

    Examples
    --------
    >>> str(Wording("发放", "慰问金", "困难职工", "每户"))
    '每户：发放｜慰问金｜困难职工'
    """

    action: str
    item: str
    whom: str = ""
    base: str = ""

    def __str__(self) -> str:
        """Write it as a codebook's column ``wordings`` has it."""
        said = f"{self.action}｜{self.item}" + f"｜{self.whom}" * bool(self.whom)
        return f"{self.base}：{said}" if self.base else said


def wordings(rows: Sequence[Row]) -> list[Wording | None]:
    """Give what each fact says in short.

    Parameters
    ----------
    rows : sequence of mapping
        Facts in the order of their documents, with the columns of ``corpus.facts()`` and,
        where it is known, ``about``.

    Returns
    -------
    list of (Wording or None)
        None for a fact that stands apart or of which nobody can say what it counts.

    Examples
    --------
    >>> fact = {"doc_id": "a", "sentence_start": 0, "sentence": "签订协议12份，去年13份。",
    ...         "kind": "count", "unit": "份", "per": "", "change": "", "item": "协议",
    ...         "section": "", "year": 2023, "low": None, "high": None, "masked": False}
    >>> this_year = fact | {"action": "签订", "flags": "", "modality": "actual", "value": 12,
    ...                     "start": 4, "end": 7}
    >>> last = fact | {"action": "", "flags": "inherited-item", "modality": "reference",
    ...                "value": 13, "start": 10, "end": 13}
    >>> [str(wording) for wording in wordings([this_year, last])]
    ['签订｜协议', '签订｜协议']
    """
    found: list[Wording | None] = []
    years = of_several_years(rows)
    for row, stated, said in _with_sentence(rows, found):
        wording = _worded(row, stated, said)
        apart = stands_apart(row) or years[len(found)] or not wording.item
        apart = apart or "not-done" in str(row["flags"])
        apart = apart or _is_told_alone(row, wording.item)
        found.append(None if apart or _is_told_apart(row, wording, stated, said) else wording)
    return found


def _is_told_alone(row: Row, item: str) -> bool:
    """Tell whether nobody can say what a figure is of, though it has a noun.

    用55天实现病例清零 and 连续11个季度增长 only say for how long; 产量2600吨 does not say of what,
    nor 高中文化11名 of whom, and 其中李家等11个村 are not the villages that there are.
    """
    if "part-of-total" in str(row["flags"]) and item in load.word_set("plain_wholes"):
        return True
    if row["unit"] in load.word_set("lengths_of_time"):
        return not item.endswith(tuple(load.word_set("measured_in_time")))
    return item in load.word_set("bare_measures") or _SCHOOLED.fullmatch(item) is not None


_SCHOOLED = re.compile(
    "(?:小学|初中|高中|中专|大专|专科|本科|大学|研究生)(?:[及或]?以[上下])?(?:文化|学历)(?:程度|者)?"
)


def stands_apart(row: Row) -> bool:
    """Tell whether a figure is of something else than what its words name.

    多建1家 lies between two amounts, 城关社区：建会5家 is one of the township's parts,
    扣除房地产开发后增长3% is of another whole, 全县新建工会120家 is the county's, and so is
    what its offices did in the township (县妇联来镇慰问6人) and what another township did
    (河口镇建会3家); 500万元以上 of 500万元以上固定资产投资 only says of which size.
    """
    flags = str(row["flags"])
    return (
        "difference" in flags
        or _is_size(row)
        or ("of-a-village" in flags and bool(row.get("township")))
        or "part-left-out" in flags
        or _is_extreme(row)
        or (
            level_of(row.get("township"), row.get("title")) == "township"
            and (_of_a_larger_area(row) or _of_a_superior(row))
        )
        or _of_another_township(row)
    )


def _is_extreme(row: Row) -> bool:
    """Tell whether a figure is only the highest or lowest of many: 慰问金最高3000元."""
    if row["kind"] not in {"money", "count"}:
        return False
    sentence = str(row.get("sentence") or "")
    before = seen(sentence[: row["start"] - row.get("sentence_start", 0)])
    return _EXTREME.search(before[-_NEAR_AN_EXTREME:]) is not None


_NEAR_AN_EXTREME = 10  # characters
_EXTREME = re.compile(
    r"(?<!历史)(?<!历年)最[高低多少大小](?:的|一?[笔户个家人例名])?(?:可?达|可|为|补助|发放|给予|是)?$"
)


def _of_another_township(row: Row) -> bool:
    """Tell whether a township opens what is told that is not the document's own.

    In a county's document each of its townships is a part of it.
    """
    sentence = str(row.get("sentence") or "")
    if _MAY_NAME.search(sentence) is None:
        return False
    said = seen(sentence)
    named = _townships_that_open(said)
    if not named or not level_of(row.get("township"), row.get("title")):
        return False
    at_figure = len(seen(sentence[: row["start"] - row.get("sentence_start", 0)]))
    last = bisect_right(named, at_figure, key=itemgetter(0)) - 1
    if last < 0 or _PLACE_AGAIN.search(said, named[last][0], at_figure):
        return False
    own, name = str(row.get("township") or ""), named[last][1]
    return not (own and (name in own or own in name))


_MAY_NAME = re.compile("[镇乡鎮鄉]|街道")
_PLACE_AGAIN = re.compile("[；;。]|[我本全][镇乡县市区]|[我本全]街道")


@lru_cache(maxsize=1024)  # each indicator asks
def _townships_that_open(said: str) -> list[tuple[int, str]]:
    """Give the townships that open a clause, with where their names end."""
    opening = "(?:^|(?<=[，。；：,;\\s]))(?:今年|全年|其中|目前)?"
    found = [
        (met.end(), name)
        for name in townships_named(said)
        for met in re.finditer(f"{opening}{re.escape(name)}(?![、的和与及等])", said)
    ]
    return sorted(found)


def _is_size(row: Row) -> bool:
    """Tell whether a figure only sizes the noun behind it: 规模500万元以上的企业."""
    if row["modality"] != "reference" or not _BOUND.search(str(row.get("text"))):
        return False
    behind = seen(str(row.get("sentence") or "")[row["end"] - row.get("sentence_start", 0) :])
    item = str(row["item"] or "")
    if bool(item) and behind.removeprefix("的").startswith(item):
        return True
    return _SIZED.match(behind) is not None  # 固定资产投资500万元以上项目12个


_BOUND = re.compile("以[上下内]$")
_SIZED = re.compile("的?[^0-9，。；：、]{0,8}?(?:项目|企业|工程|单位|大户)")


def _of_a_larger_area(row: Row) -> bool:
    """Tell whether the last place that a sentence names before a figure is the whole county.

    Or that of others: 兄弟乡镇新建工会12家.
    """
    at_figure = row["start"] - row.get("sentence_start", 0)
    area, after = _last_place(str(row.get("sentence") or ""), at_figure)
    name = str(row["township"] or "")
    named = bool(name) and name in after
    return bool(area) and not named and not (area == "区" and name.endswith("区"))


@lru_cache(maxsize=4096)  # each indicator asks
def _last_place(sentence: str, end: int) -> tuple[str, str]:
    """Give the last larger area named before a place and what follows."""
    said = seen(sentence)
    if len(said) < len(sentence):
        end = len(seen(sentence[:end]))
    places = _places(said)
    last = bisect_right(places, end, key=lambda place: place[0]) - 1
    if last < 0 or not places[last][1]:
        return "", ""
    behind, area = places[last]
    return area, said[behind:end]


@lru_cache(maxsize=64)
def _places(said: str) -> list[tuple[int, str]]:
    """Give the places that a sentence names: where each ends, and the area unless it is its own."""
    named = _PLACE.finditer(said)
    return [
        (found.end(), found["whole"] or found["many"] or found["others"] or "") for found in named
    ]


#: 全县 where it opens a clause, 12个乡镇共, and what says that it is the writer again. 全县先进个人
#: are the writer's own, and so is what it did before all others (全县率先); 城镇, 乡村 are no
#: writer's.
_PLACE = re.compile(
    r"(?:^|(?<=[，。；：,;\s]))(?:今年|全年|本年度?|去年|上年|截至目前|目前|至此|20\d\d年)?[，,]?"
    r"全(?P<whole>县|市|省|国|州|盟|旗|区)"
    r"(?!先进|优秀|示范|劳动?模|模范|文明|十佳|率先|首|第|前|最|性|范围|“)"
    r"|(?P<many>(?<![0-9])(?:[0-9]{1,3}|[二三四五六七八九十]{1,3})个(?:乡镇|镇街|街道|镇|乡)"
    r"[^，。；]{0,8}?(?:共|累计|合计))"
    r"|(?:^|(?<=[，。；：,;]))(?P<others>兄弟(?:乡镇|镇|乡|单位|县)|邻[近县镇乡](?!里)|周边(?:乡镇|镇|乡|县)|其他(?:乡镇|镇|乡)|外(?:镇|乡))(?:[一-龥]{2,3}[镇乡])?"
    r"|(?P<own>[我本全][镇乡]|[我本全]街道|(?<![城集乡村制市])镇(?!江|海)"
    r"|(?<![城返回下家入老])乡(?![村镇贤亲土风情])|街道|我们)"
)


def _of_a_superior(row: Row) -> bool:
    """Tell whether a superior's office does what a figure counts: 县总工会在我乡办班1期.

    Behind a comma the township may act again: 县总工会办班1期，我乡25人参加.
    """
    sentence = str(row.get("sentence") or "")
    acts = _acts_of_superiors(seen(sentence))
    if not acts:
        return False
    at_figure = len(seen(sentence[: row["start"] - row.get("sentence_start", 0)]))
    last = bisect_right(acts, at_figure) - 1
    return last >= 0 and not _OWN_AGAIN.search(seen(sentence), acts[last], at_figure)


@lru_cache(maxsize=1024)  # each indicator asks
def _acts_of_superiors(said: str) -> list[int]:
    """Give where each clause that a superior's office opens has named what it does."""
    return [found.end() for found in _superior_acts().finditer(said)]


@cache
def _superior_acts() -> re.Pattern[str]:
    """Tell 县妇联来镇慰问 from 配合县妇联走访, and from 社区居委会, 市场办 and 县镇妇联."""
    helped = "|".join(sorted(load.word_set("helping_verbs") | load.word_set("before_superiors")))
    return re.compile(
        r"(?:^|(?<=[，。；：、,;:）)”\s]))(?:今年|同时|此外|另外?|由|[0-9]{1,2}月份?)?"
        rf"(?:(?!{helped})[一-龥]{{2,4}})?(?:[县省州旗]|市(?!场)|(?<![社辖园校小片城景库])区(?!域))"
        r"(?:委|政府|(?:(?![镇乡村])[一-龥]){0,5}?(?:局|办|委|会|联|站|中心|大队|支队|院))"
        r"(?:[在来到对为给][我本]?[镇乡]|(?:今年|全年|上半年)?(?:共|累计|已)?(?:新建|组建|发展|签订|收缴)"
        r"|督[查导]|检查(?:组)?(?:发现|出)|抽查|巡[查察]|暗访|慰问|看望|走访"
        r"|资助|举办)"
    )


_OWN_AGAIN = re.compile("[；;。]|[，,][^，,]{0,4}?(?:[我本全]?[镇乡]|[我本全]?街道|我们)(?![级村])")


def source_of(row: Row, stated: Sequence[Row]) -> Row | None:
    """Give the figure that says what this one leans on: of its item if inherited, else the last."""
    if not stated:
        return None
    if "inherited-item" in str(row["flags"]):
        same = (
            one
            for one in reversed(stated)
            if one["item"] == row["item"] and "inherited" not in str(one["flags"])
        )
        return next(same, stated[-1])
    return stated[-1]


def is_parted(before: Row, row: Row) -> bool:
    """Tell whether ； stands between two figures of a sentence."""
    start, end = before["end"] - row["sentence_start"], row["start"] - row["sentence_start"]
    between = seen(str(row["sentence"])[start:end])
    return "；" in between or ";" in between


def _with_sentence(
    rows: Sequence[Row], found: Sequence[Wording | None]
) -> Iterator[tuple[Row, list[Row], list[Wording | None]]]:
    """Give each row with the rows before it in its sentence and what those say."""
    stated: list[Row] = []
    for index, row in enumerate(rows):
        if stated and (
            stated[-1]["doc_id"] != row["doc_id"]
            or stated[-1]["sentence_start"] != row["sentence_start"]
        ):
            stated = []
        yield row, stated, list(found[index - len(stated) : index])
        stated.append(row)


def _worded(row: Row, stated: Sequence[Row], said: Sequence[Wording | None]) -> Wording:
    action, item = _deed_in_full(row), str(row["item"] or "")
    place, source = _source(row, stated)
    before = said[place] if source is not None else None
    if stated and _is_share_of_figure(row):
        return _share(stated[-1], said[-1])
    if action in _THERE_IS and (whole := _whole_of(row, stated, said)):
        action = whole.action
    if source is not None and "inherited-item" in str(row["flags"]):
        if not action and _LEVEL(row) != _LEVEL(source):  # 去年45家: of the same deed
            action = before.action if before else str(source["action"] or "")
        if before and _is_lent_from_afar(row, stated):
            item = before.item
    if action in load.word_set("enabling_verbs"):
        # 帮助16名民工追讨工资: what came of the help stands behind the figure
        action = first_verb(str(row.get("about", "")).rpartition("＿")[2]) or action
    if before and _came_to(row, stated[place], action, item):
        return Wording("参加", before.item)
    if item and _is_target(item):
        action, item = _of_target(row, stated, said) or (action, item)
    elif before and (item in load.word_set("bare_sums") or not item):
        item = before.item
    if behind := _object_behind(row, action, item):
        item = f"{behind}{item}"
    if change := _change(row):
        if before and deeds_of(before.action) & _ON_FARMS and item == before.item:
            item = f"{item}{before.action}"  # 生猪出栏6.2万头，增长7%
        action = change
    whom = _whom(row, action, item, stated)
    base = "" if "均" in item else _base(str(row["per"] or ""))  # 人均纯收入 says it itself
    return Wording(*("".join(part.split()) for part in (action, item, whom, base)))


#: What is kept and what was sold of it are two herds: so is their growth.
_ON_FARMS = frozenset({"keep", "sell"})


def _object_behind(row: Row, action: str, item: str) -> str:
    """46家企业建立了职代会制度: what those counted did it to makes them others."""
    if not action or action != row["action"] or not item or row["kind"] != "count":
        return ""
    right = str(row.get("about", "")).rpartition("＿")[2]
    if not right.startswith(f"{item}{action}"):
        return ""
    found = _OBJECT.fullmatch(right[len(item) + len(action) :])
    return found["what"] if found else ""


_OBJECT = re.compile("[了过]?(?P<what>[一-龥、]{2,12})")


def _deed_in_full(row: Row) -> str:
    """Give the deed with what makes it another: 新登记企业190家, 现有企业94家, 已入会1168人.

    已 tells of all who ever joined, unless the sentence speaks of the year.
    """
    action = str(row["action"] or "")
    left = str(row.get("about", "")).partition("＿")[0]
    if action == "有":
        return next((verb for verb in _EXISTING if verb in left), action)
    if action and (f"新{action}" in left or f"新识别{action}" in left):
        return f"新{action}"  # 新识别纳入贫困户44户
    if f"已{action}" in left and action in load.word_set("membership_verbs"):
        told = seen(str(row["sentence"])[: row["start"] - row["sentence_start"]])
        return action if _OF_THE_YEAR.search(told) else f"已{action}"
    return action


#: What there is; 有 alone stands before all that was done, too (有18名妇女就业).
_EXISTING = ("现有", "共有", "实有", "建有", "设有")
_OF_THE_YEAR = re.compile("今年|当年|本年|年内|全年|上半年|季度|新")
#: A part is said to be there: 发展会员153人，里面农民工有97人.
_THERE_IS = frozenset({"", "有", *_EXISTING})


def _whole_of(row: Row, stated: Sequence[Row], said: Sequence[Wording | None]) -> Wording | None:
    """Give what the whole says of which a figure is a part: 发展会员386人，其中农民工251人."""
    if "part-of-total" not in str(row["flags"]):
        return None
    wholes = (
        wording
        for one, wording in zip(reversed(stated), reversed(said), strict=True)
        if "part-of-total" not in str(one["flags"]) and family(one["unit"]) == family(row["unit"])
    )
    return next(wholes, None)


def _came_to(row: Row, event: Row, action: str, item: str) -> bool:
    """Tell whether people are those who came to the event before them: 宣讲24场，听众1100人次."""
    return (
        family(row["unit"]) in ("人", "人次")
        and dimension(event["unit"]) in HELD
        and row["kind"] == event["kind"]
        and (item in _audiences() or item == action)
        and (not action or bool(deeds_of(action) & _ATTENDING))
    )


@cache
def _audiences() -> frozenset[str]:
    return load.word_set("audiences") | load.word_set("people_at_large")


_ATTENDING = frozenset({"attend", "reach"})


def _is_share_of_figure(row: Row) -> bool:
    """为上年18.9万元的113.2%, 完成任务80万元的107.9%: nothing but 的 parts it from a figure."""
    return row["kind"] == "percent" and str(row.get("about", "")).startswith("的＿")


def _share(whole: Row, said: Wording | None) -> Wording:
    """Name a share of a target; one of last year's figure has no name of its own."""
    if said is None or whole["modality"] != "planned":
        return Wording("", "")
    return Wording("", f"{said.item}完成率")


def _source(row: Row, stated: Sequence[Row]) -> tuple[int, Row | None]:
    """Give the figure that a row leans on, and its place in the sentence."""
    source = source_of(row, stated)
    if source is None:
        return -1, None
    if "inherited-item" not in str(row["flags"]) and is_parted(source, row):
        return -1, None  # what stands before ； is another matter
    places = range(len(stated) - 1, -1, -1)
    return next(place for place in places if stated[place] is source), source


def _is_lent_from_afar(row: Row, stated: Sequence[Row]) -> bool:
    """医疗互助参保95人，赔付3人次 under 送温暖工程: the figure beside it says more than a title."""
    item = str(row["item"])
    ahead = seen(str(row["sentence"])[: row["start"] - row["sentence_start"]])
    return item[-2:] not in ahead and all(one["item"] != item for one in stated)


def _is_told_apart(
    row: Row, wording: Wording, stated: Sequence[Row], said: Sequence[Wording | None]
) -> bool:
    """新建工会6家、累计53家: a lent item with another amount is something else, unsaid what.

    So is what somebody else did: 班子成员讲党课27场，支部书记讲党课64场.
    """
    lent = "inherited-item" in str(row["flags"])
    return any(
        other == wording
        and _SORT(one) == _SORT(row)
        and _AMOUNT(one) != _AMOUNT(row)
        and (lent or one.get("actor") != row.get("actor"))
        for one, other in zip(stated, said, strict=True)
    )


_LEVEL = itemgetter("kind", "unit", "modality", "per")
_SORT = itemgetter("kind", "unit", "modality", "change")
_AMOUNT = itemgetter("value", "low", "high", "masked")


@cache
def _is_target(item: str) -> bool:
    """任务, 年度目标, 年初计划: an amount set, without what it is of."""
    return bool(_target_pattern().fullmatch(item))


@cache
def _target_pattern() -> re.Pattern[str]:
    nouns = load.word_set("target_nouns") | load.word_set("planned_amounts")
    return re.compile(f"(?:年度|全年|年初|本年|当年)?(?:{'|'.join(sorted(nouns))})")


def _of_target(
    row: Row, stated: Sequence[Row], said: Sequence[Wording | None]
) -> tuple[str, str] | None:
    """Give what a bare target is of: the last figure of its unit; a percentage is of the target."""
    if row["kind"] == "percent":
        last = said[-1] if said else None
        return ("", f"{last.item}完成率") if last else None
    of_unit = (
        wording
        for one, wording in zip(reversed(stated), reversed(said), strict=True)
        if wording and family(one["unit"]) == family(row["unit"])
    )
    wording = next(of_unit, None)
    return (wording.action, wording.item) if wording else None


def _change(row: Row) -> str:
    """Name a change by its way; the verb (多收) says no more."""
    grows = "增长" if row["kind"] == "percent" else "增加"
    falls = "下降" if row["kind"] == "percent" else "减少"
    return {"increase_by": grows, "decrease_by": falls}.get(str(row["change"] or ""), "")


def _whom(row: Row, action: str, item: str, stated: Sequence[Row]) -> str:
    """慰问劳模14名，发放慰问金1.4万元: a sum is for those counted before it."""
    if row["kind"] != "money" or (action and not deeds_of(action) & _FOR_PEOPLE):
        return ""
    counted = (
        str(one["item"])
        for one in reversed(stated)
        if one["kind"] == "count"
        and family(one["unit"]) in ("人", "户")
        and not is_parted(one, row)
    )
    whom = next(counted, "")
    return "" if whom in item else whom


#: Deeds by which money goes to people.
_FOR_PEOPLE = frozenset({"visit", "relieve", "pair", "pay_out", "claim"})


def _base(per: str) -> str:
    """户均 and 每户 are one base, 人均, 每名 and 平均每人 another."""
    if "户" in per:
        return "每户"
    return "每人" if re.search("[人名位]", per) else per

"""Sums and percentages that a sentence's own numbers contradict.

In go the facts, out come rows for `zhsummary.compare.checks`: parts that do not add up to
their whole, percentages that are not what the amounts beside them give. Only wordings that
leave one reading are asked; where parts may overlap or a rate may have another base, nothing
is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhsummary.messages import say
from zhsummary.spans import fold, seen
from zhsummary.tables import Row, is_absent

Fact = Mapping[str, Any]
Facts = Sequence[Fact]


# ---------------------------------------------------------------- parts and wholes


def part_sums(rows: Facts) -> Iterator[Row]:
    """Report parts that are larger than their whole, and parts that do not add up to it.

    Which figure is the whole is not always plain (新建6家，多建1家，其中村办2家), so a single
    part has to exceed every figure of its unit before it. Parts that may overlap (其中农民工251人、
    女职工142人) have no sum; those in brackets, acts and sums of money (其中春节6万元、中秋5万元)
    do not overlap, and 分别为, 由…组成, 男…女… and a sum that is drawn (共8家) name them all.

    Examples
    --------
    >>> said = [{"doc_id": "a", "sentence": "男会员3人、女会员4人，共8人。", "sentence_start": 0,
    ...          "start": start, "end": start + 2, "text": text, "value": float(text[0]),
    ...          "kind": "count", "unit": "人", "qualifier": "exact", "masked": False, "flags": ""}
    ...         for start, text in ((3, "3人"), (9, "4人"), (13, "8人"))]
    >>> [row["message"] for row in part_sums(said)]
    ['Its parts 3人、4人 add up to 7, not to 8人.']
    """
    for facts in sentences_of(rows):
        counted = [fact for fact in facts if fact["kind"] != "percent"]
        for place, fact in enumerate(counted):
            if not is_exact(fact):
                continue
            yield from _beyond(fact, counted[:place])
            yield from _divided(fact, counted[place + 1 :])
            yield from _drawn(fact, counted[:place])


def _beyond(part: Fact, before: Facts) -> Iterator[Row]:
    """Report a part that is more than anything of its unit before it."""
    if not is_part(part):
        return
    wholes = [other for other in before if not is_part(other) and _alike(other, part)]
    if not (wholes and all(map(is_exact, wholes))):
        return
    if part["value"] > max(whole["value"] for whole in wholes):
        yield of_fact(
            part,
            "part-sum",
            say(
                "{part} is given as a part of {whole} and is more.",
                part=part["text"],
                whole=wholes[-1]["text"],
            ),
        )


def _divided(whole: Fact, after: Facts) -> Iterator[Row]:
    """Report the parts that follow a whole and divide it, if their sum is another."""
    parts, are_all = _bracketed(whole, after), False
    if len(parts) < 2 and not is_part(whole):
        parts, are_all = _listed_parts(whole, after)
    total = sum(part["value"] for part in parts)
    if len(parts) < 2 or _same(total, whole) or (total < whole["value"] and not are_all):
        return
    yield of_fact(whole, "part-sum", _adds_up(parts, total, whole))


def _bracketed(whole: Fact, after: Facts) -> list[Fact]:
    """Give the exact parts of one unit in the brackets that open right behind a figure."""
    parts: list[Fact] = []
    at, origin = whole["end"], whole["sentence_start"]
    if not after or between(whole, after[0])[:1] not in ("（", "("):
        return parts
    for fact in after[:_MOST_IN_BRACKETS]:
        words = seen(whole["sentence"][at - origin : fact["start"] - origin])
        at = fact["start"]
        if "）" in words or ")" in words:
            break
        if is_part(fact) and is_exact(fact) and fact["unit"] == whole["unit"]:
            parts.append(fact)
    return parts


_MOST_IN_BRACKETS = 50  # a bracket that goes on over more figures was never closed


def _listed_parts(whole: Fact, after: Facts) -> tuple[list[Fact], bool]:
    """Give the parts in the list behind a whole, and whether the words say that they are all."""
    if not after:
        return [], False
    opening = _OPENS_PARTS.match(between(whole, after[0]))
    if not opening:
        return [], False
    parts = [after[0]]
    for fact in after[1:]:
        words = between(parts[-1], fact)
        if not _JOINS_PARTS.match(words) or (words[0] in "，," and not _same_deed(parts[0], fact)):
            break
        if not _same_thing(whole, parts[0], fact):
            break
        parts.append(fact)
    if not all(is_exact(part) and _alike(part, whole) for part in parts):
        return [], False
    if _are_man_and_woman(whole, parts):
        return parts, True
    if opening["all"] or _composed(opening, parts[-1]):
        return parts, True
    apart = whole["kind"] == "money" or whole["unit"] in _ACTS
    return (parts, False) if apart and opening["some"] else ([], False)


def _same_thing(whole: Fact, first: Fact, fact: Fact) -> bool:
    """Tell a further part from another whole: 存款余额11亿，其中居民存款余额9亿，贷款余额2亿."""
    ending = str(whole.get("item") or "")[-_NOUN:]
    named = len(ending) == _NOUN and str(first.get("item") or "").endswith(ending)
    return not named or str(fact.get("item") or ending).endswith(ending)


_NOUN = 4  # characters that name a thing alone (存款余额)


def _same_deed(first: Fact, fact: Fact) -> bool:
    """Tell a further part from what was done with it: 其中县级5万元，带动投资30万元."""
    return str(fact.get("action") or "") in ("", str(first.get("action") or ""))


_OPENS_PARTS = re.compile(
    r"[,，：:（(]?(?:(?P<all>分别为|分别是|即)|(?P<some>其中[，,：:]?)|(?P<of>由)|(?=男))"
    r"[^，。；：,;（）()]{0,12}$"
)
#: What joins the parts of a list; a comparison (，较上年的) joins nothing.
_JOINS_PARTS = re.compile(
    r"[、，,和及与](?!其中|共|合计|总计|累计|增|减)(?:(?![比较年])[^，。；：、,;（）()]){0,12}$"
)
_ACTS = frozenset("期 次 场 起 件 份 篇 条 批 轮".split())


def _are_man_and_woman(whole: Fact, parts: Facts) -> bool:
    if len(parts) != 2:
        return False
    first, second = between(whole, parts[0]), between(parts[0], parts[1])
    return ("男" in first and "女" in second) or ("女" in first and "男" in second)


def _composed(opening: re.Match[str], last: Fact) -> bool:
    """Tell whether a list that 由 opens is closed: 由男会员3人和女会员4人组成."""
    rest = seen(last["sentence"][last["end"] - last["sentence_start"] :])
    return bool(opening["of"]) and rest.startswith(("组成", "构成"))


def _drawn(total: Fact, before: Facts) -> Iterator[Row]:
    """Report a sum that its sentence draws from the list before it: 3家、4家，共8家."""
    if not before:
        return
    drawn = _SUM.match(between(before[-1], total))
    if not drawn:
        return
    joins = _JOINS_PARTS if drawn["plain"] else _JOINS_BEFORE_SHARED
    parts = [before[-1]]
    for fact in reversed(before[:-1]):
        if not joins.match(between(fact, parts[0])):
            break
        parts.insert(0, fact)
    if len(parts) < 2 or not all(is_exact(part) and _alike(part, total) for part in parts):
        return
    deeds = {"", *(str(part.get("action") or "") for part in parts)}
    if not drawn["plain"] and drawn["deed"] not in deeds:
        return  # 3家、4家，共有57家: of another thing
    if any(map(is_part, parts)) or any(_alike(fact, total) for fact in before[: -len(parts)]):
        return
    amount = sum(part["value"] for part in parts)
    if not _same(amount, total):
        yield of_fact(total, "part-sum", _adds_up(parts, amount, total))


_SUM = re.compile(
    r"[,，、]?(?:(?P<plain>共计|合计|总计|一共)(?!有|覆盖|涉及|惠及|受益|带动|参)|共)"
    r"(?P<deed>[^，。；：、,;（）()人每]{0,6})$"
)
#: Before a mere 共 (共有, 共) the list has to be one: 3家、4家，共7家.
_JOINS_BEFORE_SHARED = re.compile(r"[、和及与](?!其中)(?:(?![比较年])[^，。；：、,;（）()]){0,12}$")


def _adds_up(parts: Facts, total: float, whole: Fact) -> str:
    told = "、".join(part["text"] for part in parts)
    return say(
        "Its parts {told} add up to {total:,.12g}, not to {whole}.",
        told=told,
        total=total,
        whole=whole["text"],
    )


def _alike(a: Fact, b: Fact) -> bool:
    return (a["kind"], a["unit"]) == (b["kind"], b["unit"])


def _same(total: float, whole: Fact) -> bool:
    """Allow for the rounding of money: 3.4万元 and 3.3万元 may be 6.8万元."""
    slack = 0.02 if whole["kind"] == "money" or "." in whole["text"] else 1e-9
    return abs(total - whole["value"]) <= slack * abs(whole["value"])


# ---------------------------------------------------------------- percentages

# Two amounts and a percentage follow one another; the patterns say what stands between them,
# and what the percentage then has to be.
_AHEAD = r"[,，、]?(?:约|已)?"
_RISE = r"(?:同比)?(?:增长|增加|提高|上升|增幅)(?:了|幅度?)?[为达]?"
_FALL = r"(?:同比)?(?:下降|减少|降低|降幅)(?:了)?[为达]?"
_LAST = r"(?:同比|[比较](?:上年|去年|上一年)(?:同期|末|底)?的?)"


@dataclass(frozen=True, slots=True)
class _Share:
    """What stands between the figures, and the share that they give."""

    first: re.Pattern[str]
    second: re.Pattern[str]
    share: Callable[[float, float], float]


def _share(first: str, second: str, share: Callable[[float, float], float]) -> _Share:
    return _Share(re.compile(f"^{first}$"), re.compile(f"^{second}$"), share)


_SHARES = [
    # 收缴21.4万元，为上年18.9万元的113.2%; 完成任务数25万元的90%
    _share(rf"{_AHEAD}(?:为|是|完成|相当于)[^，。；,;]{{0,10}}", "的", lambda a, b: a / b),
    # 参保6480人，比上年的5960人增长8.7%
    _share(rf"{_AHEAD}{_LAST}", _RISE, lambda a, b: a / b - 1),
    _share(rf"{_AHEAD}{_LAST}", _FALL, lambda a, b: 1 - a / b),
    # 由45家增加到50家，增长11.1%
    _share(
        "(?:增加|增长|提高|上升|发展|扩大|增)(?:到|至)", f"[,，]?{_RISE}", lambda a, b: b / a - 1
    ),
    _share("(?:减少|下降|降低|减|降)(?:到|至)", f"[,，]?{_FALL}", lambda a, b: 1 - b / a),
    # 收缴20万元，同比增加5万元，增长33.3%
    _share(
        rf"[,，]?{_LAST}(?:净)?(?:增加|增长|增收|多收)了?",
        f"[,，、]?{_RISE}",
        lambda a, b: b / (a - b) if a > b else float("nan"),
    ),
    _share(rf"[,，]?{_LAST}(?:减少|下降|减收)了?", f"[,，、]?{_FALL}", lambda a, b: b / (a + b)),
]
#: 比去年的2000人增加200人，增长10%: the first of the two is last year's.
_RISE_FROM = _share("(?:净)?(?:增加|增长)了?", f"[,，、]?{_RISE}", lambda a, b: b / a)
_LAST_YEARS = re.compile(rf"{_LAST}$")
_ITS_SHARE = re.compile(r"^[,，]?占(?:比|总数的|其)?(?:为|达|到)?$")
_OF_THE_TOTAL = re.compile(
    r"^[,，]?占(?P<what>[^，。；\d]{0,6}?)总(?:人?数|量|额)的?(?:比例)?[为达]?$"
)
_RATE = re.compile(r"^[,，]?(?P<of>[^，。；：、\d]{1,6}?)率(?:达|达到|为|是)?$")
#: 应建会企业50家，已建会40家: what is due and what is done.
_DUE = re.compile(r"(?:应|计划|目标|任务)[^，。；]{0,10}$")
_DONE = re.compile(r"^[,，](?:目前)?(?:已|实际|实)")
#: What the second figure is of the first: 参训300人，合格270人，合格率90%.
_OUTCOMES = frozenset("合格 办结 结案 成功 化解 整改 就业 达标 通过 及格 调解成功 完成".split())
_MET = ("完成", "任务完成")
#: Rates that no amount can take beyond 100%.
_BOUNDED = re.compile(r"(?:入会|建会|组建|覆盖|合格|参保|满意|普及|办结|整改|参与|入学|知晓)率$")


def percent_contradictions(rows: Facts) -> Iterator[Row]:
    """Report percentages that the amounts beside them contradict beyond rounding.

    Only wordings that leave one reading are checked (21.4万元，为上年18.9万元的113.2%;
    由45家增加到50家，增长11%; 4372人，其中2618人，占59.9%; 应建会50家，已建会40家，建会率80%;
    由85%提高到90%，提高5个百分点).
    """
    for facts in sentences_of(rows):
        for before, middle, percent in zip(facts, facts[1:], facts[2:], strict=False):
            share = _share_of(before, middle, percent)
            if share == share and _contradicts(percent, share * 100):
                yield of_fact(
                    percent,
                    "percent-contradiction",
                    say(
                        "{first} and {second} give {share:.1f}%, not {said}.",
                        first=before["text"],
                        second=middle["text"],
                        share=share * 100,
                        said=percent["text"],
                    ),
                )
            yield from _points(before, middle, percent)
        yield from (
            of_fact(
                fact,
                "percent-contradiction",
                say("{item} cannot be more than 100%.", item=fact["item"]),
            )
            for fact in facts
            if _is_beyond_all(fact)
        )


def _is_beyond_all(fact: Fact) -> bool:
    return (
        is_exact(fact)
        and fact["unit"] == "%"
        and fact["value"] > 100
        and not fact.get("change")
        and _BOUNDED.search(str(fact.get("item") or "")) is not None
    )


_NONE = float("nan")


def _share_of(a: Fact, b: Fact, percent: Fact) -> float:
    """Give what the percentage has to be as a share, NaN where the wording leaves it open."""
    amounts = (a, b)
    if not all(map(is_exact, (*amounts, percent))) or percent["kind"] != "percent":
        return _NONE
    if a["kind"] not in ("count", "money") or not _alike(a, b):
        return _NONE
    if percent["unit"] != "%" or not all(amount["value"] for amount in amounts):
        return _NONE
    first, second = between(a, b), between(b, percent)
    if is_part(b) and _ITS_SHARE.match(second):
        return _NONE if is_part(a) else b["value"] / a["value"]
    if _is_of_the_total(a, second) or _is_outcome(a, first, second):
        return b["value"] / a["value"] if a["value"] >= b["value"] else _NONE
    if _RISE_FROM.first.match(first) and _RISE_FROM.second.match(second):
        return _RISE_FROM.share(a["value"], b["value"]) if _is_last_years(a) else _NONE
    for known in _SHARES:
        if known.first.match(first) and known.second.match(second):
            return known.share(a["value"], b["value"])
    return _NONE


def _is_of_the_total(whole: Fact, words: str) -> bool:
    """Tell whether a share is of the figure before: 会员4372人，女会员2618人，占会员总数的59.9%."""
    found = _OF_THE_TOTAL.match(words)
    return (
        bool(found) and found is not None and str(whole.get("item") or "").endswith(found["what"])
    )


def _is_outcome(whole: Fact, first: str, second: str) -> bool:
    """Tell whether a rate says what came of the figure before."""
    rate = _RATE.match(second)
    if rate is None:
        return False
    ahead = seen(whole["sentence"][: whole["start"] - whole["sentence_start"]])
    if _DUE.search(ahead) and _DONE.match(first):
        of = rate["of"]
        return of in ahead or of in first or of in _MET or (of[0] in ahead and of[0] in first)
    return rate["of"] in _OUTCOMES and first.strip("，,、已") == rate["of"]


def _is_last_years(fact: Fact) -> bool:
    return bool(_LAST_YEARS.search(_ahead(fact)))


def _ahead(fact: Fact) -> str:
    return "".join(seen(fact["sentence"][: fact["start"] - fact["sentence_start"]]).split())


def _points(a: Fact, b: Fact, change: Fact) -> Iterator[Row]:
    """Report points that two rates do not differ by: 由85%提高到90%，提高8个百分点."""
    known = all(map(is_exact, (a, b, change))) and a["unit"] == b["unit"] == "%"
    if not known or change["unit"] != "百分点":
        return
    up, down = _RAISED.match(between(a, b)), _LOWERED.match(between(a, b))
    if not (up or down) or not _BY_POINTS.match(between(b, change)):
        return
    points = b["value"] - a["value"] if up else a["value"] - b["value"]
    if abs(points - change["value"]) > 0.1 + 1e-9:
        yield of_fact(
            change,
            "percent-contradiction",
            say(
                "{first} and {second} are {points:.12g} points apart, not {said}.",
                first=a["text"],
                second=b["text"],
                points=points,
                said=change["text"],
            ),
        )


_RAISED = re.compile(r"^(?:提高|上升|增长|增加|提升|升|增)(?:到|至)$")
_LOWERED = re.compile(r"^(?:下降|降低|减少|降|减)(?:到|至)$")
_BY_POINTS = re.compile(r"^[,，](?:提高|上升|增长|增加|提升|下降|降低|减少)了?$")


def _contradicts(percent: Fact, expected: float) -> bool:
    """Allow for the rounding of the percentage and of the amounts that it was made from."""
    _, _, decimals = fold(percent["text"]).rstrip("% ").partition(".")
    rounding = 10.0 ** -len(decimals)
    return abs(percent["value"] - expected) > rounding + 0.005 * (100 + abs(expected))


# ---------------------------------------------------------------- facts in their sentence


def of_fact(row: Fact, kind: str, message: str) -> Row:
    """Make a row of problems of a fact."""
    return {name: row[name] for name in ("doc_id", "start", "end", "text")} | {
        "kind": kind,
        "message": message,
    }


def label_of(cell: Fact) -> str:
    """Give what a message calls the indicator of a cell."""
    return str(cell.get("label") or cell["indicator"])


def sentences_of(rows: Facts) -> Iterator[list[Fact]]:
    """Give the facts of each sentence in their order."""
    together: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for row in rows:
        together[row["doc_id"], row["sentence_start"]].append(row)
    for facts in together.values():
        yield sorted(facts, key=lambda fact: fact["start"])


def between(a: Fact, b: Fact) -> str:
    """Give the words between two figures of one sentence, without white space."""
    origin = a["sentence_start"]
    return "".join(seen(a["sentence"][a["end"] - origin : b["start"] - origin]).split())


def is_exact(row: Fact) -> bool:
    """Tell whether a figure is stated, and neither vague nor masked."""
    return row["qualifier"] == "exact" and not row["masked"] and not is_absent(row.get("value"))


def is_part(row: Fact) -> bool:
    """Tell whether a figure is given as a part of another."""
    return "part-of-total" in str(row.get("flags") or "").split(";")

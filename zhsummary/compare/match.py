"""Fact to indicator, and which of several candidates is the cell.

Facts go in as rows; each gets the id of the indicator that it states, or none. Matching
asks what a fact says (kind, unit, item, action, change, rate), never the raw text, so that
one row of a codebook covers every wording. Where a document states an indicator more than
once, the better-founded statement is the cell; equal ones that disagree are a conflict.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from zhsummary.compare.codebook import Codebook, Indicator
from zhsummary.compare.dates import (
    is_of_a_while,
    is_of_other_months,
    of_an_opened_year,
    other_year,
    words_behind,
    year_said,
)
from zhsummary.compare.levels import level_of
from zhsummary.compare.several_years import grows_over_years, of_several_years
from zhsummary.compare.wording import is_parted, source_of, stands_apart, wordings
from zhsummary.lexicons import load
from zhsummary.messages import say
from zhsummary.spans import fold, seen, with_wide_stops

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Choice:
    """The cells of a comparison, and what was not chosen.

    Attributes
    ----------
    cells : list of dict
        One row a document, indicator and modality.
    rejected : list of (dict, str)
        Candidates that are no cell, with the reason.
    conflicts : list of list of dict
        Statements of one cell with different amounts, none better founded than another.
    """

    cells: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    conflicts: list[list[dict[str, Any]]] = field(default_factory=list)


def assign(rows: Sequence[Row], codebook: Codebook) -> list[str]:
    """Give for each fact the id of its indicator, or an empty string.

    Parameters
    ----------
    rows : sequence of mapping
        Facts in the order of their documents, with the columns of ``corpus.facts()`` and
        ``about``, the words around the figure in its clause.
    codebook : Codebook
        The indicators; the first that fits takes the fact.

    Returns
    -------
    list of str
        As long as `rows`.
    """
    found: list[str] = []
    stated: list[Row] = []
    said = _wordings(rows, codebook)
    for row, years, wording in zip(rows, of_several_years(rows), said, strict=True):
        if stated and (
            stated[-1]["doc_id"] != row["doc_id"]
            or stated[-1]["sentence_start"] != row["sentence_start"]
        ):
            stated = []
        source = source_of(row, stated)
        if (
            source is not None
            and "inherited-item" not in str(row["flags"])
            and is_parted(source, row)
        ):
            source = None  # what stands before ； is another matter
        if threshold := _threshold(row, stated[-1] if stated else None):
            row = dict(row) | {"about": f"{row.get('about', '')}{threshold}"}
        if _is_part(row) and (whole := next(_wholes(stated), None)) is not None:
            row = dict(row) | {"whole": whole}
        of_sort = [indicator for indicator in codebook.indicators if _is_of_sort(row, indicator)]
        event = _said(source) if source is not None else ""
        clause = earlier = ""
        if any(_is_named(row, indicator) for indicator in of_sort):
            clause = _before(row, source, stated)
            earlier = _before(row, source, stated, rates=True)
        if source is not None and not row["action"] and "inherited-item" in str(row["flags"]):
            row = dict(row) | {"action": source["action"]}  # 去年是29.7万元: of what was collected
        # growth without 年均 is a year's, whatever period its section is about
        growth = years == "titled" and str(row["change"]).endswith("_by")
        passing = years and row["modality"] == "actual" and not growth
        unclear = _of_part_or_whole(row, stated) or grows_over_years(row) or _is_torn(row)
        given = next(
            (
                indicator.id
                for indicator in of_sort
                if (indicator.stock or not passing)
                and not unclear
                and (
                    fits(row, indicator, event, clause, earlier)
                    or fits_wording(row, indicator, wording)
                )
            ),
            "",
        )
        found.append(given or _of_summands(row, stated, found))
        stated.append(row)
    return found


def _of_summands(row: Row, stated: Sequence[Row], given: Sequence[str]) -> str:
    """慰问金8万元、慰问品2万元，共计10万元: a sum that names nothing is of what its parts are."""
    if row["item"] or not row["value"] or not _SUMMED_UP.search(str(row.get("about", ""))):
        return ""
    rounding = _rounding(row)
    left, indicators = row["value"], []
    last = range(1, 1 + min(len(stated), _MOST_BEFORE))
    for part, indicator in ((stated[-k], given[-k]) for k in last):
        if part["kind"] == "percent":
            continue
        alike = all(part[name] == row[name] for name in ("unit", "modality"))
        if not alike or not part["value"] or part["value"] > left + rounding:
            return ""
        left -= part["value"]
        indicators.append(indicator)
        if abs(left) <= rounding:
            return indicators[0] if 1 < len(indicators) == indicators.count(indicators[0]) else ""
    return ""


def _rounding(total: Row) -> float:
    """Give how far parts may be from their sum: amounts in 万元 are rounded, counts are not."""
    return 0.02 * total["value"] if total["kind"] == "money" else 0.0


def _wordings(rows: Sequence[Row], codebook: Codebook) -> list[str]:
    """Give what each fact says in short, where an indicator asks for it."""
    if not any(indicator.wordings for indicator in codebook.indicators):
        return [""] * len(rows)
    return [str(wording or "") for wording in wordings(rows)]


def _clause(row: Row) -> str:
    """Give a figure's time, its words and what follows it in its clause."""
    rest = _rest_of_clause(str(row["sentence"]), row["end"] - row["sentence_start"])
    return f"{row['time']}｜{_said(row)}｜{rest}"


@lru_cache(maxsize=4096)  # each indicator asks, and so does each figure behind it
def _rest_of_clause(sentence: str, start: int) -> str:
    return _ENDS_OR_PARTS.split(seen(sentence[start:]), maxsplit=1)[0]


_ENDS = re.compile(r"[，；。：,;]")
#: 863人（其中农村低保821人）: what its parts are is not said of the whole.
_ENDS_OR_PARTS = re.compile(r"[，；。：,;]|[（(]?其中")


def _before(row: Row, source: Row | None, stated: Sequence[Row], *, rates: bool = False) -> str:
    """Give what is said before a figure that it still speaks of.

    That is the figure before, those of its clause (企业15家、职工860人，发放…), the whole of a
    part, and with `rates` what a rate, a reach or a figure of its own clause is of
    (参保6480人，参保率82%，赔付35人次; 签订协议43份，覆盖企业62家，涉及职工2680人;
    参保552人，4人得到补助7300元). What stands before ； is another matter.
    """
    if source is None:
        return ""
    said = [_clause(source)]
    later = row
    for before in reversed(stated[-_MOST_BEFORE:]):
        if before["start"] >= source["start"]:
            continue
        continues = any(_continues(figure, rates) for figure in (later, source))
        if is_parted(before, source) or not (
            continues or (rates and _in_one_clause(source, later))
        ):
            break
        said.append(_clause(before))
        later, source = source, before
    if _is_part(row) or _is_part(stated[-1]):
        said += [_said(whole) for whole in islice(_wholes(stated), 1)]
    return "｜".join(said)


#: No clause goes on over more figures than these.
_MOST_BEFORE = 30
#: What is reached is said of the figure before.
_REACHES = frozenset("覆盖 涵盖 涉及 惠及 受益".split())


def _wholes(stated: Sequence[Row]) -> Iterator[Row]:
    """Give the figures before that are no parts, the last first."""
    return (row for row in reversed(stated) if not _is_part(row))


def _continues(row: Row, rates: bool) -> bool:
    if rates and (row["kind"] == "percent" or row["action"] in _REACHES):
        return True
    return str(row.get("about", "")).startswith("、")


def _in_one_clause(before: Row, row: Row) -> bool:
    start, end = before["end"] - row["sentence_start"], row["start"] - row["sentence_start"]
    return _ENDS.search(fold(str(row["sentence"])), start, end) is None


def _of_part_or_whole(row: Row, stated: Sequence[Row]) -> bool:
    """投资增长9%，其中工业投资12亿元，增长16%: whose growth the last is, nobody says."""
    return bool(
        stated
        and "inherited-item" in str(row["flags"])
        and str(row["change"]).endswith("_by")
        and _is_part(stated[-1])
        and stated[-1]["item"] != row["item"]
    )


@lru_cache(maxsize=4096)  # each indicator asks
def _as_printed(text: str) -> str:
    """Give a text folded, with the punctuation that patterns are written with."""
    return with_wide_stops(seen(text))


def _entitled(row: Row) -> str:
    """Give a figure's time, the title of its document and the first words below it."""
    said = f"{row.get('title') or ''}｜{row.get('opening') or ''}"
    return f"{row['time']}｜{_as_printed(said)}"


def _is_reached(row: Row, indicator: Indicator, before: str) -> bool:
    """吸纳会员412人，农民工会员增加到1765人: a level that was reached is none of what came in."""
    reached = indicator.stock and str(row["change"]).endswith("_to")
    own = reached and "inherited-item" not in str(row["flags"])
    return own and _WHOLE_COUNTY.search(before) is None


def _is_alike(row: Row, indicator: Indicator) -> bool:
    """低保823户，其中农村低保802户, but not 新增低保12户，其中农村低保11户 or 危房86户，其中…."""
    whole = row.get("whole")
    if whole is None or not _pairs(whole["item"]) & _pairs(row["item"]):
        return False
    done = _says(indicator.action_not, whole["action"])
    return not done and not _says(indicator.about_not, _said(whole))


@lru_cache(maxsize=4096)
def _pairs(item: str) -> frozenset[str]:
    """Give the pairs of characters that name a thing, without those that only say it is counted."""
    pairs = {item[k : k + 2] for k in range(len(item) - 1)}
    return frozenset(pairs - load.word_set("counted_ends"))


def _is_a_sum(row: Row) -> bool:
    """Say whether an amount is of all together where its column is a rate: 农民纯收入9600万元."""
    of_each = row["per"] or re.search("人[均平]", f"{row['item']}{row.get('about', '')}")
    return not of_each and bool(re.search("[千百]万|[0-9]{3}万|亿", fold(str(row["text"]))))


def _is_torn(row: Row) -> bool:
    """Say whether digits stand before a figure and a space: 生产总值5 9亿元 lost its point."""
    if row["masked"] and _SPLIT.match(fold(str(row["text"]))):
        return True
    at_figure = row["start"] - row["sentence_start"]
    before = fold(str(row["sentence"]))[max(0, at_figure - 2) : at_figure]
    return bool(_TORN.match(before)) and fold(str(row["text"]))[:1].isdigit()


_TORN = re.compile("[0-9] ")
_SPLIT = re.compile("[0-9]{1,3} [0-9]")


def _said(row: Row) -> str:
    return f"{row['action']}｜{row['item']}｜{row.get('about', '')}"


def fits(
    row: Row, indicator: Indicator, event: str = "", clause: str = "", earlier: str = ""
) -> bool:
    """Say whether a fact states an indicator.

    `event` is what the figure before it in the sentence says: 慰问困难职工68户，送去8.6万元;
    `clause` adds the other figures of their clause, `earlier` what a rate between is of.
    """
    if not (_is_named(row, indicator) and _is_of_sort(row, indicator)) or stands_apart(row):
        return False
    item, action, about = row["item"], row["action"], str(row.get("about", ""))
    if _is_lacking(row, indicator):
        return False
    if row["kind"] != "percent" and not indicator.per and _MEAN.search(about):
        return False
    if indicator.per and row["kind"] == "money" and _is_a_sum(row):
        return False
    parted = "part-of-total" in str(row["flags"]) or "maybe-part" in str(row["flags"])
    part = "其中｜" if parted else ""
    own = f"{row['time']}｜{part}{action}｜{item}｜{about.split('，', 1)[-1]}"
    said = f"{_said(row)}｜{_leant_on(row, event)}"
    if _SINCE_JANUARY.search(about):
        own = own.replace("累计", "")
    before = f"{event}｜{clause}"
    if indicator.part == "any" or (indicator.part == "alike" and _is_alike(row, indicator)):
        # 财政收入820万元，其中一般预算收入460万元: a column of its own
        own = own.replace("其中", "")
    if level_of(row.get("township"), row.get("title")) == "county":
        own, before = _WHOLE_COUNTY.sub("", own), _WHOLE_COUNTY.sub("", before)
    elif _OWN_TOWNSHIP.search(about):
        before = _WHOLE_COUNTY.sub("", before)  # 全县1560件，我镇156件
    return (
        _holds(indicator.about, said)
        and _holds(indicator.action, _REACHING.sub("", action))
        and _holds(indicator.event, event)
        and _holds(indicator.theme, f"{_clause(row)}｜{earlier}")
        and _holds(indicator.section, _as_printed(row["section"]))
        and not _says(indicator.item_not, item)
        and not _says(indicator.action_not, action)
        and not _says(indicator.about_not, own)
        and not (_says(indicator.event_not, before) and not _is_reached(row, indicator, before))
        and not _says(indicator.sentence_not, _as_printed(str(row["sentence"])))
        and not _says(indicator.title_not, _entitled(row))
    )


def _is_lacking(row: Row, indicator: Indicator) -> bool:
    """Say whether what was not done or is not there is counted: 还差20份, 尚缺棉被40床."""
    if row["action"] in _SHORT_OF:
        return True
    undone = "not-done" in str(row["flags"]) or _UNDONE.match(row["item"]) is not None
    undone = undone or _LACKS.fullmatch(row["action"]) is not None or _is_wanting(row["item"])
    asking = (indicator.item, indicator.about, indicator.action) if undone else ()
    return undone and not any(one and _ASKS_UNDONE.search(one.pattern) for one in asking)


def _is_wanting(item: str) -> bool:
    """Say whether a thing is missing (缺棉被, 资金缺口); 缺水群众 are people who are there."""
    lacking = item.endswith("缺口") or _LACKS.match(item) is not None
    return lacking and _WHO_LACK.search(item) is None


_ASKS_UNDONE = re.compile("未|没有?|尚|缺")
_LACKS = re.compile("[尚还仍]缺少?|[短紧欠]缺|缺(?:少|口|(?![陷失席勤点位]))")
_WHO_LACK = re.compile(
    "(?:人口?|群众|户|家庭|村|[村居农]民|学生|儿童|对象|企业|单位|地区|小区|组)$"
)
_UNDONE = re.compile("[尚仍还均]?未(?!成年|来|婚|育|满|利用)|[尚仍还]?没有")
_SHORT_OF = {"差", "还差", "尚差", "仍差", "相差"}


def fits_wording(row: Row, indicator: Indicator, wording: str) -> bool:
    """Say whether a fact says exactly what an indicator lists among its wordings."""
    return _is_of_sort(row, indicator) and wording in indicator.wordings


def _is_named(row: Row, indicator: Indicator) -> bool:
    return indicator.item is not None and indicator.item.search(row["item"]) is not None


def _is_of_sort(row: Row, indicator: Indicator) -> bool:
    """Say whether kind, unit, rate and change are those of an indicator."""
    if row["kind"] != indicator.kind or (row["per"] and not indicator.per):
        return False
    if indicator.units and row["unit"] not in indicator.units:
        return False
    if indicator.modalities and row["modality"] not in indicator.modalities:
        return False
    if indicator.part in ("whole", "part") and _is_part(row) != (indicator.part == "part"):
        return False
    moves = str(row["change"]).endswith("_by")
    return moves in {"none": (False,), "by": (True,)}.get(indicator.change, (False, True))


def _threshold(row: Row, before: Row | None) -> str:
    """Give the threshold that bounds what is counted: 过千万元项目10个, 6家产值超亿元的企业.

    It is a figure of its own, so that the words around the count end before it.
    """
    rest = _rest_of_clause(str(row["sentence"]), row["end"] - row["sentence_start"])
    behind = _THRESHOLD.match("".join(rest.split()))
    if behind:
        return behind[0]
    if before is None or row["kind"] != "count" or before["kind"] == "count":
        return ""
    start, end = before["start"] - row["sentence_start"], row["start"] - row["sentence_start"]
    between = "".join(seen(str(row["sentence"])[start:end]).split())
    ahead = _THRESHOLD.fullmatch(between)
    return ahead[0] if ahead else ""


_AMOUNT_BOUND = r"[0-9一二三四五六七八九十百千万亿.]+(?:[元亩人吨头%]|平方米)"
_THRESHOLD = re.compile(
    rf"[^0-9、，；（）()过超逾]{{0,8}}(?:[过超逾]{_AMOUNT_BOUND}|{_AMOUNT_BOUND}及?以[上下内])"
    r"的?(?:项目|企业|大户)?的?"
)

#: 上半年累计实现零售总额13亿元: what is summed up are the months of the year.
_SINCE_JANUARY = re.compile(
    "(?:上半年|前[两二三]个?季度|全年|1[-—~～至到][2-9]月份?|今年以来)，?[^，＿]{0,4}累计"
)

#: 百强镇工业企业数平均为41家: a mean of many.
_MEAN = re.compile("平均(?:为|是|达到?|约)?＿")

#: What is the whole in a county's own document, and what says that a township speaks of itself.
_WHOLE_COUNTY = re.compile("全[县市区省州盟旗]")
_OWN_TOWNSHIP = re.compile("[我本全][镇乡]|[我本全]街道")

#: 升至, 增到: how far a verb reaches is said by the change, not by the action.
_REACHING = re.compile(r"(?<=[增升降涨扩减])[到至]$")


def _leant_on(row: Row, event: str) -> str:
    """Give what names a figure's thing elsewhere: the figure before, or the section's title."""
    flags = str(row["flags"])
    if "inherited-item" in flags or row["item"] in _LEANING:
        return event
    return seen(row["section"]) if "heading-item" in flags or "no-item" in flags else ""


#: Items that say little without the figure before them: 发出要约30份，签订协议28份.
_LEANING = frozenset("协议 合同 资金 经费 款 钱 产量 总产量 面积 总面积".split())


def _holds(pattern: Any, text: str) -> bool:
    return pattern is None or bool(pattern.search(text))


def _says(pattern: Any, text: str) -> bool:
    return pattern is not None and bool(pattern.search(text))


def choose(rows: Iterable[Row]) -> Choice:
    """Decide which statements are cells.

    Parameters
    ----------
    rows : iterable of mapping
        Facts with their ``indicator`` (``""``: none).

    Returns
    -------
    Choice
    """
    candidates: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    choice = Choice()
    rows = list(rows)
    latest = _latest_years(rows)
    opened = of_an_opened_year(rows)
    for row, years, earlier in zip(rows, of_several_years(rows), opened, strict=True):
        if not row["indicator"]:
            continue
        if why := "" if row.get("assigned") else _misdated(row, years, earlier):
            choice.rejected.append((dict(row), why))
            continue
        key = (row["doc_id"], row["indicator"], row["modality"])
        candidates[key].append(dict(row) | {"of_years": bool(years)})
    for stated in candidates.values():
        _choose(stated, latest.get(stated[0]["doc_id"], 0), choice)
    return choice


def _misdated(row: Row, years: str, earlier: bool) -> str:
    """Say why a figure is not of its document's year, if it is not."""
    actual = row["modality"] == "actual"
    if years == "ahead" or (years and not actual):
        return say("of several years, not of the year")
    if not actual:
        return ""
    if earlier or other_year(row) is not None:
        return say("of another year than its document")
    return ""


def _latest_years(rows: Iterable[Row]) -> dict[str, int]:
    """Give the latest year that a document without one dates a figure of its own in."""
    latest: dict[str, int] = {}
    for row in rows:
        undated = row["indicator"] and not isinstance(row.get("year"), int)
        if undated and row["modality"] == "actual" and (year := year_said(row)):
            latest[row["doc_id"]] = max(year, latest.get(row["doc_id"], 0))
    return latest


def _is_of_years(row: Row) -> int:
    """五年来从60%提高到65% beside the year's own figure."""
    return int(bool(row.get("of_years")))


def _choose(stated: list[dict[str, Any]], latest: int, choice: Choice) -> None:
    told = [row for row in stated if row.get("assigned")]
    if not told and (why := _of_unsaid_years(stated, latest)):
        choice.rejected.extend((row, why) for row in stated)
        return
    if told:
        others = (row for row in stated if not row.get("assigned"))
        choice.rejected.extend(
            (row, say("another figure was assigned by correction")) for row in others
        )
        stated = told
    remaining = _without_summands(stated, choice)
    if _is_less_than_its_part(remaining):
        why = say("of different parts of the year; the year's own figure is not stated")
        choice.rejected.extend((row, why) for row in remaining)
        return
    remaining = _without_bounds(remaining, choice)
    for standing, reason in _STANDINGS:
        best = min((standing(row) for row in remaining), default=0)
        kept = [row for row in remaining if standing(row) == best]
        choice.rejected.extend((row, reason) for row in remaining if standing(row) != best)
        remaining = kept
    remaining = _without_other_months(remaining, choice)
    remaining = _without_other_units(remaining, choice)
    distinct, told_again = agreeing(remaining)
    choice.rejected.extend(told_again)
    total = _total(distinct) or _whole_of_a_sentence(distinct)
    if total is not None:
        choice.rejected.extend(
            (row, say("a part of the total")) for row in distinct if row is not total
        )
        distinct = [total]
    if len(distinct) == 1:
        choice.cells.append(distinct[0])
    elif distinct and (why := _of_different_things(distinct)):
        choice.rejected.extend((row, why) for row in distinct)
    elif distinct:
        choice.conflicts.append(distinct)


def _is_less_than_its_part(rows: Sequence[Row]) -> bool:
    """上半年发展会员80人 beside 发展会员69人: the second cannot be the year's."""
    if len(rows) < 2 or rows[0]["modality"] != "actual" or any(map(_is_told, rows)):
        return False
    parts: list[float] = []
    whole: list[float] = []
    for row in rows:
        if row["value"] is not None:
            (parts if is_of_a_while(row) else whole).append(row["value"])
    return bool(parts and whole) and max(parts) > max(whole)


def _is_told(row: Row) -> bool:
    return bool(row.get("assigned"))


def _without_other_months(rows: list[dict[str, Any]], choice: Choice) -> list[dict[str, Any]]:
    """三季度到位资金3亿元 is not the year's, and no other is stated."""
    kept = []
    for row in rows:
        if row["modality"] == "actual" and not _is_told(row) and is_of_other_months(row):
            choice.rejected.append((row, say("of some months, not of the year")))
        else:
            kept.append(row)
    return kept


def _of_different_things(distinct: Sequence[Row]) -> str:
    """Say why amounts that differ do not disagree, if they do not.

    A sentence does not contradict itself: 镇级队伍22人，村级队伍183人 are two things. Neither do
    中秋节走访15户 and 春节走访72户.
    """
    if any(map(_is_told, distinct)):
        return ""
    if len({row["sentence_start"] for row in distinct}) == 1:
        return say("one of several in its sentence, which gives no total")
    times = {str(row["time"]) for row in distinct}
    if len(times) == len(distinct) and all(map(is_of_a_while, distinct)):
        return say("of different parts of the year; the year's own figure is not stated")
    return ""


def _of_unsaid_years(stated: Sequence[Row], latest: int) -> str:
    """Say why the statements of a document without a year are of no year that its row has.

    1995年倒塌房屋86间, 1996年倒塌房屋24间: neither is the document's. 2011年总人口21277人 is not,
    where another figure of its own is of 2020.
    """
    if any(isinstance(row.get("year"), int) for row in stated):
        return ""
    years = {year for row in stated if (year := year_said(row))}
    if len(years) > 1:
        return say("dated in different years; the document says no year of its own")
    if years and max(years) < latest and stated[0]["modality"] == "actual":
        return say("of an earlier year than others; the document says no year of its own")
    return ""


def agreeing(
    rows: Iterable[dict[str, Any]],
) -> tuple[list[dict[str, Any]], list[tuple[dict[str, Any], str]]]:
    """Leave one statement of each amount: equal ones merge, an exact one goes before a vague.

    Returns
    -------
    list of dict
        The amounts that differ; more than one is a conflict.
    list of (dict, str)
        The statements left out, with the reason.

    Examples
    --------
    >>> said = [{"value": v, "low": None, "high": None, "masked": False, "qualifier": q}
    ...         for v, q in ((300.0, "approx"), (296.0, "exact"), (296.0, "exact"))]
    >>> kept, left_out = agreeing(said)
    >>> [row["value"] for row in kept], [why for _, why in left_out]
    ([296.0], ['a vaguer word for the stated figure', 'says the same again'])
    """
    rows = list(rows)
    exact = _exact_amounts(rows)
    distinct: dict[tuple[Any, ...], dict[str, Any]] = {}
    left_out: list[tuple[dict[str, Any], str]] = []
    for row in rows:
        if _lies_within(_meant(row), exact):
            left_out.append((row, say("a vaguer word for the stated figure")))
        elif (amount := tuple(row[name] for name in _AMOUNT)) in distinct:
            left_out.append((row, say("says the same again")))
        else:
            distinct[amount] = row
    return list(distinct.values()), left_out


_AMOUNT = ("value", "low", "high", "masked")


def _exact_amounts(rows: Iterable[Row]) -> list[float]:
    return sorted(
        row["value"]
        for row in rows
        if row.get("qualifier") == "exact" and not row["masked"] and row["value"] is not None
    )


def _lies_within(bounds: tuple[float, float] | None, ordered: Sequence[float]) -> bool:
    """Tell whether one of some numbers, the least first, lies within bounds."""
    if bounds is None:
        return False
    at = bisect_left(ordered, bounds[0])
    return at < len(ordered) and ordered[at] <= bounds[1]


_ROUGHLY = 0.1
_AND_MORE = 0.25


def _meant(vague: Row) -> tuple[float, float] | None:
    """Give the bounds of the exact figures that 近300, 1000余 or 200—250 may be a word for."""
    stated, low, high = vague["value"], vague["low"], vague["high"]
    if vague.get("qualifier") == "range":
        return None if low is None or high is None else (low, high)
    if stated is None:
        return None
    return {
        "approx": (stated - abs(stated) * _ROUGHLY, stated + abs(stated) * _ROUGHLY),
        "over": (stated, stated + abs(stated) * _AND_MORE),
        "under": (stated - abs(stated) * _AND_MORE, stated),
    }.get(vague.get("qualifier") or "")


_SUMMED_UP = re.compile(r"合计|共计|总计|一共|(?<!公)共")


def _without_summands(stated: list[dict[str, Any]], choice: Choice) -> list[dict[str, Any]]:
    """慰问金8万元，慰问品2万元，共计10万元: a sum that its sentence draws is the cell."""
    together: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in stated:
        if row["value"] is not None:
            together[row["sentence_start"]].append(row)
    for row in stated:
        if row["value"] is None or not _SUMMED_UP.search(str(row.get("about", ""))):
            continue
        others = [other for other in together[row["sentence_start"]] if other is not row]
        parts = sum(other["value"] for other in others)
        if len(others) > 1 and abs(parts - row["value"]) <= _rounding(row):
            choice.rejected.extend((other, say("a part of the total")) for other in others)
            parted = set(map(id, others))
            return [other for other in stated if id(other) not in parted]
    return stated


def _without_bounds(rows: list[dict[str, Any]], choice: Choice) -> list[dict[str, Any]]:
    """突破4000万元、达到4211万元: the sentence says the figure behind the mark it passed."""
    exact: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        exactly = row.get("qualifier") == "exact" and not _is_part(row)
        if exactly and row["value"] is not None:
            insort(exact[row["sentence_start"]], row["value"])
    kept = []
    for row in rows:
        low = row["low"] if row.get("qualifier") == "over" else None
        beyond = None if low is None else (low, _farthest(row) * low)
        if _lies_within(beyond, exact[row["sentence_start"]]):
            choice.rejected.append((row, say("a mark that the stated figure passed")))
        else:
            kept.append(row)
    return kept


def _farthest(bound: Row) -> float:
    """Say how many times a mark that was passed the figure behind it may be: 亿元大关, 1.3亿元."""
    marked = words_behind(bound).startswith(tuple(load.word_set("marks_passed")))
    return _NEXT_MARK if marked else 1 + _AND_MORE


_NEXT_MARK = 2.0


def _without_other_units(rows: list[dict[str, Any]], choice: Choice) -> list[dict[str, Any]]:
    """接待群众来访9批86人次: one event in two units, and the first is the one that is counted."""
    if len({row["unit"] for row in rows}) < 2:
        return rows
    ending: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        ending[row["end"]].add(row["unit"])
    kept: list[dict[str, Any]] = []
    for row in rows:
        if ending.get(row["start"], set()) - {row["unit"]}:
            choice.rejected.append((row, say("says the same in another unit")))
        else:
            kept.append(row)
    return kept


def _total(rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Give the one amount that the others add up to: 联合会2家、企业工会3家，共5家."""
    exact = [row for row in rows if row["value"] is not None and row["low"] is row["high"] is None]
    if len(rows) < 3 or len(exact) < len(rows):
        return None
    largest = max(exact, key=lambda row: row["value"])
    parts = sum(row["value"] for row in exact) - largest["value"]
    return largest if abs(parts - largest["value"]) < 1e-9 * max(1.0, parts) else None


def _whole_of_a_sentence(rows: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Give the amount that sums up the others of its sentence: 共造林1.7万亩，其中…，绿化224亩."""
    summed = [row for row in rows if _SUMMED_UP.search(str(row.get("about", "")))]
    if len(summed) != 1 or len({row["sentence_start"] for row in rows}) > 1:
        return None
    total, behind = summed[0], words_behind(summed[0])
    others = [row for row in rows if row is not total]
    if total["value"] is None or not _OPENS_PARTS.search(behind):
        return None
    parts = (row["value"] for row in others if row["start"] > total["start"])
    less = [value for value in parts if value is not None and value < total["value"]]
    return total if len(less) == len(others) else None


_OPENS_PARTS = re.compile("其中|包括|含")


def _is_part(row: Row) -> int:
    return int("part-of-total" in str(row["flags"]))


def _is_masked(row: Row) -> int:
    return int(bool(row["masked"]))


def _is_inherited(row: Row) -> int:
    return int("inherited-item" in str(row["flags"]) or "heading-item" in str(row["flags"]))


_RUNNING = re.compile(r"累计|历年|迄今|至今|以来")


def _is_running(row: Row) -> int:
    """截至目前累计资助210名 beside 资助37名: the running total is not the year's figure."""
    behind = words_behind(row)
    if behind[:1] in ("(", "（") and _RUNNING.match(behind, 1):
        return 1  # 286户1380万元（累计）
    said = f"{row['time']}{row['action']}{row.get('about', '')}"
    return int(bool(_RUNNING.search(said)) and "今年以来" not in said)


def _is_of_the_start(row: Row) -> int:
    """年初有工会73家 beside 现有78家: what there was when the year began."""
    said = f"{row['time']}｜{row.get('about', '')}"
    level = str(row["action"] or "") in _LEVELS and bool(_AT_FIRST.search(said))
    return int(row["modality"] == "actual" and (level or bool(_START.search(said))))


#: 年初会员3520人, but not 年初任务5家, 年初走访68户.
_AT_FIRST = re.compile("(?:^|｜)年初(?!计划|目标|任务|预算|下达|定|确定|制|部署|以来|[0-9])")
_LEVELS = frozenset({"", "有", "共有", "现有", "达", "达到", "为"})
_START = re.compile(r"年初(?:底子|时|有|的)|[上去前]年(?:年?底|末)")


def _is_of_a_while(row: Row) -> int:
    """7月11日损失1460万元 beside 全年损失1720万元: a day's figure is not the year's."""
    return int(is_of_a_while(row))


_THIS_PERIOD = re.compile(r"年初|今年|本年|全年|当年")


def _is_met_target(row: Row) -> int:
    """年初计划建会3家 beside 明年建会4家: the plan of the table is the one ahead."""
    return int(row["modality"] == "planned" and bool(_THIS_PERIOD.search(str(row["time"]))))


#: What makes one statement better founded than another, most weighty first.
_STANDINGS = (
    (_is_part, say("a part of the whole that is stated")),
    (_is_of_years, say("of several years; the year's own figure is stated")),
    (_is_running, say("a running total; the period's own figure is stated")),
    (_is_of_the_start, say("of the beginning of the year; that of its end is stated")),
    (_is_of_a_while, say("of a part of the year; the year's own figure is stated")),
    (_is_met_target, say("a target of the period that is over")),
    (_is_inherited, say("its item is stated elsewhere; another figure has its own")),
    (_is_masked, say("blanked out; the figure is stated elsewhere")),
)

"""Whether a figure is of one year or of several: 五年来, “十四五”时期, 年均, 到2030年.

Facts go in, in the order of their documents; out comes for each what dates it in several
years together. The sentence up to the figure decides, else what opened the sentences before
it, else the section's title, else the flag ``several-years`` that reading set.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from zhsummary.spans import seen

Row = Mapping[str, Any]

#: What dates a statement in several years together, and what in one.
_YEARS = re.compile(
    r"(?:过去|今后|未来|近)的?[两二三四五几]年(?!级)"
    r"|(?<![第〇零一二三四五六七八九])[两二三四五几多]年"
    r"(?:来|间|累计|共|完成|新增|新建|开工|实现|投入)"
    r"|的五年$|[三四五]年的?工作的?(?:总结|回顾)|连续[0-9一二三四五六七八九十]+年(?=[稳保超突])"
    r"|十[一二三四五六七八九]五[”\"]?(?:时期|期间|以来|末)"
    r"|(?:脱贫攻坚|精准扶贫|扶贫开发)(?:期间|以来|战以来|工作以来)"
    r"|年均(?!浓度|值|气温|PM)|本届政府|任期(?:内|以来)"
    r"|(?:去年|上年|前年)(?:[一二三四五六七八九十0-9]{1,2}月份?|年底|[上下]半年)?(?:至今|到现在|以来|起)"
)
_ONE_YEAR = re.compile(
    r"今年|本年|全年|当年|年内|明年|一年来|过去的?一年"
    r"|(?:去年|上年)(?!(?:[一二三四五六七八九十0-9]{1,2}月份?|年底|[上下]半年)?(?:至今|到现在|以来|起))"
    r"|(?<!到)(?:19|20)[0-9]{2}年(?!来|以来|间)"
)
_HORIZON = re.compile(r"到(20[0-9]{2})年")
_OPENING = 20  # characters: 五年来，全镇… opens a sentence
_PARAGRAPH = 600  # characters that an opening reaches at most
_GAP = 60  # characters without a figure in which a paragraph hardly ends


def of_several_years(rows: Sequence[Row]) -> list[str]:
    """Say for each fact what dates it in several years together: 五年来, 到2030年.

    ``ahead``: a year to come far off; ``said``: its sentence or those before it; ``titled``:
    its section's title alone; else "".

    The last date before a figure in its sentence decides, else what opened the sentences
    before it: for what is done those of its paragraph, for what is planned those of its
    section, else the section's title.

    Examples
    --------
    >>> fact = {"doc_id": "a", "sentence": "“十四五”时期，新建公路86公里。", "start": 12,
    ...         "sentence_start": 0, "section": "", "modality": "actual", "year": 2025}
    >>> of_several_years([fact, fact | {"sentence": "今年新建公路9公里。", "start": 6}])
    ['said', '']
    """
    found: list[str] = []
    place: tuple[Any, Any] | None = None
    before: Row | None = None
    opened: dict[str, int] = {}
    titled, mixed = False, False
    for row in rows:
        title = _dated_title(seen(str(row.get("section") or "")))
        if (row["doc_id"], title) != place:
            place, opened = (row["doc_id"], title), {}
            titled, mixed = _titled(title)
        start, modality = row.get("start", 0), row["modality"]
        if before is not None and another_paragraph(before, row):
            opened.pop("actual", None)
        before = row
        at_figure = row.get("end", start) - row.get("sentence_start", 0)
        dated = _dated(str(row.get("sentence") or ""), at_figure, row.get("year"))
        if dated is not None:
            opens, years = dated
            found.append(years)
            if mixed and opens and modality == "actual":
                titled = bool(years)
            elif not years:
                opened.pop(modality, None)
                titled = False
            elif opens:
                opened[modality] = start
            continue
        reaches = modality in opened and start - opened[modality] <= _PARAGRAPH
        titled_so = titled or "several-years" in str(row.get("flags") or "")
        found.append("said" if reaches else "titled" if titled_so else "")
    return found


def grows_over_years(row: Row) -> bool:
    """Say whether a growth is one over an earlier year than the one before.

    Examples
    --------
    >>> fact = {"sentence": "总产值比2016年增长52%，同比增长7%。", "start": 13, "sentence_start": 0,
    ...         "change": "increase_by", "year": 2021}
    >>> grows_over_years(fact), grows_over_years(fact | {"start": 20})
    (True, False)
    """
    if not str(row["change"]).endswith("_by"):
        return False
    sentence, at_figure = str(row["sentence"]), row["start"] - row["sentence_start"]
    if _MEAN_OF_YEARS.search(seen(sentence[max(0, at_figure - _BEFORE) : at_figure])):
        return True
    base, masked = _base(sentence, at_figure)
    if not base:
        return False
    if base.isdigit():
        return isinstance(row["year"], int) and int(base) < row["year"] - 1
    return not masked or bool(_YEARS.search(seen(str(row.get("section") or ""))))


#: 两年平均增长6.6%: the mean of years, beside which the year's own growth stands.
_MEAN_OF_YEARS = re.compile(
    r"[两二三四五六七八九十几多2-9]年(?:来|间)?的?(?:平均|年均|复合)[^，。；0-9]{0,8}$"
)
_BEFORE = 24  # characters before a figure that may say so


@lru_cache(maxsize=4096)
def _base(sentence: str, at_figure: int) -> tuple[str, bool]:
    """Give the earlier year that a figure is compared with, as written, and whether it is masked.

    The last comparison before the figure counts; one with last year gives nothing.
    """
    said = seen(sentence[:at_figure])
    base, end = ("", False), 0
    for found in _COMPARED.finditer(said):
        if found["base"]:
            base, end = (found["base"], bool(found["masked"])), found.end()
        elif not (base[0] and found[0].startswith("同") and "%" not in said[end : found.start()]):
            base = ("", False)  # 与2010年相比，…分别同比增长: the year is still the base
    return base


_COMPARED = re.compile(
    r"[比较与](?P<base>(?:19|20)[0-9]{2}(?=年)|(?P<masked>[xX×*_]{2,4}(?=年))"
    r"|上届|[两三四五]年前|[“\"]?十[一二三四五]五[”\"]?(?:初|末|期末|时期))(?:年?[底末初]?同[比期])?"
    r"|同比|环比|同期|[比较](?:上年|去年|前)"
)


def another_paragraph(before: Row, row: Row) -> bool:
    """Say whether a line ends between two facts, or might in the sentences that have none."""
    if row.get("sentence_start") == before.get("sentence_start"):
        return False
    sentence = str(before.get("sentence") or "")
    end = before.get("sentence_start", 0) + len(sentence)
    return sentence.endswith("\n") or row.get("sentence_start", 0) - end > _GAP


@lru_cache(maxsize=4096)  # each codebook asks anew
def _dated(sentence: str, at_figure: int, year: Any) -> tuple[bool, str] | None:
    """Say whether the last date before a figure opens its sentence, and of what years it is."""
    text = seen(sentence[:at_figure])
    dates = [(match.start(), "said") for match in _YEARS.finditer(text)]
    dates += [(match.start(), "") for match in _ONE_YEAR.finditer(text)]
    for match in _HORIZON.finditer(text):
        ahead = int(match[1]) % 5 == 0 if not isinstance(year, int) else int(match[1]) - year > 1
        dates.append((match.start(), "ahead" if ahead else ""))
    if not dates:
        return None
    at, years = max(dates)
    return at < _OPENING or any(word in text[at:] for word in ("年均", "的五年")), years


def _dated_title(section: str) -> str:
    """Give the innermost title of a section's titles that has a date."""
    dated = (
        title
        for title in reversed(section.split(" / "))
        if _YEARS.search(title) or _PLAN_PERIOD.search(title) or _ONE_YEAR.search(title)
    )
    return next(dated, "")


def _titled(title: str) -> tuple[bool, bool]:
    """Say whether a title begins with several years, and whether it has one year as well.

    Examples
    --------
    >>> _titled("“十四五”时期和2025年工作回顾"), _titled("2025年工作回顾")
    ((True, True), (False, False))
    """
    years = _YEARS.search(title) or _PLAN_PERIOD.search(title)
    one = _ONE_YEAR.search(title)
    if years and one:
        return years.start() < one.start(), True
    return bool(years), False


_PLAN_PERIOD = re.compile(r"十[一二三四五六七八九]五[”\"]?(?=发展|建设|以|目标|工作|规划)")

"""When a figure is of: its document's year, another one, a part of the year, a single event.

A row of facts goes in; out comes what keeps its figure from being that of the year. Several
years together (五年来) are told in `several_years`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from zhsummary.compare.several_years import another_paragraph
from zhsummary.lexicons import load
from zhsummary.spans import fold, seen

Row = Mapping[str, Any]

_LEAST_MONTHS = 9  # 1—9月 and more: as much of its year as a report of autumn knows

#: 三季度, 上半年, 7—9月: a stretch of a year, with the months that it ends and begins in.
_STRETCH = re.compile(
    r"前(?P<quarters>[二两三])个?季度|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年"
    r"|(?<!\d)(?P<first>\d{1,2})月?份?[—\-~～至到]+(?P<last>\d{1,2})月"
)
#: What in a title or its first words says that a report is of less than a year.
_SHORT_REPORT = re.compile(r"半年|季度|月份?(?:$|[^\d日号])")
_SUMS_UP = re.compile("总结|小结|报告|汇报|述职|回顾|情况|年鉴|概况")
_ABOUT_MONTHS = re.compile(r"(?:半年|季度|\d月份?)[^，。]{0,8}?(?:工作|情况|总结|汇报|小结)|半年来")
#: 10月底, 截至6月: a moment, and what it tells is a level.
_MOMENT = re.compile(r"截[至止]|月?[底末]|为止")
#: 8月, 六月份, 5月12日: a single month or day.
_MONTH_OR_DAY = re.compile(r"(?<![\d至—\-~～])(?:\d{1,2}|[一二三四五六七八九十]{1,2})月")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年)")
_YEAR_BEHIND = re.compile(r"[(（]((?:19|20)[0-9]{2})年?[底末]?[)）]")


def is_of_other_months(row: Row) -> bool:
    """Say whether a figure is of some months, and its document of the whole year or others.

    三季度到位资金3亿元 is no year's figure; 1—11月 is the year's as far as it was known, and
    上半年 is what a half-year's report is about, and what a page of news knows of its year.

    Examples
    --------
    >>> fact = {"time": "三季度", "title": "青石镇2023年工作总结", "opening": "", "year": 2023}
    >>> is_of_other_months(fact), is_of_other_months(fact | {"time": "1—11月"})
    (True, False)
    >>> is_of_other_months(fact | {"title": "青石镇2023年三季度工作总结"})
    False
    """
    time = fold(str(row["time"] or ""))
    if "月" not in time and "季" not in time and "半年" not in time:
        return False
    found = _STRETCH.search(time)
    if found is None or _MOMENT.search(time):
        return False
    first, last = _months(found)
    so_far = first == 1 and (last >= _LEAST_MONTHS or not _is_of_a_year(row))
    return not so_far and not _is_short_report(row)


def _months(stretch: re.Match[str]) -> tuple[int, int]:
    """Give the months in which a stretch begins and ends."""
    if stretch["first"]:
        return int(stretch["first"]), int(stretch["last"])
    if stretch["half"]:
        return (1, 6) if stretch["half"] == "上" else (7, 12)
    if stretch["quarters"]:
        return 1, 9 if stretch["quarters"] == "三" else 6
    quarter = "一二三四".find(stretch["quarter"]) + 1 or int(stretch["quarter"])
    return 3 * quarter - 2, 3 * quarter


def _is_of_a_year(row: Row) -> bool:
    """Say whether a document sums up a year: its title says so, and it has one."""
    return isinstance(row.get("year"), int) and bool(_SUMS_UP.search(str(row.get("title") or "")))


def _is_short_report(row: Row) -> bool:
    if _SHORT_REPORT.search(seen(str(row.get("title") or ""))):
        return True
    return _ABOUT_MONTHS.search(seen(str(row.get("opening") or ""))) is not None


def is_of_a_while(row: Row) -> bool:
    """Say whether a figure is dated in a part of the year: a month, a day, a festival.

    Examples
    --------
    >>> [is_of_a_while({"time": time}) for time in ("7月11日", "春节", "全年", "截至10月底")]
    [True, True, False, False]
    """
    time = fold(str(row["time"] or ""))
    if _MOMENT.search(time):
        return False
    said = f"{time}｜{row.get('about') or ''}"
    return bool(
        any(word in said for word in load.word_set("occasions"))
        or "期间" in time
        or _STRETCH.search(time)
        or _MONTH_OR_DAY.search(time)
    )


def other_year(row: Row) -> int | None:
    """Give the year that dates a figure, where its document is of another one.

    It stands in the figure's time, or in brackets right behind the figure.

    Examples
    --------
    >>> fact = {"time": "", "sentence": "总人口6491人（2017年）。", "sentence_start": 0, "end": 8,
    ...         "year": 2009}
    >>> other_year(fact), other_year(fact | {"year": 2017})
    (2017, None)
    """
    said = year_said(row)
    return said if isinstance(row.get("year"), int) and said != row["year"] else None


def of_an_opened_year(rows: Sequence[Row]) -> list[bool]:
    """Say for each fact whether the paragraph that it stands in opens with an earlier year.

    Examples
    --------
    >>> fact = {"doc_id": "a", "sentence": "2022年，修路9公里。", "sentence_start": 0,
    ...         "time": "2022年", "year": 2023}
    >>> later = fact | {"sentence": "修桥2座。", "sentence_start": 12, "time": ""}
    >>> today = later | {"sentence": "今年修桥3座。", "sentence_start": 18, "time": "今年"}
    >>> of_an_opened_year([fact, later, today])
    [False, True, False]
    """
    found: list[bool] = []
    opened, sentence = 0, (None, None)
    before: Row | None = None
    for row in rows:
        here = row.get("doc_id"), row.get("sentence_start")
        if before is None or here[0] != sentence[0] or another_paragraph(before, row):
            opened = 0
        if here != sentence:
            said = seen(str(row.get("sentence") or ""))
            if opens := _OPENS_YEAR.match(said):
                opened = int(opens[1])
            elif opened and _ANOTHER_TIME.search(said):
                opened = 0
        year = row.get("year")
        earlier = bool(opened) and isinstance(year, int) and opened < year
        found.append(earlier and not row.get("time"))
        before, sentence = row, here
    return found


_OPENS_YEAR = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})?[）)、.．]?((?:19|20)[0-9]{2})年度?[，,]"
)
_ANOTHER_TIME = re.compile(r"今年|本年|当年|目前|现有|至今|去年|(?:19|20)[0-9]{2}年|[0-9]月")


def year_said(row: Row) -> int | None:
    """Give the one year that dates a figure by name, None where none or several do."""
    time = fold(str(row["time"] or ""))
    years = set(_YEAR.findall(time))
    if found := _YEAR_BEHIND.match(words_behind(row)):
        years = {found[1]}
    return int(years.pop()) if len(years) == 1 else None


def words_behind(row: Row) -> str:
    """Give what follows a figure in its sentence, folded."""
    if "end" not in row:
        return ""
    return fold(str(row.get("sentence") or "")[row["end"] - row["sentence_start"] :])

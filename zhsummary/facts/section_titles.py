"""Which section titles announce plans, and which look back on what was done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from zhsummary.spans import seen

_PLAN_TITLE = re.compile(
    r"打算|计划(?!生育|免疫|外)|(?<!统筹)(?<!合理)(?<!科学)(?<!精心)(?<!周密)安排(?!就业)|(?<!业务)(?<!职能)(?<![共个]性)(?<!保证)(?<!考核)目标(?!管理|责任|考核)|设想|思路|展望|规划(?!建设|管理|编制|区)|下[一]?步|明年|来年|今后|下阶段|新一年|新的一年|工作(?:重点|部署|要点)"
    r"|(?:今年|20\d\d年)[^，]{0,10}(?:重点工作|主要任务|工作任务|重点任务|工作建议)|(?<!中心)(?<!政治)(?<!攻坚)任务$"
)
_REVIEW_TITLE = re.compile(
    r"^(?!.*(?:计划|打算|安排|目标|展望|下一?步|明年)).*(?:回顾|总结|成效|成绩|完成情况|工作情况)"
    r"|^(?!.*(?:打算|安排|展望|下一?步|明年)).*(?:目标|任务|计划)[^，]{0,8}(?:完成|落实|执行)情况"
)
_AHEAD_TITLE = re.compile(r"打算|下[一]?步|明年|来年|今后|下阶段|设想|思路|展望|新的?一年|计划")
#: 目标明确, 紧扣目标, 圆满完成任务: how it was done, and that it was.
_NO_PLAN = re.compile(
    r"(?:目标|任务|思路|规划)(?:任务|责任)?(?:更加|更为|更|进一步|十分|日益)?(?:明确|清晰)"
    r"|(?:明确|紧扣|紧盯|紧紧围绕|围绕|瞄准|锁定|聚焦|咬定|对照|细化|分解)[^，、0-9]{0,6}(?:目标|任务|思路)"
    r"|(?<![保争力证到会要将须])(?:圆满|顺利|超额|较好|如期|按时|按期|按质按量|保质保量|高质量|高标准|全面|出色)地?完成[^，]{0,30}(?:任务|目标|指标|计划)"
    r"|(?:创新|转变|理清|厘清|拓宽|拓展|开拓|更新|调整|完善|优化)[^，、0-9]{0,4}思路"
    r"|(?:占|完成|为)[^，]{0,4}(?:计划|任务|目标)的?(?=\d)"
)
_MIXED_TITLE = re.compile(r"问题|不足|困难|短板|差距|存在|情况|总结|回顾|执行|成就|成效|成果")


@lru_cache(maxsize=256)
def plan_section(path: tuple[str, ...], announced: bool = False) -> bool:
    """Say whether section titles announce plans and nothing else (``五、下步打算``).

    `announced` tells that a bare title line above them does.
    """
    titles = _plain(path)
    if announced and not any(_MIXED_TITLE.search(title) for title in titles):
        return True
    for depth, title in enumerate(titles):
        if _PLAN_TITLE.search(_NO_PLAN.sub("", title)) and not _MIXED_TITLE.search(title):
            # 2023年工作回顾 / 完成重大改革任务: done, whatever the inner title is called
            reviewed = any(_REVIEW_TITLE.search(outer) for outer in titles[:depth])
            return not reviewed or _AHEAD_TITLE.search(title) is not None
    return False


@lru_cache(maxsize=256)
def reviewing(path: tuple[str, ...]) -> bool:
    """Say whether section titles look back and nothing else (``一、2023年工作回顾``)."""
    titles = _plain(path)
    back = any(_REVIEW_TITLE.search(title) for title in titles)
    return back and not any(_AHEAD_TITLE.search(title) for title in titles)


def _plain(path: tuple[str, ...]) -> list[str]:
    """Give titles folded and without spaces: 2024 年重点工作, 下一步工作打算."""
    return ["".join(seen(title).split()) for title in path]


_YEAR = re.compile(r"(?<![0-9—–~-])(20[0-9]{2})年(?!.{0,3}[—–~至到-])")


def earlier_years(paths: Iterable[tuple[str, ...]], year: int | None) -> frozenset[int]:
    """Give the years before the reported one that sections of their own look back on.

    Only where another section looks back on the reported year: the report of 2024 that has
    ``一、2023年工作回顾`` and ``二、2024年工作安排`` tells of 2023.

    Examples
    --------
    >>> sorted(earlier_years([("2022年工作回顾",), ("2023年工作情况",)], 2023))
    [2022]
    >>> sorted(earlier_years([("2023年工作回顾",), ("2024年工作安排",)], 2024))
    []
    """
    told: set[int] = set()
    for path in paths:
        if (named := of_year(path)) is not None and not plan_section(path):
            told.add(named)
    return frozenset(one for one in told if year in told and year is not None and one < year)


def of_year(path: tuple[str, ...]) -> int | None:
    """Give the one year that the titles of a section name, the innermost first."""
    for title in reversed(_plain(path)):
        if found := _YEAR.findall(title):
            return int(found[0]) if len(set(found)) == 1 else None
    return None

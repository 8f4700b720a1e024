"""Whose figures a document gives: a township's, a county's, or nobody can say.

A township is named or its title speaks of one (镇民政办工作总结); a county's own document says
so in its title (民政局2023年工作总结, 岚川县政府工作报告). To the one 全县 is another's, to the
other its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal

from zhsummary.spans import seen

Level = Literal["township", "county", ""]


def level_of(township: Any, title: Any) -> Level:
    """Tell whose figures a document of a title gives.

    Parameters
    ----------
    township : str or None
        The township that is known of it.
    title : str or None
        Its title.

    Returns
    -------
    {"township", "county", ""}
        ``county`` is every larger area (a city's, a province's).

    Examples
    --------
    >>> level_of(None, "县民政局2023年工作总结"), level_of(None, "某镇民政工作总结")
    ('county', 'township')
    >>> level_of("青石镇", "全县民政工作座谈会发言"), level_of(None, "民政工作总结")
    ('township', '')
    """
    return "township" if township else _titled(str(title or ""))


@lru_cache(maxsize=1024)
def _titled(title: str) -> Level:
    said = seen(title)
    if _TOWNSHIP.search(said):
        return "township"
    return "county" if _COUNTY.search(said) else ""


_TOWNSHIP = re.compile("(?<!城)镇|(?<!城)乡(?!村)|街道|社区|(?<![农乡])村(?!镇)|[站所](?!有)")
_COUNTY = re.compile("局|县|(?<![社小园景校])区|[市州盟旗](?!场)|省")

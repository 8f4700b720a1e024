"""Headings without a number that stand alone: lines that must be headings, and no others.

In go the folded lines of a summary and its numbered headings, out come the places of further
headings. Four kinds are sure: a Markdown heading sign (``## 组织建设``), a title in heavy brackets
(``【组织建设】``, its text below or on the same line), whole lines in bold
type, and short bare lines of like shape. Each must stand right above body text; bold and bare
lines never stand for themselves, and beside numbered headings only where the numbering begins anew
under each (``2023年工作回顾`` 一、二、 ``2024年工作安排`` 一、二、). Titles, dates, signatures,
addressees, lines with figures, repeated lines and what opens a list are none. Bare lines under
a numbered heading are not looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zhsummary.lexicons.load import words
from zhsummary.structure.documents import ends_like_title, find_title, is_writer
from zhsummary.structure.lines import Line, is_page_mark
from zhsummary.structure.pages import is_site_note

_LONGEST = 40  # characters of a marked heading
_LONGEST_BARE = 18
_SHORTEST = 4
_STOP = re.compile(r"[。！？；]")
_HAN = r"\u4e00-\u9fff"
# one comma or pause mark parts the halves of a heading; a year may open it
_BARE = re.compile(
    rf"(?:(?:(?:19|20)\d\d|20[xX]{{2}}|[xX]{{2}}|二[〇零○][{_HAN}〇○]{{2}})年度?)?"
    rf"[{_HAN}]+(?:[，、 ][{_HAN}]+)?"
)
_MARKED = re.compile(r"[^#。！？；：:|\t]*[^#。！？；：:|\t，、,]")
_DATE = re.compile(r"[\d〇零○一二三四五六七八九十xX×*_ 年月日时分:./-]+")


@dataclass(frozen=True)
class Bare:
    """A heading without a number: its line and its depth, the number of its Markdown signs.

    `boxed` is the place of a title in heavy brackets and of the text behind it.
    """

    line: Line
    depth: int
    boxed: tuple[int, int, int] | None = None


def unnumbered(
    folded: str, found: Sequence[Line], numbered: Sequence[tuple[int, int, int]]
) -> list[Bare]:
    """Find the headings that have no number.

    Parameters
    ----------
    folded : str
        A folded summary.
    found : sequence of Line
        Its lines.
    numbered : sequence of (start, level, number)
        Its numbered headings, in order.

    Returns
    -------
    list of Bare
        In order of appearance.

    Examples
    --------
    >>> from zhsummary.structure.lines import lines
    >>> text = "总结\\n强化组织领导\\n开会3次。\\n夯实工作基础\\n建阵地1处。\\n河口镇总工会"
    >>> [text[h.line.inner_start : h.line.inner_end] for h in unnumbered(text, lines(text), ())]
    ['强化组织领导', '夯实工作基础']
    """
    starts = {start for start, _, _ in numbered}
    title_end = _title_end(folded, found)
    said = Counter(folded[line.inner_start : line.inner_end] for line in found)
    hashed: list[Bare] = []
    boxed = _boxed(folded, found, title_end)
    bold: list[Bare] = []
    bare: list[Bare] = []
    for index, line in enumerate(found):
        content = folded[line.inner_start : line.inner_end]
        if line.inner_start in starts or line.inner_start < title_end or said[content] > 1:
            continue
        marked = line.hashed or line.bold
        if not (_is_marked(content) if marked else _is_bare(content)):
            continue
        if not _stands_above_body(folded, found, index, starts) or _is_something_else(content):
            continue
        if line.hashed:
            hashed.append(Bare(line, _depth(folded, line)))
        elif line.bold:
            bold.append(Bare(line, 0))
        elif _stands_below_body(folded, found, index, title_end):
            bare.append(Bare(line, 0))
    kinds = [_sure(folded, kind, numbered) for kind in (bold, bare)]
    sure = [*hashed, *boxed, *(h for kind in kinds for h in kind)]
    return sorted(sure, key=lambda h: h.line.inner_start)


def _boxed(folded: str, found: Sequence[Line], title_end: int) -> list[Bare]:
    """Find the lines that open with a title in heavy brackets, said once, above or before text."""
    opened = [
        (index, match)
        for index, line in enumerate(found)
        if line.inner_start >= title_end and not line.hashed
        if (match := _BOX.match(folded, line.inner_start, line.inner_end)) is not None
    ]
    said = Counter(match["title"] for _, match in opened)
    return [
        Bare(found[index], 0, (*match.span("title"), match.end()))
        for index, match in opened
        if said[match["title"]] == 1 and not _is_something_else(match["title"])
        if _not_headings().match(folded, match.end()) is None  # 【工作总结】相关文章
        if match.end() < found[index].inner_end or index + 1 < len(found)
    ]


_BOX = re.compile(
    rf"[【〖] ?(?P<title>(?:\d{{4}}年度?)?(?=[{_HAN}“《])[^【】〖〗#。！？；：:|\t\d]{{2,24}}?)"
    r" ?[】〗][*：:\s]*"
)


def _title_end(folded: str, found: Sequence[Line]) -> int:
    """Find where the title ends; a first line that does not say what it is may be a heading."""
    title = find_title(folded, found)
    first = found[0] if found else None
    is_first = first is not None and not first.hashed and first.inner_start == title.start
    says_so = ends_like_title(title.of(folded)) or "\n" in title.of(folded)
    return title.end if says_so or not is_first else 0


def _depth(folded: str, line: Line) -> int:
    return folded.count("#", line.start, line.inner_start)


def _is_marked(content: str) -> bool:
    content = content.strip("* ").rstrip("。：:")
    return _SHORTEST <= len(content) <= _LONGEST and _MARKED.fullmatch(content) is not None


def _is_bare(content: str) -> bool:
    fits = _SHORTEST <= len(content) <= _LONGEST_BARE and _BARE.fullmatch(content) is not None
    opens_prose = content.startswith(words("prose_fronts.txt")) or _ENUMERATED.match(content)
    return fits and not opens_prose


_ENUMERATED = re.compile("[一二三四五六七八九十]{1,3}是")  # 一是 stays an enumerator


def _is_something_else(content: str) -> bool:
    """Tell whether a line is a date, a signature, an addressee, a caption or a site's words."""
    content = content.strip("*（）() ")
    if _DATE.fullmatch(content) or is_page_mark(content) or is_site_note(content):
        return True
    return is_writer(content) or _not_headings().match(content) is not None


@cache
def _not_headings() -> re.Pattern[str]:
    return re.compile("|".join(words("not_headings.txt")))


def _stands_above_body(folded: str, found: Sequence[Line], index: int, starts: set[int]) -> bool:
    """Tell whether the next line is a paragraph or a numbered heading."""
    if index + 1 >= len(found):
        return False
    below = found[index + 1]
    if below.inner_start in starts:
        return True
    if below.hashed or below.bold:
        return found[index].hashed and below.hashed
    content = folded[below.inner_start : below.inner_end]
    return _STOP.search(content) is not None


def _stands_below_body(folded: str, found: Sequence[Line], index: int, title_end: int) -> bool:
    """Tell whether the line before is a finished paragraph, the title or an addressee."""
    if not index:
        return True
    above = found[index - 1]
    content = folded[above.inner_start : above.inner_end].rstrip("*”’）)] ")
    return above.inner_start < title_end or content[-1:] in "。！？；:："


def _sure(
    folded: str, group: Sequence[Bare], numbered: Sequence[tuple[int, int, int]]
) -> Sequence[Bare]:
    """Keep lines that are at least two, of like shape, and under which a numbering restarts."""
    if len(group) > 1 and _is_title(folded, group):
        group = group[1:]
    if len(group) < 2 or not _are_alike(folded, group):
        return ()
    if not numbered:
        return group
    starts = [start for start, _, _ in numbered]
    firsts = [bisect_left(starts, heading.line.inner_start) for heading in group]
    begins_anew = all(at < len(numbered) and numbered[at][1:] == (1, 1) for at in firsts)
    # none before the first of the lines, and another below each
    return group if begins_anew and firsts[0] == 0 and len({*firsts}) == len(firsts) else ()


def _is_title(folded: str, group: Sequence[Bare]) -> bool:
    """Tell whether the first line of the text is of another length than the rest: a title."""
    lengths = [h.line.inner_end - h.line.inner_start for h in group]
    opens = not folded[: group[0].line.start].strip()
    return opens and not min(lengths[1:]) - 1 <= lengths[0] <= max(lengths[1:]) + 1


def _are_alike(folded: str, group: Sequence[Bare]) -> bool:
    said = [folded[h.line.inner_start : h.line.inner_end] for h in group]
    lengths = [len(content) for content in said]
    halves = {sum(content.count(mark) for mark in "，、 ") for content in said}
    return max(lengths) <= 2 * min(lengths) and len(halves) < 3

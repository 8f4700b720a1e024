"""Lines of a text: where each begins and ends, its Markdown signs, whether its sentence goes on.

In goes a text, out come `Line` values in order, blank lines left out. Markdown is seen
only where it decorates a whole line (``##``, list signs, quotation signs, bold); tables
and links are not handled. Every line end counts, form feeds and Unicode separators too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zhsummary.spans import INVISIBLE

# a blank as a web page writes it, left in a text that was copied from its source
_BLANK = r"&(?:nbsp|emsp|ensp|#160|#12288);"
# a run of asterisks before 镇, 乡 … is a blanked-out name and not bold type
_SIGNS = re.compile(
    rf"(?:[\s\u200b-\u200d\u2060\ufeff`□]|{_BLANK})*(?:>\s*)*(?P<hash>#{{1,6}}(?![0-9a-zA-Z#])\s*)?(?P<item>[-*+•·●■◆▪]\s+|[●■◆▪★☆▲►▶➤➢❖※]{{1,3}}(?=\S))?"
    r"(?P<bold>\*\*(?![*\s]*(?:镇|乡|街道|县|市|村|区|社区|年|月|日|万|元|人|名|户|家)))?\s*"
)
_LOST = frozenset("`\u200b\u200c\u200d\u2060\ufeff")
# The number of a page that was left between two lines: - 3 -, — 3 —, 第3页, 3/8
PAGE_MARK = (
    r"(?:[-—–]{1,2} {0,2}[0-9]{1,3} {0,2}[-—–]{1,2}"
    r"|第 ?[0-9]{1,3} ?页(?:[,， ]{0,2}共 ?[0-9]{1,3} ?页)?)"
)
_PAGE_MARK_LINE = re.compile(rf"\s*{PAGE_MARK}\s*")
_ENOUGH = 200  # characters of a line's end that tell whether it breaks off
_FINAL = frozenset("。！？!?；;：:…")
_CLOSERS = frozenset("”’」』）)》】〕]\"'* \t\u3000")
_STOP = re.compile(r"[。！？!?；;]")
_DOT_STOP = re.compile(r"[\u4e00-\u9fff]\.$")
# pages against copying spell the sound behind a character: 總結(jié), 聯(lián)盟
_SOUND = re.compile(r"[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]{1,7}[)）]")


@dataclass  # to freeze them would take longer than to find them
class Line:
    """A line that is not blank.

    ``text[start:end]`` is the whole of it, ``text[inner_start:inner_end]`` the same
    without white space and Markdown signs. `bold_end` is where bold type that
    opens the line closes, or None.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    hashed: bool
    bold_end: int | None

    @property
    def bold(self) -> bool:
        """Tell whether the whole line is in bold type."""
        return self.bold_end is not None and self.bold_end >= self.inner_end


def lines(text: str) -> list[Line]:
    """Give the lines of a text that are not blank, in order.

    Examples
    --------
    >>> text = "## 总结\\n\\n**一、建会**今年建会5家。"
    >>> [text[line.inner_start : line.inner_end] for line in lines(text)]
    ['总结', '一、建会**今年建会5家。']
    """
    return list(_lines(text))


@lru_cache(maxsize=4)
def _lines(text: str) -> tuple[Line, ...]:
    """Give the lines of a text; its headings and its sentences ask one after the other."""
    found: list[Line] = []
    start = 0
    for content, whole in zip(text.splitlines(), text.splitlines(keepends=True), strict=True):
        if content and (line := _line(text, start, start + len(content))) is not None:
            found.append(line)
        start += len(whole)
    return tuple(found)


def is_page_mark(text: str) -> bool:
    """Tell whether a line holds the number of a page and nothing else.

    Examples
    --------
    >>> is_page_mark("- 3 -"), is_page_mark("第3页 共8页"), is_page_mark("- 3名")
    (True, True, False)
    """
    return _PAGE_MARK_LINE.fullmatch(text) is not None


def is_unfinished(text: str) -> bool:
    """Tell whether a line of prose breaks off inside a sentence.

    A line ends its sentence by punctuation; one that does not, and is long enough or
    punctuated enough to be prose, was cut by a page break. Short lines without
    punctuation are titles, names and dates.

    Examples
    --------
    >>> is_unfinished("全镇共建工会12家。会员人数达到1")
    True
    >>> is_unfinished("河口镇总工会")
    False
    """
    bare = without_sounds(text.rstrip()[-_ENOUGH:])
    if not bare or last_of(bare) in _FINAL or (bare[-1] == "." and _DOT_STOP.search(bare[-2:])):
        return False
    if bare[-1] in "，,、":
        return len(bare) >= 8
    if len(bare) >= 25 or _STOP.search(bare) or _open_bracket(bare):
        return True
    return bare[-1].isdecimal() and ("，" in bare or "," in bare)


def without_sounds(text: str) -> str:
    """Give a text without the sounds that a page spells behind single characters.

    For measuring and for matching names; offsets into the result are not those of the text.

    Examples
    --------
    >>> without_sounds("工作總結(jié)（二）")
    '工作總結（二）'
    """
    text = text.replace(INVISIBLE, "")
    return _SOUND.sub("", text) if "(" in text or "（" in text else text


def last_of(text: str) -> str:
    """Give the last character that is no closing quote, bracket or sign ('' if none)."""
    end = len(text)
    while end and text[end - 1] in _CLOSERS:
        end -= 1
    # a bracket that closes prose is as final as its last character only if that is a stop
    return text[end - 1] if end else ""


def _line(text: str, start: int, end: int) -> Line | None:
    signs = _SIGNS.match(text, start, end)
    if signs is None:  # cannot be: every part is optional
        return None
    inner_start = signs.end()
    inner_end = end
    bold_end = None
    if signs["bold"]:
        close = text.find("**", inner_start, end)
        if close < 0:
            inner_start = signs.start("bold")
        else:
            bold_end = close
    while inner_end > inner_start and (
        text[inner_end - 1].isspace() or text[inner_end - 1] in _LOST
    ):
        inner_end -= 1
    if bold_end is not None and inner_end == bold_end + 2:
        inner_end = bold_end
    if inner_end <= inner_start:
        return None
    return Line(start, end, inner_start, inner_end, bool(signs["hash"]), bold_end)


def _open_bracket(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in ("《》", "“”", "（）", "「」"))

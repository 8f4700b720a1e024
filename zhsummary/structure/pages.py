"""What pages leave in a text: tables of contents, a site's notes, titles cut in two.

In go folded lines, out comes which of them look numbered and are no items, and whether a
title goes on behind a page break. Numbers of pages inside a sentence are hidden before, by
`zhsummary.running_heads`; those on lines of their own are told by `lines.is_page_mark`; menus
and buttons are left to the reading stage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from zhsummary.lexicons.load import rows, words
from zhsummary.structure.lines import Line


def contents_lines(folded: str, found: Sequence[Line]) -> frozenset[int]:
    """Give the starts of the lines of a table of contents.

    A line that leads to a page by dots or a tab is one; so is a line of a block in which
    each line comes again below, where its text stands.

    Examples
    --------
    >>> from zhsummary.structure.lines import lines
    >>> text = "一、建会……3\\n二、维权……5\\n一、建会\\n建会5家。\\n二、维权\\n调处6件。"
    >>> len(contents_lines(text, lines(text)))
    2
    """
    contents = [folded[line.inner_start : line.inner_end] for line in found]
    leads = [_lead(content) for content in contents]
    names = [content[:lead].strip() for content, lead in zip(contents, leads, strict=True)]
    last = {name: index for index, name in enumerate(names)}
    again = [
        last[name] > index and _ENTRY.match(name) is not None for index, name in enumerate(names)
    ]
    return frozenset(
        line.inner_start
        for index, line in enumerate(found)
        if leads[index] is not None
        or (again[index] and (any(again[index + 1 : index + 2]) or (index and again[index - 1])))
    )


def _lead(content: str) -> int | None:
    """Give the place where a line leads to the number of a page, if it does."""
    last = content.rstrip(" ")[-1:]
    found = _LEADS.search(content) if last == ")" or last.isdecimal() else None
    return found.start() if found else None


_LEADS = re.compile(r"(?:[.…·．]{2,}|\t) *\(?\d{1,3}\)? *\Z")
_ENTRY = re.compile(r"[^。；]{4,50}\Z")


def listed_titles(folded: str, found: Sequence[Line]) -> frozenset[int]:
    """Give the starts of the numbered lines in a list of annexes or of a site's other articles.

    Examples
    --------
    >>> from zhsummary.structure.lines import lines
    >>> text = "一、建会\\n建会5家。\\n附件：\\n1、名册\\n2、台账\\n二、维权"
    >>> [text[at : at + 4] for at in sorted(listed_titles(text, lines(text)))]
    ['1、名册', '2、台账']
    """
    if not _may_list(folded):
        return frozenset()
    listed: set[int] = set()
    inside = False
    for line in found:
        content = folded[line.inner_start : line.inner_end]
        if inside and _LISTED.fullmatch(content):
            listed.add(line.inner_start)
        else:
            inside = _LIST_HEAD.fullmatch(content) is not None
    return frozenset(listed)


def _may_list(folded: str) -> bool:
    """Tell whether a text holds anything that the head of such a list holds."""
    if any(word in folded for word in _FOR_READERS) or _OTHER_ARTICLES.search(folded):
        return True
    return _ANNEXES.search(folded) is not None


_LISTED = re.compile(r"[（(]?\d{1,2}[、.)）][^。；]{2,60}")
_ANNEXES = re.compile(r"附(?:件|表|录)?(?:[:：]| ?1[、.]|\n)")
_OTHER_ARTICLES = re.compile(r"[关荐门彩伸展](?:文章|阅读|推荐|范文|链接|文档|资料|热词)")
_FOR_READERS = ("喜欢", "感兴趣", "还看", "更多")
_LIST_HEAD = re.compile(
    r"[*【\[]*(?:附(?:件|表|录)?[:：]?(?: ?1[、.][^。；]{2,60})?"
    r"|.{0,30}(?:相关|推荐|热门|精彩|延伸|扩展|拓展)(?:文章|阅读|推荐|范文|链接|文档|资料|热词)"
    r"|(?:猜[你您]喜欢|[你您]可能(?:还|也)?(?:感兴趣|喜欢|需要)|看过.{0,20}还看|更多.{0,20}(?:文章|范文)).{0,12}"
    r")[】\]:：*]*"
)


def is_glossary(content: str) -> bool:
    """Tell whether a line opens the notes below a text, whose numbers open no sections.

    Examples
    --------
    >>> is_glossary("名词解释："), is_glossary("注释工作情况")
    (True, False)
    """
    return _GLOSSARY.fullmatch(content.strip("*【】[]（）() ")) is not None


_GLOSSARY = re.compile(
    r"(?:附[:：]? ?)?(?:有关|相关|报告)?"
    r"(?:(?:名词|用语|术语)(?:解释|注释|说明|注解)|注释|注解)[:：]?"
)


def is_site_note(content: str) -> bool:
    """Tell whether a line is a note of a document site about its documents and members.

    Examples
    --------
    >>> is_site_note("2、成为会员后，下载本文档将扣除1次下载权益。")
    True
    >>> is_site_note("2、举办会员培训3期，下载安装应用1200次。")
    False
    """
    if not _any_note().search(content):
        return False
    heard = [word for word in words("site_notes.txt") if word in content]
    return any(len(word) > 3 for word in heard) or len(heard) > 2


def title_goes_on(before: str, after: str) -> bool:
    """Tell whether a page break cut a title in two: ``提高工⏎⏎会干部素质``.

    Sure where a bracket is open, a word waits for another, or the break splits a word.

    Parameters
    ----------
    before, after : str
        The line with the title and the next one, folded, without white space around.

    Examples
    --------
    >>> title_goes_on("四、进一步提高工", "会干部素质")
    True
    >>> title_goes_on("一、加强工会工作", "会员发展")
    False
    """
    rest = _UP_TO_STOP.match(after)
    if not before or rest is None or len(before) + len(rest[0]) > _LONGEST_TITLE:
        return False
    if _STOP_IN_TITLE.search(before) or _FIGURES.search(rest[0]):
        return False
    waits = before[-1] in _WAITS or before.count("“") > before.count("”")
    return waits or before.count("《") > before.count("》") or _splits_word(before, rest[0])


_UP_TO_STOP = re.compile(
    r"[^\s。；：:;，,！？]{2,25}(?:[，,][^\s。；：:;，,！？]{2,20})?(?=[。：:]|\Z)"
)
_STOP_IN_TITLE = re.compile(r"[。；：:;！？]")
_FIGURES = re.compile(
    r"\d[余多]?[家名人户个份次元万亩期场件项起处条篇批本例台辆吨米斤%]|年\d{1,2}月"
)
_LONGEST_TITLE = 50
_WAITS = frozenset("，,、的和与及或对向为在把将（(")


def _splits_word(before: str, after: str) -> bool:
    """Tell whether a known word reaches over the break and none ends or begins at it."""
    known = _known_words()
    if after[:2] in known or any(before[-size:] in known for size in (2, 3, 4)):
        return False  # a short title and its body: 武装⏎完成征集任务
    return any(before[-a:] + after[:b] in known for a in (1, 2, 3) for b in (1, 2, 3))


@cache
def _known_words() -> frozenset[str]:
    listed = (row["word"] for row in rows("domain_words.tsv"))
    ends = (*words("title_ends.txt"), *words("title_nouns.txt"), *words("organisations.txt"))
    return frozenset({*listed, *ends})


@cache
def _any_note() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in words("site_notes.txt")))

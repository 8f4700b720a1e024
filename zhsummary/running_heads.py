"""Running heads: what a page prints above or below its text, left inside a sentence.

In goes folded text, out comes the same text with hidden characters for what stands between the
end of one page and the beginning of the next: line ends, the number of the page, and the line
that comes again on each page. Only where the last line breaks off inside a sentence, so that
``达到1⏎3⏎河口镇工作总结⏎208名`` is 1208名. Where the page ends with its sentence nothing is hidden.
Sites that show a document by its pages set ``1、`` before the first and ``2、`` where the second
begins, mostly in the middle of a sentence; these numbers are hidden too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhsummary.wrapping import INVISIBLE, OPENS

_LEAST_LINE = 12  # characters of a line of prose that breaks off
_LEAST_CUT = 8  # characters before a number that is cut, where no head tells of a page
_LONGEST_TITLE = 30  # of a heading that no text follows
_MOST_BETWEEN = 3  # lines of one page's foot and the next one's head
_LEAST_SITE_PAGE = 45  # characters; a page of a real text has hundreds
_PREFACE = 2  # lines of prose a site sets before the first page
_LONGEST_LOOK = 60  # characters of the line behind
_LEAST_PAGE = 200  # characters between the bare numbers of two pages
_SURE_NUMBER = (
    r"(?:[-—–―_·•~～|]{1,2} ?\d{1,3} ?[-—–―_·•~～|]{1,2}"
    r"|第 ?\d{1,3} ?页(?:[,， /]{0,2}共 ?\d{1,3} ?页)?)"
)
_PAGE_LINE = re.compile(rf"{_SURE_NUMBER}|\d{{1,3}}(?: ?/ ?\d{{1,3}})?")
_BARE = re.compile(r"\d{1,3}")
#: The number of the page may stand in the line of the head, before it or behind it.
_BESIDE = re.compile(rf"^{_SURE_NUMBER} *| *{_SURE_NUMBER}$")
_ANY_NUMBER = re.compile(rf"^\d{{1,3}}(?: ?/ ?\d{{1,3}})?$|{_SURE_NUMBER}")
#: A line without a mark, as heads, titles and numbers of pages are.
_SHORT = re.compile(
    r"\n[ \t]*(?P<line>[^\s。；！？，,;!?：:][^\n。；！？，,;!?：:]{0,49}?)(?=[ \t]*\n)"
)
_HEAD = re.compile(r"[^。；！？，,;!?：:\n]{4,40}")
_WORD = re.compile(r"[\u4e00-\u9fff]{3}")
_MARK = re.compile(r"[，。；：、,]")
_FINAL = frozenset("。！？；：!?;:…")
_CLOSERS = "”’」』）)》】 "
_GOES_ON = re.compile(r"[\u4e00-\u9fff0-9，、；：”）》%]")
_SITE_PAGE = re.compile(r"(?:\A|\n)[ \t]*(?P<n>[0-9]{1,2})、")
_STOP = re.compile("[。！？]")
_TITLE_TWICE = re.compile(r"(?P<title>[\u4e00-\u9fff]{6,30}) *(?P=title)")
_CUT_NUMBER = re.compile(r"[\u4e00-\u9fff，、；：](?:\d{1,3},)?\d{1,3}$")
_REST_OF_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,2})?[\u4e00-\u9fff%]")
_COUNTER = re.compile("[个家人名户处次场期份件条万亿元余多亩台座所米公吨项位起%]")


@dataclass(frozen=True)
class _Gap:
    """What stands between a line that breaks off and the one that may go on with it."""

    start: int
    end: int
    before: str
    after: str
    between: tuple[str, ...]


def without_running_heads(folded: str) -> str:
    """Hide what two pages print between the halves of a sentence.

    Parameters
    ----------
    folded : str
        A folded text.

    Returns
    -------
    str
        As long as `folded`.

    Examples
    --------
    >>> first = "今年以来，镇工会认真抓好组建工作，会员达到1"
    >>> second = "208名。慰问困难职工40户，发放慰问金2"
    >>> text = f"{first}\\n1\\n河口镇总结\\n{second}\\n2\\n河口镇总结\\n万元。"
    >>> without_running_heads(text).replace(INVISIBLE, "")
    '今年以来，镇工会认真抓好组建工作，会员达到1208名。慰问困难职工40户，发放慰问金2万元。'
    >>> without_running_heads("会员组织情况，全镇共\\n河口镇总结\\n208名。").count(INVISIBLE)
    0
    """
    return _without_heads(_without_site_pages(folded))


def _without_heads(folded: str) -> str:
    """Hide the numbers of pages and the lines that come again on each page."""
    short = list(_SHORT.finditer(folded))
    lines = [match["line"] for match in short]
    lines.append(folded[: folded.find("\n")].strip())
    if len(set(lines)) == len(lines) and not any(map(_ANY_NUMBER.search, lines)):
        return folded
    heads = list(map(_head, lines))
    counts = Counter(heads)
    between = [
        (counts[head] > 1 if head else _PAGE_LINE.fullmatch(match["line"]) is not None)
        for match, head in zip(short, heads, strict=False)
    ]
    if not any(between):
        return folded
    gaps = list(_gaps(folded, [m for m, stands in zip(short, between, strict=True) if stands]))
    among = Counter(_head(line) for gap in gaps for line in gap.between)
    pieces: list[str] = []
    done = 0
    for index, gap in enumerate(gaps):
        if _is_page_end(gap, among, gaps[max(0, index - 1) : index + 2]):
            pieces += [folded[done : gap.start], INVISIBLE * (gap.end - gap.start)]
            done = gap.end
    return "".join([*pieces, folded[done:]])


def _without_site_pages(folded: str) -> str:
    """Hide the numbers that a site sets before the pages of a document.

    Examples
    --------
    >>> page = "今年以来，镇工会抓好组建工作，成效十分明显。全年建会12家，发展会员300人。"
    >>> text = f"1、{page}{page}慰问困难职\\n2、工40户。{page}\\n"
    >>> "慰问困难职工40户" in _without_site_pages(text).replace(INVISIBLE, "")
    True
    >>> text = f"1、{page}\\n2、{page}\\n"
    >>> _without_site_pages(text) == text
    True
    """
    if "\n2、" not in folded:
        return folded
    pages = _site_pages(folded)
    pieces: list[str] = []
    done = 0
    for start, end in pages if len(pages) > 1 else []:
        pieces += [folded[done:start], INVISIBLE * (end - start)]
        done = end
    return "".join([*pieces, folded[done:]])


def _site_pages(folded: str) -> list[tuple[int, int]]:
    """Give the numbers of pages with the space before them, if every page breaks off."""
    pages: list[tuple[int, int]] = []
    for match in _SITE_PAGE.finditer(folded):
        if int(match["n"]) != len(pages) + 1:
            continue
        start = match.start()
        while pages and folded[start - 1].isspace():
            start -= 1
        if pages and not _is_page(folded[pages[-1][1] : start]):
            return []
        if not pages:
            start = match.start("n")
            if (
                sum(_STOP.search(line) is not None for line in folded[:start].split("\n"))
                > _PREFACE
            ):
                return []
        pages.append((start, match.end()))
    return pages


def _is_page(text: str) -> bool:
    """Tell whether a text is a page cut inside a sentence: it holds several, or its title twice."""
    if text.rstrip(_CLOSERS)[-1:] in _FINAL or len(text) < _LEAST_SITE_PAGE:
        return False
    return len(_STOP.findall(text)) > 1 or _TITLE_TWICE.match(text) is not None


def _head(line: str) -> str:
    """Give the words of a line that may be a head, '' for others.

    Examples
    --------
    >>> _head("河口镇工作总结 - 3 -"), _head("3"), _head("今年，建会5家")
    ('河口镇工作总结', '', '')
    """
    said = _BESIDE.sub("", line)
    if not _HEAD.fullmatch(said) or not _WORD.search(said) or OPENS.match(said):
        return ""
    return said


def _gaps(folded: str, short: Sequence[re.Match[str]]) -> Iterator[_Gap]:
    """Find where numbers of pages and repeated lines stand between two halves of a sentence."""
    index = 0
    while index < len(short):
        first = index
        index += 1
        while index < len(short) and _adjoin(folded, short[index - 1], short[index]):
            index += 1
        start, end = short[first].start(), short[index - 1].end()
        while start and folded[start - 1].isspace():
            start -= 1
        while end < len(folded) and folded[end].isspace():
            end += 1
        before = folded[folded.rfind("\n", 0, start) + 1 : start].lstrip()
        after = folded[end : end + _LONGEST_LOOK].partition("\n")[0].rstrip()
        if index - first > _MOST_BETWEEN or not before or not after:
            continue
        if _breaks_off(before) and not folded.endswith("  ", 0, end) and _goes_on(after):
            lines = tuple(match["line"] for match in short[first:index])
            yield _Gap(start, end, before, after, lines)


def _adjoin(folded: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return not folded[one.end() : other.start("line")].strip()


def _breaks_off(line: str) -> bool:
    """Tell whether a line of prose ends inside its sentence, or any line inside a number."""
    if line[0] in "#|":
        return False
    if not _is_prose(line):
        return _CUT_NUMBER.search(line) is not None
    return line.rstrip(_CLOSERS)[-1:] not in _FINAL


def _is_prose(line: str) -> bool:
    """Tell a line of prose from a title: 一、建组织，让职工有个家."""
    least = _LONGEST_TITLE if OPENS.match(line) else _LEAST_LINE
    return len(line) >= least and _MARK.search(line) is not None


def _goes_on(line: str) -> bool:
    """Tell whether a line may go on with a sentence: no marker opens it."""
    return OPENS.match(line) is None and _GOES_ON.match(line) is not None


def _is_page_end(gap: _Gap, among: Counter[str], near: Sequence[_Gap]) -> bool:
    """Tell whether lines between two halves of a sentence are those that pages print.

    A line that comes again is, where it does so between halves, or beside the number of a page.
    A bare number alone must be one of a row of pages, or stand inside another number.
    """
    inside_number = _CUT_NUMBER.search(gap.before) and _REST_OF_NUMBER.match(gap.after)
    if not (inside_number or _is_prose(gap.before)):
        return False
    heads = [head for line in gap.between if (head := _head(line))]
    numbers = [line for line in gap.between if not _head(line)]
    if heads:
        return bool(numbers) or all(among[head] > 1 for head in heads) or _is_numbered(gap)
    if not all(map(_BARE.fullmatch, numbers)):
        return True
    if len(numbers) > 1:
        return False
    if inside_number and len(gap.before) >= _LEAST_CUT and _MARK.search(gap.after):
        return True
    if not _is_prose(gap.before) or _COUNTER.match(gap.after):
        return False
    return any(_is_next_page(gap, other) for other in near if other is not gap)


def _is_numbered(gap: _Gap) -> bool:
    return any(_BESIDE.search(line) for line in gap.between)


def _is_next_page(gap: _Gap, other: _Gap) -> bool:
    """Tell whether two gaps hold the numbers of two pages that follow each other."""
    one, two = gap.between[0], other.between[0]
    if not (_BARE.fullmatch(one) and _BARE.fullmatch(two)):
        return False
    apart = abs(gap.start - other.start)
    return abs(int(one) - int(two)) == 1 and apart >= _LEAST_PAGE

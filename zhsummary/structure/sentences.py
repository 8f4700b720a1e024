"""Sentences, paragraphs and clauses, page breaks healed by the span.

In goes a text with its headings, out come spans that partition it: every character belongs
to exactly one of them, white space and line ends to the one before. A sentence ends at
。！？ and at the end of a paragraph, not at ；(see `clauses`). A line break inside a sentence
(``有18家企业组⏎⏎队派员参加``) lies inside the span. What has no full stop for two thousand
characters is cut at its commas. Dialogue and verse are not handled.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from zhsummary.lexicons.load import words
from zhsummary.spans import INVISIBLE, Span, fold
from zhsummary.structure.documents import ends_like_title, find_title
from zhsummary.structure.lines import Line, is_page_mark, is_unfinished, lines
from zhsummary.structure.model import Heading
from zhsummary.structure.sections import headings as find_headings
from zhsummary.structure.words import tag_of

# a dot behind 的 or 和 was set against copying and ends nothing
_STOP = re.compile(
    r"(?P<stop>[。！？!?.](?:(?<!\.)[。！？!?]*"
    r"|(?<=[\u4e00-\u9fff”」』）)]\.)(?<![的地得和与及或在把对]\.)(?=[\u4e00-\u9fff\s]|$)))"
    r"[。！？!?”’」』）)】》]*"
)
_GOES_ON = frozenset("，、；：,;:的")
_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "【": "】"}
_BRACKET = re.compile("[" + re.escape("".join([*_PAIRS, *_PAIRS.values()])) + "]")
_LONGEST_BRACKET = 80
_BOLD = re.compile(r"\*\*")
_CLAUSE = re.compile(r"[；;]")
_DATE_LINE = re.compile(r"[\d〇零○一二三四五六七八九十xX×*_\\ 年月日./-]{4,24}")
_NEVER_FIRST = frozenset("，。、；：）”》！？%,;:)")


def sentences(text: str, headings: Sequence[Heading] | None = None) -> tuple[Span, ...]:
    """Cut a text into sentences.

    Parameters
    ----------
    text : str
        One summary.
    headings : sequence of Heading, optional
        Its headings, found anew where not given. One that stands on a line of its own is a
        sentence of its own; a title with body glued to it is parted from the body.

    Returns
    -------
    tuple of Span
        They join to the whole text.

    Examples
    --------
    >>> text = "一、建会\\n全镇建会12家。会员达到1\\n\\n300人，增长5%；经费足额收缴。"
    >>> [span.of(text) for span in sentences(text)]
    ['一、建会\\n', '全镇建会12家。', '会员达到1\\n\\n300人，增长5%；经费足额收缴。']
    """
    found = find_headings(text) if headings is None else headings
    folded = fold(text)
    cuts = {heading.body_start for heading in found if heading.fused}
    cuts |= {_with_signs_before(folded, heading.start) for heading in found}
    rows = lines(folded)
    title = find_title(folded, rows)
    cuts |= _behind_glued_title(folded, title)
    bounds = {0, len(text)}
    for paragraph in _paragraphs(folded, rows, title, found):
        bounds.add(paragraph.start)
        bounds.update(_ends(folded, paragraph))
    bounds |= {cut for cut in cuts if 0 < cut < len(text)}
    for start, end in pairwise(sorted(bounds)):
        if end - start > _LONGEST:
            bounds.update(_cuts(folded, start, end))
    return _spans(text, bounds)


#: What is longer is no sentence, and each figure of a sentence is read beside all its others.
_LONGEST = 2_000
_NUMERAL = "0-9一二三四五六七八九十百千万亿零〇两几余多近约第"
#: Where it is cut: behind a mark, else between two characters of which none is of a number.
_LOOSE = (
    re.compile(rf"[；;，,、\s|](?![{_NUMERAL}\s])"),
    re.compile(rf"(?![{_NUMERAL}])[\u4e00-\u9fff](?=[\u4e00-\u9fff])(?![{_NUMERAL}])"),
)
#: Where it is cut if it has neither: behind anything that is of no number.
_BEHIND = re.compile(rf"(?<=[^{_NUMERAL}.%])")


def _cuts(folded: str, start: int, end: int) -> Iterator[int]:
    """Cut a stretch without a full stop into pieces of the length that sentences may have."""
    at = start
    while end - at > _LONGEST:
        half, most = at + _LONGEST // 2, at + _LONGEST
        ends = (
            max((m.end() for m in one.finditer(folded, half, most)), default=0) for one in _LOOSE
        )
        cut = next(filter(None, ends), 0)
        if not cut:
            later = [m.end() for one in _LOOSE if (m := one.search(folded, most, end))]
            cut = min(later, default=end)
        if cut - at > 2 * _LONGEST and (m := _BEHIND.search(folded, most, at + 2 * _LONGEST)):
            cut = m.start()
        if cut >= end:
            return
        yield cut
        at = cut


def _behind_glued_title(folded: str, title: Span) -> set[int]:
    """Give the place where the text begins on the line of its title: 【总结】今年，…."""
    end = title.end + (folded[title.end : title.end + 1] in ("】", "]"))
    rest = folded[end : end + 200].lstrip(f" {INVISIBLE}")
    return {end} if title and len(title) and rest and rest[0] not in _LINE_ENDS else set()


_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029|"


def paragraphs(text: str, headings: Sequence[Heading] | None = None) -> tuple[Span, ...]:
    """Cut a text into paragraphs; one that a page break splits is whole again.

    Examples
    --------
    >>> text = "工会总结\\n\\n今年举办培训班三期，参加培训的职工达到1\\n\\n200人。\\n"
    >>> [span.of(text) for span in paragraphs(text)]
    ['工会总结\\n\\n', '今年举办培训班三期，参加培训的职工达到1\\n\\n200人。\\n']
    """
    found = find_headings(text) if headings is None else headings
    folded = fold(text)
    rows = lines(folded)
    parted = _paragraphs(folded, rows, find_title(folded, rows), found)
    return _spans(text, {0, len(text)} | {paragraph.start for paragraph in parted})


def clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """Cut a sentence at its semicolons; the clauses join to the sentence.

    Examples
    --------
    >>> text = "报销31例7.94万元；救助9人。"
    >>> [span.of(text) for span in clauses(text, Span(0, len(text)))]
    ['报销31例7.94万元；', '救助9人。']
    """
    ends = [m.end() for m in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    bounds = sorted({sentence.start, *ends, sentence.end})
    return tuple(Span(a, b) for a, b in pairwise(bounds))


def _spans(text: str, bounds: set[int]) -> tuple[Span, ...]:
    """Make spans of the bounds, none of them white space alone unless the whole text is."""
    made: list[Span] = []
    opens_blank = True
    for start, end in pairwise(sorted(bounds)):
        blank = text[start].isspace() and text[start:end].isspace()
        if made and (blank or opens_blank):
            made[-1] = Span(made[-1].start, end)
            opens_blank = opens_blank and blank
        else:
            made.append(Span(start, end))
            opens_blank = blank
    return tuple(made)


def _paragraphs(
    folded: str, found: Sequence[Line], title: Span, headings: Sequence[Heading]
) -> list[Span]:
    """Group the lines: a line joins the one before where that one breaks off."""
    begins = {heading: _with_box(folded, heading.start) for heading in headings}
    starts = {*begins.values()}
    alone = {start for heading, start in begins.items() if not heading.run_in}
    inside = _lines_inside(found, headings)
    alone |= {start for start, run_in in inside.items() if not run_in}
    alone |= _title_lines(folded, found, title)
    groups: list[Span] = []
    previous: Line | None = None
    marks: list[Span] = []  # page numbers between the last line and the next
    for line in found:
        if previous and is_page_mark(folded[line.start : line.end]):
            marks.append(Span(line.start, line.end))
            continue
        joined = previous is not None and (
            line.inner_start in inside or _is_joined(folded, previous, line, starts, alone)
        )
        previous = line
        if not joined:
            groups += marks
        marks = []
        if joined:
            groups[-1] = Span(groups[-1].start, line.end)
        else:
            groups.append(Span(line.start, line.end))
    return [*groups, *marks]


def _with_box(folded: str, start: int) -> int:
    """Give where the line of a heading begins: its heavy bracket belongs to no title."""
    return start - 1 if start and folded[start - 1] in "【〖" else start


def _title_lines(folded: str, found: Sequence[Line], title: Span) -> set[int]:
    """Give the lines of the title, and those near it that say it again."""
    if not ends_like_title(title.of(folded)):
        return set()
    said = {line.strip(" #*") for line in title.of(folded).splitlines()}
    return {
        line.inner_start
        for line in found[:40]
        if folded[line.inner_start : line.inner_end].strip(" |*") in said
    }


def _lines_inside(found: Sequence[Line], headings: Sequence[Heading]) -> dict[int, bool]:
    """Give the lines that begin inside a title cut by a page break, and if body follows there."""
    broken = [h for h in headings if "\n" in h.title or "\r" in h.title]
    starts = [line.inner_start for line in found] if broken else []
    return {
        start: h.run_in
        for h in broken
        for start in starts[bisect_right(starts, h.start) : bisect_left(starts, h.end)]
    }


def _is_joined(folded: str, previous: Line, line: Line, starts: set[int], alone: set[int]) -> bool:
    if line.inner_start in starts or line.hashed or line.bold_end is not None:
        return False
    if previous.inner_start in alone or previous.bold:
        return False
    if previous.hashed and previous.inner_start not in starts:
        return False
    before = folded[previous.inner_start : previous.inner_end]
    after = folded[line.inner_start : line.inner_end]
    if after[0] in _NEVER_FIRST and before[-1] not in "。！？":
        return not before.endswith(("：", ":"))
    if _DATE_LINE.fullmatch(after):
        return False
    if not is_unfinished(before) and not _is_cut_in_figure(before, after):
        return False
    return before[-1] in "，,、" or not _opens_paragraph().match(after)


def _is_cut_in_figure(before: str, after: str) -> bool:
    """Tell whether a short line goes on: a number is split, or a figure stands in prose."""
    if after[0].isdecimal() and _SPLIT_NUMBER.search(before):
        return not _YEAR_FIRST.match(after)
    if len(before) < 8 or before[-1] in "。！？":
        return False
    is_prose = after.rstrip("”’）)*")[-1:] in ("。", "！") or is_unfinished(after)
    return is_prose and (_FIGURE.search(before) is not None or _splits_word(before, after))


def _splits_word(before: str, after: str) -> bool:
    """Tell whether a line of prose ends inside a word: 今年以来，全镇企⏎⏎业…."""
    if not ("，" in before or "," in before):
        return False
    return tag_of(before[-1] + after[0]) != "x" and tag_of(before[-2:]) == "x"


_SPLIT_NUMBER = re.compile(r"[\u4e00-\u9fff、，] ?\d{1,4}$(?<!总结\d)(?<!篇\d)(?<!附件\d)")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d年")
_FIGURE = re.compile(r"\d ?[余多来]?[家名人户个份次元万亩期场%](?!.{0,6}总结)")


@cache
def _opens_paragraph() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in words("paragraph_openers.txt")))


def _ends(folded: str, paragraph: Span) -> list[int]:
    """Give the offsets behind each full stop of a paragraph."""
    stops = list(_STOP.finditer(folded, paragraph.start, paragraph.end))
    if not stops:
        return []
    places = [stop.span() for stop in stops]
    inside = _in_brackets(folded, paragraph, [start for start, _ in places])
    bold = [match.start() for match in _BOLD.finditer(folded, paragraph.start, paragraph.end)]
    ends: list[int] = []
    for match, (start, end) in zip(stops, places, strict=True):
        if bold and folded.startswith("**", end) and bisect_left(bold, end) % 2:
            end += 2  # closes bold type, does not open it
        if end < paragraph.end and folded[end] in _GOES_ON:
            continue
        if end - start > 1 and _is_quoted_inside(folded, match, end, paragraph):
            continue
        if start in inside:
            continue
        ends.append(end)
    return ends


def _is_quoted_inside(folded: str, stop: re.Match[str], end: int, paragraph: Span) -> bool:
    """Tell whether a closing quotation mark ends no sentence: 以“听见希望！”为主题开展活动.

    Speech behind a colon does, and what fills its sentence from the first character.
    """
    behind = stop.end("stop")
    if folded[behind - 1] not in "！？!?" or folded[behind : behind + 1] != "”":
        return False
    low = max(paragraph.start, stop.start() - _LONGEST_BRACKET)
    start = folded.rfind("“", low, stop.start())
    if start <= low or folded[start - 1] in "：:。！？!?；;，,、\n":
        return False
    return end < paragraph.end and "\u4e00" <= folded[end] <= "\u9fff"


def _in_brackets(folded: str, paragraph: Span, stops: list[int]) -> set[int]:
    """Give the full stops that stand inside a short bracket or quotation and do not close it."""
    waiting: list[tuple[str, int]] = []
    inside: set[int] = set()
    for match in _BRACKET.finditer(folded, paragraph.start, paragraph.end):
        char, at = match[0], match.start()
        if char in _PAIRS:
            waiting = [*waiting[-7:], (_PAIRS[char], at)]
        elif char in [close for close, _ in waiting]:
            while waiting[-1][0] != char:
                waiting.pop()
            _, start = waiting.pop()
            if at - start <= _LONGEST_BRACKET:
                inside.update(stops[bisect_left(stops, start) : bisect_left(stops, at - 1)])
    return inside


def _with_signs_before(folded: str, at: int) -> int:
    """Move a heading's start back over its Markdown signs."""
    while at and folded[at - 1] in _SIGNS:
        at -= 1
    return at


_SIGNS = f"#*-+•·●■◆▪★☆▲►▶➤➢❖※【〖 \t>`□{INVISIBLE}"

"""Headings and the section tree that they open.

In goes one summary's text, out come `Heading` values (marker, number, style, title, level,
parent) and `Section` values that partition the text. What a heading is, is said in the
annotation guide: a marker at the start of a line, or behind a full stop where the numbering
shows that two paragraphs were glued together. Markers inside running text are given by
`enumerators`, headings without a number by `unnumbered`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from zhsummary.lexicons.load import words
from zhsummary.spans import fold, sign_end, visible
from zhsummary.structure.lines import Line, is_page_mark, is_unfinished, lines
from zhsummary.structure.markers import CN, IN_ORDER, any_marker, markers, number_of
from zhsummary.structure.model import Enumerator, Heading, Section
from zhsummary.structure.pages import (
    contents_lines,
    is_glossary,
    is_site_note,
    listed_titles,
    title_goes_on,
)
from zhsummary.structure.titles import Cut, cut, is_certain
from zhsummary.structure.unnumbered import Bare, unnumbered

# outermost first; decides only where the text itself leaves two ways to nest open
_USUAL_ORDER = (
    "part", "chapter", "division", "formal", "roman", "cn", "formal_paren", "roman_paren",
    "cn_paren", "arabic", "arabic.2", "arabic.3", "arabic_paren", "circled",
    "letter", "letter_paren",
)  # fmt: skip
#: Styles that nest on their own and are shown as one of the usual ones.
_SHOWN = {
    **dict.fromkeys(("part", "chapter", "division", "roman", "letter"), "ordinal"),
    **dict.fromkeys(("roman_paren", "letter_paren"), "ordinal"),
    "formal": "cn",
    "formal_paren": "cn_paren",
}
_PARTS_OF_TEXT = frozenset(["part", "chapter", "division"])
_GLUED = re.compile(
    rf"[。！？](?=[ *#（(\d②-⑳]|{CN})[ *#]{{0,8}}(?P<marker>{CN}、|[（(](?:{CN}|\d{{1,2}})[)）]"
    r"|\d{1,2}(?:、|\.(?!\d))|[②-⑳])"
)
_LONG_LINE = 80  # characters; a page that lost its line breaks has such lines
_FIRST_INSIDE = re.compile(
    r"(?:(?<![^\n])|(?<=[。！？：: *#])|(?<=总结)|(?<=报告)|(?<=汇报)|(?<=如下)"
    r"|(?<=篇[一二三四五六七八九十\d])|(?<=[（(][一二三四五六七八九十\d][)）]))一、"
)
# behind a full stop, or behind a title that has no text of its own
_OUTER_OR_EMPTY = re.compile(
    r"(?:(?<=[。！？])(?P<gap>[ *#]{0,8})"
    r"|(?P<empty>(?<=[\u4e00-\u9fff])(?<![一二三四五六七八九十])))"
    rf"(?P<marker>{CN}、)"
)
_INNER = re.compile(r"(?<=[。！？：:\u4e00-\u9fff”）])[ #]{0,8}(?P<marker>[（(〔]一[)）〕])")
_INNER_FIRST = re.compile(r"(?<=[。！？：:])[ #]{0,8}(?P<marker>[（(〔]一[)）〕])")
_INNER_GOES_ON = re.compile(rf"(?<=[。！？：:])[ #]{{0,8}}(?P<marker>[（(〔]{CN}[)）〕])")
_INNERMOST = re.compile(r"(?<=[。！？：:\u4e00-\u9fff”）])[ #]{0,8}(?P<marker>1(?:、|\.(?!\d)))")
_INNERMOST_GOES_ON = re.compile(r"(?<=[。！？])[ #]{0,8}(?P<marker>\d{1,2}(?:、|\.(?!\d)))")
_BEHIND_TITLE = r"(?:(?<=[。！？：:])|(?<=总结)|(?<=报告)|(?<=汇报))"
_FIRST_OF_ALL = re.compile(_BEHIND_TITLE + r"[ #]{0,8}(?P<marker>1(?:、|\.(?!\d)))")
_PAREN = re.compile(r"(?<=[。！？：:\u4e00-\u9fff”）])[ #]{0,8}(?P<marker>[（(]1[)）])")
_PAREN_FIRST = re.compile(_BEHIND_TITLE + r"[ #]{0,8}(?P<marker>[（(]1[)）])")
_PAREN_GOES_ON = re.compile(r"(?<=[。！？])[ #]{0,8}(?P<marker>[（(]\d{1,2}[)）])")
_CIRCLED = re.compile(r"(?<=[。！？：:\u4e00-\u9fff”）])[ #]{0,8}(?P<marker>①)")
_CIRCLED_GOES_ON = re.compile(r"(?<=[。！？])[ #]{0,8}(?P<marker>[②-⑳])")
#: The levels that may stand inside a glued section, from the outside in.
_LEVELS_INSIDE = (
    (_INNER, _INNER_GOES_ON),
    (_INNERMOST, _INNERMOST_GOES_ON),
    (_PAREN, _PAREN_GOES_ON),
    (_CIRCLED, _CIRCLED_GOES_ON),
)
#: What the first of a numbering holds.
_SIGN_OF = {
    **dict.fromkeys((_INNER, _INNER_FIRST), ("（一", "(一", "〔一")),
    **dict.fromkeys((_INNERMOST, _FIRST_OF_ALL), ("1、", "1.")),
    **dict.fromkeys((_PAREN, _PAREN_FIRST), ("（1", "(1")),
    _CIRCLED: ("①",),
}
_CHILD = re.compile(r"(?<=[\u4e00-\u9fff”）])(?:1(?:、|\.(?!\d))|[（(][一1][)）]|①)")
#: What numbers the second of the sub-headings of which the first is glued to the title.
_SECOND_CHILD = {
    "1": re.compile(r"[。！？] ?2(?:、|\.(?!\d))"),
    "（": re.compile(r"[。！？] ?[（(]二[)）]"),
    "(": re.compile(r"[。！？] ?[（(]二[)）]"),
}
_LONGEST_PARENT = 40  # characters of a title that its first sub-heading is glued to


@dataclass
class _Candidate:
    """A marker that may open a heading."""

    line_start: int
    start: int
    marker_end: int
    line_end: int
    style: str
    form: str
    number: int
    needs_run: bool
    list_like: bool
    after_break: bool
    hashed: bool
    bold_end: int | None


def headings(text: str) -> tuple[Heading, ...]:
    """Find the headings of a summary and how they nest.

    Parameters
    ----------
    text : str
        One summary. Offsets in the result count from its first character.

    Returns
    -------
    tuple of Heading
        In order of appearance. Levels follow the nesting of this very text: the outermost
        style it uses is level 1, whatever that style is.

    Notes
    -----
    GB/T 9704-2012 orders 一、 （一） 1. （1）; summaries on the web mix and lose levels, so
    the order of the standard is used only where the text leaves two ways open.

    Examples
    --------
    >>> [(h.level, h.title) for h in headings("一、建会\\n（一）组建。今年建会5家。\\n二、维权")]
    [(1, '建会'), (2, '组建'), (1, '维权')]
    >>> headings("三、四月份雨水偏多，补种30亩。")
    ()
    """
    folded, places = visible(fold(text))
    if len(folded) < len(text):
        return tuple([_in_place(heading, text, places) for heading in headings(folded)])
    found = lines(folded)
    kept = _with_whole_lines(folded, found, _keep(_candidates(folded, found)))
    kept = _with_glued_page(folded, found, kept)
    kept = _with_glued(folded, found, kept)
    made = _nest(text, kept, _titles(folded, kept))
    return _with_unnumbered(text, folded, found, made)


def _in_place(heading: Heading, text: str, places: Sequence[int]) -> Heading:
    """Give a heading of the visible text the spans that it has with what nobody sees."""
    ends = [*places, len(text)]
    title_start = places[heading.title_start] if heading.title else ends[heading.title_start]
    title_end = 0
    if heading.title:
        title_end = sign_end(text, places[heading.title_start + len(heading.title) - 1])
    marker_end = heading.start + len(heading.marker)
    marker = text[places[heading.start] : places[marker_end - 1] + 1] if heading.marker else ""
    return replace(
        heading,
        start=places[heading.start],
        end=max(places[heading.end - 1] + 1, title_end),
        marker=marker,
        title=text[title_start:title_end],
        title_start=title_start,
        body_start=ends[heading.body_start],
        body_end=ends[heading.body_end],
    )


def sections(text: str, headings: Sequence[Heading]) -> tuple[Section, ...]:
    """Cut a text at its headings; the pieces join to the whole.

    Examples
    --------
    >>> text = "今年以来成绩明显。\\n一、建会\\n（一）组建。建会5家。"
    >>> for section in sections(text, headings(text)):
    ...     print(section.path, repr(text[section.start : section.end]))
    () '今年以来成绩明显。\\n'
    ('建会',) '一、建会\\n'
    ('建会', '组建') '（一）组建。建会5家。'
    """
    if not text:
        return ()
    folded = fold(text)
    starts = [_opening(folded, heading.start) for heading in headings]
    bounds = [0, *starts, len(text)]
    made: list[Section] = []
    for index, (start, end) in enumerate(pairwise(bounds)):
        if start == end:
            continue
        heading = index - 1 if index else None
        made.append(Section(len(made), heading, start, end, _path(headings, heading)))
    return tuple(made)


def enumerators(text: str, headings: Sequence[Heading] = ()) -> tuple[Enumerator, ...]:
    """Find the markers of running text: 一是 … 二是 …, 首先 … 其次 …, 其一 … 其二 ….

    Examples
    --------
    >>> [(e.number, text[e.start : e.end]) for text in ["一是抓组建。二是抓维权。"]
    ...  for e in enumerators(text)]
    [(1, '一是'), (2, '二是')]
    """
    taken = {heading.start for heading in headings}
    found: list[Enumerator] = []
    for match in _ENUMERATOR.finditer(text):
        word = match["word"]
        if match.start("word") in taken:
            continue
        number = IN_ORDER.get(word)
        if number is None:
            number = number_of(word.strip("其是"))
        elif not number:
            number = found[-1].number + 1 if found else 1
        found.append(Enumerator(match.start("word"), match.end("word"), number))
    return tuple(found)


_ENUMERATOR = re.compile(
    rf"(?:^|(?<=[\s。；：，、;:,.！？!?”）)]))(?P<word>{CN}是|其{CN}(?=[,，、是])|首先|其次|再次|再者|最后)",
    re.MULTILINE,
)


# --- markers -------------------------------------------------------------------------------


def _candidates(folded: str, found: Sequence[Line]) -> list[_Candidate]:
    made: list[_Candidate] = []
    broken = False
    before = ""
    listed = contents_lines(folded, found) | listed_titles(folded, found)
    dotted = _dotted(folded, found)
    for line in found:
        content = folded[line.inner_start : line.inner_end]
        if line.start > len(folded) // 3 and is_glossary(content):
            break
        candidate = _candidate(folded, line, broken, dotted.get(line.inner_start))
        if candidate and (line.inner_start in listed or is_site_note(content)):
            candidate = None
        if candidate and (content == before or _is_page_mark(folded, line)):
            candidate = None  # a line printed twice, or - 3 -
        before = content
        if candidate and _TAG.match(folded, candidate.marker_end, line.inner_end):
            candidate = None
        if candidate:
            made.append(candidate)
        title_alone = candidate is not None and not re.search("[。；]", content)
        broken = not line.hashed and not line.bold and not title_alone and is_unfinished(content)
    return made


def _is_page_mark(folded: str, line: Line) -> bool:
    """Tell whether a line whose first dash was taken for a list sign is - 3 -."""
    opening = folded[line.start : line.inner_start]
    return "-" in opening and is_page_mark(folded[line.start : line.end])


_TAG = re.compile(r" *</?[a-zA-Z]")  # a page's markup that was not read as such


def _dotted(folded: str, found: Sequence[Line]) -> dict[int, re.Match[str]]:
    """Find the lines that open with 1.1, 1.2, 2.1, 1-1 or 1.1.1, each the next of the one before.

    One alone may be an amount or a day (3.15活动), so that a row of them begins with 1.
    """
    opened = (_DOTTED.match(folded, line.inner_start, line.inner_end) for line in found)
    rows: list[list[re.Match[str]]] = []
    for match in filter(None, opened):
        most = 2 if rows and len(rows[-1]) > 1 else 1  # a row that stands may leave one out
        if rows and _goes_on(_parts_of(rows[-1][-1]), _parts_of(match), most):
            rows[-1].append(match)
        else:
            rows.append([match])
    return {
        match.start(): match
        for row in rows
        if len(row) > 1 and _parts_of(row[0])[-1] == 1
        for match in row
    }


_DOTTED = re.compile(
    r"(?P<whole>(?:\d{1,2}[.—–-]){1,2}(?P<n>\d{1,2}))(?!\d)(?:[、.] ?| {0,2})"
    r"(?=[\u4e00-\u9fff“《])(?![万亿元吨亩米里倍月日号年周天人名户个家次]|公[里斤顷]|平方|千[克瓦]|个百分点|人次)"
)


def _parts_of(dotted: re.Match[str]) -> list[int]:
    return [int(part) for part in re.split("[.—–-]", dotted["whole"])]


def _goes_on(before: list[int], after: list[int], most: int = 1) -> bool:
    """Tell whether a number of several parts is the next one, on its level or on another.

    Examples
    --------
    >>> _goes_on([1, 1], [1, 2]), _goes_on([1, 2], [2, 1]), _goes_on([1, 1], [1, 1, 1])
    (True, True, True)
    >>> _goes_on([1, 1], [1, 3]), _goes_on([3, 15], [4, 7])
    (False, False)
    """
    same = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    if same is None:
        return after == [*before, 1]
    return 1 <= after[same] - before[same] <= most and set(after[same + 1 :]) <= {1}


def _candidate(
    folded: str, line: Line, broken: bool, dotted: re.Match[str] | None = None
) -> _Candidate | None:
    bold_end = line.bold_end if line.bold_end and line.bold_end < line.inner_end else None
    if dotted is not None:
        return _Candidate(
            line.start,
            line.inner_start,
            dotted.end(),
            line.inner_end,
            f"arabic.{len(_parts_of(dotted))}",
            "",
            int(dotted["n"]),
            False,
            False,
            broken,
            line.hashed,
            bold_end,
        )
    if any_marker().match(folded, line.inner_start, line.inner_end) is None:
        return None
    for style, support, pattern in markers():
        match = pattern.match(folded, line.inner_start, line.inner_end)
        if match is None:
            continue
        number = IN_ORDER.get(match["n"], -1)
        if number < 0:
            number = number_of(match["n"])
            if not number:
                continue
        needs_run = support == "run"
        list_like = support == "hole" or _is_list(folded, match, line.inner_end)
        if list_like is None:
            continue
        form = _form(match, style) if needs_run else ""
        return _Candidate(
            line.start,
            line.inner_start,
            match.end(),
            line.inner_end,
            style,
            form,
            number,
            needs_run,
            list_like,
            broken,
            line.hashed,
            bold_end,
        )
    return None


def _form(marker: re.Match[str], style: str) -> str:
    """Give what markers of one numbering share beside their style: the sign that parts them.

    A pause mark is the usual one; ordinals (第一，) are told by how they begin alone.

    Examples
    --------
    >>> whole = re.compile("第?(?P<n>.)[：、，]")
    >>> said = [("二：", "cn"), ("一、", "cn"), ("第一，", "ordinal")]
    >>> [_form(found, style) for text, style in said if (found := whole.match(text))]
    ['：', '', '第']
    """
    if marker["n"] in IN_ORDER:
        return "首先"
    before = marker.string[marker.start() : marker.start("n")]
    behind = marker.string[marker.end("n") : marker.end()]
    return (before if style == "ordinal" else before + behind.strip("、﹑､\\")).replace(" ", "")


_SECOND = re.compile(r" *(\d{1,2}|[一二三四五六七八九十]{1,3})(?P<rest>.?.?.?.?)")


#: 1、2023年工作; 1、3月5日召开会议: a date behind a marker goes on with no list.
_DATED = re.compile(r" *(?:(?:19|20)\d\d ?年|\d{1,2}月\d{1,2}[日号])")


def _is_list(folded: str, marker: re.Match[str], end: int) -> bool | None:
    """Tell whether a marker may begin a list in prose (3、5家); None where it surely does."""
    if marker[0][-1] not in "、﹑､":
        return False
    second = _SECOND.match(folded, marker.end(), end)
    if second is None or _DATED.match(folded, marker.end(), end):
        return False
    rest = second["rest"]
    if rest[:1] in ("、", "﹑") and re.match(r"[\d一二三四五六七八九十]", rest[1:2]):
        return None  # 一、二、三产业
    if second[1].isdecimal() != marker["n"].isdecimal():
        return False
    goes_on = number_of(second[1]) == number_of(marker["n"]) + 1
    if goes_on and rest.removeprefix("两").startswith(words("list_nouns.txt")):
        return None  # 三、四月份; 六、七两月; 一、二组
    return marker["n"].isdecimal() and rest[:1] not in ("", "年", ".", "%")


# --- which markers stand -------------------------------------------------------------------


class _Numbering:
    """The numbers of some markers by style, to be asked what stands before and after a place."""

    def __init__(self, candidates: Iterable[_Candidate]) -> None:
        self._starts: dict[str, list[int]] = {}
        self._numbers: dict[str, list[int]] = {}
        for own in candidates:
            self.add(own)

    def add(self, own: _Candidate) -> None:
        """Add a marker that stands behind the others."""
        for key in {own.style, own.style + own.form}:
            self._starts.setdefault(key, []).append(own.start)
            self._numbers.setdefault(key, []).append(own.number)

    def before(self, key: str, start: int) -> int:
        """Give the nearest number before a place, 0 where there is none."""
        at = bisect_left(self._starts.get(key, ()), start)
        return self._numbers[key][at - 1] if at else 0

    def after(self, key: str, start: int) -> int:
        """Give the nearest number after a place, 0 where there is none."""
        starts = self._starts.get(key, ())
        at = bisect_right(starts, start)
        return self._numbers[key][at] if at < len(starts) else 0


def _keep(candidates: list[_Candidate]) -> list[_Candidate]:
    """Drop markers that their neighbours do not bear out."""
    candidates = _count_ordinals(candidates)
    everything = _Numbering(candidates)
    strong = _Numbering(c for c in candidates if not c.list_like)
    stands = _Numbering(())
    kept: list[_Candidate] = []
    for own in candidates:
        if own.needs_run and not _has_neighbour(everything, own):
            continue
        if own.list_like and not _is_needed(strong, own):
            continue
        if own.after_break and not _goes_on_behind_break(own, stands, everything):
            continue
        kept.append(own)
        stands.add(own)
    return kept


def _goes_on_behind_break(own: _Candidate, stands: _Numbering, everything: _Numbering) -> bool:
    """Tell whether a marker behind a line that broke off goes on with a numbering or begins one.

    A Markdown sign says so too; so does the next of the Chinese numbers, where the one before
    was lost.
    """
    if own.hashed or own.number in (1, stands.before(own.style, own.start) + 1):
        return True
    return own.style == "cn" and everything.after(own.style, own.start) == own.number + 1


def _count_ordinals(candidates: list[_Candidate]) -> list[_Candidate]:
    """Number 再次 and 最后 by what stands before them."""
    made: list[_Candidate] = []
    last = 0
    for candidate in candidates:
        if candidate.form == "首先":
            last = candidate.number or last + 1
            candidate = replace(candidate, number=last)
        made.append(candidate)
    return made


def _has_neighbour(everything: _Numbering, own: _Candidate) -> bool:
    if (
        own.style + own.form == "arabic."
    ):  # 5.12防灾减灾日 may follow 4. and be a day: both sides must fit
        before = everything.before(own.style, own.start)
        after = everything.after(own.style, own.start)
        return before == own.number - 1 and after == own.number + 1
    key = own.style + own.form
    before, after = everything.before(key, own.start), everything.after(key, own.start)
    return (before > 0 and before == own.number - 1) or after == own.number + 1


def _is_needed(strong: _Numbering, own: _Candidate) -> bool:
    """Tell whether the numbering has a hole just where a list-like marker would stand."""
    before, after = strong.before(own.style, own.start), strong.after(own.style, own.start)
    return before == own.number - 1 and after == own.number + 1


def _with_whole_lines(
    folded: str, found: Sequence[Line], kept: Sequence[_Candidate]
) -> list[_Candidate]:
    """Let a title that a page break cut in two reach over the break."""
    at = {line.inner_start: index for index, line in enumerate(found)}
    markers = {own.start for own in kept}
    return [
        replace(own, line_end=following.inner_end)
        if (following := _following(found, at[own.start]))
        and following.inner_start not in markers
        and not (following.hashed or following.bold_end is not None or own.bold_end is not None)
        and title_goes_on(
            folded[own.start : own.line_end],
            folded[following.inner_start : following.inner_end],
        )
        else own
        for own in kept
    ]


def _following(found: Sequence[Line], index: int) -> Line | None:
    return found[index + 1] if index + 1 < len(found) else None


def _with_glued_page(
    folded: str, found: Sequence[Line], kept: list[_Candidate]
) -> list[_Candidate]:
    """Add the headings of a page that lost its line breaks: …如下：一、… 。（一）… 。二、….

    Only where no line opens with 一、, or the one that holds the rest too, and the numbers inside
    the lines run in order. The numbers of a document site's pages (1、 2、 at breaks in
    mid-sentence) go.
    """
    opening = [own for own in kept if own.style == "cn"]
    if len(opening) > 1 or not all(_opens_glued_page(own) for own in opening):
        return kept
    outer = _running(folded, found) or ([] if kept else _running_inner(folded, found))
    inner: list[_Candidate] = []
    for patterns in _LEVELS_INSIDE:
        parts = _between(folded, sorted([*outer, *inner], key=lambda own: own.start))
        inner += [own for part in parts for own in _inner(folded, found, part, patterns)]
    if len(outer) + bool(inner) < 2 and not (outer and _is_announced(folded, outer[0])):
        return kept
    holding = {own.line_end for own in outer}
    stays = [
        own
        for own in kept
        if own not in opening
        and (own.style != "arabic" or not (own.after_break or own.line_end in holding))
    ]
    return sorted([*stays, *outer, *inner], key=lambda own: own.start)


def _is_announced(folded: str, own: _Candidate) -> bool:
    """Tell whether what stands before a marker says that a list follows: 现汇报如下：一、…."""
    return _ANNOUNCED.search(folded, max(0, own.start - _LONGEST_PARENT * 2), own.start) is not None


_ANNOUNCED = re.compile(
    r"(?:如下|以下[一二两三四五六七八九十几多\d]{0,2}(?:个|大)?(?:方面|几点|点|内容|工作|情况))"
    r"[^。！？：:]{0,50}[。！？：:][ *#]{0,8}$"
)


def _opens_glued_page(own: _Candidate) -> bool:
    """Tell whether 一、 opens a line long enough to hold 二、 as well."""
    return own.number == 1 and own.line_end - own.marker_end >= _LONG_LINE


def _running(folded: str, found: Sequence[Line]) -> list[_Candidate]:
    """Find 一、 二、 三、 inside long lines, in order and each behind a full stop."""
    running: list[_Candidate] = []
    for line in found:
        if not running and line.inner_end - line.inner_start < _LONG_LINE:
            continue
        at = line.inner_start
        if not running:
            if folded.find("一、", at, line.inner_end) < 0:
                continue
            first = _FIRST_INSIDE.search(folded, at, line.inner_end)
            own = _inside(folded, line, first.start()) if first else None
            if own is None:
                continue
            running, at = [own], own.marker_end
        for match in _OUTER_OR_EMPTY.finditer(folded, at, line.inner_end):
            own = _inside(folded, line, match.start("marker"))
            if own is None or not _comes_next(own, running[-1], match["gap"]):
                continue
            if match["empty"] is None or _is_title_alone(folded, running[-1], own.start):
                running.append(own)
    return running


def _comes_next(own: _Candidate, last: _Candidate, gap: str | None) -> bool:
    """Tell whether a number goes on; behind the gap of a lost line end it may leave one out."""
    return 1 <= own.number - last.number <= (2 if gap and len(gap) > 1 else 1)


def _running_inner(folded: str, found: Sequence[Line]) -> list[_Candidate]:
    """Find （一） （二） （三）, or 1、 2、 3、 in a page without line breaks or other headings."""
    long_lines = [line for line in found if line.inner_end - line.inner_start >= _LONG_LINE]
    run = _inner(folded, long_lines, (0, len(folded)), (_INNER_FIRST, _INNER_GOES_ON))
    return run if len(run) > 2 else _running_arabic(folded, long_lines)


def _running_arabic(folded: str, long_lines: Sequence[Line]) -> list[_Candidate]:
    """Find 1、 2、 3、 or （1） （2） （3） behind full stops.

    1、 2、 may begin again, where their parents were lost.
    """
    part = 0, len(folded)
    for patterns in ((_FIRST_OF_ALL, _INNERMOST_GOES_ON), (_PAREN_FIRST, _PAREN_GOES_ON)):
        run = _inner(folded, long_lines, part, patterns, again=True)
        if len(run) > 2:
            return run
    return []


def _is_title_alone(folded: str, own: _Candidate, end: int) -> bool:
    """Tell whether all from a marker to the next is a title: 二、社会救助工作三、优抚工作."""
    if not 3 < end - own.marker_end < _LONGEST_PARENT:
        return False
    return folded[own.marker_end : end].endswith(words("title_ends.txt"))


def _between(folded: str, outer: Sequence[_Candidate]) -> list[tuple[int, int]]:
    ends = [own.start for own in outer[1:]]
    return [(own.marker_end, end) for own, end in zip(outer, [*ends, len(folded)], strict=False)]


def _within(found: Sequence[Line], part: tuple[int, int]) -> Sequence[Line]:
    """Give the lines that a stretch of the text touches."""
    first = bisect_right(found, part[0], key=lambda line: line.inner_start)
    last = bisect_left(found, part[1], key=lambda line: line.inner_start)
    return found[max(first - 1, 0) : last]


def _inner(
    folded: str,
    found: Sequence[Line],
    part: tuple[int, int],
    patterns: tuple[re.Pattern[str], re.Pattern[str]],
    again: bool = False,
) -> list[_Candidate]:
    """Find （一） （二） or 1、 2、 inside one section of a glued page; one alone is no numbering.

    The first may stand right behind the title of its section, the others behind a stop. The
    numbering may begin `again`.
    """
    run: list[_Candidate] = []
    if all(folded.find(sign, *part) < 0 for sign in _SIGN_OF[patterns[0]]):
        return run
    for line in _within(found, part):
        start, end = max(part[0], line.inner_start), min(part[1], line.inner_end)
        while start < end and (match := patterns[bool(run)].search(folded, start, end)):
            own = _inside(folded, line, match.start("marker"))
            if own and (
                own.number == (run[-1].number if run else 0) + 1 or (again and own.number == 1)
            ):
                run.append(own)
            start = match.end()
    return run if len(run) > 1 else []


def _inside(folded: str, line: Line, start: int) -> _Candidate | None:
    """Read a marker inside a line as if it opened one."""
    bold = folded.find("**", start, line.inner_end) if folded.startswith("**", start - 2) else -1
    part = Line(line.start, line.end, start, line.inner_end, False, bold if bold > 0 else None)
    own = _candidate(folded, part, False)
    return replace(own, line_start=own.start) if own and not own.list_like else None


def _with_glued(folded: str, found: Sequence[Line], kept: Sequence[_Candidate]) -> list[_Candidate]:
    """Add headings inside a line, behind a full stop, that fill a hole in the numbering."""
    starts = {own.start for own in kept}
    at_lines, added = _Numbering(kept), _Numbering(())
    children = [
        child
        for own in kept
        if (child := _glued_child(folded, own, at_lines)) and child.start not in starts
    ]
    if children:
        kept = sorted([*kept, *children], key=lambda own: own.start)
        starts |= {child.start for child in children}
        at_lines = _Numbering(kept)
    # the number that a numbering inside a line has reached, by its style and the line's end
    reached = {(own.style, own.line_end): 1 for own in kept if own.number == 1}
    reached |= {(child.style, child.line_end): child.number for child in children}
    glued: list[_Candidate] = []
    for line in found:
        for match in _GLUED.finditer(folded, line.inner_start, line.inner_end):
            start = match.start("marker")
            if start in starts:
                continue
            own = _inside(folded, line, start)
            if own is None:
                continue
            goes_on = reached.get((own.style, own.line_end), 0) + 1 == own.number > 1
            goes_on = goes_on and at_lines.after(own.style, own.start) != own.number
            if goes_on or _fills_hole(own, at_lines, added):
                reached[own.style, own.line_end] = own.number
                glued.append(own)
                added.add(own)
    return _with_line_ends(folded, sorted([*kept, *glued], key=lambda own: own.start))


def _glued_child(folded: str, own: _Candidate, at_lines: _Numbering) -> _Candidate | None:
    """Find the first sub-heading where it is glued to its parent's title: 一、救助1.低保。

    The second must open a line below, or stand behind a full stop of the same one.
    """
    limit = min(own.line_end, own.marker_end + _LONGEST_PARENT)
    match = _CHILD.search(folded, own.marker_end + 2, limit)
    if match is None or re.search("[。；：]", folded[own.marker_end : match.start()]):
        return None
    line = Line(own.line_start, own.line_end, match.start(), own.line_end, False, None)
    child = _inside(folded, line, match.start())
    if child is None or child.style == own.style:
        return None
    second = _SECOND_CHILD.get(match[0][0])
    if at_lines.after(child.style, child.start) == 2:
        return child
    return child if second and second.search(folded, match.end(), own.line_end) else None


def _fills_hole(own: _Candidate, at_lines: _Numbering, added: _Numbering) -> bool:
    wanted = own.number - 1
    if not wanted or wanted not in (
        at_lines.before(own.style, own.start),
        added.before(own.style, own.start),
    ):
        return False
    after = at_lines.after(own.style, own.start)
    if own.style == "cn_paren":
        return after in (
            0,
            1,
            own.number + 1,
        )  # （二） … 。（三） …: no line opens with what follows
    return after == own.number + 1 or (not after and own.style == "cn")


def _with_line_ends(folded: str, kept: list[_Candidate]) -> list[_Candidate]:
    """End each heading's line where a glued one begins, the signs before it left out."""
    return [
        replace(c, line_end=_without_signs(folded, c.marker_end, following.start))
        if following and following.start < c.line_end
        else c
        for c, following in zip_longest(kept, kept[1:])
    ]


def _without_signs(folded: str, start: int, end: int) -> int:
    while end > start and folded[end - 1] in " #*":
        end -= 1
    return end


# --- titles --------------------------------------------------------------------------------


def _titles(folded: str, kept: Sequence[_Candidate]) -> list[tuple[int, Cut]]:
    """Cut each title, the certain ones first: their siblings are cut to their measure."""
    contents = [_content(folded, c) for c in kept]
    first = [cut(text, bold, c.hashed) for c, (_, text, bold) in zip(kept, contents, strict=True)]
    certain: dict[str, list[str]] = {}
    for candidate, (_, content, _), made in zip(kept, contents, first, strict=True):
        if is_certain(content, made):
            certain.setdefault(candidate.style, []).append(content[: made.title_end])
    return [
        (start, made)
        if is_certain(content, made)
        else (start, cut(content, bold, c.hashed, certain.get(c.style, ())))
        for c, (start, content, bold), made in zip(kept, contents, first, strict=True)
    ]


def _content(folded: str, candidate: _Candidate) -> tuple[int, str, int | None]:
    start = candidate.marker_end
    while start < candidate.line_end and folded[start].isspace():
        start += 1  # 一、 may stand on a line of its own
    bold = candidate.bold_end
    if folded.startswith("**", start):  # 1. **防汛**：…
        close = folded.find("**", start + 2, candidate.line_end)
        start, bold = (start + 2, close) if close > start + 2 else (start, bold)
    inside = bold - start if bold is not None and start < bold < candidate.line_end else None
    return start, folded[start : candidate.line_end], inside


# --- nesting -------------------------------------------------------------------------------


@dataclass
class _Open:
    """An open level: its style, its last number, its run and the heading that stands there."""

    style: str
    number: int
    sequence: int
    index: int


def _nest(
    text: str, kept: Sequence[_Candidate], titles: Sequence[tuple[int, Cut]]
) -> tuple[Heading, ...]:
    stack: list[_Open] = []
    inside: set[tuple[str, str]] = set()
    numbering = _Numbering(kept)
    sequences = 0
    made: list[Heading] = []
    for index, (candidate, (title_start, title)) in enumerate(zip(kept, titles, strict=True)):
        _close_levels(stack, candidate, numbering, inside)
        if stack and stack[-1].style == candidate.style:
            own = stack[-1]
            if candidate.number <= own.number:
                sequences += 1
                own.sequence = sequences
            own.number, own.index = candidate.number, index
        else:
            sequences += 1
            inside.update((candidate.style, level.style) for level in stack)
            stack.append(_Open(candidate.style, candidate.number, sequences, index))
        made.append(_heading(text, candidate, title_start, title, stack))
    return _with_bodies(text, made)


def _close_levels(
    stack: list[_Open], own: _Candidate, numbering: _Numbering, inside: set[tuple[str, str]]
) -> None:
    if any(level.style == own.style for level in stack):
        while stack[-1].style != own.style:
            stack.pop()
        return
    while stack and (own.style, stack[-1].style) not in inside:
        if not _stands_outside(own, stack[-1], numbering):
            return
        stack.pop()


def _stands_outside(own: _Candidate, top: _Open, numbering: _Numbering) -> bool:
    """Tell whether a style new to the open levels stands beside or above the innermost one.

    The usual order says so, unless the inner numbering goes on behind it.
    """
    if own.style not in _USUAL_ORDER or top.style not in _USUAL_ORDER:
        return False
    if own.style in _PARTS_OF_TEXT and own.number == 1:
        return False  # the first part of what 二、 tells of; one that were outermost came first
    if _USUAL_ORDER.index(own.style) > _USUAL_ORDER.index(top.style):
        return False
    return numbering.after(top.style, own.start) != top.number + 1


def _heading(
    text: str, own: _Candidate, title_start: int, title: Cut, stack: Sequence[_Open]
) -> Heading:
    end = title_start + title.title_end if title.title_end else own.marker_end
    marker = text[own.start : own.marker_end].rstrip()
    if not title.title_end:
        end = own.start + len(marker)
    return Heading(
        start=own.start,
        end=end,
        marker=marker,
        number=own.number,
        style=_SHOWN.get(own.style) or own.style.partition(".")[0],
        title=text[title_start : title_start + title.title_end],
        title_start=title_start if title.title_end else end,
        level=len(stack),
        run_in=title.run_in,
        fused=title.fused,
        sequence=stack[-1].sequence,
        parent=stack[-2].index if len(stack) > 1 else None,
        body_start=title_start + title.body,
        body_end=own.line_start,
    )


# --- headings without a number -------------------------------------------------------------


def _with_unnumbered(
    text: str, folded: str, found: Sequence[Line], made: tuple[Heading, ...]
) -> tuple[Heading, ...]:
    """Put the headings without a number among the others; these keep their levels."""
    extra = unnumbered(folded, found, [(h.start, h.level, h.number) for h in made])
    if not extra:
        return made
    levels = _levels(folded, made, extra) if made else _levels_alone(extra)
    added = [
        _unnumbered_heading(text, bare, level)
        for bare, level in zip(extra, levels, strict=True)
        if level >= 0
    ]
    return _with_bodies(text, _in_tree(sorted([*made, *added], key=lambda h: h.start)))


def _levels_alone(extra: Sequence[Bare]) -> list[int]:
    """Nest headings without a number by their Markdown signs; those without stand inside."""
    stack: list[int] = []
    levels: list[int] = []
    for bare in extra:
        depth = bare.depth or 9
        while stack and stack[-1] >= depth:
            stack.pop()
        stack.append(depth)
        levels.append(len(stack))
    return levels


def _levels(folded: str, made: Sequence[Heading], extra: Sequence[Bare]) -> list[int]:
    """Give each its level among numbered headings, -1 where it would tear their tree."""
    starts = [heading.start for heading in made]
    depths = [_depth(folded, heading.start) for heading in made]
    outermost = min((d for d, h in zip(depths, made, strict=True) if h.level == 1 and d), default=0)
    levels: list[int] = []
    for bare in extra:
        at = bisect_left(starts, bare.line.inner_start)
        if bare.boxed is not None:
            levels.append(_level_of_box(folded, made, bare.boxed[2], at))
            continue
        if not bare.depth or not outermost or bare.depth < outermost:
            level = 0
        elif bare.depth == outermost or not at or not depths[at - 1]:
            level = 1
        else:
            level = made[at - 1].level + (depths[at - 1] < bare.depth)
        tears = at < len(made) and made[at].level > max(level, 1)
        levels.append(-1 if tears else level)
    return levels


def _level_of_box(folded: str, made: Sequence[Heading], end: int, at: int) -> int:
    """Put a title in brackets above the heading right below it, or else under the last one."""
    if at < len(made) and not folded[end : made[at].start].strip(_SIGNS + _LINE_ENDS + " \t\u3000"):
        return made[at].level - 1
    return made[at - 1].level + 1 if at else 1


def _depth(folded: str, start: int) -> int:
    """Count the Markdown signs before a heading."""
    opening = _opening(folded, start)
    return folded.count("#", opening, start)


def _unnumbered_heading(text: str, bare: Bare, level: int) -> Heading:
    line = bare.line
    start, stop, body = bare.boxed or (line.inner_start, line.inner_end, line.inner_end)
    title = text[start:stop].rstrip("*。：: \t\u3000")
    return Heading(
        start=start,
        end=start + len(title),
        marker="",
        number=0,
        style="none",
        title=title,
        title_start=start,
        level=level,
        run_in=body < line.inner_end,
        fused=False,
        sequence=0,
        parent=None,
        body_start=body,
        body_end=line.start,
    )


def _in_tree(ordered: Sequence[Heading]) -> list[Heading]:
    """Give each heading its parent, and those without a number their count and sequence."""
    last: dict[int, int] = {}
    counts: dict[int | None, tuple[int, int]] = {}
    sequences = max(heading.sequence for heading in ordered)
    placed: list[Heading] = []
    for index, heading in enumerate(ordered):
        parent = last.get(heading.level - 1)
        last = {level: at for level, at in last.items() if level < heading.level}
        last[heading.level] = index
        if heading.style == "none":
            key = parent if heading.level else -1
            number, sequence = counts.get(key, (0, 0))
            if not number:
                sequences += 1
                sequence = sequences
            counts[key] = number + 1, sequence
            heading = replace(heading, number=number + 1, sequence=sequence)
        placed.append(replace(heading, parent=parent))
    return placed


def _with_bodies(text: str, made: Sequence[Heading]) -> tuple[Heading, ...]:
    """Let each body end where the next heading of its level or an outer one opens."""
    ends = [len(text)] * len(made)
    waiting: list[int] = []
    for index, heading in enumerate(made):
        while waiting and made[waiting[-1]].level >= heading.level:
            ends[waiting.pop()] = _opening(text, heading.start)
        waiting.append(index)
    return tuple(
        replace(heading, body_start=min(heading.body_start, end), body_end=end)
        for heading, end in zip(made, ends, strict=True)
    )


def _opening(text: str, start: int) -> int:
    """Give the start of the heading's line, or of the heading where it stands inside a line."""
    at = start
    while at and text[at - 1] not in _LINE_ENDS:
        at -= 1
        if not (text[at].isspace() or text[at] in _SIGNS):
            return start
    return at


_SIGNS = "#>-*+•·●■◆▪★☆▲►▶➤➢❖※`□【〖\u200b\u200c\u200d\u2060\ufeff\ue5e5"
_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def _path(headings: Sequence[Heading], index: int | None) -> tuple[str, ...]:
    said = [_BREAK.sub("", h.title) or h.marker for h in _upwards(headings, index)]
    return tuple(reversed(said))


_BREAK = re.compile(r"\s*[\r\n]\s*")


def _upwards(headings: Sequence[Heading], index: int | None) -> Iterator[Heading]:
    while index is not None:
        yield headings[index]
        index = headings[index].parent

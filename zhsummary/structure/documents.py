"""A page with several summaries, split into them.

In goes the text of a source, out come `Piece` values: from the start of each title line
(Markdown signs included) to the start of the next. Titles with a running number are told by
`collections.tsv` (篇一, 第1篇, 【篇一】, 范文一, a title repeated with a number). The page's own
title and introduction belong to no piece. A page with one summary stays whole. Without a
number, titles of one form that name different townships part a page too (河口镇工会工作总结,
柳林乡工会工作总结); other pages that string summaries together are not split. A page that lost
line ends has its titles inside a line: they are taken where the text before them is closed and
they run on in number, or name another township and are followed by what begins a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zhsummary.lexicons.load import rows, words
from zhsummary.spans import Span, fold
from zhsummary.structure.lines import Line, is_page_mark, lines, without_sounds
from zhsummary.structure.markers import opens_numbering
from zhsummary.structure.model import Piece
from zhsummary.structure.pages import is_site_note

_LONGEST_TITLE = 60
_LEAST_BODY = 30  # characters without a full stop; a list of contents has fewer between its lines
_LONGEST_PREFACE = 600
_CN = {char: i for i, char in enumerate("〇一二三四五六七八九")}
_PLACEHOLDERS = {"{n}": r"(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,4})"}
_SENTENCE = re.compile(r"[。！；;]")
_STOPPED = re.compile(r"[\u4e00-\u9fff\d%％）)][。！]")
# forms that are also read as something else; one such line alone opens no summary
_NOT_ALONE = frozenset({"repeated", "总结N篇", "（N）总结"})


@dataclass(frozen=True)
class _Numbered:
    """A title line with a running number."""

    line: Line
    form: str
    stem: str
    number: int


def split(text: str) -> list[Piece]:
    """Split a page into its summaries.

    Parameters
    ----------
    text : str
        The whole text of a source.

    Returns
    -------
    list of Piece
        In order, never overlapping; at least one, if only an empty one for an empty text.

    Examples
    --------
    >>> body = "建会12家，发展会员300人。" * 3
    >>> text = f"范文\\n篇一\\n{body}\\n篇二\\n{body}"
    >>> [text[p.title_start : p.title_end] for p in split(text)]
    ['篇一', '篇二']
    """
    folded = fold(text)
    found = lines(folded)
    titles = _running_titles(folded, found)
    opening = [title.line for title in titles] if len(titles) > 1 else _by_town(folded, found)
    glued = _glued_titles(folded)
    if len(glued) > len(opening):
        opening = glued
    if len(opening) < 2:
        return [_whole(text, folded, found)]
    starts = [line.start for line in opening]
    ends = [*starts[1:], len(text)]
    return [
        Piece(start, end, line.inner_start, line.inner_end)
        for line, start, end in zip(opening, starts, ends, strict=True)
    ]


def _glued_titles(folded: str) -> list[Line]:
    """Find the titles of a page that lost the line ends before or behind them.

    Examples
    --------
    >>> body = "今年建会12家，发展会员300人，慰问困难职工40户，发放慰问金2万元，成效明显。" * 2
    >>> page = f"工会总结两篇篇一：河口镇总结{body}篇二：柳林乡总结{body}"
    >>> [page[title.inner_start : title.inner_end] for title in _glued_titles(page)]
    ['篇一：河口镇总结', '篇二：柳林乡总结']
    """
    runs = [_glued_run(folded, form) for second, form in _GLUED_FORMS if second.search(folded)]
    if len(_ENDS_TITLE.findall(folded)) > 1:
        runs.append(_glued_towns(folded))
    return max(runs, key=len, default=[])


def _glued_run(folded: str, form: str) -> list[Line]:
    """Find the titles of one form whose numbers run on from 1, each with a text behind it."""
    run: list[Line] = []
    endings: set[str] = set()
    at = 0
    while match := _glued_form(form, len(run) + 1).search(folded, at):
        run.append(_glued_line(match))
        endings.add((match["stem"] or "").rstrip(" ")[-4:])
        at = match.end()
    alike = len(endings) == 1 and len(run) > 1
    return run if alike and _all_long(folded, run) else []


@cache
def _glued_form(form: str, number: int) -> re.Pattern[str]:
    tens, ones = divmod(number, 10)
    written = ("" if tens < 2 else "〇一二三四五六七八九"[tens]) + "十" * (tens > 0)
    written += "" if not ones else "〇一二三四五六七八九"[ones]
    digits = rf"{number}(?![0-9])|{number}(?=(?:19|20)[0-9xX×_]{{2}})"
    return re.compile(_CLOSED + form.replace("{n}", f"(?:{written}|{digits})"))


def _glued_towns(folded: str) -> list[Line]:
    """Find titles of one form inside lines that differ in the township they name."""
    forms: dict[str, list[re.Match[str]]] = {}
    for match in _GLUED_TOWN.finditer(folded):
        if not match["town"].endswith(_NO_TOWN):
            form = _DIGITS.sub("", match["rest"])
            forms.setdefault(form, []).append(match)
    for named in forms.values():
        towns = [match["town"] for match in named]
        run = [_glued_line(match) for match in named]
        if len(run) > 1 and len(set(towns)) == len(towns) and _all_long(folded, run):
            return run
    return []


def _glued_line(match: re.Match[str]) -> Line:
    start, end = match.span("title")
    return Line(match.start(), end, start, end, False, None)


def _all_long(folded: str, opening: Sequence[Line]) -> bool:
    bounds = [*(line.start for line in opening[1:]), len(folded)]
    bodies = [folded[line.end : end] for line, end in zip(opening, bounds, strict=True)]
    return all(len(body) >= _LEAST_GLUED_BODY and _STOPPED.search(body) for body in bodies)


_LEAST_GLUED_BODY = 40  # characters
#: Behind what a title may stand inside a line: a stop, a date, the page's own title.
_CLOSED = r"(?:(?<![^\n])|(?<=[。！？!?…”】])|(?<=[0-9][日月])|(?<=篇)|(?<=篇[)）]))[ *#>]{0,8}"
_STEM = r"[^。！？；，,;!?：:\n]"
_KINDS = r"(?:总结|小结|汇报|报告|述职|材料|体会)"
#: What begins a text behind a title that nothing parts from it.
_BEGINS = (
    r"(?=\n|[ *]{0,4}(?:[一（(][一、）)]|1[、.]|第一|首先|各位|同志们|根据|按照"
    r"|为(?:了|进一步|深入|贯彻)"
    r"|在[^，。]{1,20}(?:领导|指导|支持|帮助)|本文|[一半几两三五]年来|今年|近年|过去|现将|现在"
    r"|[我本全][镇乡县街市区]|(?:20|19)\d\d ?年|(?:20)?(?:xx|XX|××) ?[年镇乡县]|二[0〇零○oO])"
    r"|[】\]])"
)
_REST = rf"(?P<rest>{_STEM}{{2,40}}?{_KINDS}){_BEGINS}"
_ENDS_TITLE = re.compile(rf"(?:总结|小结|汇报){_BEGINS}")
#: How the second title is looked for, which most pages do not have, and the form of them all.
_GLUED_FORMS = (
    # 乡镇工会工作总结篇一, 【篇一】, 篇一：河口镇工会工作总结
    (
        re.compile("篇 ?[二2]"),
        rf"(?P<title>(?P<stem>(?:{_STEM}{{2,60}}?(?:{_KINDS}|范文))?) ?"
        rf"[【\[（(「]?篇 ?{{n}}[】\])）」]?(?![章幅文])(?:[：: ]?(?:{_REST})[】\]]?|[：:])?)",
    ),
    # 第一篇：河口镇工会工作总结, 【第1篇】
    (
        re.compile("第 ?[二2] ?篇"),
        rf"(?P<title>(?P<stem>)(?:[【\[（(]第 ?{{n}} ?篇[】\])）][：: ]?(?:{_REST})?"
        rf"|第 ?{{n}} ?篇[：: ]?{_REST.replace('rest', 'other')}))",
    ),
    # 范文一, 【范文1】
    (
        re.compile("(?:范文|范本|样本|例文|模板) ?[（(]?[二2]"),
        rf"(?P<title>(?P<stem>)[【\[（(]?(?:范文|范本|样本|例文|模板) ?[（(]?{{n}}[)）]?[】\])）]?"
        rf"(?:[：: ]?(?:{_REST})|[：:])?)",
    ),
    # 河口镇工会工作总结（一）
    (
        re.compile("[结报告职料会] ?[（(][二2][)）]"),
        rf"(?P<title>(?P<stem>{_STEM}{{4,40}}?{_KINDS}) ?[（(]{{n}}[)）]){_BEGINS}",
    ),
)


def title_span(text: str) -> Span:
    """Find the title of a single summary: its first line that says so, and a subtitle line.

    Examples
    --------
    >>> text = "下载\\n# 河口镇工会总结\\n今年建会5家。"
    >>> title_span(text).of(text)
    '河口镇工会总结'
    """
    folded = fold(text)
    return find_title(folded, lines(folded))


def without_series(title: str) -> str:
    """Give a title without its running number.

    Examples
    --------
    >>> without_series("乡镇工会工作总结篇六")
    '乡镇工会工作总结'
    """
    folded = fold(title)
    for _, pattern in _forms():
        match = pattern.fullmatch(folded)
        if match:
            kept = [title[a:b] for a, b in map(match.span, _STEMS) if 0 <= a < b]
            return "".join(kept).strip(" \t\u3000：:-—_")
    return title


_STEMS = ("stem", "rest")


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    made = []
    for row in rows("collections.tsv"):
        pattern = row["pattern"]
        for name, part in _PLACEHOLDERS.items():
            pattern = pattern.replace(name, part)
        made.append((row["form"], re.compile(pattern)))
    return tuple(made)


def _running_titles(folded: str, found: Sequence[Line]) -> list[_Numbered]:
    """Find the title lines whose numbers run on and that have a text behind them."""
    numbered = [n for n in (_numbered(folded, line) for line in found) if n]
    runs: list[list[_Numbered]] = []
    open_runs: dict[tuple[str, str], list[_Numbered]] = {}
    for title in numbered:
        key = title.form, title.stem if title.form == "repeated" else ""
        run = open_runs.get(key)
        if run is not None and _goes_on(run[-1], title):
            run.append(title)
        else:
            open_runs[key] = [title]
            runs.append(open_runs[key])
    runs = [run for run in runs if len(run) > 1 and _has_bodies(folded, run)]
    return sorted((title for run in runs for title in run), key=lambda t: t.line.start)


def _by_town(folded: str, found: Sequence[Line]) -> list[Line]:
    """Find titles of one form that differ in the township they name, each with a text behind it."""
    towns: dict[str, set[str]] = {}
    named: list[tuple[Line, str, str]] = []
    for line in found:
        if line.inner_end - line.inner_start > _LONGEST_TITLE * 2:
            continue  # with the sounds that pages spell behind characters
        content = without_sounds(folded[line.inner_start : line.inner_end]).strip("* ")
        match = _TOWN_TITLE.fullmatch(content)
        if match and not match["town"].endswith(_NO_TOWN):
            form = _DIGITS.sub("", match["front"] + "＿" + match["rest"])
            towns.setdefault(form, set()).add(match["town"])
            if not named or named[-1][1:] != (form, match["town"]):  # the head of each page
                named.append((line, form, match["town"]))
    opening = [line for line, form, _ in named if len(towns[form]) > 1]
    return opening if len(opening) > 1 and _all_have_bodies(folded, opening) else []


_TOWN_TITLE = re.compile(
    r"(?P<front>(?:20\d\d年度?)?(?:[\u4e00-\u9fff]{2,6}[县市区旗])?)"
    r"(?P<town>[\u4e00-\u9fff]{2,8}?(?:街道|镇|乡|苏木))(?![村镇化])"
    r"(?P<rest>[\u4e00-\u9fff\d]{0,30}(?:总结|小结|汇报)(?:[（(][\d一二三四五六七八九十]{1,3}[）)]|\d{1,2})?)"
)
_GLUED_TOWN = re.compile(
    _CLOSED + r"(?P<title>(?:20\d\d年度?)?(?:[\u4e00-\u9fff]{2,6}[县市区旗])?"
    r"(?P<town>[\u4e00-\u9fff]{2,8}?(?:街道|镇|乡|苏木))(?![村镇化])"
    rf"(?P<rest>[\u4e00-\u9fff\d]{{0,30}}?(?:总结|小结|汇报))){_BEGINS}"
)
_NO_TOWN = ("乡镇", "城镇", "我镇", "我乡", "全镇", "全乡", "各镇", "各乡", "某镇", "某乡")
_DIGITS = re.compile(r"[（(][\d一二三四五六七八九十]{1,3}[）)]|\d+")


def _all_have_bodies(folded: str, opening: Sequence[Line]) -> bool:
    bounds = [*(line.start for line in opening[1:]), len(folded)]
    return all(_is_body(folded[line.end : end]) for line, end in zip(opening, bounds, strict=True))


def _goes_on(last: _Numbered, title: _Numbered) -> bool:
    """Tell whether a number follows another; pages leave some summaries out."""
    return last.number < title.number <= last.number + (1 if title.form == "repeated" else 5)


def _has_bodies(folded: str, run: Sequence[_Numbered]) -> bool:
    """Tell whether text stands behind the titles: a list of contents is no collection."""
    bounds = [title.line.start for title in run[1:]]
    bodies = [
        _is_body(folded[title.line.end : end]) for title, end in zip(run, bounds, strict=False)
    ]
    return sum(bodies) * 2 >= len(bodies)


def _is_body(between: str) -> bool:
    """Tell a text from what stands between the lines of a list: 新建工会7家。, but not ……3."""
    return _STOPPED.search(between) is not None or len("".join(between.split())) >= _LEAST_BODY


def _numbered(folded: str, line: Line) -> _Numbered | None:
    if line.inner_end - line.inner_start > _LONGEST_TITLE:
        return None
    content = without_sounds(folded[line.inner_start : line.inner_end]).strip("* ")
    for form, pattern in _forms():
        match = pattern.fullmatch(content)
        if match and not _SENTENCE.search(content):
            return _Numbered(line, form, (match["stem"] or "").strip(), _number(match["n"]))
    return None


def _number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    hundreds, _, below = written.rpartition("百")
    tens, ten, ones = below.rpartition("十")
    total = _CN.get(hundreds, 0) * 100
    total += (_CN.get(tens, 1) if ten else 0) * 10
    return total + _CN.get(ones[-1:], 0)


def _whole(text: str, folded: str, found: Sequence[Line]) -> Piece:
    """Keep a single summary whole; only a preface to a collection is left out before its title."""
    numbered = [n for n in (_numbered(folded, line) for line in found) if n]
    single = numbered[0] if len({n.number for n in numbered}) == 1 else None  # no list of titles
    if single and single.form not in _NOT_ALONE and single.line.start:
        preface = folded[: single.line.start]
        if len(preface) <= _LONGEST_PREFACE and _is_preface(preface):
            line = single.line
            return Piece(line.start, len(text), line.inner_start, line.inner_end)
    title = find_title(folded, found)
    return Piece(0, len(text), title.start, title.end)


def _is_preface(text: str) -> bool:
    return not _SENTENCE.search(text) or any(word in text for word in words("preface.txt"))


def find_title(folded: str, found: Sequence[Line]) -> Span:
    """Choose the title among the lines before the first prose.

    A Markdown heading goes first, then a line that ends like a title, then the very first.
    The name of the writer above it and a subtitle that opens with —— belong to it.
    """
    head: list[tuple[Line, str]] = []
    for index, line in enumerate(found[:40]):
        content = folded[line.inner_start : line.inner_end]
        if _is_furniture(content) or _introduces(content):
            continue
        below = (folded[other.inner_start : other.inner_end] for other in found[index + 1 :])
        if not _can_be_title(content, line) or opens_numbering(content, below):
            glued = None if head else _glued_title(content)
            if glued:
                return Span(line.inner_start + glued.start, line.inner_start + glued.end)
            break
        head.append((line, content))
    if not head:
        return Span(0, 0)
    at = next((i for i, (line, _) in enumerate(head) if line.hashed), None)
    if at is None:
        at = next((i for i, (_, c) in enumerate(head) if ends_like_title(c)), 0)
    first = at - 1 if at and is_writer(head[at - 1][1]) else at
    last = at
    if at + 1 < len(head) and head[at + 1][1].startswith(("—", "--")):
        last = at + 1
    return _bare(folded, Span(head[first][0].inner_start, head[last][0].inner_end))


def _bare(folded: str, title: Span) -> Span:
    """Leave out the word 标题 before a title and the rule of a table behind it."""
    said = _LABEL.match(folded, title.start, title.end)
    start = said.end() if said else title.start
    end = title.end
    while end > start and folded[end - 1] in " |":
        end -= 1
    return Span(start, end)


_SOUNDED = r"(?:[(（][^()（）]{1,7}[)）])?"
_LABEL = re.compile(rf"(?:标{_SOUNDED}题{_SOUNDED}|题目)[:：] *")


def _glued_title(content: str) -> Span | None:
    """Find a title that the text follows on the same line: 【2023年工作总结】今年，….

    Without brackets only where what follows begins a text: 乡镇工会工作总结一年来，….
    """
    for pattern in (_BRACKETED_TITLE, _TITLE_AND_TEXT):
        match = pattern.match(content)
        if match and not match["title"].startswith(words("prose_fronts.txt")):
            return Span(*match.span("title"))
    return None


_KIND = r"(?:总结|小结|报告|汇报|计划|要点|材料|情况)"
_BRACKETED_TITLE = re.compile(rf"[【\[](?P<title>[^】\]。；，]{{3,50}}{_KIND})[】\]]")
_TITLE_AND_TEXT = re.compile(
    r"(?:\d{1,2}、 ?|[—-]{1,2} ?|.{0,80}?第 ?\d{1,3} ?页 ?共 ?\d{1,3} ?页)?"
    rf"(?P<title>[^。，,；;：:！？\s]{{4,40}}?{_KIND}"
    r"(?:(?:暨|及|和|与)[^。，,；;：:！？\s]{2,20}?(?:计划|打算|安排|思路|要点|设想))?"
    r"(?:[（(][一二三四五六七八九十\d]{1,2}[)）])?)"
    r"(?=一、|各位|同志们|根据|按照|为(?:了|进一步|深入|贯彻)|在[^，。]{1,20}(?:领导|指导|支持)"
    r"|本文|[一半几两三五]年来|今年|近年|过去|现将|现在，|我[镇乡县街]|(?:20|19)\d\d ?年"
    r"|(?:20)?(?:xx|XX|××) ?[年镇乡县]|二[0〇零○oO]|(?P=title)| +(?:\S{8}|各位))"
)


def ends_like_title(content: str) -> bool:
    """Tell whether a line ends like the title of a summary, its running number left out.

    Examples
    --------
    >>> ends_like_title("河口镇工会工作总结（二）"), ends_like_title("今年有18家企业组")
    (True, False)
    """
    return _TAIL.sub("", content.rstrip(" *|")).endswith(words("title_nouns.txt"))


def _introduces(content: str) -> bool:
    """Tell whether a site's paragraph introduces what it shows: 下面是小编整理的….，供大家参考。"""
    said = (word for word in words("preface.txt") if word not in ("范文", "精选"))
    return "。" in content and len(content) < _LONGEST_PREFACE and any(w in content for w in said)


_TAIL = re.compile(r"[（(][^（()）]{1,15}[)）]$|篇? ?[一二三四五六七八九十\d]{1,3}$")
_WRITER = re.compile(
    r"[\u4e00-\u9fff]{2,20}"
    r"(?:镇|乡|街道|工会|妇联|党委|政府|办公室|办|站|所|中心|委员会|联合会|办事处)"
)


def is_writer(content: str) -> bool:
    """Tell whether a line is the name of who writes: 河口镇总工会.

    Examples
    --------
    >>> is_writer("河口镇总工会"), is_writer("夯实工作基础")
    (True, False)
    """
    return _WRITER.fullmatch(content) is not None


def _can_be_title(content: str, line: Line) -> bool:
    if len(content) > _LONGEST_TITLE:
        return False
    if line.hashed or line.bold or content.startswith(("—", "--")):
        return True
    ends_like_one = content.endswith(words("title_nouns.txt"))
    return ends_like_one or not re.search(r"[。；，,;]|：$|:$", content)


@cache
def _furniture() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in rows("furniture.tsv"))


def _is_furniture(content: str) -> bool:
    content = without_sounds(content.strip(" |"))
    if is_page_mark(content) or is_site_note(content) or "#" in content:
        return True
    return any(pattern.fullmatch(content) for pattern in _furniture())

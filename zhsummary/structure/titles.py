"""Where the title of a heading ends: at punctuation, at the line's end, or where body text begins.

In goes the rest of a line after its marker (folded), out comes a `Cut`. A title with body
glued to it (fused: ``二、落实维权工作此外，我们还…``) is cut at words that open body text,
if what stays on the left can be a title and what stays on the right is a clause. Where no
cut is certain the title is empty: an empty title misleads nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zhsummary.lexicons.load import rows, words
from zhsummary.structure.lines import without_sounds

LONGEST_LEAD = 40
"""A lead sentence longer than this is body in itself (annotation guide, section 3)."""

_LONGEST_LINE = 60  # a line without any stop can still be a title up to here
_BRACKETS = {"（": "）", "(": ")", "《": "》", "【": "】"}
_STOPS = frozenset("。：；:;！？!?")
_FIGURE = re.compile(
    r"\d|[一二三四五六七八九十百千两][一二三四五六七八九十百千万余多来]*[家名人户个份次元万亩期场]"
)
_PREDICATE = re.compile(r"(?:得到|进一步|不断|明显|有效|全面|持续|逐步|稳步|切实|大力|再|显著)..$")


@dataclass(frozen=True)
class Cut:
    """How far the title reaches, where the body begins, and whether anything parts them."""

    title_end: int
    body: int
    run_in: bool
    fused: bool


def cut(content: str, bold_end: int | None, hashed: bool, siblings: Sequence[str] = ()) -> Cut:
    """Find the end of the title in a heading line.

    Parameters
    ----------
    content : str
        The folded line from the first character after the marker.
    bold_end : int or None
        Where bold type closes inside `content`.
    hashed : bool
        Whether the line has a Markdown heading sign.
    siblings : sequence of str
        Titles of headings of the same style in the same text whose end is certain.

    Returns
    -------
    Cut
        Offsets in `content`; ``title_end == 0`` says that no title could be told.

    Examples
    --------
    >>> cut("建会入会。今年建会5家。", None, False)
    Cut(title_end=4, body=5, run_in=True, fused=False)
    >>> cut("抓好合同续签今年续签21份，覆盖职工1260人。", None, False).title_end
    6
    """
    if bold_end is not None and 0 < bold_end < len(content):
        return _bold_cut(content, bold_end)
    stop = _first_stop(content)
    lead = content[:stop]
    has_rest = bool(content[stop + 1 :].strip(" \t*"))
    found = _dashed_cut(lead) or _repeated_cut(lead)
    is_prose = has_rest or len(lead) > LONGEST_LEAD or "，" in lead or "," in lead
    found = found or (_standard_cut(lead) if is_prose else 0)
    found = found or _fused_cut(content, lead, has_rest, siblings)
    found = found or _spaced_cut(content, lead)
    if found:
        title_end = len(content[:found].rstrip())
        return Cut(title_end, _skip_space(content, found), True, True)
    if len(without_sounds(lead).replace(" ", "")) <= LONGEST_LEAD:
        return Cut(len(lead.rstrip()), min(len(content), stop + 1), has_rest, False)
    if not has_rest and _is_long_title(lead, hashed, stop < len(content)):
        return Cut(len(lead.rstrip()), len(content), False, False)
    return Cut(0, 0, True, False)


def is_certain(content: str, made: Cut) -> bool:
    """Tell whether punctuation or the line's end closes a title, so that it can be a measure."""
    return 0 < made.title_end <= 30 and not made.fused and (made.run_in or len(content) <= 30)


def _bold_cut(content: str, bold_end: int) -> Cut:
    title_end = bold_end
    while title_end and content[title_end - 1] in "。：；:; ":
        title_end -= 1
    body = bold_end + 2
    while body < len(content) and content[body] in "。：；:; ":
        body += 1
    parted = title_end < bold_end or body > bold_end + 2
    run_in = body < len(content)
    return Cut(title_end, body, run_in, run_in and not parted)


def _first_stop(content: str) -> int:
    """Find the first stop outside brackets; a colon between digits is a clock time."""
    waiting: list[str] = []
    for i, char in enumerate(content):
        if char in _BRACKETS:
            waiting.append(_BRACKETS[char])
        elif waiting and char == waiting[-1]:
            waiting.pop()
        elif (waiting and i < LONGEST_LEAD) or not _is_stop(content, i):
            continue
        else:
            return i
    return len(content)


def _is_stop(content: str, i: int) -> bool:
    if content[i] == ".":
        return _is_dot_stop(content, i)
    return content[i] in _STOPS and not _in_figure(content, i)


def _is_long_title(lead: str, hashed: bool, closed: bool) -> bool:
    """Tell whether a line of its own, longer than a lead sentence, is a title all the same.

    Prose that a page break cut off has many commas; a title has one. A full stop makes a
    sentence of it.
    """
    if len(lead) > _LONGEST_LINE or _FIGURE.search(lead) or _opens_body(lead):
        return False
    return hashed or (not closed and lead.count("，") + lead.count(",") <= 1)


def _opens_body(lead: str) -> bool:
    return any(strength >= 3 and pattern.match(lead) for strength, pattern in _openers())


def _in_figure(content: str, i: int) -> bool:
    return content[i] == ":" and content[i - 1 : i].isdigit() and content[i + 1 : i + 2].isdigit()


def _is_dot_stop(content: str, i: int) -> bool:
    before, after = content[i - 1 : i], content[i + 1 : i + 2]
    return _is_han(before) and after != "."


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _skip_space(content: str, at: int) -> int:
    while at < len(content) and content[at] == " ":
        at += 1
    return at


def _spaced_cut(content: str, lead: str) -> int:
    """Cut where a space alone parts a short title from prose (``一、加强领导 镇党委重视，…``)."""
    space = lead.find(" ")
    if not 2 <= space <= 25:
        return 0
    rest = lead[space:].strip()
    long_enough = len(rest) >= 15 and ("，" in rest or "," in rest)
    whole = _commas(lead[:space]) < 2 and _can_end_title(lead[:space])
    whole = whole or _is_balanced(lead[:space])
    whole = whole and _is_han(lead[space - 1]) and (_is_han(rest[:1]) or rest[:1] in "xX×*")
    is_prose = len(lead) > LONGEST_LEAD or _opens_body(rest) or _FIGURE.search(rest) is not None
    return space if long_enough and whole and is_prose else 0


def _is_balanced(left: str) -> bool:
    """Tell whether two halves of one length make a title: 上下联动，合力整治."""
    first, _, second = left.replace(",", "，").partition("，")
    return 4 <= len(first) == len(second) <= 12


def _dashed_cut(lead: str) -> int:
    """Cut where a gap and a dash open a paragraph (``一、工业提速  ——园区扩容增效，…``)."""
    found = _GAP_AND_DASH.search(lead, 2, LONGEST_LEAD + 2)
    return found.start() if found and _can_end_title(lead[: found.start()]) else 0


_GAP_AND_DASH = re.compile(r" {2,}(?=[—-]{2})")


def _repeated_cut(lead: str) -> int:
    """Cut where the body begins by saying the title again (``三、优抚工作优抚工作坚持…``).

    Or what the title is about, and something of it (``推进阵地建设阵地建设是…``).
    """
    found = _SAID_TWICE.match(lead)
    if found:
        return found.end("title") if len(lead) > found.end() + 6 else 0
    about = _SAID_AGAIN.match(lead)
    return about.end("title") if about and _can_end_title(about["title"]) else 0


_SAID_AGAIN = re.compile(
    r"(?P<title>[\u4e00-\u9fff]{1,6}?(?P<about>[\u4e00-\u9fff]{3,12})[\u4e00-\u9fff]{0,4}?)"
    r"(?P=about)(?:是|作为|事关|关系到|对于)(?=[\u4e00-\u9fff]{4})"
)
_SAID_TWICE = re.compile(r"(?P<title>[\u4e00-\u9fff]{4,20})[“”\"' ]*(?P=title)(?=[\u4e00-\u9fff])")


def _standard_cut(lead: str) -> int:
    """Cut behind a title that half of all summaries use: 基本情况, 存在问题, 下一步工作打算."""
    found = _standard_title().match(lead)
    return found.end() if found and len(lead) - found.end() >= _LEAST_BODY else 0


_LEAST_BODY = 8  # characters; 存在问题较为突出 is a title


@cache
def _standard_title() -> re.Pattern[str]:
    titles = "|".join(words("standard_titles.txt"))
    # what goes on with the title and opens no body
    return re.compile(rf"(?:{titles})(?![、，,和与及的是为等如较比汇总分表通])")


def _fused_cut(content: str, lead: str, has_rest: bool, siblings: Sequence[str]) -> int:
    """Weigh every place where body text may begin; give the best, or 0."""
    is_prose = has_rest or len(lead) > LONGEST_LEAD or len(lead) < len(content)
    if not is_prose and len(lead) <= 30:
        return 0
    lead = lead[: _body_clause(lead)]
    if shaped := _shaped_cut(lead, siblings):
        return shaped
    best, best_score = 0, 0.0
    # a lead sentence with several figures is prose, however short it is
    needed = 3.0 if len(lead) > LONGEST_LEAD or len(_FIGURE.findall(lead)) > 1 else 4.0
    reach = min(len(lead), LONGEST_LEAD + 12)
    for strength, pattern in _openers() if _any_opener().search(lead, 2, reach) else ():
        for match in pattern.finditer(lead, 2, reach):
            at = match.start()
            if at > LONGEST_LEAD or not _can_end_title(lead[:at]) or not _is_clause(lead[at:]):
                continue
            score = strength + _support(lead[:at], lead[at:], siblings)
            if score >= needed and (score > best_score or (score == best_score and at < best)):
                best, best_score = at, score
    return best or _parallel_cut(lead, siblings)


def _body_clause(lead: str) -> int:
    """Find where a clause opens with body words: what stands before it is no title (…，今年7月)."""
    if not _any_opener().search(lead):
        return len(lead)
    ends = [
        match.start()
        for strength, pattern in _openers()
        if strength >= 3
        for match in pattern.finditer(lead)
        if lead[match.start() - 1 : match.start()] in ("，", ",")
    ]
    return min(ends, default=len(lead))


@cache
def _openers() -> tuple[tuple[float, re.Pattern[str]], ...]:
    strengths = {"certain": 5.0, "strong": 3.0, "medium": 1.5}
    return tuple(
        (strengths[row["strength"]], re.compile(row["pattern"])) for row in rows("body_openers.tsv")
    )


@cache
def _any_opener() -> re.Pattern[str]:
    """Give all of them as one pattern, which most titles do not hold."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows("body_openers.tsv")))


@cache
def _word_sets() -> tuple[tuple[str, ...], tuple[str, ...]]:
    return words("title_ends.txt"), words("bare_verbs.txt")


def _can_end_title(left: str) -> bool:
    ends, bare = _word_sets()
    left = left.rstrip()
    if len(left) < 3 or left[-1] in _NEVER_LAST or _TIME_ALONE.fullmatch(left):
        return False
    if ("，" in left or "," in left) and _NO_HALF.search(left):
        return False
    if left.endswith(_TIME_BEGUN):
        return False  # 部署周密今年|上半年: the cut stands before 今年
    if _FIGURE.search(left) and ("，" in left or "," in left):
        return False  # …，配备28名保洁员，各村|按照: the middle of a sentence
    if left.count("“") > left.count("”") or left.count("《") > left.count("》"):
        return False
    if left.count("'") % 2:
        return False
    if not left.endswith(bare) or left.endswith(_LOOKS_BACK):
        return True
    return _PREDICATE.search(left) is not None and len(left) >= 6 and left.endswith(ends)


# signs and function words behind which a phrase goes on
_NEVER_LAST = frozenset(
    "，,、—-·“（《(0123456789也并还都就又再从自在对向由把将被和与及或之其各每以于至"
)
#: What is no half of a title: an adverb (第一季度，精心|组织登山), who acts (…，镇计生办|根据计划).
_NO_HALF = re.compile(
    r"[，,](?:[^，,]{1,2}|(?:我|本|全|各|该)?[镇乡县街][^，,]{0,5}"
    r"|[^，,]{0,4}(?:办|所|站|委|政府|工会|妇联))$"
)
_LOOKS_BACK = ("工作回顾", "工作总结", "情况总结", "情况回顾", "工作部署")
_TIME_BEGUN = ("今年", "去年", "明年", "本年", "当年", "上年", "近年")
_TIME_ALONE = re.compile(r"(?:从|自|在|于|截至|截止)?[去今前当本上下年月日旬初底中半至到\d]+")


_ENUMERATES = ("一是", "首先", "第一，")


def _is_clause(right: str) -> bool:
    if right.startswith(_ENUMERATES):
        return True
    return len(right) >= 8 and (
        "，" in right or "," in right or len(right) >= 16 or _FIGURE.search(right) is not None
    )


def _support(left: str, right: str, siblings: Sequence[str]) -> float:
    """Give points for a known last word, a figure on the right and titles built alike."""
    ends, _ = _word_sets()
    score = 1.0 if left.endswith(ends) else 0.0
    if _FIGURE.search(right):
        score += 0.5
    if siblings:
        lengths = sorted(len(title) for title in siblings)
        middle = lengths[len(lengths) // 2]
        score += 1.0 if abs(len(left) - middle) <= 1 else 0.0
        score += 0.5 if any(_commas(title) == _commas(left) for title in siblings) else -0.5
        score += 0.5 if any(title[:1] == left[:1] for title in siblings) else 0.0
    return score


def _commas(title: str) -> int:
    return title.count("，") + title.count(",") + title.count("、")


def _shaped_cut(lead: str, siblings: Sequence[str]) -> int:
    """Cut to the shape of sibling titles whose halves are of one length (扩面提质，根基更加牢固).

    Examples
    --------
    >>> siblings = ["扩面提质，组织根基更加牢固", "素质赋能，职工本领更加过硬"]
    >>> _shaped_cut("普惠服务，职工生活更有温度两节期间走访困难职工家庭138户", siblings)
    13
    """
    if len(siblings) < 2 or not ("，" in lead or "," in lead):
        return 0
    shapes = Counter((title.replace(",", "，").find("，"), len(title)) for title in siblings)
    (comma, length), count = shapes.most_common(1)[0]
    if count < 2 or count * 2 < len(siblings):
        return 0
    fits = 0 < comma == lead.replace(",", "，").find("，") and len(lead) > length + _LEAST_BODY
    return length if fits and _can_end_title(lead[:length]) else 0


def _parallel_cut(lead: str, siblings: Sequence[str]) -> int:
    """Cut to the length of sibling titles that all begin alike (抓建会 · 抓阵地 · 抓培训)."""
    if len(lead) <= LONGEST_LEAD or len(siblings) < 2:
        return 0
    lengths = {len(title) for title in siblings}
    alike = {title[:1] for title in siblings} == {lead[:1]}
    length = next(iter(lengths))
    fits = len(lengths) == 1 and 3 <= length <= 10 and "，" not in lead[:length]
    return length if alike and fits and lead[length : length + 1] not in "，,、的" else 0

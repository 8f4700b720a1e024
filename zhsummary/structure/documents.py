"""A page with several summaries, split into them.

In goes the text of a source, out come `Piece` values: from the start of each title line
(Markdown signs included) to the start of the next. Titles with a running number are told by
`collections.tsv` (篇一, 第1篇, 【篇一】, 范文一, a title repeated with a number). The page's own
title and introduction belong to no piece. A page with one summary stays whole. Pages that
string summaries together without any number in their titles are not split.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from zhsummary.lexicons.load import rows, words
from zhsummary.spans import Span, fold
from zhsummary.structure.lines import Line, lines
from zhsummary.structure.model import Piece

_LONGEST_TITLE = 60
_LEAST_BODY = 30  # characters; a list of contents has fewer between its lines
_LONGEST_PREFACE = 600
_CN = {char: i for i, char in enumerate("〇一二三四五六七八九")}
_PLACEHOLDERS = {"{n}": r"(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,4})"}
_SENTENCE = re.compile(r"[。！；;]")


@dataclass(frozen=True, slots=True)
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
    if len(titles) < 2:
        return [_whole(text, folded, found, titles)]
    starts = [title.line.start for title in titles]
    ends = [*starts[1:], len(text)]
    return [
        Piece(start, end, title.line.inner_start, title.line.inner_end)
        for title, start, end in zip(titles, starts, ends, strict=True)
    ]


def title_span(text: str) -> Span:
    """Find the title of a single summary: its first line that says so, and a subtitle line.

    Examples
    --------
    >>> text = "下载\\n# 河口镇工会总结\\n今年建会5家。"
    >>> title_span(text).of(text)
    '河口镇工会总结'
    """
    folded = fold(text)
    return _title(folded, lines(folded))


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


def _goes_on(last: _Numbered, title: _Numbered) -> bool:
    """Tell whether a number follows another; pages leave some summaries out."""
    return last.number < title.number <= last.number + (1 if title.form == "repeated" else 5)


def _has_bodies(folded: str, run: Sequence[_Numbered]) -> bool:
    """Tell whether text stands behind the titles: a list of contents is no collection."""
    bounds = [title.line.start for title in run[1:]]
    bodies = [
        len("".join(folded[title.line.end : end].split()))
        for title, end in zip(run, bounds, strict=False)
    ]
    return sum(length >= _LEAST_BODY for length in bodies) * 2 >= len(bodies)


def _numbered(folded: str, line: Line) -> _Numbered | None:
    if line.inner_end - line.inner_start > _LONGEST_TITLE:
        return None
    content = folded[line.inner_start : line.inner_end].strip("* ")
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


def _whole(text: str, folded: str, found: Sequence[Line], titles: Sequence[_Numbered]) -> Piece:
    """Keep a single summary whole; only a preface to a collection is left out before its title."""
    single = next((n for n in (_numbered(folded, line) for line in found) if n), None)
    if single and single.form != "repeated" and single.line.start:
        preface = folded[: single.line.start]
        if len(preface) <= _LONGEST_PREFACE and _is_preface(preface):
            line = single.line
            return Piece(line.start, len(text), line.inner_start, line.inner_end)
    title = _title(folded, found)
    return Piece(0, len(text), title.start, title.end)


def _is_preface(text: str) -> bool:
    return not text.strip() or any(word in text for word in words("preface.txt"))


def _title(folded: str, found: Sequence[Line]) -> Span:
    """Choose the title among the lines before the first prose.

    A Markdown heading goes first, then a line that ends like a title, then the very first.
    The name of the writer above it and a subtitle that opens with —— belong to it.
    """
    head: list[tuple[Line, str]] = []
    for line in found[:40]:
        content = folded[line.inner_start : line.inner_end]
        if _is_furniture(content):
            continue
        if not _can_be_title(content, line):
            break
        head.append((line, content))
    if not head:
        return Span(0, 0)
    at = next((i for i, (line, _) in enumerate(head) if line.hashed), None)
    if at is None:
        ends = words("title_nouns.txt")
        at = next((i for i, (_, c) in enumerate(head) if _TAIL.sub("", c).endswith(ends)), 0)
    first = at - 1 if at and _is_writer(head[at - 1][1]) else at
    last = at
    if at + 1 < len(head) and head[at + 1][1].startswith(("—", "--")):
        last = at + 1
    return Span(head[first][0].inner_start, head[last][0].inner_end)


_TAIL = re.compile(r"[（(][^（()）]{1,15}[)）]$|篇? ?[一二三四五六七八九十\d]{1,3}$")
_WRITER = re.compile(
    r"[\u4e00-\u9fff]{2,20}"
    r"(?:镇|乡|街道|工会|妇联|党委|政府|办公室|办|站|所|中心|委员会|联合会|办事处)"
)


def _is_writer(content: str) -> bool:
    return _WRITER.fullmatch(content) is not None


_HEADING_LIKE = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.]|[①-⑩]"
)


def _can_be_title(content: str, line: Line) -> bool:
    if len(content) > _LONGEST_TITLE or _HEADING_LIKE.match(content):
        return False
    if line.hashed or line.bold or content.startswith(("—", "--")):
        return True
    ends_like_one = content.endswith(words("title_nouns.txt"))
    return ends_like_one or not re.search(r"[。；，,;]|：$|:$", content)


@cache
def _furniture() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in rows("furniture.tsv"))


def _is_furniture(content: str) -> bool:
    return any(pattern.fullmatch(content.strip()) for pattern in _furniture())

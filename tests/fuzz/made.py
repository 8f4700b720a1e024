"""Bytes to words and tags: what a fuzzer changes becomes a text that reaches behind the first look.

`text_of` gives sentences of township summaries, `xml_of` well-formed markup, `choices` values of
a list, one for each byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")

PIECES = (
    *"，。；：、！？（）【】《》“”()[]<>|·—-–~ \t\n\r\f\u3000\ufeff\u2028\x00\x1b×*#=+@%％‰°²½①",
    *"一二三十百千万亿零两半几余多近约",
    "河口镇工会2023年工作总结\n", "青石镇2022年", "全年", "新建基层工会7家", "发展会员近300人",
    "慰问困难职工xx户",
    "8.6万元", "1,234.5", "百分之八十", "98.5%", "提高2.3个百分点", "200—250名", "其中女职工",
    "分别为", "同比增长",
    "去年45家", "计划", "力争", "不少于", "１２３人", "二〇二三年", "三百二十", "一、组织建设\n",
    "（二）维权\n", "1.1 培训\n",
    "第一章", "一是", "| 会员 | 386人 |\n", "**", "\\*\\*万元", "- 3 -\n", "第 4 页", "0人", "人均",
    "/人", "每户", "截至",
    "年底", "以上", "以下", "左右", "累计", "达到", "由3家增至5家", "翻一番", "青政发〔2023〕5号",
    "2023年1月5日",
    "\U00020bb7", "😀", "e\u0301", "\ud800", "\udfff", "\u202e", "\u200b",
)  # fmt: skip


def text_of(data: bytes) -> str:
    """Make a text: most bytes stand for a piece, the others repeat or are themselves."""
    made: list[str] = []
    at = 0
    while at < len(data):
        byte = data[at]
        at += 1
        if byte < 200:
            made.append(PIECES[byte % len(PIECES)])
        elif byte < 240 and at < len(data):
            made.append(PIECES[byte % len(PIECES)] * (data[at] % 40))
            at += 1
        else:
            made.append(data[at : at + 3].decode("utf-8", "replace"))
            at += 3
    return "".join(made)[:20_000]


def xml_of(data: bytes, tags: tuple[str, ...], attributes: tuple[str, ...]) -> str:
    """Make well-formed markup: bytes open a tag, close one, or are a text."""
    made: list[str] = []
    stack: list[str] = []
    bytes_of = iter(data)
    for byte in bytes_of:
        if byte < 120:
            tag = tags[byte % len(tags)]
            told = [attributes[(byte + k) % len(attributes)] for k in range(next(bytes_of, 0) % 3)]
            names = {one.partition("=")[0]: one for one in told}
            made.append(f"<{' '.join([tag, *names.values()])}>")
            stack.append(tag)
        elif byte < 190:
            if stack:
                made.append(f"</{stack.pop()}>")
        else:
            text = PIECES[next(bytes_of, 0) % len(PIECES)]
            made.append(
                "".join(c for c in text if c in "\t\n" or (" " <= c < "\ud800" and c not in "<>&"))
            )
    return "".join(made) + "".join(f"</{tag}>" for tag in reversed(stack))


def choices(data: bytes, among: Sequence[_T]) -> Iterator[_T]:
    """Give one of a list for each byte."""
    return (among[byte % len(among)] for byte in data)

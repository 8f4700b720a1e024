"""What looks like a quantity and is none: dates, ranks, slogans, idioms, names, titles.

In goes the table `lookalikes.tsv`, whose patterns the scan tries before any number, and the
surroundings of a number; out comes whether it is part of a name. Words of the unit
lexicon that begin another word (家 in 家庭) are refused there, not here.
"""

from __future__ import annotations

import re

from zhsummary.lexicons.load import rows, words

_PARTS = {
    "{n}": "(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})",
    "{c}": "[一二两三四五六七八九十]",
    "{d}": "[0-9]{1,2}",
}


def expanded(pattern: str) -> str:
    """Write out the named parts of a row's pattern.

    Examples
    --------
    >>> expanded("{d}月")
    '[0-9]{1,2}月'
    """
    for name, part in _PARTS.items():
        pattern = pattern.replace(name, part)
    return _DIGIT_IN_CLASS.sub(r"\g<1>0-9", pattern).replace(r"\d", "[0-9]")


_DIGIT_IN_CLASS = re.compile(r"(\[\^?[^\]\\]{0,40})\\d")


def _by_script() -> tuple[str, str]:
    """Split the rows by the writing that they begin with, so that each place tries few.

    A row that begins with {n} stands in both halves.
    """
    digits, chinese = [], []
    for row in rows("lookalikes.tsv"):
        pattern = row["pattern"]
        body = _LOOKBEHINDS.sub("", pattern)
        before = pattern.removesuffix(body)
        if body.startswith("{n}"):
            digits.append(expanded(f"{before}[0-9]{{1,3}}{body[3:]}"))
            chinese.append(expanded(f"{before}[一二两三四五六七八九十]{{1,3}}{body[3:]}"))
            continue
        whole = expanded(pattern)
        if _OPENS_WITH_DIGIT.match(body):
            digits.append(whole)
        if not _OPENS_WITH_DIGIT.match(body) or "{c}" in body.split(")")[0]:
            chinese.append(_word_tree(whole) if _ONLY_WORDS.fullmatch(whole) else whole)
    return "|".join(digits), "|".join(chinese)


_LOOKBEHINDS = re.compile(r"^(?:\(\?<[=!][^)]*\)|\(\?:\(\?<=[^)]*\)(?:\|\(\?<=[^)]*\))*\))*")
_OPENS_WITH_DIGIT = re.compile(r"(?:\(\?[:=])?(?:\[[0-9]|\\d|\{d\}|19|[01])")
_ONLY_WORDS = re.compile(r"\(\?:[\u4e00-\u9fff|]+\)")


def _word_tree(pattern: str) -> str:
    """Group a list of words by first character.

    Examples
    --------
    >>> _word_tree("(?:三番五次|三令五申|十全十美)")
    '三(?:番五次|令五申)|十(?:全十美)'
    """
    by_first: dict[str, list[str]] = {}
    for word in pattern[3:-1].split("|"):
        by_first.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in by_first.items())


PATTERN_DIGITS, PATTERN_CHINESE = _by_script()

# A sign between letters or digits and a number makes both one code: SW-200, 14+1, 3:2.
_JOINING = frozenset("-/:：.·+±×*xX#@_—∶")
_NAMED_BY_LETTERS = frozenset(["money", "percent"])
_LATIN = words("latin_nouns.txt")
_LONGEST_LATIN = 1 + max(map(len, _LATIN))
#: What is counted by the number behind it: KTV4家, but not MP4.
_LATIN_NOUN = re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(_LATIN)})$", re.IGNORECASE)
_CODE = re.compile(r"[0-9A-Za-z]")

_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_LONGEST_NAME = 12
_LONGEST_TITLE = 80


def is_coded(folded: str, start: int, digits: bool, kind: str = "") -> bool:
    """Tell whether what stands before a number makes it an ordinal or a part of a code.

    Letters before a sum or a share name it (GDP6.8亿元); before anything else they make a code.

    Examples
    --------
    >>> is_coded("第3期", 1, True), is_coded("PM2.5", 2, True), is_coded("共3期", 1, True)
    (True, True, False)
    >>> is_coded("GDP6.8亿元", 3, True, "money"), is_coded("ktv4家", 3, True)
    (False, False)
    """
    if not start:
        return False
    before = folded[start - 1]
    if before == "第" or (before == " " and folded[start - 2 : start - 1] == "第"):
        return True
    if not digits:
        return False
    if before.isascii() and before.isalpha():
        letters = folded[max(0, start - _LONGEST_LATIN) : start]
        return kind not in _NAMED_BY_LETTERS and not _LATIN_NOUN.search(letters)
    return before in _JOINING and start > 1 and bool(_CODE.match(folded, start - 2))


def quotes_in(folded: str) -> tuple[tuple[str, str], ...]:
    """Give the pairs of quotation marks that a text uses, to look for no others."""
    return tuple(pair for pair in _QUOTES.items() if pair[0] in folded)


def in_title(folded: str, start: int, end: int) -> bool:
    """Tell whether a span stands inside 《》.

    Examples
    --------
    >>> in_title("《安全200问》800册", 3, 6), in_title("《安全200问》800册", 8, 12)
    (True, False)
    """
    opened = folded.rfind("《", max(0, start - _LONGEST_TITLE), start)
    if opened < 0 or folded.find("》", opened, start) >= 0:
        return False
    closed = folded.find("》", end, end + _LONGEST_TITLE)
    return closed >= 0 and "。" not in folded[end:closed]  # never closed in its sentence: stray


def in_name(folded: str, start: int, end: int, quotes: tuple[tuple[str, str], ...]) -> bool:
    """Tell whether a span stands in a short quotation that is the name of something.

    Examples
    --------
    >>> text = "开展“六个一”活动，他说：“今年我们还要再办3期培训班。”"
    >>> in_name(text, 3, 5, (("“", "”"),)), in_name(text, 21, 23, (("“", "”"),))
    (True, False)
    """
    for opening, closing in quotes:
        opened = folded.rfind(opening, max(0, start - _LONGEST_NAME), start)
        if opened < 0 or folded.find(closing, opened, start) >= 0:
            continue
        closed = folded.find(closing, end, opened + _LONGEST_NAME + 2)
        if closed >= 0:
            return not any(mark in folded[opened:closed] for mark in "，。；：")
    return False

"""Where: figures of a single village or neighbourhood, which are not the township's own."""

from __future__ import annotations

import re

from zhsummary.facts.sentence import Clause, Sentence, Token
from zhsummary.lexicons import load

#: 社区, 村委会: what the name of a village or of its committee ends in.
_SUFFIXES = ("社区", "行政村", "村", "居委会", "村委会", "居民委员会", "村民委员会")
_VILLAGE = re.compile(rf"^(?P<name>[\u4e00-\u9fff]{{1,5}}?)(?:{'|'.join(_SUFFIXES)})$")
#: 示范村, 各社区, 全镇村: words that make it a kind of village or all of them.
_KINDS = load.word_set("kinds_of_village")
_OPENERS = {"在", "由", "其中", "如", "如在"}


def of_a_village(sentence: Sentence) -> list[bool]:
    """Say for each clause whether it speaks of one village: 城关社区：建会5家，会员300人.

    A village stays in force until the whole place is named (全镇…) or the part of the
    sentence ends; one inside a bracket as far as the bracket (建基地1个（东村400亩），培训11期).
    """
    found: list[bool] = []
    current = outside = False
    for clause in sentence.clauses:
        if not clause.depth:
            current = outside
        opened = _opens(clause)
        current = current if opened is None else opened
        found.append(current)
        if clause.end in {"；", ";", "。"}:
            current = False
        if not clause.depth:
            outside = current
    return found


def _opens(clause: Clause) -> bool | None:
    tokens = clause.tokens
    i = 0
    while i < len(tokens) and (tokens[i].cls in {"T", "D"} or tokens[i].text in _OPENERS):
        i += 1
    if i == len(tokens):
        return None
    if tokens[i].cls in {"S", "SUBJ"}:
        inside = _named(tokens, i + 1) if i + 1 < len(tokens) else None
        return inside is not None and inside[1]  # 我镇青杨村识别贫困户88户
    named = _named(tokens, i)
    return None if named is None else named[1]


def village(tokens: list[Token], i: int) -> int:
    """Give where the name of one village that opens at a token ends, or 0."""
    named = _named(tokens, i) if i < len(tokens) else None
    return named[0] if named is not None and named[1] else 0


def township(tokens: list[Token], i: int) -> int:
    """Give where the name of a township that opens at a token ends, or 0: 红果子镇组织20人."""
    name = ""
    for end, token in enumerate(tokens[i : i + 3], i + 1):
        if token.cls != "N":
            return 0
        name += token.text
        if _TOWNSHIP.fullmatch(name):
            return end
    return 0


_TOWNSHIP = re.compile(
    r"(?![全我本各每该某]|小?城|乡镇|村|集|建制)[\u4e00-\u9fff]{1,4}(?:镇|乡|苏木)(?<!城镇)(?<!乡镇)"
)


def _named(tokens: list[Token], i: int) -> tuple[int, bool] | None:
    """Give where a name of a village ends and whether it is that of a single one."""
    if tokens[i].cls != "N":
        return None
    name = ""
    for end, token in enumerate(tokens[i : i + 3], i + 1):
        if token.cls not in {"N", "D", "VN"}:
            return None
        name += token.text
        named = _VILLAGE.match(name) if name.endswith(_SUFFIXES) else None
        if named and (token.text == name or token.text in _SUFFIXES or _is_cut(name, token.text)):
            return end, not _is_kind(named["name"])
    return None


def _is_cut(name: str, last: str) -> bool:
    """东/山村: the dictionary's word cuts a name of three characters in two."""
    return len(name) == 3 and len(last) == 2 and name[0] in _DIRECTIONS and last != "农村"


_DIRECTIONS = "东西南北中上下前后"


def _is_kind(name: str) -> bool:
    if name in _KINDS or name[0] in "各全本我每该某":
        return True
    return any(len(kind) > 1 and (name.startswith(kind) or name.endswith(kind)) for kind in _KINDS)

"""Where: figures of a single village or neighbourhood, which are not the township's own."""

from __future__ import annotations

import re

from zhsummary.facts.sentence import Clause, Sentence
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
    sentence ends.
    """
    found: list[bool] = []
    current = False
    for clause in sentence.clauses:
        opened = _opens(clause)
        current = current if opened is None else opened
        found.append(current)
        if clause.end in {"；", ";", "。"}:
            current = False
    return found


def _opens(clause: Clause) -> bool | None:
    tokens = clause.tokens
    i = 0
    while i < len(tokens) and (tokens[i].cls in {"T", "D"} or tokens[i].text in _OPENERS):
        i += 1
    if i == len(tokens):
        return None
    if tokens[i].cls in {"S", "SUBJ"}:
        return False
    if tokens[i].cls != "N":
        return None
    name = ""
    for token in tokens[i : i + 3]:
        if token.cls not in {"N", "D", "VN"}:
            return None
        name += token.text
        named = _VILLAGE.match(name)
        if named and (token.text == name or token.text in _SUFFIXES):
            return not _is_kind(named["name"])
    return None


def _is_kind(name: str) -> bool:
    if name in _KINDS or name[0] in "各全本我每该某":
        return True
    return any(len(kind) > 1 and (name.startswith(kind) or name.endswith(kind)) for kind in _KINDS)

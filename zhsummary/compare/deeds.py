"""Verbs that say the same deed: 签订 and 达成, 收缴 and 到账.

In goes a verb or a text, out come the names that ``deeds.tsv`` gives to its deeds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from zhsummary.lexicons import load

_LEAST = 2  # characters that name a thing

#: 完成, 实现: what was done is said by the thing.
LIGHT = frozenset({"light"})

#: What stands before a verb and behind it without making it another.
_BEFORE = re.compile(r"^(?:共|再|又|已|争取|力争|累计|完成|全年|实际|新)")
_BEHIND = re.compile(r"[了到至出去得]$")


@cache
def deeds_of(verb: str) -> frozenset[str]:
    """Name the deeds of a verb; one that is in no list is told by its characters.

    Examples
    --------
    >>> sorted(deeds_of("已签订")), sorted(deeds_of("巡河"))
    (['sign'], ['巡', '河'])
    """
    known = _known()
    for form in (verb, _BEFORE.sub("", verb), _BEHIND.sub("", _BEFORE.sub("", verb))):
        if form in known:
            return known[form]
    return frozenset(deeds_in(verb)) or frozenset(verb)  # 结对帮扶 is 帮扶


def is_listed(verb_deeds: frozenset[str]) -> bool:
    """Tell whether deeds are those of the lexicon and not the characters of a verb.

    Examples
    --------
    >>> is_listed(deeds_of("签订")), is_listed(deeds_of("巡河"))
    (True, False)
    """
    return any(len(deed) > 1 for deed in verb_deeds)


def is_known(verb: str) -> bool:
    """Tell whether the lexicon has a verb in just this form.

    Examples
    --------
    >>> is_known("新改"), is_known("新登记")
    (True, False)
    """
    return verb in _known()


def deeds_in(text: str) -> list[str]:
    """Name the deeds of all verbs of the lexicon in a text, of two characters or more.

    Examples
    --------
    >>> deeds_in("民工追讨工资，签订协议")
    ['claim', 'sign']
    """
    return [deed for verb in _verbs().findall(text) for deed in sorted(_known()[verb])]


def without_deed(noun: str) -> str:
    """Take the verb off a noun that has one at an end: what remains is the thing.

    Examples
    --------
    >>> without_deed("生猪存栏"), without_deed("调解矛盾纠纷"), without_deed("培训")
    ('生猪', '矛盾纠纷', '培训')
    """
    found = list(_verbs().finditer(noun))
    for verb in found[:1] + found[-1:]:
        if verb.end() == len(noun) and verb.start() >= _LEAST:
            return noun[: verb.start()]
        if verb.start() == 0 and len(noun) - verb.end() >= _LEAST:
            return noun[verb.end() :]
    return noun


def first_verb(text: str) -> str:
    """Find the first verb of the lexicon in a text that says a deed; empty if there is none.

    Examples
    --------
    >>> first_verb("民工追讨工资"), first_verb("妇女完成培训"), first_verb("民工")
    ('追讨', '培训', '')
    """
    said = (verb[0] for verb in _verbs().finditer(text))
    return next((verb for verb in said if _known()[verb] != LIGHT), "")


@cache
def _known() -> dict[str, frozenset[str]]:
    known: dict[str, set[str]] = defaultdict(set)
    for row in load.rows("deeds.tsv"):
        for verb in row["words"].split():
            known[verb].add(row["deed"])
    return {verb: frozenset(deeds) for verb, deeds in known.items()}


@cache
def _verbs() -> re.Pattern[str]:
    longest = sorted((verb for verb in _known() if len(verb) > 1), key=lambda v: (-len(v), v))
    return re.compile("|".join(map(re.escape, longest)))

"""The library's own names and messages as a Chinese reader sees them.

In goes a name of a column, a kind, a problem, or an English message; out comes the
Chinese of ``lexicons/shown_names.tsv`` and ``lexicons/shown_messages.tsv``, or what was
given where these have nothing. Values of the tables themselves are never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from zhsummary.lexicons.load import rows


def named(what: str, name: str) -> str:
    """Give the Chinese of a name.

    Parameters
    ----------
    what : str
        Which sort of name: ``column``, ``kind``, ``qualifier``, ``problem``, ``flag``,
        ``codebook`` or ``topic``.
    name : str
        The name as the library has it.

    Examples
    --------
    >>> named("column", "township"), named("kind", "money"), named("codebook", "mine.tsv")
    ('乡镇', '金额', 'mine.tsv')
    """
    return _names().get((what, name), name)


def named_all(what: str, names: Iterable[str]) -> list[str]:
    """Give the Chinese of several names of a sort.

    Examples
    --------
    >>> named_all("column", ["doc_id", "year"])
    ['文档', '年份']
    """
    return [named(what, name) for name in names]


def message(english: str) -> str:
    """Give the Chinese of a message; a sentence that is not known stays as it is.

    Examples
    --------
    >>> message("98% the same as 青石镇-2023. A comparison counts one of them.")
    '与 青石镇-2023 有 98% 相同。对比时只计一份。'
    >>> message("the file is empty")
    'the file is empty'
    """
    return "".join(map(_sentence, re.split(r"(?<=\.)\s+", english)))


def _sentence(english: str) -> str:
    for pattern, chinese in _messages():
        found = pattern.fullmatch(english)
        if found:
            told = [part.replace(" and ", " 和 ") for part in found.groups()]
            return chinese.format(*(["", *told] if "{1}" in chinese else told))
    return english


@cache
def _names() -> dict[tuple[str, str], str]:
    return {(row["what"], row["name"]): row["chinese"] for row in rows("shown_names.tsv")}


@cache
def _messages() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(re.escape(row["english"]).replace(r"\{\}", "(.+)")), row["chinese"])
        for row in rows("shown_messages.tsv")
    )

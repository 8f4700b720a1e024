"""The library's own names as the reader of a page, a chart or a workbook sees them: Chinese.

In goes a name of a column, a kind, a problem; out comes its Chinese, as
`zhsummary.messages` says it, or what was given where there is none. Values of the tables
themselves are never changed.
"""

from __future__ import annotations

from collections.abc import Iterable

from zhsummary.messages import in_language, name_of


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
    return in_language(name_of(what, name), "zh")


def named_all(what: str, names: Iterable[str]) -> list[str]:
    """Give the Chinese of several names of a sort.

    Examples
    --------
    >>> named_all("column", ["doc_id", "year"])
    ['文档', '年份']
    """
    return [named(what, name) for name in names]

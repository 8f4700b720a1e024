"""Read the word lists and tables of this folder, each once.

A table is UTF-8 with tabs, lines that start with ``#`` are comments, the first
other line names the columns. A word list has one entry a line.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Give the rows of a table as dictionaries, missing cells as empty strings.

    Examples
    --------
    >>> sorted(rows("changes.tsv")[0])[:2]
    ['baseline', 'direction']
    """
    return table(text(name))


@cache
def words(name: str) -> tuple[str, ...]:
    """Give the entries of a word list in their order."""
    return tuple(line.strip() for line in _lines(text(name)))


@cache
def word_set(name: str) -> frozenset[str]:
    """Give one of the closed sets of ``word_sets.tsv``.

    Examples
    --------
    >>> "企业" in word_set("noun_units")
    True
    """
    return next(
        frozenset(row["words"].split()) for row in rows("word_sets.tsv") if row["set"] == name
    )


def text(name: str) -> str:
    """Give a file of this folder whole, comments included."""
    return files("zhsummary.lexicons").joinpath(name).read_text(encoding="utf-8")


def table(content: str) -> tuple[dict[str, str], ...]:
    """Give the rows of a table that is at hand as text.

    Examples
    --------
    >>> table("# a comment\\nword\\ttag\\n建会\\tv\\n职工")
    ({'word': '建会', 'tag': 'v'}, {'word': '职工', 'tag': ''})
    """
    lines = _lines(content)
    if not lines:
        return ()
    columns = lines[0].split("\t")
    return tuple(
        dict(zip(columns, line.split("\t") + [""] * len(columns), strict=False))
        for line in lines[1:]
    )


def _lines(content: str) -> list[str]:
    return [line for line in content.splitlines() if line.strip() and not line.startswith("#")]

"""Words and their tags; the only import of the word segmenter.

Text goes in, words with spans and tags come out, whole and in order. The
segmenter is jieba in a tokenizer of our own, so that no other user of jieba in
the process shares its dictionary, without guessing of unknown words (the guesses
glue characters to measure words). Tags are jieba's dictionary tags; a word of the
domain dictionary has the tag that the dictionary gives it.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhsummary.lexicons import load

if TYPE_CHECKING:
    import jieba

#: The weight of a domain word: above any word that jieba could put together instead.
_DOMAIN_WEIGHT = 200_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it stands and what it is (``v`` verb, ``n`` noun, …)."""

    start: int
    end: int
    text: str
    tag: str


def words(text: str) -> tuple[Word, ...]:
    """Cut a text into words.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    tuple of Word
        They join to the whole text, white space and punctuation included
        (tagged ``x``).

    Examples
    --------
    >>> [w.text for w in words("县总工会慰问困难职工")]
    ['县总工会', '慰问', '困难职工']
    """
    tags = _tags()
    return tuple(
        Word(start, start + len(word), word, tags.get(word, "x")) for start, word in cut(text)
    )


def cut(text: str) -> Iterator[tuple[int, str]]:
    """Give the start and the characters of each word."""
    start = 0
    for word in _tokenizer().cut(text, HMM=False):
        yield start, word
        start += len(word)


def tag_of(word: str) -> str:
    """Give the dictionary's tag of a word, or ``x`` for one it does not know."""
    return _tags().get(word, "x")


@cache
def _tokenizer() -> jieba.Tokenizer:
    with warnings.catch_warnings():
        # jieba's sources hold invalid escape sequences that newer Pythons complain about
        warnings.simplefilter("ignore")
        import jieba

    logging.getLogger("jieba").setLevel(logging.CRITICAL)  # it reports its loading as errors
    tokenizer: Any = jieba.Tokenizer()
    tokenizer.cache_file = str(_cache_folder() / "jieba.cache")
    tokenizer.initialize()
    for word in load.words("cut_words.txt"):
        tokenizer.del_word(word)
    for row in load.rows("domain_words.tsv"):
        tokenizer.add_word(row["word"], _DOMAIN_WEIGHT, row["tag"])
    return tokenizer


@cache
def _tags() -> dict[str, str]:
    tags: dict[str, str] = {}
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        word, _, rest = line.partition(" ")
        tags[word] = rest.rpartition(" ")[2]
    tags.update((row["word"], row["tag"]) for row in load.rows("domain_words.tsv"))
    return tags


def _cache_folder() -> Path:
    """Name a folder of the user's own for jieba's cache: a shared one can be tampered with."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zhsummary"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        # jieba works without its cache, more slowly at the start
        return Path(os.devnull)
    return folder

"""Words and their tags; the only import of the word segmenter.

Text goes in, words with spans and tags come out, whole and in order. The words are
jieba's with its own dictionary, without guessing of unknown words (the guesses glue
characters to measure words), plus those of the domain and of the analyst. A `Segmenter`
is an instance of its own, so that no other user of jieba in the process shares its
dictionary. Two engines give the same words: rjieba, which is some twenty times faster,
and jieba itself where rjieba has no build for the machine.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.resources import files
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from zhsummary.errors import SourceError, warn
from zhsummary.lexicons import load
from zhsummary.spans import fold, visible

Vocabulary = tuple[tuple[str, str], ...]
"""The analyst's own words, each with its tag: ``(("三资清理", "vn"),)``."""

#: The weight of a domain word: above any word that jieba could put together instead.
_DOMAIN_WEIGHT = 200_000
#: The tags that rules ask for, as `domain_words.tsv` explains them.
_TAGS = {"v", "vn", "vl", "vc", "n", "d", "t"}
#: 1.09, 1,234.56 and PM2.5 are words, which the engines cut at their signs.
_DECIMAL = r"[A-Za-z_]{0,6}(?<![0-9])[0-9]+(?:[.,][0-9]+)+"
#: What a page's markup left in a text (&nbsp; nbsp; &#160;): no word, whatever cuts it out.
LEFTOVER = re.compile(
    r"&(?:amp;)*(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]{2,8});"
    r"|&?(?<![A-Za-z])(?:nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|hellip|mdash|middot)"
    r"(?![A-Za-z]);?"
)
_LONGEST_WORD = 40
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it stands and what it is (``v`` verb, ``n`` noun, …)."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A place where the dictionaries cut otherwise than the general one alone."""

    start: int
    end: int
    general: tuple[str, ...]
    words: tuple[str, ...]


def words(text: str, vocabulary: Vocabulary = ()) -> tuple[Word, ...]:
    """Cut a text into words.

    Parameters
    ----------
    text : str
        Any text.
    vocabulary : tuple of (word, tag), optional
        Words of the analyst's own, as `vocabulary_of` gives them.

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
    own = segmenter(vocabulary)
    made: list[Word] = []
    seen, places = visible(fold(text))
    if text and not seen:  # nothing but what no reader sees
        return (Word(0, len(text), text, "x"),)
    start = at = 0
    for word in own.cut(seen):
        at += len(word)
        end = places[at] if at < len(seen) else len(text)
        made.append(Word(start, end, text[start:end], own.tag_of(word)))
        start = end
    return tuple(made)


def repairs(text: str, vocabulary: Vocabulary = ()) -> tuple[Repair, ...]:
    """Show what the dictionaries of the domain and of the analyst repair.

    Returns
    -------
    tuple of Repair
        Each stretch that the general dictionary alone would cut otherwise, in order.

    Examples
    --------
    >>> [(r.general, r.words) for r in repairs("签订工资专项集体协议30份")]
    [(('工资', '专项', '集体', '协议'), ('工资专项集体协议',))]
    """
    found: list[Repair] = []
    general, own = _general().cut(text), segmenter(vocabulary).cut(text)
    at = i = j = 0
    while i < len(general) and j < len(own):
        if general[i] == own[j]:
            at, i, j = at + len(own[j]), i + 1, j + 1
            continue
        start, first, second = at, i, j
        ends = [at + len(general[i]), at + len(own[j])]
        while ends[0] != ends[1]:  # both cut the same text, so they meet again
            if ends[0] < ends[1]:
                i += 1
                ends[0] += len(general[i])
            else:
                j += 1
                ends[1] += len(own[j])
        at, i, j = ends[0], i + 1, j + 1
        found.append(Repair(start, at, tuple(general[first:i]), tuple(own[second:j])))
    return tuple(found)


def vocabulary_of(given: Any) -> Vocabulary:
    """Read the analyst's words: an iterable of words, a mapping to tags, or a file.

    Parameters
    ----------
    given : iterable of str, mapping of str to str, path, or None
        A file is UTF-8 with a word a line, as jieba's user dictionaries have it
        (``三资清理 5 v``: the weight may stand there and is not used; the tag is ``n``
        unless it is said). ``#`` opens a comment.

    Returns
    -------
    tuple of (str, str)
        Words with their tags, sorted; what is longer than 40 characters or empty is
        left out with a warning.

    Raises
    ------
    SourceError
        If a file cannot be read, or `given` is something else.

    Examples
    --------
    >>> vocabulary_of({"三资清理": "v"}), vocabulary_of(["六事联办"])
    ((('三资清理', 'v'),), (('六事联办', 'n'),))
    """
    if given is None:
        return ()
    if isinstance(given, Mapping):
        pairs = [(str(word), str(tag or "n")) for word, tag in given.items()]
    elif isinstance(given, (str, os.PathLike)):
        pairs = list(_listed(Path(os.path.expanduser(given))))
    elif isinstance(given, Iterable) and not isinstance(given, (bytes, bytearray)):
        pairs = [_pair(entry) for entry in given]
    else:
        raise SourceError(
            "words: expected a list of words, a dict of words and tags or a file, got {given}",
            given=type(given).__name__,
        )
    return tuple(sorted(_sound(pairs).items()))


def tag_of(word: str) -> str:
    """Give the dictionary's tag of a word, or ``x`` for one it does not know."""
    return segmenter(()).tag_of(word)


class Segmenter:
    """Cuts text into words and tags them; made by `segmenter`, once for each vocabulary."""

    def __init__(self, engine: _Engine, listed: Mapping[str, str]) -> None:
        self._engine = engine
        #: Words of the domain and of the analyst with their tags.
        self.listed = dict(listed)
        # a word that holds a sign or a rare character: the engine cuts before it looks it up
        apart = sorted((w for w in listed if engine.cut(w) != [w]), key=len, reverse=True)
        self._apart = re.compile("|".join([*map(re.escape, apart), _DECIMAL]))
        self._all_decimals = not apart

    def cut(self, text: str) -> list[str]:
        """Give the words of a text, which join to it."""
        if self._all_decimals and "." not in text and "," not in text:
            return self._cut(text)
        made: list[str] = []
        at = 0
        for match in self._apart.finditer(text):
            made += self._cut(text[at : match.start()])
            made.append(match[0])
            at = match.end()
        return made + self._cut(text[at:])

    def _cut(self, text: str) -> list[str]:
        if "部分" in text:
            return _with_some(self._engine_cut(text))
        return self._engine_cut(text)

    def _engine_cut(self, text: str) -> list[str]:
        try:
            return self._engine.cut(text)
        except UnicodeEncodeError:  # half a character, which no engine of UTF-8 takes
            whole = iter(text)
            cut = self._engine.cut(_SURROGATE.sub("\ufffd", text))
            return ["".join(next(whole) for _ in word) for word in cut]

    def tag_of(self, word: str) -> str:
        """Give the tag of a word, or ``x`` for one that no dictionary knows."""
        known = self.listed.get(word)
        if known is None and not _SURROGATE.search(word):
            known = self._engine.tag(word)
        return known or "x"


def _with_some(cut: list[str]) -> list[str]:
    """Cut 组织部分党员 as 组织 部分 党员: behind 分 alone stands a noun of which there are some."""
    for i in range(1, len(cut) - 1):
        body, rest = cut[i - 1], cut[i]
        if rest == "分" and body == "组织部" and len(cut[i + 1]) > 1 and not cut[i + 1].isdecimal():
            cut[i - 1 : i + 1] = ["组织", "部分"]
    return cut


@lru_cache(maxsize=8)
def segmenter(vocabulary: Vocabulary) -> Segmenter:
    """Give the segmenter of the domain, with the analyst's words if there are any."""
    listed = dict(_domain_words())
    listed.update(vocabulary)
    engine = _engine()
    for word in load.words("cut_words.txt"):
        if word not in listed:
            engine.add(word, 0)
    for word in listed:
        engine.add(word, _DOMAIN_WEIGHT)
    return Segmenter(engine, listed)


@cache
def _general() -> Segmenter:
    return Segmenter(_engine(), {})


@cache
def _domain_words() -> Vocabulary:
    return tuple((row["word"], row["tag"]) for row in load.rows("domain_words.tsv"))


# --- the analyst's words -------------------------------------------------------------------


def _listed(path: Path) -> Iterator[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise SourceError(
            "{path}: the list of words could not be read ({error}); save it as UTF-8, a "
            "word a line",
            path=path,
            error=error,
        ) from error
    for line in text.splitlines():
        word, *rest = line.partition("#")[0].split()[:3] or [""]
        if word:
            yield word, next((part for part in rest if not part.isdecimal()), "n")


def _pair(entry: Any) -> tuple[str, str]:
    """Give a word with its tag, which may stand beside it."""
    if isinstance(entry, tuple) and len(entry) == 2:
        return str(entry[0]), str(entry[1] or "n")
    return str(entry), "n"


def _sound(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    made: dict[str, str] = {}
    for word, tag in pairs:
        word = word.strip()
        if not 0 < len(word) <= _LONGEST_WORD or "\n" in word or _SURROGATE.search(word):
            warn(
                "words: {word!r} was left out; a word has 1 to {longest} characters",
                word=word[:12],
                longest=_LONGEST_WORD,
            )
            continue
        if tag not in _TAGS:
            warn(
                "words: {word}: the tag {tag!r} is read as n; tags are {tags}",
                word=word,
                tag=tag,
                tags=" ".join(sorted(_TAGS)),
            )
            tag = "n"
        made[word] = tag
    return made


# --- the engines ---------------------------------------------------------------------------


class _Engine(Protocol):
    """What a segmenter is built on; the text that `cut` gives joins to what it got."""

    def cut(self, text: str) -> list[str]: ...

    def tag(self, word: str) -> str | None: ...

    def add(self, word: str, weight: int) -> None: ...


def _engine() -> _Engine:
    try:
        return _Rust()
    except ImportError:
        return _Python()


class _Rust:
    """jieba's algorithm and dictionary in Rust."""

    def __init__(self) -> None:
        self._jieba: Any = _rust_module().Jieba()

    def cut(self, text: str) -> list[str]:
        return self._jieba.cut(text, False)

    def tag(self, word: str) -> str | None:
        if not self._jieba.has_word(word):
            return None
        tagged = self._jieba.tag(word, False)
        return tagged[0][1] if len(tagged) == 1 else None

    def add(self, word: str, weight: int) -> None:
        self._jieba.add_word(word, weight, None)


def _rust_module() -> ModuleType:
    """Import what rjieba is compiled to, without the dictionary that the package loads for itself.

    It would take as long and as much memory again as the one that is used here.
    """
    name = "rjieba.rjieba"
    if name in sys.modules:
        return sys.modules[name]
    package = PathFinder.find_spec("rjieba")
    found = package and PathFinder.find_spec(name, package.submodule_search_locations)
    if found is None or found.loader is None:
        return import_module("rjieba")  # packed in another way, or not there
    module = module_from_spec(found)
    found.loader.exec_module(module)
    sys.modules[name] = module  # the package finds it there, whoever imports it later
    return module


class _Python:
    """Jieba itself."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            # jieba's sources hold invalid escape sequences that newer Pythons complain about
            warnings.simplefilter("ignore")
            import jieba

        logging.getLogger("jieba").setLevel(logging.CRITICAL)  # it reports its loading as errors
        self._jieba: Any = jieba.Tokenizer()
        self._jieba.cache_file = str(_cache_folder() / "jieba.cache")
        self._jieba.initialize()
        # jieba weighs a word that its dictionary lists twice (B超) twice in the sum, the other
        # engine once; where two cuts are as likely, the last digit of the sum decides
        self._jieba.total = sum(self._jieba.FREQ.values())

    def cut(self, text: str) -> list[str]:
        return list(self._jieba.cut(text, HMM=False))

    def tag(self, word: str) -> str | None:
        return self._tags.get(word) if self.cut(word) == [word] else None

    @cached_property
    def _tags(self) -> dict[str, str]:
        tags: dict[str, str] = {}
        lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
        for line in lines:
            word, _, rest = line.partition(" ")
            tags[word] = rest.rpartition(" ")[2]
        return tags

    def add(self, word: str, weight: int) -> None:
        known = self._jieba.FREQ.get(word) or 0
        self._jieba.add_word(word, weight)
        self._jieba.total -= known  # jieba counts the old weight on beside the new one


def _cache_folder() -> Path:
    """Name a folder of the user's own for jieba's cache: a shared one can be tampered with."""
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zhsummary"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # the second where a user has no home
        # jieba works without its cache, more slowly at the start
        return Path(os.devnull)
    return folder

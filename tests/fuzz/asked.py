"""Questions asked of a corpus: words, patterns and numbers in any combination.

Any bytes make odd texts and one question; its answer is a frame, a chart or an error of ours.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

import zhsummary as zs
from tests.fuzz.made import PIECES, choices, text_of
from zhsummary.corpus import Corpus

_WORDS = (
    "会员", "建会", "工会", "7家", "的", "", " ", "\n", "，", "x", "\ud800", "e\u0301", "😀", "(",
    "[", "*", "+", "?", "\\", "\\d", "\\d+", "^", "$", "|", ".", ".*", "a{9999999}", "(?:",
    "(?P<a>", "(?=会)",
    "(?<=会)", "\\1", "(a+)+$", "[一-龥]+", "\\p{Han}", "\\b", "(?i)X", "(?x) 会 员",
    "\x00", "{0}", "%s", "会" * 300,
)  # fmt: skip
_NUMBERS = (0, 1, 2, 3, 8, 20, -1, 10**9)
_DEEDS: tuple[Callable[[Corpus, Callable[[], str], Callable[[], int]], object], ...] = (
    lambda c, w, n: c.kwic(w(), window=n(), regex=n() % 2 > 0, section=w(), sort=w()),
    lambda c, w, n: c.kwic([w(), w()], window=n(), regex=n() % 2 > 0, sort="left"),
    lambda c, w, n: c.lookup([w(), w()], by=_by(n()), regex=n() % 2 > 0, copies=n() > 1),
    lambda c, w, n: c.lookup({w(): [w(), w()], w(): [w()]}, regex=n() % 2 > 0),
    lambda c, w, n: c.frequencies(_by(n()), ngram=n(), least=n(), stop_words=[w()], shortest=n()),
    lambda c, w, n: c.collocations(w() if n() else None, n(), least=n(), numbers=n() > 1),
    lambda c, w, n: c.keywords(_by(n()) or w(), n(), least=n(), places=n() > 1, shortest=n()),
    lambda c, w, n: c.keyness(_side(n(), w), _side(n(), w), least=n()),
    lambda c, w, n: c.passages(_side(n(), w), _side(n(), w), least=n()),
    lambda c, w, n: c.boilerplate(share=n() / 8, least=n(), copies=n() > 1),
    lambda c, w, n: c.duplicates(),
    lambda c, w, n: c.chapters(),
    lambda c, w, n: c.plot_keyness(_side(n(), w), n=n()),
    lambda c, w, n: c.plot_similarity(),
    lambda c, w, n: c.topics(n() if n() else None, unit=_by(n()) or w(), seed=n()).topics,
)


def _by(number: int) -> str | None:
    ways = (None, "document", "township", "year", "topic", "section", "county")
    return ways[number % len(ways)]


def _side(number: int, word: Callable[[], str]) -> object:
    return (None, 0, word(), [word(), 1], lambda d: d.year == 2023, -1)[number % 6]


def asked(data: bytes) -> object:
    """Ask one question of a few odd texts."""
    told, asking = data[12:], iter(choices(data[1:12] * 9, range(256)))
    half = len(told) // 2
    texts = [
        f"青石镇工会2023年工作总结\n一、组织建设\n{text_of(told[:half])}新建工会7家。",
        f"青石镇工会2022年工作总结\n一、组织建设\n{text_of(told[half:])}新建工会3家。",
        text_of(told[::2]) + PIECES[len(told) % len(PIECES)],
    ]
    corpus = zs.read(pd.DataFrame({"text": texts}, dtype=object))
    deed = _DEEDS[data[0] % len(_DEEDS)] if data else _DEEDS[0]

    def word() -> str:
        return _WORDS[next(asking, 0) % len(_WORDS)]

    def number() -> int:
        return _NUMBERS[next(asking, 0) % len(_NUMBERS)]

    found = deed(corpus, word, number)
    return repr(found)

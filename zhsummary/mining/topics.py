"""Topics: what the sections of a corpus are about, found in their words.

In go units (`zhsummary.mining.units`), out comes a `Topics`: words with weights for each
topic, and for each section how much of it is which. A section is about one thing more
often than a summary is, so sections are what is taken apart (`zhsummary.mining.factors`
says how), not documents.

Not handled: topics of single sentences, topics whose words change over the years.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from zhsummary.errors import ZhSummaryError, warn
from zhsummary.messages import joined, name_of, say
from zhsummary.mining.chapters import UNTITLED, usual_chapter
from zhsummary.mining.factors import METHODS, factors, qualities
from zhsummary.mining.units import Unit, grouping, whole
from zhsummary.tables import Row, frame_of, kept_frame, path_text

TOPICS: dict[str, str] = {
    "topic": "int64",
    "label": "string",
    "headings": "string",
    "sections": "int64",
    "documents": "int64",
    "share": "float64",
}

WORDS: dict[str, str] = {
    "topic": "int64",
    "label": "string",
    "rank": "int64",
    "word": "string",
    "weight": "float64",
    "sections": "int64",
}

SECTIONS: dict[str, str] = {
    "doc_id": "string",
    "township": "string",
    "year": "Int64",
    "section_id": "Int64",
    "section": "string",
    "start": "int64",
    "end": "int64",
    "words": "int64",
    "topic": "Int64",
    "label": "string",
    "weight": "float64",
}

QUALITY: dict[str, str] = {
    "k": "int64",
    "coherence": "float64",
    "diversity": "float64",
    "quality": "float64",
}

UNITS = ("section", "document")

_FEWEST = 3  # a section of fewer different words may be about anything
_PER_TOPIC = 3  # sections that there are for a topic, at least
_FEWEST_TRIED = 3
_MOST_TRIED = 20
_AS_GOOD = 0.05  # coherence hardly falls where two topics are mixed into one: more are preferred
_SAMPLED = 2000  # sections that tell how many topics there are
_COMMON = 0.5  # a word in more than half of the sections tells none from another
_MOST_WORDS = 20_000
_LABEL = 3
_RELEVANCE = 0.6  # what a word's weight counts; how much it is this topic's own, the rest
_HEADINGS = 3
_WORDS = 10
_ALL = -1  # in place of a section's number: the whole document
_OPENING = "(开头)"
_LONGEST_TITLE = 16


@dataclass(frozen=True)
class _Sections:
    """All sections in their order, their words counted: a row of zeros tells nothing."""

    units: tuple[Unit, ...]
    sizes: Any
    words: tuple[str, ...]
    counts: Any


class Topics:
    """What the sections of a corpus are about; `corpus.topics()` gives one.

    Topics are numbered from 1, the one that takes up most first.

    Attributes
    ----------
    k : int
        How many topics there are.
    method : str
        ``nmf`` or ``lda``.
    seed : int
        What chance began from.
    quality : DataFrame
        ``k coherence diversity quality`` for each number of topics that was tried; empty
        where `k` was given. See `zhsummary.mining.factors.qualities`.
    """

    def __init__(
        self, read: _Sections, weights: Any, words: Any, quality: pd.DataFrame, how: tuple[str, int]
    ) -> None:
        order = np.argsort(-(read.sizes @ weights), kind="stable")
        self._read = read
        self._weights: Any = weights[:, order]
        self._words: Any = words[order]
        self.k = len(order)
        self.method, self.seed = how
        self.quality = quality

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What each topic is called: ``帮扶救助：困难职工·慰问金·医疗互助``.

        The usual chapter (`zhsummary.mining.chapters`) under whose titles most of it stands,
        if there is one, and three words that tell it from the others: of its ten weightiest
        those of the highest relevance (Sievert and Shirley [1]_, lambda 0.6), none of which
        holds another. No two topics have one label.

        References
        ----------
        .. [1] Sievert, C. and Shirley, K. (2014). LDAvis: a method for visualizing and
           interpreting topics. Workshop on Interactive Language Learning, 63-70.
        """
        shares = np.array(self._share(np.arange(len(self._read.units))))
        usual = np.maximum(shares @ self._words, 1e-12)
        made: list[str] = []
        for topic, weights in enumerate(self._words):
            first = [at for at in np.argsort(-weights, kind="stable")[:_WORDS] if weights[at] > 0]
            relevance = {
                at: _RELEVANCE * np.log(weights[at])
                + (1 - _RELEVANCE) * np.log(weights[at] / usual[at])
                for at in first
            }
            ordered = sorted(first, key=lambda at: (-round(float(relevance[at]), 9), at))
            words = [self._read.words[at] for at in ordered]
            made.append(_label(self._chapter(topic), words, made))
        return tuple(made)

    @kept_frame
    def topics(self) -> pd.DataFrame:
        """One row a topic: ``topic label headings sections documents share``.

        ``headings`` are the three titles under which most of it stands, ``sections`` and
        ``documents`` say where it is the first topic, ``share`` is its part of all words.
        """
        places = [np.flatnonzero(self._first == topic) for topic in range(self.k)]
        shares = self._share(np.arange(len(self._read.units)))
        return frame_of(
            (
                {
                    "topic": topic + 1,
                    "label": self.labels[topic],
                    "headings": "；".join(self._headings(topic)),
                    "sections": len(own),
                    "documents": len({self._read.units[at].summary.doc_id for at in own}),
                    "share": float(shares[topic]),
                }
                for topic, own in enumerate(places)
            ),
            TOPICS,
        )

    @kept_frame
    def words(self) -> pd.DataFrame:
        """The ten weightiest words of each topic: ``topic label rank word weight sections``.

        ``weight`` is the word's part of the topic (all words of a topic sum to 1),
        ``sections`` says in how many sections the word stands.
        """
        return frame_of(self.top_words(_WORDS), WORDS)

    @kept_frame
    def sections(self) -> pd.DataFrame:
        """Which section is about what, one row a section in the order of the corpus.

        The columns are ``doc_id township year section_id section start end words topic label
        weight``. ``words`` says how many of its words count, ``topic`` what
        it is most about, ``weight`` how much of it is that (0 to 1; `weights` has all). A
        section of which too few words stand elsewhere too has no topic (``<NA>``).
        """
        return frame_of((self._section(at) for at in range(len(self._read.units))), SECTIONS)

    @kept_frame
    def weights(self) -> pd.DataFrame:
        """How much of each section is which topic.

        A row a section in the order of `sections`, a column a topic (from 1), ``float64``;
        a row sums to 1, or to 0 where the section has no topic.
        """
        return pd.DataFrame(self._weights, columns=range(1, self.k + 1))

    def by(self, group: str) -> pd.DataFrame:
        """Give how much of each township, year or other group is about each topic.

        Parameters
        ----------
        group : str
            ``township``, ``year``, ``document``, ``county``, ``heading``, a column of
            ``metadata.csv``; see `zhsummary.mining.units.grouping`.

        Returns
        -------
        pandas.DataFrame
            A row a group, a column a topic (its label), ``float64``. The words of each
            section are shared out by its weights; a row sums to 1, but for groups none of
            whose sections has a topic, which have no row.
        """
        group_of = grouping(group, [unit.summary for unit in self._read.units])
        members: dict[str, list[int]] = defaultdict(list)
        for at, unit in enumerate(self._read.units):
            name = group_of(unit)
            if name is not None and self._first[at] >= 0:
                members[name].append(at)
        names = sorted(members) if group == "year" else list(members)
        rows = np.array([self._share(members[name]) for name in names]).reshape(-1, self.k)
        index = pd.Index(names, name=group, dtype="string")
        return pd.DataFrame(rows, index=index, columns=list(self.labels))

    def top_words(self, n: int) -> list[Row]:
        """Give so many words of each topic, as rows of `words`."""
        spread = np.asarray((self._read.counts > 0).sum(axis=0)).ravel()
        order = np.argsort(-self._words, axis=1, kind="stable")[:, :n]
        return [
            {
                "topic": topic + 1,
                "label": self.labels[topic],
                "rank": rank,
                "word": self._read.words[word],
                "weight": float(self._words[topic, word]),
                "sections": int(spread[word]),
            }
            for topic, words in enumerate(order)
            for rank, word in enumerate(words, 1)
            if self._words[topic, word] > 0
        ]

    def __repr__(self) -> str:
        placed = int((self._first >= 0).sum())
        said = (
            f"{placed} 节, {len(self._first) - placed} 节词少未归, {self.method}, 种子 {self.seed}"
        )
        lines = [
            f"{row['topic']:>3} {row['share']:>4.0%}  {row['label']}（{row['headings']}）"
            for row in self.topics.to_dict("records")
        ]
        return "\n".join([f"<Topics: {self.k} 个主题, {said}>", *lines])

    def _repr_html_(self) -> str:
        words = self.words.groupby("topic", sort=True)["word"].agg("、".join)
        shown = pd.DataFrame(
            {
                "主题": self.topics["topic"],
                "词": words.reindex(self.topics["topic"]).to_numpy(),
                "标题": self.topics["headings"],
                "节": self.topics["sections"],
                "文档": self.topics["documents"],
                "占比": [f"{share:.0%}" for share in self.topics["share"]],
            }
        )
        with pd.option_context("display.max_colwidth", None):
            return shown.to_html(index=False, border=0, justify="left")  # escapes the cells

    # ------------------------------------------------------------ private

    @cached_property
    def _first(self) -> Any:
        """The place of the first topic of each section, -1 where it has none."""
        return np.where(self._weights.max(axis=1) > 0, self._weights.argmax(axis=1), -1)

    def _share(self, places: Any) -> Any:
        """Give the part of each topic of the words of some sections."""
        amounts = self._read.sizes[places] @ self._weights[places]
        return amounts / max(amounts.sum(), 1e-12)

    def _headings(self, topic: int) -> list[str]:
        amounts: Counter[str] = Counter()
        for at in np.flatnonzero(self._first == topic):
            path = self._read.units[at].path
            amounts[_short(path[-1]) if path else _OPENING] += self._weights[at, topic]
        ordered = sorted(amounts, key=lambda title: (-round(amounts[title], 9), title))
        return ordered[:_HEADINGS]

    def _chapter(self, topic: int) -> str:
        """Give the usual chapter in which more than half of a topic's titled sections stand."""
        amounts: Counter[str] = Counter()
        for at in np.flatnonzero(self._first == topic):
            if path := self._read.units[at].path:
                amounts[usual_chapter(path[-1])] += self._weights[at, topic]
        chapter, most = max(amounts.items(), key=lambda one: (one[1], one[0]), default=("", 0.0))
        return chapter if chapter != UNTITLED and most > amounts.total() / 2 else ""

    def _section(self, at: int) -> Row:
        unit, topic = self._read.units[at], int(self._first[at])
        return {
            "doc_id": unit.summary.doc_id,
            "township": unit.summary.identity.township,
            "year": unit.summary.identity.year,
            "section_id": None if unit.section_id == _ALL else unit.section_id,
            "section": path_text(unit.path),
            "start": unit.start,
            "end": unit.end,
            "words": int(self._read.sizes[at]),
            "topic": None if topic < 0 else topic + 1,
            "label": "" if topic < 0 else self.labels[topic],
            "weight": None if topic < 0 else float(self._weights[at, topic]),
        }


def _label(chapter: str, words: list[str], taken: list[str]) -> str:
    """Join the first words that do not hold each other, more of them where the label is taken."""
    apart: list[str] = []
    for word in words:
        if not any(word in other or other in word for other in apart):
            apart.append(word)
    said = f"{chapter}：" if chapter else ""
    labels = [said + "·".join(apart[:n]) for n in range(_LABEL, max(len(apart), _LABEL) + 1)]
    free = [label for label in labels if label not in taken]
    return free[0] if free else f"{labels[0]}·{len(taken) + 1}"


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"


def topics(
    units: Iterable[Unit],
    k: int | None = None,
    *,
    unit: str = "section",
    method: str = "nmf",
    seed: int = 0,
) -> Topics:
    """Find what the sections of a corpus are about.

    Parameters
    ----------
    units : iterable of Unit
        The corpus; see `zhsummary.mining.units.units`.
    k : int, optional
        How many topics. Without it, 3 to 20 are tried (two split any corpus well and tell
        a reader little), and the largest number is taken whose coherence times diversity
        (`zhsummary.mining.factors.qualities`) is within a twentieth of the best: a
        suggestion, which ``.quality`` shows beside the others. There are never more than
        a third of the sections that have words enough, and where there are many of these,
        2000 tell the number.
    unit : {"section", "document"}
        What has topics. Words that stand in one section alone, or in more than half of
        all, tell no topic.
    method : {"nmf", "lda"}
        See `zhsummary.mining.factors`.
    seed : int
        What chance begins from: the same seed, the same topics.

    Returns
    -------
    Topics
        Frames: ``.topics .words .sections .weights .by("township")``.

    Raises
    ------
    ZhSummaryError
        If an argument is none of these, or fewer than six sections have words enough.
    """
    _check(k, unit, method, seed)
    read = _counted(_whole_documents(units) if unit == "document" else units)
    told = np.flatnonzero(np.asarray(read.counts.sum(axis=1)).ravel())
    k, tried = _how_many(k, read.counts[told], unit, method, seed)
    of_told, of_words, settled = factors(read.counts[told], k, method=method, seed=seed)
    if not settled:
        warn("The topics had not settled when their search was stopped; fewer may be clearer.")
    weights = np.zeros((len(read.units), k))
    weights[told] = of_told
    return Topics(read, weights, of_words, frame_of(tried, QUALITY), (method, seed))


def _check(k: Any, unit: Any, method: Any, seed: Any) -> None:
    if k is not None and (not isinstance(k, int) or isinstance(k, bool) or k < 2):
        raise ZhSummaryError(
            "k is {k!r}; give a number of topics from 2, or None for a suggestion.", k=k
        )
    for name, value, known in (("unit", unit, UNITS), ("method", method, METHODS)):
        if value not in known:
            raise ZhSummaryError(
                "There is no {name} {value!r}; take {known}.",
                name=name,
                value=value,
                known=joined(known, " or "),
            )
    if not isinstance(seed, int) or not 0 <= seed < 2**32:
        raise ZhSummaryError(
            "seed is {seed!r}; give a whole number from 0 to 4294967295.", seed=seed
        )


def _whole_documents(units: Iterable[Unit]) -> Iterable[Unit]:
    for _, of_one in groupby(units, key=lambda unit: unit.summary.doc_id):
        yield replace(whole(list(of_one)), section_id=_ALL)


def _counted(units: Iterable[Unit]) -> _Sections:
    """Count the words section by section; of a unit is kept what the tables name."""
    places: dict[str, int] = {}
    kept: list[Unit] = []
    sizes: list[int] = []
    columns: list[int] = []
    data: list[int] = []
    ends = [0]
    for unit in units:
        found = Counter(unit.words)
        kept.append(replace(unit, sentences=()))
        sizes.append(found.total())
        columns += [places.setdefault(word, len(places)) for word in found]
        data += found.values()
        ends.append(len(columns))
    shape = (len(kept), len(places))
    counts: Any = csr_matrix((data, columns, ends), shape=shape, dtype=np.float64)
    telling = _telling(counts)
    counts = counts[:, telling]
    told: Any = np.diff(counts.indptr) >= _FEWEST
    names = np.array(list(places), dtype=object)[telling]
    counts = csr_matrix(counts.multiply(told[:, None]))
    counts.eliminate_zeros()
    return _Sections(tuple(kept), np.array(sizes, dtype=np.float64), tuple(names), counts)


def _telling(counts: Any) -> Any:
    """Give the columns of the words that stand in several sections and not in most of them."""
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    with_words = int((np.diff(counts.indptr) > 0).sum())
    telling = np.flatnonzero((spread > 1) & (spread <= max(_COMMON * with_words, 2)))
    widest = np.argsort(-spread[telling], kind="stable")[:_MOST_WORDS]
    return np.sort(telling[widest])


def _how_many(
    k: int | None, counts: Any, unit: str, method: str, seed: int
) -> tuple[int, list[Row]]:
    most = min(counts.shape[0] // _PER_TOPIC, counts.shape[1])
    unit_name = name_of("column", unit)
    if most < 2:
        few = say(
            "Only {count} {unit}s have words enough to tell topics by ({fewest} or more "
            "that stand in other {unit}s too); 6 are needed.",
            count=counts.shape[0],
            unit=unit_name,
            fewest=_FEWEST,
        )
        if unit == "document":
            remedy = say("Take unit='section', or add documents.")
        else:
            remedy = say("Add documents.")
        raise ZhSummaryError(joined([few, remedy], " "))
    if k is None:
        sample = _sample(counts, seed)
        ks = range(min(_FEWEST_TRIED, most), min(_MOST_TRIED, most) + 1)
        tried = qualities(sample, ks, method=method, seed=seed)
        best = max(row["quality"] for row in tried)
        least = best - _AS_GOOD * abs(best)
        return max(row["k"] for row in tried if row["quality"] >= least), tried
    if k > most:
        warn(
            "{k} topics are too many for {count} {unit}s with words enough; {most} are looked for.",
            k=k,
            count=counts.shape[0],
            unit=unit_name,
            most=most,
        )
    return min(k, most), []


def _sample(counts: Any, seed: int) -> Any:
    if counts.shape[0] <= _SAMPLED:
        return counts
    chance = np.random.default_rng(seed)
    return counts[np.sort(chance.choice(counts.shape[0], _SAMPLED, replace=False))]

"""Chapters: titles of many documents put under the standard parts of such reports.

In go headings, out comes a `Chapters`: one row a chapter, and of every heading its chapter.
建会入会, 抓组建 and 切实加强组织建设工作 are one: numbering is no part of a title, and the
words that dress it up (切实, 加强, 工作) are left out before titles are compared. The usual
chapters are known by words of theirs (``lexicons/chapters.tsv``); titles that have none of
these are grouped by the likeness of their characters, most frequent ones first, so that
the cost is that of the different titles there are.

Not handled: what a title means that its words do not say (for a title like 送到心坎上,
`zhsummary.mining.topics` looks at what stands under it); a title of two fields has the one
of which more is said.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from zhsummary.errors import UnknownNameError
from zhsummary.lexicons import load
from zhsummary.spans import fold
from zhsummary.structure.words import segmenter
from zhsummary.tables import Row, frame_of, kept_frame

CHAPTERS: dict[str, str] = {
    "chapter": "string",
    "usual": "bool",
    "headings": "int64",
    "documents": "int64",
    "townships": "int64",
    "share": "float64",
    "titles": "string",
}

TITLES: dict[str, str] = {
    "chapter": "string",
    "title": "string",
    "headings": "int64",
    "documents": "int64",
}

HEADINGS: dict[str, str] = {
    "doc_id": "string",
    "township": "string",
    "year": "Int64",
    "section_id": "Int64",
    "level": "int64",
    "title": "string",
    "chapter": "string",
    "under": "string",
    "start": "int64",
    "end": "int64",
}

UNTITLED = "(无标题)"
"""The chapter of a heading that is a number alone."""

_ALIKE = 0.45  # least cosine of the characters of two titles of one chapter
_TITLES = 5  # titles that are named in the row of a chapter
_LONGEST = 24  # what a heading says beyond so many characters is its text
_CHUNK = 512  # titles compared at once: memory stays bounded
_SHOWN = 20
_SIGNS = re.compile(r"[\W_]+")
_COMMA = re.compile(r"[,，、:：]")
_END = re.compile(r"[。；;!?！？]")


class Chapters:
    """The chapters of a corpus; `corpus.chapters()` gives one.

    Parameters
    ----------
    rows : iterable of mapping
        The headings: ``doc_id township year section_id level title start end``, those of one
        document in their order.
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._rows = list(rows)
        self._chapter_of = chapters_of([row["title"] for row in self._rows])

    @kept_frame
    def headings(self) -> pd.DataFrame:
        """Every heading with its chapter, in the order of the corpus.

        ``doc_id township year section_id level title chapter under start end``; ``under`` is
        the chapter of the outermost heading above, its own for one that is outermost.
        """
        return frame_of(self._placed(), HEADINGS)

    @kept_frame
    def titles(self) -> pd.DataFrame:
        """Every title once: ``chapter title headings documents``, chapters as in `chapters`."""
        counted = self._by_title()
        order = {chapter: at for at, chapter in enumerate(self.chapters["chapter"])}
        rows = sorted(counted.items(), key=lambda one: (order[one[0][0]], -one[1][0], one[0][1]))
        return frame_of(
            (
                {"chapter": chapter, "title": title, "headings": n, "documents": len(documents)}
                for (chapter, title), (n, documents) in rows
            ),
            TITLES,
        )

    @kept_frame
    def chapters(self) -> pd.DataFrame:
        """One row a chapter, those of most documents first.

        ``chapter usual headings documents townships share titles``: its name, whether it is a
        usual one (``lexicons/chapters.tsv``), how many headings, documents and townships
        have it, its share of the documents that have headings, its commonest titles.
        """
        documents: dict[str, set[str]] = defaultdict(set)
        townships: dict[str, set[str]] = defaultdict(set)
        titles: dict[str, Counter[str]] = defaultdict(Counter)
        for row, chapter in zip(self._rows, self._chapter_of, strict=True):
            documents[chapter].add(row["doc_id"])
            townships[chapter] |= {row["township"]} - {None}
            titles[chapter][row["title"]] += 1
        total = len({row["doc_id"] for row in self._rows})
        order = sorted(
            titles, key=lambda name: (-len(documents[name]), -titles[name].total(), name)
        )
        return frame_of(
            (
                {
                    "chapter": name,
                    "usual": name in _usual(),
                    "headings": titles[name].total(),
                    "documents": len(documents[name]),
                    "townships": len(townships[name]),
                    "share": len(documents[name]) / total,
                    "titles": "；".join(title for title, _ in _commonest(titles[name])[:_TITLES]),
                }
                for name in order
            ),
            CHAPTERS,
        )

    def by(self, group: str = "year") -> pd.DataFrame:
        """Give the share of the documents of each year or township that have each chapter.

        Parameters
        ----------
        group : {"year", "township"}
            What has a row; documents of which it is not known are left out.

        Returns
        -------
        pandas.DataFrame
            A column a chapter, in the order of `chapters`; ``float64``.

        Raises
        ------
        UnknownNameError
            If `group` is neither.
        """
        if group not in ("year", "township"):
            raise UnknownNameError(
                "Chapters are counted by year or by township, not by {group!r}.", group=group
            )
        frame = self.headings.dropna(subset=[group])
        has = frame.groupby([group, "chapter"])["doc_id"].nunique().unstack(fill_value=0)
        total = frame.groupby(group)["doc_id"].nunique()
        shares = has.reindex(columns=self.chapters["chapter"], fill_value=0).div(total, axis=0)
        return shares.astype("float64").rename_axis(columns=None)

    def __repr__(self) -> str:
        lines = [
            f"{row['documents']:>5} 篇  {row['chapter']}（{row['titles']}）"
            for row in self.chapters.head(_SHOWN).to_dict("records")
        ]
        more = len(self.chapters) - len(lines)
        said = f"<Chapters: {len(self.chapters)} 章, {len(self._rows)} 个标题>"
        return "\n".join([said, *lines, *([f"… 另有 {more} 章"] if more > 0 else [])])

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            return self.chapters.to_html(index=False, border=0, justify="left")

    def _placed(self) -> Iterable[Row]:
        above: list[tuple[int, str]] = []
        current = None
        for row, chapter in zip(self._rows, self._chapter_of, strict=True):
            if row["doc_id"] != current:
                current, above = row["doc_id"], []
            above = [one for one in above if one[0] < row["level"]]
            above.append((row["level"], chapter))
            yield {**row, "chapter": chapter, "under": above[0][1]}

    def _by_title(self) -> dict[tuple[str, str], tuple[int, set[str]]]:
        counted: dict[tuple[str, str], tuple[int, set[str]]] = {}
        for row, chapter in zip(self._rows, self._chapter_of, strict=True):
            n, documents = counted.get((chapter, row["title"]), (0, set()))
            counted[chapter, row["title"]] = (n + 1, documents | {row["doc_id"]})
        return counted


def chapters_of(titles: Sequence[str]) -> list[str]:
    """Give the chapter of each of the titles of a corpus.

    Examples
    --------
    >>> chapters_of(["切实加强组织建设工作", "建会入会", "明年打算", "古树名木普查", "抓古树名木"])
    ['组织建设', '组织建设', '下步打算', '古树名木', '古树名木']
    """
    counts = Counter(titles)
    usual = {title: usual_chapter(title) for title in counts}
    found = {title: chapter for title, chapter in usual.items() if chapter}
    found |= _grouped([one for one, _ in _commonest(counts)], found)
    return [found[title] for title in titles]


@cache
def usual_chapter(title: str) -> str:
    """Give the usual chapter of a title by its words, an empty string where none tells.

    Examples
    --------
    >>> usual_chapter("存在的困难和问题"), usual_chapter("关心困难职工"), usual_chapter("古树名木")
    ('存在问题', '帮扶救助', '')
    """
    said = _said(title)
    if not said:
        return UNTITLED
    for part in ("frame", "field"):
        scores = [
            (sum(len(match[0]) for match in pattern.finditer(said)), -at, chapter)
            for at, (chapter, of, pattern) in enumerate(_known())
            if of == part
        ]
        best = max(scores)
        if best[0]:
            return best[2]
    return ""


def _said(title: str) -> str:
    """Give what a title says: its words without signs, text that follows it left out."""
    return _SIGNS.sub("", _END.split(fold(title), maxsplit=1)[0])[:_LONGEST]


@cache
def _known() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["chapter"], row["part"], re.compile(row["pattern"]))
        for row in load.rows("chapters.tsv")
    )


@cache
def _usual() -> frozenset[str]:
    return frozenset(chapter for chapter, _, _ in _known())


def _commonest(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], len(one[0]), one[0]))


@cache
def _dressing() -> re.Pattern[str]:
    words = sorted(load.words("title_dressing.txt"), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})+")


@cache
def core(title: str) -> str:
    """Give what a title is about: its words without those that dress it up.

    Examples
    --------
    >>> core("切实加强古树名木普查工作"), core("不断加强工作")
    ('古树名木普查', '不断加强工作')
    """
    said = _said(title)
    words = [word for word in segmenter(()).cut(said) if not _dressing().fullmatch(word)]
    return "".join(words) or said


def _grouped(titles: Sequence[str], placed: Mapping[str, str]) -> dict[str, str]:
    """Put the titles that no words place to the likest one before them, or by themselves."""
    left = [title for title in titles if title not in placed]
    if not left:
        return {}
    ordered = [*(title for title in titles if title in placed), *left]
    chapter = dict(placed)
    opening = set(range(len(placed)))  # a title is like a chapter where it is like its first one
    for at, near in zip(range(len(placed), len(ordered)), _near(ordered, len(placed)), strict=True):
        likest = max(((alike, -other) for alike, other in near if other in opening), default=None)
        if likest is None:
            opening.add(at)
        chapter[ordered[at]] = (
            _name(ordered[at]) if likest is None else chapter[ordered[-likest[1]]]
        )
    return {title: chapter[title] for title in left}


def _name(title: str) -> str:
    return core(_COMMA.split(title.strip(), maxsplit=1)[0]) or core(title)


def _near(titles: Sequence[str], first: int) -> Iterator[list[tuple[float, int]]]:
    """Give for each title from the first on those before it that are like it, and how much."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    vectors = vectorizer.fit_transform([core(title) for title in titles])
    for start in range(first, len(titles), _CHUNK):
        alike = (vectors[start : start + _CHUNK] @ vectors.T).tocsr()
        for row in range(alike.shape[0]):
            cells = slice(alike.indptr[row], alike.indptr[row + 1])
            others, values = alike.indices[cells], alike.data[cells].round(9)
            kept = (values >= _ALIKE) & (others < start + row)
            yield list(zip(values[kept].tolist(), others[kept].tolist(), strict=True))

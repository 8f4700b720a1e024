"""Transformers for scikit-learn: what the library reads of each text, as columns.

In go texts (a list, a Series, an array), a `Corpus` or its documents, out comes a row a text:

- `WordVectorizer`: how often each word stands in it;
- `FactVectorizer`: how often each kind, unit or item of its figures does;
- `IndicatorVectorizer`: the cells of a codebook, a number an indicator;
- `SectionVectorizer`: the shape of its section tree;
- `SectionSelector`: the text under the headings that a pattern names, for the others.

All of them are stages of a `Pipeline` like any other: they can be cloned, searched over and
pickled, name their columns and give frames where ``set_output(transform="pandas")`` asks
for them. A row depends on its own text and on what `fit` learned, on no other row. A document
that was read once is not read again: in a search over parameters give ``list(corpus)``
rather than its texts.

>>> from sklearn.linear_model import LogisticRegression
>>> from sklearn.pipeline import make_pipeline
>>> texts = ["慰问困难职工40户。", "慰问困难党员6户。", "举办培训3期。", "开展培训12场。"]
>>> model = make_pipeline(WordVectorizer(), LogisticRegression()).fit(texts, [1, 1, 0, 0])
>>> model.predict(["慰问职工5户。"]).tolist()
[1]
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.utils.validation import check_is_fitted

from zhsummary import structure, tables
from zhsummary.compare import match
from zhsummary.compare.assigned import as_given
from zhsummary.compare.cells import Cell, column_name, distinct
from zhsummary.compare.codebook import Codebook, Indicator, load_codebook
from zhsummary.compare.units import settle, unit_of
from zhsummary.corpus import Corpus
from zhsummary.document import Document
from zhsummary.errors import SourceError, UnknownNameError, ZhSummaryError, warn
from zhsummary.messages import say
from zhsummary.read import Source
from zhsummary.read.frame import is_frame, text_column
from zhsummary.spans import fold
from zhsummary.structure.model import Summary
from zhsummary.structure.words import LEFTOVER, Vocabulary, Word, vocabulary_of

__all__ = [
    "FactVectorizer",
    "IndicatorVectorizer",
    "SectionSelector",
    "SectionVectorizer",
    "WordVectorizer",
]

#: What `FactVectorizer` can count by, in the order of the columns of ``corpus.facts()``.
FIELDS = (
    "kind", "qualifier", "unit", "item", "action", "modality", "change", "time", "actor", "per",
)  # fmt: skip
_MODALITIES = ("actual", "planned", "reference")
#: The documents of one row: one, but for a text that holds several summaries.
Documents = tuple[Document, ...]


class _TextTransformer(TransformerMixin, BaseEstimator):
    """Takes texts, one a row, and no table of numbers."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        if tags.transformer_tags is not None:
            tags.transformer_tags.preserves_dtype = []
        return tags


class _Measure(_TextTransformer, ABC):
    """Learns nothing: what it gives of a text is the same whatever it was fitted to."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        return tags

    def fit(self, X: Any, y: Any = None) -> Any:
        """Look whether these are texts, and learn nothing."""
        _items(X)
        return self

    def fit_transform(self, X: Any, y: Any = None) -> Any:  # pyright: ignore
        """Give what `transform` gives."""
        return self.transform(X)

    @abstractmethod
    def transform(self, X: Any) -> Any:
        """Give what the measure is of each text."""


class _Counter(_TextTransformer, ABC):
    """Counts what a subclass finds in each text; the counting is `CountVectorizer`'s."""

    words: Any
    min_df: Any
    max_df: Any
    max_features: int | None
    vocabulary: Any
    binary: bool
    sparse_output: bool

    def fit(self, X: Any, y: Any = None) -> Any:
        """Learn the columns.

        Parameters
        ----------
        X : list of str, Series, array, Corpus or its documents
            The texts.
        y : ignored
        """
        self.fit_transform(X)
        return self

    def fit_transform(self, X: Any, y: Any = None) -> Any:  # pyright: ignore
        """Learn the columns and count, reading each text once; see `fit` and `transform`."""
        self.words_: Vocabulary = vocabulary_of(self.words)
        terms = [self._terms(row) for row in _read(X, self.words_)]
        if self.vocabulary is None and not any(terms):
            raise ZhSummaryError(
                "{given} found nothing to count in {count} texts: are they the right ones, "
                "and do the parameters leave anything?",
                given=type(self).__name__,
                count=len(terms),
            )
        self.counter_ = self._counter()
        return self._counts(self.counter_.fit_transform(terms))

    def transform(self, X: Any) -> Any:
        """Count in each text what `fit` learned.

        Returns
        -------
        sparse matrix or ndarray of shape (n_texts, n_columns)
        """
        check_is_fitted(self, "counter_")
        return self._counts(self.counter_.transform(map(self._terms, _read(X, self.words_))))

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Name the columns, in their order."""
        check_is_fitted(self, "counter_")
        return self.counter_.get_feature_names_out()

    def _counter(self) -> CountVectorizer:
        return CountVectorizer(
            **_LISTED,
            ngram_range=getattr(self, "ngram_range", (1, 1)),
            min_df=self.min_df,
            max_df=self.max_df,
            max_features=self.max_features,
            vocabulary=self.vocabulary,
            binary=self.binary,
        )

    def _counts(self, counted: Any) -> Any:
        return counted if self.sparse_output else counted.toarray()

    @abstractmethod
    def _terms(self, row: Documents) -> list[str]:
        """Give what is counted in a text."""


class WordVectorizer(_Counter):
    """Count the words of each text, as the library cuts them.

    Parameters
    ----------
    words : list of str, dict of str to str, or path, optional
        Words of one's own, as `zhsummary.read` takes them.
    tags : tuple of str, optional
        Count only words whose tag begins so: ``("n", "v")`` nouns and verbs, ``"vn"`` those
        that are both. Without it
        every word that holds a letter or a character counts; signs and numbers never do.
    min_length : int
        The shortest word that counts, in characters.
    stop_words : list of str, optional
        Words that do not count.
    ngram_range : tuple of (int, int)
        How many words in a row make a column, from and to; they are joined by a space.
    min_df, max_df, max_features, vocabulary, binary
        As in `sklearn.feature_extraction.text.CountVectorizer`.
    sparse_output : bool
        Whether to give a sparse matrix; frames (``set_output``) need False.

    Examples
    --------
    >>> words = WordVectorizer(words=["晒收亮"], sparse_output=False)
    >>> words.set_output(transform="pandas").fit_transform(["开展晒收亮12次。"])
       开展  晒收亮
    0   1    1

    With `TfidfTransformer` behind it the counts are weighted:

    >>> from sklearn.feature_extraction.text import TfidfTransformer
    >>> from sklearn.pipeline import make_pipeline
    >>> make_pipeline(WordVectorizer(), TfidfTransformer()).fit_transform(["慰问职工。"]).shape
    (1, 2)
    """

    def __init__(
        self,
        words: Any = None,
        *,
        tags: tuple[str, ...] | str | None = None,
        min_length: int = 2,
        stop_words: list[str] | None = None,
        ngram_range: tuple[int, int] = (1, 1),
        min_df: float = 1,
        max_df: float = 1.0,
        max_features: int | None = None,
        vocabulary: Any = None,
        binary: bool = False,
        sparse_output: bool = True,
    ) -> None:
        self.words = words
        self.tags = tags
        self.min_length = min_length
        self.stop_words = stop_words
        self.ngram_range = ngram_range
        self.min_df = min_df
        self.max_df = max_df
        self.max_features = max_features
        self.vocabulary = vocabulary
        self.binary = binary
        self.sparse_output = sparse_output

    def fit_transform(self, X: Any, y: Any = None) -> Any:  # pyright: ignore
        """Learn the columns and count, reading each text once; see `fit` and `transform`."""
        if isinstance(self.stop_words, str):
            raise ZhSummaryError(
                "stop_words is {stop!r}; give a list of words, or None for none.",
                stop=self.stop_words,
            )
        return super().fit_transform(X)

    def _terms(self, row: Documents) -> list[str]:
        stopped = frozenset(self.stop_words or ())
        tags = (self.tags or "",) if isinstance(self.tags, str | None) else tuple(self.tags)
        return [
            text
            for document in row
            for word in _own_words(document)
            if word.tag.startswith(tags)
            and len(text := fold(word.text)) >= self.min_length
            and any(map(str.isalpha, text))
            and text not in stopped
        ]


class FactVectorizer(_Counter):
    """Count the figures of each text by what they say.

    Parameters
    ----------
    by : tuple of str
        The fields that make columns, of `FIELDS`: ``kind=count``, ``unit=家``,
        ``item=新会员``. A field that a text leaves open makes none.
    modality : {"actual", "planned", "reference"}, optional
        Count only figures of what is done, planned or background.
    words : list of str, dict of str to str, or path, optional
        Words of one's own, as `zhsummary.read` takes them.
    min_df, max_df, max_features, vocabulary, binary
        As in `sklearn.feature_extraction.text.CountVectorizer`.
    sparse_output : bool
        Whether to give a sparse matrix; frames (``set_output``) need False.

    Raises
    ------
    UnknownNameError
        If `by` or `modality` names what there is not.

    Examples
    --------
    >>> facts = FactVectorizer(by=("unit", "action"))
    >>> facts.fit_transform(["新建工会7家。", "新建工会2家，明年慰问职工3户。"]).toarray().tolist()
    [[0, 1, 1, 0], [1, 1, 1, 1]]
    >>> facts.get_feature_names_out().tolist()
    ['action=慰问', 'action=新建', 'unit=家', 'unit=户']
    """

    def __init__(
        self,
        by: tuple[str, ...] = ("kind", "unit", "item"),
        *,
        modality: str | None = None,
        words: Any = None,
        min_df: float = 1,
        max_df: float = 1.0,
        max_features: int | None = None,
        vocabulary: Any = None,
        binary: bool = False,
        sparse_output: bool = True,
    ) -> None:
        self.by = by
        self.modality = modality
        self.words = words
        self.min_df = min_df
        self.max_df = max_df
        self.max_features = max_features
        self.vocabulary = vocabulary
        self.binary = binary
        self.sparse_output = sparse_output

    def fit_transform(self, X: Any, y: Any = None) -> Any:  # pyright: ignore
        """Learn the columns and count, reading each text once; see `fit` and `transform`."""
        by = (self.by,) if isinstance(self.by, str) else tuple(self.by)
        for name in by:
            _check(name, FIELDS, "by")
        if self.modality is not None:
            _check(self.modality, _MODALITIES, "modality")
        self.by_ = by
        return super().fit_transform(X)

    def _terms(self, row: Documents) -> list[str]:
        return [
            f"{name}={value}"
            for document in row
            for fact in document.facts
            if self.modality in (None, fact.modality)
            for name in self.by_
            if (value := getattr(fact, name, None) or getattr(fact.quantity, name, None))
        ]


class IndicatorVectorizer(_TextTransformer):
    """Give the cells of a codebook as numbers: a row a text, a column an indicator.

    A number is what ``corpus.compare(codebook, rows="document").numbers()`` gives for the
    document, NaN where it has none: nothing is stated, it is masked, vague or contradicted,
    or the text is of another kind than the codebook. Near-copies keep their rows.

    Parameters
    ----------
    codebook : str, path, DataFrame or Codebook, optional
        The name of a shipped one or one's own; without it `fit` finds the indicators that
        several of its texts share.
    modality : {"actual", "planned", "reference"}
        Which figures count: done, planned or background.
    vague : bool
        Whether 近300 counts as 300 and 1000余 as 1000.
    words : list of str, dict of str to str, or path, optional
        Words of one's own, as `zhsummary.read` takes them.

    Attributes
    ----------
    codebook_ : Codebook
        The codebook that is used, read or found.

    Raises
    ------
    CodebookError
        If there is no such codebook or it is incomplete.
    UnknownNameError
        If there is no such modality.

    Notes
    -----
    A text that holds several summaries has NaN alone, and a warning names it: whose figures
    they are, a row does not say. `zhsummary.read` parts such a page.

    Examples
    --------
    >>> import pandas as pd
    >>> trees = pd.DataFrame([
    ...     {"id": "trees", "label": "植树", "kind": "count", "unit": "株", "units": "株 棵",
    ...      "item": "树"},
    ... ])
    >>> indicators = IndicatorVectorizer(trees).set_output(transform="pandas")
    >>> indicators.fit_transform(["栽植杉树1.2万株。", "明年植树4000棵。"])
        植树 (株)
    0  12000.0
    1      NaN
    """

    def __init__(
        self,
        codebook: Any = None,
        *,
        modality: str = "actual",
        vague: bool = False,
        words: Any = None,
    ) -> None:
        self.codebook = codebook
        self.modality = modality
        self.vague = vague
        self.words = words

    def fit(self, X: Any, y: Any = None) -> IndicatorVectorizer:
        """Read the codebook, or find one in the texts.

        Parameters
        ----------
        X : list of str, Series, array, Corpus or its documents
            The texts.
        y : ignored
        """
        self.fit_transform(X)
        return self

    def fit_transform(self, X: Any, y: Any = None) -> Any:  # pyright: ignore
        """Read or find the codebook and give the numbers; see `fit` and `transform`."""
        _check(self.modality, _MODALITIES, "modality")
        self.words_: Vocabulary = vocabulary_of(self.words)
        documents = _single(_read(X, self.words_))
        self.codebook_: Codebook = (
            _found(documents) if self.codebook is None else load_codebook(self.codebook)
        )
        choice = self._choice(documents)
        self.indicators_ = _with_units(self.codebook_.indicators, choice)
        return self._numbers(choice, len(documents))

    def transform(self, X: Any) -> Any:
        """Give the number that each text states of each indicator.

        Returns
        -------
        ndarray of shape (n_texts, n_indicators)
            float64; NaN where there is no number.
        """
        check_is_fitted(self, "indicators_")
        documents = _single(_read(X, self.words_))
        return self._numbers(self._choice(documents), len(documents))

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Name the columns: the labels of the indicators with their units."""
        check_is_fitted(self, "indicators_")
        named = [column_name(indicator) for indicator in self.indicators_]
        ids = [indicator.id for indicator in self.indicators_]
        return np.asarray(distinct(named, ids), dtype=object)

    def _choice(self, documents: Sequence[Document | None]) -> match.Choice:
        facts = _fact_rows(_of_kind(documents, self.codebook_))
        given = match.assign(facts, self.codebook_)
        return match.choose(as_given(facts, given, self.codebook_.indicators))

    def _numbers(self, choice: match.Choice, count: int) -> Any:
        made = np.full((count, len(self.indicators_)), np.nan)
        places = {indicator.id: at for at, indicator in enumerate(self.indicators_)}
        for cell in settle(choice, self.indicators_).cells:
            at = places[cell["indicator"]]
            indicator = self.indicators_[at]
            # without a unit of its own a column would have that of its neighbours
            if cell["modality"] == self.modality and unit_of(indicator):
                number = Cell((cell,), indicator).number(vague=self.vague)
                made[int(cell["doc_id"]), at] = number
        return made


class SectionVectorizer(_Measure):
    """Give the shape of each text: how long it is and how it is divided.

    The columns are ``characters``, ``sentences``, ``headings``, ``outermost`` (headings of
    the first level), ``depth`` (levels), ``unnumbered`` and ``run_in`` (headings without a
    number, and with text behind them on their line), ``longest`` and ``before`` (the share
    of the characters in the longest section, and before the first heading). Nothing is
    learned: `transform` works without `fit`.

    Examples
    --------
    >>> shape = SectionVectorizer().set_output(transform="pandas")
    >>> texts = ["一、组织建设\\n新建工会7家。\\n二、下步打算\\n新建工会3家。\\n"]
    >>> shape.fit_transform(texts)[["headings", "depth", "longest"]]
       headings  depth  longest
    0       2.0    1.0      0.5
    """

    def transform(self, X: Any) -> Any:
        """Measure each text.

        Returns
        -------
        ndarray of shape (n_texts, 9)
            float64.
        """
        return np.array([list(_shape(row).values()) for row in _read(X)], dtype="float64")

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Name the columns, in their order."""
        return np.asarray(list(_shape(())), dtype=object)


class SectionSelector(_Measure):
    """Give of each text what stands under certain headings, for a transformer of texts.

    Parameters
    ----------
    title : str
        A regular expression that is searched for in the titles, from the top down: a
        section is taken with its subsections. An empty one takes everything.

    Notes
    -----
    What comes out is plain text: the year and township of a document are lost.

    Examples
    --------
    >>> from sklearn.pipeline import make_pipeline
    >>> texts = ["一、组织建设\\n新建工会7家。\\n二、下步打算\\n慰问职工3户。\\n"]
    >>> SectionSelector("打算|计划").fit_transform(texts).tolist()
    ['二、下步打算\\n慰问职工3户。\\n']
    >>> plans = make_pipeline(SectionSelector("打算|计划"), WordVectorizer()).fit(texts)
    >>> plans[-1].get_feature_names_out().tolist()
    ['下步', '慰问', '打算', '职工']
    """

    def __init__(self, title: str = "") -> None:
        self.title = title

    def fit(self, X: Any, y: Any = None) -> SectionSelector:
        """Look whether these are texts and the title is a pattern, and learn nothing."""
        self._pattern()
        return super().fit(X)

    def transform(self, X: Any) -> Any:
        """Give the text of the sections, ``""`` where there are none.

        Returns
        -------
        ndarray of str, of shape (n_texts,)
        """
        pattern = self._pattern()
        taken = ["".join(_under(pattern, row)) for row in _read(X)]
        return np.asarray(taken, dtype=object)

    def get_feature_names_out(self, input_features: Any = None) -> Any:
        """Name the one column: ``text``."""
        return np.asarray(["text"], dtype=object)

    def _pattern(self) -> re.Pattern[str]:
        try:
            return re.compile(self.title)
        except re.error as error:
            raise ZhSummaryError(
                "title={title!r} is no regular expression: {error}.", title=self.title, error=error
            ) from error


# ---------------------------------------------------------------- what is counted


def _own_words(document: Document) -> Iterator[Word]:
    """Give the words of a document but for what markup left in it (&nbsp;)."""
    spans = [match.span() for match in LEFTOVER.finditer(fold(document.text))]
    left = {place for start, end in spans for place in range(start, end)}
    return (word for word in document.words if word.start not in left)


def _itself(terms: Any) -> Any:
    return terms


#: How `CountVectorizer` is told that the terms of a text come as a list.
_LISTED: dict[str, Any] = {
    "tokenizer": _itself,
    "preprocessor": _itself,
    "token_pattern": None,
    "lowercase": False,
}


def _check(name: Any, known: Iterable[str], parameter: str) -> None:
    if name not in known:
        raise UnknownNameError(
            "{parameter}: there is no {name!r}. There are: {known}.",
            parameter=parameter,
            name=name,
            known="、".join(known),
        )


def _shape(row: Documents) -> dict[str, float]:
    headings = [heading for document in row for heading in document.headings]
    lengths = [part.end - part.start for document in row for part in document.sections]
    before = sum(
        part.end - part.start
        for document in row
        for part in document.sections
        if part.heading is None
    )
    characters = sum(lengths)
    return {
        "characters": characters,
        "sentences": sum(len(document.sentences) for document in row),
        "headings": len(headings),
        "outermost": sum(heading.level == 1 for heading in headings),
        "depth": max((heading.level for heading in headings), default=0),
        "unnumbered": sum(heading.style == "none" for heading in headings),
        "run_in": sum(heading.run_in for heading in headings),
        "longest": max(lengths, default=0) / max(characters, 1),
        "before": before / max(characters, 1),
    }


def _under(pattern: re.Pattern[str], row: Documents) -> Iterator[str]:
    for document in row:
        for part in document.sections:
            if any(map(pattern.search, part.path or ("",))):
                yield document.text[part.start : part.end]


def _found(documents: Sequence[Document | None]) -> Codebook:
    """Find the indicators that several texts share."""
    from zhsummary.compare.discover import discover

    book = discover(_fact_rows(documents))
    if not book.indicators:
        raise ZhSummaryError(
            "No figure is stated in several of the {count} texts, so no indicator was "
            "found. Give a codebook, or more texts.",
            count=len(documents),
        )
    return book


def _with_units(indicators: Sequence[Indicator], choice: match.Choice) -> tuple[Indicator, ...]:
    """Give an indicator without a unit that of most of its cells, once and for all."""
    units = {cell["indicator"]: cell["unit"] for cell in settle(choice, indicators).cells}
    return tuple(
        one if unit_of(one) else replace(one, unit=units.get(one.id, "")) for one in indicators
    )


def _single(rows: Iterable[Documents]) -> list[Document | None]:
    """Give the document of each row; None, with a warning, for a row of several."""
    rows = list(rows)
    several = [k for k, row in enumerate(rows) if len(row) > 1]
    if several:
        warn(
            "{rows} hold several summaries each and have no numbers. Give the documents of "
            "zhsummary.read, which parts them.",
            rows=_named(several),
        )
    return [row[0] if len(row) == 1 else None for row in rows]


def _of_kind(documents: Sequence[Document | None], book: Codebook) -> list[Document | None]:
    """Leave the documents that the codebook is for; a warning names the others."""
    other = [k for k, one in enumerate(documents) if one is not None and not book.takes(one.text)]
    if other:
        warn(
            "{rows} are no summaries of the kind that the codebook {codebook} is for and "
            "have no numbers.",
            rows=_named(other),
            codebook=book.name,
        )
    return [one if one is not None and book.takes(one.text) else None for one in documents]


def _named(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:8]))
    more = " …" * (len(rows) > 8)
    return say("Rows {shown}{more} ({count} in all)", shown=shown, more=more, count=len(rows))


def _fact_rows(documents: Sequence[Document | None]) -> list[tables.Row]:
    return [
        row | {"doc_id": str(k)}
        for k, document in enumerate(documents)
        if document is not None
        for row in tables.fact_rows(document, document.sections, document.facts)
    ]


# ---------------------------------------------------------------- texts


def _read(X: Any, words: Vocabulary = ()) -> Iterator[Documents]:
    """Give the documents of each row; one that is a document already is not read again."""
    for k, item in enumerate(_items(X)):
        if isinstance(item, Document) and not words:
            yield (item,)
            continue
        summaries = [item] if isinstance(item, Summary) else _summaries(k, item)
        corpus = Corpus(summaries)
        yield tuple(corpus.with_words(words) if words else corpus)


def _summaries(k: int, item: Any) -> list[Summary]:
    if not isinstance(item, str):
        empty = tables.is_absent(item)
        if empty:
            raise SourceError("Row {k} is empty. Give '' where there is no text.", k=k)
        raise SourceError(
            "Row {k} holds a {given}, not a text or a document.", k=k, given=type(item).__name__
        )
    return structure.build(Source(f"row {k}", str(item)))


def _items(X: Any) -> list[Any]:
    """Give the rows of what may hold texts: a list, a column, a frame with one, a corpus."""
    if is_frame(X):
        columns = [str(column) for column in X.columns]
        wanted = columns[0] if len(columns) == 1 else text_column(columns, "text")
        X = X[X.columns[columns.index(wanted)]]
    if isinstance(X, np.ndarray) and X.ndim == 2 and X.shape[1] == 1:
        X = X[:, 0]
    if isinstance(X, (str, bytes)) or not hasattr(X, "__iter__") or getattr(X, "ndim", 1) != 1:
        raise SourceError(
            "Expected a text a row (a list, a Series, a Corpus), not a {given}.",
            given=type(X).__name__,
        )
    items = list(X)
    if not items:
        raise SourceError("There are no texts: 0 rows.")
    return items

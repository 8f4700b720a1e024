"""An accessor for pandas: what stands in a column of texts, as frames that join back to it.

Importing this module gives every `Series` of texts ``.zhs``. A row of its frames keeps the
index of the text that it is of, as after ``Series.explode``, so that
``frame.join(frame["text"].zhs.facts()[["item", "value"]])`` puts them side by side. All
offsets count in the text of the cell. A cell without a text (None, NaN) has no rows.

>>> import pandas as pd
>>> import zhsummary.integrations.pandas
>>> texts = pd.Series(["新建工会7家。", None, "慰问近40户，投入8万元。"], index=["a", "b", "c"])
>>> texts.zhs.quantities()[["text", "value", "qualifier", "unit"]]
   text    value qualifier unit
a    7家      7.0     exact    家
c  近40户     40.0    approx    户
c   8万元  80000.0     exact    元
>>> texts.zhs.facts()[["action", "item"]].values.tolist()
[['新建', '工会'], ['慰问', ''], ['投入', '投入']]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pandas as pd
from pandas.api.extensions import register_series_accessor

from zhsummary import structure, tables
from zhsummary.corpus import Corpus
from zhsummary.document import Document
from zhsummary.messages import say
from zhsummary.quantities.find import find_quantities
from zhsummary.read import Source
from zhsummary.structure.model import Summary
from zhsummary.structure.words import Vocabulary, vocabulary_of
from zhsummary.structure.words import words as cut

QUANTITIES: dict[str, str] = {
    name: tables.FACTS[name]
    for name in "start end text kind value low high qualifier unit masked".split()
}

WORDS: dict[str, str] = {"start": "int64", "end": "int64", "text": "string", "tag": "string"}

#: The columns that count characters.
_PLACES = ("start", "end", "sentence_start", "body_start", "body_end")
_Rows = Callable[[Document], Iterable[tables.Row]]


@register_series_accessor("zhs")
class Texts:
    """What `zhsummary` reads of each text of a `Series`; found as ``series.zhs``.

    Raises
    ------
    AttributeError
        If the `Series` holds anything but texts, as with pandas' own ``.str``.
    """

    def __init__(self, series: pd.Series) -> None:
        for label, value in series.items():
            if not isinstance(value, str) and not tables.is_absent(value):
                raise AttributeError(
                    say(
                        "Can only use .zhs with texts; at {label!r} stands a {given}.",
                        label=label,
                        given=type(value).__name__,
                    )
                )
        self._series = series

    def quantities(self) -> pd.DataFrame:
        """Give one row a figure: the columns of `QUANTITIES`.

        See Also
        --------
        zhsummary.find_quantities : the same for one string.
        """
        return self._each(find_quantities, QUANTITIES)

    def facts(self, words: Any = None) -> pd.DataFrame:
        """Give one row a figure with what it says: the columns of ``corpus.facts()``.

        Parameters
        ----------
        words : list of str, dict of str to str, or path, optional
            Words of one's own, as `zhsummary.read` takes them.
        """
        return self._read(
            lambda d: tables.fact_rows(d, d.sections, d.facts), tables.FACTS, vocabulary_of(words)
        )

    def headings(self) -> pd.DataFrame:
        """Give one row a heading: the columns of ``corpus.headings()``."""
        return self._read(
            lambda d: tables.heading_rows(d.doc_id, d.headings, d.sections), tables.HEADINGS
        )

    def sections(self) -> pd.DataFrame:
        """Give one row a section: the columns of ``corpus.sections()``."""
        return self._read(
            lambda d: tables.section_rows(d.doc_id, d.text, d.headings, d.sections),
            tables.SECTIONS,
        )

    def sentences(self) -> pd.DataFrame:
        """Give one row a sentence: the columns of ``corpus.sentences()``."""
        return self._read(
            lambda d: tables.sentence_rows(d.doc_id, d.text, d.sections, d.sentences),
            tables.SENTENCES,
        )

    def words(self, own: Any = None) -> pd.DataFrame:
        """Give one row a word with its tag; the words of a text join to it.

        Parameters
        ----------
        own : list of str, dict of str to str, or path, optional
            Words of one's own, as `zhsummary.read` takes them.
        """
        vocabulary = vocabulary_of(own)
        return self._each(lambda text: cut(text, vocabulary), WORDS)

    def _texts(self) -> Iterator[tuple[int, str]]:
        return ((k, value) for k, value in enumerate(self._series) if isinstance(value, str))

    def _each(self, found: Callable[[str], Iterable[Any]], columns: dict[str, str]) -> pd.DataFrame:
        """Give what a function finds in each text, a row a value."""
        return self._frame(
            (
                (place, {name: getattr(value, name) for name in columns})
                for place, text in self._texts()
                for value in found(text)
            ),
            columns,
        )

    def _read(
        self, rows: _Rows, columns: dict[str, str], vocabulary: Vocabulary = ()
    ) -> pd.DataFrame:
        """Read each text; a page of several summaries gives the rows of all, in their order."""
        places: list[int] = []
        summaries: list[Summary] = []
        for place, text in self._texts():
            found = structure.build(Source(f"row {place}", text))
            places += [place] * len(found)
            summaries += found
        corpus = Corpus(summaries)
        read = corpus.with_words(vocabulary) if vocabulary else corpus
        return self._frame(
            (
                (place, _in_cell(row, document.start))
                for place, document in zip(places, read, strict=True)
                for row in rows(document)
            ),
            columns,
        )

    def _frame(
        self, placed: Iterable[tuple[int, tables.Row]], columns: dict[str, str]
    ) -> pd.DataFrame:
        pairs = list(placed)
        frame = tables.frame_of((row for _, row in pairs), columns)
        frame.index = self._series.index.take([place for place, _ in pairs])
        return frame


def _in_cell(row: tables.Row, by: int) -> tables.Row:
    return row | {name: row[name] + by for name in _PLACES if name in row}

"""What a corpus talks of: its words, topics and chapters, and what its documents share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from zhsummary import tables
from zhsummary.corpus.documents import Documents
from zhsummary.document import Document
from zhsummary.errors import ZhSummaryError, warn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import pandas as pd

    from zhsummary.mining.chapters import Chapters
    from zhsummary.mining.topics import Topics
    from zhsummary.mining.units import Unit
    from zhsummary.show.charts import Chart
    from zhsummary.tables import Row


_MOST_LAST = 10  # documents of the year before beside which one is laid


class MinedDocuments(Documents):
    """Documents that are searched, counted and laid beside each other (`zhsummary.mining`)."""

    def duplicates(self) -> pd.DataFrame:
        """Give the pairs of documents of which one is a near-copy of the other.

        Returns
        -------
        pandas.DataFrame
            ``doc_a doc_b source_a source_b similarity``. A comparison counts one of a pair,
            unless their townships or years are known to be different. Where more than fifty
            hang together, each stands beside the first of them and the first of its own
            township and year, not beside every other. `zhsummary.mining.reuse` says what a
            near-copy is.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> text = "河口镇2023年总结\\n全年新建工会5个，发展会员218名，走访慰问困难职工45户。"
        >>> corpus = zs.read(pd.DataFrame({"text": [text, text.replace("45户", "xx户")]}))
        >>> corpus.duplicates()[["doc_a", "doc_b", "similarity"]].values.tolist()
        [['河口镇-2023', '河口镇-2023#2', 1.0]]
        """
        return tables.frame_of(
            (
                {
                    "doc_a": a,
                    "doc_b": b,
                    "similarity": similarity,
                    "source_a": self[a].source,
                    "source_b": self[b].source,
                }
                for a, b, similarity in self._pairs
            ),
            {
                "doc_a": "string",
                "doc_b": "string",
                "source_a": "string",
                "source_b": "string",
                "similarity": "float64",
            },
        )

    def passages(self, a: Any = None, b: Any = None, *, least: int = 20) -> pd.DataFrame:
        """Show the passages that documents share, and how many of their figures are the same.

        Parameters
        ----------
        a, b : str, int, list of these, or callable, optional
            Which documents, as in `keyness`: each of `a` beside each of `b`. Without them:
            the near-copies (`duplicates`), and the summaries of one township and topic of two
            years that follow each other, the earlier one first; of more than ten of the earlier
            year, each beside the ten that are most like it.
        least : int
            The fewest characters of a passage, from 8; a figure counts as one.

        Returns
        -------
        pandas.DataFrame
            ``doc_a doc_b start_a end_a start_b end_b text_a text_b length figures
            figures_same``; see `zhsummary.mining.passages.passages`. Passages with figures
            all of which are the same as last year's are worth a look.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = [
        ...     f"河口镇{year}年总结\\n走访慰问困难职工45户，发放慰问金{money}万元。"
        ...     for year, money in ((2022, 2), (2023, 3))
        ... ]
        >>> found = zs.read(pd.DataFrame({"text": texts})).passages()
        >>> found[["doc_a", "doc_b", "figures", "figures_same"]].values.tolist()
        [['河口镇-2022', '河口镇-2023', 3, 1]]
        """
        from zhsummary.mining.passages import passages

        if (a is None) != (b is None):
            raise ZhSummaryError("Passages are shared by two sides: give both a and b, or neither.")
        if a is None:
            pairs = self._likely_sharing()
        else:
            first, second = self._meant(a), self._meant(b)
            of_a = [d for d in self if d.doc_id in first]
            of_b = [d for d in self if d.doc_id in second]
            pairs = [(x, y) for x in of_a for y in of_b]
        texts = ((x.doc_id, x.text, y.doc_id, y.text) for x, y in pairs if x is not y)
        return passages(texts, least=least)

    def _likely_sharing(self) -> list[tuple[Document, Document]]:
        """Give the pairs of documents of which one is likely to be taken from the other."""
        pairs = {(x, y): (self[x], self[y]) for x, y, _ in self._pairs}
        series: dict[tuple[str | None, ...], list[Document]] = {}
        for d in self:
            if d.township and d.year:
                series.setdefault((d.county, d.township, d.topic), []).append(d)
        for documents in series.values():
            of_year: dict[int | None, list[Document]] = {}
            for d in documents:
                of_year.setdefault(d.year, []).append(d)
            for year, those in of_year.items():
                for last, d in _likeliest(of_year.get((year or 0) - 1, []), those):
                    pairs.pop((d.doc_id, last.doc_id), None)
                    pairs[last.doc_id, d.doc_id] = (last, d)
        return list(pairs.values())

    def kwic(
        self,
        pattern: str | Sequence[str],
        *,
        window: int = 20,
        regex: bool = False,
        section: str = "",
        sort: str = "",
    ) -> pd.DataFrame:
        """Show words or a pattern with what stands around: keyword in context.

        Parameters
        ----------
        pattern : str or list of str
            What to look for: literal words, or a regular expression if `regex`; any of several,
            the longest where several stand in one place. Case is ignored.
        window : int
            How many characters are shown on each side.
        regex : bool
            Whether `pattern` is a regular expression.
        section : str
            Keep to the sections whose titles, from the top down, hold these words.
        sort : {"", "left", "right", "hit"}
            In the order of the texts; by what stands before, read from the hit outwards; by what
            stands behind; or by the hit itself.

        Returns
        -------
        pandas.DataFrame
            ``doc_id section left hit right start end``; see
            `zhsummary.mining.concordance.kwic`.

        Raises
        ------
        ZhSummaryError
            If there is nothing to look for, or an argument is none of these.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> corpus = zs.read(pd.DataFrame({"text": ["春节慰问困难职工68户，慰问党员23户。"]}))
        >>> corpus.kwic("慰问", window=4)[["left", "hit", "right"]].values.tolist()
        [['春节', '慰问', '困难职工'], ['68户，', '慰问', '党员23']]
        """
        from zhsummary.mining.concordance import kwic

        texts = ((d.doc_id, d.text) for d in self)
        rows = self._section_rows()
        return kwic(
            texts, pattern, window=window, regex=regex, sections=rows, within=section, sort=sort
        )

    def keywords(
        self,
        by: str = "document",
        n: int = 10,
        *,
        measure: str = "log-likelihood",
        least: int = 1,
        stop_words: Iterable[str] | None = None,
        numbers: bool = False,
        places: bool = True,
        shortest: int = 2,
        copies: bool = False,
    ) -> pd.DataFrame:
        """Find the words that set each document, township, year or section apart.

        Parameters
        ----------
        by : str
            ``document``, ``township``, ``county``, ``year``, ``issuer``, ``topic``,
            ``section`` (each by itself), ``heading`` (sections of one title together), or a
            column of ``metadata.csv``.
        n : int
            How many words for each.
        measure : {"log-likelihood", "tf-idf"}
            What ranks them: the group against all others, or c-TF-IDF; see
            `zhsummary.mining.measures`.
        least : int
            The fewest times that a word stands in the group.
        stop_words : iterable of str, optional
            Words to leave out in place of the library's own
            (``zhsummary.mining.units.stop_words()``); ``[]`` leaves none out.
        numbers : bool
            Whether figures count as words.
        places : bool
            Whether the names of the corpus's townships and counties do.
        shortest : int
            The fewest characters of a word.
        copies : bool
            Whether near-copies (`duplicates`) count as well. Without them the longest of
            those that are copies of each other counts, and a warning names the others.

        Returns
        -------
        pandas.DataFrame
            ``group rank word count documents elsewhere expected tf_idf log_likelihood
            log_ratio``; see `zhsummary.mining.keyness.keywords`.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = ["河口镇2023年总结\\n油茶，油茶。", "青石镇2023年总结\\n调解纠纷，纠纷。"]
        >>> found = zs.read(pd.DataFrame({"text": texts})).keywords("township", 1)
        >>> found[["group", "word", "count", "elsewhere"]].values.tolist()
        [['河口镇', '油茶', 2, 0], ['青石镇', '纠纷', 2, 0]]
        """
        from zhsummary.mining.keyness import keywords
        from zhsummary.mining.units import grouping

        units = self._units(stop_words, numbers, places, shortest, self._again(copies))
        return keywords(units, grouping(by, self), by=by, n=n, measure=measure, least=least)

    def keyness(
        self,
        a: Any,
        b: Any = None,
        *,
        least: int = 1,
        stop_words: Iterable[str] | None = None,
        numbers: bool = False,
        places: bool = True,
        shortest: int = 2,
        copies: bool = False,
    ) -> pd.DataFrame:
        """Compare the words of some documents with those of others.

        Parameters
        ----------
        a, b : str, int, list of these, or callable
            Which documents: a document's name, a township, a county or a topic, a year, several
            of these, or a function that says yes to a `Document`. Without `b` the reference
            is the rest of the corpus.
        least : int
            The fewest times that a word stands in both together.
        stop_words, numbers, places, shortest
            Which words count, as in `keywords`.
        copies : bool
            Whether near-copies on one side count as well.

        Returns
        -------
        pandas.DataFrame
            ``word count_a count_b documents_a documents_b per_thousand_a per_thousand_b
            expected_a log_likelihood log_ratio chance``, commoner in `a` first; see
            `zhsummary.mining.keyness.keyness`.

        Raises
        ------
        UnknownNameError
            If no document is meant by a name or a year.
        ZhSummaryError
            If a document would be on both sides, or a side has no words.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = ["河口镇2022年总结\\n植树植树植树。", "河口镇2023年总结\\n调解纠纷，植树。"]
        >>> found = zs.read(pd.DataFrame({"text": texts})).keyness(2023, 2022)
        >>> found.set_index("word").loc["植树", ["count_a", "count_b"]].tolist()
        [1, 3]
        """
        from zhsummary.mining.keyness import keyness

        first = self._meant(a)
        second = {d.doc_id for d in self} - first if b is None else self._meant(b)
        if both := sorted(first & second):
            raise ZhSummaryError(
                "{count} documents are on both sides: {documents}. A document can be compared "
                "with others only.",
                count=len(both),
                documents="、".join(both[:5]),
            )
        again = self._again(copies, first) | self._again(copies, second)
        units = self._units(stop_words, numbers, places, shortest, again)
        return keyness(
            units,
            lambda unit: unit.summary.doc_id in first,
            lambda unit: unit.summary.doc_id in second,
            least=least,
        )

    def topics(
        self,
        k: int | None = None,
        *,
        unit: str = "section",
        method: str = "nmf",
        seed: int = 0,
        stop_words: Iterable[str] | None = None,
        numbers: bool = False,
        places: bool = False,
        shortest: int = 2,
    ) -> Topics:
        """Find what the sections of the corpus are about.

        Parameters
        ----------
        k : int, optional
            How many topics; without it a number is suggested, by the coherence and the
            diversity of their words.
        unit : {"section", "document"}
            What has topics.
        method : {"nmf", "lda"}
            Non-negative matrix factorisation or latent Dirichlet allocation.
        seed : int
            The same seed gives the same topics.
        stop_words, numbers, places, shortest
            Which words count, as in `keywords`; the names of the corpus's townships do not.

        Returns
        -------
        Topics
            ``.topics`` (labels, headings, shares), ``.words``, ``.sections`` (which has which,
            how much of it), ``.weights``, ``.by("township")``, ``.by("year")``, ``.quality``
            (the numbers of topics that were tried); see `zhsummary.mining.topics`.

        Raises
        ------
        ZhSummaryError
            If too few sections have words enough.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> work = "总结\\n一、帮扶\\n慰问困难职工，发放慰问金。\\n二、培训\\n举办电工培训。"
        >>> corpus = zs.read(pd.DataFrame({"text": [f"{name}镇{work}" for name in "甲乙丙"]}))
        >>> corpus.topics(2).topics[["headings", "sections"]].values.tolist()
        [['帮扶', 3], ['培训', 3]]
        """
        from zhsummary.mining.topics import topics

        units = self._units(stop_words, numbers, places, shortest)
        return topics(units, k, unit=unit, method=method, seed=seed)

    def chapters(self) -> Chapters:
        """Put every heading under one of the standard parts of such reports.

        Returns
        -------
        Chapters
            ``.chapters`` (a standard name, its commonest titles, in how many documents and
            townships), ``.titles`` (every title once), ``.headings`` (every heading with its
            chapter), ``.by("year")``; see `zhsummary.mining.chapters`.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = [
        ...     "河口镇总结\\n一、切实加强组织建设工作\\n建会7家。\\n二、明年打算\\n再建3家。",
        ...     "青石镇总结\\n1.抓组建\\n建会5家。\\n2.下一步计划\\n再建2家。",
        ... ]
        >>> corpus = zs.read(pd.DataFrame({"text": texts}))
        >>> corpus.chapters().chapters[["chapter", "documents", "titles"]].values.tolist()
        [['下步打算', 2, '明年打算；下一步计划'], ['组织建设', 2, '抓组建；切实加强组织建设工作']]
        """
        from zhsummary.mining.chapters import Chapters

        return Chapters(
            {**row, "township": d.township, "year": d.year}
            for d in self
            for row in tables.heading_rows(d.doc_id, d.headings, d.sections)
        )

    def frequencies(
        self,
        by: str | None = None,
        *,
        ngram: int = 1,
        least: int = 1,
        stop_words: Iterable[str] | None = None,
        numbers: bool = False,
        places: bool = True,
        shortest: int = 2,
        copies: bool = False,
    ) -> pd.DataFrame:
        """Count the words of the corpus, or of each township, year or section.

        Parameters
        ----------
        by : str, optional
            As in `keywords`; without it the corpus is counted as a whole.
        ngram : int
            How many words that stand side by side are counted as one (1 to 5).
        least : int
            The fewest times that one stands there.
        stop_words, numbers, places, shortest
            Which words count, as in `keywords`.
        copies : bool
            Whether near-copies count as well, as in `keywords`.

        Returns
        -------
        pandas.DataFrame
            ``group rank word count per_thousand documents dispersion``; see
            `zhsummary.mining.frequencies.frequencies`.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> corpus = zs.read(pd.DataFrame({"text": ["慰问困难职工，慰问党员。", "发展党员。"]}))
        >>> corpus.frequencies()[["word", "count", "documents"]].head(2).values.tolist()
        [['党员', 2, 2], ['慰问', 2, 1]]
        >>> corpus.frequencies(ngram=2)["word"].tolist()
        ['发展 党员', '慰问 党员', '慰问 困难职工']
        """
        from zhsummary.mining.frequencies import frequencies
        from zhsummary.mining.units import grouping

        group_of = None if by is None else grouping(by, self)
        again = self._again(copies)
        return frequencies(
            lambda: self._units(stop_words, numbers, places, shortest, again),
            group_of,
            by=by or "",
            phrase=ngram,
            least=least,
        )

    def collocations(
        self,
        word: str | None = None,
        window: int = 5,
        *,
        least: int = 3,
        stop_words: Iterable[str] | None = None,
        numbers: bool = False,
        places: bool = True,
        shortest: int = 2,
        copies: bool = False,
    ) -> pd.DataFrame:
        """Find the words that stand near a word, or near each other, more often than by chance.

        Parameters
        ----------
        word : str, optional
            Whose company is asked for; without it, all pairs.
        window : int
            How many words on either side are near, within the sentence.
        least : int
            The fewest times that a pair stands together.
        stop_words, numbers, places, shortest
            Which words count, as in `keywords`.
        copies : bool
            Whether near-copies count as well, as in `keywords`.

        Returns
        -------
        pandas.DataFrame
            ``word collocate count before after expected log_likelihood pmi chance count_word
            count_collocate``; see `zhsummary.mining.frequencies.collocations`.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> corpus = zs.read(pd.DataFrame({"text": ["慰问困难职工，发展党员。", "慰问困难职工。"]}))
        >>> found = corpus.collocations("慰问", least=2)
        >>> found[["collocate", "count", "after"]].values.tolist()
        [['困难职工', 2, 2]]
        """
        from zhsummary.mining.frequencies import collocations

        again = self._again(copies)
        return collocations(
            lambda: self._units(stop_words, numbers, places, shortest, again),
            word,
            window=window,
            least=least,
        )

    def lookup(
        self,
        words: Sequence[str] | Mapping[str, Sequence[str]],
        by: str | None = None,
        *,
        regex: bool = False,
        copies: bool = False,
    ) -> pd.DataFrame:
        """Count the words of a list, or of categories, however the texts would be cut into words.

        Parameters
        ----------
        words : list of str, or dict of str to list of str
            What to count: literal words, the longest where several stand in one place; or
            categories of them, ``{"帮扶": ["慰问", "助学"], "维权": ["集体协商"]}``.
        by : str, optional
            ``document``, ``township``, ``county``, ``year``, ``issuer``, ``topic`` or a column of
            ``metadata.csv``; without it the corpus is counted as a whole.
        regex : bool
            Whether they are regular expressions, each counted by itself.
        copies : bool
            Whether near-copies count as well, as in `keywords`.

        Returns
        -------
        pandas.DataFrame
            ``group category word count documents per_thousand``, zeros among them; see
            `zhsummary.mining.lookup.lookup`.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> corpus = zs.read(pd.DataFrame({"text": ["送温暖活动中慰问职工。", "慰问金已发放。"]}))
        >>> corpus.lookup(["慰问", "温暖", "助学"])[["word", "count"]].values.tolist()
        [['慰问', 2], ['温暖', 1], ['助学', 0]]
        """
        from zhsummary.mining.lookup import lookup
        from zhsummary.mining.units import Unit, grouping

        if by in ("section", "heading"):
            raise ZhSummaryError(
                "Words are looked up in whole documents, not by {by}. corpus.kwic names the "
                "section of each place.",
                by=by,
            )
        group_of = grouping(by, self) if by else lambda unit: ""
        again = self._again(copies)
        texts = (
            (group_of(Unit(d, 0, (), 0, len(d.text), ())), d.text)
            for d in self
            if d.doc_id not in again
        )
        return lookup(texts, words, regex=regex, grouped=by is not None)

    def boilerplate(
        self, *, share: float = 0.25, least: int = 8, copies: bool = False
    ) -> pd.DataFrame:
        """Find the phrases that many documents share, whoever wrote them.

        Parameters
        ----------
        share : float
            The least share of the documents that have a phrase (three have it at the least).
        least : int
            The fewest characters of a phrase. A figure is one sign (``#``), and so is the name
            of a township or county of the corpus (``~``).
        copies : bool
            Whether near-copies count as well, as in `keywords`.

        Returns
        -------
        pandas.DataFrame
            ``phrase length count documents share townships doc_id start end text``, those of
            most documents first; see `zhsummary.mining.boilerplate.boilerplate`.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> lead = "镇工会2023年总结\\n在县总工会的正确领导下，"
        >>> work = ("新建工会7家。", "慰问困难职工。", "举办电工培训。")
        >>> texts = [f"{name}{lead}{one}" for name, one in zip(("青石", "河口", "石桥"), work)]
        >>> corpus = zs.read(pd.DataFrame({"text": texts}))
        >>> corpus.boilerplate()[["phrase", "documents"]].values.tolist()
        [['在县总工会的正确领导下', 3]]
        """
        from zhsummary.mining.boilerplate import boilerplate
        from zhsummary.mining.units import place_names

        again = self._again(copies)
        kept = (d for d in self if d.doc_id not in again)
        return boilerplate(kept, share=share, least=least, names=place_names(self))

    def _again(self, copies: bool, among: Collection[str] | None = None) -> frozenset[str]:
        """Give the documents that say again what a longer one says, and name them."""
        if copies:
            return frozenset()
        pairs = [(a, b) for a, b, _ in self._copies if among is None or (a in among and b in among)]
        from zhsummary.mining.reuse import again_said

        again = again_said(pairs, {name: len(self[name].text) for pair in pairs for name in pair})
        if again:
            named = "、".join(sorted(again)[:5]) + " …" * (len(again) > 5)
            warn(
                "{count} documents are near-copies of others and are counted once: {named}. "
                "copies=True counts them as well; corpus.duplicates() shows them.",
                count=len(again),
                named=named,
            )
        return again

    def _units(
        self,
        stop_words: Iterable[str] | None,
        numbers: bool,
        places: bool,
        shortest: int,
        again: Collection[str] = (),
    ) -> Iterator[Unit]:
        """Give the words of one section after another; nothing is kept."""
        from zhsummary.mining.units import selection, units

        chosen = selection(
            stop_words, numbers=numbers, places=places, shortest=shortest, summaries=self
        )
        return (
            unit
            for d in self
            if d.doc_id not in again
            for unit in units(d, d.sections, d.sentences, chosen)
        )

    def plot_similarity(self) -> Chart:
        """Draw how alike the documents are in their words, each with each.

        Returns
        -------
        Chart
            The darker, the more alike; documents that are alike stand together. Of more than
            150 documents those are drawn that are most alike to another one.
        """
        from zhsummary.compare.plots import similarity

        return similarity(self)

    def plot_keyness(self, a: Any, b: Any = None, n: int = 12, **options: Any) -> Chart:
        """Draw the words that set some documents apart from others: what `keyness` counts.

        Parameters
        ----------
        a, b : str, int, list of these, or callable
            Which documents, as in `keyness`; without `b` the rest of the corpus.
        n : int
            The most words of each side.
        **options
            ``least stop_words numbers places shortest``, as in `keyness`.

        Returns
        -------
        Chart
            Words commoner in `a` to the right, commoner in `b` to the left, by their
            log-likelihood, each with its count in `a` and in `b`. A pale bar may be chance
            (more than one time in a hundred).

        Raises
        ------
        UnknownNameError, ZhSummaryError
            As `keyness` does.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> texts = ["河口镇2022年总结\\n植树植树植树。", "河口镇2023年总结\\n调解纠纷，植树。"]
        >>> chart = zs.read(pd.DataFrame({"text": texts})).plot_keyness(2023, 2022)
        >>> "植树 1∶3" in chart.svg
        True
        """
        from zhsummary.compare.plots import key_words

        if isinstance(n, bool) or not isinstance(n, int) or n < 1:
            raise ZhSummaryError(
                "{name} is {value!r}; give a whole number from 1.", name="n", value=n
            )
        found = self.keyness(a, b, **options)
        return key_words(found, (_side_name(a), "其余" if b is None else _side_name(b)), n)

    def _section_rows(self) -> list[Row]:
        return [
            row
            for d in self
            for row in tables.section_rows(d.doc_id, d.text, d.headings, d.sections)
        ]


def _side_name(which: Any) -> str:
    """Name a side of a comparison of words as it was asked for."""
    if callable(which):
        return getattr(which, "__name__", "").strip("<>") or "所选"
    if isinstance(which, (list, tuple, set)):
        return "、".join(map(str, list(which)[:3])) + " …" * (len(which) > 3)
    return str(which)


def _likeliest(
    earlier: Sequence[Document], later: Sequence[Document]
) -> Iterator[tuple[Document, Document]]:
    """Give the pairs of two years: all, or of very many those that are most alike."""
    if len(earlier) <= _MOST_LAST:
        yield from ((last, d) for d in later for last in earlier)
        return
    from zhsummary.mining.reuse import most_alike

    found = most_alike([d.text for d in earlier], [d.text for d in later], _MOST_LAST)
    yield from ((earlier[i], later[j]) for i, j in found)

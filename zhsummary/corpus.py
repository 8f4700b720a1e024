"""Corpus: the summaries of a folder in the analyst's hands.

`zhsummary.read` gives one. It holds the documents; headings, sentences and facts are
found when they are asked for, once.
"""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsIndex, overload

from zhsummary import pipeline, structure, tables
from zhsummary.compare.codebook import Codebook, codebooks, load_codebook
from zhsummary.correcting import correction_of, told_of
from zhsummary.document import Document, are_apart, as_read, corrected, plain
from zhsummary.errors import CorrectionError, SourceError, UnknownNameError, ZhSummaryError, warn
from zhsummary.facts.corrections import Unapplied, named_by, replaced, settle
from zhsummary.messages import joined, name_of, say
from zhsummary.progress import watched
from zhsummary.read import Problem
from zhsummary.read.corrections import COLUMNS, cell_of, names, read_corrections, written
from zhsummary.read.gazetteer import read_gazetteer
from zhsummary.read.model import Correction
from zhsummary.structure.identity import is_of_a_village
from zhsummary.structure.model import Summary
from zhsummary.structure.resolve import resolved
from zhsummary.structure.words import vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    import pandas as pd

    from zhsummary.compare.comparison import Comparison
    from zhsummary.mining.chapters import Chapters
    from zhsummary.mining.topics import Topics
    from zhsummary.mining.units import Unit
    from zhsummary.show.charts import Chart
    from zhsummary.tables import Row


_SHOWN_UNREAD = 20
_SHOWN_DOCUMENTS = 300
_MOST_LAST = 10


class Corpus:
    """Summaries to compare: a sequence of `Document`, and the tables made of them.

    Parameters
    ----------
    documents : iterable of Summary
        As `zhsummary.read` gives them.
    unread : iterable of Problem, optional
        What could not be read, or should be known of it, for `problems`.
    unapplied : iterable of Unapplied, optional
        Corrections that could not be applied, for `problems`.

    Examples
    --------
    >>> import pandas as pd, zhsummary as zs
    >>> frame = pd.DataFrame({"text": ["河口镇工会2023年工作总结\\n全年新建基层工会7家。"]})
    >>> corpus = zs.read(frame)
    >>> len(corpus), corpus[0].township
    (1, '河口镇')
    >>> corpus.facts()[["action", "item", "value"]].values.tolist()
    [['新建', '基层工会', 7.0]]
    """

    def __init__(self, documents: Any, unread: Any = (), unapplied: Any = ()) -> None:
        self._documents = tuple(
            d
            if isinstance(d, Document)
            else Document(**{name: getattr(d, name) for name in Summary.__dataclass_fields__})
            for d in structure.unique_ids(map(_summary, _iterated(documents)))
        )
        self._by_id = {document.doc_id: document for document in self._documents}
        problems = tuple(unread)
        #: What was not read, and why.
        self.unread: tuple[Problem, ...] = tuple(p for p in problems if p.unread)
        #: What should be known of what was read.
        self.noted: tuple[Problem, ...] = tuple(p for p in problems if not p.unread)
        #: What could not be corrected, and why.
        self.unapplied: tuple[Unapplied, ...] = tuple(unapplied)

    # ------------------------------------------------------------ the documents

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[Document]:
        return iter(self._documents)

    def __contains__(self, document: object) -> bool:
        """Tell whether a document, or one of a name, is there: ``"河口镇-2023" in corpus``."""
        if isinstance(document, str):
            return document in self._by_id
        return document in self._documents

    @overload
    def __getitem__(self, key: slice) -> Corpus: ...

    @overload
    def __getitem__(self, key: int | str | tuple[str, int]) -> Document: ...

    def __getitem__(self, key: int | str | slice | tuple[str, int]) -> Document | Corpus:
        """Give a document by position, by its name, or by township and year; or some of them.

        A slice gives a corpus of these documents, without what is known of unread files.

        Raises
        ------
        UnknownNameError
            If there is no such document, or a township has several.
        """
        if isinstance(key, slice):
            return self._of(self._documents[key])
        if isinstance(key, SupportsIndex) and not isinstance(key, bool):
            try:
                return self._documents[key]
            except IndexError:
                raise UnknownNameError(
                    "There is no document {key}: the corpus has {count}, from 0.",
                    key=key,
                    count=len(self),
                ) from None
        if isinstance(key, str) and key in self._by_id:
            return self._by_id[key]
        township, year = key if isinstance(key, tuple) and len(key) == 2 else (key, None)
        found = [
            d
            for d in self
            if isinstance(township, str) and d.township == township and year in (None, d.year)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownNameError(
                "{key!r} has {count} documents: {documents}. Take one by its name.",
                key=key,
                count=len(found),
                documents="、".join(d.doc_id for d in found),
            )
        known = "、".join(list(self._by_id)[:8])
        raise UnknownNameError(
            "No document {key!r}. There are: {known}{more}",
            key=key,
            known=known,
            more=" …" * (len(self) > 8),
        )

    def _of(self, documents: Sequence[Document]) -> Corpus:
        """Give a corpus of some of the documents."""
        names = {d.doc_id for d in documents}
        return Corpus(documents, unapplied=[u for u in self.unapplied if u.doc_id in names])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corpus):
            return NotImplemented
        return self._held == other._held

    def __hash__(self) -> int:
        return hash(tuple(self._by_id))

    @property
    def _held(self) -> tuple[tuple[Any, ...], ...]:
        return self._documents, self.unread, self.noted, self.unapplied

    def _ipython_key_completions_(self) -> list[str]:
        """Name the documents to a notebook that completes ``corpus["``."""
        return list(self._by_id)

    def __repr__(self) -> str:
        townships = {d.township for d in self if d.township}
        years = sorted({d.year for d in self if d.year})
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
        characters = sum(len(d.text) for d in self)
        return (
            f"<Corpus: {len(self)} 篇, {len(townships)} 个乡镇街道, {span or '年份未知'}, "
            f"{characters} 字, {len(self.unread)} 个文件未读>"
        )

    def _repr_html_(self) -> str:
        from zhsummary.show.html import styled
        from zhsummary.show.table import rows_table

        rows = [
            [
                d.doc_id,
                d.township or "未知",
                d.year or "未知",
                d.issuer or "",
                name_of("topic", d.topic or ""),
                len(d.sections),
                len(d.facts),
                sum(fact.quantity.masked for fact in d.facts) or "",
                "；".join(d.warnings),
            ]
            for d in self._documents[:_SHOWN_DOCUMENTS]
        ]
        head = ["文档", "乡镇", "年份", "单位", "主题", "节", "数字", "遮盖", "提示"]
        shown = rows_table(head, rows, caption=repr(self)[9:-1])
        left_out = max(0, len(self) - _SHOWN_DOCUMENTS)
        more = f'<p class="zhs-note">另有 {left_out} 篇未显示</p>' if left_out else ""
        return styled(f'<div class="zhs">{shown}{more}{self._unread_html()}</div>')

    def _unread_html(self) -> str:
        """Name the files that were not read, so that none is missing unnoticed."""
        from zhsummary.show.html import text as escaped

        if not self.unread:
            return ""
        said = [f"{problem.name}（{problem.reason}）" for problem in self.unread[:_SHOWN_UNREAD]]
        more = " …" if len(self.unread) > _SHOWN_UNREAD else ""
        return f'<p class="zhs-note">未读：{escaped("；".join(said))}{more}</p>'

    def with_words(self, words: Any) -> Corpus:
        """Give the same corpus read with words of one's own beside those it has.

        Parameters
        ----------
        words : list of str, dict of str to str, or path
            Words that a general dictionary cuts apart; their tags (``n`` noun unless said,
            ``v`` verb, ``vn`` verb or noun by its place, ``vl`` verb that states a level,
            ``vc`` verb of change, ``d`` adverb, ``t`` time); or a UTF-8 file with a word a
            line and its tag behind it.

        Returns
        -------
        Corpus
            A new one; this one stays as it is, and so does any other in the process.

        Raises
        ------
        SourceError
            If a file of words cannot be read.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> corpus = zs.read(pd.DataFrame({"text": ["开展晒收亮12次。"]}))
        >>> corpus.facts()[["action", "item"]].values.tolist()
        [['收', '']]
        >>> corpus.with_words(["晒收亮"]).facts()[["action", "item"]].values.tolist()
        [['开展', '晒收亮']]
        """
        own = dict(vocabulary_of(words))
        return Corpus(
            (replace(plain(d), vocabulary=tuple(sorted({**dict(d.vocabulary), **own}.items())))
             for d in self),
            (*self.unread, *self.noted),
            self.unapplied,
        )  # fmt: skip

    # ------------------------------------------------------------ corrections

    def correct(
        self,
        document: Any,
        words: str = "",
        *,
        note: Any = "",
        by: Any = "",
        when: Any = "",
        **right: Any,
    ) -> Corpus:
        """Give the same corpus with something set right in it.

        Parameters
        ----------
        document : str, int, tuple or Document
            The document, as ``corpus[document]`` takes it.
        words : str
            The figure with enough of its sentence to be found once; 【 】 stand around it where
            others are in the words. Not needed for ``township`` and ``year``.
        note, by, when : str
            Why, who says so, since when (or a date); kept with the correction.
        **right
            What is right: ``value low high qualifier unit item action modality change time actor
            per`` of the figure, ``indicator`` (the column that it belongs to, ``"-"`` for none),
            ``fact="no"`` (it is none) or ``fact="yes"`` (it was missed; `words` have it in 【 】),
            ``township`` or ``year`` of the document. Money is in yuan.

        Returns
        -------
        Corpus
            A new one. What was corrected before of the same figure and field is replaced; the
            document keeps its name.

        Raises
        ------
        CorrectionError
            If the words are not found once, or a value makes no sense.
        UnknownNameError
            If there is no such document.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> text = "河口镇工会2023年工作总结\\n新建工会7家，发展会员318人。"
        >>> corpus = zs.read(pd.DataFrame({"text": [text]}))
        >>> right = corpus.correct("河口镇-2023", "发展会员318人", value=381, note="年报为381")
        >>> right.facts()[["text", "value", "flags"]].values.tolist()
        [['7家', 7.0, ''], ['318人', 381.0, 'corrected']]
        """
        found = document if isinstance(document, Document) else self[document]
        told = {"note": note, "by": by, "when": when}
        told = {name: cell_of(said) if said else "" for name, said in told.items()}
        made = [
            correction_of(found.doc_id, words, name, value, told) for name, value in right.items()
        ]
        if not made:
            raise CorrectionError(
                "Nothing is said to be right. Give one of {fields}.",
                fields=joined(names("field"), ", "),
            )
        kept = replaced(self._corrections, made, self[found.doc_id])
        made_right = self._with_corrections([*kept, *made])
        for each in made_right.unapplied:
            if each.correction in made:
                raise CorrectionError("{doc_id}: {said}.", doc_id=found.doc_id, said=told_of(each))
        return made_right

    def with_corrections(self, path: str | os.PathLike[str]) -> Corpus:
        """Give the same corpus with the corrections of a file beside those that it has.

        What is wrong with a row is a warning, and in `problems`.

        Parameters
        ----------
        path : str or path
            Tab-separated, CSV or ``.xlsx``, as `save_corrections` writes it.

        Returns
        -------
        Corpus
            A new one.

        Raises
        ------
        SourceError, ColumnError
            If the file cannot be read, or lacks a column.
        """
        if not isinstance(path, (str, os.PathLike)):
            raise SourceError(
                "Corrections are read from a file, not from a {given}. Give its path; "
                "Corpus.correct sets a figure right in code.",
                given=type(path).__name__,
            )
        found, wrong = read_corrections(Path(os.path.expanduser(path)))
        for problem in wrong:
            warn("{name}: {reason}", name=problem.name, reason=problem.reason)
        corpus = self._with_corrections([*self._corrections, *found], wrong)
        _warn_of(corpus, found)
        return corpus

    def corrections(self) -> pd.DataFrame:
        """Give what was corrected, one row a correction, with what could not be applied.

        Returns
        -------
        pandas.DataFrame
            ``doc_id words field value note by when place why_not``; ``why_not`` is empty for a
            correction that is applied.
        """
        left = {each.correction: each.reason for each in self.unapplied}
        columns = dict.fromkeys((*COLUMNS, "place", "why_not"), "string")
        return tables.frame_of(
            (
                {name: getattr(each, name) for name in (*COLUMNS, "place")}
                | {"why_not": left.get(each, "")}
                for each in self._corrections
            ),
            columns,
        )

    def save_corrections(self, path: str | os.PathLike[str]) -> None:
        """Write the corrections to a file that `zhsummary.read` finds beside the texts.

        Parameters
        ----------
        path : str or path
            ``corrections.tsv`` or ``.csv``, best in the folder of the texts. All that this corpus
            knows is written, what could not be applied too; a file that is there is replaced.

        Raises
        ------
        SourceError
            If the file cannot be written.
        """
        from zhsummary.show.files import write

        ending = os.path.splitext(str(path))[1].lower()
        if ending not in (".tsv", ".csv"):
            raise SourceError(
                "{path}: corrections are written as .tsv or .csv. Give such a name.", path=path
            )
        text = written(self._corrections, "," if ending == ".csv" else "\t")
        # the mark tells Excel that the file is UTF-8
        write(path, lambda place: place.write_text(text, encoding="utf-8-sig", newline=""))

    @property
    def _corrections(self) -> list[Correction]:
        held = [*(c for d in self for c in d.corrections), *(u.correction for u in self.unapplied)]
        return list(dict.fromkeys(held))

    def _with_corrections(
        self, corrections: Iterable[Correction], problems: Iterable[Problem] = ()
    ) -> Corpus:
        """Give the same corpus with these corrections alone; what they leave is not read again."""
        read = [as_read(document) for document in self]
        taken, unapplied = settle(corrections, read)
        made = [corrected(summary, taken.get(summary.doc_id, ())) for summary in read]
        corpus = Corpus(made, (*self.unread, *self.noted, *problems), unapplied)
        for before, now in zip(self, corpus, strict=True):
            if plain(before) == plain(now):
                now.__dict__.update(before.__dict__)
        return corpus

    # ------------------------------------------------------------ tables

    def identity(self) -> pd.DataFrame:
        """Give what each document says of whose it is and of when, with where it says so.

        Returns
        -------
        pandas.DataFrame
            ``doc_id field value source text start end confidence standing``: for each
            document its ``township``, ``county``, ``issuer`` and ``year`` (a row without a
            value where nothing says it), its ``title`` and ``topic``. The row ``used``
            comes first; below it the places that say the same (``agrees``) or something
            else (``differs``), or hide it (``masked``). `zhsummary.structure.confidence`
            explains the words of ``confidence``: certain, high, medium, low, unknown.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> corpus = zs.read(pd.DataFrame({"text": ["河口镇工会2023年工作总结\\n建会7家。"]}))
        >>> told = corpus.identity().set_index("field")
        >>> told.loc["township", ["value", "source", "confidence"]].tolist()
        ['河口镇', 'title', 'high']
        """
        return tables.identity_frame(self)

    def repairs(self) -> pd.DataFrame:
        """Show what the dictionaries repair, most frequent first.

        Returns
        -------
        pandas.DataFrame
            ``general words count doc_id start end``: how a general dictionary alone cuts,
            how the words are cut here, how often, and the first place.
        """
        return tables.repairs_frame((d.doc_id, repair) for d in self for repair in d.repairs)

    def facts(self, progress: Callable[[int, int], None] | None = None) -> pd.DataFrame:
        """Give one row a figure, with its reading and its evidence.

        Parameters
        ----------
        progress : callable, optional
            Called with the number of documents done and of all, after each; in place of the
            line that a terminal or a notebook shows after two seconds.

        Returns
        -------
        pandas.DataFrame
            Columns and dtypes as `zhsummary.tables.FACTS` declares them; money is in yuan, 98.5%
            is 98.5. `zhsummary.view` shows each figure in its sentence.

        Raises
        ------
        ZhSummaryError
            If `progress` cannot be called.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> frame = pd.DataFrame({"text": ["河口镇2023年总结\\n投入8.6万元，慰问近40户。"]})
        >>> zs.read(frame).facts()[["text", "value", "qualifier", "unit"]].values.tolist()
        [['8.6万元', 86000.0, 'exact', '元'], ['近40户', 40.0, 'approx', '户']]
        """
        return tables.facts_frame(self._fact_rows(progress))

    def headings(self) -> pd.DataFrame:
        """Give one row a heading, numbered or standing alone: the section tree.

        Returns
        -------
        pandas.DataFrame
            Columns and dtypes as `zhsummary.tables.HEADINGS` declares them. ``parent_id`` is the
            section of the heading above, ``style`` is ``none`` for one without a number, ``start``
            and ``end`` are its place in the document, ``body_start`` and ``body_end`` that of what
            it stands over.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> text = "河口镇2023年总结\\n一、组织\\n（一）建会\\n建会7家。\\n二、打算\\n再建3家。"
        >>> found = zs.read(pd.DataFrame({"text": [text]})).headings()
        >>> found[["level", "marker", "title"]].values.tolist()
        [[1, '一、', '组织'], [2, '（一）', '建会'], [1, '二、', '打算']]
        """
        return tables.headings_frame(self._heading_rows())

    def sections(self) -> pd.DataFrame:
        """Give one row a section; the sections of a document join to its text.

        Returns
        -------
        pandas.DataFrame
            ``doc_id section_id section level start end text``: ``section`` is the path of titles
            from the top down, ``level`` 0 what stands before the first heading.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> text = "河口镇2023年总结\\n一、组织\\n（一）建会\\n建会7家。"
        >>> zs.read(pd.DataFrame({"text": [text]})).sections()["section"].tolist()
        ['', '组织', '组织 / 建会']
        """
        return tables.sections_frame(self._section_rows())

    def sentences(self) -> pd.DataFrame:
        """Give one row a sentence; the sentences of a document join to its text.

        Returns
        -------
        pandas.DataFrame
            ``doc_id section_id start end text``, white space and line ends included.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> corpus = zs.read(pd.DataFrame({"text": ["河口镇2023年总结\\n建会7家。慰问40户。"]}))
        >>> corpus.sentences()["text"].tolist()
        ['河口镇2023年总结\\n', '建会7家。', '慰问40户。']
        """
        return tables.sentences_frame(
            row
            for d in self
            for row in tables.sentence_rows(d.doc_id, d.text, d.sections, d.sentences)
        )

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

    # ------------------------------------------------------------ mining

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

    def _meant(self, which: Any) -> set[str]:
        """Give the names of the documents that an analyst means."""
        if callable(which):
            return {d.doc_id for d in self if which(d)}
        if isinstance(which, (list, tuple, set, frozenset)):
            return {doc_id for one in which for doc_id in self._meant(one)}
        named = self._called.get(which) if isinstance(which, Hashable) else None
        if not named:
            raise UnknownNameError(
                "No document, township, county, topic or year {which!r}. There are: "
                "{documents}{more}",
                which=which,
                documents="、".join(list(self._by_id)[:8]),
                more=" …" * (len(self) > 8),
            )
        return named

    @cached_property
    def _called(self) -> dict[Any, set[str]]:
        """What an analyst may call documents by, and which those are."""
        called: dict[Any, set[str]] = {}
        for d in self:
            for name in (d.doc_id, d.township, d.county, d.topic, d.year):
                if name is not None:
                    called.setdefault(name, set()).add(d.doc_id)
        return called

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

    # ------------------------------------------------------------ comparing

    def compare(
        self,
        codebook: str | Codebook | Any = None,
        *,
        modality: str = "actual",
        rows: str = "township",
        progress: Callable[[int, int], None] | None = None,
    ) -> Comparison:
        """Compare the documents by the indicators of a codebook.

        Parameters
        ----------
        codebook : str, path, DataFrame or Codebook, optional
            A shipped one by name (``"union"``), or one's own; without it the indicators
            are found in the corpus itself, and ``table.codebook`` is a draft of them that
            can be edited and given here.
        modality : {"actual", "planned", "reference"}
            Which figures the table shows first: done, planned or background.
        rows : {"township", "document"}
            What has a row: a township (with its year, where there are several), whose
            documents fill it together, or each document.
        progress : callable, optional
            Called with the number of documents done and of all; in place of the line that a
            terminal or a notebook shows after two seconds.

        Returns
        -------
        Comparison
            The table, with the evidence of every cell. A document that is not of the
            codebook's kind (no union's summary, for ``"union"``) has no row in it and is
            named in ``problems``.

        Raises
        ------
        CodebookError
            If there is no such codebook or it is incomplete.
        UnknownNameError
            If there is no such modality, or nothing has rows so.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> text = "河口镇工会2023年工作总结\\n新建基层工会7家。明年计划新建基层工会3家。"
        >>> corpus = zs.read(pd.DataFrame({"text": [text]}))
        >>> for modality in ("actual", "planned"):
        ...     print(corpus.compare("union", modality=modality).frame.to_dict("list"))
        {'新建基层工会 (家)': [7.0]}
        {'新建基层工会 (家)': [3.0]}
        """
        from zhsummary.compare.assigned import judged, unknown_columns
        from zhsummary.compare.comparison import Comparison, known_modality, known_rows
        from zhsummary.compare.worded import with_words

        known_modality(modality)
        known_rows(rows)
        book: Any = None if codebook is None else load_codebook(codebook)
        if book is not None and not (isinstance(codebook, str) and codebook in codebooks()):
            _warn_of_examples(book)
        documents = self._identities(book, rows)
        apart = {d["doc_id"] for d in documents if d["set_aside"]}
        facts = [row for row in self._fact_rows(progress) if row["doc_id"] not in apart]
        if book is None:
            from zhsummary.compare.discover import discover

            book = discover(facts, copies=[(a, b) for a, b, _ in self._copies])
        facts, choice = judged(facts, book)
        if codebook is not None:
            choice = with_words(choice, self._worded_rows(apart), book)
        return Comparison(
            [d for d in documents if d["doc_id"] not in apart],
            facts,
            choice,
            book,
            modality=modality,
            by=rows,
            copies=[(a, b) for a, b, _ in self._copies if not {a, b} & apart],
            problems=self._problems(
                facts,
                documents,
                cells=_labelled(choice.cells, book),
                conflicts=[_labelled(rows, book) for rows in choice.conflicts],
                unknown=unknown_columns(facts, book),
            ),
            texts=[d for d in self if d.doc_id not in apart],
        )

    def problems(self, codebook: str | Codebook | Any = None) -> pd.DataFrame:
        """Give what a careful reader would ask about: one row a problem, with its place.

        Masked and lost figures, near-copies, unknown townships and years, places that
        contradict each other about them, gaps in the numbering, parts that do not add up to
        their whole, percentages that contradict their own numbers, last year's figures that
        last year's report tells otherwise, amounts out of scale with the other townships',
        cells that a document, or the documents of a township and year, state with different
        amounts, files that were not read. Without a `codebook` the shipped ones tell which
        figures are of the same thing.

        Parameters
        ----------
        codebook : str, path, DataFrame or Codebook, optional
            As in `compare`.

        Returns
        -------
        pandas.DataFrame
            ``doc_id source kind start end text message``, in the order of the documents, what
            concerns none of them first. `zhsummary.compare.checks.KINDS` explains the kinds;
            messages are in the language of the moment.

        Raises
        ------
        CodebookError
            If there is no such codebook or it is incomplete.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> text = "河口镇2023年总结\\n一、组织\\n会员10人，其中女性12人。\\n三、打算\\n建会xx家。"
        >>> found = zs.read(pd.DataFrame({"text": [text]})).problems()
        >>> found[["kind", "text"]].values.tolist()
        [['masked', 'xx家'], ['part-sum', '12人'], ['numbering-gap', '三、打算']]
        """
        if codebook is not None:
            return self.compare(codebook).problems
        from zhsummary.compare.checks import problem_frame

        rows = self._fact_rows()
        cells, conflicts = self._shipped(rows)
        return problem_frame(
            self._problems(rows, self._identities(), cells=cells, conflicts=conflicts)
        )

    def _shipped(self, rows: list[Row]) -> tuple[list[Row], list[list[Row]]]:
        """Give what the shipped codebooks tell, each indicator under its codebook's name for it.

        The cells, and those that a document, or the documents of a township and year, state
        with different amounts.
        """
        from zhsummary.compare.assigned import judged
        from zhsummary.compare.comparison import Comparison

        cells: list[Row] = []
        conflicts: list[list[Row]] = []
        for name in codebooks():
            book = load_codebook(name)
            documents = [d for d in self._identities(book, "township") if not d["set_aside"]]
            taken = {d["doc_id"] for d in documents}
            facts = [row for row in rows if row["doc_id"] in taken]
            choice = judged(facts, book)[1]
            copies = [(a, b) for a, b, _ in self._copies if {a, b} <= taken]
            table = Comparison(documents, facts, choice, book, copies=copies)
            cells += _under_labels(choice.cells, book)
            unsettled = [*choice.conflicts, *table.shared]
            conflicts += [_under_labels(told, book) for told in unsettled]
        return cells, conflicts

    # ------------------------------------------------------------ private

    def _problems(
        self,
        rows: list[Row],
        documents: list[Row],
        *,
        cells: Sequence[Row],
        conflicts: Iterable[Sequence[Row]] = (),
        unknown: Iterable[tuple[str, Row, str]] = (),
    ) -> list[Row]:
        from zhsummary.compare.checks import problem_rows

        return problem_rows(
            documents,
            rows,
            headings=self._heading_rows(),
            copies=self._copies,
            alike=[pair for pair in self._pairs if are_apart(self[pair[0]], self[pair[1]])],
            cells=cells,
            conflicts=conflicts,
            unread=[(problem.name, problem.reason) for problem in self.unread],
            noted=[(problem.name, problem.reason) for problem in self.noted],
            unapplied=[
                *(
                    (
                        u.doc_id,
                        u.correction.place,
                        u.correction.words or u.correction.field,
                        u.reason,
                    )
                    for u in self.unapplied
                ),
                *((doc_id, "", row["text"], why) for doc_id, row, why in unknown),
            ],
        )

    def _identities(self, book: Codebook | None = None, rows: str = "") -> list[Row]:
        """Give what is known of each document, and why a codebook sets it aside."""
        return [
            {
                "set_aside": _why_aside(d, book, rows),
                "doc_id": d.doc_id,
                "source": d.source,
                "township": d.township,
                "county": d.county,
                "year": d.year,
                "issuer": d.issuer,
                "title": d.title,
                "topic": d.topic,
                "metadata": d.metadata,
                "text": d.text,
                "claims": d.identity.claims,
            }
            for d in self
        ]

    def _fact_rows(self, progress: Callable[[int, int], None] | None = None) -> list[Row]:
        if progress is not None and not callable(progress):
            raise ZhSummaryError(
                "progress is {value!r}; give a function of two numbers (done, of all), or None.",
                value=progress,
            )
        rows: list[Row] = []
        documents = self if progress is not None else watched(self._documents, say("reading"))
        for done, document in enumerate(documents, 1):
            rows += tables.fact_rows(document, document.sections, document.facts)
            if progress is not None:
                progress(done, len(self))
        return rows

    def _worded_rows(self, apart: set[str]) -> list[Row]:
        """Give what the documents tell in words, but for those that are set apart."""
        rows: list[Row] = []
        for document in self:
            found = () if document.doc_id in apart else document.worded
            made = tables.fact_rows(document, document.sections, [each.fact for each in found])
            rows += [row | {"states": each.states} for row, each in zip(made, found, strict=True)]
        return rows

    def _heading_rows(self) -> list[Row]:
        return [row for d in self for row in tables.heading_rows(d.doc_id, d.headings, d.sections)]

    def _section_rows(self) -> list[Row]:
        return [
            row
            for d in self
            for row in tables.section_rows(d.doc_id, d.text, d.headings, d.sections)
        ]

    @cached_property
    def _pairs(self) -> list[tuple[str, str, float]]:
        """The documents whose texts are nearly the same."""
        from zhsummary.mining.reuse import near_copies

        ids = [d.doc_id for d in self]
        found = near_copies(
            [d.text for d in self], whose=[(d.township, d.county, d.year) for d in self]
        )
        return [(ids[i], ids[j], similarity) for i, j, similarity in found]

    @cached_property
    def _copies(self) -> list[tuple[str, str, float]]:
        """Those of which a comparison counts one: one township that copies another has its row."""
        return [pair for pair in self._pairs if not are_apart(self[pair[0]], self[pair[1]])]


def _why_aside(document: Document, book: Codebook | None, rows: str) -> str:
    """Say why a comparison has no row of a document, or nothing."""
    if book is not None and not book.takes(document.text):
        return say(
            "It is no summary of the kind that the codebook {codebook} is for.",
            codebook=name_of("codebook", book.name),
        )
    if rows == "township" and is_of_a_village(document.issuer, document.township):
        return say(
            "It is the summary of one village or neighbourhood; its figures are not its "
            "township's. rows='document' compares it."
        )
    return ""


def _labelled(rows: Iterable[Row], book: Codebook) -> list[Row]:
    """Give cells with the labels of their indicators, for messages."""
    labels = {indicator.id: indicator.label for indicator in book.indicators}
    return [row | {"label": labels[row["indicator"]]} for row in rows]


def _under_labels(rows: Iterable[Row], book: Codebook) -> list[Row]:
    """Give cells whose indicators are told from those of another codebook: by their labels."""
    return [row | {"indicator": row["label"]} for row in _labelled(rows, book)]


def _warn_of_examples(book: Codebook) -> None:
    """Tell an analyst which rows of a codebook do not do what their own examples say."""
    from zhsummary.compare.examples import failing_examples

    failing = list(failing_examples(book))
    if failing:
        said = failing[:3]
        if len(failing) > 3:
            said.append(say("And {count} more.", count=len(failing) - 3))
        said.append(say("Correct the patterns, the order or the examples."))
        warn(joined(said, " "))


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


def _iterated(documents: Any) -> Iterator[Any]:
    if isinstance(documents, str) or not hasattr(documents, "__iter__"):
        raise ZhSummaryError(
            "A corpus is made of documents, not of a {given}. zhsummary.read(source) "
            "makes one of files or of a frame.",
            given=type(documents).__name__,
        )
    return iter(documents)


def _summary(document: Any) -> Summary:
    if not isinstance(document, Summary):
        raise ZhSummaryError(
            "A corpus is made of documents; this is a {given}. zhsummary.read(source) "
            "makes one of files or of a frame.",
            given=type(document).__name__,
        )
    return document


def read_corpus(source: Any, words: Any = None, gazetteer: Any = None, **options: Any) -> Corpus:
    """Read texts into a corpus; `zhsummary.read` says how."""
    own = vocabulary_of(words)
    townships = read_gazetteer(gazetteer)
    unread: list[Problem] = []
    options = {"on_problem": unread.append} | options
    corrections: list[Correction] = []
    options = {"on_correction": corrections.append} | options
    summaries = pipeline.read_summaries(source, **options)
    if own:
        summaries = (replace(summary, vocabulary=own) for summary in summaries)
    corpus = Corpus(resolved(summaries, townships), unread)
    if not corrections:
        return corpus
    corpus = corpus._with_corrections(_of_these(corrections, corpus, source, options))
    _warn_of(corpus, corrections)
    return corpus


def _warn_of(corpus: Corpus, corrections: list[Correction]) -> None:
    """Warn of each of these corrections that was not applied."""
    told = set(corrections)
    for each in corpus.unapplied:
        if each.correction in told:
            warn("{name}: {reason}", name=each.correction.place, reason=told_of(each))


def _of_these(
    corrections: list[Correction], corpus: Corpus, source: Any, options: dict[str, Any]
) -> list[Correction]:
    """Leave out what a file beside a single text says of the others."""
    path = os.fspath(source) if isinstance(source, (str, os.PathLike)) else ""
    if options.get("corrections", True) is not True or not os.path.isfile(path):
        return corrections
    named = named_by(corpus)
    return [c for c in corrections if c.place.startswith(path) or c.doc_id in named]

"""Corpus: the summaries of a folder in the analyst's hands.

`zhsummary.read` gives one. It holds the documents; headings, sentences and facts are
found when they are asked for, once.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhsummary import pipeline, tables
from zhsummary.compare.codebook import Codebook, codebooks, load_codebook
from zhsummary.corpus.mined import MinedDocuments
from zhsummary.correcting import correction_of, told_of
from zhsummary.document import Document, are_apart, as_read, corrected, plain
from zhsummary.errors import CorrectionError, SourceError, ZhSummaryError, warn
from zhsummary.facts.corrections import named_by, replaced, settle
from zhsummary.messages import joined, name_of, say
from zhsummary.progress import watched
from zhsummary.read import Problem
from zhsummary.read.corrections import COLUMNS, cell_of, names, read_corrections, written
from zhsummary.read.gazetteer import read_gazetteer
from zhsummary.read.model import Correction
from zhsummary.structure.identity import is_of_a_village
from zhsummary.structure.resolve import resolved
from zhsummary.structure.words import vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd

    from zhsummary.compare.comparison import Comparison
    from zhsummary.tables import Row


class Corpus(MinedDocuments):
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
        from zhsummary.compare.comparison import Comparison
        from zhsummary.compare.stated import known_modality, known_rows
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

    # ------------------------------------------------------------ the rows

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

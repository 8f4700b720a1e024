"""Document: one summary in the analyst's hands.

A corpus holds them, an adapter makes them. What is found in one is found when it is asked for,
once.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from operator import index
from typing import Any

from zhsummary import pipeline, tables
from zhsummary.errors import CorrectionError
from zhsummary.facts import Fact
from zhsummary.facts.corrections import correction_line, correction_lines, identified, place_of
from zhsummary.facts.worded import Worded
from zhsummary.read.corrections import cell_of
from zhsummary.read.model import Correction
from zhsummary.spans import Span
from zhsummary.structure.model import Enumerator, Heading, Section, Summary
from zhsummary.structure.sections import enumerators, headings, sections
from zhsummary.structure.sentences import sentences
from zhsummary.structure.words import Repair, Word, repairs, words


class Document(Summary):
    """One summary: its text, whose and of when it is, its sections, sentences and figures.

    Attributes
    ----------
    doc_id : str
        A readable name, unique in the corpus (``青石镇-2023``).
    source : str
        The file it came from; ``source[doc.start : doc.start + len(doc.text)]`` is its text.
    start : int
        Where it begins in its source, in characters.
    text : str
        Its text, unchanged.
    metadata : dict
        Further columns of ``metadata.csv`` or of the frame.
    """

    @property
    def title(self) -> str:
        """The title as written, without layout signs."""
        return self.identity.title

    @property
    def issuer(self) -> str | None:
        """The organisation whose summary it is."""
        return self.identity.issuer

    @property
    def township(self) -> str | None:
        """The township or street, None where the text masks it or does not say."""
        return self.identity.township

    @property
    def county(self) -> str | None:
        """The county, None where unknown."""
        return self.identity.county

    @property
    def year(self) -> int | None:
        """The year that the summary is about, None where unknown."""
        return self.identity.year

    @property
    def topic(self) -> str | None:
        """What sort of work it reports (``union``, ``women``, ``safety``, …)."""
        return self.identity.topic

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The numbered headings."""
        return headings(self.text)

    @cached_property
    def enumerators(self) -> tuple[Enumerator, ...]:
        """The markers inside running text, which open no section: 一是 … 二是 …."""
        return enumerators(self.text, self.headings)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections, which partition the text."""
        return sections(self.text, self.headings)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, which partition the text."""
        return sentences(self.text, self.headings)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words with their tags; they join to the text."""
        return words(self.text, self.vocabulary)

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """Where the dictionaries cut words otherwise than the general one alone."""
        return repairs(self.text, self.vocabulary)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every figure with what it says."""
        return pipeline.read_facts(self, self.headings)

    @cached_property
    def worded(self) -> tuple[Worded, ...]:
        """What it tells in words instead of a figure: 居民收入增长与经济增长同步."""
        return pipeline.read_worded(self, self.headings)

    def correction_line(
        self, figure: Fact | int | str, field: str = "value", value: Any = "", note: str = ""
    ) -> str:
        """Give the line of ``corrections.tsv`` that corrects a figure, ready to be pasted.

        Parameters
        ----------
        figure : Fact, int or str
            One of `facts`, or where it starts in `text`, or words that hold it (one that was
            missed stands in 【 】; its field is ``fact`` and its value ``yes``).
        field : str
            What is wrong, as `Corpus.correct` names it.
        value : str or number
            What is right; without it the line is still to be filled.
        note : str
            Why.

        Returns
        -------
        str
            Cells with tabs between; no line's end.

        Raises
        ------
        CorrectionError
            If no figure is there, or there is no such field.

        Examples
        --------
        >>> import pandas as pd, zhsummary as zs
        >>> text = "河口镇工会2023年工作总结\\n新建工会7家，发展会员318人。"
        >>> (document,) = zs.read(pd.DataFrame({"text": [text]}))
        >>> document.correction_line("318人", "value", "381").split("\\t")[:4]
        ['河口镇-2023', '发展会员【318人】', 'value', '381']
        """
        start, end = place_of(self.text, _meant(figure), self.facts)
        right, why = cell_of(value), cell_of(note or "")
        return correction_line(self.doc_id, self.text, start, end, field, right, note=why)

    def __repr__(self) -> str:
        place = f"{self.township or '未知'} {self.year or '未知年份'}"
        return f"<Document {self.doc_id}: {place}, {len(self.text)} 字>"

    def _repr_html_(self) -> str:
        from zhsummary.show.document import document_html, lines_html, with_words

        told = tables.identity_rows(self)
        marked = with_words(self.facts, (word.fact for word in self.worded))
        shown = document_html(self.text, self.headings, marked, doc_id=self.doc_id, identity=told)
        return shown + lines_html(correction_lines(self.doc_id, self.text, self.facts))


def _meant(given: Any) -> Fact | int | str:
    """Take a figure as an analyst means it; a place out of a frame is a number of numpy's."""
    if isinstance(given, (Fact, str)):
        return given
    try:
        return index(given)
    except TypeError:
        raise CorrectionError(
            "A figure is meant by its fact, by where it starts or by its words, not by a {given}.",
            given=type(given).__name__,
        ) from None


def plain(document: Document) -> Summary:
    """Give a document without what was found in it."""
    return Summary(**{name: getattr(document, name) for name in Summary.__dataclass_fields__})


def as_read(document: Document) -> Summary:
    """Give a document without what was corrected in it."""
    identity = document.identity.as_read or document.identity
    return replace(plain(document), identity=identity, corrections=())


def corrected(summary: Summary, corrections: tuple[Correction, ...]) -> Summary:
    """Give a summary with what was set right in it."""
    identity = identified(summary.identity, corrections)
    return replace(summary, identity=identity, corrections=corrections)


def are_apart(a: Document, b: Document) -> bool:
    """Tell whether two documents are known to be of different townships or years."""
    return any(
        one is not None and other is not None and one != other
        for one, other in ((a.township, b.township), (a.county, b.county), (a.year, b.year))
    )

"""The order of the stages, and nothing else: readable aloud."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhsummary import facts, structure
from zhsummary.errors import warn
from zhsummary.facts import Context, Fact, corrections
from zhsummary.facts.worded import Worded, find_worded, may_hold_words
from zhsummary.quantities.find import find_quantities
from zhsummary.read import Problem, Source, sources
from zhsummary.read.sources import beyond_parts
from zhsummary.spans import seen
from zhsummary.structure.model import Heading, Section, Summary
from zhsummary.structure.sections import headings, sections
from zhsummary.structure.sentences import sentences


def read_summaries(source: Any, **options: Any) -> Iterator[Summary]:
    """Read texts, split each into its summaries and tell of each whose it is."""
    for text in sources(source, **options):
        yield from summaries_of(text, options.get("on_problem"))


def summaries_of(source: Source, on_problem: Any = None) -> list[Summary]:
    """Split one text into its summaries and tell of each whose it is."""
    summaries = structure.build(source)
    _report_parts(source, len(summaries), on_problem)
    return summaries


def read_facts(summary: Summary, found: tuple[Heading, ...] | None = None) -> tuple[Fact, ...]:
    """Find the figures of a summary and say of each what it says.

    `found` are its headings, where they are known already.

    Examples
    --------
    >>> from zhsummary.read import from_text
    >>> (summary,) = structure.build(from_text("全年新建基层工会7家，发展会员386人。"))
    >>> [(f.action, f.item, f.quantity.text) for f in read_facts(summary)]
    [('新建', '基层工会', '7家'), ('发展', '会员', '386人')]
    """
    text = summary.text
    found = headings(text) if found is None else found
    figures = find_quantities(text)
    spans = sentences(text, found)
    read = facts.extract(text, spans, figures, _context(summary, found))
    return corrections.applied(read, summary.corrections, text, spans)


def read_worded(summary: Summary, found: tuple[Heading, ...] | None = None) -> tuple[Worded, ...]:
    """Find what a summary tells in words instead of a figure.

    `found` are its headings, where they are known already.

    Examples
    --------
    >>> from zhsummary.read import from_text
    >>> (summary,) = structure.build(from_text("全镇物价总体持平。"))
    >>> [(w.fact.item, w.fact.quantity.text) for w in read_worded(summary)]
    [('物价', '总体持平')]
    """
    if not may_hold_words(summary.text):
        return ()
    found = headings(summary.text) if found is None else found
    spans = sentences(summary.text, found)
    return tuple(find_worded(summary.text, spans, _context(summary, found)))


def _context(summary: Summary, found: tuple[Heading, ...]) -> Context:
    parts = sections(summary.text, found)
    return Context(titles(parts), summary.identity.year, summary.vocabulary)


def _report_parts(source: Source, count: int, on_problem: Any) -> None:
    """Name the parts that `metadata.csv` tells of and the text does not have."""
    for part in sorted(part for part in source.parts if part > count):
        reason = beyond_parts(part, count)
        warn("{name}: {reason}", name=source.name, reason=reason)
        if on_problem is not None:
            on_problem(Problem(source.name, reason, False))


def titles(parts: tuple[Section, ...]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Give for each section its start and the titles above it, folded, from the top down."""
    return tuple((part.start, tuple(map(seen, part.path))) for part in parts)

"""Whether the examples of a codebook hold: each row's own sentences, read as any other.

In goes a codebook, out come the examples that fail: a `yes` of which the row takes no figure
(often because a row above it does), a `no` of which it takes one.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhsummary import pipeline, structure
from zhsummary.compare.codebook import Codebook
from zhsummary.compare.match import assign
from zhsummary.messages import say
from zhsummary.read import from_text
from zhsummary.structure.sections import headings, sections
from zhsummary.tables import fact_rows


def failing_examples(codebook: Codebook) -> Iterator[str]:
    """Say of each example that fails where it stands and what took it instead.

    Examples
    --------
    >>> import pandas as pd
    >>> from zhsummary.compare.codebook import load_codebook
    >>> row = {"id": "trees", "label": "植树", "kind": "count", "item": "树", "yes": "修路5公里。"}
    >>> list(failing_examples(load_codebook(pd.DataFrame([row]))))
    ["Codebook own, row 1 (trees): no figure of its example '修路5公里。' is taken by it, but by
    none."]
    """
    for indicator in codebook.indicators:
        if indicator.yes and indicator.id not in (taken := _taken(indicator.yes, codebook)):
            others = "、".join(dict.fromkeys(filter(None, taken))) or say("none")
            yield say(
                "{where}: no figure of its example {example!r} is taken by it, but by {others}.",
                where=indicator.where,
                example=indicator.yes,
                others=others,
            )
        if indicator.no and indicator.id in _taken(indicator.no, codebook):
            yield say(
                "{where}: it takes a figure of {example!r}, its example of what it must leave.",
                where=indicator.where,
                example=indicator.no,
            )


def _taken(sentence: str, codebook: Codebook) -> list[str]:
    (summary, *_) = structure.build(from_text(sentence))
    parts = sections(summary.text, headings(summary.text))
    return assign(fact_rows(summary, parts, pipeline.read_facts(summary)), codebook)

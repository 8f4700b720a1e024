"""A spaCy component that puts the same facts on a `Doc` as `zhsummary.read` gives.

In goes a `Doc` of any tokenizer, out comes the same `Doc` with

- ``doc._.facts``: the facts in order, their offsets in ``doc.text``;
- ``doc.spans["facts"]`` (label: modality), ``doc.spans["quantities"]`` (label: kind) and
  ``doc.spans["headings"]`` (label: numbering style), widened to whole tokens;
- ``span._.fact`` and ``span._.quantity``: what a span of these groups holds, and for any
  other span the first figure in it.

What is kept on the `Doc` is plain data, so that it survives ``Doc.to_bytes``, `DocBin` and
``nlp.pipe(n_process=2)``. Nothing is added to ``doc.ents``, and tokens stay as they are.

Installed with its entry point, ``nlp.add_pipe("zhsummary")`` is all that is needed;
importing this module has the same effect.

>>> import spacy
>>> nlp = spacy.blank("zh")
>>> component = nlp.add_pipe("zhsummary")
>>> doc = nlp("全年新建基层工会7家，发展新会员386人。")
>>> [(fact.action, fact.item, fact.quantity.text) for fact in doc._.facts]
[('新建', '基层工会', '7家'), ('发展', '新会员', '386人')]
>>> [(span.text, span.label_) for span in doc.spans["quantities"]]
[('7家', 'count'), ('386人', 'count')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from zhsummary import structure
from zhsummary.explanation import in_place
from zhsummary.facts.model import Fact
from zhsummary.quantities.model import Quantity
from zhsummary.read import Source
from zhsummary.structure.words import vocabulary_of

#: Where the plain data stands in `Doc.user_data`.
KEY = "zhsummary"

_NUMBERS = ("value", "low", "high")
# two figures within one token have the same span and are told apart by its id
_OWN = re.compile(rf"{KEY}-(?:facts|quantities)-(\d+)")


@Language.factory(
    "zhsummary",
    assigns=["doc._.facts", "doc.spans", "span._.fact", "span._.quantity"],
    default_config={"words": None},
)
def create_component(
    nlp: Language, name: str, words: list[str] | dict[str, str] | None = None
) -> Component:
    """Make the component; spaCy calls this for ``nlp.add_pipe("zhsummary")``.

    ``config={"words": …}`` are words of one's own, as `zhsummary.read` takes them; they
    are part of the pipeline's config and saved with it.
    """
    return Component(words)


class Component:
    """Reads the text of a `Doc`; holds nothing but the analyst's words."""

    def __init__(self, words: Any = None) -> None:
        self._vocabulary = vocabulary_of(words)
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Read a `Doc` and give it back with its facts."""
        summaries = [
            replace(summary, vocabulary=self._vocabulary)
            for summary in structure.build(Source("doc", doc.text))
        ]
        facts, headings = in_place(summaries)
        doc.user_data[KEY] = [_packed(fact) for fact in facts]
        places = [(fact.quantity.start, fact.quantity.end) for fact in facts]
        _mark(doc, "facts", places, [fact.modality for fact in facts])
        _mark(doc, "quantities", places, [fact.quantity.kind for fact in facts])
        _mark(doc, "headings", [(h.start, h.end) for h in headings], [h.style for h in headings])
        return doc


def register_extensions() -> None:
    """Register ``doc._.facts``, ``span._.fact`` and ``span._.quantity``, once."""
    if not Doc.has_extension("facts"):
        Doc.set_extension("facts", getter=_facts)
    if not Span.has_extension("fact"):
        Span.set_extension("fact", getter=_fact)
    if not Span.has_extension("quantity"):
        Span.set_extension("quantity", getter=_quantity)


def _mark(doc: Doc, group: str, places: Iterable[tuple[int, int]], labels: Sequence[str]) -> None:
    spans = [
        # widened to whole tokens: a tokenizer may join a figure to its neighbours
        doc.char_span(
            start, end, label=label, span_id=f"{KEY}-{group}-{k}", alignment_mode="expand"
        )
        for k, ((start, end), label) in enumerate(zip(places, labels, strict=True))
    ]
    doc.spans[group] = [span for span in spans if span is not None]


# ---------------------------------------------------------------- what the attributes give


def _facts(doc: Doc) -> list[Fact]:
    return [_unpacked(row) for row in doc.user_data.get(KEY, ())]


def _fact(span: Span) -> Fact | None:
    rows = span.doc.user_data.get(KEY, ())
    if (own := _OWN.fullmatch(span.id_)) and int(own[1]) < len(rows):
        return _unpacked(rows[int(own[1])])
    for row in rows:
        if row["quantity"]["start"] < span.end_char and row["quantity"]["end"] > span.start_char:
            return _unpacked(row)
    return None


def _quantity(span: Span) -> Quantity | None:
    fact = _fact(span)
    return None if fact is None else fact.quantity


# ---------------------------------------------------------------- plain data


def _packed(fact: Fact) -> dict[str, Any]:
    row = {field.name: getattr(fact, field.name) for field in fields(Fact)}
    quantity = {field.name: getattr(fact.quantity, field.name) for field in fields(Quantity)}
    for name in _NUMBERS:
        quantity[name] = None if quantity[name] is None else str(quantity[name])
    return row | {"quantity": quantity}


def _unpacked(row: dict[str, Any]) -> Fact:
    quantity = dict(row["quantity"], rules=tuple(row["quantity"]["rules"]))
    for name in _NUMBERS:
        quantity[name] = None if quantity[name] is None else Decimal(quantity[name])
    parts: dict[str, Any] = {name: tuple(row[name]) for name in ("flags", "rules", "before")}
    parts["quantity"] = Quantity(**quantity)
    return Fact(**(row | parts))

"""A spaCy component that puts the same facts on a `Doc` as `zhsummary.read` gives.

In goes a `Doc` of any tokenizer, out comes the same `Doc` with

- ``doc._.facts``, ``doc._.headings`` and ``doc._.sentences``: the values of the plain path in
  their order, their offsets in ``doc.text``, whatever the tokens are;
- ``doc.spans["facts"]`` (label: modality), ``doc.spans["quantities"]`` (label: kind),
  ``doc.spans["headings"]`` (label: numbering style) and ``doc.spans["sentences"]``, widened
  to whole tokens;
- ``span._.fact`` and ``span._.quantity``: what a span of these groups holds, and for any
  other span the first figure in it; ``span._.facts``: all that stand in it, so that
  ``doc.spans["sentences"][3]._.facts`` are those of a sentence.

What is kept on the `Doc` is plain data in ``doc.user_data``, so that it survives
``Doc.to_bytes``, ``DocBin(store_user_data=True)`` and ``nlp.pipe(n_process=2)``. A `Doc` that
lost it (stored without its user data, cut out of another or joined of several) gives no facts
and a warning. Nothing is added to ``doc.ents``, ``doc.sents`` or the tokens.

`Tokenizer` is a tokenizer for ``spacy.blank("zh")`` that cuts words as ``document.words`` does,
with words of one's own that are its alone: spaCy's own way, jieba's user dictionary, is one
for the whole process.

Installed with its entry points, ``nlp.add_pipe("zhsummary")`` is all that is needed, and the
tokenizer is found by its name; importing this module has the same effect.

>>> import spacy
>>> nlp = spacy.blank("zh")
>>> component = nlp.add_pipe("zhsummary")
>>> doc = nlp("全年新建基层工会7家，发展新会员386人。")
>>> [(fact.action, fact.item, fact.quantity.text) for fact in doc._.facts]
[('新建', '基层工会', '7家'), ('发展', '新会员', '386人')]
>>> [(span.text, span.label_) for span in doc.spans["quantities"]]
[('7家', 'count'), ('386人', 'count')]
>>> own = {"@tokenizers": "zhsummary.words.v1", "words": ["晒收亮"]}
>>> nlp = spacy.blank("zh", config={"nlp": {"tokenizer": own}})
>>> [token.text for token in nlp("开展晒收亮12次。")]
['开展', '晒收亮', '12', '次', '。']
"""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from zhsummary import structure
from zhsummary.errors import warn
from zhsummary.explanation import in_place
from zhsummary.facts.model import Fact
from zhsummary.quantities.model import Quantity
from zhsummary.read import Source
from zhsummary.spans import Span as Place
from zhsummary.structure.model import Heading
from zhsummary.structure.sections import headings
from zhsummary.structure.sentences import sentences
from zhsummary.structure.words import Vocabulary, vocabulary_of, words

#: Where the plain data stands in `Doc.user_data`.
KEY = "zhsummary"

_NUMBERS = ("value", "low", "high")
# two figures within one token have the same span and are told apart by its id
_OWN = re.compile(rf"{KEY}-(?:facts|quantities)-(\d+)")


@Language.factory(
    "zhsummary",
    assigns=[
        "doc._.facts",
        "doc._.headings",
        "doc._.sentences",
        "doc.spans",
        "span._.fact",
        "span._.facts",
        "span._.quantity",
    ],
    default_config={"words": None},
)
def create_component(
    nlp: Language, name: str, words: list[str] | dict[str, str] | str | None = None
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
        text = doc.text  # put together of the tokens each time it is asked for
        summaries = [
            replace(summary, vocabulary=self._vocabulary)
            for summary in structure.build(Source("doc", text))
        ]
        found = [headings(summary.text) for summary in summaries]
        facts, titles = in_place(summaries, found)
        parts = [
            Place(part.start + summary.start, part.end + summary.start)
            for summary, own in zip(summaries, found, strict=True)
            for part in sentences(summary.text, own)
        ]
        doc.user_data[KEY] = {
            "length": len(text),
            "facts": [_packed(fact) for fact in facts],
            "headings": [_plain(heading) for heading in titles],
            "sentences": [(part.start, part.end) for part in parts],
        }
        places = [(fact.quantity.start, fact.quantity.end) for fact in facts]
        _mark(doc, "facts", places, [fact.modality for fact in facts])
        _mark(doc, "quantities", places, [fact.quantity.kind for fact in facts])
        _mark(doc, "headings", [(h.start, h.end) for h in titles], [h.style for h in titles])
        _mark(doc, "sentences", [(p.start, p.end) for p in parts], [""] * len(parts))
        return doc


@registry.tokenizers("zhsummary.words.v1")
def create_tokenizer(
    words: list[str] | dict[str, str] | str | None = None,
) -> Callable[[Language], Tokenizer]:
    """Make what makes the tokenizer; spaCy calls this for the name in a pipeline's config.

    ``words`` are words of one's own, as `zhsummary.read` takes them.
    """
    vocabulary = vocabulary_of(words)
    return lambda nlp: Tokenizer(nlp.vocab, vocabulary)


class Tokenizer:
    """Cuts a text into the words of ``document.words``.

    Parameters
    ----------
    vocab : spacy.vocab.Vocab
        The pipeline's.
    own : list of str, dict of str to str, path, or tuple of (str, str)
        Words of one's own, as `zhsummary.read` takes them. They are saved with the pipeline.
    """

    def __init__(self, vocab: Vocab, own: Any = None) -> None:
        self.vocab = vocab
        self.words: Vocabulary = vocabulary_of(own)

    def __call__(self, text: str) -> Doc:
        """Give the `Doc` of a text, whose text is the same."""
        tokens: list[str] = []
        spaces: list[bool] = []
        for word in words(text, self.words):
            token = text[word.start : word.end]
            if token == " " and tokens and not spaces[-1]:
                spaces[-1] = True  # one blank belongs to the word before it, as spaCy has it
            else:
                tokens.append(token)
                spaces.append(False)
        return Doc(self.vocab, words=tokens, spaces=spaces)

    def pipe(self, texts: Iterable[str], **_: Any) -> Iterator[Doc]:
        """Give the `Doc` of one text after another."""
        return map(self, texts)

    def __reduce__(self) -> Any:
        return Tokenizer, (self.vocab, self.words)

    def to_bytes(self, **_: Any) -> bytes:
        """Give the words as bytes, for ``nlp.to_bytes``."""
        return json.dumps(self.words, ensure_ascii=False).encode()

    def from_bytes(self, bytes_data: bytes, **_: Any) -> Tokenizer:
        """Take the words of `to_bytes`."""
        self.words = tuple((word, tag) for word, tag in json.loads(bytes_data))
        return self

    def to_disk(self, path: str | os.PathLike[str], **_: Any) -> None:
        """Write the words to a file, for ``nlp.to_disk``."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | os.PathLike[str], **_: Any) -> Tokenizer:
        """Read the words of `to_disk`."""
        return self.from_bytes(Path(path).read_bytes())


def register_extensions() -> None:
    """Register what `Doc` and `Span` have under ``._.``, once.

    A name that another library took first stays what it is, and a warning names it.
    """
    for owner, name, getter in _attributes():
        if not owner.has_extension(name):
            owner.set_extension(name, getter=getter)
        elif owner.get_extension(name)[2] is not getter:
            warn(
                "{owner}._.{name} is another library's and stays so; doc.user_data[{key!r}] "
                "holds what zhsummary read.",
                owner=owner.__name__,
                name=name,
                key=KEY,
            )


def _attributes() -> tuple[tuple[Any, str, Any], ...]:
    return (
        (Doc, "facts", _facts),
        (Doc, "headings", _headings),
        (Doc, "sentences", _sentences),
        (Span, "fact", _fact),
        (Span, "facts", _facts_in),
        (Span, "quantity", _quantity),
    )


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
    return _made(_kept(doc, "facts"), _unpacked)


def _headings(doc: Doc) -> list[Heading]:
    return _made(_kept(doc, "headings"), lambda row: Heading(**row))


def _sentences(doc: Doc) -> list[Place]:
    return _made(_kept(doc, "sentences"), lambda place: Place(*place))


def _fact(span: Span) -> Fact | None:
    rows = _kept(span.doc, "facts")
    if (own := _OWN.fullmatch(span.id_)) and int(own[1]) < len(rows):
        found = _made(rows[int(own[1]) : int(own[1]) + 1], _unpacked)
    else:
        found = _facts_in(span)
    return found[0] if found else None


def _facts_in(span: Span) -> list[Fact]:
    return _made(_rows_in(_kept(span.doc, "facts"), span), _unpacked)


def _quantity(span: Span) -> Quantity | None:
    fact = _fact(span)
    return None if fact is None else fact.quantity


def _rows_in(rows: Sequence[Any], span: Span) -> Iterator[Any]:
    """Give the rows of the figures that stand in a span; all of them are in their order."""
    at = bisect_right(rows, span.start_char, key=lambda row: row["quantity"]["end"])
    while at < len(rows) and rows[at]["quantity"]["start"] < span.end_char:
        yield rows[at]
        at += 1


#: A `Doc` may come from anywhere: what it holds is looked at before it is believed.
_FOREIGN = (
    f"What the Doc holds under user_data[{KEY!r}] is not what zhsummary wrote: read its text again."
)
_Made = TypeVar("_Made")


def _made(rows: Iterable[Any], make: Callable[[Any], _Made]) -> list[_Made]:
    """Give the values that rows of a `Doc` hold; nothing, with a warning, if they are others."""
    try:
        return [make(row) for row in rows]
    except (TypeError, KeyError, ValueError, AttributeError, ArithmeticError):
        warn(_FOREIGN)
        return []


def _kept(doc: Doc, name: str) -> Sequence[Any]:
    """Give what was read of a `Doc`; nothing, with a warning, if it is another's or lost."""
    kept = doc.user_data.get(KEY)
    if kept is None:
        if any(_OWN.fullmatch(span.id_) for span in doc.spans.get("facts", ())):
            warn(
                "The Doc has marked figures but not what was read of them: store it with its "
                "user data, DocBin(store_user_data=True), or read its text again."
            )
        return ()
    if not isinstance(kept, dict) or not isinstance(kept.get(name), list | tuple):
        warn(_FOREIGN)
        return ()
    if kept.get("length") != _length(doc):
        warn(
            "What was read belongs to another text than the Doc's, of which it is a part: "
            "read its text again."
        )
        return ()
    return kept[name]


def _length(doc: Doc) -> int:
    """Give the length of a text that need not be put together of its tokens for it."""
    return doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0


# ---------------------------------------------------------------- plain data


def _plain(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in _names(type(value))}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _packed(fact: Fact) -> dict[str, Any]:
    row, quantity = _plain(fact), _plain(fact.quantity)
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

"""The facts of the bundled corpus as text that anyone can read and compare.

Prints them; ``python -m tests.golden_render --write`` renews ``tests/golden/corpus.md``.
Look at the difference before it is kept: it shows what a change of rules gained and lost.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import zhsummary as zs
from zhsummary.compare import match
from zhsummary.facts.model import Fact
from zhsummary.show.amounts import amount_text
from zhsummary.tables import Row, fact_rows

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "corpus.md"

HEADER = """\
# What was read in the bundled corpus

A sentence with its figures marked, then a line for each: amount | item | action | modality |
change | time | actor | per → indicator of the union codebook, (flags). An empty field is ·.
"""


def render(corpus: zs.Corpus) -> str:
    """Give the facts of a corpus as text, a section a document."""
    return HEADER + "".join(_document(document) for document in corpus)


def _document(document: zs.Document) -> str:
    rows = list(fact_rows(document, document.sections, document.facts))
    given = match.assign(rows, zs.load_codebook("union"))
    said = [
        f"\n## {document.doc_id}",
        f"{document.township or '·'} | {document.county or '·'} | {document.year or '·'} | "
        f"{document.issuer or '·'} | {document.topic or '·'}",
    ]
    facts = zip(document.facts, rows, given, strict=True)
    for place, held in groupby(facts, key=lambda one: (one[0].sentence_start, one[0].sentence_end)):
        stated = list(held)
        said += ["", _marked(document.text, place, [fact for fact, _, _ in stated])]
        said += [_line(fact, row, indicator) for fact, row, indicator in stated]
    return "\n".join(said) + "\n"


def _marked(text: str, place: tuple[int, int], facts: Iterable[Fact]) -> str:
    pieces = list(_pieces(text, place, facts))
    return " ".join("".join(pieces).split())


def _pieces(text: str, place: tuple[int, int], facts: Iterable[Fact]) -> Iterator[str]:
    at, end = place
    for fact in facts:
        quantity = fact.quantity
        yield f"{text[at : quantity.start]}⟦{quantity.text}⟧"
        at = quantity.end
    yield text[at:end]


def _line(fact: Fact, row: Row, indicator: str) -> str:
    fields = (fact.item, fact.action, fact.modality, fact.change, fact.time, fact.actor, fact.per)
    told = " | ".join(field or "·" for field in fields)
    flags = f" ({', '.join(fact.flags)})" if fact.flags else ""
    to = f" → {indicator}" if indicator else ""
    return f"- {amount_text(row)} {fact.quantity.unit} | {told}{to}{flags}"


def main() -> None:
    """Print the rendering, or write it to its file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true", help=f"renew {GOLDEN.name}")
    options = parser.parse_args()
    text = render(zs.read(ROOT / "corpus"))
    if options.write:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()

"""Annotated sentences and how a reading of them is scored."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhsummary.facts import Context, Fact, extract
from zhsummary.quantities.find import find_quantities
from zhsummary.structure.sentences import sentences

CASES = Path(__file__).parent / "cases"
EXACT = ("kind", "unit", "qualifier", "modality", "change")
PHRASES = ("item", "action", "actor", "time", "per")


def load(name: str) -> list[dict[str, Any]]:
    """Give the cases of a file, one a line."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def read(case: dict[str, Any]) -> list[Fact]:
    """Read a case's sentence as a document's, under its heading."""
    text = case["text"]
    heading = case.get("heading") or ""
    context = Context(((0, (heading,)),) if heading else (), 2023)
    return extract(text, sentences(text, ()), find_quantities(text), context)


def alike(wanted: str, said: str) -> bool:
    """Say whether two phrases name one thing: one holds the other, or most characters agree."""
    options = wanted.split("|")
    if len(options) > 1:
        return any(alike(option, said) for option in options)
    if not wanted or not said:
        return wanted == said
    if wanted in said or said in wanted:
        return min(len(wanted), len(said)) >= 2 or wanted == said
    shared = sum((Counter(wanted) & Counter(said)).values())
    return 2 * shared / (len(wanted) + len(said)) >= 0.6


@dataclass
class Score:
    """Right and asked, by field; figures read, missed and invented."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    read: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)

    def rate(self, name: str) -> float:
        """Give the share of right answers to one question."""
        return self.right[name] / self.asked[name]

    @property
    def f1(self) -> float:
        """Give precision and recall of the figures in one."""
        return 2 * self.read / (2 * self.read + len(self.missed) + len(self.invented))

    def add(self, case: dict[str, Any]) -> None:
        """Score one case."""
        facts = read(case)
        used: set[int] = set()
        place = 0
        for gold in case["facts"]:
            start = case["text"].index(gold["text"], place)
            place = start + len(gold["text"])
            best = next(
                (i for i, f in enumerate(facts) if i not in used and _overlaps(f, start, place)),
                None,
            )
            used.update(() if best is None else (best,))
            if gold.get("weak"):
                continue
            if best is None or not _same_amount(gold, facts[best]):
                self.missed.append(f"{gold['text']} in {case['text']}")
                if best is not None:
                    self.invented.append(f"{facts[best].quantity} in {case['text']}")
                continue
            self.read += 1
            self._compare(gold, facts[best], case["text"])
        self.invented += [
            f"{f.quantity.text} in {case['text']}" for i, f in enumerate(facts) if i not in used
        ]

    def _compare(self, gold: dict[str, Any], fact: Fact, text: str) -> None:
        for name in (*EXACT, *PHRASES):
            source = fact.quantity if name in ("kind", "unit", "qualifier") else fact
            said = getattr(source, name)
            right = said in str(gold[name]).split("|") if name in EXACT else alike(gold[name], said)
            self.asked[name] += 1
            self.right[name] += right
            if not right:
                self.wrong.append((name, gold[name], said, text))


def score(name: str) -> Score:
    """Score all cases of a file."""
    found = Score()
    for case in load(name):
        found.add(case)
    return found


def _overlaps(fact: Fact, start: int, end: int) -> bool:
    quantity = fact.quantity
    shared = min(end, quantity.end) - max(start, quantity.start)
    return shared >= 0.5 * min(end - start, quantity.end - quantity.start)


def _same_amount(gold: dict[str, Any], fact: Fact) -> bool:
    quantity = fact.quantity
    if gold.get("masked"):
        return quantity.masked and quantity.value is None
    if gold["value"] is not None:
        return quantity.value is not None and float(quantity.value) == gold["value"]
    bounds = [None if b is None else float(b) for b in (quantity.low, quantity.high)]
    return bounds == [gold["low"], gold["high"]]

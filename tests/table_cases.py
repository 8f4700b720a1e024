"""Hand-made facts and codebooks for the tests of tables, comparisons, checks and exports."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any


@dataclass
class Choice:
    """What the matching of facts to cells gives, as the table sees it."""

    cells: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    conflicts: list[list[dict[str, Any]]] = field(default_factory=list)


def codebook(*indicators: tuple[str, str, str, str]) -> Any:
    """Make a codebook of (id, label, kind, unit)."""
    listed = tuple(
        SimpleNamespace(id=i, label=label, kind=kind, unit=unit)
        for i, label, kind, unit in indicators
    )
    return SimpleNamespace(name="test", indicators=listed)


def document(doc_id: str, township: str | None, year: int | None = 2023, **more: Any) -> dict:
    """Make a document as a comparison is given one."""
    return {
        "doc_id": doc_id,
        "source": f"{doc_id}.txt",
        "township": township,
        "year": year,
        "issuer": None,
        "title": "",
        "metadata": {},
        "topic": "union",
    } | more


def fact(doc_id: str, sentence: str, text: str, value: float | None = None, **more: Any) -> dict:
    """Make a fact whose words stand in a sentence (the first place where they do)."""
    start = sentence.index(text)
    origin = more.pop("origin", 0)
    row = {
        "doc_id": doc_id,
        "source": f"{doc_id}.txt",
        "township": None,
        "year": None,
        "section_id": 0,
        "section": "",
        "start": origin + start,
        "end": origin + start + len(text),
        "text": text,
        "kind": "count",
        "value": value,
        "low": None,
        "high": None,
        "qualifier": "exact",
        "unit": "人",
        "masked": False,
        "item": "",
        "action": "",
        "modality": "actual",
        "change": "",
        "time": "",
        "actor": "",
        "per": "",
        "group": None,
        "indicator": "",
        "sentence": sentence,
        "sentence_start": origin,
        "flags": "",
    }
    return row | more


def chosen(rows: list[dict]) -> Choice:
    """Choose as a matcher would that finds no candidate worse than another."""
    cells: dict[tuple, list[dict]] = defaultdict(list)
    for row in rows:
        if row["indicator"]:
            cells[row["doc_id"], row["indicator"], row["modality"]].append(row)
    return Choice(
        cells=[stated[0] for stated in cells.values() if len(stated) == 1],
        conflicts=[stated for stated in cells.values() if len(stated) > 1],
    )

"""Which documents have a row in the table, and what the rows are called.

In go documents, facts and pairs of copies; out come the documents with ``copy_of``
filled in, and labels that tell any two rows apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from zhsummary.tables import Row

UNKNOWN = "未知"


def with_copies(
    documents: Sequence[Mapping[str, Any]], rows: Sequence[Row], copies: Iterable[tuple[str, str]]
) -> tuple[Row, ...]:
    """Give the documents with ``copy_of``: the id of the one that counts, or ``""``.

    Of a summary that is there several times the copy that states the most is kept:
    the one with the fewest masked figures, then with the most facts, then the first.

    Examples
    --------
    >>> facts = [{"doc_id": "a", "masked": True}, {"doc_id": "b", "masked": False}]
    >>> documents = [{"doc_id": "a"}, {"doc_id": "b"}, {"doc_id": "c"}]
    >>> [d["copy_of"] for d in with_copies(documents, facts, [("a", "b")])]
    ['b', '', '']
    """
    known = [_document(document) for document in documents]
    original = _originals([document["doc_id"] for document in known], rows, copies)
    return tuple(document | {"copy_of": original.get(document["doc_id"], "")} for document in known)


def row_labels(lines: Sequence[Mapping[str, Any]], *, by_year: bool) -> list[str]:
    """Name the rows: the township, with the document's id where that is not enough.

    Examples
    --------
    >>> row_labels([{"doc_id": "a", "township": "青石镇", "year": 2023},
    ...             {"doc_id": "b", "township": None, "year": 2023}], by_year=False)
    ['青石镇', '未知（b）']
    """
    keys = [(line["township"], line["year"] if by_year else None) for line in lines]
    seen = Counter(keys)
    return [
        f"{line['township'] or UNKNOWN}（{line['doc_id']}）"
        if not line["township"] or seen[key] > 1
        else line["township"]
        for line, key in zip(lines, keys, strict=True)
    ]


def _document(document: Mapping[str, Any]) -> Row:
    defaults = {"source": "", "township": None, "year": None, "issuer": None, "title": ""}
    known = defaults | dict(document)
    return known | {
        "metadata": dict(known.get("metadata") or {}),
        "township": None if pd.isna(known["township"]) else known["township"] or None,
        "year": None if pd.isna(known["year"]) else int(known["year"]),
    }


def _originals(
    ids: Sequence[str], rows: Sequence[Row], copies: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Give for each copy the document that counts in its place."""
    alike: dict[str, frozenset[str]] = {}
    for pair in copies:
        if not set(pair) <= set(ids):
            continue
        together = frozenset(pair).union(*(alike.get(one, ()) for one in pair))
        alike |= dict.fromkeys(together, together)
    masked = Counter(row["doc_id"] for row in rows if row.get("masked"))
    facts = Counter(row["doc_id"] for row in rows)
    places = {doc_id: place for place, doc_id in enumerate(ids)}
    original: dict[str, str] = {}
    for together in alike.values():
        kept = min(together, key=lambda one: (masked[one], -facts[one], places[one]))
        original |= {one: kept for one in together if one != kept}
    return original

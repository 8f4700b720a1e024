"""The columns of a comparison's tables, with their dtypes."""

from __future__ import annotations

CELLS: dict[str, str] = {
    "source": "string",
    "doc_id": "string",
    "township": "string",
    "year": "Int64",
    "indicator": "string",
    "modality": "string",
    "value": "float64",
    "low": "float64",
    "high": "float64",
    "qualifier": "string",
    "unit": "string",
    "masked": "bool",
    "start": "int64",
    "end": "int64",
    "text": "string",
    "sentence": "string",
    "copy_of": "string",
    "conflict": "bool",
    "flags": "string",
    "before": "string",
}


def _of_cells(*names: str) -> dict[str, str]:
    return {name: CELLS[name] for name in names}


#: Where a figure or a word was told, and what it is of.
_TOLD = ("doc_id", "source", "township", "year", "indicator", "modality", "text")
_AMOUNT = ("value", "low", "high", "qualifier", "unit", "masked")

EVIDENCE: dict[str, str] = {
    "choice": "string",
    "why": "string",
    **_of_cells(*_TOLD, "sentence", *_AMOUNT, "start", "end"),
    "item": "string",
    "action": "string",
    "flags": "string",
    "before": "string",
}

CONFLICTS: dict[str, str] = _of_cells(*_TOLD, "value", "start", "end", "sentence")

WORDED: dict[str, str] = _of_cells(*_TOLD, "start", "end", "sentence", "copy_of")

UNMATCHED: dict[str, str] = {
    "item": "string",
    "kind": "string",
    "unit": "string",
    "facts": "int64",
    "documents": "int64",
    "vague": "int64",
    "masked": "int64",
    "action": "string",
    "example": "string",
    "doc_id": "string",
    "sentence": "string",
}

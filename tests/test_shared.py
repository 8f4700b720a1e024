"""Floors on the annotated texts beside the checkout; skipped where they are absent."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _script(folder: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"shared_{name}", folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, Any]:
    """Precision, recall and F1 of each layer, the rate of each field, and the misses."""
    script = _script(shared / "eval", "score")
    total: dict[str, list[int]] = {}
    slots, errors = script.Tally(), []
    files = sorted((shared / "gold").glob("*.json"))
    if not files:
        pytest.skip("../shared/gold holds no annotated text")
    for path in files:
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = (path.parent / gold["text_file"]).resolve()
        script.score(gold, source, errors, total, slots)
    layers = {layer: script.f1(*counts) for layer, counts in total.items()}
    return {"layers": layers, "fields": {n: slots.rate(n) for n in slots}, "errors": errors}


@pytest.mark.parametrize(
    ("layer", "floor"), [("documents", 1.0), ("headings", 0.97), ("quantities", 0.97)]
)
def test_finds_what_the_annotators_found(scores, layer, floor):
    """Where documents, headings and quantities begin and end."""
    precision, recall, _ = scores["layers"][layer]
    told = "\n".join(error for error in scores["errors"] if layer.rstrip("s") in error)
    assert min(precision, recall) >= floor, told


@pytest.mark.parametrize(
    ("field", "floor"),
    [
        ("evidence", 1.0),
        ("joins", 0.95),
        ("heading level", 0.97),
        ("heading number", 0.97),
        ("heading title", 0.95),
        ("kind", 0.98),
        ("unit", 0.98),
        ("qualifier", 0.98),
        ("modality", 0.95),
        ("change", 0.97),
        ("item", 0.8),
        ("action", 0.8),
        ("actor", 0.8),
        ("time", 0.9),
        ("per", 0.95),
    ],
)
def test_reads_what_the_annotators_read(scores, field, floor):
    """What a quantity says, field by field; evidence is literal without exception."""
    assert scores["fields"][field] >= floor


@pytest.mark.parametrize(
    ("folder", "precision", "recall"),
    [("county_dev", 0.97, 0.9), ("provinces", 0.9, 0.85)],
)
def test_fills_the_cells_that_a_reader_filled(
    shared, folder, precision, recall, monkeypatch, capsys
):
    """The comparison of texts that were written elsewhere."""
    texts = shared / folder
    if not (texts / "gold.json").is_file():
        pytest.skip(f"../shared/{folder} is not beside this checkout")
    gold = str(texts / "gold.json")
    arguments = ["score_table", "--texts", str(texts), "--gold", gold, "--json"]
    monkeypatch.setattr(sys, "argv", arguments)
    _script(shared / "eval", "score_table").main()
    figures = json.loads(capsys.readouterr().out)
    assert figures["all"]["precision"] >= precision
    assert figures["all"]["recall"] >= recall
    assert all(figures[name]["accuracy"] == 1 for name in ("township", "year") if name in figures)
    assert figures.get("duplicates", {"right": True})["right"]

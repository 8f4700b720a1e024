"""The case tables of the structure stage and the gold texts, ready for the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[2] / "shared"

PROSE = "一年来，镇工会发展会员300人，建会12家，慰问困难职工40户，发放慰问金2万元，成效明显。"


def cases(name: str) -> list[Any]:
    """Give the rows of ``cases/structure_<name>.tsv``, ⏎ a line end, ■ a paragraph of prose."""
    lines = (CASES / f"structure_{name}.tsv").read_text(encoding="utf-8").splitlines()
    body = [line for line in lines if not line.startswith("# ")][1:]
    made = []
    for line in body:
        kind, text, *expected, why = line.split("\t")
        made.append(pytest.param(_spell(text), *expected, id=f"{kind}: {why}"))
    return made


def gold() -> list[tuple[str, str, dict[str, Any]]]:
    """Give name, text and gold of each annotated file; none where the folder is absent."""
    found = []
    for path in sorted((SHARED / "gold").glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        text = (path.parent / told["text_file"]).resolve().read_text(encoding="utf-8")
        found.append((path.stem, text, told))
    return found


def short(value: Any) -> str:
    """Name a parameter of a test by its value where that is short."""
    return value if isinstance(value, str) and len(value) < 40 else ""


def _spell(text: str) -> str:
    return text.replace("⏎", "\n").replace("■", PROSE)

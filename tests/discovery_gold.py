"""The hand-made groupings in ``tests/gold``: which facts belong in one column.

The files say their rules in their headers. A figure is found by the words around it, so
that small changes of the texts and further texts leave the gold as it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any, NamedTuple

import zhsummary as zs

FOLDER = Path(__file__).parent / "gold"
ALONE = "-"


class Labelled(NamedTuple):
    """A figure of a text and the group that it belongs to (`ALONE`: none but itself)."""

    file: str
    before: str
    figure: str
    after: str
    group: str


def read_gold(name: str) -> list[Labelled]:
    """Read ``tests/gold/<name>.tsv``."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    _, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Labelled(*(_unescaped(cell) for cell in row)) for row in rows]


def grouped(table: zs.Comparison, corpus: Iterable[Any], gold: list[Labelled]) -> list[tuple]:
    """Pair the group that each labelled fact was given with its group in the gold.

    A fact that no indicator took is a group of its own, as is one labelled `ALONE`. Labelled
    figures that the text no longer has, or that are read as no fact, are left out.
    """
    wanted = _places(corpus, gold)
    given = {(row["doc_id"], row["start"]): row["indicator"] for row in table._rows}
    return [(given[place] or place, group) for place, group in wanted.items() if place in given]


def told(pairs: Iterable[tuple]) -> tuple[int, int]:
    """Count the figures in columns that say what most of their column say, and all in columns."""
    columns = defaultdict(Counter)
    for indicator, group in pairs:
        if isinstance(indicator, str):
            columns[indicator][group] += 1
    return (
        sum(max(groups.values()) for groups in columns.values()),
        sum(groups.total() for groups in columns.values()),
    )


def _places(corpus: Iterable[Any], gold: list[Labelled]) -> dict[tuple[str, int], str]:
    """Find where the labelled figures stand: document and offset, with their group."""
    documents = defaultdict(list)
    for document in corpus:
        documents[PurePath(document.source).name].append(document)
    found = {}
    for number, one in enumerate(gold):
        for document in documents[one.file]:
            place = document.text.find(one.before + one.figure + one.after)
            if place >= 0:
                label = f"{ALONE}{number}" if one.group == ALONE else one.group
                found[document.doc_id, place + len(one.before)] = label
                break
    return found


def _unescaped(cell: str) -> str:
    return cell.replace("\\n", "\n").replace("\\\\", "\\")

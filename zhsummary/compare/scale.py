"""Amounts of money of quite another size than they should be: 21.4元 among 万元.

In go documents and cells, out come rows for `zhsummary.compare.checks`. An amount is held
against those of the other townships, and against the township's own of another year.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from zhsummary.compare.arithmetic import is_exact, label_of, of_fact
from zhsummary.messages import say
from zhsummary.tables import Row, is_absent

Rows = Sequence[Mapping[str, Any]]

#: So many times the middle of the others, or so small a part of it, is a slip (元 for 万元).
_OUT_OF_SCALE = 1000
#: The others have a common scale where most of them, at least so many, are within so many times
#: their middle.
_LEAST_OTHERS = 3
_COMMON = 30


def out_of_scale(documents: Rows, cells: Rows) -> Iterator[Row]:
    """Report an amount of money that the other amounts of its indicator make unlikely.

    Silent where fewer than three others are alike, unless the township itself states one a
    thousand times as large or small for another year. Counts are left out: one place may
    well have a thousand times another's.

    Examples
    --------
    >>> documents = [{"doc_id": d, "township": d, "year": 2023} for d in "abcd"]
    >>> cells = [{"doc_id": d, "indicator": "经费", "modality": "actual", "value": v, "start": 0,
    ...           "end": 4, "text": t, "kind": "money", "qualifier": "exact", "masked": False}
    ...          for d, v, t in zip("abcd", (80000.0, 90000.0, 70000.0, 8.5),
    ...                             ("8万元", "9万元", "7万元", "8.5元"))]
    >>> [row["message"].partition(";")[0] for row in out_of_scale(documents, cells)]
    ['经费: 8.5元 is 1/9,412 times the middle of the others']
    """
    by_id = {document["doc_id"]: document for document in documents}
    amounts: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for cell in cells:
        stated = cell["doc_id"] in by_id and is_exact(cell) and cell.get("kind") == "money"
        if stated and cell["value"] > 0:
            amounts[cell["indicator"], cell["modality"]].append(cell)
    for stated in amounts.values():
        ordered = sorted(stated, key=lambda cell: cell["value"])
        told = list(_beside_others(ordered))
        yield from (row for _, row in told)
        yield from _beside_itself(stated, by_id, {doc_id for doc_id, _ in told})


def _beside_others(ordered: Rows) -> Iterator[tuple[str, Row]]:
    count = len(ordered) - 1
    if count < _LEAST_OTHERS:
        return
    values = [cell["value"] for cell in ordered]
    for at, cell in enumerate(ordered):
        middle = ordered[count // 2 + (at <= count // 2)]["value"]
        times = cell["value"] / middle
        if _is_slip(times) and _have_a_scale(values, cell["value"], middle):
            yield cell["doc_id"], _row(cell, times, say("the middle of the others"))


def _have_a_scale(values: Sequence[float], own: float, middle: float) -> bool:
    low, high = middle / _COMMON, middle * _COMMON
    near = bisect_right(values, high) - bisect_left(values, low) - (low <= own <= high)
    return near >= _LEAST_OTHERS and 2 * near > len(values) - 1


def _beside_itself(
    stated: Rows, by_id: Mapping[str, Mapping[str, Any]], told: set[str]
) -> Iterator[Row]:
    """Report an amount that the same township states a thousand times otherwise a year before."""
    years: dict[tuple[Any, Any], list[tuple[int, Mapping[str, Any]]]] = defaultdict(list)
    for cell in stated:
        document = by_id[cell["doc_id"]]
        if document.get("township") and not is_absent(document.get("year")):
            place = document["township"], document.get("county")
            years[place].append((int(document["year"]), cell))
    for cells in years.values():
        cells.sort(key=lambda dated: dated[0])
        for (first, before), (then, cell) in pairwise(cells):
            times = cell["value"] / before["value"]
            if first < then and _is_slip(times) and not {before["doc_id"], cell["doc_id"]} & told:
                yield _row(cell, times, _own(first, before))


def _own(year: int, before: Mapping[str, Any]) -> str:
    return say("its own of {year} ({text})", year=year, text=before["text"])


def _is_slip(times: float) -> bool:
    return times >= _OUT_OF_SCALE or times <= 1 / _OUT_OF_SCALE


def _row(cell: Mapping[str, Any], times: float, beside: str) -> Row:
    told = f"{times:,.0f}" if times > 1 else f"1/{1 / times:,.0f}"
    return of_fact(
        cell,
        "out-of-scale",
        say(
            "{indicator}: {text} is {times} times {beside}; 元 and 万元 may have been confused.",
            indicator=label_of(cell),
            text=cell["text"],
            times=told,
            beside=beside,
        ),
    )

"""Last year's figure as this year's report tells it, against last year's own report.

In go documents, their cells and facts, out come rows for `zhsummary.compare.checks`. What a
report says of the year before may be said outright (上年216人) or by a change (比上年增长47.2%,
比上年末增加100人); the change is computed back, with the rounding that it allows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from zhsummary.compare.arithmetic import between, is_exact, label_of, of_fact
from zhsummary.compare.units import family
from zhsummary.messages import say
from zhsummary.quantities.numerals import parse_number
from zhsummary.spans import fold
from zhsummary.tables import Row, is_absent

Rows = Sequence[Mapping[str, Any]]
Place = tuple[Any, Any, int]

_LAST_YEAR = re.compile(r"^(?:上年|去年|上一年)(?:末|底|同期)?$")
_A_YEAR = re.compile(r"^(\d{4})年(?:末|底|同期|全年)?$")


def baselines(documents: Rows, cells: Rows, rows: Rows = ()) -> Iterator[Row]:
    """Report last year's figure where last year's report of the township states another one.

    Parameters
    ----------
    documents : sequence of mapping
        ``doc_id township county year``.
    cells : sequence of mapping
        What a codebook's matching chose.
    rows : sequence of mapping, optional
        All facts, for the changes that are told beside a cell.

    Examples
    --------
    >>> documents = [{"doc_id": d, "township": "青石镇", "year": y}
    ...              for d, y in (("a", 2022), ("b", 2023))]
    >>> before = {"doc_id": "a", "indicator": "members", "modality": "actual", "value": 45.0,
    ...           "text": "45人", "unit": "人", "kind": "count", "qualifier": "exact",
    ...           "masked": False, "start": 0, "end": 3, "sentence_start": 0, "sentence": "45人"}
    >>> now = before | {"doc_id": "b", "value": 47.0, "text": "47人", "modality": "reference",
    ...                 "time": "去年"}
    >>> [row["message"] for row in baselines(documents, [before, now])]
    ['members of 2022 is 47人 here and 45人 in a.']
    """
    known = _places(documents)
    exact = [cell for cell in cells if cell["doc_id"] in known and is_exact(cell)]
    stated: dict[tuple[Place, str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for cell in exact:
        if cell["modality"] == "actual":
            place = known[cell["doc_id"]]
            stated[place, cell["indicator"], family(cell["unit"])].append(cell)
    told = {key: _Earlier(cells) for key, cells in stated.items()}
    changes = _changes(rows)
    for cell in exact:
        *where, year = known[cell["doc_id"]]
        place = (where[0], where[1], year - 1)
        earlier = told.get((place, cell["indicator"], family(cell["unit"])))
        if earlier is None:
            continue
        if cell["modality"] == "reference" and _is_of(cell.get("time"), year - 1):
            if not earlier.states(cell["value"], cell["value"]):
                yield of_fact(cell, "baseline", _message(cell, cell["text"], year, earlier.first))
        elif cell["modality"] == "actual":
            yield from _computed(cell, changes.get((cell["doc_id"], cell["end"])), year, earlier)


class _Earlier:
    """What the reports of a township and year state of an indicator."""

    def __init__(self, cells: Rows) -> None:
        self.first = cells[0]
        self._values = sorted(cell["value"] for cell in cells)

    def states(self, low: float, high: float) -> bool:
        """Tell whether one of the amounts lies within bounds."""
        at = bisect_left(self._values, low)
        return at < len(self._values) and self._values[at] <= high


def _places(documents: Rows) -> dict[str, Place]:
    """Give township and year of the documents, the county where a name is there in two."""
    dated = [
        document
        for document in documents
        if not is_absent(document.get("year")) and document.get("township")
    ]
    counties: dict[str, set[str]] = defaultdict(set)
    for document in dated:
        if document.get("county"):
            counties[document["township"]].add(document["county"])
    return {
        document["doc_id"]: (
            document["township"],
            document.get("county") if len(counties[document["township"]]) > 1 else None,
            int(document["year"]),
        )
        for document in dated
    }


def _is_of(time: Any, year: int) -> bool:
    said = str(time or "")
    named = _A_YEAR.match(fold(said))
    return bool(_LAST_YEAR.match(said)) or (named is not None and int(named[1]) == year)


def _message(cell: Mapping[str, Any], said: str, year: int, other: Mapping[str, Any]) -> str:
    return say(
        "{indicator} of {year} is {said} here and {other} in {doc_id}.",
        indicator=label_of(cell),
        year=year - 1,
        said=said,
        other=other["text"],
        doc_id=other["doc_id"],
    )


# --- told by a change -----------------------------------------------------------------------

#: 会员2200人，比上年末增加100人: what stands between a figure and its change.
_CHANGED = re.compile(
    r"^[,，、]?[比较](?:上年|去年|上一年)(?:同期|末|底)?的?(?:净)?"
    r"(?:(?P<up>增加|增长|提高|上升|提升|多)|(?P<down>减少|下降|降低))了?$"
)


def _changes(rows: Rows) -> dict[tuple[str, int], Mapping[str, Any]]:
    """Give the change that is told right behind a figure, by document and the figure's end."""
    ordered = sorted(rows, key=lambda row: (row["doc_id"], row["start"]))
    return {
        (before["doc_id"], before["end"]): row
        for before, row in pairwise(ordered)
        if (row["doc_id"], row["sentence_start"]) == (before["doc_id"], before["sentence_start"])
        and is_exact(row)
        and _CHANGED.match(between(before, row))
    }


def _computed(
    cell: Mapping[str, Any],
    change: Mapping[str, Any] | None,
    year: int,
    earlier: _Earlier,
) -> Iterator[Row]:
    bounds = None if change is None else _before(cell, change)
    if change is None or bounds is None:
        return
    if earlier.states(*bounds):
        return
    middle = (bounds[0] + bounds[1]) / 2
    said = say("{amount:,.6g} by {change}", amount=middle, change=change["text"])
    yield of_fact(change, "baseline", _message(cell, said, year, earlier.first))


def _before(cell: Mapping[str, Any], change: Mapping[str, Any]) -> tuple[float, float] | None:
    """Give the bounds of what a figure was before it changed, None where they cannot be told."""
    found = _CHANGED.match(between(cell, change))
    sign = 1 if found and found["up"] else -1
    slack, by = _rounding(change), change["value"]
    if change["unit"] == "百分点" and cell["unit"] == "%":
        middle, spread = cell["value"] - sign * by, slack + _rounding(cell)
    elif change["unit"] == "%" and cell["kind"] in ("count", "money") and by > slack:
        low, high = (1 + sign * (by + d) / 100 for d in (slack, -slack))
        if min(low, high) <= 0:
            return None
        ends = sorted(cell["value"] / factor for factor in (low, high))
        extra = _rounding(cell) * (1.0 if cell["kind"] == "money" else 0.0) + 0.5
        return ends[0] - extra, ends[1] + extra
    elif (change["kind"], family(change["unit"])) == (cell["kind"], family(cell["unit"])):
        middle, spread = cell["value"] - sign * by, slack + _rounding(cell)
    else:
        return None
    return middle - spread - 1e-9, middle + spread + 1e-9


def _rounding(row: Mapping[str, Any]) -> float:
    """Give half of the last digit that a figure states: 0.05 for 47.2%, 500 for 21.4万元.

    Examples
    --------
    >>> _rounding({"text": "47.2%", "value": 47.2}), _rounding({"text": "216人", "value": 216.0})
    (0.05, 0.0)
    """
    found = re.search(r"\d[\d,]*(?:\.(\d+))?", fold(str(row["text"])))
    written = parse_number(found[0]) if found else None
    if found is None or not written:
        return 0.0
    scale = abs(row["value"]) / float(written)
    if scale == 1 and found[1] is None and row.get("unit") not in ("%", "百分点"):
        return 0.0
    return 0.5 * scale * 10.0 ** -len(found[1] or "")

"""Which documents have a row in the table, which share one, and what the rows are called.

In go documents, facts and pairs of copies; out come the documents with ``copy_of``
filled in, the rows with their documents, and labels that tell any two rows apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from zhsummary.compare.levels import level_of
from zhsummary.mining.groups import groups
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


@dataclass(frozen=True)
class Line:
    """A row of the table: the documents that fill it, all of one township and year."""

    documents: tuple[Row, ...]
    township: str | None
    county: str | None
    year: int | None
    #: What its row is called (a township, or the county whose own documents fill it), with
    #: the county where the name is there in two of them.
    place: tuple[str | None, str | None] = (None, None)
    #: The names of the near-copies of its documents, which count with them.
    copies: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        """The township, or the county whose own documents fill it."""
        return self.place[0]

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """The names of its documents, in their order."""
        return tuple(document["doc_id"] for document in self.documents)

    @property
    def metadata(self) -> Row:
        """What the analyst's table says of it; the first document that knows a thing says it."""
        return {
            name: value
            for document in reversed(self.documents)
            for name, value in document["metadata"].items()
        }


def lines_of(documents: Iterable[Row], *, by: str = "township") -> list[Line]:
    """Put the documents into rows: those of one township and year into one, copies into none.

    Parameters
    ----------
    documents : iterable of dict
        As `with_copies` gives them.
    by : {"township", "document"}
        ``document`` gives each a row of its own.

    Returns
    -------
    list of Line
        Townships in the order of their first documents, the years of one together, the
        earliest first. A county's own documents share a row as a township's do; a document
        that says neither has its own row; one township's name in two counties is two
        townships.

    Examples
    --------
    >>> told = [{"doc_id": d, "township": "青石镇", "county": c, "year": 2023, "copy_of": "",
    ...          "metadata": {}} for d, c in (("a", None), ("b", "岚川县"), ("c", "岚川县"))]
    >>> [line.doc_ids for line in lines_of(told)]
    [('a', 'b', 'c')]
    """
    documents = list(documents)
    counted = [document for document in documents if not document["copy_of"]]
    copies: dict[str, list[str]] = {}
    for document in documents:
        copies.setdefault(document["copy_of"], []).append(document["doc_id"])
    counties: dict[str, set[str]] = {}
    for document in counted:
        if document["township"] and document["county"]:
            counties.setdefault(document["township"], set()).add(document["county"])
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for document in counted:
        place = _place(document, counties)
        shares = by == "township" and place[0]
        key = (*place, document["year"]) if shares else (document["doc_id"],)
        groups.setdefault(key, []).append(document)
    lines = [_line(group, _place(group[0], counties), copies) for group in groups.values()]
    return _years_together(lines) if by == "township" else lines


def _years_together(lines: Sequence[Line]) -> list[Line]:
    places: dict[Any, list[Line]] = {}
    for line in lines:
        places.setdefault(line.place if line.place[0] else line.doc_ids, []).append(line)
    return [
        line
        for those in places.values()
        for line in sorted(those, key=lambda line: (line.year is None, line.year or 0))
    ]


def _place(document: Row, counties: Mapping[str, set[str]]) -> tuple[str | None, str | None]:
    township, county = document["township"], document["county"]
    if not township and county and level_of(township, document.get("title")) == "county":
        return county, None
    return township, county if len(counties.get(township, ())) > 1 else None


def _line(
    group: Sequence[Row],
    place: tuple[str | None, str | None],
    copies: Mapping[str, Sequence[str]],
) -> Line:
    county = next((document["county"] for document in group if document["county"]), None)
    copied = tuple(each for document in group for each in copies.get(document["doc_id"], ()))
    return Line(tuple(group), group[0]["township"], county, group[0]["year"], place, copied)


def row_labels(lines: Sequence[Line], *, by_year: bool) -> list[str]:
    """Name the rows: the township or county, told apart by county or document where it must be.

    Examples
    --------
    >>> told = [{"doc_id": d, "township": t, "county": None, "year": 2023, "copy_of": "",
    ...          "metadata": {}} for d, t in (("a", "青石镇"), ("b", None))]
    >>> row_labels(lines_of(told), by_year=False)
    ['青石镇', '未知（b）']
    """
    keys = [(line.name, line.year if by_year else None) for line in lines]
    seen = Counter(keys)
    in_county = Counter((*key, line.county) for key, line in zip(keys, lines, strict=True))
    labels = []
    for line, key in zip(lines, keys, strict=True):
        if line.name and seen[key] == 1:
            labels.append(line.name)
        elif line.name and line.county and in_county[*key, line.county] == 1:
            labels.append(f"{line.name}（{line.county}）")
        else:
            labels.append(f"{line.name or UNKNOWN}（{line.doc_ids[0]}）")
    return labels


def _document(document: Mapping[str, Any]) -> Row:
    defaults = {"source": "", "township": None, "county": None, "year": None, "title": ""}
    defaults |= {"issuer": None}
    known = defaults | dict(document)
    return known | {
        "metadata": dict(known.get("metadata") or {}),
        **{
            name: None if pd.isna(known[name]) else known[name] or None
            for name in ("township", "county")
        },
        "year": None if pd.isna(known["year"]) else int(known["year"]),
    }


def _originals(
    ids: Sequence[str], rows: Sequence[Row], copies: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Give for each copy the document that counts in its place."""
    places = {doc_id: place for place, doc_id in enumerate(ids)}
    alike = groups(pair for pair in copies if pair[0] in places and pair[1] in places)
    masked = Counter(row["doc_id"] for row in rows if row.get("masked"))
    facts = Counter(row["doc_id"] for row in rows)
    original: dict[str, str] = {}
    for together in alike:
        kept = min(together, key=lambda one: (masked[one], -facts[one], places[one]))
        original |= {one: kept for one in together if one != kept}
    return original

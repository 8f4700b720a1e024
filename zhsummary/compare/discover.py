"""Indicators found in the corpus itself: facts that say the same in several documents.

In go the facts as rows, out comes a draft of a codebook and, for each fact, the
indicator that took it. Two facts can only be one indicator when they have the same kind
and unit (名 is 人), are both a change or both none, and have the same base of a rate; among
those, the wording decides (item and action, by shared characters). Two wordings to which
one document gives different amounts are never put together: the document tells them apart.

It is a draft: it shows what a corpus talks about and is where an own codebook begins.
Facts without an item, and what only one document says, are left alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

import pandas as pd

from zhsummary.compare.units import family
from zhsummary.errors import UnknownNameError
from zhsummary.tables import frame_of

_ALIKE = (0.5, 0.3, 0.15, 0.0)
"""Largest cosine distances (average linkage) within an indicator; the later and stricter
ones are for groups in which a document tells two wordings apart."""

_MOST = 2000  # wordings of one kind and unit that are compared: the cost grows by their square

DRAFT: dict[str, str] = {
    "id": "string",
    "label": "string",
    "kind": "string",
    "unit": "string",
    "documents": "int64",
    "facts": "int64",
    "wordings": "string",
}

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Found:
    """An indicator that was found: its commonest wording, and all of them.

    `documents` and `facts` count where it is stated.
    """

    id: str
    label: str
    kind: str
    unit: str
    wordings: tuple[str, ...] = ()
    documents: int = 0
    facts: int = 0


@dataclass(frozen=True)
class Discovery:
    """A draft of a codebook, and which fact each indicator took.

    Serves wherever a codebook does: it has a name and indicators, the ones stated by
    most documents first.
    """

    indicators: tuple[Found, ...]
    assigned: list[str] = field(repr=False)
    name: str = "discovered"

    def get(self, name: str) -> Found:
        """Find an indicator by its id or label.

        Raises
        ------
        UnknownNameError
            If there is none of that name.
        """
        for found in self.indicators:
            if name in (found.id, found.label):
                return found
        raise UnknownNameError(
            f"No indicator {name!r} was discovered. There are: "
            f"{'、'.join(found.label for found in self.indicators[:20])}."
        )

    @property
    def frame(self) -> pd.DataFrame:
        """The draft as a frame, to be edited into a codebook of one's own."""
        return frame_of(
            (
                {name: getattr(found, name) for name in DRAFT}
                | {"wordings": "；".join(found.wordings)}
                for found in self.indicators
            ),
            DRAFT,
        )


def discover(
    rows: Iterable[Mapping[str, Any]],
    *,
    documents: int | None = None,
    copies: Iterable[tuple[str, str]] = (),
) -> Discovery:
    """Find what several documents state.

    Parameters
    ----------
    rows : iterable of mapping
        The facts, with the columns of ``corpus.facts()``.
    documents : int, optional
        In how many documents an indicator must be stated, at the least; without it in
        two and in one of every five.
    copies : iterable of (str, str), optional
        Pairs of document ids of which one is a copy of the other; they count as one.

    Returns
    -------
    Discovery
        The indicators, most widely stated first, and ``assigned``: for each row the
        id of its indicator, or ``""``.

    Examples
    --------
    >>> def stated(doc_id, item, unit, place):
    ...     return {"doc_id": doc_id, "kind": "count", "unit": unit, "item": item,
    ...             "action": "", "change": "", "per": "", "sentence_start": place}
    >>> found = discover([stated("a", "困难职工", "户", 0), stated("b", "困难职工家庭", "户", 9),
    ...                   stated("b", "困难职工", "人", 9), stated("b", "农家书屋", "户", 30)])
    >>> [(one.label, one.unit, one.documents) for one in found.indicators]
    [('困难职工', '户', 2)]
    >>> found.assigned
    ['i01', 'i01', '', '']
    """
    listed = list(rows)
    original = _originals(copies)

    def stating(group: Sequence[int]) -> int:
        """Count the documents that state a group, copies once."""
        ids = {listed[index]["doc_id"] for index in group}
        return len({original.get(doc_id, doc_id) for doc_id in ids})

    groups = [
        group for together in _comparable(listed).values() for group in _groups(listed, together)
    ]
    if documents is None:
        documents = max(2, ceil(stating(range(len(listed))) / 5))
    wide = [group for group in groups if stating(group) >= documents]
    wide.sort(key=lambda group: (-stating(group), -len(group), group[0]))
    found = _named(listed, wide, [stating(group) for group in wide])
    assigned = [""] * len(listed)
    for indicator, group in zip(found, wide, strict=True):
        for index in group:
            assigned[index] = indicator.id
    return Discovery(found, assigned)


def _originals(copies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give one name to all documents that are copies of one another."""
    original: dict[str, str] = {}
    for a, b in copies:
        kept, other = original.get(a, a), original.get(b, b)
        original |= {one: kept for one, name in original.items() if name == other}
        original |= {a: kept, b: kept}
    return original


def _comparable(rows: Rows) -> dict[tuple[str, ...], list[int]]:
    """Gather the rows that may be one indicator: one kind, unit, sort of change and rate."""
    together: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if row.get("item"):
            key = (row["kind"], family(row["unit"]), row.get("change") or "", row.get("per") or "")
            together[key].append(index)
    return together


def _groups(rows: Rows, indexes: list[int], strictness: int = 0) -> list[list[int]]:
    """Part comparable rows into groups that say the same, ever more strictly."""
    stated: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index in indexes:
        stated[_wording(rows[index])].append(index)
    wordings = sorted(stated, key=lambda wording: (-len(stated[wording]), wording))
    labels = _clusters(wordings[:_MOST], _ALIKE[strictness])
    clusters: dict[int, list[int]] = defaultdict(list)
    for label, wording in zip([*labels, *range(_MOST, len(wordings))], wordings, strict=True):
        clusters[label] += stated[wording]
    groups = []
    for group in map(sorted, clusters.values()):
        if strictness + 1 < len(_ALIKE) and _told_apart(rows, group):
            groups += _groups(rows, group, strictness + 1)
        else:
            groups.append(group)
    return groups


def _wording(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["item"], row.get("action") or ""


def _clusters(wordings: Sequence[tuple[str, str]], distance: float) -> list[int]:
    """Number the wordings by what they say; equal numbers say the same."""
    if len(wordings) < 2 or not distance:
        return list(range(len(wordings)))
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    # the item stands twice: what is counted says more than what was done with it
    texts = [f"{item} {item} {action}" for item, action in wordings]
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 2)).fit_transform(texts)
    by_distance: dict[str, Any] = {"n_clusters": None, "distance_threshold": distance}
    clustering = AgglomerativeClustering(metric="cosine", linkage="average", **by_distance)
    return [int(label) for label in clustering.fit_predict(vectors.toarray())]


def _told_apart(rows: Rows, group: Sequence[int]) -> bool:
    """Tell whether a document gives two wordings of the group different amounts."""
    said: dict[tuple[str, str], dict[tuple[str, str], set[Any]]] = defaultdict(dict)
    for index in group:
        row = rows[index]
        amounts = said[row["doc_id"], row.get("modality") or ""]
        amount = tuple(str(row.get(name)) for name in ("value", "low", "high"))
        amounts.setdefault(_wording(row), set()).add(amount)
    return any(
        len(amounts) > 1 and len(set().union(*amounts.values())) > 1 for amounts in said.values()
    )


def _named(
    rows: Rows, groups: Sequence[Sequence[int]], documents: Sequence[int]
) -> tuple[Found, ...]:
    """Name each group by its commonest item, with the action where items are shared."""
    items = [Counter(rows[index]["item"] for index in group) for group in groups]
    names = [counted.most_common(1)[0][0] for counted in items]
    shared = Counter(names)
    found = []
    for rank, (group, name, counted, stating) in enumerate(
        zip(groups, names, items, documents, strict=True), start=1
    ):
        actions = Counter(rows[index].get("action") or "" for index in group)
        action = actions.most_common(1)[0][0]
        label = action + name if shared[name] > 1 and action not in name else name
        units = Counter(rows[index]["unit"] for index in group)
        found.append(
            Found(
                id=f"i{rank:02d}",
                label=label,
                kind=rows[group[0]]["kind"],
                unit=units.most_common(1)[0][0],
                wordings=tuple(item for item, _ in counted.most_common()),
                documents=stating,
                facts=len(group),
            )
        )
    return tuple(found)

"""Indicators found in the corpus itself: facts that say the same in several documents.

In go the facts as rows, out comes a draft of a codebook and, for each fact, the
indicator that took it. Two facts can only be one indicator when they have the same kind
and unit, are both a change or both none, and have the same base of a rate; among those,
the wording decides (item and action, by shared characters). Two figures that one
sentence tells apart by name are never put together.

It is a draft: it shows what a corpus talks about and is where an own codebook begins.
Facts without an item, and what only one document says, are left alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from zhsummary.errors import UnknownNameError
from zhsummary.tables import frame_of

_ALIKE = 0.5
"""Largest cosine distance (average linkage) within an indicator."""

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


def discover(rows: Iterable[Mapping[str, Any]], *, documents: int = 2) -> Discovery:
    """Find what several documents state.

    Parameters
    ----------
    rows : iterable of mapping
        The facts, with the columns of ``corpus.facts()``.
    documents : int
        In how many documents an indicator must be stated, at the least.

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
    groups = [group for together in _comparable(listed).values()
              for group in _groups(listed, together)]
    wide = [group for group in groups if _documents(listed, group) >= documents]
    wide.sort(key=lambda group: (-_documents(listed, group), -len(group), group[0]))
    found = _named(listed, wide)
    assigned = [""] * len(listed)
    for indicator, group in zip(found, wide, strict=True):
        for index in group:
            assigned[index] = indicator.id
    return Discovery(found, assigned)


def _comparable(rows: Rows) -> dict[tuple[str, ...], list[int]]:
    """Gather the rows that may be one indicator: one kind, unit, sort of change and rate."""
    together: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if row.get("item"):
            key = (row["kind"], row["unit"], row.get("change") or "", row.get("per") or "")
            together[key].append(index)
    return together


def _groups(rows: Rows, indexes: list[int]) -> list[list[int]]:
    """Part comparable rows into groups that say the same."""
    stated: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index in indexes:
        stated[_wording(rows[index])].append(index)
    wordings = sorted(stated, key=lambda wording: (-len(stated[wording]), wording))
    labels = _clusters(wordings[:_MOST])
    clusters: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for label, wording in zip([*labels, *range(_MOST, len(wordings))], wordings, strict=True):
        clusters[label].append(wording)
    groups = []
    for alike in clusters.values():
        group = sorted(index for wording in alike for index in stated[wording])
        apart = _told_apart(rows, group)
        groups += [sorted(stated[wording]) for wording in alike] if apart else [group]
    return groups


def _wording(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["item"], row.get("action") or ""


def _clusters(wordings: Sequence[tuple[str, str]]) -> list[int]:
    """Number the wordings by what they say; equal numbers say the same."""
    if len(wordings) < 2:
        return list(range(len(wordings)))
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    # the item stands twice: what is counted says more than what was done with it
    texts = [f"{item} {item} {action}" for item, action in wordings]
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 2)).fit_transform(texts)
    by_distance: dict[str, Any] = {"n_clusters": None, "distance_threshold": _ALIKE}
    clustering = AgglomerativeClustering(metric="cosine", linkage="average", **by_distance)
    return [int(label) for label in clustering.fit_predict(vectors.toarray())]


def _told_apart(rows: Rows, group: Sequence[int]) -> bool:
    """Tell whether a sentence names two of these facts differently."""
    items: dict[tuple[str, int], str] = {}
    return any(
        items.setdefault((rows[index]["doc_id"], rows[index]["sentence_start"]),
                         rows[index]["item"]) != rows[index]["item"]
        for index in group
    )


def _documents(rows: Rows, group: Sequence[int]) -> int:
    return len({rows[index]["doc_id"] for index in group})


def _named(rows: Rows, groups: Sequence[Sequence[int]]) -> tuple[Found, ...]:
    """Name each group by its commonest item, with the action where items are shared."""
    items = [Counter(rows[index]["item"] for index in group) for group in groups]
    names = [counted.most_common(1)[0][0] for counted in items]
    shared = Counter(names)
    found = []
    for rank, (group, name, counted) in enumerate(zip(groups, names, items, strict=True), start=1):
        actions = Counter(rows[index].get("action") or "" for index in group)
        label = actions.most_common(1)[0][0] + name if shared[name] > 1 else name
        first = rows[group[0]]
        found.append(
            Found(
                id=f"i{rank:02d}", label=label, kind=first["kind"], unit=first["unit"],
                wordings=tuple(item for item, _ in counted.most_common()),
                documents=_documents(rows, group), facts=len(group),
            )
        )
    return tuple(found)

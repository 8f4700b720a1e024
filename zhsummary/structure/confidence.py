"""How far to trust what a document says of itself: each claim weighed against the others.

In go the claims of one document in the order in which its places are asked, out come the same
with their standing and confidence. The first place that says something is used; another that
says the same makes it surer, one that says otherwise less sure, and both are kept.

The words for it, the surest first:

certain
    the analyst says so: a correction, `metadata.csv`, or a column of the frame
high
    the title, the line of the writer or the signature states it, or several places do
medium
    read from the first paragraphs, a heading or a date, or a place contradicts it
low
    read from the file's name or a document number alone, or contradicted
unknown
    no place says it, or it is masked
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from zhsummary.structure.model import Claim

SOURCES: dict[str, str] = {
    "correction": "certain",
    "metadata.csv": "certain",
    "column": "certain",
    "title": "high",
    "byline": "high",
    "signature": "high",
    "opening": "medium",
    "heading": "medium",
    "words": "medium",
    "gazetteer": "medium",
    "file name": "low",
    "document number": "low",
}
"""The places that are asked, in their order, and how sure each is alone."""

_WORDS = ("low", "medium", "high")
_LEANING = frozenset({"file name", "document number", "gazetteer"})


def weighed(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Give the claims with their standing and confidence.

    Examples
    --------
    >>> title = Claim("year", 2023, "title", "2023年")
    >>> [c.confidence for c in weighed([title, Claim("year", 2022, "signature", "2022年1月")])]
    ['medium', 'medium']
    >>> [(c.standing, c.confidence) for c in weighed([Claim("year", 2023, "file name", "a2023")])]
    [('used', 'low')]
    """
    claims = list(claims)
    used: dict[str, Claim] = {}
    for claim in claims:
        if claim.value is not None:
            used.setdefault(claim.field, claim)
    return tuple(_weighed(claim, used.get(claim.field), claims) for claim in claims)


def _weighed(claim: Claim, used: Claim | None, claims: list[Claim]) -> Claim:
    if claim.value is None:
        return replace(claim, standing="masked", confidence="unknown")
    if used is None or claim is used:
        return replace(claim, standing="used", confidence=_confidence(claim, claims))
    standing = "agrees" if agree(claim, used) else "differs"
    return replace(claim, standing=standing, confidence=_confidence(claim, claims))


def _confidence(claim: Claim, claims: list[Claim]) -> str:
    alone = SOURCES[claim.source]
    if alone == "certain":
        return alone
    others = [
        other
        for other in claims
        if other.field == claim.field and other.source != claim.source and other.value is not None
    ]
    step = _WORDS.index(alone)
    step += any(agree(claim, other) for other in others)
    # what the file is called, or may be short for, makes no title doubtful
    step -= any(
        not agree(claim, other) and (other.source not in _LEANING or claim.source in _LEANING)
        for other in others
    )
    return _WORDS[max(0, min(step, len(_WORDS) - 1))]


def agree(one: Claim, other: Claim) -> bool:
    """Tell whether two claims say the same: 青石镇 and 青石镇工会 are one issuer's names.

    Examples
    --------
    >>> union = Claim("issuer", "青石镇工会", "signature", "")
    >>> agree(Claim("issuer", "青石镇", "title", ""), union)
    True
    """
    a, b = str(one.value), str(other.value)
    return a == b or (one.field == "issuer" and (a.startswith(b) or b.startswith(a)))

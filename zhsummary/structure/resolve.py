"""Townships that a document names by a short form only, told from what the whole corpus knows.

In go the summaries of a corpus and, if the analyst has one, a gazetteer (the townships of each
county); out come the same summaries, those with their township found out that a document number
(青政发〔2023〕5号) or a name without its 镇 (青石工会) points to. Only the townships of the
document's own county are asked; where two would do, or the number is the county's own, the
township stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from zhsummary.lexicons.load import words
from zhsummary.spans import fold
from zhsummary.structure.confidence import weighed
from zhsummary.structure.identity import short_names, townships_named
from zhsummary.structure.lines import lines
from zhsummary.structure.model import Claim, Summary

Gazetteer = Mapping[str, Sequence[str]]
"""The townships of each county; under ``""`` those whose county is not said."""


def resolved(summaries: Iterable[Summary], gazetteer: Gazetteer | None = None) -> list[Summary]:
    """Find out the township of summaries that name it by a short form only.

    Parameters
    ----------
    summaries : iterable of Summary
        The whole corpus.
    gazetteer : mapping of str to sequence of str, optional
        The townships of each county.

    Returns
    -------
    list of Summary
        In the same order. What was found has the source ``document number`` or ``gazetteer``
        among its claims.

    Examples
    --------
    >>> from zhsummary.read import from_text
    >>> from zhsummary.structure.build import build
    >>> (summary,) = build(from_text("青政发〔2024〕5号\\n2023年工作总结\\n我镇修路5公里。"))
    >>> [s.identity.township for s in resolved([summary], {"岚川县": ["青石镇", "白沙乡"]})]
    ['青石镇']
    """
    told = list(summaries)
    known = Known((s.identity.county, s.identity.township, s.identity.year) for s in told)
    return [resolve(summary, known, gazetteer or {}) for summary in told]


class Known:
    """What the documents of a corpus say of its counties, of their townships and years.

    Small however large the corpus is, so that each document can be resolved by itself.

    Parameters
    ----------
    places : iterable of tuple
        County, township and year of each document, None for what is not known.
    """

    def __init__(self, places: Iterable[tuple[str | None, str | None, int | None]]) -> None:
        self.counties: set[str] = set()
        self._years: dict[str, dict[str, set[int | None]]] = {}
        self._missing: dict[tuple[str | None, int | None], frozenset[str]] = {}
        for county, township, year in places:
            if county:
                self.counties.add(county)
            if township:
                self._years.setdefault(county or "", {}).setdefault(township, set()).add(year)

    def only_county(self, gazetteer: Gazetteer) -> str | None:
        """Give the county of all documents and of the gazetteer, if there is but one."""
        if len(self.counties) > 1:
            return None
        counties = self.counties | {county for county in gazetteer if county}
        return next(iter(counties)) if len(counties) == 1 else None

    def without_document(self, county: str | None, year: int | None) -> frozenset[str]:
        """Give the townships of a county that have a document, but none of this year.

        Those whose county is not said may be of any; without a county all are meant.
        """
        if (county, year) not in self._missing:
            near = [*self._years] if county is None else {county, ""} & {*self._years}
            named = {township for each in near for township in self._years[each]}
            taken = {t for each in near for t, years in self._years[each].items() if year in years}
            self._missing[county, year] = frozenset(named - taken)
        return self._missing[county, year]


def resolve(summary: Summary, known: Known, gazetteer: Gazetteer) -> Summary:
    """Find out the township of one summary, by what its corpus knows."""
    if summary.identity.township:
        return summary
    if any(claim.standing == "masked" for claim in summary.identity.claims):
        return summary
    county = summary.identity.county or known.only_county(gazetteer)
    listed = _listed(gazetteer, county)
    claim = _by_short_name(summary, gazetteer, county) if gazetteer else None
    claim = claim or _by_number(summary, known, listed, county)
    if claim is None:
        return summary
    identity = summary.identity
    evidence = identity.evidence | {"township": f"{claim.source}: {claim.text}"}
    claims = weighed([claim, *identity.claims])
    township = str(claim.value)
    return replace(
        summary,
        identity=replace(identity, township=township, evidence=evidence, claims=claims),
    )


def _listed(gazetteer: Gazetteer, county: str | None) -> list[str]:
    return [*gazetteer.get(county or "", ()), *(gazetteer.get("", ()) if county else ())]


# --- names without their suffix -------------------------------------------------------------


def _by_short_name(summary: Summary, gazetteer: Gazetteer, known: str | None) -> Claim | None:
    for base, county, said in short_names(summary.text, summary.identity.title):
        listed = _listed(gazetteer, county or known)
        meant = {name for name in listed if _base(name) == base} & _own(summary, listed)
        if len(meant) == 1:
            return _claim(summary, meant.pop(), "gazetteer", said)
    return None


def _base(township: str) -> str:
    suffix = next((s for s in words("township_suffixes.txt") if township.endswith(s)), "")
    return township.removesuffix(suffix)


def _own(summary: Summary, names: Iterable[str]) -> set[str]:
    """Leave the townships of the kind that the writer's own is: 我乡 speaks of no 镇."""
    kinds = set(_OURS.findall(summary.text))
    return {name for name in names if not kinds or name.endswith(tuple(kinds))}


_OURS = re.compile(r"[我全]([镇乡]|街道)")


# --- document numbers -----------------------------------------------------------------------

#: 青政发〔2023〕5号, alone on one of the first lines: the short form and what kind of paper it is.
_NUMBER = re.compile(
    r"(?P<short>[\u4e00-\u9fff]{1,5}?)(?:[党政工妇团办府委人安农民总会联街镇乡字函发报呈纪宣组综]+)"
    r" ?[〔\[【(（](?:19|20)\d\d[〕\]】)）] ?第?\d{1,4} ?号"
)
_HEAD_LINES = 8


def _by_number(
    summary: Summary, known: Known, listed: Sequence[str], county: str | None
) -> Claim | None:
    """Resolve the number of the document itself; one that it quotes is another's."""
    number = _number_of(summary.text)
    if number is None or (county and county.startswith(number["short"])):
        return None
    mentioned = townships_named(summary.text)
    year = summary.identity.year
    names = set(listed) or (mentioned | known.without_document(county, year))
    meant = {name for name in names if _is_short_for(number["short"], name, county)}
    meant &= _own(summary, meant)
    return _claim(summary, meant.pop(), "document number", number[0]) if len(meant) == 1 else None


def _number_of(text: str) -> re.Match[str] | None:
    folded = fold(text)
    for line in lines(folded)[:_HEAD_LINES]:
        found = _NUMBER.fullmatch(folded[line.inner_start : line.inner_end].strip())
        if found:
            return found
    return None


def _is_short_for(short: str, township: str, county: str | None) -> bool:
    """Tell whether 青, 青石 or 岚青 is short for 青石镇 of 岚川县."""
    base = _base(township)
    if county and len(short) > 1 and short[0] == county[0] and base.startswith(short[1:]):
        return True
    return len(base) > 1 and base.startswith(short)


def _claim(summary: Summary, township: str, source: str, said: str) -> Claim:
    start = fold(summary.text).find(said)
    if start < 0:
        return Claim("township", township, source, said)
    end = start + len(said)
    return Claim("township", township, source, summary.text[start:end], start, end)

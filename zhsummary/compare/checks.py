"""Problems: what a careful reader would ask about before using a corpus's figures.

In go documents, facts, headings, pairs of copies and what else the corpus knows; out
comes one frame with a row for each problem and the words that show it. A check is a
function that yields rows; it reports what is certain and stays silent where another
reading would do (parts may overlap, a percentage may have another base).

Nothing is corrected here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pandas as pd

from zhsummary.compare.arithmetic import label_of, of_fact, part_sums, percent_contradictions
from zhsummary.compare.baselines import baselines
from zhsummary.compare.scale import out_of_scale
from zhsummary.messages import Language, in_language, joined, name_of, say
from zhsummary.spans import fold
from zhsummary.tables import Row, frame_of, is_absent

PROBLEMS: dict[str, str] = {
    "doc_id": "string",
    "source": "string",
    "kind": "string",
    "start": "Int64",
    "end": "Int64",
    "text": "string",
    "message": "string",
}

KINDS: dict[str, str] = {
    "unread-file": "a file that could not be read",
    "correction": "a correction that was not applied",
    "reading": "what should be known of a file: a lost character, a row of metadata.csv not used",
    "unknown-township": "a summary that does not say whose it is",
    "unknown-year": "a summary that does not say of which year it is",
    "contradictory-identity": "a summary that says of itself two townships or two years",
    "stray-document": "a summary of another topic than the rest",
    "near-copy": "a summary that is there twice",
    "masked": "a figure that is blanked out or lost",
    "conflict": "an indicator that a document, or those of one row, state with different amounts",
    "unit-mismatch": "a figure whose unit cannot be converted to that of its column",
    "baseline": "last year's figure is another one in last year's summary",
    "out-of-scale": "an amount of money of quite another size than the other townships'",
    "part-sum": "parts that exceed their whole or do not add up to it",
    "percent-contradiction": "a percentage that its own numbers contradict",
    "numbering-gap": "headings whose numbers leave one out or repeat one",
}
"""The kinds of problems, in the order in which a document's are listed."""

Rows = Sequence[Mapping[str, Any]]


def problem_frame(rows: Iterable[Row], language: Language | None = None) -> pd.DataFrame:
    """Give problems as a frame, their messages in a language (of the moment, if none is said).

    Examples
    --------
    >>> rows = [{"kind": "masked", "message": say("the words are not there")}]
    >>> problem_frame(rows, "zh")["message"].tolist()
    ['文中没有这些字']
    """
    told = (row | {"message": in_language(row["message"], language)} for row in rows)
    return frame_of(told, PROBLEMS)


def problem_rows(
    documents: Rows,
    rows: Rows,
    *,
    headings: Rows = (),
    copies: Iterable[tuple[str, str, float]] = (),
    cells: Rows = (),
    conflicts: Iterable[Rows] = (),
    unread: Iterable[tuple[str, str]] = (),
    noted: Iterable[tuple[str, str]] = (),
    alike: Iterable[tuple[str, str, float]] = (),
    unapplied: Iterable[tuple[str, str, str, str]] = (),
) -> list[Row]:
    """Run every check.

    Parameters
    ----------
    documents : sequence of mapping
        ``doc_id source township year topic``, one mapping a document.
    rows : sequence of mapping
        The facts, with the columns of ``corpus.facts()``.
    headings : sequence of mapping, optional
        The headings, with the columns of ``corpus.headings()``.
    copies : iterable of (str, str, float), optional
        Document ids of near-copies and how alike they are.
    cells, conflicts : optional
        What a codebook's matching chose, and what a document or the documents of a row state
        with different amounts; the cells of several codebooks may name one figure several
        times. ``label`` is what messages call the indicator, its id if there is none.
    unread : iterable of (str, str), optional
        Files that could not be read, and why.
    noted : iterable of (str, str), optional
        Files that were read, and what should be known of them.
    alike : iterable of (str, str, float), optional
        Like `copies`, of documents of different townships or years: all of them count.
    unapplied : iterable of (str, str, str, str), optional
        Corrections that were not applied: the document (empty if there is none), where it is
        written, its words, and why.

    Returns
    -------
    list of dict
        ``doc_id source kind start end text message``, for `problem_frame`; in the order of the
        documents, what concerns no document first. `KINDS` explains the kinds. A message can be
        said in either language.

    Examples
    --------
    >>> documents = [{"doc_id": "a", "source": "a.txt", "township": None, "year": 2023}]
    >>> [row["kind"] for row in problem_rows(documents, [])]
    ['unknown-township']
    """
    pairs = list(copies)
    found = [
        *unread_files(unread),
        *unapplied_corrections(unapplied),
        *noted_files(noted),
        *unknown_townships(documents),
        *unknown_years(documents),
        *contradictory_identities(documents),
        *stray_documents(documents),
        *near_copies(pairs, rows),
        *near_copies(
            alike, rows, counted=say("It is of another township or year, and both are counted.")
        ),
        *masked_figures(rows, pairs),
        *unsettled(conflicts),
        *baselines(documents, cells, rows),
        *out_of_scale(documents, cells),
        *part_sums(rows),
        *percent_contradictions(rows),
        *numbering_gaps(headings),
    ]
    return in_order(_once(found), documents)


def in_order(found: Iterable[Row], documents: Rows) -> list[Row]:
    """Give problems in the order of their documents, each with its document's source.

    Examples
    --------
    >>> documents = [{"doc_id": "a", "source": "a.txt"}]
    >>> rows = [{"doc_id": "a", "kind": "masked"}, {"source": "b.pdf", "kind": "unread-file"}]
    >>> [(row["source"], row["kind"]) for row in in_order(rows, documents)]
    [('b.pdf', 'unread-file'), ('a.txt', 'masked')]
    """
    places = {document["doc_id"]: place for place, document in enumerate(documents)}
    sources = {document["doc_id"]: document.get("source") for document in documents}
    kinds = list(KINDS)
    ordered = sorted(
        found,
        key=lambda row: (
            places.get(row.get("doc_id", ""), -1),
            kinds.index(row["kind"]),
            row.get("start") or 0,
        ),
    )
    return [{"source": sources.get(row.get("doc_id", ""))} | row for row in ordered]


def _once(found: Iterable[Row]) -> list[Row]:
    """Leave one of the problems that the indicators of several codebooks tell of one figure."""
    told: set[tuple[Any, ...]] = set()
    kept: list[Row] = []
    for row in found:
        key = (row.get("doc_id"), row["kind"], row.get("start"), row.get("text"))
        if row["kind"] in _OF_ONE_FIGURE and key in told:
            continue
        told.add(key)
        kept.append(row)
    return kept


_OF_ONE_FIGURE = ("baseline", "conflict", "out-of-scale")


# ---------------------------------------------------------------- documents


def unread_files(unread: Iterable[tuple[str, str]]) -> Iterator[Row]:
    """Report the files that could not be read.

    Examples
    --------
    >>> [row["message"] for row in unread_files([("a.docx", "the file is empty")])]
    ['the file is empty']
    """
    for source, why in unread:
        yield {"source": source, "kind": "unread-file", "message": why}


def unapplied_corrections(unapplied: Iterable[tuple[str, str, str, str]]) -> Iterator[Row]:
    """Report the corrections that name no figure, or say what cannot be.

    Examples
    --------
    >>> left = ("a", "corrections.tsv, line 2", "建会5家", "the words are not there")
    >>> [row["message"] for row in unapplied_corrections([left])]
    ['The correction of 建会5家 (corrections.tsv, line 2) was not applied: the words are ...
    """
    for doc_id, place, words, why in unapplied:
        message = _unapplied(words, place, why)
        known = {"doc_id": doc_id} if doc_id else {"source": in_language(place, "en")}
        yield {**known, "kind": "correction", "message": message}


def _unapplied(words: str, place: str, why: str) -> str:
    if place:
        return say(
            "The correction of {words} ({place}) was not applied: {why}.",
            words=words,
            place=place,
            why=why,
        )
    return say("The correction of {words} was not applied: {why}.", words=words, why=why)


def noted_files(noted: Iterable[tuple[str, str]]) -> Iterator[Row]:
    """Report what should be known of the files that were read, and of the tables beside them.

    Examples
    --------
    >>> [row["kind"] for row in noted_files([("metadata.csv", "it names b.txt, not there")])]
    ['reading']
    """
    for source, what in noted:
        yield {"source": source, "kind": "reading", "message": what}


def unknown_townships(documents: Rows) -> Iterator[Row]:
    """Report the documents whose township is not known: their figures have no row of a name."""
    for document in documents:
        if _is_unknown(document.get("township")):
            yield _of_document(
                document,
                "unknown-township",
                say(
                    "No township is named in its title, its signature or its metadata. "
                    "A column 'township' in metadata.csv settles it."
                ),
            )


def unknown_years(documents: Rows) -> Iterator[Row]:
    """Report the documents whose year is not known."""
    for document in documents:
        if _is_unknown(document.get("year")):
            yield _of_document(
                document,
                "unknown-year",
                say(
                    "No year is stated, or it is blanked out. "
                    "A column 'year' in metadata.csv settles it."
                ),
            )


def contradictory_identities(documents: Rows) -> Iterator[Row]:
    """Report the documents whose title, signature, metadata or file name contradict each other.

    Examples
    --------
    >>> from zhsummary.structure.identity import identify
    >>> found = identify("河口镇2023年工作总结\\n我镇建会5家。\\n青石镇人民政府")
    >>> document = {"doc_id": "a", "claims": found.claims}
    >>> [row["message"] for row in contradictory_identities([document])]
    ['Its title says 河口镇, its signature 青石镇; 河口镇 is used.']
    """
    for document in documents:
        claims = document.get("claims") or ()
        used = {claim.field: claim for claim in claims if claim.standing == "used"}
        for claim in claims:
            if claim.standing != "differs" or claim.field not in ("township", "year"):
                continue
            first = used[claim.field]
            yield _of_document(document, "contradictory-identity", "") | {
                "start": claim.start,
                "end": claim.end,
                "text": claim.text,
                "message": say(
                    "Its {first} says {value}, its {second} {other}; {value} is used.",
                    first=name_of("place", first.source),
                    value=first.value,
                    second=name_of("place", claim.source),
                    other=claim.value,
                ),
            }


def stray_documents(documents: Rows) -> Iterator[Row]:
    """Report documents that a comparison set aside, and those of another topic than the rest.

    A topic is another one where three in four of the documents have one in common.

    Examples
    --------
    >>> union = [{"doc_id": d, "topic": "union"} for d in "abc"]
    >>> [row["doc_id"] for row in stray_documents([*union, {"doc_id": "d", "topic": "safety"}])]
    ['d']
    """
    apart = [document for document in documents if document.get("set_aside")]
    for document in apart:
        yield _of_document(document, "stray-document", document["set_aside"])
    documents = [document for document in documents if not document.get("set_aside")]
    topics = Counter(
        str(document["topic"]) for document in documents if not _is_unknown(document.get("topic"))
    )
    if not topics:
        return
    ((common, often),) = topics.most_common(1)
    if often < 3 or often < 0.75 * topics.total():
        return
    for document in documents:
        topic = document.get("topic")
        if not _is_unknown(topic) and topic != common:
            yield _of_document(
                document,
                "stray-document",
                say(
                    "Its topic is {topic}; {often} of {count} documents are about {common}. "
                    "Leave it out of the comparison if it does not belong.",
                    topic=name_of("topic", str(topic)),
                    often=often,
                    count=topics.total(),
                    common=name_of("topic", common),
                ),
            )


def near_copies(
    copies: Iterable[tuple[str, str, float]],
    rows: Rows = (),
    counted: str = say("A comparison counts one of them."),
) -> Iterator[Row]:
    """Report the documents that are there twice, what is made of them and what each hides.

    Examples
    --------
    >>> hidden = {"doc_id": "b", "start": 4, "end": 6, "text": "万元", "masked": True,
    ...           "item": "经费", "sentence": "经费实收万元。", "sentence_start": 0}
    >>> shown = hidden | {"doc_id": "a", "end": 10, "text": "12.8万元", "masked": False,
    ...                   "sentence": "经费实收12.8万元。"}
    >>> [row["message"] for row in near_copies([("a", "b", 0.99)], [hidden, shown])]
    ['99% the same as a. A comparison counts one of them. It hides 12.8万元, which a shows.']
    """
    pairs = list(copies)
    twins = {doc_id: {doc_id} for pair in pairs for doc_id in pair[:2]}
    shown = _shown_figures(rows, twins) if twins else {}
    masked: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row.get("masked"):
            masked[row["doc_id"]].append(row)
    for a, b, similarity in pairs:
        said = [say("{share:.0%} the same as {other}.", share=similarity, other=a), counted]
        for one, other in ((b, a), (a, b)):
            figures = _hidden(masked[one], other, shown)
            if figures:
                said.append(_hides(None if one == b else a, "、".join(figures), other))
        yield {"doc_id": b, "kind": "near-copy", "message": joined(said, " ")}


def _hides(who: str | None, figures: str, other: str) -> str:
    if who is None:
        return say("It hides {figures}, which {other} shows.", figures=figures, other=other)
    return say("{who} hides {figures}, which {other} shows.", who=who, figures=figures, other=other)


def _hidden(masked: Rows, other: str, shown: Mapping[tuple[str, str], set[str]]) -> list[str]:
    """Give the figures that one document masks and its copy shows in the same words."""
    told = (shown.get((other, _before(row)), set()) for row in masked)
    return [min(figures) for figures in told if len(figures) == 1]


# ---------------------------------------------------------------- figures


def masked_figures(rows: Rows, copies: Iterable[tuple[str, str, float]] = ()) -> Iterator[Row]:
    """Report the figures that are blanked out or lost, and the copy that shows them.

    Examples
    --------
    >>> hidden = {"doc_id": "a", "start": 4, "end": 6, "text": "万元", "masked": True,
    ...           "item": "经费", "sentence": "经费实收万元。", "sentence_start": 0}
    >>> shown = hidden | {"doc_id": "b", "end": 10, "text": "12.8万元", "masked": False,
    ...                   "sentence": "经费实收12.8万元。"}
    >>> [row["message"] for row in masked_figures([hidden, shown], [("a", "b", 0.99)])]
    ['The figure of 经费 is blanked out or lost. The copy b shows 12.8万元.']
    """
    twins: dict[str, list[str]] = defaultdict(list)
    for a, b, _ in copies:
        twins[a].append(b)
        twins[b].append(a)
    shown = _shown_figures(rows, twins) if twins else {}
    for row in rows:
        if row.get("masked"):
            said = [
                say(
                    "The figure of {item} is blanked out or lost.",
                    item=row.get("item") or row["text"],
                )
            ]
            before = _before(row)
            told = ((twin, shown.get((twin, before), set())) for twin in twins[row["doc_id"]])
            said += [
                say("The copy {twin} shows {figure}.", twin=twin, figure=min(figures))
                for twin, figures in islice((one for one in told if len(one[1]) == 1), _NAMED)
            ]
            yield of_fact(row, "masked", joined(said, " "))


def _shown_figures(rows: Rows, among: Mapping[str, Any]) -> dict[tuple[str, str], set[str]]:
    shown: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row["doc_id"] in among and not row.get("masked"):
            shown[row["doc_id"], _before(row)].add(row["text"])
    return shown


_BLANK = re.compile(r"[\s\\#*>-]+")
_WORDS_BEFORE = 8


def _before(row: Mapping[str, Any]) -> str:
    """Give the words before a figure, the layout left out: a copy has the same ones."""
    ahead = row["sentence"][: row["start"] - row["sentence_start"]]
    return _BLANK.sub("", fold(ahead))[-_WORDS_BEFORE:]


_NAMED = 20  # amounts of one cell, or copies of one document, that a message names


def unsettled(conflicts: Iterable[Rows]) -> Iterator[Row]:
    """Report the cells that a document, or the documents of one row, state differently.

    Examples
    --------
    >>> cell = {"doc_id": "a", "start": 4, "end": 6, "text": "7家", "indicator": "unions",
    ...         "modality": "actual"}
    >>> other = cell | {"start": 9, "end": 11, "text": "9家"}
    >>> [row["message"] for row in unsettled([[cell, other]])][0]
    'unions (actual) is stated as 7家 and 9家; a comparison shows both and counts neither. ...
    >>> [row["message"] for row in unsettled([[cell, other | {"doc_id": "b"}]])][0]
    'The documents of this row disagree on unions (actual): 7家 (a) and 9家 (b). A ...
    """
    for rows in conflicts:
        message = _disagreement(rows)
        for row in rows:
            yield of_fact(row, "conflict", message)


def _disagreement(rows: Rows) -> str:
    """Say what is stated with different amounts, and by which documents if by several."""
    indicator, modality = label_of(rows[0]), name_of("modality", rows[0]["modality"])
    told = dict.fromkeys((row["text"], row["doc_id"]) for row in rows)
    if len({doc_id for _, doc_id in told}) == 1:
        return say(
            "{indicator} ({modality}) is stated as {said}; "
            "a comparison shows both and counts neither. A correction leaves one out "
            "(indicator: -) or, where they are parts, states their sum (value).",
            indicator=indicator,
            modality=modality,
            said=_listed([text for text, _ in told]),
        )
    return say(
        "The documents of this row disagree on {indicator} ({modality}): {said}. "
        "A comparison shows all and counts none. A correction leaves one out (indicator: -) or, "
        "where they are parts, states their sum (value).",
        indicator=indicator,
        modality=modality,
        said=_listed([say("{name} ({reason})", name=text, reason=doc_id) for text, doc_id in told]),
    )


def _listed(said: Sequence[str]) -> str:
    """List what is said, and of very much its beginning."""
    return joined([*said[:_NAMED], *["…"][: len(said) > _NAMED]], " and ")


# ---------------------------------------------------------------- headings


def numbering_gaps(headings: Rows) -> Iterator[Row]:
    """Report headings whose number does not follow that of the one before (一、三、).

    Examples
    --------
    >>> one = {"doc_id": "a", "parent_id": None, "sequence": 0, "style": "cn", "number": 1,
    ...        "start": 0, "end": 4, "marker": "一、", "title": "组织"}
    >>> three = one | {"number": 3, "start": 9, "end": 13, "marker": "三、"}
    >>> [row["message"] for row in numbering_gaps([one, three])]
    ['三、 follows 一、: 2 is missing or was not recognised.']
    """
    last: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for heading in headings:
        parent = heading.get("parent_id")
        place = (
            heading["doc_id"],
            None if _is_unknown(parent) else parent,
            heading["style"],
        )
        before = last.get(place)
        last[place] = heading
        said = _gap(before, heading)
        if said:
            yield {
                "doc_id": heading["doc_id"],
                "kind": "numbering-gap",
                "start": heading["start"],
                "end": heading["end"],
                "text": f"{heading['marker']}{heading['title']}",
                "message": _of_gap(before, heading, said),
            }


def _of_gap(before: Mapping[str, Any] | None, heading: Mapping[str, Any], said: str) -> str:
    if before is None:
        return say("{marker} is the first: {said}.", marker=heading["marker"], said=said)
    return say(
        "{marker} follows {before}: {said}.",
        marker=heading["marker"],
        before=before["marker"],
        said=said,
    )


def _gap(before: Mapping[str, Any] | None, heading: Mapping[str, Any]) -> str:
    """Say what is wrong with a number behind the one before it; a restart at 1 is nothing."""
    number = heading["number"]
    if number == 1 and (before is None or before["sequence"] != heading["sequence"]):
        return ""
    first = before["number"] if before is not None else 0
    if number == first:
        return say("the number stands there twice")
    if number < first:
        return ""
    lost = "、".join(map(str, range(first + 1, number)))
    return say("{lost} is missing or was not recognised", lost=lost) if lost else ""


# ---------------------------------------------------------------- shared


def _of_document(document: Mapping[str, Any], kind: str, message: str) -> Row:
    return {
        "doc_id": document["doc_id"],
        "kind": kind,
        "text": document.get("title"),
        "message": message,
    }


def _is_unknown(value: Any) -> bool:
    return is_absent(value) or value == ""

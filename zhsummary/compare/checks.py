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
from itertools import pairwise
from typing import Any

import pandas as pd

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
    "stray-document": "a summary of another topic than the rest",
    "near-copy": "a summary that is there twice",
    "masked": "a figure that is blanked out or lost",
    "conflict": "an indicator that one document states twice with different amounts",
    "unit-mismatch": "a figure whose unit cannot be converted to that of its column",
    "baseline": "last year's figure is another one in last year's summary",
    "out-of-scale": "an amount of money of quite another size than the other townships'",
    "part-sum": "parts that exceed their whole",
    "percent-contradiction": "a percentage that its own numbers contradict",
    "numbering-gap": "headings whose numbers leave one out or repeat one",
}
"""The kinds of problems, in the order in which a document's are listed."""

Rows = Sequence[Mapping[str, Any]]


def problems(
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
) -> pd.DataFrame:
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
        What a codebook's matching chose and could not settle.
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
    pandas.DataFrame
        ``doc_id source kind start end text message``; in the order of the documents,
        what concerns no document first. `KINDS` explains the kinds.

    Examples
    --------
    >>> documents = [{"doc_id": "a", "source": "a.txt", "township": None, "year": 2023}]
    >>> problems(documents, [])["kind"].tolist()
    ['unknown-township']
    """
    pairs = list(copies)
    found = [
        *unread_files(unread),
        *unapplied_corrections(unapplied),
        *noted_files(noted),
        *unknown_townships(documents),
        *unknown_years(documents),
        *stray_documents(documents),
        *near_copies(pairs),
        *near_copies(alike, counted="It is of another township or year, and both are counted."),
        *masked_figures(rows, pairs),
        *unsettled(conflicts),
        *baselines(documents, cells),
        *out_of_scale(documents, cells),
        *parts_beyond_whole(rows),
        *percent_contradictions(rows),
        *numbering_gaps(headings),
    ]
    places = {document["doc_id"]: place for place, document in enumerate(documents)}
    sources = {document["doc_id"]: document.get("source") for document in documents}
    kinds = list(KINDS)
    found.sort(
        key=lambda row: (
            places.get(row.get("doc_id", ""), -1),
            kinds.index(row["kind"]),
            row.get("start") or 0,
        )
    )
    return frame_of(
        ({"source": sources.get(row.get("doc_id", ""))} | row for row in found), PROBLEMS
    )


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
        written = f" ({place})" if place else ""
        message = f"The correction of {words}{written} was not applied: {why}."
        known = {"doc_id": doc_id} if doc_id else {"source": place}
        yield {**known, "kind": "correction", "message": message}


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
                "No township is named in its title, its signature or its metadata. "
                "A column 'township' in metadata.csv settles it.",
            )


def unknown_years(documents: Rows) -> Iterator[Row]:
    """Report the documents whose year is not known."""
    for document in documents:
        if _is_unknown(document.get("year")):
            yield _of_document(
                document,
                "unknown-year",
                "No year is stated, or it is blanked out. "
                "A column 'year' in metadata.csv settles it.",
            )


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
        yield _of_document(document, "stray-document", str(document["set_aside"]))
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
                f"Its topic is {topic}; {often} of {topics.total()} documents are about {common}. "
                f"Leave it out of the comparison if it does not belong.",
            )


def near_copies(
    copies: Iterable[tuple[str, str, float]], counted: str = "A comparison counts one of them."
) -> Iterator[Row]:
    """Report the documents that are there twice, and what is made of them."""
    for a, b, similarity in copies:
        yield {
            "doc_id": b,
            "kind": "near-copy",
            "message": f"{similarity:.0%} the same as {a}. {counted}",
        }


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
            said = f"The figure of {row.get('item') or row['text']} is blanked out or lost."
            for twin in twins[row["doc_id"]]:
                figures = shown.get((twin, _before(row)), set())
                if len(figures) == 1:
                    said += f" The copy {twin} shows {min(figures)}."
            yield _of_fact(row, "masked", said)


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


def unsettled(conflicts: Iterable[Rows]) -> Iterator[Row]:
    """Report the cells that one document states with different amounts."""
    for rows in conflicts:
        said = " and ".join(dict.fromkeys(row["text"] for row in rows))
        for row in rows:
            yield _of_fact(
                row,
                "conflict",
                f"{row['indicator']} ({row['modality']}) is stated as {said}; "
                f"the table shows both and counts neither.",
            )


_LAST_YEAR = re.compile(r"^(?:上年|去年|上一年)(?:末|底|同期)?$")


def baselines(documents: Rows, cells: Rows) -> Iterator[Row]:
    """Report last year's figure where last year's summary of the township states another one."""
    known = {
        document["doc_id"]: (document["township"], int(document["year"]))
        for document in documents
        if not _is_unknown(document.get("township")) and not _is_unknown(document.get("year"))
    }
    exact = [cell for cell in cells if cell["doc_id"] in known and _is_exact(cell)]
    stated = {
        (*known[cell["doc_id"]], cell["indicator"]): cell
        for cell in exact
        if cell["modality"] == "actual"
    }
    for cell in exact:
        township, year = known[cell["doc_id"]]
        earlier = stated.get((township, year - 1, cell["indicator"]))
        of_last_year = cell["modality"] == "reference" and _LAST_YEAR.match(cell.get("time") or "")
        if earlier and of_last_year and cell["value"] != earlier["value"]:
            yield _of_fact(
                cell,
                "baseline",
                f"{cell['indicator']} of {year - 1} is {cell['text']} here and "
                f"{earlier['text']} in {earlier['doc_id']}.",
            )


#: So many times the middle of the others, or so small a part of it, is a slip (元 for 万元).
_OUT_OF_SCALE = 1000
_LEAST_OTHERS = 3


def out_of_scale(documents: Rows, cells: Rows) -> Iterator[Row]:
    """Report an amount of money that the other townships' amounts make unlikely.

    Silent where fewer than three others are known, or where they differ as much among
    themselves. Counts are left out: one place may well have a thousand times another's.
    """
    listed = {document["doc_id"] for document in documents}
    amounts: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for cell in cells:
        stated = cell["doc_id"] in listed and _is_exact(cell) and cell.get("kind") == "money"
        if stated and cell["value"] > 0:
            amounts[cell["indicator"], cell["modality"]].append(cell)
    for (indicator, _), stated in amounts.items():
        stated.sort(key=lambda cell: cell["value"])
        count = len(stated) - 1  # of the others
        # only the smallest and the largest can be out of the scale of all others
        for at in {0, count} if count >= _LEAST_OTHERS else ():
            cell = stated[at]
            others = stated[1:] if at == 0 else stated[:-1]
            if others[-1]["value"] > others[0]["value"] * _OUT_OF_SCALE:
                continue
            times = cell["value"] / others[count // 2]["value"]
            if times >= _OUT_OF_SCALE or times <= 1 / _OUT_OF_SCALE:
                told = f"{times:,.0f} times" if times > 1 else f"1/{1 / times:,.0f} times"
                yield _of_fact(
                    cell,
                    "out-of-scale",
                    f"{indicator}: {cell['text']} is {told} the middle of the others; "
                    f"元 and 万元 may have been confused.",
                )


def parts_beyond_whole(rows: Rows) -> Iterator[Row]:
    """Report a part that is larger than its whole, and bracketed parts that add up to more.

    Which figure is the whole is not always plain (新建6家，多建1家，其中村办2家), so a part
    has to exceed every figure of its unit before it. Parts that stand free (其中农民工251人、
    女职工142人) may overlap, so their sum says nothing; parts in brackets behind a figure
    (7家（非公企业5家、村级2家）) divide it.
    """
    for facts in _sentences(rows):
        for place, fact in enumerate(facts):
            if not _is_exact(fact):
                continue
            wholes = [
                other
                for other in facts[:place]
                if not _is_part(other)
                and (other["kind"], other["unit"]) == (fact["kind"], fact["unit"])
            ]
            if (
                _is_part(fact)
                and wholes
                and all(map(_is_exact, wholes))
                and fact["value"] > max(whole["value"] for whole in wholes)
            ):
                yield _of_fact(
                    fact,
                    "part-sum",
                    f"{fact['text']} is given as a part of {wholes[-1]['text']} and is more.",
                )
            parts = _bracketed_parts(fact, facts[place + 1 :])
            total = sum(part["value"] for part in parts)
            if len(parts) > 1 and total > fact["value"]:
                yield _of_fact(
                    fact,
                    "part-sum",
                    f"Its parts {'、'.join(part['text'] for part in parts)} add up to {total:g}.",
                )


def _bracketed_parts(whole: Mapping[str, Any], after: Rows) -> list[Mapping[str, Any]]:
    """Give the exact parts of one unit in the brackets that open right behind a figure."""
    parts = []
    for fact in after:
        between = _between(whole, fact)
        if between[:1] not in ("（", "(") or "）" in between or ")" in between:
            break
        if _is_part(fact) and _is_exact(fact) and fact["unit"] == whole["unit"]:
            parts.append(fact)
    return parts


# A, B and P are two amounts and a percentage that follow one another; the patterns say
# what stands between A and B and between B and P, and what P then has to be.
_AHEAD = r"[,，、]?(?:约|已)?"
_RISE = r"(?:增长|增加|提高|上升)(?:了|幅度?为?)?"
_FALL = r"(?:下降|减少|降低|降幅为?)(?:了)?"
_SHARES = [
    # 收缴21.4万元，为上年18.9万元的113.2%
    (
        re.compile(rf"^{_AHEAD}(?:为|是|完成|相当于)[^，。；,;]{{0,10}}$"),
        re.compile("^的$"),
        lambda a, b: a / b,
    ),
    # 参保6480人，比上年的5960人增长8.7%
    (
        re.compile(rf"^{_AHEAD}比(?:上年|去年|上一年)(?:同期|末|底)?的?$"),
        re.compile(f"^{_RISE}$"),
        lambda a, b: a / b - 1,
    ),
    (
        re.compile(rf"^{_AHEAD}比(?:上年|去年|上一年)(?:同期|末|底)?的?$"),
        re.compile(f"^{_FALL}$"),
        lambda a, b: 1 - a / b,
    ),
    # 由45家增加到50家，增长11.1%
    (
        re.compile(r"^(?:增加|增长|提高|上升|发展|扩大)(?:到|至)$"),
        re.compile(f"^[,，]?{_RISE}$"),
        lambda a, b: b / a - 1,
    ),
    (
        re.compile(r"^(?:减少|下降|降低)(?:到|至)$"),
        re.compile(f"^[,，]?{_FALL}$"),
        lambda a, b: 1 - b / a,
    ),
]
_ITS_SHARE = re.compile(r"^[,，]?占(?:比|总数的|其)?(?:为|达|到)?$")


def percent_contradictions(rows: Rows) -> Iterator[Row]:
    """Report percentages that the two amounts beside them contradict beyond rounding.

    Only wordings that leave one reading are checked (21.4万元，为上年18.9万元的113.2%;
    由45家增加到50家，增长11%; 4372人，其中2618人，占59.9%).
    """
    for facts in _sentences(rows):
        for before, middle, percent in zip(facts, facts[1:], facts[2:], strict=False):
            share = _share(before, middle, percent)
            if share is not None and _contradicts(percent, share * 100):
                yield _of_fact(
                    percent,
                    "percent-contradiction",
                    f"{before['text']} and {middle['text']} give {share * 100:.1f}%, "
                    f"not {percent['text']}.",
                )


def _share(a: Mapping[str, Any], b: Mapping[str, Any], percent: Mapping[str, Any]) -> float | None:
    """Give what the percentage has to be as a share, or None where the wording leaves it open."""
    amounts = (a, b)
    if not all(map(_is_exact, (*amounts, percent))) or percent["kind"] != "percent":
        return None
    if a["kind"] not in ("count", "money") or (a["kind"], a["unit"]) != (b["kind"], b["unit"]):
        return None
    if percent["unit"] != "%" or not all(amount["value"] for amount in amounts):
        return None
    if _is_part(b) and _ITS_SHARE.match(_between(b, percent)):
        return None if _is_part(a) else b["value"] / a["value"]
    for first, second, share in _SHARES:
        if first.match(_between(a, b)) and second.match(_between(b, percent)):
            return share(a["value"], b["value"])
    return None


def _contradicts(percent: Mapping[str, Any], expected: float) -> bool:
    """Allow for the rounding of the percentage and of the amounts that it was made from."""
    _, _, decimals = fold(percent["text"]).rstrip("% ").partition(".")
    rounding = 10.0 ** -len(decimals)
    return abs(percent["value"] - expected) > rounding + 0.005 * (100 + abs(expected))


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
    siblings: dict[tuple[Any, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for heading in headings:
        parent = heading.get("parent_id")
        key = (
            heading["doc_id"],
            None if _is_unknown(parent) else parent,
            heading["sequence"],
            heading["style"],
        )
        siblings[key].append(heading)
    for run in siblings.values():
        for before, heading in pairwise(run):
            step = heading["number"] - before["number"]
            if step > 1:
                lost = "、".join(map(str, range(before["number"] + 1, heading["number"])))
                said = f"{lost} is missing or was not recognised"
            elif step == 0:
                said = "the number stands there twice"
            else:
                continue
            yield {
                "doc_id": heading["doc_id"],
                "kind": "numbering-gap",
                "start": heading["start"],
                "end": heading["end"],
                "text": f"{heading['marker']}{heading['title']}",
                "message": f"{heading['marker']} follows {before['marker']}: {said}.",
            }


# ---------------------------------------------------------------- shared


def _of_document(document: Mapping[str, Any], kind: str, message: str) -> Row:
    return {
        "doc_id": document["doc_id"],
        "kind": kind,
        "text": document.get("title"),
        "message": message,
    }


def _of_fact(row: Mapping[str, Any], kind: str, message: str) -> Row:
    return {name: row[name] for name in ("doc_id", "start", "end", "text")} | {
        "kind": kind,
        "message": message,
    }


def _sentences(rows: Rows) -> Iterator[list[Mapping[str, Any]]]:
    """Give the facts of each sentence in their order."""
    together: dict[tuple[str, int], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        together[row["doc_id"], row["sentence_start"]].append(row)
    for facts in together.values():
        yield sorted(facts, key=lambda fact: fact["start"])


def _between(a: Mapping[str, Any], b: Mapping[str, Any]) -> str:
    """Give the words between two figures of one sentence, without white space."""
    origin = a["sentence_start"]
    return "".join(a["sentence"][a["end"] - origin : b["start"] - origin].split())


def _is_exact(row: Mapping[str, Any]) -> bool:
    return row["qualifier"] == "exact" and not row["masked"] and not is_absent(row.get("value"))


def _is_part(row: Mapping[str, Any]) -> bool:
    return "part-of-total" in str(row.get("flags") or "").split(";")


def _is_unknown(value: Any) -> bool:
    return is_absent(value) or value == ""

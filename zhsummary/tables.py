"""Values to frames: facts, headings, sections and sentences as pandas tables.

In goes what the earlier stages gave (`Fact`, `Heading`, `Section`, spans) or plain
dictionary rows; out come frames whose columns and dtypes never change, also when
they are empty. This is the first module of the library that imports pandas, when a
frame is asked for; rows alone and their CSV do without it.

Not handled here: which fact belongs to which indicator (`zhsummary.compare`).

Text columns have the dtype ``string``, which means the same in pandas 2.2 and 3:
``""`` where the text says nothing, ``<NA>`` where a document has no such field.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from zhsummary.facts.model import Fact
from zhsummary.messages import in_language
from zhsummary.spans import Span
from zhsummary.structure.model import Claim, Heading, Section, Summary
from zhsummary.structure.words import Repair

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]

FACTS: dict[str, str] = {
    "doc_id": "string",
    "township": "string",
    "year": "Int64",
    "section_id": "Int64",
    "section": "string",
    "start": "int64",
    "end": "int64",
    "text": "string",
    "kind": "string",
    "value": "float64",
    "low": "float64",
    "high": "float64",
    "qualifier": "string",
    "unit": "string",
    "masked": "bool",
    "item": "string",
    "action": "string",
    "modality": "string",
    "change": "string",
    "time": "string",
    "actor": "string",
    "per": "string",
    "group": "Int64",
    "indicator": "string",
    "sentence": "string",
    "sentence_start": "int64",
    "flags": "string",
}

IDENTITY: dict[str, str] = {
    "doc_id": "string",
    "field": "string",
    "value": "string",
    "source": "string",
    "text": "string",
    "start": "Int64",
    "end": "Int64",
    "confidence": "string",
    "standing": "string",
}

REPAIRS: dict[str, str] = {
    "general": "string",
    "words": "string",
    "count": "int64",
    "doc_id": "string",
    "start": "int64",
    "end": "int64",
}

HEADINGS: dict[str, str] = {
    "doc_id": "string",
    "section_id": "Int64",
    "parent_id": "Int64",
    "sequence": "int64",
    "level": "int64",
    "number": "int64",
    "style": "string",
    "marker": "string",
    "title": "string",
    "run_in": "bool",
    "fused": "bool",
    "start": "int64",
    "end": "int64",
    "body_start": "int64",
    "body_end": "int64",
}

SECTIONS: dict[str, str] = {
    "doc_id": "string",
    "section_id": "int64",
    "section": "string",
    "level": "int64",
    "start": "int64",
    "end": "int64",
    "text": "string",
}

SENTENCES: dict[str, str] = {
    "doc_id": "string",
    "section_id": "Int64",
    "start": "int64",
    "end": "int64",
    "text": "string",
}


def facts_frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Give the facts as a frame, one row a fact.

    Parameters
    ----------
    rows : iterable of mapping
        One mapping a fact, for example those of `fact_rows`; offsets must be
        there. Any other key that is missing becomes an absent value; one that is
        no column is left out. ``flags`` may be a sequence (joined by ``;``) or a string.

    Returns
    -------
    pandas.DataFrame
        The columns of `FACTS` in their order. Money is in yuan.

    Examples
    --------
    >>> frame = facts_frame([{"doc_id": "a", "start": 0, "end": 2, "text": "7家",
    ...                       "value": 7, "sentence_start": 0, "flags": ("inherited-item",)}])
    >>> float(frame.loc[0, "value"]), frame.loc[0, "flags"]
    (7.0, 'inherited-item')
    >>> facts_frame([]).columns.tolist() == list(FACTS)
    True
    """
    return frame_of((_with_joined_flags(row) for row in rows), FACTS)


def headings_frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Give the headings as a frame, one row a heading.

    Examples
    --------
    >>> headings_frame([]).dtypes["parent_id"]
    Int64Dtype()
    """
    return frame_of(rows, HEADINGS)


def sections_frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Give the sections as a frame; together they hold every character of a document.

    Examples
    --------
    >>> sections_frame([]).shape
    (0, 7)
    """
    return frame_of(rows, SECTIONS)


def sentences_frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Give the sentences as a frame, in their order.

    Examples
    --------
    >>> sentences_frame([{"doc_id": "a", "start": 0, "end": 3, "text": "好。 "}])["text"].tolist()
    ['好。 ']
    """
    return frame_of(rows, SENTENCES)


def repairs_frame(found: Iterable[tuple[str, Repair]]) -> pd.DataFrame:
    """Give what the dictionaries repair, each way once, most frequent first.

    Examples
    --------
    >>> from zhsummary.structure.words import repairs
    >>> text = "签订工资专项集体协议3份，续签工资专项集体协议2份。"
    >>> repairs_frame(("a", r) for r in repairs(text))[["words", "count"]].values.tolist()
    [['工资专项集体协议', 2]]
    """
    rows: dict[tuple[str, str], Row] = {}
    for doc_id, repair in found:
        opened = {"count": 0, "doc_id": doc_id, "start": repair.start, "end": repair.end}
        key = (" ".join(repair.general), " ".join(repair.words))
        rows.setdefault(key, opened)["count"] += 1
    ordered = sorted(rows.items(), key=lambda row: -row[1]["count"])
    return frame_of(
        ({"general": general, "words": own, **row} for (general, own), row in ordered), REPAIRS
    )


def frame_of(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Give rows as a frame of exactly these columns and dtypes.

    A text that is absent stays absent (``<NA>``), an absent truth value is False,
    and an absent whole number of a dtype that knows no absence is an error of the
    caller, not a zero.

    Examples
    --------
    >>> frame_of([{"n": 1}, {}], {"n": "Int64", "t": "string"}).isna().sum().tolist()
    [1, 2]
    """
    import pandas as pd

    listed = list(rows)
    made = {
        name: _column([row.get(name) for row in listed], dtype) for name, dtype in columns.items()
    }
    return pd.DataFrame(made)


def kept_frame(make: Callable[[Any], pd.DataFrame]) -> property:
    """Make a property of a frame: it is made once, and each who asks gets a copy.

    An analyst adds columns to what a table gives; what is written or drawn of the table later
    must not have them.

    Examples
    --------
    >>> class Found:
    ...     @kept_frame
    ...     def words(self):
    ...         return frame_of([{"n": 1}], {"n": "Int64"})
    >>> found = Found()
    >>> found.words.insert(0, "mine", 2)
    >>> found.words.columns.tolist()
    ['n']
    """
    place = f"_{make.__name__}_kept"

    @wraps(make)
    def given(self: Any) -> pd.DataFrame:
        if place not in self.__dict__:
            self.__dict__[place] = make(self)
        return self.__dict__[place].copy()

    return property(given)


class CsvText(io.StringIO):
    """What takes CSV whose rows end in ``\\r\\n`` and keeps it with ``\\n``.

    Only with the first do the writers of CSV put a lone ``\\r`` of a text into quotation marks;
    without them a reader takes it for the end of the row.
    """

    def write(self, row: str, /) -> int:
        """Take a row."""
        return super().write(row.removesuffix("\r\n") + "\n")


def csv_text(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> str:
    """Write rows as CSV, as their frame would be written.

    pandas is not asked: to load it takes longer than to read a text.

    Examples
    --------
    >>> csv_text([{"n": 1, "t": "7家"}, {}], {"n": "Int64", "t": "string"})
    'n,t\\n1,7家\\n,\\n'
    """
    made = CsvText()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_written(row.get(name), dtype) for name, dtype in columns.items()])
    return made.getvalue()


def _written(value: Any, dtype: str) -> Any:
    if dtype == "bool":
        return _is_true(value)
    if is_absent(value):
        return None
    return float(value) if dtype == "float64" else value


def _column(values: list[Any], dtype: str) -> pd.Series:
    import pandas as pd

    # what holds none of pandas' signs of absence needs no look at each value
    plain = _PLAIN.get(dtype, frozenset()).issuperset(map(type, values))
    if dtype == "bool":
        values = values if plain else [_is_true(value) for value in values]
    elif dtype == "float64":
        values = values if plain else [_number(value) for value in values]
    elif not plain:
        values = [None if is_absent(value) else in_language(value) for value in values]
    return pd.Series(values, dtype=dtype)


_PLAIN: dict[str, frozenset[type]] = {
    "bool": frozenset({bool}),
    "float64": frozenset({float, type(None)}),
    "string": frozenset({str, type(None)}),
    "int64": frozenset({int}),
    "Int64": frozenset({int, type(None)}),
}


def is_absent(value: Any) -> bool:
    """Tell None, NaN and <NA> from everything that is a value, zero and "" included.

    Examples
    --------
    >>> [is_absent(value) for value in (None, float("nan"), 0, "", False)]
    [True, True, False, False, False]
    """
    if value is None or isinstance(value, (str, int, float)):
        return value is None or value != value
    return value is _missing()


@cache
def _missing() -> Any:
    import pandas as pd

    return pd.NA


def _is_true(value: Any) -> bool:
    return not is_absent(value) and bool(value)


def _number(value: Any) -> float:
    return float("nan") if is_absent(value) else float(value)


def _with_joined_flags(row: Mapping[str, Any]) -> Mapping[str, Any]:
    flags = row.get("flags")
    if isinstance(flags, str):
        return row
    return {**row, "flags": ";".join(flags or ())}


# ---------------------------------------------------------------- values to rows


def fact_rows(summary: Summary, sections: Sequence[Section], facts: Iterable[Fact]) -> list[Row]:
    """Give the facts of one summary as rows: the keys of `FACTS`, ``source`` and ``about``.

    ``indicator`` is empty: only a comparison with a codebook fills it.

    Examples
    --------
    >>> from zhsummary.quantities.model import Quantity
    >>> from zhsummary.structure.model import Identity
    >>> from decimal import Decimal
    >>> seven = Quantity(5, 7, "7家", "count", Decimal(7), None, None, "exact", "家")
    >>> summary = Summary("a", "a.txt", 0, "新建基层工会7家。", Identity())
    >>> seven = seven.shifted(1)
    >>> (row,) = fact_rows(summary, [], [Fact(seven, 0, 9, item="基层工会", action="新建")])
    >>> row["text"], row["value"], row["sentence"]
    ('7家', 7.0, '新建基层工会7家。')
    """
    starts = [section.start for section in sections]
    return [
        _fact_row(summary, _section_at(sections, starts, fact.quantity.start), fact)
        for fact in facts
    ]


def identity_frame(summaries: Iterable[Summary]) -> pd.DataFrame:
    """Give what the summaries say of whose they are and of when, one row a claim."""
    return frame_of((row for summary in summaries for row in identity_rows(summary)), IDENTITY)


#: What is answered for every document, known or not, and what only where it is known.
_ASKED = ("township", "county", "issuer", "year")
_FURTHER = ("title", "topic")


def identity_rows(summary: Summary) -> list[Row]:
    """Give the claims of one summary as rows with the keys of `IDENTITY`, field by field.

    Examples
    --------
    >>> from zhsummary.structure.model import Identity
    >>> summary = Summary("a", "a.txt", 0, "", Identity())
    >>> [(row["field"], row["value"], row["confidence"]) for row in identity_rows(summary)][0]
    ('township', None, 'unknown')
    """
    rows: list[Row] = []
    for name in (*_ASKED, *_FURTHER):
        claims = [claim for claim in summary.identity.claims if claim.field == name]
        claims.sort(key=lambda claim: claim.standing != "used")
        rows += [_claim_row(summary, claim) for claim in claims]
        if not claims and name in _ASKED:
            rows.append(_claim_row(summary, Claim(name, None, "", "", confidence="unknown")))
    return rows


def _claim_row(summary: Summary, claim: Claim) -> Row:
    names = ("field", "source", "text", "start", "end", "confidence", "standing")
    value = None if claim.value is None else str(claim.value)
    told = {name: getattr(claim, name) for name in names}
    return {"doc_id": summary.doc_id, "value": value} | told


def heading_rows(
    doc_id: str, headings: Sequence[Heading], sections: Sequence[Section]
) -> list[Row]:
    """Give the headings of one summary as rows with the keys of `HEADINGS`.

    ``section_id`` is the section that the heading opens, ``parent_id`` the one of the
    heading above it.
    """
    opened = {section.heading: section.section_id for section in sections}
    return [
        {
            "doc_id": doc_id,
            "section_id": opened.get(index),
            "parent_id": None if heading.parent is None else opened.get(heading.parent),
            **{name: getattr(heading, name) for name in HEADINGS if hasattr(heading, name)},
        }
        for index, heading in enumerate(headings)
    ]


def section_rows(
    doc_id: str, text: str, headings: Sequence[Heading], sections: Sequence[Section]
) -> list[Row]:
    """Give the sections of one summary as rows with the keys of `SECTIONS`.

    ``level`` is 0 for what stands before the first heading.
    """
    return [
        {
            "doc_id": doc_id,
            "section_id": section.section_id,
            "section": path_text(section.path),
            "level": 0 if section.heading is None else headings[section.heading].level,
            "start": section.start,
            "end": section.end,
            "text": text[section.start : section.end],
        }
        for section in sections
    ]


def sentence_rows(
    doc_id: str, text: str, sections: Sequence[Section], sentences: Iterable[Span]
) -> list[Row]:
    """Give the sentences of one summary as rows with the keys of `SENTENCES`."""
    starts = [section.start for section in sections]
    return [
        {
            "doc_id": doc_id,
            "section_id": _section_id(_section_at(sections, starts, sentence.start)),
            "start": sentence.start,
            "end": sentence.end,
            "text": sentence.of(text),
        }
        for sentence in sentences
    ]


def path_text(path: Iterable[str]) -> str:
    """Give a path of titles from the top down as one line.

    Examples
    --------
    >>> path_text(("组织建设", "建会入会"))
    '组织建设 / 建会入会'
    """
    return " / ".join(path)


def _fact_row(summary: Summary, section: Section | None, fact: Fact) -> Row:
    quantity, identity = fact.quantity, summary.identity
    return {
        "doc_id": summary.doc_id,
        "source": summary.source,
        "township": identity.township,
        "year": identity.year,
        "section_id": _section_id(section),
        "section": path_text(section.path) if section else "",
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "kind": quantity.kind,
        "qualifier": quantity.qualifier,
        "unit": quantity.unit,
        "masked": quantity.masked,
        "value": _float(quantity.value),
        "low": _float(quantity.low),
        "high": _float(quantity.high),
        "item": fact.item,
        "action": fact.action,
        "modality": fact.modality,
        "change": fact.change,
        "time": fact.time,
        "actor": fact.actor,
        "per": fact.per,
        "group": fact.group,
        "indicator": "",
        "sentence": summary.text[fact.sentence_start : fact.sentence_end],
        "sentence_start": fact.sentence_start,
        "flags": ";".join(fact.flags),
        "given": fact.indicator,
        "before": "; ".join(fact.before),
        "about": fact.about,
        "title": identity.title,
        "opening": _opening(summary.text, identity.title),
    }


def _opening(text: str, title: str) -> str:
    """Give the first words below a title: 本报讯 近日，…"""
    behind = max(0, text.find(title)) + len(title) if title else 0
    return " ".join(text[behind : behind + _OPENING].split())


_OPENING = 80  # characters


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _section_id(section: Section | None) -> int | None:
    return None if section is None else section.section_id


def _section_at(sections: Sequence[Section], starts: Sequence[int], place: int) -> Section | None:
    index = bisect_right(starts, place) - 1
    return sections[index] if index >= 0 else None

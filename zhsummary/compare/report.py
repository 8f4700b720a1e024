"""A comparison and its documents as one page: the tables, the problems, the texts.

In go a `Comparison` and the documents that it was made of, out comes a page of
`zhsummary.show.report` that holds all of it and loads nothing. Each text is there once:
the cells lead to it. Where the texts are long in all, the page holds the sentences that
the tables cite and names the files for the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from zhsummary.compare.plots import coverage, similarity, with_targets
from zhsummary.facts.corrections import correction_words
from zhsummary.facts.model import Fact
from zhsummary.show.amounts import MODALITIES
from zhsummary.show.chinese import named, named_all
from zhsummary.show.document import anchor, document_anchor, document_body, filters, with_words
from zhsummary.show.html import text as escaped
from zhsummary.show.report import Part, report_page
from zhsummary.show.table import Link, bars_note, comparison_table, rows_table
from zhsummary.spans import Span

_MOST_ROWS = 500  # a list longer than this is read in the CSV, not on a page
_MOST_LINES = 3_000  # rows of the table
_MOST_TEXT = 2_000_000  # characters of all texts together
_MOST_DRAWN = 300  # rows of the map of what is stated
_MOST_ALIKE = 60  # documents of the map of how alike they are


def report_html(
    table: Any, documents: Iterable[Any], *, title: str = "", most_text: int = _MOST_TEXT
) -> str:
    """Draw the report of a comparison.

    Parameters
    ----------
    table : Comparison
        What is compared.
    documents : iterable of Document
        The documents whose texts the cells link to: ``doc_id text headings facts``.
    title : str, optional
        The page's title; the table's own otherwise.
    most_text : int, optional
        With more characters of text than these in all, the page holds only the
        sentences that the tables cite.

    Returns
    -------
    str
        One page of HTML.
    """
    held = list(documents)
    others = [table, *(table.with_modality(m) for m in MODALITIES if m != table.modality)]
    shown = [one for one in others if one is table or one.frame.shape[1]]
    tabs = [
        Part(
            MODALITIES[one.modality],
            comparison_table(
                replace(with_targets(one), caption=""), rows=_MOST_LINES, links=bool(held)
            ),
            name=f"zhs-{one.modality}",
        )
        for one in shown
    ]
    cited = None if sum(len(d.text) for d in held) <= most_text else _cited(table)
    return report_page(
        title or f"{named('codebook', table.codebook.name)} · 乡镇对比表",
        tabs,
        [
            part
            for part in (*_parts(table, {d.doc_id for d in held}), _likeness(held))
            if part is not None
        ],
        [_text(document, cited) for document in held],
        lead=_lead(table, shortened=cited is not None),
        ticks=filters(fact for d in held for fact in _marked(d)),
    )


def _lead(table: Any, *, shortened: bool) -> str:
    """Say what is compared, how much of it is exact, and where the tables end."""
    years = sorted({d["year"] for d in table.documents if d["year"] is not None})
    span = "–".join(map(str, dict.fromkeys([years[0], years[-1]]))) if years else "年份未知"
    towns = len({d["township"] for d in table.documents if d["township"]})
    copies = sum(bool(d["copy_of"]) for d in table.documents)
    counts = table.coverage.sum()
    said = [
        f"{len(table.documents)} 份文档" + (f"（{copies} 份重复，不计入）" if copies else ""),
        f"{towns} 个乡镇街道",
        span,
        f"{len(table)} 行 × {table.frame.shape[1]} 个指标",
        *(
            f"{name} {counts[key]}"
            for key, name in (
                ("exact", "确切"), ("vague", "约数"), ("words", "文字"),
                ("masked", "遮盖"), ("conflict", "不一"),
            )
        ),
    ]  # fmt: skip
    hint = f"点格子看原句；点表头排序。金额以表头单位为准。{bars_note(table.view())}。"
    if shortened:
        hint += "文档较多，本页只收表中引用的句子，全文见原文件。"
    return f"<p>{escaped(' · '.join(said))}</p><p class='zhs-note'>{hint}</p>"


def _parts(table: Any, held: set[str]) -> Iterator[Part | None]:
    labels = {indicator.id: indicator.label for indicator in table.codebook.indicators}
    problems = table.problems_in("zh")
    problems = problems.assign(
        doc_id=problems["doc_id"].fillna(problems["source"]),
        kind=named_all("problem", problems["kind"]),
    )
    yield _part("问题", problems, ["doc_id", "kind", "text", "message"], held, is_open=True)
    conflicts = table.conflicts.assign(
        indicator=[labels.get(name, name) for name in table.conflicts["indicator"]],
        modality=[MODALITIES[name] for name in table.conflicts["modality"]],
    )
    columns = ["doc_id", "indicator", "modality", "text", "sentence"]
    yield _part("前后不一的数字", conflicts, columns, held)
    columns = ["item", "unit", "facts", "documents", "action", "example", "doc_id", "sentence"]
    yield _part("没有归入指标的数字", table.unmatched, columns, held)
    stated = table.coverage.reset_index()
    yield _part("指标覆盖", stated, list(stated.columns), held)
    if 0 < len(table) <= _MOST_DRAWN and table.frame.shape[1]:
        yield Part("哪些写了、哪些没写", f'<div class="zhs-scroll">{coverage(table).svg}</div>')


def _likeness(documents: Sequence[Any]) -> Part | None:
    if not 1 < len(documents) <= _MOST_ALIKE:
        return None
    return Part("哪些文档相似", f'<div class="zhs-scroll">{similarity(documents).svg}</div>')


def _part(
    title: str, frame: pd.DataFrame, columns: list[str], held: set[str], *, is_open: bool = False
) -> Part | None:
    if frame.empty:
        return None
    rows = [_row(row, columns, held) for row in frame.head(_MOST_ROWS).to_dict("records")]
    left_out = len(frame) - len(rows)
    more = f'<p class="zhs-note">另有 {left_out} 行未显示</p>' if left_out else ""
    html = rows_table(named_all("column", columns), rows)
    return Part(f"{title}（{len(frame)}）", html + more, is_open)


def _row(row: dict[Any, Any], columns: Sequence[str], held: set[str]) -> list[Any]:
    """Give the cells of a row; a document and a figure lead to their place."""
    told: list[Any] = ["" if pd.isna(row[name]) else str(row[name]).strip() for name in columns]
    if row.get("doc_id") in held:
        told[columns.index("doc_id")] = Link(row["doc_id"], f"#{document_anchor(row['doc_id'])}")
        if "text" in columns and told[columns.index("text")] and not pd.isna(row["start"]):
            href = f"#{anchor(row['doc_id'], int(row['start']))}"
            told[columns.index("text")] = Link(told[columns.index("text")], href)
    return told


def _cited(table: Any) -> dict[str, set[int]]:
    """Give where the figures of the tables and of the problems begin, document by document."""
    places: dict[str, set[int]] = defaultdict(set)
    for frame in (table.cells, table.worded, table.problems):
        placed = frame.dropna(subset=["doc_id", "start"])
        for doc_id, start in zip(placed["doc_id"], placed["start"], strict=True):
            places[doc_id].add(int(start))
    return places


def _marked(document: Any) -> list[Fact]:
    return with_words(document.facts, (word.fact for word in document.worded))


def _text(document: Any, cited: dict[str, set[int]] | None) -> Part:
    facts, within = _marked(document), None
    if cited is not None:
        places = cited.get(document.doc_id, set())
        facts = [fact for fact in facts if fact.quantity.start in places]
        within = {Span(fact.sentence_start, fact.sentence_end) for fact in facts}
    title = getattr(document, "title", "")
    source = getattr(document, "source", "")
    places = [(fact.quantity.start, fact.quantity.end) for fact in facts]
    words = dict(zip((start for start, _ in places), correction_words(document.text, places),
                     strict=True))  # fmt: skip
    return Part(
        " · ".join(part for part in (document.doc_id, title, source) if part),
        document_body(
            document.text,
            document.headings,
            facts,
            doc_id=document.doc_id,
            within=within,
            words=words,
        ),
        name=document_anchor(document.doc_id),
        doc_id=document.doc_id,
    )

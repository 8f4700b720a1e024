"""A document as HTML: its text unchanged, headings bold, every figure marked.

In go a text, its headings and its facts, out comes a fragment in which each figure is
a ``<mark>`` with an anchor; hovering over it tells what it was read as. The text
between the tags is the document's text, character for character.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2s
from itertools import pairwise
from typing import Any

from zhsummary.facts.model import Fact
from zhsummary.show.amounts import MODALITIES, amount_text
from zhsummary.show.html import styled
from zhsummary.show.html import text as escaped
from zhsummary.show.table import rows_table
from zhsummary.structure.model import Heading


def anchor(doc_id: str, start: int) -> str:
    """Name the place of a figure within a page that holds several documents.

    Examples
    --------
    >>> anchor("青石镇-2023", 12) == anchor("青石镇-2023", 12) != anchor("白沙乡-2023", 12)
    True
    """
    return f"f{blake2s(doc_id.encode(), digest_size=5).hexdigest()}-{start}"


def document_html(
    text: str,
    headings: Sequence[Heading],
    facts: Iterable[Fact],
    *,
    doc_id: str = "",
    identity: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Mark the headings and figures of a text.

    Parameters
    ----------
    text : str
        The document.
    headings : sequence of Heading
        Its headings, shown bold.
    facts : iterable of Fact
        Its facts, each marked in the colour of its modality.
    doc_id : str
        Makes the anchors of this document its own (see `anchor`).
    identity : sequence of mapping, optional
        The rows of ``corpus.identity()`` for this document, shown above the text.

    Returns
    -------
    str
        A fragment with its style.

    Examples
    --------
    >>> "&lt;script&gt;" in document_html("<script>", [], [])
    True
    """
    body = document_body(text, headings, facts, doc_id=doc_id)
    return styled(f'<div class="zhs">{identity_html(identity)}{body}</div>')


_FIELDS = {"township": "乡镇", "county": "县", "issuer": "单位", "year": "年份"}
_SOURCES = {
    "metadata.csv": "元数据表",
    "column": "数据框的列",
    "title": "标题",
    "byline": "署名行",
    "signature": "落款",
    "opening": "开头",
    "heading": "小标题",
    "gazetteer": "地名表",
    "file name": "文件名",
    "document number": "发文字号",
}
_CONFIDENCE = {"certain": "已给定", "high": "高", "medium": "中", "low": "低", "unknown": "未知"}
_STANDINGS = {"used": "采用", "agrees": "一致", "differs": "不一致", "masked": "被遮盖"}


def identity_html(rows: Iterable[Mapping[str, Any]]) -> str:
    """Draw whose a document is and of when, with the words that say so.

    Examples
    --------
    >>> row = {"field": "township", "value": "青石镇", "source": "title", "text": "青石镇",
    ...        "confidence": "high", "standing": "used"}
    >>> "<td>标题</td>" in identity_html([row])
    True
    """
    told = [
        [
            _FIELDS[row["field"]],
            row["value"] or "未知",
            _CONFIDENCE.get(row["confidence"], ""),
            _SOURCES.get(row["source"], row["source"]),
            row["text"],
            _STANDINGS.get(row["standing"], ""),
        ]
        for row in rows
        if row["field"] in _FIELDS
    ]
    return rows_table(["", "", "把握", "出处", "原文", ""], told) if told else ""


def lines_html(lines: Sequence[str]) -> str:
    """Offer the lines that correct the figures of a document, folded away until they are wanted.

    Examples
    --------
    >>> lines_html(["青石镇-2023\\t建会【7家】\\tvalue\\t"]).count("建会【7家】")
    1
    """
    if not lines:
        return ""
    told = "读错了？把那一行贴进 corrections.tsv，在 value 后填上正确的值"
    body = escaped("\n".join(lines))
    return f'<details class="zhs"><summary>{told}</summary><pre>{body}</pre></details>'


def document_body(
    text: str, headings: Sequence[Heading], facts: Iterable[Fact], *, doc_id: str = ""
) -> str:
    """Give the marked text alone, for a page that has the style already."""
    marked = sorted(facts, key=lambda fact: (fact.quantity.start, fact.quantity.end))
    edges = {0, len(text)}
    edges |= {edge for fact in marked for edge in (fact.quantity.start, fact.quantity.end)}
    edges |= {edge for heading in headings for edge in (heading.start, heading.end)}
    bold = [(heading.start, heading.end, heading) for heading in headings]
    pieces = []
    fact_at, heading_at = 0, 0
    for start, end in pairwise(sorted(edge for edge in edges if 0 <= edge <= len(text))):
        while fact_at < len(marked) and marked[fact_at].quantity.end <= start:
            fact_at += 1
        while heading_at < len(bold) and bold[heading_at][1] <= start:
            heading_at += 1
        piece = escaped(text[start:end])
        if fact_at < len(marked) and marked[fact_at].quantity.start <= start:
            piece = _marked(piece, marked[fact_at], start, doc_id)
        if heading_at < len(bold) and bold[heading_at][0] <= start:
            piece = f'<span class="zhs-heading">{piece}</span>'
        pieces.append(piece)
    return f'<div class="zhs-body" lang="zh">{"".join(pieces)}</div>'


def _marked(piece: str, fact: Fact, start: int, doc_id: str) -> str:
    quantity = fact.quantity
    look = "masked" if quantity.masked else fact.modality
    # a figure that a heading cuts in two is marked twice and has its anchor once
    place = f' id="{anchor(doc_id, quantity.start)}"' if start == quantity.start else ""
    look += " corrected" * ("corrected" in fact.flags)
    return f'<mark class="{look}"{place} title="{escaped(reading(fact))}">{piece}</mark>'


def reading(fact: Fact) -> str:
    """Say in one line what a figure was read as.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from zhsummary.quantities.model import Quantity
    >>> money = Quantity(0, 5, "8.6万元", "money", Decimal(86000), None, None, "exact", "元")
    >>> reading(Fact(money, 0, 5, item="慰问金", action="发放"))
    '86000 元 · 发放 慰问金 · 已完成'
    """
    quantity = fact.quantity
    amount = {
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "qualifier": quantity.qualifier,
        "masked": quantity.masked,
    }
    said = [
        f"{amount_text(amount)} {quantity.unit}".strip(),
        f"{fact.action} {fact.item}".strip(),
        MODALITIES[fact.modality],
        fact.time,
        fact.actor,
        fact.per,
        "；".join(fact.flags),
        f"原读作 {'；'.join(fact.before)}" if fact.before else "",
    ]
    return " · ".join(part for part in said if part)

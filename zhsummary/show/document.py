"""A document as HTML: its text unchanged, headings bold, every figure marked.

In go a text, its headings and its facts, out comes a fragment in which each figure is
a ``<mark>`` with an anchor, coloured by its kind and underlined by its modality; hovering
over it tells what it was read as, and ticks above the text choose which kinds are
marked. The text between the tags of the body is the document's text, character for
character.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2s
from itertools import pairwise
from typing import Any

from zhsummary.facts.model import Fact
from zhsummary.show.amounts import MODALITIES, amount_text
from zhsummary.show.chinese import named, named_all
from zhsummary.show.html import styled
from zhsummary.show.html import text as escaped
from zhsummary.show.table import rows_table
from zhsummary.spans import Span
from zhsummary.structure.model import Heading

DOUBTFUL = frozenset({"no-item", "heading-item", "difference"})
"""Flags of a figure whose reading is likelier wrong than right, or nearly so.

On annotated texts they mark one figure in fifty, of which more than half are read wrongly in
something. Of those with ``inherited-item`` or ``list-aligned`` some four in five are right, and
they would mark every fifth figure: these are told when one hovers, as all flags are.
"""

WORDED = "worded"
"""The flag of what is told in words instead of a figure (总体持平)."""

_LOOKS = ("count", "money", "percent", "measure", "words", "planned", "reference", "masked",
          "doubtful")  # fmt: skip
_LOOK_NAMES = {
    **{kind: named("kind", kind) for kind in _LOOKS[:4]},
    **MODALITIES,
    "words": "文字表述",
    "masked": "遮盖或缺失",
    "doubtful": "读法待核对",
}
_FILTERS = "".join(
    f".zhs:has(.zhs-{look}:not(:checked)) .zhs-body mark.{look}"
    "{background:none;border:0;text-decoration:none;filter:none}\n"
    for look in _LOOKS
)
FILTER_STYLE = f"\n{_FILTERS}"
"""What the ticks of `filters` do; goes behind `zhsummary.show.html.STYLE`."""


def anchor(doc_id: str, start: int) -> str:
    """Name the place of a figure within a page that holds several documents.

    Examples
    --------
    >>> anchor("青石镇-2023", 12) == anchor("青石镇-2023", 12) != anchor("白沙乡-2023", 12)
    True
    """
    return f"f{blake2s(doc_id.encode(), digest_size=5).hexdigest()}-{start}"


def with_words(facts: Iterable[Fact], words: Iterable[Fact]) -> list[Fact]:
    """Put what is told in words beside the figures, flagged so that it is marked as such."""
    return [*facts, *(replace(fact, flags=(*fact.flags, WORDED)) for fact in words)]


def document_anchor(doc_id: str) -> str:
    """Name the place of a document within a page.

    Examples
    --------
    >>> anchor("青石镇-2023", 12).startswith("f" + document_anchor("青石镇-2023")[1:])
    True
    """
    return f"d{blake2s(doc_id.encode(), digest_size=5).hexdigest()}"


def document_html(
    text: str,
    headings: Sequence[Heading],
    facts: Iterable[Fact],
    *,
    doc_id: str = "",
    caption: str = "",
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
        Its facts, each marked in the colour of its kind.
    doc_id : str
        Makes the anchors of this document its own (see `anchor`).
    caption : str
        Stands above the text; plain text.
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
    listed = list(facts)
    said = f'<p class="zhs-note">{escaped(caption)}</p>' if caption else ""
    body = document_body(text, headings, listed, doc_id=doc_id, rules=True)
    return styled(
        f"<style>{FILTER_STYLE}</style>"
        f'<div class="zhs" lang="zh">{said}{identity_html(identity)}{filters(listed)}{body}</div>'
    )


def filters(facts: Iterable[Fact]) -> str:
    """Give ticks that choose which figures are marked, with how many there are of each.

    Works without JavaScript, within the element of class ``zhs`` that holds it.

    Examples
    --------
    >>> filters([])
    ''
    """
    counted = Counter(look for fact in facts for look in _looks(fact))
    ticks = [
        f'<label><input type="checkbox" class="zhs-{look}" checked>'
        f'<mark class="{look}">{_LOOK_NAMES[look]}</mark> {counted[look]}</label>'
        for look in _LOOKS
        if counted[look]
    ]
    return f'<p class="zhs-note zhs-filters">{"".join(ticks)}</p>' if ticks else ""


_FIELDS = {"township": "乡镇", "county": "县", "issuer": "单位", "year": "年份"}
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
            named("place", row["source"]),
            row["text"],
            _STANDINGS.get(row["standing"], ""),
        ]
        for row in rows
        if row["field"] in _FIELDS
    ]
    if not told:
        return ""
    shown = rows_table(["", "", "把握", "出处", "原文", ""], told)
    used = (f"{name} {value}" for name, value, *_, standing in told if standing == "采用")
    said = " · ".join(used) or "乡镇、年份不明"
    return f"<details><summary>{escaped(said)}</summary>{shown}</details>"


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
    text: str,
    headings: Sequence[Heading],
    facts: Iterable[Fact],
    *,
    doc_id: str = "",
    within: Collection[Span] | None = None,
    rules: bool = False,
    words: Mapping[int, str] | None = None,
) -> str:
    """Give the marked text alone, for a page that has the style already.

    Parameters
    ----------
    text, headings, facts, doc_id
        As for `document_html`.
    within : collection of Span, optional
        Show these stretches only, with an ellipsis for what was left out.
    rules : bool
        Whether hovering also names the rules that read the figure.
    words : mapping of int to str, optional
        For where a figure begins the words by which a correction finds it; the mark holds them.
    """
    marked = sorted(facts, key=lambda fact: (fact.quantity.start, fact.quantity.end))
    shown = [Span(0, len(text))] if within is None else sorted(within)
    sentences = _apart(
        Span(fact.sentence_start, min(fact.sentence_end, len(text))) for fact in marked
    )
    edges = {0, len(text)}
    edges |= {edge for fact in marked for edge in (fact.quantity.start, fact.quantity.end)}
    edges |= {edge for span in (*headings, *shown, *sentences) for edge in (span.start, span.end)}
    pieces: list[str] = []
    fact_at = heading_at = sentence_at = shown_at = 0
    for start, end in pairwise(sorted(edge for edge in edges if 0 <= edge <= len(text))):
        while fact_at < len(marked) and marked[fact_at].quantity.end <= start:
            fact_at += 1
        heading_at = _passed(headings, heading_at, start)
        sentence_at = _passed(sentences, sentence_at, start)
        shown_at = _passed(shown, shown_at, start)
        if not _covers(shown, shown_at, start):
            pieces += [_LEFT_OUT] * (pieces[-1:] != [_LEFT_OUT])
            continue
        piece = escaped(text[start:end])
        if fact_at < len(marked) and marked[fact_at].quantity.start <= start:
            found = (words or {}).get(marked[fact_at].quantity.start, "")
            piece = _marked(piece, marked[fact_at], start, doc_id, rules, found)
        if _covers(headings, heading_at, start):
            piece = f'<span class="zhs-heading">{piece}</span>'
        if _covers(sentences, sentence_at, start):
            opens = start == sentences[sentence_at].start
            closes = end == sentences[sentence_at].end
            piece = f"{'<span class=zhs-s>' * opens}{piece}{'</span>' * closes}"
        pieces.append(piece)
    return f'<div class="zhs-body" lang="zh">{"".join(pieces)}</div>'


_LEFT_OUT = '<span class="zhs-left-out">\n……\n</span>'


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Give the spans in order, those left out that overlap an earlier one or are empty."""
    kept: list[Span] = []
    for span in sorted(set(spans)):
        if span.start < span.end and (not kept or kept[-1].end <= span.start):
            kept.append(span)
    return kept


def _passed(spans: Sequence[Span | Heading], at: int, place: int) -> int:
    while at < len(spans) and spans[at].end <= place:
        at += 1
    return at


def _covers(spans: Sequence[Span | Heading], at: int, place: int) -> bool:
    return at < len(spans) and spans[at].start <= place


def _marked(piece: str, fact: Fact, start: int, doc_id: str, rules: bool, words: str) -> str:
    quantity = fact.quantity
    # a figure that a heading cuts in two is marked twice and has its anchor once
    place = f' id="{anchor(doc_id, quantity.start)}"' if start == quantity.start else ""
    said = escaped(reading(fact, rules=rules))
    held = f' data-words="{escaped(words)}"' if words else ""
    return f'<mark class="{" ".join(_looks(fact))}"{place} title="{said}"{held}>{piece}</mark>'


def _looks(fact: Fact) -> list[str]:
    """Name the classes of a figure's mark: its kind, its modality, what is to be careful of."""
    looks = ["words" if WORDED in fact.flags else fact.quantity.kind, fact.modality]
    looks += ["masked"] * fact.quantity.masked
    if "corrected" in fact.flags:
        return [*looks, "corrected"]  # somebody has looked it up
    return looks + ["doubtful"] * bool(DOUBTFUL.intersection(fact.flags))


def reading(fact: Fact, *, rules: bool = False) -> str:
    """Say what a figure was read as; with `rules`, on a second line, which rules read it.

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
    stated = f"{amount_text(amount)} {quantity.unit}".strip()
    said = [
        "" if WORDED in fact.flags else stated,
        f"{fact.action} {fact.item}".strip(),
        MODALITIES[fact.modality],
        fact.time,
        fact.actor,
        fact.per,
        "；".join(named_all("flag", fact.flags)),
        f"原读作 {'；'.join(fact.before)}" if fact.before else "",
    ]
    line = " · ".join(part for part in said if part)
    chain = [*quantity.rules, *fact.rules]
    return f"{line}\n规则：{' '.join(chain)}" if rules and chain else line

"""The report: one HTML page with the tables, the problems and every document marked.

In go fragments that are already HTML, out comes a page that needs nothing but itself: a
click on a cell shows its sentence in its document, a click on a column's head sorts by it,
boxes choose rows and columns, a chart draws a column. Without JavaScript everything is
still there to read, and cells jump to their sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zhsummary.show.document import FILTER_STYLE
from zhsummary.show.html import STYLE, page
from zhsummary.show.html import text as escaped


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its title, its HTML (escaped already), its id, whether it is open."""

    title: str
    html: str
    is_open: bool = False
    name: str = ""


def report_page(
    title: str,
    tables: Sequence[Part],
    parts: Sequence[Part],
    documents: Sequence[Part],
    *,
    lead: str = "",
    ticks: str = "",
) -> str:
    """Put the report together.

    Parameters
    ----------
    title : str
        Plain text.
    tables : sequence of Part
        The comparison, of `zhsummary.show.table.comparison_table`: a tab each, the first
        one shown.
    parts : sequence of Part
        What follows the tables: problems, conflicts, what was not matched.
    documents : sequence of Part
        The documents, of `zhsummary.show.document.document_body`.
    lead : str, optional
        HTML below the title: what is compared.
    ticks : str, optional
        HTML above the documents, of `zhsummary.show.document.filters`.

    Examples
    --------
    >>> table = Part("已完成", "<table></table>", name="zhs-actual")
    >>> html = report_page("union", [table], [], [Part("a < b", "<p>text</p>")])
    >>> "a &lt; b" in html, "http:" in html
    (True, False)
    """
    body = "\n".join(
        [
            f"<style>{STYLE}{FILTER_STYLE}{_STYLE}</style>",
            '<style id="zhs-hidden"></style>',
            f'<main class="zhs"><h1>{escaped(title)}</h1>{lead}',
            _TOOLS if tables else "",
            f'<div id="zhs-tables">{"".join(map(_tab, tables))}</div>',
            _CHART,
            *map(_folded, parts),
            f"<h2>原文</h2>{ticks}" if documents else "",
            *map(_folded, documents),
            _PANEL,
            "</main>",
        ]
    )
    return page(title, body, script=_script())


def _folded(part: Part) -> str:
    opened = " open" if part.is_open else ""
    name = f' id="{part.name}"' if part.name else ""
    return f"<details{name}{opened}><summary>{escaped(part.title)}</summary>{part.html}</details>"


def _tab(part: Part) -> str:
    return (
        f'<section class="zhs-tab" id="{part.name}"><h2>{escaped(part.title)}</h2>'
        f"{part.html}</section>"
    )


@cache
def _script() -> str:
    return files("zhsummary.show").joinpath("report.js").read_text(encoding="utf-8")


_MARKS = (
    ("exact", "386", "确切"),
    ("vague", "≈ ≥ ≤ –", "约数或区间"),
    ("words", "文字", "只有文字表述"),
    ("masked", "××", "有数但被遮盖或缺失"),
    ("conflict", "≠", "前后不一"),
    ("missing", "–", "没有提到"),
)
_TOOLS = (
    '<p class="zhs-tools" data-script hidden><span id="zhs-tabs" role="group"></span>'
    '<input id="zhs-rows" type="search" placeholder="筛选乡镇、年份" aria-label="筛选乡镇、年份">'
    '<input id="zhs-columns" type="search" placeholder="筛选指标" aria-label="筛选指标"></p>'
    '<p class="zhs-note zhs-filters">'
    + "".join(
        f'<label><input type="checkbox" class="zhs-c-{look}" checked>'
        f'<span class="{look}">{sign}</span> {said}</label>'
        for look, sign, said in _MARKS
    )
    + "</p>"
)
_CHART = (
    '<details id="zhs-chart" data-script hidden><summary>图</summary>'
    '<p><select id="zhs-which" aria-label="指标"></select></p><div id="zhs-bars"></div></details>'
)
_PANEL = (
    '<aside id="zhs-panel" hidden><p><b id="zhs-said"></b> <a id="zhs-whole"></a>'
    '<button id="zhs-close" aria-label="关闭">× 关闭</button></p><div id="zhs-text"></div></aside>'
)
_EXACT = "td:not(.vague,.words,.masked,.conflict,.missing)"
_STYLE = """
main.zhs{max-width:90em;margin:auto}
.zhs h1{font-size:1.5em;margin:.2em 0}
.zhs h2{font-size:1.15em;margin:1em 0 .3em}
.zhs details{margin:.6em 0}
.zhs summary{cursor:pointer;font-weight:600}
.zhs thead th{cursor:pointer}
.zhs thead th[aria-sort=descending]::after{content:" ▾"}
.zhs thead th[aria-sort=ascending]::after{content:" ▴"}
#zhs-tables .zhs-scroll{max-height:72vh}
.zhs-tools>*{margin-right:.8em}
.zhs input[type=search],.zhs select,.zhs button{font:inherit;padding:.15em .5em;color:inherit;
background:transparent;border:1px solid rgba(128,128,128,.5);border-radius:4px}
.zhs select option{background:Canvas;color:CanvasText}
.zhs button{cursor:pointer}
.zhs button[aria-pressed=true]{background:rgba(66,133,244,.25)}
.zhs td.zhs-chosen{outline:2px solid rgba(66,133,244,.9);outline-offset:-2px}
.zhs-bar{display:grid;grid-template-columns:13em minmax(8em,36em) auto;gap:.6em;font-size:.9em}
.zhs-bar>span:first-child{text-align:right}
.zhs-track{position:relative}
.zhs-track i,.zhs-track b{position:absolute;top:.25em;bottom:.25em}
.zhs-track i{background:#4285f4;border-radius:2px;min-width:1px}
.zhs-track i.vague{background:rgba(66,133,244,.35);outline:1px dashed #4285f4}
.zhs-track b{width:3px;top:0;bottom:0;background:#db4437}
#zhs-panel{position:fixed;left:0;right:0;bottom:0;height:45vh;z-index:9;background:Canvas;
border-top:2px solid rgba(66,133,244,.9);padding:.4em 1.5em;display:flex;flex-direction:column;
box-shadow:0 -4px 16px rgba(0,0,0,.25)}
#zhs-panel[hidden]{display:none}
#zhs-panel p{margin:.2em 0}
#zhs-panel button{float:right}
#zhs-text{overflow:auto}
.zhs-here{background:rgba(66,133,244,.14)}
.zhs-left-out{opacity:.5}
@media print{#zhs-panel,.zhs-tools{display:none}.zhs-scroll{max-height:none}}
""" + "".join(
    f".zhs:has(.zhs-c-{look}:not(:checked)) #zhs-tables "
    f"{_EXACT if look == 'exact' else f'td.{look}'}"
    "{color:transparent;background:none}\n"
    for look, _, _ in _MARKS
)

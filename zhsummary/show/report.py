"""The report: one HTML page with the tables, the problems and every document marked.

In go fragments that are already HTML, out comes a page that needs nothing but itself: a
click on a cell shows its sentence in its document and the line that corrects it (of a cell
that states nothing the document, where a click on a figure gives the line that puts it into
the column), a click on a column's head sorts by it, boxes choose rows and columns, a chart
draws a column. All of it can be done by the keyboard. Without JavaScript everything is still
there to read, and cells jump to their sentences.
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
    """A part of the page: its title, its HTML (escaped already), its id, whether it is open.

    A document says with `doc_id` by which name a correction finds it.
    """

    title: str
    html: str
    is_open: bool = False
    name: str = ""
    doc_id: str = ""


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
            '<div id="zhs-paper" aria-hidden="true"></div>',
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
    name += f' data-doc="{escaped(part.doc_id)}"' if part.doc_id else ""
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
    '<p class="zhs-tools" data-script hidden><span id="zhs-tabs" role="group" aria-label="口径">'
    '</span><input id="zhs-rows" type="search" placeholder="筛选乡镇、年份" '
    'aria-label="筛选乡镇、年份"><input id="zhs-columns" type="search" placeholder="筛选指标" '
    'aria-label="筛选指标"><span id="zhs-count" role="status"></span></p>'
    '<p class="zhs-note zhs-filters">'
    + "".join(
        f'<label><input type="checkbox" class="zhs-c-{look}" checked>'
        f'<span class="{look}">{sign}</span> {said}</label>'
        for look, sign, said in _MARKS
    )
    + '<span><span class="corrected">数字</span> 已更正</span></p>'
)
_CHART = (
    '<details id="zhs-chart" data-script hidden><summary>图</summary>'
    '<p class="zhs-tools"><select id="zhs-which" aria-label="指标"></select>'
    '<label><select id="zhs-shape" aria-label="图的样子"><option value="rows">各行</option>'
    '<option value="years">逐年</option></select></label></p><div id="zhs-bars"></div></details>'
)
_FIELDS = (
    ("value", "数值", "正确的数，金额以元计，如 386、8.6万"),
    ("modality", "口径", "已完成、计划 或 背景"),
    ("unit", "单位", "正确的单位，如 户"),
    ("item", "事项", "数的是什么"),
    ("indicator", "指标", "应归入的指标；- 为不归入"),
    ("fact", "不是数字", "不必填"),
)
_FIX = (
    '<div id="zhs-fix"><span class="zhs-tools"><label>读错了？更正 <select id="zhs-field">'
    + "".join(
        f'<option value="{name}" data-hint="{hint}">{said}</option>' for name, said, hint in _FIELDS
    )
    + '</select></label><label>为 <input id="zhs-right" size="24" autocomplete="off"></label>'
    '<label>理由 <input id="zhs-why" size="14" autocomplete="off"></label></span>'
    '<span class="zhs-copied"><textarea id="zhs-line" rows="1" readonly '
    'aria-label="corrections.tsv 的一行"></textarea><button id="zhs-copy">复制这一行</button>'
    '<span id="zhs-copied" role="status"></span></span></div>'
)
_PANEL = (
    '<aside id="zhs-panel" role="dialog" aria-labelledby="zhs-said" hidden>'
    '<p><b id="zhs-said" tabindex="-1"></b> <span id="zhs-read"></span>'
    '<button id="zhs-close">× 关闭</button></p>'
    f'<div id="zhs-text" tabindex="0" aria-label="原文"></div>{_FIX}'
    '<p class="zhs-note"><a id="zhs-whole"></a><span id="zhs-more"></span></p></aside>'
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
#zhs-count{font-size:.85em;opacity:.8}
#zhs-tables .zhs-scroll{scroll-padding:6em 2em 2em 13em}
.zhs a:focus-visible,.zhs th:focus-visible,.zhs td:focus-visible,.zhs summary:focus-visible,
#zhs-text:focus-visible{outline:2px solid rgba(66,133,244,.9);outline-offset:1px}
.zhs input:not([type=checkbox]),.zhs select,.zhs textarea,.zhs button{font:inherit;
padding:.15em .5em;color:inherit;background:transparent;
border:1px solid rgba(128,128,128,.5);border-radius:4px}
.zhs select option{background:Canvas;color:CanvasText}
.zhs button{cursor:pointer}
.zhs button[aria-pressed=true]{background:rgba(66,133,244,.25)}
.zhs td.zhs-chosen{outline:2px solid rgba(66,133,244,.9);outline-offset:-2px}
.zhs-bar{display:grid;grid-template-columns:16em minmax(8em,36em) auto;gap:.6em;font-size:.9em}
.zhs-bar>span:first-child{text-align:right}
.zhs-track{position:relative}
.zhs-track i,.zhs-track b{position:absolute;top:.25em;bottom:.25em}
.zhs-track i{background:#4285f4;border-radius:2px;min-width:1px}
.zhs-track i.vague{background:rgba(66,133,244,.35);outline:1px dashed #4285f4}
.zhs-track b{width:3px;top:0;bottom:0;background:#db4437}
.zhs-track .beyond{background:linear-gradient(90deg,#db4437 88%,transparent 88% 92%,#db4437 92%)}
.zhs-track s{position:absolute;top:50%;height:2px;margin-top:-1px;background:rgba(66,133,244,.6)}
.zhs-track s.beyond{height:0;background:none;border-top:2px dashed #db4437}
.zhs-track u{position:absolute;top:50%;width:9px;height:9px;margin:-5px 0 0 -5px;border-radius:50%;
background:#4285f4;border:1px solid #4285f4}
.zhs-track u.before{background:rgba(66,133,244,.4)}
.zhs-track u.vague{background:var(--zhs-back)}
.zhs-body mark[data-words]{cursor:pointer}
#zhs-panel{position:fixed;left:0;right:0;bottom:0;height:51vh;z-index:9;box-sizing:border-box;background:Canvas;
border-top:2px solid rgba(66,133,244,.9);padding:.4em 1.5em;display:flex;flex-direction:column;
box-shadow:0 -4px 16px rgba(0,0,0,.25)}
#zhs-panel[hidden]{display:none}
#zhs-panel p{margin:.2em 0}
#zhs-close{float:right}
#zhs-said:focus{outline:0}
#zhs-read{opacity:.8;margin-left:.6em}
#zhs-more button{margin-left:.8em}
#zhs-text{overflow:auto;flex:1;min-height:4em}
#zhs-fix{border-top:1px solid rgba(128,128,128,.35);padding:.4em 0 0;font-size:.92em}
#zhs-fix[hidden]{display:none}
#zhs-fix label{white-space:nowrap}
.zhs-copied{display:flex;gap:.6em;align-items:center;margin-top:.3em}
#zhs-line{flex:1;min-width:8em;resize:none;overflow-x:auto;white-space:pre;tab-size:3;
font-family:ui-monospace,Consolas,"Noto Sans Mono CJK SC",monospace}
#zhs-paper,.zhs-on-paper{display:none}
@media (max-width:44em){body{margin:.6em}#zhs-panel{padding:.4em .6em;height:62vh}
.zhs-bar{grid-template-columns:6.5em minmax(4em,1fr) auto}#zhs-right,#zhs-why{width:8em}
.zhs-copied{flex-wrap:wrap}.zhs thead th{max-width:6em}
.zhs tbody th:first-child{max-width:6em;white-space:normal;overflow-wrap:anywhere}
#zhs-read{display:block;margin:0}
#zhs-tables .zhs-scroll{scroll-padding:6em 1em 1em 7em}}
.zhs-here{background:rgba(66,133,244,.14)}
.zhs-left-out{opacity:.5}
@media print{
@page{size:A4 landscape;margin:12mm}
body{margin:0;padding:0!important}
#zhs-panel,.zhs-tools,.zhs-filters input{display:none}
.zhs-scroll{max-height:none;overflow:visible}
.zhs table{font-size:8pt}
.zhs th,.zhs td{position:static!important;padding:.15em .4em;print-color-adjust:exact;
-webkit-print-color-adjust:exact}
.zhs mark,.zhs-track *,.zhs-note span{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.zhs td a{border-bottom:0}
.zhs tr,.zhs-bar,.zhs svg{break-inside:avoid}
.zhs details:not([open]){display:none}
#zhs-paper:not(:empty),.zhs-on-paper{display:block}
#zhs-paper table{margin-bottom:1.2em;width:100%}
main:has(#zhs-paper:not(:empty)) #zhs-tables{display:none}
}
""" + "".join(
    f".zhs:has(.zhs-c-{look}:not(:checked)) #zhs-tables "
    f"{_EXACT if look == 'exact' else f'td.{look}'}"
    "{color:transparent;background:none}\n"
    for look, _, _ in _MARKS
)

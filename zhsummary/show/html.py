"""What every piece of HTML shares: escaping, the style, a page around a fragment.

A fragment brings its own style, so that it can stand in a notebook; nothing is loaded
from elsewhere. Colours are translucent and the rest is inherited, which serves light
and dark surroundings alike. A page tells the browser to load nothing and to run no
script but its own.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import Any

STYLE = """
.zhs{--zhs-back:var(--jp-layout-color0,var(--vscode-editor-background,Canvas));
font-family:system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",
sans-serif;line-height:1.6}
.zhs-scroll{overflow:auto;max-height:36em}
.zhs table{border-collapse:separate;border-spacing:0;font-size:.92em;margin:0}
.zhs caption{text-align:left;font-weight:600;padding:.3em 0}
.zhs th,.zhs td{padding:.25em .6em;border-bottom:1px solid rgba(128,128,128,.25);text-align:right;
font-variant-numeric:tabular-nums;white-space:nowrap}
.zhs thead th{position:sticky;top:0;z-index:2;vertical-align:bottom;white-space:normal;
background:var(--zhs-back);min-width:5.2em;max-width:9em;text-wrap:balance}
.zhs tbody th,.zhs .zhs-name{text-align:left;font-weight:500;background:var(--zhs-back)}
.zhs tbody th:first-child{position:sticky;left:0;z-index:1}
.zhs thead th:first-child{left:0;z-index:3}
.zhs .zhs-text th,.zhs .zhs-text td{text-align:left;white-space:normal;vertical-align:top}
.zhs .zhs-text thead th{min-width:0}
.zhs .zhs-wide{min-width:19em}
.zhs .zhs-text td.zhs-whole{white-space:nowrap}
.zhs .zhs-unit{display:block;font-weight:400;opacity:.65;font-size:.85em}
.zhs td a{color:inherit;text-decoration:none;border-bottom:1px dotted}
.zhs td[style]{background-image:linear-gradient(90deg,rgba(66,133,244,.5) calc(var(--b)*1%),
transparent 0);background-size:100% 3px;background-position:bottom;background-repeat:no-repeat}
.zhs td.beyond{background-image:linear-gradient(90deg,rgba(219,68,55,.55) 78%,transparent 78% 88%,
rgba(219,68,55,.55) 88%)}
.zhs .vague{background-color:rgba(66,133,244,.16)}
.zhs .words{font-style:italic;background:rgba(156,39,176,.12)}
.zhs .masked{background:
repeating-linear-gradient(45deg,rgba(128,128,128,.3) 0 4px,transparent 4px 8px)}
.zhs .conflict{background-color:rgba(219,68,55,.22)}
.zhs td.conflict,.zhs td.words{white-space:normal;max-width:12em}
.zhs .missing{opacity:.35}
.zhs td.missing a{border-bottom:0}
.zhs .corrected{text-decoration:underline double;text-underline-offset:.2em}
.zhs .zhs-note{font-size:.82em;opacity:.8;margin:.4em 0}
.zhs .zhs-note span{padding:0 .3em;border-radius:3px}
.zhs:has(>.zhs-strip){position:relative}
.zhs-strip,.zhs .zhs-said{box-sizing:border-box;min-height:7.6em;padding:.5em .8em;font-size:.9em;
background:var(--zhs-back)}
.zhs-strip{border-top:2px solid rgba(66,133,244,.6)}
.zhs td:hover .zhs-said,.zhs td:focus .zhs-said,.zhs td:focus-within .zhs-said{display:block;
position:absolute;left:0;right:0;bottom:0;z-index:4;max-height:16em;overflow:auto;text-align:left;
white-space:normal;font-style:normal}
.zhs:has(td:focus) td:not(:focus):hover .zhs-said{display:none}
.zhs .zhs-said>span{display:block}
.zhs .zhs-said code{display:block;white-space:pre-wrap;tab-size:2;user-select:all;margin:.3em 0;
padding:.2em .5em;border:1px dashed rgba(128,128,128,.6);border-radius:4px}
.zhs td:focus{outline:2px solid rgba(66,133,244,.9);outline-offset:-2px}
.zhs-filters label{margin-right:.9em;white-space:nowrap}
.zhs-filters input{vertical-align:middle;margin:0 .25em 0 0}
.zhs-body{white-space:pre-wrap;overflow-wrap:anywhere;max-width:48em}
.zhs mark{color:inherit;border-radius:3px;padding:0 .1em;background:rgba(52,168,83,.3)}
.zhs mark.money{background:rgba(251,188,4,.38)}
.zhs mark.percent{background:rgba(66,133,244,.3)}
.zhs mark.measure{background:rgba(156,39,176,.26)}
.zhs mark.words{background:rgba(156,39,176,.12);font-style:italic}
.zhs mark.planned{border-bottom:2px dashed}
.zhs mark.reference{border-bottom:2px dotted;filter:saturate(.35)}
.zhs mark.masked{background:
repeating-linear-gradient(45deg,rgba(128,128,128,.5) 0 4px,transparent 4px 8px)}
.zhs mark.doubtful{text-decoration:underline wavy rgba(219,68,55,.9) 1px;
text-underline-offset:.25em}
.zhs mark:target,.zhs mark.zhs-found{outline:3px solid rgba(66,133,244,.9)}
.zhs-heading{font-weight:700}
"""
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="generator" content="zhsummary">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
:root{{color-scheme:light dark}}
body{{margin:1.5em;background:Canvas;color:CanvasText}}
</style>
</head>
<body>
{body}{script}
</body>
</html>
"""


def page(title: str, body: str, *, script: str = "") -> str:
    """Put a fragment into a page that needs nothing but itself.

    Parameters
    ----------
    title : str
        Plain text; it is escaped here.
    body : str
        HTML that is already escaped.
    script : str, optional
        The page's own JavaScript, the only one that the page lets run.

    Examples
    --------
    >>> "<title>a &lt; b</title>" in page("a < b", "<p>x</p>")
    True
    >>> "default-src 'none'; style-src 'unsafe-inline'; script-src 'none'" in page("a", "")
    True
    """
    digest = b64encode(sha256(script.encode()).digest()).decode()
    allowed = f"'sha256-{digest}'" if script else "'none'"
    return _PAGE.format(
        title=text(title),
        body=body,
        script=f"<script>{script}</script>" if script else "",
        policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src {allowed}; "
        "base-uri 'none'; form-action 'none'",
    )


def styled(fragment: str) -> str:
    """Give a fragment with its style, for a notebook.

    Examples
    --------
    >>> styled("<p>x</p>").endswith("</style><p>x</p>")
    True
    """
    return f"<style>{STYLE}</style>{fragment}"


def text(value: Any) -> str:
    """Escape a text for the body of a page or an attribute in double quotes.

    What neither a page nor a picture may hold (control characters) is shown as U+FFFD.

    Examples
    --------
    >>> text('<b> & "')
    '&lt;b&gt; &amp; &quot;'
    """
    return escape(_NOT_SHOWN.sub("\ufffd", str(value)), quote=True)


_NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

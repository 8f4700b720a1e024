"""What every piece of HTML shares: escaping, the style, a page around a fragment.

A fragment brings its own style, so that it can stand in a notebook; nothing is loaded
from elsewhere. Colours are translucent and the rest is inherited, which serves light
and dark surroundings alike.
"""

from __future__ import annotations

from html import escape
from typing import Any

STYLE = """
.zhs{font-family:system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",
sans-serif;line-height:1.6}
.zhs-scroll{overflow:auto;max-height:36em}
.zhs table{border-collapse:separate;border-spacing:0;font-size:.92em}
.zhs caption{text-align:left;font-weight:600;padding:.3em 0}
.zhs th,.zhs td{padding:.25em .6em;border-bottom:1px solid rgba(128,128,128,.25);text-align:right;
font-variant-numeric:tabular-nums;white-space:nowrap}
.zhs thead th{position:sticky;top:0;z-index:1;vertical-align:bottom;white-space:normal;
background:var(--jp-layout-color0,Canvas);min-width:4.2em;max-width:9em}
.zhs tbody th,.zhs .zhs-name{text-align:left;position:sticky;left:0;font-weight:500;
background:var(--jp-layout-color0,Canvas)}
.zhs .zhs-text th,.zhs .zhs-text td{text-align:left;white-space:normal;vertical-align:top}
.zhs .zhs-unit{display:block;font-weight:400;opacity:.65;font-size:.85em}
.zhs td a{color:inherit;text-decoration:none;border-bottom:1px dotted}
.zhs .vague{background:rgba(66,133,244,.16)}
.zhs .words{font-style:italic;background:rgba(156,39,176,.12)}
.zhs .masked{background:
repeating-linear-gradient(45deg,rgba(128,128,128,.3) 0 4px,transparent 4px 8px)}
.zhs .conflict{background:rgba(219,68,55,.22)}
.zhs .missing{opacity:.35}
.zhs .corrected{text-decoration:underline double;text-underline-offset:.2em}
.zhs .zhs-note{font-size:.82em;opacity:.75;margin:.4em 0}
.zhs .zhs-note span{padding:0 .3em;border-radius:3px}
.zhs-body{white-space:pre-wrap;overflow-wrap:anywhere;max-width:48em}
.zhs mark{color:inherit;border-radius:3px;padding:0 .1em;background:rgba(52,168,83,.25)}
.zhs mark.planned{background:rgba(251,188,4,.35)}
.zhs mark.reference{background:rgba(128,128,128,.28)}
.zhs mark.masked{background:
repeating-linear-gradient(45deg,rgba(128,128,128,.45) 0 4px,transparent 4px 8px)}
.zhs mark:target{outline:3px solid rgba(66,133,244,.9)}
.zhs-heading{font-weight:700}
"""
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="generator" content="zhsummary">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
:root{{color-scheme:light dark}}
body{{margin:1.5em;background:Canvas;color:CanvasText}}
@media (prefers-color-scheme:dark){{.zhs mark{{background:rgba(52,168,83,.45)}}
.zhs mark.planned{{background:rgba(251,188,4,.4)}}}}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def page(title: str, body: str) -> str:
    """Put a fragment into a page that needs nothing but itself.

    Parameters
    ----------
    title : str
        Plain text; it is escaped here.
    body : str
        HTML that is already escaped.

    Examples
    --------
    >>> "<title>a &lt; b</title>" in page("a < b", "<p>x</p>")
    True
    """
    return _PAGE.format(title=text(title), body=body)


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

    Examples
    --------
    >>> text('<b> & "')
    '&lt;b&gt; &amp; &quot;'
    """
    return escape(str(value), quote=True)

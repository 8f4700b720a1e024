"""One figure as a notebook shows it: its words marked, below them what they were read as.

In go texts, out comes a fragment that needs no style from elsewhere and is readable on light
and dark ground alike. What has nothing to say is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

_COLOURS = {
    "count": "rgba(52,168,83,.3)",
    "money": "rgba(251,188,4,.38)",
    "percent": "rgba(66,133,244,.3)",
    "measure": "rgba(156,39,176,.26)",
}
_MASKED = "repeating-linear-gradient(45deg,rgba(128,128,128,.5) 0 4px,transparent 4px 8px)"


def card(words: str, kind: str, told: Iterable[tuple[str, Any]], *, masked: bool = False) -> str:
    """Draw a figure and what is told of it, a line each.

    Examples
    --------
    >>> drawn = card("<7家>", "count", [("value", 7), ("item", "")])
    >>> "&lt;7家&gt;</mark>" in drawn, "value" in drawn, "item" in drawn
    (True, True, False)
    """
    colour = _MASKED if masked else _COLOURS.get(kind, "transparent")
    rows = "".join(
        f'<tr><th style="text-align:left;font-weight:500;opacity:.7">{escape(name)}</th>'
        f'<td style="text-align:left;padding-left:.8em">{escape(str(value))}</td></tr>'
        for name, value in told
        if value not in ("", None, ())
    )
    return (
        f'<div lang="zh"><mark style="background:{colour};color:inherit;border-radius:3px;'
        f'padding:0 .2em">{escape(words)}</mark><table style="margin:.3em 0">{rows}</table></div>'
    )

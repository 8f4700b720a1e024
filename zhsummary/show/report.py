"""The report: one HTML page with the table, the problems and every document marked.

In go fragments that are already HTML, out comes a page that needs nothing but itself: a
click on a cell jumps to its figure in the document, a click on a column's head sorts by
it, a box filters the rows. Without JavaScript everything is still there to read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhsummary.show.html import STYLE, page
from zhsummary.show.html import text as escaped


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its title, its HTML (escaped already), and whether it is open."""

    title: str
    html: str
    is_open: bool = False


def report_page(title: str, table: str, parts: Sequence[Part], documents: Sequence[Part]) -> str:
    """Put the report together.

    Parameters
    ----------
    title : str
        Plain text.
    table : str
        The comparison, of `zhsummary.show.table.comparison_table`.
    parts : sequence of Part
        What follows the table: problems, conflicts, what was not matched.
    documents : sequence of Part
        The documents, of `zhsummary.show.document.document_body`.

    Examples
    --------
    >>> html = report_page("union", "<table></table>", [], [Part("a < b", "<p>text</p>")])
    >>> "a &lt; b" in html, "http" in html
    (True, False)
    """
    body = "\n".join(
        [
            f"<style>{STYLE}{_STYLE}</style>",
            f'<main class="zhs"><h1>{escaped(title)}</h1>',
            '<p><input id="zhs-filter" type="search" placeholder="筛选乡镇" '
            'aria-label="筛选乡镇" hidden></p>',
            f'<div id="zhs-table">{table}</div>',
            *map(_folded, parts),
            "<h2>原文</h2>" if documents else "",
            *map(_folded, documents),
            "</main>",
            f"<script>{_SCRIPT}</script>",
        ]
    )
    return page(title, body)


def _folded(part: Part) -> str:
    opened = " open" if part.is_open else ""
    return f"<details{opened}><summary>{escaped(part.title)}</summary>{part.html}</details>"


_STYLE = """
main.zhs{max-width:80em;margin:auto}
.zhs details{margin:.6em 0}
.zhs summary{cursor:pointer;font-weight:600}
.zhs thead th[aria-sort]{text-decoration:underline}
.zhs thead th{cursor:pointer}
"""

# sorting puts cells without a number last either way; a link opens the document it goes to
_SCRIPT = """
(function () {
  var box = document.getElementById('zhs-filter');
  var table = document.querySelector('#zhs-table table');
  if (table) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    box.hidden = false;
    box.addEventListener('input', function () {
      rows.forEach(function (row) {
        var name = row.querySelector('th').textContent;
        row.hidden = name.indexOf(box.value.trim()) < 0;
      });
    });
    var heads = table.tHead.rows[0].cells;
    Array.prototype.forEach.call(heads, function (head, column) {
      head.addEventListener('click', function () {
        var down = head.getAttribute('aria-sort') !== 'descending';
        Array.prototype.forEach.call(heads, function (other) {
          other.removeAttribute('aria-sort');
        });
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        rows.slice().sort(function (a, b) {
          var x = a.cells[column], y = b.cells[column];
          if (x.tagName === 'TH') {
            return x.textContent.localeCompare(y.textContent, 'zh') * (down ? 1 : -1);
          }
          var p = parseFloat(x.dataset.order), q = parseFloat(y.dataset.order);
          if (isNaN(p) || isNaN(q)) { return isNaN(p) - isNaN(q); }
          return down ? q - p : p - q;
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
  }
  function open() {
    var place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var holder = place && place.closest('details');
    if (holder) { holder.open = true; place.scrollIntoView({block: 'center'}); }
  }
  window.addEventListener('hashchange', open);
  open();
})();
"""

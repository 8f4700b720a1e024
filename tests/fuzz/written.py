"""What is written of hostile texts: pages, workbooks, CSV files, charts, views of a notebook.

A text may hold markup, formulas and orders; `harmless_page`, `harmless_workbook` and `harmless_csv`
fail where one of them got out of its cell. The marks that they look for (`xss`) are in no page that
the library writes of itself.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd

import zhsummary as zs
from tests.fuzz.made import PIECES, text_of
from zhsummary.show.files import write_csv
from zhsummary.show.listing import listing_text, write_listing

#: What gets out of an element, an attribute, a script, a cell, a row.
HOSTILE = (
    "<xss>", '"onxss="1', "'onxss='1", " onxss=1 ", "</script><xss>", "</style><xss>", "--><xss>",
    "]]><xss>", "</textarea><xss>", "</title><xss>", "<!--", "<![CDATA[", "&lt;xss&gt;",
    "&#60;xss>",
    "javascript:xss()", "\\u003cxss>", "=xss()", "+xss", "-xss", "@xss", "＝xss", "\t=xss",
    "\r=xss",
    "\n=xss", "\r\n=xss", '"=xss', ",=xss", ";=xss", "'=xss", "\x0b=xss", "\u2028=xss", "\x00=xss",
    "\x85=xss", '"', "'", "\r", "\n", "\t", "\ud800", "\ufffe", "\x1b[31m", "{xss}", "%(xss)s",
    "$xss",
    "<svg/onxss=1>", "</xss", "<xss", "x" * 300, "_x000D_", "0x10", "1e5", "(1)",
)  # fmt: skip


def hostile_text(data: bytes) -> str:
    """Give words of summaries with hostile ones among them."""
    made = (
        HOSTILE[byte % len(HOSTILE)] if byte < 128 else PIECES[byte % len(PIECES)] for byte in data
    )
    return "".join(made)[:3000]


def outputs(data: bytes) -> object:
    """Every file, page and chart of a corpus of odd texts."""
    third = len(data) // 3
    texts = text_of if data[:1] < b"\x60" else hostile_text
    frame = pd.DataFrame(
        {
            "text": [
                f"青石镇工会2023年工作总结\n{texts(data[:third])}新建基层工会7家，发展会员30人。",
                texts(data[third:]) + "白沙乡2022年工作总结\n新建工会3家，发展会员5人。",
            ],
            "township": [texts(data[2 * third : 2 * third + 2]) or "甲", "白沙乡"],
            "title": [texts(data[-3:]), "b"],
            "county": [texts(data[-2:]), None],
            texts(data[1:3]) or "other": [texts(data[-4:]), None],
        },
        dtype=object,
    )
    corpus = zs.read(frame)
    table = corpus.compare("union")
    frames = [corpus.facts(), corpus.problems(), corpus.headings(), table.cells]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table.to_csv(folder / "a.csv")
        table.to_excel(folder / "a.xlsx")
        table.to_html(folder / "a.html")
        corpus.save_corrections(folder / "c.tsv")
        table.codebook.to_tsv(folder / "b.tsv")
        for number, each in enumerate(frames):
            write_csv(folder / f"{number}.csv", each)
        write_listing(folder / "f.xlsx", frames[0], "xlsx")
        for path in folder.glob("*.csv"):
            harmless_csv(path.read_bytes().decode("utf-8-sig"))
        for path in folder.glob("*.xlsx"):
            harmless_workbook(path)
        harmless_page((folder / "a.html").read_text("utf-8"))
    for each in frames:
        assert_rows(listing_text(each, "csv"), len(each) + 1)
    pages = [
        corpus._repr_html_(), table._repr_html_(), corpus[0]._repr_html_(),
        zs.view(frames[0])._repr_html_(), zs.view(frames[2])._repr_html_(),
        listing_text(frames[0], "html"),
    ]  # fmt: skip
    for page in pages:
        harmless_page(page)
    shown = [repr(corpus), repr(table), repr(zs.view(frames[0])), listing_text(frames[0], "json")]
    if len(table.frame.columns):
        column = str(table.frame.columns[0]).split(" ")[0]
        for chart in (table.plot(column), table.plot_coverage()):
            well_formed(chart.svg)
            harmless_page(chart.svg)
    return shown


def well_formed(markup: str) -> None:
    """Fail where markup is no XML."""
    ElementTree.fromstring(markup)


class _Page(HTMLParser):
    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Fail at a tag, an attribute or a link that a text brought along."""
        assert "xss" not in tag, tag
        for name, value in attributes:
            assert "xss" not in name, name
            if name in ("href", "src", "action", "style"):
                assert not re.match(r"\s*javascript:", value or "", re.IGNORECASE), value

    def handle_comment(self, data: str) -> None:
        """Fail at a comment that a text brought along."""
        assert "xss" not in data, data

    def handle_data(self, data: str) -> None:
        """Fail where a text stands in a script or a style."""
        assert self.cdata_elem is None or "xss" not in data, data[:50]


def harmless_page(markup: str) -> None:
    """Fail where a text became markup."""
    page = _Page()
    page.feed(markup)
    page.close()


def harmless_workbook(path: Path) -> None:
    """Fail where a cell is a formula, or leads out of the workbook."""
    import openpyxl

    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None or cell.hyperlink.target is None


_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?[%％]?")


def harmless_csv(text: str) -> None:
    """Fail where a cell would be taken for a formula; a lone ``\\r`` ends a row as ``\\n`` does."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    for row in rows:
        assert len(row) == len(rows[0])
        for cell in row:
            if not _NUMBER.fullmatch(cell):
                assert cell[:1] not in {*"=+-@＝＋－＠\t\r\n"} or not cell, cell


def assert_rows(text: str, count: int) -> None:
    """Fail where a CSV has another number of rows."""
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == count

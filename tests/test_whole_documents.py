"""Whole summaries in every format: headings, identity and figures are those of the plain text."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import zhsummary as zs
from tests.pdf_files import flow, pdf_file
from tests.word_files import level, lists, numbered, para, word_file

CORPUS = Path(__file__).parents[1] / "corpus"
#: Summaries that stand alone in their file, in different hands; none has a page break in a figure.
NAMES = (
    "liaoye-2022 lipowan-2022 lipowan-2023 maihe-2023 qinghao-2023 shihu-2023 "
    "shihu-safety-2023 zimuya-2022 zimuya-2023"
).split()
_MARK = re.compile(r"([一二三四五六七八九十]+)、")
_LINES_OF_A_PAGE = 34


@cache
def paragraphs(name: str) -> tuple[str, ...]:
    """Give the paragraphs of a summary, without blanks at their ends."""
    text = (CORPUS / f"{name}.txt").read_text("utf-8-sig")
    return tuple(line.strip(" \u3000") for line in text.splitlines() if line.strip(" \u3000"))


def plain(folder: Path, lines: tuple[str, ...]) -> Path:
    """The text that the others are compared with."""
    path = folder / "a.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _bytes(encoding: str, end: str = "\n", mark: bytes = b"") -> Callable[..., Path]:
    def write(folder: Path, lines: tuple[str, ...]) -> Path:
        path = folder / "a.txt"
        path.write_bytes(mark + (end.join(lines) + end).encode(encoding))
        return path

    return write


def indented(folder: Path, lines: tuple[str, ...]) -> Path:
    """Paragraphs with two wide blanks before them and an empty line between them."""
    path = folder / "a.txt"
    path.write_text("\n\n".join(f"\u3000\u3000{line}" for line in lines), "utf-8")
    return path


def markdown(folder: Path, lines: tuple[str, ...]) -> Path:
    """A title with its mark, paragraphs with empty lines between them."""
    path = folder / "a.md"
    path.write_text("# " + "\n\n".join(lines) + "\n", "utf-8")
    return path


def page(folder: Path, lines: tuple[str, ...]) -> Path:
    """A page of a site: a menu, the article, links to others."""
    inside = "".join(f"<p>\u3000\u3000{html.escape(line)}</p>\n" for line in lines[1:])
    links = "".join(f'<li><a href="/{i}">栏目{i}</a></li>' for i in range(8))
    path = folder / "a.html"
    path.write_text(
        f'<html><head><meta charset="gbk"><title>{lines[0]}</title></head><body><ul>{links}</ul>'
        f"<div><h1>{lines[0]}</h1>\n{inside}</div>"
        '<p>上一篇：<a href="/9">通知</a></p></body></html>',
        "gb18030",
    )
    return path


def word(folder: Path, lines: tuple[str, ...]) -> Path:
    """A Word file whose marks stand in the text."""
    return word_file(folder / "a.docx", "".join(map(para, lines)))


def word_with_lists(folder: Path, lines: tuple[str, ...]) -> Path:
    """A Word file whose outermost marks are automatic numbers, if they count without a gap."""
    found = [match for match in map(_MARK.match, lines) if match]
    counted = [match[1] for match in found] == list("一二三四五六七八九")[: len(found)]
    if not counted:
        return word(folder, lines)
    body = "".join(
        numbered(line[match.end() :]) if (match := _MARK.match(line)) else para(line)
        for line in lines
    )
    form = lists(level(0, "chineseCounting", "%1、"))
    return word_file(folder / "a.docx", body, numbering=form)


def printed(folder: Path, lines: tuple[str, ...]) -> Path:
    """Pages with a number at their foot."""
    placed = flow(list(lines), top=0)
    pages: list[list[tuple[float, float, str]]] = []
    for left, bottom, text in placed:
        at, row = divmod(round(-bottom / 18), _LINES_OF_A_PAGE)
        while len(pages) <= at:
            pages.append([(290, 40, f"- {len(pages) + 1} -")])
        pages[at].append((left, 750 - 18 * row, text))
    return pdf_file(folder / "a.pdf", pages)


def table(folder: Path, lines: tuple[str, ...]) -> Path:
    """A CSV file with a column of texts."""
    path = folder / "a.csv"
    pd.DataFrame({"编号": [1], "正文": ["\n".join(lines)]}).to_csv(path, index=False)
    return path


def workbook(folder: Path, lines: tuple[str, ...]) -> Path:
    """A workbook with a column of texts."""
    path = folder / "a.xlsx"
    pd.DataFrame({"编号": [1], "正文": ["\n".join(lines)]}).to_excel(path, index=False)
    return path


def records(folder: Path, lines: tuple[str, ...]) -> Path:
    """A JSON object a line."""
    path = folder / "a.jsonl"
    path.write_text(json.dumps({"text": "\n".join(lines)}) + "\n", "utf-8")
    return path


def archive(folder: Path, lines: tuple[str, ...]) -> Path:
    """A Word file in an archive whose names are in GBK."""
    made = word(folder, lines)
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.write(made, "总结/甲.docx")
    made.unlink()
    return path


FORMATS: dict[str, Callable[[Path, tuple[str, ...]], Path]] = {
    "gb18030": _bytes("gb18030"),
    "utf-16": _bytes("utf-16"),
    "crlf": _bytes("utf-8", "\r\n", b"\xef\xbb\xbf"),
    "indented": indented,
    "md": markdown,
    "html": page,
    "docx": word,
    "docx with lists": word_with_lists,
    "pdf": printed,
    "csv": table,
    "xlsx": workbook,
    "jsonl": records,
    "zip": archive,
}


def told(source: Path) -> dict[str, Sequence[object]]:
    """Give what a summary tells, without where."""
    (document,) = zs.read(source)
    return {
        "whose": (document.township, document.county, document.year, document.topic),
        "headings": [(h.marker, h.number, h.level, h.title) for h in document.headings],
        "figures": [
            (f.quantity.text, f.quantity.value, f.item, f.action, f.modality)
            for f in document.facts
        ],
    }


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_a_summary_tells_the_same_in_every_format(tmp_path, name, form):
    """Its author wrote one text; how it was saved changes nothing of what it says."""
    if form == "pdf":
        pytest.importorskip("pypdfium2")
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
    expected = told(plain(tmp_path / "one", paragraphs(name)))
    assert len(expected["figures"]) > 10
    assert told(FORMATS[form](tmp_path / "other", paragraphs(name))) == expected

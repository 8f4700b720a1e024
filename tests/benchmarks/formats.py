"""How fast files of each format become documents, beside the plain reading of a text file.

The files are made of sentences written here, in a folder of their own that is removed. For each
format stand the megabytes a second of the text that comes out (as UTF-8) and of the file. What
needs a package or a program that is not there is left out with a word. `Path.read_text` of the
same text, in the same process, is the least that any reader must do.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import zhsummary as zs
from tests.benchmarks.measuring import Table, processor_seconds
from tests.pdf_files import flow, pdf_file
from tests.word_files import para, table, word_file

_OPENINGS = (
    "全年新建基层工会{a}家，发展会员{b}人，其中农民工会员{c}人。",
    "开展送温暖活动{a}场，慰问困难职工{c}户，发放慰问金{a}.{d}万元。",
    "举办劳动法律宣传{a}次，受理投诉{d}件，调解成功率{e}%。",
    "组织技能比武{a}项，参加职工{b}人次，评出能手{d}名。",
    "各村、社区认真落实责任，推动工作走深走实，职工群众反映良好。",
)
_HEADS = ("组织建设", "维权服务", "困难帮扶", "技能竞赛", "宣传教育")
_NUMERALS = "一二三四五六七八九十"


def tables(quick: bool = False) -> Iterator[Table]:
    """Make the files and measure."""
    with tempfile.TemporaryDirectory() as folder:
        made = _made(Path(folder), 200_000 if quick else 4_000_000)
        rows = [_measured(name, path, read) for name, path, read in made]
    head = ["format", "text MB", "file MB", "text MB/s", "file MB/s"]
    note = "From files to documents; formats that are slow or large have a tenth of the text."
    yield Table("Formats", note, head, rows)


def _measured(name: str, path: Path | None, read: Callable[[Path], int]) -> list[object]:
    if path is None:
        return [name, *["not installed"] * 4]
    start = processor_seconds()
    try:
        size = read(path)
    except zs.ZhSummaryError as error:
        reason = str(error).replace(str(path), path.name).partition(";")[0][:70]
        return [name, reason, "", "", ""]
    seconds = processor_seconds() - start
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    stored = sum(file.stat().st_size for file in files)
    return [name, size / 1e6, stored / 1e6, size / 1e6 / seconds, stored / 1e6 / seconds]


# ---------------------------------------------------------------- what is measured


def _documents(path: Path) -> int:
    """From bytes to documents."""
    return sum(len(document.text.encode()) for document in zs.read(path))


def _sections(path: Path) -> int:
    documents = list(zs.read(path))
    _ = [(document.headings, document.sections) for document in documents]
    return sum(len(document.text.encode()) for document in documents)


def _sentences(path: Path) -> int:
    documents = list(zs.read(path))
    _ = [(document.headings, document.sentences) for document in documents]
    return sum(len(document.text.encode()) for document in documents)


def _plain(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").encode())


# ---------------------------------------------------------------- files


def _made(folder: Path, size: int) -> Iterator[tuple[str, Path | None, Callable[[Path], int]]]:
    """Give the name of each measurement, its file or folder, and what is done with it."""
    lines = list(_lines(size))
    few = lines[: max(len(lines) // 10, 50)]  # of formats that are slow or large
    text = folder / "a.txt"
    text.write_text("\n".join(lines), encoding="utf-8")
    _loaded(folder, lines[:40])

    yield "Path.read_text", text, _plain
    makers: dict[str, Callable[[Path], Path | None]] = {
        ".txt utf-8": lambda path: _text(path, lines, "utf-8"),
        ".txt gb18030": lambda path: _text(path, lines, "gb18030"),
        ".html": lambda path: _page(path, lines),
        ".docx": lambda path: _word(path, lines),
        ".docx with tables": lambda path: _word_tables(path, few),
        ".doc (LibreOffice)": lambda path: _old(path, few),
        ".pdf": lambda path: _printed(path, few),
        ".xlsx": lambda path: _book(path, few),
        ".csv": lambda path: _records(path, lines),
        ".jsonl": lambda path: _objects(path, lines),
        ".parquet": lambda path: _columns(path, lines),
        ".zip of .txt": lambda path: _packed(path, lines),
    }
    for name, make in makers.items():
        own = folder / name.replace(" ", "-").replace(".", "")
        own.mkdir()
        yield name, make(own / f"a{name.split()[0]}"), _documents
    yield "txt to sections", text, _sections
    yield "txt to sentences", text, _sentences


def _loaded(folder: Path, lines: list[str]) -> None:
    """Load what is loaded once, before the clock starts."""
    first = folder / "first"
    first.mkdir()
    (first / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    (first / "a.html").write_text("<p>" + "</p><p>".join(lines), encoding="utf-8")
    word_file(first / "a.docx", "".join(map(para, lines)))
    pdf_file(first / "a.pdf", [flow(lines[:5])])
    _ = _book(first / "a.xlsx", lines)
    _ = [document.sentences for document in zs.read(first)]


def _lines(size: int) -> Iterator[str]:
    """Write summaries of fifty lines, one after the other, up to a size."""
    written, n = 0, 0
    while written < size:
        if n % 50 == 0:
            line = f"河口镇总工会{2000 + n // 50 % 24}年工作总结"
        elif n % 10 == 1:
            line = f"{_NUMERALS[n % 50 // 10]}、{_HEADS[n % 50 // 10]}"
        else:
            told = {"a": n % 17 + 2, "b": n % 389 + 20, "c": n % 91 + 3, "d": n % 8 + 1}
            line = _OPENINGS[n % len(_OPENINGS)].format(**told, e=80 + n % 20)
        yield line
        written += len(line.encode()) + 1
        n += 1


def _text(path: Path, lines: list[str], encoding: str) -> Path:
    path.write_text("\n".join(lines), encoding=encoding)
    return path


def _page(path: Path, lines: list[str]) -> Path:
    """Write pages of a site: an article among menus, five hundred lines each."""
    menu = "".join(f"<li><a href='/{i}'>栏目{i}</a></li>" for i in range(40))
    for number, block in enumerate(_blocks(lines, 500)):
        article = "".join(f"<p style='text-indent:2em'><span>{line}</span></p>\n" for line in block)
        page = (
            f"<html><head><title>{block[0]}_某县总工会网</title></head><body><ul class='nav'>{menu}"
            f"</ul><div class='article'>{article}</div><div class='footer'>版权所有</div></body>"
        )
        path.with_name(f"{number}.html").write_text(page, encoding="utf-8")
    return path.parent


def _word(path: Path, lines: list[str]) -> Path:
    for number, block in enumerate(_blocks(lines, 500)):
        word_file(path.with_name(f"{number}.docx"), "".join(map(para, block)))
    return path.parent


def _word_tables(path: Path, lines: list[str]) -> Path:
    rows = [[f"第{n}村", str(n % 9 + 1), str(n % 300 + 20)] for n in range(len(lines))]
    body = "".join(
        table(["村社", "建会（家）", "会员（人）"], *block) for block in _blocks(rows, 30)
    )
    return word_file(path, body)


def _old(path: Path, lines: list[str]) -> Path | None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    made = word_file(path.with_suffix(".docx"), "".join(map(para, lines)))
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(path.parent / 'own').as_uri()}",
         "--convert-to", "doc", "--outdir", str(path.parent), str(made)],
        check=True, capture_output=True,
    )  # fmt: skip
    return path


def _printed(path: Path, lines: list[str]) -> Path:
    return pdf_file(path, [flow(block) for block in _blocks(lines, 18)])


def _book(path: Path, lines: list[str]) -> Path:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in _rows(lines):
        sheet.append(row)
    book.save(path)
    return path


def _records(path: Path, lines: list[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(_rows(lines))
    return path


def _objects(path: Path, lines: list[str]) -> Path:
    head, *rows = _rows(lines)
    made = (json.dumps(dict(zip(head, row, strict=True)), ensure_ascii=False) for row in rows)
    path.write_text("\n".join(made), encoding="utf-8")
    return path


def _columns(path: Path, lines: list[str]) -> Path | None:
    try:
        import pyarrow  # pyright: ignore[reportMissingImports]
        import pyarrow.parquet as parquet  # pyright: ignore[reportMissingImports]
    except ImportError:
        return None
    head, *rows = _rows(lines)
    columns = [list(column) for column in zip(*rows, strict=True)]
    parquet.write_table(pyarrow.table(dict(zip(head, columns, strict=True))), path)
    return path


def _packed(path: Path, lines: list[str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, block in enumerate(_blocks(lines, 500)):
            archive.writestr(f"{number}.txt", "\n".join(block))
    return path


def _rows(lines: list[str]) -> list[list[str]]:
    """Make a table with a summary in each row."""
    made = [["乡镇", "年份", "正文"]]
    made += [["河口镇", "2023", "\n".join(block)] for block in _blocks(lines, 50)]
    return made


def _blocks(items: list[Any], size: int) -> list[list[Any]]:
    return [items[start : start + size] for start in range(0, len(items), size)]

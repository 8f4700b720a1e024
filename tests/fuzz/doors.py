"""Doors beside the plain readers: archives, old Office files, Parquet, a gazetteer, a shell.

Each takes any bytes and makes of them what its door expects, as `targets` does.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pandas as pd

import zhsummary as zs
from tests.fuzz.made import PIECES, choices, text_of
from zhsummary.cli import main
from zhsummary.read import office, sources

_TEXT = "青石镇工会2023年工作总结\n全年新建工会7家，发展会员300人。"


def _read(folder: Path, name: str, data: bytes) -> object:
    (folder / name).write_bytes(data)
    return list(sources(folder / name))


# ---------------------------------------------------------------- .zip

_NAMES = (
    "a.txt", "b/c.txt", "../a.txt", "/a.txt", "C:\\a.txt", "a\\b.txt", "", "/", "a/", ".txt",
    "\0.txt",
    "a\0.txt", "x" * 300 + ".txt", "a.docx", "a.xlsx", "a.csv", "a.html", "a.pdf", "a.doc", "a.zip",
    "b/d.zip", "metadata.csv", "b/metadata.csv", "metadata.xlsx", "corrections.tsv",
    "b/corrections.csv",
    "README.txt", "~$a.docx", ".a.txt", "a.exe", "总结.txt", "\u202e.txt", "a\n.txt", "CON.txt",
    "a.jsonl",
)  # fmt: skip


def archive(data: bytes) -> object:
    """An archive whose names, contents, flags and sizes the bytes choose."""
    with tempfile.TemporaryDirectory() as folder:
        return _read(Path(folder), "a.zip", _packed(data, 2))


def _packed(data: bytes, depth: int) -> bytes:
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w") as made:
        warnings.simplefilter("ignore", UserWarning)  # of names that are there twice
        for at in range(0, min(len(data), 200), 8):
            piece = data[at : at + 8]
            info = zipfile.ZipInfo(_NAMES[piece[0] % len(_NAMES)])
            info.compress_type = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)[piece[-1] % 2]
            if piece[-1] > 200:
                info.external_attr = 0o120777 << 16  # a link
            made.writestr(info, _content(info.filename, data[at + 1 : at + 30], depth))
    changed = bytearray(held.getvalue())
    if len(data) > 3 and data[0] > 128:
        # the list of names at the end is where an archive says its sizes and flags
        start = max(0, changed.find(b"PK\x01\x02"))
        for k in range(1, min(len(data), 24) - 1, 2):
            changed[start + data[k] % (len(changed) - start)] = data[k + 1]
    return bytes(changed)


def _content(name: str, data: bytes, depth: int) -> bytes:
    if name.endswith(".zip") and depth:
        return _packed(data, depth - 1)
    if name.endswith("metadata.csv"):
        return f"file,乡镇,part\na.txt,{text_of(data[:4])},1\n".encode("utf-8", "replace")
    if "corrections" in name:
        signs = ("a.txt", "\t", ",", "7家", "value", "8", "\n", '"')
        said = "".join(choices(data, signs))
        return f"doc_id\twords\tfield\tvalue\n{said}".encode()
    if data[:1] < b"\x20":
        return bytes(5_000_000)
    if data[:1] < b"\x60":
        return data
    return (_TEXT + text_of(data)).encode("utf-8", "replace")


# ---------------------------------------------------------------- .doc, .wps, .xls and others

_ENDINGS = (".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".xlsb", ".ods", ".ppt", ".txt")
_BEGINNINGS = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"PK\x03\x04", b"<?xml version='1.0'?>",
    b"<html>",
    b"\xdb\xa5-\0", b"MIME-Version: 1.0\nContent-Type: text/html\n\n", b"%PDF-", b"", b"\0" * 20,
    "会员,建会\n5,7\n3,2\n".encode("gb18030"),
)  # fmt: skip
_STREAMS = ("WordDocument", "Workbook", "Book", "PowerPoint Document", "EncryptedPackage", "")


def old_office(data: bytes) -> object:
    """Files that LibreOffice converts, with what it makes of them chosen by the bytes.

    What is fuzzed is what lies around it: telling the kind, copying, reading what came out.
    """
    if len(data) < 4:
        return None
    stream = _STREAMS[data[3] % len(_STREAMS)].encode("utf-16-le")
    raw = _BEGINNINGS[data[1] % len(_BEGINNINGS)] + stream + data[4:]

    def convert(program: str, copies: list[Path], folder: Path) -> None:
        (folder / "out").mkdir(exist_ok=True)
        for copy in copies:
            _made_by_office(data, office._made(copy, folder))

    with (
        tempfile.TemporaryDirectory() as name,
        mock.patch.object(office, "_convert", convert),
        mock.patch.object(office, "_office", return_value="soffice"),
    ):
        folder = Path(name)
        suffix = _ENDINGS[data[0] % len(_ENDINGS)]
        (folder / f"a{suffix}").write_bytes(raw)
        if data[2] % 3:
            return list(sources(folder / f"a{suffix}"))
        (folder / "b.txt").write_text(_TEXT, "utf-8")
        (folder / "c.wps").write_bytes(raw[::-1])
        return list(sources(folder))


def _made_by_office(data: bytes, made: Path) -> None:
    """Write what the bytes choose, where LibreOffice would."""
    from tests.fuzz.targets import word_of, workbook_of

    kind = data[2] % 8
    if kind == 0:
        return  # it could not read the file
    if kind == 1:
        made.mkdir(exist_ok=True)
    elif kind == 2:
        made.write_bytes(data[4:])
    elif made.suffix == ".docx":
        word_of(data[3:], made)
    else:
        made.write_bytes(workbook_of(data[4:]))


# ---------------------------------------------------------------- .parquet


def _kinds() -> list[tuple[Any, Callable[[bytes], Any]]]:
    import pyarrow as pa

    def number(data: bytes) -> int:
        return int.from_bytes(data[:8], "little", signed=True)

    def words(data: bytes) -> str:
        return text_of(data).encode("utf-8", "replace").decode()

    text = pa.string()
    return [
        (text, words), (text, words), (text, words), (pa.large_string(), words),
        (pa.binary(), bytes), (pa.int64(), number), (pa.uint8(), lambda d: d[0] if d else None),
        (pa.float64(), lambda d: float(number(d)) * 1e300),
        (pa.float32(), lambda d: float("nan") if d[:1] > b"\x80" else 0.1),
        (pa.bool_(), lambda d: bool(d and d[0] % 2)),
        (pa.timestamp("s"), number), (pa.timestamp("ns", "Asia/Shanghai"), number),
        (pa.timestamp("us", "No/Where"), number), (pa.date32(), lambda d: number(d[:3])),
        (pa.date64(), number), (pa.time64("us"), number), (pa.duration("s"), number),
        (pa.decimal128(38, 10), lambda d: number(d[:3])), (pa.null(), lambda d: None),
        (pa.list_(text), lambda d: [words(d[k : k + 1]) for k in range(3)]),
        (pa.list_(pa.list_(pa.int64())), lambda d: [[number(d)], None]),
        (pa.struct([("text", text), ("a", pa.int64())]), lambda d: {"text": words(d), "a": 1}),
        (pa.map_(text, text), lambda d: [("a", words(d))]),
        (pa.dictionary(pa.int32(), text), words),
    ]  # fmt: skip


def parquet(data: bytes) -> object:
    """A table of columns of all types with values that need not make sense."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not data:
        return None
    kinds = _kinds()
    heads = (
        "text",
        "正文",
        "year",
        "乡镇",
        "county",
        "title",
        "",
        "text",
        "建会（家）",
        "合计",
        "\ufffd",
    )
    columns, names = [], []
    for at in range(1, min(len(data), 60), 6):
        of, value = kinds[data[at] % len(kinds)]
        rows = [value(data[at + n : at + n + 5]) for n in range(data[0] % 6)]
        try:
            column = pa.array([None if n == data[at] % 7 else r for n, r in enumerate(rows)], of)
        except (pa.ArrowException, ValueError, TypeError, OverflowError):
            continue
        columns.append(column)
        names.append(heads[data[at - 1] % len(heads)])
    held = io.BytesIO()
    try:
        pq.write_table(pa.Table.from_arrays(columns, names), held)
    except (pa.ArrowException, ValueError):
        return None
    made = bytearray(held.getvalue())
    if data[-1] > 170:
        # its sizes and types stand at the end
        for k in range(0, len(data) - 2, 3):
            back = int.from_bytes(data[k : k + 2], "big") % min(len(made), 600)
            made[len(made) - 1 - back] = data[k + 2]
    with tempfile.TemporaryDirectory() as folder:
        return _read(Path(folder), "a.parquet", bytes(made))


# ---------------------------------------------------------------- names of places, columns


def gazetteer(data: bytes) -> object:
    """A gazetteer as a table, a frame or a dictionary of any names."""
    names = [text_of(data[k : k + 2]) for k in range(2, min(len(data), 40), 2)]
    names += ["青石镇", "白沙乡"]
    texts = [f"{name}2023年工作总结\n建会7家。" for name in ("青石", names[0][:6], "城关")]
    frame = pd.DataFrame({"text": texts, "county": [None, names[-1], "岚川县"]}, dtype=object)
    which = data[0] % 4 if data else 0
    if which == 0:
        given: Any = {names[0]: names, "岚川县": ["青石镇", names[1 % len(names)]]}
    elif which == 1:
        heads = ("township", "乡镇", "county", "", "县")
        columns = [heads[byte % len(heads)] for byte in data[1:4]] or ["township"]
        rows = [[name] * len(columns) for name in names]
        given = pd.DataFrame(rows, columns=columns, dtype=object)
    elif which == 2:
        given = {names[0]: data[1:2] and None, "a": names[0], "": 5}
    else:
        given = None
    if given is not None:
        return zs.read(frame, gazetteer=given).identity()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, ("g.csv", "g.tsv", "g.txt", "g")[data[1] % 4] if data[1:] else "g.csv")
        head = b"" if data[1:2] > b"\xc0" else "乡镇,县\n".encode()
        path.write_bytes(head + data[2:])
        return zs.read(frame, gazetteer=path).identity()


_COLUMNS = (
    "text", "正文", "内容", "township", "乡镇", "year", "年份", "doc_id", "source", "title",
    "county", "part",
    "file", "", " ", None, 5, ("a", "b"), "text ", "ＴＥＸＴ", "\ud800",
)  # fmt: skip
_CELLS = (
    None, float("nan"), "", " ", 5, 5.5, 10**5000, float("inf"), True, b"a", [1], {"a": 1}, pd.NaT,
    pd.NA,
    pd.Timestamp("2023-01-01"), "2023", "2023年", 2023, "1899", "青石镇", _TEXT, "\ud800", ("a",),
    object,
)  # fmt: skip


def frame(data: bytes) -> object:
    """A frame whose columns and cells are of any sort, as `read` and `extract_facts` take it."""
    width = data[0] % 5 if data else 0
    columns = ["text", *choices(data[1 : 1 + width], _COLUMNS)]
    rows = [
        [_TEXT if byte % 3 else _CELLS[byte % len(_CELLS)], *choices(data[at : at + width], _CELLS)]
        for at, byte in enumerate(data[6:14], 6)
    ]
    rows = [row for row in rows if len(row) == len(columns)]
    given = pd.DataFrame(rows, columns=pd.Index(columns, dtype=object), dtype=object)
    if data[-1:] > b"\x80":
        return zs.extract_facts(given, errors="raise" if data[-1] % 2 else "warn")
    corpus = zs.read(given)
    return [corpus.facts(), corpus.problems(), corpus.compare("union").to_text()]


def corrected(data: bytes) -> object:
    """Corrections given in Python: any words, any field, any value."""
    fields = (
        "value", "low", "high", "qualifier", "unit", "item", "action", "modality", "change", "time",
        "actor", "per", "indicator", "fact", "township", "year", "nonsense",
    )  # fmt: skip
    words = (
        "7家",
        "300人",
        "【7家】",
        "工会7家",
        "",
        "不在",
        "新建【工会】",
        "家",
        "【",
        "】7家【",
        "【】",
    )
    values = (
        "8", "", "-", 8, 8.5, -1, None, float("nan"), 10**5000, "1e999", "九", "no", "yes", "【",
        "x" * 999,
        "2022", "青石镇", True, [1], "\ud800", "\0", "8万", "8家", "8-9", "\n", "=1+1", "planned",
        "none",
    )  # fmt: skip
    corpus = zs.read(pd.DataFrame({"text": [_TEXT]}))
    for k in range(0, min(len(data), 24) - 2, 3):
        right = {fields[data[k] % len(fields)]: values[data[k + 1] % len(values)]}
        told = {"note": text_of(data[k : k + 2])} if data[k] > 128 else {}
        with contextlib.suppress(zs.ZhSummaryError):
            corpus = corpus.correct(0, words[data[k + 2] % len(words)], **told, **right)
    with tempfile.TemporaryDirectory() as folder:
        corpus.save_corrections(Path(folder, "corrections.tsv"))
        again = zs.read(
            pd.DataFrame({"text": [_TEXT]}), corrections=Path(folder, "corrections.tsv")
        )
    assert len(again.corrections()) == len(corpus.corrections())
    return [again.facts(), again.compare("union").to_text()]


# ---------------------------------------------------------------- the shell

_ARGUMENTS = (
    "compare", "compare", "facts", "headings", "check", "explain", "a.txt", "a.txt", ".", "b.csv",
    "no.txt",
    "*.txt", "[", "", "-", "--", "--codebook", "union", "own.tsv", "--modality", "planned",
    "--rows", "document",
    "--out", "o.csv", "o.xlsx", "o.json", "o.html", "o.parquet", "a.txt/o.csv", "no/o.csv",
    "--format", "csv",
    "xlsx", "json", "html", "--csv", "--quiet", "--words", "--corrections", "--gazetteer", "-h",
    "--version",
    "completion", "bash", "zsh", "fish", "近三百户，1.09万元", "\ud800.txt", "a\n.txt", "x" * 300,
    "%s{0}{x}", "-1",
    "--form", "--qui=1", "\0", "--help", "corrections.tsv",
)  # fmt: skip


def shell(data: bytes) -> object:
    """A command line: it ends with 0, 1 or 2 and tells what was wrong in words."""
    given = list(choices(data[1:12], _ARGUMENTS))
    if data[:1] > b"\x30":
        given = [_ARGUMENTS[data[0] % 6], "a.txt", *given]
    if "facts" in given and "--out" in given:
        # a folder of results is written by processes of its own
        given = [one for one in given if one not in (".", "a.txt", "--out") and "." in one]
        given = ["facts", "a.txt", "--out", "o.json", *given]
    entered = io.TextIOWrapper(io.BytesIO((_TEXT + text_of(data[12:])).encode("utf-8", "replace")))
    out, told = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with (
        tempfile.TemporaryDirectory() as name,
        contextlib.chdir(name),
        mock.patch.multiple(sys, stdin=entered, stdout=out, stderr=told),
        mock.patch.dict(os.environ, {"COLUMNS": str(data[0] if data else 80)}),
    ):
        Path("a.txt").write_text(_TEXT + text_of(data[12:]), "utf-8", errors="replace")
        Path("b.csv").write_bytes(data[12:])
        Path("own.tsv").write_text("id\tlabel\tkind\titem\na\t甲\tcount\t工会\n", "utf-8")
        Path("corrections.tsv").write_bytes(b"doc_id\twords\tfield\tvalue\n" + data[12:])
        try:
            code: Any = main(given)
        except SystemExit as left:
            code = left.code
        shown = out.buffer.getvalue() + told.buffer.getvalue()  # type: ignore[attr-defined]
    assert code in (0, 1, 2), given
    assert b"Traceback" not in shown, given
    return PIECES[0] in shown.decode("utf-8", "surrogateescape")

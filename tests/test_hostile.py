"""Files, texts and codebooks that were made to exhaust, to stop or to leave the library.

The promise: any bytes and any string give a result, or an error or warning of `zhsummary.errors`,
in a time and a memory that their size bounds. Each case here once broke it, or guards a bound.
Time is measured against a quarter of the same input, never in seconds.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
import tracemalloc
import warnings
import zipfile
import zlib
from pathlib import Path

import pandas as pd
import pytest

import zhsummary as zs
from tests.fuzz import targets
from tests.fuzz.targets import workbook
from tests.fuzz.written import assert_rows, harmless_csv, well_formed
from tests.pdf_files import pdf_file
from tests.word_files import level, lists, numbered, para, word_file
from zhsummary.compare import codebook as codebook_module
from zhsummary.errors import ZhSummaryError, ZhSummaryWarning
from zhsummary.patterns import Bounded, compiled, ways
from zhsummary.read import apart, office, sources
from zhsummary.read import workbook as workbook_module
from zhsummary.read.zipped import Archive
from zhsummary.show.files import write_csv
from zhsummary.show.listing import listing_text
from zhsummary.structure import words as words_module
from zhsummary.tables import FACTS, csv_text, fact_rows

BIG = 50 * 2**20
TEXT = "河口镇工会2023年工作总结\n全年新建基层工会7家，发展会员300人。\n"


def read(path: Path | str) -> list[str]:
    return [source.text for source in sources(path)]


def peak_of(path: Path) -> tuple[int, str]:
    """Give the most memory that Python took for reading a file, and the error that it gave."""
    tracemalloc.start()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read(path)
        said = ""
    except ZhSummaryError as error:
        said = str(error)
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak, said


def error_of(call, kind: type[ZhSummaryError]) -> str:
    """Give what a call complains of, empty where it does not."""
    try:
        call()
    except kind as error:
        return str(error)
    return ""


def grows(make, size: int) -> float:
    """Give how many times as long four times the size takes."""

    def took(made) -> float:
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    made()
                except ZhSummaryError:
                    pass
            best = min(best, time.process_time() - began)
        return best

    small, large = make(size), make(4 * size)
    took(small)
    return took(large) / max(took(small), 0.01)


#: Four times the size takes about four times as long; where it takes the square, sixteen times.
LINEAR = 9


# ---------------------------------------------------------------- archives


def lying(path: Path, declared: int = 100) -> Path:
    """Let an archive say that its members are small."""
    data = bytearray(path.read_bytes())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        (local,) = struct.unpack_from("<I", data, at + 42)
        struct.pack_into("<I", data, at + 24, declared)
        struct.pack_into("<I", data, local + 22, declared)
        at += 4
    path.write_bytes(bytes(data))
    return path


def zipped(path: Path, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr(name, data)
        archive.writestr("[Content_Types].xml", "<a/>")
    return path


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
@pytest.mark.parametrize(
    ("name", "member"),
    [("a.zip", "a.txt"), ("a.docx", "word/document.xml"), ("a.docx", "mimetype"),
     ("a.xlsx", "xl/workbook.xml"), ("a.zip", "metadata.csv")],
)  # fmt: skip
def test_a_member_larger_than_it_says_takes_no_memory(tmp_path, name, member, method):
    """The standard library unpacks such a member whole before it looks at its size."""
    peak, said = peak_of(lying(zipped(tmp_path / name, member, bytes(BIG), method)))
    assert said
    assert peak < BIG / 5


@pytest.mark.parametrize(
    "name", ["../a.txt", "/tmp/a.txt", "C:/a.txt", "..\\..\\a.txt", "a/../../a.txt", "//h/s/a.txt"]
)
def test_nothing_is_written_where_an_archive_says(tmp_path, name):
    (tmp_path / "in").mkdir()
    with zipfile.ZipFile(tmp_path / "in" / "a.zip", "w") as archive:
        archive.writestr(name, TEXT)
        archive.writestr("b.txt", TEXT)
    with pytest.warns(ZhSummaryWarning, match="leads out of the archive"):
        assert read(tmp_path / "in" / "a.zip") == [TEXT]
    assert [each.name for each in tmp_path.rglob("*") if each.is_file()] == ["a.zip"]


def test_a_member_without_a_name_is_no_file(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.txt", TEXT)
    path.write_bytes(path.read_bytes().replace(b"x.txt", b"\0.txt"))
    with pytest.raises(zs.SourceError, match="holds no file that can be read"):
        read(path)


# ---------------------------------------------------------------- Word files


def test_a_formula_of_many_levels_is_read_once_each(tmp_path):
    """Each level was written twice: forty of them took a million million steps."""
    formula = "<m:oMath>" + "<m:e>" * 40 + "<m:r><m:t>7</m:t></m:r>" + "</m:e>" * 40 + "</m:oMath>"
    assert read(word_file(tmp_path / "a.docx", f"<w:p>{formula}</w:p>")) == ["7\n"]


def test_cells_that_cover_too_much_are_refused(tmp_path):
    row = '<w:tr><w:trPr><w:gridBefore w:val="500"/></w:trPr><w:tc><w:p/></w:tc></w:tr>'
    path = word_file(tmp_path / "a.docx", f"<w:tbl>{row * 2000}</w:tbl>{para('建会5家')}")
    peak, said = peak_of(path)
    assert "cover more than 500000 cells" in said
    assert peak < 3 * BIG


@pytest.mark.parametrize(
    "look",
    [level(0, "decimal", "字" * 50_000),
     f'<w:lvl w:ilvl="0"><w:numFmt w:val="custom" w:format="{"0" * 50_000}"/>'
     '<w:lvlText w:val="%1"/></w:lvl>'],
    ids=["text", "digits"],
)  # fmt: skip
def test_the_mark_of_a_list_is_short(tmp_path, look):
    """Repeated for each paragraph, a long one fills the memory."""
    path = word_file(tmp_path / "a.docx", numbered("建会5家") * 50, numbering=lists(look))
    assert len(read(path)[0]) < 10_000


def based(number: int) -> str:
    return "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(number)
    )


FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/>'
    "<w:t>建会5家</w:t></w:r></w:p>"
)
WORD_FILES = {
    "styles": lambda n: (para("建会5家"), {"styles": based(n)}),
    "levels": lambda n: (
        "".join(numbered("建会5家", 1, k) for k in range(n)),
        {"numbering": lists("".join(level(k, "decimal", "%1.") for k in range(n)))},
    ),
    "fields": lambda n: (FIELD * n, {}),
    "codes": lambda n: (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/>'
        + "".join(f"<w:instrText>{k}</w:instrText>" for k in range(n))
        + "</w:r></w:p>"
        + para("建会5家"),
        {},
    ),
    "deleted-marks": lambda n: (para("建会5家", "<w:rPr><w:del/></w:rPr>") * n, {}),
}


@pytest.mark.parametrize("kind", WORD_FILES)
def test_a_word_file_takes_time_by_its_size(tmp_path, kind):
    def make(size: int):
        body, parts = WORD_FILES[kind](size)
        path = word_file(tmp_path / f"{size}.docx", body, **parts)
        return lambda: read(path)

    assert grows(make, 1_000) < LINEAR


# ---------------------------------------------------------------- workbooks and other tables


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
CELL = '<c r="{}" t="str"><v>{}</v></c>'


def rows_of(*cells: str) -> str:
    """A sheet of cells by their places, each in a row of its own."""
    return "<sheetData>" + "".join(
        f'<row r="{re.sub("[A-Z]", "", at)}">{CELL.format(at, "甲")}</row>' for at in cells
    ) + "</sheetData>"  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        pytest.param(rows_of("A1", "A999999999"), "row 52429", id="rows-that-no-sheet-has"),
        pytest.param(rows_of(*(f"ZZZ{n}" for n in range(1, 9))), "too far apart", id="far-cells"),
        pytest.param(
            f"<sheetData><row>{'<c/>' * 205_000}</row></sheetData>", "too many", id="empty-cells"
        ),
        pytest.param(
            f"<sheetData/><mergeCells>{'<mergeCell/>' * 15_005}</mergeCells>", "too many",
            id="merged-cells",
        ),
    ],
)  # fmt: skip
def test_a_sheet_that_unfolds_to_too_much_is_refused(tmp_path, monkeypatch, sheet, said):
    """The bounds of a sheet, and of the memory that it takes, at a twentieth of their size."""
    for name, bound in SHEET_BOUNDS.items():
        monkeypatch.setattr(workbook_module, name, bound // 20)
    (tmp_path / "a.xlsx").write_bytes(workbook(sheet))
    peak, error = peak_of(tmp_path / "a.xlsx")
    assert said in error
    assert peak < 2 * BIG / 20


SHEET_BOUNDS = {
    "_LAST_ROW": 1_048_576, "_FEW": 200_000, "_MOST_OF_CELLS": 4_000_000, "_MOST_TAGS": 300_000,
}  # fmt: skip


def test_the_bounds_of_a_sheet_are_those_that_its_tests_divide():
    assert {name: getattr(workbook_module, name) for name in SHEET_BOUNDS} == SHEET_BOUNDS


def test_the_file_of_a_workbook_is_closed_though_a_sheet_is_held(tmp_path):
    """An error holds the sheet that was read, and the file held the folder on Windows."""
    (tmp_path / "a.xlsx").write_bytes(workbook("<sheetData/>"))
    with Archive(tmp_path / "a.xlsx") as archive:
        with workbook_module._usual(tmp_path / "a.xlsx", archive) as usual:
            file, held = usual.fp, usual.open("xl/workbook.xml")
        assert file is not None
        assert file.closed
        held.close()


def test_areas_that_reach_down_the_whole_sheet_are_gone_through_once(tmp_path):
    """A thousand of them, each a million rows: only rows that are there count."""
    areas = '<mergeCell ref="A1:A1048576"/>' * 1000
    sheet = rows_of("A1", "B1048576") + f"<mergeCells>{areas}</mergeCells>"
    (tmp_path / "a.xlsx").write_bytes(workbook(sheet))
    assert len(read(tmp_path / "a.xlsx")) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["sheet1", "sharedStrings", "workbook", "core"])
def test_entities_of_a_workbook_are_refused_wherever_they_stand(tmp_path, part, encoding):
    """Behind a long comment, or in another encoding, the words <!DOCTYPE were not seen."""
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈哈"}">' for n in range(10)
    )  # fmt: skip
    markup = (
        f'<?xml version="1.0" encoding="{encoding}"?><!--{"x" * 70_000}--><!DOCTYPE a [{laughs}]>'
        f"<worksheet {MAIN}><sheetData><row>{CELL.format('A1', '&l9;')}</row></sheetData>"
        "</worksheet>"
    )
    (tmp_path / "a.xlsx").write_bytes(workbook("", **{part: markup.encode(encoding)}))
    peak, said = peak_of(tmp_path / "a.xlsx")
    assert "DOCTYPE" in said
    assert peak < BIG / 5


def test_one_text_in_very_many_cells_is_refused(tmp_path):
    strings = f"<sst {MAIN}><si><t>{'文' * 30_000}。</t></si></sst>"
    sheet = "<sheetData>" + '<row><c t="s"><v>0</v></c></row>' * 8_000 + "</sheetData>"
    (tmp_path / "a.xlsx").write_bytes(workbook(sheet, sharedStrings=strings.encode()))
    with pytest.raises(zs.SourceError, match="more than 200000000 characters"):
        read(tmp_path / "a.xlsx")


def test_objects_without_a_key_in_common_are_no_table(tmp_path):
    """As a table two thousand of them are four million cells, nearly all of them empty."""
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({f"k{n}": n}) for n in range(2_000)))
    with pytest.raises(zs.SourceError, match="2000 different keys in 2000 objects"):
        read(path)


@pytest.mark.parametrize(
    "line",
    ["[" * 50_000, '{"text": ' + "[" * 50_000 + "]" * 50_000 + "}", '{"n": ' + "9" * 10**6 + "}",
     '{"n": 1e999999}', '{"text": "\\ud800"}', '{"": {"": {}}}', "NaN", '{"text": 1, "text": [2]}'],
)  # fmt: skip
def test_odd_objects_are_read_or_named(tmp_path, line):
    (tmp_path / "a.jsonl").write_text(f'{line}\n{{"text": "建会5家。"}}\n')
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ZhSummaryWarning)
        assert read(tmp_path / "a.jsonl")[-1] == "建会5家。"


def test_a_parquet_file_whose_sizes_are_damaged_ends_no_process(tmp_path):
    """pyarrow ends the process over a histogram of the wrong length, instead of raising."""
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"text": ["建会5家。"] * 3}), tmp_path / "a.parquet")
    whole = (tmp_path / "a.parquet").read_bytes()
    # one process for all of them: its end would leave the rest unread
    read_all = (
        "import sys, zhsummary as zs\n"
        "from pathlib import Path\n"
        "for path in sorted(Path(sys.argv[1]).iterdir()):\n"
        "    try:\n"
        "        zs.read(path)\n"
        "    except zs.ZhSummaryError:\n"
        "        pass\n"
        "    print(path.name)\n"
    )
    footer = len(whole) - 8 - int.from_bytes(whole[-8:-4], "little")
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for at in range(footer, len(whole) - 8):
        (damaged / f"{at:05d}.parquet").write_bytes(
            whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        )
    ended = subprocess.run(
        [sys.executable, "-c", read_all, str(damaged)], capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr[-300:]
    assert len(ended.stdout.split()) == len(list(damaged.iterdir()))


def test_a_parquet_file_with_lists_in_its_cells_says_so(tmp_path):
    """A cell may stand for a billion values that are packed into a byte."""
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    cells = {"text": ["建会5家。"], "tags": [["a", "b"]], "a.b": ["c"]}
    parquet.write_table(arrow.table(cells), tmp_path / "a.parquet")
    with pytest.raises(zs.SourceError, match="in a cell of the column tags"):
        zs.read(tmp_path / "a.parquet")
    del cells["tags"]
    parquet.write_table(arrow.table(cells), tmp_path / "a.parquet")
    assert len(zs.read(tmp_path / "a.parquet")) == 1


def test_a_parquet_file_that_unpacks_to_too_much_is_refused(tmp_path):
    """One text for a hundred thousand rows is packed once."""
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    texts = arrow.DictionaryArray.from_arrays([0] * 100_000, ["文" * 20_000])
    parquet.write_table(arrow.table({"text": texts}), tmp_path / "a.parquet")
    with pytest.raises(zs.SourceError, match=r"more than 200000000 characters|too much|unpacks to"):
        read(tmp_path / "a.parquet")
    empty = arrow.table({f"c{n}": arrow.nulls(60_000) for n in range(100)})
    parquet.write_table(empty, tmp_path / "b.parquet")
    with pytest.raises(zs.SourceError, match="6000000 values"):
        read(tmp_path / "b.parquet")


TABLES = {
    "rows": lambda n: "乡镇,建会\n" + "".join(f"河口镇,{k}\n" for k in range(n)),
    "townships": lambda n: "乡镇,建会\n" + "".join(f"甲{k}镇,{k}\n" for k in range(n)),
    "quotes": lambda n: 'a,"b\n' * n,
    "heads": lambda n: "项目,建会（家）\n甲,5\n\n" * n,
    "width": lambda n: f"{','.join(f'c{k}' for k in range(n))}\n" + f"{','.join('5' * n)}\n" * 5,
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_takes_time_by_its_size(tmp_path, kind):
    def make(size: int):
        path = tmp_path / f"{size}.csv"
        path.write_text(TABLES[kind](size), "utf-8")
        return lambda: read(path)

    assert grows(make, 300) < LINEAR


DIGITS = "9" * 5_000
LONG = "7" * 200_000


@pytest.mark.parametrize(
    ("name", "table", "said"),
    [
        ("corrections.tsv", f"doc_id\twords\tfield\tvalue\na\t{LONG}\tvalue\t8\n", "no table"),
        ("corrections.csv", f'doc_id,words,field,value\na,"{LONG},value,8\n', "no table"),
        ("corrections.tsv", f"doc_id\twords\tfield\tvalue\na\t\tyear\t{DIGITS}\n", "year"),
        ("metadata.csv", f"file,part\na.txt,{DIGITS}\n", "is no number from 1"),
        ("metadata.csv", f"file,year\na.txt,{DIGITS}\n", "is no year"),
        ("metadata.csv", f'file,year\na.txt,"{LONG}\n', "no table"),
    ],
)
def test_cells_and_numbers_without_end_beside_the_texts_are_named(tmp_path, name, table, said):
    """Python reads no number of more than 4300 digits, and no cell of more than 131072 signs."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / name).write_text(table, "utf-8")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        corpus = zs.read(tmp_path)
    assert {one.category for one in told} == {ZhSummaryWarning}
    assert corpus.problems()["message"].str.contains(said).any()
    assert corpus.facts()["text"].tolist() == ["7家", "300人"]


def test_a_codebook_with_a_cell_without_end_is_named(tmp_path):
    (tmp_path / "a.csv").write_text(f"id,label,kind,item\na,甲,count,{LONG}\n", "utf-8")
    with pytest.raises(zs.CodebookError, match=r"a\.csv is no table"):
        zs.load_codebook(tmp_path / "a.csv")


def test_objects_in_objects_beyond_what_python_calls(tmp_path):
    """The text of the row is read, what is nested so is nobody's column."""
    line = f'{{"text": "建会5家。", "n": {"[" * 800}{"]" * 800}}}'
    (tmp_path / "a.jsonl").write_text(line, "utf-8")
    assert read(tmp_path / "a.jsonl") == ["建会5家。"]


def test_endless_numbers_in_a_frame_are_named():
    frame = pd.DataFrame({"text": [TEXT, 10**5_000], "year": [10**5_000, 1], "n": [10**5_000, 1]})
    with pytest.warns(ZhSummaryWarning, match="the n is a number without end"):
        corpus = zs.read(frame)
    assert corpus.facts()["text"].tolist() == ["7家", "300人"]
    with pytest.raises(zs.CorrectionError, match="number without end"):
        corpus.correct(0, "7家", value=10**5_000)


@pytest.mark.parametrize(
    "given",
    [{"a": None}, {"a": "青石镇"}, {"": 5}, [], 5, pd.DataFrame(), pd.DataFrame({"x": [1]})],
    ids=str,
)
def test_what_is_no_gazetteer_is_named(given):
    with pytest.raises(ZhSummaryError, match=r"gazetteer"):
        zs.read(FRAME, gazetteer=given)


@pytest.mark.parametrize(
    "given",
    [["\ud800", "三资\udfff清理"], [("a",), ("b", None), (1, 2), ()], {"a": None, "\udfff": 5},
     ["", " ", "a\nb", "x" * 10**5], [None, 3]],
    ids=range(5),
)  # fmt: skip
def test_words_that_are_none_are_left_out(given):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ZhSummaryWarning)
        assert len(zs.read(FRAME, words=given).facts()) == 2


def test_half_a_character_in_what_an_analyst_says_is_written_as_a_sign(tmp_path):
    """Such a half can be written to no file."""
    corpus = zs.read(FRAME, gazetteer={"岚川\ud800县": ["河口镇", "\udfff"]})
    corpus = corpus.correct(0, "7家", value=8, note="\ud800").correct(0, "300人", item="\udfff员")
    corpus.save_corrections(tmp_path / "c.tsv")
    assert len(zs.read(FRAME, corrections=tmp_path / "c.tsv").corrections()) == 2
    row = {"id": "a", "label": "建会\ud800", "kind": "count", "item": "工会\udfff?"}
    table = corpus.compare(pd.DataFrame([row], dtype=object))
    table.to_html(tmp_path / "a.html")
    table.to_excel(tmp_path / "a.xlsx")
    table.codebook.to_tsv(tmp_path / "b.tsv")


# ---------------------------------------------------------------- PDF


def forms(path: Path, depth: int) -> Path:
    """A PDF of a kilobyte whose drawing repeats a drawing ten times, at each depth."""

    def stream(data: bytes, told: bytes = b"") -> bytes:
        packed = zlib.compress(data)
        head = b"<<%s/Length %d/Filter/FlateDecode>>stream\n" % (told, len(packed))
        return head + packed + b"\nendstream"

    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</XObject<</X 6 0 R>>>>>>",
        stream(b"/X Do"), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(
            stream(b"/X Do " * 10, form % (b"/XObject<</X %d 0 R>>" % (7 + n)))
            for n in range(depth)
        ),
        stream(b"BT /F 12 Tf (a5) Tj ET", form % b"/Font<</F 5 0 R>>"),
    ]  # fmt: skip
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    path.write_bytes(made + head + table + tail)
    return path


def test_a_pdf_that_would_exhaust_the_computer_is_named_and_the_next_is_read(tmp_path, monkeypatch):
    """Nothing stops the library that reads PDF while it works, so it works in another process."""
    pytest.importorskip("pypdfium2")
    monkeypatch.setattr(apart, "START", 8.0)
    pdf_file(tmp_path / "a.pdf", [[(72, 700, "全年建会5家。")]])
    forms(tmp_path / "b.pdf", 9)
    pdf_file(tmp_path / "c.pdf", [[(72, 700, "全年建会6家。")]])
    with pytest.warns(ZhSummaryWarning, match=r"b\.pdf: was not read: it (takes|is damaged)"):
        assert read(tmp_path) == ["全年建会5家。\n", "全年建会6家。\n"]


def test_the_other_process_imports_nothing_from_the_folder_of_the_texts(tmp_path, monkeypatch):
    pytest.importorskip("pypdfium2")
    pdf_file(tmp_path / "a.pdf", [[(72, 700, "全年建会5家。")]])
    (tmp_path / "json.py").write_text("open('ran', 'w')\nraise SystemExit\n")
    monkeypatch.chdir(tmp_path)
    assert read(Path("a.pdf")) == ["全年建会5家。\n"]
    assert not Path("ran").exists()


# ---------------------------------------------------------------- web pages


PIECES_OF_PAGES = [
    "<table><tr><td colspan=200 rowspan=9999>5</td>", '<p style="', "<a ", "<!--", "</td>", "<td>",
    "<ul><li>", "<p>建会5家。</p>", "<title>", "&#", "<sup>", "<pre>a\n", "<h1>a",
    "<div class=nav>",
    "<div hidden>", "\u3000\n", "中\n   ", "<table>", "<tr>", "<select>", "<a b='", "=",
    "<td rowspan=999999>5<tr>", "<td colspan=200>甲镇", "<b><p>", "</p>", "</br>",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES_OF_PAGES)
def test_a_page_takes_time_by_its_size(tmp_path, piece):
    def make(size: int):
        path = tmp_path / f"{size}.html"
        path.write_text("<html>" + piece * size, "utf-8")
        return lambda: read(path)

    assert grows(make, 500) < LINEAR


@pytest.mark.parametrize("sign", ["&#{};", "&#0{}", "&#x{};", "&#{};&#65;"])
def test_a_sign_by_a_number_without_end_is_a_lost_one(tmp_path, sign):
    page = f"<html><title>{sign}</title><p class='{sign}'>建会5家{sign}</p>".format(
        *["9" * 5_000] * 3
    )
    (tmp_path / "a.html").write_text(page, "utf-8")
    (found,) = read(tmp_path / "a.html")
    assert found.startswith("建会5家")


# ---------------------------------------------------------------- texts


PIECES_OF_TEXTS = [
    "200—250名第 4 页0人，", "翻一番", "7", "（", "一、", "\n（一）",
    "其中女职工5人", "2023年", "建会5家；", "， ", "１２３", "三百二十", "**", "| 会员 | 386人 |\n",
    "。”", "\u3000", "由3家增至5家",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES_OF_TEXTS)
def test_a_text_takes_time_by_its_size(piece):
    """From its figures to its problems, also where it has no full stop."""

    def make(size: int):
        frame = pd.DataFrame({"text": ["河口镇2023年总结\n" + piece * (size // len(piece)) + "。"]})

        def all_of_it() -> None:
            corpus = zs.read(frame)
            corpus.facts(), corpus.headings(), corpus.problems()

        return all_of_it

    assert grows(make, 1_500) < LINEAR


def test_what_has_no_full_stop_is_cut_at_its_commas():
    """A figure is read beside all others of its sentence, and each row holds the sentence."""
    text = "慰问" + "，".join(f"困难职工{n}户" for n in range(2_000)) + "。"
    corpus = zs.read(pd.DataFrame({"text": [text]}))
    facts = corpus.facts()
    assert len(facts) == 2_000
    assert facts["sentence"].str.len().max() <= 2_000
    assert "".join(corpus.sentences()["text"]) == text
    assert set(corpus.sentences()["text"].str[-1]) <= set("，。")


def test_a_million_digits_are_one_number():
    (found,) = zs.find_quantities("9" * 10**6 + "人")
    assert len(found.text) == 10**6 + 1


# ---------------------------------------------------------------- codebooks and patterns


SLOW = ["(a+)+$", "(a|a)*$", "(a|aa)+$", "(?:a|b|ab)*c", "(.*a){30}", "(?=(a+)+$)", "(a*)*b",
        "(a|a)" * 30 + "b", "((a{1,99}){1,99}){1,99}b", "(?:.*,)*b", ".*.*.*.*.*b",
        r"(a?)*\1b"]  # fmt: skip


@pytest.mark.parametrize("pattern", SLOW)
@pytest.mark.parametrize("column", ["item", "about_not", "section"])
def test_a_pattern_that_runs_on_is_answered_or_named(pattern, column, monkeypatch):
    """`(a+)+$` on forty letters takes `re` longer than a life."""
    monkeypatch.setattr("zhsummary.patterns._START", 0.05)
    row = {"id": "a", "label": "甲", "kind": "count", "item": ".", column: pattern}
    text = f"河口镇2023年总结\n一、{'a' * 45}!\n全年新建{'a' * 45}!工会7家。\n"
    corpus = zs.read(pd.DataFrame({"text": [text]}))
    said = error_of(lambda: corpus.compare(pd.DataFrame([row])), zs.CodebookError)
    if said:
        assert said.startswith(f"Codebook own, row 1 (a): {column}: the pattern")
        assert "Do not repeat what is repeated" in said


@pytest.mark.parametrize("pattern", SLOW)
def test_a_search_that_runs_on_is_given_up(pattern, monkeypatch):
    monkeypatch.setattr("zhsummary.patterns._START", 0.05)
    corpus = zs.read(pd.DataFrame({"text": [f"河口镇2023年总结\n全年{'a' * 3000}!。"]}))
    said = error_of(lambda: corpus.kwic(pattern, regex=True), ZhSummaryError)
    assert not said or "takes too long" in said or "empty string" in said


@pytest.mark.parametrize(
    "pattern",
    ["a{99999999999}", "(" * 5_000 + ")" * 5_000, "[", "*", "(?R)", r"\p{L}", "a" * 10**5],
)
def test_what_is_no_pattern_is_named(pattern):
    row = {"id": "a", "label": "甲", "kind": "count", "item": pattern}
    with pytest.raises(zs.CodebookError, match=r"row 1 .*item is no regular expression"):
        zs.load_codebook(pd.DataFrame([row]))


def test_a_pattern_of_another_meaning_some_day_says_nothing():
    """`re` warns of [[a] as a Python developer wants to know it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        zs.load_codebook(
            pd.DataFrame([{"id": "a", "label": "甲", "kind": "count", "item": "[[a]|[a||b]"}])
        )


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("(x{e}y)+", "x{e}y"), ("(x{e<=1})+", "xx{e<=1}"), ("(a{,2}b)*c", "aabc"), ("([[a]b)+", "[b"),
     (r"(\{e\})+", "{e}"), (r"(\\{e})+", "\\{e}"), (r"(\N{EM DASH}a)+", "—a"), ("([{]e)+", "{e"),
     ("(?i:会A)+", "会a"), ("(?P<n>会)+(?P=n)", "会会会"), ("(a++b)+", "aab"),
     ("(?:a{2})*", "aaaa")],
)  # fmt: skip
def test_a_pattern_means_the_same_to_both_engines(pattern, text):
    """`regex` reads braces as how many errors are allowed; here they are what `re` takes."""
    found, bounded = re.search(pattern, text), Bounded(pattern).search(text)
    assert (found and found.span()) == (bounded and bounded.span())


def test_the_shipped_patterns_find_the_same_with_both_engines(corpus):
    facts = corpus.facts()
    texts = sorted({*facts["item"].dropna(), *facts["sentence"].str[:120]})[::25]
    for name in zs.codebooks():
        for indicator in zs.load_codebook(name).indicators:
            for column in codebook_module._PATTERNS:
                pattern = getattr(indicator, column)
                if not isinstance(pattern, Bounded):
                    continue
                plain = re.compile(pattern.pattern)
                for text in texts:
                    found, bounded = plain.search(text), pattern._compiled.search(text)
                    assert (found and found.span()) == (bounded and bounded.span()), pattern


def test_most_shipped_patterns_cost_nothing():
    """Only what repeats without end is searched for by the engine that can be stopped."""
    made = [
        type(pattern)
        for name in zs.codebooks()
        for indicator in zs.load_codebook(name).indicators
        for column in codebook_module._PATTERNS
        if (pattern := getattr(indicator, column)) is not None
    ]
    assert made.count(Bounded) < len(made) / 8
    assert ways("会员|职工") == 2
    assert isinstance(compiled("(a+)+$"), Bounded)


# ---------------------------------------------------------------- names, folders, clocks


@pytest.fixture
def odd_folder(tmp_path):
    names = [
        b"a\nb.txt", "\u202egnp.txt".encode(), b"\xff\xfe.txt", b"=cmd|calc.txt",
        b"x" * 251 + b".txt",
        b"-rf.txt", b" .txt", b"a\x1b[31m.txt", b"CON.txt", b"$(id).txt", b"%s%n.txt",
        b"<img src=x onerror=alert(1)>.txt",
    ]  # fmt: skip
    for name in names:
        try:
            Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text(TEXT, "utf-8")
        except OSError:
            pytest.skip("this file system takes no such names")
    os.symlink(tmp_path, tmp_path / "loop")
    os.symlink("nowhere", tmp_path / "gone.txt")
    return tmp_path, len(names)


def test_files_of_odd_names_are_read_and_written(odd_folder, tmp_path_factory):
    """A line end, right-to-left, broken bytes, 255 bytes, a formula, orders, markup."""
    folder, count = odd_folder
    out = tmp_path_factory.mktemp("out")
    with pytest.warns(ZhSummaryWarning, match=r"gone\.txt: is a link to a file that is gone"):
        corpus = zs.read(folder)
    assert len(corpus) == count
    table = corpus.compare("union", rows="document")
    table.to_excel(out / "a.xlsx")
    table.to_csv(out / "a.csv")
    page = table.to_html()
    assert "<img src=x" not in page + corpus._repr_html_() + corpus[0]._repr_html_()


def test_no_text_and_no_name_gives_orders_to_a_terminal(odd_folder):
    folder, _ = odd_folder
    (folder / "b.txt").write_text(
        "河口镇2023年总结\n新建\x1b]0;\x07\x9b31m\u202e工会7家。", "utf-8"
    )
    for command in ("facts", "headings", "check", "compare"):
        done = subprocess.run(
            [sys.executable, "-m", "zhsummary", command, str(folder)],
            capture_output=True, check=False,
        )  # fmt: skip
        told = (done.stdout + done.stderr).decode("utf-8", "surrogateescape")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", told), command


def test_a_file_that_vanishes_while_the_folder_is_read_is_named(tmp_path):
    for name in ("a.txt", "b.docx", "c.xlsx", "d.html", "e.pdf", "f.csv", "g.zip", "h.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    found = sources(tmp_path)
    for path in tmp_path.iterdir():
        if path.name != "a.txt":
            path.unlink()
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert [source.text for source in found] == [TEXT]
    assert {one.category for one in told} == {ZhSummaryWarning}
    assert len(told) == 7


@pytest.mark.parametrize("path", ["a.txt", ".", "*.txt"])
def test_a_folder_that_is_gone_is_named(tmp_path, path):
    (tmp_path / "gone").mkdir()
    said = (
        "import os, sys, zhsummary as zs; os.chdir(sys.argv[1]); os.rmdir(sys.argv[1])\n"
        "try: zs.read(sys.argv[2])\nexcept zs.SourceError as error: print('told', error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", said, str(tmp_path / "gone"), path],
        capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip
    assert done.stdout.startswith("told")


@pytest.mark.parametrize("pattern", ["**/*.txt", "**", "./**/b.*", "**/**/*.txt"])
def test_links_in_a_circle_are_gone_through_once(tmp_path, monkeypatch, pattern):
    """Three of them lead to b.txt by three to the power of forty ways."""
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in").mkdir()
    for name in "xyz":
        os.symlink(tmp_path, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert read(pattern) == [TEXT]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize(
    "name", ["metadata.csv", "metadata.xlsx", "corrections.tsv", "corrections.xlsx", "a.txt"]
)
def test_a_pipe_among_the_texts_is_named_and_not_waited_for(tmp_path, name):
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    os.mkfifo(tmp_path / name)
    with pytest.warns(ZhSummaryWarning, match="is a pipe or a device"):
        assert read(tmp_path) == [TEXT]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do all")
@pytest.mark.parametrize("mode", [0, 0o100, 0o400])
def test_a_folder_that_is_closed_is_named(tmp_path, mode):
    """One that may be listed but not entered told of its rights in a traceback."""
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in").chmod(mode)
    try:
        with pytest.warns(ZhSummaryWarning, match="permission|Permission"):
            assert read(tmp_path) == [TEXT]
    finally:
        (tmp_path / "in").chmod(0o700)


LONG_NAME = "x" * 5_000


@pytest.mark.parametrize(
    "call",
    [
        lambda path: zs.load_codebook(path),
        lambda path: zs.read(FRAME, gazetteer=path),
        lambda path: zs.read(FRAME, words=path),
        lambda path: zs.read(FRAME, corrections=path),
        lambda path: zs.read(FRAME).save_corrections(path),
        lambda path: zs.read(FRAME).compare("union").to_html(path),
        lambda path: zs.read(path),
    ],
    ids=["codebook", "gazetteer", "words", "corrections", "save", "html", "read"],
)
@pytest.mark.parametrize(
    "path", [LONG_NAME, "a\0.tsv", "\ud800/a.tsv", "nowhere/a.tsv", ""], ids=ascii
)
def test_what_is_no_path_is_named(call, path):
    with pytest.raises(ZhSummaryError):
        call(path)


FRAME = pd.DataFrame({"text": [TEXT]})


@pytest.fixture(scope="module")
def batched(tmp_path_factory):
    """Give a folder of texts and one of their results."""
    pytest.importorskip("pyarrow")
    texts, out = tmp_path_factory.mktemp("texts"), tmp_path_factory.mktemp("batch") / "out"
    (texts / "a.txt").write_text(TEXT, "utf-8")
    zs.batch(texts, out, processes=1)
    return out


@pytest.mark.parametrize(
    "data", [b"", b"PAR1", b"PAR1" + b"x" * 99 + b"PAR1"], ids=["empty", "cut", "garbage"]
)
@pytest.mark.parametrize("table", ["facts", "documents", "headings"])
def test_damaged_results_of_a_batch_are_named(batched, tmp_path, table, data):
    out = tmp_path / "out"
    shutil.copytree(batched, out)
    (damaged,) = (out if table == "facts" else out / f"_{table}").glob("*.parquet")
    damaged.write_bytes(data)
    with pytest.raises(
        zs.BatchError, match=rf"{table}-00000\.parquet: this file of the batch is damaged"
    ):
        getattr(zs.read_batch(out), table)()


@pytest.mark.parametrize("out", ["a\0", "\ud800", None, 5, " "], ids=ascii)
def test_results_without_a_place_are_refused(batched, out):
    with pytest.raises(ZhSummaryError):
        zs.batch(batched, out, processes=1)
    with pytest.raises(ZhSummaryError):
        zs.read_batch(out)


@pytest.mark.parametrize("year", [1970, 2100, 2200])
def test_the_clock_may_say_anything(tmp_path, monkeypatch, year):
    """Only a workbook is dated; one that cannot be dated so is refused."""
    corpus = zs.read(pd.DataFrame({"text": [TEXT]}))
    table = corpus.compare("union")
    now = time.struct_time((year, 1, 1, 0, 0, 0, 0, 1, 0))
    monkeypatch.setattr(time, "localtime", lambda seconds=None: now)
    table.to_html(tmp_path / "a.html")
    table.to_csv(tmp_path / "a.csv")
    if year == 2100:
        table.to_excel(tmp_path / "a.xlsx")
    else:
        with pytest.raises(zs.SourceError, match=f"cannot be dated {year}"):
            table.to_excel(tmp_path / "a.xlsx")


# ---------------------------------------------------------------- what goes out, what comes back


def test_a_lone_return_begins_no_row_and_no_formula(tmp_path):
    """The writers of CSV leave it outside of quotation marks where rows end in \\n."""
    text = "河口镇2023年总结\n慰问\r=cmd|'/c calc'!A1困难职工40户。"
    corpus = zs.read(pd.DataFrame({"text": [text], "township": ["甲\r=1+1镇"]}))
    table = corpus.compare("union")
    table.to_csv(tmp_path / "a.csv")
    for number, frame in enumerate((corpus.facts(), corpus.sentences(), table.cells)):
        write_csv(tmp_path / f"{number}.csv", frame)
        assert_rows(listing_text(frame, "csv"), len(frame) + 1)
    for path in tmp_path.glob("*.csv"):
        harmless_csv(path.read_bytes().decode("utf-8-sig"))
    rows = fact_rows(corpus[0], corpus[0].sections, corpus[0].facts)
    assert csv_text(rows, FACTS) == listing_text(corpus.facts(), "csv")


def test_charts_of_any_names_are_well_formed():
    """A control character in a name makes a picture that no program opens."""
    names = ["甲\x00\x0b\x1b镇", "乙]]>&<镇", "丙\ufffe\ud800镇"]
    frame = pd.DataFrame(
        {"text": [f"{TEXT}发展会员{n}人。" for n in range(3)], "township": names}, dtype=object
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ZhSummaryWarning)
        corpus = zs.read(frame)
        table = corpus.compare("union")
        for chart in (table.plot("新建基层工会"), table.plot_coverage(), corpus.plot_similarity()):
            well_formed(chart.svg)


@pytest.mark.parametrize(
    "kept",
    [None, 1, [], "x", {}, {"length": 20}, {"length": 20, "facts": 5}, {"length": 20, "facts": [5]},
     {"length": 20, "facts": [{}], "headings": [[]], "sentences": [[1, 2, 3]]},
     {"length": 20, "facts": [{"quantity": {"value": "x", "rules": 5}}]}],
)  # fmt: skip
def test_a_doc_of_anywhere_gives_nothing_and_says_so(kept):
    """A `Doc` from a file may hold anything under our name."""
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhsummary")
    doc = nlp("全年新建基层工会7家，发展会员386人。")
    if kept and isinstance(kept, dict):
        kept = {**kept, "length": len(doc.text)}
    doc.user_data["zhsummary"] = kept
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = [doc._.facts, doc._.headings, doc._.sentences]
        spans = [span._.fact for span in doc.spans["facts"]]
    assert found == [[], [], []]
    assert spans == [None, None]
    said = re.compile("not what zhsummary wrote|not what was read")
    assert any(one.category is ZhSummaryWarning and said.search(str(one.message)) for one in told)


LINK = "http://127.0.0.1:9/a.png"
EXTERNAL = (
    f'<w:p><w:hyperlink r:id="rId9"/><w:fldSimple w:instr="INCLUDEPICTURE {LINK}"/>'
    "<w:r><w:t>建会5家</w:t></w:r></w:p>"
)


def test_nothing_is_fetched(tmp_path, monkeypatch):
    """Pages, Word files and workbooks may link to anywhere; no connection is opened."""
    (tmp_path / "a.html").write_text(
        f'<html><link href="{LINK}"><script src="{LINK}"></script><img src="{LINK}">'
        f'<iframe src="{LINK}"></iframe><p style="background:url({LINK})">建会5家</p>', "utf-8"
    )  # fmt: skip
    word_file(tmp_path / "b.docx", EXTERNAL)
    cell = f"<c t='str'><f>WEBSERVICE(&quot;{LINK}&quot;)</f><v>建会5家</v></c>"
    sheet = workbook(f"<sheetData><row>{cell}</row></sheetData><hyperlinks/>")
    (tmp_path / "c.xlsx").write_bytes(sheet)

    def connect(*_: object) -> None:
        pytest.fail("a connection is opened")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    corpus = zs.read(tmp_path)
    assert len(corpus) == 3
    corpus.compare("union").to_html(tmp_path / "a.out")
    assert LINK not in (tmp_path / "a.out").read_text("utf-8")


def test_macros_and_links_of_old_files_are_off(tmp_path):
    """So says the profile with which LibreOffice is started."""
    office._settle(tmp_path / "profile")
    markup = (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text("utf-8")
    well_formed(markup)
    for setting in ("DisableMacrosExecution", "BlockUntrustedRefererLinks"):
        assert f'"{setting}" oor:op="fuse"><value>true</value>' in markup
    assert '"Link" oor:op="fuse"><value>0</value>' in markup


@pytest.mark.skipif(os.name == "nt", reason="the program is a script of a shell")
def test_an_office_program_that_does_not_end_is_ended(tmp_path, monkeypatch):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 600\n")
    program.chmod(0o700)
    monkeypatch.setattr(office, "_office", lambda: str(program))
    monkeypatch.setattr(office, "_START", 0.2)
    monkeypatch.setattr(office, "_EACH", 0.1)
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    began = time.monotonic()
    with pytest.raises(zs.SourceError, match="could not be read by LibreOffice"):
        read(tmp_path / "a.doc")
    assert time.monotonic() - began < 60


def test_the_cache_of_words_is_the_users_own(tmp_path, monkeypatch):
    """What jieba reads by `marshal` lies where nobody else writes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = words_module._cache_folder()
    assert folder == tmp_path / "zhsummary"
    assert os.name == "nt" or folder.stat().st_mode & 0o077 == 0
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", classmethod(lambda cls: (_ for _ in ()).throw(RuntimeError)))
    assert words_module._cache_folder() == Path(os.devnull)


def test_nothing_is_unpickled_or_evaluated():
    """What could run code from a file is not even named in the package."""
    package = Path(zs.__file__).parent
    banned = re.compile(
        r"(?<![\w.])(?:eval|exec|__import__)\(|\b(?:pickle|marshal|shelve|dill|joblib)\b|shell=True"
        r"|yaml\.load|os\.system|allow_pickle"
    )
    for path in package.rglob("*.py"):
        assert not banned.search(path.read_text("utf-8")), path


# ---------------------------------------------------------------- found by fuzzing


FOUND = Path(__file__).parent / "fuzz" / "found"


@pytest.mark.parametrize("name", targets.TARGETS)
def test_inputs_that_once_went_wrong_do_so_no_more(name):
    """Those that a run found, the seeds, and a few that are random but always the same."""
    choose = random.Random(name)
    inputs = [path.read_bytes() for path in sorted(FOUND.glob(f"{name}-*"))]
    inputs += targets.seeds(name)
    inputs += [choose.randbytes(choose.randint(1, 200)) for _ in range(6)]
    for data in inputs:
        assert not targets.attempt(targets.TARGETS[name], data), data


def test_a_zip_file_cut_anywhere_is_refused_or_read(tmp_path):
    """Every length of a small archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
    data = held.getvalue()
    for end in range(0, len(data), 3):
        (tmp_path / "a.zip").write_bytes(data[:end])
        with pytest.raises(zs.SourceError):
            read(tmp_path / "a.zip")

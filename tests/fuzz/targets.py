"""What is fuzzed: a function for each door, from any bytes to nothing but errors of ours.

The bytes are the file where a reader takes plain bytes; where it takes an archive of XML they
choose tags, so that most inputs are well-formed and the fuzzer reaches what lies behind the
parser. `attempt` runs one and says what was wrong: an exception or a warning that is not of
`zhsummary.errors`, or more time than the input's size allows.
"""

from __future__ import annotations

import io
import json
import tempfile
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pandas as pd

import zhsummary as zs
from tests.fuzz import asked, doors, written
from tests.fuzz.made import PIECES, text_of, xml_of
from tests.word_files import word_file
from zhsummary.errors import ZhSummaryError, ZhSummaryWarning
from zhsummary.read import Source, sources

Target = Callable[[bytes], object]

#: Seconds of processor time that an input may take, whatever its size, and for each byte.
#: An input that takes more is looked at, not yet a fault.
START, EACH = 10.0, 100e-6


def attempt(target: Target, data: bytes) -> str:
    """Run a target; give what was wrong in a few words, empty if nothing was."""
    began = time.process_time()
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            target(data)
    except ZhSummaryError:
        pass
    except Exception as error:
        where = [f for f in traceback.extract_tb(error.__traceback__) if "zhsummary" in f.filename]
        last = where[-1] if where else traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(last.filename).name}:{last.name}:{last.lineno}"
    foreign = [one for one in told if not issubclass(one.category, ZhSummaryWarning)]
    if foreign:
        said = str(foreign[0].message).split("\n")[0][:60]
        return f"{foreign[0].category.__name__} {said}"
    took = time.process_time() - began
    if took > START + EACH * len(data):
        return f"slow: {took:.1f} s for {len(data)} bytes"
    return ""


# ---------------------------------------------------------------- reading


def _read(name: str, data: bytes) -> list[Source]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return list(sources(path))


def _reader(suffix: str) -> Target:
    def read(data: bytes) -> object:
        return _read(f"a{suffix}", data)

    return read


_WORD_TAGS = (
    *(
        f"w:{name}"
        for name in (
            "p p p r r r t t t pPr rPr numPr numId ilvl pStyle tbl tr tc tcPr trPr gridSpan vMerge "
            "gridBefore tblHeader sdt sdtContent sdtPr docPartObj docPartGallery ins del moveFrom "
            "hyperlink fldChar instrText fldSimple br tab sym vanish strike vertAlign rFonts ruby "
            "rubyBase rt txbxContent altChunk smartTag showingPlcHdr footnoteReference rStyle "
            "cellDel"
        ).split()
    ),
    "mc:AlternateContent", "mc:Choice", "mc:Fallback", "m:oMath", "m:f", "m:num", "m:den", "m:sSup",
    "m:e", "m:sup", "m:t", "m:r", "v:textbox", "wps:txbx",
)  # fmt: skip
_WORD_VALUES = tuple(
    f'w:{name}="{value}"'
    for name in ("val", "type", "fldCharType", "char", "font", "ascii", "ilvl", "numId",
    "abstractNumId",
                 "styleId", "default", "format")
    for value in ("1", "0", "9", "999999999", "-1", "restart", "begin", "separate", "end", "F0A7",
    "%1.%2、",
                  "decimal", "chineseCounting", "bullet", "none", "custom", "001, 002", "H1",
                  "Wingdings",
                  "superscript", "true", "off", "nothing", "x" * 50)
)  # fmt: skip
_LIST_TAGS = tuple(
    f"w:{name}"
    for name in (
        "abstractNum lvl start numFmt lvlText lvlRestart isLgl suff pStyle num abstractNumId "
        "lvlOverride startOverride numStyleLink styleLink style basedOn pPr rPr numPr numId ilvl "
        "vanish"
    ).split()
)


def docx(data: bytes) -> object:
    """A Word file whose body, numbering or styles the bytes choose."""
    if not data:
        return None
    with tempfile.TemporaryDirectory() as folder:
        return list(sources(word_of(data, Path(folder, "a.docx"))))


def word_of(data: bytes, path: Path) -> Path:
    """Write a Word file that the bytes choose."""
    lists = xml_of(data[1 : len(data) // 3], _LIST_TAGS, _WORD_VALUES)
    body = xml_of(data[len(data) // 3 :], _WORD_TAGS, _WORD_VALUES)
    parts = (
        {"numbering": lists} if data[0] % 3 == 0 else {"styles": lists} if data[0] % 3 == 1 else {}
    )
    if data[0] % 5 == 0:
        parts["footnotes"] = body
    return word_file(path, body, **parts)


_SHEET_TAGS = tuple(
    (
        "row row row c c c v v f is t mergeCell mergeCells cols col dimension sheetFormatPr "
        "hyperlink"
    ).split()
)
_SHEET_VALUES = (
    'r="1"', 'r="A1"', 'r="B2"', 'r="C3"', 'r="XFD1"', 'r="AAAA9"', 'r="0"', 'r="-1"',
    'r="999999999"', 'r=""',
    'r="A99999999"', 't="s"', 't="str"', 't="inlineStr"', 't="b"', 't="e"', 't="d"', 't="n"',
    's="1"', 's="999"',
    'ref="A1:B2"', 'ref="A1:XFD1048576"', 'ref="B2:A1"', 'ref="x"', 'hidden="1"', 'min="1"',
    'max="99999"',
    'spans="1:9"', 't="shared"', 'si="0"',
)  # fmt: skip
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


_STRINGS = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


@cache
def _book() -> tuple[tuple[str, bytes], ...]:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["乡镇", "建会（家）", "会员"], ["河口镇", 5, "300人"], ["东河乡", 2.5, 0.3]):
        sheet.append(row)
    sheet["C3"].number_format = '0.0%"约"'
    held = io.BytesIO()
    book.save(held)
    with zipfile.ZipFile(held) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def workbook(sheet: str, **others: bytes) -> bytes:
    """Give a workbook with this inside of its sheet, and other parts by their names' stems."""
    held = io.BytesIO()
    added = "sharedStrings" in others and "xl/sharedStrings.xml" not in dict(_book())
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _book():
            if name == "xl/worksheets/sheet1.xml":
                data = f'<worksheet xmlns="{_MAIN}">{sheet}</worksheet>'.encode()
            if name == "[Content_Types].xml" and added:
                data = data.replace(b"</Types>", _STRINGS + b"</Types>")
            archive.writestr(name, others.get(Path(name).stem, data))
        if added:
            archive.writestr("xl/sharedStrings.xml", others["sharedStrings"])
    return held.getvalue()


def xlsx(data: bytes) -> object:
    """A workbook whose sheet the bytes choose."""
    return _read("a.xlsx", workbook_of(data))


def workbook_of(data: bytes) -> bytes:
    """Give a workbook that the bytes choose."""
    inside = xml_of(data, _SHEET_TAGS, _SHEET_VALUES)
    return workbook(f"<sheetData>{inside}</sheetData>{inside}")


def broken(data: bytes) -> object:
    """A zip archive, Word file, workbook or Parquet file with some of its bytes changed."""
    kinds = sorted(_whole())
    if len(data) < 2:
        return None
    name = kinds[data[0] % len(kinds)]
    made = bytearray(_whole()[name])
    for k in range(1, len(data) - 3, 4):
        made[int.from_bytes(data[k : k + 3], "big") % len(made)] = data[k + 3]
    if data[-1] < 40:
        made = made[: len(made) * data[-1] // 40]
    return _read(name, bytes(made))


@cache
def _whole() -> dict[str, bytes]:
    made: dict[str, bytes] = {"a.xlsx": workbook("<sheetData/>")}
    with tempfile.TemporaryDirectory() as folder:
        body = xml_of(bytes(range(256)) * 2, _WORD_TAGS, _WORD_VALUES)
        made["a.docx"] = word_file(Path(folder, "a.docx"), body).read_bytes()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("河口镇.txt", "河口镇工会2023年工作总结\n新建工会7家。" * 20)
        archive.writestr("a/metadata.csv", "file,township\n河口镇.txt,河口镇\n")
        archive.writestr(
            "corrections.tsv", "doc_id\twords\tfield\tvalue\n河口镇.txt\t7家\tvalue\t8\n"
        )
        archive.writestr("b.docx", made["a.docx"])
    made["a.zip"] = held.getvalue()
    held = io.BytesIO()
    pd.DataFrame({"text": ["建会5家。", "建会7家。"], "year": [2022, 2023]}).to_parquet(held)
    made["a.parquet"] = held.getvalue()
    return made


def pdf(data: bytes) -> object:
    """A PDF with some of its bytes changed, or with a content stream that the bytes are."""
    from tests.pdf_files import pdf_file

    with tempfile.TemporaryDirectory() as folder:
        path = pdf_file(
            Path(folder, "a.pdf"), [[(72, 700, "全年建会5家，发展会员300人。"), (72, 680, "- 1 -")]]
        )
        made = bytearray(path.read_bytes())
        for k in range(1, len(data) - 2, 3):
            made[int.from_bytes(data[k : k + 2], "big") % len(made)] = data[k + 2]
        path.write_bytes(bytes(made))
        return list(sources(path))


def jsonl(data: bytes) -> object:
    """Objects a line: the bytes as they are, or values of all sorts."""
    if data[:1] < b"\x80":
        return _read("a.jsonl", data[1:])
    values = [
        text_of(data[1:20]),
        5,
        1e308,
        float("nan"),
        None,
        True,
        {"a": [1]},
        [[]],
        -0.0,
        10**40,
    ]
    rows = [
        {text_of(data[k : k + 1]) or "text": values[data[k] % 10], "text": text_of(data[k : k + 9])}
        for k in range(1, len(data), 4)
    ]
    return _read("a.jsonl", "\n".join(map(json.dumps, rows)).encode())


_HTML_TAGS = (
    "p div span table tr td th tbody thead ul ol li dl dt dd h1 h2 pre sup sub a br img form nav "
    "aside del s b script style title textarea ruby rt caption body html article template svg"
).split()
_HTML_ATTRIBUTES = (
    "", 'class="nav"', 'id="content"', "hidden", 'style="display:none"', 'colspan="99999999"',
    'rowspan="99999999"',
    "colspan=-1", "start=999999", "value=7", "type=I", "type=a", "reversed",
    "style='list-style:cjk-decimal'",
    'class="', "'", 'href="javascript:alert(1)"',
)  # fmt: skip


def html(data: bytes) -> object:
    """A web page: tags in any order, unclosed ones too; every other one is bytes as they are."""
    if data[:1] < b"\x40":
        return _read("a.html", data[1:])
    if data[:1] < b"\x50":
        return _read("a.mht", data[1:])
    made: list[str] = []
    for k in range(1, len(data) - 1, 2):
        kind, byte = data[k], data[k + 1]
        tag = _HTML_TAGS[byte % len(_HTML_TAGS)]
        if kind < 110:
            made.append(f"<{tag} {_HTML_ATTRIBUTES[kind % len(_HTML_ATTRIBUTES)]}>")
        elif kind < 170:
            made.append(f"</{tag}>")
        elif kind < 240:
            made.append(PIECES[byte % len(PIECES)])
        else:
            made.append(
                ("<", "<!--", "-->", "&#x110000;", "&nbsp", "<![CDATA[", "\x00", '"')[byte % 8]
            )
    return _read("a.html", "".join(made).encode("utf-8", "replace"))


def csv(data: bytes) -> object:
    """A table of text: the bytes as they are, or pieces and delimiters."""
    suffix = (".csv", ".tsv", ".csv")[data[0] % 3] if data else ".csv"
    if data[1:2] < b"\x60":
        return _read(f"a{suffix}", data[2:])
    signs = (
        ",",
        "\t",
        "\n",
        '"',
        "，",
        ";",
        "|",
        "乡镇",
        "指标",
        "单位：万元",
        "2023年",
        "合计",
        "镇",
        "河口镇",
        "5",
    )
    text = "".join(
        signs[byte % len(signs)] if byte < 150 else PIECES[byte % len(PIECES)] for byte in data[2:]
    )
    return _read(f"a{suffix}", text.encode("utf-8", "replace"))


def tables_beside(data: bytes) -> object:
    """`metadata.csv`, `corrections.tsv` and a gazetteer beside a text."""
    names = ("metadata.csv", "corrections.tsv", "corrections.csv", "gazetteer.csv")
    heads = (
        "file,乡镇,县,年,part,类别\n",
        "doc_id\twords\tfield\tvalue\tnote\n",
        "doc_id,words,field,value\n",
        "township,county\n",
    )
    which = data[0] % 4 if data else 0
    signs = (
        "a.txt", ",", "\t", "\n", '"', "value", "7家", "【7家】", "unit", "fact", "yes", "no", "-",
        "青石镇", "2023", "year",
        "township", "low", "inf", "nan", "1e999", "item", "modality", "planned", "time", "per",
        "indicator", "part", "１",
    )  # fmt: skip
    body = "".join(
        signs[byte % len(signs)] if byte < 180 else PIECES[byte % len(PIECES)] for byte in data[2:]
    )
    raw = data[2:] if data[1:2] > b"\xc0" else (heads[which] + body).encode("utf-8", "replace")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.txt").write_text(
            "青石镇工会2023年工作总结\n全年新建工会7家，发展会员300人。", "utf-8"
        )
        Path(folder, names[which]).write_bytes(raw)
        gazetteer = Path(folder, names[3]) if which == 3 else None
        corpus = zs.read(Path(folder), gazetteer=gazetteer)
        return [corpus.facts(), corpus.problems(), corpus.corrections()]


# ---------------------------------------------------------------- understanding


def quantities(data: bytes) -> object:
    """`find_quantities`, whose results must be literal."""
    text = text_of(data)
    for found in zs.find_quantities(text):
        assert text[found.start : found.end] == found.text
    return zs.explain(text[:2_000])


def structure(data: bytes) -> object:
    """Whose, headings, sections and sentences of a text; they must join to the whole."""
    corpus = zs.read(pd.DataFrame({"text": [text_of(data)]}, dtype=object))
    for document in corpus:
        assert "".join(document.text[s.start : s.end] for s in document.sections) == document.text
        assert "".join(document.text[s.start : s.end] for s in document.sentences) == document.text
    return [corpus.headings(), corpus.identity()]


def facts(data: bytes) -> object:
    """Facts, problems and a comparison of two texts."""
    half = len(data) // 2
    corpus = zs.read(
        pd.DataFrame({"text": [text_of(data[:half]), text_of(data[half:])]}, dtype=object)
    )
    for row in corpus.facts().to_dict("records"):
        assert corpus[row["doc_id"]].text[row["start"] : row["end"]] == row["text"]
    table = corpus.compare(("union", "government", "grassroots")[len(data) % 3])
    return [corpus.problems(), table.conflicts, table.unmatched, table.to_text()]


_PATTERN_SIGNS = (
    *"ab(|)*+?.[]^${}\\0123456789,-=!<>:#", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?P<n>", "(?P=n)",
    "\\1", "\\d",
    "\\b", ".*", "{2,}", "{99999999999}", "(?i)", "(?#", "会员", "工会", "，", "\\p{L}", "[^，]",
    "(?R)", "(?>", "[[a]", "\\N{DASH}",
)  # fmt: skip


def codebook(data: bytes) -> object:
    """A codebook: patterns of any signs, cells of any words."""
    pattern = "".join(_PATTERN_SIGNS[byte % len(_PATTERN_SIGNS)] for byte in data[2:60])
    columns = (
        "item",
        "item_not",
        "action",
        "about",
        "about_not",
        "event",
        "theme",
        "section",
        "units",
        "unit",
        "change",
        "wordings",
        "yes",
    )
    row = {
        "id": "a",
        "label": "甲",
        "kind": ("count", "money", "percent", "measure")[data[0] % 4] if data else "",
        "item": ".",
    }
    row[columns[(data[1] if len(data) > 1 else 0) % len(columns)]] = pattern
    corpus = zs.read(
        pd.DataFrame(
            {
                "text": [
                    "青石镇工会2023年工作总结\n一、会员\n全年新建基层工会7家，发展会员300人，"
                    + "会员" * 40
                    + "3人，慰问8.6万元，占5%。"
                ]
            }
        )
    )
    table = corpus.compare(pd.DataFrame([row]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "own.tsv")
        path.write_bytes(b"id\tlabel\tkind\titem\n" + data)
        try:
            zs.load_codebook(path)
        except zs.CodebookError:
            pass
    return table.to_text()


@cache
def _pipeline() -> object:
    import spacy

    nlp = spacy.blank("zh")
    nlp.add_pipe("zhsummary")
    return nlp


def spacy_docs(data: bytes) -> object:
    """A `Doc` from bytes whose user data is not what the component wrote."""
    import srsly
    from spacy.tokens import Doc

    nlp = _pipeline()
    doc = nlp("全年新建基层工会7家，发展新会员386人。")  # type: ignore[operator]
    kept = doc.user_data["zhsummary"]
    values = ([], {}, None, "x", -1, 2**40, [1], {"quantity": {}}, [[1, 2, 3]], b"a", 0.5, True)
    for k in range(0, len(data) - 2, 3):
        name = sorted(kept)[data[k] % len(kept)] if kept else "facts"
        value = values[data[k + 1] % len(values)]
        rows = kept.get(name)
        if data[k + 2] % 3 == 0:
            kept[name] = value
        elif data[k + 2] % 3 == 1:
            kept.pop(name, None)
        elif isinstance(rows, list) and rows and isinstance(rows[0], dict):
            inner = rows[0].get("quantity") if data[k + 2] % 2 else rows[0]
            if isinstance(inner, dict) and inner:
                inner[sorted(inner)[data[k + 1] % len(inner)]] = value
    if data and data[0] > 250:
        doc.user_data["zhsummary"] = values[data[-1] % len(values)]
    try:
        held = doc.to_bytes()
        if data and data[-1] < 20:
            srsly.msgpack_loads(held)
        doc = Doc(doc.vocab).from_bytes(held)
    except Exception:  # spaCy's own
        return None
    return [doc._.facts, doc._.headings, doc._.sentences] + [
        (span._.fact, span._.facts, span._.quantity)
        for group in doc.spans.values()
        for span in group
    ]


TARGETS: dict[str, Target] = {
    "text": _reader(".txt"),
    "docx": docx,
    "xlsx": xlsx,
    "csv": csv,
    "jsonl": jsonl,
    "html": html,
    "broken": broken,
    "pdf": pdf,
    "tables_beside": tables_beside,
    "quantities": quantities,
    "structure": structure,
    "facts": facts,
    "codebook": codebook,
    "spacy_docs": spacy_docs,
    "outputs": written.outputs,
    "archive": doors.archive,
    "old_office": doors.old_office,
    "parquet": doors.parquet,
    "gazetteer": doors.gazetteer,
    "frame": doors.frame,
    "corrected": doors.corrected,
    "shell": doors.shell,
    "asked": asked.asked,
}


def seeds(name: str) -> Iterator[bytes]:
    """Give inputs to begin with."""
    yield b""
    yield bytes(range(256))
    yield "河口镇工会2023年工作总结\n一、组织建设\n新建工会7家。\n".encode()
    yield bytes(200) + bytes([200, 0] * 9)
    if name in ("html",):
        yield b"\0" + "<html><body><table><tr><td>建会5</td></tr></table></body></html>".encode()
        yield b"\x40Content-Type: text/html; charset=utf-8\nMIME-Version: 1.0\n\n<p>a</p>"
    if name == "text":
        yield "会员３００人".encode("utf-16")
        yield "会员３００人".encode("gb18030")

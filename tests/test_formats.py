"""Files of every format come in by one way, with what is known of them and what is wrong."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
import threading
import warnings
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer

import openpyxl
import pytest

import zhsummary as zs
from tests.word_files import level, lists, numbered, para, run, table, word_file
from zhsummary.errors import MissingExtraError, SourceError, ZhSummaryWarning
from zhsummary.read import formats, office, sources
from zhsummary.read.folder import expand
from zhsummary.read.formats import Part

soffice = shutil.which("soffice")
TITLE = "河口镇总工会2023年工作总结"
LIST = lists(level(0, "chineseCounting", "%1、"))
BODY = para(TITLE) + numbered("组织建设") + para("新建基层工会5家。")
TEXT = f"{TITLE}\n一、组织建设\n新建基层工会5家。\n"


def read_all(source):
    problems = []
    with _quiet():
        found = list(sources(source, on_problem=problems.append))
    return found, problems


def _quiet():
    """Problems are looked at in the list, not as warnings."""
    return warnings.catch_warnings(action="ignore")


def test_a_word_file_is_a_document_like_any_other(tmp_path):
    """Its headings, its figures and what was left out of its text are there."""
    word_file(tmp_path / "a.docx", BODY, numbering=LIST, header1=para("内部资料"))
    (document,) = zs.read(tmp_path)
    assert document.text == TEXT
    assert (document.township, document.year) == ("河口镇", 2023)
    assert [heading.title for heading in document.headings] == ["组织建设"]
    assert document.set_aside == ("header: 内部资料",)
    assert [fact.quantity.text for fact in document.facts] == ["5家"]
    assert document.encoding == ""


def test_a_text_names_its_encoding(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode("gb18030"))
    (document,) = zs.read(tmp_path)
    assert document.encoding == "gb18030"


def test_a_bad_file_is_a_warning_and_the_rest_is_read(tmp_path):
    word_file(tmp_path / "a.docx", BODY, numbering=LIST)
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    with pytest.warns(ZhSummaryWarning, match=r"b\.docx: is cut off or damaged"):
        found = list(sources(tmp_path))
    assert [source.text for source in found] == [TEXT, TEXT]


def test_a_bad_file_alone_is_an_error(tmp_path):
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(SourceError, match="Get a whole copy"):
        list(sources(tmp_path / "b.docx"))


def test_a_missing_package_is_a_warning_among_other_files(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    with pytest.warns(ZhSummaryWarning, match=r"pip install zhsummary\[pdf\]"):
        found = list(sources(tmp_path))
    assert len(found) == 1
    with pytest.raises(MissingExtraError):
        list(sources(tmp_path / "a.pdf"))


def test_several_texts_of_a_file_have_names_of_their_own(tmp_path, monkeypatch):
    """What `metadata.csv` says of the file goes before what the file says."""
    path = word_file(tmp_path / "a.docx", BODY)
    told = {"township": "青石镇", "人口": 300}
    parts = [Part("建会5家。", label="row 1", metadata=told), Part("建会6家。", label="row 2")]
    # by its module: `zhsummary.read` is the function
    module = importlib.import_module("zhsummary.read.docx")
    monkeypatch.setattr(module, "read_parts", lambda *_: parts)
    (tmp_path / "metadata.csv").write_text("file,township\na.docx,河口镇\n", encoding="utf-8")
    found, problems = read_all([path, path])
    assert [source.name for source in found] == [f"{path}#row 1", f"{path}#row 2"]
    assert [source.metadata for source in found] == [
        {"township": "河口镇", "人口": 300}, {"township": "河口镇"},
    ]  # fmt: skip
    assert not problems
    (tmp_path / "metadata.csv").unlink()
    documents = zs.read(path)
    assert [document.doc_id for document in documents] == ["a#row 1", "a#row 2"]


def test_every_ending_has_a_reader(tmp_path):
    """The registry names modules that are there, and a folder takes each of its endings."""
    for suffix in formats.suffixes():
        path = tmp_path / f"a{suffix.upper()}"
        path.write_bytes(b"")
        assert callable(formats.reader(path))
    files, problems, single = expand(str(tmp_path))
    assert ({file.suffix.lower() for file in files}, problems) == (set(formats.suffixes()), [])
    assert not single


@pytest.mark.parametrize("suffix", sorted(formats.suffixes()))
@pytest.mark.parametrize(
    "data",
    [b"", b"\0\0\0\0", b"\xff\xfe\x00", b"PK\x05\x06" + bytes(18)],
    ids=["empty", "nul", "mark", "empty-archive"],
)
def test_rubbish_of_every_ending_is_refused_by_name(tmp_path, suffix, data):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    with pytest.raises((SourceError, MissingExtraError)) as caught, _quiet():
        list(sources(path))
    assert str(path) in str(caught.value)


def test_without_libreoffice_the_remedy_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(office, "_office", lambda: None)
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(SourceError, match="LibreOffice") as caught:
        list(sources(tmp_path / "a.doc"))
    assert "save the file as .docx" in str(caught.value)


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """A Word file and what LibreOffice makes of it in other formats."""
    if not soffice:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    body = (
        para(TITLE) + numbered("组织建设") + para("面积500m", inside=run("2", _RAISED) + run("。"))
        + table(["村社", "建会", "会员"], ["城关社区", "5家", "300人"]) + para("完。")
    )  # fmt: skip
    word_file(folder / "a.docx", body, numbering=LIST)
    for form in ("doc", "rtf", "odt", "pdf"):
        subprocess.run(
            [soffice, "--headless", f"-env:UserInstallation={(folder / 'own').as_uri()}",
             "--convert-to", form, "--outdir", str(folder), str(folder / "a.docx")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    shutil.copy(folder / "a.doc", folder / "a.wps")
    return folder


_RAISED = '<w:vertAlign w:val="superscript"/>'


def test_other_office_formats_give_the_same_text(converted):
    """The old and the new file of one text are read the same, with one start for all."""
    named = [converted / f"a.{form}" for form in ("docx", "doc", "wps", "odt")]
    found, problems = read_all(named)
    assert len({source.text for source in found}) == 1
    assert found[0].text.splitlines()[1:4] == [
        "一、组织建设", "面积500m²。", "城关社区：建会5家，会员300人。",
    ]  # fmt: skip
    assert (len(found), problems) == (4, [])


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """A workbook in other formats, with merged cells and a number format."""
    if not soffice:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("sheets")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["2023年统计表", None, None, None], ["乡镇", "建会（家）", "慰问", None],
        [None, None, "户数（户）", "金额（万元）"], ["白杨镇", 7, 120, 5.65], ["东河乡", 3, 80, 2],
    ):  # fmt: skip
        sheet.append(row)
    for area in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
        sheet.merge_cells(area)
    sheet["D4"].number_format = "0.00"
    book.save(folder / "a.xlsx")
    for form in ("xls", "ods"):
        subprocess.run(
            [soffice, "--headless", f"-env:UserInstallation={(folder / 'own').as_uri()}",
             "--convert-to", form, "--outdir", str(folder), str(folder / "a.xlsx")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    if not (folder / "a.xls").exists():
        pytest.skip("LibreOffice Calc is not installed")
    shutil.copy(folder / "a.xls", folder / "a.et")
    return folder


def test_an_old_workbook_is_read_as_what_is_made_of_it(tmp_path, monkeypatch):
    """With a stand-in for LibreOffice: a sheet is made an .xlsx, a text a .docx, in one batch."""

    def convert(_, copies, folder):
        (folder / "out").mkdir(exist_ok=True)
        for copy in copies:
            if office._is_sheet(copy):
                book = openpyxl.Workbook()
                for row in (["乡镇", "建会（家）"], ["白杨镇", 7], ["东河乡", 3]):
                    book.active.append(row)
                book.save(folder / "out" / f"{copy.stem}.xlsx")
            else:
                word_file(folder / "out" / f"{copy.stem}.docx", BODY, numbering=LIST)

    monkeypatch.setattr(office, "_convert", convert)
    monkeypatch.setattr(office, "_office", lambda: "soffice")
    for name in ("a.xls", "b.doc", "c.et"):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    found, problems = read_all(tmp_path)
    assert not problems
    rows = ["白杨镇：建会7家。\n", "东河乡：建会3家。\n"]
    assert [source.text for source in found] == [*rows, TEXT, *rows]
    monkeypatch.setattr(office, "_convert", lambda *_: None)
    with pytest.raises(SourceError, match=r"Calc is not installed.*save it as \.xlsx"):
        list(sources(tmp_path / "a.xls"))


def test_old_and_open_workbooks_give_the_same_texts(sheets):
    found, problems = read_all([sheets / "a.xls", sheets / "a.ods", sheets / "a.et"])
    assert not problems
    assert [source.text for source in found] == 3 * [
        "2023年统计表\n白杨镇：建会7家，慰问户数120户，慰问金额5.65万元。\n",
        "2023年统计表\n东河乡：建会3家，慰问户数80户，慰问金额2万元。\n",
    ]
    assert found[0].name == f"{sheets / 'a.xls'}#row 4"


def test_files_whose_ending_is_wrong_are_read_as_what_they_are(converted, tmp_path):
    """A colleague renamed them, or a system exports pages and lists of lines as .xls."""
    texts = {
        "a.txt": converted / "a.docx", "b.docx": converted / "a.pdf", "c.docx": converted / "a.doc",
        "d.doc": converted / "a.docx",
    }  # fmt: skip
    for name, right in texts.items():
        shutil.copy(right, tmp_path / name)
    book = openpyxl.Workbook()
    for row in (["乡镇", "建会（家）"], ["白杨镇", 7], ["东河乡", 3]):
        book.active.append(row)
    book.save(tmp_path / "e.xlsx")
    (tmp_path / "e.xlsx").rename(tmp_path / "e.xls")
    page = f"<html><body><h1>{TITLE}</h1><p>城关社区建会5家。</p></body></html>"
    rows = "乡镇\t建会（家）\n白杨镇\t7\n东河乡\t3\n"
    (tmp_path / "g.doc").write_text(page, encoding="gb18030")
    (tmp_path / "h.xls").write_text(rows, encoding="gb18030")
    (tmp_path / "i.docx").write_text("城关社区建会5家。", encoding="utf-8")
    (tmp_path / "j.txt").write_text(rows.replace("\t", ","), encoding="gb18030")
    found, problems = read_all(tmp_path)

    def read(name):
        return "".join(s.text for s in found if s.name.startswith(str(tmp_path / name)))

    for name in (*texts, "g.doc", "i.docx"):
        assert "5家" in read(name), name
    for name in ("e.xls", "h.xls", "j.txt"):
        assert "白杨镇：建会7家" in read(name), name
    told = {problem.name.split("#")[0] for problem in problems}
    assert told == {str(path) for path in tmp_path.iterdir()}
    assert all("its ending says" in problem.reason for problem in problems)


def test_a_file_without_ending_is_read_alone(converted, tmp_path):
    shutil.copy(converted / "a.docx", tmp_path / "总结")
    (source,), _ = read_all(tmp_path / "总结")
    assert source.text.startswith(TITLE)


def test_a_text_with_commas_is_no_table(tmp_path):
    """Only lines cut alike, without a sentence, are rows."""
    (tmp_path / "a.txt").write_text(
        "河口镇工会总结\n新建工会5家, 会员300人。\n慰问3户, 培训2场。\n", encoding="utf-8"
    )
    (source,), problems = read_all(tmp_path / "a.txt")
    assert (source.text.count("\n"), problems) == (3, [])


@pytest.mark.parametrize("name", ["a.pptx", "a.docx"])
def test_slides_are_named_with_what_to_do(tmp_path, name):
    with zipfile.ZipFile(tmp_path / name, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("ppt/presentation.xml", "<p/>")
    with pytest.raises(SourceError, match=r"slides.*\.docx"):
        list(sources(tmp_path / name))


def test_a_rich_text_file_is_read(converted):
    """LibreOffice itself loses the sign after a list's number where it writes such a file."""
    (source,), _ = read_all(converted / "a.rtf")
    assert "城关社区：建会5家，会员300人。" in source.text


def test_a_damaged_old_file_does_not_cost_the_others(converted, tmp_path):
    shutil.copy(converted / "a.doc", tmp_path / "a.doc")
    (tmp_path / "b.doc").write_bytes((converted / "a.doc").read_bytes()[:700])
    (tmp_path / "c.doc").write_bytes(b"\x01\x02\x03" * 90)
    found, problems = read_all(tmp_path)
    assert [source.name for source in found] == [str(tmp_path / "a.doc")]
    assert {problem.name for problem in problems} == {
        str(tmp_path / "b.doc"), str(tmp_path / "c.doc"),
    }  # fmt: skip


@pytest.mark.skipif(not soffice, reason="LibreOffice is not installed")
def test_nothing_that_a_file_links_to_is_fetched(tmp_path):
    """A summary that someone sent must not tell its sender that it was read."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_port}"
        path = open_document(
            tmp_path / "a.odt",
            f'<text:p>建会5家。<draw:frame svg:width="2cm" svg:height="2cm"><draw:image '
            f'xlink:href="{there}/a.png" xlink:type="simple"/></draw:frame></text:p>',
        )
        (source,), _ = read_all(path)
        server.shutdown()
    assert source.text == "建会5家。\n"
    assert asked == []


def open_document(path, body):
    """Write an .odt of the inside of its text."""
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    names = (
        f'xmlns:office="{urn}:office:1.0" xmlns:text="{urn}:text:1.0" '
        f'xmlns:draw="{urn}:drawing:1.0" xmlns:svg="{urn}:svg-compatible:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    kind = "application/vnd.oasis.opendocument.text"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", kind)
        file.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry '
            'manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
        file.writestr(
            "content.xml",
            f'<office:document-content {names} office:version="1.2"><office:body><office:text>'
            f"{body}</office:text></office:body></office:document-content>",
        )
    return path


def test_a_printed_text_is_read_as_it_was_written(converted):
    (source,), _ = read_all(converted / "a.pdf")
    assert source.text.splitlines()[:2] == [TITLE, "一、组织建设"]

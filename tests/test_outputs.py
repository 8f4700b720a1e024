"""What is written for others to open: nothing in it runs, nothing is lost, errors name the path."""

from __future__ import annotations

import shutil
import subprocess

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary.compare.report import report_html
from zhsummary.show.excel import Sheet, write_workbook
from zhsummary.show.files import unformula, write_csv

HOSTILE = '=HYPERLINK("x")<script>alert(1)</script>\' onload="'


@pytest.fixture
def hostile() -> zs.Corpus:
    """A summary whose every part tries to get out of where it is put."""
    text = (
        f"{HOSTILE}\n一、{HOSTILE}\n=1+1，全年新建基层工会7家，发展{HOSTILE}会员386人。\n"
        "@x，走访5户。"
    )
    frame = pd.DataFrame({
        "text": [text], "township": [HOSTILE], "issuer": [HOSTILE], "title": [HOSTILE],
        "file": [HOSTILE],
    })  # fmt: skip
    return zs.read(frame)


def test_no_page_lets_a_text_out(hostile):
    """The document, the corpus, the table, the report, the chart, the explanation."""
    table = hostile.compare("union")
    pages = [
        hostile._repr_html_(), hostile[0]._repr_html_(), table._repr_html_(), table.to_html(),
        report_html(table, hostile), table.plot("新建基层工会").svg,
        zs.explain(hostile[0])._repr_html_(),
    ]  # fmt: skip
    for page in pages:
        assert "alert(1)<" not in page
        assert "<script>alert" not in page
        assert 'onload="' not in page


def test_no_workbook_and_no_csv_holds_a_formula(hostile, tmp_path):
    """A cell that begins with = is a text in a workbook and has an apostrophe in CSV."""
    from openpyxl import load_workbook

    table = hostile.compare("union")
    table.to_excel(tmp_path / "a.xlsx")
    table.to_csv(tmp_path / "a.csv")
    write_csv(tmp_path / "b.csv", hostile.facts())
    for sheet in load_workbook(tmp_path / "a.xlsx"):
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    for name in ("a.csv", "b.csv"):
        read = pd.read_csv(tmp_path / name, dtype=str, keep_default_na=False)
        told = [cell for column in read for cell in (column, *read[column])]
        assert not [cell for cell in told if cell[:1] in "=+-@\t\r" and cell]
        assert any(cell.startswith("'=HYPERLINK") for cell in told)


@pytest.mark.parametrize(
    ("value", "written"),
    [("=1", "'=1"), ("＝1", "'＝1"), ("@a", "'@a"), ("\tx", "'\tx"), ("- 新建", "'- 新建"),
     ("-3", "-3"), ("+5.2%", "+5.2%"), ("≥3", "≥3"), ("", ""), (-3, -3), (None, None)],
)  # fmt: skip
def test_what_a_spreadsheet_would_run(value, written):
    """A number keeps its sign; a list item in Markdown is no subtraction."""
    assert unformula(value) == written


def test_links_of_a_workbook_lead_to_the_evidence(corpus, tmp_path):
    """Each cell of the table links to a row that holds its words."""
    from openpyxl import load_workbook

    table = corpus.compare("union")
    table.to_excel(tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    linked = [cell for row in book["对比表"].iter_rows() for cell in row if cell.hyperlink]
    assert len(linked) == table.frame.notna().sum().sum()
    for cell in linked:
        sheet, place = cell.hyperlink.location.split("!")
        assert book[sheet.strip("'")][place].value is not None


def test_a_workbook_is_read_at_sight(corpus, tmp_path):
    """Heads and problems in Chinese, names in sight, thousands parted, what is vague coloured."""
    from openpyxl import load_workbook

    corpus.compare("union").to_excel(tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    shown = book["对比表"]
    assert [cell.value for cell in shown[1][:3]] == ["乡镇", "年份", "新建基层工会 (家)"]
    assert shown.freeze_panes == "C2"
    cells = [
        cell for row in shown.iter_rows(min_row=2, min_col=3) for cell in row if cell.hyperlink
    ]
    assert {cell.number_format for cell in cells if isinstance(cell.value, int)} == {"#,##0"}
    vague = [cell for cell in cells if str(cell.value)[0] in "≈≥≤"]
    assert vague
    assert {cell.fill.fgColor.rgb[2:] for cell in vague} == {"DCE8FD"}
    assert {cell.number_format for cell in shown["B"][1:]} == {"General"}, "a year is no amount"
    assert [cell.value for cell in book["问题"][1]][2] == "类别"
    assert "数字被遮盖" in {cell.value for cell in book["问题"]["C"]}
    assert book["章节"].max_row > 100


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here to open the workbook")
def test_a_workbook_opens_in_another_program(corpus, tmp_path):
    """What it says is what was written, formulas computed: there are none."""
    corpus.compare("union").to_excel(tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    done = subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", tmp_path,
         tmp_path / "a.xlsx"],
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    if not (tmp_path / "a.csv").is_file():
        pytest.skip(f"this LibreOffice opens no workbooks: {done.stderr.strip()[:80]}")
    assert "乡镇,年份,新建基层工会 (家)" in (tmp_path / "a.csv").read_text(encoding="utf-8")


def test_a_workbook_that_excel_could_not_open_is_refused(tmp_path):
    """It holds a million rows and no more."""
    with pytest.raises(zs.SourceError, match="rows"):
        write_workbook(tmp_path / "a.xlsx", [Sheet("x", ["a"], range(1_048_576))])  # pyright: ignore


@pytest.mark.parametrize("path", [None, 3, "", "a\0b", "no/such/folder/a", "."])
@pytest.mark.parametrize("how", ["to_excel", "to_csv", "to_html", "save"])
def test_a_path_that_cannot_be_written_is_named(corpus, monkeypatch, tmp_path, path, how):
    """Whatever the way, the error is the library's own."""
    if how == "to_html" and path is None:
        return  # gives the HTML
    monkeypatch.chdir(tmp_path)
    table = corpus.compare("union")
    owner = table.plot("会员总数") if how == "save" else table
    with pytest.raises(zs.SourceError):
        getattr(owner, how)(path)


def test_the_report_names_the_files_that_were_not_read(tmp_path):
    """And does not repeat its title above the table."""
    (tmp_path / "a.txt").write_text("河口镇工会2023年工作总结\n新建工会7家。", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    with pytest.warns(zs.ZhSummaryWarning):
        corpus = zs.read(tmp_path)
    table = corpus.compare("union")
    page = report_html(table, corpus)
    assert "b.txt" in page
    assert "<caption>" not in page
    assert "b.txt" in corpus._repr_html_()

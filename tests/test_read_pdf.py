"""PDF files: lines become paragraphs, furniture is set aside, what has no text is named."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.pdf_files import HEIGHT, LEFT, flow, pdf_file
from zhsummary.errors import MissingExtraError, SourceError
from zhsummary.read.formats import Part, reader
from zhsummary.read.pdf import Line, paragraphs, without_furniture

pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")

TEXT = [
    "一、加强组织建设",
    "全年新建基层工会5家，发展会员1286人，覆盖企业32家，其中非公企业28家；指导换届7家，"
    "培训工会干部3期共165人次，投入资金1.2亿元。",
    "二、服务职工群众",
    "走访慰问困难职工86户，发放慰问金12.5万元，组织技能比武4场，参加职工320人，为职工办实事9件，"
    "职工满意度达到98.5%，全部按期完成。",
]


def read(path: Path) -> Part:
    (part,) = reader(path)(path, None)
    return part


def test_lines_become_the_paragraphs_that_were_written(tmp_path):
    part = read(pdf_file(tmp_path / "a.pdf", [flow(TEXT)]))
    assert part.text.splitlines() == TEXT
    assert (part.set_aside, part.warnings) == ((), ())


def test_a_paragraph_goes_on_over_the_page(tmp_path):
    """What stands at the foot and the head of the pages does not cut it."""
    placed = flow(TEXT)
    cut = 2
    second = [(left, bottom + 36, text) for left, bottom, text in placed[cut:]]
    foot, head = (280, 40), (LEFT, HEIGHT - 40)
    pages = [
        [(*head, "某县工作资料"), *placed[:cut], (*foot, "- 1 -")],
        [(*head, "某县工作资料"), *second, (*foot, "- 2 -")],
    ]
    part = read(pdf_file(tmp_path / "a.pdf", pages))
    assert part.text.splitlines() == TEXT
    assert set(part.set_aside) == {
        "header: 某县工作资料", "page number: - 1 -", "page number: - 2 -",
    }  # fmt: skip


def test_blanks_between_characters_and_figures_are_dropped(tmp_path):
    part = read(pdf_file(tmp_path / "a.pdf", [[(LEFT, 700, "投入资金 1.2 亿元，建会 5 家。")]]))
    assert part.text == "投入资金1.2亿元，建会5家。\n"


def test_columns_stay_apart(tmp_path):
    """Cells side by side are no sentence: 5家300人."""
    row = [(LEFT, 700, "城关社区"), (LEFT + 150, 700, "5家"), (LEFT + 250, 700, "300人")]
    assert read(pdf_file(tmp_path / "a.pdf", [row])).text == "城关社区\t5家\t300人\n"


def test_signs_of_another_font_stand_where_they_are_seen(tmp_path):
    """Office programs write “” after the words between them: the place decides, not the order."""
    row = [(72, 700, "依托"), (108, 700, "巾帼工坊"), (168, 700, "培训3期。")]
    late = [(96, 700, "“"), (156, 700, "”")]
    part = read(pdf_file(tmp_path / "a.pdf", [[*row[:2], *late, row[2]]]))
    assert part.text == "依托“巾帼工坊”培训3期。\n"


def test_a_line_that_a_long_word_left_short_goes_on():
    """98.5%； does not break: the line before it ends early and ends nothing."""
    lines = [line("会员满意度达到", 72, 480, 700), line("98.5%；换届7家。", 72, 200, 682)]
    full = [line("全年新建基层工会", 72, 516, 718)]
    assert paragraphs(full + lines) == ["全年新建基层工会会员满意度达到98.5%；换届7家。"]


def test_a_page_without_text_is_warned_of(tmp_path):
    part = read(pdf_file(tmp_path / "a.pdf", [flow(TEXT), []]))
    assert part.warnings == ("page 2 of 2 has no text (a picture?) and was not read",)


def test_a_scan_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"a\.pdf holds no text: its 2 pages are pictures"):
        read(pdf_file(tmp_path / "a.pdf", [[], []]))


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "is empty"), (b"%PDF-1.4\n", "damaged or no PDF"), (b"\0abc", "damaged or no PDF")],
    ids=["empty", "cut-off", "no-pdf"],
)
def test_what_is_no_pdf_is_named(tmp_path, data, said):
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=said):
        read(path)


def test_an_encrypted_pdf_is_named(tmp_path):
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    page = canvas.Canvas(str(tmp_path / "a.pdf"), encrypt="geheim")
    page.drawString(72, 700, "secret")
    page.save()
    with pytest.raises(SourceError, match=r"a\.pdf is encrypted"):
        read(tmp_path / "a.pdf")


def test_the_missing_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtraError, match=r"pip install zhsummary\[pdf\]"):
        read(tmp_path / "a.pdf")


def margin(text: str, page: int, bottom: float = 40) -> Line:
    return Line(text, page, 280, 300, bottom, bottom + 12, HEIGHT)


@pytest.mark.parametrize(
    "text",
    ["- 3 -", "— 3 —", "第 3 页", "第3页 共12页", "3/12", "Page 3 of 12", "共12页 第3页", "iv"],
)
def test_page_numbers_are_set_aside(text):
    kept, aside = without_furniture([margin(text, 2)], 12)
    assert (kept, aside) == ([], (f"page number: {text}",))


def test_a_bare_number_must_go_up_with_the_pages():
    """A figure at the end of a table looks like a page number, once."""
    kept, _ = without_furniture([margin("86", 2)], 12)
    assert [line.text for line in kept] == ["86"]
    kept, aside = without_furniture([margin(str(page + 1), page) for page in range(4)], 4)
    assert (kept, len(aside)) == ([], 4)


def test_a_line_of_the_text_that_repeats_is_kept():
    """Only the margins have headers: 建会5家 may be said on every page."""
    lines = [Line("建会5家。", page, 72, 120, 400, 412, HEIGHT) for page in range(5)]
    assert without_furniture(lines, 5) == (lines, ())


def line(text: str, left: float, right: float, bottom: float) -> Line:
    return Line(text, 0, left, right, bottom, bottom + 12, HEIGHT)


TABLE = ["村社", "建会（家）", "会员（人）"], ["城关社区", "12", "5"], ["东河村", "1", "20"]


def set_rows(rows, lefts=(72, 130, 230), top: float = 700) -> list[tuple[float, float, str]]:
    return [
        (left, top - 18 * i, cell)
        for i, row in enumerate(rows)
        for left, cell in zip(lefts, row, strict=False)
        if cell
    ]


def test_a_table_becomes_sentences(tmp_path):
    """Each figure is said with its row and its column."""
    part = read(pdf_file(tmp_path / "a.pdf", [set_rows(TABLE)]))
    assert part.text == "城关社区：建会12家，会员5人。\n东河村：建会1家，会员20人。\n"


def test_a_row_that_lacks_a_cell_is_left_as_it_is(tmp_path):
    """Its figure must not move under the head beside its own."""
    rows = [*TABLE[:2], ["东河村", "", "20"], ["西河村", "3", "9"]]
    part = read(pdf_file(tmp_path / "a.pdf", [set_rows(rows)]))
    assert part.text.splitlines() == ["城关社区：建会12家，会员5人。", "东河村\t20", "西河村\t3\t9"]


def test_cells_that_stand_near_are_not_one_figure(tmp_path):
    """12 and 5 side by side are no 125, and 城关社区 and 12 are two cells."""
    rows = [["城关社区", "12", "5"], ["东河村委会", "125", "20"]]
    part = read(pdf_file(tmp_path / "a.pdf", [set_rows(rows, (72, 150, 176))]))
    assert part.text == "城关社区\t12\t5\n东河村委会\t125\t20\n"


def test_a_unit_above_a_table_of_a_page(tmp_path):
    rows = ["村社", "收入", "支出"], ["城关社区", "12", "5"], ["东河村", "1", "20"]
    page = [(230, 718, "单位：万元"), *set_rows(rows)]
    part = read(pdf_file(tmp_path / "a.pdf", [page]))
    assert "城关社区：收入12万元，支出5万元。" in part.text
    assert "above the table" in part.warnings[0]


def test_of_two_columns_the_left_is_read_first(tmp_path):
    """However the file orders them; a title over both stands before both."""
    left = ["全年新建基层工会5家，发展会员300人，", "开展慰问12场。"]
    right = ["投入资金3.5万元，惠及职工群众九百余人", "次，受到好评。"]
    page: list[tuple[float, float, str]] = [(180, 750, "河口镇总工会二〇二三年工作总结报告")]
    for i in range(4):
        for x, words in ((60, left), (320, right)):
            page.append((x, 700 - 18 * i, words[i % 2]))
    part = read(pdf_file(tmp_path / "a.pdf", [page]))
    assert part.text.splitlines() == [
        "河口镇总工会二〇二三年工作总结报告",
        *2 * ["全年新建基层工会5家，发展会员300人，开展慰问12场。"],
        *2 * ["投入资金3.5万元，惠及职工群众九百余人次，受到好评。"],
    ]


def test_a_list_of_short_lines_is_no_paragraph(tmp_path):
    """No line reaches the right edge, so it is not known by the lines."""
    shown = [(72, 750 - 18 * i, f"新建工会{i}家。") for i in range(3)]
    part = read(pdf_file(tmp_path / "a.pdf", [shown]))
    assert part.text == "新建工会0家。\n新建工会1家。\n新建工会2家。\n"


def test_a_marker_begins_a_paragraph_where_nothing_is_indented():
    lines = [
        line("一是新建工会5家，发展会员300人。", 72, 516, 700),
        line("二是走访慰问86户，发放慰问金1", 72, 516, 682),
        line("2.5万元。", 72, 120, 664),
        line("三是培训干部。", 72, 150, 646),
    ]
    assert paragraphs(lines) == [
        "一是新建工会5家，发展会员300人。",
        "二是走访慰问86户，发放慰问金12.5万元。",
        "三是培训干部。",
    ]  # fmt: skip


def test_latin_words_keep_their_blank():
    lines = [line("使用 Open", 72, 516, 700), line("Office 办公", 72, 300, 682)]
    assert paragraphs(lines) == ["使用 Open Office 办公"]

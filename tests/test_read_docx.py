"""Word files: the numbers of lists, tables, boxes and changes as a reader sees them."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.word_files import NAMES, level, lists, numbered, para, run, table, word_file
from zhsummary.errors import SourceError
from zhsummary.read.docx import read_parts
from zhsummary.read.formats import Part
from zhsummary.read.numbering import numeral

soffice = shutil.which("soffice")


def read(tmp_path: Path, body: str, **parts: str) -> Part:
    (part,) = read_parts(word_file(tmp_path / "a.docx", body, **parts))
    return part


def lines(tmp_path: Path, body: str, **parts: str) -> list[str]:
    return read(tmp_path, body, **parts).text.splitlines()


# ---------------------------------------------------------------- numbers of lists

CHINESE = (
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
)
OUTLINE = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "decimal", "%1.%2.%3")


def one(form: str, text: str = "%1、", start: int = 1, more: str = "") -> str:
    return level(0, form, text, more, start)


#: For each case what the lists look like, the levels (or list and level) of the paragraphs,
#: and the marks that stand before them.
CASES = {
    "chinese": ([CHINESE], [0, 0, 0], ["一、", "二、", "三、"]),
    "chinese-levels": ([CHINESE], [0, 1, 1, 0, 1], ["一、", "（一）", "（二）", "二、", "（一）"]),
    "three-levels": ([CHINESE], [0, 1, 2, 2, 1, 2], ["一、", "（一）", "1.", "2.", "（二）", "1."]),
    "ten-to-eleven": ([one("chineseCounting", start=9)], [0] * 3, ["九、", "十、", "十一、"]),
    "twenty": ([one("chineseCountingThousand", start=20)], [0] * 2, ["二十、", "二十一、"]),
    "hundred": ([one("chineseCountingThousand", start=100)], [0] * 2, ["一百、", "一百零一、"]),
    "digits": ([one("ideographDigital", start=9)], [0] * 2, ["九、", "一〇、"]),
    "japanese": ([one("japaneseCounting", start=20)], [0] * 2, ["二十、", "二十一、"]),
    "taiwanese": ([one("taiwaneseCountingThousand")], [0] * 2, ["一、", "二、"]),
    "legal": ([one("chineseLegalSimplified")], [0] * 3, ["壹、", "贰、", "叁、"]),
    "full-width": ([one("decimalFullWidth", "%1．", 9)], [0] * 2, ["９．", "１０．"]),
    "circled": ([one("decimalEnclosedCircle", "%1")], [0] * 3, ["①", "②", "③"]),
    "circled-chinese": ([one("decimalEnclosedCircleChinese", "%1")], [0] * 2, ["①", "②"]),
    "circled-ideographs": ([one("ideographEnclosedCircle", "%1")], [0] * 2, ["㊀", "㊁"]),
    "stems": ([one("ideographTraditional")], [0] * 2, ["甲、", "乙、"]),
    "in-brackets": ([one("decimalEnclosedParen", "%1")], [0] * 2, ["⑴", "⑵"]),
    "upper-letters": ([one("upperLetter", "%1.", 26)], [0] * 2, ["Z.", "AA."]),
    "lower-letters": ([one("lowerLetter", "%1)")], [0] * 2, ["a)", "b)"]),
    "upper-roman": ([one("upperRoman", "%1.", 3)], [0] * 3, ["III.", "IV.", "V."]),
    "lower-roman": ([one("lowerRoman", "%1.", 8)], [0] * 3, ["viii.", "ix.", "x."]),
    "zero": ([one("decimalZero", "%1.", 9)], [0] * 2, ["09.", "10."]),
    "outline": ([OUTLINE], [0, 1, 1, 2, 0, 1], ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]),
    "article": ([one("chineseCounting", "第%1条")], [0] * 2, ["第一条", "第二条"]),
    "first-of-all": ([one("chineseCounting", "%1是")], [0] * 2, ["一是", "二是"]),
    "skipped-level": ([OUTLINE], [0, 2], ["1", "1.1.1"]),
    "legal-numbers": (
        [level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2", "<w:isLgl/>")],
        [0, 1, 0, 1], ["一、", "1.1", "二、", "2.1"],
    ),
    "no-restart": (
        [one("chineseCounting") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')],
        [0, 1, 1, 0, 1], ["一、", "1.", "2.", "二、", "3."],
    ),
    "restart-after-first-only": (
        [OUTLINE.replace('<w:lvlText w:val="%1.%2.%3"/>',
                         '<w:lvlRestart w:val="1"/><w:lvlText w:val="%3)"/>')],
        [0, 1, 2, 1, 2, 0, 2], ["1", "1.1", "1)", "1.2", "2)", "2", "1)"],
    ),
    "bullets": ([one("bullet", "●")], [0] * 2, ["", ""]),
    "none": ([one("none", "")], [0] * 2, ["", ""]),
    "two-lists": ([CHINESE, one("decimal", "%1.")], [(1, 0), (2, 0), (1, 0), (2, 0)],
                  ["一、", "1.", "二、", "2."]),
}  # fmt: skip


def body_of(places: list) -> str:
    pairs = [place if isinstance(place, tuple) else (1, place) for place in places]
    return "".join(numbered(f"甲事项{i}", *pair) for i, pair in enumerate(pairs))


@pytest.mark.parametrize("case", CASES)
def test_numbers_of_lists_stand_in_the_text(tmp_path, case):
    """A heading whose number Word draws is a heading to its reader."""
    looks, places, marks = CASES[case]
    found = lines(tmp_path, body_of(places), numbering=lists(*looks))
    assert [line.partition("甲事项")[0].strip() for line in found] == marks


def test_a_mark_does_not_run_into_a_figure(tmp_path):
    """1. before 2023年 is not 1.2023."""
    nothing = one("decimal", "%1.", more='<w:suff w:val="nothing"/>')
    assert lines(tmp_path, numbered("2023年建会5家"), numbering=lists(nothing)) == [
        "1. 2023年建会5家"
    ]


#: LibreOffice draws these with other signs, or does not know isLgl and lvlRestart.
FORMATS_WRITTEN_OTHERWISE = {
    "digits", "circled-ideographs", "in-brackets",
    "legal-numbers", "no-restart", "restart-after-first-only",
}  # fmt: skip


@pytest.mark.skipif(not soffice, reason="LibreOffice is not installed")
def test_another_program_sees_the_same_numbers(tmp_path):
    """What LibreOffice writes as text has the same marks, formats that it lacks apart."""
    for case, (looks, places, _) in CASES.items():
        word_file(tmp_path / f"{case}.docx", body_of(places), numbering=lists(*looks))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [soffice, "--headless", f"-env:UserInstallation={profile}", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", str(tmp_path),
         *(str(tmp_path / f"{case}.docx") for case in CASES)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    differ = {}
    for case, (_, _, marks) in CASES.items():
        text = (tmp_path / f"{case}.txt").read_text(encoding="utf-8-sig")
        seen = [line.partition("甲事项")[0].strip() for line in text.splitlines()]
        seen = [re.sub("^[●•]$", "", mark) for mark in seen]
        if seen != marks:
            differ[case] = (seen, marks)
    assert set(differ) <= FORMATS_WRITTEN_OTHERWISE, differ


def styled(**styles: str) -> str:
    """The inside of `styles.xml`."""
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}">{inside}</w:style>'
        for name, inside in styles.items()
    )


def style(name: str, more: str = "") -> str:
    return f'<w:pStyle w:val="{name}"/>{more}'


HEADINGS = lists(
    level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>')
    + level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>')
)
IN_STYLE = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"


def test_numbers_come_through_styles(tmp_path):
    """标题 1 and 标题 2 carry the list; the level is the one that names the style."""
    body = para("甲", style("H1")) + para("乙", style("H2")) + para("丙", style("H1"))
    found = lines(tmp_path, body, numbering=HEADINGS, styles=styled(H1=IN_STYLE, H2=IN_STYLE))
    assert found == ["一、甲", "（一）乙", "二、丙"]


def test_numbers_come_from_the_style_that_a_style_is_based_on(tmp_path):
    styles = styled(H1=IN_STYLE, Own='<w:basedOn w:val="H1"/>')
    body = para("甲", style("Own")) + para("乙", style("Own"))
    assert lines(tmp_path, body, numbering=HEADINGS, styles=styles) == ["一、甲", "二、乙"]


def test_a_paragraph_can_refuse_the_number_of_its_style(tmp_path):
    """List 0 takes the number away, and it is not counted."""
    refused = style("H1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = para("甲", style("H1")) + para("乙", refused) + para("丙", style("H1"))
    found = lines(tmp_path, body, numbering=HEADINGS, styles=styled(H1=IN_STYLE))
    assert found == ["一、甲", "乙", "二、丙"]


def test_the_usual_style_can_carry_a_list(tmp_path):
    styles = f'<w:style w:type="paragraph" w:default="1" w:styleId="N">{IN_STYLE}</w:style>'
    assert lines(tmp_path, para("甲"), numbering=HEADINGS, styles=styles) == ["一、甲"]


def test_styles_in_a_circle_end(tmp_path):
    styles = styled(A='<w:basedOn w:val="B"/>', B='<w:basedOn w:val="A"/>')
    assert lines(tmp_path, para("甲", style("A")), numbering=HEADINGS, styles=styles) == ["甲"]


def test_a_list_linked_to_a_numbering_style_takes_its_look(tmp_path):
    looks = lists(
        '<w:styleLink w:val="Look"/>' + one("chineseCounting"), '<w:numStyleLink w:val="Look"/>'
    )
    assert lines(tmp_path, numbered("甲", 2), numbering=looks) == ["一、甲"]


def num(list_id: int, inside: str, abstract: int = 1) -> str:
    return (
        f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract}"/>'
        f'<w:lvlOverride w:ilvl="0">{inside}</w:lvlOverride></w:num>'
    )


def test_lists_of_one_look_count_on(tmp_path):
    """Two lists that share a look and restart nothing are one list to the reader."""
    looks = lists(CHINESE, nums='<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>')
    body = numbered("甲") + numbered("乙", 7) + numbered("丙")
    assert lines(tmp_path, body, numbering=looks) == ["一、甲", "二、乙", "三、丙"]


def test_a_list_can_start_again(tmp_path):
    """It starts again once, and then counts on."""
    looks = lists(CHINESE, nums=num(7, '<w:startOverride w:val="1"/>'))
    body = numbered("甲") + numbered("乙") + numbered("丙", 7) + numbered("丁", 7)
    assert lines(tmp_path, body, numbering=looks) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_a_list_can_start_later(tmp_path):
    looks = lists(CHINESE, nums=num(7, '<w:startOverride w:val="5"/>'))
    assert lines(tmp_path, numbered("甲", 7), numbering=looks) == ["五、甲"]


def test_a_list_can_look_different(tmp_path):
    looks = lists(CHINESE, nums=num(7, one("decimal", "%1)")))
    assert lines(tmp_path, numbered("甲", 7), numbering=looks) == ["1) 甲"]


def test_a_format_of_its_own_keeps_its_zeros(tmp_path):
    own = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback>'
        '<w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1号"/></w:lvl>'
    )
    assert lines(tmp_path, numbered("甲"), numbering=lists(own)) == ["001号 甲"]


def test_a_format_of_another_language_is_warned_of(tmp_path):
    part = read(tmp_path, numbered("甲"), numbering=lists(one("hebrew1", "%1.")))
    assert part.text == "1. 甲\n"
    assert "hebrew1" in part.warnings[0]


def test_a_list_that_is_not_there_gives_no_number(tmp_path):
    assert lines(tmp_path, numbered("甲", 9)) == ["甲"]


def test_chinese_numerals_are_written_as_they_are_read():
    """Every number to 9999 that is written can be read back."""
    from zhsummary.quantities.numerals import parse_number

    assert all(
        parse_number(numeral(n, "chineseCountingThousand")[0]) == n for n in range(1, 10_000)
    )


# ---------------------------------------------------------------- paragraphs


def test_paragraphs_keep_their_order_and_breaks(tmp_path):
    body = (
        para("甲", inside="<w:r><w:br/></w:r>" + run("乙"))
        + para("丙", inside='<w:r><w:br w:type="page"/></w:r>' + run("丁"))
        + para("5", inside="<w:r><w:noBreakHyphen/></w:r>" + run("10家"))
        + para("戊", inside="<w:r><w:tab/></w:r>" + run("己"))
    )
    assert lines(tmp_path, body) == ["甲", "乙", "丙丁", "5-10家", "戊\t己"]


def test_changes_are_read_as_accepted(tmp_path):
    """Insertions are in the text, deletions are not, a moved text stands where it went."""
    inside = (
        "<w:del>" + run("3家").replace("w:t", "w:delText") + "</w:del>"
        f"<w:ins>{run('5家')}</w:ins><w:moveFrom>{run('甲')}</w:moveFrom>"
        f"<w:moveTo>{run('乙')}</w:moveTo>"
    )
    assert lines(tmp_path, para("建会", inside=inside)) == ["建会5家乙"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path):
    """The joined paragraph has the properties of the second, and one number."""
    first = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/>'
        f"</w:rPr></w:pPr>{run('建会')}</w:p>"
    )
    body = first + numbered("5家") + numbered("甲")
    assert lines(tmp_path, body, numbering=lists(CHINESE)) == ["一、建会5家", "二、甲"]


def test_fields_show_their_results(tmp_path):
    """The code of a field is not shown; a circled number is a field that has only a code."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    body = para(
        "共",
        inside=mark("begin")
        + code("=SUM(A1:A3)")
        + mark("separate")
        + run("12")
        + mark("end")
        + run("家"),
    ) + para("", inside=mark("begin") + code(r"eq \o\ac(○,3)") + mark("end") + run("丙"))
    assert lines(tmp_path, body) == ["共12家", "③丙"]


def test_a_field_that_never_ends_hides_nothing_after_its_paragraph(tmp_path):
    body = para("甲", inside='<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + para("乙5家")
    assert lines(tmp_path, body) == ["甲", "乙5家"]


def test_raised_figures_are_not_run_into_the_number(tmp_path):
    """500m² is no 500m2 and 10⁸ no 108."""
    raised = '<w:vertAlign w:val="superscript"/>'
    body = para("500m", inside=run("2", raised)) + para("10", inside=run("8", raised))
    assert lines(tmp_path, body) == ["500m²", "10⁸"]


def test_formulas_keep_their_fraction_lines(tmp_path):
    half = (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert lines(tmp_path, para("占", inside=half)) == ["占1/2"]


def test_signs_of_picture_fonts_are_read(tmp_path):
    """A circled number or ≥ is stored as a place in a font; an unknown one is lost, and said."""
    body = para(
        "", inside='<w:r><w:sym w:font="Wingdings" w:char="F081"/></w:r>' + run("甲")
    ) + para("", inside='<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("5家"))
    assert lines(tmp_path, body) == ["①甲", "≥5家"]
    part = read(tmp_path, para("", inside='<w:r><w:sym w:font="Own" w:char="F041"/></w:r>'))
    assert part.text == "\ufffd\n"
    assert "Own F041" in part.warnings[0]


def test_pinyin_above_a_word_is_no_part_of_it(tmp_path):
    both = f"<w:rt>{run('zhèn')}</w:rt><w:rubyBase>{run('镇')}</w:rubyBase>"
    ruby = f"<w:r><w:ruby>{both}</w:ruby></w:r>"
    assert lines(tmp_path, para("河口", inside=ruby)) == ["河口镇"]


def test_hidden_and_struck_text_is_set_aside(tmp_path):
    body = para("建会", inside=run("3家", "<w:strike/>") + run("5家") + run("注", "<w:vanish/>"))
    part = read(tmp_path, body)
    assert part.text == "建会5家\n"
    assert part.set_aside == ("struck out: 3家", "hidden: 注")
    assert "3家" in part.warnings[0]


def test_headers_footers_and_notes_are_set_aside(tmp_path):
    part = read(
        tmp_path,
        para("建会5家", inside='<w:r><w:footnoteReference w:id="2"/></w:r>'),
        header1=para("内部资料"), footer1=para("第1页"),
        footnotes=f'<w:footnote w:id="2">{para("含联合工会")}</w:footnote>',
    )  # fmt: skip
    assert part.text == "建会5家\n"
    assert set(part.set_aside) == {"header: 内部资料", "footer: 第1页", "note: 含联合工会"}


def test_the_table_of_contents_is_set_aside(tmp_path):
    """Its lines would be headings twice, and its page numbers figures."""
    contents = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{para('一、组织建设 3')}</w:sdtContent></w:sdt>"
    )
    part = read(tmp_path, contents + para("一、组织建设"))
    assert (part.text, part.set_aside) == ("一、组织建设\n", ("contents: 一、组织建设 3",))


def test_a_box_is_read_once_after_its_paragraph(tmp_path):
    """Newer and older programs get the same box in two branches."""
    held = f"<w:txbxContent>{para('框中8家')}</w:txbxContent>"
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic>"
        f"<a:graphicData><wps:wsp><wps:txbx>{held}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{held}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(tmp_path, para("前", inside=box + run("后"))) == ["前后", "框中8家"]
    old = f"<w:r><w:pict><v:shape><v:textbox>{held}</v:textbox></v:shape></w:pict></w:r>"
    assert lines(tmp_path, para("前", inside=old)) == ["前", "框中8家"]


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [["村社", "建会", "会员"], ["城关社区", "5家", "300人"], ["合计", "7家", "330人"]],
            ["城关社区：建会5家，会员300人。", "合计：建会7家，会员330人。"],
            id="a-row-a-place",
        ),
        pytest.param(
            [["乡镇", "建会（家）"], ["河口镇", "5"], ["青石镇", "7家"]],
            ["河口镇：建会5家。", "青石镇：建会（家）7家。"],
            id="unit-in-the-head",
        ),
        pytest.param(
            [["序号", "项目", "数量", "单位"], ["1", "新建工会", "5", "家"]],
            ["新建工会5家。"],
            id="unit-in-a-column",
        ),
        pytest.param(
            [["项目", "数量"], ["新建工会", "5家"], ["发展会员", "300人"]],
            ["新建工会5家。", "发展会员300人。"],
            id="a-row-an-indicator",
        ),
        pytest.param(
            [["指标", "2022年", "2023年"], ["建会", "3家", "5家"]],
            ["2022年，建会3家；2023年，建会5家。"],
            id="years-across",
        ),
        pytest.param(
            [["单位名称", "河口镇工会"], ["职工", "300人"]],
            ["单位名称\t河口镇工会", "职工\t300人"],
            id="a-form",
        ),
        pytest.param(
            [["职工", "300人", "会员", "200人"], ["企业", "12家", "工会", "5家"]],
            ["职工\t300人\t会员\t200人", "企业\t12家\t工会\t5家"],
            id="a-form-of-four-columns",
        ),
        pytest.param([["全文在一格中。"]], ["全文在一格中。"], id="a-frame"),
        pytest.param(
            [
                ["村社", "工作情况"],
                ["城关社区", "建会5家。发展会员30人。"],
                ["东河村", "建会2家。"],
            ],
            ["村社\t工作情况", "城关社区\t建会5家。发展会员30人。", "东河村\t建会2家。"],
            id="sentences-in-cells",
        ),
    ],
)
def test_rows_are_read_with_their_heads(tmp_path, rows, expected):
    """A figure in a cell is said together with what its row and column say of it."""
    assert lines(tmp_path, para("前") + table(*rows) + para("后"))[1:-1] == expected


def field(code: str, result: str | None = None) -> str:
    """A field as a word processor writes it; without a result it is computed when shown."""

    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    shown = char("separate") + run(result) if result is not None else ""
    return (
        f'{char("begin")}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{shown}'
        + char("end")
    )


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["AUTONUM", "AUTONUM"], ["1.甲", "2.甲"]),
        (["AUTONUM \\* CHINESENUM3 \\s 、"] * 2, ["一、甲", "二、甲"]),
        (["AUTONUMLGL \\* ROMAN \\e"], ["I甲"]),
        (["LISTNUM", "LISTNUM \\l 2", "LISTNUM \\l 2", "LISTNUM", "LISTNUM \\l 2"],
         ["1)甲", "a)甲", "b)甲", "2)甲", "a)甲"]),
        (["LISTNUM NumberDefault \\l 4 \\s 3"], ["(3)甲"]),
        (["DATE"], ["甲"]),
    ],
)  # fmt: skip
def test_fields_that_count_themselves(tmp_path, codes, expected):
    """The file does not hold their numbers, the reader sees them."""
    body = "".join(para(inside=field(code) + run("甲")) for code in codes)
    assert lines(tmp_path, body) == expected


def test_a_stored_result_is_not_counted(tmp_path):
    assert lines(tmp_path, para("表", inside=field("SEQ 表", "3") + run("会员"))) == ["表3会员"]
    assert lines(tmp_path, para(inside=field("LISTNUM", "7)") + run("会员"))) == ["7)会员"]


def test_paragraphs_of_a_hidden_style_are_set_aside(tmp_path):
    """By the style, by the style that it is based on; a run may say that it is shown."""
    look = (
        '<w:style w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:styleId="C"><w:basedOn w:val="A"/><w:rPr><w:vanish w:val="0"/></w:rPr>'
        "</w:style>"
    )
    body = para("见") + "".join(para(f"隐{x}", f'<w:pStyle w:val="{x}"/>') for x in "ABC")
    shown = para(inside=run("明", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="A"/>')
    (part,) = read_parts(word_file(tmp_path / "a.docx", body + shown, styles=look))
    assert [line for line in part.text.splitlines() if line] == ["见", "隐C", "明"]
    assert part.set_aside == ("hidden: 隐A", "hidden: 隐B")


def test_signs_without_width_are_not_seen(tmp_path):
    assert lines(tmp_path, para("会员5\u00ad0人\u200b。")) == ["会员50人。"]


@pytest.mark.parametrize(
    ("before", "unit"),
    [("单位：万元", "万元"), ("经费（单位：万元）", "万元"), ("", ""), ("5家，单位：万元。", "")],
)
def test_a_unit_above_a_table_goes_to_its_sums(tmp_path, before, unit):
    """It stands in a paragraph of its own or in the title, and the reader is told."""
    made = table(["村社", "收入", "支出"], ["城关社区", "7", "5"], ["东河村", "3", "2元"])
    (part,) = read_parts(word_file(tmp_path / "a.docx", para(before) + made))
    assert part.text.splitlines()[-2:] == [
        f"城关社区：收入7{unit}，支出5{unit}。", f"东河村：收入3{unit}，支出2元。",
    ]  # fmt: skip
    assert ("above the table" in " ".join(part.warnings)) == bool(unit)


def test_merged_cells_stand_in_each_of_their_places(tmp_path):
    def cell(text: str, told: str = "") -> str:
        return f"<w:tc><w:tcPr>{told}</w:tcPr>{para(text)}</w:tc>"

    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    two = '<w:gridSpan w:val="2"/>'
    body = (
        "<w:tbl>"
        f"<w:tr>{cell('乡镇', start)}{cell('职工', two)}</w:tr>"
        f"<w:tr>{cell('', on)}{cell('男')}{cell('女')}</w:tr>"
        f"<w:tr>{cell('河口镇')}{cell('30人')}{cell('20人')}</w:tr></w:tbl>"
    )
    assert lines(tmp_path, body) == ["河口镇：职工男30人，职工女20人。"]


def test_a_figure_of_several_rows_is_said_once(tmp_path):
    """12家 beside three villages is no 12家 for each."""

    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(cells)}</w:tr>"

    def cell(text: str, merge: str = "") -> str:
        told = f'<w:vMerge w:val="{merge}"/>' if merge else ""
        return f"<w:tc><w:tcPr>{told}</w:tcPr>{para(text)}</w:tc>"

    body = (
        "<w:tbl>"
        + row(cell("村社"), cell("建会"), cell("共有企业"))
        + row(cell("城关社区"), cell("5家"), cell("12家", "restart"))
        + row(cell("东河村"), cell("2家"), cell("", "continue"))
        + "</w:tbl>"
    )
    assert lines(tmp_path, body) == ["城关社区：建会5家，共有企业12家。", "东河村：建会2家。"]


def test_deleted_rows_are_not_read(tmp_path):
    gone = (
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{para('丙')}</w:tc><w:tc>{para('9家')}</w:tc></w:tr>"
    )
    body = table(["甲", "5家"], ["乙", "6家"]).replace("</w:tbl>", gone + "</w:tbl>")
    assert lines(tmp_path, body) == ["甲\t5家", "乙\t6家"]


# ---------------------------------------------------------------- files that are refused


def test_what_a_bomb_unpacks_to_is_bounded(tmp_path):
    """The bound is on what comes out, whatever the archive says of its sizes."""
    path = word_file(tmp_path / "a.docx", para("甲" * 3_000_000))
    assert path.stat().st_size < 2**16
    with pytest.raises(SourceError, match=r"unpacks at word/document\.xml to more than"):
        read_parts(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp037"])
def test_entities_are_refused_in_every_encoding(tmp_path, encoding):
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
        f'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document {NAMES}><w:body><w:p><w:r>'
        "<w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    path = word_file(tmp_path / "a.docx", para("甲"))
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["word/document.xml"] = bomb.encode(encoding)
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    with pytest.raises(SourceError, match=r"document type|damaged"):
        read_parts(path)


def test_a_truncated_file_is_named(tmp_path):
    path = word_file(tmp_path / "a.docx", para("甲" * 5000))
    data = path.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        path.write_bytes(data[: int(len(data) * share)])
        with pytest.raises(SourceError, match=r"a\.docx is cut off or damaged"):
            read_parts(path)


def test_damage_within_is_named(tmp_path):
    path = word_file(tmp_path / "a.docx", "".join(para(f"甲{i}乙") for i in range(900)))
    data = bytearray(path.read_bytes())
    at = data.index(b"word/document.xml") + 400
    data[at : at + 40] = bytes(40)
    path.write_bytes(data)
    with pytest.raises(SourceError, match=r"damaged at word/document\.xml"):
        read_parts(path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(600)
            + "EncryptedPackage".encode("utf-16-le"),
            "is encrypted",
        ),
        ("河口镇工会".encode(), "is no Office file"),
        (b"PK\x03\x04" + bytes(100), "cut off or damaged"),
    ],
    ids=["empty", "old", "encrypted", "text", "head-only"],
)
def test_what_is_no_word_file_is_named(tmp_path, data, said):
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=said) as caught:
        read_parts(path)
    assert str(path) in str(caught.value)


def test_an_archive_without_a_text_is_named(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(SourceError, match="holds no Word text"):
        read_parts(path)
    with pytest.raises(SourceError, match="holds no text"):
        read_parts(word_file(path, para("")))


def test_what_is_nested_without_end_is_named(tmp_path):
    for tag, open_, close in (
        ("table", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("control", "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("link", "<w:p>" + "<w:hyperlink>" * 20_000, "</w:hyperlink>" * 20_000 + "</w:p>"),
    ):
        times = 1 if tag == "link" else 5000
        path = word_file(tmp_path / f"{tag}.docx", open_ * times + close * times)
        with pytest.raises(SourceError, match="too deep"):
            read_parts(path)


STRICT_LIST = lists(level(0, "chineseCounting", "%1、"))


def test_the_strict_variant_of_the_format_is_read(tmp_path):
    """It is the same but for the addresses of its names."""
    body = numbered("组织建设") + para("建会5家。")
    usual = word_file(tmp_path / "a.docx", body, numbering=STRICT_LIST)
    strict = tmp_path / "b.docx"
    start, to = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for each in ("wordprocessingml", "officeDocument"):
                text = text.replace(f"{start}{each}/2006/", f"{to}{each}/")
            new.writestr(name, text)
    assert read_parts(strict)[0].text == read_parts(usual)[0].text == "一、组织建设\n建会5家。\n"


def test_relations_to_elsewhere_are_not_followed(tmp_path):
    """A part that the file only links to is not asked for."""
    path = word_file(tmp_path / "a.docx", numbered("甲"), numbering=lists(CHINESE))
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b'Target="numbering.xml"', b'TargetMode="External" Target="http://127.0.0.1:9/n.xml"'
    )
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    assert read_parts(path)[0].text == "甲\n"

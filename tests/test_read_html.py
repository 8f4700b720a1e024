"""Saved web pages: the article and nothing else, as it is shown."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhsummary.errors import SourceError, ZhSummaryError
from zhsummary.lexicons.load import rows
from zhsummary.read import html
from zhsummary.read.html import extract, read_parts
from zhsummary.read.markup import parse

BODY = (
    "<p>　　今年以来，白杨镇工会新建基层工会7家，发展会员120人，职工之家建设稳步推进。</p>"
    "<p>　　开展慰问活动3次，慰问困难职工15户，发放慰问金1.5万元，职工反映良好。</p>"
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>白杨镇总工会2023年工作总结_工作动态_某县总工会网</title>
<style>p {{ color: red }}</style>
<script>if (1 < 2) document.write("<p>广告5家</p>")</script></head>
<body><form id="form1"><div class="header"><h1>某县总工会网</h1>
<ul class="nav"><li><a href="/">首页</a><li><a href="/a">政务公开</a></ul></div>
<div class="crumb">当前位置：<a>首页</a> &gt; <a>工作动态</a></div>
<div class="main"><h2 class="bt">白杨镇总工会2023年工作总结</h2>
<div class="info"><span>发布时间：2024-01-05 10:22</span>&nbsp;&nbsp;<span>来源：县总工会</span>
<span>浏览次数：1,203次</span> <span>字号：大 中 小</span></div>
<div class="TRS_Editor">{BODY}<p>责任编辑：张某</p></div>
<div class="pages"><p>上一篇：<a>关于开会的通知</a></p><p>下一篇：没有了</p></div></div>
<div class="sidebar"><h3>热门</h3><ul><li><a>某镇建会12家，工作很好</a></ul></div>
<div class="footer">主办：某县总工会 ICP备0000号</div></form></body></html>"""


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def text(body: str) -> str:
    return extract(f"<body>{body}</body>").text


# ---------------------------------------------------------------- the article


def test_the_article_without_its_page():
    """Title and paragraphs stay; what the site put around them is told."""
    page = extract(PAGE)
    assert page.text.splitlines() == [
        "白杨镇总工会2023年工作总结",
        "今年以来，白杨镇工会新建基层工会7家，发展会员120人，职工之家建设稳步推进。",
        "开展慰问活动3次，慰问困难职工15户，发放慰问金1.5万元，职工反映良好。",
    ]
    aside = "\n".join(page.set_aside)
    for left in ("政务公开", "当前位置", "发布时间", "责任编辑", "上一篇", "建会12家", "ICP"):
        assert left in aside
    assert page.warnings == ()


def test_a_form_around_everything_is_no_reason_to_drop_it():
    """Some servers put the whole page into one form."""
    assert "新建基层工会7家" in text(f'<form runat="server"><div>{BODY}</div><input></form>')


def test_several_articles_on_a_page_are_all_kept():
    """A collection has no single element that holds nearly all of its text."""
    page = text("".join(f"<div class='content'><h2>第{n}篇</h2>{BODY}</div>" for n in range(3)))
    assert page.count("新建基层工会7家") == 3


def test_a_short_passage_beside_a_long_one_is_not_lost():
    """What an element inside does not hold keeps the one around it."""
    long = f"<div>{BODY * 4}</div>"
    assert "另建会2家" in text(f"<div>{long}<div>{BODY}<p>另建会2家，会员30人。</p></div></div>")


def test_a_passage_with_figures_that_is_left_out_is_told():
    """The analyst must see that a hidden part was there."""
    page = extract(f"<div>{BODY}</div><div style='display:none'>{BODY}</div>")
    assert page.text.count("7家") == 1
    assert any("hidden" in said for said in page.warnings)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>白杨镇工作总结-某县人民政府</title>", "白杨镇工作总结"),
        ("<title>白杨镇工作总结 | 工作动态 | 某网</title>", "白杨镇工作总结"),
        ("<title>白杨镇2022-2023年工作总结</title>", "白杨镇2022-2023年工作总结"),
        ("<title>某网</title><meta name=ArticleTitle content='白杨镇工作总结'>", "白杨镇工作总结"),
        ("<title>某网</title><body><h1>白杨镇工作总结</h1>", "白杨镇工作总结"),
    ],
)
def test_the_title_without_the_site(head, title):
    """The text begins with its title, as a saved text does."""
    assert extract(f"{head}<div id=zoom>{BODY}</div>").text.split("\n")[0] == title


def test_a_title_is_not_said_twice():
    """Also where it stands on two lines in the article."""
    page = f"<title>白杨镇总工会工作总结</title><div><p>白杨镇总工会</p><p>工作总结</p>{BODY}</div>"
    assert extract(page).text.count("总结") == 1


# ---------------------------------------------------------------- what is shown


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        pytest.param("建会<del>7</del>8家", "建会8家", id="struck"),
        pytest.param(
            "建会<span style='text-decoration: line-through'>7</span>8家", "建会8家", id="css"
        ),
        pytest.param("建会7<span style='display:none'>3</span>家", "建会7家", id="hidden"),
        pytest.param("建会<i hidden>9</i>7家", "建会7家", id="attribute"),
        pytest.param("建\u200b会&#8203;7&shy;家\ufeff", "建会7家", id="no-width"),
        pytest.param("建会\n      7家", "建会 7家", id="break-before-digit"),
        pytest.param("新建\n      工会", "新建工会", id="break-in-word"),
        pytest.param("建会&nbsp;7&#23478;", "建会 7家", id="references"),
        pytest.param("绿化300m<sup>2</sup>", "绿化300m²", id="raised"),
        pytest.param("减排CO<sub>2</sub>", "减排CO₂", id="lowered"),
        pytest.param("<ruby>镇<rt>zhen</rt></ruby>", "镇", id="ruby"),
        pytest.param("a &lt; b 5<6", "a < b 5<6", id="signs"),
        pytest.param("一<!-- 二 -->三", "一三", id="comment"),
        pytest.param("建会7家<br>会员3人<br/>", "建会7家\n会员3人", id="br"),
        pytest.param("<pre>一、建会\n二、会员</pre>", "一、建会\n二、会员", id="pre"),
        pytest.param("<h2>一、建会</h2><p>7家</p>", "一、建会\n7家", id="heading"),
        pytest.param("<a title='5>3'>建会</a>7家", "建会7家", id="quoted"),
    ],
)
def test_text_as_it_is_shown(markup, shown):
    """What the reader of the page sees, and not more."""
    assert text(markup) == shown + "\n"


@pytest.mark.parametrize(
    ("opening", "shown"),
    [
        ("<ol>", ["1. 建会", "2. 会员"]),
        ("<ol start=3>", ["3. 建会", "4. 会员"]),
        ("<ol type=A>", ["A. 建会", "B. 会员"]),
        ("<ol reversed start=2>", ["2. 建会", "1. 会员"]),
        ("<ol style='list-style-type: cjk-ideographic' start=9>", ["九、建会", "十、会员"]),
        ("<ol style='list-style:upper-roman'>", ["I. 建会", "II. 会员"]),
        ("<ol style='list-style: none'>", ["建会", "会员"]),
        ("<ul>", ["建会", "会员"]),
    ],
)
def test_lists_have_the_numbers_that_are_shown(opening, shown):
    """A number of a list is part of the text that a reader sees."""
    assert text(f"{opening}<li>建会<li>会员</{opening[1:3]}>").splitlines() == shown


def test_an_item_with_its_own_number_gets_no_other():
    """The style sheet that hides the list's number is not in the page."""
    assert text("<ol><li>一、建会</li><li>（二）会员</li></ol>") == "一、建会\n（二）会员\n"


def test_chinese_numbers_of_lists():
    """Zeros are said once, and ten has no one before it."""
    said = [html._shown(n, "cjk-ideographic") for n in (10, 11, 20, 105, 110, 1010)]
    assert said == ["十、", "十一、", "二十、", "一百零五、", "一百一十、", "一千零一十、"]


def test_a_table_of_data_becomes_sentences():
    """Heads and cells together; a figure over two rows is of neither."""
    page = text(
        f"{BODY}<table><tr><th>社区<th>建会（家）<th>资金（万元）"
        "<tr><td>城关社区<td>7<td rowspan=2>30<tr><td>东河社区<td>3</table>"
    )
    assert "城关社区：建会7家。\n东河社区：建会3家。\n" in page
    assert "30" not in page


def test_a_table_of_several_townships_is_a_text_each():
    """In the article all of them would be counted for the one that it names first."""
    page = extract(
        f"<title>某县工会情况通报</title>{BODY}<table><tr><td>乡镇<td>建会（家）<td>增减（家）"
        "<tr><td>柳树镇<td>7<td>-2<tr><td>松林乡<td>3<td>1<tr><td>枫林乡<td><td>-3<tr><td>合计<td>10<td>-1</table>"
    )
    assert "柳树镇" not in page.text
    assert [(p.label, p.metadata["township"], p.text) for p in page.tables] == [
        ("table 1 row 2", "柳树镇", "某县工会情况通报\n柳树镇：建会7家。\n"),
        ("table 1 row 3", "松林乡", "某县工会情况通报\n松林乡：建会3家，增减1家。\n"),
    ]


def test_a_page_that_is_only_a_table(tmp_path):
    """Systems export such pages as .xls."""
    rows = "<tr><td>乡镇<td>建会（家）<tr><td>柳树镇<td>7<tr><td>松林乡<td>3"
    data = f"<html><body><table>{rows}</table></body></html>"
    parts = read_parts(put(tmp_path, "a.html", data))
    assert [p.text for p in parts] == ["柳树镇：建会7家。\n", "松林乡：建会3家。\n"]
    assert {p.encoding for p in parts} == {"utf-8"}


def test_a_unit_above_a_table_goes_to_its_sums():
    """Also where each row is a township's, and a text of its own."""
    rows = "<tr><th>{}</th><th>收入</th><th>户数</th></tr><tr><td>{}</td><td>7</td><td>5</td></tr>"
    more = "<tr><td>{}</td><td>3</td><td>2</td></tr>"
    villages = "<table>" + rows.format("村社", "城关社区") + more.format("东河村") + "</table>"
    towns = "<table>" + rows.format("乡镇", "白杨镇") + more.format("东河乡") + "</table>"
    assert "城关社区：收入7万元，户数5。" in text(f"<p>单位：万元</p>{villages}")
    (town, _) = extract(f"{BODY}<p>单位：万元</p>{towns}").tables
    assert town.text == "白杨镇：收入7万元，户数5。\n"


def test_a_table_that_lays_out_the_page_is_none():
    """Old sites put the whole article into a cell."""
    page = text(f"<table><tr><td><a>首页</a><td><table><tr><td>{BODY}</table></table>")
    assert page.splitlines()[0].startswith("今年以来，白杨镇")


# ---------------------------------------------------------------- lines of the site


@pytest.mark.parametrize("row", [pytest.param(r, id=r["yes"]) for r in rows("site_furniture.tsv")])
def test_a_line_of_the_site(row):
    """`yes` is a line of its class, `no` is a line of an article."""
    assert html._furniture(row["yes"], edge=True)
    assert (html._furniture(row["yes"], edge=False) != "") or row["place"] == "edge"
    assert html._furniture(row["no"], edge=True) == ""


def test_a_line_at_the_edge_only():
    """来源 within the text may be a sentence of it."""
    page = extract(f"<div>{BODY}<p>来源：县财政</p>{BODY}<p>来源：县总工会</p></div>")
    assert "来源：县财政\n" in page.text
    assert "来源：县总工会" not in page.text


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PAGE.encode(), "utf-8"),
        (PAGE.replace("utf-8", "gb2312").encode("gb18030"), "gb18030"),
        (PAGE.replace('charset="utf-8"', "").encode("gb18030"), "gb18030"),
        (
            PAGE.replace('charset="utf-8"', 'content="text/html; charset=GBK"').encode("gb18030"),
            "gb18030",
        ),
        (PAGE.encode("utf-8-sig"), "utf-8-sig"),
        (PAGE.encode("utf-16"), "utf-16"),
    ],
)  # fmt: skip
def test_encodings(tmp_path, data, name):
    """By mark, by what the page declares, by the general rule."""
    (part,) = read_parts(put(tmp_path, "a.html", data))
    assert part.encoding == name
    assert part.text.startswith("白杨镇总工会2023年工作总结\n")
    assert part.set_aside


def test_a_page_that_declares_what_it_is_not(tmp_path):
    """The bytes decide, and it is told."""
    (part,) = read_parts(put(tmp_path, "a.html", PAGE.encode("gb18030")))
    assert part.text.startswith("白杨镇")
    assert "gb18030" in part.warnings[0]


def test_a_broken_byte_does_not_lose_the_page(tmp_path):
    """Browsers show such pages; the place is told."""
    data = PAGE.encode().replace("职工反映".encode(), "职工".encode() + b"\xff" + "反映".encode())
    (part,) = read_parts(put(tmp_path, "a.html", data))
    assert "职工\ufffd反映" in part.text
    assert any("\ufffd" in said for said in part.warnings)


def test_a_web_archive(tmp_path):
    """The page within the archive, decoded as its part says."""
    head = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n--xx\r\n"
        "Content-Type: image/png\r\n\r\nnone\r\n--xx\r\n"
        'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    )
    import base64

    body = base64.encodebytes(PAGE.encode("gb18030")).decode()
    (part,) = read_parts(put(tmp_path, "a.mht", f"{head}{body}\r\n--xx--\r\n"))
    assert part.text.startswith("白杨镇总工会2023年工作总结\n")


def test_a_page_without_text_is_named(tmp_path):
    """A page whose text a script fetches."""
    with pytest.raises(SourceError, match="shows no text"):
        read_parts(put(tmp_path, "a.html", "<body><script>load()</script></body>"))


# ---------------------------------------------------------------- anything


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<a ", "<!--", "<a b='", "<ul><li>", "<table><tr><td>", "<h1>", "<p><i>", "</p>",
     "<td>", "<table><ul>", "&#", "<ol><li>1", "<td rowspan=9999 colspan=99>7"],
)  # fmt: skip
def test_deep_and_broken_pages_are_read(piece):
    """Thousands of levels, or tags that never end: no recursion, and the text is there."""
    page = extract(f"<p>建会7家。</p>{piece * 20_000}")
    assert page.text.startswith("建会7家。\n")


def test_a_hundred_thousand_levels():
    """The depth of a page costs no stack."""
    page = extract("<div>" * 100_000 + BODY + "</div>" * 100_000)
    assert page.text.startswith("今年以来，白杨镇")


def test_end_tags_are_paired_as_browsers_do():
    """An end tag does not reach out of its cell."""
    tree = parse("<div><table><tr><td>建会</div>7家</td></tr></table>会员</div>")
    cell = next(e for e in tree.elements if e.tag == "td")
    assert [x for x in tree.stream[cell.start : cell.end] if isinstance(x, str)] == ["建会", "7家"]


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(
            st.sampled_from(
                "<div> </div> <p> <table> <tr> <td rowspan=3> </table> <ol> <li> </ol> <pre> "
                "</pre> <sup> </sup> <script> </script> <title> <!-- --> 建会7家。 < > & &#55296; "
                "来源： <del> <form> </form> <h1> </h1> <ul style=display:none> \ud83d".split()
            ),
            max_size=30,
        ).map(lambda found: "".join(found).encode("utf-8", "surrogatepass")),
    )
)
def test_any_bytes_give_a_text_or_an_error_of_ours(data):
    """Nothing else leaves the library."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".html", ".mht"):
            try:
                found = read_parts(put(Path(folder), f"a{suffix}", data))
            except ZhSummaryError:
                continue
            assert all(part.text.strip() for part in found)
            "".join(part.text for part in found).encode()

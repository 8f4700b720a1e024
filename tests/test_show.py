"""What is drawn: escaped, unchanged, self-contained, and honest about what is vague."""

from __future__ import annotations

import re
from base64 import b64encode
from decimal import Decimal
from hashlib import sha256
from html import unescape
from types import SimpleNamespace
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhsummary as zs
from zhsummary import tables
from zhsummary.errors import ColumnError, SourceError
from zhsummary.facts.model import Fact
from zhsummary.quantities.model import Quantity
from zhsummary.show import amounts, charts, document, excel, html, report, table, text
from zhsummary.show.bar_scale import top_of
from zhsummary.show.chinese import named
from zhsummary.spans import Span
from zhsummary.structure.model import Heading

TEXT = "一、慰问68户\n送去<8.6万元>，明年慰问xx户。"


def quantity(words: str, value: int | None = None, **more) -> Quantity:
    start = TEXT.index(words)
    fields = {"kind": "count", "low": None, "high": None, "qualifier": "exact", "unit": words[-1]}
    stated = None if value is None else Decimal(value)
    return Quantity(start, start + len(words), words, value=stated, **(fields | more))


HEADING = Heading(0, 7, "一、", 1, "cn", "慰问68户", 2, 1, False, False, 0, None, 0, len(TEXT))
FACTS = [
    Fact(quantity("68户", 68), 0, 8, item="困难职工"),
    Fact(quantity("8.6万元", 86000, kind="money", unit="元"), 8, 27, item='"金"', action="送去"),
    Fact(quantity("xx户", masked=True), 8, 27, modality="planned"),
]


def words_of(fragment: str) -> str:
    """Give what a reader sees of a fragment: its text without tags and styles."""
    return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", fragment, flags=re.DOTALL))


# ---------------------------------------------------------------- amounts


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        pytest.param({"value": 0, "qualifier": "exact"}, "0", id="zero-is-a-figure"),
        pytest.param({"value": 82.2, "qualifier": "exact"}, "82.2", id="no-binary-noise"),
        pytest.param({"value": 0.1 + 0.2, "qualifier": "exact"}, "0.3", id="sums-neither"),
        pytest.param({"value": 1e13, "qualifier": "exact"}, "10000000000000", id="no-exponent"),
        pytest.param({"value": 1e-7, "qualifier": "exact"}, "0.0000001", id="nor-a-small-one"),
        pytest.param({"value": None, "low": 300, "qualifier": "range"}, "≥300", id="half-a-range"),
        pytest.param({"value": None, "high": 30, "qualifier": "range"}, "≤30", id="the-other-half"),
        pytest.param({"value": float("nan"), "qualifier": "exact"}, "××", id="lost"),
        pytest.param({"value": -5, "qualifier": "exact"}, "-5", id="below-zero"),
    ],
)
def test_an_amount_claims_no_more_than_was_stated(amount, shown):
    assert amounts.amount_text(amount) == shown


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_whole_numbers_are_written_whole(number):
    assert amounts.number_text(float(number)) == str(number)
    assert amounts.grouped(str(number)).replace(",", "") == str(number)


# ---------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("given_text", "columns"),
    [
        pytest.param("镇", 2, id="wide"),
        pytest.param("ａ", 2, id="full-width"),
        pytest.param("a≈", 2, id="plain"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_width(given_text, columns):
    assert text.width(given_text) == columns


@given(st.text(alphabet="镇a，1≈", max_size=20), st.integers(min_value=1, max_value=20))
def test_a_cut_text_fits(given_text, columns):
    assert text.width(text.cut(given_text, columns)) <= columns


def test_columns_that_do_not_fit_are_named():
    said = text.table_text(["镇", "a", "bbbb", "cccc"], [["青石镇", "1", "2", "3"]], columns=12)
    assert said.splitlines()[-1] == "… 2 列未显示: bbbb、cccc"


# ---------------------------------------------------------------- a document


def test_the_text_of_a_document_is_unchanged():
    assert words_of(document.document_body(TEXT, [HEADING], FACTS)) == TEXT
    assert TEXT in words_of(document.document_html(TEXT, [HEADING], FACTS))


def test_figures_are_marked_with_what_they_were_read_as():
    drawn = document.document_html(TEXT, [HEADING], FACTS, doc_id="a")
    marks = re.findall(r'<mark class="([^"]+)" id="([^"]+)" title="([^"]*)">([^<]*)</mark>', drawn)
    assert [(look, words) for look, _, _, words in marks] == [
        ("count actual", "68户"),
        ("money actual", "8.6万元"),
        ("count planned masked", "xx户"),
    ]
    assert marks[0][1] == document.anchor("a", 4)
    assert "86000 元 · 送去 &quot;金&quot;" in marks[1][2]


def test_ticks_choose_by_kind_without_a_script():
    """In a notebook no script runs; each tick has a rule of the style and a count."""
    drawn = document.document_html(TEXT, [HEADING], FACTS)
    assert "<script" not in drawn
    ticks = dict(re.findall(r'class="zhs-(\w+)" checked>.*?</mark> (\d+)</label>', drawn))
    assert ticks == {"count": "2", "money": "1", "planned": "1", "masked": "1"}
    assert all(f".zhs-{look}:not(:checked)" in drawn for look in ticks)


def test_hovering_names_the_rules_and_what_is_doubtful():
    listed = Fact(
        quantity("68户", 68),
        0,
        8,
        flags=("list-aligned", "corrected"),
        rules=("item:list-aligned",),
    )
    said = document.reading(listed, rules=True)
    assert said.splitlines()[1] == "规则：item:list-aligned"
    assert "按并列次序对应；已人工更正" in said
    assert 'class="count actual corrected"' in document.document_body(TEXT, [], [listed])


@pytest.mark.parametrize(
    ("flags", "looks"),
    [
        pytest.param(("no-item",), "count actual doubtful", id="likelier-wrong-than-right"),
        pytest.param(("inherited-item", "list-aligned"), "count actual", id="mostly-right"),
        pytest.param(("no-item", "corrected"), "count actual corrected", id="looked-up"),
    ],
)
def test_a_reading_is_doubtful_where_it_is_likely_wrong(flags, looks):
    fact = Fact(quantity("68户", 68), 0, 8, flags=flags)
    assert f'class="{looks}"' in document.document_body(TEXT, [], [fact])


def test_few_figures_of_the_corpus_are_doubtful(corpus):
    """A mark under every fifth figure would be read by nobody."""
    flags = [set(fact.flags) for one in corpus for fact in one.facts]
    assert 0 < sum(bool(document.DOUBTFUL & each) for each in flags) < 0.04 * len(flags)


def test_an_excerpt_shows_the_asked_stretches_and_that_something_is_left_out():
    body = document.document_body(TEXT, [HEADING], FACTS, within=[Span(8, 27)])
    assert words_of(body).split() == ["……", TEXT[8:]]
    assert body.count("<mark") == 2


def test_a_figure_that_a_heading_cuts_has_one_anchor():
    heading = Heading(0, 5, "一、", 1, "cn", "慰", 2, 1, False, True, 0, None, 0, len(TEXT))
    drawn = document.document_body(TEXT, [heading], FACTS[:1])
    assert drawn.count("<mark") == 2
    assert drawn.count(" id=") == 1
    assert words_of(drawn) == TEXT


places = st.integers(0, 60)


@given(st.text(max_size=60), st.lists(st.tuples(places, places), max_size=5))
def test_any_text_and_any_spans_leave_the_text_unchanged(any_text, spans):
    facts = [
        Fact(Quantity(min(a, b), max(a, b), "", "count", None, None, None, "exact", "户"), 0, 1)
        for a, b in spans
    ]
    drawn = document.document_body(any_text, [], facts)
    # what no page may hold is shown as a sign for it
    shown = "".join("\ufffd" if _UNSHOWN.fullmatch(char) else char for char in any_text)
    assert unescape(re.sub(r"<[^>]*>", "", drawn)) == shown


_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


# ---------------------------------------------------------------- a table


def view(*cells: table.Shown, label: str = "青石镇") -> table.TableView:
    columns = tuple((f"指标{n}", "人") for n in range(len(cells)))
    return table.TableView("说明", ("township",), ((label,),), columns, (cells,))


def test_everything_in_a_table_is_escaped():
    evil = '<script>"x"</script>'
    drawn = table.comparison_table(view(table.Shown(evil, "", evil, evil), label=evil), links=True)
    assert "<script>" not in drawn


def test_missing_is_no_zero():
    drawn = table.comparison_table(view(table.Shown("", "missing"), table.Shown("0")))
    assert '<td class="missing">–</td>' in drawn
    assert "<td>0</td>" in drawn


def test_rows_left_out_are_counted():
    many = table.TableView("c", ("t",), (("a",), ("b",)), (), ((), ()))
    assert "另有 1 行未显示" in table.comparison_html(many, rows=1)
    assert "未显示" not in table.comparison_html(many)


# ---------------------------------------------------------------- pages


def test_a_report_loads_nothing_and_jumps_from_cells_to_figures():
    place = document.anchor("a", 4)
    cell = table.Shown("68", "", "句", (f"#{place}",), 68.0)
    shown = table.comparison_table(view(cell), links=True)
    page = report.report_page(
        "工会",
        [report.Part("已完成", shown, name="zhs-actual")],
        [report.Part("问题", "<p>无</p>")],
        [report.Part("a", document.document_body(TEXT, [HEADING], FACTS, doc_id="a"))],
    )
    assert f'href="#{place}"' in page
    assert f'id="{place}"' in page
    assert not re.search(r"(?:src|href)=\"(?!#)|@import|url\(", page)
    assert 'name="color-scheme" content="light dark"' in page
    assert "句" not in page, "the sentence is read in the document"


def test_a_page_runs_its_own_script_and_no_other():
    """Whatever came in with a text would have another digest."""
    drawn = html.page("题", "<p>x</p>", script="void 0;")
    digest = b64encode(sha256(b"void 0;").digest()).decode()
    assert f"script-src 'sha256-{digest}'" in drawn
    assert "default-src 'none'" in drawn


def test_a_cell_stated_twice_leads_to_both_places():
    cell = table.Shown("86≠90", "conflict", "", ("#f1", "#f2"))
    drawn = table.comparison_table(view(cell), links=True)
    assert '<a href="#f1">86</a>≠<a href="#f2">90</a>' in drawn


def test_bars_tell_the_size_within_a_column_of_what_has_a_number():
    cells = [
        table.Shown("10", order=10.0),
        table.Shown("≈5", "≈", order=5.0),
        table.Shown("××", "masked"),
    ]
    drawn = table.comparison_table(
        table.TableView("", ("t",), (("a",),) * 3, (("n", ""),), tuple((c,) for c in cells))
    )
    assert re.findall(r"--b:(\d+)", drawn) == ["100", "50"]


def test_an_amount_out_of_scale_flattens_no_other_bar():
    """192 million among some ten thousand is broken off, and a line below says so."""
    numbers = [38_000.0, 41_000.0, 54_000.0, 192_000_000.0]
    cells = tuple((table.Shown(str(n), order=n),) for n in numbers)
    made = table.TableView("", ("t",), (("a",),) * 4, (("n", "元"),), cells)
    drawn = table.comparison_table(made)
    assert re.findall(r"--b:(\d+)", drawn) == ["70", "76", "100", "100"]
    assert drawn.count('class="beyond"') == 1
    assert "断开的横条" in table.bars_note(made)
    assert 'data-top="54000"' in table.comparison_table(made, links=True)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.floats(min_value=0.01, max_value=1e12), max_size=12))
def test_the_longest_bar_is_one_of_the_numbers_and_most_have_a_whole_one(numbers):
    top = top_of(numbers)
    assert (top in numbers) if numbers else top == 0.0
    assert 2 * sum(number <= top for number in numbers) >= len(numbers)


def test_a_cell_says_in_a_notebook_what_stands_behind_it():
    """Hidden by an attribute too, for viewers that take the style away."""
    said = table.Said("a", "慰问", "<68户>", "。", line="a\t慰问【<68户>】\tvalue")
    drawn = table.comparison_html(view(table.Shown("68", title="x", said=(said,))))
    assert '<td tabindex="0">68<span class="zhs-said" hidden>' in drawn
    assert "慰问<mark>&lt;68户&gt;</mark>。<code>a\t慰问【&lt;68户&gt;】\tvalue</code>" in drawn
    assert "zhs-strip" in drawn.rpartition("</style>")[2]


def test_what_is_corrected_is_marked():
    drawn = table.comparison_table(view(table.Shown("7", corrected=True)))
    assert '<td class="corrected">7</td>' in drawn


@pytest.mark.parametrize(
    ("what", "name", "chinese"),
    [
        ("column", "township", "乡镇"),
        ("flag", "list-aligned", "按并列次序对应"),
        ("kind", "x", "x"),
    ],
)
def test_names_have_a_chinese(what, name, chinese):
    assert named(what, name) == chinese


def test_every_kind_of_problem_and_every_column_has_a_chinese_name():
    """What is added to the tables is added to the views."""
    from zhsummary.compare import checks, columns

    told = {*tables.FACTS, *tables.HEADINGS, *checks.PROBLEMS, *columns.CELLS}
    told |= {*columns.EVIDENCE, *columns.CONFLICTS, *columns.UNMATCHED}
    unnamed = [name for name in told if named("column", name) == name]
    assert not unnamed
    assert not [kind for kind in checks.KINDS if named("problem", kind) == kind]


def test_the_problems_of_the_corpus_are_told_in_chinese(corpus):
    said = set(corpus.compare("union").problems_in("zh")["message"])
    assert said
    assert not [one for one in said if re.search(r"\b(?:the|is|are|of|and)\b", one)]


def test_a_fragment_brings_its_style():
    assert html.styled("<p></p>").count("<style>") == 1


# ---------------------------------------------------------------- a chart


@pytest.mark.parametrize(
    "bars",
    [
        pytest.param([], id="none"),
        pytest.param([charts.Bar("a", "0", 0, 0)], id="only-zero"),
        pytest.param([charts.Bar("a", "-5", 0, -5), charts.Bar("b", "5", 0, 5)], id="below-zero"),
    ],
)
def test_a_chart_of_any_numbers_is_well_formed(bars):
    drawing = ElementTree.fromstring(charts.bar_chart("<题>", bars).svg)
    rects = drawing.findall("{http://www.w3.org/2000/svg}rect")
    assert all(float(rect.attrib[name]) >= 0 for rect in rects for name in ("x", "width"))
    assert len(rects) == len(bars)


def test_a_chart_of_any_label_is_well_formed():
    """A control character in a label would make the whole file unreadable."""
    evil = '<a>\x0b\x00\ud800"&'
    drawn = ElementTree.fromstring(charts.bar_chart(evil, [charts.Bar(evil, evil, 0, 1)]).svg)
    assert '<a>"&' in "".join(drawn.itertext())


def test_vague_bars_look_vague():
    svg = charts.bar_chart("题", [charts.Bar("a", "≥1000", 0, 1000, "≥")]).svg
    assert "fill-opacity" in svg
    assert "<path" in svg, "the end is open"


@pytest.mark.parametrize("name", ["c.svg", "c.html"])
def test_a_chart_is_saved(tmp_path, name):
    charts.bar_chart("题", []).save(tmp_path / name)
    assert "题" in (tmp_path / name).read_text(encoding="utf-8")


def test_a_chart_is_no_picture_of_fixed_fonts(tmp_path):
    with pytest.raises(SourceError, match=r"\.svg"):
        charts.bar_chart("题", []).save(tmp_path / "c.png")


def test_a_picture_is_not_made_and_why_is_said(tmp_path):
    """It would need a Chinese font of this machine; an SVG needs none."""
    with pytest.raises(SourceError, match="export it"):
        charts.bar_chart("题", []).save(tmp_path / "c.png")


def test_a_saved_drawing_has_ground_and_ink_of_its_own(tmp_path):
    """A viewer may show it on black."""
    charts.bar_chart("题", []).save(tmp_path / "c.svg")
    assert "background:#fff" in (tmp_path / "c.svg").read_text(encoding="utf-8")
    ElementTree.parse(tmp_path / "c.svg")


def test_a_bar_out_of_scale_is_broken_and_said_to_be():
    bars = [charts.Bar("a", str(n), 0, n) for n in (38000, 41000, 54000, 192_000_000)]
    svg = charts.bar_chart("题", bars).svg
    widths = sorted(float(w) for w in re.findall(r'<rect [^>]*width="([\d.]+)"', svg))
    assert len(widths) == 5, "the broken one has two parts"
    assert widths[1] > 250, "the others keep their length"
    assert "断开的红条" in svg
    years = [("a", [(2022 + k, bar)]) for k, bar in enumerate(bars)]
    assert "红点：远超其他数" in charts.year_chart("题", years).svg


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.floats(-1e6, 1e9), st.sampled_from(["", "≈", "≥"])), max_size=6))
def test_charts_of_any_numbers_are_well_formed(numbers):
    bars = [charts.Bar("a", str(n), 0, n, mark) for n, mark in numbers]
    for svg in (
        charts.bar_chart("题", bars).svg,
        charts.year_chart("题", [("a", list(enumerate(bars)))]).svg,
    ):
        drawn = ElementTree.fromstring(svg)
        wide = float(drawn.attrib["width"])
        places = [float(one.attrib["cx"]) for one in drawn.iter() if "cx" in one.attrib]
        places += [float(one.attrib["x"]) for one in drawn.iter() if one.tag.endswith("rect")]
        assert all(0 <= place <= wide for place in places)


def test_the_words_of_two_sides_are_drawn_with_their_counts(corpus):
    svg = corpus.plot_keyness(2023, 2022, 3).svg
    found = corpus.keyness(2023, 2022)
    for row in (*found.head(3).itertuples(), *found.tail(3).itertuples()):
        assert f"{row.word} {row.count_a}∶{row.count_b}" in svg
    assert "← 2022 更多" in svg
    assert "或属偶然" in svg


@pytest.mark.parametrize("n", [0, True, "3"])
def test_a_number_of_words_is_a_number(corpus, n):
    with pytest.raises(zs.errors.ZhSummaryError, match="whole number"):
        corpus.plot_keyness(2023, 2022, n)


def test_documents_that_are_alike_stand_together(corpus):
    chart = corpus.plot_similarity()
    names = re.findall(r'text-anchor="end">([^<]+)<', chart.svg)
    assert sorted(names) == sorted(document.doc_id for document in corpus)
    for row in corpus.duplicates().itertuples():
        assert abs(names.index(row.doc_a) - names.index(row.doc_b)) <= 2


@pytest.mark.parametrize("texts", [[], ["一"], ["", ""]], ids=["none", "one", "empty"])
def test_any_corpus_has_a_map_of_likeness(texts):
    corpus = zs.read(pd.DataFrame({"text": texts})) if any(texts) else zs.Corpus([])
    ElementTree.fromstring(corpus.plot_similarity().svg)


# ---------------------------------------------------------------- a workbook


def test_a_workbook_takes_no_text_for_a_formula_and_no_control_character(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    sheet = excel.Sheet("表", ["=a"], [["=1+1"], ["a\x0bb"], [None], [float("nan")], [0], [True]])
    excel.write_workbook(tmp_path / "t.xlsx", [sheet])
    page = openpyxl.load_workbook(tmp_path / "t.xlsx")["表"]
    assert [cell.value for cell in page["A"]] == ["=a", "=1+1", "ab", None, None, 0, True]
    assert {cell.data_type for cell in page["A"][:3]} == {"s"}
    assert page.freeze_panes == "A2"


def test_a_workbook_that_cannot_be_written_says_what_to_do(tmp_path):
    with pytest.raises(SourceError, match="another name"):
        excel.write_workbook(tmp_path, [excel.Sheet("表", ["a"])])


def test_a_link_keeps_the_number_a_number(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    linked = excel.Sheet("表", ["a"], [[excel.Linked(5, "证据", 2)]])
    excel.write_workbook(tmp_path / "t.xlsx", [linked, excel.Sheet("证据", ["b"], [["x"]])])
    cell = openpyxl.load_workbook(tmp_path / "t.xlsx")["表"]["A2"]
    assert (cell.value, cell.hyperlink.location) == (5, "'证据'!A2")


def test_a_cell_of_a_workbook_says_its_sentence_and_leads_to_it(corpus, tmp_path):
    """Numbers are numbers, the year too; what is vague is text at the right edge."""
    openpyxl = pytest.importorskip("openpyxl")
    table_ = corpus.compare("union")
    table_.to_excel(tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    page, evidence = book["对比表"], book["事实明细"]
    heads = [cell.value for cell in evidence[1]]
    assert page.freeze_panes == "C2"
    for row in page.iter_rows(min_row=2):
        assert isinstance(row[1].value, int)
        for cell in row[2:]:
            if cell.value is None:
                continue
            place = cell.hyperlink.location.rpartition("A")[2]
            told = dict(zip(heads, (one.value for one in evidence[int(place)]), strict=True))
            assert (told["确切程度"] == "确切" and not told["遮盖"]) == (cell.data_type == "n")
            assert cell.hyperlink.tooltip.startswith(told["原文数字"].split("\n")[0])
            assert told["口径"] == "已完成"
            if cell.data_type == "s":
                assert cell.alignment.horizontal == "right"


def test_the_report_of_a_comparison_holds_its_documents():
    from tests.table_cases import chosen, codebook, fact
    from tests.table_cases import document as described
    from zhsummary.compare.comparison import Comparison
    from zhsummary.compare.report import report_html

    book = codebook(("relief", "困难职工", "count", "户"))
    row = fact("a", "一、慰问68户", "68户", 68, unit="户", indicator="relief")
    made = Comparison([described("a", "青石镇")], [row], chosen([row]), book)
    held = SimpleNamespace(
        doc_id="a", title="总结", text=TEXT, headings=[HEADING], facts=FACTS, worded=()
    )
    page = report_html(made, [held])
    assert page.count(document.anchor("a", 4)) == 2, "the cell's link and the figure's anchor"
    assert "a · 总结" in page
    once = re.sub(r' data-words="[^"]*"', "", page)
    assert once.count("明年慰问") == 1, "a text is there once"
    assert 'data-words="一、慰问【68户】"' in page, "and the words by which a figure is corrected"
    short = report_html(made, [held], most_text=5)
    assert "明年慰问" not in short, "of long texts the page holds the sentences that are cited"
    assert short.count(document.anchor("a", 4)) == 2


def test_the_charts_of_a_comparison_name_targets_and_years():
    from tests.table_cases import chosen, codebook, fact
    from tests.table_cases import document as described
    from zhsummary.compare.comparison import Comparison

    book = codebook(("members", "新会员", "count", "人"))
    documents = [described("a", "青石镇", 2022), described("b", "青石镇", 2023)]
    rows = [
        fact("a", "发展206人。", "206人", 206, indicator="members"),
        fact(
            "a",
            "明年发展300人。",
            "300人",
            300,
            indicator="members",
            modality="planned",
            time="明年",
        ),
        fact("b", "发展近318人。", "近318人", 318, indicator="members", qualifier="approx"),
        fact(
            "b",
            "到2026年发展900人。",
            "900人",
            900,
            indicator="members",
            modality="planned",
            time="到2026年",
        ),
    ]
    made = Comparison(documents, rows, chosen(rows), book)
    bars = made.plot("members").svg
    assert "≈318（上年计划 300）" in bars
    assert "900" not in bars, "a plan for another year is no target"
    assert "2022 206 → 2023 ≈318" in made.plot_years("members").svg
    squares = re.findall(r'd="(M[^"]+)" fill="([^"]+)"', made.plot_coverage().svg)
    assert [path.count("M") for path, colour in squares if colour != "currentColor"] == [1, 1]


# ---------------------------------------------------------------- frames and single figures


def test_a_view_of_facts_shows_each_figure_in_its_sentence(corpus):
    facts = corpus.facts()
    drawn = zs.view(facts[facts["doc_id"] == "梓木垭镇-2023"])._repr_html_()
    assert '<mark class="count actual">318名</mark>' in drawn
    assert '<td class="vague">250–300 名</td>' in drawn
    assert "【318名】" in repr(zs.view(facts[facts["text"] == "318名"]))
    assert repr(zs.view(facts)).splitlines()[-1].startswith(f"{len(facts)} 条事实")
    assert zs.view(facts.head(0))._repr_html_()


def test_a_view_of_headings_shows_their_tree(corpus):
    shown = zs.view(corpus.headings())
    assert "　" in repr(shown)
    assert "个标题" in repr(shown)
    assert "<b>" in shown._repr_html_()


def test_facts_and_headings_are_plain_frames(corpus):
    """They equal what a file of them gives back."""
    assert type(corpus.facts()) is type(corpus.headings()) is pd.DataFrame


def test_only_facts_and_headings_have_a_view(corpus):
    with pytest.raises(ColumnError, match=r"corpus\.facts\(\)"):
        zs.view(corpus.facts()[["text"]])


def test_a_single_figure_shows_what_it_was_read_as(corpus):
    (evil,) = zs.find_quantities("近300人<b>")[:1]
    assert "<b>" not in evil._repr_html_()
    assert "approx 300 人" in evil._repr_html_()
    fact = next(f for f in corpus["梓木垭镇-2023"].facts if f.quantity.text == "318名")
    assert "发展" in fact._repr_html_()
    assert "318名</mark>" in fact._repr_html_()


@pytest.mark.parametrize("wrong", [None, "facts", 3, pd.Series([1])])
def test_what_is_no_frame_is_not_viewed(wrong):
    with pytest.raises(zs.ColumnError, match="facts"):
        zs.view(wrong)

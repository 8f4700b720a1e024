"""What the analyst set right: read, found by its words, applied, marked, reported, written."""

from __future__ import annotations

import datetime
import re
import time
import warnings
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhsummary as zs
from zhsummary.cli import main
from zhsummary.errors import ColumnError, CorrectionError, SourceError, ZhSummaryWarning
from zhsummary.facts.corrections import correction_words
from zhsummary.read.corrections import COLUMNS, line_of, read_corrections, written
from zhsummary.read.model import Correction

TEXT = (
    "河口镇工会2023年工作总结\n工会服务会员。全年新建基层工会7家，发展新会员318人。"
    "慰问困难职工近300户，发放慰问金8.6万元。\n培训职工xx人次，组织活动3至5场。"
    "明年计划新建基层工会12家。"
)
DOC = "河口镇-2023"


@pytest.fixture(scope="module")
def small() -> zs.Corpus:
    return zs.read(pd.DataFrame({"text": [TEXT]}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hekou.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "qingshi.txt").write_text(
        "青石镇工会2023年工作总结\n工会服务会员。全年新建基层工会9家。", encoding="utf-8"
    )
    return tmp_path


def table(*rows: tuple[str, ...], header: str = "doc_id\twords\tfield\tvalue") -> str:
    return "\n".join([header, *("\t".join(row) for row in rows)]) + "\n"


def fact(corpus: zs.Corpus, text: str) -> zs.Fact:
    (found,) = [f for f in corpus[0].facts if f.quantity.text == text]
    return found


def quietly(source, **options) -> zs.Corpus:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return zs.read(source, **options)


# ---------------------------------------------------------------- what is corrected


@pytest.mark.parametrize(
    ("text", "right", "amount"),
    [
        pytest.param("318人", {"value": 381}, (381, None, None, "exact"), id="number"),
        pytest.param("318人", {"value": "381人"}, (381, None, None, "exact"), id="with-its-unit"),
        pytest.param("8.6万元", {"value": "6.8万元"}, (68000, None, None, "exact"), id="money"),
        pytest.param("8.6万元", {"value": "6.8万"}, (68000, None, None, "exact"), id="scale"),
        pytest.param("8.6万元", {"value": 68000.5}, (Decimal("68000.5"), None, None, "exact"),
                     id="float"),
        pytest.param("近300户", {"value": 3000}, (3000, None, 3000, "approx"), id="keeps-hedge"),
        pytest.param("近300户", {"qualifier": "exact"}, (300, None, None, "exact"), id="no-hedge"),
        pytest.param("近300户", {"qualifier": "以上"}, (300, 300, None, "over"), id="other-hedge"),
        pytest.param("近300户", {"low": 250, "high": 300}, (None, 250, 300, "range"), id="bounds"),
        pytest.param("xx人次", {"value": 120}, (120, None, None, "exact"), id="masked"),
        pytest.param("3至5场", {"value": 4}, (4, None, None, "exact"), id="range-to-number"),
        pytest.param("3至5场", {"high": 8}, (None, 3, 8, "range"), id="one-bound"),
    ],
)  # fmt: skip
def test_an_amount_is_set_right(small, text, right, amount):
    """A number alone keeps the hedge; a range or a blank becomes the number that is told."""
    corrected = fact(small.correct(DOC, f"【{text}】", **right), text)
    quantity = corrected.quantity
    assert (quantity.value, quantity.low, quantity.high, quantity.qualifier) == amount
    assert not quantity.masked
    assert "masked" not in corrected.flags
    assert corrected.flags[-1] == "corrected"
    assert quantity.text == text


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("item", "农民工会员", "农民工会员"),
        ("item", "-", ""),
        ("action", "吸收", "吸收"),
        ("modality", "计划", "planned"),
        ("change", "increase_by", "increase_by"),
        ("time", "上半年", "上半年"),
        ("actor", "县总", "县总"),
        ("per", "家", "家"),
        ("per", None, ""),
    ],
)
def test_what_is_said_of_a_figure_is_set_right(small, field, value, kept):
    corrected = fact(small.correct(DOC, "发展新会员318人", **{field: value}), "318人")
    assert getattr(corrected, field) == kept
    assert corrected.before == (f"{field}: {getattr(fact(small, '318人'), field) or 'none'}",)


def test_a_unit_brings_its_kind(small):
    """386 that were 元 and not 人 belong into a column of money."""
    corrected = fact(small.correct(DOC, "发展新会员318人", unit="元"), "318人").quantity
    assert (corrected.unit, corrected.kind, corrected.text) == ("元", "money", "318人")


def test_a_figure_that_is_no_fact_goes(small):
    corrected = small.correct(DOC, "发放慰问金8.6万元", fact="no", note="另一个镇的")
    assert "8.6万元" not in corrected.facts()["text"].tolist()
    assert len(corrected.facts()) == len(small.facts()) - 1


def test_a_figure_that_was_missed_comes(small):
    """What cannot be read at all is told: its value, its unit, what it counts."""
    corrected = small.correct(
        DOC, "明年计划【新建】基层", fact=True, value=2, unit="次", item="会议", action="召开"
    )
    added = fact(corrected, "新建")
    assert (added.quantity.value, added.quantity.unit, added.item) == (2, "次", "会议")
    assert added.before == ("not read",)
    assert "corrected" in added.flags
    document = corrected[0]
    assert document.text[added.quantity.start : added.quantity.end] == "新建"
    assert "明年计划新建" in document.text[added.sentence_start : added.sentence_end]
    starts = [f.quantity.start for f in document.facts]
    assert starts == sorted(starts)


def test_a_missed_figure_that_is_read_by_now_stays_as_it_is(small):
    """A later version may find it; then the row changes nothing."""
    assert small.correct(DOC, "发展新会员【318人】", fact="yes").facts().equals(small.facts())


def test_township_and_year_are_set_right(small):
    corrected = small.correct(DOC, township="荷口镇", year="2022年")
    (document,) = corrected
    assert (document.township, document.year, document.doc_id) == ("荷口镇", 2022, DOC)
    assert document.identity.evidence["township"] == "correction: 荷口镇, read as 河口镇"
    again = corrected.correct(DOC, township="禾口镇")
    assert again[0].identity.evidence["township"] == "correction: 禾口镇, read as 河口镇"
    assert (again[0].township, again[0].year) == ("禾口镇", 2022)


# ---------------------------------------------------------------- how the words are found


@pytest.mark.parametrize(
    "words",
    [
        "发展新会员318人",
        "发展新会员【318人】",
        "发展新会员【318】人",
        "新建基层工会7家，发展新会员【318人】。",
        "发展 新会员\n318人",
        "发展新会员３１８人",
        "318人",
        "318",
    ],
)
def test_words_are_found_whatever_their_spaces_and_widths(small, words):
    assert fact(small.correct(DOC, words, value=1), "318人").quantity.value == 1


@pytest.mark.parametrize(
    ("words", "right", "says"),
    [
        pytest.param("发展新会员381人", {"value": 1}, "not there", id="other-number"),
        pytest.param("18人", {"value": 1}, "not there", id="part-of-a-number"),
        pytest.param("【18】人", {"value": 1}, "not there", id="marked-part"),
        pytest.param("x", {"value": 1}, "no figure", id="part-of-a-blank"),
        pytest.param("工会7家，发展新会员318人", {"value": 1}, "7家、318人", id="two-figures"),
        pytest.param("工会服务会员", {"value": 1}, "put 【 】 around it", id="no-figure"),
        pytest.param("工会【服务】会员", {"value": 1}, "say fact yes", id="marked-no-figure"),
        pytest.param("工会【服务】会员", {"fact": "yes"}, "say its value", id="missed-no-value"),
        pytest.param("【7家，发展新会员318人】", {"value": 1}, "around 2", id="mark-around-two"),
        pytest.param("318人", {"value": "many"}, "no number", id="no-number"),
        pytest.param("318人", {"value": "381户"}, "in 人", id="other-unit"),
        pytest.param("318人", {"value": ""}, "no number", id="empty"),
        pytest.param("318人", {"qualifier": "maybe"}, "approx", id="no-qualifier"),
        pytest.param("318人", {"qualifier": "range"}, "low and high", id="range-without-bounds"),
        pytest.param("近300户", {"low": 9, "high": 3}, "lower first", id="bounds-swapped"),
        pytest.param("xx人次", {"qualifier": "exact"}, "says its value", id="mask-without-value"),
        pytest.param("318人", {"modality": "done"}, "actual", id="no-modality"),
        pytest.param("318人", {"unit": "-"}, "has a unit", id="no-unit"),
        pytest.param("8.6万元", {"unit": "万元"}, "write 元", id="scale-as-unit"),
        pytest.param("318人", {"fact": "no", "value": 3}, "no fact", id="no-fact-and-a-value"),
        pytest.param("318人", {"colour": "red"}, "cannot be corrected", id="no-such-field"),
        pytest.param("318人", {}, "Nothing is said", id="nothing"),
        pytest.param("", {"value": 3}, "not there", id="no-words"),
        pytest.param("", {"year": "last"}, "no year", id="no-year"),
        pytest.param("别的话", {"year": 2020}, "not there", id="words-of-another-document"),
    ],
)
def test_what_cannot_be_applied_says_why(small, words, right, says):
    with pytest.raises(CorrectionError, match=says):
        small.correct(DOC, words, **right)


def test_words_that_stand_there_twice_are_refused():
    twice = zs.read(pd.DataFrame({"text": ["河口镇2023年总结\n一村建会5家。二村建会5家。"]}))
    with pytest.raises(CorrectionError, match="2 times"):
        twice.correct(DOC, "建会5家", value=6)
    right = twice.correct(DOC, "二村建会5家", value=6)
    assert right.facts()["value"].tolist() == [5, 6]


def test_brackets_of_the_text_itself_are_no_marks():
    own = zs.read(pd.DataFrame({"text": ["河口镇2023年总结\n【组织】建会【5家】，会员6人。"]}))
    for words in ("【组织】建会【5家】", "【组织】建会【【5家】】", "建会5家"):
        if words != "建会5家":
            assert own.correct(DOC, words, value=9).facts()["value"].tolist() == [9, 6]
    line = own[0].correction_line("会员6人", "value", "7").split("\t")
    assert own.correct(line[0], line[1], value=7).facts()["value"].tolist() == [5, 7]


# ---------------------------------------------------------------- in code


def test_the_corpus_itself_stays_as_it_is(small):
    before = small.facts()
    small.correct(DOC, "318人", value=1)
    assert small.facts().equals(before)
    assert small.corrections().empty


def test_a_later_word_replaces_an_earlier_one(small):
    once = small.correct(DOC, "318人", value=1).correct(
        DOC, "发展新会员【318人】", value=2, item="甲"
    )
    assert once.facts().set_index("text").loc["318人", "value"] == 2
    assert sorted(once.corrections()["value"]) == ["2", "甲"]
    gone = once.correct(DOC, "318人", fact=False)
    assert gone.corrections()["field"].tolist() == ["fact"]
    back = gone.correct(DOC, "318人", value=3)
    assert back.corrections()["field"].tolist() == ["value"]


def test_the_same_twice_is_the_same(small):
    once = small.correct(DOC, "318人", value=1)
    assert once.correct(DOC, "318人", value=1).facts().equals(once.facts())
    assert len(once.correct(DOC, "318人", value=1).corrections()) == 1


def test_corrections_stay_with_their_documents(small):
    """A part of a corpus, other words, another process: what was set right stays right."""
    corrected = small.correct(DOC, "318人", value=1)
    for other in (zs.Corpus([corrected[0]]), corrected.with_words(["慰问困难职工"])):
        assert fact(other, "318人").quantity.value == 1


# ---------------------------------------------------------------- in every view


def test_a_comparison_shows_what_was_corrected(small):
    corpus = small.correct(DOC, "发展新会员318人", value=381, note="年报")
    table_ = corpus.compare("union")
    assert table_.frame["新发展会员 (人)"].tolist() == [381]
    (row,) = table_.evidence("河口镇", "新发展会员").to_dict("records")
    assert (row["text"], row["value"], row["before"]) == ("318人", 381, "value: 318")
    assert row["flags"] == "corrected"
    cells = table_.cells.set_index("text")
    assert cells.loc["318人", "flags"] == "corrected"
    assert cells["before"].tolist().count("value: 318") == 1
    assert "381*" in table_.to_text()
    assert "* 已更正" in table_.to_text()
    assert "*" not in small.compare("union").to_text()
    html = table_.to_html()
    assert re.search(r'<td class="corrected"[^>]*><a href="#f[^"]+">381</a></td>', html)
    shown = re.sub(r' style="[^"]*"', "", table_._repr_html_())
    assert '<td class="corrected" tabindex="0">381<span' in shown
    assert "<mark>318人</mark>" in shown
    assert "<i>已更正，原读作 value: 318</i>" in shown
    assert "原读作 value: 318" in html
    assert '<td class="corrected"' not in small.compare("union").to_html()
    assert 'class="count actual corrected"' in corpus[0]._repr_html_()
    assert "原读作 value: 318" in corpus[0]._repr_html_()
    assert f"{DOC}\t全年新建基层工会【7家】\tvalue\t" in corpus[0]._repr_html_()


def test_a_figure_is_given_to_a_column(small):
    """By id, label or the column's name; the analyst's figure goes before every other."""
    for name in ("new_members", "新发展会员", "新发展会员 (人)"):
        book = small.compare("union").codebook
        name = (
            next(i.id for i in book.indicators if i.label == "新发展会员") if "_" in name else name
        )
        table_ = small.correct(DOC, "培训职工xx人次", value=12, unit="人", indicator=name).compare(
            "union"
        )
        assert table_.frame["新发展会员 (人)"].tolist() == [12]
        found = table_.evidence("河口镇", "新发展会员").set_index("text")
        assert found.loc["318人", "why"] == "another figure was assigned by correction"
        assert "indicator: " in found.loc["xx人次", "before"]


def test_a_figure_is_given_to_no_column(small):
    table_ = small.correct(DOC, "发展新会员318人", indicator="-").compare("union")
    assert "新发展会员 (人)" not in table_.frame
    assert "新会员" in table_.unmatched["item"].tolist()


def test_a_column_that_the_codebook_has_not_is_told(small):
    corpus = small.correct(DOC, "发展新会员318人", indicator="新发展的会员")
    told = corpus.compare("union").problems.query("kind == 'correction'")
    assert "no indicator '新发展的会员'" in told["message"].item()
    assert corpus.compare("union").frame["新发展会员 (人)"].tolist() == [318]


def test_a_unit_that_does_not_fit_the_column_makes_no_cell(small):
    with pytest.warns(ZhSummaryWarning, match="units"):
        table_ = small.correct(DOC, "慰问困难职工近300户", indicator="新发展会员").compare("union")
    assert "新发展会员 (人)" not in table_.frame


# ---------------------------------------------------------------- the file


def test_the_file_beside_the_texts_is_applied(folder):
    (folder / "corrections.tsv").write_text(
        "# 更正\n"
        + table(
            (DOC, "发展新会员318人", "value", "381"),
            ("qingshi.txt", "工会9家", "item", "工会小组"),
            ("qingshi.txt", "", "year", "2022"),
        ),
        encoding="utf-8",
    )
    corpus = quietly(folder)
    assert len(corpus) == 2
    facts = corpus.facts().set_index("text")
    assert facts.loc["318人", "value"] == 381
    assert facts.loc["9家", "item"] == "工会小组"
    assert corpus["青石镇"].year == 2022
    assert "correction" not in corpus.problems()["kind"].tolist()
    assert quietly(folder, corrections=False).facts()["flags"].tolist().count("corrected") == 0
    assert len(quietly(sorted(folder.iterdir()))) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", ["\t", ","])
def test_any_encoding_and_either_sign(folder, encoding, delimiter):
    name = "corrections.tsv" if delimiter == "\t" else "corrections.csv"
    text = table((DOC, "发展新会员318人", "数值", "381"), header="文档\t原话\t字段\t正确值")
    (folder / name).write_bytes(text.replace("\t", delimiter).encode(encoding))
    assert fact(quietly(folder), "318人").quantity.value == 381


def test_a_workbook(folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["文档", "原话", "字段", "正确值", "说明"])
    sheet.append([DOC, "发展新会员318人", "value", 381, "年报"])
    sheet.append([DOC, "近300户", "qualifier", "exact", None])
    book.save(folder / "corrections.xlsx")
    corpus = quietly(folder)
    assert fact(corpus, "318人").quantity.value == 381
    assert fact(corpus, "近300户").quantity.qualifier == "exact"
    assert corpus.corrections()["note"].tolist() == ["年报", ""]


def test_in_an_archive(folder, tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/hekou.txt", TEXT)
        archive.writestr(
            "a/corrections.tsv",
            table(
                ("hekou.txt", "发展新会员318人", "value", "381"), (DOC, "没有的话", "value", "1")
            ),
        )
    with pytest.warns(ZhSummaryWarning, match=r"a/corrections\.tsv, line 3.*not there"):
        corpus = zs.read(path)
    assert len(corpus) == 1
    assert fact(corpus, "318人").quantity.value == 381
    assert fact(quietly(path, corrections=False), "318人").quantity.value == 318


def test_another_file_in_place_of_the_one_beside_the_texts(folder, tmp_path):
    (folder / "corrections.tsv").write_text(table((DOC, "318人", "value", "1")), "utf-8")
    other = tmp_path / "mine" / "set_right.csv"
    other.parent.mkdir()
    other.write_text("doc_id,words,field,value\n" + f"{DOC},318人,value,2\n", "utf-8")
    assert fact(quietly(folder, corrections=other), "318人").quantity.value == 2
    frame = pd.DataFrame({"text": [TEXT]})
    assert fact(quietly(frame, corrections=str(other)), "318人").quantity.value == 2
    assert fact(quietly(frame).with_corrections(other), "318人").quantity.value == 2
    for nothing in (tmp_path / "none.tsv", tmp_path):
        with pytest.raises(SourceError):
            zs.read(folder, corrections=nothing)
    with pytest.raises(SourceError, match="path, True or False"):
        zs.read(folder, corrections=3)


def test_a_file_alone_is_not_told_of_the_others(folder):
    (folder / "corrections.tsv").write_text(
        table((DOC, "318人", "value", "1"), ("青石镇-2023", "9家", "value", "2")), "utf-8"
    )
    corpus = quietly(folder / "hekou.txt")
    assert fact(corpus, "318人").quantity.value == 1


BAD = [
    pytest.param("青石镇-1999\t9家\tvalue\t1", "no document 青石镇-1999", id="no-document"),
    pytest.param("\t9家\tvalue\t1", "names no document", id="unnamed"),
    pytest.param(f"{DOC}\t9家\tvalue\t1", "not there", id="of-another-document"),
    pytest.param(f"{DOC}\t\tvalue\t1", "no words", id="no-words"),
    pytest.param(f"{DOC}\t7家\tvalu\t1", "'valu' cannot be corrected", id="unknown-field"),
    pytest.param(f"{DOC}\t7家\tvalue\t", "gives no value", id="template-not-filled"),
    pytest.param(f"{DOC}\t7家\tvalue\tseven", "no number", id="no-number"),
    pytest.param(f"{DOC}\t7家\tvalue\t8\tnote\tme\tnow\tmore", "8 cells", id="too-many-cells"),
    pytest.param(f"{DOC}", "cannot be corrected", id="one-cell"),
    pytest.param(f'{DOC}\t"发展新会员\tvalue\t8', "gives no|cannot be|not there", id="open-quote"),
    pytest.param(f"{DOC}\t\tyear\t23", "no year", id="bad-year"),
]


@pytest.mark.parametrize(("line", "says"), BAD)
def test_a_bad_row_is_named_and_stops_no_other(folder, line, says):
    """The message has the file, the line and what to do; it is a warning and in the problems."""
    header = "\t".join(COLUMNS)
    path = folder / "corrections.tsv"
    good = f"{DOC}\t318人\tvalue\t381"
    path.write_text(f"{header}\n{line}\n{good}\n", encoding="utf-8")
    with pytest.warns(ZhSummaryWarning, match=rf"corrections\.tsv.*line 2.*({says})"):
        corpus = zs.read(folder)
    assert fact(corpus, "318人").quantity.value == 381
    found = corpus.problems()
    found = found[found["kind"].isin(["correction", "reading"])]
    assert len(found) == 1
    assert found["message"].str.contains("line 2").all()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("", "empty", id="empty"),
        pytest.param("doc_id\twords\tvalue\n", "no column field", id="no-field"),
        pytest.param("a\nb\n", "no column doc_id", id="no-table"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00", "cannot be read", id="picture"),
    ],
)
def test_a_bad_file_is_named_and_the_texts_are_read(folder, content, says):
    path = folder / "corrections.tsv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.warns(ZhSummaryWarning, match=rf"corrections\.tsv.*{says}"):
        corpus = zs.read(folder)
    assert len(corpus) == 2
    with pytest.raises((SourceError, ColumnError), match=says):
        zs.read(folder, corrections=path)


def test_a_pasted_line_needs_no_header(folder):
    line = quietly(folder)[0].correction_line("318人", "value", "381")
    (folder / "corrections.tsv").write_text(line + "\n", encoding="utf-8")
    assert fact(quietly(folder), "318人").quantity.value == 381


def test_only_one_of_two_files_is_used(folder):
    (folder / "corrections.tsv").write_text(table((DOC, "318人", "value", "1")), "utf-8")
    (folder / "corrections.csv").write_text("doc_id,words,field,value\n", "utf-8")
    with pytest.warns(ZhSummaryWarning, match=r"corrections\.csv beside it was not used"):
        assert fact(zs.read(folder), "318人").quantity.value == 1


def test_rows_that_contradict_each_other_are_both_left(folder):
    (folder / "corrections.tsv").write_text(
        table((DOC, "发展新会员318人", "value", "1"), (DOC, "会员【318人】", "value", "2"),
              (DOC, "318人", "item", "会员")), "utf-8",
    )  # fmt: skip
    with pytest.warns(ZhSummaryWarning, match="said to be 1、2"):
        corpus = zs.read(folder)
    found = fact(corpus, "318人")
    assert (found.quantity.value, found.item) == (318, "会员")
    assert corpus.corrections()["why_not"].ne("").sum() == 2


def test_a_file_of_several_summaries_is_told_apart_by_the_words(tmp_path, corpus_folder):
    (tmp_path / "page.md").write_bytes((corpus_folder / "collection.md").read_bytes())
    plain = quietly(tmp_path)
    assert len(plain) == 3
    document = plain[1]
    place = document.facts[3].quantity.start
    words = document.correction_line(place).split("\t")[1]
    file = tmp_path / "corrections.tsv"
    file.write_text(table(("page.md", words, "value", "7654321")), "utf-8")
    found = quietly(tmp_path).facts().query("value == 7654321")
    assert found[["doc_id", "start"]].values.tolist() == [[document.doc_id, place]]
    file.write_text(table(("page.md", "", "year", "2022")), "utf-8")
    with pytest.warns(ZhSummaryWarning, match="name one of them"):
        zs.read(tmp_path)


# ---------------------------------------------------------------- there and back


def test_what_is_saved_is_read_again(folder):
    corpus = (
        quietly(folder)
        .correct(DOC, "318人", value=381, note="=1+1", by="李", when="2024-01-02")
        .correct(DOC, "近300户", low=250, high=300)
        .correct("青石镇-2023", township="清石镇", note='他说"对"')
    )
    for name in ("corrections.tsv", "corrections.csv"):
        path = folder / name
        corpus.save_corrections(path)
        again = quietly(folder)
        assert again.facts().equals(corpus.facts())
        assert (
            again.corrections()
            .drop(columns="place")
            .equals(corpus.corrections().drop(columns="place"))
        )
        path.unlink()
    with pytest.raises(SourceError, match="tsv"):
        corpus.save_corrections(folder / "corrections.xlsx")


def test_what_could_not_be_applied_is_saved_too(folder):
    """A file that is read and written again loses no line of the analyst's."""
    (folder / "corrections.tsv").write_text(table((DOC, "没有的话", "value", "1")), "utf-8")
    with pytest.warns(ZhSummaryWarning):
        corpus = zs.read(folder)
    corpus.save_corrections(folder / "corrections.tsv")
    assert "没有的话" in (folder / "corrections.tsv").read_text("utf-8-sig")


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=CELLS, value=CELLS, note=CELLS, name=CELLS, delimiter=st.sampled_from("\t,"))
def test_any_cell_comes_back(tmp_path, words, value, note, name, delimiter):
    """Formulas, quotation marks, comments, commas: a cell is what was written."""
    cells = [" ".join(cell.split()) for cell in (name, words, value, note)]
    name, words, value, note = cells
    if not name or not words or not value or "\\" in name or name.startswith("./"):
        return
    told = Correction(name, words, "item", value, note)
    path = tmp_path / "corrections.tsv"
    path.write_text(written([told, told], delimiter), encoding="utf-8", newline="")
    found, problems = read_corrections(path)
    assert (found, problems) == ([told, told], [])
    assert line_of(told, delimiter).count("\n") == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_correction_changes_nothing_but_what_it_names(corpus, data):
    """Of the bundled corpus, any figure, any field: one row of facts, its columns, its flag."""
    before = corpus.facts()
    index = data.draw(st.integers(0, len(before) - 1))
    row = before.iloc[index]
    field, value = data.draw(
        st.sampled_from(
            [("value", "7654321"), ("item", "别的事"), ("action", "做"), ("modality", "reference"),
             ("change", "increase_by"), ("time", "某日"), ("actor", "某人"), ("per", "户"),
             ("indicator", "-"), ("fact", "no")]
        )
    )  # fmt: skip
    document = corpus[row["doc_id"]]
    line = document.correction_line(int(row["start"]), field, value)
    doc_id, words, name, right = line.split("\t")[:4]
    corrected = corpus.correct(doc_id, words, **{name: right})
    after = corrected.facts()
    assert [d.text for d in corrected] == [d.text for d in corpus]
    if field == "fact":
        assert after.equals(before.drop(index=index).reset_index(drop=True))
        return
    changed = {"flags", field} if field != "indicator" else {"flags"}
    changed |= {"low", "high", "qualifier", "masked"} if field == "value" else set()
    others = [i for i in range(len(before)) if i != index]
    assert after.iloc[others].equals(before.iloc[others])
    same = [column for column in before if column not in changed]
    assert after.loc[[index], same].equals(before.loc[[index], same])
    assert "corrected" in after.loc[index, "flags"].split(";")
    if field == "value":
        assert after.loc[index, "value"] == 7654321


def test_every_figure_of_the_corpus_has_a_line_that_finds_it(corpus):
    """The line is offered for each figure, so each must lead back to its own."""
    from zhsummary.facts.corrections import correction_lines, place_of

    for document in corpus:
        lines = correction_lines(document.doc_id, document.text, document.facts)
        for fact_, line in zip(document.facts, lines, strict=True):
            doc_id, words, field, _ = line.split("\t")[:4]
            assert (doc_id, field) == (document.doc_id, "value")
            place = (fact_.quantity.start, fact_.quantity.end)
            assert place_of(document.text, words, document.facts) == place
            assert document.text[slice(*place)] == fact_.quantity.text


def test_the_order_of_the_rows_does_not_matter(corpus, tmp_path):
    picked = corpus.facts().iloc[::37]
    lines = [
        corpus[row.doc_id].correction_line(row.start, "value", str(n))
        for n, row in enumerate(picked.itertuples())
    ]
    made = []
    for order in (lines, lines[::-1], lines + lines[:3]):
        path = tmp_path / "corrections.tsv"
        path.write_text("\n".join(["\t".join(COLUMNS), *order]), encoding="utf-8")
        made.append(corpus.with_corrections(path))
    assert made[0].facts().equals(made[1].facts())
    assert made[0].facts().equals(made[2].facts())
    assert made[0].unapplied == ()
    assert (made[0].facts()["flags"].str.contains("corrected")).sum() == len(lines)


def test_a_cell_of_the_table_gives_its_line(corpus):
    line = corpus.compare("union").correction_line("梓木垭镇-2023", "新发展会员", value="319")
    doc_id, words, field, value = line.split("\t")[:4]
    assert (doc_id, field, value) == ("梓木垭镇-2023", "value", "319")
    table_ = corpus.correct(doc_id, words, value=value).compare("union")
    assert table_.frame.loc[("梓木垭镇", 2023), "新发展会员 (人)"] in (319, "319")


def test_what_is_given_in_code_need_not_be_text(small, tmp_path):
    """Numbers, dates, and places out of a frame, which are numbers of numpy's."""
    start = small.facts().query("text == '318人'")["start"].iloc[0]
    for figure in (start, "318人", fact(small, "318人")):
        line = small[0].correction_line(figure, value=381, note=None)
        assert line.split("\t")[2:4] == ["value", "381"]
    line = small.compare("union").correction_line("河口镇", "新发展会员", value=381.0)
    assert line.split("\t")[3] == "381"
    right = small.correct(DOC, "318人", value=381, when=datetime.date(2024, 1, 5), by=None)
    right.save_corrections(tmp_path / "corrections.tsv")
    (row,) = small.with_corrections(tmp_path / "corrections.tsv").corrections().to_dict("records")
    assert (row["value"], row["when"], row["by"]) == ("381", "2024-01-05", "")


@pytest.mark.parametrize(
    "ask",
    [
        lambda c: c[0].correction_line(None),
        lambda c: c[0].correction_line(1.5),
        lambda c: c[0].correction_line("318人", None),
        lambda c: c.with_corrections(None),
        lambda c: c.with_corrections(c.corrections()),
        lambda c: c.save_corrections(None),
        lambda c: c.facts(progress=True),
    ],
)
def test_what_makes_no_sense_is_refused(small, ask):
    with pytest.raises(zs.ZhSummaryError):
        ask(small)


# ---------------------------------------------------------------- the command line


def test_the_command_line_applies_them(folder, tmp_path, capsys):
    (folder / "corrections.tsv").write_text(table((DOC, "318人", "value", "381")), "utf-8")
    assert main(["facts", str(folder), "--csv"]) == 0
    assert ",381.0," in capsys.readouterr().out
    other = tmp_path / "other.tsv"
    other.write_text(table((DOC, "318人", "value", "382"), (DOC, "x", "value", "1")), "utf-8")
    assert main(["facts", str(folder), "--csv", "--corrections", str(other)]) == 0
    told = capsys.readouterr()
    assert ",382.0," in told.out
    assert "other.tsv, line 3" in told.err
    assert main(["facts", str(folder), "--corrections", str(tmp_path / "none.tsv")]) == 1
    assert "none.tsv" in capsys.readouterr().err


def test_lines_are_offered_in_linear_time_where_a_text_repeats_itself():
    """A figure that its near words do not tell from others is offered no line, at once."""
    text = "新建基层工会7家，发展会员386人，慰问困难职工41户，发放慰问金四万元。\n" * 2_000
    places = [(match.start(), match.end()) for match in re.finditer(r"386人", text)]
    began = time.process_time()
    words = correction_words(f"{text}另有新建工会9家。", [*places, (len(text) + 6, len(text) + 8)])
    assert time.process_time() - began < 10
    assert words[-1] == "另有新建工会【9家】"
    assert not any(words[20:-20])


def test_several_sums_without_a_total_are_settled_by_their_sum():
    """312万元 and 26万元 are parts: the analyst writes the sum in one and takes out the other."""
    text = "青石镇2023年民政工作总结\n全年发放低保金312万元。\n另发放低保金26万元。"
    corpus = zs.read(pd.DataFrame({"text": [text]}))
    table = corpus.compare("grassroots")
    assert table.frame["发放低保金 (元)"].tolist() == ["3120000≠260000"]
    assert "states their sum" in table.problems["message"].iloc[0]
    right = corpus.correct("青石镇-2023", "全年发放低保金312万元", value=3380000)
    right = right.correct("青石镇-2023", "另发放低保金26万元", indicator="-")
    assert right.compare("grassroots").frame["发放低保金 (元)"].tolist() == [3380000]

"""The bundled corpus as a whole: its files, what is known of them, what is wrong with them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests import corpus_word_files

FORMATS = {".md", ".txt", ".docx", ".html", ".csv"}
COVARIATES = ["population", "workers", "enterprises", "area"]

#: Every fault of the texts: those that were put there to be found, and no other.
FAULTS = [
    ("collection#2", "unknown-township", "2023年乡镇工会工作总结"),
    ("银鲫塘镇-2023", "masked", "\\*\\*万元"),
    ("黄荆渡镇-2022", "part-sum", "8家"),
    ("蓼叶湾乡-2023", "masked", "万元"),
    ("栗坡湾镇-2023", "masked", "xx.6万元"),
    ("栗坡湾镇-2023", "masked", "\\_\\_人"),
    ("芦笛塘镇-2023", "baseline", "2870人"),
    ("page-2022#3", "unknown-township", "2022年乡镇工会工作总结"),
    ("page-2022#3", "masked", "XXX名"),
    ("page-2022#3", "masked", "XX元"),
    ("青蒿岭乡-2022", "masked", "\\*\\*\\*人次"),
    ("青蒿岭乡-2022", "masked", "XX人次"),
    ("青蒿岭乡-2022", "numbering-gap", "四、抓帮扶，服务有温度"),
    ("repost", "unknown-township", "\\*\\*乡工会2023年度工作总结范文"),
    ("repost", "near-copy", None),
    ("repost", "masked", "xx人次"),
    ("repost", "masked", "万元"),
    ("杉皮冲乡-2023", "masked", "\\*\\*名"),
    ("杉皮冲乡-2023", "masked", "xx万元"),
    ("石斛坪镇-2023#2", "stray-document", "石斛坪镇2023年安全生产工作总结"),
    ("桐子坳乡-2022", "near-copy", None),
    ("桐子坳乡-2023", "out-of-scale", "19200万元"),
    ("麦禾镇-2022", "percent-contradiction", "119.2%"),
]


@pytest.mark.parametrize("codebook", [None, "union"])
def test_every_fault_is_told_and_nothing_else(corpus, codebook):
    """Each fault that stands in the texts, and no false alarm."""
    found = corpus.problems(codebook)[["doc_id", "kind", "text"]].astype(object)
    told = [tuple(row) for row in found.where(found.notna(), None).values.tolist()]
    assert told == FAULTS


def test_the_messages_say_what_disagrees(corpus):
    """A reader sees both sides without looking them up."""
    said = corpus.problems("union").set_index("kind")["message"]
    assert "2870人 here and 2846人 in 芦笛塘镇-2022" in said["baseline"]
    assert "20.75万元 and 19万元 give 109.2%" in said["percent-contradiction"]
    assert "5家、3家、1家 add up to 9" in said["part-sum"]
    assert "万元 may have been confused" in said["out-of-scale"]
    assert "the same as 杉皮冲乡-2022" in said["near-copy"].iloc[1]


def test_the_files_are_of_many_kinds(corpus, corpus_folder):
    """Each format is there, and an older encoding with characters that only its newest form has."""
    paths = [path for path in corpus_folder.iterdir() if path.name != "metadata.csv"]
    assert {path.suffix for path in paths} == FORMATS
    raw = (corpus_folder / "shihu-2022.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert [char for char in raw.decode("gb18030") if len(char.encode("gb18030")) == 4]
    assert "石𡒄村" in corpus["石斛坪镇-2022"].text
    assert corpus["石斛坪镇-2022"].encoding == "gb18030"
    assert list(corpus.unread) == list(corpus.noted) == []


@pytest.mark.parametrize("name", corpus_word_files.FILES)
def test_the_word_files_are_those_that_are_written(name, corpus_folder, tmp_path):
    """Part by part: packing may differ from one machine to the next."""
    corpus_word_files.write(tmp_path)
    assert _inside(corpus_folder / name) == _inside(tmp_path / name)


def _inside(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {part: file.read(part) for part in file.namelist()}


def test_the_numbers_of_word_headings_are_read(corpus):
    """The sign stands in no paragraph of the file, and in the text."""
    headings = corpus.headings().query("doc_id == '望樨街道-2022'")
    said = (headings["marker"] + headings["title"]).tolist()
    assert said[:3] == ["一、织密组织网络", "（一）楼宇商圈建会", "（二）新就业群体入会"]
    assert "望樨街道总工会文件" not in corpus["望樨街道-2022"].text


def test_what_stands_around_a_page_is_no_text(corpus):
    """Menus, buttons and page numbers are set aside; a word that a page cuts in two is whole."""
    texts = [document.text for document in corpus if "page-2022" in document.source]
    assert len(texts) == 3
    assert not any(word in text for text in texts for word in ("首页", "打印本页", "版权所有"))
    fact = corpus.facts().query("doc_id == '银鲫塘镇-2022' and text == '47处'")
    assert fact["item"].tolist() == ["安全隐患"]


@pytest.mark.parametrize("base", COVARIATES)
def test_figures_are_divided_by_what_is_known_of_a_place(corpus, base):
    """Every township with a name has each covariate, whatever file its text stands in."""
    table = corpus.compare("union")
    known = {document.doc_id: document.metadata for document in corpus if document.township}
    assert all(float(metadata[base]) > 0 for metadata in known.values())
    column = table.per(base)[f"会员总数 (人) / {base}"]
    assert column.loc[("芦笛塘镇", 2023)] == 3046 / float(known["芦笛塘镇-2023"][base])
    assert column.loc[("桐子坳乡", 2022)] == 904 / float(known["桐子坳乡-2022"][base])


def test_no_township_is_read_as_two(corpus):
    """A place has one name and one county in both years."""
    towns = {document.township for document in corpus if document.township}
    assert len(towns) == 13
    assert {document.county for document in corpus if document.township} == {"云溪县"}

"""What must always be true, whatever is read: the promises that the README makes.

Run over the bundled corpus and over texts that nobody would write.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhsummary as zs
from zhsummary import tables
from zhsummary.compare.checks import PROBLEMS
from zhsummary.compare.columns import CELLS, CONFLICTS, UNMATCHED
from zhsummary.read import sources as read_sources

PIECES = [
    "全年新建基层工会7家",
    "发展会员近300人",
    "慰问困难职工xx户",
    "发放慰问金8.6万元",
    "，",
    "。",
    "；",
    "、",
    "一、组织建设",
    "（二）维权",
    "1.培训",
    "\n",
    "\r\n",
    "\r",
    "\f",
    "\u3000",
    " ",
    "\t",
    "\x00",
    "１２３人",
    "２０２３年",
    "河口镇工会2023年工作总结",
    "计划发展会员200—250名",
    "去年45家",
    "占82.3%",
    "**",
    "\\*\\*万元",
    "| 会员 | 386人 |",
    "\U00020bb7野村30户",
    "😀",
    "\ufeff",
    "（其中女职工5人",
    "”",
    "《",
    "- 3 -",
    "第 4 页",
    "一是建会5家",
    "分别为3家、4家",
    "\u2028",
    "e\u0301",
    "0人",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25).map("".join)
THOROUGHLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def corpus_of(*texts: str) -> zs.Corpus | None:
    """Read texts as a frame; None where there is nothing to read."""
    try:
        return zs.read(pd.DataFrame({"text": list(texts)}))
    except zs.SourceError:
        return None


def evidence_of(corpus: zs.Corpus) -> list[tuple[str, dict]]:
    """Give every row of every table that has an offset and a text, with its table's name."""
    table = corpus.compare("union")
    frames = {
        "facts": corpus.facts(),
        "sections": corpus.sections(),
        "sentences": corpus.sentences(),
        "cells": table.cells,
        "conflicts": table.conflicts,
        "kwic": corpus.kwic("工会").rename(columns={"hit": "text"}),
        "problems": corpus.problems().dropna(subset=["start"]),
    }
    return [(name, row) for name, frame in frames.items() for row in frame.to_dict("records")]


def assert_evidence_is_literal(corpus: zs.Corpus, sources: dict[str, str]) -> None:
    for name, row in evidence_of(corpus):
        document = corpus[row["doc_id"]]
        start, end = row["start"], row["end"]
        assert document.text[start:end] == row["text"], name
        source = sources[document.source]
        assert source[document.start + start : document.start + end] == row["text"], name
    for row in corpus.facts().to_dict("records"):
        text = corpus[row["doc_id"]].text
        start = row["sentence_start"]
        assert text[start : start + len(row["sentence"])] == row["sentence"]
    for row in corpus.headings().to_dict("records"):
        text = corpus[row["doc_id"]].text
        assert row["marker"] in text[row["start"] : row["end"]]


def assert_pieces_join(corpus: zs.Corpus) -> None:
    for document in corpus:
        text = document.text
        assert "".join(text[s.start : s.end] for s in document.sections) == text
        assert "".join(text[s.start : s.end] for s in document.sentences) == text
        assert "".join(word.text for word in document.words) == text


# ---------------------------------------------------------------- the bundled corpus


def test_evidence_in_the_corpus_is_literal(corpus, corpus_folder):
    """Promise 1, against text files as Python's own `open` gives them, others as they are read."""
    sources = {source.name: source.text for source in read_sources(corpus_folder)}
    for document in corpus:
        if Path(document.source).suffix in (".txt", ".md"):
            encoding = {"gb18030": "gb18030"}.get(document.encoding, "utf-8-sig")
            sources[document.source] = Path(document.source).read_text(encoding)
    assert_evidence_is_literal(corpus, sources)


def test_the_corpus_joins_to_the_whole(corpus):
    """Promise 7."""
    assert_pieces_join(corpus)


def test_done_planned_and_background_share_no_cell(corpus):
    """Promise 3: a cell of the table has one modality, and its rows say which."""
    table = corpus.compare("union")
    for modality in ("actual", "planned", "reference"):
        shown = table.with_modality(modality)
        for _, cells in shown.lines():
            assert {row["modality"] for cell in cells for row in cell.rows} <= {modality}


def test_vague_masked_missing_and_zero_are_told_apart():
    """Promise 2, on one row a document."""
    said = {"近300人": "≈", "xx人": "masked", "0人": "", "200—250人": "range"}
    texts = [
        f"{town}镇工会2023年工作总结\n工会服务会员。全年发展会员{amount}。"
        for town, amount in zip(("河口", "青石", "柳林", "白沙"), said, strict=True)
    ]
    texts.append("石桥镇工会2023年工作总结\n工会服务会员。全年建会3家。")
    corpus = corpus_of(*texts)
    assert corpus is not None
    table = corpus.compare("union")
    assert table.marks["新发展会员 (人)"].tolist() == [*said.values(), "missing"]
    numbers = table.numbers()["新发展会员 (人)"]
    assert [None if n != n else n for n in numbers] == [None, None, 0, None, None]


def test_the_same_input_gives_the_same_output_in_another_process(corpus_folder):
    """Promise 8: nothing depends on the order of a set."""
    said = (
        "import sys, hashlib, zhsummary as zs; c = zs.read(sys.argv[1]);"
        "t = [c.facts(), c.headings(), c.problems(), c.duplicates(), c.compare('union').cells,"
        " c.compare().cells, c.compare().codebook.frame];"
        "print(hashlib.sha256(''.join(f.to_csv() for f in t).encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", said, str(corpus_folder)],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_documents_can_be_sent_to_other_processes(corpus):
    """What a pool of workers needs."""
    document = pickle.loads(pickle.dumps(corpus[0]))
    assert document.facts == corpus[0].facts


# ---------------------------------------------------------------- texts that nobody would write


@THOROUGHLY
@given(TEXTS)
def test_evidence_of_any_text_is_literal_and_its_pieces_join(text):
    """Promises 1 and 7; and nothing but text comes in, so nothing but tables come out."""
    corpus = corpus_of(text)
    if corpus is not None:
        assert_evidence_is_literal(corpus, {"row 0": text})
        assert_pieces_join(corpus)


@THOROUGHLY
@given(TEXTS)
def test_no_figure_is_invented(text):
    """Promises 2 and 6: a masked figure has no value, a range no middle."""
    corpus = corpus_of(text)
    for row in corpus.facts().to_dict("records") if corpus is not None else ():
        value, low, high = (row[name] for name in ("value", "low", "high"))
        if row["masked"]:
            assert value != value
        if row["qualifier"] == "range":
            assert value != value
            assert not low > high
        if row["qualifier"] == "exact" and not row["masked"]:
            assert value == value


@THOROUGHLY
@given(TEXTS)
def test_every_fact_is_in_a_cell_or_told_of(text):
    """Promise 5: taken by an indicator, rejected with a reason, or listed as unmatched."""
    corpus = corpus_of(text)
    if corpus is None:
        return
    table = corpus.compare("union")
    taken = sum(bool(row["indicator"]) for row in table._rows)
    shown = set()
    for document in table.documents:
        for indicator in table.codebook.indicators:
            found = table.evidence(document["doc_id"], indicator.id)
            shown |= set(zip(found["doc_id"], found["start"], strict=True))
    assert len(shown) == taken
    assert int(table.unmatched["facts"].sum()) + taken == len(table._rows)


@settings(THOROUGHLY, max_examples=25)
@given(TEXTS.filter(lambda text: text.strip()), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_file_is_read_as_python_reads_it(tmp_path_factory, text, encoding):
    """Promise 1 for files: line ends as Python's own `open` gives them, no mark, all else as is."""
    path = tmp_path_factory.mktemp("any") / "a.txt"
    path.write_bytes(text.encode(encoding))
    try:
        corpus = zs.read(path)
    except zs.SourceError:
        return
    source = path.read_text("utf-8-sig" if encoding == "utf-8" else encoding)
    if encoding == "utf-8" and "\x00" in text:  # may be taken for UTF-16, never changed silently
        return
    assert_evidence_is_literal(corpus, {str(path): source})


# ---------------------------------------------------------------- columns and dtypes


@pytest.mark.parametrize(
    "text", [None, "一", "。", "7", "\x00一", "河口镇总结\n没有数字。", "一、组织\n新建工会7家。"],
    ids=["no-document", "numeral", "full-stop", "digit", "nul", "no-figure", "figure"],
)  # fmt: skip
def test_columns_and_dtypes_never_change(text):
    """The empty corpus, a document of one character and one without figures included."""
    corpus = zs.Corpus([]) if text is None else corpus_of(text)
    assert corpus is not None
    table = corpus.compare("union")
    for frame, declared in (
        (corpus.facts(), tables.FACTS), (corpus.headings(), tables.HEADINGS),
        (corpus.sections(), tables.SECTIONS), (corpus.sentences(), tables.SENTENCES),
        (corpus.problems(), PROBLEMS), (table.problems, PROBLEMS), (table.cells, CELLS),
        (table.conflicts, CONFLICTS), (table.unmatched, UNMATCHED),
    ):  # fmt: skip
        assert list(frame.columns) == list(declared)
        dtypes = [str(dtype).replace("str", "string") if str(dtype) == "str" else str(dtype)
                  for dtype in frame.dtypes]  # fmt: skip
        assert dtypes == list(declared.values())
    for shown in (corpus, table, *corpus):
        assert shown._repr_html_()
        assert repr(shown)
    assert list(corpus.duplicates().columns) == [
        "doc_a", "doc_b", "source_a", "source_b", "similarity",
    ]  # fmt: skip


# ---------------------------------------------------------------- sizes


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("好事" * 200_000, id="a-line-without-punctuation"),
        pytest.param("\n".join(f"{n}、标题" for n in range(1, 5_000)), id="headings"),
        pytest.param("（" * 5_000 + "7人" + "）" * 5_000, id="brackets"),
        pytest.param("7" * 20_000 + "人", id="one-long-number"),
        pytest.param("一二三十百千万亿" * 3_000 + "人", id="numerals"),
        pytest.param("《" * 5_000 + "7人", id="titles-never-closed"),
    ],
)
def test_long_and_deep_texts_come_to_an_end(text):
    """No step grows with the square of a line, and nothing is too deep."""
    corpus = corpus_of(text)
    assert corpus is not None
    assert len(corpus.facts()) <= 10
    assert sum(len(document.text) for document in corpus) == len(text)


@pytest.mark.parametrize("marks", ["-" * 500, "- " * 500, "> # * " * 200])
def test_a_rule_of_dashes_before_a_figure_is_read_at_once(marks):
    """Markdown rules and quotation marks stand before sentences."""
    corpus = corpus_of(f"{marks}新建工会7家。")
    assert corpus is not None
    assert corpus.facts()["text"].tolist() == ["7家"]


def test_many_figures_in_one_line_are_all_read():
    """A table pasted as one line."""
    corpus = corpus_of("慰问" + "、".join(f"{n}人" for n in range(5_000)))
    assert corpus is not None
    assert len(corpus.facts()) == 5_000

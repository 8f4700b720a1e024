"""What the analyst holds: its parts, its errors, and the promises that its tables keep."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import zhsummary as zs
from zhsummary import tables
from zhsummary.errors import ColumnError, SourceError, UnknownNameError, ZhSummaryError
from zhsummary.read import sources
from zhsummary.read.encoding import decode

UNION = "河口镇工会2023年工作总结\n全年新建基层工会{}家，发展新会员{}人。"


def _of(*texts: str) -> zs.Corpus:
    return zs.read(pd.DataFrame({"text": list(texts)}))


# ---------------------------------------------------------------- the documents


def test_is_a_sequence_of_documents(corpus):
    """Counting, walking and taking by position work as for a list."""
    assert len(corpus) == len(list(corpus)) == 30
    assert corpus[0] is next(iter(corpus))
    assert corpus[-1].text
    assert len({d.doc_id for d in corpus}) == len(corpus)


def test_takes_a_document_by_name_township_and_year(corpus):
    """The names that an analyst knows lead to a document."""
    document = corpus["梓木垭镇-2023"]
    assert (document.township, document.year, document.county) == ("梓木垭镇", 2023, "云溪县")
    assert corpus["梓木垭镇", 2023] is document
    assert zs.Corpus([document])["梓木垭镇"].text == document.text


def test_a_slice_is_a_corpus_of_its_documents(corpus):
    """Names stay what they are, and nothing is read again."""
    part = corpus[3:6]
    assert [d.doc_id for d in part] == [d.doc_id for d in list(corpus)[3:6]]
    assert corpus[3].facts is part[0].facts
    whole = corpus.facts()
    names = {d.doc_id for d in part}
    assert part.facts().equals(whole[whole["doc_id"].isin(names)].reset_index(drop=True))
    twice = _of("河口镇2023年总结\n建会7家。", "河口镇2023年总结\n建会8家。", "青石镇2023年总结")
    assert [d.doc_id for d in twice[::-1]] == ["青石镇-2023", "河口镇-2023#2", "河口镇-2023"]
    assert len(corpus[30:]) == 0


def test_corpora_of_the_same_texts_are_equal():
    text = UNION.format(7, 386)
    one, same, other = _of(text), _of(text), _of(text.replace("7", "8"))
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != [*one]
    assert one != one.correct("河口镇-2023", "386人", value=368)


def test_a_corpus_knows_its_documents_by_name():
    corpus = _of(UNION.format(7, 386))
    assert "河口镇-2023" in corpus
    assert corpus[0] in corpus
    assert "青石镇-2023" not in corpus
    assert None not in corpus


def test_a_notebook_completes_the_names_of_documents(corpus):
    assert corpus._ipython_key_completions_()[:2] == [d.doc_id for d in corpus[:2]]


def test_markers_inside_running_text_are_enumerators():
    (document,) = _of("河口镇2023年总结\n今年，一是抓建会，二是抓维权。\n")
    assert [(e.number, document.text[e.start : e.end]) for e in document.enumerators] == [
        (1, "一是"),
        (2, "二是"),
    ]


def test_wrong_arguments_are_told_before_anything_is_read():
    """Forty documents are not read only to say that a word was misspelt."""
    corpus = _of(UNION.format(7, 386))
    read: list[int] = []
    for wrong in ({"modality": "done"}, {"rows": "village"}, {"codebook": "onion"}):
        with pytest.raises(ZhSummaryError):
            corpus.compare(**wrong, progress=lambda done, _: read.append(done))
    assert not read


@pytest.mark.parametrize(
    ("key", "says"),
    [
        pytest.param("青城镇", "青城镇", id="unknown"),
        pytest.param("梓木垭镇", "2 documents", id="two-years"),
        pytest.param(99, "30", id="beyond-the-end"),
        pytest.param(("梓木垭镇", 1999), "1999", id="unknown-year"),
    ],
)
def test_names_what_is_not_there(corpus, key, says):
    """An error says what was asked for and what there is."""
    with pytest.raises(UnknownNameError, match=says):
        corpus[key]


def test_shows_itself(corpus):
    """In a terminal a line, in a notebook a table with every document."""
    assert "30 篇" in repr(corpus)
    html = corpus._repr_html_()
    assert all(d.doc_id in html for d in corpus)
    document = corpus["梓木垭镇-2023"]
    assert "梓木垭镇" in repr(document)
    assert "<mark" in document._repr_html_()


def test_finds_things_once(corpus):
    """What was found is kept, because a notebook asks again and again."""
    document = corpus[0]
    assert document.facts is document.facts
    assert document.sentences is document.sentences


def test_names_that_clash_are_numbered():
    """Two summaries of one township and year stay two documents."""
    corpus = _of(UNION.format(7, 386), UNION.format(8, 401))
    assert [d.doc_id for d in corpus] == ["河口镇-2023", "河口镇-2023#2"]


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("source", "error"),
    [
        pytest.param("no/such/folder", SourceError, id="missing"),
        pytest.param(b"bytes", SourceError, id="bytes"),
        pytest.param(7, SourceError, id="number"),
        pytest.param([], SourceError, id="empty-list"),
        pytest.param(pd.DataFrame({"other": ["x"]}), ColumnError, id="frame-without-text"),
        pytest.param(pd.DataFrame({"text": []}), SourceError, id="empty-frame"),
    ],
)
def test_refuses_what_cannot_be_read(source, error):
    """Every refusal is the library's own error."""
    with pytest.raises(error):
        zs.read(source)


def test_refuses_an_unknown_codebook(corpus):
    """The message names the codebooks that there are."""
    with pytest.raises(ZhSummaryError, match="union"):
        corpus.compare("unions")


def test_refuses_an_unknown_modality(corpus):
    """The message names the three."""
    with pytest.raises(ZhSummaryError, match="planned"):
        corpus.compare("union", modality="done")


def test_reports_files_that_were_not_read(tmp_path):
    """A bad file among good ones is warned of by name and kept among the problems."""
    (tmp_path / "good.txt").write_text(UNION.format(7, 386), encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 300)
    with pytest.warns(zs.ZhSummaryWarning, match="bad.txt"):
        corpus = zs.read(tmp_path)
    assert len(corpus) == 1
    assert [Path(problem.name).name for problem in corpus.unread] == ["bad.txt"]
    assert corpus.problems()["message"].str.len().gt(0).all()
    assert any("bad.txt" in str(row) for row in corpus.problems().values.tolist())


# ---------------------------------------------------------------- promise 1: evidence is literal


@pytest.fixture(scope="module")
def source_texts(corpus_folder) -> dict[str, str]:
    """The text of each file: its own characters, or those that its format's reader gives."""
    texts = {source.name: source.text for source in sources(corpus_folder)}
    for path in (*corpus_folder.glob("*.txt"), *corpus_folder.glob("*.md")):
        text, _ = decode(path.read_bytes())
        texts[str(path)] = text.replace("\r\n", "\n").replace("\r", "\n")
    return texts


def test_every_document_is_a_piece_of_its_source(corpus, source_texts):
    """`doc.start` is where the document's text begins in its file."""
    for document in corpus:
        source = source_texts[document.source]
        assert source[document.start : document.start + len(document.text)] == document.text


@pytest.mark.parametrize("table", ["facts", "sentences", "sections"])
def test_every_row_is_literal(corpus, source_texts, table):
    """Offsets of a row cut its words out of the document and out of the source."""
    frame = getattr(corpus, table)()
    assert len(frame)
    for row in frame.to_dict("records"):
        document = corpus[row["doc_id"]]
        assert document.text[row["start"] : row["end"]] == row["text"]
        start = document.start
        assert (
            source_texts[document.source][start + row["start"] : start + row["end"]] == row["text"]
        )


def test_every_heading_is_literal(corpus):
    """A heading's span begins with its marker and holds its title."""
    for row in corpus.headings().to_dict("records"):
        text = corpus[row["doc_id"]].text[row["start"] : row["end"]]
        assert text.startswith(row["marker"])
        assert text.endswith(row["title"])


def test_every_cell_is_literal(corpus):
    """A cell's evidence stands in its sentence, and both in the document."""
    cells = corpus.compare("union").cells
    assert len(cells) > 200
    for row in cells.to_dict("records"):
        text = corpus[row["doc_id"]].text
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["text"] in row["sentence"]
        assert row["sentence"] in text


# ---------------------------------------------------------------- promises 2 to 8


def test_vague_and_masked_reach_the_table(corpus):
    """A masked figure has no number, a vague one its bounds, a zero is a zero."""
    facts = corpus.facts()
    masked = facts[facts["masked"]]
    assert len(masked)
    assert masked[["value", "low", "high"]].isna().all(axis=None)
    assert facts.loc[facts["qualifier"] == "range", "value"].isna().all()
    over = facts[facts["qualifier"] == "over"]
    assert len(over)
    assert over["low"].notna().all()


def test_missing_masked_and_zero_are_three_things():
    """A county office must not read a blank as none."""
    corpus = _of(
        "河口镇工会2023年工作总结\n工会为会员办实事。全年新建基层工会0家。",
        "青石镇工会2023年工作总结\n工会替会员想办法。全年新建基层工会xx家。",
        "白沙镇工会2023年工作总结\n工会阵地开放。本会全年发展新会员20人，会员满意。",
    )
    table = corpus.compare("union")
    assert table.marks["新建基层工会 (家)"].tolist() == ["", "masked", "missing"]
    assert table.frame["新建基层工会 (家)"].tolist()[:2] == [0, "××"]


def test_done_planned_and_background_are_apart():
    """已建2家 is not 需建3家, and last year's 45 are not this year's."""
    corpus = _of(
        "河口镇工会2023年工作总结\n一、组织建设\n全年新建基层工会2家，基层工会由去年的45家增加到47家。\n"
        "二、2024年打算\n新建基层工会3家。\n"
    )
    cells = corpus.compare("union").cells
    said = {(row.indicator, row.modality): row.value for row in cells.itertuples()}
    assert said["new_unions", "actual"] == 2
    assert said["new_unions", "planned"] == 3
    assert said["unions_total", "actual"] == 47
    assert said["unions_total", "reference"] == 45


def test_no_modality_shares_a_cell(corpus):
    """Each stated cell of the corpus has one place, one modality and one indicator."""
    cells = corpus.compare("union").cells
    assert not cells.duplicated(["doc_id", "start"]).any()
    assert set(cells["modality"]) <= {"actual", "planned", "reference"}
    sole = cells[~cells["conflict"]]
    assert not sole.duplicated(["doc_id", "indicator", "modality"]).any()


def test_the_tables_of_three_modalities_share_no_figure(corpus):
    """The same document's done and planned tables are made of different words."""
    table = corpus.compare("union")
    places = [
        {(r.doc_id, r.start) for r in table.cells.itertuples() if r.modality == modality}
        for modality in ("actual", "planned", "reference")
    ]
    assert all(places)
    assert len(set.union(*places)) == sum(map(len, places))


def test_what_was_not_taken_is_shown(corpus):
    """Every fact is a cell, a rejected candidate, unmatched, or in a document set aside by name."""
    table = corpus.compare("union")
    rows = table.cells[["doc_id", "start"]].itertuples(index=False, name=None)
    rejected = [(row["doc_id"], row["start"]) for row, _ in table.choice.rejected]
    counted = {d["doc_id"] for d in table.documents if not d["copy_of"]}
    taken = {place for place in [*rows, *rejected] if place[0] in counted}
    facts = sum(len(corpus[doc_id].facts) for doc_id in counted)
    assert facts == len(taken) + table.unmatched["facts"].sum()
    apart = {d.doc_id for d in corpus} - {d["doc_id"] for d in table.documents}
    assert apart <= set(table.problems["doc_id"])


def test_no_figure_is_invented(corpus):
    """Every value's digits stand in its evidence, or its evidence has numerals."""
    for row in corpus.facts().to_dict("records"):
        if row["value"] == row["value"]:
            assert any(sign.isnumeric() or sign in "半两俩几数" for sign in row["text"]), row


def test_pieces_join_to_the_whole(corpus):
    """Sections and sentences partition each text; words join to it."""
    sections, sentences = corpus.sections(), corpus.sentences()
    for document in corpus:
        for frame in (sections, sentences):
            own = frame[frame["doc_id"] == document.doc_id]
            assert "".join(own["text"]) == document.text
            assert (own["end"].to_numpy()[:-1] == own["start"].to_numpy()[1:]).all()
        assert "".join(word.text for word in document.words) == document.text


def test_the_same_twice(corpus, corpus_folder):
    """Same input, same output: another reading gives equal tables."""
    again = zs.read(corpus_folder)
    for name in ("facts", "headings", "sections", "sentences", "problems", "duplicates"):
        pd.testing.assert_frame_equal(getattr(corpus, name)(), getattr(again, name)())
    first, second = corpus.compare("union"), again.compare("union")
    pd.testing.assert_frame_equal(first.cells, second.cells)
    pd.testing.assert_frame_equal(first.frame, second.frame)
    assert first.to_html() == second.to_html()


def test_order_of_the_files_changes_no_cell(corpus, corpus_folder):
    """A cell depends on its document alone."""
    paths = sorted({d.source.partition("#")[0] for d in corpus}, reverse=True)
    other = zs.read(paths).compare("union").cells
    mine = corpus.compare("union").cells
    key = ["source", "indicator", "modality", "start", "end", "text"]
    assert sorted(mine[key].values.tolist()) == sorted(other[key].values.tolist())


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("facts", tables.FACTS),
        ("headings", tables.HEADINGS),
        ("sections", tables.SECTIONS),
        ("sentences", tables.SENTENCES),
    ],
)
def test_frames_have_their_declared_columns(corpus, name, declared):
    """Columns and dtypes are those that are declared, for a full corpus and a bare one."""
    for one in (corpus, _of("成效明显。")):
        frame = getattr(one, name)()
        assert {c: str(t) for c, t in frame.dtypes.items()} == declared


def test_searches_for_words(corpus):
    """A word is shown with its surroundings, literal too."""
    found = corpus.kwic("慰问")
    assert len(found) > 20
    assert found["doc_id"].nunique() > 10


def test_discovers_indicators_without_a_codebook(corpus):
    """Without a codebook the corpus's own indicators fill the table."""
    table = corpus.compare()
    assert len(table.codebook.indicators) >= 5
    assert len(table.cells)


# ---------------------------------------------------------------- any text at all

_PIECES = st.sampled_from(
    "一、|（二）|1.|2023年|河口镇|工会|工作总结|新建|7家|近300人|xx万元|由45家增加到50家|其中|分别|。|，|；|"
    "\n|\r\n|　|##|篇一|%|１２|三百|《|》|“|打算|\x00|\ufeff|🎉|𠮷|\u200b".split("|")
)
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=40).map("".join))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_TEXTS, min_size=1, max_size=3))
@pytest.mark.filterwarnings("ignore::zhsummary.ZhSummaryWarning")
def test_any_text_raises_nothing_but_its_own(texts):
    """Whatever comes in: tables that keep the promises, or an error that says why."""
    try:
        corpus = _of(*texts)
    except ZhSummaryError:
        return
    facts = corpus.facts()
    for row in facts.to_dict("records"):
        assert corpus[row["doc_id"]].text[row["start"] : row["end"]] == row["text"]
    for document in corpus:
        assert "".join(span.of(document.text) for span in document.sentences) == document.text
        assert document._repr_html_()
    table = corpus.compare("union")
    assert repr(table)
    assert table.to_html()
    assert corpus.problems() is not None


@pytest.mark.parametrize(
    "key", [99, -99, None, 3.5, b"x", ("河口镇", 2023, 1), pd.NA, [1], True, ("", None)], ids=repr
)
def test_what_names_no_document_is_an_unknown_name(corpus, key):
    """And never an error from inside."""
    with pytest.raises(zs.UnknownNameError):
        corpus[key]


@pytest.mark.parametrize("documents", [None, 3, "text", [1]])
def test_a_corpus_is_made_of_documents(documents):
    with pytest.raises(zs.ZhSummaryError, match=r"zhsummary\.read"):
        zs.Corpus(documents)


@pytest.mark.parametrize("name", [None, 3, b"x", float("nan"), ""], ids=repr)
def test_odd_names_are_unknown(corpus, name):
    """Of townships, indicators and bases alike."""
    table = corpus.compare("union")
    for asked in (table.indicator, table.per, table.rank, table.plot):
        with pytest.raises(zs.UnknownNameError):
            asked(name)
    with pytest.raises(zs.UnknownNameError):
        table.evidence(name, "会员总数")


def test_numbers_of_the_metadata_may_have_commas():
    """An analyst's table is written for people; what is no number in it is named."""
    line = "河口镇工会2023年工作总结\n工会服务会员。全年发展会员300人。"
    frame = pd.DataFrame(
        {
            "text": [
                line,
                line.replace("河口", "青石").replace("300", "500"),
                line.replace("河口", "柳林"),
            ],
            "人口": ["3,000", "１万", "不详"],
        }
    )
    table = zs.read(frame).compare("union")
    with pytest.warns(zs.ZhSummaryWarning, match="不详"):
        shares = table.per("人口").iloc[:, 0].tolist()
    assert shares[:2] == [0.1, 0.05]
    assert shares[2] != shares[2]


def test_townships_that_copy_each_other_keep_their_rows():
    """Short summaries of one template, and a long one taken over with its figures."""
    line = "河口镇工会2023年工作总结\n工会服务会员。全年发展会员300人。"
    texts = [line, line.replace("河口", "青石"), line.replace("河口", "柳林").replace("300", "xx")]
    short = zs.read(pd.DataFrame({"text": texts}))
    assert len(short.duplicates()) == 0
    assert len(short.compare("union")) == 3
    long = line + "新建工会5家，会员总数2405人，走访职工45户，发放2.7万元，培训12期，建立协议9份。"
    copied = zs.read(pd.DataFrame({"text": [long, long.replace("河口", "青石")]}))
    assert len(copied.duplicates()) == 1
    assert len(copied.compare("union")) == 2
    (said,) = copied.problems().query("kind == 'near-copy'")["message"]
    assert "both are counted" in said


# ---------------------------------------------------------------- who and when


def test_identity_answers_for_every_document(corpus):
    """Township, county, issuer and year: a row each, known or not, with its words."""
    told = corpus.identity()
    assert list(told.columns) == list(tables.IDENTITY)
    asked = told[told.field.isin(["township", "county", "issuer", "year"])]
    first = asked.drop_duplicates(["doc_id", "field"])
    assert len(first) == 4 * len(corpus)
    for row in first.itertuples():
        known = getattr(corpus[row.doc_id], row.field)
        assert (known is None) == (row.confidence == "unknown")
        assert known is None or str(known) == row.value
    for row in told.dropna(subset="start").itertuples():
        assert corpus[row.doc_id].text[row.start : row.end] == row.text


def test_a_document_shows_whose_it_is_and_how_surely():
    frame = pd.DataFrame({"text": ["青石镇2023年工作总结\n建会5家。\n河口镇人民政府"]})
    html = zs.read(frame)[0]._repr_html_()
    for said in ("把握", "标题", "落款", "不一致", "河口镇"):
        assert said in html


def test_a_path_may_begin_with_the_home_folder(tmp_path, monkeypatch):
    """As in pandas and in a shell, ~ is one's own folder, for reading and for writing."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(UNION.format(7, 386), encoding="utf-8")
    (tmp_path / "words.txt").write_text("晒收亮", encoding="utf-8")
    corpus = zs.read("~/texts", words="~/words.txt")
    assert len(corpus) == len(zs.read("~/texts/*.txt")) == 1
    corpus.save_corrections("~/corrections.tsv")
    assert corpus.with_corrections("~/corrections.tsv") == corpus
    table = corpus.compare("union")
    table.codebook.to_tsv("~/own.tsv")
    assert corpus.compare("~/own.tsv").cells["value"].tolist() == [7, 386]
    table.to_excel("~/table.xlsx")
    table.to_html("~/table.html")
    assert {path.name for path in tmp_path.iterdir()} >= {"own.tsv", "table.xlsx", "table.html"}


def test_texts_at_hand_become_a_corpus():
    corpus = zs.read(
        [zs.from_text(UNION.format(7, 386), "a"), zs.from_text("青石镇工会总结\n建会3家。", "b")]
    )
    assert [(d.doc_id, d.source) for d in corpus] == [("河口镇-2023", "a"), ("b", "b")]

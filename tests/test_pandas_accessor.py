"""The accessor ``series.zhs`` gives the rows of the plain path; frames go through Arrow whole."""

from __future__ import annotations

import io
import subprocess
import sys

import pandas as pd
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest

import zhsummary as zs
import zhsummary.integrations.pandas  # registers the accessor
from zhsummary.tables import FACTS, HEADINGS, SECTIONS, SENTENCES

TEXTS = [
    "河口镇工会2023年工作总结\n一、组织建设\n全年新建基层工会7家，发展新会员386人。\n",
    "青石镇工会2023年工作总结\n慰问困难职工近40户，投入xx万元。\n",
    "河口镇工会2023年工作总结\n举办培训3期。\n",
]
NAMES = ("facts", "headings", "sections", "sentences")


@pytest.fixture(scope="module")
def series() -> pd.Series:
    return pd.Series(TEXTS, index=["a", "b", "c"], name="text")


@pytest.mark.parametrize("name", NAMES)
def test_gives_the_rows_of_the_corpus(series, name):
    """Row by row what `zhsummary.read` gives of the same texts, with the index of the texts."""
    corpus = zs.read(series.to_frame())
    made = getattr(series.zhs, name)()
    pd.testing.assert_frame_equal(made.reset_index(drop=True), getattr(corpus, name)())
    told = dict(zip((d.doc_id for d in corpus), series.index, strict=True))
    assert made.index.tolist() == [told[doc_id] for doc_id in made["doc_id"]]


@pytest.mark.parametrize("name", [*NAMES, "quantities", "words"])
def test_evidence_is_literal(series, name, corpus_folder):
    """Offsets count in the text of the cell, also where a cell holds several summaries."""
    page = (corpus_folder / "collection.md").read_text(encoding="utf-8")
    cells = pd.Series([*TEXTS, page, None, ""])
    made = getattr(cells.zhs, name)()
    assert 3 in made.index
    column = "marker" if name == "headings" else "text"
    for place, row in zip(made.index, made.to_dict("records"), strict=True):
        assert cells[place][row["start"] : row["end"]].startswith(row[column])
        assert name == "headings" or cells[place][row["start"] : row["end"]] == row[column]
    assert not {4, 5} & set(made.index) - ({5} if name in ("sections", "sentences") else set())


def test_joins_back_to_its_texts(series):
    """The index is the texts' own, with its names."""
    frame = series.to_frame()
    joined = frame.join(series.zhs.quantities()[["unit", "value"]])
    assert joined.loc["a", "unit"].tolist() == ["家", "人"]
    several = series.set_axis(pd.MultiIndex.from_tuples([(1, 2), (3, 4), (5, 6)], names=["p", "q"]))
    assert several.zhs.facts().index.names == ["p", "q"]


def test_takes_words_of_ones_own():
    cell = pd.Series(["开展晒收亮12次。"])
    assert cell.zhs.facts(["晒收亮"])["item"].tolist() == ["晒收亮"]
    assert "晒收亮" in cell.zhs.words(["晒收亮"])["text"].tolist()
    assert "晒收亮" not in cell.zhs.words()["text"].tolist()


@pytest.mark.parametrize("dtype", ["object", "string", "string[pyarrow]", "category"])
@pytest.mark.parametrize("absent", [None, float("nan"), pd.NA])
def test_a_cell_without_text_has_no_rows(dtype, absent):
    cells = pd.Series(["新建工会7家。", absent], dtype=dtype)
    assert cells.zhs.facts().index.tolist() == [0]
    assert cells.zhs.quantities()["value"].tolist() == [7]


@pytest.mark.parametrize("name", [*NAMES, "quantities", "words"])
def test_no_texts_give_an_empty_frame(name):
    made = getattr(pd.Series([], dtype="string").zhs, name)()
    assert len(made) == 0
    columns = {"facts": FACTS, "headings": HEADINGS, "sections": SECTIONS, "sentences": SENTENCES}
    assert list(made.columns) == list(columns.get(name, made.columns))


def test_says_what_is_no_text():
    """As pandas does for ``.str``."""
    with pytest.raises(AttributeError, match="at 'b' stands a int"):
        pd.Series(["7家", 7], index=["a", "b"]).zhs.facts()
    assert not hasattr(pd.Series([1]), "zhs")


def test_is_there_once_it_is_imported():
    """The library alone imports no pandas; the module registers the accessor."""
    code = (
        "import pandas, zhsummary; assert not hasattr(pandas.Series, 'zhs');"
        "import zhsummary.integrations.pandas;"
        "print(len(pandas.Series(['新建工会7家']).zhs.facts()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


# ------------------------------------------------------------ Arrow


def _through_table(frame):
    return pa.Table.from_pandas(frame).to_pandas()


def _through_parquet(frame):
    stored = io.BytesIO()
    frame.to_parquet(stored)
    return pd.read_parquet(stored)


def _through_feather(frame):
    stored = io.BytesIO()
    frame.to_feather(stored)
    return pd.read_feather(stored)


@pytest.mark.parametrize("through", [_through_table, _through_parquet, _through_feather])
@pytest.mark.parametrize("rows", [slice(None), slice(0, 0)], ids=["all", "empty"])
@pytest.mark.parametrize(
    "made",
    [
        pytest.param(lambda corpus: corpus.facts(), id="facts"),
        pytest.param(lambda corpus: corpus.headings(), id="headings"),
        pytest.param(lambda corpus: corpus.sections(), id="sections"),
        pytest.param(lambda corpus: corpus.sentences(), id="sentences"),
        pytest.param(lambda corpus: corpus.identity(), id="identity"),
        pytest.param(lambda corpus: corpus.compare("union").cells, id="cells"),
        pytest.param(lambda corpus: corpus.compare("union").unmatched, id="unmatched"),
        pytest.param(lambda corpus: corpus.problems(), id="problems"),
        pytest.param(lambda corpus: corpus.compare("union").coverage, id="coverage"),
        pytest.param(lambda corpus: corpus.compare("union").conflicts, id="conflicts"),
        pytest.param(lambda corpus: corpus.compare("union").worded, id="worded"),
        pytest.param(lambda corpus: corpus.compare("union").codebook.frame, id="codebook"),
        pytest.param(lambda corpus: corpus.repairs(), id="repairs"),
        pytest.param(lambda corpus: corpus.corrections(), id="corrections"),
        pytest.param(lambda corpus: corpus.duplicates(), id="duplicates"),
        pytest.param(lambda corpus: corpus.passages(), id="passages"),
        pytest.param(lambda corpus: corpus.kwic("慰问"), id="kwic"),
        pytest.param(lambda corpus: corpus.keywords("year"), id="keywords"),
        pytest.param(lambda corpus: corpus.keyness(2023), id="keyness"),
        pytest.param(lambda corpus: corpus.frequencies(), id="frequencies"),
        pytest.param(lambda corpus: corpus.collocations("慰问"), id="collocations"),
        pytest.param(lambda corpus: corpus.lookup({"帮扶": ["慰问"]}, "year"), id="lookup"),
        pytest.param(lambda corpus: corpus.boilerplate(share=0.1), id="boilerplate"),
        pytest.param(lambda corpus: corpus.chapters().chapters, id="chapters"),
        pytest.param(lambda corpus: corpus.chapters().titles, id="chapter-titles"),
        pytest.param(lambda corpus: corpus.chapters().headings, id="chapter-headings"),
        pytest.param(lambda corpus: corpus.topics(3).topics, id="topics"),
        pytest.param(lambda corpus: corpus.topics(3).words, id="topic-words"),
        pytest.param(lambda corpus: corpus.topics(3).sections, id="topic-sections"),
        pytest.param(lambda corpus: corpus.topics(3).quality, id="topic-quality"),
    ],
)
def test_a_frame_goes_through_arrow_and_comes_back(corpus, made, rows, through):
    """Values and dtypes, whole numbers with absences among them, and what is absent."""
    frame = made(corpus).iloc[rows]
    back = through(frame)
    pd.testing.assert_frame_equal(back, frame)
    assert back.dtypes.equals(frame.dtypes)

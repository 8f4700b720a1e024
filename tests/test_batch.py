"""Many files: the facts of `zs.read`, whatever happens on the way."""

from __future__ import annotations

import os
import shutil
import sys
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import zhsummary as zs
from tests.batch_runs import ROOT, contents, program, quiet, with_dask
from tests.generated_corpus import write_folder
from zhsummary import cli
from zhsummary.batch import plan as plan_module
from zhsummary.batch.folder import BatchFolder
from zhsummary.batch.plan import plan_of
from zhsummary.batch.progress import Progress
from zhsummary.batch.tasks import ReadTask, stamp


def equal(batch: zs.Batch, corpus: zs.Corpus) -> None:
    """Both say the same, row by row."""
    assert_frame_equal(batch.facts(), corpus.facts())
    assert_frame_equal(pd.read_parquet(batch.folder), corpus.facts())
    assert_frame_equal(batch.headings(), corpus.headings())
    documents = batch.documents()
    names = ["doc_id", "source", "text", "township", "county", "year", "title", "issuer", "topic"]
    for name in names:
        own = [getattr(document, name) for document in corpus]
        assert documents[name].astype(object).where(documents[name].notna(), None).tolist() == own


@pytest.fixture(scope="module")
def texts(tmp_path_factory) -> Path:
    """Texts with everything that one of them may say of another."""
    folder = tmp_path_factory.mktemp("texts")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    write_folder(folder / "generated", 12)
    same = "河口镇工会2023年工作总结\n新建工会7家，发展会员318人。开展晒收亮12次。"
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(same.replace("7", str(ord(name) % 7)), "utf-8")
    # a short form that the other documents resolve, and one that a gazetteer does
    (folder / "n1.txt").write_text("云溪县青石镇工会2022年工作总结\n建会3家。", "utf-8")
    number = "青政发〔2024〕5号\n2023年工作总结\n我镇修路5公里。"
    (folder / "n2.txt").write_text(f"云溪县\n{number}", "utf-8")
    (folder / "n3.txt").write_text("云溪县白沙工会2023年工作总结\n我乡建会9家。", "utf-8")
    # a name that stands in two folders: metadata.csv above means neither
    for place in ("x", "y"):
        (folder / place).mkdir()
        (folder / place / "z.txt").write_text("全年修路12公里。", "utf-8")
    (folder / "metadata.csv").write_text(
        "file,township,year,人口\nz.txt,甲镇,2020,1\nx/z.txt,乙镇,2021,2\nn3.txt,,,3\n", "utf-8"
    )
    (folder / "corrections.tsv").write_text(
        "doc_id\twords\tfield\tvalue\n"
        "河口镇-2023#2\t发展会员【318人】\tvalue\t381\n"
        "c.txt\t\tyear\t2021\n"
        "a.txt\t没有的话\tvalue\t1\n",
        "utf-8",
    )
    with zipfile.ZipFile(folder / "packed.zip", "w") as archive:
        archive.writestr("p/q.txt", "东河乡工会2023年工作总结\n建会5家，慰问近40户。")
        archive.writestr("p/r.txt", same)
        archive.writestr(
            "p/corrections.tsv", "doc_id\twords\tfield\tvalue\nq.txt\t建会5家\tvalue\t6\n"
        )
    rows = "".join(f"丁{n}镇,2023,全年新建工会{n}家。慰问{n}户。\n" for n in range(1, 12))
    (folder / "rows.csv").write_text(f"乡镇,年份,正文\n{rows}", "utf-8")
    # what cannot be read
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 nothing")
    (folder / "picture.jpg").write_bytes(b"\xff\xd8")
    return folder


@pytest.fixture(scope="module")
def given() -> dict[str, object]:
    return {"words": ["晒收亮"], "gazetteer": {"云溪县": ["白沙乡", "白沙镇"]}}


@pytest.fixture(scope="module")
def corpus_of_texts(texts, given) -> zs.Corpus:
    return quiet(zs.read, texts, **given)


@pytest.fixture(scope="module")
def batch_of_texts(texts, given, tmp_path_factory) -> zs.Batch:
    out = tmp_path_factory.mktemp("out") / "facts"
    return quiet(zs.batch, texts, out, processes=2, shard_size=5, **given)


# ---------------------------------------------------------------- the same as zs.read


def test_gives_the_facts_of_read(batch_of_texts, corpus_of_texts):
    """Names that clash, short forms, metadata.csv, corrections.tsv and words are as in a corpus."""
    equal(batch_of_texts, corpus_of_texts)
    said = set(batch_of_texts.documents()["doc_id"])
    assert {"河口镇-2023", "河口镇-2023#2", "河口镇-2023#3", "河口镇-2023#4"} <= said
    corrected = batch_of_texts.facts().query("flags == 'corrected'")
    assert corrected[["doc_id", "value"]].values.tolist() == [
        ["河口镇-2023#2", 381],
        ["东河乡-2023", 6],
    ]


def test_every_kind_of_resolving_is_in_the_texts(corpus_of_texts):
    """A test of sameness proves nothing where nothing was resolved."""
    told = {Path(d.source).name: (d.township, d.year) for d in corpus_of_texts}
    assert told["n2.txt"] == ("青石镇", 2023)
    assert told["n3.txt"] == ("白沙乡", 2023)
    assert told["z.txt"] == (None, None)
    assert told["c.txt"] == ("河口镇", 2021)
    assert corpus_of_texts[("乙镇", 2021)].source.endswith(str(Path("x", "z.txt")))


def test_names_what_was_not_read_and_not_applied(batch_of_texts, corpus_of_texts):
    """What `zs.read` lists as unread, and no more; one row each."""
    errors = batch_of_texts.errors()
    own = {(problem.name, problem.reason) for problem in corpus_of_texts.unread}
    unread = errors[errors["unread"]]
    assert set(zip(unread["source"], unread["reason"], strict=True)) == own
    assert len(unread) == len(own) == 3
    (uncorrected,) = errors[errors["stage"] == "corrections"]["reason"]
    assert "没有的话" in uncorrected


def test_the_number_of_processes_changes_no_byte(texts, given, batch_of_texts, tmp_path):
    """Same input, same output; also the pieces are the same files."""
    alone = quiet(zs.batch, texts, tmp_path / "f", processes=1, shard_size=5, **given)
    assert contents(alone.folder) == contents(batch_of_texts.folder)


def test_one_text_takes_no_corrections_of_others(texts, tmp_path):
    """As `zs.read` of a single file."""
    batch = zs.batch(texts / "a.txt", tmp_path / "f", processes=1)
    equal(batch, quiet(zs.read, texts / "a.txt"))
    assert [reason for reason in batch.errors()["reason"] if "没有的话" not in reason] == []


def test_a_file_of_many_rows_becomes_several_pieces(texts, tmp_path):
    """A collection is read by one process, but its facts are found by all."""
    batch = zs.batch(texts / "rows.csv", tmp_path / "f", processes=1, shard_size=4)
    assert [len(piece) for piece in batch.pieces()] == [8, 8, 6]
    equal(batch, zs.read(texts / "rows.csv"))


def test_side_tables_are_read_by_their_folders(batch_of_texts):
    """Pandas must not take documents for facts, and must find them where they are."""
    documents = pd.read_parquet(batch_of_texts.folder / "_documents")
    shown = batch_of_texts.documents()
    assert_frame_equal(documents[[*shown]], shown)
    assert_frame_equal(zs.read_batch(batch_of_texts.folder).facts(), batch_of_texts.facts())
    assert batch_of_texts.finished
    assert repr(batch_of_texts).endswith("条问题>")
    row = batch_of_texts.facts().iloc[3]
    (text,) = documents.query("doc_id == @row.doc_id")["text"]
    assert text[row.start : row.end] == row.text


# ---------------------------------------------------------------- what is refused


def test_refuses_another_batch_and_overwrites_when_told(texts, tmp_path):
    """Rows of two batches in one folder would be counted together."""
    out = tmp_path / "f"
    (tmp_path / "t").mkdir()
    path = tmp_path / "t" / "a.txt"
    path.write_text("河口镇2023年总结\n建会7家。", "utf-8")
    zs.batch(path, out, processes=1)
    with pytest.raises(zs.BatchError, match=r"encoding: was None, is gb18030.*overwrite"):
        zs.batch(path, out, processes=1, encoding="gb18030")
    with pytest.raises(zs.BatchError, match="words"):
        zs.batch(path, out, processes=1, words=["建会"])
    path.write_text("河口镇2023年总结\n建会8家，慰问9户。", "utf-8")
    with pytest.raises(zs.BatchError, match=r"other files: .*a\.txt"):
        zs.batch(path, out, processes=1)
    again = zs.batch(path, out, processes=1, overwrite=True)
    assert again.facts()["value"].tolist() == [8.0, 9.0]


def test_refuses_a_folder_that_another_run_holds(texts, tmp_path):
    """Two runs would take each other's half written files away."""
    with (
        BatchFolder(tmp_path / "f").held(),
        pytest.raises(zs.BatchError, match="another run writes"),
    ):
        zs.batch(texts, tmp_path / "f", processes=1)


def test_refuses_foreign_files_and_places_among_the_texts(texts, tmp_path):
    """Both would be read as something that they are not."""
    (tmp_path / "other.parquet").write_bytes(b"")
    with pytest.raises(zs.BatchError, match="no batch wrote"):
        zs.batch(texts, tmp_path, processes=1)
    with pytest.raises(zs.SourceError, match="among the texts"):
        zs.batch(texts, texts / "facts", processes=1)
    with pytest.raises(zs.SourceError, match="holds no batch"):
        zs.read_batch(tmp_path)
    with pytest.raises(zs.SourceError, match="extract_facts"):
        zs.batch(pd.DataFrame({"text": ["建会7家。"]}), tmp_path / "f")


@pytest.mark.parametrize(
    "wrong",
    [{"processes": 0}, {"shard_size": 0}, {"seconds": -1}, {"engine": "x"}, {"progress": 3},
     {"scheduler": "tcp://nowhere:1"}],
    ids=lambda wrong: next(iter(wrong)),
)  # fmt: skip
def test_refuses_what_makes_no_sense(texts, tmp_path, wrong):
    """One line says what and what to give."""
    with pytest.raises(zs.BatchError, match="Give"):
        zs.batch(texts / "a.txt", tmp_path / "f", **{"processes": 1, **wrong})


def test_says_which_extra_is_missing(texts, tmp_path, monkeypatch):
    """pyarrow and Dask are not installed with the library."""
    for package, extra, options in (
        ("distributed", "dask", {"engine": "dask"}),
        ("pyarrow", "parquet", {}),
    ):
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(zs.MissingExtraError, match=rf"zhsummary\[{extra}\]"):
            zs.batch(texts, tmp_path / "f", **options)


def test_says_that_a_place_cannot_be_written_to(texts, tmp_path):
    """A file where the folder should be, and a folder without rights."""
    (tmp_path / "file").write_text("")
    with pytest.raises(zs.BatchError, match="cannot be written"):
        zs.batch(texts, tmp_path / "file" / "f", processes=1)
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        (tmp_path / "closed").mkdir(mode=0o500)
        with pytest.raises(zs.BatchError, match="cannot be written"):
            zs.batch(texts, tmp_path / "closed" / "f", processes=1)


def test_a_file_that_changes_meanwhile_is_named_and_not_read(tmp_path):
    """Half of an old and half of a new text would be figures of neither."""
    path = tmp_path / "a.txt"
    path.write_text("河口镇2023年总结\n建会7家。", "utf-8")
    before = stamp(path)
    path.write_text("河口镇2023年总结\n建会8家，慰问3户。", "utf-8")
    target = str(tmp_path / "0.parquet")
    task = ReadTask(0, (str(path),), (before,), {}, None, 10, target, str(tmp_path))
    made = task.run(None, lambda place: None)
    assert (made.documents, made.errors) == (0, 1)


def test_the_plan_fills_shards_by_number_and_size(tmp_path, monkeypatch):
    """A shard is so many files, or fewer that are large."""
    for n in range(7):
        (tmp_path / f"{n}.txt").write_text("建会7家。" * (50 if n == 3 else 1), "utf-8")
    monkeypatch.setattr(plan_module, "_BYTES", 100)
    options = {"words": None, "gazetteer": None, "corrections": True, "metadata": True}
    plan = plan_of(
        tmp_path, BatchFolder(tmp_path.parent / "f"), rows=3, seconds=None, encoding=None, **options
    )
    assert list(plan.shards()) == [(0, 3), (3, 4), (4, 7)]


# ---------------------------------------------------------------- the command, and what it shows


def test_the_command_wants_files_and_a_folder(texts, tmp_path, capsys):
    """What makes no sense together is told in one line, with what to give."""
    assert cli.main(["facts", str(texts / "a.txt"), "--processes", "2"]) == 1
    assert "--out facts/" in capsys.readouterr().err
    assert cli.main(["facts", "-", "--out", str(tmp_path / "f")]) == 1
    assert "standard input is one text" in capsys.readouterr().err


def test_a_script_without_its_guard_is_told_so(texts, tmp_path):
    """Its workers would start batches of their own."""
    path = tmp_path / "unguarded.py"
    path.write_text(f"import zhsummary as zs\nzs.batch({str(texts)!r}, {str(tmp_path / 'f')!r})\n")
    done = program(path)
    assert done.returncode == 1
    assert "if __name__ == '__main__'" in done.stderr.splitlines()[-1]


def test_progress_says_rate_and_time_left(capsys):
    """On standard error, and only where somebody watches unless asked for."""
    heard = []
    Progress(lambda *told: heard.append(told), "files", 0, 9).at(3)
    assert heard == [("files", 3, 9)]
    shown = Progress(True, "documents", 0, 9)
    shown._began = shown._last = time.monotonic() - 3
    shown.at(6)
    shown.end()
    assert "6/9 documents, 2 a second, 2 s left" in capsys.readouterr().err


# ---------------------------------------------------------------- frames, and many machines


@pytest.fixture(scope="module")
def documents(corpus) -> pd.DataFrame:
    """The bundled corpus as a frame of documents."""
    names = ["doc_id", "source", "township", "county", "year", "text"]
    return pd.DataFrame([{name: getattr(d, name) for name in names} for d in corpus])


def test_extract_facts_gives_the_facts_of_a_corpus(documents, corpus):
    """Row by row, in any parts, with declared dtypes also for no row at all."""
    assert_frame_equal(zs.extract_facts(documents), corpus.facts())
    parts = [zs.extract_facts(documents[n : n + 7]) for n in range(0, len(documents), 7)]
    assert_frame_equal(pd.concat(parts, ignore_index=True), corpus.facts())
    assert zs.extract_facts(documents[:0]).dtypes.equals(corpus.facts().dtypes)


def test_extract_facts_names_the_document_that_fails(documents, monkeypatch):
    """A run over many machines must know which."""

    def fails(summary, *given):
        raise ValueError("a defect")

    monkeypatch.setattr("zhsummary.pipeline.read_facts", fails)
    with pytest.raises(zs.BatchError, match=r"柏枝塘镇-2023.*a defect"):
        zs.extract_facts(documents)
    with pytest.warns(zs.ZhSummaryWarning, match="柏枝塘镇-2023"):
        assert zs.extract_facts(documents[:1], errors="warn").empty


@with_dask
def test_dask_gives_the_same(texts, given, batch_of_texts, tmp_path):
    """The same tasks elsewhere, by a scheduler of its own."""
    found = quiet(
        zs.batch, texts, tmp_path / "f", processes=2, shard_size=5, engine="dask", **given
    )
    assert contents(found.folder) == contents(batch_of_texts.folder)
    with pytest.raises(zs.BatchError, match="seconds="):
        zs.batch(texts, tmp_path / "g", engine="dask", seconds=1)
    with pytest.raises(zs.BatchError, match="no Dask scheduler"):
        zs.batch(texts, tmp_path / "h", engine="dask", scheduler="nowhere")


@with_dask
def test_a_dask_frame_gives_the_same(documents, corpus):
    """The recipe of the documentation."""
    frames = pytest.importorskip("dask.dataframe")
    frame = frames.from_pandas(documents, npartitions=4)
    meta = corpus.facts()[:0]
    found = frame.map_partitions(zs.extract_facts, meta=meta).compute(scheduler="synchronous")
    assert_frame_equal(found.reset_index(drop=True), corpus.facts(), check_dtype=False)


def test_spark_gives_the_same(documents, corpus, tmp_path, monkeypatch):
    """The recipe of the documentation, with the declared schema."""
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Java is not installed")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    from zhsummary.batch.frames import facts_ddl

    documents.to_parquet(tmp_path / "documents.parquet", index=False)

    def facts_of(frames):
        for frame in frames:
            yield zs.extract_facts(frame)

    spark = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    )
    try:
        frame = spark.read.parquet(str(tmp_path / "documents.parquet")).repartition(3)
        found = frame.mapInPandas(facts_of, schema=facts_ddl()).toPandas()
    finally:
        spark.stop()
    place = {doc_id: n for n, doc_id in enumerate(documents["doc_id"])}
    order = found["doc_id"].map(place).sort_values(kind="stable").index
    found = found.loc[order].reset_index(drop=True)
    assert_frame_equal(found.astype(corpus.facts().dtypes.to_dict()), corpus.facts())


@pytest.mark.parametrize("given", ["", "a.txt", [], {}, None, 3, ["新建工会7家。"]])
def test_what_is_no_frame_is_refused_by_name(given):
    """An empty list is no empty frame: it is a mistake, told before it costs a night."""
    with pytest.raises(zs.ColumnError, match=type(given).__name__):
        zs.extract_facts(given)

"""Whatever happens to a batch: a clear end, no row lost, none twice, and it can be gone on with."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

import zhsummary as zs
from tests.batch_runs import contents, environment, posix, program, quiet, script, with_dask
from tests.generated_corpus import write_folder
from tests.test_language import _is_english, _odd_corpus
from zhsummary.batch import cluster as cluster_module
from zhsummary.batch import folder as folder_module


@pytest.fixture(scope="module")
def many(tmp_path_factory) -> Path:
    return write_folder(tmp_path_factory.mktemp("many"), 24, seed=1)


@pytest.fixture(scope="module")
def undisturbed(many, tmp_path_factory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed") / "f"
    return contents(quiet(zs.batch, many, out, processes=2, shard_size=3).folder)


@posix
def test_a_document_that_breaks_everything_costs_one_row(tmp_path):
    """It raises, it takes all memory, it kills its process, it never ends; the others stay."""
    folder = tmp_path / "t"
    folder.mkdir()
    for n, (name, word) in enumerate(zip("甲乙丙丁戊己庚辛", "安错康杀宁忆乐慢", strict=True)):
        text = f"{name}河镇2023年总结\n{word}：建会{n + 2}家。"
        (folder / f"{n}.txt").write_text(text, "utf-8")
    top = """
        real = pipeline.read_facts
        def read_facts(summary, *given):
            if "错：" in summary.text: raise ValueError("a defect")
            if "忆：" in summary.text: raise MemoryError
            if "杀：" in summary.text: os.kill(os.getpid(), signal.SIGKILL)
            if "慢：" in summary.text: time.sleep(100)
            return real(summary, *given)
        pipeline.read_facts = read_facts
    """
    body = """
        from zhsummary.batch import workers
        workers._TRIES = 2
        zs.set_language("zh")
        zs.batch(sys.argv[1], sys.argv[2], processes=1, shard_size=4, seconds=10)
    """
    done = program(script(tmp_path, body, top), folder, tmp_path / "f")
    assert done.returncode == 0, done.stderr
    batch = zs.read_batch(tmp_path / "f")
    assert batch.facts()["value"].tolist() == [2, 4, 6, 8]
    assert batch.documents()["facts"].tolist() == [1, 0] * 4
    zs.set_language("zh")
    told = batch.errors().sort_values("source")["reason"].tolist()
    wanted = ["ValueError: a defect", "2 次（信号 9）", "2 次（内存不足）", "用时超过 10 秒"]
    assert all(part in reason for part, reason in zip(wanted, told, strict=True)), told


@posix
def test_workers_that_are_killed_lose_nothing(many, undisturbed, tmp_path):
    """Whatever kills a process from outside has nothing against a document."""
    body = """
        import multiprocessing
        killed = []
        def kill(what, done, total):
            if len(killed) < 4:
                for child in multiprocessing.active_children()[:1]:
                    killed.append(os.kill(child.pid, signal.SIGKILL))
        zs.batch(sys.argv[1], sys.argv[2], processes=2, shard_size=3, progress=kill)
        print(len(killed))
    """
    done = program(script(tmp_path, body), many, tmp_path / "f")
    assert (done.returncode, done.stdout) == (0, "4\n"), done.stderr
    assert contents(tmp_path / "f") == undisturbed


@posix
def test_a_run_that_is_killed_is_gone_on_with(many, undisturbed, tmp_path):
    """No row lost, none twice, whenever it was; tests/benchmarks/kills.py does a hundred."""
    body = "zs.batch(sys.argv[1], sys.argv[2], processes=1, shard_size=3)"
    path, out = script(tmp_path, body), tmp_path / "f"
    chance = random.Random(0)
    for _ in range(4):
        run = subprocess.Popen([sys.executable, str(path), str(many), str(out)], env=environment())
        time.sleep(chance.uniform(1.0, 5.0))
        run.kill()
        run.wait()
    batch = quiet(zs.batch, many, out, processes=2, shard_size=3)
    assert contents(batch.folder) == undisturbed
    assert not list((out / "_batch").glob("tmp-*"))


@posix
def test_a_full_disk_is_a_clear_end_and_a_run_can_go_on(many, undisturbed, tmp_path):
    """A limit on the size of files fails at the same places as a full disk."""
    body = """
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
        try:
            zs.batch(sys.argv[1], sys.argv[2], processes=1, shard_size=3)
        except zs.BatchError as error:
            print(error)
    """
    done = program(script(tmp_path, body), many, tmp_path / "f")
    assert "cannot be written" in done.stdout, done.stderr
    assert "goes on where this one ended" in done.stdout
    batch = quiet(zs.batch, many, tmp_path / "f", processes=1, shard_size=3)
    assert contents(batch.folder) == undisturbed


def _heeding_interrupts() -> None:
    """Undo what a shell sets for the programs that it starts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@posix
def test_an_interrupted_command_says_how_to_go_on(many, undisturbed, tmp_path):
    """Ctrl-C reaches every process of the terminal; one line is said, with exit code 1."""
    out = tmp_path / "f"
    command = [sys.executable, "-m", "zhsummary", "facts", str(many), "--out", f"{out}/"]
    run = subprocess.Popen(
        command, env=environment(), stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=_heeding_interrupts,
    )  # fmt: skip
    while not (out / "_batch" / "manifest.json").exists():
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert (run.returncode, said.count("\n")) == (1, 1), said
    assert "The same command goes on from here" in said
    assert not zs.read_batch(out).finished
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"written: {out} (24 documents")
    assert_frame_equal(zs.read_batch(out).facts(), quiet(zs.read, many).facts())


# ---------------------------------------------------------------- files and folders


@pytest.mark.parametrize("moment", ["files", "documents"])
def test_a_folder_that_is_removed_meanwhile_is_a_clear_end(many, undisturbed, tmp_path, moment):
    """Neither a traceback nor a batch that is finished and lacks what was removed."""
    out = tmp_path / "f"

    def remove(what, done, total):
        if what == moment:
            shutil.rmtree(out, ignore_errors=True)

    with pytest.raises(zs.BatchError, match=r"cannot be written|was removed"):
        quiet(zs.batch, many, out, processes=1, shard_size=3, progress=remove)
    batch = quiet(zs.batch, many, out, processes=2, shard_size=3)
    assert contents(batch.folder) == undisturbed


@pytest.mark.parametrize("gone", ["_batch/read/0000003.parquet", "_documents/documents-00002.*"])
def test_a_file_that_is_removed_meanwhile_is_missed(many, undisturbed, tmp_path, gone):
    """A part of what was read, or of the results: the batch must not end as if it were whole."""
    out = tmp_path / "f"

    def remove(what, done, total):
        if done == total:
            for path in out.glob(gone):
                path.unlink()

    with pytest.raises(zs.BatchError, match="removed while the run was at work"):
        quiet(zs.batch, many, out, processes=1, shard_size=3, progress=remove)
    batch = quiet(zs.batch, many, out, processes=1, shard_size=3)
    assert contents(batch.folder) == undisturbed


def test_results_that_are_lost_or_damaged_later_are_made_anew(many, undisturbed, tmp_path):
    """The same call looks whether what it finished is still there."""
    out = tmp_path / "f"
    quiet(zs.batch, many, out, processes=1, shard_size=3)
    (out / "facts-00002.parquet").unlink()
    # of a try that was cut off; the next one may have nothing to say
    shutil.copy(out / "_errors" / "errors-files.parquet", out / "_errors" / "errors-00002.parquet")
    (out / "_headings" / "headings-00004.parquet").unlink()
    assert contents(quiet(zs.batch, many, out, processes=1, shard_size=3).folder) == undisturbed
    damaged = out / "facts-00001.parquet"
    damaged.write_bytes(damaged.read_bytes()[:-9])
    with pytest.raises(zs.BatchError, match=r"facts-00001\.parquet: .* is damaged .*Remove it"):
        zs.read_batch(out).facts()
    with pytest.raises(zs.BatchError, match=r"facts-00001\.parquet: .* is damaged .*Remove it"):
        zs.batch(many, out, processes=1, shard_size=3)
    damaged.unlink()
    assert contents(quiet(zs.batch, many, out, processes=1, shard_size=3).folder) == undisturbed


@pytest.mark.parametrize("refused", ["mkdir", "replace", "fsync"])
@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EIO])
def test_a_place_that_cannot_be_written_to_is_named(many, tmp_path, monkeypatch, refused, number):
    """A folder without rights, a disk that is read-only, full or broken, at once or later on."""

    def refuse(*arguments, **options):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(folder_module.os, refused, refuse)
    zs.set_language("zh")
    with pytest.raises(zs.BatchError, match=r"不能写入.*请腾出空间，或换一个能写的文件夹") as told:
        zs.batch(many, tmp_path / "f", processes=1)
    assert not _is_english(str(told.value).replace(str(tmp_path), ""))


def test_texts_that_change_or_go_meanwhile_are_named_and_not_read(tmp_path):
    """One row each; figures of half an old and half a new text would be of neither."""
    folder = write_folder(tmp_path / "t", 8)
    there = sorted(folder.rglob("*.txt"))
    before = zs.read(there[:6]).facts()

    def change(what, done, total):
        there[7].unlink(missing_ok=True)
        there[6].write_text("河口镇2023年总结\n建会8家。", "utf-8")

    batch = quiet(zs.batch, folder, tmp_path / "f", processes=1, shard_size=2, progress=change)
    assert_frame_equal(batch.facts(), before)
    errors = batch.errors()
    assert errors["source"].tolist() == [str(there[6]), str(there[7])]
    assert errors["unread"].all()
    assert [re.findall("changed|removed", each) for each in errors["reason"]] == [
        ["changed"], ["removed"],
    ]  # fmt: skip
    with pytest.raises(zs.BatchError, match=r"other files: .*000006\.txt, .*000007\.txt"):
        zs.batch(folder, tmp_path / "f", processes=1, shard_size=2)
    again = zs.batch(folder, tmp_path / "f", processes=1, shard_size=2, overwrite=True)
    assert_frame_equal(again.facts()[:-1], before)
    assert again.facts()["value"].iloc[-1] == 8.0


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes are Linux's")
def test_names_of_files_that_are_no_utf8_end_nothing(tmp_path):
    """Old archives leave names in GBK; also of files that cannot be read."""
    folder = tmp_path / "t"
    folder.mkdir()
    names = [os.fsdecode(f"{name}.txt".encode("gbk")) for name in ("变", "空", "总结")]
    for name, text in zip(names, ("建会7家。", "", "建会8家。"), strict=True):
        (folder / name).write_text(text, "utf-8")

    def change(what, done, total):
        (folder / names[2]).write_text("建会90家。", "utf-8")

    batch = quiet(zs.batch, folder, tmp_path / "f", processes=1, shard_size=1, progress=change)
    assert batch.facts()["value"].tolist() == [7.0]
    assert batch.errors()["source"].str.contains(r"\x", regex=False).tolist() == [True, True]
    with pytest.raises(zs.BatchError, match=r"other files: .*\\x") as told:
        zs.batch(folder, tmp_path / "f", processes=1, shard_size=1)
    str(told.value).encode()


# ---------------------------------------------------------------- language, locale and clock


def _says_chinese(batch: zs.Batch, folder: Path) -> None:
    told = batch.errors()
    assert {"files", "read", "corrections"} <= set(told["stage"])
    assert not [reason for reason in told["reason"] if _is_english(reason)]
    assert all(re.search("[\u4e00-\u9fff]", reason) for reason in told["reason"])
    unread = told[told["unread"]]
    own = {(problem.name, str(problem.reason)) for problem in quiet(zs.read, folder).unread}
    assert set(zip(unread["source"], unread["reason"], strict=True)) == own


def test_errors_are_told_in_the_language_of_the_caller(tmp_path, monkeypatch):
    """Workers speak as the one that asked, whatever the environment says."""
    folder = tmp_path / "t"
    folder.mkdir()
    _odd_corpus(folder)
    zs.set_language("zh")
    monkeypatch.setenv("ZHSUMMARY_LANGUAGE", "en")
    _says_chinese(quiet(zs.batch, folder, tmp_path / "f", processes=1), folder)


def test_a_run_in_two_languages_is_told_in_either(tmp_path):
    """Whoever goes on with a run, or opens it later, reads all of it in one language."""
    folder = tmp_path / "t"
    folder.mkdir()
    _odd_corpus(folder)
    (folder / "wide.txt").write_bytes("青石鎮總結，發展會員三人。".encode("big5"))
    batch = quiet(zs.batch, folder, tmp_path / "f", processes=1, shard_size=2)
    english = batch.errors()
    assert all(map(_is_english, english["reason"]))
    warnings = batch.documents()["warnings"]
    assert warnings.str.contains("it was read as big5").any()
    (sorted((tmp_path / "f").glob("facts-*.parquet"))[0]).unlink()
    zs.set_language("zh")
    _says_chinese(quiet(zs.batch, folder, tmp_path / "f", processes=1, shard_size=2), folder)
    assert zs.read_batch(tmp_path / "f").errors()["source"].tolist() == english["source"].tolist()
    told = zs.read_batch(tmp_path / "f").documents()["warnings"]
    assert told.str.contains("[\u4e00-\u9fff]").sum() == (warnings != "").sum()
    zs.set_language("en")
    assert_frame_equal(zs.read_batch(tmp_path / "f").errors(), english)


@posix
@pytest.mark.parametrize(
    "odd",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Apia", "PYTHONHASHSEED": "7"},
    ],
    ids=["ascii", "turkish"],
)
def test_locale_and_zone_change_no_byte(many, undisturbed, tmp_path, odd):
    """Also where the system takes names and streams for ASCII."""
    path = script(tmp_path, "zs.batch(sys.argv[1], sys.argv[2], processes=1, shard_size=3)")
    command = [sys.executable, str(path), str(many), str(tmp_path / "f")]
    subprocess.run(command, env=environment() | odd, check=True)
    assert contents(tmp_path / "f") == undisturbed


def test_the_times_of_files_may_be_odd(tmp_path):
    """Before 1970, in the future, all alike: they tell that a file changed, and nothing else."""
    folder = write_folder(tmp_path / "t", 3)
    for path, seconds in zip(sorted(folder.rglob("*.txt")), (-9e8, 0, 9e9), strict=True):
        os.utime(path, (seconds, seconds))
    batch = zs.batch(folder, tmp_path / "f", processes=1)
    assert_frame_equal(batch.facts(), zs.read(folder).facts())
    assert zs.batch(folder, tmp_path / "f", processes=1).finished


# ---------------------------------------------------------------- Dask


@pytest.fixture(scope="module")
def scheduler():
    """A cluster that speaks English and was there before."""
    dask = pytest.importorskip("dask")
    distributed = pytest.importorskip("distributed")
    with (
        dask.config.set(cluster_module._NEVER_LOST),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
    ):
        yield cluster


@with_dask
def test_errors_of_a_cluster_are_told_in_the_language_of_the_caller(scheduler, tmp_path):
    folder = tmp_path / "t"
    folder.mkdir()
    _odd_corpus(folder)
    zs.set_language("zh")
    address = scheduler.scheduler_address
    batch = quiet(zs.batch, folder, tmp_path / "f", engine="dask", scheduler=address)
    _says_chinese(batch, folder)


@with_dask
def test_workers_of_another_version_are_refused(scheduler, many, tmp_path, monkeypatch):
    """Rows of two sets of rules would stand in one table."""
    monkeypatch.setattr(cluster_module, "__version__", "0.0.1")
    with pytest.raises(zs.BatchError, match=r"workers have zhsummary .*, the caller 0\.0\.1"):
        zs.batch(many, tmp_path / "f", engine="dask", scheduler=scheduler.scheduler_address)


@posix
@with_dask
def test_workers_of_a_cluster_that_are_killed_lose_nothing(many, undisturbed, scheduler, tmp_path):
    """Whatever a worker held goes with it; all of them at once too."""
    killed = []

    def kill(what, done, total):
        there = [nanny.pid for nanny in scheduler.workers.values() if nanny.pid is not None]
        for pid in there[: 1 + len(killed) // 2] if len(killed) < 4 else ():
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    batch = quiet(
        zs.batch, many, tmp_path / "f", shard_size=3, engine="dask",
        scheduler=scheduler.scheduler_address, progress=kill,
    )  # fmt: skip
    assert len(killed) >= 4
    assert contents(batch.folder) == undisturbed


@posix
@with_dask
def test_a_document_that_kills_a_cluster_costs_one_row(tmp_path):
    """Two in different pieces, so that the dying of one must not be taken for the other's."""
    folder = tmp_path / "t"
    folder.mkdir()
    for n in range(8):
        word = "杀" if n in (1, 6) else "安"
        (folder / f"{n}.txt").write_text(f"青河镇2023年总结\n{word}：建会{n + 2}家。", "utf-8")
    top = """
        real = pipeline.read_facts
        def read_facts(summary, *given):
            if "杀：" in summary.text: os.kill(os.getpid(), signal.SIGKILL)
            return real(summary, *given)
        pipeline.read_facts = read_facts
    """
    body = """
        import dask
        dask.config.set({"distributed.scheduler.allowed-failures": 1})
        zs.set_language("zh")
        zs.batch(sys.argv[1], sys.argv[2], processes=2, shard_size=4, engine="dask")
    """
    done = program(script(tmp_path, body, top), folder, tmp_path / "f")
    assert done.returncode == 0, done.stderr
    batch = zs.read_batch(tmp_path / "f")
    assert batch.facts()["value"].tolist() == [2, 4, 5, 6, 7, 9]
    zs.set_language("zh")
    told = batch.errors()
    assert [Path(each).name for each in told["source"]] == ["1.txt", "6.txt"]
    assert set(told["reason"]) == {"没有读出其中的数字（读它的进程都结束了）"}


@posix
@with_dask
def test_a_scheduler_that_ends_is_a_clear_end(many, undisturbed, tmp_path):
    """The same call, with another one, goes on."""
    body = """
        from distributed import LocalCluster
        cluster = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)
        def end(what, done, total):
            cluster.close()
        try:
            zs.batch(sys.argv[1], sys.argv[2], shard_size=3, engine="dask", progress=end,
                     scheduler=cluster.scheduler_address)
        except zs.BatchError as error:
            print(error)
    """
    done = program(script(tmp_path, body), many, tmp_path / "f")
    assert "The Dask cluster lost a piece of work" in done.stdout, done.stderr
    batch = quiet(zs.batch, many, tmp_path / "f", processes=1, shard_size=3)
    assert contents(batch.folder) == undisturbed

"""The command line: what it prints, what it writes, and how it fails."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import subprocess
import sys
from csv import DictReader
from types import SimpleNamespace

import pytest

import zhsummary as zs
from zhsummary import cli, progress

SUMMARY = "河口镇总工会2023年工作总结\n\n一、组织建设\n\n全年新建基层工会7家，发展会员近300人。\n"
OTHER = "青石镇总工会2023年工作总结\n\n一、组织建设\n\n全年新建基层工会12家，发展会员xx人。\n"


@pytest.fixture
def folder(tmp_path):
    for name, text in (("a.txt", SUMMARY), ("b.txt", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(capsys, *arguments) -> tuple[int, str, str]:
    code = cli.main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


# ---------------------------------------------------------------- compare


def test_compare_prints_the_table_and_what_it_does_not_show(capsys, folder):
    code, out, _ = run(capsys, "compare", folder, "--codebook", "union")
    assert code == 0
    assert "河口镇" in out
    assert "青石镇" in out
    assert "≈300" in out
    assert "××" in out
    assert "problems: 1\n" in out


def test_compare_writes_and_names_every_file(capsys, folder, tmp_path):
    target = tmp_path / "report" / "2023"
    code, out, _ = run(capsys, "compare", folder, "--codebook", "union", "--out", target)
    names = ["compare.csv", "cells.csv", "problems.csv", "compare.xlsx", "report.html"]
    assert code == 0
    assert sorted(path.name for path in target.iterdir()) == sorted(names)
    assert [
        line.split()[-1].endswith(name)
        for line, name in zip(out.splitlines()[-5:], names, strict=True)
    ] == [True] * 5
    assert (target / "cells.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert ">7家</mark>" in (target / "report.html").read_text(encoding="utf-8")


def test_quiet_prints_nothing(capsys, folder, tmp_path):
    code, out, err = run(
        capsys, "compare", folder, "--codebook", "union", "--out", tmp_path / "r", "--quiet"
    )
    assert (code, out, err) == (0, "", "")


def test_a_wrong_codebook_is_told_before_anything_is_read(capsys, folder):
    (folder / "empty.txt").write_text("", encoding="utf-8")
    code, _, err = run(capsys, "compare", folder, "--codebook", "onion")
    assert code == 1
    assert "onion" in err
    assert "empty.txt" not in err


def test_compare_without_a_codebook_discovers_one(capsys, folder):
    code, out, _ = run(capsys, "compare", folder)
    assert code == 0
    assert out.startswith("自动发现的指标")


def test_another_modality(capsys, folder):
    code, out, _ = run(capsys, "compare", folder, "--codebook", "union", "--modality", "planned")
    assert code == 0
    assert "计划" in out


# ---------------------------------------------------------------- listings


def test_facts_are_listed_or_given_as_csv(capsys, folder):
    _, listed, _ = run(capsys, "facts", folder)
    _, csv, _ = run(capsys, "facts", folder, "--csv")
    assert "基层工会" in listed
    assert csv.splitlines()[0].startswith("doc_id,township,year")
    assert len(list(DictReader(io.StringIO(csv)))) == len(listed.splitlines()) - 1 == 4


@pytest.mark.parametrize("table", ["facts", "headings"])
def test_csv_is_that_of_the_frame_and_loads_no_pandas(capsys, corpus_folder, table):
    """Half of the time that a command on one file takes would go into loading it."""
    _, told, _ = run(capsys, table, corpus_folder, "--csv")
    frame = getattr(zs.read(corpus_folder), table)()
    assert told == frame.to_csv(index=False, lineterminator="\n")
    code = (
        "import sys; from zhsummary.cli import main;"
        f"main([{table!r}, {str(corpus_folder)!r}, '--csv', '--quiet']);"
        "sys.exit('pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert done.returncode == 0


@pytest.mark.parametrize("name", ["facts.csv", "facts.xlsx"])
def test_a_listing_is_written_where_asked(capsys, folder, tmp_path, name):
    code, out, _ = run(capsys, "facts", folder, "--out", tmp_path / name)
    assert code == 0
    assert out == f"written: {tmp_path / name}\n"
    assert (tmp_path / name).stat().st_size > 100


@pytest.mark.parametrize("form", ["csv", "xlsx", "html", "json", "parquet"])
def test_a_listing_has_the_format_that_is_asked_for(capsys, folder, tmp_path, form):
    """By the name's ending or by its own option; every format says the same."""
    import pandas as pd

    paths = [tmp_path / f"a.{form}", tmp_path / "a"]
    run(capsys, "facts", folder, "--out", paths[0])
    run(capsys, "facts", folder, "--out", paths[1], "--format", form)
    readers = {"csv": pd.read_csv, "xlsx": pd.read_excel, "json": pd.read_json,
               "parquet": pd.read_parquet}  # fmt: skip
    for path in paths:
        if form == "html":
            assert "<td>7家</td>" in path.read_text(encoding="utf-8")
        else:
            column = "原文数字" if form == "xlsx" else "text"
            assert "7家" in readers[form](path)[column].tolist()


@pytest.mark.parametrize("command", ["facts", "headings", "check"])
def test_an_ending_of_no_format_is_told_before_anything_is_read(capsys, tmp_path, command):
    """Not CSV under any name: who writes o.xls would find out in Excel."""
    target = tmp_path / "o.xls"
    code, _, err = run(capsys, command, tmp_path / "nowhere", "--out", target)
    assert code == 1
    assert f"{target}: the ending of its name says no format" in err
    assert ".csv, .xlsx, .html, .json, .parquet" in err
    assert not target.exists()


def test_a_format_goes_to_standard_output(capsys, folder):
    assert {row["text"] for row in json.loads(run(capsys, "facts", folder, "--format", "json")[1])}
    (first, *_) = json.loads(run(capsys, "compare", folder, "--format", "json")[1])
    assert first["township"] == "河口镇"
    page = run(capsys, "compare", folder, "--codebook", "union", "--format", "html")[1]
    assert page.startswith("<!DOCTYPE html>")
    assert "7家" in page


def test_compare_writes_one_format_alone_where_asked(capsys, folder, tmp_path):
    run(capsys, "compare", folder, "--out", tmp_path / "r", "--format", "html")
    assert [path.name for path in (tmp_path / "r").iterdir()] == ["report.html"]
    run(capsys, "compare", folder, "--out", tmp_path / "s", "--format", "parquet")
    assert [path.name for path in (tmp_path / "s").iterdir()] == ["cells.parquet"]


def test_compare_makes_no_folder_of_a_file_s_name(capsys, tmp_path):
    code, _, err = run(capsys, "compare", tmp_path / "nowhere", "--out", tmp_path / "r.html")
    assert code == 1
    assert "--format html writes one table" in err
    assert not (tmp_path / "r.html").exists()


def test_a_name_with_a_slash_is_a_folder_whatever_its_ending(capsys, folder, tmp_path_factory):
    target = tmp_path_factory.mktemp("results") / "facts.2023"
    code, out, _ = run(capsys, "facts", folder, "--out", f"{target}/")
    assert code == 0
    assert out == f"written: {target} (2 documents, 4 figures, 0 problems)\n"
    assert zs.read_batch(target).counts()["facts"] == 4


def test_headings_and_problems_are_listed(capsys, folder):
    assert "组织建设" in run(capsys, "headings", folder)[1]
    assert "masked" in run(capsys, "check", folder)[1]


def test_standard_input(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(SUMMARY.encode("gb18030"))))
    code, out, _ = run(capsys, "facts", "-", "--csv")
    assert code == 0
    assert "7家" in out


def test_explain(capsys):
    code, out, _ = run(capsys, "explain", "近三百户")
    assert code == 0
    assert "三百户" in out


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["facts", "no/such/place"], id="no-such-path"),
        pytest.param(["compare", "{folder}", "--codebook", "nope"], id="no-such-codebook"),
        pytest.param(
            ["compare", "{folder}", "--codebook", "union", "--out", "{folder}/a.txt"],
            id="a-file-where-a-folder-goes",
        ),
        pytest.param(
            ["facts", "{folder}", "--out", "{folder}/no/such/place.csv"], id="no-folder-to-write-to"
        ),
        pytest.param(
            ["facts", "{folder}", "--out", "{folder}/no/such/place.xlsx"],
            id="no-folder-for-a-workbook",
        ),
    ],
)
def test_bad_input_is_one_line_and_no_traceback(capsys, folder, arguments):
    code, _, err = run(capsys, *(a.format(folder=folder) for a in arguments))
    assert code == 1
    assert err.startswith("zhsummary: ")
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1


def test_standard_input_that_is_no_text_is_an_error(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"\x89PNG\0")))
    code, _, err = run(capsys, "facts", "-")
    assert (code, len(err.splitlines())) == (1, 1)
    assert "an image" in err


@pytest.mark.parametrize(
    ("redirected", "code", "said"),
    [("| head -1", 0, ""), (">&-", 0, ""), ("> /dev/full", 1, "No space left")],
    ids=["closed-pipe", "closed", "full"],
)
def test_standard_output_that_takes_nothing(folder, redirected, code, said):
    command = (
        f"set -o pipefail; '{sys.executable}' -m zhsummary facts '{folder}' --csv {redirected}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == bool(said)


def test_formulas_in_a_corpus_stay_texts_in_csv(capsys, folder, tmp_path):
    (folder / "metadata.csv").write_text("file,township\na.txt,=1+1\n", encoding="utf-8")
    run(capsys, "compare", folder, "--codebook", "union", "--out", tmp_path / "r")
    run(capsys, "facts", folder, "--out", tmp_path / "r" / "facts.csv")
    for name in ("compare", "cells", "facts"):
        with (tmp_path / "r" / f"{name}.csv").open(encoding="utf-8-sig") as opened:
            told = {row["township"] for row in DictReader(opened)}
        assert told == {"'=1+1", "青石镇"}


def test_a_name_with_a_line_break_is_one_line_of_error(capsys, tmp_path):
    code, _, err = run(capsys, "facts", tmp_path / "a\nb*.txt", tmp_path / "c.txt")
    assert code == 1
    assert all(line.startswith(("zhsummary: ", "warning: ")) for line in err.splitlines())


def test_help_names_no_format_that_is_not_read(capsys):
    from zhsummary.read.formats import suffixes
    from zhsummary.read.text import SUFFIXES

    for arguments in ([], ["compare"], ["facts"], ["headings"], ["check"], ["explain"]):
        with pytest.raises(SystemExit):
            cli.main([*arguments, "--help"])
    named = set(re.findall(r"[\w*]\.([a-z]{2,5})\b", capsys.readouterr().out))
    written = {"csv", "xlsx", "html", "parquet"}
    assert named - written <= {one.lstrip(".") for one in suffixes() | SUFFIXES}


def test_version(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("zhsummary ")


def test_empty_standard_input_is_an_error(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b" \n")))
    code, _, err = run(capsys, "facts", "-")
    assert code == 1
    assert "standard input" in err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="nothing"),
        pytest.param(["guess"], id="no-such-command"),
        pytest.param(["facts"], id="no-source"),
        pytest.param(["compare", "x", "--modality", "done"], id="no-such-modality"),
        pytest.param(["facts", "-", "a.txt"], id="standard-input-and-more"),
        pytest.param(["compare", "x", "--out", ""], id="no-name"),
        pytest.param(["facts", "x", "--format", "xlsx"], id="a-workbook-on-the-terminal"),
    ],
)
def test_wrong_usage_is_two(capsys, arguments):
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 2


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        ([], "COMMAND is missing", "缺少 COMMAND"),
        (["guess"], "COMMAND is 'guess'; choose from 'compare'", "COMMAND 写成了 'guess'；只能是"),
        (["facts"], "SOURCE is missing", "缺少 SOURCE"),
        (["compare", "x", "--format", "pdf"], "--format is 'pdf'", "--format 写成了 'pdf'"),
        (["facts", "x", "--processes", "many"], "'many'; give a number", "'many'；应是一个整数"),
        (["facts", "x", "--processes"], "--processes needs a value", "--processes 后面要给出"),
        (["facts", "x", "--quiet=yes"], "leave 'yes' out", "请去掉 'yes'"),
        (["facts", "x", "--colour"], "--colour is not known", "没有 --colour"),
        (["explain", "a", "b"], "b is not known", "没有 b"),
        (["compare", "x", "--co", "y"], "--co may mean", "--co 可能指"),
        (["compare", "x", "--out", " "], "--out: a name is needed", "--out：要写一个名称"),
    ],
    ids=lambda told: " ".join(told) if isinstance(told, list) else "",
)
def test_what_was_not_understood_is_told_in_the_language(
    capsys, arguments, english, chinese, language
):
    """The parser's own sentences are English; a Chinese office reads them in Chinese."""
    zs.set_language(language)
    with pytest.raises(SystemExit):
        cli.main(arguments)
    told = capsys.readouterr().err.splitlines()[-1]
    assert (english if language == "en" else chinese) in told
    if language == "zh":
        assert not re.findall("argument|required|invalid|expected|ignored|ambiguous", told)


def test_help_gives_examples(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert "zhsummary compare corpus/ --codebook union" in capsys.readouterr().out


def test_it_writes_utf8_whatever_the_locale(folder):
    """A county office's terminal may be GBK or plain C; an encoding error helps nobody."""
    done = subprocess.run(
        [sys.executable, "-m", "zhsummary", "facts", str(folder), "--csv"],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii", "PATH": "", "LC_ALL": "C"},
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "基层工会" in done.stdout.decode("utf-8")


def test_help_loads_nothing_heavy():
    said = (
        "import sys, zhsummary.cli; print([m for m in ('pandas', 'sklearn', 'spacy', 'jieba') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("patience", [0.0, 60.0])
def test_progress_counts_on_a_terminal_alone(monkeypatch, folder, patience):
    """After a while, on standard error; what is quick needs no counting."""
    monkeypatch.setattr(progress, "PATIENCE", patience)
    for stream, allowed in ((_Terminal(), True), (_Terminal(), False), (io.StringIO(), True)):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress.allowed(allowed):
            told = zs.read(folder).facts()
        monkeypatch.undo()
        monkeypatch.setattr(progress, "PATIENCE", patience)
        assert len(told) == 4
        is_shown = "reading" in stream.getvalue()
        assert is_shown == (allowed and patience == 0.0 and stream.isatty())


def test_quiet_counts_nothing(monkeypatch, folder):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", told := _Terminal())
    assert cli.main(["facts", str(folder), "--quiet"]) == 0
    assert told.getvalue() == ""
    zs.read(folder).facts()
    assert "reading" in told.getvalue(), "what a command hid is not hidden from then on"


def test_a_notebook_is_watched(monkeypatch, folder):
    """Its standard error is no terminal, and shows a line that is written again."""
    stream = type("OutStream", (io.StringIO,), {"__module__": "ipykernel.iostream"})()
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", stream)
    zs.read(folder).compare("union")
    assert "reading" in stream.getvalue()


# ---------------------------------------------------------------- help, completion, language

COMMANDS = ("compare", "facts", "headings", "check", "explain", "completion")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_gives_an_example_and_the_exit_codes(capsys, command, language):
    zs.set_language(language)
    with pytest.raises(SystemExit) as left:
        cli.main([command, "--help"])
    told = capsys.readouterr().out
    assert left.value.code == 0
    assert f"  zhsummary {command} " in told
    assert {"en": "exit codes:\n  0  done", "zh": "退出码：\n  0  完成"}[language] in told
    assert told.count({"en": "usage:", "zh": "用法："}[language]) == 1


def test_the_examples_of_the_help_run(capsys, folder, monkeypatch, tmp_path):
    """What the help shows is what works."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).replace(tmp_path / "corpus" / name)
    (tmp_path / "summary.txt").write_text(SUMMARY, encoding="utf-8")
    for line in (line for lines in cli._EXAMPLES.values() for line in lines):
        words = shlex.split(line.partition(" > ")[0])
        if words[0] == "cat":
            text = io.BytesIO(SUMMARY.encode())
            monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=text))
            words = words[words.index("|") + 1 :]
        assert cli.main(words[1:]) == 0, line
    assert capsys.readouterr().out


def test_rows_by_document(capsys, folder):
    (folder / "c.txt").write_text(SUMMARY.replace("7家", "9家").replace("总工会", "工会"), "utf-8")
    _, out, _ = run(capsys, "compare", folder, "--codebook", "union", "--rows", "document", "--csv")
    rows = list(DictReader(io.StringIO(out)))
    assert len(rows) == 3


@pytest.mark.parametrize("command", ["facts", "check", "compare"])
def test_a_gazetteer_names_the_townships(capsys, tmp_path, monkeypatch, command):
    text = "云川县青石工会2023年工作总结\n一、组织\n全年新建基层工会7家。\n"
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "a.txt").write_text(text, encoding="utf-8")
    table = tmp_path / "towns.csv"
    table.write_text("township,county\n青石镇,云川县\n", encoding="utf-8")
    for source in (tmp_path / "t", "-"):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
        told = run(capsys, command, source, "--gazetteer", table, "--format", "json")[1]
        assert ("青石镇" in told) != (command == "check"), "check has no unknown township to tell"
    if command == "facts":
        run(capsys, command, tmp_path / "t", "--gazetteer", table, "--out", f"{tmp_path}/facts/")
        assert zs.read_batch(tmp_path / "facts").facts()["township"].unique() == ["青石镇"]
    code, _, err = run(capsys, command, tmp_path / "t", "--gazetteer", tmp_path / "none.csv")
    assert (code, len(err.splitlines())) == (1, 1)
    assert "There is no gazetteer" in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(capsys, tmp_path, shell):
    code, out, _ = run(capsys, "completion", shell)
    assert code == 0
    assert all(word in out for word in (*COMMANDS, "codebook", "planned", "gazetteer"))
    if shutil.which(shell):
        script = tmp_path / "completion"
        script.write_text(out, encoding="utf-8")
        subprocess.run([shell, "-n", script], check=True)


def test_bash_completes_commands_and_choices(capsys, tmp_path):
    script = tmp_path / "completion"
    script.write_text(run(capsys, "completion", "bash")[1], encoding="utf-8")
    name = re.search(r"complete .*-F (\w+) zhsummary", script.read_text(encoding="utf-8"))
    assert name is not None

    def completed(*words: str) -> set[str]:
        line = " ".join(f"'{word}'" for word in ("zhsummary", *words))
        asked = (
            f"source {script}; COMP_WORDS=({line}); COMP_CWORD={len(words)}; {name[1]}; "
            'echo "${COMPREPLY[@]}"'
        )
        done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=True)
        return set(done.stdout.split())

    assert completed("c") == {"compare", "check", "completion"}
    assert completed("compare", "x", "--modality", "p") == {"planned"}


def test_the_terminal_speaks_chinese(capsys, folder, tmp_path):
    zs.set_language("zh")
    code, out, _ = run(capsys, "compare", folder, "--codebook", "union", "--out", tmp_path / "r")
    assert code == 0
    assert "1 个问题\n" in out
    assert f"已写入：{tmp_path / 'r' / 'compare.csv'}\n" in out
    (folder / "c.docx").write_bytes(b"none")
    _, out, err = run(capsys, "check", folder)
    assert err.startswith("提示：")
    assert "\n  masked                xx人：“会员”的数字被遮盖或缺失。\n" in out
    assert run(capsys, "facts", "nowhere")[2].startswith("zhsummary: nowhere 不存在。")
    with pytest.raises(SystemExit):
        cli.main(["facts", "-", "a.txt"])
    assert "命令写得不对：- 表示标准输入，只能单独使用\n" in capsys.readouterr().err


def test_nothing_is_coloured(capsys, folder):
    """No escape sequence, on a terminal or in a pipe: there is nothing that NO_COLOR turns off."""
    for command in (["compare", "--codebook", "union"], ["facts"], ["headings"], ["check"]):
        assert "\x1b" not in "".join(map(str, run(capsys, command[0], folder, *command[1:])))

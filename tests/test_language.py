"""The language of messages: every one has its Chinese, and one setting chooses."""

from __future__ import annotations

import ast
import builtins
import pickle
import re
import string
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary import cli, errors, language, messages
from zhsummary.lexicons import load

PACKAGE = Path(zs.__file__).parent

#: What says its first argument to people; an error or a warning of ours, or `say` itself.
SPEAKERS = {
    "say", "warn", "NotText",
    *(name for name in dir(errors) if name.endswith("Error")),
}  # fmt: skip

#: What may stand there in place of a template: it was said already, or a table has it.
SAID_BEFORE = (ast.Name, ast.Attribute, ast.Call, ast.Subscript)


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name in ("messages.py", "errors.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in SPEAKERS:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def _templates() -> dict[str, list[tuple[str, set[str]]]]:
    """Give the templates of the code: for each its places and the fields that are given there."""
    found: dict[str, list[tuple[str, set[str]]]] = {}
    for place, call in _calls():
        said = call.args[0]
        if isinstance(said, ast.Constant) and isinstance(said.value, str):
            given = {keyword.arg or "**" for keyword in call.keywords}
            found.setdefault(said.value, []).append((place, given))
    return found


def _of_tables() -> set[str]:
    """Give the sentences that tables of the package say."""
    looks_like = {row["why"] for row in load.rows("lookalikes.tsv")}
    return looks_like | {*messages.SYSTEM_REASONS, *(said for _, said in cli._MISUNDERSTOOD)}


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


CATALOGUE = {row["english"]: row["chinese"] for row in load.rows("messages.tsv")}


# ---------------------------------------------------------------- the catalogue


def test_every_message_of_the_code_has_its_chinese():
    """A message without one would be the only English line of a Chinese screen."""
    used = {**_templates(), **{said: [("a table", set())] for said in _of_tables()}}
    missing = [f"{places[0][0]}: {said}" for said, places in used.items() if said not in CATALOGUE]
    assert not missing, "\n".join(missing)


def test_every_translation_is_used():
    """What nothing says any longer leaves the catalogue."""
    used = {*_templates(), *_of_tables()}
    assert not [english for english in CATALOGUE if english not in used]


def test_no_message_is_put_together_where_it_is_said():
    """An f-string has no template to look up; the values are fields."""
    wrong = [
        place
        for place, call in _calls()
        if not isinstance(call.args[0], (ast.Constant, *SAID_BEFORE))
    ]
    assert not wrong


def test_what_a_problem_says_is_said():
    """A reason that is written down as it is has no Chinese."""
    wrong = [
        f"{path.name}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _name(node.func) == "Problem" and node.args
        if not isinstance(node.args[1], SAID_BEFORE)
    ]
    assert not wrong


def test_every_field_of_a_template_is_given():
    wrong = [
        (place, said)
        for said, places in _templates().items()
        for place, given in places
        if "**" not in given and given != _fields(said)
    ]
    assert not wrong


@pytest.mark.parametrize("english", CATALOGUE)
def test_a_translation_has_the_fields_of_its_template(english):
    """A value that is lost in one language is lost."""
    chinese = CATALOGUE[english]
    assert _fields(chinese) == _fields(english)
    assert re.search("[\u4e00-\u9fff]|^\\W*({\\w+}\\W*)+$", chinese)


def test_errors_of_python_are_said_too():
    """A TypeError with a sentence of ours goes through `say`, as all others do."""
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            raised = node.exc if isinstance(node, ast.Raise) else None
            if isinstance(raised, ast.Call) and raised.args:
                of_python = hasattr(builtins, _name(raised.func))
                written = isinstance(raised.args[0], (ast.Constant, ast.JoinedStr))
                if of_python and written and path.name != "__init__.py":  # a module's own names
                    wrong.append(f"{path.name}:{node.lineno}")
    assert not wrong


# ---------------------------------------------------------------- the choice


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        pytest.param({}, "en", id="nothing"),
        pytest.param({"LANG": "zh_CN.UTF-8"}, "zh", id="lang"),
        pytest.param({"LANG": "zh_TW.Big5"}, "zh", id="any-chinese"),
        pytest.param({"LANG": "ZH_cn"}, "zh", id="letters"),
        pytest.param({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh", id="messages-first"),
        pytest.param({"LC_ALL": "C", "LC_MESSAGES": "zh_CN"}, "en", id="all-first"),
        pytest.param({"LC_ALL": "", "LANG": "zh_CN"}, "zh", id="empty-is-not-set"),
        pytest.param({"LANG": "zh_CN", "ZHSUMMARY_LANGUAGE": "en"}, "en", id="the-variable"),
        pytest.param({"LANG": "C", "ZHSUMMARY_LANGUAGE": " zh "}, "zh", id="spaces"),
    ],
)
def test_the_environment_chooses(environment, expected):
    language.speak_as_set(environment)
    assert messages.language() == expected


def test_a_variable_that_names_no_language_is_told_and_the_locale_decides():
    with pytest.warns(zs.ZhSummaryWarning, match="ZHSUMMARY_LANGUAGE.*'français'.*zh.*en"):
        language.speak_as_set({"ZHSUMMARY_LANGUAGE": "français", "LANG": "en_US"})
    with pytest.warns(zs.ZhSummaryWarning, match="请设为 zh（中文）或 en（英文）"):
        language.speak_as_set({"ZHSUMMARY_LANGUAGE": "français", "LANG": "zh_CN"})


@pytest.mark.parametrize("wanted", ["fr", "ZH", "", None, 3])
def test_no_other_language_is_taken(wanted):
    zs.set_language("zh")
    with pytest.raises(zs.UnknownNameError, match="请用 'zh'（中文）或 'en'（英文）"):
        zs.set_language(wanted)
    assert messages.language() == "zh"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "nowhere 不存在。请检查路径"),
        ({"LC_ALL": "C"}, "nowhere does not exist. Check the path"),
        ({"LANG": "zh_CN.UTF-8", "ZHSUMMARY_LANGUAGE": "en"}, "nowhere does not exist."),
    ],
    ids=["chinese", "plain", "variable"],
)
def test_a_process_speaks_as_its_locale(environment, said):
    done = subprocess.run(
        [sys.executable, "-m", "zhsummary", "facts", "nowhere"],
        capture_output=True, check=False, env={"PATH": "", **environment},
    )  # fmt: skip
    assert said in done.stderr.decode("utf-8")


# ---------------------------------------------------------------- what is said


def test_an_error_is_said_in_the_language_of_its_time():
    zs.set_language("zh")
    with pytest.raises(zs.SourceError) as told:
        zs.read("nowhere.txt")
    assert str(told.value).startswith("nowhere.txt 不存在。请检查路径；查找的位置是 /")


def test_what_was_said_can_be_said_again_and_stored():
    """Notes of reading are kept with a corpus and sent between processes."""
    said = messages.joined(
        [messages.say("{path} holds no text. Remove it, or put its text into it.", path=Path("a"))],
        " ",
    )
    error = pickle.loads(pickle.dumps(zs.SourceError(said)))
    assert str(error) == said == "a holds no text. Remove it, or put its text into it."
    zs.set_language("zh")
    assert messages.in_language(error.args[0]) == "a 中没有文字。请删去，或填上正文。"
    assert str(zs.SourceError(error.args[0])) == "a 中没有文字。请删去，或填上正文。"
    assert zs.SourceError("{a} and {b}").args == ("{a} and {b}",)


def _is_english(said: str) -> bool:
    """Tell whether a sentence is left in English; other libraries' words stand in brackets."""
    ours = re.sub(r"（.*）", "", said)
    return re.search(r"(?:\b[a-z]{2,}\b[ ,.;]+){3,}", ours) is not None


def _odd_corpus(folder: Path) -> Path:
    """Write files with as many sorts of faults as reading knows."""
    title = "河口镇总工会2023年工作总结\n"
    written: dict[str, bytes] = {
        "empty.txt": b"",
        "image.txt": b"\x89PNG\x00",
        "nul.txt": b"a\x00b" + "工会".encode(),
        "cut.txt": (title + "建会5家").encode()[:-1],
        "lost.txt": f"{title}建会\ufffd家。".encode(),
        "half.docx": b"PK\x03\x04 is cut",
        "none.docx": b"no office file",
        "none.xlsx": b"no workbook",
        "none.zip": b"PK no archive",
        "none.pdf": b"%PDF-1.4 no more",
        "none.html": b"<html><script>x()</script></html>",
        "slides.pptx": b"PK",
        "table.csv": "乡镇,township,建会\n河口镇,河口镇,-5\n青石镇,青石镇,6,7\n".encode(),
        "lines.jsonl": "{\"text\": \"河口镇2023年工会总结，建会5家。\"}\nnone\n".encode(),
        "masked.txt": f"{title}三、组织\n建会xx家，会员10人，其中女会员12人，男会员1人。".encode(),
        "copy.txt": f"{title}三、组织\n建会7家，会员10人，其中女会员12人，男会员1人。".encode(),
        "metadata.csv": "file,乡镇,township,year,part\nx.txt,a,b,二零,\nmasked.txt,,,年,0\n"
        "copy.txt,,,,9\n,,,,\nlost.txt,,,,\nlost.txt,,,,\n".encode(),
        "corrections.tsv": "doc_id\twords\tfield\tvalue\tnone\n河口镇-2023\t没有的话\tvalue\t5\n"
        "没有\t建会\tvalue\t5\n\t建会\tvalue\t5\nx\t建会\tnone\t5\n".encode(),
    }  # fmt: skip
    for name, content in written.items():
        (folder / name).write_bytes(content)
    return folder


def _warned(source: Path) -> tuple[list[str], zs.Corpus]:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        corpus = zs.read(source)
        corpus.compare("union")
    return [str(one.message) for one in told], corpus


def test_the_faults_of_a_folder_are_told_in_both_languages(tmp_path):
    """The same warnings and problems, in one language each, with the same values."""
    _odd_corpus(tmp_path)
    english, corpus = _warned(tmp_path)
    zs.set_language("zh")
    chinese, again = _warned(tmp_path)
    assert len(chinese) == len(english) > 20
    assert not [said for said in chinese if _is_english(said)]
    assert all(re.search("[\u4e00-\u9fff]", said) for said in chinese)
    told = again.problems()
    assert not [said for said in told["message"] if _is_english(said)]
    # what was read in one language is told in the other
    pd.testing.assert_frame_equal(corpus.problems(), told)
    zs.set_language("en")
    same = ["doc_id", "source", "kind", "start", "end", "text"]
    pd.testing.assert_frame_equal(corpus.problems()[same], told[same])
    for said, other in zip(corpus.problems()["message"], told["message"], strict=True):
        assert set(re.findall(r"\d+", said)) <= set(re.findall(r"\d+", other))


def test_the_corpus_of_the_package_is_told_of_in_both_languages(corpus):
    english = corpus.problems()
    zs.set_language("zh")
    chinese = corpus.problems()
    assert chinese["kind"].tolist() == english["kind"].tolist()
    assert all(re.search("[\u4e00-\u9fff]", said) for said in chinese["message"])
    assert not [said for said in chinese["message"] if _is_english(said)]
    told = corpus.compare("union").evidence("梓木垭镇-2023", "新发展会员")
    assert not [said for said in told["why"].dropna() if _is_english(said)]


def test_a_page_is_chinese_whatever_the_language(corpus):
    """The report goes to readers of Chinese; who made it is nobody's concern."""
    table = corpus.compare("union")
    english = table.to_html()
    zs.set_language("zh")
    assert table.to_html() == english


def test_explaining_speaks_the_language():
    zs.set_language("zh")
    told = repr(zs.explain("2023年新建基层工会7家。"))
    assert "未读：" in told
    assert "year：年份不是时长" in told
    zs.set_language("en")
    assert "year: a year is no duration" in repr(zs.explain("2023年新建基层工会7家。"))

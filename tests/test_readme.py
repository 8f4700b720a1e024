"""What the README says is so; its Python is run as a doctest."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import zhsummary as zs
from tests.test_corpus_gold import FLOORS
from tests.test_facts import DEV, HELD_OUT
from zhsummary.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```sh\n(.+)\n```", README)


def test_has_two_commands():
    """One line to set up and run, one to set up and test."""
    first, second = COMMANDS
    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert second.endswith("&& .venv/bin/pytest")


def test_the_first_command_does_what_it_says(tmp_path, monkeypatch, capsys):
    """Its last part, run here: the table is printed and the files are written."""
    run = COMMANDS[0].split(" && ")[-1].split()
    assert run[0].endswith("/zhsummary")
    monkeypatch.chdir(ROOT)
    assert main([*run[1:-1], str(tmp_path / "report")]) == 0
    printed = capsys.readouterr().out
    assert "梓木垭镇" in printed
    assert "新发展会员" in printed
    written = {path.suffix for path in (tmp_path / "report").iterdir()}
    assert written == {".csv", ".xlsx", ".html"}


def test_continuous_integration_installs_as_the_readme_does():
    """What is tested is what a newcomer types."""
    install = COMMANDS[1].rpartition(" && ")[0]
    assert install in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_link_leads_somewhere():
    """Files that are named are there, and pictures are small."""
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
    assert all((ROOT / p).stat().st_size < 300_000 for p in links if p.endswith(".png"))


def test_the_named_methods_exist(corpus):
    """Every `corpus.x` and `table.x` of the README is there."""
    table = corpus.compare("union")
    for name, owner in (("corpus", corpus), ("table", table), ("zs", zs)):
        named = set(re.findall(rf"(?<![\w/]){name}\.([a-z_]+)", README))
        assert named
        assert [one for one in sorted(named) if not hasattr(owner, one)] == []


def test_the_named_columns_of_a_codebook_exist():
    """The section on codebooks speaks of columns that are read."""
    from zhsummary.compare.codebook import COLUMNS

    section = README.split("## Writing a codebook")[1].split("\n## ")[0]
    named = {"units", "item_not", "action", "action_not", "about", "about_not", "change", "per",
             "yes", "no", "id", "label", "kind", "item"}  # fmt: skip
    assert all(f"`{name}`" in section for name in named)
    assert named <= set(COLUMNS)


def test_the_figures_are_those_that_tests_assert():
    """The README claims no more than the tests hold."""
    assert FLOORS["precision"] == 1
    assert "every one of the cells said is right" in README
    assert f"at least {FLOORS['recall']:.0%} of the cells that a reader finds" in README
    rows = dict(re.findall(r"^\| ([a-z]+) \| (\d+ \| \d+) \|$", README, flags=re.MULTILINE))
    assert rows == {f: f"{100 * DEV[f]:.0f} | {100 * HELD_OUT[f]:.0f}" for f in DEV}


@pytest.mark.parametrize(
    ("text", "shown", "number", "vague"),
    [
        ("386人", 386, 386, 386),
        ("近300人", "≈300", None, 300),
        ("300人左右", "≈300", None, 300),
        ("1000余人", "≥1000", None, 1000),
        ("不少于1000人", "≥1000", None, 1000),
        ("不足5人", "≤5", None, 5),
        ("5人以下", "≤5", None, 5),
        ("200—250名", "200–250", None, None),
        ("xx人", "××", None, None),
    ],
)
def test_the_table_of_signs(text, shown, number, vague):
    """Each line of *Masked, vague, missing*, run through the library."""
    (document,) = zs.read(_frame(f"河口镇工会2023年工作总结\n工会服务会员。全年发展会员{text}。"))
    table = zs.Corpus([document]).compare("union")
    (cell,) = table.frame["新发展会员 (人)"]
    assert cell == shown
    for given, expected in ((False, number), (True, vague)):
        (value,) = table.numbers(vague=given)["新发展会员 (人)"]
        assert (None if value != value else value) == expected
    assert f"`{shown}`" in README


def _frame(text: str):
    import pandas as pd

    return pd.DataFrame({"text": [text]})


def test_the_package_says_what_the_readme_says():
    """One sentence describes the project, wherever it stands."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sentence = README.split("\n\n")[1]
    assert project["description"].partition(" ")[2].rstrip(".").split(" into ")[1] in sentence
    assert project["version"] == zs.__version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{zs.__version__}]" in changes

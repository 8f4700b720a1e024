"""The codebook of township offices: which sentences fill its columns and which do not.

Each case of `cells_grassroots.jsonl` is a sentence and all cells that a reader gives it;
`none` names the indicators that it only sounds like, `known` why it is not read yet, `title`
the document's where it is not that of a year.
"""

from __future__ import annotations

import json
import re
from collections import Counter

import pandas as pd
import pytest

import zhsummary as zs
from tests import fact_cases
from zhsummary.compare import match

BOOK = zs.load_codebook("grassroots")
CASES = [
    json.loads(line)
    for line in (fact_cases.CASES / "cells_grassroots.jsonl").read_text("utf-8").splitlines()
]
READ = [case for case in CASES if "known" not in case]
UNREAD = [case for case in CASES if "known" in case]


def cells_of(text: str, title: str = "青石镇2023年工作总结") -> list[list[str]]:
    """Give indicator, modality and words of each figure that a column takes."""
    body = f"{title}\n{text}"
    rows = zs.read(pd.DataFrame({"text": [body]}))._fact_rows()
    given = match.assign(rows, BOOK)
    found = zip(given, rows, strict=True)
    return sorted([name, row["modality"], row["text"]] for name, row in found if name)


def test_the_cells_of_a_sentence_are_those_that_a_reader_gives():
    """All of them, and not one more."""
    wrong = {}
    for case in READ:
        said = cells_of(case["text"], case.get("title", "青石镇2023年工作总结"))
        if said != sorted(case["cells"]):
            wrong[case["text"]] = said
    assert wrong == {}


@pytest.mark.parametrize("case", [pytest.param(c, id=c["known"]) for c in UNREAD])
def test_what_is_not_read_yet_gives_no_wrong_cell(case):
    """A figure that is missed stays missing; none goes to another column."""
    said = cells_of(case["text"])
    assert [cell for cell in said if cell[0] not in {name for name, *_ in case["cells"]}] == []


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=c["text"], marks=pytest.mark.xfail(reason=c["known"], strict=True))
        for c in UNREAD
    ],
)
def test_what_is_not_read_yet(case):
    """Turns into a plain case as soon as it is read."""
    assert cells_of(case["text"]) == sorted(case["cells"])


def test_every_indicator_has_its_cases():
    """At least three sentences that fill it and two that only sound like it."""
    names = {indicator.id for indicator in BOOK.indicators}
    filled = Counter(name for case in READ for name in {cell[0] for cell in case["cells"]})
    spared = Counter(name for case in READ for name in case["none"])
    assert set(filled) | set(spared) <= names
    assert sorted(name for name in names if filled[name] < 3) == []
    assert sorted(name for name in names if spared[name] < 2) == []


def test_a_case_does_not_contradict_itself():
    texts = [case["text"] for case in CASES]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []
    for case in CASES:
        assert not {cell[0] for cell in case["cells"]} & set(case["none"]), case["text"]


def test_the_offices_are_all_covered():
    """Not one domain of a township's work is left out."""
    labels = "、".join(indicator.label for indicator in BOOK.indicators)
    offices = "妇女 隐患 转移 低保 党员 粮食 污水 医保 就业 信访 集体"
    assert [word for word in offices.split() if word not in labels] == []
    assert len(BOOK) >= 60


def test_documents_of_every_office_are_welcome():
    assert BOOK.takes("安全生产工作总结\n全年检查企业412家次。")
    assert BOOK.takes("民政工作总结\n全镇现有低保户412户。")


@pytest.mark.parametrize(
    ("opening", "why"),
    [
        ("全县", "the superior's total"),
        ("红旗村", "one of its villages"),
        ("五年来，", "of several years"),
        ("每月", "a rate"),
    ],
)
def test_figures_of_another_whole_are_no_cells(opening, why):
    """The same words of another whole, place or time."""
    sentences = "发展党员12名。 调解矛盾纠纷156起。 排查安全隐患380处。 清运垃圾3200吨。"
    for said in sentences.split():
        assert cells_of(said) != []
        assert cells_of(opening + said) == [], why


def test_what_is_planned_is_told_apart():
    table = zs.read(
        pd.DataFrame({"text": ["青石镇2023年工作总结\n完成改厕320户。\n明年计划完成改厕260户。"]})
    ).compare("grassroots")
    cells = {(row.indicator, row.modality): row.text for row in table.cells.itertuples()}
    assert cells == {("toilets", "actual"): "320户", ("toilets", "planned"): "260户"}


def test_labels_are_said_once_and_ids_are_plain():
    labels = [indicator.label for indicator in BOOK.indicators]
    assert len(set(labels)) == len(labels)
    assert all(re.fullmatch(r"[a-z_]+", indicator.id) for indicator in BOOK.indicators)

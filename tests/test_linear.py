"""A document costs what its length costs, whatever stands in it.

Steps of Python are counted, not seconds: a text four times as long takes at most some five
times as many.
"""

import re
import sys
from collections.abc import Callable

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary import pipeline, structure
from zhsummary.read import from_text
from zhsummary.read.model import Correction

SHAPES = {
    "no line ends": "{全年新建基层工会7家，发展会员386人，其中农民工会员25人。}",
    "short lines": "{建会7家\n}",
    "lines that break off": "{全镇共建工会12家，会员人数达到1300人，各村认真落实，推动工作\n}",
    "headings": "{一、组织建设\n1. 建会\n新建工会7家。\n}",
    "rows of a table": "{|石门村|7家|\n}",
    "one sentence of clauses": "{建会7家，}",
    "one sentence of a list": "{棉被7床、}",
    "figures alone": "{7家}",
    "brackets never closed": "{（7家}",
    "quotations never closed": "{“7家}",
    "limits in one clause": "{包含3岁}。",
    "limits in one list": "{支出3岁、}。",
    "rates and times": "{均已应当年}建会3家。",
    "words before a figure": "{但}建会3家。",
    "words behind a figure": "建会3家{奖补}。",
    "words between figures": "{依靠}3户{依靠}4户。",
    "planned, clause by clause": "明年{计划建会7家，}",
}
_REPEATED = re.compile("{([^}]+)}")


def _facts(text: str) -> None:
    for summary in structure.build(from_text(text)):
        pipeline.read_facts(summary)


def _steps(text: str, work: Callable[[str], object] = _facts) -> int:
    """Count the lines of Python that run from a text to its facts, or to what else is made."""
    count = 0

    def local(*_):
        nonlocal count
        count += 1
        return local

    before = sys.gettrace()
    sys.settrace(local)
    try:
        work(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_four_times_the_text_takes_four_times_the_steps(shape):
    """Growth with the square would take sixteen times as many."""

    def of(length: int) -> str:
        return _REPEATED.sub(lambda piece: piece[1] * (length // len(piece[1])), shape)

    _steps(of(500))  # what is found out once is not counted
    few, many = _steps(of(500)), _steps(of(2000))
    assert many < 5.5 * few


def test_two_long_sentences_are_read_apart():
    """What the sentence before counts is looked up, not gone through for each figure."""

    def of(figures: int) -> str:
        return "造林7亩，" * figures + "。" + "造3亩，" * figures + "。"

    _steps(of(50))
    few, many = _steps(of(50)), _steps(of(200))
    assert many < 5.5 * few


@pytest.mark.parametrize(
    "piece", ["3家4人", "3家4人、", "建会3家（其中4家", "3家，占4%", "其中女职工3人、"]
)
def test_problems_cost_what_the_figures_cost(piece):
    """No figure is held against every other of its clause."""

    def of(figures: int) -> int:
        text = f"河口镇工会2023年工作总结\n全年{piece * figures}。"
        return _steps(text, lambda text: zs.read(pd.DataFrame({"text": [text]})).problems())

    of(20)
    few, many = of(60), of(240)
    assert many < 5.5 * few


def _read(texts: list[str]) -> zs.Corpus:
    return zs.read(pd.DataFrame({"text": texts}))


def _statements(count: int) -> Callable[[], object]:
    """Make documents of one township and year that state one thing differently."""
    texts = [f"河口镇工会2023年工作总结\n第{at}期。发展新会员{at + 1}人。" for at in range(count)]
    corpus = _read(texts)
    return lambda: corpus.compare("union").cells


def _statements_of_one(count: int) -> Callable[[], object]:
    """Make a document that states one thing again and again, each time differently."""
    said = "".join(f"发展新会员{at + 1}人。" for at in range(count))
    corpus = _read([f"河口镇工会2023年工作总结\n{said}"])
    return lambda: corpus.problems("union")


def _corrections(count: int) -> Callable[[], object]:
    """Make a document of which every figure is corrected."""
    corpus = _read(
        ["河口镇工会2023年工作总结\n" + "".join(f"甲{k}村建会{k}家。" for k in range(count))]
    )
    told = [Correction("河口镇-2023", f"甲{k}村建会【{k}家】", "value", "3") for k in range(count)]
    return lambda: corpus._with_corrections(told)


def _named(count: int) -> Callable[[], object]:
    """Make documents, and name each of them."""
    corpus = _read([f"河口镇工会2023年工作总结\n第{at}期。" for at in range(count)])
    return lambda: corpus._meant([d.doc_id for d in corpus])


def _series(count: int) -> Callable[[], object]:
    """Make as many documents of a township in one year as in the next."""
    corpus = _read(
        [f"河口镇工会{year}年工作简报\n第{at}期。" for year in (2022, 2023) for at in range(count)]
    )
    return lambda: corpus._likely_sharing()


@pytest.mark.parametrize("made", [_statements, _statements_of_one, _corrections, _named, _series])
def test_four_times_as_many_take_four_times_the_steps(made):
    def of(count: int) -> int:
        work = made(count)
        return _steps("", lambda _: work())

    of(5)
    few, many = of(40), of(160)
    assert many < 5.5 * few

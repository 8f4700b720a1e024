"""Line ends that only the width of a page has set are told from those that count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhsummary.quantities.find import find_quantities
from zhsummary.structure.sections import headings
from zhsummary.wrapping import INVISIBLE, may_be_wrapped, unwrapped

BODIES = (
    "今年以来，镇总工会围绕中心，服务大局，全年建会12家，发展会员1386人，入会率达到91.5%。",
    "坚持党建带工建，新建基层工会5家，其中服装企业3家，累计61家，会员人数3420人，去年3215人。",
    "慰问困难职工62户，支出慰问救助金7.75万元，其中春节慰问4.96万元、大病救助2.79万元，受助12人。",
    "举办技能培训班9期，参训1105人次，比上年增加85人次；举办技能大赛1场，评出技术能手10名。",
    "实现工会经费收缴22.1万元，同比增长6.5%，上解8.84万元，镇级留成使用率94%，全部用于职工。",
)
TITLES = (
    "一、抓引领",
    "二、抓组建，扩大覆盖面",
    "三、抓帮扶",
    "四、抓培训，练出真功夫",
    "五、抓经费",
)
TEXT = "\n".join(line for pair in zip(TITLES, BODIES, strict=True) for line in pair)


def _wrapped(text: str, width: int, indent: str = "") -> str:
    pieces = []
    for line in text.split("\n"):
        line = indent + line
        pieces += [line[at : at + width] for at in range(0, len(line), width)]
    return "\n".join(pieces)


@pytest.mark.parametrize("width", [16, 20, 27, 33])
@pytest.mark.parametrize("indent", ["", "  "])
def test_what_the_width_has_cut_is_read_as_if_it_had_not(width, indent):
    """Figures and headings are those of the text before it was wrapped."""
    page = _wrapped(TEXT, width, indent)
    whole = [(q.value, q.unit) for q in find_quantities(TEXT)]
    assert [(q.value, q.unit) for q in find_quantities(page)] == whole
    said = [(h.level, h.number, h.title) for h in headings(TEXT)]
    assert [(h.level, h.number, h.title) for h in headings(page)] == said


def test_the_number_of_a_page_stays_between_its_lines():
    """A page that ends inside a sentence does so before the number of the page as well."""
    lines = _wrapped(TEXT, 20).split("\n")
    page = "\n".join([*lines[:7], "- 1 -", *lines[7:]])
    assert "\n- 1 -\n" in unwrapped(page)
    assert [q.value for q in find_quantities(page)] == [q.value for q in find_quantities(TEXT)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXT, id="paragraphs"),
        pytest.param("桃花村工会：建会12家，发展会员386人\n" * 12, id="lines-alike"),
        pytest.param("桃花村,12,35,86,120,4350\n" * 20, id="table"),
        pytest.param("桃花村工会，会员总数386，新增会员12\n" * 12, id="figures-last"),
        pytest.param("山青水秀好风光，户户门前种果桑。\n" * 20, id="verse"),
        pytest.param("三组张红、李明、王强、赵亮家\n四组孙丽\n" * 20, id="short-lines"),
    ],
)
def test_other_lines_are_left_alone(text):
    """Whole paragraphs, tables, verse and lists have no margin that cuts sentences."""
    assert "1386" in text or unwrapped(text) == text
    assert INVISIBLE not in unwrapped(text)


@given(st.text(alphabet="建会12家，。\n 一、", max_size=400))
def test_no_character_is_lost(text):
    """The result is as long as the text, and only white space is hidden."""
    made = unwrapped(text)
    assert len(made) == len(text)
    assert all(a == b or (a.isspace() and b == INVISIBLE) for a, b in zip(text, made, strict=True))
    assert may_be_wrapped(text) or len(text) > 60 * text.count("\n") or text.count("\n") < 8

"""Discovered indicators: what several documents state alike."""

from __future__ import annotations

import pytest

from tests.table_cases import fact
from zhsummary.compare.discover import DRAFT, discover
from zhsummary.errors import UnknownNameError


def stated(doc_id: str, item: str, text: str, *, sentence: str = "", **more) -> dict:
    return fact(doc_id, sentence or f"{item}{text}", text, 1, item=item, unit=text[-1], **more)


def test_what_documents_share_comes_first_and_keeps_its_commonest_name():
    rows = [stated(d, "困难职工", "5户", action="慰问") for d in "abc"]
    rows += [stated("d", "困难职工家庭", "5户", action="走访慰问")]
    rows += [stated(d, "女职工", "9人") for d in "ab"]
    rows += [stated("a", "农家书屋", "3间")]
    found = discover(rows)
    assert [(one.label, one.documents) for one in found.indicators] == [
        ("困难职工", 4),
        ("女职工", 2),
    ]
    assert found.assigned == ["i01"] * 4 + ["i02"] * 2 + [""]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"text": "5人"}, id="another-unit"),
        pytest.param({"text": "5户", "kind": "measure"}, id="another-kind"),
        pytest.param({"text": "5户", "change": "increase_by"}, id="a-change"),
        pytest.param({"text": "5户", "per": "每村"}, id="a-rate"),
    ],
)
def test_what_cannot_be_one_column_is_kept_apart(other):
    text = other.pop("text")
    rows = [stated("a", "困难职工", "5户"), stated("b", "困难职工", text, **other)]
    assert discover(rows).indicators == ()


def test_what_a_sentence_tells_apart_is_never_put_together():
    both = "其中企业工会会员5人、企业工会女会员3人"
    rows = [
        stated(d, item, text, sentence=both) | {"value": int(text[0])}
        for d in "ab"
        for item, text in (("企业工会会员", "5人"), ("企业工会女会员", "3人"))
    ]
    assert {one.label for one in discover(rows).indicators} == {"企业工会会员", "企业工会女会员"}


def test_what_a_document_tells_apart_by_the_action_is_two_indicators():
    """登记企业128家 and 覆盖企业112家 are not one number stated twice."""
    rows = [
        stated(d, "企业", f"{value}家", action=action) | {"value": value}
        for d, values in (("a", (128, 112)), ("b", (94, 79)))
        for action, value in zip(("登记", "覆盖"), values, strict=True)
    ]
    found = discover(rows)
    assert {(one.label, one.documents) for one in found.indicators} == {
        ("登记企业", 2),
        ("覆盖企业", 2),
    }


def test_measure_words_that_count_the_same_are_one_unit():
    rows = [stated(d, "新会员", text) for d, text in (("a", "5人"), ("b", "7名"), ("c", "9人"))]
    assert [(one.unit, one.documents) for one in discover(rows).indicators] == [("人", 3)]


def test_a_copy_is_no_second_document():
    rows = [stated(d, "困难职工", "5户") for d in "ab"]
    assert discover(rows, copies=[("a", "b")]).indicators == ()


def test_indicators_of_one_item_are_told_apart_by_the_action():
    rows = [stated(d, "工会", "5家", action="新建") for d in "ab"]
    rows += [stated(d, "工会", "2家", action="撤并", change="decrease_by") for d in "ab"]
    assert {one.label for one in discover(rows).indicators} == {"新建工会", "撤并工会"}


def test_the_same_input_gives_the_same_draft():
    rows = [stated(d, item, "5户") for d in "abc" for item in ("困难职工", "低保家庭", "五保老人")]
    assert discover(rows) == discover(list(rows))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="none"),
        pytest.param([stated("a", "", "5户"), stated("b", "", "5户")], id="without-an-item"),
    ],
)
def test_nothing_to_discover(rows):
    found = discover(rows)
    assert found.indicators == ()
    assert found.assigned == [""] * len(rows)
    assert found.frame.columns.tolist() == list(DRAFT)


def test_an_indicator_is_found_by_id_or_label():
    found = discover([stated(d, "困难职工", "5户") for d in "ab"])
    assert found.get("i01") is found.get("困难职工")
    with pytest.raises(UnknownNameError, match="困难职工"):
        found.get("党员")

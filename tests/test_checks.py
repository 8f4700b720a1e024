"""Checks: each reports what is certain, and stays silent where another reading would do."""

from __future__ import annotations

import pandas as pd
import pytest

import zhsummary as zs
from tests.table_cases import document, fact
from zhsummary.compare import checks


def facts_of(sentence: str, *said: tuple[str, float], **more) -> list[dict]:
    """Make the facts of one sentence in their order: text and value; % is a percentage."""
    rows = []
    for text, value in said:
        row = fact("a", sentence, text, value, unit=text[-1], **more)
        if text.endswith("%"):
            row |= {"kind": "percent"}
        elif text.endswith("元"):
            row |= {"kind": "money"}
        if "其中" in sentence[: row["start"]] and not text.endswith("%"):
            row |= {"flags": "part-of-total"}
        rows.append(row)
    return rows


@pytest.mark.parametrize(
    ("sentence", "said", "wrong"),
    [
        pytest.param(
            "收缴21.4万元，为上年18.9万元的113.2%",
            [("21.4万元", 214000), ("18.9万元", 189000), ("113.2%", 113.2)],
            False,
            id="of-last-year-right",
        ),
        pytest.param(
            "收缴21.4万元，为上年18.9万元的131.2%",
            [("21.4万元", 214000), ("18.9万元", 189000), ("131.2%", 131.2)],
            True,
            id="of-last-year-wrong",
        ),
        pytest.param(
            "会员4372人，其中农民工2618人，占59.9%",
            [("4372人", 4372), ("2618人", 2618), ("59.9%", 59.9)],
            False,
            id="share-right",
        ),
        pytest.param(
            "会员4372人，其中农民工2618人，占49.9%",
            [("4372人", 4372), ("2618人", 2618), ("49.9%", 49.9)],
            True,
            id="share-wrong",
        ),
        pytest.param(
            "参保6480人，比上年的5960人增长8.7%",
            [("6480人", 6480), ("5960人", 5960), ("8.7%", 8.7)],
            False,
            id="growth-right",
        ),
        pytest.param(
            "由45家增加到50家，增长21%",
            [("45家", 45), ("50家", 50), ("21%", 21)],
            True,
            id="from-to-wrong",
        ),
        pytest.param(
            "企业128家，覆盖112家，建会率50%",
            [("128家", 128), ("112家", 112), ("50%", 50)],
            False,
            id="a-rate-whose-base-is-not-said",
        ),
        pytest.param(
            "慰问68户，发放8.6万元，占50%",
            [("68户", 68), ("8.6万元", 86000), ("50%", 50)],
            False,
            id="other-units",
        ),
    ],
)
def test_percentages_against_their_own_numbers(sentence, said, wrong):
    found = list(checks.percent_contradictions(facts_of(sentence, *said)))
    assert [row["text"] for row in found] == ([said[-1][0]] if wrong else [])


@pytest.mark.parametrize(
    ("sentence", "said", "wrong"),
    [
        pytest.param(
            "会员386人，其中农民工251人、女职工142人",
            [("386人", 386), ("251人", 251), ("142人", 142)],
            [],
            id="parts-may-overlap",
        ),
        pytest.param(
            "会员386人，其中农民工412人",
            [("386人", 386), ("412人", 412)],
            ["412人"],
            id="a-part-above-its-whole",
        ),
        pytest.param(
            "其中建家7家（企业5家、村级3家）",
            [("7家", 7), ("5家", 5), ("3家", 3)],
            ["7家"],
            id="a-part-that-is-divided-again",
        ),
        pytest.param(
            "新建6家，多建1家，其中村办2家",
            [("6家", 6), ("1家", 1), ("2家", 2)],
            [],
            id="the-whole-is-not-the-nearest",
        ),
        pytest.param(
            "会员386人，其中企业12家", [("386人", 386), ("12家", 12)], [], id="another-unit"
        ),
    ],
)
def test_parts_against_their_whole(sentence, said, wrong):
    found = list(checks.part_sums(facts_of(sentence, *said)))
    assert [row["text"] for row in found] == wrong


def test_bracketed_parts_divide_their_whole():
    sentence = "新建7家（企业5家、村级3家）"
    rows = facts_of(sentence, ("7家", 7), ("5家", 5), ("3家", 3))
    for part in rows[1:]:
        part["flags"] = "part-of-total"
    (found,) = checks.part_sums(rows)
    assert (found["text"], found["message"]) == (
        "7家",
        "Its parts 5家、3家 add up to 8, not to 7家.",
    )


def test_a_vague_whole_contradicts_nothing():
    rows = facts_of("会员近386人，其中农民工412人", ("近386人", 386), ("412人", 412))
    rows[0]["qualifier"] = "approx"
    assert list(checks.part_sums(rows)) == []


def test_a_baseline_that_last_years_summary_contradicts():
    documents = [document("a", "青石镇", 2022), document("b", "青石镇", 2023)]
    before = fact("a", "会员45人", "45人", 45, indicator="m")
    now = fact("b", "去年为47人", "47人", 47, indicator="m", modality="reference", time="去年")
    (found,) = checks.baselines(documents, [before, now])
    assert (found["doc_id"], found["text"]) == ("b", "47人")
    assert list(checks.baselines(documents, [before, now | {"value": 45}])) == []
    assert list(checks.baselines(documents, [before, now | {"time": "2019年"}])) == []


def test_headings_that_restart_leave_no_gap():
    """1、2、1、2 where the parents were lost: the second run is a sequence of its own."""
    rows = [
        {
            "doc_id": "a",
            "parent_id": None,
            "sequence": sequence,
            "style": "arabic",
            "number": number,
            "start": place,
            "end": place + 2,
            "marker": f"{number}、",
            "title": "",
        }
        for place, (sequence, number) in enumerate([(0, 1), (0, 2), (1, 1), (1, 2)])
    ]
    assert list(checks.numbering_gaps(rows)) == []
    assert len(list(checks.numbering_gaps([rows[0], rows[1] | {"number": 4}]))) == 1
    assert len(list(checks.numbering_gaps([rows[0], rows[0]]))) == 1


def test_a_few_topics_make_no_stray():
    documents = [
        document(d, "镇", topic=t)
        for d, t in zip("abcd", ["union", "union", "safety", "women"], strict=True)
    ]
    assert list(checks.stray_documents(documents)) == []
    assert list(checks.stray_documents([document("a", "镇", topic=None)])) == []


def test_a_copy_that_shows_two_figures_there_is_not_quoted():
    hidden = fact("a", "经费实收万元", "万元", masked=True)
    shown = [
        fact("b", "经费实收3万元", "3万元", 3),
        fact("b", "经费实收5万元", "5万元", 5, origin=50),
    ]
    (found,) = checks.masked_figures([hidden, *shown], [("a", "b", 1.0)])
    assert "shows" not in found["message"]


def test_everything_in_one_frame_in_the_order_of_the_documents():
    documents = [document("b", None), document("a", "青石镇", None)]
    rows = [fact("a", "经费xx元", "xx元", masked=True), fact("b", "经费xx元", "xx元", masked=True)]
    conflict = [fact("a", f"建{n}家", f"{n}家", n, indicator="u") for n in (7, 9)]
    found = checks.problem_frame(
        checks.problem_rows(
            documents,
            rows,
            copies=[("b", "a", 0.97)],
            conflicts=[conflict],
            unread=[("scan.pdf", "no text in it")],
        )
    )
    assert list(zip(found["doc_id"].fillna(""), found["kind"], strict=True)) == [
        ("", "unread-file"),
        ("b", "unknown-township"),
        ("b", "masked"),
        ("a", "unknown-year"),
        ("a", "near-copy"),
        ("a", "masked"),
        ("a", "conflict"),
        ("a", "conflict"),
    ]
    assert found["source"].tolist()[:2] == ["scan.pdf", "b.txt"]
    assert set(found["kind"]) <= set(checks.KINDS)


def test_no_problems_is_an_empty_frame():
    found = checks.problem_frame(checks.problem_rows([document("a", "青石镇")], []))
    assert found.empty
    assert found.columns.tolist() == list(checks.PROBLEMS)


def test_a_message_calls_an_indicator_by_its_label():
    """`id` is a name in code; who reads problems knows the heads of the columns."""
    texts = [
        f"河口镇工会{year}年工作总结\n全年发展新会员{n}人。{more}"
        for year, n, more in (
            (2022, 206, "总结会上说，全年发展新会员216人。"), (2023, 318, "去年发展新会员226人。")
        )
    ]  # fmt: skip
    found = zs.read(pd.DataFrame({"text": texts})).compare("union").problems
    assert set(found["kind"]) == {"conflict"}
    assert all(said.startswith("新发展会员") for said in found["message"])


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["会员总数300人。", "会员总数301人。"], "The documents of this row disagree on 会员总数"),
        (["会员总数300人。", "会员总数300人。"], ""),
        (["会员总数300人。现有会员301人。"], "会员总数 (actual) is stated as 300人 and 301人"),
    ],
)
def test_contradictions_are_told_without_a_codebook(texts, said):
    """Who has not chosen a codebook yet asks what is wrong with the texts as well."""
    told = [
        f"河口镇工会2023年工作总结\n{text}{'慰问困难职工40户。' * n}"
        for n, text in enumerate(texts)
    ]
    found = zs.read(pd.DataFrame({"text": told})).problems()
    conflicts = found[found["kind"] == "conflict"]
    assert conflicts["text"].tolist() == (["300人", "301人"] if said else [])
    assert all(message.startswith(said) for message in conflicts["message"])


# ---------------------------------------------------------------- amounts out of scale


def _cells(*values, kind="money", unit="元"):
    documents = [document(f"d{i}", f"镇{i}") for i in range(len(values))]
    cells = [
        fact(f"d{i}", f"收缴{v}", f"{v}", v, indicator="dues", kind=kind, unit=unit)
        | {"modality": "actual"}
        for i, v in enumerate(values)
    ]
    return documents, cells


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        pytest.param((86000, 93000, 112000, 78000, 9.8, 99000), [4], id="万元 left out"),
        pytest.param((86000, 93000, 112000, 780000000, 99000), [3], id="万元 for 元"),
        pytest.param((86000, 93000, 112000, 780000, 99000), [], id="a large one is possible"),
        pytest.param((86000, 93000, 9.8), [], id="too few to know the scale"),
        pytest.param((86000, 93000, 0, 99000, 78000), [], id="nothing is an amount too"),
        pytest.param((3, 90, 4000, 86000, 9000000), [], id="no common scale"),
    ],
)
def test_an_amount_out_of_scale_with_the_others_is_asked_about(values, wrong):
    """元 for 万元 is the commonest slip; towns of a county differ, but not a thousandfold."""
    found = list(checks.out_of_scale(*_cells(*values)))
    assert [row["doc_id"] for row in found] == [f"d{i}" for i in wrong]
    assert all("其他" not in row["message"] and "times" in row["message"] for row in found)


def test_counts_and_percentages_have_no_scale():
    """A town may well have a hundred times the members of another."""
    assert list(checks.out_of_scale(*_cells(3, 5, 4, 6, 9000, kind="count", unit="人"))) == []

"""Quantities: found with number, unit and vagueness, and nothing that merely looks like one."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.quantity_cases import table, written
from zhsummary.lexicons.load import rows
from zhsummary.quantities import hedges
from zhsummary.quantities.find import find_numbers, find_quantities
from zhsummary.quantities.units import UNITS

SHARED = Path(__file__).parents[2] / "shared"


def _cases(name: str) -> list:
    return [pytest.param(row, id=f"{n}-{row['text'][:12]}") for n, row in enumerate(table(name))]


@pytest.mark.parametrize("case", _cases("quantities_wild.tsv"))
def test_reads_what_real_summaries_write(case):
    """Every figure of the sentence is read in every field, and nothing else is."""
    assert written(find_quantities(case["text"])) == case["expected"]


@pytest.mark.parametrize("case", _cases("quantities_synthetic.tsv"))
def test_reads_each_way_of_writing(case):
    """Each writing of a number, hedge or unit is read alone."""
    assert written(find_quantities(case["text"])) == case["expected"]


@pytest.mark.parametrize("case", _cases("quantities_negative.tsv"))
def test_finds_nothing_in_lookalikes(case):
    """What only looks like a quantity gives none, alone and inside a sentence."""
    assert find_quantities(case["text"]) == []


@pytest.mark.parametrize("case", _cases("quantities_known_failures.tsv"))
@pytest.mark.xfail(strict=True, reason="known failure, kept in its table with the reason")
def test_known_failures(case):
    """What is still read wrongly is written down; a repair must move its line."""
    assert written(find_quantities(case["text"])) == case["expected"]


def test_the_negative_table_is_wide():
    """Many classes of look-alikes are covered, each by several texts."""
    classes = [row["class"] for row in table("quantities_negative.tsv")]
    assert len(classes) >= 300
    assert len(set(classes)) >= 31


# --- lexicons -----------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows("units.tsv"), ids=lambda row: row["unit"])
def test_each_unit_is_read_where_it_should_be(row):
    """The example of a unit is read with that unit, and its counter-example is not."""
    name = row["unit_as"] or row["unit"]
    assert name in [quantity.unit for quantity in find_quantities(row["yes"])]
    if row["wrong"]:
        assert name not in [quantity.unit for quantity in find_quantities(row["wrong"])]


@pytest.mark.parametrize("row", rows("lookalikes.tsv"), ids=lambda row: row["class"])
def test_each_lookalike_is_refused_and_its_neighbour_read(row):
    """The example of a class gives nothing, the text that resembles it something."""
    assert find_quantities(row["yes"]) == []
    assert find_quantities(row["no"]) != []


@pytest.mark.parametrize("row", rows("hedges.tsv"), ids=lambda row: f"{row['word']}-{row['side']}")
def test_each_hedge_opens_its_bound(row):
    """The example of a hedge is vague as its row says, the counter-example is exact."""
    qualifier = {"near": "approx"}.get(row["effect"], row["effect"])
    (found,) = find_quantities(row["yes"])
    assert (found.qualifier, found.text) == (qualifier, row["yes"])
    if row["no"]:
        assert [quantity.qualifier for quantity in find_quantities(row["no"])] == ["exact"]


def test_no_two_rows_name_one_unit():
    """A unit stands in one row, so that its kind is not a matter of order."""
    names = [row["unit"] for row in rows("units.tsv")]
    assert len(names) == len(set(names)) == len(UNITS)


# --- what is promised of every text --------------------------------------------------------

_PIECES = st.sampled_from(
    [
        *[
            "0",
            "1",
            "23",
            "456",
            "7890",
            "3.5",
            "１２",
            "一",
            "二",
            "两",
            "三",
            "十",
            "百",
            "千",
            "万",
        ],
        *[
            "亿",
            "半",
            "几",
            "数",
            "余",
            "多",
            "来",
            "约",
            "近",
            "超过",
            "不足",
            "以上",
            "左右",
            "内",
        ],
        *[
            "个",
            "名",
            "户",
            "元",
            "万元",
            "%",
            "个百分点",
            "人次",
            "亩",
            "年",
            "月",
            "日",
            "岁",
            "公里",
        ],
        *[
            "千瓦",
            "分之",
            "第",
            "至",
            "—",
            "-",
            "、",
            "，",
            "。",
            "“",
            "”",
            "《",
            "》",
            "x",
            "\\_",
            "*",
        ],
        *["□", "某", "\n", " ", "个半月", "成", "/", ":", "(", ")", "三八", "两委", "企业", "培训"],
        *[
            "A",
            "￥",
            "负",
            "角",
            "分",
            "点",
            "零",
            "〇",
            "壹",
            "仟",
            "萬",
            "餘",
            "由",
            "到",
            "分别",
        ],
    ]
)
ANY_TEXT = st.one_of(st.text(), st.lists(_PIECES, max_size=40).map("".join))


@given(ANY_TEXT)
@settings(max_examples=600, deadline=None)
def test_any_text_gives_literal_ordered_spans(text):
    """No text raises; spans are in order, do not overlap, and hold the text itself."""
    last = 0
    for quantity in find_quantities(text):
        assert last <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        last = quantity.end


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_any_text_keeps_values_and_bounds_consistent(text):
    """Bounds go with qualifiers, masks without values, units and rules are never empty."""
    for quantity in find_quantities(text):
        assert quantity.unit
        assert quantity.rules
        if quantity.masked:
            assert (quantity.value, quantity.low, quantity.high) == (None, None, None)
        elif quantity.qualifier == "range":
            assert quantity.value is None
            assert quantity.low is not None
            assert quantity.high is not None
            assert quantity.low < quantity.high
        else:
            assert quantity.value is not None
            assert quantity.low in (None, quantity.value)
            assert quantity.high in (None, quantity.value)


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_numbers_in_order(text):
    """Bare numbers are literal too."""
    last = 0
    for found in find_numbers(text):
        assert last <= found.start < found.end
        assert found.text == text[found.start : found.end]
        last = found.end


@example("《0个", "》")
@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_paragraphs_are_read_apart(first, second):
    """What is found in a paragraph does not depend on a paragraph far from it."""
    gap = "\n\n好。\n\n"
    alone = [(q.start, q.text) for q in find_quantities(first + gap)]
    both = [(q.start, q.text) for q in find_quantities(first + gap + second)]
    assert both[: len(alone)] == alone


@given(
    st.integers(min_value=0, max_value=10**16),
    st.sampled_from(["户", "人次", "元", "亩", "%", "公里"]),
)
@settings(deadline=None)
def test_any_integer_is_read_back(number, unit):
    """Digits before a unit are the number, with and without separators, of either width."""
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for digits in (str(number), f"{number:,}", wide):
        (found,) = find_quantities(f"共计{digits}{unit}。")
        assert (found.value, found.unit, found.qualifier) == (number, unit, "exact")


@given(st.decimals(min_value=0, max_value=10**9, places=2))
@settings(deadline=None)
def test_any_decimal_is_exact(number):
    """Money keeps its last digit; no float is involved."""
    (found,) = find_quantities(f"投入{number}万元")
    assert found.value == number * 10000


# --- single claims -------------------------------------------------------------------------


def test_bytes_are_refused_with_the_remedy():
    """Undecoded bytes are an error that says what to do."""
    with pytest.raises(TypeError, match="decode"):
        find_quantities("12户".encode())


@pytest.mark.parametrize("value", [None, 12, ["12户"]])
def test_other_types_are_refused(value):
    """Nothing but text is read."""
    with pytest.raises(TypeError):
        find_quantities(value)
    with pytest.raises(TypeError):
        find_numbers(value)


def test_a_header_gives_its_unit_to_bare_cells():
    """A table's unit holds for cells that are a number alone, not for other text."""
    cells = "青年路\t12.5\t第3名\n桥头\t1,200\t8户"
    found = find_quantities(cells, context="项目 | 金额（万元）")
    assert [(q.text, q.value, q.unit) for q in found] == [
        ("12.5", Decimal(125000), "元"),
        ("1,200", Decimal(12000000), "元"),
        ("8户", Decimal(8), "户"),
    ]


def test_a_context_without_unit_changes_nothing():
    """Text before that names no unit adds nothing."""
    assert find_quantities("12.5\n30", context="## 一、基本情况") == []


def test_line_ends_of_another_system_part_digits_too():
    """A page break may be written with carriage returns."""
    (found,) = find_quantities("发放4\r\n\r\n6户。")
    assert (found.text, found.value) == ("4\r\n\r\n6户", 46)


def test_rules_name_what_was_read():
    """Every reading can be explained."""
    (found,) = find_quantities("近5000份")
    assert found.rules == ("digits", "hedge:近", "unit:份")
    (found,) = find_quantities("到账万元。")
    assert found.rules[0] == "lost-digits"


def test_a_million_digits_do_not_hang():
    """Length alone is no reason to fail."""
    (found,) = find_quantities("9" * 1_000_000 + "户")
    assert str(found.value) == "9" * 1_000_000


@pytest.mark.parametrize(
    "piece", ["一", "0", "1,111,", "1-", "三、", "“1", "《1", "x", "\\_", "1\n", "百分之"]
)
def test_adversarial_repetition_is_read(piece):
    """Long repetitions that invite backtracking come to an end."""
    assert isinstance(find_quantities(piece * 20_000), list)


def test_hedge_effects_are_known():
    """The lexicon uses no effect that the bounds do not know."""
    effects = {row["effect"] for row in rows("hedges.tsv")}
    assert effects == {"approx", "near", "over", "under"}
    for effect in effects:
        qualifier, _, _ = hedges.bounds(Decimal(1), (effect,))
        assert qualifier != "exact"


# --- the hand-made gold, where it is at hand -------------------------------------------------


@pytest.fixture
def gold() -> list[dict]:
    """Give the annotated quantities of the sample texts, with their text."""
    files = sorted((SHARED / "gold").glob("*.json"))
    if not files:
        pytest.skip("the annotated samples are not beside the project")
    loaded = []
    for file in files:
        data = json.loads(file.read_text(encoding="utf-8"))
        data["text"] = (file.parent / data["text_file"]).read_text(encoding="utf-8")
        loaded.append(data)
    return loaded


def test_the_annotated_samples_are_read(gold):
    """At least 98 of 100 annotated figures are found with value, kind, unit and qualifier."""
    right = total = 0
    for data in gold:
        found = {(q.start, q.end): q for q in find_quantities(data["text"])}
        for quantity in data["quantities"]:
            if quantity["weak"]:
                continue
            total += 1
            said = found.get((quantity["start"], quantity["end"]))
            right += bool(said) and _agrees(quantity, said)
    assert right / total >= 0.98


def _agrees(gold: dict, said) -> bool:
    same_value = gold["value"] is None or (
        said.value is not None and abs(said.value - Decimal(str(gold["value"]))) < Decimal("1e-6")
    )
    return (
        same_value
        and said.kind in gold["kind"].split("|")
        and said.unit in gold["unit"].split("|")
        and said.qualifier == gold["qualifier"]
        and said.masked == bool(gold["masked"])
    )


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "(bā)"])
def test_what_nobody_sees_parts_no_figure(hidden):
    """Sites put invisible signs or sounds in against copying; what they part is one figure."""
    plain = "全年发放慰问金12.5万元，慰问近三百二十户，完成98%。"
    for at in range(1, len(plain)):
        if hidden == "(bā)" and not "\u4e00" <= plain[at - 1] <= "\u9fff":
            continue  # a sound stands behind a character
        text = plain[:at] + hidden + plain[at:]
        found = find_quantities(text)
        assert [(q.value, q.unit, q.qualifier) for q in found] == [
            (q.value, q.unit, q.qualifier) for q in find_quantities(plain)
        ], text
        assert all(text[q.start : q.end] == q.text for q in found)

"""Fact to indicator, and which of several statements is the cell."""

from __future__ import annotations

import json
from collections import Counter

import pandas as pd
import pytest

import zhsummary as zs
from tests import fact_cases
from zhsummary.compare import match


def _document(text: str, codebook: str) -> str:
    """Give a text what makes it a document of the codebook's kind."""
    if codebook != "union":
        return text
    return f"青石镇工会2023年工作总结\n镇工会、基层工会和会员都有进步。\n{text}"


def cells_of(text: str, codebook: str = "union") -> dict[tuple[str, str], list[str]]:
    """Give the cells of a text: (indicator, modality) -> the words of each statement."""
    table = zs.read(pd.DataFrame({"text": [_document(text, codebook)]})).compare(codebook)
    found: dict[tuple[str, str], list[str]] = {}
    for row in table.cells.to_dict("records"):
        found.setdefault((row["indicator"], row["modality"]), []).append(row["text"])
    return found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("发展新会员近300人。\n全年发展新会员296人。", ["296人"], id="近, then exact"),
        pytest.param("全年发展新会员1086人，共发展新会员1000余人。", ["1086人"], id="余"),
        pytest.param("发展新会员200—250人。\n全年发展新会员236人。", ["236人"], id="a range"),
        pytest.param(
            "发展新会员近300人。\n全年发展新会员400人。", ["近300人", "400人"], id="another amount"
        ),
        pytest.param(
            "发展新会员1000余人。\n全年发展新会员1900人。", ["1000余人", "1900人"], id="far more"
        ),
        pytest.param("发展新会员386人。\n去年发展新会员300余人。", ["386人"], id="another year's"),
    ],
)
def test_a_specific_figure_goes_before_a_vague_one(text, said):
    """近300 and 296 are one amount; 近300 and 400 are two, and both are shown."""
    assert cells_of(text)["new_members", "actual"] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("全县新建基层工会120家，我镇新建基层工会7家。", ["7家"], id="own beside it"),
        pytest.param("今年，全县新建基层工会120家。", [], id="the county's alone"),
        pytest.param("全市组织发动，新建基层工会120家。", [], id="its later clause"),
        pytest.param("全县在城镇、乡村组织发动，新建基层工会120家。", [], id="in its towns"),
        pytest.param("全县统一部署，青石镇新建基层工会7家。", ["7家"], id="by its name"),
        pytest.param("在全县率先新建基层工会7家。", ["7家"], id="before all others"),
        pytest.param(
            "上半年，12个乡镇街道工会共发展会员800人，新建基层工会90家。", [], id="of all towns"
        ),
        pytest.param("新建基层工会7家，居全县前列。", ["7家"], id="behind the figure"),
    ],
)
def test_the_countys_figure_is_not_the_townships(text, said):
    """A report often tells what the whole county did before its own share."""
    assert cells_of(text).get(("new_unions", "actual"), []) == said


@pytest.mark.parametrize(
    ("text", "cell", "said"),
    [
        pytest.param("全年新组建工会5个。", ("new_unions", "actual"), "5个", id="组建"),
        pytest.param("三家企业挂牌成立工会。", ("new_unions", "actual"), "三家", id="挂牌成立"),
        pytest.param("帮助4家企业建立了工会。", ("new_unions", "actual"), "4家", id="帮助建立"),
        pytest.param("已建会6家。", ("new_unions", "actual"), "6家", id="建会"),
        pytest.param("年内吸纳会员412人。", ("new_members", "actual"), "412人", id="吸纳"),
        pytest.param("当年入会736人。", ("new_members", "actual"), "736人", id="入会"),
        pytest.param("现有会员1906人。", ("members_total", "actual"), "1906人", id="现有"),
        pytest.param("会员总数达2600名。", ("members_total", "actual"), "2600名", id="总数"),
        pytest.param("职工入会率稳定在95%。", ("membership_rate", "actual"), "95%", id="稳定在"),
        pytest.param(
            "春节慰问困难职工45户，发放慰问金2.7万元。",
            ("relief_money", "actual"),
            "2.7万元",
            id="慰问金",
        ),
        pytest.param(
            "金秋助学资助困难职工子女14名。", ("scholarship_students", "actual"), "14名", id="助学"
        ),
        pytest.param(
            "组织1130名职工参加医疗互助。", ("mutual_aid_people", "actual"), "1130名", id="互助"
        ),
        pytest.param(
            "全年收缴工会经费21.4万元。", ("dues_collected", "actual"), "21.4万元", id="收缴"
        ),
        pytest.param("明年新建工会6家。", ("new_unions", "planned"), "6家", id="planned"),
        pytest.param(
            "入会率由88.6%提高到93.2%。", ("membership_rate", "reference"), "88.6%", id="baseline"
        ),
    ],
)
def test_one_row_of_a_codebook_covers_the_wordings(text, cell, said):
    """Meaning decides, not the words of one report."""
    assert cells_of(text).get(cell) == [said]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        pytest.param(
            "全年为38名农民工讨回工资41.6万元。", "migrant_members", id="wages are no members"
        ),
        pytest.param(
            "新发展会员386人，其中农民工251人。", "migrant_members", id="a part of the new ones"
        ),
        pytest.param("慰问困难党员23户、1.15万元。", "relief_money", id="the party's relief"),
        pytest.param("县总回拨工会经费6.3万元。", "dues_collected", id="money that came back"),
        pytest.param("入会率低于全县91%的平均水平。", "membership_rate", id="another's rate"),
        pytest.param("签订集体合同46份。", "wage_agreements", id="another agreement"),
        pytest.param("编发简报12期。", "training_sessions", id="issues are no courses"),
        pytest.param("176人取得职业证书。", "training_people", id="certificates are no attendance"),
        pytest.param("医疗互助为11人办理赔付。", "mutual_aid_people", id="paid out, not insured"),
        pytest.param("指导3家企业规范工会财务。", "new_unions", id="another kind of help"),
        pytest.param("没建会的企业还有19家。", "new_unions", id="not yet founded"),
    ],
)
def test_what_only_sounds_like_it_is_no_cell(text, indicator):
    """One wrong cell costs more than ten missing ones."""
    assert [key for key in cells_of(text) if key[0] == indicator] == []


CELLS = [
    json.loads(line)
    for line in (fact_cases.CASES / "cells_wild.jsonl").read_text("utf-8").splitlines()
]


def test_cells_of_sentences_met_on_pages():
    """Four in five of the reworded sentences have the cells that a reader gives, no others wrong.

    Each of them had a wrong or a missing cell when it was written down.
    """
    wrong = {}
    for case in CELLS:
        said = cells_of(case["text"])
        wanted = {(c["indicator"], c["modality"]): c["text"] for c in case["cells"]}
        missed = [key for key, text in wanted.items() if said.get(key) != [text]]
        barred = [key for key in said if key[0] in case["not"]]
        if missed or barred:
            wrong[case["text"]] = (missed, barred)
    assert len(wrong) <= 0.2 * len(CELLS), wrong
    assert sum(len(barred) for _, barred in wrong.values()) <= 4, wrong


def test_a_county_s_own_documents_fill_a_row_of_the_county():
    """全县 is its own; to a township whose name is blanked out it is another's."""
    frame = pd.DataFrame(
        {
            "text": [
                "岚川县民政局2023年工作总结\n全县现有城镇低保对象1046户1881人。",
                "云溪县民政局2023年工作总结\n全县现有城镇低保对象846户1681人。",
                "云溪县应急局2023年工作总结\n全县转移避险群众2600人。",
                "云溪县某镇2023年民政工作总结\n全县现有城镇低保对象846户，我镇46户。",
            ],
            "county": ["岚川县", "云溪县", "云溪县", "云溪县"],
        }
    )
    table = zs.read(frame).compare("grassroots")
    assert table.frame["城镇低保户数 (户)"].tolist()[:2] == [1046, 846]
    assert table.frame["转移避险群众 (人)"]["云溪县"] == 2600
    assert "846户" not in table.cells[table.cells["doc_id"] == "row 3"]["text"].tolist()


def test_figures_of_different_years_are_no_cell_of_a_document_without_a_year():
    """A history of floods says nothing of the year; with a year of its own, that year counts."""
    history = "1995年倒塌房屋86间。\n1996年倒塌房屋24间。"
    flood = pd.DataFrame({"text": [f"青石镇防汛预案\n{history}"]})
    table = zs.read(flood).compare("grassroots")
    assert list(table.cells["text"]) == []
    reasons = set(table.evidence("青石镇", "倒塌房屋")["why"])
    assert reasons == {"dated in different years; the document says no year of its own"}


@pytest.mark.parametrize("codebook", ["union", "government"])
def test_every_cell_of_the_case_sentences_and_no_other(codebook):
    """Each sentence fills the named columns, and no other of the codebook.

    The cells of all kinds of figures that look alike: a share is no growth, a part no
    whole, a stock no flow, another's figure not one's own.
    """
    lines = (fact_cases.CASES / f"cells_{codebook}.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    texts = [f"{c.get('title', '')}\n{_document(c['text'], codebook)}".lstrip() for c in cases]
    corpus = zs.read(pd.DataFrame({"text": texts}))
    said: dict[str, dict[tuple[str, str], list[str]]] = {d.doc_id: {} for d in corpus}
    for row in corpus.compare(codebook).cells.to_dict("records"):
        cells = said[row["doc_id"]]
        cells.setdefault((row["indicator"], row["modality"]), []).append(row["text"])
    assert len(said) == len(cases)
    wrong = {}
    for case, cells in zip(cases, said.values(), strict=True):
        wanted = {(c["indicator"], c["modality"]): c["text"].split("≠") for c in case["cells"]}
        if cells != wanted:
            wrong[case["text"]] = {k: v for k, v in cells.items() if wanted.get(k) != v} or "missed"
    assert wrong == {}


@pytest.mark.parametrize("codebook", ["union", "government"])
def test_every_new_column_has_cases_for_and_against(codebook):
    """Three sentences that fill it and two that only sound like it."""
    lines = (fact_cases.CASES / f"cells_{codebook}.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    filled = Counter(cell["indicator"] for case in cases for cell in case["cells"])
    barred = Counter(indicator for case in cases for indicator in case["not"])
    older = {"union": "dues_collected", "government": "forest"}[codebook]  # cases elsewhere
    names = [indicator.id for indicator in zs.load_codebook(codebook).indicators]
    new = names[names.index(older) + 1 :]
    assert len(new) >= 30
    assert [name for name in new if filled[name] < 3 or barred[name] < 2] == []


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        pytest.param(
            "“十四五”时期，全县新建高标准农田26万亩。\n今年新建高标准农田5万亩。",
            {("new_farmland", "actual"): ["5万亩"]},
            id="a flow of five years beside the year's",
        ),
        pytest.param("五年来，新增养老床位1600张。", {}, id="a flow of five years alone"),
        pytest.param(
            "五年来，森林覆盖率提高到43%。",
            {("forest", "actual"): ["43%"]},
            id="what five years came to is the last year's",
        ),
        pytest.param("到2030年，常住人口城镇化率达到68%。", {}, id="a target of five years"),
        pytest.param(
            "“十五五”时期主要目标\n力争经济年均增长5%以上。城镇化率达到68%。",
            {},
            id="a target in a list of such targets",
        ),
        pytest.param("近三年来，完成造林9万亩。", {}, id="three years"),
        pytest.param(
            "一般公共预算收入突破8亿元、达到8.6亿元。",
            {("budget_revenue", "actual"): ["8.6亿元"]},
            id="the mark that was passed is not a second figure",
        ),
    ],
)
def test_several_years_are_not_the_year(text, cells):
    """What a plan period came to, or is to come to, is no cell of the year."""
    assert cells_of(text, "government") == cells


def _row(**changed):
    row = {
        "doc_id": "a",
        "sentence_start": 0,
        "indicator": "new_unions",
        "modality": "actual",
        "action": "新建",
        "value": 5.0,
        "low": None,
        "high": None,
        "masked": False,
        "flags": "",
        "text": "5家",
        "unit": "家",
        "start": 0,
        "time": "",
    }
    return row | changed


def test_the_same_amount_twice_is_one_cell():
    choice = match.choose([_row(), _row(start=90)])
    assert [row["start"] for row in choice.cells] == [0]
    assert [why for _, why in choice.rejected] == ["says the same again"]


def test_different_amounts_are_a_conflict_and_not_settled():
    """Which of two is right, the reader decides."""
    choice = match.choose([_row(), _row(value=6.0, text="6家", sentence_start=40)])
    assert choice.cells == []
    assert [[row["text"] for row in rows] for rows in choice.conflicts] == [["5家", "6家"]]


@pytest.mark.parametrize(
    ("weaker", "why"),
    [
        pytest.param({"flags": "part-of-total"}, "a part of the whole", id="part"),
        pytest.param({"flags": "inherited-item"}, "stated elsewhere", id="inherited"),
        pytest.param({"masked": True, "value": None}, "blanked out", id="masked"),
    ],
)
def test_the_better_founded_statement_is_the_cell(weaker, why):
    choice = match.choose(
        [
            _row(value=2.0, text="2家", **weaker)
            if "value" not in weaker
            else _row(text="x家", **weaker),
            _row(),
        ]
    )
    assert [row["text"] for row in choice.cells] == ["5家"]
    assert why in choice.rejected[0][1]


def test_a_running_total_gives_way_to_the_years_figure():
    """资助37名；截至目前已累计资助210名: the year's figure is the cell, the other no conflict."""
    running = _row(value=210.0, text="210名", about="截至目前已累计资助＿")
    choice = match.choose([_row(value=37.0, text="37名"), running])
    assert [row["text"] for row in choice.cells] == ["37名"]
    assert "running total" in choice.rejected[0][1]


@pytest.mark.parametrize("opening", ["截至目前", "到目前", "目前", "截至11月底"])
def test_a_figure_as_of_now_is_one_of_the_year(opening):
    """企业自查684项；截至目前，检查发现200项: neither is the better one, so both are shown."""
    later = _row(value=200.0, text="200项", about=f"{opening}发现＿", sentence_start=40)
    choice = match.choose([_row(value=684.0, text="684项"), later])
    assert not choice.cells
    assert [row["text"] for row in choice.conflicts[0]] == ["684项", "200项"]


def test_parts_that_add_up_to_a_stated_total_leave_the_cell_to_it():
    """联合会2家、企业工会3家，共新建5家: the total is the cell."""
    rows = [_row(value=2.0, text="2家"), _row(value=3.0, text="3家"), _row(value=5.0, text="5家")]
    choice = match.choose(rows)
    assert [row["text"] for row in choice.cells] == ["5家"]
    assert len(choice.rejected) == 2


def test_one_event_in_two_units_is_no_conflict():
    """接待群众来访9批86人次: the figure that is counted first is the cell."""
    text = "青石镇2023年信访工作总结\n全年共接待群众来访9批86人次。"
    row = {"id": "a", "label": "来访", "kind": "count", "units": "批 人次", "item": "来访"}
    table = zs.read(pd.DataFrame({"text": [text]})).compare(pd.DataFrame([row]))
    assert [(row.indicator, row.text) for row in table.cells.itertuples()] == [("a", "9批")]
    assert table.conflicts.empty


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        pytest.param("尚缺灭火器18具。", [], id="a-verb"),
        pytest.param("灭火器缺口18具。", [], id="a-gap"),
        pytest.param("仍缺灭火器18具，已配灭火器60具。", ["60具"], id="beside-what-there-is"),
        pytest.param("每500户配备1具灭火器，共配备灭火器60具。", ["60具"], id="one-of-so-many"),
    ],
)
def test_what_is_wanting_and_what_each_has_fill_no_cell(said, texts):
    """尚缺18具 are not there, and of 每500户1具 nobody has one in all."""
    row = {"id": "a", "label": "灭火器", "kind": "count", "unit": "具", "item": "灭火器"}
    text = f"青石镇2023年安全工作总结\n{said}"
    table = zs.read(pd.DataFrame({"text": [text]})).compare(pd.DataFrame([row]))
    assert table.cells["text"].tolist() == texts


def test_people_who_lack_something_are_there():
    row = {"id": "a", "label": "缺水群众", "kind": "count", "unit": "人", "item": "群众"}
    text = "青石镇2023年抗旱工作总结\n为缺水群众860人送水。"
    table = zs.read(pd.DataFrame({"text": [text]})).compare(pd.DataFrame([row]))
    assert table.cells["text"].tolist() == ["860人"]


@pytest.mark.parametrize(
    ("title", "modality"),
    [
        ("一、2023年目标任务完成情况", "actual"),
        ("一、圆满完成各项目标任务", "actual"),
        ("一、业务目标", "actual"),
        ("一、确保完成全年目标任务", "planned"),
        ("一、2024年目标任务", "planned"),
    ],
)
def test_a_title_of_targets_tells_whether_they_were_met(title, modality):
    text = f"青石镇工会2023年工作总结\n镇工会、基层工会和会员都有进步。\n{title}\n新建基层工会7家。"
    cells = zs.read(pd.DataFrame({"text": [text]})).compare("union").cells
    assert [(row.indicator, row.modality) for row in cells.itertuples()] == [
        ("new_unions", modality)
    ]


def test_the_figure_of_a_village_is_no_cell_of_its_township():
    """A township's document may list its villages; only what it says of itself is compared."""
    text = "青石镇2023年工会工作总结\n城关社区：新建工会5家，发展会员300人。\n全镇新建工会9家。"
    table = zs.read(pd.DataFrame({"text": [text]})).compare("union")
    cells = [(row.indicator, row.text) for row in table.cells.itertuples()]
    assert cells == [("new_unions", "9家")]


@pytest.mark.parametrize(
    "text",
    [
        "14家商贸企业没有建立工会。",
        "还有26名货车司机尚未入会。",
        "9名职工没有按期参加医疗互助。",
        "4家企业不愿签订工资集体协议。",
        "没有慰问到的困难职工18户。",
    ],
)
def test_what_was_not_done_fills_no_cell(text):
    assert cells_of(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "县总工会全年新建工会86家。",
        "兄弟乡镇石板镇发展会员310人。",
        "邻镇新建工会14家。",
        "目前仍拖欠工会经费4.5万元。",
        "困难职工慰问金最高2000元。",
    ],
)
def test_what_others_did_what_is_owed_and_the_highest_of_many_fill_no_cell(text):
    assert cells_of(text) == {}


def test_a_townships_share_of_the_county_is_of_what_was_counted():
    cells = cells_of("全县有低保对象9800户，我镇316户。", "grassroots")
    assert cells == {("dibao_households", "actual"): ["316户"]}


def test_what_was_not_done_is_marked_and_may_be_asked_for():
    texts = pd.DataFrame({"text": ["河口镇2023年民政工作总结\n尚有11户没有参加医保。"]})
    asked = pd.DataFrame(
        [
            {
                "id": "out",
                "label": "未参保",
                "kind": "count",
                "unit": "户",
                "item": "参加",
                "about": "没有参加",
            }
        ]
    )
    corpus = zs.read(texts)
    assert corpus.facts()["flags"].str.contains("not-done").all()
    assert corpus.compare(asked).cells["text"].tolist() == ["11户"]


def test_a_fall_in_a_column_of_growth_is_below_zero():
    """收入增速 of 下降6.2% is -6.2; a rise in a column of falls (降幅) is below zero too."""
    text = "公共财政预算收入同比下降6.2%，出口增长5%，房地产开发投资下降9%以上，单位GDP能耗下降3%。"
    table = zs.read(pd.DataFrame({"text": [_document(text, "government")]})).compare("government")
    cells = {row.indicator: row for row in table.cells.itertuples()}
    assert {name: row.value for name, row in cells.items()} == {
        "budget_revenue_growth": -6.2,
        "exports_growth": 5.0,
        "property_growth": -9.0,
        "energy_intensity": 3.0,
    }
    property_growth = cells["property_growth"]
    assert (property_growth.high, property_growth.qualifier) == (-9.0, "under")
    assert property_growth.text == "9%以上"


def test_a_paragraph_of_an_earlier_year_fills_no_cell_of_the_documents_own():
    """2022年，…。修路9公里。 in the report of 2023: what follows is of 2022 until 今年."""
    text = (
        "青石镇2023年工作总结\n"
        "2022年，全镇粮食总产量2.1万吨。完成固定资产投资3.5亿元。\n"
        "今年完成社会消费品零售总额1.2亿元。"
    )
    table = zs.read(pd.DataFrame({"text": [text]})).compare("government")
    assert table.cells.query("modality == 'actual'")["text"].tolist() == ["1.2亿元"]
    now = text.replace("2022年，", "2023年，")
    table = zs.read(pd.DataFrame({"text": [now]})).compare("government")
    assert sorted(table.cells["text"]) == ["1.2亿元", "2.1万吨", "3.5亿元"]

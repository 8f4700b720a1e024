"""Discovered indicators: what several documents state alike, and the draft made of it."""

from __future__ import annotations

import pandas as pd
import pytest

import zhsummary as zs
from tests.table_cases import fact
from zhsummary.compare import discover as discovery
from zhsummary.compare import likeness as near
from zhsummary.compare import match
from zhsummary.compare.codebook import load_codebook
from zhsummary.compare.discover import discover
from zhsummary.errors import UnknownNameError


def stated(doc_id: str, item: str, text: str, *, sentence: str = "", **more) -> dict:
    value = float(text[0]) if text[0].isdigit() else None
    return fact(doc_id, sentence or f"{item}{text}", text, value, item=item, unit=text[-1], **more)


def told(rows: list[dict], **more) -> list[tuple[str, int]]:
    """Give the labels that were found, with the number of facts that each takes."""
    draft = discover(rows, **more)
    assigned = match.assign(rows, draft)
    return [(one.label, assigned.count(one.id)) for one in draft.indicators]


def test_what_documents_share_comes_first_and_keeps_its_commonest_name():
    rows = [stated(d, "困难职工", "5户", action="慰问") for d in "abc"]
    rows += [stated("d", "困难职工家庭", "5户", action="走访慰问")]
    rows += [stated(d, "女职工", "9人") for d in "ab"]
    rows += [stated("a", "农家书屋", "3间")]
    assert told(rows) == [("慰问困难职工", 4), ("女职工", 2)]
    assert match.assign(rows, discover(rows))[-1] == ""


def test_townships_count_before_documents():
    """Two years of two towns say less of a county than one year of three."""
    rows = [stated(d, "女职工", "9人", township=d[0]) for d in ("a1", "a2", "b1", "b2")]
    rows += [stated(d, "困难职工", "5户", township=d[0]) for d in ("a1", "b1", "c1")]
    assert told(rows) == [("困难职工", 3), ("女职工", 4)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"text": "5人"}, id="another-unit"),
        pytest.param({"text": "5户", "kind": "measure"}, id="another-kind"),
        pytest.param({"text": "5户", "change": "increase_by"}, id="a-change"),
        pytest.param({"text": "5户", "per": "每村"}, id="a-rate"),
        pytest.param({"text": "5户", "flags": "difference"}, id="between-two-amounts"),
        pytest.param({"text": "5户", "modality": "reference"}, id="background-alone"),
    ],
)
def test_what_cannot_be_one_column_is_kept_apart(other):
    text = other.pop("text")
    rows = [stated("a", "困难职工", "5户"), stated("b", "困难职工", text, **other)]
    assert told(rows) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            ("签订", "工资集体协议", "5份"), ("达成", "工资协议", "7份"), id="deed-and-thing"
        ),
        pytest.param(
            ("举办", "制鞋、注塑等工种培训", "5期"), ("办", "技能培训班", "7期"), id="list"
        ),
        pytest.param(("", "会员总数", "5人"), ("达到", "在册会员", "7人"), id="a-level"),
        pytest.param(("资助", "困难学生", "5名"), ("资助", "困难学子", "7人"), id="other-name"),
        pytest.param(("完成", "户厕改造", "5户"), ("改造", "户厕", "7户"), id="light-verb"),
        pytest.param(("", "粮食产量", "5吨"), ("达到", "粮食产量", "7斤"), id="units-that-convert"),
    ],
)
def test_ways_of_saying_the_same_are_one_indicator(one, other):
    rows = [
        stated("a", one[1], one[2], action=one[0]),
        stated("b", other[1], other[2], action=other[0]),
    ]
    assert [number for _, number in told(rows)] == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("新建", "工会", "5家"), ("有", "工会", "7家"), id="new-and-there"),
        pytest.param(("", "会员", "5人"), ("", "女会员", "7人"), id="part-and-whole"),
        pytest.param(("慰问", "困难党员", "5名"), ("慰问", "老党员", "7名"), id="two-groups"),
        pytest.param(("覆盖", "企业", "5家"), ("登记", "企业", "7家"), id="two-deeds"),
        pytest.param(("", "生猪", "5头"), ("存栏", "肉牛", "7头"), id="two-things"),
    ],
)
def test_what_differs_is_two_indicators(one, other):
    rows = [
        stated(d, item, text, action=action) for d in "ab" for action, item, text in (one, other)
    ]
    assert [number for _, number in told(rows)] == [2, 2]


@pytest.mark.parametrize(
    ("item", "columns"),
    [
        pytest.param("“迎中秋”文艺演出", [], id="one-of-a-feast"),
        pytest.param("“文艺演出”", [("文艺演出", 2)], id="only-quoted"),
    ],
)
def test_those_of_a_feast_are_not_all_of_their_sort(item, columns):
    """Four shows at mid-autumn are not the shows of a year."""
    rows = [stated("a", item, "4场", action="举办"), stated("b", "文艺演出", "9场", action="举办")]
    assert [(label.removeprefix("举办"), number) for label, number in told(rows)] == columns


def test_two_common_wordings_that_never_meet_are_one_indicator():
    """Every document has its own of the two: they divide the corpus between them."""
    rows = [stated(d, "群众文化室", "5个") for d in "abcdef"]
    rows += [stated(d, "文化活动室", "5个") for d in "ghijkl"]
    assert [number for _, number in told(rows)] == [12]
    assert [number for _, number in told([*rows[:1], *rows[6:7]])] == []


def test_what_a_sentence_tells_apart_is_never_put_together():
    both = "其中企业工会会员5人、企业工会女会员3人"
    rows = [
        stated(d, item, text, sentence=both)
        for d in "ab"
        for item, text in (("企业工会会员", "5人"), ("企业工会女会员", "3人"))
    ]
    assert {label for label, _ in told(rows)} == {"企业工会会员", "企业工会女会员"}


def test_what_a_document_tells_apart_by_the_action_is_two_indicators():
    """登记企业128家 and 覆盖企业112家 are not one number stated twice."""
    rows = [
        stated(d, "企业", f"{value}家", action=action)
        for d, values in (("a", (8, 2)), ("b", (4, 9)))
        for action, value in zip(("登记", "覆盖"), values, strict=True)
    ]
    assert set(told(rows)) == {("登记企业", 2), ("覆盖企业", 2)}


def test_sums_for_different_people_are_told_apart():
    """慰问劳模14名，发放慰问金1.4万元 is no money for workers in need."""

    def given(doc_id: str, people: str) -> list[dict]:
        sentence = f"慰问{people}8名，发放慰问金4元。"
        whom = fact(doc_id, sentence, "8名", 8, item=people, action="慰问", unit="名")
        money = {"item": "慰问金", "action": "发放", "unit": "元", "kind": "money"}
        return [whom, fact(doc_id, sentence, "4元", 4, **money)]

    rows = [
        *given("a", "困难职工"),
        *given("b", "困难职工"),
        *given("c", "劳模"),
        *given("d", "劳模"),
    ]
    money = [row for row in rows if row["unit"] == "元"]
    given_to = dict(zip(map(id, rows), match.assign(rows, discover(rows)), strict=True))
    assert len({given_to[id(row)] for row in money}) == 2


def test_measure_words_that_count_the_same_are_one_unit():
    rows = [stated(d, "新会员", text) for d, text in (("a", "5人"), ("b", "7人"), ("c", "9名"))]
    (found,) = discover(rows).indicators
    assert found.unit == "人"
    assert found.units >= {"人", "名", "位"}


def test_tenths_stand_in_a_column_of_percents():
    """九成 is 90, beside 85%: a column headed 成 would say ninety tenths."""
    rows = [stated(d, "入会率", "9成", kind="percent") for d in "ab"]
    rows += [stated("c", "入会率", "8%", kind="percent")]
    assert told(rows) == [("入会率", 3)]
    assert [one.unit for one in discover(rows).indicators] == ["%"]


def test_a_copy_is_no_second_document():
    rows = [stated(d, "困难职工", "5户") for d in "ab"]
    assert told(rows, copies=[("a", "b")]) == []


def test_an_indicator_is_named_in_the_order_of_the_text():
    rows = [stated(d, "医疗互助", "5人", action="参保", about="医疗互助参保＿") for d in "ab"]
    rows += [stated(d, "工会", "5家", action="新建", about="新建工会＿") for d in "ab"]
    assert {label for label, _ in told(rows)} == {"医疗互助参保", "新建工会"}


def test_a_verb_that_needs_its_object_stands_before_it():
    """培训参加人次 is how sentences run, not what a reader calls a column."""
    rows = [
        stated(d, "培训", "5人", action="参加", sentence="培训参加5人", about="培训参加5人")
        for d in "ab"
    ]
    assert told(rows) == [("参加培训", 2)]


def test_of_names_said_as_often_none_has_a_verb_of_one_sign():
    rows = [stated(d, "轮椅", "5辆", action="送") for d in "ab"]
    rows += [stated(d, "轮椅", "5辆", action="赠送") for d in "cd"]
    assert told(rows) == [("赠送轮椅", 4)]


def test_what_sums_up_a_list_is_the_name():
    """制鞋、注塑等技能培训 is one document's list of what the corpus calls 技能培训."""
    rows = [stated("a", "制鞋、注塑等技能培训", "5期"), stated("b", "茶艺、月嫂等技能培训", "6期")]
    rows += [stated("c", "技能培训", "6期")]
    assert told(rows) == [("技能培训", 3)]


def test_no_two_indicators_have_one_name():
    """培训5期 and 培训300人次 are both called 培训."""
    rows = [stated(d, "培训", text) for d in "ab" for text in ("5期", "3场")]
    labels = [label for label, _ in told(rows)]
    assert len(labels) == len(set(labels)) == 2


def test_a_large_block_is_compared_in_parts(monkeypatch):
    """Memory does not grow by the square of the wordings."""
    rows = [
        stated(d, f"{n}号{thing}", "5户") for d in "ab" for n in range(9) for thing in ("山", "河")
    ]
    monkeypatch.setattr(discovery, "_MOST", 4)
    sizes: list[int] = []
    likeness = near._likeness
    monkeypatch.setattr(
        near,
        "_likeness",
        lambda texts, **how: sizes.append(len(texts)) or likeness(texts, **how),
    )
    assert sum(number for _, number in told(rows)) == len(rows)
    assert max(sizes, default=0) <= 4


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
    draft = discover(rows)
    assert draft.indicators == ()
    assert draft.frame.empty
    assert match.assign(rows, draft) == [""] * len(rows)


def test_an_indicator_is_found_by_id_or_label():
    draft = discover([stated(d, "困难职工", "5户") for d in "ab"])
    assert draft.get("i01") is draft.get("困难职工")
    with pytest.raises(UnknownNameError, match="困难职工"):
        draft.get("党员")


# ------------------------------------------------------------ the draft as a codebook


@pytest.fixture(scope="module")
def found(corpus: zs.Corpus) -> zs.Comparison:
    return corpus.compare()


@pytest.mark.parametrize("modality", ["actual", "planned", "reference"])
def test_the_draft_gives_the_same_cells_again(corpus, found, modality):
    again = corpus.compare(found.codebook, modality=modality)
    pd.testing.assert_frame_equal(again.frame, found.with_modality(modality).frame)


def test_the_draft_is_saved_edited_and_read_again(corpus, found, tmp_path):
    path = tmp_path / "draft.tsv"
    found.codebook.to_tsv(path)
    pd.testing.assert_frame_equal(corpus.compare(path).cells, found.cells)

    label = found.codebook.indicators[0].label
    kept = load_codebook(found.codebook.frame.head(3).replace({"label": {label: "我的指标"}}))
    assert kept.indicators[0].label == "我的指标"
    mine = corpus.compare(kept)
    wanted = {one.id for one in kept.indicators}
    expected = found.cells[found.cells["indicator"].isin(wanted)].reset_index(drop=True)
    pd.testing.assert_frame_equal(mine.cells, expected)


def test_the_draft_says_how_widely_each_is_stated(found):
    frame = found.codebook.frame
    assert frame["townships"].is_monotonic_decreasing
    assert (frame["townships"] <= frame["documents"]).all()
    assert (frame["documents"] <= frame["facts"]).all()
    assert frame["label"].is_unique
    assert frame["example"].str.len().gt(0).all()


def test_what_is_in_no_group_stays_in_sight(corpus, found):
    copies = {one["doc_id"] for one in found.documents if one["copy_of"]}
    facts = [row for row in found._rows if row["doc_id"] not in copies]
    ungrouped = sum(not row["indicator"] for row in facts)
    assert len(found._rows) == len(corpus.facts())
    assert 0 < found.unmatched["facts"].sum() == ungrouped


def one_column(tmp_path, one: str, other: str) -> bool:
    """Say whether the last figures of two townships' sentences come into one column.

    Two documents say each, so that neither is left out as said by one alone.
    """
    for name, around, said in (
        ("柳塘乡", "班子成员分片包干，逐村上门，听取各方面的意见。", one),
        ("枫桥镇", "我们围绕中心、服务大局，各项工作有序推进。", other),
        ("松岭乡", "受山高路远的影响，工作难度大，但干部肯吃苦。", one),
        ("竹溪镇", "一年来，全体人员齐心协力，制度逐步健全。", other),
    ):
        text = f"{name}2023年工作总结\n\n{around}\n{said}\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    table = zs.read(tmp_path).compare()
    lasts = {(row["doc_id"], row["start"]) for row in table._rows}
    last = {doc_id: max(start for of, start in lasts if of == doc_id) for doc_id, _ in lasts}
    given = {row["indicator"] for row in table._rows if row["start"] == last[row["doc_id"]]}
    assert len(last) == 4
    return len(given) == 1 and given != {""}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("职工入会率92%。", "企业建会率81%。", id="rates-of-two-names"),
        pytest.param("互助保障参保率78%。", "互助保障续保率91%。", id="renewed-and-insured"),
        pytest.param("镇内现有企业94家。", "今年新登记企业19家。", id="there-and-new"),
        pytest.param("现有企业94家。", "工资协议覆盖企业64家。", id="there-and-reached"),
        pytest.param("现有会员4372人。", "进城务工人员会员1312人。", id="members-and-some"),
        pytest.param("现有会员4372人。", "今年计划发展新会员120人。", id="members-and-new-ones"),
        pytest.param(
            "新发展会员386人，其中农民工251人。",
            "会员总数1906人，其中农民工1240人。",
            id="parts-of-two-wholes",
        ),
        pytest.param(
            "全乡职工1420名，已入会1168人。", "当年吸收入会736人。", id="all-and-the-year-s"
        ),
        pytest.param(
            "收缴工会经费21.4万元，为上年18.9万元的113.2%。",
            "收缴工会经费86万元，为年度任务80万元的107.9%。",
            id="shares-of-two-things",
        ),
        pytest.param("参保职工2036人。", "观摩消防演练的职工260人。", id="two-deeds-to-people"),
        pytest.param("看望老党员15名。", "看望老党员、老军人40名。", id="one-and-several"),
        pytest.param(
            "慰问困难党员23户，发放慰问金1.2万元。",
            "慰问困难职工60户，发放慰问金6万元。",
            id="sums-for-two-groups",
        ),
        pytest.param(
            "城镇居民人均可支配收入3.1万元。",
            "农村居民人均可支配收入1.9万元。",
            id="town-and-country",
        ),
        pytest.param(
            "居民人均可支配收入2.6万元。", "农村居民人均可支配收入1.9万元。", id="all-and-country"
        ),
        pytest.param(
            "一般公共预算收入8600万元。", "一般公共预算支出9900万元。", id="income-and-spending"
        ),
        pytest.param("肉牛出栏800头。", "肉羊出栏900头。", id="animals"),
        pytest.param("创建三星级工会5家。", "创建二星级工会3家。", id="grades"),
        pytest.param("续订合同的企业10家。", "参加竞赛的企业15家。", id="two-deeds-of-firms"),
        pytest.param("种植油菜800亩。", "种植小麦900亩。", id="crops"),
        pytest.param("新建公厕3座。", "新建户厕9座。", id="buildings"),
        pytest.param("农村低保对象320人。", "农村五保对象41人。", id="those-under-schemes"),
        pytest.param("财政总收入1.5亿元。", "第二产业增加值34亿元。", id="no-word-in-common"),
        pytest.param(
            "公共财政预算收入6200万元。", "第三产业增加值12亿元。", id="revenue-and-value-added"
        ),
        pytest.param(
            "规模以上工业产值7.2亿元。", "规模以上工业增加值2.6亿元。", id="output-and-value-added"
        ),
        pytest.param("工业总产值32亿元。", "规上工业总产值21亿元。", id="all-and-the-large"),
        pytest.param("工农业总产值32亿元。", "工业总产值21亿元。", id="both-and-one-branch"),
        pytest.param("农业增加值增长4.1%。", "建筑业增加值增长6.2%。", id="branches"),
        pytest.param(
            "规模以上工业增加值下降3.5%。", "规模以上采矿业增加值下降8.1%。", id="part-of-industry"
        ),
        pytest.param("固定资产投资增长11%。", "工业投资增长17%。", id="all-and-a-branch"),
        pytest.param("税收收入2600万元。", "人均可支配收入21600元。", id="a-sum-and-a-mean"),
        pytest.param("税收收入2600万元。", "全镇总收入1.2亿元。", id="taxes-and-all-income"),
        pytest.param("粮食产量2.8万吨。", "肉类产量1.1万吨。", id="grain-and-meat"),
        pytest.param(
            "生猪出栏6.2万头，增长7%。", "生猪存栏3.1万头，增长9%。", id="growth-of-sold-and-kept"
        ),
        pytest.param("全年用电量2.1亿千瓦时。", "全年发电量1.8亿千瓦时。", id="used-and-made"),
        pytest.param("新增农业龙头企业4家。", "新增定报企业6家。", id="sorts-of-firms"),
        pytest.param("竣工项目5个。", "续建项目3个。", id="stages-of-works"),
        pytest.param("烟叶种植面积1530亩。", "粮经作物种植面积2000亩。", id="what-is-grown"),
        pytest.param("总人口12607人。", "集镇人口1960人。", id="all-people-and-some"),
        pytest.param("调处矛盾纠纷62起。", "调处劳动争议9起。", id="disputes"),
        pytest.param("非农产业总收入3120万元。", "第一产业总收入485万元。", id="farms-and-not"),
        pytest.param(
            "目前有46家企业建立了职代会制度。", "目前有52家企业建立了工会。", id="what-firms-set-up"
        ),
        pytest.param("城乡低保对象320人。", "城镇低保对象41人。", id="all-and-town"),
        pytest.param("慰问困境儿童28名。", "慰问留守儿童56名。", id="two-kinds-of-people"),
        pytest.param("慰问贫困母亲40名。", "救助贫困母亲2名。", id="visited-and-relieved"),
        pytest.param("走访留守儿童40名。", "结对帮扶留守儿童16名。", id="visited-and-paired"),
        pytest.param("下拨救灾资金28万元。", "下拨供养资金128万元。", id="two-kinds-of-money"),
        pytest.param("受灾群众1360人。", "受益群众1130人。", id="what-befell-them"),
        pytest.param("现有社区妇联9个。", "现有社区16个。", id="named-after-the-other"),
        pytest.param("现有乡镇卫生院9个。", "现有乡镇16个。", id="those-of-the-other"),
        pytest.param("举办法律讲座6场。", "举办家庭教育讲座9场。", id="talks-on-two-things"),
        pytest.param("妇女有1.5万人。", "帮助238名妇女实现就业。", id="all-and-those-helped"),
        pytest.param(
            "开展宣讲24场，参加群众1100人次。",
            "组织应急演练8场，参加群众640人次。",
            id="who-came-to-two-events",
        ),
        pytest.param("共有企业88家。", "应建会未建会的企业11家。", id="all-and-those-left"),
        pytest.param("带动妇女65人。", "救助金惠及妇女6人。", id="led-and-reached"),
        pytest.param("总人口36200人。", "户籍人口35100人。", id="all-and-those-registered"),
        pytest.param("高中文化11名。", "高中及以上文化8人。", id="schooling-of-nobody-knows-whom"),
        pytest.param("水稻种植面积3600亩。", "种植面积1200亩。", id="an-area-of-nothing"),
        pytest.param("低保金162万元。", "农村低保金126万元。", id="all-and-country-relief"),
        pytest.param("出生一孩120人。", "出生二孩60人。", id="births-by-order"),
        pytest.param("计划内出生120人。", "计划外出生6人。", id="births-by-plan"),
        pytest.param("图书室藏书6000册。", "新购图书600册。", id="books-there-and-bought"),
        pytest.param("养护公路86公里。", "硬化公路12公里。", id="roads-kept-and-built"),
        pytest.param("水稻机插面积1200亩。", "水稻种植面积8600亩。", id="grown-and-by-machine"),
        pytest.param("粮食总产量1.2万吨。", "粮食收购量0.3万吨。", id="harvested-and-bought"),
        pytest.param("办理残疾人证120本。", "换发残疾人证36本。", id="papers-new-and-changed"),
        pytest.param("组织代表视察5次。", "组织代表培训3次。", id="what-deputies-do"),
        pytest.param("农副产品收购额120万元。", "农副产品销售额160万元。", id="bought-and-sold"),
        pytest.param("矛盾纠纷排查320起。", "矛盾纠纷化解310起。", id="found-and-settled"),
        pytest.param("土地确权12000亩。", "土地流转3600亩。", id="what-is-done-with-land"),
        pytest.param("地质灾害隐患点12处。", "安全隐患点36处。", id="what-is-in-danger"),
        pytest.param("倒塌房屋12间。", "损坏房屋36间。", id="fallen-and-damaged"),
        pytest.param("校舍改造面积1200平方米。", "校舍面积8600平方米。", id="worked-on-and-all"),
        pytest.param("党员1286名。", "女党员286名。", id="members-and-women"),
        pytest.param("采伐木材1200立方米。", "销售木材860立方米。", id="cut-and-sold"),
        pytest.param("日清运垃圾12吨。", "全年清运垃圾3600吨。", id="a-day-and-a-year"),
        pytest.param("现有贫困户649户。", "新识别纳入贫困户44户。", id="there-and-newly-found"),
        pytest.param("现有24个行政村。", "识别贫困行政村8个。", id="villages-of-two-kinds"),
        pytest.param(
            "全乡辖24个村。",
            "贫困户860户，其中河东、河西等11个村共320户。",
            id="all-and-those-named",
        ),
    ],
)
def test_what_is_told_in_nearly_the_same_words_is_two_indicators(tmp_path, one, other):
    """One wrong cell costs more than ten that are missing: likeness alone joins nothing."""
    assert not one_column(tmp_path, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("职工入会率92%。", "会员入会率81%。", id="a-rate"),
        pytest.param("新登记企业12家。", "今年新注册企业19家。", id="new"),
        pytest.param("会员总数4372人。", "现有会员1906人。", id="a-level"),
        pytest.param("会员总数4372人。", "1906人是会员。", id="a-level-behind"),
        pytest.param(
            "新发展会员386人，其中农民工251人。",
            "今年吸收会员153人，其中农民工97人。",
            id="parts-of-one-whole",
        ),
        pytest.param(
            "城镇居民人均可支配收入3.1万元。", "城镇常住居民人均可支配收入2.9万元。", id="income"
        ),
        pytest.param("地区生产总值增长8%。", "生产总值增长6.1%。", id="growth"),
        pytest.param("慰问困难职工68户。", "走访困难职工家庭57户。", id="visits"),
        pytest.param("排查化解矛盾纠纷120起。", "化解矛盾纠纷86起。", id="found-and-settled"),
        pytest.param("新建硬化公路12公里。", "硬化公路9公里。", id="roads-built"),
        pytest.param("开展“心向党”宣讲32场。", "开展宣讲21场。", id="a-campaign"),
        pytest.param(
            "开展宣讲24场，听众1100人次。", "举办宣讲9场，参加群众640人次。", id="who-came"
        ),
    ],
)
def test_likeness_still_joins_what_is_one(tmp_path, one, other):
    assert one_column(tmp_path, one, other)


def test_a_size_of_what_is_counted_is_no_figure_of_it(tmp_path):
    """500万元以上固定资产投资: the sum says of which projects, not how much was invested."""
    said = "实现一般公共预算收入1.2亿元。全镇500万元以上固定资产投资完成1.78亿元。"
    (tmp_path / "柳塘镇2023年工作总结.txt").write_text(f"柳塘镇2023年工作总结\n{said}", "utf-8")
    cells = zs.read(tmp_path).compare("government").cells
    assert "1.2亿元" in cells["text"].tolist()
    assert "500万元以上" not in cells["text"].tolist()

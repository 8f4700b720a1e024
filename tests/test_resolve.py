"""Short forms of a township's name: resolved within the own county, or left unknown."""

from __future__ import annotations

import pandas as pd
import pytest

import zhsummary as zs
from zhsummary.errors import ColumnError, SourceError

COUNTY = {"岚川县": ["青石镇", "白沙乡", "梅岭镇", "梅溪镇"], "云溪县": ["青石镇", "沙洲镇"]}


def first(*texts: str, gazetteer=None) -> zs.Document:
    """Give the first document of a corpus of these texts."""
    return zs.read(pd.DataFrame({"text": texts}), gazetteer=gazetteer)[0]


@pytest.mark.parametrize(
    ("head", "township"),
    [
        pytest.param("青政发〔2023〕5号", "青石镇", id="first character"),
        pytest.param("青石工〔2023〕12号", "青石镇", id="whole name"),
        pytest.param("岚青政发[2023] 5 号", "青石镇", id="county and township"),
        pytest.param("白政办发〔2023〕第3号", "白沙乡", id="another one"),
        pytest.param("梅政发〔2023〕5号", None, id="two would do"),
        pytest.param("岚政发〔2023〕5号", None, id="the county's own"),
        pytest.param("沙政发〔2023〕5号", None, id="a township of another county"),
        pytest.param("根据青政发〔2023〕5号文件", None, id="quoted, not its own"),
    ],
)
def test_a_document_number_names_a_township_of_the_county(head, township):
    text = f"{head}\n2023年工作总结\n在岚川县委领导下，修路5公里。"
    found = first(text, gazetteer=COUNTY)
    assert (found.county, found.township) == ("岚川县", township)


def test_a_document_number_is_resolved_within_the_corpus():
    """Last year's summary of the same township tells what 青 is short for."""
    text = "青政发〔2024〕5号\n2023年工作总结\n我镇修路5公里。"
    earlier = "岚川县青石镇2022年工作总结\n修路3公里。"
    assert first(text, earlier).township == "青石镇"
    assert first(text).township is None


def test_a_township_that_has_its_document_is_not_given_another():
    """Another township's name may begin like it."""
    text = "青政发〔2024〕5号\n2023年工作总结\n我镇修路5公里。"
    assert first(text, "岚川县青石镇2023年工作总结\n修路3公里。").township is None


def test_a_township_that_the_document_speaks_of_may_be_meant():
    text = "青政发〔2024〕5号\n2023年工作总结\n我镇修路5公里。青石镇中心小学也出了力。"
    assert first(text, "岚川县白沙乡2023年工作总结\n修路3公里。").township == "青石镇"


def test_our_own_kind_must_fit():
    """我乡 does not write for a 镇."""
    text = "青政发〔2023〕5号\n2023年工作总结\n在岚川县委领导下，我乡修路5公里。"
    assert first(text, gazetteer=COUNTY).township is None


def test_a_short_name_needs_the_gazetteer():
    text = "岚川县青石工会2023年工作总结\n建会5家。"
    assert first(text).township is None
    found = first(text, gazetteer=COUNTY)
    assert found.township == "青石镇"
    (claim,) = (c for c in found.identity.claims if c.field == "township")
    assert (claim.source, claim.confidence) == ("gazetteer", "medium")
    assert found.text[claim.start : claim.end] == claim.text == "青石工会"


def test_without_a_county_a_gazetteer_of_two_counties_says_nothing():
    assert first("青石工会2023年工作总结\n建会5家。", gazetteer=COUNTY).township is None


def test_a_masked_name_stays_unknown():
    text = "青政发〔2023〕5号\nxx镇2023年工作总结\n在岚川县委领导下，修路5公里。"
    found = first(text, gazetteer=COUNTY)
    assert found.township is None
    assert [c.standing for c in found.identity.claims if c.field == "township"] == ["masked"]


def test_a_gazetteer_is_a_table_of_ones_own(tmp_path):
    path = tmp_path / "towns.csv"
    path.write_text("县,乡镇\n岚川县,青石镇\n", encoding="utf-8")
    text = "岚川县青石工会2023年工作总结\n建会5家。"
    for gazetteer in (path, pd.DataFrame({"county": ["岚川县"], "township": ["青石镇"]})):
        assert first(text, gazetteer=gazetteer).township == "青石镇"


def test_a_gazetteer_that_cannot_be_used_says_why(tmp_path):
    path = tmp_path / "towns.csv"
    path.write_text("县,名称\n岚川县,青石镇\n", encoding="utf-8")
    with pytest.raises(ColumnError, match="no column 'township'"):
        first("建会5家。", gazetteer=path)
    with pytest.raises(SourceError, match="no gazetteer"):
        first("建会5家。", gazetteer="towns.csv")

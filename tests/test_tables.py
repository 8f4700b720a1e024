"""The frames: their columns and dtypes never change, and every row is literal."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from zhsummary import tables
from zhsummary.facts.model import Fact
from zhsummary.quantities.model import Quantity
from zhsummary.spans import Span
from zhsummary.structure.model import Heading, Identity, Section, Summary

TEXT = "一、组织建设\n新建基层工会7家，发展会员近300人。\n"


def summary(**identity) -> Summary:
    return Summary("青石镇-2023", "青石镇.txt", 0, TEXT, Identity(**identity))


def heading() -> Heading:
    return Heading(0, 6, "一、", 1, "cn", "组织建设", 2, 1, False, False, 0, None, 0, len(TEXT))


def quantity(text: str, value: int, **more) -> Quantity:
    start = TEXT.index(text)
    fields = {"low": None, "high": None, "qualifier": "exact", "unit": text[-1]} | more
    return Quantity(start, start + len(text), text, "count", Decimal(value), **fields)


FRAMES = [
    pytest.param(tables.facts_frame, tables.FACTS, id="facts"),
    pytest.param(tables.headings_frame, tables.HEADINGS, id="headings"),
    pytest.param(tables.sections_frame, tables.SECTIONS, id="sections"),
    pytest.param(tables.sentences_frame, tables.SENTENCES, id="sentences"),
]


@pytest.mark.parametrize(("make", "columns"), FRAMES)
def test_an_empty_frame_has_the_same_columns_and_dtypes(make, columns):
    frame = make([])
    assert frame.columns.tolist() == list(columns)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == columns


def test_facts_keep_their_dtypes_when_everything_optional_is_absent():
    """A corpus without years or townships still gives columns one can compute with."""
    rows = tables.fact_rows(summary(), [], [Fact(quantity("7家", 7), 7, 27)])
    frame = tables.facts_frame(rows)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == tables.FACTS
    assert frame["year"].isna().all()
    assert frame["section_id"].isna().all()


def test_a_fact_row_is_literal():
    facts = [Fact(quantity("近300人", 300, high=Decimal(300), qualifier="approx"), 7, 27)]
    sections = [Section(0, None, 0, 0), Section(1, 0, 0, len(TEXT), ("组织建设",))]
    (row,) = tables.fact_rows(summary(township="青石镇", year=2023), sections, facts)
    assert TEXT[row["start"] : row["end"]] == row["text"]
    assert TEXT[row["sentence_start"] :].startswith(row["sentence"])
    assert (row["section_id"], row["section"]) == (1, "组织建设")
    assert (row["value"], row["low"], row["high"]) == (300.0, None, 300.0)


def test_zero_missing_and_masked_stay_three_things():
    rows = [
        {"start": 0, "end": 1, "sentence_start": 0, "value": 0, "masked": False},
        {"start": 0, "end": 1, "sentence_start": 0, "value": None, "masked": True},
        {"start": 0, "end": 1, "sentence_start": 0},
    ]
    frame = tables.facts_frame(rows)
    assert frame["value"].fillna(-1).tolist() == [0.0, -1.0, -1.0]
    assert frame["masked"].tolist() == [False, True, False]


def test_flags_may_be_given_as_a_sequence():
    row = {"start": 0, "end": 1, "sentence_start": 0, "flags": ("masked", "part-of-total")}
    assert tables.facts_frame([row]).loc[0, "flags"] == "masked;part-of-total"


def test_a_key_that_is_no_column_is_left_out():
    row = {"start": 0, "end": 1, "sentence_start": 0, "source": "a.txt"}
    assert "source" not in tables.facts_frame([row])


def test_heading_rows_name_the_section_that_they_open():
    sections = [Section(0, None, 0, 0), Section(1, 0, 0, len(TEXT), ("组织建设",))]
    frame = tables.headings_frame(tables.heading_rows("a", [heading()], sections))
    assert frame.loc[0, ["section_id", "title", "marker"]].tolist() == [1, "组织建设", "一、"]
    assert pd.isna(frame.loc[0, "parent_id"])


def test_sections_hold_every_character():
    sections = [Section(0, None, 0, 0), Section(1, 0, 0, len(TEXT), ("组织建设",))]
    frame = tables.sections_frame(tables.section_rows("a", TEXT, [heading()], sections))
    assert "".join(frame["text"]) == TEXT
    assert frame["level"].tolist() == [0, 1]


def test_sentences_stand_in_their_sections():
    sections = [Section(0, None, 0, 7), Section(1, 0, 7, len(TEXT), ("组织建设",))]
    spans = [Span(0, 7), Span(7, len(TEXT))]
    frame = tables.sentences_frame(tables.sentence_rows("a", TEXT, sections, spans))
    assert "".join(frame["text"]) == TEXT
    assert frame["section_id"].tolist() == [0, 1]

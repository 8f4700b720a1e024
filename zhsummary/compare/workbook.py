"""The sheets of a comparison's workbook: the table, its evidence, what went wrong.

In goes a `Comparison`, out come sheets for `zhsummary.show.excel`. A cell of the table
links to its row on the sheet of evidence and shows its sentence when one hovers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zhsummary.compare.cells import Cell, column_name
from zhsummary.show.amounts import MODALITIES
from zhsummary.show.chinese import named, named_all
from zhsummary.show.excel import Linked, Sheet

_EVIDENCE = "事实明细"
_WORDED = "文字表述"
_INDENT = "　"
_NAMING = 4  # columns of the evidence that name a row: file, document, township, year

_SIGNS = [
    ["数字", "作者写明的确切数"],
    ["≈300", "近、约、左右"],
    ["≥1000", "余、多、以上、不少于"],
    ["≤5", "不足、以下、以内"],
    ["200–250", "区间，不取中值"],
    ["文字", "只有文字表述（如“与经济增长同步”），没有数"],
    ["××", "有数但被遮盖或缺失"],
    ["86≠90", "同一文档、或同一乡镇同一年的几份文档数字不同，未作取舍"],
    ["空白", "文中没有提到"],
    ["已更正", "事实明细的“提示”一列写明，“原读作”一列是更正前的读法"],
    ["金额", "事实明细以元为单位；对比表以列名所注单位为准"],
]


def sheets(table: Any) -> list[Sheet]:
    """Give the sheets of a comparison."""
    return [
        _table(table),
        Sheet.of(_EVIDENCE, _in_chinese(table, table.cells), frozen=_NAMING),
        *([Sheet.of(_WORDED, _in_chinese(table, table.worded))] if len(table.worded) else []),
        _sections(table),
        Sheet.of("冲突", _in_chinese(table, table.conflicts)),
        Sheet.of("未匹配", _in_chinese(table, table.unmatched)),
        Sheet.of("问题", _problems(table)),
        Sheet("说明", ["项目", "内容"], _notes(table)),
    ]


def _table(table: Any) -> Sheet:
    places = {
        _place(row): (name, number)
        for name, frame in ((_WORDED, table.worded), (_EVIDENCE, table.cells))
        for number, row in enumerate(frame.to_dict("records"), start=2)
    }
    rows = []
    for label, cells in table.lines():
        linked = [
            Linked(cell.value, *places[_place(cell.rows[0])], _look(cell), cell.hover)
            if cell.rows
            else None
            for cell in cells
        ]
        rows.append([*label[:1], *map(_year, label[1:]), *linked])
    names = list(table.frame.index.names)
    header = [*named_all("column", names), *table.frame.columns]
    amounts = range(len(names), len(header))
    return Sheet("对比表", header, rows, frozen=len(names), amounts=amounts)


def _year(label: str) -> int | str:
    return int(label) if label.isdecimal() else label


def _in_chinese(table: Any, frame: Any) -> Any:
    """Give a frame with the names of indicators, modalities, qualifiers and flags in Chinese."""
    labels = {indicator.id: indicator.label for indicator in table.codebook.indicators}
    told: dict[str, Callable[[str], str]] = {
        "indicator": lambda name: labels.get(name, name),
        "modality": lambda name: MODALITIES.get(name, name),
        "qualifier": lambda name: named("qualifier", name),
        "kind": lambda name: named("kind", name),
        "flags": lambda flags: "；".join(named_all("flag", filter(None, flags.split(";")))),
    }
    said = {
        column: [how(str(value)) for value in frame[column].fillna("")]
        for column, how in told.items()
        if column in frame
    }
    for column in frame.columns:
        if frame[column].dtype == "bool":
            said[column] = ["是" if value else "" for value in frame[column]]
    return frame.assign(**said)


def _look(cell: Cell) -> str:
    return "corrected" if cell.corrected else cell.coverage


def _sections(table: Any) -> Sheet:
    """Give the headings of the documents, indented by their level."""
    rows = [
        [
            document.doc_id,
            heading.level,
            heading.marker,
            _INDENT * (heading.level - 1) + heading.title,
        ]
        for document in table.texts
        for heading in document.headings
    ]
    return Sheet(
        "章节", named_all("column", ["doc_id", "level", "marker", "title"]), rows, frozen=1
    )


def _problems(table: Any) -> Any:
    told = table.problems_in("zh")
    return told.assign(kind=named_all("problem", told["kind"]))


def _place(row: dict[str, Any]) -> tuple[str, int, str, str]:
    return row["doc_id"], row["start"], row["indicator"], row["modality"]


def _notes(table: Any) -> list[list[Any]]:
    copies = [
        f"{document['doc_id']} → {document['copy_of']}"
        for document in table.documents
        if document["copy_of"]
    ]
    indicators = [column_name(indicator) for indicator in table.codebook.indicators]
    counted = len(table.documents) - len(copies)
    return [
        ["指标表", named("codebook", table.codebook.name)],
        ["指标", "；".join(indicators)],
        ["口径", MODALITIES[table.modality]],
        ["文档", f"{len(table.documents)} 份，计入 {counted} 份，共 {len(table)} 行"],
        ["重复文档（不计入）", "；".join(copies) or "无"],
        *_SIGNS,
    ]

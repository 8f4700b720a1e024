"""Charts of a comparison: an indicator by township, from year to year, what is stated at all.

In go a `Comparison` and an indicator, or documents and their words, out come drawings of
`zhsummary.show.charts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from zhsummary.compare.cells import Cell, column_name
from zhsummary.show.amounts import MODALITIES
from zhsummary.show.charts import (
    Bar,
    Chart,
    Keyword,
    bar_chart,
    grid_chart,
    keyness_chart,
    likeness_chart,
    year_chart,
)
from zhsummary.show.table import TableView

_NEXT_YEAR = re.compile(r"明年|来年|下一?年|次年|新的一年")
_NO_BAR = ("words", "masked", "conflict", "missing")
_MOST_ALIKE = 150  # documents of a map of likeness
_CHANCE = 0.01


def bars(table: Any, indicator: Any, *, ordered: bool) -> Chart:
    """Draw an indicator as bars; what is done has a line for what was planned a year before."""
    planned = targets(table.with_modality("planned"), indicator) if _is_done(table) else {}
    drawn = []
    for line, label, cell in table.column(indicator):
        low, high = cell.bounds
        aim = planned.get((line.place, line.year))
        drawn.append(
            Bar(
                " ".join(label), cell.text or "–", low, high, cell.mark,
                target=None if aim is None else aim.number(vague=True),
                target_text="" if aim is None else f"上年计划 {aim.text}",
            )
        )  # fmt: skip
    if ordered:
        drawn.sort(key=lambda bar: (bar.mark in _NO_BAR, -bar.high))
    return bar_chart(f"{column_name(indicator)} · {MODALITIES[table.modality]}", drawn)


def _is_done(table: Any) -> bool:
    return table.modality == "actual"


def targets(planned: Any, indicator: Any) -> dict[tuple[Any, int], Cell]:
    """Give what each township's summary planned for the year after its own.

    `planned` is the comparison of the planned figures.
    A plan for another time (到2025年) is no target, nor is a plan without a number, nor
    one of a township that has several summaries of the year.
    """
    found: dict[tuple[Any, int], list[Cell]] = {}
    for line, _, cell in planned.column(indicator):
        if cell.rows and line.name and line.year is not None:
            key = line.place, int(line.year) + 1
            found.setdefault(key, []).append(cell)
    return {
        key: cells[0]
        for key, cells in found.items()
        if len(cells) == 1 and _is_for(cells[0], key[1])
    }


def with_targets(table: Any) -> TableView:
    """Give a table's view, what is done with what was planned for it a year before."""
    view = table.view()
    if not _is_done(table):
        return view
    columns, others = [], table.with_modality("planned")
    for indicator in table.indicators:
        planned = targets(others, indicator)
        aims = [planned.get((line.place, line.year)) for line, *_ in table.column(indicator)]
        columns.append([float("nan") if aim is None else aim.number(vague=True) for aim in aims])
    grid = zip(view.grid, zip(*columns, strict=True), strict=True) if columns else ()
    aimed = (
        tuple(replace(cell, target=aim) for cell, aim in zip(line, aims, strict=True))
        for line, aims in grid
    )
    return replace(view, grid=tuple(aimed) or view.grid)


def _is_for(cell: Cell, year: int) -> bool:
    number = cell.number(vague=True)
    time = str(cell.rows[0].get("time") or "")
    return number == number and (
        not time or bool(_NEXT_YEAR.search(time)) or time.startswith(f"{year}年")
    )


def years(table: Any, indicator: Any) -> Chart:
    """Draw an indicator from year to year, a line for each township that has a year."""
    rows: dict[Any, list[tuple[int, Bar]]] = {}
    for line, _, cell in table.column(indicator):
        if line.name and line.year is not None:
            low, high = cell.bounds
            bar = Bar("", cell.text or "–", low, high, cell.mark)
            rows.setdefault(line.place, []).append((int(line.year), bar))
    ordered = [
        ("".join(part for part in reversed(place) if part), sorted(of, key=lambda one: one[0]))
        for place, of in rows.items()
    ]
    return year_chart(f"{column_name(indicator)} · {MODALITIES[table.modality]}", ordered)


def coverage(table: Any) -> Chart:
    """Draw which indicators each row states."""
    view = table.view()
    return grid_chart(
        view.caption,
        [" ".join(label) for label in view.labels],
        [label for label, _ in view.columns],
        [[cell.mark for cell in line] for line in view.grid],
    )


def similarity(documents: Iterable[Any]) -> Chart:
    """Draw how alike documents (``doc_id text``) are in their words; alike ones stand together."""
    from zhsummary.mining.alike import FEW
    from zhsummary.mining.reuse import closest, likeness  # it loads scikit-learn

    held = list(documents)
    count = len(held)
    if count > FEW:
        held = [held[at] for at in closest([document.text for document in held], _MOST_ALIKE)]
    order, alike = likeness([document.text for document in held])
    nearest = [
        max((value for other, value in enumerate(line) if other != place), default=0.0)
        for place, line in enumerate(alike)
    ]
    kept = set(sorted(order, key=lambda place: (-nearest[place], place))[:_MOST_ALIKE])
    shown = [place for place in order if place in kept]
    more = f"（最相似的 {len(shown)} 篇）" if len(shown) < count else ""
    return likeness_chart(
        f"文档相似度{more}",
        [held[place].doc_id for place in shown],
        [[alike[place][other] for other in shown] for place in shown],
    )


def key_words(found: Any, names: tuple[str, str], n: int) -> Chart:
    """Draw the first and the last `n` words of what ``corpus.keyness`` found, strongest first."""
    of_a = found[found["log_likelihood"] > 0].head(n)
    of_b = found[found["log_likelihood"] < 0].tail(n).iloc[::-1]
    words = [
        Keyword(word, int(a), int(b), float(score), sure=chance < _CHANCE)
        for part in (of_a, of_b)
        for word, a, b, score, chance in zip(
            *(part[c] for c in ("word", "count_a", "count_b", "log_likelihood", "chance")),
            strict=True,
        )
    ]
    title = f"{names[0]} 与 {names[1]} 的特征词（词后为两边次数）"
    return keyness_chart(title, names, words)

"""How long indicators take to be found, and in how much memory.

The facts are those of the bundled corpus over and over, each time as other documents, with
words put before and behind their items, so that wordings grow in number as they do in texts.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from itertools import count, islice
from typing import Any

import zhsummary as zs
from tests.benchmarks.measuring import CORPUS, Table, peak_memory
from zhsummary.compare import match
from zhsummary.compare.discover import discover

FRONTS = ["", "", "", *"基层 企业 农村 乡镇 特困 新 女 青年 退役 残疾 留守".split()]
ENDS = ["", "", "", *"户 人员 家庭 队伍 项目 工程".split()]
PLACES = [a + b for a in "东西南北上下前后大小" for b in "山河湖塘坪岭冲湾坝沟"]


def generated(rows: list[dict[str, Any]], seed: int = 1) -> Iterator[dict[str, Any]]:
    """Give facts without end; the same for the same seed."""
    chance = random.Random(seed)
    for turn in count():
        for row in rows:
            front = chance.choice(FRONTS) + chance.choice(["", "", chance.choice(PLACES)])
            yield row | {
                "doc_id": f"{row['doc_id']}~{turn}",
                "township": f"{row['township']}{turn}",
                "item": row["item"] and front + row["item"] + chance.choice(ENDS),
                "value": row["value"] and float(chance.randint(1, 500)),
            }


def tables(quick: bool = False) -> Iterator[Table]:
    """Find and assign indicators of ever more facts."""
    facts = zs.read(CORPUS)._fact_rows()
    discover(facts)  # what is loaded once is not counted
    rows = [_measured(facts, size) for size in ((660, 2000) if quick else (660, 5000, 20_000))]
    head = ["facts", "indicators", "s to find", "s to assign", "peak memory MB"]
    yield Table("Indicators discovered", "Facts of the bundled corpus, varied.", head, rows)


def _measured(rows: list[dict[str, Any]], size: int) -> list[object]:
    facts = list(islice(generated(rows), size))
    start = time.process_time()
    draft = discover(facts)
    found = time.process_time()
    match.assign(facts, draft)
    done = time.process_time()
    return [size, len(draft), found - start, done - found, round(peak_memory())]

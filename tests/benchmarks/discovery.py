"""How long indicators take to be found, and in how much memory.

    python -m tests.benchmarks.discovery [FACTS ...]

The facts are those of the bundled corpus over and over, each time as other documents, with
words put before and behind their items, so that wordings grow in number as they do in texts.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from itertools import count, islice
from typing import Any

import zhsummary as zs
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


def main(sizes: list[int]) -> None:
    rows = zs.read("corpus")._fact_rows()
    discover(rows)  # what is loaded once is not counted
    for size in sizes:
        facts = list(islice(generated(rows), size))
        start = time.perf_counter()
        draft = discover(facts)
        found = time.perf_counter()
        match.assign(facts, draft)
        done = time.perf_counter()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{size} facts: {found - start:.1f} s to find {len(draft)} indicators, "
            f"{done - found:.1f} s to assign them, at most {memory} MB"
        )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [660, 5000, 20_000])

"""How time and memory grow with the length of one document and with the number of documents.

    python -m tests.benchmarks.scaling length prose 1000000
    python -m tests.benchmarks.scaling streamed 10000

Each measurement is a process of its own, which prints seconds of the processor, facts and its
peak memory as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator

from tests import generated_corpus
from tests.benchmarks.measuring import CORPUS, Table, in_own_process, peak_memory

_LENGTHS = (1_000, 10_000, 100_000, 1_000_000, 10_000_000, 50_000_000)
_COUNTS = (100, 1_000, 10_000, 100_000)
_HELD = (100, 1_000, 10_000)

#: Documents of awkward shape: what is repeated, and how often at full size.
SHAPES = {
    "10^6 short lines": ("建会7家\n", 1_000_000),
    "one sentence of 10^5 figures": ("建会7家，", 100_000),
    "one list of 10^5 figures": ("棉被7床、", 100_000),
    "10^5 figures side by side": ("7家", 100_000),
    "10^5 headings": ("一、组织建设\n新建工会7家。\n", 100_000),
    "10^5 words without a mark": ("加强领导", 50_000),
}


def tables(quick: bool = False) -> Iterator[Table]:
    """Measure one document ever longer, awkward ones, and ever more documents."""
    lengths, counts, held = _LENGTHS, _COUNTS, _HELD
    if quick:
        lengths, counts, held = lengths[:4], counts[:2], held[:2]
    head = ["bytes", "s", "MB/s", "facts", "peak memory MB"]
    for kind, title in (("prose", "lines"), ("unbroken", "no line ends")):
        rows = [_row(size, in_own_process("scaling", "length", kind, size)) for size in lengths]
        note = "The bundled texts, their sentences over and over, from text to facts."
        yield Table(f"One document with {title}", note, head, rows)
    rows = [_of_shape(name, 10 if quick else 1) for name in SHAPES]
    note = "From text to facts; the last column says how much longer it takes than a quarter of it."
    yield Table("Awkward documents", note, ["shape", "MB", "s", "facts", "times"], rows)
    head = ["documents", "s", "MB/s", "facts", "peak memory MB"]
    rows = [_row(count, in_own_process("scaling", "streamed", count)) for count in counts]
    note = "Different documents read one after the other; none is kept, nor are its facts."
    yield Table("Documents streamed", note, head, rows)
    rows = [_row(count, in_own_process("scaling", "held", count)) for count in held]
    note = "`zs.read` of a frame, `corpus.facts()` and `corpus.compare('union')`, all kept."
    yield Table("Documents held and compared", note, head, rows)


def _row(size: int, told: dict[str, float]) -> list[object]:
    speed = told["bytes"] / 1e6 / told["seconds"]
    return [size, told["seconds"], speed, int(told["facts"]), round(told["memory"])]


def _of_shape(name: str, part: int) -> list[object]:
    piece, times = SHAPES[name]
    whole, quarter = (in_own_process("scaling", "shape", name, part * k) for k in (1, 4))
    size = len(piece.encode()) * times / part / 1e6
    ratio = whole["seconds"] / quarter["seconds"]
    named = name if part == 1 else f"{name}, one in {part} of them"
    return [named, size, whole["seconds"], int(whole["facts"]), round(ratio, 1)]


# ---------------------------------------------------------------- in a process of its own


def length(kind: str, size: str) -> dict[str, float]:
    """Read one document of so many bytes."""
    import zhsummary as zs

    told = "".join(document.text for document in zs.read(CORPUS))
    told = told if kind == "prose" else told.replace("\n", "")
    text = told * (int(size) // len(told.encode()) + 1)
    return _read(text.encode()[: int(size)].decode(errors="ignore"))


def shape(name: str, part: str) -> dict[str, float]:
    """Read an awkward document, or a part of it."""
    piece, times = SHAPES[name]
    return _read(piece * (times // int(part)) + "新建工会7家。")


def _read(text: str) -> dict[str, float]:
    read_facts = _warm()
    from zhsummary import structure
    from zhsummary.read import from_text

    start = time.process_time()
    facts = sum(len(read_facts(summary)) for summary in structure.build(from_text(text)))
    seconds = time.process_time() - start
    return {"seconds": seconds, "bytes": len(text.encode()), "facts": facts}


def streamed(count: str) -> dict[str, float]:
    """Read so many documents, of which none is kept."""
    read_facts = _warm()
    from zhsummary import structure
    from zhsummary.read import from_text

    seconds, size, facts = 0.0, 0, 0
    for name, text in generated_corpus.texts(int(count)):
        start = time.process_time()
        facts += sum(len(read_facts(s)) for s in structure.build(from_text(text, name)))
        seconds += time.process_time() - start
        size += len(text.encode())
    return {"seconds": seconds, "bytes": size, "facts": facts}


def held(count: str) -> dict[str, float]:
    """Read so many documents of a frame, and compare them."""
    import pandas as pd

    import zhsummary as zs

    _warm()
    texts = [text for _, text in generated_corpus.texts(int(count))]
    frame = pd.DataFrame({"text": texts})
    start = time.process_time()
    corpus = zs.read(frame)
    facts = len(corpus.facts())
    corpus.compare("union")
    seconds = time.process_time() - start
    return {"seconds": seconds, "bytes": sum(len(t.encode()) for t in texts), "facts": facts}


def _warm() -> Callable[..., tuple[object, ...]]:
    """Load what is loaded once, before the clock starts."""
    from zhsummary import pipeline, structure
    from zhsummary.read import from_text

    for summary in structure.build(from_text("全年新建工会7家。")):
        pipeline.read_facts(summary)
    return pipeline.read_facts


if __name__ == "__main__":
    measured = {"length": length, "shape": shape, "streamed": streamed, "held": held}
    found = measured[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(found | {"memory": peak_memory()}))

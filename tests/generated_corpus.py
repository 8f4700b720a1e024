"""Thousands of different summaries, made of the bundled corpus: for benchmarks and large runs.

    python tests/generated_corpus.py FOLDER [--count 10000] [--seed 0]

In goes a number, out come so many texts: each is one of the bundled corpus with another
township, county, year and other figures, and without some of its sentences. The same number
and seed give the same texts. Numbers in headings and of documents stay as they are.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import zhsummary as zs

CORPUS = Path(__file__).parents[1] / "corpus"

_FIGURE = re.compile(r"(?<![\d.,〔])(?!(?:19|20)\d\d年?\D)\d+(?:[.,]\d+)?(?![\d.,号、．月日〕])")
_YEAR = re.compile(r"20(?:22|23|24)")
_SENTENCE = re.compile(r"[^。\n]*[。\n]+|[^。\n]+")
_FIRST = "青白松柳梅竹桃石龙凤云清金银玉南北东西上下大小长永新安和兴双三五九马牛黄"
_SECOND = "山河溪沟坪坝湾岭洞塘桥渡营寨店铺林泉潭湖峰台岗垭坳冲滩源井"
_KINDS = ("镇", "乡", "街道")


def texts(count: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Give so many names of files and texts; the n-th is the same whatever the count."""
    names = [f"{a}{b}" for a, b in product(_FIRST, _SECOND)]
    bases = _bases()
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        town = chance.choice(names) + chance.choice(_KINDS)
        county = chance.choice(names) + "县"
        yield f"{number:06d}.txt", _varied(*bases[number % len(bases)], town, county, chance)


def write_folder(folder: Path, count: int, seed: int = 0) -> Path:
    """Write the texts as UTF-8 files, a thousand a folder, and give the folder."""
    for number, (name, text) in enumerate(texts(count, seed)):
        place = folder / f"{number // 1000:03d}"
        if number % 1000 == 0:
            place.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    return folder


@cache
def _bases() -> list[tuple[str, str, str]]:
    """Give the bundled texts with the names of township and county that stand in them."""
    return [(d.text, d.township or "", d.county or "云溪县") for d in zs.read(CORPUS)]


def _varied(
    text: str, old_town: str, old_county: str, town: str, county: str, chance: random.Random
) -> str:
    if old_town:
        text = text.replace(old_town, town)
    text = text.replace(old_county, county)
    # all years of a text move together, so that last year stays the year before
    later = chance.randrange(-6, 3)
    text = _YEAR.sub(lambda match: str(int(match[0]) + later), text)
    text = _FIGURE.sub(lambda match: _other(match[0], chance), text)
    head, body = text[:60], text[60:]
    kept = (m[0] for m in _SENTENCE.finditer(body) if m[0].endswith("\n") or chance.random() > 0.1)
    return head + "".join(kept)


def _other(figure: str, chance: random.Random) -> str:
    """Give another figure of as many digits."""
    digits = (d if d in ".," else chance.choice("123456789") for d in figure)
    return "".join(digits)


def main() -> None:
    """Write a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    write_folder(options.folder, options.count, options.seed)


if __name__ == "__main__":
    main()

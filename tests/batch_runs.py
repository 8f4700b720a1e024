"""What the tests of batches share: their results as bytes, and programs that run them."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import textwrap
import warnings
from pathlib import Path

import pytest

import zhsummary as zs

ROOT = Path(__file__).parents[1]
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
with_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="Dask is not installed"
)


def contents(folder: Path) -> dict[str, bytes]:
    """Give the bytes of every result."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*.parquet")
        if "_batch" not in path.parts
    }


def quiet(call, *arguments, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", zs.ZhSummaryWarning)
        return call(*arguments, **options)


def script(folder: Path, body: str, top: str = "") -> Path:
    """Write a program; what stands at its top happens in its workers too."""
    head = "import os, signal, sys, time\nimport zhsummary as zs\nfrom zhsummary import pipeline\n"
    path = folder / "program.py"
    main = textwrap.indent(textwrap.dedent(body), "    ")
    path.write_text(f'{head}{textwrap.dedent(top)}\nif __name__ == "__main__":\n{main}\n', "utf-8")
    return path


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


def program(path: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(path), *map(str, arguments)],
        env=environment(), capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip

"""Makes a copy of the project whose modules are compiled as `pyproject.toml` asks."""

from __future__ import annotations

import shutil
import tomllib
from importlib import util
from pathlib import Path

ROOT = Path(__file__).parents[1]


def missing() -> str:
    """Say what is missing for compiling, or an empty string."""
    for name in ("hatchling", "mypy", "setuptools"):
        if util.find_spec(name) is None:
            return name
    return "" if shutil.which("cc") or shutil.which("gcc") else "a C compiler"


def make(folder: Path, level: str) -> None:
    """Compile a copy of the package in an empty folder, and put tests and corpus beside it."""
    spec = util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    build = util.module_from_spec(spec)
    spec.loader.exec_module(build)
    hooks = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    modules = hooks["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["modules"]
    made = build.compiled(ROOT / "zhsummary", folder, modules, level)
    assert len(made) >= len(modules)
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    shutil.copy(ROOT / "conftest.py", folder)

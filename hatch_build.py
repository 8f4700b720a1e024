"""Builds a wheel in which what finds and reads figures is compiled, where that is asked for.

``HATCH_BUILD_HOOK_ENABLE_CUSTOM=true pip install .`` compiles the modules that `pyproject.toml`
lists with mypyc, in a folder of its own: nothing compiled is left beside the sources. It needs a
C compiler. The results are those of the plain modules, which are in the wheel as well.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SETUP = """\
from setuptools import setup
from mypyc.build import mypycify

options = ["--ignore-missing-imports", "--follow-imports=silent"]
modules = mypycify([*options, *{modules!r}], opt_level={level!r})
setup(name="compiled", packages=[], ext_modules=modules)
"""


def compiled(package: Path, folder: Path, modules: list[str], level: str = "3") -> list[Path]:
    """Copy a package into a folder and compile modules of it there.

    Parameters
    ----------
    package : Path
        The folder of the package.
    folder : Path
        An empty folder.
    modules : list of str
        Paths of modules beside the package's folder: ``"zhsummary/facts/item.py"``.
    level : str
        How much the C compiler is to optimise, from ``"0"`` to ``"3"``.

    Returns
    -------
    list of Path
        The extension modules.
    """
    shutil.copytree(
        package, folder / package.name, ignore=shutil.ignore_patterns("__pycache__", "*.so")
    )
    for module in modules:
        _with_constants(folder / module)
    (folder / "setup.py").write_text(_SETUP.format(modules=modules, level=level))
    run = [sys.executable, "setup.py", "--quiet", "build_ext", "--inplace"]
    subprocess.run(run, cwd=folder, check=True)
    shutil.rmtree(folder / "build")
    return [*folder.rglob("*.so"), *folder.rglob("*.pyd")]


def _with_constants(module: Path) -> None:
    """Declare the constants of a module final: else they are looked up whenever they are read."""
    lines = module.read_text(encoding="utf-8").splitlines(keepends=True)
    tree = ast.parse("".join(lines))
    given = [node for node in tree.body if isinstance(node, (ast.Assign, ast.AugAssign))]
    named = [ast.unparse(node).partition(" ")[0] for node in given]
    for node, name in zip(given, named, strict=True):
        if name.isupper() and name.isidentifier() and named.count(name) == 1:
            opening = lines[node.lineno - 1]
            lines[node.lineno - 1] = opening.replace(f"{name} =", f"{name}: _Final =", 1)
    at = next(i for i, line in enumerate(lines) if line.startswith("from __future__"))
    lines[at] += "from typing import Final as _Final\n"
    module.write_text("".join(lines), encoding="utf-8")


class CompiledWheel(BuildHookInterface[Any]):
    """Puts the extension modules into the wheel; `pip install -e` stays with the sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell what to put in and that the wheel is for this machine."""
        self.folder = Path(tempfile.mkdtemp())
        if version == "editable":
            return
        made = compiled(Path(self.root) / "zhsummary", self.folder, self.config["modules"])
        places = {str(one): str(one.relative_to(self.folder)) for one in made}
        build_data["force_include"].update(places)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.folder, ignore_errors=True)

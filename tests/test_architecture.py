"""Text flows one way: a module imports only from the rooms above its own."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "zhsummary"

#: The rooms in the order in which text flows through them.
ROOMS = (
    "lexicons",
    "messages",
    "errors",
    "language",
    "progress",
    "wrapping",
    "running_heads",
    "spans",
    "patterns",
    "read",
    "structure",
    "quantities",
    "facts",
    "pipeline",
    "tables",
    "mining",
    "show",
    "compare",
    "document",
    "correcting",
    "corpus",
)

#: What may import anything, and what nothing imports.
ADAPTERS = ("batch", "cli", "explanation", "integrations", "__main__")

#: The only modules that may name these packages: the rest must work without loading them.
OWNERS = {
    "jieba": {"zhsummary.structure.words"},
    "rjieba": {"zhsummary.structure.words"},
    "spacy": {"zhsummary.integrations.spacy"},
    "regex": {"zhsummary.patterns"},
    "distributed": {"zhsummary.batch.cluster"},
}

#: Names under which everything and nothing gathers.
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}

HEAVY = (
    "distributed", "jieba", "numpy", "openpyxl", "pandas", "pyarrow", "rjieba", "scipy", "sklearn",
    "spacy",
)  # fmt: skip


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_module(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def _imports(module: str) -> Iterator[str]:
    """Give the full names that a module imports, at its top, in functions, for types."""
    path = MODULES[module]
    home = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = home.split(".")[: len(home.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield inner if inner in MODULES else source


def _own(module: str) -> set[str]:
    return {name for name in _imports(module) if name.split(".")[0] == "zhsummary"}


def _room(module: str) -> str:
    return module.removeprefix("zhsummary").lstrip(".").partition(".")[0]


@pytest.mark.parametrize("module", [m for m in MODULES if _room(m) not in ("", *ADAPTERS)])
def test_a_module_imports_only_from_rooms_above_it(module):
    """A room that reached downstream could not be understood, tested or replaced alone."""
    room = _room(module)
    assert room in ROOMS, f"{module} stands in no room of the list"
    allowed = ROOMS[: ROOMS.index(room) + 1]
    wrong = sorted(name for name in _own(module) if _room(name) not in allowed)
    assert not wrong, f"{module} ({room}) imports {', '.join(wrong)}"


def test_nobody_imports_an_adapter():
    """Adapters hang on the library; only the package's own front door names them."""
    wrong = [
        (module, name)
        for module in MODULES
        if _room(module) not in ("", *ADAPTERS)
        for name in _own(module)
        if _room(name) in ADAPTERS
    ]
    assert not wrong


def test_no_module_imports_itself_in_a_circle():
    """Modules within a room have an order too."""
    graph = {module: _own(module) - {"zhsummary", module} for module in MODULES}
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join([*path[path.index(module) :], module])
        if module not in done:
            for name in sorted(graph.get(module, ())):
                walk(name, (*path, module))
            done.add(module)

    for module in graph:
        walk(module, ())


def test_every_room_of_the_list_exists():
    """The list is the map of the package: a room that is gone must leave it."""
    assert {_room(module) for module in MODULES} - {"", *ADAPTERS} == set(ROOMS)


@pytest.mark.parametrize("package", OWNERS)
def test_one_module_owns_a_heavy_package(package):
    """A package that one module imports can be replaced there."""
    users = {m for m in MODULES if any(n.split(".")[0] == package for n in _imports(m))}
    assert users <= OWNERS[package]


def test_pandas_comes_in_with_the_tables():
    """Reading, structure, quantities and facts work on values, not on frames."""
    early = ROOMS[: ROOMS.index("tables")]
    users = [
        m for m in MODULES
        if _room(m) in early and any(n.split(".")[0] == "pandas" for n in _imports(m))
    ]  # fmt: skip
    assert not users


def test_no_module_is_a_drawer():
    """A name must say what is inside."""
    assert not [m for m in MODULES if DRAWERS & set(m.split("."))]


def test_importing_the_library_loads_nothing_heavy():
    """`import zhsummary` in a notebook or a shell command must cost nothing."""
    code = "import sys, zhsummary; zhsummary.find_quantities('7家'); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {name.split(".")[0] for name in loaded} & set(HEAVY)


def test_every_public_name_can_be_had():
    """Names that are imported on first use are easily left pointing nowhere."""
    import zhsummary

    assert all(getattr(zhsummary, name) is not None for name in zhsummary.__all__)
    assert sorted(zhsummary.__all__) == dir(zhsummary)

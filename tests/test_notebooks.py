"""Every notebook runs from its first cell to its last, and is kept without its output."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture
def kernel(tmp_path, monkeypatch) -> AsyncKernelManager:
    """A kernel of the Python that runs the tests, whatever else is installed."""
    from ipykernel.kernelspec import install

    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    install(prefix=str(tmp_path), kernel_name="python3")
    specs = KernelSpecManager(kernel_dirs=[str(tmp_path / "share" / "jupyter" / "kernels")])
    assert specs.get_kernel_spec("python3").argv[0] == sys.executable
    return AsyncKernelManager(kernel_name="python3", kernel_spec_manager=specs)


def test_there_are_notebooks():
    """An empty list would test nothing."""
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_is_kept_without_output(path):
    """Output in the repository goes stale and fills differences with noise."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert not [cell for cell in code if cell.outputs or cell.execution_count]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs(path, kernel):
    """Every cell runs, and every cell that ends in an expression shows something."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, km=kernel, timeout=300, resources={"metadata": {"path": str(ROOT)}}
    )
    client.execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    silent = [cell.source for cell in code if not cell.outputs]
    assert not silent
    said = [output for cell in code for output in cell.outputs]
    assert not [output for output in said if output.get("name") == "stderr"]

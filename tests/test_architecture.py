"""The rules of the house that no linter has: pages are thin, and what they say lives elsewhere."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from tools.tree import Finding, files, problems

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "pages").glob("*.py"))
SOURCES = sorted((ROOT / "src" / "demodash").rglob("*.py"))

MOST_PAGE_LINES = 60
MOST_MODULE_LINES = 500
CATCH_ALL_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools"}
# A page calls; it does not decide, compute or catch.
FORBIDDEN_IN_PAGES = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.Try,
    ast.TryStar,
    ast.While,
    ast.Global,
    ast.BinOp,
)


def page_problems(source: str) -> list[str]:
    """Return what a page must not do, one line each."""
    found = []
    if len(source.splitlines()) > MOST_PAGE_LINES:
        found.append(f"{len(source.splitlines())} lines")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, FORBIDDEN_IN_PAGES):
            found.append(f"line {node.lineno}: {type(node).__name__}")
        elif isinstance(node, ast.Import):
            found += [f"line {node.lineno}: import {one.name}" for one in node.names if one.name != "streamlit"]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level or not (module == "demodash.ui" or module.startswith("demodash.ui.")):
                found.append(f"line {node.lineno}: from {module or '.'}")
    return found


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_a_page_is_thin(path: Path) -> None:
    assert page_problems(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f():\n    pass", ["line 1: FunctionDef"]),
        ("x = lambda: 1", ["line 1: Lambda"]),
        ("try:\n    pass\nexcept ValueError:\n    pass", ["line 1: Try"]),
        ("import pandas as pd", ["line 1: import pandas"]),
        ("from demodash.charts import lines", ["line 1: from demodash.charts"]),
        ("from demodash.uikit import x", ["line 1: from demodash.uikit"]),
        ("from . import x", ["line 1: from ."]),
        ("total = 1 + 2", ["line 1: BinOp"]),
        ("\n" * 60 + "x = 1", ["61 lines"]),
        ("import streamlit as st\nfrom demodash.ui import open_page\nfrom demodash.ui.cards import medecins", []),
    ],
)
def test_the_guard_of_the_pages_sees(source: str, expected: list[str]) -> None:
    assert page_problems(source) == expected


def test_no_module_is_a_catch_all_or_too_long() -> None:
    assert SOURCES
    assert [path for path in SOURCES if path.stem in CATCH_ALL_NAMES or path.parent.name in CATCH_ALL_NAMES] == []
    long = [path for path in SOURCES if len(path.read_text(encoding="utf-8").splitlines()) > MOST_MODULE_LINES]
    assert long == []


def test_nothing_is_asserted_at_run_time_and_no_error_is_swallowed() -> None:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assert):
                found.append(f"{path.name}:{node.lineno}: assert")
            if isinstance(node, ast.ExceptHandler) and (
                node.type is None
                or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
            ):
                found.append(f"{path.name}:{node.lineno}: broad except")
    assert found == []


def test_the_contracts_of_the_imports_have_no_exception() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    assert [contract["name"] for contract in contracts if "ignore_imports" in contract] == []
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    assert layers["exhaustive"] is True


def test_the_tree_holds_no_host_machine_path_or_lock_file() -> None:
    assert problems(ROOT) == []


def test_the_guard_of_the_tree_sees(tmp_path: Path) -> None:
    # Each is put together here, so that the guard does not find it in this file.
    host, path = "py" + "pi.org", "/wor" + "k/main"
    (tmp_path / "notes.md").write_text(f"voir https://{host}/simple\n\net {path}\n")
    (tmp_path / "requirements.txt").write_text("--index-url https://ailleurs.example\nstreamlit==1\n")
    (tmp_path / "uv.lock").write_text("")
    (tmp_path / "propre.py").write_text("x = 1 / 2  # https://example.org/tmp/x\n")
    assert problems(tmp_path) == [
        Finding("notes.md", 1, f"registry host: {host}"),
        Finding("notes.md", 3, f"machine path: {path[:7]}"),
        Finding("requirements.txt", 1, "index line: --index-url"),
        Finding("uv.lock", 1, "lock file"),
    ]


def test_the_guard_of_the_tree_looks_at_everything_but_the_caches(tmp_path: Path) -> None:
    for name in (".venv/x.py", "src/__pycache__/x.pyc", ".mypy_cache/x.json", "src/x.py", ".ci/run"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [path.relative_to(tmp_path).as_posix() for path in files(tmp_path)] == [".ci/run", "src/x.py"]

"""The one tool that runs before anything is installed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment


def test_it_parses_under_an_old_python() -> None:
    ast.parse(Path(environment.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_is_named_in_french(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert environment.main(str(tmp_path / ".venv")) == 2
    assert not (tmp_path / ".venv").exists()
    said = capsys.readouterr().err
    assert "a besoin de Python 3.11 ou plus récent" in said
    assert "est un Python 3.9" in said
    assert "make run PYTHON=" in said


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / ".venv"
    (tmp_path / "bin").mkdir()
    newer = tmp_path / "bin" / "python3.12"
    newer.write_text('#!/bin/sh\n[ "$1" = -c ] && exit 0\necho "$2" > "$(dirname "$0")/asked"\nexit 7\n')
    pretending = tmp_path / "bin" / "python3.13"
    pretending.write_text("#!/bin/sh\nexit 127\n")
    pretending.chmod(0o755)
    newer.chmod(0o755)
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setattr(environment, "CANDIDATES", ("python3.13", "python3.12"))
    assert environment.main(str(folder)) == 7
    assert (tmp_path / "bin" / "asked").read_text().strip() == str(folder)


def test_a_python_without_venv_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)  # what an import of a missing module meets
    assert environment.main(str(tmp_path / ".venv")) == 2
    assert "apt install python3-venv" in capsys.readouterr().err


def test_it_makes_an_environment_keeps_a_good_one_and_replaces_a_broken_one(tmp_path: Path) -> None:
    folder = tmp_path / ".venv"
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    assert environment.main(str(folder)) == 0
    assert subprocess.run([python, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, check=False).returncode == 0
    mark = folder / "mark"
    mark.touch()
    assert environment.main(str(folder)) == 0
    assert mark.exists()
    python.unlink()
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    assert environment.main(str(folder)) == 0
    assert not mark.exists()
    assert subprocess.run([python, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, check=False).returncode == 0

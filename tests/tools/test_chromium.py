from __future__ import annotations

from pathlib import Path

import pytest

from tools import chromium


def _program(path: Path) -> Path:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_named_browser_comes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = _program(tmp_path / "my-browser")
    _program(tmp_path / "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv(chromium.VARIABLE, str(mine))
    assert chromium.main([]) == 0
    assert capsys.readouterr().out == f"{mine}\n"


@pytest.mark.parametrize("name", chromium.NAMES)
def test_the_browser_of_the_system_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    path = _program(tmp_path / name)
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find() == str(path)


def test_a_wrong_name_is_not_replaced_by_another_browser(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _program(tmp_path / "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv(chromium.VARIABLE, str(tmp_path / "absent"))
    assert chromium.main([]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "n'a été ni trouvé ni installé" in said.err
    assert chromium.VARIABLE in said.err
